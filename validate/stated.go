package validate

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/stated"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
)

// This file reads what a document says by itself of its year, its period, its
// deadlines and its rhythms, for rules that need no campaign.

// year returns the year that dates without one belong to; 0 if nothing tells.
func (d *paper) year() int {
	switch {
	case d.Signature != nil && d.Signature.Date.Valid():
		return d.Signature.Date.Year
	case d.campaign != nil:
		return d.campaign.Year
	case d.Head != nil && d.Head.Number.Year > 0:
		return d.Head.Number.Year
	}
	year := 0
	for _, m := range titleYear.All(d.title) {
		n, _ := strconv.Atoi(d.title.Text[m[2]:m[3]])
		if year != 0 && n != year {
			return 0
		}
		year = n
	}
	return year
}

// textYear returns the year that periods without one belong to: that of the
// title, if it names one, for a notice of December may be about the next.
func (d *paper) textYear() int {
	if all := titleYear.All(d.title); len(all) == 1 && !quotedTitle(d.title.Text, all[0][0]) {
		n, _ := strconv.Atoi(d.title.Text[all[0][2]:all[0][3]])
		if issued := d.issued(); issued.IsZero() || n == issued.Year+1 || n == issued.Year {
			return n
		}
	}
	return d.year()
}

// issued returns the date of d; zero if it has none.
func (d *paper) issued() calendar.Date {
	if d.Signature == nil || !d.Signature.Date.Valid() {
		return calendar.Date{}
	}
	return d.Signature.Date
}

// looksBack reports whether d is about something that has been: its dates lie
// before it.
func (d *paper) looksBack() bool { return backward.In(d.title) }

var backward = engine.Compile(`总结|通报|情况|表彰|表扬|公布|结果|简报|名单|报告`)

// dated returns date, a day written without a year, in the year that a reader of
// d understands. A document about the next year speaks of the next such day.
func (d *paper) dated(date calendar.Date) calendar.Date {
	issued := d.issued()
	if !issued.IsZero() && d.textYear() == issued.Year+1 && date.Year == issued.Year && date.Before(issued) {
		date.Year++
		return date
	}
	return nextYear(date, issued)
}

// mayBeOn reports whether a day without a year falls on the weekday in a year that
// the title of d or a text of it names.
func (d *paper) mayBeOn(date calendar.Date, weekday int) bool {
	years := []int{d.textYear()}
	if m := titleYear.First(d.title); m != nil {
		n, _ := strconv.Atoi(d.title.Text[m[2]:m[3]])
		years = append(years, n)
	}
	for _, l := range d.body.Lines[:min(len(d.body.Lines), leadLines)] {
		for _, m := range titleYear.All(l) {
			if n, _ := strconv.Atoi(l.Text[m[2]:m[3]]); n == date.Year+1 { // what is announced
				years = append(years, n)
			}
		}
	}
	return slices.ContainsFunc(years, func(y int) bool {
		in := calendar.Date{Year: y, Month: date.Month, Day: date.Day}
		return in.Valid() && int(in.Weekday()) == weekday
	})
}

// leadLines is how many lines of a body tell what it is about.
const leadLines = 3

// nextYear returns date, a day written without a year, in the year that a
// reader of a document issued on that day understands: in December 1月5日 is in
// the next year.
func nextYear(date, issued calendar.Date) calendar.Date {
	const months = 6
	if !issued.IsZero() && date.Year == issued.Year && issued.Month-date.Month >= months {
		date.Year++
	}
	return date
}

// A piece is one of the texts of a document: its body, or that of an attachment.
type piece struct {
	*engine.Passage
	title string // without blanks
}

// pieces returns the texts in which d speaks for itself: not those that it
// forwards and not 公文 of others that it encloses.
func (d *paper) pieces() []piece {
	title := han.Squeeze(d.title.Text)
	all := []piece{{&d.body, title}}
	for i := range d.attachments {
		a := &d.attachments[i]
		s := han.Squeeze(a.Title)
		if !strings.Contains(s, "关于") && !(a.Printed && strings.Contains(title, "转发")) {
			all = append(all, piece{&a.body, s})
		}
	}
	return all
}

// An errand is a deadline as a document states it.
type errand struct {
	stated.Deadline
	piece piece
	line  engine.Line // Start and End are offsets into its text
	thing string      // what is to be handed in, without what may be added to its name
	by    string      // who is told to, as far as the clause says
}

// maxErrands is how many deadlines of a document are looked at: they are held
// against each other.
const maxErrands = 300

// maxErrandText is how many characters of a paragraph are read for deadlines.
const maxErrandText = 3000

// errands returns the deadlines that d sets, in the order of its text. They
// are read once, since many rules ask for them.
func (d *paper) errands() []errand {
	if !d.read {
		d.read, d.set = true, d.errandsIn(d.pieces())
	}
	return d.set
}

// errandsIn returns the deadlines that some texts of d set.
func (d *paper) errandsIn(texts []piece) []errand {
	var all []errand
	year := d.year()
	for _, t := range texts {
		for _, l := range t.Lines {
			if l.Role != engine.RoleText || !strings.ContainsAny(l.Text, "前截") {
				continue
			}
			text := l.Unmarked()
			for _, s := range stated.Deadlines(text[:engine.Ahead(text, 0, maxErrandText)], year) {
				s.Start += l.Mark
				s.End += l.Mark
				before := l.Text[:s.Start]
				if len(all) == maxErrands {
					return all
				}
				if already.Match(before[engine.Back(before, len(before), 20):]) || strings.Count(before, "“") > strings.Count(before, "”") {
					continue // it has been, or is quoted
				}
				if !strings.Contains(l.Text[s.Start:s.End], "年") {
					s.Due = d.dated(s.Due)
				}
				e := errand{Deadline: s, piece: t, line: l, thing: said.Thing(s.What)}
				e.by = e.sender()
				all = append(all, e)
			}
		}
	}
	return all
}

var already = engine.Compile(`(?:已经?|未能?|没有|曾经?)(?:于|在|按)?[\s\p{Z}]*$`)

// say returns a remark about the day of e.
func (e errand) say(message string) engine.Remark {
	f := e.line.On(e.Start, e.End)
	f.Message = message
	return f
}

// sender returns who is told to hand in, as far as the clause says.
func (e errand) sender() string {
	clause := e.line.Text[e.line.Mark:e.Start]
	if i := strings.LastIndexAny(clause, "。；，,;"); i >= 0 {
		_, n := utf8.DecodeRuneInString(clause[i:])
		clause = clause[i+n:]
	}
	return strings.Trim(strings.TrimPrefix(han.Squeeze(clause), e.thing), "请由应要须需务必于在")
}

var (
	summary = engine.Compile(`总结|成果|统计表|汇总表`)
	interim = engine.Compile(`阶段|中期|前期|筹备|方案|计划|安排|上半|往年|上年|去年|每日|每周|当日`)
	scheme  = engine.Compile(`方案|安排|计划|规划表|报名表|联络员`)
	closed  = engine.Compile(`结束后|结束之后|闭幕后|活动后`)
)

// A saying is a period as a document states it.
type saying struct {
	calendar.Period
	line     engine.Line
	from, to int
	week     bool   // it is said to be that of the 活动周, or of what the title is about
	past     bool   // its heading tells that it may have been: 统计时间
	headed   bool   // by a label or heading, which tells it more surely than a sentence
	whose    string // what stands before the words that say it
}

var (
	// What stands before the days of a period and behind them.
	periodLabel = engine.Compile(`^[\s\p{Z}]*(活动|活动周|举办|)时间[\s\p{Z}]*(?:[:：。]|为)[\s\p{Z}]*$`)
	fixedFor    = engine.Compile(`[定拟将]于$`)
	weekBehind  = engine.Compile(`^(?:期间)?[^，。；]{0,12}(?:开展|举办|举行)[^，。；]*活动周(?:系列)?(?:活动)?(?:[，。；]|$)`)
	// 活动周定于5月14日至20日举行
	weekFixed  = engine.Compile(`(?:职业教育|职教)活动周(?:活动)?[^，。；\d“”]{0,6}于$`)
	heldBehind = engine.Compile(`^[^，。；\d]{0,8}(?:开展|举办|举行)`)
	// 活动周期间（5月14日至20日）, 活动周时间为5月14日至20日
	weekLasts   = engine.Compile(`活动周(?:期间[（(]|(?:的?活动)?时间(?:为|是|：))$`)
	heldWhat    = engine.Compile(`^[^，。；\d]{0,8}(?:开展|举办|举行)([^，。；]{3,30})`)
	subjectHeld = engine.Compile(`(\p{Han}{3,8}?)(?:活动)?(?:计划|拟|将)?定?于$`)
	ofAll       = engine.Compile(`全[国省市县区][^，。；\d]{0,8}$`) // of which a school may keep some days
	alone       = engine.Compile(`^[\s\p{Z}]*止?[\s\p{Z}]*(?:[，。；（(]|$)`)
	yearBefore  = engine.Compile(`(\d{4})年(?:全[国省市县区]|本[省市县区校])?$`)
	partOfWeek  = engine.Compile(`仪式|开幕|闭幕|大赛|竞赛|比赛|讲座|论坛|评选|征集|(?:^|[^开发进扩])展|开放日|交流日|体验|宣传月|节`)
)

// hasBeen is in headings over a time of which something is told afterwards.
var hasBeen = engine.Compile(`统计|发表|参评|考核|评价|数据|创作|范围|任职|取得|获奖|计算|认定`)

// nearby is how many characters around a period are looked at.
const nearby = 40

// sayings returns the periods that t says the whole is to last: behind
// 活动时间：, behind 时间： or alone under a heading about the time, and in
// 定于……举办……活动周.
func (t piece) sayings(year int) []saying {
	var all []saying
	heading := "" // the last one
	for _, l := range t.Lines {
		if l.Role == engine.RoleHeading {
			heading = l.Text
		}
		if l.Role == engine.RoleCell || !strings.Contains(l.Text, "月") {
			continue
		}
		s := l.Unmarked()
		week := strings.Contains(t.title, "活动周") && !partOfWeek.Match(t.title)
		timed := strings.Contains(heading, "时间")
		said := calendar.Run{End: -1}
		start := 0 // of what says it
		headed := false
		runs := calendar.FindRuns(s)
		for _, r := range runs {
			from := engine.Back(s, r.Start, nearby)
			before, behind := s[from:r.Start], s[r.End:engine.Ahead(s, r.End, nearby)]
			var label []int
			if from == 0 {
				label = periodLabel.Find(before)
			}
			switch {
			case label != nil && label[2] == label[3] && !timed: // of some activity
			case label != nil:
				said, headed = r, true
				if !timed {
					week = week && heading == "" && before[label[2]:label[3]] == "活动" || before[label[2]:label[3]] == "活动周"
				}
			case timed && from == 0 && strings.Trim(before, "自从为 \u3000") == "" && (len(runs) == 1 || r.Start == runs[0].Start && (strings.HasPrefix(behind, "。") || strings.Contains(s[r.End:runs[1].Start], "其中"))) && alone.Match(behind):
				said, headed = r, true
			case fixedFor.Match(before) && weekBehind.Match(behind):
				said, week, start = r, true, from+fixedFor.Find(before)[0]
			case weekFixed.Match(before) && heldBehind.Match(behind):
				said, week, start = r, true, from+weekFixed.Find(before)[0]
			case weekLasts.Match(before):
				said, week, start = r, true, from+weekLasts.Find(before)[0]
			case !strings.Contains(t.title, "活动周") && heldBehind.Match(behind) && t.isSubject(subjectHeld.Find(before), before),
				!strings.Contains(t.title, "活动周") && fixedFor.Match(before) && t.isSubject(heldWhat.Find(behind), behind):
				said, week = r, true
			}
			if said.End >= 0 {
				break
			}
		}
		if said.End < 0 {
			continue
		}
		if y := yearBefore.Find(s[:start]); y != nil && s[y[2]:y[3]] != strconv.Itoa(year) {
			continue // of the week of another year
		}
		week = week && (!ofAll.Match(s[:start]) || start == 0)
		if span := said.In(year); span.Valid() {
			all = append(all, saying{span, l, l.Mark + said.Start, l.Mark + said.End, week, timed && hasBeen.Match(heading), headed, s[:start]})
		}
	}
	return all
}

// isSubject reports whether s ends with what the title of t is about, as far as a match
// of [subjectHeld] tells: 技能节定于.
func (t piece) isSubject(m []int, s string) bool {
	if m == nil || partOfWeek.Match(strings.ReplaceAll(t.title, s[m[2]:m[3]], "")) {
		return false
	}
	const least = 3 // characters
	for name := s[m[2]:m[3]]; utf8.RuneCountInString(name) >= least; {
		if strings.Contains(t.title, name) {
			return true
		}
		_, n := utf8.DecodeRuneInString(name)
		name = name[n:]
	}
	return false
}

// lasts returns the periods that d as a whole says to last.
func (d *paper) lasts() []saying {
	var all []saying
	for _, t := range d.pieces() {
		all = append(all, t.sayings(d.textYear())...)
	}
	return all
}

// A rhythm is something that a document wants again and again.
type rhythm struct {
	line     engine.Line
	from, to int
	every    string         // 周 or 日
	at       string         // the weekday or hour
	hour     calendar.Clock // of a weekday; zero: not said
	covers   string         // 当日, 前一日 or ""
	coversAt [2]int         // where that stands in the line
	receiver string         // "" if not said
}

var (
	weekly = engine.Compile(`每周([一二三四五六日天])(?:(` + calendar.ClockForm + `)前[^。；]*?|[^。；，]{0,12}?前[^。；]*?|(?:[上下]午)?)(?:报送|上报|报至|报到|发送|提交|发[至到给往]|报[本上前当一各市县区省局院学办]|[报发送]\p{Han}{2,8}(?:邮箱|信箱|部|处|科|室|办|中心))`)
	daily  = engine.Compile(`(?:每[日天]|次日|(?:活动的?，?|[于在])当[日天])，?[^。；，\d上下早晚中]{0,8}(` + calendar.ClockForm + `)[^。；，]{0,4}?前[^。；]*?(?:报送|上报|报至|报到|发送|提交|发[至到给往]|报[本上前当一各市县区省局院学办]|[报发送]\p{Han}{2,8}(?:邮箱|信箱|部|处|科|室|办|中心))`)
	// What is wanted of what has been; there may be another day for what is to come.
	ofPast   = engine.Compile(`情况|信息|动态|快讯|快报|进展|简报|小结|报道|图文|简讯|短讯|图片|照片|稿件|素材|数据|日报|周报|月报|台账|统计表|汇总表|战报|进度`)
	ofFuture = engine.Compile(`计划|预告|安排|预报|下周|次日|例会`)
	receiver = engine.Compile(`^(?:至|到|给)?(\p{Han}{1,8}?(?:局|厅|部|处|科|室|中心|办))`)
	theDay   = engine.Compile(`(当[日天]|本日)|(前一[日天]|上一[日天]|前日)`)
)

// thingBefore is how many characters may tell before an hour what is reported by then.
const thingBefore = 16

// rhythms returns the reports that d wants every day or week.
func (d *paper) rhythms() []rhythm {
	var all []rhythm
	for _, t := range d.pieces() {
		for _, l := range t.Lines {
			if l.Role != engine.RoleText || !strings.ContainsAny(l.Text, "每次当") {
				continue
			}
			add := func(m []int, every, at string) {
				clause := l.Text[m[0]:clauseEnd(l.Text, m[1])]
				if strings.HasPrefix(clause, "在当") || strings.HasPrefix(clause, "于当") { // 当天的快讯应在当天17:30前
					clause = l.Text[engine.Back(l.Text, m[0], thingBefore):clauseEnd(l.Text, m[1])]
					m = append([]int{m[0] + len("在")}, m[1:]...)
				}
				if !ofPast.Match(clause) || ofFuture.Match(strings.TrimPrefix(clause, "次日")) {
					return
				}
				r := rhythm{line: l, from: m[0], to: m[3], every: every, at: at}
				if c := theDay.Find(clause); c != nil {
					r.covers, r.coversAt = "前一日", [2]int{m[0] + c[0], m[0] + c[1]}
					if c[2] >= 0 {
						r.covers = "当日"
					}
				}
				if c := receiver.Find(l.Text[m[1]:]); c != nil {
					r.receiver = l.Text[m[1]+c[2] : m[1]+c[3]]
				}
				all = append(all, r)
			}
			for _, m := range weekly.All(l) {
				hour := calendar.Clock{}
				if m[4] >= 0 {
					hour, _ = calendar.FindClock(l.Text[m[4]:m[5]])
					m[3] = m[5]
				}
				add(m, "周", strings.Replace(l.Text[m[2]:m[2]+len("一")], "天", "日", 1))
				if n := len(all); n > 0 && all[n-1].from == m[0] && all[n-1].line.Text == l.Text {
					all[n-1].hour = hour
				}
			}
			for _, m := range daily.All(l) {
				if hour, n := calendar.FindClock(l.Text[m[2]:m[3]]); n > 0 {
					add(m, "日", hour.String())
				}
			}
		}
	}
	return all
}

// clauseEnd returns where the sentence that goes on at s[i:] ends.
func clauseEnd(s string, i int) int {
	if n := strings.IndexAny(s[i:], "。；"); n >= 0 {
		return i + n
	}
	return len(s)
}

// dayIn reads a cell that is a day or a run of days, such as 5月9日 or
// 5月9日—11日; false if it is something else.
func dayIn(s string, year int) (calendar.Period, bool) {
	span, ok := calendar.ReadDays(s)
	p := span.In(year)
	return p, ok && span.Style == calendar.Chinese && p.Valid()
}

// says reports whether the texts of d hold a match of p.
func (d *paper) says(p *engine.Pattern) bool {
	return slices.ContainsFunc(d.pieces(), func(t piece) bool { return slices.ContainsFunc(t.Lines, p.In) })
}

package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
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
	for _, m := range titleYear.all(d.title) {
		n, _ := strconv.Atoi(d.title.text[m[2]:m[3]])
		if year != 0 && n != year {
			return 0
		}
		year = n
	}
	return year
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
func (d *paper) looksBack() bool { return backward.in(d.title) }

var backward = compile(`总结|通报|情况|表彰|表扬|公布|结果|简报|名单|报告`)

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
	*passage
	title string // without blanks
}

// pieces returns the texts in which d speaks for itself: not those that it
// forwards and not 公文 of others that it encloses.
func (d *paper) pieces() []piece {
	title := han.Squeeze(d.title.text)
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
	campaign.StatedDeadline
	piece piece
	line  line // Start and End are offsets into its text
}

// errands returns the deadlines that d sets, in the order of its text. They
// are read once, since many rules ask for them.
func (d *paper) errands() []errand {
	if !d.read {
		d.read, d.set = true, d.readErrands()
	}
	return d.set
}

func (d *paper) readErrands() []errand {
	var all []errand
	year := d.year()
	for _, t := range d.pieces() {
		for _, l := range t.lines {
			if l.role != roleText || !strings.Contains(l.text, "前") {
				continue
			}
			for _, s := range campaign.DeadlinesIn(l.unmarked(), year) {
				s.Start += l.mark
				s.End += l.mark
				before := l.text[:s.Start]
				if already.match(before) || strings.Count(before, "“") > strings.Count(before, "”") {
					continue // it has been, or is quoted
				}
				if !strings.Contains(l.text[s.Start:s.End], "年") {
					s.Due = nextYear(s.Due, d.issued())
				}
				all = append(all, errand{s, t, l})
			}
		}
	}
	return all
}

var already = compile(`已经?(?:于|在)?[\s\p{Z}]*$`)

// say returns a remark about the day of e.
func (e errand) say(message string) remark {
	f := e.line.on(e.Start, e.End)
	f.message = message
	return f
}

// sender returns who is told to hand in, as far as the clause says.
func (e errand) sender() string {
	clause := e.line.text[e.line.mark:e.Start]
	if i := strings.LastIndexAny(clause, "。；，,;"); i >= 0 {
		_, n := utf8.DecodeRuneInString(clause[i:])
		clause = clause[i+n:]
	}
	return strings.TrimRight(han.Squeeze(clause), "请应要须需务必于在")
}

// thing returns what is to be handed in without what may be added to its name.
func thing(what string) string { return additions.re().ReplaceAllString(han.Squeeze(what), "") }

var additions = compile(`\d{4}年|[《》“”"]|[（(][^（）()]*[）)]|电子版|纸质版|电子稿|电子文档|扫描件|盖章件|^(?:本校|本单位|各自|学校)`)

var (
	summary = compile(`总结|成果|统计表|汇总表`)
	interim = compile(`阶段|中期|前期|筹备|方案|计划|安排|上半|往年|上年|去年|每日|每周|当日`)
	scheme  = compile(`方案|安排|计划|规划表|报名表|联络员`)
	closed  = compile(`结束后|结束之后|闭幕后|活动后`)
)

// A saying is a period as a document states it.
type saying struct {
	calendar.Period
	line     line
	from, to int
	week     bool // it is said to be that of the 活动周
}

const textSpan = `((?:(\d{4})[\s\p{Z}]*年[\s\p{Z}]*)?(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*日?[\s\p{Z}]*(?:——|[-—–~～至到])[\s\p{Z}]*(?:(\d{4})[\s\p{Z}]*年[\s\p{Z}]*)?(?:(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*)?(\d{1,2})[\s\p{Z}]*日)`

var (
	periodLabel    = compile(`^[\s\p{Z}]*(活动|活动周|举办|)时间[\s\p{Z}]*(?:[:：]|为)[\s\p{Z}]*` + textSpan)
	periodAlone    = compile(`^[\s\p{Z}]*()` + textSpan + `[\s\p{Z}。]*$`)
	periodSentence = compile(`定于()` + textSpan + `(?:期间)?[^，。；]{0,12}(?:开展|举办|举行)[^，。；]*活动周`)
	partOfWeek     = compile(`仪式|开幕|闭幕|大赛|竞赛|比赛|讲座|论坛|评选|征集|展|开放日|交流日|体验|宣传月|节`)
)

// spanIn reads the period that a match of textSpan at m[2*n:] gives; a year
// that is not written is year.
func spanIn(s string, m []int, n, year int) calendar.Period {
	get := func(k, missing int) int {
		if m[2*(n+k)] < 0 {
			return missing
		}
		v, _ := strconv.Atoi(s[m[2*(n+k)]:m[2*(n+k)+1]])
		return v
	}
	from := calendar.Date{Year: get(1, year), Month: get(2, 0), Day: get(3, 0)}
	to := calendar.Date{Year: get(4, from.Year), Month: get(5, from.Month), Day: get(6, 0)}
	return calendar.Period{From: from, To: to}
}

// sayings returns the periods that t says the whole is to last: behind
// 活动时间：, behind 时间： or alone under a heading about the time, and in
// 定于……举办……活动周.
func (t piece) sayings(year int) []saying {
	var all []saying
	heading := "" // the last one
	for _, l := range t.lines {
		if l.role == roleHeading {
			heading = l.text
		}
		if l.role == roleCell || !strings.Contains(l.text, "月") {
			continue
		}
		s := l.unmarked()
		week := strings.Contains(t.title, "活动周") && !partOfWeek.match(t.title)
		timed := strings.Contains(heading, "时间")
		m := periodLabel.find(s)
		if m != nil && m[2] == m[3] && !timed {
			continue // of some activity
		}
		if m != nil && !timed {
			week = s[m[2]:m[3]] == "活动周"
		}
		if m == nil && timed {
			m = periodAlone.find(s)
		}
		if m == nil {
			m = periodSentence.find(s)
			week = true
		}
		if m == nil {
			continue
		}
		if span := spanIn(s, m, 2, year); span.Valid() {
			all = append(all, saying{span, l, l.mark + m[4], l.mark + m[5], week})
		}
	}
	return all
}

// lasts returns the periods that d as a whole says to last.
func (d *paper) lasts() []saying {
	var all []saying
	for _, t := range d.pieces() {
		all = append(all, t.sayings(d.year())...)
	}
	return all
}

// A rhythm is something that a document wants again and again.
type rhythm struct {
	line     line
	from, to int
	every    string // 周 or 日
	at       string // the weekday or hour
	covers   string // 当日, 前一日 or ""
	receiver string // "" if not said
}

var (
	weekly = compile(`每周([一二三四五六日天])[^。；，]{0,12}?前[^。；]*?(?:报送|上报|报至|报到|发送|提交)`)
	daily  = compile(`每[日天][^。；，\d]{0,6}(\d{1,2})[\s\p{Z}]*(?:[:：][\s\p{Z}]*(\d{2})|[时点])[^。；，]{0,4}?前[^。；]*?(?:报送|上报|报至|报到|发送|提交)`)
	// What is wanted of what has been; there may be another day for what is to come.
	ofPast   = compile(`情况|信息|动态|进展|简报`)
	ofFuture = compile(`计划|预告|安排|预报|下周|次日|例会`)
	receiver = compile(`^(?:至|到|给)?(\p{Han}{1,8}?(?:局|厅|部|处|科|室|中心|办))`)
	theDay   = compile(`(当[日天]|本日)|(前一[日天]|上一[日天]|前日)`)
)

// rhythms returns the reports that d wants every day or week.
func (d *paper) rhythms() []rhythm {
	var all []rhythm
	for _, t := range d.pieces() {
		for _, l := range t.lines {
			if l.role != roleText || !strings.Contains(l.text, "每") {
				continue
			}
			add := func(m []int, every, at string) {
				clause := l.text[m[0]:clauseEnd(l.text, m[1])]
				if !ofPast.match(clause) || ofFuture.match(clause) {
					return
				}
				r := rhythm{line: l, from: m[0], to: m[3], every: every, at: at}
				if c := theDay.find(clause); c != nil && c[2] >= 0 {
					r.covers = "当日"
				} else if c != nil {
					r.covers = "前一日"
				}
				if c := receiver.find(l.text[m[1]:]); c != nil {
					r.receiver = l.text[m[1]+c[2] : m[1]+c[3]]
				}
				all = append(all, r)
			}
			for _, m := range weekly.all(l) {
				add(m, "周", strings.Replace(l.text[m[2]:m[3]], "天", "日", 1))
			}
			for _, m := range daily.all(l) {
				hour := strings.TrimLeft(l.text[m[2]:m[3]], "0")
				minute := "00"
				if m[4] >= 0 {
					minute, m[3] = l.text[m[4]:m[5]], m[5]
				}
				if strings.Contains(l.text[m[0]:m[2]], "下午") || strings.Contains(l.text[m[0]:m[2]], "晚") {
					if n, _ := strconv.Atoi(hour); n < 12 {
						hour = strconv.Itoa(n + 12)
					}
				}
				add(m, "日", hour+":"+minute)
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

// tables returns the tables of p: rows of cells, the first the head.
func (p *passage) tables() [][][]line {
	var all [][][]line
	var last line
	for _, l := range p.lines {
		if l.role != roleCell {
			continue
		}
		switch n := len(all) - 1; {
		case n < 0 || last.block != l.block:
			all = append(all, [][]line{{l}})
		case last.number != l.number:
			all[n] = append(all[n], []line{l})
		default:
			k := len(all[n]) - 1
			all[n][k] = append(all[n][k], l)
		}
		last = l
	}
	return all
}

// dayIn reads a cell that is a day or a run of days, such as 5月9日 or
// 5月9日—11日; false if it is something else.
func dayIn(s string, year int) (calendar.Period, bool) {
	s = han.Squeeze(s)
	if m := periodAlone.find(s); m != nil {
		p := spanIn(s, m, 2, year)
		return p, p.Valid()
	}
	m := dayAlone.find(s)
	if m == nil {
		return calendar.Period{}, false
	}
	d := calendar.Date{Year: year}
	if m[2] >= 0 {
		d.Year, _ = strconv.Atoi(s[m[2]:m[3]])
	}
	d.Month, _ = strconv.Atoi(s[m[4]:m[5]])
	d.Day, _ = strconv.Atoi(s[m[6]:m[7]])
	return calendar.Period{From: d, To: d}, d.Valid()
}

var dayAlone = compile(`^(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:[（(]?(?:周|星期)[一二三四五六日天][）)]?)?(?:[上下]午)?$`)

// says reports whether the texts of d hold a match of p.
func (d *paper) says(p *pattern) bool {
	return slices.ContainsFunc(d.pieces(), func(t piece) bool { return slices.ContainsFunc(t.lines, p.in) })
}

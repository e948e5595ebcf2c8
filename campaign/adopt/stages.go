package adopt

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	timeLabel = regexp.MustCompile(`^(?:活动|举办|本届|宣传|开展)?(?:活动周|宣传月|活动)?(?:时间|日期)\s*(?:为|是|[：:])`)
	timeHead  = regexp.MustCompile(`^(?:活动周|宣传月|活动|举办|开展)?的?(?:时间|日期)|时间(?:和|及|、|与)|[、和及与](?:活动)?时间`)
	// stageWords name a run of days: the nearest of them counts.
	stageWords = regexp.MustCompile(`职业教育活动周|职业教育宣传月|职教活动周|职教宣传月|活动周|宣传月|宣传周|活动月|技能文化节|技能节交流日|交流日|“[^”]{2,20}”评选|评选|技能节|开放周|开放日|大赛|比赛|竞赛`)
	joined     = regexp.MustCompile(`^[ \t\p{Z}]*(?:—{1,2}|[-–~～－]|起?至|到)[ \t\p{Z}]*$`)
	handingIn  = regexp.MustCompile(`^[^，。；]{0,4}(?:之前|以前|前)|^[^，。；]{0,6}(?:放假|调休|休假)`)
)

// A stage is a run of days that the text names.
type stage struct {
	span     calendar.Period
	name     string
	labelled bool // 活动时间：
	sure     bool // the name stands beside it
}

// stages finds the periods of the campaign.
func (a *adopter) stages() {
	var found []stage
	under := "" // the heading that a line stands below
	for _, l := range a.lines {
		if l.row != nil {
			continue
		}
		if len(found) >= most {
			break
		}
		for _, s := range a.stagesIn(l, under) {
			if i := slices.IndexFunc(found, func(f stage) bool { return f.span == s.span }); i < 0 {
				found = append(found, s)
			} else {
				found[i].labelled = found[i].labelled || s.labelled
				if !found[i].sure && s.sure {
					found[i].name, found[i].sure = s.name, true
				}
			}
		}
		if l.heading || l.level > 0 && l.lead != "" {
			under = han.Squeeze(l.lead)
		}
	}
	found = chosen(first(a, "periods", found))
	main := mainOf(found, han.Squeeze(a.doc.Title))
	for i, s := range found {
		p := campaign.Period{ID: periodID(s.name), Name: s.name, From: s.span.From, To: s.span.To, Main: i == main}
		if p.Main {
			p.ID = "week"
			if s.span.Days() > 15 {
				p.ID = "month"
			}
		}
		for n := 2; slices.ContainsFunc(a.c.Periods, func(q campaign.Period) bool { return q.ID == p.ID }); n++ {
			p.ID = fmt.Sprint(periodID(s.name), "-", n)
		}
		if !s.sure && !s.labelled {
			a.doubt(fmt.Sprintf("periods[%d].name", i), "原文没有写明这段时间叫什么")
		}
		if p.Main && len(found) > 1 && !s.labelled {
			a.doubt(fmt.Sprintf("periods[%d]", i), "原文有几段时间，暂以这一段为主要时段（main）")
		}
		a.c.Periods = append(a.c.Periods, p)
	}
	if len(found) == 0 {
		a.doubt("", "没有读出活动时间：请在periods写明，写法见说明")
	}
}

var (
	opens  = regexp.MustCompile(`^(?:上午|下午)?(?:正式)?(?:启动|开始|开幕|起)`)
	closes = regexp.MustCompile(`^(?:上午|下午)?(?:正式)?(?:结束|闭幕|落幕|止)`)
)

// beside is how many bytes before and behind days are looked at for what they are
// the days of.
const beside = 1000

// stagesIn returns the stages that a line states.
func (a *adopter) stagesIn(l line, under string) []stage {
	var found []stage
	var opened calendar.Date
	said := "" // before the day that opens
	for i, w := range calendar.FindDays(l.text) {
		if i == most {
			break
		}
		days, ok := w.In(a.year)
		before, after := l.text[max(0, w.Start-beside):w.Start], l.text[w.End:min(w.End+beside, len(l.text))]
		if !ok || handingIn.MatchString(after) || days[len(days)-1].Year < a.year { // what was in years before
			continue
		}
		nothing := len([]rune(han.Squeeze(before))) < 20
		s := stage{labelled: nothing && timeLabel.MatchString(han.Squeeze(l.text)) || nothing && timeHead.MatchString(under)}
		switch {
		case len(days) == 2 && joined.MatchString(l.text[w.Days[0].End:w.Days[1].Start]):
			s.span = calendar.Period{From: days[0], To: days[1]}
		case len(days) == 1 && opens.MatchString(after):
			opened, said = days[0], before
			continue
		case len(days) == 1 && closes.MatchString(after) && !opened.IsZero(): // 5月12日启动，5月18日结束
			s.span = calendar.Period{From: opened, To: days[0]}
			before = said
		case len(days) == 1 && s.labelled:
			s.span = calendar.Period{From: days[0], To: days[0]}
		default:
			continue
		}
		if !s.span.Valid() {
			continue
		}
		s.name, s.sure = nameOfStage(before, after)
		if s.labelled {
			if all := stageWords.FindAllString(before, -1); len(all) > 0 {
				s.name = stageName(all[len(all)-1])
			} else {
				s.name = a.week()
			}
			s.sure = true
		}
		found = append(found, s)
	}
	return found
}

// phase is the name of a part of the plan, before its days: 宣传发动阶段（4月20日—30日）.
var phase = regexp.MustCompile(`(\p{Han}{2,10}阶段)[（(：:][^，。；]{0,4}$`)

// nameOfStage returns what a run of days is called, by the words around it.
func nameOfStage(before, after string) (string, bool) {
	if g := phase.FindStringSubmatch(before); g != nil {
		return strings.TrimPrefix(g[1], "第"), true
	}
	for _, end := range []string{"。", "；"} {
		after, _, _ = strings.Cut(after, end)
		if i := strings.LastIndex(before, end); i >= 0 {
			before = before[i+len(end):]
		}
	}
	short := func(s string, n int) string {
		if r := []rune(s); len(r) > n {
			return string(r[:n])
		}
		return s
	}
	if s := stageWords.FindString(short(after, 45)); s != "" {
		return stageName(s), true
	}
	clause := before[strings.LastIndex(before, "，")+1:]
	if all := stageWords.FindAllString(strings.ToValidUTF8(clause, ""), -1); len(all) > 0 {
		return stageName(all[len(all)-1]), true
	}
	return "活动时间", false
}

// stageName is the short name of a stage.
func stageName(s string) string {
	return strings.TrimPrefix(strings.TrimPrefix(s, "职业教育"), "职教")
}

// week is what a labelled time is the time of where the label does not say.
func (a *adopter) week() string {
	if a.called == "" {
		a.called = "活动周"
		for _, s := range []string{han.Squeeze(a.doc.Title), han.Squeeze(a.text)} {
			if w := events.FindString(s); w != "" {
				a.called = stageName(w)
				break
			}
		}
	}
	return a.called
}

// chosen drops what is one only if there is no other: a single day, and days that
// nobody gives a name.
func chosen(found []stage) []stage {
	for _, less := range []func(s stage) bool{
		func(s stage) bool { return s.span.Days() == 1 },
		func(s stage) bool { return !s.sure && !s.labelled },
	} {
		if slices.ContainsFunc(found, func(s stage) bool { return !less(s) }) {
			found = slices.DeleteFunc(found, less)
		}
	}
	return found
}

// mainOf returns which of the stages is the main one, -1 if there are none.
func mainOf(found []stage, title string) int {
	best, most := -1, -1
	for i, s := range found {
		score := 0
		if s.labelled {
			score += 8
		}
		if strings.Contains(s.name, "周") {
			score += 4
		}
		if strings.Contains(s.name, "月") {
			score += 2
		}
		if strings.Contains(title, s.name) {
			score++
		}
		if score > most {
			best, most = i, score
		}
	}
	return best
}

func periodID(name string) string {
	switch {
	case strings.Contains(name, "周"):
		return "week"
	case strings.Contains(name, "月"):
		return "month"
	case strings.Contains(name, "评选"):
		return "selection"
	case strings.Contains(name, "交流日"), strings.Contains(name, "开放日"):
		return "openday"
	case strings.Contains(name, "赛"):
		return "contest"
	}
	return "stage"
}

var (
	themeLabel = regexp.MustCompile(`^(?:本届|本次|今年|今年的|活动)?(?:职业教育|职教)?(?:活动周|宣传月|宣传周|活动)?的?主题[ \t\p{Z}]*(?:(?:为|是)[：:]?|[：:]|。)[ \t\p{Z}]*(.{4,45}?)[。；;]?$`)
	themeHead  = regexp.MustCompile(`主题$`)
	// The theme of the whole, not of one of its parts.
	themeWithin = regexp.MustCompile(`(?:活动周|宣传月|宣传周|活动月|活动|本届|今年)的?主题(?:为|是)[：:]?“([^”]{4,40})”|(?:^|[，。；])主题(?:为|是)[：:]?“([^”]{4,40})”|(?:以|围绕)“([^”]{4,40})”为主题[^，。；]{0,15}(?:活动周|宣传月|宣传周|活动月)`)
)

// theme finds the theme.
func (a *adopter) theme() {
	sure := func(s string) bool {
		s = strings.TrimSpace(s)
		if quoted, _, ok := strings.Cut(strings.TrimPrefix(s, "“"), "”"); ok && strings.HasPrefix(s, "“") { // what follows is not of it
			s = quoted
		}
		if s == "" || strings.ContainsAny(s, "。；") {
			return false
		}
		a.c.Theme = s
		return true
	}
	for _, l := range a.lines {
		if g := themeLabel.FindStringSubmatch(l.text); g != nil && sure(g[1]) {
			return
		}
	}
	for i, l := range a.lines {
		if !l.heading || !themeHead.MatchString(han.Squeeze(l.text)) || i+1 == len(a.lines) {
			continue
		}
		next := a.lines[i+1]
		plain := !next.heading && next.row == nil && len([]rune(next.text)) <= 40 && !timeLabel.MatchString(han.Squeeze(next.text))
		if plain && len(calendar.FindDays(next.text)) == 0 && sure(strings.TrimRight(next.text, "。")) {
			return
		}
	}
	for _, l := range a.lines {
		if g := themeWithin.FindStringSubmatch(l.text); g != nil && sure(g[1]+g[2]+g[3]) {
			a.doubt("theme", "从正文的一句话中读出，请核对是不是整个活动的主题")
			return
		}
	}
	a.doubt("theme", "原文没有写明活动主题（theme）")
}

package stray

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A measure is a way of counting or measuring what is handed in.
type measure struct {
	name    string
	pattern *engine.Pattern    // of one or two numbers with the unit
	scale   map[string]float64 // of units; nil: all are one
	only    *engine.Pattern    // what a clause must have; nil: nothing
}

// count and size are numbers with a unit, or two of them: 3至5张, 30秒至2分钟.
func count(unit string) *engine.Pattern {
	return span(`\d+|[一二两三四五六七八九十]{1,3}`, unit)
}

func size(unit string) *engine.Pattern { return span(`\d+(?:\.\d+)?`, unit) }

func span(number, unit string) *engine.Pattern {
	return engine.Compile(`(` + number + `)[\s\p{Z}]*(` + unit + `)?(?:[\s\p{Z}]*(?:～|—|－|-|至|到|~|[×xX*])[\s\p{Z}]*(` + number + `))?[\s\p{Z}]*(` + unit + `)?`)
}

// measures are those that the data have.
var measures = []measure{
	{name: "张", pattern: count(`[张幅]`)},
	{name: "部", pattern: count(`[部个条件]`)},
	{name: "篇", pattern: count(`[篇份]`)},
	{name: "人", pattern: count(`[人名]`), only: atMost},
	{name: "字", pattern: size(`字`)},
	{name: "像素", pattern: size(`像素|px`)},
	{name: "大小", pattern: size(`[KMG]B?|兆`), scale: map[string]float64{"K": 1e3, "KB": 1e3, "M": 1e6, "MB": 1e6, "兆": 1e6, "G": 1e9, "GB": 1e9}},
	{name: "时长", pattern: span(`\d+(?:分\d+)?`, `分钟|秒`), scale: map[string]float64{"分钟": 60, "秒": 1}},
}

// atMost is in a clause about how many may be.
var atMost = engine.Compile(`限|不超过|至多|最多|总数|名额|不多于`)

// An amount is what the data want of something in one measure.
type amount struct {
	words   []string // by one of which a text names it
	measure string
	least   float64 // 0: not told
	most    float64 // 0: not told
	told    string  // for people
}

// kinds are the words for the kinds of material, and what they are counted by.
var kinds = map[string]struct {
	words []string
	count string
}{
	"photo":   {[]string{"照片", "图片", "摄影"}, "张"},
	"video":   {[]string{"视频", "短片", "微电影"}, "部"},
	"article": {[]string{"稿件", "文章", "征文", "文字材料", "新闻稿"}, "篇"},
	"media":   {[]string{"媒体", "报道"}, "篇"},
}

// amountsOf returns the amounts in the data of c.
func amountsOf(c *campaign.Campaign) []amount {
	var all []amount
	add := func(words []string, measure string, least, most float64, unit string) {
		if least == 0 && most == 0 || len(all) == mostAmounts {
			return
		}
		a := amount{words: words, measure: measure, least: least, most: most}
		number := func(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) + unit }
		switch {
		case least > 0 && most > 0:
			a.told = number(least) + "至" + number(most)
		case least > 0:
			a.told = "不少于" + number(least)
		default:
			a.told = "不超过" + number(most)
		}
		all = append(all, a)
	}
	for _, m := range c.Material {
		words := slices.Clone(kinds[m.Kind].words)
		for _, d := range c.Deadlines {
			if name := said.Thing(d.What); d.ID == m.Deadline && m.Deadline != "" && utf8.RuneCountInString(name) >= shortestDue {
				words = append(words, name, name[engine.Back(name, len(name), shortestDue):])
			}
		}
		add(words, kinds[m.Kind].count, float64(m.MinCount), float64(m.MaxCount), kinds[m.Kind].count)
		add(words, "字", float64(m.Min), float64(m.Max), "字")
		add(words, "像素", float64(m.MinWidth), 0, "像素")
		add(words, "像素", float64(m.MinHeight), 0, "像素")
		if m.Advise != nil {
			add(words, "像素", float64(m.Advise.Width), float64(m.Advise.Height), "像素")
		}
		least, _ := m.MinBytes.Floor()
		most, _ := m.MaxBytes.Floor()
		add(words, "大小", float64(least), float64(most), "字节")
		add(words, "时长", float64(m.MinSeconds), float64(m.MaxSeconds), "秒")
	}
	for _, f := range c.Forms {
		title := strings.TrimSuffix(c.FormTitle(f.ID), "表")
		if f.Quota > 0 && !f.About && utf8.RuneCountInString(title) >= shortestHeld {
			add([]string{title[engine.Back(title, len(title), shortestDue):], "选手", "人员", "限报", "名额", "每"}, "人", 0, float64(f.Quota), "人")
		}
	}
	return all
}

// mostAmounts is how many amounts are looked for.
const mostAmounts = 200

// amountsIn finds the amounts of a sentence at l.Text[at:] that are none of the data, of what it
// names, or the words above it.
func (d *Data) amountsIn(l engine.Line, at int, s, above string) []Found {
	if len(d.amounts) == 0 || ofPart.Match(s) || said.Bygone.Match(s) {
		return nil
	}
	var found []Found
	for _, measure := range measures {
		var of []amount
		for _, a := range d.amounts {
			if a.measure == measure.name && slices.ContainsFunc(a.words, func(w string) bool { return strings.Contains(s, w) }) {
				of = append(of, a)
			}
		}
		if len(of) == 0 {
			for _, a := range d.amounts {
				if a.measure == measure.name && slices.ContainsFunc(a.words, func(w string) bool { return strings.Contains(above, w) }) {
					of = append(of, a)
				}
			}
		}
		if len(of) == 0 {
			continue
		}
		var numbers []float64
		var strange []int
		for _, m := range measure.pattern.Re().FindAllStringSubmatchIndex(s, -1) {
			if m[8] < 0 && m[4] < 0 || m[6] >= 0 && m[8] < 0 || measure.only != nil && (!measure.only.Match(clauseAt(s, m[0])) || ofEach.Match(clauseAt(s, m[0]))) || strings.HasPrefix(s[m[1]:], "门") { // 五部门
				continue
			}
			last := s[max(m[8], m[4], 0):max(m[9], m[5], 0)]
			if m[8] >= 0 {
				last = s[m[8]:m[9]]
			}
			for g := 2; g <= 6; g += 4 {
				if m[g] < 0 {
					continue
				}
				n, unit := numberIn(s[m[g]:m[g+1]]), last
				if m[g+2] >= 0 {
					unit = s[m[g+2]:m[g+3]]
				}
				if scale := measure.scale[unit]; scale > 0 && !strings.Contains(s[m[g]:m[g+1]], "分") {
					n *= scale
				}
				numbers = append(numbers, n)
				if strange == nil && !slices.ContainsFunc(of, func(a amount) bool { return n == a.least || n == a.most }) && !ordinal.Match(s[:m[0]]) && !every.Match(s[engine.Back(s, m[0], 6):m[0]]) {
					strange = m
				}
			}
		}
		left := slices.IndexFunc(of, func(a amount) bool {
			return a.least > 0 && !slices.Contains(numbers, a.least) || a.most > 0 && !slices.Contains(numbers, a.most)
		})
		if strange == nil || left < 0 {
			continue
		}
		f := Found{"ZJ026", l.On(at+strange[0], at+strange[1])}
		f.Hint = "活动数据为" + of[left].told + "，请核对"
		f.Severity = report.Hint
		found = append(found, f)
	}
	return found
}

var (
	ofPart  = engine.Compile(`标题|简介|图注|摘要|封面|口号|由我|自行|已`)
	ofEach  = engine.Compile(`每个?(?:赛项|项目|项|类|组|专业|工种)|各赛项`)
	ordinal = engine.Compile(`第$`)
	every   = engine.Compile(`每[^，。；]{0,4}$|共$`)
)

// numberIn reads a number in digits or characters, and 1分30 as seconds.
func numberIn(s string) float64 {
	if minutes, seconds, ok := strings.Cut(s, "分"); ok {
		return 60*numberIn(minutes) + numberIn(seconds)
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return n
	}
	n, _ := han.ParseNumber(strings.Replace(s, "两", "二", 1))
	return float64(n)
}

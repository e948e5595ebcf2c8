// Package printed reads what a form prints: what a label asks for by its words,
// and where in a text there are gaps to be filled in. [CueOf] does the one, [New]
// the other; [Infill.Take] takes what was put into the gaps out of a text that came
// back.
package printed

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file finds the gaps of a printed text.

// A Gap is a place in a printed text that is to be filled in.
type Gap struct {
	Label   string // that stands before it; "" for none
	Kind    forms.Kind
	Unit    string        // printed behind it
	Options forms.Options // of printed boxes, or of 是/否
	Other   bool          // the last option asks for words of its own: 其他____
	Details []Detail      // that other options ask for: □有（病名：____）
	Sign    bool          // for a hand or a seal
	Bare    bool          // nothing is drawn: a colon at the end of a line
	Moment  bool          // parts of a day or an hour are printed
	Open    bool          // the room before the first printed word of an opinion

	from, to int // of the text
}

// A Detail is what an option asks for beside its tick.
type Detail struct{ Option, Label string } // Label is "" where nothing names it

// An Infill is a printed text with gaps: before[i] is printed before gap i, the
// last of Before behind the last gap.
type Infill struct {
	Before []string
	Gaps   []Gap
}

var (
	gapDay = regexp.MustCompile(`^(?:(?:19|20)[0-9]{0,2})?` + blankRun + `年(?:` + blankRun + `月(?:` + blankRun + `日)?)?`)
	gapTil = regexp.MustCompile(`^` + blankRun + `起?(?:至|到|[-—–~～]+)` + blankRun)
	// gapHour is a day or an hour of which the parts are printed: 月 日 时 分.
	gapHour = regexp.MustCompile(`^(?:(?:(?:19|20)[0-9]{0,2})?` + blankRun + `年)?(?:` + blankRun + `月` + blankRun + `日)?(?:` + blankRun + `(?:上午|下午))?(?:` + blankRun + `[时点](?:` + blankRun + `分)?)?`)
	// gapTerm is a year and a part of it by its number: 20  年第  季度.
	gapTerm = regexp.MustCompile(`^(?:(?:19|20)[0-9]{0,2})?` + blankRun + `年度?` + blankRun + `第` + blankRun + `(?:季度|学期|期|批|周)|^(?:19|20)[\s\p{Z}_＿]{2,}年(?:度?[上下]半年|度|[春秋]季)?`)
	// gapRule is a line to write on, or brackets with nothing in them.
	gapRule  = regexp.MustCompile(`^(?:[_＿](?:[\s\p{Z}]*[_＿])+|[(（\[【〔][\s\p{Z}_＿]{1,}[)）\]】〕]|…{2,})`)
	gapColon = regexp.MustCompile(`^[:：][\s\p{Z}_＿]*`)
	gapWide  = regexp.MustCompile(`(?:[ \t]|\p{Z}){2,}`)
	gapAhead = regexp.MustCompile(`^(?:[ \t]|\p{Z}){2,}`)

	eitherOr = regexp.MustCompile(`^[\s\p{Z}]*([\p{Han}]{1,4})[\s\p{Z}]*[/／、|｜][\s\p{Z}]*([\p{Han}]{1,4})(?:[\s\p{Z}]*[/／、|｜][\s\p{Z}]*([\p{Han}]{1,4}))?[\s\p{Z}]*$`)

	counted  = `人次|平方米|小时|课时|学时|节|万元|千元|亿元|人|名|个|项|次|所|家|台|套|件|元|分|岁|亩|份|篇|场|门|期|天|年|页|间|班|册|处|条|批|位|户|张|幅|支|辆|吨|％|%`
	unitNext = regexp.MustCompile(`^[\s\p{Z}]*(` + strings.NewReplacer("|班", "", "|年", "", "|期", "", "|门", "").Replace(counted) + `)(?:[^\p{Han}]|$)`)
	allFront = regexp.MustCompile(`^(?:共|总|合|共计|总计|合计|约|计)?$`)
	sealNext = regexp.MustCompile(`^[（(](?:盖章|公章|签章|签字|签名|章)[)）]`)
	// 优秀（ ）良好（ ）, to be ticked in the brackets
	tickRow  = regexp.MustCompile(`^[\s\p{Z}]*(?:\p{Han}{1,6}[（(][\s\p{Z}]*[)）][\s\p{Z}、，；]*){2,}$`)
	tickWord = regexp.MustCompile(`(\p{Han}{1,6})[（(][\s\p{Z}]*[)）]`)
	ordinal  = regexp.MustCompile(`第$`)
	ordinals = regexp.MustCompile(`^[节期周次届号批组场]`)
	unitOnly = regexp.MustCompile(`^[\s\p{Z}_＿]*(` + counted + `)[\s\p{Z}]*$`)
)

// roomBelow is a label with empty lines below it, to be written on.
var roomBelow = regexp.MustCompile(`^([^\n。；]{2,60})\n[\s\p{Z}]*\n[\s\p{Z}]*$`)

const (
	blankRun = `[\s\p{Z}_＿]*`

	boxes     = "□☐▢◻○〇☑☒"
	MaxPrompt = 4_000 // bytes of a text that is looked through for gaps
	maxGaps   = 60    // of one text
)

// InBox returns the gap behind the label of a box that tells how much is to be
// written in it: 研究背景（500字以内）; nil for any other text.
func InBox(text string) *Infill {
	c := CueOf(text, "")
	if c.Length == 0 || len(text) > 300 || strings.ContainsAny(text, "。；_＿"+boxes) {
		return nil
	}
	g := Gap{Label: Tidy(ItemFront.ReplaceAllStringFunc(c.Label, KeepTail)), Bare: true}
	return &Infill{Before: []string{strings.TrimSpace(text), ""}, Gaps: []Gap{g}}
}

// noteFront begins a text that is said to whoever fills a form in.
var noteFront = regexp.MustCompile(`^[\s\p{Z}]*[（(]?(?:注|备注|说明|填表说明|填报说明|填写说明|填表须知|注意事项)[:：\d]`)

// cutLine is where a form is cut apart.
var cutLine = regexp.MustCompile(`^[\s\p{Z}…·⋯.\-—–－_＿=＝~～✂✄]*(?:[（(]?[^（）()。，]{0,8}[沿剪裁撕][^（）()。，]{0,12}[)）]?|[…⋯.\-—–－=＝~～✂✄]{3})[\s\p{Z}…·⋯.\-—–－_＿=＝~～✂✄]*$`)

// signWords ask for a hand or a seal.
var signWords = regexp.MustCompile(`签字|签名|签章|盖章|公章|印章|（章）|\(章\)`)

// noGapLabels are words with a colon behind which nothing is to be filled in.
var noGapLabels = regexp.MustCompile(`^(?:注|备注|说明|填表说明|填报说明|填写说明|要求|附件\d*|附表\d*|附|表号|制表|例如|例|如|示例|注意|提示|其中|包括|如下)$|^尊敬的|^亲爱的|^各|们$|下列|以下|如下|同学$|家长$|老师$|^(?:各级|校)?领导$|^[一二三四五六七八九十]+、.*(?:情况|内容|说明|要求|办法)$`)

// New finds the gaps of a printed text; nil where it has none. boxed says
// that the text stands in a box of a table, labelled that the box has another
// label beside or above it, followed that an empty box to its right takes what
// a colon at the end asks for.
func New(text string, boxed, labelled, followed bool) *Infill {
	if len(text) > MaxPrompt || text == "" || cutLine.MatchString(text) || noteFront.MatchString(text) && !strings.ContainsAny(text, "_＿") {
		return nil
	}
	text = strings.ReplaceAll(text, "\u00a0", " ")
	if m := eitherOr.FindStringSubmatch(text); m != nil && boxed {
		options := forms.Options{m[1], m[2]}
		if m[3] != "" {
			options = append(options, m[3])
		}
		if slices.Contains(eitherOrs, m[1]+m[2]) || labelled && len(options) > 2 {
			return &Infill{Before: []string{"", ""}, Gaps: []Gap{choiceGap("", options, text)}}
		}
		return nil
	}
	if boxed && tickRow.MatchString(text) {
		var options forms.Options
		for _, m := range tickWord.FindAllStringSubmatch(text, -1) {
			options = append(options, m[1])
		}
		if len(options) == len(slices.Compact(slices.Sorted(slices.Values(options)))) {
			return &Infill{Before: []string{"", ""}, Gaps: []Gap{choiceGap("", options, text)}}
		}
	}
	if m := unitOnly.FindStringSubmatch(text); m != nil && boxed && labelled && !followed {
		return &Infill{Before: []string{"", m[1]}, Gaps: []Gap{{Unit: m[1]}}}
	}
	if m := roomBelow.FindStringSubmatch(text); m != nil && boxed && !labelled && !followed && !strings.ContainsAny(m[1], "_＿"+boxes) && !noGapLabels.MatchString(Tidy(m[1])) {
		g := Gap{Label: Tidy(ItemFront.ReplaceAllStringFunc(m[1], KeepTail)), Bare: true}
		g.finish()
		return &Infill{Before: []string{m[1], ""}, Gaps: []Gap{g}}
	}
	in := &Infill{}
	lit := 0 // where the printed text before the next Gap begins
	add := func(from, to int, g Gap) {
		if len(in.Gaps) == maxGaps {
			return
		}
		in.Before = append(in.Before, text[lit:from])
		g.from, g.to = from, to
		in.Gaps = append(in.Gaps, g)
		lit = to
	}
	for at := 0; at < len(text); {
		rest := text[at:]
		c, n := utf8.DecodeRuneInString(rest)
		switch {
		case c == '年' || c == '_' || c == '＿' || unicode.IsSpace(c) || c == '2' || c == '1':
			if n, kind := momentGap(text, at); n > 0 {
				from, to := at, at+n
				if n := len(in.Gaps); n > 0 && strings.TrimSpace(text[lit:from]) == "" && in.Gaps[n-1].Label != "" && in.Gaps[n-1].Kind == forms.Text && len(in.Gaps[n-1].Options) == 0 && !in.Gaps[n-1].Sign && !signWords.MatchString(in.Gaps[n-1].Label) && !apartFromDay(in.Gaps[n-1].Label, text[:from]) {
					in.Gaps[n-1].Kind = kind // the blank behind the colon was the day's
					lit, at = to, to
					continue
				}
				label := labelBefore(text[lit:from])
				if signWords.MatchString(label) { // the day is not asked for by who signs
					if at := strings.LastIndexAny(text[lit:from], ":："); at >= 0 && strings.TrimSpace(strings.TrimLeft(text[lit+at:from], ":：")) == "" {
						_, n := utf8.DecodeRuneInString(text[lit+at:])
						add(lit+at+n, from, Gap{Label: label, Sign: true})
					}
					label = ""
				}
				if n := len(in.Gaps); n > 0 && strings.TrimSpace(text[lit:from]) == "" {
					label = "" // that is the gap before it
				}
				add(from, to, Gap{Label: label, Kind: kind, Moment: true})
				at = to
				continue
			}
		case strings.ContainsRune(boxes, c):
			if from, to, g, ok := boxGap(text, lit, at); ok {
				add(from, to, g)
				at = to
				continue
			}
		}
		if m := gapRule.FindStringIndex(rest); m != nil {
			to := at + m[1]
			g := Gap{Label: labelBefore(text[lit:at])}
			if c := ordinals.FindString(text[to:]); c != "" && ordinal.MatchString(strings.TrimSpace(text[lit:at])) {
				g.Label = "第几" + c
			}
			if u := unitNext.FindStringSubmatch(text[to:]); u != nil {
				g.Unit = u[1]
			} else if options := listedBehind(text[to:]); options != nil && c != '_' && c != '＿' && len(in.Gaps) < maxGaps {
				g.Kind, g.Options = forms.Choice, options // （  ）A.甲 B.乙
			}
			if k := len(in.Gaps); k > 0 && strings.TrimSpace(text[lit:at]) == "" && in.Gaps[k-1].Other {
				lit, at = to, to // the line behind 其他
				continue
			} else if k > 0 && strings.TrimSpace(text[lit:at]) == "" && in.Gaps[k-1].Kind == forms.Text {
				lit, at = to, to // goes on in the next line
				continue
			}
			add(at, to, g)
			at = to
			continue
		}
		if m := gapColon.FindStringIndex(rest); m != nil {
			to := at + m[1]
			drawn := m[1] > len(string(c))
			label := labelBefore(text[lit:at])
			end := to == len(text) || strings.ContainsAny(rest[len(string(c)):m[1]], "\n")
			wide := utf8.RuneCountInString(rest[:m[1]]) > 2
			next, _ := utf8.DecodeRuneInString(text[to:])
			switch {
			case label == "" || noGapLabels.MatchString(label) || utf8.RuneCountInString(label) > 24:
			case strings.ContainsRune(boxes, next) && to < len(text):
			case gapDay.MatchString(text[to:]) && (signWords.MatchString(label) || !apartFromDay(label, text[:to])):
				// The day says it.
			case end && to == len(text) && followed && len(in.Gaps) == 0:
			case end, sealNext.MatchString(text[to:]), wide, drawn && to < len(text) && signWords.MatchString(label):
				in.gap(text, &lit, at+len(string(c)), to, Gap{Label: label, Sign: signWords.MatchString(text[lit:at]), Bare: !drawn})
				if u := unitNext.FindStringSubmatch(text[to:]); u != nil {
					in.Gaps[len(in.Gaps)-1].Unit = u[1]
				}
				at = to
				continue
			}
			at += len(string(c))
			continue
		}
		if m := gapAhead.FindStringIndex(rest); m != nil {
			to := at + m[1]
			u := unitNext.FindStringSubmatch(text[to:])
			if c := ordinals.FindString(text[to:]); c != "" && ordinal.MatchString(text[lit:at]) {
				add(at, to, Gap{Label: "第几" + c})
			} else if u != nil && boxed && labelled && len(in.Gaps) == 0 && allFront.MatchString(Tidy(text[lit:at])) {
				add(at, to, Gap{Unit: u[1]}) // 申报人数 | 共____人，其中……
			} else if label := proseLabel(text, lit, at, to); label != "" && (!boxed || !labelled && !strings.ContainsAny(text[max(lit, at-3):at], "。；：:，\n")) {
				g := Gap{Label: label}
				if u != nil {
					g.Unit = u[1]
				}
				add(at, to, g)
			} else if label := labelBefore(text[lit:at]); !boxed && sealTail.MatchString(label) && strings.TrimSpace(text[to:]) != "" {
				add(at, to, Gap{Label: label, Sign: true})
			} else if label := labelBefore(text[lit:at]); u != nil && utf8.RuneCountInString(strings.TrimSpace(label)) >= 2 && !strings.ContainsAny(text[lit:at], ":：") {
				add(at, to, Gap{Label: label, Unit: u[1]})
			}
			at = to
			continue
		}
		at += n
	}
	if len(in.Gaps) == 0 {
		return nil
	}
	in.Before = append(in.Before, text[lit:])
	if boxed && labelled && signWords.MatchString(text) && in.Before[0] != "" && !strings.ContainsAny(in.Before[0], "。；") && in.Gaps[0].Label != "" && !strings.HasSuffix(in.Gaps[0].Label, "意见") || labelled && boxed && len(in.Gaps) == 1 && in.Gaps[0].Kind == forms.Date && signWords.MatchString(in.Before[0]) {
		in.Before = append([]string{""}, in.Before...)
		in.Gaps = append([]Gap{{Open: true}}, in.Gaps...)
	}
	if boxed && labelled && !in.Gaps[0].Open && in.Before[0] != "" && roomAhead.MatchString(text) && signerWords.MatchString(in.Gaps[0].Label) {
		in.Before = append([]string{""}, in.Before...)
		in.Gaps = append([]Gap{{Open: true}}, in.Gaps...)
	}
	for i := range in.Gaps {
		g := &in.Gaps[i]
		if label := countName(in.Before[i], g); label != "" {
			g.Label = label
		}
		g.finish()
	}
	return in
}

// roomAhead is room to write above the first printed word: an opinion, below which
// somebody puts his name.
var (
	roomAhead   = regexp.MustCompile(`^[\s\p{Z}]*\n[\s\p{Z}]*\S`)
	signerWords = regexp.MustCompile(`^(?:负责人|经办人|审核人|审批人|主任|校长|领导|组长|签字|签名|签章)$`)
)

// allTail ends words with how many there are of something in all.
var allTail = regexp.MustCompile(`(?:共|共计|总共|一共)[\s\p{Z}]*$`)

// countName returns what a count is called that the words before it do not call one:
// 本次住院天数, of 本次住院共____天; "" where they do.
func countName(before string, g *Gap) string {
	if g.Unit == "" || g.Label == "" || len(g.Options) > 0 || !wholeUnits[g.Unit] && g.Unit != "天" || !allTail.MatchString(before) || allTail.MatchString(g.Label) || strings.HasSuffix(g.Label, "数") {
		return ""
	}
	return g.Label + g.Unit + "数"
}

// Above takes the room before the first printed words for what is asked for beside
// them, such as an opinion, if these are but who signs it.
func (in *Infill) Above() {
	if g := &in.Gaps[0]; !g.Open && Plain(in.Before[0]) != "" && (g.Sign || signerWords.MatchString(g.Label)) {
		in.Before = append([]string{""}, in.Before...)
		in.Gaps = append([]Gap{{Open: true}}, in.Gaps...)
	}
}

// At returns the gap that a place of the text stands in; nil if it is none.
func (in *Infill) At(text string, at int) *Gap {
	at = len(strings.ReplaceAll(text[:at], "\u00a0", " ")) // as New does
	for i := range in.Gaps {
		if g := &in.Gaps[i]; g.from <= at && at < g.to {
			return g
		}
	}
	return nil
}

// eitherOrs are words of which one stays.
var eitherOrs = []string{"是否", "有无", "男女", "同意不同意", "合格不合格", "参加不参加", "愿意不愿意", "已完成未完成", "达标不达标", "优良", "有没有"}

func (in *Infill) gap(text string, lit *int, from, to int, g Gap) {
	if len(in.Gaps) == maxGaps {
		return
	}
	in.Before = append(in.Before, text[*lit:from])
	g.from, g.to = from, to
	in.Gaps = append(in.Gaps, g)
	*lit = to
}

// finish works out what a gap is for by its label and its unit.
func (g *Gap) finish() {
	if g.Kind == forms.Dates {
		if s := strings.TrimRight(g.Label, "自从"); len([]rune(s)) > 1 {
			g.Label = s // 实习期限自…至…
		}
	}
	if g.Kind != forms.Text || len(g.Options) > 0 || g.Open || g.Sign {
		return
	}
	c := CueOf(g.Label, g.Unit)
	g.Kind, g.Unit = c.Kind, c.Unit
	if len(c.Options) > 0 {
		g.Options = c.Options
	}
}

// apartFromDay reports whether the room behind a label, with which a text ends, is
// for what the label asks for, and the day printed behind it is another thing:
// 验收人：          年  月  日.
func apartFromDay(label, text string) bool {
	room := utf8.RuneCountInString(text) - utf8.RuneCountInString(strings.TrimRight(text, " \t　_＿\u00a0"))
	return room >= 8 && !dayAsked.MatchString(label)
}

// dayAsked are labels that ask for a day, a month or an hour.
var dayAsked = regexp.MustCompile(`日期|时间|年月|月份|期限|年度|学期|日$|[自从于至到在]$|起|止|截`)

// momentGap returns how long a day, an hour, or a run of either is of which but
// the parts are printed at a place, and what it asks for; 0 if there is none.
func momentGap(text string, at int) (n int, kind forms.Kind) {
	rest := text[at:]
	day, hour := 0, len(gapHour.FindString(rest))
	if m := gapDay.FindString(rest); dayGap(text, at, len(m)) {
		day = len(m)
	}
	if hour > day && hourGap(rest[:hour]) {
		n = hour
		if til := gapTil.FindString(rest[n:]); til != "" {
			if second := gapHour.FindString(rest[n+len(til):]); hourGap(second) {
				return n + len(til) + len(second), forms.Text
			}
		}
		if strings.HasSuffix(rest[:n], "日") {
			return n, forms.Date
		}
		return n, forms.Text
	}
	if term := gapTerm.FindString(rest); len(term) > day && strings.ContainsAny(term, " _＿　\t") {
		return len(term), forms.Text
	}
	if day == 0 {
		return 0, forms.Text
	}
	if !strings.HasSuffix(rest[:day], "日") {
		if til := gapTil.FindString(rest[day:]); til != "" {
			if second := gapDay.FindString(rest[day+len(til):]); dayGap(rest, day+len(til), len(second)) {
				return day + len(til) + len(second), forms.Text
			}
		}
		return day, forms.Text
	}
	if til := gapTil.FindString(rest[day:]); til != "" {
		if second := gapDay.FindString(rest[day+len(til):]); strings.HasSuffix(second, "日") {
			return day + len(til) + len(second), forms.Dates
		}
	}
	return day, forms.Date
}

// hourGap reports whether several parts of a day are printed with room between.
func hourGap(s string) bool {
	parts := 0
	for _, c := range s {
		if strings.ContainsRune("月日时点分", c) {
			parts++
		}
	}
	return parts > 1 && strings.ContainsAny(s, " _＿　\t")
}

// dayGap reports whether 年 月 日 at a place are the parts of a day, and not words
// such as 2026年工作 or 近三年.
func dayGap(text string, at, n int) bool {
	s := text[at : at+n]
	if n == 0 || !strings.HasSuffix(s, "日") && !strings.HasSuffix(s, "月") {
		return false
	}
	if strings.ContainsAny(s, " _＿　\t") {
		return true
	}
	// 年月日 without room is one where nothing else is said: 出生年月 is a label.
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at+n:])
	digits := strings.ContainsFunc(s, unicode.IsDigit)
	return strings.HasSuffix(s, "日") && !digits && !han.Is(before) && !han.Is(after)
}

// labelBefore returns the words that say what a gap behind a text asks for: those
// since the last mark or wide blank.
func labelBefore(s string) string {
	s = strings.TrimRightFunc(s, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(":：_＿", c) })
	if at := lastMark(s); at >= 0 {
		tail := s[at:]
		_, n := utf8.DecodeRuneInString(tail)
		if strings.TrimSpace(tail[n:]) != "" {
			s = tail[n:]
		}
	}
	if all := gapWide.FindAllStringIndex(s, -1); all != nil {
		// 姓   名 is one word.
		last := all[len(all)-1]
		if han.Count(s[:last[0]]) > 1 || han.Count(s[last[1]:]) > 1 {
			s = s[last[1]:]
		}
	}
	s = Tidy(s)
	if at := strings.LastIndexAny(s, ":："); at >= 0 && !fromWord.MatchString(s[at:]) {
		_, n := utf8.DecodeRuneInString(s[at:])
		if s[at+n:] != "" {
			s = s[at+n:]
		}
	}
	s = gapUnitFront.ReplaceAllString(s, "")
	if at := strings.LastIndexAny(s, "（("); at > 0 && !strings.ContainsAny(s[at:], "）)") {
		if _, n := utf8.DecodeRuneInString(s[at:]); han.Count(s[at+n:]) > 1 {
			s = s[at+n:] // 自驾车__辆（车牌号：
		}
	}
	if at := strings.LastIndexAny(s, ":："); at > 0 && fromWord.MatchString(s[at:]) {
		s = s[:at] // 期限：自
	}
	if c, n := utf8.DecodeRuneInString(s); strings.ContainsRune("（(", c) && !strings.ContainsAny(s, "）)") {
		s = s[n:]
	}
	s = strings.TrimRight(s, "？?（(")
	for _, w := range []string{"共计", "共有", "总共", "一共", "约为", "共", "为", "约", "计", "有", "是", "达", "按"} {
		if short, ok := strings.CutSuffix(s, w); ok && utf8.RuneCountInString(short) >= 2 {
			return short
		}
	}
	return s
}

// lastMark returns where the last mark stands that parts a text, none of those
// within brackets: 调（停、代）课共; -1 if there is none.
func lastMark(s string) int {
	at, open, within := -1, -1, false
	for i, c := range s {
		switch {
		case strings.ContainsRune("（(", c):
			open, within = at, true // brackets that never end hide nothing
		case strings.ContainsRune("）)", c) && within:
			at, within = open, false
		case strings.ContainsRune("。；;，,\n\t、", c):
			at = i
		}
	}
	return at
}

// fromWord stands between a label and the first of two days.
var fromWord = regexp.MustCompile(`^[:：](?:自|从|于|为|在)$`)

// sealTail ends a name with room for its seal: 单位（公章）.
var sealTail = regexp.MustCompile(`\p{Han}{2,}[（(](?:盖章|公章|签章|章)[）)]$`)

// proseLabel returns what a wide blank within sentences asks for, "" where it is
// but a distance: the words before it, else those behind.
func proseLabel(text string, lit, at, to int) string {
	if to-at < 4 || !strings.ContainsAny(text, "。，") || !han.Has(text[lit:at]) && lit == 0 || strings.TrimSpace(text[to:]) == "" {
		return ""
	}
	label := labelBefore(text[lit:at])
	label = strings.TrimSpace(noteAhead.ReplaceAllString(label, ""))
	if n := han.Count(label); n > 3 || n >= 2 && (lit == 0 || !strings.HasPrefix(strings.TrimSpace(text[lit:at]), label)) {
		return label
	} // the last word of a gap right before it names nothing: 位于____校区____号商铺
	if m := calledHere.FindStringSubmatch(text[to:]); m != nil {
		return m[1]
	}
	next := []rune(counterFront.ReplaceAllString(text[to:], ""))
	if len(next) < 2 || !han.Is(next[0]) || !han.Is(next[1]) {
		next = []rune(text[to:])
	}
	for n, c := range next {
		if !han.Is(c) || n == 8 {
			return string(next[:n])
		}
	}
	return string(next)
}

var (
	counterFront = regexp.MustCompile(`^(?:` + counted + `)`)
	noteAhead    = regexp.MustCompile(`^[（(][^（）()]*[)）]`)
	calledHere   = regexp.MustCompile(`^[（(](?:以下简称|下称|简称)[:：“"]?([\p{Han}]{1,8})[”"]?[)）]`)
)

// gapUnitFront is the unit of the gap before, and 其中.
var gapUnitFront = regexp.MustCompile(`^(?:个?工作日|日|天)内|^(?:(?:` + counted + `)[，,；;、。]?)?(?:其中[:：]?)`)

// UnitAlone reports whether a text is but the unit of what is asked for: 人.
func (in *Infill) UnitAlone() bool {
	return len(in.Gaps) == 1 && in.Before[0] == "" && in.Gaps[0].Unit != "" && in.Before[1] == in.Gaps[0].Unit
}

// Anonymous reports whether a text asks for one thing that it does not name.
func (in *Infill) Anonymous() bool {
	return in != nil && len(in.Gaps) == 1 && in.Gaps[0].Label == ""
}

// Joined reports whether nothing is printed around the gaps but their options.
func (in *Infill) Joined() bool {
	return !slices.ContainsFunc(in.Before, func(s string) bool { return Plain(s) != "" })
}

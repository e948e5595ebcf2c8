// Package printed reads what a form prints: what a label asks for by its words,
// and where in a text there are gaps to be filled in. [CueOf] does the one, [New]
// the other; [Infill.Take] takes what was put into the gaps out of a text that came
// back.
package printed

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file reads printed text that has blanks in it, and takes what was put
// into them out of a returned text again.

// A Gap is a place in a printed text that is to be filled in.
type Gap struct {
	Label   string // that stands before it; "" for none
	Kind    forms.Kind
	Unit    string        // printed behind it
	Options forms.Options // of printed boxes, or of 是/否
	Other   bool          // the last option asks for words of its own: 其他____
	Sign    bool          // for a hand or a seal
	Bare    bool          // nothing is drawn: a colon at the end of a line
	Open    bool          // the room before the first printed word of an opinion
}

// An Infill is a printed text with gaps: before[i] is printed before gap i, the
// last of Before behind the last gap.
type Infill struct {
	Before []string
	Gaps   []Gap
}

var (
	gapDay = regexp.MustCompile(`^(?:(?:19|20)[0-9]{0,2})?` + blankRun + `年(?:` + blankRun + `月(?:` + blankRun + `日)?)?`)
	gapTil = regexp.MustCompile(`^` + blankRun + `(?:至|到|[-—–~～]+)` + blankRun)
	// gapRule is a line to write on, or brackets with nothing in them.
	gapRule  = regexp.MustCompile(`^(?:[_＿](?:[\s\p{Z}]*[_＿])+|[(（\[【〔][\s\p{Z}_＿]{1,}[)）\]】〕]|…{2,})`)
	gapColon = regexp.MustCompile(`^[:：][\s\p{Z}_＿]*`)
	gapWide  = regexp.MustCompile(`(?:[ \t]|\p{Z}){2,}`)
	gapAhead = regexp.MustCompile(`^(?:[ \t]|\p{Z}){2,}`)

	eitherOr = regexp.MustCompile(`^[\s\p{Z}]*([\p{Han}]{1,4})[\s\p{Z}]*[/／、|｜][\s\p{Z}]*([\p{Han}]{1,4})(?:[\s\p{Z}]*[/／、|｜][\s\p{Z}]*([\p{Han}]{1,4}))?[\s\p{Z}]*$`)

	counted  = `人次|平方米|小时|课时|学时|万元|千元|亿元|人|名|个|项|次|所|家|台|套|件|元|分|岁|亩|份|篇|场|门|期|天|年|页|间|班|册|％|%`
	unitNext = regexp.MustCompile(`^[\s\p{Z}]*(` + strings.NewReplacer("|班", "", "|年", "", "|期", "", "|门", "").Replace(counted) + `)(?:[^\p{Han}]|$)`)
	sealNext = regexp.MustCompile(`^[（(](?:盖章|公章|签章|签字|签名|章)[)）]`)
	// 优秀（ ）良好（ ）, to be ticked in the brackets
	tickRow  = regexp.MustCompile(`^[\s\p{Z}]*(?:\p{Han}{1,6}[（(][\s\p{Z}]*[)）][\s\p{Z}、，；]*){2,}$`)
	tickWord = regexp.MustCompile(`(\p{Han}{1,6})[（(][\s\p{Z}]*[)）]`)
	ordinal  = regexp.MustCompile(`第$`)
	ordinals = regexp.MustCompile(`^[节期周次届号批组场]`)
	unitOnly = regexp.MustCompile(`^[\s\p{Z}_＿]*(` + counted + `)[\s\p{Z}]*$`)
)

const (
	blankRun = `[\s\p{Z}_＿]*`

	boxes     = "□☐▢◻○〇☑☒"
	MaxPrompt = 4_000 // bytes of a text that is looked through for gaps
	maxGaps   = 60    // of one text
)

// noteFront begins a text that is said to whoever fills a form in.
var noteFront = regexp.MustCompile(`^[\s\p{Z}]*[（(]?(?:注|备注|说明|填表说明|填报说明|填写说明|填表须知|注意事项)[:：\d]`)

// signWords ask for a hand or a seal.
var signWords = regexp.MustCompile(`签字|签名|签章|盖章|公章|印章|（章）|\(章\)`)

// noGapLabels are words with a colon behind which nothing is to be filled in.
var noGapLabels = regexp.MustCompile(`^(?:注|备注|说明|填表说明|填报说明|填写说明|要求|附件\d*|附表\d*|附|表号|制表|例如|例|如|示例|注意|提示|其中|包括|如下)$|^尊敬的|^亲爱的|^各|们$|下列|以下|如下|同学$|家长$|老师$|领导$|^[一二三四五六七八九十]+、.*(?:情况|内容|说明|要求|办法)$`)

// New finds the gaps of a printed text; nil where it has none. boxed says
// that the text stands in a box of a table, labelled that the box has another
// label beside or above it, followed that an empty box to its right takes what
// a colon at the end asks for.
func New(text string, boxed, labelled, followed bool) *Infill {
	if len(text) > MaxPrompt || text == "" || noteFront.MatchString(text) && !strings.ContainsAny(text, "_＿") {
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
	in := &Infill{}
	lit := 0 // where the printed text before the next Gap begins
	add := func(from, to int, g Gap) {
		if len(in.Gaps) == maxGaps {
			return
		}
		in.Before = append(in.Before, text[lit:from])
		in.Gaps = append(in.Gaps, g)
		lit = to
	}
	for at := 0; at < len(text); {
		rest := text[at:]
		c, n := utf8.DecodeRuneInString(rest)
		switch {
		case c == '年' || c == '_' || c == '＿' || unicode.IsSpace(c) || c == '2' || c == '1':
			if m := gapDay.FindStringIndex(rest); m != nil && dayGap(text, at, m[1]) {
				to, kind := at+m[1], forms.Date
				if !strings.HasSuffix(rest[:m[1]], "日") {
					kind = forms.Text
				} else if til := gapTil.FindStringIndex(text[to:]); til != nil {
					if second := gapDay.FindStringIndex(text[to+til[1]:]); second != nil && strings.HasSuffix(text[to+til[1]:to+til[1]+second[1]], "日") {
						to, kind = to+til[1]+second[1], forms.Dates
					}
				}
				from := at
				if n := len(in.Gaps); n > 0 && strings.TrimSpace(text[lit:from]) == "" && in.Gaps[n-1].Label != "" && in.Gaps[n-1].Kind == forms.Text && len(in.Gaps[n-1].Options) == 0 && !in.Gaps[n-1].Sign && !signWords.MatchString(in.Gaps[n-1].Label) {
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
				add(from, to, Gap{Label: label, Kind: kind})
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
			case gapDay.MatchString(text[to:]):
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
			} else if label := proseLabel(text, lit, at, to); label != "" && !boxed {
				add(at, to, Gap{Label: label})
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
	if boxed && labelled && signWords.MatchString(text) && in.Before[0] != "" && !strings.ContainsAny(in.Before[0], "。；") && in.Gaps[0].Label != "" || labelled && boxed && len(in.Gaps) == 1 && in.Gaps[0].Kind == forms.Date && signWords.MatchString(in.Before[0]) {
		in.Before = append([]string{""}, in.Before...)
		in.Gaps = append([]Gap{{Open: true}}, in.Gaps...)
	}
	for i := range in.Gaps {
		in.Gaps[i].finish()
	}
	return in
}

// eitherOrs are words of which one stays.
var eitherOrs = []string{"是否", "有无", "男女", "同意不同意", "合格不合格", "参加不参加", "愿意不愿意", "已完成未完成", "达标不达标", "优良", "有没有"}

func (in *Infill) gap(text string, lit *int, from, to int, g Gap) {
	if len(in.Gaps) == maxGaps {
		return
	}
	in.Before = append(in.Before, text[*lit:from])
	in.Gaps = append(in.Gaps, g)
	*lit = to
}

// finish works out what a gap is for by its label and its unit.
func (g *Gap) finish() {
	if g.Kind != forms.Text || len(g.Options) > 0 || g.Open || g.Sign {
		return
	}
	c := CueOf(g.Label, g.Unit)
	g.Kind, g.Unit = c.Kind, c.Unit
	if len(c.Options) > 0 {
		g.Options = c.Options
	}
}

// dayGap reports whether 年 月 日 at a place are the parts of a day, and not words
// such as 2026年工作 or 近三年.
func dayGap(text string, at, n int) bool {
	s := text[at : at+n]
	if !strings.HasSuffix(s, "日") && !strings.HasSuffix(s, "月") {
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
	if at := strings.LastIndexAny(s, "。；;，,\n\t、"); at >= 0 {
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
	if at := strings.LastIndexAny(s, ":："); at >= 0 {
		_, n := utf8.DecodeRuneInString(s[at:])
		if s[at+n:] != "" {
			s = s[at+n:]
		}
	}
	s = gapUnitFront.ReplaceAllString(s, "")
	if c, n := utf8.DecodeRuneInString(s); strings.ContainsRune("（(", c) && !strings.ContainsAny(s, "）)") {
		s = s[n:]
	}
	for _, w := range []string{"共计", "共有", "总共", "一共", "约为", "共", "为", "约", "计", "有", "是", "达"} {
		if short, ok := strings.CutSuffix(s, w); ok && utf8.RuneCountInString(short) >= 2 {
			return short
		}
	}
	return s
}

// proseLabel returns what a wide blank within sentences asks for, "" where it is
// but a distance: the words before it, else those behind.
func proseLabel(text string, lit, at, to int) string {
	if to-at < 4 || !strings.ContainsAny(text, "。，") || !han.Has(text[lit:at]) && lit == 0 || strings.TrimSpace(text[to:]) == "" {
		return ""
	}
	label := labelBefore(text[lit:at])
	if han.Count(label) >= 2 {
		return label
	}
	next := []rune(text[to:])
	for n, c := range next {
		if !han.Is(c) || n == 8 {
			return string(next[:n])
		}
	}
	return string(next)
}

// gapUnitFront is the unit of the gap before, and 其中.
var gapUnitFront = regexp.MustCompile(`^(?:(?:` + counted + `)[，,；;、。]?)?(?:其中[:：]?)`)

var (
	optionEnd = regexp.MustCompile(`[\n；;。]|(?:[ \t]|\p{Z}){2,}`)
	ManyWords = regexp.MustCompile(`多选|可选多|不超过[0-9一二三四五六七八九十两]+项|限选[0-9一二三四五六七八九十两]+项|最多.{0,2}项|至少.{0,2}项`)
	noOption  = regexp.MustCompile(`^(?:[内中里处上]|打|划|勾)`)
	otherWord = regexp.MustCompile(`^(?:其他|其它)`)
)

// boxGap reads options with boxes from a place on: □甲 □乙, or 甲□ 乙□ with the
// first of them before the box.
func boxGap(text string, lit, at int) (from, to int, g Gap, ok bool) {
	isBox := func(s string) bool {
		c, _ := utf8.DecodeRuneInString(s)
		return s != "" && strings.ContainsRune(boxes, c)
	}
	head := text[lit:at]
	// The word before a box without a blank or colon between is its option: 是□.
	word := head
	if i := strings.LastIndexAny(head, ":：\n，,。；;、/（( 　\t"); i >= 0 {
		_, n := utf8.DecodeRuneInString(head[i:])
		word = head[i+n:]
	}
	_, n := utf8.DecodeRuneInString(text[at:])
	after := strings.TrimLeft(text[at+n:], " 　\t")
	behind := word != "" && utf8.RuneCountInString(word) <= 12 && (after == "" || isBox(after) || afterBox(after) || strings.HasPrefix(text[at+n:], " ") || strings.HasPrefix(text[at+n:], "　"))
	if behind && utf8.RuneCountInString(word) > 1 && !strings.ContainsAny(after, boxes) && after != "" {
		behind = false
	}
	var options forms.Options
	to = at
	if behind {
		from = at - len(word)
		options = append(options, Tidy(word))
		to = at + n
		for {
			rest := text[to:]
			i := strings.IndexAny(rest, boxes)
			if i < 0 {
				break
			}
			o := Tidy(strings.Trim(rest[:i], " 　\t/／、，,;；|\n"))
			if o == "" || utf8.RuneCountInString(o) > 20 || strings.ContainsAny(o, ":：。") {
				break
			}
			if slices.Contains(options, o) {
				return 0, 0, Gap{}, false
			}
			_, n := utf8.DecodeRuneInString(rest[i:])
			options = append(options, o)
			to += i + n
		}
	} else {
		from = at
		for isBox(text[to:]) {
			_, n := utf8.DecodeRuneInString(text[to:])
			rest := text[to+n:]
			lead := len(rest) - len(strings.TrimLeft(rest, " 　\t"))
			end := len(rest)
			if i := strings.IndexAny(rest[lead:], boxes); i >= 0 {
				end = lead + i
			}
			if m := optionEnd.FindStringIndex(rest[lead:end]); m != nil {
				end = lead + m[0]
			}
			o := rest[:end]
			if i := strings.IndexAny(o, "_＿:："); i >= 0 {
				o = o[:i]
			}
			o = Tidy(strings.Trim(o, " 　\t/／、，,;；|"))
			if o == "" || utf8.RuneCountInString(o) > 40 || noOption.MatchString(o) {
				break
			}
			if i := strings.IndexFunc(strings.TrimLeftFunc(rest[:end], unicode.IsSpace), unicode.IsSpace); i > 0 && !strings.ContainsAny(rest, boxes) && len(options) > 0 && !strings.ContainsFunc(strings.Join(options, ""), unicode.IsSpace) {
				end = lead + i // words go on behind the last option
				o = Tidy(strings.Trim(rest[:end], "/／、，,;；|_＿"))
			}
			if o == "" {
				break
			}
			if slices.Contains(options, o) {
				return 0, 0, Gap{}, false
			}
			options = append(options, o)
			to += n + end
			if otherWord.MatchString(o) {
				g.Other = true
			}
			// What stands between this option and the next box.
			skip := len(text[to:]) - len(strings.TrimLeft(text[to:], " 　\t\n；;、，,/／_＿"))
			if isBox(text[to+skip:]) {
				to += skip
			}
		}
	}
	if len(options) == 0 || len(options) == 1 && !labelEnds(text[lit:from]) && behind {
		return 0, 0, Gap{}, false
	}
	other := g.Other
	label := labelBefore(text[lit:from])
	if c, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text[lit:from])); strings.ContainsRune("，,。；;", c) {
		label = strings.Join(options, "/") // 我已阅读，□同意 □不同意
	}
	g = choiceGap(label, options, text)
	g.Other = other
	return from, to, g, true
}

func labelEnds(s string) bool { return strings.HasSuffix(strings.TrimSpace(s), "：") }

// afterBox reports whether what follows a box goes on with another option that
// has its box behind it.
func afterBox(s string) bool {
	i := strings.IndexAny(s, boxes)
	return i > 0 && i <= 36 && !strings.ContainsAny(s[:i], "\n:：")
}

func choiceGap(label string, options forms.Options, text string) Gap {
	g := Gap{Label: label, Kind: forms.Choice, Options: options}
	switch {
	case len(options) == 1, ManyWords.MatchString(text), ManyWords.MatchString(label):
		g.Kind = forms.Choices
	case slices.Equal(options, forms.Options{"是", "否"}):
		g.Kind, g.Options = forms.YesNo, nil
	}
	return g
}

// anonymous reports whether a text asks for one thing that it does not name.
func (in *Infill) Anonymous() bool {
	return in != nil && len(in.Gaps) == 1 && in.Gaps[0].Label == ""
}

// Plain folds what texts are compared by: no blanks, no lines to write on.
func Plain(s string) string {
	return strings.Map(func(c rune) rune {
		if c == '_' {
			return -1
		}
		return c
	}, strings.ToLower(han.Fold(s)))
}

// A Part is what a returned text has in one gap.
type Part struct {
	Text  string
	Other string // words behind 其他
	Cut   bool   // what is printed behind it is gone to the last
	Lost  bool   // the printed words around it are gone: nobody knows where it ends
}

// Folded is a text without blanks, and where each of its characters stood.
type Folded struct {
	Runes []rune
	At    []int
	Text  string
}

// Fold makes a text ready to be looked through.
func Fold(text string) Folded {
	f := Folded{Text: text}
	for i, c := range text {
		if '一' <= c && c <= '龥' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' {
			f.Runes, f.At = append(f.Runes, c), append(f.At, i)
			continue
		}
		for _, r := range Plain(string(c)) {
			f.Runes, f.At = append(f.Runes, r), append(f.At, i)
		}
	}
	f.At = append(f.At, len(text))
	return f
}

// index finds a run of characters from a place on; -1 if it is not there.
func (f *Folded) Index(want []rune, from int) int {
	for i := from; i+len(want) <= len(f.Runes); i++ {
		if slices.Equal(f.Runes[i:i+len(want)], want) {
			return i
		}
	}
	return -1
}

// fits tells how much of what is printed around the gaps stands in a text, in
// its order: from 0 to 1. Where nothing is printed it is 0.
func (in *Infill) Fits(f *Folded) float64 {
	text := f.Text
	found, all, at := 0, 0, 0
	for i := range in.Before {
		want := []rune(Plain(in.Before[i]))
		if i > 0 {
			g := &in.Gaps[i-1]
			for _, o := range g.Options {
				w := []rune(Plain(o))
				all += len(w)
				if k := f.Index(w, at); k >= 0 {
					found += len(w)
				}
			}
			if g.Kind == forms.YesNo || g.Kind == forms.Date || g.Kind == forms.Dates {
				all++
				if words := map[forms.Kind]string{forms.YesNo: "是否"}[g.Kind]; strings.ContainsAny(text, cmp.Or(words, "年月日")) {
					found++
				}
			}
		}
		if len(want) == 0 {
			continue
		}
		all += len(want)
		if k := f.Index(want, at); k >= 0 {
			found, at = found+len(want), k+len(want)
		}
	}
	if all == 0 {
		return 0
	}
	return float64(found) / float64(all)
}

// take takes what was filled in out of a returned text. empty says that it is
// still as it was printed; known that anything of what is printed was found.
func (in *Infill) Take(blank, text string) (parts []Part, empty, known bool) {
	parts = make([]Part, len(in.Gaps))
	if Plain(blank) == Plain(text) {
		return parts, true, true
	}
	if len(text) > 8*MaxPrompt {
		return parts, false, false
	}
	f := Fold(text)
	// Where each printed piece stands; -1 where it is gone.
	from, to := make([]int, len(in.Before)), make([]int, len(in.Before))
	pos := 0
	for i, s := range in.Before {
		want := []rune(Plain(s))
		from[i], to[i] = -1, -1
		if len(want) == 0 {
			continue
		}
		k := f.Index(want, pos)
		if k < 0 {
			// The label alone, without the brackets and marks around it.
			if i < len(in.Gaps) && in.Gaps[i].Label != "" {
				want = []rune(Plain(in.Gaps[i].Label))
				if k = f.Index(want, pos); k >= 0 {
					end := k + len(want)
					for end < len(f.Runes) && strings.ContainsRune(":：", f.Runes[end]) {
						end++
					}
					from[i], to[i], pos, known = k, end, end, true
				}
			}
			continue
		}
		if i == len(in.Before)-1 && len(want) <= 2 { // a unit behind the last Gap
			for next := k; next >= 0; next = f.Index(want, next+1) {
				k = next
			}
		}
		from[i], to[i], pos, known = k, k+len(want), k+len(want), true
	}
	for i := range in.Gaps {
		start, lost := 0, false
		switch {
		case from[i] >= 0:
			start = to[i]
		case Plain(in.Before[i]) == "" && i == 0:
		case Plain(in.Before[i]) == "": // joined to the Gap before
			lost = true
		default:
			lost = true
		}
		end, missing := len(f.Runes), false
		for k := i + 1; k < len(in.Before); k++ {
			if from[k] >= 0 {
				end = from[k]
				lost = lost || k > i+1 && filledBetween(in, i+1, k)
				break
			}
			missing = missing || Plain(in.Before[k]) != ""
		}
		cut := end == len(f.Runes) && missing && !lost && !mentions(in, i+1, f)
		lost = lost || missing && end == len(f.Runes) && !cut && filledBetween(in, i+1, len(in.Before)-1)
		if start > end {
			start = end
		}
		raw := text[f.At[start]:f.At[end]]
		parts[i] = Part{Text: in.Gaps[i].trim(raw), Lost: lost, Cut: cut}
		if in.Gaps[i].Other {
			parts[i].Text, parts[i].Other = cutOther(parts[i].Text)
		}
	}
	for i := range parts {
		if parts[i].Cut { // told; what is gone holds nothing
			clear(parts[i+1:])
			break
		}
	}
	for i := 1; i < len(in.Gaps); i++ {
		if k := in.Gaps[i].Kind; (k == forms.Date || k == forms.Dates) && Plain(in.Before[i]) == "" {
			parts[i-1], parts[i] = in.cutDay(i, parts[i-1], text, f, from, to)
		}
	}
	if !known && len(in.Gaps) == 1 {
		known = true // what was printed was written over
		if p := &parts[0]; p.Lost {
			*p = Part{Text: in.Gaps[0].trim(text)}
			if in.Gaps[0].Other {
				p.Text, p.Other = cutOther(p.Text)
			}
		}
	}
	if !known && in.Joined() {
		known = true
	}
	return parts, false, known
}

// daySaid is a day as people write it, or what is left of its prompt.
var daySaid = regexp.MustCompile(`(?:(?:19|20)[0-9]{2}[\s\p{Z}_＿]*[年./\-][\s\p{Z}_＿]*[0-9]{1,2}(?:[\s\p{Z}_＿]*[月./\-][\s\p{Z}_＿]*[0-9]{1,2}[\s\p{Z}_＿]*日?)?|[\s\p{Z}_＿0-9]*年[\s\p{Z}_＿0-9]*月[\s\p{Z}_＿0-9]*日).*$`)

// cutDay parts a day from the words in the gap before it, where nothing is printed
// between them: 签字：张某某  2026年5月8日.
func (in *Infill) cutDay(i int, before Part, text string, f Folded, from, to []int) (words, day Part) {
	start := 0
	if from[i-1] >= 0 {
		start = to[i-1]
	}
	end := len(f.Runes)
	for k := i + 1; k < len(in.Before); k++ {
		if from[k] >= 0 {
			end = from[k]
			break
		}
	}
	raw := text[f.At[start]:f.At[max(start, end)]]
	at := daySaid.FindStringIndex(raw)
	if at == nil {
		return Part{Text: in.Gaps[i-1].trim(raw), Lost: before.Lost}, Part{}
	}
	return Part{Text: in.Gaps[i-1].trim(raw[:at[0]]), Lost: before.Lost}, Part{Text: in.Gaps[i].trim(raw[at[0]:]), Lost: before.Lost}
}

// joined reports whether nothing is printed around the gaps but their options.
func (in *Infill) Joined() bool {
	return !slices.ContainsFunc(in.Before, func(s string) bool { return Plain(s) != "" })
}

// mentions reports whether a text has the words of any gap from one on.
func mentions(in *Infill, from int, f Folded) bool {
	for i := from; i < len(in.Gaps); i++ {
		if w := []rune(Plain(in.Gaps[i].Label)); len(w) > 1 && f.Index(w, 0) >= 0 {
			return true
		}
	}
	return false
}

func filledBetween(in *Infill, from, to int) bool {
	for k := from; k < to; k++ {
		if Plain(in.Before[k]) != "" {
			return true
		}
	}
	return false
}

var dayPrompt = regexp.MustCompile(`^` + blankRun + `(?:20|19)?` + blankRun + `年` + blankRun + `月` + blankRun + `日?` + blankRun + `(?:(?:至|到|[-—–~～]+)` + blankRun + `(?:20|19)?` + blankRun + `年` + blankRun + `月` + blankRun + `日?` + blankRun + `)?$`)

// trim takes off an answer what marks the gap itself.
func (g *Gap) trim(s string) string {
	s = strings.Trim(s, "_＿ 　\t\n\r")
	if dayPrompt.MatchString(s) {
		return ""
	}
	for {
		t := strings.TrimFunc(s, func(c rune) bool {
			return unicode.IsSpace(c) || strings.ContainsRune("_＿…", c)
		})
		if len(t) > 1 && (strings.HasPrefix(t, "（") && strings.HasSuffix(t, "）") || strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")")) && g.Label != "" && len(g.Options) == 0 && !strings.ContainsAny(t[1:len(t)-1], "()（") {
			t = strings.Trim(t, "()（）")
		}
		if t == s {
			break
		}
		s = t
	}
	if g.Kind != forms.Text || g.Unit != "" {
		s = strings.TrimRight(s, "；;，,、。")
	} else {
		s = strings.TrimRight(s, "；;，,、")
	}
	if answer.Blank(s) {
		return ""
	}
	return s
}

// cutOther takes the words behind 其他 out of options.
func cutOther(s string) (options, other string) {
	for _, word := range []string{"其他", "其它"} {
		i := strings.LastIndex(s, word)
		if i < 0 {
			continue
		}
		rest := s[i+len(word):]
		end := strings.IndexAny(rest, boxes+"√✓✔")
		if end < 0 {
			end = len(rest)
		}
		other = strings.Trim(rest[:end], " 　\t\n_＿:：()（），,。；;")
		if strings.HasPrefix(strings.TrimSpace(rest[:end]), "□") {
			other = ""
		}
		return s[:i+len(word)] + rest[end:], other
	}
	return s, ""
}

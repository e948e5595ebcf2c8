package learn

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

// A gap is a place in a printed text that is to be filled in.
type gap struct {
	label   string // that stands before it; "" for none
	kind    forms.Kind
	unit    string        // printed behind it
	options forms.Options // of printed boxes, or of 是/否
	other   bool          // the last option asks for words of its own: 其他____
	sign    bool          // for a hand or a seal
	bare    bool          // nothing is drawn: a colon at the end of a line
	open    bool          // the room before the first printed word of an opinion
}

// An infill is a printed text with gaps: before[i] is printed before gap i, the
// last of before behind the last gap.
type infill struct {
	before []string
	gaps   []gap
}

var (
	gapDay = regexp.MustCompile(`(?:(?:19|20)[0-9]{0,2})?` + blankRun + `年(?:` + blankRun + `月(?:` + blankRun + `日)?)?`)
	gapTil = regexp.MustCompile(`^` + blankRun + `(?:至|到|[-—–~～]+)` + blankRun)
	// gapRule is a line to write on, or brackets with nothing in them.
	gapRule  = regexp.MustCompile(`[_＿](?:[\s\p{Z}]*[_＿])+|[(（\[【〔][\s\p{Z}_＿]{1,}[)）\]】〕]|…{2,}`)
	gapColon = regexp.MustCompile(`[:：][\s\p{Z}_＿]*`)
	gapWide  = regexp.MustCompile(`(?:[ \t]|\p{Z}){2,}`)

	eitherOr = regexp.MustCompile(`^[\s\p{Z}]*([\p{Han}]{1,4})[\s\p{Z}]*[/／、|｜][\s\p{Z}]*([\p{Han}]{1,4})(?:[\s\p{Z}]*[/／、|｜][\s\p{Z}]*([\p{Han}]{1,4}))?[\s\p{Z}]*$`)

	counted  = `人次|平方米|小时|课时|学时|万元|千元|亿元|人|名|个|项|次|所|家|台|套|件|元|分|岁|亩|份|篇|场|门|期|天|年|页|间|班|册|％|%`
	unitNext = regexp.MustCompile(`^[\s\p{Z}]*(` + strings.NewReplacer("|班", "", "|年", "", "|期", "", "|门", "").Replace(counted) + `)(?:[^\p{Han}]|$)`)
	unitOnly = regexp.MustCompile(`^[\s\p{Z}_＿]*(` + counted + `)[\s\p{Z}]*$`)
)

const (
	blankRun = `[\s\p{Z}_＿]*`

	boxes     = "□☐▢◻○〇☑☒"
	maxPrompt = 4_000 // bytes of a text that is looked through for gaps
	maxGaps   = 60    // of one text
)

// noteFront begins a text that is said to whoever fills a form in.
var noteFront = regexp.MustCompile(`^[\s\p{Z}]*[（(]?(?:注|备注|说明|填表说明|填报说明|填写说明|填表须知|注意事项)[:：\d]`)

// signWords ask for a hand or a seal.
var signWords = regexp.MustCompile(`签字|签名|签章|盖章|公章|印章|（章）|\(章\)`)

// noGapLabels are words with a colon behind which nothing is to be filled in.
var noGapLabels = regexp.MustCompile(`^(?:注|备注|说明|填表说明|填报说明|填写说明|要求|附件\d*|附表\d*|附|表号|制表|例如|例|如|示例|注意|提示|其中|包括|如下)$|^尊敬的|^亲爱的|^各|们$|下列|以下|如下|同学$|家长$|老师$|领导$|^[一二三四五六七八九十]+、.*(?:情况|内容|说明|要求|办法)$`)

// newInfill finds the gaps of a printed text; nil where it has none. boxed says
// that the text stands in a box of a table, labelled that the box has another
// label beside or above it, followed that an empty box to its right takes what
// a colon at the end asks for.
func newInfill(text string, boxed, labelled, followed bool) *infill {
	if len(text) > maxPrompt || text == "" || noteFront.MatchString(text) && !strings.ContainsAny(text, "_＿") {
		return nil
	}
	text = strings.ReplaceAll(text, "\u00a0", " ")
	if m := eitherOr.FindStringSubmatch(text); m != nil && boxed {
		options := forms.Options{m[1], m[2]}
		if m[3] != "" {
			options = append(options, m[3])
		}
		if slices.Contains(eitherOrs, m[1]+m[2]) || labelled && len(options) > 2 {
			return &infill{before: []string{"", ""}, gaps: []gap{choiceGap("", options, text)}}
		}
		return nil
	}
	if m := unitOnly.FindStringSubmatch(text); m != nil && boxed && labelled && !followed {
		return &infill{before: []string{"", m[1]}, gaps: []gap{{unit: m[1]}}}
	}
	in := &infill{}
	lit := 0 // where the printed text before the next gap begins
	add := func(from, to int, g gap) {
		if len(in.gaps) == maxGaps {
			return
		}
		in.before = append(in.before, text[lit:from])
		in.gaps = append(in.gaps, g)
		lit = to
	}
	for at := 0; at < len(text); {
		rest := text[at:]
		c, n := utf8.DecodeRuneInString(rest)
		switch {
		case c == '年' || c == '_' || c == '＿' || unicode.IsSpace(c) || c == '2' || c == '1':
			if m := gapDay.FindStringIndex(rest); m != nil && m[0] == 0 && dayGap(text, at, m[1]) {
				to, kind := at+m[1], forms.Date
				if !strings.HasSuffix(rest[:m[1]], "日") {
					kind = forms.Text
				} else if til := gapTil.FindStringIndex(text[to:]); til != nil {
					if second := gapDay.FindStringIndex(text[to+til[1]:]); second != nil && second[0] == 0 && strings.HasSuffix(text[to+til[1]:to+til[1]+second[1]], "日") {
						to, kind = to+til[1]+second[1], forms.Dates
					}
				}
				from := at
				if n := len(in.gaps); n > 0 && strings.TrimSpace(text[lit:from]) == "" && in.gaps[n-1].label != "" && in.gaps[n-1].kind == forms.Text && len(in.gaps[n-1].options) == 0 && !in.gaps[n-1].sign && !signWords.MatchString(in.gaps[n-1].label) {
					in.gaps[n-1].kind = kind // the blank behind the colon was the day's
					lit, at = to, to
					continue
				}
				label := labelBefore(text[lit:from])
				if signWords.MatchString(label) { // the day is not asked for by who signs
					if at := strings.LastIndexAny(text[lit:from], ":："); at >= 0 && strings.TrimSpace(strings.TrimLeft(text[lit+at:from], ":：")) == "" {
						_, n := utf8.DecodeRuneInString(text[lit+at:])
						add(lit+at+n, from, gap{label: label, sign: true})
					}
					label = ""
				}
				add(from, to, gap{label: label, kind: kind})
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
		if m := gapRule.FindStringIndex(rest); m != nil && m[0] == 0 {
			to := at + m[1]
			g := gap{label: labelBefore(text[lit:at])}
			if u := unitNext.FindStringSubmatch(text[to:]); u != nil {
				g.unit = u[1]
			}
			if k := len(in.gaps); k > 0 && strings.TrimSpace(text[lit:at]) == "" && in.gaps[k-1].other {
				lit, at = to, to // the line behind 其他
				continue
			} else if k > 0 && strings.TrimSpace(text[lit:at]) == "" && in.gaps[k-1].kind == forms.Text {
				lit, at = to, to // goes on in the next line
				continue
			}
			add(at, to, g)
			at = to
			continue
		}
		if m := gapColon.FindStringIndex(rest); m != nil && m[0] == 0 {
			to := at + m[1]
			drawn := m[1] > len(string(c))
			label := labelBefore(text[lit:at])
			end := to == len(text) || strings.ContainsAny(rest[len(string(c)):m[1]], "\n")
			wide := utf8.RuneCountInString(rest[:m[1]]) > 2
			next, _ := utf8.DecodeRuneInString(text[to:])
			switch {
			case label == "" || noGapLabels.MatchString(label) || utf8.RuneCountInString(label) > 24:
			case strings.ContainsRune(boxes, next) && to < len(text):
			case gapDay.FindStringIndex(text[to:]) != nil && gapDay.FindStringIndex(text[to:])[0] == 0:
				// The day says it.
			case end && to == len(text) && followed && len(in.gaps) == 0:
			case end, wide, drawn && to < len(text) && signWords.MatchString(label):
				in.gap(text, &lit, at+len(string(c)), to, gap{label: label, sign: signWords.MatchString(text[lit:at]), bare: !drawn})
				if u := unitNext.FindStringSubmatch(text[to:]); u != nil {
					in.gaps[len(in.gaps)-1].unit = u[1]
				}
				at = to
				continue
			}
			at += len(string(c))
			continue
		}
		if m := gapWide.FindStringIndex(rest); m != nil && m[0] == 0 {
			to := at + m[1]
			u := unitNext.FindStringSubmatch(text[to:])
			if label := labelBefore(text[lit:at]); u != nil && utf8.RuneCountInString(strings.TrimSpace(label)) >= 2 && !strings.ContainsAny(text[lit:at], ":：") {
				add(at, to, gap{label: label, unit: u[1]})
			}
			at = to
			continue
		}
		at += n
	}
	if len(in.gaps) == 0 {
		return nil
	}
	in.before = append(in.before, text[lit:])
	if boxed && labelled && signWords.MatchString(text) && in.before[0] != "" && !strings.ContainsAny(in.before[0], "。；") && in.gaps[0].label != "" || labelled && boxed && len(in.gaps) == 1 && in.gaps[0].kind == forms.Date && signWords.MatchString(in.before[0]) {
		in.before = append([]string{""}, in.before...)
		in.gaps = append([]gap{{open: true}}, in.gaps...)
	}
	for i := range in.gaps {
		in.gaps[i].finish()
	}
	return in
}

// eitherOrs are words of which one stays.
var eitherOrs = []string{"是否", "有无", "男女", "同意不同意", "合格不合格", "参加不参加", "愿意不愿意", "已完成未完成", "达标不达标", "优良", "有没有"}

func (in *infill) gap(text string, lit *int, from, to int, g gap) {
	if len(in.gaps) == maxGaps {
		return
	}
	in.before = append(in.before, text[*lit:from])
	in.gaps = append(in.gaps, g)
	*lit = to
}

// finish works out what a gap is for by its label and its unit.
func (g *gap) finish() {
	if g.kind != forms.Text || len(g.options) > 0 || g.open || g.sign {
		return
	}
	c := cueOf(g.label, g.unit)
	g.kind, g.unit = c.kind, c.unit
	if len(c.options) > 0 {
		g.options = c.options
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
	s = tidy(s)
	if at := strings.LastIndexAny(s, ":："); at >= 0 {
		_, n := utf8.DecodeRuneInString(s[at:])
		if s[at+n:] != "" {
			s = s[at+n:]
		}
	}
	s = gapUnitFront.ReplaceAllString(s, "")
	for _, w := range []string{"共计", "共有", "总共", "一共", "约为", "共", "为", "约", "计", "有", "是", "达"} {
		if short, ok := strings.CutSuffix(s, w); ok && utf8.RuneCountInString(short) >= 2 {
			return short
		}
	}
	return s
}

// gapUnitFront is the unit of the gap before, and 其中.
var gapUnitFront = regexp.MustCompile(`^(?:(?:` + counted + `)[，,；;、。]?)?(?:其中[:：]?)`)

var (
	optionEnd = regexp.MustCompile(`[\n；;。]|(?:[ \t]|\p{Z}){2,}`)
	manyWords = regexp.MustCompile(`多选|可选多|不超过[0-9一二三四五六七八九十两]+项|限选[0-9一二三四五六七八九十两]+项|最多.{0,2}项|至少.{0,2}项`)
	noOption  = regexp.MustCompile(`^(?:[内中里处上]|打|划|勾)`)
	otherWord = regexp.MustCompile(`^(?:其他|其它)`)
)

// boxGap reads options with boxes from a place on: □甲 □乙, or 甲□ 乙□ with the
// first of them before the box.
func boxGap(text string, lit, at int) (from, to int, g gap, ok bool) {
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
		options = append(options, tidy(word))
		to = at + n
		for {
			rest := text[to:]
			i := strings.IndexAny(rest, boxes)
			if i < 0 {
				break
			}
			o := tidy(strings.Trim(rest[:i], " 　\t/／、，,;；|\n"))
			if o == "" || utf8.RuneCountInString(o) > 20 || strings.ContainsAny(o, ":：。") {
				break
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
			o = tidy(strings.Trim(o, " 　\t/／、，,;；|"))
			if o == "" || utf8.RuneCountInString(o) > 40 || noOption.MatchString(o) {
				break
			}
			if i := strings.IndexFunc(strings.TrimLeftFunc(rest[:end], unicode.IsSpace), unicode.IsSpace); i > 0 && !strings.ContainsAny(rest, boxes) && len(options) > 0 && !strings.ContainsFunc(strings.Join(options, ""), unicode.IsSpace) {
				end = lead + i // words go on behind the last option
				o = tidy(strings.Trim(rest[:end], "/／、，,;；|_＿"))
			}
			if o == "" {
				break
			}
			options = append(options, o)
			to += n + end
			if otherWord.MatchString(o) {
				g.other = true
			}
			// What stands between this option and the next box.
			skip := len(text[to:]) - len(strings.TrimLeft(text[to:], " 　\t\n；;、，,/／_＿"))
			if isBox(text[to+skip:]) {
				to += skip
			}
		}
	}
	var unique forms.Options
	for _, o := range options {
		if slices.Contains(unique, o) {
			return 0, 0, gap{}, false
		}
		unique = append(unique, o)
	}
	if len(unique) == 0 || len(unique) == 1 && !labelEnds(text[lit:from]) && behind {
		return 0, 0, gap{}, false
	}
	other := g.other
	label := labelBefore(text[lit:from])
	if c, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text[lit:from])); strings.ContainsRune("，,。；;", c) {
		label = strings.Join(unique, "/") // 我已阅读，□同意 □不同意
	}
	g = choiceGap(label, unique, text)
	g.other = other
	return from, to, g, true
}

func labelEnds(s string) bool { return strings.HasSuffix(strings.TrimSpace(s), "：") }

// afterBox reports whether what follows a box goes on with another option that
// has its box behind it.
func afterBox(s string) bool {
	i := strings.IndexAny(s, boxes)
	return i > 0 && i <= 36 && !strings.ContainsAny(s[:i], "\n:：")
}

func choiceGap(label string, options forms.Options, text string) gap {
	g := gap{label: label, kind: forms.Choice, options: options}
	switch {
	case len(options) == 1, manyWords.MatchString(text), manyWords.MatchString(label):
		g.kind = forms.Choices
	case slices.Equal(options, forms.Options{"是", "否"}):
		g.kind, g.options = forms.YesNo, nil
	}
	return g
}

// anonymous reports whether a text asks for one thing that it does not name.
func (in *infill) anonymous() bool {
	return in != nil && len(in.gaps) == 1 && in.gaps[0].label == ""
}

// plain folds what texts are compared by: no blanks, no lines to write on.
func plain(s string) string {
	return strings.Map(func(c rune) rune {
		if c == '_' {
			return -1
		}
		return c
	}, strings.ToLower(han.Fold(s)))
}

// A part is what a returned text has in one gap.
type part struct {
	text  string
	other string // words behind 其他
	cut   bool   // what is printed behind it is gone to the last
	lost  bool   // the printed words around it are gone: nobody knows where it ends
}

// folded is a text without blanks, and where each of its characters stood.
type folded struct {
	runes []rune
	at    []int
	text  string
}

func fold(text string) folded {
	f := folded{text: text}
	for i, c := range text {
		for _, r := range plain(string(c)) {
			f.runes, f.at = append(f.runes, r), append(f.at, i)
		}
	}
	f.at = append(f.at, len(text))
	return f
}

// index finds a run of characters from a place on; -1 if it is not there.
func (f *folded) index(want []rune, from int) int {
	for i := from; i+len(want) <= len(f.runes); i++ {
		if slices.Equal(f.runes[i:i+len(want)], want) {
			return i
		}
	}
	return -1
}

// fits tells how much of what is printed around the gaps stands in a text, in
// its order: from 0 to 1. Where nothing is printed it is 0.
func (in *infill) fits(text string) float64 {
	if len(text) > 4*maxPrompt {
		return 0
	}
	f := fold(text)
	found, all, at := 0, 0, 0
	for i := range in.before {
		want := []rune(plain(in.before[i]))
		if i > 0 {
			g := &in.gaps[i-1]
			for _, o := range g.options {
				w := []rune(plain(o))
				all += len(w)
				if k := f.index(w, at); k >= 0 {
					found += len(w)
				}
			}
			if g.kind == forms.YesNo || g.kind == forms.Date || g.kind == forms.Dates {
				all++
				if words := map[forms.Kind]string{forms.YesNo: "是否"}[g.kind]; strings.ContainsAny(text, cmp.Or(words, "年月日")) {
					found++
				}
			}
		}
		if len(want) == 0 {
			continue
		}
		all += len(want)
		if k := f.index(want, at); k >= 0 {
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
func (in *infill) take(blank, text string) (parts []part, empty, known bool) {
	parts = make([]part, len(in.gaps))
	if plain(blank) == plain(text) {
		return parts, true, true
	}
	if len(text) > 8*maxPrompt {
		return parts, false, false
	}
	f := fold(text)
	// Where each printed piece stands; -1 where it is gone.
	from, to := make([]int, len(in.before)), make([]int, len(in.before))
	pos := 0
	for i, s := range in.before {
		want := []rune(plain(s))
		from[i], to[i] = -1, -1
		if len(want) == 0 {
			continue
		}
		k := f.index(want, pos)
		if k < 0 {
			// The label alone, without the brackets and marks around it.
			if i < len(in.gaps) && in.gaps[i].label != "" {
				want = []rune(plain(in.gaps[i].label))
				if k = f.index(want, pos); k >= 0 {
					end := k + len(want)
					for end < len(f.runes) && strings.ContainsRune(":：", f.runes[end]) {
						end++
					}
					from[i], to[i], pos, known = k, end, end, true
				}
			}
			continue
		}
		if i == len(in.before)-1 && len(want) <= 2 { // a unit behind the last gap
			for next := k; next >= 0; next = f.index(want, next+1) {
				k = next
			}
		}
		from[i], to[i], pos, known = k, k+len(want), k+len(want), true
	}
	for i := range in.gaps {
		start, lost := 0, false
		switch {
		case from[i] >= 0:
			start = to[i]
		case plain(in.before[i]) == "" && i == 0:
		case plain(in.before[i]) == "": // joined to the gap before
			lost = true
		default:
			lost = true
		}
		end, missing := len(f.runes), false
		for k := i + 1; k < len(in.before); k++ {
			if from[k] >= 0 {
				end = from[k]
				lost = lost || k > i+1 && filledBetween(in, i+1, k)
				break
			}
			missing = missing || plain(in.before[k]) != ""
		}
		cut := end == len(f.runes) && missing && !lost && !mentions(in, i+1, f)
		lost = lost || missing && end == len(f.runes) && !cut && filledBetween(in, i+1, len(in.before)-1)
		if start > end {
			start = end
		}
		raw := text[f.at[start]:f.at[end]]
		parts[i] = part{text: in.gaps[i].trim(raw), lost: lost, cut: cut}
		if in.gaps[i].other {
			parts[i].text, parts[i].other = cutOther(parts[i].text)
		}
	}
	for i := 1; i < len(in.gaps); i++ {
		if k := in.gaps[i].kind; (k == forms.Date || k == forms.Dates) && plain(in.before[i]) == "" {
			parts[i-1], parts[i] = in.cutDay(i, parts[i-1], text, f, from, to)
		}
	}
	if !known && len(in.gaps) == 1 {
		known = true // what was printed was written over
		if p := &parts[0]; p.lost {
			*p = part{text: in.gaps[0].trim(text)}
			if in.gaps[0].other {
				p.text, p.other = cutOther(p.text)
			}
		}
	}
	if !known && joined(in) {
		known = true
	}
	return parts, false, known
}

// daySaid is a day as people write it, or what is left of its prompt.
var daySaid = regexp.MustCompile(`(?:(?:19|20)[0-9]{2}[\s\p{Z}_＿]*[年./\-][\s\p{Z}_＿]*[0-9]{1,2}(?:[\s\p{Z}_＿]*[月./\-][\s\p{Z}_＿]*[0-9]{1,2}[\s\p{Z}_＿]*日?)?|[\s\p{Z}_＿0-9]*年[\s\p{Z}_＿0-9]*月[\s\p{Z}_＿0-9]*日).*$`)

// cutDay parts a day from the words in the gap before it, where nothing is printed
// between them: 签字：张某某  2026年5月8日.
func (in *infill) cutDay(i int, before part, text string, f folded, from, to []int) (words, day part) {
	start := 0
	if from[i-1] >= 0 {
		start = to[i-1]
	}
	end := len(f.runes)
	for k := i + 1; k < len(in.before); k++ {
		if from[k] >= 0 {
			end = from[k]
			break
		}
	}
	raw := text[f.at[start]:f.at[max(start, end)]]
	at := daySaid.FindStringIndex(raw)
	if at == nil {
		return part{text: in.gaps[i-1].trim(raw), lost: before.lost}, part{}
	}
	return part{text: in.gaps[i-1].trim(raw[:at[0]]), lost: before.lost}, part{text: in.gaps[i].trim(raw[at[0]:]), lost: before.lost}
}

// joined reports whether nothing is printed around the gaps but their options.
func joined(in *infill) bool {
	return !slices.ContainsFunc(in.before, func(s string) bool { return plain(s) != "" })
}

// mentions reports whether a text has the words of any gap from one on.
func mentions(in *infill, from int, f folded) bool {
	for i := from; i < len(in.gaps); i++ {
		if w := []rune(plain(in.gaps[i].label)); len(w) > 1 && f.index(w, 0) >= 0 {
			return true
		}
	}
	return false
}

func filledBetween(in *infill, from, to int) bool {
	for k := from; k < to; k++ {
		if plain(in.before[k]) != "" {
			return true
		}
	}
	return false
}

var dayPrompt = regexp.MustCompile(`^` + blankRun + `(?:20|19)?` + blankRun + `年` + blankRun + `月` + blankRun + `日?` + blankRun + `(?:(?:至|到|[-—–~～]+)` + blankRun + `(?:20|19)?` + blankRun + `年` + blankRun + `月` + blankRun + `日?` + blankRun + `)?$`)

// trim takes off an answer what marks the gap itself.
func (g *gap) trim(s string) string {
	s = strings.Trim(s, "_＿ 　\t\n\r")
	if dayPrompt.MatchString(s) {
		return ""
	}
	for {
		t := strings.TrimFunc(s, func(c rune) bool {
			return unicode.IsSpace(c) || strings.ContainsRune("_＿…", c)
		})
		if len(t) > 1 && (strings.HasPrefix(t, "（") && strings.HasSuffix(t, "）") || strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")")) && g.label != "" && len(g.options) == 0 && !strings.ContainsAny(t[1:len(t)-1], "()（") {
			t = strings.Trim(t, "()（）")
		}
		if t == s {
			break
		}
		s = t
	}
	if g.kind != forms.Text || g.unit != "" {
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

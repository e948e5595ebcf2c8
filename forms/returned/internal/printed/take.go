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

// This file takes what was put into the gaps of a text out of it again.

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
	Other string   // words behind 其他
	Words []string // behind each option with a detail
	Cut   bool     // what is printed behind it is gone to the last
	Lost  bool     // the printed words around it are gone: nobody knows where it ends
	Ahead string   // of the first, what was written before all that is printed
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

// Index finds a run of characters from a place on; -1 if it is not there.
func (f *Folded) Index(want []rune, from int) int {
	for i := from; i+len(want) <= len(f.Runes); i++ {
		if slices.Equal(f.Runes[i:i+len(want)], want) {
			return i
		}
	}
	return -1
}

// Fits tells how much of what is printed around the gaps stands in a text, in
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

// Take takes what was filled in out of a returned text. empty says that it is
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
	pos, second := 0, ""
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
		if i == 1 {
			second = raw
		}
		parts[i] = Part{Text: in.Gaps[i].trim(raw), Lost: lost, Cut: cut}
		parts[i].words(&in.Gaps[i])
		if in.Gaps[i].Other {
			parts[i].Text, parts[i].Other = cutOther(parts[i].Text)
		}
	}
	if len(parts) > 1 && in.Gaps[0].Open && Boxes(&in.Gaps[1]) && parts[0].Text == "" {
		options, below := belowBoxes(second)
		parts[0].Text, parts[1].Text = in.Gaps[0].trim(below), in.Gaps[1].trim(options)
	}
	for i := range parts {
		if parts[i].Cut { // told; what is gone holds nothing
			clear(parts[i+1:])
			break
		}
	}
	for i := 1; i < len(in.Gaps); i++ {
		if k := in.Gaps[i].Kind; (k == forms.Date || k == forms.Dates || in.Gaps[i].Moment) && Plain(in.Before[i]) == "" {
			parts[i-1], parts[i] = in.cutDay(i, parts[i-1], text, f, from, to)
		} else if g := &in.Gaps[i]; Plain(in.Before[i]) == "" && Boxes(g) && parts[i-1].Text != "" {
			// □上午 □下午 behind a day
			raw := parts[i-1].Text
			if at := strings.IndexAny(raw, boxes+"√✓✔■"); at >= 0 {
				parts[i] = Part{Text: g.trim(raw[at:]), Lost: parts[i-1].Lost}
				parts[i-1].Text = in.Gaps[i-1].trim(raw[:at])
			}
		}
	}
	if !known && len(in.Gaps) == 1 {
		known = true // what was printed was written over
		if p := &parts[0]; p.Lost {
			*p = Part{Text: in.Gaps[0].trim(text)}
			p.words(&in.Gaps[0])
			if in.Gaps[0].Other {
				p.Text, p.Other = cutOther(p.Text)
			}
		}
	}
	if !known && in.Joined() {
		known = true
	}
	if from[0] > 0 {
		if s := strings.TrimSpace(text[:f.At[from[0]]]); strings.ContainsFunc(without(Plain(s), Plain(in.Before[0])), isWord) {
			parts[0].Ahead = s
		}
	}
	return parts, false, known
}

// without takes what two texts begin and end with alike off the first.
func without(s, printed string) string {
	a, b := []rune(s), []rune(printed)
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return string(a)
}

func isWord(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// belowBoxes parts options from the lines below them that have none.
func belowBoxes(s string) (options, below string) {
	at := strings.LastIndexAny(s, boxes+"√✓✔■")
	if at < 0 {
		return s, ""
	}
	end := strings.IndexByte(s[at:], '\n')
	if end < 0 {
		return s, ""
	}
	return s[:at+end], strings.TrimSpace(s[at+end:])
}

// daySaid is a day as people write it, or what is left of its prompt.
var daySaid = regexp.MustCompile(`(?:[〇○Ｏ零一二三四五六七八九]{4}[\s\p{Z}]*年|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[\s\p{Z}]*月[\s\p{Z}]*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[\s\p{Z}]*[日号][\s\p{Z}]*$|[\s\p{Z}]{2}[0-9]{1,2}[./][0-9]{1,2}[\s\p{Z}]*$|[0-9]{2}[./\-][0-9]{1,2}[./\-][0-9]{1,2}|(?:19|20)[0-9]{2}[\s\p{Z}_＿]*[年./\-][\s\p{Z}_＿]*[0-9]{1,2}(?:[\s\p{Z}_＿]*[月./\-][\s\p{Z}_＿]*[0-9]{1,2}[\s\p{Z}_＿]*日?)?|[\s\p{Z}_＿0-9]*年[\s\p{Z}_＿0-9]*月(?:[\s\p{Z}_＿0-9]*日)?).*$`)

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

var dayPrompt = regexp.MustCompile(`^` + blankRun + `(?:20|19)?` + blankRun + `年` + blankRun + `月` + blankRun + `日?` + blankRun + `(?:起?(?:至|到|[-—–~～]+)` + blankRun + `(?:20|19)?` + blankRun + `年` + blankRun + `月` + blankRun + `日?` + blankRun + `止?)?$`)

// hourPrompt is what is printed of a day or an hour and no more.
var hourPrompt = regexp.MustCompile(`^(?:20|19)?[\s\p{Z}_＿年度半春秋第季学期批周月日时点分午上下至到起止\-—–~～]*$`)

// looseDay is room beside the parts of a day or an hour: 1978 年 9 月.
var looseDay = regexp.MustCompile(`[\s\p{Z}_＿]*([年月日时点分第季学期至到])[\s\p{Z}_＿]*`)

// cutYear is a year of which the century is printed.
var cutYear = regexp.MustCompile(`^(19|20)[\s\p{Z}_＿]+([0-9]{2}年)`)

// trim takes off an answer what marks the gap itself.
func (g *Gap) trim(s string) string {
	s = strings.Trim(s, "_＿ 　\t\n\r")
	if g.Moment {
		s = cutYear.ReplaceAllString(looseDay.ReplaceAllString(s, "$1"), "$1$2")
	}
	if dayPrompt.MatchString(s) || hourPrompt.MatchString(s) && hourGap(s+" ") {
		return ""
	}
	for {
		t := strings.TrimFunc(s, func(c rune) bool {
			return unicode.IsSpace(c) || strings.ContainsRune("_＿…", c)
		})
		if len(t) > 1 && (strings.HasPrefix(t, "（") && strings.HasSuffix(t, "）") || strings.HasPrefix(t, "(") && strings.HasSuffix(t, ")")) && g.Label != "" && (len(g.Options) == 0 || g.Lettered()) && !strings.ContainsAny(t[1:len(t)-1], "()（") {
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
	if g.Kind == forms.Dates {
		s = strings.ReplaceAll(strings.TrimSuffix(s, "止"), "起至", "至") // 自…起至…止
	}
	return s
}

// words takes what stands beside options with details out of a part.
func (p *Part) words(g *Gap) {
	if len(g.Details) == 0 {
		return
	}
	p.Words = make([]string, len(g.Details))
	for n, d := range g.Details {
		for at, tries := 0, 0; tries < 8; tries++ {
			k := strings.Index(p.Text[at:], d.Option)
			if k < 0 {
				break
			}
			at += k + len(d.Option)
			rest := strings.TrimLeft(p.Text[at:], " 　\t:：")
			end := len(rest)
			if c, _ := utf8.DecodeRuneInString(rest); c == '（' || c == '(' {
				if i := strings.IndexAny(rest, "）)"); i >= 0 {
					_, size := utf8.DecodeRuneInString(rest[i:])
					end = i + size
				}
			} else if i := strings.IndexAny(rest, "\n"+boxes+"√✓✔■"); i >= 0 {
				end = i
			}
			said := strings.Trim(rest[:end], "（）()_＿ 　\t；;，,、")
			said = strings.Trim(otherNote.ReplaceAllString(strings.TrimPrefix(said, d.Label), ""), ":：_＿ 　\t")
			if !strings.ContainsFunc(said, isWord) {
				if strings.ContainsAny(rest[:end], "√✓✔☑☒■●×") {
					continue // the tick itself
				}
				said = ""
			}
			if said != "" && slices.ContainsFunc(g.Options, func(o string) bool { return strings.HasPrefix(said, o) }) {
				continue // the next option, without a mark between
			}
			p.Words[n] = said
			p.Text = strings.TrimSpace(p.Text[:at] + " " + rest[end:])
			break
		}
	}
}

// otherNote tells what to write behind 其他.
var otherNote = regexp.MustCompile(`^[（(]?(?:请)?(?:注明|填写|说明|写明|列出|具体说明)[）)]?[:：]?`)

// cutOther takes the words behind 其他 out of options.
func cutOther(s string) (options, other string) {
	for _, word := range []string{"其他", "其它"} {
		i := strings.LastIndex(s, word)
		if i < 0 {
			continue
		}
		rest := otherNote.ReplaceAllString(s[i+len(word):], "")
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

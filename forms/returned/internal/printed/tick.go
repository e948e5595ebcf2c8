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

// This file reads printed boxes to be ticked.

var (
	optionEnd = regexp.MustCompile(`[\n；;。]|(?:[ \t]|\p{Z}){2,}`)
	ManyWords = regexp.MustCompile(`多选|可选多|不超过[0-9一二三四五六七八九十两]+项|限选[0-9一二三四五六七八九十两]+项|最多.{0,2}项|至少.{0,2}项`)
	noOption  = regexp.MustCompile(`^(?:[内中里处上][打划画勾填选用√✓]|[内里处上]$|打|划|勾)`)
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
			o, label, asks := cutDetail(rest[:end])
			if i := strings.IndexAny(o, "_＿:："); i >= 0 {
				o = o[:i]
			}
			if i := strings.IndexAny(o, "）)"); i >= 0 && !strings.ContainsAny(o[:i], "（(") && strings.ContainsAny(text[lit:at], "（(") {
				o, end = o[:i], i // 由（□甲方 □乙方）安排
			}
			o = Tidy(strings.Trim(o, " 　\t/／、，,;；|"))
			if w := otherWord.FindString(o); w != "" && otherNote.ReplaceAllString(o[len(w):], "") == "" {
				o = w
			}
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
			if asks && !otherWord.MatchString(o) {
				g.Details = append(g.Details, Detail{o, label})
			}
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
	other, details := g.Other, g.Details
	label := labelBefore(text[lit:from])
	if c, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text[lit:from])); strings.ContainsRune("，,。；;", c) {
		label = strings.Join(options, "/") // 我已阅读，□同意 □不同意
	}
	g = choiceGap(label, options, text)
	g.Other, g.Details = other, details
	return from, to, g, true
}

// cutDetail parts an option from the room that it has for words of its own, in
// brackets or on a line.
func cutDetail(s string) (option, label string, asks bool) {
	at := strings.IndexAny(s, "（(_＿")
	if at <= 0 || strings.TrimSpace(s[:at]) == "" {
		return s, "", false
	}
	c, n := utf8.DecodeRuneInString(s[at:])
	option = strings.TrimRight(strings.TrimSpace(s[:at]), ":：")
	if strings.ContainsAny(option, "，,") {
		return s, "", false // 有，约____人，来自____
	}
	if c == '_' || c == '＿' {
		if strings.Trim(s[at:], "_＿ 　\t、，,；;") != "" {
			return s, "", false
		}
		return option, "", true
	}
	in := s[at+n:]
	if strings.TrimSpace(in) == "" {
		return s, "", false // of brackets that do not end here, nobody knows what they hold
	}
	if end := strings.IndexAny(in, "）)"); end >= 0 {
		in = in[:end]
	}
	room := strings.IndexAny(in, "_＿")
	if room < 0 {
		if room = len(strings.TrimRight(in, " 　\t")); room > 0 && !strings.HasSuffix(in[:room], "：") && !strings.HasSuffix(in[:room], ":") {
			return s, "", false
		}
	}
	return option, otherNote.ReplaceAllString(Tidy(in[:room]), ""), true
}

func labelEnds(s string) bool { return strings.HasSuffix(strings.TrimSpace(s), "：") }

// afterBox reports whether what follows a box goes on with another option that
// has its box behind it.
func afterBox(s string) bool {
	i := strings.IndexAny(s, boxes)
	return i > 0 && i <= 36 && !strings.ContainsAny(s[:i], "\n:：")
}

// Lettered reports whether the options of a gap have letters, one of which is put
// into it.
func (g *Gap) Lettered() bool {
	return len(g.Options) > 0 && strings.HasPrefix(han.Fold(g.Options[0]), "A")
}

// Boxes reports whether the options of a gap are printed with boxes to be ticked.
func Boxes(g *Gap) bool { return len(g.Options) > 1 || g.Kind == forms.YesNo }

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

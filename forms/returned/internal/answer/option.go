package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var leadingNumber = regexp.MustCompile(`^(\(?\d{1,2}[.、)]|[①-⑳])`)

// optionKey is what options are compared by where they are not spelt alike:
// without blanks, marks and a number in front.
func optionKey(s string) string {
	s = leadingNumber.ReplaceAllString(han.Fold(s), "")
	return strings.ToLower(strings.Map(func(c rune) rune {
		if unicode.IsPunct(c) || unicode.IsSymbol(c) {
			return -1
		}
		return c
	}, s))
}

// findOption finds the option meant by s. spelt says that it is written otherwise.
func findOption(f *forms.Field, s string) (option string, spelt, ok bool) {
	s = strings.TrimSpace(s)
	if slices.Contains(f.Options, s) {
		return s, false, true
	}
	key := optionKey(s)
	for _, o := range f.Options {
		if key == "" || optionKey(o) != key {
			continue
		}
		if ok {
			return "", false, false // two that differ only in what the key leaves out
		}
		option, spelt, ok = o, true, true
	}
	if ok {
		return option, spelt, ok
	}
	if letterFront.MatchString(han.Fold(s)) {
		return "", false, false
	}
	for _, o := range f.Options { // A, or 满意, for A.满意
		m := letterFront.FindStringSubmatch(han.Fold(o))
		if m == nil || key == "" || key != strings.ToLower(m[1]) && key != optionKey(m[2]) {
			continue
		}
		if ok {
			return "", false, false
		}
		option, spelt, ok = o, true, true
	}
	return option, spelt, ok
}

// letterFront is an option with a letter before it.
var letterFront = regexp.MustCompile(`^([A-H])([.、:)].+|\p{Han}.*)$`)

func noOption(f *forms.Field) Reading {
	return unclear(RuleOption, f.Label+"不在所列各项之内", f.Demand())
}

func readChoice(f *forms.Field, e Entry) Reading {
	o, spelt, ok := findOption(f, e.Raw)
	chosen, boxed := tickedOptions(f.Options, e.Raw)
	if !boxed {
		chosen, boxed = ticked(e.Raw)
	}
	if boxed && (!ok || spelt) {
		switch len(chosen) {
		case 0:
			return Reading{}
		case 1:
			o, _, ok = findOption(f, chosen[0])
			spelt = true
		default:
			return unclear(RuleOption, f.Label+"勾选了不止一项", f.Demand())
		}
	}
	switch {
	case !ok && Nothing(e.Raw):
		return Reading{}
	case !ok:
		return noOption(f)
	case spelt:
		return exact(o, tell(RuleSpelt, f.Label+"按“"+o+"”计", ""))
	}
	return exact(o)
}

func readChoices(f *forms.Field, e Entry) Reading {
	if Nothing(e.Raw) && !slices.Contains(f.Options, strings.TrimSpace(e.Raw)) {
		return Reading{}
	}
	found, rest := TakeOptions(f.Options, strings.TrimSpace(e.Raw))
	if rest == "" {
		return exact(strings.Join(found, "、"))
	}
	found = nil
	if listed := listedOptions(f.Options, e.Raw); listed != nil {
		all := strings.Join(listed, "、")
		return exact(all, tell(RuleSpelt, f.Label+"按“"+all+"”计", ""))
	}
	parts, boxed := tickedOptions(f.Options, e.Raw)
	if !boxed {
		parts, boxed = ticked(e.Raw)
	}
	if boxed && len(parts) == 0 {
		return Reading{}
	}
	if !boxed {
		parts = strings.FieldsFunc(e.Raw, func(c rune) bool { return strings.ContainsRune("、,，;；/\n", c) })
	}
	for _, part := range parts {
		o, _, ok := findOption(f, part)
		if !ok {
			return noOption(f)
		}
		found = append(found, o)
	}
	if len(found) == 0 {
		return noOption(f)
	}
	all := strings.Join(found, "、")
	return exact(all, tell(RuleSpelt, f.Label+"按“"+all+"”计", ""))
}

// TakeOptions reads options joined with 、, which may stand in them too: the
// longest first. rest is what is no option.
func TakeOptions(options []string, s string) (found []string, rest string) {
	for s != "" {
		best := ""
		for _, o := range options {
			if tail, ok := strings.CutPrefix(s, o); ok && len(o) > len(best) && (tail == "" || strings.HasPrefix(tail, "、")) {
				best = o
			}
		}
		if best == "" {
			return found, s
		}
		found = append(found, best)
		s = strings.TrimPrefix(strings.TrimPrefix(s, best), "、")
	}
	return found, ""
}

// yesAndNo are the words that forms print to be ticked.
var yesAndNo = []string{"是", "否", "有", "无", "没有", "不是"}

func readYesNo(f *forms.Field, e Entry) Reading {
	chosen, boxed := tickedOptions(yesAndNo, e.Raw)
	if !boxed {
		chosen, boxed = ticked(e.Raw)
	}
	if boxed {
		switch len(chosen) {
		case 0:
			return Reading{}
		case 1:
			e.Raw = chosen[0]
		default:
			return unclear(RuleYesNo, Wanted(f), "")
		}
	}
	switch strings.ToUpper(han.Fold(e.Raw)) {
	case "是", "有", "√", "✓", "✔", "☑", "Y", "YES", "TRUE", "1":
		return exact("是")
	case "否", "无", "没有", "×", "✗", "✘", "X", "N", "NO", "FALSE", "0", "不是":
		return exact("否")
	}
	return unclear(RuleYesNo, Wanted(f), "")
}

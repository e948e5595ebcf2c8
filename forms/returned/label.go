package returned

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// labelKey is what labels are compared by: without blanks, line breaks, marks
// at the ends and differences of width.
func labelKey(s string) string {
	s = strings.ToLower(han.Fold(s))
	return strings.Trim(s, ":*#_.、;,。")
}

var brackets = regexp.MustCompile(`\([^()]*\)`)

// bareKey leaves out of a key what stands in brackets, such as a unit or
// （盖章）.
func bareKey(key string) string {
	if !strings.Contains(key, "(") {
		return key
	}
	return strings.Trim(brackets.ReplaceAllString(key, ""), ":*")
}

// A label is a field's label made ready to be compared.
type label struct {
	ref        forms.Ref
	field      *forms.Field
	keys       []string // exact ones
	bare       string
	groups     []string // keys of the heads above it
	searchable string   // what is looked for inside other text
	cols       int      // that it covers on the blank form
}

func newLabel(block string, f *forms.Field) label {
	l := label{ref: forms.Ref{Block: block, Key: f.Key}, field: f, bare: bareKey(labelKey(f.Label))}
	for _, s := range []string{f.Label, f.FullLabel()} {
		if k := labelKey(s); !slices.Contains(l.keys, k) {
			l.keys = append(l.keys, k)
		}
	}
	for _, g := range f.Heads() {
		l.groups = append(l.groups, labelKey(g))
	}
	l.searchable = l.bare
	if l.searchable == "" {
		l.searchable = l.keys[0]
	}
	return l
}

// fit tells how well a cell is the label: 2 exactly, 1 but for what stands in
// brackets, 0 not at all.
func (l *label) fit(b *box) int {
	switch {
	case b.key == "":
		return 0
	case slices.Contains(l.keys, b.key):
		return 2
	case l.bare != "" && b.bare == l.bare:
		return 1
	}
	return 0
}

// A mention is a label with a colon inside a text, and what follows it.
type mention struct {
	label int // index
	start int // in runes of the text
	value string
}

// mentions finds labels followed by a colon in a line such as 填表人：甲
// 联系电话：乙. Each stands at the start or behind a blank or a mark; of two
// that fit at one place the longer counts.
func mentions(text string, labels []label) []mention {
	if len(text) > 4000 || !strings.ContainsAny(text, ":：") {
		return nil
	}
	runes := []rune(text)
	var out []mention
	var ends []int // where the value begins
	for i := 0; i < len(runes); i++ {
		if i > 0 && !breaks(runes[i-1]) || breaks(runes[i]) {
			continue
		}
		best, end := -1, 0
		for j := range labels {
			if e := labelAt(runes, i, labels[j].searchable); e > end {
				best, end = j, e
			}
		}
		if best >= 0 {
			out = append(out, mention{label: best, start: i})
			ends = append(ends, end)
			i = end - 1
		}
	}
	for k := range out {
		stop := len(runes)
		if k+1 < len(out) {
			stop = out[k+1].start
		}
		out[k].value = strings.TrimFunc(string(runes[ends[k]:stop]), func(c rune) bool {
			return unicode.IsSpace(c) || strings.ContainsRune("；;，,、_", c)
		})
	}
	return out
}

func breaks(c rune) bool {
	return unicode.IsSpace(c) || unicode.IsPunct(c) && !strings.ContainsRune("(（“‘《", c) || c == '*'
}

// labelAt matches key at i, blanks between its characters or not, then an
// optional bracket, then a colon, and returns the place behind it; 0 if it does
// not match.
func labelAt(runes []rune, i int, key string) int {
	for _, want := range key {
		for i < len(runes) && unicode.IsSpace(runes[i]) {
			i++
		}
		if i == len(runes) || strings.ToLower(han.Fold(string(runes[i]))) != string(want) {
			return 0
		}
		i++
	}
	depth := 0
	for ; i < len(runes); i++ {
		switch c := runes[i]; {
		case c == '(' || c == '（':
			depth++
		case c == ')' || c == '）':
			depth--
		case depth > 0 || unicode.IsSpace(c):
		case c == ':' || c == '：':
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

var (
	titleYear   = regexp.MustCompile(`(19|20)\d\d年?度?`)
	titlePrefix = regexp.MustCompile(`^附[件表]?\d*[:.、]?`)
)

// A title is what titles are compared by: without marks, blanks and the word
// 附件 in front, and the year apart.
type title struct{ key, year string }

func newTitle(s string) title {
	if len(s) > 600 {
		return title{}
	}
	s = strings.ToLower(han.Fold(s))
	year := strings.TrimRight(titleYear.FindString(s), "年度")
	s = titlePrefix.ReplaceAllString(titleYear.ReplaceAllString(s, ""), "")
	return title{year: year, key: strings.Map(func(c rune) rune {
		if unicode.IsPunct(c) || unicode.IsSymbol(c) {
			return -1
		}
		return c
	}, s)}
}

// fit tells how well a text is the title t: 3 the same, 2 the same but for the
// year, 1 the one within the other, 0 not at all.
func (t title) fit(text title) int {
	short, long := t.key, text.key
	if len(short) > len(long) {
		short, long = long, short
	}
	switch {
	case short == "":
		return 0
	case short == long && t.year != "" && text.year != "" && t.year != text.year:
		return 2
	case short == long:
		return 3
	case strings.Contains(long, short) && len(short) >= 6*3 && len(long) <= 2*len(short):
		return 1
	}
	return 0
}

package engine

import (
	"cmp"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// A Pattern is a regular expression that first looks whether a text holds
// what every match must hold, such as the 〔 of a 发文字号. Nearly all lines of
// a document lack it, and looking is far cheaper than matching.
// The expression is compiled when it is first needed, and once.
type Pattern struct {
	needs []need
	Re    func() *regexp.Regexp
}

// A need lists sets of strings. Every match holds all strings of one of them.
type need []joint

// A joint is a set of strings, with the sums of their characters.
type joint struct {
	strings []string
	sums    []uint16
}

// Compile makes a pattern. It panics if expr is wrong: patterns are package
// variables.
func Compile(expr string) *Pattern {
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	return &Pattern{
		needs: needsOf(parsed),
		Re:    sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) }),
	}
}

// All returns the matches of p in l with their groups, as offsets.
func (p *Pattern) All(l Line) [][]int {
	if !p.may(l.Text, l.runes) {
		return nil
	}
	return p.Re().FindAllStringSubmatchIndex(l.Text, -1)
}

// First returns the first match of p in l with its groups; nil if there is none.
func (p *Pattern) First(l Line) []int {
	if !p.may(l.Text, l.runes) {
		return nil
	}
	return p.Re().FindStringSubmatchIndex(l.Text)
}

// In reports whether l holds a match of p.
func (p *Pattern) In(l Line) bool { return p.may(l.Text, l.runes) && p.Re().MatchString(l.Text) }

// Find returns the first match of p in s with its groups; nil if there is none.
func (p *Pattern) Find(s string) []int {
	if !p.may(s, nil) {
		return nil
	}
	return p.Re().FindStringSubmatchIndex(s)
}

// Match reports whether s holds a match of p.
func (p *Pattern) Match(s string) bool { return p.may(s, nil) && p.Re().MatchString(s) }

// may reports whether s, whose characters are in, holds what a match must hold.
func (p *Pattern) may(s string, in *runeSet) bool {
	for _, n := range p.needs {
		if !in.meets(n) {
			return false
		}
	}
	for _, n := range p.needs {
		if !slices.ContainsFunc(n, func(a joint) bool { return a.in(s) }) {
			return false
		}
	}
	return true
}

func (a joint) in(s string) bool {
	for _, one := range a.strings {
		if !strings.Contains(s, one) {
			return false
		}
	}
	return true
}

// A runeSet tells which characters are not in a text: those whose sum is not
// set. nil tells nothing of any.
type runeSet [sums / 64]uint64

// sums is how many sums there are. A line of text has some seventy different
// characters, so that few that it lacks share a sum with one that it has.
const sums = 2048

func sum(r rune) uint16 { return uint16(uint32(r) * 0x9e3779b1 >> 21) }

func runesOf(text string) *runeSet {
	if len(text) <= 24 {
		return nil // of short texts it is larger than they are
	}
	var in runeSet
	for _, r := range text {
		k := sum(r)
		in[k/64] |= 1 << (k % 64)
	}
	return &in
}

// meets reports whether a text of these characters may meet n.
func (in *runeSet) meets(n need) bool {
	if in == nil {
		return true
	}
	for _, a := range n {
		if in.hold(a.sums) {
			return true
		}
	}
	return false
}

func (in *runeSet) hold(sums []uint16) bool {
	for _, k := range sums {
		if in[k/64]&(1<<(k%64)) == 0 {
			return false
		}
	}
	return true
}

// most is how many sets a need may have before looking for all of them costs
// what matching would.
const most = 24

// needsOf returns the needs of an expression, those first that few texts meet.
func needsOf(re *syntax.Regexp) []need {
	var needs []need
	switch re.Op {
	case syntax.OpLiteral:
		if s := unfolded(re); s != "" {
			needs = []need{{allOf(s)}}
		}
	case syntax.OpCharClass:
		if n := oneOf(re.Rune); n != nil {
			needs = []need{n}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needsOf(re.Sub[0])
	case syntax.OpRepeat:
		switch sub := re.Sub[0]; {
		case re.Min == 0:
		case sub.Op == syntax.OpLiteral && unfolded(sub) == string(sub.Rune):
			return []need{{allOf(strings.Repeat(string(sub.Rune), re.Min))}}
		default:
			return needsOf(sub)
		}
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			needs = append(needs, needsOf(sub)...)
		}
		needs = joinSingle(needs)
	case syntax.OpAlternate:
		var either need // one of each alternative
		for _, sub := range re.Sub {
			n := needsOf(sub)
			if n == nil {
				return nil
			}
			either = append(either, n[0]...)
		}
		if len(either) <= most {
			needs = []need{either}
		}
	}
	return needs
}

// joinSingle makes one need of all those that leave no choice and puts it
// first, the others by how many choices they leave.
func joinSingle(needs []need) []need {
	var single []string
	var rest []need
	for _, n := range needs {
		if len(n) == 1 {
			single = append(single, n[0].strings...)
		} else {
			rest = append(rest, n)
		}
	}
	slices.SortStableFunc(rest, func(a, b need) int { return cmp.Compare(len(a), len(b)) })
	rest = slices.CompactFunc(rest, func(a, b need) bool {
		return slices.EqualFunc(a, b, func(a, b joint) bool { return slices.Equal(a.strings, b.strings) })
	})
	if single == nil {
		return rest
	}
	return append([]need{{allOf(single...)}}, rest...)
}

func allOf(strings ...string) joint {
	slices.Sort(strings)
	a := joint{strings: slices.Compact(strings)}
	for _, s := range a.strings {
		for _, r := range s {
			a.sums = append(a.sums, sum(r))
		}
	}
	return a
}

// oneOf returns the need of a character class, given as ranges; nil if it has
// many characters.
func oneOf(ranges []rune) need {
	var n need
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if n = append(n, allOf(string(r))); len(n) > most {
				return nil
			}
		}
	}
	return n
}

// unfolded returns the longest run of a literal that has one case only.
func unfolded(re *syntax.Regexp) string {
	if re.Flags&syntax.FoldCase == 0 {
		return string(re.Rune)
	}
	longest := ""
	for _, run := range strings.FieldsFunc(string(re.Rune), func(r rune) bool { return unicode.SimpleFold(r) != r }) {
		if len(run) > len(longest) {
			longest = run
		}
	}
	return longest
}

// DateAt returns the date whose year, month and day are at three pairs of offsets.
func DateAt(s string, at []int) calendar.Date {
	year, _ := strconv.Atoi(s[at[0]:at[1]])
	month, _ := strconv.Atoi(s[at[2]:at[3]])
	day, _ := strconv.Atoi(s[at[4]:at[5]])
	return calendar.Date{Year: year, Month: month, Day: day}
}

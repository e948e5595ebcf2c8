// Package engine is what rules are written with: lines and passages of text as
// rules see them, patterns that look before they match, and remarks, which are
// findings without their places.
//
// A rule is checked by a function that returns [Remark]s about a [Line], a
// [Passage] or something larger that holds such; [Checks] tells by the id of the
// rule which. All else about a rule stands in the catalogue of package report.
package engine

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Checks tell by the ids of the rules how what they complain of is found in a T.
type Checks[T any] map[string]func(T) []Remark

// A Check is one of checks.
type Check[T any] struct {
	Rule report.Rule
	Find func(T) []Remark
}

// InOrder returns the checks of several families in the order of their ids.
func InOrder[T any](families ...Checks[T]) []Check[T] {
	var all []Check[T]
	for _, f := range families {
		for _, id := range slices.Sorted(maps.Keys(f)) {
			r, _ := report.RuleOf(id)
			all = append(all, Check[T]{r, f[id]})
		}
	}
	slices.SortStableFunc(all, func(a, b Check[T]) int { return cmp.Compare(a.Rule.ID, b.Rule.ID) })
	return all
}

// A Remark is what a check says about a stretch of a line. All but the line
// may be left zero: the stretch is then the whole line, the words are the
// rule's own.
type Remark struct {
	Line     Line
	From, To int             // byte offsets into Line.Text; both zero: the whole line
	fix      string          // what to put there, if fixable
	fixable  bool            // only where the meaning cannot change
	Severity report.Severity // zero: the rule's
	Message  string          // "": the rule's title
	Hint     string          // "": the fix, if there is one
	joined   bool            // made of several, which were looked at one by one
	Skipped  string          // what was not checked and why; all else is then nothing
}

// On returns a remark about the stretch of l from from to to.
func (l Line) On(from, to int) Remark { return Remark{Line: l, From: from, To: to} }

// Replace returns a remark that puts fix in the place of a stretch of l.
func (l Line) Replace(from, to int, fix string) Remark {
	return Remark{Line: l, From: from, To: to, fix: fix, fixable: true}
}

// Say returns a remark about the whole of l.
func (l Line) Say(message string) Remark { return Remark{Line: l, Message: message} }

// Findings turns what the check of a rule has remarked into findings.
func Findings(r report.Rule, remarks []Remark) []report.Finding {
	var found []report.Finding
	var at counter
	for _, m := range remarks {
		if m.From == 0 && m.To == 0 {
			m.To = len(m.Line.Text)
		}
		if m.fixable && m.fix == "" { // a Fix is never empty
			from := Back(m.Line.Text, m.From, 3)
			m.fix, m.From = m.Line.Text[from:m.From], from
		}
		f := r.Finding(at.place(m.Line, m.From), m.Line.Text[m.From:m.To])
		f.Severity = cmp.Or(m.Severity, f.Severity)
		f.Message = cmp.Or(m.Message, f.Message)
		f.Hint = m.Hint
		if m.fixable && m.fix != f.Found {
			f.Fix = m.fix
			f.Hint = cmp.Or(f.Hint, "改为 "+m.fix)
		}
		f.Hint = cmp.Or(f.Hint, r.Hint)
		found = append(found, f)
	}
	return found
}

// Spared reports whether m is about words in which nothing is found.
func (m Remark) Spared() bool {
	return !m.joined && slices.ContainsFunc(m.Line.spared, func(s Stretch) bool { return m.From < s.To && s.From < m.To })
}

// change says what the fix of m does.
func (m Remark) change() string {
	was := strings.TrimSpace(m.Line.Text[m.From:m.To])
	switch {
	case m.fix != "":
		return "“" + was + "”改为“" + m.fix + "”"
	case was == "":
		return "删去空格"
	}
	return "删去“" + was + "”"
}

// Dense is find for a rule that finds many small things in one line, such as
// half-width commas: what it remarks is condensed.
func Dense(find func(Line) []Remark) func(Line) []Remark {
	return func(l Line) []Remark {
		return condense(slices.DeleteFunc(find(l), func(m Remark) bool { return m.From < l.Mark || m.Spared() }))
	}
}

// condense makes one remark of all remarks on a line that say the same. It shows two characters on either side, because a comma alone tells
// nobody where to look.
func condense(remarks []Remark) []Remark {
	type sort struct {
		fixable  bool
		severity report.Severity
		message  string
	}
	var order []sort
	groups := map[sort][]Remark{}
	for _, m := range remarks {
		k := sort{m.fixable, m.Severity, m.Message}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], m)
	}
	var joined []Remark
	for _, k := range order {
		group := groups[k]
		slices.SortStableFunc(group, func(a, b Remark) int { return cmp.Compare(a.From, b.From) })
		end := 0
		group = slices.DeleteFunc(group, func(m Remark) bool { // what stands within another, as a mark in a quotation
			within := m.To <= end
			end = max(end, m.To)
			return within
		})
		joined = append(joined, join(group))
	}
	return joined
}

// join makes one remark of remarks on the same line, given in their order.
func join(group []Remark) Remark {
	const context = 2 // characters
	all := group[0]
	all.joined = true
	text := all.Line.Text
	all.From = min(max(Back(text, group[0].From, context), all.Line.Mark), group[0].From)
	all.To = Ahead(text, group[len(group)-1].To, context)

	var fixed strings.Builder
	var changes []string
	done := all.From
	for _, m := range group {
		m.From = max(m.From, done) // both may take the blanks between them
		fixed.WriteString(text[done:m.From])
		fixed.WriteString(m.fix)
		done = m.To
		if c := m.change(); m.fixable && m.Hint == "" && !slices.Contains(changes, c) {
			changes = append(changes, c)
		}
	}
	fixed.WriteString(text[done:all.To])
	all.fix = fixed.String()

	const several = 4
	if len(changes) > several {
		changes = append(changes[:several], "等")
	}
	if all.Hint == "" {
		all.Hint = strings.Join(changes, "，")
	}
	if len(group) > 1 {
		all.Hint += "（本行" + strconv.Itoa(len(group)) + "处）"
	}
	return all
}

// Excerpt widens a remark about a single mark, so that it shows where it is.
func Excerpt(m Remark) Remark {
	m.From, m.To = Back(m.Line.Text, m.From, 4), Ahead(m.Line.Text, m.To, 4)
	return m
}

// Apply carries out the fixes of tidy findings in lines and returns those that
// it carried out. Of overlapping ones it takes the first.
func Apply(lines []string, findings []report.Finding) []report.Finding {
	var done []report.Finding
	number := 0           // of the line at hand
	var out []byte        // what it has become so far
	rest, column := "", 1 // of the line, and where that begins
	flush := func() {
		if number > 0 {
			lines[number-1] = string(out) + rest
		}
	}
	for _, f := range findings {
		if f.Fix == "" || f.Where.Line < 1 || f.Where.Line > len(lines) {
			continue
		}
		if f.Where.Line != number {
			flush()
			number, out = f.Where.Line, nil
			rest, column = lines[number-1], 1
		}
		at := Ahead(rest, 0, f.Where.Column-column)
		if f.Where.Column < column || !strings.HasPrefix(rest[at:], f.Found) {
			continue
		}
		out = append(append(out, rest[:at]...), f.Fix...)
		rest = rest[at+len(f.Found):]
		column = f.Where.Column + utf8.RuneCountInString(f.Found)
		done = append(done, f)
	}
	flush()
	return done
}

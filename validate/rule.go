package validate

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// checks tell by the ids of the rules how what they complain of is found in a T.
type checks[T any] map[string]func(T) []remark

// A check is one of checks.
type check[T any] struct {
	rule report.Rule
	find func(T) []remark
}

// inOrder returns the checks of several families in the order of their ids.
func inOrder[T any](families ...checks[T]) []check[T] {
	var all []check[T]
	for _, f := range families {
		for _, id := range slices.Sorted(maps.Keys(f)) {
			r, _ := report.RuleOf(id)
			all = append(all, check[T]{r, f[id]})
		}
	}
	slices.SortStableFunc(all, func(a, b check[T]) int { return cmp.Compare(a.rule.ID, b.rule.ID) })
	return all
}

// A remark is what a check says about a stretch of a line. All but the line
// may be left zero: the stretch is then the whole line, the words are the
// rule's own.
type remark struct {
	line     line
	from, to int             // byte offsets into line.text; both zero: the whole line
	fix      string          // what to put there, if fixable
	fixable  bool            // only where the meaning cannot change
	severity report.Severity // zero: the rule's
	message  string          // "": the rule's title
	hint     string          // "": the fix, if there is one
	skipped  string          // what was not checked and why; all else is then nothing
}

// on returns a remark about the stretch of l from from to to.
func (l line) on(from, to int) remark { return remark{line: l, from: from, to: to} }

// replace returns a remark that puts fix in the place of a stretch of l.
func (l line) replace(from, to int, fix string) remark {
	return remark{line: l, from: from, to: to, fix: fix, fixable: true}
}

// say returns a remark about the whole of l.
func (l line) say(message string) remark { return remark{line: l, message: message} }

// A locator tells where the character at byte offset at of l stands.
type locator func(l line, at int) report.Position

// findings turns what the check of a rule has remarked into findings.
func findings(r report.Rule, remarks []remark, at locator) []report.Finding {
	var found []report.Finding
	for _, m := range remarks {
		if m.from == 0 && m.to == 0 {
			m.to = len(m.line.text)
		}
		if m.fixable && m.fix == "" { // a Fix is never empty
			from := back(m.line.text, m.from, 3)
			m.fix, m.from = m.line.text[from:m.from], from
		}
		f := r.Finding(at(m.line, m.from), m.line.text[m.from:m.to])
		f.Severity = cmp.Or(m.severity, f.Severity)
		f.Message = cmp.Or(m.message, f.Message)
		f.Hint = m.hint
		if m.fixable && m.fix != f.Found {
			f.Fix = m.fix
			f.Hint = cmp.Or(f.Hint, "改为 "+m.fix)
		}
		f.Hint = cmp.Or(f.Hint, r.Hint)
		found = append(found, f)
	}
	return found
}

// change says what the fix of m does.
func (m remark) change() string {
	was := strings.TrimSpace(m.line.text[m.from:m.to])
	switch {
	case m.fix != "":
		return "“" + was + "”改为“" + m.fix + "”"
	case was == "":
		return "删去空格"
	}
	return "删去“" + was + "”"
}

// dense is find for a rule that finds many small things in one line, such as
// half-width commas: what it remarks is condensed.
func dense(find func(line) []remark) func(line) []remark {
	return func(l line) []remark {
		return condense(slices.DeleteFunc(find(l), func(m remark) bool { return m.from < l.mark }))
	}
}

// condense makes one remark of all that concern one line and say the same of
// it. It shows two characters on either side, because a comma alone tells
// nobody where to look.
func condense(remarks []remark) []remark {
	type sort struct {
		line     origin
		fixable  bool
		severity report.Severity
		message  string
	}
	var order []sort
	groups := map[sort][]remark{}
	for _, m := range remarks {
		k := sort{m.line.origin(0), m.fixable, m.severity, m.message}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], m)
	}
	var joined []remark
	for _, k := range order {
		group := groups[k]
		slices.SortStableFunc(group, func(a, b remark) int { return cmp.Compare(a.from, b.from) })
		joined = append(joined, join(group))
	}
	return joined
}

// join makes one remark of remarks on the same line, given in their order.
func join(group []remark) remark {
	const context = 2 // characters
	all := group[0]
	text := all.line.text
	all.from = min(max(back(text, group[0].from, context), all.line.mark), group[0].from)
	all.to = ahead(text, group[len(group)-1].to, context)

	var fixed strings.Builder
	var changes []string
	done := all.from
	for _, m := range group {
		m.from = max(m.from, done) // both may take the blanks between them
		fixed.WriteString(text[done:m.from])
		fixed.WriteString(m.fix)
		done = m.to
		if c := m.change(); m.fixable && m.hint == "" && !slices.Contains(changes, c) {
			changes = append(changes, c)
		}
	}
	fixed.WriteString(text[done:all.to])
	all.fix = fixed.String()

	const several = 4
	if len(changes) > several {
		changes = append(changes[:several], "等")
	}
	if all.hint == "" {
		all.hint = strings.Join(changes, "，")
	}
	if len(group) > 1 {
		all.hint += "（本行" + strconv.Itoa(len(group)) + "处）"
	}
	return all
}

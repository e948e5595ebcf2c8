package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// A Group is what one rule says with one message, at one place or at many.
type Group struct {
	Rule     string
	Severity Severity
	Source   string
	Message  string
	Findings []Finding // in the order of their places; never empty
}

// Groups returns the findings by rule: the heaviest first, then by rule id and
// message. A text full of the same slip is easier to read this way.
func (r *Report) Groups() []Group {
	var groups []Group
	at := map[groupKey]int{}
	for _, f := range r.Findings {
		key := groupKey{f.Rule, f.Severity, f.Source, f.Message}
		i, ok := at[key]
		if !ok {
			i = len(groups)
			at[key] = i
			groups = append(groups, Group{Rule: f.Rule, Severity: f.Severity, Source: f.Source, Message: f.Message})
		}
		groups[i].Findings = append(groups[i].Findings, f)
	}
	slices.SortStableFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Source, b.Source))
	})
	for i := range groups {
		slices.SortStableFunc(groups[i].Findings, compareFinding)
	}
	return groups
}

// groupKey is what findings of a group share.
type groupKey struct {
	rule     string
	severity Severity
	source   string
	message  string
}

// WriteText prints the findings by rule, one line a place, for people to work
// through, every line indented by indent. It prints nothing for an empty report.
func (r *Report) WriteText(w io.Writer, indent string) error {
	for _, g := range r.Groups() {
		source := ""
		if g.Source != "" {
			source = "（" + g.Source + "）"
		}
		if _, err := fmt.Fprintf(w, "%s%s %s %s%s：%d 处\n", indent, g.Severity.Label(), g.Rule, g.Message, source, len(g.Findings)); err != nil {
			return fmt.Errorf("report: %w", err)
		}
		for _, f := range g.Findings {
			line := f.line()
			if line == "" {
				continue // of the document as a whole
			}
			if _, err := fmt.Fprintf(w, "%s  %s\n", indent, line); err != nil {
				return fmt.Errorf("report: %w", err)
			}
		}
	}
	for _, s := range r.Skipped {
		if _, err := fmt.Fprintf(w, "%s未校核 %s：%s\n", indent, s.Rule, s.Reason); err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	return nil
}

// line is a finding without what its group says.
func (f Finding) line() string {
	s := f.Where.String()
	if f.Found != "" {
		s = join(s, " ", "“"+clip(f.Found)+"”")
	}
	return join(s, "；", f.Hint)
}

func join(a, sep, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + sep + b
}

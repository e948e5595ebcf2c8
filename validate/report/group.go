package report

import (
	"cmp"
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
	if r == nil {
		return nil
	}
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

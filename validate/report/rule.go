package report

import (
	"cmp"
	"slices"
	"sync"
)

// A Rule is an entry of the catalogue, which holds all rules of the project:
// what its findings say, why, and an example each way. How a rule is checked
// stands where it is checked.
type Rule struct {
	ID       string   // stable: GW001; see [Rules]
	Title    string   // what a finding says, in Chinese, unless it can say it better
	Severity Severity // the heaviest that its findings carry
	Subject  Subject  // what it looks at
	Source   string   // the clause, 条例, 本通知 or 惯例, in Chinese
	Doc      string   // when it speaks, when it is silent and why, in Chinese; "" if Title tells all
	Hint     string   // what to do, in Chinese, where there is no fix; "" if Title tells or only the finding can

	// Bad breaks the rule and Good, much like it, does not; the comments of the
	// subjects tell how they are written. Both are the rule's test. They are ""
	// where no text can show it.
	Bad, Good string
}

// A Subject is what a [Rule] looks at, and what its examples are.
type Subject string

const (
	SubjectText     Subject = "text"     // lines of text, wherever they stand
	SubjectDocument Subject = "document" // parts of a document: keys that replace those of a faultless one
	SubjectCampaign Subject = "campaign" // data of a campaign: keys that replace those of a faultless one
	SubjectMaterial Subject = "material" // files that a school sends in: a rule for them and a file a line
	SubjectForm     Subject = "form"     // forms that come back: kind of a field, ! if required, [options], limits, and what is written in it
	SubjectReading  Subject = "reading"  // a text on its way to a document: the text
	SubjectPage     Subject = "page"     // printed pages
	SubjectLayout   Subject = "layout"   // how a .docx is set
)

// Finding returns a finding of r that says no more than r does.
func (r Rule) Finding(where Position, found string) Finding {
	return Finding{Rule: r.ID, Severity: r.Severity, Source: r.Source, Where: where, Found: found, Message: r.Title, Hint: r.Hint}
}

// Rules returns the catalogue in the order of the ids, of which the letters
// tell the family:
//
//	GW  公文: format, punctuation, figures, wording
//	ZJ  a campaign's data and documents, plans
//	MT  material that schools send in
//	FM  returned forms
//	RD  what was done to a text to read it as a document
//
// The slice is the caller's.
func Rules() []Rule { return slices.Clone(catalogue()) }

// RuleOf returns the rule with the id; if there is none, one that has only
// that id, and false.
func RuleOf(id string) (Rule, bool) {
	rules := catalogue()
	i, ok := slices.BinarySearchFunc(rules, id, func(r Rule, id string) int { return cmp.Compare(r.ID, id) })
	if !ok {
		return Rule{ID: id}, false
	}
	return rules[i], true
}

// family makes rules of one subject and, but for those that have their own,
// source.
func family(subject Subject, source string, rules []Rule) []Rule {
	for i := range rules {
		rules[i].Subject, rules[i].Source = subject, cmp.Or(rules[i].Source, source)
	}
	return rules
}

// catalogue puts the families together, once.
var catalogue = sync.OnceValue(func() []Rule {
	all := slices.Concat(official, layouts, punctuation, figures, wording, campaigns, material, returns, reading)
	slices.SortFunc(all, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
})

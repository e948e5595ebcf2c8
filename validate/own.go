package validate

import (
	"cmp"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ownLine adds what the rules of the caller's find in a line.
func (k *checker) ownLine(l engine.Line) {
	for _, o := range k.rules.Own() {
		if o.Line == nil {
			continue
		}
		var found []engine.Remark
		for _, m := range o.Line(l.Text) {
			if m.From < 0 || m.To > len(l.Text) || m.From >= m.To {
				continue // of no line
			}
			f := l.On(m.From, m.To)
			if m.Fix != "" {
				f = l.Replace(m.From, m.To, m.Fix)
			}
			f.Message, f.Hint = m.Message, m.Hint
			found = append(found, f)
		}
		k.add(o.Rule, found)
	}
}

// ownDocument adds what the rules of the caller's find in a document.
func (k *checker) ownDocument(d *document.Document) {
	for _, o := range k.rules.Own() {
		if o.Document == nil {
			continue
		}
		for _, f := range o.Document(d) {
			rule := o.Rule.Finding(f.Where, f.Found)
			f.Rule = rule.Rule
			f.Severity = cmp.Or(f.Severity, rule.Severity)
			f.Source, f.Message, f.Hint = cmp.Or(f.Source, rule.Source), cmp.Or(f.Message, rule.Message), cmp.Or(f.Hint, rule.Hint)
			k.report.Add(k.rules.Weigh([]report.Finding{f})...)
		}
	}
}

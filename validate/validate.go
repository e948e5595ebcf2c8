package validate

import (
	"strconv"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Text checks plain text, such as a draft that has not been laid out. It
// applies the rules of [SubjectText] and what the parser says of level marks.
// The name stands in the places of the findings as the file.
func Text(name, text string) report.Report {
	blocks, marks := campaign.ParseBody(text)
	p := plainPassage(text, blocks)
	p.markRoles()
	k := checker{at: func(l line, i int) report.Position {
		o := l.origin(i)
		return report.Position{File: name, Line: o.line, Column: o.column}
	}}
	for _, f := range marks {
		f.Where.File = name
		k.report.Add(f)
	}
	for _, r := range Rules() {
		k.passage(r, &p)
		for _, l := range p.lines {
			k.line(r, l)
		}
	}
	return k.done()
}

// Notice checks a notice: its text and its parts. Places have the ID of n as
// the file and the lines that its blocks give.
func Notice(n *campaign.Notice) report.Report { return checkDocument(newNotice(n, "")) }

// Plan checks a plan as [Notice] does a notice.
func Plan(p *campaign.Plan) report.Report { return checkDocument(newPlan(p, "")) }

func checkDocument(d *document) report.Report {
	k := checker{at: func(l line, i int) report.Position {
		where := report.Position{File: d.ID}
		if l.number > 0 {
			o := l.origin(i)
			where.Line, where.Column = o.line, o.column
		}
		return where
	}}
	for _, r := range Rules() {
		k.document(r, d)
	}
	return k.done()
}

// Campaign checks a campaign: the values of its fields, its data against each
// other, and every document that it makes, by itself and against the data.
// Places are those in the file that c was loaded from.
func Campaign(c *campaign.Campaign) report.Report {
	y := &year{Campaign: c}
	var k checker
	k.at = func(l line, i int) report.Position { return y.locate(l, i) }
	var broken []remark
	for i := range c.Documents {
		at := "documents[" + strconv.Itoa(i) + "]."
		doc, marks, err := c.Compose(&c.Documents[i])
		if err != nil {
			broken = append(broken, y.cannotCompose(at, err))
			continue
		}
		k.report.Add(marks...)
		switch doc := doc.(type) {
		case *campaign.Notice:
			y.documents = append(y.documents, newNotice(doc, at))
		case *campaign.Plan:
			y.documents = append(y.documents, newPlan(doc, at))
		}
	}
	tags, err := tagRemarks(c)
	if err != nil {
		k.report.Skip("ZJ050", err.Error())
	}
	for _, r := range Rules() {
		for _, d := range y.documents {
			k.document(r, d)
		}
		each(r.check, func(check campaignCheck) { k.add(r, check(y)) })
		switch r.ID {
		case "ZJ050":
			k.add(r, tags)
		case "ZJ051":
			k.add(r, broken)
		}
	}
	if _, ok := y.mainPeriod(); !ok {
		k.report.Skip("ZJ011", "没有写明活动时段，没有核对日期与时段")
	}
	if d, _ := y.issued(); d == nil {
		k.report.Skip("ZJ012", "文件没有成文日期，没有核对时限与发文日期")
	}
	return k.done()
}

// A checker runs rules and gathers what they say.
type checker struct {
	at     locator
	report report.Report
}

func (k *checker) add(r Rule, remarks []remark) { k.report.Add(r.findings(remarks, k.at)...) }

func (k *checker) line(r Rule, l line) {
	if l.text == "" {
		return
	}
	each(r.check, func(check lineCheck) {
		var kept []remark
		for _, m := range check(l) {
			if m.from >= l.mark { // level marks have rules of their own
				kept = append(kept, m)
			}
		}
		k.add(r, kept)
	})
}

func (k *checker) passage(r Rule, p *passage) {
	each(r.check, func(check passageCheck) { k.add(r, check(p)) })
}

func (k *checker) document(r Rule, d *document) {
	each(r.check, func(check documentCheck) { k.add(r, check(d)) })
	d.passages(func(p *passage) { k.passage(r, p) })
	d.lines(func(l line) { k.line(r, l) })
}

// each calls do with c, or with those of c's checks, that are of do's kind.
func each[C check](c check, do func(C)) {
	switch c := c.(type) {
	case C:
		do(c)
	case checks:
		for _, one := range c {
			each(one, do)
		}
	}
}

func (k *checker) done() report.Report {
	k.report.Tidy()
	return k.report
}

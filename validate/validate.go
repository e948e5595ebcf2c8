package validate

import (
	"slices"
	"strconv"
	"sync"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Checker checks with data of the caller's. The zero Checker has the
// built-in data; the functions of the package are its methods.
type Checker struct {
	Holidays *calendar.Holidays // nil: [calendar.BuiltInHolidays]
}

func (with Checker) holidays() calendar.Holidays {
	if with.Holidays == nil {
		return calendar.BuiltInHolidays()
	}
	return *with.Holidays
}

// Text checks plain text, such as a draft that has not been laid out. It
// applies the rules of [SubjectText] and what the parser says of level marks.
// The name stands in the places of the findings as the file.
func Text(name, text string) report.Report {
	blocks, marks := plain.ParseBody(text)
	p := plainPassage(text, blocks)
	markRoles(&p)
	k := checker{at: func(l line, i int) report.Position {
		o := l.origin(i)
		return report.Position{File: name, Line: o.line, Column: o.column}
	}}
	for _, f := range marks {
		f.Where.File = name
		k.report.Add(f)
	}
	k.passage(&p)
	for _, l := range p.lines {
		k.line(l)
	}
	return k.done()
}

// Document checks a document: its text and its parts. Places have the ID of doc
// as the file and the lines that its blocks and its Places give.
func Document(doc *document.Document) report.Report { return Checker{}.Document(doc) }

// Document checks a document as the function [Document] does.
func (with Checker) Document(doc *document.Document) report.Report {
	d := newDocument(*doc.Numbered(), "")
	d.holidays = with.holidays()
	k := checker{at: func(l line, i int) report.Position {
		o := l.origin(i)
		where, ok := d.Places.Find(l.part, o.column-1)
		switch {
		case ok || l.number == 0:
		case l.role == roleCell:
			where.Line, where.Column = o.line, o.column
		default:
			where, _ = d.Places.FindLine(o.line, o.column-1)
		}
		where.File = d.ID
		return where
	}}
	k.paper(d)
	return k.done()
}

// Campaign checks a campaign: the values of its fields, its data against each
// other, and every document that it makes, by itself and against the data.
// Places are those in the file that c was loaded from.
func Campaign(c *campaign.Campaign) report.Report { return Checker{}.Campaign(c) }

// Campaign checks a campaign as the function [Campaign] does.
func (with Checker) Campaign(c *campaign.Campaign) report.Report {
	y := &year{Campaign: c, holidays: with.holidays()}
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
		y.documents = append(y.documents, newDocument(*doc, at))
	}
	tags, err := tagRemarks(c)
	if err != nil {
		k.report.Skip("ZJ050", err.Error())
	}
	for _, d := range y.documents {
		d.campaign, d.holidays = c, y.holidays
		k.paper(d)
	}
	for _, c := range onCampaigns() {
		k.add(c.rule, c.find(y))
	}
	k.add(ruleOf("ZJ050"), tags)
	k.add(ruleOf("ZJ051"), broken)
	if _, ok := y.mainPeriod(); !ok {
		k.report.Skip("ZJ011", "没有写明活动时段，没有核对日期与时段")
	}
	if d, _ := y.issued(); d == nil {
		k.report.Skip("ZJ012", "文件没有成文日期，没有核对时限与发文日期")
	}
	return k.done()
}

// What is checked, by what it is that a check looks at; built once.
var (
	onLines = sync.OnceValue(func() []check[line] {
		return inOrder(append(proseLines(), numberLines, titleLines, attachmentLines, contactLines, dateLines)...)
	})
	onPassages = sync.OnceValue(func() []check[*passage] {
		return inOrder(append(prosePassages(), numberPassages, attachmentPassages)...)
	})
	onDocuments = sync.OnceValue(func() []check[*paper] {
		return inOrder(numberDocuments, titleDocuments, attachmentDocuments, agreementDocuments, organDocuments,
			contactDocuments, partDocuments, planDocuments, scheduleDocuments, citedDocuments, dateDocuments)
	})
	onCampaigns = sync.OnceValue(func() []check[*year] {
		return inOrder(agreementCampaigns, citedCampaigns, contactCampaigns, partCampaigns, planCampaigns, scheduleCampaigns)
	})
)

func ruleOf(id string) report.Rule {
	r, _ := report.RuleOf(id)
	return r
}

// A checker runs rules and gathers what they say.
type checker struct {
	at     locator
	report report.Report
}

func (k *checker) add(r report.Rule, remarks []remark) {
	remarks = slices.DeleteFunc(remarks, func(m remark) bool {
		if m.skipped != "" {
			k.report.Skip(r.ID, m.skipped)
		}
		return m.skipped != ""
	})
	if len(remarks) > 0 {
		k.report.Add(findings(r, remarks, k.at)...)
	}
}

func (k *checker) line(l line) {
	if l.text == "" {
		return
	}
	for _, c := range onLines() {
		remarks := slices.DeleteFunc(c.find(l), func(m remark) bool {
			return m.from < l.mark // level marks have rules of their own
		})
		k.add(c.rule, remarks)
	}
}

func (k *checker) passage(p *passage) {
	for _, c := range onPassages() {
		k.add(c.rule, c.find(p))
	}
}

func (k *checker) paper(d *paper) {
	for _, c := range onDocuments() {
		k.add(c.rule, c.find(d))
	}
	d.passages(k.passage)
	d.lines(k.line)
}

func (k *checker) done() report.Report {
	k.report.Tidy()
	return k.report
}

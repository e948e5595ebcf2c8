package validate

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/attached"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/internal/tagged"
	"github.com/zhijiao-go/zhijiao/validate/internal/wording"
	"github.com/zhijiao-go/zhijiao/validate/report"
	"github.com/zhijiao-go/zhijiao/validate/rules"
)

// A Checker checks with data of the caller's. The zero Checker has the
// built-in data; the functions of the package are its methods.
type Checker struct {
	Holidays *calendar.Holidays // nil: [calendar.BuiltInHolidays]
	Rules    *rules.Rules       // which rules speak, and rules of the caller's; nil: the catalogue
}

func (with Checker) holidays() calendar.Holidays {
	if with.Holidays == nil {
		return calendar.BuiltInHolidays()
	}
	return *with.Holidays
}

// Text checks lines of plain text, a passage or a body, by the rules of
// [report.SubjectText] and what the parser says of level marks. Of a whole draft
// [Draft] says more.
// The name stands in the places of the findings as the file.
func Text(name, text string) report.Report { return Checker{}.Text(name, text) }

// Text checks plain text as the function [Text] does.
func (with Checker) Text(name, text string) report.Report {
	k := checker{rules: with.Rules}
	return k.text(name, text)
}

// text checks plain text.
func (k *checker) text(name, text string) report.Report {
	blocks, marks := plain.ParseBody(text)
	p := engine.PlainPassage(text, func(line, before int) report.Position {
		return report.Position{File: name, Line: line, Column: before + 1}
	}, blocks)
	attached.MarkRoles(&p)
	prose.MarkSigned(&p)
	lines := han.SplitLines(text)
	for _, f := range marks {
		f.Where.File = name
		if f.Where.Line > 0 && f.Where.Line <= len(lines) && runsInto(lines[f.Where.Line-1], f) {
			f.Fix, f.Hint = "", "与后文连读会改变意思，请人工改正"
		}
		k.report.Add(k.rules.Weigh([]report.Finding{f})...)
	}
	p.Spare(k.rules.Spared())
	k.passage(&p)
	for _, l := range p.Lines {
		k.line(l)
	}
	return k.done()
}

// Draft reads a text as a whole document and checks it: what was done to read it,
// and all that [Document] says of the lines and the parts. The name stands in the
// places of the findings as the file. The document may be set (package render).
func Draft(name, text string) (*document.Document, report.Report) {
	return Checker{}.Draft(name, text)
}

// Draft reads and checks a text as the function [Draft] does.
func (with Checker) Draft(name, text string) (*document.Document, report.Report) {
	doc, reading := plain.Parse(text)
	doc.ID = name
	for i := range reading {
		reading[i].Where.File = name
	}
	found := report.Report{Findings: reading}
	with.Rules.Sift(&found)
	found.Merge(with.Document(doc))
	found.Findings = prose.Unmark(found.Findings)
	found.Tidy()
	return doc, found
}

// Document checks a document: its text and its parts. Places are those that doc
// tells, with its ID for the file where it does not tell that. Of a nil document
// nothing is said.
func Document(doc *document.Document) report.Report { return Checker{}.Document(doc) }

// Document checks a document as the function [Document] does.
func (with Checker) Document(doc *document.Document) report.Report {
	if doc == nil {
		return report.Report{}
	}
	d := newPaper(*doc.Numbered(), doc.ID)
	d.holidays = with.holidays()
	k := checker{rules: with.Rules}
	k.paper(d)
	return k.done()
}

// Campaign checks a campaign: the values of its fields, its data against each
// other, and every document that it makes, by itself and against the data.
// Places are those in the file that c was loaded from. Of a nil campaign nothing
// is said.
func Campaign(c *campaign.Campaign) report.Report { return Checker{}.Campaign(c) }

// Campaign checks a campaign as the function [Campaign] does.
func (with Checker) Campaign(c *campaign.Campaign) report.Report {
	if c == nil {
		return report.Report{}
	}
	y := &year{Campaign: c, holidays: with.holidays()}
	k := checker{rules: with.Rules}
	var broken []engine.Remark
	for i := range c.Documents {
		doc, marks, err := c.Compose(&c.Documents[i])
		if err != nil {
			broken = append(broken, y.cannotCompose(i, err))
			continue
		}
		k.report.Add(k.rules.Weigh(marks)...)
		y.documents = append(y.documents, newPaper(*doc, ""))
	}
	tags, err := tagged.Remarks(c, y.datum)
	if err != nil {
		k.report.Skip("ZJ050", err.Error())
	}
	for _, d := range y.documents {
		d.campaign, d.holidays = c, y.holidays
		k.paper(d)
	}
	for _, c := range onCampaigns() {
		k.add(c.Rule, c.Find(y))
	}
	k.strays(y)
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
	onLines = sync.OnceValue(func() []engine.Check[engine.Line] {
		return engine.InOrder(append(prose.Lines(), wording.Lines(), titleLines, attached.Lines())...)
	})
	onPassages = sync.OnceValue(func() []engine.Check[*engine.Passage] {
		return engine.InOrder(append(prose.Passages(), wording.Passages(), attached.Passages())...)
	})
	onDocuments = sync.OnceValue(func() []engine.Check[*paper] {
		return engine.InOrder(numberDocuments, titleDocuments, attachmentDocuments, agreementDocuments, organDocuments,
			contactDocuments, partDocuments, planDocuments, scheduleDocuments, superiorDocuments, citedDocuments, dateDocuments, spanDocuments, kindDocuments)
	})
	onCampaigns = sync.OnceValue(func() []engine.Check[*year] {
		return engine.InOrder(agreementCampaigns, citedCampaigns, contactCampaigns, partCampaigns, planCampaigns, scheduleCampaigns, superiorCampaigns)
	})
)

// runsInto reports whether the mark that f puts right would run into what stands
// behind it: 1、10月 would be 1.10月, （1）、（2）项 are two of a list.
func runsInto(line string, f report.Finding) bool {
	from := engine.Ahead(line, 0, f.Where.Column-1)
	if !strings.HasPrefix(line[from:], f.Found) {
		return false
	}
	next := engine.After(line, from+len(f.Found), engine.IsBlank)
	return engine.IsDigit(next) || strings.ContainsRune("（(", next) && next != 0 && strings.ContainsAny(f.Found, "、，,")
}

func ruleOf(id string) report.Rule {
	r, _ := report.RuleOf(id)
	return r
}

// A checker runs rules and gathers what they say.
type checker struct {
	report report.Report
	rules  *rules.Rules
	said   map[string]int // findings by rule
	all    bool           // of each rule, and not the first most only
	at     *paper         // document at hand; nil if there is none
}

// most is how many findings of a rule a report has room for.
const most = 1000

func (k *checker) add(r report.Rule, remarks []engine.Remark) {
	if k.rules.Silent(r.ID) {
		return
	}
	remarks = slices.DeleteFunc(remarks, func(m engine.Remark) bool {
		if m.Skipped != "" {
			k.report.Skip(r.ID, m.Skipped)
		}
		return m.Skipped != "" || m.Spared()
	})
	if k.said == nil {
		k.said = map[string]int{}
	}
	before := k.said[r.ID]
	k.said[r.ID] += len(remarks)
	if room := most - before; !k.all && len(remarks) > room {
		remarks = remarks[:max(room, 0)]
	}
	if len(remarks) > 0 {
		found := engine.Findings(r, remarks)
		if k.at != nil && k.at.doubts(r) {
			for i := range found {
				found[i].Severity = report.Hint
			}
		}
		k.report.Add(k.rules.Weigh(found)...)
	}
}

func (k *checker) line(l engine.Line) {
	if l.Text == "" {
		return
	}
	for _, c := range onLines() {
		remarks := slices.DeleteFunc(c.Find(l), func(m engine.Remark) bool {
			return m.From < l.Mark // level marks have rules of their own
		})
		k.add(c.Rule, remarks)
	}
	k.ownLine(l)
}

func (k *checker) passage(p *engine.Passage) {
	for _, c := range onPassages() {
		k.add(c.Rule, c.Find(p))
	}
}

func (k *checker) paper(d *paper) {
	k.at = d
	defer func() { k.at = nil }()
	d.spare(k.rules.Spared())
	if d.campaign != nil && strings.ContainsAny(d.campaign.Theme, " \u3000") {
		d.spare([]string{d.campaign.Theme}) // whose halves a blank parts
	}
	k.ownDocument(&d.Document)
	for _, c := range onDocuments() {
		k.add(c.Rule, c.Find(d))
	}
	d.passages(k.passage)
	d.lines(k.line)
}

func (k *checker) done() report.Report {
	for id, n := range k.said {
		if !k.all && n > most {
			k.report.Skip(id, "此外还有"+strconv.Itoa(n-most)+"处，没有逐一列出")
		}
	}
	k.report.Tidy()
	return k.report
}

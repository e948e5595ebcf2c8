package validate

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Rule is one entry of the catalogue.
type Rule struct {
	ID       string          // stable: GW for the layout of 公文, ZJ for the campaign, MT for material
	Title    string          // what a finding says, in Chinese, unless it can say it better
	Severity report.Severity // the heaviest that its findings carry
	Source   string          // the clause, 条例, 本通知 or 惯例, in Chinese
	Doc      string          // when it speaks, when it is silent and why, in Chinese; "" if Title tells all
	Hint     string          // what to do, in Chinese, where there is no fix; "" if Title tells

	// Bad breaks the rule and Good, much like it, does not. What they are is
	// told by Subject: lines of text; keys of a document or a campaign that
	// replace those of a faultless one; or a rule for material with files below
	// it, a line each.
	Bad, Good string

	check check

	// dense rules find many small things in one line, such as half-width
	// commas. They give one finding a line, from the first to the last.
	dense bool
}

// A Subject is what a [Rule] looks at.
type Subject string

const (
	SubjectText     Subject = "text"     // lines of text, wherever they stand
	SubjectDocument Subject = "document" // the parts of a notice or plan
	SubjectCampaign Subject = "campaign" // the data of a campaign
	SubjectMaterial Subject = "material" // the files that a school sends in
)

// Subject returns what r looks at.
func (r Rule) Subject() Subject {
	check := r.check
	if all, ok := check.(checks); ok {
		check = all[0]
	}
	switch check.(type) {
	case documentCheck:
		return SubjectDocument
	case campaignCheck, valueCheck:
		return SubjectCampaign
	case fileCheck, folderCheck, readingCheck:
		return SubjectMaterial
	}
	return SubjectText
}

// Rules returns the catalogue in the order of the ids. The slice is the
// caller's.
func Rules() []Rule { return slices.Clone(known().rules) }

// A catalogue is all rules, and what they check by what it is that they look at.
type catalogue struct {
	rules     []Rule
	lines     []checking[lineCheck]
	passages  []checking[passageCheck]
	documents []checking[documentCheck]
	campaigns []checking[campaignCheck]
}

// A checking is a check with the rule that it serves.
type checking[C check] struct {
	rule  Rule
	check C
}

// known is the catalogue, built once.
var known = sync.OnceValue(func() catalogue {
	c := catalogue{rules: sortedRules()}
	for _, r := range c.rules {
		each(r.check, func(check lineCheck) { c.lines = append(c.lines, checking[lineCheck]{r, check}) })
		each(r.check, func(check passageCheck) { c.passages = append(c.passages, checking[passageCheck]{r, check}) })
		each(r.check, func(check documentCheck) { c.documents = append(c.documents, checking[documentCheck]{r, check}) })
		each(r.check, func(check campaignCheck) { c.campaigns = append(c.campaigns, checking[campaignCheck]{r, check}) })
	}
	return c
})

// rule returns the rule with the id.
func (c *catalogue) rule(id string) Rule {
	i, _ := slices.BinarySearchFunc(c.rules, id, func(r Rule, id string) int { return cmp.Compare(r.ID, id) })
	return c.rules[i]
}

func sortedRules() []Rule {
	all := slices.Concat(
		numberRules(), titleRules(), levelRules(), attachmentRules(),
		markRules(), quoteRules(), rangeRules(), listRules(), spaceRules(),
		figureRules(), unitRules(), wordingRules(),
		scheduleRules(), agreementRules(), organRules(), contactRules(), partRules(), planRules(), dateRules(), citedRules(),
		folderRules(), articleRules(), pictureRules(), mediaRules(),
	)
	slices.SortFunc(all, func(a, b Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// A check is how a [Rule] finds what it complains of, one of [lineCheck],
// [passageCheck], [documentCheck], [campaignCheck], [parserCheck],
// [valueCheck], [fileCheck], [folderCheck], [readingCheck] or several of them,
// [checks].
type check interface{ check() }

type (
	lineCheck     func(line) []remark       // one line, whatever stands around it
	passageCheck  func(*passage) []remark   // lines and blocks in their order
	documentCheck func(*paper) []remark     // the parts of a paper against each other
	campaignCheck func(*year) []remark      // a campaign with its documents
	parserCheck   struct{}                  // found by campaign.ParseBody
	valueCheck    struct{}                  // found while a campaign is read or composed
	fileCheck     func(*submitted) []remark // a file of material against its rule
	folderCheck   func(*folder) []remark    // all material of a school
	readingCheck  struct{}                  // found while material is read and placed
	checks        []check                   // the first tells the subject
)

func (lineCheck) check() {}

func (passageCheck) check() {}

func (documentCheck) check() {}

func (campaignCheck) check() {}

func (parserCheck) check() {}

func (valueCheck) check() {}

func (fileCheck) check() {}

func (folderCheck) check() {}

func (readingCheck) check() {}

func (checks) check() {}

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

// findings turns the remarks of one check into findings.
func (r Rule) findings(remarks []remark, at locator) []report.Finding {
	if r.dense {
		remarks = condense(remarks)
	}
	var found []report.Finding
	for _, m := range remarks {
		if m.from == 0 && m.to == 0 {
			m.to = len(m.line.text)
		}
		if m.fixable && m.fix == "" { // a Fix is never empty
			from := back(m.line.text, m.from, 3)
			m.fix, m.from = m.line.text[from:m.from], from
		}
		f := report.Finding{
			Rule:     r.ID,
			Severity: cmp.Or(m.severity, r.Severity),
			Source:   r.Source,
			Where:    at(m.line, m.from),
			Found:    m.line.text[m.from:m.to],
			Message:  cmp.Or(m.message, r.Title),
			Hint:     m.hint,
		}
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
	var dense []remark
	for _, k := range order {
		group := groups[k]
		slices.SortStableFunc(group, func(a, b remark) int { return cmp.Compare(a.from, b.from) })
		dense = append(dense, join(group))
	}
	return dense
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
		all.hint += "（本行" + count(len(group)) + "处）"
	}
	return all
}

package campaign

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
)

// A Move is a value that [Campaign.Next] changed, or left where it could not
// tell whether it should change. Either way somebody has to look at it.
type Move struct {
	Field string // path of the value: deadlines[0].due, documents[0].body
	Line  int    // 1-based line in a text of several lines; else 0
	What  string // the value in Chinese: “活动总结”的时限
	From  string // as it was: a day as 2023-05-22, words as they were written
	To    string // as it is now, template actions carried out; From again if it was left

	Context string // of words bound to their time, such as 十四五: what stands around them
}

// Left reports whether the value is as it was.
func (m Move) Left() bool { return m.From == m.To }

// Errors in [NextError.Err]. A day that does not exist and a period that ends
// before it begins are errors of package calendar there.
var (
	ErrNoMainPeriod  = errors.New("the campaign has no main period to move from")
	ErrNotInYear     = errors.New("the period does not begin in the year")
	ErrYearForbidden = errors.New("a campaign's year lies between 2015 and 2100")
	ErrNoNumber      = errors.New("none of the documents can have a number")
)

// A NextError says why a campaign cannot be moved to a year and a period.
type NextError struct {
	Year   int
	Period calendar.Period
	Err    error
}

func (e *NextError) Error() string {
	return fmt.Sprintf("campaign: moving to %d, %s to %s: %v", e.Year, e.Period.From.ISO(), e.Period.To.ISO(), e.Err)
}

func (e *NextError) Unwrap() error { return e.Err }

// Chinese says the same to a clerk.
func (e *NextError) Chinese() string {
	span := e.Period.From.String() + "至" + e.Period.To.String()
	switch {
	case errors.Is(e.Err, ErrNoMainPeriod):
		return "活动数据里没有写明主要时段（main: true），无从推算各个日期"
	case errors.Is(e.Err, ErrNotInYear):
		return fmt.Sprintf("活动时段%s不从%d年开始", span, e.Year)
	case errors.Is(e.Err, ErrYearForbidden):
		return fmt.Sprintf("年份%d不对，应在2015至2100之间", e.Year)
	case errors.Is(e.Err, ErrNoNumber):
		return "这里只有方案一类的文件，没有发文字号；发文字号属于印发它的通知"
	case errors.Is(e.Err, calendar.ErrRange):
		return "活动时段" + span + "里有日历上没有的日子"
	case errors.Is(e.Err, calendar.ErrOrder):
		return "活动时段" + span + "的结束日期早于开始日期"
	}
	return e.Err.Error()
}

// A Target says where a campaign is moved to. Zero values leave to the rules of
// [Campaign.Next] what they say.
type Target struct {
	Year   int
	Period calendar.Period // the main one

	Theme  string             // the new theme
	Number document.DocNumber // 发文字号 of the first document that has or may have one
	Date   calendar.Date      // 成文日期 of the first document

	// Holidays keep deadlines and dates of issue that were workdays on workdays:
	// before the period on the last one before, behind it on the next. Years they do
	// not know are told among the moves. With nil nothing is known of any year, and
	// nothing said.
	Holidays *calendar.Holidays
}

// Next is MoveTo with nothing but a year and a period.
func (c *Campaign) Next(year int, period calendar.Period) (*Campaign, []Move, error) {
	return c.MoveTo(Target{Year: year, Period: period})
}

// MoveTo makes the draft of another year's campaign from c, which it does not
// change: what the target gives as given, everything else moved by rule. The
// moves tell every value that changed and every one that may have to, first the
// data, then the texts; the draft is not to be issued before they are looked at
// ([Move.Doubt] keeps them in it). Of c's doubts the open ones stay.
// The same arguments give the same result. The error is a [*NextError].
//
// A day before or after the main period keeps its distance from the nearer end
// of it, and its day of the week: where the new period begins on another
// weekday, the distance gives way by up to three days, or by up to six if three
// would take a day into the period. Within, the first and the last stay first and
// last; a deadline keeps its number, and what would fall behind the end falls on
// it; other days and periods keep their day of the week, as near as can be to
// where their number would put them.
//
// Of a document's number the year is that of the new date of issue, and the serial
// is left open (厦教职成〔2024〕  号), because an old one looks right and is not. A
// theme that is kept is told among the moves; where texts repeat it, it becomes
// {{theme}}.
//
// In texts, what is written out is judged by what the data of c say:
//
//   - days that are those of exactly one period or deadline, and of nothing else,
//     become {{period "id"}} or {{date "id"}}, without a year {{days "id"}} or
//     {{day "id"}}; other days between the first and the last that the data name
//     are moved in place, and their day of the week with them; all other days are
//     left, and so are those of which the text says 放假 or names the feast
//   - c's own year becomes {{year}}, but is left where it may be history
//     (2023年以来, 到2023年底) or is no plain year (2023—2025年, 2023级); other
//     years are left
//   - ordinals of the week itself (第三届职业教育活动周, 连续举办八届) and the first
//     anniversaries (一周年) go on with the years; other ordinals are left
//   - titles in 《 》 that are not those of c's documents, attachments or forms nor
//     of what is to be handed in, numbers of documents (〔2023〕5号), dates in
//     Chinese numerals and what a document passes on (转发) are left
//   - words bound to their time (十四五, 新修订, 今年是) are told with what stands
//     around them, and so are attachments that list what there was that year
//
// Names, and the texts of forms, hold no actions; in them everything is moved in
// place.
func (c *Campaign) MoveTo(t Target) (*Campaign, []Move, error) {
	year, period := t.Year, t.Period
	fail := func(err error) (*Campaign, []Move, error) {
		return nil, nil, &NextError{Year: year, Period: period, Err: err}
	}
	main, ok := c.MainPeriod()
	switch {
	case year < 2015 || year > 2100:
		return fail(ErrYearForbidden)
	case !period.From.Valid() || !period.To.Valid():
		return fail(calendar.ErrRange)
	case period.To.Before(period.From):
		return fail(calendar.ErrOrder)
	case period.From.Year != year:
		return fail(ErrNotInYear)
	case !ok || !main.Span().Valid():
		return fail(ErrNoMainPeriod)
	case !t.Number.IsZero() && c.numbered() < 0:
		return fail(ErrNoNumber)
	}
	m := &mover{from: c, to: c.clone(), old: main.Span(), new: period, target: t}
	m.to.Year = year
	if t.Theme != "" { // what was not sure of the old one is of no concern
		m.to.Theme = t.Theme
		m.to.Doubts = slices.DeleteFunc(m.to.Doubts, func(d Doubt) bool { return d.Path == "theme" })
	}
	m.know()
	m.data()
	m.texts()
	m.to.source = m.source()
	return m.to, m.moves, nil
}

// A mover makes one campaign from another. First all data are moved, then the
// texts, which print them.
type mover struct {
	from, to *Campaign
	old, new calendar.Period // the main ones
	target   Target

	theme       *regexp.Regexp                  // the old one in a text, however its halves are joined; nil if it has none
	moved       map[calendar.Date]calendar.Date // where the data's days went
	said        map[string]bool                 // words bound to their time that are told, by field
	days        map[calendar.Date]int           // how many values of the data say it
	first, last calendar.Date                   // of days
	lead, trail int                             // what days before and after the period give way for their weekday
	titles      map[string]bool                 // of from's documents and attachments, without blanks

	moves  []Move
	pieces map[string][]piece // of texts of documents, by path
}

// know gathers what the data of m.from say.
func (m *mover) know() {
	m.days, m.titles = map[calendar.Date]int{}, map[string]bool{}
	m.pieces, m.moved, m.said = map[string][]piece{}, map[calendar.Date]calendar.Date{}, map[string]bool{}
	m.theme = themeForm(m.from.Theme)
	m.eachDay(m.from, func(_, _ string, d *calendar.Date) {
		m.days[*d]++
		if m.first.IsZero() || d.Before(m.first) {
			m.first = *d
		}
		if d.After(m.last) {
			m.last = *d
		}
	})
	m.lead = giveWay(m.old.From, m.new.From)
	m.trail = giveWay(m.old.To, m.new.To)
	for d := range m.days { // one that would cross takes all of its side along, so that the order stays
		if n := d.DaysUntil(m.old.From); n > 0 && n <= m.lead {
			m.lead -= 7
		}
		if n := m.old.To.DaysUntil(d); n > 0 && n <= -m.trail {
			m.trail += 7
		}
	}
	for i := range m.from.Documents {
		d := &m.from.Documents[i]
		m.titles[unspaced(m.words(d.Title))] = true
		for j := range d.Attachments {
			if a := &d.Attachments[j]; !forwarded(d, a) {
				m.titles[unspaced(m.words(a.Title))] = true
				m.titles[unspaced(m.words(a.Listed))] = true
			}
		}
	}
	for _, f := range m.from.Forms {
		m.titles[unspaced(m.from.FormTitle(f.ID))] = true
		if f.Schema != nil {
			m.titles[unspaced(f.Schema.Title)] = true
		}
	}
	for _, d := range m.from.Deadlines {
		m.titles[unspaced(strings.Trim(d.What, "《》"))] = true
	}
	delete(m.titles, "")
}

// words returns a text of m.from as it prints.
func (m *mover) words(s string) string {
	if e, err := m.from.expand(s, new(filled), true); err == nil {
		return e.text
	}
	return s
}

func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// giveWay returns the days from -3 to 3 that keep the weekday of a day whose
// distance from a is to be that from b.
func giveWay(a, b calendar.Date) int {
	n := (int(a.Weekday()-b.Weekday()) + 7) % 7
	if n > 3 {
		n -= 7
	}
	return n
}

// eachDay calls do with every day in the data of c but those of its main period.
func (m *mover) eachDay(c *Campaign, do func(field, what string, d *calendar.Date)) {
	call := func(field, what string, d *calendar.Date) {
		if d.Valid() {
			do(field, what, d)
		}
	}
	for i := range c.Periods {
		p := &c.Periods[i]
		at := fmt.Sprintf("periods[%d].", i)
		call(at+"from", p.Name+"的开始日期", &p.From)
		call(at+"to", p.Name+"的结束日期", &p.To)
	}
	for i := range c.Deadlines {
		d := &c.Deadlines[i]
		call(fmt.Sprintf("deadlines[%d].due", i), "“"+d.What+"”的时限", &d.Due)
	}
	for i := range c.Events {
		e := &c.Events[i]
		call(fmt.Sprintf("events[%d].date", i), "“"+e.Name+"”的日期", &e.Date)
	}
	for i := range c.Tasks {
		t := &c.Tasks[i]
		call(fmt.Sprintf("tasks[%d].due", i), "“"+t.What+"”的期限", &t.Due)
	}
	for i := range c.Activities {
		a := &c.Activities[i]
		call(fmt.Sprintf("activities[%d].date", i), "“"+a.Name+"”的日期", &a.Date)
	}
	for i := range c.Documents {
		d := &c.Documents[i]
		at := fmt.Sprintf("documents[%d].", i)
		if d.Signature != nil {
			call(at+"signature.date", string(d.Kind)+"的成文日期", &d.Signature.Date)
		}
		if d.Imprint != nil {
			call(at+"imprint.date", string(d.Kind)+"的印发日期", &d.Imprint.Date)
		}
	}
}

// tell lists a move, or with from == to something that was left.
func (m *mover) tell(field string, line int, what, from, to string) {
	m.moves = append(m.moves, Move{Field: field, Line: line, What: what, From: from, To: to})
}

// data moves everything but texts.
func (m *mover) data() {
	c := m.to
	if m.from.Year != c.Year {
		m.tell("year", 0, "年份", strconv.Itoa(m.from.Year), strconv.Itoa(c.Year))
	}
	if c.Theme != "" {
		m.tell("theme", 0, "主题", m.from.Theme, c.Theme)
	}
	if h := m.target.Holidays; h != nil && !h.Known(c.Year) {
		note := fmt.Sprintf("%d年的放假安排还没有数据，日期只避开了周末和固定的节日", c.Year)
		m.tell("year", 0, "节假日", note, note)
	}
	main := "" // given, never computed
	for i, p := range c.Periods {
		if p.Main || len(c.Periods) == 1 {
			main = fmt.Sprintf("periods[%d]", i)
			break
		}
	}
	m.eachDay(c, func(field, what string, d *calendar.Date) {
		was := *d
		switch field {
		case main + ".from":
			*d = m.new.From
		case main + ".to":
			*d = m.new.To
		default:
			*d = m.dataDay(field, was)
			if _, ok := m.moved[was]; !ok && !strings.HasPrefix(field, "periods") { // whose ends may be other things' days
				m.moved[was] = *d
			}
		}
		m.tell(field, 0, what, was.ISO(), d.ISO())
	})
	for i, e := range c.Events {
		if e.Date.IsZero() {
			m.tell(fmt.Sprintf("events[%d]", i), 0, "事件", e.Name+"（日期另行通知）", e.Name+"（日期另行通知）")
		}
	}
	for i, s := range c.Superiors {
		m.tell(fmt.Sprintf("superiors[%d]", i), 0, "上级文件", s.Title, s.Title)
	}
	m.given()
	for i := range c.Documents {
		m.number(i, &c.Documents[i])
	}
	for i := range c.Forms {
		m.limits(fmt.Sprintf("forms[%d].schema", i), c.Forms[i].Schema)
	}
}

// number gives the number of a document the year of its new date and takes its
// serial, unless the target has one.
func (m *mover) number(i int, d *Draft) {
	field := fmt.Sprintf("documents[%d].head.number", i)
	if i == m.from.numbered() && !m.target.Number.IsZero() {
		if d.Head == nil {
			d.Head = &DraftHead{}
		}
		was := d.Head.Number
		d.Head.Number = m.target.Number
		m.tell(field, 0, string(d.Kind)+"的发文字号", was.String(), d.Head.Number.String())
		return
	}
	if d.Head == nil || d.Head.Number.IsZero() {
		return
	}
	was := d.Head.Number
	n := was
	if n.Year != 0 {
		n.Year += m.to.Year - m.from.Year
		if d.Signature != nil && m.from.Documents[i].Signature != nil && m.from.Documents[i].Signature.Date.Year == was.Year { // a campaign of January is announced in December
			n.Year = d.Signature.Date.Year
		}
		n.Serial = 0
		n.Written = fmt.Sprintf("%s〔%d〕  号", n.Code, n.Year)
	} else if m.from.Year != 0 { // not read as a number
		n.Written = strings.Replace(n.Written, strconv.Itoa(m.from.Year), strconv.Itoa(m.to.Year), 1)
	}
	d.Head.Number = n
	m.tell(field, 0, string(d.Kind)+"的发文字号", was.String(), n.String())
}

// numbered returns which document of c is the first that has a number or may have
// one; -1 if none may.
func (c *Campaign) numbered() int {
	return slices.IndexFunc(c.Documents, func(d Draft) bool {
		return d.Head != nil || !d.Kind.Paper()
	})
}

// limits moves the days that a form of the campaign's own allows.
func (m *mover) limits(path string, s *forms.Schema) {
	eachField(path, s, func(path string, f *forms.Field) {
		for _, l := range []struct {
			key   string
			limit *forms.Limit
		}{{"min", &f.Min}, {"max", &f.Max}} {
			if d, ok := l.limit.Date(); ok {
				*l.limit = forms.Limit(m.day(d).ISO())
				m.tell(path+"."+l.key, 0, "表格“"+s.Title+"”中“"+f.Label+"”的范围", d.ISO(), string(*l.limit))
			}
		}
	})
}

// eachField calls do with every field of s, which may be nil.
func eachField(path string, s *forms.Schema, do func(path string, f *forms.Field)) {
	if s == nil {
		return
	}
	list := func(path string, fields []forms.Field) {
		for i := range fields {
			do(fmt.Sprintf("%s[%d]", path, i), &fields[i])
		}
	}
	list(path+".head", s.Head)
	for i := range s.Blocks {
		list(fmt.Sprintf("%s.blocks[%d].fields", path, i), s.Blocks[i].Fields)
	}
	list(path+".foot", s.Foot)
}

// clone returns a copy that shares nothing that can be changed with c.
func (c *Campaign) clone() *Campaign {
	n := *c
	n.source, n.Doubts = nil, c.OpenDoubts()
	n.Periods = slices.Clone(c.Periods)
	n.Organs = slices.Clone(c.Organs)
	n.Contacts = slices.Clone(c.Contacts)
	n.Deadlines = slices.Clone(c.Deadlines)
	for i := range n.Deadlines {
		d := &n.Deadlines[i]
		d.To, d.Files, d.Who, d.Medium = slices.Clone(d.To), slices.Clone(d.Files), slices.Clone(d.Who), slices.Clone(d.Medium)
	}
	n.Rhythms = slices.Clone(c.Rhythms)
	for i := range n.Rhythms {
		r := &n.Rhythms[i]
		r.To, r.Files, r.Who, r.Medium = slices.Clone(r.To), slices.Clone(r.Files), slices.Clone(r.Who), slices.Clone(r.Medium)
	}
	n.Events = slices.Clone(c.Events)
	n.Superiors = slices.Clone(c.Superiors)
	for i := range n.Superiors {
		n.Superiors[i].Deadlines = slices.Clone(n.Superiors[i].Deadlines)
		for j := range n.Superiors[i].Deadlines {
			d := &n.Superiors[i].Deadlines[j]
			d.From = slices.Clone(d.From)
		}
	}
	if n.Group = clonePointer(c.Group); n.Group != nil {
		g := n.Group
		g.Leads, g.Deputies, g.Members, g.Directors = slices.Clone(g.Leads), slices.Clone(g.Deputies), slices.Clone(g.Members), slices.Clone(g.Directors)
	}
	n.Tasks = slices.Clone(c.Tasks)
	for i := range n.Tasks {
		n.Tasks[i].Who = slices.Clone(n.Tasks[i].Who)
	}
	n.Material = slices.Clone(c.Material)
	for i := range n.Material {
		r := &n.Material[i]
		r.Format, r.Accept, r.Refuse, r.Who = slices.Clone(r.Format), slices.Clone(r.Accept), slices.Clone(r.Refuse), slices.Clone(r.Who)
		r.Advise, r.Layout = clonePointer(r.Advise), clonePointer(r.Layout)
		if l := r.Layout; l != nil {
			l.Title, l.Unit, l.Body = clonePointer(l.Title), clonePointer(l.Unit), clonePointer(l.Body)
		}
	}
	n.Activities = slices.Clone(c.Activities)
	n.Forms = slices.Clone(c.Forms)
	for i := range n.Forms {
		n.Forms[i].Notes = slices.Clone(n.Forms[i].Notes)
		if s := n.Forms[i].Schema; s != nil {
			n.Forms[i].Schema = s.Clone()
		}
	}
	n.Documents = slices.Clone(c.Documents)
	for i := range n.Documents {
		d := &n.Documents[i]
		d.Head, d.Signature, d.Imprint = clonePointer(d.Head), clonePointer(d.Signature), clonePointer(d.Imprint)
		d.Attachments, d.Added = slices.Clone(d.Attachments), slices.Clone(d.Added)
		if d.Head != nil {
			d.Head.Signers = slices.Clone(d.Head.Signers)
		}
		if d.Signature != nil {
			d.Signature.Organs, d.Signature.Posts = slices.Clone(d.Signature.Organs), slices.Clone(d.Signature.Posts)
		}
	}
	return &n
}

func clonePointer[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

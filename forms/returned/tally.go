package returned

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/moment"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ErrNoReturn is the error of a [Submission] without a return of a schema.
var ErrNoReturn = errors.New("returned: submission without a return")

// A Submission is a return with what its collector knows about it.
type Submission struct {
	Return   *Return
	School   string           // whose it is; names of the roster and aliases are one
	Received time.Time        // when it came in, as [Receipts] tell it; zero if nobody knows
	Findings []report.Finding // of [Read] and [Return.Check]

	// Area is where the school lies, as a [Rollup] tells: a city, then a
	// district in it. Nil is the district of the roster.
	Area []string

	// Unit is the office of the roster with whose files it came, where that
	// handed on forms of its schools; "" for none.
	Unit string

	// Schools is how many schools the return adds up, where it is a row of sums
	// of a [Rollup], and Have how many of them, or of the rows of their tables,
	// have a value by field. 0 is one school, that of a form; -1 is none, of a
	// difference that somebody added to a total.
	Schools int
	Have    map[forms.Ref]int
}

// Weight is how many schools a return stands for.
func (s *Submission) Weight() int {
	if s.Schools < 0 {
		return 0
	}
	return max(s.Schools, 1)
}

// Wrong returns the places in the file at which an error was found, their File left
// out: a value whose place is among them is counted and yet to be corrected.
func (s *Submission) Wrong() map[report.Position]bool {
	all := map[report.Position]bool{}
	for _, f := range s.Findings {
		if f.Severity == report.Error && f.Where.Cell != "" {
			f.Where.File = ""
			all[f.Where] = true
		}
	}
	return all
}

// valid reports whether nothing is wrong with the form; findings on other
// sheets of its file are about others.
func (s *Submission) valid() bool {
	return !slices.ContainsFunc(s.Findings, func(f report.Finding) bool {
		return f.Severity == report.Error && (f.Where.Sheet == "" || f.Where.Sheet == s.Return.Sheet)
	})
}

// TallyOptions say what a tally is held against. The zero value knows no
// schools and no deadline: then nobody is missing or late.
type TallyOptions struct {
	Roster   Roster
	Deadline time.Time // the last moment that is in time; see [EndOf]
	Rollups  []Rollup  // of all forms: who sends one for any form answers for a district
	Unread   []string  // schools that sent what may be the form, in a way that cannot be read

	Exempt func(School) bool // schools of the roster that do not owe the form; nil: none
}

// A Tally adds up the returns of one form.
type Tally struct {
	Schema    *forms.Schema
	Roster    Roster       // that it was held against
	Counted   []Submission // one for each school or each of its departments, in the order of the roster, then as they came
	Set       []Submission // put aside: repeated, corrected, or one of several that nothing tells apart
	Late      []Submission // of those counted
	Missing   []School     // of the roster, offices that answer for a district with them
	Rollups   []Rollup     // those counted, in the order of the roster, then as they came
	SetAside  []Rollup     // those put aside
	Unread    []School     // of the roster, that sent what cannot be read and nothing else: they are not in Missing
	All       Total
	Districts []Total // in the order of the roster; empty without districts
	Findings  []report.Finding

	roster *Index
	rolled map[*Return]bool // rows of rollups
	units  map[string]bool  // folded names of those that sent a rollup
	below  map[string]int   // of those that handed on forms alone, to how many schools these are of
}

// A Total holds the sums over the returns of a district, or of all.
type Total struct {
	District string // "" of all, and of schools whose district is not known
	Schools  int    // that were counted
	Columns  []Column
	Within   []Total // of a city those of its districts
}

// A Column is what a tally has for one field.
type Column struct {
	Ref   forms.Ref // Row 0
	Field *forms.Field
	Sum   float64 // of a number that can be added up; of a share that of all schools together
	Known bool    // Sum means something
	Exact bool    // no inexact number is in Sum, and no value that was not understood is missing from it
	Count int     // values there are; of a sum that came in those that it adds up
	Items []Item  // the values one by one
}

// An Item is one school's value in a column.
type Item struct {
	School string
	Return *Return // that it is out of
	Value  *Value  // one of Return.Values, or out of the roster
	Count  int     // values that it adds up; 1 unless it is a sum that came in
}

// EnrolledLabel is the label of the field that a roster's School.Enrolled
// stands in for where a school left it empty.
const EnrolledLabel = "在校生数"

// NewTally adds up returns of the schema s. The caller reads and checks them
// first; the findings decide which of several versions counts.
//
// Where the head of the form names a department, such as 上报部门, each of a
// school's departments has a return of its own.
//
// Blank forms are none. Of a school's returns that say the same, one counts. Of
// differing ones the last valid one counts by the time it was received, or the
// last if none is valid; where a time is missing or two are the same, none
// counts and there is a finding. The others are in Set.
//
// Integers and decimals are added up. What was not understood is never added
// as 0: it is left out, and the column is not exact. A percent that has a
// formula is worked out anew from the sums of its parts, so that each school
// weighs what it should; where one school lacks a part, or there is no formula,
// there is a list and no total. All other fields are lists.
//
// The error is that of [forms.Schema.Validate], or [ErrNoReturn].
func NewTally(s *forms.Schema, all []Submission, o TallyOptions) (*Tally, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(all, func(sub Submission) bool { return sub.Return == nil || sub.Return.Schema == nil }) {
		return nil, ErrNoReturn
	}
	t := &Tally{Schema: s, Roster: o.Roster, roster: NewIndex(o.Roster), units: map[string]bool{}, rolled: map[*Return]bool{}, below: map[string]int{}}
	t.choose(all, o)
	if !o.Deadline.IsZero() {
		for _, sub := range t.Counted {
			if moment.Late(sub.Received, o.Deadline) && !t.RolledUp(&sub) {
				t.Late = append(t.Late, sub)
				t.say(RuleLate, report.Warning, sub, "", "报送时间"+moment.Stamp(sub.Received)+"晚于截止时间"+moment.Stamp(o.Deadline), "")
			}
		}
		for i := range t.Rollups {
			if r := &t.Rollups[i]; moment.Late(r.Received, o.Deadline) {
				t.tell(RuleLate, report.Warning, r, "", "汇总表报送时间"+moment.Stamp(r.Received)+"晚于截止时间"+moment.Stamp(o.Deadline), "")
			}
		}
	}
	t.All = t.total("", t.Counted)
	t.Districts = t.districts(t.Counted, t.areas(), 0)
	t.notAdded()
	return t, nil
}

func (t *Tally) say(rule string, sev report.Severity, sub Submission, found, message, hint string) {
	where := report.Position{File: sub.Return.File, Sheet: sub.Return.Sheet}
	t.Findings = append(t.Findings, finding(rule, sev, where, found, sub.School+"："+message, hint))
}

// choose finds the returns that count, of schools and of offices that have
// added up those of theirs.
func (t *Tally) choose(all []Submission, o TallyOptions) {
	place := map[string]int{} // in the roster, by folded name
	for i, sc := range o.Roster {
		key := han.Fold(sc.Name)
		if _, ok := place[key]; !ok {
			place[key] = i + 1
		}
	}
	last := len(o.Roster) + 1
	t.chooseRollups(o)
	sums := t.parts()
	var names []string
	bySchool := map[string][]Submission{}
	for _, sub := range all {
		if sub.Return.Blank() {
			t.say(RuleBlank, report.Hint, sub, "", "是没有填写的空白表，不算报送", "")
			continue
		}
		key := han.Fold(sub.School)
		if sc, ok := t.roster.Find(sub.School); ok {
			sub.School, key = sc.Name, han.Fold(sc.Name)
			if sub.Area == nil && sc.District != "" {
				sub.Area = []string{sc.District}
			}
		} else if sub.Unit != "" {
			key = placeKey(sub.School, sub.Area)
			if unit := han.Fold(sub.Unit); bySchool[key] == nil && !sums.units[unit] {
				t.below[unit]++
			}
		} else if len(o.Roster) > 0 && bySchool[key] == nil && len(sums.byName[key]) == 0 {
			t.say(RuleUnknown, report.Warning, sub, sub.School, "名册里没有这所学校", "请核对校名，或在名册的别名一栏补上")
		}
		if bySchool[key] == nil {
			names = append(names, key)
		}
		bySchool[key] = append(bySchool[key], sub)
	}
	unread := map[string]bool{}
	for _, name := range o.Unread {
		unread[han.Fold(name)] = true
	}
	if n := len(o.Roster) - len(bySchool); n > 0 {
		t.Missing, t.Findings = slices.Grow(t.Missing, n), slices.Grow(t.Findings, n)
	}
	for _, sc := range o.Roster {
		key := han.Fold(sc.Name)
		if bySchool[key] == nil && !sums.units[key] && t.below[key] == 0 {
			if unread[key] {
				t.Unread = append(t.Unread, sc)
				continue
			}
			if o.Exempt != nil && o.Exempt(sc) {
				continue
			}
			t.Missing = append(t.Missing, sc)
			what := "《" + t.Schema.Title + "》"
			if t.IsUnit(sc) {
				what += "的汇总表"
			}
			t.Findings = append(t.Findings, finding(RuleMissing, report.Warning, report.Position{}, "", sc.Name+"：没有报送"+what, ""))
		}
	}
	type turn struct {
		place int
		subs  []Submission
	}
	var turns []turn
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(cmp.Or(place[a], last), cmp.Or(place[b], last)) })
	for _, key := range names {
		var counted []Submission
		for _, subs := range byDepartment(bySchool[key]) {
			if sub, ok := t.version(subs); ok {
				counted = append(counted, sub)
			}
		}
		counted = t.apart(counted, sums)
		at := cmp.Or(place[key], last)
		if unit := bySchool[key][0].Unit; unit != "" {
			at = cmp.Or(place[han.Fold(unit)], last)
		}
		turns = append(turns, turn{at, counted})
	}
	for i := range t.Rollups {
		r := &t.Rollups[i]
		parts := slices.DeleteFunc(slices.Clone(r.Parts), func(p Submission) bool { return sums.taken[p.Return] })
		turns = append(turns, turn{cmp.Or(place[han.Fold(r.Unit)], last), parts})
	}
	slices.SortStableFunc(turns, func(a, b turn) int { return cmp.Compare(a.place, b.place) })
	for _, turn := range turns {
		t.Counted = append(t.Counted, turn.subs...)
	}
}

// byDepartment parts a school's returns by the department that they name, in
// the order in which the departments come.
func byDepartment(subs []Submission) [][]Submission {
	var names []string
	var parts [][]Submission
	for _, sub := range subs {
		name := strings.TrimPrefix(han.Fold(sub.Return.Department()), han.Fold(sub.School))
		i := slices.Index(names, name)
		if i < 0 {
			i = len(names)
			names, parts = append(names, name), append(parts, nil)
		}
		parts[i] = append(parts[i], sub)
	}
	return parts
}

// Department returns the department of the school that a return is of, as the
// head of its form asks for it, such as 上报部门（院部）; "" where it does not.
func (r *Return) Department() string {
	return r.head("部门", "院部", "科室", "处室", "院系", "系部").Text
}

// Blank reports whether nothing was filled in but what [School.Prefill] may
// have put there: a form that only came back along with others.
func (r *Return) Blank() bool {
	known := School{Name: "x", Enrolled: 1}.Prefill(r.Schema)
	return !slices.ContainsFunc(r.Values, func(v Value) bool {
		return v.State != Empty && v.State != Computed && known[v.Ref] == ""
	})
}

// Sender returns the school that a return names in its head, as it stands
// there: what was filled in for 学校, 填报单位 or 上报部门. It is empty where the
// form does not ask.
func (r *Return) Sender() Value {
	if v := r.head("学校", "院校", "校名", "单位"); v.Field != nil {
		return v
	}
	return r.head("部门", "院部")
}

// head returns the first text of the head whose label has one of the words.
func (r *Return) head(words ...string) Value {
	for i := range r.Schema.Head {
		f := &r.Schema.Head[i]
		if f.Kind == forms.Text && slices.ContainsFunc(words, func(w string) bool { return strings.Contains(f.Label, w) }) {
			return r.At(forms.Ref{Key: f.Key})
		}
	}
	return Value{}
}

// schools counts the schools that submissions come from.
func schools(subs []Submission) int {
	seen := map[string]bool{}
	n := 0
	for i := range subs {
		if subs[i].Schools != 0 {
			n += subs[i].Weight()
		} else {
			seen[placeKey(subs[i].School, subs[i].Area)] = true
		}
	}
	return n + len(seen)
}

// version finds the one of a school's returns that counts.
func (t *Tally) version(subs []Submission) (Submission, bool) {
	var differing []Submission
	for _, sub := range subs {
		i := slices.IndexFunc(differing, func(d Submission) bool { return d.Return.Same(sub.Return) })
		if i < 0 {
			differing = append(differing, sub)
			continue
		}
		// Of two that say the same the first received stands for both: being
		// sent again makes nothing late. One without a time says less.
		keep, drop := differing[i], sub
		if !drop.Received.IsZero() && (keep.Received.IsZero() || drop.Received.Before(keep.Received)) {
			keep, drop = drop, keep
			differing[i] = keep
		}
		t.Set = append(t.Set, drop)
		t.say(RuleRepeated, report.Hint, drop, "", "与"+keep.Return.File+"内容相同，只计一次", "")
	}
	if len(differing) == 1 {
		return differing[0], true
	}
	slices.SortStableFunc(differing, func(a, b Submission) int { return a.Received.Compare(b.Received) })
	told := true
	for i, d := range differing {
		told = told && !d.Received.IsZero() && (i == 0 || !moment.SameMoment(d.Received, differing[i-1].Received))
	}
	if !told {
		var files []string
		for _, d := range differing {
			files = append(files, d.Return.File)
		}
		slices.Sort(files)
		t.Set = append(t.Set, differing...)
		t.say(RuleVersions, report.Error, differing[0], strings.Join(files, "，"), fmt.Sprintf("报了%d份不一样的表，不知道以哪份为准，都没有计入", len(differing)), "请在收文登记里写明收到的时间，或只留一份")
		return Submission{}, false
	}
	best := len(differing) - 1
	for i := len(differing) - 1; i >= 0; i-- {
		if differing[i].valid() {
			best = i
			break
		}
	}
	for i, d := range differing {
		if i != best {
			t.Set = append(t.Set, d)
			why := "以后来的" + differing[best].Return.File + "为准"
			if i > best {
				why = "有错误，以之前没有错误的" + differing[best].Return.File + "为准"
			}
			t.say(RuleCorrected, report.Hint, d, "", why, "")
		}
	}
	return differing[best], true
}

// Same reports whether two returns say the same, wherever it stands.
func (r *Return) Same(o *Return) bool {
	filled := func(r *Return) []Value {
		return slices.DeleteFunc(slices.Clone(r.Values), func(v Value) bool { return v.State == Empty || v.State == Computed })
	}
	return slices.EqualFunc(filled(r), filled(o), func(a, b Value) bool {
		return a.Ref.Block == b.Ref.Block && a.Ref.Key == b.Ref.Key && a.Text == b.Text && a.State == b.State && (a.State != Unclear || a.Raw == b.Raw)
	})
}

// total adds up the returns of a district.
func (t *Tally) total(district string, subs []Submission) Total {
	out := Total{District: district, Schools: schools(subs)}
	at := map[forms.Ref]int{}
	for ref, field := range t.Schema.Fields() {
		at[forms.Ref{Block: ref.Block, Key: ref.Key}] = len(out.Columns)
		out.Columns = append(out.Columns, Column{Ref: ref, Field: field, Exact: true})
	}
	returns := 0
	for k := range subs {
		sub := &subs[k]
		returns += sub.Weight()
		for i := range sub.Return.Values {
			v := &sub.Return.Values[i]
			n, ok := at[forms.Ref{Block: v.Ref.Block, Key: v.Ref.Key}]
			if !ok {
				continue
			}
			c := &out.Columns[n]
			if v.State == Empty && c.Field.Label == EnrolledLabel && c.Field.Kind == forms.Integer && c.Ref.Block == "" {
				if sc, ok := t.roster.Find(sub.School); ok && sc.Enrolled > 0 && sub.Schools == 0 {
					known := *v
					known.Text, known.State = fmt.Sprint(sc.Enrolled), Exact
					v = &known
				}
			}
			if v.State == Empty {
				continue
			}
			count := 1
			if have, ok := sub.Have[c.Ref]; ok {
				count = have
			} else if sub.Schools != 0 {
				count = sub.Weight()
			}
			c.Items = append(c.Items, Item{sub.School, sub.Return, v, count})
		}
	}
	for i := range out.Columns {
		c := &out.Columns[i]
		c.add()
		if c.Ref.Block == "" && c.Field.Required && c.Count < returns {
			c.Exact = false
		}
	}
	for i := range out.Columns {
		if c := &out.Columns[i]; c.Field.Kind == forms.Percent {
			t.weigh(c, out, returns)
		}
	}
	return out
}

func (c *Column) add() {
	for _, it := range c.Items {
		c.Count += it.Count
		c.Exact = c.Exact && it.Value.State != About && it.Value.State != Unclear
		if c.Field.Kind != forms.Integer && c.Field.Kind != forms.Decimal {
			continue
		}
		if x, ok := it.Value.Number(); ok && it.Value.Known() {
			c.Sum += x
			c.Known = true
		}
	}
}

// Column returns the column of a field, or nil.
func (t *Total) Column(r forms.Ref) *Column {
	r.Row = 0
	for i := range t.Columns {
		if t.Columns[i].Ref == r {
			return &t.Columns[i]
		}
	}
	return nil
}

// weigh works out the share of all schools together by the formula of the
// field, with sums in place of values. Every school must have every part.
func (t *Tally) weigh(c *Column, total Total, schools int) {
	c.Exact = false
	e, ok := t.Schema.Formula(c.Ref)
	if !ok || e.Table() != nil {
		return
	}
	v := &sums{total, schools, true}
	if x, ok := e.Number(v, 0); ok {
		c.Sum, c.Known, c.Exact = x, true, v.exact
	}
}

// sums give a formula the sums of columns in place of values, as [forms.Values].
type sums struct {
	total   Total
	schools int
	exact   bool // all that were asked for
}

// Number implements [forms.Values]: a sum is known if every school has a part in it.
func (s *sums) Number(ref forms.Ref) (x float64, ok bool) {
	c := s.total.Column(ref)
	s.exact = s.exact && c.Exact
	return c.Sum, c.Known && c.Count == s.schools && !slices.ContainsFunc(c.Items, func(i Item) bool { return i.Value.State == Unclear })
}

// Rows implements [forms.Values]: there are none.
func (s *sums) Rows(string, string) ([]int, bool) { return nil, true }

// notAdded names every number that is not in a total or is in it inexactly.
func (t *Tally) notAdded() {
	for _, c := range t.All.Columns {
		if !c.Field.Kind.Numeric() {
			continue
		}
		for _, it := range c.Items {
			msg := ""
			switch it.Value.State {
			case Unclear:
				msg = c.Field.Label + "没有看懂，没有计入合计"
			case About:
				msg = c.Field.Label + "是约数，合计也不准确"
			default:
				continue
			}
			f := finding(RuleNotAdded, report.Warning, it.Value.Where, it.Value.Raw, it.School+"："+msg, "请与学校核实")
			t.Findings = append(t.Findings, f)
		}
	}
}

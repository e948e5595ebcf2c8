package returned

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/moment"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Rollup is what an office below has added up of one form: a 汇总表 that it
// handed on, with the rows of its schools or, where it gives no more, with sums.
type Rollup struct {
	Return              // the form and the file; without values
	Unit   string       // the office whose it is: of a district, a county, a city
	Below  []string     // districts below Unit's that it is of, where an office hands on what it got
	Counts Counts       // that it states
	Parts  []Submission // rows of schools, in districts of Unit as Area tells

	Received time.Time
	Findings []report.Finding
}

// Counts are how many schools sent a form.
type Counts struct {
	Owed    int // 应报; 0 is not known
	Sent    int // 已报
	Counted int // 计入汇总
	Aside   int // 待确认
	Late    int // 迟报, in forms
	Missing int // 未报
}

func (c *Counts) add(o Counts) {
	c.Owed += o.Owed
	c.Sent += o.Sent
	c.Counted += o.Counted
	c.Aside += o.Aside
	c.Late += o.Late
	c.Missing += o.Missing
}

// A unit is an office that answers for a district: by its name or, as the roster
// says, its kind.
var (
	// How names of offices end, names that only seem to, and what rosters call them.
	unitEnds  = []string{"省", "市", "州", "盟", "区", "县", "旗", "教育厅", "教育局", "教体局", "教育体育局", "教育和体育局", "教育委员会", "教委", "教科局", "教科体局", "文教局", "教育科技局", "社会事业局"}
	otherEnds = []string{"校区", "园区", "社区", "院区"}
	unitKinds = []string{"区县", "县区", "县市区", "区", "县", "市州", "市", "州", "地市", "设区市", "县级市", "教育局", "教育行政部门", "主管部门", "汇总单位"}

	office = regexp.MustCompile(`(人民政府)?(教育[厅局]|教体局|教育体育局|教育和体育局|教育委员会|教委|教科局|教科体局|文教局|教育科技局|社会事业局)$`)
)

// IsUnit reports whether what a roster lists is no school, but an office that
// hands on what the schools of a city or district sent it.
func (sc School) IsUnit() bool {
	name := han.Fold(sc.Name)
	ends := func(with string) bool { return strings.HasSuffix(name, with) }
	return slices.Contains(unitKinds, han.Fold(sc.Category)) || slices.ContainsFunc(unitEnds, ends) && !slices.ContainsFunc(otherEnds, ends)
}

// IsUnit reports whether an entry of the roster answers for a district: by what
// the roster says, or because it sent what it has added up.
func (t *Tally) IsUnit(sc School) bool { return sc.IsUnit() || t.units[han.Fold(sc.Name)] }

// AreaOf is the district that an office answers for, by its name.
func AreaOf(unit string) string {
	if s := office.ReplaceAllString(unit, ""); s != "" {
		return s
	}
	return unit
}

// placeKey is what tells schools of one name in several districts apart.
func placeKey(school string, area []string) string {
	key := han.Fold(school)
	for _, a := range area {
		key += "\x00" + han.Fold(a)
	}
	return key
}

// School is what the roster knows of a school.
func (t *Tally) School(name string) (*School, bool) {
	if t.roster == nil {
		return t.Roster.Find(name)
	}
	return t.roster.Find(name)
}

// Counts counts schools: those of the roster, and those that offices below have
// counted. units are offices of the roster that have sent nothing: how many
// schools they have is not known.
func (t *Tally) Counts() (c Counts, units []string) {
	direct := map[string]bool{}
	for _, list := range [][]Submission{t.Counted, t.Set} {
		for i := range list {
			if list[i].Schools == 0 && !t.RolledUp(&list[i]) {
				direct[han.Fold(list[i].School)] = true
			}
		}
	}
	c.Sent = len(direct)
	for _, n := range t.below {
		c.Owed += n // nobody knows how many more
	}
	c.Late = len(t.Late)
	for _, sub := range t.Late {
		if t.RolledUp(&sub) {
			c.Late--
		}
	}
	for _, sc := range t.Missing {
		if t.IsUnit(sc) {
			units = append(units, sc.Name)
		} else {
			c.Missing++
		}
	}
	for _, sc := range t.Roster {
		if !t.IsUnit(sc) {
			c.Owed++
		}
	}
	counted := map[string]bool{}
	for i := range t.Counted {
		counted[han.Fold(t.Counted[i].School)] = true
	}
	for key := range direct {
		if !counted[key] {
			c.Aside++
		}
	}
	for _, sc := range t.Unread {
		if t.IsUnit(sc) {
			units = append(units, sc.Name)
		} else {
			c.Sent++
			c.Aside++
		}
	}
	for i := range t.Rollups {
		c.add(t.Rollups[i].Counts)
	}
	c.Counted = t.All.Schools
	return c, units
}

// RolledUp reports whether a submission is a row of a [Rollup], not a form.
func (t *Tally) RolledUp(sub *Submission) bool { return t.rolled[sub.Return] }

// chooseRollups finds the one of each office's that counts.
func (t *Tally) chooseRollups(o TallyOptions) {
	var units []string
	byUnit := map[string][]Rollup{}
	own := map[string]bool{} // files
	for i := range o.Rollups {
		if r := &o.Rollups[i]; t.ownList(r) {
			own[r.File] = true
		}
	}
	for _, r := range o.Rollups {
		if sc, ok := t.School(r.Unit); ok {
			r.Unit = sc.Name
		}
		key := han.Fold(r.Unit)
		if own[r.File] {
			if r.Schema == t.Schema {
				t.tell(RuleRollup, report.Warning, &r, "", "汇总表里是名册上各校自己的数，看来是发下去核对的，没有计入", "")
			}
			continue
		}
		t.units[key] = true
		if r.Schema != t.Schema {
			continue
		}
		if byUnit[key] == nil {
			units = append(units, key)
		}
		byUnit[key] = append(byUnit[key], r)
	}
	place := map[string]int{}
	for i, sc := range t.Roster {
		place[han.Fold(sc.Name)] = i + 1
	}
	slices.SortStableFunc(units, func(a, b string) int {
		return cmp.Compare(cmp.Or(place[a], len(place)+1), cmp.Or(place[b], len(place)+1))
	})
	for _, key := range units {
		counted := t.rollupVersions(byUnit[key])
		for i := range counted {
			t.place(&counted[i], len(counted) == 1)
		}
		t.Rollups = append(t.Rollups, counted...)
	}
}

// ownList reports whether a rollup is the list that the office has sent round
// and got back: it holds its sender as a school, or the sender is a school and
// most rows are of schools on the same roster.
func (t *Tally) ownList(r *Rollup) bool {
	if slices.ContainsFunc(r.Parts, func(p Submission) bool { return han.Fold(p.School) == han.Fold(r.Unit) }) {
		return true
	}
	if sc, ok := t.School(r.Unit); !ok || sc.IsUnit() {
		return false
	}
	listed := 0
	for i := range r.Parts {
		if _, ok := t.School(r.Parts[i].School); ok {
			listed++
		}
	}
	return listed > 0 && 2*listed >= len(r.Parts)
}

// place puts the schools of a rollup into its district.
func (t *Tally) place(r *Rollup, alone bool) {
	var above []string
	if sc, ok := t.School(r.Unit); ok && sc.District != "" && han.Fold(sc.District) != han.Fold(AreaOf(r.Unit)) {
		above = append(above, sc.District)
	}
	above = append(above, AreaOf(r.Unit))
	if !alone {
		above = append(above, r.Below...)
	}
	own := han.Fold(above[len(above)-1])
	parts := slices.Clone(r.Parts)
	for i := range parts {
		p := &parts[i]
		inner := p.Area
		if len(inner) > 0 && han.Fold(inner[0]) == own {
			inner = inner[1:]
		}
		p.Area = slices.Concat(above, inner)
		p.Received = r.Received
	}
	r.Parts = parts
}

// rollupVersions finds those of an office's rollups of a form that count: of
// several versions one, as version does for returns, of those of several
// districts all.
func (t *Tally) rollupVersions(all []Rollup) []Rollup {
	var differing []Rollup
	for _, r := range all {
		i := slices.IndexFunc(differing, func(d Rollup) bool { return d.same(&r) })
		if i < 0 {
			differing = append(differing, r)
			continue
		}
		keep, drop := differing[i], r
		if !drop.Received.IsZero() && (keep.Received.IsZero() || drop.Received.Before(keep.Received)) {
			keep, drop = drop, keep
			differing[i] = keep
		}
		t.SetAside = append(t.SetAside, drop)
		t.tell(RuleRepeated, report.Hint, &drop, "", "与"+keep.File+"内容相同，只计一次", "")
	}
	if len(differing) == 1 || disjoint(differing) {
		return differing
	}
	slices.SortStableFunc(differing, func(a, b Rollup) int { return a.Received.Compare(b.Received) })
	told := true
	for i, d := range differing {
		told = told && !d.Received.IsZero() && (i == 0 || !moment.SameMoment(d.Received, differing[i-1].Received))
	}
	if !told {
		var files []string
		for _, d := range differing {
			files = append(files, d.File)
		}
		slices.Sort(files)
		t.SetAside = append(t.SetAside, differing...)
		t.tell(RuleVersions, report.Error, &differing[0], strings.Join(files, "，"), fmt.Sprintf("报了%d份不一样的汇总表，不知道以哪份为准，都没有计入", len(differing)), "请在收文登记里写明收到的时间，或只留一份")
		return nil
	}
	best := len(differing) - 1
	for _, d := range differing[:best] {
		t.SetAside = append(t.SetAside, d)
		t.tell(RuleCorrected, report.Hint, &d, "", "以后来的"+differing[best].File+"为准", "")
	}
	return differing[best:]
}

// disjoint reports whether rollups are of districts of their own: in folders of
// their own, and without a school in common.
func disjoint(all []Rollup) bool {
	places, schools := map[string]bool{}, map[string]bool{}
	for i := range all {
		place := placeKey("", all[i].Below)
		if len(all[i].Below) == 0 || places[place] {
			return false
		}
		places[place] = true
		for k := range all[i].Parts {
			p := &all[i].Parts[k]
			if p.Schools > 0 && len(p.Area) == 0 {
				continue // a sum over all of it
			}
			if schools[han.Fold(p.School)] {
				return false
			}
		}
		for k := range all[i].Parts {
			schools[han.Fold(all[i].Parts[k].School)] = true
		}
	}
	return true
}

func (t *Tally) tell(rule string, sev report.Severity, r *Rollup, found, message, hint string) {
	t.Findings = append(t.Findings, finding(rule, sev, report.Position{File: r.File, Sheet: r.Sheet}, found, r.Unit+"："+message, hint))
}

func (r *Rollup) same(o *Rollup) bool {
	return r.Counts == o.Counts && slices.EqualFunc(r.Parts, o.Parts, func(a, b Submission) bool {
		return placeKey(a.School, a.Area) == placeKey(b.School, b.Area) && a.Schools == b.Schools && a.Return.Same(b.Return)
	})
}

// A partIndex knows the schools that stand in rollups.
type partIndex struct {
	units  map[string]bool          // folded names of those who sent a rollup of this form
	byName map[string][]*Submission // rows of schools, by folded name
	sums   map[string]string        // districts of which there are sums alone, folded, to their office
	taken  map[*Return]bool         // rows that do not count
}

func (t *Tally) parts() *partIndex {
	x := &partIndex{map[string]bool{}, map[string][]*Submission{}, map[string]string{}, map[*Return]bool{}}
	for i := range t.SetAside {
		x.units[han.Fold(t.SetAside[i].Unit)] = true
	}
	for i := range t.Rollups {
		r := &t.Rollups[i]
		x.units[han.Fold(r.Unit)] = true
		for k := range r.Parts {
			p := &r.Parts[k]
			t.rolled[p.Return] = true
			if p.Schools < 0 {
				continue
			}
			if p.Schools > 0 {
				x.sums[han.Fold(p.Area[len(p.Area)-1])] = r.Unit
				continue
			}
			key := han.Fold(p.School)
			x.byName[key] = append(x.byName[key], p)
		}
	}
	return x
}

// apart holds a school's own returns against the rows of rollups: one that
// stands there too counts once if the two say the same, else not at all.
func (t *Tally) apart(subs []Submission, x *partIndex) []Submission {
	var out []Submission
	for _, sub := range subs {
		var rows []*Submission
		places := map[string]bool{}
		for _, p := range x.byName[han.Fold(sub.School)] {
			if within(sub.Area, p.Area) {
				rows, places[placeKey("", p.Area)] = append(rows, p), true
			}
		}
		switch {
		case len(rows) == 0:
			out = append(out, sub)
			if len(sub.Area) > 0 && x.sums[han.Fold(sub.Area[0])] != "" {
				t.say(RuleRollup, report.Warning, sub, "", x.sums[han.Fold(sub.Area[0])]+"报的只有合计，这所学校又单独报送，可能计了两次", "请与"+x.sums[han.Fold(sub.Area[0])]+"核实")
			}
		case len(places) > 1:
			out = append(out, sub)
			t.say(RuleRollup, report.Warning, sub, "", fmt.Sprintf("汇总表里有%d所同名的学校，看不出是不是同一所，都已计入", len(places)), "请核实，并在名册里写明区县")
		case slices.ContainsFunc(rows, func(p *Submission) bool { return p.Return.agrees(sub.Return) }):
			t.Set = append(t.Set, sub)
			t.say(RuleRepeated, report.Hint, sub, "", "与"+rows[0].Return.File+"里的数相同，只计一次", "")
		default:
			t.Set = append(t.Set, sub)
			for _, p := range rows {
				t.Set = append(t.Set, *p)
				x.taken[p.Return] = true
			}
			t.say(RuleVersions, report.Error, sub, sub.Return.File+"，"+rows[0].Return.File, "自己报的与汇总表里的数不一样，不知道以哪个为准，都没有计入", "请核实后只留一处")
		}
	}
	return out
}

// within reports whether a district may be another one written in full.
func within(short, long []string) bool {
	same := func(a, b string) bool { return han.Fold(AreaOf(a)) == han.Fold(AreaOf(b)) }
	if len(short) > len(long) {
		return false
	}
	return slices.EqualFunc(short, long[:len(short)], same) || slices.EqualFunc(short, long[len(long)-len(short):], same)
}

// agrees reports whether no number of a row differs from that of a return.
func (r *Return) agrees(o *Return) bool {
	sums := func(r *Return) map[string]float64 {
		all := map[string]float64{}
		for i := range r.Values {
			v := &r.Values[i]
			if x, ok := v.Number(); ok && v.State != Computed {
				all[v.Ref.Block+"\x00"+v.Ref.Key] += x
			}
		}
		return all
	}
	a, b := sums(r), sums(o)
	n := 0
	for key, x := range a {
		if y, ok := b[key]; ok {
			if n++; x != y {
				return false
			}
		}
	}
	return n > 0
}

// areas lists the districts of the roster in its order, each as it stands in
// [Submission.Area].
func (t *Tally) areas() [][]string {
	var all [][]string
	for _, sc := range t.Roster {
		var area []string
		if sc.District != "" {
			area = append(area, sc.District)
		}
		if t.units[han.Fold(sc.Name)] || t.below[han.Fold(sc.Name)] > 0 {
			area = append(area, AreaOf(sc.Name))
		}
		if area != nil {
			all = append(all, area)
		}
	}
	return all
}

// districts adds up the returns of each district, at a depth of their areas.
// Districts that are known come first, in their order; schools whose district
// is not known come last.
func (t *Tally) districts(subs []Submission, known [][]string, depth int) []Total {
	var names []string
	of := map[string][]Submission{}
	places := map[string][][]string{}
	title := map[string]string{}
	add := func(area []string) string {
		key, name := "", ""
		if depth < len(area) {
			name = area[depth]
			key = han.Fold(name)
		}
		if _, ok := title[key]; !ok {
			title[key] = name
			names = append(names, key)
		}
		return key
	}
	for _, area := range known {
		if depth < len(area) {
			key := add(area)
			places[key] = append(places[key], area)
		}
	}
	for _, sub := range subs {
		key := add(sub.Area)
		of[key] = append(of[key], sub)
	}
	if len(names) == 0 || len(names) == 1 && names[0] == "" {
		return nil
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(b2i(a == ""), b2i(b == "")) })
	var out []Total
	for _, key := range names {
		d := t.total(title[key], of[key])
		if slices.ContainsFunc(of[key], func(s Submission) bool { return len(s.Area) > depth+1 }) {
			d.Within = t.districts(of[key], places[key], depth+1)
		}
		out = append(out, d)
	}
	return out
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

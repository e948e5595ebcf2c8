package returned

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Reader reads forms that came back. Its zero value is ready for use, also on
// several goroutines at once as long as nobody changes it or the schemas.
//
// A Reader for many files is faster than one for each: what it looks for by a
// schema is worked out once, and again only where the schema has changed. It
// is not to be copied.
type Reader struct {
	// Year is the year that dates without one belong to, such as 5月8日. Zero
	// leaves them without a value, with a finding.
	Year int

	last atomic.Pointer[[]*schemaLabels] // of the file read last
}

// A ReadError says that a file cannot be read at all: it is of another format,
// behind a password, damaged, or too large. [ReadError.Finding] says so to
// clerks.
type ReadError struct {
	File string
	Err  error  // why; errors.Is knows those below
	say  string // in Chinese
	hint string
}

// Why a file cannot be read, in [ReadError.Err].
var (
	ErrEmptyFile = gate.ErrEmpty     // no bytes
	ErrFormat    = gate.ErrFormat    // .xls, .et, .wps, .pdf, a web page …
	ErrEncrypted = gate.ErrEncrypted // a password
	ErrMacro     = gate.ErrMacro     // macros
	ErrDamaged   = gate.ErrDamaged   // truncated, or not well formed
	ErrTooLarge  = gate.ErrTooLarge  // unpacks to more, or has more rows or columns, than any form
)

func (e *ReadError) Error() string {
	return fmt.Sprintf("forms: read %s: %s", e.File, strings.TrimPrefix(e.Err.Error(), "gate: "))
}

func (e *ReadError) Unwrap() error { return e.Err }

// Chinese says to a clerk what is wrong with which file, and what to do.
func (e *ReadError) Chinese() string { return e.File + "：" + e.say + "；" + e.hint }

// Finding says in Chinese what is wrong with the file and what its sender
// should do.
func (e *ReadError) Finding() report.Finding {
	return finding(RuleFile, report.Error, report.Position{File: e.File}, path.Base(e.File), e.say, e.hint)
}

func readError(name string, err error) error {
	e := &ReadError{File: name, Err: err, say: "文件已损坏或没有传完整", hint: "请确认文件能正常打开后重新报送"}
	var g *gate.Error
	switch {
	case errors.As(err, &g):
		e.say, e.hint = g.Say(), g.Advice
	case errors.Is(err, gate.ErrTooLarge), errors.Is(err, gate.ErrDepth):
		e.say, e.hint = "文件的行、列或层次远多于表格所需", "请用空白表重新填写后报送"
	}
	return e
}

// Read reads the forms in a file with a zero [Reader].
func Read(r io.ReaderAt, size int64, name string, schemas ...*forms.Schema) ([]*Return, []report.Finding, error) {
	return (&Reader{}).Read(r, size, name, schemas...)
}

// Read reads an .xlsx or .docx file and returns the forms in it, of those that
// the schemas describe, in the order in which they stand.
//
// A form is known by the id that its blank carries; where that is lost, by its
// title and labels, wherever they stand: rows above it, columns in another
// order, another name of the sheet, several forms one below the other do not
// matter. A form of another version or year is refused with a finding.
//
// Every value keeps its raw text. What it means is told by the rules RuleAbout
// to RuleSpelt; where two readings are possible there is no value, where one
// had to be worked out there is a finding. Text that belongs to no field is a
// finding too: nothing is passed over. Whether values are right is for
// [Return.Check].
//
// name is the file's, for findings. The error is a [*ReadError], or that of
// [forms.Schema.Validate]; then nothing was read.
func (rd *Reader) Read(r io.ReaderAt, size int64, name string, schemas ...*forms.Schema) (returns []*Return, findings []report.Finding, err error) {
	labels, err := rd.labels(schemas)
	if err != nil {
		return nil, nil, err
	}
	z, kind, err := gate.OpenOffice(r, size, name)
	if err != nil {
		return nil, nil, readError(name, err)
	}
	f := &file{name: name, year: rd.Year, schemas: labels}
	if kind == gate.DOCX {
		d, err := wordml.ReadZip(z)
		if err != nil {
			return nil, nil, readError(name, err)
		}
		f.id, f.marked = d.Properties[forms.InfoForm]
		f.version, f.versioned = d.Properties[forms.InfoVersion]
		f.grids = []*grid{documentGrid(d, name)}
	} else if err := f.workbook(z); err != nil {
		return nil, nil, readError(name, err)
	}
	f.read()
	return f.returns, f.findings, nil
}

// labels returns what is looked for by each schema: what the last file was read
// by where the schema is still the same.
func (rd *Reader) labels(schemas []*forms.Schema) ([]*schemaLabels, error) {
	var last []*schemaLabels
	if p := rd.last.Load(); p != nil {
		last = *p
	}
	labels := make([]*schemaLabels, len(schemas))
	for i, s := range schemas {
		if k := slices.IndexFunc(last, func(m *schemaLabels) bool { return m.of(s) }); k >= 0 {
			labels[i] = last[k]
			continue
		}
		var err error
		if labels[i], err = newSchemaLabels(s); err != nil {
			return nil, err
		}
	}
	rd.last.Store(&labels)
	return labels, nil
}

// A file is one being read.
type file struct {
	name      string
	year      int
	schemas   []*schemaLabels
	grids     []*grid
	id        string // that the file carries
	marked    bool
	version   string
	versioned bool

	returns  []*Return
	findings []report.Finding
	refused  bool // a form was recognised but not taken
}

func (f *file) add(rule string, sev report.Severity, where report.Position, found, message, hint string) {
	f.findings = append(f.findings, finding(rule, sev, where, found, message, hint))
}

func (f *file) read() {
	var unread []*grid
	for _, g := range f.grids {
		if !f.grid(g) {
			unread = append(unread, g)
		}
	}
	if len(f.returns) == 0 && !f.refused {
		var titles []string
		for _, m := range f.schemas {
			titles = append(titles, "《"+m.s.Title+"》")
		}
		f.add(RuleNoForm, report.Error, report.Position{File: f.name}, path.Base(f.name), "文件里没有找到要报送的表格", "应报送"+strings.Join(titles, "或")+"，请用下发的空白表填写")
		return
	}
	for _, g := range unread {
		if g.sheet != "" && len(g.cells) > 0 {
			f.add(RuleLeftOver, report.Hint, report.Position{File: f.name, Sheet: g.sheet}, "", "工作表“"+g.sheet+"”不是要报送的表格，没有读入", "")
		}
	}
}

// How much of a form's labels must be there for it to be known: with its title
// or the file's mark, and without.
const (
	enoughMarked = 0.4
	enoughAlone  = 0.75
)

// A part is a run of rows of a grid that begins with a form's title.
type part struct {
	from, to int
	title    map[*schemaLabels]int // how well the title fits
	titleBox int
}

// grid reads the forms of one grid and reports whether there were any.
func (f *file) grid(g *grid) bool {
	any := false
	for _, p := range f.parts(g) {
		x, ok := f.choose(g, p)
		if !ok {
			continue
		}
		any = true
		if x == nil || f.outdated(x, p) {
			f.refused = true
			continue
		}
		f.returns = append(f.returns, f.form(x, p))
	}
	return any
}

// parts splits a grid at the titles of forms. What stands above the first is a
// part of its own only if it is a form without a title.
func (f *file) parts(g *grid) []part {
	var parts []part
	for i := range g.cells {
		b := &g.cells[i]
		if b.empty() || b.stored != storedText {
			continue
		}
		var fits map[*schemaLabels]int
		text := newTitle(b.raw)
		for _, m := range f.schemas {
			if fit := m.title.fit(text); fit > 0 {
				if fits == nil {
					fits = map[*schemaLabels]int{}
				}
				fits[m] = fit
			}
		}
		if len(fits) == 0 {
			continue
		}
		if n := len(parts); n > 0 {
			parts[n-1].to = b.row - 1
		}
		parts = append(parts, part{from: b.row, to: g.rows, title: fits, titleBox: i})
	}
	if len(parts) == 0 {
		return []part{{from: 1, to: g.rows, titleBox: -1}}
	}
	// A title said twice, as on a cover line and again above the form.
	parts = slices.DeleteFunc(parts, func(p part) bool { return p.to < p.from })
	for i := 0; i+1 < len(parts); i++ {
		if best := f.best(g, parts[i]); best == nil || best.score() < enoughMarked {
			parts[i+1].from = parts[i].from
			parts = slices.Delete(parts, i, i+1)
			i--
		}
	}
	if len(parts) == 0 {
		return nil
	}
	top := part{from: 1, to: parts[0].from - 1, titleBox: -1}
	if best := f.best(g, top); best != nil && best.score() >= enoughAlone {
		return append([]part{top}, parts...)
	}
	parts[0].from = 1
	return parts
}

// best matches all schemas to a part and returns the one that fits best.
func (f *file) best(g *grid, p part) *matcher {
	var best *matcher
	for _, m := range f.schemas {
		if x := m.match(g, p.from, p.to); best == nil || x.score() > best.score() {
			best = x
		}
	}
	return best
}

// choose finds the schema of a part. ok says that there is a form; x is nil if
// it cannot be told which.
func (f *file) choose(g *grid, p part) (x *matcher, ok bool) {
	type candidate struct {
		*matcher
		rank float64
	}
	var all []candidate
	for _, m := range f.schemas {
		c := candidate{matcher: m.match(g, p.from, p.to)}
		enough := enoughAlone
		c.rank = c.score()
		if fit := p.title[m]; fit > 0 {
			enough = enoughMarked
			c.rank += 0.3 * float64(fit)
		}
		if f.marked && f.id == m.s.ID {
			enough = enoughMarked
			c.rank += 0.5
			if f.versioned && f.version == m.s.Version {
				c.rank += 0.5
			}
		}
		if c.found > 0 && c.score() >= enough {
			all = append(all, c)
		}
	}
	if len(all) == 0 {
		return nil, false
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return -cmp.Compare(a.rank, b.rank) })
	if len(all) > 1 && all[0].rank-all[1].rank < 1e-6 {
		f.add(RuleWhichForm, report.Error, g.place(p.from, 1), "", fmt.Sprintf("看不出是《%s》还是《%s》，没有读入", all[0].s.Title, all[1].s.Title), "请用下发的空白表填写")
		return nil, true
	}
	return all[0].matcher, true
}

// outdated refuses a form of another version or another year.
func (f *file) outdated(x *matcher, p part) bool {
	where := x.g.place(p.from, 1)
	if p.titleBox >= 0 {
		b := x.g.cells[p.titleBox]
		where = x.g.place(b.row, b.col)
		if p.title[x.schemaLabels] == 2 {
			f.add(RuleVersion, report.Error, where, b.raw, fmt.Sprintf("不是今年的表，今年的是《%s》，没有读入", x.s.Title), "请用今年下发的空白表填写")
			return true
		}
	}
	if f.marked && f.id == x.s.ID && f.versioned && f.version != x.s.Version {
		f.add(RuleVersion, report.Error, where, f.version, fmt.Sprintf("用的是旧版的《%s》，没有读入", x.s.Title), "请用新下发的空白表填写")
		return true
	}
	return false
}

// form reads the values of a form.
func (f *file) form(x *matcher, p part) *Return {
	r := &Return{Schema: x.s, File: f.name, Sheet: x.g.sheet}
	if p.titleBox >= 0 {
		x.claimed[p.titleBox] = true
	}
	c := &collector{file: f, matcher: x, r: r}
	c.fields("", x.s.Head)
	tables := x.tables
	for i := range x.s.Blocks {
		b := &x.s.Blocks[i]
		if !b.Table() {
			c.fields(b.Key, b.Fields)
			continue
		}
		c.table(tables[0])
		tables = tables[1:]
	}
	c.fields("", x.s.Foot)
	c.compute()
	c.leftOver(p)
	r.Values = slices.Clone(r.Values) // without room to grow: thousands may be kept
	return r
}

// A collector takes values out of the cells that a matcher found.
type collector struct {
	*file
	*matcher
	r *Return
}

// value reads an entry for a field and records what there is to say.
func (c *collector) value(ref forms.Ref, field *forms.Field, e entry, where report.Position) Value {
	v := Value{Ref: ref, Field: field, Raw: e.raw, Where: where}
	e.year = c.file.year
	got := readField(field, e)
	v.Text, v.State = got.text, got.state
	switch {
	case got.text == "" && got.state == Exact:
		v.State = Empty
	case got.state == Exact && e.formula && field.Formula != "":
		v.State = Computed
	}
	for _, m := range got.remarks {
		c.file.findings = append(c.file.findings, m.say(v))
	}
	return v
}

func (c *collector) fields(block string, fields []forms.Field) {
	for i := range fields {
		f := &fields[i]
		ref := forms.Ref{Block: block, Key: f.Key}
		if block != "" {
			ref.Row = 1
		}
		spot, ok := c.matcher.pairs[ref]
		if !ok {
			sev := report.Warning
			if f.Required {
				sev = report.Error
			}
			c.file.add(RuleNoLabel, sev, c.g.place(c.from, 1), "", "没有找到“"+f.Label+"”一栏", "请用下发的空白表填写，不要改动表头")
			c.r.Values = append(c.r.Values, Value{Ref: ref, Field: f, Where: report.Position{File: c.file.name, Sheet: c.g.sheet}})
			continue
		}
		v := c.pair(ref, f, spot)
		for _, other := range c.twice[ref] {
			o := c.peek(other)
			if _, i := c.g.box(other.box.row, other.box.col); !other.in && i >= 0 {
				c.claimed[i] = true
			}
			if blank(o.raw) || o.raw == v.Raw {
				continue
			}
			if blank(v.Raw) {
				v = c.pair(ref, f, other)
				continue
			}
			c.file.add(RuleTwoLabels, report.Error, v.Where, v.Raw+"／"+o.raw, "“"+f.Label+"”出现了两次，填的不一样，没有计入", "请只留一处")
			v.Text, v.State = "", Unclear
			break
		}
		c.r.Values = append(c.r.Values, v)
	}
}

// peek returns what stands at a spot.
func (c *collector) peek(s pairSpot) entry {
	if s.in {
		return entry{raw: s.value}
	}
	return s.box.entry
}

func (c *collector) pair(ref forms.Ref, f *forms.Field, s pairSpot) Value {
	b := s.box
	if s.in {
		b = c.g.cells[s.label]
	} else if _, i := c.g.box(b.row, b.col); i >= 0 {
		c.claimed[i] = true
	}
	return c.value(ref, f, c.peek(s), c.g.place(b.row, b.col))
}

func (c *collector) table(t tableSpot) {
	b := t.block
	if t.columns == nil {
		c.r.Lost = append(c.r.Lost, b.Key)
		c.file.add(RuleNoLabel, report.Error, c.g.place(c.from, 1), "", "没有找到“"+cmp.Or(b.Label, b.Fields[0].Label)+"”一栏", "请用下发的空白表填写，不要改动表头")
		return
	}
	for j := range b.Fields {
		if _, ok := t.columns[j]; !ok {
			c.file.add(RuleNoLabel, report.Warning, c.g.place(t.head, 1), "", "没有找到“"+b.Fields[j].Label+"”一列", "请用下发的空白表填写，不要改动表头")
		}
	}
	n, filled, last := 0, 0, 0
	lastSum := 0
	for row := t.head + 1; row < t.end; row++ {
		if slices.Contains(t.notRead, row) {
			c.boxes(row, row, func(i int, _ *box) { c.claimed[i] = true })
			c.file.add(RuleLeftOver, report.Hint, c.g.place(row, t.sorted()[0]), "", "这一行只是各栏的编号，没有读入", "")
			continue
		}
		if slices.Contains(t.sums, row) {
			sum := Sum{Block: b.Key, From: 1, To: n}
			if c.rowSays(row, "小计") {
				sum.From = lastSum + 1
			}
			lastSum = n
			sum.Values = c.row(t, row, n)
			c.r.Sums = append(c.r.Sums, sum)
			c.boxes(row, row, func(i int, _ *box) { c.claimed[i] = true })
			continue
		}
		n++
		values := c.row(t, row, n)
		if slices.ContainsFunc(values, func(v Value) bool { return v.State != Empty && v.State != Computed }) {
			c.r.Values = append(c.r.Values, values...)
			filled, last = filled+1, n
		}
		if t.number > 0 {
			if _, i := c.g.box(row, t.number); i >= 0 {
				c.claimed[i] = true
			}
		}
	}
	if last > b.RowCount() && !b.Grow && filled > b.RowCount() {
		c.file.add(RuleMoreRows, report.Hint, c.g.place(t.head, 1), "", fmt.Sprintf("“%s”填了%d行，表上只有%d行，都已读入", cmp.Or(b.Label, c.s.Title), filled, b.RowCount()), "")
	}
}

func (c *collector) rowSays(row int, word string) bool {
	found := false
	c.boxes(row, row, func(_ int, b *box) { found = found || b.key == word })
	return found
}

// row reads the cells of a table's row in the order of the fields. Of a cell
// merged over several rows only the first has the value, as in the file; where
// it holds words it counts for all of them.
func (c *collector) row(t tableSpot, row, n int) []Value {
	values := make([]Value, 0, len(t.block.Fields))
	for j := range t.block.Fields {
		f := &t.block.Fields[j]
		ref := forms.Ref{Block: t.block.Key, Row: n, Key: f.Key}
		col, ok := t.columns[j]
		if !ok {
			values = append(values, Value{Ref: ref, Field: f, Where: report.Position{File: c.file.name, Sheet: c.g.sheet}})
			continue
		}
		b, i := c.g.box(row, col)
		if i >= 0 && b.row <= t.head || t.startsLeft(b, col) {
			b, i = box{}, -1 // a head, or another column's
		}
		if b.row != row && f.Kind.Numeric() {
			b.entry = entry{} // counted once
		}
		if i >= 0 {
			c.claimed[i] = true
		}
		values = append(values, c.value(ref, f, b.entry, c.g.place(row, col)))
	}
	return values
}

// leftOver reports text that is neither of the blank form nor a value: cells one
// by one, the paragraphs around a form in a document together.
func (c *collector) leftOver(p part) {
	const most = 20
	var over []*box
	paragraphs := 0
	c.boxes(p.from, p.to, func(i int, b *box) {
		if c.claimed[i] || blank(b.raw) || c.printed(b.raw) {
			return
		}
		if c.g.place(b.row, b.col).Cell == "" {
			if paragraphs++; paragraphs > 1 {
				return
			}
		}
		over = append(over, b)
	})
	for i, b := range over {
		where := c.g.place(b.row, b.col)
		switch {
		case i == most:
			c.file.add(RuleLeftOver, report.Hint, where, b.raw, fmt.Sprintf("还有%d处内容不属于任何一栏，没有读入", len(over)-most), "")
			return
		case where.Cell == "" && paragraphs > 1:
			c.file.add(RuleLeftOver, report.Hint, where, b.raw, fmt.Sprintf("表外的%d段文字没有读入", paragraphs), "")
		default:
			c.file.add(RuleLeftOver, report.Hint, where, b.raw, "不属于任何一栏，没有读入", "如果是要报送的内容，请填到相应的栏里")
		}
	}
}

// printed reports whether a text is one that the form prints itself, or what
// bureaus put around forms.
func (c *collector) printed(text string) bool {
	key := labelKey(text)
	if key == "" || c.known[key] || c.known[bareKey(key)] {
		return true
	}
	// The title without the words in front, such as 联络员信息表.
	if short := newTitle(text).key; len(short) >= 5*3 && strings.HasSuffix(c.schemaLabels.title.key, short) {
		return true
	}
	for _, prefix := range []string{"注:", "备注:", "说明:", "填表说明", "填报说明", "单位:", "计量单位", "附件", "附表", "表号", "制表"} {
		if strings.HasPrefix(squeeze(text), prefix) {
			return true
		}
	}
	for k := range c.known {
		if len(k) > 12 && strings.Contains(key, k) && len(key) < 2*len(k) {
			return true
		}
	}
	return false
}

package returned

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// form reads the values of a form.
func (f *file) form(x *find.Matcher, p part) *Return {
	r := &Return{Schema: x.S, File: f.name, Sheet: x.G.Sheet}
	f.collect(&collector{file: f, Matcher: x, r: r}, p)
	return r
}

// collect reads the values of a form into the return of the collector.
func (f *file) collect(c *collector, p part) {
	x, r := c.Matcher, c.r
	if p.titleBox >= 0 {
		x.Claimed[p.titleBox] = true
	}
	c.fields("", x.S.Head)
	tables := x.Tables
	for i := range x.S.Blocks {
		b := &x.S.Blocks[i]
		if !b.Table() {
			c.fields(b.Key, b.Fields)
			continue
		}
		c.table(tables[0])
		tables = tables[1:]
	}
	c.fields("", x.S.Foot)
	c.strays()
	c.compute()
	c.leftOver(p)
	r.Values = slices.Clone(r.Values) // without room to grow: thousands may be kept
}

// A collector takes values out of the cells that a matcher found.
type collector struct {
	*file
	*find.Matcher
	r       *Return
	readers []*tableReader
	listed  bool        // one of several schools: what stands beside is another's
	again   bool        // another row of the same list: what is missing was told
	passed  []*find.Box // between labels and their values, such as what explains them
}

// value reads what stands in a box for a field, beside or below a label, and
// records what there is to say.
func (c *collector) value(ref forms.Ref, field *forms.Field, b find.Box, head string, where report.Position) Value {
	e := b.Entry
	v := Value{Ref: ref, Field: field, Raw: e.Raw, Where: where}
	if b.Off != "" {
		c.file.add(RuleStruck, report.Warning, where, b.Off, field.Label+"中划掉、上标或隐藏的内容没有计入", "请核对；不要的内容请删去")
		if e.Raw == "" {
			v.Raw, v.State = b.Off, Unclear
			return v
		}
	}
	if e.White && !answer.Blank(e.Raw) {
		c.file.add(RuleHidden, report.Warning, where, e.Raw, field.Label+"的字是白色的，看不见，已计入", "请核对；要报送的内容请改为黑色，不要的请删去")
	}
	e.Year = c.file.year
	if field.Kind.Numeric() {
		e.Unit, e.Units = find.PrintedUnit(head, field.Unit), c.Units
	}
	got := answer.Read(field, e)
	v.Text = got.Text
	switch {
	case got.Unclear:
		v.State = Unclear
	case got.Text == "":
		v.State = Empty
	case got.About:
		v.State = About
	case e.Formula && field.Formula != "":
		v.State = Computed
	default:
		v.State = Exact
	}
	for _, m := range got.Remarks {
		c.file.add(m.Rule, m.Severity, v.Where, v.Raw, m.Message, m.Hint)
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
		spot, ok := c.Matcher.Pairs[ref]
		if !ok {
			sev := report.Warning
			if f.Required {
				sev = report.Error
			}
			if !c.again {
				c.file.add(RuleNoLabel, sev, c.G.Place(c.From, 1), "", "没有找到“"+f.Label+"”一栏", "请用下发的空白表填写，不要改动表头")
			}
			c.r.Values = append(c.r.Values, Value{Ref: ref, Field: f, Where: report.Position{File: c.file.name, Sheet: c.G.Sheet}})
			continue
		}
		v := c.pair(ref, f, spot)
		for _, other := range c.Twice[ref] {
			o := c.peek(other)
			if c.prose(other, v) {
				delete(c.Claimed, other.Label)
				continue
			}
			if _, i := c.G.Box(other.Box.Row, other.Box.Col); !other.In && i >= 0 {
				c.Claimed[i] = true
			}
			if answer.Blank(o.Raw) || o.Raw == v.Raw {
				continue
			}
			if answer.Blank(v.Raw) {
				v = c.pair(ref, f, other)
				continue
			}
			c.file.add(RuleTwoLabels, report.Error, v.Where, v.Raw+"／"+o.Raw, "“"+f.Label+"”出现了两次，填的不一样，没有计入", "请只留一处")
			v.Text, v.State = "", Unclear
			break
		}
		c.r.Values = append(c.r.Values, v)
	}
}

// prose reports whether a label stands in a sentence around the form, which
// says nothing against what stands in a cell: 一、学校：我校高度重视。
func (c *collector) prose(s find.PairSpot, v Value) bool {
	b := c.G.Cells[s.Label]
	return s.In && c.G.Place(b.Row, b.Col).Cell == "" && v.Where.Cell != "" && strings.Contains(s.Value, "。")
}

// peek returns what stands at a spot.
func (c *collector) peek(s find.PairSpot) answer.Entry {
	if s.In {
		return answer.Entry{Raw: s.Value}
	}
	return s.Box.Entry
}

func (c *collector) pair(ref forms.Ref, f *forms.Field, s find.PairSpot) Value {
	b := s.Box
	if s.In {
		b = c.G.Cells[s.Label]
		b.Entry = c.peek(s)
	} else if _, i := c.G.Box(b.Row, b.Col); i >= 0 {
		c.Claimed[i] = true
	}
	where := c.G.Place(b.Row, b.Col)
	if s.Worded && !c.again {
		l := c.G.Cells[s.Label]
		c.file.add(RuleWorded, report.Hint, c.G.Place(l.Row, l.Col), strings.TrimSpace(s.Head), "栏名与表上的不同，按“"+f.Label+"”读入", "请不要改动表头")
	}
	head := s.Head
	if s.Unit != "" {
		head += "（" + s.Unit + "）"
	}
	for _, i := range s.Passed {
		if b := &c.G.Cells[i]; answer.ParseUnit(b.Raw, f.Unit) || answer.Blank(b.Raw) || find.LabelKey(b.Raw) == "" {
			c.Claimed[i] = true
		} else if !c.Claimed[i] {
			c.Claimed[i] = true
			c.passed = append(c.passed, b)
		}
	}
	v := c.value(ref, f, b, head, where)
	c.second(&v, s)
	if v.State != Empty && c.G.Unseen(&b) {
		c.file.add(RuleHidden, report.Warning, where, v.Raw, f.Label+"在隐藏的行或列里，已计入", "请核对；要报送的内容请不要隐藏")
	}
	return v
}

// second looks for another number right of one that was read, as where last
// year's stands beside this year's. The heads above tell which counts; where they
// do not, neither does.
func (c *collector) second(v *Value, s find.PairSpot) {
	if c.listed || s.In || s.Cross || !v.Known() || !v.Field.Kind.Numeric() || s.Box.Rows == 0 {
		return
	}
	l := c.G.Cells[s.Label]
	next, i := c.G.Box(s.Box.Row, s.Box.Col+s.Box.Cols)
	if i < 0 || c.Claimed[i] || next.Empty() || s.Box.Row >= l.Row+l.Rows {
		return
	}
	for _, o := range c.Pairs {
		if !o.In && o.Box.Row == next.Row && o.Box.Col == next.Col {
			return
		}
	}
	other := answer.Read(v.Field, next.Entry)
	if other.Text == "" || other.Unclear || next.Stored == answer.Text && !strings.ContainsAny(han.Fold(next.Raw), "0123456789") {
		return
	}
	one, two := c.YearOver(s.Box), c.YearOver(next)
	c.Claimed[i] = true
	notRead := func(b find.Box, raw, head string) {
		c.file.add(RuleLeftOver, report.Hint, c.G.Place(b.Row, b.Col), raw, v.Field.Label+"另有一个数在“"+head+"”下，没有读入", "")
	}
	switch {
	case one != "" && find.OfYear(one, c.file.year) && !find.OfYear(two, c.file.year):
		notRead(next, next.Raw, two)
	case two != "" && find.OfYear(two, c.file.year) && !find.OfYear(one, c.file.year):
		notRead(s.Box, v.Raw, one)
		v.Raw, v.Text, v.Where = next.Raw, other.Text, c.G.Place(next.Row, next.Col)
	default:
		c.file.add(RuleNumber, report.Error, v.Where, v.Raw+"／"+next.Raw, v.Field.Label+"填了两个数，没有计入", "请只留一个数")
		v.Text, v.State = "", Unclear
	}
}

func (c *collector) table(t find.TableSpot) {
	b := t.Block
	if t.Columns == nil {
		c.r.Lost = append(c.r.Lost, b.Key)
		c.file.add(RuleNoLabel, report.Error, c.G.Place(c.From, 1), "", "没有找到“"+cmp.Or(b.Label, b.Fields[0].Label)+"”一栏", "请用下发的空白表填写，不要改动表头")
		return
	}
	for j := range b.Fields {
		if _, ok := t.Columns[j]; !ok {
			c.file.add(RuleNoLabel, report.Warning, c.G.Place(t.Head, 1), "", "没有找到“"+b.Fields[j].Label+"”一列", "请用下发的空白表填写，不要改动表头")
		}
	}
	if len(t.Worded) > 0 && !c.again {
		var heads, labels []string
		for _, j := range t.Worded {
			heads, labels = append(heads, strings.TrimSpace(c.G.Cells[t.Heads[j]].Raw)), append(labels, "“"+b.Fields[j].Label+"”")
		}
		h := c.G.Cells[t.Heads[t.Worded[0]]]
		c.file.add(RuleWorded, report.Hint, c.G.Place(h.Row, h.Col), strings.Join(heads, "，"), "栏名与表上的不同，按"+strings.Join(labels, "、")+"读入", "请不要改动表头")
	}
	k := &tableReader{collector: c, t: &t, until: t.End - 1, rivals: c.rivals(&t)}
	for row := t.Head + 1; row < t.End; row++ {
		k.read(row)
	}
	k.finish()
	if !b.Grow && k.filled > b.RowCount() {
		c.file.add(RuleMoreRows, report.Hint, c.G.Place(t.Head, 1), "", fmt.Sprintf("“%s”填了%d行，表上只有%d行，都已读入", cmp.Or(b.Label, c.S.Title), k.filled, b.RowCount()), "")
	}
	c.readers = append(c.readers, k)
}

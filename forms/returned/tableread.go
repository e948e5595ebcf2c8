package returned

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A tableReader reads the rows of a table one by one.
type tableReader struct {
	*collector
	t      *find.TableSpot
	values []Value     // of the rows that count
	last   []Value     // of the last of these, in the order of the fields
	above  []find.Box  // what stood in the last row, ditto marks replaced
	n      int         // rows so far
	filled int         // of them with anything in them
	summed int         // the last row that a 小计 added up
	top    []int       // sums that stand above what they add up
	until  int         // no row below holds anything
	rivals map[int]int // by field, another column with the same head
}

// read reads a row.
func (k *tableReader) read(row int) {
	t := k.t
	switch {
	case slices.Contains(t.Skipped, row):
		k.rest(row, "这一行不是一项内容，没有读入")
		return
	case slices.Contains(t.NotRead, row):
		k.claim(row)
		k.file.add(RuleLeftOver, report.Hint, k.G.Place(row, t.Left()), "", "这一行只是各栏的编号，没有读入", "")
		return
	case slices.Contains(t.Sums, row):
		k.sum(row, k.numbers(row))
		return
	case k.struckOut(row):
		return
	case k.bare(t, row, k.values) && (row == k.lastFilled() || k.n > k.summed+1 && k.adds(row)):
		values := k.numbers(row)
		if addsUp(values, k.values, 1) || addsUp(values, k.values, k.summed+1) {
			k.sum(row, values)
			return
		}
		k.claim(row)
		k.file.add(RuleBareRow, report.Error, k.G.Place(row, t.Left()), k.says(row), "这一行只有数字，没有计入", "是合计的请核对，是一项内容的请补全")
		return
	}
	k.n++
	k.take(row)
}

// lastFilled returns the last row of the table that holds anything of its own.
func (k *tableReader) lastFilled() int {
	for ; k.until > k.t.Head; k.until-- {
		filled := false
		k.Boxes(k.until, k.until, func(_ int, b *find.Box) { filled = filled || b.Col != k.t.Number && !answer.Blank(b.Raw) })
		if filled && !slices.Contains(k.t.Skipped, k.until) && !slices.Contains(k.t.Sums, k.until) {
			break
		}
	}
	return k.until
}

// adds reports whether the numbers of a row add up those above, without a word
// about how they are written.
func (k *tableReader) adds(row int) bool {
	var values []Value
	for j := range k.t.Block.Fields {
		f := &k.t.Block.Fields[j]
		b, _, _ := k.cell(row, j)
		if got := answer.Read(f, b.Entry); f.Kind.Numeric() && got.Text != "" {
			values = append(values, Value{Ref: forms.Ref{Key: f.Key}, Field: f, Text: got.Text, State: Exact})
		}
	}
	return addsUp(values, k.values, 1) || addsUp(values, k.values, k.summed+1)
}

func (k *tableReader) claim(row int) {
	k.Boxes(row, row, func(i int, _ *find.Box) { k.Claimed[i] = true })
}

// rest claims a row that is none of the table's own, and tells of what stands in
// it besides heads, running numbers and words such as 合计 and 以下空白.
func (k *tableReader) rest(row int, message string) {
	var over []*find.Box
	k.Boxes(row, row, func(i int, b *find.Box) {
		says, _ := find.SaysSum(b.Raw)
		if !k.Claimed[i] && b.Col != k.t.Number && !says && !find.SaysOver(b.Raw) && !k.printed(b.Raw) && !answer.Blank(b.Raw) && !k.t.HasHead(k.G, b) {
			over = append(over, b)
		}
		k.Claimed[i] = true
	})
	if len(over) > 0 {
		k.file.add(RuleLeftOver, report.Hint, k.G.Place(row, over[0].Col), quoted(over, "，"), message, "")
	}
}

// says returns all texts of a row.
func (k *tableReader) says(row int) string {
	var texts []string
	k.Boxes(row, row, func(_ int, b *find.Box) { texts = append(texts, b.Shown()) })
	return strings.Join(texts, "，")
}

// numbers reads the columns of numbers of a row that adds up.
func (k *tableReader) numbers(row int) []Value {
	var values []Value
	for j := range k.t.Block.Fields {
		if f := &k.t.Block.Fields[j]; f.Kind.Numeric() {
			ref := forms.Ref{Block: k.t.Block.Key, Row: k.n, Key: f.Key}
			b, _, where := k.cell(row, j)
			if says, _ := find.SaysSum(b.Raw); says && b.Stored == answer.Text {
				b.Entry = answer.Entry{}
			}
			values = append(values, k.value(ref, f, b, k.headOf(j), where))
		}
	}
	return values
}

// sum records a row that adds up those above it, all of them or since the last
// such row.
func (k *tableReader) sum(row int, values []Value) {
	if !slices.ContainsFunc(values, func(v Value) bool { return v.State != Empty }) {
		k.claim(row)
		k.file.add(RuleLeftOver, report.Hint, k.G.Place(row, k.t.Left()), k.says(row), "这一行是合计，没有作为一项读入", "")
		return
	}
	for j := range k.t.Block.Fields {
		if _, i, _ := k.cell(row, j); i >= 0 && k.t.Block.Fields[j].Kind.Numeric() {
			k.Claimed[i] = true
		}
	}
	k.rest(row, "这一行是合计，其中的这些内容没有读入")
	s := Sum{Block: k.t.Block.Key, From: 1, To: k.n, Values: values}
	part := false
	k.Boxes(row, row, func(_ int, b *find.Box) {
		part = part || strings.Contains(b.Key, "小计") || strings.Contains(b.Key, "本页")
	})
	if part && !addsUp(values, k.values, 1) || !addsUp(values, k.values, 1) && k.summed > 0 && addsUp(values, k.values, k.summed+1) {
		s.From = k.summed + 1
	}
	if k.n == 0 {
		k.top = append(k.top, len(k.r.Sums))
	}
	k.summed = k.n
	k.r.Sums = append(k.r.Sums, s)
}

// finish gives the sums above the rows their rows, and tells of hidden columns.
func (k *tableReader) finish() {
	for _, i := range k.top {
		s := &k.r.Sums[i]
		s.To = k.n
		for j := range s.Values {
			s.Values[j].Ref.Row = k.n
		}
	}
	for j := range k.t.Block.Fields {
		f := &k.t.Block.Fields[j]
		col, ok := k.t.Columns[j]
		if !ok || k.G.UnseenColumn == nil || !k.G.UnseenColumn(col) {
			continue
		}
		for _, v := range k.values {
			if v.Ref.Key == f.Key && v.State != Empty {
				k.file.add(RuleHidden, report.Warning, v.Where, v.Raw, f.Label+"一列隐藏了，已计入", "请核对；要报送的内容请不要隐藏")
			}
		}
	}
	k.r.Values = append(k.r.Values, k.values...)
}

// take reads a row of the table's own.
func (k *tableReader) take(row int) {
	t := k.t
	if t.Number > 0 {
		if _, i := k.G.Box(row, t.Number); i >= 0 {
			k.Claimed[i] = true
		}
	}
	values, boxes := k.row(row)
	if !slices.ContainsFunc(values, func(v Value) bool { return v.State != Empty && v.State != Computed }) {
		return
	}
	if j := continues(values, k.last); j >= 0 && !k.numbered(row) {
		up := &k.values[len(k.values)-len(values)+j]
		k.file.add(RuleGoesOn, report.Warning, values[j].Where, up.Raw+"\n"+values[j].Raw, values[j].Field.Label+"只有这一格，按接着上一行读入", "请核对；一项内容请写在一行里")
		up.Text, up.Raw = up.Text+"\n"+values[j].Text, up.Raw+"\n"+values[j].Raw
		k.last[j] = *up
		k.n--
		return
	}
	why := aside(values)
	if mark := k.mark(row); mark != "" {
		why = "这一行旁边写了“" + mark + "”，没有计入"
	}
	if why != "" {
		k.file.add(RuleBareRow, report.Error, k.G.Place(row, t.Left()), k.says(row), why, "这一行不用报的请删去，要报的请单独写一行")
		k.n--
		return
	}
	k.values = append(k.values, values...)
	k.last, k.above = slices.Clone(values), boxes
	k.filled++
	if k.G.UnseenRow != nil && k.G.UnseenRow(row) {
		var texts []string
		for _, v := range values {
			if v.State != Empty {
				texts = append(texts, v.Shown())
			}
		}
		k.file.add(RuleHidden, report.Warning, k.G.Place(row, t.Left()), strings.Join(texts, "，"), "这一行隐藏了，已计入", "请核对；不要的内容请删去，要报送的请不要隐藏")
	}
}

// mark returns the word beside a row that says that it does not count: 已取消.
func (k *tableReader) mark(row int) (says string) {
	k.Boxes(row, row, func(i int, b *find.Box) {
		if !k.Claimed[i] && k.t.FieldAt(b.Col) == nil && find.SaysVoid(b.Raw) {
			k.Claimed[i], says = true, strings.TrimSpace(b.Raw)
		}
	})
	return says
}

// numbered reports whether the sender gave a row a number of its own.
func (k *tableReader) numbered(row int) bool {
	if k.t.Number == 0 {
		return false
	}
	b, i := k.G.Box(row, k.t.Number)
	return i >= 0 && b.Row == row && !b.Empty()
}

// headOf returns the head of a column as it stands.
func (k *tableReader) headOf(j int) string {
	if i, ok := k.t.Heads[j]; ok {
		return k.G.Cells[i].Raw
	}
	return ""
}

// cell returns what stands in a row for a field. Of a cell merged over several
// rows only the first has a number, as in the file; where it holds words it
// counts for all of them.
func (k *tableReader) cell(row, j int) (b find.Box, index int, where report.Position) {
	col, ok := k.t.Columns[j]
	if !ok {
		return find.Box{}, -1, report.Position{File: k.file.name, Sheet: k.G.Sheet}
	}
	b, i := k.G.Box(row, col)
	if i >= 0 && b.Row <= k.t.Head || k.t.StartsLeft(b, col) {
		b, i = find.Box{}, -1 // a head, or another column's
	}
	if b.Row != row && k.t.Block.Fields[j].Kind.Numeric() {
		b.Entry, b.Off = answer.Entry{}, "" // counted once
	}
	return b, i, k.G.Place(row, col)
}

// row reads the cells of a row in the order of the fields.
func (k *tableReader) row(row int) (values []Value, boxes []find.Box) {
	for j := range k.t.Block.Fields {
		f := &k.t.Block.Fields[j]
		ref := forms.Ref{Block: k.t.Block.Key, Row: k.n, Key: f.Key}
		b, i, where := k.cell(row, j)
		if i >= 0 {
			k.Claimed[i] = true
		}
		if _, ok := k.t.Columns[j]; !ok {
			values, boxes = append(values, Value{Ref: ref, Field: f, Where: where}), append(boxes, b)
			continue
		}
		raw := b.Raw
		ditto := b.Stored == answer.Text && answer.Ditto(raw) && !f.Kind.Numeric() && j < len(k.above) && !answer.Blank(k.above[j].Raw) && !answer.Ditto(k.above[j].Raw)
		if ditto {
			b.Entry = k.above[j].Entry
		}
		v := k.value(ref, f, b, k.headOf(j), where)
		k.contest(row, j, &v)
		if ditto && v.Known() {
			k.file.add(RuleDitto, report.Hint, where, raw, fmt.Sprintf("%s填“%s”，按上一行的“%s”读入", f.Label, strings.TrimSpace(raw), v.Text), "请把内容写全")
		}
		if ditto {
			v.Raw = raw
		}
		values, boxes = append(values, v), append(boxes, b)
	}
	return values, boxes
}

// rivals finds other columns with the head of one of the table's. The heads above
// tell which of both is this year's; where they do not, nothing does.
func (c *collector) rivals(t *find.TableSpot) map[int]int {
	var out map[int]int
	for j := range t.Block.Fields {
		at, ok := t.Heads[j]
		if !ok {
			continue
		}
		own := c.G.Cells[at]
		c.Boxes(own.Row, own.Row, func(i int, b *find.Box) {
			if i == at || c.Claimed[i] || b.Key != own.Key || b.Key == "" {
				return
			}
			c.Claimed[i] = true
			one, two := c.YearOver(own), c.YearOver(*b)
			col := b.Col
			switch {
			case find.OfYear(one, c.file.year) && !find.OfYear(two, c.file.year):
			case find.OfYear(two, c.file.year) && !find.OfYear(one, c.file.year):
				col, t.Columns[j], t.Heads[j] = own.Col, b.Col, i
			default:
				if out == nil {
					out = map[int]int{}
				}
				out[j] = b.Col
				return
			}
			var texts []*find.Box
			for row := t.Head + 1; row < t.End; row++ {
				if v, k := c.G.Box(row, col); k >= 0 && !c.Claimed[k] && !v.Empty() {
					c.Claimed[k] = true
					texts = append(texts, &c.G.Cells[k])
				}
			}
			if len(texts) > 0 {
				c.file.add(RuleLeftOver, report.Hint, c.G.Place(texts[0].Row, col), quoted(texts, "，"), "另一年的“"+t.Block.Fields[j].Label+"”没有读入", "")
			}
		})
	}
	return out
}

// contest holds a value back where another column of the same head has another.
func (k *tableReader) contest(row, j int, v *Value) {
	col, ok := k.rivals[j]
	if !ok {
		return
	}
	b, i := k.G.Box(row, col)
	if i < 0 || k.Claimed[i] || answer.Blank(b.Raw) {
		return
	}
	k.Claimed[i] = true
	if !v.Known() || b.Raw == v.Raw {
		return
	}
	k.file.add(RuleTwoLabels, report.Error, v.Where, v.Raw+"／"+b.Raw, "“"+v.Field.Label+"”有两列，填的不一样，没有计入", "请只留一列")
	v.Text, v.State = "", Unclear
}

// struckOut reports whether all of a row is struck out, and says so.
func (k *tableReader) struckOut(row int) bool {
	var texts []string
	for _, col := range k.t.Columns {
		b, i := k.G.Box(row, col)
		switch {
		case i < 0 || b.Row != row:
		case b.Off != "" && b.Raw == "":
			texts = append(texts, b.Off)
		case !answer.Blank(b.Raw):
			return false
		}
	}
	if len(texts) == 0 {
		return false
	}
	k.strike(row)
	return true
}

// strike tells of what is struck out in a row.
func (c *collector) strike(row int) {
	var texts []string
	var first *find.Box
	c.G.Each(row, row, func(i int, b *find.Box) {
		if b.Off != "" && b.Raw == "" && !c.Claimed[i] {
			c.Claimed[i] = true
			texts = append(texts, b.Off)
			if first == nil {
				first = b
			}
		}
	})
	if first != nil {
		c.file.add(RuleStruck, report.Warning, c.G.Place(first.Row, first.Col), strings.Join(texts, "，"), "划掉或隐藏的内容没有计入", "请核对；不要的内容请删去")
	}
}

// strays reads rows that somebody typed below the foot, in the columns of a
// table above it.
func (c *collector) strays() {
	if len(c.readers) == 0 {
		return
	}
	read := map[*tableReader]bool{}
	for row := c.From; row <= c.To; row++ {
		if c.InTable(row) {
			continue
		}
		for i := len(c.readers) - 1; i >= 0; i-- {
			k := c.readers[i]
			if row >= k.t.End && k.strays(row) {
				if !read[k] {
					read[k] = true
					c.file.add(RuleStray, report.Warning, c.G.Place(row, k.t.Left()), k.says(row), "填在表格的最后一行之后，已按“"+c.titleOf(k.t.Block)+"”的一行读入", "请填在表格里")
				} else {
					c.file.add(RuleStray, report.Warning, c.G.Place(row, k.t.Left()), k.says(row), "填在表格的最后一行之后，已读入", "请填在表格里")
				}
				before := len(k.values)
				k.n++
				k.take(row)
				c.insert(k.t.Block.Key, k.values[before:])
				break
			}
		}
	}
}

func (c *collector) titleOf(b *forms.Block) string {
	if b.Label != "" {
		return b.Label
	}
	return c.S.Title
}

// insert puts more values of a block behind those that are there.
func (c *collector) insert(block string, values []Value) {
	at := len(c.r.Values)
	for i, v := range c.r.Values {
		if v.Ref.Block == block {
			at = i + 1
		}
	}
	if at == len(c.r.Values) { // none of it so far: before the foot
		at = max(len(c.r.Values)-len(c.S.Foot), 0)
	}
	c.r.Values = slices.Insert(c.r.Values, at, slices.Clone(values)...)
}

// strays reports whether a row outside the table reads like one of its own: all
// that stands in it stands in the table's columns, as much as in its other rows,
// and what is no text reads as what is asked for.
func (k *tableReader) strays(row int) bool {
	filled, typed, ok := 0, 0, true
	k.Boxes(row, row, func(i int, b *find.Box) {
		j := slices.IndexFunc(k.t.Block.Fields, func(f forms.Field) bool { return k.t.FieldAt(b.Col) != nil && k.t.FieldAt(b.Col).Key == f.Key })
		switch {
		case k.Claimed[i]:
			ok = false
		case b.Col == k.t.Number:
		case j < 0:
			ok = false
		case k.t.Block.Fields[j].Kind == forms.Text:
			filled++
		default:
			e := b.Entry
			e.Year = k.file.year
			got := answer.Read(&k.t.Block.Fields[j], e)
			ok = ok && !got.Unclear
			filled++
			if got.Text != "" {
				typed++
			}
		}
	})
	usual := 0
	for _, v := range k.last {
		if v.State != Empty {
			usual++
		}
	}
	return ok && filled >= 2 && filled*2 >= usual && (typed > 0 || filled > 2)
}

package learn

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// table reads the rows of a table: all between its heads and what the blank
// prints next below.
func (t *taker) table(tb *grasp.Table) []returned.Value {
	block := t.Schema.Block(tb.Block)
	var values []returned.Value
	n, apart := 0, t.apart(tb)
	for half := range tb.Repeat {
		columns, heads := t.columns(tb, block, half)
		if columns == nil {
			continue
		}
		from, to := 0, t.end(tb)
		for _, h := range heads {
			b := &t.y.g.Cells[h]
			from = max(from, b.Row+b.Rows)
		}
		from = max(from, t.past(tb, from))
		lone, summed := 0, n
		for row := from; row <= to; row++ {
			if t.printedRow(row) || apart[row] && !t.sumOf(row) {
				continue
			}
			got, filled := t.row(tb, block, columns, row, n+1)
			if len(got) == 0 {
				continue
			}
			if sum := t.sumOf(row); sum {
				from := 1
				if t.groupSum(row) {
					from = summed + 1
				}
				if summed = n; from > n { // of a group without rows
					continue
				}
				t.r.Sums = append(t.r.Sums, returned.Sum{Block: tb.Block, From: from, To: n, Values: got})
				for i := range t.r.Sums[len(t.r.Sums)-1].Values {
					t.r.Sums[len(t.r.Sums)-1].Values[i].Ref.Row = n
				}
				continue
			}
			if why := aside(got, values); why != "" {
				first := firstOf(got)
				t.add(returned.RuleBareRow, report.Warning, first.Where, first.Raw, why, "请核对；是单独一行的，请把名称填上")
				continue
			}
			if filled == 1 && len(block.Fields) > 2 && lone < 5 {
				lone++
				t.add(returned.RuleBareRow, report.Warning, firstOf(got).Where, firstOf(got).Raw, "这一行只填了一格，按一行读入", "请核对是不是上一行的内容")
			}
			n++
			values = append(values, got...)
		}
	}
	t.r.Sums = slices.DeleteFunc(t.r.Sums, func(s returned.Sum) bool { return s.Block == tb.Block && s.To == 0 })
	return values
}

// asideWords begin a row that is a part of others, or their average.
var asideWords = regexp.MustCompile(`^[（(]?其中|^(?:平均|平均值|平均数|人均|均值|占比|比例|比重)$`)

// apart returns the rows of the return that hold single fields within or below a
// table, such as the sums of its groups.
func (t *taker) apart(tb *grasp.Table) map[int]bool {
	rows := map[int]bool{}
	for _, s := range t.slots {
		if row := t.y.Cells[s.Cell].Row; t.pages[s.Page] == t.y.Page && row >= tb.Top && !slices.Contains(tb.Rows, row) {
			if at, ok := t.y.rowAt[row]; ok {
				rows[at] = true
			}
		}
	}
	return rows
}

// aside tells why a row is none of its own, though it is filled in like one; "" if
// it is. Rows of numbers alone add others up, or nobody knows what they are of.
func aside(row, before []returned.Value) string {
	words, numbers := false, false
	for _, v := range row {
		if v.State == returned.Empty {
			continue
		}
		if v.Field.Kind == forms.Text && asideWords.MatchString(printed.Tidy(v.Raw)) && !words {
			return "这一行是别的行的一部分或平均数，没有计入"
		}
		if v.Field.Kind.Numeric() {
			numbers = true
		} else {
			words = true
		}
	}
	named := slices.ContainsFunc(before, func(v returned.Value) bool { return !v.Field.Kind.Numeric() && v.State == returned.Exact })
	if numbers && !words && named {
		return "这一行只有数字，没有计入"
	}
	return ""
}

func firstOf(values []returned.Value) returned.Value {
	for _, v := range values {
		if v.State != returned.Empty {
			return v
		}
	}
	return values[0]
}

// columns finds where the columns of a table stand: box and column of each head.
func (t *taker) columns(tb *grasp.Table, block *forms.Block, half int) (at []place, heads []int) {
	at = make([]place, len(tb.Columns))
	shift, any := 0, false
	for n := range tb.Columns {
		i := tb.Columns[n].Head[min(half, len(tb.Columns[n].Head)-1)]
		k := t.y.of[i]
		if k < 0 {
			continue
		}
		b := &t.y.g.Cells[k]
		at[n] = place{col: b.Col, cols: b.Cols}
		heads = append(heads, k)
		if !any {
			shift, any = b.Col-t.y.Cells[i].Col, true
		}
	}
	if !any {
		if half == 0 {
			t.r.Lost = append(t.r.Lost, tb.Block)
			t.add(returned.RuleNoLabel, report.Error, t.y.g.Place(1, 1), "", "没有找到“"+block.Fields[0].Label+"”等栏的表", "请用下发的空白表填写，不要改动表头")
		}
		return nil, nil
	}
	for n := range tb.Columns {
		if at[n].col > 0 {
			continue
		}
		i := tb.Columns[n].Head[min(half, len(tb.Columns[n].Head)-1)]
		// The head was worded otherwise: where nothing else is taken for a head
		// there, the column is still that one.
		col := t.y.Cells[i].Col + shift
		over, k := t.y.g.Box(t.y.g.Cells[heads[0]].Row, col)
		if _, isPrinted := t.y.is[k]; k >= 0 && !isPrinted && over.Col == col && over.Raw != "" && !slices.ContainsFunc(at, func(p place) bool { return p.col == col }) {
			t.claimed[k] = true
			at[n] = place{col: over.Col, cols: over.Cols}
			t.add(returned.RuleWorded, report.Warning, t.y.g.Place(over.Row, over.Col), over.Raw, "栏名与表上的不同，按“"+block.Fields[n].Label+"”读入", "请核对；不要改动表头")
			continue
		}
		t.add(returned.RuleNoLabel, report.Warning, t.y.g.Place(t.y.g.Cells[heads[0]].Row, 1), "", "没有找到“"+block.Fields[n].Label+"”一列", "请用下发的空白表填写，不要改动表头")
	}
	return at, heads
}

// past returns the first row below what the blank prints between heads and rows,
// such as an example.
func (t *taker) past(tb *grasp.Table, from int) int {
	if len(tb.Rows) == 0 {
		return from
	}
	for row := tb.Top; row < tb.Rows[0]; row++ {
		if at, ok := t.y.rowAt[row]; ok && at >= from {
			from = at + 1
		}
	}
	return from
}

// end returns the last row that may belong to a table.
func (t *taker) end(tb *grasp.Table) int {
	last := tb.Top - 1
	for _, r := range tb.Rows {
		last = max(last, r)
	}
	end := t.y.g.Rows
	for row, at := range t.y.rowAt {
		if row > last && at <= end && t.below(tb, at) {
			end = at - 1
			if t.y.printsSum(row) {
				end = at
			}
		}
	}
	if t.y.g.Sheet == "" { // a table of a document ends with it
		for _, h := range tb.Heads {
			if k := t.y.of[h]; k >= 0 {
				b := &t.y.g.Cells[k]
				row := b.Row
				for row <= end {
					if !t.inDocumentTable(row) {
						return row - 1
					}
					row++
				}
				break
			}
		}
	}
	return end
}

func (t *taker) inDocumentTable(row int) bool {
	in := false
	t.y.g.Each(row, row, func(_ int, b *find.Box) { in = in || t.y.g.Place(b.Row, b.Col).Cell != "" })
	if in {
		return true
	}
	for col := 1; col <= t.y.g.Cols; col++ {
		if b, k := t.y.g.Box(row, col); k >= 0 && b.Row < row {
			return true
		}
	}
	return false
}

// printsSum reports whether a row of the blank is a row 合计.
func (p *pressing) printsSum(row int) bool {
	return slices.ContainsFunc(p.rows[row], func(i int) bool { return grasp.SumRowCell.MatchString(printed.Tidy(p.Cells[i].Raw)) })
}

// below reports whether a row of the return stands below the heads of a table.
func (t *taker) below(tb *grasp.Table, row int) bool {
	for _, h := range tb.Heads {
		if k := t.y.of[h]; k >= 0 {
			return row > t.y.g.Cells[k].Row
		}
	}
	return true
}

// printedRow reports whether a row is one that the blank prints, such as its
// heads once more, but for 合计.
func (t *taker) printedRow(row int) bool {
	if t.y.shown[t.y.line(t.y.g, row)] {
		t.y.g.Each(row, row, func(k int, _ *find.Box) { t.claimed[k] = true })
		return true
	}
	prints, other, shows := 0, 0, false
	t.y.g.Each(row, row, func(k int, b *find.Box) {
		i, ok := t.y.is[k]
		switch {
		case ok && t.y.Roles[i] == grasp.Example:
			shows = true
		case ok && grasp.SumRowCell.MatchString(printed.Tidy(t.y.Cells[i].Raw)):
			other++
		case ok && t.y.Roles[i] == grasp.Holding, ok && b.Rows > 1:
		case ok:
			prints++
		case b.Raw != "" && t.y.sayings[grasp.Keyed(grasp.Says(b))] && t.y.byKey[grasp.Keyed(grasp.Says(b))] > 0 && len(grasp.Keyed(grasp.Says(b))) > 3:
			prints++
		case b.Raw != "":
			other++
		}
	})
	return shows || prints > 0 && prints >= other
}

// row reads a row of a table; it returns nothing of an empty one.
func (t *taker) row(tb *grasp.Table, block *forms.Block, columns []place, row, n int) (values []returned.Value, filled int) {
	number := 0
	if tb.Number >= 0 {
		if k := t.y.of[tb.Number]; k >= 0 {
			number = t.y.g.Cells[k].Col
		}
	}
	type cell struct {
		b     find.Box
		where report.Position
		in    *printed.Infill
	}
	cells := make([]cell, len(columns))
	for c, at := range columns {
		where := t.y.g.Place(row, max(at.col, 1))
		if at.col == 0 {
			cells[c] = cell{where: where}
			continue
		}
		if col := &tb.Columns[c]; len(col.Split) > 0 {
			cells[c] = cell{where: where}
			cells[c].b = t.splitRow(col, at, row, &block.Fields[c])
			if !answer.Blank(cells[c].b.Raw) {
				filled++
			}
			continue
		}
		b, k := t.y.g.Box(row, at.col)
		if k >= 0 && b.Row < row { // merged over several rows: for each of them
			if i, isPrinted := t.y.is[k]; isPrinted && t.y.Roles[i] != grasp.Holding {
				b = find.Box{Row: row, Col: at.col, Rows: 1, Cols: 1}
			} else if block.Fields[c].Kind.Numeric() {
				b.Entry = answer.Entry{}
			}
		} else {
			b, where = t.gatherRow(place{row, at.col, 1, at.cols}, &block.Fields[c])
		}
		if blank, i := t.y.Box(b.Row, b.Col); i >= 0 && t.y.Roles[i] == grasp.Number && blank.Raw == b.Raw {
			b.Entry = answer.Entry{} // a number that the blank prints there
		}
		cells[c] = cell{b: b, where: where, in: tb.Columns[c].Fill}
		if in := tb.Columns[c].Fill; in != nil && b.Raw != "" {
			parts, empty, known := in.Take(tb.Columns[c].Text, b.Raw)
			switch {
			case empty:
				cells[c].b.Entry.Raw = ""
			case known && !parts[0].Lost && b.Stored == answer.Text:
				cells[c].b.Entry.Raw = parts[0].Text
			}
		}
		if !answer.Blank(cells[c].b.Raw) && !cells[c].b.Formula || cells[c].b.Off != "" {
			filled++
		}
	}
	if filled == 0 {
		return nil, 0
	}
	if number > 0 {
		if _, k := t.y.g.Box(row, number); k >= 0 {
			t.claimed[k] = true
		}
	}
	for c := range columns {
		f := &block.Fields[c]
		ref := forms.Ref{Block: block.Key, Row: n, Key: f.Key}
		if columns[c].col == 0 {
			values = append(values, returned.Value{Ref: ref, Field: f, Where: cells[c].where})
			continue
		}
		head := ""
		if k := t.y.of[tb.Columns[c].Head[0]]; k >= 0 {
			head = t.y.g.Cells[k].Raw
		}
		values = append(values, t.value(ref, f, cells[c].b, head, cells[c].where))
	}
	return values, filled
}

// splitRow puts an answer together that a row splits over several cells.
func (t *taker) splitRow(col *grasp.Column, at place, row int, f *forms.Field) find.Box {
	first := t.y.Cells[col.Split[0]]
	var texts []string
	var whole find.Box
	for n, h := range col.Split {
		place := place{row, at.col + n, 1, 1}
		if blank := t.y.Cells[h]; col.Parts != nil {
			place.col, place.cols = at.col+blank.Col-first.Col, blank.Cols
			if k := t.y.of[h]; k >= 0 {
				place.col, place.cols = t.y.g.Cells[k].Col, t.y.g.Cells[k].Cols
			}
		}
		b, _ := t.gatherRow(place, f)
		if n == 0 {
			whole = b
		}
		if whole.Off == "" {
			whole.Off = b.Off
		}
		texts = append(texts, strings.TrimSpace(b.Raw))
	}
	whole.Entry = answer.Entry{Raw: grasp.Joined(col.Parts, texts), Date1904: whole.Date1904}
	if !t.digits(f, col.Parts, texts, whole, t.y.g.Place(row, at.col)) {
		whole.Raw = ""
	}
	return whole
}

// gatherRow is gather for a cell of a table, where what the blank prints in each
// row, such as options, counts as well.
func (t *taker) gatherRow(at place, f *forms.Field) (find.Box, report.Position) {
	b, k := t.y.g.Box(at.row, at.col)
	if i, ok := t.y.is[k]; k >= 0 && ok && t.y.Roles[i] == grasp.Holding && !t.y.own[i] {
		return b, t.y.g.Place(b.Row, b.Col)
	}
	return t.gather(at, f)
}

// groupSum reports whether a row adds up those since the last that does: 小计.
func (t *taker) groupSum(row int) bool {
	group := false
	t.y.g.Each(row, row, func(_ int, b *find.Box) { group = group || printed.Tidy(b.Raw) == "小计" })
	return group
}

// sumOf reports whether a row adds the others up.
func (t *taker) sumOf(row int) bool {
	sum := false
	t.y.g.Each(row, row, func(k int, b *find.Box) {
		s := printed.Tidy(b.Raw)
		if b.Stored == answer.Text && len(s) <= 24 && (s == "合计" || s == "总计" || s == "小计" || s == "共计" || strings.HasPrefix(s, "合计（") || strings.HasPrefix(s, "总计（")) {
			sum, t.claimed[k] = true, true
		}
	})
	return sum
}

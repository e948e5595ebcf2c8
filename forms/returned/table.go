package returned

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/spreadsheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Errors of [ReadRoster] and [ReadReceipts], in [ReadError.Err], besides those
// of [Read].
var (
	ErrNoColumn = errors.New("no row with the heads of the columns")
	ErrEncoding = gate.ErrEncoding // a .csv neither in UTF-8, UTF-16 nor GBK
)

// maxTable is the size of the largest .csv that is read, in bytes: a roster of
// ten thousand schools has about one million.
const maxTable = 16 << 20

// maxTableCells is how many cells a .csv may have, filled in or not.
const maxTableCells = 400_000

// readTable reads a workbook or a .csv file, told apart by content, as grids.
func readTable(r io.ReaderAt, size int64, name string) ([]*find.Grid, error) {
	fail := func(err error) error {
		e := NewReadError(name, err)
		e.hint = "请用 WPS 或 Office 另存为 .xlsx，或 UTF-8、GBK 编码的 .csv"
		if errors.Is(err, ErrEncoding) {
			e.say = "文字编码无法识别"
		}
		return e
	}
	if r == nil {
		return nil, fail(gate.ErrEmpty)
	}
	switch gate.Sniff(r, size) {
	case gate.PlainText, gate.Unknown, gate.Picture: // BM may begin a text, too
		g, err := csvGrid(r, size, name)
		if err == nil {
			return []*find.Grid{g}, nil
		}
		if gate.Sniff(r, size) != gate.Picture {
			return nil, fail(err)
		}
	}
	b, err := spreadsheet.Open(r, size, name)
	if err != nil {
		return nil, fail(err)
	}
	f := &file{name: name}
	f.workbook(b)
	return f.grids, nil
}

// csvGrid reads a text whose columns are parted by commas, semicolons or tabs.
func csvGrid(r io.ReaderAt, size int64, name string) (*find.Grid, error) {
	if size > maxTable {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", gate.ErrTooLarge, size, maxTable)
	}
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	text, err := gate.Text(data)
	if err != nil {
		return nil, err
	}
	g := &find.Grid{File: name}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.FieldsPerRecord, c.LazyQuotes = comma(text), -1, true
	lines := []int{0} // by row
	cells := 0
	for row := 1; ; row++ {
		fields, err := c.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", gate.ErrDamaged, err)
		}
		line, _ := c.FieldPos(0)
		lines = append(lines, line)
		if cells += len(fields); row > find.MaxSheetRows || len(fields) > find.MaxSheetColumns || cells > maxTableCells {
			return nil, fmt.Errorf("%w: line %d", gate.ErrTooLarge, line)
		}
		for i, s := range fields {
			if s = strings.TrimSpace(s); s != "" {
				g.Add(find.Box{Row: row, Col: i + 1, Rows: 1, Cols: 1, Entry: answer.Entry{Raw: s}})
			}
		}
	}
	g.Place = func(row, _ int) report.Position {
		p := report.Position{File: name}
		if row < len(lines) {
			p.Line = lines[row]
		}
		return p
	}
	g.Settle()
	g.Rows = len(lines) - 1
	return g, nil
}

// comma tells what parts the columns of a text: of the signs in question the
// one that its first lines have most of.
func comma(text string) rune {
	best, most := ',', 0
	head := text
	for i, n := 0, 0; i < len(text); i++ {
		if text[i] == '\n' {
			if n++; n == 5 {
				head = text[:i]
				break
			}
		}
	}
	for _, c := range []rune{',', '\t', ';'} {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// A tableColumn is a column that a table may have, with the heads it goes by;
// the first is its name.
type tableColumn []string

// A table is a grid whose head row was found.
type table struct {
	*find.Grid
	head    int   // row
	columns []int // of the columns asked for; 0 where there is none
	others  []string
}

const maxTableHead = 30 // rows down to which the heads of columns may stand

var headNote = regexp.MustCompile(`\([^()]*\)$`)

// headKey is what a head of a column is compared by: without a unit in
// brackets, the marks of what must be filled in, and a colon.
func headKey(raw string) string {
	s := strings.Trim(han.Fold(raw), "*:")
	if short := headNote.ReplaceAllString(s, ""); short != "" {
		return short
	}
	return s
}

// newTable finds the first row that has the first of the columns. It returns
// nil if there is none.
func newTable(g *find.Grid, columns []tableColumn) *table {
	for row := 1; row <= min(g.Rows, maxTableHead); row++ {
		t := &table{Grid: g, head: row, columns: make([]int, len(columns))}
		heads := map[int]string{}
		for col := 1; col <= g.Cols; col++ {
			if b, i := g.Box(row, col); i >= 0 && b.Col == col && !answer.Blank(b.Raw) {
				heads[col] = b.Raw
			}
		}
		// The first names first: where there are 学校 and 单位, 单位 is another column.
		taken := map[int]bool{}
		for n := range 16 {
			for i, names := range columns {
				for col := 1; col <= g.Cols && n < len(names) && t.columns[i] == 0; col++ {
					key := headKey(heads[col])
					if !taken[col] && (key == headKey(names[n]) || han.Fold(heads[col]) == han.Fold(names[n])) {
						t.columns[i], taken[col] = col, true
					}
				}
			}
		}
		if t.columns[0] == 0 {
			continue
		}
		for col := 1; col <= g.Cols; col++ {
			if heads[col] != "" && !taken[col] && headKey(heads[col]) != "序号" && headKey(heads[col]) != "备注" {
				t.others = append(t.others, strings.TrimSpace(heads[col]))
			}
		}
		return t
	}
	return nil
}

// cell returns what stands in a row under the i-th of the columns. A cell
// merged over several rows counts for each of them.
func (t *table) cell(row, i int) (b find.Box, where report.Position) {
	col := t.columns[i]
	if col == 0 {
		return find.Box{}, t.Place(row, 1)
	}
	b, at := t.Box(row, col)
	if at < 0 || b.Row <= t.head {
		b = find.Box{Row: row}
	}
	return b, t.Place(row, col)
}

// A rowKind tells rows of a table apart. The zero value is a row to be read.
type rowKind uint8

const (
	rowFull  rowKind = iota
	rowBlank         // nothing in it
	rowHead          // the heads once more, as on every page
	rowFoot          // 合计, or a note
)

func (t *table) kind(row int) rowKind {
	var first string
	filled, same := 0, 0
	for col := 1; col <= t.Cols; col++ {
		b, i := t.Box(row, col)
		if i < 0 || b.Row != row || b.Col != col || answer.Blank(b.Raw) {
			continue
		}
		if filled++; filled == 1 {
			first = han.Fold(b.Raw)
		}
		if h, _ := t.Box(t.head, col); han.Fold(h.Raw) == han.Fold(b.Raw) {
			same++
		}
	}
	switch {
	case filled == 0:
		return rowBlank
	case same == filled:
		return rowHead
	case slices.Contains([]string{"合计", "总计", "小计", "共计"}, strings.TrimRight(first, ":")):
		return rowFoot
	case filled == 1 && slices.ContainsFunc([]string{"注:", "备注:", "说明:", "注1", "填表人", "制表"}, func(p string) bool { return strings.HasPrefix(first, p) }):
		return rowFoot
	}
	return rowFull
}

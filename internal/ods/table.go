package ods

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A table is a sheet on the way through it.
type table struct {
	*reader
	p        *parser
	row, col int // those behind which the next stands
	columns  []columnStyle
	cells    []book.Cell // of the row
	style    string      // of the row's cells
	merges   []book.Range
}

// A columnStyle is the style of the cells in some columns.
type columnStyle struct {
	book.Span
	style string
}

func (r *reader) table(p *parser) error {
	s := r.styles.style("table", p.attr("table:style-name"))
	hidden := s.tableHidden > 0 || p.attr("table:display") == "false"
	if err := r.Sheet(p.attr("table:name"), hidden); err != nil {
		return err
	}
	t := &table{reader: r, p: p}
	return p.each(t.part)
}

func (t *table) part(name string) error {
	switch name {
	case "table:table-column":
		return t.column()
	case "table:table-row":
		return t.tableRow()
	case "table:table-columns", "table:table-header-columns", "table:table-column-group",
		"table:table-rows", "table:table-header-rows", "table:table-row-group":
		return t.p.each(t.part)
	case "table:named-expressions":
		return t.names(t.p)
	case "table:shapes":
		return t.p.each(t.box)
	}
	return nil
}

const maxRepeat = 1 << 20

// repeat reads how many there are of a row, a column or a cell, 1 by default.
func (p *parser) repeat(name string) int {
	n, err := strconv.Atoi(p.attr(name))
	if err != nil {
		return 1
	}
	return min(max(n, 1), maxRepeat)
}

func (p *parser) hidden() bool {
	v := p.attr("table:visibility")
	return v == "collapse" || v == "filter"
}

func (t *table) column() error {
	n := t.p.repeat("table:number-columns-repeated")
	cols := book.Span{First: t.col + 1, Last: t.col + n}
	t.col += n
	if cols.First > book.MaxColumns {
		return nil
	}
	if s := t.p.attr("table:default-cell-style-name"); s != "" {
		t.columns = append(t.columns, columnStyle{cols, s})
	}
	if t.p.hidden() {
		return t.HideColumns(cols)
	}
	return nil
}

// tableRow reads a row, which may stand for many that are the same.
func (t *table) tableRow() error {
	n := t.p.repeat("table:number-rows-repeated")
	rows := book.Span{First: t.row + 1, Last: t.row + n}
	t.row, t.col, t.style = t.row+n, 0, t.p.attr("table:default-cell-style-name")
	t.cells, t.merges = t.cells[:0], t.merges[:0]
	if t.p.hidden() {
		if err := t.HideRows(rows); err != nil {
			return err
		}
	}
	err := t.p.each(func(name string) error {
		if name == "table:table-cell" || name == "table:covered-table-cell" {
			return t.cell(rows.First)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(t.cells) > 0 {
		if err := t.Room(rows.Last, 1, n*len(t.cells)); err != nil {
			return err
		}
	}
	if len(t.cells) > 0 || len(t.merges) > 0 {
		for down := range min(n, book.MaxRows) {
			if err := t.put(down); err != nil {
				return err
			}
		}
	}
	return nil
}

// put adds the cells of the row, some rows further down.
func (t *table) put(down int) error {
	for _, c := range t.cells {
		c.Row += down
		if err := t.Cell(c); err != nil {
			return err
		}
	}
	for _, m := range t.merges {
		m.Row, m.LastRow = m.Row+down, m.LastRow+down
		if err := t.Merge(m); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) cell(row int) error {
	p := t.p
	n := p.repeat("table:number-columns-repeated")
	col := t.col + 1
	t.col += n
	if rows, cols := p.repeat("table:number-rows-spanned"), p.repeat("table:number-columns-spanned"); (rows > 1 || cols > 1) && col <= book.MaxColumns && row <= book.MaxRows {
		t.merges = append(t.merges, book.Range{Row: row, Col: col, LastRow: row + rows - 1, LastCol: col + cols - 1})
	}
	if t.cellStyle(col).lined > 0 {
		t.Rule(book.Range{Row: row, Col: col, LastRow: t.row, LastCol: t.col})
	}
	c := book.Cell{Row: row, Col: col, Formula: p.attr("table:formula") != ""}
	if p.Empty && !c.Formula && p.attr("office:value-type") == "" {
		return nil
	}
	if err := t.value(&c); err != nil || c.Raw == "" && !c.Formula {
		return err
	}
	if err := t.Room(row, t.col, n); err != nil {
		return err
	}
	for range n {
		t.cells = append(t.cells, c)
		c.Col++
	}
	return nil
}

// cellStyle returns the style of the cell that p is at: its own, else that of
// its row, else that of its column.
func (t *table) cellStyle(col int) style {
	name := t.p.attr("table:style-name")
	if name == "" {
		name = t.style
	}
	if name == "" {
		name = "Default"
		for _, c := range t.columns {
			if col >= c.First && col <= c.Last {
				name = c.style
			}
		}
	}
	return t.styles.style("table-cell", name)
}

var faults = regexp.MustCompile(`^(#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A)|Err:\d+)$`)

var constants = map[string]string{"of:=TRUE()": "1", "of:=FALSE()": "0"}

// value reads what a cell holds.
func (t *table) value(c *book.Cell) error {
	p := t.p
	s := t.cellStyle(c.Col)
	c.Format = t.styles.format(s.number)
	font := s.over(book.Look{})
	font.White = font.White && s.filled <= 0
	c.Struck, c.White = font.Struck, font.White
	shown := c.Format.Show(1)
	if v, ok := constants[p.attr("table:formula")]; ok { // as LibreOffice writes what no formula was
		c.Kind, c.Raw = book.Bool, v
		return nil
	}
	isFault := p.attr("calcext:value-type") == "error"
	switch kind := p.attr("office:value-type"); {
	case isFault:
	case kind == "float", kind == "percentage", kind == "currency":
		c.Raw = strings.TrimSpace(p.attr("office:value"))
		if kind == "percentage" && !shown.Percent {
			c.Format = book.NumberedFormat(10)
		}
	case kind == "date":
		c.Raw = strings.TrimSpace(p.attr("office:date-value"))
		if v, ok := t.serial(c.Raw); ok {
			c.Raw = v
		} else {
			c.Kind = book.Day
		}
		if !shown.Day {
			c.Format = book.NumberedFormat(14)
		}
	case kind == "time":
		c.Raw = strings.TrimSpace(p.attr("office:time-value"))
		if v, ok := daytime(c.Raw); ok {
			c.Raw = v
		} else {
			c.Kind = book.Text
		}
		if !shown.Day {
			c.Format = book.NumberedFormat(21)
		}
	case kind == "boolean":
		c.Kind, c.Raw = book.Bool, "0"
		if v := strings.TrimSpace(p.attr("office:boolean-value")); v == "true" || v == "1" {
			c.Raw = "1"
		}
	}
	beside := func(name string) error {
		if name == "office:annotation" {
			return t.note(c.Row, c.Col)
		}
		return t.box(name)
	}
	if c.Raw != "" {
		return p.each(beside)
	}
	value := book.Lines(p.attr("office:string-value"))
	// A formula without a result is still to be worked out: LibreOffice leaves out only the empty text.
	unknown := p.attr("office:value-type") == "" && !strings.Contains(p.attr("table:formula"), `""`)
	text := textReader{reader: t.reader, p: p}
	err := p.each(func(name string) error {
		if strings.HasPrefix(name, "text:") {
			return text.block(name, font)
		}
		return beside(name)
	})
	if err != nil {
		return err
	}
	c.Kind = book.Text
	c.Raw, c.Runs, c.Struck, c.White = book.Join(text.all())
	if value != "" && !sameWords(value, c.Raw) {
		c.Raw, c.Runs, c.Struck, c.White = value, nil, font.Struck, font.White
	}
	c.White = c.White && s.filled <= 0
	if c.Raw == "" && unknown {
		c.Kind = book.Number
	}
	if isFault || c.Formula && faults.MatchString(c.Raw) {
		c.Kind, c.Runs = book.Fault, nil
	}
	return nil
}

// note reads the comment that p is at, of a cell.
func (t *table) note(row, col int) error {
	text := textReader{reader: t.reader, p: t.p}
	if err := t.p.each(func(name string) error { return text.block(name, book.Look{}) }); err != nil {
		return err
	}
	return t.Note(book.Note{Row: row, Col: col, Text: string(text.b)})
}

// box reads what stands in something drawn, and in what is drawn within it.
func (t *table) box(name string) error {
	if !strings.HasPrefix(name, "draw:") {
		return nil
	}
	text := textReader{reader: t.reader, p: t.p}
	err := t.p.each(func(name string) error {
		if strings.HasPrefix(name, "draw:") {
			return t.box(name)
		}
		return text.block(name, book.Look{})
	})
	if err != nil {
		return err
	}
	return t.Note(book.Note{Text: string(text.b)})
}

// sameWords reports whether two texts differ by nothing but blanks.
func sameWords(a, b string) bool {
	return a == b || strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}

var dated = regexp.MustCompile(`^(\d{4,5})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d(?:\.\d{0,12})?))?Z?)?$`)

// lastYear is what LibreOffice writes of all days behind it.
const lastYear = "32767"

// serial turns a day, and a time of it, into the number of days that Excel
// counts, which up to February 1900 is one more than it says: programs keep the
// number. Days before have none.
func (t *table) serial(value string) (string, bool) {
	m := dated.FindStringSubmatch(value)
	if m == nil || m[1] == lastYear {
		return "", false
	}
	var n [5]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[1+i]) // but digits, or none
	}
	second, _ := strconv.ParseFloat(m[6], 64)
	at := time.Date(n[0], time.Month(n[1]), n[2], n[3], n[4], 0, 0, time.UTC)
	if at.Month() != time.Month(n[1]) || at.Day() != n[2] || at.Hour() != n[3] || at.Minute() != n[4] || second >= 60 {
		return "", false
	}
	from := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if t.date1904 {
		from = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	days := (float64(at.Unix()-from.Unix()) + second) / 86400 // a Duration ends after 292 years
	if days < 0 {
		return "", false
	}
	return book.Digits(days), true
}

var duration = regexp.MustCompile(`^(-?)P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{0,12})?)S)?)?$`)

// daytime turns a time of day into a part of a day.
func daytime(value string) (string, bool) {
	m := duration.FindStringSubmatch(value)
	if m == nil {
		return "", false
	}
	seconds := 0.0
	for i, size := range []float64{86400, 3600, 60, 1} {
		if m[2+i] != "" {
			n, err := strconv.ParseFloat(m[2+i], 64)
			if err != nil {
				return "", false
			}
			seconds += n * size
		}
	}
	if m[1] != "" {
		seconds = -seconds
	}
	return book.Digits(seconds / 86400), true
}

// A textReader takes up the paragraphs of a cell.
type textReader struct {
	*reader
	p     *parser
	b     []byte
	marks []textMark
	lines int
}

// A textMark says how a text looks up to a place.
type textMark struct {
	end  int
	look book.Look
}

func (t *textReader) add(s string, l book.Look) {
	t.b = append(t.b, s...)
	if n := len(t.marks); n > 0 && t.marks[n-1].look == l {
		t.marks[n-1].end = len(t.b)
	} else {
		t.marks = append(t.marks, textMark{len(t.b), l})
	}
}

// all returns the text in runs.
func (t *textReader) all() []book.Run {
	var runs []book.Run
	from := 0
	for _, m := range t.marks {
		runs = append(runs, book.Run{Text: string(t.b[from:m.end]), Look: m.look})
		from = m.end
	}
	return runs
}

// block reads a paragraph or a list of them.
func (t *textReader) block(name string, l book.Look) error {
	switch name {
	case "text:p", "text:h":
		if t.lines++; t.lines > 1 {
			if n := len(t.marks); n > 0 { // a line break looks like what it ends
				t.add("\n", t.marks[n-1].look)
			} else {
				t.add("\n", l)
			}
		}
		return t.inline(l)
	case "text:list", "text:list-item", "text:section":
		return t.p.each(func(name string) error { return t.block(name, l) })
	}
	return nil
}

// inline reads what stands in a paragraph. Several blanks are several, although
// by the standard they are one: LibreOffice writes and reads them so.
func (t *textReader) inline(l book.Look) error {
	return t.p.walk(func(name string) error {
		switch name {
		case "text:span":
			s := t.styles.style("text", t.p.attr("text:style-name"))
			return t.inline(s.over(l))
		case "text:s":
			n := t.p.repeat("text:c")
			if t.blanks += n; t.blanks > maxBlanks {
				return fmt.Errorf("%w: more than %d blanks", gate.ErrTooLarge, maxBlanks)
			}
			t.add(strings.Repeat(" ", n), l)
		case "text:tab":
			t.add("\t", l)
		case "text:line-break":
			t.add("\n", l)
		case "text:note", "text:ruby-text", "text:tracked-changes":
		default:
			if strings.HasPrefix(name, "text:") { // links, fields
				return t.inline(l)
			}
		}
		return nil
	}, func(text []byte) { t.add(string(text), l) })
}

const maxBlanks = 1 << 20 // in all cells

package xls

import (
	"bytes"
	"fmt"
	"math"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

const worksheet = 0x0010

// A sheetReader goes through the records of a sheet.
type sheetReader struct {
	*workbook
	waits  *book.Cell // a formula whose result, a text, stands in the next record
	look   book.Look  // of its font
	noRows bool       // rows are hidden unless told otherwise
	rows   map[int]bool
	used   map[int]bool // rows with cells, where noRows
}

// sheet reads a sheet of no more than left bytes, and returns what is left.
func (w *workbook) sheet(at boundSheet, left int) (int, error) {
	s := &scanner{data: w.data, pos: int(at.at), left: left}
	if err := s.next(); err != nil {
		return 0, err
	}
	kind, err := w.begin(s)
	if err != nil {
		return 0, err
	}
	if kind != worksheet {
		return s.left, nil
	}
	if err := w.Sheet(at.name, at.hidden); err != nil {
		return 0, err
	}
	r := &sheetReader{workbook: w, rows: map[int]bool{}, used: map[int]bool{}}
	for depth := 1; depth > 0; {
		if err := s.next(); err != nil {
			return 0, err
		}
		switch {
		case s.id == recBOF: // a chart, with cells of its own
			depth++
		case s.id == recEOF:
			depth--
		case depth == 1:
			b := s.body()
			if err := r.record(b); err != nil {
				return 0, err
			}
			if err := b.err(); err != nil {
				return 0, err
			}
		}
	}
	for row := range r.used {
		if !r.rows[row] {
			if err := r.HideRows(book.Span{First: row, Last: row}); err != nil {
				return 0, err
			}
		}
	}
	return s.left, r.settle(nil)
}

// settle adds the formula that waits for its result; nil is none.
func (r *sheetReader) settle(l *look) error {
	if r.waits == nil {
		return nil
	}
	c := *r.waits
	r.waits = nil
	if l == nil {
		c.Kind = book.Number
	} else {
		c.Raw, c.Runs, c.Struck, c.White = l.raw, l.runs, l.struck, l.white
	}
	return r.Cell(c)
}

func (r *sheetReader) record(b *body) error {
	switch b.id {
	case recLabelSST, recLabel, recRString, recNumber, recRK, recMulRK, recBoolErr, recFormula:
		if err := r.settle(nil); err != nil {
			return err
		}
		return r.cells(b)
	case recBlank, recMulBlank:
		row, col := int(b.u16())+1, int(b.u16())+1
		for len(b.piece) >= 2 && !(b.id == recMulBlank && len(b.piece) == 2) { // the last column stands behind them
			r.rule(row, col, b.u16())
			col++
		}
	case recString:
		if r.waits != nil {
			text := r.workbook.look(b.text(), r.look)
			return r.settle(&text)
		}
	case recRow:
		row := int(b.u16()) + 1
		b.skip(4)
		height := b.u16()
		b.skip(4)
		r.rows[row] = true
		if b.u16()&0x20 != 0 || height&0x7FFF == 0 {
			return r.HideRows(book.Span{First: row, Last: row})
		}
	case recTXO: // of a comment or a box, which only the drawing tells
		b.skip(10)
		n := int(b.u16())
		b.skip(6)
		if n > 0 && len(b.piece) == 0 && len(b.more) > 0 {
			t := text{units: b.units(n, b.u8()&1 != 0)}
			b.short = false
			return r.Note(book.Note{Text: t.String()})
		}
	case recDefaultRowHeight:
		r.noRows = b.u16()&2 != 0
	case recColInfo:
		cols := book.Span{First: int(b.u16()) + 1, Last: int(b.u16()) + 1}
		width := b.u16()
		b.skip(2)
		if b.u16()&1 != 0 || width == 0 {
			return r.HideColumns(cols)
		}
	case recMergeCells:
		for range b.u16() {
			var m book.Range
			m.Row, m.LastRow = int(b.u16())+1, int(b.u16())+1
			m.Col, m.LastCol = int(b.u16())+1, int(b.u16())+1
			if b.short || m.Row > m.LastRow || m.Col > m.LastCol {
				break
			}
			if err := r.Merge(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// rule notes the lines of a cell of a style.
func (r *sheetReader) rule(row, col int, xf uint16) {
	if int(xf) < len(r.styles) && r.styles[xf].lined {
		r.Rule(book.Range{Row: row, Col: col, LastRow: row, LastCol: col})
	}
}

// cells reads a record with a cell or several.
func (r *sheetReader) cells(b *body) error {
	c := book.Cell{Row: int(b.u16()) + 1, Col: int(b.u16()) + 1}
	if r.noRows && c.Row <= book.MaxRows {
		r.used[c.Row] = true
	}
	if b.id == recMulRK {
		for len(b.piece) >= 6+2 { // the last column stands behind them
			xf := b.u16()
			r.rule(c.Row, c.Col, xf)
			font, format := r.style(xf)
			c.Raw, c.Format, c.Struck, c.White = book.Digits(rk(b.u32())), format, font.Struck, font.White
			if err := r.Cell(c); err != nil {
				return err
			}
			c.Col++
		}
		return nil
	}
	xf := b.u16()
	r.rule(c.Row, c.Col, xf)
	font, format := r.style(xf)
	c.Format, c.Struck, c.White = format, font.Struck, font.White
	show := func(l look) {
		c.Kind, c.Raw, c.Runs, c.Struck, c.White = book.Text, l.raw, l.runs, l.struck, l.white
	}
	switch b.id {
	case recLabelSST:
		n := b.u32()
		if int64(n) >= int64(len(r.texts)) {
			return fmt.Errorf("%w: row %d, column %d: no text %d", gate.ErrDamaged, c.Row, c.Col, n)
		}
		show(r.shared(int(n), font))
	case recLabel:
		show(r.workbook.look(b.text(), font))
	case recRString:
		t := b.text()
		t.runs = append(t.runs, b.runs(int(b.u16()))...)
		show(r.workbook.look(t, font))
	case recNumber:
		c.Raw = book.Digits(math.Float64frombits(b.u64()))
	case recRK:
		c.Raw = book.Digits(rk(b.u32()))
	case recBoolErr:
		value := b.u8()
		setBoolErr(&c, value, b.u8() != 0)
	case recFormula:
		c.Formula = true
		if follows := r.result(&c, b); follows {
			r.waits, r.look = &c, font
			return nil
		}
	}
	return r.Cell(c)
}

func setBoolErr(c *book.Cell, value uint8, isFault bool) {
	switch {
	case isFault:
		c.Kind, c.Raw = book.Fault, fault(value)
	case value != 0:
		c.Kind, c.Raw = book.Bool, "1"
	default:
		c.Kind, c.Raw = book.Bool, "0"
	}
}

// emptyText is "" in a formula.
var emptyText = []byte{0x17, 0, 0}

// result reads the last result of a formula. It reports whether a text follows in
// a record of its own. 0 is no result where the formula is still to be worked out, as programs
// write that cannot; nor where it may be "", of which LibreOffice makes 0 in a
// cell shown as a number.
func (r *sheetReader) result(c *book.Cell, b *body) (follows bool) {
	v := b.u64()
	anew := b.u16()&3 != 0 // to be worked out when the file is opened
	if v>>48 != 0xFFFF {
		c.Raw = book.Digits(math.Float64frombits(v))
		b.skip(6)
		if c.Raw == "0" && (anew || bytes.Contains(b.piece, emptyText)) {
			c.Raw = ""
		}
		return false
	}
	switch kind, value := uint8(v), uint8(v>>16); kind {
	case 0:
		c.Kind = book.Text
		return true
	case 1, 2:
		setBoolErr(c, value, kind == 2)
	default: // the empty text
		c.Kind = book.Text
	}
	return false
}

// rk unpacks a number of 30 bits.
func rk(v uint32) float64 {
	f := math.Float64frombits(uint64(v&^3) << 32)
	if v&2 != 0 {
		f = float64(int32(v) >> 2)
	}
	if v&1 != 0 {
		f /= 100
	}
	return f
}

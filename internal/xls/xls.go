// Package xls reads the workbooks of Excel 97 to 2003, .xls, which the older
// format .et of WPS shares: records (BIFF8) in an OLE2 compound file. Formulas
// are not worked out: their last results are read.
//
// The format is that of [MS-XLS], of the container [MS-CFB], of the document's
// properties [MS-OLEPS].
package xls

import (
	"cmp"
	"fmt"
	"io"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

const biff8 = 0x0600

// Read reads a workbook within the budget of a run; nil is without one. name is
// used in errors only. All errors are of type [*gate.Error]: of Excel 95 and
// before, [gate.ErrFormat]; behind a password, [gate.ErrEncrypted].
func Read(r io.ReaderAt, size int64, name string, run *gate.Budget) (*book.Book, error) {
	b, err := read(r, size, name, run.ForFile())
	if err != nil {
		return nil, gate.Refuse(name, gate.XLS, err)
	}
	return b, nil
}

func read(r io.ReaderAt, size int64, name string, budget *gate.Budget) (*book.Book, error) {
	if err := budget.Take(gate.Unpacked, size); err != nil {
		return nil, err
	}
	c, err := unpack(r, size, name)
	if err != nil {
		return nil, err
	}
	w := &workbook{Builder: book.Builder{Budget: budget}, name: name, data: c.workbook, formats: map[uint16]book.Format{}, looks: map[lookKey]look{}}
	if err := w.globals(); err != nil {
		return nil, err
	}
	left := len(w.data) // sheets do not overlap
	for _, s := range w.sheets {
		if left, err = w.sheet(s, left); err != nil {
			return nil, err
		}
	}
	readProperties(c.properties, &w.Builder)
	return w.Book(), nil
}

// A workbook is what is known of a workbook on the way through it.
type workbook struct {
	book.Builder
	name    string
	data    []byte
	sheets  []boundSheet
	texts   []text // shared among the cells
	fonts   []book.Look
	formats map[uint16]book.Format
	styles  []style
	looks   map[lookKey]look
}

type boundSheet struct {
	at     uint32
	name   string
	hidden bool
}

// A style is what is read of an XF record.
type style struct {
	font, format uint16
	filled       bool // with a color that white characters stand out from
	lined        bool // on a side
}

// globals reads what concerns all sheets.
func (w *workbook) globals() error {
	s := &scanner{data: w.data, left: len(w.data)}
	if err := s.next(); err != nil {
		return err
	}
	if _, err := w.begin(s); err != nil {
		return err
	}
	for depth := 1; depth > 0; {
		if err := s.next(); err != nil {
			return err
		}
		switch {
		case s.id == recBOF:
			depth++
		case s.id == recEOF:
			depth--
		case depth == 1:
			b := s.body()
			if err := w.global(b); err != nil {
				return err
			}
			if err := b.err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// begin reads the record that begins a substream, and returns what kind that
// is of.
func (w *workbook) begin(s *scanner) (kind uint16, err error) {
	b := s.body()
	version, kind := b.u16(), b.u16()
	switch {
	case s.id != recBOF || b.short:
		return 0, fmt.Errorf("%w: no beginning at byte %d", gate.ErrDamaged, s.pos)
	case version != biff8:
		return 0, gate.Refuse(w.name, gate.XLS95, gate.ErrFormat)
	}
	return kind, nil
}

func (w *workbook) global(b *body) error {
	switch b.id {
	case recFilePass:
		return gate.Refuse(w.name, gate.Encrypted, gate.ErrEncrypted)
	case recDateMode:
		if b.u16() != 0 {
			w.SetDate1904()
		}
	case recBoundSheet:
		s := boundSheet{at: b.u32(), hidden: b.u8()&3 != 0}
		if kind := b.u8(); kind == 0 {
			s.name = b.shortText()
			w.sheets = append(w.sheets, s)
		}
	case recFont:
		b.skip(2)
		flags := b.u16()
		white := isWhite(b.u16())
		b.skip(2)
		w.fonts = append(w.fonts, book.Look{Struck: flags&8 != 0, Superscript: b.u16() == 1, White: white})
	case recFormat:
		id := b.u16()
		t := b.text()
		if f := book.Format(t.String()); f != "General" {
			w.formats[id] = f
		}
	case recXF:
		s := style{font: b.u16(), format: b.u16()}
		b.skip(6)
		s.lined = b.u32()&0xFFFF != 0 // four bits a side
		pattern := b.u32() >> 26
		s.filled = pattern == 1 && !isWhite(b.u16()&0x7F)
		w.styles = append(w.styles, s)
	case recSST:
		return w.sharedTexts(b)
	case recName:
		w.definedName(b)
	}
	return nil
}

// isWhite reports whether a number of the palette, which files hardly ever
// change there, is white.
func isWhite(color uint16) bool { return color == 1 || color == 9 }

const maxTexts = 500_000

func (w *workbook) sharedTexts(b *body) error {
	b.skip(4)
	n := b.u32()
	if n > maxTexts {
		return fmt.Errorf("%w: %d texts, limit %d", gate.ErrTooLarge, n, maxTexts)
	}
	for range n {
		t := b.text()
		if b.short {
			return b.err()
		}
		w.texts = append(w.texts, t)
	}
	return nil
}

// definedName reads a name that stands for a text: a formula of nothing else.
func (w *workbook) definedName(b *body) {
	b.skip(3)
	n := int(b.u8())
	size := b.u16()
	b.skip(8)
	name := text{units: b.units(n, b.u8()&1 != 0)}
	if size >= 3 && b.u8() == 0x17 {
		w.SetText(name.String(), book.Lines(b.shortText()))
	}
}

// font returns how a font looks. There is none of number 4.
func (w *workbook) font(n uint16) book.Look {
	if n > 4 {
		n--
	}
	if int(n) < len(w.fonts) {
		return w.fonts[n]
	}
	return book.Look{}
}

func (w *workbook) style(n uint16) (book.Look, book.Format) {
	if int(n) >= len(w.styles) {
		return book.Look{}, ""
	}
	s := w.styles[n]
	f, ok := w.formats[s.format]
	if !ok {
		f = book.NumberedFormat(int(s.format))
	}
	look := w.font(s.font)
	look.White = look.White && !s.filled
	return look, f
}

// A look is a text as a cell shows it. Cells that share a text share that.
type look struct {
	raw    string
	runs   []book.Run
	struck bool
	white  bool
}

type lookKey struct {
	text int
	cell book.Look
}

func (w *workbook) shared(n int, cell book.Look) look {
	key := lookKey{n, cell}
	l, ok := w.looks[key]
	if !ok {
		l = w.look(w.texts[n], cell)
		w.looks[key] = l
	}
	return l
}

// look returns a text of a cell whose font looks so. A run reaches to the next
// one; before the first the text is in the font of the cell.
func (w *workbook) look(t text, cell book.Look) look {
	var runs []book.Run
	from, at := 0, cell
	part := func(to int) {
		p := text{units: t.units[from:to]}
		runs = append(runs, book.Run{Text: book.Lines(p.String()), Look: at})
		from = to
	}
	for _, r := range t.runs {
		to := min(max(int(r.at), from), len(t.units))
		if next := w.font(r.font); next != at {
			part(to)
			at = next
		}
	}
	part(len(t.units))
	var l look
	l.raw, l.runs, l.struck, l.white = book.Join(runs)
	return l
}

var faults = map[uint8]string{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"}

func fault(code uint8) string { return cmp.Or(faults[code], fmt.Sprintf("#%02X", code)) }

package sheetml

import (
	"cmp"

	"github.com/zhijiao-go/zhijiao/internal/book"
)

// Book reads all sheets. Errors wrap those of the gate.
func (w *Workbook) Book() (*book.Book, error) {
	b := &bookReader{Workbook: w, looks: map[lookKey]look{}}
	if w.Date1904 {
		b.SetDate1904()
	}
	for _, n := range w.Names {
		b.SetName(n.Name, n.RefersTo)
	}
	for name, value := range w.Properties {
		b.SetProperty(name, value)
	}
	for i := range w.Sheets {
		if s := &w.Sheets[i]; s.Part == "" || s.IsWorksheet() {
			if err := b.sheet(s); err != nil {
				return nil, err
			}
		}
	}
	return b.Builder.Book(), nil
}

// A bookReader makes a book of a workbook.
type bookReader struct {
	*Workbook
	book.Builder
	looks map[lookKey]look
}

func (b *bookReader) sheet(s *Sheet) error {
	r, err := b.read(s)
	if err != nil {
		return err
	}
	if err := b.Sheet(s.Name, s.Hidden); err != nil {
		return err
	}
	for _, m := range r.merges {
		if err := b.Merge(m); err != nil {
			return err
		}
	}
	for _, rows := range r.rows {
		if err := b.HideRows(rows); err != nil {
			return err
		}
	}
	for _, cols := range r.cols {
		if err := b.HideColumns(cols); err != nil {
			return err
		}
	}
	ticks, err := b.ticks(s, r.merges)
	if err != nil {
		return err
	}
	r.cells = ticked(r.cells, ticks)
	for i := range r.cells {
		c, err := b.cell(&r.cells[i])
		if err == nil {
			err = b.Cell(c)
		}
		if err != nil {
			return err
		}
	}
	return b.notes(s)
}

func (b *bookReader) cell(c *shownCell) (book.Cell, error) {
	out := book.Cell{Row: c.Row, Col: c.Col, Kind: c.Kind, Raw: c.Raw, Formula: c.Formula}
	style, err := b.style(c.Style)
	if err != nil {
		return out, err
	}
	if f := book.Format(style.format.Code); f != "General" {
		out.Format = cmp.Or(f, book.NumberedFormat(style.format.ID))
	}
	font := book.Look{}
	if style.font >= 0 && style.font < len(b.fonts) {
		font = b.fonts[style.font]
	}
	out.Struck, out.White = font.Struck, font.White
	if c.Kind == Text && c.Raw != "" {
		l := b.look(c, font)
		out.Raw, out.Runs, out.Struck, out.White = l.raw, l.runs, l.struck, l.white
	}
	out.White = out.White && !style.filled
	return out, nil
}

// A look is a text as a cell shows it. Cells that share a text share that.
type look struct {
	raw    string
	runs   []book.Run
	struck bool
	white  bool
}

type lookKey struct {
	shared int
	cell   book.Look
}

func (b *bookReader) look(c *shownCell, font book.Look) look {
	key := lookKey{c.shared, font}
	if l, ok := b.looks[key]; ok && c.shared > 0 {
		return l
	}
	parts := c.runs
	if c.shared > 0 {
		parts = b.runs[c.shared-1]
	}
	if parts == nil {
		parts = []run{{text: c.Raw}}
	}
	var runs []book.Run
	for _, p := range parts {
		r := book.Run{Text: book.Lines(p.text), Look: font}
		if p.own {
			r.Look = p.look
		}
		runs = append(runs, r)
	}
	var l look
	l.raw, l.runs, l.struck, l.white = book.Join(runs)
	if c.shared > 0 {
		b.looks[key] = l
	}
	return l
}

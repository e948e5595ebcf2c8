package sheetml

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// maxTicks is how many boxes are read that lie over a sheet.
const maxTicks = 1_000

// A tick is a box to be ticked that lies over the cells of a sheet (窗体控件).
type tick struct {
	row, col int // that its middle lies over
	left     int
	text     string // with the box before it: ☑男
}

// ticks returns what stands in cells by the boxes that lie over them, those of a
// cell from the left. A drawing of an old program that cannot be read has none.
func (b *bookReader) ticks(s *Sheet, merges []Range) (map[[2]int]string, error) {
	if !s.IsWorksheet() {
		return nil, nil
	}
	related, err := b.Relations(s.Part)
	if err != nil {
		return nil, err
	}
	var all []tick
	for _, r := range related {
		if part := b.Part(r.Target); part != nil && !r.Out && r.Kind() == "vmlDrawing" {
			var t ticksReader
			if b.scan(part, t.token) == nil {
				all = append(all, t.all...)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b tick) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col), cmp.Compare(a.left, b.left))
	})
	at := map[[2]int]string{}
	for _, t := range all {
		place := [2]int{t.row, t.col}
		if k := slices.IndexFunc(merges, func(m Range) bool {
			return m.Row <= t.row && t.row <= m.LastRow && m.Col <= t.col && t.col <= m.LastCol
		}); k >= 0 {
			place = [2]int{merges[k].Row, merges[k].Col}
		}
		at[place] = strings.TrimSpace(at[place] + "  " + t.text)
	}
	return at, nil
}

// ticked puts the boxes that lie over cells into them.
func ticked(cells []shownCell, at map[[2]int]string) []shownCell {
	if len(at) == 0 {
		return cells
	}
	for i := range cells {
		c := &cells[i]
		if text, ok := at[[2]int{c.Row, c.Col}]; ok && (c.Kind == Text || c.Raw == "") {
			// Of its own text alone: what cells share is kept as it is.
			c.Cell.Kind, c.Raw, c.shared, c.runs = Text, strings.TrimSpace(c.Raw+"  "+text), 0, nil
			delete(at, [2]int{c.Row, c.Col})
		}
	}
	for place, text := range at {
		cells = append(cells, shownCell{Cell: Cell{Row: place[0], Col: place[1], Kind: Text, Raw: text}})
	}
	return cells // their order is the book's
}

// A ticksReader goes through a drawing of shapes (VML).
type ticksReader struct {
	all    []tick
	words  strings.Builder // of the shape at hand
	anchor string
	on     bool
	box    bool // the shape is one to be ticked
	in     string
}

func (t *ticksReader) token(s *gate.Scanner) error {
	name := string(s.Name)
	switch s.Token {
	case gate.StartTag:
		switch name {
		case "shape":
			t.words.Reset()
			t.anchor, t.on, t.box = "", false, false
		case "ClientData":
			kind := s.Attr("ObjectType")
			t.box = kind == "Checkbox" || kind == "Radio"
		case "textbox", "Anchor", "Checked":
			t.in = name
		}
	case gate.CharData:
		text, err := s.Text()
		if err != nil {
			return err
		}
		switch t.in {
		case "textbox":
			if t.words.Len() < book.MaxText {
				t.words.Write(text)
			}
		case "Anchor":
			t.anchor += string(text[:min(len(text), 200)])
		case "Checked":
			t.on = t.on || strings.TrimSpace(string(text)) == "1"
		}
	case gate.EndTag:
		switch name {
		case "textbox", "Anchor", "Checked":
			t.in = ""
		case "shape":
			t.end()
		}
	}
	return nil
}

// end takes the shape that was read.
func (t *ticksReader) end() {
	var at []int // left column and how far into it, top row …, right column …, bottom row …
	for f := range strings.SplitSeq(t.anchor, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(f))
		if err != nil || n < 0 {
			return
		}
		at = append(at, n)
	}
	if !t.box || len(at) != 8 || len(t.all) == maxTicks || at[6] > MaxRows || at[0] >= MaxColumns {
		return
	}
	box := "□"
	if t.on {
		box = "☑"
	}
	words := strings.Join(strings.Fields(t.words.String()), " ")
	t.all = append(t.all, tick{row: (at[2]+at[6])/2 + 1, col: at[0] + 1, left: at[1], text: box + words})
}

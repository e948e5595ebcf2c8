package returned

import (
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/book"
)

// workbook makes a grid of every sheet of a workbook but the one with our marks
// and those that are ours: the instructions, and the findings of an annotated
// copy.
func (f *file) workbook(b *book.Book) {
	info := &book.Sheet{}
	for i := range b.Sheets {
		s := &b.Sheets[i]
		switch {
		case s.Name == forms.InfoSheet:
			info = s
		case forms.ReservedSheet(s.Name):
		default:
			g := find.NewSheetGrid(f.name, b, s)
			g.Hidden = s.Hidden
			f.grids = append(f.grids, g)
		}
	}
	f.marks(b, info)
}

// marks finds the id and version that a blank form carries. Each of the three
// places is enough.
func (f *file) marks(b *book.Book, info *book.Sheet) {
	set := func(name, value string) {
		switch name {
		case forms.NameForm, forms.InfoForm:
			f.id, f.marked = value, value != ""
		case forms.NameVersion, forms.InfoVersion:
			f.version, f.versioned = value, true
		}
	}
	for _, name := range []string{forms.InfoForm, forms.InfoVersion} {
		if value, ok := b.Properties[name]; ok {
			set(name, value)
		}
	}
	text := map[[2]int]string{}
	for _, c := range info.Cells {
		text[[2]int{c.Row, c.Col}] = c.Raw
	}
	for row := 1; row <= 2; row++ {
		set(text[[2]int{row, 1}], text[[2]int{row, 2}])
	}
	for _, name := range []string{forms.NameForm, forms.NameVersion} {
		if value, ok := b.Names[name]; ok {
			set(name, value)
		}
	}
}

// Package guard makes a bureau's own blank ready to be sent out: the very file,
// in which only the answers can be written, with lists and limits for them.
//
//	b, err := learn.LearnFile("实训设备清单.xlsx") // what it asks for, and where
//	err = guard.Blank(w, b)                        // looks as it did
//
// There is no password: who must change the file can lift the protection.
package guard

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
)

// ErrNoBlank is the error of [Blank] without a blank.
var ErrNoBlank = say.Error("no blank", "没有空白表")

// An Error says which blank cannot be made ready, and why.
type Error struct {
	File string
	Err  error
}

func (e *Error) Error() string {
	return fmt.Sprintf("guard %s: %s", e.File, strings.TrimPrefix(e.Err.Error(), "gate: "))
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says it to the clerk.
func (e *Error) Chinese() string {
	var g *gate.Error
	if errors.As(e.Err, &g) {
		return "不能给" + e.File + "加锁：" + g.Say()
	}
	return "不能给" + e.File + "加锁：" + say.Chinese(e.Err, "文件已损坏或没有传完整")
}

// Blank writes the file of a blank. In an .xlsx file the sheets with fields are
// protected without a password but for the boxes to be filled in, which may be made
// larger, and rows be put in; choices have a list, numbers their limits, and what is
// said of a field is shown where it is selected. A limit that was learnt warns, one
// of a schema that somebody has given ([learn.Blank.With]) refuses. A hidden name
// holds the id and the version of the schema.
//
// Nothing that is seen is changed: parts that hold no such mark are copied byte for
// byte, and in those that do only the marks are put in. A sheet that its office has
// protected keeps that, and boxes their own lists. Where a table has no rows of its
// own, nobody knows where it ends, and nothing is protected. Any other file is
// written as it is.
//
// The same blank gives the same bytes. Errors are of type [*Error], but for those of
// w.
func Blank(w io.Writer, b *learn.Blank) error {
	if b == nil || b.Schema == nil {
		return &Error{Err: ErrNoBlank}
	}
	if w == nil {
		return fmt.Errorf("guard %s: %w", b.Name, out.ErrNoWriter)
	}
	z, kind, err := gate.OpenOffice(b.Open(), int64(len(b.Data)), b.Name)
	if err != nil || kind != gate.XLSX {
		_, err := w.Write(b.Data) // what was learnt has been opened already
		return err
	}
	e, err := guarded(sheetml.Open(z))
	if err == nil {
		err = e.blank(b)
	}
	if err != nil {
		return &Error{File: b.Name, Err: err}
	}
	return e.Write(w)
}

// A guardian puts locks into one workbook.
type guardian struct {
	*sheetml.Editor
	book *sheetml.Workbook
	look *styles
}

func guarded(book *sheetml.Workbook, err error) (*guardian, error) {
	if err != nil {
		return nil, err
	}
	return &guardian{Editor: sheetml.NewEditor(book.Package), book: book}, nil
}

// A cellRef is a cell of a sheet, 1-based.
type cellRef struct{ row, col int }

func compareRef(a, b cellRef) int {
	return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
}

func (g *guardian) blank(b *learn.Blank) error {
	free := map[string][]learn.Place{}
	for p := range b.Places() {
		free[p.Sheet] = append(free[p.Sheet], p)
	}
	if err := g.styles(); err != nil {
		return err
	}
	done := map[string]bool{}
	for i := range g.book.Sheets {
		s := &g.book.Sheets[i]
		if places := free[s.Name]; len(places) > 0 && s.IsWorksheet() && s.Part != "" && !done[s.Name] {
			done[s.Name] = true
			if err := g.sheet(s, places, b); err != nil {
				return err
			}
		}
	}
	if err := g.writeStyles(); err != nil {
		return err
	}
	return g.mark(b.Schema)
}

// sheet locks one sheet.
func (g *guardian) sheet(s *sheetml.Sheet, places []learn.Place, b *learn.Blank) error {
	p := &sheetPainter{styles: g.look, free: map[cellRef]bool{}, exists: map[cellRef]bool{}, ruled: map[cellRef]bool{}, lock: b.Bounded() && len(g.look.xfs) > 0}
	for _, place := range places {
		for row := place.Row; row < place.Row+place.Rows; row++ {
			for col := place.Col; col < place.Col+place.Cols; col++ {
				p.free[cellRef{row, col}] = true
			}
		}
	}
	if err := g.Scan(s.Part, p.survey); err != nil {
		return err
	}
	if !p.data {
		return fmt.Errorf("%s: %w: no cells", s.Part, gate.ErrDamaged)
	}
	if p.lock {
		for at := range p.free {
			if !p.exists[at] {
				p.missing = append(p.missing, at)
			}
		}
		slices.SortFunc(p.missing, compareRef)
	}
	p.rules = validations(places, b.Given, p.ruled)
	p.at = cellRef{}
	return g.Scan(s.Part, p.token)
}

// mark puts the id and the version of the schema into hidden names.
func (g *guardian) mark(s *forms.Schema) error {
	const before = " fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
	var names strings.Builder
	for _, n := range [][2]string{{forms.NameForm, s.ID}, {forms.NameVersion, s.Version}} {
		if n[1] != "" {
			fmt.Fprintf(&names, `<@definedName name="%s" hidden="1">"%s"</@definedName>`, n[0], sheetml.Escape(strings.ReplaceAll(n[1], `"`, `""`)))
		}
	}
	has, placed := false, false
	err := g.Scan(g.book.Main, func(s *gate.Scanner, _ *sheetml.Changes) error {
		if s.Token == gate.StartTag && s.Depth() == 2 && string(s.Name) == "definedNames" {
			has = true
		}
		if s.Token == gate.StartTag && string(s.Name) == "definedName" && (s.Attr("name") == forms.NameForm || s.Attr("name") == forms.NameVersion) {
			placed = true // one of ours
		}
		return nil
	})
	if err != nil || placed {
		return err
	}
	return g.Scan(g.book.Main, func(s *gate.Scanner, c *sheetml.Changes) error {
		name := string(s.Name)
		switch {
		case s.Token == gate.CharData || placed:
		case has && s.Token == gate.EndTag && s.Depth() == 1 && name == "definedNames":
			c.Inside(s, names.String())
			placed = true
		case !has && s.Token == gate.StartTag && s.Depth() == 2 && !strings.Contains(before, " "+name+" "):
			c.Put(s, s.Start, "<@definedNames>"+names.String()+"</@definedNames>")
			placed = true
		case !has && s.Token == gate.EndTag && s.Depth() == 0:
			c.Inside(s, "<@definedNames>"+names.String()+"</@definedNames>")
		}
		return nil
	})
}

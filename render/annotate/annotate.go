package annotate

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Options say what [Workbook] and [Document] cannot know from the findings. The zero
// value is that of a bureau's clerk.
type Options struct {
	Name   string // of the file, for errors and the sheet 校核意见; "" is not shown
	Author string // who comments; "" is 校核

	// Problems name every cell that takes part in a finding, of a sum the sum
	// and its parts. All of them are marked; those of a problem whose finding is
	// not in the list are not.
	Problems []returned.Problem
}

// Why nothing can be marked in a file, beside the reasons of [returned.ReadError].
var (
	// ErrNotWorkbook: it is a document, which [Document] marks.
	ErrNotWorkbook = say.Error("not a workbook", "不是电子表格")
	// ErrTooLong: it has more than 4 MB of text, or needs more than 50,000 changes.
	ErrTooLong = say.Error("draft too long to be reviewed", "稿件太长，不像公文")
	// ErrNotDocument: it is a workbook.
	ErrNotDocument = say.Error("not a document", "不是文字文档")
	// ErrNoFile: there is none.
	ErrNoFile = say.Error("no file", "没有文件")
)

// An Error says which file cannot be annotated, and why.
type Error struct {
	File string
	Err  error
}

func (e *Error) Error() string {
	return fmt.Sprintf("annotate %s: %s", e.File, strings.TrimPrefix(e.Err.Error(), "gate: "))
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says it to the clerk.
func (e *Error) Chinese() string {
	var g *gate.Error
	if errors.As(e.Err, &g) {
		return "不能批注" + e.File + "：" + g.Say()
	}
	return "不能批注" + e.File + "：" + say.Chinese(e.Err, "文件已损坏或没有传完整")
}

// Workbook writes a copy of a workbook with the findings in it. Their cells are
// coloured by severity, red, yellow or blue, all cells of a merged one; nothing
// else of their style changes. A comment says what is wrong and what to do,
// below the sender's own if there is one. A sheet 校核意见 comes first, lists
// all findings with links to the cells, and is shown when the file is opened.
//
// Everything else is the sender's: parts of the file that hold no mark are
// copied byte for byte, and in those that do only the marks are put in. Where
// findings name a sheet or cell that the workbook does not have they are listed
// only. The caller chooses the findings of this file; [report.Position.File]
// does not matter.
//
// The same input gives the same bytes. Files with macros or a password are
// refused. Errors are of type [*Error], but for those of w; before one
// of the file nothing is written.
func Workbook(w io.Writer, file io.ReaderAt, size int64, findings []report.Finding, o Options) error {
	if file == nil {
		return &Error{File: o.Name, Err: ErrNoFile}
	}
	if w == nil {
		return fmt.Errorf("annotate %s: %w", o.Name, out.ErrNoWriter)
	}
	e, err := annotate(file, size, findings, o)
	if err != nil {
		return &Error{File: o.Name, Err: err}
	}
	return write(w, e, o.Name)
}

// write writes the copy. What is wrong with the file may show only now.
func write(w io.Writer, e *sheetml.Editor, name string) error {
	to := &noting{Writer: w}
	err := e.Write(to)
	switch {
	case err == nil:
		return nil
	case to.failed:
		return fmt.Errorf("annotate %s: %w", name, err)
	}
	return &Error{File: name, Err: err}
}

// noting notes whether its writer has failed.
type noting struct {
	io.Writer
	failed bool
}

func (n *noting) Write(p []byte) (int, error) {
	m, err := n.Writer.Write(p)
	n.failed = n.failed || err != nil
	return m, err
}

func annotate(file io.ReaderAt, size int64, findings []report.Finding, o Options) (*sheetml.Editor, error) {
	z, kind, err := gate.OpenOffice(file, size, o.Name)
	if err != nil {
		return nil, err
	}
	if kind != gate.XLSX {
		return nil, fmt.Errorf("%w: it is a %s", ErrNotWorkbook, kind)
	}
	book, err := sheetml.OpenWithin(z, gate.BudgetOf(file))
	if err != nil {
		return nil, err
	}
	o.Author = cmp.Or(o.Author, "校核")
	a := &annotator{Editor: sheetml.NewEditor(book.Package), book: book, o: o}
	a.collect(findings)
	if err := a.styles(); err != nil {
		return nil, err
	}
	for i := range a.sheets {
		if err := a.markSheet(&a.sheets[i]); err != nil {
			return nil, err
		}
	}
	return a.Editor, a.list()
}

// An annotator puts findings into one workbook.
type annotator struct {
	*sheetml.Editor
	book     *sheetml.Workbook
	o        Options
	findings []report.Finding // in the order of the list
	sheets   []sheetMarks     // one for each of the workbook's
	look     *styles
}

// A sheetMarks is what there is to mark in a sheet.
type sheetMarks struct {
	*sheetml.Sheet
	cells map[cellRef]*mark
}

// A cellRef is a cell of a sheet, 1-based.
type cellRef struct{ row, col int }

func compareRef(a, b cellRef) int {
	return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
}

// A mark is what is said about a cell.
type mark struct {
	severity report.Severity // the heaviest
	remarks  []remark
}

// A remark is a finding about a cell, or one that the cell only has a part in.
type remark struct {
	report.Finding
	part bool
}

// collect orders the findings and gathers them by cell.
func (a *annotator) collect(findings []report.Finding) {
	sheet := map[string]int{} // by name, from 1
	for i := range a.book.Sheets {
		s := &a.book.Sheets[i]
		if sheet[s.Name] == 0 {
			sheet[s.Name] = i + 1
		}
		a.sheets = append(a.sheets, sheetMarks{s, map[cellRef]*mark{}})
	}
	place := func(f report.Finding) (int, cellRef) {
		row, col, ok := a1.Parse(f.Where.Cell)
		if !ok {
			row, col = 0, 0 // a whole sheet, or a place in a document
		}
		return sheet[f.Where.Sheet], cellRef{row, col}
	}
	a.findings = slices.Clone(findings)
	slices.SortStableFunc(a.findings, func(x, y report.Finding) int {
		i, p := place(x)
		j, q := place(y)
		return cmp.Or(cmp.Compare(i, j), compareRef(p, q), cmp.Compare(x.Severity, y.Severity), cmp.Compare(x.Rule, y.Rule))
	})
	a.findings = slices.Compact(a.findings)
	for _, f := range a.findings {
		i, at := place(f)
		a.mark(i, at, remark{f, false})
		for _, p := range a.o.Problems {
			if p.Finding != f {
				continue
			}
			for _, c := range p.Cells {
				part := f
				part.Where = c
				if i, at := place(part); c != f.Where {
					a.mark(i, at, remark{f, true})
				}
			}
		}
	}
}

func (a *annotator) mark(sheet int, at cellRef, r remark) {
	if sheet == 0 || at.row == 0 || !a.sheets[sheet-1].IsWorksheet() {
		return
	}
	cells := a.sheets[sheet-1].cells
	m := cells[at]
	if m == nil {
		m = &mark{severity: r.Severity}
		cells[at] = m
	}
	m.severity = min(m.severity, r.Severity)
	if !slices.Contains(m.remarks, r) {
		m.remarks = append(m.remarks, r)
	}
}

// comment is what a mark says at its cell.
func (m *mark) comment() string {
	var b strings.Builder
	for i, r := range m.remarks {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "【%s】%s", r.Severity.Label(), r.Message)
		if r.part {
			fmt.Fprintf(&b, "\n见%s的批注", r.Where.Cell)
			continue
		}
		if r.Found != "" {
			b.WriteString("\n原值：" + cells.Clip(r.Found, 200))
		}
		if r.Hint != "" {
			b.WriteString("\n建议：" + r.Hint)
		}
	}
	return cells.Clip(b.String(), cells.MaxText)
}

// transitional and strict are the two families of names in the file format.
type ooxml struct{ main, relations string }

var (
	transitional = ooxml{"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
	strict       = ooxml{"http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships"}
)

const xmlDeclaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// family tells which names a part uses, by its root, at which s is.
func family(s *gate.Scanner) ooxml {
	for _, a := range s.Attrs {
		if string(a.Raw) == strict.main {
			return strict
		}
	}
	return transitional
}

// relate leads from a part to another one by a relation of the family.
func (a *annotator) relate(o ooxml, from, kind, target string) (string, error) {
	return a.Relate(from, o.relations+"/"+kind, target)
}

// relationID writes the attribute that names a relation: r:id.
func (o ooxml) relationID(id string) string {
	return fmt.Sprintf(`xmlns:r="%s" r:id="%s"`, o.relations, id)
}

// rootOf tells which names a part uses.
func (a *annotator) rootOf(part string) (o ooxml, err error) {
	err = a.Scan(part, func(s *gate.Scanner, _ *sheetml.Changes) error {
		if s.Token == gate.StartTag && s.Depth() == 1 {
			o = family(s)
		}
		return nil
	})
	return o, err
}

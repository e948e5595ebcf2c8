package returned

import (
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/spreadsheet"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Reader reads forms that came back. Its zero value is ready for use, also on
// several goroutines at once as long as nobody changes it or the schemas.
//
// A Reader for many files is faster than one for each: what it looks for by a
// schema is worked out once, and again only where the schema has changed. It
// is not to be copied.
type Reader struct {
	// Year is the year that dates without one belong to, such as 5月8日. Zero
	// leaves them without a value, with a finding.
	Year int

	last atomic.Pointer[[]*find.SchemaLabels] // of the file read last
}

// A ReadError says that a file cannot be read at all: it is of another format,
// behind a password, damaged, or too large. [ReadError.Finding] says so to
// clerks.
type ReadError struct {
	File string
	Err  error  // why; errors.Is knows those below
	Say  string // what is wrong, in Chinese
	Hint string // what its sender should do, in Chinese
}

// Why a file cannot be read, in [ReadError.Err].
var (
	ErrEmptyFile = gate.ErrEmpty     // no bytes
	ErrFormat    = gate.ErrFormat    // .doc, .wps, .pdf, a picture, a web page …
	ErrEncrypted = gate.ErrEncrypted // a password
	ErrMacro     = gate.ErrMacro     // macros
	ErrDamaged   = gate.ErrDamaged   // truncated, or not well formed
	ErrTooLarge  = gate.ErrTooLarge  // unpacks to more, or has more rows or columns, than any form
)

func (e *ReadError) Error() string {
	return fmt.Sprintf("returned: read %s: %s", e.File, strings.TrimPrefix(e.Err.Error(), "gate: "))
}

func (e *ReadError) Unwrap() error { return e.Err }

// Chinese says to a clerk what is wrong with which file, and what to do.
func (e *ReadError) Chinese() string { return e.File + "：" + e.Say + "；" + e.Hint }

// Finding says in Chinese what is wrong with the file and what its sender
// should do.
func (e *ReadError) Finding() report.Finding {
	return finding(RuleFile, report.Error, report.Position{File: e.File}, path.Base(e.File), e.Say, e.Hint)
}

// NewReadError returns the error of a file that a reader beside [Read] cannot
// read, such as that of package rollup.
func NewReadError(name string, err error) *ReadError {
	e := &ReadError{File: name, Err: err, Say: "文件已损坏或没有传完整", Hint: "请确认文件能正常打开后重新报送"}
	var g *gate.Error
	switch {
	case errors.As(err, &g):
		e.Say, e.Hint = g.Say(), g.Advice
		if errors.Is(err, gate.ErrTooLarge) && (g.Kind == gate.XLSX || g.Kind == gate.XLS || g.Kind == gate.ODS || g.Kind == gate.DOCX) {
			e.Say = "文件的行、列或层次远多于表格所需"
		}
	case errors.Is(err, gate.ErrTooLarge), errors.Is(err, gate.ErrDepth):
		e.Say, e.Hint = "文件的行、列或层次远多于表格所需", "请用空白表重新填写后报送"
	}
	return e
}

// ReadFile reads the forms in a file with a zero [Reader].
func ReadFile(path string, schemas ...*forms.Schema) ([]*Return, []report.Finding, error) {
	return (&Reader{}).ReadFile(path, schemas...)
}

// Read reads the forms in a file with a zero [Reader].
func Read(r io.ReaderAt, size int64, name string, schemas ...*forms.Schema) ([]*Return, []report.Finding, error) {
	return (&Reader{}).Read(r, size, name, schemas...)
}

// Read reads an .xlsx, .xls, .et, .ods, .docx or .csv file and returns the forms in it, of those that
// the schemas describe, in the order in which they stand.
//
// A form is known by the id that its blank carries; where that is lost, by its
// title and labels, wherever they stand: rows above it, columns in another
// order, another name of the sheet, several forms one below the other do not
// matter. A form of another version or year is refused with a finding.
//
// Every value keeps its raw text. What it means is told by the rules RuleAbout
// to RuleSpelt; where two readings are possible there is no value, where one
// had to be worked out there is a finding. Text that belongs to no field is a
// finding too: nothing is passed over. Whether values are right is for
// [Return.Check].
//
// name is the file's, for findings. A nil r is an empty file. The error is a
// [*ReadError], or that of [forms.Schema.Validate]; then nothing was read.
func (rd *Reader) Read(r io.ReaderAt, size int64, name string, schemas ...*forms.Schema) (returns []*Return, findings []report.Finding, err error) {
	labels, err := rd.labels(schemas)
	if err != nil {
		return nil, nil, err
	}
	if r == nil {
		r, size = strings.NewReader(""), 0
	}
	f := &file{name: name, year: rd.Year, schemas: labels}
	_, kind, err := gate.OpenOffice(r, size, name)
	switch {
	case err == nil && kind == gate.DOCX:
		d, err := wordml.ReadRuns(r, size)
		if err != nil {
			return nil, nil, NewReadError(name, err)
		}
		f.id, f.marked = d.Properties[forms.InfoForm]
		f.version, f.versioned = d.Properties[forms.InfoVersion]
		f.grids = []*find.Grid{find.DocumentGrid(d, name)}
	case err == nil, kind == gate.XLS, kind == gate.ODS:
		b, err := spreadsheet.Open(r, size, name)
		if err != nil {
			return nil, nil, NewReadError(name, err)
		}
		f.workbook(b)
	case errors.Is(err, ErrFormat) && strings.EqualFold(path.Ext(name), ".csv"):
		g, bad := find.CSVSheet(r, size, name)
		if bad != nil {
			return nil, nil, NewReadError(name, bad)
		}
		f.grids = []*find.Grid{g}
		if f.read(); len(f.returns) == 0 && !f.refused {
			return nil, nil, NewReadError(name, err) // a list of something else
		}
		return f.returns, f.findings, nil
	default:
		return nil, nil, NewReadError(name, err)
	}
	f.read()
	return f.returns, f.findings, nil
}

// ReadFile is [Reader.Read] of a file; the last part of the path is its name in
// findings. What is no file, such as a folder, a pipe or a socket, is not opened:
// fs.ErrInvalid.
func (rd *Reader) ReadFile(path string, schemas ...*forms.Schema) ([]*Return, []report.Finding, error) {
	f, size, err := gate.OpenFile(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return rd.Read(f, size, filepath.Base(path), schemas...)
}

// labels returns what is looked for by each schema: what the last file was read
// by where the schema is still the same.
func (rd *Reader) labels(schemas []*forms.Schema) ([]*find.SchemaLabels, error) {
	var last []*find.SchemaLabels
	if p := rd.last.Load(); p != nil {
		last = *p
	}
	labels := make([]*find.SchemaLabels, len(schemas))
	for i, s := range schemas {
		if k := slices.IndexFunc(last, func(m *find.SchemaLabels) bool { return m.Of(s) }); k >= 0 {
			labels[i] = last[k]
			continue
		}
		var err error
		if labels[i], err = find.NewSchemaLabels(s); err != nil {
			return nil, err
		}
	}
	rd.last.Store(&labels)
	return labels, nil
}

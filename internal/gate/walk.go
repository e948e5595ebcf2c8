package gate

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"strings"
)

// MaxNest is how many archives may lie inside one another.
const MaxNest = 3

// A Found is a file that a walk through an archive has come to.
type Found struct {
	Path string // in the archive; each part that ends in .zip is one inside it
	Size int64  // unpacked
	Note string // what was odd about its name, in Chinese; "" for nothing
	Err  error  // an [*Error]: why it is not to be opened

	// Open opens it, and is nil where Err is not.
	Open func() (io.ReadCloser, error)

	stored io.ReaderAt // where its bytes lie as they are; nil where they are packed
}

// View returns a view of a file that may be opened, within a budget of its own.
func (f *Found) View(ctx context.Context, b *Budget) *View {
	return &View{ctx: ctx, at: f.stored, open: f.Open, size: f.Size, budget: b}
}

// Walk is [WalkFiles] without a budget; visit gets of each file its path and
// either a way to open it or what is wrong with it.
func Walk(r io.ReaderAt, size int64, name string, visit func(path string, open func() (io.ReadCloser, error), bad error) error) error {
	return WalkFiles(r, size, name, nil, func(f Found) error { return visit(f.Path, f.Open, f.Err) })
}

// WalkFiles calls visit for every file in a zip and in the zips inside it, in
// their order. What visit returns stops the walk; a file or an inner archive
// that is refused does not: visit gets it with Err. All of them together have
// the bounds of [Bundle]. An archive without any file in it is an error of
// [ErrEmpty], an inner one a Found with it.
func WalkFiles(r io.ReaderAt, size int64, name string, b *Budget, visit func(Found) error) error {
	entries, err := Entries(r, size, name, Bundle)
	if err != nil {
		return err
	}
	w := &walker{name: name, budget: b, unpack: Bundle.Total, entries: Bundle.Entries, visit: visit}
	return w.walk(entries, r, "", 1)
}

// A walker goes through one archive with all inside it.
type walker struct {
	name    string
	budget  *Budget
	unpack  int64 // bytes that there may still be
	entries int   // likewise
	held    int64 // bytes of the inner archives that are open
	visit   func(Found) error
}

func (w *walker) bad(entry string, err error, detail, advice string) *Error {
	return &Error{File: w.name, Entry: entry, Kind: Zip, Err: err, Detail: detail, Advice: advice}
}

// walk goes through the entries of an archive, which is the file r.
func (w *walker) walk(entries []Entry, r io.ReaderAt, prefix string, depth int) error {
	if len(entries) == 0 {
		err := w.bad(strings.TrimSuffix(prefix, "/"), ErrEmpty, "no file in it", "请检查后重新报送")
		if prefix == "" {
			return err
		}
		return w.visit(Found{Path: err.Entry, Err: err})
	}
	if w.entries -= len(entries); w.entries < 0 {
		return w.bad(prefix, ErrEntries, "with the archives inside", adviceSmall)
	}
	for i := range entries {
		e := &entries[i]
		at := prefix + e.Name
		if w.unpack -= int64(e.UncompressedSize64); w.unpack < 0 {
			return w.bad(at, ErrTooLarge, "with the archives inside", adviceSmall)
		}
		f := Found{Path: at, Size: int64(e.UncompressedSize64), Note: e.Note, Err: e.Err}
		var err error
		switch {
		case f.Err != nil:
			err = w.visit(f)
		case strings.EqualFold(path.Ext(e.Name), ".zip"):
			err = w.inner(e, r, f, depth)
		default:
			f.Open, f.stored = e.File.Open, e.stored(r)
			err = w.visit(f)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// maxHeld is how many bytes of inner archives a walk holds in memory at once.
const maxHeld = 48 << 20

const adviceUnpack = "请解开后只压缩一层再报送"

// inner walks an archive inside another one. What is stored as it is is read
// where it lies; what is packed has to be held in memory.
func (w *walker) inner(e *Entry, r io.ReaderAt, f Found, depth int) error {
	refuse := func(err error, detail, advice string) error {
		f.Err = w.bad(f.Path, err, detail, advice)
		return w.visit(f)
	}
	if depth >= MaxNest {
		return refuse(ErrNested, fmt.Sprintf("limit %d", MaxNest), adviceUnpack)
	}
	at := e.stored(r)
	if at == nil {
		if f.Size > maxHeld-w.held {
			return refuse(ErrTooLarge, "an archive inside an archive", adviceUnpack)
		}
		if err := w.budget.Take(Unpacked, f.Size); err != nil {
			return refuse(err, "", adviceSmall)
		}
		data, err := ReadAll(e.File)
		if err != nil {
			return refuse(ErrDamaged, err.Error(), adviceResend)
		}
		w.held += f.Size
		defer func() { w.held -= f.Size }()
		at = bytes.NewReader(data)
	}
	entries, err := Entries(at, f.Size, f.Path, Bundle)
	if err != nil {
		f.Err = err
		return w.visit(f)
	}
	return w.walk(entries, at, f.Path+"/", depth+1)
}

// stored returns where the bytes of an entry lie in its archive as they are; nil
// where they are packed.
func (e *Entry) stored(r io.ReaderAt) io.ReaderAt {
	if offset, err := e.DataOffset(); err == nil && e.Method == zip.Store && e.CompressedSize64 == e.UncompressedSize64 {
		return io.NewSectionReader(r, offset, int64(e.UncompressedSize64))
	}
	return nil
}

// View returns a view of an entry of the archive r, within the budget of the
// archive.
func (e *Entry) View(ctx context.Context, r io.ReaderAt, b *Budget) *View {
	return &View{ctx: ctx, at: e.stored(r), open: e.File.Open, size: int64(e.UncompressedSize64), packed: int64(e.CompressedSize64), budget: b}
}

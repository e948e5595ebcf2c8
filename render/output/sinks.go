package output

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
)

// A Folder is the sink that [Dir] returns.
type Folder struct {
	shelf
	stage *outdir.Stage
}

// Dir returns a sink that puts the files into a folder of the file system,
// which is made if it is not there. Files of the same names are replaced, others
// stay. Until Commit the files lie in a hidden folder within, so that not all of
// them have to be in memory; whoever calls Dir calls Discard in the end. That
// removes what lies there, which takes as long as the file system needs for it.
func Dir(dir string) (*Folder, error) { return DirWith(dir, DirOptions{}) }

// DirOptions say how a folder is treated that has files already. The zero value
// replaces those in the way and leaves the rest.
type DirOptions struct {
	// Record is the name of a hidden file in the folder that lists what was
	// written, such as [Record]; "" is none. With it a file in the way that
	// somebody has edited since it was written is kept, as 名称.旧.docx, and files
	// of earlier runs that no longer belong are told.
	Record string

	// Manifest is a file of the job that lists files and hashes, too, such as
	// manifest.json of a pack. It is asked where there is no record.
	Manifest string

	// Clean removes what earlier runs have written and this one does not, those
	// apart that somebody has edited. Nothing but what the record lists goes.
	Clean bool
}

// Record is the usual name of a record.
const Record = ".zhijiao.json"

// DirWith is [Dir] with options.
func DirWith(dir string, o DirOptions) (*Folder, error) {
	stage, err := outdir.BeginWith(dir, outdir.Options{Record: o.Record, Manifest: o.Manifest, Clean: o.Clean})
	if err != nil {
		return nil, err
	}
	return &Folder{stage: stage}, nil
}

// An Outcome tells what became of the files that were in a folder.
type Outcome struct {
	Kept    []Kept   // that somebody had edited and were in the way
	Stale   []string // of earlier runs, that no longer belong and are still there
	Removed []string
}

// Kept is a file that was renamed.
type Kept struct{ Path, As string }

// Outcome tells what Commit did to the files that were there.
func (f *Folder) Outcome() Outcome {
	from := f.stage.Outcome()
	o := Outcome{Stale: from.Stale, Removed: from.Removed}
	for _, k := range from.Kept {
		o.Kept = append(o.Kept, Kept(k))
	}
	return o
}

// WriteText prints it as a clerk reads it; nothing where there is nothing to
// tell.
func (o Outcome) WriteText(w io.Writer) error {
	var b strings.Builder
	for _, k := range o.Kept {
		fmt.Fprintf(&b, "%s 在上次写出以后有人改过，改过的留作 %s\n", k.Path, k.As)
	}
	list := func(names []string, say string) {
		const most = 5
		if len(names) == 0 {
			return
		}
		text := strings.Join(names[:min(len(names), most)], "、")
		if len(names) > most {
			text += "等"
		}
		fmt.Fprintf(&b, say+"\n", len(names), text)
	}
	list(o.Stale, "以前写出的 %d 个文件这次没有写，还在原处：%s；用 -clean 可以删去（有人改过的不删）")
	list(o.Removed, "删去了以前写出、这次不再需要的 %d 个文件：%s")
	_, err := strings.NewReader(b.String()).WriteTo(w)
	return err
}

// A Console is the standard output of a program. It keeps the first error, so
// that a program that could not tell what it did does not end as if it had.
type Console struct {
	W io.Writer

	mu  sync.Mutex
	err error
}

// Write implements [io.Writer].
func (c *Console) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		return 0, c.err
	}
	n, err := c.W.Write(p)
	c.err = err
	return n, err
}

// Err is the first error.
func (c *Console) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err == nil {
		return nil
	}
	return &ConsoleError{c.err}
}

// A ConsoleError says that what a program has to tell could not be printed.
type ConsoleError struct{ Err error }

func (e *ConsoleError) Error() string { return fmt.Sprintf("output: printing: %v", e.Err) }

func (e *ConsoleError) Unwrap() error { return e.Err }

// Chinese says the same to a clerk.
func (e *ConsoleError) Chinese() string {
	return fmt.Sprintf("屏幕输出写不进去（%v），文件可能已经写好", e.Err)
}

// Add implements [Sink].
func (f *Folder) Add(path string, data []byte) error {
	return f.add(path, func() error { return f.stage.Add(outdir.File{Path: path, Data: data}) })
}

// Commit implements [Sink].
func (f *Folder) Commit() error {
	if !f.close() {
		return &Error{"", ErrClosed}
	}
	defer f.stage.Discard() // only tidies up
	return f.stage.Commit()
}

// Discard implements [Sink].
func (f *Folder) Discard() {
	if f.close() {
		f.stage.Discard()
	}
}

// An Archive is the sink that [Zip] returns.
type Archive struct {
	shelf
	w       io.Writer
	mu      sync.Mutex
	entries []entry
	packers sync.Pool // of *flate.Writer
}

type entry struct {
	header *zip.FileHeader
	packed []byte
}

// Zip returns a sink that writes the files as a .zip, in the order of their
// paths and without a time, so that the same files give the same bytes. They are
// packed as they come; nothing is written to w before Commit, so that a handler
// of HTTP can still answer with an error.
func Zip(w io.Writer) *Archive { return &Archive{w: w} }

// Add implements [Sink].
func (a *Archive) Add(path string, data []byte) error {
	return a.add(path, func() error {
		e := entry{&zip.FileHeader{
			Name: path, Flags: utf8Names, Method: zip.Deflate,
			//lint:ignore SA1019 CreateRaw writes this and does not look at Modified
			ModifiedDate: firstDay,
			CRC32:        crc32.ChecksumIEEE(data), UncompressedSize64: uint64(len(data)),
		}, a.pack(data)}
		if len(e.packed) >= len(data) {
			e.header.Method, e.packed = zip.Store, bytes.Clone(data)
		}
		e.header.CompressedSize64 = uint64(len(e.packed))
		e.header.SetMode(0o644)
		a.mu.Lock()
		defer a.mu.Unlock()
		a.entries = append(a.entries, e)
		return nil
	})
}

const (
	utf8Names = 0x800
	firstDay  = 1<<5 | 1 // 1980-01-01, from which archives count
)

// pack deflates; neither making the packer nor writing to memory can fail.
func (a *Archive) pack(data []byte) []byte {
	var b bytes.Buffer
	w, _ := a.packers.Get().(*flate.Writer)
	if w == nil {
		w, _ = flate.NewWriter(&b, flate.DefaultCompression)
	}
	w.Reset(&b)
	w.Write(data)
	w.Close()
	a.packers.Put(w)
	return b.Bytes()
}

// Commit implements [Sink].
func (a *Archive) Commit() error {
	if !a.close() {
		return &Error{"", ErrClosed}
	}
	slices.SortFunc(a.entries, func(x, y entry) int { return bytes.Compare([]byte(x.header.Name), []byte(y.header.Name)) })
	z := gate.NewZipWriter(a.w)
	for _, e := range a.entries {
		w, err := z.CreateRaw(e.header)
		if err == nil {
			_, err = w.Write(e.packed)
		}
		if err != nil {
			return &Error{e.header.Name, err}
		}
	}
	a.entries = nil
	if err := z.Close(); err != nil {
		return &Error{"", err}
	}
	return nil
}

// Discard implements [Sink].
func (a *Archive) Discard() {
	if a.close() {
		a.entries = nil
	}
}

// A Memory is a sink that keeps the files. Its zero value is empty and ready for
// use.
type Memory struct {
	shelf
	mu     sync.Mutex
	staged map[string][]byte
	files  map[string][]byte
}

// Add implements [Sink].
func (m *Memory) Add(path string, data []byte) error {
	return m.add(path, func() error {
		m.mu.Lock()
		defer m.mu.Unlock()
		if m.staged == nil {
			m.staged = map[string][]byte{}
		}
		m.staged[path] = bytes.Clone(data)
		return nil
	})
}

// Commit implements [Sink].
func (m *Memory) Commit() error {
	if !m.close() {
		return &Error{"", ErrClosed}
	}
	m.files, m.staged = m.staged, nil
	return nil
}

// Discard implements [Sink].
func (m *Memory) Discard() {
	if m.close() {
		m.staged = nil
	}
}

// Files returns the committed files by their paths; none before Commit.
func (m *Memory) Files() map[string][]byte {
	m.adding.RLock()
	defer m.adding.RUnlock()
	return maps.Clone(m.files)
}

// JSON returns v as the jobs write it: indented, and all text as it is.
func JSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

// Size says how long a file is: 8900 字节, 277 KB.
func Size(bytes int) string {
	if bytes < 10_000 {
		return fmt.Sprintf("%d 字节", bytes)
	}
	return fmt.Sprintf("%d KB", (bytes+512)/1024)
}

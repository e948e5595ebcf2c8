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
	"sync"

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
func Dir(dir string) (*Folder, error) {
	stage, err := outdir.Begin(dir)
	if err != nil {
		return nil, err
	}
	return &Folder{stage: stage}, nil
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
	z := zip.NewWriter(a.w)
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

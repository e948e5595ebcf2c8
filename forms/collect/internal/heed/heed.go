// Package heed opens files that may hang, or be none.
package heed

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// FS returns a file system that ends with ctx: what is open and what is to be
// Opened gives its error from then on, so that readers of long files stop.
func FS(ctx context.Context, fsys fs.FS) fs.FS { return &heeding{ctx, fsys} }

type heeding struct {
	ctx  context.Context
	fsys fs.FS
}

func (h *heeding) Open(name string) (fs.File, error) {
	if h.ctx.Err() != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: h.ctx.Err()}
	}
	f, err := h.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	heeding := heedingFile{f, h.ctx}
	if r, ok := f.(io.ReaderAt); ok {
		return &heedingFileAt{heeding, r}, nil
	}
	return &heeding, nil
}

func (h *heeding) ReadDir(name string) ([]fs.DirEntry, error) {
	if h.ctx.Err() != nil {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: h.ctx.Err()}
	}
	return fs.ReadDir(h.fsys, name)
}

func (h *heeding) Stat(name string) (fs.FileInfo, error) { return fs.Stat(h.fsys, name) }

type heedingFile struct {
	fs.File
	ctx context.Context
}

func (f *heedingFile) Read(p []byte) (int, error) {
	if f.ctx.Err() != nil {
		return 0, f.ctx.Err()
	}
	return f.File.Read(p)
}

type heedingFileAt struct {
	heedingFile
	r io.ReaderAt
}

func (f *heedingFileAt) ReadAt(p []byte, off int64) (int, error) {
	if f.ctx.Err() != nil {
		return 0, f.ctx.Err()
	}
	return f.r.ReadAt(p, off)
}

// ErrNotFile is the error of what is neither a file nor a folder. Opening it,
// a pipe for example, might wait for ever.
var ErrNotFile = errors.New("not a file")

// mostWhole is up to what size a file is read whole whose file system, that of
// an archive for example, does not let it be read at any place.
const mostWhole = 256 << 20

// An Opened is a file that can be read at any place.
type Opened struct {
	io.ReaderAt
	Size int64
	file fs.File
}

func (o *Opened) Close() { o.file.Close() }

// Open opens a file, and nothing that only looks like one.
func Open(fsys fs.FS, name string) (*Opened, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: ErrNotFile}
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err = f.Stat(); err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: ErrNotFile}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	if r, ok := f.(io.ReaderAt); ok {
		return &Opened{r, info.Size(), f}, nil
	}
	data, err := io.ReadAll(io.LimitReader(f, mostWhole+1))
	if err == nil && len(data) > mostWhole {
		err = &gate.Error{File: name, Err: gate.ErrTooLarge, Advice: "请把压缩包解开后再汇总"}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &Opened{bytes.NewReader(data), int64(len(data)), f}, nil
}

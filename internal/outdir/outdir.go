// Package outdir writes the files of a program's output so that nothing
// half-written is ever left behind: everything goes into a hidden folder
// beside its place first and is moved when all of it is whole.
package outdir

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrPath is the error for a file whose path would leave the folder.
var ErrPath = errors.New("path is not inside the output folder")

// A File is a file to be written.
type File struct {
	Path string // slash-separated, relative to the folder
	Data []byte
}

// Write puts the files into dir, which is made if it is not there. Files that
// are in the way are replaced; others in dir stay. If anything fails before
// the last byte is on disk, dir is as it was.
func Write(dir string, files []File) (err error) {
	for _, f := range files {
		if !filepath.IsLocal(filepath.FromSlash(f.Path)) {
			return fmt.Errorf("outdir: %q: %w", f.Path, ErrPath)
		}
	}
	made, err := makeDir(dir)
	if err != nil {
		return fmt.Errorf("outdir: %w", err)
	}
	defer func() {
		if err != nil && made != "" {
			os.RemoveAll(made)
		}
	}()
	tmp, err := os.MkdirTemp(dir, ".part-")
	if err != nil {
		return fmt.Errorf("outdir: %w", err)
	}
	defer os.RemoveAll(tmp)
	for _, f := range files {
		if err := write(filepath.Join(tmp, filepath.FromSlash(f.Path)), f.Data); err != nil {
			return fmt.Errorf("outdir: %w", err)
		}
		if info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(f.Path))); err == nil && info.IsDir() {
			return fmt.Errorf("outdir: %s is a folder in the way of a file", filepath.Join(dir, filepath.FromSlash(f.Path)))
		}
	}
	for _, f := range files {
		name := filepath.FromSlash(f.Path)
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			return fmt.Errorf("outdir: %w", err)
		}
		if err := os.Rename(filepath.Join(tmp, name), filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("outdir: %w", err)
		}
	}
	return nil
}

// makeDir makes dir and returns the topmost folder that it had to make, "" if
// dir was there.
func makeDir(dir string) (made string, err error) {
	dir = filepath.Clean(dir)
	for at := dir; ; at = filepath.Dir(at) {
		_, err := os.Lstat(at)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			break
		}
		made = at
		if filepath.Dir(at) == at {
			break
		}
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		if made != "" {
			os.RemoveAll(made)
		}
		return "", err
	}
	return made, nil
}

func write(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		f.Close()
		return err
	}
	if err := f.Sync(); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

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
	"slices"
	"sync"
)

// ErrPath is the error for a file whose path would leave the folder.
var ErrPath = errors.New("path is not inside the output folder")

// An Error says that the output could not be put into its folder. Every error
// of this package is one.
type Error struct {
	Dir string
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("outdir: writing into %s: %v", e.Dir, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Chinese is the message for whoever runs a program with a flag -out.
func (e *Error) Chinese() string {
	if errors.Is(e.Err, fs.ErrPermission) {
		return fmt.Sprintf("没有权限写入 %s，请用 -out 换一个文件夹", e.Dir)
	}
	return fmt.Sprintf("写不进文件夹 %s，请用 -out 换一个（%v）", e.Dir, e.Err)
}

// A File is a file to be written.
type File struct {
	Path string // slash-separated, relative to the folder
	Data []byte
}

// Write puts the files into dir, which is made if it is not there. Files that
// are in the way are replaced; others in dir stay. If anything fails before
// the last byte is on disk, dir is as it was.
func Write(dir string, files []File) error {
	for _, f := range files {
		if err := f.check(); err != nil {
			return &Error{dir, err}
		}
	}
	s, err := Begin(dir)
	if err != nil {
		return err
	}
	defer s.Discard()
	for _, f := range files {
		if err := s.Add(f); err != nil {
			return err
		}
	}
	return s.Commit()
}

// check reports a path that would leave the folder.
func (f File) check() error {
	if !filepath.IsLocal(filepath.FromSlash(f.Path)) {
		return fmt.Errorf("%q: %w", f.Path, ErrPath)
	}
	return nil
}

// A Stage collects files for a folder one by one, so that not all of them have
// to be in memory at once. Nothing shows in the folder before [Stage.Commit].
type Stage struct {
	dir, tmp string
	made     string // topmost folder that had to be made; "" if there was none
	mu       sync.Mutex
	paths    []string
}

// Begin makes dir if it is not there and a place beside its files for those to
// come. The caller calls [Stage.Discard] in the end.
func Begin(dir string) (*Stage, error) {
	made, err := makeDir(dir)
	if err != nil {
		return nil, &Error{dir, err}
	}
	s := &Stage{dir: dir, made: made}
	if s.tmp, err = os.MkdirTemp(dir, ".part-"); err != nil {
		s.Discard()
		return nil, &Error{dir, err}
	}
	return s, nil
}

// Add puts a file on the stage. It may be called on several goroutines.
func (s *Stage) Add(f File) error {
	if err := f.check(); err != nil {
		return &Error{s.dir, err}
	}
	name := filepath.FromSlash(f.Path)
	if err := write(filepath.Join(s.tmp, name), f.Data); err != nil {
		return &Error{s.dir, err}
	}
	if info, err := os.Lstat(filepath.Join(s.dir, name)); err == nil && info.IsDir() {
		return &Error{s.dir, fmt.Errorf("%s is a folder in the way of a file", name)}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.paths = append(s.paths, f.Path)
	return nil
}

// Commit moves the files to their places. Those in the way are replaced,
// others stay.
func (s *Stage) Commit() error {
	slices.Sort(s.paths)
	for _, path := range s.paths {
		name := filepath.FromSlash(path)
		if err := os.MkdirAll(filepath.Dir(filepath.Join(s.dir, name)), 0o777); err != nil {
			return &Error{s.dir, err}
		}
		if err := os.Rename(filepath.Join(s.tmp, name), filepath.Join(s.dir, name)); err != nil {
			return &Error{s.dir, err}
		}
	}
	s.made = ""
	return nil
}

// Discard clears the stage away, with the folders that were made for nothing.
// After Commit it only tidies up.
func (s *Stage) Discard() {
	if s.tmp != "" {
		os.RemoveAll(s.tmp)
	}
	if s.made != "" {
		os.RemoveAll(s.made)
	}
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

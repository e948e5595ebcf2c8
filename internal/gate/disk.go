package gate

import (
	"io/fs"
	"os"
)

// A NotFileError says that there is something else where a file should be: a
// folder, a pipe, a socket, a device. It is [fs.ErrInvalid].
type NotFileError struct{ Path string }

func (e *NotFileError) Error() string { return e.Path + ": not a file" }

func (e *NotFileError) Unwrap() error { return fs.ErrInvalid }

// Chinese says the same to a clerk.
func (e *NotFileError) Chinese() string { return e.Path + " 不是普通文件" }

// OpenFile opens a file of the file system and tells its size. What is none is
// not opened, for opening a pipe might wait for ever: that is a [*NotFileError].
func OpenFile(path string) (*os.File, int64, error) {
	if info, err := os.Stat(path); err != nil {
		return nil, 0, err
	} else if !info.Mode().IsRegular() {
		return nil, 0, &NotFileError{path}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat() // another one may have come in between
	if err == nil && !info.Mode().IsRegular() {
		err = &NotFileError{path}
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// FromFile returns what read makes of a file that [OpenFile] opens.
func FromFile[T any](path string, read func(*os.File) (T, error)) (made T, err error) {
	f, _, err := OpenFile(path)
	if err != nil {
		return made, err
	}
	defer f.Close()
	return read(f)
}

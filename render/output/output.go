// Package output is where the files of a job go. [Dir] puts them into a folder,
// [Zip] writes them as an archive, to a browser for example, and a [Memory]
// keeps them; the bytes are the same.
//
// Every [Sink] takes all or nothing: before Commit none of its files shows, and
// after Discard nothing is left.
package output

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Sink takes the files of one job. All its methods may be called on several
// goroutines at once.
type Sink interface {
	// Add takes a file. Its path is one that [fs.ValidPath] allows, of at most
	// 1024 bytes, no part of it longer than 255, without reverse strokes; it is
	// no other file's and no folder of one.
	// data may be used again afterwards. After Commit and Discard it is
	// ErrClosed, and nothing happens.
	Add(path string, data []byte) error

	// Commit puts all files in their place. What has begun is ended, or undone
	// if it fails; it may be called once.
	Commit() error

	// Discard lets go of the files and waits for no more than those that are
	// being added. After Commit it does nothing.
	Discard()
}

// Why a file is not taken, in [Error.Err].
var (
	ErrPath   = errors.New("path that no file can have")
	ErrTaken  = errors.New("another file has the path, or one of the two lies below the other")
	ErrClosed = errors.New("the files were committed or discarded already")
)

// An Error says which file of a job could not be made or taken.
type Error struct {
	Path string // "" for all together
	Err  error  // one of those above, or of making or writing it
}

func (e *Error) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("output: %v", e.Err)
	}
	return fmt.Sprintf("output: %s: %v", e.Path, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says the same to a clerk.
func (e *Error) Chinese() string {
	say := ""
	switch {
	case errors.Is(e.Err, ErrPath):
		say = "不能用作文件名"
	case errors.Is(e.Err, ErrTaken):
		say = "与另一个文件或文件夹重名"
	case errors.Is(e.Err, ErrClosed):
		say = "文件已经写完或已放弃，不能再加"
	default:
		say = report.Chinese(e.Err)
	}
	if e.Path == "" {
		return say
	}
	return e.Path + "：" + say
}

// How many bytes file systems take for a name, and most of them for a path.
const (
	longestName = 255
	longestPath = 1 << 10
)

func checkPath(path string) error {
	if path == "." || len(path) > longestPath || !fs.ValidPath(path) || strings.ContainsAny(path, "\x00\\") {
		return ErrPath
	}
	for part := range strings.SplitSeq(path, "/") {
		if len(part) > longestName {
			return ErrPath
		}
	}
	return nil
}

// A shelf is what every sink has: it knows which paths are taken, and whether
// it is still open.
type shelf struct {
	adding sync.RWMutex // held for reading while a file is added
	closed bool

	mu    sync.Mutex
	paths map[string]bool // true of files, false of the folders above them
}

// add takes the path and puts the file there.
func (s *shelf) add(path string, put func() error) error {
	s.adding.RLock()
	defer s.adding.RUnlock()
	if s.closed {
		return &Error{path, ErrClosed}
	}
	if err := checkPath(path); err != nil {
		return &Error{path, err}
	}
	if !s.take(path) {
		return &Error{path, ErrTaken}
	}
	return put()
}

func (s *shelf) take(path string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.paths[path]; taken {
		return false
	}
	above := func(do func(folder string)) {
		for i, c := range path {
			if c == '/' {
				do(path[:i])
			}
		}
	}
	free := true
	above(func(folder string) { free = free && !s.paths[folder] })
	if !free {
		return false
	}
	if s.paths == nil {
		s.paths = map[string]bool{}
	}
	s.paths[path] = true
	above(func(folder string) { s.paths[folder] = false })
	return true
}

// close waits for what is being added and reports whether it was open.
func (s *shelf) close() bool {
	s.adding.Lock()
	defer s.adding.Unlock()
	open := !s.closed
	s.closed = true
	return open
}

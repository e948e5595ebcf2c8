package outdir

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// A lock is a file that nobody else can open. It goes with its process.
type lock struct{ handle syscall.Handle }

func (l *lock) release() {
	if l != nil {
		syscall.CloseHandle(l.handle)
	}
}

const (
	deleteOnClose    = 0x04000000
	sharingViolation = syscall.Errno(32)
	diskFull         = syscall.Errno(112)
)

func openAlone(name string, how, attributes uint32) (*lock, error) {
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(p, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, how, attributes, 0)
	if err != nil {
		return nil, &os.PathError{Op: "lock", Path: name, Err: err}
	}
	return &lock{h}, nil
}

// lockFolder waits until no other run changes the folder.
func lockFolder(dir string) (*lock, error) {
	for wait := time.Millisecond; ; wait = min(2*wait, 100*time.Millisecond) {
		l, err := openAlone(filepath.Join(dir, ".part.lock"), syscall.OPEN_ALWAYS, deleteOnClose)
		if err == nil || !errors.Is(err, sharingViolation) && !errors.Is(err, syscall.ERROR_ACCESS_DENIED) {
			return l, err
		}
		if _, stat := os.Stat(filepath.Join(dir, ".part.lock")); stat != nil {
			return nil, err // not held by anybody: the folder cannot be written
		}
		time.Sleep(wait)
	}
}

// lockFile makes a file that shows that its owner is alive.
func lockFile(name string) (*lock, error) {
	return openAlone(name, syscall.CREATE_NEW, syscall.FILE_ATTRIBUTE_NORMAL)
}

// isDead reports whether the owner of a lock has ended.
func isDead(name string) bool {
	l, err := openAlone(name, syscall.OPEN_EXISTING, syscall.FILE_ATTRIBUTE_NORMAL)
	l.release()
	return err == nil
}

func isFull(err error) bool { return errors.Is(err, diskFull) }

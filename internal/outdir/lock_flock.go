//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package outdir

import (
	"errors"
	"os"
	"syscall"
)

// A lock is held until it is released or its process ends, however it ends.
type lock struct{ file *os.File }

func (l *lock) release() {
	if l != nil {
		l.file.Close()
	}
}

// lockFolder waits until no other run changes the folder. A file system that
// knows no locks has none to wait for.
func lockFolder(dir string) (*lock, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := flock(f, syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, nil
	}
	return &lock{f}, nil
}

// lockFile makes a file that shows that its owner is alive.
func lockFile(name string) (*lock, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	flock(f, syscall.LOCK_EX|syscall.LOCK_NB) // without locks it is never taken for dead
	return &lock{f}, nil
}

// isDead reports whether the owner of a lock has ended.
func isDead(name string) bool {
	f, err := os.OpenFile(name, os.O_RDWR|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return false
	}
	defer f.Close()
	info, err := f.Stat()
	return err == nil && info.Mode().IsRegular() && flock(f, syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

func flock(f *os.File, how int) error {
	for {
		if err := syscall.Flock(int(f.Fd()), how); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

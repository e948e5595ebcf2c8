package collect

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// An archive is written beside its place first, and put there when it is whole.
type archive struct {
	*os.File
	at string
}

// newArchive refuses a place where something is that is no file: a folder or a
// device would be in the way of it, or gone.
func newArchive(at string) (*archive, error) {
	if info, err := os.Lstat(at); err == nil && !info.Mode().IsRegular() {
		return nil, notFile(at)
	}
	f, err := os.CreateTemp(filepath.Dir(at), ".归档-*.zip")
	if err != nil {
		return nil, err
	}
	return &archive{f, at}, nil
}

// discard leaves nothing of an archive that was not put into its place.
func (a *archive) discard() {
	a.Close()
	os.Remove(a.Name())
}

// place puts the archive where it belongs. Another one that is there is kept, as
// 归档.旧.zip, whose name is returned.
func (a *archive) place() (kept string, err error) {
	if err := errors.Join(a.Chmod(0o644), a.Close()); err != nil {
		return "", err
	}
	info, err := os.Lstat(a.at)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", os.Rename(a.Name(), a.at)
	case err != nil:
		return "", err
	case !info.Mode().IsRegular(): // it has come in between
		return "", notFile(a.at)
	}
	same, err := sameContents(a.Name(), a.at)
	if err != nil || same {
		return "", err
	}
	if kept, err = oldName(a.at); err != nil {
		return "", err
	}
	if err := os.Rename(a.at, kept); err != nil {
		return "", err
	}
	return kept, os.Rename(a.Name(), a.at)
}

// oldName is a free name for what was there before.
func oldName(at string) (string, error) {
	ext := filepath.Ext(at)
	stem := strings.TrimSuffix(at, ext)
	for n := 1; ; n++ {
		name := stem + ".旧" + ext
		if n > 1 {
			name = fmt.Sprintf("%s.旧-%d%s", stem, n, ext)
		}
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
}

func sameContents(x, y string) (bool, error) {
	hx, err := hashOf(x)
	if err != nil {
		return false, err
	}
	hy, err := hashOf(y)
	return hx == hy, err
}

func hashOf(name string) (sum [sha256.Size]byte, err error) {
	f, err := os.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return [sha256.Size]byte(h.Sum(nil)), err
}

package outdir

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// A disk is what a stage does inside its folder. Names are slash-separated and
// relative to it. Tests put faults into it.
type disk interface {
	Mkdir(name string) error // no error if it is there
	Write(name string, data []byte) error
	Rename(from, to string) error
	Remove(name string) error // a file, or a folder without anything in it
	Lstat(name string) (fs.FileInfo, error)
	Read(name string) ([]byte, error)
	Hash(name string) (string, error)
	Settle(name string) // has the system write down what was renamed in a folder
	Close() error
}

// A rootDisk is the folder itself. Nothing gets out of it, whatever somebody
// puts there in the meantime.
type rootDisk struct{ root *os.Root }

func (d rootDisk) Mkdir(name string) error {
	err := d.root.Mkdir(filepath.FromSlash(name), 0o777)
	if errors.Is(err, fs.ErrExist) {
		if info, err := d.Lstat(name); err == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

func (d rootDisk) Write(name string, data []byte) error {
	f, err := d.root.OpenFile(filepath.FromSlash(name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

func (d rootDisk) Rename(from, to string) error {
	return d.root.Rename(filepath.FromSlash(from), filepath.FromSlash(to))
}

func (d rootDisk) Remove(name string) error { return d.root.Remove(filepath.FromSlash(name)) }

func (d rootDisk) Lstat(name string) (fs.FileInfo, error) {
	return d.root.Lstat(filepath.FromSlash(name))
}

func (d rootDisk) Read(name string) ([]byte, error) { return d.root.ReadFile(filepath.FromSlash(name)) }

func (d rootDisk) Hash(name string) (string, error) {
	f, err := d.root.Open(filepath.FromSlash(name))
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Settle asks for it only: some systems cannot, and what is not written down
// after a power cut is undone or done again by the next run.
func (d rootDisk) Settle(name string) {
	if f, err := d.root.Open(filepath.FromSlash(name)); err == nil {
		f.Sync()
		f.Close()
	}
}

func (d rootDisk) Close() error { return d.root.Close() }

// makeParents makes the folders of a path.
func makeParents(d disk, name string) error {
	dir := path.Dir(name)
	if dir == "." {
		return nil
	}
	if _, err := d.Lstat(dir); err == nil {
		return nil
	}
	if err := makeParents(d, dir); err != nil {
		return err
	}
	return d.Mkdir(dir)
}

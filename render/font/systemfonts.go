package font

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
)

// System looks for the faces of official documents in the font folders of Windows, macOS, and Linux with its kin Kylin and UOS: under
// the names of [Role.FaceName] and [Role.AltNames], then under those of free faces of the same kind, such as 思源宋体 or 霞鹜文楷. It returns
// the best two of each role, so that a face with few characters has another of its kind to help out; a set that lacks a role, or is empty,
// is no error. Folders and files that cannot be read, and faces that forbid embedding, are passed over.
//
// The library itself never calls it: what is installed differs from one computer to the next, and with it the documents.
func System() Set {
	found := make(catalogue)
	for _, folder := range fontFolders() {
		found.look(os.DirFS(folder)) // what cannot be read is passed over
	}
	set, _ := found.choose()
	return set
}

// Find looks for the same faces as [System] in the font files of fsys: in os.DirFS of a folder, in an archive opened with archive/zip,
// in files that the program embeds. A face of another name is taken with [NewFace].
//
// The error, if any, joins what was wrong with each file: what [NewFace] says, or [ErrRestricted] for a face that forbids embedding. The set
// holds the others. A set that lacks a role, or is empty, is no error; a nil fsys is fs.ErrInvalid.
func Find(fsys fs.FS) (Set, error) {
	if fsys == nil {
		return nil, fmt.Errorf("font: %w", fs.ErrInvalid)
	}
	found := make(catalogue)
	unread := found.look(fsys)
	set, unfit := found.choose()
	return set, errors.Join(unread, unfit)
}

// fontFolders lists where fonts are installed; not all of the folders need exist.
func fontFolders() []string {
	home, _ := os.UserHomeDir()
	under := func(base string, parts ...string) string {
		if base == "" {
			return ""
		}
		return filepath.Join(append([]string{base}, parts...)...)
	}
	var folders []string
	switch runtime.GOOS {
	case "windows":
		folders = []string{under(os.Getenv("WINDIR"), "Fonts"), under(os.Getenv("LOCALAPPDATA"), "Microsoft", "Windows", "Fonts")}
	case "darwin":
		folders = []string{under(home, "Library", "Fonts"), "/Library/Fonts", "/System/Library/Fonts", "/System/Library/AssetsV2"}
	default:
		data := os.Getenv("XDG_DATA_HOME")
		if data == "" {
			data = under(home, ".local", "share")
		}
		folders = []string{under(data, "fonts"), under(home, ".fonts"), "/usr/local/share/fonts", "/usr/share/fonts"}
	}
	return slices.DeleteFunc(folders, func(f string) bool { return f == "" })
}

// A catalogue is the places of faces by family name.
type catalogue map[string]place

type place struct {
	file  *file
	index int
}

type file struct {
	fsys fs.FS
	path string
}

// look adds the faces of all font files of fsys. Of two with the same name the one that was found earlier stays.
func (f catalogue) look(fsys fs.FS) error {
	var errs []error
	fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			errs = append(errs, fmt.Errorf("font: %w", err))
			return nil
		}
		if d.IsDir() || !isFontFile(path) {
			return nil
		}
		faces, err := namesOf(fsys, path)
		if err != nil {
			errs = append(errs, fmt.Errorf("font: %w", err))
			return nil
		}
		from := &file{fsys, path}
		for index, names := range faces {
			if !regular(names) {
				continue
			}
			for _, family := range familyNames(names) {
				if _, ok := f[family]; !ok {
					f[family] = place{from, index}
				}
			}
		}
		return nil
	})
	return errors.Join(errs...)
}

// choose opens the best two faces of each role.
func (f catalogue) choose() (Set, error) {
	const enough = 2
	var set Set
	var errs []error
	for role := range Role(len(roles)) {
		var taken []*file
		for _, name := range slices.Concat(roles[role].faces, roles[role].free) {
			p, ok := f[name]
			if !ok || len(taken) == enough || slices.Contains(taken, p.file) {
				continue
			}
			face, err := p.open()
			if err != nil {
				errs = append(errs, fmt.Errorf("%s: %w", p.file.path, err))
				continue
			}
			set = append(set, Entry{role, face})
			taken = append(taken, p.file)
		}
	}
	return set, errors.Join(errs...)
}

func isFontFile(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".ttf", ".ttc", ".otf", ".otc":
		return true
	}
	return false
}

func namesOf(fsys fs.FS, path string) ([][]sfnt.Name, error) {
	file, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if r, ok := file.(io.ReaderAt); ok {
		return sfnt.Names(r), nil // the names only: font folders hold hundreds of megabytes
	}
	data, err := io.ReadAll(file)
	return sfnt.Names(bytes.NewReader(data)), err
}

// regular reports whether a face is the usual weight of its family and upright, going by the names of its style. Families of more than the
// four usual styles give the real one as another entry.
func regular(names []sfnt.Name) bool {
	for _, n := range names {
		switch {
		case n.ID == sfnt.SubfamilyName && containsAny(n.Text, "Bold", "Italic", "粗", "斜"):
			return false
		case n.ID == sfnt.TypoSubfamily && n.Language == sfnt.English && !containsAny(n.Text, "Regular", "Normal", "Book", "Roman"):
			return false
		}
	}
	return true
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(s, part) })
}

func (p place) open() (*Face, error) {
	data, err := fs.ReadFile(p.file.fsys, p.file.path)
	if err != nil {
		return nil, err
	}
	face, err := NewFace(data, p.index)
	if err == nil && face.Restricted() {
		return nil, face.fail(0, ErrRestricted)
	}
	return face, err
}

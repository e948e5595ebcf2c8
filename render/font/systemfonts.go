package font

import (
	"bytes"
	"context"
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
// the names of [Role.FaceName] and [Role.AltNames] and no other. It returns the best two of each role, so that a face with few characters has
// another of its kind to help out; a set that lacks a role, or is empty, is no error. Folders and files that cannot be read, and faces that
// forbid embedding, are passed over.
//
// Free faces are not among them, whatever the system came with: where none of the official ones is installed the set is empty, and documents
// set with package fontpack behind it are the same on every such computer. Who wants a free face names it: [Named].
//
// The library itself never calls it: what is installed differs from one computer to the next, and with it the documents.
func System() Set {
	found := installed()
	set, _ := found.choose(false)
	return set
}

// Named looks in the font folders of the system for faces that the caller names for a role, such as 霞鹜文楷 for 楷体, in the order of the
// names. Like [System] it passes over what cannot be read. Where the set stands among others is for the caller to say:
//
//	append(font.System(), append(font.Named(font.KaiTi, "霞鹜文楷"), pack...)...)
func Named(role Role, names ...string) Set {
	var wanted []family
	for _, name := range names {
		wanted = append(wanted, family{name: name})
	}
	found := installed()
	set, _ := found.take(role.known(), wanted, len(wanted))
	return set
}

// Find looks in the font files of fsys for the same faces as [System], and behind them for those of package fontpack, all of them: in os.DirFS
// of a folder, in an archive opened with archive/zip, in files that the program embeds. A face of another name is taken with [NewFace].
//
// The error, if any, joins what was wrong with each file and names it: what [NewFace] says, or [ErrRestricted] for a face that forbids
// embedding. Of files whose faces are not wanted only the names are read. The set holds the others. A set that lacks a role, or is empty,
// is no error; a nil fsys is fs.ErrInvalid. When ctx is done, which is looked at with every file, its error is the only one.
func Find(ctx context.Context, fsys fs.FS) (Set, error) {
	if fsys == nil {
		return nil, fmt.Errorf("font: %w", fs.ErrInvalid)
	}
	found := make(catalogue)
	unread := found.look(ctx, fsys)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	set, unfit := found.choose(true)
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

// A family is what a face goes by.
type family struct {
	name string
	bold bool
}

// A catalogue is the places of faces, those that were found first in front.
type catalogue map[family][]place

type place struct {
	file  *file
	index int
}

type file struct {
	fsys   fs.FS
	path   string
	broken bool // one of its faces could not be opened, which was told
}

// installed is the catalogue of the system's font folders.
func installed() catalogue {
	found := make(catalogue)
	for _, folder := range fontFolders() {
		found.look(context.Background(), os.DirFS(folder)) // what cannot be read is passed over
	}
	return found
}

// look adds the faces of all font files of fsys.
func (f catalogue) look(ctx context.Context, fsys fs.FS) error {
	var errs []error
	fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return fs.SkipAll
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("font: %w", err))
			return nil
		}
		if d.IsDir() || !isFontFile(path) {
			return nil
		}
		faces, err := namesOf(fsys, path)
		if err != nil {
			errs = append(errs, fmt.Errorf("font: %s: %w", path, err))
			return nil
		}
		from := &file{fsys: fsys, path: path}
		for index, names := range faces {
			bold, ok := weight(names)
			if !ok {
				continue
			}
			for _, name := range familyNames(names) {
				key := family{name, bold}
				f[key] = append(f[key], place{from, index})
			}
		}
		return nil
	})
	return errors.Join(errs...)
}

// choose opens the best two official faces of each role, behind them those of
// package fontpack if they are wanted.
func (f catalogue) choose(pack bool) (Set, error) {
	const enough = 2
	var set Set
	var errs []error
	for role := range Role(len(roles)) {
		var names []family
		for _, name := range role.names() {
			names = append(names, family{name: name})
		}
		more, err := f.take(role, names, enough)
		set, errs = append(set, more...), append(errs, err)
		if pack {
			more, err = f.take(role, roles[role].pack, len(roles[role].pack))
			set, errs = append(set, more...), append(errs, err)
		}
	}
	return set, errors.Join(errs...)
}

// take opens the first faces of some names for a role, no more than most. A
// file that cannot be read gives way to another with the same face.
func (f catalogue) take(role Role, names []family, most int) (Set, error) {
	var set Set
	var errs []error
	var taken []*file
	for _, name := range names {
		for _, p := range f[name] {
			if len(taken) == most || slices.Contains(taken, p.file) {
				break
			}
			face, err := p.open()
			if err == nil {
				set, taken = append(set, Entry{role, face}), append(taken, p.file)
				break
			}
			if !p.file.broken {
				p.file.broken = true
				errs = append(errs, fmt.Errorf("%s: %w", p.file.path, err))
			}
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

// namesOf reads the names only: font folders hold hundreds of megabytes.
func namesOf(fsys fs.FS, path string) (names [][]sfnt.Name, err error) {
	file, err := fsys.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	r, ok := file.(io.ReaderAt)
	if !ok {
		data, err := io.ReadAll(file)
		if err != nil {
			return nil, err
		}
		r = bytes.NewReader(data)
	}
	names, err = sfnt.Names(r)
	if errors.Is(err, sfnt.ErrFormat) {
		err = fmt.Errorf("%w: %w", ErrNotFont, err)
	}
	return names, err
}

// weight tells whether a face is bold, and ok whether it is upright and of the usual or the bold weight, going by the names of its style.
// Families of more than the four usual styles give the real one as another entry.
func weight(names []sfnt.Name) (bold, ok bool) {
	for _, n := range names {
		switch {
		case n.ID == sfnt.SubfamilyName && containsAny(n.Text, "Italic", "Oblique", "斜"):
			return false, false
		case n.ID == sfnt.SubfamilyName && containsAny(n.Text, "Bold", "粗"):
			bold = true
		case n.ID == sfnt.TypoSubfamily && n.Language == sfnt.English && !containsAny(n.Text, "Regular", "Normal", "Book", "Roman"):
			if n.Text != "Bold" {
				return false, false
			}
			bold = true
		}
	}
	return bold, true
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

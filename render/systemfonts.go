package render

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
)

// SystemFonts looks for the faces of official documents, under the names of [Role.FaceName] and [Role.AltNames], in the font folders of
// Windows, macOS, and Linux with its kin Kylin and UOS. It returns the best two of each role, so that a face with few characters has another
// of its kind to help out; a set that lacks a role, or is empty, is no error. Folders and files that cannot be read, and faces that forbid
// embedding, are passed over.
//
// The library itself never calls it: what is installed differs from one computer to the next, and with it the documents.
func SystemFonts() FontSet { return fontsIn(fontFolders()...) }

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

// fontsIn looks for the faces in folders and what they hold. Of two files with the same face the one in the earlier folder wins.
func fontsIn(folders ...string) FontSet {
	type place struct {
		path  string
		index int
	}
	found := make(map[string]place) // by family name
	for _, folder := range folders {
		filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !isFontFile(path) {
				return nil // what cannot be read is passed over
			}
			for index, names := range namesOf(path) {
				if !regular(names) {
					continue
				}
				for _, family := range familyNames(names) {
					if _, ok := found[family]; !ok {
						found[family] = place{path, index}
					}
				}
			}
			return nil
		})
	}
	const enough = 2
	var set FontSet
	for role := range Role(len(roles)) {
		var taken []string
		for _, name := range roles[role].faces {
			p, ok := found[name]
			if !ok || slices.Contains(taken, p.path) || len(taken) == enough {
				continue
			}
			if face, err := openFace(p.path, p.index); err == nil && !face.Restricted() {
				set = append(set, Font{role, face})
				taken = append(taken, p.path)
			}
		}
	}
	return set
}

func isFontFile(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".ttf", ".ttc", ".otf", ".otc":
		return true
	}
	return false
}

func namesOf(path string) [][]sfnt.Name {
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	return sfnt.Names(f)
}

// regular reports whether a face is neither bold nor italic, going by the name of its style.
func regular(names []sfnt.Name) bool {
	for _, n := range names {
		for _, style := range []string{"Bold", "Italic", "粗", "斜"} {
			if n.ID == sfnt.SubfamilyName && strings.Contains(n.Text, style) {
				return false
			}
		}
	}
	return true
}

func openFace(path string, index int) (*Face, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return NewFace(data, index)
}

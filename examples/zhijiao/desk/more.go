package desk

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned"
)

// came lists the files of a folder, below it, by name.
func came(dir string) (names []string, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			names = append(names, name)
		}
		return err
	})
	return names, err
}

// folders are where more files may go: the folders there are, and the schools of the
// roster.
func folders(sent []string, roster returned.Roster) []string {
	var all []string
	for _, name := range sent {
		if folder, _, ok := strings.Cut(name, "/"); ok {
			all = append(all, folder)
		}
	}
	for _, s := range roster {
		all = append(all, s.Name)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// idle returns the collection of a request, which must have been read to its end.
func (d *desk) idle(r *http.Request) (*collection, error) {
	c, err := thing[*collection](d, r)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.done {
		return nil, errBusy
	}
	return c, nil
}

// returnsMore adds files to what came, in place of those of the same name, and reads
// all again.
func (d *desk) returnsMore(w http.ResponseWriter, r *http.Request) error {
	c, err := d.idle(r)
	if err != nil {
		return err
	}
	aside, err := os.MkdirTemp(c.dir, "more-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(aside)         // what stays goes with the program
	in := filepath.Join(aside, "new") // which unfold may put another in the place of
	if err := os.Mkdir(in, 0o700); err != nil {
		return err
	}
	got, err := receive(w, r, in, "returns")
	if err != nil {
		return err
	}
	got.root.Close()
	if got.files == 0 {
		return wrong("请选要加的文件：一个文件夹，或几个文件、.zip。")
	}
	if got.fields["school"] == "" { // with one, the folder that was chosen is that of the school
		if err := unfoldInto(in, c.in()); err != nil {
			return err
		}
	} else if err := unfold(in); err != nil {
		return err
	}
	if _, err := d.idle(r); err != nil { // somebody was quicker
		return err
	}
	fresh, replaced, err := take(in, c.in(), got.fields["school"], got.fields["instead"] != "")
	if err != nil {
		return err
	}
	said := fmt.Sprintf("新加 %d 个文件", fresh)
	if replaced > 0 {
		said += fmt.Sprintf("，换掉 %d 个", replaced)
	}
	if err := d.read(c, said); err != nil {
		return err
	}
	http.Redirect(w, r, "/returns/"+r.PathValue("id"), http.StatusSeeOther)
	return nil
}

// unfoldInto is unfold, but for a folder that is one of those that came: a school's.
func unfoldInto(in, came string) error {
	entries, err := os.ReadDir(in)
	if err != nil || len(entries) != 1 {
		return err
	}
	if info, err := os.Stat(filepath.Join(came, entries[0].Name())); err == nil && info.IsDir() {
		return nil
	}
	below, err := os.ReadDir(filepath.Join(in, entries[0].Name()))
	if err != nil || !slices.ContainsFunc(below, fs.DirEntry.IsDir) {
		return nil // a file, or a folder of nothing but files: a school's that is new
	}
	return unfold(in)
}

// take moves the files of a folder to those that came, into the folder of a school if
// one is named; with instead, in the place of all that lies there.
func take(from, to, school string, instead bool) (fresh, replaced int, err error) {
	names, err := came(from)
	if err != nil {
		return 0, 0, err
	}
	root, err := os.OpenRoot(to)
	if err != nil {
		return 0, 0, err
	}
	defer root.Close()
	if school != "" {
		school = plainName(school)
		if instead {
			old, err := came(filepath.Join(to, school))
			if err == nil {
				replaced = len(old)
				err = root.RemoveAll(school)
			}
			if err != nil && !os.IsNotExist(err) {
				return 0, 0, err
			}
		}
	}
	for _, name := range names {
		at := path.Join(school, name)
		info, err := root.Stat(at)
		switch {
		case err == nil && info.IsDir():
			return 0, 0, wrong("“" + at + "”原来是文件夹，请改名后再加。")
		case err == nil:
			replaced++
		default:
			fresh++
		}
		if err := root.MkdirAll(path.Dir(at), 0o700); err != nil {
			return 0, 0, wrong("“" + path.Dir(at) + "”原来是文件，请改名后再加。")
		}
		if err := os.Rename(filepath.Join(from, filepath.FromSlash(name)), filepath.Join(to, filepath.FromSlash(at))); err != nil {
			return 0, 0, err
		}
	}
	return fresh, replaced, nil
}

// returnsDrop takes a file away, and reads the others again.
func (d *desk) returnsDrop(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	c, err := d.idle(r)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(c.in())
	if err != nil {
		return err
	}
	defer root.Close()
	name := r.PostFormValue("drop")
	if info, err := root.Stat(name); err != nil || info.IsDir() {
		return errGone
	}
	if err := root.Remove(name); err != nil {
		return err
	}
	if err := d.read(c, "已去掉 "+name); err != nil {
		return err
	}
	http.Redirect(w, r, "/returns/"+r.PathValue("id"), http.StatusSeeOther)
	return nil
}

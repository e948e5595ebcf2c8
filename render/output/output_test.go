package output

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A kind is a sink with a way to see what has come of it.
type kind struct {
	name string
	open func(t *testing.T) (Sink, func() map[string]string)
}

var kinds = []kind{
	{"folder", func(t *testing.T) (Sink, func() map[string]string) {
		dir := filepath.Join(t.TempDir(), "new", "out")
		f, err := Dir(dir)
		if err != nil {
			t.Fatal(err)
		}
		return f, func() map[string]string {
			if _, err := os.Lstat(filepath.Dir(dir)); err != nil {
				return nil
			}
			return read(t, os.DirFS(dir))
		}
	}},
	{"archive", func(t *testing.T) (Sink, func() map[string]string) {
		var b bytes.Buffer
		return Zip(&b), func() map[string]string {
			if b.Len() == 0 {
				return nil
			}
			z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
			if err != nil {
				t.Fatal(err)
			}
			return read(t, z)
		}
	}},
	{"memory", func(t *testing.T) (Sink, func() map[string]string) {
		var m Memory
		return &m, func() map[string]string {
			var all map[string]string
			for p, data := range m.Files() {
				if all == nil {
					all = map[string]string{}
				}
				all[p] = string(data)
			}
			return all
		}
	}},
}

func read(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	all := map[string]string{}
	if err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(p, ".part-") {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		all[p] = string(data)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// Every sink holds what was added to it, on whatever goroutines, once it is
// committed, and not before; it keeps its own copy.
func TestCommit(t *testing.T) {
	for _, k := range kinds {
		out, files := k.open(t)
		want := map[string]string{}
		var adding sync.WaitGroup
		for i := range 40 {
			path, text := fmt.Sprintf("表格/%02d/甲.txt", i), strings.Repeat("文", i)
			want[path] = text
			adding.Go(func() {
				data := []byte(text)
				if err := out.Add(path, data); err != nil {
					t.Errorf("%s: %v", k.name, err)
				}
				clear(data)
			})
		}
		adding.Wait()
		if got := files(); len(got) > 0 {
			t.Errorf("%s: %d files show before the end", k.name, len(got))
		}
		if err := out.Commit(); err != nil {
			t.Errorf("%s: %v", k.name, err)
		}
		out.Discard() // does nothing any more
		if d := cmp.Diff(want, files()); d != "" {
			t.Errorf("%s: %s", k.name, d)
		}
		if err := out.Add("late", nil); !errors.Is(err, ErrClosed) {
			t.Errorf("%s: added late: %v", k.name, err)
		}
		if err := out.Commit(); !errors.Is(err, ErrClosed) {
			t.Errorf("%s: committed again: %v", k.name, err)
		}
	}
}

// Of what is discarded nothing is left, not even folders made for it, and what
// comes late goes nowhere.
func TestDiscard(t *testing.T) {
	for _, k := range kinds {
		out, files := k.open(t)
		if err := out.Add("a/b", []byte("text")); err != nil {
			t.Errorf("%s: %v", k.name, err)
		}
		out.Discard()
		out.Discard()
		if err := out.Add("late", nil); !errors.Is(err, ErrClosed) {
			t.Errorf("%s: added late: %v", k.name, err)
		}
		if err := out.Commit(); !errors.Is(err, ErrClosed) {
			t.Errorf("%s: committed: %v", k.name, err)
		}
		if got := files(); got != nil {
			t.Errorf("%s: left behind: %v", k.name, got)
		}
	}
}

// All sinks refuse the same paths.
func TestPaths(t *testing.T) {
	for _, k := range kinds {
		out, _ := k.open(t)
		for _, path := range []string{"a/b", "a.b", "a/c/d"} {
			if err := out.Add(path, nil); err != nil {
				t.Errorf("%s: %s: %v", k.name, path, err)
			}
		}
		for path, want := range map[string]error{
			"": ErrPath, ".": ErrPath, "/a": ErrPath, "../a": ErrPath, "a/../b": ErrPath, "a//b": ErrPath, "a/": ErrPath, `a\b`: ErrPath,
			"a\x00": ErrPath, "\xff": ErrPath, strings.Repeat("长", 86): ErrPath, strings.Repeat("长长/", 200) + "a": ErrPath,
			"a/b": ErrTaken, "a": ErrTaken, "a/c": ErrTaken, "a/b/c": ErrTaken, "a.b/c/d": ErrTaken,
		} {
			err := out.Add(path, nil)
			var typed *Error
			if !errors.Is(err, want) || !errors.As(err, &typed) || typed.Path != path {
				t.Errorf("%s: %.20q: %v, want %v", k.name, path, err, want)
			}
		}
		out.Discard()
	}
}

// An archive says its names in UTF-8, has no time of its own, and stores what
// does not get smaller.
func TestZip(t *testing.T) {
	var b bytes.Buffer
	out := Zip(&b)
	for _, f := range [][2]string{{"乙", strings.Repeat("乙", 100)}, {"甲", "!"}} {
		if err := out.Add(f[0], []byte(f[1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Commit(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []uint16{zip.Deflate, zip.Store} {
		f := z.File[i]
		if f.Method != want || f.NonUTF8 || f.Modified.Year() != 1980 || f.Mode() != 0o644 {
			t.Errorf("%s: method %d, not UTF-8 %v, %v, %v", f.Name, f.Method, f.NonUTF8, f.Modified, f.Mode())
		}
	}
}

// A browser that asks for what cannot be made gets an error and no half of an
// archive.
func TestZipOverHTTP(t *testing.T) {
	for _, fail := range []bool{false, true} {
		w := httptest.NewRecorder()
		http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			out := Zip(w)
			defer out.Discard()
			out.Add("a", []byte("text"))
			if fail {
				http.Error(w, "未能生成", http.StatusInternalServerError)
				return
			}
			out.Commit()
		}).ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
		if got := bytes.HasPrefix(w.Body.Bytes(), []byte("PK")); got == fail || (w.Code != http.StatusOK) != fail {
			t.Errorf("failing %v: status %d, an archive %v", fail, w.Code, got)
		}
	}
}

// A writer that fails, after however many bytes, is reported.
func TestFailingWriter(t *testing.T) {
	var whole bytes.Buffer
	fill := func(w io.Writer) error {
		out := Zip(w)
		if err := out.Add("a", bytes.Repeat([]byte("text"), 10)); err != nil {
			t.Fatal(err)
		}
		return out.Commit()
	}
	if err := fill(&whole); err != nil {
		t.Fatal(err)
	}
	for n := range whole.Len() {
		if err := fill(&short{n}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
}

// short takes so many bytes.
type short struct{ left int }

func (s *short) Write(p []byte) (int, error) {
	n := min(len(p), s.left)
	if s.left -= n; n < len(p) {
		return n, io.ErrShortWrite
	}
	return n, nil
}

// A folder that cannot be is told where it is asked for.
func TestDirInTheWay(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := Dir(filepath.Join(file, "out")); err == nil || !strings.Contains(report.Chinese(err), "写不进") {
		t.Errorf("%v", err)
	}
}

func TestChinese(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{&Error{"a", ErrPath}, "a：不能用作文件名"},
		{&Error{"a", ErrTaken}, "a：与另一个文件或文件夹重名"},
		{&Error{"", ErrClosed}, "文件已经写完或已放弃，不能再加"},
		{&Error{"a", &Error{"b", ErrPath}}, "a：不能用作文件名"},
		{&Error{"a", fs.ErrPermission}, "a：没有权限读写文件"},
	} {
		if got := report.Chinese(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

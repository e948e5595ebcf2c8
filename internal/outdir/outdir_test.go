package outdir

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestWriteReplacesAndKeeps(t *testing.T) {
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "a.txt"), []byte("old"), 0o666))
	must(t, os.WriteFile(filepath.Join(dir, "mine.txt"), []byte("mine"), 0o666))
	must(t, Write(dir, []File{{"a.txt", []byte("new")}, {"表格/b.txt", []byte("b")}}))
	want := map[string]string{"a.txt": "new", "mine.txt": "mine", "表格/b.txt": "b"}
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil || string(got) != text {
			t.Errorf("%s: %q, %v; want %q", name, got, err, text)
		}
	}
	if n := len(names(t, dir)); n != 3 {
		t.Errorf("%d entries in the folder, want 3: %v", n, names(t, dir))
	}
}

func TestWriteRefusesPathsThatLeave(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	for _, path := range []string{"../x", "/x", "a/../../x", ""} {
		if err := Write(dir, []File{{"ok", nil}, {path, nil}}); !errors.Is(err, ErrPath) {
			t.Errorf("%q: %v, want ErrPath", path, err)
		}
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("the folder was made all the same")
	}
}

func TestWriteFailureLeavesNothing(t *testing.T) {
	root := t.TempDir()
	must(t, os.WriteFile(filepath.Join(root, "file"), nil, 0o666))
	if err := Write(filepath.Join(root, "file", "sub"), []File{{"a", nil}}); err == nil {
		t.Error("a folder below a file was written")
	}
	// A file that cannot be written takes the new folders away with it.
	out := filepath.Join(root, "new", "out")
	if err := Write(out, []File{{"a", nil}, {"a/b", nil}}); err == nil {
		t.Error("a file below a file was written")
	}
	if got := names(t, root); len(got) != 1 {
		t.Errorf("left behind: %v", got)
	}
}

func TestWriteFolderInTheWay(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "b.txt"), 0o777))
	if err := Write(dir, []File{{"a.txt", []byte("a")}, {"b.txt", []byte("b")}}); err == nil {
		t.Fatal("no error")
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("half of the files were written: %v", got)
	}
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	es, err := os.ReadDir(dir)
	must(t, err)
	var out []string
	for _, e := range es {
		out = append(out, e.Name())
	}
	return out
}

// Until the end nothing shows but the hidden stage, and a stage that is
// discarded takes the folders away that were made for it.
func TestStageIsSeenWhole(t *testing.T) {
	root := t.TempDir()
	out := filepath.Join(root, "new", "out")
	s, err := Begin(out)
	must(t, err)
	must(t, s.Add(File{"表格/b.txt", []byte("b")}))
	if _, err := os.Stat(filepath.Join(out, "表格")); err == nil {
		t.Error("a file shows before the end")
	}
	if err := s.Add(File{"../x", nil}); !errors.Is(err, ErrPath) {
		t.Errorf("%v, want ErrPath", err)
	}
	s.Discard()
	if got := names(t, root); len(got) != 0 {
		t.Errorf("left behind: %v", got)
	}
	s, err = Begin(out)
	must(t, err)
	must(t, s.Add(File{"表格/b.txt", []byte("b")}))
	must(t, s.Commit())
	s.Discard()
	if got := names(t, out); len(got) != 1 || got[0] != "表格" {
		t.Errorf("written: %v", got)
	}
}

package outdir

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// What somebody has changed since is kept beside the new file, and told.
func TestChangedFilesAreKept(t *testing.T) {
	dir := t.TempDir()
	o := Options{Record: ".record"}
	files := map[string]string{"通知.docx": "1", "表格/甲.xlsx": "1", "same.txt": "1"}
	if got := write(t, dir, o, files); len(got.Kept) > 0 {
		t.Errorf("kept %v", got.Kept)
	}
	put(t, dir, map[string]string{"通知.docx": "typed into", "通知.旧.docx": "of last week", "foreign.txt": "foreign"})
	files["通知.docx"], files["表格/甲.xlsx"], files["foreign.txt"] = "2", "2", "2"
	got := write(t, dir, o, files)
	want := []Kept{{"foreign.txt", "foreign.旧.txt"}, {"通知.docx", "通知.旧-2.docx"}}
	if !reflect.DeepEqual(got.Kept, want) {
		t.Errorf("kept %v, want %v", got.Kept, want)
	}
	after := tree(t, dir)
	for name, text := range map[string]string{"通知.docx": "2", "通知.旧-2.docx": "typed into", "通知.旧.docx": "of last week", "表格/甲.xlsx": "2", "foreign.旧.txt": "foreign", "same.txt": "1"} {
		if after[name] != text {
			t.Errorf("%s is %q, want %q", name, after[name], text)
		}
	}
	if got := write(t, dir, o, files); len(got.Kept) > 0 {
		t.Errorf("the third time %v is kept", got.Kept)
	}
}

// A long name has room for the mark.
func TestKeptNamesFit(t *testing.T) {
	dir := t.TempDir()
	name := strings.Repeat("表", 83) + ".xlsx" // 254 bytes
	o := Options{Record: ".record"}
	put(t, dir, map[string]string{name: "mine"})
	got := write(t, dir, o, map[string]string{name: "new"})
	if len(got.Kept) != 1 || len(got.Kept[0].As) > longestName || !strings.HasSuffix(got.Kept[0].As, ".旧.xlsx") || tree(t, dir)[got.Kept[0].As] != "mine" {
		t.Errorf("%v", got.Kept)
	}
}

// Files that no longer belong are listed, run after run, and removed when that
// is asked for: those alone that we wrote and nobody has changed.
func TestStaleFiles(t *testing.T) {
	dir := t.TempDir()
	o := Options{Record: ".record"}
	write(t, dir, o, map[string]string{"学校/甲/表.xlsx": "1", "学校/乙/表.xlsx": "1", "学校/丙/表.xlsx": "1"})
	put(t, dir, map[string]string{"学校/乙/表.xlsx": "typed into", "学校/甲/照片.jpg": "mine"})
	for range 2 {
		got := write(t, dir, o, map[string]string{"学校/丙/表.xlsx": "1"})
		if want := []string{"学校/乙/表.xlsx", "学校/甲/表.xlsx"}; !reflect.DeepEqual(got.Stale, want) || len(got.Removed) > 0 {
			t.Errorf("stale %v, removed %v, want %v", got.Stale, got.Removed, want)
		}
	}
	o.Clean = true
	got := write(t, dir, o, map[string]string{"学校/丙/表.xlsx": "1"})
	if !reflect.DeepEqual(got.Removed, []string{"学校/甲/表.xlsx"}) || !reflect.DeepEqual(got.Stale, []string{"学校/乙/表.xlsx"}) {
		t.Errorf("stale %v, removed %v", got.Stale, got.Removed)
	}
	after := tree(t, dir)
	if _, ok := after["学校/甲/表.xlsx"]; ok || after["学校/乙/表.xlsx"] != "typed into" || after["学校/甲/照片.jpg"] != "mine" {
		t.Errorf("%v", after)
	}
	put(t, dir, map[string]string{"学校/丁/x": ""})
	must(t, os.Remove(filepath.Join(dir, "学校", "甲", "照片.jpg")))
}

// A list of an earlier program counts where there is no record; what it names
// outside the folder does not.
func TestManifestOfAnEarlierProgram(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "out")
	put(t, root, map[string]string{"outside": "x"})
	put(t, dir, map[string]string{"a": "1", "b": "1", "manifest.json": `{"files":[{"path":"a","sha256":"` + hash([]byte("1")) + `"},{"path":"b","sha256":"` + hash([]byte("1")) + `"},{"path":"../outside","sha256":"` + hash([]byte("x")) + `"}]}`})
	got := write(t, dir, Options{Record: ".record", Manifest: "manifest.json", Clean: true}, map[string]string{"a": "2"})
	if len(got.Kept) > 0 || !reflect.DeepEqual(got.Removed, []string{"b"}) {
		t.Errorf("%+v", got)
	}
	if tree(t, root)["outside"] != "x" {
		t.Error("a file outside was removed")
	}
}

// Links are not followed and not replaced.
func TestLinksAreNotFollowed(t *testing.T) {
	root := t.TempDir()
	dir, other := filepath.Join(root, "out"), filepath.Join(root, "other")
	put(t, other, map[string]string{"x.txt": "mine"})
	must(t, os.MkdirAll(dir, 0o777))
	if os.Symlink(other, filepath.Join(dir, "表格")) != nil || os.Symlink(filepath.Join(other, "x.txt"), filepath.Join(dir, "y.txt")) != nil {
		t.Skip("no links here")
	}
	for _, name := range []string{"表格/x.txt", "表格/new.txt", "y.txt"} {
		if err := Write(dir, []File{{"a.txt", []byte("new")}, {name, []byte("new")}}); !errors.Is(err, ErrLink) {
			t.Errorf("%s: %v, want ErrLink", name, err)
		}
	}
	if got := tree(t, other); len(got) != 1 || got["x.txt"] != "mine" {
		t.Errorf("behind the link: %v", got)
	}
	if _, err := os.Stat(filepath.Join(dir, "a.txt")); err == nil {
		t.Error("half of the files were written")
	}
	// The folder itself may be a link, as people set up their folders.
	link := filepath.Join(root, "link")
	must(t, os.Symlink(other, link))
	must(t, Write(link, []File{{"z.txt", nil}}))
}

// What comes into the way after a file was staged is found before any is moved.
func TestFolderInTheWayAtCommit(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, map[string]string{"a.txt": "old"})
	s, err := Begin(dir)
	must(t, err)
	defer s.Discard()
	must(t, s.Add(File{"a.txt", []byte("new")}))
	must(t, s.Add(File{"b.txt", []byte("new")}))
	must(t, os.Mkdir(filepath.Join(dir, "b.txt"), 0o777))
	if err := s.Commit(); !errors.Is(err, ErrInWay) {
		t.Errorf("%v, want ErrInWay", err)
	}
	if tree(t, dir)["a.txt"] != "old" {
		t.Error("half of the files were written")
	}
}

// A run that is interrupted takes away the folders it made, but nothing of
// anybody else's.
func TestDiscardLeavesWhatIsNotItsOwn(t *testing.T) {
	root := t.TempDir()
	out := filepath.Join(root, "new", "out")
	s, err := Begin(out)
	must(t, err)
	must(t, s.Add(File{"a", nil}))
	put(t, out, map[string]string{"mine.txt": "mine"})
	s.Discard()
	if got := tree(t, root); got["new/out/mine.txt"] != "mine" || len(got) != 3 {
		t.Errorf("%v", got)
	}
}

func TestNamesThatNoFileCanHave(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	for path, want := range map[string]error{strings.Repeat("a", 256): ErrName, "x/" + strings.Repeat("表", 86): ErrName, "a\x00b": ErrPath, ".": ErrPath, ".part-x/a": ErrPath} {
		if err := Write(dir, []File{{path, nil}}); !errors.Is(err, want) {
			t.Errorf("%.20q: %v, want %v", path, err, want)
		}
	}
}

// Whatever stands in a record, or in the journal of a dead run, nothing outside
// the folder is touched, and nothing inside that no run has written.
func FuzzRecord(f *testing.F) {
	f.Add([]byte(`{"files":[{"path":"a","sha256":"x"},{"path":"../outside","sha256":"`+hash([]byte("x"))+`"}]}`), []byte(`{"steps":[{"path":"../outside","sha256":"`+hash([]byte("x"))+`"},{"path":"mine","old":true,"keep":"../k"}],"folders":[".."]}`))
	f.Fuzz(func(t *testing.T, record, journal []byte) {
		if len(record)+len(journal) > 1<<14 {
			t.Skip()
		}
		root := t.TempDir()
		dir := filepath.Join(root, "out")
		put(t, root, map[string]string{"outside": "x"})
		put(t, dir, map[string]string{".record": string(record), "mine": "mine", ".part-dead/owner": "", ".part-dead/journal": string(journal), ".part-dead/new/x": "", ".part-dead/old/x": ""})
		s, err := BeginWith(dir, Options{Record: ".record", Clean: true})
		if err == nil {
			if s.Add(File{"a", nil}) == nil {
				s.Commit()
			}
			s.Discard()
		}
		all := tree(t, root)
		if all["outside"] != "x" || len(all) < 4 {
			t.Errorf("%v", all)
		}
		found := false
		for _, text := range all {
			found = found || text == "mine"
		}
		if !found {
			t.Errorf("a file of somebody is gone: %v", all)
		}
	})
}

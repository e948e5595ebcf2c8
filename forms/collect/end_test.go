package collect

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/heed"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// returnedFS is the folder of returns in memory.
func returnedFS(t testing.TB) fstest.MapFS {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, data := range tree(t, returnedFiles(t)) {
		fsys[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return fsys
}

func options(t testing.TB) Options {
	t.Helper()
	o := Options{Campaign: load(t, campaignFile)}
	withRoster(returnsDir+"/roster.csv")(t, &o)
	return o
}

// A folder, memory and an archive hold the same returns; memory, a folder and an
// archive get the same results.
func TestSinksGetTheSame(t *testing.T) {
	returns := returnedFS(t)
	var packed, archive bytes.Buffer
	w := zip.NewWriter(&packed)
	must(t, w.AddFS(returns))
	must(t, w.Close())
	sent, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	must(t, err)
	dir := filepath.Join(t.TempDir(), "out")
	folder, err := output.Dir(dir)
	must(t, err)
	var memory output.Memory
	for _, run := range []struct {
		returns fs.FS
		out     output.Sink
	}{{returns, &memory}, {os.DirFS(returnedFiles(t)), folder}, {sent, output.Zip(&archive)}} {
		_, err := Collect(t.Context(), run.returns, options(t), run.out)
		must(t, err)
	}
	want := map[string]string{}
	for name, data := range memory.Files() {
		want[name] = string(data)
	}
	if d := cmp.Diff(want, tree(t, dir)); d != "" {
		t.Error("the folder differs")
	}
	z, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	must(t, err)
	got := map[string]string{}
	for _, f := range z.File {
		data, err := fs.ReadFile(z, f.Name)
		must(t, err)
		got[f.Name] = string(data)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error("the archive differs")
	}
}

// Whatever step it is cancelled in, Collect says so and leaves the folder as it
// was.
func TestCancelled(t *testing.T) {
	returns, o := returnedFS(t), options(t)
	steps := 0
	o.Progress = func(Event) { steps++ }
	_, err := Collect(t.Context(), returns, o, &output.Memory{})
	must(t, err)
	for _, at := range []int{1, 20, steps - 5, steps - 4, steps} { // reading, read, the results
		dir := t.TempDir()
		write(t, filepath.Join(dir, "汇总表.xlsx"), []byte("of before"))
		out, err := output.Dir(dir)
		must(t, err)
		ctx, cancel := context.WithCancel(t.Context())
		n := 0
		o.Progress = func(Event) {
			if n++; n == at {
				cancel()
			}
		}
		if r, err := Collect(ctx, returns, o, out); r != nil || !errors.Is(err, context.Canceled) || n != at {
			t.Errorf("step %d of %d: %v, %d events", at, steps, err, n)
		}
		if got := tree(t, dir); len(got) != 1 || got["汇总表.xlsx"] != "of before" {
			t.Errorf("step %d: left behind: %d files", at, len(got))
		}
		cancel()
	}
}

// Collect does not wait for a file that hangs.
func TestCancelledAtOnce(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	hang := make(chan struct{})
	defer close(hang)
	returns := hangingFS{returnedFS(t), func(name string) {
		if strings.HasSuffix(name, ".xlsx") {
			cancel()
			<-hang
		}
	}}
	done := make(chan error)
	go func() {
		_, err := Collect(ctx, returns, options(t), &output.Memory{})
		done <- err
	}()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Error("still waiting")
	}
}

type hangingFS struct {
	fstest.MapFS
	open func(name string)
}

func (h hangingFS) Open(name string) (fs.File, error) {
	h.open(name)
	return h.MapFS.Open(name)
}

// What is open ends with the context.
func TestHeed(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	f, err := heed.Open(heed.FS(ctx, fstest.MapFS{"a": {Data: []byte("text")}}), "a")
	must(t, err)
	if n, err := f.ReadAt(make([]byte, 2), 1); n != 2 || err != nil {
		t.Errorf("%d %v", n, err)
	}
	cancel()
	if _, err := f.ReadAt(make([]byte, 2), 1); err != context.Canceled {
		t.Error(err)
	}
}

type failingSink struct {
	output.Memory
	path string
	err  error
}

func (f *failingSink) Add(path string, data []byte) error {
	if path == f.path {
		return f.err
	}
	return f.Memory.Add(path, data)
}

// A sink that fails, at whatever file, is reported and never committed.
func TestFailingSink(t *testing.T) {
	var all output.Memory
	_, err := Collect(t.Context(), returnedFS(t), options(t), &all)
	must(t, err)
	full := errors.New("disk full")
	for _, path := range []string{"汇总表.xlsx", "校核结果.json", "总结.docx", "批注/南湖职业学校/宣传月安排.xlsx"} {
		if all.Files()[path] == nil {
			t.Errorf("no file %s", path)
		}
		out := &failingSink{path: path, err: full}
		if r, err := Collect(t.Context(), returnedFS(t), options(t), out); r != nil || !errors.Is(err, full) || out.Files() != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// What is missing is an error, not a panic; a folder of nothing has results.
func TestNil(t *testing.T) {
	o := options(t)
	for _, err := range []error{
		second(Collect(t.Context(), nil, o, &output.Memory{})),
		second(Collect(t.Context(), fstest.MapFS{}, Options{}, &output.Memory{})),
		second(Collect(t.Context(), fstest.MapFS{}, o, nil)),
	} {
		if err != ErrNil {
			t.Error(err)
		}
	}
	var out output.Memory
	if _, err := Collect(t.Context(), fstest.MapFS{}, o, &out); err != nil || len(out.Files()) != 7 {
		t.Errorf("%d files of no returns, %v", len(out.Files()), err)
	}
	if _, err := Collect(t.Context(), os.DirFS(filepath.Join(t.TempDir(), "none")), o, &output.Memory{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
}

func second(_ *Result, err error) error { return err }

// What is told to be skipped, file or folder, is no return.
func TestSkip(t *testing.T) {
	returns, o := returnedFS(t), options(t)
	o.Skip = func(path string, info fs.FileInfo) bool { return info.IsDir() && path != "滨江职业学校" }
	r, err := Collect(t.Context(), returns, o, &output.Memory{})
	must(t, err)
	for _, tally := range r.Tallies {
		for _, sub := range tally.Counted {
			if sub.School != "滨江职业学校" {
				t.Errorf("%s counts", sub.Return.File)
			}
		}
	}
}

// A school that is not on the roster owes nothing that it did not send; what it
// did send, and is wrong, it has to put right.
func TestOwedOffTheRoster(t *testing.T) {
	all := returnedFS(t)
	returns := fstest.MapFS{}
	for name, f := range all {
		if rest, ok := strings.CutPrefix(name, "南湖职业学校/"); ok {
			returns["名册外的学校/"+rest] = f
		}
	}
	o := Options{Campaign: load(t, campaignFile), Roster: returned.Roster{{Name: "名册上的学校"}}}
	r, err := Collect(t.Context(), returns, o, &output.Memory{})
	must(t, err)
	states := map[string][]string{}
	for _, d := range r.Debts {
		states[d.School] = append(states[d.School], d.State)
	}
	if got := states["名册外的学校"]; !slices.Contains(got, stateErrors) || slices.Contains(got, stateNone) {
		t.Errorf("off the roster: %q", got)
	}
	if got := states["名册上的学校"]; len(got) != len(r.Tallies) {
		t.Errorf("on the roster: %q", got)
	}
	// Without a roster every school that sent something owes all.
	o.Roster = nil
	r, err = Collect(t.Context(), returns, o, &output.Memory{})
	must(t, err)
	if !slices.ContainsFunc(r.Debts, func(d Debt) bool { return d.School == "名册外的学校" && d.State == stateNone }) {
		t.Errorf("without a roster: %v", r.Debts)
	}
}

// A file that goes, or gets shorter, after the folder was listed is told, and
// the others are read.
func TestVanishingInput(t *testing.T) {
	form := read(t, "滨江职业学校/统计表.xlsx")
	returns := vanishing{fstest.MapFS{
		"滨江职业学校/统计表.xlsx": {Data: form}, "滨江职业学校/没了.xlsx": {Data: form}, "青石职业学校/没了.zip": {Data: packed(t, [2]string{"统计表.xlsx", string(form)})},
		"青石职业学校/短了.xlsx": {Data: form}, "青石职业学校/照片/短了.jpg": {Data: form},
	}}
	var out output.Memory
	r, err := Collect(t.Context(), returns, options(t), &out)
	must(t, err)
	told := string(out.Files()["校核结果.json"])
	for _, name := range []string{"滨江职业学校/没了.xlsx", "青石职业学校/没了.zip", "青石职业学校/短了.xlsx"} {
		if !strings.Contains(told, name) {
			t.Errorf("nothing about %s", name)
		}
	}
	counted := 0
	for _, tally := range r.Tallies {
		counted += tally.All.Schools
	}
	if counted != 1 {
		t.Errorf("%d schools are counted, want 1: %s", counted, told)
	}
}

// vanishing has files that are gone when they are opened, or shorter.
type vanishing struct{ fstest.MapFS }

func (v vanishing) Open(name string) (fs.File, error) {
	switch {
	case strings.Contains(name, "没了"):
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	case strings.Contains(name, "短了"):
		f, err := v.MapFS.Open(name)
		if err != nil {
			return nil, err
		}
		return shorter{f}, nil
	}
	return v.MapFS.Open(name)
}

func (v vanishing) Stat(name string) (fs.FileInfo, error) { return v.MapFS.Stat(name) }

// shorter ends before its size.
type shorter struct{ fs.File }

func (s shorter) ReadAt(p []byte, off int64) (int, error) {
	const left = 100
	if off >= left {
		return 0, io.EOF
	}
	n, err := s.File.(io.ReaderAt).ReadAt(p[:min(int64(len(p)), left-off)], off)
	if err == nil && n < len(p) {
		err = io.EOF
	}
	return n, err
}

// A form whose copy no folder can take is read and told, and stops nothing.
func TestNamesNoFolderTakes(t *testing.T) {
	form := read(t, "南湖职业学校/宣传月安排.xlsx")
	long := strings.Repeat("长", 90) + ".xlsx"
	returns := fstest.MapFS{
		"云山职业技术学校/" + long: {Data: form},
		"青石职业学校/安排.xlsx":   {Data: form},
		"滨江职业学校/重名.zip":    {Data: gbkZip(t, map[string][]byte{"a.xlsx": form, "a.xlsx/b.xlsx": form})},
	}
	var out output.Memory
	r, err := Collect(t.Context(), returns, options(t), &out)
	must(t, err)
	var said strings.Builder
	for _, f := range r.Report.Findings {
		if f.Rule == returned.RuleFile {
			fmt.Fprintln(&said, f)
		}
	}
	for _, want := range []string{long, "重名.zip"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("nothing about %s in\n%s", want, said.String())
		}
	}
	if !slices.Contains(r.Marked, "批注/青石职业学校/安排.xlsx") || len(r.Tallies) == 0 {
		t.Errorf("marked: %q", r.Marked)
	}
}

// Whatever a folder of returns has in it, its results are written.
func FuzzCollect(f *testing.F) {
	f.Add("甲校/统计表.xlsx", []byte("PK\x03\x04"), "路径,时间\n甲校,2023-05-08\n")
	f.Add("材料.zip", zipped(f, "乙校/统计表.xlsx", []byte("x")), "")
	f.Add("5月8日/丙校/照片/1.jpg", []byte("\xff\xd8\xff"), "学校\t收文时间\n")
	o := options(f)
	f.Fuzz(func(t *testing.T, name string, data []byte, register string) {
		if len(data)+len(register) > 1<<14 || !fs.ValidPath(name) || name == "." || strings.HasPrefix(name, "收文登记.csv/") {
			t.Skip() // larger ones take their time to be made smaller
		}
		var out output.Memory
		returns := fstest.MapFS{name: {Data: data}, "收文登记.csv": {Data: []byte(register)}}
		if _, err := Collect(t.Context(), returns, o, &out); err != nil || out.Files()["总结.docx"] == nil {
			t.Errorf("%v, %d files", err, len(out.Files()))
		}
	})
}

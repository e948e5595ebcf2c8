package outdir

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// A faultyDisk fails at one of the things that it is asked to do, or from there
// on at all of them.
type faultyDisk struct {
	disk
	left    *int
	forever bool
	err     error
}

func (d faultyDisk) fault() error {
	*d.left--
	if *d.left == 0 || *d.left < 0 && d.forever {
		return d.err
	}
	return nil
}

func (d faultyDisk) Mkdir(name string) error {
	if err := d.fault(); err != nil {
		return err
	}
	return d.disk.Mkdir(name)
}

func (d faultyDisk) Write(name string, data []byte) error {
	if err := d.fault(); err != nil {
		d.disk.Write(name, data[:len(data)/2])
		return err
	}
	return d.disk.Write(name, data)
}

func (d faultyDisk) Rename(from, to string) error {
	if err := d.fault(); err != nil {
		return err
	}
	return d.disk.Rename(from, to)
}

func (d faultyDisk) Remove(name string) error {
	if err := d.fault(); err != nil {
		return err
	}
	return d.disk.Remove(name)
}

// tree returns all files below a folder with what is in them, folders with a
// stroke at the end. What is the package's own is left out.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, p)
		switch {
		case err != nil || name == ".":
			return err
		case d.IsDir() && strings.HasPrefix(name, stagePrefix):
			return fs.SkipDir
		case d.IsDir():
			all[filepath.ToSlash(name)+"/"] = ""
		default:
			data, err := os.ReadFile(p)
			all[filepath.ToSlash(name)] = string(data)
			return err
		}
		return nil
	}))
	return all
}

func put(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(at), 0o777))
		must(t, os.WriteFile(at, []byte(text), 0o666))
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Whatever fails, and whenever, the folder is as it was: at once, or where the
// disk is dead for good after the next run.
func TestEveryFaultLeavesTheFolderAsItWas(t *testing.T) {
	o := Options{Record: ".record", Clean: true}
	for _, forever := range []bool{false, true} {
		for _, fault := range []error{syscall.ENOSPC, syscall.EROFS, fs.ErrPermission} {
			done := false
			for n := 1; !done; n++ {
				dir := t.TempDir()
				write(t, dir, o, map[string]string{"a.txt": "1", "b/c.txt": "1", "stale/d.txt": "1"})
				put(t, dir, map[string]string{"a.txt": "edited", "mine.txt": "mine"})
				before := tree(t, dir)
				left := n
				s, err := begin(dir, o, func(r *os.Root) disk { return faultyDisk{rootDisk{r}, &left, forever, fault} })
				if err == nil {
					for _, name := range []string{"a.txt", "b/c.txt", "new/e/f.txt"} {
						if err = s.Add(File{name, []byte("2")}); err != nil {
							break
						}
					}
					if err == nil {
						err = s.Commit()
					}
					s.Discard()
				}
				done = left > 0
				if err == nil {
					after := tree(t, dir)
					if after["a.txt"] != "2" || after["a.旧.txt"] != "edited" || after["b/c.txt"] != "2" || after["new/e/f.txt"] != "2" || after["mine.txt"] != "mine" {
						t.Errorf("fault %d: no error, but %v", n, after)
					}
					continue
				}
				var e *Error
				if !errors.Is(err, fault) || !errors.As(err, &e) || !strings.ContainsAny(e.Chinese(), "写磁") {
					t.Errorf("fault %d: %v", n, err)
				}
				if errors.Is(err, ErrBroken) != forever && errors.Is(err, ErrBroken) {
					t.Errorf("fault %d: not undone: %v", n, err)
				}
				if got := tree(t, dir); !errors.Is(err, ErrBroken) && !committed(got) && !maps.Equal(got, before) {
					t.Errorf("fault %d: %v\n got %v\nwant %v", n, err, got, before)
				}
				next, err := Begin(dir)
				must(t, err)
				next.Discard()
				if got := tree(t, dir); !maps.Equal(got, before) && !committed(got) {
					t.Errorf("fault %d, after the next run:\n got %v\nwant %v", n, got, before)
				}
				for _, name := range names(t, dir) {
					if strings.HasPrefix(name, stagePrefix) {
						t.Errorf("fault %d: %s is left behind", n, name)
					}
				}
			}
		}
	}
}

// committed reports whether all files of the run are there: a fault behind the
// last of them is told, and changes nothing.
func committed(files map[string]string) bool {
	return files["a.txt"] == "2" && files["b/c.txt"] == "2" && files["new/e/f.txt"] == "2"
}

func write(t testing.TB, dir string, o Options, files map[string]string) Outcome {
	t.Helper()
	s, err := BeginWith(dir, o)
	must(t, err)
	defer s.Discard()
	for name, text := range files {
		must(t, s.Add(File{name, []byte(text)}))
	}
	must(t, s.Commit())
	return s.Outcome()
}

func TestReadOnlyFolder(t *testing.T) {
	if os.Getuid() == 0 || runtime.GOOS == "windows" {
		t.Skip("nothing is read-only to this user")
	}
	dir := t.TempDir()
	must(t, os.Chmod(dir, 0o555))
	defer os.Chmod(dir, 0o777)
	err := Write(dir, []File{{"a", nil}})
	if e := (*Error)(nil); !errors.As(err, &e) || !strings.Contains(e.Chinese(), "没有权限") {
		t.Errorf("%v", err)
	}
}

// A child of the tests writes into a folder until it is killed.
const childEnv = "OUTDIR_TEST_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		child(dir)
	}
	os.Exit(m.Run())
}

const (
	runFiles = 12
	filler   = 1000
)

func child(dir string) {
	fmt.Println("ready")
	for run := 1; ; run++ {
		s, err := BeginWith(dir, Options{Record: ".record"})
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		for i := range runFiles {
			if err := s.Add(runFile(os.Getpid(), run, i)); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
		if err := s.Commit(); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		s.Discard()
	}
}

// runFile is a file that tells which run has written it.
func runFile(pid, run, i int) File {
	text := fmt.Sprintf("%d/%d\n", pid, run)
	return File{fmt.Sprintf("%02d/%d.txt", i%7, i), []byte(strings.Repeat(text, filler))}
}

// Killed at any moment, a run leaves whole files only, and the next one finds
// or makes them those of a single run.
func TestKilledAtAnyMoment(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	seed := rand.New(rand.NewPCG(1, 2))
	for n := range 50 {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childEnv+"="+dir)
		out, err := c.StdoutPipe()
		must(t, err)
		must(t, c.Start())
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "ready" {
			t.Fatal(lines.Text())
		}
		time.Sleep(time.Duration(seed.IntN(150_000)) * time.Microsecond)
		must(t, c.Process.Kill())
		for lines.Scan() {
			t.Errorf("child: %s", lines.Text())
		}
		c.Wait()
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		for name, text := range tree(t, dir) {
			if line, _, _ := strings.Cut(text, "\n"); strings.HasSuffix(name, ".txt") && text != strings.Repeat(line+"\n", filler) {
				t.Errorf("kill %d: %s is not whole", n, name)
			}
		}
		s, err := Begin(dir)
		must(t, err)
		s.Discard()
		ofOneRun(t, dir)
	}
	if got := tree(t, dir); len(got) < runFiles {
		t.Errorf("only %d files: no run was ever whole", len(got))
	}
}

// ofOneRun reports files that are not of one run, and what is left over.
func ofOneRun(t *testing.T, dir string) {
	t.Helper()
	runs := map[string]int{}
	for name, text := range tree(t, dir) {
		if strings.HasSuffix(name, ".txt") {
			line, _, _ := strings.Cut(text, "\n")
			runs[line]++
			if strings.Contains(name, "旧") {
				t.Errorf("%s was kept, though nobody has changed it", name)
			}
		}
	}
	if len(runs) > 1 || len(runs) == 1 && slices.Collect(maps.Values(runs))[0] != runFiles {
		t.Errorf("files of several runs: %v", runs)
	}
	for _, name := range names(t, dir) {
		if strings.HasPrefix(name, stagePrefix) {
			t.Errorf("%s is left behind", name)
		}
	}
}

// Runs at once into one folder leave the files of one of them.
func TestTwoRunsIntoOneFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "out")
	var wg sync.WaitGroup
	for w := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for run := range 3 {
				s, err := BeginWith(dir, Options{Record: ".record"})
				if err != nil {
					t.Error(err)
					return
				}
				for i := range runFiles {
					if err := s.Add(runFile(w, run, i)); err != nil {
						t.Error(err)
					}
				}
				if err := s.Commit(); err != nil {
					t.Error(err)
				}
				s.Discard()
			}
		}()
	}
	wg.Wait()
	ofOneRun(t, dir)
}

// The stage of a run that is alive is not cleared away.
func TestTheLivingAreLeftAlone(t *testing.T) {
	dir := t.TempDir()
	a, err := Begin(dir)
	must(t, err)
	defer a.Discard()
	must(t, a.Add(File{"a", []byte("a")}))
	must(t, os.MkdirAll(filepath.Join(dir, ".part-mine", "x"), 0o777)) // not ours
	b, err := Begin(dir)
	must(t, err)
	b.Discard()
	must(t, a.Commit())
	if _, err := os.Stat(filepath.Join(dir, ".part-mine", "x")); err != nil {
		t.Error(err)
	}
}

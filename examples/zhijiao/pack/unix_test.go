//go:build unix

package pack

import (
	"bytes"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A pipe or a device in place of a file is told, whatever flag names it; nobody
// waits for what comes out of it.
func TestPipes(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{pipe, os.DevNull, dir} {
		for _, flag := range []string{"-campaign", "-roster", "-rules", "-holidays"} {
			var o, e bytes.Buffer
			if status := Run(t.Context(), []string{flag, no, "-out", filepath.Join(dir, "out")}, nothing, &o, &e); status != 1 || !strings.Contains(e.String(), "不是普通文件") {
				t.Errorf("%s %s: exit %d: %s", flag, no, status, e.String())
			}
		}
	}
}

// A program that is built, with two calls that write other files.
type built struct {
	path  string
	calls [][]string
	trees []map[string]string // what each writes
}

func build(t *testing.T) *built {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the program")
	}
	b := &built{path: filepath.Join(t.TempDir(), "yearpack"), calls: [][]string{nil, {"-year", "2031", "-period", "5.11-5.17"}}}
	if out, err := exec.Command("go", "build", "-o", b.path, "../../yearpack").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for i := range b.calls {
		dir := filepath.Join(t.TempDir(), "pack")
		if out, err := b.run(i, dir).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		b.trees = append(b.trees, visible(t, dir))
	}
	return b
}

func (b *built) run(call int, dir string) *exec.Cmd {
	return exec.Command(b.path, append([]string{"-clean", "-out", dir}, b.calls[call]...)...)
}

// visible returns the files below a folder, hidden ones left out.
func visible(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != dir && strings.HasPrefix(d.Name(), ".") && d.IsDir():
			return fs.SkipDir
		case d.IsDir() || strings.HasPrefix(d.Name(), "."):
			return nil
		}
		data, err := os.ReadFile(p)
		name, _ := filepath.Rel(dir, p)
		all[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// stages returns the hidden folders that runs work in.
func stages(t *testing.T, dir string) []string {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(dir, ".part-*"))
	if err != nil {
		t.Fatal(err)
	}
	return left
}

// Killed at any moment the program leaves whole files only, under names that
// are theirs, and the next run makes them its own and clears away the rest.
func TestKilled(t *testing.T) {
	b := build(t)
	kills := 6
	if os.Getenv("CROSSCHECK") == "require" {
		kills = 50
	}
	dir := filepath.Join(t.TempDir(), "pack")
	seed := rand.New(rand.NewPCG(1, 2))
	took := time.Second
	for n := range kills {
		c := b.run(n%2, dir)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(seed.Int64N(int64(took))))
		c.Process.Kill()
		c.Wait()
		if _, err := os.Stat(dir); err == nil {
			for name, data := range visible(t, dir) {
				if data != b.trees[0][name] && data != b.trees[1][name] {
					t.Errorf("kill %d: %s is not whole", n, name)
				}
			}
		}
		if n%3 > 0 {
			continue // several dead runs in one another's place
		}
		begun := time.Now()
		if out, err := b.run(n%2, dir).CombinedOutput(); err != nil {
			t.Fatalf("after kill %d: %v: %s", n, err, out)
		}
		took = time.Since(begun) // as loaded as the machine is
		if got := visible(t, dir); !maps.Equal(got, b.trees[n%2]) {
			t.Errorf("after kill %d: %d files, want the %d of one run", n, len(got), len(b.trees[n%2]))
		}
		if left := stages(t, dir); len(left) > 0 {
			t.Errorf("after kill %d: left behind: %v", n, left)
		}
	}
}

// Two programs at once in one folder end with the files of one of them.
func TestTwoAtOnce(t *testing.T) {
	b := build(t)
	dir := filepath.Join(t.TempDir(), "pack")
	var said [2]bytes.Buffer
	var runs [2]*exec.Cmd
	for i := range runs {
		runs[i] = b.run(i, dir)
		runs[i].Stdout, runs[i].Stderr = &said[i], &said[i]
		if err := runs[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	for i := range runs {
		if err := runs[i].Wait(); err != nil {
			t.Errorf("%v: %s", err, said[i].String())
		}
	}
	if got := visible(t, dir); !maps.Equal(got, b.trees[0]) && !maps.Equal(got, b.trees[1]) {
		t.Errorf("%d files of both, want %d or %d", len(got), len(b.trees[0]), len(b.trees[1]))
	}
	if left := stages(t, dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

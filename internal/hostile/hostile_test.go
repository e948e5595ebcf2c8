//go:build linux

package hostile

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	whole = flag.Bool("whole", false, "read every file, not a sample")
	costs = flag.Bool("costs", false, "log what every file costs")
)

// sampled is every how manieth entry is read where not all are.
const sampled = 24

func isRead(i int) bool {
	return *whole || i%sampled == 0
}

// What a child may take before the system ends it. Memory is what the kernel
// counts as data of the process, the pages that nobody has touched with it.
const (
	hardMemory = 1 << 30
	hardTime   = 2 * time.Minute // of waiting, on a machine that others use too
)

// childEnv makes the test program read one file and tell what it took.
const childEnv = "HOSTILE_TEST_CHILD"

func TestMain(m *testing.M) {
	if kind, path, ok := strings.Cut(os.Getenv(childEnv), ":"); ok {
		child(Kind(kind), path)
		return
	}
	os.Exit(m.Run())
}

// A cost is what reading took, above what the program takes by itself.
type cost struct {
	CPU     time.Duration
	Memory  int64
	Outcome string
	Err     string
}

func child(kind Kind, path string) {
	limit := syscall.Rlimit{Cur: hardMemory, Max: hardMemory}
	const data = 2 // RLIMIT_DATA, which package syscall has no name for everywhere
	if err := syscall.Setrlimit(data, &limit); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	cpu, memory := usage()
	var c cost
	var err error
	c.Outcome, err = feed(kind, path)
	if err != nil {
		c.Err = err.Error()
	}
	after, most := usage()
	c.CPU, c.Memory = after-cpu, most-memory
	json.NewEncoder(os.Stdout).Encode(c)
}

// usage returns the time and the most memory that the process has taken.
func usage() (time.Duration, int64) {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	// Maxrss is no less than what the process had that started this one.
	status, _ := os.ReadFile("/proc/self/status")
	_, line, _ := strings.Cut(string(status), "VmHWM:")
	line, _, _ = strings.Cut(line, "kB")
	most, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	if err != nil {
		most = u.Maxrss
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), most << 10
}

// read reads a file in a process of its own.
func read(t *testing.T, kind Kind, path string) (cost, bool) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+string(kind)+":"+path, "GOMAXPROCS=2")
	return run(t, cmd)
}

func run(t *testing.T, cmd *exec.Cmd) (c cost, ok bool) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	watch := time.AfterFunc(hardTime, func() { cmd.Process.Kill() })
	err := cmd.Wait()
	watch.Stop()
	if err == nil {
		err = json.Unmarshal(out.Bytes(), &c)
	}
	if err == nil {
		return c, true
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	c.CPU, c.Memory = time.Duration(u.Utime.Nano()+u.Stime.Nano()), u.Maxrss<<10
	c.Err = fmt.Sprintf("%v: %.300s%.600s", err, out.String(), errs.String())
	return c, false
}

const (
	least     = 64 << 10 // size of the honest file that small ones are held against
	someBytes = 64 << 20 // memory that any file may take
)

// A measure knows what honest files cost.
type measure struct {
	t     *testing.T
	dir   string
	known map[string]cost
}

// honest returns what an honest file of about that size costs; where honest
// files do not grow so large, in proportion.
func (m *measure) honest(kind Kind, size int64) cost {
	most := int64(2 << 20)
	if kind == Document { // larger ones unpack to more than is read
		most = 512 << 10
	}
	step := int64(least)
	for step < size && step < most {
		step *= 2
	}
	key := fmt.Sprint(kind, step)
	if c, ok := m.known[key]; ok {
		return scaled(c, size, step)
	}
	path := filepath.Join(m.dir, "honest-"+strconv.FormatInt(step, 10)+kind.ending())
	data := honest(kind, int(step))
	if err := os.WriteFile(path, data, 0o666); err != nil {
		m.t.Fatal(err)
	}
	var all []cost
	for range 3 {
		c, ok := read(m.t, kind, path)
		if !ok || c.Err != "" {
			m.t.Fatalf("an honest %s of %d bytes: %s", kind, len(data), c.Err)
		}
		all = append(all, c)
	}
	c := all[0]
	for _, o := range all {
		c.CPU, c.Memory = min(c.CPU, o.CPU), max(c.Memory, o.Memory)
	}
	m.t.Logf("honest %s of %d bytes: %v, %d MB: %s", kind, len(data), c.CPU.Round(time.Millisecond), c.Memory>>20, c.Outcome)
	m.known[key] = c
	return scaled(c, size, step)
}

func scaled(c cost, size, step int64) cost {
	if size > step {
		c.CPU = time.Duration(float64(c.CPU) * float64(size) / float64(step))
		c.Memory = int64(float64(c.Memory) * float64(size) / float64(step))
	}
	return c
}

// Every hostile file ends in an error or a finding, and costs no more than its
// limit times what an honest file of its size does, or two small forms.
func TestHostileFiles(t *testing.T) {
	if testing.Short() || racing {
		t.Skip("a process for every file")
	}
	entries := Entries()
	if len(entries) < 150 {
		t.Fatalf("only %d entries", len(entries))
	}
	dir := t.TempDir()
	m := &measure{t, dir, map[string]cost{}}
	names := map[string]bool{}
	for i, e := range entries {
		if names[e.Name] {
			t.Errorf("two entries %s", e.Name)
		}
		names[e.Name] = true
		if e.Kind == Folder || !isRead(i) {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			path, err := e.Write(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer os.Remove(path)
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			m.t = t
			usual := m.honest(e.Kind, info.Size())
			limit := e.limit()
			allowed := max(time.Duration(limit.CPU*float64(usual.CPU)), 2*m.honest(Workbook, least).CPU)
			got, ok := read(t, e.Kind, path)
			most := max(someBytes+info.Size(), int64(limit.Memory*float64(usual.Memory)))
			if ok && (got.CPU > allowed || got.Memory > most) { // once more: others use the machine too, and the collector comes when it will
				if again, ok := read(t, e.Kind, path); ok {
					got.CPU, got.Memory = min(got.CPU, again.CPU), min(got.Memory, again.Memory)
				}
			}
			if *costs {
				t.Logf("%d bytes, %v (×%.1f), %d MB: %s", info.Size(), got.CPU.Round(time.Millisecond), float64(got.CPU)/float64(usual.CPU), got.Memory>>20, got.Outcome)
			}
			if got.Err != "" {
				t.Errorf("%d bytes: %s", info.Size(), got.Err)
			}
			if got.CPU > allowed {
				t.Errorf("%d bytes took %.1f times what may be: %s", info.Size(), float64(got.CPU)/float64(allowed), got.Outcome)
			}
			if got.Memory > most {
				t.Errorf("%d bytes took %d MB, limit %d: %s", info.Size(), got.Memory>>20, most>>20, got.Outcome)
			}
		})
	}
}

func (e Entry) limit() Limit {
	l := e.Limit
	if l.CPU == 0 {
		l.CPU = DefaultLimit.CPU
	}
	if l.Memory == 0 {
		l.Memory = DefaultLimit.Memory
	}
	return l
}

// The collector reads every hostile folder to its end: the honest school beside
// it is read, and nothing that is sent vanishes without a word.
func TestHostileFolders(t *testing.T) {
	if testing.Short() || racing {
		t.Skip("a process for every folder")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "collect")
	build := exec.Command("go", "build", "-o", program, "./examples/collect")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data := filepath.Join(root, "testdata", "campaigns", "default-2027.yaml")
	for i, e := range Entries() {
		if e.Kind != Folder || !isRead(i) {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			dir := t.TempDir()
			path, err := e.Write(dir)
			if err != nil {
				t.Skipf("this file system does not take it: %v", err)
			}
			out := filepath.Join(dir, "out")
			cmd := exec.Command(program, "-campaign", data, "-returns", path, "-out", out)
			var text bytes.Buffer
			cmd.Stdout, cmd.Stderr = &text, &text
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			watch := time.AfterFunc(20*time.Second, func() { cmd.Process.Kill() })
			err = cmd.Wait()
			watch.Stop()
			if err != nil {
				t.Errorf("%v: %s", err, text.String())
				return
			}
			found, err := os.ReadFile(filepath.Join(out, "校核结果.json"))
			if err != nil {
				t.Fatal(err)
			}
			var findings []struct{ Where struct{ File string } }
			if err := json.Unmarshal(found, &findings); err != nil {
				t.Fatal(err)
			}
			good := func(f struct{ Where struct{ File string } }) bool {
				return f.Where.File == "" || strings.HasPrefix(f.Where.File, "好学校")
			}
			if len(slices.DeleteFunc(findings, good)) == 0 {
				t.Errorf("nothing is said of it: %s", found)
			}
		})
	}
}

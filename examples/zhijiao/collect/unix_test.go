//go:build unix

package collect

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A pipe in place of a file is told; nobody waits for what comes through it.
func TestPipes(t *testing.T) {
	dir := returnedFiles(t)
	pipe := filepath.Join(t.TempDir(), "pipe")
	must(t, syscall.Mkfifo(pipe, 0o666))
	must(t, os.Remove(filepath.Join(dir, "收文登记.csv")))
	must(t, syscall.Mkfifo(filepath.Join(dir, "收文登记.csv"), 0o666))
	must(t, syscall.Mkfifo(filepath.Join(dir, "滨江职业学校", "管道.xlsx"), 0o666))
	templates := t.TempDir()
	must(t, syscall.Mkfifo(filepath.Join(templates, "证书.docx"), 0o666))
	whole := []string{"-campaign", campaignFile, "-returns", dir}
	for _, args := range [][]string{
		{"-campaign", pipe, "-returns", dir}, {"-form", pipe, "-returns", dir},
		append(slices.Clip(whole), "-roster", pipe), append(slices.Clip(whole), "-rules", pipe), append(slices.Clip(whole), "-holidays", pipe),
		append(slices.Clip(whole), "-last", pipe), append(slices.Clip(whole), "-templates", templates),
		append(slices.Clip(whole), "-archive", pipe), append(slices.Clip(whole), "-archive", templates),
	} {
		var o, e bytes.Buffer
		if status := Run(t.Context(), append(args, "-out", filepath.Join(t.TempDir(), "out")), nothing, &o, &e); status != 1 || !strings.Contains(e.String(), "不是普通文件") {
			t.Errorf("%v: exit %d: %s", args, status, e.String())
		}
	}
	for _, at := range []string{pipe, templates} { // nothing has come in their place
		if info, err := os.Lstat(at); err != nil || info.Mode().IsRegular() {
			t.Errorf("%s is gone: %v", at, err)
		}
	}
	out := filepath.Join(t.TempDir(), "out")
	var o, e bytes.Buffer
	if status := Run(t.Context(), []string{"-campaign", campaignFile, "-returns", dir, "-out", out}, nothing, &o, &e); status != 0 {
		t.Fatal(e.String())
	}
	found := tree(t, out)["校核结果.json"]
	if !strings.Contains(found, "收文登记打不开") || !strings.Contains(found, "不是普通文件，没有读入") {
		t.Errorf("the pipes are not told:\n%s", found)
	}
}

// A signal, and another one after it, leaves the folder as it was.
func TestSignals(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	program := filepath.Join(t.TempDir(), "collect")
	if out, err := exec.Command("go", "build", "-o", program, "../../collect").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	dir := t.TempDir()
	for i := range 40 {
		must(t, os.CopyFS(filepath.Join(dir, string(rune('A'+i))), os.DirFS(returnedFiles(t))))
	}
	for _, sig := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT, syscall.SIGPIPE} {
		out := filepath.Join(t.TempDir(), "out")
		var e bytes.Buffer
		c := exec.Command(program, "-campaign", campaignFile, "-returns", dir, "-out", out)
		c.Stderr = &e
		must(t, c.Start())
		for range 500 { // until it has begun
			if _, err := os.Stat(out); err == nil {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		must(t, c.Process.Signal(sig))
		c.Process.Signal(sig)
		err := c.Wait()
		if c.ProcessState.ExitCode() != 1 || !strings.Contains(e.String(), "已中断") {
			t.Errorf("%v: %v: %s", sig, err, e.String())
		}
		if _, err := os.Stat(out); err == nil {
			t.Errorf("%v: something was left behind", sig)
		}
	}
}

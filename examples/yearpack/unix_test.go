//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
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
			if status := run(t.Context(), []string{flag, no, "-out", filepath.Join(dir, "out")}, nothing, &o, &e); status != 1 || !strings.Contains(e.String(), "不是普通文件") {
				t.Errorf("%s %s: exit %d: %s", flag, no, status, e.String())
			}
		}
	}
}

//go:build unix

package typeset

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
	pipe, text := filepath.Join(dir, "管道.txt"), filepath.Join(dir, "通知.txt")
	if err := syscall.Mkfifo(pipe, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(text, []byte("关于活动周的通知\n各学校：\n请参加。\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{pipe, os.DevNull, dir} {
		for _, args := range [][]string{{no}, {"-rules", no, text}, {"-holidays", no, text}} {
			var o, e bytes.Buffer
			args = append([]string{"-out", filepath.Join(dir, "out")}, args...)
			if status := Run(t.Context(), args, strings.NewReader(""), &o, &e); status != 1 || !strings.Contains(e.String(), "不是普通文件") {
				t.Errorf("%v: exit %d: %s", args, status, e.String())
			}
		}
	}
}

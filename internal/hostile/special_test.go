//go:build linux

package hostile

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/validate/report"
	"github.com/zhijiao-go/zhijiao/validate/rules"
)

// What is no file is told as such, and is not opened: whoever opens a pipe may
// wait for ever.
func TestNoFiles(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(syscall.Mkfifo(at("管道.txt"), 0o666))
	must(os.Symlink(at("管道.txt"), at("指向管道.txt")))
	socket, err := net.Listen("unix", at("s"))
	must(err)
	defer socket.Close()
	for what, read := range map[string]func(path string) error{
		"campaign.LoadFile":         func(p string) error { _, err := campaign.LoadFile(p); return err },
		"calendar.ReadHolidaysFile": func(p string) error { _, err := calendar.ReadHolidaysFile(p); return err },
		"rules.ReadFile":            func(p string) error { _, err := rules.ReadFile(p); return err },
		"returned.ReadFile":         func(p string) error { _, _, err := returned.ReadFile(p, forms.Builtins()...); return err },
		"roster.ReadFile":           func(p string) error { _, _, err := roster.ReadFile(p); return err },
		"learn.LearnFile":           func(p string) error { _, err := learn.LearnFile(p); return err },
		"plain.LoadFile":            func(p string) error { _, _, err := plain.LoadFile(p); return err },
	} {
		for _, p := range []string{at("管道.txt"), at("指向管道.txt"), at("s"), dir, os.DevNull} {
			if err := read(p); !errors.Is(err, fs.ErrInvalid) || !strings.Contains(report.Chinese(err), "不是普通文件") {
				t.Errorf("%s %s: %v: %s", what, p, err, report.Chinese(err))
			}
		}
		if err := read(at("没有.txt")); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(report.Chinese(err), "找不到") {
			t.Errorf("%s: %v: %s", what, err, report.Chinese(err))
		}
	}
}

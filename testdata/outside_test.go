package testdata

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A program of another module makes a pack and collects returns with a few
// calls. It is built as its author would build it, from copies, for the go
// command writes into go.mod and go.sum; nothing is fetched.
func TestOutside(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for to, from := range map[string]string{"main.go": "outside/main.go", "go.mod": "outside/go.mod", "go.sum": "../go.sum", "campaign.yaml": "returns/campaign.yaml"} {
		data, err := os.ReadFile(from)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "=> ../..", "=> "+root)
		if to == "main.go" && strings.Count(text, "\n") >= 40 {
			t.Errorf("%d lines", strings.Count(text, "\n"))
		}
		if err := os.WriteFile(filepath.Join(dir, to), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", "outside.exe", ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		for _, lack := range []string{"module lookup disabled", "executable file not found"} {
			if strings.Contains(string(out)+err.Error(), lack) {
				t.Skipf("it cannot be built here: %s%v", out, err)
			}
		}
		t.Fatalf("%v\n%s", err, out)
	}
	returns := filepath.Join(root, "testdata", "returns", "滨江职业学校")
	run := exec.CommandContext(t.Context(), filepath.Join(dir, "outside.exe"), "campaign.yaml", returns)
	run.Dir = dir
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"zip: true", "《职业教育活动周学校情况统计表》计入 1 所", "没有核对的："} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

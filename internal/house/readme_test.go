package house

import (
	"bytes"
	"encoding/json"
	"go/format"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var readmes = []string{"README.md", "README.zh-CN.md"}

// TestReadmePrograms: every block of Go in the READMEs is a whole program as gofmt
// has it, which runs and prints what it says.
func TestReadmePrograms(t *testing.T) {
	for _, name := range readmes {
		blocks := fenced(t, name, "go")
		if len(blocks) < 4 {
			t.Errorf("%s has %d programs", name, len(blocks))
		}
		for _, source := range blocks {
			kept, err := format.Source([]byte(source))
			if err != nil || string(kept) != source {
				t.Errorf("%s: not as gofmt has it (%v):\n%s", name, err, source)
				continue
			}
			cmd := exec.Command(program(t, source))
			cmd.Dir = beside(t)
			var said, wrong bytes.Buffer
			cmd.Stdout, cmd.Stderr = &said, &wrong
			if err := cmd.Run(); err != nil {
				t.Errorf("%s: %v\n%s", name, err, &wrong)
			}
			_, output, _ := strings.Cut(source, "\t// Output:\n")
			output = strings.TrimSuffix(strings.ReplaceAll(output, "\t// ", ""), "}\n")
			if output != "" && said.String() != output {
				t.Errorf("%s: prints\n%s\nwant\n%s", name, &said, output)
			}
		}
	}
}

// slow are commands of the READMEs that are run elsewhere, or serve until they are
// stopped: those are asked for their help.
var slow = map[string]string{
	"go test ./...":                  "",
	"go run ./internal/bench":        "",
	"go run ./examples/desk":         "-h",
	"go run ./examples/zhijiao desk": "-h",
}

// TestReadmeCommands: what the READMEs say to type works.
func TestReadmeCommands(t *testing.T) {
	built, done := map[string]string{}, map[string]bool{}
	for _, name := range readmes {
		ran := 0
		for _, block := range fenced(t, name, "") {
			for line := range strings.Lines(block) {
				line = strings.TrimSpace(line)
				args, ok := strings.CutPrefix(line, "go run ./")
				if more, is := slow[line]; is {
					if args += " " + more; more == "" {
						continue
					}
				} else if !ok {
					t.Errorf("%s: no command of ours: %s", name, line)
					continue
				}
				if ran++; done[line] {
					continue
				}
				done[line] = true
				words := strings.Fields(args)
				if built[words[0]] == "" {
					built[words[0]] = build(t, "./"+words[0])
				}
				cmd := exec.Command(built[words[0]], words[1:]...)
				cmd.Dir = beside(t)
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Errorf("%s: %s: %v\n%s", name, line, err, out)
				}
			}
		}
		if ran == 0 {
			t.Errorf("%s has no commands", name)
		}
	}
}

// TestReadmesAreEquals: they link to each other, hold the same parts, and what they
// link to is there.
func TestReadmesAreEquals(t *testing.T) {
	var parts [2]int
	for i, name := range readmes {
		text := read(t, name)
		parts[i] = strings.Count(text, "\n## ")*100 + strings.Count(text, "```")*10 + strings.Count(text, "![")
		if !strings.Contains(text, "]("+readmes[1-i]+")") {
			t.Errorf("%s does not link to %s", name, readmes[1-i])
		}
	}
	if parts[0] != parts[1] {
		t.Errorf("the READMEs have other parts: %v", parts)
	}
	for _, name := range append([]string{"examples/README.md", "examples/README.zh-CN.md", "render/README.md", "render/README.zh-CN.md",
		"forms/README.md", "campaign/README.md", "validate/report/README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"}, readmes...) {
		for _, g := range regexp.MustCompile(`\]\(([^)#\s]+)(?:#[^)]*)?\)`).FindAllStringSubmatch(code.ReplaceAllString(read(t, name), ""), -1) {
			if strings.Contains(g[1], "://") || strings.HasPrefix(g[1], "mailto:") {
				continue
			}
			if _, err := os.Stat(filepath.Join(root, filepath.Dir(name), g[1])); err != nil {
				t.Errorf("%s links to %s, which is not there", name, g[1])
			}
		}
	}
}

var code = regexp.MustCompile("(?ms)^```.*?^```$")

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// fenced returns the blocks of a language in a file.
func fenced(t *testing.T, name, language string) (blocks []string) {
	for _, g := range regexp.MustCompile("(?ms)^```([a-z]*)\n(.*?)^```$").FindAllStringSubmatch(read(t, name), -1) {
		if g[1] == language {
			blocks = append(blocks, g[2])
		}
	}
	return blocks
}

// beside returns an empty folder that has testdata in it.
func beside(t *testing.T) string {
	dir := t.TempDir()
	data, err := filepath.Abs(filepath.Join(root, "testdata"))
	if err == nil {
		err = os.Symlink(data, filepath.Join(dir, "testdata"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func build(t *testing.T, args ...string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "program")
	cmd := exec.Command("go", append([]string{"build", "-o", out}, args...)...)
	cmd.Dir = root
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return out
}

// program builds a program of this module from its source.
func program(t *testing.T, text string) string {
	t.Helper()
	dir := t.TempDir()
	source, overlay := filepath.Join(dir, "main.go"), filepath.Join(dir, "overlay.json")
	top, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	places, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(top, "internal", "readme", "main.go"): source}})
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{source: text, overlay: string(places)} {
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return build(t, "-overlay", overlay, "./internal/readme")
}

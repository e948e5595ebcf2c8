package cli

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		args   string
		status int
		done   bool
		say    string // in what is printed
	}{
		{"-out x", 0, false, ""},
		{"-ot x", 2, true, "没有-ot这个选项，是不是-out？"},
		{"-campain x", 2, true, "是不是-campaign？"},
		{"-zzzzzzzz", 2, true, "没有-zzzzzzzz这个选项\n"},
		{"-out", 2, true, "-out后面要有一个值"},
		{"-year x", 2, true, "-year不能是“x”"},
		{"-h", 0, true, "做一件事"},
		{"-h", 0, true, "（不给则为pack）"},
		{"-h", 0, true, "prog -out 文件夹\n      写进文件夹"},
		{"-version", 0, true, "zhijiao "},
		{"file -version", 0, false, ""},
	} {
		flags := flag.NewFlagSet("prog", flag.ContinueOnError)
		flags.String("out", "pack", "输出文件夹")
		flags.String("campaign", "", "数据文件")
		flags.Int("year", 0, "年份")
		var out, wrong strings.Builder
		u := Usage{Does: "做一件事。", Lines: []string{"[-out DIR]"}, Examples: []string{"-out 文件夹", "写进文件夹"}}
		status, done := Parse(flags, strings.Fields(c.args), u, &out, &wrong)
		if status != c.status || done != c.done {
			t.Errorf("%s: %d %v, want %d %v", c.args, status, done, c.status, c.done)
		}
		if said := out.String() + wrong.String(); !strings.Contains(said, c.say) {
			t.Errorf("%s: says %q, want %q in it", c.args, said, c.say)
		}
		if status == 2 && out.Len() > 0 || status == 0 && wrong.Len() > 0 {
			t.Errorf("%s: said on the wrong side", c.args)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"typeset", "collect", "pack", "learn", "desk"}
	for word, want := range map[string]string{"typset": "typeset", "colect": "collect", "dsek": "desk", "packs": "pack", "xyzzy": "", "": ""} {
		if got := Nearest(word, names); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.txt", "b.txt", "[1].txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	in := func(names ...string) (all []string) {
		for _, n := range names {
			all = append(all, filepath.Join(dir, n))
		}
		return all
	}
	for _, c := range []struct{ names, want []string }{
		{in("?.txt"), in("a.txt", "b.txt")},
		{in("[1].txt"), in("[1].txt")}, // there is such a file
		{in("*.docx"), in("*.docx")},
		{[]string{"-"}, []string{"-"}},
	} {
		if got := Files(c.names); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.names, got, c.want)
		}
	}
}

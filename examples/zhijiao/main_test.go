package main

import (
	"context"
	"os/exec"
	"strings"
	"testing"
)

func call(args ...string) (status int, out, wrong string) {
	var o, w strings.Builder
	status = run(context.Background(), args, strings.NewReader(""), &o, &w)
	return status, o.String(), w.String()
}

func TestRun(t *testing.T) {
	for _, c := range []struct {
		args   string
		status int
		out    string
		wrong  string
	}{
		{"", 2, "", "用法：zhijiao 命令"},
		{"-h", 0, "用法：zhijiao 命令", ""},
		{"help pack", 0, "用法：zhijiao pack", ""},
		{"help help", 0, "用法：zhijiao 命令", ""},
		{"help -h", 0, "用法：zhijiao 命令", ""},
		{"-h -h", 0, "用法：zhijiao 命令", ""},
		{"help version", 0, "用法：zhijiao 命令", ""},
		{"help completion", 0, "用法：zhijiao completion", ""},
		{"help typeset 稿.docx", 0, "用法：zhijiao typeset", ""},
		{"help lern", 2, "", "是不是learn？"},
		{"-version", 0, "zhijiao ", ""},
		{"lern", 2, "", "没有lern这个命令，是不是learn？"},
		{"qqqqqqqq", 2, "", "没有qqqqqqqq这个命令，有"},
		{"completion", 2, "", "用法"},
		{"completion tcsh", 2, "", "用法"},
	} {
		status, out, wrong := call(strings.Fields(c.args)...)
		if status != c.status || !strings.Contains(out, c.out) || !strings.Contains(wrong, c.wrong) {
			t.Errorf("%q: %d %q %q", c.args, status, out, wrong)
		}
	}
}

// Every command has a help with an example, and knows -version.
func TestCommandsHelp(t *testing.T) {
	for _, c := range commands {
		status, out, wrong := call(c.name, "-h")
		if status != 0 || wrong != "" || !strings.Contains(out, "用法：zhijiao "+c.name) || !strings.Contains(out, "例：") {
			t.Errorf("%s -h: %d %q %q", c.name, status, out, wrong)
		}
		if status, out, _ := call(c.name, "-version"); status != 0 || !strings.HasPrefix(out, "zhijiao ") {
			t.Errorf("%s -version: %d %q", c.name, status, out)
		}
		if status, _, wrong := call(c.name, "-nosuchflag"); status != 2 || !strings.Contains(wrong, "没有-nosuchflag这个选项") {
			t.Errorf("%s -nosuchflag: %d %q", c.name, status, wrong)
		}
	}
}

// What is printed for shells names every command, with its flags, and is no
// nonsense to the shells that are here.
func TestCompletion(t *testing.T) {
	check := map[string][]string{"bash": {"bash", "-n"}, "zsh": {"zsh", "-n"}, "fish": {"fish", "-n"}}
	for shell := range shells {
		_, out, _ := call("completion", shell)
		for _, c := range commands {
			if !strings.Contains(out, c.name) {
				t.Errorf("%s: no %s", shell, c.name)
			}
		}
		if !strings.Contains(out, "-out") {
			t.Errorf("%s: no flags", shell)
		}
		with, ok := check[shell]
		if !ok {
			continue
		}
		if _, err := exec.LookPath(with[0]); err != nil {
			t.Logf("no %s here", shell)
			continue
		}
		cmd := exec.Command(with[0], with[1:]...)
		cmd.Stdin = strings.NewReader(out)
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", shell, err, said)
		}
	}
}

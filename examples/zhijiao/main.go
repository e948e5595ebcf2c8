// Zhijiao is the one command for the people of the 职业教育活动周: the year's pack,
// drafts set to the standard, returns added up, forms learnt, and a desk in the
// browser for all of it.
//
//	go run ./examples/zhijiao pack|typeset|collect|learn|desk [flags] …
//	go run ./examples/zhijiao completion bash|zsh|fish|powershell
//
// Each command tells with -h how it is called. It exits with 2 when it was called
// wrongly, otherwise as the command does.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/zhijiao-go/zhijiao/examples/zhijiao/cli"
	"github.com/zhijiao-go/zhijiao/examples/zhijiao/collect"
	"github.com/zhijiao-go/zhijiao/examples/zhijiao/desk"
	"github.com/zhijiao-go/zhijiao/examples/zhijiao/learn"
	"github.com/zhijiao-go/zhijiao/examples/zhijiao/pack"
	"github.com/zhijiao-go/zhijiao/examples/zhijiao/typeset"
	"github.com/zhijiao-go/zhijiao/render/font"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop() // not before: what a second signal finds is being tidied up
	os.Exit(status)
}

// A command is one of those of the program.
type command struct {
	name, does string
	run        func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int
}

var commands = []command{
	{"pack", "做一年的文件包：通知、方案、表格、日程、模板", func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
		return pack.Run(ctx, args, font.System, stdout, stderr)
	}},
	{"typeset", "按标准排版和校核稿子", typeset.Run},
	{"collect", "收表：汇总、校核、批注、催报", func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
		return collect.Run(ctx, args, font.System, stdout, stderr)
	}},
	{"learn", "读懂一张空白表，写成表格定义", func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
		return learn.Run(ctx, args, stdout, stderr)
	}},
	{"desk", "在浏览器里做上面这些事", func(ctx context.Context, args []string, _ io.Reader, stdout, stderr io.Writer) int {
		return desk.Run(ctx, args, font.System, stdout, stderr)
	}},
}

// run is the program; it returns the exit status.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		usage(stderr)
		return 2
	}
	switch name := args[0]; name {
	case "-h", "-help", "--help", "help":
		if len(args) > 1 && args[1] != "help" && args[1] != "version" && !strings.HasPrefix(args[1], "-") { // of a command
			return run(ctx, []string{args[1], "-h"}, stdin, stdout, stderr)
		}
		usage(stdout)
		return 0
	case "-version", "--version", "version":
		fmt.Fprintln(stdout, cli.Version())
		return 0
	case "completion":
		return complete(ctx, args[1:], stdout, stderr)
	default:
		var names []string
		for _, c := range commands {
			if c.name == name {
				return c.run(ctx, args[1:], stdin, stdout, stderr)
			}
			names = append(names, c.name)
		}
		if near := cli.Nearest(name, names); near != "" {
			fmt.Fprintf(stderr, "zhijiao：没有%s这个命令，是不是%s？\n", name, near)
		} else {
			fmt.Fprintf(stderr, "zhijiao：没有%s这个命令，有%s\n", name, strings.Join(names, "、"))
		}
		return 2
	}
}

func usage(w io.Writer) {
	fmt.Fprintln(w, "用法：zhijiao 命令 [选项] …\n\n命令：")
	for _, c := range commands {
		fmt.Fprintf(w, "  %-9s %s\n", c.name, c.does)
	}
	fmt.Fprintln(w, "\n每个命令的用法见 zhijiao 命令 -h；zhijiao -version 打印版本；\nzhijiao completion bash|zsh|fish|powershell 打印命令行补全的设置。")
}

// Package learn is the command that understands a blank form: it prints what the
// blank asks for, and writes it as a schema to be kept in a campaign.
package learn

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/zhijiao-go/zhijiao/examples/zhijiao/cli"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Usage is the help of the command.
var Usage = cli.Usage{
	Does:  "读懂一张空白表要填什么，打印出来，写成表格定义（YAML），放进campaign.yaml的forms里用。",
	Lines: []string{"[-out DIR] 表.xlsx|.xls|.ods|.docx…"},
	Examples: []string{
		"教学名师推荐表.docx", "写出learn/教学名师推荐表.yaml，不能确定的标“待确认”",
	},
}

// Run is the program; it returns the exit status: 0 when all is written, 1 when a
// blank could not be read or its schema not written, 2 when it was called wrongly.
func Run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("zhijiao learn", flag.ContinueOnError)
	out := flags.String("out", "learn", "输出文件夹")
	if status, done := cli.Parse(flags, args, Usage, stdout, stderr); done {
		return status
	}
	files := cli.Files(flags.Args())
	if len(files) == 0 || *out == "" {
		return cli.Wrong(flags, Usage, stderr, "请给出空白表")
	}
	status := 0
	console := &output.Console{W: stdout}
	for _, f := range files {
		err := ctx.Err()
		if err == nil {
			err = Write(f, *out, console)
		}
		if full := console.Err(); full != nil {
			err = full
		}
		if err != nil {
			fmt.Fprintf(stderr, "learn：%s：%s\n", f, report.Chinese(err))
			status = 1
		}
	}
	return status
}

// Write prints what a blank asks for, and writes it as a schema into a folder.
func Write(file, dir string, stdout io.Writer) error {
	b, err := learn.LearnFile(file)
	if err != nil {
		return err
	}
	if err := b.WriteSketch(stdout); err != nil {
		return err
	}
	var schema bytes.Buffer
	if err := b.WriteYAML(&schema); err != nil {
		return err
	}
	out, err := output.DirWith(dir, output.DirOptions{Record: output.Record})
	if err != nil {
		return err
	}
	defer out.Discard()
	name := strings.TrimSuffix(b.Name, filepath.Ext(b.Name)) + ".yaml"
	if err := out.Add(name, schema.Bytes()); err != nil {
		return err
	}
	if err := out.Commit(); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "写出 %s\n", filepath.Join(dir, name))
	done := out.Outcome()
	done.Stale = nil // of other blanks
	return done.WriteText(stdout)
}

// Collect reads what schools sent back (filled forms and material), checks it
// and adds it up, against the campaign that asked for it.
//
//	go run ./examples/collect -campaign FILE.yaml -returns DIR [-roster FILE] [-asof DATE] [-out DIR]
//
// The folder of returns has a sub-folder or a .zip for each school, or loose
// files; a register 收文登记.csv in it, or dated folders, tell when files came
// in. Into -out (./collect) it writes
//
//	汇总表.xlsx    what the forms add up to, with formulas and a chart
//	校核结果.xlsx  what is wrong, school by school
//	校核结果.json  the same for programs
//	批注/          copies of the workbooks that have problems, marked
//	催报名单.xlsx  who owes what, by deadline; with -asof what is due by then
//	总结.docx      a summary with the totals filled in
//
// One bad file never stops the rest. It exits with 0 when the results are
// written, with 1 when they could not be, or it was interrupted, in which case
// nothing is left half-written, and with 2 when it was called wrongly.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends it at once
	os.Exit(run(ctx, os.Args[1:], officeFonts, os.Stdout, os.Stderr))
}

// A fontSource finds the faces that 总结.docx is measured with.
type fontSource func() (render.FontSet, error)

// officeFonts are the faces that the machine has, then the free ones.
func officeFonts() (render.FontSet, error) {
	free, err := fontpack.Fonts()
	return append(render.SystemFonts(), free...), err
}

// run is the program; it returns the exit status.
func run(ctx context.Context, args []string, fonts fontSource, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("collect", flag.ContinueOnError)
	flags.SetOutput(stderr)
	file := flags.String("campaign", "", "活动周数据文件（campaign.yaml）")
	returns := flags.String("returns", "", "收来的文件所在的文件夹")
	roster := flags.String("roster", "", "学校名册（.xlsx 或 .csv）；不给则不核对哪些学校未报")
	asof := flags.String("asof", "", "催报只列这一天及以前到期的，如2023-05-22")
	out := flags.String("out", "collect", "输出文件夹")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "用法：collect -campaign FILE.yaml -returns DIR [-roster FILE] [-asof DATE] [-out DIR]")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	wrong := func(say string) int {
		fmt.Fprintf(stderr, "collect：%s\n", say)
		flags.Usage()
		return 2
	}
	switch {
	case flags.NArg() > 0:
		return wrong("多余的参数 " + strings.Join(flags.Args(), " "))
	case *file == "":
		return wrong("请用 -campaign 给出活动周数据文件")
	case *returns == "":
		return wrong("请用 -returns 给出收来的文件所在的文件夹")
	case *out == "":
		return wrong("-out 不能是空的")
	}
	c := &collector{ctx: ctx, root: *returns, out: *out, fonts: fonts, stdout: stdout}
	if *asof != "" {
		var err error
		if c.asof, err = calendar.ParseDate(*asof); err != nil {
			return wrong(fmt.Sprintf("-asof应是一个日期，写成2023-05-22的样子，不能是“%s”", *asof))
		}
	}
	if err := c.collect(*file, *roster); err != nil {
		fmt.Fprintf(stderr, "collect：没有写成：%s\n", explain(err))
		return 1
	}
	return 0
}

// collect does the work; nothing shows in the output folder before all is done.
func (c *collector) collect(file, roster string) error {
	if err := c.load(file, roster); err != nil {
		return err
	}
	files, err := c.walk()
	if err != nil {
		return err
	}
	if c.stage, err = outdir.Begin(c.out); err != nil {
		return err
	}
	defer c.stage.Discard()
	if err := c.read(files); err != nil {
		return err
	}
	if err := c.tally(); err != nil {
		return err
	}
	c.material()
	if err := c.write(); err != nil {
		return err
	}
	if c.ctx.Err() != nil {
		return errInterrupted
	}
	if err := c.stage.Commit(); err != nil {
		return err
	}
	c.print()
	return nil
}

// load reads the campaign, its forms, and the roster.
func (c *collector) load(file, roster string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if c.campaign, err = campaign.Load(f, file); err != nil {
		return err
	}
	if err := c.findSchemas(); err != nil {
		return err
	}
	c.reader.Year = c.campaign.Year
	fmt.Fprintf(c.stdout, "读入 %s\n", c.campaign.Name)
	c.inputs = []string{file, roster}
	if roster == "" {
		return nil
	}
	r, size, err := openFile(roster)
	if err != nil {
		return err
	}
	defer r.Close()
	schools, findings, err := returned.ReadRoster(r, size, filepath.Base(roster))
	if err != nil {
		return err
	}
	c.schools.roster = schools
	c.report.Add(findings...)
	fmt.Fprintf(c.stdout, "名册 %d 所学校\n", len(schools))
	return nil
}

func openFile(name string) (*os.File, int64, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = &os.PathError{Op: "open", Path: name, Err: errNotFile}
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

var (
	errInterrupted = errors.New("interrupted")
	errNotFile     = errors.New("not a file")
	errNotFolder   = errors.New("not a folder")
)

// explain returns the message of an error as a clerk can read it.
func explain(err error) string {
	var bad *campaign.LoadError
	var unread *returned.ReadError
	var out *outdir.Error
	var path *os.PathError
	switch {
	case errors.Is(err, errInterrupted):
		return "已中断，没有写出任何文件"
	case errors.As(err, &out):
		return out.Chinese()
	case errors.As(err, &bad):
		return bad.Chinese()
	case errors.As(err, &unread):
		f := unread.Finding()
		return fmt.Sprintf("%s：%s；%s", unread.File, f.Message, f.Hint)
	case errors.As(err, &path) && errors.Is(err, os.ErrNotExist):
		return fmt.Sprintf("找不到 %s，请核对路径", path.Path)
	case errors.As(err, &path) && errors.Is(err, os.ErrPermission):
		return fmt.Sprintf("没有权限读取 %s", path.Path)
	case errors.Is(err, errNotFolder):
		return fmt.Sprintf("%s 不是文件夹；-returns 要给收来的文件所在的文件夹", path.Path)
	case errors.Is(err, errNotFile):
		return fmt.Sprintf("%s 不是文件", path.Path)
	}
	return err.Error()
}

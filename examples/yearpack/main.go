// Yearpack writes a year's notice pack: the notices and plans as .docx and
// .pdf with their attachments bound in, every form as .xlsx, a guide and a
// manifest, all from one campaign file.
//
//	go run ./examples/yearpack [-campaign FILE.yaml] [-out DIR]
//
// Without flags it takes the campaign that the package testdata embeds and
// writes into ./pack. Files of the same name are replaced. It exits with 0
// when the pack is written, whatever was found in its texts, with 1 when it
// could not be, in which case nothing is left half-written, and with 2 when it
// was called wrongly.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// defaultCampaign is the campaign that is packed if no file is named.
const defaultCampaign = "campaigns/xiamen-2023.yaml"

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program; it returns the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("yearpack", flag.ContinueOnError)
	flags.SetOutput(stderr)
	file := flags.String("campaign", "", "活动周数据文件（campaign.yaml）；不给则用内置样例")
	out := flags.String("out", "pack", "输出文件夹")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "用法：yearpack [-campaign FILE.yaml] [-out DIR]")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if flags.NArg() > 0 || *out == "" {
		flags.Usage()
		return 2
	}
	if err := yearpack(*file, *out, stdout); err != nil {
		fmt.Fprintf(stderr, "yearpack：没有写成：%s\n", explain(err))
		return 1
	}
	return 0
}

func yearpack(file, out string, stdout io.Writer) error {
	c, err := load(file)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "读入 %s\n", c.Name)
	fonts, err := fontpack.Fonts()
	if err != nil {
		return err
	}
	p := &packer{campaign: c, fonts: fonts, progress: stdout}
	if err := p.pack(); err != nil {
		return err
	}
	if err := outdir.Write(out, p.files()); err != nil {
		return &outError{out, err}
	}
	p.tree(stdout, out)
	p.summary(stdout)
	return nil
}

func load(file string) (*campaign.Campaign, error) {
	if file == "" {
		return campaign.LoadFS(testdata.Campaigns, defaultCampaign)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return campaign.Load(f, file)
}

// An outError says that the pack could not be put into its folder.
type outError struct {
	dir string
	err error
}

func (e *outError) Error() string { return fmt.Sprintf("writing into %s: %v", e.dir, e.err) }
func (e *outError) Unwrap() error { return e.err }

// explain returns the message of an error as a clerk can read it.
func explain(err error) string {
	var bad *campaign.LoadError
	var out *outError
	var path *os.PathError
	switch {
	case errors.As(err, &out) && errors.Is(err, os.ErrPermission):
		return fmt.Sprintf("没有权限写入 %s，请用 -out 换一个文件夹", out.dir)
	case errors.As(err, &out):
		return fmt.Sprintf("写不进文件夹 %s，请用 -out 换一个（%v）", out.dir, out.err)
	case errors.As(err, &bad):
		return bad.Chinese()
	case errors.As(err, &path) && errors.Is(err, os.ErrNotExist):
		return fmt.Sprintf("找不到文件 %s，请核对路径", path.Path)
	case errors.As(err, &path) && errors.Is(err, os.ErrPermission):
		return fmt.Sprintf("没有权限读写 %s，请换一个文件夹", path.Path)
	}
	return err.Error()
}

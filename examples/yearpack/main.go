// Yearpack writes a year's notice pack: the notices and plans as .docx and
// .pdf with their attachments bound in, every form as .xlsx and .docx, the
// 报送日程 as .xlsx and .ics, templates for the material that schools send in, a
// guide and a manifest, all from one campaign file.
//
//	go run ./examples/yearpack [-campaign FILE.yaml] [-year N -period M.D-M.D] [-roster FILE] [-out DIR]
//
// Without flags it takes the campaign that the package testdata embeds and
// writes into ./pack. Files of the same name are replaced. With -year and
// -period it writes the pack of another year, whose main period that is; every
// value that moved, and every one that may have to, is listed as 待确认. With
// -roster, a list of schools as .xlsx or .csv, every school gets a folder with
// its forms, its name filled in.
//
// It exits with 0 when the pack is written, whatever was found in its texts,
// with 1 when it could not be or was interrupted, in which case nothing is left
// half-written, and with 2 when it was called wrongly. A period that cannot be
// read is a wrong call; one of days that do not exist is a pack that cannot be
// written.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strconv"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// defaultCampaign is the campaign that is packed if no file is named.
const defaultCampaign = "campaigns/default-2027.yaml"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], officeFonts, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// A fontSource finds the faces of the PDFs.
type fontSource func() (font.Set, error)

// officeFonts are the faces that the machine has, then the free ones.
func officeFonts() (font.Set, error) {
	free, err := fontpack.Fonts()
	return append(font.System(), free...), err
}

// run is the program; it returns the exit status.
func run(ctx context.Context, args []string, fonts fontSource, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("yearpack", flag.ContinueOnError)
	flags.SetOutput(stderr)
	file := flags.String("campaign", "", "活动周数据文件（campaign.yaml）；不给则用内置样例")
	year := flags.String("year", "", "另做一年的文件：年份，如2027；与-period同时给")
	period := flags.String("period", "", "那一年的活动时段，如5.9-5.15；与-year同时给")
	roster := flags.String("roster", "", "学校名册（.xlsx或.csv，至少有“学校”一列）；给了就为每校另做一个填好校名的文件夹")
	out := flags.String("out", "pack", "输出文件夹")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "用法：yearpack [-campaign FILE.yaml] [-year N -period M.D-M.D] [-roster FILE] [-out DIR]")
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
	to, err := readTarget(*year, *period)
	if err != nil {
		fmt.Fprintf(stderr, "yearpack：%v\n", err)
		flags.Usage()
		return 2
	}
	if err := yearpack(ctx, source{*file, *roster, to}, *out, fonts, stdout); err != nil {
		fmt.Fprintf(stderr, "yearpack：没有写成：%s\n", explain(err))
		return 1
	}
	return 0
}

// A target is the year and the period to move to; zero to stay.
type target struct {
	year   int
	period calendar.Period // of days that may not exist
}

var (
	yearForm   = regexp.MustCompile(`^\d{4}$`)
	periodForm = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})[-—–~～至](\d{1,2})\.(\d{1,2})$`)
)

// readTarget reads the flags -year and -period. Its errors are for a clerk.
func readTarget(year, period string) (target, error) {
	switch {
	case year == "" && period == "":
		return target{}, nil
	case period == "":
		return target{}, errors.New("给了-year，还要用-period写明那一年的活动时段，如 -period 5.9-5.15")
	case year == "":
		return target{}, errors.New("给了-period，还要用-year写明年份，如 -year 2027")
	case !yearForm.MatchString(year):
		return target{}, fmt.Errorf("-year应为四位年份，如2027，不能是“%s”", year)
	}
	g := periodForm.FindStringSubmatch(period)
	if g == nil {
		return target{}, fmt.Errorf("-period应写成5.9-5.15的样子（月.日-月.日），不能是“%s”", period)
	}
	number := func(s string) int {
		n, _ := strconv.Atoi(s) // of few digits
		return n
	}
	y := number(year)
	return target{y, calendar.Period{
		From: calendar.Date{Year: y, Month: number(g[1]), Day: number(g[2])},
		To:   calendar.Date{Year: y, Month: number(g[3]), Day: number(g[4])},
	}}, nil
}

// A source says what a pack is made from.
type source struct {
	campaign string // file, "" for the one that is embedded
	roster   string // file, "" for none
	to       target
}

func yearpack(ctx context.Context, from source, out string, fonts fontSource, stdout io.Writer) error {
	c, err := load(from.campaign)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "读入 %s\n", c.Name)
	p := &packer{campaign: c, dir: out, progress: stdout}
	if from.to != (target{}) {
		if p.campaign, p.moves, err = c.Next(from.to.year, from.to.period); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "改作 %s（%s）\n", p.campaign.Name, from.to.period)
	}
	if from.roster != "" {
		if p.roster, p.listed, err = readRoster(from.roster); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "名册 %d 所学校\n", len(p.roster))
	}
	if p.fonts, err = fonts(); err != nil {
		return err
	}
	if p.out, err = outdir.Begin(out); err != nil {
		return err
	}
	defer p.out.Discard()
	if err := p.pack(ctx); err != nil {
		return err
	}
	if err := p.out.Commit(); err != nil {
		return err
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

// explain returns the message of an error as a clerk can read it.
func explain(err error) string {
	var bad *campaign.LoadError
	var next *campaign.NextError
	var out *outdir.Error
	var roster *rosterError
	var unread *returned.ReadError
	var path *os.PathError
	switch {
	case errors.Is(err, context.Canceled):
		return "已中断，没有写出任何文件"
	case errors.As(err, &roster) && errors.As(err, &unread):
		f := unread.Finding()
		return fmt.Sprintf("名册 %s 读不出来：%s。%s", roster.file, f.Message, f.Hint)
	case errors.As(err, &roster) && errors.Is(err, os.ErrNotExist):
		return fmt.Sprintf("找不到名册 %s，请核对路径", roster.file)
	case errors.As(err, &roster):
		return fmt.Sprintf("名册 %s 读不出来（%v）", roster.file, roster.err)
	case errors.As(err, &out):
		return out.Chinese()
	case errors.As(err, &bad):
		return bad.Chinese()
	case errors.As(err, &next):
		return next.Chinese()
	case errors.As(err, &path) && errors.Is(err, os.ErrNotExist):
		return fmt.Sprintf("找不到文件 %s，请核对路径", path.Path)
	case errors.As(err, &path) && errors.Is(err, os.ErrPermission):
		return fmt.Sprintf("没有权限读写 %s，请换一个文件夹", path.Path)
	}
	return err.Error()
}

// Package pack is the command that writes a year's notice pack: the notices and plans as .docx and
// .pdf with their attachments bound in, every form as .xlsx and .docx, the
// 报送日程 as .xlsx and .ics, templates for the material that schools send in, a
// guide and a manifest, all from one campaign file.
//
//	zhijiao pack [-campaign FILE.yaml | -from NOTICE.docx] [-year N -period M.D-M.D [-theme T] [-number N] [-date D]] [-roster FILE] [-templates DIR] [-rules FILE] [-holidays FILE] [-out DIR] [-clean] [-lock]
//
// Without flags it takes the campaign that the package testdata embeds and
// writes into ./pack. With -from it reads last year's notice, a .docx or .txt, and
// makes the campaign of it; what it is not sure of is listed as 待确认. The
// campaign is kept in the pack as campaign.yaml, for package collect and for next
// year. Files of the same name are replaced, but what somebody has
// edited since is kept, as 名称.旧.docx; with -clean what earlier runs wrote and
// this one does not is removed. With -year and
// -period it writes the pack of another year, whose main period that is; every
// value that moved, and every one that may have to, is listed as 待确认; -theme,
// -number and -date give what else is new: the theme, the 发文字号 and 成文日期 of the
// first document. With -roster, a list of schools as .xlsx or .csv, every school gets a folder with
// its forms, its name filled in. With -templates, a folder of .docx with placeholders
// in the office's own layout (package letter), these are filled in, once or for every
// school.
//
// It exits with 0 when the pack is written, whatever was found in its texts,
// with 1 when it could not be or was interrupted, in which case nothing is left
// half-written, and with 2 when it was called wrongly. A period that cannot be
// read is a wrong call; one of days that do not exist is a pack that cannot be
// written.
package pack

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/adopt"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/campaign/pack"
	"github.com/zhijiao-go/zhijiao/examples/zhijiao/cli"
	"github.com/zhijiao-go/zhijiao/examples/zhijiao/learn"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Usage is the help of the command.
var Usage = cli.Usage{
	Does: "由活动周数据文件做一年的文件包：通知、方案、表格、报送日程、材料模板、说明。",
	Lines: []string{
		"[-campaign FILE.yaml | -from 去年通知.docx] [-year N -period M.D-M.D [-theme 主题] [-number 文号] [-date 日期]] [-roster FILE] [-templates DIR] [-rules FILE] [-holidays FILE] [-out DIR] [-clean] [-lock]",
		"-learn 表.docx [-out DIR]",
	},
	Examples: []string{
		"", "用内置样例写出pack",
		"-from 去年通知.docx -year 2028 -period 5.7-5.13 -theme '匠心筑梦 技能报国'", "由去年的通知做2028年的，不能确定的标“待确认”",
		"-campaign campaign.yaml -roster 名册.xlsx", "另为每校做一个填好校名的文件夹",
	},
}

// defaultCampaign is the campaign that is packed if no file is named.
const defaultCampaign = "campaigns/default-2027.yaml"

// Run is the program; it returns the exit status. The office's own faces go
// before the free ones.
func Run(ctx context.Context, args []string, office func() font.Set, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("zhijiao pack", flag.ContinueOnError)
	file := flags.String("campaign", "", "活动周数据文件（campaign.yaml）；不给则用内置样例")
	year := flags.String("year", "", "另做一年的文件：年份，如2027；与-period同时给")
	period := flags.String("period", "", "那一年的活动时段，如5.9-5.15；与-year同时给")
	from := flags.String("from", "", "去年的通知或方案（.docx或.txt）：由它读出活动周数据；与-campaign只能给一个")
	theme := flags.String("theme", "", "新一年的主题；与-year同时给")
	number := flags.String("number", "", "新的发文字号，如厦教职成〔2028〕5号；与-year同时给")
	date := flags.String("date", "", "新的成文日期，如2028-04-20；与-year同时给")
	templates := flags.String("templates", "", "文书模板（带{{}}的.docx）所在的文件夹：发文稿纸、荣誉证书、告知函等，填好后放入“文书”")
	roster := flags.String("roster", "", "学校名册（.xlsx或.csv，至少有“学校”一列）；给了就为每校另做一个填好校名的文件夹")
	out := flags.String("out", "pack", "输出文件夹")
	rulesFile := flags.String("rules", "", "规则文件（YAML）：关掉或改轻重的规则、不查的词、本单位的用词规则")
	holidays := flags.String("holidays", "", "节假日文件，每行：年份 名称 首日 末日 [上班 日期 …]")
	clean := flags.Bool("clean", false, "删去输出文件夹里以前写出、这次不再需要的文件（有人改过的不删）")
	blank := flags.String("learn", "", "空白表（.xlsx、.xls或.docx）：只读出它要填什么，写成表格定义（YAML），不做文件包")
	lock := flags.Bool("lock", false, "template的空白表（.xlsx）只留要填的格，其余锁定，并加下拉和填写提示；外观不变")
	if status, done := cli.Parse(flags, args, Usage, stdout, stderr); done {
		return status
	}
	switch {
	case flags.NArg() > 0:
		return cli.Wrong(flags, Usage, stderr, "多余的参数 "+strings.Join(flags.Args(), " "))
	case *out == "":
		return cli.Wrong(flags, Usage, stderr, "-out不能是空的")
	}
	to, err := readTarget(*year, *period, *theme, *number, *date)
	if err == nil && *from != "" && *file != "" {
		err = errors.New("-from和-campaign只能给一个")
	}
	if err != nil {
		return cli.Wrong(flags, Usage, stderr, err.Error())
	}
	console := &output.Console{W: stdout}
	if *blank != "" {
		err = learn.Write(*blank, *out, console)
	} else {
		err = yearpack(ctx, source{*file, *from, *roster, *templates, *rulesFile, *holidays, to, *lock}, *out, *clean, office, console)
	}
	if full := console.Err(); full != nil {
		err = full
	}
	if err != nil {
		fmt.Fprintf(stderr, "pack：没有写成：%s\n", report.Chinese(err))
		return 1
	}
	return 0
}

var (
	yearForm   = regexp.MustCompile(`^\d{4}$`)
	periodForm = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})[-—–~～至](\d{1,2})\.(\d{1,2})$`)
)

// readTarget reads the flags that say where to move to, zero to stay; of the
// period the days may not exist. Its errors are for a clerk.
func readTarget(year, period, theme, number, date string) (t campaign.Target, err error) {
	switch {
	case year == "" && period == "" && theme+number+date != "":
		return t, errors.New("-theme、-number、-date要和-year、-period同时给")
	case year == "" && period == "":
		return t, nil
	case period == "":
		return t, errors.New("给了-year，还要用-period写明那一年的活动时段，如 -period 5.9-5.15")
	case year == "":
		return t, errors.New("给了-period，还要用-year写明年份，如 -year 2027")
	case !yearForm.MatchString(year):
		return t, fmt.Errorf("-year应为四位年份，如2027，不能是“%s”", year)
	}
	g := periodForm.FindStringSubmatch(period)
	if g == nil {
		return t, fmt.Errorf("-period应写成5.9-5.15的样子（月.日-月.日），不能是“%s”", period)
	}
	count := func(s string) int {
		n, _ := strconv.Atoi(s) // of few digits
		return n
	}
	y := count(year)
	t = campaign.Target{Year: y, Theme: theme, Number: document.ParseDocNumber(number), Period: calendar.Period{
		From: calendar.Date{Year: y, Month: count(g[1]), Day: count(g[2])},
		To:   calendar.Date{Year: y, Month: count(g[3]), Day: count(g[4])},
	}}
	if date != "" {
		ok := false
		if t.Date, ok = calendar.ReadDay(date, y); !ok {
			return t, fmt.Errorf("-date应是一个日期，如2028-04-20，不能是“%s”", date)
		}
	}
	return t, nil
}

// A source says what a pack is made from.
type source struct {
	campaign string // file, "" for the one that is embedded
	notice   string // file that the campaign is read out of, "" for none
	roster   string // file, "" for none
	letters  string // folder of templates, "" for none
	rules    string // file, "" for none
	holidays string // file, "" for none
	to       campaign.Target
	lock     bool // blanks that are files
}

func yearpack(ctx context.Context, from source, dir string, clean bool, office func() font.Set, stdout io.Writer) error {
	var o pack.Options
	c, err := from.load(&o)
	if err != nil {
		return err
	}
	if from.campaign == "" && from.notice == "" && from != (source{}) {
		fmt.Fprintln(stdout, "没有给-campaign或-from：用的是内置样例，不是本单位的数据")
	}
	fmt.Fprintf(stdout, "读入 %s\n", c.Name)
	o.Keep = true
	o.Progress = func(e pack.Event) {
		switch e := e.(type) {
		case pack.Made:
			fmt.Fprintf(stdout, "  %s\n", e.File.Path)
		case pack.Schools:
			if e.Done%20 == 0 || e.Done == e.Total {
				fmt.Fprintf(stdout, "  学校/  %d/%d 所\n", e.Done, e.Total)
			}
		}
	}
	if o.Checker, err = cli.Checker(from.rules, from.holidays); err != nil {
		return err
	}
	if to := from.to; to.Year != 0 {
		built := calendar.BuiltInHolidays()
		if to.Holidays = o.Checker.Holidays; to.Holidays == nil {
			to.Holidays = &built
		}
		if c, o.Moves, err = c.MoveTo(to); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "改作 %s（%s）\n", c.Name, to.Period)
	}
	o.Lock = from.lock
	if from.roster != "" {
		var found []report.Finding
		if o.Roster, found, err = roster.ReadFile(from.roster); err != nil {
			return &rosterError{from.roster, err}
		}
		o.Findings = append(o.Findings, found...)
		fmt.Fprintf(stdout, "名册 %d 所学校\n", len(o.Roster))
	}
	if from.letters != "" {
		if o.Letters, err = cli.Letters(from.letters); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "文书模板 %d 个\n", len(o.Letters))
	}
	free, err := fontpack.Fonts()
	if err != nil {
		return err
	}
	o.Fonts = append(office(), free...)
	out, err := output.DirWith(dir, output.DirOptions{Record: output.Record, Manifest: "manifest.json", Clean: clean})
	if err != nil {
		return err
	}
	result, err := pack.Pack(ctx, c, o, out)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\n%s/\n", strings.TrimRight(dir, "/"))
	if err := result.WriteText(stdout); err != nil {
		return err
	}
	return out.Outcome().WriteText(stdout)
}

// load loads the campaign, or makes it of a notice; then findings go to the options.
func (s source) load(o *pack.Options) (*campaign.Campaign, error) {
	switch {
	case s.notice != "":
		return adoptFile(s.notice, o)
	case s.campaign == "":
		return campaign.LoadFS(testdata.Campaigns, defaultCampaign)
	}
	return campaign.LoadFile(s.campaign)
}

func adoptFile(file string, o *pack.Options) (*campaign.Campaign, error) {
	text, found, err := plain.LoadFile(file)
	if err != nil {
		return nil, &noticeError{file, err}
	}
	doc, reading := plain.Parse(text)
	for _, r := range append(found, reading...) {
		if strings.HasPrefix(r.Rule, "RD") { // the rest is found again in the campaign
			r.Where.File = filepath.Base(file)
			o.Findings = append(o.Findings, r)
		}
	}
	c, err := adopt.Document(doc)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// A noticeError says which notice could not be read.
type noticeError struct {
	file string
	err  error
}

func (e *noticeError) Error() string { return fmt.Sprintf("reading the notice %s: %v", e.file, e.err) }

func (e *noticeError) Unwrap() error { return e.err }

func (e *noticeError) Chinese() string { return e.file + "：" + report.Chinese(e.err) }

// A rosterError says that the roster could not be read.
type rosterError struct {
	file string
	err  error
}

func (e *rosterError) Error() string { return fmt.Sprintf("reading the roster %s: %v", e.file, e.err) }

func (e *rosterError) Unwrap() error { return e.err }

func (e *rosterError) Chinese() string {
	var unread *returned.ReadError
	switch {
	case errors.As(e.err, &unread):
		f := unread.Finding()
		return fmt.Sprintf("名册 %s 读不出来：%s。%s", e.file, f.Message, f.Hint)
	case errors.Is(e.err, os.ErrNotExist):
		return fmt.Sprintf("找不到名册 %s，请核对路径", e.file)
	}
	return fmt.Sprintf("名册 %s 读不出来（%s）", e.file, report.Chinese(e.err))
}

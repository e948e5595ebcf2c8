// Package collect is the command that reads what schools sent back (filled forms and material), checks it
// and adds it up, against the campaign that asked for it.
//
//	zhijiao collect -campaign FILE.yaml -returns DIR [-roster FILE] [-asof DATE] [-last 汇总表.xlsx] [-archive FILE.zip] [-templates DIR] [-drafts] [-brief DATE] [-rules FILE] [-holidays FILE] [-out DIR] [-clean]
//	zhijiao collect -form 表.xlsx -returns DIR [-year N] [-roster FILE] [-out DIR] [-clean]
//
// With -form there is no campaign: the form is learnt from its blank, and what
// came back is read against that. What is doubtful about it is printed.
//
// The folder of returns has a sub-folder or a .zip for each school, or loose
// files; a register 收文登记.csv in it, or dated folders, tell when files came
// in. Into -out (./collect) it writes
//
//	汇总表.xlsx    what the forms add up to, with formulas and a chart
//	校核结果.xlsx  what is wrong, school by school
//	校核结果.json  the same for programs
//	批注/          copies of the files that have problems, marked
//	催报名单.xlsx  who owes what, by deadline; with -asof what is due by then
//	催报文字.xlsx  what to write to them: a 短信, a text for 微信, a letter
//	台账.xlsx      what every school did about every duty, day by day
//	总结.docx      a summary with the totals filled in
//	文书/          with -templates papers that ask for what came in, filled in
//	文稿/          with -drafts 通报, 报告 and 总结, with -brief the 简报 of a day, to be finished
//
// What somebody has edited since an earlier run is kept, as 总结.旧.docx; with
// -clean what earlier runs wrote and this one does not is removed. 汇总表.xlsx of
// districts and cities may lie among the returns: it is added up.
//
// -rules says which findings are told and how heavy they are (package rules),
// -holidays adds a file of holidays, on which a deadline is told in 催报名单.
//
// -last compares with last year's 汇总表.xlsx, school by school; -archive keeps what came in
// and the results in one file, with an index, hashes and copies for the public.
//
// One bad file never stops the rest. It exits with 0 when the results are
// written, with 1 when they could not be, or it was interrupted, in which case
// nothing is left half-written, and with 2 when it was called wrongly.
package collect

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/examples/zhijiao/cli"
	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Usage is the help of the command.
var Usage = cli.Usage{
	Does:  "收各校交来的表格和材料：汇总、校核、批注、催报。",
	Lines: []string{"-campaign FILE.yaml|-form 表.xlsx -returns DIR [-year N] [-roster FILE] [-asof DATE] [-last 汇总表.xlsx] [-archive FILE.zip] [-templates DIR] [-drafts] [-brief DATE] [-rules FILE] [-holidays FILE] [-out DIR] [-clean]"},
	Examples: []string{
		"-campaign campaign.yaml -returns 收来 -roster 名册.xlsx", "写出collect/汇总表.xlsx、校核结果.xlsx、催报名单.xlsx等",
		"-campaign campaign.yaml -returns 收来 -roster 名册.xlsx -drafts -brief 2027-05-10", "另拟通报、报告、总结和这一天的简报",
		"-form 表.xlsx -returns 收来", "没有数据文件时，按空白表收一张表",
	},
}

// A job is what the command line asks for.
type job struct {
	campaign, form, returns, roster, out string
	rules, holidays, templates           string
	last, archive                        string
	year                                 int
	asof, brief                          calendar.Date
	drafts                               bool
	clean                                bool
}

// Run is the program; it returns the exit status. The office's own faces go
// before the free ones.
func Run(ctx context.Context, args []string, office func() font.Set, stdout, stderr io.Writer) int {
	var j job
	flags := flag.NewFlagSet("zhijiao collect", flag.ContinueOnError)
	flags.StringVar(&j.campaign, "campaign", "", "活动周数据文件（campaign.yaml）")
	flags.StringVar(&j.form, "form", "", "空白表（.xlsx、.xls或.docx）：没有活动周数据文件时，只汇总这一张表")
	flags.IntVar(&j.year, "year", 0, "与-form同用：没有写年份的日期是哪一年的")
	flags.StringVar(&j.returns, "returns", "", "收来的文件所在的文件夹")
	flags.StringVar(&j.roster, "roster", "", "学校名册（.xlsx 或 .csv）；不给则不核对哪些学校未报")
	flags.StringVar(&j.rules, "rules", "", "规则文件（YAML）：关掉或改轻重的规则")
	flags.StringVar(&j.holidays, "holidays", "", "节假日文件，每行：年份 名称 首日 末日 [上班 日期 …]")
	flags.StringVar(&j.templates, "templates", "", "文书模板（带{{}}的.docx）所在的文件夹：用到合计和报送情况的在此填写，放入“文书”")
	flags.BoolVar(&j.drafts, "drafts", false, "另拟通报、报告和总结的初稿，放入“文稿”，【待补】处由人补写")
	brief := flags.String("brief", "", "另拟这一天的简报，如2023-05-16")
	flags.StringVar(&j.last, "last", "", "上一年的汇总表.xlsx：与今年逐校比较")
	flags.StringVar(&j.archive, "archive", "", "归档文件（.zip）：收来的文件、结果、目录和校验值，另有去掉联系方式的公开本")
	asof := flags.String("asof", "", "催报只列这一天及以前到期的，如2023-05-22")
	flags.StringVar(&j.out, "out", "collect", "输出文件夹")
	flags.BoolVar(&j.clean, "clean", false, "删去输出文件夹里以前写出、这次不再需要的文件（有人改过的不删）")
	if status, done := cli.Parse(flags, args, Usage, stdout, stderr); done {
		return status
	}
	wrong := func(say string) int { return cli.Wrong(flags, Usage, stderr, say) }
	switch {
	case flags.NArg() > 0:
		return wrong("多余的参数 " + strings.Join(flags.Args(), " "))
	case j.campaign == "" && j.form == "":
		return wrong("请用 -campaign 给出活动周数据文件，或用 -form 给出空白表")
	case j.campaign != "" && j.form != "":
		return wrong("-campaign 和 -form 只能给一个")
	case j.year != 0 && j.form == "":
		return wrong("-year 只与 -form 同用；活动周数据文件里写有年份")
	case j.returns == "":
		return wrong("请用 -returns 给出收来的文件所在的文件夹")
	case j.out == "":
		return wrong("-out 不能是空的")
	}
	if *asof != "" {
		var err error
		if j.asof, err = calendar.ParseDate(*asof); err != nil {
			return wrong(fmt.Sprintf("-asof应是一个日期，写成2023-05-22的样子，不能是“%s”", *asof))
		}
	}
	if *brief != "" {
		var err error
		if j.brief, err = calendar.ParseDate(*brief); err != nil {
			return wrong(fmt.Sprintf("-brief应是一个日期，写成2023-05-16的样子，不能是“%s”", *brief))
		}
	}
	console := &output.Console{W: stdout}
	err := j.do(ctx, office, console)
	if full := console.Err(); full != nil {
		err = full
	}
	if err != nil {
		fmt.Fprintf(stderr, "collect：没有写成：%s\n", report.Chinese(err))
		return 1
	}
	return 0
}

func (j *job) do(ctx context.Context, office func() font.Set, stdout io.Writer) error {
	o, err := j.load(stdout)
	if err != nil {
		return err
	}
	if j.templates != "" {
		if o.Letters, err = cli.Letters(j.templates); err != nil {
			return err
		}
	}
	free, err := fontpack.Fonts()
	if err != nil {
		return err
	}
	o.Drafts, o.Brief = j.drafts, j.brief
	o.Fonts = append(office(), free...)
	o.Progress = func(e collect.Event) {
		switch e := e.(type) {
		case collect.Reading:
			if e.Done%200 == 0 {
				fmt.Fprintf(stdout, "  已读 %d/%d 个文件\n", e.Done, e.Total)
			}
		case collect.Read:
			fmt.Fprintf(stdout, "读完 %d 个文件\n", e.Files)
		}
	}
	if info, err := os.Stat(j.returns); err != nil {
		return err
	} else if !info.IsDir() {
		return notFolder(j.returns)
	} else if out, err := os.Stat(j.out); err == nil && os.SameFile(info, out) {
		return sameFolder(j.out)
	}
	out, err := output.DirWith(j.out, output.DirOptions{Record: output.Record, Clean: j.clean})
	if err != nil {
		return err
	}
	o.Skip = j.own()
	if j.last != "" {
		info, err := os.Stat(j.last)
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() { // a pipe would be waited for
			return notFile(j.last)
		}
		f, err := os.Open(j.last)
		if err != nil {
			return err
		}
		defer f.Close()
		o.Last = &collect.Last{Name: filepath.Base(j.last), File: f, Size: info.Size()}
	}
	var a *archive
	if j.archive != "" {
		if a, err = newArchive(j.archive); err != nil {
			return err
		}
		defer a.discard()
		o.Archive = output.Zip(a)
	}
	result, err := collect.Collect(ctx, os.DirFS(j.returns), o, out)
	if err != nil {
		return err
	}
	if a != nil {
		kept, err := a.place()
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "归档 %s\n", j.archive)
		if kept != "" {
			fmt.Fprintf(stdout, "  原有的归档和这次的不同，改名为 %s\n", kept)
		}
	}
	fmt.Fprintf(stdout, "\n%s/\n", strings.TrimRight(j.out, "/"))
	if err := result.WriteText(stdout); err != nil {
		return err
	}
	outcome := out.Outcome()
	if err := outcome.WriteText(stdout); err != nil {
		return err
	}
	j.stale(stdout, result, outcome)
	return nil
}

// A notFolder is the path of what should be one.
type notFolder string

func (n notFolder) Error() string { return string(n) + ": not a folder" }

func (n notFolder) Chinese() string {
	return fmt.Sprintf("%s 不是文件夹；-returns 要给收来的文件所在的文件夹", string(n))
}

// A notFile is the path of what should be a file.
type notFile string

func (n notFile) Error() string { return string(n) + ": not a file" }

func (n notFile) Chinese() string { return string(n) + " 不是普通文件" }

// A sameFolder is the path of what was given for two: results among the returns
// would be read as returns the next time.
type sameFolder string

func (s sameFolder) Error() string { return string(s) + ": the folder of the returns, too" }

func (s sameFolder) Chinese() string {
	return fmt.Sprintf("%s 是收来的文件所在的文件夹，结果不能写在里面；请用 -out 另给一个文件夹", string(s))
}

// load reads the campaign and the roster.
func (j *job) load(stdout io.Writer) (o collect.Options, err error) {
	if j.form != "" {
		o.Campaign, err = j.learn(stdout)
	} else {
		o.Campaign, err = j.loadCampaign(stdout)
	}
	if err != nil {
		return o, err
	}
	o.AsOf = j.asof
	if o.Checker, err = cli.Checker(j.rules, j.holidays); err != nil {
		return o, err
	}
	if j.roster == "" {
		return o, nil
	}
	if o.Roster, o.Findings, err = roster.ReadFile(j.roster); err != nil {
		return o, err
	}
	fmt.Fprintf(stdout, "名册 %d 所学校\n", len(o.Roster))
	return o, nil
}

func (j *job) loadCampaign(stdout io.Writer) (*campaign.Campaign, error) {
	c, err := campaign.LoadFile(j.campaign)
	if err == nil {
		fmt.Fprintf(stdout, "读入 %s\n", c.Name)
	}
	return c, err
}

// learn makes a campaign of the one form whose blank is given.
func (j *job) learn(stdout io.Writer) (*campaign.Campaign, error) {
	b, err := learn.LearnFile(j.form)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(stdout, "按空白表 %s 读\n", b.Name)
	for _, d := range b.Doubts {
		fmt.Fprintf(stdout, "  待确认：%s\n", d)
	}
	return collect.OfBlank(b, j.year), nil
}

// own reports what is the program's, should it lie among the returns.
func (j *job) own() func(string, fs.FileInfo) bool {
	var own []os.FileInfo
	for _, name := range []string{j.campaign, j.form, j.roster, j.rules, j.holidays, j.last, j.archive, j.out} {
		if info, err := os.Stat(name); err == nil && name != "" {
			own = append(own, info)
		}
	}
	return func(_ string, info fs.FileInfo) bool {
		return slices.ContainsFunc(own, func(o os.FileInfo) bool { return os.SameFile(o, info) })
	}
}

// stale tells of annotated copies that no record knows.
func (j *job) stale(w io.Writer, r *collect.Result, o output.Outcome) {
	n := 0
	filepath.WalkDir(filepath.Join(j.out, "批注"), func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if rel, err := filepath.Rel(j.out, p); err == nil && !slices.Contains(r.Marked, filepath.ToSlash(rel)) && !slices.Contains(o.Stale, filepath.ToSlash(rel)) {
			n++
		}
		return nil
	})
	if n > 0 {
		fmt.Fprintf(w, "%s/批注/ 里另有 %d 个文件不是这次写的，可以删去\n", strings.TrimRight(j.out, "/"), n)
	}
}

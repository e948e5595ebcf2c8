// Package typeset is the command that sets finished documents by the standard: it reads a notice or plan
// as people have it, messy text or .docx, and writes it as .docx and .pdf laid
// out to GB/T 9704-2012, with all that was found in it.
//
//	zhijiao typeset [-out DIR] [-fix] [-ofd] [-json] [-clean] [-profile NAME] [-rules FILE] [-holidays FILE] [-strict] [-min SEVERITY] FILE...
//	zhijiao typeset -check [-json|-sarif] [-rules FILE] [-holidays FILE] [-habits WORDS] [-strict] [-min SEVERITY] FILE...
//	zhijiao typeset -mark [-out DIR] [-rules FILE] [-holidays FILE] [-habits WORDS] [-strict] [-min SEVERITY] FILE.docx...
//
// Of NAME.txt or NAME.docx it writes NAME.docx, NAME.pdf and
// NAME.findings.json into ./typeset, with -ofd NAME.ofd too. An input is never overwritten: what would
// have its name, or that of another output, gets -2. An output that somebody has
// edited since is kept, as 名称.旧.docx; with -clean what earlier runs wrote and
// this one does not is removed. With -fix it first puts
// right what can be put right without a change of meaning, and lists it. With
// -json it prints what it did as JSON. A FILE named - is the standard input.
//
// With -check it writes no file and says what it found, with -json a finding a
// line, with -sarif as SARIF 2.1.0, as editors and CI services read them. Of a .docx
// it checks the layout, too (package layout); -habits allows what the office does
// otherwise. With -mark it writes NAME-校核.docx, the sender's own file with a
// comment at each finding and, as tracked changes, what -fix would put right, and
// NAME-校核.findings.json. -rules names a file that says which rules speak and
// adds words of the office's own (package rules), -holidays one of holidays that
// the program does not know yet (package calendar).
//
// It exits with 0 when all is written, whatever was found, with 1 when a file
// could not be read or written (the others are written), and with 2 when it
// was called wrongly. With -min error, warning or hint it exits with 3 when all
// is written and something of that weight or more was found; -strict is -min warning.
package typeset

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/zhijiao-go/zhijiao/examples/zhijiao/cli"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/layout"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Usage is the help of the command.
var Usage = cli.Usage{
	Does: "按GB/T 9704—2012排版和校核稿子（.docx或.txt），写出.docx、.pdf和校核结果。",
	Lines: []string{
		"[-out DIR] [-fix] [-ofd] [-json] [-clean] [-profile classic|gbt33476] [-rules FILE] [-holidays FILE] [-strict] [-min error|warning|hint] 稿子…",
		"-check [-json|-sarif] [-rules FILE] [-holidays FILE] [-habits WORDS] [-strict] [-min error|warning|hint] 稿子…",
		"-mark [-out DIR] [-rules FILE] [-holidays FILE] [-habits WORDS] [-strict] [-min error|warning|hint] 稿子.docx…",
	},
	Examples: []string{
		"通知.docx 方案.txt", "写出typeset/通知.docx、.pdf、.findings.json，方案也一样",
		"-fix -ofd 通知.txt", "先改好不影响文意的差错；另写出.ofd",
		"-check -strict 通知.docx", "只校核；有警告或错误时以状态3退出",
		"-mark 通知.docx", "在送来的文件里批注、标出修订，写出typeset/通知-校核.docx",
	},
}

// profiles are the type areas by their names on the command line.
var profiles = map[string]render.Profile{
	"classic":  render.Classic,
	"gbt33476": render.GBT33476,
}

// options are what the command line says.
type options struct {
	out     string
	fix     bool
	json    bool
	ofd     bool
	clean   bool
	check   bool
	mark    bool
	sarif   bool
	layout  layout.Options
	profile render.Profile
	checker validate.Checker
	min     report.Severity // zero: what is found does not matter
	files   []string
	stdin   io.Reader
	color   bool // where a terminal shows it
}

// Run is the program; it returns the exit status.
func Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o := options{stdin: stdin, color: cli.Terminal(stdout)}
	flags := flag.NewFlagSet("zhijiao typeset", flag.ContinueOnError)
	flags.StringVar(&o.out, "out", "typeset", "输出文件夹")
	flags.BoolVar(&o.fix, "fix", false, "先改正不影响文意的差错（全角标点、六角括号、层次序号、多余空格），并逐条列出")
	flags.BoolVar(&o.json, "json", false, "以JSON输出结果；与-check同时用时每行一条")
	flags.BoolVar(&o.ofd, "ofd", false, "另写出.ofd（GB/T 33190）")
	flags.BoolVar(&o.check, "check", false, "只校核，不写文件")
	flags.BoolVar(&o.mark, "mark", false, "在送来的.docx里批注发现的问题，不影响文意的差错另以修订标出，写到输出文件夹")
	flags.BoolVar(&o.sarif, "sarif", false, "与-check同用，以SARIF 2.1.0输出")
	habits := flags.String("habits", "", "容许本单位的版式习惯："+layout.Habits)
	strict := flags.Bool("strict", false, "发现警告或错误时以状态3退出，同-min warning")
	least := flags.String("min", "", "发现这样轻重或更重的问题时以状态3退出：error、warning或hint")
	rulesFile := flags.String("rules", "", "规则文件（YAML）：关掉或改轻重的规则、不查的词、本单位的用词规则")
	holidays := flags.String("holidays", "", "节假日文件，每行：年份 名称 首日 末日 [上班 日期 …]")
	flags.BoolVar(&o.clean, "clean", false, "删去输出文件夹里以前写出、这次不再需要的文件（有人改过的不删）")
	profile := flags.String("profile", "classic", "版心：classic（GB/T 9704）或gbt33476（GB/T 33476）")
	if status, done := cli.Parse(flags, args, Usage, stdout, stderr); done {
		return status
	}
	var ok bool
	if o.profile, ok = profiles[*profile]; !ok {
		return cli.Wrong(flags, Usage, stderr, "-profile只有classic和gbt33476，没有“"+*profile+"”")
	}
	o.files = cli.Files(flags.Args())
	switch {
	case len(o.files) == 0:
		return cli.Wrong(flags, Usage, stderr, "请给出稿子（.docx或.txt，-为标准输入）")
	case o.out == "":
		return cli.Wrong(flags, Usage, stderr, "-out不能是空的")
	case o.check && o.fix:
		return cli.Wrong(flags, Usage, stderr, "-check只校核，不能和-fix同时给")
	case o.mark && (o.check || o.fix || o.ofd || o.json):
		return cli.Wrong(flags, Usage, stderr, "-mark只批注送来的文件，不能和-check、-fix、-ofd、-json同时给")
	case o.sarif && (!o.check || o.json):
		return cli.Wrong(flags, Usage, stderr, "-sarif要和-check同时给，不能和-json同时给")
	}
	if err := o.layout.Allow(*habits); err != nil {
		return cli.Wrong(flags, Usage, stderr, "-habits："+report.Chinese(err))
	}
	if *strict {
		o.min = report.Warning
	}
	if *least != "" {
		if err := o.min.UnmarshalText([]byte(*least)); err != nil {
			return cli.Wrong(flags, Usage, stderr, "-min只有error、warning和hint，没有“"+*least+"”")
		}
	}
	var err error
	if o.checker, err = cli.Checker(*rulesFile, *holidays); err != nil {
		fmt.Fprintf(stderr, "typeset：%s\n", report.Chinese(err))
		return 1
	}
	console := &output.Console{W: stdout}
	weight, err := typeset(ctx, o, console, stderr)
	if full := console.Err(); full != nil {
		err = full
	}
	if err != nil {
		if !errors.Is(err, errSome) {
			fmt.Fprintf(stderr, "typeset：没有写成：%s\n", report.Chinese(err))
		}
		return 1
	}
	if o.min > 0 && weight > 0 && weight <= o.min {
		return 3
	}
	return 0
}

// errSome says that some of the files could not be set. Each was told.
var errSome = errors.New("not all files could be read")

// typeset returns the weight of the heaviest finding, 0 if there is none.
func typeset(ctx context.Context, o options, stdout, stderr io.Writer) (weight report.Severity, err error) {
	faces, err := fontpack.Fonts()
	if err != nil {
		return 0, err
	}
	names := newNames(o.out, o.files)
	done := []*paper{}
	failed := false
	for _, file := range o.files {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		p, err := set(file, o, append(font.System(), faces...))
		if err != nil {
			fmt.Fprintf(stderr, "typeset：%s：%s\n", file, report.Chinese(err))
			failed = true
			continue
		}
		p.name(names)
		done = append(done, p)
		for _, f := range p.Findings {
			if weight == 0 || f.Severity < weight {
				weight = f.Severity
			}
		}
	}
	var outcome output.Outcome
	if len(done) > 0 && !o.check {
		if outcome, err = save(ctx, o, done); err != nil {
			return 0, err
		}
	}
	if o.sarif {
		err = printSARIF(stdout, done)
	} else if o.check {
		err = printFindings(stdout, done, o.json)
	} else if o.json {
		var text []byte
		if text, err = output.JSON(done); err == nil {
			_, err = stdout.Write(text)
		}
	} else {
		if err = print(stdout, o.out, done); err == nil {
			err = outcome.WriteText(stdout)
		}
	}
	if err == nil && failed {
		err = errSome
	}
	return weight, err
}

// save puts the files of all papers into the folder, or none.
func save(ctx context.Context, o options, papers []*paper) (done output.Outcome, err error) {
	out, err := output.DirWith(o.out, output.DirOptions{Record: output.Record, Clean: o.clean})
	if err != nil {
		return done, err
	}
	defer out.Discard()
	for _, p := range papers {
		findings, err := output.JSON(p.Findings)
		if err != nil {
			return done, err
		}
		for _, f := range []struct {
			path string
			data []byte
		}{{p.DOCX, p.word}, {p.PDF, p.pdf}, {p.OFD, p.ofd}, {p.findings, findings}} {
			if f.path == "" {
				continue
			}
			if err := out.Add(f.path, f.data); err != nil {
				return done, err
			}
		}
	}
	if ctx.Err() != nil {
		return done, ctx.Err()
	}
	if err := out.Commit(); err != nil {
		return done, err
	}
	done = out.Outcome()
	done.Stale = nil // of other papers
	return done, nil
}

// Typeset sets finished documents by the standard: it reads a notice or plan
// as people have it, messy text or .docx, and writes it as .docx and .pdf laid
// out to GB/T 9704-2012, with all that was found in it.
//
//	go run ./examples/typeset [-out DIR] [-fix] [-json] [-clean] [-profile NAME] FILE...
//
// Of NAME.txt or NAME.docx it writes NAME.docx, NAME.pdf and
// NAME.findings.json into ./typeset. An input is never overwritten: what would
// have its name, or that of another output, gets -2. An output that somebody has
// edited since is kept, as 名称.旧.docx; with -clean what earlier runs wrote and
// this one does not is removed. With -fix it first puts
// right what can be put right without a change of meaning, and lists it. With
// -json it prints what it did as JSON.
//
// It exits with 0 when all is written, whatever was found, with 1 when a file
// could not be read or written (the others are written), and with 2 when it
// was called wrongly.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func main() {
	// Nothing is written before all of it is ready, and that is done or undone
	// whole: whoever interrupts it leaves the folder as it was.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
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
	clean   bool
	profile render.Profile
	files   []string
}

// run is the program; it returns the exit status.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var o options
	flags := flag.NewFlagSet("typeset", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.out, "out", "typeset", "输出文件夹")
	flags.BoolVar(&o.fix, "fix", false, "先改正不影响文意的差错（全角标点、六角括号、层次序号、多余空格），并逐条列出")
	flags.BoolVar(&o.json, "json", false, "以JSON输出结果")
	flags.BoolVar(&o.clean, "clean", false, "删去输出文件夹里以前写出、这次不再需要的文件（有人改过的不删）")
	profile := flags.String("profile", "classic", "版心：classic（GB/T 9704）或gbt33476（GB/T 33476）")
	flags.Usage = func() {
		fmt.Fprintln(stderr, "用法：typeset [-out DIR] [-fix] [-json] [-clean] [-profile classic|gbt33476] FILE...（.txt或.docx）")
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	var ok bool
	if o.profile, ok = profiles[*profile]; !ok {
		fmt.Fprintf(stderr, "typeset：-profile只有classic和gbt33476，没有“%s”\n", *profile)
		return 2
	}
	o.files = flags.Args()
	if len(o.files) == 0 || o.out == "" {
		flags.Usage()
		return 2
	}
	console := &output.Console{W: stdout}
	err := typeset(ctx, o, console, stderr)
	if full := console.Err(); full != nil {
		err = full
	}
	if err != nil {
		if !errors.Is(err, errSome) {
			fmt.Fprintf(stderr, "typeset：没有写成：%s\n", report.Chinese(err))
		}
		return 1
	}
	return 0
}

// errSome says that some of the files could not be set. Each was told.
var errSome = errors.New("not all files could be read")

func typeset(ctx context.Context, o options, stdout, stderr io.Writer) error {
	faces, err := fontpack.Fonts()
	if err != nil {
		return err
	}
	names := newNames(o.out, o.files)
	done := []*paper{}
	failed := false
	for _, file := range o.files {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		p, err := set(file, o, append(font.System(), faces...))
		if err != nil {
			fmt.Fprintf(stderr, "typeset：%s：%s\n", file, report.Chinese(err))
			failed = true
			continue
		}
		p.name(names)
		done = append(done, p)
	}
	var outcome output.Outcome
	if len(done) > 0 {
		if outcome, err = save(ctx, o, done); err != nil {
			return err
		}
	}
	if o.json {
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
	return err
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
		}{{p.DOCX, p.word}, {p.PDF, p.pdf}, {p.findings, findings}} {
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

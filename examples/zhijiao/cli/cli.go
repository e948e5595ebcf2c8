// Package cli is what the commands have in common: flags whose help and errors a
// clerk can read, names of files with wildcards, rules and holidays out of files,
// the version.
package cli

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/rules"
)

// A Usage is the help of a command.
type Usage struct {
	Does     string   // in one line
	Lines    []string // how it is called, without its name
	Examples []string // with what they do, in pairs
}

// Parse reads the flags of a command. With -h it prints the help, with -version
// the version, and what is wrong it tells with the likely name; then done is set,
// and status is what the program ends with.
func Parse(flags *flag.FlagSet, args []string, u Usage, stdout, stderr io.Writer) (status int, done bool) {
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	for _, a := range args {
		if a == "-version" || a == "--version" {
			fmt.Fprintln(stdout, Version())
			return 0, true
		}
		if a == "--" || !strings.HasPrefix(a, "-") {
			break
		}
	}
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		u.print(flags, stdout)
		return 0, true
	case err != nil:
		fmt.Fprintf(stderr, "%s：%s\n", flags.Name(), chinese(flags, err))
		fmt.Fprintf(stderr, "用法见 %s -h\n", flags.Name())
		return 2, true
	}
	return 0, false
}

// Wrong tells that a command was called wrongly, and how to call it.
func Wrong(flags *flag.FlagSet, u Usage, stderr io.Writer, say string) int {
	fmt.Fprintf(stderr, "%s：%s\n", flags.Name(), say)
	for _, line := range u.Lines {
		fmt.Fprintf(stderr, "用法：%s %s\n", flags.Name(), line)
	}
	return 2
}

// print prints the help.
func (u Usage) print(flags *flag.FlagSet, w io.Writer) {
	fmt.Fprintln(w, u.Does)
	fmt.Fprintln(w)
	for i, line := range u.Lines {
		head := "用法："
		if i > 0 {
			head = "　　　"
		}
		fmt.Fprintf(w, "%s%s %s\n", head, flags.Name(), line)
	}
	first := true
	flags.VisitAll(func(f *flag.Flag) {
		if first {
			fmt.Fprintln(w, "\n选项：")
			first = false
		}
		what, usage := flag.UnquoteUsage(f)
		if what != "" {
			what = " " + map[string]string{"string": "值", "int": "数", "value": "值"}[what]
		}
		fmt.Fprintf(w, "  -%s%s\n      %s", f.Name, what, usage)
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			fmt.Fprintf(w, "（不给则为%s）", f.DefValue)
		}
		fmt.Fprintln(w)
	})
	if len(u.Examples) > 0 {
		fmt.Fprintln(w, "\n例：")
	}
	for i := 0; i+1 < len(u.Examples); i += 2 {
		fmt.Fprintf(w, "  %s\n      %s\n", strings.TrimSpace(flags.Name()+" "+u.Examples[i]), u.Examples[i+1])
	}
}

// What the package flag says.
var (
	unknown  = regexp.MustCompile(`^flag provided but not defined: -(.*)$`)
	lacking  = regexp.MustCompile(`^flag needs an argument: -(.*)$`)
	unfit    = regexp.MustCompile(`^invalid (?:boolean )?value "(.*)" for (?:flag )?-([^:]*):`)
	noSyntax = regexp.MustCompile(`^bad flag syntax: (.*)$`)
)

// chinese says what is wrong with the flags to a clerk.
func chinese(flags *flag.FlagSet, err error) string {
	say := err.Error()
	if m := unknown.FindStringSubmatch(say); m != nil {
		var names []string
		flags.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		if near := Nearest(m[1], names); near != "" {
			return fmt.Sprintf("没有-%s这个选项，是不是-%s？", m[1], near)
		}
		return fmt.Sprintf("没有-%s这个选项", m[1])
	}
	if m := lacking.FindStringSubmatch(say); m != nil {
		return fmt.Sprintf("-%s后面要有一个值", m[1])
	}
	if m := unfit.FindStringSubmatch(say); m != nil {
		return fmt.Sprintf("-%s不能是“%s”", m[2], m[1])
	}
	if m := noSyntax.FindStringSubmatch(say); m != nil {
		return fmt.Sprintf("“%s”不是选项的写法", m[1])
	}
	return say
}

// Nearest returns the name that is most like a word, "" if none is much like it.
func Nearest(word string, names []string) string {
	best, least := "", len([]rune(word))/2+1
	for _, n := range names {
		if d := distance([]rune(word), []rune(n)); d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is how many letters must be put in, taken out, changed or swapped with
// their neighbour to make b of a.
func distance(a, b []rune) int {
	two, one := []int(nil), make([]int, len(b)+1)
	for j := range one {
		one[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(one[j]+cost, one[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], two[j-1]+1)
			}
		}
		two, one = one, row
	}
	return one[len(b)]
}

// Files returns names with the wildcards in them carried out, which the command
// line of Windows leaves to programs. A name that there is a file of, or that
// fits none, stays as it is: to say that it is not there is for whoever opens it.
func Files(names []string) (all []string) {
	for _, n := range names {
		if _, err := os.Lstat(n); err != nil && strings.ContainsAny(n, "*?[") {
			if fit, err := filepath.Glob(n); err == nil && len(fit) > 0 {
				all = append(all, fit...)
				continue
			}
		}
		all = append(all, n)
	}
	return all
}

// Checker returns a checker with the rules and holidays of files; "" is none.
func Checker(rulesFile, holidaysFile string) (with validate.Checker, err error) {
	if rulesFile != "" {
		if with.Rules, err = rules.ReadFile(rulesFile); err != nil {
			return with, err
		}
	}
	if holidaysFile != "" {
		days, err := calendar.ReadHolidaysFile(holidaysFile)
		if err != nil {
			return with, err
		}
		all := calendar.BuiltInHolidays().With(days)
		with.Holidays = &all
	}
	return with, nil
}

// Letters reads the templates of a folder (package letter).
func Letters(dir string) ([]letter.Letter, error) {
	if _, err := os.ReadDir(dir); err != nil {
		return nil, err // with the path, which the file system below it does not know
	}
	return letter.In(os.DirFS(dir))
}

// release is the version of a build that is given out; the linker puts it there
// (.ci/release).
var release string

// Version is the version of the program, and the commit that it was built from.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "zhijiao（版本不明）"
	}
	version := cmp.Or(release, info.Main.Version)
	if version == "" || version == "(devel)" {
		version = "自行编译"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 && !strings.Contains(version, s.Value[:12]) {
			version += " " + s.Value[:12]
		}
	}
	return "zhijiao " + version + " " + info.GoVersion
}

// Terminal reports whether a file is a terminal that shows colours: not a file or a
// pipe, and nobody asked for none (NO_COLOR, TERM=dumb).
func Terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	if runtime.GOOS == "windows" && os.Getenv("WT_SESSION") == "" && os.Getenv("ConEmuANSI") != "ON" {
		return false // the old console shows escape sequences as they are
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

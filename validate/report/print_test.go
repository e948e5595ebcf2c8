package report_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/width"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

func ExamplePrinter() {
	const text = "一、活动时间\n\t时间：2027年5月9日-15日，“开放日”5月11日-12日。"
	r := report.Report{Findings: []report.Finding{
		{Rule: "GW116", Severity: report.Error, Message: "起止时间之间应使用一字线“—”", Hint: "改为 2027年5月9日—15日",
			Where: report.Position{File: "通知.txt", Line: 2, Column: 5}, Found: "2027年5月9日-15日"},
		{Rule: "GW116", Severity: report.Error, Message: "起止时间之间应使用一字线“—”", Hint: "改为 5月11日—12日",
			Where: report.Position{File: "通知.txt", Line: 2, Column: 23}, Found: "5月11日-12日"},
	}}
	report.Printer{Sources: map[string]string{"通知.txt": text}}.Print(os.Stdout, &r)
	// Output:
	// 错误 GW116 起止时间之间应使用一字线“—”：2 处
	//   通知.txt:2:5；改为 2027年5月9日—15日
	//     │ 	时间：2027年5月9日-15日，“开放日”5月11日-12日。
	//     │ 	      ^^^^^^^^^^^^^^^^^
	//   通知.txt:2:23；改为 5月11日—12日
	//     │ 	时间：2027年5月9日-15日，“开放日”5月11日-12日。
	//     │ 	                                 ^^^^^^^^^^^^
}

// excerpt returns the two lines under a finding.
func excerpt(t *testing.T, p report.Printer, line string, column int, found string) string {
	t.Helper()
	p.Sources = map[string]string{"a": line}
	r := report.Report{Findings: []report.Finding{{Rule: "X1", Severity: report.Hint, Message: "问题", Found: found,
		Where: report.Position{File: "a", Line: 1, Column: column}}}}
	var b strings.Builder
	if err := p.Print(&b, &r); err != nil {
		t.Fatal(err)
	}
	_, lines, _ := strings.Cut(b.String(), "│")
	text, mark, _ := strings.Cut(lines, "│")
	return strings.TrimRight(strings.TrimPrefix(text, " "), " \n") + "\n" + strings.TrimSuffix(strings.TrimPrefix(mark, " "), "\n")
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("一", 40) + "甲,乙" + strings.Repeat("二", 40)
	for _, test := range []struct {
		name    string
		printer report.Printer
		line    string
		column  int
		found   string
		want    string
	}{
		{"Han takes two columns", report.Printer{}, "活动周,按照", 3, "周,按", "活动周,按照\n    ^^^^^"},
		{"quotes take one", report.Printer{}, "“甲”，乙", 4, "，", "“甲”，乙\n    ^^"},
		{"or two", report.Printer{WideQuotes: true}, "“甲”，乙", 4, "，", "“甲”，乙\n      ^^"},
		{"a combining mark takes none", report.Printer{}, "cafe\u0301,咖啡", 6, ",", "cafe\u0301,咖啡\n    ^"},
		{"a tab stays a tab", report.Printer{}, "甲\t乙,丙", 3, "乙,丙", "甲\t乙,丙\n  \t^^^^^"},
		{"found elsewhere in the line", report.Printer{}, "　　甲,乙", 1, "甲,乙", "　　甲,乙\n    ^^^^^"},
		{"found nowhere", report.Printer{}, "甲乙丙", 2, "丁", "甲乙丙\n  ^^"},
		{"behind the end", report.Printer{}, "甲乙", 9, "", "甲乙\n    ^"},
		{"of an empty line", report.Printer{}, "", 1, "", "\n^"},
		{"control characters", report.Printer{}, "\x1b[2J甲,", 5, "甲,", "\ufffd[2J甲,\n    ^^^"},
		{"no column", report.Printer{}, "甲乙", 0, "", "甲乙\n^^"},
		{"a line break in what was found", report.Printer{}, "甲乙", 2, "乙\n丙", "甲乙\n  ^^"},
		{"a long line", report.Printer{Width: 30}, long, 41, "甲,乙", "…一一一一甲,乙二二二二…\n         ^^^^^"},
		{"cut at its end only", report.Printer{Width: 30}, long, 1, "一", "一一一一一一一一一一一…\n^^"},
		{"cut at its start only", report.Printer{Width: 30}, long, 83, "二", "…二二二二二二二二二二二\n                     ^^"},
		{"all of a long line", report.Printer{Width: 30}, long, 1, long, "一一一一一一一一一一一…\n^^^^^^^^^^^^^^^^^^^^^^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, excerpt(t, test.printer, test.line, test.column, test.found)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestExcerptAligned: the mark begins under what was found, whatever stands
// before it, and the lines are no wider than they may be.
func TestExcerptAligned(t *testing.T) {
	columns := func(s string) int {
		n := 0
		for _, r := range s {
			switch width.LookupRune(r).Kind() {
			case width.EastAsianWide, width.EastAsianFullwidth:
				n++
			}
			n++
		}
		return n
	}
	piece := rapid.SampledFrom(strings.Split("甲 a 1 “ ， —— … ﾊ ！ 〔 word", " "))
	rapid.Check(t, func(t *rapid.T) {
		before := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "before"), "")
		after := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "after"), "")
		p := report.Printer{Width: rapid.IntRange(20, 120).Draw(t, "width"), Sources: map[string]string{"a": before + "#" + after}}
		r := report.Report{Findings: []report.Finding{{Rule: "X1", Severity: report.Hint, Found: "#",
			Where: report.Position{File: "a", Line: 1, Column: utf8.RuneCountInString(before) + 1}}}}
		var b strings.Builder
		if err := p.Print(&b, &r); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(b.String(), "\n")
		text, mark := lines[2], lines[3]
		if columns(text) > p.Width {
			t.Fatalf("%d columns, want at most %d\n%s", columns(text), p.Width, text)
		}
		if at, under := columns(text[:strings.Index(text, "#")]), columns(mark[:strings.Index(mark, "^")]); at != under {
			t.Fatalf("column %d, marked %d\n%s\n%s", at, under, text, mark)
		}
	})
}

// TestPrintLines: lines count however they end, and places that the sources
// lack are printed as ever.
func TestPrintLines(t *testing.T) {
	at := func(file string, line int) report.Finding {
		return report.Finding{Rule: "X1", Severity: report.Hint, Message: "问题", Where: report.Position{File: file, Line: line, Column: 1}, Found: "丙"}
	}
	r := report.Report{Findings: []report.Finding{at("a", 1), at("a", 3), at("a", 4), at("b", 1)}}
	p := report.Printer{Indent: "> ", Sources: map[string]string{"a": "\ufeff丙甲\r\n乙\r丙丁"}}
	const want = `> 提示 X1 问题：4 处
>   a:1:1
>     │ 丙甲
>     │ ^^
>   a:3:1
>     │ 丙丁
>     │ ^^
>   a:4:1 “丙”
>   b:1:1 “丙”
`
	var b strings.Builder
	if err := p.Print(&b, &r); err != nil || b.String() != want {
		t.Errorf("%v\n got %s\nwant %s", err, b.String(), want)
	}
}

// TestPrintExcerpts: of a slip that is everywhere only the first places are shown.
func TestPrintExcerpts(t *testing.T) {
	var r report.Report
	for line := range 3 {
		r.Add(report.Finding{Rule: "X1", Severity: report.Hint, Message: "问题", Where: report.Position{File: "a", Line: line + 1, Column: 1}, Found: "甲"})
	}
	p := report.Printer{Sources: map[string]string{"a": "甲\n甲\n甲"}, Excerpts: 1}
	const want = `提示 X1 问题：3 处
  a:1:1
    │ 甲
    │ ^^
  a:2:1 “甲”
  a:3:1 “甲”
`
	var b strings.Builder
	if err := p.Print(&b, &r); err != nil || b.String() != want {
		t.Errorf("%v\n got %s\nwant %s", err, b.String(), want)
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestPrintFails(t *testing.T) {
	r := report.Report{Findings: []report.Finding{{Rule: "X1", Severity: report.Hint}}}
	if err := r.WriteText(broken{}, ""); fmt.Sprint(err) != "report: disk full" {
		t.Error(err)
	}
}

// Colours are put around weights and marks, and change nothing else.
func TestPrintColor(t *testing.T) {
	r := report.Report{Findings: []report.Finding{
		{Rule: "X1", Severity: report.Error, Message: "问题", Found: "乙", Where: report.Position{File: "a", Line: 1, Column: 2}},
		{Rule: "X2", Severity: report.Hint, Message: "别的", Where: report.Position{File: "a"}},
	}}
	print := func(color bool) string {
		var b strings.Builder
		if err := (report.Printer{Sources: map[string]string{"a": "甲乙丙"}, Color: color}).Print(&b, &r); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	painted := print(true)
	for _, want := range []string{"\x1b[31m错误\x1b[0m X1", "\x1b[36m提示\x1b[0m X2", "^\x1b[0m\n"} {
		if !strings.Contains(painted, want) {
			t.Errorf("no %q in %q", want, painted)
		}
	}
	plain := strings.NewReplacer("\x1b[31m", "", "\x1b[36m", "", "\x1b[0m", "").Replace(painted)
	if d := cmp.Diff(print(false), plain); d != "" {
		t.Error(d)
	}
}

package plain

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/internal/papers"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestParseGolden reads ../testdata/notices/*.txtar: a text, the tree that it
// is parsed into, and the findings. README.md there tells the form.
func TestParseGolden(t *testing.T) {
	files, err := filepath.Glob(papers.Notices + "/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(a.Files) == 0 || a.Files[0].Name != "input" {
				t.Fatal("no section input")
			}
			input := string(a.Files[0].Data)
			blocks, findings := ParseBody(input)
			got := &txtar.Archive{Comment: a.Comment, Files: []txtar.File{a.Files[0],
				{Name: "tree", Data: []byte(papers.Dump(blocks, true))},
				{Name: "findings", Data: []byte(papers.FindingLines(findings))},
			}}
			if *golden.Update {
				if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(a)), string(txtar.Format(got))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			checkLossless(t, input)
		})
	}
}

// checkLossless checks what must hold of every text: printing what was parsed
// and parsing again gives the same blocks, and no character is lost.
func checkLossless(t interface {
	Helper()
	Errorf(string, ...any)
}, text string) {
	t.Helper()
	blocks, _ := ParseBody(text)
	printed := PrintBody(blocks)
	again, _ := ParseBody(printed)
	if diff := cmp.Diff(papers.Dump(blocks, false), papers.Dump(again, false)); diff != "" {
		t.Errorf("print and parse of %q gives other blocks, -first +second:\n%s\nprinted: %q", text, diff, printed)
	}
	if a, b := papers.Characters(text), papers.Characters(printed); a != b {
		t.Errorf("characters lost:\n%q\n%q", a, b)
	}
	last := 0
	for _, b := range blocks {
		line := lineOf(b)
		if line <= last {
			t.Errorf("line %d after line %d in %q", line, last, text)
		}
		last = line
	}
}

func lineOf(b document.Block) int {
	switch b := b.(type) {
	case *document.Heading:
		return b.Line
	case *document.Paragraph:
		return b.Line
	case *document.Labelled:
		return b.Line
	case *document.Table:
		return b.Line
	}
	return 0
}

func TestSamplesLossless(t *testing.T) {
	files, err := filepath.Glob(papers.Notices + "/*.txt")
	if err != nil || len(files) != 5 {
		t.Fatalf("%d samples: %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkLossless(t, string(text))
	}
}

// drawText makes a text of the pieces that the parser looks at.
func drawText(t *rapid.T) string {
	piece := rapid.SampledFrom([]string{
		"一、", "二、", "三、", "（一）", "(二)", "（三）、", "1.", "2、", "3．", "(1)", "（2）", "3）", "①", "②", "一，", "二：", "1，",
		"时间", "各校要认真组织", "加强领导", "活动", "“技能：让生活”", "《方案》", "（见附件1）", "2023年", "5月", "1.5万", "3",
		"联系人：", "附件：", "附件:1.", "责任部门：", "14:00", "http://example.com", "。", "，", "；", "：", ":", "、", "！",
		" ", "　", "  ", "\t", "\t", "\n", "\n", "\n", "\n\n", "\r\n", "\r", "\u00a0", "\v", "\ufeff", "\x00", "\xff", "𠮷", "“", "）",
	})
	return strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), "")
}

func TestPrintParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkLossless(t, drawText(t)) })
}

// Tables are drawn apart: pieces hardly ever make one.
func TestPrintParseTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"\t", "\t", "\t", "\n", "\n", "\n\t", "\n\t", "\n\n", "时间", "地点", "甲。", "1.", "电话：", " ", "　"})
		checkLossless(t, strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), ""))
	})
}

func TestTablesReadBack(t *testing.T) {
	for _, text := range []string{
		"\t甲\t乙\n\n\t1.\n\t丙\n",            // a row that reads as a level mark
		"\t时间：\n\t\n\n\t地点：\n\t\n",         // rows that read as labels
		"\t甲\t乙\n\n\t\t\t丙\n1.\t丁\n",       // a mark ends a table
		"甲\t乙\n丙\t\n\n\t丁\t戊\n\n\t己\n\t\n", // one table after another
	} {
		blocks, _ := ParseBody(text)
		if len(blocks) == 0 {
			t.Errorf("%q: no blocks", text)
			continue
		}
		if _, ok := blocks[0].(*document.Table); !ok {
			t.Errorf("%q: the first block is a %T", text, blocks[0])
		}
		checkLossless(t, text)
	}
}

func FuzzParseBody(f *testing.F) {
	files, _ := filepath.Glob(papers.Notices + "/*.txt*")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("\t时间\n\t\n\n\t\n\t\n")
	f.Add("表\", \"\xe5\x90\ufeff\xa1\"") // a byte order mark within a character
	f.Add("时间\t地点\n5月8日\t校内\n")
	f.Add("\t时间\t地点\t0") // the head of a form, as copied from a word processor
	f.Add("\t时间\t地点\t0\t")
	f.Add("\t\t时间\t地点\t0") // indented, too
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			t.Skip()
		}
		checkLossless(t, text)
	})
}

func TestColumnCountsIndentation(t *testing.T) {
	_, findings := ParseBody("甲\n　　1、时间")
	want := report.Position{Line: 2, Column: 3}
	if len(findings) != 1 || findings[0].Where != want {
		t.Errorf("findings %v, want one at %v", findings, want)
	}
}

// Applying every fix leaves a text that the parser finds nothing in.
func TestFixes(t *testing.T) {
	text := "一.总则\n(一)、目的\n1、时间：5月\n(1)、上午\n2）下午\n二，附则\n"
	_, findings := ParseBody(text)
	lines := strings.Split(text, "\n")
	for _, f := range findings {
		if f.Fix == "" {
			continue
		}
		l := &lines[f.Where.Line-1]
		if !strings.HasPrefix(*l, f.Found) {
			t.Errorf("%v does not stand in %q", f, *l)
		}
		*l = strings.Replace(*l, f.Found, f.Fix, 1)
	}
	want := "一、总则\n（一）目的\n1.时间：5月\n（1）上午\n（2）下午\n二、附则\n"
	if got := strings.Join(lines, "\n"); got != want {
		t.Errorf("fixed:\n%s\nwant:\n%s", got, want)
	}
	if _, left := ParseBody(want); len(left) > 0 {
		t.Errorf("the fixed text has findings: %v", left)
	}
}

// Looking for tables must not begin anew at every line: the test would not
// end in time.
func TestLongTextsOfTabs(t *testing.T) {
	for _, line := range []string{"\t时间\n\n", "\t时间\n", "\t时间。\n", "\t\n", "时间：\t\n", "a\tb\n\n", "\t时间\n\t时间。\n", "\t时间\n\n\t时间。\n\n"} {
		blocks, _ := ParseBody(strings.Repeat(line, 50_000))
		if n := len(blocks); n%50_000 != 0 {
			t.Errorf("%q: %d blocks", line, n)
		}
	}
}

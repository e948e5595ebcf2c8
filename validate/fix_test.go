package validate_test

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestFixed: in the fixed samples nothing is left that has a fix, and fixing
// again changes nothing.
func TestFixed(t *testing.T) {
	for _, name := range samples {
		t.Run(name, func(t *testing.T) {
			fixed, _ := validate.Fix(sample(t, name))
			for _, f := range validate.Text("", fixed).Findings {
				if f.Fix != "" {
					t.Errorf("left over: %v", f)
				}
			}
			if again, done := validate.Fix(fixed); again != fixed || len(done) > 0 {
				t.Errorf("fixed again:\n%s", cmp.Diff(fixed, again))
			}
			golden.Text(t, "testdata/fixed-"+name+".txt", diffLines(sample(t, name), fixed))
		})
	}
}

func TestFix(t *testing.T) {
	for _, test := range []struct{ text, want, found string }{
		{"", "", ""},
		{"现将有关事宜通知如下。\r\n", "现将有关事宜通知如下。\n", ""},
		{"\ufeff(一)甲,乙", "（一）甲，乙", "1:1(一) 1:4甲,乙"},
		// Blanks between two brackets belong to both.
		{"见（表） 和(甲) (乙)。", "见（表） 和（甲）（乙）。", "1:5 和(甲) (乙)。"},
		// Both in one pass, so the second place is that in the text given.
		{"甲...乙，每组3-5人", "甲……乙，每组3～5人", "1:1甲...乙， 1:9 3-5人"},
	} {
		got, done := validate.Fix(test.text)
		if got != test.want {
			t.Errorf("Fix(%q) = %q, want %q", test.text, got, test.want)
		}
		var found []string
		for _, f := range done {
			sep := ""
			if unicode.IsDigit([]rune(f.Found)[0]) {
				sep = " "
			}
			found = append(found, f.Where.String()+sep+f.Found)
		}
		if s := strings.Join(found, " "); s != test.found {
			t.Errorf("Fix(%q) acted on %q, want %q", test.text, s, test.found)
		}
	}
}

// diffLines prints the lines of b that differ from those of a.
func diffLines(a, b string) string {
	var out strings.Builder
	was := strings.Split(strings.TrimPrefix(strings.ReplaceAll(a, "\r\n", "\n"), "\ufeff"), "\n")
	for i, l := range strings.Split(b, "\n") {
		if l != was[i] {
			out.WriteString("- " + was[i] + "\n+ " + l + "\n")
		}
	}
	return out.String()
}

// keep drops what fixes may change: blanks and marks, width and the digits
// that a rule may repeat. What is left must stay.
func keep(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x4e00 && r <= 0x9fa5 && !strings.ContainsRune("零等日号第元万亿和与或及以者其度摄氏分公尺厘米十一二三四五六七八九年月附件录表签发人抄送正文印", r) {
			return r
		}
		return -1
	}, s)
}

// TestFixAnything puts together what the rules look at, in any order.
func TestFixAnything(t *testing.T) {
	piece := rapid.SampledFrom(strings.Split(
		"学校 教育局 办公室 年 5月 14日 号 2023年 2023 24 05 0 3 20 1500 % 万 亿 元 字 等 和 与 以及 通知 一 二 三 十 零 千 "+
			"， , 。 . 、 ； ; ： : ？ ? ！ ! ( ) （ ） “ ” ‘ ’ \" ' 「 」 《 》 < > << >> ＜ ＞ … ... · • - -- — —— ～ ~ * ★ "+
			"一、 二、 （一） (二) 1. 1、 2． （1） 1） ① ⑴ ㈠ 附件 附件： 附表 抄送 抄送： 签发人 印发 机密 邮箱 电话 〔 〕 [ ] 【 】 "+
			"１ Ａ abc MP4 Kg ㎡ @ a@b.com http://a.b/c 0592-2000001 摄氏 度 星期 特此通知 首先 一是 第 主题 14:00 \n \n \n \t \u3000 \u00a0", " "))
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOfN(rapid.OneOf(piece, rapid.Just(" ")), 1, 25).Draw(t, "pieces")
		text := strings.Join(pieces, "")
		fixed, _ := validate.Fix(text)
		for _, f := range validate.Text("", fixed).Findings {
			if f.Fix != "" {
				t.Fatalf("left over in %q: %v", fixed, f)
			}
		}
	})
}

// rewrites are the rules whose fix changes more than marks, blanks and the width of
// signs, and why it may.
var rewrites = map[string]string{
	"GW001": "年 is left out of the brackets of a number", "GW002": "第 is left out of a number", "GW003": "noughts are left out of a number", "GW004": "a year is written out",
	"GW005": "号 is put behind a number", "GW006": "a date is written in words", "GW007": "noughts are left out of a date",
	"GW009": "印发 is put behind a date", "GW014": "the term is written with digits", "GW029": "抄报 is 抄送",
	"GW051": "a mark is written once", "GW053": "a mark is written with digits", "GW062": "附件二 is 附件2",
	"GW203": "0 is put before a point", "GW205": "a date is written in words", "GW207": "零 of a year is 〇",
	"GW208": "an estimate is written in words", "GW213": "a set phrase is written in words", "GW220": "a unit is written by its name or sign",
	"GW221": "a unit is written with letters", "GW223": "a unit is written by its sign",
}

// TestFixOfCorpora: in all texts of the corpora, what is fixed once is fixed, and nothing
// but marks, blanks and widths changes but by the rules that say so.
func TestFixOfCorpora(t *testing.T) {
	if raced {
		t.Skip("for the plain run to say")
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	whole, err := filepath.Glob("../campaign/document/plain/testdata/whole2/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	bare := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, han.Narrow(s))
	}
	texts := 0
	for _, file := range append(files, whole...) {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			text, _, err := unmark(string(f.Data))
			if err != nil {
				continue // words that are swapped, in halves
			}
			texts++
			once, done := validate.Fix(text)
			if twice, _ := validate.Fix(once); twice != once {
				t.Errorf("%s %s: fixed twice is not fixed once (-once +twice)\n%s", file, f.Name, cmp.Diff(once, twice))
			}
			for _, d := range done {
				if rewrites[d.Rule] == "" && bare(d.Found) != bare(d.Fix) {
					t.Errorf("%s %s: %s makes %q of %q", file, f.Name, d.Rule, d.Fix, d.Found)
				}
			}
		}
	}
	if texts < 2000 {
		t.Errorf("only %d texts", texts)
	}
}

func seeds(f *testing.F) {
	for _, r := range report.Rules() {
		f.Add(r.Bad)
		f.Add(r.Good)
	}
	for _, name := range samples {
		f.Add(sample(f, name))
	}
}

func linesOf(text string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.TrimPrefix(text, "\ufeff")), "\n")
}

// FuzzText: a finding stands where it says.
func FuzzText(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			t.Skip("long")
		}
		lines := linesOf(text)
		for _, f := range validate.Text("x", text).Findings {
			if f.Where.Line < 1 || f.Where.Line > len(lines) {
				t.Fatalf("no such line: %v", f)
			}
			line := lines[f.Where.Line-1]
			if f.Where.Column > utf8.RuneCountInString(line)+1 || !strings.Contains(line, f.Found) {
				t.Fatalf("not there: %v", f)
			}
		}
	})
}

// FuzzFix: what is fixed once is fixed, no word is changed, and nothing at all
// in a line of which no finding tells.
func FuzzFix(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			t.Skip("long")
		}
		fixed, done := validate.Fix(text)
		if again, more := validate.Fix(fixed); again != fixed || len(more) > 0 {
			t.Fatalf("not idempotent:\n%q\n%q\n%q", text, fixed, again)
		}
		if utf8.ValidString(text) && keep(fixed) != keep(text) {
			t.Fatalf("words changed:\n%q\n%q", text, fixed)
		}
		told := map[int]bool{}
		for _, f := range done {
			told[f.Where.Line] = true
		}
		was, is := linesOf(text), strings.Split(fixed, "\n")
		if len(was) != len(is) {
			t.Fatalf("%d lines became %d:\n%q\n%q", len(was), len(is), text, fixed)
		}
		for i := range was {
			if was[i] != is[i] && !told[i+1] {
				t.Fatalf("line %d changed and nobody tells:\n%q\n%q", i+1, was[i], is[i])
			}
		}
	})
}

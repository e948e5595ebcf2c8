package returned_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A written number is what somebody puts into a cell, and what he means.
type written struct {
	text  string
	state returned.State
	value float64 // if there is one
	told  bool    // a finding must say so
}

// chinese writes a number as 三万零二百一十五.
func chinese(n int) string {
	if n >= 10000 {
		s := chinese(n/10000) + "万"
		switch rest := n % 10000; {
		case rest == 0:
			return s
		case rest < 1000:
			return s + "零" + chinese(rest)
		default:
			return s + chinese(rest)
		}
	}
	digits, units := []rune("零一二三四五六七八九"), []string{"千", "百", "十", ""}
	var b strings.Builder
	zero := false
	for i, by := range []int{1000, 100, 10, 1} {
		switch d := n / by % 10; {
		case d == 0:
			zero = b.Len() > 0
		default:
			if zero {
				b.WriteString("零")
			}
			zero = false
			b.WriteString(string(digits[d]) + units[i])
		}
	}
	if b.Len() == 0 {
		return "零"
	}
	return b.String()
}

func commas(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func wide(s string) string {
	return strings.Map(func(c rune) rune {
		if c > ' ' && c < 0x7f {
			return c + 0xFEE0
		}
		return c
	}, s)
}

// drawWritten draws what people write where a number is asked for.
func drawWritten(t *rapid.T, f *forms.Field) written {
	n := rapid.IntRange(2, 99999).Draw(t, "number")
	if f.Kind == forms.Percent {
		n = rapid.IntRange(2, 100).Draw(t, "share")
	}
	s := strconv.Itoa(n)
	exact := func(text string) written { return written{text, returned.Exact, float64(n), false} }
	about := func(text string) written { return written{text, returned.About, float64(n), true} }
	reckoned := func(text string, value float64) written { return written{text, returned.Exact, value, true} }
	unclear := func(text string) written { return written{text, returned.Unclear, 0, true} }
	empty := func(text string) written { return written{text: text} }
	all := []func() written{
		func() written { return exact(s) },
		func() written { return exact(wide(s)) },
		func() written { return exact(" " + s + "　") },
		func() written { return exact(commas(n)) },
		func() written { return exact(wide(commas(n))) },
		func() written { return exact(s + f.Unit) },
		func() written { return exact("共" + s + f.Unit) },
		func() written { return about("约" + s) },
		func() written { return about("约" + s + f.Unit) },
		func() written { return about(s + "余" + f.Unit) },
		func() written { return about(wide(s) + "多" + f.Unit) },
		func() written { return about(s + f.Unit + "左右") },
		func() written { return about("不少于" + s + f.Unit) },
		func() written { return reckoned(chinese(n), float64(n)) },
		func() written { return reckoned(chinese(n)+f.Unit, float64(n)) },
		func() written { return reckoned(s+"千", float64(n)*1000) },
		func() written { return reckoned(fmt.Sprintf("%d.5万", n), float64(n)*1e4+5e3) },
		func() written { return reckoned("无", 0) },
		func() written { return unclear(s + "-" + strconv.Itoa(n+9)) },
		func() written { return unclear(s + "（其中" + s + "）") },
		func() written { return unclear(s + "（" + s + "）") },
		func() written { return unclear(s + "吨") },
		func() written { return unclear(s + "." + s + "." + s) },
		func() written { return unclear(s + "/" + s) },
		func() written { return unclear(s + "、" + s) },
		func() written { return unclear(s + "?") },
		func() written { return unclear(strings.Repeat("9", 17)) },
		func() written {
			return unclear(rapid.SampledFrom([]string{"若干", "很多", "不详", "待定", "详见附件", "见上", "同上", "TRUE", "O", "l2"}).Draw(t, "word"))
		},
		func() written {
			return empty(rapid.SampledFrom([]string{"", "/", "／", "—", "　", "-", "____"}).Draw(t, "nothing"))
		},
	}
	if f.Kind == forms.Percent {
		all = []func() written{
			func() written { return exact(s + "%") },
			func() written { return exact(wide(s) + "％") },
			func() written { return exact(s + ".0 %") },
			func() written { return exact("百分之" + s) },
			func() written { return about("约" + s + "%") },
			func() written { return reckoned(s, float64(n)) },
			func() written { return reckoned("0."+fmt.Sprintf("%02d", min(n, 99)), float64(min(n, 99))) },
			func() written { return unclear("1") },
			func() written { return unclear(s + "‰") },
			func() written { return unclear(s + "%-" + s + "%") },
			func() written { return unclear("大部分") },
			func() written { return empty("/") },
		}
	}
	if f.Kind == forms.Integer {
		all = append(all, func() written { return unclear(s + ".5") })
	}
	if f.Kind == forms.Decimal {
		all = append(all, func() written { return written{s + ".5", returned.Exact, float64(n) + 0.5, false} })
	}
	return all[rapid.IntRange(0, len(all)-1).Draw(t, "habit")]()
}

// TestNoNumberIsLost puts what people write into every field for a number of
// every form: it is read as what it means, or not at all and told. What was not
// understood is in no total.
func TestNoNumberIsLost(t *testing.T) {
	all := everyForm()
	blanks := map[string][]byte{}
	for _, s := range all {
		var made bytes.Buffer
		if err := sheet.Form(&made, s, blank.Options{}); err != nil {
			t.Fatal(err)
		}
		blanks[s.ID] = made.Bytes()
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "form")
		l, err := s.Layout()
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(blanks[s.ID]))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		put := map[forms.Ref]written{}
		for i := range l.Cells {
			c := &l.Cells[i]
			if !c.IsValue() || !c.Free {
				continue
			}
			text := "甲"
			if c.Field.Kind.Numeric() {
				w := drawWritten(t, c.Field)
				put[c.Ref], text = w, w.text
			} else if c.Field.Kind != forms.Text {
				continue
			}
			if err := f.SetCellStr(l.Sheet, c.Name(), text); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		returns, findings := readBytes(t, b.Bytes(), "a.xlsx", s)
		if len(returns) != 1 {
			t.Fatal(findings)
		}
		sums := map[forms.Ref]float64{}
		for ref, w := range put {
			v := returns[0].At(ref)
			x, ok := v.Number()
			told := false
			for _, f := range findings {
				told = told || f.Where == v.Where && f.Found == v.Raw
			}
			state := w.state
			if v.State == returned.Computed && state == returned.Empty {
				continue
			}
			if v.State != state || ok != v.Known() || ok && math.Abs(x-w.value) > 1e-9 || w.told && !told {
				t.Errorf("%s: %q is %q %s, told %v; want %v %s, told %v", ref, w.text, v.Text, v.State, told, w.value, state, w.told)
			}
			if ok {
				ref.Row = 0
				sums[ref] += x
			}
		}
		tally := must(returned.NewTally(s, []returned.Submission{{Return: returns[0], School: "甲校"}}, returned.TallyOptions{}))
		for _, c := range tally.All.Columns {
			if c.Field.Kind != forms.Integer && c.Field.Kind != forms.Decimal || c.Field.Formula != "" {
				continue
			}
			if math.Abs(c.Sum-sums[c.Ref]) > 1e-6 {
				t.Errorf("%s adds up to %v, want %v", c.Ref, c.Sum, sums[c.Ref])
			}
			if inexact := slices.ContainsFunc(c.Items, func(i returned.Item) bool { return i.Value.State != returned.Exact }); inexact && c.Exact {
				t.Errorf("%s says it is exact", c.Ref)
			}
		}
	})
}

// TestNoTextBecomesZero tries any text: a number that was not there is never
// read, least of all 0.
func TestNoTextBecomesZero(outer *testing.T) {
	rapid.Check(outer, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("人约余 百千万零一二三两.,-—/%（）()元无没有若干0123９０、；+~多")), 1, 8, -1).Draw(t, "text")
		data := sheetBytes(outer, [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", text}, {"班级", "学生"}, {"一", 1}, {"填表人", "乙"}})
		returns, findings := readBytes(t, data, "a.xlsx", tiny)
		if len(returns) != 1 {
			t.Fatal(findings)
		}
		v := returns[0].At(forms.Ref{Key: "people"})
		told := slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Where == v.Where })
		x, ok := v.Number()
		switch {
		case v.State == returned.Unclear && !told:
			t.Errorf("%q is unclear, and nobody says so", text)
		case v.State == returned.Empty && strings.ContainsAny(text, "0123９０一二三两零人"):
			t.Errorf("%q is taken for nothing", text)
		case ok && x == 0 && !strings.ContainsAny(text, "0０零无") && !strings.Contains(text, "没有"):
			t.Errorf("%q is read as 0", text)
		case ok && !strings.ContainsAny(text, "0123９０零一二三两百千无没"):
			t.Errorf("%q is read as %v", text, x)
		}
	})
}

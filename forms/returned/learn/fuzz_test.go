package learn_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
)

// A drawing draws a sheet: a line for each row, cells parted by |. A cell that ends in
// > goes on over the next column, one that ends in v over the next row; one that
// begins with ~ has no line around it, one with # holds a number.
func drawing(t testing.TB, text string) []byte {
	f := excelize.NewFile()
	defer f.Close()
	var line []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		line = append(line, excelize.Border{Type: side, Style: 1, Color: "000000"})
	}
	box, err := f.NewStyle(&excelize.Style{Border: line})
	if err != nil {
		t.Fatal(err)
	}
	taken := map[[2]int]bool{}
	for r, row := range strings.Split(text, "\n") {
		for c, cell := range strings.Split(row, "|") {
			if r >= 40 || c >= 16 || taken[[2]int{r, c}] {
				continue
			}
			rows, cols := 1, 1
			for len(cell) > 0 && (cell[len(cell)-1] == '>' || cell[len(cell)-1] == 'v') && rows+cols < 12 {
				if cell[len(cell)-1] == '>' {
					cols++
				} else {
					rows++
				}
				cell = cell[:len(cell)-1]
			}
			for i := range rows * cols {
				if taken[[2]int{r + i/cols, c + i%cols}] {
					rows, cols = 1, 1
				}
			}
			for i := range rows * cols {
				taken[[2]int{r + i/cols, c + i%cols}] = true
			}
			from, _ := excelize.CoordinatesToCellName(c+1, r+1)
			to, _ := excelize.CoordinatesToCellName(c+cols, r+rows)
			if from != to {
				f.MergeCell("Sheet1", from, to)
			}
			if !strings.HasPrefix(cell, "~") {
				f.SetCellStyle("Sheet1", from, to, box)
			}
			cell = strings.ReplaceAll(strings.TrimPrefix(cell, "~"), `\n`, "\n")
			if n, err := strconv.ParseFloat(strings.TrimPrefix(cell, "#"), 64); err == nil && strings.HasPrefix(cell, "#") {
				f.SetCellFloat("Sheet1", from, n, -1, 64)
			} else if cell != "" {
				f.SetCellStr("Sheet1", from, cell)
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Skip(err)
	}
	return out.Bytes()
}

// FuzzLearn: whatever sheet is drawn, it is learnt or refused; what was learnt can be
// drawn, told, given again, and read back: the blank itself holds no answer, and
// no other sheet does harm.
func FuzzLearn(f *testing.F) {
	for _, blank := range []string{
		"登记表>>>\n姓名||性别|□男 □女\n地址|>>\n意见|\\n（盖章）\\n 年 月 日>>\n~填表人：    电话：",
		"统计表>>>>\n指标|单位|代码|本年|上年\n甲|乙|丙|1|2\n人数|人|01||\n其中：女|人|02||\n合计|人|03||",
		"~名册\n序号v|姓名v|时间>|单位v\nx|年|月|y\n例|张某|2020|#5|某校\n#1||||\n#2||||\n合计>>||",
		"~回执\n~我单位拟派____人参会，□住宿 □不住宿，自____年__月__日至____年__月__日。\n~联系人：____ 电话：____",
		"~评分\n序号|项目|标准|分值|得分\n#1|甲|好，很好|#20|\n#2|乙|对|#30|\n总分>>|#100|",
		"~台账\n家\\n庭vv|称谓|姓名\n|||\n|||\n用车时间|   月   日   时至   月   日   时>",
	} {
		f.Add(blank, strings.NewReplacer("||", "|填了|", "____", "12", "□", "☑").Replace(blank))
		f.Add(blank, "~x\n"+blank)
	}
	f.Fuzz(func(t *testing.T, blank, back string) {
		if len(blank) > 2000 || len(back) > 2000 || !utf8.ValidString(blank) || !utf8.ValidString(back) {
			return
		}
		data := drawing(t, blank)
		b, err := learn.Learn(bytes.NewReader(data), int64(len(data)), "f.xlsx")
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := b.WriteSketch(&out); err != nil {
			t.Error(err)
		}
		if err := b.WriteYAML(&out); err != nil {
			t.Error(err)
		}
		if _, err := b.Schema.Layout(); err != nil {
			t.Error(err)
		}
		if _, err := b.With(b.Schema); err != nil {
			t.Error(err)
		}
		for p := range b.Places() {
			if p.Row < 1 || p.Col < 1 || p.Rows < 1 || p.Cols < 1 || p.Field == nil {
				t.Errorf("a place %+v", p)
			}
		}
		returns, _, err := b.Read(bytes.NewReader(data), int64(len(data)), "f.xlsx", 2026)
		if err != nil {
			t.Error(err)
		}
		for _, r := range returns {
			for _, v := range r.Values {
				if v.Known() && v.Text != "" {
					t.Errorf("%q: the blank holds %s = %q", blank, v.Ref, v.Text)
				}
			}
		}
		other := drawing(t, back)
		if _, _, err := b.Read(bytes.NewReader(other), int64(len(other)), "g.xlsx", 2026); err != nil {
			t.Error(err)
		}
	})
}

// TestBlankHoldsNothing: what a blank prints is no answer.
func TestBlankHoldsNothing(t *testing.T) {
	for _, dir := range append([]string{corpusDir}, rounds()...) {
		for _, tr := range readTruths(t, dir) {
			b := learnFile(t, tr.blank)
			returns, findings, err := b.Read(b.Open(), int64(len(b.Data)), b.Name, 2026)
			if err != nil || len(returns) != 1 {
				t.Errorf("%s: %d returns, %v", b.Name, len(returns), err)
				continue
			}
			if !returns[0].Blank() {
				for _, v := range returns[0].Values {
					if v.State != 0 {
						t.Errorf("%s: %s holds %q (%v)", b.Name, v.Ref, v.Raw, v.State)
					}
				}
			}
			if len(findings) > 0 {
				t.Errorf("%s: %v", b.Name, findings)
			}
		}
	}
}

package learn

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// pageOf draws a page: a line for each row, cells parted by |. A cell that ends in
// > goes on over the next column, one that ends in v over the next row; one that
// begins with ~ is no box.
func pageOf(text string) *grasp.Page {
	g := &find.Grid{File: "x", Sheet: "s"}
	in := map[[2]int]bool{}
	taken := map[[2]int]bool{}
	for r, line := range strings.Split(text, "\n") {
		if r == 60 {
			break
		}
		for c, cell := range strings.Split(line, "|") {
			if c == 20 || taken[[2]int{r + 1, c + 1}] {
				continue
			}
			b := find.Box{Row: r + 1, Col: c + 1, Rows: 1, Cols: 1}
			for strings.HasSuffix(cell, ">") || strings.HasSuffix(cell, "v") {
				if cell, b.Cols = strings.TrimSuffix(cell, ">"), b.Cols+len(cell)-len(strings.TrimSuffix(cell, ">")); strings.HasSuffix(cell, "v") {
					cell, b.Rows = strings.TrimSuffix(cell, "v"), b.Rows+1
				}
			}
			b.Cols, b.Rows = min(b.Cols, 20), min(b.Rows, 20)
			for i := range b.Rows {
				for j := range b.Cols {
					if at := [2]int{r + 1 + i, c + 1 + j}; taken[at] {
						b.Rows, b.Cols = 1, 1
					}
				}
			}
			loose := strings.HasPrefix(cell, "~")
			b.Entry = answer.Entry{Raw: strings.ReplaceAll(strings.TrimPrefix(cell, "~"), "\\n", "\n")}
			for i := range b.Rows {
				for j := range b.Cols {
					taken[[2]int{r + 1 + i, c + 1 + j}] = true
					if !loose {
						in[[2]int{r + 1 + i, c + 1 + j}] = true
					}
				}
			}
			g.Add(b)
		}
	}
	g.Place = func(row, col int) report.Position {
		return report.Position{File: "x", Sheet: "s", Cell: fmt.Sprintf("R%dC%d", row, col)}
	}
	g.Settle()
	return &grasp.Page{Grid: g, Ruled: in}
}

var drawn = []string{
	"~登记表\n姓名||性别|□男 □女\n地址|>>\n意见|\\n（盖章）\\n 年 月 日>>\n~填表人：    电话：",
	"~统计表\n指标v|人数>|金额v\nx|本期|上期\n甲类|||\n乙类|||\n合计|||\n~单位：万元",
	"~名册\n序号|姓名|单位|序号|姓名|单位\n1|||3||\n2|||4||\n合计|||||",
	"~回执\n~我是____班____同学的家长，□同意 □不同意，共___人，其中___人。\n~家长签字：____ ____年__月__日",
	"~评分\n序号|项目|标准|分值|得分\n1|甲|好，很好|20|\n2|乙|对|30|\n总分>>|100|",
	"~问卷\n内容|满意|满意|满意\n甲|||\n乙|||",
	"~问卷\n内容|满意|一般|不满意\n甲|||\n乙|||\n~1.您认为：□好 □差 □其他____",
}

// FuzzPage: whatever is drawn is learnt or refused; what was learnt can be told
// and drawn, the blank itself holds no answer, and any other page is read without
// harm.
func FuzzPage(f *testing.F) {
	for i, text := range drawn {
		f.Add(text, drawn[(i+1)%len(drawn)])
		f.Add(text, strings.NewReplacer("||", "|填了|", "____", "12", "□", "☑").Replace(text))
	}
	f.Fuzz(func(t *testing.T, blank, back string) {
		if len(blank) > 4000 || len(back) > 4000 || !utf8.ValidString(blank) || !utf8.ValidString(back) {
			return
		}
		b := &Blank{Name: "x.xlsx", Sum: strings.Repeat("0", 64)}
		if b.learn([]*grasp.Page{pageOf(blank)}) != nil {
			return
		}
		if err := b.WriteSketch(io.Discard); err != nil {
			t.Error(err)
		}
		if err := b.WriteYAML(io.Discard); err != nil {
			t.Error(err)
		}
		if _, err := b.Schema.Layout(); err != nil {
			t.Errorf("%q: %v", blank, err)
		}
		own := &reading{Blank: b, name: "x", year: 2026}
		own.read([]*grasp.Page{pageOf(blank)})
		for _, r := range own.returns {
			for _, v := range r.Values {
				if v.Known() && v.Text != "" {
					t.Errorf("%q: the blank holds %s = %q", blank, v.Ref, v.Text)
				}
			}
		}
		other := &reading{Blank: b, name: "x", year: 2026}
		other.read([]*grasp.Page{pageOf(back)})
	})
}

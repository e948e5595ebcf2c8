package wording

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Rows and columns of sums in tables: what stands beside 合计 or below it is what the cells
// come to.

var (
	sumLabel = engine.Compile(`^(?:合计|总计|共计|总数|总额)(?:[（(][^（()）]{1,8}[）)])?[:：]?$`)
	partSum  = engine.Compile(`^(?:小计|分计)`)
	// ofThose opens a row that is counted in another.
	ofThose = engine.Compile(`其中|^[#＃]|平均|人均`)
	// topRow and lowRow open the rows of two levels of one table.
	topRow = engine.Compile(`^[一二三四五六七八九十]{1,3}、`)
	lowRow = engine.Compile(`^(?:[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])`)
	// noSum is the head of a column whose numbers nobody adds.
	noSum = engine.Compile(`序|编号|率|比例|占|均|单价|价格|标准|年|日期|时间|电话|手机|名次|排名|排序|代码|学号|工号|邮编|备注|每|得分|分数|成绩|分值|年龄|身高|电压|温度|面积比|版本|地址|房间|车牌|账号|次序|批次|说明|联系`)
	// onceOnly is the head of a column whose rows may tell of the same thing.
	onceOnly = engine.Compile(`学校|院校|单位|企业|部门|国家|专业|覆盖`)
	// cellNumber is a cell that holds nothing but a number.
	cellNumber = engine.Compile(`^(\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d{1,9}(?:\.\d{1,4})?)(\p{Han}{0,3})$`)
	cellEmpty  = engine.Compile(`^(?:[-—–－/／\\、无]*)$`)
)

const (
	largestTable = 2000 // rows
	widestTable  = 60   // columns
)

// A grid is a table whose rows are all of one width.
type grid struct {
	rows   [][]engine.Line
	labels []string // what the rows are called by
	sum    int      // the row of sums; -1: none
}

// columns finds sums in the tables of p that are not what their columns or rows come to.
func columns(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, t := range p.Tables() {
		if len(t) < 3 || len(t) > largestTable || len(t[0]) < 2 || len(t[0]) > widestTable || t[0][0].Block == nil {
			continue
		}
		if slices.ContainsFunc(t, func(row []engine.Line) bool { return len(row) != len(t[0]) }) {
			continue
		}
		g := grid{rows: t, sum: -1}
		for _, row := range t {
			g.labels = append(g.labels, label(row))
		}
		across := g.across()
		found = append(found, across...)
		if len(across) == 0 { // a wrong cell would be told twice
			found = append(found, g.down()...)
		}
	}
	return found
}

// label returns what a row is called by: its first words.
func label(row []engine.Line) string {
	for _, c := range row {
		if s := han.Squeeze(c.Text); s != "" && !cellNumber.Match(s) {
			return s
		}
	}
	return ""
}

// down compares the row of sums with what stands above it, or below where it comes first.
func (g grid) down() []engine.Remark {
	for i, s := range g.labels {
		switch {
		case i > 0 && sumLabel.Match(s):
			if g.sum >= 0 {
				return nil // two tables in one
			}
			g.sum = i
		case ofThose.Match(s):
			return nil
		}
	}
	if g.sum < 0 {
		return nil
	}
	from, to := 1, g.sum
	if g.sum <= 2 && g.sum+2 < len(g.rows) {
		from, to = g.sum+1, len(g.rows)
	}
	var found []engine.Remark
	for k, cell := range g.rows[g.sum] {
		total, unit, ok := cellValue(cell.Text)
		if !ok || noSum.Match(g.head(k, from)) || sumLabel.Match(han.Squeeze(cell.Text)) {
			continue
		}
		if sum, ok := g.added(k, from, to, unit, total); ok && !(sum > total && onceOnly.Match(g.head(k, from))) {
			f := cell.Say("")
			f.Hint = "各行之和为" + strconv.FormatFloat(sum, 'f', -1, 64) + unit + "，请核对"
			found = append(found, f)
		}
	}
	return found
}

// head returns the words of the head of a column: of the rows before from, and of those behind
// them down to the first number.
func (g grid) head(k, from int) string {
	var s strings.Builder
	for i, row := range g.rows {
		text := han.Squeeze(row[k].Text)
		switch isNumber := cellNumber.Match(text); {
		case !isNumber:
			s.WriteString(text)
		case i >= from:
			return s.String()
		}
	}
	return s.String()
}

// added returns what rows from to to of column k come to, if in none of the ways in which a table
// is added that is the total: all rows, those that are no sums themselves, the sums, one level.
func (g grid) added(k, from, to int, unit string, total float64) (sum float64, wrong bool) {
	var all, single, sums, named, top, low float64
	n := 0
	for i, row := range g.rows[from:to] {
		called := g.labels[from+i]
		x, u, ok := cellValue(row[k].Text)
		switch text := han.Squeeze(row[k].Text); {
		case cellEmpty.Match(text):
			continue
		case !ok && n == 0 && !strings.ContainsAny(text, "0123456789"): // of the head
			continue
		case !ok || u != "" && unit != "" && u != unit:
			return 0, false
		}
		n++
		all += x
		if partSum.Match(called) {
			sums += x
		} else {
			single += x
		}
		if han.Squeeze(row[0].Text) != "" {
			named += x
		}
		switch {
		case topRow.Match(called):
			top += x
		case lowRow.Match(called):
			low += x
		}
	}
	ways := []float64{all, single, sums, named, top, low, all / 2}
	if n < 2 || slices.ContainsFunc(ways, func(way float64) bool { return alike(way, total) }) || top > 0 && low > 0 {
		return 0, false
	}
	return single, true
}

// alike reports whether two numbers are one but for what rounding leaves.
func alike(a, b float64) bool { return a-b < 0.0501 && b-a < 0.0501 }

// across compares a column of sums with the columns on one side of it. It says something only
// where most rows agree.
func (g grid) across() []engine.Remark {
	k := slices.IndexFunc(g.rows[0], func(c engine.Line) bool {
		s := han.Squeeze(c.Text)
		return sumLabel.Match(s) || partSum.Match(s)
	})
	if k < 0 {
		return nil
	}
	for _, side := range [][2]int{{0, k}, {k + 1, len(g.rows[0])}} {
		fits := 0
		var found []engine.Remark
		for _, row := range g.rows[1:] {
			total, _, ok := cellValue(row[k].Text)
			sum, n := 0.0, 0
			for c := side[0]; c < side[1]; c++ {
				if x, _, is := cellValue(row[c].Text); is && !noSum.Match(han.Squeeze(g.rows[0][c].Text)) {
					sum += x
					n++
				}
			}
			switch {
			case !ok || n < 2:
			case alike(sum, total):
				fits++
			default:
				f := row[k].Say("")
				f.Hint = "本行各数之和为" + strconv.FormatFloat(sum, 'f', -1, 64) + "，请核对"
				found = append(found, f)
			}
		}
		if fits >= 2 && fits >= 2*len(found) {
			return found
		}
	}
	return nil
}

// cellValue reads a cell that is a number with its unit, if it has one.
func cellValue(text string) (n float64, unit string, ok bool) {
	s := han.Narrow(han.Squeeze(text))
	m := cellNumber.Find(s)
	if m == nil {
		return 0, "", false
	}
	n, err := strconv.ParseFloat(strings.NewReplacer(",", "", "，", "").Replace(s[m[2]:m[3]]), 64)
	return n, s[m[4]:m[5]], err == nil
}

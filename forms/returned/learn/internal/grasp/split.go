package grasp

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file puts answers together that a blank splits over several cells: the
// parts of a day, the digits of a number.

// dayCells returns the cells of a day from one on, of which the words 年, 月 and 日
// stand in cells of their own between them; nil if there is none.
func (l *Learner) dayCells(i int) (cells []int, parts []string) {
	for _, word := range []string{"年", "月", "日"} {
		if i < 0 || l.used[i] || !l.fillable(i) || !l.Boxed(&l.Cells[i]) {
			break
		}
		b := &l.Cells[i]
		next, k := l.Box(b.Row, b.Col+b.Cols)
		if k < 0 || next.Row != b.Row || !l.Boxed(&next) || l.Roles[k] != Words || printed.Tidy(next.Raw) != word {
			break
		}
		cells, parts = append(cells, i), append(parts, word)
		_, i = l.Box(next.Row, next.Col+next.Cols)
	}
	if len(cells) < 2 {
		return nil, nil
	}
	return cells, parts
}

// day takes the cells of a day for one field.
func (l *Learner) day(cells []int, parts []string) {
	left := l.leftOf(cells[0])
	up := -1
	if !l.label(left) {
		if left, up = -1, l.up(cells[0]); up < 0 {
			return
		}
	}
	for _, i := range cells {
		l.used[i] = true
	}
	l.single(cells[0], left, up)
	it := l.Items[len(l.Items)-1]
	it.Cue.Kind, it.Cue.Unit, it.Cue.Options = forms.Text, "", nil
	if len(parts) == 3 {
		it.Cue.Kind = forms.Date
	}
	it.Slot.More, it.Slot.Parts = cells[1:], parts
}

// placeWords are the heads of the digits of an amount, from the left.
const placeWords = "百十亿千百十万千百十元角分"

// splits parts the columns of a row into those that belong together: cells below
// one head, 年 月 日 below the head that names the day, and the places of an amount.
// It returns how many from one on are one answer, the heads of its parts, and the
// head above these.
func (l *Learner) splits(ups []int, n int) (many int, parts []string, head int) {
	word := func(k int) string { return printed.Tidy(l.Cells[ups[k]].Raw) }
	end := n + 1
	for end < len(ups) && ups[end] == ups[n] {
		end++
	}
	if end > n+1 {
		return end - n, nil, ups[n]
	}
	over := func(k int) int {
		b := &l.Cells[ups[k]]
		if h, i := l.Box(b.Row-1, b.Col); i >= 0 && l.label(i) && h.Cols > b.Cols {
			return i
		}
		return -1
	}
	group := over(n)
	if group < 0 {
		return 1, nil, ups[n]
	}
	for end = n; end < len(ups) && over(end) == group && utf8.RuneCountInString(word(end)) == 1; end++ {
		parts = append(parts, word(end))
	}
	switch joined := strings.Join(parts, ""); {
	case joined == "年月日", joined == "年月":
		return len(parts), parts, group
	case len(parts) >= 3 && strings.Contains(placeWords, joined) && strings.Contains(joined, "元"):
		return len(parts), parts, group
	}
	return 1, nil, ups[n]
}

// A split is an answer that stands in several cells.
type split struct {
	cells []int
	heads []int    // above them
	parts []string // what these say, nil where all are below one
}

// joinCells keeps of the cells of a row the first of those that are one answer.
func (l *Learner) joinCells(run, ups []int) ([]int, []int) {
	var kept, heads []int
	for n := 0; n < len(run); {
		many, parts, head := 1, []string(nil), ups[n]
		if ups[n] >= 0 && !l.wide(ups[n]) {
			many, parts, head = l.splits(ups, n)
		}
		kept, heads = append(kept, run[n]), append(heads, head)
		if many > 1 {
			l.split[run[n]] = split{run[n : n+many], ups[n : n+many], parts}
		}
		n += many
	}
	return kept, heads
}

// Cue returns what the cells of a column ask for that is split over several.
func (c *Column) Cue(cue printed.Cue) printed.Cue {
	s := split{parts: c.Parts}
	s.cue(&cue)
	return cue
}

// cue says what an answer is by the words of its parts.
func (s *split) cue(c *printed.Cue) {
	switch joined := strings.Join(s.parts, ""); {
	case joined == "年月日":
		c.Kind, c.Unit, c.Options = forms.Date, "", nil
	case joined == "年月":
		c.Kind, c.Unit, c.Options = forms.Text, "", nil
	case joined != "":
		c.Kind, c.Unit, c.Options = forms.Decimal, "元", nil
	}
}

// Joined puts the texts of cells together that are one answer: with the words of
// their parts between where these are the parts of a day, with a point before the
// places behind 元 where they are those of an amount.
func Joined(parts, texts []string) string {
	filled := 0
	for _, s := range texts {
		if s != "" {
			filled++
		}
	}
	switch {
	case filled == 0:
		return ""
	case filled == 1 && utf8.RuneCountInString(strings.Join(texts, "")) > 4:
		return strings.Join(texts, "") // all of it in one cell
	case len(parts) > 1 && parts[0] == "年":
		var b strings.Builder
		for i, s := range texts {
			if s != "" {
				s = han.Fold(strings.TrimSuffix(s, parts[i]))
				if short := strings.TrimLeft(s, "0"); i > 0 && short != "" {
					s = short // 07月
				}
				b.WriteString(s + parts[i])
			}
		}
		return b.String()
	case len(parts) > 1:
		var b strings.Builder
		for i, s := range texts {
			if i < len(parts) && (parts[i] == "角" || parts[i] == "分") && s != "" && !strings.Contains(b.String(), ".") {
				b.WriteString(".")
				if parts[i] == "分" {
					b.WriteString("0")
				}
			}
			b.WriteString(strings.TrimLeft(s, "￥¥"))
		}
		return b.String()
	}
	short := !slices.ContainsFunc(texts, func(s string) bool { return utf8.RuneCountInString(s) > 2 })
	if short {
		return strings.Join(texts, "")
	}
	return strings.Join(slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" }), " ")
}

// A Gap tells whether cells that take a part of an answer each were left empty.
type Gap uint8

const (
	NoGap  Gap = iota
	GapEnd     // before the first digit or behind the last: it may be one short
	GapIn      // between digits, or where the places behind it lose their worth
	GapDay     // a day without its year, where that has a cell of its own
)

// Gaps looks for empty cells among those of one answer that take a digit each, 0
// being written, too, or the parts of a day.
func Gaps(parts, texts []string) Gap {
	if len(parts) > 0 && parts[0] == "年" {
		if rest := strings.Join(texts[1:], ""); texts[0] == "" && rest != "" && utf8.RuneCountInString(rest) <= 6 {
			return GapDay
		}
		return NoGap
	}
	if len(texts) < 3 {
		return NoGap
	}
	first, last := -1, -1
	for i, s := range texts {
		if utf8.RuneCountInString(s) > 1 && strings.TrimLeft(s, "￥¥") == s {
			return NoGap
		}
		if s != "" {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if first < 0 || first == last && len(parts) == 0 {
		return NoGap
	}
	if slices.Contains(texts[first:last], "") {
		return GapIn
	}
	switch {
	case len(parts) > 0 && last < slices.Index(parts, "元"):
		return GapIn
	case last < len(texts)-1, first > 0 && len(parts) == 0:
		return GapEnd
	}
	return NoGap
}

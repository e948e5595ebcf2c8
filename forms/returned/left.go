package returned

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// This file tells of what stands in a form and is neither of the blank one nor a
// value: nothing is passed over in silence.

// leftOver reports text that is neither of the blank form nor a value: cells one
// by one, the paragraphs around a form in a document together.
func (c *collector) leftOver(p part) {
	const most = 20
	for i := range c.G.Cells {
		if b := &c.G.Cells[i]; b.Off != "" && b.Raw == "" && b.Row >= p.from && b.Row <= p.to && !c.Claimed[i] {
			c.strike(b.Row)
		}
	}
	c.covered(p)
	c.explanations()
	var over, paragraphs []*find.Box
	c.Boxes(p.from, p.to, func(i int, b *find.Box) {
		switch {
		case c.Claimed[i] || answer.Blank(b.Raw) || c.printed(b.Raw):
		case c.G.Place(b.Row, b.Col).Cell == "":
			paragraphs = append(paragraphs, b)
		default:
			over = append(over, b)
		}
	})
	switch {
	case len(paragraphs) == 1:
		over = append(over, paragraphs[0])
	case len(paragraphs) > 1:
		first := paragraphs[0]
		c.file.add(RuleLeftOver, report.Hint, c.G.Place(first.Row, first.Col), quoted(paragraphs, "\n"), fmt.Sprintf("表外的%d段文字没有读入", len(paragraphs)), "")
	}
	over = c.lostRows(over)
	for i, b := range over {
		where := c.G.Place(b.Row, b.Col)
		switch {
		case i == most:
			c.file.add(RuleLeftOver, report.Hint, where, quoted(over[i:], "，"), fmt.Sprintf("还有%d处内容不属于任何一栏，没有读入", len(over)-most), "")
			return
		default:
			c.file.add(RuleLeftOver, report.Hint, where, b.Shown(), "不属于任何一栏，没有读入", "如果是要报送的内容，请填到相应的栏里")
		}
	}
}

// lostRows tells of rows of which several cells were not read: that is more than a
// remark. It returns what is left.
func (c *collector) lostRows(over []*find.Box) []*find.Box {
	const several = 3
	var rest []*find.Box
	for i := 0; i < len(over); {
		n := i
		var texts []string
		for ; n < len(over) && over[n].Row == over[i].Row; n++ {
			texts = append(texts, over[n].Shown())
		}
		if n-i >= several {
			c.file.add(RuleLeftOver, report.Error, c.G.Place(over[i].Row, over[i].Col), strings.Join(texts, "，"), "这一行不属于任何一栏，没有读入", "如果是要报送的内容，请填到相应的栏里")
		} else {
			rest = append(rest, over[i:n]...)
		}
		i = n
	}
	return rest
}

// covered tells of what merged cells cover, row by row, unless it is what they
// say themselves.
func (c *collector) covered(p part) {
	var texts []string
	for i, b := range c.G.Covered {
		over, _ := c.G.Box(b.Row, b.Col)
		if b.Row >= p.from && b.Row <= p.to && strings.TrimSpace(over.Raw) != b.Off {
			texts = append(texts, b.Off)
		}
		if last := i+1 == len(c.G.Covered) || c.G.Covered[i+1].Row != b.Row; last && len(texts) > 0 {
			c.file.add(RuleHidden, report.Warning, c.G.Place(over.Row, over.Col), strings.Join(texts, "，"), "合并的单元格盖住了填的内容，没有读入", "请取消合并后核对")
			texts = nil
		}
	}
}

// printed reports whether a text is one that the form prints itself, or what
// bureaus put around forms.
func (c *collector) printed(text string) bool {
	key := find.LabelKey(text)
	if key == "" || c.Known[key] || c.Known[find.BareKey(key)] {
		return true
	}
	// The title without the words in front, such as 联络员信息表.
	if short := find.NewTitle(text).Key; len(short) >= 5*3 && strings.HasSuffix(c.SchemaLabels.Title.Key, short) {
		return true
	}
	if find.Framing(text) {
		return true
	}
	for k := range c.Known {
		if len(k) > 12 && strings.Contains(key, k) && len(key) < 2*len(k) && !strings.ContainsAny(strings.Replace(key, k, "", 1), "0123456789") {
			return true
		}
	}
	return false
}

// quoted joins what cells show, as far as a report has room for it.
func quoted(boxes []*find.Box, between string) string {
	const room = 6000 // bytes
	var b strings.Builder
	for i, box := range boxes {
		if b.Len() > room {
			b.WriteString("……")
			break
		}
		if i > 0 {
			b.WriteString(between)
		}
		b.WriteString(box.Shown())
	}
	return b.String()
}

// explanations tells of what stands between labels and their values.
func (c *collector) explanations() {
	slices.SortStableFunc(c.passed, func(a, b *find.Box) int { return cmp.Or(cmp.Compare(a.Col, b.Col), cmp.Compare(a.Row, b.Row)) })
	for i := 0; i < len(c.passed); {
		n := i
		for ; n < len(c.passed) && c.passed[n].Col == c.passed[i].Col; n++ {
		}
		first := c.passed[i]
		c.file.add(RuleLeftOver, report.Hint, c.G.Place(first.Row, first.Col), quoted(c.passed[i:n], "\n"), "栏名与所填的内容之间的说明没有读入", "")
		i = n
	}
}

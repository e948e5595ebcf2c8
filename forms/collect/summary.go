package collect

import (
	_ "embed"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/rollup"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/validate"
)

// summaryText is the text of 总结.docx. Each action stands for lines of text,
// or the rows of a table. A section that has nothing to tell of is left out and
// the others are numbered anew:
//
//	{{opening}}     when and what for; the body of the campaign's own 总结 if it has one
//	{{returned}}    how many schools sent what
//	{{totals}}      what the forms add up to
//	{{highlights}}  activities that the schools name, where a form asks for them
//	{{districts}}   totals by district
//	{{closing}}     where the numbers come from
//
//go:embed summary.txt
var summaryText string

// summarySection is an action with the heading above it.
var summarySection = regexp.MustCompile(`(?m)^(?:.、(.+)\n)?\{\{(\w+)\}\}\n`)

// A cut is how much of what could be said is left out, so that the last page is
// not two lines alone.
type cut struct {
	highlights int  // fewer activities
	closing    bool // without the last sentence
}

// summary writes 总结.docx.
func (c *collector) summary(w io.Writer) error {
	faces := c.Fonts
	if len(faces) == 0 {
		var err error
		if faces, err = fontpack.Fonts(); err != nil {
			return err
		}
	}
	p := render.Printer{Fonts: faces}
	var first *render.Setting
	for _, cut := range []cut{{}, {closing: true}, {highlights: 1}, {highlights: 2}, {highlights: 2, closing: true}, {highlights: 3}} {
		doc, err := c.compose(cut)
		if err != nil {
			return err
		}
		set, err := p.Set(doc)
		if err != nil {
			return err
		}
		if first == nil {
			first = set
		}
		if !shortEnd(set.Pages) {
			return set.DOCX(w)
		}
	}
	return first.DOCX(w)
}

// shortEnd reports whether the last of several pages has two lines or fewer.
func shortEnd(pages []paper.Page) bool {
	if len(pages) < 2 {
		return false
	}
	lines := map[paper.Pt]bool{}
	for _, item := range pages[len(pages)-1].Items {
		if t, ok := item.(paper.Text); ok && t.Para != nil {
			lines[t.Y] = true
		}
	}
	return len(lines) <= 2
}

// compose fills the text in and makes a document of it: the campaign's own
// draft of the kind 总结, or a plain one.
func (c *collector) compose(cut cut) (*document.Document, error) {
	d := campaign.Draft{ID: "collected-summary", Kind: document.Summary, Title: c.Campaign.Name + "总结"}
	opening := mend(c.opening())
	if i := slices.IndexFunc(c.Campaign.Documents, func(d campaign.Draft) bool { return d.Kind == document.Summary }); i >= 0 {
		d = c.Campaign.Documents[i]
		d.ID = "collected-summary"
		var err error
		if opening, err = c.Campaign.Expand(d.Body); err != nil {
			return nil, err
		}
		opening = strings.TrimRight(opening, "\n")
	}
	sections := map[string]func() string{
		"returned": c.returnedText, "totals": c.totalsText, "districts": c.districtsText,
		"highlights": func() string { return c.highlightsText(mostHighlights - cut.highlights) },
	}
	n := 0
	d.Body = summarySection.ReplaceAllStringFunc(summaryText, func(section string) string {
		g := summarySection.FindStringSubmatch(section)
		if g[2] == "opening" {
			return opening + "\n"
		}
		if g[2] == "closing" {
			if cut.closing {
				return ""
			}
			return closing + "\n"
		}
		text := sections[g[2]]()
		if text == "" {
			return ""
		}
		n++
		return string([]rune("一二三四五")[n-1]) + "、" + g[1] + "\n" + mend(text) + "\n"
	})
	d.Body = strings.ReplaceAll(d.Body, "{{", "｛｛") // what schools wrote is no action
	doc, _, err := c.Campaign.Compose(&d)
	return doc, err
}

const closing = "以上数字由各学校报送的表格汇总而成，逐校的数字见汇总表，未报的学校见催报名单，报送中的问题见校核结果。"

// mend puts punctuation right in what was taken from forms and lists.
func mend(text string) string {
	text, _ = validate.Fix(text)
	return text
}

func (c *collector) opening() string {
	s := c.Campaign.Name
	if p, ok := c.Campaign.MainPeriod(); ok {
		s = p.Span().String() + "，" + s
	}
	if c.Campaign.Theme != "" {
		s += "以“" + c.Campaign.Theme + "”为主题"
	}
	return s + "举行。根据各学校报送的材料，现将有关情况总结如下。"
}

// returnedText tells how many schools sent what.
func (c *collector) returnedText() string {
	sent, others := map[string]bool{}, 0
	for _, name := range c.senders() {
		sent[name] = true
		if _, ok := c.schools.find(name); !ok && c.handed[name] == "" {
			others++
		}
		if unit := c.handed[name]; unit != "" {
			sent[unit] = true
		}
	}
	text := fmt.Sprintf("共有%d所学校报送材料。", len(c.senders()))
	if n := len(c.schools.roster); n > 0 {
		none, of, are := 0, "所", "所学校"
		for _, s := range c.schools.roster {
			if !sent[s.Name] {
				none++
			}
			if s.IsUnit() || c.rolled[s.Name] {
				of, are = "个", "个单位"
			}
		}
		text = fmt.Sprintf("名册所列%d%s中，%d%s报送了材料", n, are, n-none, of)
		if none > 0 {
			text += fmt.Sprintf("，%d%s没有报送任何材料", none, of)
		}
		text += "。"
		if others > 0 {
			text += fmt.Sprintf("另有名册以外的%d个单位报送了材料。", others)
		}
	} else if len(c.rolled) > 0 {
		text = fmt.Sprintf("共有%d个单位报送材料。", len(sent))
	}
	for i, t := range c.tallies {
		counts, units := t.Counts()
		part := fmt.Sprintf("《%s》计入%d所学校", c.forms[i].schema.Title, t.All.Schools)
		if t.All.Schools == 0 {
			part = fmt.Sprintf("《%s》没有可以计入的", c.forms[i].schema.Title)
		}
		if len(t.Rollups) > 0 {
			if counts.Owed > 0 {
				part += fmt.Sprintf("（应报%d所，已报%d所）", counts.Owed, counts.Sent)
			}
			part += fmt.Sprintf("，其中%d个单位报送汇总表", len(t.Rollups))
		}
		if counts.Late > 0 {
			part += fmt.Sprintf("，其中迟报%d份", counts.Late)
		}
		if n := counts.Aside - len(t.Unread); n > 0 {
			part += fmt.Sprintf("，另有%d所报了几份不一样的，待确认", n)
		}
		if n := len(t.Unread); n > 0 {
			part += fmt.Sprintf("，%d所报来的文件格式不能读", n)
		}
		if n := counts.Missing; n > 0 && c.asked(c.forms[i].deadline) {
			part += fmt.Sprintf("，%d所未报", n)
		}
		if n := len(units); n > 0 && c.asked(c.forms[i].deadline) {
			part += fmt.Sprintf("，%d个单位的汇总表未报", n)
		}
		text += part + "。"
	}
	return text + c.materialText()
}

// materialText tells how much material came in that counts.
func (c *collector) materialText() string {
	var parts []string
	for _, k := range []struct{ kind, unit string }{{"article", "篇"}, {"photo", "张"}, {"video", "个"}, {"media", "篇"}} {
		n, asked := 0, false
		for i := range c.Campaign.Material {
			if c.Campaign.Material[i].Kind != k.kind {
				continue
			}
			asked = true
			for _, r := range c.stuff {
				n += r.Count(i)
			}
		}
		if asked {
			parts = append(parts, fmt.Sprintf("%s%d%s", materialNames[k.kind], n, k.unit))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "共收到" + strings.Join(parts, "、") + "。"
}

// returnsOf counts the returns that are in a tally, those that came added up
// with them.
func returnsOf(t *returned.Tally) int {
	n := 0
	for i := range t.Counted {
		n += t.Counted[i].Weight()
	}
	return n
}

// A total is a number for the text: exact, about, or none with the reason.
type total struct {
	text string // 约1200; "" if there is none
	why  string // there is none
}

func totalOf(col *returned.Column, schools int) total {
	unclear, about := 0, false
	for _, it := range col.Items {
		switch it.Value.State {
		case returned.Unclear:
			unclear++
		case returned.About:
			about = true
		}
	}
	table := col.Ref.Block != ""
	switch {
	case col.Count == 0:
		return total{why: "没有学校填写"}
	case col.Field.Kind == forms.Percent && col.Field.Formula == "":
		return total{why: "各校的比率不能相加，没有合计"}
	case col.Field.Kind == forms.Percent && !col.Known:
		return total{why: "有学校缺少计算所需的数，没有合计"}
	case unclear > 0:
		return total{why: fmt.Sprintf("有%d处没有填清楚，没有合计", unclear)}
	case !table && col.Field.Required && col.Count < schools:
		return total{why: fmt.Sprintf("有%d所学校没有填，没有合计", schools-col.Count)}
	case !table && col.Field.Kind != forms.Percent && col.Count < schools:
		return total{why: fmt.Sprintf("只有%d所学校填写，没有合计", col.Count)}
	case !col.Known:
		return total{why: "没有合计"}
	}
	x := col.Sum
	s := strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64)
	if col.Field.Kind == forms.Percent {
		s += "%"
	}
	if about || col.Field.Kind == forms.Percent && !col.Exact {
		s = "约" + s
	}
	return total{text: s + col.Field.Unit}
}

// mark reports whether a number is of nothing that can be counted, such as a
// 评分: a decimal of no unit. Its sum is no statement.
func mark(f *forms.Field) bool {
	return f.Kind == forms.Decimal && f.Unit == "" && !strings.ContainsAny(f.Label, "（(")
}

// totalsText tells what the forms add up to: a paragraph for each.
func (c *collector) totalsText() string {
	var lines []string
	for i, t := range c.tallies {
		if len(t.Counted) == 0 {
			continue
		}
		var have, lack []string
		for k := range t.All.Columns {
			col := &t.All.Columns[k]
			if !col.Field.Kind.Numeric() || mark(col.Field) {
				continue
			}
			label := col.Field.Label
			if b := t.Schema.Block(col.Ref.Block); b != nil && b.Label != "" {
				label = b.Label + label
			}
			if n := totalOf(col, returnsOf(t)); n.text != "" {
				have = append(have, label+n.text)
			} else {
				lack = append(lack, label+n.why)
			}
		}
		if len(have)+len(lack) == 0 {
			continue
		}
		line := fmt.Sprintf("据《%s》汇总，%d所学校", c.forms[i].schema.Title, t.All.Schools)
		switch {
		case len(have) == 0:
			line += "的数字没有合计"
		default:
			line += "合计" + strings.Join(have, "，")
		}
		if len(lack) > 0 {
			line += "；" + strings.Join(lack, "；")
		}
		lines = append(lines, line+"。")
	}
	if len(lines) == 0 {
		return "各学校报送的表格中没有可以合计的数字。"
	}
	return strings.Join(lines, "\n")
}

// mostHighlights is how many activities the summary lists.
const mostHighlights = 15

// highlightsText lists the activities that the schools name; "" if no form asks
// for them.
func (c *collector) highlightsText(most int) string {
	asked := false
	for _, t := range c.tallies {
		for b := range t.Schema.Blocks {
			block := &t.Schema.Blocks[b]
			name := slices.IndexFunc(block.Fields, func(f forms.Field) bool { return strings.Contains(f.Label, "活动名称") })
			if !block.Table() || name < 0 {
				continue
			}
			asked = true
			if text := activities(t, block, name, most); text != "" {
				return text
			}
		}
	}
	if !asked {
		return ""
	}
	return "没有学校报送特色活动。"
}

// activities makes a table of the rows of a block.
func activities(t *returned.Tally, block *forms.Block, name, most int) string {
	columns := []int{name}
	for i := range block.Fields {
		f := &block.Fields[i]
		if i != name && len(columns) < 4 && (f.Kind == forms.Dates || f.Kind == forms.Date || f.Label == "地点" || f.Kind == forms.Integer) {
			columns = append(columns, i)
		}
	}
	head := []string{"学校"}
	for _, i := range columns {
		head = append(head, block.Fields[i].FullLabel())
	}
	rows := []string{strings.Join(head, "\t")}
	n, schools := 0, map[string]bool{}
	for _, sub := range t.Counted {
		for _, row := range sub.Return.Rows(block.Key) {
			value := func(i int) returned.Value {
				return sub.Return.At(forms.Ref{Block: block.Key, Row: row, Key: block.Fields[i].Key})
			}
			if value(name).Text == "" {
				continue
			}
			schools[sub.School] = true
			if n++; n > most {
				continue
			}
			cells := []string{cell(sub.School)}
			for _, i := range columns {
				cells = append(cells, cell(valueText(value(i))))
			}
			rows = append(rows, strings.Join(cells, "\t"))
		}
	}
	if n == 0 {
		return ""
	}
	text := fmt.Sprintf("%d所学校报送特色活动%d项，见下表。", len(schools), n)
	if n > most {
		text = fmt.Sprintf("%d所学校报送特色活动%d项，下表列出前%d项，其余见汇总表。", len(schools), n, most)
	}
	return text + "\n" + strings.Join(rows, "\n")
}

// valueText prints a value for people.
func valueText(v returned.Value) string {
	switch {
	case v.State == returned.Unclear:
		return v.Raw
	case v.State == returned.About:
		return "约" + v.Text
	}
	if p, ok := v.Period(); ok && (v.Field.Kind == forms.Date || v.Field.Kind == forms.Dates) {
		return p.String()
	}
	return v.Text
}

// cell makes a text fit for a cell of a table in plain text.
func cell(s string) string {
	if s = strings.Join(strings.Fields(s), " "); s == "" {
		return "—"
	}
	return s
}

// mostColumns is how many numbers a table of the summary has room for.
const mostColumns = 5

// districtsText makes a table of the totals by district, of the form with most
// numbers.
func (c *collector) districtsText() string {
	var best *returned.Tally
	var columns []int
	for _, t := range c.tallies {
		var numbers []int
		for i, col := range t.All.Columns {
			if b := t.Schema.Block(col.Ref.Block); col.Field.Kind.Numeric() && col.Count > 0 && (b == nil || !b.Table()) {
				numbers = append(numbers, i)
			}
		}
		if len(t.Districts) > 0 && len(numbers) > len(columns) {
			best, columns = t, numbers
		}
	}
	if best == nil {
		return "没有可以分区县合计的数字。"
	}
	slices.SortStableFunc(columns, func(a, b int) int { // those that have a total first
		none := func(i int) int { return btoi(totalOf(&best.All.Columns[i], best.All.Schools).text == "") }
		return none(a) - none(b)
	})
	columns = columns[:min(len(columns), mostColumns)]
	slices.Sort(columns)
	level := "区县"
	if slices.ContainsFunc(best.Districts, func(d returned.Total) bool { return len(d.Within) > 0 }) {
		level = "市州"
	}
	head := []string{level, "学校数"}
	for _, i := range columns {
		head = append(head, best.All.Columns[i].Field.FullLabel())
	}
	rows := []string{strings.Join(head, "\t")}
	line := func(name string, t *returned.Total) {
		cells := []string{cell(name), strconv.Itoa(t.Schools)}
		for _, i := range columns {
			n := totalOf(&t.Columns[i], t.Schools)
			if n.text == "" {
				n.text = "—"
			}
			cells = append(cells, cell(strings.TrimSuffix(n.text, t.Columns[i].Field.Unit)))
		}
		rows = append(rows, strings.Join(cells, "\t"))
	}
	for i := range best.Districts {
		d := &best.Districts[i]
		name := d.District
		if name == "" {
			name = rollup.NoDistrict
		}
		line(name, d)
	}
	line("合计", &best.All)
	text := fmt.Sprintf("据《%s》，各%s的合计见下表", best.Schema.Title, level)
	if strings.Contains(strings.Join(rows, "\n"), "—") {
		text += "，“—”表示有学校没有填清楚，没有合计"
	}
	return text + "。\n" + strings.Join(rows, "\n")
}

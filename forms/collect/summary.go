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
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
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
//	{{missing}}     who has not sent what is due
//
//go:embed summary.txt
var summaryText string

// summarySection is an action with the heading above it.
var summarySection = regexp.MustCompile(`(?m)^(?:.、(.+)\n)?\{\{(\w+)\}\}\n`)

// summary writes 总结.docx.
func (c *collector) summary(w io.Writer) error {
	doc, err := c.compose()
	if err != nil {
		return err
	}
	faces := c.Fonts
	if len(faces) == 0 {
		if faces, err = fontpack.Fonts(); err != nil {
			return err
		}
	}
	p := render.Printer{Fonts: faces}
	_, err = p.DOCX(w, doc)
	return err
}

// compose fills the text in and makes a document of it: the campaign's own
// draft of the kind 总结, or a plain one.
func (c *collector) compose() (*document.Document, error) {
	d := campaign.Draft{ID: "collected-summary", Kind: "总结", Title: c.Campaign.Name + "总结"}
	opening := mend(c.opening())
	if i := slices.IndexFunc(c.Campaign.Documents, func(d campaign.Draft) bool { return d.Kind == "总结" }); i >= 0 {
		d = c.Campaign.Documents[i]
		d.ID = "collected-summary"
		var err error
		if opening, err = c.Campaign.Expand(d.Body); err != nil {
			return nil, err
		}
		opening = strings.TrimRight(opening, "\n")
	}
	sections := map[string]func() string{
		"returned": c.returnedText, "totals": c.totalsText, "highlights": c.highlightsText, "districts": c.districtsText, "missing": c.missingText,
	}
	n := 0
	d.Body = summarySection.ReplaceAllStringFunc(summaryText, func(section string) string {
		g := summarySection.FindStringSubmatch(section)
		if g[2] == "opening" {
			return opening + "\n"
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
	sent := c.senders()
	text := fmt.Sprintf("共有%d所学校报送材料。", len(sent))
	if n := len(c.schools.roster); n > 0 {
		none := 0
		for _, s := range c.schools.roster {
			if !slices.Contains(sent, s.Name) {
				none++
			}
		}
		text = fmt.Sprintf("名册所列%d所学校中，%d所报送了材料", n, n-none)
		if none > 0 {
			text += fmt.Sprintf("，%d所没有报送任何材料", none)
		}
		text += "。"
		if more := len(sent) - (n - none); more > 0 {
			text += fmt.Sprintf("另有名册以外的%d个单位报送了材料。", more)
		}
	}
	for i, t := range c.tallies {
		part := fmt.Sprintf("《%s》计入%d所学校", c.forms[i].schema.Title, t.All.Schools)
		if t.All.Schools == 0 {
			part = fmt.Sprintf("《%s》没有可以计入的", c.forms[i].schema.Title)
		}
		if n := len(t.Late); n > 0 {
			part += fmt.Sprintf("，其中迟报%d份", n)
		}
		if n := asideSchools(t); n > 0 {
			part += fmt.Sprintf("，另有%d所报了几份不一样的，待确认", n)
		}
		if n := len(t.Missing); n > 0 && c.asked(c.forms[i].deadline) {
			part += fmt.Sprintf("，%d所未报", n)
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

// asideSchools counts the schools of which nothing counts for lack of a time.
func asideSchools(t *returned.Tally) int {
	var names []string
	for _, sub := range t.Set {
		if !slices.Contains(names, sub.School) && !slices.ContainsFunc(t.Counted, func(c returned.Submission) bool { return c.School == sub.School }) {
			names = append(names, sub.School)
		}
	}
	return len(names)
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
			if n := totalOf(col, len(t.Counted)); n.text != "" {
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
func (c *collector) highlightsText() string {
	asked := false
	for _, t := range c.tallies {
		for b := range t.Schema.Blocks {
			block := &t.Schema.Blocks[b]
			name := slices.IndexFunc(block.Fields, func(f forms.Field) bool { return strings.Contains(f.Label, "活动名称") })
			if !block.Table() || name < 0 {
				continue
			}
			asked = true
			if text := activities(t, block, name); text != "" {
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
func activities(t *returned.Tally, block *forms.Block, name int) string {
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
			if n++; n > mostHighlights {
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
	if n > mostHighlights {
		text = fmt.Sprintf("%d所学校报送特色活动%d项，下表列出前%d项，其余见汇总表。", len(schools), n, mostHighlights)
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
	head := []string{"区县", "学校数"}
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
			name = "未分区县"
		}
		line(name, d)
	}
	line("合计", &best.All)
	return fmt.Sprintf("据《%s》，各区县的合计见下表，“—”表示有学校没有填清楚，没有合计。\n", best.Schema.Title) + strings.Join(rows, "\n")
}

// missingText makes a table of who has not sent what is due.
func (c *collector) missingText() string {
	if len(c.schools.roster) == 0 {
		return "没有名册，未报的学校没有核对。"
	}
	rows := []string{"应报内容\t截止时间\t未报学校"}
	for i, t := range c.tallies {
		f := c.forms[i]
		if len(t.Missing) == 0 || !c.asked(f.deadline) {
			continue
		}
		const most = 20
		var names []string
		for _, s := range t.Missing[:min(len(t.Missing), most)] {
			names = append(names, s.Name)
		}
		text := strings.Join(names, "、")
		if n := len(t.Missing); n > most {
			text += fmt.Sprintf("等%d所", n)
		}
		rows = append(rows, strings.Join([]string{cell(f.schema.Title), deadlineText(f.deadline), text}, "\t"))
	}
	if len(rows) == 1 {
		return "应报的表格各学校都已报送。"
	}
	return "未报的学校见下表，联系方式见催报名单。\n" + strings.Join(rows, "\n")
}

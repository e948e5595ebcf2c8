package collect

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// draftsFolder is where drafts go that somebody has to finish.
const draftsFolder = "文稿/"

// toFill is what somebody has to write, in its place.
func toFill(what string) string { return "【待补：" + what + "】" }

// drafts writes what the office writes after a collection, as far as the returns
// tell it: 通报 of who delivered, 报告 to the superior, 总结 in four parts, and the 简报
// of a day.
func (c *collector) drafts(debts []Debt) (made []filled, err error) {
	var all []campaign.Draft
	if c.Drafts {
		d := c.delivered(debts)
		all = append(all, c.circular(d), c.account(), c.conclusion(d))
	}
	if !c.Brief.IsZero() {
		all = append(all, c.bulletin(c.Brief))
	}
	for i := range all {
		d := &all[i]
		file, err := c.typeset(d)
		if err != nil {
			return nil, &output.Error{Path: draftsFolder + d.ID + ".docx", Err: err}
		}
		made = append(made, filled{draftsFolder + d.ID + ".docx", file})
	}
	return made, nil
}

// typeset sets a draft. What schools wrote is no action.
func (c *collector) typeset(d *campaign.Draft) ([]byte, error) {
	doc, err := c.draft(d)
	if err != nil {
		return nil, err
	}
	faces := c.Fonts
	if len(faces) == 0 {
		if faces, err = fontpack.Fonts(); err != nil {
			return nil, err
		}
	}
	set, err := (&render.Printer{Fonts: faces}).Set(doc)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = set.DOCX(&b)
	return b.Bytes(), err
}

func (c *collector) draft(d *campaign.Draft) (*document.Document, error) {
	own := *d
	own.Title, own.Body = neutral(d.Title), neutral(d.Body)
	doc, _, err := c.Campaign.Compose(&own)
	return doc, err
}

func neutral(text string) string { return strings.ReplaceAll(text, "{{", "｛｛") }

// ofKind returns the campaign's own draft of a kind, whose head, recipients and
// foot are taken over, or an empty one.
func (c *collector) ofKind(kind document.Kind) campaign.Draft {
	for _, d := range c.Campaign.Documents {
		if d.Kind == kind {
			return d
		}
	}
	return campaign.Draft{Kind: kind}
}

// host is the organ that issues drafts, and its name in texts.
func (c *collector) host() string {
	if len(c.Campaign.Organs) == 0 {
		return ""
	}
	return c.Campaign.Organs[0].Name
}

// signed is the signature of a draft.
func (c *collector) signed(day calendar.Date) *campaign.DraftSignature {
	s := &campaign.DraftSignature{Date: day}
	if host := c.host(); host != "" {
		s.Organs = campaign.OrganNames{host}
	}
	return s
}

// day is the day that drafts bear until they are issued: that up to which is
// asked, else the last that somebody had to deliver by.
func (c *collector) day() calendar.Date {
	day := c.AsOf
	for _, d := range c.Campaign.Deadlines {
		if c.AsOf.IsZero() && d.Due.After(day) {
			day = d.Due
		}
	}
	return day
}

// openHead leaves the serial of a 发文字号 open, in the code and year of the campaign's
// first document; nil if that has none.
func (c *collector) openHead(signers ...string) *campaign.DraftHead {
	for _, d := range c.Campaign.Documents {
		if d.Head == nil || d.Head.Number.Code == "" {
			continue
		}
		n := d.Head.Number
		return &campaign.DraftHead{Mark: "文件", Signers: signers, Number: document.ParseDocNumber(fmt.Sprintf("%s〔%d〕　号", n.Code, c.Campaign.Year))}
	}
	return nil
}

// recipients are those of the campaign's first document that has any.
func (c *collector) recipients() string {
	for _, d := range c.Campaign.Documents {
		if text, err := c.Campaign.Expand(d.Recipients); err == nil && text != "" {
			return text
		}
	}
	return "各有关单位"
}

// circular is the 通报 of who delivered in time, late and not at all.
func (c *collector) circular(d *delivery) campaign.Draft {
	draft := c.ofKind(document.Circular)
	draft.ID, draft.Attachments = "通报", nil
	draft.Title = cmp.Or(draft.Title, c.host()+"关于"+c.Campaign.Name+"材料报送情况的通报")
	draft.Head = orHead(draft.Head, c.openHead())
	draft.Recipients = cmp.Or(draft.Recipients, c.recipients())
	draft.Signature = c.signed(c.day())
	var b strings.Builder
	until := ""
	if !c.AsOf.IsZero() {
		until = "截至" + c.AsOf.String() + "，"
	}
	fmt.Fprintf(&b, "%s应当报送材料的%d个单位中，按时报齐的%d个，迟报的%d个，没有报齐的%d个。现将有关情况通报如下。\n",
		until, len(d.units), len(d.names(unit.onTime)), len(d.names(unit.isLate)), len(d.names(unit.lacks)))
	n := 0
	section := func(head, text string) {
		if text != "" {
			n++
			fmt.Fprintf(&b, "%s、%s\n%s\n", []string{"一", "二", "三", "四"}[n-1], head, text)
		}
	}
	list := func(want func(unit) bool) string {
		if names := d.names(want); len(names) > 0 {
			return strings.Join(names, "、") + "。"
		}
		return ""
	}
	section("按时报齐的单位", list(unit.onTime))
	section("迟报的单位", list(unit.isLate))
	if lacking := d.names(unit.lacks); len(lacking) > 0 {
		rows := []string{"单位\t未报、待更正的内容"}
		for _, u := range d.units {
			if u.lacks() {
				rows = append(rows, cell(u.name)+"\t"+cell(mend(strings.Join(u.owes, "、"))))
			}
		}
		section("没有报齐的单位", "没有报齐的单位和内容见下表。\n"+strings.Join(rows, "\n"))
	}
	section("有关要求", "没有报齐的单位要对照上表，于"+toFill("补报时限")+"前补报、更正。"+toFill("对迟报、漏报单位的要求"))
	draft.Body = b.String()
	return draft
}

func orHead(own, other *campaign.DraftHead) *campaign.DraftHead {
	if own != nil {
		return own
	}
	return other
}

// superiors are whom bureaus of a level report to.
var superiors = map[string]string{"省": "教育部", "市": "省教育厅", "县": "市教育局", "校": "市教育局"}

// account is the 报告 to the superior, with the totals as its attachment.
func (c *collector) account() campaign.Draft {
	draft := c.ofKind(document.Account)
	draft.ID = "报告"
	draft.Title = cmp.Or(draft.Title, c.host()+"关于"+c.Campaign.Name+"开展情况的报告")
	draft.Head = orHead(draft.Head, c.openHead(toFill("签发人")))
	draft.Recipients = cmp.Or(draft.Recipients, superiors[c.Campaign.Level], "上级教育行政部门")
	draft.Signature = c.signed(c.day())
	draft.Attachments = nil
	more := "逐校的数字见汇总表。"
	if table := c.totalsTable(); table != "" {
		draft.Attachments = []campaign.DraftAttachment{{Title: c.Campaign.Name + "情况汇总表", Body: table}}
		more = "各项数字见附件。"
	}
	asked := ""
	if len(c.Campaign.Superiors) > 0 {
		of := c.Campaign.Superiors[0]
		asked = "按照《" + of.Title + "》"
		if of.Number != "" {
			asked += "（" + of.Number + "）"
		}
		asked += "要求，"
	}
	draft.Body = mend(c.openingFor(asked+"现将有关情况报告如下。")) + "\n" +
		"一、组织实施情况\n" + toFill("部署、分工、经费和安全保障，区县和学校的做法") + "\n" +
		"二、参与情况\n" + mend(c.returnedText()+"\n"+c.totalsText()) + "\n" + more + "\n" +
		"三、问题和建议\n" + toFill("存在的问题，需要上级支持的事项") + "\n" +
		"特此报告。"
	return draft
}

// totalsTable is what the forms add up to as a table, a number a row; "" if there is
// none.
func (c *collector) totalsTable() string {
	var rows []string
	for i, t := range c.tallies {
		for k := range t.All.Columns {
			col := &t.All.Columns[k]
			if len(t.Counted) == 0 || !col.Field.Kind.Numeric() || mark(col.Field) {
				continue
			}
			label := col.Field.Label
			if b := t.Schema.Block(col.Ref.Block); b != nil {
				label = b.Label + label
			}
			n := totalOf(col, returnsOf(t))
			rows = append(rows, strings.Join([]string{cell(c.forms[i].schema.Title), cell(label), cell(n.text), cell(n.why)}, "\t"))
		}
	}
	if len(rows) == 0 {
		return ""
	}
	return "表格\t项目\t合计\t说明\n" + strings.Join(rows, "\n")
}

// openingFor opens a text with when, what for and under which theme.
func (c *collector) openingFor(then string) string {
	opening := c.opening()
	before, _, _ := strings.Cut(opening, "举行。")
	return before + "举行。" + then
}

// conclusion is the 总结 in four parts: what the returns tell stands in them, the
// rest is to be written.
func (c *collector) conclusion(d *delivery) campaign.Draft {
	draft := c.ofKind(document.Summary)
	draft.ID = "总结"
	draft.Title = cmp.Or(draft.Title, c.Campaign.Name+"总结")
	opening := mend(c.opening())
	if draft.Body != "" {
		if text, err := c.Campaign.Expand(draft.Body); err == nil {
			opening = strings.TrimRight(text, "\n")
		}
	}
	var b strings.Builder
	b.WriteString(opening + "\n一、主要做法\n" + toFill("组织领导、方案部署、宣传发动、安全保障等做法") + "\n")
	if cases := c.cases(); cases != "" {
		b.WriteString("各学校填报的做法摘录如下，请选用、核实：\n" + mend(cases) + "\n")
	}
	b.WriteString("二、主要成效\n" + mend(c.returnedText()+"\n"+c.totalsText()) + "\n")
	if text := c.highlightsText(mostHighlights); text != "" {
		b.WriteString(mend(text) + "\n\n")
	}
	b.WriteString(toFill("成效的评价，媒体报道，企业、家长和社会的反映") + "\n三、存在问题\n")
	if n := len(d.names(unit.lacks)); n > 0 {
		fmt.Fprintf(&b, "材料报送不够及时、完整，%d个单位没有报齐。", n)
	}
	if n := len(d.names(unit.isLate)); n > 0 {
		fmt.Fprintf(&b, "%d个单位迟报。", n)
	}
	b.WriteString(toFill("活动中的不足和原因") + "\n四、下一步打算\n" + toFill("下一年的安排和改进措施"))
	draft.Body = b.String()
	return draft
}

// How many cases a summary quotes, and what length an answer has that tells
// something.
const (
	mostCases    = 3
	leastOfCase  = 20
	longestQuote = 150
)

// cases are the fullest answers of schools to what forms ask for in words, one of a
// school at most.
func (c *collector) cases() string {
	type answer struct{ school, text string }
	best := map[string]string{}
	for _, t := range c.tallies {
		for k := range t.All.Columns {
			col := &t.All.Columns[k]
			if col.Field.Kind != forms.Text {
				continue
			}
			for _, it := range col.Items {
				if text := strings.Join(strings.Fields(it.Value.Text), ""); han.Count(text) >= leastOfCase && len(text) > len(best[it.School]) {
					best[it.School] = text
				}
			}
		}
	}
	var all []answer
	for _, name := range c.everyone() {
		if text := best[name]; text != "" {
			all = append(all, answer{name, text})
		}
	}
	slices.SortStableFunc(all, func(a, b answer) int { return len(b.text) - len(a.text) })
	var lines []string
	for i, a := range all[:min(len(all), mostCases)] {
		number := ""
		if len(all) > 1 {
			number = fmt.Sprintf("%d.", i+1)
		}
		lines = append(lines, number+a.school+"："+quote(a.text))
	}
	return strings.Join(lines, "\n")
}

// quote is the beginning of a text, up to the end of a sentence where there is one.
func quote(text string) string {
	rs := []rune(text)
	if len(rs) > longestQuote {
		text = string(rs[:longestQuote])
		if i := strings.LastIndexAny(text, "。！？；"); i > 0 {
			text = text[:i]
		} else {
			text += "……"
		}
	}
	return strings.TrimRight(text, "。；，、") + "。"
}

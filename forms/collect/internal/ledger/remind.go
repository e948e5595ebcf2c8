package ledger

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// How long the texts for telephones may be, in characters: a 短信 has 70.
const (
	shortText  = 70
	middleText = 140
)

// Messages makes 催报文字.xlsx: for every unit that owes something a text for a 短信,
// one for 微信 and one for a letter or mail, ready to be pasted.
func (g *Ledger) Messages(debts []Debt) []sheet.List {
	word := g.Word
	l := sheet.List{Sheet: "催报文字", Title: g.Campaign.Name + "催报文字", Landscape: true,
		Note: fmt.Sprintf("短信不超过%d字，微信不超过%d字，复制一格即可发送；内容随催报名单。", shortText, middleText),
		Columns: []sheet.Column{
			{Label: "序号", Width: 30}, {Label: word.One, Width: 90}, {Label: "联系人", Width: 56}, {Label: "电话", Width: 84},
			{Label: "短信", Width: 150}, {Label: "微信", Width: 190}, {Label: "函件、邮件", Width: 330},
		}}
	by := map[string][]Debt{}
	for _, d := range debts {
		if d.State != Late {
			by[d.School] = append(by[d.School], d)
		}
	}
	for _, unit := range g.Units {
		owes := by[unit]
		if len(owes) == 0 {
			continue
		}
		sc := g.school(unit)
		l.Rows = append(l.Rows, []any{len(l.Rows) + 1, unit, sc.Contact, sc.Phone,
			g.message(unit, owes, shortText), g.message(unit, owes, middleText), g.letter(unit, sc.Contact, owes)})
	}
	if len(l.Rows) == 0 {
		l.Note = "没有要催报的。"
	}
	return []sheet.List{l}
}

// sender is who asks: the first organ, by its short name.
func (g *Ledger) sender() string {
	if len(g.Campaign.Organs) == 0 {
		return ""
	}
	return g.Campaign.Organs[0].ShortName()
}

// asksFor tells what to do about a debt: 未报 is handed in, what is wrong put right.
func asksFor(d Debt) string {
	switch d.State {
	case Errors:
		return "更正"
	case Versions, Unsure:
		return "确认"
	case Unread:
		return "重报"
	}
	return "补报"
}

// message is a text of at most so many characters: what is owed as far as there is
// room, the rest as a number.
func (g *Ledger) message(unit string, owes []Debt, most int) string {
	head := "【" + g.sender() + "】"
	if g.sender() == "" {
		head = ""
	}
	size := utf8.RuneCountInString
	end := "，请尽快" + verbs(owes) + "。"
	for _, name := range []string{unit + "：", ""} {
		for n := len(owes); n > 0; n-- {
			var things []string
			for _, d := range owes[:n] {
				things = append(things, plainThing(d)+why(d))
			}
			text := head + name + strings.Join(things, "、")
			if n < len(owes) {
				text += fmt.Sprintf("等%d项", len(owes))
			}
			if text += end; size(text) <= most {
				return text
			}
		}
	}
	text := fmt.Sprintf("%s贵单位还有%d项材料未报齐%s", head, len(owes), end)
	if size(text) > most {
		text = fmt.Sprintf("贵单位还有%d项材料未报齐%s", len(owes), end)
	}
	return text
}

// plainThing names what a debt is about, without the marks of a title.
func plainThing(d Debt) string {
	if n := len(d.Days); n > 1 {
		return fmt.Sprintf("%s（%s等%d次）", oneLine(d.What), MonthDay(d.Days[0]), n)
	}
	return oneLine(d.What)
}

func why(d Debt) string {
	if d.State == None {
		return "未报"
	}
	return strings.ReplaceAll(d.State, "，", "")
}

// verbs joins what is to be done about debts: 补报、更正.
func verbs(owes []Debt) string {
	var all []string
	for _, d := range owes {
		if v := asksFor(d); !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return strings.Join(all, "、")
}

// letter is the text of a letter: a line for each thing, with its day and where to
// send it.
func (g *Ledger) letter(unit, contact string, owes []Debt) string {
	var b strings.Builder
	b.WriteString(unit + "：\n")
	if contact != "" {
		fmt.Fprintf(&b, "（%s收）\n", contact)
	}
	fmt.Fprintf(&b, "%s的下列材料尚未报齐，请尽快%s：\n", g.Campaign.Name, verbs(owes))
	var to []string
	for i, d := range owes {
		fmt.Fprintf(&b, "%d.%s：%s", i+1, plainThing(d), d.State)
		if d.Deadline != nil && !d.Deadline.Due.IsZero() {
			fmt.Fprintf(&b, "（应于%s%s前报送）", d.Deadline.Due, d.Deadline.Time)
		}
		if d.Note != "" {
			b.WriteString("；" + oneLine(d.Note))
		}
		b.WriteString("。\n")
		if d.Deadline == nil {
			continue
		}
		for _, id := range d.Deadline.To {
			if who, ok := g.Campaign.Contact(id); ok {
				line := cmp.Or(who.Organ, who.Person) + "，" + strings.TrimPrefix(who.String(), who.Organ+"，")
				if !slices.Contains(to, line) {
					to = append(to, line)
				}
			}
		}
	}
	for _, line := range to {
		b.WriteString("报送至：" + line + "。\n")
	}
	b.WriteString("已经报送的，请告知报送的时间和方式。\n")
	if len(g.Campaign.Organs) > 0 {
		b.WriteString(g.Campaign.Organs[0].Name)
	}
	return strings.TrimRight(b.String(), "\n")
}

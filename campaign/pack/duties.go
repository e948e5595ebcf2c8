package pack

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms/returned"
)

// ownGuide is the text of 说明.txt in the folder of a school: what it owes, by date.
func (p *packer) ownGuide(s *returned.School) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n%s%s使用：\n\n", p.campaign.Name, s.Name, campaign.GuideMark, s.Name)
	for _, blank := range p.blanks {
		if blank.file != nil {
			fmt.Fprintf(&b, "  %s\n", blank.fileName())
			continue
		}
		fmt.Fprintf(&b, "  %s（.xlsx 在电脑上填报，.docx 打印后手填）\n", blank.nameFor(s.Name))
	}
	var duties, tasks []campaign.Duty
	for _, d := range p.campaign.DutiesOf(campaign.UnitOf(s.Name, s.Category)) {
		if d.Done() {
			tasks = append(tasks, d)
		} else {
			duties = append(duties, d)
		}
	}
	if len(duties)+len(tasks) == 0 {
		b.WriteString("\n没有要报送的内容。\n")
		return strings.ReplaceAll(b.String(), "\n", "\r\n")
	}
	if len(duties) > 0 {
		fmt.Fprintf(&b, "\n应当报送的内容（%d 项，按时间先后）：\n", len(duties))
	}
	for i, d := range duties {
		when := d.When()
		if when == "" {
			when = "未写明时限"
		}
		if len(d.Days) == 1 && d.Every == "" {
			when = d.Days[0].String() + "（" + campaign.Weekday(d.Days[0]) + "）" + d.Time.String() + "前"
		}
		fmt.Fprintf(&b, "\n  %d. %s\n     %s\n", i+1, when, d.Thing())
		line := func(label, text string) {
			if text != "" {
				fmt.Fprintf(&b, "     %s：%s\n", label, text)
			}
		}
		if len(d.Files) > 0 && d.Form != "" {
			line("另附", strings.Join(d.Files, "、"))
		}
		if at := slices.IndexFunc(p.blanks, func(f form) bool { return f.use == d.Form }); at >= 0 && d.Form != "" {
			line("填报", p.blanks[at].nameFor(s.Name))
		}
		line("形式", strings.Join(d.Medium, "、"))
		for _, to := range d.To {
			text := to.String()
			if to.Person != "" {
				text = to.Organ + " " + text
			}
			line("报送至", text)
		}
	}
	if len(tasks) > 0 {
		fmt.Fprintf(&b, "\n由本单位办理、不报送文件的（%d 项）：\n\n", len(tasks))
		for i, d := range tasks {
			when := d.When()
			if when != "" {
				when += "，"
			}
			fmt.Fprintf(&b, "  %d. %s%s\n", i+1, when, d.Thing())
		}
	}
	b.WriteString("\n与通知正文不一致的，以正文为准。\n")
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

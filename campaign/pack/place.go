package pack

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// parts are what the lists of a campaign are called to a clerk.
var parts = map[string]string{
	"name": "活动名称", "level": "级别", "year": "年份", "theme": "主题", "superiors": "上级文件", "periods": "时段", "events": "有关的事",
	"organs": "发文机关", "contacts": "联系人", "group": "领导小组", "tasks": "任务", "deadlines": "报送时限", "rhythms": "定期报送",
	"material": "材料要求", "activities": "活动", "forms": "表格", "documents": "文件", "templates": "文书模板",
}

// texts are what the parts of a document are called.
var texts = map[string]string{
	"kind": "文种", "head": "版头", "title": "标题", "adopted": "题注", "recipients": "主送机关", "body": "正文", "attachments": "附件", "signature": "落款",
	"note": "附注", "imprint": "版记",
}

var stepForm = regexp.MustCompile(`^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?`)

// place says to a clerk where in a campaign a path leads: 报送时限“活动总结”; "" for
// the whole, and where there is no word for it.
func place(c *campaign.Campaign, path string) string {
	g := stepForm.FindStringSubmatch(path)
	if g == nil {
		return ""
	}
	word := parts[g[1]]
	if g[2] == "" {
		return word
	}
	n, _ := strconv.Atoi(g[2]) // of few digits; a larger one names nothing
	if name := nameOf(c, g[1], n); name != "" {
		word += "“" + strings.ReplaceAll(name, "\n", "") + "”"
	} else {
		word += strconv.Itoa(n + 1)
	}
	if part := texts[g[3]]; g[1] == "documents" && len(c.Documents) == 1 && part != "" {
		return part
	} else if g[1] == "documents" {
		word += part
	}
	return word
}

// nameOf is what an element of a list of a campaign is called; "" for nothing.
func nameOf(c *campaign.Campaign, list string, n int) string {
	switch {
	case list == "periods" && n < len(c.Periods):
		return c.Periods[n].Name
	case list == "events" && n < len(c.Events):
		return c.Events[n].Name
	case list == "organs" && n < len(c.Organs):
		return c.Organs[n].Name
	case list == "contacts" && n < len(c.Contacts):
		return c.Contacts[n].Organ
	case list == "tasks" && n < len(c.Tasks):
		return c.Tasks[n].What
	case list == "deadlines" && n < len(c.Deadlines):
		return c.Deadlines[n].What
	case list == "rhythms" && n < len(c.Rhythms):
		return c.Rhythms[n].What
	case list == "activities" && n < len(c.Activities):
		return c.Activities[n].Name
	case list == "forms" && n < len(c.Forms):
		return c.FormTitle(c.Forms[n].ID)
	case list == "documents" && n < len(c.Documents):
		if title, err := c.Expand(c.Documents[n].Title); err == nil {
			return title
		}
	}
	return ""
}

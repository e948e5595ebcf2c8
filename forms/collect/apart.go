package collect

import (
	"fmt"
	"path"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// apart tells senders of one name apart, where a form is collected without a
// roster: of a form that persons fill in many come from one school. Each file
// counts, by its own name behind that of the sender, and so does each form of a
// file; that there are several is told.
func (c *collector) apart() {
	files := map[string]int{} // with forms, by sender
	for i := range c.arrivals {
		if a := &c.arrivals[i]; len(a.returns) > 0 {
			files[a.owner.name]++
		}
	}
	told := map[string]bool{}
	for i := range c.arrivals {
		a := &c.arrivals[i]
		name := a.owner.name
		if len(a.returns) == 0 || name == "" {
			continue
		}
		if files[name] > 1 {
			if !told[name] {
				told[name] = true
				c.report.Add(remark(returned.RuleVersions, report.Warning, "", name, fmt.Sprintf("有%d个文件都是“%s”的，没有名册，各按一份计入", files[name], name), "同一份表报了几次的，请只留一份"))
			}
			a.owner.name = name + "（" + strings.TrimSuffix(path.Base(a.path), path.Ext(a.path)) + "）"
		}
		within := map[string]int{}
		for k := range a.owners {
			if a.owners[k].name == name {
				a.owners[k].name = a.owner.name
			}
			within[a.owners[k].name]++
		}
		if len(a.owners) < 2 {
			continue
		}
		for k := range a.owners {
			if o := &a.owners[k]; within[o.name] > 1 {
				o.name = fmt.Sprintf("%s第%d份", o.name, k+1)
			}
		}
	}
}

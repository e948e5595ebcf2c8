package collect

import (
	"fmt"
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// overQuota finds a form whose table has more rows filled in than the campaign lets a
// unit fill (名额). A quota with 左右 allows a tenth with a warning.
func (c *collector) overQuota(r *returned.Return) []report.Finding {
	i := slices.IndexFunc(c.forms, func(f form) bool { return f.schema == r.Schema })
	if i < 0 {
		return nil
	}
	k := slices.IndexFunc(c.Campaign.Forms, func(u campaign.FormUse) bool { return u.ID == c.forms[i].id })
	if k < 0 || c.Campaign.Forms[k].Quota == 0 {
		return nil
	}
	use := &c.Campaign.Forms[k]
	var found []report.Finding
	for b := range r.Schema.Blocks {
		block := &r.Schema.Blocks[b]
		rows := r.Rows(block.Key)
		if !block.Table() || len(rows) <= use.Quota {
			continue
		}
		rule, _ := report.RuleOf(returned.RuleQuota)
		over := firstIn(r, block.Key, rows[use.Quota])
		f := rule.Finding(over.Where, fmt.Sprintf("%d行", len(rows)))
		f.Message = fmt.Sprintf("填了%d行，名额是%d", len(rows), use.Quota)
		if use.About {
			f.Message += "左右"
			if len(rows)*10 <= use.Quota*11 {
				f.Severity = report.Warning
			}
		}
		found = append(found, f)
	}
	return found
}

// firstIn returns the first value of a row of a block.
func firstIn(r *returned.Return, block string, row int) returned.Value {
	i := slices.IndexFunc(r.Values, func(v returned.Value) bool { return v.Ref.Block == block && v.Ref.Row == row && v.Raw != "" })
	if i < 0 {
		return returned.Value{}
	}
	return r.Values[i]
}

package returned

import (
	"fmt"
	"slices"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// OverQuota finds a table of r with more rows filled in than the sender has places
// (名额). A quota with 左右 allows a tenth with a warning; 0 is no quota.
func (r *Return) OverQuota(quota int, about bool) []report.Finding {
	var found []report.Finding
	for b := range r.Schema.Blocks {
		block := &r.Schema.Blocks[b]
		rows := r.Rows(block.Key)
		if quota == 0 || !block.Table() || len(rows) <= quota {
			continue
		}
		i := slices.IndexFunc(r.Values, func(v Value) bool { return v.Ref.Block == block.Key && v.Ref.Row == rows[quota] && v.Raw != "" })
		f := finding(RuleQuota, 0, r.Values[max(i, 0)].Where, fmt.Sprintf("%d行", len(rows)), fmt.Sprintf("填了%d行，名额是%d", len(rows), quota), "")
		if about {
			f.Message += "左右"
			if len(rows)*10 <= quota*11 {
				f.Severity = report.Warning
			}
		}
		found = append(found, f)
	}
	return found
}

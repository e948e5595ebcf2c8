package validate

import (
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/wording"
)

// Rules about what a kind of document (文种) may say; the words stand in package wording.
var kindDocuments = engine.Checks[*paper]{
	"GW245": func(d *paper) []engine.Remark {
		if twoKinds.In(d.title) {
			return nil
		}
		return wording.Closing(d.Kind, &d.body)
	},
	"GW246": func(d *paper) []engine.Remark {
		if d.Kind != "报告" || d.recipients.Text == "" || twoKinds.In(d.title) {
			return nil // to nobody who could decide, or a 请示 by half
		}
		return wording.Asking(&d.body)
	},
}

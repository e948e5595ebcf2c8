package validate

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about 发文字号, 成文日期 and what stands in the 版头 and 版记; those of lines
// stand in package prose.
var numberDocuments = engine.Checks[*paper]{
	"GW006": dateOfDocument,
	"GW007": paddedDates,
	"GW009": imprintDate,
	"GW010": printedEarly,
	"GW011": numberYear,
	"GW012": copyNumber,
	"GW013": secretCopy,
	"GW014": secrecyLevel,
	"GW015": urgency,
	"GW016": signers,
}

// dateOfDocument looks at 成文日期 as it was written.
func dateOfDocument(d *paper) []engine.Remark {
	if d.Written["signature.date"] == "" || dayInArabic.In(d.date) {
		return nil
	}
	f := d.date.Say("")
	if date := d.Signature.Date; date.Valid() {
		f = d.date.Replace(0, len(d.date.Text), date.String())
	}
	if d.Head == nil && !d.Kind.Statutory() {
		f.Severity = report.Hint // a summary or plan that is no 公文
	}
	return []engine.Remark{f}
}

func paddedDates(d *paper) []engine.Remark {
	var found []engine.Remark
	if d.Written["signature.date"] != "" {
		found = engine.Matches(prose.PaddedDay, 1, prose.Unpad)(d.date)
	}
	if d.Written["imprint.date"] != "" {
		found = append(found, engine.Matches(paddedImprint, 1, prose.Unpad)(d.imprintDate)...)
	}
	return found
}

var paddedImprint = engine.Compile(`^(\d{4}年(?:0[1-9]月(?:0?[1-9]|[12]\d|3[01])|(?:[1-9]|1[0-2])月0[1-9])日)`)

// imprintDate looks at 印发日期 as it was written.
func imprintDate(d *paper) []engine.Remark {
	written := d.Written["imprint.date"]
	if written == "" || strings.Contains(written, "印发") || !dayInArabic.In(d.imprintDate) {
		return nil
	}
	return []engine.Remark{d.imprintDate.Replace(0, len(written), strings.TrimRight(written, "印制刷 ")+"印发")}
}

func printedEarly(d *paper) []engine.Remark {
	if d.Imprint == nil || d.Signature == nil || d.Imprint.Date.IsZero() || !d.Signature.Date.Valid() ||
		!d.Imprint.Date.Before(d.Signature.Date) {
		return nil
	}
	return []engine.Remark{d.imprintDate.Say("印发日期早于成文日期（" + d.date.Text + "）")}
}

func numberYear(d *paper) []engine.Remark {
	if d.Head == nil || d.Signature == nil || d.Head.Number.Year == 0 || d.Signature.Date.IsZero() ||
		d.Head.Number.Year == d.Signature.Date.Year || d.Head.Number.Year < 1000 {
		return nil
	}
	return []engine.Remark{d.number.Say("发文字号的年份与成文日期（" + d.date.Text + "）不一致")}
}

var sixDigits = engine.Compile(`^\d{6}$`)

func copyNumber(d *paper) []engine.Remark {
	if d.Head == nil || d.Head.Copy == "" || sixDigits.Match(d.Head.Copy) {
		return nil
	}
	return []engine.Remark{d.datum("head.copy", d.Head.Copy).Say("")}
}

func secretCopy(d *paper) []engine.Remark {
	if d.Head == nil || d.Head.Secrecy == "" || d.Head.Copy != "" {
		return nil
	}
	return []engine.Remark{d.secrecy.Say("")}
}

func secrecyLevel(d *paper) []engine.Remark {
	s := d.secrecy.Text
	if s == "" || prose.SecrecyForm.Match(s) || prose.SecrecyOther.Match(s) {
		return nil
	}
	return []engine.Remark{d.secrecy.Say("")}
}

func urgency(d *paper) []engine.Remark {
	if d.Head == nil || d.Head.Urgency == "" || slices.Contains([]string{"特急", "加急"}, d.Head.Urgency) || d.Kind == "电报" {
		return nil
	}
	return []engine.Remark{d.datum("head.urgency", d.Head.Urgency).Say("")}
}

func signers(d *paper) []engine.Remark {
	if d.Head == nil || d.Head.Format != document.HeadDocument {
		return nil
	}
	l := d.datum("head.signers", strings.Join(d.Head.Signers, "、"))
	switch up := d.Kind.Upward(); {
	case up && len(d.Head.Signers) == 0:
		f := l.Say("")
		if len(d.Head.Organs) == 0 {
			f.Severity = report.Hint // the text leaves out the head, in which they stand
		}
		return []engine.Remark{f}
	case !up && len(d.Head.Signers) > 0 && slices.Contains([]document.Kind{"通知", "通报", "批复", "决定", "公告", "通告"}, d.Kind):
		f := l.Say("下行文不标注签发人")
		f.Severity = report.Warning
		return []engine.Remark{f}
	}
	return nil
}

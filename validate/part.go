package validate

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about parts that a document lacks or was given by hand, and
// about single values of a campaign.
var partDocuments = engine.Checks[*paper]{
	"ZJ040": missingParts,
}

var partCampaigns = engine.Checks[*year]{
	"ZJ041": addedParts,
	"ZJ042": missingTheme,
}

// doubts reports whether what r finds in d is worth a hint only: the document is
// older than what the rule rests on, or r misses a part that a web page may have
// left out.
func (d *paper) doubts(r report.Rule) bool {
	return d.Predates() && (strings.HasPrefix(r.Source, "GB/T 9704-2012") || strings.HasPrefix(r.Source, "《党政机关公文处理工作条例》")) ||
		d.Copied && r.ID == "ZJ040"
}

func missingParts(d *paper) []engine.Remark {
	if d.plan || d.campaign == nil && d.Kind == "" && d.recipients.Text == "" && d.Head == nil {
		if d.campaign == nil && !d.plan && d.Title == "" && len(d.body.Lines) > 1 && d.Signature != nil && len(d.Signature.Organs) > 0 && d.Signature.Date.Valid() {
			return []engine.Remark{d.datum("title", "").Say("没有标题")}
		}
		return nil // nothing tells that it is a 公文
	}
	var found []engine.Remark
	missing := func(part, message string) {
		found = append(found, d.datum(part, "").Say(message))
	}
	if d.Title == "" {
		missing("title", "没有标题")
	}
	if _, _, stray := d.strayRecipients(); d.recipients.Text == "" && !stray && !d.Kind.Unaddressed() {
		missing("recipients", "没有主送机关")
		if d.Kind == "意见" || d.Kind == "决定" { // which a party committee or a government may turn to all
			found[len(found)-1].Severity = report.Hint
		}
	}
	if len(d.Body) == 0 {
		missing("body", "没有正文")
	}
	if d.Head != nil && d.Head.Format == document.HeadBulletin {
		for _, part := range []struct {
			lacks         bool
			part, message string
		}{
			{d.Head.Mark == "", "head.mark", "简报没有报名"},
			{d.Head.Number.IsZero(), "head.number", "简报没有期号，应写作“第×期”"},
			{d.Signature == nil || len(d.Signature.Organs) == 0, "signature.organs", "简报没有编印单位"},
			{d.Signature == nil || d.Signature.Date.IsZero(), "signature.date", "简报没有编印日期"},
		} {
			if part.lacks {
				missing(part.part, part.message)
			}
		}
		return found
	}
	switch {
	case d.Kind.Unsigned():
	case d.Signature == nil:
		missing("signature", "没有署名和成文日期")
	case len(d.Signature.Organs) == 0:
		missing("signature.organs", "没有署名")
	case d.Signature.Date.IsZero():
		missing("signature.date", "没有成文日期")
	}
	switch {
	case d.Head == nil && (openLetter.In(d.title) || d.Kind.Unheaded()):
	case d.Head == nil:
		missing("head", "没有版头和发文字号")
		found[len(found)-1].Severity = report.Hint
	case d.Head.Number.IsZero() && !d.Kind.Unheaded():
		missing("head.number", "没有发文字号")
		if d.campaign == nil { // a text often leaves it out
			found[len(found)-1].Severity = report.Hint
		}
	}
	return found
}

// partNames are the keys of a document in Chinese.
var partNames = map[string]string{
	"title": "标题", "head": "版头", "number": "发文字号", "recipients": "主送机关", "body": "正文",
	"attachments": "附件", "signature": "署名", "date": "成文日期", "note": "附注", "imprint": "版记",
}

func addedParts(y *year) []engine.Remark {
	var found []engine.Remark
	added := func(i int, key string) {
		name := partNames[key]
		if name == "" {
			name = key
		}
		found = append(found, y.datum(part("documents", i, key), "").Say(name+"是后来补上的，原文没有"))
	}
	for i, d := range y.Documents {
		for _, key := range d.Added {
			added(i, key)
		}
		if d.Head != nil && d.Head.Added && !slices.Contains(d.Added, "head") {
			added(i, "head")
		}
	}
	for i, f := range y.Forms {
		if f.Added {
			found = append(found, y.datum(part("forms", i, "id"), f.ID).Say("《"+y.FormTitle(f.ID)+"》的栏目是后来补上的，原文没有附表样"))
		}
	}
	return found
}

func missingTheme(y *year) []engine.Remark {
	if y.Theme != "" {
		return nil
	}
	return []engine.Remark{y.datum("theme", "").Say("")}
}

// cannotCompose says that the i-th draft makes no document.
func (y *year) cannotCompose(i int, err error) engine.Remark {
	part, reason := "documents["+strconv.Itoa(i)+"]", err.Error()
	var chinese interface{ Chinese() string }
	if errors.As(err, &chinese) {
		reason = chinese.Chinese()
	}
	var action *campaign.ActionError
	var ref *campaign.RefError
	switch {
	case errors.As(err, &action) && action.Path != "":
		part = action.Path
	case errors.As(err, &ref) && ref.Path != "":
		part = ref.Path
	}
	return y.datum(part, "").Say("文稿不能生成：" + reason)
}

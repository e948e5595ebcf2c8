package validate

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// partRules are about parts that a document lacks or was given by hand, and
// about single values of a campaign.
func partRules() []Rule {
	return []Rule{
		{
			ID: "ZJ040", Title: "公文要素不全", Severity: report.Warning,
			Hint:   "补全要素",
			Source: "《党政机关公文处理工作条例》第九条",
			Doc:    "看标题、主送机关、署名、成文日期、发文字号。公告、通告、公报、决议、命令、纪要可以没有主送机关，纪要可以没有署名；没有版头为提示。新闻稿、讲话等看不出是公文的不算，倡议书、公开信不必有版头。",
			Bad:    "signature:",
			Good:   "recipients: 各职业院校",
			check:  documentCheck(missingParts),
		},
		{
			ID: "ZJ041", Title: "原文没有，为后来补上", Severity: report.Hint, Source: "活动数据",
			Hint:  "请核对补上的内容",
			Bad:   "added: [title]",
			Good:  "added: []",
			check: campaignCheck(addedParts),
		},
		{
			ID: "ZJ042", Title: "没有写明主题", Severity: report.Hint, Source: "活动数据",
			Hint:  "如有主题，请写明",
			Bad:   "theme:",
			Good:  "theme: 技能：让生活更美好",
			check: campaignCheck(missingTheme),
		},
		{
			ID: "ZJ050", Title: "活动数据的值不合要求", Severity: report.Error, Source: "活动数据",
			Hint:  "改正后再用",
			Bad:   "contacts:\n  - {id: gjc, organ: 市教育局, person: 郭某某, email: gjc.example.com}",
			Good:  "contacts:\n  - {id: gjc, organ: 市教育局, person: 郭某某, phone: \"2000001\"}",
			check: valueCheck{},
		},
		{
			ID: "ZJ051", Title: "文稿不能生成", Severity: report.Error, Source: "活动数据",
			Hint:  "改正文稿中的模板动作和名称",
			Doc:   "从文件读入时即报错；这里检查程序里写出的活动。",
			Bad:   "body: 时间：{{period \"month\"}}",
			Good:  "body: 时间：{{period \"week\"}}",
			check: valueCheck{},
		},
	}
}

func missingParts(d *paper) []remark {
	if d.plan || d.campaign == nil && d.Kind == "" && d.recipients.text == "" && d.Head == nil {
		return nil // nothing tells that it is a 公文
	}
	var found []remark
	missing := func(part, message string) {
		found = append(found, datum(d.at+part, "").say(message))
	}
	if d.Title == "" {
		missing("title", "没有标题")
	}
	if d.recipients.text == "" && !d.Kind.Unaddressed() {
		missing("recipients", "没有主送机关")
	}
	if len(d.Body) == 0 {
		missing("body", "没有正文")
	}
	switch {
	case d.Kind == "纪要": // nobody signs it, its date stands at the top
	case d.Signature == nil:
		missing("signature", "没有署名和成文日期")
	case len(d.Signature.Organs) == 0:
		missing("signature.organs", "没有署名")
	case d.Signature.Date.IsZero():
		missing("signature.date", "没有成文日期")
	}
	switch {
	case d.Head == nil && openLetter.in(d.title): // as no 公文 it has none
	case d.Head == nil:
		missing("head", "没有版头和发文字号")
		found[len(found)-1].severity = report.Hint
	case d.Head.Number.IsZero():
		missing("head.number", "没有发文字号")
	}
	return found
}

// partNames are the keys of a document in Chinese.
var partNames = map[string]string{
	"title": "标题", "head": "版头", "number": "发文字号", "recipients": "主送机关", "body": "正文",
	"attachments": "附件", "signature": "署名", "date": "成文日期", "note": "附注", "imprint": "版记",
}

func addedParts(y *year) []remark {
	var found []remark
	added := func(i int, key string) {
		name := partNames[key]
		if name == "" {
			name = key
		}
		found = append(found, datum(part("documents", i, key), "").say(name+"是后来补上的，原文没有"))
	}
	for i, d := range y.Documents {
		for _, key := range d.Added {
			added(i, key)
		}
		if d.Head != nil && d.Head.Added && !slices.Contains(d.Added, "head") {
			added(i, "head")
		}
	}
	return found
}

func missingTheme(y *year) []remark {
	if y.Theme != "" {
		return nil
	}
	return []remark{datum("theme", "").say("")}
}

package validate

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// titleRules are about 标题, 主送 and 抄送.
func titleRules() []Rule {
	return []Rule{
		{
			ID: "GW020", Title: "标题应以文种结尾", Severity: report.Error,
			Hint:   "方案、规划、要点等应以通知印发",
			Source: "《党政机关公文处理工作条例》第八条、第九条",
			Doc: "法定文种有十五种：决议、决定、命令（令）、公报、公告、通告、意见、通知、通报、报告、请示、批复、议案、函、纪要。" +
				"学校自己的方案、通知所印发的方案和倡议书、公开信不是公文，不报。",
			Bad:   "title: 厦门市教育局等三部门2023年职业教育活动周工作方案",
			Good:  "title: 厦门市教育局等三部门关于做好2023年职业教育活动周有关工作的通知（试行）",
			check: documentCheck(titleKind),
		},
		{
			ID: "GW021", Title: "标题末尾不用标点", Severity: report.Warning,
			Source: "GB/T 15834-2011 附录B.4",
			Doc:    "附件的标题也查。问号、叹号、省略号有需要时可以用，不报。",
			Bad:    "title: 厦门市教育局等三部门关于做好2023年职业教育活动周有关工作的通知。",
			Good:   "title: 厦门市教育局等三部门关于做好2023年职业教育活动周有关工作的通知",
			check:  documentCheck(stoppedTitles),
		},
		{
			ID: "GW022", Title: "标题应由发文机关名称、事由和文种组成", Severity: report.Warning,
			Hint:   "写作“××（机关）关于……的通知”",
			Source: "《党政机关公文处理工作条例》第九条",
			Doc:    "看通知、函等标题有没有“关于”；没有版头时还看有没有发文机关名称。",
			Bad:    "title: 厦门市教育局等三部门2023年职业教育活动周有关工作的通知",
			Good:   "title: 关于做好2023年职业教育活动周有关工作的通知",
			check:  documentCheck(titleParts),
		},
		{
			ID: "GW023", Title: "标题分行应呈梯形或菱形", Severity: report.Warning,
			Hint:   "调整分行，或不人工分行，由排版决定",
			Source: "GB/T 9704-2012 7.3.1",
			Doc:    "只看人工分行的标题。",
			Bad:    "title: |-\n  厦门市教育局等三部门关于\n  做好2023年\n  职业教育活动周有关工作的通知",
			Good:   "title: |-\n  厦门市教育局等三部门\n  关于做好2023年职业教育活动周\n  有关工作的通知",
			check:  documentCheck(titleShape),
		},
		{
			ID: "GW024", Title: "标题分行应词意完整", Severity: report.Warning,
			Hint:   "在词语之间分行",
			Source: "GB/T 9704-2012 7.3.1",
			Doc:    "只看人工分行的标题：行首不应是“的”“和”“与”“及”或后一半标点，行末不应是前一半标点。",
			Bad:    "title: |-\n  厦门市教育局等三部门关于做好2023年职业教育活动周有关工作\n  的通知",
			Good:   "title: |-\n  厦门市教育局等三部门\n  关于做好2023年职业教育活动周有关工作的通知",
			check:  documentCheck(titleBreaks),
		},
		{
			ID: "GW025", Title: "标题里文种重复", Severity: report.Warning,
			Hint:   "省略一个，如“关于转发……的通知”",
			Source: "公文惯例",
			Bad:    "title: 厦门市教育局等三部门关于转发做好2023年职业教育活动周有关工作的通知的通知",
			Good:   "title: 厦门市教育局等三部门关于转发《关于做好2023年职业教育活动周有关工作的通知》的通知",
			check:  documentCheck(titleTwice),
		},
		{
			ID: "GW026", Title: "主送机关之后应使用全角冒号", Severity: report.Error,
			Source: "GB/T 9704-2012 7.3.2",
			Bad:    "各区教育局、人社局，各职业院校:\n现将有关事宜通知如下。",
			Good:   "各区教育局、人社局，各职业院校：\n现将有关事宜通知如下。",
			check:  lineCheck(recipientsColon),
		},
		{
			ID: "GW027", Title: "主送机关之间用顿号、逗号，末尾不用句号", Severity: report.Warning,
			Hint:   "同类机关之间用顿号，不同类之间用逗号",
			Source: "GB/T 9704-2012 7.3.2",
			Bad:    "recipients: 各区教育局；各职业院校",
			Good:   "recipients: 各区教育局、人社局，各职业院校",
			check:  documentCheck(recipientsMarks),
		},
		{
			ID: "GW028", Title: "请示原则上只写一个主送机关", Severity: report.Warning,
			Hint:   "需要同时送其他机关的，用抄送",
			Source: "《党政机关公文处理工作条例》第十五条",
			Bad:    "kind: 请示\ntitle: 厦门市教育局等三部门关于举办活动周的请示\nhead: {mark: 文件, number: 厦教职成〔2023〕5号, signers: [王某某]}\nrecipients: 市政府，市人大",
			Good:   "kind: 请示\ntitle: 厦门市教育局等三部门关于举办活动周的请示\nhead: {mark: 文件, number: 厦教职成〔2023〕5号, signers: [王某某]}\nrecipients: 市政府",
			check:  documentCheck(oneRecipient),
		},
		{
			ID: "GW030", Title: "同一机关既是主送又是抄送", Severity: report.Warning,
			Hint:   "从抄送中删去",
			Source: "《党政机关公文处理工作条例》第九条",
			Bad:    "recipients: 各区教育局，各职业院校\nimprint: {copyTo: 省教育厅，各职业院校。, office: 厦门市教育局办公室, date: 2023-05-06}",
			Good:   "recipients: 各区教育局，各职业院校\nimprint: {copyTo: 省教育厅。, office: 厦门市教育局办公室, date: 2023-05-06}",
			check:  documentCheck(twiceAddressed),
		},
		{
			ID: "GW233", Title: "部门一般不得直接向下级政府发指令性公文", Severity: report.Warning,
			Hint:   "经授权的，应在正文中注明已经同意；否则改送下级主管部门",
			Source: "《党政机关公文处理工作条例》第十六条",
			Doc:    "看主送机关里有没有“人民政府”、正文里有没有“同意”。发文机关是政府或政府办公厅（室）的不报；请示、报告、函等不是指令性公文，也不报。",
			Bad:    "recipients: 各区人民政府，各职业院校",
			Good:   "recipients: 各区教育局，各职业院校",
			check:  documentCheck(overReach),
		},
	}
}

// kinds are the 文种 of 条例 article 8.
var kinds = []string{
	"决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
}

var titleTail = compile(`(?:[（(][^（）()]*[）)]|[。，、；：,;:.\s])+$`)

// titleKindOf returns the 文种 that a title ends with; "" if none.
func titleKindOf(title string) string {
	if m := titleTail.find(title); m != nil {
		title = title[:m[0]]
	}
	longest := ""
	for _, k := range kinds {
		if strings.HasSuffix(title, k) && len(k) > len(longest) {
			longest = k
		}
	}
	return longest
}

// openLetter is the title of what turns to people and is no 公文.
var openLetter = compile(`(?:倡议书|公开信|一封信|感谢信|慰问信|(?:讲话|致辞|发言)稿?)$`)

func titleKind(d *paper) []remark {
	news := d.Kind == "" && d.Head == nil && d.recipients.text == "" && d.Signature == nil
	if d.plan || d.Title == "" || openLetter.in(d.title) || news || d.Kind.Paper() && !d.Kind.Enclosed() {
		return nil
	}
	kind := titleKindOf(d.title.text)
	switch {
	case kind == "":
		m := d.title
		from, to := m.lastChars(6)
		return []remark{m.on(from, to)}
	case d.Kind.Statutory() && kind != string(d.Kind) && !strings.HasSuffix(string(d.Kind), kind):
		f := d.title.on(d.title.lastChars(6))
		f.severity = report.Warning
		f.message = "标题的文种与所填文种（" + string(d.Kind) + "）不一致"
		return []remark{f}
	}
	return nil
}

func stoppedTitles(d *paper) []remark {
	var found []remark
	look := func(l line) {
		text := strings.TrimRight(l.text, " \u3000")
		if last, n := utf8.DecodeLastRuneInString(text); strings.ContainsRune("。，、；：,;:.", last) {
			from := back(text, len(text), 4)
			found = append(found, l.replace(from, len(text), text[from:len(text)-n]))
		}
	}
	look(d.title)
	for _, a := range d.attachments {
		look(a.title)
	}
	return found
}

func titleParts(d *paper) []remark {
	if d.plan || d.Title == "" || !slices.Contains([]string{"通知", "函", "意见", "报告", "请示", "批复", "决定", "通报"}, titleKindOf(d.title.text)) {
		return nil
	}
	if utf8.RuneCountInString(d.title.text) <= 4 {
		return nil // 邀请函, which is no 公文
	}
	if !strings.Contains(d.title.text, "关于") {
		return []remark{d.title.say("标题缺少“关于”引出的事由")}
	}
	if d.Head != nil || d.Signature == nil || len(d.Signature.Organs) == 0 {
		return nil
	}
	issuer, _, _ := strings.Cut(d.title.text, "关于")
	if strings.TrimSpace(issuer) == "" {
		return []remark{d.title.say("没有版头的公文，标题应写明发文机关名称")}
	}
	return nil
}

func (d *paper) titleLines() []string {
	return strings.Split(strings.Trim(d.Title, "\n"), "\n")
}

func titleShape(d *paper) []remark {
	rows := d.titleLines()
	if len(rows) < 3 {
		return nil
	}
	wide := make([]int, len(rows))
	for i, r := range rows {
		wide[i] = width(r)
	}
	if slices.Max(wide)-slices.Min(wide) <= 2 {
		return []remark{d.title.say("标题分行呈长方形，应呈梯形或菱形")}
	}
	for i := 1; i < len(wide)-1; i++ {
		if wide[i] < wide[i-1] && wide[i] < wide[i+1] {
			return []remark{d.title.say("标题分行中间短、两头长，应呈梯形或菱形")}
		}
	}
	return nil
}

// width returns how many half-width cells s takes.
func width(s string) int {
	n := 0
	for _, r := range s {
		if r < 0x80 {
			n++
		} else {
			n += 2
		}
	}
	return n
}

func titleBreaks(d *paper) []remark {
	rows := d.titleLines()
	var found []remark
	at := 0 // of the row in the title line
	for i, row := range rows {
		first, _ := utf8.DecodeRuneInString(row)
		last, _ := utf8.DecodeLastRuneInString(row)
		if i > 0 && strings.ContainsRune("的和与及、，。；：）》”〕", first) ||
			i < len(rows)-1 && strings.ContainsRune("（《“〔", last) {
			from := min(at, len(d.title.text))
			found = append(found, d.title.on(from, min(from+len(row), len(d.title.text))))
		}
		at += len(row)
	}
	return found
}

var twiceKind = compile(`(通知|意见|函|报告|公告|决定)的(通知|意见|函|报告|公告|决定)$`)

func titleTwice(d *paper) []remark {
	m := twiceKind.first(d.title)
	if m == nil || d.title.text[m[2]:m[3]] != d.title.text[m[4]:m[5]] {
		return nil
	}
	return []remark{d.title.on(m[0], m[1])}
}

func recipientsColon(l line) []remark {
	text := strings.TrimRight(l.text, " \u3000")
	if l.role != roleRecipients || !strings.HasSuffix(text, ":") {
		return nil
	}
	from := back(text, len(text)-1, 4)
	return []remark{l.replace(from, len(text), text[from:len(text)-1]+"：")}
}

func recipientsMarks(d *paper) []remark {
	text := strings.TrimRight(d.recipients.text, "：: ")
	i := strings.IndexAny(text, "；;。")
	if i < 0 {
		return nil
	}
	return []remark{excerpt(d.recipients.on(i, ahead(text, i, 1)))}
}

func oneRecipient(d *paper) []remark {
	if d.Kind != "请示" || !strings.ContainsAny(d.recipients.text, "、，,；;") {
		return nil
	}
	return []remark{d.recipients.say("")}
}

// organsIn splits a list of organs.
func organsIn(s string) []string {
	return strings.FieldsFunc(strings.Trim(s, "：:。 "), func(r rune) bool { return strings.ContainsRune("、，；,; ", r) })
}

func twiceAddressed(d *paper) []remark {
	if d.Imprint == nil {
		return nil
	}
	var found []remark
	to := organsIn(d.recipients.text)
	for _, l := range d.imprint.lines {
		for _, organ := range organsIn(d.Imprint.CopyTo) {
			if i := strings.Index(l.text, organ); i >= 0 && slices.Contains(to, organ) {
				found = append(found, l.on(i, i+len(organ)))
			}
		}
	}
	return found
}

// orders are the 文种 that tell the one addressed what to do. A 请示 goes up,
// a 函 asks, a 纪要 records.
var orders = []string{"决定", "命令", "令", "公告", "通告", "意见", "通知", "通报", "批复"}

func overReach(d *paper) []remark {
	i := strings.Index(d.recipients.text, "人民政府")
	if i < 0 || !slices.Contains(orders, cmp.Or(string(d.Kind), titleKindOf(d.title.text))) || d.Signature == nil || len(d.Signature.Organs) == 0 || d.mentions("同意") {
		return nil
	}
	for _, o := range d.Signature.Organs {
		if strings.Contains(o.Name, "人民政府") && !strings.HasSuffix(o.Name, "委员会") || strings.HasSuffix(o.Name, "委") || strings.HasSuffix(o.Name, "委员会") {
			return nil
		}
	}
	from := strings.LastIndexAny(d.recipients.text[:i], "、，,") // start of the organ
	if from >= 0 {
		_, n := utf8.DecodeRuneInString(d.recipients.text[from:])
		from += n
	}
	return []remark{d.recipients.on(max(from, 0), i+len("人民政府"))}
}

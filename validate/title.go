package validate

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// titleRules are about 标题, 主送 and 抄送.
var titleLines = checks[line]{
	"GW026": recipientsColon,
}

var titleDocuments = checks[*paper]{
	"GW020": titleKind,
	"GW021": stoppedTitles,
	"GW022": titleParts,
	"GW023": titleShape,
	"GW024": titleBreaks,
	"GW025": titleTwice,
	"GW027": recipientsMarks,
	"GW028": oneRecipient,
	"GW030": twiceAddressed,
	"GW233": overReach,
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
	if d.plan || d.Title == "" || openLetter.in(d.title) {
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

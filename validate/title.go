package validate

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about 标题, 主送 and 抄送.
var titleLines = engine.Checks[engine.Line]{
	"GW026": recipientsColon,
}

var titleDocuments = engine.Checks[*paper]{
	"GW020": titleKind,
	"GW021": stoppedTitles,
	"GW022": titleParts,
	"GW023": titleShape,
	"GW024": titleBreaks,
	"GW025": titleTwice,
	"GW026": openRecipients,
	"GW027": recipientsMarks,
	"GW028": oneRecipient,
	"GW030": twiceAddressed,
	"GW031": namedTwice,
	"GW233": overReach,
}

// openLetter is the title of what turns to people and is no 公文.
var openLetter = engine.Compile(`(?:倡议书|公开信|一封信|感谢信|慰问信|(?:讲话|致辞|发言)稿?)$`)

// rulesOf is the title of what binds by itself.
var rulesOf = engine.Compile(`(?:办法|规定|规则|细则|制度|章程|规程|条例|准则|守则|公约)(?:[（(][^（）()]*[）)])?[\s\p{Z}]*$`)

// twoKinds is a title with two 文种, of which one can only be right.
var twoKinds = engine.Compile(`(请示报告|申请报告|请示函|报告函|通知函|通报函)$`)

func titleKind(d *paper) []engine.Remark {
	if m := twoKinds.First(d.title); m != nil && !d.plan {
		f := d.title.On(m[2], m[3])
		f.Message = "文种混用"
		f.Hint = "文种只用一个，请示、报告、函等不并用"
		return []engine.Remark{f}
	}
	if rulesOf.In(d.title) && d.recipients.Text == "" {
		return nil // rules, which a 公文 brings
	}
	if prose.Numbered(d.title.Text) {
		return nil // an issue of a bulletin or of minutes
	}
	news := d.Kind == "" && d.Head == nil && d.recipients.Text == "" && d.Signature == nil
	if d.plan || d.Title == "" || openLetter.In(d.title) || news || d.Kind.Paper() && !d.Kind.Enclosed() {
		return nil
	}
	kind := prose.TitleKind(han.Squeeze(d.title.Text))
	switch {
	case kind == "" && d.Kind == "纪要": // of which the title is the subject
	case kind == "" && d.Kind.Statutory() && document.KindOf(d.title.Text) == d.Kind: // in traditional characters
	case kind == "":
		m := d.title
		from, to := m.LastChars(6)
		return []engine.Remark{m.On(from, to)}
	case d.Kind.Statutory() && kind != string(d.Kind) && !strings.HasSuffix(string(d.Kind), kind):
		f := d.title.On(d.title.LastChars(6))
		f.Severity = report.Warning
		f.Message = "标题的文种与所填文种（" + string(d.Kind) + "）不一致"
		return []engine.Remark{f}
	}
	return nil
}

func stoppedTitles(d *paper) []engine.Remark {
	var found []engine.Remark
	look := func(l engine.Line) {
		text := strings.TrimRight(l.Text, " \u3000")
		if last, n := utf8.DecodeLastRuneInString(text); strings.ContainsRune("。，、；：,;:.", last) {
			from := engine.Back(text, len(text), 4)
			found = append(found, l.Replace(from, len(text), text[from:len(text)-n]))
		}
	}
	look(d.title)
	for _, a := range d.attachments {
		look(a.title)
	}
	return found
}

func titleParts(d *paper) []engine.Remark {
	if d.plan || d.Title == "" || !slices.Contains([]string{"通知", "函", "意见", "报告", "请示", "批复", "决定", "通报"}, prose.TitleKind(d.title.Text)) {
		return nil
	}
	if utf8.RuneCountInString(strings.Trim(d.title.Text, "【】")) <= 4 {
		return nil // 邀请函, which is no 公文
	}
	if strings.HasSuffix(d.title.Text, "邀请函") || strings.HasSuffix(d.title.Text, "感谢信") {
		return nil // a letter is called after what it is for
	}
	if strings.Contains(d.title.Text, "關於") || strings.Contains(d.title.Text, "關于") {
		return nil
	}
	if !strings.Contains(d.title.Text, "关于") {
		return []engine.Remark{d.title.Say("标题缺少“关于”引出的事由")}
	}
	if d.Head != nil || d.Signature == nil || len(d.Signature.Organs) == 0 {
		return nil
	}
	issuer, _, _ := strings.Cut(d.title.Text, "关于")
	if strings.TrimSpace(issuer) == "" {
		f := d.title.Say("没有版头的公文，标题应写明发文机关名称")
		f.Severity = report.Hint // the paper may have a head that the text leaves out
		return []engine.Remark{f}
	}
	return nil
}

func (d *paper) titleLines() []string {
	return strings.Split(strings.Trim(d.Title, "\n"), "\n")
}

func titleShape(d *paper) []engine.Remark {
	rows := d.titleLines()
	for len(rows) > 0 && prose.IsOrgan(rows[0]) { // each organ has a row of its own
		rows = rows[1:]
	}
	if len(rows) < 3 {
		return nil
	}
	wide := make([]int, len(rows))
	for i, r := range rows {
		wide[i] = han.Width(r)
	}
	if slices.Max(wide)-slices.Min(wide) <= 2 {
		return []engine.Remark{d.title.Say("标题分行呈长方形，应呈梯形或菱形")}
	}
	for i := 1; i < len(wide)-1; i++ {
		if wide[i] < wide[i-1] && wide[i] < wide[i+1] {
			return []engine.Remark{d.title.Say("标题分行中间短、两头长，应呈梯形或菱形")}
		}
	}
	return nil
}

func titleBreaks(d *paper) []engine.Remark {
	rows := d.titleLines()
	var found []engine.Remark
	at := 0 // of the row in the title line
	for i, row := range rows {
		first, _ := utf8.DecodeRuneInString(row)
		last, _ := utf8.DecodeLastRuneInString(row)
		if i > 0 && strings.ContainsRune("的和与及、，。；：）》”〕", first) ||
			i < len(rows)-1 && strings.ContainsRune("（《“〔", last) {
			from := min(at, len(d.title.Text))
			found = append(found, d.title.On(from, min(from+len(row), len(d.title.Text))))
		}
		at += len(row)
	}
	return found
}

var twiceKind = engine.Compile(`(通知|意见|函|报告|公告|决定)的(通知|意见|函|报告|公告|决定)$`)

func titleTwice(d *paper) []engine.Remark {
	m := twiceKind.First(d.title)
	if m == nil || d.title.Text[m[2]:m[3]] != d.title.Text[m[4]:m[5]] {
		return nil
	}
	return []engine.Remark{d.title.On(m[0], m[1])}
}

func recipientsColon(l engine.Line) []engine.Remark {
	text := strings.TrimRight(l.Text, " \u3000")
	if l.Role != engine.RoleRecipients || !strings.HasSuffix(text, ":") {
		return nil
	}
	from := engine.Back(text, len(text)-1, 4)
	return []engine.Remark{l.Replace(from, len(text), text[from:len(text)-1]+"：")}
}

// openRecipients finds recipients without the colon that the text should have and the
// document prints.
func openRecipients(d *paper) []engine.Remark {
	if l, as, ok := d.strayRecipients(); ok && as.Stop == 0 && !as.Twice && !strings.HasPrefix(l.Text[as.Name:as.End], "。") {
		return []engine.Remark{colonFor(l, as)}
	}
	written := d.Written["recipients"]
	if written == "" || strings.HasSuffix(written, "：") || strings.HasSuffix(written, ":") {
		return nil
	}
	text := d.recipients.Text
	from := engine.Back(text, len(text), 4)
	return []engine.Remark{d.recipients.Replace(from, len(text), text[from:]+"：")}
}

// colonFor returns a remark that puts a colon behind the names.
func colonFor(l engine.Line, as prose.Misaddressed) engine.Remark {
	from := engine.Back(l.Text, as.Name, 4)
	f := l.Replace(from, as.End, l.Text[from:as.Name]+"：")
	f.Severity, f.Message = report.Warning, "主送机关之后应使用全角冒号"
	return f
}

// strayRecipients returns the first line of the body if it should be the
// recipients, but is not written as they are, and how.
func (d *paper) strayRecipients() (l engine.Line, as prose.Misaddressed, ok bool) {
	if d.recipients.Text != "" || len(d.body.Lines) < 2 || d.body.Lines[0].Role != engine.RoleText {
		return engine.Line{}, as, false
	}
	l = d.body.Lines[0]
	if as, ok = prose.ReadMisaddressed(l); ok {
		return l, as, true
	}
	ours := d.Signature == nil || len(d.Signature.Organs) == 0 || !d.Kind.Statutory()
	name := strings.TrimRight(strings.TrimSpace(l.Text), "。，；、;,.")
	if !ours && prose.NameOrgans(name) && !slices.ContainsFunc(d.Signature.Organs, func(o document.Organ) bool { return names(name, o) }) {
		as.Name = strings.Index(l.Text, name) + len(name)
		as.End = len(strings.TrimRight(l.Text, " \u3000\t"))
		return l, as, true
	}
	return l, as, false
}

func recipientsMarks(d *paper) []engine.Remark {
	if l, as, ok := d.strayRecipients(); ok {
		if as.Stop > 0 {
			return []engine.Remark{engine.Excerpt(l.On(as.Stop, as.Stop+len("。")))}
		}
		if strings.HasPrefix(l.Text[as.Name:as.End], "。") {
			return []engine.Remark{colonFor(l, as)}
		}
		return nil
	}
	text := strings.TrimRight(d.recipients.Text, "：: ")
	from, to := strings.IndexAny(text, "；;。"), strings.LastIndexAny(text, "；;。")
	if from < 0 {
		if from = len(strings.TrimRight(text, "，、,")); from == len(text) {
			return nil
		}
		to = from
	}
	return []engine.Remark{engine.Excerpt(d.recipients.On(from, engine.Ahead(text, to, 1)))}
}

func oneRecipient(d *paper) []engine.Remark {
	if d.Kind != "请示" || !strings.ContainsAny(d.recipients.Text, "、，,；;") {
		return nil
	}
	return []engine.Remark{d.recipients.Say("")}
}

func twiceAddressed(d *paper) []engine.Remark {
	if d.Imprint == nil {
		return nil
	}
	var found []engine.Remark
	to := prose.Organs(d.recipients.Text)
	for _, l := range d.imprint.Lines {
		for _, organ := range prose.Organs(d.Imprint.CopyTo) {
			if i := strings.Index(l.Text, organ); i >= 0 && slices.Contains(to, organ) {
				found = append(found, l.On(i, i+len(organ)))
			}
		}
	}
	return found
}

// namedTwice finds an organ that stands twice among the recipients, or in 抄送.
func namedTwice(d *paper) []engine.Remark {
	var found []engine.Remark
	const short = 4 // 国资委 is that of whoever stands before it in its group, and so is what names no place
	look := func(l engine.Line, text string) {
		var seen []string
		for group := range strings.FieldsFuncSeq(text, func(c rune) bool { return strings.ContainsRune("，；,;", c) }) {
			own := ownParts.Match(group) // which no other has
			for _, organ := range prose.Organs(group) {
				name := oneName(organ)
				if slices.Contains(seen, name) && utf8.RuneCountInString(organ) > 2 {
					at := strings.LastIndex(l.Text, organ)
					found = append(found, l.On(at, at+len(organ)))
				}
				seen = append(seen, name)
			}
			if strings.Contains(group, "、") && !own {
				seen = slices.DeleteFunc(seen, func(s string) bool { return utf8.RuneCountInString(s) <= short || !placed.Match(s) })
			}
		}
	}
	look(d.recipients, d.recipients.Text)
	for _, l := range d.imprint.Lines {
		look(l, prose.CopyLabel.Re().ReplaceAllString(l.Text, ""))
	}
	return found
}

// oneName returns the name of organs that may be called 市直各学校, 各市直学校 and
// 市直属各学校 in one form.
func oneName(organ string) string {
	if strings.Contains(organ, "直") && strings.Contains(organ, "各") {
		return strings.NewReplacer("各", "", "直属", "直").Replace(organ)
	}
	return organ
}

// ownParts opens a group of parts of the one who writes: 各处室、年级组.
var ownParts = engine.Compile(`^[\s\p{Z}]*各(?:处室|科室|部门|年级|班级?|系部?|院系|教研组|支部|股室|中层|单位|处|部|组|室)(?:、|$)`)

// placed is the name of an organ that says of where it is.
var placed = engine.Compile(`[省市县区州盟旗镇乡国]|^各|^全|^本`)

// governing are organs that order others or that a department may ask to.
var governing = engine.Compile(`人民政府|政府办|国务院|办公厅|[省市区县旗]委(?:办|$)|^中共|委员会|联席会议|委$|指挥部|领导小组|组委会`)

// orders are the 文种 that tell the one addressed what to do. A 请示 goes up,
// a 函 asks, a 纪要 records.
var orders = []string{"决定", "命令", "令", "公告", "通告", "意见", "通知", "通报", "批复"}

func overReach(d *paper) []engine.Remark {
	i := strings.Index(d.recipients.Text, "人民政府")
	if i < 0 || !slices.Contains(orders, cmp.Or(string(d.Kind), prose.TitleKind(d.title.Text))) || d.Signature == nil || len(d.Signature.Organs) == 0 || d.mentions("同意") {
		return nil
	}
	for _, o := range d.Signature.Organs {
		if governing.Match(o.Name) {
			return nil
		}
	}
	from := strings.LastIndexAny(d.recipients.Text[:i], "、，,") // start of the organ
	if from >= 0 {
		_, n := utf8.DecodeRuneInString(d.recipients.Text[from:])
		from += n
	}
	return []engine.Remark{d.recipients.On(max(from, 0), i+len("人民政府"))}
}

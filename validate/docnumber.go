package validate

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// numberRules are about 发文字号, 成文日期 and what stands in the 版头 and 版记.
func numberRules() []Rule {
	return []Rule{
		{
			ID: "GW001", Title: "发文字号的年份应使用六角括号", Severity: report.Error,
			Source: "GB/T 9704-2012 7.2.5；GB/T 15834-2011 4.9.3.4",
			Doc:    "正文引用的发文字号也查。案号（2023）闽01民初5号的写法不同，不报。",
			Bad:    "根据省教育厅有关通知（吉教职成字[2017]11号）精神",
			Good:   "根据省教育厅有关通知（吉教职成字〔2017〕11号）精神，（2023）闽01民初5号，参考文献[2017]",
			check:  lineCheck(numberBrackets),
		},
		{
			ID: "GW002", Title: "发文字号的顺序号不加“第”字", Severity: report.Error,
			Source: "GB/T 9704-2012 7.2.5",
			Bad:    "厦教职成〔2023〕第5号",
			Good:   "厦教职成〔2023〕5号，第5号令",
			check:  matches(numberDi, 1, func(s string) string { return strings.Replace(s, "第", "", 1) }),
		},
		{
			ID: "GW003", Title: "发文字号的顺序号不编虚位", Severity: report.Error,
			Source: "GB/T 9704-2012 7.2.5",
			Bad:    "厦教职成〔2023〕005号",
			Good:   "厦教职成〔2023〕50号",
			check: matches(numberZero, 1, func(s string) string {
				head, serial, _ := strings.Cut(s, "〕")
				return head + "〕" + strings.TrimLeft(serial, "0")
			}),
		},
		{
			ID: "GW004", Title: "发文字号的年份应标全称", Severity: report.Error,
			Source: "GB/T 9704-2012 7.2.5",
			Bad:    "厦教职成〔23〕5号",
			Good:   "厦教职成〔2023〕5号",
			check:  matches(numberShort, 1, func(s string) string { return strings.Replace(s, "〔", "〔20", 1) }),
		},
		{
			ID: "GW005", Title: "发文字号应以“号”字结尾", Severity: report.Error,
			Source: "GB/T 9704-2012 7.2.5",
			Doc:    "几个顺序号并列时，“号”字写在最后一个之后即可。",
			Bad:    "厦教职成〔2023〕5",
			Good:   "厦教职成〔2023〕5、6号，闽政〔2023〕12—15号",
			check:  lineCheck(numberEnd),
		},
		{
			ID: "GW006", Title: "成文日期应使用阿拉伯数字，写全年、月、日", Severity: report.Error,
			Hint:   "写作 2023年5月6日 的形式",
			Source: "GB/T 9704-2012 7.3.5.4",
			Doc:    "只看紧接在署名之后、独占一行的日期。",
			Bad:    "厦门市教育局\n二〇二三年五月六日",
			Good:   "厦门市教育局\n2023年5月6日",
			check:  passageCheck(signedDate),
		},
		{
			ID: "GW007", Title: "成文日期、印发日期的月、日不编虚位", Severity: report.Error,
			Source: "GB/T 9704-2012 7.3.5.4、7.4.3",
			Bad:    "厦门市教育局\n2023年05月06日",
			Good:   "请于2023年5月22日前报送，文件编号2023年05号。",
			check:  passageCheck(paddedDate),
		},
		{
			ID: "GW009", Title: "印发日期之后应有“印发”二字", Severity: report.Error,
			Source: "GB/T 9704-2012 7.4.3",
			Doc:    "只看抄送或成文日期之下、以办公室、办公厅、秘书处开头、日期结尾的一行；在别处的是署名或纪要的编印单位。",
			Bad:    "抄送：省教育厅。\n厦门市教育局办公室　　　　2023年5月6日",
			Good:   "抄送：省教育厅。\n厦门市教育局办公室　　　　2023年5月6日印发",
			check:  passageCheck(unprinted),
		},
		{
			ID: "GW010", Title: "印发日期早于成文日期", Severity: report.Warning,
			Hint:   "请核对两个日期",
			Source: "《党政机关公文处理工作条例》第九条",
			Bad:    "signature: {organs: all, date: 2023-05-06, seal: joint}\nimprint: {office: 厦门市教育局办公室, date: 2023-05-05}",
			Good:   "signature: {organs: all, date: 2023-05-06, seal: joint}\nimprint: {office: 厦门市教育局办公室, date: 2023-05-08}",
			check:  documentCheck(printedEarly),
		},
		{
			ID: "GW011", Title: "发文字号的年份与成文日期不一致", Severity: report.Warning,
			Hint:   "请核对年份",
			Source: "《党政机关公文处理工作条例》第九条",
			Bad:    "head: {mark: 文件, number: 厦教职成〔2022〕5号}\nsignature: {organs: all, date: 2023-05-06, seal: joint}",
			Good:   "head: {mark: 文件, number: 厦教职成〔2023〕5号}\nsignature: {organs: all, date: 2023-05-06, seal: joint}",
			check:  documentCheck(numberYear),
		},
		{
			ID: "GW012", Title: "份号一般用6位阿拉伯数字", Severity: report.Warning,
			Hint:   "补足6位，如 000001",
			Source: "GB/T 9704-2012 7.2.1",
			Bad:    "head: {mark: 文件, number: 厦教职成〔2023〕5号, copy: \"1\"}",
			Good:   "head: {mark: 文件, number: 厦教职成〔2023〕5号, copy: \"000001\"}",
			check:  documentCheck(copyNumber),
		},
		{
			ID: "GW013", Title: "涉密公文应标注份号", Severity: report.Error,
			Hint:   "补上份号，如 000001",
			Source: "《党政机关公文处理工作条例》第九条",
			Bad:    "head: {mark: 文件, number: 厦教职成〔2023〕5号, secrecy: 秘密★1年}",
			Good:   "head: {mark: 文件, number: 厦教职成〔2023〕5号, secrecy: 秘密★1年, copy: \"000001\"}",
			check:  documentCheck(secretCopy),
		},
		{
			ID: "GW014", Title: "密级应为绝密、机密或秘密", Severity: report.Error,
			Source: "《党政机关公文处理工作条例》第九条；GB/T 9704-2012 7.2.2",
			Doc:    "保密期限以“★”与密级隔开，不这样写的为警告；期限用阿拉伯数字。",
			Bad:    "head: {mark: 文件, number: 厦教职成〔2023〕5号, secrecy: 机密（1年）, copy: \"000001\"}",
			Good:   "head: {mark: 文件, number: 厦教职成〔2023〕5号, secrecy: 机密★1年, copy: \"000001\"}",
			check:  checks{documentCheck(secrecyLevel), lineCheck(secrecyTerm)},
		},
		{
			ID: "GW015", Title: "紧急程度应为特急或加急", Severity: report.Error,
			Hint:   "改为“特急”或“加急”",
			Source: "《党政机关公文处理工作条例》第九条",
			Bad:    "head: {mark: 文件, number: 厦教职成〔2023〕5号, urgency: 急件}",
			Good:   "head: {mark: 文件, number: 厦教职成〔2023〕5号, urgency: 加急}",
			check:  documentCheck(urgency),
		},
		{
			ID: "GW016", Title: "上行文应标注签发人", Severity: report.Error,
			Hint:   "写明签发人姓名，或核对文种",
			Source: "《党政机关公文处理工作条例》第九条",
			Doc:    "请示、报告有版头而没有签发人为错误，通知等下行文有签发人为警告。",
			Bad:    "kind: 请示\ntitle: 厦门市教育局等三部门关于举办活动周的请示\nrecipients: 市政府",
			Good:   "kind: 请示\ntitle: 厦门市教育局等三部门关于举办活动周的请示\nrecipients: 市政府\nhead: {mark: 文件, number: 厦教职成〔2023〕5号, signers: [王某某]}",
			check:  documentCheck(signers),
		},
		{
			ID: "GW017", Title: "“签发人”之后应使用全角冒号", Severity: report.Error,
			Source: "GB/T 9704-2012 7.2.6",
			Bad:    "签发人:王某某",
			Good:   "签发人：王某某",
			check:  matches(signer, 1, always("签发人：")),
		},
		{
			ID: "GW018", Title: "发文字号待补", Severity: report.Hint,
			Hint:   "编号以后补上年份和顺序号",
			Source: "GB/T 9704-2012 7.2.5",
			Doc:    "起草时留空的发文字号，如〔2023〕  号、〔2023〕××号。",
			Bad:    "厦教职成〔2023〕  号",
			Good:   "厦教职成〔2023〕5号，各年文件（编号为〔年份〕）的顺序号。",
			check:  matches(openSerial, 1, nil),
		},
		{
			ID: "GW029", Title: "抄送应写作“抄送：……。”", Severity: report.Error,
			Source: "GB/T 9704-2012 7.4.2",
			Bad:    "抄送:省教育厅",
			Good:   "抄送：省教育厅，市委办公厅。\n抄送省教育厅备案。",
			check:  passageCheck(copyLines),
		},
	}
}

var (
	wrongBrackets = compile(`([\p{Han}A-Za-z]{1,16})[\s\p{Z}]*([〔\[［【（({｛])[\s\p{Z}]*((?:19|20)?\d{2})[\s\p{Z}]*([〕\]］】）)}｝])[\s\p{Z}]*(第?\d+号)`)
	numberDi      = compile(`(〔\d{2,4}〕第\d+号)`)
	numberZero    = compile(`(〔\d{2,4}〕0+[1-9]\d*号)`)
	numberShort   = compile(`(〔[0-4]\d〕)第?\d+号`)
	openSerial    = compile(`(\p{Han}{0,8}〔[\d\s\p{Z}×_＿]*〕[\s\p{Z}×_＿]*号)(?:[^召称码]|$)`)
	openNumber    = compile(`[\p{Han}A-Za-z]〔\d{4}〕\d+`)
	imprintLine   = compile(`^[\s\p{Z}]*\p{Han}+(?:办公室|办公厅|秘书处|秘书科)[\s\p{Z}]+(\d{4}年\d{1,2}月\d{1,2}日)[\s\p{Z}]*$`)
	secrecyForm   = compile(`^(绝密|机密|秘密)(?:★(?:\d+(?:年|个月|天)|长期))?$`)
	secrecyOther  = compile(`^[\s\p{Z}]*(绝密|机密|秘密)[\s\p{Z}]*[（(★☆*]?[\s\p{Z}]*([\d一二三四五六七八九十]+)(年|个月|天)[）)]?[\s\p{Z}]*$`)
	signer        = compile(`(?:^|[\s\p{Z}])(签发人[\s\p{Z}]*:[\s\p{Z}]*)`)
)

// leadWords are words that stand before a 发文字号 and are no part of it.
var leadWords = compile(`^.*(?:根据|按照|依据|依照|参照|贯彻|落实|转发|印发|依|见|和|及|与|即|为)`)

func numberBrackets(l line) []remark {
	var found []remark
	for _, m := range wrongBrackets.all(l) {
		if l.text[m[4]:m[5]] == "〔" && l.text[m[8]:m[9]] == "〕" {
			continue
		}
		code := l.text[m[2]:m[3]]
		from := m[2]
		if lead := leadWords.find(code); lead != nil && lead[1] < len(code) { // else every word might be the code's own
			from += lead[1]
		}
		fix := l.text[from:m[3]] + "〔" + l.text[m[6]:m[7]] + "〕" + l.text[m[10]:m[11]]
		found = append(found, l.replace(from, m[1], fix))
	}
	return found
}

func numberEnd(l line) []remark {
	var found []remark
	for _, m := range openNumber.all(l) {
		rest := strings.TrimLeft(l.text[m[1]:], " 、，和及至—～-")
		if after(l.text, m[1], isBlank) == '号' || rest != l.text[m[1]:] && rest != "" && (isDigit(rune(rest[0])) || strings.HasPrefix(rest, "〔")) {
			continue
		}
		from := back(l.text, m[0], 3)
		found = append(found, l.replace(from, m[1], l.text[from:m[1]]+"号"))
	}
	return found
}

var (
	wrongSigned  = compile(`^[\s\p{Z}]*((?:19|20)\d{2}[-./．／](\d{1,2})[-./．／](\d{1,2})|[一二][〇零○ＯO一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日?)[\s\p{Z}]*$`)
	paddedSigned = compile(`^[\s\p{Z}]*(\d{4}年(?:0[1-9]月(?:0?[1-9]|[12]\d|3[01])|(?:[1-9]|1[0-2])月0[1-9])日)[\s\p{Z}]*$`)
	paddedPrint  = compile(`(\d{4}年(?:0[1-9]月(?:0?[1-9]|[12]\d|3[01])|(?:[1-9]|1[0-2])月0[1-9])日)[\s\p{Z}]*印发[\s\p{Z}]*$`)
	isoSigned    = compile(`(\d{4})[-./．／](\d{1,2})[-./．／](\d{1,2})`)
)

// organEnds are what the names of organs end with.
var organEnds = strings.Split("局 厅 部 委 办 室 会 院 校 处 府 社 中心 集团 公司 大学 学院 学校 中学 小学 中专 职专 职高 幼儿园 党委", " ")

// isOrgan reports whether s holds nothing but the name of an organ, or of
// several; they may be pulled apart with blanks.
func isOrgan(s string) bool {
	s = strings.TrimFunc(s, isSpace)
	if strings.ContainsFunc(s, func(r rune) bool { return !isHan(r) && !isSpace(r) }) {
		return false
	}
	return slices.ContainsFunc(organEnds, func(end string) bool { return len(s) > len(end) && strings.HasSuffix(s, end) })
}

// signed calls do with every line of p that stands behind the name of an organ
// on a line of its own.
func (p *passage) signed(do func(line)) {
	for i, l := range p.lines {
		if i > 0 && l.role == roleText && p.lines[i-1].role == roleText && isOrgan(p.lines[i-1].text) {
			do(l)
		}
	}
}

func signedDate(p *passage) []remark {
	var found []remark
	p.signed(func(l line) {
		m := wrongSigned.first(l)
		if m == nil {
			return
		}
		f := l.on(m[2], m[3])
		if iso := isoSigned.first(l); iso != nil {
			if date := dateAt(l.text, iso[2:8]); date.Valid() {
				f = l.replace(m[2], m[3], date.String())
			}
		}
		found = append(found, f)
	})
	return found
}

// unpad takes the zeros from the front of months and days.
func unpad(date string) string {
	return strings.NewReplacer("年0", "年", "月0", "月").Replace(date)
}

func paddedDate(p *passage) []remark {
	var found []remark
	p.signed(func(l line) { found = append(found, matches(paddedSigned, 1, unpad)(l)...) })
	for _, l := range p.lines {
		found = append(found, matches(paddedPrint, 1, unpad)(l)...)
	}
	return found
}

// unprinted finds the line of the imprint without 印发.
func unprinted(p *passage) []remark {
	var found []remark
	below := false // 抄送 or 成文日期
	for _, l := range p.lines {
		if below {
			found = append(found, matches(imprintLine, 1, func(s string) string { return s + "印发" })(l)...)
		}
		below = below || copyLabel.in(l) || signedLine.in(l)
	}
	return found
}

var (
	copyLabel = compile(`^[\s\p{Z}]*(抄送[\s\p{Z}]*[:：]?[\s\p{Z}]*)`)
	printLine = compile(`印发[\s\p{Z}]*$`)
)

// copyLines looks at the 抄送 line, which is followed by the 印发 line or by
// nothing.
func copyLines(p *passage) []remark {
	var found []remark
	for i, l := range p.lines {
		label := copyLabel.first(l)
		last := i == len(p.lines)-1
		if label == nil {
			continue
		}
		before := l.text[label[2]:label[3]]
		last = (last || printLine.in(p.lines[i+1])) && !strings.Contains(l.text, "备案")
		if before != "抄送：" && (last || strings.ContainsAny(before, ":：")) {
			found = append(found, l.replace(label[2], label[3], "抄送："))
		}
		if end := strings.TrimRight(l.text, " \u3000"); last && !strings.HasSuffix(end, "。") {
			from := back(end, len(end), 4)
			found = append(found, l.replace(from, len(end), strings.TrimRight(end[from:], "；;，,.")+"。"))
		}
	}
	return found
}

func printedEarly(d *paper) []remark {
	if d.Imprint == nil || d.Signature == nil || d.Imprint.Date.IsZero() || d.Signature.Date.IsZero() ||
		!d.Imprint.Date.Before(d.Signature.Date) {
		return nil
	}
	return []remark{d.imprintDate.say("印发日期早于成文日期（" + d.date.text + "）")}
}

func numberYear(d *paper) []remark {
	if d.Head == nil || d.Signature == nil || d.Head.Number.Year == 0 || d.Signature.Date.IsZero() ||
		d.Head.Number.Year == d.Signature.Date.Year || d.Head.Number.Year < 1000 {
		return nil
	}
	return []remark{d.number.say("发文字号的年份与成文日期（" + d.date.text + "）不一致")}
}

var sixDigits = compile(`^\d{6}$`)

func copyNumber(d *paper) []remark {
	if d.Head == nil || d.Head.Copy == "" || sixDigits.match(d.Head.Copy) {
		return nil
	}
	return []remark{datum(d.at+"head.copy", d.Head.Copy).say("")}
}

func secretCopy(d *paper) []remark {
	if d.Head == nil || d.Head.Secrecy == "" || d.Head.Copy != "" {
		return nil
	}
	return []remark{d.secrecy.say("")}
}

func secrecyLevel(d *paper) []remark {
	s := d.secrecy.text
	if s == "" || secrecyForm.match(s) || secrecyOther.match(s) {
		return nil
	}
	return []remark{d.secrecy.say("")}
}

// secrecyTerm looks at a line that holds nothing but 密级和保密期限.
func secrecyTerm(l line) []remark {
	m := secrecyOther.first(l)
	text := strings.TrimSpace(l.text)
	if m == nil || secrecyForm.match(text) {
		return nil
	}
	term := l.text[m[4]:m[5]]
	message, severity := "保密期限应以“★”与密级隔开", report.Warning
	if n := hanNumber(term); n > 0 {
		term, message, severity = count(n), "保密期限应使用阿拉伯数字", report.Error
	}
	at := strings.Index(l.text, text)
	f := l.replace(at, at+len(text), l.text[m[2]:m[3]]+"★"+term+l.text[m[6]:m[7]])
	f.message, f.severity = message, severity
	return []remark{f}
}

func urgency(d *paper) []remark {
	if d.Head == nil || d.Head.Urgency == "" || slices.Contains([]string{"特急", "加急"}, d.Head.Urgency) || d.Kind == "电报" {
		return nil
	}
	return []remark{datum(d.at+"head.urgency", d.Head.Urgency).say("")}
}

func signers(d *paper) []remark {
	if d.Head == nil || d.Head.Format != document.HeadDocument {
		return nil
	}
	l := datum(d.at+"head.signers", strings.Join(d.Head.Signers, "、"))
	switch up := d.Kind.Upward(); {
	case up && len(d.Head.Signers) == 0:
		return []remark{l.say("")}
	case !up && len(d.Head.Signers) > 0 && slices.Contains([]document.Kind{"通知", "通报", "批复", "决定", "公告", "通告"}, d.Kind):
		f := l.say("下行文不标注签发人")
		f.severity = report.Warning
		return []remark{f}
	}
	return nil
}

package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// numberRules are about 发文字号, 成文日期 and what stands in the 版头 and 版记.
var numberLines = checks[line]{
	"GW001": numberBrackets,
	"GW002": matches(numberDi, 1, func(s string) string { return strings.Replace(s, "第", "", 1) }),
	"GW003": matches(numberZero, 1, func(s string) string {
		head, serial, _ := strings.Cut(s, "〕")
		return head + "〕" + strings.TrimLeft(serial, "0")
	}),
	"GW004": matches(numberShort, 1, func(s string) string { return strings.Replace(s, "〔", "〔20", 1) }),
	"GW005": numberEnd,
	"GW014": secrecyTerm,
	"GW017": matches(signer, 1, always("签发人：")),
	"GW018": matches(openSerial, 1, nil),
}

var numberPassages = checks[*passage]{
	"GW006": signedDate,
	"GW007": paddedDate,
	"GW009": unprinted,
	"GW029": copyLines,
}

var numberDocuments = checks[*paper]{
	"GW010": printedEarly,
	"GW011": numberYear,
	"GW012": copyNumber,
	"GW013": secretCopy,
	"GW014": secrecyLevel,
	"GW015": urgency,
	"GW016": signers,
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
	if strings.ContainsFunc(s, func(r rune) bool { return !han.Is(r) && !isSpace(r) }) {
		return false
	}
	return slices.ContainsFunc(organEnds, func(end string) bool { return len(s) > len(end) && strings.HasSuffix(s, end) })
}

// signed calls do with every line of p that stands behind the name of an organ
// on a line of its own.
func signed(p *passage, do func(line)) {
	for i, l := range p.lines {
		if i > 0 && l.role == roleText && p.lines[i-1].role == roleText && isOrgan(p.lines[i-1].text) {
			do(l)
		}
	}
}

func signedDate(p *passage) []remark {
	var found []remark
	signed(p, func(l line) {
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
	signed(p, func(l line) { found = append(found, matches(paddedSigned, 1, unpad)(l)...) })
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
	if n, ok := han.ParseNumeral(term); ok {
		term, message, severity = strconv.Itoa(n), "保密期限应使用阿拉伯数字", report.Error
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

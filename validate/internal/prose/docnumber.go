package prose

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about 发文字号 and 成文日期 as lines of text have them.
var numberLines = engine.Checks[engine.Line]{
	"GW001": numberBrackets,
	"GW002": engine.Matches(numberDi, 1, func(s string) string {
		head, serial, _ := strings.Cut(strings.TrimSuffix(s, "号"), "第")
		if n, ok := han.ParseNumeral(serial); ok {
			serial = strconv.Itoa(n)
		}
		return head + serial + "号"
	}),
	"GW003": engine.Matches(numberZero, 1, func(s string) string {
		head, serial, _ := strings.Cut(s, "〕")
		return head + "〕" + strings.TrimLeft(serial, "0")
	}),
	"GW004": engine.Matches(numberShort, 1, func(s string) string { return "〔20" + strings.TrimLeft(s, "〔’'") }),
	"GW005": numberEnd,
	"GW014": secrecyTerm,
	"GW017": engine.Matches(signer, 1, engine.Always("签发人：")),
	"GW018": engine.Matches(openSerial, 1, nil),
}

var numberPassages = engine.Checks[*engine.Passage]{
	"GW006": signedDate,
	"GW007": paddedDate,
	"GW009": unprinted,
	"GW029": copyLines,
}

var (
	wrongBrackets = engine.Compile(`([\p{Han}A-Za-z]{1,16})[\s\p{Z}]*([〔﹝\[［【（({｛<＜〈「〖《])[\s\p{Z}]*((?:19|20)?\d{2})年?[\s\p{Z}]*([〕﹞\]］】）)}｝>＞〉」〗》])[\s\p{Z}]*(第?\d+)[\s\p{Z}]*号`)
	numberDi      = engine.Compile(`(〔\d{2,4}〕第[\d一二三四五六七八九十百]+号)`)
	numberZero    = engine.Compile(`(〔\d{2,4}〕0+[1-9]\d*号)`)
	numberShort   = engine.Compile(`(〔[’']?[0-4]\d〕)第?\d+号`)
	openSerial    = engine.Compile(`(\p{Han}{0,8}〔[\d\s\p{Z}×_＿]*〕[\s\p{Z}×_＿]*号)(?:[^召称码]|$)`)
	openNumber    = engine.Compile(`[\p{Han}A-Za-z]〔\d{4}〕\d+`)
	imprintLine   = engine.Compile(`^[\s\p{Z}]*\p{Han}+(?:办公室|办公厅|秘书处|秘书科)[\s\p{Z}]+(\d{4}年\d{1,2}月\d{1,2}日)[\s\p{Z}]*$`)
	SecrecyForm   = engine.Compile(`^(绝密|机密|秘密)(?:★(?:\d+(?:年|个月|天)|长期))?$`)
	SecrecyOther  = engine.Compile(`^[\s\p{Z}]*(绝密|机密|秘密)[\s\p{Z}]*[（(★☆*:：·—-]?[\s\p{Z}]*([\d一二三四五六七八九十]+)(年|个月|天)[）)]?[\s\p{Z}]*$`)
	// unknownSecrecy is 内部★3年: what stands before the star is no 密级.
	unknownSecrecy = engine.Compile(`^[\s\p{Z}]*((?:内部|内部资料|保密|涉密|普密|核心|商密|一般|特密|高密|密级)[★☆](?:\d+(?:年|个月|天)|长期))[\s\p{Z}]*$`)
	signer         = engine.Compile(`(?:^|[\s\p{Z}])(签发人[\s\p{Z}]*:[\s\p{Z}]*|签发人[\s\p{Z}]+)(?:[^\s\p{Z}]|$)`)
)

// leadWords are words that stand before a 发文字号 and are no part of it.
var leadWords = engine.Compile(`^.*(?:根据|按照|依据|依照|参照|贯彻|落实|转发|印发|依|见|和|及|与|即|为)`)

// codeEnd is how the code of a 发文字号 ends.
var codeEnd = engine.Compile(`[教党政发函办字人财职组宣]$`)

// bareNumber is the number of minutes or of an issue on a line of its own.
var bareNumber = engine.Compile(`^[\s\p{Z}]*([﹝\[［【（({｛<＜〈「〖《]((?:19|20)\d{2})年?[﹞\]］】)）}｝>＞〉」〗》])[\s\p{Z}]*第?\d+[号期][\s\p{Z}]*$`)

func numberBrackets(l engine.Line) []engine.Remark {
	var found []engine.Remark
	if m := bareNumber.First(l); m != nil {
		found = append(found, l.Replace(m[2], m[3], "〔"+l.Text[m[4]:m[5]]+"〕"))
	}
	for _, m := range wrongBrackets.All(l) {
		right, dated := l.Text[m[4]:m[5]] == "〔" && l.Text[m[8]:m[9]] == "〕", strings.Contains(l.Text[m[7]:m[8]], "年")
		code := l.Text[m[2]:m[3]]
		if right != dated && (right || !codeEnd.Match(code) || strings.ContainsRune("楼院馆室幢栋门线", engine.After(l.Text, m[1], nil))) {
			continue // （2023年）5号楼
		}
		if strings.ContainsRune("号室楼间栋班组", engine.Before(code, len(code), nil)) {
			continue // 房间号（2023）5号
		}
		from := m[2]
		if lead := leadWords.Find(code); lead != nil && lead[1] < len(code) { // else every word might be the code's own
			from += lead[1]
		}
		fix := l.Text[from:m[3]] + "〔" + l.Text[m[6]:m[7]] + "〕" + l.Text[m[10]:m[11]] + "号"
		f := l.Replace(from, m[1], fix)
		if dated {
			f.Message = "发文字号的括号里只写年份，不加“年”字"
		}
		found = append(found, f)
	}
	return found
}

func numberEnd(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range openNumber.All(l) {
		rest := strings.TrimLeft(l.Text[m[1]:], " 、，和及至—～-")
		if engine.After(l.Text, m[1], engine.IsBlank) == '号' || engine.After(l.Text, m[1], engine.IsBlank) == '號' || rest != l.Text[m[1]:] && rest != "" && (engine.IsDigit(rune(rest[0])) || strings.HasPrefix(rest, "〔")) {
			continue
		}
		from := engine.Back(l.Text, m[0], 3)
		found = append(found, l.Replace(from, m[1], l.Text[from:m[1]]+"号"))
	}
	return found
}

var (
	wrongSigned = engine.Compile(`^[\s\p{Z}]*((?:19|20)\d{2}[-./．／](\d{1,2})[-./．／](\d{1,2})|[一二][〇零○◯ＯOОΟ0０一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日?)?|\d{2}年\d{1,2}月\d{1,2}日|\d{4}年\d{1,2}月\d{1,2})[\s\p{Z}]*$`)
	PaddedDay   = engine.Compile(`^[\s\p{Z}]*(\d{4}年(?:0[1-9]月(?:0?[1-9]|[12]\d|3[01])|(?:[1-9]|1[0-2])月0[1-9])日)[\s\p{Z}]*$`)
	paddedPrint = engine.Compile(`(\d{4}年(?:0[1-9]月(?:0?[1-9]|[12]\d|3[01])|(?:[1-9]|1[0-2])月0[1-9])日)[\s\p{Z}]*印发[\s\p{Z}]*$`)
	isoSigned   = engine.Compile(`(\d{4})[-./．／](\d{1,2})[-./．／](\d{1,2})`)
)

// signed calls do with every line of p that stands behind the name of an organ
// on a line of its own.
func signed(p *engine.Passage, do func(engine.Line)) {
	for i, l := range p.Lines {
		if i > 0 && (l.Role == engine.RoleText || l.Role == engine.RoleSigned) && p.Lines[i-1].Role == engine.RoleText && IsOrgan(p.Lines[i-1].Text) {
			do(l)
		}
	}
}

// MarkSigned gives the dates below organs that GW006 speaks of their role, so that the
// rules of figures leave them to it.
func MarkSigned(p *engine.Passage) {
	for i := range p.Lines[min(len(p.Lines), 1):] {
		if l := &p.Lines[i+1]; l.Role == engine.RoleText && wrongSigned.In(*l) && IsOrgan(p.Lines[i].Text) {
			l.Role = engine.RoleSigned
		}
	}
}

func signedDate(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	signed(p, func(l engine.Line) {
		m := wrongSigned.First(l)
		if m == nil {
			return
		}
		f := l.On(m[2], m[3])
		if iso := isoSigned.First(l); iso != nil {
			if date := engine.DateAt(l.Text, iso[2:8]); date.Valid() {
				f = l.Replace(m[2], m[3], date.String())
			}
		}
		found = append(found, f)
	})
	return found
}

// Unpad takes the zeros from the front of months and days.
func Unpad(date string) string {
	return strings.NewReplacer("年0", "年", "月0", "月").Replace(date)
}

func paddedDate(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	signed(p, func(l engine.Line) { found = append(found, engine.Matches(PaddedDay, 1, Unpad)(l)...) })
	for _, l := range p.Lines {
		found = append(found, engine.Matches(paddedPrint, 1, Unpad)(l)...)
	}
	return found
}

// unprinted finds the line of the imprint without 印发.
func unprinted(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	below := false // 抄送 or 成文日期
	for i, l := range p.Lines {
		if below || i == len(p.Lines)-1 && wideApart.In(l) {
			found = append(found, engine.Matches(imprintLine, 1, func(s string) string { return s + "印发" })(l)...)
		}
		below = below || CopyLabel.In(l) || engine.SignedLine.In(l)
	}
	return found
}

var (
	CopyLabel = engine.Compile(`^[\s\p{Z}]*(抄[送报](?:[\s\p{Z}]*(?:单位|机关)[\s\p{Z}]*[:：；;])?[\s\p{Z}]*[:：]?[\s\p{Z}]*)`)
	printLine = engine.Compile(`印发[\s\p{Z}]*$`)
)

// copyLines looks at the 抄送 line, which is followed by the 印发 line or by
// nothing.
func copyLines(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for i, l := range p.Lines {
		label := CopyLabel.First(l)
		last := i == len(p.Lines)-1
		if label == nil {
			continue
		}
		before := l.Text[label[2]:label[3]]
		last = (last || printLine.In(p.Lines[i+1])) && !strings.Contains(l.Text, "备案")
		if before != "抄送：" && (last && NameOrgans(l.Text[label[3]:]) || strings.ContainsAny(before, ":：")) {
			f := l.Replace(label[2], label[3], "抄送：")
			if strings.ContainsAny(before, "单机") { // 抄送单位： is more than a slip
				f = l.On(label[2], label[3])
			}
			found = append(found, f)
		}
		if end := strings.TrimRight(l.Text, " \u3000"); last && !strings.HasSuffix(end, "。") {
			from := engine.Back(end, len(end), 4)
			found = append(found, l.Replace(from, len(end), strings.TrimRight(end[from:], "；;，,.")+"。"))
		}
	}
	return found
}

// wideApart has the organ at the left and the day at the right, as only the imprint does.
var wideApart = engine.Compile(`办公室[\p{Z}]{5,}\d{4}年`)

// secrecyTerm looks at a line that holds nothing but 密级和保密期限.
func secrecyTerm(l engine.Line) []engine.Remark {
	m := SecrecyOther.First(l)
	text := strings.TrimSpace(l.Text)
	if other := unknownSecrecy.First(l); other != nil {
		f := l.On(other[2], other[3])
		f.Message = "密级应为绝密、机密或秘密"
		return []engine.Remark{f}
	}
	if m == nil || SecrecyForm.Match(text) {
		return nil
	}
	term := l.Text[m[4]:m[5]]
	message, severity := "保密期限应以“★”与密级隔开", report.Warning
	if n, ok := han.ParseNumeral(term); ok {
		term, message, severity = strconv.Itoa(n), "保密期限应使用阿拉伯数字", report.Error
	}
	at := strings.Index(l.Text, text)
	f := l.Replace(at, at+len(text), l.Text[m[2]:m[3]]+"★"+term+l.Text[m[6]:m[7]])
	f.Message, f.Severity = message, severity
	return []engine.Remark{f}
}

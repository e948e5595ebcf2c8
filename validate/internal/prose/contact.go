package prose

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Rules about the people whom schools call or write to.
var contactLines = engine.Checks[engine.Line]{
	"ZJ031": badPhonesInText,
	"ZJ036": badMailboxes,
	"GW136": longDashes,
}

var areaDash = engine.Compile(`^(0\d{2,3})[—–]+(\d{6,8})$`)

var shortLocal = engine.Compile(`^0\d{2,3}[-－—–]+\d{1,6}$`)

var numberInText = engine.Compile(`(?:电话|手机|传真|热线)(?:号码?)?[\s\p{Z}]*[:：为是]?[\s\p{Z}]*(\d[\d\-－—–]{7,})`)

// A phone may have a country code, an area code and an extension; blanks and
// dashes are taken out before.
var phone = engine.Compile(`^(?:\+?86)?(?:1[3-9]\d{9}|0\d{9,11}|\d{7,8}|[48]00\d{7}|\d{5}|1\d{2})(?:[转#x]\d{1,6})?$`)

// Bare takes out of a number what people put between its digits.
func Bare(number string) string {
	return strings.NewReplacer(" ", "", "\u3000", "", "-", "", "－", "", "—", "", "(", "", ")", "", "（", "", "）", "", "转", "转").Replace(number)
}

// extension is a number whose last part, behind a dash, is one: 2000001-8012.
var extension = engine.Compile(`^(?:0\d{2,3}-)?\d{7,8}-\d{1,6}$`)

var wideMailbox = engine.Compile(`[A-Za-z0-9][A-Za-z0-9._%+-]*＠[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)

var mailboxLike = engine.Compile(`[A-Za-z0-9][A-Za-z0-9._%+-]*@(?:[A-Za-z][A-Za-z0-9.-]*|\d{3}[A-Za-z0-9.-]*|[^\s\p{Z}A-Za-z0-9]|$)`)

// wrongMailbox is one with @@, with a comma for a dot, with # for @, or behind its label
// without any of them.
var wrongMailbox = engine.Compile(`([A-Za-z0-9][A-Za-z0-9._%+-]*@{2,}[A-Za-z0-9.-]+)|([A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+[,，。、](?:com|cn|net|org|edu|gov)\b)|([A-Za-z0-9][A-Za-z0-9._%+-]*[#＃][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org)\b)|(?:邮箱|信箱)(?:地址)?[\s\p{Z}]*[:：为][\s\p{Z}]*([A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*\.(?:com|cn|net|org))(?:[^A-Za-z0-9@.]|$)`)

// badMailboxes finds mailboxes without a domain of two parts at least.
func badMailboxes(l engine.Line) []engine.Remark {
	var found []engine.Remark
	told := map[int]bool{} // by the byte at which one begins
	for _, m := range wideMailbox.All(l) {
		found = append(found, l.Replace(m[0], m[1], strings.Replace(l.Text[m[0]:m[1]], "＠", "@", 1)))
	}
	for _, m := range wrongMailbox.All(l) {
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				told[m[g]] = true
				found = append(found, l.On(m[g], m[g+1]))
			}
		}
	}
	for _, m := range mailboxLike.All(l) {
		_, domain, _ := strings.Cut(l.Text[m[0]:m[1]], "@") // 甲@ 163.com is for ZJ101 to say
		if host, top, ok := strings.Cut(strings.TrimRight(domain, "."), "."); !told[m[0]] && (!ok || host == "" || top == "") {
			found = append(found, l.On(m[0], m[1]))
		}
	}
	return found
}

func badPhonesInText(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range numberInText.All(l) {
		number := strings.TrimRight(l.Text[m[2]:m[3]], "-－—–")
		if strings.ContainsAny(number, "—–") && !areaDash.Match(number) {
			continue // from one number to another
		}
		digits := Bare(number)
		short := shortLocal.Match(number)
		if len(digits) >= 9 && (short || !phone.Match(digits)) && !extension.Match(number) {
			f := l.On(m[2], m[2]+len(number))
			f.Message = "不像电话号码"
			found = append(found, f)
		}
	}
	for _, m := range stubNumber.All(l) {
		f := l.On(m[2], m[3])
		f.Message = "不像电话号码"
		found = append(found, f)
	}
	return found
}

// stubNumber is an area code with a few digits behind it.
var stubNumber = engine.Compile(`(?:电话|传真|热线)(?:号码?)?[\s\p{Z}]*[:：][\s\p{Z}]*(0\d{2,3}-\d{1,5})(?:[^\d\-—*×xX]|$)`)

var contactPassages = engine.Checks[*engine.Passage]{
	"ZJ031": badPhonesInTables,
}

var phoneHead = engine.Compile(`^(?:联系|办公|手机|移动|固定|咨询|家长|本人)?(?:电话|手机)(?:号码?)?$`)

// badPhonesInTables looks at the columns of telephone numbers.
func badPhonesInTables(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, table := range p.Tables() {
		for k, head := range table[0] {
			if !phoneHead.Match(strings.TrimSpace(head.Text)) {
				continue
			}
			for _, row := range table[1:] {
				if k >= len(row) {
					continue
				}
				const least = 9 // digits; fewer may be an extension or half a number
				number := strings.TrimSpace(row[k].Text)
				if onlyNumber.Match(number) && len(Bare(number)) >= least && !IsPhone(number) {
					found = append(found, row[k].Say("不像电话号码"))
				}
			}
		}
	}
	return found
}

var onlyNumber = engine.Compile(`^\d[\d－—–-]*\d$`)

// longDashes finds 0799—2000017.
func longDashes(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range dashedNumber.All(l) {
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 && !(g == 4 && serialBefore.Match(l.Text[engine.Back(l.Text, m[0], 12):m[g]])) {
				found = append(found, l.Replace(m[g], m[g+1], "-"))
			}
		}
	}
	return found
}

// serialBefore stands before numbers that are no telephones: 编号为0012—20240015.
var serialBefore = engine.Compile(`[编学考工序证]号`)

// dashedNumber is an area code and a number, which need no word before them: nothing else
// has four figures at most that begin with a nought, and seven or eight behind the dash.
var dashedNumber = engine.Compile(`(?:电话|手机|传真|热线|[:：])[\s\p{Z}]*0\d{2,3}([—–－‐−]+|--+)\d{6,8}(?:\D|$)|(?:^|[^\dA-Za-z.—–－‐−~～-])0\d{2,3}([—–－‐−_~～]+|--+)\d{7,8}(?:[^\dA-Za-z—–~～]|$)|(?:^|[^\dA-Za-z.—–－‐−~～-])[48]00([—–－‐−]+)\d{3,4}[-—–－‐−]+\d{3,4}(?:\D|$)|(?:^|[^\dA-Za-z.—–－‐−~～-])[48]00-\d{3,4}([—–－‐−]+)\d{3,4}(?:\D|$)|(?:电话|手机|传真|热线)(?:号码?)?[\s\p{Z}]*[:：为是]?[\s\p{Z}]*1\d{2}([—–－‐−]+)\d{4}[-—–－‐−]+\d{4}(?:\D|$)`)

// IsPhone reports whether a text is a telephone number.
func IsPhone(s string) bool {
	return phone.Match(Bare(s)) || extension.Match(strings.NewReplacer(" ", "", "（", "", "）", "-", "(", "", ")", "-").Replace(s))
}

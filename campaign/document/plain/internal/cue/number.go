package cue

import (
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// longestNumber is the number of bytes up to which a line may be a 发文字号 with what
// stands beside it.
const longestNumber = 200

// classBehind is the class of an answer directly behind its number: …36号B类.
var classBehind = regexp.MustCompile(`([号號])([A-Da-d]\d?类?)$`)

var (
	// unclosed is a number that has lost what stands behind its year: 甲政发〔201853.
	unclosed = han.Compile(`^([^\t\p{Z}，。；：（）()\d《》]{2,20})[〔\[]((?:19|20)\d{2})\s*(\d{1,4})[号號]?$`)
	// unbracketed is one that has lost both brackets, of a code that nothing else ends with: 甲安办函201857.
	unbracketed = han.Compile(`^(\p{Han}{1,12}[发函字办文通电规])\s*((?:19|20)\d{2})年?\s*第?(\d{1,4})[号號]?$`)
	// misbracketed is one in signs that are no brackets of numbers: 甲政发{2018}53号, 甲政发<2018>53号.
	misbracketed = han.Compile(`^(\p{Han}{2,14})\s*[{｛<＜〈《「]\s*((?:19|20)\d{2})\s*[}｝>＞〉》」]\s*第?\s*(\d{1,4})\s*[号號]$`)
)

// several are the numbers of all that issue a document together, side by side.
var several = han.Compile(`^(?:\p{Han}{2,14}\s*[〔\[［【]\s*(?:19|20)\d{2}\s*[〕\]］】]\s*第?\s*\d{1,5}\s*[号號](?:[\t\p{Z}、，,；;]+|$)){2,5}$`)

// lone is one of them on a line of its own.
var lone = han.Compile(`^\p{Han}{2,14}\s*[〔\[［【]\s*(?:19|20)\d{2}\s*[〕\]］】]\s*第?\s*\d{1,5}\s*[号號]$`)

// IsLoneNumber reports whether s is a number and nothing else, of which a joint document has one below the other.
func IsLoneNumber(s string) bool { return len(s) <= longestNumber && lone.MatchString(s) }

// IsNumber reports whether s is a 发文字号, alone or with what stands beside it.
func IsNumber(s string) bool {
	return len(s) <= longestNumber && (SerialLine.MatchString(s) || ReadNumber(s) != nil)
}

// TortoiseBrackets puts the brackets of a number in place of the small ones that fonts have beside
// them.
func TortoiseBrackets(s string) string { return smallBrackets.Replace(s) }

var smallBrackets = strings.NewReplacer("﹝", "〔", "﹞", "〕")

// ReadNumber returns s, the number in it, and what stands behind the number: who signs,
// or marks; nil if s is nothing of the kind.
func ReadNumber(s string) []string {
	if s = TortoiseBrackets(han.Narrow(s)); len(s) > longestNumber {
		return nil
	}
	for _, damaged := range []*regexp.Regexp{unclosed, unbracketed, misbracketed} {
		if g := damaged.FindStringSubmatch(s); g != nil && !strings.Contains(g[1], "关于") {
			return []string{s, g[1] + "〔" + g[2] + "〕" + g[3] + "号", ""}
		}
	}
	if YearFirst.MatchString(s) || strings.Count(s, "号") > 1 && several.MatchString(s) {
		return []string{s, s, ""}
	}
	if g := NumberAndDay.FindStringSubmatch(s); g != nil && (g[1] == "") != (g[3] == "") {
		return []string{s, g[2], ""}
	}
	if g := NumberBeside.FindStringSubmatch(s); g != nil && (g[1] == "") != (g[3] == "") {
		return []string{s, g[2], ""}
	}
	s = classBehind.ReplaceAllString(s, "$1 $2")
	g := NumberLine.FindStringSubmatch(Unbracketed(s))
	if g == nil {
		// 特急　云教〔2023〕7号
		fields := strings.Fields(s)
		for k := 1; k < len(fields) && g == nil; k++ {
			if MarginOf(strings.Join(fields[:k], "")) != NoMargin {
				if g = NumberLine.FindStringSubmatch(strings.Join(fields[k:], " ")); g != nil && g[2] == "" {
					g[2] = strings.Join(fields[:k], "")
				}
			}
		}
	}
	if g == nil || SignersPart.MatchString(g[2]) {
		return g
	}
	for f := range strings.FieldsSeq(g[2]) {
		if MarginOf(f) == NoMargin {
			return nil
		}
	}
	return g
}

var (
	// besideSerial is a proclamation with its number and what a page tells of it: its day and
	// whether it is in force.
	besideSerial = han.Compile(`^\s*\p{Han}(?:\s|[\p{Han}、])*(?:公告|通告|令)\s*(?:\d{4}\s*年\s*)?第\s*\d{1,4}\s*号\s+((?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|全文有效|现行有效).{0,30})$`)
	// glued is a number with a title directly behind it.
	glued = han.Compile(`^\s*[^\t\p{Z}，。；：（）()\d《》]{2,14}[〔\[（(【［﹝]\d{4}[〕\]）)】］﹞]\s*第?\s*\d{1,5}\s*[号號]\s*(\p{Han}\S{5,})$`)
	// gluedBracketed is one in brackets.
	gluedBracketed = han.Compile(`^\s*(?:【[^\t\p{Z}，。；：（）()\d《》【】]{2,14}[〔\[（(［﹝]\d{4}[〕\]）)］﹞]\s*第?\s*\d{1,5}\s*[号號]】|[（(][^\t\p{Z}，。；：（）()\d《》]{2,14}[〔\[［﹝]\d{4}[〕\]］﹞]\s*第?\s*\d{1,5}\s*[号號][）)])\s*(\p{Han}\S{5,})\s*$`)
	// gluedInBrackets is one with a title in brackets behind it.
	gluedInBrackets = han.Compile(`^\s*[^\t\p{Z}，。；：（）()\d《》]{2,14}[〔\[【［﹝]\d{4}[〕\]】］﹞]\s*第?\s*\d{1,5}\s*[号號]\s*([（(]([^。；：]{6,120})[）)])\s*$`)
	// gluedWrapped is one with a title in 《》 behind it, as a page calls a document.
	gluedWrapped = han.Compile(`^\s*[^\t\p{Z}，。；：（）()\d《》]{2,14}[〔\[（(【［﹝]\d{4}[〕\]）)】］﹞]\s*第?\s*\d{1,5}\s*[号號]\s*(《(\P{Z}{5,})》)\s*$`)
)

// GluedAt returns where what stands beside a number begins; 0 if l is no number with such.
func GluedAt(l string) int {
	const longest = 300 // bytes
	if len(l) > longest {
		return 0
	}
	if g := besideSerial.FindStringSubmatchIndex(l); g != nil {
		return g[2]
	}
	if g := glued.FindStringSubmatchIndex(l); g != nil && document.KindOf(Unstopped(l[g[2]:])) != "" && !strings.HasPrefix(l[g[2]:], "文") {
		return g[2]
	}
	if g := gluedInBrackets.FindStringSubmatchIndex(l); g != nil && document.KindOf(Unstopped(l[g[4]:g[5]])) != "" && Balanced(l[g[4]:g[5]]) {
		return g[2]
	}
	if g := gluedBracketed.FindStringSubmatchIndex(l); g != nil && document.KindOf(Unstopped(l[g[2]:])) != "" {
		return g[2]
	}
	return 0
}

// WrappedAt returns where a title in 《》 begins behind a number; 0 if l is no number with such.
func WrappedAt(l string) int {
	const longest = 400 // bytes
	if len(l) > longest || !strings.Contains(l, "《") {
		return 0
	}
	if g := gluedWrapped.FindStringSubmatchIndex(l); g != nil && Concerns(l[g[4]:g[5]]) && document.KindOf(Unstopped(l[g[4]:g[5]])) != "" {
		return g[2]
	}
	return 0
}

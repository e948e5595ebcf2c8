package cue

import (
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	NumberLine = han.Compile(`^([^\t\p{Z}，。；：]{0,20}?(?:字[：:])?\s*[〔\[［【（(﹝]\s*(?:19|20)?\d{2}\s*[〕\]］】）)﹞]\s*(?:\p{Han}{0,2}字\s*)?第?\s*\d{1,5}\s*[号號]?)(?:\s+(\S.*))?$`)
	// SerialLine is the number of an announcement, of an order or of a 简报.
	SerialLine  = han.Compile(`^[（(]?(?:\d{4}\s*年|(?:[省市州县]?(?:人民)?政府|[省市部局署])?令)?\s*第\s*[\d一二三四五六七八九十百〇零]{1,5}\s*[号號期](?:\s*[（(]?总第\s*\d{1,4}\s*期[）)]?)?\s*[）)]?$`)
	IssueTotal  = han.Compile(`^[（(]\s*总第?\s*\d{1,4}\s*期\s*[）)]$`) // below the number of a 简报
	SignersPart = han.Compile(`^[签簽]\s*[发發]\s*人?\s*[：:]?\s*(\S.*)$`)
	MinutesMark = regexp.MustCompile(`^(.*?)((?:[省市州县区镇乡局厅院校处]长|主任|书记)?(?:办公|专题|工作)?会议纪要|纪要)$`)
	KindMark    = regexp.MustCompile(`^(.*?)([（(](?:通知|函|批复|报告|请示|通报|决定|意见|便函)[）)])$`)
	BannerMark  = regexp.MustCompile(`^(.{2,}?)((?:内部|司局)?(?:函件|明传电报|传真电报|明码电报|电报|明电|便笺|公函|便函))$`)
	Banner      = regexp.MustCompile(`^(?:内部)?(?:明传电报|传真电报|明码电报|电报|明电|便笺|公函|便函)$`)
	NameBreak   = regexp.MustCompile(`[\s\p{Z}、，,]+`)
)

// YearFirst is a number that begins with its year, as courts and some unions write it:
// （2015）甲工字第93号.
var YearFirst = han.Compile(`^[（(〔\[]\s*(?:19|20)\d{2}\s*[）)〕\]](?:\s*\p{Han}){2,14}\s*字?\s*第\s*\d{1,5}\s*[号號]$`)

// NumberAndDay is a number in brackets below a title with the day beside it, as collections
// of documents print them: （1991年10月17日 国发〔1991〕55号）.
var NumberAndDay = han.Compile(`^[（(]\s*(?:(\S{4}\s*年[^，。；]{1,12}日)[\t\p{Z}，,、]*)?([^\t\p{Z}，。；：（）()\d]{1,20}[〔\[［【（(]\d{4}[〕\]］】）)]\s*(?:\p{Han}{0,2}字)?第?\s*\d{1,5}\s*[号號])(?:[\t\p{Z}，,、]*(\S{4}\s*年[^，。；]{1,12}日))?\s*[）)]$`)

// datedNumber is such a number in front of text.
var datedNumber = han.Compile(`^\s*[（(]\s*(?:\S{4}\s*年[^，。；（）()]{1,12}日[\t\p{Z}，,、]*[^\t\p{Z}，。；：（）()\d]{1,20}[〔\[［【]\d{4}[〕\]］】]\s*(?:\p{Han}{0,2}字)?第?\s*\d{1,5}\s*[号號]|[^\t\p{Z}，。；：（）()\d]{1,20}[〔\[［【]\d{4}[〕\]］】]\s*(?:\p{Han}{0,2}字)?第?\s*\d{1,5}\s*[号號][\t\p{Z}，,、]*\S{4}\s*年[^，。；（）()]{1,12}日)\s*[）)]\s*`)

// DatedNumberAt returns where the text begins behind a number with its day in brackets with which
// a line begins: （1997年5月14日 甲政〔1997〕38号）根据…; 0 if it begins otherwise or is nothing else.
func DatedNumberAt(l string) int {
	const longest = 300 // bytes in which both stand
	if n := len(datedNumber.FindString(han.Cut(l, longest))); n < len(l) {
		return n
	}
	return 0
}

// NumberBeside is a number with the day beside it, on either side, and no brackets around them.
var NumberBeside = han.Compile(`^(?:(\S{4}\s*年[^，。；]{1,12}日)[\t\p{Z}，,、]+)?([^\t\p{Z}，。；：（）()\d]{1,20}[〔\[［【（(]\d{4}[〕\]］】）)]\s*第?\s*\d{1,5}\s*[号號])(?:[\t\p{Z}，,、]+(\S{4}\s*年[^，。；]{1,12}日))?$`)

// proclaimed is the number of a proclamation with who makes it: 甲局公告2019年第39号.
var proclaimed = han.Compile(`^(\p{Han}[\p{Han}\p{Z} 、]{1,80}?)\s*(公告|通告|命?令)\s*((?:[（(〔\[]?\d{4}[）)〕\]]?\s*年?)?\s*第\s*\d{1,5}\s*[号號])$`)

// ReadProclaimed reads s as the head of a proclamation on one line: who makes it, the kind and
// the number; all are "" if it is none.
func ReadProclaimed(s string) (organs, kind, number string) {
	const longest, shortest = 300, 4 * len("字")
	if len(s) > longest || !strings.HasSuffix(s, "号") && !strings.HasSuffix(s, "號") {
		return "", "", ""
	}
	if g := proclaimed.FindStringSubmatch(s); g != nil && len(g[1]) >= shortest && (IsOrgan(g[1]) || len(SplitNames(g[1])) > 0) {
		return g[1], g[2], g[3]
	}
	return "", "", ""
}

// IsProclaimed reports whether s is the head of a proclamation on one line, which it is where
// the title stands on another.
func IsProclaimed(s string) bool {
	_, kind, _ := ReadProclaimed(s)
	return kind != ""
}

// orderAlone is an order or a proclamation that has its number for a title: 甲市人民政府令（第2号）.
var orderAlone = han.Compile(`^(\p{Han}[\p{Han}\p{Z} 、]{1,80}?(?:命?令|公告|通告))\s*([（(]?\s*(?:[〔\[]?\d{4}[〕\]]?\s*年?)?\s*第\s*\d{1,5}\s*[号號]\s*[）)]?)$`)

// ReadOrder parts a title that is the name of an order or proclamation from the number behind it; both are ""
// if it is none.
func ReadOrder(s string) (name, number string) {
	const longest = 300 // bytes
	if len(s) > longest {
		return "", ""
	}
	if g := orderAlone.FindStringSubmatch(s); g != nil {
		return g[1], Unbracketed(g[2])
	}
	return "", ""
}

// OrderBehind is a title with the order in brackets behind it that publishes it:
// …的决定（甲部令2019年第47号）.
var OrderBehind = han.Compile(`^(.*\S)\s*[（(【]\s*(\p{Han}{2,30}(?:令|公告)\s*(?:[〔\[]?\d{4}[〕\]]?\s*年?)?\s*第\s*\d{1,5}\s*[号號])\s*[）)】]$`)

// NumberBehind is a title with the number in brackets behind it, and maybe the day:
// …的通知（甲办发〔2017〕92号）, …的批复(甲函[2000]93号 2000年7月25日).
var NumberBehind = han.Compile(`^(.*\S)\s*[（(【]\s*([^\t\p{Z}，。；：（）()\d《》]{1,20}[〔\[［【（(]\s*(?:19|20)\d{2}\s*[〕\]］】）)]\s*第?\s*\d{1,5}\s*[号號])(?:[\t\p{Z}，,、]*(\S{4}\s*年[^，。；（）()]{1,12}日))?\s*[）)】]$`)

// Unbracketed returns a number without the brackets or the dash that web pages put it in.
func Unbracketed(s string) string {
	s = strings.TrimLeft(s, "—–－- ")
	for _, pair := range []string{"（）", "()", "【】"} {
		open, shut := pair[:len(pair)/2], pair[len(pair)/2:]
		if inner, ok := strings.CutPrefix(s, open); ok && strings.HasSuffix(inner, shut) && Balanced(inner[:len(inner)-len(shut)]) {
			return strings.TrimSpace(inner[:len(inner)-len(shut)])
		}
	}
	return s
}

// EditorLine is who edited a 纪要 or 简报, and when.
var EditorLine = han.Compile(`^(.*?\S)\s+(\d{4}\s*年.*日)$`)

// issuedLine is when and by whom a document was issued, in brackets below its title.
var issuedLine = han.Compile(`^[（(]\s*(?:(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)(?:\s|[，,])*(\p{Han}[^。；]{1,40})|(\p{Han}[^。；]{1,40}?)(?:\s|[，,])*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日))\s*[）)]$`)

// ReadIssued returns the organ and the day of an issued line; "" if s is none.
func ReadIssued(s string) (organ, day string) {
	const longest = 300 // bytes
	if len(s) > longest {
		return "", ""
	}
	g := issuedLine.FindStringSubmatch(s)
	if g == nil {
		return "", ""
	}
	organ, day = strings.TrimSpace(g[2]+g[3]), g[1]+g[4]
	if !IsOrgan(organ) {
		return "", ""
	}
	return organ, day
}

var (
	editors    = regexp.MustCompile(`(?:编印|主办|主编|编发|编辑|编)$`)
	editorHead = regexp.MustCompile(`^(?:编印|主办|主编|编发|编辑|承办|印发|制发|编)(?:单位|部门)?[：:]`)
)

// Editor returns who edited a 纪要 or 简报, without blanks and what stands in front or behind: 甲局办公室编,
// 主办：甲局.
func Editor(s string) string {
	return editors.ReplaceAllString(editorHead.ReplaceAllString(han.Squeeze(s), ""), "")
}

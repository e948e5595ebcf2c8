package cue

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	LabelLine = regexp.MustCompile(`^[【\[]?附([件表录图])?([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?([-—－.][0-9]{1,2})?[】\]]?([：:.．、])?$`)
	// TitledLabel is a label with the title on the same line.
	TitledLabel = han.Compile(`^(附\s*[件表录图]?\s*(?:([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})(?:[-—－.][0-9]{1,2})?)?)(\s*[：:.、．]\s*|\s+)(\S.*)$`)
	FullName    = regexp.MustCompile(`[表案单知函书录法则点划排意见总》）)]$`)
	Printing    = regexp.MustCompile(`印发|转发|批转|发布|公布`)
)

// ListedName returns the name on a line of a list of attachments, s without
// blanks.
func ListedName(s string) string {
	if g := EachLine.FindStringSubmatch(s); g != nil {
		return g[2]
	}
	_, text, _ := ReadItem(strings.TrimPrefix(s, ListLine.FindString(s)))
	return text
}

// Unended returns the name of an attachment without the marks that people put
// behind it.
func Unended(name string) string { return strings.TrimRight(name, "。；;，,、 ") }

// NameKey returns the name of an attachment as names are compared: without blanks, the
// marks behind it, and 《》 around it.
func NameKey(name string) string {
	key := Unended(han.Squeeze(name))
	if inner, ok := strings.CutPrefix(key, "《"); ok {
		if inner, ok = strings.CutSuffix(inner, "》"); ok && inner != "" && !strings.ContainsAny(inner, "《》") {
			return inner
		}
	}
	return key
}

var (
	// ListLine is how a list of attachments begins: 附件：, 附件（共3件）：, 附件目录：.
	ListLine = han.Compile(`^附\s*[件表]?\s*(?:说明|目录|清单|列表|名称)?\s*(?:[（(]\s*共?\s*[0-9一二三四五六七八九十]{1,3}\s*[件个份]\s*[）)])?\s*[：:；;]`)
	EachLine = han.Compile(`^[【\[]?附\s*[件表]?\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*(?:[：:.、．]|[】\]][：:]?)\s*(\S.*)$`)
	ItemLine = han.Compile(`^(?:[0-9]{1,2}[-—－])?([0-9０-９]{1,2})\s*([.．、，,])\s*(\S.*)$`)
)

// InLine is the mark of an item behind another one on the same line.
var InLine = han.Compile(`(?:\s|[；;，,。、])\s*((?:附\s*[件表]\s*)?[（(]?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])\s*[.．、：:）)]?\s*\S)`)

// InLabel is a label behind another item on the same line, with nothing between them.
var InLabel = han.Compile(`(附\s*[件表]\s*[0-9]{1,2}\s*[：:]\s*\S)`)

// AfterMark is the tab by which word processors part a number from its text.
var AfterMark = han.Compile(`^((?:附\s*[件表]?\s*[：:])?\s*[0-9０-９]{1,2}\s*[.．、])\s*\t\s*`)

// ReadItem reads 1.… and returns the number 0 if s is no item.
func ReadItem(s string) (mark, text string, number int) {
	g := ItemLine.FindStringSubmatch(s)
	if g == nil {
		return "", s, 0
	}
	return han.Squeeze(strings.TrimSuffix(s, g[3])), g[3], han.ParseDigits(g[1])
}

// IsListed reports whether s can be nothing but the name of a form or paper.
func IsListed(s string) bool {
	_, marked := passage.ReadMark(s)
	return FullName.MatchString(s) && !marked && !Chapter.MatchString(s) && !NoteLine.MatchString(s) && !IsOrgan(s) && !IsDateLine(s) && utf8.RuneCountInString(s) <= MaxTitleLine && !strings.ContainsAny(s, "：:。；，") && !ListLine.MatchString(s)
}

var (
	BlankFirst = han.Compile(`^(附\s*件\s*1\s+)(\p{Han}.*|[（(“《\d].*)$`)
	BlankNext  = han.Compile(`^(([2-9]|1\d)\s+)(\p{Han}.*|[（(“《\d].*)$`)
)

// ColonNext is an item behind 附件1：甲 that has no label: 2：乙.
var ColonNext = han.Compile(`^(([2-9]|1\d)\s*[：:]\s*)([\p{Han}《“].*)$`)

// LabelBlank is a label with a blank between it and a name: 附件1 甲.
var LabelBlank = han.Compile(`^(附\s*[件表]\s*([1-9]|1\d))\s+(\p{Han}.*|[（(“《\d].*)$`)

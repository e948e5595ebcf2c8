package cue

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MinBroken is the number of characters from which a line may be one that was
// broken for want of room: shorter ones are lines of their own.
const MinBroken = 20

// Ended reports whether s ends as a paragraph does. A closing bracket or
// quotation mark may end one.
func Ended(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？：；:;!?….”’》）)】」』", last)
}

// lastWords end a document without a stop: 特此通告; so does a telephone of those who are asked.
var lastWords = regexp.MustCompile(`^特此(?:通知|通告|公告|通报|公示|批复|函复|函达|函告|报告)$|电话[：:][\d\s、，,；;/()（）—–-]{7,60}(?:[（(]\p{Han}{1,8}[）)])?$`)

// EndsText reports whether who signs can stand below s: it ends as a paragraph does, or with
// words that need no stop.
func EndsText(s string) bool { return Ended(s) || lastWords.MatchString(s) }

// LatinEnd reports whether s ends with a Latin letter.
func LatinEnd(s string) bool {
	c, _ := utf8.DecodeLastRuneInString(s)
	return c < 0x80 && unicode.IsLetter(c)
}

// LatinStart reports whether s begins with one.
func LatinStart(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return c < 0x80 && unicode.IsLetter(c)
}

// Asks is in what ends a text without a stop: 请遵照执行, 谢谢合作.
var Asks = regexp.MustCompile(`[请望祝谢为将应须要可不已的了吧是有在]|执行|周知|知悉|支持|配合|合作|[附名]单|[时地]点|时间|电话`)

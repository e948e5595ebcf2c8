package cue

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A MarginKind is what a mark above the title tells.
type MarginKind uint8

const (
	NoMargin MarginKind = iota
	CopyMark            // 份号
	SecrecyMark
	UrgencyMark
	SignerMark
	RemarkMark // what the standard has in the 附注, or nowhere
)

// marginForms tell the marks, blanks taken out.
var marginForms = map[MarginKind]*regexp.Regexp{
	CopyMark:    regexp.MustCompile(`^(?:份号[：:]?|N[oO][.．:：]?)\d{1,8}$|^\d{6}$|^0\d{2,7}$`),
	SecrecyMark: regexp.MustCompile(`^(?:密级[：:])?(?:绝密|机密|秘密)(?:[★☆*].{0,10}|[（(][^（()）]{1,8}[）)]|[:：·—-]?[\d一二三四五六七八九十]{1,3}(?:年|个?月|天)|[:：·—-]?长期|[（(](?:[\d一二三四五六七八九十]{1,3}(?:年|个?月|天)|长期)[）)])?$`),
	UrgencyMark: regexp.MustCompile(`^(?:(?:紧急程度|等级)[：:]?)?(?:特急|加急|特提|平急|(?:十分|非常|特别)?紧急|急|火急|十万火急)件?(?:[·•.]?明电)?$`),
	SignerMark:  regexp.MustCompile(`^[签簽][发發]人?[：:].{2,30}$`),
	RemarkMark: regexp.MustCompile(`^[（(【\[]?(?:是否(?:同意)?公开[：:].{1,6}|(?:信息)?公开(?:方式|属性|类别|类型|选项|形式)[：:].{1,12}|(?:主动|依申请|不予|不|全文|同意|可以|可)?公开|(?:答复|办理|办复)?(?:结果)?(?:类别|分类|结果)(?:标[记识志])?[：:][A-Da-d]\d?类?|[A-D]\d?类?)[）)】\]]?$|` +
		`^(?:发往(?:单位)?|签批(?:盖章)?|发电单位)[：:].{2,60}$|^\p{Han}{0,3}机发\d{1,6}号$|^【?(?:内部|内部(?:资料|文件|材料|使用|刊物|传阅).{0,10}|注意保存|会议(?:材料|文件|资料)(?:之?[一二三四五六七八九十]{1,3})?|(?:征求意见|送审|讨论|审议|修改|代拟|初审|审定|会签)稿|草案|初稿)】?$`),
}

// AnswerClass is the class of an answer to a proposal, which pages have above it.
var AnswerClass = regexp.MustCompile(`^(?:答复|办理|办复)?(?:结果)?(?:类别|分类|结果)(?:标[记识志])?[：:][A-Da-d]\d?类?$`)

// MarginLabel is what may stand before 份号, 密级 and 紧急程度.
var MarginLabel = regexp.MustCompile(`^(?:份号[：:]?|N[oO][.．:：]?|密级[：:]|(?:紧急程度|等级)[：:]?)`)

// MarginOf tells what mark s is, blanks taken out.
func MarginOf(s string) MarginKind {
	s = han.Squeeze(s)
	if len(s) > 120 {
		return NoMargin
	}
	for kind := CopyMark; kind <= RemarkMark; kind++ {
		if marginForms[kind].MatchString(s) {
			return kind
		}
	}
	return NoMargin
}

// IsMargin reports whether s is a mark, not a sentence with a colon.
func IsMargin(s string) bool { return MarginOf(s) != NoMargin }

// A Margin is a mark that stands above the head or beside it.
type Margin struct {
	Text string // without blanks
	Kind MarginKind
}

// Margins returns the marks in s; nothing if there is anything else.
func Margins(s string) []Margin {
	var all []Margin
	for f := range strings.FieldsSeq(s) {
		k := MarginOf(f)
		if k == NoMargin {
			all = nil
			break
		}
		all = append(all, Margin{f, k})
	}
	several := slices.ContainsFunc(all, func(m Margin) bool { return m.Kind != all[0].Kind })
	if k := MarginOf(s); !several && k != NoMargin {
		return []Margin{{han.Squeeze(s), k}} // letters may be pulled apart
	}
	return all
}

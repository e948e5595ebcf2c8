package document

import (
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Kind is a 文种: what sort of document it is, in the word that its title
// ends with, such as 通知. Zero means that it is not known.
type Kind string

// The kinds that this module treats in a way of their own.
const (
	Notice  Kind = "通知"
	Letter  Kind = "函"
	Minutes Kind = "纪要"
	Order   Kind = "令"
	Plan    Kind = "方案"
	Summary Kind = "总结"
)

// statutory are the 文种 of the 党政机关公文处理工作条例, article 8.
var statutory = []Kind{"决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"}

// papers are what notices print and schools write besides.
var papers = []Kind{"方案", "计划", "规划", "安排", "要点", "办法", "规定", "细则", "规则", "预案", "总结", "倡议书", "公开信", "一封信", "简报", "公示", "答复", "一览表", "安排表", "日程表", "清单", "名单"}

// unaddressed are the statutory kinds that may lack 主送机关: they speak to
// everybody, or to those who were there.
var unaddressed = []Kind{"公告", "通告", "公报", "决议", "命令", "令", "纪要"}

// Kinds returns all kinds that titles end with, the fifteen of the 条例 first.
// The slice is the caller's.
func Kinds() []Kind { return slices.Concat(statutory, papers) }

// kindAtEnd finds a kind at the end of a title, a note such as （试行） behind it.
var kindAtEnd = regexp.MustCompile(`(` + alternatives(Kinds()) + `)(?:[（(][^（()]*[）)])?$`)

func alternatives(kinds []Kind) string {
	var words []string
	for _, k := range kinds {
		if k != Order { // 令 ends too many other words
			words = append(words, string(k))
		}
	}
	slices.SortStableFunc(words, func(a, b string) int { return len(b) - len(a) }) // 安排表 before 安排
	return strings.Join(words, "|")
}

// KindOf returns the kind that a title ends with, blanks and a note in
// brackets behind it not counted; "" if it ends with none.
func KindOf(title string) Kind {
	if m := kindAtEnd.FindStringSubmatch(han.Squeeze(title)); m != nil {
		return Kind(m[1])
	}
	return ""
}

// Statutory reports whether k is a 文种 of the 条例 (article 8; 命令 may be
// written 令).
func (k Kind) Statutory() bool { return slices.Contains(statutory, k) }

// Paper reports whether k is something that notices print and schools write, such
// as a 方案, but no 公文 of the 条例.
func (k Kind) Paper() bool { return slices.Contains(papers, k) }

// Unaddressed reports whether a document of the kind may lack 主送机关.
func (k Kind) Unaddressed() bool { return slices.Contains(unaddressed, k) }

// Upward reports whether k goes to a superior organ (上行文) whatever else is
// known of it: 请示 and 报告.
func (k Kind) Upward() bool { return k == "请示" || k == "报告" }

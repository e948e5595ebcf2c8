package document

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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

	Bulletin Kind = "简报"
	Circular Kind = "通报"
	Account  Kind = "报告"
)

// statutory are the 文种 of the 党政机关公文处理工作条例, article 8.
var statutory = []Kind{"决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要"}

// enclosures are what notices print: as 公文 they are issued with a 通知.
var enclosures = []Kind{
	"条例", "方案", "计划", "规划", "安排", "要点", "办法", "规定", "细则", "规则", "规程", "预案", "章程", "制度", "标准", "措施", "举措", "规范", "准则", "指南", "手册", "须知", "说明", "大纲",
	"一览表", "安排表", "日程表", "日程", "清单", "名单", "统计表", "汇总表", "登记表", "申报表", "报名表", "目录",
}

// papers are what bureaus and schools write besides.
var papers = []Kind{
	"总结", "简报", "公示", "简章", "证明", "介绍信", "委托书", "告知书", "意见书", "决定书", "喜报", "答复", "回复", "声明", "启事", "议程", "协议", "合同", "承诺书", "责任书",
	"聘书", "邀请书", "通知书", "保证书", "推荐信", "自荐信", "主持词", "欢迎词", "开幕词", "闭幕词", "祝词", "贺词", "寄语", "备忘录", "大事记",
	"倡议书", "公开信", "一封信", "感谢信", "慰问信", "贺信", "表扬信", "建议书", "申请书", "申请", "讲话", "致辞", "发言", "讲话稿", "发言稿", "协议书", "合同书", "意向书", "授权书", "申报书", "任务书", "汇报", "通稿",
}

// unaddressed are the statutory kinds that may lack 主送机关: they speak to
// everybody, or to those who were there.
var unaddressed = []Kind{"公告", "通告", "公报", "决议", "决定", "命令", "令", "纪要", "通报"}

// unheaded are the statutory kinds that are published without a 版头 as often
// as with one.
var unheaded = []Kind{"公告", "通告", "公报", "决议", "纪要"}

// unsigned are the statutory kinds that bear their date below the title or in
// the head, or a stamp in place of the name.
var unsigned = []Kind{"公报", "决议", "决定", "命令", "令", "纪要"}

// letters are the papers that turn to somebody.
var letters = []Kind{"答复", "回复", "倡议书", "公开信", "一封信", "感谢信", "慰问信", "贺信", "表扬信", "建议书", "申请书", "申请", "讲话", "致辞", "发言", "讲话稿", "发言稿"}

// Kinds returns all kinds that titles end with, the fifteen of the 条例 first.
// The slice is the caller's.
func Kinds() []Kind { return slices.Concat(statutory, enclosures, papers) }

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

// orderAtEnd finds 令 behind the name of an organ: 云溪市人民政府令.
var orderAtEnd = regexp.MustCompile(`(?:政府|国务院|主席|[部委局厅院行署])令$|^令$|(?:^|[^第\d])第?[\d一二三四五六七八九十]{1,4}号令$|(?:封山|禁火|禁渔|休渔|嘉奖|通缉|动员|总?河长)令$`)

// unsimplified are the characters of kinds as pages write them that have a document in
// traditional characters: 意見, 通報, 決定. simplify makes them those of the kinds.
const unsimplified = "見報決議請復覆紀規則條辦計劃綱點單標準範說總結簡證書聲啟預開賀問"

var simplify = strings.NewReplacer("見", "见", "報", "报", "決", "决", "議", "议", "請", "请", "復", "复", "覆", "复", "紀", "纪", "規", "规", "則", "则", "條", "条", "辦", "办", "計", "计", "劃", "划",
	"綱", "纲", "點", "点", "單", "单", "標", "标", "準", "准", "範", "范", "說", "说", "總", "总", "結", "结", "簡", "简", "證", "证", "書", "书", "聲", "声", "啟", "启", "預", "预", "開", "开", "賀", "贺", "問", "问")

// KindOf returns the kind that a title ends with, blanks, 【 】 around it, a note in
// brackets and a subtitle behind —— not counted; "" if it ends with none. The kind is in
// simplified characters, whatever those of the title are.
func KindOf(title string) Kind {
	title = lastOf(strings.Trim(han.Squeeze(title), "【】"), longestTitle)
	if m := kindAtEnd.FindStringSubmatch(title); m != nil {
		return Kind(m[1])
	}
	if strings.ContainsAny(title, unsimplified) {
		if m := kindAtEnd.FindStringSubmatch(simplify.Replace(title)); m != nil {
			return Kind(m[1])
		}
	}
	if orderAtEnd.MatchString(title) {
		return Order
	}
	if main, _, ok := strings.Cut(title, "——"); ok {
		if m := kindAtEnd.FindStringSubmatch(main); m != nil {
			return Kind(m[1])
		}
	}
	return ""
}

// longestTitle is the number of bytes from which only the end of what may be a
// title is looked at. The longest titles have some hundred characters.
const longestTitle = 900

// lastOf returns the last bytes of s, no more than n of them.
func lastOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	from := len(s) - n
	for from < len(s) && !utf8.RuneStart(s[from]) { // text that is no UTF-8 may have no start at all
		from++
	}
	return s[from:]
}

// Statutory reports whether k is a 文种 of the 条例 (article 8; 命令 may be
// written 令).
func (k Kind) Statutory() bool { return slices.Contains(statutory, k) }

// Paper reports whether k is something that notices print and bureaus and schools
// write, such as a 方案 or a 简报, but no 公文 of the 条例.
func (k Kind) Paper() bool { return slices.Contains(papers, k) || k.Enclosed() }

// Enclosed reports whether k is a paper that is issued with a 通知 (印发): one that
// has a 版头 of its own lacks that 通知.
func (k Kind) Enclosed() bool { return slices.Contains(enclosures, k) }

// Unaddressed reports whether a document of the kind may lack 主送机关. An
// unknown kind may not.
func (k Kind) Unaddressed() bool {
	return slices.Contains(unaddressed, k) || k.Paper() && !slices.Contains(letters, k)
}

// Unheaded reports whether a document of the kind may lack 版头 and 发文字号. An
// unknown kind may not.
func (k Kind) Unheaded() bool { return slices.Contains(unheaded, k) || k.Paper() }

// Unsigned reports whether a document of the kind may lack 署名 and 成文日期 at
// its end. An unknown kind may not.
func (k Kind) Unsigned() bool { return slices.Contains(unsigned, k) || k.Paper() }

// Upward reports whether k goes to a superior organ (上行文) whatever else is
// known of it: 请示 and 报告.
func (k Kind) Upward() bool { return k == "请示" || k == "报告" }

package prose

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// kinds are the 文种 of 条例 article 8.
var kinds = []string{
	"决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要",
}

var titleTail = engine.Compile(`(?:[（(][^（）()]*[）)]|[。，、；：,;:.】\s])+$`)

// serialBehind is the number of an issue or a meeting behind a title: 会议 第3号.
var serialBehind = engine.Compile(`^[\s\p{Z}]*[（(【]?(?:总?第[\s\p{Z}]*[\d一二三四五六七八九十百〇零×]+[\s\p{Z}]*[号期次届辑]|\d{4}年?第\d+[号期])[）)】]?[\s\p{Z}]*$`)

// Numbered reports whether a title ends with the number of an issue.
func Numbered(title string) bool {
	i := strings.LastIndexFunc(strings.TrimSpace(title), engine.IsSpace)
	return i > 0 && serialBehind.Match(title[i:])
}

// TitleKind returns the 文种 that a title ends with; "" if none.
func TitleKind(title string) string {
	title, _, _ = strings.Cut(title, "——") // a subtitle
	if inner, ok := strings.CutPrefix(title, "《"); ok && !strings.Contains(inner, "《") {
		title = strings.TrimSuffix(inner, "》") // of a page about the document
	}
	if m := titleTail.Find(title); m != nil {
		title = title[:m[0]]
	}
	longest := ""
	for _, k := range kinds {
		if strings.HasSuffix(title, k) && len(k) > len(longest) {
			longest = k
		}
	}
	return longest
}

// BareName returns a name of an attachment without 《》, what stands in brackets behind
// it and marks at its end.
func BareName(s string) string {
	const ends = "《》。；，、;,. "
	s = strings.Trim(s, ends)
	for range 2 { // （12个）（排名不分先后）
		if m := remarkBehind.Find(s); m != nil {
			s = strings.TrimRight(s[:m[0]], ends)
		}
	}
	return s
}

var remarkBehind = engine.Compile(`[（(](?:[^（()）]*[，、\d][^（()）]*|[^（()）]*(?:排名|排序|顺序|不分|先后|笔画|拼音|为序)[^（()）]*|共?[一二三四五六七八九十百]+[个名家所件项篇人])[）)]$`)

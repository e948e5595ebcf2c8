package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Rules about single punctuation marks (标点符号用法, GB/T 15834-2011).
var markLines = engine.Checks[engine.Line]{
	"GW100": engine.Dense(halfMarks),
	"GW101": engine.Dense(asciiStop),
	"GW102": engine.Dense(halfBrackets),
	"GW110": markBeforeDeng,
	"GW111": engine.Matches(ellipsisDeng, 0, nil),
	"GW112": engine.Dense(ellipses),
	"GW113": engine.Dense(dashes),
	"GW114": engine.Dense(doubled),
	"GW119": engine.Dense(nameDots),
}

var (
	wrongEllipsis = engine.Compile(`\.{3,}|．{3,}|。{3,}|[·•]{3,}|…+`)
	ellipsisDeng  = engine.Compile(`……[\s\p{Z}]*等等|……等[^待级候到等我你他她大咱孩下一人有会闲额同量式]\p{Han}{1,14}(?:[，。；、：（）“”]|$)|……等(?:[，。；、：）]|\d|共|近|约|[一二两三四五六七八九十百千]+[余多]?[个名家所项种人件]|(?:有关|相关|其他|各类|多个|众多|一批|大批|重点|基础)?(?:场所|地方|单位|部门|学校|企业|专业|课程|项目|活动|设备|方面|内容|材料|问题|工种|岗位|荣誉|称号|栏目|形式|方式|多种|一系列|事项|业务|工作|任务|领域|行业|环节|措施|手段|情况|情形|因素|原因|要素|资料|信息|数据|证件|文件|物资|物品|用品|产品|设施|器材|工具|服务|功能|技术|人员|群体|代表|地区|地点|区域|乡镇|街道|社区|村|机构|组织|节目|作品|图书|费用|支出|收入|指标|行为|现象|疾病|作物|水果|蔬菜|奖项|制度|办法|规定|条件|要求|渠道|平台|媒体)|$)|等等?……`)
	hyphenDash    = engine.Compile(`-{2,3}|－{2,3}|─{2,3}`)
	// thinDash stands before what only a dash can introduce, behind what only it can end, or
	// opens a subtitle. Of the signs the minus is one, too.
	thinDash = []*engine.Pattern{
		engine.Compile(`[\p{Han}”》）](` + thin + `)(?:(?:亦即|也即|就是|也就是|这就是|这便是|便是|那就是|这是|那是|正是|换言之|换句话说|尤其是|特别是)[\p{Han}“‘《]|是[^否\P{Han}]|即[^兴将可时日刻使便席位\P{Han}]|[是即][“‘《]|(?:不是|而是|包括|比如|例如|譬如)[\p{Han}“‘《])`),
		engine.Compile(`(?:只有一个|就一个|就是一个|归结为一个|唯一的?)[^，。；：、—\d]{0,6}[字词目的标心愿要求答案准原则秘诀办法]{1,2}(` + thin + `)[\p{Han}“‘《]`),
		engine.Compile(`(?:只有|就|就是|仅有)一个(` + thin + `)[\p{Han}“‘《]`),
		engine.Compile(`(?:围绕|锚定|瞄准|紧扣|聚焦|坚持|树立|实现|朝着|向着|为了|突出|抓住|抓好|把握)(?:一个|这个|这一|这样一个|同一个?|共同的?|总)[^，。；：、—\d]{0,6}(?:目标|主题|中心|主线|宗旨|理念|任务|方向|愿望|心愿|信念|关键|核心|根本|原则)(` + thin + `)[\p{Han}“‘《]`),
		engine.Compile(`(?:这个|这一|那个|那句|一句|这句|同一个|共同的|最终的|一条|一种|这条)[^，。；：、—\d“”]{0,8}(?:目标|主题|中心|主线|宗旨|理念|愿望|心愿|信念|名字|地方|答案|口号|话|誓言|承诺|精神|节日|职业|称呼|道理|规律|难题|问题|使命|梦想)(` + thin + `)[\p{Han}“‘《]`),
		engine.Compile(`[\p{Han}”》]([—―–─])(?:为[^，。；、—\-]{2,24}(?:培养|提供|服务|作出|做出|奠定|创造|贡献|打造|注入|助力|而奋斗)|让[^，。；、—\-]{2,16}(?:成为|更加|更|都|出彩)|办好人民满意|(?:这|那)(?:不仅|既|句话|一[^\P{Han}]|是|就|正|便)|我们(?:的|要|应|必须|一定)|不仅(?:是|要)|无论|因为|所以|但是?[^，]|然而|而且|毕竟|其实|当然)[\p{Han}“‘《]`),
		engine.Compile(`[”》](` + thin + `)(?:记|致|写在|献给|读|观|评|访|纪念|赠|学习|走进)[\p{Han}“‘《]`),
		engine.Compile(`[\p{Han}”》](` + thin + `)以[^，。；]{2,24}为例(?:[）》”，。；]|$)`),
		engine.Compile(`^[^，。；：\d—–―─－-]{4,24}(` + thin + `)[^，。；：—–―─－-]{4,40}(?:纪实|侧记|掠影|综述|巡礼|感悟|有感|心得|随想|见闻|札记|剪影)$`),
		engine.Compile(`[。！？”](` + thin + `)[\s\p{Z}]*(?:\p{Han}{2,4}(?:《[^》]{1,20}》)?|《[^》]{1,20}》)[\s\p{Z}]*$`),
		engine.Compile(`^[\s\p{Z}]*(` + thin + `)[\s\p{Z}]*(?:[记写致读观评献悼][\p{Han}\d“《]{2}|访\p{Han}{2}|(?:纪念|走进|学习|浅谈|试论|庆祝)[\p{Han}\d“《]{2}|在\p{Han}[^，。；]{4,40}上的(?:讲话|致辞|发言|报告)$|以[^，。；]{2,24}为例$|基于[^，。；]{2,30}的)`),
	}
	dots = engine.Compile(`[•・‧∙⋅･]`)
)

// thin are the signs of one character that people type for a dash.
const thin = `[-－–—―─−]`

func dashes(l engine.Line) []engine.Remark {
	found := engine.MatchesBetween(hyphenDash, dashedBoth, engine.Always("——"))(l)
	for _, re := range thinDash {
		found = append(found, engine.Matches(re, 1, engine.Always("——"))(l)...)
	}
	return found
}

// foreignName is a name with a full stop in it, in front of what only people are
// called: 约翰.史密斯先生. Without that, 通知.方案 could not be told from it.
var foreignName = engine.Compile(`(?:^|[^\p{Han}]|作者[为是]|专家|教授|博士|工程师|校长|大使|[国籍])(\p{Han}{1,4}[.．]\p{Han}{1,5})(?:先生|女士|教授|博士|校长|院士|大使|主席|总裁|一行)`)

func nameDots(l engine.Line) []engine.Remark {
	found := engine.MatchesBetween(dots, hanBoth, engine.Always("·"))(l)
	for _, m := range foreignName.All(l) {
		name := l.Text[m[2]:m[3]]
		found = append(found, l.Replace(m[2], m[3], strings.NewReplacer(".", "·", "．", "·").Replace(name)))
	}
	return found
}

// sixDots makes an ellipsis of s, unless it is one, twice as long for omitted
// paragraphs, or a line to write on.
func sixDots(s string) string {
	if s == "…………" || !strings.Contains(s, "…") && utf8.RuneCountInString(s) > 6 {
		return s
	}
	return "……"
}

// ellipses leaves alone the … of 1，2，…，n, and the sign “…”.
func ellipses(l engine.Line) []engine.Remark {
	notItem := func(r rune) bool { return !engine.IsDigit(r) && !engine.IsLatin(r) }
	return slices.DeleteFunc(engine.MatchesBetween(wrongEllipsis, hanEither, sixDots)(l), func(m engine.Remark) bool {
		if engine.Before(l.Text, m.From, nil) == '“' && engine.After(l.Text, m.To, nil) == '”' {
			return true // the sign itself is spoken of
		}
		if page := strings.TrimSpace(l.Text[m.To:]); page != "" && strings.Trim(page, "0123456789") == "" {
			return true // 总则………3, of a table of contents
		}
		prev := strings.TrimRight(l.Text[:m.From], "，,、 ")
		next := strings.TrimLeft(l.Text[m.To:], "，,、 ")
		return l.Text[m.From:m.To] == "…" && len(prev) < m.From && len(next) < len(l.Text)-m.To &&
			!notItem(engine.Before(prev, len(prev), nil)) && !notItem(engine.After(next, 0, nil))
	})
}

// dashedBoth reports whether a dash may stand between the two.
func dashedBoth(prev, next rune) bool {
	return (han.Is(prev) || prev != 0 && strings.ContainsRune("”》）", prev)) && (han.Is(next) || next != 0 && strings.ContainsRune("“《（", next))
}

func hanBoth(prev, next rune) bool { return han.Is(prev) && han.Is(next) }

func hanEither(prev, next rune) bool {
	return han.Is(prev) || han.Is(next) || engine.IsMark(prev) || engine.IsMark(next)
}

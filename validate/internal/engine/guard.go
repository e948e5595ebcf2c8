package engine

import (
	"strings"
)

// WebPage is what web pages put around a text: links, credits, numbers of licences.
var WebPage = Compile(`^[\s\p{Z}]*((?:附件下载|上一条|下一条|上一篇|下一篇|打印本页|关闭窗口|返回顶部|分享到|浏览次数|浏览量|阅读次数|点击数|点击量|责任编辑|扫一扫|版权所有|相关链接|返回列表|网站地图)(?:[\s\p{Z}]*[:：].*)?|` + webLinks + `|` + webShell + `|` + webMeta + `|技术支持[\s\p{Z}]*[:：].*|(?:【(?:打印本页|打印|关闭窗口|关闭|字体|返回|收藏|分享|大|中|小)[^】]*】[\s\p{Z}]*)+|扫一扫在手机(?:上)?(?:打开|浏览|查看)[^，。]{0,8}|.*ICP备\d+号.*|.*公网安备[\s\p{Z}]*\d+号.*)$|^(\[bookmark:[^\]]*\])`)

// webShell is what a page says of itself: where one is, whose it is, how often it was read.
const webShell = `(?:您(?:现在|当前)?(?:所在)?的?|当前|你的)位置[\s\p{Z}]*[:：].*|版权所有[\s\p{Z}©][^，。；]{0,30}(?:[，,]?[\s\p{Z}]*未经.*)?|(?:Copyright|©).*|建议使用.{0,50}浏览器.{0,12}(?:本站|本网站).{0,4}|网站标识码.*|[（(【]?责任编辑[\s\p{Z}]*[:：].*|扫(?:一扫|码)[\s\p{Z}]*(?:关注我们|下载客户端|分享)|[^，。；]*(?:浏览次数|浏览量|点击数|点击量|点击率|阅读次数|访问量)[\s\p{Z}]*[:：][\s\p{Z}]*\d+次?[^，。；]{0,12}`

// webMeta is what a page says of a piece: whence and when it came, how it is read, what
// else there is.
const webMeta = `(?:上|下)一[篇条页](?:信息|文章|新闻)?[\s\p{Z}]*[:：].*|(?:信息|稿件|文章|新闻|内容)来源[\s\p{Z}]*[:：][^，。；]{2,24}|作者[\s\p{Z}]*[:：][^，。；]{1,16}(?:来源|发布时间|时间|发布日期|浏览|点击)[\s\p{Z}]*[:：].*|发布(?:时间|日期)[\s\p{Z}]*[:：][\s\p{Z}]*\d{4}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日[\s\p{Z}]+\d{1,2}[:：]\d{2})[^，。；]*|字[体号][\s\p{Z}]*[:：]?[\s\p{Z}]*[【\[（(]?[\s\p{Z}]*[大特][\s\p{Z}]+中[\s\p{Z}]+小[\s\p{Z}]*[】\]）)]?|(?:阅读|阅读量|浏览|点击|访问量|下载次数|下载量|点赞|网友评论|评论|收藏|转发)(?:数|次数)?[\s\p{Z}]*(?:[:：][\s\p{Z}]*\d+次?|[（(]\d+[）)]|[\s\p{Z}]\d+次?)|(?:本文|原文|文章)(?:链接|地址|网址)[\s\p{Z}]*[:：].*|相关(?:附件|文章|阅读|新闻|推荐|资讯|信息)[\s\p{Z}]*[:：]?|热门(?:推荐|文章|新闻)|(?:查看|点击查看|点击阅读|阅读)(?:更多|全文|原文)|展开(?:全文|更多)|(?:更多|MORE|more)[\s\p{Z}]*[>＞»]*|TOP|(?:用户)?登[录陆][\s\p{Z}|/｜]+注册|无障碍(?:阅读|浏览)|(?:收藏|打印|分享|关闭)(?:本页|本文|此页)|我要(?:评论|留言|分享|收藏|打印)|首页(?:[\s\p{Z}]*[>＞»][\s\p{Z}]*[^>＞»，。；]{1,16})+|点击(?:此处)?下载(?:附件|查看|文件)?(?:[\s\p{Z}]*[:：].*)?|附件[【\[][^】\]]+[】\]][\s\p{Z}]*已下载[\s\p{Z}]*\d*[\s\p{Z}]*次|(?:微信|手机)?扫一扫[，,]?(?:分享|关注[^，。；]{0,10}|手机(?:阅读|浏览|查看))|(?:请?扫描|长按(?:识别)?|识别)(?:下方|上方|右侧|左侧|图中)?二维码(?:关注[^，。；]{0,8}|分享[^，。；]{0,6}|手机(?:阅读|浏览|查看)|阅读(?:全文|原文)?)?|声明[:：]本文(?:转自|转载|来源|系).*|免责声明[:：]本[站网].*`

// webLinks are links of a page side by side: two at least, or one in brackets that no
// document has.
const webLinks = `(?:` + webLink + `(?:` + webGap + `+` + webLink + `)+|` + webBoxed + `(?:` + webGap + `*` + webBoxed + `)+)` + webGap + `*|[\[［〔<＜](?:打印|打印本页|打印此文|关闭|关闭窗口|返回|返回顶部|返回列表|收藏|分享|推荐|纠错)[\]］〕>＞]`

const (
	webName  = `(?:打印(?:本页|此页|本文|此文|文章|页面|正文)?|关闭(?:窗口|本页|此页|页面)?|返回(?:顶部|首页|列表|上一?页|上级|目录)?|收藏(?:本页|本文|此页)?|加入收藏|设为首页|分享(?:到|至)?(?:微信|微博|朋友圈|QQ空间|QQ)?|推荐(?:给好友)?|我?要?纠错|放大|缩小|(?:网站)?首页|上一[篇条页]|下一[篇条页]|网站地图|网站声明|联系我们|关于我们|隐私声明|使用帮助|无障碍(?:浏览|阅读)?|繁体版?|简体版?|手机版|移动版|电脑版|English|RSS(?:订阅)?|微信|微博|QQ空间|朋友圈|A[+-]|字[体号](?:大小)?[：:]?` + webGap + `*[【\[（]?大` + webGap + `*中` + webGap + `*小[】\]）]?)`
	webBoxed = `[【\[［〔（(<＜]` + webName + `[】\]］〕）)>＞]`
	webLink  = `(?:` + webBoxed + `|` + webName + `)`
	webGap   = `[\s\p{Z}|｜/·：:»>-]`
)

// Stretches whose signs are not Chinese punctuation.
var guardPatterns = []*Pattern{
	// addresses, mailboxes, hosts, files
	Compile(`(?i)\b(?:https?|ftp)://[!-~]+|\bwww\.[!-~]+`),
	Compile(`[A-Za-z0-9._%+-]+@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`),
	Compile(`\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org|gov|edu)\b`),
	Compile(`(?i)(?:[\p{Han}\w+-]|（[\p{Han}\w+-]*）)*\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|jpe?g|png|mp4|zip|rar|txt)\b`),
	// standards
	Compile(`\b(?:GB|GB/T|GB/Z|DB\d*|DB\d*/T|ISO|IEC|JY/T|JGJ)[ /]?(?:T )?\d+(?:\.\d+)*(?:[-—:]\d{4})?`),
	// template actions, data
	Compile(`\{\{.*?\}\}`),
	Compile(`\{"[^{}]*"[^{}]*\}`),
	// formulae of a sheet, intervals
	Compile(`=[A-Z][A-Z0-9.]*\((?:[^()，。；]|\([^()]*\))*\)`),
	Compile(`[\[［（(][-－]?\d+(?:\.\d+)?[,，] ?[-－+]?(?:\d+(?:\.\d+)?|∞)[\]］）)]`),
}

// Telephone numbers and dates as data, which are in few of the many lines that
// have digits and a hyphen.
var dashedPatterns = []*Pattern{
	Compile(`\b0\d{2,3}[-－]\d{7,8}(?:-\d{1,6})?\b|\b(?:400|800)-\d{3,4}-\d{3,4}\b|\b\d{3}-\d{4}-\d{4}\b|\b\d{7,8}-\d{1,6}\b`),
	Compile(`\b\d{4}-\d{1,2}-\d{1,2}\b`),
}

func guards(l Line) []Stretch {
	var found []Stretch
	if m := WebPage.First(l); m != nil { // no part of the document, which is for ZJ103 to say
		found = append(found, Stretch{m[0], m[1]})
	}
	guard := func(p *Pattern) {
		for _, m := range p.All(l) {
			// An address is often closed by a mark of the sentence around it.
			marks := ",;:!?)"
			if strings.Contains(l.Text[m[0]:m[1]], "(") {
				marks = ",;:!?" // the bracket is its own
			}
			end := m[0] + len(strings.TrimRight(l.Text[m[0]:m[1]], marks))
			found = append(found, Stretch{m[0], end})
		}
	}
	for _, p := range guardPatterns {
		guard(p)
	}
	if dashedDigits(l.Text) {
		for _, p := range dashedPatterns {
			guard(p)
		}
	}
	return found
}

// dashedDigits reports whether s has a hyphen between two digits.
func dashedDigits(s string) bool {
	for i := range s {
		size := 0
		switch {
		case s[i] == '-':
			size = 1
		case strings.HasPrefix(s[i:], "－"):
			size = len("－")
		}
		if size > 0 && i > 0 && i+size < len(s) && IsDigit(rune(s[i-1])) && IsDigit(rune(s[i+size])) {
			return true
		}
	}
	return false
}

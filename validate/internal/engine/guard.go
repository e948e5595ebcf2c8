package engine

import (
	"strings"
)

// WebPage is what web pages put around a text: links, credits, numbers of licences.
var WebPage = Compile(`^[\s\p{Z}]*((?:附件下载|上一条|下一条|上一篇|下一篇|打印本页|关闭窗口|返回顶部|分享到|浏览次数|浏览量|阅读次数|点击数|点击量|责任编辑|扫一扫|版权所有|相关链接|返回列表|网站地图)(?:[\s\p{Z}]*[:：].*)?|` + webLinks + `|` + webShell + `|技术支持[\s\p{Z}]*[:：].*|(?:【(?:打印本页|打印|关闭窗口|关闭|字体|返回|收藏|分享|大|中|小)[^】]*】[\s\p{Z}]*)+|扫一扫在手机(?:上)?(?:打开|浏览|查看)[^，。]{0,8}|.*ICP备\d+号.*|.*公网安备[\s\p{Z}]*\d+号.*)$|^(\[bookmark:[^\]]*\])`)

// webShell is what a page says of itself: where one is, whose it is, how often it was read.
const webShell = `(?:您(?:现在|当前)?(?:所在)?的?|当前|你的)位置[\s\p{Z}]*[:：].*|版权所有[\s\p{Z}©][^，。；]{0,30}(?:[，,]?[\s\p{Z}]*未经.*)?|(?:Copyright|©).*|建议使用.{0,50}浏览器.{0,12}(?:本站|本网站).{0,4}|网站标识码.*|[（(【]?责任编辑[\s\p{Z}]*[:：].*|扫(?:一扫|码)[\s\p{Z}]*(?:关注我们|下载客户端|分享)|[^，。；]*(?:浏览次数|浏览量|点击数|点击量|点击率|阅读次数|访问量)[\s\p{Z}]*[:：][\s\p{Z}]*\d+次?[^，。；]{0,12}`

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

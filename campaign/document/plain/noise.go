package plain

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	bookmark   = regexp.MustCompile(`\[bookmark:[^\]\n]*\]|\[endif\]|\[if [^\]\n]*\]`)
	pageNumber = regexp.MustCompile(`^(?:[-—–－―]+\d{1,3}[-—–－―]+|第\d{1,3}页(?:[，,/]?共\d{1,3}页)?|\d{1,3}/共?\d{1,3}页?|PAGE\\\*MERGEFORMAT\d*)$`)
)

// drawnRule is a line that somebody drew with characters, such as the red one below a
// head; of few it may be one to write on.
var drawnRule = regexp.MustCompile(`^(?:─{6,}|━{6,}|═{6,}|[-—]{10,}|={6,}|\*{6,}|★|[─━—-]{4,}★[─━—-]{4,})$`)

// dropNoise takes out what is no text of the document, with a finding each.
func (r *reading) dropNoise() {
	for i, l := range r.lines {
		marks := bookmark.FindAllString(l, -1)
		for _, m := range marks {
			r.note("RD003", i, m)
		}
		if marks != nil {
			r.rewrite(i, bookmark.ReplaceAllString(l, ""))
		}
	}
	r.dropEntities()
	r.dropLinks()
	r.dropBelow()
	r.dropAbove()
	r.dropTwice()
	var bare []int // lines that are a number and nothing else
	for i, l := range r.lines {
		t := han.Squeeze(l)
		if drawnRule.MatchString(t) {
			r.drop("RD003", i)
			continue
		}
		if strings.Contains(l, "\t") || len(t) > 40 {
			continue
		}
		if pageNumber.MatchString(t) {
			r.drop("RD002", i)
		} else if t != "" && len(t) <= 3 {
			if n, err := strconv.Atoi(t); err == nil && n > 0 && len(t) == len(strconv.Itoa(n)) {
				bare = append(bare, i)
			}
		}
	}
	r.bareNumbers(bare)
}

// entity is a blank as web pages write it.
var entity = regexp.MustCompile(`&(?:nbsp|ensp|emsp|thinsp|#160|#xA0|#12288);?`)

// dropEntities takes out the blanks of web pages at both ends of lines; what stands
// there keeps its column.
func (r *reading) dropEntities() {
	for i, l := range r.lines {
		if !strings.Contains(l, "&") {
			continue
		}
		blank := entity.ReplaceAllStringFunc(l, func(e string) string { return strings.Repeat(" ", len(e)) })
		front, back := prefix(blank, unicode.IsSpace), len(strings.TrimRightFunc(blank, unicode.IsSpace))
		if back > len(front) {
			blank = front + l[len(front):back]
		} else {
			blank = ""
		}
		if blank != l {
			r.note("RD003", i, entity.FindString(l))
		}
		r.lines[i] = blank
	}
}

// What a web page has below a text. All these patterns look at lines without
// their blanks.
var (
	webTail = regexp.MustCompile(`^(?:(?:已有|共有?|目前有)?\d+(?:人|条)(?:发表|参与)?评论|发表评论|(?:我要|网友)评论|(?:附件)?下载附件[:：]?|附件下载|相关(?:附件|链接|阅读|文章|解读|稿件|信息|新闻)|[【\[]?[上下]一[条篇]|技术支持[:：]|返回顶部|分享到|分享[:：]|扫一扫|扫码|版权所有|(?i:copyright)|©|网站地图|联系我们|(?:政府)?网站标识码|主办[:：].*(?:ICP|承办)|.*ICP备|.*公网安备|` +
		`[（(【\[]?(?:责任|网络|本文)?(?:编辑|责编)[:：]|[（(【\[]?(?:信息|文章|稿件)?(?:来源|原标题|稿源)[:：]|(?:浏览|阅读|点击)(?:次数|量|数)?[:：]\d)`)
	webButtons = regexp.MustCompile(`^(?i:[-—–·]*end[-—–·]*)$|^(?:分享|收藏|点赞|在看|转发|点在看|赞|点个)+$|^(?:[【\[（(]?[大中小][】\]）)]?[|｜]?){3}$|^(?:[【\[（(|｜]*(?:打印|收藏|关闭|返回|分享|保存|纠错)(?:本页|此页|窗口|顶部|首页|列表|本文|正文|页面)?[】\]）)|｜]*)+$`)
	webLink    = regexp.MustCompile(`^(?:(?:原文|网页|本文|文章|全文)?(?:链接|地址|网址)[:：])?(?:https?://|www\.)[!-~]+$`)
	// webMore is what heads a list of other pages, which may be called anything.
	webMore = regexp.MustCompile(`^[【\[]?(?:相关(?:附件|链接|阅读|文章|解读|稿件|信息|新闻|政策|文档)|附件下载|延伸阅读|推荐阅读|热点(?:新闻|推荐)|猜你喜欢|最新(?:文章|发布))[】\]]?[:：]?$`)
	// webCredit is who made a page.
	webCredit = regexp.MustCompile(`^(?:供稿|撰稿|(?:责任)?编辑|审核|初审|复审|终审|图文|文字|摄影|排版|美编)[:：/]`)
	// underTail may stand below one of these: links, the rest of
	// an imprint of the site.
	underTail = regexp.MustCompile(`^(?:[·•●▪■◆►▶>].*|(?:供稿|撰稿|编辑|图文|文字|摄影|排版|美编)[:：/].{1,40}|(?:审核|校对|审校|初审|复审|终审|监审|监制)[:：].{1,20}|(?:主办|承办|主办单位|承办单位)[:：].*|\p{Han}{0,8}(?:地址|校址|电话|热线|邮编|邮政编码|传真|邮箱)[:：].*)$`)
)

// dropBelow takes out what a web page has below the text.
func (r *reading) dropBelow() {
	const most, mostLoose = 60, 3
	r.dropMore()
	r.dropRecord()
	var under []int
	loose := 0 // lines that only what stands above tells to be of the page
	for i, seen := len(r.lines)-1, 0; i >= 0 && seen < most; i-- {
		t := han.Squeeze(r.lines[i])
		if t == "" {
			continue
		}
		seen++
		switch {
		case webLink.MatchString(t):
			r.drop("RD001", i)
		case webTail.MatchString(t), webButtons.MatchString(t):
			for _, f := range append(under, i) {
				r.drop("RD001", f)
			}
			under = nil
		case underTail.MatchString(t):
			under = append(under, i)
		case r.mayBeFrame(i) && loose < mostLoose:
			loose++
			under = append(under, i)
			continue
		default:
			if r.framed && r.endsText(i, under) {
				for _, f := range under { // between the end of the text and the page
					if r.mayBeFrame(f) || webCredit.MatchString(han.Squeeze(r.lines[f])) {
						r.drop("RD001", f)
					}
				}
			}
			return
		}
		loose = 0
	}
}

// endsText reports whether a document can end with line i, above lines that may be
// of a web page: with its date, note or imprint, or with a sentence above a few
// words.
func (r *reading) endsText(i int, under []int) bool {
	const few = 10 // characters
	s := r.text(i)
	_, day := r.dayLine(i)
	if l, _ := cutLabel(s); day || isDateLine(s) || noteLine.MatchString(s) || l.rest != "" || printedLine.MatchString(s) || copiesLine.MatchString(s) {
		return true
	}
	return strings.HasSuffix(s, "。") && !slices.ContainsFunc(under, func(i int) bool { return utf8.RuneCountInString(r.text(i)) > few })
}

// mayBeFrame reports whether line i, which stands among the lines below a text,
// can be of the web page: a few words that are no part of a document.
func (r *reading) mayBeFrame(i int) bool {
	const most = 40
	s := r.text(i)
	_, marked := passage.ReadMark(s)
	_, organ := r.dayLine(i)
	return !marked && !organ && !isOrgan(s) && !printedLine.MatchString(s) && !copiesLine.MatchString(s) && !isDateLine(s) && !strings.ContainsAny(r.lines[i], "\t。；") && utf8.RuneCountInString(s) <= most &&
		passage.LabelLength(s) == 0 && !noteLine.MatchString(s) && !labelLine.MatchString(han.Squeeze(s)) && !ended(s)
}

// dropRecord takes out the record of a page that ends the text: two lines of it
// at least, for documents have one such as 公开方式：主动公开.
func (r *reading) dropRecord() {
	var record []int
	for i := r.last(len(r.lines)); i >= 0 && webRecord.MatchString(han.Squeeze(r.lines[i])); i = r.last(i) {
		record = append(record, i)
	}
	if len(record) < 2 || len(r.signing(len(r.lines))) == 0 && slices.ContainsFunc(record, func(i int) bool { return signedOn.MatchString(r.text(i)) }) {
		return // or it is the signature
	}
	for _, i := range record {
		r.drop("RD001", i)
	}
}

// dropMore takes out a list of other pages that ends the text.
func (r *reading) dropMore() {
	const most = 20
	for i, seen := r.last(len(r.lines)), 0; i >= 0 && seen < most; i, seen = r.last(i), seen+1 {
		s := r.text(i)
		if webMore.MatchString(han.Squeeze(s)) {
			for _, k := range r.between(i, len(r.lines)) {
				r.drop("RD001", k)
			}
			return
		}
		if strings.Contains(s, "。") || strings.Contains(r.lines[i], "\t") || utf8.RuneCountInString(s) > maxTitleLine || isDateLine(s) {
			return
		}
	}
}

// What a web page has above a text.
var (
	webHead = regexp.MustCompile(`^(?:(?:发布|更新|录入|发稿)(?:时间|日期)[:：]|(?:发布|发稿|供稿|录入|上传)(?:者|人|单位|部门)[:：]|(?:信息|文章|新闻|稿件)?来源[:：]|稿源[:：]|(?:浏览|阅读|点击|访问)(?:次数|数|量|人次|率)?[:：]|浏览次数|浏览量|阅读次数|点击数|[【\[（(]?字[号体][:：]|[【\[（(]字[号体]|分享到|分享[:：]|(?:您|你)?(?:当前|现在|目前)?(?:所在)?(?:的)?位置[:：是]|(?:网站)?首页(?:[>›»|/]|新闻|政务|机构|学校|$)|(?:时间|日期)[:：]\d{4}[-/.]\d|欢迎(?:访问|光临|您)|无障碍|长者模式|登录注册|搜索$)`)
	// webStamp is the day on which a page was put up, with or without more.
	webStamp = regexp.MustCompile(`^[^，。：:]{0,30}\d{4}(?:[-/.]\d{1,2}[-/.]|年\d{1,2}月)\d{1,2}日?\d{1,2}[:：]\d{2}\p{Han}{0,6}$|^点击(?:上方|下方)?(?:蓝字|名片)|^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\d{1,2}[:：]\d{2}.{0,40}$|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:$|来源|作者|浏览|阅读|点击|字[号体]|信息|发布|编辑|[|｜【\[])|\d{4}年\d{1,2}月\d{1,2}日(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)(?:$|来源|作者|浏览|阅读|点击|字[号体]|信息|发布|编辑|[|｜【\[]))`)
	// webLabels has more than one label of a page, wherever they stand; 发文字号 is none.
	webLabels = regexp.MustCompile(`^(?:.{0,40}[^文])?(?:(?:发布|更新|公告|公示)(?:时间|日期)|(?:浏览|阅读|点击|访问)(?:次数|数|量)?|背景色|字[号体](?:大小)?|(?:信息|文章|稿件)来源)[:：][^。]{0,60}$|^(?:作者|编辑|初审|复审|终审|审核|发布者?|供稿|撰稿)[:：][^。]{0,60}\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^。]{0,20}$`)
	// webMenu is a row of a menu.
	webMenu = regexp.MustCompile(`^[|｜]?(?:[^|｜。，：]{2,12}[|｜]){2,}[^|｜。，：]{0,12}$|^设为首页|加入收藏$`)
	webPath = regexp.MustCompile(`^[\p{Han}A-Za-z0-9]{2,12}(?:(?:>|›|»|＞|→|-->)+[\p{Han}A-Za-z0-9]{2,14})+(?:>|›|»|＞)?$`)
	// webRecord is a line of the record that pages of governments begin with;
	// whatever stands in it with a label is of the record too.
	webRecord = regexp.MustCompile(`^(?:(?:信息)?索[引取]号|(?:主题|组配|体裁|公开|信息|栏目|题材|公文)(?:分类|种类)|信息类别|服务对象|(?:发布|公开|发文|制发|制定)(?:机构|机关|单位|部门)|标题|(?:信息|文件|公文)名称|(?:发文字|文)号|(?:成文|生成|公开|印发|生效|废止|失效|发文)(?:日期|时间)|(?:是否)?(?:有效|时效)性?|效力状态|公开(?:范围|时限|方式|属性|形式)|关键[词字]|内容概述|(?:信息)?名称)[:：]`)
	// besideWeb goes with a line of a web page above or below it.
	besideWeb = regexp.MustCompile(`^(?:(?:作者|供稿|撰稿|文|图|图文|文图|摄影|编辑|责任编辑|审核|初审|终审|校对|通讯员)[:：/].*|[TA大中小][+-]?|[|｜]|字[号体]|` +
		`(?:政务|信息|校务|党务)公开|政策(?:文件|法规|解读)?|通知公告|公告(?:公示)?|新闻(?:中心|动态|资讯)?|\p{Han}{0,4}(?:动态|要闻|快讯|快报|简讯)|办事(?:服务|大厅)|互动交流|机构(?:职能|设置|概况)|专题(?:专栏)?|资料下载|下载中心|学校概况|招生就业|主页|登录|注册|搜索|检索|法定主动公开内容|(?:行政)?规范性文件|其他文件)$`)
	// webNumber is the number of a document among what else a page tells of it.
	webNumber = han.Compile(`(?:^|\s)(?:发\s*文\s*字|文)\s*号\s*[:：]\s*([^\t\p{Z}：:]{1,20}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d{1,5}\s*号)`)
	webValue  = han.Compile(`^\s*(?:标\s*题|(?:信息|文件|公文)?名\s*称|(?:发文字|文)\s*号)\s*[:：]\s*(\S.*)?$`)
)

// recordValue returns the title or number that a line of a record tells, with
// tabs between its cells if it has several.
func recordValue(line string) string {
	if g := webNumber.FindStringSubmatch(line); g != nil {
		return g[1]
	}
	cells := strings.Split(line, "\t")
	for k, c := range cells {
		if g := webValue.FindStringSubmatch(c); g != nil {
			if g[1] == "" && k+1 < len(cells) {
				g[1] = cells[k+1]
			}
			return strings.TrimSpace(g[1])
		}
	}
	return ""
}

// A webLine tells how a line above the title looks.
type webLine uint8

const (
	noWeb    webLine = iota
	mayWeb           // has a label, as the lines of a record have
	withWeb          // see besideWeb
	ofRecord         // see webRecord
	isWeb            // has no place in a document
)

// dropAbove takes out what a web page has above the title, and between it and
// the recipients or the first line of text.
func (r *reading) dropAbove() {
	lines := r.topLines()
	looks := make([]webLine, len(lines))
	for k, i := range lines {
		t := han.Squeeze(r.lines[i])
		switch {
		case webHead.MatchString(t), webStamp.MatchString(t), webLabels.MatchString(t), webMenu.MatchString(t), webPath.MatchString(t), webButtons.MatchString(t), webLink.MatchString(t):
			looks[k] = isWeb
		case webRecord.MatchString(t):
			looks[k] = ofRecord
		case besideWeb.MatchString(t):
			looks[k] = withWeb
		case passage.LabelLength(r.text(i)) > 0 && document.KindOf(t) == "" && !listLine.MatchString(t):
			looks[k] = mayWeb
		}
	}
	if lonely(looks) && !slices.ContainsFunc(lines, func(i int) bool { return webNumber.MatchString(r.lines[i]) }) {
		return
	}
	spread := func(k, by int) {
		for k += by; k >= 0 && k < len(looks); k += by {
			if near := looks[k-by]; looks[k] == withWeb && near == isWeb || (looks[k] == mayWeb || looks[k] == withWeb) && near == ofRecord {
				looks[k] = near
			} else {
				break
			}
		}
	}
	if len(looks) > 0 && looks[0] == withWeb && slices.Contains(looks, isWeb) {
		looks[0] = isWeb // the column that the page stands in
	}
	for k := range looks {
		if looks[k] == isWeb || looks[k] == ofRecord {
			spread(k, -1)
			spread(k, 1)
		}
	}
	for k, i := range lines {
		if looks[k] != isWeb && looks[k] != ofRecord {
			continue
		}
		if value := recordValue(r.lines[i]); value != "" && (looks[k] == ofRecord || webNumber.MatchString(r.lines[i])) && !r.standsIn(han.Squeeze(value), lines, looks) {
			// Nothing else on the page tells the title or the number.
			r.note("RD001", i, strings.Replace(r.text(i), value, "", 1))
			r.rewrite(i, value)
			continue
		}
		r.drop("RD001", i)
	}
}

// lonely reports whether the only line of a record is one that documents have
// too, such as 公开方式：主动公开.
func lonely(looks []webLine) bool {
	records := 0
	for _, l := range looks {
		if l == isWeb {
			return false
		}
		if l == ofRecord {
			records++
		}
	}
	return records < 2
}

// topLines returns the lines that are not blank, from the first to the one
// before the recipients or the first line of running text.
func (r *reading) topLines() []int {
	const most = 80
	var lines []int
	for i := r.next(0, len(r.lines)); i < len(r.lines) && len(lines) < most; i = r.next(i+1, len(r.lines)) {
		s := r.text(i)
		m, marked := passage.ReadMark(s)
		if isRecipients(s) || marked && m.Doubt == passage.Sure || strings.Contains(s, "。") && ended(s) && !webRecord.MatchString(han.Squeeze(s)) {
			break
		}
		lines = append(lines, i)
	}
	return lines
}

// standsIn reports whether a text stands in those of the lines that are not of
// a web page, over one or more of them.
func (r *reading) standsIn(text string, lines []int, looks []webLine) bool {
	var all strings.Builder
	for k, i := range lines {
		if looks[k] < ofRecord {
			all.WriteString(han.Squeeze(r.lines[i]))
		}
	}
	return strings.Contains(all.String(), text)
}

// pageTitle is what browsers put behind a title: _云溪市教育局.
var pageTitle = regexp.MustCompile(`^(?:[-_|｜—–].*)?$`)

// dropTwice takes out a title that stands above the text once more, as the name
// of the page.
func (r *reading) dropTwice() {
	const most = 4 // lines of a title
	lines := r.topLines()
	lines = lines[:min(len(lines), maxTop)]
	for a := range lines {
		first := ""
		for k := a; k < min(a+most, len(lines)); k++ {
			if first += han.Squeeze(r.lines[lines[k]]); utf8.RuneCountInString(first) > most*maxTitleLine {
				break
			}
			for b := k + 1; b < len(lines); b++ {
				second := ""
				for m := b; m < min(b+most, len(lines)); m++ {
					second += han.Squeeze(r.lines[lines[m]])
					rest, ok := strings.CutPrefix(first, second)
					if ok && pageTitle.MatchString(rest) && document.KindOf(second) != "" && utf8.RuneCountInString(second) >= 8 {
						for _, i := range lines[a : k+1] {
							r.drop("RD001", i)
						}
						return
					}
					if !ok {
						break
					}
				}
			}
		}
	}
}

// bareNumbers takes out the numbers that count pages: all there are, each one
// more than the last, begun at 1 or 2 (the first page often has none).
func (r *reading) bareNumbers(lines []int) {
	for k, i := range lines {
		n, _ := strconv.Atoi(r.text(i))
		first, _ := strconv.Atoi(r.text(lines[0]))
		if first > 2 || n != first+k || len(lines) < 2 {
			return
		}
	}
	for _, i := range lines {
		r.drop("RD002", i)
	}
}

func (r *reading) drop(rule string, i int) {
	r.framed = r.framed || rule == "RD001"
	r.note(rule, i, r.text(i))
	r.rewrite(i, "")
}

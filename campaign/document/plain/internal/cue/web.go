package cue

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	// FileLink is a file that a web page offers: 附件【附件1：名单.xlsx】已下载12次.
	FileLink = han.Compile(`^(?:附\s*件\s*(?:查看|浏览)?\s*[:：]?\s*|\S{0,2}下载\s*[:：]?\s*)??[【\[]?\s*((?:附\s*[件表]\s*(?:[0-9０-９一二三四五六七八九十]{1,3})\s*[.．：:、]?|[0-9０-９]{1,2}\s*[.．、])\s*)?([^。；\t【】\[\]：:]{1,80}?)\.(?i:docx?|xlsx?|wps|et|pdf|zip|rar|7z|ofd|pptx?|jpe?g|png|tif)\s*[】\]]?` +
		`(?:\s*(?:[（(【\[][^（）()【】]*[）)】\]]|已?下载.*|点击.*|[\d.]+\s*[KMkm][Bb]?))*\s*$`)
	// FileBehind is an attachment with its file behind it: 1.名单 20140926_41.doc.
	FileBehind = han.Compile(`^(\s*(?:附\s*[件表]\s*)?[0-9]{0,2}\s*[.．、：:]?\s*\p{Han}[^。；\t]{3,60}?)(\s+[\p{Han}\w（）()-]{1,60}\.(?i:docx?|xlsx?|wps|et|pdf|zip|rar|7z|ofd|pptx?))\s*$`)
	LinkHead   = han.Compile(`^[【\[]?\s*(?:附\s*件(?:列表|下载|清单|资料|查看|浏览)?|相关附件|下载附件|附件信息|文件下载|点击下载)\s*[】\]]?\s*[:：]?\s*$`)
)

var (
	Bookmark   = regexp.MustCompile(`\[bookmark:[^\]\n]*\]|\[endif\]|\[if [^\]\n]*\]`)
	PageNumber = regexp.MustCompile(`^(?:[-—–－―]+\d{1,3}[-—–－―]+|第\[?\d{1,3}\]?页(?:[，,/]?共\[?\d{1,3}\]?页)?|\d{1,3}/共?\d{1,3}页?|PAGE\\\*MERGEFORMAT\d*)$`)
)

// DrawnRule is a line that somebody drew with characters, such as the red one below a
// head; of few it may be one to write on. Forms of web pages leave 窗体顶端 in word processors.
var DrawnRule = regexp.MustCompile(`^(?:窗体[顶底]端|─{6,}|━{6,}|═{6,}|[-—]{10,}|={6,}|\*{6,}|★|[─━—-]{4,}★[─━—-]{4,})$`)

// Entity is a blank as web pages write it.
var Entity = regexp.MustCompile(`&(?:nbsp|ensp|emsp|thinsp|#160|#xA0|#12288);?`)

// What a web page has below a text. All these patterns look at lines without
// their blanks.
var (
	WebTail = regexp.MustCompile(`^(?:(?:楼主|沙发|板凳|地板|回复|举报|评分|使用道具|只看该作者|显示全部楼层)+$|发表于\d{4}[-/.]|(?:文章|所属)?(?:分类|栏目)[:：].{1,12}$|页[:：](?:\[\d{1,3}\])*$|\{:\d+_\d+:\}|(?:推荐|热门|精彩)内容$|(?:本文|本站|本网|本页)(?:来自|来源|由|内容|转载|声明|版权|链接|地址|网址|关键[词字]|标签)|下载地址[:：]|附件(?:查看|浏览|预览)[:：]?$|为[您你]推荐|[-–—]*分页[>»]*$|提交(?:成功|失败)[!！]?$|验证(?:码)?(?:错误|失败)|(?:无障碍|长者模式|政务新媒体|政策问答|网站导航)$|\p{Han}{2,16}(?:人民政府|管委会)发布$|(?:已有|共有?|目前有)?\d+(?:人|条)(?:发表|参与)?评论|发表评论|(?:我要|网友)评论|(?:附件)?下载附件[:：]?|附件下载|相关(?:附件|链接|阅读|文章|解读|稿件|信息|新闻|推荐)|相关文件(?:查阅|下载)?[:：]?$|相關(?:文章|新聞|鏈接|閱讀)[:：]?|关联稿件|友情链接|[【\[]?[上下]一[条篇]|技术支持[:：]|返回顶部|分享到|分享[:：]|(?:微信)?扫一扫|扫码|扫描(?:下方|上方)?二维码|\p{Han}{2,20}(?:微信)?公众号(?:二维码)?$|版权所有|(?i:copyright)|©|网站地图|联系我们|(?:政府)?网站标识码|主办[:：].*(?:ICP|承办)|主办单位[:：].*(?:地址|邮编|电话)[:：]|.*ICP备|.*公网安备|(?:用户|网友|最新|精彩|热门|发布|全部)?(?:评论|点评|导读)(?:[(（]?\d+[)）]?)?$|打赏|暂无(?:关键词|评论|标签)|(?:关键[词字]|标签)[:：]|免责声明|评论前必须登录|(?:登录|注册)$|(?:查看)?更多(?:[>›»]*)$|` +
		`[（(【\[]?(?:责任|网络|本文)?(?:编辑|责编)[:：|｜/]|[（(【\[]?(?:信息|文章|稿件|本文|资料|新闻|转载)?(?:来源|原标题|稿源)[:：|｜/]|(?:信息|文章|新闻|稿件)来源$|留言[与和及]?评论|验证码[:：]?$|(?:<!--.*|.*--+>)$|.*content_\d+\.s?html?|(?:浏览|阅读|点击)(?:次数|量|数)?[:：（(]?\d|[（(]\p{Han}{2,15}供稿[）)]$|[（(](?:作者|供稿|撰稿|编辑)[:：])`)
	WebButtons = regexp.MustCompile(`^[【\[（(]?字[体号][:：]?(?:[大中小][|｜]?){1,3}[】\]）)]?$|^(?:公告|文件|原文)?下载链接[:：]?$|^[（(](?:发布|更新)(?:时间|日期)[:：][^（）()]{4,30}[）)]$|^[（(]附件请?(?:点击)?下载(?:查看|附件|后查看)?[）)]$|^(?:[【\[][^】\]附]{1,8}[】\]]){2,}$|^(?:(?:新浪|腾讯)?微[博信](?:好友)?|(?i:qq)(?:空间|好友)?|朋友圈|人人网|豆瓣网?|百度贴吧|复制链接){2,}$|^(?i:[-—–·]*(?:the)?end[-—–·]*)$|^(?:分享|收藏|点赞|在看|转发|点在看|赞|点个)+$|^(?:[【\[（(]?[大中小][】\]）)]?[|｜]?){3}$|^(?:[【\[（(|｜]*(?:打印|收藏|关闭|返回|分享|保存|纠错|下载)(?:本页|此页|窗口|顶部|首页|列表|本文|正文|页面|原图)?[】\]）)|｜]*)+$`)
	WebLink    = regexp.MustCompile(`^(?:(?:原文|网页|本文|文章|全文)?(?:链接|地址|网址)[:：])?(?:https?://|www\.)[!-~]+$`)
	// WebMore is what heads a list of other pages, which may be called anything.
	WebMore = regexp.MustCompile(`^【[^】]{2,30}】相关(?:文章|阅读|推荐)[:：]?$|^[【\[]?(?:相关(?:附件|链接|阅读|文章|解读|稿件|信息|新闻|政策|文档|推荐|法规|案例)|热门(?:法规|文章|推荐|排行|文档|新闻|标签)|最新(?:法规|阅读|资讯)|附件下载|延伸阅读|推荐阅读|热点(?:新闻|推荐)|猜你喜欢|最新(?:文章|发布))[】\]]?[:：]?$`)
	// WebCredit is who made a page.
	WebCredit  = regexp.MustCompile(`^(?:\p{Han}{0,3}[文图审稿摄编][\p{Han}]{0,2}|校[对核审]|排版|录入[者人员]?|上传[者人员]?|发布[者人员])[:：/／|｜]\P{N}{0,30}$`)
	siteWords  = regexp.MustCompile(`网站|网页|页面|本站|本网|版权|备案|(?i:ICP|copyright|allrightsreserved|poweredby|https?://|www\.)|浏览|访问[量人次]|点击[量数次]|阅读[量数次]|扫码|扫一扫|扫描|二维码|公众号|[上下]一[篇条]|关闭|转载|技术支持|收藏|篇幅|查看更多|查看全文|点击此处|部分内容|标识码|公网安备|著作权|公有领域|纠错|分享|积分|立即登录|免费注册|侵权`)
	siteSpeaks = regexp.MustCompile(`^[（(【\[*※]?(?:本作品|本文|本页|本站|本网|本资料|本内容|以上内容|上面|以下|该文|声明|免责|版权|因篇幅|欢迎(?:关注|扫|转载|访问)|(?:温馨提示[：:])?(?:微信)?(?:搜索|关注|扫描?|扫一扫|长按).{0,8}公众号|如需转载|未经|更多|特别声明|温馨提示：本)`)
	// WebOwner is who runs a page.
	WebOwner = regexp.MustCompile(`^(?:主办|承办|协办|主管|维护|建设|制作|开发|运营|技术支持)(?:单位|方)?[:：].{1,60}$`)
	// siteAddress is where the owner of a page is; askedPerson is whom a document says to ask.
	siteAddress = regexp.MustCompile(`^\p{Han}{0,6}(?:地址|校址|邮编|邮政编码)[:：]`)
	askedPerson = regexp.MustCompile(`^\p{Han}{0,6}(?:联系人|经办|咨询|报名|填报)`)
	// UnderTail may stand below one of these: links, the rest of
	// an imprint of the site.
	UnderTail = regexp.MustCompile(`^(?:(?:\[\d{1,3}\])+$|[·•●▪■◆►▶>].*|(?:供稿|撰稿|编辑|图文|文字|摄影|排版|美编)[:：/|｜].{1,40}|(?:审核|校对|审校|初审|复审|终审|监审|监制)[:：/|｜].{1,20}|(?:主办|承办|主办单位|承办单位)[:：].*|\p{Han}{0,8}(?:地址|校址|电话|热线|邮编|邮政编码|传真|邮箱)[:：].*)$`)
)

// What a web page has above a text.
var (
	WebHead = regexp.MustCompile(`^(?:(?:楼主|沙发|板凳|地板|\d{1,3}楼|只看(?:该作者|楼主|大图))$|发表于\d{4}|[（(【\[]?(?:广告|AD)[）)】\]]?$|(?:本?网站)?(?:已|现已)?支持(?i:ipv6)(?:访问|网络)?$|(?:语音|点击)?(?:朗读|播报|收听)(?:全文|本文|文章)?$|第?[A-Z]\d{1,3}版[:：|｜]?.{0,16}$|第?\d{1,3}版[:：|｜].{1,16}$|\p{Han}{2,10}报[/／]?\d{4}年[/／]?\d{1,2}月[/／]?\d{1,2}日[/／]?第?[A-Z]?\d{1,3}版.{0,16}$|(?:发布|更新|录入|发稿|添加|创建)(?:时间|日期)[:：]|时间[:：]\d{2}-\d{2}$|栏目[:：]|下载(?:文字|图片)版|[【\[](?:图文|组图|转载)[】\]]|(?:发布|发稿|供稿|录入|上传)(?:者|人|单位|部门)[:：]|(?:信息|文章|新闻|稿件)?来源[:：]|稿源[:：]|(?:浏览|阅读|点击|访问)(?:次数|数|量|人次|率)?[:：]|浏览次数|浏览量|阅读次数|点击数|[【\[（(]?字[号体][:：]|[【\[（(]字[号体]|分享到|分享[:：]|(?:您|你)?(?:当前|现在|目前)?(?:所在)?(?:的)?位置[:：是]|(?:网站)?首页(?:[>›»|/]|新闻|政务|政策|机构|学校|校园|公告|通知|信息|资讯|动态|文件|公文|教育|部门|$)|(?:时间|日期)[:：]\d{4}[-/.]\d|欢迎(?:访问|光临|您)|今天是[:：]?(?:\d{4}年|$)|以下(?:为|是)正文[:：]?$|(?:今日|现在)是?[:：]?\d{4}年\d{1,2}月\d{1,2}日星期|内容发布更新|.{0,12}(?i:banner).{0,12}$|(?:当前|现在)(?:时间|日期)[:：]|(?:简介|导读|摘要|核心提示|内容摘要|内容提要|内容概[述况要]|内容概览|导语)[:：]|导语|核心提示|第[一1]篇[:：]|\d+(?:人|次)(?:看过|浏览|阅读)|[·.…\-—_*~]+$|下载地址|点击(?:此处|这里)?下载|(?i:youarehere)|无障碍|长者模式|登录注册|搜索$|\p{Han}{2,20}[（(](?:服务号|订阅号|公众号|视频号|小程序)[）)]$|(?:官网|网站|官方)?(?:移动端|手机端|客户端|微信端|手机版|电脑版)$|(?:本文)?(?:发布|发表)于[:：]|(?:推荐|评论|收藏|点赞)\d+$|(?:办事|访问|办件)?统计(?:数据)?[:：]|您(?:所)?访问的页面|如您是在地址栏|了解\p{Han}{2,8}更多信息|(?:放大|缩小)字体|无标题文档$|(?:取消|添加|加入)?(?:收藏|关注|订阅|点赞|分享|复制)(?:成功|失败)[!！]?$|(?:您|你)?(?:还没有?|尚未|未)登录(?:[,，]?请(?:您?先)?登录.{0,8})?[!！。]?$|相关(?:办事指南|政策解读|办事服务|政策文件|服务事项)$|(?:政府|政务)信息公开(?:目录|指南|专栏|年报|制度)$)`)
	// WebStamp is the day on which a page was put up, with or without more.
	WebStamp = regexp.MustCompile(`^(?:https?://|www\.)[!-~]{3,80}?(?:19|20)\d{2}(?:年\d{1,2}月\d{1,2}日|[-/.]\d{1,2}[-/.]\d{1,2})[^。；]{0,40}$|^[^，。：:]{0,30}\d{4}(?:[-/.]\d{1,2}[-/.]|年\d{1,2}月)\d{1,2}日?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\p{Han}{0,6}$|^点击(?:上方|下方)?(?:蓝字|名片)|^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\d{1,2}[:：]\d{2}.{0,40}$|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:$|来源|作者|浏览|阅读|点击|字[号体]|信息|发布|编辑|全文有效|现行有效|[|｜【\[])|\d{4}年\d{1,2}月\d{1,2}日(?:来源|作者|浏览|阅读|点击|字[号体])[:：]|\d{4}年\d{1,2}月\d{1,2}日(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)(?:$|来源|作者|浏览|阅读|点击|字[号体]|信息|发布|编辑|[|｜【\[]))`)
	// WebLabels has more than one label of a page, wherever they stand; 发文字号 is none.
	WebLabels = regexp.MustCompile(`^(?:.{0,40}[^文])?(?:(?:发布|更新|公告|公示)(?:时间|日期)|(?:浏览|阅读|点击|访问)(?:次数|数|量)?|背景色|字[号体](?:大小)?|(?:信息|文章|稿件)来源)[:：][^。]{0,60}$|^(?:作者|编辑|初审|复审|终审|审核|发布者?|供稿|撰稿)[:：][^。]{0,60}\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^。]{0,20}$`)
	// WebMenu is a row of a menu.
	WebMenu = regexp.MustCompile(`^[|｜]?(?:[^|｜。，：]{2,12}[|｜]){2,}[^|｜。，：]{0,12}$|^[|｜]?(?:[^|｜。]{1,40}[|｜]){3,}[^|｜。]{0,40}$|^设为首页|加入收藏$|^(?:\[[A-Za-z]+\]){2,}$`)
	// WebPlace begins with the words for where on its site a page stands.
	WebPlace = regexp.MustCompile(`^(?:您|你)?(?:当前|现在|目前)?(?:所在)?(?:的)?位置[:：是]`)
	WebPath  = regexp.MustCompile(`^(?:\p{Han}{2,6}[:：])?[\p{Han}A-Za-z0-9]{2,12}(?:(?:>|›|»|＞|→|-->)+[\p{Han}A-Za-z0-9]{2,14})+(?:>|›|»|＞)?$`)
	// webChapter heads a document in a collection of models, or in a gazette.
	webChapter = regexp.MustCompile(`^\p{Han}{2,12}公报\d{4}年第?\d{1,3}[号期](?:[（(]总.{1,12}[）)])?$|^《?[^，。：:；]{2,30}范文(?:篇.{1,3}|[（(].{0,10}[）)])》?$|[（(][^（）()]{0,4}[\d一二三四五六七八九十]{1,3}篇[）)]》?$`)
	// webStep is one step of a path, or a heading with more behind it.
	webStep = regexp.MustCompile(`^[·•]?[\p{Han}A-Za-z0-9]{2,14}(?:>|›|»|＞)+$`)
	// WebRecord is a line of the record that pages of governments begin with;
	// whatever stands in it with a label is of the record too.
	WebRecord = regexp.MustCompile(`^(?:索引号|信息索引|发布机构|发文机关|责任部门|主题分类|信息分类|组配分类|文号|发文字号|成文日期|生成日期|发布日期|公开日期|公布日期|发文日期)[^：:。，]{1,40}(?:发文字号|文号|生成日期|成文日期|发布机构|责任部门|有效性|主题分类|公开方式|公开范围|发布日期|公开日期)[^。，：:]{0,60}$|^【(?:(?:法规|所属|主题|首选|次选|其[它他])(?:类别|分类|层次)|关键字|(?:发文)?字号|(?:发布|制定|批准|公布|颁布)(?:部门|单位|机关|文号|日期)|(?:实施|施行|生效|失效)日期|时效性|效力(?:级别|等级)|文件来源).{0,4}】|^(?:(?:信息)?索[引取]号|(?:主题|组配|体裁|公开|信息|栏目|题材|公文|机构|行业|文件|政策|法规|资源)(?:分类|种类|类型|类别)|服务对象|(?:发布|公开|发文|制发|制定)(?:机构|机关|单位|部门)|文件(?:类别|状态)|(?:发文|文件|信息)?标题|(?:信息|文件|公文|法规|政策|标准)名称|文件字号|颁布(?:日期|时间|单位|部门|机关)|(?:发文[字文编]|发布文|文件编?|公文|文|编)号|发文(?:部门|机关|单位)|(?:成文|生成|公开|公布|印发|生效|施行|实施|废止|失效|发文)(?:日期|时间)|(?:是否)?(?:有效|时效)性?|效力(?:状态|级别|等级)|(?:评论|浏览|点击)人次|公开(?:范围|时限|方式|属性|形式)|关键[词字]|内容概述|(?:信息)?名称)[:：]|^主题词[:：]$|^(?:文件)?(?:主题|事由)[:：]关于[^。；]{4,60}(?:通知|通报|公告|通告|公示|决定|意见|函)$`)
	// ShortLabel is a line with a few words and a colon, and a value or none.
	ShortLabel = regexp.MustCompile(`^\p{Han}{1,6}[:：][^。；！？]{0,40}$`)
	// RecordRow has labels in more than one of its columns, or behind its first.
	RecordRow = han.Compile(`^[^。；：:]{1,60}(?:[：:][^。；]{0,40})?\s\p{Han}{2,6}\s*[：:][^。；]{0,60}$`)
	// BesideWeb goes with a line of a web page above or below it.
	BesideWeb = regexp.MustCompile(`^(?:(?:时间|日期|作者|来源)[:：]|(?:作者|供稿|撰稿|文|图|图文|文图|摄影|编辑|责任编辑|审核|初审|终审|校对|通讯员)[:：/].*|[TA大中小][+-]?|[|｜]|字[号体]|` +
		`(?:政务|信息|校务|党务)公开|政策(?:文件|法规|解读)?|通知公告|公告(?:公示)?|新闻(?:中心|动态|资讯)?|\p{Han}{0,4}(?:动态|要闻|快讯|快报|简讯)|办事(?:服务|大厅)|互动交流|机构(?:职能|设置|概况)|专题(?:专栏)?|(?:资料|文件|常用)下载|下载中心|(?:最新|招生|教育)(?:资讯|广告|信息)|学校概况|招生就业|主页|登录|注册|搜索|检索|(?:法定)?主动公开(?:内容)?|依申请公开|不予公开|\p{Han}{0,12}(?:行政)?规范性文件|其他文件|文章属性|正文(?:内容)?|(?:法规|发文|文件|信息|公告|通知)?内容(?:概[述况要]|摘要)?[:：]?)$`)
	// WebNumber is the number of a document among what else a page tells of it.
	WebNumber = han.Compile(`(?:^|\s|/)(?:发\s*文\s*字|发\s*布\s*文|文\s*件|文\s*件\s*编|公\s*文|公\s*告|编|字|文)?\s*号\s*[:：]\s*([^\t\p{Z}：:]{1,20}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d{1,5}\s*号)`)
	// barePlace is the number behind its label without a colon: 发文字号 甲政发〔2021〕6号.
	barePlace = han.Compile(`(?:(?:^|\s)(?:发\s*文\s*字|文)\s*号\s+|[【\[]\s*(?:发\s*文\s*字\s*|文\s*)号\s*[】\]]\s*)([^\t\p{Z}：:]{1,20}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d{1,5}\s*号)(?:\s|$)`)
	// misplaced is the number behind the label of another cell, in a record whose values slipped: 【时效性】甲政发〔2021〕6号.
	misplaced = han.Compile(`^[^。；]{0,60}【\s*(?:\p{Han}\s*){2,6}】\s*([^\t\p{Z}：:【】]{1,20}[〔\[（(]\d{4}[〕\]）)]\s*第?\s*\d{1,5}\s*号)\s*(?:【|$)`)
	webValue  = han.Compile(`^\s*(?:(?:发文|文件|信息)?标\s*题|(?:信息|文件|公文)?名\s*称|主\s*题|事\s*由|(?:发\s*文\s*[字文编]|发布文|文件编?|公文|文|编)\s*号)\s*[:：]\s*(\S.*)?$`)
)

// TellsNumber reports whether a line tells the number of a document behind its label.
func TellsNumber(line string) bool {
	return WebNumber.MatchString(line) || barePlace.MatchString(line) || misplacedNumber(line) != ""
}

// misplacedNumber returns the number that stands behind the label of another cell; "" if none does, or one
// that the document takes out of force.
func misplacedNumber(line string) string {
	const longest = 600 // bytes
	if len(line) > longest || strings.Contains(line, "废止") || strings.Contains(line, "失效") {
		return ""
	}
	if g := misplaced.FindStringSubmatch(line); g != nil {
		return g[1]
	}
	return ""
}

// RecordValue returns the title or number that a line of a record tells, with
// tabs between its cells if it has several.
func RecordValue(line string) string {
	if g := WebNumber.FindStringSubmatch(line); g != nil {
		return g[1]
	}
	if g := barePlace.FindStringSubmatch(line); g != nil {
		return g[1]
	}
	if number := misplacedNumber(line); number != "" {
		return number
	}
	cells := strings.Split(line, "\t")
	for k, c := range cells {
		if g := webValue.FindStringSubmatch(c); g != nil {
			if g[1] == "" && k+1 < len(cells) {
				g[1] = cells[k+1]
			}
			value := strings.TrimSpace(g[1])
			if strings.Contains(strings.SplitN(c, "号", 2)[0], "称") || strings.Contains(c, "题") || strings.HasPrefix(value, "关于") || strings.ContainsAny(value, "0123456789") {
				return value
			}
		}
	}
	return ""
}

// bareLabel is a label of a record in brackets, without a colon: [索引号].
var bareLabel = regexp.MustCompile(`^\[(\p{Han}{2,6})\]`)

var bracketed = regexp.MustCompile(`[\[【](\p{Han}{1,6})[\]】][:：]`)

// PageLabel returns a line, without its blanks, with its labels out of their brackets:
// [发布日期]：.
func PageLabel(s string) string {
	if g := bareLabel.FindStringSubmatch(s); g != nil && WebRecord.MatchString(g[1]+"：") {
		s = g[1] + "：" + s[len(g[0]):]
	}
	return bracketed.ReplaceAllString(s, "$1：")
}

// Foreign reports whether a line, without its blanks, has no Chinese character, and is no
// number, day or place to fill in: of the scripts and menus of a page.
func Foreign(s string) bool {
	letters, digits, signs := false, false, false
	for _, c := range s {
		switch {
		case unicode.Is(unicode.Han, c) || strings.ContainsRune("×○＊", c):
			return false
		case unicode.IsLetter(c):
			letters = true
		case unicode.IsDigit(c), c == '_':
			digits = true
		default:
			signs = true
		}
	}
	return (letters || signs && !digits) && MarginOf(s) == NoMargin && !DrawnRule.MatchString(s)
}

// PageTitle is what browsers put behind a title: _云溪市教育局.
var PageTitle = regexp.MustCompile(`^(?:[-_|｜—–].*|[（(\[【]?(?:全文|原文|图|组图|转载)[】\])）]?|下载本文|下载全文|[（(](?:19|20)\d{2}年第?\d{1,4}[号期][)）])?$`)

// IsSite reports whether a line below a text, without its blanks, speaks of the page that it
// stands on, and is no sentence of a document that names a page.
func IsSite(s string) bool {
	const longest = 240 // bytes
	if len(s) > longest || asksReader(s) || !siteWords.MatchString(s) || !siteSpeaks.MatchString(s) && strings.HasSuffix(s, "。") {
		return false
	}
	_, marked := passage.ReadMark(s)
	return !marked && !strings.HasPrefix(s, "附")
}

var (
	bids      = regexp.MustCompile(`报名|填[报写]|答题|答卷|问卷|进群|入群|加群|咨询|缴费|参[会加]|签到|注册登记|提交|反馈|投票|领取|[上报]送|监督|举报`)
	navigates = regexp.MustCompile(`[上下]一[条篇个]|关闭|打印|返回|版权|本站|本网`)
)

// asksReader reports whether a line asks something of the readers of a document, who would
// find it on its last lines: 扫码报名.
func asksReader(s string) bool { return bids.MatchString(s) && !navigates.MatchString(s) }

// IsTail reports whether a line below a text, without its blanks, is what only a page has
// there.
func IsTail(s string) bool { return WebTail.MatchString(s) && !asksReader(s) }

// IsAddress reports whether lines, without their blanks, are the address of who owns the page
// below them, and name nobody to ask.
func IsAddress(lines []string) bool {
	return slices.ContainsFunc(lines, siteAddress.MatchString) && !slices.ContainsFunc(lines, askedPerson.MatchString)
}

// IsCredit reports whether a line, without its blanks, tells who made a page or where it is from.
func IsCredit(s string) bool {
	return IsTail(s) || WebCredit.MatchString(s) || UnderTail.MatchString(s)
}

// StatusLine is what a page says of whether a document is in force.
var StatusLine = regexp.MustCompile(`^失效提示[：:]|^[（(【\[*※]?(?:提示|说明|注)?[:：]?(?:本|该|此)(?:文件|件|文|篇|通知|办法|规定|条例|法规|规章|意见|决定|细则|方案)?(?:已|自|于|由|将|被|现)[^。]{0,80}(?:失效|废止|修改|修订|修正|停止执行|有效)[^。]{0,10}[。]?[）)\]】]?$|^[（(【\[]?(?:根据|依据|按照).{4,120}(?:失效|废止)[）)\]】]?$|^[（(【\[]?(?:已|现已|全文|部分条款)?(?:已经?)?(?:失效|废止|被?修改|修订)[）)\]】]?$`)

// IsWeb reports whether a line above a text, without its blanks, can be of nothing but a
// web page.
func IsWeb(s string) bool {
	return WebHead.MatchString(s) || WebStamp.MatchString(s) || WebLabels.MatchString(s) || WebMenu.MatchString(s) || WebPath.MatchString(s) || WebButtons.MatchString(s) || WebLink.MatchString(s) || webStep.MatchString(s) || webChapter.MatchString(s)
}

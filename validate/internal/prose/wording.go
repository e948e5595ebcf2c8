package prose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about set phrases and about the slips that the documents of
// earlier years hold.
var wordingLines = engine.Checks[engine.Line]{
	"GW231": engine.Matches(numberFirst, 0, nil),
	"GW234": engine.Matches(emptyPage, 0, nil),
	"GW235": engine.Matches(closing, 1, func(s string) string { return strings.TrimRight(s, "，、；：,;:") + "。" }),
	"ZJ101": brokenMailboxes,
	"ZJ102": labelsWithoutColon,
	"ZJ103": webLines,
	"ZJ106": wrongWeekdays,
}

var wordingPassages = engine.Checks[*engine.Passage]{
	"ZJ104": cutOff,
	"ZJ105": titleVariants,
	"ZJ107": weekNames,
}

var (
	numberFirst   = engine.Compile(`[\p{Han}A-Za-z]{2,16}[〔\[【（(]\d{4}[〕\]】）)]第?\d+号(?:文件?)?《[^《》]{4,}》|\p{Han}{2,12}令(?:〔\d{4}〕)?第[\s\p{Z}]*\d+号《[^《》]{4,}》`)
	emptyPage     = engine.Compile(`[（(【\[〔［{][\s\p{Z}]*[此本][页面](?:以下)?无正文[^（()）【】\[\]〔〕]{0,30}[）)】\]〕］}]|^[\s\p{Z}]*[—\-*]*[此本][页面](?:以下)?无正文[—\-*。]*[\s\p{Z}]*$`)
	closing       = engine.Compile(`(?:^[\s\p{Z}]*|[\p{Han}）”]，|。|^[\s\p{Z}]*以上(?:请示|意见|申请|事项|报告|方案))((?:特此(?:通知|函告|函复|复函|函达|函商|报告|公告|通告|通报|公示|批复|说明|证明|声明|决定|函询|致函|邀请|申请|请示|布告|命令|致谢|通知如上)|[妥当可]否，请(?:予)?(?:批示|审批|批复|批准|指示|审示|函复|复函|函告)|以上请示[妥当]否，请(?:批复|批示)|以上(?:请示|意见|报告|方案)，请(?:予)?(?:批复|批示|审批|批准|审阅|审议|审定)|(?:请|盼|望|敬请|恳请|请予)(?:函复|复函|批复|批准|批示|审批|支持)(?:为[盼荷])?|专此(?:函[达告复]|报告|函商|致函|函询|请示)|[此特]复|此令|此致敬礼|(?:现予|特予|予以)(?:公[布告示]|通[报告])|(?:请)?(?:认真)?(?:遵照|贯彻|参照)(?:执行|办理))[，、；,;]?|特此(?:通知|公告|通告|通报|函[复告达]|报告|批复)[：:])[\s\p{Z}]*$`)
	brokenMailbox = engine.Compile(`[A-Za-z0-9][A-Za-z0-9._%+-]*(?:@[\s\p{Z}]+|[\s\p{Z}]+@[\s\p{Z}]*)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	labelDash     = engine.Compile(`((?:邮箱|电话|手机|联系人|传真)[-－])(?:[A-Za-z0-9][A-Za-z0-9._%+-]*@|\d{5,}|0\d{2,3}[-－—]\d{7,8})`)
	// parted is a mailbox behind its label with a blank in its name.
	parted     = engine.Compile(`(?:邮箱|信箱|[Ee]-?mail)(?:地址)?[\s\p{Z}]*[:：为是]?[\s\p{Z}]*([A-Za-z0-9][A-Za-z0-9._%+-]*[\p{Z}]+[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)`)
	partedHost = engine.Compile(`[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:[\p{Z}]+\.[\p{Z}]*|\.[\p{Z}]+)(?:com|cn|net|org|edu|gov)\b`)
	labelMark  = engine.Compile(`(?:联系)?(电话|手机|邮箱|传真)(?:号码)?([；;。，,、.])[\s\p{Z}]*(?:\d{7,}|0\d{2,3}-\d{7,8}|[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]+)`)
	labelName  = engine.Compile(`(?:^|[，。；\s\p{Z}])(联系人)([；;，,、.。])[\s\p{Z}]*\p{Han}{2,4}[\s\p{Z}]*(?:[，,、（(]|\d|电话|手机|$)`)
	labelBare  = engine.Compile(`(?:^|[，、；。])[\s\p{Z}]*(?:联系)?(电话|手机|邮箱|传真)[\s\p{Z}]*(\d{7,}|0\d{2,3}-\d{7,8}|[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]+)`)
)

// labelAlone is a label of more characters with what it tells, on a line of their own.
var labelAlone = engine.Compile(`^[\s\p{Z}]*((?:受理|咨询|监督|举报|服务|值班|报名|投诉|报修|办公|客服|公司|固定|移动|电子|报送|投稿){1,2}(?:电话|手机|邮箱|信箱|传真)(?:号码)?)[\s\p{Z}]*(?:\d{7,}|0\d{2,3}-\d{7,8}|[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]+)[；。]?[\s\p{Z}]*$`)

// addressBare is the label of an address with a street right behind.
var addressBare = engine.Compile(`^[\s\p{Z}]*((?:通[信讯]|联系|邮寄|受理|办公|单位|学校|公司|详细|寄送)地址)[\s\p{Z}]*\p{Han}{2,20}(?:路|街|道|巷|弄|大道)\d+(?:-\d+)?号`)

func brokenMailboxes(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range append(brokenMailbox.All(l), partedHost.All(l)...) {
		found = append(found, l.Replace(m[0], m[1], strings.Join(strings.FieldsFunc(l.Text[m[0]:m[1]], engine.IsBlank), "")))
	}
	for _, m := range parted.All(l) {
		if first, _, _ := strings.Cut(l.Text[m[2]:m[3]], " "); !strings.EqualFold(first, "QQ") {
			found = append(found, l.On(m[2], m[3])) // of two, perhaps
		}
	}
	return found
}

// isContact reports whether s says whom to call, which a web page does not.
func isContact(s string) bool {
	return strings.Contains(s, "电话") || strings.Contains(s, "手机") && !strings.Contains(s, "扫一扫") || strings.Contains(s, "邮箱")
}

func webLines(l engine.Line) []engine.Remark {
	if m := linksBehind.First(l); m != nil {
		return []engine.Remark{l.On(max(m[2], m[4]), max(m[3], m[5]))}
	}
	if m := engine.WebPage.First(l); m != nil && !isContact(l.Text) {
		return []engine.Remark{l.On(max(m[2], m[4]), max(m[3], m[5]))} // one of the groups
	}
	return nil
}

// linksBehind are links of a web page at the end of a line of text.
var linksBehind = engine.Compile(`[^】\s\p{Z}][\s\p{Z}]*((?:【(?:打印本页|打印|关闭窗口|关闭|返回顶部|返回|收藏|分享)】[\s\p{Z}]*)+)$|[。！？”][\s\p{Z}]*(上一[篇条页][\s\p{Z}]*[:：].*|[（(\[【]?责任编辑[\s\p{Z}]*[:：][^，。；]{1,12}|[（(\[【](?:信息|稿件|文章|新闻)?来源[\s\p{Z}]*[:：][^，。；]{2,20}[）)\]】]|(?:浏览次数|浏览量|阅读量?|点击数|点击量|点击|阅读次数|访问量)[\s\p{Z}]*[:：]?[\s\p{Z}]*\d+次?|点击(?:此处)?下载[\s\p{Z}]*[:：].*|返回(?:顶部|列表|首页)|打印本页.{0,12}|分享到[:：]?.{0,16}|下一[篇条页][\s\p{Z}]*[:：].*)[\s\p{Z}]*$`)

// nearLabel is how many characters before a label tell whether it is one of several.
const nearLabel = 30

var (
	// runOn is a sentence that goes on behind a comma, labelledBeside what has labels itself.
	runOn          = engine.Compile(`(?:报|报送|提交|发|发送|送|寄|交)[至到给]?\p{Han}{2,16}[，、][\s\p{Z}]*$`)
	labelledBeside = engine.Compile(`(?:电话|手机|邮箱|传真)[^，。；]{0,3}[：:]`)
)

var extensionNext = engine.Compile(`^[\d-]*转\d`)

func labelsWithoutColon(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range labelDash.All(l) {
		found = append(found, l.Replace(m[2], m[3], strings.TrimRight(l.Text[m[2]:m[3]], "-－")+"："))
	}
	for _, m := range append(labelMark.All(l), labelName.All(l)...) {
		found = append(found, l.Replace(m[4], m[5], "："))
	}
	for _, p := range []*engine.Pattern{addressBare, labelAlone} {
		found = append(found, engine.Matches(p, 1, func(s string) string { return s + "：" })(l)...)
	}
	for _, m := range labelBare.All(l) {
		if strings.LastIndex(l.Text[:m[2]], "（") > strings.LastIndex(l.Text[:m[2]], "）") {
			continue // （地址……，电话2000001）
		}
		if l.Text[m[2]:m[3]] == "邮箱" && runOn.Match(l.Text[engine.Back(l.Text, m[2], nearLabel):m[2]]) && !labelledBeside.Match(l.Text[engine.Back(l.Text, m[2], nearLabel):m[2]]) {
			continue // 于5月10日前将作品报招生处，邮箱office@example.com
		}
		if extensionNext.Match(l.Text[m[4]:]) {
			continue // 电话6000001转803
		}
		f := l.Replace(m[2], m[5], l.Text[m[2]:m[3]]+"："+l.Text[m[4]:m[5]])
		if before := l.Text[engine.Back(l.Text, m[2], nearLabel):m[2]]; strings.HasSuffix(before, "，") && !labelledBeside.Match(before) {
			f.Severity = report.Hint // 参会回执请报施某某，电话0000-6120088: as sentences have it, too
		}
		found = append(found, f)
	}
	return found
}

// cutOff finds a long paragraph that stops without a mark. Plain text may have
// been broken anywhere, so there it must stand in front of a heading.
func cutOff(p *engine.Passage) []engine.Remark {
	const long = 20 // characters; shorter lines are lines of their own
	var found []engine.Remark
	for i, l := range p.Lines {
		next := engine.Line{}
		if i+1 < len(p.Lines) {
			next = p.Lines[i+1]
		}
		last := i == len(p.Lines)-1 && strings.ContainsRune("，、", engine.Before(l.Text, len(l.Text), engine.IsBlank)) // of it nothing can follow
		if order := l.Role == engine.RoleHeading && p.Whole && ordering.In(l); l.Role != engine.RoleText && !order || next.Mark == 0 && !p.Whole && !last || next.Role == engine.RoleCell || utf8.RuneCountInString(l.Text) < long {
			continue
		}
		if (stopsShort(l.Text) || next.Mark > 0 && breaksOff(l.Unmarked()) || l.Mark > 0 && p.Whole && breaksOff(l.Unmarked())) && !strings.Contains(l.Text, "附件：") {
			found = append(found, l.On(l.LastChars(8)))
		}
	}
	return found
}

// stopsShort reports whether s, which holds sentences, ends within one.
func stopsShort(s string) bool {
	last := engine.Before(s, len(s), engine.IsBlank)
	return strings.ContainsRune("，、", last) ||
		han.Is(last) && strings.ContainsAny(s, "。；") && strings.Count(s, "，")+strings.Count(s, ",") >= 2
}

// ordering is in what is told to do, and in few headings.
var ordering = engine.Compile(`各\p{Han}{1,6}[要应须]|[要应须](?:认真|严格|切实|及时|做好|加强)|务必`)

// breaksOff reports whether s is a long sentence of several clauses without its end.
func breaksOff(s string) bool {
	const long = 30
	return utf8.RuneCountInString(s) >= long && han.Is(engine.Before(s, len(s), engine.IsBlank)) && strings.Count(s, "，") >= 2 && !strings.ContainsAny(s, "：:。；")
}

// BookTitle is a title in 书名号.
var BookTitle = engine.Compile(`《([^《》]+)》`)

// titleVariants finds two titles of which one is the other with a few
// characters put in.
func titleVariants(p *engine.Passage) []engine.Remark {
	var seen Titles
	var found []engine.Remark
	for _, l := range p.Lines {
		for _, m := range BookTitle.All(l) {
			text := strings.Join(strings.FieldsFunc(l.Text[m[2]:m[3]], engine.IsBlank), "")
			if seen.Has(text) {
				continue
			}
			if like := seen.Like(text); like != "" {
				f := l.On(m[0], m[1])
				f.Hint = "前文为《" + like + "》，请核对是否为同一篇"
				found = append(found, f)
			}
			seen.Add(text)
		}
	}
	return found
}

// Titles are titles that were met. The zero value is empty.
type Titles struct {
	all     map[string]bool
	without map[string]string // a title by what is left of it without one to three characters
}

// longestTitle is how many characters a title has that is looked at.
const longestTitle = 60

// Has reports whether a title is among t.
func (t *Titles) Has(title string) bool { return t.all[title] }

// Add puts a title into t.
func (t *Titles) Add(title string) {
	if t.all == nil {
		t.all, t.without = map[string]bool{}, map[string]string{}
	}
	if t.all[title] {
		return
	}
	t.all[title] = true
	for _, s := range shortened(title) {
		if t.without[s] == "" {
			t.without[s] = title
		}
	}
}

// Like returns a title of t that is a variant of the given one; "" if there is none.
func (t *Titles) Like(title string) string {
	if like := t.without[title]; like != "" && Variants(like, title) {
		return like
	}
	if len(t.all) > 0 {
		for _, s := range shortened(title) {
			if t.all[s] && Variants(s, title) {
				return s
			}
		}
	}
	return ""
}

// shortened returns what is left of a title without one to three characters
// that stand together.
func shortened(title string) []string {
	r := []rune(title)
	if len(r) > longestTitle {
		return nil
	}
	var all []string
	for n := 1; n <= 3; n++ {
		for i := 0; i+n <= len(r); i++ {
			all = append(all, string(r[:i])+string(r[i+n:]))
		}
	}
	return all
}

// notSlips are what tells titles of different documents apart.
var notSlips = engine.Compile(`[\d〇一二三四五六七八九十省市区县国部]|新时代|促进|实施|工作|试行|暂行|补充|若干|有关|相关|年度|总体|具体`)

// shortestTitle is how many characters a title has at least of which another may be a
// variant; 《学生管理办法》 and 《学生安全管理办法》 are two.
const shortestTitle = 8

// Variants reports whether two titles differ by one to three characters that one
// of them has more, and are not told apart by them.
func Variants(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	x, y := []rune(a), []rune(b)
	put := len(y) - len(x)
	if put < 1 || put > 3 || len(x) < shortestTitle {
		return false
	}
	head := 0
	for head < len(x) && x[head] == y[head] {
		head++
	}
	// The tail must be what is left, and long enough to tell the document.
	tail := len(x) - head
	return head > 0 && tail >= 2 && string(x[head:]) == string(y[head+put:]) &&
		!notSlips.Match(string(y[head:head+put]))
}

// WeekdayBehind is the weekday of a day before it, with the part of the day or another
// word between.
const WeekdayBehind = `[\s\p{Z}]*(?:[（(，]?|[（(][^（）()\d]{0,10}[，,、；\s]|[（(][本下这]|(?:上午|下午|晚上?|全天|早上?)[（(])(?:星期|周|礼拜)([一二三四五六日天])[）)]?`

var (
	weekdayDate = engine.Compile(`(\d{4})[\s\p{Z}]*年[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[日号]` + WeekdayBehind)
	// weekdayData are such days in other styles: 2027-11-18 周五, 2027.11.18（星期五）.
	weekdayData = engine.Compile(`(?:^|[^\d.-])(\d{4})[-./](\d{1,2})[-./](\d{1,2})[\s\p{Z}]*[（(]?(?:星期|周)([一二三四五六日天])[）)]?`)
	weekdayLead = engine.Compile(`[（(]?(?:星期|周|礼拜)([一二三四五六日天])[）)]?[\s\p{Z}]*[（(]?(\d{4})年(\d{1,2})月(\d{1,2})日`)
	Weekdays    = []string{"日", "一", "二", "三", "四", "五", "六"}
)

func wrongWeekdays(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range weekdayLead.All(l) {
		date := engine.DateAt(l.Text, m[4:10])
		prev := engine.Before(l.Text, m[0], engine.IsBlank)
		if !date.Valid() || prev != 0 && strings.ContainsRune("日号每逢至到—-～、和", prev) || engine.IsDigit(prev) {
			continue
		}
		is := Weekdays[date.Weekday()]
		if said := strings.Replace(l.Text[m[2]:m[3]], "天", "日", 1); said != is {
			f := l.On(m[0], m[1])
			f.Hint = date.String() + "是星期" + is + "，请核对日期和星期"
			found = append(found, f)
		}
	}
	for _, m := range append(weekdayDate.All(l), weekdayData.All(l)...) {
		date := engine.DateAt(l.Text, m[2:8])
		if !date.Valid() || MoreWeekdays.Match(l.Text[m[9]:engine.Ahead(l.Text, m[9], 6)]) {
			continue
		}
		is := Weekdays[date.Weekday()]
		if said := l.Text[m[8]:m[9]]; said != is && !(said == "天" && is == "日") {
			f := l.On(m[2], m[1])
			f.Hint = date.String() + "是星期" + is + "，请核对日期和星期"
			found = append(found, f)
		}
	}
	return found
}

var (
	ActivityWeek  = engine.Compile(`职(?:业教育|教)活动周`)
	PublicityWeek = engine.Compile(`职(?:业教育|教)宣传周|(?:^|[，。；、：“]|[把将在于以对为]|[本该这]次|本届)(宣传周)`)
	// otherWeek is a 宣传周 of something else.
	otherWeek = engine.Compile(`(?:安全|节能|普通话|法治|宪法|环保|防灾|征兵|全民|科技|诚信|健康|国防)\p{Han}{0,6}宣传周`)
)

// PublicityIn returns where p speaks of the week as a 宣传周; false if it does not, or
// of another.
func PublicityIn(p *engine.Passage) (engine.Remark, bool) {
	if slices.ContainsFunc(p.Lines, otherWeek.In) {
		return engine.Remark{}, false
	}
	for _, l := range p.Lines {
		if m := PublicityWeek.First(l); m != nil {
			return l.On(max(m[0], m[2]), m[1]), true
		}
	}
	return engine.Remark{}, false
}

func weekNames(p *engine.Passage) []engine.Remark {
	if !slices.ContainsFunc(p.Lines, ActivityWeek.In) {
		return nil
	}
	if m, ok := PublicityIn(p); ok {
		return []engine.Remark{m}
	}
	return nil
}

// MoreWeekdays is what makes a weekday the first of several: 周一至周五.
var MoreWeekdays = engine.Compile(`^(?:至|到|—|–|-|－|～|~|、)(?:周|星期)?[一二三四五六日天]`)

package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// wordingRules are about set phrases and about the slips that the documents of
// earlier years hold.
var wordingLines = checks[line]{
	"GW231": matches(numberFirst, 0, nil),
	"GW234": matches(emptyPage, 0, nil),
	"GW235": matches(closing, 1, func(s string) string { return s + "。" }),
	"ZJ101": brokenMailboxes,
	"ZJ102": labelsWithoutColon,
	"ZJ103": webLines,
	"ZJ106": wrongWeekdays,
}

var wordingPassages = checks[*passage]{
	"ZJ104": cutOff,
	"ZJ105": titleVariants,
	"ZJ107": weekNames,
}

var (
	numberFirst   = compile(`[\p{Han}A-Za-z]{2,16}〔\d{4}〕\d+号(?:文件?)?《[^《》]*(?:通知|意见|办法|方案|函|决定|公告|通告|批复|要点|计划)》`)
	emptyPage     = compile(`[（(]?此页无正文[）)]?`)
	closing       = compile(`^[\s\p{Z}]*(特此(?:通知|函告|函复|函达|报告|公告|通告|批复|说明))[\s\p{Z}]*$`)
	brokenMailbox = compile(`[A-Za-z0-9][A-Za-z0-9._%+-]*(?:@[\s\p{Z}]+|[\s\p{Z}]+@[\s\p{Z}]*)[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`)
	labelDash     = compile(`((?:邮箱|电话|手机|联系人|传真)[-－])(?:[A-Za-z0-9][A-Za-z0-9._%+-]*@|\d{5,})`)
	labelBare     = compile(`(?:^|[，、；。])[\s\p{Z}]*(?:联系)?(电话|手机|邮箱|传真)[\s\p{Z}]*(\d{7,}|0\d{2,3}-\d{7,8}|[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9.-]+)`)
)

func brokenMailboxes(l line) []remark {
	var found []remark
	for _, m := range brokenMailbox.all(l) {
		found = append(found, l.replace(m[0], m[1], strings.Join(strings.FieldsFunc(l.text[m[0]:m[1]], isBlank), "")))
	}
	return found
}

// isContact reports whether s says whom to call, which a web page does not.
func isContact(s string) bool {
	return strings.Contains(s, "电话") || strings.Contains(s, "手机") || strings.Contains(s, "邮箱")
}

func webLines(l line) []remark {
	if m := webPage.first(l); m != nil && !isContact(l.text) {
		return []remark{l.on(max(m[2], m[4]), max(m[3], m[5]))} // one of the groups
	}
	return nil
}

func labelsWithoutColon(l line) []remark {
	var found []remark
	for _, m := range labelDash.all(l) {
		found = append(found, l.replace(m[2], m[3], strings.TrimRight(l.text[m[2]:m[3]], "-－")+"："))
	}
	for _, m := range labelBare.all(l) {
		if strings.LastIndex(l.text[:m[2]], "（") > strings.LastIndex(l.text[:m[2]], "）") {
			continue // （地址……，电话2000001）
		}
		found = append(found, l.replace(m[2], m[5], l.text[m[2]:m[3]]+"："+l.text[m[4]:m[5]]))
	}
	return found
}

// cutOff finds a long paragraph that stops without a mark. Plain text may have
// been broken anywhere, so there it must stand in front of a heading.
func cutOff(p *passage) []remark {
	const long = 20 // characters; shorter lines are lines of their own
	var found []remark
	for i, l := range p.lines {
		next := line{}
		if i+1 < len(p.lines) {
			next = p.lines[i+1]
		}
		if l.role != roleText || next.mark == 0 && !p.whole || next.role == roleCell || utf8.RuneCountInString(l.text) < long {
			continue
		}
		if stopsShort(l.text) && !strings.Contains(l.text, "附件：") {
			found = append(found, l.on(l.lastChars(8)))
		}
	}
	return found
}

// stopsShort reports whether s, which holds sentences, ends within one.
func stopsShort(s string) bool {
	last := before(s, len(s), isBlank)
	return strings.ContainsRune("，、", last) ||
		han.Is(last) && strings.ContainsAny(s, "。；") && strings.Count(s, "，")+strings.Count(s, ",") >= 2
}

var bookTitle = compile(`《([^《》]+)》`)

// titleVariants finds two titles of which one is the other with a few
// characters put in.
func titleVariants(p *passage) []remark {
	var seen []string
	var found []remark
	for _, l := range p.lines {
		for _, m := range bookTitle.all(l) {
			text := strings.Join(strings.FieldsFunc(l.text[m[2]:m[3]], isBlank), "")
			if slices.Contains(seen, text) {
				continue
			}
			if i := slices.IndexFunc(seen, func(s string) bool { return variants(s, text) }); i >= 0 {
				f := l.on(m[0], m[1])
				f.hint = "前文为《" + seen[i] + "》，请核对是否为同一篇"
				found = append(found, f)
			}
			seen = append(seen, text)
		}
	}
	return found
}

// notSlips are what tells titles of different documents apart.
var notSlips = compile(`[\d〇一二三四五六七八九十省市区县国部]|新时代|促进|实施|工作|试行|暂行|补充|若干|有关|相关|年度|总体|具体`)

func variants(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	x, y := []rune(a), []rune(b)
	put := len(y) - len(x)
	if put < 1 || put > 3 || len(x) < 10 {
		return false
	}
	head := 0
	for head < len(x) && x[head] == y[head] {
		head++
	}
	// The tail must be what is left, and long enough to tell the document.
	tail := len(x) - head
	return head > 0 && tail >= 2 && string(x[head:]) == string(y[head+put:]) &&
		!notSlips.match(string(y[head:head+put]))
}

var (
	weekdayDate = compile(`(\d{4})年(\d{1,2})月(\d{1,2})日[\s\p{Z}]*[（(]?(?:星期|周)([一二三四五六日天])[）)]?`)
	weekdays    = []string{"日", "一", "二", "三", "四", "五", "六"}
)

func wrongWeekdays(l line) []remark {
	var found []remark
	for _, m := range weekdayDate.all(l) {
		date := dateAt(l.text, m[2:8])
		if !date.Valid() || moreWeekdays.match(l.text[m[9]:]) {
			continue
		}
		is := weekdays[date.Weekday()]
		if said := l.text[m[8]:m[9]]; said != is && !(said == "天" && is == "日") {
			f := l.on(m[0], m[1])
			f.hint = date.String() + "是星期" + is + "，请核对日期和星期"
			found = append(found, f)
		}
	}
	return found
}

// dateAt returns the date whose year, month and day are at three pairs of offsets.
func dateAt(s string, at []int) calendar.Date {
	year, _ := strconv.Atoi(s[at[0]:at[1]])
	month, _ := strconv.Atoi(s[at[2]:at[3]])
	day, _ := strconv.Atoi(s[at[4]:at[5]])
	return calendar.Date{Year: year, Month: month, Day: day}
}

var (
	activityWeek  = compile(`职(?:业教育|教)活动周`)
	publicityWeek = compile(`职(?:业教育|教)宣传周`)
)

func weekNames(p *passage) []remark {
	for _, l := range p.lines {
		if !activityWeek.in(l) {
			continue
		}
		for _, other := range p.lines {
			if m := publicityWeek.first(other); m != nil {
				return []remark{other.on(m[0], m[1])}
			}
		}
		return nil
	}
	return nil
}

var webPage = compile(`^[\s\p{Z}]*((?:附件下载|上一条|下一条|上一篇|下一篇|打印本页|关闭窗口|返回顶部|分享到|浏览次数|点击数|责任编辑)(?:[\s\p{Z}]*[:：].*)?|技术支持[\s\p{Z}]*[:：].*|.*ICP备\d+号.*|.*公网安备[\s\p{Z}]*\d+号.*)$|^(\[bookmark:[^\]]*\])`)

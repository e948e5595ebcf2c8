package validate

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// agreementRules are about what the documents say against the data of the
// campaign.
func agreementRules() []Rule {
	return []Rule{
		{
			ID: "ZJ020", Title: "正文写的活动时间与活动数据不同", Severity: report.Error,
			Source: "活动数据",
			Doc:    "只看“活动时间：”之后的起止日期、时间一节里“时间：”之后的起止日期，以及“定于……举办……活动周”。",
			Bad:    "body: |\n  一、活动时间\n  （一）时间：2023年5月15日—21日",
			Good:   "body: |\n  一、活动时间\n  时间：2023年5月14日至5月20日\n  二、主要活动\n  时间：5月15日—16日",
			check:  campaignCheck(periodInText),
		},
		{
			ID: "ZJ021", Title: "报送时限写的是往年", Severity: report.Warning,
			Source: "活动数据",
			Bad:    "body: 请于2022年5月22日前报送总结。",
			Good:   "body: 请于2023年5月22日前报送总结，2022年5月22日前已报送的除外。",
			check:  campaignCheck(oldDeadlines),
		},
		{
			ID: "ZJ022", Title: "主题的写法与活动数据不同", Severity: report.Warning,
			Source: "活动数据",
			Doc:    "看主题的两半之间用的是空格、逗号、顿号还是冒号。",
			Bad:    "theme: 技能：让生活更美好\nbody: 主题为“技能，让生活更美好”。",
			Good:   "theme: 技能：让生活更美好\nbody: 主题为“技能：让生活更美好”，有技能让生活更美好。",
			check:  campaignCheck(themeInText),
		},
		{
			ID: "ZJ023", Title: "标题的年份与活动年份不同", Severity: report.Warning,
			Hint:   "核对年份",
			Source: "活动数据",
			Bad:    "title: 厦门市教育局等三部门关于做好2022年职业教育活动周有关工作的通知",
			Good:   "title: 厦门市教育局等三部门关于总结2022年、做好2023年职业教育活动周有关工作的通知",
			check:  campaignCheck(yearInTitle),
		},
		{
			ID: "ZJ024", Title: "标题写的部门数与发文机关数不同", Severity: report.Error,
			Hint:   "核对标题和发文机关",
			Source: "活动数据",
			Bad:    "title: 厦门市教育局等四部门关于做好2023年职业教育活动周有关工作的通知",
			Good:   "title: 厦门市教育局等3部门关于做好2023年职业教育活动周有关工作的通知",
			check:  campaignCheck(organCount),
		},
		{
			ID: "ZJ025", Title: "组织单位缺少发文机关", Severity: report.Warning,
			Hint:   "核对组织单位",
			Source: "活动数据",
			Doc:    "只看“组织单位”“主办单位”之下列出了过半数发文机关的一段。",
			Bad:    "body: |\n  一、组织单位\n  市教育局、市人社局。",
			Good:   "body: |\n  一、组织单位\n  市教育局、市人社局、市中华职教社。",
			check:  campaignCheck(missingOrgans),
		},
	}
}

// body calls do with every line of the body of every document.
func (y *year) body(do func(*document, *passage, int)) {
	for _, d := range y.documents {
		for _, p := range append([]*passage{&d.body}, d.attachmentBodies()...) {
			for i := range p.lines {
				do(d, p, i)
			}
		}
	}
}

func (d *document) attachmentBodies() []*passage {
	var all []*passage
	for i := range d.attachments {
		all = append(all, &d.attachments[i].body)
	}
	return all
}

const textSpan = `((?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日?\s*(?:—|——|-|–|~|～|至|到)\s*(?:(\d{4})\s*年\s*)?(?:(\d{1,2})\s*月\s*)?(\d{1,2})\s*日)`

var (
	periodLabel    = regexp.MustCompile(`^[\s\p{Z}]*(活动|活动周|举办|)时间[\s\p{Z}]*(?:[:：]|为)[\s\p{Z}]*` + textSpan)
	periodSentence = regexp.MustCompile(`定于()` + textSpan + `(?:期间)?[^，。；]{0,12}(?:开展|举办|举行)[^，。；]*活动周`)
)

// spanIn reads the period that a match of textSpan at m[2*n:] gives; a year
// that is not written is the campaign's.
func spanIn(s string, m []int, n, year int) calendar.Period {
	get := func(k, missing int) int {
		if m[2*(n+k)] < 0 {
			return missing
		}
		v, _ := strconv.Atoi(s[m[2*(n+k)]:m[2*(n+k)+1]])
		return v
	}
	from := calendar.Date{Year: get(1, year), Month: get(2, 0), Day: get(3, 0)}
	to := calendar.Date{Year: get(4, from.Year), Month: get(5, from.Month), Day: get(6, 0)}
	return calendar.Period{From: from, To: to}
}

func periodInText(y *year) []remark {
	if _, ok := y.mainPeriod(); !ok {
		return nil
	}
	var found []remark
	heading := "" // the last one
	y.body(func(_ *document, p *passage, i int) {
		l := p.lines[i]
		if i == 0 {
			heading = ""
		}
		if l.role == roleHeading {
			heading = l.text
		}
		m := periodLabel.FindStringSubmatchIndex(l.unmarked())
		if m != nil && m[2] == m[3] && !strings.Contains(heading, "时间") {
			return // of some activity
		}
		if m == nil {
			if m = periodSentence.FindStringSubmatchIndex(l.unmarked()); m == nil {
				return
			}
		}
		said := spanIn(l.unmarked(), m, 2, y.Year)
		if !said.Valid() {
			return
		}
		for _, p := range y.Periods {
			if p.Span() == said {
				return
			}
		}
		f := l.on(l.mark+m[4], l.mark+m[5])
		var periods []string
		for _, p := range y.Periods {
			periods = append(periods, p.Name+" "+p.Span().String())
		}
		f.hint = "活动数据为：" + strings.Join(periods, "；")
		found = append(found, f)
	})
	return found
}

var datedDeadline = regexp.MustCompile(`[于在](\d{4})年\d{1,2}月\d{1,2}日(?:\d{1,2}(?:[:：]\d{2}|[时点]))?(?:之前|以前|前)(?:将|把|报|上报|提交|发送|完成)`)

func oldDeadlines(y *year) []remark {
	var found []remark
	y.body(func(_ *document, p *passage, i int) {
		l := p.lines[i]
		for _, m := range datedDeadline.FindAllStringSubmatchIndex(l.text, -1) {
			if n, _ := strconv.Atoi(l.text[m[2]:m[3]]); n < y.Year {
				f := l.on(m[2], m[1])
				f.hint = "活动年份是" + count(y.Year) + "年"
				found = append(found, f)
			}
		}
	})
	return found
}

// halves splits a theme where it has no Chinese characters.
func halves(theme string) []string {
	return strings.FieldsFunc(theme, func(r rune) bool {
		return r != '、' && unicode.IsPunct(r) || r == '、' || unicode.IsSpace(r)
	})
}

func themeInText(y *year) []remark {
	half := halves(y.Theme)
	if len(half) != 2 {
		return nil
	}
	var found []remark
	look := func(l line) {
		for at := 0; ; {
			i := strings.Index(l.text[at:], half[0])
			if i < 0 {
				return
			}
			i += at
			at = i + len(half[0])
			rest := l.text[at:]
			k := strings.Index(rest, half[1])
			if k <= 0 || utf8.RuneCountInString(rest[:k]) > 2 || hasHan(rest[:k]) {
				continue // not the theme, or its words in a sentence
			}
			end := at + k + len(half[1])
			if written := l.text[i:end]; written != y.Theme && !sameTheme(written, y.Theme) {
				f := l.on(i, end)
				f.hint = "活动数据写作“" + y.Theme + "”"
				found = append(found, f)
			}
		}
	}
	for _, d := range y.documents {
		d.lines(look)
	}
	return found
}

// sameTheme reports whether a and b differ in width only, which is for the
// punctuation rules to say.
func sameTheme(a, b string) bool {
	fold := strings.NewReplacer("，", ",", "：", ":", "；", ";", "\u3000", " ", "！", "!")
	return fold.Replace(a) == fold.Replace(b)
}

var titleYear = regexp.MustCompile(`(\d{4})年`)

func yearInTitle(y *year) []remark {
	var found []remark
	look := func(l line) {
		all := titleYear.FindAllStringSubmatchIndex(l.text, -1)
		for _, m := range all {
			if l.text[m[2]:m[3]] == count(y.Year) {
				return
			}
		}
		for _, m := range all {
			if !quotedTitle(l.text, m[0]) {
				found = append(found, l.on(m[0], m[1]))
			}
		}
	}
	for _, d := range y.documents {
		look(d.title)
		for _, a := range d.attachments {
			look(a.title)
		}
	}
	return found
}

// quotedTitle reports whether s[i] stands within 《 》.
func quotedTitle(s string, i int) bool {
	return strings.LastIndex(s[:i], "《") > strings.LastIndex(s[:i], "》")
}

var departments = regexp.MustCompile(`等([一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|家)?(?:部门|单位|机关)`)

func organCount(y *year) []remark {
	var found []remark
	for _, d := range y.documents {
		m := departments.FindStringSubmatchIndex(d.title.text)
		if m == nil || d.Signature == nil || len(d.Signature.Organs) == 0 || quotedTitle(d.title.text, m[0]) {
			continue
		}
		said := strings.Replace(d.title.text[m[2]:m[3]], "两", "二", 1)
		n, err := strconv.Atoi(said)
		if err != nil {
			n = hanNumber(said)
		}
		if n != len(d.Signature.Organs) {
			found = append(found, remark{line: d.title, from: m[0], to: m[1],
				message: "标题写的部门数与发文机关数（" + count(len(d.Signature.Organs)) + "个）不同"})
		}
	}
	return found
}

func missingOrgans(y *year) []remark {
	var found []remark
	y.body(func(_ *document, p *passage, i int) {
		l := p.lines[i]
		if i == 0 || p.lines[i-1].role != roleHeading ||
			!strings.Contains(p.lines[i-1].text, "组织单位") && !strings.Contains(p.lines[i-1].text, "主办单位") {
			return
		}
		var missing []string
		for _, o := range y.Organs {
			if !strings.Contains(l.text, o.ShortName()) && !strings.Contains(l.text, o.Name) {
				missing = append(missing, o.ShortName())
			}
		}
		if n := len(missing); n > 0 && 2*n < len(y.Organs) {
			f := l.on(0, len(l.text))
			f.message = "组织单位缺少" + strings.Join(missing, "、")
			found = append(found, f)
		}
	})
	return found
}

package said

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var (
	// invited stands before those for whom an activity is.
	invited      = engine.Compile(`(?:面向|邀请|(?:参加|参与|活动|服务|参赛|体验|招募|宣讲)?(?:对象|人员|范围)[\s\p{Z}]*(?:[:：]|为|是)|组织|限)([^，。；]{2,40})`)
	audienceHead = engine.Compile(`^(?:参加|参与|面向|活动|服务|参赛|体验|邀请)?(?:对象|人员|范围|人群|群体)$`)
	besides      = engine.Compile(`[也还均]可|另|此外|除外`)

	yearGroup = engine.Compile(`(\d{4})([级届])`)
	grade     = engine.Compile(`([一二三四五六七八九](?:[、至到和—～~-]?[一二三四五六七八九])*)年级|([初高][一二三](?:[、至到和—～~-]?[初高]?[一二三])*)`)
)

// Kinds of people: those of one kind may be called by any word for it.
var peopleWords = []struct {
	kind string
	word *engine.Pattern
}{
	{"学生", engine.Compile(`学生|在校生|新生|毕业生|学员|同学|青少年|儿童`)},
	{"家长", engine.Compile(`家长`)},
	{"教师", engine.Compile(`教师|老师|教职工|教职员工|班主任|辅导员`)},
	{"居民", engine.Compile(`居民|市民|群众|公众|百姓|游客|村民|农民|农户|老年人|老人`)},
	{"职工", engine.Compile(`[^教]职工|^职工|[^教职]员工|^员工|工人|技工人才`)},
	{"企业", engine.Compile(`企业|用人单位|公司`)},
}

// An audience is for whom something is, as far as words tell.
type audience struct {
	years  string // 2026级
	grades uint16 // bits 1 to 12
	people uint16 // bits of peopleWords
}

// audienceOf reads for whom something is.
func audienceOf(s string) (a audience) {
	for _, m := range yearGroup.Re().FindAllString(s, -1) {
		if !strings.Contains(a.years, m) {
			a.years += m
		}
	}
	const lowest = "一二三四五六七八九"
	for _, m := range grade.Re().FindAllStringSubmatch(s, -1) {
		base, last, run := 0, 0, false
		for _, r := range m[1] + m[2] {
			switch i := strings.IndexRune(lowest, r); {
			case r == '初':
				base = 6
			case r == '高':
				base = 9
			case strings.ContainsRune("至到—～~-", r):
				run = true
			case i >= 0:
				n := base + i/len("一") + 1
				for k := n; run && last > 0 && k > last; k-- {
					a.grades |= 1 << k
				}
				a.grades |= 1 << n
				last, run = n, false
			}
		}
	}
	for i, p := range peopleWords {
		if p.word.Match(s) {
			a.people |= 1 << i
		}
	}
	return a
}

// contradicts reports whether those whom a names cannot be those of data.
func (a audience) contradicts(data audience) bool {
	switch {
	case a.years != "" && data.years != "" && a.years != data.years:
		return true
	case a.grades != 0 && data.grades != 0:
		return a.grades != data.grades
	}
	return a.people != 0 && data.people != 0 && a.people&data.people == 0
}

// otherAudience looks for whom s, at l.Text[from:], says that an activity is.
func otherAudience(l engine.Line, from int, s string, a *campaign.Activity) []engine.Remark {
	if a.Audience == "" || Bygone.Match(s) {
		return nil
	}
	data := audienceOf(a.Audience)
	for _, m := range invited.Re().FindAllStringSubmatchIndex(s, -1) {
		if besides.Match(s[m[0]:m[1]]) || besides.Match(s[engine.Back(s, m[0], 6):m[0]]) {
			continue
		}
		if said := audienceOf(s[m[2]:m[3]]); said.contradicts(data) {
			if strings.HasSuffix(s[m[0]:m[2]], "组织") && said.people&^data.people != 0 {
				continue // 组织教师带队
			}
			return []engine.Remark{forOthers(l.On(from+m[2], from+m[3]), a)}
		}
	}
	return nil
}

// forOthers says that f is about those for whom the activity is not.
func forOthers(f engine.Remark, a *campaign.Activity) engine.Remark {
	f.Message, f.Hint = "“"+a.Name+"”的对象与活动数据不同", "活动数据为"+a.Audience
	f.Severity = report.Warning
	return f
}

// audienceCell looks at a cell below 参加对象.
func audienceCell(cell engine.Line, a *campaign.Activity) []engine.Remark {
	if a.Audience == "" || !audienceOf(han.Squeeze(cell.Text)).contradicts(audienceOf(a.Audience)) {
		return nil
	}
	return []engine.Remark{forOthers(cell.Say(""), a)}
}

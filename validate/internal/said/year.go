package said

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// leadLines is how many lines of a body tell what it is about.
const leadLines = 3

// announcedOf is 决定举办2026年全县, behind which stands what.
var announcedOf = engine.Compile(`(?:决定|拟|定于|将|计划)[^，。；《》]{0,16}?(?:举办|开展|举行|组织|召开|评选|进行)(?:\d{1,2}月[^，。；]{0,10})?(\d{4})年(?:度)?(?:全[国省市县区校]|我[省市县区校])?`)

// OtherYear finds a year of what a body announces that is not the year which the title has
// for the same. What is the title behind that year.
func OtherYear(p *engine.Passage, year, what string) []engine.Remark {
	const least = 4 // characters that tell it is the same
	what = strings.TrimLeft(what, "度全国省市县区校")
	if utf8.RuneCountInString(what) < least {
		return nil
	}
	what = what[:engine.Ahead(what, 0, least)]
	for _, l := range p.Lines[:min(leadLines, len(p.Lines))] {
		for _, m := range announcedOf.All(l) {
			if said := l.Text[m[2]:m[3]]; said != year && strings.HasPrefix(l.Text[m[1]:], what) {
				f := l.On(m[2], m[1])
				f.Message = "年份与标题（" + year + "年）不同"
				return []engine.Remark{f}
			}
		}
	}
	return nil
}

var (
	session = engine.Compile(`第([一二三四五六七八九十百]{1,4}|\d{1,3})届(\p{Han}{2,16})`)
	// thisTime tells that what is named is to be held, not what has been.
	thisTime = engine.Compile(`确保|保证|做好|办好|迎接|筹[备办]|举[办行]|开展|组织|参加|报名|颁发|授予|评[出选]|设[立置]?|组委会|本[次届]`)
	since    = engine.Compile(`^[^，。；]{0,12}(?:以来|至今|获|获得|冠军|中|上|期间的?成果|经验)`)
)

// OtherSession finds the number of a session that is not the one which the title has for
// the same: 第十一届技能节 below 第十二届技能节.
func OtherSession(p *engine.Passage, title engine.Line) []engine.Remark {
	const same = 2 * len("字") // of what is held
	own := session.First(title)
	if own == nil || len(session.All(title)) > 1 {
		return nil
	}
	n, what := title.Text[own[2]:own[3]], title.Text[own[4]:own[4]+same]
	var found []engine.Remark
	for _, l := range p.Lines {
		for _, m := range session.All(l) {
			before, behind := l.Text[engine.Back(l.Text, m[0], 40):m[0]], l.Text[m[4]:]
			if i := strings.LastIndexAny(before, "，。；"); i >= 0 {
				before = before[i+len("，"):]
			}
			if l.Text[m[2]:m[3]] == n || !strings.HasPrefix(behind, what) || bygone.Match(before) || strings.ContainsAny(before, "《自从") || !thisTime.Match(before) || since.Match(behind[len(what):]) {
				continue
			}
			f := l.On(m[0], m[4])
			f.Message = "届次与标题（第" + n + "届）不同"
			found = append(found, f)
		}
	}
	return found
}

var weekOf = engine.Compile(`(?:做好|办好|开展好?|组织好?|举办|迎接|筹[备办]|抓好|推进|落实好?)(\d{4})年(?:全?[国省市县区校])?\p{Han}{0,8}活动周`)

// LeadYear finds a year in the first lines of a notice for the 活动周 that it is about,
// which is not that of the campaign.
func LeadYear(p *engine.Passage, year string) []engine.Remark {
	var found []engine.Remark
	for _, l := range p.Lines[:min(leadLines, len(p.Lines))] {
		for _, m := range weekOf.All(l) {
			if l.Text[m[2]:m[3]] != year && !bygone.Match(l.Text[:m[0]]) && strings.Count(l.Text[:m[0]], "《") == strings.Count(l.Text[:m[0]], "》") {
				found = append(found, l.On(m[2], m[3]+len("年")))
			}
		}
	}
	return found
}

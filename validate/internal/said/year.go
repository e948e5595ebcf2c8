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

var weekOf = engine.Compile(`(?:做好|办好|开展好?|组织好?|举办|迎接|筹[备办]|抓好|推进|落实好?)(?:我[省市县区校院州])?(\d{4})年(?:全?[国省市县区校])?\p{Han}{0,8}活动周`)

// LeadYear finds a year in the first lines of a notice for the 活动周 that it is about,
// which is not that of the campaign.
func LeadYear(p *engine.Passage, year string) []engine.Remark {
	var found []engine.Remark
	for _, l := range p.Lines[:min(leadLines, len(p.Lines))] {
		for _, m := range weekOf.All(l) {
			if l.Text[m[2]:m[3]] != year && !Bygone.Match(l.Text[:m[0]]) && strings.Count(l.Text[:m[0]], "《") == strings.Count(l.Text[:m[0]], "》") {
				found = append(found, l.On(m[2], m[3]+len("年")))
			}
		}
	}
	return found
}

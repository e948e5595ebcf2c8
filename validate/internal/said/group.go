package said

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/persons"
)

var (
	officeAt = engine.Compile(`办公室(?:暂)?(?:地点)?(?:设[在于]|挂靠在?)[\s\p{Z}]*([^，。；、（]{2,20})`)
	// ledBy is 组长由汤某某担任, or 组长：汤某某、侯某某.
	ledBy    = engine.Compile(`^[\s\p{Z}]*(组长|副组长)[\s\p{Z}]*[:：]([^。；]{2,120})`)
	servesAs = engine.Compile(`(?:[，、；]?由|[，、；]|^)(\p{Han}{2,4}?)(?:同志)?(?:兼任|担任|任)(?:领导小组)?(?:办公室)?(组长|副组长|主任)|(组长|办公室主任)由(\p{Han}{2,4}?)(?:同志)?(?:兼任|担任|兼|任)`)
)

// Group compares what a text says of the leading group with the data.
func Group(p *engine.Passage, g *campaign.Group) []engine.Remark {
	if g == nil {
		return nil
	}
	var found []engine.Remark
	of := map[string][]string{"组长": g.Leads, "副组长": g.Deputies, "主任": g.Directors, "办公室主任": g.Directors}
	say := func(l engine.Line, from, to int, what string, data []string) {
		f := l.On(from, to)
		f.Message, f.Hint = "领导小组的"+what+"与活动数据不同", "活动数据为"+strings.Join(data, "、")
		found = append(found, f)
	}
	for _, l := range p.Lines {
		if l.Role == engine.RoleCell {
			continue
		}
		if m := officeAt.First(l); m != nil && g.Office != "" {
			if said := han.Squeeze(l.Text[m[2]:m[3]]); organTail.Match(said) && !sameOrgan(said, g.Office) {
				say(l, m[2], m[3], "办公室", []string{g.Office})
			}
		}
		if m := ledBy.First(l); m != nil {
			data := of[l.Text[m[2]:m[3]]]
			told, names := persons.In(l.Text[m[4]:m[5]]), persons.In(strings.Join(data, "、"))
			if i := slices.IndexFunc(told, func(name string) bool { return !bears(names, name) }); i >= 0 && len(names) == len(data) && len(names) > 0 {
				at := m[4] + strings.Index(l.Text[m[4]:m[5]], told[i])
				say(l, at, at+len(told[i]), l.Text[m[2]:m[3]], data)
			}
		}
		for _, m := range servesAs.All(l) {
			name, post := []int{m[2], m[3]}, []int{m[4], m[5]}
			if m[2] < 0 {
				name, post = []int{m[8], m[9]}, []int{m[6], m[7]}
			}
			data := of[l.Text[post[0]:post[1]]]
			names := persons.In(strings.Join(data, "、"))
			said := persons.In(l.Text[name[0]:name[1]])
			if len(said) == 1 && len(names) > 0 && !bears(names, said[0]) {
				say(l, name[0], name[1], l.Text[post[0]:post[1]], data)
			}
		}
	}
	return found
}

// bears reports whether one of the names is that of a person.
func bears(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return han.Squeeze(n) == han.Squeeze(name) })
}

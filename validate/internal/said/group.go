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

// otherGroup names one that is not the leading group.
var otherGroup = engine.Compile(`(?:工作|服务|保障|宣传|活动|后勤|安全|接待|秘书|评审|竞赛|裁判|仲裁|专家|技术|督导|应急|执行|筹备)(?:小)?组|专班|评委|委员会|[^导]小组`)

// A Group is the leading group of a campaign.
type Group struct {
	office string
	posts  map[string][]string        // who holds a post
	names  map[string]map[string]bool // the persons among them, where all are persons
}

// NewGroup returns what compares texts with the group g, which may be nil.
func NewGroup(g *campaign.Group) Group {
	if g == nil {
		return Group{}
	}
	all := Group{g.Office, map[string][]string{"组长": g.Leads, "副组长": g.Deputies, "主任": g.Directors, "办公室主任": g.Directors}, map[string]map[string]bool{}}
	for post, data := range all.posts {
		names := persons.In(strings.Join(data, "、"))
		if len(names) != len(data) || len(names) == 0 || len(names) > few {
			continue
		}
		all.names[post] = map[string]bool{}
		for _, name := range names {
			all.names[post][han.Squeeze(name)] = true
		}
	}
	return all
}

// In compares what a text says of the leading group with the data.
func (g Group) In(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	say := func(l engine.Line, from, to int, what string, data []string) {
		f := l.On(from, to)
		f.Message, f.Hint = "领导小组的"+what+"与活动数据不同", "活动数据为"+strings.Join(data, "、")
		found = append(found, f)
	}
	other := false // what stands above is of another group
	for _, l := range p.Lines {
		if l.Role == engine.RoleCell {
			continue
		}
		if !ledBy.In(l) {
			other = otherGroup.In(l)
		}
		if m := officeAt.First(l); m != nil && g.office != "" {
			if said := han.Squeeze(l.Text[m[2]:m[3]]); organTail.Match(said) && !sameOrgan(said, g.office) {
				say(l, m[2], m[3], "办公室", []string{g.office})
			}
		}
		if m := ledBy.First(l); m != nil && !other {
			post := l.Text[m[2]:m[3]]
			names, told := g.names[post], persons.In(l.Text[m[4]:m[5]])
			if i := slices.IndexFunc(told, func(name string) bool { return !names[han.Squeeze(name)] }); i >= 0 && names != nil {
				at := m[4] + strings.Index(l.Text[m[4]:m[5]], told[i])
				say(l, at, at+len(told[i]), post, g.posts[post])
			}
		}
		for _, m := range servesAs.All(l) {
			name, post := []int{m[2], m[3]}, []int{m[4], m[5]}
			if m[2] < 0 {
				name, post = []int{m[8], m[9]}, []int{m[6], m[7]}
			}
			before := l.Text[engine.Back(l.Text, m[0], nearby):m[0]]
			if otherGroup.Match(before[strings.LastIndexAny(before, "。；")+1:]) {
				continue
			}
			held := l.Text[post[0]:post[1]]
			names, told := g.names[held], persons.In(l.Text[name[0]:name[1]])
			if len(told) == 1 && names != nil && !names[han.Squeeze(told[0])] {
				say(l, name[0], name[1], held, g.posts[held])
			}
		}
	}
	return found
}

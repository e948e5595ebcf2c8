package adopt

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	// beforeAbout is the organ that a title begins with.
	beforeAbout = regexp.MustCompile(`^(.{2,30}?)(?:等[\d一二三四五六七八九十]+(?:部门|单位|家单位|个部门))?(?:办公室)?关于`)
	schoolFirst = regexp.MustCompile(`^(.{2,28}?(?:学校|学院|大学|中专|高中|校))`)
	isSchool    = regexp.MustCompile(`(?:学校|学院|大学|中专|校|职业教育中心|职教中心|高中|幼儿园)$`)
	municipal   = regexp.MustCompile(`^(?:中共)?(?:北京|天津|上海|重庆)`)
	townships   = regexp.MustCompile(`乡镇|各镇|街道|中心校|中心学校`)
	placeName   = regexp.MustCompile(`^(?:中共|共青团)?(\p{Han}{1,8}?)([省市县区旗])`)
)

// organs tells who issues the document, and of which level that is.
func (a *adopter) organs() {
	add := func(o document.Organ) {
		o.Name = strings.TrimSpace(o.Name)
		if o.Name != "" && !slices.ContainsFunc(a.c.Organs, func(x document.Organ) bool { return x.Name == o.Name }) {
			a.c.Organs = append(a.c.Organs, o)
		}
	}
	title := han.Squeeze(a.doc.Title)
	if a.doc.Head != nil {
		for _, o := range a.doc.Head.Organs {
			add(o)
		}
	}
	heads := len(a.c.Organs)
	if heads == 0 && a.doc.IsPlan() {
		if g := schoolFirst.FindStringSubmatch(title); g != nil {
			add(document.Organ{Name: g[1]})
		}
	}
	if a.doc.Signature != nil {
		for _, o := range a.doc.Signature.Organs {
			add(o)
		}
	}
	if heads > 0 && len(a.c.Organs) > heads {
		a.doubt("organs", "署名中的机关与版头中的不同，请核对")
	}
	if len(a.c.Organs) == 0 {
		name := "（发文机关）"
		if g := beforeAbout.FindStringSubmatch(title); g != nil {
			name = g[1]
			a.doubt("organs[0]", "原文没有版头和署名，发文机关取自标题")
		} else {
			a.doubt("organs[0]", "原文没有写明发文机关，请填写")
		}
		add(document.Organ{Name: name})
	}
	for i := range a.c.Organs {
		o := &a.c.Organs[i]
		if o.Short == "" && i < mostShort {
			for _, short := range shortsOf(o.Name) {
				if o.Short == "" && strings.Contains(strings.ReplaceAll(a.text, o.Name, ""), short) {
					o.Short = short
				}
			}
		}
	}
	a.level()
}

// mostShort is for how many organs the text is searched for what it calls them.
const mostShort = 30

// abbreviations are what texts call organs of long names.
var abbreviations = [][2]string{
	{"人力资源和社会保障", "人力资源社会保障"}, {"人力资源和社会保障", "人社"}, {"国有资产监督管理委员会", "国资委"}, {"人民政府国有资产监督管理委员会", "国资委"},
	{"网络安全和信息化委员会办公室", "网信办"}, {"中华职业教育社", "中华职教社"}, {"发展和改革委员会", "发展改革委"}, {"发展和改革委员会", "发改委"},
	{"工业和信息化", "工信"}, {"教育和体育", "教体"}, {"教育委员会", "教委"},
}

// shortsOf returns what a text may call an organ: 厦门市教育局 is 市教育局 there.
func shortsOf(name string) []string {
	g := placeName.FindStringSubmatchIndex(name)
	if g == nil {
		return nil
	}
	short := name[g[4]:]
	if strings.HasPrefix(name, "共青团") {
		short = "团" + short
	}
	all := []string{short}
	_, rest := utf8.DecodeRuneInString(short)
	if h := placeName.FindStringSubmatchIndex(short[rest:]); h != nil { // 云溪市滨江区教育局
		all = append(all, short[rest:][h[4]:])
	}
	for _, w := range abbreviations {
		if strings.Contains(short, w[0]) {
			all = append(all, strings.Replace(short, w[0], w[1], 1))
		}
	}
	return all
}

// level tells the level of the first organ.
func (a *adopter) level() {
	name := a.c.Organs[0].Name
	switch g := placeName.FindStringSubmatch(name); {
	case isSchool.MatchString(name):
		a.c.Level = "校"
	case strings.HasPrefix(name, "教育部") || strings.HasPrefix(name, "中华人民共和国") || strings.HasPrefix(name, "国务院"):
		a.c.Level = "部"
	case municipal.MatchString(name) && !strings.ContainsAny(name, "区县"), strings.Contains(name, "自治区"):
		a.c.Level = "省"
	case g == nil:
		a.c.Level = "市"
		a.doubt("level", "从发文机关的名称看不出层级，暂作市级")
	case g[2] == "省":
		a.c.Level = "省"
	case g[2] == "市":
		a.c.Level = "市"
		if rest := name[strings.Index(name, "市")+len("市"):]; placeName.MatchString(rest) && !strings.HasPrefix(rest, "人民") {
			if h := placeName.FindStringSubmatch(rest); h[2] == "区" || h[2] == "县" {
				a.c.Level = "县"
			}
		} else if townships.MatchString(a.doc.Recipients) {
			a.c.Level = "县"
			a.doubt("level", "主送机关中有乡镇、街道，暂作县级市")
		}
	default:
		a.c.Level = "县"
	}
}

// signing returns the organs of a signature as a campaign names them.
func (a *adopter) signing(organs []document.Organ) campaign.OrganNames {
	if len(organs) == 0 {
		return nil
	}
	var names campaign.OrganNames
	for _, o := range organs {
		names = append(names, strings.TrimSpace(o.Name))
	}
	if len(names) == len(a.c.Organs) {
		same := true
		for i, o := range a.c.Organs {
			same = same && o.Name == names[i]
		}
		if same {
			return campaign.OrganNames{"all"}
		}
	}
	return names
}

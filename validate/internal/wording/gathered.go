package wording

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Enumerations with a number right behind them that sums them up: 柳湾镇、石门镇两个镇,
// 技能护照、实训地图两项便民举措, 《匠心》《琢玉》两个节目.

var (
	summedUp = engine.Compile(`(等)?([二两三四五六七八九十]|[二三]?十[一二三四五六七八九]?|\d{1,2})(?:个|项|家|所|大|类|种|场|门|篇|部|支|座)?(\p{Han}{0,6}?)(镇|乡|村|街道|社区|校区|园区|片区|赛区|考点|工作组|小组|部门|单位|学校|院校|高校|学院|专业部|教学部|系部|学部|专业|工种|赛项|课程|讲座|活动|比赛|竞赛|节目|品牌|栏目|板块|模块|环节|阶段|步骤|维度|层面|主题|展区|展厅|举措|措施|任务|工程|行动|计划|机制|制度|奖项|类别|语种|项目|岗位|职业)`)
	// places end the names of what is counted by the same word: 石门镇 among 镇.
	places  = engine.Compile(`^(?:镇|乡|村|街道|社区|校区|园区|片区|赛区|考点|学院|专业)$`)
	schools = engine.Compile(`^(?:学校|院校|高校)$`)
	// schoolName ends the name of a school.
	schoolName = engine.Compile(`(?:学校|学院|大学|中学|小学|中专|职专|职高|高中|附中|职业中专|技校|校)$`)
	// offices ends the name of one that has to do with others.
	offices = engine.Compile(`(?:局|委|办|办公室|处|科|厅|工会|妇联|团委|工商联|联合会|商会|协会|学会|委员会|学生会)$`)
	// owner ends what something may belong to: 汽修、护理专业三个班.
	owner = engine.Compile(`(?:局|委|办|处|科|厅|部|工会|妇联|团委|工商联|联合会|商会|协会|委员会|学生会|院|校|系|镇|乡|村|县|区|市|省|街道|社区|公司|集团|企业|中心|班|组|年级|专业|单位|部门|教师|学生|家长|员工|职工|群众|居民|人员|师生|者|[^器]人|员|年|月|日|届|期)$`)
	// doing ends what is said before a number that is of something else: 开展三项活动.
	doing = engine.Compile(`(?:开展|举办|组织|完成|落实|推出|实施|承担|获得?|设|设置|设立|有|共|做好|参加|申报|新增|建立|开设|安排|进行|提供|选|选派|选择|每|各|分别|推荐|围绕|通过|按照|以|用|的|了|为|是|在|对|向|至|到|或|前|后|第|任选|其他|其它|其余|另|另外|周边|推进|聚焦|抓好|打造|形成|制定|出台|启动|包括|包含|列入|评选|评出|属于|附|配|配套|下设|全部|所有|这|上述|以上|以下|下列|余|近|约|多)$`)
	// within begins what is not one of a list, or another list.
	within    = engine.Compile(`[对向给让第]|首先|其次|其他|其它|每|各|等|[二两三四五六七八九十]个|[二两三四五六七八九十]项`)
	marked    = engine.Compile(`((?:(?:《[^《》]{1,40}》|“[^“”]{1,40}”)(?:、|和|与|及|以及)?)+)$`)
	oneMarked = engine.Compile(`《[^《》]+》|“[^“”]+”`)
	andOf     = strings.NewReplacer("人力资源和社会保障", "人社", "教育和体育", "教体", "住房和城乡建设", "住建", "工业和信息化", "工信", "文化和旅游", "文旅", "发展和改革", "发改", "农业和农村", "农业", "自然资源和规划", "自规")
)

// bareNames reports whether all are names of places of two characters, without the word that is
// behind them: 在青禾、石桥、白塘三个镇. What stands before the first is no part of it.
func bareNames(noun string, all []string) bool {
	return strings.Contains("镇乡村街道社区", noun) && len(all) > 2 && !slices.ContainsFunc(all[1:], func(s string) bool { return utf8.RuneCountInString(s) != 2 || !han.Has(s) })
}

// mostAhead is how many characters before a number are read as an enumeration.
const mostAhead = 120

// gathered finds numbers behind enumerations that are not as many as are enumerated, but
// those that are among what is found already.
func gathered(l engine.Line, found []engine.Remark) []engine.Remark {
	all := summedUp.All(l)
	if all == nil {
		return nil
	}
	told := make([]bool, len(l.Text))
	for _, f := range found {
		for i := f.From; i < f.To; i++ {
			told[i] = true
		}
	}
	var own []engine.Remark
	for _, m := range all {
		if told[m[4]] {
			continue
		}
		open, n, noun := m[2] >= 0, countOf(l.Text[m[4]:m[5]]), l.Text[m[8]:m[9]]
		if engine.IsDigit(engine.Before(l.Text, m[0], nil)) {
			continue
		}
		least, most := enumerated(l.Text[engine.Back(l.Text, m[0], mostAhead):m[0]], noun, open)
		if most < 2 || n >= least && n <= most || open && n > most || n > most+2 || n < least-2 || n < 2 {
			continue
		}
		got := least
		if n > most {
			got = most
		}
		own = append(own, differs(l, m[4], m[1], got))
	}
	return own
}

// enumerated returns how many things s ends with an enumeration of, that noun may be said
// of; most is more than least where a word may join two of them or stand in one. 0: of none.
func enumerated(s, noun string, open bool) (least, most int) {
	if m := marked.Find(s); m != nil {
		n := len(oneMarked.Re().FindAllString(s[m[2]:m[3]], -1))
		if n > 1 && !strings.HasSuffix(noun, "措施") && !strings.HasSuffix(noun, "任务") && !strings.HasSuffix(noun, "制度") {
			return n, n
		}
		return 0, 0
	}
	if i := strings.LastIndexAny(s, "，。；：！？,;:（）()\t“”《》"); i >= 0 {
		if r, size := utf8.DecodeRuneInString(s[i:]); strings.ContainsRune("）)”》", r) {
			return 0, 0 // of a list that goes on before it
		} else {
			s = s[i+size:]
		}
	}
	items := strings.Split(andOf.Replace(s), "、")
	last := items[len(items)-1]
	tail, joints := last, 0
	for _, and := range []string{"以及", "和", "及", "与"} {
		if k := strings.LastIndex(tail, and); k > 0 {
			tail = tail[k+len(and):]
			joints = 1
		}
	}
	if utf8.RuneCountInString(tail) < 2 || doing.Match(tail) || strings.ContainsAny(s, "0123456789") || len(items) > 12 {
		return 0, 0
	}
	all := items
	if joints > 0 {
		all = append(slices.Clone(items[:len(items)-1]), strings.TrimRight(strings.TrimSuffix(last, tail), "以及和与"), tail)
	}
	if len(all) < 2 {
		return 0, 0
	}
	ends := func(p *engine.Pattern) int {
		n := 0
		for _, item := range all {
			if p.Match(item) {
				n++
			}
		}
		return n
	}
	for i, item := range all {
		if n := utf8.RuneCountInString(item); n < 2 || n > 24 || i > 0 && (n > 14 || within.Match(item)) {
			return 0, 0
		}
	}
	switch {
	case strings.HasSuffix(noun, "组"):
		for _, item := range all {
			if !strings.HasSuffix(item, "组") {
				return 0, 0
			}
		}
	case places.Match(noun) && bareNames(noun, all):
	case (noun == "专业" || noun == "项目") && len(items) > 2 && ends(owner) == 0: // 数控加工、烹饪、护理三个专业
	case places.Match(noun):
		for _, item := range all {
			if !strings.HasSuffix(item, noun) || item == noun {
				return 0, 0
			}
		}
	case len(items) < 2:
		return 0, 0
	case schools.Match(noun):
		if ends(schoolName) < len(all) {
			return 0, 0
		}
	case noun == "部门" || noun == "单位":
		if ends(offices) < len(all) {
			return 0, 0
		}
	case noun == "活动" && !open && len(all) > 2 && ends(owner) < len(all): // 启动仪式、技能服务进社区、工匠进校园报告会
	case open || ends(owner) > 0 || within.Match(items[0]):
		return 0, 0
	}
	least, most = len(items), len(items)
	for _, and := range []string{"和", "及", "与"} {
		most += strings.Count(strings.Join(items, "、"), and)
	}
	if most == least+1 && joints == 1 && (places.Match(noun) || ends(offices) == len(all)) {
		least = most
	}
	return least, most
}

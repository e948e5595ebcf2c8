package wording

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// A classifier counts some nouns and never others. What stands behind the noun tells
// that it is the noun which is counted: 3名学校领导 are right.
var classifiers = []*engine.Pattern{
	engine.Compile(counted + `[名位])` + adjective + `(?:` + houses + `|作品|视频|照片|活动|项目|稿件|社区|课程|讲座|大赛))` + countedAlone),
	engine.Compile(counted + `所)` + adjective + `(?:` + people + `|企业|作品|活动|视频|照片|公司|讲座|项目|稿件))` + countedAlone),
	engine.Compile(counted + `家)` + adjective + `(?:` + people + `|讲座|活动|作品|视频|照片|稿件))` + countedAlone),
	engine.Compile(counted + `篇)` + adjective + `(?:` + people + `|` + houses + `|照片|视频|图片|活动|短视频|微视频|海报|讲座))` + countedAlone),
	engine.Compile(counted + `[张幅])` + adjective + `(?:` + people + `|` + houses + `|视频|短视频|微视频|稿件|征文|论文|新闻稿|活动|讲座|总结))` + countedAlone),
	engine.Compile(counted + `部)` + adjective + `(?:` + people + `|` + houses + `|照片|图片|稿件|征文))` + countedAlone),
	engine.Compile(counted + `场)` + adjective + `(?:` + people + `|` + houses + `|照片|作品|视频|稿件))` + countedAlone),
	engine.Compile(counted + `件)` + adjective + `(?:` + people + `|` + houses + `|讲座|活动|视频讲座))` + countedAlone),
	engine.Compile(counted + `[条份])` + adjective + `(?:` + people + `|` + houses + `|照片|讲座))` + countedAlone),
}

// What stands around a classifier and a noun.
const (
	people       = `学生|教师|老师|选手|专家|大师|工匠|师傅|学员|家长|志愿者|评委|裁判|嘉宾|干部|职工|教职工|党员|劳模|毕业生|员工|劳动模范|模范|标兵|辅导员|班主任|导师|讲师|技师|工程师|校长|院长`
	houses       = `学校|院校|企业|单位|公司|基地|机构|幼儿园|中小学|小学|中学|高中|医院|工厂|园区|商户|摊点|摊位|门店|店铺|网吧|村庄|街道`
	counted      = `((?:\d+|[二两三四五六七八九十百]{1,4})[余多]?(?:`
	adjective    = `(?:先进|优秀|示范|骨干|重点|知名|合作|本地|民营|参赛|参展|参会|成员|试点|职业|中职|高职|龙头|民办|公办|兄弟|优质|特色|思政课|专业课|文化课|专任|兼职|外聘|新任|特级|心理|爱心|会员|相关|新闻|专题|公益|技能|获奖){0,2}`
	countedAlone = `(?:[，。；）参被入获报为共分组加签进担授赴]|[和、](?:\d|[二两三四五六七八九十])|$)`
)

// countedPeople is a number of people counted as something else.
var countedPeople = engine.Compile(`(?:在校生|学生|教职工|专任教师|毕业生|志愿者)(?:总数|人数)?(?:共有|共|达到?|为|约)?(\d+[余多]?[所家篇件张场幅部])(?:[，。；、]|$)`)

// miscounted finds nouns with a classifier of others.
func miscounted(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, p := range append(classifiers, countedPeople) {
		found = append(found, engine.Matches(p, 1, nil)(l)...)
	}
	return found
}

var (
	timesLess = engine.Compile(`(?:减少|降低|下降|缩短|缩小|节约)了?(?:近|约|将近)?\d+(?:\.\d+)?[多余]?倍`)
	// rate is a share of a whole, which cannot be more than all of it.
	rate = engine.Compile(`(?:就业率|合格率|满意率|满意度|参与率|覆盖率|到课率|出勤率|升学率|毕业率|通过率|优秀率|及格率|巩固率|知晓率|完好率|对口率|签约率|获证率|持证率|参训率|回收率|好评率|筛查率|接种率|上线率|达标率|普及率|入园率|报到率|住宿率|建档率|整改率|开课率|安装率|录取率|在岗率|办结率|入户率|占比)(?:分别)?(?:达到|高达|达|已达|为|是|均达|均为|提高到|提升到|提高至|提升至|升至|保持在)?了?[\s\p{Z}]*(\d+(?:\.\d+)?)[%％]`)
)

// rateUpTo is the same with what it was before.
var rateUpTo = engine.Compile(`(?:就业率|合格率|满意[率度]|参与率|覆盖率|出勤率|升学率|毕业率|通过率|优秀率|及格率)由\d+(?:\.\d+)?[%％](?:提高|提升|上升|增加|增长)[到至](\d+(?:\.\d+)?)[%％]`)

// beyond finds quantities that cannot be.
func beyond(l engine.Line) []engine.Remark {
	found := engine.Matches(timesLess, 0, nil)(l)
	for i := range found {
		found[i].Hint = "减少、降低不用倍数，写作“减少了……%”或“减少为……分之一”"
	}
	for _, m := range rateUpTo.All(l) {
		if n, err := strconv.ParseFloat(l.Text[m[2]:m[3]], 64); err == nil && n > 100 {
			found = append(found, l.On(m[0], m[1]))
		}
	}
	for _, m := range rate.All(l) {
		if n, err := strconv.ParseFloat(l.Text[m[2]:m[3]], 64); err == nil && n > 100 && !strings.HasPrefix(l.Text[m[1]:], "—") {
			f := l.On(m[0], m[1])
			f.Hint = "不会超过100%，请核对"
			found = append(found, f)
		}
	}
	return found
}

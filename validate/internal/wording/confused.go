package wording

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A mistaken word is a word that stands where another must: the first group of
// the pattern that takes part.
type mistaken struct {
	pattern  *engine.Pattern
	right    string
	not      string          // characters before the word with which it is another
	unless   *engine.Pattern // of lines in which it may be right after all; nil: there are none
	severity report.Severity // zero: the rule's
}

// day follows what is said of one, with a month or without.
const day = `(?:\d{4}年)?\d{1,2}月\d{1,2}日`

var mistakes = []mistaken{
	{pattern: engine.Compile(`(付有)(?:\p{Han}{0,10})(?:责任|义务|职责|使命)`), right: "负有", not: "支交给拨托偿应兑预垫首缴已未"},
	// 截至 takes a time, 截止 does not.
	{pattern: engine.Compile(`(?:^|[，。；：（\s])(截止到?)(?:目前|今日|当前|现在|发稿|记者发稿|本[月周年]|今年|去年|上[月周年]|\d{4}年|\d{1,2}月|[上下]半年|年底|年末|月底)`), right: "截至"},
	{pattern: engine.Compile(`(?:报名|报送|提交|征集|投稿|申报|缴费|受理|上报|交稿)的?(截至)(?:时间|日期|日|期限)|(截至)(?:时间|日期)[:：为是]`), right: "截止"},
	{pattern: engine.Compile(`(做为)[^期民了何什此人]`), right: "作为", not: "所叫称当看化争"},
	{pattern: engine.Compile(`(作好)(?:了|充分)?[^，。；、作]{0,12}(?:工作|准备|服务|保障|记录|归档|宣传|衔接|防护|统计|登记|安排|组织|协调|布置|整改|落实|筹备|接待|总结|报送)`), right: "做好", not: "工合协操创写制运耕动著习劳杰佳力大原新的"},
	{pattern: engine.Compile(`(做)了?(?:题为|重要讲话|重要指示|重要批示|动员讲话|总结讲话|典型发言|交流发言|工作报告|专题报告|主旨报告|主旨演讲)`), right: "作", severity: report.Hint},
	{pattern: engine.Compile(`(必需)(?:为|是|有|要[^素件]|在|按|于|由|经|符合|遵守|达到|提供|参加|佩戴|提前|严格|认真|坚持|加强|具备|完成|确保|高度|填写|注明|携带|服从|做到|登记|办理|遵循|进行|接受|采取|通过|保证|征得|报|立即|配备|出示|缴纳|安排|组织|召开|落实|纳入|先|将|把|对|依法|依照|根据|取得|申请|签字|盖章|停|全部|如实|统一|使用|签订|购买)`), right: "必须", not: "所活"},
	{pattern: engine.Compile(`(必须)的(?:经费|物资|设备|材料|条件|人员|资料|工具|场地|生活|药品|保障|用品|资金|安全|防护)`), right: "必需"},
	{pattern: engine.Compile(`(反应)(?:给|到(?:学校|上级|办公室|有关|相关)|(?:情况|问题|意见|诉求|需求)[，。；、给至]|了[^，。；]{1,16}(?:情况|问题|需求|成果|风貌|面貌|水平|成就))`), right: "反映", not: "学敏良激核链急疫速性生合间解副热酸碱离种场"},
	{pattern: engine.Compile(`向(?:学校|上级|组委会|[^，。；、]{0,24}?(?:办|办公室|部门|局|组|会|领导|老师|班主任|信箱|热线|平台|单位|机关|中心|团委|工会|校方|[科处股室]))(反应)`), right: "反映"},
	{pattern: engine.Compile(`快速(反映)(?:机制|能力|队伍|小组)|(?:化学|连锁|不良|过敏|应激)(反映)`), right: "反应"},
	{pattern: engine.Compile(`(?:招聘|招生|招领|寻物|征稿|征文|遗失|更正|征集|搬迁|招租|寻人)(启示)`), right: "启事"},
	{pattern: engine.Compile(`(权力)(?:和|与|及)[^，。；、]{0,6}义务|义务(?:和|与|及)(权力)|(?:合法|受教育|休息|知情)(?:的|等)?(权力)`), right: "权利"},
	{pattern: engine.Compile(`(权利)(?:运行|制约|寻租|关进)`), right: "权力", not: "以"},
	{pattern: engine.Compile(`(其它)(?:同学|老师|教师|学生|人员|同志|选手|参赛者|成员|干部|家长|专家|嘉宾|领导|个人)`), right: "其他"},
	{pattern: engine.Compile(`(?:定|拟|将|请|务必|[须需应])[^，。；、]{0,8}?(与)` + day + `[^，。；、的]{0,8}?(?:前|举行|召开|开展|启动|正式|公布|发布|公示|揭晓|进行|开始|结束|截止|完成|开放|开通|上线|施行|实施|到[校会场]|报到|出发|返校|返回|开班|开赛|开幕|闭幕|抵达|播出)(?:[^的]|$)|[，。；](与)` + day + `(?:正式|上午|下午|在[^，。；的]{2,20}(?:举行|召开)(?:[^的]|$))`), right: "于"},
	{pattern: engine.Compile(`(?:^|[，。；、])(已便)[^捷利宜民衣装秘当道]`), right: "以便"},
	{pattern: engine.Compile(`(以于)(?:\d{4}年)?\d{1,2}月`), right: "已于", not: "可所予加"},
	{pattern: engine.Compile(`[，；](已)(?:免影响|免造成|免耽误|免发生|防不测|防万一|资鼓励|确保(?:活动|数据|安全|工作)[^，。；]{0,8}(?:顺利|完整|准确)|保证(?:活动|数据|安全|工作)[^，。；]{0,8}(?:顺利|完整|准确))`), right: "以"},
	{pattern: engine.Compile(`(即时)(?:上报|报送|报告|总结|反馈|整改|清理|通报|公布|传达|上传|报[我局市县区校])`), right: "及时", severity: report.Hint},
	{pattern: engine.Compile(`(?:^|[，。；就都不真更很要])(象)(?:往年|以往|以前|这样|那样|我们|他们|一样|一个|一名|一家)`), right: "像"},
	{pattern: engine.Compile(`(好象)[^征]`), right: "好像", not: "友美良"},
	{pattern: engine.Compile(`(?:活动|会议|仪式|大赛|比赛|论坛|讲座|推进会|启动会|培训|班|展|会)(订)于(?:\d{4}年)?\d{1,2}月`), right: "定"},
	{pattern: engine.Compile(`(以经)(?:获|完|成|开|形|取|进|达|建|有|落|报|通[过知]|收|发|确|超|举|评)`), right: "已经"},
	{pattern: engine.Compile(`(既将)(?:举|开|到|来|拉|召|启|毕|结|进|迎|于|在)`), right: "即将"},
	{pattern: engine.Compile(`(?:^|[，。；、])请(个)(?:单位|学校|部门|班|系|县|区|科|处|校|院)`), right: "各"},
	{pattern: engine.Compile(`(竖立)[^，。；、]{0,10}(?:形象|典型|榜样|意识|观念|理念|信心|品牌|标杆|思想)`), right: "树立"},
	{pattern: engine.Compile(`(树立)[^，。；、]{0,8}(?:展板|广告牌|标志牌|旗杆|围挡|指示牌|标语牌|宣传牌)`), right: "竖立"},
	{pattern: engine.Compile(`(鉴定)了?[^，。；、的]{0,12}的?(?:合作协议|协议书|框架协议|意向书|责任书|承诺书|备忘录|劳动合同)`), right: "签订", not: "能"},
	{pattern: engine.Compile(`(以至)(?:造成|发生|延误|无法|耽误)`), right: "以致", severity: report.Hint},
	{pattern: engine.Compile(`(度过)(?:难关|危机|险境)`), right: "渡过", severity: report.Hint},
	{pattern: engine.Compile(`(渡过)[^，。；、]{0,10}(?:假期|节日|周末|暑假|寒假|时光|岁月|春节|童年|生活)`), right: "度过"},
	{pattern: engine.Compile(`(法制)(?:社会|国家|政府|思维)`), right: "法治"},
	{pattern: engine.Compile(`(考查)(?:团(?:[^员]|$)|企业|先进)|赴[^，。；]{1,20}(考查)`), right: "考察"},
	{pattern: engine.Compile(`(?:新生|学员|代表|嘉宾|选手|来校|到校|前来|会议)(报道)(?:时间|地点|注册|手续|须知|流程|处)|(?:新生|学员|代表|嘉宾|选手)(?:前来|来校|到校)?(报道)(?:[，。；、]|$)|(?:^|[，。；：])(报道)(?:时间|地点|手续|须知)(?:[:：为是]|$)`), right: "报到"},
	{pattern: engine.Compile(`[到来赴](?:[^，。；、采新访]{0,16})(?:学校|学院|基地|赛点|赛区|处|室|组委会|会务组|酒店|宾馆|中心|校区|驻地|单位)(报道)(?:[，。；、]|$)`), right: "报到"},
	{pattern: engine.Compile(`(?:家长|群众|师生|教师|职工|居民|村民|市民|网民|网友|商户|用户|业主|游客|读者|农户|基层)(反应)(?:[^，。；、：！的了轻情强激热良迅积冷平剧过敏式能速不较普很十非是大]|过(?:低|高|多|少|长|短))`), right: "反映"},
	{pattern: engine.Compile(`(?:风气|疫情|火势|病毒|谣言|情绪|思潮|之风|歪风)(?:的)?(漫延)|防止[^，。；]{1,10}(漫延)`), right: "蔓延"},
	{pattern: engine.Compile(`(?:平稳|顺利|有序|逐步|自然|圆满|实现)(过度)(?:[，。；到至]|$)`), right: "过渡"},
	{pattern: engine.Compile(`(?:新闻|宣传|媒体|专题|跟踪|深度)(报到)(?:[，。；、]|工作|的|力度|[^时地手须处])`), right: "报道"},
	{pattern: engine.Compile(`(?:疫情|传染病|山洪|洪水)[^，。；]{0,4}(爆发)`), right: "暴发"},
	{pattern: engine.Compile(`(?:活动周?|会议|比赛|培训|假期|暑假|寒假|节日|实习|展览|公示|国庆|春节)(其间)`), right: "期间"},
	{pattern: engine.Compile(`(形势)(?:多样|新颖|灵活|不限|活泼)|多种(形势)|采[取用][^，。；]{1,16}的(形势)`), right: "形式"},
	{pattern: engine.Compile(`(形式)(?:严峻|逼人|喜人)|面[临对]的?(?:新)?(形式)(?:[^主]|$)|严峻(?:复杂)?的(形式)|(?:生产|防控|防汛|防火|就业|治安|安全|经济)(形式)(?:依然|仍然?|总体|平稳|不容|稳中|复杂|持续|和任务|向好)`), right: "形势"},
	{pattern: engine.Compile(`一式[一二两三四五六七八九\d]+(分)(?:[，。；、（(]|$)`), right: "份"},
	{pattern: engine.Compile(`[\d一二三四五六七八九十]月(分)(?:[的底初末以]|报表|工作|活动|[，。；]|$)`), right: "份"},
	{pattern: engine.Compile(`(?:积极|认真|深入|切实|大力|广泛|扎实|有效|有力|全面|热情|愉快|出色|如期|安全|稳妥|及时|准确|详细|充分|不断|逐步|及时|主动|严格|自觉|努力|快速|稳步|更好|有序|顺利|圆满|成功|创造性)(的)(?:完成(?:了|好|各|本|全|任务|工作|学|实)|开展(?:了|好|各|系|职|宣)|做好|投入到|参与到|参加了|落实好|贯彻落实|组织好|组织开展|推进了|展示了|服务好|服务于|提高了|提升了|调动了|激发了|营造了|促进了|发挥了|举办了)`), right: "地"},
	{pattern: engine.Compile(`(?:做|抓|办|搞|准备|组织|完成|写|讲|表现|搞|进行|开展)(的)(?:很|非常|十分|比较)(?:好|出色|圆满|成功|到位|扎实|精彩|充分)(?:[，。；]|$)`), right: "得"},
}

// confused finds words that are taken for others.
func confused(l engine.Line) []engine.Remark {
	var found []engine.Remark
	look := func(w mistaken) {
		all := w.pattern.All(l)
		if len(all) > 0 && w.unless != nil && w.unless.In(l) {
			return
		}
		for _, m := range all {
			from, to := group(m)
			if prev := engine.Before(l.Text, from, nil); prev != 0 && strings.ContainsRune(w.not, prev) || l.Guarded(from, to) {
				continue
			}
			f := ought(l.On(from, to), w.right)
			f.Severity = w.severity
			found = append(found, f)
		}
	}
	for _, w := range mistakes {
		look(w)
	}
	sure := len(found)
	for _, w := range frames {
		look(w)
	}
	if sure == len(found) {
		return found
	}
	told := slips(l) // they say the same of a few; in order
	return append(found[:sure:sure], slices.DeleteFunc(found[sure:], func(f engine.Remark) bool {
		i, _ := slices.BinarySearchFunc(told, f.From+1, func(o engine.Remark, at int) int { return o.To - at })
		return i < len(told) && told[i].From < f.To
	})...)
}

// group returns where the group of m stands that took part; of all the first.
func group(m []int) (from, to int) {
	for g := 2; g < len(m); g += 2 {
		if m[g] >= 0 {
			return m[g], m[g+1]
		}
	}
	return m[0], m[1]
}

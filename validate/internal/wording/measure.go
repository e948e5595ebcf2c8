package wording

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// A classifier counts some nouns and never others. What stands behind the noun tells
// that it is the noun which is counted: 3名学校领导 are right.
var classifiers = []*engine.Pattern{
	engine.Compile(counted + `[名位])` + adjective + `(?:(?:` + houses + `|` + works + `|` + goods + `|` + sites + `|` + papers + `|` + events + `|社区|课程|大赛|教室|宿舍|房屋|家庭|农户){1,2}|[^\P{Han}到在赴入进去与和的由向对来自名位师生员工人者家]{2}(?:企业|公司)))` + countedAlone),
	engine.Compile(counted + `所)` + adjective + `(?:` + people + `|` + works + `|` + goods + `|` + sites + `|` + papers + `|` + events + `|企业|公司|班级|部门|科室|班组|车间|门店|店铺|超市|家庭|农户|社团|党支部|乡镇|行政村))` + countedAlone),
	engine.Compile(counted + `家)` + adjective + `(?:` + people + `|` + works + `|` + goods + `|` + sites + `|` + papers + `|` + events + `|班级|教室|宿舍|课程|行政村))` + countedAlone),
	engine.Compile(counted + `篇)` + adjective + `(?:` + people + `|` + houses + `|` + goods + `|教室|宿舍|房屋|照片|视频|图片|短视频|微视频|海报|课程|` + events + `))` + countedAlone),
	engine.Compile(counted + `[张幅])` + adjective + `(?:` + people + `|` + houses + `|视频|短视频|微视频|稿件|征文|论文|新闻稿|总结|电脑|计算机|车辆|课程|课题|` + events + `))` + countedAlone),
	engine.Compile(counted + `部)` + adjective + `(?:` + people + `|` + houses + `|照片|图片|稿件|征文|课程|` + events + `))` + countedAlone),
	engine.Compile(counted + `场)` + adjective + `(?:` + people + `|` + houses + `|` + goods + `|照片|作品|视频|稿件|文件|制度|合同|证书|论文|征文|课题|专利|奖项))` + countedAlone),
	engine.Compile(counted + `件)` + adjective + `(?:` + people + `|` + houses + `|视频讲座|车辆|电脑|房屋|课程|` + events + `))` + countedAlone),
	engine.Compile(counted + `[条份])` + adjective + `(?:` + people + `|` + houses + `|` + goods + `|照片|` + events + `))` + countedAlone),
	engine.Compile(counted + `[间座栋幢])` + adjective + `(?:` + people + `|` + works + `|` + goods + `|` + papers + `|` + events + `|企业|公司|单位|班级|部门))` + countedAlone),
	engine.Compile(counted + `[台辆艘架])` + adjective + `(?:` + people + `|` + houses + `|` + works + `|` + papers + `|` + events + `|图书|桌椅|课桌|教室|宿舍))` + countedAlone),
	engine.Compile(counted + `辆)` + adjective + `(?:电脑|计算机|打印机|投影仪|空调|设备|仪器|机床|树木|路灯|床位|电梯|锅炉))` + countedAlone),
	engine.Compile(counted + `[本册])` + adjective + `(?:` + people + `|` + houses + `|电脑|计算机|打印机|投影仪|空调|课桌椅|课桌|桌椅|车辆|汽车|公交车|校车|树木|树苗|路灯|电梯|锅炉|床位|设备|仪器|机床|帐篷|棉被|灭火器|摄像头|照片|视频|` + events + `))` + countedAlone),
	engine.Compile(counted + `[只头株棵枚粒])` + adjective + `(?:` + people + `|` + houses + `|` + works + `|` + goods + `))` + countedAlone),
	engine.Compile(counted + `[项则首])` + adjective + `(?:` + people + `|` + houses + `|` + goods + `|照片|图片|视频|稿件))` + countedAlone),
	engine.Compile(counted + `[门期届])` + adjective + `(?:` + houses + `|` + goods + `|稿件|照片|视频))` + countedAlone),
	engine.Compile(counted + `[顶盏根扇瓶盒袋桶匹])` + adjective + `(?:` + people + `|` + houses + `))` + countedAlone),
	engine.Compile(counted + `[名位所辆间座栋幢艘架])` + adjective + `(?:` + stores + `))` + countedAlone),
	engine.Compile(counted + `支)` + adjective + `(?:` + people + `|` + houses + `|` + works + `))` + countedAlone),
}

// What stands around a classifier and a noun.
const (
	people       = `学生|教师|老师|选手|专家|大师|工匠|师傅|学员|家长|志愿者|评委|裁判|嘉宾|干部|职工|教职工|党员|劳模|毕业生|员工|劳动模范|模范|标兵|辅导员|班主任|导师|讲师|技师|工程师|校长|院长|运动员|教练员|裁判员|网格员|医生|护士|民警|村民|居民|老人|儿童|工人|农民|代表|委员|队员|同学|同志|群众|学徒|护理员|保安|司机|驾驶员|消防员|救援人员|工作人员|技术人员|医务人员|管理人员|安全员|调解员|讲解员|采购员|监督员|联络员|管护员|护林员|保洁员|检查员|售票员|服务员|辅警|民警|律师|法官|检察官|记者|考生|新生|旅客|乘客|游客|患者|病人|厨师|电工|焊工|村医|快递员|外卖员`
	houses       = `学校|院校|高校|大学|高等学校|职业学院|职校|企业|单位|公司|基地|机构|幼儿园|中小学|小学|中学|高中|医院|工厂|园区|商户|摊点|摊位|门店|店铺|网吧|村庄|街道|班级|部门|科室|处室|乡镇|行政村|自然村|支部|党支部|社区|社团|合作社|商店|超市|卫生院|养老院|敬老院|福利院|书店|餐馆|饭店|酒店|宾馆|银行|网点|场馆|车间|班组|院系|系部|食堂|餐厅|实验室|图书馆|考点|教学点|窗口`
	works        = `作品|视频|照片|活动|项目|稿件|讲座|论文|征文|建议|提案|意见|案件|问题|隐患|事故|投诉`
	goods        = `电脑|计算机|打印机|投影仪|空调|课桌椅|课桌|桌椅|图书|教材|车辆|汽车|公交车|校车|树木|树苗|路灯|电梯|锅炉|床位|设备|仪器|机床|帐篷|棉被|灭火器|摄像头|客车|货车|轿车|卡车|公务用车|执法车|救护车|消防车|警车|洒水车|出租车|电动车|自行车|摩托车|挖掘机|装载机|推土机|收割机|拖拉机|插秧机|车床|铣床|无人机|发电机|抽水泵|服务器|路由器|电视机|洗衣机|冰箱|净水器|饮水机`
	sites        = `水库|桥梁|道路|公路|河流|河道|山塘|泵站|公园|广场|停车位|泊位|充电桩|路段|路口|工地|隧道|大坝|大棚|农田|村道|水井|公厕|网格|堤坝|渠道|水渠|管网|铁路|高速公路|码头|渡口|车站|停车场|变电站|污水处理厂|垃圾桶|标志牌|警示牌|护栏`
	papers       = `文件|制度|合同|证书|奖状|试卷|问卷|协议|课题|专利|奖项`
	events       = `活动|讲座|会议|论坛|比赛|竞赛|培训班|仪式|主题班会`
	stores       = `耕牛|奶牛|肉牛|山羊|生猪|仔猪|家禽|蛋鸡|口罩|手套|雨衣|药品|疫苗|试剂|面粉|大米|食用油|蔬菜|水果|化肥|农药|种子|书籍|报纸|期刊|钥匙|衣物|棉衣|校服|展板|横幅`
	counted      = `((?:\d+|[二两三四五六七八九十百]{1,4})[余多]?(?:`
	adjective    = `(?:先进|优秀|示范|骨干|重点|知名|合作|本地|民营|参赛|参展|参会|成员|试点|职业|中职|高职|龙头|民办|公办|兄弟|优质|特色|思政课|专业课|文化课|专任|兼职|外聘|新任|特级|心理|爱心|会员|相关|新闻|专题|公益|技能|获奖|养老|托育|医疗|培训|餐饮|物业|施工|建筑|规模以上|工业|高新技术|科技|农业|基层|社会|市直|县直|区属|市属|行业|服务|困难|在职|退休|一线|青年|新增|新建|购置|老旧|监测|防火){0,2}`
	countedAlone = `(?:[，。；）“]|[（(](?:名单|见附|详见|附)|[要须将到来任受遭参被入报为共分组加签进担授赴均已]|建立|签订|签约|结对|获(?:得|评|批|颁|表|$|[，。；])|存在|因|尚|仍|限期|停[工业办产课]|没有|不[再予得能]|应[当于在按]|必须|未[按能报]|[和、](?:\d|[二两三四五六七八九十])|$)`
)

// countedPeople is a number of people counted as something else.
var countedPeople = engine.Compile(`(?:在校生|学生|教职工|专任教师|毕业生|志愿者)(?:总数|人数)?(?:共有|共|达到?|为|约)?(\d+[余多]?[所家篇件张场幅部])(?:[，。；、]|$)`)

// heldEvents is a number of what is held counted as something else: 招聘会14名.
var heldEvents = engine.Compile(`(?:举办|召开|开展|举行)\p{Han}{0,8}(?:招聘会|双选会|宣讲会|座谈会|研讨会|讲座|论坛)(\d+[余多]?[名位所])(?:[，。；、]|$)`)

// miscounted finds nouns with a classifier of others.
func miscounted(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, p := range append(classifiers, countedPeople, heldEvents) {
		found = append(found, engine.Matches(p, 1, nil)(l)...)
	}
	return found
}

var (
	timesLess = engine.Compile(`(?:减少|降低|下降|缩短|缩小|节约)了?(?:近|约|将近)?\d+(?:\.\d+)?[多余]?倍`)
	// rate is a share of a whole, which cannot be more than all of it.
	rate = engine.Compile(`(?:` + rates + `)` + reaches + `(\d+(?:\.\d+)?)[%％]`)
)

// rates are the names of shares. Others may be more: 增长率, 毛入学率, 入园率, 计划完成率, 产销率, 拨备覆盖率.
const rates = `就业率|合格率|满意率|满意度|参与率|(?:[^备]|^)覆盖率|到课率|出勤率|升学率|毕业率|通过率|优秀率|及格率|巩固率|知晓率|完好率|对口率|签约率|获证率|持证率|参训率|回收率|好评率|筛查率|接种率|上线率|达标率|普及率|报到率|住宿率|建档率|整改率|开课率|安装率|录取率|在岗率|办结率|入户率|占比|优良率|优良天数比例|优良比例|断面比例|出席率|到会率|到场率|到位率|到岗率|缺勤率|合规率|检出率|抽检合格率|准点率|正点率|成活率|绿化率|处理率|处置率|化解率|调解率|落实率|回访率|答复率|响应率|受理率|兑现率|发放率|入住率|空置率|复工率|复产率|开工率|开业率|竣工率|投产率|亮灯率|佩戴率|配备率|挂牌率|持证上岗率|培训率|录用率|留存率|流失率|辍学率|失业率|差错率|死亡率|治愈率|康复率|发病率|检测率|公开率|归档率|办理率|网办率|好转率|解决率|挽回率|命中率|正确率|准确率|差评率|订阅率|识别率|签收率|投票率|支持率|赞成率|城镇化率|机械化率|普惠率|防治率|监管率|销号率|见面率|到校率|返校率|参保率|参合率|评优率|贫困发生率|集中率|规范率|有效率|故障率`

// reaches stands between a share and how much it is.
const reaches = `(?:分别)?(?:仅|均|都|已|也|约)?(?:达到|高达|达|为|是|提高到|提升到|提高至|提升至|升至|升到|增加到|增至|保持在|稳定在|实现|超过)?了?[\s\p{Z}]*`

// rateUpTo is the same with what it was before or with that of another beside it.
var rateUpTo = engine.Compile(`(?:` + rates + `)(?:[由从]|分别(?:为|达到?|是))[\s\p{Z}]*\d+(?:\.\d+)?[%％](?:(?:提高|提升|上升|增加|增长)[到至]|[、和])[\s\p{Z}]*(\d+(?:\.\d+)?)[%％]`)

var (
	// ofWhole is 占全校学生的120%.
	ofWhole = engine.Compile(`占(?:到|了)?(?:总|全)[^，。；、\d计划上年去]{0,12}(?:的|比[例重]?[为达]?到?)?[\s\p{Z}]*(\d+(?:\.\d+)?)[%％]`)
	// expected and present are how many should and do: 应到50人，实到55人.
	expected = engine.Compile(`(?:应[到出参](?:席|会|加)?|应参[会加赛训]|发[放出](?:调查)?问卷|发出选票|应交|应缴|应检|应考)(?:代表|委员|人员|人数)?[\s\p{Z}]*(\d+)[人名份张票家户]?(?:人)?[，、；](?:实[到际出参](?:席|会|加|到)?|实参[会加赛训]|(?:共)?(?:收回|回收)(?:有效)?(?:问卷)?|收回选票|实交|实缴|实检|实考)(?:代表|委员|人员|人数|问卷)?[\s\p{Z}]*(\d+)`)
	// ofThem is 共有教师120人，其中女教师150人.
	ofThem = engine.Compile(`(\d+(?:\.\d+)?)([万亿]?(?:` + sharedUnits + `)(?:\p{Han}{0,8})[，,（(]其中[^，。；、\d增减升降比]{0,12}?(?:有|为|达|占)?(\d+(?:\.\d+)?)([万亿]?(?:` + sharedUnits + `)`)
)

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
	for _, p := range []*engine.Pattern{expected, ofThem} {
		for _, m := range p.All(l) {
			whole, _ := strconv.ParseFloat(l.Text[m[2]:m[3]], 64)
			if engine.Before(l.Text, m[2], nil) == ',' {
				continue // 1,250万元
			}
			part := m[4:6] // of what is beside, or of it
			if p == ofThem {
				if part = m[6:8]; l.Text[m[4]:m[5]] != l.Text[m[8]:m[9]] || strings.ContainsAny(l.Text[m[4]:m[5]], "%％") || strings.ContainsRune("增减加少升降长净比十百千万亿", engine.Before(l.Text, m[0], nil)) {
					continue // 增加20人，其中教师增加30人
				}
			}
			if n, _ := strconv.ParseFloat(l.Text[part[0]:part[1]], 64); n > whole {
				f := l.On(m[2], m[1])
				f.Hint = "部分不会多于总数，请核对"
				found = append(found, f)
			}
		}
	}
	for _, m := range append(rate.All(l), ofWhole.All(l)...) {
		if n, err := strconv.ParseFloat(l.Text[m[2]:m[3]], 64); err == nil && n > 100 && !strings.HasPrefix(l.Text[m[1]:], "—") {
			f := l.On(m[0], m[1])
			f.Hint = "不会超过100%，请核对"
			found = append(found, f)
		}
	}
	return found
}

package wording

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// neighbours are characters with which a doubled one is two words.
type neighbours struct{ before, behind string }

// singles are the characters that no word has twice, and where two stand side by
// side all the same: 目的的, 在在校生中.
var singles = map[rune]neighbours{
	'的': {"目标有", "士确"},
	'了': {"不为完明没", "解然不"},
	'在': {"存现实内潜好自", "座场校建职线编岗场册读籍押学园华全"},
	'和': {"温缓柔谐饱总中共平祥亲附人调协随验", "美气睦谐平解"},
	'于': {"等由关", "某"},
	'为': {"认作行因以成人视称", "期民人数什何了官政首"},
	'与': {"参", "会时众"},
	'及': {"普涉以遍波触顾", "时格第早其"},
	'各': {"", "自"},
	'将': {"", "军近领士要来"},
	'对': {"结成双配核比校面相针绝应反派答一", "口外方手联接象标照比话面称准应"},
	'是': {"但凡于正", "否非以"},
	'由': {"理自事缘案因", "于来此"},
	'要': {"主需重首必纪摘只概提简扼紧显", "求点素件闻领约"},
	'请': {"申邀聘报提宴敦", "假示教客求柬帖"},
	'被': {"棉", "告动子害褥试选推"},
	'应': {"相供适反对响顺效", "届聘试急对邀用该"},
	'以': {"可所予加给难足得", "下上往人及后前内外来"},
	'有': {"所没只国共公私占含持富现原享", "关限利效机害意志序益些的线待偿色毒氧无名助力望着心"},
	'该': {"应", "校"},
	'也': {"", ""},
	'前': {"目以之从先向提空当", "来往台后沿进后列言期提"},
	'日': {"月生工今明昨平节假每逐", "本常前期报语历志后益内程均记光夜子程新"},
	'须': {"必龙胡", "知"},
	'需': {"急所必供军刚内", "要求"},
	'但': {"不非", "凡愿是"},
	'而': {"从因然反进时", ""},
	'或': {"抑", "者许"},
	'且': {"况尚", ""},
	'至': {"甚乃以直截冬夏周", "今少诚关于多"},
	'把': {"一", "关手握"},
	'就': {"成造", "业近读职此地诊医学餐是"},
	'都': {"首成古国", "市匀江"},
	'已': {"而不", "经"},
	'又': {"", ""},
	'再': {"", "次三度生造"},
	'不': {"", ""},
	'均': {"平人年", "衡匀等"},
	'让': {"谦转忍礼", "步利"},
	'使': {"促大天即假行", "用得命馆"},
	'如': {"例假比譬不犹", "实何果期下此一意"},
	'则': {"原规细守准总法通", ""},
	'因': {"原成", "此素为果地材"},
	'按': {"", "钮时期照摩规"},
	'据': {"数根依证占", "此悉"},
	'经': {"已曾财", "济过费营常典纪历"},
	'过': {"通经超不", "程去硬度渡关秤目瘾"},
	'并': {"合一兼吞归", "且非购发存"},
	'去': {"来过除失出进回上下", "年世向路处留掉除"},
	'我': {"自", ""},
	'其': {"", "他它中余实次"},
	'此': {"因如彼", "次外后类"},
	'这': {"", ""},
	'些': {"", ""},
	'们': {"", ""},
	'家': {"大国人专一过", "长庭具乡电家校政风人户访园有通都"},
}

// repeated finds a word that stands twice in a row.
func repeated(l engine.Line) []engine.Remark {
	if l.Role == engine.RoleCell {
		return nil
	}
	var found []engine.Remark
	text := l.Text
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !han.Is(r) {
			i += size
			continue
		}
		n := doubled(text, i)
		if n == 0 || l.Guarded(i, i+2*n) {
			i += size
			continue
		}
		f := l.On(i, i+2*n)
		f.Hint = "“" + text[i:i+n] + "”写了两遍，删去一个"
		found = append(found, f)
		i += 2 * n
	}
	return append(append(found, numbersTwice(l)...), clausesTwice(l)...)
}

var (
	numberWithUnit = engine.Compile(`\d+(?:\.\d+)?[年月日号时点分秒个名人所家项台套件次条份篇场间辆班张元亩户位万亿天岁届期吨米%％]+`)
	// copies is 四份四份 where it can only be a number of copies; 三个三个地 is as many at a time.
	copies = engine.Compile(`(?:一式|各|共|交|报送|提供|准备|需|附)(一?[两二三四五六七八九十]{1,3}[份套册本张件])`)
)

// numbersTwice finds a number with its unit that stands twice in a row: 5月8日5月8日.
func numbersTwice(l engine.Line) []engine.Remark {
	var found []engine.Remark
	say := func(from, to int) {
		if word := l.Text[from:to]; strings.HasPrefix(l.Text[to:], word) && !l.Guarded(from, to) && !strings.ContainsRune("一地为分结组", engine.After(l.Text, to+len(word), nil)) { // 2人2人一组
			f := l.On(from, to+len(word))
			f.Hint = "“" + word + "”写了两遍，删去一个"
			found = append(found, f)
		}
	}
	last := [2]int{-1, -1} // the number right before
	for _, m := range numberWithUnit.All(l) {
		if last[1] == m[0] {
			say(last[0], m[1]) // 5月8日5月8日
		}
		say(m[0], m[1])
		last = [2]int{m[0], m[1]}
	}
	for _, m := range copies.All(l) {
		say(m[2], m[3])
	}
	return found
}

// copied begins the line that tells to whom copies go.
var copied = engine.Compile(`^[\s\p{Z}]*(?:抄[送报]|主送|分送)[\s\p{Z}]*[:：]`)

// clausesTwice finds a clause of some length that is followed by itself.
func clausesTwice(l engine.Line) []engine.Remark {
	if l.Role != engine.RoleText || copied.In(l) {
		return nil // names of organs: GW031
	}
	const least = 5 * len("字")
	var found []engine.Remark
	last, from := "", 0
	for at := l.Mark; at < len(l.Text); {
		end := len(l.Text)
		if i := strings.IndexAny(l.Text[at:], "，。；"); i >= 0 {
			end = at + i
		}
		clause := strings.TrimSpace(l.Text[at:end])
		if len(clause) >= least && strings.HasSuffix(last, clause) && han.Has(clause) {
			f := l.On(from+len(last)-len(clause), end)
			f.Hint = "“" + clause + "”写了两遍，删去一个"
			found = append(found, f)
		}
		last, from = clause, at
		at = engine.Ahead(l.Text, end, 1)
	}
	return found
}

// longestWord is how many characters a word has that is looked for twice.
const longestWord = 8

// doubled returns the length in bytes of the word that stands twice at text[i:]; 0 if
// there is none.
func doubled(text string, i int) int {
	end := i
	for n := 1; n <= longestWord && end < len(text); n++ {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !han.Is(r) {
			return 0
		}
		end += size
		word := text[i:end]
		if !strings.HasPrefix(text[end:], word) {
			continue
		}
		prev, next := engine.Before(text, i, nil), engine.After(text, end+len(word), nil)
		if n == 1 {
			if again, _ := utf8.DecodeRuneInString(text[end+len(word):]); next != 0 && strings.HasPrefix(text[end+len(word)+utf8.RuneLen(again):], string(again)) && han.Is(again) {
				return 0 // 从从容容
			}
			if k, ok := singles[r]; ok && !strings.ContainsRune(k.before, prev) && !strings.ContainsRune(k.behind, next) {
				return len(word)
			}
			continue
		}
		if strings.HasPrefix(text[end+len(word):], "学生") || strings.HasPrefix(text[end+len(word):], "学员") || strings.HasPrefix(text[end+len(word):], "学校") {
			next = 0 // no …学, but whom it is about
		}
		if longer.Match(text[end:]) && !neverTwice[word] {
			continue
		}
		if !twoWords(word, prev, next) {
			return len(word)
		}
	}
	return 0
}

// Words that are doubled to mean more, and what makes the second the beginning of
// another: 工作工作组, 教育教育教学.
var (
	meantTwice = engine.Compile(`^[一逐半很多非][\p{Han}]$|[某甲乙丙丁〇×一二三四五六七八九十零]|^(.)\pL*(?:通知|意见|函|报告)$|^(?:学习|研究|讨论|商量|考虑|考察|交流|了解|锻炼|加油|感谢|谢谢|好好|常常|仅仅|渐渐|刚刚|恰恰|大大|万万|千千|千万|许多|好多|彼此|许久|哈哈|嘻嘻|等等|往往|各种|[人户班村校家]每|大[片批把]|[好良]久|掂量|忽悠)$`)
	// longer are nouns whose first word may stand right before them: 工作工作群里说.
	longer   = engine.Compile(`^(?:中心(?:机房|城区|镇|校|小学|医院|卫生院|实验室)|工作[群日台]|学习(?:强国|通|委员)|生产[队线力]|活动室|管理[层岗]|宣传[栏册片橱]|服务[器台区队]|通知[书单]|展示[柜架]|消防[员车栓站队]|建设银行|农业银行|交通银行|招商银行)`)
	wordNext = "会证组厅局部业员长费者型性化类科处室院馆站学教法力"
)

const (
	// compounds are nouns with which longer ones begin and end, so that two may meet:
	// 小型企业企业所得税, 教师教师资格证.
	compounds = " 企业 专业 工程 预算 岗位 教师 大学 小学 中学 社区 党委 支部 资金 项目 公路 医院 学生 建筑 人员 地区 单位 产业 课程 工会 旅游 采购 水库 遗产 居民 志愿者 生产 保护 信用 工业 农业 农田 药品 食品 政府 教育 评价 机构 培训 服务 字符 文件 系统 软件 数据 家庭 会计 税收 保险 技术 设备 安全 卫生 环境 交通 城市 农村 乡村 土地 房屋 住房 劳动 就业 职业 技能 科技 文化 体育 网络 信息 电子 法律 财政 金融 市场 商品 物业 "
	// goesOn follows a noun in its sentence, and begins no longer one.
	goesOn = "要应须将可在的和与及为是有等各已都也对从被让使把向由于不会能参进到做开完并按根请以就还再共分均认积严深切"
)

// neverTwice are words that mean nothing twice, whatever stands around them.
var neverTwice = map[string]bool{"进一步": true, "关于": true, "根据": true, "按照": true, "通过": true, "应当": true, "必须": true, "以及": true, "并且": true, "有关": true, "不断": true, "切实": true}

func twoWords(word string, prev, next rune) bool {
	if neverTwice[word] {
		return false
	}
	if next != 0 && strings.Contains(compounds, " "+word+" ") && !strings.ContainsRune(goesOn, next) {
		return true
	}
	if word == "目的" && strings.ContainsRune("项题栏科节书数", prev) {
		return true // 项目的目的
	}
	first, _ := utf8.DecodeRuneInString(word)
	same := strings.Count(word, string(first))*utf8.RuneLen(first) == len(word) // 人人人人
	return same || first == '的' || meantTwice.Match(word) || next != 0 && strings.ContainsRune(wordNext, next) || prev == '一' || strings.ContainsAny(word, "的之") && strings.HasSuffix(word, "知")
}

package cue

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	// RecipientEnd is what the last of several recipients ends with.
	RecipientEnd = regexp.MustCompile(`(?:单位|單位|企业|企業|学校|學校|部門|機構|院校|部门|机构|基地|园区|班级|处室|科室|股室|系部|人员)(?:[（(][^（()）]*[）)])?$`)
	// superior is how 请示 and 报告 name whom they go to.
	superior = regexp.MustCompile(`^(?:[省市县区州旗]|自治区)(?:委|政府|局|厅|人大|政协)$|^国务院$|^教育部$|^[校院局厅处部委]{1,2}(?:领导|党委|党组|党总支|班子|长办公会|务会)$`)
	// salutation is how a letter turns to people: 老师们、同学们.
	salutation = regexp.MustCompile(`^[^，；]{0,20}(?:们|同志|朋友)$|^(?:尊敬|亲爱|敬爱)的|^[^。；]{0,20}各位[^。；]{1,20}$`)
	// person is how an answer turns to somebody: 王某某委员, 张某某等3名代表.
	person = regexp.MustCompile(`^[\p{Han}×]{2,4}(?:等[\d一二三四五六七八九十]{0,3}[名位]?)?(?:代表|委员|同志|先生|女士|老师|教授|同学|校友|家长)$`)
	// everybody is of whom one speaks to all: 全校师生员工, 市属各学校.
	everybody = regexp.MustCompile(`^社会(?:各界|公众)\p{Han}{0,6}$|^\p{Han}{2,16}(?:有关|相关|各)?成员单位$|^(?:\d{2,4}级|全体|各位)?\p{Han}{0,8}(?:家长|考生|学员|校友|居民|村民|市民|业主)(?:朋友)?们?$|^\p{Han}{0,8}各\p{Han}{0,8}(?:单位|部门|学校|院校|学院|院系|系部|处室|科室|班级|年级|专业部|企业|机构|支部|总支|中心|乡镇|街道)(?:[（(][^（()）]*[）)])?$|^全[校院县市区省国体局系厂镇乡]\p{Han}{0,16}(?:师生|员工|职工|学生|同学|教师|老师|家长|校友|单位|部门|学校|院校|市民|居民|群众|考生|党员|干部|班级|处室|系部|企业)\p{Han}{0,4}$|^(?:[省市县区州局校院厅]|机关|所)?(?:[直属下辖内]{1,2})?各[^各]|^(?:[省市县区州局校院厅]|机关|所)(?:[直属下辖内]{1,2})(?:\p{Han}{0,10})(?:单位|学校|院校|部门|机构|处室|科室)|^(?:有关|相关)\p{Han}{0,16}(?:单位|学校|院校|部门|机构|企业|处室|专家|人员)`)
	// amongAll is a place or an organ beside all of a kind: 甲市、各自治州人民政府.
	amongAll = regexp.MustCompile(`^[\p{Han}（）]{2,12}[、，](?:[^。；]{0,40}[、，])?\p{Han}{0,6}各\p{Han}{1,12}(?:政府|行署|局|厅|委|学校|院校|单位|部门|机构)(?:[、，]|$)`)
	// blotted is a name that a page has blotted out: (略).
	blotted = han.Compile(`^(?:\s*[（(]\s*略\s*[）)])+\s*`)
	// Command is what a sentence has that begins like recipients: 各校要做到以下几点.
	Command = regexp.MustCompile(`[如以]下|下列|做好|做到|按照|根据|现将|必须|务必|^[各全][^，、]{0,12}(?:要|应[^急用届聘试邀征]|须|可)`)
)

// Colonless returns s without the colon that it ends with.
func Colonless(s string) (string, bool) {
	if name, ok := strings.CutSuffix(s, "："); ok {
		return name, true
	}
	return strings.CutSuffix(s, ":")
}

func IsColonEnd(s string) bool { _, ok := Colonless(s); return ok }

// IsRecipients reports whether s is the line of the recipients: who it is for,
// and a colon.
func IsRecipients(s string) bool {
	name, ok := Colonless(s)
	return ok && AreRecipients(strings.TrimSpace(name))
}

// Bulleted begins with what lists of pages have before their lines.
var Bulleted = han.Compile(`^(?:[-–•·●▪■◆►▶|｜>＞]|[*＊○◇]\s)`)

// AreRecipients reports whether s can be nothing but whom a document is for.
func AreRecipients(s string) bool {
	if s == "" || Bulleted.MatchString(s) || strings.ContainsAny(s, "：:。！？\t") || strings.HasPrefix(s, "附") || strings.HasPrefix(s, "请") || Command.MatchString(s) {
		return false
	}
	if blotted.FindString(s) == s {
		return true
	}
	if strings.HasPrefix(s, "各") || everybody.MatchString(s) || salutation.MatchString(s) {
		return true
	}
	if !Opening.MatchString(s) && amongAll.MatchString(s) {
		return true
	}
	first, _, _ := strings.Cut(strings.NewReplacer("，", "、", ",", "、").Replace(s), "、")
	return first != s && everybody.MatchString(first) || utf8.RuneCountInString(first) >= 4 && IsOrgan(first) || superior.MatchString(first) || person.MatchString(first)
}

var (
	Opening = regexp.MustCompile(`^(?:为|根据|按照?|依据|经|现|近|兹|自|从|由|对|关于|在|据|附|以下|本|我|一|二|三|\d{1,4}(?:[^\d级届]|$)|\d{5}|[（(])`)
	Subject = regexp.MustCompile(`(?:时间|地点|主题|目的|要求|内容|安排|对象|事项|说明|背景|情况|标准|条件|范围|办法|方式|步骤|名单|名称|[主承协]办单位|工作|意义|思想|目标|原则|任务|日期|依据|编号|一览|电话|邮箱|人)$`)
)

// IsAddressee reports whether s, which is the first line below a title and stands above
// one that reads below, names whom the document is for, as nothing but its place
// tells: 教务处：, or 各职业院校 without its colon.
func IsAddressee(s, below string) bool {
	if name, ok := Colonless(s); ok {
		name = strings.TrimSpace(name)
		return name != "" && utf8.RuneCountInString(name) <= MaxTitleLine && !strings.ContainsAny(name, "：:。！？\t“《") &&
			!Opening.MatchString(blotted.ReplaceAllString(name, "")) && !Subject.MatchString(name) && !Command.MatchString(name)
	}
	if answered.MatchString(s) {
		return strings.HasPrefix(below, "您") || strings.HasPrefix(below, "你") || strings.HasPrefix(below, "贵")
	}
	last := LastName(s)
	return (strings.HasPrefix(s, "各") || strings.Contains(s, "全体") || otherAll.MatchString(s)) && !passage.EndsOpen(s) && AreRecipients(s) && (IsOrgan(last) || RecipientEnd.MatchString(last)) &&
		strings.ContainsAny(below, "，。")
}

// otherAll is 甲开发区管委会，各乡镇人民政府.
var otherAll = regexp.MustCompile(`[、，,]各\p{Han}`)

// answered is who gets an answer: 孙某某委员.
var answered = han.Compile(`^\p{Han}[\p{Han}\p{Z}、×*]{1,40}(?:委员|代表|先生|女士|同志)$`)

var (
	publicEnd = regexp.MustCompile(`(?:人员?|者|户|民|员|主|友|生|家长|乘客|职工|司机|单位|企业|商家|部门|学校|公司)$`)
	textOpens = regexp.MustCompile(`^(?:为|根据|按照?|依据|经|现将|现就|因|由于|近|兹|当前|目前|我[省市县区局校院]|按).*[。：:]`)
)

// IsPublic reports whether s, directly below the title of a proclamation and above one that
// reads below, names the people it is for, whoever they are: 沿线居民和驾驶人：.
func IsPublic(s, below string) bool {
	name, ok := Colonless(s)
	name = strings.TrimSpace(name)
	return ok && publicEnd.MatchString(name) && utf8.RuneCountInString(name) <= MaxTitleLine && !strings.ContainsAny(name, "：:。！？；\t“《") &&
		!Opening.MatchString(name) && !Command.MatchString(name) && textOpens.MatchString(below)
}

// LastName returns the last of several names.
func LastName(s string) string {
	names := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("，、,；;：:", c) })
	if len(names) == 0 {
		return ""
	}
	return names[len(names)-1]
}

// ContinuesBelow reports whether s is a piece of recipients that go on.
func ContinuesBelow(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("，、,；;", last) || strings.HasPrefix(s, "各") && strings.ContainsAny(s, "，、,")
}

// IsOrganList reports whether s lists organs and begins recipients.
func IsOrganList(s string) bool {
	names := strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune("，、,；;", c) })
	for _, name := range names {
		if !IsOrgan(name) {
			return false
		}
	}
	return len(names) > 0
}

package demand

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var (
	// quotaSaid is how many rows of a form each may fill: 每校不超过3项, 各校限报两名.
	quotaSaid = engine.Compile(`[每各](?:[校县市区]|单位|学校|院校|个?[单学院]\p{Han}{1,2}|县（?市、?区）?|系部?|个?(?:教学部|专业部|教研室|二级学院|部门|科室|班级?|代表队|[镇乡]|街道)|支(?:代表队|队伍|参赛队))(?:[^，。；\d]{0,8}?|[^，。；\d]{0,8}队，(?:每队)?(?:参赛)?(?:选手|队员|人数|成员)?)(?:限[报荐送]?|不(?:超过|多于|得超过)|至多|最多|可?推荐|可?报送?|可?选[送派]|申报)(?:不超过|至多|最多)?[^，。；\d一二两三四五六七八九十]{0,16}(\d{1,2}|[一二两三四五六七八九十])[\s\p{Z}]*(?:项|个|名|件|人|篇|组|门|场|例|支|队|幅|部|节|台|套|份|位|张|首|种|家|对|条|道|课|班)`)
	ofYear    = engine.Compile(`^(?:\d{4}年)?(?:\p{Han}{0,6}活动周)?`)
	formKind  = engine.Compile(`(?:一览|回执|名额|选手|人员|作品|推荐|申报|汇总|登记|统计|报名|申请|信息)?表$`)
)

// Quotas compares how many of something each may name with the quota of the form for it, in
// a sentence that names one form or what it is about.
func Quotas(l engine.Line, c *campaign.Campaign, title func(id string) string) []engine.Remark {
	const least = 3 // characters of what tells the form
	if l.Role == engine.RoleCell {
		return nil
	}
	var found []engine.Remark
	lead, _, _ := strings.Cut(l.Text, "。") // （一）特色亮点活动一览表。每校限报2项
	for from, s := range said.Sentences(l) {
		m := quotaSaid.Find(s)
		if m == nil || strings.Contains(s[m[0]:m[1]], "另") { // 每系另报微视频1件
			continue
		}
		quota, name, several, alone := 0, "", false, 0
		only, onlyName := 0, "" // of the one form with a quota, of persons
		for _, f := range c.Forms {
			about := formKind.Re().ReplaceAllString(ofYear.Re().ReplaceAllString(title(f.ID), ""), "")
			if f.Quota > 0 {
				alone++
			}
			if f.Quota == 0 || f.About || utf8.RuneCountInString(about) < least || !tells(s, about) && !tells(lead, about) && !tellsTitle(s, title(f.ID)) {
				if f.Quota > 0 && !f.About && ofPersons.Match(s[m[3]:m[1]]) && sharesWord(l.Text, about) {
					only, onlyName = f.Quota, title(f.ID)
				}
				continue
			}
			several = several || name != ""
			quota, name = f.Quota, title(f.ID)
		}
		guessed := name == "" && alone == 1 && strings.Count(s[:m[1]], "每") < 2 // 每校每个赛项 is of a part
		if guessed {
			quota, name = only, onlyName
		}
		n, err := strconv.Atoi(s[m[2]:m[3]])
		if err != nil {
			read, _ := han.ParseNumber(strings.Replace(s[m[2]:m[3]], "两", "二", 1))
			n = int(read)
		}
		if name != "" && !several && n != quota {
			f := l.On(from+m[2], from+m[1])
			f.Message, f.Hint = "“"+name+"”的名额与活动数据不同", "活动数据为"+strconv.Itoa(quota)
			if guessed {
				f.Severity = report.Warning
			}
			found = append(found, f)
		}
	}
	return found
}

// ofPersons is the unit of persons.
var ofPersons = engine.Compile(`^[\s\p{Z}]*[人名]`)

// sharesWord reports whether s holds two characters of about that stand together there.
func sharesWord(s, about string) bool {
	chars := []rune(about)
	for i := range len(chars) - 1 {
		if strings.Contains(s, string(chars[i:i+2])) {
			return true
		}
	}
	return false
}

// tellsTitle reports whether s holds the last words of the title of a form: 大赛报名表.
func tellsTitle(s, title string) bool {
	const least = 5 // characters
	return utf8.RuneCountInString(title) > least && strings.Contains(s, title[engine.Back(title, len(title), least):])
}

// tells reports whether s holds what a form is about, or the last words of it: 亮点活动 of
// 特色亮点活动.
func tells(s, about string) bool {
	const least = 4 // characters
	chars := []rune(about)
	return strings.Contains(s, about) || len(chars) > least && strings.Contains(s, string(chars[len(chars)-least:]))
}

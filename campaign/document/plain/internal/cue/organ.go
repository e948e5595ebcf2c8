package cue

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// SealRemark stands above a date where the original has a seal.
var SealRemark = regexp.MustCompile(`^[（(](?:公章|印章|盖章|签章|印|章|加盖公章|\p{Han}{0,20}代章?)[）)]$`)

// SignerLine is the post and name of who signs in the place of a seal (GB/T
// 9704-2012 7.3.5.3).
var SignerLine = han.Compile(`^(?:中华人民共和国|\p{Han}{2,8}[省市县区州盟])?\s*(?:代|副)?(?:总\s*理|[省市州盟县区旗乡镇部厅局处校院会]\s*长|主\s*席|主\s*任|董事长|总经理)(?:\s+|\s*[：:]\s*)\S\s*\S{1,3}$|^(?:[省市州县区部局署]长|主席|总理)(?:\p{Han}[\p{Han}×]{1,2})?$`)

// PersonName is that of one who writes a letter.
var PersonName = regexp.MustCompile(`^\p{Han}{2,4}$`)

// ArePersons reports whether a line is nothing but names of people, parted by blanks.
func ArePersons(s string) bool {
	const fewest, shortest, longest = 3, 2, 4
	fields := strings.Fields(s)
	return len(fields) >= fewest && !slices.ContainsFunc(fields, func(f string) bool {
		n := utf8.RuneCountInString(f)
		return n < shortest || n > longest || !NameOnly.MatchString(f) || IsOrgan(f)
	})
}

// SplitNames returns the names on a line that holds several, else nothing.
func SplitNames(s string) []string {
	const longest = 3000 // bytes
	if len(s) > longest {
		return nil
	}
	fields := strings.FieldsFunc(s, func(c rune) bool { return unicode.IsSpace(c) || c == '、' })
	if len(fields) < 2 {
		return nil
	}
	for k, f := range fields {
		if !IsOrgan(f) || k > 0 && OfSession(fields[k-1], f) {
			return nil
		}
	}
	return fields
}

var (
	congress = regexp.MustCompile(`(?:代表大会|代表会议|大会|会议)$`)
	session  = regexp.MustCompile(`^第[一二三四五六七八九十百\d]{1,4}次(?:全体)?(?:会议|代表大会|大会)\p{Han}{1,6}$|^(?:大会)?(?:主席团|秘书处)$`)
)

// OfSession reports whether s goes on with the name of a congress that broke, and is who led a
// session of it: 第三次会议主席团.
func OfSession(name, s string) bool {
	return session.MatchString(han.Squeeze(s)) && congress.MatchString(han.Squeeze(name))
}

var (
	organEnd = regexp.MustCompile(`(?:局|厅|廳|會|辦|處|團|學|館|園|黨委|委|部|办|社|会|室|府|院|校|处|科|股|署|系|中心|集团|司|[大中小]学|[一二三四五六七八九十]中|高中|中专|职专|职高|技校|联盟|团|团市委|馆|所|站|园|人大|政协|联席会议|组|基地|厂|酒店|联合体|工作室|考点|考区|赛区|年级|班级|妇联|残联|科协|文联|(?:[团会社]|民[革盟建进]|[工公]党)中央|侨联|工商联|学联|民[革盟建进]|总支|支部|专班|班子|海关|(?:港务|渔港|水上|航政)监督|军区|军分区|[总支大中]队|[總支大中]隊|银行|[分支]行|电视台|广播电台|街道|办事处|辦事處|开发区|高新区|新区)(?:[（(]\p{Han}+[）)])?$`)
	NameOnly = regexp.MustCompile(`^[\p{Han}×○XxＸ*·（）()]+$`) // ××市 in drafts and specimens
	hopeless = regexp.MustCompile(`[联关体]系$|召开|举[行办]|开展|参加|关于|特此|此复|此致|敬礼|以上|妥否|^附[件表]|网站$|此页`)
)

// team is a class, a unit of young people or a branch of a party that has a figure in its
// name, and all of its members: 汽修2104班, 高二（3）班全体同学.
var team = regexp.MustCompile(`^\p{Han}{2,16}(?:\d{2,4}[级届])?全体\p{Han}{0,3}[生员师工学者表]$|^\p{Han}{0,16}[（(]?\d{1,5}[）)]?\p{Han}{0,8}(?:班|队|支部|年级|小组|宿舍|寝室)(?:团支部)?(?:全体\p{Han}{0,3}[生员师工学者表])?$`)

var unquote = strings.NewReplacer("“", "", "”", "")

// IsOrgan reports whether s can be nothing but the name of an organ, or of one that has two
// names: 信息中心/网络中心.
func IsOrgan(s string) bool {
	s = han.Squeeze(s)
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 40 || hopeless.MatchString(s) {
		return false
	}
	if strings.ContainsAny(s, "/／") {
		names := strings.FieldsFunc(s, func(c rune) bool { return c == '/' || c == '／' })
		return len(names) == 2 && !slices.ContainsFunc(names, func(name string) bool { return !IsOrgan(name) })
	}
	if bare := unquote.Replace(s); strings.Count(s, "“") == 1 && strings.Count(s, "”") == 1 && !strings.HasSuffix(s, "”") {
		s = bare // “双代会”筹备工作领导小组
	}
	return NameOnly.MatchString(s) && organEnd.MatchString(s) || (strings.ContainsAny(s, "0123456789") || strings.Contains(s, "全体")) && team.MatchString(s)
}

// IsPartOfName reports whether s can be an organ or a piece of its name.
func IsPartOfName(s string) bool {
	s = han.Squeeze(s)
	return s != "" && utf8.RuneCountInString(s) <= 40 && NameOnly.MatchString(s) && !hopeless.MatchString(s) || IsOrgan(s)
}

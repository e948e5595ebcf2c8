package cue

import (
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

const (
	// MaxTitleLine is the number of characters up to which a line may be one of
	// a title, which has about twenty.
	MaxTitleLine = 60
)

// StoppedTitle is a title with a full stop, which it should not have. A
// sentence such as 现转发关于…的通知。 has more in front than an organ.
var StoppedTitle = regexp.MustCompile(`^(?:\p{Han}{0,30}(?:局|厅|委|部|校|院|学|政府|办公室|中心|总?工会|联合会|协会|妇联|团委|公司|集团))?关于[^，。；：]{6,55}(?:。|(?:通知|意见|报告|请示|批复|决定|通报|公告|通告|复函|方案)[：:；])$`)

var (
	spreadLine = han.Compile(`^\p{Han}(?:\s+\p{Han})+(?:——.*)?$`)
	spreadKind = han.Compile(`(?:的|^)(?:\p{Han}\s+)+\p{Han}$`)
)

// CloseUp takes the blanks out of a line of letters pulled apart, or out of
// the kind at its end: 的批　复.
func CloseUp(s string) string {
	if spreadLine.MatchString(s) {
		return han.Squeeze(s)
	}
	if m := spreadKind.FindStringIndex(s); m != nil && document.KindOf(s[m[0]:]) != "" {
		return s[:m[0]] + han.Squeeze(s[m[0]:])
	}
	return s
}

// BareKind is a kind pulled apart or alone on a line.
func BareKind(s string) bool {
	s = han.Squeeze(s)
	return s != "" && document.KindOf(s) == document.Kind(s)
}

// Deck is who issues or what is passed on, on a line of its own above 关于: 甲市教育局等五部门,
// 国务院办公厅转发国家教委等部门.
var Deck = regexp.MustCompile(`等(?:[一二三四五六七八九十\d]{1,2}个?)?\p{Han}{0,2}(?:部门|单位|机构)$|(?:转发|批转|印发)\p{Han}{2,30}$|第[一二三四五六七八九十]+次(?:全体)?会议$`)

// Issues is a title without a kind: …印发《…》.
var Issues = regexp.MustCompile(`(?:印发|转发|发布|公布|出台)《[^》]+》$`)

var (
	Byline = han.Compile(`^(?:\p{Han}{0,24}(?:省长|市长|州长|县长|区长|主席|主任|部长|厅长|局长|处长|科长|校长|院长|书记|教师|学生|代表)\s*\S\s*\S{1,3}|[（(]\s*\d{4}\s*年[^（()）]*[）)])$`)
	Author = han.Compile(`^\p{Han}\s*\p{Han}{1,3}$`)
)

// YearIn is what stands in a day below a title: （2006年3月28日通过）.
var YearIn = han.Compile(`\d{4}\s*年`)

// Unstopped returns a title without blanks and without the stop that does
// not belong behind it.
// So with the number behind an order or what comes in issues: 督导通报第2期.
func Unstopped(title string) string {
	return issueBehind.ReplaceAllString(strings.TrimRight(han.Squeeze(title), "。：:；"), "$1")
}

var issueBehind = regexp.MustCompile(`(令|公告|通告)[（(]?(?:[0-9一二三四五六七八九十]{1,3}届)?(?:[〔\[]?[0-9]{4}年?[〕\]]?)?第?[0-9一二三四五六七八九十百]{1,5}[号號][）)]?(?:[（(]关于[^（()）]*[）)])?$|[（(]?第?[0-9一二三四五六七八九十]{1,4}期[）)]?(?:[（(]总第?[0-9]{1,4}期[）)])?$`)

// told is how the text of a document tells what it is, where it leads to what it says or ends.
var told = regexp.MustCompile(`(通知|答复|批复|通报|公告|通告|公示|报告|函复|函告|复函)(?:如下|于后)[：:。]?|现.{0,100}(?:印|转|下)发给?你们|现予(?:以)?印发|特此(通知|批复|通报|公告|通告|公示|报告|函复|函告|函达|致函)|(?:妥|当|可)否[，,]?请.{0,4}(?:批示|审批|批复|审示|指示)`)

// ToldKind returns the kind that words of a text tell: 现将有关事宜通知如下, 特此函达; "" if they
// tell none.
func ToldKind(s string) document.Kind {
	const most = 600 // bytes at the end
	if cut := len(s) - most; cut > 0 {
		s = s[cut:]
	}
	g := told.FindStringSubmatch(s)
	if g == nil {
		return ""
	}
	switch word := g[1] + g[2]; {
	case strings.HasPrefix(g[0], "现"):
		return document.Notice
	case word == "":
		return "请示"
	case strings.Contains(word, "函"):
		return document.Letter
	default:
		return document.Kind(word)
	}
}

// IsLongTitle reports whether a line that has more characters than titles have is one, with the
// names of many organs in front.
func IsLongTitle(s string) bool {
	const longest, names = 160 * len("字"), 2
	organs, rest, ok := strings.Cut(s, "关于")
	return ok && len(s) <= longest && len(SplitNames(organs)) >= names && document.KindOf(Unstopped(rest)).Statutory() && !strings.ContainsAny(s, "。；：:，,")
}

// Chapter is a heading of rules and plans in a way of their own.
var Chapter = han.Compile(`^第[一二三四五六七八九十]{1,3}[章节条编]|^\d{1,2}(?:\.\d{1,2})*\s*总\s*则$|^\d{1,2}\.\d{1,2}\s*\p{Han}`)

// Adopted is what stands below the title of a decision or of rules.
var Adopted = regexp.MustCompile(`^[（(]\d{4}年.{4,160}(?:通过|批准|公布|发布|修订|修正|施行)[）)]$`)

// Concerns reports whether s says what it is about, in characters of either kind.
func Concerns(s string) bool {
	return strings.Contains(s, "关于") || strings.Contains(s, "關于") || strings.Contains(s, "關於")
}

package find

import (
	"regexp"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Standing tells how much a copy of a form counts for, by what is said of it.
// The zero value is that of an ordinary one.
type Standing uint8

const (
	Ordinary Standing = iota
	Draft             // 草稿, 旧表, 备份
	Unseen            // on a hidden sheet
	LastYear          // another year's
	Sample            // 填写示例
	Void              // 作废
)

// claims are the ways in which a sheet, a title or a line says it.
var claims = []struct {
	standing           Standing
	sheet, title, line *regexp.Regexp
}{
	{Void,
		regexp.MustCompile(`作废|废弃|无效|不用`),
		regexp.MustCompile(`作废|无效|废弃`),
		regexp.MustCompile(`^[(【\[]*(?:此|本|该|以上|上)?(?:表|页|份|张|稿)?(?:已经?|均)?(?:作废|废弃|无效)[)】\]]*[。!]*$`)},
	{Sample,
		regexp.MustCompile(`(?:样表|样例|样张|范例|范本|示例表?)[\d()]*$|^(?:填写|填报)?(?:示例|样例|范例)`),
		regexp.MustCompile(`[(【\[](?:填写|填报|填表)?(?:示例|样例|范例|范本|样张)[)】\]]`),
		regexp.MustCompile(`^[(【\[]*(?:以下|下表|此表|本表)?(?:为|是)?(?:填写|填报|填表)?(?:示例|样例|范例|样表)(?:如下)?[)】\]]*[:。]*$`)},
	{Draft,
		regexp.MustCompile(`^(?:旧|原)(?:表|版|稿|的|[\d(]|$)|(?:旧表|旧版|旧稿|草稿|初稿|底稿|备份|模板)[\d()]*$`),
		regexp.MustCompile(`[(【\[](?:草稿|初稿|底稿|旧表|旧版|旧稿|备份|讨论稿|征求意见稿)[)】\]]`),
		regexp.MustCompile(`^[(【\[]*(?:此|本|该)?(?:表|页|份)?(?:为|是)?(?:草稿|初稿|底稿|旧稿)[)】\]]*[。!]*$`)},
}

// StandingOfSheet tells it by the name of a sheet.
func StandingOfSheet(name string) Standing {
	for _, c := range claims {
		if c.sheet.MatchString(han.Fold(name)) {
			return c.standing
		}
	}
	return Ordinary
}

// StandingOfTitle tells it by the title of a form.
func StandingOfTitle(title string) Standing {
	for _, c := range claims {
		if c.title.MatchString(han.Fold(title)) {
			return c.standing
		}
	}
	return Ordinary
}

// StandingOfLine tells it by a text that has a line to itself, such as 此表作废.
func StandingOfLine(text string) Standing {
	const longest = 60
	for _, c := range claims {
		if len(text) <= longest && c.line.MatchString(han.Fold(text)) {
			return c.standing
		}
	}
	return Ordinary
}

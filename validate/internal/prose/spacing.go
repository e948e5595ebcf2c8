package prose

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/persons"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about blanks and broken lines.
var spaceLines = engine.Checks[engine.Line]{
	"GW129": engine.Dense(lineStarts),
	"GW134": engine.Dense(blanks),
}

var spacePassages = engine.Checks[*engine.Passage]{
	"GW135": indented,
}

var lineStart = engine.Compile(`^[\s\p{Z}]*([，。、；：？！”’）》〉】〕·～])`)

func lineStarts(l engine.Line) []engine.Remark {
	return slices.DeleteFunc(engine.Matches(lineStart, 1, nil)(l), func(m engine.Remark) bool {
		return l.Text[m.From:m.To] == "”" && strings.Contains(l.Text[m.To:], "“") || // the wrong way round: GW104
			l.Text[m.From:m.To] == "’" && engine.IsDigit(engine.After(l.Text, m.To, nil)) // ’26级
	})
}

var (
	innerBlanks = engine.Compile(`[\p{Z}]+`)
	fieldLabel  = engine.Compile(`^[\p{Han}]{2,6}[：:]`)
	longNumber  = engine.Compile(`^(?:\d{5,}|0\d{2,3}[-－—]\d{7,8}|1\d{2}[ -]\d{4}[ -]\d{4})`)
	wholeDate   = engine.Compile(`^\d{4}年\d{1,2}月\d{1,2}日`)
	setApart    = engine.Compile(`^[\s\p{Z}]*(?:附[件表录]\d{0,2}|\p{Han}{0,6}[讯电]|[（(][^（()）]{2,20}[）)])$`)
	product     = engine.Compile(`[A-Za-z] ?\d+(?:\.\d+)*$`)
	themeWords  = engine.Compile(`^[\s\p{Z}]*主题词`)
	article     = engine.Compile(`^[\s\p{Z}]*第[一二三四五六七八九十百零\d]+[章节条编款]$`)
	numberTitle = engine.Compile(`^[\s\p{Z}]*[图表]\s?\d+$`)
	organEnd    = engine.Compile(`(?:[局厅委部社院会办府署室校科股处]|[支大总中]队|中央)$`)
	organNext   = engine.Compile(`^[\p{Han}]{2,30}(?:[局厅委部社院会办府署室校]|[支大总中]队)(?:等[\p{Han}\d]{0,3}部门)?(?:关于|印发|转发|批转|联合|文件|公告|通告|[\p{Z}]|$)`)
	section     = engine.Compile(`^\d{1,2}(?:\.\d{1,2}){0,3}$`)
	person      = engine.Compile(`^\p{Han}{2,4}(?:[，,、；（(]\s?(?:电话|手机|联系|\d|0)|[\p{Z}]*\d{3}|$)`)
	copiesTo    = engine.Compile(`^[\s\p{Z}]*抄[送报]$`) // a colon should stand there: GW029
	aboutNotice = engine.Compile(`关于.*的(?:通知|函|意见|公告|通告|报告|请示|批复|决定|通报)$`)
)

const (
	maxSlip  = 6  // bytes of blanks that slip in before a mark; more are left to be filled in
	maxLabel = 80 // bytes at the start of a line that hold what is set apart by a blank
)

// spreadKind reports whether the blank at s[i] pulls apart the 文种 that s ends
// with: 的批　复, 邀 请 函.
func spreadKind(s string, i int) bool {
	m := spreadEnd.Find(s[engine.Back(s, len(s), 16):])
	return m != nil && i >= len(s)-m[1]+m[0] && document.KindOf(s[engine.Back(s, len(s), 16):][m[0]:]) != ""
}

var spreadEnd = engine.Compile(`\p{Han}(?:[\p{Z}]+\p{Han})+$`)

// blanks finds blanks that came in with line joins or with a habit of typing.
func blanks(l engine.Line) []engine.Remark {
	if l.Role == engine.RoleCell || !strings.ContainsFunc(l.Text, engine.IsSpace) {
		return nil
	}
	title := l.Role == engine.RoleTitle || aboutNotice.Match(strings.TrimSpace(l.Text))
	heading := l.Role == engine.RoleHeading && l.Mark > 0 && strings.Count(l.Text, " ") == 1 && !strings.Contains(l.Text, "\u3000")
	prose := title || heading || strings.ContainsAny(l.Text, "，。；")
	var found []engine.Remark
	for _, m := range innerBlanks.All(l) {
		// What stands around a blank is looked at no farther than this, that a line may be
		// as long as it likes; front is what it has before the first of its blanks.
		const around = 200 // characters
		from, to := engine.Back(l.Text, m[0], around), engine.Ahead(l.Text, m[1], around)
		near, at, end := l.Text[from:to], m[0]-from, m[1]-from
		front := ""
		if from == 0 {
			front = near[:at]
		}
		if m[0] < l.Mark || l.Guarded(m[0], m[1]) || copiesTo.Match(front) {
			continue
		}
		prev, next := engine.Before(l.Text, m[0], nil), engine.After(l.Text, m[1], nil)
		rest := near[end:]
		switch {
		case section.Match(strings.TrimSpace(l.Text[:min(m[0], maxLabel)])) && m[0] < maxLabel: // 1.1 本规定
		case m[0] == l.Mark && l.Mark > 0:
			f := l.Replace(m[0], m[1], "")
			f.Severity, f.Message = report.Hint, "层次序数之后不必空格"
			found = append(found, f)
		case prose && strings.ContainsRune("，；。、", prev) && next != 0:
			found = append(found, l.Replace(m[0], m[1], ""))
		case prose && m[1]-m[0] <= maxSlip && strings.ContainsRune("，。；、）》”？！", next) && (han.Is(prev) || engine.IsDigit(prev) || strings.ContainsRune("）》”", prev)):
			found = append(found, l.Replace(m[0], m[1], "")) // （  ） is to be filled in
		case next == 0, !prose && !(engine.IsDigit(prev) && strings.ContainsRune("年月日", next) || strings.ContainsRune("年月", prev) && engine.IsDigit(next)):
		case engine.IsLatin(engine.Before(l.Text, m[0], engine.IsDigit)), product.Match(l.Text[engine.Back(l.Text, m[0], 16):m[0]]): // H5 小程序, Windows 11 系统
		case organEnd.Match(l.Text[max(m[0]-9, 0):m[0]]) && (organNext.Match(rest) || wholeDate.Match(rest)): // A局 B局关于…的通知, A局 2024年5月6日
		case title && (serialBehind.Match(rest) || !strings.HasPrefix(rest, "关于") && m[0] < maxLabel && IsOrgan(l.Text[:m[0]])):
		case heading && parallel(l.Unmarked(), m[0]-l.Mark, m[1]-l.Mark):
		case title && (parallel(l.Text, m[0], m[1]) || quoted(near, at)):
		case spread(l.Text, m[0], m[1]), persons.Spread(l.Text, m[0], m[1]), spreadKind(l.Text, m[0]), setApart.Match(l.Text[:min(m[0], maxLabel)]) && m[0] < maxLabel:
		case themeWords.Match(l.Text[:min(m[0], maxLabel)]):
		case title && (han.Is(prev) || engine.IsMark(prev)) && (han.Is(next) || engine.IsMark(next)):
			found = append(found, l.Replace(m[0], m[1], ""))
		case !(han.Is(prev) && han.Is(next) || han.Is(prev) && engine.IsDigit(next) || engine.IsDigit(prev) && han.Is(next)):
		case organEnd.Match(l.Text[max(m[0]-9, 0):m[0]]) && person.Match(rest): // 职成科 胡某某，电话
		case fieldLabel.Match(rest), longNumber.Match(rest):
		case article.Match(front), numberTitle.Match(front):
		case aside(near, at, end), quoted(near, at):
		case strings.Contains(near[:at], "主题") && !strings.ContainsAny(near[strings.LastIndex(near[:at], "主题"):at], "，。；"):
		default:
			found = append(found, l.Replace(m[0], m[1], ""))
		}
	}
	return found
}

// parallel reports whether the blank s[from:to] of a title parts two phrases of one
// length: 聚焦技能培养　服务地方发展——….
func parallel(s string, from, to int) bool {
	const least, longest = 4, 600 // characters; bytes of a title
	if len(s) > longest {
		return false
	}
	s, _, _ = strings.Cut(s, "——")
	if to >= len(s) || strings.ContainsAny(s, "，。；、") {
		return false
	}
	n := utf8.RuneCountInString(strings.TrimSpace(s[:from]))
	return n >= least && n == utf8.RuneCountInString(strings.TrimSpace(s[to:]))
}

// quoted reports whether s[i] stands within “ ” or the # # of a topic.
func quoted(s string, i int) bool {
	return strings.LastIndex(s[:i], "“") > strings.LastIndex(s[:i], "”") ||
		strings.Count(s[:i], "#")%2 == 1 && strings.Contains(s[i:], "#")
}

// aside reports whether the blank s[from:to] stands between two things that
// share a bracket: （记者王某　通讯员李某）.
func aside(s string, from, to int) bool {
	open := strings.LastIndex(s[:from], "（")
	shut := strings.Index(s[to:], "）")
	return open >= 0 && shut >= 0 && strings.Contains(s[from:to], "\u3000") && !strings.ContainsAny(s[open:to+shut], "，。；")
}

// spread reports whether the blank s[from:to] pulls two characters apart that
// are a word or name on their own: 组  长： or 、赵  某、.
func spread(s string, from, to int) bool {
	alone := func(r rune) bool { return !han.Is(r) && !engine.IsDigit(r) }
	if !han.Is(engine.Before(s, from, nil)) || !han.Is(engine.After(s, to, nil)) {
		return false
	}
	a := engine.Back(s, from, 1)
	z := engine.Ahead(s, to, 1)
	next := engine.After(s, z, nil)
	if strings.HasPrefix(s[z:], "等") || strings.ContainsRune("一二两三四五六七八九十", next) && next != 0 {
		next = '、' // 王某某、赵　某等同学, 、赵　某三人
	}
	return alone(engine.Before(s, a, nil)) && alone(next) && !strings.ContainsRune("《“", next)
}

func indented(p *engine.Passage) []engine.Remark {
	n := 0
	var first engine.Remark
	for _, l := range p.Lines {
		text := l.Text
		blank := len(text) - len(strings.TrimLeft(text, " \u3000"))
		// Dates and organs at the right are also pushed there with blanks.
		if k := utf8.RuneCountInString(text[:blank]); k == 0 || k > 8 || l.Role == engine.RoleCell {
			continue
		} else if k == 1 && text[0] == ' ' {
			continue
		}
		if n++; n == 1 {
			first = l.On(0, engine.Ahead(text, blank, 4))
		}
	}
	if n == 0 {
		return nil
	}
	if n > 1 {
		first.Message = "段首缩进由排版完成，不必用空格或制表符（共" + strconv.Itoa(n) + "段）"
	}
	first.Hint = "删去段首的空格即可，排版时也会自动除去"
	return []engine.Remark{first}
}

package grasp

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
)

// This file takes what printed texts with gaps ask for themselves.

// own takes the fields that a text names itself.
func (l *Learner) own(i int) {
	l.used[i] = true
	b := &l.Cells[i]
	in := l.Fills[i]
	boxed := l.Boxed(b)
	left, up := -1, -1
	if boxed {
		if k := l.leftOf(i); k >= 0 && l.label(k) {
			left = k
		} else if k := l.up(i); k >= 0 {
			up = k
		}
	} else if in.Gaps[0].Label == "" {
		if over, k := l.Box(b.Row-1, b.Col); k >= 0 && l.Roles[k] == Words && !l.Boxed(&over) && utf8.RuneCountInString(over.Raw) <= 30 {
			up = k
		}
	}
	over := ""
	if left >= 0 || up >= 0 {
		over = printed.CueOf(l.Cells[max(left, up)].Raw, "").Label
	}
	for n := range in.Gaps {
		g := &in.Gaps[n]
		label := g.Label
		if label == "" && n > 0 && g.Kind == forms.Text && !g.Moment && in.Gaps[n-1].Kind == forms.Text && len(in.Gaps[n-1].Options) == 0 && strings.TrimSpace(in.Before[n]) == "" {
			continue
		}
		if len(in.Gaps) == 1 && left >= 0 && g.Unit != "" && g.Kind.Numeric() {
			label = over // 实习报酬 | 每月____元
		}
		if boxed && left >= 0 && over != "" && (partWord.MatchString(label) && !(g.Kind == forms.Dates || g.Moment && strings.ContainsAny(b.Raw, "至到")) || yearWord.MatchString(label)) {
			if label = over + label; yearWord.MatchString(g.Label) { // 近三年招生数（人） | 2023级：
				label = over + "·" + g.Label
			}
			if g.Unit == "" && g.Kind == forms.Text {
				g.Unit = printed.CueOf(l.Cells[left].Raw, "").Unit
			}
		}
		if label == "" && n > 0 && over != "" && printed.Boxes(g) {
			label = over + "·" + strings.Join(g.Options, "/")
		}
		if over != "" && partWord.MatchString(label) && (g.Kind == forms.Dates || g.Moment && strings.ContainsAny(b.Raw, "至到")) {
			label = over // 认定日期 | 自__年__月__日至__年__月__日
		}
		if label == "" {
			label = over
			if n > 0 && g.Kind == forms.Date {
				label = cmp.Or(over, in.Gaps[0].Label) + "日期"
				if first := in.Gaps[0].Label; strings.HasSuffix(first, "意见") {
					label = first + "日期"
				}
			}
		}
		if !boxed && g.Label == "" && g.Kind == forms.Date && sealOnly.MatchString(label) {
			label = "" // the day below a seal
		}
		if label == "" {
			if !boxed && (g.Kind == forms.Date || g.Moment) {
				label = "日期"
				if g.Moment && g.Kind == forms.Text && !strings.ContainsAny(b.Raw, "月日时") {
					label = "报告期" // 20__年第__季度
				}
			}
		}
		if label == "" {
			if !boxed && in.Anonymous() && g.Kind == forms.Text && len(g.Options) == 0 {
				continue // a line to write on that nothing names, such as one for the eye
			}
			label = fmt.Sprintf("第%d处空白", len(l.Items)+1)
		}
		if g.Bare && !boxed && n == len(in.Gaps)-1 && utf8.RuneCountInString(label) > 8 && !usualLine.MatchString(label) && l.aboveTable(i) {
			continue // 请对下列各项打分： above them
		}
		c := printed.CueOf(printed.ItemFront.ReplaceAllStringFunc(label, printed.KeepTail), g.Unit)
		if g.Sign && c.Kind == forms.Text {
			c.Sign = true
		}
		if g.Moment && g.Kind == forms.Text {
			c.Kind = forms.Text // a month or an hour is no day
		}
		if g.Kind != forms.Text || len(g.Options) > 0 || g.Sign {
			c.Kind, c.Options, c.Unit = g.Kind, g.Options, g.Unit
			if g.Sign && g.Kind == forms.Text {
				c.Kind = forms.Text
			}
		}
		if c.Kind == forms.Choice && printed.ManyWords.MatchString(l.labelText(left, up)) {
			c.Kind = forms.Choices
		}
		section := over
		if over == "" || over == c.Label {
			section = ""
			if boxed {
				section = l.sectionOf(i)
			}
		}
		it := &Item{Row: b.Row, col: b.Col, Boxed: boxed, Cue: c, Section: section, Fill: in, Height: b.Rows, Slot: &Slot{Page: l.N, Cell: i, Gap: n, Left: left, Up: up}}
		l.Items = append(l.Items, it)
		if g.Other {
			o := printed.Cue{Label: c.Label + "·其他"}
			l.Items = append(l.Items, &Item{Row: b.Row, col: b.Col, Boxed: boxed, Cue: o, Section: section, Fill: in, Slot: &Slot{Page: l.N, Cell: i, Gap: n, Other: true, Left: left, Up: up}})
		}
		l.details(it)
		switch {
		case strings.HasPrefix(label, "第") && strings.HasSuffix(label, "处空白"):
			l.Ask(AskLabel, b, it, "这里要填，栏名记作“"+label+"”", "不用填")
		case g.Bare && !boxed && !usualLine.MatchString(c.Label) && (l.Sheet == "" || utf8.RuneCountInString(c.Label) > 8):
			l.Ask(AskLabel, b, it, "“"+c.Label+"：”后面要填", "只是一句话，不用填")
		case c.Kind == forms.Choice && len(b.Asks) == 0 && len(c.Options) > 3 && !g.Lettered() && !graded(c.Options) && !manyAndOne.MatchString(Says(b)+over):
			l.Ask(AskChoice, b, it, "“"+c.Label+"”只选一项", "可以选几项")
		}
	}
}

// aboveTable reports whether a paragraph of a document stands right above a table
// of several columns.
func (l *Learner) aboveTable(i int) bool {
	b := &l.Cells[i]
	if l.Sheet != "" {
		return false
	}
	for row := b.Row + 1; row <= b.Row+2; row++ {
		if next, k := l.Box(row, 2); k >= 0 && l.Boxed(&next) {
			return true
		} else if _, k := l.Box(row, 1); k >= 0 {
			return false
		}
	}
	return false
}

var (
	partWord = regexp.MustCompile(`^(?:自|从|至|到|起|止)$`) // one of two days
	yearWord = regexp.MustCompile(`^(?:19|20)[0-9]{2}[年级届]?度?$`)
)

// sealOnly is where a seal goes.
var sealOnly = regexp.MustCompile(`^[（(]?(?:单位|学校)?(?:盖章|公章|签章|印章)(?:处)?[)）]?$`)

// usualLine is what forms ask for above and below their boxes.
var usualLine = regexp.MustCompile(`名称|区县|方式|教室|项目|单位|学校|部门|人$|电话|手机|日期|时间|姓名|负责|邮箱|班级|专业|年级|地址|签字|签名|盖章|公章|编号|传真|校长|领导|主任|教师|指导|企业|公司|所属|地点|主题|职务`)

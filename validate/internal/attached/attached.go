// Package attached checks 附件说明 and the labels of attachments as the lines of a
// text show them.
package attached

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
)

// Lines are the checks of single lines, by rule.
func Lines() engine.Checks[engine.Line] { return engine.Checks[engine.Line]{"GW060": listForm} }

// Passages are the checks of passages, by rule.
func Passages() engine.Checks[*engine.Passage] {
	return engine.Checks[*engine.Passage]{"GW062": pageLabels, "GW064": missingPages}
}

var (
	// List is 附件： before a list, and 附件； for it.
	List = engine.Compile(`^([\s\p{Z}]*附[\s\p{Z}]*件[\s\p{Z}]*[:：][\s\p{Z}]*)|^([\s\p{Z}]*附[\s\p{Z}]*件[\s\p{Z}]*[;；][\s\p{Z}]*)(?:1[.．、]|\p{Han}{4})`)

	// Number is the number of a name in a list: 2.名称, 附件：1.名称.
	Number = engine.Compile(`^(?:[\s\p{Z}]*附[\s\p{Z}]*件[\s\p{Z}]*[:：])?[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[.．、]`)

	next       = engine.Compile(`^[\s\p{Z}]*\d+[\s\p{Z}]*[.．、]`)
	pageNumber = engine.Compile(`^[\s\p{Z}]*附[件表录][\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[:：]?[\s\p{Z}]*$`)
)

// MarkRoles gives the lines of a plain text the roles that their words tell
// for certain.
func MarkRoles(p *engine.Passage) {
	recipients, listed := false, false
	for i := range p.Lines {
		l := &p.Lines[i]
		switch {
		case l.Role != engine.RoleText:
			listed = false
		case List.In(*l):
			l.Role, listed = engine.RoleListed, true
		case listed && next.In(*l):
			l.Role = engine.RoleListed
		case !recipients && i < 20 && l.Mark == 0 && isRecipients(*l):
			l.Role, recipients = engine.RoleRecipients, true
		default:
			// The rest of a wrapped name goes on with the list, the signature ends it.
			listed = listed && utf8.RuneCountInString(l.Text) <= 12 && !engine.EndsSentence(l.Text) &&
				!engine.PageLabel.In(*l) && !prose.IsOrgan(l.Text) && han.Has(l.Text)
			if listed {
				l.Role = engine.RoleListed
			}
		}
	}
}

var recipientsLine = engine.Compile(`^[\s\p{Z}]*(?:各|市|省|区|县)[^。；！？]{2,150}[:：][\s\p{Z}]*$`)

// isRecipients reports whether l reads 各区教育局，各职业院校：.
func isRecipients(l engine.Line) bool {
	return recipientsLine.In(l) && !strings.Contains(l.Text, "如下") && !strings.Contains(l.Text, "联系")
}

func listForm(l engine.Line) []engine.Remark {
	if l.Role != engine.RoleListed {
		if m := List.First(l); m != nil && m[4] >= 0 && l.Role == engine.RoleText {
			from := m[4] + strings.IndexAny(l.Text[m[4]:m[5]], ";；")
			return []engine.Remark{l.Replace(from, engine.Ahead(l.Text, from, 1), "：")}
		}
		return nil
	}
	var found []engine.Remark
	if m := List.First(l); m != nil {
		m[2], m[3] = max(m[2], m[4]), max(m[3], m[5]) // one of the two
		if text := l.Text[m[2]:m[3]]; strings.TrimSpace(text) != "附件：" {
			blank := len(text) - len(strings.TrimLeft(text, " \u3000\t"))
			found = append(found, l.Replace(m[2]+blank, m[3], "附件："))
		}
	}
	text := strings.TrimRight(l.Text, " \u3000\t")
	last, n := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune("。；，、：.;,:", last) && utf8.RuneCountInString(text) > 4 { // more than 附件：
		from := engine.Back(text, len(text), 4)
		found = append(found, l.Replace(from, len(text), text[from:len(text)-n]))
	}
	return found
}

var pageLabelForm = engine.Compile(`^[\s\p{Z}]*[【\[]?(附[件表录]?)[\s\p{Z}]*([\d一二三四五六七八九十]*)[\s\p{Z}]*[】\]]?([:：]?)[\s\p{Z}]*$`)

// colonWithin is 附件：1 as a label of a page.
var colonWithin = engine.Compile(`^[\s\p{Z}]*(附件[\s\p{Z}]*[:：][\s\p{Z}]*\d{1,2})[\s\p{Z}]*$`)

// labelAndTitle is a label with the title on the same line.
var labelAndTitle = engine.Compile(`^[\s\p{Z}]*(附[件表录][\s\p{Z}]*(?:[\d一二三四五六七八九十]{1,2}[\s\p{Z}]*[:：][\s\p{Z}]*[^\s\p{Z}]|[:：][\s\p{Z}]*[^\s\p{Z}\d]).*)$`)

// pageLabels looks at lines that hold nothing but 附件 and a number, and at labels
// with the title behind them.
func pageLabels(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	ofLabels := p.Labels
	signed := false
	for _, l := range p.Lines {
		signed = signed || engine.SignedLine.In(l)
		if l.Role == engine.RoleCell {
			continue
		}
		if m := labelAndTitle.First(l); m != nil && (signed || ofLabels) {
			f := l.On(m[2], m[3])
			f.Hint = "只写“附件”二字和顺序号，顶格编排，标题另起一行"
			found = append(found, f)
			continue
		}
		if m := colonWithin.First(l); m != nil && (signed || ofLabels) {
			found = append(found, l.Replace(m[2], m[3], strings.NewReplacer(":", "", "：", "").Replace(l.Text[m[2]:m[3]])))
			continue
		}
		m := pageLabelForm.First(l)
		if m == nil {
			continue
		}
		number := l.Text[m[4]:m[5]]
		if number == "" && m[6] < m[7] && !signed && !ofLabels {
			continue // 附件： above the date begins the list
		}
		if n, ok := han.ParseNumeral(number); ok {
			number = strconv.Itoa(n)
		}
		label := strings.TrimSpace(l.Text)
		want := "附件" + number
		at := strings.Index(l.Text, label)
		switch {
		case label == want, strings.HasPrefix(label, "附表") && p.Whole && !signed && !ofLabels: // a table of the text itself
		case strings.HasPrefix(label, "附件"):
			found = append(found, l.Replace(at, at+len(label), want))
		default:
			f := l.On(at, at+len(label))
			f.Hint = "改为 " + want + "，正文提到的也一并改"
			found = append(found, f)
		}
	}
	return found
}

// missingPages compares the attachment list of a plain text with the pages
// that follow it, if there are any.
func missingPages(p *engine.Passage) []engine.Remark {
	pages := map[string]bool{}
	for _, l := range p.Lines {
		if m := pageNumber.First(l); m != nil {
			pages[l.Text[m[2]:m[3]]] = true
		}
	}
	if len(pages) == 0 {
		return nil
	}
	var found []engine.Remark
	for _, l := range p.Lines {
		m := Number.First(l)
		if l.Role != engine.RoleListed || m == nil || pages[l.Text[m[2]:m[3]]] {
			continue
		}
		f := l.On(m[2], len(l.Text))
		f.Message = "附件说明列有附件" + l.Text[m[2]:m[3]] + "，文后没有"
		found = append(found, f)
	}
	return found
}

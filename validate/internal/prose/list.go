package prose

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Rules about enumerations, in a sentence or item by item.
var listLines = engine.Checks[engine.Line]{
	"GW120": stopsInClauses,
	"GW126": markBeforeAnd,
	"GW131": engine.Matches(caption, 1, engine.Always("")),
}

var listPassages = engine.Checks[*engine.Passage]{
	"GW120": stopsInItems,
	"GW121": openLists,
}

func endsWith(s string, marks string) bool {
	s = strings.TrimRight(s, " \u3000\t")
	return s != "" && strings.ContainsRune(marks, engine.Before(s, len(s), nil))
}

func stopsInItems(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, list := range p.Lists() {
		for _, it := range list.Items {
			if endsWith(it.Line.Text, "；;") && strings.Contains(it.Line.Text, "。") {
				found = append(found, it.Line.On(it.Line.LastChars(6)))
				break // one goes for all
			}
		}
	}
	return found
}

var clauseMark = engine.Compile(`(?:^|[：:；;。，])[\s\p{Z}]*([一二三四五六七八九十]是|[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑩])`)

// stopsInClauses finds the semicolon behind an item of a paragraph that holds a stop:
// 一是出勤。迟到按旷课计；二是….
func stopsInClauses(l engine.Line) []engine.Remark {
	all := clauseMark.All(l)
	for i := 1; i < len(all); i++ {
		item := l.Text[all[i-1][2]:all[i][2]]
		open := strings.TrimRight(item, " \u3000")
		if !endsWith(open, "；;") || !strings.Contains(item, "。") || sortOf(l.Text[all[i-1][2]:]) != sortOf(l.Text[all[i][2]:]) {
			continue
		}
		to := all[i-1][2] + len(open)
		return []engine.Remark{l.On(engine.Back(l.Text, to, 6), to)}
	}
	return nil
}

// sortOf tells marks of items apart by what they are drawn with.
func sortOf(s string) int {
	switch c, _ := utf8.DecodeRuneInString(s); {
	case c == '（' || c == '(':
		return 1
	case '①' <= c && c <= '⑩':
		return 2
	}
	return 0
}

func openLists(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	for _, list := range p.Lists() {
		last := list.Items[len(list.Items)-1].Line
		if !list.Ended || !endsWith(last.Text, "；;，,、") {
			continue
		}
		from, to := last.LastChars(6)
		end := engine.Back(last.Text, to, 1)
		found = append(found, last.Replace(from, to, last.Text[from:end]+"。"))
	}
	for i, l := range p.Lines {
		if !endsWith(l.Text, "；;") || l.Role != engine.RoleText || i+1 == len(p.Lines) && !p.Whole {
			continue
		}
		n := 0 // of the last item within the line
		next := ""
		for _, items := range []struct {
			level document.Level
			marks *engine.Pattern
		}{{2, inlineItems[2]}, {4, inlineItems[0]}, {5, inlineItems[3]}} {
			last := 0
			for _, m := range items.marks.All(l) {
				if k := engine.Ordinal(l.Text[m[2]:m[3]]); k == last+1 || k == 1 {
					last = k
				}
			}
			if last > n {
				n, next = last, items.level.Mark(last+1)
			}
		}
		if n < 2 || i+1 < len(p.Lines) && next != "" && strings.HasPrefix(strings.TrimSpace(p.Lines[i+1].Text), next) {
			continue
		}
		from, to := l.LastChars(6)
		found = append(found, l.Replace(from, to, l.Text[from:engine.Back(l.Text, to, 1)]+"。"))
	}
	return found
}

var (
	andWords = engine.Compile(`、[\s\p{Z}]*(和|与|以及|及其|及|或者|或)`)
	// notAnd are the words that open with one of them.
	notAnd  = engine.Compile(`^(?:和[谐平睦气面解美善缓田县约顺合硕声弦尚龙服静畅颐林县悦政布]|及[时格早物第]|与[会时众共世]|或许|或非|与非|[和与及或][、，。；”]|和[\p{Han}]某|[和与][^对在从向把将为，。；、][^，。；、]*的|及以[上下前后内外])`)
	caption = engine.Compile(`^[\s\p{Z}]*[图表]\s?\d+[ \x{3000}：][^，。；]{1,30}(。)[\s\p{Z}]*$`)
)

func markBeforeAnd(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range andWords.All(l) {
		if m[0] < l.Mark || notAnd.Match(l.Text[m[2]:]) {
			continue
		}
		from, to := engine.Back(l.Text, m[0], 2), m[3]
		found = append(found, l.Replace(from, to, l.Text[from:m[0]]+l.Text[m[2]:m[3]]))
	}
	return found
}

package validate

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

// listRules are about enumerations, in a sentence or item by item.
var listLines = checks[line]{
	"GW126": markBeforeAnd,
	"GW131": matches(caption, 1, always("")),
}

var listPassages = checks[*passage]{
	"GW120": stopsInItems,
	"GW121": openLists,
}

// An item is a numbered paragraph with the line it stands on.
type item struct {
	level document.Level
	line  line
}

// A list is a run of numbered siblings, at least two.
type list struct {
	items []item
	ended bool // by something that cannot go on with an outer list
}

// lists returns the lists of p. A heading or anything unnumbered ends a list,
// and so does the end of the passage if that is the end of a text.
func (p *passage) lists() []list {
	var all []list
	var run []item
	flush := func(ended bool) {
		if len(run) > 1 {
			all = append(all, list{run, ended})
		}
		run = nil
	}
	for _, l := range p.lines {
		level := document.Level(0)
		if b, ok := l.block.(*document.Paragraph); ok {
			level = b.Level
		}
		if level == 0 || l.mark == 0 {
			flush(true)
			continue
		}
		if len(run) > 0 && run[0].level != level {
			flush(false)
		}
		run = append(run, item{level, l})
	}
	flush(p.whole)
	return all
}

func endsWith(s string, marks string) bool {
	s = strings.TrimRight(s, " \u3000\t")
	return s != "" && strings.ContainsRune(marks, before(s, len(s), nil))
}

// lastChar returns a remark about the last character of l and some before it.
func (l line) lastChars(n int) (from, to int) {
	to = len(strings.TrimRight(l.text, " \u3000\t"))
	return back(l.text, to, n), to
}

func stopsInItems(p *passage) []remark {
	var found []remark
	for _, list := range p.lists() {
		for _, it := range list.items {
			if endsWith(it.line.text, "；;") && strings.Contains(it.line.text, "。") {
				found = append(found, it.line.on(it.line.lastChars(6)))
			}
		}
	}
	return found
}

func openLists(p *passage) []remark {
	var found []remark
	for _, list := range p.lists() {
		last := list.items[len(list.items)-1].line
		if !list.ended || !endsWith(last.text, "；;，,、") {
			continue
		}
		from, to := last.lastChars(6)
		end := back(last.text, to, 1)
		found = append(found, last.replace(from, to, last.text[from:end]+"。"))
	}
	return found
}

var (
	andWords = compile(`、[\s\p{Z}]*(和|与|以及|及其|及|或者|或)`)
	// notAnd are the words that open with one of them.
	notAnd  = compile(`^(?:和[谐平睦气面解美善缓田县约顺合硕声弦尚龙服静畅颐林县悦政布]|及[时格早物第]|与[会时众共世]|或许|或非|与非|[和与及或][、，。；”]|和[\p{Han}]某|[和与及][^，。；、]*的)`)
	caption = compile(`^[\s\p{Z}]*[图表]\s?\d+[ \x{3000}：][^，。；]{1,30}(。)[\s\p{Z}]*$`)
)

func markBeforeAnd(l line) []remark {
	var found []remark
	for _, m := range andWords.all(l) {
		if m[0] < l.mark || notAnd.match(l.text[m[2]:]) {
			continue
		}
		from, to := back(l.text, m[0], 2), m[3]
		found = append(found, l.replace(from, to, l.text[from:m[0]]+l.text[m[2]:m[3]]))
	}
	return found
}

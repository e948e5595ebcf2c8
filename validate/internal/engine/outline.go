package engine

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Ordinal returns the number that a level mark gives; 0 if it gives none.
func Ordinal(mark string) int {
	mark = strings.Trim(mark, " \u3000\t（）()、.．，,：:")
	if r, n := utf8.DecodeRuneInString(mark); n == len(mark) {
		switch {
		case '①' <= r && r <= '⑳':
			return int(r-'①') + 1
		case '⑴' <= r && r <= '⒇':
			return int(r-'⑴') + 1
		case '⒈' <= r && r <= '⒛':
			return int(r-'⒈') + 1
		case '㈠' <= r && r <= '㈩':
			return int(r-'㈠') + 1
		}
	}
	if n, err := strconv.Atoi(han.Narrow(mark)); err == nil {
		return n
	}
	if n, ok := han.ParseNumeral(mark); ok {
		return n
	}
	return 0
}

// CompatLevel returns the level for which a mark of one character is meant, such as ⑴; 0 if r
// is none.
func CompatLevel(r rune) document.Level {
	switch {
	case '㈠' <= r && r <= '㈩':
		return 2
	case '⒈' <= r && r <= '⒛':
		return 3
	case '⑴' <= r && r <= '⒇':
		return 4
	}
	return 0
}

// A Step is a line that bears a level mark, or one that has an effect
// on the numbers behind it.
type Step struct {
	Line    *Line          // of the passage
	Level   document.Level // 0: no mark
	N       int            // its number
	Mark    string         // as written
	Heading bool
	First   bool // no mark, but holds the first item of a list: 附件：1.…
	Page    bool // 附件1, 第一条 or 成文日期, behind which everything begins anew
}

// Steps returns the lines of p with what they mean to the numbering.
func (p *Passage) Steps() []Step {
	if p.outline == nil {
		p.outline = p.readSteps()
	}
	return p.outline
}

func (p *Passage) readSteps() []Step {
	steps := make([]Step, 0, len(p.Lines))
	for i := range p.Lines {
		l := &p.Lines[i]
		s := Step{Line: l}
		switch b := l.Block.(type) {
		case *document.Heading:
			s.Level, s.Heading = b.Level, true
		case *document.Paragraph:
			s.Level = b.Level
		}
		if l.Mark == 0 || s.Level < 1 || s.Level > 5 {
			s = Step{Line: l, First: inlineItem.In(*l), Page: PageLabel.In(*l) || articleStart.In(*l) || SignedLine.In(*l)}
		} else {
			s.Mark = strings.TrimSpace(l.Text[:l.Mark])
			s.N = Ordinal(s.Mark)
		}
		steps = append(steps, s)
	}
	return steps
}

// OnMark returns a remark about the level mark of s.
func (s Step) OnMark() Remark {
	from := len(s.Line.Text) - len(strings.TrimLeft(s.Line.Text, " \u3000\t"))
	return s.Line.On(from, max(s.Line.Mark, from))
}

// MarkOf returns the mark of a sibling of s with number n.
func (s Step) MarkOf(n int) string { return cmp.Or(s.Level.Mark(n), strconv.Itoa(n)) }

// GoesOn reports whether s, a line without a mark, begins like the next item
// after one of last, and counts it there if so.
func (s Step) GoesOn(last *[6]int) bool {
	text := strings.TrimLeft(s.Line.Text, " \u3000\t")
	r, n := utf8.DecodeRuneInString(text)
	if l := CompatLevel(r); l > 0 && Ordinal(text[:n]) == last[l]+1 {
		last[l]++
		return true
	}
	for l := len(last) - 1; l > 0; l-- {
		if mark := document.Level(l).Mark(last[l] + 1); last[l] > 0 && mark != "" && strings.HasPrefix(text, mark) {
			last[l]++
			return true
		}
	}
	return false
}

var articleStart = Compile(`^[\s\p{Z}]*第[一二三四五六七八九十百零〇\d]+[章节条][\s\p{Z}、：:，,]`)

// SignedLine is a line that holds a date alone (成文日期).
var SignedLine = Compile(`^[\s\p{Z}]*\d{4}年\d{1,2}月\d{1,2}日[\s\p{Z}]*$`)

// PageLabel is a line that holds 附件 and a number alone.
var PageLabel = Compile(`^[\s\p{Z}]*附[件表录][\s\p{Z}]*[\d一二三四五六七八九十]*[\s\p{Z}]*[:：]?[\s\p{Z}]*$`)

var inlineItem = Compile(`[：:][\s\p{Z}]*(?:1[.．、]|（1）|\(1\)|①|（一）|\(一\))`)

// An Item is a numbered paragraph with the line it stands on.
type Item struct {
	level document.Level
	Line  Line
}

// A list is a run of numbered siblings, at least two.
type list struct {
	Items []Item
	Ended bool // by something that cannot go on with an outer list
}

// Lists returns the lists of p. A heading or anything unnumbered ends a list,
// and so does the end of the passage if that is the end of a text.
func (p *Passage) Lists() []list {
	var all []list
	var run []Item
	flush := func(ended bool) {
		if len(run) > 1 {
			all = append(all, list{run, ended})
		}
		run = nil
	}
	for _, l := range p.Lines {
		level := document.Level(0)
		if b, ok := l.Block.(*document.Paragraph); ok {
			level = b.Level
		}
		if level == 0 || l.Mark == 0 {
			flush(true)
			continue
		}
		if len(run) > 0 && run[0].level != level {
			flush(false)
		}
		run = append(run, Item{level, l})
	}
	flush(p.Whole)
	return all
}

// Tables returns the tables of p: rows of cells, the first the head. The cells are
// those of p.
func (p *Passage) Tables() [][][]Line {
	var all [][][]Line
	first, last := 0, -1 // of the row that is open, in the lines
	for i := range p.Lines {
		l := &p.Lines[i]
		if l.Role != RoleCell {
			continue
		}
		one := p.Lines[i : i+1 : i+1]
		switch n := len(all) - 1; {
		case n < 0 || p.Lines[last].Block != l.Block:
			all = append(all, [][]Line{one})
			first = i
		case p.Lines[last].Number != l.Number:
			all[n] = append(all[n], one)
			first = i
		case last == i-1 && first >= 0:
			all[n][len(all[n])-1] = p.Lines[first : i+1 : i+1]
		default: // something else stands between: no longer the lines of p
			k := len(all[n]) - 1
			all[n][k] = append(all[n][k], *l)
			first = -1
		}
		last = i
	}
	return all
}

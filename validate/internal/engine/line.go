package engine

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Line is one line of text as the rules see it, with the place it has in
// its document.
type Line struct {
	Text   string
	Place  Placer // of the text it belongs to; nil: it stands nowhere
	Number int    // 1-based line in that text; 0 if the text is a single line
	Column int    // characters before text in the line it was cut from; negative if text has more in front
	Mark   int    // bytes of the level mark that text opens with
	Role   Role
	Block  document.Block // what the parser made of it; nil if nothing
	runes  *runeSet       // the characters of text; nil if nobody has looked
	spared []Stretch      // words in which nothing is found
	guards []Stretch      // what punctuation rules leave alone: addresses, formulae …
}

// A Stretch is a run of bytes of a line.
type Stretch struct{ From, To int }

// A Role is what a line is in its document.
type Role int

const (
	RoleText       Role = iota // running text, and whatever is not one of the following
	RoleTitle                  // 标题, of the document or of an attachment
	RoleRecipients             // 主送机关
	RoleHeading                // a level heading on a line of its own
	RoleListed                 // a name in the attachment list
	RoleCell                   // a cell of a table
	RoleSigned                 // 成文日期, written as it should not be
)

// A Placer tells where a character of a text stands that has so many before
// it on its line. The line is that of a block, 0 if the text is a single line.
type Placer func(line, before int) report.Position

// Fixed returns the placer of a text that stands at a place as a whole.
func Fixed(at report.Position) Placer { return func(int, int) report.Position { return at } }

// At returns the place of the character at byte offset i of l.
func (l Line) At(i int) report.Position { return new(counter).place(l, i) }

// A counter tells places, each from the one before it where both are of one
// line: a line may have very many.
type counter struct {
	text          string
	bytes, before int // before the last place
}

func (c *counter) place(l Line, i int) report.Position {
	if l.Place == nil {
		return report.Position{}
	}
	if c.text != l.Text || i < c.bytes {
		*c = counter{text: l.Text}
	}
	c.before += utf8.RuneCountInString(l.Text[c.bytes:i])
	c.bytes = i
	return l.Place(l.Number, max(l.Column+c.before, 0))
}

// Guarded reports whether any of l.text[from:to] is to be left alone.
func (l Line) Guarded(from, to int) bool {
	return slices.ContainsFunc(l.guards, func(g Stretch) bool { return from < g.To && g.From < to })
}

// Spare leaves the words alone in l.
func (l *Line) Spare(words []string) {
	for _, w := range words {
		for at := 0; ; {
			i := strings.Index(l.Text[at:], w)
			if i < 0 {
				break
			}
			l.spared = append(l.spared, Stretch{at + i, at + i + len(w)})
			at += i + len(w)
		}
	}
}

// Spare leaves the words alone in all lines of p.
func (p *Passage) Spare(words []string) {
	for i := range p.Lines {
		p.Lines[i].Spare(words)
	}
}

// Unmarked returns the text behind the level mark.
func (l Line) Unmarked() string { return l.Text[l.Mark:] }

// NewLine makes a line, with what is to be left alone in it.
func NewLine(text string, place Placer, number int, r Role) Line {
	l := Line{Text: text, Place: place, Number: number, Role: r, runes: runesOf(text)}
	l.guards = guards(l)
	return l
}

// LastChar returns a remark about the last character of l and some before it.
func (l Line) LastChars(n int) (from, to int) {
	to = len(strings.TrimRight(l.Text, " \u3000\t"))
	return Back(l.Text, to, n), to
}

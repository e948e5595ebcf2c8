package engine

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Passage is a run of text, line by line.
type Passage struct {
	Lines   []Line
	Whole   bool   // it is the whole of a body; plain text may be cut out of one
	Labels  bool   // its lines are the labels of attachments
	outline []Step // what Steps returns; nil until it is asked
}

// NewPassage makes a passage of the blocks of a body.
func NewPassage(place Placer, blocks []document.Block) Passage {
	p := Passage{Whole: true}
	p.Lines = make([]Line, 0, countLines(blocks))
	for _, b := range blocks {
		add := func(mark, text string, number int, r Role) *Line {
			l := NewLine(mark+text, place, number, r)
			l.Mark, l.Block = len(mark), b
			p.Lines = append(p.Lines, l)
			return &p.Lines[len(p.Lines)-1]
		}
		switch b := b.(type) {
		case *document.Heading:
			add(b.Mark, b.Text, b.Line, RoleHeading)
		case *document.Paragraph:
			add(b.Mark, b.Lead+b.Text, b.Line, RoleText)
		case *document.Labelled:
			add("", b.Label+b.Text, b.Line, RoleText)
		case *document.Table:
			for i, row := range b.Rows {
				column := 0
				for _, cell := range row {
					add("", cell, b.Line+i, RoleCell).Column = column
					column += utf8.RuneCountInString(cell) + 1 // a tab
				}
			}
		case *document.Form: // its schema is checked where it is made
		}
	}
	return p
}

func countLines(blocks []document.Block) int {
	n := len(blocks)
	for _, b := range blocks {
		if t, ok := b.(*document.Table); ok {
			for _, row := range t.Rows {
				n += len(row)
			}
		}
	}
	return n
}

// PlainPassage makes a passage of plain text. The
// blocks are those that the parser made of the same text.
func PlainPassage(text string, place Placer, blocks []document.Block) Passage {
	var p Passage
	at := map[int]document.Block{}
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Heading:
			at[b.Line] = b
		case *document.Paragraph:
			at[b.Line] = b
		case *document.Labelled:
			at[b.Line] = b
		}
	}
	for i, raw := range han.SplitLines(text) {
		number := i + 1
		column := 0
		cells := strings.Split(raw, "\t")
		for k, cell := range cells {
			if strings.TrimSpace(cell) != "" {
				l := NewLine(cell, place, number, RoleText)
				l.Column = column
				if len(cells) > 1 {
					l.Role = RoleCell
				}
				if k == 0 {
					l.Block = at[number]
					l.Mark = markLength(cell, l.Block)
				}
				p.Lines = append(p.Lines, l)
			}
			column += utf8.RuneCountInString(cell) + 1
		}
	}
	return p
}

// markLength returns how many bytes of text the level mark of b takes, with
// the blanks before it.
func markLength(text string, b document.Block) int {
	mark := levelMark(b)
	blank := len(text) - len(strings.TrimLeftFunc(text, unicode.IsSpace))
	if mark == "" || !strings.HasPrefix(text[blank:], mark) {
		return 0
	}
	return blank + len(mark)
}

// levelMark returns the level mark of b as written; "" if it has none.
func levelMark(b document.Block) string {
	switch b := b.(type) {
	case *document.Heading:
		return b.Mark
	case *document.Paragraph:
		return b.Mark
	}
	return ""
}

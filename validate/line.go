package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

// A line is one line of text as the rules see it, with the place it has in
// its document.
type line struct {
	text   string
	part   string // which text it belongs to: title, body, attachments[0].body …; "" for plain text
	number int    // 1-based line in that text; 0 if the text is a single line
	column int    // characters before text in the line it was cut from; negative if text has more in front
	mark   int    // bytes of the level mark that text opens with
	role   role
	block  document.Block // what the parser made of it; nil if nothing
	runes  *runeSet       // the characters of text; nil if nobody has looked
	guards []stretch      // what punctuation rules leave alone: addresses, formulae …
}

// A stretch is a run of bytes of a line.
type stretch struct{ from, to int }

// A role is what a line is in its document.
type role int

const (
	roleText       role = iota // running text, and whatever is not one of the following
	roleTitle                  // 标题, of the document or of an attachment
	roleRecipients             // 主送机关
	roleHeading                // a level heading on a line of its own
	roleListed                 // a name in the attachment list
	roleCell                   // a cell of a table
)

// An origin is a place in a document: a character of a line of a part.
type origin struct {
	part         string
	line, column int
}

// origin returns the place of the character at byte offset i of l.
func (l line) origin(i int) origin {
	return origin{l.part, l.number, max(l.column+utf8.RuneCountInString(l.text[:i])+1, 1)}
}

// guarded reports whether any of l.text[from:to] is to be left alone.
func (l line) guarded(from, to int) bool {
	return slices.ContainsFunc(l.guards, func(g stretch) bool { return from < g.to && g.from < to })
}

// unmarked returns the text behind the level mark.
func (l line) unmarked() string { return l.text[l.mark:] }

func newLine(text, part string, number int, r role) line {
	l := line{text: text, part: part, number: number, role: r, runes: runesOf(text)}
	l.guards = guards(l)
	return l
}

// Stretches whose signs are not Chinese punctuation.
var guardPatterns = []*pattern{
	// addresses, mailboxes, hosts, files
	compile(`(?i)\b(?:https?|ftp)://[!-~]+|\bwww\.[!-~]+`),
	compile(`[A-Za-z0-9._%+-]+@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`),
	compile(`\b[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.(?:com|cn|net|org|gov|edu)\b`),
	compile(`(?i)(?:[\p{Han}\w+-]|（[\p{Han}\w+-]*）)*\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|jpe?g|png|mp4|zip|rar|txt)\b`),
	// standards
	compile(`\b(?:GB|GB/T|GB/Z|DB\d*|DB\d*/T|ISO|IEC|JY/T|JGJ)[ /]?(?:T )?\d+(?:\.\d+)*(?:[-—:]\d{4})?`),
	// template actions, data
	compile(`\{\{.*?\}\}`),
	compile(`\{"[^{}]*"[^{}]*\}`),
	// formulae of a sheet, intervals
	compile(`=[A-Z][A-Z0-9.]*\((?:[^()，。；]|\([^()]*\))*\)`),
	compile(`[\[［（(][-－]?\d+(?:\.\d+)?[,，] ?[-－+]?(?:\d+(?:\.\d+)?|∞)[\]］）)]`),
}

// Telephone numbers and dates as data, which are in few of the many lines that
// have digits and a hyphen.
var dashedPatterns = []*pattern{
	compile(`\b0\d{2,3}[-－]\d{7,8}(?:-\d{1,6})?\b|\b(?:400|800)-\d{3,4}-\d{3,4}\b|\b\d{3}-\d{4}-\d{4}\b|\b\d{7,8}-\d{1,6}\b`),
	compile(`\b\d{4}-\d{1,2}-\d{1,2}\b`),
}

func guards(l line) []stretch {
	var found []stretch
	if m := webPage.first(l); m != nil { // no part of the document, which is for ZJ103 to say
		found = append(found, stretch{m[0], m[1]})
	}
	guard := func(p *pattern) {
		for _, m := range p.all(l) {
			// An address is often closed by a mark of the sentence around it.
			marks := ",;:!?)"
			if strings.Contains(l.text[m[0]:m[1]], "(") {
				marks = ",;:!?" // the bracket is its own
			}
			end := m[0] + len(strings.TrimRight(l.text[m[0]:m[1]], marks))
			found = append(found, stretch{m[0], end})
		}
	}
	for _, p := range guardPatterns {
		guard(p)
	}
	if dashedDigits(l.text) {
		for _, p := range dashedPatterns {
			guard(p)
		}
	}
	return found
}

// dashedDigits reports whether s has a hyphen between two digits.
func dashedDigits(s string) bool {
	for i := range s {
		size := 0
		switch {
		case s[i] == '-':
			size = 1
		case strings.HasPrefix(s[i:], "－"):
			size = len("－")
		}
		if size > 0 && i > 0 && i+size < len(s) && isDigit(rune(s[i-1])) && isDigit(rune(s[i+size])) {
			return true
		}
	}
	return false
}

// A passage is a run of text, line by line.
type passage struct {
	lines   []line
	whole   bool   // it is the whole of a body; plain text may be cut out of one
	outline []step // what steps returns; nil until it is asked
}

// newPassage makes a passage of blocks that stand in a part of a document.
func newPassage(part string, blocks []document.Block) passage {
	p := passage{whole: true}
	for _, b := range blocks {
		add := func(mark, text string, number int, r role) *line {
			l := newLine(mark+text, part, number, r)
			l.mark, l.block = len(mark), b
			p.lines = append(p.lines, l)
			return &p.lines[len(p.lines)-1]
		}
		switch b := b.(type) {
		case *document.Heading:
			add(b.Mark, b.Text, b.Line, roleHeading)
		case *document.Paragraph:
			add(b.Mark, b.Lead+b.Text, b.Line, roleText)
		case *document.Labelled:
			add("", b.Label+b.Text, b.Line, roleText)
		case *document.Table:
			for i, row := range b.Rows {
				column := 0
				for _, cell := range row {
					add("", cell, b.Line+i, roleCell).column = column
					column += utf8.RuneCountInString(cell) + 1 // a tab
				}
			}
		case *document.Form: // its schema is checked where it is made
		}
	}
	return p
}

// plainPassage makes a passage of plain text, whose lines have no part. The
// blocks are those that the parser made of the same text.
func plainPassage(text string, blocks []document.Block) passage {
	var p passage
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
				l := newLine(cell, "", number, roleText)
				l.column = column
				if len(cells) > 1 {
					l.role = roleCell
				}
				if k == 0 {
					l.block = at[number]
					l.mark = markLength(cell, l.block)
				}
				p.lines = append(p.lines, l)
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

// isMark reports whether r is Chinese punctuation of full width.
func isMark(r rune) bool {
	return strings.ContainsRune("，。、；：？！（）《》〈〉〔〕【】「」『』…—·～“”‘’", r)
}

// isSpace reports whether r is what patterns call [\s\p{Z}].
func isSpace(r rune) bool {
	if r > '\u3000' {
		return false // as most of a text
	}
	return r != '\v' && r != '\u0085' && unicode.IsSpace(r) || unicode.Is(unicode.Z, r)
}

func isBlank(r rune) bool { return r == ' ' || r == '\u3000' || r == '\u00a0' }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func isLatin(r rune) bool { return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' }

// before returns the last character of s[:i], skipping those in skip; 0 if
// there is none.
func before(s string, i int, skip func(rune) bool) rune {
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if skip == nil || !skip(r) {
			return r
		}
		i -= n
	}
	return 0
}

// after returns the first character of s[i:], skipping those in skip; 0 if
// there is none.
func after(s string, i int, skip func(rune) bool) rune {
	for _, r := range s[i:] {
		if skip == nil || !skip(r) {
			return r
		}
	}
	return 0
}

// back returns the offset n characters before i in s, or 0.
func back(s string, i, n int) int {
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return i
}

// ahead returns the offset n characters behind i in s, or len(s).
func ahead(s string, i, n int) int {
	for ; n > 0 && i < len(s); n-- {
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return i
}

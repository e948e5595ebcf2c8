// Package passage reads the running text of a document: headings, paragraphs,
// labels and tables, and the marks that they open with.
package passage

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const (
	// MaxHeading is the number of characters up to which a line without a
	// closing mark is short enough for a heading: a line and a half in print.
	MaxHeading = 40
	// maxLead is the number of characters up to which a sentence is short
	// enough for a run-in heading, closing mark included.
	maxLead = 30
	// maxLabel is the number of characters up to which the words before a
	// colon are a label, blanks not counted.
	maxLabel = 8
)

// A Text is what was read of the running text of a document.
type Text struct {
	Blocks   []document.Block
	Places   document.Places // of lines that are indented and of cells
	Findings []report.Finding
}

// Read reads lines, with some lines of the text above them, into blocks. The
// places are added to those at hand.
func Read(lines []string, before int, places document.Places) Text {
	b := body{lines: lines, before: before, places: places}
	b.read()
	return Text{b.blocks, b.places, b.findings}
}

// BreaksOff reports whether a quotation mark or bracket in the first sentence of s is
// not closed.
func BreaksOff(s string) bool { return readSentence(s).broken }

// read reads all lines.
func (b *body) read() {
	for i := 0; i < len(b.lines); {
		t, places, n := readTable(b.places, b.lines[i:], b.before+i)
		if t != nil {
			t.Line = b.before + i + 1
			b.places = places
			b.add(t, 0)
			b.next = 0
			i += n
			continue
		}
		for range max(n, 1) {
			b.line(i)
			i++
		}
	}
	b.decide()
}

// A body is what [Read] has read so far.
type body struct {
	lines    []string
	before   int // lines of the text above them
	blocks   []document.Block
	open     []document.Level // of each block, its level if it is undecided, else 0
	places   document.Places
	findings []report.Finding
	last     [6]int // number of the last mark of each level
	next     int    // number with which the list at hand goes on; 0 if there is none
}

// add adds a block. A numbered paragraph that is a heading if something stands
// under it and its like comes with its level; it is undecided.
func (b *body) add(block document.Block, open document.Level) {
	b.blocks = append(b.blocks, block)
	b.open = append(b.open, open)
}

// line reads line i, which belongs to no table.
func (b *body) line(i int) {
	raw := b.lines[i]
	i += b.before
	text := strings.TrimSpace(raw)
	if text == "" {
		return
	}
	at := report.Position{Line: i + 1, Column: utf8.RuneCountInString(prefix(raw, unicode.IsSpace)) + 1}
	if at.Column > 1 {
		b.places = append(b.places, document.Place{Line: at.Line, At: at})
	}
	if m, ok := ReadMark(text); ok && b.believes(m) {
		b.marked(m, text[len(m.Text):], at)
		return
	}
	if n := LabelLength(text); n > 0 {
		l := &document.Labelled{Line: i + 1, Label: text[:n], Text: text[n:]}
		b.add(l, 0)
		b.next = 0
		if l.Text == "" && isListLabel(l.Label) {
			b.next = 1
		}
	} else {
		b.add(&document.Paragraph{Line: i + 1, Text: text}, 0)
		if s := readSentence(text); s.closed || utf8.RuneCountInString(text) > maxLead {
			b.next = 0 // a shorter line may be the rest of a wrapped name
		}
	}
	if opensList(text) {
		b.next = 2
	}
}

// believes tells whether m is a mark at this place.
func (b *body) believes(m Mark) bool {
	follows := m.Number == b.last[m.Level]+1
	switch m.Doubt {
	case InSeries:
		return follows
	case InMidst:
		return follows && m.Number > 1
	}
	return true
}

// marked reads a line with a mark; rest is what stands behind the mark.
func (b *body) marked(m Mark, rest string, at report.Position) {
	b.last[m.Level] = m.Number
	clear(b.last[m.Level+1:])
	b.judge(m, at)

	p := &document.Paragraph{Line: at.Line, Level: m.Level, Mark: m.Text, Text: rest}
	if m.Level == 3 && m.Number == b.next {
		b.next++
		b.add(p, 0)
		return
	}
	b.next = 0
	if opensList(rest) {
		b.next = 2
	}
	s := readSentence(rest)
	size := utf8.RuneCountInString(strings.TrimSpace(rest[:s.end]))
	behind := rest[s.end:]
	label := s.colonLast && LabelLength(rest) == len(rest)
	switch {
	case s.broken, s.semicolon, s.colon > 0 && !label:
		b.add(p, 0) // （一）时间：5月8日
	case s.closed && behind != "" && size <= maxLead:
		p.Lead, p.Text = rest[:s.end], behind
		b.add(p, 0) // （一）加强领导。各校……
	case label && m.Level <= 2:
		b.add(p, m.Level) // 二、联系方式：
	case s.closed, label, size > MaxHeading, EndsOpen(rest):
		b.add(p, 0)
	case m.Level <= 2:
		b.add(asHeading(p), 0) // （一）加强领导
	default:
		b.add(p, m.Level) // 1.加强领导
	}
}

// heading returns a heading in place of p.
func asHeading(p *document.Paragraph) *document.Heading {
	return &document.Heading{Line: p.Line, Level: p.Level, Mark: p.Mark, Text: p.Text}
}

// decide makes headings of the undecided paragraphs that head something.
// Siblings decide together, for a list of short items is often followed by a
// closing line that is not under its last item.
func (b *body) decide() {
	var siblings [6][]int // undecided blocks of each level since the last shallower mark
	settle := func(from document.Level) {
		for l := from; l < 6; l++ {
			heads := true
			for _, i := range siblings[l] {
				heads = heads && i+1 < len(b.blocks) && under(b.blocks[i+1], l)
			}
			if heads {
				for _, i := range siblings[l] {
					b.blocks[i] = asHeading(b.blocks[i].(*document.Paragraph))
				}
			}
			siblings[l] = nil
		}
	}
	for i, block := range b.blocks {
		if l := levelOf(block); l > 0 && l < 5 {
			settle(l + 1)
		}
		if l := b.open[i]; l > 0 {
			siblings[l] = append(siblings[l], i)
		}
	}
	settle(1)
}

// under reports whether a block that follows one of level l belongs under it.
func under(b document.Block, l document.Level) bool {
	level := levelOf(b)
	return level == 0 || level > l
}

// levelOf returns the level of b's mark, 0 if it has none.
func levelOf(b document.Block) document.Level {
	switch b := b.(type) {
	case *document.Heading:
		return b.Level
	case *document.Paragraph:
		return b.Level
	}
	return 0
}

// A sentence is what a line begins with, up to its first closing mark.
type sentence struct {
	end       int  // byte behind it, blanks at its end not counted
	closed    bool // it ends with 。 ！ or ？
	broken    bool // a quotation mark or bracket in it is not closed
	colon     int  // colons in it
	colonLast bool // its last character is a colon
	semicolon bool // it has a semicolon
}

// readSentence reads the first sentence of s. What stands within quotation
// marks and brackets is looked over.
func readSentence(s string) sentence {
	var r sentence
	var closers []rune
	for i, c := range s {
		if closer, ok := han.Pairs[c]; ok {
			closers = append(closers, closer)
		} else if n := len(closers); n > 0 {
			if c == closers[n-1] {
				closers = closers[:n-1]
			}
			r.colonLast = false
			continue
		}
		switch c {
		case '：', ':':
			r.colon++
			r.colonLast = true
			continue
		case '；', ';':
			r.semicolon = true
		case '。', '！', '？', '!', '?':
			r.end, r.closed = i+utf8.RuneLen(c), true
			return r
		}
		if !unicode.IsSpace(c) {
			r.colonLast = false
		}
	}
	r.end = len(s)
	r.broken = len(closers) > 0
	return r
}

// EndsOpen reports whether s ends with a mark after which a sentence goes on.
func EndsOpen(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("，,、；;—…", r)
}

// LabelLength returns the number of bytes of the label that s opens with,
// colon included, or 0.
func LabelLength(s string) int {
	i := strings.IndexAny(s, "：:")
	if i <= 0 {
		return 0
	}
	label := strings.TrimSpace(s[:i])
	_, size := utf8.DecodeRuneInString(s[i:])
	rest := s[i+size:]
	chars, words := 0, false
	for _, r := range label {
		if !unicode.IsSpace(r) {
			chars++
		}
		words = words || unicode.IsLetter(r)
	}
	before, _ := utf8.DecodeLastRuneInString(label)
	after, _ := utf8.DecodeRuneInString(rest)
	switch {
	case chars > maxLabel, !words,
		strings.ContainsAny(label, "，,。；;！!？?“”‘’\"《》…\t"),
		unicode.IsDigit(before) && unicode.IsDigit(after), // 上午9:30
		strings.HasPrefix(rest, "//"),                     // http://
		strings.HasSuffix(label, "如下"):                    // 要求如下：
		return 0
	}
	return i + size
}

// isListLabel reports whether a label announces the attachment list.
func isListLabel(label string) bool {
	label = strings.Join(strings.Fields(label), "")
	return strings.HasPrefix(label, "附件") || strings.HasPrefix(label, "附表")
}

var listStart = regexp.MustCompile(`[：:]\s*(1[.．、].*)`)

// opensList reports whether a line holds the first item of a list, as in
// 附件：1.… and 备注：活动项目包括：1.….
func opensList(s string) bool {
	g := listStart.FindStringSubmatch(s)
	if g == nil {
		return false
	}
	m, ok := ReadMark(g[1])
	return ok && m.Doubt == Sure && m.Level == 3
}

// judge reports what is wrong with a mark. The fix puts the whole mark right,
// so only the first finding carries it.
func (b *body) judge(m Mark, at report.Position) {
	right := m.Level.Mark(m.Number)
	for i, id := range m.Rules {
		rule, _ := report.RuleOf(id)
		f := rule.Finding(at, m.Text)
		f.Hint = "改为 " + right
		if i == 0 {
			f.Fix = right
		}
		b.findings = append(b.findings, f)
	}
}

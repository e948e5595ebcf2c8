package plain

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
	// maxHeading is the number of characters up to which a line without a
	// closing mark is short enough for a heading: a line and a half in print.
	maxHeading = 40
	// maxLead is the number of characters up to which a sentence is short
	// enough for a run-in heading, closing mark included.
	maxLead = 30
	// maxLabel is the number of characters up to which the words before a
	// colon are a label, blanks not counted.
	maxLabel = 8
)

// ParseBody reads the body of a document, written as officials write plain
// text, into blocks. Lines end with LF, CRLF or CR; byte order marks are
// dropped. The findings tell which level marks are not in the standard's form
// (GW040 to GW044), in the order of the text; their places have no file.
//
// Every line that is not blank is a block of its own. A line that opens with a
// level mark (一、 （一） 1. （1） ①, or what people write for them: see
// [ParseMark]) is a heading, a run-in heading or a numbered paragraph:
//
//   - A [document.Heading] of level 1 or 2 has at most 40 characters, no colon or
//     semicolon, and no mark at its end.
//   - Such a line of levels 3 to 5 is a heading if something stands under it,
//     and under all its like among its siblings; else it is an item of a list,
//     a numbered paragraph.
//   - A line of levels 1 and 2 that is a label as below and nothing else is a
//     heading on the same condition. Its colon stays in its Text.
//   - A run-in heading is a first sentence of at most 30 characters without
//     colon or semicolon, with text behind it. It is the Lead of a [document.Paragraph].
//   - Everything else with a mark is a numbered paragraph.
//
// Marks within quotation marks, 书名号 and brackets do not count in this.
// Lines under 附件： or under a line that holds “：1.…” continue that list: they
// are numbered paragraphs, never headings.
//
// A line that opens with at most 8 characters and a colon is a [document.Labelled].
// Lines with tabs are a [document.Table]; see there. All else is a [document.Paragraph] without
// level. No text is lost; blank lines, and blanks at both ends of a line, are
// not text.
func ParseBody(text string) ([]document.Block, []report.Finding) {
	blocks, _, findings := PlaceBody(text)
	return blocks, findings
}

// PlaceBody is [ParseBody] that tells where in the text the blocks stand whose
// lines are indented, and the cells of tables.
func PlaceBody(text string) ([]document.Block, document.Places, []report.Finding) {
	b := body{lines: splitLines(text)}
	b.read()
	return b.blocks, b.places, b.findings
}

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

// A body is what ParseBody has read so far.
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
	if m, ok := readMark(text); ok && b.believes(m) {
		b.marked(m, text[len(m.Text):], at)
		return
	}
	if n := labelLength(text); n > 0 {
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
func (b *body) believes(m mark) bool {
	follows := m.number == b.last[m.level]+1
	switch m.doubt {
	case inSeries:
		return follows
	case inMidst:
		return follows && m.number > 1
	}
	return true
}

// marked reads a line with a mark; rest is what stands behind the mark.
func (b *body) marked(m mark, rest string, at report.Position) {
	b.last[m.level] = m.number
	clear(b.last[m.level+1:])
	b.judge(m, at)

	p := &document.Paragraph{Line: at.Line, Level: m.level, Mark: m.Text, Text: rest}
	if m.level == 3 && m.number == b.next {
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
	label := s.colonLast && labelLength(rest) == len(rest)
	switch {
	case s.broken, s.semicolon, s.colon > 0 && !label:
		b.add(p, 0) // （一）时间：5月8日
	case s.closed && behind != "" && size <= maxLead:
		p.Lead, p.Text = rest[:s.end], behind
		b.add(p, 0) // （一）加强领导。各校……
	case label && m.level <= 2:
		b.add(p, m.level) // 二、联系方式：
	case s.closed, label, size > maxHeading, endsOpen(rest):
		b.add(p, 0)
	case m.level <= 2:
		b.add(asHeading(p), 0) // （一）加强领导
	default:
		b.add(p, m.level) // 1.加强领导
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

// endsOpen reports whether s ends with a mark after which a sentence goes on.
func endsOpen(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("，,、；;—…", r)
}

// labelLength returns the number of bytes of the label that s opens with,
// colon included, or 0.
func labelLength(s string) int {
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
	_, level, _ := ParseMark(g[1])
	return level == 3
}

// judge reports what is wrong with a mark. The fix puts the whole mark right,
// so only the first finding carries it.
func (b *body) judge(m mark, at report.Position) {
	right := m.level.Mark(m.number)
	for i, id := range m.rules {
		rule, _ := report.RuleOf(id)
		f := rule.Finding(at, m.Text)
		f.Hint = "改为 " + right
		if i == 0 {
			f.Fix = right
		}
		b.findings = append(b.findings, f)
	}
}

package report

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Printer prints reports as text for people to work through: the findings by
// rule, one line a place. Its zero value prints no source lines.
type Printer struct {
	Indent string // put before every line

	// Sources holds the texts that were checked, by the File of the positions.
	// Under a finding in one of them stands its line, as it was written, with
	// a mark under the place.
	Sources map[string]string

	// Excerpts is how many findings of the same rule are shown with their
	// lines, the first ones. Zero means all.
	Excerpts int

	// Width is the width of the output in columns; lines of sources that are
	// longer are cut around the place. Zero means 100.
	Width int

	// WideQuotes tells that the output shows “ ” ‘ ’ — … · as wide as Chinese
	// characters, as old Chinese consoles do.
	WideQuotes bool
}

// WriteText prints r with a [Printer] that only indents. It prints nothing for
// an empty report.
func (r *Report) WriteText(w io.Writer, indent string) error {
	return Printer{Indent: indent}.Print(w, r)
}

// Print prints r; nothing if it is empty. The error is that of w.
func (p Printer) Print(w io.Writer, r *Report) error {
	var b strings.Builder
	lines := map[string][]string{}
	for _, g := range r.Groups() {
		source := ""
		if g.Source != "" {
			source = "（" + g.Source + "）"
		}
		fmt.Fprintf(&b, "%s%s %s %s%s：%d 处\n", p.Indent, g.Severity.Label(), g.Rule, g.Message, source, len(g.Findings))
		shown := 0
		for _, f := range g.Findings {
			file := f.Where.File
			if text, ok := p.Sources[file]; ok && lines[file] == nil {
				lines[file] = han.SplitLines(text)
			}
			if n := f.Where.Line; n >= 1 && n <= len(lines[file]) && (p.Excerpts <= 0 || shown < p.Excerpts) {
				p.excerpt(&b, f, lines[file][n-1])
				shown++
			} else if line := f.line(); line != "" { // else of the document as a whole
				fmt.Fprintf(&b, "%s  %s\n", p.Indent, line)
			}
		}
	}
	for _, s := range r.Skipped {
		fmt.Fprintf(&b, "%s未校核 %s：%s\n", p.Indent, s.Rule, s.Reason)
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// excerpt prints a finding, the line that it stands in and a mark under it.
func (p Printer) excerpt(b *strings.Builder, f Finding, line string) {
	fmt.Fprintf(b, "%s  %s\n", p.Indent, join(f.Where.String(), "；", f.Hint))
	const bar = "    │ "
	from, to := place(f, line)
	cells := p.cells(line, p.columns(p.Indent)+len(bar)-len("│")+1)
	from, to = min(from, len(cells)), min(to, len(cells))
	all := p.Width
	if all <= 0 {
		all = 100
	}
	text, mark := clipCells(cells, from, to, all-p.columns(p.Indent)-len(bar)+len("│")-1, p.wide('…'))
	fmt.Fprintf(b, "%s%s%s\n%s%s%s\n", p.Indent, bar, text, p.Indent, bar, mark)
}

// place returns where in line, in characters, a finding stands. Column is
// believed if Found is there.
func place(f Finding, line string) (from, to int) {
	rest := line
	for from = 0; from < f.Where.Column-1 && rest != ""; from++ {
		_, n := utf8.DecodeRuneInString(rest)
		rest = rest[n:]
	}
	found, _, _ := strings.Cut(f.Found, "\n")
	if i := strings.Index(line, found); !strings.HasPrefix(rest, found) && i >= 0 {
		from, rest = utf8.RuneCountInString(line[:i]), line[i:]
	}
	if found == "" || !strings.HasPrefix(rest, found) {
		return from, from + 1
	}
	return from, from + utf8.RuneCountInString(found)
}

// A cell is a character with the columns that it takes.
type cell struct {
	r       rune
	columns int
}

// cells returns the characters of a line that is printed from a column on.
// Control characters but the tab are replaced: they could do anything.
func (p Printer) cells(line string, column int) []cell {
	var cells []cell
	for _, r := range line {
		n := p.wide(r)
		switch {
		case r == '\t':
			n = 8 - column%8
		case unicode.IsControl(r):
			r, n = utf8.RuneError, 1
		}
		cells = append(cells, cell{r, n})
		column += n
	}
	return cells
}

// wide returns how many columns r takes.
func (p Printer) wide(r rune) int {
	if p.WideQuotes {
		return han.Columns(r, 2)
	}
	return han.Columns(r, 1)
}

func (p Printer) columns(s string) int {
	n := 0
	for _, r := range s {
		n += p.wide(r)
	}
	return n
}

// clipCells returns cells as text that takes at most so many columns, cut
// where cells[from:to] does not stand, and a second line that marks these. The
// … that tells of a cut takes dots columns.
func clipCells(cells []cell, from, to, columns, dots int) (text, mark string) {
	lo, hi := window(cells, from, to, columns, dots)
	var line, under strings.Builder
	if lo > 0 {
		line.WriteString("…")
		under.WriteString(strings.Repeat(" ", dots))
	}
	for i := lo; i < hi; i++ {
		c := cells[i]
		line.WriteRune(c.r)
		switch {
		case i >= from && i < to:
			under.WriteString(strings.Repeat("^", c.columns))
		case i >= to: // nothing behind the mark
		case c.r == '\t':
			under.WriteByte('\t')
		default:
			under.WriteString(strings.Repeat(" ", c.columns))
		}
	}
	if hi < len(cells) {
		line.WriteString("…")
	}
	if from >= len(cells) {
		under.WriteByte('^') // behind the end
	}
	return line.String(), under.String()
}

// window returns which cells to show so that cells[from:to], or as much as
// possible of its beginning, stands in the middle.
func window(cells []cell, from, to, columns, dots int) (lo, hi int) {
	total := 0
	for _, c := range cells {
		total += c.columns
	}
	if total <= columns {
		return 0, len(cells)
	}
	room := columns - 2*dots
	for lo, hi = from, from; hi < to && cells[hi].columns <= room; hi++ {
		room -= cells[hi].columns
	}
	for grown := true; grown; {
		grown = false
		if lo > 0 && cells[lo-1].columns <= room {
			lo--
			room -= cells[lo].columns
			grown = true
		}
		if hi >= to && hi < len(cells) && cells[hi].columns <= room {
			room -= cells[hi].columns
			hi++
			grown = true
		}
	}
	for lo > 0 && lo < from && cells[lo].columns == 0 { // joins what is cut off
		lo++
	}
	return lo, hi
}

// line is a finding without what its group says.
func (f Finding) line() string {
	s := f.Where.String()
	if f.Found != "" {
		s = join(s, " ", "“"+clip(f.Found)+"”")
	}
	return join(s, "；", f.Hint)
}

func join(a, sep, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + sep + b
}

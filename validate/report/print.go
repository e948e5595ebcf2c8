package report

import (
	"cmp"
	"fmt"
	"io"
	"strings"
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

	// Color tells that the output is a terminal: weights and marks are coloured by
	// escape sequences (ECMA-48 SGR).
	Color bool
}

// colours of the weights, as parameters of SGR.
var colours = map[Severity]string{Error: "31", Warning: "33", Hint: "36"}

// paint colours s, if the output has colours.
func (p Printer) paint(s string, weight Severity) string {
	if !p.Color {
		return s
	}
	return "\x1b[" + cmp.Or(colours[weight], "0") + "m" + s + "\x1b[0m"
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
		fmt.Fprintf(&b, "%s%s %s %s%s：%d 处\n", p.Indent, p.paint(g.Severity.Label(), g.Severity), g.Rule, g.Message, source, len(g.Findings))
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
	if r == nil {
		return nil
	}
	for _, s := range r.Skipped {
		fmt.Fprintf(&b, "%s%s：%s\n", p.Indent, join("未校核", " ", s.Rule), s.Reason)
	}
	if _, err := strings.NewReader(b.String()).WriteTo(w); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	return nil
}

// excerpt prints a finding, the line that it stands in and a mark under it.
func (p Printer) excerpt(b *strings.Builder, f Finding, line string) {
	fmt.Fprintf(b, "%s  %s\n", p.Indent, join(f.Where.String(), "；", f.Hint))
	const bar = "    │ "
	from, to := place(f, line)
	before := p.columns(p.Indent) + len(bar) - len("│") + 1
	text, mark := Excerpt{Columns: cmp.Or(max(p.Width, 0), lineColumns) - before, Start: before, WideQuotes: p.WideQuotes}.Of(line, from, to)
	fmt.Fprintf(b, "%s%s%s\n%s%s%s\n", p.Indent, bar, text, p.Indent, bar, p.paint(mark, f.Severity))
}

func (p Printer) columns(s string) int {
	n := 0
	for _, r := range s {
		n += width(r, p.WideQuotes)
	}
	return n
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

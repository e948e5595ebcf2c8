package shell

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// dropScraps takes out what conversions leave at the ends of lines: half a pair of brackets
// around what a page said, and the question marks that stand for blanks which an encoding
// does not have.
func (r *page) dropScraps() {
	questions := r.countBlankMarks()
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		s := r.Text(i)
		bare := strings.TrimLeft(s, "]】）)")
		if above := r.openAbove(i); (s == "）" || s == ")") && above >= 0 {
			r.Note("GW129", i, s)
			r.Rewrite(above, strings.TrimRight(r.Lines[above], " \u3000\t")+s)
			r.Rewrite(i, "")
			continue
		}
		if bare == "" || strings.Trim(s, "[【（(") == "" {
			r.Drop("RD003", i)
			continue
		}
		if bare == s || !strings.HasPrefix(strings.TrimLeft(s, "]】）)"), " ") {
			bare = s // a bracket that broke off from the line above
		}
		bare = strings.TrimSpace(unmarked(bare))
		if questions > 1 {
			bare = withoutBlankMarks(bare)
		}
		if bare == s {
			continue
		}
		r.Note("RD003", i, s)
		if bare == "" {
			r.Rewrite(i, "")
		} else {
			r.Put(i, bare)
		}
	}
}

// dropQuotes takes out the marks that programs for mail put before every line of a text that is passed on.
func (r *page) dropQuotes() {
	const least = 4 // lines
	quoted, others := 0, 0
	for i := range r.Lines {
		switch s := r.Text(i); {
		case strings.HasPrefix(s, ">"):
			quoted++
		case s != "":
			others++
		}
	}
	if quoted < least || others > quoted {
		return
	}
	for i := range r.Lines {
		s := r.Text(i)
		rest := strings.TrimLeft(s, "> ")
		if !strings.HasPrefix(s, ">") {
			continue
		}
		r.Note("RD003", i, strings.TrimSpace(strings.TrimSuffix(s, rest)))
		r.Put(i, rest)
	}
}

// openAbove returns the line right above line i if a bracket is open at its end, which line i
// may close; else -1.
func (r *page) openAbove(i int) int {
	if i == 0 || strings.LastIndexAny(r.Lines[i-1], "（(") <= strings.LastIndexAny(r.Lines[i-1], "）)") {
		return -1
	}
	return i - 1
}

var (
	marked   = regexp.MustCompile(`^#{1,6}\s+`)
	stressed = regexp.MustCompile(`\*\*([^*]+)\*\*|__([^_]+)__`)
	boarded  = regexp.MustCompile(`(?i)\[/?(?:url|img|b|i|u|color|size|font|align|center|quote|attach)(?:=[^\[\]]*)?\]`)
	linked   = regexp.MustCompile(`!?\[([^\[\]]*)\]\([!-~]*\)`)
)

// unmarked returns s without the marks of lightweight markup: of headings, stress and links.
func unmarked(s string) string {
	if strings.HasPrefix(s, "#") {
		s = marked.ReplaceAllString(s, "")
	}
	if strings.Contains(s, "**") || strings.Contains(s, "__") {
		s = stressed.ReplaceAllString(s, "$1$2")
	}
	if strings.Contains(s, "[/") {
		s = boarded.ReplaceAllString(s, "")
	}
	if strings.Contains(s, "](") {
		s = linked.ReplaceAllString(s, "$1")
	}
	return s
}

// withoutBlankMarks returns s without the question marks that stand for blanks at its ends: in
// front of text, behind a stop, a blank or a number.
func withoutBlankMarks(s string) string {
	s = strings.TrimSpace(strings.TrimLeft(s, "?？ 　"))
	for {
		t := strings.TrimRight(s, "?")
		last, _ := utf8.DecodeLastRuneInString(t)
		if t == s || han.Is(last) && len(s)-len(t) == 1 && asksSomething(t) {
			return strings.TrimSpace(s)
		}
		s = t
	}
}

// asksSomething reports whether s is a question without its mark.
func asksSomething(s string) bool {
	return strings.ContainsAny(s, "吗呢么何谁哪几否") || strings.Contains(s, "什么") || strings.Contains(s, "是不是")
}

// countBlankMarks returns how many lines have question marks at an end that ask nothing.
func (r *page) countBlankMarks() int {
	n := 0
	for i := range r.Lines {
		if s := r.Text(i); s != "" && strings.ContainsAny(s, "?？") && withoutBlankMarks(s) != s {
			n++
		}
	}
	return n
}

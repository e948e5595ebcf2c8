package cue

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A Piece is what a line holds of a 题注.
type Piece struct {
	Text string // without blanks at its ends and the brackets around the whole
	Ends bool   // an act ends there: the next line begins another, or there is none
}

const (
	// MaxAdoptedLines is the number of lines that a 题注 has at most.
	MaxAdoptedLines = 8
	maxAdopted      = 3000 // bytes
)

// ReadAdopted reads the 题注 that lines begin with, in one pair of brackets or in several
// below each other: a piece a line, none if there is none. marked reports whether it is
// written as it prints, in one pair of full-width brackets.
func ReadAdopted(lines []string) (pieces []Piece, marked bool) {
	var read []Piece
	depth, size, pairs, narrow := 0, 0, 0, false
	inner := 0 // of read, in the brackets that are open
	for _, l := range lines[:min(len(lines), MaxAdoptedLines)] {
		if size += len(l); size > maxAdopted || strings.Contains(l, "\t") || depth == 0 && !opens(l) {
			break
		}
		from, to := 0, len(l)
		for i, c := range l {
			if depth == 0 && to < len(l) {
				return pieces, marked // text behind the brackets
			}
			switch c {
			case '（', '(':
				if depth++; depth == 1 {
					from, narrow = utf8.RuneLen(c), narrow || c == '('
				}
			case '）', ')':
				if depth--; depth == 0 {
					to, narrow = i, narrow || c == ')'
				}
			}
			if depth == 0 && to == len(l) {
				return pieces, marked
			}
		}
		text := strings.TrimSpace(l[from:to])
		read = append(read, Piece{text, depth == 0 || act.MatchString(han.Squeeze(text))})
		if depth > 0 {
			continue
		}
		whole := ""
		for _, p := range read[inner:] {
			whole += han.Squeeze(p.Text)
		}
		if !yearOf.MatchString(whole) || !act.MatchString(whole) || ClosingNote.MatchString("（"+whole+"）") {
			break
		}
		pairs++
		inner = len(read)
		pieces, marked = read[:inner:inner], pairs == 1 && !narrow
	}
	return pieces, marked
}

func opens(s string) bool { return strings.HasPrefix(s, "（") || strings.HasPrefix(s, "(") }

var (
	// act ends what tells of an act: …第七次会议通过, 自公布之日起施行, …令第5号.
	act = regexp.MustCompile(`(?:通过|批准|公布|发布|颁布|印发|制定|制订|修订|修正|修改|施行|试行|实施|执行|生效|令第?\d{1,4}号)[版稿本]?。?$`)
	// yearOf is in the day of an act.
	yearOf = regexp.MustCompile(`(?:\d{4}|[一二][〇○零ОOo0一二三四五六七八九]{3})年`)
)

// JoinAdopted returns the text of a 题注: a line feed behind each act that ends a line, nothing
// where a line broke within one.
func JoinAdopted(pieces []Piece) string {
	var b strings.Builder
	for k, p := range pieces {
		if b.WriteString(p.Text); p.Ends && k+1 < len(pieces) {
			b.WriteString("\n")
		}
	}
	return strings.Trim(b.String(), "\n")
}

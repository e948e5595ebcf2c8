package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strings"
	"unicode/utf8"
)

// markRules are about single punctuation marks (标点符号用法, GB/T 15834-2011).
var markLines = checks[line]{
	"GW100": dense(halfMarks),
	"GW101": dense(asciiStop),
	"GW102": dense(halfBrackets),
	"GW110": markBeforeDeng,
	"GW111": matches(ellipsisDeng, 0, nil),
	"GW112": dense(ellipses),
	"GW113": dense(matchesBetween(hyphenDash, hanBoth, always("——"))),
	"GW114": dense(doubled),
	"GW119": dense(matchesBetween(dots, hanBoth, always("·"))),
}

var (
	wrongEllipsis = compile(`\.{3,}|。{3,}|[·•]{3,}|…+`)
	ellipsisDeng  = compile(`……等等?(?:[，。；、：）]|$)|等等?……`)
	hyphenDash    = compile(`-{2,3}|－{2,3}|─{2,3}`)
	dots          = compile(`[•・‧∙⋅･]`)
)

// matches returns a check that complains of every match of re, or of its n-th
// group; fix gives what to put there, nil if nothing can be. A match that fix
// leaves as it is was right.
func matches(re *pattern, n int, fix func(string) string) func(line) []remark {
	return func(l line) []remark {
		var found []remark
		for _, m := range re.all(l) {
			from, to := m[2*n], m[2*n+1]
			switch {
			case from < 0 || l.guarded(from, to):
			case fix == nil:
				found = append(found, l.on(from, to))
			case fix(l.text[from:to]) != l.text[from:to]:
				found = append(found, l.replace(from, to, fix(l.text[from:to])))
			}
		}
		return found
	}
}

// matchesBetween is [matches] for those between characters that ok accepts;
// at an end of the line it gets 0.
func matchesBetween(re *pattern, ok func(prev, next rune) bool, fix func(string) string) func(line) []remark {
	all := matches(re, 0, fix)
	return func(l line) []remark {
		var found []remark
		for _, m := range all(l) {
			if ok(before(l.text, m.from, nil), after(l.text, m.to, nil)) {
				found = append(found, m)
			}
		}
		return found
	}
}

func always(fix string) func(string) string { return func(string) string { return fix } }

// sixDots makes an ellipsis of s, unless it is one, twice as long for omitted
// paragraphs, or a line to write on.
func sixDots(s string) string {
	if s == "…………" || !strings.Contains(s, "…") && utf8.RuneCountInString(s) > 6 {
		return s
	}
	return "……"
}

// ellipses leaves alone the … of 1，2，…，n, and the sign “…”.
func ellipses(l line) []remark {
	notItem := func(r rune) bool { return !isDigit(r) && !isLatin(r) }
	return slices.DeleteFunc(matchesBetween(wrongEllipsis, hanEither, sixDots)(l), func(m remark) bool {
		if before(l.text, m.from, nil) == '“' && after(l.text, m.to, nil) == '”' {
			return true // the sign itself is spoken of
		}
		prev := strings.TrimRight(l.text[:m.from], "，,、 ")
		next := strings.TrimLeft(l.text[m.to:], "，,、 ")
		return l.text[m.from:m.to] == "…" && len(prev) < m.from && len(next) < len(l.text)-m.to &&
			!notItem(before(prev, len(prev), nil)) && !notItem(after(next, 0, nil))
	})
}

func hanBoth(prev, next rune) bool { return han.Is(prev) && han.Is(next) }

func hanEither(prev, next rune) bool {
	return han.Is(prev) || han.Is(next) || isMark(prev) || isMark(next)
}

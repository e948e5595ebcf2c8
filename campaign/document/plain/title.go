package plain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
)

// A titleLook is what speaks for some lines as the title, whatever stands above.
type titleLook struct {
	points int
	kind   document.Kind
	ended  bool // it is at its end
}

// mayTitle reports whether line k can be one of a title.
func (t *topReader) mayTitle(k int) bool {
	l := &t.lines[k]
	return !l.body && !l.number && !l.margin
}

// asTitle returns what speaks for lines [from, to) as the title.
func (t *topReader) asTitle(from, to int) titleLook {
	points, kind := 0, document.Kind("")
	lines := t.lines[from:to]
	first, last := &lines[0], &lines[len(lines)-1]
	var at []int
	organs := true
	const shortest = 8 // characters of a piece of a title that broke
	about := slices.IndexFunc(lines, func(l topLine) bool { return l.about })
	for k, l := range lines {
		at = append(at, l.at)
		organs = organs && l.organ
		if k < about && !t.r.beginsTitle(l.at) {
			points -= 40
		} else if t.r.Framed && about < 0 && k+1 < len(lines) && !l.organ && (l.chars < shortest || strings.ContainsAny(l.text, " 　")) {
			points -= 15
		}
		if k > 0 && l.gap && !(l.titled && lines[k-1].titled) {
			points -= either(l.above, 70, either(t.r.Framed && k == about && strings.HasPrefix(l.bare, "关于") && (lines[k-1].organ || len(cue.SplitNames(lines[k-1].text)) > 0), 0, 30))
		}
	}
	if organs {
		return titleLook{points: -100}
	}
	whole := 0
	if slices.ContainsFunc(lines, func(l topLine) bool { return l.kind }) {
		whole = t.r.titleEnd(at)
	}
	switch {
	case last.kind || whole == len(at):
		points += 70
		kind = document.KindOf(cue.Unstopped(t.r.Join(at, "")))
	case about >= 0:
		points += 10
	case len(lines) > 1 && strings.HasPrefix(last.bare, "——"):
		return titleLook{points + 40, kind, true} // and what it is about
	}
	if whole > 0 && whole < len(at) {
		points -= 70 // it was at its end before
	}
	if about >= 0 || answers[kind] && strings.HasPrefix(first.bare, "对") {
		points += 30
	}
	if strings.HasPrefix(first.bare, "的") || strings.HasPrefix(first.bare, "（") || strings.HasPrefix(first.bare, "——") {
		points -= 50
	}
	if whole > 0 && to < len(t.lines) && !t.lines[to].gap && t.r.titleEnd(append(at, t.lines[to].at)) == len(at)+1 {
		points -= 60 // and is not yet here
	}
	const shortName = 4 // characters
	name := about < 0 && kind == "" && len(lines) == 1 && !last.organ && last.below
	if name && (first.above && last.chars >= shortName || from == 0 && last.chars >= shortest) {
		return titleLook{points + 45, kind, true} // between lines that only a page has
	}
	if name && from == 0 && t.r.Framed {
		points -= 30 // the name of the site
	}
	return titleLook{points, kind, last.kind || whole == len(at)}
}

// belowHead returns what speaks for a title that begins at line from below w.
func (t *topReader) belowHead(from int, w *way) int {
	if w.stage != inHead || w.numbered || w.marked {
		return 0
	}
	first, above := &t.lines[from], &t.lines[from-1]
	points := 0
	if first.above || w.step.part == partFrame {
		points -= 60 // it is the name of the site
	}
	// 吉林市教育局 / 关于…的通知 is one title, 甲局 / 甲局关于… is not.
	if (!first.gap || t.r.Framed && strings.HasPrefix(first.bare, "关于")) && !cue.BareKind(first.bare) && above.organ && !strings.HasPrefix(first.bare, above.bare) {
		points -= 80
	}
	return points
}

// headline reports whether line k is what a proclamation is called above its title, which is of the same
// kind: 航 行 通 告. On a page only letters pulled apart tell it from the name of a column.
func (t *topReader) headline(k int) bool {
	const most = 8 // characters
	l := &t.lines[k]
	below := k + 1
	for below < len(t.lines) && t.lines[below].number {
		below++
	}
	if below >= len(t.lines) || l.chars > 2*most || !l.kind || l.about || t.r.Framed && cue.CloseUp(l.text) == l.text {
		return false
	}
	next := &t.lines[below]
	kind := document.KindOf(l.bare)
	return (kind == "公告" || kind == "通告") && utf8.RuneCountInString(l.bare) <= most && !next.sentence && next.bare != l.bare && document.KindOf(cue.Unstopped(next.text)) == kind
}

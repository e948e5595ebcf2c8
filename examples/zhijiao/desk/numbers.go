package desk

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// What a finding about level marks says that one should be: that is for people to say,
// and done on their word.
var (
	shouldBe    = regexp.MustCompile(`应为“([^“”]+)”`)
	shouldBelow = regexp.MustCompile(`之下应使用“([^“”]+)”`)
)

// proposal is what a finding proposes for the mark that it is about; "" for nothing.
func proposal(f report.Finding) string {
	if f.Fix != "" {
		return ""
	}
	var g []string
	switch f.Rule {
	case "GW047":
		g = shouldBe.FindStringSubmatch(f.Hint)
	case "GW048":
		if g = shouldBelow.FindStringSubmatch(f.Message); g != nil && (levelOf(g[1]) == 0 || kindOf(f.Found) == nil) {
			g = nil
		}
	}
	if g == nil {
		return ""
	}
	return g[1]
}

// propose does what a finding proposes; !ok where it does not stand there any more.
func (j *draft) propose(f report.Finding) bool {
	mark := proposal(f)
	if mark == "" {
		return false
	}
	if f.Rule == "GW048" {
		text, ok := relevel(j.text, f, levelOf(mark))
		j.text = text
		return ok
	}
	f.Fix = mark
	return j.fix(f)
}

// proposeAll does what all of the findings propose, and counts them.
func (j *draft) proposeAll(found []report.Finding) (n int) {
	for _, f := range slices.Backward(found) {
		if j.propose(f) {
			n++
		}
	}
	return n
}

// levelOf is the level whose first mark is the one given; 0 if there is none.
func levelOf(mark string) document.Level {
	for l := document.Level(1); l <= 5; l++ {
		if l.Mark(1) == mark {
			return l
		}
	}
	return 0
}

var (
	bracketed = regexp.MustCompile(`^([\s　]*)[（(](\d{1,2})[)）]`)
	dotted    = regexp.MustCompile(`^([\s　]*)(\d{1,2})[.．、]`)
	chapter   = regexp.MustCompile(`^[\s　]*[一二三四五六七八九十]{1,3}、`)
)

// kindOf is the pattern of the marks that are written like one; nil for others.
func kindOf(mark string) *regexp.Regexp {
	for _, re := range []*regexp.Regexp{bracketed, dotted} {
		if re.FindString(mark) == mark && mark != "" {
			return re
		}
	}
	return nil
}

// relevel gives a mark and those that count on from it those of another level, up to the
// next heading of the first.
func relevel(text string, f report.Finding, to document.Level) (string, bool) {
	lines := strings.Split(text, "\n")
	re := kindOf(f.Found)
	from := f.Where.Line - 1
	if re == nil || to == 0 || from < 0 || from >= len(lines) || !strings.HasPrefix(strings.TrimLeft(lines[from], " \t　"), f.Found) {
		return text, false
	}
	next := 1
	for i := from; i < len(lines) && !chapter.MatchString(lines[i]); i++ {
		if g := re.FindStringSubmatch(lines[i]); g != nil && g[2] == strconv.Itoa(next) {
			lines[i] = g[1] + to.Mark(next) + lines[i][len(g[0]):]
			next++
		}
	}
	return strings.Join(lines, "\n"), next > 1
}

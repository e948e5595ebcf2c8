package wording

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	// inWord is a number in words with a unit that is counted: 活动九项.
	inWord = engine.Compile(`([一二两三四五六七八九十百]+)(?:人次|场次|课时|学时|所|名|人|件|项|个|家|场|篇|部|份|套|台|门|支|间|组|座|批|节|册|万元|元)`)
	// tellsParts is in sentences that tell a whole and its parts.
	tellsParts = engine.Compile(`其中|共|计|分别|[：:]`)
)

// inWords finds wholes that are not what their parts make, where any of them is told in
// words: 活动九项，其中县级3项、校级5项. A sentence is read as if all were in figures.
func inWords(l engine.Line) []engine.Remark {
	if l.Role == engine.RoleCell || len(l.Text) > longest || !tellsParts.In(l) {
		return nil
	}
	var text strings.Builder
	type place struct{ from, to, is, isTo int } // of a number, in words and in figures
	var places []place
	at := 0
	for _, m := range inWord.All(l) {
		n, ok := han.ParseNumeral(strings.ReplaceAll(l.Text[m[2]:m[3]], "两", "二"))
		if before := engine.Before(l.Text, m[2], nil); !ok || strings.ContainsRune("第每几数另同统任逐单", before) || engine.IsDigit(before) {
			continue
		}
		text.WriteString(l.Text[at:m[2]])
		is := text.Len()
		text.WriteString(strconv.Itoa(n))
		at = m[3]
		places = append(places, place{m[2], at, is, text.Len()})
	}
	if places == nil {
		return nil
	}
	text.WriteString(l.Text[at:])
	figures := engine.NewLine(text.String(), l.Place, l.Number, l.Role)
	figures.Mark = min(l.Mark, len(figures.Text))
	found := append(sums(figures), totals(figures)...)
	back := func(i int) int { // where i was
		to := i
		for _, p := range places {
			switch {
			case i >= p.isTo:
				to = p.to + i - p.isTo
			case i >= p.is:
				to = p.from
			}
		}
		return to
	}
	for i, f := range found {
		found[i].From, found[i].To = back(f.From), back(f.To)
		found[i].Line = l
	}
	return found
}

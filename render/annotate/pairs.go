package annotate

import "strings"

// openers and closers are marks that come in pairs, of any kind: what is put right
// may be a pair of two kinds. Straight quotes are both in turn.
const (
	openers = `(（[［〔{<＜《〈【「『“‘`
	closers = `)）]］〕}>＞》〉】」』”’`
	quotes  = "\"＂'＇`"
)

func hasPairs(text string) bool { return strings.ContainsAny(text, openers+closers+quotes) }

// partners returns where the other half of a mark stands, of those in a line that
// have one.
func partners(line string) map[int]int {
	of := map[int]int{}
	var open []int
	quote := map[rune]int{}
	pair := func(a, b int) { of[a], of[b] = b, a }
	for i, r := range line {
		switch {
		case strings.ContainsRune(openers, r):
			open = append(open, i)
		case strings.ContainsRune(closers, r):
			if n := len(open); n > 0 {
				pair(open[n-1], i)
				open = open[:n-1]
			}
		case strings.ContainsRune(quotes, r):
			if above, ok := quote[r]; ok {
				pair(above, i)
				delete(quote, r)
			} else {
				quote[r] = i
			}
		}
	}
	return of
}

// together takes the edits of a line that cannot be made out of those that can,
// and with them the other halves of their pairs: marks that come in pairs are put
// right together, or not at all.
func together(line string, edits []*edit, made map[*edit][]runCut) {
	var stuck []*edit
	paired := false
	for _, e := range edits {
		paired = paired || e.paired
		if e.paired && made[e] == nil {
			stuck = append(stuck, e)
		}
	}
	if !paired || len(stuck) == 0 {
		return
	}
	other := partners(line)
	at := map[int]*edit{}          // by the byte of a mark
	lonely := func(e *edit) bool { // of a mark that has no other half, or comes in
		n := 0
		for i, r := range line[e.from:e.to] {
			if !hasPairs(string(r)) {
				continue
			}
			if _, ok := other[e.from+i]; !ok {
				return true
			}
			at[e.from+i] = e
			n++
		}
		return n == 0
	}
	alone := false
	for _, e := range edits {
		alone = e.paired && lonely(e) || alone
	}
	if alone {
		for _, e := range edits {
			if e.paired {
				delete(made, e)
			}
		}
		return
	}
	for len(stuck) > 0 {
		e := stuck[len(stuck)-1]
		stuck = stuck[:len(stuck)-1]
		for i := range line[e.from:e.to] {
			if half, ok := other[e.from+i]; ok {
				if o := at[half]; o != nil && made[o] != nil {
					delete(made, o)
					stuck = append(stuck, o)
				}
			}
		}
	}
}

package learn

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/peaks"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
)

// A pressing is a page of a blank made ready to be laid over returned pages:
// what it prints, row by row.
type pressing struct {
	*grasp.Learner
	keys    []string        // of each box, as texts are compared; "" of what prints nothing
	bare    []string        // without what stands in brackets
	rows    map[int][]int   // boxes that print something, by row
	weight  int             // of all that is printed
	byKey   map[string]int  // how many boxes print a key
	sayings map[string]bool // keys of what it prints but for examples
	shows   map[string]bool // keys of what its examples say
	boxes   map[string]bool // keys of what it prints with boxes to be ticked, without these
	own     map[int]bool    // boxes that take the answer of a field
	shown   map[string]bool // rows that show how, what stands in them joined
}

func newPressing(l *grasp.Learner) *pressing {
	p := &pressing{Learner: l, keys: make([]string, len(l.Cells)), bare: make([]string, len(l.Cells)), rows: map[int][]int{}, byKey: map[string]int{}, sayings: map[string]bool{}, shows: map[string]bool{}, boxes: map[string]bool{}, shown: map[string]bool{}, own: map[int]bool{}}
	shows := map[int]bool{}
	for i := range l.Cells {
		b := &l.Cells[i]
		if b.Empty() || l.Roles[i] == grasp.Empty {
			continue
		}
		key := grasp.Keyed(grasp.Says(b))
		if strings.ContainsAny(b.Raw, tickBoxes) {
			p.boxes[grasp.Keyed(withoutBoxes(b.Raw))] = true
		}
		if l.Roles[i] == grasp.Example || l.Roles[i] == grasp.Mark {
			p.shows[key] = true
		} else {
			p.sayings[key] = true
		}
		if l.Roles[i] == grasp.Example && grasp.ExampleCell.MatchString(printed.Tidy(grasp.Says(b))) {
			shows[b.Row] = true
		}
		if l.Roles[i] == grasp.Number || key == "" || l.Roles[i] == grasp.Example && !grasp.ExampleCell.MatchString(printed.Tidy(grasp.Says(b))) {
			continue
		}
		if l.Roles[i] == grasp.Holding && l.Fills[i].Joined() && l.Fills[i].Anonymous() && l.Boxed(b) {
			continue // it is found by its label: what is put into it may take its place
		}
		p.keys[i], p.bare[i] = key, find.BareKey(key)
		p.byKey[key]++
		p.rows[b.Row] = append(p.rows[b.Row], i)
		p.weight += weigh(l.Roles[i])
	}
	for row := range shows {
		p.shown[p.line(p.Grid, row)] = true
	}
	return p
}

// tickBoxes are boxes to be ticked, and ticked ones.
const tickBoxes = "□☐☑☒■√✓✔"

func withoutBoxes(s string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(tickBoxes, c) {
			return -1
		}
		return c
	}, s)
}

// line returns what stands in a row, without the word that marks an example.
func (p *pressing) line(g *find.Grid, row int) string {
	var all []string
	g.Each(row, row, func(_ int, b *find.Box) {
		if key := grasp.Keyed(grasp.Says(b)); key != "" && !grasp.ExampleCell.MatchString(printed.Tidy(grasp.Says(b))) {
			all = append(all, key)
		}
	})
	return strings.Join(all, "\n")
}

func weigh(r grasp.Role) int {
	if r == grasp.Title || r == grasp.Example {
		return 1
	}
	return 2
}

// How well a returned box is one that the blank prints.
const (
	fitNot   = iota
	fitBegin // it begins with the label, and something stands behind it
	fitPart  // some of what is printed around gaps is there
	fitBare  // but for what stands in brackets
	fitAll
)

// fit tells how well a returned box is box i of the blank.
func (p *pressing) fit(i int, b *find.Box, key string) int {
	f := printed.Fold(b.Raw[:min(len(b.Raw), maxFit)])
	return p.fitFolded(i, key, &f)
}

// maxBehind is how many bytes an answer may have that stands in the box of its
// label.
const maxBehind = 600

// maxFit is how many bytes of a text are looked through for what is printed around
// gaps.
const maxFit = 12_000

// fitFolded is fit of a box whose text is folded already.
func (p *pressing) fitFolded(i int, key string, f *printed.Folded) int {
	if key == p.keys[i] {
		return fitAll
	}
	if in := p.Fills[i]; in != nil {
		switch share := in.Fits(f); {
		case share >= 0.99:
			return fitAll
		case share >= 0.5:
			return fitPart
		}
		return fitNot
	}
	if len(key) > len(p.keys[i])+maxBehind {
		return fitNot
	}
	if _, ok := p.behind(i, key); ok {
		return fitBegin
	}
	if p.bare[i] != "" && find.BareKey(key) == p.bare[i] {
		return fitBare
	}
	return fitNot
}

// behind returns what stands behind the label of box i in a text that begins with
// it: 教师数：80, 教师数（人）80, 教师数（80人）.
func (p *pressing) behind(i int, key string) (rest string, ok bool) {
	if p.Roles[i] == grasp.Words && p.bare[i] != "" && find.BareKey(key) == p.bare[i] {
		for _, m := range printed.InBrackets.FindAllStringSubmatch(key, -1) {
			if strings.ContainsAny(m[1], "0123456789") && !strings.Contains(p.keys[i], m[1]) {
				return m[1], true
			}
		}
	}
	for _, label := range []string{p.keys[i], p.bare[i]} {
		rest, ok := strings.CutPrefix(key, label)
		if len(label) < 6 || !ok || rest == "" {
			continue
		}
		c, _ := utf8.DecodeRuneInString(rest)
		if c == ':' || unicode.IsDigit(c) && p.Roles[i] == grasp.Words {
			return strings.TrimPrefix(rest, ":"), true
		}
	}
	return "", false
}

// A laying is a pressing laid over a returned page: which of its boxes are
// printed by the blank.
type laying struct {
	*pressing
	g     *find.Grid
	of    []int // box of the return, by box of the blank; -1 where it is not there
	how   []int // how well it fits
	is    map[int]int
	rowAt map[int]int // row of the return, by row of the blank
	found int         // weight of what was found
}

func (y *laying) score() float64 {
	if y.weight == 0 {
		return 0
	}
	return float64(y.found) / float64(y.weight)
}

// maxPairs is how many pairs of rows are looked at: a form has few rows, and a
// row of it is like few of a return.
const maxPairs = 60_000

// maxTried is how many are tried for it: of forms these are some thousand.
const maxTried = 200_000

// maxWork is how many characters are looked through for printed texts with gaps:
// what a form has of them is some thousand, in as many places.
const maxWork = 20_000_000

// lay finds what the blank prints on a returned page: rows in their order, as
// many as can be, then what was moved.
func (p *pressing) lay(g *find.Grid) *laying {
	y := &laying{pressing: p, g: g, of: make([]int, len(p.Cells)), how: make([]int, len(p.Cells)), is: map[int]int{}, rowAt: map[int]int{}}
	for i := range y.of {
		y.of[i] = -1
	}
	keys := make([]string, len(g.Cells))
	has := map[string][]int{} // rows that have a key
	byRow := map[int][]int{}
	for k := range g.Cells {
		b := &g.Cells[k]
		if b.Empty() || b.Stored == answer.Fault {
			continue
		}
		keys[k] = grasp.Keyed(grasp.Says(b))
		byRow[b.Row] = append(byRow[b.Row], k)
		bare := keys[k]
		if len(bare) <= maxBehind {
			bare = find.BareKey(bare)
		}
		for _, key := range []string{keys[k], bare} {
			if rows := has[key]; len(rows) == 0 || rows[len(rows)-1] != b.Row {
				has[key] = append(rows, b.Row)
			}
		}
	}
	var some []int // rows with text, in order
	for r := 1; r <= g.Rows; r++ {
		if len(byRow[r]) > 0 {
			some = append(some, r)
		}
	}
	rows := make([]int, 0, len(p.rows))
	for r := range p.rows {
		rows = append(rows, r)
	}
	slices.Sort(rows)

	type pairing struct{ i, k int }
	memo, work := map[pairing]int{}, 0
	texts := make([]*printed.Folded, len(g.Cells))
	fit := func(i, k int) int {
		if p.Fills[i] == nil {
			return p.fitFolded(i, keys[k], nil)
		}
		how, ok := memo[pairing{i, k}]
		if !ok {
			if texts[k] == nil {
				f := printed.Fold(g.Cells[k].Raw[:min(len(g.Cells[k].Raw), maxFit)])
				texts[k] = &f
			}
			if work += len(texts[k].Runes) + 100; work < maxWork {
				how = p.fitFolded(i, keys[k], texts[k])
			}
			memo[pairing{i, k}] = how
		}
		return how
	}
	match := func(row, at int) (pairs [][3]int, score int) {
		taken := map[int]bool{}
		for want := fitAll; want > fitNot; want-- {
			for _, i := range p.rows[row] {
				if slices.ContainsFunc(pairs, func(q [3]int) bool { return q[0] == i }) {
					continue
				}
				best := -1
				for _, k := range byRow[at] {
					if taken[k] || fit(i, k) != want {
						continue
					}
					if best < 0 || g.Cells[k].Col == p.Cells[i].Col && g.Cells[best].Col != p.Cells[i].Col {
						best = k
					}
				}
				if best >= 0 {
					taken[best] = true
					pairs = append(pairs, [3]int{i, best, want})
					score += weigh(p.Roles[i]) * (10*want + 1)
					if g.Cells[best].Col == p.Cells[i].Col {
						score += 3
					}
				}
			}
		}
		return pairs, score
	}
	type pair struct {
		row, at, score int
	}
	usedRow, usedAt, tried := map[int]bool{}, map[int]bool{}, 0
	for range 3 { // what is out of order is found in a further round
		var pairs []pair
		for _, row := range rows {
			if usedRow[row] {
				continue
			}
			candidates := map[int]bool{}
			holds := false
			for _, i := range p.rows[row] {
				for _, key := range []string{p.keys[i], p.bare[i]} {
					for n, at := range has[key] {
						if n < 200 {
							candidates[at] = true
						}
					}
				}
				holds = holds || p.Fills[i] != nil || len(p.rows[row]) <= 2
			}
			if holds {
				for n, at := range some {
					if n < 1500 {
						candidates[at] = true
					}
				}
			}
			list := make([]int, 0, len(candidates))
			for at := range candidates {
				if !usedAt[at] {
					list = append(list, at)
				}
			}
			slices.Sort(list)
			for _, at := range list {
				if tried++; len(pairs) >= maxPairs || tried > maxTried {
					break
				}
				if _, score := match(row, at); score > 0 {
					score *= 4
					if row == at {
						score++
					}
					pairs = append(pairs, pair{row, at, score})
				}
			}
		}
		if len(pairs) == 0 {
			break
		}
		// The heaviest run of pairs in which both rows go down.
		slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(cmp.Compare(a.row, b.row), -cmp.Compare(a.at, b.at)) })
		best, prev := make([]int, len(pairs)), make([]int, len(pairs))
		tree := peaks.New(g.Rows + 1)
		top := -1
		for n, q := range pairs {
			k := tree.Before(q.at)
			best[n], prev[n] = q.score, k
			if k >= 0 {
				best[n] += best[k]
			}
			tree.Put(q.at, n, best)
			if top < 0 || best[n] > best[top] {
				top = n
			}
		}
		for n := top; n >= 0; n = prev[n] {
			q := pairs[n]
			usedRow[q.row], usedAt[q.at] = true, true
			y.rowAt[q.row] = q.at
			found, _ := match(q.row, q.at)
			for _, f := range found {
				y.of[f[0]], y.how[f[0]] = f[1], f[2]
				y.is[f[1]] = f[0]
				y.found += weigh(p.Roles[f[0]])
			}
		}
	}
	y.missed(keys)
	return y
}

// missed finds printed boxes that stand in another row than the rest of theirs:
// where a text is printed once and stands once.
func (y *laying) missed(keys []string) {
	bare := map[string]string{} // each worked out once
	for _, key := range []func(string) string{func(s string) string { return s }, func(s string) string {
		if _, ok := bare[s]; !ok {
			bare[s] = find.BareKey(s)
		}
		return bare[s]
	}} {
		where, prints := map[string][]int{}, map[string]int{}
		for k, s := range keys {
			if _, ok := y.is[k]; s != "" && !ok && len(s) <= maxBehind {
				where[key(s)] = append(where[key(s)], k)
			}
		}
		for i := range y.keys {
			if y.keys[i] != "" {
				prints[key(y.keys[i])]++
			}
		}
		for i := range y.of {
			s := key(y.keys[i])
			if y.of[i] >= 0 || s == "" || y.Fills[i] != nil {
				continue
			}
			if all := where[s]; len(all) == 1 && prints[s] == 1 {
				k := all[0]
				y.of[i], y.how[i], y.is[k] = k, y.fit(i, &y.g.Cells[k], keys[k]), i
				y.found += weigh(y.Roles[i])
			}
		}
	}
}

package linebreak

import (
	"math"
	"strings"
	"unicode"
)

// TitleFill is the share of the type area's width that a line of a title may
// take: 19 of 20 characters of 二号.
const TitleFill = 19.0 / 20

// Title breaks a title into lines at the ends of words, in the shape of
// a 梯形 or 菱形 (GB/T 9704-2012 7.3.1), none wider than limit, of which text
// measures ems. Line feeds in the title are kept. names are words that are
// never broken, such as the organs'.
func Title(title string, limit float64, ems func(string) float64, names []string) []string {
	var lines []string
	for part := range strings.SplitSeq(title, "\n") {
		lines = append(lines, breakTitlePart(strings.TrimSpace(part), limit, ems, names)...)
	}
	return lines
}

func breakTitlePart(title string, limit float64, ems func(string) float64, names []string) []string {
	if title == "" || ems(title) <= limit {
		return []string{title}
	}
	atoms := titleAtoms(title, names)
	widths := make([]float64, len(atoms))
	for i, a := range atoms {
		widths[i] = ems(a.text)
	}
	s := titleSearch{atoms: atoms, widths: widths, limit: limit}
	total := ems(title)
	for n := int(math.Ceil(total / limit)); n <= len(atoms) && n <= int(math.Ceil(total/limit))+2; n++ {
		s.run(n)
	}
	if s.best == nil {
		return []string{title} // one atom wider than a line; the line breaker cuts it
	}
	var lines []string
	from := 0
	for _, to := range append(s.best, len(atoms)) {
		line := ""
		for _, a := range atoms[from:to] {
			line += a.text
		}
		lines = append(lines, strings.TrimSpace(line))
		from = to
	}
	return lines
}

// A titleSearch looks for the cheapest way to cut a title into lines.
type titleSearch struct {
	atoms  []atom
	widths []float64
	limit  float64
	best   []int // cuts: index of the first atom of each line but the first
	tries  int
	cost   float64
}

func (s *titleSearch) run(n int) {
	cuts := make([]int, 0, n-1)
	lines := make([]float64, 0, n)
	// left[i] is the width of the atoms from i on.
	left := make([]float64, len(s.atoms)+1)
	for i := len(s.atoms) - 1; i >= 0; i-- {
		left[i] = left[i+1] + s.widths[i]
	}
	// cost is the price of the breaks so far: what comes only adds to it.
	var try func(from int, cost float64)
	try = func(from int, cost float64) {
		if left[from] > float64(n-len(cuts))*s.limit || s.best != nil && cost >= s.cost || s.tries > mostTries {
			return
		}
		s.tries++
		if len(cuts) == n-1 {
			cost := s.price(cuts, append(lines, left[from]))
			if s.best == nil || cost < s.cost-1e-9 {
				s.best, s.cost = append([]int{}, cuts...), cost
			}
			return
		}
		w := 0.0
		for i := from; i < len(s.atoms)-1; i++ {
			if w += s.widths[i]; w > s.limit {
				return
			}
			cuts, lines = append(cuts, i+1), append(lines, w)
			try(i+1, cost+breakCost(s.atoms[i], s.atoms[i+1]))
			cuts, lines = cuts[:len(cuts)-1], lines[:len(lines)-1]
		}
	}
	try(0, 10*float64(n))
}

// mostTries bounds the search: a title of sixty characters takes a few
// thousand. What was found by then is good enough for one of several hundred.
const mostTries = 100_000

// price weighs a cut: what each break costs, the shape, the balance and the
// number of lines.
func (s *titleSearch) price(cuts []int, lines []float64) float64 {
	cost := 10 * float64(len(lines))
	start := 0
	for _, c := range cuts {
		cost += breakCost(s.atoms[c-1], s.atoms[c])
		if s.atoms[c].inside > start {
			cost += 12 // the mark that opens would better begin the line
		}
		start = c + 1
	}
	least, most := lines[0], lines[0]
	for _, w := range lines {
		least, most = min(least, w), max(most, w)
	}
	ratio := least / most
	if ratio < 0.4 {
		cost += 40 * (0.4 - ratio)
	}
	cost += 6 * (1 - ratio)
	cost += shapeCost(lines)
	if lines[len(lines)-1] <= 2 {
		cost += 30
	}
	return cost
}

// shapeCost is 0 for a 梯形 or 菱形. An hourglass is worst, a rectangle of
// three lines bad, one of two lines only dull.
func shapeCost(lines []float64) float64 {
	const same = 0.6 // em: narrower steps do not show
	ups, downs, turns := 0, 0, 0
	last := 0
	for i := 1; i < len(lines); i++ {
		step := lines[i] - lines[i-1]
		switch {
		case step > same:
			ups++
			if last < 0 {
				turns++ // wider again after it narrowed: an hourglass
			}
			last = 1
		case step < -same:
			downs++
			last = -1
		}
	}
	cost := 30 * float64(turns)
	if ups == 0 && downs == 0 {
		if len(lines) > 2 {
			cost += 12
		} else {
			cost += 3
		}
	}
	return cost
}

// breakCost is what a line end between two atoms costs: nothing where the
// sentence pauses, little between words, much beside a character that belongs
// to no known word, and some more inside quotation marks.
func breakCost(a, b atom) float64 {
	cost := wordBreakCost(a, b)
	if b.inside > 0 {
		cost += 4
	}
	return cost
}

func wordBreakCost(a, b atom) float64 {
	switch {
	case strings.ContainsAny(firstRune(b.text), "《“"):
		return 1
	case b.text == "关于":
		return 0
	case strings.ContainsAny(firstRune(b.text), "的和与及或、，：；）》”〕") || b.text == "以及":
		return 60
	case a.text == "的" && isKind(b.text):
		return 60 // 的 and the 文种 stay together
	case strings.ContainsAny(lastRune(a.text), "和与及或在对向把被为将从、（《“〔") || a.text == "关于" || a.text == "第":
		return 40
	case a.text == "印发" || a.text == "转发":
		return 0
	case a.text == "的":
		return 2
	case strings.ContainsAny(lastRune(a.text), "省市县区州") && b.text != "委":
		return 4 // behind the name of a place
	case a.loose && b.loose:
		return 14
	case a.loose || b.loose:
		return 8
	}
	return 3
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func lastRune(s string) string {
	rs := []rune(s)
	return string(rs[len(rs)-1])
}

// An atom is a piece of a title that is never broken.
type atom struct {
	text   string
	loose  bool // a single character that belongs to no known word
	inside int  // within 《》, “” or brackets that were too long to keep whole: the number of the atom that opens them, from 1
}

// titleAtoms cuts a title into atoms: the given names, quoted and bracketed
// text, numbers with what they count, Latin words, known words, and single
// characters.
func titleAtoms(title string, names []string) []atom {
	rs := []rune(title)
	var atoms []atom
	for i := 0; i < len(rs); {
		n, loose := atomLength(rs[i:], names)
		atoms = append(atoms, atom{text: string(rs[i : i+n]), loose: loose})
		i += n
	}
	atoms = joinNarrow(atoms)
	var open []int
	for i := range atoms {
		if len(open) > 0 {
			atoms[i].inside = open[0]
		}
		for _, r := range atoms[i].text {
			switch {
			case strings.ContainsRune("《“（〔(", r):
				open = append(open, i+1)
			case strings.ContainsRune("》”）〕)", r) && len(open) > 0:
				open = open[:len(open)-1]
			}
		}
	}
	return atoms
}

func atomLength(rs []rune, names []string) (n int, loose bool) {
	s := string(rs)
	for _, name := range names {
		if name != "" && strings.HasPrefix(s, name) && len([]rune(name)) > n {
			n = len([]rune(name))
		}
	}
	if n > 0 {
		return n, false
	}
	if shut, ok := map[rune]rune{'《': '》', '“': '”', '（': '）', '〔': '〕', '(': ')'}[rs[0]]; ok {
		for i, r := range rs {
			if r == shut && i <= 16 {
				return i + 1, false
			}
			if r == shut {
				break
			}
		}
		return 1, false // too long to keep whole
	}
	if isDigit(rs[0]) {
		i := 1
		for i < len(rs) && (isDigit(rs[i]) || rs[i] == '.' || rs[i] == '-' || rs[i] == '—') {
			i++
		}
		for i < len(rs) && strings.ContainsRune("年月日届次个周期号版%", rs[i]) {
			i++
			if i < len(rs) && isDigit(rs[i]) {
				m, _ := atomLength(rs[i:], nil)
				return i + m, false
			}
		}
		return i, false
	}
	if inWord(rs[0]) {
		i := 1
		for i < len(rs) && inWord(rs[i]) {
			i++
		}
		return i, false
	}
	if rs[0] == '第' && len(rs) > 2 {
		for i := 1; i < len(rs) && i < 6; i++ {
			if strings.ContainsRune("届次个期批", rs[i]) {
				return i + 1, false
			}
			if !isDigit(rs[i]) && !strings.ContainsRune("一二三四五六七八九十百", rs[i]) {
				break
			}
		}
	}
	if rs[0] == '等' { // 等三部门, 等9部门
		for i := 1; i < len(rs) && i < 6; i++ {
			if rs[i] == '部' && i+1 < len(rs) && rs[i+1] == '门' {
				return i + 2, false
			}
			if rs[i] == '单' && i+1 < len(rs) && rs[i+1] == '位' {
				return i + 2, false
			}
		}
	}
	if n := wordLength(rs); n > 1 {
		return n, false
	}
	return 1, unicode.Is(unicode.Han, rs[0]) && !strings.ContainsRune("的和与及等在", rs[0])
}

// joinNarrow ties closing marks and 等 to the atom before them.
func joinNarrow(atoms []atom) []atom {
	out := atoms[:0]
	for _, a := range atoms {
		if len(out) > 0 && (strings.HasPrefix(a.text, "等") || strings.ContainsAny(firstRune(a.text), "、，：；）》”〕")) {
			out[len(out)-1].text += a.text
			continue
		}
		out = append(out, a)
	}
	return out
}

package linebreak

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// TitleFill is the share of the type area's width that a line of a title may
// take: 19 of 20 characters of 二号.
const TitleFill = 19.0 / 20

// Title breaks a title into lines at the ends of words, in the shape of
// a 梯形 or 菱形 (GB/T 9704-2012 7.3.1), none wider than limit, of which text
// measures ems; a text in marks that nearly fits has the rest of the width too.
// Line feeds in the title are kept. Blanks between Chinese characters are
// places to break and are not printed, but for those of a slogan in “” and
// between organs that share a line. names
// are words that are not broken if a line holds them, such as the organs'.
func Title(title string, limit float64, ems func(string) float64, names []string) []string {
	title, paired := pairQuotes(title)
	var lines []string
	for part := range strings.SplitSeq(title, "\n") {
		lines = append(lines, breakTitlePart(strings.TrimSpace(part), limit, ems, names)...)
	}
	if paired {
		for i := range lines {
			lines[i] = strings.NewReplacer("“", `"`, "”", `"`).Replace(lines[i])
		}
	}
	return lines
}

// pairQuotes makes marks of typewriters ones that open and close in turn, so that
// no line ends with one that opens. ok is false where they are no pairs.
func pairQuotes(title string) (curly string, ok bool) {
	if n := strings.Count(title, `"`); n == 0 || n%2 != 0 || strings.ContainsAny(title, "“”") {
		return title, false
	}
	opens := false
	return strings.Map(func(r rune) rune {
		if r != '"' {
			return r
		}
		if opens = !opens; opens {
			return '“'
		}
		return '”'
	}, title), true
}

func breakTitlePart(title string, limit float64, ems func(string) float64, names []string) []string {
	text, hints := closeUp(title)
	if text == "" || ems(text) <= limit {
		return []string{text}
	}
	s := searchOf(text, hints, limit, limit/TitleFill, ems, names)
	total := ems(text)
	n := int(math.Ceil(total / s.full))
	if n <= fewLines {
		for k := n; k <= len(s.atoms) && k <= n+2; k++ {
			s.run(k)
		}
	}
	if s.best == nil {
		s.even(total / math.Ceil(total/limit))
	}
	return s.lines()
}

// Even breaks a text without blanks at the ends of words into lines of about the same
// width, none wider than limit, as few as hold it. Its other parameters are those of [Title].
func Even(text string, limit float64, ems func(string) float64, names []string) []string {
	total := ems(text)
	if total <= limit {
		return []string{text}
	}
	s := searchOf(text, nil, limit, limit, ems, names)
	s.even(total / math.Ceil(total/limit))
	return s.lines()
}

func searchOf(text string, hints map[int]bool, limit, full float64, ems func(string) float64, names []string) *titleSearch {
	c := cutter{full, ems, names}
	atoms := c.atoms([]rune(text), hints)
	widths := make([]float64, len(atoms))
	for i, a := range atoms {
		widths[i] = ems(strings.TrimSpace(a.text))
		if a.beside() {
			widths[i]++
		}
	}
	return &titleSearch{atoms: atoms, widths: widths, limit: limit, full: full}
}

// lines are those that the best cuts make.
func (s *titleSearch) lines() []string {
	var lines []string
	from := 0
	for _, to := range append(s.best, len(s.atoms)) {
		line := ""
		for i, a := range s.atoms[from:to] {
			if i > 0 && a.beside() {
				line += "\u3000"
			}
			line += a.text
		}
		lines = append(lines, strings.TrimSpace(line))
		from = to
	}
	return lines
}

// closeUp takes out the blanks of a title that are not printed and returns the
// characters, by index, before which one stood: places to break.
func closeUp(title string) (text string, hints map[int]bool) {
	rs := []rune(title)
	hints = map[int]bool{}
	var out []rune
	quotes := 0
	for i, r := range rs {
		switch r {
		case '“':
			quotes++
		case '”':
			quotes--
		}
		if !unicode.IsSpace(r) {
			out = append(out, r)
			continue
		}
		if len(out) == 0 || i+1 == len(rs) {
			continue
		}
		a, b := out[len(out)-1], rs[i+1]
		switch {
		case unicode.IsSpace(b):
		case quotes > 0, inWord(a) && inWord(b):
			out = append(out, r)
			hints[len(out)] = quotes > 0
		case !inWord(a) && !inWord(b):
			hints[len(out)] = true
		}
	}
	return string(out), hints
}

// A titleSearch looks for the cheapest way to cut a title into lines.
type titleSearch struct {
	atoms  []atom
	widths []float64
	limit  float64
	full   float64 // width of a line that a text in marks fills alone
	best   []int   // cuts: index of the first atom of each line but the first
	tries  int
	cost   float64
}

// holds reports whether a line holds the atoms from from to to, which are w
// wide.
func (s *titleSearch) holds(from, to int, w float64) bool {
	return w <= s.limit || w <= s.full && to == from+1
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
		if left[from] > float64(n-len(cuts))*s.full || s.best != nil && cost >= s.cost || s.tries > mostTries {
			return
		}
		s.tries++
		if len(cuts) == n-1 {
			if !s.holds(from, len(s.atoms), left[from]) {
				return
			}
			for i := from + 1; i < len(s.atoms); i++ {
				cost += s.atoms[i].passed()
			}
			cost += s.price(cuts, append(lines, left[from]))
			if s.best == nil || cost < s.cost-1e-9 {
				s.best, s.cost = append([]int{}, cuts...), cost
			}
			return
		}
		w := 0.0
		for i := from; i < len(s.atoms)-1; i++ {
			if w += s.widths[i]; w > s.full {
				return
			}
			if i > from {
				cost += s.atoms[i].passed()
			}
			if !s.holds(from, i+1, w) {
				continue
			}
			cuts, lines = append(cuts, i+1), append(lines, w)
			try(i+1, cost+breakCost(s.atoms[i], s.atoms[i+1]))
			cuts, lines = cuts[:len(cuts)-1], lines[:len(lines)-1]
		}
	}
	try(0, 10*float64(n))
}

// mostTries bounds the search; fewLines are those of titles that are searched
// for the best shape. Longer ones are cut into lines of about the same width.
const (
	mostTries = 100_000
	fewLines  = 5
)

// even cuts a title into lines of about a width, at the cheapest places.
func (s *titleSearch) even(width float64) {
	n := len(s.atoms)
	cost, next := make([]float64, n+1), make([]int, n+1)
	for i := n - 1; i >= 0; i-- {
		cost[i] = math.Inf(1)
		w, passed := 0.0, 0.0
		for to := i + 1; to <= n; to++ {
			if w += s.widths[to-1]; to > i+1 {
				passed += s.atoms[to-1].passed()
			}
			if !s.holds(i, to, w) && to > i+1 {
				break
			}
			c := 10 + passed + cost[to]
			if off := width - w; to < n {
				c += off*off/2 + breakCost(s.atoms[to-1], s.atoms[to])
			} else if w <= 2 {
				c += 30
			}
			if c < cost[i] {
				cost[i], next[i] = c, to
			}
		}
	}
	s.best = nil
	for i := next[0]; i < n; i = next[i] {
		s.best = append(s.best, i)
	}
}

// price weighs the shape of a cut, its balance, and marks that would better
// begin a line; the breaks are counted by the search.
func (s *titleSearch) price(cuts []int, lines []float64) float64 {
	cost := 0.0
	start := 0
	for _, c := range cuts {
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

// Shapely reports whether the lines of a title are no hourglass and none is a
// scrap.
func Shapely(lines []string, ems func(string) float64) bool {
	for i, l := range lines {
		w := ems(l)
		if len(lines) > 1 && w <= 2 {
			return false
		}
		if i > 0 && i+1 < len(lines) && w < ems(lines[i-1])-1 && w < ems(lines[i+1])-1 {
			return false
		}
	}
	return true
}

// breakCost is what a line end between two atoms costs: nothing where the
// sentence pauses, little between words, much beside a character that belongs
// to no known word, and some more inside quotation marks.
func breakCost(a, b atom) float64 {
	cost := wordBreakCost(a, b)
	switch {
	case b.slogan && !b.hint:
		cost += 20
	case b.inside > 0 && !b.hint:
		cost += 4
	case a.name && !b.name, a.organ && cost <= 4:
		cost = min(cost, 1) // behind a name
	}
	return cost
}

func wordBreakCost(a, b atom) float64 {
	switch {
	case strings.ContainsAny(firstRune(b.text), openers):
		return 1
	case b.text == "关于":
		return 0
	case strings.ContainsAny(firstRune(b.text), "的和与及或暨、"+closers) || b.text == "以及":
		return 60
	case a.text == "的" && isKind(b.text):
		return 60 // 的 and the 文种 stay together
	case strings.HasPrefix(b.text, "等") && len([]rune(b.text)) != 2, b.text == "——":
		return 40
	case strings.ContainsAny(lastRune(a.text), "和与及或在对向把被为将从暨、"+openers) || a.text == "关于" || a.text == "第":
		if lastRune(a.text) == "、" {
			return 2
		}
		return 40
	case b.hint:
		return 0
	case a.text == "印发" || a.text == "转发":
		return 0
	case a.text == "的":
		return 2
	case a.name && b.name:
		return 12
	case strings.ContainsAny(lastRune(a.text), "省市县区州") && b.text != "委" && !a.name:
		return 4 // behind the name of a place
	case a.loose && b.loose && b.odd:
		return 18
	case a.loose && b.loose:
		return 12
	case a.loose || b.loose:
		return 8
	}
	return 3
}

const (
	openers = "《“（〔〈‘【「『(["
	closers = "》”）〕〉’】」』)]，：；。！？"
)

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func lastRune(s string) string {
	rs := []rune(strings.TrimSpace(s))
	if len(rs) == 0 {
		return ""
	}
	return string(rs[len(rs)-1])
}

// An atom is a piece of a title that is never broken.
type atom struct {
	text   string
	loose  bool // a single character that belongs to no known word
	odd    bool // stands behind an odd number of loose ones: most words have two
	name   bool // a piece of a name that no line holds
	organ  bool // a name as a whole
	marked bool // a text in marks
	hint   bool // a blank stood before it
	apart  bool // as hint, behind the name of an organ or within a slogan
	slogan bool // within “” that have a blank to break at
	inside int  // within marks that were too long to keep whole: the number of the atom that opens them, from 1
}

// beside reports whether the atom is an organ with another before it, a blank
// between them: on one line they stay apart.
func (a atom) beside() bool { return a.apart && !a.slogan && a.inside == 0 }

// passed is what it costs not to break before an atom.
func (a atom) passed() float64 {
	switch {
	case a.apart:
		return 12
	case a.hint:
		return 1
	}
	return 0
}

// A cutter cuts titles into atoms: the given names, text in marks, numbers with
// what they count, Latin words, known words, and single characters.
type cutter struct {
	full  float64 // width of a line
	ems   func(string) float64
	names []string
}

func (c cutter) atoms(rs []rune, hints map[int]bool) []atom {
	var atoms []atom
	for i := 0; i < len(rs); {
		if n := c.fixed(rs[i:]); n > 0 {
			_, marked := shuts[rs[i]]
			atoms = append(atoms, atom{text: string(rs[i : i+n]), marked: marked && n > 1, organ: slices.Contains(c.names, string(rs[i:i+n])), hint: hints[i]})
			i += n
			continue
		}
		name := 0 // a name too long to keep whole
		for _, s := range c.names {
			if s != "" && strings.HasPrefix(string(rs[i:]), s) {
				name = max(name, len([]rune(s)))
			}
		}
		to := i + 1
		for to < len(rs) && (to < i+name || name == 0 && !hints[to] && c.fixed(rs[to:]) == 0 && !c.named(rs[to:])) {
			to++
		}
		before := 0 // loose characters in a row
		for _, n := range segment(rs[i:to], int(c.full)) {
			loose := n == 1 && unicode.Is(unicode.Han, rs[i]) && !strings.ContainsRune(particles, rs[i])
			atoms = append(atoms, atom{text: string(rs[i : i+n]), loose: loose, odd: before%2 == 1, name: name > 0, hint: hints[i]})
			if before++; !loose {
				before = 0
			}
			i += n
		}
		i = to
	}
	atoms = joinMarks(atoms)
	var open []int
	for i := range atoms {
		if len(open) > 0 {
			atoms[i].inside = open[0]
		}
		atoms[i].apart = i > 0 && atoms[i].hint && (len(open) > 0 || atoms[i].text != "关于" && strings.ContainsAny(lastRune(atoms[i-1].text), "局厅部委会办社"))
		if atoms[i].hint && len(open) > 0 {
			for k := open[0]; k < len(atoms); k++ {
				atoms[k].slogan = true
				if strings.Contains(atoms[k].text, "”") {
					break
				}
			}
		}
		for _, r := range atoms[i].text {
			switch {
			case strings.ContainsRune(openers, r):
				open = append(open, i+1)
			case strings.ContainsRune("》”）〕〉’】」』)]", r) && len(open) > 0:
				open = open[:len(open)-1]
			}
		}
	}
	return atoms
}

// named reports whether a name begins here.
func (c cutter) named(rs []rune) bool {
	for _, s := range c.names {
		if s != "" && strings.HasPrefix(string(rs), s) {
			return true
		}
	}
	return false
}

// shuts are the marks that close what others open.
var shuts = map[rune]rune{'《': '》', '“': '”', '（': '）', '〔': '〕', '〈': '〉', '‘': '’', '【': '】', '「': '」', '(': ')'}

// fixed is how many characters stay together whatever words they are; 0 if
// that is for segment to say.
func (c cutter) fixed(rs []rune) int {
	s := string(rs)
	n := 0
	for _, name := range c.names {
		if name != "" && strings.HasPrefix(s, name) && c.ems(name) <= c.full {
			n = max(n, len([]rune(name)))
		}
	}
	if n > 0 {
		return n
	}
	if shut, ok := shuts[rs[0]]; ok {
		depth := 0
		for i, r := range rs {
			switch r {
			case rs[0]:
				depth++
			case shut:
				depth--
			}
			if depth == 0 {
				if c.ems(string(rs[:i+1])) <= c.full {
					return i + 1
				}
				break
			}
		}
		return 1 // too long to keep whole
	}
	if isDigit(rs[0]) {
		i := 1
		for i < len(rs) && (isDigit(rs[i]) || rs[i] == '.' || rs[i] == '-' || rs[i] == '—') {
			i++
		}
		for i < len(rs) && strings.ContainsRune("年月日届次个周期号版%级", rs[i]) {
			i++
			if i < len(rs) && isDigit(rs[i]) {
				return i + c.fixed(rs[i:])
			}
		}
		for _, s := range []string{"学年度", "学年", "度"} { // 2026—2027学年度, 2027年度
			if strings.HasPrefix(string(rs[i:]), s) && (s != "度" || rs[i-1] == '年') {
				i += len([]rune(s))
				break
			}
		}
		return min(i, longestFixed)
	}
	if inWord(rs[0]) {
		i := 1
		for i < len(rs) && inWord(rs[i]) {
			i++
		}
		return min(i, longestFixed)
	}
	if rs[0] == '—' || rs[0] == '…' {
		i := 1
		for i < len(rs) && rs[i] == rs[0] {
			i++
		}
		return min(i, longestFixed)
	}
	if rs[0] == '第' && len(rs) > 2 {
		for i := 1; i < len(rs) && i < 6; i++ {
			if strings.ContainsRune("届次个期批轮", rs[i]) {
				return i + 1
			}
			if !isDigit(rs[i]) && !strings.ContainsRune(numerals, rs[i]) {
				break
			}
		}
	}
	if rs[0] == '等' { // 等三部门, 等9部门
		for i := 1; i < len(rs) && i < 6; i++ {
			if i > 1 && i+1 < len(rs) && (rs[i] == '部' && rs[i+1] == '门' || rs[i] == '单' && rs[i+1] == '位') {
				return i + 2
			}
			if !isDigit(rs[i]) && !strings.ContainsRune(numerals, rs[i]) && rs[i] != '个' {
				break
			}
		}
	}
	return 0
}

const (
	numerals     = "一二三四五六七八九十百"
	longestFixed = 16 // characters of a number or a Latin word; text from outside may have no end of them
)

// joinMarks ties marks that open to the atom behind them and marks that close
// to the one before.
func joinMarks(atoms []atom) []atom {
	out := atoms[:0]
	open := false // the last atom is a mark that opens
	for _, a := range atoms {
		only := len([]rune(a.text)) == 1
		switch {
		case len(out) > 0 && (only && strings.ContainsAny(a.text, closers+"、") || open):
			last := &out[len(out)-1]
			last.text += a.text
			last.loose = false
		default:
			out = append(out, a)
		}
		open = only && strings.ContainsAny(a.text, openers)
	}
	return out
}

package render

import (
	"math"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/internal/linebreak"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A cellType is how the text of a table is set: the denser a table, the
// smaller its type, the less white beside it and the less is kept whole.
type cellType struct {
	size   paper.Pt
	pitch  paper.Twip
	narrow bool
	whole  wholeness
}

// wholeness is what no cell may part.
type wholeness int

const (
	wholeNames  wholeness = iota // names and other short texts, lines that read well, and what follows
	wholeTokens                  // numbers with their units, dates, and what follows
	wholeWords                   // what no line ever parts
)

// cellTypes are tried in turn, by practice: 小四, 五号, and 小五 where a table
// of many columns needs it.
var cellTypes = []cellType{
	{flow.SizeS, 400, false, wholeNames},
	{flow.Size5, 350, false, wholeNames},
	{flow.Size5, 350, true, wholeNames},
	{flow.SizeS5, 310, true, wholeNames},
	{flow.Size5, 350, true, wholeTokens},
	{flow.SizeS5, 310, true, wholeTokens},
	{flow.SizeS5, 310, true, wholeWords},
}

// standardCell is the type of a table that has room enough.
var standardCell = cellTypes[0]

// A columnCell is the text of a cell of one column while widths are looked
// for.
type columnCell struct {
	row    int
	glyphs []linebreak.Glyph
	cost   []float64 // of a line end before each character
	easy   int       // characters of a line that reads well
}

// A columnFit looks for the widths of the columns of a table: those that make
// its rows low and cut nothing that belongs together. A line end costs what it
// harms, in lines.
type columnFit struct {
	cols   [][]columnCell
	rows   int
	white  paper.Twip   // of a column: margins and rule
	widths []paper.Twip // inner
	least  []paper.Twip // of widths
	seen   []map[paper.Twip][]columnLines
	high   []float64 // of each row: sum of the fourth powers of its cells' lines
}

// columnLines are the lines of a cell at some width and what they cost.
type columnLines struct {
	power float64 // fourth power of their number
	cost  float64
}

// columnStep is by what widths are tried.
const columnStep paper.Twip = 60

// hairWidth is what a column is wider than its widest word: word processors
// reckon with rules and roundings of their own.
const hairWidth paper.Twip = 10

const (
	mostFitRows  = 200 // rows that are looked at; of more, some are left out
	shortCell    = 4   // characters that are not parted
	nameCell     = 6   // characters that had better not be
	longText     = 20  // characters from which a cell is read like a paragraph
	tallCell     = 8   // lines from which smaller type is better
	cutToken     = 3.0 // a number or a date over two lines
	cutShort     = 1.0 // a name
	cutWord      = 0.4
	shortLine    = 1.5 // each character that the longest line lacks to read well
	loneCharLine = 0.4 // one character on the last line
)

// cellToken is what no cell should part: a date, a time, a number with what
// it counts.
var cellToken = regexp.MustCompile(`〔\d{4}〕\d+号|\d{1,4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d{4}年|\d{1,2}:\d{2}|约?\d[\d,.\-]*[%人名个所场项元万]?`)

// clockRange is what a cell keeps whole if it has room to.
var clockRange = regexp.MustCompile(`\d{1,2}:\d{2}[—～-]\d{1,2}:\d{2}`)

// fitColumns fits the columns of a table in a type; nil if what is to stay
// whole finds no room beside each other.
func (t *typesetter) fitColumns(rows [][]string, head, n int, ct cellType) *columnFit {
	f := &columnFit{cols: make([][]columnCell, n), rows: len(rows), least: make([]paper.Twip, n)}
	f.white = 2*(&flow.Table{Border: true, Narrow: ct.narrow}).Margin() + 20
	sample := 1 + len(rows)/mostFitRows
	for r, row := range rows {
		for c := range min(n, len(row)) {
			if row[c] == "" {
				continue
			}
			cell, least := t.columnCell(cellPara(prose(row[c]), r < head, false, ct), ct)
			cell.row = r
			f.least[c] = max(f.least[c], least.Twips()+hairWidth)
			if r < head || r%sample == 0 {
				f.cols[c] = append(f.cols[c], cell)
			}
		}
	}
	room := t.geo.Width()
	for c, w := range f.least {
		f.least[c] = min(max(w, (2*ct.size).Twips()), t.geo.Width()-f.white)
		room -= f.least[c] + f.white
	}
	if room < 0 {
		return nil
	}
	f.widths = slices.Clone(f.least)
	f.search(room)
	return f
}

// columnCell measures the text of a cell: what its line ends cost, and the
// widest piece of it that stays whole.
func (t *typesetter) columnCell(p *flow.Para, ct cellType) (cell columnCell, least paper.Pt) {
	whole := ct.whole
	cell.glyphs = t.Glyphs(p)
	text := []rune(p.Text())
	cell.cost = make([]float64, len(text)+1)
	for _, cut := range linebreak.InWords(text) {
		cell.cost[cut] = cutWord
	}
	token := cutToken
	if len(text) > longText {
		token = cutWord // as in a paragraph
	}
	hold := make([]bool, len(text)+1)
	for _, at := range matches(cellToken, p.Text()) {
		for i := at[0] + 1; i < at[1]; i++ {
			cell.cost[i] = token
			hold[i] = whole <= wholeTokens && len(text) <= longText
		}
	}
	for _, at := range matches(clockRange, p.Text()) {
		for i := at[0] + 1; i < at[1] && ct.whole == wholeNames && !ct.narrow && len(text) <= longText; i++ {
			hold[i] = true
		}
	}
	han := 0
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	short := shortCell
	if p.Style == flow.StyleCellHead {
		short--
	}
	for i := 1; i < len(text) && len(text) <= nameCell; i++ {
		cell.cost[i] = max(cell.cost[i], cutShort)
		hold[i] = hold[i] || whole == wholeNames && len(text) <= short
	}
	size, _ := p.RunSize(p.Runs[0])
	must := 0 // characters of a line where a dense table leaves no more
	switch n := len(text); {
	case 2*han < n: // a number, an address
	case n >= 2*longText:
		cell.easy, must = 8, 7
	case n > 2*nameCell && !ct.narrow:
		cell.easy, must = 5, 3
	case n > nameCell:
		cell.easy, must = 4, 3
	case n == nameCell:
		cell.easy, must = 3, 3
	}
	width := paper.Pt(0)
	for i, g := range cell.glyphs {
		if i > 0 && !hold[i] && linebreak.Allowed(text[i-1], g.R, runeAt(text, i+1)) || g.R == '\n' {
			width = 0
		}
		least = max(least, width+g.Fit)
		width += g.Fit
	}
	switch whole {
	case wholeNames:
		least = max(least, paper.Pt(cell.easy)*size)
	case wholeTokens:
		least = max(least, paper.Pt(must)*size)
	}
	return cell, least
}

// matches are the places of what an expression finds, in characters.
func matches(re *regexp.Regexp, text string) (at [][2]int) {
	for _, m := range re.FindAllStringIndex(text, -1) {
		from := utf8.RuneCountInString(text[:m[0]])
		at = append(at, [2]int{from, from + utf8.RuneCountInString(text[m[0]:m[1]])})
	}
	return at
}

func runeAt(rs []rune, i int) rune {
	if i < len(rs) {
		return rs[i]
	}
	return 0
}

// at are the lines of a column's cells at a width.
func (f *columnFit) at(c int, width paper.Twip) []columnLines {
	if got, ok := f.seen[c][width]; ok {
		return got
	}
	out := make([]columnLines, len(f.cols[c]))
	for i, cell := range f.cols[c] {
		spans := linebreak.Lines(cell.glyphs, func(int) paper.Pt { return width.Pt() })
		n, longest := float64(len(spans)), 0
		out[i].power = n * n * n * n
		for k, s := range spans {
			longest = max(longest, s.To-s.From)
			if k > 0 && !spans[k-1].Hard {
				out[i].cost += cell.cost[s.From]
				if s.To-s.From == 1 && s.Hard {
					out[i].cost += loneCharLine
				}
			}
		}
		out[i].cost += shortLine * float64(max(0, cell.easy-longest))
	}
	f.seen[c][width] = out
	return out
}

// gain is what making a column as wide as to saves, in lines.
func (f *columnFit) gain(c int, to paper.Twip) float64 {
	now, then := f.at(c, f.widths[c]), f.at(c, to)
	saved := 0.0
	for i, cell := range f.cols[c] {
		if now[i] != then[i] {
			have := f.high[cell.row]
			saved += root4(have) - root4(have-now[i].power+then[i].power) + now[i].cost - then[i].cost
		}
	}
	return saved
}

func root4(x float64) float64 { return math.Sqrt(math.Sqrt(max(x, 0))) }

// set makes a column as wide as to.
func (f *columnFit) set(c int, to paper.Twip) {
	now, then := f.at(c, f.widths[c]), f.at(c, to)
	for i, cell := range f.cols[c] {
		f.high[cell.row] += then[i].power - now[i].power
	}
	f.widths[c] = to
}

// search gives room to the columns, each time to the one that it saves most,
// then lets columns exchange what helps others more; what nobody needs is
// shared out.
func (f *columnFit) search(room paper.Twip) {
	f.high = make([]float64, f.rows)
	f.seen = make([]map[paper.Twip][]columnLines, len(f.cols))
	for c := range f.cols {
		f.seen[c] = map[paper.Twip][]columnLines{}
		for i, l := range f.at(c, f.widths[c]) {
			f.high[f.cols[c][i].row] += l.power
		}
	}
	for room >= columnStep {
		best, by, most := -1, paper.Twip(0), 1e-9
		for c := range f.cols {
			for more := columnStep; more <= room && more <= 32*columnStep; more += max(columnStep, more/4/columnStep*columnStep) {
				if g := f.gain(c, f.widths[c]+more) / float64(more); g > most {
					best, by, most = c, more, g
				}
			}
		}
		if best < 0 {
			break
		}
		f.set(best, f.widths[best]+by)
		room -= by
	}
	for range 3 {
		if !f.exchange() {
			break
		}
	}
	f.share(room)
}

// exchange moves room between columns where that saves lines.
func (f *columnFit) exchange() bool {
	better := false
	for a := range f.cols {
		for b := range f.cols {
			for by := columnStep; a != b && by <= 8*columnStep; by *= 2 {
				if f.widths[a]-by < f.least[a] {
					continue
				}
				before := f.widths[a]
				lost := f.gain(a, before-by)
				f.set(a, before-by)
				if lost+f.gain(b, f.widths[b]+by) > 0.01 {
					f.set(b, f.widths[b]+by)
					better = true
				} else {
					f.set(a, before)
				}
			}
		}
	}
	return better
}

// share gives every column its part of what is left over, by its width.
func (f *columnFit) share(room paper.Twip) {
	total := paper.Twip(0)
	for _, w := range f.widths {
		total += w + f.white
	}
	left := room
	for c, w := range f.widths {
		part := paper.Twip(float64(room) * float64(w+f.white) / float64(total))
		f.widths[c] += part
		left -= part
	}
	f.widths[len(f.widths)-1] += left
}

// tallest is the most lines that a cell has.
func (f *columnFit) tallest() int {
	most := 0.0
	for c := range f.cols {
		for _, l := range f.at(c, f.widths[c]) {
			most = max(most, l.power)
		}
	}
	return int(root4(most) + 0.5)
}

// fitTable finds the type in which a table is set best, and its columns; nil
// if not even the words of its columns find room beside each other.
func (t *typesetter) fitTable(rows [][]string, head, n int) (best *columnFit, ct cellType) {
	for _, try := range cellTypes {
		if best != nil && (try.narrow && !ct.narrow || try.size < flow.Size5) {
			break // height alone is no reason for so little white
		}
		f := t.fitColumns(rows, head, n, try)
		if f == nil {
			continue
		}
		if best == nil || f.tallest() < best.tallest() {
			best, ct = f, try
		}
		if best.tallest() <= tallCell {
			break
		}
	}
	return best, ct
}

// outer are the widths with the white beside the text.
func (f *columnFit) outer() []paper.Twip {
	cols := slices.Clone(f.widths)
	for c := range cols {
		cols[c] += f.white
	}
	return cols
}

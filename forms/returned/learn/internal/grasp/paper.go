package grasp

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/internal/spreadsheet"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
)

// Bounds of a blank: no form of an office comes near them. What is returned has
// those of its readers.
const (
	maxPages = 40
	maxArea  = 60_000 // places of a page, empty ones with them
	MaxAsked = 1_000  // fields
)

// A Page is a sheet of a workbook, or the body of a document.
type Page struct {
	*find.Grid
	Ruled map[[2]int]bool          // places inside a box that is drawn; nil where nobody knows
	drawn []bool                   // the same by place; nil where nobody has asked
	rules map[[2]int]*sheetml.Rule // what a workbook lets be entered, by place
}

// ReadPages reads the pages of a file that somebody sees. blank keeps the empty
// boxes of workbooks, too, which a returned file is read without.
func ReadPages(r io.ReaderAt, size int64, name string, blank bool) ([]*Page, error) {
	if r == nil {
		r, size = strings.NewReader(""), 0
	}
	_, kind, err := gate.OpenOffice(r, size, name)
	if err == nil && kind == gate.DOCX {
		d, err := wordml.ReadRuns(r, size)
		if err != nil {
			return nil, gate.Refuse(name, kind, err)
		}
		g := find.ApartGrid(d, name)
		return []*Page{{Grid: g, Ruled: documentBoxes(g)}}, nil
	}
	if err != nil && kind != gate.XLS && kind != gate.ODS {
		return nil, err
	}
	b, err := spreadsheet.Open(r, size, name)
	if err != nil {
		return nil, err
	}
	var lines map[string]map[[2]int]bool
	var rules map[string][]sheetml.Rule
	if blank && kind == gate.XLSX {
		if lines, rules, err = sheetLines(r, size, name); err != nil {
			return nil, err
		}
	}
	var pages []*Page
	for i := range b.Sheets {
		s := &b.Sheets[i]
		if s.Hidden || forms.ReservedSheet(s.Name) {
			continue
		}
		p := &Page{Grid: find.NewSheetGrid(name, b, s), rules: ruled(rules[s.Name])}
		if blank {
			if len(pages) == maxPages {
				return nil, gate.Refuse(name, kind, fmt.Errorf("%w: more than %d sheets", gate.ErrTooLarge, maxPages))
			}
			in := lines[s.Name]
			if kind != gate.XLSX {
				in = spread(s.Ruled)
			}
			p.box(in)
			if p.Rows*p.Cols > maxArea {
				return nil, gate.Refuse(name, kind, fmt.Errorf("%w: %d rows of %d columns", gate.ErrTooLarge, p.Rows, p.Cols))
			}
		}
		pages = append(pages, p)
	}
	return pages, nil
}

// spread returns the places that ranges cover; nil if they are more than a form
// has.
func spread(ranges []book.Range) map[[2]int]bool {
	in := map[[2]int]bool{}
	area := 0
	for _, r := range ranges {
		if area += (r.LastRow - r.Row + 1) * (r.LastCol - r.Col + 1); area > maxArea {
			return nil
		}
		for row := r.Row; row <= r.LastRow; row++ {
			for col := r.Col; col <= r.LastCol; col++ {
				in[[2]int{row, col}] = true
			}
		}
	}
	return in
}

// documentBoxes returns the places inside of tables.
func documentBoxes(g *find.Grid) map[[2]int]bool {
	in := map[[2]int]bool{}
	for i := range g.Cells {
		b := &g.Cells[i]
		if g.Place(b.Row, b.Col).Cell == "" {
			continue
		}
		for r := b.Row; r < b.Row+b.Rows; r++ {
			for c := b.Col; c < b.Col+b.Cols; c++ {
				in[[2]int{r, c}] = true
			}
		}
	}
	return in
}

// sheetLines returns the places with a line around them, and what the workbook lets
// be entered, by sheet.
func sheetLines(r io.ReaderAt, size int64, name string) (map[string]map[[2]int]bool, map[string][]sheetml.Rule, error) {
	z, kind, err := gate.OpenWorkbook(r, size, name)
	if err != nil {
		return nil, nil, err
	}
	w, err := sheetml.OpenWithin(z, gate.BudgetOf(r))
	if err != nil {
		return nil, nil, gate.Refuse(name, kind, err)
	}
	lines, rules := map[string]map[[2]int]bool{}, map[string][]sheetml.Rule{}
	for i := range w.Sheets {
		if lines[w.Sheets[i].Name], err = w.Ruled(&w.Sheets[i]); err != nil {
			return nil, nil, gate.Refuse(name, kind, err)
		}
		if rules[w.Sheets[i].Name], err = w.Rules(&w.Sheets[i]); err != nil {
			return nil, nil, gate.Refuse(name, kind, err)
		}
	}
	return lines, rules, nil
}

// ruled returns the rules of a sheet by place; of places beyond those that a form
// has none.
func ruled(rules []sheetml.Rule) map[[2]int]*sheetml.Rule {
	at := map[[2]int]*sheetml.Rule{}
	looked := 0
	for i := range rules {
		for _, r := range rules[i].Cells {
			for row := r.Row; row <= r.LastRow; row++ {
				for col := r.Col; col <= r.LastCol; col++ {
					if looked++; looked > maxArea {
						return at
					}
					at[[2]int{row, col}] = &rules[i]
				}
			}
		}
	}
	return at
}

// Restrict gives a field what the workbook lets be entered at its place.
func (p *Page) Restrict(row, col int, c *printed.Cue) {
	r := p.rules[[2]int{row, col}]
	switch {
	case r == nil:
	case slices.Equal(r.Options, []string{"是", "否"}):
		c.Kind, c.Options = forms.YesNo, nil
	case len(r.Options) > 1 && (c.Kind == forms.Text || c.Kind == forms.Choice || c.Kind == forms.YesNo):
		c.Kind, c.Options, c.Length = forms.Choice, r.Options, 0
	case len(r.Options) > 0:
	case c.Kind == forms.Text && !printed.TextWords.MatchString(c.Label):
		if c.Kind = forms.Decimal; r.Whole {
			c.Kind = forms.Integer
		}
		c.Length = 0
		fallthrough
	case c.Kind == forms.Integer || c.Kind == forms.Decimal:
		if c.Min == "" && c.Max == "" {
			c.Min, c.Max = whole(r.Min, c.Kind), whole(r.Max, c.Kind)
		}
	}
}

// whole returns a limit that a kind takes, "" for none.
func whole(s string, k forms.Kind) forms.Limit {
	l := forms.Limit(s)
	x, ok := l.Number()
	if !ok || k == forms.Integer && x != float64(int64(x)) {
		return ""
	}
	return l
}

// box adds the empty boxes of a sheet. Where no line is drawn, or nobody can
// tell, all places between the first row of several texts and the last text are
// boxes.
func (p *Page) box(lines map[[2]int]bool) {
	first, last, right := 0, 0, 0
	for i := range p.Cells {
		b := &p.Cells[i]
		if b.Empty() {
			continue
		}
		right = max(right, b.Col+b.Cols-1)
		last = max(last, b.Row+b.Rows-1)
		if next, k := p.Box(b.Row, b.Col+b.Cols); first == 0 && b.Cols < 4 && (k < 0 || next.Empty() || b.Col > 1) && !strings.ContainsAny(b.Raw, ":：") && b.Row > 1 {
			first = b.Row
		}
	}
	in := lines
	if len(lines) == 0 {
		in = map[[2]int]bool{}
		for i := range p.Cells {
			b := &p.Cells[i]
			right = max(right, b.Col+b.Cols-1)
		}
		right = min(right, find.MaxSheetColumns)
		if first == 0 || (last-first+1)*right > maxArea {
			first = last + 1
		}
		for r := first; r <= last; r++ {
			for c := 1; c <= right; c++ {
				in[[2]int{r, c}] = true
			}
		}
	}
	p.Ruled, p.drawn = in, nil
	defer func() { p.drawn = nil }()
	// A merged cell is a box if any of it has a line; programs leave the lines of
	// the rest out.
	for i := range p.Cells {
		b := &p.Cells[i]
		any := false
		for r := b.Row; r < b.Row+b.Rows && !any; r++ {
			for c := b.Col; c < b.Col+b.Cols && !any; c++ {
				any = in[[2]int{r, c}]
			}
		}
		for r := b.Row; any && r < b.Row+b.Rows; r++ {
			for c := b.Col; c < b.Col+b.Cols; c++ {
				in[[2]int{r, c}] = true
			}
		}
	}
	places := make([][2]int, 0, len(in))
	for at := range in {
		places = append(places, at)
	}
	slices.SortFunc(places, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, at := range places {
		if _, k := p.Box(at[0], at[1]); k < 0 && len(p.Cells) < maxArea {
			p.Add(find.Box{Row: at[0], Col: at[1], Rows: 1, Cols: 1})
		}
	}
	p.Settle()
}

// Boxed reports whether a box is one that is drawn.
func (p *Page) Boxed(b *find.Box) bool {
	if p.drawn == nil { // asked for many times
		p.drawn = make([]bool, (p.Rows+1)*(p.Cols+1))
		for at := range p.Ruled {
			if at[0] >= 0 && at[0] <= p.Rows && at[1] >= 0 && at[1] <= p.Cols {
				p.drawn[at[0]*(p.Cols+1)+at[1]] = true
			}
		}
	}
	return b.Row >= 0 && b.Row <= p.Rows && b.Col >= 0 && b.Col <= p.Cols && p.drawn[b.Row*(p.Cols+1)+b.Col]
}

// Says returns the text of a box; of one that holds a number its digits.
func Says(b *find.Box) string {
	if b.Stored == answer.Fault {
		return ""
	}
	return b.Raw
}

package find

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
)

// How much of a form's labels must be there for it to be known: with its title
// or the file's mark, and without.
const (
	EnoughMarked = 0.4
	EnoughAlone  = 0.75
)

// Titles returns which forms a text is the title of, and how well it fits.
func Titles(schemas []*SchemaLabels, b *Box) map[*SchemaLabels]int {
	if len(b.Raw) > 600 {
		return nil
	}
	var fits map[*SchemaLabels]int
	text := NewTitle(b.Raw)
	for _, m := range schemas {
		if fit := m.Title.Fit(text); fit > 0 {
			if fits == nil {
				fits = map[*SchemaLabels]int{}
			}
			fits[m] = fit
		}
	}
	return fits
}

// Best matches all schemas to some rows and returns the one that fits best.
func Best(schemas []*SchemaLabels, g *Grid, from, to int) *Matcher {
	var best *Matcher
	for _, m := range schemas {
		if x := m.Match(g, from, to); best == nil || x.Score() > best.Score() {
			best = x
		}
	}
	return best
}

// SideBySide parts a sheet where a form's title stands right of another's.
func SideBySide(schemas []*SchemaLabels, g *Grid) []*Grid {
	if g.Sheet == "" || g.Cols < 4 {
		return []*Grid{g}
	}
	var splits []int
	last := Box{}
	for i := range g.Cells {
		b := &g.Cells[i]
		if b.Empty() || b.Stored != answer.Text || Titles(schemas, b) == nil {
			continue
		}
		if last.Row == b.Row && b.Col > last.Col && !slices.Contains(splits, b.Col) {
			splits = append(splits, b.Col)
		}
		last = *b
	}
	if len(splits) == 0 {
		splits = labelsTwice(schemas, g)
	}
	slices.Sort(splits)
	splits = slices.DeleteFunc(splits, func(col int) bool {
		return slices.ContainsFunc(g.Cells, func(b Box) bool { return b.Col < col && b.Col+b.Cols > col })
	})
	if len(splits) == 0 || len(splits) > 20 {
		return []*Grid{g}
	}
	var parts []*Grid
	from := 1
	for _, to := range append(splits, g.Cols+1) {
		part := g.Columns(from, to-1)
		if best := Best(schemas, part, 1, part.Rows); best == nil || best.Score() < EnoughMarked {
			return []*Grid{g}
		}
		parts, from = append(parts, part), to
	}
	return parts
}

// labelsTwice returns the column where a second form begins that has no title of
// its own: most labels stand twice in their row, equally far from each other.
func labelsTwice(schemas []*SchemaLabels, g *Grid) []int {
	type seen struct{ row, col int }
	count := map[int]int{} // by distance
	least := map[int]int{}
	for _, m := range schemas {
		clear(count)
		labels := 0
		at := map[int][]seen{}
		for i := range g.Cells {
			b := &g.Cells[i]
			for _, j := range m.Pairs.By[b.Key] {
				if len(at[j]) < 20 && b.Key != "" {
					at[j] = append(at[j], seen{b.Row, b.Col})
				}
			}
		}
		for _, places := range at {
			labels++
			for i, a := range places {
				for _, b := range places[i+1:] {
					if d := b.col - a.col; b.row == a.row && d > 2 {
						count[d]++
						if least[d] == 0 || b.col < least[d] {
							least[d] = b.col
						}
					}
				}
			}
		}
		best := 0
		for d, n := range count {
			if n > count[best] || n == count[best] && d < best {
				best = d
			}
		}
		if labels > 3 && count[best]*3 >= labels*2 {
			return []int{least[best]}
		}
	}
	return nil
}

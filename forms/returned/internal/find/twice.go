package find

// LabelsTwice returns the column where a second form begins that has no title of
// its own: most labels stand twice in their row, equally far from each other.
func LabelsTwice(schemas []*SchemaLabels, g *Grid) []int {
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

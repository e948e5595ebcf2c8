// Package spot finds where the labels and the tables of a form stand on a sheet or
// in a document, whoever drew it and however they word them. It knows nothing of
// what values mean, but that a cell reads like a number or a unit.
//
//	f, err := spot.NewForm(schema)
//	m := f.Match(grid, 1, grid.Rows)
//	m.Pairs  // by field, where its value stands
//	m.Tables // by table, its heads, its rows, those that add up
package spot

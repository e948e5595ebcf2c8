// Package sheet writes workbooks (.xlsx) for offices: blank forms ([Form]), lists
// to work through ([Lists]) and totals of what came back ([Totals]). All are set
// up to be printed on A4, and equal input gives equal bytes.
package sheet

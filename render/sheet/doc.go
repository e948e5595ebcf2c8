// Package sheet writes workbooks (.xlsx) for offices: blank forms ([Form]), lists
// to work through ([Lists], of findings: [Findings]) and totals of what came back
// ([Totals]). All are set up to be printed on A4, and equal input gives equal
// bytes.
//
//	err := sheet.Form(w, schema, blank.Options{Author: "示例市教育局"})
//	err = sheet.Lists(ctx, w, []sheet.List{sheet.Findings("校核结果", findings)}, sheet.Options{})
//	err = sheet.Totals(ctx, w, tallies, sheet.Options{})
package sheet

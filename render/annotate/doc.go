// Package annotate marks a sender's own file: what was found stands in comments,
// of a workbook in coloured cells and on a sheet of its own besides. All else of
// the file stays byte for byte.
//
//	var e *annotate.Error
//	err := annotate.Workbook(w, file, size, findings, annotate.Options{Name: "统计表.xlsx"})
//	if errors.As(err, &e) {
//		fmt.Println(e.Chinese()) // 不能批注统计表.xlsx：不是电子表格
//	}
package annotate

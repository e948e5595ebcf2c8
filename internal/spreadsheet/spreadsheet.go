// Package spreadsheet opens the workbooks that schools send in, whatever their
// format: .xlsx, .xls and .et, .ods.
package spreadsheet

import (
	"io"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/ods"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/internal/xls"
)

// Open reads a workbook, within the budget of a [gate.View]. Its content tells
// the format and not its name, which is used in errors only. All errors are of
// type [*gate.Error].
func Open(r io.ReaderAt, size int64, name string) (*book.Book, error) {
	run := gate.BudgetOf(r)
	z, kind, err := gate.OpenWorkbook(r, size, name)
	if err != nil {
		return nil, err
	}
	var b *book.Book
	switch kind {
	case gate.XLS:
		b, err = xls.Read(r, size, name, run)
	case gate.ODS:
		b, err = ods.Read(z, run)
	default:
		var w *sheetml.Workbook
		if w, err = sheetml.OpenWithin(z, run); err == nil {
			b, err = w.Book()
		}
	}
	if err != nil {
		return nil, gate.Refuse(name, kind, err)
	}
	return b, nil
}

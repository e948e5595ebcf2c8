package roster

import (
	"errors"
	"io"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/spreadsheet"
)

// Errors of [Read] and [ReadReceipts], in [returned.ReadError.Err], besides those
// of [returned.Read].
var (
	ErrNoColumn = errors.New("no row with the heads of the columns")
	ErrEncoding = gate.ErrEncoding // a .csv neither in UTF-8, UTF-16 nor GBK
)

// readTable reads a workbook or a .csv file, told apart by content, as grids.
func readTable(r io.ReaderAt, size int64, name string) ([]*find.Grid, error) {
	fail := func(err error) error {
		e := returned.NewReadError(name, err)
		e.Hint = "请用 WPS 或 Office 另存为 .xlsx，或 UTF-8、GBK 编码的 .csv"
		if errors.Is(err, ErrEncoding) {
			e.Say = "文字编码无法识别"
		}
		return e
	}
	if r == nil {
		return nil, fail(gate.ErrEmpty)
	}
	switch gate.Sniff(r, size) {
	case gate.PlainText, gate.Unknown, gate.Picture: // BM may begin a text, too
		g, err := find.CSVGrid(r, size, name)
		if err == nil {
			return []*find.Grid{g}, nil
		}
		if gate.Sniff(r, size) != gate.Picture {
			return nil, fail(err)
		}
	}
	b, err := spreadsheet.Open(r, size, name)
	if err != nil {
		return nil, fail(err)
	}
	var grids []*find.Grid
	for i := range b.Sheets {
		if s := &b.Sheets[i]; !forms.ReservedSheet(s.Name) {
			grids = append(grids, find.NewSheetGrid(name, b, s))
		}
	}
	return grids, nil
}

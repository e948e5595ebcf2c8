package rollup

import (
	"io"
	"regexp"
	"strconv"
	"strings"

	xbook "github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/internal/spreadsheet"
)

// A source is a workbook of any format, whose sheets are read when they are
// asked for.
type source struct {
	properties map[string]string // custom ones of the document
	names      map[string]string // defined names that stand for a text
	date1904   bool
	sheets     []sheet
	allow      func() // makes room for what many schools add up to
}

type sheet struct {
	name string
	load func() ([]cell, error)
}

// A cell is one that holds something.
type cell struct {
	Row, Col int
	Kind     xbook.Kind
	Raw      string
	Formula  bool
	percent  bool // shown as such
	about    bool // shown with 约 before it
}

// What a 汇总表 may have: a thousand schools with ten activities each.
const (
	mostCells = 390_000
	mostRows  = 100_000
)

// aboutFormat is the number format of 约300.
var aboutFormat = regexp.MustCompile(`^("约"|\\?约)`)

// open opens a workbook of any format that is read.
func open(r io.ReaderAt, size int64, name string) (*source, error) {
	if gate.Sniff(r, size) == gate.Zip {
		if z, kind, err := gate.OpenOffice(r, size, name); err == nil && kind == gate.XLSX {
			w, err := sheetml.OpenWithin(z, gate.BudgetOf(r))
			if err != nil {
				return nil, err
			}
			return ofXLSX(w), nil
		}
	}
	b, err := spreadsheet.Open(r, size, name)
	if err != nil {
		return nil, err
	}
	src := &source{b.Properties, b.Names, b.Date1904, nil, func() {}}
	for i := range b.Sheets {
		s := &b.Sheets[i]
		src.sheets = append(src.sheets, sheet{s.Name, func() ([]cell, error) {
			var out []cell
			for _, c := range s.Cells {
				format := string(c.Format)
				out = append(out, cell{c.Row, c.Col, c.Kind, c.Raw, c.Formula, strings.Contains(format, "%"), aboutFormat.MatchString(format)})
			}
			return out, nil
		}})
	}
	return src, nil
}

func ofXLSX(w *sheetml.Workbook) *source {
	src := &source{w.Properties, map[string]string{}, w.Date1904, nil, func() { w.Allow(mostCells, mostRows) }}
	for _, n := range w.Names {
		if v, err := strconv.Unquote(strings.TrimPrefix(strings.TrimSpace(n.RefersTo), "=")); err == nil {
			src.names[n.Name] = v
		}
	}
	for i := range w.Sheets {
		s := &w.Sheets[i]
		if !s.IsWorksheet() {
			continue
		}
		src.sheets = append(src.sheets, sheet{s.Name, func() ([]cell, error) {
			cells, err := w.Cells(s)
			if err != nil {
				return nil, err
			}
			var out []cell
			for _, c := range cells.Cells {
				x := cell{Row: c.Row, Col: c.Col, Kind: c.Kind, Raw: c.Raw, Formula: c.Formula}
				if c.Kind == xbook.Number {
					if f, err := w.NumberFormat(c.Style); err == nil {
						x.percent = f.ID == 9 || f.ID == 10 || strings.Contains(f.Code, "%")
						x.about = aboutFormat.MatchString(f.Code)
					}
				}
				out = append(out, x)
			}
			return out, nil
		}})
	}
	return src
}

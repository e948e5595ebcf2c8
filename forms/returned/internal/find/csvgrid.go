package find

import (
	"encoding/csv"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// maxCSV is the size of the largest .csv that is read, in bytes: a roster of
// ten thousand schools has about one million.
const maxCSV = 16 << 20

// maxCSVCells is how many cells a .csv may have, filled in or not.
const maxCSVCells = 400_000

// CSVGrid reads a text whose columns are parted by commas, semicolons or tabs.
func CSVGrid(r io.ReaderAt, size int64, name string) (*Grid, error) {
	if size > maxCSV {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", gate.ErrTooLarge, size, maxCSV)
	}
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	text, err := gate.Text(data)
	if err != nil {
		return nil, err
	}
	g := &Grid{File: name}
	c := csv.NewReader(strings.NewReader(text))
	c.Comma, c.FieldsPerRecord, c.LazyQuotes = comma(text), -1, true
	lines := []int{0} // by row
	cells := 0
	for row := 1; ; row++ {
		fields, err := c.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", gate.ErrDamaged, err)
		}
		line, _ := c.FieldPos(0)
		lines = append(lines, line)
		if cells += len(fields); row > MaxSheetRows || len(fields) > MaxSheetColumns || cells > maxCSVCells {
			return nil, fmt.Errorf("%w: line %d", gate.ErrTooLarge, line)
		}
		for i, s := range fields {
			if s = strings.TrimSpace(s); s != "" {
				g.Add(Box{Row: row, Col: i + 1, Rows: 1, Cols: 1, Entry: answer.Entry{Raw: s}})
			}
		}
	}
	g.Place = func(row, _ int) report.Position {
		p := report.Position{File: name}
		if row < len(lines) {
			p.Line = lines[row]
		}
		return p
	}
	g.Settle()
	g.Rows = len(lines) - 1
	return g, nil
}

// comma tells what parts the columns of a text: of the signs in question the
// one that its first lines have most of.
func comma(text string) rune {
	best, most := ',', 0
	head := text
	for i, n := 0, 0; i < len(text); i++ {
		if text[i] == '\n' {
			if n++; n == 5 {
				head = text[:i]
				break
			}
		}
	}
	for _, c := range []rune{',', '\t', ';'} {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}

// CSVSheet reads such a text as the sheet that programs make of it, named like
// the file.
func CSVSheet(r io.ReaderAt, size int64, name string) (*Grid, error) {
	g, err := CSVGrid(r, size, name)
	if err != nil {
		return nil, err
	}
	g.Sheet = strings.TrimSuffix(path.Base(name), path.Ext(name))
	g.Place = func(row, col int) report.Position {
		return report.Position{File: name, Sheet: g.Sheet, Cell: a1.Name(row, col)}
	}
	return g, nil
}

package sheetml

import (
	"strconv"

	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// Ruled returns the cells of a sheet, by row and column, that have a line on at
// least one side, empty ones with them: what a form shows as its boxes. Cells
// beyond [MaxRows] and [MaxColumns] are left out.
func (w *Workbook) Ruled(s *Sheet) (map[[2]int]bool, error) {
	if !s.IsWorksheet() {
		return nil, nil
	}
	lined, err := w.linedStyles()
	if err != nil || len(lined) == 0 {
		return nil, err
	}
	ruled := map[[2]int]bool{}
	row, col := 0, 0
	err = w.scan(w.Part(s.Part), func(s *gate.Scanner) error {
		if s.Token != gate.StartTag {
			return nil
		}
		switch string(s.Name) {
		case "row":
			row, col = row+1, 0
			if n, err := strconv.Atoi(s.Attr("r")); err == nil {
				row = n
			}
		case "c":
			col++
			if r, c, ok := a1.Parse(s.Attr("r")); ok {
				row, col = r, c
			}
			style, _ := strconv.Atoi(s.Attr("s"))
			if lined[style] && row >= 1 && row <= MaxRows && col >= 1 && col <= MaxColumns {
				ruled[[2]int{row, col}] = true
			}
		}
		return nil
	})
	return ruled, err
}

// linedStyles returns the styles of cells with a line on a side.
func (w *Workbook) linedStyles() (map[int]bool, error) {
	part := w.Related("styles")
	if part == "" {
		return nil, nil
	}
	var borders []bool
	lined := map[int]bool{}
	styles, inBorders, inStyles := 0, false, false
	err := w.scan(w.Part(part), func(s *gate.Scanner) error {
		if s.Token == gate.CharData {
			return nil
		}
		start := s.Token == gate.StartTag
		switch string(s.Name) {
		case "borders":
			inBorders = start
		case "cellXfs":
			inStyles = start
		case "border":
			if start && inBorders && len(borders) < MaxStyles {
				borders = append(borders, false)
			}
		case "left", "right", "top", "bottom", "start", "end":
			if line := s.Attr("style"); start && inBorders && len(borders) > 0 && line != "" && line != "none" {
				borders[len(borders)-1] = true
			}
		case "xf":
			if !start || !inStyles || styles == MaxStyles {
				break
			}
			if n, err := strconv.Atoi(s.Attr("borderId")); err == nil && n >= 0 && n < len(borders) && borders[n] {
				lined[styles] = true
			}
			styles++
		}
		return nil
	})
	return lined, err
}

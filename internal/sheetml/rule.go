package sheetml

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A Rule is what a workbook lets be entered into cells (数据有效性): one of a list, or
// a number between two others.
type Rule struct {
	Cells    []Range
	Options  []string // of a list
	Min, Max string   // of a number, "" where none is written out
	Whole    bool     // the number is a whole one
}

// Bounds of what is read of rules; no form comes near them.
const (
	maxRules   = 2_000
	maxOptions = 200
	maxLooked  = 1_000 // cells of a list
)

// Rules returns what a sheet lets be entered into its cells. Lists that stand in
// cells are looked up, also by name and in other sheets; rules of other kinds are
// left out.
func (w *Workbook) Rules(s *Sheet) ([]Rule, error) {
	if !s.IsWorksheet() {
		return nil, nil
	}
	type entry struct {
		kind, operator, cells string
		formulas              [2]string
	}
	var all []entry
	var at *string // where the characters at hand go
	inside := false
	err := w.scan(w.Part(s.Part), func(s *gate.Scanner) error {
		name := string(s.Name)
		switch s.Token {
		case gate.StartTag:
			switch {
			case name == "dataValidation" && len(all) < maxRules:
				all = append(all, entry{kind: s.Attr("type"), operator: s.Attr("operator"), cells: s.Attr("sqref")})
				inside = true
			case !inside:
			case name == "formula1":
				at = &all[len(all)-1].formulas[0]
			case name == "formula2":
				at = &all[len(all)-1].formulas[1]
			case name == "sqref":
				at = &all[len(all)-1].cells
			}
		case gate.CharData:
			if at != nil {
				text, err := s.Text()
				if err != nil {
					return err
				}
				if len(*at) < 10_000 {
					*at += strings.TrimSpace(string(text))
				}
			}
		case gate.EndTag:
			switch name {
			case "dataValidation":
				inside, at = false, nil
			case "formula1", "formula2", "sqref":
				at = nil
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var rules []Rule
	sheets, known := map[string]map[[2]int]string{}, map[string][]string{}
	for _, e := range all {
		r := Rule{Cells: ranges(e.cells), Whole: e.kind == "whole"}
		switch e.kind {
		case "list":
			options, ok := known[e.formulas[0]]
			if !ok {
				if options, err = w.options(s, e.formulas[0], sheets); err != nil {
					return nil, err
				}
				known[e.formulas[0]] = options
			}
			r.Options = options
		case "whole", "decimal":
			between := e.operator == "" || e.operator == "between"
			if between || e.operator == "greaterThanOrEqual" {
				r.Min = number(e.formulas[0])
			}
			if between {
				r.Max = number(e.formulas[1])
			} else if e.operator == "lessThanOrEqual" {
				r.Max = number(e.formulas[0])
			}
		}
		if len(r.Cells) > 0 && (len(r.Options) > 0 || r.Min != "" || r.Max != "") {
			rules = append(rules, r)
		}
	}
	return rules, nil
}

// number returns a formula that is but a number, "" for others.
func number(s string) string {
	if s == "" || strings.Trim(s, "-.0123456789") != "" {
		return ""
	}
	return s
}

// ranges reads places parted by blanks: B3 C4:C20.
func ranges(s string) []Range {
	var all []Range
	for _, part := range strings.Fields(s) {
		if r, ok := rangeOf(part); ok && len(all) < maxRules {
			all = append(all, r)
		}
	}
	return all
}

func rangeOf(s string) (Range, bool) {
	from, to, several := strings.Cut(strings.ReplaceAll(s, "$", ""), ":")
	if !several {
		to = from
	}
	row, col, ok1 := a1.Parse(from)
	lastRow, lastCol, ok2 := a1.Parse(to)
	return Range{Row: row, Col: col, LastRow: min(lastRow, MaxRows), LastCol: min(lastCol, MaxColumns)}, ok1 && ok2 && lastRow >= row && lastCol >= col
}

// options returns what a list offers: written out, in cells, or in those that a
// name stands for.
func (w *Workbook) options(own *Sheet, formula string, sheets map[string]map[[2]int]string) ([]string, error) {
	if text, ok := strings.CutPrefix(formula, `"`); ok {
		var all []string
		for o := range strings.SplitSeq(strings.TrimSuffix(text, `"`), ",") {
			if o = strings.TrimSpace(o); o != "" && len(all) < maxOptions && !slices.Contains(all, o) {
				all = append(all, o)
			}
		}
		return all, nil
	}
	formula = strings.TrimPrefix(formula, "=")
	if k := slices.IndexFunc(w.Names, func(n Name) bool { return strings.EqualFold(n.Name, formula) }); k >= 0 {
		formula = w.Names[k].RefersTo
	}
	sheet, place := own.Name, formula
	if at := strings.LastIndex(formula, "!"); at >= 0 {
		sheet, place = strings.ReplaceAll(strings.Trim(formula[:at], "'"), "''", "'"), formula[at+1:]
	}
	r, ok := rangeOf(place)
	k := slices.IndexFunc(w.Sheets, func(s Sheet) bool { return s.Name == sheet })
	if !ok || k < 0 || !w.Sheets[k].IsWorksheet() {
		return nil, nil
	}
	if sheets[sheet] == nil {
		cells, err := w.Cells(&w.Sheets[k])
		if err != nil {
			return nil, err
		}
		sheets[sheet] = map[[2]int]string{}
		for _, c := range cells.Cells {
			sheets[sheet][[2]int{c.Row, c.Col}] = strings.TrimSpace(c.Raw)
		}
	}
	var all []string
	looked := 0
	for row := r.Row; row <= r.LastRow; row++ {
		for col := r.Col; col <= r.LastCol; col++ {
			if looked++; looked > maxLooked || len(all) == maxOptions {
				return all, nil
			}
			if o := sheets[sheet][[2]int{row, col}]; o != "" && !slices.Contains(all, o) {
				all = append(all, o)
			}
		}
	}
	return all, nil
}

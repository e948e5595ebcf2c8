// Package rollup knows the workbook 汇总表 in which an office hands on what its
// schools sent, so that the office above it can add it up again: 校, 县, 市, 省.
//
// Such a workbook carries [ID] as forms carry theirs, in three places of which
// one is enough, and on its hidden sheet a [Plan]: which sheet holds which form,
// under which heads which fields stand, and a sum over each row that tells
// whether somebody has changed it since. What counts is what stands in the
// sheets that people see. [Read] reads it, also under another name, saved by
// another program, with sheets renamed, rows moved, columns inserted.
package rollup

import (
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// ID is what a 汇总表 carries in place of the id of a form, and Version the
// version of its build.
const (
	ID      = "zhijiao.totals"
	Version = "1"
)

// Overview is the sheet that counts who sent what.
const Overview = "报送情况"

// Endings of the titles of sheets, behind the title of the form.
const (
	TotalsTitle = "汇总" // a row for each school
	RowsTitle   = "明细" // the rows of a table
)

// A Plan says where everything stands.
type Plan struct {
	Unit   string // the office; "" if nobody said so
	Forms  []Form
	Sheets []Sheet
}

// A Form is one that Overview has a row of.
type Form struct{ ID, Version, Title string }

// A Sheet is one of rows and sums.
type Sheet struct {
	Name    string // of the sheet, as it was written
	Form    string // its id
	Block   string // of the rows of a table; "" for the fields outside tables
	Columns []Column
	Rows    []string // the sum over each row, in no order
	Sums    []Sum
}

// A Column has the head that stands over a field. Key is that of the field with
// its block, or one of those below.
type Column struct{ Key, Head string }

// Columns that are no fields.
const (
	ColumnSchool  = "@school"
	ColumnSchools = "@schools" // how many schools a row adds up
	ColumnArea    = "@area"    // with a number behind it: the largest district is 0
)

// A Sum is a row of totals: of a district, or of all.
type Sum struct {
	Area    []string
	Schools int
	Have    []int  // by column: how many values are in it
	About   []bool // by column: it is inexact
}

// FieldKey is the key of a column of a field.
func FieldKey(r forms.Ref) string { return r.Block + "/" + r.Key }

// Head is what stands over a field in a sheet.
func Head(s *forms.Schema, r forms.Ref, f *forms.Field, inTable bool) string {
	label := f.Label
	if f.Unit != "" {
		label += "\n（" + f.Unit + "）"
	}
	if b := s.Block(r.Block); b != nil && !inTable && b.Label != "" {
		label = b.Label + "\n" + label
	}
	return label
}

// headKey is what heads are compared by.
func headKey(s string) string { return han.Fold(s) }

// Label is what the row of totals of so many schools begins with.
func Label(all bool, schools int) string {
	if all {
		return fmt.Sprintf("合计（%d所）", schools)
	}
	return fmt.Sprintf("小计（%d所）", schools)
}

var label = regexp.MustCompile(`^(合计|小计|总计)\((\d{1,7})所\)$`)

// parseLabel reads a Label.
func parseLabel(s string) (all bool, schools int, ok bool) {
	m := label.FindStringSubmatch(han.Fold(s))
	if m == nil {
		return false, 0, false
	}
	n, err := strconv.Atoi(m[2])
	return m[1] != "小计", n, err == nil
}

// RowSum is a sum over the cells of a row, without its number: texts, numbers as
// float64, nil for none.
func RowSum(cells []any) string {
	h := fnv.New32a()
	for _, c := range cells {
		switch c := c.(type) {
		case float64:
			h.Write(strconv.AppendFloat(nil, c, 'g', 10, 64))
		case string:
			h.Write([]byte(strings.Join(strings.Fields(c), "")))
		}
		h.Write([]byte{0})
	}
	return hex.EncodeToString(h.Sum(nil))
}

// The rows of a plan on the hidden sheet, below the marks of a form.
const (
	planUnit  = "unit"
	planForm  = "form"
	planSheet = "sheet"
	planHeads = "heads"
	planRows  = "rows"
	planSum   = "sum"
)

// mostText is how many characters go into one cell of a plan.
const mostText = 3_500 * 9

// Cells returns the plan as rows of texts, which stand on [forms.InfoSheet] from
// its third row on.
func (p *Plan) Cells() [][]string {
	rows := [][]string{{planUnit, p.Unit}}
	for _, f := range p.Forms {
		rows = append(rows, []string{planForm, f.ID, f.Version, f.Title})
	}
	for _, s := range p.Sheets {
		rows = append(rows, []string{planSheet, s.Name, s.Form, s.Block})
		heads := []string{planHeads}
		for _, c := range s.Columns {
			heads = append(heads, c.Key+"="+c.Head)
		}
		rows = append(rows, heads)
		for all := strings.Join(s.Rows, " "); all != ""; {
			n := min(len(all), mostText)
			rows = append(rows, []string{planRows, strings.TrimSpace(all[:n])})
			all = all[n:]
		}
		for _, sum := range s.Sums {
			have := make([]string, len(sum.Have))
			for i, n := range sum.Have {
				have[i] = strconv.Itoa(n)
				if sum.About[i] {
					have[i] += "~"
				}
			}
			rows = append(rows, append([]string{planSum, strconv.Itoa(sum.Schools), strings.Join(have, " ")}, sum.Area...))
		}
	}
	return rows
}

// parsePlan reads a plan back. What is not understood is left out.
func parsePlan(rows [][]string) *Plan {
	p := &Plan{}
	at := func(row []string, i int) string {
		if i < len(row) {
			return row[i]
		}
		return ""
	}
	for _, row := range rows {
		var s *Sheet
		if n := len(p.Sheets); n > 0 {
			s = &p.Sheets[n-1]
		}
		switch kind := at(row, 0); {
		case kind == planUnit:
			p.Unit = at(row, 1)
		case kind == planForm:
			p.Forms = append(p.Forms, Form{at(row, 1), at(row, 2), at(row, 3)})
		case kind == planSheet:
			p.Sheets = append(p.Sheets, Sheet{Name: at(row, 1), Form: at(row, 2), Block: at(row, 3)})
		case s == nil:
		case kind == planHeads:
			for _, c := range row[1:] {
				if key, head, ok := strings.Cut(c, "="); ok {
					s.Columns = append(s.Columns, Column{key, head})
				}
			}
		case kind == planRows:
			s.Rows = append(s.Rows, strings.Fields(at(row, 1))...)
		case kind == planSum:
			n, _ := strconv.Atoi(at(row, 1))
			sum := Sum{Schools: n}
			for _, have := range strings.Fields(at(row, 2)) {
				k, about := strings.CutSuffix(have, "~")
				n, _ := strconv.Atoi(k)
				sum.Have, sum.About = append(sum.Have, n), append(sum.About, about)
			}
			for i := 3; i < len(row) && row[i] != ""; i++ {
				sum.Area = append(sum.Area, row[i])
			}
			s.Sums = append(s.Sums, sum)
		}
	}
	return p
}

package sheet

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/rollup"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/render/internal/out"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// ErrNoTally reports what is no tally among the tallies of [Totals].
var ErrNoTally = say.Error("sheet: totals without a tally", "没有可以汇总的表格")

// Totals writes 汇总表: what the returns of several forms add up to, as an
// .xlsx file. It has
//
//   - a sheet 报送情况 with a row for every form: how many schools owe it, sent
//     it, and are counted;
//   - of every form that came in a sheet with a row for each school counted, and
//     one with the rows of each of its tables;
//   - a sheet 图表 with a chart of the schools or districts, of the numbers that
//     count people, 参与总人数 before others;
//   - what else the caller has to say, such as a comparison with last year.
//
// Below the rows stand totals by district and of all, as formulas of the rows:
// whoever corrects a value sees the total change. Their results are in the
// file, too, for programs that do not calculate. Where a total would not mean
// what it says it is 无法合计, with the reason below. A value that was not
// understood stands as its sender wrote it, coloured, and is in no total; one with an
// error is coloured, as is the name of its school, and counted; of a number that its sender calls inexact it says 约
// before it, as before totals that it is in.
//
// What offices below have added up stands with its schools, by city and
// district, with totals of each. The workbook carries [rollup.ID] and, hidden,
// what package rollup reads it by: the office above adds it up again.
//
// A tally that is nil or has no schema is [ErrNoTally]. When ctx is done, as it
// may be before the schools of a province are written, Totals returns its error
// and has written nothing. The same tallies always give the same bytes.
func Totals(ctx context.Context, w io.Writer, tallies []*returned.Tally, o Options, more ...List) error {
	if slices.ContainsFunc(tallies, func(t *returned.Tally) bool { return t == nil || t.Schema == nil }) {
		return ErrNoTally
	}
	b := newWorkbook(ctx, o)
	defer b.Close()
	plan := rollup.Plan{Unit: o.Author}
	b.drawList(b.addSheet(0, rollup.Overview, ""), overview(tallies))
	sheets := 1
	if l := unitOverview(tallies); l != nil {
		b.drawList(b.addSheet(sheets, l.Sheet, ""), *l)
		sheets++
	}
	var people *sumSheet
	for _, t := range tallies {
		plan.Forms = append(plan.Forms, rollup.Form{ID: t.Schema.ID, Version: t.Schema.Version, Title: t.Schema.Title})
		if len(t.Counted) == 0 {
			continue
		}
		for _, block := range append([]string{""}, tableKeys(t.Schema)...) {
			s := newSumSheet(t, block)
			if block == "" && len(s.columns) == 0 && len(t.Schema.Blocks) > 0 {
				continue // nothing but the schools' names: the rows of its tables say more
			}
			s.sheet = b.addSheet(sheets, s.Sheet, s.Title)
			b.drawList(s.sheet, s.List)
			plan.Sheets = append(plan.Sheets, s.plan(block))
			sheets++
			if s.crowd >= 0 && (people == nil || s.people > people.people) {
				people = s
			}
		}
	}
	if people != nil {
		b.chart(b.addSheet(sheets, "图表", ""), people)
	}
	for i, l := range more {
		b.drawList(b.addSheet(sheets+1+i, l.Sheet, l.Title), l)
	}
	b.mark(&plan)
	calculate := true
	b.try(b.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &calculate}))
	stamp := b.stamp()
	b.try(b.SetDocProps(&excelize.DocProperties{
		Title: "汇总表", Creator: o.Author, LastModifiedBy: o.Author, Created: stamp, Modified: stamp, Language: "zh-CN",
	}))
	var buf bytes.Buffer
	if err := b.finish(&buf); err != nil {
		return err
	}
	packed, err := b.repack(buf.Bytes())
	if err != nil {
		return b.wrap(err)
	}
	return out.Write(w, "sheet", packed)
}

func tableKeys(s *forms.Schema) []string {
	var keys []string
	for i := range s.Blocks {
		if s.Blocks[i].Table() {
			keys = append(keys, s.Blocks[i].Key)
		}
	}
	return keys
}

// mark puts what the workbook is known by, and read by, on a hidden sheet.
func (b *workbook) mark(p *rollup.Plan) {
	_, err := b.NewSheet(forms.InfoSheet)
	b.try(err)
	rows := append([][]string{{forms.InfoForm, rollup.ID}, {forms.InfoVersion, rollup.Version}}, p.Cells()...)
	wide := 1
	for i, row := range rows {
		wide = max(wide, len(row))
		for j, text := range row {
			b.text(forms.InfoSheet, a1.Name(i+1, j+1), text)
		}
	}
	b.try(b.SetSheetDimension(forms.InfoSheet, "A1:"+a1.Name(len(rows), wide)))
	b.try(b.SetSheetVisible(forms.InfoSheet, false, true))
	b.name(forms.NameForm, `"`+rollup.ID+`"`, "")
	b.try(b.SetCustomProps(excelize.CustomProperty{Name: forms.InfoForm, Value: rollup.ID}))
	b.try(b.SetCustomProps(excelize.CustomProperty{Name: forms.InfoVersion, Value: rollup.Version}))
}

// overview tells of every form how many schools owe it and sent it.
func overview(tallies []*returned.Tally) List {
	l := List{Title: rollup.Overview, Columns: []Column{
		{"序号", 36}, {"表格", 220}, {"应报\n（所）", 56}, {"已报\n（所）", 56}, {"计入汇总\n（所）", 56}, {"待确认\n（所）", 56}, {"迟报\n（份）", 56}, {"未报\n（所）", 56},
	}, Landscape: true}
	for i, t := range tallies {
		c, units := t.Counts()
		l.Rows = append(l.Rows, append([]any{i + 1, t.Schema.Title}, countCells(c, len(t.Roster) > 0 || len(t.Rollups) > 0 && c.Owed > 0)...))
		if len(units) > 0 {
			l.notes = append(l.notes, fmt.Sprintf("《%s》的汇总表未报%d个单位，所属学校数不详，不在应报、未报之内：%s。", t.Schema.Title, len(units), strings.Join(units, "、")))
		}
		var open []string
		for k := range t.Rollups {
			if t.Rollups[k].Counts.Owed == 0 {
				open = append(open, t.Rollups[k].Unit)
			}
		}
		if len(open) > 0 {
			l.notes = append(l.notes, fmt.Sprintf("《%s》的汇总表没有写应报数，不在应报、未报之内：%s。", t.Schema.Title, strings.Join(open, "、")))
		}
	}
	return l
}

// countCells are the columns from 应报 to 未报; what is not known is empty.
func countCells(c returned.Counts, owed bool) []any {
	row := []any{nil, c.Sent, c.Counted, c.Aside, c.Late, nil}
	if owed {
		row[0], row[5] = c.Owed, c.Missing
	}
	for j := 3; j < 6; j++ {
		if n, ok := row[j].(int); ok && n > 0 {
			row[j] = Marked{n, report.Warning}
		}
	}
	return row
}

// unitOverview tells the same of every office that has added up its schools;
// nil if none has.
func unitOverview(tallies []*returned.Tally) *List {
	l := List{Sheet: "各单位报送情况", Title: "各单位汇总表报送情况", Columns: []Column{
		{"序号", 36}, {"单位", 120}, {"表格", 180}, {"应报\n（所）", 50}, {"已报\n（所）", 50}, {"计入汇总\n（所）", 50}, {"待确认\n（所）", 50}, {"迟报\n（份）", 50}, {"未报\n（所）", 50},
	}, Landscape: true}
	for _, t := range tallies {
		for i := range t.Rollups {
			r := &t.Rollups[i]
			l.Rows = append(l.Rows, append([]any{len(l.Rows) + 1, r.Unit, t.Schema.Title}, countCells(r.Counts, r.Counts.Owed > 0)...))
		}
	}
	if len(l.Rows) == 0 {
		return nil
	}
	return &l
}

// A figure is a number of a sheet of totals.
type figure struct {
	value   float64 // of a share the fraction that a cell holds
	formula string  // that gives it; "" where it stands by itself
	kind    forms.Kind
	about   bool
}

func (v figure) format() string {
	f := numberFormat(v.kind)
	if v.about {
		return `"约"` + cmp.Or(f, "General")
	}
	return f
}

func (b *workbook) figure(sheet, cell string, v figure) {
	b.try(b.SetCellFloat(sheet, cell, v.value, -1, 64))
	if v.formula != "" {
		b.try(b.SetCellFormula(sheet, cell, v.formula)) // keeps the value: see repack
	}
}

package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
)

// mostBars is how many schools a chart shows: the largest.
const mostBars = 15

// chart draws the people of each district, or of the schools that have most,
// beside the numbers that it is made of. They are formulas of the sheet that
// they come from.
func (b *workbook) chart(sheet string, s *sumSheet) {
	c := s.columns[s.crowd]
	l := List{Columns: []Column{{"学校", 230}, {c.field.FullLabel(), 230}}}
	type bar struct {
		name  string
		row   int // of its number in the sheet of totals
		value any
	}
	var bars []bar
	kind := excelize.Bar
	var districts []int // rows of totals of the largest districts
	for i := range max(len(s.foot)-1, 0) {
		if len(s.sums[i].Area) < 2 {
			districts = append(districts, i)
		}
	}
	if len(districts) > 1 {
		kind = excelize.Col
		l.Columns[0].Label = s.Columns[s.areas[0]-1].Label
		for _, i := range districts {
			row := s.foot[i]
			bars = append(bars, bar{name: fmt.Sprint(plain(row[s.areas[0]-1])), row: s.head + len(s.Rows) + i + 1, value: row[c.at-1]})
		}
	} else {
		for i, row := range s.Rows {
			bars = append(bars, bar{name: fmt.Sprint(plain(row[1])), row: s.head + i + 1, value: row[c.at-1]})
		}
	}
	number := func(x bar) (figure, bool) { v, ok := plain(x.value).(figure); return v, ok }
	bars = slices.DeleteFunc(bars, func(x bar) bool { _, ok := number(x); return !ok })
	if kind == excelize.Bar {
		slices.SortStableFunc(bars, func(x, y bar) int {
			v, _ := number(x)
			w, _ := number(y)
			return -cmp.Compare(v.value, w.value)
		})
		l.Title = "各校" + c.field.Label
		if len(bars) > mostBars {
			bars = bars[:mostBars]
			l.Title = fmt.Sprintf("%s前%d名的学校", c.field.Label, mostBars)
		}
	} else {
		l.Title = "各" + l.Columns[0].Label + c.field.Label
	}
	for _, x := range bars {
		v, _ := number(x)
		v.formula = cells.QuoteSheet(s.sheet) + "!" + absolute(a1.Name(x.row, c.at))
		l.Rows = append(l.Rows, []any{x.name, v})
	}
	height := 320.0 // points
	if kind == excelize.Bar {
		height = 80 + 24*float64(len(bars))
	}
	l.under = int(height/underRow) + 5 // programs differ in how high a row is
	b.drawList(sheet, l)
	if len(bars) == 0 {
		return
	}
	from, to := 3, 2+len(bars) // below title and heads
	span := func(col string) string {
		return fmt.Sprintf("%s!$%s$%d:$%s$%d", cells.QuoteSheet(sheet), col, from, col, to)
	}
	gap, vary, font := uint(60), false, excelize.Font{Family: "宋体", Size: 10, Color: "000000"}
	b.try(b.AddChart(sheet, a1.Name(to+2, 1), &excelize.Chart{
		Type:     kind,
		Series:   []excelize.ChartSeries{{Name: cells.QuoteSheet(sheet) + "!$B$2", Categories: span("A"), Values: span("B"), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"4472C4"}}}},
		Title:    excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: l.Title, Font: &excelize.Font{Family: "宋体", Size: 14, Color: "000000"}}}},
		Legend:   excelize.ChartLegend{Position: "none"},
		PlotArea: excelize.ChartPlotArea{ShowVal: true},
		XAxis:    excelize.ChartAxis{Font: font, ReverseOrder: kind == excelize.Bar},
		YAxis:    excelize.ChartAxis{Font: font, MajorGridLines: true},
		GapWidth: &gap, VaryColors: &vary,
		Dimension: excelize.ChartDimension{Width: 600, Height: uint(height * 96 / 72)},
	}))
}

// repack sets right what excelize writes into a workbook with formulas and
// charts: results of formulas are numbers, not text, the content types come in
// one order, not in that of a map, and the parts of a chart in that of the schema.
func (b *workbook) repack(data []byte) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var buf bytes.Buffer
	to := zip.NewWriter(heeding{b.ctx, &buf})
	for _, f := range z.File {
		part, err := readPart(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		switch {
		case f.Name == "[Content_Types].xml":
			part = sortTypes(part)
		case strings.HasPrefix(f.Name, "xl/charts/"):
			part = smoothBar.ReplaceAll(seriesOrder.ReplaceAll(part, []byte("$2$1")), nil)
		case strings.HasPrefix(f.Name, "xl/worksheets/"):
			part = bytes.ReplaceAll(part, []byte(` t="str"><f>`), []byte(`><f>`))
		}
		p, err := to.Create(f.Name)
		if err != nil {
			return nil, err
		}
		if _, err := p.Write(part); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// What a series of bars has in another order than the schema, and what it does
// not have.
var (
	seriesOrder = regexp.MustCompile(`(<dLbls>(?:[^<]|<[^/]|</[^d]|</d[^L])*</dLbls>)(<invertIfNegative [^>]*>(?:</invertIfNegative>)?)`)
	smoothBar   = regexp.MustCompile(`<smooth [^>]*>(?:</smooth>)?`)
)

func readPart(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

var contentType = regexp.MustCompile(`<(?:Default|Override) [^>]*?(?:/>|></(?:Default|Override)>)`)

// sortTypes orders the entries of [Content_Types].xml.
func sortTypes(part []byte) []byte {
	at := contentType.FindAllIndex(part, -1)
	if len(at) == 0 {
		return part
	}
	var entries []string
	for _, m := range at {
		entries = append(entries, string(part[m[0]:m[1]]))
	}
	slices.Sort(entries)
	first, last := at[0][0], at[len(at)-1][1]
	return slices.Concat(part[:first], []byte(strings.Join(entries, "")), part[last:])
}

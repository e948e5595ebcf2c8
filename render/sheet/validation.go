package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
)

// validations gives every field its limits and its prompt, a column of a table
// at once.
func (b *workbook) validations(s *forms.Schema, l *forms.Layout) {
	for i := range l.Cells {
		c := &l.Cells[i]
		if !c.Free || c.Ref.Row > 1 {
			continue // with the first row of its block
		}
		last := c
		if block := s.Block(c.Ref.Block); block != nil {
			r := c.Ref
			r.Row = block.RowCount()
			last = l.At(r)
		}
		dv := excelize.NewDataValidation(true)
		if dv.Sqref = c.Name(); last.End() != dv.Sqref {
			dv.Sqref += ":" + last.End()
		}
		if c.Text == "" { // else the answer is written into what is printed
			b.limit(dv, c.Field)
		}
		dv.SetInput(cells.Clip(c.Field.Label, 32), cells.Clip(prompt(c.Field), 255))
		b.try(b.AddDataValidation(l.Sheet, dv))
	}
}

// prompt is what a clerk reads who selects a cell.
func prompt(f *forms.Field) string {
	var parts []string
	if f.Required {
		parts = append(parts, "必填")
	}
	parts = append(parts, f.Demand())
	if f.Unit != "" {
		parts = append(parts, "单位："+f.Unit)
	}
	if f.Note != "" {
		parts = append(parts, strings.TrimRight(f.Note, "。"))
	}
	return strings.Join(parts, "。")
}

// limit makes dv refuse what the field does not take. Kinds of text that
// people write in many ways are left to the checks of the returned form.
func (b *workbook) limit(dv *excelize.DataValidation, f *forms.Field) {
	stop := func(t excelize.DataValidationType, lo, hi string) {
		op := excelize.DataValidationOperatorBetween
		switch {
		case lo == "":
			op, lo, hi = excelize.DataValidationOperatorLessThanOrEqual, hi, ""
		case hi == "":
			op = excelize.DataValidationOperatorGreaterThanOrEqual
		}
		b.try(dv.SetRange(lo, hi, t, op))
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", cells.Clip(f.Label+"应填"+f.Demand()+"。", 225))
	}
	lo, hi := string(f.Min), string(f.Max)
	switch f.Kind {
	case forms.Integer, forms.Decimal:
		if lo+hi == "" {
			lo, hi = "-999999999999", "999999999999"
		}
		t := excelize.DataValidationTypeDecimal
		if f.Kind == forms.Integer {
			t = excelize.DataValidationTypeWhole
		}
		stop(t, lo, hi)
	case forms.Percent:
		if lo+hi == "" {
			lo, hi = "-999999", "999999"
		}
		stop(excelize.DataValidationTypeDecimal, hundredth(lo), hundredth(hi))
	case forms.Date:
		from, to := calendar.Date{Year: 1950, Month: 1, Day: 1}, calendar.Date{Year: 2099, Month: 12, Day: 31}
		if d, ok := f.Min.Date(); ok {
			from = d
		}
		if d, ok := f.Max.Date(); ok {
			to = d
		}
		stop(excelize.DataValidationTypeDate, strconv.Itoa(serial(from)), strconv.Itoa(serial(to)))
	case forms.Time:
		from, to := 0.0, 1.0
		if t, ok := f.Min.Clock(); ok {
			from = fraction(t)
		}
		if t, ok := f.Max.Clock(); ok {
			to = fraction(t)
		}
		stop(excelize.DataValidationTypeTime, decimal(from), decimal(to))
	case forms.Choice:
		b.list(dv, f.Options)
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", cells.Clip(f.Label+"应从列表中选择。", 225))
	case forms.YesNo:
		b.list(dv, yesNo())
		dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", cells.Clip(f.Label+"应"+f.Demand()+"。", 225))
	default:
		if f.Len > 0 {
			stop(excelize.DataValidationTypeTextLength, "", strconv.Itoa(f.Len))
			dv.SetError(excelize.DataValidationErrorStyleStop, "填写有误", fmt.Sprintf("%s不超过%d字。", cells.Clip(f.Label, 100), f.Len))
		}
	}
}

func yesNo() []string { return []string{"是", "否"} }

// hundredth divides a limit of a percent by 100 without the dust of binary
// fractions.
func hundredth(s string) string {
	x, ok := forms.Limit(s).Number()
	if !ok {
		return ""
	}
	return decimal(math.Round(x*1e8) / 1e10)
}

func decimal(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

func fraction(c calendar.Clock) float64 { return float64(c.Hour*60+c.Minute) / (24 * 60) }

// list makes dv a drop-down list. Inside a validation a list holds 255
// characters and no commas; longer ones stand on the info sheet under a name.
func (b *workbook) list(dv *excelize.DataValidation, options []string) {
	joined := strings.Join(options, ",")
	if len(utf16.Encode([]rune(joined))) <= 255 && strings.Count(joined, ",") == len(options)-1 {
		b.try(dv.SetDropList(options))
		return
	}
	b.lists = append(b.lists, options)
	col := firstList + len(b.lists) - 1
	name := fmt.Sprintf("zhijiao_list%d", len(b.lists))
	from, to := absolute(a1.Name(1, col)), absolute(a1.Name(len(options), col))
	b.name(name, cells.QuoteSheet(forms.InfoSheet)+"!"+from+":"+to, "")
	dv.SetSqrefDropList(name)
}

// alerts colours values that contradict a check of the schema.
func (b *workbook) alerts(l *forms.Layout) {
	if len(l.Alerts) == 0 {
		return
	}
	red, err := b.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: "9C0006"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFC7CE"}},
	})
	b.try(err)
	for _, a := range l.Alerts {
		for _, at := range a.Ranges {
			b.try(b.SetConditionalFormat(l.Sheet, at, []excelize.ConditionalFormatOptions{
				{Type: "formula", Criteria: a.Formula, Format: &red},
			}))
		}
	}
}

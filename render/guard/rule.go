package guard

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
)

// A ruling is what some boxes have in common: the field, and what a mark stands
// for.
type ruling struct {
	block, key, tick string
}

// validations returns the elements that give boxes their lists and limits, those of
// a field in one. Boxes that print text, or have rules of their own, get none.
func validations(places []learn.Place, given bool, ruled map[cellRef]bool) []string {
	var order []ruling
	at := map[ruling][]learn.Place{}
	for _, p := range places {
		if p.Printed || ruled[cellRef{p.Row, p.Col}] {
			continue
		}
		r := ruling{p.Ref.Block, p.Ref.Key, ""}
		if p.Tick != "" {
			r.tick = "√"
		}
		if at[r] == nil {
			order = append(order, r)
		}
		at[r] = append(at[r], p)
	}
	var all []string
	for _, r := range order {
		if v := validation(at[r], r.tick, given); v != "" {
			all = append(all, v)
		}
	}
	return all
}

// validation returns the rule of a field, "" where there is nothing to say.
func validation(at []learn.Place, tick string, given bool) string {
	f := at[0].Field
	var attrs, body string
	list := func(options []string) {
		joined := strings.Join(options, ",")
		if len(utf16.Encode([]rune(joined))) > 255 || strings.Count(joined, ",") != len(options)-1 || slices.ContainsFunc(options, func(o string) bool { return strings.ContainsAny(o, `"=`) }) {
			return
		}
		attrs, body = ` type="list"`, fmt.Sprintf(`<@formula1>"%s"</@formula1>`, sheetml.Escape(joined))
	}
	between := func(kind, lo, hi string) {
		op := ""
		switch {
		case lo == "" && hi == "":
			lo, hi = "-999999999999", "999999999999"
		case lo == "":
			op, lo, hi = ` operator="lessThanOrEqual"`, hi, ""
		case hi == "":
			op = ` operator="greaterThanOrEqual"`
		}
		attrs = fmt.Sprintf(` type="%s"%s`, kind, op)
		body = "<@formula1>" + sheetml.Escape(lo) + "</@formula1>"
		if hi != "" {
			body += "<@formula2>" + sheetml.Escape(hi) + "</@formula2>"
		}
	}
	switch {
	case tick != "":
		list([]string{tick})
	case f.Kind == forms.Choice:
		list(f.Options)
	case f.Kind == forms.YesNo:
		list([]string{"是", "否"})
	case f.Kind == forms.Integer:
		between("whole", string(f.Min), string(f.Max))
	case f.Kind == forms.Decimal:
		between("decimal", string(f.Min), string(f.Max))
	case f.Kind == forms.Text && f.Len > 0:
		between("textLength", "", strconv.Itoa(f.Len))
	}
	say := f.Note
	if tick == "" && (attrs != "" || f.Kind != forms.Text) {
		say = strings.Trim(f.Demand()+"。"+f.Note, "。")
	}
	if attrs == "" && say == "" {
		return ""
	}
	if attrs != "" && !given {
		attrs += ` errorStyle="warning"`
	}
	if attrs != "" {
		attrs += fmt.Sprintf(` showErrorMessage="1" errorTitle="请核对" error="%s"`, sheetml.Escape(cells.Clip(f.Label+"应填"+f.Demand()+"。", 225)))
	}
	if say != "" {
		attrs += fmt.Sprintf(` showInputMessage="1" promptTitle="%s" prompt="%s"`, sheetml.Escape(cells.Clip(f.Label, 32)), sheetml.Escape(cells.Clip(say, 255)))
	}
	return fmt.Sprintf(`<@dataValidation%s allowBlank="1" sqref="%s">%s</@dataValidation>`, attrs, ranges(at), body)
}

// ranges returns the boxes as A1:B2 C3, those below each other as one.
func ranges(at []learn.Place) string {
	var all []string
	for i := 0; i < len(at); {
		first, last := at[i], at[i]
		for i++; i < len(at) && at[i].Col == last.Col && at[i].Cols == last.Cols && at[i].Row == last.Row+last.Rows && at[i].Rows == last.Rows; i++ {
			last = at[i]
		}
		from := a1.Name(first.Row, first.Col)
		if to := a1.Name(last.Row, last.Col); to != from {
			from += ":" + to
		}
		all = append(all, from)
	}
	return strings.Join(all, " ")
}

package returned

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Value is what somebody put into a field. The zero value is an empty field.
type Value struct {
	Ref   forms.Ref
	Field *forms.Field    // of the schema it was read by
	Raw   string          // as it stood in the file: of a number the stored digits, of a formula its result
	Text  string          // what it means, in the one way of writing told below; "" if nothing or not understood
	State State           // how far Text can be trusted
	Where report.Position // the cell, or the table and cell of a document
}

// Values of a kind have one way of writing:
//
//	text              as written, without blanks around it
//	integer decimal   -1234.5
//	percent           12.5 for 12.5 %
//	date              2023-05-08
//	dates             2023-05-08 or 2023-05-08/2023-05-12
//	time              14:00
//	phone email       one or more, joined with 、
//	choice choices    options, joined with 、
//	yesno             是 or 否

// A State tells how a value was come by. The zero value is [Empty].
type State uint8

const (
	Empty    State = iota // nothing there, or / or 无 where that means nothing
	Exact                 // read as written
	About                 // a number that its sender marks as inexact: 约300人, 300余人
	Computed              // worked out by the formula of the field, which was left empty
	Unclear               // something is there that was not understood
)

var stateNames = [...]string{"empty", "exact", "about", "computed", "unclear"}

// String returns a word for s, such as exact.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return "State(" + strconv.Itoa(int(s)) + ")"
}

// Known reports whether v has a meaning: [Exact], [About] or [Computed].
func (v Value) Known() bool { return v.State == Exact || v.State == About || v.State == Computed }

// Shown returns what stands in the cell as its reader sees it: Raw, but for a
// day or a time that a spreadsheet stores as a number what it means.
func (v Value) Shown() string {
	x, err := strconv.ParseFloat(v.Raw, 64)
	if err != nil || v.Field == nil || !v.Known() {
		return v.Raw
	}
	switch v.Field.Kind {
	case forms.Date, forms.Dates:
		day, ok := forms.Limit(v.Text).Date()
		for _, mac := range []bool{false, true} {
			if stored, _, isDay := calendar.FromSerial(x, mac); ok && isDay && stored == day {
				return day.String()
			}
		}
	case forms.Time:
		if x < 1 {
			return v.Text
		}
	}
	return v.Raw
}

// Number returns v as a number, a percent in hundredths, and whether it is one.
func (v Value) Number() (float64, bool) {
	if v.Field == nil || !v.Field.Kind.Numeric() {
		return 0, false
	}
	return forms.Limit(v.Text).Number()
}

// Period returns v as a run of days, and whether it is one: of kind date or
// dates.
func (v Value) Period() (calendar.Period, bool) {
	from, to, several := strings.Cut(v.Text, "/")
	if !several {
		to = from
	}
	a, ok1 := forms.Limit(from).Date()
	b, ok2 := forms.Limit(to).Date()
	return calendar.Period{From: a, To: b}, ok1 && ok2
}

// Clock returns v as a time of day, and whether it is one.
func (v Value) Clock() (calendar.Clock, bool) { return forms.Limit(v.Text).Clock() }

// List returns the parts of a value that may have several: options, telephone
// numbers, addresses. Of an empty one it is nil.
func (v Value) List() []string {
	if v.Text == "" {
		return nil
	}
	if v.Field != nil && v.Field.Kind == forms.Choices {
		// Options may hold the sign that joins them.
		if all, rest := answer.TakeOptions(v.Field.Options, v.Text); rest == "" {
			return all
		}
	}
	return strings.Split(v.Text, "、")
}

// A Return is one filled form out of a file.
type Return struct {
	Schema *forms.Schema
	File   string
	Sheet  string   // name of the sheet, "" in a document
	Values []Value  // in the order of the form, rows in theirs; empty rows of blocks are left out
	Sums   []Sum    // rows 合计 that the sender added to tables
	Lost   []string // keys of tables whose heads were not found: what is in them is not known
}

// A Sum is a row 合计 or 小计 below rows of a block.
type Sum struct {
	Block    string
	From, To int     // rows that it adds up
	Values   []Value // Ref.Row is To
}

// At returns the value of r, whose Row is 1 for a block that is no table. It
// is empty where the sender left the field or the whole row empty.
func (r *Return) At(ref forms.Ref) Value {
	for _, v := range r.Values {
		if v.Ref == ref {
			return v
		}
	}
	return Value{Ref: ref, Field: r.Schema.Field(ref)}
}

// Rows returns the numbers of the rows of a block that hold anything.
func (r *Return) Rows(block string) []int {
	var rows []int
	for _, v := range r.Values {
		if n := len(rows); v.Ref.Block == block && (n == 0 || rows[n-1] != v.Ref.Row) {
			rows = append(rows, v.Ref.Row)
		}
	}
	return rows
}

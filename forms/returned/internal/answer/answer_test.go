package answer

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/golden"
)

// TestHabits reads what people put into cells. testdata/habits.txtar has a part
// for each field, named by its tag; a line is what stands in the cell, what is
// read, and how far it can be trusted. The first character tells how the cell
// holds it:
//
//	#  a number    %  a number shown as a percentage    @  a number shown as a date
//	?  true or false    !  an error of a formula    anything else  text
//
// Numbers count days from 1900, dates without a year belong to 2023 unless the
// tag's label says otherwise: 1904, or nobody knows the year.
func TestHabits(t *testing.T) {
	file := "testdata/habits.txtar"
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var got []txtar.File
	for _, part := range a.Files {
		f := fieldOf(t, part.Name)
		var out strings.Builder
		for line := range strings.Lines(string(part.Data)) {
			line, _, _ = strings.Cut(strings.TrimSuffix(line, "\n"), " → ")
			if line == "" {
				continue
			}
			e := Entry{Raw: strings.ReplaceAll(line, "⏎", "\n"), Year: 2023}
			switch {
			case strings.Contains(f.Label, "1904"):
				e.Date1904 = true
			case strings.Contains(f.Label, "nobody"):
				e.Year = 0
			}
			for mark, with := range map[string]Entry{
				"#": {Stored: Number}, "%": {Stored: Number, Percent: true}, "@": {Stored: Number, Day: true},
				"?": {Stored: Bool}, "!": {Stored: Fault},
			} {
				if rest, ok := strings.CutPrefix(e.Raw, mark); ok && rest != "" {
					e.Raw, e.Stored, e.Percent, e.Day = rest, with.Stored, with.Percent, with.Day
					break
				}
			}
			r := Read(f, e)
			fmt.Fprintf(&out, "%s → %s %s", line, strings.ReplaceAll(r.Text, "\n", "⏎"), state(r))
			for _, m := range r.Remarks {
				fmt.Fprintf(&out, " %s %s %s", m.Rule, m.Severity.Label(), m.Message)
			}
			out.WriteByte('\n')
			if r.Unclear && (r.Text != "" || len(r.Remarks) == 0) {
				t.Errorf("%s: %q: unclear with a value or without a word", part.Name, line)
			}
		}
		got = append(got, txtar.File{Name: part.Name, Data: []byte(out.String())})
	}
	golden.Archive(t, file, a, 0, got)
}

// fieldOf makes a field of a tag; the Go type is a string, which takes any kind.
func fieldOf(t *testing.T, tag string) *forms.Field {
	t.Helper()
	s, err := forms.FromType(reflect.StructOf([]reflect.StructField{{Name: "Field", Type: reflect.TypeFor[string](), Tag: reflect.StructTag(`form:"` + tag + `"`)}}))
	if err != nil {
		t.Fatal(err)
	}
	return &s.Head[0]
}

// FuzzHabits shows that no text breaks a reader, and that what is unclear has no
// value but a remark.
func FuzzHabits(f *testing.F) {
	f.Add("约300人", uint8(1), uint8(0))
	f.Add("5月8日-12日", uint8(5), uint8(0))
	f.Add("45054.5", uint8(4), uint8(1))
	f.Add("张某某0431－12345678转1", uint8(7), uint8(0))
	f.Fuzz(func(t *testing.T, raw string, kind, how uint8) {
		field := &forms.Field{Key: "a", Label: "甲", Kind: forms.Kind(kind) % (forms.YesNo + 1), Unit: "人", Options: forms.Options{"甲", "乙、丙"}}
		r := Read(field, Entry{Raw: raw, Stored: Stored(how % 4), Percent: how&4 > 0, Day: how&8 > 0, Year: 2023})
		if r.Unclear && (r.Text != "" || len(r.Remarks) == 0) {
			t.Errorf("unclear: %+v", r)
		}
		if r.Text == "" {
			return
		}
		if _, ok := forms.Limit(r.Text).Number(); field.Kind.Numeric() && !ok {
			t.Errorf("%q is no number", r.Text)
		}
		if field.Kind == forms.Date || field.Kind == forms.Dates {
			for day := range strings.SplitSeq(r.Text, "/") {
				if _, ok := forms.Limit(day).Date(); !ok {
					t.Errorf("%q is no date", r.Text)
				}
			}
		}
		TakeOptions(field.Options, r.Text)
		// What was read once is read again as the same.
		if again := Read(field, Entry{Raw: r.Text, Year: 2023}); field.Kind != forms.Percent && again.Text != r.Text {
			t.Errorf("%q is read as %q", r.Text, again.Text)
		}
	})
}

// state says how far a reading can be trusted.
func state(r Reading) string {
	switch {
	case r.Unclear:
		return "unclear"
	case r.Text == "":
		return "empty"
	case r.About:
		return "about"
	}
	return "exact"
}

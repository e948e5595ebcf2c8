package returned

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
			e := entry{raw: strings.ReplaceAll(line, "⏎", "\n"), year: 2023}
			switch {
			case strings.Contains(f.Label, "1904"):
				e.date1904 = true
			case strings.Contains(f.Label, "nobody"):
				e.year = 0
			}
			for mark, with := range map[string]entry{
				"#": {stored: storedNumber}, "%": {stored: storedNumber, percent: true}, "@": {stored: storedNumber, day: true},
				"?": {stored: storedBool}, "!": {stored: storedFault},
			} {
				if rest, ok := strings.CutPrefix(e.raw, mark); ok && rest != "" {
					e.raw, e.stored, e.percent, e.day = rest, with.stored, with.percent, with.day
					break
				}
			}
			r := readField(f, e)
			fmt.Fprintf(&out, "%s → %s %s", line, strings.ReplaceAll(r.text, "\n", "⏎"), r.state)
			for _, m := range r.remarks {
				fmt.Fprintf(&out, " %s %s %s", m.rule, m.sev.Label(), m.message)
			}
			out.WriteByte('\n')
			if r.state == Unclear && (r.text != "" || len(r.remarks) == 0) {
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
	g := &forms.GoField{Name: "field", Tag: tag, Typ: reflect.TypeFor[string]()}
	if err := g.Parse(); err != nil {
		t.Fatal(err)
	}
	f, _, err := g.Field()
	if err != nil {
		t.Fatal(err)
	}
	return &f
}

// FuzzHabits shows that no text breaks a reader, and that what is unclear has no
// value but a remark.
func FuzzHabits(f *testing.F) {
	f.Add("约300人", uint8(1), uint8(0))
	f.Add("5月8日-12日", uint8(5), uint8(0))
	f.Add("45054.5", uint8(4), uint8(1))
	f.Add("张某某0431－12345678转1", uint8(7), uint8(0))
	f.Fuzz(func(t *testing.T, raw string, kind, how uint8) {
		field := &forms.Field{Key: "a", Label: "甲", Kind: forms.Kind(kind % uint8(len(forms.Kinds))), Unit: "人", Options: forms.Options{"甲", "乙、丙"}}
		r := readField(field, entry{raw: raw, stored: stored(how % 4), percent: how&4 > 0, day: how&8 > 0, year: 2023})
		switch {
		case r.state == Unclear && (r.text != "" || len(r.remarks) == 0):
			t.Errorf("unclear: %+v", r)
		case r.state == Empty && r.text != "":
			t.Errorf("empty: %+v", r)
		}
		v := Value{Field: field, Text: r.text, State: r.state}
		if _, ok := v.Number(); field.Kind.Numeric() && v.Known() && !ok && r.text != "" {
			t.Errorf("%q is no number", r.text)
		}
		if _, ok := v.Period(); (field.Kind == forms.Date || field.Kind == forms.Dates) && v.Known() && !ok && r.text != "" {
			t.Errorf("%q is no date", r.text)
		}
		v.List()
		// What was read once is read again as the same.
		if again := readField(field, entry{raw: r.text, year: 2023}); v.Known() && r.text != "" && field.Kind != forms.Percent && again.text != r.text {
			t.Errorf("%q is read as %q", r.text, again.text)
		}
	})
}

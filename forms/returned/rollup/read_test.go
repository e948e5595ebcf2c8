package rollup_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/rollup"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// parts are those of a 汇总表 of two schools.
func parts(t testing.TB, schema *forms.Schema) (names []string, data map[string][]byte) {
	t.Helper()
	roster := returned.Roster{{Name: "甲校", District: "一区"}, {Name: "乙校", District: "二区"}}
	var sent []returned.Submission
	for _, s := range roster {
		values := []returned.Value{{Ref: forms.Ref{Key: "students"}, Field: schema.Field(forms.Ref{Key: "students"}), Raw: "12", Text: "12"}}
		sent = append(sent, returned.Submission{School: s.Name, Return: &returned.Return{Schema: schema, Values: values}})
	}
	tally, err := returned.NewTally(schema, sent, returned.TallyOptions{Roster: roster})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := sheet.Totals(t.Context(), &b, []*returned.Tally{tally}, sheet.Options{Author: "甲市教育局"}); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	data = map[string][]byte{}
	for _, f := range z.File {
		part, err := gate.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		names, data[f.Name] = append(names, f.Name), part
	}
	return names, data
}

// Whatever stands in a part of a 汇总表, reading it ends in rows or in an error
// that clerks are told.
func FuzzRead(f *testing.F) {
	schema, _ := forms.Builtin("week-statistics")
	names, good := parts(f, schema)
	for i, name := range names {
		f.Add(i, string(good[name]))
	}
	f.Fuzz(func(t *testing.T, at int, part string) {
		if len(part) > 1<<16 || at < 0 || at >= len(names) {
			t.Skip() // larger ones take their time to be made smaller
		}
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for i, name := range names {
			text := string(good[name])
			if i == at {
				text = part
			}
			w, err := z.CreateHeader(&zip.FileHeader{Name: name})
			if err == nil {
				_, err = io.WriteString(w, text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		found, _, err := rollup.Read(bytes.NewReader(b.Bytes()), int64(b.Len()), "汇总表.xlsx", schema)
		var e *returned.ReadError
		if err != nil && !errors.Is(err, rollup.ErrOther) && !errors.As(err, &e) {
			t.Errorf("%T: %v", err, err)
		}
		for _, r := range found {
			for _, part := range r.Parts {
				if part.Return == nil || part.Return.Schema != schema || part.School == "" {
					t.Errorf("%+v", part)
				}
			}
		}
	})
}

package sheet_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// An ending context ends when it has been asked so many times.
type ending struct {
	context.Context
	left int
}

func (e *ending) Err() error {
	if e.left--; e.left < 0 {
		return context.Canceled
	}
	return nil
}

// Whenever their context ends, lists and totals say so, and have written
// nothing; they ask with every row.
func TestContext(t *testing.T) {
	const rows = 300
	list := sheet.List{Title: "表", Columns: []sheet.Column{{Label: "学校"}}}
	schema, _ := forms.Builtin("week-statistics")
	var sent []returned.Submission
	for i := range rows {
		name := fmt.Sprintf("第%d职业学校", i)
		list.Rows = append(list.Rows, []any{name})
		r := &returned.Return{Schema: schema}
		sent = append(sent, returned.Submission{School: name, Return: r})
	}
	tally, err := returned.NewTally(schema, sent, returned.TallyOptions{})
	if err != nil {
		t.Fatal(err)
	}
	tally.Counted = sent // blank ones do not count
	for name, write := range map[string]func(context.Context, io.Writer) error{
		"Lists": func(ctx context.Context, w io.Writer) error {
			return sheet.Lists(ctx, w, []sheet.List{list}, sheet.Options{})
		},
		"Totals": func(ctx context.Context, w io.Writer) error {
			return sheet.Totals(ctx, w, []*returned.Tally{tally}, sheet.Options{})
		},
	} {
		const whole = 1 << 30
		ctx := &ending{t.Context(), whole}
		if err := write(ctx, io.Discard); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		looks := whole - ctx.left
		if looks < rows {
			t.Errorf("%s: %d rows, %d looks at the context", name, rows, looks)
		}
		for n := 0; n < looks; n += max(1, looks/25) {
			var b bytes.Buffer
			if err := write(&ending{t.Context(), n}, &b); !errors.Is(err, context.Canceled) || b.Len() > 0 {
				t.Errorf("%s, ended at look %d of %d: %v, %d bytes", name, n, looks, err, b.Len())
			}
		}
	}
}

package learn

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A KeyError says that a schema asks for something that its blank does not have.
type KeyError struct {
	File string // the blank
	Ref  forms.Ref
}

func (e *KeyError) Error() string {
	return fmt.Sprintf("learn: %s has no place for the field %s", e.File, e.Ref)
}

// Chinese says the same to a clerk.
func (e *KeyError) Chinese() string {
	return fmt.Sprintf("空白表%s里没有key为“%s”的栏；key要与由这张空白表读出的一致", e.File, e.Ref)
}

// ErrSchema is the error of [Blank.With] without a schema.
var ErrSchema = errors.New("learn: no schema")

// With returns the blank with a schema in the place of the one that was learnt:
// with other labels, kinds, limits, checks, or fewer fields. Returns that it reads
// are of that very schema. A field is known by its key, and those of a table by
// that of the table, too; one that the blank does not have is a [*KeyError].
func (b *Blank) With(s *forms.Schema) (*Blank, error) {
	if s == nil {
		return nil, ErrSchema
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	places := map[forms.Ref]bool{}
	for _, sl := range b.slots {
		places[forms.Ref{Block: sl.Ref.Block, Key: sl.Ref.Key}] = true
	}
	for _, t := range b.tables {
		for _, c := range t.Columns {
			places[forms.Ref{Block: t.Block, Key: c.Key}] = true
		}
	}
	for ref := range s.Fields() {
		if !places[ref] {
			return nil, &KeyError{File: b.Name, Ref: ref}
		}
	}
	own := *b
	own.Schema, own.Given = s, true
	own.slots = slices.DeleteFunc(slices.Clone(b.slots), func(sl *grasp.Slot) bool { return s.Field(sl.Ref) == nil })
	own.tables = nil
	for _, t := range b.tables {
		block := s.Block(t.Block)
		if block == nil {
			continue
		}
		if !block.Table() {
			return nil, &KeyError{File: b.Name, Ref: forms.Ref{Block: t.Block}}
		}
		// Columns in the order of the schema, which rows are read in.
		kept := *t
		kept.Columns = nil
		for i := range block.Fields {
			k := slices.IndexFunc(t.Columns, func(c grasp.Column) bool { return c.Key == block.Fields[i].Key })
			kept.Columns = append(kept.Columns, t.Columns[k])
		}
		own.tables = append(own.tables, &kept)
	}
	return &own, nil
}

// A Reader reads files that came back against several blanks, and by the labels
// of forms that have none. Its zero value knows no form.
type Reader struct {
	Year    int // that days without one belong to; 0 if nobody knows
	Blanks  []*Blank
	Schemas []*forms.Schema // of forms without a blank
}

// Read reads the forms in a file. Of the blanks it is read against the one that
// fits best, and against others that other sheets fit; where none does, it is
// read by labels. Errors are those of [Blank.Read].
func (rd *Reader) Read(r io.ReaderAt, size int64, name string) ([]*returned.Return, []report.Finding, error) {
	type fit struct {
		*Blank
		share float64
	}
	var fits []fit
	for _, b := range rd.Blanks {
		if f := b.Fits(r, size, name); f >= enough {
			fits = append(fits, fit{b, f})
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return 0
	})
	if len(fits) == 0 {
		all := slices.Clone(rd.Schemas)
		for _, b := range rd.Blanks {
			all = append(all, b.Schema)
		}
		return (&returned.Reader{Year: rd.Year}).Read(r, size, name, all...)
	}
	returns, findings, err := fits[0].Read(r, size, name, rd.Year)
	if err != nil {
		return nil, findings, err
	}
	sheets := map[string]bool{}
	for _, r := range returns {
		sheets[r.Sheet] = true
	}
	for _, f := range fits[1:] {
		more, told, err := f.Read(r, size, name, rd.Year)
		if err != nil || slices.ContainsFunc(more, func(r *returned.Return) bool { return sheets[r.Sheet] }) {
			continue
		}
		for _, r := range more {
			sheets[r.Sheet] = true
		}
		returns, findings = append(returns, more...), append(findings, told...)
	}
	if len(rd.Schemas) > 0 {
		more, told, err := (&returned.Reader{Year: rd.Year}).Read(r, size, name, rd.Schemas...)
		if err == nil && len(more) > 0 && !slices.ContainsFunc(more, func(r *returned.Return) bool { return sheets[r.Sheet] }) {
			returns, findings = append(returns, more...), append(findings, told...)
			for _, r := range more {
				sheets[r.Sheet] = true
			}
		}
	}
	// What one form says of another's sheet is nothing.
	findings = slices.DeleteFunc(findings, func(f report.Finding) bool {
		return f.Rule == returned.RuleLeftOver && f.Where.Cell == "" && f.Where.Line == 0 && sheets[f.Where.Sheet] && f.Where.Sheet != "" && f.Found == ""
	})
	return returns, findings, nil
}

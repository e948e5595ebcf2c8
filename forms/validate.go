package forms

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Errors in [SchemaError.Err] and [TagError.Err]. Wrong expressions are an
// [*ExprError] there.
var (
	ErrMissing   = errors.New("missing")
	ErrKey       = errors.New("ill-formed key")
	ErrDuplicate = errors.New("used twice")
	ErrLimit     = errors.New("wrong limit")
	ErrOption    = errors.New("wrong option")
	ErrMisplaced = errors.New("does not apply here")
)

// A SchemaError is one thing wrong with a schema.
type SchemaError struct {
	ID   string // of the schema
	Path string // which part: title, checks[2], events.people …
	Msg  string // what is wrong and what is wanted
	Err  error  // one of the errors above, or an *ExprError
}

func (e *SchemaError) Error() string {
	return fmt.Sprintf("forms: schema %q: %s: %s", e.ID, e.Path, e.Msg)
}
func (e *SchemaError) Unwrap() error { return e.Err }

// Validate reports everything that is structurally wrong with s: ids, keys and
// labels that are missing, ill-formed or used twice; limits that the kind of
// their field does not take or that are out of order; choices without options;
// checks and formulas that do not parse or mention what s does not have. The
// error joins a [*SchemaError] for each, in the order of the form.
//
// The keys of head fields, foot fields and blocks are one set of names, the
// keys of a block's fields another for each block.
func (s *Schema) Validate() error {
	v := &validator{s: s}
	v.schema()
	return errors.Join(v.errs...)
}

type validator struct {
	s    *Schema
	errs []error
}

func (v *validator) fail(path string, err error, format string, args ...any) {
	v.errs = append(v.errs, &SchemaError{v.s.ID, path, fmt.Sprintf(format, args...), err})
}

func (v *validator) schema() {
	s := v.s
	switch {
	case s.ID == "":
		v.fail("id", ErrMissing, "missing: give the form an id such as week-statistics")
	case !isID(s.ID):
		v.fail("id", ErrKey, "%q is no id: want a letter or digit, then letters, digits, - _ or .", s.ID)
	}
	if s.Version != "" && !isID(s.Version) {
		v.fail("version", ErrKey, "%q is no version: want a letter or digit, then letters, digits, - _ or .", s.Version)
	}
	if strings.TrimSpace(s.Title) == "" {
		v.fail("title", ErrMissing, "missing: give the form a title")
	}
	if o := s.Orientation; o != "" && o != Portrait && o != Landscape {
		v.fail("orientation", ErrMisplaced, "%q is no orientation: want portrait or landscape", string(o))
	}
	if len(s.Head)+len(s.Blocks)+len(s.Foot) == 0 {
		v.fail("head", ErrMissing, "missing: the form asks for nothing, give it a field")
	}
	seen := map[string]bool{}
	v.fields(s.Head, nil, seen)
	for i := range s.Blocks {
		v.block(&s.Blocks[i], seen)
	}
	v.fields(s.Foot, nil, seen)
	v.cycles()
	for i, c := range s.Checks {
		if _, err := s.bindCheck(c); err != nil {
			v.expr(fmt.Sprintf("checks[%d]", i+1), err)
		}
	}
}

func (v *validator) block(b *Block, seen map[string]bool) {
	path := cmp.Or(b.Key, "blocks")
	v.key(b.Key, path, seen)
	if b.Rows < 0 {
		v.fail(path, ErrLimit, "rows %d is negative", b.Rows)
	}
	if b.Rows > maxRows {
		v.fail(path, ErrLimit, "rows %d is more than the %d that fit a form", b.Rows, maxRows)
	}
	if b.Number != "" && !b.Table() {
		v.fail(path, ErrMisplaced, "number %q is for tables: give the block rows or let it grow", b.Number)
	}
	if b.Table() && len(b.Fields) > maxColumns {
		v.fail(path, ErrLimit, "%d fields are more than the %d columns that fit a page", len(b.Fields), maxColumns)
	}
	if len(b.Fields) == 0 {
		v.fail(path, ErrMissing, "fields are missing: a block needs at least one")
	}
	v.fields(b.Fields, b, map[string]bool{})
}

// What is drawn for one schema has bounds.
const (
	maxRows    = 2000
	maxColumns = 40
	maxLines   = 20
)

func (v *validator) fields(fields []Field, b *Block, seen map[string]bool) {
	for i := range fields {
		f := &fields[i]
		path := cmp.Or(f.Key, fmt.Sprintf("field %d", i+1))
		if b != nil {
			path = b.Key + "." + path
		}
		v.key(f.Key, path, seen)
		v.field(f, b, path)
	}
}

func (v *validator) key(key, path string, seen map[string]bool) {
	if key == "" {
		v.fail(path, ErrMissing, "key is missing")
		return
	}
	for i, c := range key {
		if i == 0 && !unicode.IsLetter(c) || !keyRune(c) {
			v.fail(path, ErrKey, "%q is no key: want a letter, then letters, digits or _", key)
			break
		}
	}
	if seen[key] {
		v.fail(path, ErrDuplicate, "key %q is used twice", key)
	}
	seen[key] = true
}

func (v *validator) field(f *Field, b *Block, path string) {
	if strings.TrimSpace(f.Label) == "" {
		v.fail(path, ErrMissing, "label is missing")
	}
	if !f.Kind.Valid() {
		v.fail(path, ErrMisplaced, "invalid kind %d", uint8(f.Kind))
		return
	}
	v.limits(f, path)
	v.options(f, path)
	if f.Len < 0 || f.Rows < 0 || f.Width < 0 {
		v.fail(path, ErrLimit, "len, rows and width are not negative")
	}
	if f.Rows > maxLines {
		v.fail(path, ErrLimit, "rows %d is more than the %d lines of a field", f.Rows, maxLines)
	}
	if f.Len > 0 && f.Kind != Text && f.Kind != Phone && f.Kind != Email {
		v.fail(path, ErrMisplaced, "len is for text, phone and email, not for %s: use min and max", f.Kind)
	}
	if f.Group != "" && (b == nil || !b.Table()) {
		v.fail(path, ErrMisplaced, "group %q is for columns of a table", f.Group)
	}
	if f.Group != "" && slices.Contains(strings.Split(f.Group, "|"), "") {
		v.fail(path, ErrMissing, "group %q holds an empty head", f.Group)
	}
	if f.Formula == "" {
		return
	}
	if !f.Kind.Numeric() {
		v.fail(path, ErrMisplaced, "formula is for integer, decimal and percent, not for %s", f.Kind)
		return
	}
	if _, err := v.s.bindFormula(f.Formula, b); err != nil {
		v.expr(path, err)
	}
}

// expr reports a wrong expression without saying "forms:" twice.
func (v *validator) expr(path string, err error) {
	v.fail(path, err, "%s", strings.TrimPrefix(err.Error(), "forms: "))
}

func (v *validator) limits(f *Field, path string) {
	if f.Min == "" && f.Max == "" {
		return
	}
	var wrong string // what a limit should be
	var valid func(Limit) bool
	above := false // min > max
	switch f.Kind {
	case Integer, Decimal, Percent:
		wrong, valid = "a number", func(l Limit) bool { _, ok := l.Number(); return ok }
		lo, ok1 := f.Min.Number()
		hi, ok2 := f.Max.Number()
		above = ok1 && ok2 && lo > hi
	case Date, Dates:
		wrong, valid = "a date such as 2023-05-08", func(l Limit) bool { _, ok := l.Date(); return ok }
		lo, ok1 := f.Min.Date()
		hi, ok2 := f.Max.Date()
		above = ok1 && ok2 && lo.After(hi)
	case Time:
		wrong, valid = "a time such as 14:00", func(l Limit) bool { _, ok := l.Clock(); return ok }
		lo, ok1 := f.Min.Clock()
		hi, ok2 := f.Max.Clock()
		above = ok1 && ok2 && lo.Hour*60+lo.Minute > hi.Hour*60+hi.Minute
	default:
		v.fail(path, ErrMisplaced, "min and max are for numbers, dates and times, not for %s", f.Kind)
		return
	}
	for _, l := range []Limit{f.Min, f.Max} {
		if l != "" && !valid(l) {
			v.fail(path, ErrLimit, "limit %q is not %s", string(l), wrong)
		}
	}
	if f.Kind == Integer {
		for _, l := range []Limit{f.Min, f.Max} {
			if x, ok := l.Number(); ok && x != float64(int64(x)) {
				v.fail(path, ErrLimit, "limit %q of an integer is no whole number", string(l))
			}
		}
	}
	if above {
		v.fail(path, ErrLimit, "min %s is greater than max %s", string(f.Min), string(f.Max))
	}
}

func (v *validator) options(f *Field, path string) {
	if f.Kind != Choice && f.Kind != Choices {
		if len(f.Options) > 0 {
			v.fail(path, ErrMisplaced, "options are for choice and choices, not for %s: set the kind", f.Kind)
		}
		return
	}
	if len(f.Options) == 0 {
		v.fail(path, ErrMissing, "options are missing: a %s needs some", f.Kind)
	}
	for i, o := range f.Options {
		if strings.TrimSpace(o) == "" {
			v.fail(path, ErrOption, "option %d is empty", i+1)
		} else if slices.Contains(f.Options[:i], o) {
			v.fail(path, ErrDuplicate, "option %q stands twice", o)
		}
	}
}

// cycles reports formulas that follow from themselves.
func (v *validator) cycles() {
	const (
		open = iota + 1
		done
	)
	state := map[Ref]int{}
	var visit func(r Ref) bool
	visit = func(r Ref) bool {
		switch state[r] {
		case open:
			return true
		case done:
			return false
		}
		state[r] = open
		defer func() { state[r] = done }()
		f := v.s.Field(r)
		if f == nil || f.Formula == "" {
			return false
		}
		n, err := v.s.bindFormula(f.Formula, v.s.Block(r.Block))
		if err != nil {
			return false // reported elsewhere
		}
		found := false
		walk(n, func(n node) {
			if m, ok := n.(*ref); ok && m.key != "" && visit(Ref{Block: m.block, Key: m.key}) {
				found = true
			}
		})
		return found
	}
	for _, r := range v.s.refs() {
		if visit(r) {
			v.fail(r.String(), ErrMisplaced, "formula %q follows from itself", v.s.Field(r).Formula)
		}
	}
}

// refs returns all fields in the order of the form, rows left out.
func (s *Schema) refs() []Ref {
	var refs []Ref
	add := func(block string, fields []Field) {
		for _, f := range fields {
			refs = append(refs, Ref{Block: block, Key: f.Key})
		}
	}
	add("", s.Head)
	for _, b := range s.Blocks {
		add(b.Key, b.Fields)
	}
	add("", s.Foot)
	return refs
}

// isID reports whether id may name a form, a file and a version.
func isID(id string) bool {
	for i, c := range id {
		ok := unicode.IsLetter(c) || unicode.IsDigit(c) || i > 0 && strings.ContainsRune("-_.", c)
		if !ok {
			return false
		}
	}
	return id != ""
}

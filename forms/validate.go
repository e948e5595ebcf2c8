package forms

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/forms/internal/expr"
	"github.com/zhijiao-go/zhijiao/forms/internal/gostruct"
)

// Errors in [SchemaError.Err] and [TagError.Err]. Wrong expressions are an
// [*expr.Error] there.
var (
	ErrMissing   = gostruct.ErrMissing // something that every form or field has
	ErrKey       = errors.New("ill-formed key")
	ErrDuplicate = gostruct.ErrDuplicate // used twice
	ErrLimit     = errors.New("wrong limit")
	ErrOption    = errors.New("wrong option")
	ErrMisplaced = errors.New("does not apply here")
)

// A SchemaError is one thing wrong with a schema.
type SchemaError struct {
	ID   string // of the schema
	Path string // which part: title, checks[2], events.people …
	Key  string // where that stands in the schema's YAML, counted from 0: blocks[0].fields[1].min
	Msg  string // what is wrong and what is wanted
	Err  error  // one of the errors above, or an *ExprError
	say  string // Msg in Chinese
}

func (e *SchemaError) Error() string {
	return fmt.Sprintf("forms: schema %q: %s: %s", e.ID, e.Path, e.Msg)
}

func (e *SchemaError) Unwrap() error { return e.Err }

// Chinese says what is wrong to whoever writes the YAML, without the place.
func (e *SchemaError) Chinese() string { return e.say }

// Validate reports everything that is structurally wrong with s: ids and keys that
// are missing, ill-formed or used twice; labels that are missing; limits that the
// kind of their field does not take or that are out of order; choices without options;
// checks and formulas that do not parse or mention what s does not have. The
// error joins a [*SchemaError] for each, in the order of the form.
//
// The keys of head fields, foot fields and blocks are one set of names, the
// keys of a block's fields another for each block.
func (s *Schema) Validate() error {
	if s == nil {
		return &SchemaError{Path: "schema", Msg: "nil", Err: ErrMissing, say: "没有给出表格"}
	}
	v := &validator{s: s}
	v.schema()
	return errors.Join(v.errs...)
}

type validator struct {
	s    *Schema
	errs []error
}

// A partName is how errors name a part of a schema.
type partName struct {
	path string // SchemaError.Path
	key  string // SchemaError.Key
}

func (p partName) at(key string) partName { return partName{p.path, p.key + "." + key} }

func (v *validator) fail(p partName, err error, chinese, msg string) {
	v.errs = append(v.errs, &SchemaError{ID: v.s.ID, Path: p.path, Key: p.key, Msg: msg, Err: err, say: chinese})
}

func (v *validator) schema() {
	s := v.s
	one := func(name string) partName { return partName{name, name} }
	const id = "应以字母或数字开头，只用字母、数字和 - _ ."
	switch {
	case s.ID == "":
		v.fail(one("id"), ErrMissing, "表格应有编号id，如week-statistics", "missing: give the form an id such as week-statistics")
	case !isID(s.ID):
		v.fail(one("id"), ErrKey, "编号“"+s.ID+"”"+id, fmt.Sprintf("%q is no id: want a letter or digit, then letters, digits, - _ or .", s.ID))
	}
	if s.Version != "" && !isID(s.Version) {
		v.fail(one("version"), ErrKey, "版本“"+s.Version+"”"+id, fmt.Sprintf("%q is no version: want a letter or digit, then letters, digits, - _ or .", s.Version))
	}
	if strings.TrimSpace(s.Title) == "" {
		v.fail(one("title"), ErrMissing, "表格应有标题title", "missing: give the form a title")
	}
	if o := s.Orientation; o != "" && o != Portrait && o != Landscape {
		v.fail(one("orientation"), ErrMisplaced, "纸张方向“"+string(o)+"”应为portrait（纵向）或landscape（横向）", fmt.Sprintf("%q is no orientation: want portrait or landscape", string(o)))
	}
	if len(s.Head)+len(s.Blocks)+len(s.Foot) == 0 {
		v.fail(one("head"), ErrMissing, "表格里没有要填的栏，应在head、blocks或foot里写明", "missing: the form asks for nothing, give it a field")
	}
	seen := map[string]bool{}
	v.fields(s.Head, "head", nil, seen)
	for i := range s.Blocks {
		v.block(&s.Blocks[i], fmt.Sprintf("blocks[%d]", i), seen)
	}
	v.fields(s.Foot, "foot", nil, seen)
	v.cycles()
	for i, c := range s.Checks {
		if _, err := s.Check(c); err != nil {
			v.expr(partName{fmt.Sprintf("checks[%d]", i+1), fmt.Sprintf("checks[%d]", i)}, err)
		}
	}
}

func (v *validator) block(b *Block, key string, seen map[string]bool) {
	p := partName{cmp.Or(b.Key, "blocks"), key}
	v.key(b.Key, p, seen)
	if b.Rows < 0 {
		v.fail(p.at("rows"), ErrLimit, "行数rows不能是负数", fmt.Sprintf("rows %d is negative", b.Rows))
	}
	if b.Rows > maxRows {
		v.fail(p.at("rows"), ErrLimit, fmt.Sprintf("行数rows最多%d行", maxRows), fmt.Sprintf("rows %d is more than the %d that fit a form", b.Rows, maxRows))
	}
	if b.Number != "" && !b.Table() {
		v.fail(p.at("number"), ErrMisplaced, "只有一行的栏目没有“"+b.Number+"”，应写明行数rows，或grow: true", fmt.Sprintf("number %q is for tables: give the block rows or let it grow", b.Number))
	}
	if b.Table() && len(b.Fields) > maxColumns {
		v.fail(p.at("fields"), ErrLimit, fmt.Sprintf("一张表最多%d列，这里有%d列", maxColumns, len(b.Fields)), fmt.Sprintf("%d fields are more than the %d columns that fit a page", len(b.Fields), maxColumns))
	}
	if len(b.Fields) == 0 {
		v.fail(p.at("fields"), ErrMissing, "栏目里没有要填的栏，应在fields里写明", "fields are missing: a block needs at least one")
	}
	v.cross(b, p)
	v.fields(b.Fields, key+".fields", b, map[string]bool{})
}

// What is drawn for one schema has bounds.
const (
	maxRows    = 2000
	maxColumns = 40
	maxLines   = 20
)

func (v *validator) fields(fields []Field, list string, b *Block, seen map[string]bool) {
	for i := range fields {
		f := &fields[i]
		p := partName{cmp.Or(f.Key, fmt.Sprintf("field %d", i+1)), fmt.Sprintf("%s[%d]", list, i)}
		if b != nil {
			p.path = b.Key + "." + p.path
		}
		v.key(f.Key, p, seen)
		v.field(f, b, p)
	}
}

func (v *validator) key(key string, p partName, seen map[string]bool) {
	if key == "" {
		v.fail(p, ErrMissing, "缺少key", "key is missing")
		return
	}
	for i, c := range key {
		if i == 0 && !unicode.IsLetter(c) || !expr.KeyRune(c) {
			v.fail(p.at("key"), ErrKey, "key“"+key+"”应以字母或汉字开头，只用字母、汉字、数字和_", fmt.Sprintf("%q is no key: want a letter, then letters, digits or _", key))
			break
		}
	}
	if seen[key] {
		v.fail(p.at("key"), ErrDuplicate, "key“"+key+"”用了两次", fmt.Sprintf("key %q is used twice", key))
	}
	seen[key] = true
}

func (v *validator) field(f *Field, b *Block, p partName) {
	if strings.TrimSpace(f.Label) == "" {
		v.fail(p, ErrMissing, "缺少label（表上印的栏名）", "label is missing")
	}
	if !f.Kind.Valid() {
		v.fail(p.at("kind"), ErrMisplaced, "没有这种kind", fmt.Sprintf("invalid kind %d", uint8(f.Kind)))
		return
	}
	v.limits(f, p)
	v.options(f, p)
	v.look(f, b == nil && strings.HasPrefix(p.key, "head"), p)
	if f.Len < 0 || f.Rows < 0 || f.Width < 0 {
		v.fail(p, ErrLimit, "len、rows和width不能是负数", "len, rows and width are not negative")
	}
	if f.Rows > maxLines {
		v.fail(p.at("rows"), ErrLimit, fmt.Sprintf("一栏最多%d行", maxLines), fmt.Sprintf("rows %d is more than the %d lines of a field", f.Rows, maxLines))
	}
	if f.Len > 0 && f.Kind != Text && f.Kind != Phone && f.Kind != Email {
		v.fail(p.at("len"), ErrMisplaced, "len只用于text、phone和email，"+f.Kind.String()+"请用min和max", fmt.Sprintf("len is for text, phone and email, not for %s: use min and max", f.Kind))
	}
	if f.Group != "" && (b == nil || !b.Table() && b.Cross == "") {
		v.fail(p.at("group"), ErrMisplaced, "group只用于多行栏目和cross的列", fmt.Sprintf("group %q is for columns of a table", f.Group))
	}
	if f.Group != "" && slices.Contains(strings.Split(f.Group, "|"), "") {
		v.fail(p.at("group"), ErrMissing, "group“"+f.Group+"”里有空的表头", fmt.Sprintf("group %q holds an empty head", f.Group))
	}
	if f.Formula == "" {
		return
	}
	if !f.Kind.Numeric() {
		v.fail(p.at("formula"), ErrMisplaced, "公式只用于integer、decimal和percent，不用于"+f.Kind.String(), fmt.Sprintf("formula is for integer, decimal and percent, not for %s", f.Kind))
		return
	}
	if _, err := v.s.bindFormula(f.Formula, b); err != nil {
		v.expr(p.at("formula"), err)
	}
}

// expr reports a wrong expression without saying "forms:" twice.
func (v *validator) expr(p partName, err error) {
	chinese := "公式看不懂"
	var e *expr.Error
	if errors.As(err, &e) {
		chinese = e.Chinese()
	}
	v.fail(p, err, chinese, strings.TrimPrefix(err.Error(), "forms: "))
}

func (v *validator) limits(f *Field, p partName) {
	if f.Min == "" && f.Max == "" {
		return
	}
	var wrong, chinese string // what a limit should be
	var valid func(Limit) bool
	above := false // min > max
	switch f.Kind {
	case Integer, Decimal, Percent:
		wrong, chinese, valid = "a number", "数字", func(l Limit) bool { _, ok := l.Number(); return ok }
		lo, ok1 := f.Min.Number()
		hi, ok2 := f.Max.Number()
		above = ok1 && ok2 && lo > hi
	case Date, Dates:
		wrong, chinese, valid = "a date such as 2023-05-08", "2023-05-08这样的日期", func(l Limit) bool { _, ok := l.Date(); return ok }
		lo, ok1 := f.Min.Date()
		hi, ok2 := f.Max.Date()
		above = ok1 && ok2 && lo.After(hi)
	case Time:
		wrong, chinese, valid = "a time such as 14:00", "14:00这样的时刻", func(l Limit) bool { _, ok := l.Clock(); return ok }
		lo, ok1 := f.Min.Clock()
		hi, ok2 := f.Max.Clock()
		above = ok1 && ok2 && lo.Hour*60+lo.Minute > hi.Hour*60+hi.Minute
	default:
		v.fail(p, ErrMisplaced, "min和max只用于数字、日期和时刻，不用于"+f.Kind.String(), fmt.Sprintf("min and max are for numbers, dates and times, not for %s", f.Kind))
		return
	}
	for _, l := range []struct {
		key string
		Limit
	}{{"min", f.Min}, {"max", f.Max}} {
		if l.Limit == "" {
			continue
		}
		if !valid(l.Limit) {
			v.fail(p.at(l.key), ErrLimit, "“"+string(l.Limit)+"”应为"+chinese, fmt.Sprintf("limit %q is not %s", string(l.Limit), wrong))
		}
		if x, ok := l.Number(); ok && f.Kind == Integer && x != float64(int64(x)) {
			v.fail(p.at(l.key), ErrLimit, "整数的界限“"+string(l.Limit)+"”应为整数", fmt.Sprintf("limit %q of an integer is no whole number", string(l.Limit)))
		}
	}
	if above {
		v.fail(p.at("max"), ErrLimit, "上限"+string(f.Max)+"小于下限"+string(f.Min), fmt.Sprintf("min %s is greater than max %s", string(f.Min), string(f.Max)))
	}
}

func (v *validator) options(f *Field, p partName) {
	p = p.at("options")
	if f.Kind != Choice && f.Kind != Choices {
		if len(f.Options) > 0 {
			v.fail(p, ErrMisplaced, "options只用于choice（单选）和choices（多选），不用于"+f.Kind.String()+"，请写明kind", fmt.Sprintf("options are for choice and choices, not for %s: set the kind", f.Kind))
		}
		return
	}
	if len(f.Options) == 0 {
		v.fail(p, ErrMissing, "单选、多选应写明选项，如options: [校内, 校外]", fmt.Sprintf("options are missing: a %s needs some", f.Kind))
	}
	for i, o := range f.Options {
		if strings.TrimSpace(o) == "" {
			v.fail(p, ErrOption, fmt.Sprintf("第%d个选项是空的", i+1), fmt.Sprintf("option %d is empty", i+1))
		} else if slices.Contains(f.Options[:i], o) {
			v.fail(p, ErrDuplicate, "选项“"+o+"”重复", fmt.Sprintf("option %q stands twice", o))
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
		e, ok := v.s.Formula(r)
		if !ok {
			return false // none, or reported elsewhere
		}
		found := false
		expr.Walk(e.root, func(n expr.Node) {
			if m, ok := n.(*expr.Ref); ok && m.Key != "" && visit(Ref{Block: m.Block, Key: m.Key}) {
				found = true
			}
		})
		return found
	}
	for r, f := range v.s.Fields() {
		if visit(r) {
			formula := f.Formula
			v.fail(v.name(r), ErrMisplaced, "公式“"+formula+"”绕回了自身", fmt.Sprintf("formula %q follows from itself", formula))
		}
	}
}

// name returns how errors name the formula of a field.
func (v *validator) name(r Ref) partName {
	lists := map[string][]Field{"head": v.s.Head, "foot": v.s.Foot}
	if r.Block != "" {
		i := slices.IndexFunc(v.s.Blocks, func(b Block) bool { return b.Key == r.Block })
		lists = map[string][]Field{fmt.Sprintf("blocks[%d].fields", i): v.s.Blocks[i].Fields}
	}
	for list, fields := range lists {
		if i := slices.IndexFunc(fields, func(f Field) bool { return f.Key == r.Key }); i >= 0 {
			return partName{r.String(), fmt.Sprintf("%s[%d].formula", list, i)}
		}
	}
	return partName{path: r.String()}
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

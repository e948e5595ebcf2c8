package learn

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file reads the relations that the notes of a form say between its fields: by
// the codes of its rows, 01≥02+03, and by their names, 就业率=就业人数/毕业生数×100%.
// Like all checks that words suggest they are proposed, never put to work in
// silence.

var (
	codeRelation = regexp.MustCompile(`(?:^|[^0-9])\(?([0-9]{1,3})\)?(>=|<=|≥|≤|=|>|<)(\(?[0-9]{1,3}\)?(?:[+-]\(?[0-9]{1,3}\)?)*)`)
	codeWord     = regexp.MustCompile(`[0-9]+`)
	nameRelation = regexp.MustCompile(`([\p{Han}（）()]{2,24})(>=|<=|≥|≤|=)([^。;,\n≥≤=<>]{2,80})`)
	operators    = strings.NewReplacer("×", "*", "÷", "/", "[", "(", "]", ")", "{", "(", "}", ")", "100%", "100")
	signs        = map[string]string{"≥": ">=", "≤": "<=", ">=": ">=", "<=": "<=", "=": "=", ">": ">", "<": "<"}
)

// mostRelations is how many relations are read, of one blank.
const mostRelations = 40

// relations proposes the checks that notes say.
func (b *Blank) relations() {
	left := mostRelations
	for _, l := range b.learnt {
		var notes []string
		for i := range l.Cells {
			c := &l.Cells[i]
			if l.Roles[i] == grasp.Words && c.Stored == answer.Text && len(c.Raw) < 4000 && strings.ContainsAny(c.Raw, "≥≤=＝＞＜><") {
				notes = append(notes, han.Fold(c.Raw))
			}
		}
		if len(notes) == 0 {
			continue
		}
		at, rows := b.fieldsAt(l), codesOf(l)
		for _, note := range notes {
			for _, m := range codeRelation.FindAllStringSubmatch(note, left) {
				left--
				b.byCode(rows, at, m[1], m[2], m[3])
			}
			for _, m := range nameRelation.FindAllStringSubmatch(note, max(left, 0)) {
				left--
				b.byName(m[1], m[2], m[3])
			}
		}
	}
}

// codesOf returns the rows of a page by their codes; 0 where several rows, or tables,
// have one.
func codesOf(l *grasp.Learner) map[string]int {
	rows := map[string]int{}
	for i := range l.Cells {
		if c := &l.Cells[i]; l.Roles[i] == grasp.Number {
			s := strings.Trim(printed.Tidy(grasp.Says(c)), "（）()")
			if _, twice := rows[s]; twice {
				rows[s] = 0
			} else {
				rows[s] = c.Row
			}
		}
	}
	return rows
}

// fieldsAt returns the numbers that are asked for on a page, by place.
func (b *Blank) fieldsAt(l *grasp.Learner) map[[2]int]forms.Ref {
	at := map[[2]int]forms.Ref{}
	for _, s := range b.slots {
		if f := b.Schema.Field(s.Ref); s.Page == l.N && s.Gap < 0 && f != nil && f.Kind.Numeric() {
			c := &l.Cells[s.Cell]
			at[[2]int{c.Row, c.Col}] = s.Ref
		}
	}
	return at
}

// byCode proposes a relation between rows that are named by their codes, for each
// column.
func (b *Blank) byCode(rows map[string]int, at map[[2]int]forms.Ref, code, sign, rest string) {
	all := append([]string{code}, codeWord.FindAllString(rest, -1)...)
	columns := map[int]bool{}
	for place := range at {
		if place[0] == rows[code] {
			columns[place[1]] = true
		}
	}
	for _, col := range sorted(columns) {
		names := map[string]string{}
		var first forms.Ref
		for n, c := range all {
			ref, ok := at[[2]int{rows[c], col}]
			if rows[c] == 0 || !ok {
				break
			}
			if n == 0 {
				first = ref
			}
			names[c] = nameOf(ref)
		}
		if len(names) < len(all) && len(names) < 2 || slices.ContainsFunc(all, func(c string) bool { return names[c] == "" }) {
			continue
		}
		check := names[code] + " " + signs[sign] + " " + codeWord.ReplaceAllStringFunc(spaced(rest), func(c string) string { return names[c] })
		b.proposed(first.Block, b.Schema.Field(first), check, "注里说的"+code+sign+rest)
	}
}

// byName proposes a relation between fields of one part of the form that are called
// by their names.
func (b *Blank) byName(name, sign, rest string) {
	try := func(block string, fields []forms.Field) bool {
		byLabel := slices.Clone(fields)
		slices.SortStableFunc(byLabel, func(x, y forms.Field) int {
			return cmp.Compare(utf8.RuneCountInString(calledInNotes(&y)), utf8.RuneCountInString(calledInNotes(&x)))
		})
		ref := func(f *forms.Field) string { return nameOf(forms.Ref{Block: block, Key: f.Key}) }
		var of *forms.Field
		for i := range fields {
			if f := &fields[i]; f.Kind.Numeric() && strings.HasSuffix(name, han.Fold(calledInNotes(f))) && (of == nil || len(f.Label) > len(of.Label)) {
				of = f
			}
		}
		if of == nil {
			return false
		}
		// Names are cut out one after the other, so that none is taken for a part of another.
		expr, names := operators.Replace(strings.ReplaceAll(rest, " ", "")), []string{}
		for i := range byLabel {
			f := &byLabel[i]
			if label := operators.Replace(han.Fold(calledInNotes(f))); f.Kind.Numeric() && utf8.RuneCountInString(label) > 1 && strings.Contains(expr, label) && f.Key != of.Key {
				expr = strings.ReplaceAll(expr, label, "\x00"+string(rune('a'+len(names)))+"\x00")
				names = append(names, ref(f))
			}
		}
		if len(names) == 0 || len(names) > 26 || strings.ContainsFunc(expr, han.Is) {
			return false
		}
		expr = spaced(expr)
		for n, s := range names {
			expr = strings.ReplaceAll(expr, "\x00"+string(rune('a'+n))+"\x00", s)
		}
		b.proposed(block, of, ref(of)+" "+signs[sign]+" "+expr, "注里说的"+name+sign+rest)
		return true
	}
	if try("", b.Schema.Head) {
		return
	}
	for i := range b.Schema.Blocks {
		if try(b.Schema.Blocks[i].Key, b.Schema.Blocks[i].Fields) {
			return
		}
	}
}

// calledInNotes is what notes call a field: the sum below 就业人数 by that.
func calledInNotes(f *forms.Field) string {
	if heads := f.Heads(); len(heads) > 0 && sumLabel.MatchString(f.Label) {
		return printed.CueOf(heads[len(heads)-1], "").Label
	}
	return f.Label
}

// spaced puts blanks around operators, as expressions are written.
func spaced(s string) string {
	return strings.NewReplacer("+", " + ", "-", " - ", "*", " * ", "/", " / ").Replace(s)
}

func nameOf(r forms.Ref) string {
	if r.Block == "" {
		return r.Key
	}
	return r.Block + "." + r.Key
}

func sorted(set map[int]bool) []int {
	all := make([]int, 0, len(set))
	for n := range set {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}

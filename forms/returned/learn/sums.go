package learn

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
)

// This file proposes the sums that the names of rows and columns suggest where they
// cross: 合计 is that of the others, 小计 of those before it, and what stands behind
// 其中 is a part.

// A line is a row or a column of a crossing.
type line struct {
	names []string // the outermost first
	cells []*forms.Field
}

func (l *line) own() string { return strings.TrimSpace(l.names[len(l.names)-1]) }

func (l *line) outer() string { return strings.Join(l.names[:len(l.names)-1], "·") }

func (l *line) sum() bool { return sumLabel.MatchString(l.own()) }

func (l *line) part() bool { return strings.HasPrefix(l.own(), "其中") }

// grown tells whether a line compares others, or measures and does not count.
func (l *line) grown() bool { return growth.MatchString(l.own()) || shares.MatchString(l.own()) }

func (l *line) said() string { return "“" + strings.Join(l.names, "·") + "”" }

// proposeCrossing proposes the checks of a block whose rows and columns cross.
func (b *Blank) proposeCrossing(block *forms.Block) {
	x := block.Crossing()
	var rows, columns []line
	for r := range x.Rows {
		rows = append(rows, line{names: x.Rows[r].Names, cells: x.Cells[r]})
	}
	for c := range x.Columns {
		l := line{names: x.Columns[c].Heads}
		for r := range x.Rows {
			l.cells = append(l.cells, x.Cells[r][c])
		}
		columns = append(columns, l)
	}
	b.proposeLines(block.Key, rows, "一行")
	b.proposeLines(block.Key, columns, "一列")
	b.proposeGrowth(block.Key, columns)
	b.proposeShares(block.Key, block.Fields)
}

// proposeFields proposes the checks between the fields of a part of the form that
// stand for themselves, or are the columns of a table.
func (b *Blank) proposeFields(block string, fields []forms.Field, what string) {
	var lines []line
	for i := range fields {
		f := &fields[i]
		lines = append(lines, line{names: append(f.Heads(), strings.Split(f.Label, "·")...), cells: []*forms.Field{f}})
	}
	b.proposeLines(block, lines, what)
	b.proposeGrowth(block, lines)
	b.proposeShares(block, fields)
}

// proposeShares proposes that shares are no more than the whole.
func (b *Blank) proposeShares(block string, fields []forms.Field) {
	for i := range fields {
		if f := &fields[i]; f.Kind == forms.Percent && !growth.MatchString(f.Label) {
			name := lastWord(f.Label)
			if at := strings.LastIndex(f.Label, "·"); at > 0 && !shares.MatchString(name) {
				name = f.Label[:at] // 对口就业率·2025届
			}
			b.proposed(block, f, nameIn(block, f)+" <= 100", "“"+name+"”不超过100%")
		}
	}
}

var (
	grownLabel = regexp.MustCompile(`^(?:比上[年期])?增减(?:量|数|额|情况)?(?:[（(]±[)）])?$`)
	nowLabel   = regexp.MustCompile(`^本(?:期|年|年度|学期|学年|月|季)`)
	thenLabel  = regexp.MustCompile(`^上(?:期|年|年度|学期|学年|月|季|年同期)`)
)

// proposeBelow proposes that a row 合计 below a table adds its columns up.
func (b *Blank) proposeBelow(table, below *forms.Block) {
	x := below.Crossing()
	if !table.Table() || x == nil || len(x.Rows) != 1 {
		return
	}
	if r := (&line{names: x.Rows[0].Names}); !r.sum() {
		return
	}
	for c, f := range x.Cells[0] {
		for i := range table.Fields {
			o := &table.Fields[i]
			if f == nil || o.Kind != f.Kind || o.Kind == forms.Percent || shares.MatchString(o.Label) || !o.Kind.Numeric() || !slices.Equal(append(o.Heads(), o.Label), x.Columns[c].Heads) {
				continue
			}
			b.proposed(below.Key, f, nameIn(below.Key, f)+" = sum("+nameIn(table.Key, o)+")", "“"+x.Rows[0].Names[0]+"”一行等于上面各行之和")
		}
	}
}

// proposeGrowth proposes that what has grown is this year's less last year's.
func (b *Blank) proposeGrowth(block string, lines []line) {
	at := func(l *line, re *regexp.Regexp) *line {
		k := slices.IndexFunc(lines, func(o line) bool { return o.outer() == l.outer() && re.MatchString(o.own()) })
		if k < 0 {
			return nil
		}
		return &lines[k]
	}
	for i := range lines {
		l := &lines[i]
		if !grownLabel.MatchString(l.own()) {
			continue
		}
		now, then := at(l, nowLabel), at(l, thenLabel)
		if now == nil || then == nil {
			continue
		}
		for k, f := range l.cells {
			if n, t := now.cells[k], then.cells[k]; f != nil && n != nil && t != nil && f.Kind.Numeric() && n.Kind.Numeric() && t.Kind.Numeric() && f.Kind != forms.Percent {
				b.proposed(block, f, nameIn(block, f)+" = "+nameIn(block, n)+" - "+nameIn(block, t), l.said()+"等于"+now.said()+"减"+then.said())
			}
		}
	}
}

// nameIn returns how checks name a field.
func nameIn(block string, f *forms.Field) string {
	if block == "" {
		return f.Key
	}
	return block + "." + f.Key
}

func (b *Blank) proposeLines(block string, lines []line, what string) {
	for i := range lines {
		l := &lines[i]
		switch {
		case l.part():
			k := i - 1
			for k >= 0 && (lines[k].part() || lines[k].outer() != l.outer()) {
				k--
			}
			if k >= 0 && !lines[k].grown() {
				b.proposeEach(block, l, []*line{&lines[k]}, "<=", l.said()+what+"不多于"+lines[k].said())
			}
		case l.sum():
			for _, terms := range termsOf(lines, i) {
				if len(terms) > 1 {
					var said []string
					for _, t := range terms {
						said = append(said, t.said())
					}
					b.proposeEach(block, l, terms, "=", l.said()+what+"等于"+strings.Join(said, "、")+"之和")
				}
			}
		case strings.HasSuffix(l.own(), "合计") && i+1 < len(lines) && lines[i+1].part():
			terms := []*line{&lines[i+1]}
			for k := i + 2; k < len(lines) && !lines[k].part() && !strings.HasSuffix(lines[k].own(), "合计") && alike(l, &lines[k]); k++ {
				terms = append(terms, &lines[k])
			}
			if len(terms) > 1 {
				var said []string
				for _, t := range terms {
					said = append(said, t.said())
				}
				b.proposeEach(block, l, terms, "=", l.said()+what+"等于"+strings.Join(said, "、")+"之和")
			}
		}
	}
}

// alike reports whether two lines have numbers of the same unit.
func alike(a, b *line) bool {
	for i := range a.cells {
		if f, o := a.cells[i], b.cells[i]; f != nil && o != nil && f.Kind.Numeric() {
			return f.Kind == o.Kind && f.Unit == o.Unit
		}
	}
	return false
}

// termsOf returns the lines that a sum adds up; several sets where it is that of
// each class: 总计 of all by degree, and of all by title.
func termsOf(lines []line, at int) [][]*line {
	l := &lines[at]
	plain := func(o *line) bool { return o != l && !o.part() && !o.grown() && alike(l, o) }
	if l.outer() != "" || l.own() == "小计" {
		var own []*line
		for i := range lines {
			o := &lines[i]
			switch {
			case o.outer() != l.outer() || !plain(o):
			case o.sum() && l.outer() == "" && i < at:
				own = nil // what the one above has added up
			case !o.sum() && (l.outer() != "" || i < at):
				own = append(own, o)
			}
		}
		return [][]*line{own}
	}
	// Of each class its sum, or all of it.
	var loose, sums []*line
	var order []string
	classes := map[string][]*line{}
	for i := range lines {
		o := &lines[i]
		switch outer := o.outer(); {
		case !plain(o):
		case outer == "" && o.sum():
			if o.own() == "小计" {
				sums = append(sums, o)
			}
		case outer == "":
			loose = append(loose, o)
		default:
			if classes[outer] == nil {
				order = append(order, outer)
			}
			classes[outer] = append(classes[outer], o)
		}
	}
	if len(sums) > 1 {
		return [][]*line{sums}
	}
	if len(loose) == 0 {
		by := func(name string) bool { return strings.HasPrefix(name, "按") || strings.HasPrefix(name, "其中") }
		if len(order) > 1 && !slices.ContainsFunc(order, func(s string) bool { return !by(s) }) {
			var all [][]*line
			for _, o := range order {
				all = append(all, classes[o])
			}
			return all
		}
	}
	terms := loose
	for _, o := range order {
		if k := slices.IndexFunc(classes[o], (*line).sum); k >= 0 {
			terms = append(terms, classes[o][k])
			continue
		}
		if strings.HasPrefix(o, "按") {
			continue
		}
		terms = append(terms, classes[o]...)
	}
	slices.SortStableFunc(terms, func(a, b *line) int { return cmp.Compare(index(lines, a), index(lines, b)) })
	return [][]*line{terms}
}

func index(lines []line, l *line) int {
	return slices.IndexFunc(lines, func(o line) bool { return &o.cells[0] == &l.cells[0] })
}

// proposeEach proposes a check for each place of lines.
func (b *Blank) proposeEach(block string, l *line, terms []*line, op, say string) {
	const most = 30
	for i, f := range l.cells {
		if f == nil || !f.Kind.Numeric() || f.Kind == forms.Percent && op == "=" || len(terms) > most || growth.MatchString(f.Label) || shares.MatchString(lastWord(f.Label)) {
			continue
		}
		var keys []string
		for _, t := range terms {
			o := t.cells[i]
			if o == nil || o.Kind != f.Kind || o.Unit != f.Unit {
				continue
			}
			keys = append(keys, nameIn(block, o))
		}
		if len(keys) == len(terms) || op == "=" && len(keys) > 1 {
			b.proposed(block, f, nameIn(block, f)+" "+op+" "+strings.Join(keys, " + "), say)
		}
	}
}

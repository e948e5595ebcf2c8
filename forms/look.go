package forms

import (
	"fmt"
	"strings"
)

// A Look says how the cell of a field is drawn where its kind alone does not say
// it. What it prints into the cell is no answer when the form comes back. The zero
// value prints nothing.
type Look string

const (
	LookLine    Look = "line"    // of the head: on a line below the title, without a box: 填报单位：____
	LookTicks   Look = "ticks"   // of choice, choices and yesno: the options with boxes to be ticked: □男  □女
	LookOpinion Look = "opinion" // of text: room to write, a line for hand, seal and day below it
	LookParts   Look = "parts"   // of date: 年 月 日 with room before each
)

// looks are the Looks with the kinds that they are for.
var looks = map[Look][]Kind{
	LookLine:    nil, // any
	LookTicks:   {Choice, Choices, YesNo},
	LookOpinion: {Text},
	LookParts:   {Date},
}

// opinionRows are the lines of an opinion of which the schema says nothing.
const opinionRows = 4

// printed returns what the cell of f has printed in it, "" for nothing.
func (f *Field) printed() string {
	switch f.Look {
	case LookTicks:
		return f.ticks(func(string) bool { return false })
	case LookOpinion:
		return strings.Repeat("\n", max(f.Rows, opinionRows)-2) + "签字（盖章）：                年    月    日"
	case LookParts:
		return "    年    月    日"
	}
	return ""
}

func (f *Field) ticks(chosen func(option string) bool) string {
	options := f.Options
	if f.Kind == YesNo {
		options = Options{"是", "否"}
	}
	var all []string
	for _, o := range options {
		box := "□"
		if chosen(o) {
			box = "☑"
		}
		all = append(all, box+o)
	}
	return strings.Join(all, "  ")
}

// Written returns what the cell of f holds once it is filled in with a value as
// package returned writes it: with [LookTicks] all options, those of the value
// ticked, otherwise the value.
func (f *Field) Written(value string) string {
	if f.Look != LookTicks || value == "" {
		return value
	}
	chosen := strings.Split(value, "、")
	return f.ticks(func(o string) bool {
		for _, c := range chosen {
			if c == o {
				return true
			}
		}
		return false
	})
}

// look reports a look that the field cannot have.
func (v *validator) look(f *Field, head bool, p partName) {
	if f.Look == "" {
		return
	}
	p = p.at("look")
	kinds, ok := looks[f.Look]
	switch {
	case !ok:
		v.fail(p, ErrMisplaced, "没有“"+string(f.Look)+"”这种look，只有line、ticks、opinion、parts", fmt.Sprintf("%q is no look: want line, ticks, opinion or parts", string(f.Look)))
	case f.Look == LookLine && !head:
		v.fail(p, ErrMisplaced, "look: line只用于head里的栏", "look line is for fields of the head")
	case kinds != nil && !contains(kinds, f.Kind):
		v.fail(p, ErrMisplaced, "look: "+string(f.Look)+"不用于"+f.Kind.String(), fmt.Sprintf("look %s is not for %s", f.Look, f.Kind))
	}
}

func contains(kinds []Kind, k Kind) bool {
	for _, o := range kinds {
		if o == k {
			return true
		}
	}
	return false
}

// lines parts the fields of a head into those on lines below the title and those in
// its grid.
func lines(head []Field) (lines, grid []*Field) {
	for i := range head {
		if f := &head[i]; f.Look == LookLine {
			lines = append(lines, f)
		} else {
			grid = append(grid, f)
		}
	}
	return lines, grid
}

// Widths in points of what stands beside a grid.
const (
	sideWidth  = 27.0
	photoWidth = 84.0
	photoRows  = 4 // of the grid, most
)

// photo puts the place for a picture right of the first rows of the strips from one
// on, which were laid out that much narrower.
func (a *arranger) photo(from int, text string) {
	n := min(photoRows, len(a.strips)-from)
	if n == 0 {
		return
	}
	a.drawn = true
	p := a.strips[from].pattern
	last := len(p.edges) - 1
	p.edges = append(p.edges, a.width)
	if p.needs != nil {
		p.needs = append(p.needs, photoWidth)
	}
	for i := range a.strips[from:] {
		st := &a.strips[from+i]
		if i >= n {
			st.slots[len(st.slots)-1].to = last + 1
		}
	}
	st := &a.strips[from]
	st.slots = append(st.slots, slot{last, last + 1, Cell{Role: RoleHead, Rows: n, Text: text}})
}

// side puts a label down the left of the strips from one on, which were laid out
// that much narrower.
func (a *arranger) side(from int, label string) {
	a.drawn = true
	moved := map[*pattern]bool{}
	for i := range a.strips[from:] {
		st := &a.strips[from+i]
		if p := st.pattern; !moved[p] {
			moved[p] = true
			for k := range p.edges {
				p.edges[k] += sideWidth
			}
			p.edges = append([]float64{0}, p.edges...)
			if p.needs != nil {
				p.needs = append([]float64{sideWidth}, p.needs...)
			}
			p.shift = 1
		}
		for k := range st.slots {
			st.slots[k].from++
			st.slots[k].to++
		}
	}
	st := &a.strips[from]
	down := strings.Join(strings.Split(label, ""), "\n")
	st.slots = append([]slot{{0, 1, Cell{Role: RoleBlock, Rows: len(a.strips) - from, Text: down}}}, st.slots...)
}

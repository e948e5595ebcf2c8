package render

import (
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// What stands before an option on paper.
const (
	emptyBox  = "□"
	tickedBox = "☑"
)

// cellSides is the white to the left and right of a text in its cell.
const cellSides paper.Twip = 240

// boxes prints the options of a field, each with a box to tick: □ 是 □ 否. Those
// of filled, a value of the field, are ticked. It is "" for a field that has no
// options, and where they do not fit into the room of its cell: then whoever
// fills the form in writes.
func (t *typesetter) boxes(f *forms.Field, filled string, wide paper.Twip, high, size paper.Pt) string {
	options := []string(f.Options)
	switch f.Kind {
	case forms.YesNo:
		options = []string{"是", "否"}
	case forms.Choice, forms.Choices:
	default:
		return ""
	}
	chosen := strings.Split(filled, "、")
	if f.Kind == forms.Choice {
		chosen = []string{filled} // which may hold the sign
	}
	if filled != "" && slices.ContainsFunc(chosen, func(c string) bool { return !slices.Contains(options, c) }) {
		return "" // what was filled in is none of them: as it stands
	}
	fits := func(s string) bool {
		p := &flow.Para{Style: flow.StyleCell, Runs: []flow.Run{{Text: s, Role: font.FangSong, Size: size}}}
		return len(t.lines(p, wide-cellSides)) == 1
	}
	var lines []string
	line := ""
	for _, o := range options {
		box := emptyBox
		if filled != "" && slices.Contains(chosen, o) {
			box = tickedBox
		}
		one := box + " " + o
		switch longer := line + "  " + one; {
		case !fits(one):
			return ""
		case line == "":
			line = one
		case fits(longer):
			line = longer
		default:
			lines, line = append(lines, line), one
		}
	}
	lines = append(lines, line)
	if most := max(1, int(high/formLine.Pt())); len(options) == 0 || len(lines) > most {
		return ""
	}
	return strings.Join(lines, "\n")
}

// spanOf is the width of a cell of a form whose columns have these.
func spanOf(c *forms.Cell, cols []paper.Twip) paper.Twip {
	wide := paper.Twip(0)
	for _, w := range cols[c.Col-1 : c.Col-1+c.Cols] {
		wide += w
	}
	return wide
}

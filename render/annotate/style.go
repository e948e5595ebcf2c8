package annotate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// styles are the styles of the workbook and what is added to them.
type styles struct {
	part     string
	sections map[string]*styleSection
	xfs      []string // the workbook's own, as they stand
	fills    map[report.Severity]int
	coloured map[colouredStyle]int
}

type colouredStyle struct {
	base     int
	severity report.Severity
}

// A styleSection is a list of the style part, such as fonts.
type styleSection struct {
	count int
	added []string // elements
}

type cellStyleList struct {
	name  string
	first []string
}

// styleOrder is the order of the lists, with what stands first in those that we
// add to: programs take it for granted.
var styleOrder = []cellStyleList{
	{"numFmts", nil},
	{"fonts", []string{`<@font><@sz val="11"/><@name val="宋体"/></@font>`}},
	{"fills", []string{`<@fill><@patternFill patternType="none"/></@fill>`, `<@fill><@patternFill patternType="gray125"/></@fill>`}},
	{"borders", []string{`<@border><@left/><@right/><@top/><@bottom/><@diagonal/></@border>`}},
	{"cellStyleXfs", nil},
	{"cellXfs", []string{`<@xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`}},
}

// styles reads the styles of the workbook; it has some afterwards in any case.
func (a *annotator) styles() error {
	st := &styles{part: a.book.Related("styles"), sections: map[string]*styleSection{}, fills: map[report.Severity]int{}, coloured: map[colouredStyle]int{}}
	a.look = st
	if st.part == "" {
		root, err := a.rootOf(a.book.Main)
		if err != nil {
			return err
		}
		name := "xl/styles.xml" // by which some programs find it
		if a.Has(name) {
			name = "xl/styles%d.xml"
		}
		st.part = a.Add(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml",
			[]byte(xmlDeclaration+`<styleSheet xmlns="`+root.main+`"></styleSheet>`))
		if _, err := a.relate(root, a.book.Main, "styles", st.part); err != nil {
			return err
		}
	}
	section, from := "", 0
	err := a.Scan(st.part, func(s *gate.Scanner, _ *sheetml.Changes) error {
		switch {
		case s.Token == gate.StartTag && s.Depth() == 2:
			section = string(s.Name)
			st.sections[section] = &styleSection{}
		case s.Token == gate.StartTag && s.Depth() == 3:
			from = s.Start
			st.sections[section].count++
		case s.Token == gate.EndTag && s.Depth() == 2 && section == "cellXfs":
			st.xfs = append(st.xfs, string(s.Data[from:s.End]))
		}
		return nil
	})
	for _, o := range styleOrder {
		l := st.sections[o.name]
		if l == nil {
			l = &styleSection{}
			st.sections[o.name] = l
		}
		if l.count < len(o.first) {
			l.added = slices.Clone(o.first)
		}
	}
	if len(st.xfs) == 0 {
		st.xfs = []string{sheetml.Prefix(styleOrder[len(styleOrder)-1].first[0], "")}
	}
	return err
}

// add appends an element to a list and returns its number.
func (st *styles) add(section, element string) int {
	l := st.sections[section]
	if i := slices.Index(l.added, element); i >= 0 {
		return l.count + i
	}
	l.added = append(l.added, element)
	return l.count + len(l.added) - 1
}

func (st *styles) fill(rgb string) int {
	return st.add("fills", `<@fill><@patternFill patternType="solid"><@fgColor rgb="FF`+rgb+`"/><@bgColor indexed="64"/></@patternFill></@fill>`)
}

// colour returns the style that is base but for the fill.
func (st *styles) colour(base int, severity report.Severity) (int, error) {
	if base < 0 || base >= len(st.xfs) {
		base = 0 // as programs show it
	}
	key := colouredStyle{base, severity}
	if n, ok := st.coloured[key]; ok {
		return n, nil
	}
	fill := strconv.Itoa(st.fill(cells.Fills[severity]))
	var c sheetml.Changes
	s, err := gate.NewScanner([]byte(st.xfs[base]))
	if err == nil {
		err = s.Next()
	}
	if err != nil {
		return 0, err
	}
	c.SetAttr(s, "fillId", fill)
	c.SetAttr(s, "applyFill", "1")
	n := st.add("cellXfs", string(c.Apply(s.Data)))
	st.coloured[key] = n
	return n, nil
}

// writeStyles puts the new styles into their part.
func (a *annotator) writeStyles() error {
	st := a.look
	at, prefix := 0, "" // in styleOrder, of the next list; of the elements
	missing := func(s *gate.Scanner, c *sheetml.Changes, upTo int) {
		for ; at < upTo; at++ {
			o := styleOrder[at]
			if l := st.sections[o.name]; len(l.added) > 0 {
				text := fmt.Sprintf(`<@%s count="%d">%s</@%s>`, o.name, len(l.added), strings.Join(l.added, ""), o.name)
				c.Replace(s.Start, s.Start, sheetml.Prefix(text, prefix))
			}
		}
	}
	return a.Scan(st.part, func(s *gate.Scanner, c *sheetml.Changes) error {
		if s.Token == gate.CharData {
			return nil
		}
		name := string(s.Name)
		index := slices.IndexFunc(styleOrder, func(o cellStyleList) bool { return o.name == name })
		l := st.sections[name]
		switch {
		case s.Token == gate.StartTag && s.Depth() == 1 && len(s.Prefix) > 0:
			prefix = string(s.Prefix) + ":"
		case s.Token == gate.StartTag && s.Depth() == 2:
			if index < 0 {
				index = len(styleOrder)
			}
			missing(s, c, index)
			at = max(at, index+1)
			if l != nil && len(l.added) > 0 && index < len(styleOrder) {
				c.SetAttr(s, "count", strconv.Itoa(l.count+len(l.added)))
			}
		case s.Token == gate.EndTag && s.Depth() == 1 && index >= 0 && len(l.added) > 0:
			c.Inside(s, strings.Join(l.added, ""))
		case s.Token == gate.EndTag && s.Depth() == 0:
			if s.Start == s.End { // <styleSheet/>
				return fmt.Errorf("%w: no styles", gate.ErrDamaged)
			}
			missing(s, c, len(styleOrder))
		}
		return nil
	})
}

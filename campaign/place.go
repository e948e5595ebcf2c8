package campaign

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/internal/yamltree"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// node returns what the file has at a path; nil if nothing, or if the draft is
// none of the campaign's.
func (x *composer) node(path string) *yamltree.Node {
	if x.path == "" || x.c.source == nil {
		return nil
	}
	return x.c.source.at[path]
}

// expansion tells how a composed text came of what stands in the file.
func (x *composer) expansion(part string) expansion {
	if e, ok := x.c.source.moved[x.at(part)]; ok {
		e.text, e.runs = x.expanded[part].text, x.expanded[part].runs
		return e
	}
	return x.expanded[part]
}

// place returns the place in the file of one in the composed text of a part;
// without a file it is that in the text.
func (x *composer) place(part string, line, column int) report.Position {
	n := x.node(x.at(part))
	if n == nil {
		return report.Position{Line: line, Column: column}
	}
	e := x.expansion(part)
	from, _ := e.origin(line)
	return x.c.source.position(n.Find(x.c.source.lines, from, e.source(line, column)))
}

// places tells where the parts of the document and the blocks of its bodies
// stand in the file; nil without one.
func (x *composer) places() document.Places {
	var all document.Places
	if n := x.node(x.path); n != nil {
		x.add(&all, "", n)
	}
	all.Sort()
	return all
}

// add adds the places of the values at and below n, which is a part.
func (x *composer) add(all *document.Places, part string, n *yamltree.Node) {
	*all = append(*all, document.Place{Part: part, At: x.c.source.position(n.Line, n.Column), Whole: true})
	switch n.Kind {
	case yamltree.Map:
		for i := range n.Keys {
			x.add(all, join(part, n.Keys[i].Text), &n.Values[i])
		}
	case yamltree.List:
		for i := range n.Values {
			x.add(all, fmt.Sprintf("%s[%d]", part, i), &n.Values[i])
		}
	case yamltree.Text, yamltree.Number:
		e := expansion{text: n.Text}
		if _, ok := x.expanded[part]; ok {
			e = x.expansion(part)
		}
		lines := strings.Split(e.text, "\n")
		if cells, ok := x.bodies[part]; ok {
			x.addBlocks(all, part, n, e, lines, cells)
			return
		}
		before := 0 // a line feed is no character of a part
		for i, text := range lines {
			chars := utf8.RuneCountInString(text)
			x.addLine(all, document.Place{Part: part, From: before}, n, e, report.Position{Line: i + 1, Column: 1}, chars)
			before += chars
		}
	}
}

// addBlocks adds the places of the blocks of a body: those that stand as they
// are told of, and those of which the parser tells where they stand.
func (x *composer) addBlocks(all *document.Places, part string, n *yamltree.Node, e expansion, lines []string, told document.Places) {
	elsewhere := map[int]bool{}
	for i, p := range told {
		if p.At.Line > len(lines) {
			continue // a carriage return, written as an escape
		}
		elsewhere[p.At.Line] = true
		end := utf8.RuneCountInString(lines[p.At.Line-1])
		if i+1 < len(told) && told[i+1].At.Line == p.At.Line {
			end = told[i+1].At.Column - 1
		}
		x.addLine(all, document.Place{Part: part, Line: p.Line, From: p.From}, n, e, p.At, end-p.At.Column+1)
	}
	for i, text := range lines {
		if text != "" && !elsewhere[i+1] {
			x.addLine(all, document.Place{Part: part, Line: i + 1}, n, e, report.Position{Line: i + 1, Column: 1}, utf8.RuneCountInString(text))
		}
	}
}

// addLine adds the places of so many characters of a composed text from at on:
// one, and one more wherever the next character does not stand behind the one
// before it; what an action became has one place. The first has the part, line
// and characters before it that first tells.
func (x *composer) addLine(all *document.Places, first document.Place, n *yamltree.Node, e expansion, at report.Position, chars int) {
	from, own := e.origin(at.Line)
	line, columns := n.Line, n.Columns(x.c.source.lines, from)
	if n.Style == yamltree.Literal {
		line += from
	}
	add := func(k, column int) {
		p := first
		p.From += k
		p.At = x.c.source.position(line, column)
		*all = append(*all, p)
	}
	switch {
	case columns == nil:
		first.At, first.Whole = x.c.source.position(n.Line, n.Column), true
		*all = append(*all, first)
		return
	case own == 0 && len(e.shifts[from]) == 0 && n.Style == yamltree.Literal:
		add(0, columns(at.Column))
		return
	}
	begun, last, whole := 0, 0, false
	source := e.walk(at.Line)
	for k := range chars {
		switch column := columns(source(at.Column + k)); {
		case k > 0 && column == last && (whole || k == begun+1):
			whole = true
			(*all)[len(*all)-1].Whole = true
		case k > 0 && column == last+1 && !whole:
			last = column
		default:
			add(k, column)
			begun, last, whole = k, column, false
		}
	}
}

// join returns the path of a part of what is at path.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

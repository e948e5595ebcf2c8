package pdf

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/paper"
)

// An element is one of the structure tree, which tells readers for the blind what
// a text is (ISO 32000-1, 14.7). It has either elements below it or text.
type element struct {
	role   string
	attrs  string // what its dictionary holds besides
	kids   []*element
	marks  []mark
	para   *paper.Para // that a cell without elements below it holds
	number int         // of its object
}

// A mark is a piece of a page's content that belongs to an element.
type mark struct{ page, id int }

func (e *element) add(role string) *element {
	kid := &element{role: role}
	e.kids = append(e.kids, kid)
	return kid
}

// A tagger makes the structure tree while pages are drawn.
type tagger struct {
	root     int // number of the tree's object
	document *element
	paras    map[*paper.Para]*element
	tables   map[*paper.Table]*grid
	levels   []int    // of the headings that stand above what comes, the document's title 0
	listed   int      // entries of the 附件说明
	list     *element // it
	entry    *entry   // of it, which is being drawn
	page     int
	open     any // what the content being drawn belongs to: an *element or the kind of an artifact; nil for nothing
	pages    [][]*element
}

// A grid is a table with its cells.
type grid struct {
	of    *element
	cells map[[2]int]*element // by row and column
}

// An entry is one of the 附件说明: its number, its text.
type entry struct {
	para        *paper.Para
	label, body *element
	numbered    bool // its number has been drawn
}

func newTagger(pages []paper.Page) tagger {
	t := tagger{document: &element{role: "Document", attrs: "/Lang (zh-CN)"}, paras: map[*paper.Para]*element{}, tables: map[*paper.Table]*grid{}, pages: make([][]*element, len(pages))}
	seen := map[*paper.Para]bool{}
	for _, page := range pages {
		for _, item := range page.Items {
			if text, ok := item.(paper.Text); ok && text.Part == paper.PartList && !seen[text.Para] {
				seen[text.Para] = true
				t.listed++
			}
		}
	}
	return t
}

func (t *tagger) begin(page int) { t.page, t.open = page, nil }

// end returns what closes the content of a page.
func (t *tagger) end() string {
	if t.open == nil {
		return ""
	}
	t.open = nil
	return "EMC"
}

// artifact returns what stands before something that is no text of the document.
func (t *tagger) artifact(kind string) string {
	if t.open == kind {
		return ""
	}
	before := t.end()
	t.open = kind
	return strings.TrimPrefix(before+"\n/Artifact <</Type /"+kind+">> BDC", "\n")
}

// text returns what stands before a text.
func (t *tagger) text(text paper.Text) string {
	switch {
	case text.Para == nil:
		return t.artifact("Pagination")
	case text.Again:
		return t.artifact("Layout")
	}
	e := t.element(text)
	if t.open == e {
		return ""
	}
	before := t.end()
	t.open = e
	id := len(t.pages[t.page])
	t.pages[t.page] = append(t.pages[t.page], e)
	e.marks = append(e.marks, mark{t.page, id})
	return strings.TrimPrefix(fmt.Sprintf("%s\n/%s <</MCID %d>> BDC", before, e.role, id), "\n")
}

// element is what a text belongs to.
func (t *tagger) element(text paper.Text) *element {
	if text.Part == paper.PartList && t.listed > 1 {
		return t.entryOf(text)
	}
	if e := t.paras[text.Para]; e != nil {
		return e
	}
	var e *element
	if c := text.Cell; c != nil && c.Table.Ruled {
		e = t.inCell(t.cell(*c), text.Para)
	} else {
		e = t.document.add(t.roleOf(text))
	}
	t.paras[text.Para] = e
	return e
}

// inCell is what another paragraph of a cell belongs to: the cell, if it is the
// only one. Forms have so many cells that another element for each would tell in
// the size of the file.
func (t *tagger) inCell(cell *element, para *paper.Para) *element {
	if len(cell.marks) == 0 && len(cell.kids) == 0 {
		cell.para = para
		return cell
	}
	if len(cell.kids) == 0 {
		first := cell.add("P")
		first.marks, cell.marks = cell.marks, nil
		for _, m := range first.marks {
			t.pages[m.page][m.id] = first
		}
		t.paras[cell.para] = first
	}
	return cell.add("P")
}

// roleOf returns the role of a paragraph. Headings are numbered by what they stand
// below, so that none skips a level (ISO 14289-1, 7.4).
func (t *tagger) roleOf(text paper.Text) string {
	level := 0
	switch {
	case text.Part == paper.PartTitle:
	case text.Part == paper.PartAttachmentTitle:
		level = 1
	case strings.HasPrefix(text.Para.Style, "heading "):
		level = 1 + text.Para.Level
	default:
		return "P"
	}
	for len(t.levels) > 0 && t.levels[len(t.levels)-1] >= level {
		t.levels = t.levels[:len(t.levels)-1]
	}
	t.levels = append(t.levels, level)
	if n := len(t.levels); n <= 6 {
		return fmt.Sprintf("H%d", n)
	}
	return "P"
}

// entryOf is the number or the text of an entry of the 附件说明, to which a text
// belongs.
func (t *tagger) entryOf(text paper.Text) *element {
	if t.list == nil {
		t.list = t.document.add("L")
		t.list.attrs = "/A <</O /List /ListNumbering /Decimal>>"
	}
	if t.entry == nil || t.entry.para != text.Para {
		li := t.list.add("LI")
		t.entry = &entry{para: text.Para, label: li.add("Lbl"), body: li.add("LBody")}
	}
	if t.entry.numbered {
		return t.entry.body
	}
	t.entry.numbered = strings.HasSuffix(text.Text, ".")
	return t.entry.label
}

// cell is the element of a cell. With the first of a table all are made, those
// without text too.
func (t *tagger) cell(c paper.Cell) *element {
	g := t.tables[c.Table]
	if g == nil {
		g = &grid{of: t.document.add("Table"), cells: map[[2]int]*element{}}
		t.tables[c.Table] = g
		rows := make([]*element, c.Table.Rows)
		for i := range rows {
			rows[i] = g.of.add("TR")
		}
		for _, c := range c.Table.Cells {
			role, attrs := "TD", ""
			if c.Row < c.Table.Head {
				role, attrs = "TH", " /Scope /Column"
			}
			if c.Rows > 1 {
				attrs += fmt.Sprintf(" /RowSpan %d", c.Rows)
			}
			if c.Cols > 1 {
				attrs += fmt.Sprintf(" /ColSpan %d", c.Cols)
			}
			e := rows[c.Row].add(role)
			if attrs != "" {
				e.attrs = "/A <</O /Table" + attrs + ">>"
			}
			g.cells[[2]int{c.Row, c.Col}] = e
		}
	}
	return g.cells[[2]int{c.Row, c.Col}]
}

// tag adds the structure tree and leads to it from the pages.
func (u *update) tag(t *tagger) error {
	t.root = u.next()
	last := t.root
	number(t.document, &last)
	var of strings.Builder
	fmt.Fprintf(&of, "/Type /StructTreeRoot /K [%d 0 R] /ParentTree <</Nums [", t.document.number)
	for i, elements := range t.pages {
		fmt.Fprintf(&of, "%d [", i)
		for _, e := range elements {
			fmt.Fprintf(&of, "%d 0 R ", e.number)
		}
		of.WriteString("]\n")
	}
	fmt.Fprintf(&of, "]>> /ParentTreeNextKey %d", len(t.pages))
	u.add(of.String(), nil)
	u.element(t.document, t.root)
	for i := range t.pages {
		page, err := u.object(pageObject(i))
		if err != nil {
			return err
		}
		u.replace(pageObject(i), fmt.Sprintf("%s\n/StructParents %d /Tabs /S", page, i))
	}
	return nil
}

// number numbers the elements of a tree in the order in which they are added.
func number(e *element, last *int) {
	*last++
	e.number = *last
	for _, k := range e.kids {
		number(k, last)
	}
}

// element adds an element and those below it.
func (u *update) element(e *element, above int) {
	var b strings.Builder
	fmt.Fprintf(&b, "/S /%s /P %d 0 R", e.role, above)
	if e.attrs != "" {
		b.WriteString(" " + e.attrs)
	}
	switch {
	case len(e.kids) == 1:
		fmt.Fprintf(&b, " /K %d 0 R", e.kids[0].number)
	case len(e.kids) > 0:
		b.WriteString(" /K [")
		for _, k := range e.kids {
			fmt.Fprintf(&b, "%d 0 R ", k.number)
		}
		b.WriteString("]")
	case len(e.marks) > 0:
		page := e.marks[0].page
		elsewhere := slices.ContainsFunc(e.marks, func(m mark) bool { return m.page != page })
		if !elsewhere {
			fmt.Fprintf(&b, " /Pg %d 0 R", pageObject(page))
		}
		if len(e.marks) == 1 {
			fmt.Fprintf(&b, " /K %d", e.marks[0].id)
			break
		}
		b.WriteString(" /K [")
		for _, m := range e.marks {
			if elsewhere {
				fmt.Fprintf(&b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pageObject(m.page), m.id)
			} else {
				fmt.Fprintf(&b, "%d ", m.id)
			}
		}
		b.WriteString("]")
	}
	u.add(b.String(), nil)
	for _, k := range e.kids {
		u.element(k, e.number)
	}
}

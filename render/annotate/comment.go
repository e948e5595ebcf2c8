package annotate

import (
	"crypto/sha256"
	"fmt"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
)

// comment puts the findings of a sheet into its comments. Where the sheet has
// no boxes of comments yet it returns the id of the relation to new ones.
//
// A comment is said in up to three parts of a file: its text, the box that
// shows it, and in newer programs a thread, which hides the text.
func (a *annotator) comment(m *sheetMarks, f *sheetFrame) (boxes string, err error) {
	text := map[cellRef]string{} // by the cell that shows a comment
	for _, at := range slices.SortedFunc(maps.Keys(m.cells), compareRef) {
		shown := f.anchor(at)
		if text[shown] != "" {
			text[shown] += "\n"
		}
		text[shown] += m.cells[at].comment()
	}
	related, err := a.Relations(m.Part)
	if err != nil {
		return "", err
	}
	comments, drawing, threads := "", "", ""
	for _, r := range related {
		switch kind := r.Kind(); {
		case r.Out:
		case kind == "comments":
			comments = r.Target
		case kind == "threadedComment":
			threads = r.Target
		case r.ID == f.drawing:
			drawing = r.Target
		}
	}
	if comments == "" || !a.Has(comments) {
		comments = a.Add("xl/comments%d.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
			[]byte(xmlDeclaration+`<comments xmlns="`+f.main+`"><authors></authors><commentList></commentList></comments>`))
		if _, err := a.relate(f.ooxml, m.Part, "comments", comments); err != nil {
			return "", err
		}
	}
	fresh, err := a.writeComments(comments, text)
	if err != nil {
		return "", err
	}
	if threads != "" && a.Has(threads) {
		if err := a.reply(threads, text); err != nil {
			return "", err
		}
	}
	if drawing == "" || !a.Has(drawing) {
		drawing = a.Add("xl/drawings/vmlDrawing%d.vml", "application/vnd.openxmlformats-officedocument.vmlDrawing",
			[]byte(`<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`))
		if boxes, err = a.relate(f.ooxml, m.Part, "vmlDrawing", drawing); err != nil {
			return "", err
		}
	}
	if err := a.drawBoxes(drawing, f, fresh, text); err != nil {
		return "", err
	}
	for _, at := range fresh {
		delete(text, at)
	}
	if err := a.widenBoxes(drawing, f, text); err != nil {
		return "", err
	}
	return boxes, nil
}

const commentFace = `<@rPr><@sz val="9"/><@color indexed="81"/><@rFont val="宋体"/><@charset val="134"/></@rPr>`

// writeComments puts texts into a part of comments and returns the cells that
// had none.
func (a *annotator) writeComments(part string, text map[cellRef]string) (fresh []cellRef, err error) {
	authors, mine := 0, -1
	var author strings.Builder
	left := maps.Clone(text)
	at := cellRef{}
	ours := false // the comment met is at a marked cell
	run := func(s string) string {
		return `<@r>` + commentFace + `<@t` + keepSpace(s) + `>` + escapeCell(s) + `</@t></@r>`
	}
	return fresh, a.Scan(part, func(s *gate.Scanner, c *sheetml.Changes) error {
		if s.Token == gate.CharData {
			b, err := s.Text()
			author.Write(b)
			return err
		}
		start := s.Token == gate.StartTag
		switch string(s.Name) {
		case "author":
			if !start {
				if author.String() == a.o.Author && mine < 0 {
					mine = authors
				}
				authors++
			}
			author.Reset()
		case "authors":
			if !start && mine < 0 {
				mine = authors
				c.Inside(s, `<@author>`+escapeCell(a.o.Author)+`</@author>`)
			}
		case "comment":
			if start {
				row, col, _ := a1.Parse(s.Attr("ref"))
				at = cellRef{row, col}
				_, ours = left[at]
			} else {
				ours = false
			}
		case "t":
			// A plain text becomes a run, so that another can follow.
			switch {
			case ours && start && s.Depth() == 5:
				c.Put(s, s.Start, `<@r>`)
			case ours && !start && s.Depth() == 4:
				c.Put(s, s.End, `</@r>`)
			}
		case "text":
			if ours && !start {
				c.Inside(s, run("\n"+left[at]))
				delete(left, at)
			}
		case "commentList":
			if start {
				break
			}
			fresh = slices.SortedFunc(maps.Keys(left), compareRef)
			var b strings.Builder
			for _, at := range fresh {
				fmt.Fprintf(&b, `<@comment ref="%s" authorId="%d"><@text>%s</@text></@comment>`, a1.Name(at.row, at.col), max(mine, 0), run(left[at]))
			}
			c.Inside(s, b.String())
		}
		return nil
	})
}

// reply adds the texts to the threads at their cells, which newer programs show
// in place of comments.
func (a *annotator) reply(part string, text map[cellRef]string) error {
	person, err := a.person()
	if err != nil {
		return err
	}
	type thread struct {
		at       cellRef
		id, when string
	}
	var threads []thread
	last := ""
	return a.Scan(part, func(s *gate.Scanner, c *sheetml.Changes) error {
		switch {
		case s.Token == gate.StartTag && string(s.Name) == "threadedComment":
			row, col, _ := a1.Parse(s.Attr("ref"))
			if at := (cellRef{row, col}); text[at] != "" && s.Attr("parentId") == "" {
				threads = append(threads, thread{at, s.Attr("id"), s.Attr("dT")})
			}
			last = max(last, s.Attr("dT"))
		case s.Token == gate.EndTag && s.Depth() == 0:
			var b strings.Builder
			for _, t := range threads {
				when := ""
				if last != "" {
					when = ` dT="` + sheetml.Escape(last) + `"`
				}
				fmt.Fprintf(&b, `<@threadedComment ref="%s"%s personId="%s" id="%s" parentId="%s"><@text>%s</@text></@threadedComment>`,
					a1.Name(t.at.row, t.at.col), when, person, guid(part, t.id, text[t.at]), t.id, escapeCell(text[t.at]))
			}
			if b.Len() > 0 {
				c.Inside(s, b.String())
			}
		}
		return nil
	})
}

// person returns the id of who comments in threads.
func (a *annotator) person() (id string, err error) {
	part := a.book.Related("person")
	id = guid("person", a.o.Author)
	if part == "" {
		part = a.Add("xl/persons/person%d.xml", "application/vnd.ms-excel.person+xml",
			[]byte(xmlDeclaration+`<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"></personList>`))
		if _, err := a.Relate(a.book.Main, "http://schemas.microsoft.com/office/2017/10/relationships/person", part); err != nil {
			return "", err
		}
	}
	known := false
	return id, a.Scan(part, func(s *gate.Scanner, c *sheetml.Changes) error {
		switch {
		case s.Token == gate.StartTag:
			known = known || s.Attr("id") == id
		case s.Token == gate.EndTag && s.Depth() == 0 && !known:
			c.Inside(s, fmt.Sprintf(`<@person displayName="%s" id="%s" userId="%[1]s" providerId="None"/>`, sheetml.Escape(a.o.Author), id))
		}
		return nil
	})
}

// guid makes an id out of what it stands for, so that the same file has the
// same ids.
func guid(parts ...string) string {
	h := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return strings.ToUpper(fmt.Sprintf("{%x-%x-%x-%x-%x}", h[:4], h[4:6], h[6:8], h[8:10], h[10:16]))
}

var (
	shapeNumber = regexp.MustCompile(`_x0000_s(\d{1,9})`)
	vmlEnd      = regexp.MustCompile(`</xml\s*>\s*$`)
)

const commentShapeType = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

// drawBoxes adds the boxes that show comments. Boxes are in a language that
// need not be well-formed XML, so they are put before its end as text.
func (a *annotator) drawBoxes(part string, f *sheetFrame, cells []cellRef, text map[cellRef]string) error {
	if len(cells) == 0 {
		return nil
	}
	data, err := a.Data(part)
	if err != nil {
		return err
	}
	end := vmlEnd.FindIndex(data)
	if end == nil {
		return fmt.Errorf("%s: %w: no end of the boxes of comments", path.Base(part), gate.ErrDamaged)
	}
	n := 1024
	for _, m := range shapeNumber.FindAllSubmatch(data, -1) {
		if k, err := strconv.Atoi(string(m[1])); err == nil {
			n = max(n, k)
		}
	}
	head := string(data[:min(len(data), 2000)])
	names := ""
	for _, x := range []struct{ prefix, name string }{{"v", "vml"}, {"o", "office:office"}, {"x", "office:excel"}} {
		if decl := fmt.Sprintf(`xmlns:%s="urn:schemas-microsoft-com:%s"`, x.prefix, x.name); !strings.Contains(head, decl) {
			names += " " + decl
		}
	}
	var b strings.Builder
	if !strings.Contains(string(data), `id="_x0000_t202"`) {
		b.WriteString(strings.Replace(commentShapeType, " id=", names+" id=", 1))
	}
	for _, at := range cells {
		n++
		r, _ := f.merge(at)
		fmt.Fprintf(&b, `<v:shape%s id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			names, n, f.boxPlace(r, text[at]), at.row-1, at.col-1)
	}
	out := append([]byte(nil), data[:end[0]]...)
	out = append(out, b.String()...)
	a.Set(part, append(out, data[end[0]:]...))
	return nil
}

// Sizes of a comment's box, in pixels of 1/96 inch.
const (
	boxWidth   = 280
	boxLine    = 16
	boxPadding = 14
	boxBeside  = 15 // right of its cell
	tallestBox = 400
)

// boxPlace tells where the box of a comment stands, beside its cell: column,
// pixels, row, pixels of its upper left corner, then of its lower right one.
func (f *sheetFrame) boxPlace(r sheetml.Range, text string) string {
	high := min(cells.Lines(text, boxWidth*0.75-4, 9)*boxLine+boxPadding, tallestBox)
	c1, x1 := f.walk(r.LastCol+1, boxBeside, f.columnPixels)
	c2, x2 := f.walk(c1, x1+boxWidth, f.columnPixels)
	r1 := max(r.Row-1, 1)
	r2, y2 := f.walk(r1, 5+high, f.rowPixels)
	return fmt.Sprintf("%d, %d, %d, %d, %d, %d, %d, %d", c1-1, x1, r1-1, 5, c2-1, x2, r2-1, y2)
}

var (
	boxData   = regexp.MustCompile(`(?s)<x:ClientData\b.*?</x:ClientData>`)
	boxRow    = regexp.MustCompile(`<x:Row>\s*(\d{1,7})\s*</x:Row>`)
	boxColumn = regexp.MustCompile(`<x:Column>\s*(\d{1,5})\s*</x:Column>`)
	boxAnchor = regexp.MustCompile(`<x:Anchor>([\d\s,]*)</x:Anchor>`)
)

// widenBoxes makes the boxes of comments large enough for what was added to
// them.
func (a *annotator) widenBoxes(part string, f *sheetFrame, added map[cellRef]string) error {
	if len(added) == 0 {
		return nil
	}
	data, err := a.Data(part)
	if err != nil {
		return err
	}
	number := func(re *regexp.Regexp, box []byte) int {
		if m := re.FindSubmatch(box); m != nil {
			n, _ := strconv.Atoi(string(m[1]))
			return n
		}
		return -1
	}
	a.Set(part, boxData.ReplaceAllFunc(data, func(box []byte) []byte {
		text := added[cellRef{number(boxRow, box) + 1, number(boxColumn, box) + 1}]
		m := boxAnchor.FindSubmatchIndex(box)
		if text == "" || m == nil {
			return box
		}
		var at [8]int
		parts := strings.Split(string(box[m[2]:m[3]]), ",")
		for i := range at {
			if i >= len(parts) {
				return box
			}
			if at[i], err = strconv.Atoi(strings.TrimSpace(parts[i])); err != nil || at[i] > 1<<20 {
				return box
			}
		}
		if col, x := f.walk(at[0]+1, at[1]+boxWidth, f.columnPixels); col-1 > at[4] || col-1 == at[4] && x > at[5] {
			at[4], at[5] = col-1, x
		}
		row, y := f.walk(at[6]+1, at[7]+cells.Lines(text, boxWidth*0.75-4, 9)*boxLine+boxPadding, f.rowPixels)
		place := fmt.Sprintf("%d, %d, %d, %d, %d, %d, %d, %d", at[0], at[1], at[2], at[3], at[4], at[5], row-1, y)
		return slices.Concat(box[:m[2]], []byte(place), box[m[3]:])
	}))
	return nil
}

// walk goes a number of pixels on from the beginning of a column or row and
// returns the one that is reached, and how far into it.
func (f *sheetFrame) walk(from, pixels int, size func(int) int) (int, int) {
	for range 2000 {
		n := size(from)
		if pixels < n {
			break
		}
		pixels -= n
		from++
	}
	return from, min(pixels, 4000)
}

func (f *sheetFrame) columnPixels(col int) int {
	w := f.width
	for _, c := range f.columns {
		if col >= c.from && col <= c.to {
			if c.hidden {
				return 0
			}
			if c.width > 0 {
				w = c.width
			}
		}
	}
	return int(math.Round(min(w, 255)*7 + 5))
}

func (f *sheetFrame) rowPixels(row int) int {
	h, ok := f.heights[row]
	if !ok {
		h = f.height
	}
	return int(math.Round(min(h, cells.TallestRow) * 96 / 72))
}

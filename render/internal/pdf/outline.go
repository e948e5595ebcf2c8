package pdf

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A bookmark is an entry of the outline with those below it.
type bookmark struct {
	text string
	page int      // from 0
	y    paper.Pt // from the page's upper edge
	kids []*bookmark
}

// outlineOf makes a tree of the entries of pages. One whose level skips some
// stands right below the last one that is higher.
func outlineOf(pages []paper.Page) *bookmark {
	root := &bookmark{}
	type open struct {
		level int
		at    *bookmark
	}
	stack := []open{{0, root}}
	for i, page := range pages {
		for _, e := range page.Outline {
			for len(stack) > 1 && stack[len(stack)-1].level >= e.Level {
				stack = stack[:len(stack)-1]
			}
			b := &bookmark{text: e.Text, page: i, y: e.Y}
			above := stack[len(stack)-1].at
			above.kids = append(above.kids, b)
			stack = append(stack, open{e.Level, b})
		}
	}
	return root
}

// outline adds an outline of which readers show the first level and open the
// others on demand (ISO 32000-1, 12.3.3).
func (u *update) outline(root *bookmark) error {
	if len(root.kids) == 0 {
		return nil
	}
	catalog, err := u.object(u.root)
	if err != nil {
		return err
	}
	number := u.first + len(u.places) // of the root; its entries follow it, each with what is below it
	u.add("/Type /Outlines "+list(root, number+1)+fmt.Sprintf(" /Count %d", len(root.kids)), nil)
	u.bookmarks(root, number)
	u.replace(u.root, strings.TrimSpace(catalog)+fmt.Sprintf("\n/Outlines %d 0 R\n/PageMode /UseOutlines\n", number))
	return nil
}

// bookmarks adds the entries below one that has a number.
func (u *update) bookmarks(above *bookmark, parent int) {
	number := u.first + len(u.places)
	for i, b := range above.kids {
		next := number + 1 + b.size()
		dict := fmt.Sprintf("/Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %.2f null]", literal(utf16Text(b.text)), parent,
			3+2*b.page, // where fpdf puts the page
			paper.Height.Pt()-b.y)
		if i > 0 {
			dict += fmt.Sprintf(" /Prev %d 0 R", number-1-above.kids[i-1].size())
		}
		if i+1 < len(above.kids) {
			dict += fmt.Sprintf(" /Next %d 0 R", next)
		}
		if n := len(b.kids); n > 0 {
			dict += fmt.Sprintf(" %s /Count %d", list(b, number+1), -n)
		}
		u.add(dict, nil)
		u.bookmarks(b, number)
		number = next
	}
}

// list names the first and the last entry below one, of which the first has a
// number.
func list(b *bookmark, first int) string {
	last := first
	for _, k := range b.kids[:len(b.kids)-1] {
		last += 1 + k.size()
	}
	return fmt.Sprintf("/First %d 0 R /Last %d 0 R", first, last)
}

// size counts all entries below one.
func (b *bookmark) size() int {
	n := 0
	for _, k := range b.kids {
		n += 1 + k.size()
	}
	return n
}

// literal writes bytes as a string of PDF.
func literal(s string) string {
	return "(" + strings.NewReplacer("\\", "\\\\", "(", "\\(", ")", "\\)", "\r", "\\r").Replace(s) + ")"
}

package pdf

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/paper"
)

// outline adds an outline of which readers show the first level and open the
// others on demand (ISO 32000-1, 12.3.3), and returns what the catalog says of it.
func (u *update) outline(entries []*paper.Bookmark) string {
	if len(entries) == 0 {
		return ""
	}
	number := u.next() // of the root; its entries follow it, each with what is below it
	u.add("/Type /Outlines "+list(entries, number+1)+fmt.Sprintf(" /Count %d", len(entries)), nil)
	u.bookmarks(entries, number)
	return fmt.Sprintf("/Outlines %d 0 R\n/PageMode /UseOutlines\n", number)
}

// bookmarks adds the entries below one that has a number.
func (u *update) bookmarks(entries []*paper.Bookmark, parent int) {
	number := u.next()
	for i, b := range entries {
		next := number + 1 + size(b.Kids)
		dict := fmt.Sprintf("/Title %s /Parent %d 0 R /Dest [%d 0 R /XYZ 0 %.2f null]", literal(utf16Text(b.Text)), parent,
			pageObject(b.Page),
			paper.Height.Pt()-b.Y)
		if i > 0 {
			dict += fmt.Sprintf(" /Prev %d 0 R", number-1-size(entries[i-1].Kids))
		}
		if i+1 < len(entries) {
			dict += fmt.Sprintf(" /Next %d 0 R", next)
		}
		if n := len(b.Kids); n > 0 {
			dict += fmt.Sprintf(" %s /Count %d", list(b.Kids, number+1), -n)
		}
		u.add(dict, nil)
		u.bookmarks(b.Kids, number)
		number = next
	}
}

// list names the first and the last of entries, of which the first has a number.
func list(entries []*paper.Bookmark, first int) string {
	last := first
	for _, b := range entries[:len(entries)-1] {
		last += 1 + size(b.Kids)
	}
	return fmt.Sprintf("/First %d 0 R /Last %d 0 R", first, last)
}

// size counts entries and all below them.
func size(entries []*paper.Bookmark) int {
	n := 0
	for _, b := range entries {
		n += 1 + size(b.Kids)
	}
	return n
}

// literal writes bytes as a string of PDF.
func literal(s string) string {
	return "(" + strings.NewReplacer("\\", "\\\\", "(", "\\(", ")", "\\)", "\r", "\\r").Replace(s) + ")"
}

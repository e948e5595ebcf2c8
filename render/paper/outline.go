package paper

// A Bookmark is an entry of a document's outline with those below it.
type Bookmark struct {
	Text string
	Page int // from 0
	Y    Pt  // from the page's upper edge
	Kids []*Bookmark
}

// Bookmarks makes a tree of the entries of pages. One whose level skips some
// stands right below the last one that is higher.
func Bookmarks(pages []Page) []*Bookmark {
	root := &Bookmark{}
	type open struct {
		level int
		at    *Bookmark
	}
	stack := []open{{0, root}}
	for i, page := range pages {
		for _, e := range page.Outline {
			for len(stack) > 1 && stack[len(stack)-1].level >= e.Level {
				stack = stack[:len(stack)-1]
			}
			b := &Bookmark{Text: e.Text, Page: i, Y: e.Y}
			above := stack[len(stack)-1].at
			above.Kids = append(above.Kids, b)
			stack = append(stack, open{e.Level, b})
		}
	}
	return root.Kids
}

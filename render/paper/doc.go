// Package paper is what a document is once it is set: A4 pages with texts and
// rules at their places, in points from the upper left corner. Whoever draws
// them needs nothing else:
//
//	for _, item := range page.Items {
//		switch item := item.(type) {
//		case paper.Text:
//			draw(item.Text, item.Face, item.Size, item.X, item.Y)
//		case paper.Rule:
//			line(item.X1, item.Y1, item.X2, item.Y2, item.Width)
//		}
//	}
//
// Each text knows the paragraph and the cell that it belongs to, so that a
// format with a structure can tell it.
package paper

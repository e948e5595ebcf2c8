package document

import (
	"slices"
	"strconv"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Mark returns the standard mark of number n at level l: 一、 （一） 1. （1） ①
// (GB/T 9704-2012 7.3.3). It returns "" for a level that is not 1 to 5 and for
// a number that is not 1 to 99, or 1 to 20 at level 5.
func (l Level) Mark(n int) string {
	if n < 1 || n > maxOrdinal {
		return ""
	}
	switch l {
	case 1:
		return han.Numeral(n) + "、"
	case 2:
		return "（" + han.Numeral(n) + "）"
	case 3:
		return strconv.Itoa(n) + "."
	case 4:
		return "（" + strconv.Itoa(n) + "）"
	case 5:
		if n <= 20 {
			return string('①' + rune(n-1))
		}
	}
	return ""
}

// maxOrdinal is the highest number that a mark has.
const maxOrdinal = 99

// Numbered returns d with a mark at every heading and numbered paragraph that
// has a level but none, as one made by hand may: 一、 二、 三、 in their order, those
// below a heading anew. Marks that are there stay, and the next one goes on from
// them. It is d itself if nothing lacks a mark.
func (d *Document) Numbered() *Document {
	n := *d
	body, changed := numbered(d.Body)
	n.Body = body
	attachments := slices.Clone(d.Attachments)
	for i := range attachments {
		body, more := numbered(attachments[i].Body)
		attachments[i].Body, changed = body, changed || more
	}
	if !changed {
		return d
	}
	n.Attachments = attachments
	return &n
}

func numbered(blocks []Block) (marked []Block, changed bool) {
	var last [maxLevel + 1]int
	next := func(level Level, mark string) string {
		if level < 1 || level > maxLevel {
			return mark
		}
		last[level]++
		clear(last[level+1:])
		if mark == "" {
			return level.Mark(last[level])
		}
		for n := 1; n <= maxOrdinal; n++ {
			if level.Mark(n) == mark {
				last[level] = n
				break
			}
		}
		return mark
	}
	marked = slices.Clone(blocks)
	for i, b := range blocks {
		switch b := b.(type) {
		case *Heading:
			if b == nil {
				continue
			}
			if mark := next(b.Level, b.Mark); mark != b.Mark {
				h := *b
				h.Mark, changed = mark, true
				marked[i] = &h
			}
		case *Paragraph:
			if b == nil {
				continue
			}
			if mark := next(b.Level, b.Mark); mark != b.Mark {
				p := *b
				p.Mark, changed = mark, true
				marked[i] = &p
			}
		}
	}
	return marked, changed
}

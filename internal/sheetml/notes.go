package sheetml

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// notes reads the comments of a sheet, and the boxes drawn over it.
func (b *bookReader) notes(s *Sheet) error {
	if !s.IsWorksheet() {
		return nil
	}
	related, err := b.Relations(s.Part)
	if err != nil {
		return err
	}
	for _, r := range related {
		part := b.Part(r.Target)
		if r.Out || part == nil {
			continue
		}
		var n notesReader
		switch r.Kind() {
		case "comments":
			err = b.scan(part, n.comment)
		case "drawing":
			err = b.scan(part, n.box)
		}
		if err != nil {
			return err
		}
		for _, note := range n.notes {
			if err := b.Note(note); err != nil {
				return err
			}
		}
	}
	return nil
}

// A notesReader goes through a part with comments or drawings.
type notesReader struct {
	notes []book.Note
	note  book.Note
	text  richText        // of a comment
	lines strings.Builder // of a box
	in    bool            // t of a box
}

func (n *notesReader) comment(s *gate.Scanner) error {
	if s.Token == gate.CharData || string(s.Name) != "comment" {
		return n.text.token(s)
	}
	if s.Token == gate.EndTag {
		n.note.Text = n.text.String()
		n.notes = append(n.notes, n.note)
	}
	n.text = richText{}
	if r, ok := ParseRange(s.Attr("ref")); ok && s.Token == gate.StartTag {
		n.note = book.Note{Row: r.Row, Col: r.Col}
	}
	return nil
}

func (n *notesReader) box(s *gate.Scanner) error {
	if s.Token == gate.CharData {
		if !n.in {
			return nil
		}
		text, err := s.Text()
		n.lines.Write(text)
		return err
	}
	start := s.Token == gate.StartTag
	switch string(s.Name) {
	case "t":
		n.in = start
	case "p", "br":
		if !start {
			n.lines.WriteByte('\n')
		}
	case "txBody":
		if !start {
			n.notes = append(n.notes, book.Note{Text: n.lines.String()})
		}
		n.lines.Reset()
	}
	return nil
}

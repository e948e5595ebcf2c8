package plain

import (
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/typed"
	"github.com/zhijiao-go/zhijiao/forms"
)

// PrintBody prints blocks as plain text, a line each, so that [ParseBody] reads
// the same blocks again. A form prints as its title and labels and is read
// again as text.
func PrintBody(blocks []document.Block) string { return typed.PrintBody(blocks) }

// Print prints all text of a document in the order of its pages, an
// element a line and parts apart, so that [Parse] reads the same document
// again: for reading in a terminal and for comparing. What is not text (the
// format of the head, the kind of seal) is not in it; a form is read again as
// text.
func Print(d *document.Document) string { return typed.Print(d) }

// FormLines prints the title and labels of a form.
func FormLines(s *forms.Schema) []string { return typed.FormLines(s) }

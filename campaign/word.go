package campaign

import (
	"io"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/wordml"
)

// WordText returns the text of a .docx file as [Parse] reads it: a paragraph a
// line, the rows of a table with tabs between the cells. It is what somebody
// sees who accepts all changes. The error says in its text what to do about
// the file.
func WordText(r io.ReaderAt, size int64) (string, error) {
	d, err := wordml.Read(r, size)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		switch block := block.(type) {
		case *wordml.Paragraph:
			b.WriteString(block.Text + "\n")
		case *wordml.Table:
			// Blank lines part it from text that has tabs too.
			b.WriteString("\n" + Text([]Block{wordTable(block)}) + "\n")
		}
	}
	return b.String(), nil
}

// wordTable returns a table with the text of the cells. A cell over several
// columns stands in the first, as in a table copied from a word processor.
func wordTable(t *wordml.Table) *Table {
	var rows [][]string
	for _, r := range t.Rows {
		row := make([]string, r.Before)
		for i := range r.Cells {
			cell := strings.NewReplacer("\n", " ", "\t", " ").Replace(r.Cells[i].Text())
			row = append(row, strings.TrimSpace(cell))
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	return &Table{Rows: rows}
}

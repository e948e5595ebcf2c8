package plain

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// WordText returns the text of a .docx file as [Parse] reads it: a paragraph a
// line, automatic numbers written out, what stands in text boxes behind the
// paragraph that they are tied to, the rows of a table with tabs between the
// cells. It is what somebody sees who accepts all changes.
//
// The findings tell of what is no text of the body: pictures, headers, footers
// and notes. The error says in its text what to do about the file.
func WordText(r io.ReaderAt, size int64) (string, []report.Finding, error) {
	d, err := wordml.Read(r, size)
	if err != nil {
		return "", nil, err
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		switch block := block.(type) {
		case *wordml.Paragraph:
			b.WriteString(numberedText(block) + "\n")
		case *wordml.Table:
			if lines := layoutTable(block); lines != nil {
				b.WriteString(strings.Join(lines, "\n") + "\n")
				continue
			}
			// Blank lines part it from text that has tabs too.
			b.WriteString("\n" + PrintBody([]document.Block{wordTable(block)}) + "\n")
		}
	}
	var told draft.Draft
	if d.Pictures > 0 {
		told.Say("RD013", report.Position{}, fmt.Sprintf("图片%d张", d.Pictures))
	}
	for _, s := range d.Aside {
		told.Say("RD014", report.Position{}, s)
	}
	return b.String(), told.Findings, nil
}

// numberedText returns the text of a paragraph with its automatic number.
func numberedText(p *wordml.Paragraph) string {
	if strings.TrimSpace(p.Text) == "" {
		return p.Text
	}
	last, _ := utf8.DecodeLastRuneInString(p.Number)
	if unicode.IsDigit(last) || unicode.IsLetter(last) {
		return p.Number + " " + p.Text
	}
	return p.Number + p.Text
}

// wordTable returns a table with the text of the cells. A cell over several
// columns stands in the first; those behind it stay in their columns.
func wordTable(t *wordml.Table) *document.Table {
	var rows [][]string
	for _, r := range t.Rows {
		row := make([]string, r.Before)
		covered := 0 // columns that the cell before covers besides its first
		for i := range r.Cells {
			row = append(row, make([]string, covered)...)
			covered = r.Cells[i].Span - 1
			cell := strings.NewReplacer("\n", " ", "\t", " ").Replace(r.Cells[i].Text())
			row = append(row, strings.TrimSpace(cell))
		}
		if len(row) > 0 {
			rows = append(rows, row)
		}
	}
	return &document.Table{Rows: rows}
}

// layoutTable returns the lines of a table that is none to the reader but sets
// the names of a head or a signature side by side, or the imprint between its
// rules; nil if t is a table.
func layoutTable(t *wordml.Table) []string {
	var lines, rows []string
	names := true
	for _, row := range t.Rows {
		var cells []string
		for i := range row.Cells {
			text := strings.TrimSpace(row.Cells[i].Text())
			if text == "" {
				continue
			}
			cells = append(cells, strings.Join(strings.Fields(text), ""))
			if names {
				var of []string
				of, names = cellNames(text)
				lines = append(lines, of...)
			}
		}
		if len(cells) > 0 {
			rows = append(rows, strings.Join(cells, " "))
		}
	}
	switch {
	case len(rows) == 0:
		return nil
	case names:
		return lines
	case cue.PrintedLine.MatchString(rows[len(rows)-1]):
		for _, row := range rows[:len(rows)-1] {
			if _, ok := cue.CutCopied(row); !ok {
				return nil
			}
		}
		return rows
	}
	return nil
}

// maxNames is the number of lines up to which a cell may be the head or the
// signature of a document.
const maxNames = 60

// cellNames returns the names in a cell of a head or signature, a name that
// broke made whole, and the date below them.
func cellNames(text string) (lines []string, ok bool) {
	if strings.Count(text, "\n") >= maxNames {
		return nil, false
	}
	r := reading{Draft: draft.New(text)}
	var broken []nameLine
	date := ""
	for i, l := range r.Lines {
		switch {
		case han.Squeeze(l) == "":
		case cue.IsDateLine(l):
			date = l
		case han.Squeeze(l) == "文件" && len(broken) == 0:
			lines = append(lines, l)
		default:
			broken = append(broken, nameLine{i, l})
		}
	}
	// A line that is no name by itself shows that the cell holds one name.
	whole, pieces := "", false
	for _, l := range broken {
		name := han.Squeeze(l.text)
		whole += name
		pieces = pieces || !cue.IsOrgan(name) || utf8.RuneCountInString(name) < 4
	}
	if pieces && len(broken) > 1 && cue.IsOrgan(whole) {
		broken = []nameLine{{0, whole}}
	}
	for _, name := range r.names(broken, nil) {
		// 学校 may head a column of a form.
		if !cue.IsOrgan(name.text) || utf8.RuneCountInString(name.text) < 4 && date == "" {
			return nil, false
		}
		lines = append(lines, name.text)
	}
	if date != "" {
		lines = append(lines, date)
	}
	return lines, true
}

package wordml

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// What a few bytes of a document become in the hands of a reader is bounded.
func TestBounds(t *testing.T) {
	numbering := func(text string) string {
		return `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="` + text + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	}
	listed := func(n int) string {
		return strings.Repeat(`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`, n)
	}
	wide := func(rows int) string {
		return `<w:tbl>` + strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc><w:tcPr><w:gridSpan w:val="9999"/></w:tcPr></w:tc>`, 3)+`</w:tr>`, rows) + `</w:tbl>`
	}
	for name, c := range map[string]struct {
		body, numbering string
		want            error
	}{
		"numbers":              {listed(9_000), numbering("第%1条"), nil},
		"long numbers":         {listed(9_000), numbering(strings.Repeat("第", 340)), gate.ErrTooLarge},
		"numbers of numbers":   {listed(9_000), numbering(strings.Repeat("%1", 500)), gate.ErrTooLarge},
		"no program's numbers": {listed(9_000), numbering(strings.Repeat("第", 341)), nil},
		"cells over many":      {wide(100), "", nil},
		"many cells over many": {wide(2_000), "", gate.ErrTooLarge},
		"attributes":           {`<w:p ` + strings.Repeat(`a="" `, 2_000) + `/>`, "", gate.ErrTooLarge},
	} {
		parts := []string{"word/document.xml", head + c.body + `</w:body></w:document>`}
		if c.numbering != "" {
			parts = append(parts, "word/numbering.xml", c.numbering)
		}
		data := docx(t, parts...)
		_, err := Read(bytes.NewReader(data), int64(len(data)))
		var e *gate.Error
		if !errors.Is(err, c.want) || err != nil && (!errors.As(err, &e) || e.Advice == "") {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

// A row has no more columns than a table may; a cell keeps one of them.
func TestColumnsAreBounded(t *testing.T) {
	d := read(t, `<w:tbl><w:tr>`+strings.Repeat(`<w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr></w:tc>`, 4)+`</w:tr></w:tbl>`)
	var spans []int
	for _, c := range d.Blocks[0].(*Table).Rows[0].Cells {
		spans = append(spans, c.Span)
	}
	if got := fmt.Sprint(spans); got != "[100 100 56 1]" {
		t.Errorf("spans %s", got)
	}
}

// What is wrong with a document is said in Chinese.
func TestErrorsSpeakChinese(t *testing.T) {
	for name, body := range map[string]string{"crossed": "<w:document><w:body><w:p></w:body></w:document>", "escape": "<w:document><w:body>\x1b</w:body></w:document>", "no body": "<w:document/>"} {
		data := docx(t, "word/document.xml", body)
		_, err := Read(bytes.NewReader(data), int64(len(data)))
		var e *gate.Error
		if !errors.As(err, &e) || !errors.Is(err, gate.ErrDamaged) || !strings.Contains(e.Say(), "损坏") || e.Advice == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Runs that look the same are one, whatever hidden text lies between them.
func TestRunsOverHiddenText(t *testing.T) {
	body := `<w:p>` + strings.Repeat(`<w:r><w:t>甲</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>`, 3) + `<w:r><w:rPr><w:sz w:val="40"/></w:rPr><w:t>丙</w:t></w:r></w:p>`
	if got := looks(t, body); got != "甲甲甲[  10]丙[  20]" {
		t.Errorf("%q", got)
	}
}

func FuzzParts(f *testing.F) {
	f.Add(head+p("a")+`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:p></w:body></w:document>`,
		`<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
		`<Properties><property name="a"><b>c</b></property></Properties>`, `<w:hdr><w:p><w:r><w:t>h</w:t></w:r></w:p></w:hdr>`)
	f.Fuzz(func(t *testing.T, body, numbering, custom, header string) {
		if len(body)+len(numbering)+len(custom)+len(header) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		data := docx(t, "word/document.xml", body, "word/numbering.xml", numbering, "docProps/custom.xml", custom, "word/header1.xml", header)
		d, err := Read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			return
		}
		for _, b := range d.Blocks {
			if t, ok := b.(*Table); ok {
				for _, r := range t.Rows {
					for i := range r.Cells {
						r.Cells[i].Text()
					}
				}
			}
		}
	})
}

package wordml

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

const head = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>`

func docx(t testing.TB, parts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, parts[i+1])
	}
	w.Close()
	return buf.Bytes()
}

func read(t *testing.T, body string) *Document {
	t.Helper()
	data := docx(t, "word/document.xml", head+body+"</w:body></w:document>")
	d, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dump prints blocks on one line: paragraphs in quotes, tables in brackets,
// rows between bars.
func dump(blocks []Block) string {
	var b strings.Builder
	for _, x := range blocks {
		switch x := x.(type) {
		case *Paragraph:
			fmt.Fprintf(&b, "%q", x.Text)
			if x.Style != "" || x.List != "" {
				fmt.Fprintf(&b, "{%s %s:%d}", x.Style, x.List, x.Level)
			}
		case *Table:
			b.WriteString("[")
			for _, r := range x.Rows {
				b.WriteString("|")
				if r.Before > 0 {
					fmt.Fprintf(&b, "+%d", r.Before)
				}
				for _, c := range r.Cells {
					b.WriteString(" " + dump(c.Blocks))
					if c.Span > 1 {
						fmt.Fprintf(&b, "×%d", c.Span)
					}
					if c.Merged {
						b.WriteString("↑")
					}
				}
			}
			b.WriteString("]")
		}
	}
	return b.String()
}

func p(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }

func TestRead(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"runs":                              {`<w:p><w:r><w:t>一</w:t></w:r><w:r><w:t xml:space="preserve"> 二</w:t></w:r></w:p>`, `"一 二"`},
		"empty":                             {`<w:p/>`, `""`},
		"tab break":                         {`<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:noBreakHyphen/></w:r></w:p>`, `"a\tb\nc\n-"`},
		"tab stop":                          {`<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`, `"a"`},
		"style":                             {`<w:p><w:pPr><w:pStyle w:val="2"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:p>`, `""{2 7:1}`},
		"changes":                           {`<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>去</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>`, `"新来"`},
		"control":                           {`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + p("甲") + `</w:sdtContent></w:sdt><w:p><w:sdt><w:sdtContent><w:r><w:t>乙</w:t></w:r></w:sdtContent></w:sdt></w:p>`, `"甲""乙"`},
		"link":                              {`<w:p><w:hyperlink><w:r><w:t>a@example.com</w:t></w:r></w:hyperlink></w:p>`, `"a@example.com"`},
		"field":                             {`<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>`, `"1"`},
		"alternatives":                      {`<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`, `"新"`},
		"ruby":                              {`<w:p><w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>`, `"拼"`},
		"table":                             {`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p("a") + `</w:tc><w:tc>` + p("b") + p("c") + `</w:tc></w:tr></w:tbl>`, `[| "a"×2 "b""c"]`},
		"merged down":                       {`<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p("a") + `</w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`, `[| "a"|+1 ""↑]`},
		"nested":                            {`<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>` + p("a") + `</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>`, `[| [| "a"]""]`},
		"controls":                          {`<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent><w:tc>` + p("a") + `</w:tc></w:sdtContent></w:sdt></w:tr></w:sdtContent></w:sdt></w:tbl>`, `[| "a"]`},
		"row deleted in a control":          {`<w:tbl><w:sdt><w:sdtContent><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + p("a") + `</w:tc></w:tr><w:tr><w:tc>` + p("b") + `</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>`, `[| "b"]`},
		"row deleted from within a control": {`<w:tbl><w:tr><w:sdt><w:sdtContent><w:trPr><w:del/></w:trPr><w:tc>` + p("a") + `</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>`, `[]`},
		"row deleted":                       {`<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>` + p("a") + `</w:tc></w:tr></w:tbl>`, `[]`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := dump(read(t, c.body).Blocks); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestCellText(t *testing.T) {
	d := read(t, `<w:tbl><w:tr><w:tc>`+p("a")+p("b")+`<w:tbl><w:tr><w:tc>`+p("c")+`</w:tc><w:tc>`+p("d")+`</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>`)
	if got, want := d.Blocks[0].(*Table).Rows[0].Cells[0].Text(), "a\nb\nc\td"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestProperties(t *testing.T) {
	data := docx(t, "word/document.xml", head+"</w:body></w:document>", "docProps/custom.xml",
		`<Properties xmlns:vt="v"><property name="a"><vt:lpwstr>1</vt:lpwstr></property><property name="b"><vt:lpwstr></vt:lpwstr></property></Properties>`)
	d, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil || fmt.Sprint(d.Properties) != "map[a:1]" {
		t.Errorf("got %v, %v", d, err)
	}
}

func TestReadRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"truncated": {docx(t, "word/document.xml", head+"<w:p>"), gate.ErrDamaged},
		"no body":   {docx(t, "word/document.xml", "<a/>"), ErrNoBody},
		"workbook":  {docx(t, "xl/workbook.xml", "<a/>"), gate.ErrFormat},
		"deep":      {docx(t, "word/document.xml", head+strings.Repeat("<w:tbl><w:tr><w:tc>", 100)), gate.ErrDepth},
		"many":      {docx(t, "word/document.xml", head+manyParagraphs()), gate.ErrTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Read(bytes.NewReader(c.data), int64(len(c.data)))
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// manyParagraphs differ, or the gate would refuse them before they are counted.
func manyParagraphs() string {
	var b strings.Builder
	for i := range MaxBlocks + 1 {
		fmt.Fprintf(&b, `<w:p w:id="%x"/>`, i*2654435761)
	}
	return b.String()
}

func FuzzRead(f *testing.F) {
	f.Add(head + p("a") + `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999999"/></w:tcPr></w:tc></w:tr></w:tbl></w:body></w:document>`)
	f.Fuzz(func(t *testing.T, part string) {
		if len(part) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		data := docx(t, "word/document.xml", part)
		d, err := Read(bytes.NewReader(data), int64(len(data)))
		if (d == nil) == (err == nil) {
			t.Errorf("%v, %v", d, err)
		}
	})
}

package wordml

import (
	"bytes"
	"strings"
	"testing"
)

const numberingXML = `<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="decimalEnclosedCircleChinese"/><w:lvlText w:val="%4"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="11"/></w:lvlOverride></w:num>
</w:numbering>`

const stylesXML = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="H1b"><w:basedOn w:val="H1"/></w:style>
<w:style w:styleId="round"><w:basedOn w:val="round"/></w:style>
</w:styles>`

func TestNumbers(t *testing.T) {
	para := func(props string) string { return "<w:p><w:pPr>" + props + "</w:pPr><w:r><w:t>x</w:t></w:r></w:p>" }
	item := func(list, level string) string {
		return para(`<w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr>`)
	}
	body := para(`<w:pStyle w:val="H1"/>`) + item("1", "1") + item("1", "1") + item("1", "2") + item("1", "2") + item("1", "3") +
		para(`<w:pStyle w:val="H1b"/>`) + item("1", "1") + item("1", "4") + item("2", "0") + item("9", "0") +
		para(`<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>`) + para(`<w:pStyle w:val="round"/>`) +
		`<w:tbl><w:tr><w:tc>` + item("1", "1") + `</w:tc></w:tr></w:tbl>`
	data := docx(t, "word/document.xml", head+body+"</w:body></w:document>", "word/numbering.xml", numberingXML, "word/styles.xml", stylesXML)
	d, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *Paragraph:
			got = append(got, b.Number)
		case *Table:
			got = append(got, b.Rows[0].Cells[0].Blocks[0].(*Paragraph).Number)
		}
	}
	want := "一、 （一） （二） 3. 4. ① 二、 （一）  十一、    （二）"
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %q\nwant %q", s, want)
	}
}

func TestBoxesAndPictures(t *testing.T) {
	d := read(t, `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><x><w:txbxContent>`+p("框中")+`</w:txbxContent></x></w:drawing></mc:Choice>`+
		`<mc:Fallback><w:pict><w:txbxContent>`+p("框中")+`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>`+
		`<w:p><w:r><w:drawing><blip/></w:drawing></w:r><w:r><w:pict><imagedata/></w:pict></w:r></w:p>`)
	if got, want := dump(d.Blocks), `"外""框中"""`; got != want || d.Pictures != 2 {
		t.Errorf("got %s with %d pictures, want %s with 2", got, d.Pictures, want)
	}
}

func TestAside(t *testing.T) {
	const ns = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	data := docx(t, "word/document.xml", head+p("甲")+"</w:body></w:document>",
		"word/header1.xml", "<w:hdr"+ns+">"+p("页眉")+"</w:hdr>",
		"word/footer1.xml", "<w:ftr"+ns+">"+p("— 1 —")+"</w:ftr>",
		"word/footnotes.xml", "<w:footnotes"+ns+"><w:footnote>"+p("脚注")+"</w:footnote></w:footnotes>")
	d, err := Read(bytes.NewReader(data), int64(len(data)))
	if err != nil || strings.Join(d.Aside, "|") != "页眉|脚注" {
		t.Errorf("%q, %v", d.Aside, err)
	}
}

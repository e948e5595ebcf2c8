package wordml_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/wordml"
)

// laidOut reads the layout of a document with the parts.
func laidOut(t *testing.T, parts map[string]string) *wordml.Layout {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range parts {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, text)
	}
	w.Close()
	l, err := wordml.ReadLayout(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// What a paragraph says goes before its list, that before its style with those it
// is based on, that before the style of its table, that before the defaults; a
// run's own before its style.
func TestLayoutOrder(t *testing.T) {
	const styles = `<w:styles xmlns:w="w">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="20"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:spacing w:line="579" w:lineRule="exact"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr><w:rPr><w:sz w:val="32"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="b"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="d"><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="t"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:sz w:val="21"/><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="x"><w:basedOn w:val="y"/></w:style><w:style w:type="paragraph" w:styleId="y"><w:basedOn w:val="x"/></w:style>
</w:styles>`
	const theme = `<a:theme xmlns:a="a"><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`
	const numbering = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:pPr><w:ind w:left="420" w:hanging="420"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	for _, test := range []struct{ name, body, want string }{
		{"defaults", `<w:p><w:r><w:t>甲</w:t></w:r></w:p>`, "等线 10 false | 0 0 0 exact 579 after 160"},
		{"style", `<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, "等线 16 false both| 0 640 200 exact 579 after 160"},
		{"character style", `<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:rPr><w:rStyle w:val="d"/><w:b w:val="0"/></w:rPr><w:t>甲</w:t></w:r></w:p>`, "等线 22 false both| 0 640 200 exact 579 after 160"},
		{"direct", `<w:p><w:pPr><w:pStyle w:val="b"/><w:spacing w:line="360" w:after="0"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="start"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="28"/></w:rPr><w:t>甲</w:t></w:r></w:p>`, "仿宋 14 false left| 0 0 0 auto 360 after 0"},
		{"list", `<w:p><w:pPr><w:pStyle w:val="b"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, "等线 16 false both| 420 -420 0 exact 579 after 160"},
		{"list of the style", `<w:p><w:pPr><w:pStyle w:val="c"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, "等线 16 false both| 420 -420 0 exact 579 after 160"},
		{"table", `<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "等线 10.5 true center| 0 0 0 exact 579 after 160"},
		{"circle", `<w:p><w:pPr><w:pStyle w:val="x"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>`, "等线 10 false | 0 0 0 auto 240 after 160"},
	} {
		l := laidOut(t, map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body>` + test.body + `</w:body></w:document>`, "word/styles.xml": styles, "word/theme/theme1.xml": theme, "word/numbering.xml": numbering})
		p := l.Paragraphs[0]
		r := p.Runs[0]
		got := fmt.Sprintf("%s %v %v %s| %d %d %d %s %d after %d", r.Face, r.Size, r.Bold, p.Jc, p.Left, p.First, p.FirstChars, p.Rule, p.Line, p.After)
		if got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}

// Sections end with the paragraph that says so; a footer holds until another is
// named; the field in it is known however it is written.
func TestLayoutSections(t *testing.T) {
	l := laidOut(t, map[string]string{
		"word/document.xml": `<w:document xmlns:w="w" xmlns:r="r"><w:body><w:p/><w:p><w:pPr><w:sectPr><w:footerReference w:type="default" r:id="f1"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="37mm" w:bottom="1984" w:left="1587" w:right="1474" w:gutter="100"/></w:sectPr></w:pPr></w:p>` +
			`<w:p><w:r><w:br w:type="page"/><w:t>甲</w:t></w:r></w:p><w:sectPr><w:type w:val="continuous"/><w:pgSz w:w="16838" w:h="11906"/><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr></w:body></w:document>`,
		"word/_rels/document.xml.rels": `<Relationships><Relationship Id="f1" Target="footer1.xml"/></Relationships>`,
		"word/footer1.xml":             `<w:ftr xmlns:w="w"><w:sdt><w:sdtContent><w:p><w:r><w:t>— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PA</w:instrText></w:r><w:r><w:instrText>GE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> —</w:t></w:r></w:p></w:sdtContent></w:sdt></w:ftr>`,
		"word/settings.xml":            `<w:settings xmlns:w="w"><w:evenAndOddHeaders/></w:settings>`,
	})
	if len(l.Sections) != 2 || l.Sections[0].Top != 2098 || l.Sections[0].Left != 1687 || !l.Sections[1].Landscape() || l.Sections[1].Grid != "lines" || !l.EvenOdd {
		t.Errorf("%+v", l)
	}
	for i, want := range []int{0, 0, 1} {
		if got := l.Paragraphs[i].Section; got != want {
			t.Errorf("paragraph %d is in section %d", i, got)
		}
	}
	if p := l.Paragraphs[2]; !p.Break || p.Breaks {
		t.Errorf("%+v", p)
	}
	for _, s := range l.Sections {
		f := s.Footers["default"]
		if len(f) != 1 || strings.TrimSpace(strings.Join(f[0].Fields, "")) != "PAGE" || f[0].Text() != "—  —" {
			t.Errorf("%+v", f)
		}
	}
}

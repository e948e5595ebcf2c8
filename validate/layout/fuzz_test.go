package layout_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/validate/layout"
)

// Whatever stands in the parts of a document, it is checked, or its error says
// what to do.
func FuzzCheck(f *testing.F) {
	const styles = `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200"/></w:pPr><w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/></w:rPr></w:style>`
	for _, body := range []string{
		`<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="44"/></w:rPr><w:t>关于做好活动周工作的通知</w:t></w:r></w:p><w:p><w:r><w:t>各学校：</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>一、总体要求</w:t></w:r></w:p><w:p><w:r><w:t>示例市教育局</w:t></w:r></w:p><w:p><w:r><w:t>2023年5月6日</w:t></w:r></w:p>`,
		`<w:tbl><w:tblPr><w:tblStyle w:val="a"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>抄送：省教育厅。</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:pPr><w:sectPr><w:pgSz w:w="0" w:h="-1"/><w:docGrid w:type="lines" w:linePitch="0"/></w:sectPr></w:pPr></w:p>`,
		`<w:p><w:pPr><w:spacing w:line="-5" w:lineRule="exact"/></w:pPr><w:r><w:rPr><w:sz w:val="0"/><w:spacing w:val="-9999"/><w:w w:val="0"/></w:rPr><w:t>各学校开展活动。</w:t><w:br w:type="page"/></w:r></w:p>`,
	} {
		f.Add(body, styles)
	}
	f.Fuzz(func(t *testing.T, body, styles string) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for _, p := range [][2]string{
			{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
			{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`},
			{"word/styles.xml", `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` + styles + `</w:styles>`},
		} {
			w, _ := z.Create(p[0])
			io.WriteString(w, p[1])
		}
		z.Close()
		r, err := layout.Check(bytes.NewReader(b.Bytes()), int64(b.Len()), layout.Options{Name: "a.docx"})
		if e := (*plain.FileError)(nil); err != nil && (!errors.As(err, &e) || e.Chinese() == "") {
			t.Fatalf("%T: %v", err, err)
		}
		for _, f := range r.Findings {
			if f.Rule == "" || f.Message == "" || f.Severity == 0 || f.Source == "" {
				t.Errorf("%+v", f)
			}
		}
	})
}

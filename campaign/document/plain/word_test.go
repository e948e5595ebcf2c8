package plain

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/papers"
)

// wordFile makes a .docx of parts: name, content, name, content ….
func wordFile(t *testing.T, parts ...string) *bytes.Reader {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, strings.ReplaceAll(parts[i+1], "<root", `<root xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`))
	}
	z.Close()
	return bytes.NewReader(b.Bytes())
}

func TestWordText(t *testing.T) {
	p := func(text string) string { return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>" }
	item := func(text string) string {
		return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>` + text + "</w:t></w:r></w:p>"
	}
	wide := func(text string) string {
		return `<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + p(text) + "</w:tc>"
	}
	cell := func(text string) string { return "<w:tc>" + p(text) + "</w:tc>" }
	f := wordFile(t,
		"word/document.xml", "<root><w:body>"+
			p("关于做好活动周工作的通知")+p("各校：")+item("时间安排")+p("5月8日。")+item("工作要求")+
			`<w:p><w:ins><w:r><w:t>新。</w:t></w:r></w:ins><w:del><w:r><w:delText>旧。</w:delText></w:r></w:del></w:p>`+
			"<w:tbl><w:tr>"+cell("日期")+cell("活动")+cell("地点")+"</w:tr><w:tr>"+wide("待定")+cell("操场")+"</w:tr><w:tr>"+cell("")+cell("")+"</w:tr></w:tbl>"+
			p("甲市教育局")+"<w:p><w:r><w:drawing><blip/></w:drawing><w:t>2023年5月6日</w:t></w:r></w:p></w:body></root>",
		"word/numbering.xml", `<root><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>`+
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></root>`,
		"word/header1.xml", "<root>"+p("内部资料")+"</root>")
	text, findings, err := WordText(f, f.Size())
	if err != nil {
		t.Fatal(err)
	}
	doc, _ := Parse(text)
	want := `关于做好活动周工作的通知
各校：
一、时间安排
5月8日。
二、工作要求
新。

日期	活动	地点
待定		操场
	
甲市教育局
2023年5月6日
`
	if diff := cmp.Diff(want, Print(doc)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if papers.Rules(findings) != "RD013 RD014" || findings[1].Found != "内部资料" {
		t.Errorf("findings %v", findings)
	}
}

func TestWordTextRefuses(t *testing.T) {
	r := strings.NewReader("text")
	if _, _, err := WordText(r, r.Size()); !errors.Is(err, gate.ErrFormat) {
		t.Errorf("error %v, want ErrFormat", err)
	}
}

package wordml

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// What is struck out, raised, hidden or a prompt is in the text, and marked.
func TestMarks(t *testing.T) {
	for name, c := range map[string]struct{ xml, want string }{
		"plain":         {`<w:r><w:t>12</w:t></w:r>`, ""},
		"struck":        {`<w:r><w:rPr><w:strike/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>15</w:t></w:r>`, "12 1"},
		"struck twice":  {`<w:r><w:rPr><w:dstrike/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>15</w:t></w:r>`, "12 1"},
		"not struck":    {`<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>12</w:t></w:r>`, ""},
		"by a style":    {`<w:r><w:rPr><w:rStyle w:val="gone"/></w:rPr><w:t>12</w:t></w:r><w:r><w:t>15</w:t></w:r>`, "12 1"},
		"two runs":      {`<w:r><w:rPr><w:strike/></w:rPr><w:t>1</w:t></w:r><w:r><w:rPr><w:strike/><w:b/></w:rPr><w:t>2</w:t></w:r>`, "12 1"},
		"raised":        {`<w:r><w:t>15</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>`, "1 2"},
		"hidden":        {`<w:r><w:t>205</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>+9</w:t></w:r>`, "+9 3"},
		"prompt":        {`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>请填写</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>人</w:t></w:r>`, "请填写 4"},
		"control":       {`<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>900</w:t></w:r></w:sdtContent></w:sdt>`, ""},
		"deleted, gone": {`<w:del><w:r><w:delText>12</w:delText></w:r></w:del><w:ins><w:r><w:t>15</w:t></w:r></w:ins>`, ""},
	} {
		data := docx(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:p>`+c.xml+`</w:p></w:body></w:document>`,
			"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="gone" w:type="character"><w:rPr><w:strike/></w:rPr></w:style></w:styles>`)
		d, err := ReadRuns(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		para := d.Blocks[0].(*Paragraph)
		var got []string
		for _, m := range para.Marks {
			got = append(got, fmt.Sprintf("%s %d", para.Text[m.From:m.To], m.Why))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: marked %v in %q, want %s", name, got, para.Text, c.want)
		}
	}
}

// Boxes that a face of symbols shows, and those of old fields, are boxes.
func TestBoxes(t *testing.T) {
	sym := func(face, char string) string {
		return `<w:r><w:sym w:font="` + face + `" w:char="` + char + `"/></w:r>`
	}
	field := func(box string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>` + box + `</w:checkBox></w:ffData></w:fldChar></w:r>`
	}
	for xml, want := range map[string]string{
		sym("Wingdings 2", "F052"): "☑", sym("Wingdings 2", "F0A3"): "□", sym("Wingdings", "F0FE"): "☑", sym("Wingdings", "F0A8"): "□", sym("Wingdings", "00FC"): "√", sym("Symbol", "F0B7"): "",
		field(`<w:default w:val="0"/><w:checked/>`): "☑", field(`<w:default w:val="0"/>`): "□", field(`<w:default w:val="1"/>`): "☑", field(`<w:default w:val="1"/><w:checked w:val="0"/>`): "□",
	} {
		data := docx(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:p>`+xml+`</w:p></w:body></w:document>`)
		d, err := ReadRuns(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if got := d.Blocks[0].(*Paragraph).Text; got != want {
			t.Errorf("%s is %q, want %q", xml, got, want)
		}
	}
}

// White text on a shaded cell can be read; on a plain one it is marked.
func TestWhiteOnColor(t *testing.T) {
	for fill, want := range map[string]int{"": 1, "auto": 1, "FFFFFF": 1, "1F4E79": 0} {
		data := docx(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="`+fill+
			`"/></w:tcPr><w:p><w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>900</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`,
			"word/comments.xml", `<w:comments xmlns:w="w"><w:comment><w:p><w:r><w:t>含分校</w:t></w:r></w:p></w:comment></w:comments>`)
		d, err := ReadRuns(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(d.Blocks[0].(*Table).Rows[0].Cells[0].Blocks[0].(*Paragraph).Marks); got != want {
			t.Errorf("shaded %q: %d marks, want %d", fill, got, want)
		}
		if len(d.Comments) != 1 || d.Comments[0] != "含分校" {
			t.Errorf("comments %q", d.Comments)
		}
	}
}

// An empty field says what it takes: the options of a list, a day. The chosen entry
// of a list of old is text.
func TestControls(t *testing.T) {
	list := func(kind, items string) string {
		return `<w:sdt><w:sdtPr><w:showingPlcHdr/><w:` + kind + `>` + items + `</w:` + kind + `></w:sdtPr><w:sdtContent><w:r><w:t>选择一项。</w:t></w:r></w:sdtContent></w:sdt>`
	}
	old := func(result string) string {
		return `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>` + result + `<w:listEntry w:val="请选择"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/></w:ddList></w:ffData></w:fldChar></w:r>`
	}
	items := `<w:listItem w:displayText="选择一项。" w:value=""/><w:listItem w:displayText="甲" w:value="1"/><w:listItem w:value="乙"/>`
	for name, c := range map[string]struct{ xml, text, asks string }{
		"list":         {list("dropDownList", items), "选择一项。", "[甲 乙] false false"},
		"free list":    {list("comboBox", items), "选择一项。", "[甲 乙] true false"},
		"day":          {list("date", ""), "选择一项。", "[] false true"},
		"text":         {`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>请填写</w:t></w:r></w:sdtContent></w:sdt>`, "请填写", "none"},
		"filled in":    {`<w:sdt><w:sdtPr><w:dropDownList>` + items + `</w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:t>乙</w:t></w:r></w:sdtContent></w:sdt>`, "乙", ""},
		"old":          {old(""), "请选择", "[甲 乙] false false"},
		"old, chosen":  {old(`<w:result w:val="2"/>`), "乙", ""},
		"old, default": {old(`<w:default w:val="1"/>`), "甲", ""},
		"old, astray":  {old(`<w:result w:val="9"/>`), "请选择", "[甲 乙] false false"},
	} {
		data := docx(t, "word/document.xml", `<w:document xmlns:w="w"><w:body><w:p>`+c.xml+`</w:p></w:body></w:document>`)
		d, err := ReadRuns(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		p := d.Blocks[0].(*Paragraph)
		asks := ""
		for _, m := range p.Marks {
			if m.Why == Prompt && m.Asks != nil {
				asks = fmt.Sprint(m.Asks.Options, m.Asks.Free, m.Asks.Day)
			} else if m.Why == Prompt {
				asks = "none"
			}
		}
		if p.Text != c.text || asks != c.asks {
			t.Errorf("%s: %q asks %s, want %q, %s", name, p.Text, asks, c.text, c.asks)
		}
	}
}

package wordml

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

const styles = `<w:styles xmlns:w="w">
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:ascii="Arial"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:sz w:val="24"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="body"><w:basedOn w:val="a"/><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="big"><w:basedOn w:val="body"/><w:rPr><w:sz w:val="44"/><w:szCs w:val="20"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="strong"><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="round"><w:basedOn w:val="trip"/></w:style>
<w:style w:type="paragraph" w:styleId="trip"><w:basedOn w:val="round"/><w:rPr><w:sz w:val="30"/></w:rPr></w:style>
</w:styles>`

const theme = `<a:theme xmlns:a="a"><a:themeElements><a:fontScheme>
<a:majorFont><a:latin typeface="Calibri Light"/><a:ea typeface=""/><a:font script="Jpan" typeface="游ゴシック"/><a:font script="Hans" typeface="等线 Light"/></a:majorFont>
<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Jpan" typeface="游明朝"/><a:font script="Hans" typeface="等线"/><a:font script="Hant" typeface="新細明體"/></a:minorFont>
</a:fontScheme></a:themeElements></a:theme>`

// looks prints the runs of all paragraphs.
func looks(t *testing.T, body string, parts ...string) string {
	t.Helper()
	data := docx(t, append([]string{"word/document.xml", head + body + "</w:body></w:document>"}, parts...)...)
	d, err := ReadRuns(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, block := range d.Blocks {
		p := block.(*Paragraph)
		for _, r := range p.Runs {
			fmt.Fprintf(&b, "%s[%s %s %g]", r.Text, r.Face, r.Latin, r.Size)
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// What stands nearest to the text counts: run, style of characters, style of
// the paragraph and those below it, defaults.
func TestReadRuns(t *testing.T) {
	run := func(props, text string) string {
		return "<w:r><w:rPr>" + props + "</w:rPr><w:t>" + text + "</w:t></w:r>"
	}
	styled := func(id, runs string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + id + `"/><w:rPr><w:sz w:val="99"/></w:rPr></w:pPr>` + runs + "</w:p>"
	}
	for _, tt := range []struct{ name, body, want string }{
		{"defaults and the default style", p("甲"), "甲[等线 Calibri 12]"},
		{"style", styled("body", run("", "甲")), "甲[仿宋_GB2312 Calibri 12]"},
		{"style on a style", styled("big", run("", "甲")), "甲[仿宋_GB2312 Calibri 22]"},
		{"unknown style", styled("nowhere", run("", "甲")), "甲[等线 Calibri 12]"},
		{"styles in a circle", styled("round", run("", "甲")), "甲[等线 Calibri 15]"},
		{"style of characters", styled("big", run(`<w:rStyle w:val="strong"/>`, "甲")), "甲[黑体 Calibri 22]"},
		{"the run itself", styled("big", run(`<w:rStyle w:val="strong"/><w:rFonts w:eastAsia="楷体"/><w:sz w:val="32"/>`, "甲")), "甲[楷体 Calibri 16]"},
		{"theme before a name", styled("big", run(`<w:rFonts w:eastAsia="楷体" w:eastAsiaTheme="majorEastAsia"/>`, "甲")), "甲[等线 Light Calibri 22]"},
		{"unknown theme", styled("big", run(`<w:rFonts w:eastAsia="楷体" w:eastAsiaTheme="none"/>`, "甲")), "甲[楷体 Calibri 22]"},
		{"half a point", p("甲")[:5] + `<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:t>甲</w:t></w:r></w:p>`, "甲[等线 Calibri 10.5]"},
		{"size that is none", styled("a", run(`<w:sz w:val="big"/>`, "甲")), "甲[等线 Calibri 12]"},
		{"like runs are one", styled("body", run("", "甲")+run(`<w:b/>`, "乙")+run(`<w:sz w:val="2"/>`, "丙")), "甲乙[仿宋_GB2312 Calibri 12]丙[仿宋_GB2312 Calibri 1]"},
		{"hidden", styled("body", run(`<w:vanish/>`, "甲")+run(`<w:vanish w:val="0"/>`, "乙")+run(`<w:rStyle w:val="secret"/>`, "丙")), "乙[仿宋_GB2312 Calibri 12]"},
		{"inserted and deleted", styled("body", `<w:ins>`+run("", "甲")+`</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del>`), "甲[仿宋_GB2312 Calibri 12]"},
		{"a field", styled("body", `<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple>`+run("", "甲")+`</w:fldSimple>`), "甲[仿宋_GB2312 Calibri 12]"},
		{"runs in a run", styled("body", `<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:ruby><w:rubyBase>`+run(`<w:sz w:val="40"/>`, "甲")+`</w:rubyBase></w:ruby><w:t>乙</w:t></w:r>`), "甲[仿宋_GB2312 Calibri 20]乙[仿宋_GB2312 Calibri 10]"},
	} {
		if got := looks(t, tt.body, "word/styles.xml", styles, "word/theme/theme1.xml", theme); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// The faces of a theme depend on the language of the document; without styles
// there are Word's own defaults.
func TestReadRunsLanguage(t *testing.T) {
	settings := func(language string) string {
		return `<w:settings xmlns:w="w"><w:themeFontLang w:val="en-US" w:eastAsia="` + language + `"/></w:settings>`
	}
	for language, want := range map[string]string{"zh-CN": "等线", "": "等线", "ja-JP": "游明朝", "zh-TW": "新細明體"} {
		got := looks(t, p("甲"), "word/styles.xml", styles, "word/theme/theme1.xml", theme, "word/settings.xml", settings(language))
		if want := "甲[" + want + " Calibri 12]"; got != want {
			t.Errorf("%s: %s, want %s", language, got, want)
		}
	}
	if got := looks(t, p("甲")); got != "甲[  10]" {
		t.Errorf("without styles: %s", got)
	}
	named := strings.ReplaceAll(theme, `<a:ea typeface=""/>`, `<a:ea typeface="宋体"/>`)
	if got := looks(t, p("甲"), "word/styles.xml", styles, "word/theme/theme1.xml", named); got != "甲[宋体 Calibri 12]" {
		t.Errorf("named in the theme: %s", got)
	}
}

// The runs of a paragraph have its text, whatever stands in it.
func TestRunsHaveTheText(t *testing.T) {
	body := `<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/></w:r><w:hyperlink><w:r><w:t>丙</w:t></w:r></w:hyperlink></w:p>`
	if got := looks(t, body); got != "甲\t乙\n丙[  10]" {
		t.Errorf("%q", got)
	}
}

// Pictures are counted at the paragraphs that they are tied to, notes apart
// from headers.
func TestPicturesAndNotes(t *testing.T) {
	data := docx(t, "word/document.xml", head+p("甲")+`<w:p><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p></w:body></w:document>`,
		"word/footnotes.xml", `<w:footnotes xmlns:w="w"><w:footnote>`+p("注")+`</w:footnote></w:footnotes>`,
		"word/header1.xml", `<w:hdr xmlns:w="w">`+p("眉")+`</w:hdr>`)
	d, err := ReadRuns(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := d.Blocks[0].(*Paragraph), d.Blocks[1].(*Paragraph); a.Pictures != 0 || b.Pictures != 1 {
		t.Errorf("%d and %d pictures, want 0 and 1", a.Pictures, b.Pictures)
	}
	if len(d.Notes) != 1 || d.Notes[0] != "注" || len(d.Aside) != 2 {
		t.Errorf("notes %q, aside %q", d.Notes, d.Aside)
	}
}

func FuzzReadRuns(f *testing.F) {
	f.Add(head+p("a")+`</w:body></w:document>`, styles, theme)
	f.Add(head+`<w:p><w:r><w:r><w:t>a</w:t></w:r></w:r></w:p></w:body></w:document>`, styles, "<a/>")
	f.Fuzz(func(t *testing.T, body, styles, theme string) {
		if len(body)+len(styles)+len(theme) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		data := docx(t, "word/document.xml", body, "word/styles.xml", styles, "word/theme/theme1.xml", theme)
		d, err := ReadRuns(bytes.NewReader(data), int64(len(data)))
		if (d == nil) == (err == nil) {
			t.Errorf("%v, %v", d, err)
		}
	})
}

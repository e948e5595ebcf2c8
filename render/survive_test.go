package render_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
)

// A paragraph that was parted before the signature is read as one.
func TestPartedParagraphIsReadAsOne(t *testing.T) {
	n := notice()
	n.Head.Format, n.Head.Organs, n.Head.Room = document.HeadPreprinted, nil, 110
	n.Body = body("现通知如下：" + strings.Repeat("国", 200))
	var b bytes.Buffer
	if _, err := printer(t).DOCX(&b, n); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(unpack(t, b.Bytes()).data["word/document.xml"], []byte("GWBodyRest")) {
		t.Error("it was not parted")
	}
	text, _, err := plain.WordText(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || !strings.Contains(text, strings.Repeat("国", 200)+"\n") {
		t.Errorf("%v: %q", err, text)
	}
}

// An edit is what a clerk does to a .docx.
type edit struct {
	name   string
	change func(xml string) string
}

const bodyPara = `<w:p><w:pPr><w:pStyle w:val="GWBody"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>%s</w:t></w:r></w:p>`

// anyBody is a paragraph of the body that ends no section.
var anyBody = regexp.MustCompile(`<w:p><w:pPr><w:pStyle w:val="GWBody"/></w:pPr>.*?</w:p>`)

func inserted(lines int) edit {
	return edit{fmt.Sprintf("a paragraph of %d lines more", lines), func(xml string) string {
		at := anyBody.FindStringIndex(xml)
		return xml[:at[1]] + fmt.Sprintf(bodyPara, strings.Repeat("增", 28*lines-4)) + xml[at[1]:]
	}}
}

var edits = []edit{
	{"nothing", func(xml string) string { return xml }},
	inserted(1), inserted(3), inserted(9), inserted(30),
	{"a paragraph less", func(xml string) string {
		at := anyBody.FindStringIndex(xml)
		return xml[:at[0]] + xml[at[1]:]
	}},
	{"half of the text", func(xml string) string {
		return regexp.MustCompile(`国{8,}`).ReplaceAllStringFunc(xml, func(s string) string { return s[:len(s)/6*3] })
	}},
	{"an attachment more", func(xml string) string {
		more := `<w:p><w:pPr><w:pStyle w:val="GWPrintedTitle"/></w:pPr><w:r><w:t>增加的附件</w:t></w:r></w:p>` + fmt.Sprintf(bodyPara, "内容。")
		at := strings.LastIndex(xml, `<w:p><w:pPr><w:pStyle w:val="GWNote"/>`)
		if end := strings.Index(xml[at:], "</w:p>"); end > 0 {
			// Behind the note; if that ends a section the new text does.
			note := xml[at : at+end]
			sec := regexp.MustCompile(`<w:sectPr>.*</w:sectPr>`).FindString(note)
			more = strings.Replace(more, `"GWBody"/>`, `"GWBody"/>`+sec, 1)
			return xml[:at] + strings.Replace(note, sec, "", 1) + "</w:p>" + more + xml[at+end+len("</w:p>"):]
		}
		return xml
	}},
}

// A .docx stays right when its text is changed: the signature stands with
// text, the imprint at the foot of the last page, and of an even one if it had
// to begin a page; whatever the ending, whatever is bound behind it.
func TestDocxSurvivesEditsCrosscheck(t *testing.T) {
	if testing.Short() {
		t.Skip("LibreOffice takes its time")
	}
	dir := t.TempDir()
	if keep := os.Getenv("EDITS_OUT"); keep != "" {
		dir = keep
	}
	sign := func(seal document.Seal, organs int) func(*document.Document) {
		return func(n *document.Document) {
			n.Signature = &document.Signature{Organs: nine[:organs], Seal: seal, Date: issued, Posts: []string{"局长"}}
		}
	}
	wide := &document.Table{Rows: [][]string{strings.Split("序号 学校 活动 类型 日期 时间 地点 形式 人数 负责人 电话", " "), make([]string, 11)}}
	kinds := []struct {
		name   string
		change func(*document.Document)
		few    bool // lengths and edits
	}{
		{"sealed", func(*document.Document) {}, false},
		{"three seals", sign(document.SealJoint, 3), true},
		{"four without seals", sign(document.SealNone, 4), true},
		{"stamped", sign(document.SealStamp, 1), true},
		{"letter", func(n *document.Document) { n.Head.Format, n.Head.Mark = document.HeadLetter, "" }, true},
		{"attachments", func(n *document.Document) {
			n.Attachments = []document.Attachment{{Title: "清单", Body: body("内容。")}, {Title: "说明", Body: body("内容。")}}
		}, true},
		{"landscape last", func(n *document.Document) {
			n.Attachments = []document.Attachment{{Title: "统计表", Body: []document.Block{wide}}}
		}, true},
	}
	type edited struct {
		name          string
		apart, letter bool // the imprint has a section of its own
	}
	var all []edited
	var files []string
	for k, kind := range kinds {
		lengths := []int{2, 14, 17, 26}
		if kind.few {
			lengths = []int{15}
		}
		for _, lines := range lengths {
			n := notice()
			n.Note = "此件公开发布"
			n.Imprint = &document.Imprint{CopyTo: "示例省教育厅。", Office: "示例市教育局办公室", Date: issued}
			n.Body = body("现通知如下。", strings.Repeat("国", 28*lines), strings.Repeat("国", 60))
			kind.change(n)
			var b bytes.Buffer
			if _, err := printer(t).DOCX(&b, n); err != nil {
				t.Fatal(err)
			}
			whole := string(unpack(t, b.Bytes()).data["word/document.xml"])
			for i, e := range edits {
				if kind.few && (i < 3 || i%2 == 0) {
					continue
				}
				file := filepath.Join(dir, fmt.Sprintf("%d-%d-%d.docx", k, lines, i))
				repack(t, b.Bytes(), file, e.change(whole))
				all = append(all, edited{fmt.Sprintf("%s, %d lines, %s", kind.name, lines, e.name), strings.Contains(whole, `"evenPage"`), n.Head.Format == document.HeadLetter})
				files = append(files, file)
			}
		}
	}
	for i, pdf := range crosscheck.Convert(t, "pdf", files...) {
		if dir == os.Getenv("EDITS_OUT") {
			data, _ := os.ReadFile(pdf)
			os.WriteFile(strings.TrimSuffix(files[i], "docx")+"pdf", data, 0o666)
		}
		c := all[i]
		lines, pages := crosscheck.Lines(t, pdf)
		var sign, copies crosscheck.Line // the date of the signature, the first line of the imprint
		for _, l := range lines {
			switch {
			case strings.HasSuffix(l.Text, issued.String()):
				sign = l
			case strings.Contains(l.Text, "抄送："):
				copies = l
			}
		}
		withText := slices.ContainsFunc(lines, func(l crosscheck.Line) bool {
			return l.Page == sign.Page && l.Mid < sign.Mid && strings.ContainsAny(l.Text, "国增") && !strings.Contains(l.Text, "附件")
		})
		if sign.Page == 0 || !withText {
			t.Errorf("%s: the signature stands alone on page %d", c.name, sign.Page)
		}
		if copies.Page != pages || slices.ContainsFunc(lines, func(l crosscheck.Line) bool {
			return l.Page == pages && l.Mid > copies.Mid+15 && !strings.Contains(l.Text, "—")
		}) {
			t.Errorf("%s: the imprint stands on page %d of %d", c.name, copies.Page, pages)
		}
		rules := crosscheck.Rules(t, pdf, copies.Page)
		if c.letter {
			if copies.Mid < 250 {
				t.Errorf("%s: the imprint stands at %.0f mm", c.name, copies.Mid)
			}
		} else if len(rules) == 0 || math.Abs(rules[len(rules)-1].Y-262) > 0.6 {
			t.Errorf("%s: the imprint does not end at the foot: %+v", c.name, rules)
		}
		if c.apart && pages%2 != 0 {
			t.Errorf("%s: the imprint stands on page %d", c.name, pages)
		}
		t.Logf("%s: %d pages, apart %v", c.name, pages, c.apart)
	}
}

// repack writes a .docx with another main part.
func repack(t *testing.T, docx []byte, file, document string) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	f := unpack(t, docx)
	for _, entry := range z.File {
		data := f.data[entry.Name]
		if entry.Name == "word/document.xml" {
			data = []byte(document)
		}
		to, err := w.Create(entry.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

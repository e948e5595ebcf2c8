package annotate_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// documents returns .docx files of several makers: those of testdata, by
// python-docx, LibreOffice and by hand, and our own blank forms.
func documents(t testing.TB) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := filepath.WalkDir("../../testdata", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".docx" || strings.Contains(p, "hostile") {
			return err
		}
		data, err := os.ReadFile(p)
		if _, bad := wordml.Read(bytes.NewReader(data), int64(len(data))); bad == nil {
			all[strings.TrimPrefix(p, "../../testdata/")] = data
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range forms.Builtins() {
		var b bytes.Buffer
		if err := render.FormDOCX(&b, s, blank.Options{}); err != nil {
			t.Fatal(err)
		}
		all["blank "+s.ID] = b.Bytes()
	}
	return all
}

func commented(t testing.TB, data []byte, findings []report.Finding, o annotate.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := annotate.Document(&b, bytes.NewReader(data), int64(len(data)), findings, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// places are all that a reader of forms may name in a document: cells of its
// tables and paragraphs, with what stands in the first paragraph there.
func places(d *wordml.Document) map[report.Position]string {
	all := map[report.Position]string{}
	lines, tables := 0, 0
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case *wordml.Paragraph:
			lines++
			all[report.Position{Line: lines}] = b.Text
		case *wordml.Table:
			tables++
			for i := range b.Rows {
				for j := range b.Rows[i].Cells {
					text := ""
					for _, in := range b.Rows[i].Cells[j].Blocks {
						if p, ok := in.(*wordml.Paragraph); ok {
							text = p.Text
							break
						}
					}
					all[report.Position{Sheet: fmt.Sprintf("第%d个表格", tables), Cell: fmt.Sprintf("第%d行第%d格", i+1, j+1)}] = text
				}
			}
		}
	}
	return all
}

var (
	ourMark    = regexp.MustCompile(`<w:commentRangeStart w:id="\d+"/>|<w:commentRangeEnd w:id="\d+"/><w:r><w:commentReference w:id="\d+"/></w:r>`)
	ourComment = regexp.MustCompile(`(?s)<w:comment w:id="(\d+)" w:author="校核".*?</w:comment>`)
	anyTag     = regexp.MustCompile(`<[^>]*>`)
	fieldCode  = regexp.MustCompile(`(?s)<w:(?:instrText|delText)\b.*?</w:(?:instrText|delText)>|<mc:Fallback>.*?</mc:Fallback>`)
)

func parts(t testing.TB, data []byte) map[string]*zip.File {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*zip.File{}
	for _, f := range z.File {
		all[f.Name] = f
	}
	return all
}

func content(t testing.TB, f *zip.File, raw bool) string {
	t.Helper()
	if f == nil {
		return ""
	}
	var r io.Reader
	var err error
	if raw {
		r, err = f.OpenRaw()
	} else {
		r, err = f.Open()
	}
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// noBoxes drops the boxes that a document may hold as symbols, which are no text
// in its XML.
var noBoxes = strings.NewReplacer("□", "", "☑", "")

// boxText is what stands in a text box: no text of the paragraph that holds it.
var boxText = regexp.MustCompile(`(?s)<w:txbxContent>.*?</w:txbxContent>`)

// Every place that a reader may name gets its comment around what stands there,
// and nothing else of the file changes.
func TestDocument(t *testing.T) {
	all := documents(t)
	if len(all) < 20 {
		t.Fatalf("%d documents", len(all))
	}
	for name, data := range all {
		d, err := wordml.Read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		var findings []report.Finding
		text := map[string]string{} // by message
		for at, says := range places(d) {
			f := report.Finding{Rule: "FM010", Severity: report.Error, Where: at, Message: fmt.Sprintf("在%s%s%d", at.Sheet, at.Cell, at.Line)}
			findings = append(findings, f)
			text[f.Message] = says
		}
		copied := commented(t, data, findings, annotate.Options{})
		before, after := parts(t, data), parts(t, copied)
		for part, f := range before {
			switch {
			case part == "word/document.xml":
				if got := ourMark.ReplaceAllString(content(t, after[part], false), ""); undone(got) != undone(content(t, f, false)) {
					t.Errorf("%s: the body differs in more than marks", name)
				}
			case part == "word/comments.xml":
				if got := content(t, after[part], false); !strings.HasPrefix(got, strings.TrimSuffix(strings.TrimSpace(content(t, f, false)), "</w:comments>")) {
					t.Errorf("%s: comments are not kept", name)
				}
			case part == "[Content_Types].xml", part == "word/_rels/document.xml.rels":
			case content(t, f, true) != content(t, after[part], true):
				t.Errorf("%s: %s differs", name, part)
			}
		}
		again, err := wordml.Read(bytes.NewReader(copied), int64(len(copied)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(places(d), places(again)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		body, notes := content(t, after["word/document.xml"], false), content(t, after["word/comments.xml"], false)
		n := 0
		for _, m := range ourComment.FindAllStringSubmatch(notes, -1) {
			message := strings.TrimPrefix(anyTag.ReplaceAllString(m[0], ""), "【错误】")
			want, ok := text[message]
			if !ok {
				t.Errorf("%s: comment %q", name, message)
				continue
			}
			n++
			_, inside, _ := strings.Cut(body, `<w:commentRangeStart w:id="`+m[1]+`"/>`)
			inside, _, ok = strings.Cut(inside, `<w:commentRangeEnd w:id="`+m[1]+`"/>`)
			inside = strings.ReplaceAll(inside, "<w:noBreakHyphen/>", "-")
			if whole := strings.ReplaceAll(inside, "<w:txbxContent>", ""); !strings.Contains(anyTag.ReplaceAllString(whole, ""), want) {
				inside = boxText.ReplaceAllString(inside, "") // the paragraph that holds a box is meant, not what stands in that
			}
			squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
			got := squeeze(anyTag.ReplaceAllString(fieldCode.ReplaceAllString(inside, ""), ""))
			got = html.UnescapeString(got)
			got, want = noBoxes.Replace(got), noBoxes.Replace(want)
			if !ok || !strings.Contains(got, squeeze(want)) && !strings.Contains(squeeze(want), got) {
				t.Errorf("%s: %s is around %q, want %q", name, message, got, want)
			}
		}
		if n != len(findings) {
			t.Errorf("%s: %d comments, want %d", name, n, len(findings))
		}
	}
}

// undone closes elements that marks had to open.
func undone(s string) string {
	return regexp.MustCompile(`<w:p((?: [^<>]*)?)/>`).ReplaceAllString(s, `<w:p$1></w:p>`)
}

// The comments of a sender stay, ids are not taken twice, and what has no place
// stands at the beginning.
func TestDocumentTwice(t *testing.T) {
	data := documents(t)["blank week-statistics"]
	first := commented(t, data, []report.Finding{{Severity: report.Warning, Message: "甲", Where: report.Position{Sheet: "第1个表格", Cell: "第1行第1格"}}}, annotate.Options{Author: "某处"})
	second := commented(t, first, []report.Finding{
		{Severity: report.Error, Message: "乙", Found: "1<2", Hint: "改", Where: report.Position{Sheet: "第1个表格", Cell: "第1行第1格"}},
		{Severity: report.Hint, Message: "丙", Where: report.Position{Line: 9999}},
	}, annotate.Options{})
	notes := content(t, parts(t, second)["word/comments.xml"], false)
	for _, want := range []string{`w:id="1" w:author="某处"`, `w:id="2" w:author="校核"`, `w:id="3" w:author="校核"`, "原值：1&lt;2", "建议：改", "【警告】甲", "【提示】丙"} {
		if !strings.Contains(notes, want) {
			t.Errorf("no %q in\n%s", want, notes)
		}
	}
	if body := content(t, parts(t, second)["word/document.xml"], false); strings.Count(body, "<w:commentReference") != 3 {
		t.Errorf("%d marks", strings.Count(body, "<w:commentReference"))
	}
	if again := commented(t, first, nil, annotate.Options{}); content(t, parts(t, again)["word/document.xml"], true) != content(t, parts(t, first)["word/document.xml"], true) {
		t.Error("without findings the copy differs")
	}
}

func TestDocumentRefuses(t *testing.T) {
	book := sender(t, "workbooks/openpyxl.xlsx")
	err := annotate.Document(io.Discard, bytes.NewReader(book), int64(len(book)), nil, annotate.Options{Name: "表.xlsx"})
	if !errors.Is(err, annotate.ErrNotDocument) || report.Chinese(err) != "不能批注表.xlsx：不是文字文档" {
		t.Errorf("%v", err)
	}
	if err := annotate.Document(io.Discard, nil, 0, nil, annotate.Options{}); !errors.Is(err, annotate.ErrNoFile) {
		t.Errorf("%v", err)
	}
	if err := annotate.Document(nil, bytes.NewReader(book), 1, nil, annotate.Options{}); err == nil {
		t.Error("no error without a writer")
	}
}

// LibreOffice opens the copies and shows the comments.
func TestDocumentInOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir := t.TempDir()
	var files []string
	n := 0
	all := documents(t)
	for _, name := range []string{"returns/北塔职业学校/统计表.docx", "returns/北塔职业学校/统计表（另存）.docx", "returns/北塔职业学校/两张表.docx", "blank week-statistics", "blank highlights"} {
		data := all[name]
		if data == nil {
			t.Fatalf("no %s", name)
		}
		s, _ := forms.Builtin("week-statistics")
		returns, _, err := returned.Read(bytes.NewReader(data), int64(len(data)), name, s)
		var findings []report.Finding
		if err == nil {
			for _, r := range returns {
				findings = append(findings, report.Finding{Severity: report.Error, Message: "问题在教师数", Where: r.At(forms.Ref{Key: "teachers"}).Where})
			}
		}
		findings = append(findings, report.Finding{Severity: report.Hint, Message: "全文的问题"})
		n++
		file := filepath.Join(dir, fmt.Sprintf("%d.docx", n))
		if err := os.WriteFile(file, commented(t, data, findings, annotate.Options{}), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	for i, file := range crosscheck.Convert(t, "fodt", files...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := annotations(t, string(data))
		if !strings.Contains(got, "全文的问题") || i < 2 && !strings.Contains(got, "问题在教师数") {
			t.Errorf("%s: comments %q", files[i], got)
		}
	}
}

// Whatever stands in a part of a document, its marked copy can be read by
// whoever could read the document.
func FuzzDocument(f *testing.F) {
	s, _ := forms.Builtin("week-statistics")
	var blankForm bytes.Buffer
	if err := render.FormDOCX(&blankForm, s, blank.Options{}); err != nil {
		f.Fatal(err)
	}
	good := blankForm.Bytes()
	all := packageParts(f, good)
	for _, part := range []string{"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml"} {
		if all[part] == nil {
			f.Fatal(part)
		}
		f.Add(part, string(all[part]), 2)
	}
	f.Fuzz(func(t *testing.T, name, part string, line int) {
		if all[name] == nil || len(part) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		data := repacked(t, good, func(n, old string) string {
			if n == name {
				return part
			}
			return old
		})
		found := []report.Finding{{Severity: report.Error, Where: report.Position{Line: line, Column: 1}, Message: "甲"}, {Severity: report.Hint, Message: "乙"}}
		var b bytes.Buffer
		if err := annotate.Document(&b, bytes.NewReader(data), int64(len(data)), found, annotate.Options{}); err != nil {
			if e := (*annotate.Error)(nil); !errors.As(err, &e) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		_, before := wordml.Read(bytes.NewReader(data), int64(len(data)))
		if _, err := wordml.Read(bytes.NewReader(b.Bytes()), int64(b.Len())); err != nil && before == nil {
			t.Fatalf("the copy cannot be read: %v", err)
		}
	})
}

package annotate_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// drafts returns .docx files to be reviewed: those of testdata/drafts, by
// python-docx, LibreOffice, pandoc and by hand, each with something that must
// stay, and one of our own.
func drafts(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob("testdata/drafts/*.docx")
	if err != nil || len(files) < 53 {
		t.Fatalf("%d drafts, %v", len(files), err)
	}
	all := map[string][]byte{}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(f)] = data
	}
	doc, _ := plain.Parse("示例市教育局文件\n示教〔2023〕5号\n关于做好活动周工作的通知\n各学校：\n请于5月8日-14日开展活动,并报送材料。\n一、总体要求\n1、加强领导(东区)。\n示例市教育局\n2023年5月6日\n抄送：省教育厅。\n示例市教育局办公室　2023年5月8日印发\n")
	var b bytes.Buffer
	if _, err := new(render.Printer).DOCX(&b, doc); err != nil {
		t.Fatal(err)
	}
	all["我们的.docx"] = b.Bytes()
	return all
}

// reviewOf is what a reviewer says who has all rules, with a word on every line.
func reviewOf(t testing.TB, data []byte) annotate.Review {
	t.Helper()
	text, _, err := plain.ReadFile(bytes.NewReader(data), int64(len(data)), "a.docx")
	if err != nil {
		t.Fatal(err)
	}
	r := annotate.Review{Text: text}
	r.Fixed, _ = validate.Fix(text)
	doc, found := plain.Parse(text)
	r.Findings = append(found, validate.Document(doc).Findings...)
	for i, l := range strings.Split(text, "\n") {
		if strings.TrimSpace(l) != "" {
			r.Findings = append(r.Findings, report.Finding{Rule: "GW408", Severity: report.Hint, Message: fmt.Sprintf("第%d行", i+1), Where: report.Position{Line: i + 1}})
		}
	}
	r.Findings = append(r.Findings, report.Finding{Rule: "GW402", Severity: report.Error, Message: "全文"})
	return r
}

func reviewed(t testing.TB, data []byte, r annotate.Review) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := annotate.Draft(&b, bytes.NewReader(data), int64(len(data)), r, annotate.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A node is an element, or a text if it has no name.
type node struct {
	name, attrs, text string
	author            string
	id                string
	kids              []*node
}

// tree reads XML as it is written, names by the last word.
func tree(t testing.TB, text string) *node {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	root := &node{name: "root"}
	stack := []*node{root}
	for {
		tok, err := d.RawToken()
		if err == io.EOF {
			return root
		}
		if err != nil {
			t.Fatal(err)
		}
		top := stack[len(stack)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{name: tok.Name.Local}
			for _, a := range tok.Attr {
				switch {
				case a.Name.Local == "author":
					n.author = a.Value
				case a.Name.Local == "id" && a.Name.Space != "r":
					n.id = a.Value
				}
				if a.Name.Space != "xml" {
					n.attrs += " " + a.Name.Local + "=" + strconv.Quote(a.Value)
				}
			}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if n := len(top.kids); n > 0 && top.kids[n-1].name == "" {
				top.kids[n-1].text += string(tok)
			} else {
				top.kids = append(top.kids, &node{text: string(tok)})
			}
		}
	}
}

// decide accepts or rejects the changes of an author and takes off the comments
// with the ids.
func (n *node) decide(accept bool, author string, comments map[string]bool) {
	var kids []*node
	for _, k := range n.kids {
		k.decide(accept, author, comments)
		switch {
		case strings.HasPrefix(k.name, "commentRange") && comments[k.id]:
		case k.name == "r" && len(k.kids) == 1 && k.kids[0].name == "commentReference" && comments[k.kids[0].id]:
		case k.author == author && (k.name == "ins" || k.name == "del"):
			if accept == (k.name == "ins") {
				for _, r := range k.kids {
					for _, text := range r.kids {
						if text.name == "delText" {
							text.name = "t"
						}
					}
				}
				kids = append(kids, k.kids...)
			}
		default:
			kids = append(kids, k)
		}
	}
	n.kids = kids
}

// join puts runs together that look the same, and the texts in them.
func (n *node) join() {
	look := func(n *node) (string, int) {
		if len(n.kids) > 0 && n.kids[0].name == "rPr" {
			return n.attrs + n.kids[0].String(), 1
		}
		return n.attrs, 0
	}
	var kids []*node
	for _, k := range n.kids {
		k.join()
		if n.name == "t" && k.name == "" && k.text == "" {
			continue
		}
		last := &node{}
		if len(kids) > 0 {
			last = kids[len(kids)-1]
		}
		switch {
		case k.name == "r" && last.name == "r":
			was, _ := look(last)
			is, from := look(k)
			if was == is {
				last.kids = append(last.kids, k.kids[from:]...)
				last.join()
				continue
			}
		case k.name == "t" && last.name == "t" && n.name == "r":
			last.kids = append(last.kids, k.kids...)
			last.join()
			continue
		case k.name == "" && last.name == "" && len(kids) > 0:
			last.text += k.text
			continue
		}
		kids = append(kids, k)
	}
	n.kids = kids
}

func (n *node) String() string {
	var b strings.Builder
	n.write(&b)
	return b.String()
}

func (n *node) write(b *strings.Builder) {
	if n.name == "" {
		xml.EscapeText(b, []byte(n.text))
		return
	}
	b.WriteString("<" + n.name + n.attrs + ">")
	for _, k := range n.kids {
		k.write(b)
	}
	b.WriteString("</" + n.name + ">")
}

func (n *node) walk(visit func(n, up *node, at int)) {
	for i, k := range n.kids {
		visit(k, n, i)
		k.walk(visit)
	}
}

// ours are the ids of the comments that a copy has and its original has not.
func ours(t testing.TB, before, after map[string]*zip.File) map[string]bool {
	ids := map[string]bool{}
	for part, f := range after {
		if strings.HasPrefix(filepath.Base(part), "comments") && strings.HasSuffix(part, ".xml") {
			tree(t, content(t, f, false)).walk(func(n, _ *node, _ int) {
				if n.name == "comment" {
					if ids[n.id] {
						t.Errorf("two comments %s", n.id)
					}
					ids[n.id] = true
				}
			})
		}
	}
	if f := before["word/comments.xml"]; f != nil {
		tree(t, content(t, f, false)).walk(func(n, _ *node, _ int) {
			if n.name == "comment" {
				if !ids[n.id] {
					t.Errorf("comment %s is gone", n.id)
				}
				delete(ids, n.id)
			}
		})
	}
	return ids
}

// with returns a file with another body.
func with(t testing.TB, data []byte, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, f := range parts(t, data) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		text := content(t, f, false)
		if name == "word/document.xml" {
			text = body
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A copy is the draft but for our marks. To reject all gives the text as it
// came; to accept all gives it put right, but where it must stay as it is.
func TestDraft(t *testing.T) {
	var told strings.Builder
	all := drafts(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		t.Run(name, func(t *testing.T) {
			data := all[name]
			review := reviewOf(t, data)
			copied := reviewed(t, data, review)
			if !bytes.Equal(copied, reviewed(t, data, review)) {
				t.Error("not the same bytes")
			}
			before, after := parts(t, data), parts(t, copied)
			for part, f := range before {
				switch part {
				case "word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels":
				default:
					if content(t, f, true) != content(t, after[part], true) {
						t.Errorf("%s differs", part)
					}
				}
			}
			comments := ours(t, before, after)
			if len(comments) < len(review.Findings)/2 {
				t.Errorf("%d comments on %d findings", len(comments), len(review.Findings))
			}
			body := content(t, after["word/document.xml"], false)
			marked := tree(t, body)
			inOrder(t, marked, comments)

			was := tree(t, content(t, before["word/document.xml"], false))
			rejected := tree(t, body)
			rejected.decide(false, "校核", comments)
			was.join()
			rejected.join()
			if diff := cmp.Diff(was.String(), rejected.String()); diff != "" {
				t.Errorf("rejected: %s", diff)
			}
			marked.decide(true, "校核", comments)
			text := func(body *node) string {
				_, s, _ := strings.Cut(strings.TrimSuffix(body.String(), "</root>"), "<document")
				data := with(t, data, "<document"+s)
				text, _, err := plain.ReadFile(bytes.NewReader(data), int64(len(data)), "a.docx")
				if err != nil {
					t.Fatal(err)
				}
				return text
			}
			if diff := cmp.Diff(review.Text, text(rejected)); diff != "" {
				t.Errorf("rejected: %s", diff)
			}
			got, want, were := strings.Split(text(marked), "\n"), strings.Split(review.Fixed, "\n"), strings.Split(review.Text, "\n")
			fmt.Fprintf(&told, "%s\n", name)
			for i := range want {
				switch {
				case got[i] != want[i]:
					fmt.Fprintf(&told, "  %s\n  → %s\n  ≠ %s\n", were[i], got[i], want[i])
				case got[i] != were[i]:
					fmt.Fprintf(&told, "  → %s\n", got[i])
				}
			}
		})
	}
	golden.Text(t, "testdata/drafts.txt", told.String())
}

// A draft that is marked already gets what is new.
func TestDraftTwice(t *testing.T) {
	for _, name := range []string{"批注.docx", "LibreOffice 批注.docx", "别的前缀.docx"} {
		data := drafts(t)[name]
		first := reviewed(t, data, reviewOf(t, data))
		r := reviewOf(t, first)
		r.Findings = append(slices.DeleteFunc(r.Findings, func(f report.Finding) bool { return f.Rule != "GW402" && f.Rule != "GW408" }),
			report.Finding{Rule: "GW419", Severity: report.Error, Message: "没有<页码>"})
		second := reviewed(t, first, r)
		count := func(data []byte) int {
			return strings.Count(content(t, parts(t, data)["word/comments.xml"], false), "comment>")
		}
		if got, want := count(second), count(first)+1; got != want {
			t.Errorf("%s: %d comments, want %d", name, got, want)
		}
		if third := reviewed(t, second, r); count(third) != count(second) {
			t.Errorf("%s: what was said is said again", name)
		}
	}
}

// inOrder holds that marks stand where ISO 29500 has them: those of comments and
// changes beside runs and behind the properties of a paragraph, in a change runs
// alone, deleted text in deletions and nowhere else, every id once.
func inOrder(t *testing.T, body *node, comments map[string]bool) {
	t.Helper()
	ids, starts, ends, refs := map[string]int{}, map[string]int{}, map[string]int{}, map[string]int{}
	body.walk(func(n, up *node, at int) {
		switch n.name {
		case "ins", "del":
			if n.author != "校核" {
				return
			}
			if ids[n.id]++; ids[n.id] > 1 {
				t.Errorf("two changes %s", n.id)
			}
			if up.name != "p" {
				t.Errorf("a change in %s", up.name)
			}
			if len(n.kids) != 1 || n.kids[0].name != "r" {
				t.Errorf("in a change: %s", n)
			}
			for i, k := range n.kids[0].kids {
				if want := map[string]string{"ins": "t", "del": "delText"}[n.name]; k.name != want && (k.name != "rPr" || i > 0) {
					t.Errorf("in %s: %s", n.name, k)
				}
			}
		case "rPr", "pPr":
			if at > 0 && (up.name == "r" || up.name == "p") && strings.TrimSpace(up.kids[0].text) == "" && up.kids[0].name != "" {
				t.Errorf("%s behind %s", n.name, up.kids[0].name)
			}
		case "commentRangeStart", "commentRangeEnd":
			if comments[n.id] {
				if up.name != "p" {
					t.Errorf("%s in %s", n.name, up.name)
				}
				map[string]map[string]int{"commentRangeStart": starts, "commentRangeEnd": ends}[n.name][n.id]++
				if n.name == "commentRangeEnd" && starts[n.id] == 0 {
					t.Errorf("comment %s ends before it starts", n.id)
				}
			}
		case "commentReference":
			if comments[n.id] {
				refs[n.id]++
			}
		}
	})
	for id := range comments {
		if starts[id] != 1 || ends[id] != 1 || refs[id] != 1 {
			t.Errorf("comment %s: %d starts, %d ends, %d references", id, starts[id], ends[id], refs[id])
		}
	}
	other := map[string]bool{}
	body.walk(func(n, _ *node, _ int) {
		if (n.name == "ins" || n.name == "del" || n.name == "bookmarkStart") && n.author != "校核" {
			other[n.id] = true
		}
	})
	for id := range ids {
		if other[id] {
			t.Errorf("the id %s is taken", id)
		}
	}
}

// LibreOffice shows all comments and changes.
func TestDraftInOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	dir := t.TempDir()
	all := drafts(t)
	var files []string
	var comments, changes []int
	for i, name := range []string{"素文.docx", "多段格式.docx", "表格.docx", "修订.docx", "批注.docx", "LibreOffice 表格.docx", "pandoc.docx", "我们的.docx"} {
		data := all[name]
		copied := reviewed(t, data, reviewOf(t, data))
		marks, had := tree(t, content(t, parts(t, copied)["word/document.xml"], false)), 0
		if f := parts(t, data)["word/comments.xml"]; f != nil {
			had = strings.Count(content(t, f, false), "<w:comment ")
		}
		n := 0
		marks.walk(func(k, up *node, at int) { // two deletions side by side are one there
			if (k.name == "ins" || k.name == "del") && k.author != "" && (at == 0 || up.kids[at-1].name != k.name) {
				n++
			}
		})
		comments, changes = append(comments, had+len(ours(t, parts(t, data), parts(t, copied)))), append(changes, n)
		file := filepath.Join(dir, string(rune('a'+i))+".docx")
		if err := os.WriteFile(file, copied, 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	for i, file := range crosscheck.Convert(t, "fodt", files...) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(string(data), "<office:annotation "); got != comments[i] {
			t.Errorf("%d: %d comments, want %d", i, got, comments[i])
		}
		if got := strings.Count(string(data), "<text:changed-region "); got != changes[i] {
			t.Errorf("%d: %d changes, want %d", i, got, changes[i])
		}
	}
}

// What LibreOffice makes of a draft whose changes are all rejected is what it
// makes of the draft; with all accepted, the text put right.
func TestDraftDecidedInOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	all := drafts(t)
	for _, name := range []string{"多段格式.docx", "LibreOffice合并单元格.docx"} {
		t.Run(name, func(t *testing.T) {
			data := all[name]
			r := reviewOf(t, data)
			file := filepath.Join(t.TempDir(), "a.docx")
			if err := os.WriteFile(file, reviewed(t, data, r), 0o666); err != nil {
				t.Fatal(err)
			}
			for accept, want := range map[bool]string{false: r.Text, true: r.Fixed} {
				got, _, err := plain.LoadFile(crosscheck.Decide(t, accept, file))
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
					t.Errorf("accepted %t: %s", accept, diff)
				}
			}
		})
	}
}

// Of whatever body a draft has the copy is well formed, and holds the marks of
// every comment or of none.
func FuzzDraft(f *testing.F) {
	for _, body := range []string{
		`<w:p><w:r><w:t>各学校:请于5月8日-14日,报送(见附件)。</w:t></w:r></w:p>`,
		`<w:p><w:r><w:t>一,</w:t><w:tab/><w:t>二,三</w:t></w:r><w:proofErr/><w:r><w:rPr><w:b/></w:rPr><w:t>四,五&amp;六,</w:t></w:r></w:p>`,
		`<w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲,乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`,
		`<w:p><w:ins w:id="1"><w:r><w:t>甲,乙</w:t></w:r></w:ins><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>丙,丁</w:t></w:r></w:p>`,
	} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		data := packed(t, body)
		text, _, err := plain.ReadFile(bytes.NewReader(data), int64(len(data)), "a.docx")
		if err != nil {
			return
		}
		r := annotate.Review{Text: text, Fixed: strings.NewReplacer(",", "，", "(", "（", "0", "").Replace(text)}
		for i := range strings.Split(text, "\n") {
			r.Findings = append(r.Findings, report.Finding{Severity: report.Hint, Message: fmt.Sprint(i), Where: report.Position{Line: i + 1, Column: i}, Found: "甲"})
		}
		var copied bytes.Buffer
		if annotate.Draft(&copied, bytes.NewReader(data), int64(len(data)), r, annotate.Options{}) != nil {
			return
		}
		again, _, err := plain.ReadFile(bytes.NewReader(copied.Bytes()), int64(copied.Len()), "a.docx")
		if err != nil {
			t.Fatalf("%q: the copy cannot be read: %v", body, err)
		}
		if len(again) == 0 && len(text) > 0 {
			t.Errorf("%q: the text is gone", body)
		}
		after := parts(t, copied.Bytes())
		marked := content(t, after["word/document.xml"], false)
		for id := range ours(t, parts(t, data), after) {
			for _, mark := range []string{"RangeStart", "RangeEnd", "Reference"} {
				if strings.Count(marked, `:comment`+mark+` w:id="`+id+`"`)+strings.Count(marked, `<comment`+mark+` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="`+id+`"`) != 1 {
					t.Errorf("%q: comment %s lacks its %s: %s", body, id, mark, marked)
				}
			}
		}
	})
}

// What is too long for a draft is refused before anything is made of it.
func TestDraftTooLong(t *testing.T) {
	text := strings.Repeat("文", 2<<20)
	err := annotate.Draft(io.Discard, strings.NewReader("x"), 1, annotate.Review{Text: text}, annotate.Options{Name: "长.docx"})
	if !errors.Is(err, annotate.ErrTooLong) || !strings.Contains(report.Chinese(err), "太长") {
		t.Errorf("%v, %s", err, report.Chinese(err))
	}
}

// What needs more changes than anybody goes through is refused, too.
func TestDraftOfTooManyChanges(t *testing.T) {
	data := packed(t, "<w:p><w:r><w:t>"+strings.Repeat("甲,", 50_001)+"</w:t></w:r></w:p>")
	text := strings.Repeat("甲,", 50_001) + "\n"
	err := annotate.Draft(io.Discard, bytes.NewReader(data), int64(len(data)), annotate.Review{Text: text, Fixed: strings.ReplaceAll(text, ",", "，")}, annotate.Options{})
	if !errors.Is(err, annotate.ErrTooLong) {
		t.Error(err)
	}
}

// packed makes a document of a body.
func packed(t testing.TB, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`},
	} {
		w, err := z.Create(p[0])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, p[1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

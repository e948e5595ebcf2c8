package render_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// The same document gives the same bytes, on any number of goroutines.
func TestSameBytes(t *testing.T) {
	p, doc := printer(t), xiamen(t)
	render := func() (pdf, docx []byte) {
		var a, b bytes.Buffer
		if _, err := p.PDF(&a, doc); err != nil {
			t.Error(err)
		}
		if _, err := p.DOCX(&b, doc); err != nil {
			t.Error(err)
		}
		return a.Bytes(), b.Bytes()
	}
	pdf, docx := render()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			a, b := render()
			if !bytes.Equal(a, pdf) {
				t.Error("another PDF")
			}
			if !bytes.Equal(b, docx) {
				t.Error("another .docx")
			}
		})
	}
	wait.Wait()
}

type fullDisk struct{}

var errDisk = errors.New("disk full")

func (fullDisk) Write([]byte) (int, error) { return 0, errDisk }

func TestWriterErrors(t *testing.T) {
	p := printer(t)
	if _, err := p.PDF(fullDisk{}, notice()); !errors.Is(err, errDisk) {
		t.Errorf("PDF: %v", err)
	}
	if _, err := p.DOCX(fullDisk{}, notice()); !errors.Is(err, errDisk) {
		t.Errorf("DOCX: %v", err)
	}
}

func TestBadText(t *testing.T) {
	p := printer(t)
	for name, change := range map[string]func(*document.Document){
		"title":      func(n *document.Document) { n.Title = "关于\xff的通知" },
		"body":       func(n *document.Document) { n.Body = body("甲\x01乙") },
		"recipients": func(n *document.Document) { n.Recipients = "各校\x00" },
	} {
		n := notice()
		change(n)
		var bad *render.Error
		if _, err := p.PDF(&bytes.Buffer{}, n); !errors.Is(err, render.ErrInvalid) || !errors.As(err, &bad) || bad.Place != name {
			t.Errorf("%s: PDF: %v", name, err)
		}
		if _, err := p.DOCX(&bytes.Buffer{}, n); !errors.Is(err, render.ErrInvalid) {
			t.Errorf("%s: DOCX: %v", name, err)
		}
	}
	var none render.Printer
	if _, err := none.PDF(&bytes.Buffer{}, notice()); !errors.Is(err, render.ErrNoFont) {
		t.Errorf("no fonts: %v", err)
	}
	if _, err := none.DOCX(&bytes.Buffer{}, notice()); err != nil {
		t.Errorf("a .docx needs no fonts: %v", err)
	}
}

// Characters that the body's face lacks come from another and are named; what
// none has is shown as 〓 and reported.
func TestFallback(t *testing.T) {
	n := notice()
	n.Body = body("联系人：王喆、李𬭎、赵𠮷，编号\U000F0000。")
	var b bytes.Buffer
	r, err := printer(t).PDF(&b, n)
	if err != nil {
		t.Fatal(err)
	}
	got := map[rune]bool{}
	for _, use := range r.Fonts {
		for _, f := range use.Fallbacks {
			got[f.Char] = f.Face != ""
		}
	}
	for c, want := range map[rune]bool{'喆': true, '𬭎': true, '𠮷': true, '\U000F0000': false} {
		if served, ok := got[c]; !ok || served != want {
			t.Errorf("%c: listed %v, served %v, want %v", c, ok, served, want)
		}
	}
	if len(r.Findings) != 2 || !strings.Contains(r.Findings[0].Message, "U+F0000") || !strings.Contains(r.Findings[0].Found, "编号\U000F0000。") {
		t.Errorf("findings: %v", r.Findings)
	}
	for _, use := range r.Fonts {
		if !use.Substitute || use.Used == "" {
			t.Errorf("%+v: Fandol stands in for the official faces", use)
		}
	}
}

// Faces that stand in for others are told, of a .docx too; those that are
// there are not.
func TestSubstitutesAreTold(t *testing.T) {
	n := notice()
	for name, c := range map[string]struct {
		p    *render.Printer
		want string
	}{
		"the pack":  {printer(t), "没有规定的字体，排版和PDF依次以FandolFang、FandolSong、FandolSong代替"},
		"no faces":  {new(render.Printer), "没有规定的字体，排版按通常的字宽"},
		"all there": {&render.Printer{Fonts: printer(t).Fonts, FaceNames: font.Names{font.FangSong: "FandolFang", font.XiaoBiaoSong: "FandolSong", font.SongTi: "FandolSong"}}, ""},
	} {
		r, err := c.p.DOCX(io.Discard, n)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, f := range r.Findings {
			got += f.Message
			if f.Found != "仿宋_GB2312、方正小标宋简体、宋体" {
				t.Errorf("%s: %q", name, f.Found)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestStrictFonts(t *testing.T) {
	p := printer(t)
	p.StrictFonts = true
	if _, err := p.PDF(io.Discard, notice()); !errors.Is(err, render.ErrSubstitute) {
		t.Errorf("substitutes: %v", err)
	}
	p.FaceNames = map[font.Role]string{}
	for _, f := range p.Fonts {
		if p.FaceNames[f.Role] == "" {
			p.FaceNames[f.Role] = f.Face.Name()
		}
	}
	if _, err := p.PDF(io.Discard, notice()); err != nil {
		t.Errorf("the faces that are wanted: %v", err)
	}
	n := notice()
	n.Body = body("王喆。")
	if _, err := p.PDF(io.Discard, n); !errors.Is(err, render.ErrSubstitute) {
		t.Errorf("a character from another face: %v", err)
	}
}

// Marks that turn the direction of writing, which text from elsewhere brings
// along, are not printed; marks of a new line are line breaks.
func TestOddMarksAreNotPrinted(t *testing.T) {
	n := notice()
	n.Title = "关于\u202e活动周\u202c的通知"
	n.Signature.Organs = []document.Organ{{Name: "示例市\u2066教育局\u2069"}}
	n.Body = []document.Block{
		&document.Paragraph{Text: "第一行\u0085第二行\u2028第三行\v第四行"},
		&document.Table{Rows: [][]string{{"甲", "\u202d乙\u202c"}}},
	}
	n.Imprint = &document.Imprint{CopyTo: "省\u202e教育厅\u202c。"}
	_, lines := layout(t, printer(t), n)
	for i, want := range []string{"第一行", "第二行", "第三行", "第四行"} {
		if l := find(t, lines, want); l.text != want {
			t.Errorf("line %d is %q", i, l.text)
		}
	}
	var pdf, docx bytes.Buffer
	if _, err := printer(t).PDF(&pdf, n); err != nil {
		t.Fatal(err)
	}
	if _, err := printer(t).DOCX(&docx, n); err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for name, data := range unpack(t, docx.Bytes()).data {
		all.WriteString(name)
		all.Write(data)
	}
	for _, l := range lines {
		all.WriteString(l.text)
	}
	if i := strings.IndexAny(all.String(), "\u202d\u202e\u202c\u2066\u2069\u0085\u2028\v"); i >= 0 {
		t.Errorf("a mark is left: %q", all.String()[max(0, i-40):i+10])
	}
}

// What offices ask for beside the standard.
func TestHabits(t *testing.T) {
	p := printer(t)
	p.CentreNumbers, p.BoldLevels, p.NoImprint = true, true, true
	p.FaceNames = map[font.Role]string{font.FangSong: "仿宋"}
	p.LatinFace = "FandolHei"
	n := notice()
	n.Body = body("1.常规活动。2027年办好。")
	n.Imprint = &document.Imprint{Office: "示例市教育局办公室", Date: issued}
	pages, lines := layout(t, p, n)
	if len(pages) != 1 {
		t.Errorf("%d pages with the imprint left out", len(pages))
	}
	number := find(t, lines, "— 1 —")
	near(t, "page number in the middle", (number.x0+number.x1)/2, 106, 0.2)
	for _, item := range pages[0].Items {
		text, ok := item.(paper.Text)
		if !ok {
			continue
		}
		if want := text.Text == "1." || text.Text == "常规活动。"; text.Bold != want {
			t.Errorf("%s: bold %v", text.Text, text.Bold)
		}
		if text.Text == "2027" && text.Size == 16 && text.Role == font.FangSong && text.Face.Name() != "FandolHei" {
			t.Errorf("digits are set in %s", text.Face.Name())
		}
	}
	var b bytes.Buffer
	if _, err := p.DOCX(&b, n); err != nil {
		t.Fatal(err)
	}
	styles := docxPart(t, b.Bytes(), "word/styles.xml")
	if !strings.Contains(styles, `w:ascii="FandolHei" w:hAnsi="FandolHei" w:eastAsia="仿宋"`) || strings.Contains(styles, "仿宋_GB2312") {
		t.Error("the styles do not name the faces asked for")
	}
	if footer := docxPart(t, b.Bytes(), "word/footer1.xml"); !strings.Contains(footer, `<w:jc w:val="center"/>`) {
		t.Error("the page number of the .docx is not in the middle")
	}
}

func docxPart(t *testing.T, docx []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// A document that a program has put together wrongly is an error or is printed
// as it can be, but never a panic.
func TestOddDocuments(t *testing.T) {
	p := printer(t)
	var none *document.Document
	for _, d := range []*document.Document{nil, none} {
		if _, err := p.DOCX(io.Discard, d); !errors.Is(err, render.ErrNoDocument) {
			t.Errorf("%v: %v", d, err)
		}
	}
	for name, block := range map[string]document.Block{
		"heading without a level":   &document.Heading{Text: "甲"},
		"heading of level 9":        &document.Heading{Level: 9, Text: "甲"},
		"lead without a level":      &document.Paragraph{Lead: "甲。", Text: "乙。"},
		"table without rows":        &document.Table{},
		"table of empty rows":       &document.Table{Rows: [][]string{{}, {}}},
		"a block that is not there": nil,
	} {
		doc := &document.Document{Kind: "方案", ID: "p", Body: []document.Block{block}}
		if _, err := p.PDF(io.Discard, doc); err != nil {
			t.Errorf("%s: PDF: %v", name, err)
		}
		if _, err := p.DOCX(io.Discard, doc); err != nil {
			t.Errorf("%s: DOCX: %v", name, err)
		}
	}
	if _, err := p.PDF(io.Discard, &document.Document{Kind: "方案", ID: "p", Body: []document.Block{&document.Form{}}}); !errors.Is(err, render.ErrNoSchema) {
		t.Errorf("form without a schema: %v", err)
	}
}

package render_test

import (
	"archive/zip"
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// What Word and WPS go by and LibreOffice does not need.
func TestDocxForWord(t *testing.T) {
	eachDocx(t, func(t *testing.T, s specimen, f *wordFile) {
		settings := f.parts["word/settings.xml"]
		for name, must := range map[string]string{"w:noLineBreaksBefore": "—。，）", "w:noLineBreaksAfter": "（《“"} {
			e := settings.kid(name)
			for _, r := range must {
				if e.attr["w:lang"] != "zh-CN" || !strings.ContainsRune(e.val(), r) {
					t.Errorf("%s: %q lacks %c", name, e.val(), r)
				}
			}
		}
		names := map[string]bool{}
		for _, e := range f.parts["word/fontTable.xml"].kids {
			name := e.attr["w:name"]
			if names[name] {
				t.Errorf("the face %s stands twice", name)
			}
			names[name] = true
			if !regexp.MustCompile(`^[0-9A-F]{20}$`).MatchString(e.kid("w:panose1").val()) || e.kid("w:sig").attr["w:csb0"] == "" || e.kid("w:family").val() == "" {
				t.Errorf("the face %s does not say what it looks like", name)
			}
			if strings.Contains(","+e.kid("w:altName").val()+",", ","+name+",") {
				t.Errorf("%s is its own other name", name)
			}
		}
		for _, e := range f.parts["word/styles.xml"].all("w:rFonts") {
			if !names[e.attr["w:eastAsia"]] {
				t.Errorf("%s is not in the table of faces", e.attr["w:eastAsia"])
			}
		}
		for _, name := range f.stories() {
			for _, e := range f.parts[name].all("w:pict") {
				if id := e.kid("v:shapetype").attr["id"]; id == "" || "#"+id != e.kid("v:shape").attr["type"] {
					t.Errorf("%s: a shape of a type that is not there", name)
				}
			}
		}
	})
}

// The entries of the archive bear the first date that one can.
func TestDocxDates(t *testing.T) {
	var b bytes.Buffer
	if _, err := printer(t).DOCX(&b, notice()); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !f.Modified.Equal(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) || f.Method != zip.Deflate {
			t.Errorf("%s: %v, method %d", f.Name, f.Modified, f.Method)
		}
	}
}

// The imprint is a table like any other to programs that know no text boxes.
func TestImprintIsATable(t *testing.T) {
	eachDocx(t, func(t *testing.T, s specimen, f *wordFile) {
		if s.doc.Imprint == nil || s.doc.Imprint.CopyTo == "" {
			return
		}
		found := ""
		for _, e := range f.parts["word/document.xml"].kid("w:body").kids {
			if e.name == "w:tbl" && e.kid("w:tblPr").kid("w:tblpPr").attr["w:tblpYSpec"] == "bottom" {
				found = strings.Join(wordParagraphs(e), "\n")
			}
		}
		if !strings.Contains(found, "抄送："+s.doc.Imprint.CopyTo) {
			t.Errorf("imprint %q", found)
		}
	})
}

func TestImprintInPythonCrosscheck(t *testing.T) {
	n := notice()
	n.Imprint = &document.Imprint{CopyTo: "示例省教育厅。", Office: "示例市教育局办公室", Date: issued}
	_, docx := files(t, n)
	python := "/usr/bin/python3"
	got := crosscheck.Run(t, python, "-c", `import sys
try:
    import docx
except ImportError:
    sys.exit(print("none"))
d = docx.Document(sys.argv[1])
for row in d.tables[-1].rows: print(row.cells[0].text)`, docx)
	if strings.TrimSpace(got) == "none" {
		t.Skip("python-docx is not installed")
	}
	if want := "抄送：示例省教育厅。\n示例市教育局办公室\t2027年4月6日印发\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// The date below the names of sealed organs is not cut off, however small the
// seals: rows grow with what they hold.
func TestDateBelowSmallSealsIsWhole(t *testing.T) {
	for _, diameter := range []float64{30, 38, 42, 45, 50} {
		n := notice()
		n.Signature = &document.Signature{Organs: nine[:3], Date: issued, Seal: document.SealJoint}
		p := printer(t)
		p.SealDiameter = paper.MM(diameter)
		var b bytes.Buffer
		if _, err := p.DOCX(&b, n); err != nil {
			t.Fatal(err)
		}
		for _, e := range unpack(t, b.Bytes()).parts["word/document.xml"].all("w:trHeight") {
			if e.attr["w:hRule"] == "exact" {
				t.Errorf("seals of %v mm: a row of exactly %s twips", diameter, e.val())
			}
		}
	}
}

// A face that an option names is in the table, too.
func TestFontTableOfOtherFaces(t *testing.T) {
	p := printer(t)
	p.LatinFace, p.FaceNames = "Times New Roman", font.Names{font.FangSong: "仿宋", font.SongTi: "仿宋"}
	var b bytes.Buffer
	if _, err := p.DOCX(&b, notice()); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range unpack(t, b.Bytes()).parts["word/fontTable.xml"].kids {
		names = append(names, e.attr["w:name"])
	}
	if got, want := strings.Join(names, " "), "仿宋 方正小标宋简体 楷体_GB2312 黑体 Times New Roman"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

package material_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate/material"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestExamples: a rule complains of its bad example and of nothing else in it;
// nothing complains of the good one. What is said of the bad ones is a golden
// file, for clerks to read.
func TestExamples(t *testing.T) {
	var said strings.Builder
	for _, r := range report.Rules() {
		if r.Subject != report.SubjectMaterial {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			bad, err := checkExample(r.Bad)
			if err != nil || len(bad.Findings) == 0 {
				t.Fatalf("bad example: %v, %d findings", err, len(bad.Findings))
			}
			for _, f := range bad.Findings {
				fmt.Fprintln(&said, f)
				if f.Rule != r.ID || f.Severity < r.Severity || f.Hint == "" {
					t.Errorf("bad example: %v", f)
				}
			}
			good, err := checkExample(r.Good)
			if err != nil || len(good.Findings) > 0 {
				t.Errorf("good example: %v %v", err, good.Findings)
			}
		})
	}
	golden.Text(t, "testdata/messages.txt", said.String())
}

// TestCases: every rule for material finds what cases.txt says it
// finds, and leaves alone what comes near.
func TestCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	near := map[string]int{}
	for _, r := range report.Rules() {
		if r.Subject == report.SubjectMaterial {
			near[r.ID] = 0
		}
	}
	id := ""
	for i, line := range strings.Split(string(text), "\n") {
		kind, example, _ := strings.Cut(line, " ")
		switch kind {
		case "", "#":
			continue
		case "x", "e", "w", "h", "-":
		default:
			if _, ok := near[line]; !ok {
				t.Fatalf("cases.txt:%d: no rule %q", i+1, line)
			}
			id = line
			continue
		}
		r, err := checkExample(strings.ReplaceAll(example, "⏎", "\n"))
		if err != nil {
			t.Errorf("cases.txt:%d: %s: %v", i+1, id, err)
			continue
		}
		found := ""
		severity := map[string]report.Severity{"e": report.Error, "w": report.Warning, "h": report.Hint}[kind]
		for _, f := range r.Findings {
			if f.Hint == "" {
				t.Errorf("cases.txt:%d: does not say what to do: %v", i+1, f)
			}
			if f.Rule != id {
				continue
			}
			found = f.String()
			if severity != 0 && severity != f.Severity {
				t.Errorf("cases.txt:%d: want %v: %s", i+1, severity, found)
			}
		}
		if want := kind != "-"; want != (found != "") {
			t.Errorf("cases.txt:%d: %s: want a finding: %v; %s\n%s\n%v", i+1, id, want, example, found, r.Findings)
		}
		if kind == "-" {
			near[id]++
		}
	}
	for id, n := range near {
		if n < 2 {
			t.Errorf("%s has %d near misses; want 2", id, n)
		}
	}
}

// TestFolders: what real programs made, in a folder without a fault, in
// one with each fault, and in an empty one.
func TestFolders(t *testing.T) {
	o := folderOptions(t)
	o.Received = func(path string) (time.Time, bool) {
		switch path {
		case "文字稿件/引用没有来源.docx":
			return time.Date(2023, 5, 22, 17, 1, 0, 0, time.UTC), true
		case "文字稿件/没有单位.docx":
			return time.Time{}, false
		}
		return time.Date(2023, 5, 22, 17, 0, 0, 0, time.UTC), true
	}
	var b strings.Builder
	for _, school := range []string{"示例市第一职业学校", "示例市第二职业学校", "什么也没有报"} {
		fsys := os.DirFS("testdata/folders/" + school)
		if school == "什么也没有报" {
			fsys = fstest.MapFS{}
		}
		result := check(t, fsys, o)
		fmt.Fprintf(&b, "%s\n\n", school)
		for _, f := range result.Files {
			fmt.Fprintf(&b, "%s\n  %s %d %s %d字节", f.Path, orMark(f.Kind), f.Rule, orMark(f.Format), f.Bytes)
			if f.Characters > 0 {
				fmt.Fprintf(&b, " %d字", f.Characters)
			}
			if f.Width > 0 {
				fmt.Fprintf(&b, " %d×%d", f.Width, f.Height)
			}
			if f.DPI > 0 {
				fmt.Fprintf(&b, " %gdpi", f.DPI)
			}
			if f.Length > 0 {
				fmt.Fprintf(&b, " %v", f.Length)
			}
			if f.Caption != "" {
				fmt.Fprintf(&b, " “%s”", f.Caption)
			}
			b.WriteString("\n")
		}
		b.WriteString("\n")
		for _, f := range result.Report.Findings {
			fmt.Fprintln(&b, f)
		}
		for _, s := range result.Report.Skipped {
			fmt.Fprintln(&b, "未校核", s.Rule, s.Reason)
		}
		for _, d := range result.Owed {
			fmt.Fprintf(&b, "欠 %s %d/%d %v\n", o.Rules[d.Rule].Kind, d.Have, d.Want, d.Deadline != nil)
		}
		b.WriteString("\n")
	}
	golden.Text(t, "testdata/folders/expected.txt", b.String())
}

// orMark returns s, a question mark for nothing.
func orMark(s string) string {
	if s == "" {
		return "?"
	}
	return s
}

// plainFS hides that files can be read anywhere but forward.
type plainFS struct{ fs.FS }

func (f plainFS) Open(name string) (fs.File, error) {
	file, err := f.FS.Open(name)
	if _, ok := file.(fs.ReadDirFile); ok || err != nil {
		return file, err
	}
	return struct{ fs.File }{file}, nil
}

func (f plainFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }

// folderOptions are the demands on the folders that real programs made.
func folderOptions(t testing.TB) material.Options {
	t.Helper()
	rules, err := os.ReadFile("testdata/folders/rules.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := load(string(rules))
	if err != nil {
		t.Fatal(err)
	}
	return material.Options{Rules: c.Material, Deadlines: c.Deadlines}
}

// check is material.Check with a context that does not end.
func check(t testing.TB, fsys fs.FS, o material.Options) material.Result {
	t.Helper()
	r, err := material.Check(t.Context(), fsys, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A file system that only reads forward gives the same.
func TestForward(t *testing.T) {
	dir := os.DirFS("testdata/folders/示例市第二职业学校")
	o := folderOptions(t)
	if diff := cmp.Diff(check(t, dir, o), check(t, plainFS{dir}, o)); diff != "" {
		t.Errorf("-anywhere +forward:\n%s", diff)
	}
}

// What is in a zip, stored or packed, is found as what lies in a folder; the
// receipt is that of the zip.
func TestZip(t *testing.T) {
	dir := os.DirFS("testdata/folders/示例市第一职业学校")
	o := folderOptions(t)
	want := check(t, dir, o)
	for i := range want.Files {
		want.Files[i].Path = "材料.zip/" + want.Files[i].Path
		want.Files[i].Received = time.Date(2023, 5, 20, 0, 0, 0, 0, time.UTC)
	}
	o.Received = func(path string) (time.Time, bool) {
		return time.Date(2023, 5, 20, 0, 0, 0, 0, time.UTC), path == "材料.zip"
	}
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		err := fs.WalkDir(dir, ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(dir, p)
			if err != nil {
				return err
			}
			f, err := w.CreateHeader(&zip.FileHeader{Name: p, Method: method})
			if err != nil {
				return err
			}
			_, err = f.Write(data)
			return err
		})
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		packed := fstest.MapFS{"材料.zip": {Data: b.Bytes()}}
		for _, fsys := range []fs.FS{packed, plainFS{packed}} {
			if diff := cmp.Diff(want, check(t, fsys, o)); diff != "" {
				t.Errorf("method %d: -folder +zip:\n%s", method, diff)
			}
		}
	}
}

// brokenFS has files that cannot be opened or read.
type brokenFS struct{ fstest.MapFS }

func (f brokenFS) Open(name string) (fs.File, error) {
	file, err := f.MapFS.Open(name)
	switch {
	case strings.Contains(name, "不能打开"):
		return nil, fs.ErrPermission
	case strings.Contains(name, "不能读"):
		return brokenFile{file}, err
	}
	return file, err
}

type brokenFile struct{ fs.File }

func (brokenFile) Read([]byte) (int, error) { return 0, errors.New("the disk") }

func (f brokenFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if strings.Contains(name, "坏文件夹") {
		return nil, fs.ErrPermission
	}
	return f.MapFS.ReadDir(name)
}

func (f brokenFS) Stat(name string) (fs.FileInfo, error) { return f.MapFS.Stat(name) }

// What cannot be read is one finding each, and the rest is checked.
func TestUnreadable(t *testing.T) {
	good := &fstest.MapFile{Data: jpegOf(100, 100, 0, 0)}
	fsys := brokenFS{fstest.MapFS{
		"坏文件夹/1.jpg": good, "照片/不能打开.jpg": good, "照片/不能读.jpg": good, "照片/开幕式.jpg": good, "照片/管道": {Mode: fs.ModeNamedPipe},
	}}
	r := check(t, fsys, material.Options{Rules: []campaign.MaterialRule{{Kind: "photo", MinWidth: 200}}})
	got := map[string]string{}
	for _, f := range r.Report.Findings {
		got[f.Where.File] += f.Rule
	}
	want := map[string]string{"坏文件夹": "MT001", "照片/不能打开.jpg": "MT001", "照片/不能读.jpg": "MT001", "照片/开幕式.jpg": "MT021", "照片/管道": "MT001"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if r.Count(0) != 1 {
		t.Errorf("%d photos count, want 1", r.Count(0))
	}
}

// largeFS says that its files are large.
type largeFS struct{ plainFS }

func (f largeFS) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(f.FS, name)
	return largeInfo{info}, err
}

type largeInfo struct{ fs.FileInfo }

func (largeInfo) Size() int64 { return 2 << 30 }

// What would have to be read for minutes is not.
func TestTooLarge(t *testing.T) {
	fsys := largeFS{plainFS{fstest.MapFS{"视频/短片.mp4": {Data: mp4Of(640, 360, 10, false)}}}}
	r := check(t, fsys, material.Options{})
	if rulesOf(r.Report) != "MT001" || !strings.Contains(r.Report.Findings[0].Message, "太大") {
		t.Errorf("%v", r.Report.Findings)
	}
}

// A film in a zip is packed already: one that unpacks to much more is not
// unpacked to its end, and is told. A long film that is none of that is read.
func TestZipSqueezed(t *testing.T) {
	film := mp4Of(640, 360, 10, false)
	at := bytes.Index(film, []byte("mdat")) - 4
	long := func(random int) string { // 20 MB, so many bytes in a hundred not zero
		body := make([]byte, 20<<20)
		seed := uint32(1)
		for i := range body {
			if seed = seed*1664525 + 1013904223; i%4096 < 4096*random/100 {
				body[i] = byte(seed >> 24)
			}
		}
		return string(slices.Concat(film[:at], box("mdat", body), film[at+108:]))
	}
	for random, want := range map[int]string{2: "MT001", 20: ""} {
		fsys := fstest.MapFS{"视频.zip": {Data: zipOf("短片.mp4", long(random))}}
		r := check(t, fsys, material.Options{Rules: []campaign.MaterialRule{{Kind: "video"}}})
		if got := rulesOf(r.Report); got != want || len(r.Files) != 1 || want == "" && r.Files[0].Length != 10*time.Second {
			t.Errorf("%d %%: %q, %+v, %v", random, got, r.Files, r.Report.Findings)
		}
	}
}

// One bad entry of a zip takes no other with it, and an empty zip is told.
func TestZipTellsEntriesApart(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"照片/1.jpg", "../2.jpg", strings.Repeat("长", 90) + ".jpg", "照片/", "照片//3.jpg", "./4.jpg"} {
		part, err := w.Create(name)
		if err == nil && !strings.HasSuffix(name, "/") {
			_, err = part.Write(jpegOf(100, 100, 0, 0))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var empty bytes.Buffer
	if err := zip.NewWriter(&empty).Close(); err != nil {
		t.Fatal(err)
	}
	r := check(t, fstest.MapFS{"材料.zip": {Data: b.Bytes()}, "空.zip": {Data: empty.Bytes()}}, material.Options{Rules: []campaign.MaterialRule{{Kind: "photo"}}})
	var bad []string
	for _, f := range r.Report.Findings {
		bad = append(bad, f.Rule)
	}
	if r.Count(0) != 3 || len(r.Files) != 6 || !slices.Equal(bad, []string{"MT001", "MT001", "MT001"}) {
		t.Errorf("%d photos of %d files: %v", r.Count(0), len(r.Files), r.Report.Findings)
	}
}

// A zip that is dangerous is refused by its name, and nothing of it is read.
func TestZipRefused(t *testing.T) {
	fsys := fstest.MapFS{
		"出去.zip": {Data: zipOf("../照片.jpg", "x")},
		"很大.zip": {Data: zipOf("照片.jpg", strings.Repeat("\x00", 64<<20))},
	}
	r := check(t, fsys, material.Options{})
	if len(r.Files) != 2 || len(r.Report.Findings) != 2 || r.Report.Findings[0].Rule != "MT001" || r.Report.Findings[1].Rule != "MT001" {
		t.Errorf("%+v\n%v", r.Files, r.Report.Findings)
	}
}

// Files that the caller knows to be something else are passed over.
func TestLeave(t *testing.T) {
	fsys := fstest.MapFS{
		"统计表.xlsx":  {Data: []byte("x")},
		"规划表.docx":  {Data: docxOf("规划表")},
		"稿件.docx":   {Data: docxOf("侧记")},
		"补报.zip":    {Data: zipOf("统计表.xlsx", "x", "稿件2.docx", string(docxOf("侧记")))},
		"附表/安排.xls": {Data: []byte("x")},
	}
	r := check(t, fsys, material.Options{
		Rules: []campaign.MaterialRule{{Kind: "article"}},
		Leave: func(path string) bool { return strings.Contains(path, "表") },
	})
	var paths []string
	for _, f := range r.Files {
		paths = append(paths, f.Path)
	}
	if diff := cmp.Diff([]string{"稿件.docx", "补报.zip/稿件2.docx"}, paths); diff != "" || len(r.Report.Findings) > 0 {
		t.Errorf("-want +got:\n%s%v", diff, r.Report.Findings)
	}
}

// A file answers the rule of its kind that finds least in it.
func TestSeveralRules(t *testing.T) {
	r, err := checkFiles("{kind: article, min: 500, minCount: 1}\n{kind: article, max: 200, minCount: 2}\n长.docx: docx chars=600\n短.docx: docx chars=100\n中.docx: docx chars=300")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, f := range r.Files {
		got[f.Path] = f.Rule
	}
	if diff := cmp.Diff(map[string]int{"长.docx": 0, "短.docx": 1, "中.docx": 0}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(r.Owed) != 1 || r.Owed[0] != (material.Debt{Rule: 1, Have: 1, Want: 2}) {
		t.Errorf("owed %+v", r.Owed)
	}
}

// Several warnings weigh less than one error.
func TestSeverityWeighs(t *testing.T) {
	r, err := checkFiles("{kind: media, picturesLast: true, fileName: 媒体单位+报道标题}\n{kind: media, accept: [pdf]}\n" +
		"媒体报道/校园开放日.docx: docx 校园开放日/[图]/五月十日，学校举办了开放日活动。")
	if err != nil {
		t.Fatal(err)
	}
	if r.Files[0].Rule != 0 || rulesOf(r.Report) != "MT033 MT034" {
		t.Errorf("the file counts for rule %d: %v", r.Files[0].Rule, r.Report.Findings)
	}
}

// A look is right wherever it comes from, and wrong if what stands nearest to
// the text is.
func TestArticleLooks(t *testing.T) {
	rule := campaign.MaterialRule{Kind: "article", Layout: &campaign.ArticleLayout{Body: &campaign.TextLook{Face: "仿宋_GB2312", Size: "三号"}}}
	const (
		right = `<w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr>`
		wrong = `<w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="24"/></w:rPr>`
	)
	places := []string{"defaults", "normal", "based", "own", "character", "run"} // the nearest last
	rapid.Check(t, func(t *rapid.T) {
		looks := map[string]string{}
		last := ""
		for _, p := range places {
			if l := rapid.SampledFrom([]string{"", right, wrong}).Draw(t, p); l != "" {
				looks[p], last = l, l
			}
		}
		use := `<w:rPr><w:rStyle w:val="c"/>` + strings.TrimPrefix(looks["run"], "<w:rPr>")
		if looks["run"] == "" {
			use += "</w:rPr>"
		}
		data := zipOf(
			"word/document.xml", `<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="own"/></w:pPr><w:r>`+use+`<w:t>五月十日，学校举办了开放日活动。</w:t></w:r></w:p></w:body></w:document>`,
			"word/styles.xml", `<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault>`+looks["defaults"]+`</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="n">`+looks["normal"]+`</w:style>
<w:style w:type="paragraph" w:styleId="based"><w:basedOn w:val="n"/>`+looks["based"]+`</w:style>
<w:style w:type="paragraph" w:styleId="own"><w:basedOn w:val="based"/>`+looks["own"]+`</w:style>
<w:style w:type="character" w:styleId="c">`+looks["character"]+`</w:style></w:styles>`)
		r := material.Article(bytes.NewReader(data), int64(len(data)), "稿件.docx", rule)
		if (len(r.Findings) == 0) != (last == right) {
			t.Fatalf("%v", r.Findings)
		}
	})
}

func TestArticleUnreadable(t *testing.T) {
	for data, want := range map[string]string{
		"":                           "MT001",
		"plain text":                 "MT002",
		string(zipOf("a.docx", "x")): "MT001",
		string(docxOf("侧记/五月十日。"))[:200]:   "MT001",
		string(jpegOf(100, 100, 0, 0)):     "MT002",
		string(docxOf("侧记/五月十日，学校举办了活动。")): "",
	} {
		r := material.Article(strings.NewReader(data), int64(len(data)), "稿件.docx", campaign.MaterialRule{MinCount: 3})
		if got := rulesOf(r); got != want || got != "" && r.Findings[0].Where.File != "稿件.docx" {
			t.Errorf("%.20q: %v, want %s", data, r.Findings, want)
		}
	}
}

// packageOf makes a .docx of a body and styles that other programs open.
func packageOf(body, styles string) []byte {
	const (
		namespace = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
		content   = `http://schemas.openxmlformats.org/package/2006/`
		office    = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
		word      = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	)
	return zipOf(
		"[Content_Types].xml", `<Types xmlns="`+content+`content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Override PartName="/word/document.xml" ContentType="`+word+`document.main+xml"/><Override PartName="/word/styles.xml" ContentType="`+word+`styles+xml"/></Types>`,
		"_rels/.rels", `<Relationships xmlns="`+content+`relationships"><Relationship Id="d" Type="`+office+`officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/_rels/document.xml.rels", `<Relationships xmlns="`+content+`relationships"><Relationship Id="s" Type="`+office+`styles" Target="styles.xml"/></Relationships>`,
		"word/document.xml", `<w:document`+namespace+`><w:body>`+body+`</w:body></w:document>`,
		"word/styles.xml", `<w:styles`+namespace+`>`+styles+`</w:styles>`)
}

// What LibreOffice saves of an article, with its own idea of which style goes
// before which, looks as the article did.
func TestArticleLooksAgainstLibreOffice(t *testing.T) {
	look := func(face string, half int) string {
		return fmt.Sprintf(`<w:rPr><w:rFonts w:eastAsia="%s"/><w:sz w:val="%d"/></w:rPr>`, face, half)
	}
	styles := `<w:docDefaults><w:rPrDefault>` + look("楷体", 30) + `</w:rPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="n"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="a"><w:name w:val="a"/><w:basedOn w:val="n"/>` + look("仿宋_GB2312", 32) + `</w:style>` +
		`<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/><w:rPr><w:sz w:val="28"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="c"><w:name w:val="c"/>` + look("黑体", 36) + `</w:style>`
	const text = `<w:t>五月十日，学校举办了开放日活动。</w:t>`
	paragraph := func(style, run string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r>` + run + text + `</w:r></w:p>`
	}
	var files []string
	looks := []campaign.TextLook{{Face: "楷体", Size: "小三"}, {Face: "仿宋_GB2312", Size: "三号"}, {Face: "仿宋_GB2312", Size: "四号"}, {Face: "黑体", Size: "小二"}, {Face: "宋体", Size: "小二"}}
	for i, body := range []string{
		paragraph("n", ""), paragraph("a", ""), paragraph("b", ""), paragraph("b", `<w:rPr><w:rStyle w:val="c"/></w:rPr>`),
		paragraph("b", `<w:rPr><w:rStyle w:val="c"/><w:rFonts w:eastAsia="宋体"/></w:rPr>`),
	} {
		p := filepath.Join(t.TempDir(), fmt.Sprintf("%d.docx", i))
		if err := os.WriteFile(p, packageOf(body, styles), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, p)
	}
	saved := crosscheck.Convert(t, "docx", files...)
	for i := range looks {
		for _, p := range []string{files[i], saved[i]} {
			data, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			for j := range looks {
				r := material.Article(bytes.NewReader(data), int64(len(data)), filepath.Base(p), campaign.MaterialRule{Layout: &campaign.ArticleLayout{Body: &looks[j]}})
				if (len(r.Findings) == 0) != (i == j) {
					t.Errorf("%s (saved by LibreOffice: %v) as %v: %v", filepath.Base(p), p == saved[i], looks[j], r.Findings)
				}
			}
		}
	}
}

// LibreOffice counts the same words, marks aside that it takes for Latin ones.
func TestCharactersAgainstLibreOffice(t *testing.T) {
	var texts []string
	for _, name := range []string{"jilin-2017", "xiamen-2023", "changchun-2019", "taian-2020", "nanchang-2020"} {
		text, err := os.ReadFile("../../testdata/notices/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, strings.Map(func(r rune) rune {
			if strings.ContainsRune("“”‘’—…·／/[]", r) {
				return -1
			}
			return r
		}, string(text)))
	}
	texts = append(texts, "Open Day 2023开放日 half-width,标点 1.5万人，90%\n网址http：A4纸　３+2贯通")
	var files []string
	for i, text := range texts {
		p := filepath.Join(t.TempDir(), fmt.Sprintf("%d.docx", i))
		data := packageOf(`<w:p><w:r><w:rPr><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">`+
			strings.ReplaceAll(escape.Replace(text), "\n", `</w:t></w:r></w:p><w:p><w:r><w:rPr><w:lang w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">`)+`</w:t></w:r></w:p>`, "")
		if err := os.WriteFile(p, data, 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, p)
	}
	words := regexp.MustCompile(`meta:word-count="(\d+)"`)
	for i, p := range crosscheck.Convert(t, "odt", files...) {
		z, err := zip.OpenReader(p)
		if err != nil {
			t.Fatal(err)
		}
		meta, err := fs.ReadFile(z, "meta.xml")
		z.Close()
		m := words.FindSubmatch(meta)
		if err != nil || m == nil {
			t.Fatalf("%s: %v: %s", p, err, meta)
		}
		r := check(t, os.DirFS(filepath.Dir(files[i])), material.Options{})
		if got := strconv.Itoa(r.Files[0].Characters); got != string(m[1]) {
			t.Errorf("text %d: %s, LibreOffice counts %s", i, got, m[1])
		}
	}
}

func FuzzCheck(f *testing.F) {
	o := folderOptions(f)
	for _, what := range []string{"docx 侧记/五月十日。", "jpg 100x100 orientation=6", "mp4", "txt 1.jpg 学生展示作品", "doc", "pdf"} {
		data, _, err := makeFile(what)
		if err != nil {
			f.Fatal(err)
		}
		f.Add("照片/1.jpg", data)
		f.Add("媒体报道/新华网+侧记.docx", zipOf("a", string(data)))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if !fs.ValidPath(name) || name == "." {
			return
		}
		r := check(t, fstest.MapFS{name: {Data: data}, "照片/说明.txt": {Data: data}}, o)
		for _, file := range r.Files {
			if file.Path == "" || file.Rule >= len(o.Rules) || file.Characters < 0 || file.Length < 0 {
				t.Errorf("%+v", file)
			}
		}
		found := material.Article(bytes.NewReader(data), int64(len(data)), name, o.Rules[0])
		for _, x := range slices.Concat(r.Report.Findings, found.Findings) {
			if x.Hint == "" || x.Rule == "" || x.Severity == 0 {
				t.Errorf("%+v", x)
			}
		}
	})
}

// rulesOf returns the ids of what was found.
func rulesOf(r report.Report) string {
	var ids []string
	for _, f := range r.Findings {
		ids = append(ids, f.Rule)
	}
	return strings.Join(ids, " ")
}

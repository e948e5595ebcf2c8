// Package crosscheck lets tests hold this module's output against other
// programs: LibreOffice's view of a .docx or .xlsx, poppler's reading of a
// PDF, qpdf's opinion of its structure.
//
// A test whose tool is not installed is skipped and says so. With the
// environment variable CROSSCHECK=require it fails instead.
package crosscheck

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
)

// Tool returns the path of a program, or skips the test.
func Tool(t testing.TB, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err == nil {
		return path
	}
	if os.Getenv("CROSSCHECK") == "require" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed", name)
	return ""
}

// Run runs a program and returns what it printed.
func Run(t testing.TB, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(Tool(t, name), args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, stderr.String())
	}
	return string(out)
}

// office keeps LibreOffice to one run at a time.
var office sync.Mutex

// Convert lets LibreOffice save files in another format (pdf, xlsx, docx …, or
// with a filter behind it, as soffice takes it) and returns the new files in the
// same order. The official Chinese faces are
// shown by those of package fontpack.
//
// LibreOffice 7 reads w:overflowPunct the wrong way round and would let marks
// hang outside the margin; of a .docx on its way to PDF it is therefore shown a
// copy with the other value. Empty pages before a section that begins on an
// even one are printed, as they are on paper.
func Convert(t testing.TB, format string, files ...string) []string {
	t.Helper()
	soffice := Tool(t, "soffice")
	Tool(t, "fc-cache") // LibreOffice finds its faces through fontconfig
	office.Lock()
	defer office.Unlock()
	dir := t.TempDir()
	conf := writeFonts(t, dir)
	out := filepath.Join(dir, "out")
	filter := format
	if format == "pdf" && len(files) > 0 && filepath.Ext(files[0]) == ".docx" {
		filter += `:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}`
	}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", filter, "--outdir", out}
	for _, f := range files {
		if format == "pdf" && filepath.Ext(f) == ".docx" {
			f = unhang(t, f, dir)
		}
		args = append(args, f)
	}
	cmd := exec.Command(soffice, args...)
	cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+conf, "HOME="+dir, "TZ=UTC", "LC_ALL=C.UTF-8")
	log, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("soffice: %v\n%s", err, log)
	}
	ending, _, _ := strings.Cut(format, ":")
	var made []string
	for _, f := range files {
		name := filepath.Join(out, strings.TrimSuffix(filepath.Base(f), filepath.Ext(f))+"."+ending)
		if _, err := os.Stat(name); err != nil {
			t.Fatalf("soffice made no %s of %s:\n%s", format, f, log)
		}
		made = append(made, name)
	}
	return made
}

// unhang puts a copy of a .docx into dir that asks LibreOffice for what the
// .docx asks Word for: no marks outside the margin.
func unhang(t testing.TB, docx, dir string) string {
	t.Helper()
	r, err := zip.OpenReader(docx)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range r.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(part)
		part.Close()
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.ReplaceAll(data, []byte(`<w:overflowPunct w:val="0"/>`), []byte(`<w:overflowPunct w:val="1"/>`))
		to, err := w.Create(f.Name)
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
	name := filepath.Join(dir, filepath.Base(docx))
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// families are the faces of package fontpack by the family that they carry,
// and the names that they answer to.
var families = []struct {
	family string
	bold   bool
	role   font.Role
}{
	{"FandolFang", false, font.FangSong},
	{"FandolKai", false, font.KaiTi},
	{"FandolHei", false, font.HeiTi},
	{"FandolSong", false, font.SongTi},
	{"FandolSong", true, font.XiaoBiaoSong},
}

// writeFonts puts the faces and a fontconfig file into dir.
func writeFonts(t testing.TB, dir string) (conf string) {
	t.Helper()
	files, err := fontpack.Files()
	if err != nil {
		t.Fatal(err)
	}
	fonts := filepath.Join(dir, "fonts")
	if err := os.Mkdir(fonts, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(fonts, f.Name), f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>`)
	fmt.Fprintf(&b, `<dir>%s</dir><cachedir>%s</cachedir>`, fonts, filepath.Join(dir, "cache"))
	for _, f := range families {
		for _, name := range append([]string{f.role.FaceName()}, f.role.AltNames()...) {
			weight := ""
			if f.bold {
				weight = `<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>`
			}
			fmt.Fprintf(&b, `<match target="pattern"><test name="family"><string>%s</string></test><edit name="family" mode="assign" binding="strong"><string>%s</string></edit>%s</match>`, name, f.family, weight)
		}
	}
	b.WriteString(`</fontconfig>`)
	conf = filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(conf, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	return conf
}

// PDFText returns the text that pdftotext finds in a PDF, in reading order: of
// all pages, or of the given ones.
func PDFText(t testing.TB, pdf string, pages ...int) string {
	t.Helper()
	if len(pages) == 0 {
		return Run(t, "pdftotext", "-enc", "UTF-8", "-raw", pdf, "-")
	}
	var b strings.Builder
	for _, page := range pages {
		n := strconv.Itoa(page)
		b.WriteString(Run(t, "pdftotext", "-enc", "UTF-8", "-raw", "-f", n, "-l", n, pdf, "-"))
	}
	return b.String()
}

// DocxText returns the text of a .docx in document order, a line feed behind
// each paragraph.
func DocxText(t testing.TB, docx []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	s := regexp.MustCompile(`</w:p>`).ReplaceAllString(string(data), "\n")
	s = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(s, "")
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&#34;", `"`, "&#39;", "'", "&amp;", "&").Replace(s)
}

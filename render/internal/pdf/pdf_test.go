package pdf

import (
	"bytes"
	"encoding/base64"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-pdf/fpdf"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// faceOf makes a face whose characters are one em wide, the digits half of it.
func faceOf(t *testing.T) *font.Face {
	t.Helper()
	square := sfnt.Outline{{{X: 0, Y: 0, On: true}, {X: 0, Y: 400, On: true}, {X: 400, Y: 400, On: true}}}
	made := sfnt.Font{Head: sfnt.Head{UnitsPerEm: 1000}, Glyphs: []sfnt.Glyph{{Advance: 1000}, {Advance: 1000, Outline: square}, {Advance: 500, Outline: square}},
		Runes: map[rune]int{'年': 1, '月': 1, '5': 2}}
	data, err := made.Encode()
	if err != nil {
		t.Fatal(err)
	}
	face, err := font.NewFace(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return face
}

// Every entry of the outline says how many stand below it, and the list how
// many are shown.
func TestOutlineCounts(t *testing.T) {
	var page paper.Page
	for _, level := range []int{1, 2, 2, 3, 1} {
		page.Outline = append(page.Outline, paper.Entry{Level: level, Text: "一、（甲"})
	}
	file, err := Draw([]paper.Page{{}, page}, paper.Properties{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range regexp.MustCompile(`(/Type /Outlines|/Title[^\n]*/Parent)[^\n]*`).FindAll(file, -1) {
		count := "none"
		if c := regexp.MustCompile(`/Count (-?\d+)`).FindSubmatch(m); c != nil {
			count = string(c[1])
		}
		got = append(got, count)
		if bytes.HasPrefix(m, []byte("/Title (")) && !bytes.Contains(m, []byte("/Dest [5 0 R")) {
			t.Errorf("an entry that leads elsewhere: %q", m)
		}
	}
	if want := []string{"2", "-2", "none", "-1", "none", "none"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A file has an id, the same for the same pages and another for others.
func TestID(t *testing.T) {
	id := func(title string) string {
		file, err := Draw([]paper.Page{{}}, paper.Properties{Title: title})
		if err != nil {
			t.Fatal(err)
		}
		m := regexp.MustCompile(`/ID \[<([0-9a-f]{32})> <([0-9a-f]{32})>\]`).FindAllSubmatch(file, -1)
		if len(m) != 1 || !bytes.Equal(m[0][1], m[0][2]) {
			t.Fatalf("ids: %q", m)
		}
		return string(m[0][1])
	}
	if first, again, other := id("甲"), id("甲"), id("乙"); first != again || first == other {
		t.Error("ids do not go with the content")
	}
}

// White that no character stands for belongs to the character before it; what
// stands behind is where it was.
func TestWhiteIsPartOfACharacter(t *testing.T) {
	face := faceOf(t)
	text := func(x paper.Pt, s string, track, after paper.Pt) paper.Item {
		return paper.Text{X: x, Y: 100, Text: s, Face: face, Size: 10, Track: track, After: after, Scale: 1}
	}
	for _, c := range []struct {
		item paper.Item
		want string
	}{
		{text(0, "年月", -0.1, 0), "/F1 10 Tf -0.1 Tc 0 741.9 Td <00010002> Tj"},
		{text(7, "年月", -0.1, -0.1), "/F1 10 Tf -0.1 Tc 7 741.9 Td <00010002> Tj"},
		{text(0, "年月", -0.1, 1.9), "/F1 10 Tf -0.1 Tc 0 741.9 Td <0001> Tj /F1W200 10 Tf <0002> Tj"},
		{text(0, "月", 0, 2.2), "/F1W200 10 Tf 0 741.9 Td <0001> Tj"},
		{text(0, "年月5", 3.2, 0), "/F1W300 10 Tf 0.2 Tc 0 741.9 Td <00010002> Tj /F1 10 Tf <0003> Tj"},
		{text(0, "年月5", 3.2, 3.2), "/F1W300 10 Tf 0.2 Tc 0 741.9 Td <000100020003> Tj"},
	} {
		pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt"})
		pdf.AddPage()
		d := drawer{pdf: pdf, faces: map[*font.Face]*embedded{}, have: state{scale: 1}}
		d.text(c.item.(paper.Text))
		got := strings.Join(strings.Fields(strings.TrimSuffix(strings.TrimPrefix(string(d.buf), "BT"), "ET")), " ")
		if got = strings.ReplaceAll(got, " 0 0 0 rg", ""); got != c.want {
			t.Errorf("%v:\ngot  %s\nwant %s", c.item, got, c.want)
		}
	}
}

// The map to characters tells each by its code, in ranges that keep within the
// codes of one first byte.
func TestToUnicode(t *testing.T) {
	f := &embedded{face: faceOf(t), codes: map[rune]int{}}
	c, wide := f.cast(0), f.cast(200)
	for r := range rune(300) {
		c.code(0x4E00 + r)
	}
	if n := c.code('𠮷'); n != 301 || wide.code('𠮷') != n || wide.code(0x4E00) != 1 {
		t.Errorf("codes: 𠮷 is %d, the first %d", n, c.code(0x4E00))
	}
	var got []string
	for _, m := range regexp.MustCompile(`<(\w+)> <(\w+)> \[(.*)\]`).FindAllStringSubmatch(string(f.toUnicode()), -1) {
		targets := strings.Split(strings.Trim(m[3], "<>"), "><")
		got = append(got, m[1], m[2], targets[0], targets[len(targets)-1])
	}
	if want := []string{"0001", "00FF", "4E00", "4EFE", "0100", "012D", "4EFF", "D842DFB7"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOnlyAFinishedPDFIsUpdated(t *testing.T) {
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.AddPage()
	var whole bytes.Buffer
	if err := pdf.Output(&whole); err != nil {
		t.Fatal(err)
	}
	other := strings.Replace(whole.String(), "%PDF-1.3", "%PDF-1.4", 1) // as fpdf begins files with transparency
	for _, file := range []string{"", "%PDF-1.3\n", "trailer\n<<\n/Size 3\n>>\nstartxref\n", whole.String()[:whole.Len()-7], other} {
		if _, err := open([]byte(file)); !errors.Is(err, errLayout) {
			t.Errorf("%.20q: %v", file, err)
		}
	}
	u, err := open(whole.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	// What is replaced must be where it is looked for.
	if page, err := u.object(pageObject(0)); err != nil || !strings.HasPrefix(page, "/Type /Page\n") {
		t.Errorf("the first page is %q, %v", page, err)
	}
	if catalog, err := u.object(u.root); err != nil || !strings.Contains(catalog, "/Type /Catalog\n") || !strings.Contains(catalog, "/Names <<") {
		t.Errorf("the catalog is %q, %v", catalog, err)
	}
}

// The profile is, byte for byte, the one that colour management takes for sRGB.
func TestProfile(t *testing.T) {
	const want = "AAAB4AAAAAAEIAAAbW50clJHQiBYWVogB+oAAQABAAAAAAAAYWNzcAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAPbWAAEAAAAA0y0AAAAA+gx/YiXWtRHAuQQJ9hIHAQAAAAAAAAAAAAAAAA" +
		"AAAAAAAAAAAAAAAAAAAAAAAAAKZGVzYwAAAPwAAAAkY3BydAAAASAAAAAid3RwdAAAAUQAAAAUY2hhZAAAAVgAAAAsclhZWgAAAYQAAAAUZ1hZWgAAAZgAAAAUYlhZWgAAAawAAAAUclRSQwAAAcAA" +
		"AAAgZ1RSQwAAAcAAAAAgYlRSQwAAAcAAAAAgbWx1YwAAAAAAAAABAAAADGVuVVMAAAAIAAAAHABzAFIARwBCbWx1YwAAAAAAAAABAAAADGVuVVMAAAAGAAAAHABDAEMAMAAAWFlaIAAAAAAAAPbWAA" +
		"EAAAAA0y1zZjMyAAAAAAABDD0AAAXc///zKwAAB5AAAP2Q///7o////aMAAAPaAADAjFhZWiAAAAAAAABvowAAOPYAAAORWFlaIAAAAAAAAGKUAAC3hQAAGNxYWVogAAAAAAAAJKEAAA+FAAC21HBh" +
		"cmEAAAAAAAMAAAACZmYAAPKnAAANWQAAE9AAAApb"
	if got := base64.StdEncoding.EncodeToString(srgb()); got != want {
		t.Errorf("got %s", got)
	}
}

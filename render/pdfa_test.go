package render_test

import (
	"bytes"
	"compress/zlib"
	"crypto/md5"
	"encoding/binary"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// An archival is a PDF as a reader of its tables has it. What it finds wrong is
// collected, so that a test can see that it finds it.
type archival struct {
	data    []byte
	objects map[int]string // dictionaries, or whatever else
	streams map[int][]byte // as they stand in the file
	trailer string
	said    []string
}

func (a *archival) wrong(format string, args ...any) {
	a.said = append(a.said, fmt.Sprintf(format, args...))
}

var startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)

// readPDF reads a PDF by its tables, the last first (P1, P2).
func readPDF(data []byte) *archival {
	a := &archival{data: data, objects: map[int]string{}, streams: map[int][]byte{}}
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")) {
		a.wrong("the file begins with %q", data[:15])
	}
	m := startXref.FindSubmatch(data)
	if m == nil {
		a.wrong("the file ends with %q", data[max(0, len(data)-30):])
		return a
	}
	at, _ := strconv.Atoi(string(m[1]))
	places := map[int]int{}
	size := 0
	for first := true; ; first = false {
		if at >= len(data) || !bytes.HasPrefix(data[at:], []byte("xref\n")) {
			a.wrong("no table at %d", at)
			return a
		}
		rest := data[at+5:]
		in := map[int]bool{}
		for !bytes.HasPrefix(rest, []byte("trailer")) {
			var from, n int
			line, next, _ := bytes.Cut(rest, []byte("\n"))
			if _, err := fmt.Sscanf(string(line), "%d %d", &from, &n); err != nil || len(next) < 20*n {
				a.wrong("a section %q", line)
				return a
			}
			for i := range n {
				entry := string(next[20*i : 20*i+20])
				if in[from+i] {
					a.wrong("object %d stands twice in a table", from+i)
				}
				in[from+i] = true
				if _, known := places[from+i]; !known && entry[17] == 'n' {
					places[from+i], _ = strconv.Atoi(entry[:10])
				}
			}
			rest = next[20*n:]
		}
		trailer, _, _ := strings.Cut(string(rest), "startxref")
		if first {
			a.trailer = trailer
			size, _ = strconv.Atoi(value(trailer, "Size"))
		}
		prev := value(trailer, "Prev")
		if prev == "" {
			break
		}
		at, _ = strconv.Atoi(prev)
	}
	for n, place := range places {
		head := fmt.Sprintf("%d 0 obj\n", n)
		if place >= len(data) || !bytes.HasPrefix(data[place:], []byte(head)) {
			a.wrong("object %d is not at %d", n, place)
			continue
		}
		if n >= size {
			a.wrong("object %d of %d", n, size)
		}
		body := data[place+len(head):]
		if dict, _, ok := bytes.Cut(body, []byte("\nstream\n")); ok && !bytes.Contains(dict, []byte("endobj")) {
			length, _ := strconv.Atoi(value(string(dict), "Length"))
			from := len(dict) + len("\nstream\n")
			if length > len(body)-from || !bytes.HasPrefix(body[from+length:], []byte("\nendstream")) {
				a.wrong("stream %d is not %d long", n, length)
				continue
			}
			a.objects[n], a.streams[n] = string(dict), body[from:from+length]
			continue
		}
		dict, _, _ := bytes.Cut(body, []byte("\nendobj"))
		a.objects[n] = string(dict)
	}
	if m := regexp.MustCompile(`/ID \[<([0-9a-f]{32})> <([0-9a-f]{32})>\]`).FindStringSubmatch(a.trailer); m == nil || m[1] != m[2] {
		a.wrong("the trailer has no id: %s", a.trailer)
	}
	if strings.Contains(a.trailer, "Encrypt") {
		a.wrong("encrypted")
	}
	return a
}

// value is what follows a key: a number or a name.
func value(dict, key string) string {
	m := regexp.MustCompile(`/` + key + ` /?([^\s/<>\[\]()]+)`).FindStringSubmatch(dict)
	if m == nil {
		return ""
	}
	return m[1]
}

func (a *archival) ref(dict, key string) int {
	m := regexp.MustCompile(`/` + key + ` (\d+)`).FindStringSubmatch(dict)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

func (a *archival) inflate(n int) []byte {
	z, err := zlib.NewReader(bytes.NewReader(a.streams[n]))
	if err != nil {
		a.wrong("stream %d: %v", n, err)
		return nil
	}
	out, err := io.ReadAll(z)
	if err != nil {
		a.wrong("stream %d: %v", n, err)
	}
	return out
}

// keys are those of a dictionary itself.
func keys(dict string) (ks []string) {
	depth := 0
	for i := 0; i < len(dict); i++ {
		switch {
		case strings.HasPrefix(dict[i:], "<<"), dict[i] == '[', dict[i] == '(':
			depth++
			if dict[i] == '<' {
				i++
			}
		case strings.HasPrefix(dict[i:], ">>"), dict[i] == ']', dict[i] == ')':
			depth--
			if dict[i] == '>' {
				i++
			}
		case dict[i] == '/' && depth == 1:
			end := i + 1
			for end < len(dict) && !strings.ContainsRune(" \n/<>[]()", rune(dict[end])) {
				end++
			}
			ks = append(ks, dict[i+1:end])
			i = end - 1
		}
	}
	// Values that are names stand behind their keys.
	return slices.DeleteFunc(ks, func(k string) bool {
		return slices.Contains([]string{"Catalog", "UseOutlines"}, k)
	})
}

// check holds a file against what PDF/A and PDF/UA ask for: P1 to P10 and P14.
func (a *archival) check(set *render.Setting) {
	catalog := a.objects[a.ref(a.trailer, "Root")]
	want := []string{"Lang", "MarkInfo", "Metadata", "OutputIntents", "Pages", "StructTreeRoot", "Type", "ViewerPreferences"}
	if len(paper.Bookmarks(set.Pages)) > 0 {
		want = append(want, "Outlines", "PageMode")
	}
	if len(set.Enclosed) > 0 {
		want = append(want, "AF", "Names")
	}
	slices.Sort(want)
	if got := slices.Sorted(slices.Values(keys(catalog))); !slices.Equal(got, want) {
		a.wrong("the catalog has %v, want %v", got, want)
	}
	if !strings.Contains(catalog, "/Lang (zh-CN)") || !strings.Contains(catalog, "/MarkInfo <</Marked true>>") || !strings.Contains(catalog, "/DisplayDocTitle true") {
		a.wrong("the catalog: %s", catalog)
	}
	a.metadata(catalog, set)
	for n, dict := range a.objects {
		for _, bad := range []string{"/JavaScript", "/JS", "/Launch", "/URI", "/AA", "/Group", "/SMask", "/CIDSet", "/Annots", "/Encrypt"} {
			if regexp.MustCompile(bad + `\b`).MatchString(dict) {
				a.wrong("object %d has %s", n, bad)
			}
		}
	}
	var pages []int
	for i := range set.Pages {
		n := 3 + 2*i
		page := a.objects[n]
		if value(page, "Type") != "Page" || value(page, "StructParents") != strconv.Itoa(i) || value(page, "Tabs") != "S" || a.ref(page, "Resources") != 2 || strings.Contains(page, "Rotate") {
			a.wrong("page %d: %s", i+1, page)
		}
		pages = append(pages, n)
	}
	a.tree(pages, a.content(pages))
}

// metadata: P4, P5.
func (a *archival) metadata(catalog string, set *render.Setting) {
	n := a.ref(catalog, "Metadata")
	if strings.Contains(a.objects[n], "Filter") || value(a.objects[n], "Subtype") != "XML" {
		a.wrong("metadata: %s", a.objects[n])
	}
	text := string(a.streams[n])
	d := xml.NewDecoder(strings.NewReader(text))
	got := map[string]string{}
	name := ""
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			a.wrong("metadata: %v", err)
			return
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if space := spacePrefix(tok.Name.Space); space != "" && tok.Name.Local != "li" {
				name = space + ":" + tok.Name.Local
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(tok)); s != "" && got[name] == "" {
				got[name] = s
			}
		}
	}
	part := "2"
	if len(set.Enclosed) > 0 {
		part = "3"
	}
	stamp := set.Properties.Stamp().Format("2006-01-02T15:04:05Z")
	for key, want := range map[string]string{"pdfaid:part": part, "pdfaid:conformance": "A", "pdfuaid:part": "1", "dc:creator": set.Properties.Author, "xmp:CreateDate": stamp, "xmp:ModifyDate": stamp} {
		if got[key] != want {
			a.wrong("metadata: %s is %q, want %q", key, got[key], want)
		}
	}
	if info := a.objects[a.ref(a.trailer, "Info")]; got["dc:title"] == "" || !strings.Contains(unescape(info), utf16BE(got["dc:title"])) {
		a.wrong("the titles differ: %q, %q", got["dc:title"], info)
	}
	if want := set.Properties.Title; want != "" && got["dc:title"] != strings.TrimSpace(want) {
		a.wrong("the title is %q, want %q", got["dc:title"], want)
	}
	m := regexp.MustCompile(`/OutputIntents \[(\d+) 0 R\]`).FindStringSubmatch(catalog)
	if m == nil {
		a.wrong("no output intent")
		return
	}
	k, _ := strconv.Atoi(m[1])
	if profile := a.inflate(a.ref(a.objects[k], "DestOutputProfile")); len(profile) != 480 || value(a.objects[k], "S") != "GTS_PDFA1" {
		a.wrong("the output intent is %s, %d bytes", a.objects[k], len(profile))
	}
}

func spacePrefix(space string) string {
	for prefix, s := range map[string]string{"pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/"} {
		if s == space {
			return prefix
		}
	}
	return ""
}

func utf16BE(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return string(b)
}

func unescape(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r").Replace(s)
}

// A marking is a piece of marked content with the text that it shows.
type marking struct {
	page, id int
	role     string
	text     string
}

var operator = regexp.MustCompile(`<<[^>]*(?:<[0-9A-F]*>)?>>|<[0-9A-Fa-f]*>|\[[^\]]*\]|/[^\s/<\[]+|[^\s<\[/]+`)

// content reads what the pages show; every text and every line is in a piece of
// marked content, and these are not nested but for a Span (P8).
func (a *archival) content(pages []int) (all []marking) {
	fonts := a.faces()
	for i, n := range pages {
		stream := string(a.inflate(a.ref(a.objects[n], "Contents")))
		var open []string // tags
		inText := false
		font, next := "", 0
		var operands []string
		for _, tok := range operator.FindAllString(stream, -1) {
			if strings.IndexByte("<[/0123456789.+-", tok[0]) >= 0 {
				operands = append(operands, tok)
				continue
			}
			switch tok {
			case "BDC":
				tag := operands[0]
				if inText || len(open) > 0 && (tag != "/Span" || len(open) > 1) {
					a.wrong("page %d: %s opens in %v", i+1, tag, open)
				}
				open = append(open, tag)
				if m := regexp.MustCompile(`/MCID (\d+)`).FindStringSubmatch(operands[1]); m != nil {
					id, _ := strconv.Atoi(m[1])
					if id != next {
						a.wrong("page %d: MCID %d, want %d", i+1, id, next)
					}
					next++
					all = append(all, marking{i, id, tag[1:], ""})
				} else if tag == "/Artifact" {
					all = append(all, marking{i, -1, "Artifact", ""})
				}
			case "EMC":
				if len(open) == 0 || inText {
					a.wrong("page %d: EMC without BDC", i+1)
				} else {
					open = open[:len(open)-1]
				}
			case "BT", "ET":
				if inText == (tok == "BT") || len(open) == 0 {
					a.wrong("page %d: %s in %v", i+1, tok, open)
				}
				inText = tok == "BT"
			case "Tf":
				font = operands[0][1:]
			case "Tj":
				f := fonts[font]
				for code := 0; code+4 <= len(operands[len(operands)-1])-2; code += 4 {
					c, _ := strconv.ParseInt(operands[len(operands)-1][1+code:5+code], 16, 32)
					r, ok := f.runes[int(c)]
					f.shown[int(c)] = true
					if !ok || c < 1 || int(c) >= f.glyphs {
						a.wrong("page %d: code %d of %s", i+1, c, font)
					}
					if len(all) > 0 {
						all[len(all)-1].text += r
					}
				}
			case "m", "l", "S":
				if len(open) == 0 || open[0] != "/Artifact" {
					a.wrong("page %d: a line in %v", i+1, open)
				}
			case "Td", "Tm", "Tz", "Tc", "Tr", "rg", "RG", "w", "J", "j", "G", "g", "q", "Q":
			default:
				a.wrong("page %d: the operator %s", i+1, tok)
			}
			operands = operands[:0]
		}
		if len(open) > 0 {
			a.wrong("page %d: %v stays open", i+1, open)
		}
	}
	for _, f := range fonts {
		f.check()
	}
	return all
}

// A pdfFace is what a file says of a face.
type pdfFace struct {
	runes  map[int]string // by code
	shown  map[int]bool   // codes that some text of it has
	glyphs int
	check  func() // of its widths, when all text has been read
}

// faces reads the faces: widths are those of the file that is embedded, names
// agree, and no code means nothing (P12).
func (a *archival) faces() map[string]pdfFace {
	out := map[string]pdfFace{}
	for _, m := range regexp.MustCompile(`/(F\d+(?:W\d+)?) (\d+) 0 R`).FindAllStringSubmatch(a.objects[2], -1) {
		n, _ := strconv.Atoi(m[2])
		dict := a.objects[n]
		d, _ := strconv.Atoi(regexp.MustCompile(`/DescendantFonts \[(\d+)`).FindStringSubmatch(dict)[1])
		cid := a.objects[d]
		descriptor := a.objects[a.ref(cid, "FontDescriptor")]
		if value(dict, "BaseFont") != value(cid, "BaseFont") || value(cid, "BaseFont") != value(descriptor, "FontName") || value(dict, "Encoding") != "Identity-H" || value(cid, "CIDToGIDMap") != "Identity" {
			a.wrong("face %s: %s %s", m[1], dict, cid)
		}
		ttf := a.inflate(a.ref(descriptor, "FontFile2"))
		f := pdfFace{runes: map[int]string{}, shown: map[int]bool{}}
		for _, r := range regexp.MustCompile(`<(\w+)> <\w+> \[([^\]]*)\]`).FindAllStringSubmatch(string(a.inflate(a.ref(dict, "ToUnicode"))), -1) {
			code, _ := strconv.ParseInt(r[1], 16, 32)
			for _, target := range strings.Split(strings.Trim(r[2], "<>"), "><") {
				b, _ := hex.DecodeString(target)
				var us []uint16
				for i := 0; i+1 < len(b); i += 2 {
					us = append(us, uint16(b[i])<<8|uint16(b[i+1]))
				}
				s := string(utf16.Decode(us))
				if s == "" || strings.ContainsAny(s, "\x00\uFEFF\uFFFE") {
					a.wrong("face %s: code %d means %q", m[1], code, s)
				}
				f.runes[int(code)] = s
				code++
			}
		}
		f.glyphs = len(f.runes) + 1
		f.check = func() { a.widths(m[1], cid, ttf, f) }
		out[m[1]] = f
	}
	return out
}

// widths holds what a face says of its widths against the file that is embedded.
func (a *archival) widths(name, cid string, ttf []byte, f pdfFace) {
	table := func(tag string) []byte {
		for i := range int(ttf[5]) {
			e := ttf[12+16*i:]
			if string(e[:4]) == tag {
				at, n := binary.BigEndian.Uint32(e[8:]), binary.BigEndian.Uint32(e[12:])
				return ttf[at : at+n]
			}
		}
		return make([]byte, 64)
	}
	em, long := float64(binary.BigEndian.Uint16(table("head")[18:])), int(binary.BigEndian.Uint16(table("hhea")[34:]))
	if n := int(binary.BigEndian.Uint16(table("maxp")[4:])); n != f.glyphs {
		a.wrong("face %s: %d glyphs for %d codes", name, n, f.glyphs)
	}
	white := 0.0
	if _, w, ok := strings.Cut(name, "W"); ok {
		white, _ = strconv.ParseFloat(w, 64)
	}
	said := map[int]float64{}
	for _, m := range regexp.MustCompile(`(\d+) \[ ?([\d.]+)\]`).FindAllStringSubmatch(cid, -1) {
		code, _ := strconv.Atoi(m[1])
		said[code], _ = strconv.ParseFloat(m[2], 64)
	}
	for code := 1; code < f.glyphs; code++ {
		got, ok := said[code]
		if !ok {
			got = float64(a.ref(cid, "DW"))
		}
		real := 1000*float64(binary.BigEndian.Uint16(table("hmtx")[4*min(code, long-1):]))/em + white
		if math.Abs(got-real) > 1 && (ok || f.shown[code]) {
			a.wrong("face %s: code %d is %g wide, in the file %g", name, code, got, real)
		}
	}
}

// tree: every piece of text belongs to one element, which is reached once from the
// root; roles stand where they may (P9, P10). It returns the text in the order of
// the tree.
func (a *archival) tree(pages []int, content []marking) string {
	catalog := a.objects[a.ref(a.trailer, "Root")]
	root := a.ref(catalog, "StructTreeRoot")
	shown := map[[2]int]string{}
	for _, m := range content {
		if m.id >= 0 {
			shown[[2]int{m.page, m.id}] = m.text
		}
	}
	parents := map[[2]int]int{}
	for _, m := range regexp.MustCompile(`(\d+) \[([^\]]*)\]`).FindAllStringSubmatch(a.objects[root][strings.Index(a.objects[root], "/Nums [")+7:], -1) {
		page, _ := strconv.Atoi(m[1])
		for i, r := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(m[2], -1) {
			parents[[2]int{page, i}], _ = strconv.Atoi(r[1])
		}
	}
	if len(parents) != len(shown) {
		a.wrong("%d pieces of text, %d have an element", len(shown), len(parents))
	}
	seen := map[int]bool{}
	var text strings.Builder
	level := 0
	kids := map[string]string{"Document": "H1 H2 H3 H4 H5 H6 P L Table", "L": "LI", "LI": "Lbl LBody", "Table": "TR", "TR": "TH TD", "TH": "P", "TD": "P"}
	var walk func(n, above int, role string)
	walk = func(n, above int, in string) {
		dict := a.objects[n]
		role := value(dict, "S")
		if seen[n] || a.ref(dict, "P") != above {
			a.wrong("element %d (%s) is reached twice, or points to %d", n, role, a.ref(dict, "P"))
			return
		}
		seen[n] = true
		if !slices.Contains(strings.Fields(kids[in]), role) {
			a.wrong("a %s in a %s", role, in)
		}
		if len(role) == 2 && role[0] == 'H' {
			k := int(role[1] - '0')
			if k > level+1 {
				a.wrong("H%d behind H%d", k, level)
			}
			level = k
		}
		if role == "TH" && !strings.Contains(dict, "/Scope /Column") {
			a.wrong("a TH without scope")
		}
		at := strings.Index(dict, "/K ")
		if at < 0 {
			return // an empty cell
		}
		k := dict[at+3:]
		if refs := regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(k, -1); len(refs) > 0 && !strings.Contains(k, "/MCR") {
			if role == "Table" {
				a.grid(refs)
			}
			for _, r := range refs {
				kid, _ := strconv.Atoi(r[1])
				walk(kid, n, role)
			}
			return
		}
		mark := func(page, id int) {
			key := [2]int{page, id}
			if parents[key] != n {
				a.wrong("page %d, piece %d belongs to %d and %d", page+1, id, parents[key], n)
			}
			text.WriteString(shown[key])
			delete(shown, key)
		}
		if mcr := regexp.MustCompile(`/Pg (\d+) 0 R /MCID (\d+)`).FindAllStringSubmatch(k, -1); len(mcr) > 0 {
			for _, m := range mcr {
				pg, _ := strconv.Atoi(m[1])
				id, _ := strconv.Atoi(m[2])
				mark(slices.Index(pages, pg), id)
			}
			return
		}
		for _, m := range regexp.MustCompile(`\d+`).FindAllString(k, -1) {
			id, _ := strconv.Atoi(m)
			mark(slices.Index(pages, a.ref(dict, "Pg")), id)
		}
	}
	m := regexp.MustCompile(`/K \[(\d+) 0 R\]`).FindStringSubmatch(a.objects[root])
	if m == nil {
		a.wrong("the tree: %.80s", a.objects[root])
		return ""
	}
	doc, _ := strconv.Atoi(m[1])
	if value(a.objects[doc], "S") != "Document" {
		a.wrong("the root holds %s", a.objects[doc])
	}
	kids[""] = "Document"
	walk(doc, root, "")
	for key := range shown {
		a.wrong("page %d, piece %d is in no element", key[0]+1, key[1])
	}
	return text.String()
}

// grid: cells and what they span fill every row (P10).
func (a *archival) grid(rows [][]string) {
	taken := map[[2]int]bool{}
	width := 0
	for y, r := range rows {
		n, _ := strconv.Atoi(r[1])
		x := 0
		dict := a.objects[n]
		at := strings.Index(dict, "/K ")
		if at < 0 {
			continue
		}
		for _, c := range regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(dict[at:], -1) {
			k, _ := strconv.Atoi(c[1])
			cols, high := max(1, a.ref(a.objects[k], "ColSpan")), max(1, a.ref(a.objects[k], "RowSpan"))
			for taken[[2]int{y, x}] {
				x++
			}
			for dy := range high {
				for dx := range cols {
					if taken[[2]int{y + dy, x + dx}] || y+dy >= len(rows) {
						a.wrong("cells of a table lie over each other in row %d", y+dy)
					}
					taken[[2]int{y + dy, x + dx}] = true
				}
			}
			x += cols
		}
		for taken[[2]int{y, x}] {
			x++
		}
		if y == 0 {
			width = x
		} else if x != width {
			a.wrong("row %d of a table is %d wide, want %d", y, x, width)
		}
	}
}

func pdfSet(t testing.TB, s specimen, files ...paper.File) (*render.Setting, []byte) {
	t.Helper()
	set, err := s.printer(t).Set(s.doc)
	if err != nil {
		t.Fatal(err)
	}
	set.Enclosed = files
	var b bytes.Buffer
	if err := set.PDF(&b); err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	return set, b.Bytes()
}

// taggedText is the text of a document without what repeats: page numbers, heads.
func taggedText(set *render.Setting) string {
	var b strings.Builder
	for _, page := range set.Pages {
		for _, item := range page.Items {
			if t, ok := item.(paper.Text); ok && t.Face != nil && t.Para != nil && !t.Again {
				if t.Missing {
					b.WriteString(strings.Repeat("〓", len([]rune(t.Text))))
					continue
				}
				b.WriteString(t.Text)
			}
		}
	}
	return b.String()
}

// Every PDF keeps what PDF/A-2a and PDF/UA-1 ask of it, and its text in the order
// of the tags is the document's (P1 to P12).
func TestArchivalPDF(t *testing.T) {
	for _, s := range specimens() {
		set, data := pdfSet(t, s)
		a := readPDF(data)
		a.check(set)
		pages := make([]int, len(set.Pages))
		for i := range pages {
			pages[i] = 3 + 2*i
		}
		b := readPDF(data)
		if got, want := b.tree(pages, b.content(pages)), taggedText(set); got != want {
			a.wrong("the tagged text is\n%s\nwant\n%s", got, want)
		}
		for _, said := range a.said {
			t.Errorf("%s: %s", s.name, said)
		}
	}
}

// The beginning of a notice is read as one reads it (P11).
func TestReadingOrder(t *testing.T) {
	n := notice()
	n.Head = &document.Head{Organs: bureau, Mark: "文件", Number: document.DocNumber{Code: "示教", Year: 2027, Serial: 12}}
	n.Title = "关于举办活动周的通知"
	n.Recipients = "各学校"
	n.Body = []document.Block{
		&document.Heading{Level: 1, Text: "总体要求"}, &document.Paragraph{Text: "认真准备。"}, &document.Heading{Level: 2, Text: "时间"},
		&document.Table{Rows: [][]string{{"时间", "地点"}, {"5月10日", ""}}},
	}
	n.Attachments = []document.Attachment{{Title: "活动安排", Body: []document.Block{&document.Heading{Level: 1, Text: "启动仪式"}, &document.Paragraph{Text: "定于五月。"}}}, {Title: "统计表", Body: []document.Block{&document.Paragraph{Text: "见下。"}}}}
	_, data := pdfSet(t, specimen{name: "order", doc: n})
	a := readPDF(data)
	var got []string
	root := a.ref(a.objects[a.ref(a.trailer, "Root")], "StructTreeRoot")
	pages := []int{}
	for i := 0; a.objects[3+2*i] != "" && value(a.objects[3+2*i], "Type") == "Page"; i++ {
		pages = append(pages, 3+2*i)
	}
	content := a.content(pages)
	texts := map[string]string{}
	for _, m := range content {
		texts[fmt.Sprintf("%d/%d", pages[m.page], m.id)] += m.text
	}
	var walk func(n, depth int)
	walk = func(n, depth int) {
		dict := a.objects[n]
		at := strings.Index(dict, "/K ")
		if at < 0 {
			got = append(got, strings.Repeat(" ", depth)+value(dict, "S"))
			return
		}
		if refs := regexp.MustCompile(`(\d+) 0 R`).FindAllStringSubmatch(dict[at:], -1); len(refs) > 0 {
			got = append(got, strings.Repeat(" ", depth)+value(dict, "S"))
			for _, r := range refs {
				kid, _ := strconv.Atoi(r[1])
				walk(kid, depth+1)
			}
			return
		}
		text := ""
		for _, id := range regexp.MustCompile(`\d+`).FindAllString(dict[at:], -1) {
			text += texts[value(dict, "Pg")+"/"+id]
		}
		got = append(got, strings.Repeat(" ", depth)+value(dict, "S")+" "+text)
	}
	walk(root+1, 0)
	want := `Document
 P 示例市教育局文件
 P 示教〔2027〕12号
 H1 关于举办活动周的通知
 P 各学校：
 H2 一、总体要求
 P 认真准备。
 H3 （一）时间
 Table
  TR
   TH 时间
   TH 地点
  TR
   TD 5月10日
   TD
 L
  LI
   Lbl 附件：1.
   LBody 活动安排
  LI
   Lbl 2.
   LBody 统计表
 P 示例市教育局
 P 2027年4月6日
 P 附件1
 H2 活动安排
 H3 一、启动仪式
 P 定于五月。
 P 附件2
 H2 统计表
 P 见下。`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}

// Files come out as they went in, under their names, and make the file a
// PDF/A-3a (P14).
func TestEnclosedInPDF(t *testing.T) {
	files := []paper.File{{Name: "统计表.xlsx", Data: []byte("PK1")}, {Name: "说明（一）.txt", Data: []byte("说明")}}
	set, data := pdfSet(t, specimens()[0], files...)
	a := readPDF(data)
	a.check(set)
	for _, said := range a.said {
		t.Error(said)
	}
	catalog := a.objects[a.ref(a.trailer, "Root")]
	refs := regexp.MustCompile(`\((file\d+\.\w+)\) (\d+) 0 R`).FindAllStringSubmatch(catalog, -1)
	if len(refs) != len(files) {
		t.Fatalf("%s", catalog)
	}
	for i, r := range refs {
		n, _ := strconv.Atoi(r[2])
		spec := a.objects[n]
		stream := regexp.MustCompile(`/EF <</F (\d+) 0 R /UF (\d+) 0 R>>`).FindStringSubmatch(spec)
		k, _ := strconv.Atoi(stream[1])
		sum := md5.Sum(files[i].Data)
		if !bytes.Equal(a.inflate(k), files[i].Data) || !strings.Contains(unescape(spec), utf16BE(files[i].Name)) || value(spec, "AFRelationship") != "Data" ||
			!strings.Contains(a.objects[k], fmt.Sprintf("/CheckSum <%x>", sum)) || !strings.Contains(a.objects[k], "/Subtype /") || !strings.Contains(catalog, fmt.Sprintf("%d 0 R", n)) {
			t.Errorf("%s\n%s", spec, a.objects[k])
		}
	}
	if got := value(a.objects[func() int { n, _ := strconv.Atoi(refs[0][2]); return n }()], "F"); strings.Contains(got, "统") {
		t.Errorf("the name of ASCII is %q", got)
	}
}

// A character whose meaning is a font's has its own in the text (P13).
func TestPrivateCharacters(t *testing.T) {
	n := notice()
	n.Body = []document.Block{&document.Paragraph{Text: "甲\uE000乙"}}
	_, data := pdfSet(t, specimen{name: "private", doc: n})
	a := readPDF(data)
	found := false
	for i := 0; value(a.objects[3+2*i], "Type") == "Page"; i++ {
		found = found || bytes.Contains(a.inflate(a.ref(a.objects[3+2*i], "Contents")), []byte("/ActualText <FEFFE000>"))
	}
	if !found {
		t.Error("no text for a private character")
	}
}

// What breaks a rule is seen (P16).
func TestArchivalChecksSee(t *testing.T) {
	s := specimens()[0]
	set, data := pdfSet(t, s)
	same := func(old, new string) []byte { // of one length, so that tables stay
		if len(old) != len(new) || !bytes.Contains(data, []byte(old)) {
			t.Fatalf("%q for %q", new, old)
		}
		return bytes.ReplaceAll(data, []byte(old), []byte(new))
	}
	unmarked := *set
	for name, broken := range map[string][]byte{
		"no id":               same("/ID [<", "/IX [<"),
		"no intent":           same("/OutputIntents", "/OutputIntentz"),
		"wrong conformance":   same("<pdfaid:conformance>A<", "<pdfaid:conformance>B<"),
		"not marked":          same("/Marked true", "/Marked null"),
		"no language":         same("/Lang (zh-CN)", "/Long (zh-CN)"),
		"no ToUnicode":        same("/ToUnicode", "/NoUnicode"),
		"another header":      same("%PDF-1.7", "%PDF-1.3"),
		"a heading skipped":   same("/S /H2 ", "/S /H4 "),
		"another title":       same("<dc:title>", "<dc:titel>"),
		"pages without order": same("/Tabs /S", "/Tabs /R"),
		"something behind":    append(slices.Clone(data), '\n'),
	} {
		var said []string
		func() {
			defer func() {
				if r := recover(); r != nil {
					said = []string{fmt.Sprint(r)}
				}
			}()
			a := readPDF(broken)
			a.check(&unmarked)
			said = a.said
		}()
		if len(said) == 0 {
			t.Errorf("%s is not seen", name)
		}
	}
}

// Where VERAPDF names the start script of veraPDF, it finds nothing either (P18).
func TestVeraPDF(t *testing.T) {
	vera := os.Getenv("VERAPDF")
	if vera == "" {
		t.Skip("VERAPDF is not set")
	}
	dir := t.TempDir()
	for i, s := range specimens() {
		_, data := pdfSet(t, s)
		name := filepath.Join(dir, fmt.Sprintf("%02d.pdf", i))
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		for _, flavour := range []string{"2a", "ua1"} {
			if out, err := exec.Command(vera, "--flavour", flavour, "--format", "text", name).CombinedOutput(); err != nil || !bytes.HasPrefix(out, []byte("PASS")) {
				t.Errorf("%s: %s: %s", s.name, flavour, out)
			}
		}
	}
}

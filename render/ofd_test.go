package render_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// An ofdFile is an OFD as a reader has it.
type ofdFile struct {
	t     testing.TB
	names []string // in order
	parts map[string][]byte
}

// ofdOf sets a specimen and writes it as OFD.
func ofdOf(t testing.TB, s specimen, o render.OFDOptions, files ...paper.File) (*render.Setting, *ofdFile) {
	t.Helper()
	set, err := s.printer(t).Set(s.doc)
	if err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	set.Enclosed = files
	var b bytes.Buffer
	if err := set.OFD(&b, o); err != nil {
		t.Fatalf("%s: %v", s.name, err)
	}
	return set, openOFD(t, b.Bytes())
}

func openOFD(t testing.TB, data []byte) *ofdFile {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f := &ofdFile{t: t, parts: map[string][]byte{}}
	for _, e := range z.File {
		r, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", e.Name, err)
		}
		f.names = append(f.names, e.Name)
		f.parts[e.Name] = content
	}
	return f
}

// A node is an element of XML.
type node struct {
	space, name string
	attrs       map[string]string
	text        string
	kids        []*node
}

func (n *node) all(name string) (found []*node) {
	for _, k := range n.kids {
		if k.name == name {
			found = append(found, k)
		}
		found = append(found, k.all(name)...)
	}
	return found
}

func (n *node) one(name string) *node {
	if n == nil {
		return nil
	}
	for _, k := range n.kids {
		if k.name == name {
			return k
		}
	}
	return nil
}

func (f *ofdFile) xml(name string) *node {
	f.t.Helper()
	d := xml.NewDecoder(bytes.NewReader(f.parts[name]))
	root := &node{}
	stack := []*node{root}
	for {
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			f.t.Fatalf("%s: %v", name, err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			n := &node{space: tok.Name.Space, name: tok.Name.Local, attrs: map[string]string{}}
			for _, a := range tok.Attr {
				if a.Name.Space != "xmlns" {
					n.attrs[a.Name.Local] = a.Value
				}
			}
			top := stack[len(stack)-1]
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			stack[len(stack)-1].text += string(tok)
		case xml.Comment, xml.Directive:
			f.t.Errorf("%s: %T", name, tok)
		}
	}
	if len(root.kids) != 1 {
		f.t.Fatalf("%s: %d roots", name, len(root.kids))
	}
	return root.kids[0]
}

func (f *ofdFile) pages() (pages []*node) {
	for i := 0; ; i++ {
		name := fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)
		if f.parts[name] == nil {
			return pages
		}
		pages = append(pages, f.xml(name))
	}
}

const ofdSpace = "http://www.ofdspec.org/2016"

// The archive is one that readers of any kind open: sizes before the data,
// names that are plain, OFD.xml first (O1).
func TestOFDArchive(t *testing.T) {
	file := paper.File{Name: "统计表.xlsx", Data: []byte("PK not packed again, not packed again, not packed again")}
	set, err := specimens()[0].printer(t).Set(specimens()[0].doc)
	if err != nil {
		t.Fatal(err)
	}
	set.Enclosed = []paper.File{file}
	var b bytes.Buffer
	if err := set.OFD(&b, render.OFDOptions{}); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	f := openOFD(t, data)
	if f.names[0] != "OFD.xml" {
		t.Errorf("%s stands first", f.names[0])
	}
	// As a reader does that goes from entry to entry.
	at, n := 0, 0
	for binary.LittleEndian.Uint32(data[at:]) == 0x04034b50 {
		flags, method := binary.LittleEndian.Uint16(data[at+6:]), binary.LittleEndian.Uint16(data[at+8:])
		clock, date := binary.LittleEndian.Uint16(data[at+10:]), binary.LittleEndian.Uint16(data[at+12:])
		packed := int(binary.LittleEndian.Uint32(data[at+18:]))
		nameLen, extra := int(binary.LittleEndian.Uint16(data[at+26:])), int(binary.LittleEndian.Uint16(data[at+28:]))
		name := string(data[at+30 : at+30+nameLen])
		want := uint16(zip.Deflate)
		if strings.HasPrefix(name, "Doc_0/Attachs/attach_") {
			want = zip.Store
		}
		if name != f.names[n] || flags != 0 || method != want || clock != 0 || date != 0x21 || packed == 0 {
			t.Errorf("%s: flags %d, method %d, time %d %d, %d bytes", name, flags, method, date, clock, packed)
		}
		if strings.HasSuffix(name, "/") || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./") != "" {
			t.Errorf("the name %q", name)
		}
		at += 30 + nameLen + extra + packed
		n++
	}
	if n != len(f.names) || len(f.parts) != n {
		t.Errorf("%d entries by local headers, %d by the directory, %d names", n, len(f.names), len(f.parts))
	}
}

// An element of the schema: what stands in it, in order, and its attributes.
type ofdElement struct {
	kids string // "a b? c* d+"; one choice of alternatives parted by |
	must string
	may  string
}

// ofdSchema is what GB/T 33190 says of the elements that are written.
var ofdSchema = map[string]ofdElement{
	"OFD":          {kids: "DocBody", must: "DocType Version"},
	"DocBody":      {kids: "DocInfo DocRoot"},
	"DocInfo":      {kids: "DocID Title? Author? CreationDate ModDate DocUsage Creator CustomDatas?"},
	"CustomDatas":  {kids: "CustomData+"},
	"CustomData":   {must: "Name"},
	"Document":     {kids: "CommonData Pages Outlines? VPreferences? CustomTags Attachments?"},
	"CommonData":   {kids: "MaxUnitID PageArea PublicRes"},
	"PageArea":     {kids: "PhysicalBox"},
	"Pages":        {kids: "Page+"},
	"Outlines":     {kids: "OutlineElem+"},
	"OutlineElem":  {kids: "Actions OutlineElem*", must: "Title Count Expanded"},
	"Actions":      {kids: "Action"},
	"Action":       {kids: "Goto", must: "Event"},
	"Goto":         {kids: "Dest"},
	"Dest":         {must: "Type PageID Left Top Zoom"},
	"VPreferences": {kids: "PageLayout TabDisplay"},
	"Res":          {kids: "Fonts?", must: "BaseLoc"},
	"Fonts":        {kids: "Font+"},
	"Font":         {kids: "FontFile", must: "ID FontName FamilyName"},
	"Area":         {kids: "PhysicalBox"},
	"Content":      {kids: "Layer"},
	"Layer":        {kids: "TextObject|PathObject*", must: "ID Type"},
	"TextObject":   {kids: "FillColor? StrokeColor? CGTransform? TextCode", must: "ID Boundary Font Size", may: "CTM HScale Stroke LineWidth"},
	"PathObject":   {kids: "StrokeColor? AbbreviatedData", must: "ID Boundary LineWidth"},
	"FillColor":    {must: "Value"},
	"StrokeColor":  {must: "Value"},
	"CGTransform":  {kids: "Glyphs", must: "CodePosition CodeCount GlyphCount"},
	"TextCode":     {must: "X Y", may: "DeltaX"},
	"CustomTags":   {kids: "CustomTag"},
	"CustomTag":    {kids: "FileLoc", must: "NameSpace"},
	"Attachment":   {kids: "FileLoc", must: "ID Name Format CreationDate Size Visible"},
	"ObjectRef":    {must: "PageRef"},
	"DocID":        {}, "Title": {}, "Author": {}, "CreationDate": {}, "ModDate": {}, "DocUsage": {}, "Creator": {}, "DocRoot": {},
	"MaxUnitID": {}, "PublicRes": {}, "PhysicalBox": {}, "PageLayout": {}, "TabDisplay": {}, "FileLoc": {}, "FontFile": {}, "Glyphs": {}, "AbbreviatedData": {},
}

// ofdByPlace are elements that are something else in another place.
var ofdByPlace = map[string]ofdElement{
	"Pages/Page":              {must: "ID BaseLoc"},
	"/Page":                   {kids: "Area Content"},
	"Document/CustomTags":     {},
	"Document/Attachments":    {},
	"/Attachments":            {kids: "Attachment+"},
	"/CustomTags":             {kids: "CustomTag"},
	"CustomTags/CustomTag":    {kids: "FileLoc", must: "NameSpace"},
	"DocInfo/CustomDatas":     {kids: "CustomData+"},
	"OutlineElem/OutlineElem": {kids: "Actions OutlineElem*", must: "Title Count Expanded"},
}

func (e ofdElement) check(n *node) string {
	for name := range n.attrs {
		if !slices.Contains(strings.Fields(e.must+" "+e.may), name) && name != "ofd" && name != "gw" {
			return "attribute " + name
		}
	}
	for _, name := range strings.Fields(e.must) {
		if n.attrs[name] == "" {
			return "no attribute " + name
		}
	}
	var order strings.Builder
	for _, k := range n.kids {
		order.WriteString(k.name + " ")
	}
	pattern := "^"
	for _, k := range strings.Fields(e.kids) {
		name := strings.TrimRight(k, "?*+")
		pattern += "(?:(?:" + name + ") )" + k[len(name):]
	}
	if !regexp.MustCompile(pattern + "$").MatchString(order.String()) {
		return "holds " + order.String()
	}
	return ""
}

// Every part is of the schema: elements in order, with their attributes; numbers
// are written as they must be (O2, O3, O6).
func TestOFDSchema(t *testing.T) {
	number := regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d{1,4})?$`)
	numeric := strings.Fields("Boundary Size CTM HScale LineWidth X Y Left Top Zoom")
	var walk func(part, parent string, n *node)
	walk = func(part, parent string, n *node) {
		if n.space == "urn:zhijiao:gongwen:1" {
			if part != "Doc_0/Tags/CustomTag.xml" {
				t.Errorf("%s: %s", part, n.name)
			}
		} else {
			if n.space != ofdSpace {
				t.Errorf("%s: %s of %q", part, n.name, n.space)
			}
			e, ok := ofdByPlace[parent+"/"+n.name]
			if !ok {
				e, ok = ofdSchema[n.name]
			}
			if !ok {
				t.Errorf("%s: %s", part, n.name)
			} else if said := e.check(n); said != "" {
				t.Errorf("%s: %s: %s", part, n.name, said)
			}
		}
		if n.name != "Attachment" {
			for _, a := range numeric {
				for v := range strings.FieldsSeq(n.attrs[a]) {
					if !number.MatchString(v) || v == "-0" {
						t.Errorf("%s: %s has %s=%q", part, n.name, a, n.attrs[a])
					}
				}
			}
		}
		if box := strings.Fields(n.attrs["Boundary"]); len(box) == 4 && (strings.HasPrefix(box[2], "-") || strings.HasPrefix(box[3], "-") || box[2] == "0" || box[3] == "0") {
			t.Errorf("%s: %s has the box %v", part, n.name, box)
		}
		for _, k := range n.kids {
			walk(part, n.name, k)
		}
	}
	for _, s := range specimens() {
		_, f := ofdOf(t, s, render.OFDOptions{}, paper.File{Name: "统计表.xlsx", Data: []byte("PK")})
		for _, name := range f.names {
			if strings.HasSuffix(name, ".xml") {
				if !bytes.HasPrefix(f.parts[name], []byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n<")) {
					t.Errorf("%s: %s begins %.40q", s.name, name, f.parts[name])
				}
				walk(name, "", f.xml(name))
			}
		}
	}
}

// Ids are given once, references lead to what they name, and every entry is
// named by another (O4, O5).
func TestOFDReferences(t *testing.T) {
	for _, s := range specimens() {
		_, f := ofdOf(t, s, render.OFDOptions{}, paper.File{Name: "甲.xlsx", Data: []byte("PK")}, paper.File{Name: "乙", Data: []byte("x")})
		ids, most := map[string]string{}, 0
		give := func(id, what string) {
			if ids[id] != "" {
				t.Errorf("%s: %s is a %s and a %s", s.name, id, ids[id], what)
			}
			ids[id] = what
			n, err := strconv.Atoi(id)
			if err != nil || n < 1 {
				t.Errorf("%s: the id %q", s.name, id)
			}
			most = max(most, n)
		}
		named := map[string]bool{"OFD.xml": true}
		name := func(dir, loc string) {
			p := path.Join(dir, loc)
			named[p] = true
			if f.parts[p] == nil {
				t.Errorf("%s: no %s", s.name, p)
			}
		}
		doc := f.xml("Doc_0/Document.xml")
		name("", f.xml("OFD.xml").all("DocRoot")[0].text)
		name("Doc_0", doc.all("PublicRes")[0].text)
		name("Doc_0", doc.one("CustomTags").text)
		name("Doc_0", doc.one("Attachments").text)
		name("Doc_0/Tags", f.xml("Doc_0/Tags/CustomTags.xml").all("FileLoc")[0].text)
		for _, a := range f.xml("Doc_0/Attachs/Attachments.xml").all("FileLoc") {
			name("Doc_0/Attachs", a.text)
		}
		for _, p := range doc.one("Pages").kids {
			give(p.attrs["ID"], "page")
			name("Doc_0", p.attrs["BaseLoc"])
		}
		for _, n := range f.xml("Doc_0/PublicRes.xml").all("Font") {
			give(n.attrs["ID"], "font")
			name("Doc_0/Res", n.kids[0].text)
		}
		on := map[string]string{} // page id by object id
		for i, p := range f.pages() {
			page := doc.one("Pages").kids[i].attrs["ID"]
			give(p.all("Layer")[0].attrs["ID"], "layer")
			for _, o := range p.all("Layer")[0].kids {
				give(o.attrs["ID"], o.name)
				on[o.attrs["ID"]] = page
				if o.name == "TextObject" && ids[o.attrs["Font"]] != "font" {
					t.Errorf("%s: no font %s", s.name, o.attrs["Font"])
				}
			}
		}
		for _, d := range doc.all("Dest") {
			if ids[d.attrs["PageID"]] != "page" {
				t.Errorf("%s: a bookmark to %s", s.name, d.attrs["PageID"])
			}
		}
		for _, r := range f.xml("Doc_0/Tags/CustomTag.xml").all("ObjectRef") {
			if ids[r.text] != "TextObject" || on[r.text] != r.attrs["PageRef"] {
				t.Errorf("%s: a tag of %s %s on page %s", s.name, ids[r.text], r.text, r.attrs["PageRef"])
			}
		}
		if got := doc.all("MaxUnitID")[0].text; got != strconv.Itoa(most) {
			t.Errorf("%s: MaxUnitID %s, want %d", s.name, got, most)
		}
		for _, n := range f.names {
			if !named[n] {
				t.Errorf("%s: nothing names %s", s.name, n)
			}
		}
	}
}

// An ofdGlyph is a character of a page and where it stands.
type ofdGlyph struct {
	r    rune
	x, y float64 // mm
	size float64
	face string // name
	red  bool
}

func floats(t testing.TB, s string) (vs []float64) {
	for f := range strings.FieldsSeq(s) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil {
			t.Fatal(err)
		}
		vs = append(vs, v)
	}
	return vs
}

// deltas are the steps of a DeltaX, its groups spelt out.
func deltas(t testing.TB, s string) (vs []float64) {
	fields := strings.Fields(s)
	for i := 0; i < len(fields); i++ {
		n := 1
		if fields[i] == "g" {
			n, _ = strconv.Atoi(fields[i+1])
			i += 2
		}
		vs = append(vs, slices.Repeat(floats(t, fields[i]), n)...)
	}
	return vs
}

// glyphs are the characters of an object, as a reader places them.
func (f *ofdFile) glyphs(o *node, names map[string]string) (out []ofdGlyph) {
	f.t.Helper()
	box, code := floats(f.t, o.attrs["Boundary"]), o.one("TextCode")
	m := []float64{1, 0, 0, 1, 0, 0}
	if ctm := o.attrs["CTM"]; ctm != "" {
		m = floats(f.t, ctm)
	}
	x, y := floats(f.t, code.attrs["X"])[0], floats(f.t, code.attrs["Y"])[0]
	rs, steps := []rune(code.text), deltas(f.t, code.attrs["DeltaX"])
	if len(steps) != len(rs)-1 {
		f.t.Errorf("%q has %d steps", code.text, len(steps))
		return nil
	}
	for i, r := range rs {
		out = append(out, ofdGlyph{r, box[0] + m[0]*x + m[2]*y + m[4], box[1] + m[1]*x + m[3]*y + m[5], floats(f.t, o.attrs["Size"])[0], names[o.attrs["Font"]],
			o.one("FillColor") != nil && o.one("FillColor").attrs["Value"] == "255 0 0"})
		if i < len(steps) {
			x += steps[i]
		}
	}
	return out
}

// wanted are the characters of a page as it was set, but for blanks.
func wanted(page paper.Page) (out []ofdGlyph) {
	for _, item := range page.Items {
		t, ok := item.(paper.Text)
		if !ok || t.Face == nil {
			continue
		}
		at := paper.Pt(0)
		for _, r := range t.Text {
			g := ofdGlyph{r, float64((t.X + at).MM()), float64(t.Y.MM()), float64(t.Size.MM()), t.Face.Name(), t.Color == paper.Red}
			if t.Turned {
				g.x, g.y = float64(t.X.MM()), float64((t.Y - at).MM())
			}
			out = append(out, g)
			if t.Missing {
				r = '〓'
			}
			at += paper.Pt(t.Face.Advance(r)*t.Scale)*t.Size + t.Track
		}
	}
	return out
}

func notBlank(gs []ofdGlyph) []ofdGlyph {
	return slices.DeleteFunc(gs, func(g ofdGlyph) bool { return g.r == ' ' || g.r == '\u3000' })
}

// Every character stands where the layout has it, in its face, size and colour;
// the text is that of the pages, in order; no box cuts ink off (O7, O8, O9, O12, O17).
func TestOFDPages(t *testing.T) {
	for _, s := range specimens() {
		set, f := ofdOf(t, s, render.OFDOptions{})
		names := map[string]string{}
		for _, n := range f.xml("Doc_0/PublicRes.xml").all("Font") {
			names[n.attrs["ID"]] = n.attrs["FontName"]
		}
		pages := f.pages()
		if len(pages) != len(set.Pages) {
			t.Fatalf("%s: %d pages, want %d", s.name, len(pages), len(set.Pages))
		}
		for i, p := range pages {
			var got []ofdGlyph
			for _, o := range p.all("TextObject") {
				gs := f.glyphs(o, names)
				text := o.one("TextCode").text
				if astral := slices.ContainsFunc(gs, func(g ofdGlyph) bool { return g.r > 0xFFFF }); astral && (len(gs) != 1 || o.one("CGTransform").attrs["CodeCount"] != "2") {
					t.Errorf("%s: %q stands not alone", s.name, text)
				}
				if strings.Trim(text, " ") != text || strings.Trim(text, " \u3000") == "" {
					t.Errorf("%s: blanks at the end of %q", s.name, text)
				}
				f.inBox(s.name, o, gs, set.Pages[i])
				got = append(got, gs...)
			}
			want := notBlank(wanted(set.Pages[i]))
			got = notBlank(got)
			if len(got) != len(want) {
				t.Errorf("%s: page %d has %d characters, want %d", s.name, i+1, len(got), len(want))
				continue
			}
			for k, g := range got {
				w := want[k]
				if g.r != w.r || math.Abs(g.x-w.x) > 0.02 || math.Abs(g.y-w.y) > 0.005 || math.Abs(g.size-w.size) > 0.0001 || g.face != w.face || g.red != w.red {
					t.Errorf("%s: page %d: %+v, want %+v", s.name, i+1, g, w)
					break
				}
			}
		}
	}
}

// inBox holds the ink of an object against its box, and that against the sheet.
func (f *ofdFile) inBox(name string, o *node, gs []ofdGlyph, page paper.Page) {
	f.t.Helper()
	box := floats(f.t, o.attrs["Boundary"])
	const hair = 0.001
	if box[0] < -hair || box[1] < -hair || box[0]+box[2] > 210+hair || box[1]+box[3] > 297+hair {
		f.t.Errorf("%s: %q has a box off the sheet: %v", name, o.one("TextCode").text, box)
	}
	var face *font.Face
	for _, item := range page.Items {
		if t, ok := item.(paper.Text); ok && t.Face != nil && strings.Contains(t.Text, o.one("TextCode").text) {
			face = t.Face
		}
	}
	if face == nil {
		return
	}
	for _, g := range gs {
		low, high, ok := face.Ink(g.r)
		if !ok {
			continue
		}
		from, to := g.y-high*g.size, g.y-low*g.size
		top, foot := box[1], box[1]+box[3]
		if o.attrs["CTM"] != "" {
			from, to, top, foot = g.x-high*g.size, g.x-low*g.size, box[0], box[0]+box[2]
		}
		if from < top || to > foot {
			f.t.Errorf("%s: the box %v cuts %c at %.2f, %.2f", name, box, g.r, g.x, g.y)
		}
	}
}

// Every character has a glyph in the face's file, as wide as in the face, and no
// file goes unused (O10).
func TestOFDFaces(t *testing.T) {
	for _, s := range specimens() {
		set, f := ofdOf(t, s, render.OFDOptions{})
		faces := map[string]*sfnt.Source{}
		used := map[string]bool{}
		for _, n := range f.xml("Doc_0/PublicRes.xml").all("Font") {
			src, err := sfnt.Open(f.parts["Doc_0/Res/"+n.kids[0].text], 0)
			if err != nil {
				t.Fatalf("%s: %v", s.name, err)
			}
			faces[n.attrs["ID"]] = src
		}
		missing := map[string]bool{}
		for _, text := range textsOn(set.Pages) {
			missing[text.Text.Text] = missing[text.Text.Text] || text.Missing
		}
		for _, p := range f.pages() {
			for _, o := range p.all("TextObject") {
				src := faces[o.attrs["Font"]]
				used[o.attrs["Font"]] = true
				if glyphs := o.one("CGTransform"); glyphs != nil {
					for g := range strings.FieldsSeq(glyphs.kids[0].text) {
						if n, err := strconv.Atoi(g); err != nil || n < 1 || n >= src.Len() {
							t.Errorf("%s: glyph %s of %d", s.name, g, src.Len())
						}
					}
					continue
				}
				for _, r := range o.one("TextCode").text {
					if _, ok := src.Index(r); !ok {
						t.Errorf("%s: %c has no glyph", s.name, r)
					}
				}
			}
		}
		if len(used) != len(faces) {
			t.Errorf("%s: %d of %d faces are used", s.name, len(used), len(faces))
		}
	}
}

// Rules stand where the layout has them (O11).
func TestOFDRules(t *testing.T) {
	for _, s := range specimens() {
		set, f := ofdOf(t, s, render.OFDOptions{})
		for i, p := range f.pages() {
			var want []paper.Rule
			for _, item := range set.Pages[i].Items {
				if r, ok := item.(paper.Rule); ok {
					want = append(want, r)
				}
			}
			got := p.all("PathObject")
			if len(got) != len(want) {
				t.Errorf("%s: %d rules, want %d", s.name, len(got), len(want))
				continue
			}
			for k, o := range got {
				w := want[k]
				box := floats(t, o.attrs["Boundary"])
				data := floats(t, strings.NewReplacer("M", "", "L", "").Replace(o.one("AbbreviatedData").text))
				ends := []float64{box[0] + data[0], box[1] + data[1], box[0] + data[2], box[1] + data[3], floats(t, o.attrs["LineWidth"])[0]}
				for n, v := range []paper.Pt{w.X1, w.Y1, w.X2, w.Y2, w.Width} {
					if math.Abs(ends[n]-float64(v.MM())) > 0.005 {
						t.Errorf("%s: %v, want %v", s.name, ends, w)
						break
					}
				}
				if red := o.one("StrokeColor") != nil; red != (w.Color == paper.Red) {
					t.Errorf("%s: red is %v", s.name, red)
				}
			}
		}
	}
}

// The outline is that of the PDF (O13).
func TestOFDOutline(t *testing.T) {
	for _, s := range specimens() {
		set, f := ofdOf(t, s, render.OFDOptions{})
		var want, got []string
		var list func(depth int, es []*paper.Bookmark)
		list = func(depth int, es []*paper.Bookmark) {
			for _, e := range es {
				want = append(want, fmt.Sprintf("%d %s %d %.2f", depth, e.Text, e.Page+1, e.Y.MM()))
				list(depth+1, e.Kids)
			}
		}
		list(1, paper.Bookmarks(set.Pages))
		var read func(depth int, n *node)
		read = func(depth int, n *node) {
			kids := 0
			for _, k := range n.kids {
				if k.name == "OutlineElem" {
					d := k.all("Dest")[0]
					got = append(got, fmt.Sprintf("%d %s %s %.2f", depth, k.attrs["Title"], d.attrs["PageID"], floats(t, d.attrs["Top"])[0]))
					read(depth+1, k)
					kids++
				}
			}
			if n.name == "OutlineElem" && n.attrs["Count"] != strconv.Itoa(kids) {
				t.Errorf("%s: %s has Count %s, want %d", s.name, n.attrs["Title"], n.attrs["Count"], kids)
			}
		}
		if o := f.xml("Doc_0/Document.xml").one("Outlines"); o != nil {
			read(1, o)
		} else if len(want) > 0 {
			t.Errorf("%s: no outline", s.name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", s.name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// ofdTags are the parts of a document with their texts, in order.
func ofdTags(f *ofdFile) (tags []string, objects int) {
	texts := map[string]string{}
	for _, p := range f.pages() {
		for _, o := range p.all("TextObject") {
			texts[o.attrs["ID"]] = o.one("TextCode").text
		}
	}
	var walk func(path string, n *node)
	walk = func(at string, n *node) {
		text := ""
		for _, k := range n.kids {
			if k.name == "ObjectRef" {
				text += texts[k.text]
				objects++
				continue
			}
			walk(at+"/"+k.name, k)
		}
		if text != "" {
			rs := []rune(text)
			tags = append(tags, at+" "+string(rs[:min(len(rs), 12)]))
		}
	}
	root := f.xml("Doc_0/Tags/CustomTag.xml")
	for _, k := range root.kids {
		walk(k.name, k)
	}
	return tags, objects
}

// Each text is of one part of the document; the parts stand in the standard's
// order (O14).
func TestOFDTags(t *testing.T) {
	want := map[string][]string{
		"single head":              {"版头/发文机关标志 示例市教育局文件", "版头/发文字号 示教〔2027〕12号", "主体/标题"},
		"three signers":            {"版头/发文机关标志", "版头/发文字号", "版头/签发人 签发人："},
		"nine sealed":              {"主体/发文机关署名", "主体/成文日期 2027年4月6日"},
		"letter":                   {"版头/发文机关标志", "版头/发文字号"},
		"12 attachments":           {"主体/附件说明 附件：1.", "附件/附件顺序号 附件1", "附件/附件顺序号 附件12"},
		"imprint on the same page": {"版记/抄送机关 抄送：", "版记/印发机关", "版记/印发日期", "页码 —1—"},
	}
	for _, s := range specimens() {
		set, f := ofdOf(t, s, render.OFDOptions{})
		tags, objects := ofdTags(f)
		all, again := 0, 0
		for _, p := range f.pages() {
			all += len(p.all("TextObject"))
		}
		for _, text := range textsOn(set.Pages) {
			if text.Again && text.Face != nil && strings.Trim(text.Text.Text, " \u3000") != "" {
				again++
			}
		}
		if objects != all-again {
			t.Errorf("%s: %d of %d texts are of a part", s.name, objects, all-again)
		}
		at := 0
		for _, w := range want[s.name] {
			i := slices.IndexFunc(tags[at:], func(got string) bool {
				return strings.HasPrefix(strings.NewReplacer(" ", "").Replace(got), strings.ReplaceAll(w, " ", ""))
			})
			if i < 0 {
				t.Errorf("%s: no %q behind the %d. of\n%s", s.name, w, at, strings.Join(tags, "\n"))
				break
			}
			at += i + 1
		}
	}
}

// What is enclosed comes out again (O15); an OFD for archives holds nothing and
// says what it is (O18).
func TestOFDEnclosed(t *testing.T) {
	s := specimens()[0]
	files := []paper.File{{Name: "学校情况统计表.xlsx", Data: bytes.Repeat([]byte("PK"), 1200)}, {Name: "说明", Data: []byte("x")}}
	_, f := ofdOf(t, s, render.OFDOptions{}, files...)
	list := f.xml("Doc_0/Attachs/Attachments.xml").all("Attachment")
	id := regexp.MustCompile(`^[A-Za-z_][\w.-]*$`)
	for i, a := range list {
		size := floats(t, a.attrs["Size"])[0]
		if a.attrs["Name"] != files[i].Name || math.Abs(size-float64(len(files[i].Data))/1024) > 0.0001 || !id.MatchString(a.attrs["ID"]) ||
			!bytes.Equal(f.parts["Doc_0/Attachs/"+a.one("FileLoc").text], files[i].Data) {
			t.Errorf("%v", a.attrs)
		}
	}
	if len(list) != 2 || list[0].attrs["Format"] != "xlsx" || list[0].attrs["CreationDate"] != "2027-04-06T12:00:00" {
		t.Errorf("%d files: %v", len(list), list[0].attrs)
	}

	_, f = ofdOf(t, s, render.OFDOptions{Archive: true})
	doc := f.xml("Doc_0/Document.xml")
	if kind := f.xml("OFD.xml").attrs["DocType"]; kind != "OFD-A" || doc.one("VPreferences") != nil || doc.one("Attachments") != nil {
		t.Errorf("an archive's is %s", kind)
	}
	set, err := s.printer(t).Set(s.doc)
	if err != nil {
		t.Fatal(err)
	}
	set.Enclosed = files
	var b bytes.Buffer
	if err := set.OFD(&b, render.OFDOptions{Archive: true}); !errors.Is(err, render.ErrEnclosed) || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	}
}

// The id goes with the content, the dates are the document's, and equal input
// gives equal bytes (O16).
func TestOFDIdentity(t *testing.T) {
	s := specimens()[0]
	id := func(title string) (string, []byte) {
		d := *s.doc
		d.Title = title
		var b bytes.Buffer
		if _, err := s.printer(t).OFD(&b, &d, render.OFDOptions{}); err != nil {
			t.Fatal(err)
		}
		info := openOFD(t, b.Bytes()).xml("OFD.xml").all("DocInfo")[0]
		if got := info.one("CreationDate").text + info.one("ModDate").text; got != "2027-04-062027-04-06" {
			t.Errorf("dates %s", got)
		}
		var facts []string
		for _, k := range info.all("CustomData") {
			facts = append(facts, k.attrs["Name"]+"="+k.text)
		}
		if !slices.Contains(facts, "发文字号=示教〔2027〕12号") || !slices.Contains(facts, "成文日期=2027-04-06") || !slices.Contains(facts, "公文种类=通知") {
			t.Errorf("%q", facts)
		}
		return info.one("DocID").text, b.Bytes()
	}
	first, data := id("关于活动周的通知")
	again, same := id("关于活动周的通知")
	other, _ := id("关于活动周的通告")
	if !regexp.MustCompile(`^[0-9a-f]{12}8[0-9a-f]{3}[89ab][0-9a-f]{15}$`).MatchString(first) || first != again || first == other || !bytes.Equal(data, same) {
		t.Errorf("ids %s, %s, %s", first, again, other)
	}
}

// Whatever a PDF can be made of, an OFD can, with as many pages (O19).
func TestOFDOfAnyText(t *testing.T) {
	p := printer(t)
	rapid.Check(t, func(r *rapid.T) {
		n := notice()
		n.Title = strings.TrimSpace(rapid.StringOfN(rapid.RuneFrom([]rune("关于𠮷<&>“A 1\u3000〓✗㐂")), 0, 40, -1).Draw(r, "title"))
		set, err := p.Set(n)
		if err != nil {
			r.Skip()
		}
		var b bytes.Buffer
		if err := set.OFD(&b, render.OFDOptions{}); err != nil {
			r.Fatal(err)
		}
		f := openOFD(t, b.Bytes())
		got, want := "", ""
		for i, page := range f.pages() {
			for _, o := range page.all("TextObject") {
				got += o.one("TextCode").text
			}
			for _, g := range wanted(set.Pages[i]) {
				want += string(g.r)
			}
		}
		clean := strings.NewReplacer(" ", "", "\u3000", "").Replace
		if clean(got) != clean(want) || len(f.pages()) != len(set.Pages) {
			r.Fatalf("%q, want %q", clean(got), clean(want))
		}
	})
}

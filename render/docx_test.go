package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// eachDocx runs a test on the .docx of every specimen.
func eachDocx(t *testing.T, test func(t *testing.T, s specimen, f *wordFile)) {
	for _, s := range specimens() {
		t.Run(s.name, func(t *testing.T) {
			var b bytes.Buffer
			if _, err := s.printer(t).DOCX(&b, s.doc); err != nil {
				t.Fatal(err)
			}
			test(t, s, unpack(t, b.Bytes()))
		})
	}
}

// The package: every part has a content type, every relationship a target,
// and every part but the relationships themselves is the target of one.
func TestDocxPackage(t *testing.T) {
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) { checkPackage(t, f) })
}

func checkPackage(t *testing.T, f *wordFile) {
	types, defaults := map[string]string{}, map[string]string{}
	for _, k := range f.parts["[Content_Types].xml"].kids {
		switch k.name {
		case "ct:Override":
			types[strings.TrimPrefix(k.attr["PartName"], "/")] = k.attr["ContentType"]
		case "ct:Default":
			defaults[k.attr["Extension"]] = k.attr["ContentType"]
		}
	}
	for name := range types {
		if f.data[name] == nil {
			t.Errorf("content type of %s, which is not there", name)
		}
	}
	target := map[string]bool{"[Content_Types].xml": true}
	for _, name := range f.names {
		dir, base := path.Split(name)
		if !strings.HasSuffix(base, ".rels") {
			continue
		}
		target[name] = true
		ids := map[string]bool{}
		for _, k := range f.parts[name].kids {
			to := path.Join(path.Dir(path.Clean(dir)), k.attr["Target"])
			if f.data[to] == nil {
				t.Errorf("%s: %s is not there", name, to)
			}
			if ids[k.attr["Id"]] {
				t.Errorf("%s: %s is there twice", name, k.attr["Id"])
			}
			target[to], ids[k.attr["Id"]] = true, true
			kind := path.Base(k.attr["Type"])
			if want := map[string]string{"officeDocument": "document.main", "core-properties": "core-properties", "extended-properties": "extended-properties", "custom-properties": "custom-properties"}[kind]; want != "" {
				kind = want
			}
			if !strings.HasSuffix(types[to], "."+kind+"+xml") {
				t.Errorf("%s: %s of kind %s has the content type %q", name, to, kind, types[to])
			}
		}
		for _, e := range f.parts["word/document.xml"].all("w:footerReference") {
			if name == "word/_rels/document.xml.rels" && !ids[e.attr["r:id"]] {
				t.Errorf("a footer with the id %q, which is not there", e.attr["r:id"])
			}
		}
	}
	for _, name := range f.names {
		if !target[name] {
			t.Errorf("nothing refers to %s", name)
		}
		if types[name] == "" && defaults[strings.TrimPrefix(path.Ext(name), ".")] == "" {
			t.Errorf("%s has no content type", name)
		}
	}
}

// Ids of drawings are unique in the whole document: Word repairs a file, or
// loses a drawing, where they are not.
func TestDocxIDs(t *testing.T) {
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) {
		seen := map[string]string{}
		for _, name := range f.stories() {
			for _, e := range f.parts[name].all("wp:docPr") {
				id := e.attr["id"]
				if seen[id] != "" {
					t.Errorf("drawing %s stands in %s and in %s", id, seen[id], name)
				}
				if n, err := strconv.Atoi(id); err != nil || n < 1 {
					t.Errorf("%s: a drawing with id %q", name, id)
				}
				seen[id] = name
			}
		}
	})
}

// T4: margins and paper, portrait and landscape.
func TestDocxMargins(t *testing.T) {
	eachDocx(t, func(t *testing.T, s specimen, f *wordFile) {
		for _, e := range f.parts["word/document.xml"].all("w:sectPr") {
			size, margin := e.kid("w:pgSz").attr, e.kid("w:pgMar").attr
			got := strings.Join([]string{size["w:w"], size["w:h"], size["w:orient"], margin["w:top"], margin["w:bottom"], margin["w:left"], margin["w:right"], margin["w:gutter"],
				e.kid("w:docGrid").attr["w:linePitch"]}, " ")
			want := []string{"11906 16838  2098 1984 1587 1474 0 579", "16838 11906 landscape 1587 1474 1984 2098 0 "}
			if s.printer(t).Profile == render.GBT33476 {
				want = []string{"11906 16838  1961 1847 1587 1474 0 592"}
			}
			if !slices.Contains(want, got) {
				t.Errorf("section of %s, want one of %q", got, want)
			}
			var types []string
			for _, k := range e.kids {
				if k.name == "w:footerReference" {
					types = append(types, k.attr["w:type"])
				}
			}
			if slices.Sort(types); !slices.Equal(types, []string{"default", "even"}) && s.name != "letter" {
				t.Errorf("footers %v", types)
			}
		}
	})
}

// 7.5: the blank page before an imprint, and the imprint's, have no number; all
// others do, but a letter's first.
func TestDocxNumbers(t *testing.T) {
	eachDocx(t, func(t *testing.T, s specimen, f *wordFile) {
		target := map[string]string{}
		for _, k := range f.parts["word/_rels/document.xml.rels"].kids {
			target[k.attr["Id"]] = "word/" + k.attr["Target"]
		}
		sections := f.parts["word/document.xml"].all("w:sectPr")
		for i, e := range sections {
			for _, k := range e.kids {
				if k.name != "w:footerReference" {
					continue
				}
				numbered := len(f.parts[target[k.attr["r:id"]]].all("w:instrText")) > 0
				want := k.attr["w:type"] != "first" && (s.name != "imprint behind a blank page" || i < len(sections)-1)
				if numbered != want {
					t.Errorf("section %d of %d, %s footer: numbered %v, want %v", i+1, len(sections), k.attr["w:type"], numbered, want)
				}
			}
			if first := e.kid("w:titlePg").name != ""; first != (s.name == "letter" && i == 0) {
				t.Errorf("section %d: a first page of its own: %v", i+1, first)
			}
		}
		if s.name == "imprint behind a blank page" && len(sections) != 2 {
			t.Errorf("%d sections", len(sections))
		}
	})
}

// T22: the standard's faces in every slot, none by theme, and every run is
// set in the Chinese one.
func TestDocxFonts(t *testing.T) {
	faces := map[string]bool{}
	for role := font.FangSong; role <= font.SongTi; role++ {
		faces[role.FaceName()] = true
	}
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) {
		for name, data := range f.data {
			if bytes.Contains(data, []byte("Theme=")) {
				t.Errorf("%s has fonts of a theme", name)
			}
		}
		styles := f.parts["word/styles.xml"]
		for _, e := range styles.all("w:rFonts") {
			first := e.attr["w:ascii"]
			for _, slot := range []string{"w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"} {
				if e.attr[slot] != first || !faces[first] {
					t.Errorf("styles: %s is %q beside %q", slot, e.attr[slot], first)
				}
			}
			if e.attr["w:hint"] != "eastAsia" {
				t.Error("styles: no hint")
			}
		}
		for _, e := range styles.kids {
			if e.name == "w:style" && e.attr["w:type"] == "paragraph" && e.kid("w:rPr").kid("w:rFonts").name == "" {
				t.Errorf("style %s has no face", e.attr["w:styleId"])
			}
		}
		if lang := styles.kid("w:docDefaults").kid("w:rPrDefault").kid("w:rPr").kid("w:lang").attr["w:eastAsia"]; lang != "zh-CN" {
			t.Errorf("language %q", lang)
		}
		for _, name := range f.stories() {
			for _, r := range f.parts[name].all("w:r") {
				if r.kid("w:t").name != "" && r.kid("w:rPr").kid("w:rFonts").attr["w:hint"] != "eastAsia" {
					t.Errorf("%s: no hint: %q", name, r.kid("w:t").text)
				}
			}
		}
	})
}

// T24: nothing but black and red, and red only where 5.2.4 has it.
func TestDocxColours(t *testing.T) {
	red := map[string]bool{}
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) {
		for _, name := range f.names {
			f.parts[name].walk(func(e, parent *elem) {
				c, ok := e.attr["w:color"]
				if e.name == "w:color" {
					c, ok = e.val(), true
				}
				if ok && c != "000000" && c != "FF0000" {
					t.Errorf("%s: %s in %s", name, e.name, c)
				}
				if e.name == "w:style" && e.kid("w:rPr").kid("w:color").val() == "FF0000" {
					red[e.attr["w:styleId"]] = true
				}
				if e.name == "w:shd" || e.name == "w:highlight" {
					t.Errorf("%s: %s", name, e.name)
				}
			})
		}
	})
	if len(red) != 2 || !red["GWMark"] || !red["GWMarkJoint"] {
		t.Errorf("red styles: %v", red)
	}
}

// Every style that is used is declared once; headings have their levels in
// the outline, body text has none.
func TestDocxStyles(t *testing.T) {
	levels := map[string]string{
		"Heading1": "0", "Heading2": "1", "Heading3": "2", "Heading4": "3", "Heading5": "4",
		"GWRunIn1": "0", "GWRunIn2": "1", "GWRunIn3": "2", "GWRunIn4": "3", "GWRunIn5": "4",
		"GWAttachTitle": "0", "GWPrintedTitle": "0", "GWChapter": "0",
	}
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) {
		kind, names := map[string]string{}, map[string]bool{}
		for _, e := range f.parts["word/styles.xml"].kids {
			if e.name != "w:style" {
				continue
			}
			id, name := e.attr["w:styleId"], e.kid("w:name").val()
			if kind[id] != "" || names[name] {
				t.Errorf("style %s, %s is declared twice", id, name)
			}
			kind[id], names[name] = e.attr["w:type"], true
			if got := e.kid("w:pPr").kid("w:outlineLvl").val(); got != levels[id] {
				t.Errorf("style %s has outline level %q, want %q", id, got, levels[id])
			}
		}
		for id := range levels {
			if kind[id] == "" {
				t.Errorf("style %s is missing", id)
			}
		}
		use := func(id, as, name string) {
			if kind[id] != as {
				t.Errorf("%s: %s style %q is declared as %q", name, as, id, kind[id])
			}
		}
		for _, name := range f.names {
			f.parts[name].walk(func(e, parent *elem) {
				switch e.name {
				case "w:pStyle", "w:basedOn", "w:next":
					use(e.val(), "paragraph", name)
				case "w:rStyle":
					use(e.val(), "character", name)
				case "w:p":
					if e.kid("w:pPr").kid("w:pStyle").name == "" {
						t.Errorf("%s: a paragraph without style", name)
					}
				}
			})
		}
	})
}

// Formatting comes from styles; a paragraph says itself only what is computed
// for its text or its place. Body text says nothing.
func TestDocxDirectFormatting(t *testing.T) {
	allowed := map[string]string{
		"w:pPr": "w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:pBdr w:tabs w:spacing w:ind w:sectPr",
		"w:rPr": "w:rStyle w:rFonts w:w w:sz w:szCs",
	}
	plain := regexp.MustCompile(`^(GWBody|Heading\d|GWRunIn\d|GWRecipients|GWNote|Title|GWAttachTitle|GWAttachLabel|GWPrintedTitle|GWNumber|GWImprint)$`)
	computed := map[string]string{"GWBody": "w:ind", "GWNumber": "w:pBdr", "GWAttachLabel": "w:pageBreakBefore", "GWPrintedTitle": "w:pageBreakBefore", "GWImprint": "w:tabs w:ind"}
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) {
		document := f.parts["word/document.xml"]
		document.walk(func(e, parent *elem) {
			for _, k := range e.kids {
				if list, ok := allowed[e.name]; ok && !slices.Contains(strings.Fields(list), k.name) {
					t.Errorf("%s says %s", e.name, k.name)
				}
			}
			switch e.name {
			case "w:rFonts":
				if len(e.attr) != 1 {
					t.Errorf("a run says its face: %v", e.attr)
				}
			case "w:pPr":
				id := e.kid("w:pStyle").val()
				if !plain.MatchString(id) {
					return
				}
				for _, k := range e.kids {
					if k.name != "w:pStyle" && k.name != "w:keepNext" && k.name != "w:keepLines" && k.name != "w:sectPr" && !slices.Contains(strings.Fields(computed[id]), k.name) {
						t.Errorf("a paragraph of style %s says %s", id, k.name)
					}
				}
			}
		})
	})
}

// Title, issuer and dates are the document's own; nothing comes from the clock.
func TestDocxProperties(t *testing.T) {
	eachDocx(t, func(t *testing.T, s specimen, f *wordFile) {
		core := f.parts["docProps/core.xml"]
		date, organ := calendar.Date{}, ""
		title, sig := s.doc.Title, s.doc.Signature
		if h := s.doc.Head; h != nil && len(h.Organs) > 0 {
			organ = h.Organs[0].Name
		}
		if sig != nil {
			date = sig.Date
			if len(sig.Organs) > 0 {
				organ = sig.Organs[0].Name
			}
		}
		stamp := "1980-01-01T00:00:00Z"
		if !date.IsZero() {
			stamp = fmt.Sprintf("%04d-%02d-%02dT12:00:00Z", date.Year, date.Month, date.Day)
		}
		for name, want := range map[string]string{
			"dc:title": strings.ReplaceAll(title, "\n", ""), "dc:creator": organ, "cp:lastModifiedBy": organ,
			"dcterms:created": stamp, "dcterms:modified": stamp, "dc:language": "zh-CN",
		} {
			if got := core.kid(name).text; got != want {
				t.Errorf("%s is %q, want %q", name, got, want)
			}
		}
	})
}

// The text of a .docx is the document's, blanks included: each paragraph holds
// what the document says.
func TestDocxText(t *testing.T) {
	eachDocx(t, func(t *testing.T, s specimen, f *wordFile) {
		have := map[string]int{}
		for _, p := range wordParagraphs(f.parts["word/document.xml"]) {
			have[p]++
		}
		for _, want := range docTexts(s.doc) {
			want = strings.ReplaceAll(want, "\t", "\u3000") // an empty cell stands for a tab
			if have[want] == 0 {
				t.Errorf("no paragraph %q", want)
			}
		}
		for p := range have {
			if strings.ContainsRune(p, '\uFFFD') {
				t.Errorf("a character was replaced: %q", p)
			}
		}
	})
}

// wordParagraphs returns the text of every paragraph, with tabs and line
// breaks; that of text boxes once, as DrawingML. The last line of a paragraph
// that was parted belongs to it.
func wordParagraphs(e *elem) []string {
	var out []string
	var visit func(e *elem, at int)
	visit = func(e *elem, at int) {
		switch e.name {
		case "mc:Fallback":
			return
		case "w:tabs", "w:instrText":
			return
		case "w:p":
			if at = len(out); at > 0 && e.kid("w:pPr").kid("w:pStyle").val() == "GWBodyRest" {
				at-- // goes on with it
				break
			}
			out = append(out, "")
		case "w:t":
			out[at] += e.text
		case "w:tab":
			out[at] += "\t"
		case "w:br":
			out[at] += "\n"
		}
		for _, k := range e.kids {
			visit(k, at)
		}
	}
	visit(e, 0)
	return out
}

// docTexts are paragraphs that a document must hold as they are.
func docTexts(d *document.Document) []string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	blocks := func(bs []document.Block) {
		for _, b := range bs {
			switch b := b.(type) {
			case *document.Heading:
				add(b.Mark + b.Text)
			case *document.Paragraph:
				add(b.Mark + b.Lead + b.Text)
			case *document.Labelled:
				add(b.Label + b.Text)
			case *document.Table:
				for _, row := range b.Rows {
					for _, c := range row {
						add(c)
					}
				}
			case *document.Form:
				l, err := b.Schema.Layout()
				if err != nil {
					panic(err)
				}
				for _, c := range l.Cells {
					if c.Role != forms.RoleTitle && c.Role != forms.RoleFootLabel {
						add(c.Text)
					}
				}
			}
		}
	}
	attached := func(as []document.Attachment) {
		for _, a := range as {
			blocks(a.Body)
		}
	}
	signature := func(s *document.Signature) {
		if s == nil {
			return
		}
		if s.Seal == document.SealStamp {
			for _, post := range s.Posts {
				add(post)
			}
		} else if len(s.Organs) == 1 {
			add(s.Organs[0].Name)
		}
		add(s.Date.String())
	}
	if h := d.Head; h != nil {
		add(h.Copy)
		add(h.Secrecy)
		if h.Format != document.HeadLetter {
			add(h.Urgency)
		}
	}
	blocks(d.Body)
	if d.Note != "" {
		add("（" + d.Note + "）")
	}
	signature(d.Signature)
	attached(d.Attachments)
	if d.Imprint != nil {
		add("抄送：" + d.Imprint.CopyTo)
	}
	return out
}

// Whatever holds text of the document refuses characters that XML cannot hold,
// and says where; none is replaced in silence.
func TestDocxRefusesControlCharacters(t *testing.T) {
	for name, change := range map[string]func(*document.Document, string){
		"title":      func(n *document.Document, s string) { n.Title = s },
		"recipients": func(n *document.Document, s string) { n.Recipients = s },
		"mark":       func(n *document.Document, s string) { n.Head.Mark = s },
		"organ":      func(n *document.Document, s string) { n.Head.Organs = []document.Organ{{Name: s}} },
		"copy":       func(n *document.Document, s string) { n.Head.Copy = s },
		"secrecy":    func(n *document.Document, s string) { n.Head.Secrecy = s },
		"urgency":    func(n *document.Document, s string) { n.Head.Urgency = s },
		"signers":    func(n *document.Document, s string) { n.Head.Signers = []string{s} },
		"number":     func(n *document.Document, s string) { n.Head.Number.Written = s },
		"post": func(n *document.Document, s string) {
			n.Signature = &document.Signature{Organs: bureau, Posts: []string{s}, Seal: document.SealStamp}
		},
		"signature": func(n *document.Document, s string) { n.Signature.Organs = []document.Organ{{Name: s}} },
		"note":      func(n *document.Document, s string) { n.Note = s },
		"to":        func(n *document.Document, s string) { n.Imprint = &document.Imprint{To: s} },
		"copy to":   func(n *document.Document, s string) { n.Imprint = &document.Imprint{CopyTo: s} },
		"office":    func(n *document.Document, s string) { n.Imprint = &document.Imprint{Office: s} },
		"list": func(n *document.Document, s string) {
			n.AttachmentMark, n.Attachments = s, []document.Attachment{{Title: "甲"}}
		},
		"attachment": func(n *document.Document, s string) { n.Attachments = []document.Attachment{{Title: s}} },
		"label":      func(n *document.Document, s string) { n.Attachments = []document.Attachment{{Title: "甲", Label: s}} },
		"form": func(n *document.Document, s string) {
			schema := forms.Builtins()[0]
			schema.Notes = []string{s}
			n.Body = []document.Block{&document.Form{Schema: schema}}
		},
	} {
		n := notice()
		n.Signature.Organs = bureau
		change(n, "甲\x01乙")
		p := printer(t)
		if _, err := p.DOCX(io.Discard, n); !errors.Is(err, render.ErrInvalid) {
			t.Errorf("%s: .docx: %v", name, err)
		}
		if _, err := p.PDF(io.Discard, n); !errors.Is(err, render.ErrInvalid) {
			t.Errorf("%s: PDF: %v", name, err)
		}
	}
}

// The same document gives the same .docx.
func TestDocxSameBytes(t *testing.T) {
	for _, s := range specimens() {
		var a, b bytes.Buffer
		if _, err := s.printer(t).DOCX(&a, s.doc); err != nil {
			t.Fatal(err)
		}
		if _, err := s.printer(t).DOCX(&b, s.doc); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: two .docx", s.name)
		}
	}
}

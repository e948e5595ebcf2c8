// Package ofd draws pages as an OFD document (GB/T 33190-2016), the format in
// which Chinese offices exchange and keep official documents.
package ofd

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/render/paper"
)

// The parts of a document, by their names in the archive.
const (
	rootPart        = "OFD.xml"
	documentPart    = "Doc_0/Document.xml"
	resourcePart    = "Doc_0/PublicRes.xml"
	tagListPart     = "Doc_0/Tags/CustomTags.xml"
	tagPart         = "Doc_0/Tags/CustomTag.xml"
	attachmentsPart = "Doc_0/Attachs/Attachments.xml"
)

const (
	declaration = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	namespace   = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	sheet       = `<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>`
)

// Options say what a document is to be.
type Options struct {
	Files   []paper.File // that are enclosed
	Archive bool         // OFD-A, for archives (GB/T 42133-2022); takes no files
}

// Draw draws pages.
func Draw(pages []paper.Page, of paper.Properties, o Options) ([]byte, error) {
	d := &drawer{faces: map[faceKey]*embedded{}}
	d.number(pages)
	contents := make([]string, len(pages))
	for i, page := range pages {
		contents[i] = d.page(i, page)
	}
	parts := []part{{name: rootPart}, {name: documentPart, data: document(d, pages, o)}, {name: resourcePart, data: resources(d)}}
	for i, content := range contents {
		parts = append(parts, part{name: fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i), data: []byte(content)})
	}
	for _, f := range d.order {
		ttf, err := f.face.Cut(f.runes)
		if err != nil {
			return nil, fmt.Errorf("embedding %s: %w", f.face.Name(), err)
		}
		parts = append(parts, part{name: "Doc_0/Res/" + f.file(), data: ttf, outlines: true})
	}
	parts = append(parts, part{name: tagListPart, data: []byte(declaration + "<ofd:CustomTags" + namespace + `><ofd:CustomTag NameSpace="` + tagNamespace +
		`"><ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>`)})
	parts = append(parts, part{name: tagPart, data: d.tags.xml()})
	if len(o.Files) > 0 {
		parts = append(parts, part{name: attachmentsPart, data: attachments(o.Files, of.Stamp())})
		for i, f := range o.Files {
			parts = append(parts, part{name: "Doc_0/Attachs/" + attachmentFile(i, f), data: f.Data, stored: true})
		}
	}
	parts[0].data = root(parts[1:], of, o)
	return archive(parts)
}

// root tells what the document is and where it begins. Its id is made of all
// other parts.
func root(parts []part, of paper.Properties, o Options) []byte {
	hash := sha256.New()
	for _, p := range parts {
		hash.Write([]byte(p.name))
		hash.Write([]byte{0})
		hash.Write(p.data)
	}
	fmt.Fprint(hash, of)
	id := hash.Sum(nil)[:16]
	id[6], id[8] = id[6]&0x0F|0x80, id[8]&0x3F|0x80 // a UUID of version 8

	var b strings.Builder
	kind := "OFD"
	if o.Archive {
		kind = "OFD-A"
	}
	element := func(name, text string) {
		if text != "" {
			b.WriteString("<ofd:" + name + ">" + escape(text) + "</ofd:" + name + ">")
		}
	}
	b.WriteString(declaration + "<ofd:OFD" + namespace + ` DocType="` + kind + `" Version="1.0"><ofd:DocBody><ofd:DocInfo>`)
	element("DocID", fmt.Sprintf("%x", id))
	element("Title", of.Title)
	element("Author", of.Author)
	element("CreationDate", of.Stamp().Format(time.DateOnly))
	element("ModDate", of.Stamp().Format(time.DateOnly))
	element("DocUsage", "Normal")
	element("Creator", "zhijiao")
	if len(of.Facts) > 0 {
		b.WriteString("<ofd:CustomDatas>")
		for _, f := range of.Facts {
			b.WriteString(`<ofd:CustomData Name="` + escape(f.Name) + `">` + escape(f.Value) + "</ofd:CustomData>")
		}
		b.WriteString("</ofd:CustomDatas>")
	}
	b.WriteString("</ofd:DocInfo>")
	element("DocRoot", documentPart)
	b.WriteString("</ofd:DocBody></ofd:OFD>")
	return []byte(b.String())
}

// document lists pages and the outline.
func document(d *drawer, pages []paper.Page, o Options) []byte {
	var b strings.Builder
	b.WriteString(declaration + "<ofd:Document" + namespace + "><ofd:CommonData><ofd:MaxUnitID>")
	fmt.Fprintf(&b, "%d</ofd:MaxUnitID><ofd:PageArea>%s</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>", d.last, sheet)
	for i := range pages {
		fmt.Fprintf(&b, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, pageID(i), i)
	}
	b.WriteString("</ofd:Pages>")
	if entries := paper.Bookmarks(pages); len(entries) > 0 {
		b.WriteString("<ofd:Outlines>")
		outline(&b, entries)
		b.WriteString("</ofd:Outlines>")
	}
	if !o.Archive {
		b.WriteString("<ofd:VPreferences><ofd:PageLayout>OneColumn</ofd:PageLayout><ofd:TabDisplay>DocTitle</ofd:TabDisplay></ofd:VPreferences>")
	}
	b.WriteString("<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>")
	if len(o.Files) > 0 {
		b.WriteString("<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>")
	}
	b.WriteString("</ofd:Document>")
	return []byte(b.String())
}

func outline(b *strings.Builder, entries []*paper.Bookmark) {
	for _, e := range entries {
		fmt.Fprintf(b, `<ofd:OutlineElem Title="%s" Count="%d" Expanded="true"><ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>`+
			`<ofd:Dest Type="XYZ" PageID="%d" Left="0" Top="%s" Zoom="0"/></ofd:Goto></ofd:Action></ofd:Actions>`,
			escape(e.Text), len(e.Kids), pageID(e.Page), millimetres(e.Y))
		outline(b, e.Kids)
		b.WriteString("</ofd:OutlineElem>")
	}
}

// resources lists the faces.
func resources(d *drawer) []byte {
	var b strings.Builder
	b.WriteString(declaration + "<ofd:Res" + namespace + ` BaseLoc="Res">`)
	if len(d.order) > 0 {
		b.WriteString("<ofd:Fonts>")
		for _, f := range d.order {
			name := escape(f.face.Name())
			fmt.Fprintf(&b, `<ofd:Font ID="%d" FontName="%s" FamilyName="%s"><ofd:FontFile>%s</ofd:FontFile></ofd:Font>`, f.id, name, name, f.file())
		}
		b.WriteString("</ofd:Fonts>")
	}
	b.WriteString("</ofd:Res>")
	return []byte(b.String())
}

// attachments lists the files that are enclosed.
func attachments(files []paper.File, stamp time.Time) []byte {
	var b strings.Builder
	b.WriteString(declaration + "<ofd:Attachments" + namespace + ">")
	for i, f := range files {
		fmt.Fprintf(&b, `<ofd:Attachment ID="A%d" Name="%s" Format="%s" CreationDate="%s" Size="%s" Visible="true"><ofd:FileLoc>%s</ofd:FileLoc></ofd:Attachment>`,
			i+1, escape(f.Name), f.Suffix(), stamp.Format("2006-01-02T15:04:05"), decimal(float64(len(f.Data))/1024), attachmentFile(i, f))
	}
	b.WriteString("</ofd:Attachments>")
	return []byte(b.String())
}

func attachmentFile(i int, f paper.File) string { return fmt.Sprintf("attach_%d.%s", i+1, f.Suffix()) }

// escape makes text fit to stand in XML, in attributes too.
func escape(s string) string {
	if !strings.ContainsAny(s, "&<>\"'\t\n\r\uFFFD") {
		return s
	}
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) // a buffer takes all
	return b.String()
}

package pdf

import (
	"crypto/md5"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/zhijiao-go/zhijiao/render/paper"
)

// standard completes the catalog by what PDF/A-2a and PDF/UA-1 ask for (ISO
// 19005-2, ISO 14289-1), with files PDF/A-3a (ISO 19005-3). more is what it holds
// of the outline, tags the structure tree.
func (u *update) standard(more string, tags int, of paper.Properties, files []paper.File) error {
	catalog, err := u.object(u.root)
	if err != nil {
		return err
	}
	// fpdf's list of files is empty, and that of scripts.
	from := strings.Index(catalog, "/Names <<")
	const end = "\n] >>\n>>\n"
	to := strings.Index(catalog, end)
	if from < 0 || to < from {
		return fmt.Errorf("%w: the catalog %q", errLayout, catalog)
	}
	catalog = catalog[:from] + catalog[to+len(end):]

	part := 2
	if len(files) > 0 {
		part = 3
	}
	metadata := u.plain("/Type /Metadata /Subtype /XML", xmp(of, part))
	profile := u.add("/N 3", srgb())
	intent := u.add(fmt.Sprintf("/Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB IEC61966-2.1) /DestOutputProfile %d 0 R", profile), nil)
	u.replace(u.root, fmt.Sprintf("%s\n%s/Metadata %d 0 R\n/OutputIntents [%d 0 R]\n/MarkInfo <</Marked true>>\n/StructTreeRoot %d 0 R\n/ViewerPreferences <</DisplayDocTitle true>>\n%s",
		strings.TrimSpace(catalog), more, metadata, intent, tags, u.enclose(files, of.Stamp())))
	return nil
}

// enclose adds files and returns what the catalog says of them.
func (u *update) enclose(files []paper.File, stamp time.Time) string {
	if len(files) == 0 {
		return ""
	}
	var all, names strings.Builder
	for i, f := range files {
		sum := md5.Sum(f.Data)
		data := u.add(fmt.Sprintf("/Type /EmbeddedFile /Subtype /%s /Params <</Size %d /ModDate (D:%sZ) /CheckSum <%x>>>",
			mediaName(f.Suffix()), len(f.Data), stamp.Format("20060102150405"), sum), f.Data)
		name := fmt.Sprintf("file%04d.%s", i+1, f.Suffix()) // the list is sorted by names of ASCII
		written := literal(utf16Text(f.Name))
		spec := u.add(fmt.Sprintf("/Type /Filespec /F (%s) /UF %s /Desc %s /AFRelationship /Data /EF <</F %d 0 R /UF %[4]d 0 R>>", name, written, written, data), nil)
		fmt.Fprintf(&all, "%d 0 R ", spec)
		fmt.Fprintf(&names, "(%s) %d 0 R ", name, spec)
	}
	return "/AF [" + all.String() + "]\n/Names <</EmbeddedFiles <</Names [" + names.String() + "]>>>>\n"
}

// mediaName is the media type of a file as a name of PDF.
func mediaName(suffix string) string {
	const office = "application#2Fvnd.openxmlformats-officedocument."
	switch suffix {
	case "xlsx":
		return office + "spreadsheetml.sheet"
	case "docx":
		return office + "wordprocessingml.document"
	case "pdf":
		return "application#2Fpdf"
	case "xml":
		return "text#2Fxml"
	case "csv":
		return "text#2Fcsv"
	case "txt":
		return "text#2Fplain"
	}
	return "application#2Foctet-stream"
}

// xmp is what the file says of itself: title, organ, dates, and the standards
// that it keeps. PDF/A wants the words of PDF/UA explained.
func xmp(of paper.Properties, part int) []byte {
	var b strings.Builder
	text := func(s string) string {
		var e strings.Builder
		xml.EscapeText(&e, []byte(s)) // a builder takes all
		return e.String()
	}
	stamp := of.Stamp().Format("2006-01-02T15:04:05Z")
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"` +
		` xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">`)
	fmt.Fprintf(&b, "<pdfaid:part>%d</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>", part)
	fmt.Fprintf(&b, `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`, text(of.Title))
	if of.Author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>", text(of.Author))
	}
	fmt.Fprintf(&b, "<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%[1]s</xmp:ModifyDate>"+
		"<pdf:Producer>zhijiao</pdf:Producer></rdf:Description>", stamp)
	b.WriteString(`<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"` +
		` xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">` +
		`<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema><pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>` +
		`<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>` +
		`<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>` +
		`<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>` +
		`</pdfaExtension:schemas></rdf:Description></rdf:RDF></x:xmpmeta>` + "\n<?xpacket end=\"w\"?>")
	return []byte(b.String())
}

// srgb is a colour profile (ICC v4.2) of sRGB: black and red are what they are
// on screens.
func srgb() []byte {
	be := binary.BigEndian
	fixed := func(vs ...float64) (b []byte) { // s15.16
		for _, v := range vs {
			b = be.AppendUint32(b, uint32(int32(math.Round(v*65536))))
		}
		return b
	}
	tag := func(kind string, data []byte) []byte { return append(append([]byte(kind), 0, 0, 0, 0), data...) }
	words := func(s string) []byte { // mluc: one record, English, 12 bytes long, at 28
		u := utf16.Encode([]rune(s))
		b := be.AppendUint32(be.AppendUint32(nil, 1), 12)
		b = append(b, "enUS"...)
		b = be.AppendUint32(be.AppendUint32(b, uint32(2*len(u))), 28)
		for _, c := range u {
			b = be.AppendUint16(b, c)
		}
		return tag("mluc", b)
	}
	curve := tag("para", append([]byte{0, 3, 0, 0}, fixed(2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)...))
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", words("sRGB")}, {"cprt", words("CC0")}, {"wtpt", tag("XYZ ", fixed(0.9642, 1, 0.8249))},
		{"chad", tag("sf32", fixed(1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316))},
		{"rXYZ", tag("XYZ ", fixed(0.4360747, 0.2225045, 0.0139322))},
		{"gXYZ", tag("XYZ ", fixed(0.3850649, 0.7168786, 0.0971045))},
		{"bXYZ", tag("XYZ ", fixed(0.1430804, 0.0606169, 0.7141733))},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	const headerSize = 128
	at := headerSize + 4 + 12*len(tags)
	list := be.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	for i, t := range tags {
		if i > 0 && &tags[i-1].data[0] == &t.data[0] { // the three curves are one
			list = append(list, t.name...)
			list = append(list, list[len(list)-12:len(list)-4]...)
			continue
		}
		list = be.AppendUint32(be.AppendUint32(append(list, t.name...), uint32(at+len(body))), uint32(len(t.data)))
		body = append(body, t.data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	p := make([]byte, headerSize)
	be.PutUint32(p, uint32(at+len(body)))
	be.PutUint32(p[8:], 0x04200000)
	copy(p[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2026, 1, 1} {
		be.PutUint16(p[24+2*i:], v)
	}
	copy(p[36:], "acsp")
	copy(p[68:], fixed(0.9642, 1, 0.8249))
	p = append(append(p, list...), body...)
	id := md5.Sum(p)
	copy(p[84:], id[:])
	return p
}

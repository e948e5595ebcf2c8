package word

import (
	"archive/zip"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/internal/flow"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A wordLook is what a .docx says of faces and numbers.
type Look struct {
	Faces   font.Names
	Latin   string        // face of digits and Latin letters in 仿宋; "": the same
	Tight   bool          // no white between Chinese and Latin
	Centred bool          // page numbers in the middle
	Styles  []*flow.Style // that the document declares; nil: all those of notices
	Border  bool          // a red double one around every page
	Custom  [][2]string   // custom properties, names and values
}

// wordParts collects the parts of a .docx that the main part refers to.
type parts struct {
	flow  *flow.Flow
	of    paper.Properties
	look  Look
	parts []part
}

// A wordPart is a header or footer.
type part struct {
	id   string // of the relationship
	kind string // header or footer
	name string
	text string
}

// add returns the relationship id of a part, which is stored once.
func (p *parts) add(kind, text string) string {
	n := 0
	for _, part := range p.parts {
		if part.text == text {
			return part.id
		}
		if part.kind == kind {
			n++
		}
	}
	part := part{id: fmt.Sprintf("rId%d", len(fixedParts)+len(p.parts)+1), kind: kind, name: fmt.Sprintf("%s%d.xml", kind, n+1), text: text}
	p.parts = append(p.parts, part)
	return part.id
}

// fixedParts are the parts that every document has, by the last element of
// their relationship type.
var fixedParts = []string{"styles", "settings", "fontTable"}

const (
	wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relNS    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pkgNS    = "http://schemas.openxmlformats.org/package/2006/"
)

// template packs every part of a .docx but the text of the main one.
func (p *parts) template() ([]byte, error) {
	types := xmlHead + `<Types xmlns="` + pkgNS + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/>`
	rels := xmlHead + `<Relationships xmlns="` + pkgNS + `relationships">`
	for i, name := range fixedParts {
		types += `<Override PartName="/word/` + name + `.xml" ContentType="` + wordType + name + `+xml"/>`
		rels += fmt.Sprintf(`<Relationship Id="rId%d" Type="%s/%s" Target="%s.xml"/>`, i+1, relNS, name, name)
	}
	for _, part := range p.parts {
		types += `<Override PartName="/word/` + part.name + `" ContentType="` + wordType + part.kind + `+xml"/>`
		rels += fmt.Sprintf(`<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, part.id, relNS, part.kind, part.name)
	}
	types += `<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` +
		`<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>`
	top := packageRels
	if len(p.look.Custom) > 0 {
		types += `<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>`
		top += `<Relationship Id="rId4" Type="` + relNS + `/custom-properties" Target="docProps/custom.xml"/>`
	}

	files := []struct{ name, text string }{
		{"[Content_Types].xml", types + `</Types>`},
		{"_rels/.rels", top + `</Relationships>`},
		{"word/document.xml", xmlHead + `<w:document ` + wordNS + `><w:body/></w:document>`},
		{"word/_rels/document.xml.rels", rels + `</Relationships>`},
		{"word/styles.xml", p.wordStyles()},
		{"word/settings.xml", wordSettings},
		{"word/fontTable.xml", p.wordFonts()},
		{"docProps/core.xml", coreProps(p.of)},
		{"docProps/app.xml", appProps},
	}
	if len(p.look.Custom) > 0 {
		files = append(files, struct{ name, text string }{"docProps/custom.xml", customProps(p.look.Custom)})
	}
	for _, part := range p.parts {
		files = append(files, struct{ name, text string }{"word/" + part.name, part.text})
	}
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, f := range files {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.name, Method: zip.Store}) // it is packed again
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(f.text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

const packageRels = xmlHead + `<Relationships xmlns="` + pkgNS + `relationships">` +
	`<Relationship Id="rId1" Type="` + relNS + `/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="` + pkgNS + `relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`<Relationship Id="rId3" Type="` + relNS + `/extended-properties" Target="docProps/app.xml"/>`

const appProps = xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>zhijiao</Application></Properties>`

// customProps are properties that no program knows but ours.
func customProps(props [][2]string) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`)
	for i, p := range props {
		fmt.Fprintf(&b, `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="%d" name="%s"><vt:lpwstr>%s</vt:lpwstr></property>`, i+2, escape(p[0]), escape(p[1]))
	}
	b.WriteString(`</Properties>`)
	return b.String()
}

func coreProps(of paper.Properties) string {
	stamp := of.Stamp().Format(time.RFC3339)
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(of.Title) + `</dc:title>` +
		`<dc:creator>` + escape(of.Author) + `</dc:creator>` +
		`<cp:lastModifiedBy>` + escape(of.Author) + `</cp:lastModifiedBy>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:created>` +
		`<dcterms:modified xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:modified>` +
		`<dc:language>zh-CN</dc:language></cp:coreProperties>`
}

// wordSettings: rigid cells (no compressed or hanging marks), two kinds of
// footers, zh-CN.
const wordSettings = xmlHead + `<w:settings ` + wordNS + `>` +
	`<w:zoom w:percent="100"/>` +
	`<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>` +
	`<w:defaultTabStop w:val="640"/>` +
	`<w:evenAndOddHeaders/>` +
	`<w:characterSpacingControl w:val="doNotCompress"/>` +
	`<w:noLineBreaksAfter w:lang="zh-CN" w:val="` + notLast + `"/><w:noLineBreaksBefore w:lang="zh-CN" w:val="` + notFirst + `"/>` +
	`<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>` +
	`<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
	`<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>` +
	`<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>` +
	`</w:settings>`

// Marks that may not end or begin a line: the lists that Word has for
// simplified Chinese, to the second of which — and ％ come (GB/T 15834-2011 5.1),
// so that —— is never parted.
const (
	notLast  = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
	notFirst = "!%),.:;&gt;?]}¢¨°·ˇˉ—―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
)

// wordFonts says of every face under what other names it goes and what it looks
// like, so that an office that lacks it shows its like.
func (p *parts) wordFonts() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:fonts ` + wordNS + `>`)
	done := map[string]bool{}
	for role := font.FangSong; role <= font.SongTi; role++ {
		name := p.look.Faces.Of(role)
		if done[name] {
			continue
		}
		done[name] = true
		l := fontLooks[role]
		fmt.Fprintf(&b, `<w:font w:name="%s"><w:altName w:val="%s"/><w:panose1 w:val="%s"/><w:charset w:val="86"/><w:family w:val="%s"/><w:pitch w:val="%s"/>%s</w:font>`,
			escape(name), escape(altNames(role, name)), l.panose, l.family, l.pitch, l.sig)
	}
	if name := p.look.Latin; name != "" && !done[name] {
		fmt.Fprintf(&b, `<w:font w:name="%s"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>`, escape(name))
	}
	b.WriteString(`</w:fonts>`)
	return b.String()
}

// altNames are the names of a role's faces but one.
func altNames(role font.Role, name string) string {
	names := append([]string{role.FaceName()}, role.AltNames()...)
	return strings.Join(slices.DeleteFunc(names, func(n string) bool { return n == name }), ",")
}

// fontLooks are what the standard's faces say of themselves: the classes of
// their design (OS/2 panose) and the characters that they have (code page 936).
var fontLooks = map[font.Role]struct{ panose, family, pitch, sig string }{
	font.FangSong:     {"02010609030101010101", "modern", "fixed", gb2312},
	font.KaiTi:        {"02010609030101010101", "modern", "fixed", gb2312},
	font.HeiTi:        {"02010609060101010101", "modern", "fixed", gbk},
	font.SongTi:       {"02010600030101010101", "auto", "variable", `<w:sig w:usb0="00000003" w:usb1="288F0000" w:usb2="00000016" w:usb3="00000000" w:csb0="00040001" w:csb1="00000000"/>`},
	font.XiaoBiaoSong: {"02010601030101010101", "auto", "variable", gb2312},
}

const (
	gb2312 = `<w:sig w:usb0="00000001" w:usb1="080E0000" w:usb2="00000010" w:usb3="00000000" w:csb0="00040000" w:csb1="00000000"/>`
	gbk    = `<w:sig w:usb0="800002BF" w:usb1="38CF7CFA" w:usb2="00000016" w:usb3="00000000" w:csb0="00040001" w:csb1="00000000"/>`
)

// wordStyles declares the styles. Everything that the layout relies on stands
// in Normal, since LibreOffice reads the grid's base size there.
func (p *parts) wordStyles() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + wordNS + `><w:docDefaults><w:rPrDefault><w:rPr>` + p.rFonts(font.FangSong) +
		`<w:kern w:val="0"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault/></w:docDefaults>`)
	declared := p.look.Styles
	if declared == nil {
		declared = flow.Styles()
	}
	for _, s := range declared {
		p.style(&b, s)
	}
	b.WriteString(`<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>`)
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>`)
	for role := font.FangSong; role <= font.SongTi; role++ {
		fmt.Fprintf(&b, `<w:style w:type="character" w:customStyle="1" w:styleId="%s"><w:name w:val="公文%s"/><w:qFormat/><w:rPr>%s</w:rPr></w:style>`,
			flow.CharStyle(role), role, p.rFonts(role))
	}
	b.WriteString(`</w:styles>`)
	return b.String()
}

// rFonts names the face of a role in all four slots, so that no theme's face
// gets in between.
func (p *parts) rFonts(r font.Role) string {
	name := p.look.Faces.Of(r)
	if r == font.FangSong && p.look.Latin != "" {
		return rFonts(name, p.look.Latin)
	}
	return rFonts(name, name)
}

func rFonts(face, latin string) string {
	face, latin = escape(face), escape(latin)
	return fmt.Sprintf(`<w:rFonts w:hint="eastAsia" w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s" w:cs="%s"/>`, latin, latin, face, latin)
}

func (p *parts) style(b *strings.Builder, s *flow.Style) {
	custom, qFormat := ` w:customStyle="1"`, `<w:qFormat/>`
	if !strings.HasPrefix(s.ID, "GW") {
		custom = ""
	}
	dflt := ""
	if s == flow.StyleNormal {
		dflt = ` w:default="1"`
	}
	fmt.Fprintf(b, `<w:style w:type="paragraph"%s%s w:styleId="%s"><w:name w:val="%s"/>`, dflt, custom, s.ID, s.Name)
	if s.Based != "" {
		fmt.Fprintf(b, `<w:basedOn w:val="%s"/>`, s.Based)
	}
	switch {
	case s.Next != "":
		fmt.Fprintf(b, `<w:next w:val="%s"/>`, s.Next)
	case s.Outline > 0 && s.First != 0:
		b.WriteString(`<w:next w:val="GWBody"/>`)
	}
	b.WriteString(qFormat + `<w:pPr>`)
	if s.KeepNext {
		b.WriteString(`<w:keepNext/>`)
	}
	if s.BreakBefore {
		b.WriteString(`<w:pageBreakBefore/>`)
	}
	if s == flow.StyleNormal {
		auto := 1
		if p.look.Tight {
			auto = 0
		}
		b.WriteString(`<w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:wordWrap w:val="1"/><w:overflowPunct w:val="0"/><w:topLinePunct w:val="0"/>` +
			fmt.Sprintf(`<w:autoSpaceDE w:val="%[1]d"/><w:autoSpaceDN w:val="%[1]d"/>`, auto) + `<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>`)
	}
	pitch := s.Pitch
	if pitch == 0 {
		pitch = p.flow.Geo.Pitch
	}
	fmt.Fprintf(b, `<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="exact"/>`, pitch)
	if s.First != 0 {
		fmt.Fprintf(b, `<w:ind w:firstLineChars="200" w:firstLine="%d"/>`, s.First)
	}
	fmt.Fprintf(b, `<w:jc w:val="%s"/>`, alignment(s.Align))
	if s.Outline > 0 {
		fmt.Fprintf(b, `<w:outlineLvl w:val="%d"/>`, s.Outline-1)
	}
	fonts := p.rFonts(s.Role)
	if s.Face != "" {
		fonts = rFonts(s.Face, s.Face)
	}
	b.WriteString(`</w:pPr><w:rPr>` + fonts)
	color := "000000"
	if s.Color == paper.Red {
		color = "FF0000"
	}
	fmt.Fprintf(b, `<w:b w:val="0"/><w:color w:val="%s"/><w:spacing w:val="%d"/><w:kern w:val="0"/>`, color, s.Track)
	half := int(s.Size * 2)
	fmt.Fprintf(b, `<w:sz w:val="%[1]d"/><w:szCs w:val="%[1]d"/>`, half)
	b.WriteString(`</w:rPr></w:style>`)
}

// alignment returns the name of an alignment in WordprocessingML.
func alignment(a flow.Align) string {
	switch a {
	case flow.FlushLeft:
		return "left"
	case flow.Centre:
		return "center"
	case flow.FlushRight:
		return "right"
	case flow.Spread:
		return "distribute"
	}
	return "both"
}

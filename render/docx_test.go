package render_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render"
)

// A specimen is a document that shows something which others do not.
type specimen struct {
	name string
	doc  campaign.Document
	set  func(*render.Printer) // options; nil: none
}

func (s specimen) printer(t testing.TB) *render.Printer {
	p := printer(t)
	if s.set != nil {
		s.set(p)
	}
	return p
}

// specimens cover every kind of head, signature, attachment and imprint, and
// text that is hard to write down.
func specimens() []specimen {
	var all []specimen
	add := func(name string, change func(*campaign.Notice)) *campaign.Notice {
		n := notice()
		change(n)
		all = append(all, specimen{name: name, doc: n})
		return n
	}
	imprint := &campaign.Imprint{CopyTo: "示例省教育厅，" + strings.Repeat("示例市人力资源和社会保障局、", 3) + "市总工会。", Office: "示例市教育局办公室", Date: issued}
	prose := body("为贯彻落实《中华人民共和国职业教育法》，现将有关事宜通知如下。\n一、总体要求\n（一）指导思想\n坚持以习近平新时代中国特色社会主义思想为指导。\n（二）基本原则。坚持高位推动。\n1.常规活动。各单位要办好。\n（1）校内活动。各校要办好。\n①展示。各班要办好。\n责任部门：招生就业处\n姓名\t人数\n张某某\t12\n\t")

	// heads
	add("single head", func(n *campaign.Notice) {
		n.Head.Copy, n.Head.Secrecy, n.Head.Urgency = "000001", "机密★1年", "特急"
		n.Body, n.Note, n.Imprint = prose, "此件公开发布", imprint
	})
	for _, organs := range [][]campaign.Organ{nine[:2], nine[:3], nine} {
		add(fmt.Sprintf("joint head of %d", len(organs)), func(n *campaign.Notice) {
			n.Head.Organs, n.Imprint = organs, imprint
		})
	}
	add("letter", func(n *campaign.Notice) {
		n.Head.Format, n.Head.Mark, n.Body = campaign.HeadLetter, "", body(strings.Repeat("国", 700))
		n.Head.Urgency, n.Imprint = "加急", &campaign.Imprint{CopyTo: "市总工会。"}
	})
	add("order", func(n *campaign.Notice) {
		n.Head.Format, n.Head.Mark, n.Title, n.Recipients = campaign.HeadOrder, "令", "", ""
		n.Head.Number, n.Head.Copy = campaign.ParseDocNumber("第12号"), "000001"
		n.Signature = &campaign.Signature{Organs: bureau, Posts: []string{"局长"}, Date: issued, Seal: campaign.SealStamp}
	})
	add("minutes", func(n *campaign.Notice) {
		n.Head.Format, n.Head.Mark, n.Head.Number = campaign.HeadMinutes, "会议纪要", campaign.DocNumber{}
		n.Signature = nil
	})
	add("preprinted", func(n *campaign.Notice) {
		n.Head.Format, n.Head.Organs, n.Head.Room = campaign.HeadPreprinted, nil, 110
		n.Head.Copy, n.Head.Secrecy, n.Head.Urgency, n.Head.Signers = "000001", "秘密★1年", "加急", []string{"张某某"}
	})
	add("preprinted without number", func(n *campaign.Notice) {
		n.Head = &campaign.Head{Format: campaign.HeadPreprinted, Room: 110}
	})
	add("three signers", func(n *campaign.Notice) {
		n.Kind, n.Head.Signers = "请示", []string{"张某某", "李某", "王某某"}
	})
	add("no head", func(n *campaign.Notice) { n.Head = nil })

	// signatures
	for _, s := range []struct {
		name   string
		organs []campaign.Organ
		seal   campaign.Seal
	}{
		{"long name sealed", []campaign.Organ{{Name: "示例市人力资源和社会保障局职业能力建设处"}}, campaign.SealSingle},
		{"unsealed", bureau, campaign.SealNone},
		{"three unsealed", nine[:3], campaign.SealNone},
		{"two sealed", nine[:2], campaign.SealJoint},
		{"four sealed", nine[:4], campaign.SealJoint},
		{"nine sealed", nine, campaign.SealJoint},
		{"two stamped", nine[:2], campaign.SealStamp},
		{"date alone", nil, ""},
	} {
		add(s.name, func(n *campaign.Notice) {
			n.Signature = &campaign.Signature{Organs: s.organs, Seal: s.seal, Date: issued, Posts: []string{"局长", "部长"}[:min(2, len(s.organs))]}
		})
	}
	add("large seal", func(n *campaign.Notice) {})
	all[len(all)-1].set = func(p *render.Printer) { p.SealDiameter = 50 }

	// attachments
	for _, count := range []int{1, 3, 12} {
		add(fmt.Sprintf("%d attachments", count), func(n *campaign.Notice) {
			for i := range count {
				n.Attachments = append(n.Attachments, campaign.Attachment{Title: fmt.Sprintf("第%d项特色亮点活动安排和各职业院校参加情况统计汇总表", i+1), Body: prose})
			}
		})
	}
	add("printed plan", func(n *campaign.Notice) {
		n.Title = "示例市教育局关于印发《2027年职业教育活动周实施方案》的通知"
		n.Attachments = []campaign.Attachment{{Title: "2027年职业教育活动周实施方案", Body: prose, Printed: true}}
		n.Imprint = imprint
	})
	wide := [][]string{{"序号", "学校", "活动", "时间", "地点", "形式", "人数", "联系人", "电话", "备注"}}
	for range 30 {
		wide = append(wide, make([]string, 10))
	}
	landscape := []campaign.Attachment{{Title: "一览表", Body: []campaign.Block{&campaign.Table{Rows: wide}}}}
	add("landscape table", func(n *campaign.Notice) { n.Attachments, n.Imprint = landscape, imprint })
	add("portrait behind landscape", func(n *campaign.Notice) {
		n.Attachments = append(slices.Clone(landscape), campaign.Attachment{Title: "清单", Body: prose})
	})
	add("all forms", func(n *campaign.Notice) {
		for _, s := range forms.Builtins() {
			n.Attachments = append(n.Attachments, campaign.Attachment{Title: s.Title, Body: []campaign.Block{&campaign.Form{Schema: s}}})
		}
		n.Imprint = imprint
	})

	// imprints
	add("imprint on the same page", func(n *campaign.Notice) { n.Body, n.Imprint = body(strings.Repeat("国", 500)), imprint })
	add("imprint on the next page", func(n *campaign.Notice) { n.Imprint = imprint })
	behind := add("imprint behind a blank page", func(n *campaign.Notice) { n.Imprint = imprint })
	for chars := 700; ; chars += 28 { // until the text ends on an even page without room
		behind.Body = body(strings.Repeat("国", chars))
		pages, err := new(render.Printer).Layout(behind)
		if err != nil || len(pages) > 20 {
			panic(fmt.Sprint(len(pages), " pages and no blank one: ", err))
		}
		if pages[len(pages)-1].Unnumbered {
			break
		}
	}
	add("no even page", func(n *campaign.Notice) { n.Imprint = imprint })
	all[len(all)-1].set = func(p *render.Printer) { p.NoEvenPage = true }
	add("GB/T 33476", func(n *campaign.Notice) { n.Body, n.Imprint = prose, imprint })
	all[len(all)-1].set = func(p *render.Printer) { p.Profile = render.GBT33476 }

	// text
	add("beyond the BMP", func(n *campaign.Notice) {
		n.Title, n.Body = "示例市𠮷祥区教育局关于李𬭎同志的通知", body("一、𠮷祥\n联系人：李𬭎、赵𠮷、王喆。")
	})
	add("special characters", func(n *campaign.Notice) {
		n.Title = "关于<甲>&“乙”'丙'的通知"
		n.Recipients = `各<校>&"院"`
		n.Body = []campaign.Block{
			&campaign.Heading{Level: 1, Mark: "一、", Text: "<w:t>&amp;"},
			&campaign.Paragraph{Text: "  甲   乙 <b>&lt;\"丙\"'丁'>  ]]>  "},
			&campaign.Paragraph{Text: "　全角空格　和\u00a0不换行空格"},
			&campaign.Labelled{Label: "组  长：", Text: " 姜某某"},
			&campaign.Table{Rows: [][]string{{"<甲>", " 乙 "}, {"&", "  "}}},
		}
		n.Note = "<此件>&公开"
	})
	add("long title", func(n *campaign.Notice) {
		n.Title = "示例市教育局关于" + strings.Repeat("深入学习贯彻落实全市职业教育工作会议精神", 8) + "的通知"
	})
	add("empty", func(n *campaign.Notice) { *n = campaign.Notice{} })
	add("head alone", func(n *campaign.Notice) { *n = campaign.Notice{Head: &campaign.Head{Organs: bureau}} })
	all = append(all, specimen{name: "empty plan", doc: &campaign.Plan{}},
		specimen{name: "plan", doc: &campaign.Plan{ID: "p", Title: "示例学校\n2027年职业教育活动周方案", Body: prose,
			Signature: &campaign.Signature{Organs: bureau, Date: issued, Seal: campaign.SealNone}}})
	return all
}

// An elem is an element of XML. Names have the prefix that documents use for
// their namespace.
type elem struct {
	name string
	attr map[string]string
	kids []*elem
	text string // character data directly in it
}

var prefixes = map[string]string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main":              "w",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":       "r",
	"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing":    "wp",
	"http://schemas.openxmlformats.org/drawingml/2006/main":                     "a",
	"http://schemas.microsoft.com/office/word/2010/wordprocessingShape":         "wps",
	"http://schemas.openxmlformats.org/markup-compatibility/2006":               "mc",
	"http://schemas.openxmlformats.org/package/2006/content-types":              "ct",
	"http://schemas.openxmlformats.org/package/2006/relationships":              "rel",
	"http://schemas.openxmlformats.org/package/2006/metadata/core-properties":   "cp",
	"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
	"http://purl.org/dc/elements/1.1/":                                          "dc",
	"http://purl.org/dc/terms/":                                                 "dcterms",
	"http://www.w3.org/2001/XMLSchema-instance":                                 "xsi",
	"http://www.w3.org/XML/1998/namespace":                                      "xml",
	"urn:schemas-microsoft-com:vml":                                             "v",
	"urn:schemas-microsoft-com:office:office":                                   "o",
	"urn:schemas-microsoft-com:office:word":                                     "w10",
}

func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	if p, ok := prefixes[n.Space]; ok {
		return p + ":" + n.Local
	}
	return n.Space + ":" + n.Local
}

func parseXML(data []byte) (*elem, error) {
	root := &elem{}
	open := []*elem{root}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			e := &elem{name: qualified(token.Name), attr: map[string]string{}}
			for _, a := range token.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					e.attr[qualified(a.Name)] = a.Value
				}
			}
			top.kids = append(top.kids, e)
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.text += string(token)
		}
	}
	if len(root.kids) != 1 {
		return nil, fmt.Errorf("%d root elements", len(root.kids))
	}
	return root.kids[0], nil
}

// walk calls f for e and everything in it, parents first.
func (e *elem) walk(f func(e, parent *elem)) {
	var visit func(e, parent *elem)
	visit = func(e, parent *elem) {
		f(e, parent)
		for _, k := range e.kids {
			visit(k, e)
		}
	}
	visit(e, &elem{})
}

func (e *elem) all(name string) []*elem {
	var out []*elem
	e.walk(func(e, _ *elem) {
		if e.name == name {
			out = append(out, e)
		}
	})
	return out
}

// kid returns the first child of that name, an empty element if there is none.
func (e *elem) kid(name string) *elem {
	for _, k := range e.kids {
		if k.name == name {
			return k
		}
	}
	return &elem{}
}

func (e *elem) val() string { return e.attr["w:val"] }

// A wordFile is a .docx, unpacked.
type wordFile struct {
	names []string          // of the parts, in the order of the package
	data  map[string][]byte // by name
	parts map[string]*elem  // by name
}

// unpack reads a .docx; every part must be well-formed.
func unpack(t testing.TB, data []byte) *wordFile {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f := &wordFile{data: map[string][]byte{}, parts: map[string]*elem{}}
	for _, entry := range z.File {
		if f.data[entry.Name] != nil {
			t.Errorf("%s is there twice", entry.Name)
		}
		r, err := entry.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		root, err := parseXML(content)
		if err != nil {
			t.Fatalf("%s: %v", entry.Name, err)
		}
		f.names, f.data[entry.Name], f.parts[entry.Name] = append(f.names, entry.Name), content, root
	}
	return f
}

// stories are the parts that hold paragraphs.
func (f *wordFile) stories() []string {
	return slices.DeleteFunc(slices.Clone(f.names), func(name string) bool {
		root := f.parts[name].name
		return root != "w:document" && root != "w:ftr" && root != "w:hdr"
	})
}

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
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) {
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
				if want := map[string]string{"officeDocument": "document.main", "core-properties": "core-properties", "extended-properties": "extended-properties"}[kind]; want != "" {
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
	})
}

// order holds the children of elements in the order of the transitional
// schema (ISO/IEC 29500-4, wml.xsd, dml-wordprocessingDrawing.xsd). Word
// refuses a file with any other, or drops what comes too late.
var order = words(`
w:document: w:background w:body
w:pPr: w:pStyle w:keepNext w:keepLines w:pageBreakBefore w:framePr w:widowControl w:numPr w:suppressLineNumbers w:pBdr w:shd w:tabs w:suppressAutoHyphens w:kinsoku w:wordWrap w:overflowPunct w:topLinePunct w:autoSpaceDE w:autoSpaceDN w:bidi w:adjustRightInd w:snapToGrid w:spacing w:ind w:contextualSpacing w:mirrorIndents w:suppressOverlap w:jc w:textDirection w:textAlignment w:textboxTightWrap w:outlineLvl w:divId w:cnfStyle w:rPr w:sectPr w:pPrChange
w:rPr: w:rStyle w:rFonts w:b w:bCs w:i w:iCs w:caps w:smallCaps w:strike w:dstrike w:outline w:shadow w:emboss w:imprint w:noProof w:snapToGrid w:vanish w:webHidden w:color w:spacing w:w w:kern w:position w:sz w:szCs w:highlight w:u w:effect w:bdr w:shd w:fitText w:vertAlign w:rtl w:cs w:em w:lang w:eastAsianLayout w:specVanish w:oMath
w:pBdr: w:top w:left w:bottom w:right w:between w:bar
w:tblPr: w:tblStyle w:tblpPr w:tblOverlap w:bidiVisual w:tblStyleRowBandSize w:tblStyleColBandSize w:tblW w:jc w:tblCellSpacing w:tblInd w:tblBorders w:shd w:tblLayout w:tblCellMar w:tblLook w:tblCaption w:tblDescription
w:tblBorders: w:top w:left w:bottom w:right w:insideH w:insideV
w:tblCellMar: w:top w:left w:bottom w:right
w:tcBorders: w:top w:left w:bottom w:right w:insideH w:insideV w:tl2br w:tr2bl
w:tcMar: w:top w:left w:bottom w:right
w:trPr: w:cnfStyle w:divId w:gridBefore w:gridAfter w:wBefore w:wAfter w:cantSplit w:trHeight w:tblHeader w:tblCellSpacing w:jc w:hidden
w:tcPr: w:cnfStyle w:tcW w:gridSpan w:hMerge w:vMerge w:tcBorders w:shd w:noWrap w:tcMar w:textDirection w:tcFitText w:vAlign w:hideMark
w:sectPr: w:headerReference* w:footerReference* w:footnotePr w:endnotePr w:type w:pgSz w:pgMar w:paperSrc w:pgBorders w:lnNumType w:pgNumType w:cols w:formProt w:vAlign w:noEndnote w:titlePg w:textDirection w:bidi w:rtlGutter w:docGrid w:printerSettings
w:styles: w:docDefaults w:latentStyles w:style*
w:docDefaults: w:rPrDefault w:pPrDefault
w:rPrDefault: w:rPr
w:pPrDefault: w:pPr
w:style: w:name w:aliases w:basedOn w:next w:link w:autoRedefine w:hidden w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:locked w:personal w:personalCompose w:personalReply w:rsid w:pPr w:rPr w:tblPr w:trPr w:tcPr w:tblStylePr*
w:settings: w:writeProtection w:view w:zoom w:removePersonalInformation w:removeDateAndTime w:doNotDisplayPageBoundaries w:displayBackgroundShape w:printPostScriptOverText w:printFractionalCharacterWidth w:printFormsData w:embedTrueTypeFonts w:embedSystemFonts w:saveSubsetFonts w:saveFormsData w:mirrorMargins w:alignBordersAndEdges w:bordersDoNotSurroundHeader w:bordersDoNotSurroundFooter w:gutterAtTop w:hideSpellingErrors w:hideGrammaticalErrors w:activeWritingStyle w:proofState w:formsDesign w:attachedTemplate w:linkStyles w:stylePaneFormatFilter w:stylePaneSortMethod w:documentType w:mailMerge w:revisionView w:trackRevisions w:doNotTrackMoves w:doNotTrackFormatting w:documentProtection w:autoFormatOverride w:styleLockTheme w:styleLockQFSet w:defaultTabStop w:autoHyphenation w:consecutiveHyphenLimit w:hyphenationZone w:doNotHyphenateCaps w:showEnvelope w:summaryLength w:clickAndTypeStyle w:defaultTableStyle w:evenAndOddHeaders w:bookFoldRevPrinting w:bookFoldPrinting w:bookFoldPrintingSheets w:drawingGridHorizontalSpacing w:drawingGridVerticalSpacing w:displayHorizontalDrawingGridEvery w:displayVerticalDrawingGridEvery w:doNotUseMarginsForDrawingGridOrigin w:drawingGridHorizontalOrigin w:drawingGridVerticalOrigin w:doNotShadeFormData w:noPunctuationKerning w:characterSpacingControl w:printTwoOnOne w:strictFirstAndLastChars w:noLineBreaksAfter w:noLineBreaksBefore w:savePreviewPicture w:doNotValidateAgainstSchema w:saveInvalidXml w:ignoreMixedContent w:alwaysShowPlaceholderText w:doNotDemarcateInvalidXml w:saveXmlDataOnly w:useXSLTWhenSaving w:saveThroughXslt w:showXMLTags w:alwaysMergeEmptyNamespace w:updateFields w:hdrShapeDefaults w:footnotePr w:endnotePr w:compat w:docVars w:rsids w:mathPr w:attachedSchema w:themeFontLang w:clrSchemeMapping w:doNotIncludeSubdocsInStats w:doNotAutoCompressPictures w:forceUpgrade w:captions w:readModeInkLockDown w:smartTagType w:schemaLibrary w:shapeDefaults w:doNotEmbedSmartTags w:decimalSymbol w:listSeparator
w:compat: w:useSingleBorderforContiguousCells w:wpJustification w:noTabHangInd w:noLeading w:spaceForUL w:noColumnBalance w:balanceSingleByteDoubleByteWidth w:noExtraLineSpacing w:doNotLeaveBackslashAlone w:ulTrailSpace w:doNotExpandShiftReturn w:spacingInWholePoints w:lineWrapLikeWord6 w:printBodyTextBeforeHeader w:printColBlack w:wpSpaceWidth w:showBreaksInFrames w:subFontBySize w:suppressBottomSpacing w:suppressTopSpacing w:suppressSpacingAtTopOfPage w:suppressTopSpacingWP w:suppressSpBfAfterPgBrk w:swapBordersFacingPages w:convMailMergeEsc w:truncateFontHeightsLikeWP6 w:mwSmallCaps w:usePrinterMetrics w:doNotSuppressParagraphBorders w:wrapTrailSpaces w:footnoteLayoutLikeWW8 w:shapeLayoutLikeWW8 w:alignTablesRowByRow w:forgetLastTabAlignment w:adjustLineHeightInTable w:autoSpaceLikeWord95 w:noSpaceRaiseLower w:doNotUseHTMLParagraphAutoSpacing w:layoutRawTableWidth w:layoutTableRowsApart w:useWord97LineBreakRules w:doNotBreakWrappedTables w:doNotSnapToGridInCell w:selectFldWithFirstOrLastChar w:applyBreakingRules w:doNotWrapTextWithPunct w:doNotUseEastAsianBreakRules w:useWord2002TableStyleRules w:growAutofit w:useFELayout w:useNormalStyleForList w:doNotUseIndentAsNumberingTabStop w:useAltKinsokuLineBreakRules w:allowSpaceOfSameStyleInTable w:doNotSuppressIndentation w:doNotAutofitConstrainedTables w:autofitToFirstFixedWidthCell w:underlineTabInNumList w:displayHangulFixedWidth w:splitPgBreakAndParaMark w:doNotVertAlignCellWithSp w:doNotBreakConstrainedForcedTable w:doNotVertAlignInTxbx w:useAnsiKerningPairs w:cachedColBalance w:compatSetting*
w:fonts: w:font*
w:font: w:altName w:panose1 w:charset w:family w:notTrueType w:pitch w:sig w:embedRegular w:embedBold w:embedItalic w:embedBoldItalic
w:p: w:pPr w:r*
w:tbl: w:tblPr w:tblGrid w:tr*
w:tblGrid: w:gridCol*
w:tabs: w:tab*
mc:AlternateContent: mc:Choice* mc:Fallback
mc:Choice: w:drawing
mc:Fallback: w:pict
w:drawing: wp:anchor
wp:anchor: wp:simplePos wp:positionH wp:positionV wp:extent wp:effectExtent wp:wrapNone wp:wrapSquare wp:wrapTight wp:wrapThrough wp:wrapTopAndBottom wp:docPr wp:cNvGraphicFramePr a:graphic
wp:positionH: wp:align wp:posOffset
wp:positionV: wp:align wp:posOffset
a:graphic: a:graphicData
a:graphicData: wps:wsp
wps:wsp: wps:cNvPr wps:cNvSpPr wps:cNvCnPr wps:spPr wps:style wps:extLst wps:txbx wps:linkedTxbx wps:bodyPr
wps:spPr: a:xfrm a:custGeom a:prstGeom a:noFill a:solidFill a:gradFill a:blipFill a:pattFill a:grpFill a:ln a:effectLst a:effectDag a:scene3d a:sp3d a:extLst
a:xfrm: a:off a:ext
a:prstGeom: a:avLst
a:ln: a:noFill a:solidFill a:gradFill a:pattFill a:prstDash a:custDash a:round a:bevel a:miter a:headEnd a:tailEnd
wps:txbx: w:txbxContent
wps:bodyPr: a:prstTxWarp a:noAutofit a:normAutofit a:spAutoFit a:scene3d a:sp3d a:flatTx
w:pict: v:shapetype v:shape v:rect
v:shapetype: v:stroke v:path
v:shape: v:textbox
v:rect: v:textbox
v:textbox: w:txbxContent
`)

// mixed are elements whose children come in any order and number.
var mixed = words(`
w:body: w:p w:tbl w:sectPr
w:ftr: w:p w:tbl
w:hdr: w:p w:tbl
w:txbxContent: w:p w:tbl
w:tc: w:tcPr w:p w:tbl
w:tr: w:trPr w:tc
w:r: w:rPr w:t w:tab w:br w:fldChar w:instrText mc:AlternateContent
`)

// required are the attributes that an element must have.
var required = words(`
w:tabs/w:tab: w:val w:pos
w:tab:
w:pStyle: w:val
w:rStyle: w:val
w:name: w:val
w:basedOn: w:val
w:next: w:val
w:jc: w:val
w:sz: w:val
w:szCs: w:val
w:w: w:val
w:color: w:val
w:outlineLvl: w:val
w:tblBorders/w:top: w:val w:sz w:color
w:footerReference: w:type r:id
w:pgSz: w:w w:h
w:pgMar: w:top w:right w:bottom w:left w:header w:footer w:gutter
w:docGrid: w:type w:linePitch
w:tblW: w:w w:type
w:tcW: w:w w:type
w:gridCol: w:w
w:gridSpan: w:val
w:vAlign: w:val
w:tblLayout: w:type
w:trHeight: w:val w:hRule
w:fldChar: w:fldCharType
w:style: w:type w:styleId
w:compatSetting: w:name w:uri w:val
w:font: w:name
w:altName: w:val
w:zoom: w:percent
wp:anchor: distT distB distL distR simplePos relativeHeight behindDoc locked layoutInCell allowOverlap
wp:simplePos: x y
wp:positionH: relativeFrom
wp:positionV: relativeFrom
wp:extent: cx cy
wp:effectExtent: l t r b
wp:docPr: id name
a:graphicData: uri
a:off: x y
a:ext: cx cy
a:prstGeom: prst
mc:Choice: Requires
`)

// words reads lines of the form "name: word word …".
func words(list string) map[string][]string {
	m := map[string][]string{}
	for line := range strings.SplitSeq(strings.TrimSpace(list), "\n") {
		name, rest, _ := strings.Cut(line, ": ")
		m[strings.TrimSuffix(name, ":")] = strings.Fields(rest)
	}
	return m
}

// Elements stand in the order of the schema and have the attributes that they
// must have; nothing unknown occurs.
func TestDocxSchema(t *testing.T) {
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) {
		for _, name := range f.names {
			if !strings.HasPrefix(name, "word/") || strings.HasSuffix(name, ".rels") {
				continue
			}
			seen := map[string]bool{}
			complain := func(format string, args ...any) {
				if s := fmt.Sprintf(format, args...); !seen[s] {
					seen[s] = true
					t.Errorf("%s: %s", name, s)
				}
			}
			f.parts[name].walk(func(e, parent *elem) {
				if kids := mixed[e.name]; kids != nil {
					for _, k := range e.kids {
						if !slices.Contains(kids, k.name) {
							complain("%s in %s", k.name, e.name)
						}
					}
				} else if len(e.kids) > 0 {
					inOrderOf(e, complain)
				}
				for _, a := range append(required[e.name], required[parent.name+"/"+e.name]...) {
					if _, ok := e.attr[a]; !ok {
						complain("%s without %s", e.name, a)
					}
				}
				checkPlace(e, complain)
			})
		}
	})
}

// inOrderOf checks the children of e against the order of the schema.
func inOrderOf(e *elem, complain func(string, ...any)) {
	want, ok := order[e.name]
	if !ok {
		complain("%s is not in the test's table", e.name)
		return
	}
	at := 0
	for _, k := range e.kids {
		i := slices.IndexFunc(want, func(w string) bool { return strings.TrimSuffix(w, "*") == k.name })
		switch {
		case i < 0 && (e.name == "w:p" || e.name == "w:tbl"):
			complain("%s in %s", k.name, e.name)
		case i < 0:
			complain("%s in %s is unknown", k.name, e.name)
		case i < at:
			complain("%s in %s comes too late", k.name, e.name)
		case strings.HasSuffix(want[i], "*"):
			at = i
		default:
			at = i + 1
		}
	}
}

// checkPlace checks what a table of names cannot say.
func checkPlace(e *elem, complain func(string, ...any)) {
	last := func() string {
		if len(e.kids) == 0 {
			return "nothing"
		}
		return e.kids[len(e.kids)-1].name
	}
	switch e.name {
	case "w:tc", "w:txbxContent", "w:ftr":
		if last() != "w:p" {
			complain("%s ends with %s, must with w:p", e.name, last())
		}
	case "w:body":
		if last() != "w:sectPr" {
			complain("w:body ends with %s", last())
		}
		for i, k := range e.kids {
			if i > 0 && k.name == "w:tbl" && e.kids[i-1].name == "w:tbl" {
				complain("two tables without a paragraph between them become one")
			}
			if k.name == "w:tbl" && e.kids[i+1].name == "w:sectPr" {
				complain("a table ends the body, must a paragraph")
			}
			if k.kid("w:pPr").kid("w:sectPr").name != "" && k.kid("w:r").name == "" && e.kids[i-1].name != "w:tbl" {
				complain("an empty paragraph ends a section: it takes a page of its own behind a full one")
			}
		}
	case "w:tr":
		if !slices.ContainsFunc(e.kids, func(k *elem) bool { return k.name == "w:tc" }) {
			complain("a row without cells")
		}
	case "w:tbl":
		checkGrid(e, complain)
	case "w:t", "w:instrText":
		if e.attr["xml:space"] != "preserve" && strings.TrimSpace(e.text) != e.text {
			complain("blanks of %q get lost", e.text)
		}
	case "w:sectPr":
		types := map[string]bool{}
		for _, k := range e.kids {
			if k.name == "w:footerReference" {
				if types[k.attr["w:type"]] {
					complain("two footers of type %s", k.attr["w:type"])
				}
				types[k.attr["w:type"]] = true
			}
		}
	case "w:spacing":
		if line, ok := e.attr["w:line"]; ok {
			if n, err := strconv.Atoi(line); err != nil || n < 20 || n > 31680 {
				complain("a line %s twips high", line)
			}
		}
	case "w:ind":
		for _, a := range []string{"w:hanging", "w:firstLine"} {
			if n, err := strconv.Atoi(e.attr[a]); e.attr[a] != "" && (err != nil || n < 0) {
				complain("%s is %s", a, e.attr[a])
			}
		}
	case "w:w":
		if n, err := strconv.Atoi(e.val()); len(e.attr) > 0 && (err != nil || n < 1 || n > 600) {
			complain("characters %s %% wide", e.val())
		}
	case "w:bottom":
		if n, _ := strconv.Atoi(e.attr["w:space"]); n < 0 || n > 31 {
			complain("a border %s pt off", e.attr["w:space"])
		}
	}
}

// checkGrid checks that the cells of every row fill the grid of a table, that
// widths agree, that merged cells begin somewhere and that head rows are first.
func checkGrid(e *elem, complain func(string, ...any)) {
	var cols []int
	total := 0
	for _, c := range e.kid("w:tblGrid").kids {
		w, _ := strconv.Atoi(c.attr["w:w"])
		if w <= 0 {
			complain("a column %s wide", c.attr["w:w"])
		}
		cols, total = append(cols, w), total+w
	}
	if w := e.kid("w:tblPr").kid("w:tblW").attr["w:w"]; w != strconv.Itoa(total) {
		complain("tblW %s, the grid is %d wide", w, total)
	}
	above := make([]string, len(cols)) // vMerge of the row above, by column
	heads := true
	for _, row := range e.kids {
		if row.name != "w:tr" {
			continue
		}
		if head := row.kid("w:trPr").kid("w:tblHeader").name != ""; head && !heads {
			complain("a head row below another one")
		} else {
			heads = head
		}
		at := 0
		for _, c := range row.kids {
			if c.name != "w:tc" {
				continue
			}
			pr := c.kid("w:tcPr")
			span := 1
			if s := pr.kid("w:gridSpan").val(); s != "" {
				span, _ = strconv.Atoi(s)
			}
			if at+span > len(cols) {
				complain("a row wider than the grid")
				return
			}
			width := 0
			for _, w := range cols[at : at+span] {
				width += w
			}
			if w := pr.kid("w:tcW").attr["w:w"]; w != strconv.Itoa(width) {
				complain("a cell says %s, its columns %d", w, width)
			}
			merge := ""
			if m := pr.kid("w:vMerge"); m.name != "" {
				merge = fmt.Sprintf("%d+%d", at, span)
				if m.val() != "restart" && above[at] != merge {
					complain("a cell goes on that did not begin")
				}
			}
			for i := at; i < at+span; i++ {
				above[i] = merge
			}
			at += span
		}
		if at != len(cols) {
			complain("a row of %d columns in a grid of %d", at, len(cols))
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
			if s.name == "GB/T 33476" {
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
	for role := render.FangSong; role <= render.SongTi; role++ {
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
		"GWAttachTitle": "0", "GWPrintedTitle": "0",
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
		title, date, organ := "", calendar.Date{}, ""
		var sig *campaign.Signature
		switch d := s.doc.(type) {
		case *campaign.Notice:
			title, sig = d.Title, d.Signature
			if d.Head != nil && len(d.Head.Organs) > 0 {
				organ = d.Head.Organs[0].Name
			}
		case *campaign.Plan:
			title, sig = d.Title, d.Signature
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
// breaks; that of text boxes once, as DrawingML.
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
			at = len(out)
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
func docTexts(d campaign.Document) []string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	blocks := func(bs []campaign.Block) {
		for _, b := range bs {
			switch b := b.(type) {
			case *campaign.Heading:
				add(b.Mark + b.Text)
			case *campaign.Paragraph:
				add(b.Mark + b.Lead + b.Text)
			case *campaign.Labelled:
				add(b.Label + b.Text)
			case *campaign.Table:
				for _, row := range b.Rows {
					for _, c := range row {
						add(c)
					}
				}
			case *campaign.Form:
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
	attached := func(as []campaign.Attachment) {
		for _, a := range as {
			blocks(a.Body)
		}
	}
	signature := func(s *campaign.Signature) {
		if s == nil {
			return
		}
		if s.Seal == campaign.SealStamp {
			for _, post := range s.Posts {
				add(post)
			}
		} else if len(s.Organs) == 1 {
			add(s.Organs[0].Name)
		}
		add(s.Date.String())
	}
	switch d := d.(type) {
	case *campaign.Notice:
		if h := d.Head; h != nil {
			add(h.Copy)
			add(h.Secrecy)
			if h.Format != campaign.HeadLetter {
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
	case *campaign.Plan:
		blocks(d.Body)
		signature(d.Signature)
		attached(d.Attachments)
	}
	return out
}

// Whatever holds text of the document refuses characters that XML cannot hold,
// and says where; none is replaced in silence.
func TestDocxRefusesControlCharacters(t *testing.T) {
	for name, change := range map[string]func(*campaign.Notice, string){
		"title":      func(n *campaign.Notice, s string) { n.Title = s },
		"recipients": func(n *campaign.Notice, s string) { n.Recipients = s },
		"mark":       func(n *campaign.Notice, s string) { n.Head.Mark = s },
		"organ":      func(n *campaign.Notice, s string) { n.Head.Organs = []campaign.Organ{{Name: s}} },
		"copy":       func(n *campaign.Notice, s string) { n.Head.Copy = s },
		"secrecy":    func(n *campaign.Notice, s string) { n.Head.Secrecy = s },
		"urgency":    func(n *campaign.Notice, s string) { n.Head.Urgency = s },
		"signers":    func(n *campaign.Notice, s string) { n.Head.Signers = []string{s} },
		"number":     func(n *campaign.Notice, s string) { n.Head.Number.Written = s },
		"post": func(n *campaign.Notice, s string) {
			n.Signature = &campaign.Signature{Organs: bureau, Posts: []string{s}, Seal: campaign.SealStamp}
		},
		"signature": func(n *campaign.Notice, s string) { n.Signature.Organs = []campaign.Organ{{Name: s}} },
		"note":      func(n *campaign.Notice, s string) { n.Note = s },
		"to":        func(n *campaign.Notice, s string) { n.Imprint = &campaign.Imprint{To: s} },
		"copy to":   func(n *campaign.Notice, s string) { n.Imprint = &campaign.Imprint{CopyTo: s} },
		"office":    func(n *campaign.Notice, s string) { n.Imprint = &campaign.Imprint{Office: s} },
		"list": func(n *campaign.Notice, s string) {
			n.AttachmentMark, n.Attachments = s, []campaign.Attachment{{Title: "甲"}}
		},
		"attachment": func(n *campaign.Notice, s string) { n.Attachments = []campaign.Attachment{{Title: s}} },
		"label":      func(n *campaign.Notice, s string) { n.Attachments = []campaign.Attachment{{Title: "甲", Label: s}} },
		"form": func(n *campaign.Notice, s string) {
			schema := forms.Builtins()[0]
			schema.Notes = []string{s}
			n.Body = []campaign.Block{&campaign.Form{Schema: schema}}
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

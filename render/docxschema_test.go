package render_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
)

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
w:panose1: w:val
w:sig: w:usb0 w:usb1 w:usb2 w:usb3 w:csb0 w:csb1
w:noLineBreaksAfter: w:lang w:val
w:noLineBreaksBefore: w:lang w:val
w:tblpPr: w:vertAnchor w:horzAnchor
v:shapetype: id coordsize path
v:shape: id type
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
	eachDocx(t, func(t *testing.T, _ specimen, f *wordFile) { checkSchema(t, f) })
}

func checkSchema(t *testing.T, f *wordFile) {
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

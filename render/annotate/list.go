package annotate

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/internal/cells"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// list adds the sheet 校核意见 and puts it first.
func (a *annotator) list() error {
	root, err := a.rootOf(a.book.Main)
	if err != nil {
		return err
	}
	name := a.freeSheet()
	part := a.Add("xl/worksheets/sheet%d.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml", []byte(a.listSheet(root)))
	id, err := a.relate(root, a.book.Main, "worksheet", part)
	if err != nil {
		return err
	}
	if err := a.writeStyles(); err != nil {
		return err
	}
	return a.putFirst(root, name, id)
}

// freeSheet is the name of the new sheet.
func (a *annotator) freeSheet() string {
	name := forms.FindingsSheet
	for n := 2; ; n++ {
		taken := false
		for _, s := range a.book.Sheets {
			taken = taken || strings.EqualFold(s.Name, name)
		}
		if !taken {
			return name
		}
		name = fmt.Sprintf("%s-%d", forms.FindingsSheet, n)
	}
}

// putFirst makes the sheet the first of the workbook and the one that is shown.
// Names that belong to a sheet count sheets from 0, so all of them move on.
func (a *annotator) putFirst(root ooxml, name, id string) error {
	var sheetID int
	var insert func(c *sheetml.Changes) // once all numbers of sheets are known
	names := false                      // there are defined names
	title := fmt.Sprintf(`<@definedName name="_xlnm.Print_Titles" localSheetId="0">%s!$%d:$%d</@definedName>`, sheetml.Escape(cells.QuoteSheet(name)), listHead, listHead)
	behind, prefix := 0, ""
	return a.Scan(a.book.Main, func(s *gate.Scanner, c *sheetml.Changes) error {
		if s.Token == gate.CharData {
			return nil
		}
		start := s.Token == gate.StartTag
		switch element := string(s.Name); {
		case start && s.Depth() == 1 && len(s.Prefix) > 0:
			prefix = string(s.Prefix) + ":"
		case start && element == "workbookView":
			for _, attr := range []string{"activeTab", "firstSheet"} {
				if v := s.Attr(attr); v != "" && v != "0" {
					c.SetAttr(s, attr, "0")
				}
			}
		case start && element == "sheet":
			n, _ := strconv.Atoi(s.Attr("sheetId"))
			sheetID = max(sheetID, n)
			if insert == nil {
				at, prefix := s.Start, prefix
				insert = func(c *sheetml.Changes) {
					c.Replace(at, at, fmt.Sprintf(`<%ssheet name="%s" sheetId="%d" %s/>`, prefix, sheetml.Escape(name), sheetID+1, root.relationID(id)))
				}
			}
		case !start && element == "sheets":
			if insert == nil {
				return fmt.Errorf("%w: no sheets", gate.ErrDamaged)
			}
			insert(c)
			behind = s.End
		case !start && s.Depth() == 1 && (element == "functionGroups" || element == "externalReferences"):
			behind = s.End
		case start && element == "definedName":
			if n, err := strconv.Atoi(s.Attr("localSheetId")); err == nil {
				c.SetAttr(s, "localSheetId", strconv.Itoa(n+1))
			}
		case !start && element == "definedNames" && s.Depth() == 1:
			names = true
			c.Inside(s, title)
		case !start && s.Depth() == 0 && !names && behind > 0:
			c.Replace(behind, behind, sheetml.Prefix("<@definedNames>"+title+"</@definedNames>", prefix))
		}
		return nil
	})
}

const listHead = 3 // row of the column heads

// listColumns are the heads and widths, in characters, of the list.
var listColumns = []struct {
	label string
	width float64
}{{"序号", 6}, {"级别", 7}, {"工作表", 18}, {"单元格", 9}, {"问题", 46}, {"原值", 26}, {"建议", 46}}

// listSheet writes the sheet.
func (a *annotator) listSheet(root ooxml) string {
	st := a.look
	plain := st.add("fonts", `<@font><@sz val="11"/><@color rgb="FF000000"/><@name val="宋体"/><@charset val="134"/></@font>`)
	bold := st.add("fonts", `<@font><@b/><@sz val="11"/><@color rgb="FF000000"/><@name val="宋体"/><@charset val="134"/></@font>`)
	title := st.add("fonts", `<@font><@b/><@sz val="16"/><@color rgb="FF000000"/><@name val="宋体"/><@charset val="134"/></@font>`)
	link := st.add("fonts", `<@font><@u/><@sz val="11"/><@color rgb="FF0563C1"/><@name val="宋体"/><@charset val="134"/></@font>`)
	thin := `style="thin"><@color rgb="FF808080"/></@`
	lined := st.add("borders", `<@border><@left `+thin+`left><@right `+thin+`right><@top `+thin+`top><@bottom `+thin+`bottom><@diagonal/></@border>`)
	style := func(font, fill, border int, align string) int {
		if align == "left" && border > 0 {
			align = `left" indent="1`
		}
		return st.add("cellXfs", fmt.Sprintf(`<@xf numFmtId="49" fontId="%d" fillId="%d" borderId="%d" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><@alignment horizontal="%s" vertical="center" wrapText="1"/></@xf>`, font, fill, border, align))
	}
	titleStyle, noteStyle := style(title, 0, 0, "center"), style(plain, 0, 0, "left")
	headStyle := style(bold, st.fill("F2F2F2"), lined, "center")
	left, middle, linkStyle := style(plain, 0, lined, "left"), style(plain, 0, lined, "center"), style(link, 0, lined, "center")
	severity := map[report.Severity]int{}
	for _, sev := range []report.Severity{report.Error, report.Warning, report.Hint} {
		severity[sev] = style(plain, st.fill(cells.Fills[sev]), lined, "center")
	}

	var rows, links strings.Builder
	total := 0.0
	for _, c := range listColumns {
		total += c.width
	}
	points := func(chars float64) float64 { return chars * 5.4 } // of a column, less its edges
	at := 0
	row := func(height int, parts ...string) {
		at++
		fmt.Fprintf(&rows, `<row r="%d" ht="%d" customHeight="1">%s</row>`, at, min(height, int(cells.TallestRow)), strings.ReplaceAll(strings.Join(parts, ""), "\x00", strconv.Itoa(at)))
	}
	cell := func(col, style int, text string) string {
		if text == "" {
			return fmt.Sprintf(`<c r="%s%s" s="%d"/>`, columnLetter(col), "\x00", style)
		}
		return fmt.Sprintf(`<c r="%s%s" s="%d" t="inlineStr"><is><t%s>%s</t></is></c>`, columnLetter(col), "\x00", style, keepSpace(text), escapeCell(text))
	}
	wide := func(style int, text string) []string {
		parts := []string{cell(0, style, text)}
		for i := 1; i < len(listColumns); i++ {
			parts = append(parts, cell(i, style, ""))
		}
		return parts
	}
	row(30, wide(titleStyle, forms.FindingsSheet)...)
	note := a.listNote()
	row(cells.Lines(note, points(total), 11)*16+6, wide(noteStyle, note)...)
	var heads []string
	for i, c := range listColumns {
		heads = append(heads, cell(i, headStyle, c.label))
	}
	row(22, heads...)
	for i, f := range a.findings {
		where := linkStyle
		target, ok := a.target(f)
		if ok {
			fmt.Fprintf(&links, `<hyperlink ref="D%d" location="%s" display="%s"/>`, at+1, sheetml.Escape(target), sheetml.Escape(f.Where.Cell))
		} else {
			where = middle
		}
		values := []string{strconv.Itoa(i + 1), f.Severity.Label(), f.Where.Sheet, f.Where.Cell, f.Message, f.Found, f.Hint}
		styles := []int{middle, cmp.Or(severity[f.Severity], middle), left, where, left, left, left}
		var parts []string
		tall := 1
		for j, v := range values {
			v = cells.Clip(v, cells.MaxText)
			parts = append(parts, cell(j, styles[j], v))
			tall = max(tall, cells.Lines(v, points(listColumns[j].width)+cells.Padding, 11))
		}
		row(tall*15+6, parts...)
	}
	last := columnLetter(len(listColumns) - 1)
	var b strings.Builder
	b.WriteString(xmlDeclaration + `<worksheet xmlns="` + root.main + `"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>`)
	fmt.Fprintf(&b, `<dimension ref="A1:%s%d"/><sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A%[4]d" sqref="A%[4]d"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`, last, at, listHead, listHead+1)
	for i, c := range listColumns {
		fmt.Fprintf(&b, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, c.width)
	}
	b.WriteString(`</cols><sheetData>` + rows.String() + `</sheetData>`)
	fmt.Fprintf(&b, `<mergeCells count="2"><mergeCell ref="A1:%s1"/><mergeCell ref="A2:%[1]s2"/></mergeCells>`, last)
	if links.Len() > 0 {
		b.WriteString(`<hyperlinks>` + links.String() + `</hyperlinks>`)
	}
	b.WriteString(`<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter></worksheet>`)
	return b.String()
}

// listNote says how many findings there are and what the colours mean.
func (a *annotator) listNote() string {
	r := report.Report{Findings: a.findings}
	s := ""
	if a.o.Name != "" {
		s = a.o.Name + "："
	}
	if len(a.findings) == 0 {
		return s + "没有发现问题。"
	}
	return s + fmt.Sprintf("共%d处，其中错误%d处（红色）、警告%d处（黄色）、提示%d处（蓝色）。有问题的单元格已标上颜色并加了批注，点“单元格”一列可以跳到该处。除此之外没有改动表中的任何内容。",
		len(a.findings), r.Count(report.Error), r.Count(report.Warning), r.Count(report.Hint))
}

// target is where the link of a finding leads to.
func (a *annotator) target(f report.Finding) (string, bool) {
	row, col, ok := a1.Parse(f.Where.Cell)
	if !ok {
		return "", false
	}
	for _, s := range a.sheets {
		if s.Name == f.Where.Sheet && s.IsWorksheet() {
			return cells.QuoteSheet(s.Name) + "!" + a1.Name(row, col), true
		}
	}
	return "", false
}

func columnLetter(i int) string { return string(rune('A' + i)) }

var looksEscaped = regexp.MustCompile(`_(x[0-9A-Fa-f]{4}_)`)

// keepSpace is the attribute that keeps the blanks at the ends of a text. The
// schema of the format does not know it, though programs write it, so it stands
// only where it is needed.
func keepSpace(s string) string {
	if strings.TrimSpace(s) == s {
		return ""
	}
	return ` xml:space="preserve"`
}

// escapeCell writes a text of a cell or a comment. Programs take _x0041_ for an
// A, unless the stroke is written that way itself.
func escapeCell(s string) string {
	return sheetml.Escape(looksEscaped.ReplaceAllString(strings.ReplaceAll(s, "\r\n", "\n"), "_x005F_$1"))
}

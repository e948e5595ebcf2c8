package sheetml

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// opened makes a workbook of one sheet out of what is in its XML.
func opened(t *testing.T, sheet string, more ...string) (*Workbook, error) {
	t.Helper()
	parts := append([]string{
		"_rels/.rels", `<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="/xl/book.xml"/></Relationships>`,
		"xl/book.xml", `<workbook><workbookPr date1904="1"/><sheets><sheet name="表&amp;" r:id="b"/><sheet name="图" r:id="c"/></sheets><definedNames><definedName name="n">"a&amp;b"</definedName></definedNames></workbook>`,
		"xl/_rels/book.xml.rels", `<Relationships><Relationship Id="b" Type="http://x/worksheet" Target="worksheets\s.xml"/><Relationship Id="c" Type="http://x/chartsheet" Target="../xl/c.xml"/><Relationship Id="d" Type="http://x/sharedStrings" Target="t.xml"/><Relationship Id="e" Type="http://x/styles" Target="st.xml"/><Relationship Id="f" Type="http://x/hyperlink" TargetMode="External" Target="https://example.com/"/></Relationships>`,
		"xl/c.xml", `<chartsheet/>`,
		"xl/t.xml", `<sst><si><t>甲</t></si><si><r><t xml:space="preserve">乙 </t></r><r><t>丙</t></r><rPh><t>yi</t></rPh></si><si><t>_x0041__x005F_x0041_</t></si><si/></sst>`,
		"xl/st.xml", `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0%"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="170"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"XL/Worksheets/S.xml", `<worksheet>` + sheet + `</worksheet>`,
	}, more...)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, parts[i+1])
	}
	w.Close()
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return Open(z)
}

func TestOpen(t *testing.T) {
	w, err := opened(t, "", "docProps/custom.xml", `<Properties><property name="p"><vt:lpwstr> v&lt; </vt:lpwstr></property></Properties>`)
	if err != nil {
		t.Fatal(err)
	}
	want := []Sheet{{Name: "表&", Kind: "worksheet", Part: "XL/Worksheets/S.xml"}, {Name: "图", Kind: "chartsheet", Part: "xl/c.xml"}}
	if d := cmp.Diff(want, w.Sheets); d != "" || !w.Date1904 || w.Main != "xl/book.xml" || w.Properties["p"] != "v<" {
		t.Errorf("%s%v %q %v", d, w.Date1904, w.Main, w.Properties)
	}
	if d := cmp.Diff([]Name{{"n", `"a&b"`}}, w.Names); d != "" {
		t.Error(d)
	}
	for style, want := range map[int]NumberFormat{0: {}, 1: {170, "0%"}, 2: {14, ""}, 3: {}, -1: {}} {
		if got, err := w.NumberFormat(style); got != want || err != nil {
			t.Errorf("style %d is %v, %v", style, got, err)
		}
	}
}

func TestCells(t *testing.T) {
	w, err := opened(t, `<sheetData>
		<row r="3"><c r="C3" t="s" s="1"><v> 1 </v></c><c t="inlineStr"><is><t>丁</t></is></c><c r="F3" s="2"/></row>
		<row><c t="str"><f>A1</f><v>x_x000A_y</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="d"><v>2023-05-08</v></c><c><v>1.50</v></c><c><f/></c></row>
		<row r="2"><c r="B2" t="s"><v>2</v></c><c r="B2" t="s"><v>0</v></c><c r="A2" t="s"><v>3</v></c></row>
	</sheetData><mergeCells><mergeCell ref="$B$4:A2"/><mergeCell ref="?"/></mergeCells><extLst><c r="A9"><v>9</v></c></extLst>`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Cells(&w.Sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	want := &Cells{
		Cells: []Cell{
			{2, 2, Text, "甲", 0, false},
			{3, 3, Text, "乙 丙", 1, false}, {3, 4, Text, "丁", 0, false},
			{4, 1, Text, "x\ny", 0, true}, {4, 2, Bool, "1", 0, false}, {4, 3, Fault, "#REF!", 0, false}, {4, 4, Day, "2023-05-08", 0, false}, {4, 5, Number, "1.50", 0, false}, {4, 6, Number, "", 0, true},
		},
		Merges: []Range{{Row: 2, Col: 1, LastRow: 4, LastCol: 2}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if got, err := w.Cells(&w.Sheets[1]); err != nil || len(got.Cells) > 0 {
		t.Errorf("a chart has %v, %v", got, err)
	}
}

func TestCellsRefuses(t *testing.T) {
	for sheet, want := range map[string]error{
		`<c r="A1"/>`:                        nil,
		`<c/>`:                               gate.ErrDamaged, // in no row
		`<row r="0"/>`:                       gate.ErrDamaged,
		`<row r="1048577"/>`:                 gate.ErrDamaged,
		`<row><c r="A0"><v>1</v></c></row>`:  gate.ErrDamaged,
		`<row><c t="s"><v>4</v></c></row>`:   gate.ErrDamaged,
		`<row><c t="s"><v>-1</v></c></row>`:  gate.ErrDamaged,
		`<row><c t="s"><v>甲</v></c></row>`:   gate.ErrDamaged,
		`<row><c r="IW1"><v>1</v></c></row>`: gate.ErrTooLarge,
		`<row r="20001"><c><f/></c></row>`:   gate.ErrTooLarge,
	} {
		w, err := opened(t, sheet)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Cells(&w.Sheets[0]); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", sheet, err, want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{"_x0041_b": "Ab", "_x005F_x0041_": "_x0041_", "_x004": "_x004", "_xD800_": "_xD800_", "_x00g1_": "_x00g1_", "__x000d__": "_\r_"} {
		if got := unescape(in); got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
}

// TestChanges puts text into a part in each way there is.
func TestChanges(t *testing.T) {
	e := NewEditor(NewPackage(&zip.Reader{}))
	name := e.Add("a%d.xml", "x", []byte(`<p:a xmlns:p="u"><p:b c='1' d="2"/><p:e>x</p:e><p:f/></p:a>`))
	err := e.Scan(name, func(s *gate.Scanner, c *Changes) error {
		switch {
		case s.Token == gate.StartTag && string(s.Name) == "b":
			c.SetAttr(s, "c", "<")
			c.SetAttr(s, "n", "3")
			c.Inside(s, "<@g></@g>")
		case s.Token == gate.EndTag && string(s.Name) == "e":
			c.Inside(s, "y")
		case s.Token == gate.StartTag && string(s.Name) == "f":
			c.Put(s, s.Start, "<@h/>")
			c.SetAttr(s, "k", "4")
		}
		return nil
	})
	got, _ := e.Data(name)
	if want := `<p:a xmlns:p="u"><p:b n="3" c="&lt;" d="2"><p:g></p:g></p:b><p:e>xy</p:e><p:h/><p:f k="4"/></p:a>`; err != nil || string(got) != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
}

// TestBook reads what a book tells beyond the cells themselves.
func TestBook(t *testing.T) {
	w, err := opened(t, `<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/><col min="0" max="9" hidden="1"/></cols><sheetData>
		<row r="1" hidden="true"><c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>2</v></c></row>
		<row r="2" ht="0"><c r="A2" s="3" t="s"><v>0</v></c><c r="B2" s="3" t="s"><v>1</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" t="s"><v>2</v></c></row>
		<row r="3"><c r="A3" t="inlineStr"><is><r><t>15</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r><rPh><t>x</t></rPh></is></c><c r="B3" t="str"><v>a_x000D__x000A_b</v></c></row>
	</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>`,
		"xl/st.xml", `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="0&quot;百人&quot;"/></numFmts><fonts><font/><font><strike val="0"/></font><font><strike/></font></fonts><cellXfs><xf/><xf numFmtId="170" fontId="1"/><xf numFmtId="31" fontId="9"/><xf fontId="2"/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>`,
		"xl/t.xml", `<sst><si><t>甲</t></si><si><r><t>12</t></r><r><rPr><strike val="false"/></rPr><t>15</t></r></si><si><r><rPr><strike/></rPr><t>2_x00</t></r><r><rPr/><t>41_05</t></r><r><rPr><vanish/></rPr><t>9</t></r></si></sst>`,
		"docProps/custom.xml", `<Properties><property name="p"><vt:lpwstr>v</vt:lpwstr></property></Properties>`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Book()
	if err != nil {
		t.Fatal(err)
	}
	struck := book.Look{Struck: true}
	want := &book.Book{
		Date1904: true, Properties: map[string]string{"p": "v"}, Names: map[string]string{"n": "a&b"},
		Sheets: []book.Sheet{{
			Name:          "表&",
			Merges:        []book.Range{{Row: 1, Col: 1, LastRow: 1, LastCol: 2}},
			HiddenRows:    []book.Span{{First: 1, Last: 2}},
			HiddenColumns: []book.Span{{First: 2, Last: 3}, {First: 5, Last: 5}},
			Cells: []book.Cell{
				{Row: 1, Col: 1, Raw: "1", Format: `0"百人"`},
				{Row: 1, Col: 2, Raw: "2", Format: `yyyy"年"m"月"d"日"`},
				{Row: 2, Col: 1, Kind: Text, Raw: "甲", Struck: true},
				{Row: 2, Col: 2, Kind: Text, Raw: "1215", Runs: []book.Run{{Text: "12", Look: struck}, {Text: "15"}}},
				{Row: 2, Col: 3, Kind: Text, Raw: "1215"},
				{Row: 2, Col: 4, Kind: Text, Raw: "2_x0041_059", Runs: []book.Run{{Text: "2_x00", Look: struck}, {Text: "41_05"}, {Text: "9", Look: book.Look{Hidden: true}}}},
				{Row: 3, Col: 1, Kind: Text, Raw: "151", Runs: []book.Run{{Text: "15"}, {Text: "1", Look: book.Look{Superscript: true}}}},
				{Row: 3, Col: 2, Kind: Text, Raw: "a\nb"},
			},
		}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestRules: lists that are written out, stand in cells or have a name, and numbers
// between two others; what is no rule of these kinds is left out.
func TestRules(t *testing.T) {
	w, err := opened(t, `<sheetData><row r="1"><c r="H1" t="s"><v>0</v></c></row><row r="2"><c r="H2" t="inlineStr"><is><t>乙</t></is></c></row></sheetData>
		<dataValidations><dataValidation type="list" sqref="B2:B9 D4"><formula1>"是, 否"</formula1></dataValidation>
		<dataValidation type="list" sqref="C2"><formula1>$H$1:$H$9</formula1></dataValidation>
		<dataValidation type="list" sqref="C3"><formula1>没有这个名字</formula1></dataValidation>
		<dataValidation type="whole" sqref="E2"><formula1>1</formula1><formula2>5</formula2></dataValidation>
		<dataValidation type="decimal" operator="lessThanOrEqual" sqref="F2"><formula1>100</formula1></dataValidation>
		<dataValidation type="whole" operator="notBetween" sqref="G2"><formula1>1</formula1><formula2>5</formula2></dataValidation>
		<dataValidation type="whole" sqref="G3"><formula1>A1</formula1><formula2>B1</formula2></dataValidation></dataValidations>
		<extLst><ext><x14:dataValidations><x14:dataValidation type="list"><x14:formula1><xm:f>'表&amp;'!$H$1:$H$2</xm:f></x14:formula1><xm:sqref>J2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Rules(&w.Sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	at := func(row, col, last int) []Range { return []Range{{Row: row, Col: col, LastRow: last, LastCol: col}} }
	want := []Rule{
		{Cells: append(at(2, 2, 9), at(4, 4, 4)...), Options: []string{"是", "否"}},
		{Cells: at(2, 3, 2), Options: []string{"甲", "乙"}},
		{Cells: at(2, 5, 2), Min: "1", Max: "5", Whole: true},
		{Cells: at(2, 6, 2), Max: "100"},
		{Cells: at(2, 10, 2), Options: []string{"甲", "乙"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
}

// TestTicks: boxes that lie over cells stand in them with what they say, those of a
// cell from the left, and of merged cells in the first.
func TestTicks(t *testing.T) {
	shape := func(kind, text, anchor, checked string) string {
		return `<v:shape><v:textbox><div><font>` + text + `</font></div></v:textbox><x:ClientData ObjectType="` + kind + `"><x:Anchor>` + anchor + `</x:Anchor>` + checked + `</x:ClientData></v:shape>`
	}
	w, err := opened(t, `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>性别</t></is></c></row><row r="2"><c r="A2"><v>7</v></c></row></sheetData><mergeCells><mergeCell ref="B1:D1"/></mergeCells>`,
		"xl/worksheets/_rels/s.xml.rels", `<Relationships><Relationship Id="a" Type="http://x/vmlDrawing" Target="../v.vml"/></Relationships>`,
		"xl/v.vml", `<xml xmlns:v="v" xmlns:x="x">`+shape("Checkbox", "女", "2, 5, 0, 2, 3, 10, 0, 15", "<x:Checked>1</x:Checked>")+shape("Checkbox", "男", "1, 5, 0, 2, 2, 10, 0, 15", "")+
			shape("Note", "批注", "1, 5, 0, 2, 2, 10, 0, 15", "")+shape("Radio", "住校", "4, 0, 1, 0, 5, 0, 1, 9", "<x:Checked>1</x:Checked>")+shape("Checkbox", "不在", "x", "")+`</xml>`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := w.Book()
	if err != nil {
		t.Fatal(err)
	}
	said := map[[2]int]string{}
	for _, c := range got.Sheets[0].Cells {
		said[[2]int{c.Row, c.Col}] = c.Raw
	}
	want := map[[2]int]string{{1, 1}: "性别", {1, 2}: "□男  ☑女", {2, 1}: "7", {2, 5}: "☑住校"}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
}

package book

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

var (
	plain  = Look{}
	struck = Look{Struck: true}
	raised = Look{Superscript: true}
)

func TestJoin(t *testing.T) {
	for name, c := range map[string]struct {
		runs   []Run
		raw    string
		few    []Run
		struck bool
		white  bool
	}{
		"nothing":           {},
		"plain":             {runs: []Run{{"甲", plain}, {"乙", plain}}, raw: "甲乙"},
		"struck":            {runs: []Run{{"1", struck}, {"2", struck}}, raw: "12", struck: true},
		"part":              {runs: []Run{{"1", struck}, {"2", struck}, {"15", plain}}, raw: "1215", few: []Run{{"12", struck}, {"15", plain}}},
		"note":              {runs: []Run{{"15", plain}, {"1", raised}}, raw: "151", few: []Run{{"15", plain}, {"1", raised}}},
		"all superscript":   {runs: []Run{{"15", raised}}, raw: "15"},
		"white":             {runs: []Run{{"9", Look{White: true}}, {"00", plain}}, raw: "900", white: true},
		"white and struck":  {runs: []Run{{"9", Look{White: true, Struck: true}}, {"00", plain}}, raw: "900", few: []Run{{"9", struck}, {"00", plain}}},
		"blank struck":      {runs: []Run{{"15", plain}, {" ", struck}}, raw: "15 "},
		"all but a blank":   {runs: []Run{{"15", struck}, {"\n", plain}}, raw: "15\n", few: []Run{{"15", struck}, {"\n", plain}}, struck: true},
		"struck and raised": {runs: []Run{{"15", struck}, {"1", Look{Struck: true, Superscript: true}}}, raw: "151", few: []Run{{"15", struck}, {"1", Look{Struck: true, Superscript: true}}}, struck: true},
	} {
		raw, few, struck, white := Join(c.runs)
		if raw != c.raw || struck != c.struck || white != c.white || !cmp.Equal(few, c.few) {
			t.Errorf("%s: got %q, %v, %v, %v", name, raw, few, struck, white)
		}
	}
}

func TestStanding(t *testing.T) {
	for _, c := range []struct {
		cell Cell
		text string
		out  []Run
	}{
		{Cell{Raw: "15"}, "15", nil},
		{Cell{Raw: "15", Struck: true}, "", []Run{{"15", struck}}},
		{Cell{Raw: "12151", Runs: []Run{{"12", struck}, {"15", plain}, {"1", raised}}}, "15", []Run{{"12", struck}, {"1", raised}}},
	} {
		text, out := c.cell.Standing()
		if text != c.text || !cmp.Equal(out, c.out) {
			t.Errorf("%+v: got %q, %v", c.cell, text, out)
		}
	}
}

func TestBuilder(t *testing.T) {
	var b Builder
	b.SetName("a", `="甲 ""乙"""`)
	b.SetName("a", `"丙"`)
	b.SetName("b", `="x"&"y"`)
	b.SetName("c", "Sheet1!A1")
	b.SetProperty("p", " 1 ")
	b.Sheet("表", true)
	for _, c := range []Cell{
		{Row: 2, Col: 1, Raw: "1"}, {Row: 1, Col: 2, Raw: "0x10"}, {Row: 1, Col: 1, Raw: "a", Kind: Text}, {Row: 1, Col: 3}, {Row: 1, Col: 4, Formula: true},
		{Row: 2, Col: 1, Raw: "2"}, {Row: MaxRows, Col: MaxColumns, Raw: "inf"},
	} {
		if err := b.Cell(c); err != nil {
			t.Fatal(err)
		}
	}
	b.Merge(Range{1, 1, 1, 1})
	b.Merge(Range{1, 1, 2, 1})
	for _, s := range []Span{{5, 6}, {7, 7}, {2, 2}, {3, 3}, {9000, 1 << 20}, {20000, 20001}} {
		b.HideRows(s)
	}
	b.HideColumns(Span{250, 16384})
	want := &Book{
		Names:      map[string]string{"a": `甲 "乙"`},
		Properties: map[string]string{"p": "1"},
		Sheets: []Sheet{{
			Name: "表", Hidden: true,
			Cells: []Cell{
				{Row: 1, Col: 1, Raw: "a", Kind: Text}, {Row: 1, Col: 2, Raw: "0x10", Kind: Text}, {Row: 1, Col: 4, Formula: true},
				{Row: 2, Col: 1, Raw: "2"}, {Row: MaxRows, Col: MaxColumns, Raw: "inf", Kind: Text},
			},
			Merges:        []Range{{1, 1, 2, 1}},
			HiddenRows:    []Span{{2, 3}, {5, 7}, {9000, MaxRows}},
			HiddenColumns: []Span{{250, MaxColumns}},
		}},
	}
	if d := cmp.Diff(want, b.Book()); d != "" {
		t.Error(d)
	}
	s := &b.Book().Sheets[0]
	for row, want := range map[int]bool{1: false, 2: true, 3: true, 4: false, 7: true, 8: false, 9999: true} {
		if s.RowHidden(row) != want {
			t.Errorf("row %d hidden is not %v", row, want)
		}
	}
}

func TestBuilderRefuses(t *testing.T) {
	var b Builder
	b.Sheet("", false)
	long := strings.Repeat("学", MaxText)
	for _, c := range []Cell{
		{Row: MaxRows + 1, Col: 1, Raw: "1"}, {Row: 1, Col: MaxColumns + 1, Raw: "1"},
		{Row: 1, Col: 1, Raw: strings.Repeat("1", MaxNumber+1)}, {Row: 1, Col: 1, Kind: Text, Raw: long + "学"},
	} {
		if err := b.Cell(c); !errors.Is(err, gate.ErrTooLarge) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if err := b.Cell(Cell{Row: 1, Col: 1, Kind: Text, Raw: long}); err != nil {
		t.Error(err)
	}
	b = Builder{Budget: (*gate.Budget)(nil).ForFile()}
	b.Sheet("", false)
	var err error
	n := 0
	for ; err == nil && n < 1000; n++ { // a text that cells share
		err = b.Cell(Cell{Row: n + 1, Col: 1, Kind: Text, Raw: long})
	}
	if want := int(gate.File[gate.Texts])/len(long) + 1; n != want || !errors.Is(err, gate.ErrTooLarge) {
		t.Errorf("long text %d of %d: %v", n, want, err)
	}
	b = Builder{}
	b.Sheet("", false)
	b.Merge(Range{1, 1, MaxMerged, 1})
	b.Merge(Range{1, 2, 2, 2})
	if len(b.Book().Sheets[0].Merges) != 1 {
		t.Error("cells merged without end")
	}
	for err, n = nil, 0; err == nil; n++ {
		err = b.Cell(Cell{Row: n/MaxColumns + 1, Col: n%MaxColumns + 1, Raw: "1"})
	}
	if n != MaxCells+1 || !errors.Is(err, gate.ErrTooLarge) {
		t.Errorf("cell %d: %v", n, err)
	}
	for n, err = 1, nil; err == nil; n++ {
		err = b.Sheet("", false)
	}
	if n != MaxSheets+1 || !errors.Is(err, gate.ErrTooLarge) {
		t.Errorf("sheet %d: %v", n, err)
	}
}

func TestShow(t *testing.T) {
	for _, c := range []struct {
		format Format
		v      float64
		want   Shown
	}{
		{"", 1, Shown{}},
		{"General", 1, Shown{}},
		{"0", 1, Shown{}},
		{"#,##0.00", 1, Shown{}},
		{"0.00E+00", 1, Shown{}},
		{"@", 1, Shown{}},
		{"0.0%", 1, Shown{Percent: true}},
		{`0"%"`, 1, Shown{Text: "%"}},
		{`0"百人"`, 1, Shown{Text: "百人"}},
		{`0百人`, 1, Shown{Text: "百人"}},
		{`\(0\);\-0`, 1, Shown{}},
		{"0+", 1, Shown{Text: "+"}},
		{"+0;-0", 1, Shown{}},
		{"~0", 1, Shown{Text: "~"}},
		{`0\人`, 1, Shown{Text: "人"}},
		{`0!.0,"万"`, 12345, Shown{Text: ".万", Thousands: 1}},
		{`0.0,,`, 1, Shown{Thousands: 2}},
		{`[>=10000]0!.0,"万";0`, 12345, Shown{Text: ".万", Thousands: 1}},
		{`[>=10000]0!.0,"万";0`, 1234, Shown{}},
		{`[Red][<0]-0"少";0`, -1, Shown{Text: "少"}},
		{`0;0"负"`, -1, Shown{Text: "负"}},
		{`0;0"负";"无"`, 0, Shown{Text: "无", Blank: true}},
		{`0;0";";"无"`, 0, Shown{Text: "无", Blank: true}},
		{";;;", 1, Shown{Blank: true}},
		{`[$¥-804]#,##0`, 1, Shown{Text: "¥"}},
		{`_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, 1, Shown{}},
		{`yyyy"年"m"月"`, 1, Shown{Day: true}},
		{"[$-804]yyyy/m/d;@", 1, Shown{Day: true}},
		{"[h]:mm", 1, Shown{Day: true}},
		{"上午/下午h", 1, Shown{Day: true}},
		{"[DBNum2]General", 1, Shown{}},
		{"G/通用格式\"万\"", 1, Shown{Text: "万"}},
		{`"`, 1, Shown{Blank: true}},
		{`[`, 1, Shown{Blank: true}},
		{`\`, 1, Shown{Blank: true}},
	} {
		if got := c.format.Show(c.v); got != c.want {
			t.Errorf("%s of %v: got %+v, want %+v", c.format, c.v, got, c.want)
		}
	}
	for n := range numbered {
		day := n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58
		if got := NumberedFormat(n).Show(1); got.Day != day || got.Percent != (n == 9 || n == 10) || got.Blank {
			t.Errorf("format %d: %+v", n, got)
		}
	}
}

func TestLinesAndDigits(t *testing.T) {
	for in, want := range map[string]string{"a\r\nb\rc\nd": "a\nb\nc\nd", "a\vb": "a\nb", "1\x002": "1\uFFFD2", "a\tb": "a\tb"} {
		if got := Lines(in); got != want {
			t.Errorf("%q is %q", in, got)
		}
	}
	for in, want := range map[float64]string{1000000: "1000000", 0.1: "0.1", 1e300: "1E+300", -2.5: "-2.5", 45063.4375: "45063.4375"} {
		if got := Digits(in); got != want {
			t.Errorf("%v is %s", in, got)
		}
	}
}

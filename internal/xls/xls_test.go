package xls

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// pack writes the fields of a record: numbers of their size, texts as bytes.
func pack(fields ...any) string {
	var b bytes.Buffer
	for _, f := range fields {
		if s, ok := f.(string); ok {
			b.WriteString(s)
		} else if err := binary.Write(&b, binary.LittleEndian, f); err != nil {
			panic(err)
		}
	}
	return b.String()
}

type (
	u8  = uint8
	u16 = uint16
	u32 = uint32
)

func rec(id u16, fields ...any) string {
	body := pack(fields...)
	return pack(id, u16(len(body)), body)
}

// wide writes a text in two bytes a character, narrow in one.
func wide(s string) string {
	units := utf16.Encode([]rune(s))
	return pack(units)
}

func text16(s string) string { return pack(u16(len(utf16.Encode([]rune(s)))), u8(1), wide(s)) }

const (
	bofGlobals = "\x09\x08\x08\x00\x00\x06\x05\x00\x00\x00\x00\x00"
	bofSheet   = "\x09\x08\x08\x00\x00\x06\x10\x00\x00\x00\x00\x00"
	bofChart   = "\x09\x08\x08\x00\x00\x06\x20\x00\x00\x00\x00\x00"
	eof        = "\x0a\x00\x00\x00"
)

// stream makes a workbook of one sheet.
func stream(globals, sheet string) []byte {
	bound := func(at int) string { return rec(recBoundSheet, u32(at), u8(0), u8(0), u8(1), u8(0), "S") }
	at := len(bofGlobals) + len(globals) + len(bound(0)) + len(eof)
	return []byte(bofGlobals + globals + bound(at) + eof + bofSheet + sheet + eof)
}

func readBytes(data []byte) (*book.Book, error) {
	return Read(bytes.NewReader(data), int64(len(data)), "甲校.xls", nil)
}

func cells(t *testing.T, globals, sheet string) []book.Cell {
	t.Helper()
	b, err := readBytes(stream(globals, sheet))
	if err != nil {
		t.Fatal(err)
	}
	return b.Sheets[0].Cells
}

// TestSharedTexts reads texts that are split between records in each way there
// is.
func TestSharedTexts(t *testing.T) {
	type parts = []string
	struck := rec(recFont, u16(0), u16(0), u32(0), u16(0), u32(0)) + rec(recFont, u16(0), u16(8), u32(0), u16(0), u32(0))
	for name, c := range map[string]struct {
		parts parts // of the record: the first behind the counts, the others continue it
		want  string
		runs  []book.Run
	}{
		"narrow":                {parts{pack(u16(3), u8(0), "ab\xe9")}, "abé", nil},
		"wide":                  {parts{text16("职教")}, "职教", nil},
		"surrogates":            {parts{text16("𠮷")}, "𠮷", nil},
		"lone surrogate":        {parts{pack(u16(1), u8(1), u16(0xD800))}, "\uFFFD", nil},
		"split narrow":          {parts{pack(u16(4), u8(0), "ab"), "\x00cd"}, "abcd", nil},
		"split, then wide":      {parts{pack(u16(4), u8(0), "ab"), "\x01" + wide("职教")}, "ab职教", nil},
		"split, then narrow":    {parts{pack(u16(4), u8(1), wide("职教")), "\x00ab"}, "职教ab", nil},
		"split before any":      {parts{pack(u16(2), u8(0)), "\x01" + wide("职教")}, "职教", nil},
		"half a character left": {parts{pack(u16(2), u8(1), wide("职"), "\x00"), "\x01" + wide("教")}, "职教", nil},
		"split in three":        {parts{pack(u16(3), u8(0), "a"), "\x00b", "\x00c"}, "abc", nil},
		"read aloud":            {parts{pack(u16(1), u8(5), u32(6), wide("国"), "123"), "456"}, "国", nil},
		"runs":                  {parts{pack(u16(4), u8(8), u16(2), "1215", u16(0), u16(1), u16(2), u16(0))}, "1215", []book.Run{{Text: "12", Look: book.Look{Struck: true}}, {Text: "15"}}},
		"split runs":            {parts{pack(u16(4), u8(8), u16(1), "1215", u16(2)), pack(u16(1))}, "1215", []book.Run{{Text: "12"}, {Text: "15", Look: book.Look{Struck: true}}}},
		"runs beyond the text":  {parts{pack(u16(2), u8(8), u16(2), "12", u16(9), u16(1), u16(0), u16(1))}, "12", nil},
		"line breaks":           {parts{pack(u16(4), u8(0), "a\r\nb")}, "a\nb", nil},
	} {
		t.Run(name, func(t *testing.T) {
			// One more behind it tells that all of the first was read.
			c.parts[len(c.parts)-1] += text16("后")
			sst := struck + rec(recSST, u32(2), u32(2), c.parts[0])
			for _, p := range c.parts[1:] {
				sst += rec(recContinue, p)
			}
			got := cells(t, sst, rec(recLabelSST, u16(0), u16(0), u16(0), u32(0))+rec(recLabelSST, u16(0), u16(1), u16(0), u32(1)))
			want := []book.Cell{{Row: 1, Col: 1, Kind: book.Text, Raw: c.want, Runs: c.runs}, {Row: 1, Col: 2, Kind: book.Text, Raw: "后"}}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestCells(t *testing.T) {
	at := func(col int) string { return pack(u16(4), u16(col), u16(0)) }
	formula := func(col int, result any, flags u16) string {
		return rec(recFormula, at(col), result, flags, u32(0), u16(0))
	}
	special := func(kind, value u8) string { return pack(kind, u8(0), value, u8(0), u16(0), u16(0xFFFF)) }
	cell := func(col int, kind book.Kind, raw string, formula bool) book.Cell {
		return book.Cell{Row: 5, Col: col + 1, Kind: kind, Raw: raw, Formula: formula}
	}
	for name, c := range map[string]struct {
		sheet string
		want  []book.Cell
	}{
		"number":          {rec(recNumber, at(0), 1234.5), []book.Cell{cell(0, book.Number, "1234.5", false)}},
		"not a number":    {rec(recNumber, at(0), math.NaN()), []book.Cell{cell(0, book.Text, "NaN", false)}},
		"rk whole":        {rec(recRK, at(0), u32(12<<2|2)), []book.Cell{cell(0, book.Number, "12", false)}},
		"rk negative":     {rec(recRK, at(0), ^u32(0)&^1), []book.Cell{cell(0, book.Number, "-1", false)}},
		"rk hundredths":   {rec(recRK, at(0), u32(1234<<2|3)), []book.Cell{cell(0, book.Number, "12.34", false)}},
		"rk float":        {rec(recRK, at(0), u32(math.Float64bits(0.5)>>32)), []book.Cell{cell(0, book.Number, "0.5", false)}},
		"several rk":      {rec(recMulRK, u16(4), u16(1), u16(0), u32(1<<2|2), u16(0), u32(2<<2|2), u16(2)), []book.Cell{cell(1, book.Number, "1", false), cell(2, book.Number, "2", false)}},
		"true":            {rec(recBoolErr, at(0), u8(1), u8(0)), []book.Cell{cell(0, book.Bool, "1", false)}},
		"fault":           {rec(recBoolErr, at(0), u8(0x17), u8(1)), []book.Cell{cell(0, book.Fault, "#REF!", false)}},
		"unknown fault":   {rec(recBoolErr, at(0), u8(0x77), u8(1)), []book.Cell{cell(0, book.Fault, "#77", false)}},
		"text":            {rec(recLabel, at(0), text16("甲")), []book.Cell{cell(0, book.Text, "甲", false)}},
		"rich text":       {rec(recRString, at(0), text16("甲"), u16(1), u16(0), u16(0)), []book.Cell{cell(0, book.Text, "甲", false)}},
		"empty text":      {rec(recLabel, at(0), text16("")), nil},
		"formula":         {formula(0, 25.0, 0), []book.Cell{cell(0, book.Number, "25", true)}},
		"formula zero":    {formula(0, 0.0, 0), []book.Cell{cell(0, book.Number, "0", true)}},
		"never computed":  {formula(0, 0.0, 2), []book.Cell{cell(0, book.Number, "", true)}},
		"maybe nothing":   {rec(recFormula, at(0), 0.0, u16(0), u32(0), u16(3), "\x17\x00\x00"), []book.Cell{cell(0, book.Number, "", true)}},
		"not nothing":     {rec(recFormula, at(0), 1.0, u16(0), u32(0), u16(3), "\x17\x00\x00"), []book.Cell{cell(0, book.Number, "1", true)}},
		"formula text":    {formula(0, special(0, 0), 0) + rec(0x04BC, u16(0)) + rec(recString, text16("甲")) + rec(recNumber, at(1), 1.0), []book.Cell{cell(0, book.Text, "甲", true), cell(1, book.Number, "1", false)}},
		"split text":      {formula(0, special(0, 0), 0) + rec(recString, pack(u16(2), u8(0), "a")) + rec(recContinue, "\x00b"), []book.Cell{cell(0, book.Text, "ab", true)}},
		"text missing":    {formula(0, special(0, 0), 0) + rec(recNumber, at(1), 1.0) + rec(recString, text16("乙")), []book.Cell{cell(0, book.Number, "", true), cell(1, book.Number, "1", false)}},
		"last missing":    {formula(0, special(0, 0), 0), []book.Cell{cell(0, book.Number, "", true)}},
		"formula true":    {formula(0, special(1, 1), 0), []book.Cell{cell(0, book.Bool, "1", true)}},
		"formula fault":   {formula(0, special(2, 0x07), 0), []book.Cell{cell(0, book.Fault, "#DIV/0!", true)}},
		"formula nothing": {formula(0, special(3, 0), 0), []book.Cell{cell(0, book.Text, "", true)}},
		"blank":           {rec(0x0201, at(0)), nil},
		"of a chart":      {bofChart + rec(recNumber, at(0), 9.0) + eof + rec(recNumber, at(0), 1.0), []book.Cell{cell(0, book.Number, "1", false)}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, cells(t, "", c.sheet)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestSheet(t *testing.T) {
	row := func(n int, height, flags u16) string {
		return rec(recRow, u16(n), u16(0), u16(1), height, u32(0), flags, u16(0))
	}
	b, err := readBytes(stream(rec(recDateMode, u16(1))+
		rec(recName, u16(0), u8(0), u8(1), u16(4), u16(0), u16(0), u32(0), u8(0), "n", u8(0x17), u8(1), u8(0), "v")+
		rec(recName, u16(0), u8(0), u8(1), u16(3), u16(0), u16(0), u32(0), u8(0), "m", u8(0x1E), u16(7)),
		rec(recDefaultRowHeight, u16(2), u16(0))+row(0, 255, 0)+row(1, 255, 0x20)+row(2, 0, 0)+
			rec(recColInfo, u16(1), u16(3), u16(2000), u16(0), u16(1), u16(0))+rec(recColInfo, u16(6), u16(6), u16(0), u16(0), u16(0), u16(0))+
			rec(recRK, u16(0), u16(0), u16(0), u32(2))+rec(recRK, u16(5), u16(0), u16(0), u32(2))+
			rec(recMergeCells, u16(2), u16(0), u16(1), u16(0), u16(2), u16(3), u16(3), u16(0), u16(0))))
	if err != nil {
		t.Fatal(err)
	}
	want := &book.Book{
		Date1904: true,
		Names:    map[string]string{"n": "v"},
		Sheets: []book.Sheet{{
			Name:          "S",
			Cells:         []book.Cell{{Row: 1, Col: 1, Raw: "0"}, {Row: 6, Col: 1, Raw: "0"}},
			Merges:        []book.Range{{Row: 1, Col: 1, LastRow: 2, LastCol: 3}},
			HiddenRows:    []book.Span{{First: 2, Last: 3}, {First: 6, Last: 6}},
			HiddenColumns: []book.Span{{First: 2, Last: 4}, {First: 7, Last: 7}},
		}},
	}
	if d := cmp.Diff(want, b); d != "" {
		t.Error(d)
	}
}

func TestStyles(t *testing.T) {
	font := func(flags, script u16) string { return rec(recFont, u16(220), flags, u32(0), script, u32(0)) }
	xf := func(font, format u16) string { return rec(recXF, font, format, pack(make([]u16, 8))) }
	globals := font(0, 0) + font(8, 0) + font(0, 1) + font(0, 0) + font(8, 0) + // the last is of number 5
		rec(recFormat, u16(170), text16(`0"百人"`)) + rec(recFormat, u16(0), text16("General")) +
		xf(0, 0) + xf(1, 170) + xf(5, 9) + xf(2, 31)
	cell := func(col int) string { return rec(recRK, u16(0), u16(col), u16(col), u32(2)) }
	want := []book.Cell{
		{Row: 1, Col: 1, Raw: "0"},
		{Row: 1, Col: 2, Raw: "0", Format: `0"百人"`, Struck: true},
		{Row: 1, Col: 3, Raw: "0", Format: "0%", Struck: true},
		{Row: 1, Col: 4, Raw: "0", Format: `yyyy"年"m"月"d"日"`},
		{Row: 1, Col: 5, Raw: "0"}, // of a style that there is not
	}
	if d := cmp.Diff(want, cells(t, globals, cell(0)+cell(1)+cell(2)+cell(3)+cell(4))); d != "" {
		t.Error(d)
	}
}

func TestProperties(t *testing.T) {
	name, value := "\xb5\xa5\xce\xbb\x00", "\xbc\xd7\xd0\xa3\x00" // 单位, 甲校 in GBK
	set := pack(u32(0), u32(3), u32(1), u32(32), u32(0), u32(40), u32(2), u32(57),
		u32(2), u16(936), u16(0),
		u32(1), u32(2), u32(5), name,
		u32(30), u32(5), value)
	data := pack(u16(0xFFFE), u16(0), u32(0), pack(make([]u8, 16)), u32(1), customProperties, u32(48), set)
	var b book.Builder
	readProperties([]byte(data), &b)
	if d := cmp.Diff(map[string]string{"单位": "甲校"}, b.Book().Properties); d != "" {
		t.Error(d)
	}
	for n := range data { // whatever is cut off
		readProperties([]byte(data[:n]), &book.Builder{})
	}
}

func TestReadRefuses(t *testing.T) {
	features, err := os.ReadFile("../spreadsheet/testdata/features.xls")
	if err != nil {
		t.Fatal(err)
	}
	head := func(at int, v u32) []byte {
		data := bytes.Clone(features)
		binary.LittleEndian.PutUint32(data[at:], v)
		return data
	}
	one := stream("", rec(recRK, u16(0), u16(0), u16(0), u32(2)))
	for name, c := range map[string]struct {
		data []byte
		err  error
		kind gate.Kind
	}{
		"password":             {stream(rec(recFilePass, u16(1), u16(1), u16(1), make([]u8, 48)), ""), gate.ErrEncrypted, gate.Encrypted},
		"Excel 95":             {[]byte(rec(recBOF, u16(0x0500), u16(5), u32(0)) + eof), gate.ErrFormat, gate.XLS95},
		"no workbook":          {[]byte("PK"), gate.ErrFormat, gate.PlainText},
		"cut off":              {one[:len(one)-5], gate.ErrDamaged, gate.XLS},
		"no end":               {one[:len(one)-4], gate.ErrDamaged, gate.XLS},
		"sheet elsewhere":      {[]byte(bofGlobals + rec(recBoundSheet, u32(1<<30), u8(0), u8(0), u8(1), u8(0), "S") + eof), gate.ErrDamaged, gate.XLS},
		"sheet in the midst":   {[]byte(bofGlobals + rec(recBoundSheet, u32(12), u8(0), u8(0), u8(1), u8(0), "S") + eof), gate.ErrDamaged, gate.XLS},
		"two sheets as one":    {twice(), gate.ErrDamaged, gate.XLS},
		"text missing":         {stream("", rec(recLabelSST, u16(0), u16(0), u16(0), u32(0))), gate.ErrDamaged, gate.XLS},
		"texts missing":        {stream(rec(recSST, u32(9), u32(9)), ""), gate.ErrDamaged, gate.XLS},
		"texts without number": {stream(rec(recSST, u32(9), ^u32(0)), ""), gate.ErrTooLarge, gate.XLS},
		"short cell":           {stream("", rec(recNumber, u16(0))), gate.ErrDamaged, gate.XLS},
		"row":                  {stream("", rec(recRK, u16(20000), u16(0), u16(0), u32(2))), gate.ErrTooLarge, gate.XLS},
		"column":               {stream("", rec(recRK, u16(0), u16(256), u16(0), u32(2))), gate.ErrTooLarge, gate.XLS},
		"head cut off":         {features[:100], gate.ErrDamaged, gate.XLS},
		"file cut off":         {features[:len(features)/2], gate.ErrDamaged, gate.XLS},
		"directory sectors":    {head(40, 1<<31), gate.ErrDamaged, gate.XLS},
		"map sectors":          {head(44, 1<<31), gate.ErrDamaged, gate.XLS},
		"short sectors":        {head(64, 1<<31), gate.ErrDamaged, gate.XLS},
		"further sectors":      {head(72, 1<<31), gate.ErrDamaged, gate.XLS},
		"no directory":         {head(48, 0xFFFFFFFE), gate.ErrDamaged, gate.XLS},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := readBytes(c.data)
			var e *gate.Error
			if !errors.As(err, &e) || !errors.Is(err, c.err) || e.Kind != c.kind || e.Advice == "" || e.File != "甲校.xls" {
				t.Errorf("got %+v, want %v of a %v", err, c.err, c.kind)
			}
		})
	}
	if _, err := readBytes([]byte(rec(recBOF, u16(0x0500), u16(5), u32(0)))); !strings.Contains(errors.Unwrap(err).Error()+err.(*gate.Error).Advice, "另存为 .xlsx") {
		t.Errorf("no advice: %v", err)
	}
}

// twice makes a workbook of two sheets that are the same records.
func twice() []byte {
	bound := func(at int) string { return rec(recBoundSheet, u32(at), u8(0), u8(0), u8(1), u8(0), "S") }
	at := len(bofGlobals) + 2*len(bound(0)) + len(eof)
	sheet := bofSheet + strings.Repeat(rec(recRK, u16(0), u16(0), u16(0), u32(2)), 9) + eof
	return []byte(bofGlobals + bound(at) + bound(at) + eof + sheet)
}

// FuzzRead reads whatever there is: within the limits, or refused by the gate.
func FuzzRead(f *testing.F) {
	features, err := os.ReadFile("../spreadsheet/testdata/features.xls")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(features)
	f.Add(stream(rec(recSST, u32(1), u32(1), pack(u16(4), u8(8), u16(1), "12"))+rec(recContinue, "\x01"+wide("职教"), u16(2), u16(0)), rec(recLabelSST, u16(0), u16(0), u16(0), u32(0))))
	f.Add(twice())
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := readBytes(data)
		var e *gate.Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%T: %v", err, err)
		}
		if err != nil {
			return
		}
		for _, s := range b.Sheets {
			for _, c := range s.Cells {
				joined := ""
				for _, r := range c.Runs {
					joined += r.Text
				}
				if c.Row < 1 || c.Row > book.MaxRows || c.Col < 1 || c.Col > book.MaxColumns || c.Runs != nil && joined != c.Raw {
					t.Fatalf("%+v", c)
				}
			}
		}
	})
}

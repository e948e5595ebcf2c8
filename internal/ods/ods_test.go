package ods

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

const declared = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"`

func content(styles, spreadsheet string) string {
	return `<office:document-content ` + declared + `><office:automatic-styles>` + styles + `</office:automatic-styles><office:body><office:spreadsheet>` + spreadsheet + `</office:spreadsheet></office:body></office:document-content>`
}

// readParts reads a workbook of parts, names and texts in turn.
func readParts(t testing.TB, parts ...string) (*book.Book, error) {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.CreateHeader(&zip.FileHeader{Name: parts[i]})
		if err == nil {
			_, err = f.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return Read(z, nil)
}

const someStyles = `
<number:percentage-style style:name="np"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%以上</number:text></number:percentage-style>
<style:style style:name="struck" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="np"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="child" style:family="table-cell" style:parent-style-name="struck"/>
<style:style style:name="loop" style:family="table-cell" style:parent-style-name="loop"/>
<style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>
<style:style style:name="U" style:family="text"><style:text-properties style:text-line-through-style="none" style:text-line-through-type="none"/></style:style>
<style:style style:name="R" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<style:style style:name="R2" style:family="text"><style:text-properties style:text-position="33% 58%"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>
<style:style style:name="B2" style:family="text"><style:text-properties style:text-position="-33% 58%"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>
`

func TestCells(t *testing.T) {
	struck, raised, hidden := book.Look{Struck: true}, book.Look{Superscript: true}, book.Look{Hidden: true}
	for xml, want := range map[string]book.Cell{
		`office:value-type="float" office:value="12.50"><text:p>12.5</text:p>`:                                   {Raw: "12.50"},
		`office:value-type="float" office:value="0x10">`:                                                         {Kind: book.Text, Raw: "0x10"},
		`office:value-type="float"><text:p>12</text:p>`:                                                          {Kind: book.Text, Raw: "12"},
		`office:value-type="percentage" office:value="0.5">`:                                                     {Raw: "0.5", Format: "0.00%"},
		`office:value-type="percentage" table:style-name="child" office:value="0.5">`:                            {Raw: "0.5", Format: `0.0%"以上"`, Struck: true},
		`office:value-type="currency" office:value="3">`:                                                         {Raw: "3"},
		`office:value-type="date" office:date-value="2023-05-08">`:                                               {Raw: "45054", Format: "yyyy/m/d"},
		`office:value-type="date" office:date-value="2023-05-08T10:30:00">`:                                      {Raw: "45054.4375", Format: "yyyy/m/d"},
		`office:value-type="date" office:date-value="1900-01-01">`:                                               {Raw: "2", Format: "yyyy/m/d"},
		`office:value-type="date" office:date-value="1900-03-01">`:                                               {Raw: "61", Format: "yyyy/m/d"},
		`office:value-type="date" office:date-value="9999-12-31">`:                                               {Raw: "2958465", Format: "yyyy/m/d"},
		`office:value-type="date" office:date-value="24436-03-15T16:19:12">`:                                     {Raw: "8231181.68", Format: "yyyy/m/d"},
		`office:value-type="date" office:date-value="32767-12-31">`:                                              {Kind: book.Day, Raw: "32767-12-31", Format: "yyyy/m/d"},
		`office:value-type="date" office:date-value="2023-02-29">`:                                               {Kind: book.Day, Raw: "2023-02-29", Format: "yyyy/m/d"},
		`office:value-type="date" office:date-value="1644-01-01">`:                                               {Kind: book.Day, Raw: "1644-01-01", Format: "yyyy/m/d"},
		`office:value-type="time" office:time-value="PT10H30M00S">`:                                              {Raw: "0.4375", Format: "h:mm:ss"},
		`office:value-type="time" office:time-value="-P1DT12H">`:                                                 {Raw: "-1.5", Format: "h:mm:ss"},
		`office:value-type="time" office:time-value="10:30">`:                                                    {Kind: book.Text, Raw: "10:30", Format: "h:mm:ss"},
		`office:value-type="boolean" office:boolean-value="true">`:                                               {Kind: book.Bool, Raw: "1"},
		`table:formula="of:=FALSE()" office:value-type="float" office:value="0">`:                                {Kind: book.Bool, Raw: "0", Formula: true},
		`table:formula="of:=[.A1]" office:value-type="float" office:value="0">`:                                  {Raw: "0", Formula: true},
		`table:formula="of:=IF([.A1]=&quot;&quot;;&quot;&quot;;1)">`:                                             {Kind: book.Text, Formula: true},
		`table:formula="of:=[.A1]">`:                                                                             {Formula: true},
		`table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"><text:p>#DIV/0!</text:p>`: {Kind: book.Fault, Raw: "#DIV/0!", Formula: true},
		`table:formula="of:=1/0" office:value-type="string"><text:p>Err:502</text:p>`:                            {Kind: book.Fault, Raw: "Err:502", Formula: true},
		`office:value-type="string"><text:p>Err:502</text:p>`:                                                    {Kind: book.Text, Raw: "Err:502"},
		`calcext:value-type="float" office:value-type="string"><text:p>甲</text:p>`:                               {Kind: book.Text, Raw: "甲"},
		`><text:p>甲</text:p>`:                                                                                             {Kind: book.Text, Raw: "甲"},
		`office:value-type="string" office:string-value="甲">`:                                                             {Kind: book.Text, Raw: "甲"},
		`office:value-type="string" office:string-value="甲乙"><text:p>甲…</text:p>`:                                         {Kind: book.Text, Raw: "甲乙"},
		`office:value-type="string"><text:p>a</text:p><text:p/><text:p>b<text:line-break/>c</text:p>`:                     {Kind: book.Text, Raw: "a\n\nb\nc"},
		"office:value-type=\"string\"><text:p>  a  b<text:s/><text:s text:c=\"2\"/>c<text:tab/>d</text:p>":                {Kind: book.Text, Raw: "  a  b   c\td"},
		`office:value-type="string"><text:p>a<text:a>b<text:span>c</text:span></text:a><text:date>d</text:date></text:p>`: {Kind: book.Text, Raw: "abcd"},
		`office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation><text:p>a<office:annotation><text:p>x</text:p></office:annotation><text:note>y</text:note></text:p><draw:frame><text:p>图</text:p></draw:frame>`: {Kind: book.Text, Raw: "a"},
		`office:value-type="string"><text:p><text:ruby><text:ruby-base>国</text:ruby-base><text:ruby-text>guo</text:ruby-text></text:ruby></text:p>`:                                                                                           {Kind: book.Text, Raw: "国"},
		`office:value-type="string"><text:p><text:span text:style-name="S">12</text:span>15</text:p>`:                                                                                                                                         {Kind: book.Text, Raw: "1215", Runs: []book.Run{{Text: "12", Look: struck}, {Text: "15"}}},
		`office:value-type="string"><text:p>15<text:span text:style-name="R">1</text:span></text:p>`:                                                                                                                                          {Kind: book.Text, Raw: "151", Runs: []book.Run{{Text: "15"}, {Text: "1", Look: raised}}},
		`office:value-type="string"><text:p>15<text:span text:style-name="R2">1</text:span></text:p>`:                                                                                                                                         {Kind: book.Text, Raw: "151", Runs: []book.Run{{Text: "15"}, {Text: "1", Look: raised}}},
		`office:value-type="string"><text:p>15<text:span text:style-name="B2">1</text:span></text:p>`:                                                                                                                                         {Kind: book.Text, Raw: "151"},
		`office:value-type="string"><text:p>15<text:span text:style-name="B">1</text:span></text:p>`:                                                                                                                                          {Kind: book.Text, Raw: "151"},
		`office:value-type="string"><text:p>205<text:span text:style-name="H">9</text:span></text:p>`:                                                                                                                                         {Kind: book.Text, Raw: "2059", Runs: []book.Run{{Text: "205"}, {Text: "9", Look: hidden}}},
		`office:value-type="string" table:style-name="child"><text:p>12</text:p>`:                                                                                                                                                             {Kind: book.Text, Raw: "12", Format: `0.0%"以上"`, Struck: true},
		`office:value-type="string" table:style-name="child"><text:p>12<text:span text:style-name="U">15</text:span></text:p>`:                                                                                                                {Kind: book.Text, Raw: "1215", Format: `0.0%"以上"`, Runs: []book.Run{{Text: "12", Look: struck}, {Text: "15"}}},
		`office:value-type="float" office:value="1" table:style-name="loop">`:                                                                                                                                                                 {Raw: "1"},
		`office:value-type="string"><text:list><text:list-item><text:p>甲</text:p></text:list-item><text:list-item><text:p>乙</text:p></text:list-item></text:list>`:                                                                            {Kind: book.Text, Raw: "甲\n乙"},
	} {
		b, err := readParts(t, "content.xml", content(someStyles, `<table:table><table:table-row><table:table-cell `+xml+`</table:table-cell></table:table-row></table:table>`))
		if err != nil {
			t.Errorf("%s: %v", xml, err)
			continue
		}
		want.Row, want.Col = 1, 1
		if d := cmp.Diff([]book.Cell{want}, b.Sheets[0].Cells); d != "" {
			t.Errorf("%s\n%s", xml, d)
		}
	}
}

func TestNumberStyles(t *testing.T) {
	n := func(attrs string) string { return `<number:number number:decimal-places="0" ` + attrs + `/>` }
	for xml, want := range map[string]book.Format{
		`number-style|<number:number number:min-integer-digits="1"/>`:                                                         "",
		`number-style|<number:number number:min-integer-digits="1"/><number:text>人</number:text>`:                             `General"人"`,
		`number-style|` + n(`number:min-integer-digits="1"`) + `<number:text>百人</number:text>`:                                `0"百人"`,
		`number-style|<number:text>约</number:text>` + n(`number:min-integer-digits="5"`):                                      `"约"00000`,
		`number-style|` + n(`number:min-integer-digits="1" number:grouping="true"`):                                           `#,##0`,
		`number-style|` + n(`number:min-integer-digits="7" number:grouping="true"`):                                           `0,000,000`,
		`number-style|` + n(`number:min-integer-digits="0"`):                                                                  `#`,
		`number-style|` + n(`number:display-factor="1000000"`):                                                                `#,,`,
		`number-style|<number:number number:decimal-places="3" number:min-decimal-places="1" number:min-integer-digits="1"/>`: `0.0##`,
		`number-style|<number:number number:decimal-places="1" number:min-integer-digits="2" number:display-factor="1000"><number:embedded-text number:position="1">.</number:embedded-text></number:number><number:text>万</number:text>`: `0"."0.0,"万"`,
		`number-style|` + n(`number:min-integer-digits="999999999"`):                                             book.Format(strings.Repeat("0", maxDigits)),
		`number-style|` + n(`number:min-integer-digits="1"`) + `<number:text> "a"%</number:text>`:                `0 \""a"\""%"`,
		`percentage-style|` + n(`number:min-integer-digits="1"`) + `<number:text>%</number:text>`:                `0%`,
		`currency-style|<number:currency-symbol>￥</number:currency-symbol>` + n(`number:min-integer-digits="1"`): `"￥"0`,
		`number-style|<number:scientific-number number:decimal-places="2"/>`:                                     `0.00E+00`,
		`number-style|<number:fraction/>`:                                                                        `# ?/?`,
		`number-style|<number:fill-character>*</number:fill-character>` + n(`number:min-integer-digits="1"`):     `**0`,
		`text-style|<number:text-content/>`:                                                                      `@`,
		`boolean-style|<number:boolean/>`:                                                                        ``,
		`date-style|<number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day number:style="long"/>`:                                                                                                     `yyyy"年"m"月"dd`,
		`date-style|<number:day-of-week number:style="long"/><number:month number:textual="true"/><number:year/>`:                                                                                                                                                   `aaaammmyy`,
		`time-style|<number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/><number:seconds number:decimal-places="1"/><number:am-pm/>`:                                                                                 `hh:mms.0AM/PM`,
		`time-style" number:truncate-on-overflow="false|<number:hours/><number:text>:</number:text><number:minutes number:style="long"/>`:                                                                                                                           `[h]:mm`,
		`number-style|<number:text>-</number:text>` + n(`number:min-integer-digits="1"`) + `<style:map style:condition="value()&gt;=0" style:apply-style-name="plus"/>`:                                                                                             `"盈"0;-0`,
		`text-style|<number:text-content/><style:map style:condition="value()&gt;0" style:apply-style-name="plus"/><style:map style:condition="value()&lt;0" style:apply-style-name="plus"/><style:map style:condition="value()=0" style:apply-style-name="plus"/>`: `"盈"0;"盈"0;"盈"0;@`,
		`number-style|` + n(`number:min-integer-digits="1"`) + `<style:map style:condition="value()!=5" style:apply-style-name="plus"/>`:                                                                                                                            `[<>5]"盈"0;0`,
		`number-style|` + n(`number:min-integer-digits="1"`) + `<style:map style:condition="value()&gt;=0" style:apply-style-name="none"/>`:                                                                                                                         `0`,
	} {
		kind, inner, _ := strings.Cut(xml, "|")
		name, _, _ := strings.Cut(kind, `"`)
		b, err := readParts(t, "content.xml", content(
			`<number:number-style style:name="plus"><number:text>盈</number:text>`+n(`number:min-integer-digits="1"`)+`</number:number-style>`+
				`<number:`+name+` style:name="n`+strings.TrimPrefix(kind, name)+`">`+inner+`</number:`+name+`><style:style style:name="c" style:family="table-cell" style:data-style-name="n"/>`,
			`<table:table><table:table-row><table:table-cell table:style-name="c" office:value-type="float" office:value="1"/></table:table-row></table:table>`))
		if err != nil {
			t.Errorf("%s: %v", xml, err)
		} else if got := b.Sheets[0].Cells[0].Format; got != want {
			t.Errorf("%s: got %s, want %s", xml, got, want)
		}
	}
}

const x = `<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>`

// TestTable reads repeated, hidden and merged rows and columns, with the
// prefixes that another program chose.
func TestTable(t *testing.T) {
	sheets := `<table:table table:name="表" table:style-name="gone">
		<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="struck"/>
		<table:table-column-group><table:table-column table:visibility="collapse" table:number-columns-repeated="16382"/></table:table-column-group>
		<table:table-header-rows><table:table-row>` + x + `<table:table-cell table:number-columns-repeated="16383"/></table:table-row></table:table-header-rows>
		<table:table-row table:number-rows-repeated="2" table:visibility="filter" table:default-cell-style-name="Default">
			<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/>
			<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"/><table:covered-table-cell office:value-type="float" office:value="8"/>
		</table:table-row>
		<table:table-row-group><table:table-row-group><table:table-row><table:table-cell/><table:table-cell office:value-type="float" office:value="9"/></table:table-row></table:table-row-group></table:table-row-group>
		<table:table-row table:number-rows-repeated="1048571" table:visibility="collapse"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
		<table:named-expressions><table:named-expression table:name="local" table:expression="of:=&quot;v&quot;"/></table:named-expressions>
	</table:table>
	<table:named-expressions><table:named-expression table:name="n" table:expression="&quot;a&quot;&quot;b&quot;"/><table:named-range table:name="r" table:cell-range-address="$表.$A$1"/></table:named-expressions>
	<table:tracked-changes><table:table>` + x + `</table:table></table:tracked-changes>`
	want := &book.Book{
		Names:    map[string]string{"local": "v", "n": `a"b`},
		Date1904: true,
		Sheets: []book.Sheet{{
			Name: "表", Hidden: true,
			Cells: []book.Cell{
				{Row: 1, Col: 1, Kind: book.Text, Raw: "x", Format: `0.0%"以上"`, Struck: true},
				{Row: 2, Col: 1, Raw: "7"}, {Row: 2, Col: 2, Raw: "7"}, {Row: 2, Col: 4, Raw: "8"},
				{Row: 3, Col: 1, Raw: "7"}, {Row: 3, Col: 2, Raw: "7"}, {Row: 3, Col: 4, Raw: "8"},
				{Row: 4, Col: 2, Raw: "9", Format: `0.0%"以上"`, Struck: true},
			},
			Merges:        []book.Range{{Row: 2, Col: 3, LastRow: 2, LastCol: 4}, {Row: 3, Col: 3, LastRow: 3, LastCol: 4}},
			HiddenRows:    []book.Span{{First: 2, Last: 3}, {First: 5, Last: book.MaxRows}},
			HiddenColumns: []book.Span{{First: 3, Last: book.MaxColumns}},
		}},
	}
	xml := content(someStyles, `<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>`+sheets)
	for name, xml := range map[string]string{
		"usual prefixes": xml,
		"others":         strings.NewReplacer("xmlns:table=", "xmlns:t=", "table:", "t:", "xmlns:office=", "xmlns:o=", "office:", "o:").Replace(strings.ReplaceAll(xml, "names:tc:opendocument:xmlns:", "\x00")),
	} {
		xml = strings.ReplaceAll(xml, "\x00", "names:tc:opendocument:xmlns:")
		xml = strings.NewReplacer("xmlns:t:1.0", "xmlns:table:1.0", "xmlns:o:1.0", "xmlns:office:1.0").Replace(xml)
		b, err := readParts(t, "content.xml", xml)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(want, b); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestCommonStyles(t *testing.T) {
	common := `<office:document-styles ` + declared + `><office:styles><style:default-style style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:default-style>
		<style:style style:name="Default" style:family="table-cell"><style:text-properties style:text-line-through-style="none"/></style:style></office:styles>
		<office:automatic-styles><style:style style:name="a" style:family="table-cell" style:parent-style-name="Default"/></office:automatic-styles></office:document-styles>`
	meta := `<office:document-meta ` + declared + ` xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta><meta:user-defined meta:name="form"> f&amp; </meta:user-defined></office:meta></office:document-meta>`
	b, err := readParts(t, "styles.xml", common, "meta.xml", meta, "content.xml", content("", `<table:table><table:table-row>`+x+strings.Replace(x, "office:", `table:style-name="a" office:`, 1)+`</table:table-row></table:table>`))
	if err != nil {
		t.Fatal(err)
	}
	if c := b.Sheets[0].Cells; c[0].Struck || !c[1].Struck || b.Properties["form"] != "f&" {
		t.Errorf("%+v %v", c, b.Properties)
	}
}

func TestReadRefuses(t *testing.T) {
	row := func(attrs, cells string) string {
		return `<table:table><table:table-row ` + attrs + `>` + cells + `</table:table-row></table:table>`
	}
	repeat := func(attr, n string) string {
		return strings.Replace(x, "<table:table-cell", fmt.Sprintf(`<table:table-cell %s="%s"`, attr, n), 1)
	}
	for name, c := range map[string]struct {
		spreadsheet string
		want        error
	}{
		"no rows":       {`<table:table/>`, nil},
		"wide":          {row("", repeat("table:number-columns-repeated", "257")), gate.ErrTooLarge},
		"wider":         {row("", repeat("table:number-columns-repeated", "999999999")), gate.ErrTooLarge},
		"deep":          {row(`table:number-rows-repeated="20001"`, x), gate.ErrTooLarge},
		"many":          {row(`table:number-rows-repeated="10000"`, repeat("table:number-columns-repeated", "11")), gate.ErrTooLarge},
		"below":         {`<table:table><table:table-row table:number-rows-repeated="20000"/><table:table-row>` + x + `</table:table-row></table:table>`, gate.ErrTooLarge},
		"blanks":        {row("", strings.Replace(x, ">x<", `><text:s text:c="999999999"/><text:s text:c="999999999"/><`, 1)), gate.ErrTooLarge},
		"merges":        {row(`table:number-rows-repeated="10000"`, strings.Repeat(`<table:table-cell table:number-rows-spanned="2"/>`, 11)), gate.ErrTooLarge},
		"sheets":        {strings.Repeat(`<table:table/>`, 101), gate.ErrTooLarge},
		"cut off":       {`<table:table>`, gate.ErrDamaged},
		"odd, yet fine": {row(`table:number-rows-repeated="-3"`, repeat("table:number-columns-repeated", "x")), nil},
	} {
		if _, err := readParts(t, "content.xml", content("", c.spreadsheet)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
	if _, err := readParts(t, "meta.xml", "<a/>"); !errors.Is(err, gate.ErrDamaged) {
		t.Errorf("no content: %v", err)
	}
	const manifest = `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>`
	if _, err := readParts(t, "META-INF/manifest.xml", manifest, "content.xml", "noise"); !errors.Is(err, gate.ErrEncrypted) {
		t.Errorf("password: %v", err)
	}
}

// TestRepeatsTakeNoRoom refuses cells by their number before it makes room.
func TestRepeatsTakeNoRoom(t *testing.T) {
	cell := strings.Replace(x, "<table:table-cell", `<table:table-cell table:number-columns-repeated="999999"`, 1)
	xml := content("", `<table:table><table:table-row table:number-rows-repeated="999999">`+cell+`</table:table-row></table:table>`)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := readParts(t, "content.xml", xml)
	runtime.ReadMemStats(&after)
	if n := after.TotalAlloc - before.TotalAlloc; n > 10<<20 || !errors.Is(err, gate.ErrTooLarge) {
		t.Errorf("%d bytes, %v", n, err)
	}
}

// FuzzRead reads whatever there is: within the limits, or refused.
func FuzzRead(f *testing.F) {
	f.Add(content(someStyles, `<table:table table:style-name="gone"><table:table-row table:number-rows-repeated="3">`+x+`</table:table-row></table:table>`), "<a/>")
	f.Add(content(`<number:number-style style:name="n"><number:number number:decimal-places="1"><number:embedded-text number:position="1">.</number:embedded-text></number:number></number:number-style>`,
		`<table:table><table:table-row><table:table-cell office:value-type="date" office:date-value="2023-05-08"/><table:table-cell office:value-type="string"><text:p>a<text:s/><text:span>b</text:span></text:p></table:table-cell></table:table-row></table:table>`), "")
	f.Fuzz(func(t *testing.T, content, styles string) {
		b, err := readParts(t, "content.xml", content, "styles.xml", styles)
		if err != nil {
			if !errors.Is(err, gate.ErrDamaged) && !errors.Is(err, gate.ErrTooLarge) && !errors.Is(err, gate.ErrDepth) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		n := 0
		for _, s := range b.Sheets {
			for _, c := range s.Cells {
				n++
				if c.Row < 1 || c.Row > book.MaxRows || c.Col < 1 || c.Col > book.MaxColumns || n > book.MaxCells {
					t.Fatalf("%+v", c)
				}
			}
		}
	})
}

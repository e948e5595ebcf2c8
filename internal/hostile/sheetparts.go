package hostile

import (
	"strings"
)

// sheetParts are workbooks whose lesser parts are absurd: those that hold no
// answers, but that a reader or whoever marks the file may look at.
func sheetParts() []Entry {
	var all []Entry
	add := func(name string, b func() book) {
		all = append(all, file(Workbook, "xlsx-部件-"+name+".xlsx", func() []byte { return pack(b().parts()...) }))
	}
	form := row("学校", "甲校") + row("人数", "100")
	behind := func(name string, text func() string) { // sheetData
		add(name, func() book { return book{rows: form, behind: text()} })
	}
	behind("条件格式万条", func() string {
		return times(60_000, `<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="%d"><formula>TRUE</formula></cfRule></conditionalFormatting>`)
	})
	behind("数据有效性万条", func() string {
		return times(60_000, `<dataValidation type="list" sqref="A%[1]d:XFD%[1]d"><formula1>"是,否"</formula1></dataValidation>`)
	})
	behind("有效性区域巨长", func() string {
		return `<dataValidations><dataValidation type="list" sqref="` + strings.Repeat("A1:XFD1048576 ", 200_000) + `"><formula1>"` + strings.Repeat("是,", 200_000) + `"</formula1></dataValidation></dataValidations>`
	})
	behind("合并三十万", func() string {
		return `<mergeCells count="2147483647">` + times(300_000, `<mergeCell ref="A%[1]d:XFD%[1]d"/>`) + `</mergeCells>`
	})
	behind("合并倒置", func() string {
		return `<mergeCells>` + strings.Repeat(`<mergeCell ref="XFD1048576:A1"/><mergeCell ref="A1:"/><mergeCell ref=":::"/><mergeCell ref="A0:B0"/><mergeCell ref="A99999999999:ZZZZZZZZ1"/>`, 20_000) + `</mergeCells>`
	})
	behind("超链接十万", func() string {
		return `<hyperlinks>` + times(100_000, `<hyperlink ref="A%[1]d" r:id="rId%[1]d" location="表!A%[1]d"/>`) + `</hyperlinks>`
	})
	behind("扩展列表巨大", func() string {
		return `<extLst>` + strings.Repeat(`<ext uri="{0}"><x14:conditionalFormattings/></ext>`, 150_000) + `</extLst>`
	})
	behind("批注指向不明", func() string {
		return `<legacyDrawing r:id="nope"/><drawing r:id="nope"/><tableParts count="99"><tablePart r:id="nope"/></tableParts>`
	})
	behind("第二份数据", func() string { return strings.Repeat(`<sheetData>`+form+`</sheetData>`, 5_000) })
	add("维度荒谬", func() book {
		return book{sheet: xmlHead + `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>` + form + `</sheetData></worksheet>`}
	})
	add("维度负数", func() book {
		return book{sheet: xmlHead + `<worksheet><dimension ref="A-1:ZZZZZZ99999999999999"/><cols><col min="1" max="2147483647" width="1e308" hidden="1"/><col min="-5" max="16384"/></cols><sheetData>` + form + `</sheetData></worksheet>`}
	})
	add("列宽十万", func() book {
		return book{sheet: xmlHead + `<worksheet><cols>` + times(150_000, `<col min="%[1]d" max="16384" width="9"/>`) + `</cols><sheetData>` + form + `</sheetData></worksheet>`}
	})
	add("列全隐藏重叠", func() book {
		return book{sheet: xmlHead + `<worksheet><cols>` + strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 100_000) + `</cols><sheetData>` + form + `</sheetData></worksheet>`}
	})
	add("共享公式", func() book {
		return book{rows: `<row><c r="A1"><f t="shared" ref="A1:XFD1048576" si="0">A1</f><v>1</v></c></row>` + times(9_000, `<row><c><f t="shared" si="%d"/><v>1</v></c></row>`)}
	})
	add("数组公式", func() book {
		return book{rows: strings.Repeat(`<row><c><f t="array" ref="A1:XFD1048576">ROW()</f><v>1</v></c></row>`, 9_000)}
	})
	add("单条共享文本十兆", func() book {
		return book{strings: `<sst count="1" uniqueCount="1"><si><t>` + strings.Repeat("学校名称", 800_000) + `</t></si></sst>`, rows: `<row><c t="s"><v>0</v></c></row>`}
	})
	add("共享文本负数", func() book {
		return book{strings: `<sst count="-1" uniqueCount="-2147483648"><si><t>学校</t></si></sst>`, rows: `<row><c t="s"><v>-1</v></c><c t="s"><v>1e3</v></c><c t="s"><v>0x0</v></c><c t="s"><v> 0 </v></c></row>`}
	})
	add("注音海", func() book {
		return book{strings: `<sst><si><t>学校</t>` + strings.Repeat(`<rPh sb="0" eb="1"><t>がっこう</t></rPh>`, 200_000) + `</si></sst>`, rows: `<row><c t="s"><v>0</v></c></row>`}
	})
	add("样式十万各异", func() book {
		return book{styles: `<styleSheet><numFmts>` + times(50_000, `<numFmt numFmtId="%[1]d" formatCode="0.%[1]d%%"/>`) + `</numFmts><fonts>` + times(50_000, `<font><sz val="%d"/><strike/></font>`) + `</fonts><cellXfs>` + times(100_000, `<xf numFmtId="%[1]d" fontId="%[1]d"/>`) + `</cellXfs></styleSheet>`,
			rows: times(9_000, `<row><c s="%d"><v>1</v></c></row>`)}
	})
	add("样式号荒谬", func() book {
		return book{rows: strings.Repeat(`<row><c s="-1"><v>1</v></c><c s="99999999999999999999"><v>1</v></c><c s="2147483648"><v>1</v></c></row>`, 5_000)}
	})
	add("名称引全表", func() book {
		return book{rows: form, names: times(20_000, `<definedName name="n%d">表!$A$1:$XFD$1048576</definedName>`)}
	})
	add("名称同名", func() book {
		return book{rows: form, names: strings.Repeat(`<definedName name="_xlnm.Print_Area" localSheetId="0">表!$A$1</definedName>`, 40_000)}
	})
	add("表单标识乱", func() book {
		return book{rows: form, custom: `<Properties>` + strings.Repeat(`<property name="zhijiao.form"><lpwstr>week-statistics</lpwstr></property><property name="zhijiao.form"><i4>-1</i4></property>`, 5_000) + `</Properties>`}
	})
	related := func(name, part string, build func() (relation, content string)) {
		add(name, func() book {
			relation, content := build()
			return book{rows: form, behind: `<legacyDrawing r:id="v"/>`, more: partsOf(
				"xl/worksheets/_rels/sheet1.xml.rels", xmlHead+`<Relationships xmlns="u">`+relation+`</Relationships>`, part, content)}
		})
	}
	related("批注十万", "xl/comments1.xml", func() (string, string) {
		return `<Relationship Id="c" Type="t/comments" Target="../comments1.xml"/>`, `<comments><authors><author>甲</author></authors><commentList>` + times(100_000, `<comment ref="A%[1]d" authorId="0"><text><t>批注</t></text></comment>`) + `</commentList></comments>`
	})
	related("批注无尾", "xl/comments1.xml", func() (string, string) {
		return `<Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/><Relationship Id="v" Type="t/vmlDrawing" Target="../drawings/v.vml"/>`, `<comments><commentList>`
	})
	related("表关系五万", "xl/x.xml", func() (string, string) {
		return times(50_000, `<Relationship Id="r%[1]d" Type="t/hyperlink" Target="http://a/%[1]d" TargetMode="External"/>`), "<a/>"
	})
	related("关系指自身", "xl/x.xml", func() (string, string) {
		return `<Relationship Id="v" Type="t/vmlDrawing" Target="sheet1.xml"/><Relationship Id="c" Type="t/comments" Target="sheet1.xml"/><Relationship Id="r" Type="t/x" Target="_rels/sheet1.xml.rels"/>`, "<a/>"
	})
	related("绘图巨大", "xl/drawings/v.vml", func() (string, string) {
		return `<Relationship Id="v" Type="t/vmlDrawing" Target="../drawings/v.vml"/>`, `<xml>` + strings.Repeat(`<v:shape id="_x0000_s1025"><x:ClientData><x:Row>0</x:Row></x:ClientData></v:shape>`, 100_000) + `</xml>`
	})
	add("内容类型十万", func() book {
		b := book{rows: form}
		b.more = partsOf("[Content_Types].xml", xmlHead+`<Types>`+times(100_000, `<Override PartName="/xl/p%d.xml" ContentType="a"/>`)+`</Types>`)
		return b
	})
	add("总关系十万", func() book {
		return book{rows: form, more: partsOf("_rels/.rels", xmlHead+`<Relationships>`+times(100_000, `<Relationship Id="r%[1]d" Type="t/officeDocument" Target="xl/w%[1]d.xml"/>`)+`</Relationships>`)}
	})
	add("关系互指", func() book {
		return book{rows: form, sheets: `<sheet name="二" sheetId="2" r:id="e"/>`, relations: `<Relationship Id="e" Type="t/worksheet" Target="worksheets/../worksheets/./sheet1.xml"/><Relationship Id="e" Type="t/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="e" Type="t/worksheet" Target="worksheets/_rels/sheet1.xml.rels"/>`}
	})
	add("同一部件三份", func() book {
		return book{rows: form, more: partsOf("xl/worksheets/sheet1.xml", "<worksheet/>", "/xl/worksheets/sheet1.xml", "<a/>", `xl\worksheets\sheet1.xml`, "<b/>")}
	})
	add("透视缓存", func() book {
		return book{rows: form, more: partsOf("xl/pivotCache/pivotCacheRecords1.xml", `<pivotCacheRecords>`+strings.Repeat(`<r><x v="0"/></r>`, 1_000_000)+`</pivotCacheRecords>`)}
	})
	add("隐藏行海", func() book {
		return book{rows: form + times(9_900, `<row hidden="1" ht="1e308" r="%d" spans="1:16384"/>`)}
	})
	add("万级空行号", func() book {
		return book{rows: form + times(200_000, `<row r="%d"/>`)}
	})
	add("错误值海", func() book {
		return book{rows: strings.Repeat("<row>"+strings.Repeat(`<c t="e"><v>#DIV/0!</v></c><c t="b"><v>2</v></c><c t="d"><v>2027-99-99T99:99</v></c><c t="z"><v>1</v></c>`, 60)+"</row>", 400)}
	})
	add("数值特殊", func() book {
		return book{rows: row("学校", "甲校") + strings.Repeat(`<row><c t="str"><v>人数</v></c><c><v>NaN</v></c><c><v>Inf</v></c><c><v>-0</v></c><c><v>1_000</v></c><c><v>0x10</v></c><c><v>1e400</v></c></row>`, 2_000)}
	})
	add("日期序号越界", func() book {
		return book{styles: `<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>`, rows: strings.Repeat(`<row><c t="str"><v>日期</v></c><c s="1"><v>-1</v></c><c s="1"><v>1e300</v></c><c s="1"><v>2958466</v></c><c s="1"><v>60</v></c></row>`, 2_000)}
	})
	return all
}

// partsOf are parts by name and text.
func partsOf(pairs ...string) []part {
	var all []part
	for i := 0; i < len(pairs); i += 2 {
		all = append(all, part{pairs[i], pairs[i+1]})
	}
	return all
}

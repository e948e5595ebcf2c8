package hostile

import (
	"fmt"
	"strings"
)

// blanks are workbooks and documents that are learnt as forms, and marked, by
// what makes a form: frames, labels, lines to write on, heads of tables.
func blanks() []Entry {
	var all []Entry
	sheet := func(name string, build func() book) {
		all = append(all, file(Workbook, "xlsx-空表-"+name+".xlsx", func() []byte { return pack(build().parts()...) }))
	}
	doc := func(name string, build func() string) {
		all = append(all, file(Document, "docx-空表-"+name+".docx", func() []byte { return pack(paper{body: build()}.parts()...) }))
	}
	framed := xmlHead + `<styleSheet><borders><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders><cellXfs><xf/><xf borderId="1" applyBorder="1"/></cellXfs></styleSheet>`
	text := func(s string) string { return `<c t="str" s="1"><v>` + s + `</v></c>` }
	empty := `<c s="1"/>`
	row := func(cells string) string { return `<row>` + cells + `</row>` }
	sheet("框海", func() book {
		return book{styles: framed, rows: row(text("统计表")) + strings.Repeat(row(strings.Repeat(empty, 200)), 400)}
	})
	sheet("标签框海", func() book {
		var b strings.Builder
		for i := range 2_000 {
			b.WriteString("<row>")
			for j := range 5 {
				b.WriteString(text(fmt.Sprintf("项目%d", i*5+j)) + empty)
			}
			b.WriteString("</row>")
		}
		return book{styles: framed, rows: b.String()}
	})
	sheet("同标签", func() book {
		return book{styles: framed, rows: strings.Repeat(row(strings.Repeat(text("学校")+empty, 10)), 1_000)}
	})
	sheet("交叉表", func() book {
		var b strings.Builder
		b.WriteString(row(text("项目") + times(100, `<c t="str" s="1"><v>第%d类</v></c>`)))
		for i := range 500 {
			b.WriteString(row(text(fmt.Sprintf("第%d行", i)) + strings.Repeat(empty, 100)))
		}
		return book{styles: framed, rows: b.String()}
	})
	sheet("多层表头", func() book {
		rows, merges := "", ""
		for i := range 12 {
			rows += row(times(256, fmt.Sprintf(`<c t="str" s="1"><v>%d-%%d</v></c>`, i)))
		}
		for i := range 12 {
			for j := 0; j < 250; j += i + 2 {
				merges += fmt.Sprintf(`<mergeCell ref="%s%d:%s%d"/>`, column(j), i+1, column(j+i), i+1)
			}
		}
		return book{styles: framed, rows: rows + strings.Repeat(row(strings.Repeat(empty, 256)), 100), behind: "<mergeCells>" + merges + "</mergeCells>"}
	})
	sheet("合并互压", func() book {
		return book{styles: framed, rows: strings.Repeat(row(strings.Repeat(text("学校"), 50)), 200), behind: "<mergeCells>" + times(5_000, `<mergeCell ref="A%[1]d:CV%[1]d9"/>`) + "</mergeCells>"}
	})
	sheet("横线海", func() book { return book{rows: strings.Repeat(row(text("学校："+strings.Repeat("_", 200))), 3_000)} })
	sheet("横线一格", func() book { return book{rows: row(text(strings.Repeat("学校：____ ", 4_000)))} })
	sheet("选项海", func() book { return book{rows: strings.Repeat(row(text(strings.Repeat("□是□否", 100))), 500)} })
	sheet("选项长", func() book {
		return book{styles: framed, rows: row(text("类别") + empty), behind: `<dataValidations>` + strings.Repeat(`<dataValidation type="list" sqref="B1"><formula1>"`+strings.Repeat("甲,", 10_000)+`"</formula1></dataValidation>`, 50) + `</dataValidations>`}
	})
	sheet("有效性互指", func() book {
		return book{styles: framed, rows: strings.Repeat(row(text("类别")+empty), 500), names: `<definedName name="甲">乙</definedName><definedName name="乙">甲</definedName>`, behind: `<dataValidations>` + times(2_000, `<dataValidation type="list" sqref="B1:B%d"><formula1>甲</formula1></dataValidation>`) + `</dataValidations>`}
	})
	sheet("合计链", func() book {
		return book{styles: framed, rows: row(text("项目")+text("合计")+text("其中")) + times(5_000, `<row><c t="str" s="1"><v>其中第%d项小计合计</v></c><c s="1"><f>SUM(B1:B2)</f></c><c s="1"/></row>`)}
	})
	sheet("填表说明海", func() book {
		return book{rows: times(9_000, `<row><c t="str"><v>填表说明：%d.请如实填写，单位：人；万元。</v></c></row>`)}
	})
	sheet("序号行海", func() book {
		return book{styles: framed, rows: row(text("序号")+text("姓名")+text("职务")) + times(9_000, `<row><c s="1"><v>%d</v></c><c s="1"/><c s="1"/></row>`)}
	})
	sheet("稀行", func() book {
		return book{styles: framed, rows: `<row r="1"><c r="A1" t="str"><v>学校</v></c></row><row r="1048576"><c r="XFD1048576" t="str" s="1"><v>联系人</v></c></row>`}
	})
	sheet("百页各表", func() book {
		b := book{styles: framed, rows: row(text("学校") + empty)}
		for i := range 100 {
			b.sheets += fmt.Sprintf(`<sheet name="表%d" sheetId="%d" r:id="s%d"/>`, i, i+2, i)
			b.relations += fmt.Sprintf(`<Relationship Id="s%[1]d" Type="http://x/worksheet" Target="worksheets/t%[1]d.xml"/>`, i)
			b.more = append(b.more, part{fmt.Sprintf("xl/worksheets/t%d.xml", i), xmlHead + `<worksheet><sheetData>` + strings.Repeat(row(text("学校")+empty+text("联系人")+empty), 20) + `</sheetData></worksheet>`})
		}
		return b
	})
	sheet("VML巨大", func() book {
		return book{rows: row(text("学校")), behind: `<legacyDrawing r:id="v"/>`, more: []part{
			{"xl/worksheets/_rels/sheet1.xml.rels", xmlHead + `<Relationships xmlns="u"><Relationship Id="v" Type="http://x/vmlDrawing" Target="../drawings/vml1.vml"/><Relationship Id="w" Type="http://x/comments" Target="../comments1.xml"/></Relationships>`},
			{"xl/drawings/vml1.vml", `<xml xmlns:v="v">` + times(20_000, `<v:shape id="_x0000_s%[1]d"><x:ClientData ObjectType="Note"><x:Row>%[1]d</x:Row></x:ClientData></v:shape>`) + `</xml>`},
			{"xl/comments1.xml", xmlHead + `<comments><authors>` + strings.Repeat("<author>甲</author>", 5_000) + `</authors><commentList>` + times(5_000, `<comment ref="A%d" authorId="0"><text><t>注</t></text></comment>`) + `</commentList></comments>`},
		}}
	})

	table := func(rows string) string { return `<w:tbl><w:tblPr/><w:tblGrid/>` + rows + `</w:tbl>` }
	tr := func(cells ...string) string {
		s := "<w:tr>"
		for _, c := range cells {
			s += cell("", c)
		}
		return s + "</w:tr>"
	}
	doc("标签框海", func() string {
		var b strings.Builder
		for i := range 2_000 {
			b.WriteString(tr(fmt.Sprintf("项目%d", 2*i), "", fmt.Sprintf("项目%d", 2*i+1), ""))
		}
		return para("统计表") + table(b.String())
	})
	doc("横线海", func() string {
		return strings.Repeat(para("学校："+strings.Repeat("_", 100)+"联系人："+strings.Repeat("_", 100)), 2_000)
	})
	doc("横线一段", func() string { return para(strings.Repeat("学校：____，", 8_000)) })
	doc("横线巨长", func() string { return para("学校：" + strings.Repeat("_", 1_000_000)) })
	doc("下划空格", func() string {
		return strings.Repeat(`<w:p><w:r><w:t>学校：</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">`+strings.Repeat(" ", 100)+`</w:t></w:r></w:p>`, 2_000)
	})
	doc("选项海", func() string { return strings.Repeat(para(strings.Repeat("□是　□否　", 50)), 500) })
	doc("表万张", func() string { return strings.Repeat(para("统计表")+table(tr("学校", "")), 3_000) })
	doc("表头同名", func() string {
		return table(tr(strings.Split(strings.Repeat("姓名,", 60), ",")...) + strings.Repeat(tr(make([]string, 61)...), 200))
	})
	doc("年月日海", func() string { return strings.Repeat(para("填表日期：　　年　　月　　日"), 4_000) })
	doc("括号海", func() string { return para(strings.Repeat("学校（　　　）", 8_000)) })
	doc("冒号海", func() string { return para(strings.Repeat("学校：", 20_000)) })
	doc("活动表五千行", func() string {
		return para("关于举办2027年活动周的通知") + table(tr("序号", "活动", "时间", "地点", "责任单位")+times(3_000, `<w:tr><w:tc><w:p><w:r><w:t>%d</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>启动仪式</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5月9日</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>会展中心</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>示例市教育局</w:t></w:r></w:p></w:tc></w:tr>`))
	})
	doc("批注已满", func() string {
		return strings.Repeat(`<w:p><w:commentRangeStart w:id="2147483647"/><w:r><w:t>学校</w:t></w:r><w:commentRangeEnd w:id="2147483647"/><w:r><w:commentReference w:id="2147483647"/></w:r></w:p>`, 5_000)
	})
	return all
}

// column is the letters of a column, counted from 0.
func column(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return column(i/26-1) + string(rune('A'+i%26))
}

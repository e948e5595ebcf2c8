package hostile

import (
	"fmt"
	"strings"
)

// A book is a workbook of one sheet; what is empty is as in an honest one.
type book struct {
	rows      string // of the sheet
	behind    string // behind sheetData
	strings   string // of sharedStrings
	styles    string
	sheets    string // more of them
	relations string
	names     string
	workbook  string // the whole part
	sheet     string // the whole part
	custom    string // properties
	more      []part
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

func (b book) parts() []part {
	or := func(s, other string) string {
		if s != "" {
			return s
		}
		return other
	}
	parts := []part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="u"><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", or(b.workbook, xmlHead+`<workbook xmlns:r="r"><sheets><sheet name="表" sheetId="1" r:id="b"/>`+b.sheets+`</sheets><definedNames>`+b.names+`</definedNames></workbook>`)},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="u"><Relationship Id="b" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="d" Type="http://x/styles" Target="styles.xml"/>` + b.relations + `</Relationships>`},
		{"xl/sharedStrings.xml", or(b.strings, xmlHead+`<sst><si><t>学校</t></si></sst>`)},
		{"xl/styles.xml", or(b.styles, xmlHead+`<styleSheet><cellXfs><xf/></cellXfs></styleSheet>`)},
		{"xl/worksheets/sheet1.xml", or(b.sheet, xmlHead+`<worksheet><sheetData>`+b.rows+`</sheetData>`+b.behind+`</worksheet>`)},
	}
	if b.custom != "" {
		parts = append(parts, part{"docProps/custom.xml", b.custom})
	}
	return append(parts, b.more...)
}

// text is a cell with a text of its own.
func text(s string) string { return `<c t="inlineStr"><is><t>` + s + `</t></is></c>` }

// row is a row of such cells.
func row(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(text(c))
	}
	return "<row>" + b.String() + "</row>"
}

func workbooks() []Entry {
	var all []Entry
	add := func(name string, b func() book) {
		all = append(all, file(Workbook, "xlsx-"+name+".xlsx", func() []byte { return pack(b().parts()...) }))
	}
	raw := func(name string, build func() []byte) { all = append(all, file(Workbook, "xlsx-"+name+".xlsx", build)) }

	// One text, many cells.
	long := func(n int) string { return `<sst><si><t>` + strings.Repeat("学校名称：", n) + `</t></si></sst>` }
	shared := func(cells int) string {
		return "<row>" + strings.Repeat(`<c t="s"><v>0</v></c>`, 100) + strings.Repeat("</row><row>"+strings.Repeat(`<c t="s"><v>0</v></c>`, 100), cells/100-1) + "</row>"
	}
	add("共享长文98900格", func() book { return book{strings: long(6000), rows: shared(98_900)} })
	add("共享中等长文", func() book { return book{strings: long(250), rows: shared(98_900)} })
	add("共享短文", func() book { return book{strings: long(60), rows: shared(98_900)} })
	add("共享标签", func() book {
		return book{strings: `<sst><si><t>学校（盖章）：</t></si></sst>`, rows: shared(98_900)}
	})
	add("共享冒号", func() book {
		return book{strings: `<sst><si><t>` + strings.Repeat(":", 3900) + `</t></si></sst>`, rows: shared(9_900)}
	})
	add("共享空格", func() book {
		return book{strings: `<sst><si><t xml:space="preserve">` + strings.Repeat(" ", 30_000) + `</t></si></sst>`, rows: shared(98_900)}
	})
	add("共享括号", func() book {
		return book{strings: `<sst><si><t>` + strings.Repeat("(", 190) + "人数" + strings.Repeat(")", 190) + `</t></si></sst>`, rows: shared(98_900)}
	})
	add("共享逗号名单", func() book {
		return book{strings: `<sst><si><t>` + strings.Repeat("张某某、", 8000) + `</t></si></sst>`, rows: shared(9_900)}
	})
	add("共享数字文本", func() book {
		return book{strings: `<sst><si><t>` + strings.Repeat("9", 32_000) + `</t></si></sst>`, rows: shared(9_900)}
	})
	add("富文本片段", func() book {
		return book{strings: `<sst><si>` + strings.Repeat(`<r><t>学</t></r>`, 32_000) + `</si></sst>`, rows: shared(98_900)}
	})
	add("转义文本", func() book {
		return book{strings: `<sst><si><t>` + strings.Repeat("_x000A_", 4000) + `</t></si></sst>`, rows: shared(9_900)}
	})
	add("五十万条共享文本", func() book {
		return book{strings: `<sst>` + strings.Repeat("<si/>", 500_001) + `</sst>`, rows: shared(100)}
	})
	add("共享序号越界", func() book { return book{rows: `<row><c t="s"><v>99999999999999999999</v></c></row>`} })

	// One cell.
	for _, n := range []int{400, 32_767, 131_068, 4_000_000} {
		add(fmt.Sprintf("数字%d位", n), func() book { return book{rows: `<row><c><v>` + strings.Repeat("9", n) + `</v></c></row>`} })
		add(fmt.Sprintf("文本%d字", n), func() book { return book{rows: row(strings.Repeat("学", n))} })
	}
	add("指数巨大", func() book {
		return book{rows: strings.Repeat(`<row><c><v>1E999999999</v></c><c><v>1e-999999999</v></c></row>`, 1000)}
	})
	add("百分号长文", func() book { return book{rows: row("人数", strings.Repeat("%", 30_000))} })
	add("全角数字长文", func() book { return book{rows: strings.Repeat(row("人数", strings.Repeat("９", 3_000)), 100)} })
	add("中文数字长文", func() book { return book{rows: strings.Repeat(row("人数", strings.Repeat("亿", 3_000)), 100)} })
	add("日期样长文", func() book { return book{rows: strings.Repeat(row("日期", strings.Repeat("2023-05-", 4_000)), 30)} })
	add("标签套标签", func() book { return book{rows: strings.Repeat(row(strings.Repeat("填表人：", 900)), 300)} })
	add("一行多标签", func() book {
		return book{rows: strings.Repeat("<row>"+strings.Repeat(text("学校"), 250)+"</row>", 390)}
	})
	add("表头万次", func() book {
		return book{rows: strings.Repeat(row("序号", "姓名", "单位", "职务", "联系电话", "邮箱", "备注", "活动名称"), 9_000)}
	})
	add("合计万行", func() book {
		return book{rows: row("序号", "活动名称") + strings.Repeat(row("合计", "1"), 9_000)}
	})
	add("标题万次", func() book {
		return book{rows: strings.Repeat(row("职业教育活动周学校情况统计表"), 9_900)}
	})
	add("选项长串", func() book {
		return book{rows: strings.Repeat(row("□是 ☑否 "+strings.Repeat("□是", 900)), 200)}
	})

	// Shape.
	add("十万合并", func() book {
		return book{rows: row("学校"), behind: `<mergeCells>` + times(100_000, `<mergeCell ref="A%[1]d:B%[1]d"/>`) + `</mergeCells>`}
	})
	add("合并重叠", func() book {
		return book{rows: row("学校"), behind: `<mergeCells>` + strings.Repeat(`<mergeCell ref="A1:IV700"/>`, 90_000) + `</mergeCells>`}
	})
	add("百表各合并", func() book {
		b := book{behind: `<mergeCells>` + times(90, `<mergeCell ref="A%[1]d:IV%[1]d"/>`) + `<mergeCell ref="A100:IV800"/></mergeCells>`, rows: row("学校")}
		b.sheets = times(99, `<sheet name="表%[1]d" sheetId="9" r:id="b"/>`)
		return b
	})
	add("百表一份", func() book {
		return book{sheets: times(99, `<sheet name="表%[1]d" sheetId="9" r:id="b"/>`), sheet: `<worksheet>` + strings.Repeat(`<a b="学校"/>`, 60_000) + `<sheetData/></worksheet>`}
	})
	add("万表", func() book { return book{sheets: times(10_000, `<sheet name="表%d" sheetId="9" r:id="b"/>`)} })
	add("万表万关系", func() book {
		return book{sheets: times(20_000, `<sheet name="表%[1]d" sheetId="9" r:id="x%[1]d"/>`), relations: times(20_000, `<Relationship Id="x%d" Type="t/worksheet" Target="worksheets/sheet1.xml"/>`)}
	})
	add("十万关系", func() book { return book{relations: times(150_000, `<Relationship Id="x%d" Type="t" Target="a"/>`)} })
	add("六十万空格", func() book { return book{rows: strings.Repeat("<row>"+strings.Repeat(`<c/>`, 250)+"</row>", 2_390)} })
	add("行号跳跃", func() book { return book{rows: times(9_999, `<row r="%d"><c t="str"><v>学</v></c></row>`)} })
	add("行倒序", func() book {
		var b strings.Builder
		for i := 9_999; i > 0; i-- {
			fmt.Fprintf(&b, `<row r="%d"><c t="str"><v>学</v></c></row>`, i)
		}
		return book{rows: b.String()}
	})
	add("同一格十万次", func() book {
		return book{rows: `<row>` + strings.Repeat(`<c r="A1" t="str"><v>学</v></c>`, 99_000) + `</row>`}
	})
	add("最后一格", func() book { return book{rows: `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`} })
	add("负行号", func() book { return book{rows: `<row r="-1"><c r="A-1"><v>1</v></c></row>`} })

	// Pieces.
	pieces := func(n int) string { return strings.Repeat("学校名称<!-- -->", n) }
	add("名称碎片", func() book { return book{names: `<definedName name="n">` + pieces(150_000) + `</definedName>`} })
	add("名称两万个", func() book { return book{names: times(20_000, `<definedName name="n%d">"x"</definedName>`)} })
	add("属性碎片", func() book {
		return book{custom: `<Properties><property name="zhijiao.form"><lpwstr>` + pieces(150_000) + `</lpwstr></property></Properties>`}
	})
	add("属性两万个", func() book {
		return book{custom: `<Properties>` + times(20_000, `<property name="p%d"><lpwstr>x</lpwstr></property>`) + `</Properties>`}
	})
	add("单元格碎片", func() book {
		return book{rows: `<row><c t="inlineStr"><is><t>` + pieces(150_000) + `</t></is></c></row>`}
	})
	add("数值碎片", func() book {
		return book{rows: `<row><c><v>` + strings.Repeat("1<!-- -->", 200_000) + `</v></c></row>`}
	})
	add("公式长文", func() book {
		return book{rows: `<row><c><f>` + strings.Repeat("SUM(A1)+", 200_000) + `</f><v>1</v></c></row>`}
	})

	// XML.
	add("深层元素", func() book { return book{sheet: strings.Repeat("<a>", 1_000_000)} })
	add("深层两百", func() book {
		return book{sheet: `<worksheet>` + strings.Repeat(strings.Repeat("<a>", 198)+strings.Repeat("</a>", 198), 1000) + `</worksheet>`}
	})
	add("巨大属性", func() book {
		return book{sheet: `<worksheet><row r="` + strings.Repeat("1", 8_000_000) + `"/></worksheet>`}
	})
	add("百万属性", func() book { return book{sheet: `<worksheet ` + strings.Repeat(`a="" `, 1_000_000) + `/>`} })
	add("巨大元素名", func() book { return book{sheet: `<` + strings.Repeat("a", 8_000_000) + `/>`} })
	add("实体炸弹", func() book {
		return book{sheet: `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet>&b;</worksheet>`}
	})
	add("外部实体", func() book {
		return book{sheet: `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`}
	})
	add("字符引用", func() book { return book{rows: row(strings.Repeat("&#x5B66;", 30_000))} })
	add("注释海", func() book { return book{sheet: `<worksheet>` + strings.Repeat("<!---->", 1_000_000) + `</worksheet>`} })
	add("未闭合注释", func() book { return book{sheet: `<worksheet>` + strings.Repeat("<!--", 1_000_000)} })
	add("CDATA海", func() book {
		return book{rows: `<row><c t="inlineStr"><is><t>` + strings.Repeat("<![CDATA[学]]>", 100_000) + `</t></is></c></row>`}
	})
	add("GB18030声明", func() book {
		return book{sheet: `<?xml version="1.0" encoding="GB18030"?><worksheet>` + strings.Repeat("\x81\x30\x81\x30", 1_000_000) + `</worksheet>`}
	})
	add("UTF-16声明", func() book { return book{sheet: `<?xml version="1.0" encoding="UTF-16"?><worksheet/>`} })
	add("控制字符", func() book { return book{rows: row("学\x00校", "\x1b[31m", "\u0085")} })
	add("转义控制字符", func() book { return book{rows: row("学校", "甲_x0000_校_x001B_\u0085\u202e")} })
	add("孤立代理项", func() book { return book{rows: row("学校", "_xD800_\xed\xa0\x80")} })
	add("全文空白", func() book { return book{sheet: `<worksheet>` + strings.Repeat(" ", 30<<20) + `</worksheet>`} })
	add("空白三兆", func() book { return book{sheet: `<worksheet>` + strings.Repeat(" ", 3<<20) + `</worksheet>`} })

	// Styles and relations.
	add("格式代码巨大", func() book {
		return book{styles: `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="` + strings.Repeat("[红]0;", 200_000) + `"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`,
			rows: strings.Repeat("<row>"+strings.Repeat(`<c s="0"><v>1</v></c>`, 100)+"</row>", 980)}
	})
	add("格式代码一千", func() book {
		return book{styles: `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="` + strings.Repeat("[a]0", 240) + `"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`,
			rows: strings.Repeat("<row>"+strings.Repeat(`<c s="0"><v>1</v></c>`, 100)+"</row>", 980)}
	})
	add("十万样式", func() book {
		return book{styles: `<styleSheet><cellXfs>` + strings.Repeat("<xf/>", 200_000) + `</cellXfs></styleSheet>`, rows: `<row><c s="99999"><v>1</v></c></row>`}
	})
	add("关系成环", func() book {
		return book{relations: `<Relationship Id="e" Type="t/worksheet" Target="../xl/workbook.xml"/>`, sheets: `<sheet name="环" sheetId="2" r:id="e"/>`}
	})
	add("关系出界", func() book {
		return book{relations: `<Relationship Id="e" Type="t/worksheet" Target="../../../../etc/passwd"/>`, sheets: `<sheet name="外" sheetId="2" r:id="e"/>`}
	})
	add("目标巨长", func() book {
		return book{relations: `<Relationship Id="e" Type="t" Target="` + strings.Repeat("../", 1_000_000) + `"/>`}
	})
	add("无表", func() book { return book{workbook: `<workbook/>`} })
	add("表名巨长", func() book {
		return book{sheets: `<sheet name="` + strings.Repeat("长", 300_000) + `" sheetId="2" r:id="b"/>`, rows: row("学校")}
	})

	// The package.
	raw("炸弹", func() []byte {
		return pack(append(book{}.parts(), part{"xl/worksheets/sheet2.xml", strings.Repeat(" ", 90<<20)})...)
	})
	raw("炸弹图片", func() []byte {
		return pack(append(book{}.parts(), part{"xl/media/a.png", strings.Repeat("\x00", 90<<20)})...)
	})
	raw("四千部件", func() []byte {
		parts := book{}.parts()
		for i := range 4_100 {
			parts = append(parts, part{fmt.Sprintf("xl/media/%d.png", i), ""})
		}
		return pack(parts...)
	})
	raw("重叠部件", func() []byte {
		return overlapping(append(book{}.parts(), part{"xl/big.xml", strings.Repeat("学校", 400_000)}), 60)
	})
	raw("双份部件", func() []byte {
		return pack(append(book{}.parts(), part{"XL/worksheets/SHEET1.xml", "<worksheet/>"})...)
	})
	raw("截断", func() []byte { b := pack(book{rows: row("学校")}.parts()...); return b[:len(b)/2] })
	raw("前有垃圾", func() []byte { return append([]byte(noise(1<<20)), pack(book{}.parts()...)...) })
	raw("声称巨大", func() []byte {
		e := stored("xl/workbook.xml", "<workbook/>")
		e.unpacked = 0xFFFFFFFE
		return rawZip(e)
	})
	raw("虚目录", func() []byte { return longListing(300_000) })
	raw("零字节", func() []byte { return nil })
	raw("全零", func() []byte { return make([]byte, 1<<20) })
	raw("旧格式头", func() []byte {
		b := make([]byte, 1<<20)
		copy(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
		b[30], b[31] = 16, 0
		copy(b[48:], "\xff\xff\xff\x7f")
		return b
	})
	return all
}

// overlapping packs parts, and lists the last of them many times under names of
// its own.
func overlapping(parts []part, times int) []byte {
	var entries []rawEntry
	at := 0
	for _, p := range parts {
		data := deflated(p.text)
		entries = append(entries, rawEntry{name: p.name, data: data, method: 8, packed: uint32(len(data)), unpacked: uint32(len(p.text)), at: -1})
		at += 30 + len(p.name) + len(data)
	}
	last := entries[len(entries)-1]
	last.at = at - 30 - len(last.name) - len(last.data)
	for i := range times {
		again := last
		again.name = fmt.Sprintf("xl/again%d.xml", i)
		entries = append(entries, again)
	}
	return rawZip(entries...)
}

// longListing is a zip whose directory has far more entries than its end says.
func longListing(n int) []byte {
	entries := make([]rawEntry, n)
	for i := range entries {
		entries[i] = rawEntry{name: fmt.Sprintf("%06d", i), at: 0}
	}
	out := rawZip(entries...)
	out[len(out)-14], out[len(out)-13], out[len(out)-12], out[len(out)-11] = 1, 0, 1, 0
	return out
}

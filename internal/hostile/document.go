package hostile

import (
	"fmt"
	"strings"
)

// A paper is a document; what is empty is as in an honest one.
type paper struct {
	body      string
	document  string // the whole part
	numbering string
	styles    string
	custom    string
	more      []part
}

func (p paper) parts() []part {
	doc := p.document
	if doc == "" {
		doc = xmlHead + `<w:document xmlns:w="w"><w:body>` + p.body + `</w:body></w:document>`
	}
	parts := []part{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="u"><Default Extension="xml" ContentType="application/xml"/></Types>`},
		{"word/document.xml", doc},
	}
	for name, text := range map[string]string{"word/numbering.xml": p.numbering, "word/styles.xml": p.styles, "docProps/custom.xml": p.custom} {
		if text != "" {
			parts = append(parts, part{name, text})
		}
	}
	return append(parts, p.more...)
}

func para(s string) string { return `<w:p><w:r><w:t>` + s + `</w:t></w:r></w:p>` }

func cell(props, s string) string {
	return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + para(s) + `</w:tc>`
}

func documents() []Entry {
	var all []Entry
	add := func(name string, p func() paper) {
		all = append(all, file(Document, "docx-"+name+".docx", func() []byte { return pack(p().parts()...) }))
	}
	table := func(rows string) string { return `<w:tbl>` + rows + `</w:tbl>` }
	tr := func(cells string) string { return `<w:tr>` + cells + `</w:tr>` }

	for _, n := range []string{"100", "2147483647", "99999999999999999999", "-1"} {
		add("跨列"+n, func() paper {
			return paper{body: table(strings.Repeat(tr(cell(`<w:gridSpan w:val="`+n+`"/>`, "学校")), 10_000))}
		})
	}
	add("跨列成排", func() paper {
		return paper{body: table(strings.Repeat(tr(strings.Repeat(cell(`<w:gridSpan w:val="99"/>`, ""), 100)), 500))}
	})
	add("左空巨大", func() paper {
		return paper{body: table(strings.Repeat(`<w:tr><w:trPr><w:gridBefore w:val="99999"/></w:trPr>`+cell("", "学校")+`</w:tr>`, 20_000))}
	})
	add("竖并长链", func() paper { return paper{body: table(strings.Repeat(tr(cell(`<w:vMerge/>`, "")), 60_000))} })
	add("竖并长链有字", func() paper {
		return paper{body: table(strings.Repeat(tr(cell(`<w:vMerge/>`, "学校名称")), 60_000))}
	})
	add("竖并宽链", func() paper {
		return paper{body: table(strings.Repeat(tr(cell(`<w:gridSpan w:val="100"/><w:vMerge/>`, "")), 60_000))}
	})
	add("万列一行", func() paper { return paper{body: table(tr(strings.Repeat(cell("", "学"), 60_000)))} })
	add("空表十万", func() paper { return paper{body: strings.Repeat("<w:tbl/>", 190_000)} })
	add("表中套表", func() paper {
		return paper{body: strings.Repeat(`<w:tbl><w:tr><w:tc>`, 60) + strings.Repeat(para("学校名称"), 20_000) + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 60)}
	})

	holes := func(name string, n int, hole func(i int) string) {
		add("占位符"+name, func() paper {
			var b strings.Builder
			for i := range n {
				b.WriteString(hole(i * 2654435761 % 1_000_003)) // texts that pack no better than others
			}
			return paper{body: para(b.String())}
		})
	}
	holes("成行", 19_000, func(i int) string { return fmt.Sprintf("{{学校%d}}", i) })
	holes("太多", 25_000, func(i int) string { return fmt.Sprintf("{{学校%d}}", i) })
	holes("不完", 25_000, func(i int) string { return fmt.Sprintf("{{学校%d", i) })
	holes("宽括号", 15_000, func(i int) string { return fmt.Sprintf("｛｛学校%d｝｝", i) })
	holes("单括号", 40_000, func(i int) string { return fmt.Sprintf("{｛%d", i) })
	holes("实体", 19_000, func(i int) string { return fmt.Sprintf("&#123;&#123;a%d&#125;&#125;", i) })
	holes("注释", 19_000, func(i int) string { return fmt.Sprintf("{<!-- %d -->{a}<!-- y -->}", i) })
	add("占位符逐字", func() paper {
		run := func(s string) string { return `<w:r><w:t>` + s + `</w:t></w:r>` }
		return paper{body: `<w:p>` + strings.Repeat(run("{")+run("{")+run("a")+run("}")+run("}"), 60_000) + `</w:p>`}
	})
	add("占位符表格", func() paper { return paper{body: table(strings.Repeat(tr(cell("", "{{学校}}")), 19_000))} })
	add("占位符框中框", func() paper {
		return paper{body: strings.Repeat(`<w:p><w:r><w:pict><w:txbxContent>`, 30) + strings.Repeat(para("{{a}}"), 60_000) + strings.Repeat(`</w:txbxContent></w:pict></w:r></w:p>`, 30)}
	})

	numbering := func(level string) string {
		return `<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="` + level + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	}
	numbered := func(n int) string {
		return strings.Repeat(`<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>`, n)
	}
	for _, n := range []int{200, 1_000, 30_000, 3_000_000} {
		add(fmt.Sprintf("编号%d字", n), func() paper {
			return paper{numbering: numbering(strings.Repeat("第", n)), body: numbered(20_000)}
		})
	}
	add("编号占位", func() paper { return paper{numbering: numbering(strings.Repeat("%1", 500)), body: numbered(60_000)} })
	add("编号十万段", func() paper { return paper{numbering: numbering("%1、"), body: numbered(150_000)} })
	add("起始巨大", func() paper {
		return paper{numbering: strings.Replace(numbering("%1"), `<w:start w:val="1"/>`, `<w:start w:val="99999999999"/>`, 1), body: numbered(1_000)}
	})
	add("样式成环", func() paper {
		return paper{styles: `<w:styles><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>`,
			body: strings.Repeat(`<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>一</w:t></w:r></w:p>`, 60_000)}
	})
	add("样式长链", func() paper {
		return paper{styles: `<w:styles>` + times(50_000, `<w:style w:type="paragraph" w:styleId="s%[1]d"><w:basedOn w:val="s%[1]d"/></w:style>`) + `</w:styles>`, body: para("学校")}
	})

	add("十万行文", func() paper {
		return paper{body: `<w:p>` + strings.Repeat(`<w:r><w:t>学</w:t></w:r>`, 190_000) + `</w:p>`}
	})
	add("同貌行文", func() paper {
		return paper{body: `<w:p>` + strings.Repeat(`<w:r><w:rPr><w:sz w:val="32"/></w:rPr><w:t>学校名称职业教育活动周</w:t></w:r>`, 90_000) + `</w:p>`}
	})
	add("异貌行文", func() paper {
		return paper{body: `<w:p>` + times(60_000, `<w:r><w:rPr><w:sz w:val="%d"/></w:rPr><w:t>学</w:t></w:r>`) + `</w:p>`}
	})
	add("万级标题", func() paper { return paper{body: times(10_000, para("一、标题%d"))} })
	add("同题万段", func() paper { return paper{body: strings.Repeat(para("（一）加强领导"), 10_000)} })
	add("附件万个", func() paper { return paper{body: para("附件：") + times(10_000, para("%d．附件名称"))} })
	add("单段巨长", func() paper { return paper{body: para(strings.Repeat("职业教育活动周，", 120_000))} })
	add("空段二十万", func() paper { return paper{body: times(190_000, `<w:p w:id="%d"/>`)} })
	add("换行海", func() paper { return paper{body: `<w:p><w:r>` + strings.Repeat("<w:br/>", 400_000) + `</w:r></w:p>`} })
	add("制表海", func() paper {
		return paper{body: strings.Repeat(`<w:p><w:r>`+strings.Repeat("<w:tab/>", 1_000)+`</w:r></w:p>`, 300)}
	})
	add("文本框套叠", func() paper {
		open := `<w:p><w:r><w:pict><w:txbxContent>`
		return paper{body: strings.Repeat(open, 40) + strings.Repeat(para("学"), 40_000) + strings.Repeat(`</w:txbxContent></w:pict></w:r></w:p>`, 40)}
	})
	add("域代码", func() paper {
		return paper{body: `<w:p>` + strings.Repeat(`<w:r><w:instrText>PAGE</w:instrText></w:r>`, 100_000) + `</w:p>`}
	})
	add("备选内容", func() paper {
		return paper{body: strings.Repeat(`<mc:AlternateContent><mc:Choice>`, 90) + para("学校") + strings.Repeat(`</mc:Choice></mc:AlternateContent>`, 90)}
	})
	add("四千页眉", func() paper {
		var p paper
		for i := range 3_900 {
			p.more = append(p.more, part{fmt.Sprintf("word/header%d.xml", i), `<w:hdr>` + para("眉") + `</w:hdr>`})
		}
		p.body = para("学校")
		return p
	})
	add("页眉巨大", func() paper {
		return paper{body: para("学校"), more: []part{{"word/header1.xml", `<w:hdr>` + strings.Repeat(para("页眉文字"), 190_000) + `</w:hdr>`}}}
	})
	add("属性碎片", func() paper {
		return paper{body: para("学校"), custom: `<Properties><property name="zhijiao.form"><lpwstr>` + strings.Repeat("学校<!-- -->", 200_000) + `</lpwstr></property></Properties>`}
	})
	add("深层元素", func() paper { return paper{document: strings.Repeat("<w:p>", 500_000)} })
	add("百万属性", func() paper { return paper{document: `<w:document ` + strings.Repeat(`a="" `, 2_000_000) + `/>`} })
	add("巨大属性值", func() paper {
		return paper{body: `<w:p><w:pPr><w:pStyle w:val="` + strings.Repeat("a", 20_000_000) + `"/></w:pPr></w:p>`}
	})
	add("实体", func() paper { return paper{document: `<!DOCTYPE a [<!ENTITY b "bb">]><w:document>&b;</w:document>`} })
	add("无正文", func() paper { return paper{document: `<w:document/>`} })
	add("坏标签", func() paper { return paper{document: `<w:document><w:body><w:p></w:body></w:document>`} })
	add("控制字符", func() paper { return paper{body: para("学\x1b校")} })
	add("不可见字符", func() paper { return paper{body: strings.Repeat(para("学\u0085校\u202e\u200b\ufeff"), 1_000)} })
	add("字符引用空", func() paper { return paper{body: para("&#0;&#x1B;")} })
	add("五十兆正文", func() paper { return paper{body: strings.Repeat(para("职业教育活动周"), 1_000_000)} })
	add("删除海", func() paper {
		return paper{body: `<w:p>` + strings.Repeat(`<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>`, 90_000) + `</w:p>`}
	})
	return all
}

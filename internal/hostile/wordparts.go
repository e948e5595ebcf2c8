package hostile

import (
	"fmt"
	"strings"
)

// wordParts are documents whose paragraphs hold what is rare, and much of it.
func wordParts() []Entry {
	var all []Entry
	add := func(name string, p func() paper) {
		all = append(all, file(Document, "docx-部件-"+name+".docx", func() []byte { return pack(p().parts()...) }))
	}
	inPara := func(name string, n int, inside string) {
		add(name, func() paper {
			return paper{body: para("关于活动周的通知") + `<w:p>` + times(n, inside) + `</w:p>`}
		})
	}
	inPara("域套域", 60_000, `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1</w:instrText></w:r>`)
	inPara("域只有尾", 100_000, `<w:r><w:fldChar w:fldCharType="end"/></w:r>`)
	inPara("域分隔海", 100_000, `<w:r><w:fldChar w:fldCharType="separate"/><w:t>1</w:t></w:r>`)
	inPara("符号海", 150_000, `<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>`)
	inPara("符号荒谬", 50_000, `<w:r><w:sym w:font="Wingdings" w:char="FFFFFFFFFFFFFFFF"/><w:sym w:char="-1"/><w:sym/><w:sym w:char="D800"/><w:sym w:char="0"/></w:r>`)
	inPara("软回车混排", 100_000, `<w:r><w:t>第%d行</w:t><w:br/><w:tab/></w:r>`)
	inPara("超链接套娃", 1, strings.Repeat(`<w:hyperlink>`, 150)+`<w:r><w:t>学</w:t></w:r>`+strings.Repeat(`</w:hyperlink>`, 150))
	inPara("拼音海", 60_000, `<w:ruby><w:rt><w:r><w:t>xue</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>学</w:t></w:r></w:rubyBase></w:ruby>`)
	inPara("书签海", 150_000, `<w:bookmarkStart w:id="%[1]d" w:name="b%[1]d"/><w:bookmarkEnd w:id="%[1]d"/>`)
	inPara("勾选框海", 60_000, `<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="c%d"/><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r>`)
	inPara("图片海", 40_000, `<w:r><w:drawing><wp:inline><a:graphic><a:blip r:embed="r%d"/></a:graphic></wp:inline></w:drawing></w:r>`)
	inPara("公式海", 40_000, `<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>`)
	inPara("修订移动", 60_000, `<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo>`)
	inPara("插入修订", 60_000, `<w:ins w:id="%d"><w:r><w:t>新</w:t></w:r></w:ins>`)
	add("控件套控件", func() paper {
		return paper{body: strings.Repeat(strings.Repeat(`<w:sdt><w:sdtPr><w:alias w:val="校名"/></w:sdtPr><w:sdtContent>`, 60)+para("学校")+strings.Repeat(`</w:sdtContent></w:sdt>`, 60), 400)}
	})
	add("控件选项海", func() paper {
		return paper{body: `<w:sdt><w:sdtPr><w:dropDownList>` + times(40_000, `<w:listItem w:displayText="项%[1]d" w:value="%[1]d"/>`) + `</w:dropDownList></w:sdtPr><w:sdtContent>` + para("学校") + `</w:sdtContent></w:sdt>`}
	})
	add("外来块", func() paper {
		p := paper{body: para("学校") + times(20_000, `<w:altChunk r:id="c%d"/>`)}
		p.more = partsOf("word/afchunk.htm", strings.Repeat("<p>学校</p>", 100_000))
		return p
	})
	add("脚注万条", func() paper {
		return paper{body: para("关于活动周的通知") + times(10_000, `<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="%d"/></w:r></w:p>`),
			more: partsOf("word/footnotes.xml", `<w:footnotes>`+times(10_000, `<w:footnote w:id="%d">`+para("注")+`</w:footnote>`)+`</w:footnotes>`)}
	})
	add("尾注巨大", func() paper {
		return paper{body: para("学校"), more: partsOf("word/endnotes.xml", `<w:endnotes>`+strings.Repeat(`<w:endnote>`+para("注"), 50)+strings.Repeat(para("注"), 150_000)+strings.Repeat(`</w:endnote>`, 50)+`</w:endnotes>`)}
	})
	add("批注万条", func() paper {
		return paper{body: times(10_000, `<w:p><w:commentRangeStart w:id="%[1]d"/><w:r><w:t>学</w:t></w:r><w:commentRangeEnd w:id="%[1]d"/></w:p>`),
			more: partsOf("word/comments.xml", `<w:comments>`+times(10_000, `<w:comment w:id="%d">`+para("批")+`</w:comment>`)+`</w:comments>`)}
	})
	add("编号层荒谬", func() paper {
		return paper{numbering: `<w:numbering><w:abstractNum w:abstractNumId="0">` + times(20_000, `<w:lvl w:ilvl="%[1]d"><w:start w:val="-%[1]d"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%%9%%8%%7%%6%%5%%4%%3%%2%%1"/></w:lvl>`) + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
			body: times(20_000, `<w:p><w:pPr><w:numPr><w:ilvl w:val="%d99999999999"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>`)}
	})
	add("编号九层互引", func() paper {
		return paper{numbering: `<w:numbering><w:abstractNum w:abstractNumId="0">` + times(9, `<w:lvl w:ilvl="%[1]d"><w:start w:val="999999"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="`+strings.Repeat("%%1%%2%%3%%4%%5%%6%%7%%8%%9", 9)+`"/></w:lvl>`) + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
			body: strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>`, 20_000)}
	})
	add("编号罗马巨大", func() paper {
		return paper{numbering: `<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="2147483000"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="2147483000"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
			body: strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>`, 5_000)}
	})
	add("编号五万种", func() paper {
		return paper{numbering: `<w:numbering>` + times(50_000, `<w:num w:numId="%[1]d"><w:abstractNumId w:val="%[1]d"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="%[1]d"/></w:lvlOverride></w:num>`) + `</w:numbering>`,
			body: times(20_000, `<w:p><w:pPr><w:numPr><w:numId w:val="%d"/></w:numPr></w:pPr><w:r><w:t>一</w:t></w:r></w:p>`)}
	})
	add("样式五万", func() paper {
		return paper{styles: `<w:styles>` + times(50_000, `<w:style w:type="paragraph" w:styleId="s%[1]d"><w:name w:val="样式%[1]d"/><w:rPr><w:sz w:val="%[1]d"/></w:rPr></w:style>`) + `</w:styles>`,
			body: times(20_000, `<w:p><w:pPr><w:pStyle w:val="s%d"/></w:pPr><w:r><w:rPr><w:rStyle w:val="s1"/></w:rPr><w:t>学</w:t></w:r></w:p>`)}
	})
	add("样式链五万", func() paper {
		var b strings.Builder
		for i := range 50_000 {
			fmt.Fprintf(&b, `<w:style w:type="paragraph" w:styleId="s%d"><w:basedOn w:val="s%d"/></w:style>`, i+1, i)
		}
		return paper{styles: `<w:styles>` + b.String() + `</w:styles>`,
			body: times(20_000, `<w:p><w:pPr><w:pStyle w:val="s50000"/></w:pPr><w:r><w:rPr><w:rStyle w:val="s%d"/></w:rPr><w:t>学</w:t></w:r></w:p>`)}
	})
	add("表行前空", func() paper {
		return paper{body: `<w:tbl>` + strings.Repeat(`<w:tr><w:trPr><w:gridBefore w:val="63"/><w:gridAfter w:val="99999999"/></w:trPr>`+cell(`<w:gridSpan w:val="63"/><w:vMerge w:val="restart"/>`, "学校")+cell(`<w:vMerge/>`, "")+`</w:tr>`, 12_000) + `</w:tbl>`}
	})
	add("并列交错", func() paper {
		return paper{body: `<w:tbl>` + strings.Repeat(`<w:tr>`+strings.Repeat(cell(`<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>`, "学校")+cell(`<w:vMerge/>`, "人数"), 12)+`</w:tr>`, 1_500) + `</w:tbl>`}
	})
	add("表五千", func() paper {
		return paper{body: strings.Repeat(`<w:tbl><w:tr>`+cell("", "学校名称")+cell("", "")+`</w:tr><w:tr>`+cell("", "联系人")+cell("", "")+`</w:tr></w:tbl>`+para("说明"), 5_000)}
	})
	add("表格深嵌", func() paper {
		return paper{body: strings.Repeat(`<w:tbl><w:tr>`+cell("", "学校")+`<w:tc>`, 28) + para("名称") + strings.Repeat(`</w:tc></w:tr></w:tbl>`, 28)}
	})
	add("标题样表", func() paper {
		return paper{body: `<w:tbl>` + strings.Repeat(`<w:tr>`+cell("", "职业教育活动周学校情况统计表")+`</w:tr>`, 15_000) + `</w:tbl>`}
	})
	add("文本框万个", func() paper {
		return paper{body: strings.Repeat(`<w:p><w:r><w:pict><w:txbxContent>`+para("学校")+`</w:txbxContent></w:pict></w:r></w:p>`, 30_000)}
	})
	add("备选两份", func() paper {
		return paper{body: strings.Repeat(`<w:p><w:r><mc:AlternateContent><mc:Choice>`+`<w:t>学</w:t>`+`</mc:Choice><mc:Fallback><w:t>学</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>`, 40_000)}
	})
	add("节属性海", func() paper {
		return paper{body: strings.Repeat(`<w:p><w:pPr><w:sectPr><w:pgSz w:w="-1" w:h="999999999999"/><w:headerReference r:id="h"/></w:sectPr></w:pPr></w:p>`, 60_000)}
	})
	add("节各有页脚", func() paper {
		p := paper{body: times(20_000, `<w:p><w:r><w:t>学</w:t></w:r></w:p><w:p><w:pPr><w:sectPr><w:footerReference w:type="default" r:id="r%d"/><w:footerReference w:type="even" r:id="r1"/></w:sectPr></w:pPr></w:p>`)}
		p.more = []part{
			{"word/_rels/document.xml.rels", `<Relationships>` + times(20_000, `<Relationship Id="r%d" Target="footer1.xml"/>`) + `</Relationships>`},
			{"word/footer1.xml", `<w:ftr>` + strings.Repeat(`<w:p><w:r><w:t>— 1 —</w:t></w:r></w:p>`, 500) + `</w:ftr>`},
		}
		return p
	})
	inPara("十万处可改", 60_000, `<w:r><w:rPr><w:rFonts w:eastAsia="仿宋%d"/></w:rPr><w:t>职，</w:t></w:r><w:proofErr/>`)
	add("一处百万可改", func() paper { return paper{body: para(strings.Repeat("职，业", 200_000))} })
	add("署名万家", func() paper {
		return paper{body: times(10_000, para("示例市第%d教育局")) + para("示教〔2027〕8号") + para("关于做好活动周工作的通知") + para("各学校：")}
	})
	add("附件标识万个", func() paper {
		return paper{body: para("关于活动周的通知") + times(5_000, `<w:p/><w:p/>`+para("附件%d")+`<w:p/>`+para("学校情况统计表"))}
	})
	add("域不结束", func() paper {
		return paper{body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>` + strings.Repeat(para("职业学校，"), 60_000)}
	})
	add("表格样式链", func() paper {
		return paper{styles: `<w:styles>` + times(30_000, `<w:style w:type="table" w:styleId="s%[1]d"><w:basedOn w:val="s1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`) + `</w:styles>`,
			body: times(20_000, `<w:tbl><w:tblPr><w:tblStyle w:val="s%d"/></w:tblPr><w:tr><w:tc><w:p><w:r><w:t>学</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`)}
	})
	add("字体名巨长", func() paper {
		return paper{body: times(5_000, `<w:p><w:r><w:rPr><w:rFonts w:eastAsia="`+strings.Repeat("仿宋", 200)+`%d"/></w:rPr><w:t>学</w:t></w:r></w:p>`)}
	})
	add("字号荒谬", func() paper {
		return paper{body: times(20_000, `<w:p><w:pPr><w:spacing w:line="-999999999" w:before="1e9"/><w:ind w:left="99999999999999999"/></w:pPr><w:r><w:rPr><w:sz w:val="99999999999%d"/></w:rPr><w:t>学</w:t></w:r></w:p>`)}
	})
	add("主题缺字体", func() paper {
		return paper{body: para("学校"), more: partsOf("word/theme/theme1.xml", `<a:theme>`+strings.Repeat(`<a:majorFont><a:ea typeface=""/><a:font script="Hans" typeface="x"/></a:majorFont>`, 100_000)+`</a:theme>`)}
	})
	add("全文一词", func() paper { return paper{body: para(strings.Repeat("a", 3_000_000))} })
	add("顿号名单", func() paper {
		return paper{body: strings.Repeat(para(strings.Repeat("示例市教育局、", 600)), 100)}
	})
	add("盖章行海", func() paper {
		return paper{body: strings.Repeat(para("示例市教育局（盖章）")+para("2027年5月1日"), 10_000)}
	})
	return all
}

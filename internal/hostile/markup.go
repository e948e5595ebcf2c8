package hostile

import (
	"fmt"
	"strings"
)

// markup is XML that is not what a program would write, in workbooks and in
// documents.
func markup() []Entry {
	var all []Entry
	// The same text as the only sheet of a workbook and as the body of a document.
	both := func(name string, build func() string) {
		all = append(all,
			file(Workbook, "xlsx-xml-"+name+".xlsx", func() []byte { return pack(book{sheet: build()}.parts()...) }),
			file(Document, "docx-xml-"+name+".docx", func() []byte { return pack(paper{document: build()}.parts()...) }))
	}
	// What both make something of.
	root := func(attributes, inside string) string {
		return xmlHead + `<w:document xmlns:w="w" ` + attributes + `><w:body>` + para("学校名称") + inside + `</w:body></w:document>`
	}
	both("实体参数", func() string {
		return `<!DOCTYPE a [<!ENTITY % p "<!ENTITY q 'x'>">%p;<!ELEMENT a ANY>]>` + root("", "")
	})
	both("实体二次", func() string {
		return `<!DOCTYPE a [<!ENTITY a "` + strings.Repeat("学", 100_000) + `">]>` + root("", "<w:p>"+strings.Repeat("&a;", 100_000)+"</w:p>")
	})
	both("文档类型巨长", func() string {
		return `<!DOCTYPE a [` + strings.Repeat(`<!ENTITY a "b">`, 400_000) + `]>` + root("", "")
	})
	both("名字空间五万", func() string { return root(times(50_000, `xmlns:n%[1]d="urn:%[1]d" `), "") })
	both("名字空间层层", func() string {
		var b strings.Builder
		for i := range 150 {
			fmt.Fprintf(&b, `<w:p xmlns:w="u%d">`, i)
		}
		return root("", strings.Repeat(b.String()+strings.Repeat("</w:p>", 150), 400))
	})
	both("前缀未声明", func() string { return root("", strings.Repeat(`<x:p><y:r><z:t>学</z:t></y:r></x:p>`, 50_000)) })
	both("冒号名", func() string { return root("", strings.Repeat(`<:p/><w:/><a:b:c/>`, 60_000)) })
	both("同名属性", func() string {
		return root("", strings.Repeat(`<w:p `+strings.Repeat(`w:val="1" `, 500)+`/>`, 200))
	})
	both("属性无引号", func() string { return root("", strings.Repeat(`<w:p w:val=1/>`, 50_000)) })
	both("标签未闭", func() string { return root("", strings.Repeat("<w:p", 200_000)) })
	both("处理指令海", func() string { return root("", strings.Repeat("<?a b?>", 300_000)) })
	both("两个根", func() string { return root("", "") + strings.Repeat("<a/>", 100_000) })
	both("根后文字", func() string { return root("", "") + strings.Repeat("学校", 300_000) })
	both("空", func() string { return "" })
	both("只有BOM", func() string { return "\ufeff" })
	both("UTF-16正文", func() string {
		var b strings.Builder
		b.WriteString("\xff\xfe")
		for _, c := range root("", strings.Repeat(para("x"), 10_000)) {
			b.WriteByte(byte(c))
			b.WriteByte(byte(c >> 8))
		}
		return b.String()
	})
	both("编码声明巨长", func() string {
		return `<?xml version="1.0" encoding="` + strings.Repeat("x", 1_000_000) + `"?>` + root("", "")[len(xmlHead):]
	})
	both("半个字符引用", func() string { return root("", `<w:p>`+strings.Repeat("&#x", 200_000)+`</w:p>`) })
	both("字符引用越界", func() string {
		return root("", strings.Repeat(`<w:p w:val="&#xFFFFFFFFFF;&#1114112;&#-1;"/>`, 20_000))
	})
	both("CDATA未闭", func() string { return root("", strings.Repeat("<![CDATA[", 300_000)) })
	both("属性里小于号", func() string { return root("", strings.Repeat(`<w:p w:val="<<<<"/>`, 50_000)) })
	both("元素名万种", func() string { return root("", times(100_000, `<w:e%[1]d w:a%[1]d="1"/>`)) })
	return all
}

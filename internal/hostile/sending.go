package hostile

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// sendings are archives as schools send them, whose files are honest one by one
// and too much together, or not what their names say.
func sendings() []Entry {
	var all []Entry
	add := func(name string, build func() []byte) {
		all = append(all, file(Sent, "sent-"+name+".zip", build))
	}
	packs := func(name string, parts func() []part) { add(name, func() []byte { return pack(parts()...) }) }
	jpeg := "\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x01\x01\x2C\x01\x2C\x00\x00\xFF\xC0\x00\x0B\x08\x08\x00\x0C\x00\x01\x01\x11\x00\xFF\xDA\x00\x02\xFF\xD9"
	photos := func(n int) (parts []part) {
		for i := range n {
			parts = append(parts, part{fmt.Sprintf("照片/%d.jpg", i+1), jpeg})
		}
		return parts
	}
	article := func(body string) string { return string(pack(paper{body: body}.parts()...)) }
	film := func(size int) string {
		return box("ftyp", "isom\x00\x00\x00\x00isom") + box("mdat", strings.Repeat("\x00", size)) + box("moov", mvhd)
	}
	packs("图说万行", func() []part {
		return append(photos(3_000), part{"照片/图片说明.txt", times(40_000, "第%d页\n")})
	})
	packs("图说百份", func() []part {
		parts := photos(2_000)
		for i := range 300 {
			parts = append(parts, part{fmt.Sprintf("照片/图片说明%d.txt", i), times(200, "图%d00 \n")})
		}
		return parts
	})
	packs("图说长名", func() []part {
		var parts []part
		for i := range 2_000 {
			parts = append(parts, part{fmt.Sprintf("照片/%s%d.jpg", strings.Repeat("a", 200), i), jpeg})
		}
		return append(parts, part{"照片/图片说明.txt", strings.Repeat(strings.Repeat("a", 199)+"\n", 5_000)})
	})
	packs("图说文档", func() []part {
		return append(photos(2_000), part{"照片/图片说明.docx", article(times(20_000, `<w:p><w:r><w:t>图%d0号</w:t></w:r></w:p>`))})
	})
	packs("稿件图说", func() []part {
		parts := photos(2_000)
		for i := range 60 {
			parts = append(parts, part{fmt.Sprintf("照片/第%d篇稿件.docx", i), article(times(400, `<w:p><w:r><w:t>图%d00</w:t></w:r></w:p>`))})
		}
		return parts
	})
	packs("照片两万", func() []part { return photos(19_900) })
	packs("影片空白", func() []part { // a thousandth of what it unpacks to
		var parts []part
		for i := range 4 {
			parts = append(parts, part{fmt.Sprintf("视频/%d.mp4", i), film(60 << 20)})
		}
		return parts
	})
	add("影片近空白", func() []byte { // as much to unpack as the ratio lets in
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		zeros := strings.Repeat("\x00", 1<<20-4<<10)
		for i := range 3 {
			f, _ := w.Create(fmt.Sprintf("视频/%d.mp4", i))
			io.WriteString(f, box("ftyp", "isom\x00\x00\x00\x00isom")+"\x0c\x80\x00\x08mdat") // 200 MB of it
			for k := range 200 {
				io.WriteString(f, noise(4<<10 + k)[k:]+zeros)
			}
			io.WriteString(f, box("moov", mvhd))
		}
		w.Close()
		return b.Bytes()
	})
	packs("影片往返", func() []part { // its boxes lead back and forth
		s := box("ftyp", "isom\x00\x00\x00\x00isom")
		for range 200 {
			s += box("free", strings.Repeat("\x00", 20_000))
		}
		return []part{{"视频/1.mp4", s}, {"视频/2.mov", s + box("moov", mvhd)}}
	})
	packs("稿件同一", func() []part {
		s := article(honestParagraphs(300))
		var parts []part
		for i := range 200 {
			parts = append(parts, part{fmt.Sprintf("稿件/第%d篇.docx", i), s})
		}
		return parts
	})
	packs("表格同一", func() []part {
		s := string(honest(Workbook, 20_000))
		var parts []part
		for i := range 100 {
			parts = append(parts, part{fmt.Sprintf("统计表%d.xlsx", i), s})
		}
		return parts
	})
	packs("表格大百份", func() []part { // each as large as one may be
		s := string(pack(book{rows: strings.Repeat("<row>"+strings.Repeat("<c><v>1</v></c>", 200)+"</row>", 400)}.parts()...))
		var parts []part
		for i := range 20 {
			parts = append(parts, part{fmt.Sprintf("统计表%d.xlsx", i), s})
		}
		return parts
	})
	packs("套包表格", func() []part {
		inner := string(pack(part{"统计表.xlsx", string(honest(Workbook, 20_000))}, part{"照片/1.jpg", jpeg}))
		var parts []part
		for i := range 60 {
			parts = append(parts, part{fmt.Sprintf("第%d包.zip", i), inner})
		}
		return parts
	})
	packs("改名的包", func() []part { // archives that are named as something else
		inner := string(pack(part{"1.jpg", jpeg}, part{"稿件.docx", article(para("稿件"))}))
		return []part{{"稿件.docx", inner}, {"统计表.xlsx", inner}, {"照片.jpg", inner}, {"视频.mp4", inner}, {"无名", inner}, {"说明.txt", inner}}
	})
	packs("改名的件", func() []part {
		return []part{{"统计表.docx", string(honest(Workbook, 5_000))}, {"稿件.xlsx", article(para("稿件"))}, {"照片.jpg", article(para("稿件"))}, {"稿件.pdf", jpeg}, {"视频.mp4", jpeg}, {"1.jpg", film(1_000)}}
	})
	packs("旧格式流", func() []part { // of which the sectors are read in any order
		return []part{{"稿件.doc", string(newCompound([]byte(noise(60_000))).bytes())}, {"稿件2.wps", string(newCompound([]byte(noise(60_000))).bytes())}, {"照片.jpg", string(newCompound([]byte(noise(60_000))).bytes())}}
	})
	packs("空件五千", func() []part {
		var parts []part
		for i := range 5_000 {
			parts = append(parts, part{fmt.Sprintf("%d.%s", i, []string{"xlsx", "docx", "jpg", "mp4", "pdf", "csv"}[i%6]), ""})
		}
		return parts
	})
	packs("隐藏两千", func() []part {
		var parts []part
		for i := range 2_000 {
			parts = append(parts, part{fmt.Sprintf(".%d/表.xlsx", i), "x"}, part{fmt.Sprintf("~$%d.docx", i), "x"})
		}
		return parts
	})
	packs("校名文件夹三千", func() []part {
		var parts []part
		for i := range 3_000 {
			parts = append(parts, part{fmt.Sprintf("第%d职业学校/稿件.txt", i), sentence(i)})
		}
		return parts
	})
	packs("设备名", func() []part {
		var parts []part
		for _, n := range []string{"CON", "nul.xlsx", "COM1.docx", "LPT9.jpg", "aux", "PRN.mp4", "CONIN$", "表.xlsx. ", "表:流.xlsx", "表*.xlsx", "表?.docx", "<表>.xlsx", "表|.xlsx", "\"表\".xlsx"} {
			parts = append(parts, part{n, string(honest(Workbook, 3_000))})
		}
		return parts
	})
	packs("日文名", func() []part { // Shift-JIS, Big5, Latin-1
		return []part{{"\x93\x8c\x8bz\x8aw\x8dZ/\x93\x9d\x8cv.xlsx", string(honest(Workbook, 3_000))}, {"\xbe\xc7\xae\xd5/\xb2\xce\xadp.xlsx", "x"}, {"\xe9cole/t\xe9l.xlsx", "x"}, {"\x80\x81\xff.docx", "x"}}
	})
	packs("结果送回", func() []part {
		return []part{{"校核结果.json", "[]"}, {"批注/甲校.zip/统计表.xlsx", string(honest(Workbook, 3_000))}, {"汇总表.xlsx", string(honest(Workbook, 3_000))}, {"收文登记.csv", "文件,收到时间\n甲,乙\n"}, {".zhijiao.json", "{}"}, {"报送说明.txt", "x"}}
	})
	packs("小文三千", func() []part {
		var parts []part
		for i := range 3_000 {
			parts = append(parts, part{fmt.Sprintf("媒体报道/新华网+侧记%d.docx", i), "PK\x03\x04"})
		}
		return parts
	})
	packs("长路径", func() []part {
		deep := strings.Repeat(strings.Repeat("深", 80)+"/", 3)
		return []part{{deep + "统计表.xlsx", string(honest(Workbook, 3_000))}, {deep + "照片.jpg", jpeg}, {strings.Repeat("a/", 60) + "稿件.docx", article(para("稿件"))}}
	})
	add("存而不压", func() []byte { // as it is, with a wrong sum
		e := stored("统计表.xlsx", string(honest(Workbook, 20_000)))
		e.data = append([]byte(nil), e.data...)
		f := stored("视频/1.mp4", film(100<<10))
		g := stored("照片/1.jpg", jpeg)
		out := rawZip(e, f, g)
		at := bytes.Index(out, []byte("xl/workbook"))
		out[at+200] ^= 0xff
		return out
	})
	add("描述符影片", func() []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for i := range 30 {
			f, _ := w.Create(fmt.Sprintf("视频/%d.mp4", i))
			io.WriteString(f, film(200_000))
		}
		w.Close()
		return b.Bytes()
	})
	return all
}

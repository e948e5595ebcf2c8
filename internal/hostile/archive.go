package hostile

import (
	"fmt"
	"strings"
)

func archives() []Entry {
	var all []Entry
	add := func(name string, build func() []byte) {
		all = append(all, file(Archive, "zip-"+name+".zip", build))
	}
	form := func() string { return string(pack(book{rows: row("学校")}.parts()...)) }
	named := func(names ...string) func() []byte {
		return func() []byte {
			var parts []rawEntry
			for _, n := range names {
				parts = append(parts, stored(n, form()))
			}
			return rawZip(parts...)
		}
	}
	add("空", func() []byte { return pack() })
	add("只有文件夹", named("甲/", "乙/"))
	add("只有隐藏文件夹", named(".a/x.xlsx", ".b/y.xlsx"))
	add("点斜线", named("./x.xlsx", "././y.xlsx"))
	add("双斜线", named("甲//x.xlsx", "甲/x.xlsx"))
	add("双斜线开头", named("//x.xlsx"))
	add("绝对路径", named("/etc/passwd"))
	add("盘符", named(`C:\x.xlsx`))
	add("上级", named("../x.xlsx", "甲/../../y.xlsx", `..\z.xlsx`))
	add("点", named(".", ".."))
	add("空名", named(""))
	add("名过长", named(strings.Repeat("校", 100)+".xlsx", "好.xlsx"))
	add("路径过长", named(strings.Repeat("甲乙/", 200)+"x.xlsx"))
	add("层太深", named(strings.Repeat("a/", 300)+"x.xlsx"))
	add("文件夹同名", named("a", "a/b.xlsx", "a/c.xlsx"))
	add("同名", named("表.xlsx", "表.xlsx"))
	add("大小写同名", named("A.xlsx", "a.xlsx"))
	add("NUL名", named("甲\x00乙.xlsx"))
	add("换行名", named("甲\n乙.xlsx"))
	add("ESC名", named("甲\x1b[2J.xlsx"))
	add("NEL名", named("甲\u0085.xlsx"))
	add("反向名", named("甲\u202exslx.exe"))
	add("代理项名", named("甲\xed\xa0\x80.xlsx"))
	add("GBK名", named("\xcd\xb3\xbc\xc6\xb1\xed.xlsx"))
	add("乱码名", named("\xff\xfe\xfd.xlsx"))
	add("设备名", named("CON.xlsx", "aux", "NUL.docx"))
	add("前缀相同", func() []byte {
		var parts []rawEntry
		for i := range 10_000 {
			parts = append(parts, stored(fmt.Sprintf("%s%05d.xlsx", strings.Repeat("前缀相同的学校名称", 5), i), ""))
		}
		return rawZip(parts...)
	})
	add("两万空文件", func() []byte {
		entries := make([]rawEntry, 20_000)
		for i := range entries {
			entries[i] = stored(fmt.Sprintf("%d.jpg", i), "")
		}
		return rawZip(entries...)
	})
	add("六万文件", func() []byte { return longListing(60_000) })
	add("三十万文件", func() []byte { return longListing(300_000) })
	add("重叠", func() []byte {
		e := rawEntry{name: "0.docx", data: deflated(strings.Repeat("学", 4<<20)), method: 8, unpacked: 12 << 20, at: -1}
		e.packed = uint32(len(e.data))
		entries := []rawEntry{e}
		for i := range 500 {
			again := e
			again.name, again.at = fmt.Sprintf("%d.docx", i+1), 0
			entries = append(entries, again)
		}
		return rawZip(entries...)
	})
	add("引文叠放", func() []byte { // the heads of later entries lie in the data of earlier ones
		inner := rawZip(stored("b.txt", strings.Repeat("b", 100)))
		outer := rawEntry{name: "a.txt", data: inner, packed: uint32(len(inner)), unpacked: uint32(len(inner)), at: -1}
		b := stored("b.txt", strings.Repeat("b", 100))
		b.at = 30 + len("a.txt")
		return rawZip(outer, b)
	})
	add("自含", func() []byte {
		e := stored("a.zip", "")
		e.packed, e.unpacked = 200, 200
		return rawZip(e)
	})
	bomb := func(n int) string {
		data := deflated(strings.Repeat("\x00", n))
		return string(rawZip(rawEntry{name: "0.bin", data: data, method: 8, packed: uint32(len(data)), unpacked: uint32(n), at: -1}))
	}
	add("炸弹", func() []byte { return []byte(bomb(200 << 20)) })
	add("炸弹表格", func() []byte { return pack(part{"统计表.xlsx", strings.Repeat("\x00", 64<<20)}) })
	add("炸弹照片", func() []byte { return pack(part{"照片.jpg", "\xFF\xD8\xFF\xE0" + strings.Repeat("\x00", 64<<20)}) })
	add("套娃", func() []byte {
		z := form()
		for range 12 {
			z = string(pack(part{"内.zip", z}))
		}
		return []byte(z)
	})
	add("套娃炸弹", func() []byte {
		inner := bomb(8 << 20)
		var parts []rawEntry
		for i := range 500 {
			parts = append(parts, stored(fmt.Sprintf("%d.zip", i), inner))
		}
		return rawZip(parts...)
	})
	add("内含两万", func() []byte {
		inner := string(longListing(5_000))
		var parts []part
		for i := range 200 {
			parts = append(parts, part{fmt.Sprintf("%d.zip", i), inner})
		}
		return pack(parts...)
	})
	all[len(all)-1].Limit.CPU = 12 // it unpacks to 50 MB of lists
	add("内含空包", func() []byte { return pack(part{"甲.zip", string(pack())}, part{"好.xlsx", form()}) })
	add("内含坏包", func() []byte { return pack(part{"甲.zip", "PK\x03\x04nothing"}, part{"好.xlsx", form()}) })
	add("加密", func() []byte {
		e := stored("a.xlsx", form())
		e.flags = 1
		return rawZip(e, stored("好.xlsx", form()))
	})
	add("怪压缩法", func() []byte {
		e := stored("a.xlsx", form())
		e.method = 99
		return rawZip(e, stored("好.xlsx", form()))
	})
	add("校验错", func() []byte { b := rawZip(stored("a.xlsx", form())); b[60] ^= 0xff; return b })
	add("声称四吉", func() []byte {
		e := stored("a.xlsx", form())
		e.unpacked, e.packed = 0xFFFFFFF0, 0xFFFFFFF0
		return rawZip(e)
	})
	add("头尾不一", func() []byte { e := stored("好.xlsx", form()); e.localName = "../../坏.xlsx"; return rawZip(e) })
	add("符号链接", func() []byte { e := stored("链.xlsx", "/etc/passwd"); e.attributes = 0o120777 << 16; return rawZip(e) })
	add("截断", func() []byte { b := rawZip(stored("a.xlsx", noise(100_000))); return b[:50_000] })
	add("只有目录尾", func() []byte { return []byte("PK\x05\x06" + strings.Repeat("\x00", 18)) })
	add("尾部注释假目录", func() []byte {
		return append(rawZip(stored("a.xlsx", form())), []byte("PK\x05\x06"+strings.Repeat("\xff", 18))...)
	})
	return all
}

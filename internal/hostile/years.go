package hostile

import (
	"encoding/json"
	"fmt"
	"strings"
)

// years are the files that one year leaves for the next run or the next year:
// campaigns that a pack is made of, last year's 汇总表, and what runs have noted
// of their folder.
func years() []Entry {
	return append(append(packs(), lastYears()...), records()...)
}

// packs are campaigns, all of those that are only loaded elsewhere, and such
// whose lists go into every file of a pack: the .ics, the lists, the guides.
func packs() []Entry {
	var all []Entry
	for _, e := range append(campaigns(), controls()...) {
		if e.Kind == Campaign {
			p := file(Packed, "pack-"+e.Name, e.Make)
			if e.Name == "yaml-动作各处.yaml" {
				p.Limit.CPU = 8 // 1,600 notices of a line, each set in three formats
			}
			all = append(all, p)
		}
	}
	add := func(name, from string, to func() string) {
		all = append(all, file(Packed, "pack-"+name+".yaml", func() []byte { return inSample(from, to())() }))
	}
	add("期限万条", "deadlines:\n", func() string {
		return "deadlines:\n" + times(1_200, "  - {id: d%[1]d, what: 报送第%[1]d号材料, due: 2027-04-13, to: [zcc]}\n")
	})
	add("期限长文", "deadlines:\n", func() string {
		return "deadlines:\n" + times(20, "  - {id: d%d, what: "+strings.Repeat("报送材料，", 2_000)+", due: 2027-04-13, to: [zcc]}\n")
	})
	add("期限控制符", "deadlines:\n", func() string {
		return "deadlines:\n" + times(50, `  - {id: d%d, what: "报送\nEND:VEVENT\n\nBEGIN:VALARM;,\\\\n:", due: 2027-04-13, to: [zcc]}`+"\n")
	})
	add("学校类别两千", "deadlines:\n", func() string {
		return "deadlines:\n" + times(800, "  - {id: d%[1]d, what: 报送, due: 2027-04-13, to: [zcc], who: [第%[1]d类学校]}\n")
	})
	add("标题同名千个", "documents:\n", func() string {
		return "documents:\n" + times(400, "  - id: n%d\n    kind: 通知\n    title: 关于活动周的通知\n    body: 请报送。\n    signature: {organs: [示例市教育局], date: 2027-04-01}\n")
	})
	add("标题作路径", "documents:\n", func() string {
		var b strings.Builder
		for i, title := range []string{"../../关于活动周的通知", "/etc/关于活动周的通知", `C:\关于活动周的通知`, "CON", "关于<活动>周:\"的|通知?*", "关于活动周的通知. ", strings.Repeat("关于活动周的", 100) + "通知"} {
			fmt.Fprintf(&b, "  - id: p%d\n    kind: 通知\n    title: '%s'\n    body: 请报送。\n    signature: {organs: [示例市教育局], date: 2027-04-01}\n", i, title)
		}
		return "documents:\n" + b.String()
	})
	return all
}

// lastYears are 汇总表 as offices hand them on, whose rows, heads and plan have
// grown beyond what any year has.
func lastYears() []Entry {
	var all []Entry
	add := func(name string, rows func() string, plan func() string) {
		all = append(all, file(LastYear, "last-"+name+".xlsx", func() []byte { return lastYear(rows(), plan()) }))
	}
	none := func() string { return "" }
	schools := func(n int, format string) func() string {
		return func() string { return lastHead + times(n, format) }
	}
	const numbers = `<c><v>1</v></c><c><v>12</v></c><c><v>86</v></c><c><v>1200</v></c>`
	line := func(school string) string {
		return `<row><c><v>1</v></c>` + text(school) + text("东区") + numbers + `</row>`
	}
	add("万校", schools(9_000, line("示例市第%d职业学校")), none)
	add("万校同名", schools(9_000, line("示例市职业学校")), none)
	add("万校同前缀", schools(9_000, line(strings.Repeat("前缀相同的职业学校", 8)+"%05d")), none)
	add("校名巨长", schools(20, line(strings.Repeat("职业学校", 8_000)+"%d")), none)
	add("区县五千", schools(5_000, `<row><c><v>1</v></c>`+text("第%[1]d职业学校")+text("第%[1]d区")+numbers+`</row>`), none)
	add("合计万行", schools(5_000, `<row>`+text("1")+text("小计（%d所）")+text("东区")+numbers+`</row>`), none)
	add("合计之数巨大", schools(200, `<row>`+text("")+text("合计（9999999所）")+text("")+`<c><v>1E300</v></c><c><v>-1E300</v></c><c><v>%d</v></c><c><v>NaN</v></c></row>`), none)
	add("列一万", func() string {
		return row(lastTitle) + `<row>` + text("序号") + text("学校") + text("区县") + strings.Repeat(text("教师数（人）"), 10_000) + `</row>` + line("甲校")
	}, none)
	add("列头巨长", func() string {
		return row(lastTitle) + row("序号", "学校", "区县", strings.Repeat("教师数", 10_000)) + line("甲校")
	}, none)
	add("字典表万张", schools(3, line("第%d校")), func() string { return times(5_000, row("sheet", "第%d张", "week-statistics", "")) })
	add("字典列宽", schools(3, line("第%d校")), func() string {
		return row("sheet", "无", "week-statistics", "") + `<row>` + text("heads") + times(16_000, text("/f%d=列")) + `</row>`
	})
	add("字典校验和海", schools(2_000, line("第%d校")), func() string {
		return times(20, `<row>`+text("rows")+text("%[1]d"+times(3_000, " %08x"))+`</row>`)
	})
	add("字典合计乘合计", func() string {
		return schools(5_000, `<row>`+text("1")+text("小计（%[1]d所）")+text("第%[1]d区")+numbers+`</row>`)()
	}, func() string { return times(5_000, row("sum", "%[1]d", "1 1 1 1 1 1", "第%[1]d区")) })
	add("字典合计在多张", func() string {
		return schools(3_000, `<row>`+text("1")+text("小计（%[1]d所）")+text("第%[1]d区")+numbers+`</row>`)()
	}, func() string {
		return times(3_000, row("sheet", "第%d张", "week-statistics", ""))
	})
	add("字典乱", schools(3, line("第%d校")), func() string { return row("form", noise(2_000)) + row("sheet") + row() })
	return all
}

const lastTitle = "职业教育活动周学校情况统计表汇总"

var lastHead = row(lastTitle) + row("名册14所学校，计入8所") + row("序号", "学校", "区县", "参加活动的职业院校数（所）", "企业数（家）", "教师数（人）", "学生数（人）")

// lastYear is a 汇总表 with a sheet of rows and, if there is any, a plan.
func lastYear(rows, plan string) []byte {
	b := book{
		rows:   rows,
		custom: xmlHead + `<Properties><property name="zhijiao.form"><lpwstr>zhijiao.totals</lpwstr></property></Properties>`,
		names:  `<definedName name="zhijiao.form">"zhijiao.totals"</definedName>`,
		workbook: xmlHead + `<workbook xmlns:r="r"><sheets><sheet name="职业教育活动周学校情况统计表" sheetId="1" r:id="b"/>` +
			`<sheet name="字典" sheetId="2" state="hidden" r:id="e"/></sheets></workbook>`,
		relations: `<Relationship Id="e" Type="http://x/worksheet" Target="worksheets/sheet2.xml"/>`,
		more: []part{{"xl/worksheets/sheet2.xml", xmlHead + `<worksheet><sheetData>` + row("zhijiao.form", "zhijiao.totals") + row("zhijiao.version", "1") +
			row("form", "week-statistics", "1", "职业教育活动周学校情况统计表") +
			row("sheet", "职业教育活动周学校情况统计表", "week-statistics", "") + row("heads", "@school=学校", "@area0=区县", "/colleges=参加活动的职业院校数（所）", "/enterprises=企业数（家）", "/teachers=教师数（人）", "/students=学生数（人）") + plan + `</sheetData></worksheet>`}},
	}
	return pack(b.parts()...)
}

// records are notes of a folder, of what was written and what a run that died
// was about to do.
func records() []Entry {
	var all []Entry
	add := func(name string, build func() string) {
		all = append(all, file(Record, "record-"+name+".json", func() []byte { return []byte(build()) }))
	}
	list := func(paths ...string) string {
		type recorded struct {
			Path string `json:"path"`
			Hash string `json:"sha256"`
		}
		var files []recorded
		for _, p := range paths {
			files = append(files, recorded{p, strings.Repeat("0", 64)})
		}
		data, err := json.Marshal(map[string]any{"files": files, "steps": files})
		if err != nil {
			panic(err) // of texts only
		}
		return string(data)
	}
	add("在外", func() string {
		return list("../外.txt", "..\\外.txt", "/etc/passwd", "C:\\外.txt", "甲/../../外.txt", "./../外.txt", "//外.txt", "甲//乙.txt", "", ".", "..", "\x00", "旧.txt/")
	})
	add("万个", func() string {
		var paths []string
		for i := range 20_000 {
			paths = append(paths, fmt.Sprintf("第%d校/统计表.xlsx", i))
		}
		return list(paths...)
	})
	add("同一万次", func() string { return list(strings.Split(strings.Repeat("旧.txt,", 20_000), ",")...) })
	add("路径巨长", func() string { return list(strings.Repeat("甲/", 200_000)+"旧.txt", strings.Repeat("甲", 500_000)) })
	add("自己", func() string {
		return list(".zhijiao.json", ".part-1/journal", ".part-1/owner", ".part-1", "新.txt/甲", "新.txt")
	})
	add("移回", func() string {
		return `{"steps": [{"path": "新.txt", "old": true, "keep": "../外.txt"}, {"path": "../外.txt", "old": true}, {"path": "旧.txt", "sha256": "00", "old": true, "keep": "新.txt"}], "folders": ["..", "../..", "/"]}`
	})
	add("移回万次", func() string {
		return `{"steps": [` + strings.TrimSuffix(strings.Repeat(`{"path": "旧.txt", "sha256": "00", "old": true, "keep": "旧.旧.txt"},`, 20_000), ",") + `], "folders": [` + strings.TrimSuffix(strings.Repeat(`"甲",`, 20_000), ",") + `]}`
	})
	add("深", func() string { return strings.Repeat(`{"files":[`, 100_000) })
	add("截断", func() string { return `{"files": [{"path": "旧.txt", "sha2` })
	add("不是JSON", func() string { return noise(300_000) })
	add("错类型", func() string { return `{"files": {"path": 1}, "steps": 7, "folders": null}` })
	add("空", func() string { return "" })
	return all
}

package hostile

import (
	"fmt"
	"strings"

	"github.com/zhijiao-go/zhijiao/testdata"
)

// sample is an honest campaign.
func sample() string {
	data, err := testdata.Campaigns.ReadFile("campaigns/default-2027.yaml")
	if err != nil {
		panic(err) // it is embedded
	}
	return string(data)
}

// inSample puts something in place of a line of the honest campaign.
func inSample(from, to string) func() []byte {
	return func() []byte { return []byte(strings.Replace(sample(), from, to, 1)) }
}

const themeLine = "theme: 一技在手，一生无忧"

func campaigns() []Entry {
	var all []Entry
	add := func(name string, build func() []byte) {
		all = append(all, file(Campaign, "yaml-"+name+".yaml", build))
	}
	bodied := func(theme, body string) func() []byte {
		return func() []byte {
			s := strings.Replace(sample(), themeLine, "theme: "+theme, 1)
			return []byte(s + "  - id: more\n    kind: 通知\n    title: 关于活动周的通知\n    body: |\n      " + strings.ReplaceAll(body, "\n", "\n      ") + "\n    signature: {organs: [示例市教育局], date: 2027-04-01}\n")
		}
	}
	add("动作乘长主题", bodied(strings.Repeat("一技在手", 4_000), strings.Repeat("{{theme}}", 40_000)))
	add("动作乘中主题", bodied(strings.Repeat("一技在手", 200), strings.Repeat("{{theme}}", 40_000)))
	add("动作四万", bodied("一技在手", strings.Repeat("{{year}}", 40_000)))
	add("动作机关", bodied("一技在手", strings.Repeat("{{organs}}", 40_000)))
	add("动作表名", bodied("一技在手", strings.Repeat(`{{form "statistics"}}`, 10_000)))
	add("动作联系人", bodied("一技在手", strings.Repeat(`{{contact "zcc"}}`, 20_000)))
	add("动作断行", bodied(strings.Repeat("一技在手", 4_000), strings.Repeat("{{theme}}\n", 9_000)))
	add("动作断行短", bodied("一技在手", strings.Repeat("{{organs}}{{theme}}{{year}}\n", 15_000)))
	add("动作断行联系人", bodied("一技在手", strings.Repeat(`{{contact "zcc"}}{{form "statistics"}}`+"\n", 9_000)))
	add("动作未闭", bodied("一技在手", strings.Repeat("{{", 200_000)))
	add("动作未知", bodied("一技在手", `{{`+strings.Repeat("a", 300_000)+`}}`))
	add("主题巨长", inSample(themeLine, "theme: "+strings.Repeat("一技在手", 200_000)))
	add("正文巨长", bodied("一技在手", strings.Repeat("职业教育活动周，", 150_000)))
	add("正文万行", bodied("一技在手", strings.Repeat("一、加强领导\n", 10_000)))
	add("正文万题", bodied("一技在手", times(10_000, "（一）标题%d\n正文。\n")))
	add("正文万表", bodied("一技在手", strings.Repeat("| 甲 | 乙 |\n| - | - |\n| 1 | 2 |\n\n", 5_000)))
	add("深列表", func() []byte { return []byte(strings.Repeat("[", 100_000)) })
	add("深缩进", func() []byte {
		var b strings.Builder
		for i := range 2_000 {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return []byte(b.String())
	})
	add("短横列", func() []byte { return []byte(strings.Repeat("- ", 100_000)) })
	add("万键", func() []byte { return []byte(times(29_000, "k%d:\n")) })
	add("同键", func() []byte { return []byte(strings.Repeat("a: 1\n", 29_000)) })
	add("别名炸弹", func() []byte { return []byte("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n") })
	add("标签", func() []byte { return []byte("a: !!binary aaaa\n") })
	add("空行海", func() []byte { return []byte(strings.Repeat("\n", 1_000_000)) })
	add("注释海", func() []byte { return []byte(strings.Repeat("# 注释\n", 200_000)) })
	add("引号未闭", func() []byte { return []byte(`a: "` + strings.Repeat("学", 500_000)) })
	add("单引号海", func() []byte { return []byte("a: '" + strings.Repeat("''", 500_000) + "'") })
	add("转义海", func() []byte { return []byte(`a: "` + strings.Repeat(`\u5B66`, 200_000) + `"`) })
	add("折叠文本", func() []byte { return []byte("a: >\n" + strings.Repeat("  学校\n", 200_000)) })
	add("超四兆", func() []byte { return []byte("a: " + strings.Repeat("x", 5<<20)) })
	add("制表符", func() []byte { return []byte("a:\n\tb: 1\n") })
	add("NUL", inSample(themeLine, "theme: 一技\x00在手"))
	add("NEL", inSample(themeLine, "theme: 一技\u0085在手"))
	add("代理项", inSample(themeLine, "theme: 一技\xed\xa0\x80在手"))
	add("GBK", func() []byte { return []byte("theme: \xd2\xbb\xbc\xbc") })
	add("二进制", func() []byte { return []byte(noise(100_000) + "\x00\xff\xfe") })
	add("期限两千", inSample("deadlines:\n", "deadlines:\n"+times(2_000, "  - {id: d%[1]d, what: 报送%[1]d, due: 2027-04-13, to: [zcc]}\n")))
	add("联系人两千", inSample("contacts:\n", "contacts:\n"+times(2_000, "  - {id: c%[1]d, organ: 市教育局, person: 张某某}\n")))
	add("机关两千", inSample("organs:\n", "organs:\n"+times(2_000, "  - {name: 示例市第%d局}\n")))
	const ownForm = "\nforms:\n  - id: own\n    schema:\n      id: own\n      title: 自定表\n      head:\n"
	add("附件同表", func() []byte {
		s := strings.Replace(sample(), "\nforms:", ownForm+times(1_500, "        - {key: f%[1]d, label: 项目%[1]d}\n"), 1)
		return []byte(s + "  - id: more\n    kind: 通知\n    title: 关于活动周的通知\n    body: 正文。\n    attachments:\n" + strings.Repeat("      - {form: own}\n", 1_500))
	})
	add("动作各处", func() []byte {
		return []byte(sample() + times(1_600, "  - {id: more%d, kind: 通知, title: '{{form \"statistics\"}}', body: '{{contact \"zcc\"}}'}\n"))
	})
	// What is held against the texts, and texts that tell much of it.
	told := func(key, data, line string, n int) func() []byte {
		body := times(n, line)
		return func() []byte {
			s := sample()
			if i := strings.Index(s, "\n"+key+":"); i >= 0 {
				i += 1 + strings.Index(s[i+1:], "\n") + 1
				s = s[:i] + data + s[i:]
			} else {
				s = strings.Replace(s, "\ndocuments:\n", "\n"+key+":\n"+data+"documents:\n", 1)
			}
			return []byte(s + "  - id: told\n    kind: 通知\n    title: 关于活动周的补充通知\n    body: |\n      " + strings.ReplaceAll(strings.TrimSuffix(body, "\n"), "\n", "\n      ") + "\n    signature: {organs: [示例市教育局], date: 2027-04-01}\n")
		}
	}
	held := times(400, "  - {name: 第%[1]d届技能体验营, date: 2027-05-11, time: \"09:00\", until: \"15:00\", place: 市体育馆, owner: 市教育局, audience: 五年级学生}\n")
	add("核对活动", told("activities", held, "（一）第%[1]d届技能体验营。5月12日9:30在市文化馆举行，15:30结束，面向六年级学生，由市总工会负责。\n", 2_000))
	add("核对活动一行", told("activities", held, "第%d届技能体验营于5月12日9:30在市文化馆开始，15:30结束，面向六年级学生，", 900))
	add("核对任务", told("tasks", times(1_000, "  - {what: 制作宣传展板%d, who: [学生处], due: 2027-05-06}\n"), "学生处于5月%d日前制作宣传展板\n", 8_000))
	add("核对期限", told("deadlines", times(1_000, "  - {id: d%[1]d, what: 体验课程清单%[1]d, due: 2027-04-13, to: [zcc]}\n"), "体验课程清单%d：4月14日前报送，未报的务必于4月15日前报送。\n", 4_000))
	add("核对电话", told("contacts", times(1_000, "  - {id: c%[1]d, organ: 第%[1]d科, person: 张某某, phone: \"0000-12%05[1]d\"}\n"), "咨询电话：0000-21%05[1]d（第%[1]d科），第%[1]d科0000-1%05[1]d2。\n", 3_000))
	add("核对引用", told("superiors", times(500, "  - {title: 关于做好第%[1]d次活动周有关工作的通知, number: 示教职〔2027〕%[1]d号}\n"), "5月2日印发的《关于做好第%[1]d次活动周有关工作的通知》（示教职〔2026〕%[1]d号）；\n", 2_000))
	add("核对领导小组", told("group", "  leads: [张某某]\n  deputies: ["+strings.Repeat("李某某, ", 2_000)+"王某某]\n  office: 教务处\n", "副组长：赵某某、钱某某\n办公室设在学生处%d，由孙某某任办公室主任\n", 4_000))
	add("核对奖项", told("activities", held, "设一等奖%d名，奖金800元，二等奖4名，奖金500元，每个项目共20名，奖金总额3000元，", 800))
	add("转义ESC", inSample(themeLine, `theme: "一技\e[31m在手"`))
	add("转义代理项", inSample(themeLine, `theme: "一技\uD800在手"`))
	add("行分隔符", inSample(themeLine, "theme: 一技\u2028在手"))
	add("反向", inSample(themeLine, "theme: 一技\u202e在手"))
	add("键名控制符", func() []byte { return []byte("schema: zhijiao/campaign@1\n\"\\x1b[2J\": 1\n") })
	add("年份巨大", inSample("year: 2027", "year: 99999999999999999999"))
	add("日期怪", inSample("2027-05-09", "9999-99-99"))
	return all
}

func texts() []Entry {
	var all []Entry
	add := func(name string, build func() []byte) {
		all = append(all, file(Text, "txt-"+name+".txt", build))
	}
	rep := func(s string, n int) func() []byte {
		return func() []byte {
			return []byte("关于开展活动周的通知\n各职业学校：\n" + strings.Repeat(s, n))
		}
	}
	add("万级标题", rep("一、加强领导\n", 10_000))
	add("万级题号", func() []byte { return []byte(times(10_000, "（%d）标题\n")) })
	add("公告名海", func() []byte {
		return []byte(times(10_000, "甲局公告2019年第%[1]d号(关于发布第%[1]d批的公告)\n甲局公告2019年第%[1]d号 2019-01-02 全文有效\n"))
	})
	add("文号题名海", func() []byte {
		return []byte(times(10_000, "甲教〔2019〕%[1]d号关于活动周的通知(2019-1-2)\n甲市人民代表大会\n常务委员会公告\n"))
	})
	add("十级混排", rep("一、甲\n（一）乙\n1．丙\n（1）丁\n①戊\n", 2_000))
	add("附件万个", func() []byte { return []byte("通知\n附件：" + times(10_000, "%d．名称\n")) })
	add("附件正文万个", func() []byte { return []byte("通知\n" + times(5_000, "附件%d\n\n正文。\n\n")) })
	add("项数列举海", rep("设三个项目，分别为：1.甲；2.乙；", 20_000))
	add("奖项分解海", rep("9个集体“先进集体”称号，颁发奖牌，其中一等奖3个（名单见附件）、", 10_000))
	add("每校篇数海", rep("稿件每校不少于3篇，", 30_000))
	add("题名文号海", rep("《关于做好活动周工作的通知》（甲教〔2024〕3号）", 15_000))
	add("成员职务海", rep("成员：副院长江某某、江某某院长\n", 15_000))
	add("括号海", rep("（", 300_000))
	add("引号海", rep("“", 300_000))
	add("书名号海", rep("《", 300_000))
	add("冒号海", rep("各学校：\n", 50_000))
	add("单行巨长", rep("职业教育活动周，", 100_000))
	add("空行海", rep("\n", 900_000))
	add("空格海", rep("　", 300_000))
	add("日期海", rep("2027年5月1日\n", 20_000))
	add("机关名海", rep("示例市教育局\n", 20_000))
	add("断行海", rep("职业教育\n", 50_000))
	add("制表表格", rep("甲\t乙\t丙\t丁\n", 20_000))
	add("竖线表格", rep("| 甲 | 乙 |\n", 20_000))
	add("宽表", rep("甲\t", 100_000))
	add("页码海", rep("— 1 —\n", 50_000))
	add("网页残留", rep("<div>&nbsp;</div>\n", 30_000))
	add("标签海", rep("<p>", 300_000))
	add("标签成段", rep("<p><b>职业</b>教育</p>", 15_000))
	add("标签断字", rep("职<br>", 100_000))
	add("附件序号海", rep("附件：\n1.\n名称\n", 20_000))
	add("断日海", rep("2016\n年4月\n", 30_000))
	add("断日空行海", rep("2016"+strings.Repeat("\n", 3_000), 200))
	add("联系人海", rep("示例市教育局  联系人:张某某\n2027年5月1日\n", 10_000))
	add("论坛标记海", rep("[url=附[/url]件", 50_000))
	add("题录海", rep("索引号 文号 发布机构 发布日期\n示例教〔2027〕3号 示例市教育局\n", 10_000))
	add("位置海", func() []byte {
		return []byte(strings.Repeat("当前位置：首页>>通知公告\n\n", 20_000) + "关于开展活动周的通知\n各职业学校：\n请认真组织。\n")
	})
	add("题名折行海", func() []byte {
		return []byte(strings.Repeat("示例市2027年职业教育活动周 工作方案\n示例市2027年职业教育活动周\n工作方案\n", 10_000))
	})
	add("令号题名海", func() []byte { return []byte(times(20_000, "示例市人民政府令第%d号\n")) })
	add("机关题名海", func() []byte {
		return []byte(strings.Repeat("示例市教育局 示例市民政局 ", 20_000) + "关于开展活动周的通知\n")
	})
	add("下文海", func() []byte {
		return []byte(strings.Repeat("现将有关事项通知如下", 60_000) + "\n特此函达\n")
	})
	add("下载地址海", rep("下载地址: 点击此处下载\n关于开展活动周的通知\n示例市教育局\n\n", 10_000))
	add("令号海", rep("示例市人民政府令\n第3号\n(2027年5月1日通过)\n", 10_000))
	add("数字海", rep("1", 500_000))
	add("点线", rep("……", 200_000))
	add("NUL", rep("学\x00校\n", 1_000))
	add("ESC", rep("学\x1b校\n", 1_000))
	add("NEL", rep("学\u0085校\n", 1_000))
	add("换页", rep("学\f校\v\u2028\u2029\n", 1_000))
	add("反向", rep("学\u202e校\u2066\n", 1_000))
	add("组合符海", rep("a\u0301\u0301\u0301", 50_000))
	add("UTF-16代理", func() []byte {
		return append([]byte{0xff, 0xfe}, []byte(strings.Repeat("f[\x00\xd8", 10_000))...)
	})
	add("半个汉字", func() []byte { return []byte(strings.Repeat("职业教育活动周。\n", 1_000) + "\xe8\x81") })
	add("GBK半个字", func() []byte { return []byte(strings.Repeat("\xd6\xb0\xd2\xb5\xbd\xcc\xd3\xfd", 1_000) + "\xd6") })
	add("乱码", func() []byte { return []byte(strings.Repeat("\xff\x81\xfe", 30_000)) })
	return all
}

// tables are rosters and registers.
func tables() []Entry {
	var all []Entry
	add := func(name string, build func() []byte) {
		all = append(all, file(Roster, "名册-"+name+".csv", build))
	}
	reg := func(name string, build func() []byte) {
		all = append(all, file(Receipts, "登记-"+name+".csv", build))
	}
	const head, receiptHead = "学校,类别,区\n", "文件,收到时间\n"
	add("万校同前缀", func() []byte {
		return []byte(head + times(9_900, strings.Repeat("前缀相同的职业学校", 8)+"%05d,中职,甲区\n"))
	})
	add("万校同名", func() []byte { return []byte(head + strings.Repeat("示例职业学校,中职,甲区\n", 9_900)) })
	add("万校分校", func() []byte { return []byte(head + times(9_900, "示例职业学校第%d分校,中职,甲区\n")) })
	add("名字巨长", func() []byte { return []byte(head + strings.Repeat("校", 500_000) + ",中职,甲区\n") })
	add("名字空白", func() []byte { return []byte(head + strings.Repeat("　 ,中职,甲区\n", 9_000)) })
	add("名字括号", func() []byte {
		return []byte(head + times(9_000, "示例（第%d校区）（北）职业学校,中职,甲区\n"))
	})
	add("名字控制符", func() []byte {
		return []byte(head + "甲\x1b[31m校,中职,甲区\n乙\u0085校,,\n丙\x00校,,\n丁\u202e校,,\n")
	})
	add("名字代理项", func() []byte {
		return []byte(head + "甲\xed\xa0\x80校,中职,甲区\n" + strings.Repeat("示例职业学校,中职,甲区\n", 20))
	})
	add("名字路径", func() []byte { return []byte(head + "../../甲校,,\n/etc/乙校,,\nC:\\丙校,,\nCON,,\n甲/乙,,\n") })
	add("百万行", func() []byte { return []byte(head + strings.Repeat("a\n", 1_000_000)) })
	add("百万列", func() []byte { return []byte(strings.Repeat("学校,", 1_000_000)) })
	add("引号未闭", func() []byte { return []byte(head + `"` + strings.Repeat("甲校\n", 200_000)) })
	add("引号海", func() []byte { return []byte(head + strings.Repeat(`"`, 1_000_000)) })
	add("无表头", func() []byte { return []byte(times(9_000, "甲%d,乙\n")) })
	add("表头三十行", func() []byte { return []byte(strings.Repeat(strings.Repeat("甲,", 250)+"\n", 9_000)) })
	add("十七兆", func() []byte { return []byte(head + strings.Repeat("甲校,中职,甲区\n", 800_000)) })
	add("GBK", func() []byte { return []byte("\xd1\xa7\xd0\xa3\n\xbc\xd7\xd0\xa3\n") })
	add("乱码", func() []byte { return []byte(strings.Repeat("\xff\x81\xfe", 30_000)) })
	add("空", func() []byte { return nil })
	add("NUL海", func() []byte { return []byte(head + strings.Repeat("\x00", 300_000)) })
	add("图片", func() []byte { return []byte("BM" + head + "甲,乙,丙\n") })
	all = append(all, file(Roster, "名册-共享长文.xlsx", func() []byte {
		return pack(book{strings: `<sst><si><t>学校</t></si><si><t>` + strings.Repeat("示例职业学校", 2_500) + `</t></si></sst>`,
			rows: `<row><c t="s"><v>0</v></c></row>` + strings.Repeat(`<row><c t="s"><v>1</v></c></row>`, 9_900)}.parts()...)
	}))

	reg("九千行", func() []byte { return []byte(receiptHead + times(9_900, "学校%d/统计表.xlsx,2027-05-01 08:00\n")) })
	reg("同名", func() []byte {
		return []byte(receiptHead + strings.Repeat("甲校/统计表.xlsx,2027-05-01\n", 9_900))
	})
	reg("路径巨长", func() []byte { return []byte(receiptHead + strings.Repeat("甲/", 300_000) + ",2027-05-01\n") })
	reg("路径深且多", func() []byte {
		return []byte(receiptHead + times(9_000, strings.Repeat("甲/", 100)+"%d,2027-05-01\n"))
	})
	reg("时间巨长", func() []byte { return []byte(receiptHead + "甲.xlsx," + strings.Repeat("2027-05-01 ", 50_000) + "\n") })
	reg("时间怪", func() []byte { return []byte(receiptHead + times(9_000, "甲%d.xlsx,下午99时99分\n")) })
	reg("数字时间", func() []byte {
		return []byte(receiptHead + strings.Repeat("甲.xlsx,"+strings.Repeat("9", 1_000)+"\n", 900))
	})
	reg("引号", func() []byte { return []byte(receiptHead + strings.Repeat(`"",`, 300_000)) })
	reg("控制符", func() []byte { return []byte(receiptHead + "甲\x1b.xlsx,2027-05-01\n乙\u0085,2027-05-01\n") })
	reg("上级", func() []byte { return []byte(receiptHead + strings.Repeat("../", 3_000) + "甲.xlsx,2027-05-01\n") })
	return all
}

// honest returns an honest file of a kind of about so many bytes.
func honest(kind Kind, size int) []byte {
	switch kind {
	case Workbook:
		n := 60 // rows
		for {
			data := pack(book{rows: row("2027年示例市职业教育活动周学校情况统计表") + honestRows(n)}.parts()...)
			if len(data) >= size || n > 12_000 {
				return data
			}
			n = min(n*5/4+60, 9_000)
			if n == 9_000 {
				return pack(book{rows: honestRows(n)}.parts()...)
			}
		}
	case Document:
		n := 60
		for {
			data := pack(paper{body: para("关于开展活动周的通知") + honestParagraphs(n)}.parts()...)
			if len(data) >= size || n > 100_000 {
				return data
			}
			n = n*5/4 + 60
		}
	case Archive:
		var parts []part
		for i := 0; i*20_000 < size; i++ {
			parts = append(parts, part{fmt.Sprintf("学校%d/统计表.xlsx", i), string(honest(Workbook, 10_000))}, part{fmt.Sprintf("学校%d/说明.docx", i), string(honest(Document, 10_000))})
		}
		return pack(parts...)
	case Campaign, Packed:
		s := sample() + "  - id: more\n    kind: 通知\n    title: 关于活动周的通知\n    body: |\n"
		for i := 0; len(s) < size; i++ {
			s += fmt.Sprintf("      %s\n", sentence(i))
		}
		return []byte(s + "    signature: {organs: [示例市教育局], date: 2027-04-01}\n")
	case Sent:
		return honest(Archive, size)
	case LastYear:
		n := 100 // schools
		for {
			data := lastYear(lastHead+times(n, `<row><c><v>%[1]d</v></c>`+text("示例市第%[1]d职业学校")+text("东区")+`<c><v>1</v></c><c><v>1%[1]d</v></c><c><v>8%[1]d</v></c><c><v>12%[1]d</v></c></row>`), "")
			if len(data) >= size || n > 9_000 {
				return data
			}
			n = n*5/4 + 60
		}
	case Record:
		n := max(size/130, 1)
		return []byte(`{"files": [` + strings.TrimSuffix(times(n, `{"path": "第%d校/统计表.xlsx", "sha256": "`+strings.Repeat("0", 64)+`"},`), ",") + `]}`)
	case Text, Adopted, Printed:
		var b strings.Builder
		b.WriteString("关于开展2027年活动周的通知\n各职业学校：\n")
		for i := 0; b.Len() < size; i++ {
			b.WriteString(sentence(i) + "\n")
		}
		return []byte(b.String())
	case Roster:
		return []byte("学校,类别,区\n" + times(min(size/45, 9_900), "示例市第%d职业学校,中职,甲区\n"))
	case Receipts:
		return []byte("文件,收到时间\n" + times(min(size/55, 9_900), "第%d职业学校/统计表.xlsx,2027-05-01 08:00\n"))
	case Rules:
		var b strings.Builder
		b.WriteString("schema: zhijiao/rules@1\nwords:\n")
		for i := 0; i < 900 && b.Len() < size; i++ {
			fmt.Fprintf(&b, "  - {id: BJ%03d, pattern: 说法%d[甲乙], message: 本单位不这样写}\n", i, i)
		}
		return []byte(b.String())
	case Holidays:
		var b strings.Builder
		for y := 1000; y < 9999 && b.Len() < size; y++ {
			fmt.Fprintf(&b, "%[1]d 劳动节 %[1]d-05-01 %[1]d-05-05 上班 %[1]d-04-25\n", y)
		}
		return []byte(b.String())
	case Font:
		return honestFont(max(size/120, 100))
	case Media:
		return honestFilm(size)
	}
	return nil
}

// sentence is a line of a notice that is not like the one before.
func sentence(i int) string {
	return fmt.Sprintf("各职业学校要围绕第%d项工作，组织%d名师生参加活动，展示%d个专业的成果，邀请%d家企业到校，并于5月%d日前报送材料。", i, i*7%931, i*13%97, i*31%53, i%28+1)
}

func honestRows(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<row>`)
		for j := range 8 {
			if j%2 == 0 {
				fmt.Fprintf(&b, `<c t="str"><v>第%d项活动%s</v></c>`, i*8+j, noise(4+(i*7+j)%9))
			} else {
				fmt.Fprintf(&b, `<c><v>%d</v></c>`, i*j*7919%100_003)
			}
		}
		b.WriteString(`</row>`)
	}
	return b.String()
}

func honestParagraphs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(para(sentence(i) + sentence(i*7919)))
	}
	return b.String()
}

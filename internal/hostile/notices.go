package hostile

import (
	"fmt"
	"strings"
)

// notices are texts that are made a campaign of, and set on pages: each is read
// by both. The lines that a notice is told by are repeated, piled up and broken
// off.
func notices() []Entry {
	var all []Entry
	add := func(name string, build func() string) {
		for _, kind := range []Kind{Adopted, Printed} {
			all = append(all, file(kind, string(kind)+"-"+name+".txt", func() []byte { return []byte(build()) }))
		}
	}
	with := func(name string, body func() string) {
		add(name, func() string {
			return "关于举办2027年职业教育活动周的通知\n各职业学校：\n" + body() + "\n示例市教育局\n2027年4月1日\n"
		})
	}
	many := func(name string, n int, line string) { with(name, func() string { return times(n, line) }) }
	long := func(name string, n int, word string) { with(name, func() string { return strings.Repeat(word, n) }) }

	// Lines of one kind.
	many("截止海", 5_000, "请各校于5月%d日前报送第1号材料。\n")
	many("截止同日", 5_000, "请各校于5月10日前报送统计表。\n")
	many("时段海", 3_000, "（%d）2027年5月9日至15日，举办展示活动。\n")
	many("时段倒", 3_000, "活动时间：2027年5月15日至5月9日，第%d场。\n")
	many("阶段海", 5_000, "（%d）准备阶段（4月1日—5月8日）。各校制定方案。\n")
	many("机关海", 8_000, "示例市第%d教育局\n")
	many("联系人海", 5_000, "联系人：张某某，电话：0000-1234567，邮箱：office%d@example.cn。\n")
	many("表名海", 4_000, "填报《第%d职业学校情况统计表》（附件1）。\n")
	many("同表名", 8_000, "填报《活动情况统计表》（附件1）。\n")
	many("附件目录海", 5_000, "附件：%d.活动情况统计表\n")
	many("附件序号跳", 5_000, "　　　%d0.活动情况统计表\n")
	many("活动海", 4_000, "%d.5月9日上午9:00，在示例市会展中心举办启动仪式。\n")
	many("一是海", 8_000, "一是组织展示，二是邀请企业，三是走进社区。\n")
	many("主题海", 8_000, "活动主题：一技在手，一生无忧%d。\n")
	many("照片要求海", 5_000, "照片不少于%d张，每张不小于3M，分辨率不低于300DPI，附图片说明。\n")
	many("稿件要求海", 5_000, "稿件标题用方正小标宋简体二号，正文用仿宋_GB2312三号，字数%d字左右。\n")
	many("每周海", 5_000, "活动周期间每天17:00前报送当日信息，第%d次。\n")
	many("抄送海", 8_000, "抄送：示例市第%d局，示例市人民政府。\n")
	many("文号海", 8_000, "示例教职〔2027〕%d号\n")
	many("层次海", 8_000, "（一）第%d项\n")
	many("表头海", 5_000, "序号|活动|时间|地点|责任单位\n")
	many("表格海", 5_000, "%d|启动仪式|5月9日|会展中心|示例市教育局\n")
	many("网址海", 8_000, "登录http://www.example.cn/a%d/b/c?d=e&f=g填报。\n")
	many("职责海", 5_000, "第%d科负责统筹，示例市教育局牵头，各县区教育局配合。\n")
	many("请于无日", 8_000, "请于前报送，请务必于之前、以前、前前前报送。\n")
	many("年份海", 8_000, "%d年、2026年、2027年、2028年。\n")

	// One line that goes on.
	long("截止一行", 20_000, "请于5月10日前报送，")
	long("时段一行", 20_000, "5月9日至15日、")
	long("机关一行", 20_000, "示例市教育局、")
	long("书名号一行", 20_000, "《统计表》、")
	long("书名号套", 20_000, "《统计")
	long("附件一行", 20_000, "（附件1）")
	long("主题不闭", 20_000, "主题为“")
	long("主题套引号", 10_000, "“主题为‘一技在手’”")
	long("日期连写", 30_000, "5月9日")
	long("数字连写", 50_000, "20270509")
	long("至至至", 60_000, "至")
	long("前前前", 60_000, "前")
	long("联系人一行", 20_000, "联系人：张某某，")
	long("电话一行", 20_000, "0000-1234567、")
	long("邮箱一行", 20_000, "a@example.cn;")
	long("点邮箱", 60_000, "a.")
	long("不少于", 20_000, "不少于3张")
	long("顿号", 60_000, "、")
	long("括号套", 30_000, "（一")
	long("加号名", 20_000, "学校名称+")
	long("全角空格", 60_000, "　")
	long("无空西文", 200_000, "a")
	long("零宽", 60_000, "甲\u200b")
	long("软连字", 60_000, "a\u00ad")
	long("表情", 20_000, "👨‍👩‍👧‍👦")
	long("变体", 40_000, "葛\U000e0100")
	long("组合叠", 100_000, "\u0301")
	long("双向", 30_000, "\u202e甲\u2066乙")
	long("阿拉伯", 30_000, "شمس ")
	long("生僻", 20_000, "𠮷𪚥")
	long("私用", 20_000, "\ue000\U0010fffd")
	long("行尾点线", 60_000, "…")
	long("破折", 60_000, "—")
	long("制表", 60_000, "\t甲")

	// Shapes.
	add("百万单字行", func() string { return strings.Repeat("甲\n", 300_000) })
	add("只有空白", func() string { return strings.Repeat(" 　\t\n", 50_000) })
	add("只有标点", func() string { return strings.Repeat("。，；：\n", 30_000) })
	add("只有落款", func() string { return strings.Repeat("示例市教育局\n2027年4月1日\n", 5_000) })
	add("标题万字", func() string {
		return "关于" + strings.Repeat("举办", 20_000) + "活动周的通知\n各校：\n请报送。\n"
	})
	add("标题千行", func() string { return strings.Repeat("关于举办\n", 5_000) + "的通知\n各校：\n请报送。\n" })
	add("主送万个", func() string {
		return "关于举办活动周的通知\n" + strings.Repeat("示例学校，", 20_000) + "：\n请报送。\n"
	})
	add("附件说明万条", func() string {
		return "关于举办2027年活动周的通知\n各校：\n请报送。\n附件：1.甲表\n" + times(5_000, "　　　%[1]d.第%[1]d表\n") + "示例市教育局\n2027年4月1日\n"
	})
	add("附件正文交错", func() string {
		return "关于举办2027年活动周的通知\n各校：\n请报送。\n示例市教育局\n2027年4月1日\n" + times(3_000, "附件%[1]d\n第%[1]d表\n学校名称：\n联系人：\n")
	})
	add("版记万行", func() string {
		return "关于举办2027年活动周的通知\n各校：\n请报送。\n示例市教育局\n2027年4月1日\n" + times(8_000, "示例市教育局办公室%d　2027年4月1日印发\n")
	})
	add("表格宽", func() string {
		return "关于举办2027年活动周的通知\n各校：\n" + strings.Repeat(strings.Repeat("甲|", 300)+"\n", 100)
	})
	add("表格长格", func() string {
		return "关于举办2027年活动周的通知\n各校：\n序号|内容\n" + strings.Repeat("1|"+strings.Repeat("展示活动", 5_000)+"\n", 10)
	})
	add("编号回绕", func() string {
		var b strings.Builder
		for i := range 4_000 {
			b.WriteString([]string{"一、甲\n", "（一）乙\n", "1.丙\n", "（1）丁\n"}[i%4])
		}
		return "关于举办2027年活动周的通知\n各校：\n" + b.String()
	})
	add("换页海", func() string {
		return "关于举办2027年活动周的通知\n各校：\n" + strings.Repeat("甲\f", 30_000)
	})
	add("UTF-16半个", func() string { return "\xff\xfe" + strings.Repeat("\x00\xd8", 60_000) + "\x41" })
	add("UTF-32标记", func() string { return "\xff\xfe\x00\x00" + strings.Repeat("\x32\x75\x00\x00", 30_000) })
	add("标记反复", func() string { return strings.Repeat("\xef\xbb\xbf", 50_000) + "关于活动周的通知\n" })
	add("年份荒谬", func() string {
		return "关于举办0000年活动周的通知\n各校：\n于99999年13月32日至0年0月0日举办，2027年2月30日25:61前报送。\n示例市教育局\n0001年1月1日\n"
	})
	add("动作样文", func() string {
		return "关于举办2027年活动周的通知\n各校：\n" + strings.Repeat("{{theme}}{{ {{ }} {%%}\n", 5_000) + "示例市教育局\n2027年4月1日\n"
	})
	add("YAML样文", func() string {
		return "关于举办2027年活动周的通知\n各校：\n" + strings.Repeat("- &a *a !!x : | > ' \" # \n", 5_000) + "示例市教育局\n2027年4月1日\n"
	})
	add("标签样文", func() string {
		return "关于举办2027年活动周的通知\n各校：\n" + strings.Repeat("</w:t></w:r>&amp;&#0;]]><!-- PDF endstream endobj\\\\()<>\n", 3_000) + "示例市教育局\n2027年4月1日\n"
	})
	add("多年混写", func() string {
		var b strings.Builder
		for i := range 3_000 {
			fmt.Fprintf(&b, "%d年5月9日至%d年5月15日举办，%d月%d日前报送。\n", 2000+i%60, 2001+i%60, i%14, i%33)
		}
		return "关于举办活动周的通知\n各校：\n" + b.String()
	})
	return all
}

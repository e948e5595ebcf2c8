package hostile

import (
	"fmt"
	"strings"
)

// controls are campaigns with YAML of the rare kinds, and files that say how to
// check: rules and holidays.
func controls() []Entry {
	var all []Entry
	add := func(name string, build func() string) {
		all = append(all, file(Campaign, "yaml-怪-"+name+".yaml", func() []byte { return []byte(build()) }))
	}
	add("锚点炸弹", func() string {
		s := "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
		for i := range 12 {
			s += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
		}
		return s
	})
	add("合并键炸弹", func() string {
		s := "a0: &a0 {k: 1}\n"
		for i := range 20 {
			s += fmt.Sprintf("a%d: &a%d {<<: [*a%d, *a%d]}\n", i+1, i+1, i, i)
		}
		return s
	})
	add("自指锚点", func() string { return "a: &a [*a, *a]\n" })
	add("锚点两万", func() string { return times(20_000, "k%[1]d: &a%[1]d x\n") })
	add("键巨长", func() string { return strings.Repeat("k", 1_000_000) + ": 1\n" })
	add("复杂键", func() string { return strings.Repeat("? [a, b]\n: 1\n", 20_000) })
	add("深流映射", func() string { return strings.Repeat("{a: ", 100_000) })
	add("深流收口", func() string { return "a: " + strings.Repeat("[", 5_000) + strings.Repeat("]", 5_000) + "\n" })
	add("深块映射", func() string {
		var b strings.Builder
		for i := range 900 {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String() + strings.Repeat(" ", 900) + "b\n"
	})
	add("多文档", func() string { return sample() + strings.Repeat("---\na: 1\n", 20_000) })
	add("指令海", func() string { return strings.Repeat("%YAML 1.2\n", 50_000) + "---\n" + sample() })
	add("块标记怪", func() string { return "a: |99999999999\n  x\n" })
	add("块缩进指示", func() string { return "a: |9\n" + strings.Repeat("         x\n", 50_000) })
	add("空标量海", func() string { return strings.Repeat("-\n", 100_000) })
	add("长数", func() string { return "year: " + strings.Repeat("9", 500_000) + "\n" })
	add("长日期", func() string { return "year: 2027-" + strings.Repeat("01-", 200_000) + "\n" })
	add("回车独行", func() string { return strings.ReplaceAll(sample(), "\n", "\r") })
	add("流中换行", func() string { return "a: [" + strings.Repeat("x,\n  ", 100_000) + "]\n" })
	add("引号换行", func() string { return `a: "` + strings.Repeat("x\n\n", 200_000) + `"` })
	add("问号海", func() string { return strings.Repeat("? ", 100_000) })
	add("标签巨长", func() string { return "a: !<" + strings.Repeat("x", 1_000_000) + "> 1\n" })
	add("二进制标签", func() string { return "schema: !!binary " + strings.Repeat("QUFB", 200_000) + "\n" })
	add("机关名巨长", func() string {
		return strings.Replace(sample(), "organs:\n", "organs:\n  - {name: "+strings.Repeat("示例市", 100_000)+"局}\n", 1)
	})
	add("表字段两万", func() string {
		return strings.Replace(sample(), "\nforms:", "\nforms:\n  - id: own\n    schema:\n      id: own\n      title: 自定表\n      head:\n"+times(20_000, "        - {key: f%[1]d, label: 项目%[1]d}\n"), 1)
	})
	add("表校验表达式深", func() string {
		return strings.Replace(sample(), "\nforms:", "\nforms:\n  - id: own\n    schema:\n      id: own\n      title: 自定表\n      head:\n        - {key: f1, label: 项目, kind: integer}\n      checks:\n        - {expr: '"+strings.Repeat("(", 20_000)+"f1"+strings.Repeat(")", 20_000)+" > 0', message: x}\n", 1)
	})
	add("表校验表达式长", func() string {
		return strings.Replace(sample(), "\nforms:", "\nforms:\n  - id: own\n    schema:\n      id: own\n      title: 自定表\n      head:\n        - {key: f1, label: 项目, kind: integer}\n      checks:\n        - {expr: 'f1"+strings.Repeat(" + f1", 60_000)+" > 0', message: x}\n", 1)
	})
	add("选项两万", func() string {
		return strings.Replace(sample(), "\nforms:", "\nforms:\n  - id: own\n    schema:\n      id: own\n      title: 自定表\n      head:\n        - {key: f1, label: 项目, kind: choice, options: ["+times(20_000, "项%d, ")+"完]}\n", 1)
	})
	add("材料规则五千", func() string {
		return strings.Replace(sample(), "\nmaterial:", "\nmaterial:"+times(5_000, "\n  - {kind: photo, minCount: %d}"), 1)
	})

	// Slips that are put right: as much of them as a file may have in which they are.
	add("全角冒号海", func() string { return times(12_000, "name：示例%d\n") })
	add("全角逗号海", func() string { return "periods: [" + times(5_000, "{id：w%[1]d，name：周%[1]d}，") + "]\n" })
	add("错行海", func() string { return sample() + times(4_000, "k%d: a: b\n\n") })
	add("裸指令海", func() string { return sample() + times(2_500, "k%d: {{year}}年\n") })
	add("错值海", func() string {
		return strings.Replace(sample(), "\nmaterial:", "\nmaterial:"+times(1_200, "\n  - {kind: photos, minCount: 第%d, caption: 是}"), 1)
	})

	rule := func(name string, build func() string) {
		all = append(all, file(Rules, "规则-"+name+".yaml", func() []byte { return []byte("schema: zhijiao/rules@1\n" + build()) }))
	}
	word := func(pattern string) string {
		return "words:\n  - {id: BJ001, pattern: '" + pattern + "', message: x}\n"
	}
	rule("正则套重复", func() string { return word("((((a{1,100}){1,100}){1,100}){1,100})") })
	rule("正则千次", func() string { return word("(" + strings.Repeat("[一-龥]{1000}", 400) + ")") })
	rule("正则深括号", func() string { return word(strings.Repeat("(", 20_000) + strings.Repeat(")", 20_000)) })
	rule("正则长选", func() string { return word(strings.Repeat("学校|", 60_000) + "学") })
	rule("正则回溯", func() string { return word("(a*)*b") })
	rule("正则空", func() string { return word("x*") })
	rule("正则字类", func() string { return word(strings.Repeat(`\p{Han}|\PL|`, 2_000)) })
	rule("正则大类重复", func() string { return word(strings.Repeat(`(\p{L}\pL[^\p{Han}]){1,300}`, 30)) })
	rule("词一万", func() string { return "words:\n" + times(10_000, "  - {id: BJ%[1]d, pattern: 词%[1]d, message: x}\n") })
	rule("词九百", func() string {
		s := "words:\n"
		for i := range 900 {
			s += fmt.Sprintf("  - {id: BJ%03d, pattern: '词%d[甲-乙]+', message: x}\n", i, i)
		}
		return s
	})
	rule("免查万词", func() string { return "spare:\n" + times(50_000, "  - 名%d\n") })
	rule("免查巨词", func() string { return "spare: [" + strings.Repeat("名", 500_000) + "]\n" })
	rule("关掉万条", func() string { return "off: [" + strings.Repeat("GW134, ", 20_000) + "GW]\n" })
	rule("轻重万条", func() string { return "severity:\n" + strings.Repeat("  - {rule: GW050, as: hint}\n", 15_000) })
	rule("替换怪", func() string {
		return "words:\n  - {id: BJ001, pattern: '(学)(校)?', message: x, replace: '" + strings.Repeat("$1$2$99", 50_000) + "'}\n"
	})
	rule("锚点", func() string { return "off: &a [*a]\n" })
	rule("空", func() string { return "" })

	day := func(name string, build func() string) {
		all = append(all, file(Holidays, "节假日-"+name+".txt", func() []byte { return []byte(build()) }))
	}
	day("一行巨长", func() string {
		return "2027 劳动节 2027-05-01 2027-05-05 上班" + strings.Repeat(" 2027-04-25", 100_000)
	})
	day("名巨长", func() string { return "2027 " + strings.Repeat("节", 20_000) + " 2027-05-01 2027-05-05\n" })
	day("一行六万字", func() string {
		return "# " + strings.Repeat("注", 60_000) + "\n2027 劳动节 2027-05-01 2027-05-05\n"
	})
	day("年年", func() string {
		var b strings.Builder
		for y := 1000; y < 9999; y++ {
			fmt.Fprintf(&b, "%d 劳动节 %d-05-01 %d-05-05 上班 %d-04-25\n", y, y, y, y)
		}
		return b.String()
	})
	day("注释海", func() string { return strings.Repeat("# 注\n", 300_000) })
	day("空行海", func() string { return strings.Repeat("\n", 2_000_000) })
	day("倒日", func() string { return "2027 劳动节 2027-05-05 2027-05-01\n" })
	day("年巨大", func() string { return strings.Repeat("9", 100_000) + " 劳动节 2027-05-01 2027-05-05\n" })
	day("NUL", func() string { return "2027 劳动节\x00 2027-05-01 2027-05-05\n" })
	day("GBK", func() string { return "2027 \xc0\xcd\xb6\xaf\xbd\xda 2027-05-01 2027-05-05\n" })
	day("UTF-16", func() string { return "\xff\xfe2\x000\x002\x007\x00 \x00" })
	day("二进制", func() string { return "PK\x03\x04" + noise(200_000) })
	day("空", func() string { return "" })

	roster := func(name string, build func() string) {
		all = append(all, file(Roster, "名册-怪-"+name+".csv", func() []byte { return []byte(build()) }))
	}
	roster("一列百万行", func() string { return "学校\n" + times(1_000_000, "校%d\n") })
	roster("一列一万", func() string { return "学校\n" + times(10_000, "示例市第%d职业学校\n") })
	roster("别名海", func() string {
		return "学校,别名\n" + times(9_000, "示例市第%[1]d职业学校,"+strings.Repeat("第%[1]d职校、", 50)+"\n")
	})
	roster("别名互指", func() string { return "学校,别名\n" + strings.Repeat("甲校,乙校\n乙校,甲校\n", 4_900) })
	roster("别名巨长", func() string { return "学校,别名\n甲校,\"" + strings.Repeat("甲、", 400_000) + "\"\n" })
	roster("引号换行", func() string { return "学校,别名\n" + strings.Repeat("\"甲\n\n\n校\",\"乙\n校\"\n", 9_000) })
	roster("列名重复", func() string {
		return strings.TrimSuffix(strings.Repeat("学校,", 250), ",") + "\n" + strings.Repeat("甲校\n", 900)
	})
	roster("电话海", func() string {
		return "学校,联系人,电话\n" + strings.Repeat("甲校,张某某,"+strings.Repeat("0000-1234567、", 300)+"\n", 900)
	})
	roster("分号分列", func() string {
		return "学校;类别;区\n" + times(9_900, "示例市第%d职业学校;中职;甲区\n")
	})
	roster("制表分列", func() string {
		return "学校\t类别\t区\n" + times(9_900, "示例市第%d职业学校\t中职\t甲区\n")
	})
	roster("UTF-16", func() string {
		return "\xff\xfe" + "\x66\x5b\x21\x68\n\x00" + strings.Repeat("2u\x21\x68\n\x00", 9_000)
	})
	roster("空列海", func() string { return "学校,类别\n" + strings.Repeat(strings.Repeat(",", 2_000)+"\n", 1_000) })
	return all
}

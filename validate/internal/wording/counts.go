package wording

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	// announced tells how many items follow: 分三个阶段进行, 做好以下四项工作：.
	announced = engine.Compile(`(?:分(?:为|成|作)?|按照?|设置?|包括|包含|共有|有)([二两三四五六七八九十]|\d)个?(阶段|步骤|环节|部分|板块|篇章|批次|方面|层次|类别|类型|情形|等级|档次|片区|小组|时间节点|节点|时段)(?:进行|实施|开展|推进|组织)?[:：。]?$|(?:以下|下列|如下)([二两三四五六七八九十]|\d)(?:个|项|点|条|类|种|大)[^，。；：\d]{0,8}[:：。]?$|(?:抓好|做好|完成|突出|实施|开展|落实|推进|聚焦|把握|坚持|采取|安排|组织|举办|推出)(?:以下|下列)?([二两三四五六七八九十])(?:项|个|大|件)[^，。；：\d、]{0,8}[:：]$`)
	// announcedHere is the same with the items behind it.
	announcedHere = engine.Compile(`([二两三四五六七八九十])(?:项|个|大|个方面的)(?:任务|工作|措施|重点|要求|原则|环节|内容|问题|步骤|举措|行动)[:：]|([二两三四五六七八九十])个(?:方面|层面|维度|阶段|条件|方向|板块|层次)[:：]|(?:以下|下列|如下|做到|抓好|做好|包括|分为|分)“?([二两三四五六七八九十]|\d)(?:个|项|点|条|类|种|大|件)[^，。；：\d、]{0,8}[:：]`)
	// arranged tells how many activities there are, in a line with those right below it.
	arranged = engine.Compile(`(?:安排|组织|举[办行]|开展|推出)(?:了|好)?([二两三四五六七八九十]|\d)(?:项|场|个|大)[^，。；：\d、]{0,8}(?:活动|比赛|竞赛|赛事|讲座)(?:，(?:具体|详细|时间|地点|有关)[^，。；：\d]{0,10}见附[件表]\d?)?。$`)
	// withList is a number of whatever with a list in the same line: 设三个项目：（1）…, 包括4类，分别为①….
	withList = engine.Compile(`([一二三四五六七八九十]{1,3}|两|\d{1,2})(?:个|项|大|类|种|条|点|件|步|场|组|方面)[\p{Han}“”]{0,12}?(?:（[^（）]{1,16}）)?(?:[，,]?(?:分别(?:为|是)|即为?|包括|包含|具体(?:为|是|如下)|如下|主要[是有为]|是|为)[:：]?|[:：])[\s\p{Z}]*`)
	// amongMore tells of some of what is listed: 任选两项, 具备三项以上的.
	amongMore = engine.Compile(`[选任或超约近前后余另]|其中|至少|不少|不低|以[上下内]|之一|中的|每`)
	// inGroups is 3个检查组：第一组 and the like.
	inGroups = engine.Compile(`([二两三四五六七八九十]|\d)个?\p{Han}{0,6}?(组|阶段|批次?|步|期|标段|片区|梯队|层次|轮)(?:进行|实施|开展|推进|完成)?[:：，,。]第一`)
	// named is 四个小组：综合组、宣传组…, with nothing but names behind it.
	named = engine.Compile(`([二两三四五六七八九十]|\d{1,2})个\p{Han}{0,4}(?:项目|组别|奖项|科目|工种|组|部门|科室|处室|环节|阶段|乡镇|街道|社区|村|县区?|专业|赛项|板块|方面|校区|学院|单位|车间|站点|标段|类别|档次|层次|等级|片区|展区|栏目|模块|步骤)(?:[:：（(]|[，,]?(?:分别(?:为|是)|即)[:：]?)((?:[^\d，。；：:、（）()“”\s]{2,14}、)+[^\d，。；：:、（）()“”\s]{2,24})(?:[。；）)]|$)`)
	// slogan is “三个到位”： with what they are behind it.
	slogan = engine.Compile(`“([二两三四五六七八九])个?\p{Han}{1,4}”[:：]`)
	// listed is a list with its number behind it: 市教育局、市人社局、市总工会四部门.
	listed     = engine.Compile(`((?:[^，。；：、\d（）]{2,20}、)+[^，。；：、\d（）]{2,20}?)(?:，共|这|共)?([二两三四五六七八九十])(?:个|大|家)?(部门|方面|环节|阶段|板块|展区|类别|组别|专业|系部|层面|维度|模块|篇章|组别|学段|项目|赛项|科目|奖项|工种|单元|栏目|区域|步骤|主题|乡镇|街道|社区|小组)([^\p{Han}]|$|联合|共同|建立|健全|成立|制定|牵头|负责|定期|密切|加强|分别|共享|会商|协商|要|应|须|将|进行|的|为|组成|开展|参|协|齐|面|和|中|均|都|教|专家|人员|代表|师生)`)
	quotedEach = engine.Compile(`((?:\p{Han}{2,4}、)+\p{Han}{2,4})“([二两三四五六七八九])(?:个)?(?:到位|落实|同步|不误|统一)”`)
	// addressedList is whom something is for or who leads it, not what is counted behind.
	addressedList = engine.Compile(`^[^、]{0,12}[对向给让]|组织|牵头`)
	openList      = engine.Compile(`等$|及其他|以及|等(?:相关|有关)`)
	inOrder       = []func(int) string{
		func(n int) string { return "（" + strconv.Itoa(n) + "）" },
		func(n int) string { return "(" + strconv.Itoa(n) + ")" },
		func(n int) string { return "（" + han.Numeral(n) + "）" },
		func(n int) string { return han.Numeral(n) + "是" },
		func(n int) string { return string(rune('①' + n - 1)) },
		func(n int) string { return "第" + han.Numeral(n) + "，" },
		func(n int) string { return "第" + han.Numeral(n) + "、" },
		func(n int) string { return "其" + han.Numeral(n) + "，" },
		func(n int) string { return strconv.Itoa(n) + "." },
		func(n int) string { return strconv.Itoa(n) + "．" },
		func(n int) string { return strconv.Itoa(n) + "、" },
		func(n int) string { return strconv.Itoa(n) + "）" },
		func(n int) string { return strconv.Itoa(n) + ")" },
	}
)

// counts finds numbers of things that are not as many as follow or stand before.
func counts(p *engine.Passage) []engine.Remark {
	var found []engine.Remark
	steps := p.Steps()
	for i, s := range steps {
		l := *s.Line
		if l.Role != engine.RoleText && l.Role != engine.RoleHeading {
			continue
		}
		found = append(found, countsHere(l)...)
		found = append(found, tabled(p, i)...)
		if i+1 >= len(steps) {
			continue
		}
		below := steps[i+1 : min(i+1+mostItems, len(steps))]
		if m := arranged.First(l); m != nil {
			if n, got := countOf(l.Text[m[2]:m[3]]), itemsBelow(below, s, ""); got > 1 && got != n && dated(below) {
				found = append(found, differs(l, m[2], m[3], got))
			}
			continue
		}
		m := announced.First(l)
		if m == nil {
			continue
		}
		from, to := group(m)
		what := ""
		if m[4] >= 0 {
			what = l.Text[m[4]:m[5]]
		}
		if m[4] >= 0 && engine.Before(l.Text, m[1], nil) != '：' && !opens(steps[i+1], what) {
			continue
		}
		n := countOf(l.Text[from:to])
		if got := itemsBelow(below, s, what); got > 1 && got != n {
			found = append(found, differs(l, m[0], m[1], got))
		}
	}
	return found
}

// dated reports whether the items that steps open with all tell a day, as activities do.
func dated(steps []engine.Step) bool {
	for _, s := range steps {
		switch {
		case s.Page || s.Level > 0 && s.Level < steps[0].Level:
			return true
		case s.Level == steps[0].Level && len(calendar.FindDays(s.Line.Text[:engine.Ahead(s.Line.Text, 0, 200)])) == 0:
			return false
		}
	}
	return true
}

// opens reports whether a line is an item that bears the word.
func opens(s engine.Step, what string) bool {
	return strings.HasPrefix(strings.TrimSpace(s.Line.Text), "第一"+what) || s.Level > 0 && strings.Contains(s.Line.Text[:engine.Ahead(s.Line.Text, 0, 24)], what)
}

// mostItems is how many lines below one are looked at.
const mostItems = 200

// countOf reads a number of things.
func countOf(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	n, _ := han.ParseNumeral(strings.Replace(s, "两", "二", 1))
	return n
}

func differs(l engine.Line, from, to, got int) engine.Remark {
	f := l.On(from, to)
	f.Hint = "列出的有" + strconv.Itoa(got) + "项，请核对"
	return f
}

// itemsBelow counts the items right below a line: of one level from its first number
// on, all of them with the word, if there is one. 0: nothing is listed, or not so.
func itemsBelow(steps []engine.Step, above engine.Step, what string) int {
	first := steps[0]
	if first.Level == 0 || first.N != 1 || above.Level != 0 && first.Level <= above.Level {
		return linesInOrder(steps, what)
	}
	n, named := 0, 0
	for _, s := range steps {
		switch {
		case s.Page || s.Level > 0 && s.Level < first.Level:
			return agreed(n, named)
		case s.Level != first.Level:
		case s.N != n+1:
			return 0 // numbered otherwise: GW047
		default:
			n++
			if what == "" || strings.Contains(s.Line.Text[:engine.Ahead(s.Line.Text, 0, 24)], what) {
				named++
			}
		}
	}
	return agreed(n, named)
}

// agreed returns n if all or none of the items bear the word that they are counted by;
// else 0: there are others among them.
func agreed(n, named int) int {
	if named != 0 && named != n {
		return 0
	}
	return n
}

// linesInOrder counts lines that open with 一是, 二是 or with 第一阶段, 第二阶段 and so on.
func linesInOrder(steps []engine.Step, what string) int {
	if n := itemsHere(strings.TrimLeft(steps[0].Line.Text, " \u3000\t")); n > 1 { // all in one
		return n
	}
	n := 0
	for _, s := range steps {
		text := strings.TrimLeft(s.Line.Text, " \u3000\t")
		if what != "" && strings.HasPrefix(text, "第"+han.Numeral(n+1)+what) {
			n++
			continue
		}
		if !strings.HasPrefix(text, han.Numeral(n+1)+"是") || strings.Contains(s.Line.Text, han.Numeral(n+2)+"是") {
			break
		}
		n++
	}
	return n
}

func countsHere(l engine.Line) []engine.Remark {
	var found []engine.Remark
	looked := map[int]bool{} // the numbers, by where they stand
	look := func(m []int) {
		from, to := group(m)
		if strings.ContainsRune("第前后", engine.Before(l.Text, from, nil)) {
			return // 前两个方面
		}
		rest := l.Text[m[1]:min(m[1]+longest, len(l.Text))]
		if got, n := itemsHere(rest), countOf(l.Text[from:to]); got > 1 && got != n && (got > n || m[1]+len(rest) == len(l.Text)) {
			found = append(found, differs(l, m[0], m[1], got))
		}
		looked[from] = true
	}
	for _, m := range append(announcedHere.All(l), slogan.All(l)...) {
		look(m)
	}
	for _, m := range withList.All(l) {
		const clause = 16 // characters before the number that may tell of some among more
		lead := l.Text[engine.Back(l.Text, m[2], clause):m[2]]
		if i := strings.LastIndexAny(lead, "，。；"); i >= 0 {
			lead = lead[i+len("，"):]
		}
		if !looked[m[2]] && !strings.ContainsRune("第.0123456789", engine.Before(l.Text, m[2], nil)) && !amongMore.Match(lead) && !amongMore.Match(l.Text[m[3]:m[1]]) {
			look(m)
		}
	}
	for _, m := range inGroups.All(l) {
		unit, rest := l.Text[m[4]:m[5]], l.Text[m[5]:min(m[5]+longest, len(l.Text))]
		got := 0
		for got < 20 && strings.Contains(rest, "第"+han.Numeral(got+1)+unit) {
			got++
		}
		if got > 1 && got != countOf(l.Text[m[2]:m[3]]) {
			found = append(found, differs(l, m[2], m[5], got))
		}
	}
	for _, m := range named.All(l) {
		list := l.Text[m[4]:m[5]]
		got, joints := strings.Count(list, "、")+1, 0
		for _, and := range []string{"和", "与", "及"} {
			joints += strings.Count(list, and)
		}
		if n := countOf(l.Text[m[2]:m[3]]); (n < got || n > got+joints) && !openList.Match(list) && !strings.ContainsAny(list, "第每各") {
			found = append(found, differs(l, m[2], m[3], got))
		}
	}
	for _, m := range listed.All(l) {
		list := l.Text[m[2]:m[3]]
		got := strings.Count(list, "、") + 1
		joints := 0
		for _, and := range []string{"和", "与", "及"} {
			joints += strings.Count(list, and)
		}
		n := countOf(l.Text[m[4]:m[5]])
		if n >= got && n <= got+joints || openList.Match(list) || strings.ContainsAny(list, "第每各") || addressedList.Match(list) || utf8.RuneCountInString(list) > 80 {
			continue
		}
		found = append(found, differs(l, m[2], m[7], got))
	}
	for _, m := range quotedEach.All(l) {
		if got := strings.Count(l.Text[m[2]:m[3]], "、") + 1; got != countOf(l.Text[m[4]:m[5]]) {
			found = append(found, differs(l, m[4]-len("“"), m[1], got))
		}
	}
	return append(found, gathered(l, found)...)
}

// itemsHere counts the numbered items that s opens with; 0 if it opens with none.
func itemsHere(s string) int {
	for _, mark := range inOrder {
		if !strings.HasPrefix(s, mark(1)) {
			continue
		}
		n, at := 1, len(mark(1))
		for n < 20 {
			i := indexMark(s[at:], mark(n+1))
			again := indexMark(s[at:], mark(1))
			if again >= 0 && again < i {
				return n // those of another list
			}
			if i < 0 {
				if indexMark(s[at:], mark(n+2)) >= 0 || again < 0 && indexMark(s[at:], mark(n)) >= 0 {
					return 0 // one is left out, or there twice: GW047
				}
				return n
			}
			at += i + len(mark(n+1))
			n++
		}
	}
	return 0
}

// indexMark returns where a mark begins in s, one of a bare number behind a stop or a
// blank only: 2. is none in 1.2.
func indexMark(s, mark string) int {
	bare := engine.IsDigit(rune(mark[0]))
	for from := 0; ; {
		i := strings.Index(s[from:], mark)
		if i < 0 {
			return -1
		}
		i += from
		if before := engine.Before(s, i, nil); !bare || i > 0 && (engine.IsBlank(before) || strings.ContainsRune("，。；、：,;", before)) && !engine.IsDigit(engine.After(s, i+len(mark), nil)) {
			return i
		}
		from = i + len(mark)
	}
}

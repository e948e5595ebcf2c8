package wording

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const (
	prize = `((?:特|一|二|三|四|五)等奖|优秀奖|优胜奖|鼓励奖|入围奖|[金银铜]奖|第[一二三四五六]名)`
	small = `(\d{1,4}|[一二两三四五六七八九十]{1,3})`
)

var (
	prizeCount = engine.Compile(prize + `(?:各)?[\s\p{Z}]*` + small + `[\s\p{Z}]*(?:名|个|项|人|队|组|篇|件|幅|支)`)
	prizeMoney = engine.Compile(prize + `(?:每[名人个项队组篇件幅支]|奖金|奖励|各|的)*[\s\p{Z}]*(\d+(?:\.\d+)?)[\s\p{Z}]*(万?)元`)
	// prizeBoth is 一等奖2名，奖金800元.
	prizeBoth  = engine.Compile(prize + `(?:各)?[\s\p{Z}]*` + small + `[\s\p{Z}]*(?:名|个|项|人|队|组|篇|件|幅|支)[，、（(]?(?:每[名人个项队组篇件幅支]|奖金|奖励|各|的)+[\s\p{Z}]*(\d+(?:\.\d+)?)[\s\p{Z}]*(万?)元`)
	prizeTotal = engine.Compile(`(?:总额|总计|合计|共计|总共|共|总数)(?:需|为|是)?(?:要)?(?:奖金|奖励资金|经费)?[\s\p{Z}]*((\d+(?:\.\d+)?)[\s\p{Z}]*(万?)元)`)
	winners    = engine.Compile(`(?:总计|合计|共计|总共|共)(?:设|评|评出|奖励)?[\s\p{Z}]*((\d{1,4})[\s\p{Z}]*(?:名|个|项|人|队|组|篇|件|幅|支))`)
	// forEach tells that prizes are given more than once, contests how often.
	forEach  = engine.Compile(`每个?(?:单项|项目|赛项|组别|类别|组|类|项|专业|年级|学段|赛区)|各(?:项目|赛项|组别|类别|组|专业|年级|赛区)|分别设`)
	contests = engine.Compile(small + `个?(?:大)?(?:单项|项目|赛项|组别|类别|小组|专业|年级|学段|赛区|组|类)`)
	// timesEach is 每部8人，四个专业部共32人.
	timesEach = engine.Compile(`每个?(\p{Han})[^，。；\d每]{0,6}?(\d{1,4})[\s\p{Z}]*(名|人|张|份|件|篇|个|支|台|套|次|元|课时|学时)\p{Han}{0,4}[，、；]` + small + `个?\p{Han}{0,4}?(?:共计|合计|总计|共)(?:需|有|为|限|不超过|不得超过|最多|至多)?[\s\p{Z}]*(\d{1,6})[\s\p{Z}]*(名|人|张|份|件|篇|个|支|台|套|次|元|课时|学时)`)
)

// reckoned finds wholes that are not what their parts make.
func reckoned(l engine.Line) []engine.Remark {
	found := append(sums(l), totals(l)...)
	for _, f := range append(inWords(l), products(l)...) {
		if !slices.ContainsFunc(found, func(o engine.Remark) bool { return o.From < f.To && f.From < o.To }) {
			found = append(found, f)
		}
	}
	return found
}

// products finds wholes that are not what their parts make when multiplied: of prizes and
// their money, and of so many each.
func products(l engine.Line) []engine.Remark {
	if l.Role == engine.RoleCell {
		return nil
	}
	var found []engine.Remark
	for _, m := range timesEach.All(l) {
		group := func(n int) string { return l.Text[m[2*n]:m[2*n+1]] }
		if !sameUnit(group(3), group(6)) || !strings.Contains(l.Text[m[8]:m[10]], group(1)) {
			continue
		}
		if n, total := whole(group(2))*whole(group(4)), whole(group(5)); n > 0 && n != total {
			f := l.On(m[10], m[13])
			f.Hint = "相乘为" + strconv.Itoa(n) + group(6) + "，请核对"
			if total < n && strings.Contains(l.Text[m[9]:m[10]], "过") { // a limit may be narrower
				f.Severity = report.Hint
			}
			found = append(found, f)
		}
	}
	return append(found, awards(l)...)
}

// awards looks at a paragraph that tells how many prizes there are and of how much money.
func awards(l engine.Line) []engine.Remark {
	counts := map[string]int{}
	sum := 0
	for _, m := range prizeCount.All(l) {
		name := l.Text[m[2]:m[3]]
		if counts[name] > 0 || roughly.Match(l.Text[engine.Back(l.Text, m[4], 1):m[4]]) {
			return nil // of several contests
		}
		counts[name] = whole(l.Text[m[4]:m[5]])
		sum += counts[name]
	}
	if len(counts) < 2 {
		return nil
	}
	times := []int{1}
	if forEach.In(l) {
		times = nil
	}
	for _, m := range contests.All(l) {
		times = append(times, whole(l.Text[m[2]:m[3]]))
	}
	if n := len(times); n == 2 && len(forEach.All(l)) == 2 {
		times = append(times, times[0]*times[1]) // 每个项目每个组别
	}
	if len(times) == 0 { // of each of so many as are not told here
		all := winners.All(l)
		if len(all) != 1 || sum == 0 {
			return nil
		}
		m := all[0]
		if total := whole(l.Text[m[4]:m[5]]); total == 0 || total%sum == 0 {
			return nil
		}
		f := l.On(m[2], m[3])
		f.Hint = "各项之和为" + strconv.Itoa(sum) + "，请核对"
		return []engine.Remark{f}
	}
	fits := func(total, of float64) bool {
		return of == 0 || slices.ContainsFunc(times, func(n int) bool { return close(total, of*float64(n)) })
	}
	var found []engine.Remark
	say := func(from, to int, of float64, unit string) {
		f := l.On(from, to)
		f.Hint = "各项之和为" + strconv.FormatFloat(of*float64(times[len(times)-1]), 'f', -1, 64) + unit + "，请核对"
		found = append(found, f)
	}
	paid, money := map[string]bool{}, 0.0
	all := prizeMoney.All(l)
	for _, m := range prizeBoth.All(l) {
		all = append(all, append(slices.Clone(m[:4]), m[6:]...))
	}
	for _, m := range all {
		name := l.Text[m[2]:m[3]]
		if paid[name] || counts[name] == 0 {
			return found
		}
		paid[name] = true
		n, _ := strconv.ParseFloat(l.Text[m[4]:m[5]], 64)
		money += n * float64(counts[name]) * tenThousand(l.Text[m[6]:m[7]])
	}
	if all := prizeTotal.All(l); len(all) == 1 && len(paid) == len(counts) {
		m := all[0]
		total, _ := strconv.ParseFloat(l.Text[m[4]:m[5]], 64)
		if total *= tenThousand(l.Text[m[6]:m[7]]); !fits(total, money) {
			say(m[2], m[3], money, "元")
		}
	}
	if all := winners.All(l); len(all) == 1 && len(times) > 1 || len(all) == 1 && times[0] > 1 {
		m := all[0]
		if total, _ := strconv.ParseFloat(l.Text[m[4]:m[5]], 64); !fits(total, float64(sum)) && !close(total, float64(sum)) { // of each, or of all
			say(m[2], m[3], float64(sum), "名")
		}
	}
	return found
}

func tenThousand(unit string) float64 {
	if unit == "万" {
		return 10000
	}
	return 1
}

// whole reads a small number in figures or in words; 0 if it is none.
func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		n, _ = han.ParseNumeral(strings.ReplaceAll(s, "两", "二"))
	}
	return n
}

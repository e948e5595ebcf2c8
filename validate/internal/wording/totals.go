package wording

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Totals that a sentence tells behind or beside its parts, without 其中: 小学14名、初中
// 11名、高中6名，共33名教师; 男、女各6人，共10人; 14+11+6=33.

var (
	// numbered is a part of a sentence with one number and its unit, wherever they stand.
	numbered = engine.Compile(`^([^\d]{0,24}?)` + number + sharedUnits + `([^\d]{0,16})$`)
	// toldInAll is what such parts come to, with what it is of behind it.
	toldInAll = engine.Compile(`^(?:\p{Han}{0,6})?(?:总计|共计|合计|一共|总共|共)(?:有|为|是|设|评出|评选|评选出|需|需要|投入|选派|推荐|计划|安排|新增|建成|开设|录取|招收|招聘)?(?:\p{Han}{0,4})?` + number + sharedUnits + `(?:[^\d]{0,24})$`)
	// eachOf is how many there are of each of those named, beside how many of all.
	eachOf   = engine.Compile(`(?:^|[，。；：（(])([^\d，。；：（）()]{2,30})各(?:设|评|评出|选|选派|配|配备|报|招|录取)?(\d{1,4})(` + sharedUnits + `[^\d，。；]{0,6}[，,（(]?(?:总计|共计|合计|一共|总共|共)(?:有|设|评出|为)?(\d{1,5})(` + sharedUnits)
	ofEach   = engine.Compile(`(\d{1,5})(` + sharedUnits + `[，,（(]?(?:其中|包括|分为|由)?[:：]?\p{Han}{0,4}(男、女|男女|男性、女性|男生、女生|男生和女生|男子、女子|男队员、女队员|正、副|文、理|理论、实操)\p{Han}{0,6}各(?:为|占)?(\d{1,4})(` + sharedUnits + `(?:[，。；）)]|$)`)
	groupsOf = engine.Compile(`(?:^|[^\d第.一二三四五六七八九十百])(\d{1,3}|[二两三四五六七八九十]{1,3})((?:个|所|家|支|位|名|间|组|场|期)\p{Han}{1,8}?)[，,]?(?:各|每\p{Han}{1,4})(?:设|有|配|配备|选派|推荐|报|招收|派出?|选|选送|安排|组织|提供|准备|发|分配|邀请|出)?(\d{1,4})(` + sharedUnits + `[^\d，。；]{0,8}[，,]?(?:总计|共计|合计|一共|总共|共)(?:有|为)?(\d{1,6})(` + sharedUnits)
	// kindsOf is 共11个镇（街道），其中6个镇、5个街道, ofKindIs each number of it.
	kindsOf   = engine.Compile(`共(?:有|辖|含)?(\d{1,4})个[^，。；\d]{1,16}，(?:其中|包括)?((?:\d{1,4}个\p{Han}{1,8}[、和])+\d{1,4}个\p{Han}{1,8})(?:[，。；]|$)`)
	ofKindIs  = engine.Compile(`(\d{1,4})个`)
	plusSum   = engine.Compile(`(?:^|[^\d.+＋×*/(（-])(\d{1,6}(?:\.\d{1,2})?(?:[+＋]\d{1,6}(?:\.\d{1,2})?){1,11})[=＝](\d{1,7}(?:\.\d{1,2})?)(?:[^\d.+＋×*/%％-]|$)`)
	namesEach = strings.NewReplacer("以及", "、", "和", "、", "及", "、", "与", "、")
)

// totals finds such sums that are not what the parts come to.
func totals(l engine.Line) []engine.Remark {
	if l.Role == engine.RoleCell || !strings.ContainsAny(l.Text, "0123456789") {
		return nil
	}
	var found []engine.Remark
	say := func(from, to, sum int, unit string) {
		f := l.On(from, to)
		f.Hint = "各项之和为" + strconv.Itoa(sum) + unit + "，请核对"
		found = append(found, f)
	}
	count := func(m []int, g int) int { n, _ := strconv.Atoi(l.Text[m[2*g]:m[2*g+1]]); return n }
	text := func(m []int, g int) string { return l.Text[m[2*g]:m[2*g+1]] }
	for _, m := range eachOf.All(l) {
		names := strings.Split(namesEach.Replace(text(m, 1)), "、")
		if len(names) < 2 || text(m, 3) != text(m, 5) || strings.ContainsAny(text(m, 1), "各每") || strings.HasSuffix(text(m, 1), "等") {
			continue
		}
		if sum := len(names) * count(m, 2); sum != count(m, 4) {
			say(m[2], m[1], sum, text(m, 3))
		}
	}
	for _, m := range ofEach.All(l) {
		if sum := 2 * count(m, 4); text(m, 2) == text(m, 5) && sum != count(m, 1) {
			say(m[2], m[11], sum, text(m, 2))
		}
	}
	for _, m := range groupsOf.All(l) {
		if sum := countOf(text(m, 1)) * count(m, 3); sameUnit(text(m, 4), text(m, 6)) && sum != count(m, 5) {
			say(m[2], m[13], sum, text(m, 4))
		}
	}
	for _, m := range kindsOf.All(l) {
		sum := 0
		for _, k := range ofKindIs.Re().FindAllStringSubmatch(text(m, 2), -1) {
			n, _ := strconv.Atoi(k[1])
			sum += n
		}
		if total := count(m, 1); sum != total {
			say(m[2]-len("共"), m[5], sum, "个")
			if sum < total { // others need not be told
				found[len(found)-1].Severity = report.Hint
			}
		}
	}
	for _, m := range plusSum.All(l) {
		sum := 0.0
		for part := range strings.FieldsFuncSeq(text(m, 1), func(r rune) bool { return r == '+' || r == '＋' }) {
			n, _ := strconv.ParseFloat(part, 64)
			sum += n
		}
		if total, _ := strconv.ParseFloat(text(m, 2), 64); !close(sum, total) && !l.Guarded(m[2], m[5]) {
			f := l.On(m[2], m[5])
			f.Hint = "各项之和为" + strconv.FormatFloat(sum, 'f', -1, 64) + "，请核对"
			found = append(found, f)
		}
	}
	for at := l.Mark; at < len(l.Text); {
		end := len(l.Text)
		if i := strings.IndexAny(l.Text[at:], "。；"); i >= 0 {
			end = at + i
		}
		found = append(found, totalsOf(l, at, end)...)
		at = engine.Ahead(l.Text, end, 1)
	}
	return found
}

// totalsOf finds in one sentence parts that a total stands behind, or names of them behind
// their numbers: 14名小学教师、11名初中教师，共33名.
func totalsOf(l engine.Line, from, to int) []engine.Remark {
	s := l.Text[from:to]
	if len(s) > longest || !strings.Contains(s, "共") && !strings.Contains(s, "计") || strings.Contains(s, "每") {
		return nil
	}
	var found []engine.Remark
	var parts []share
	clean, strict := true, true
	for _, seg := range clauses(s) {
		text := s[seg.from:seg.to]
		if m := toldInAll.Find(text); m != nil && len(parts) > 1 {
			total, unit := valueAt(text, m[2:8])
			sum, kin, _ := added(parts)
			alone := totalBehind.Match(text) && strict // which [sums] has told
			same := !slices.ContainsFunc(parts, func(p share) bool { return !sameUnit(p.unit, unit) })
			if clean && same && !alone && !close(sum, total) && !roughly.Match(text) && (kin || sum > total || disjoint[unit] || len(parts) > 2) {
				f := l.On(from+parts[0].from, from+seg.from+m[7])
				f.Hint = "各项之和为" + strconv.FormatFloat(sum, 'f', -1, 64) + unit + "，请核对"
				found = append(found, f)
			}
			parts, clean, strict = nil, true, true
			continue
		}
		m := numbered.Find(text)
		switch {
		case m == nil && !strings.ContainsAny(text, "0123456789"): // a clause without a number begins anew
			parts, clean, strict = nil, true, true
		case m == nil || roughly.Match(text):
			parts, clean = nil, false
		default:
			n, unit := valueAt(text, m[4:10])
			_, plain := shareOf(text, 0)
			strict = strict && plain
			parts = append(parts, share{text[m[2]:m[3]] + text[m[10]:m[11]], unit, n, seg.from + m[4], seg.from + m[9]})
		}
	}
	return found
}

// clauses parts s where a list goes on, with 和 between its last two numbers, too.
func clauses(s string) []segment {
	var all []segment
	for _, seg := range cut(s, 0) {
		if m := joinedNumbers.Find(s[seg.from:seg.to]); m != nil {
			all = append(all, segment{seg.from, seg.from + m[2]})
			seg.from += m[3]
		}
		all = append(all, seg)
	}
	return all
}

// joinedNumbers are two parts with a word between them.
var joinedNumbers = engine.Compile(`^[^\d]{0,24}\d+(?:\.\d+)?[^\d]{1,16}?(以及|[和及与])[^\d]{0,12}\d`)

package validate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// markRules are about single punctuation marks (标点符号用法, GB/T 15834-2011).
func markRules() []Rule {
	return []Rule{
		{
			ID: "GW100", Title: "中文里的标点应使用全角", Severity: report.Error,
			Source: "GB/T 15834-2011 4、5.1",
			Doc: "逗号、分号、冒号、问号、叹号紧接汉字或中文标点时应为全角，随后的空格一并删去。" +
				"网址、邮箱、文件名、时刻（14:00）、比值（1:1）、分节号（12,000）和外文语句中的半角标点不报。",
			Bad:   "为贯彻落实党的二十大精神,按照有关规定,现将有关事宜通知如下:",
			Good:  "时间为14:00至16:00，比例1:1，详见https://example.com/a?b=1,2，口号为“Skills, make life better!”。",
			check: lineCheck(halfMarks), dense: true,
		},
		{
			ID: "GW101", Title: "句末应使用句号“。”", Severity: report.Error,
			Source: "GB/T 15834-2011 4.1.2",
			Doc:    "看段落末尾和“现将”“请各”之类句首的词之前；段落中间其他的“.”可能是外国人名的间隔号。",
			Bad:    "各单位要高度重视.",
			Good:   "报送格式为mp4。",
			check:  lineCheck(asciiStop), dense: true,
		},
		{
			ID: "GW102", Title: "含有汉字的括号应使用全角", Severity: report.Error,
			Source: "GB/T 15834-2011 4.9.2",
			Doc:    "括号里只有外文、数字或算式的不报；发文字号的括号见GW001，层次序号的括号见GW042、GW044。",
			Bad:    "各职业院校(技工院校)要认真组织(见附件1)。",
			Good:   "虚拟现实(VR)和y=f(x)，各职业院校（技工院校）。",
			check:  lineCheck(halfBrackets), dense: true,
		},
		{
			ID: "GW110", Title: "“等”之前不用顿号", Severity: report.Warning,
			Source: "GB/T 15834-2011 附录B.1.2",
			Bad:    "开展主题推介、志愿帮扶、等活动。",
			Good:   "开展主题推介、志愿帮扶等活动，等等。要求：数量、等级。",
			check:  lineCheck(markBeforeDeng),
		},
		{
			ID: "GW111", Title: "省略号与“等”不能并用", Severity: report.Error,
			Hint:   "只留一个",
			Source: "GB/T 15834-2011 附录A.9.2",
			Bad:    "包括报纸、电视、网站……等。",
			Good:   "包括报纸、电视、网站……等待各单位报送。",
			check:  matches(ellipsisDeng, 0, nil),
		},
		{
			ID: "GW112", Title: "省略号应为六个小圆点“……”", Severity: report.Error,
			Source: "GB/T 15834-2011 4.11.2",
			Doc:    "七个以上的圆点是填写用的点线，算式里的“1，2，…，n”是三连点，都不报。",
			Bad:    "报纸、电视、网站...都作了报道",
			Good:   "报纸、电视、网站……都作了报道，版本为1.2.3",
			check:  lineCheck(ellipses), dense: true,
		},
		{
			ID: "GW113", Title: "破折号应为“——”，占两个字", Severity: report.Error,
			Source: "GB/T 15834-2011 4.10.2",
			Doc:    "两个汉字之间的单个“—”可能是表示起止的一字线，不报。",
			Bad:    "为一个目标--技能强国而努力",
			Good:   "为一个目标——技能强国而努力，厦门—北京",
			check:  matchesBetween(hyphenDash, hanBoth, always("——")), dense: true,
		},
		{
			ID: "GW114", Title: "标点符号重复", Severity: report.Error,
			Hint:   "只留一个",
			Source: "GB/T 15834-2011 4",
			Doc:    "问号、叹号可以叠用，不报。",
			Bad:    "各单位要高度重视，，认真组织。。",
			Good:   "各单位要高度重视，认真组织！！",
			check:  lineCheck(doubled), dense: true,
		},
		{
			ID: "GW119", Title: "间隔号应为“·”", Severity: report.Warning,
			Source: "GB/T 15834-2011 4.14.2",
			Doc:    "只看两个汉字之间的“•”“・”“‧”“∙”；“.”可能另有用途，不报。",
			Bad:    "“匠心•筑梦”主题活动",
			Good:   "“匠心·筑梦”主题活动",
			check:  matchesBetween(dots, hanBoth, always("·")), dense: true,
		},
	}
}

var (
	wrongEllipsis = compile(`\.{3,}|。{3,}|[·•]{3,}|…+`)
	ellipsisDeng  = compile(`……等等?(?:[，。；、：）]|$)|等等?……`)
	hyphenDash    = compile(`-{2,3}|－{2,3}|─{2,3}`)
	dots          = compile(`[•・‧∙⋅･]`)
)

// matches returns a check that complains of every match of re, or of its n-th
// group; fix gives what to put there, nil if nothing can be. A match that fix
// leaves as it is was right.
func matches(re *pattern, n int, fix func(string) string) lineCheck {
	return func(l line) []remark {
		var found []remark
		for _, m := range re.all(l) {
			from, to := m[2*n], m[2*n+1]
			switch {
			case from < 0 || l.guarded(from, to):
			case fix == nil:
				found = append(found, l.on(from, to))
			case fix(l.text[from:to]) != l.text[from:to]:
				found = append(found, l.replace(from, to, fix(l.text[from:to])))
			}
		}
		return found
	}
}

// matchesBetween is [matches] for those between characters that ok accepts;
// at an end of the line it gets 0.
func matchesBetween(re *pattern, ok func(prev, next rune) bool, fix func(string) string) lineCheck {
	all := matches(re, 0, fix)
	return func(l line) []remark {
		var found []remark
		for _, m := range all(l) {
			if ok(before(l.text, m.from, nil), after(l.text, m.to, nil)) {
				found = append(found, m)
			}
		}
		return found
	}
}

func always(fix string) func(string) string { return func(string) string { return fix } }

// sixDots makes an ellipsis of s, unless it is one, twice as long for omitted
// paragraphs, or a line to write on.
func sixDots(s string) string {
	if s == "…………" || !strings.Contains(s, "…") && utf8.RuneCountInString(s) > 6 {
		return s
	}
	return "……"
}

// ellipses leaves alone the … of 1，2，…，n, and the sign “…”.
func ellipses(l line) []remark {
	notItem := func(r rune) bool { return !isDigit(r) && !isLatin(r) }
	return slices.DeleteFunc(matchesBetween(wrongEllipsis, hanEither, sixDots)(l), func(m remark) bool {
		if before(l.text, m.from, nil) == '“' && after(l.text, m.to, nil) == '”' {
			return true // the sign itself is spoken of
		}
		prev := strings.TrimRight(l.text[:m.from], "，,、 ")
		next := strings.TrimLeft(l.text[m.to:], "，,、 ")
		return l.text[m.from:m.to] == "…" && len(prev) < m.from && len(next) < len(l.text)-m.to &&
			!notItem(before(prev, len(prev), nil)) && !notItem(after(next, 0, nil))
	})
}

func hanBoth(prev, next rune) bool { return isHan(prev) && isHan(next) }

func hanEither(prev, next rune) bool {
	return isHan(prev) || isHan(next) || isMark(prev) || isMark(next)
}

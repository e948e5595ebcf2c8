package learn

import (
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// learnDrawn learns a page as pageOf draws it.
func learnDrawn(t *testing.T, text string) *Blank {
	t.Helper()
	b := &Blank{Name: "x.xlsx", Sum: strings.Repeat("0", 64)}
	if err := b.learn([]*grasp.Page{pageOf(text)}); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return b
}

// readDrawn reads a page against a blank: what is known, by ref, and what is told.
func readDrawn(b *Blank, text string) (map[string]string, []report.Finding) {
	rd := &reading{Blank: b, name: "x", year: 2026}
	rd.read([]*grasp.Page{pageOf(text)})
	out := map[string]string{}
	for ref, v := range known(rd) {
		out[ref.String()] = v
	}
	return out, rd.findings
}

// TestSplitAnswers: a day or a number that is split over cells is one answer; a
// digit that is missing is told.
func TestSplitAnswers(t *testing.T) {
	const (
		day    = "~登记表\n姓名||出生日期||年||月||日\n职务||从业时间||年||月|备注|"
		amount = "~费用清单\n事由v|金额>>>>|||||票号v\nx|百|十|元|角|分|x\n||||||\n||||||"
		id     = "~登记表\n姓名|>>>>>>>\n证件编号||||||||"
	)
	for name, c := range map[string]struct {
		blank, back string
		want        map[string]string
		told        string // "" where nothing is
	}{
		"a day":               {day, "~登记表\n姓名|张某某|出生日期|1990|年|5|月|08|日\n职务||从业时间|2012|年|07|月|备注|", map[string]string{"姓名": "张某某", "出生日期": "1990-05-08", "从业时间": "2012年7月"}, ""},
		"a day in one cell":   {day, "~登记表\n姓名||出生日期|1990.5.8|年||月||日\n职务||从业时间||年||月|备注|", map[string]string{"出生日期": "1990-05-08"}, ""},
		"an amount":           {amount, "~费用清单\n事由v|金额>>>>|||||票号v\nx|百|十|元|角|分|x\n差旅|1|2|3|5|0|7\n||||||", map[string]string{"table1[1].事由": "差旅", "table1[1].金额": "123.5", "table1[1].票号": "7"}, ""},
		"with a digit gone":   {amount, "~费用清单\n事由v|金额>>>>|||||票号v\nx|百|十|元|角|分|x\n差旅|1||3|5|0|7\n||||||", map[string]string{"table1[1].事由": "差旅", "table1[1].票号": "7"}, "中间有空格"},
		"without 角 and 分":     {amount, "~费用清单\n事由v|金额>>>>|||||票号v\nx|百|十|元|角|分|x\n差旅||2|3|||7\n||||||", map[string]string{"table1[1].事由": "差旅", "table1[1].金额": "23", "table1[1].票号": "7"}, "没有填满"},
		"a number":            {id, "~登记表\n姓名|张某某>>>>>>>\n证件编号|2|2|0|1|0|3|4|X", map[string]string{"姓名": "张某某", "证件编号": "2201034X"}, ""},
		"a number with a gap": {id, "~登记表\n姓名|张某某>>>>>>>\n证件编号|2|2||1|0|3|4|X", map[string]string{"姓名": "张某某"}, "中间有空格"},
	} {
		b := learnDrawn(t, c.blank)
		got, findings := readDrawn(b, c.back)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		for ref, v := range c.want {
			if got[ref] != v {
				t.Errorf("%s: %s is %q, want %q", name, ref, got[ref], v)
			}
		}
		told := slices.ContainsFunc(findings, func(f report.Finding) bool { return strings.Contains(f.Message, c.told) })
		if c.told == "" && slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Severity <= report.Warning }) || c.told != "" && !told {
			t.Errorf("%s: told %v, want %q", name, findings, c.told)
		}
	}
}

// TestTwoForms: a slip below a form is a form of its own, with a doubt; a table
// below a form that has no title is not.
func TestTwoForms(t *testing.T) {
	b := learnDrawn(t, "~报名表\n单位||领队|\n人数||联系电话|\n~…………（沿此线剪下）…………\n~回　执\n单位||到会时间|\n住宿|□是 □否>>\n~填表人：____")
	var labels []string
	for ref, f := range b.Schema.Fields() {
		labels = append(labels, ref.Block+"/"+f.Label)
	}
	if got, want := strings.Join(labels, " "), "/单位 /领队 /人数 /联系电话 part1/回执·单位 part1/到会时间 part1/住宿 part1/填表人"; got != want {
		t.Errorf("fields %s, want %s", got, want)
	}
	if k := b.Schema.Block("part1"); k == nil || k.Label != "回执" {
		t.Errorf("block %+v, want 回执", k)
	}
	if !slices.ContainsFunc(b.Doubts, func(d Doubt) bool { return d.Kind == DoubtParts && strings.Contains(d.Assumed, "回执") }) {
		t.Errorf("doubts %v, want one of two forms", b.Doubts)
	}
	got, _ := readDrawn(b, "~报名表\n单位|甲校|领队|张某某\n人数|3|联系电话|\n~…………（沿此线剪下）…………\n~回　执\n单位|乙校|到会时间|5月8日\n住宿|☑是 □否>>\n~填表人：李某")
	for ref, want := range map[string]string{"单位": "甲校", "part1[1].回执单位": "乙校", "part1[1].住宿": "是", "part1[1].填表人": "李某"} {
		if got[ref] != want {
			t.Errorf("%s is %q, want %q (%v)", ref, got[ref], want, got)
		}
	}
	if one := learnDrawn(t, "~报名表\n单位||领队|\n~二、参赛名单\n序号|姓名|班级\n1||\n2||"); slices.ContainsFunc(one.Doubts, func(d Doubt) bool { return d.Kind == DoubtParts }) {
		t.Errorf("doubts %v: a section is no form", one.Doubts)
	}
}

// TestProposedChecks: the sums, parts, growth and limits that words suggest are
// proposed, and none is put to work.
func TestProposedChecks(t *testing.T) {
	for blank, want := range map[string][]string{
		"~统计表\n指标|上期|本期|增减\n教师数（人）|||\n其中：专任（人）|||\n学生数（人）|||\n合计（人）|||": {
			"cross1.合计上期 = cross1.教师数上期 + cross1.学生数上期",
			"cross1.其中专任本期 <= cross1.教师数本期",
			"cross1.教师数增减 = cross1.教师数本期 - cross1.教师数上期",
		},
		"~预算表\n科目|市级（万元）|自筹（万元）|小计（万元）\n设备|||\n培训|||\n总计|||": {
			"cross1.总计小计 = cross1.设备小计 + cross1.培训小计",
			"cross1.设备小计 = cross1.设备市级 + cross1.设备自筹",
		},
		"~名单\n姓名|学校|得分\n||\n||\n~注：每校限报2人，各项得分1—5分。": {
			"count(table1) <= 2", "table1.得分 >= 1", "table1.得分 <= 5",
		},
		"~名单\n姓名|学校|合格率（%）\n||\n||\n~注：每个项目限报2人。": {"table1.合格率 <= 100"},
	} {
		b := learnDrawn(t, blank)
		var got []string
		for _, d := range b.Doubts {
			got = append(got, d.Checks...)
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: proposed %q, want %q among them", blank, got, w)
			}
		}
		if strings.Contains(blank, "每个项目") && slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "count") }) {
			t.Errorf("%q: proposed %q: the limit is that of each", blank, got)
		}
		if len(b.Schema.Checks) > 0 {
			t.Errorf("%q: put to work unasked: %q", blank, b.Schema.Checks)
		}
		s := b.Schema.Clone()
		s.Checks = got
		if err := s.Validate(); err != nil {
			t.Errorf("%q: %v", blank, err)
		}
	}
}

package printed

import (
	"slices"
	"testing"
)

// TestTake: what was put into the gaps of a text comes out of it again, and what
// stands before all that is printed is not lost.
func TestTake(t *testing.T) {
	tests := []struct {
		name, blank, back string
		boxed, labelled   bool
		want              []string // of each gap its text, then the words beside its options
		ahead             string
	}{
		{"a day behind a signer", "签字：              年    月    日", "签字：终某      3月5日", true, true, []string{"", "终某", "3月5日"}, ""},
		{"a day in words", "经办人：            年    月    日", "经办人：国某    二〇二六年四月三日", true, true, []string{"国某", "二〇二六年四月三日"}, ""},
		{"before the first label", "经办人：            年    月    日", "情况属实\n经办人：国某    2026.4.3", true, true, []string{"国某", "2026.4.3"}, "情况属实"},
		{"the first of several numbers", "共      人，其中本校学生      人", "共9人，其中本校学生5人", true, true, []string{"9", "5"}, ""},
		{"words beside an option", "□健康  □残疾（等级：____）□大病（病种：____）", "□健康 √残疾（等级：三级）□大病（病种：____）", true, true, []string{"□健康 √残疾 □大病", "三级", ""}, ""},
		{"words on the line of an option", "□无  □有______", "□无  ☑有 哮喘1人", true, true, []string{"□无  ☑有", "哮喘1人"}, ""},
		{"a tick in the brackets", "□党员（____） □团员（____）", "□党员（√） □团员（____）", true, true, []string{"□党员（√） □团员", "", ""}, ""},
		{"room with a note", "□无  □有（请说明：        ）", "□无  ☑有（请说明：过敏）", true, true, []string{"□无  ☑有", "过敏"}, ""},
		{"a letter in brackets", "年龄：（    ）\nA.18岁以下    B.65岁以上", "年龄：（ B ）\nA.18岁以下    B.65岁以上", false, false, []string{"B"}, ""},
		{"a quarter", "20    年第    季度", "20 26 年第 二 季度", true, false, []string{"2026年第二季度"}, ""},
		{"a month with room", "    年    月", "1978 年 9 月", true, true, []string{"1978年9月"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			in := New(tt.blank, tt.boxed, tt.labelled, false)
			if in == nil {
				t.Fatal("no gaps")
			}
			parts, _, known := in.Take(tt.blank, tt.back)
			var got []string
			for _, p := range parts {
				got = append(append(got, p.Text), p.Words...)
			}
			if !known || !slices.Equal(got, tt.want) || parts[0].Ahead != tt.ahead {
				t.Errorf("known %v, %q, ahead %q; want %q, ahead %q", known, got, parts[0].Ahead, tt.want, tt.ahead)
			}
		})
	}
}

// TestNewLabels: a gap is called by what the text calls it.
func TestNewLabels(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"填报单位（乡镇、街道）：", []string{"填报单位（乡镇、街道）"}},
		{"调（停、代）课共  节，涉及班级  个", []string{"调（停、代）课节数", "涉及班级"}},
		{"甲方将位于          校区        号商铺出租给乙方，建筑面积        平方米。", []string{"甲方将位于", "号商铺出租给乙方", "建筑面积"}},
		{"为保障安全，由            （以下简称甲方）组织      年级共      名学生，前往            参加活动。", []string{"甲方", "组织", "学生", "前往"}},
		{"分管领导：      填表人：      ", []string{"分管领导", "填表人"}},
	}
	for _, tt := range tests {
		in := New(tt.text, false, false, false)
		var got []string
		if in != nil {
			for _, g := range in.Gaps {
				got = append(got, g.Label)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.text, got, tt.want)
		}
	}
}

package find

import (
	"strings"
	"testing"
)

// Labels that ask for the same thing have one plain key, those that do not have
// two.
func TestPlainKey(t *testing.T) {
	plain := func(s string) string { return newKeyed(s).plain }
	for _, same := range [][]string{
		{"学生数（人）", "参与学生数(人)", "4.学生数（人）", "参加活动的学生数", "学生人数", "★学生数※", "①学生数", "本校学生数（人）", "学 生 数：", "学生数/人", "四、学生数"},
		{"参与总人数（人）", "活动参与总人数（人）", "参与总人数合计（人）", "参与总人数："},
		{"教师数", "教师数(人)[专任]", "（2）教师数", "教师人数（人）"},
		{"联系电话", "手机", "手机号码", "联系方式（手机）"},
		{"填表人", "填表人姓名", "制表人", "填报人"},
		{"学校", "学校名称", "学校（全称）", "学校名称（盖章）："},
		{"活动", "活动名称（全称）"},
	} {
		for _, s := range same[1:] {
			if plain(s) != plain(same[0]) {
				t.Errorf("%s is %q, %s is %q", s, plain(s), same[0], plain(same[0]))
			}
		}
	}
	for _, two := range []string{"学生数 教师数", "学生数 在校生数", "参与总人数 参与师生人数", "活动名称 活动内容", "填表人 联系人", "企业数 学校", "开始时间 时间"} {
		a, b, _ := strings.Cut(two, " ")
		if plain(a) == plain(b) {
			t.Errorf("%s and %s are both %q", a, b, plain(a))
		}
	}
}

func TestPrintedUnit(t *testing.T) {
	for label, want := range map[string]string{
		"学生数（百人）": "百人", "学生数（单位：百人）": "单位:百人", "教师数/百人": "百人", "经费(元)": "元", "企业数[家]": "家", "学生数": "", "填报单位（盖章）": "",
		"教师数(人)[专任]": "人", "覆盖率（%）": "%", "总产量（万吨）": "万吨", "负责人/联系人": "人",
	} {
		if label == "负责人/联系人" {
			want = "" // no unit, though it ends in one
		}
		if got := PrintedUnit(label, "吨"); got != want {
			t.Errorf("%s: unit %q, want %q", label, got, want)
		}
	}
}

func TestUnitsOf(t *testing.T) {
	for line, want := range map[string]string{
		"单位：百人": "百人", "计量单位：万元、人": "万元 人", "（单位：万元）": "万元", "单位：示例职业学校": "", "填报单位：百人": "", "单位：": "",
	} {
		if got := strings.Join(UnitsOf(line), " "); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

func TestSaysSum(t *testing.T) {
	for _, s := range []string{"合计", "合 计：", "总计", "小计", "累计", "合计人数", "共4项", "合计（4项）", "总数", "总人数", "本页合计", "全校合计", "以上合计", "人数合计", "合计/人次", "∑", "东区小计", "共计3项活动，830人参与", "以上3项共834人", "总人数837人"} {
		if says, _ := SaysSum(s); !says {
			t.Errorf("%s is no sum", s)
		}
	}
	for _, s := range []string{"合计算法编程赛", "总结大会", "共享单车维修", "小计算机展示", "累计志愿服务100小时启动式", "总人数突破千人纪念活动", "共4项非遗体验", "合作企业开放日", "总务后勤技能赛", "共青团活动", "2023", "人", "3项", ""} {
		if says, _ := SaysSum(s); says {
			t.Errorf("%s is a sum", s)
		}
	}
}

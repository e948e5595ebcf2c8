package linebreak

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/typeface"
)

// ems measures a text by the widths of Chinese type.
func ems(s string) float64 {
	w := 0.0
	for _, r := range s {
		if typeface.Wide(r) {
			w++
		} else {
			w += 0.5
		}
	}
	return w
}

func TestBreakTitle(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"关于举办职业教育活动周的通知", "关于举办职业教育活动周的通知"},
		{"厦门市教育局等三部门关于做好2023年职业教育活动周有关工作的通知", "厦门市教育局等三部门关于做好|2023年职业教育活动周有关工作的通知"},
		{"南昌市教育局关于印发《2020年南昌市中等职业学校职业教育活动周工作方案》的通知", "南昌市教育局关于印发|《2020年南昌市中等职业学校|职业教育活动周工作方案》的通知"},
		{"示例市教育局关于贯彻落实《关于深化现代职业教育体系建设改革的意见》的实施意见", "示例市教育局关于贯彻落实|《关于深化现代职业教育体系建设|改革的意见》的实施意见"}, // not “…《关于深化现代|职业…”
		{"示例市教育局关于公布《示例市职业院校教师到企业实践锻炼管理办法（试行）》的通知", "示例市教育局关于公布|《示例市职业院校教师到企业|实践锻炼管理办法（试行）》的通知"},
		{"泰安市教育局等9部门关于做好2020年泰安市职业教育活动周相关工作的通知", "泰安市教育局等9部门关于做好2020年|泰安市职业教育活动周相关工作的通知"},
		{"吉林市教育局关于深入开展2017年吉林市职业教育宣传月活动周的通知", "吉林市教育局关于深入开展|2017年吉林市职业教育宣传月活动周的通知"},
		{"长春医学高等专科学校\n2019年“职业教育宣传月”活动方案", "长春医学高等专科学校|2019年“职业教育宣传月”活动方案"},
		{"临江县教育局关于开展2026年中等职业学校\"技能进乡村\"志愿服务活动的通知", "临江县教育局关于开展2026年中等职业学校|\"技能进乡村\"志愿服务活动的通知"},
		{"2023年职业教育活动周学校情况统计表", "2023年职业教育活动周学校情况统计表"},
	} {
		names := []string{"厦门市教育局", "南昌市教育局", "泰安市教育局", "吉林市教育局"}
		if got := strings.Join(Title(c.title, 19, ems, names), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.title, got, c.want)
		}
	}
}

// However narrow the line, a title is never broken inside a word, before 的 or
// behind an opening mark.
func TestBreakTitleKeepsWords(t *testing.T) {
	title := "示例市教育局等九部门关于深入开展2027年职业教育活动周和“一技在手，一生无忧”主题宣传月系列活动的通知"
	for limit := 16.0; limit < 30; limit++ {
		lines := Title(title, limit, ems, []string{"示例市教育局"})
		if got := strings.Join(lines, ""); got != title {
			t.Errorf("limit %v: text changed: %s", limit, got)
		}
		for i, line := range lines {
			if ems(line) > limit {
				t.Errorf("limit %v: %q is wider", limit, line)
			}
			if i > 0 && strings.ContainsAny(firstRune(line), "的和与及、，）》”") {
				t.Errorf("limit %v: a line begins with %q", limit, line)
			}
		}
		joined := strings.Join(lines, "|")
		for _, word := range []string{"示例市教育局", "等九部门", "2027年", "活动周", "宣传月", "职业教育", "关于", "通知", "主题", "系列"} {
			if !strings.Contains(joined, word) {
				t.Errorf("limit %v: %s is broken: %s", limit, word, joined)
			}
		}
	}
}

// A title of any length is broken in a moment: texts from outside may have no
// real one.
func TestBreakTitleLong(t *testing.T) {
	for _, n := range []int{100, 200, 400} {
		title := strings.Repeat("甲乙丙丁戊己庚辛壬癸", n/10)
		if got := strings.Join(Title(title, 19, ems, nil), ""); got != title {
			t.Errorf("%d characters: text changed", n)
		}
	}
}

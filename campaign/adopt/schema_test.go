package adopt

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
)

// A page that is a form becomes one; a page that is filled in, or says more than
// a form does, stays a text.
func TestSchemaOf(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"a list", "学校：\n活动名称\t时间\t参加人数\n\t\t\n\t\t\n", "学校 / 活动名称 时间 参加人数 x2"},
		{"numbered", "单位：\n序号\t姓名\t联系电话\n1\t\t\n2\t\t\n3\t\t\n", "单位 / 姓名 联系电话 x3"},
		{"labels beside blanks", "姓名\t\t性别\t\n单位\t\t电话\t\n", "/ 姓名 性别 单位 电话 x1"},
		{"foot and notes", "甲\t乙\n\t\n填表人：        联系电话：\n注：请于5月6日前报送。\n", "/ 甲 乙 x1 填表人 联系电话"},
		{"a day to fill in", "上报部门：            2026年   月   日\n甲\t乙\n\t\n", "上报部门 日期 / 甲 乙 x1"},
		{"filled in", "活动名称\t时间\n启动仪式\t5月10日\n", ""},
		{"text besides", "请各单位认真填写下表。\n甲\t乙\n\t\n", ""},
		{"two tables", "甲\t乙\n\t\n丙：\n甲\t丁\n\t\n", ""},
		{"a label that is filled in", "学校：第一职业学校\n甲\t乙\n\t\n", ""},
		{"no table", "学校：\n电话：\n", ""},
	} {
		blocks, _ := plain.ParseBody(tt.page)
		s := schemaOf("form-1", "表", blocks)
		if s == nil {
			if tt.want != "" {
				t.Errorf("%s: no form", tt.name)
			}
			continue
		}
		var got []string
		for _, f := range s.Head {
			got = append(got, f.Label)
		}
		got = append(got, "/")
		for _, f := range s.Blocks[0].Fields {
			got = append(got, f.Label)
		}
		got = append(got, "x"+string(rune('0'+s.Blocks[0].Rows)))
		for _, f := range s.Foot {
			got = append(got, f.Label)
		}
		if g := strings.Join(got, " "); g != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, g, tt.want)
		}
	}
}

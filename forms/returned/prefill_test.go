package returned_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
)

func TestPrefill(t *testing.T) {
	school := returned.School{Name: "示例市第一职业学校", Enrolled: 2400, Contact: "张某某", Phone: "0000-1234567"}
	name := func(r forms.Ref) map[forms.Ref]string { return map[forms.Ref]string{r: school.Name} }
	head := func(label string, kind forms.Kind, options ...string) *forms.Schema {
		return &forms.Schema{Head: []forms.Field{{Key: "other", Label: "联系人"}, {Key: "a", Label: label, Kind: kind, Options: options}}}
	}
	table := forms.Block{Key: "rows", Rows: 3, Fields: []forms.Field{{Key: "no", Label: "在校生数", Kind: forms.Integer}, {Key: "school", Label: "学校名称"}, {Key: "again", Label: "单位"}}}
	builtin := func(id string) *forms.Schema {
		s, ok := forms.Builtin(id)
		if !ok {
			t.Fatal(id)
		}
		return s
	}
	for _, c := range []struct {
		name   string
		schema *forms.Schema
		want   map[forms.Ref]string
	}{
		{"学校, 在校生数", builtin("week-statistics"), map[forms.Ref]string{{Key: "school"}: school.Name, {Key: "enrolled"}: "2400"}},
		{"学校", builtin("outreach-plan"), name(forms.Ref{Key: "school"})},
		{"填报单位, rows with 学校", builtin("highlights"), name(forms.Ref{Key: "sender"})},
		{"填报单位, rows with 单位", builtin("liaison"), name(forms.Ref{Key: "sender"})},
		{"a department is no school", builtin("month-schedule"), map[forms.Ref]string{}},
		{"with brackets and blanks", head("填报 单位（盖章）：", forms.Text), name(forms.Ref{Key: "a"})},
		{"a number", head("学校", forms.Integer), map[forms.Ref]string{}},
		{"a list that has it", head("学校", forms.Choice, "甲", school.Name), name(forms.Ref{Key: "a"})},
		{"a list that lacks it", head("学校", forms.Choice, "甲", "乙"), map[forms.Ref]string{}},
		{"something about schools", head("学校情况", forms.Text), map[forms.Ref]string{}},
		{"only rows", &forms.Schema{Blocks: []forms.Block{table}}, name(forms.Ref{Block: "rows", Row: 1, Key: "school"})},
		{"rows, but the foot asks too", &forms.Schema{Blocks: []forms.Block{table}, Foot: []forms.Field{{Key: "unit", Label: "报送单位"}}}, name(forms.Ref{Key: "unit"})},
		{"a card", &forms.Schema{Blocks: []forms.Block{table, {Key: "card", Fields: []forms.Field{{Key: "x", Label: "学校全称"}}}}}, name(forms.Ref{Block: "card", Row: 1, Key: "x"})},
		{"computed", &forms.Schema{Head: []forms.Field{{Key: "e", Label: "在校生数", Kind: forms.Integer, Formula: "a + b"}}}, map[forms.Ref]string{}},
	} {
		if d := cmp.Diff(c.want, school.Prefill(c.schema)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
	if got := (returned.School{}).Prefill(builtin("week-statistics")); len(got) > 0 {
		t.Errorf("of nobody: %v", got)
	}
}

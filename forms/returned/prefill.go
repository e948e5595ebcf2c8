package returned

import (
	"regexp"
	"slices"
	"strconv"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
)

// schoolLabels are the labels, as labelKey and bareKey make them, of fields
// that ask for the school's own name: 学校, 学校全称, 填报单位, 报送单位（盖章）. A
// department (上报部门) is not the school.
var schoolLabels = regexp.MustCompile(`^(填报|填表|报送|上报|申报|推荐|参加|参赛|所在|所属)?(学校|院校|单位)(名称|全称)?$|^校名$`)

// Prefill returns what a form asks for and is known of the school before it is
// sent out: its name, in the first field that asks for that, and 在校生数. A
// field in a table gets the name only if none outside does, in the first row.
// Whoever fills the form in may change both. It is empty if the form asks for
// neither.
func (school School) Prefill(s *forms.Schema) map[forms.Ref]string {
	fill := map[forms.Ref]string{}
	named := school.Name == ""
	visit := func(block string, row int, fields []forms.Field, table bool) {
		for i := range fields {
			f := &fields[i]
			ref := forms.Ref{Block: block, Row: row, Key: f.Key}
			switch key := find.LabelKey(f.Label); {
			case f.Formula != "":
			case !named && takes(f, school.Name) && schoolLabels.MatchString(find.BareKey(key)):
				fill[ref], named = school.Name, true
			case !table && school.Enrolled > 0 && f.Kind == forms.Integer && key == EnrolledLabel:
				fill[ref] = strconv.Itoa(school.Enrolled)
			}
		}
	}
	visit("", 0, s.Head, false)
	for i := range s.Blocks {
		if b := &s.Blocks[i]; !b.Table() {
			visit(b.Key, 1, b.Fields, false)
		}
	}
	visit("", 0, s.Foot, false)
	for i := range s.Blocks {
		if b := &s.Blocks[i]; b.Table() {
			visit(b.Key, 1, b.Fields, true)
		}
	}
	return fill
}

// takes reports whether a text can be put into the field.
func takes(f *forms.Field, text string) bool {
	return f.Kind == forms.Text || f.Kind == forms.Choice && slices.Contains(f.Options, text)
}

package layout_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/zhijiao-go/zhijiao/validate/layout"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// What the office does by habit is let be, and nothing else.
func TestHabits(t *testing.T) {
	for _, test := range []struct {
		habit string
		fault fault
	}{
		{"页码居中", fault{"我们的", "footer", "", `</w:pPr>`, `<w:jc w:val="center"/></w:pPr>`, "GW422"}},
		{"层次加粗", fault{"我们的", "document", "1.加强组织领导", `<w:rFonts [^>]*>`, `<w:b/>`, "GW411"}},
		{"标题加粗", fault{"我们的", "document", "关于做好", `<w:rFonts [^>]*>`, `<w:b/>`, "GW411"}},
		{"行数不限", fault{"我们的", "styles", "", `w:line="579"`, `w:line="620"`, "GW403"}},
		{"标题字体=方正大标宋简体", fault{"我们的", "document", "关于做好", `<w:rFonts [^>]*>`, `<w:rFonts w:eastAsia="方正大标宋简体"/>`, "GW405"}},
		{"正文字体＝宋体", fault{"我们的", "document", "坚持立德树人", `<w:rFonts [^>]*>`, `<w:rFonts w:eastAsia="宋体"/>`, "GW408"}},
	} {
		data := planted(t, right(t, test.fault.in), test.fault)
		is := func(f report.Finding) bool { return f.Rule == test.fault.rule }
		if found := check(t, data, layout.Options{}); !slices.ContainsFunc(found, is) {
			t.Errorf("%s: silent without the habit: %v", test.habit, found)
		}
		var o layout.Options
		if err := o.Allow(test.habit); err != nil {
			t.Fatal(err)
		}
		if found := check(t, data, o); len(found) > 0 {
			t.Errorf("%s: with the habit: %v", test.habit, found)
		}
	}
	if err := new(layout.Options).Allow("页码居中、随便"); !errors.Is(err, layout.ErrHabit) {
		t.Error(err)
	}
}

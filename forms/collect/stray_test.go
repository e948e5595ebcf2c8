package collect

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A form that came in a format that is not read was handed in all the same,
// whatever its suffix; one whose suffix lies is read.
func TestSuffixes(t *testing.T) {
	p := readProvince(t)
	const school = "滨江职业学校"
	form, old := string(read(t, school+"/统计表.xlsx")), string(read(t, "大坪职业学校/统计表.doc"))
	jpeg := "\xff\xd8\xff\xe0\x00\x10JFIF" + strings.Repeat("\x00", 200)
	state := func(files fstest.MapFS) (string, int) {
		t.Helper()
		r, _ := p.collect(t, files, rosterOf(school))
		for _, d := range r.Debts {
			if d.School == school {
				return d.State, r.Tallies[0].All.Schools
			}
		}
		return "", r.Tallies[0].All.Schools
	}
	for _, c := range []struct{ content, suffixes string }{
		{old, "doc wps wpt et xls xlsx docx zip pdf jpg dat"},
		{jpeg, "jpg jpeg png bmp gif tif tiff webp heic pdf ofd caj xlsx docx xls doc wps et zip"},
		{"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj", "pdf ofd xlsx docx zip"},
		{"Rar!\x1a\x07\x00" + strings.Repeat("\x00", 50), "rar 7z zip xlsx"},
		{"{\\rtf1 \\ansi 1}", "rtf doc wps docx"},
		{"<html><body><table><tr><td>学校</td></tr></table></body></html>", "xls html htm mht xlsx"},
		{"学校,学生数\n甲校,900\n", "csv txt xls xlsx"},
		{"\x01\x02\x03\x04\x05\x06", "numbers pages key eml msg xlsb et wps"},
	} {
		for suffix := range strings.FieldsSeq(c.suffixes) {
			name := school + "/职业教育活动周学校情况统计表." + suffix
			if got, n := state(fstest.MapFS{name: {Data: []byte(c.content)}}); got != stateUnread || n != 0 {
				t.Errorf("%.8q as .%s: %q, %d counted", c.content, suffix, got, n)
			}
		}
	}
	for suffix := range strings.FieldsSeq("xlsx xls et docx doc wps pdf jpg dat zip txt xlsm") {
		for _, name := range []string{school + "/统计表." + suffix, school + ".zip"} {
			data := form
			if strings.HasSuffix(name, ".zip") && suffix != "zip" {
				data = string(packed(t, [2]string{"统计表." + suffix, form}))
			}
			if got, n := state(fstest.MapFS{name: {Data: []byte(data)}}); n != 1 {
				t.Errorf("%s of .%s: %q, %d counted", name, suffix, got, n)
			}
		}
	}
	if got, _ := state(fstest.MapFS{school + "/开幕式.mp4": {Data: []byte("\x00\x00\x00\x18ftypmp42")}}); got != stateNone {
		t.Errorf("a video taken for a form: %q", got)
	}
}

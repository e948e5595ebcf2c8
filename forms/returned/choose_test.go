package returned_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestWhichCopyCounts puts two copies of a form on two sheets: the names of the
// sheets and what is filled in tell which counts, and how loudly the other one is
// told of.
func TestWhichCopyCounts(t *testing.T) {
	for _, c := range []struct {
		name, other string // people on a sheet 人数 and on one of this name
		first, last string
		want        []string
		told        report.Severity
	}{
		{"void", "作废", "9", "8", []string{"9"}, report.Hint},
		{"sample", "填写示例", "9", "8", []string{"9"}, report.Hint},
		{"last year's", "2022年", "9", "8", []string{"9"}, report.Hint},
		{"draft that differs", "草稿", "9", "8", []string{"9"}, report.Warning},
		{"draft that is the same", "草稿", "9", "9", []string{"9"}, report.Hint},
		{"draft beside a blank one", "草稿", "", "8", []string{"8"}, report.Warning},
		{"void beside a blank one", "作废", "", "8", []string{""}, report.Warning},
		{"another campus", "原平校区", "9", "8", []string{"9", "8"}, 0},
		{"nothing tells", "人数 (2)", "9", "8", []string{"9", "8"}, 0},
	} {
		f := excelize.NewFile()
		put := func(sheet, people string) {
			author := "乙"
			if people == "" {
				author = ""
			}
			for r, row := range [][]any{{"2023年人数表"}, {"学校", "甲校", "人数", people}, {"班级", "学生"}, {"", ""}, {"填表人", author}} {
				if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", r+1), &row); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := f.SetSheetName("Sheet1", "人数"); err != nil {
			t.Fatal(err)
		}
		if _, err := f.NewSheet(c.other); err != nil {
			t.Fatal(err)
		}
		put("人数", c.first)
		put(c.other, c.last)
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		f.Close()
		rd := &returned.Reader{Year: 2023}
		returns, findings, err := rd.Read(bytes.NewReader(b.Bytes()), int64(b.Len()), "a.xlsx", tiny)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range returns {
			got = append(got, r.At(forms.Ref{Key: "people"}).Text)
		}
		told := report.Severity(0)
		for _, x := range findings {
			if x.Rule == returned.RuleHidden && (told == 0 || x.Severity < told) {
				told = x.Severity
			}
		}
		if strings.Join(got, ",") != strings.Join(c.want, ",") || told != c.told {
			t.Errorf("%s: counts %q, told %v; want %q, %v", c.name, got, told, c.want, c.told)
		}
	}
}

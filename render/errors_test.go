package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/schedule"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/render/template"
)

// Every error says to a clerk what is wrong, in Chinese.
func TestErrorsInChinese(t *testing.T) {
	form, _ := forms.Builtin("week-statistics")
	fill := func(r forms.Ref, text string) error {
		return sheet.Form(io.Discard, form, blank.Options{Fill: map[forms.Ref]string{r: text}})
	}
	_, noFont := font.NewFace(nil, 0)
	var doc bytes.Buffer
	if _, err := printer(t).DOCX(&doc, notice()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		err  error
		want string
	}{
		{fill(forms.Ref{Key: "students"}, "很多"), "“很多”不能填入students：应为数，如120"},
		{fill(forms.Ref{Key: "none"}, "1"), "“1”不能填入none：表中没有这一栏"},
		{sheet.Form(io.Discard, nil, blank.Options{}), "有一张没有内容的表格"},
		{sheet.Lists(t.Context(), io.Discard, []sheet.List{{Title: "表", Rows: [][]any{{1i}}}}, sheet.Options{}), "工作表“表”的单元格A3写不进“(0+1i)”：不是单元格能存的内容"},
		{sheet.Totals(t.Context(), io.Discard, nil, sheet.Options{}), ""},
		{noFont, "字体文件已损坏，或不是字体"},
		{annotate.Workbook(io.Discard, bytes.NewReader(doc.Bytes()), int64(doc.Len()), nil, annotate.Options{Name: "表.docx"}), "不能批注表.docx：不是电子表格"},
		{annotate.Workbook(io.Discard, nil, 0, nil, annotate.Options{Name: "表.xlsx"}), "不能批注表.xlsx：没有文件"},
		{annotate.Workbook(io.Discard, bytes.NewReader(nil), 0, nil, annotate.Options{Name: "表.xlsx"}), "不能批注表.xlsx：文件是空的"},
		{schedule.ICalendar(io.Discard, nil), "没有活动"},
		{schedule.ICalendar(io.Discard, &campaign.Campaign{Deadlines: []campaign.Deadline{{What: "总结", Due: calendar.Date{Year: 2027, Month: 2, Day: 30}}}}), "第1项报送时限（总结）的日期2027年2月30日不存在"},
		{template.Material(io.Discard, campaign.MaterialRule{Kind: "video"}, template.Options{}), "这类材料没有要填写的模板"},
		{template.Material(nil, campaign.MaterialRule{Kind: "article"}, template.Options{}), "没有指定文件写到哪里"},
	} {
		var e interface{ Chinese() string }
		switch {
		case c.want == "" && c.err == nil:
		case !errors.As(c.err, &e):
			t.Errorf("%v says nothing in Chinese", c.err)
		case e.Chinese() != c.want:
			t.Errorf("%v\ngot  %s\nwant %s", fmt.Sprint(c.err), e.Chinese(), c.want)
		}
	}
}

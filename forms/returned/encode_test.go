package returned_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/internal/gostruct"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/bind"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// Every Go type of field that a form may have, and two groups of one type.
type everyKind struct {
	Name   string          `form:"名称,required"`
	Count  int             `form:"人数,unit=人"`
	Small  *uint8          `form:"班数"`
	Rate   float64         `form:"比例,kind=percent"`
	Yes    bool            `form:"是否"`
	Day    calendar.Date   `form:"日期"`
	Days   calendar.Period `form:"起止"`
	At     calendar.Clock  `form:"时刻"`
	Kinds  []string        `form:"多选,options=甲|乙|丙"`
	Card   kindCard        `form:"情况"`
	Events []kindRow       `form:"活动,rows=3,grow"`
}

type kindCard struct {
	Place string   `form:"地点"`
	Cost  *float64 `form:"经费,unit=万元"`
}

type kindRow struct {
	Event   string `form:"项目"`
	Joined  gender `form:"参加"`
	Awarded gender `form:"获奖"`
}

type gender struct {
	Men   int  `form:"男,unit=人"`
	Women *int `form:"女,unit=人"`
}

func TestEncode(t *testing.T) {
	t.Run("week-statistics", encodes[forms.WeekStatistics])
	t.Run("outreach-plan", encodes[forms.OutreachPlan])
	t.Run("openday-plan", encodes[forms.OpenDayPlan])
	t.Run("month-schedule", encodes[forms.MonthSchedule])
	t.Run("highlights", encodes[forms.HighlightList])
	t.Run("liaison", encodes[forms.LiaisonList])
	t.Run("every-kind", encodes[everyKind])
}

// A struct that is encoded is decoded to itself, and so it is when its form was
// printed with its values and read.
func encodes[T any](t *testing.T) {
	s, ok := forms.Builtin(strings.TrimPrefix(t.Name(), "TestEncode/"))
	if !ok {
		s = must(forms.Of[T]())
		s.Title = "各类情况表"
	}
	for i := range s.Head {
		s.Head[i].Formula = "" // what a form computes it does not ask for
	}
	rapid.Check(t, func(t *rapid.T) {
		v := drawStruct[T](t, s)
		r, err := returned.Encode(s, v)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := returned.Decode[T](r); err != nil || !cmp.Equal(got, v) {
			t.Fatalf("%v\n%s", err, cmp.Diff(v, got))
		}
		var file bytes.Buffer
		if err := sheet.Form(&file, s, blank.Options{Fill: r.Fill()}); err != nil {
			t.Fatal(err)
		}
		returns, findings := readBytes(t, file.Bytes(), "a.xlsx", s)
		if len(returns) != 1 {
			t.Fatalf("%d returns: %v", len(returns), findings)
		}
		if got, err := returned.Decode[T](returns[0]); err != nil || !cmp.Equal(got, v) {
			t.Fatalf("%v %v\n%s", err, findings, cmp.Diff(v, got))
		}
	})
}

// drawStruct draws a struct that s asks for.
func drawStruct[T any](t *rapid.T, s *forms.Schema) (v T) {
	bind.Walker{
		Rows: func(g *gostruct.Field) (rows []int, ok bool) {
			for i := range rapid.IntRange(0, max(s.Block(g.Key).Rows, 1)).Draw(t, "rows") {
				rows = append(rows, i+1)
			}
			return rows, true
		},
		Visit: func(g *gostruct.Field, ref forms.Ref, field reflect.Value) {
			f := s.Field(ref)
			// A row has its texts, for it to be one.
			if field.Kind() == reflect.Pointer && rapid.Bool().Draw(t, "nil") {
				return
			}
			text, _ := drawValue(t, f, ref.String())
			if f.Kind == forms.Text {
				text = rapid.StringMatching(`[甲乙丙丁戊己庚辛]{2,8}`).Draw(t, ref.String())
			}
			if field.Type() == reflect.TypeFor[*uint8]() {
				text = "7"
			}
			list := strings.Split(text, "、")
			if !bind.Set(field, f.Kind, text, list) {
				t.Fatalf("%s: %q", ref, text)
			}
		},
		Fault: func(f *gostruct.Fault) { t.Fatal(f) },
	}.Form(reflect.ValueOf(&v).Elem())
	return v
}

func TestEncodeErrors(t *testing.T) {
	s := must(forms.Of[everyKind]())
	for _, test := range []struct {
		what string
		err  error
		want error
	}{
		{"no number", encodeError(s, struct {
			Rate float64 `form:"比例"`
		}{math.Inf(1)}), returned.ErrFit},
		{"no day", encodeError(s, struct {
			Day calendar.Date `form:"日期"`
		}{calendar.Date{Year: 2027, Month: 2, Day: 30}}), returned.ErrFit},
		{"no telephone", encodeError(must(forms.Of[called]()), called{"0871-1234567"}), returned.ErrUnclear},
		{"a field that the form lacks", encodeError(s, forms.LiaisonList{}), returned.ErrNoField},
		{"no struct", encodeError(s, 3), forms.ErrGo},
		{"no schema", encodeError(nil, gender{}), returned.ErrNoField},
	} {
		var e *returned.DecodeError
		if !errors.Is(test.err, test.want) || !errors.As(test.err, &e) {
			t.Errorf("%s: %v", test.what, test.err)
		}
	}
}

type called struct {
	Phone string `form:"电话,kind=phone"`
}

// What the reader does not understand of a file is not understood of a struct: it
// is neither filled in nor checked, but told of.
func TestEncodeUnclear(t *testing.T) {
	r, err := returned.Encode(must(forms.Of[called]()), called{"0871-1234567"})
	if err == nil || !strings.Contains(err.Error(), "区号后的号码不会以1开头") {
		t.Error(err)
	}
	if v := r.Values[0]; v.State != returned.Unclear || v.Text != "" || v.Raw != "0871-1234567" || len(r.Fill()) != 0 {
		t.Errorf("%+v", v)
	}
}

func encodeError[T any](s *forms.Schema, v T) error {
	_, err := returned.Encode(s, v)
	return err
}

// Two groups of one type are columns apart.
func TestGroupsOfOneType(t *testing.T) {
	s := must(forms.Of[everyKind]())
	var keys []string
	for _, f := range s.Block("events").Fields {
		keys = append(keys, f.Group+" "+f.Key)
	}
	if got := strings.Join(keys, ", "); got != " event, 参加 joinedMen, 参加 joinedWomen, 获奖 awardedMen, 获奖 awardedWomen" {
		t.Error(got)
	}
}

func ExampleEncode() {
	schema, _ := forms.Builtin("week-statistics")
	r, err := returned.Encode(schema, forms.WeekStatistics{
		School: "示例市第一职业学校", Colleges: 1, Teachers: 20, Students: 300, Total: 100, Formats: "开放日",
		Author: "张某某", Phone: "0431-80000000", Date: calendar.Date{Year: 2027, Month: 5, Day: 17},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range returned.Findings(r.Check()) { // as of a file that came back
		fmt.Println(f.Rule, f.Message)
	}
	var file bytes.Buffer
	err = sheet.Form(&file, schema, blank.Options{Fill: r.Fill()}) // the form with these values in it
	fmt.Println(err, file.Len() > 0)
	// Output:
	// FM061 不满足“参与总人数≥教师数＋学生数”
	// <nil> true
}

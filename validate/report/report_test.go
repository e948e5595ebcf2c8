package report_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// number is the finding that the file format documents.
var number = report.Finding{
	Rule:     "GW001",
	Severity: report.Error,
	Source:   "GB/T 9704-2012 7.2.5",
	Where:    report.Position{File: "notice.txt", Line: 3, Column: 8},
	Found:    "吉教职成字[2017]11号",
	Message:  "发文字号的年份应使用六角括号",
	Hint:     "改为 吉教职成字〔2017〕11号",
	Fix:      "吉教职成字〔2017〕11号",
}

func TestFindingJSON(t *testing.T) {
	const want = `{"rule":"GW001","severity":"error","source":"GB/T 9704-2012 7.2.5",` +
		`"where":{"file":"notice.txt","line":3,"column":8},` +
		`"found":"吉教职成字[2017]11号","message":"发文字号的年份应使用六角括号",` +
		`"hint":"改为 吉教职成字〔2017〕11号","fix":"吉教职成字〔2017〕11号"}`
	got, err := json.Marshal(number)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	var back report.Finding
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(number, back); diff != "" {
		t.Error(diff)
	}
}

func TestSeverity(t *testing.T) {
	for _, test := range []struct {
		severity   report.Severity
		text, word string
	}{
		{report.Error, "error", "错误"},
		{report.Warning, "warning", "警告"},
		{report.Hint, "hint", "提示"},
	} {
		text, err := test.severity.MarshalText()
		if err != nil || string(text) != test.text {
			t.Errorf("%v: MarshalText() = %q, %v; want %q", test.severity, text, err, test.text)
		}
		if got := test.severity.Label(); got != test.word {
			t.Errorf("%v: Label() = %q; want %q", test.severity, got, test.word)
		}
		var back report.Severity
		if err := back.UnmarshalText(text); err != nil || back != test.severity {
			t.Errorf("UnmarshalText(%q) = %v, %v", text, back, err)
		}
	}
}

func TestSeverityInvalid(t *testing.T) {
	for _, s := range []report.Severity{0, -1, report.Hint + 1} {
		if text, err := s.MarshalText(); err == nil {
			t.Errorf("MarshalText of %d = %q; want an error", int(s), text)
		}
	}
	s := report.Warning
	if err := s.UnmarshalText([]byte("fatal")); err == nil {
		t.Error("UnmarshalText(fatal) succeeded")
	}
	if s != report.Warning {
		t.Errorf("a failed UnmarshalText left %v", s)
	}
	if got := report.Severity(0).String(); got != "Severity(0)" {
		t.Errorf("String() = %q", got)
	}
	if _, err := json.Marshal(report.Finding{Rule: "X"}); err == nil {
		t.Error("a finding without severity was written")
	}
}

func TestPositionString(t *testing.T) {
	for _, test := range []struct {
		where report.Position
		want  string
	}{
		{report.Position{}, ""},
		{report.Position{File: "通知.txt"}, "通知.txt"},
		{report.Position{File: "通知.txt", Line: 3}, "通知.txt:3"},
		{report.Position{File: "通知.txt", Line: 3, Column: 8}, "通知.txt:3:8"},
		{report.Position{Line: 3, Column: 8}, "3:8"},
		{report.Position{File: "通知.txt", Column: 8}, "通知.txt"}, // a column alone says nothing
		{report.Position{File: "统计表.xlsx", Sheet: "表1", Cell: "B4"}, "统计表.xlsx 表1!B4"},
		{report.Position{Cell: "B4"}, "B4"},
		{report.Position{File: "通知.pdf", Page: 2}, "通知.pdf 第2页"},
	} {
		if got := test.where.String(); got != test.want {
			t.Errorf("%+v: %q; want %q", test.where, got, test.want)
		}
	}
}

func TestFindingString(t *testing.T) {
	const want = "notice.txt:3:8：错误 GW001 发文字号的年份应使用六角括号：“吉教职成字[2017]11号”；" +
		"改为 吉教职成字〔2017〕11号（GB/T 9704-2012 7.2.5）"
	if diff := cmp.Diff(want, number.String()); diff != "" {
		t.Error(diff)
	}
	long := report.Finding{Rule: "X1", Severity: report.Hint, Message: "多处半角标点", Found: strings.Repeat("一二三四五六七八九,", 5)}
	if diff := cmp.Diff("提示 X1 多处半角标点：“一二三四五六七八九,一二三四五六七八九,……一二三四五六七八九,一二三四五六七八九,”", long.String()); diff != "" {
		t.Error(diff)
	}
	bare := report.Finding{Rule: "X1", Severity: report.Hint, Message: "没有主题"}
	if got := bare.String(); got != "提示 X1 没有主题" {
		t.Errorf("String() = %q", got)
	}
}

func TestTidyOrder(t *testing.T) {
	// In the order wanted. Each differs from the one before it in one thing.
	at := func(p report.Position) report.Finding {
		return report.Finding{Rule: "A", Severity: report.Error, Where: p, Message: "m"}
	}
	same := report.Finding{Rule: "B", Severity: report.Warning, Where: report.Position{File: "c"}, Message: "m"}
	vary := func(change func(*report.Finding)) report.Finding {
		f := same
		change(&f)
		return f
	}
	want := []report.Finding{
		at(report.Position{File: "a", Line: 2, Column: 1}),
		at(report.Position{File: "a", Line: 2, Column: 12}),
		at(report.Position{File: "a", Line: 10}),
		at(report.Position{File: "a", Page: 2, Line: 1}),
		at(report.Position{File: "b", Sheet: "表1", Cell: "Z1"}),
		at(report.Position{File: "b", Sheet: "表1", Cell: "AA1"}),
		at(report.Position{File: "b", Sheet: "表1", Cell: "B2"}),
		at(report.Position{File: "b", Sheet: "表1", Cell: "A10"}),
		at(report.Position{File: "b", Sheet: "表2", Cell: "A1"}),
		vary(func(f *report.Finding) { f.Severity = report.Error }),
		vary(func(f *report.Finding) { f.Rule = "A" }),
		same,
		vary(func(f *report.Finding) { f.Source = "惯例" }),
		vary(func(f *report.Finding) { f.Found = "x" }),
		vary(func(f *report.Finding) { f.Message = "n" }),
		vary(func(f *report.Finding) { f.Severity = report.Hint }),
	}
	for range 50 {
		r := report.Report{Findings: append([]report.Finding(nil), want...)}
		rand.Shuffle(len(r.Findings), func(i, j int) {
			r.Findings[i], r.Findings[j] = r.Findings[j], r.Findings[i]
		})
		r.Tidy()
		if diff := cmp.Diff(want, r.Findings); diff != "" {
			t.Fatal(diff)
		}
	}
}

// TestTidyAnyOrder: what a tidy report holds does not depend on the order of
// checking, holds nothing twice, and tidying again changes nothing.
func TestTidyAnyOrder(t *testing.T) {
	word := rapid.SampledFrom([]string{"", "甲", "乙"})
	finding := rapid.Custom(func(t *rapid.T) report.Finding {
		return report.Finding{
			Rule:     word.Draw(t, "rule"),
			Severity: report.Severity(rapid.IntRange(1, 3).Draw(t, "severity")),
			Source:   word.Draw(t, "source"),
			Where: report.Position{
				File: word.Draw(t, "file"),
				Line: rapid.IntRange(0, 2).Draw(t, "line"),
				Cell: rapid.SampledFrom([]string{"", "A1", "A2", "AA1", "9", "甲"}).Draw(t, "cell"),
			},
			Message: word.Draw(t, "message"),
			Hint:    word.Draw(t, "hint"),
		}
	})
	skip := rapid.Custom(func(t *rapid.T) report.Skip {
		return report.Skip{Rule: word.Draw(t, "rule"), Reason: word.Draw(t, "reason")}
	})
	rapid.Check(t, func(t *rapid.T) {
		findings := rapid.SliceOf(finding).Draw(t, "findings")
		skips := rapid.SliceOf(skip).Draw(t, "skips")
		one := report.Report{
			Findings: append([]report.Finding(nil), findings...),
			Skipped:  append([]report.Skip(nil), skips...),
		}
		other := report.Report{
			Findings: rapid.Permutation(findings).Draw(t, "other findings"),
			Skipped:  rapid.Permutation(skips).Draw(t, "other skips"),
		}
		one.Tidy()
		other.Tidy()
		if diff := cmp.Diff(one, other); diff != "" {
			t.Fatal(diff)
		}
		seen := map[report.Finding]bool{}
		for _, f := range one.Findings {
			if seen[f] {
				t.Fatalf("twice: %v", f)
			}
			seen[f] = true
		}
		for _, f := range findings {
			if !seen[f] {
				t.Fatalf("lost: %v", f)
			}
		}
		again := report.Report{
			Findings: append([]report.Finding(nil), one.Findings...),
			Skipped:  append([]report.Skip(nil), one.Skipped...),
		}
		again.Tidy()
		if diff := cmp.Diff(one, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestMerge(t *testing.T) {
	var r, other report.Report
	other.Add(number)
	other.Skip("ZJ001", "没有名册")
	r.Merge(other)
	r.Merge(report.Report{})
	if diff := cmp.Diff(other, r); diff != "" {
		t.Error(diff)
	}
}

func TestErr(t *testing.T) {
	var r report.Report
	if err := r.Err(); err != nil {
		t.Errorf("of an empty report: %v", err)
	}
	r.Add(report.Finding{Rule: "W", Severity: report.Warning, Message: "警告"})
	if err := r.Err(); err != nil {
		t.Errorf("of warnings: %v", err)
	}
	second := number
	second.Rule = "GW002"
	r.Add(number, second)
	var found *report.FindingsError
	if err := r.Err(); !errors.As(err, &found) {
		t.Fatalf("of errors: %v", err)
	}
	if found.First != number || found.Count != 2 {
		t.Errorf("First %v, Count %d", found.First, found.Count)
	}
	if got, want := found.Error(), "report: "+number.String()+", and 1 other error(s)"; got != want {
		t.Errorf("Error() = %q; want %q", got, want)
	}
}

func ExampleReport() {
	var r report.Report
	r.Add(
		report.Finding{Rule: "GW116", Severity: report.Error, Where: report.Position{Line: 9}, Message: "日期起止应使用一字线", Found: "14日-20日"},
		report.Finding{Rule: "GW021", Severity: report.Warning, Where: report.Position{Line: 1}, Message: "标题末尾不用标点"},
	)
	r.Tidy()
	for _, f := range r.Findings {
		fmt.Println(f)
	}
	fmt.Println(r.Count(report.Error), r.Err() != nil)
	// Output:
	// 1：警告 GW021 标题末尾不用标点
	// 9：错误 GW116 日期起止应使用一字线：“14日-20日”
	// 1 true
}

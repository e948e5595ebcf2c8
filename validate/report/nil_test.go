package report_test

import (
	"errors"
	"io"
	"testing"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestNilReport: a nil report is an empty one.
func TestNilReport(t *testing.T) {
	var r *report.Report
	if r.Groups() != nil || r.Count(report.Error) != 0 || r.Err() != nil || r.WriteText(io.Discard, "") != nil {
		t.Error("something is in it")
	}
}

func TestFindingsError(t *testing.T) {
	f := report.Finding{Rule: "GW001", Severity: report.Error, Message: "年份应使用六角括号"}
	for _, test := range []struct {
		findings []report.Finding
		want     string
	}{
		{[]report.Finding{f}, "错误 GW001 年份应使用六角括号"},
		{[]report.Finding{f, {Severity: report.Hint}, f}, "错误 GW001 年份应使用六角括号，另有1处错误"},
	} {
		r := report.Report{Findings: test.findings}
		var e *report.FindingsError
		if !errors.As(r.Err(), &e) || e.Chinese() != test.want {
			t.Errorf("%v, want %s", r.Err(), test.want)
		}
	}
}

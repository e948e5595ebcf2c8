package returned_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// oneField is an example of a rule: the kind of a field, its unit, ! if it is
// required, its options, its limits, and what is written in it.
var oneField = regexp.MustCompile(`^(\w+)(?:（(.*)）)?(!?)(?:\[(.*)\])?(?:>=(\d+))?(?:<=(\d+))?(?:≤(\d+)字)?：(.*)$`)

// TestExamples: what a rule complains of in a form of one field it complains of
// alone, and nothing complains of what is much like it.
func TestExamples(t *testing.T) {
	told := func(example string) []report.Finding {
		m := oneField.FindStringSubmatch(example)
		if m == nil {
			t.Fatalf("no example: %s", example)
		}
		kind, err := forms.ParseKind(m[1])
		if err != nil {
			t.Fatal(err)
		}
		f := forms.Field{Key: "a", Label: "内容", Kind: kind, Unit: m[2], Required: m[3] != "", Options: strings.Fields(m[4]), Min: forms.Limit(m[5]), Max: forms.Limit(m[6])}
		fmt.Sscan(m[7], &f.Len)
		s := &forms.Schema{ID: "one", Version: "1", Title: "情况表", Head: []forms.Field{f, {Key: "b", Label: "填表人"}}}
		returns, findings := readBytes(t, sheetBytes(t, [][]any{{"情况表"}, {"内容", m[8]}, {"填表人", "张某某"}}), "a.xlsx", s)
		if len(returns) != 1 {
			t.Fatalf("%s: no form: %v", example, findings)
		}
		for _, p := range returns[0].Check() {
			findings = append(findings, p.Finding)
		}
		return findings
	}
	for _, r := range report.Rules() {
		if r.Subject != report.SubjectForm || r.Bad == "" {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			bad := told(r.Bad)
			if len(bad) == 0 {
				t.Errorf("silent on %s", r.Bad)
			}
			for _, f := range bad {
				if f.Rule != r.ID || f.Severity < r.Severity {
					t.Errorf("%s: %v", r.Bad, f)
				}
			}
			if good := told(r.Good); len(good) > 0 {
				t.Errorf("%s: %v", r.Good, good)
			}
		})
	}
}

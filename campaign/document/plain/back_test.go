package plain_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// TestTextBelowList reads text that stands below the list of attachments: a few
// lines are moved into the body, more show that the list is none.
func TestTextBelowList(t *testing.T) {
	for lines, moves := range map[int]bool{0: false, 1: true, 5: true, 6: false} {
		var below strings.Builder
		for i := range lines {
			fmt.Fprintf(&below, "请各校做好第%d项工作。\n", i+1)
		}
		_, findings := plain.Parse("甲市教育局\n关于开展活动的通知\n各校：\n请做好工作。\n附件：统计表\n" + below.String() + "甲市教育局\n2027年4月20日\n附件\n统计表\n一、填写说明\n")
		if moved := slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Rule == "RD011" }); moved != moves {
			t.Errorf("%d lines below the list: moved %v", lines, moved)
		}
	}
}

// TestNoteBrackets takes a line in brackets below the date for the note, unless
// its brackets close before they open.
func TestNoteBrackets(t *testing.T) {
	for line, note := range map[string]string{
		"（此件公开发布）":       "此件公开发布",
		"（联系人：张某某（职成科））": "联系人：张某某（职成科）",
		"（甲校）和（乙校）":      "",
		"（甲校（乙校）":        "",
	} {
		doc, _ := plain.Parse("甲市教育局\n关于开展活动的通知\n各校：\n请做好工作。\n甲市教育局\n2027年4月20日\n" + line + "\n")
		if doc.Note != note {
			t.Errorf("%s: note %q, want %q", line, doc.Note, note)
		}
	}
}

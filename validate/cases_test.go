package validate_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var ofDocument = regexp.MustCompile(`^(?:head|imprint|attachments):`)

// checkParsed checks a whole document in plain text.
func checkParsed(text string) report.Report {
	doc, _ := plain.Parse(text)
	return validate.Document(doc)
}

// TestCases: every rule finds what cases.txt says it finds, and leaves alone
// what comes near.
func TestCases(t *testing.T) {
	text, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	near := map[string]int{}
	var rule report.Rule
	for i, line := range strings.Split(string(text), "\n") {
		kind, example, _ := strings.Cut(line, " ")
		switch kind {
		case "", "#":
			continue
		case "x", "e", "w", "h", "-":
		default:
			known := false
			if rule, known = report.RuleOf(line); !known {
				t.Fatalf("cases.txt:%d: no rule %q", i+1, line)
			}
			continue
		}
		example = strings.ReplaceAll(example, "⏎", "\n")
		r, err := check(rule, example)
		if text, ok := strings.CutPrefix(example, "document: "); ok {
			r, err = checkParsed(text), nil
		}
		if ofDocument.MatchString(example) { // rules about text look at documents too
			r, err = checkCampaign(example)
		}
		if err != nil {
			t.Errorf("cases.txt:%d: %s: %v", i+1, rule.ID, err)
			continue
		}
		found := ""
		severity := map[string]report.Severity{"e": report.Error, "w": report.Warning, "h": report.Hint}[kind]
		for _, f := range r.Findings {
			if f.Rule != rule.ID {
				continue
			}
			found = f.String()
			if severity != 0 && severity != f.Severity {
				t.Errorf("cases.txt:%d: want %v: %s", i+1, severity, found)
			}
		}
		if want := kind != "-"; want != (found != "") {
			t.Errorf("cases.txt:%d: %s: want a finding: %v; %s\n%s", i+1, rule.ID, want, example, found)
		}
		if kind == "-" {
			near[rule.ID]++
		}
	}
	for _, r := range report.Rules() {
		if ours(r) && near[r.ID] < 2 {
			t.Errorf("%s has %d near misses; want 2", r.ID, near[r.ID])
		}
	}
}

package validate_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// skeleton is a campaign that breaks no rule, a key and its value each.
var skeleton = []string{
	"schema: zhijiao/campaign@1",
	"name: 2023年厦门市职业教育活动周",
	"level: 市",
	"year: 2023",
	"theme: 技能：让生活更美好",
	"periods:\n  - {id: week, name: 活动周, from: 2023-05-14, to: 2023-05-20, main: true}",
	"organs:\n  - {name: 厦门市教育局, short: 市教育局}\n" +
		"  - {name: 厦门市人力资源和社会保障局, short: 市人社局}\n" +
		"  - {name: 厦门市中华职业教育社, short: 市中华职教社}",
	"contacts:\n  - {id: gjc, organ: 市教育局, person: 郭某某, phone: \"2000001\", email: gjc@example.com}",
	"deadlines:\n  - {id: summary, what: 活动周总结, due: 2023-05-22, to: [gjc], period: week, kind: after}",
	"rhythms:\n  - {id: daily, what: 前一日活动情况, every: day, by: \"12:00\"}",
	"kind: 通知",
	"head: {mark: 文件, number: 厦教职成〔2023〕5号}",
	"title: 厦门市教育局等三部门关于做好2023年职业教育活动周有关工作的通知",
	"recipients: 各区教育局、人社局，各职业院校（技工院校）",
	"body: 现将有关事宜通知如下。",
	"signature: {organs: all, date: 2023-05-06, seal: joint}",
	"imprint: {copyTo: 省教育厅。, office: 厦门市教育局办公室, date: 2023-05-06}",
}

var campaignKeys = []string{
	"schema", "name", "level", "year", "theme", "superiors", "periods", "events", "organs", "contacts", "group", "tasks", "deadlines", "rhythms",
	"material", "activities", "forms",
}

var topKey = regexp.MustCompile(`(?m)^[a-zA-Z]+:`)

// build makes a campaign file of the skeleton with some keys replaced.
func build(keys string) string {
	starts := append(topKey.FindAllStringIndex(keys, -1), []int{len(keys)})
	values := slices.Clone(skeleton)
	for i := range len(starts) - 1 {
		value := strings.TrimRight(keys[starts[i][0]:starts[i+1][0]], "\n")
		key, _, _ := strings.Cut(value, ":")
		at := slices.IndexFunc(values, func(v string) bool { return strings.HasPrefix(v, key+":") })
		if at < 0 {
			values = append(values, value)
		} else {
			values[at] = value
		}
	}
	var top, document strings.Builder
	for _, v := range values {
		if key, _, _ := strings.Cut(v, ":"); slices.Contains(campaignKeys, key) {
			top.WriteString(v + "\n")
		} else {
			document.WriteString("    " + strings.ReplaceAll(v, "\n", "\n    ") + "\n")
		}
	}
	return top.String() + "documents:\n  - id: notice\n" + document.String()
}

// ours reports whether this package checks a rule; the tests of others are where
// they are checked.
func ours(r report.Rule) bool {
	return r.Subject == report.SubjectText || r.Subject == report.SubjectDocument || r.Subject == report.SubjectCampaign
}

// check checks an example of a rule. The error is that of a campaign which
// cannot even be read.
func check(r report.Rule, example string) (report.Report, error) {
	if r.Subject == report.SubjectText {
		return validate.Text("", example), nil
	}
	return checkCampaign(example)
}

// checkCampaign checks the campaign that some keys make.
func checkCampaign(keys string) (report.Report, error) {
	c, err := campaign.Load(strings.NewReader(build(keys)), "")
	if err != nil {
		return report.Report{}, err
	}
	return validate.Campaign(c), nil
}

// lax are the rules whose bad example cannot but break others too.
var lax = map[string]string{
	"GW121": "GW120",
}

// refused are the rules whose bad example is refused when a file is read; the
// test of literals has them.
var refused = []string{"ZJ001", "ZJ003", "ZJ051"}

// TestExamples: a rule complains of its bad example and of nothing else in
// it; nothing complains of the good one.
func TestExamples(t *testing.T) {
	for _, r := range report.Rules() {
		if !ours(r) {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			bad, err := check(r, r.Bad)
			var load *campaign.LoadError
			if slices.Contains(refused, r.ID) != errors.As(err, &load) {
				t.Fatalf("bad example: error %v", err)
			}
			found := false
			for _, f := range bad.Findings {
				found = found || f.Rule == r.ID
				if f.Rule != r.ID && f.Rule != lax[r.ID] {
					t.Errorf("bad example also: %v", f)
				}
				if f.Severity < r.Severity && f.Rule == r.ID {
					t.Errorf("heavier than the rule: %v", f)
				}
				if f.Hint == "" {
					t.Errorf("does not say what to do: %v", f)
				}
			}
			if !found && err == nil {
				t.Error("silent on its bad example")
			}
			good, err := check(r, r.Good)
			if err != nil {
				t.Fatalf("good example: %v", err)
			}
			for _, f := range good.Findings {
				t.Errorf("good example: %v", f)
			}
		})
	}
}

func TestSkeleton(t *testing.T) {
	c, err := campaign.Load(strings.NewReader(build("")), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range validate.Campaign(c).Findings {
		t.Error(f)
	}
}

// TestMessages prints every rule with what it says of its example, and what
// the readers say, for clerks to read. What is said of a campaign file that
// cannot be read stands in campaign/testdata/load.txtar.
func TestMessages(t *testing.T) {
	var b strings.Builder
	for _, r := range report.Rules() {
		if !ours(r) {
			continue
		}
		fmt.Fprintf(&b, "%s %s %s（%s）\n", r.ID, r.Severity.Label(), r.Title, r.Source)
		if r.Doc != "" {
			fmt.Fprintf(&b, "  说明：%s\n", r.Doc)
		}
		fmt.Fprintf(&b, "  错例：%s\n", strings.ReplaceAll(r.Bad, "\n", "\n        "))
		fmt.Fprintf(&b, "  正例：%s\n", strings.ReplaceAll(r.Good, "\n", "\n        "))
		bad, err := check(r, r.Bad)
		var load *campaign.LoadError
		if errors.As(err, &load) {
			fmt.Fprintf(&b, "  读入：%s\n", strings.ReplaceAll(load.Chinese(), "\n", "\n        "))
		}
		for _, f := range bad.Findings {
			if f.Rule == r.ID {
				fmt.Fprintf(&b, "  结果：%s\n", f)
			}
		}
		b.WriteString("\n")
	}
	golden.Text(t, "testdata/messages.txt", b.String()+readingMessages(t))
}

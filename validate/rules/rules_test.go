package rules_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
	"github.com/zhijiao-go/zhijiao/validate/rules"
)

const text = "各校要重视,开展顶岗实习，按 时报送，《甲.乙》共3-5人。"

// found names the rules that speak in the text, with their weight.
func found(r report.Report) string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, f.Rule+" "+f.Severity.String())
	}
	return strings.Join(all, ", ")
}

func TestRead(t *testing.T) {
	for _, test := range []struct{ file, want string }{
		{"", "GW100 error, GW134 warning, GW117 error"},
		{"off: [GW134]", "GW100 error, GW117 error"},
		{"off: [GW]", ""},
		{"off: [GW1]", ""},
		{"off: [GW1]\nseverity: [{rule: GW134, as: hint}]", "GW134 hint"},
		{"off: [GW134]\nseverity: [{rule: GW1, as: hint}]", "GW100 hint, GW117 hint"},
		{"severity: [{rule: GW100, as: warning}]", "GW100 warning, GW134 warning, GW117 error"},
		{"spare: [按 时]", "GW100 error, GW117 error"},
		{"spare: ['重视,开展', 3-5人]", "GW134 warning"},
		{"words:\n  - {id: BJ001, pattern: 顶岗(实习), message: 应称岗位实习, source: 教职成〔2021〕4号, replace: 岗位$1}",
			"GW100 error, BJ001 warning, GW134 warning, GW117 error"},
		{"words:\n  - {id: BJ001, pattern: 顶岗, message: 应称岗位, severity: error}\noff: [GW]", "BJ001 error"},
	} {
		r, err := rules.Read(strings.NewReader("schema: zhijiao/rules@1\n"+test.file+"\n"), "rules.yaml")
		if err != nil {
			t.Errorf("%s: %v", test.file, err)
			continue
		}
		if got := found(validate.Checker{Rules: r}.Text("", text)); got != test.want {
			t.Errorf("%s: %s, want %s", test.file, got, test.want)
		}
	}
}

// TestFix: what is put right follows the rules.
func TestFix(t *testing.T) {
	r, err := rules.Read(strings.NewReader("schema: zhijiao/rules@1\noff: [GW100]\nwords:\n  - {id: BJ001, pattern: 顶岗(实习), message: 应称岗位实习, replace: 岗位$1}\n"), "")
	if err != nil {
		t.Fatal(err)
	}
	got, _ := validate.Checker{Rules: r}.Fix("重视,开展顶岗实习")
	if want := "重视,开展岗位实习"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestOwnLine: a rule in Go is asked of every line, and stands where it says.
func TestOwnLine(t *testing.T) {
	own := rules.Own{
		Rule: report.Rule{ID: "BJ200", Title: "校名应写全称", Severity: report.Error, Source: "本校规定", Hint: "写全称"},
		Line: func(text string) []rules.Match {
			if i := strings.Index(text, "职专"); i >= 0 {
				return []rules.Match{{From: i, To: i + len("职专"), Fix: "职业中专"}}
			}
			return nil
		},
	}
	r, err := rules.New(rules.Config{Own: []rules.Own{own}, Severity: map[string]report.Severity{"BJ": report.Hint}})
	if err != nil {
		t.Fatal(err)
	}
	with := validate.Checker{Rules: r}
	all := with.Text("", "一、背景\n市职专参加。").Findings
	if len(all) != 1 || all[0].Rule != "BJ200" || all[0].Severity != report.Hint || all[0].Where.Line != 2 || all[0].Where.Column != 2 || all[0].Fix != "职业中专" {
		t.Errorf("%+v", all)
	}
	for _, id := range []string{"GW200", "bj1", "BJ200"} {
		twice := own
		twice.Rule.ID = id
		if _, err := rules.New(rules.Config{Own: []rules.Own{own, twice}}); !errors.Is(err, rules.ErrID) {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// TestReadErrors: what is wrong is told with its line.
func TestReadErrors(t *testing.T) {
	for _, test := range []struct {
		file string
		line int
		err  error
	}{
		{"off: [GW134, GW999]", 2, rules.ErrUnknown},
		{"off: [QQ]", 2, rules.ErrUnknown},
		{"off: ['']", 2, rules.ErrUnknown},
		{"severity:\n  - {rule: XX001, as: hint}", 3, rules.ErrUnknown},
		{"severity:\n  - {rule: GW100, as: loud}", 3, nil},
		{"severity:\n  - {rule: GW100}", 3, campaign.ErrMissing},
		{"of: [GW134]", 2, campaign.ErrUnknownKey},
		{"words:\n  - {id: GW001, pattern: 甲, message: 乙}", 3, rules.ErrID},
		{"words:\n  - {id: GW901, pattern: 甲, message: 乙}", 3, rules.ErrID},
		{"words:\n  - {id: BJ1, pattern: 甲, message: 乙}", 3, rules.ErrID},
		{"words:\n  - {id: BJ001, pattern: '(甲', message: 乙}", 3, rules.ErrPattern},
		{"words:\n  - {id: BJ001, pattern: 甲}", 3, campaign.ErrMissing},
	} {
		_, err := rules.Read(strings.NewReader("schema: zhijiao/rules@1\n"+test.file+"\n"), "rules.yaml")
		var load *campaign.LoadError
		if !errors.As(err, &load) || load.Line != test.line || test.err != nil && !errors.Is(err, test.err) {
			t.Errorf("%s: %v", test.file, err)
		}
	}
	if _, err := rules.Read(strings.NewReader("off: [GW134]\n"), ""); !errors.Is(err, campaign.ErrMissing) {
		t.Errorf("without a schema: %v", err)
	}
	twice := "schema: zhijiao/rules@1\nwords:\n  - {id: BJ001, pattern: 甲, message: 乙}\n  - {id: BJ001, pattern: 丙, message: 丁}\n"
	if _, err := rules.Read(strings.NewReader(twice), ""); !errors.Is(err, rules.ErrID) {
		t.Errorf("an id twice: %v", err)
	}
}

// TestNil: without rules the catalogue speaks.
func TestNil(t *testing.T) {
	var r *rules.Rules
	found := report.Report{Findings: []report.Finding{{Rule: "GW001"}}}
	r.Sift(&found)
	if len(found.Findings) != 1 || r.Silent("GW001") || r.Own() != nil || r.Spared() != nil {
		t.Error("nil rules do not let all speak")
	}
}

// An office has a rule of its own: a notice says whom to call.
func ExampleNew() {
	r, err := rules.New(rules.Config{
		Off: []string{"ZJ040"},
		Own: []rules.Own{{
			Rule: report.Rule{ID: "BJ100", Title: "通知没有写明联系人", Severity: report.Warning, Source: "本局规定", Hint: "补上联系人和电话"},
			Document: func(d *document.Document) []report.Finding {
				for _, b := range d.Body {
					if p, ok := b.(*document.Paragraph); ok && strings.Contains(p.Text, "联系人") {
						return nil
					}
				}
				return []report.Finding{{}}
			},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	notice := &document.Document{
		Kind: document.Notice, Title: "某市教育局关于举办活动周的通知", Recipients: "各学校",
		Body: []document.Block{&document.Paragraph{Text: "现将有关事项通知如下。"}},
	}
	for _, f := range (validate.Checker{Rules: r}).Document(notice).Findings {
		fmt.Println(f)
	}
	// Output:
	// 警告 BJ100 通知没有写明联系人；补上联系人和电话（本局规定）
}

// Whatever a file of rules holds, reading it ends in rules that can be used, or
// in an error that says where.
func FuzzRead(f *testing.F) {
	f.Add("schema: zhijiao/rules@1\noff: [GW134, ZJ10]\nseverity:\n  - {rule: GW050, as: hint}\nspare: [某某·某某]\n")
	f.Add("schema: zhijiao/rules@1\nwords:\n  - {id: BJ001, pattern: '(顶岗)(实习)?', message: 应称“岗位实习”, replace: '岗位$2'}\n")
	f.Fuzz(func(t *testing.T, file string) {
		if len(file) > 1<<12 {
			t.Skip()
		}
		with, err := rules.Read(strings.NewReader(file), "rules.yaml")
		var load *campaign.LoadError
		var own *rules.Error
		switch {
		case err == nil:
			validate.Checker{Rules: with}.Text("文.txt", text)
		case !errors.As(err, &load) && !errors.As(err, &own) || report.Chinese(err) == "":
			t.Errorf("%T: %v", err, err)
		}
	})
}

// A pattern that would take long to compile, or much memory, is refused.
func TestLargePatterns(t *testing.T) {
	for _, p := range []string{`(\p{L}[^\p{Han}]){1,500}`, strings.Repeat("词|", 10_000), strings.Repeat(`\p{Han}|\PL|`, 2_000)} {
		_, err := rules.New(rules.Config{Words: []rules.Word{{ID: "BJ001", Pattern: p, Message: "不用"}}})
		if !errors.Is(err, rules.ErrLarge) {
			t.Errorf("%.40s: %v", p, err)
		}
	}
	var many []rules.Word
	for i := range 30 {
		many = append(many, rules.Word{ID: fmt.Sprintf("BJ%03d", i), Pattern: `(\p{L}){1,10}`, Message: "不用"})
	}
	if _, err := rules.New(rules.Config{Words: many}); !errors.Is(err, rules.ErrLarge) {
		t.Errorf("thirty: %v", err)
	}
	if _, err := rules.New(rules.Config{Words: many[:5]}); err != nil {
		t.Error(err)
	}
}

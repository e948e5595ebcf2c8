package report_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// families are the parts of the manual, by the letters of their ids.
var families = []struct{ letters, title, about string }{
	{"GW", "公文", "格式、标点、数字和用语。依据是标准和条例的，违反其中的“应”“不得”为错误；“一般”“可以”“原则上”、资料性附录和惯例，至多是警告。"},
	{"ZJ", "活动周的数据和文件", "活动数据，文件与数据、文件的前后是否一致，方案的内容。两处必有一错的为错误，多半有误的为警告。"},
	{"MT", "报送的材料", "文章、照片、视频、媒体报道。要求写在活动数据的 material 里，没有写的不查。"},
	{"FM", "交回的表格", "填的内容、份数、名册和收文登记。"},
	{"RD", "文本的读入", "把文本读成公文时做了什么，供核对；不是错误。"},
}

// subjects tell how the examples are written.
var subjects = map[report.Subject]string{
	report.SubjectText:     "逐行查文字，不论在哪里；例子是文字。",
	report.SubjectDocument: "查一份公文的各个部分；例子是替换掉一份没有问题的公文的几个键。",
	report.SubjectCampaign: "查活动数据；例子是替换掉一份没有问题的数据的几个键。",
	report.SubjectMaterial: "查报送的文件；例子第一行是要求，以下每行一个文件。",
	report.SubjectForm:     "查交回的表格；例子是一栏的种类（!为必填，方括号里是选项，其后是上下限）和填的内容。",
	report.SubjectReading:  "读入文本时说明；例子是文本。",
	report.SubjectPage:     "排版时说明。",
	report.SubjectLayout:   "查别人排好的.docx的版式。",
}

// TestManual: the manual of the rules is made of the catalogue; -update writes it.
func TestManual(t *testing.T) {
	const path = "README.md"
	want := manual()
	if *golden.Update {
		if err := os.WriteFile(path, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s is stale (%v); go test ./validate/report -update rewrites it", path, err)
	}
	for _, r := range report.Rules() {
		if !strings.Contains(want, "### "+r.ID+" ") || r.Bad != "" && !strings.Contains(want, indented(r.Bad)) {
			t.Errorf("%s is not in the manual", r.ID)
		}
	}
}

func manual() string {
	var b strings.Builder
	rules := report.Rules()
	fmt.Fprintf(&b, "# 规则手册\n\n本页由规则目录生成（`go test ./validate/report -update`），共%d条。编号不变，废去的不再使用。"+
		"每条有级别、查什么、依据；错例和正例就是规则的测试。\n\n"+
		"哪些规则说话、轻重如何、本单位另有什么规定，写在规则文件里，见 [examples/README.zh-CN.md](../../examples/README.zh-CN.md#规则)。\n\n## 例子的写法\n\n", len(rules))
	for _, s := range []report.Subject{report.SubjectText, report.SubjectDocument, report.SubjectCampaign, report.SubjectMaterial, report.SubjectForm, report.SubjectReading, report.SubjectPage, report.SubjectLayout} {
		fmt.Fprintf(&b, "- `%s`：%s\n", s, subjects[s])
	}
	b.WriteString("\n## 总表\n\n| 编号 | 级别 | 问题 | 依据 |\n|---|---|---|---|\n")
	for _, r := range rules {
		fmt.Fprintf(&b, "| %s | %s | %s | %s |\n", r.ID, r.Severity.Label(), cell(r.Title), cell(r.Source))
	}
	for _, f := range families {
		fmt.Fprintf(&b, "\n## %s %s\n\n%s\n", f.letters, f.title, f.about)
		for _, r := range rules {
			if !strings.HasPrefix(r.ID, f.letters) {
				continue
			}
			fmt.Fprintf(&b, "\n### %s %s\n\n%s · `%s` · %s\n", r.ID, r.Title, r.Severity.Label(), r.Subject, r.Source)
			if r.Doc != "" {
				fmt.Fprintf(&b, "\n%s\n", r.Doc)
			}
			if r.Hint != "" {
				fmt.Fprintf(&b, "\n怎么办：%s。\n", strings.TrimRight(r.Hint, "。"))
			}
			if r.Bad != "" {
				fmt.Fprintf(&b, "\n错例：\n\n%s\n", indented(r.Bad))
			}
			if r.Good != "" {
				fmt.Fprintf(&b, "\n正例：\n\n%s\n", indented(r.Good))
			}
		}
	}
	return b.String()
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

func indented(s string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(s, "\n"), "\n", "\n    ")
}

package campaign_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
)

const learnDir = "../testdata/learn"

// withTemplate is a campaign file that says of its forms what text says, beside
// the blanks of testdata/learn.
func withTemplate(t *testing.T, text string) (*campaign.Campaign, error) {
	t.Helper()
	const head = `schema: zhijiao/campaign@1
name: 活动周
level: 市
year: 2026
organs: [{name: 某某市教育局, short: 市教育局}]
documents:
  - {id: notice, kind: 通知, title: 关于报送表格的通知, body: 请报送。}
`
	return campaign.LoadBeside(strings.NewReader(head+text), "活动.yaml", os.DirFS(learnDir))
}

// What is learnt of a blank and written as YAML is loaded as it was learnt.
func TestTemplateRoundTrip(t *testing.T) {
	blanks, err := fs.Glob(os.DirFS(learnDir), "*.*")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, name := range blanks {
		if !strings.HasSuffix(name, ".xlsx") && !strings.HasSuffix(name, ".xls") && !strings.HasSuffix(name, ".docx") {
			continue
		}
		n++
		data, err := os.ReadFile(learnDir + "/" + name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := learn.Learn(bytes.NewReader(data), int64(len(data)), name)
		if err != nil {
			t.Fatal(err)
		}
		var yaml bytes.Buffer
		if err := b.WriteYAML(&yaml); err != nil {
			t.Fatal(err)
		}
		c, err := withTemplate(t, yaml.String())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, want := c.Forms[0].Schema.Dump(), b.Schema.Dump(); got != want {
			t.Errorf("%s: loaded\n%s\nwant\n%s", name, got, want)
		}
		if !bytes.Equal(c.Forms[0].Blank.Data, data) {
			t.Errorf("%s: the template is not the file", name)
		}
	}
	if n < 20 {
		t.Errorf("%d blanks", n)
	}
}

// A template needs no schema; a schema that the blank has no place for is refused
// with its line.
func TestTemplate(t *testing.T) {
	c, err := withTemplate(t, "forms: [{id: award, template: 先进个人申报表.xlsx}]\n")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := c.FormSchema("award"); err != nil || s.ID != "award" || s.Title != "全市职业教育先进个人申报表" {
		t.Errorf("schema %v, %v", s, err)
	}
	for text, want := range map[string]string{
		"forms: [{id: x, template: 没有.xlsx}]\n":                                                               "打不开",
		"forms: [{id: x, template: ../learn/评分表.xlsx}]\n":                                                     "放在一起",
		"forms: [{id: x, template: make.py}]\n":                                                               "不能直接读取",
		"forms: [{id: x, use: liaison, template: 评分表.xlsx}]\n":                                                "只能写一个",
		"forms: [{id: x, template: 评分表.xlsx, schema: {id: x, title: 甲, head: [{key: nowhere, label: 乙}]}}]\n": "nowhere",
	} {
		_, err := withTemplate(t, text)
		var load *campaign.LoadError
		if !errors.As(err, &load) || load.Line == 0 || !strings.Contains(load.Chinese(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := campaign.Load(strings.NewReader("schema: zhijiao/campaign@1\nname: 甲\nlevel: 市\nyear: 2026\norgans: [{name: 乙}]\nforms: [{id: x, template: 甲.xlsx}]\ndocuments: [{id: a, kind: 通知, title: 丙, body: 丁。}]\n"), "活动.yaml"); !errors.Is(err, campaign.ErrTemplate) {
		t.Errorf("without a folder beside: %v", err)
	}
}

// A campaign with a template is written as it stood.
func TestTemplateWritten(t *testing.T) {
	for _, text := range []string{
		"forms: [{id: award, template: 先进个人申报表.xlsx}]\n",
		"forms:\n  - id: award\n    template: 先进个人申报表.xlsx\n    schema: {id: award, title: 申报表, head: [{key: 姓名, label: 姓名}]}\n",
	} {
		c, err := withTemplate(t, text)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := campaign.Write(&out, c); err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(out.String(), text) {
			t.Errorf("written:\n%s\nwant at its end:\n%s", out.String(), text)
		}
	}
}

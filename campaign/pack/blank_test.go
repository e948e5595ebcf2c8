package pack_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/pack"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// A form that a bureau has as a file is sent out as that very file, to every
// school.
func TestPackTemplate(t *testing.T) {
	const dir = "../../testdata/learn"
	want, err := os.ReadFile(dir + "/评分表.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	c, err := campaign.LoadBeside(strings.NewReader(`schema: zhijiao/campaign@1
name: 活动周
level: 市
year: 2026
organs: [{name: 某某市教育局, short: 市教育局}]
forms: [{id: score, template: 评分表.xlsx}]
documents:
  - {id: notice, kind: 通知, title: 关于报送表格的通知, body: 请报送。}
`), "活动.yaml", os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	var out output.Memory
	if _, err := pack.Pack(context.Background(), c, pack.Options{Roster: returned.Roster{{Name: "甲校"}}}, &out); err != nil {
		t.Fatal(err)
	}
	n := 0
	for name, data := range out.Files() {
		if strings.Contains(name, "评分表") {
			n++
			if !bytes.Equal(data, want) {
				t.Errorf("%s is not the file", name)
			}
		}
	}
	if n != 2 {
		t.Errorf("%d copies, want one in the pack and one for the school: %v", n, len(out.Files()))
	}

	var locked output.Memory
	if _, err := pack.Pack(context.Background(), c, pack.Options{Lock: true, Roster: returned.Roster{{Name: "甲校"}}}, &locked); err != nil {
		t.Fatal(err)
	}
	for name, data := range locked.Files() {
		if strings.Contains(name, "评分表") {
			f, err := excelize.OpenReader(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.GetSheetProtection(f.GetSheetName(0)); err != nil || bytes.Equal(data, want) {
				t.Errorf("%s is not locked: %v", name, err)
			}
		}
	}
}

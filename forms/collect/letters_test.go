package collect

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/letter"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/render/output"
)

// Templates that ask for totals and for what came in are filled in where returns are
// collected; others are not.
func TestLetters(t *testing.T) {
	const dir = "../../testdata/returns"
	c, err := campaign.LoadFile(dir + "/campaign.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list, _, err := roster.ReadFile(dir + "/roster.csv")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := os.ReadFile("../../testdata/templates/plain.docx")
	if err != nil {
		t.Fatal(err)
	}
	letters, err := letter.In(fstest.MapFS{"通报.docx": {Data: packed(t, [2]string{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		[2]string{"word/document.xml", `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{{合计 企业数}}；{{合计 “职业教育活动周学校情况统计表” “企业数”}}；{{应报单位数}}、{{已报单位数}}、{{迟报单位数}}、{{未报单位数}}</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{学校}}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{{未报}}</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`})}, "证书.docx": {Data: plain}})
	if err != nil {
		t.Fatal(err)
	}
	var out output.Memory
	if _, err := Collect(t.Context(), os.DirFS(dir), Options{Campaign: c, Roster: list, Letters: letters}, &out); err != nil {
		t.Fatal(err)
	}
	var got string
	for name, data := range out.Files() {
		if !strings.HasPrefix(name, "文书/") {
			continue
		}
		if name != "文书/通报.docx" {
			t.Errorf("%s is made too", name)
			continue
		}
		d, err := wordml.Read(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		cell := wordml.Cell{Blocks: d.Blocks}
		got = cell.Text()
	}
	lines := strings.Split(got, "\n")
	a, b, _ := strings.Cut(lines[0], "；")
	b, counts, _ := strings.Cut(b, "；")
	if a == "" || a != b || !strings.HasSuffix(a, "家") || !strings.HasPrefix(counts, "14、") || len(lines) != 1+14 {
		t.Errorf("%q", got)
	}
}

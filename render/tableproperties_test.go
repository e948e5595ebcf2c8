package render_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

// Whatever a table holds, nothing of it stands outside the type area, lies on
// another text or is lost, in the body and in an attachment, on upright and on
// turned pages.
func TestTablesOfAnyShape(t *testing.T) {
	pieces := []string{"职业教育活动周", "张某某", "5月12日", "2027年5月12日上午9:00", "0000-1234567", "office@example.cn",
		"https://www.example.cn/info/1023/45678.htm?id=1", "12345678.90", "各职业院校要开放实训基地、专业教室、图书馆等场所，", "，。", "《示例》", "a", " "}
	p := printer(t)
	rapid.Check(t, func(t *rapid.T) {
		cols := rapid.IntRange(1, 40).Draw(t, "columns")
		cell := rapid.Custom(func(t *rapid.T) string {
			most := rapid.SampledFrom([]int{0, 1, 2, 30, 90}).Draw(t, "most")
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, "cell"), "")
		})
		rows := make([][]string, rapid.IntRange(1, 8).Draw(t, "rows"))
		for r := range rows {
			rows[r] = rapid.SliceOfN(cell, 1, cols).Draw(t, "row")
		}
		n := notice()
		table := &document.Table{Rows: rows}
		if rapid.Bool().Draw(t, "attached") {
			n.Attachments = []document.Attachment{{Title: "活动安排表", Body: []document.Block{table}}}
		} else {
			n.Body = append(n.Body, table)
		}
		set, err := p.Set(n)
		if err != nil {
			t.Fatal(err)
		}
		j := &judge{n: n, pages: set.Pages, texts: textsOn(set.Pages), findings: set.Result.Findings}
		for _, said := range [][]string{j.inside(), j.apart(), j.text(), j.blankPages()} {
			if len(said) > 0 {
				t.Fatal(said[0])
			}
		}
	})
}

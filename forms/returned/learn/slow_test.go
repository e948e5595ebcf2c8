package learn

import (
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"strings"
	"testing"
)

// BenchmarkLayLong measures a return of far more text than any form has.
func BenchmarkLayLong(b *testing.B) {
	var drawn strings.Builder
	for i := range 30 {
		drawn.WriteString("甲" + string(rune('一'+i)) + "：____人，其中乙____人，丙□是 □否|丁|\n")
	}
	blank := &Blank{Name: "x.xlsx", Sum: strings.Repeat("0", 64)}
	if err := blank.learn([]*grasp.Page{pageOf(drawn.String())}); err != nil {
		b.Fatal(err)
	}
	long := strings.Repeat("甲一：共12人，其中乙3人，", 150)
	g := pageOf(strings.Repeat(strings.Repeat(long+"|", 6)+"\n", 60)).Grid
	cells := g.Cells
	g.Cells = nil
	for n := range 25 {
		for _, c := range cells {
			c.Row += n * 60
			g.Cells = append(g.Cells, c)
		}
	}
	g.Settle()
	for b.Loop() {
		blank.prints[0].lay(g)
	}
}

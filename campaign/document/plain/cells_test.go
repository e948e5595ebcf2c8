package plain

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

// TestPlaceCells: a cell stands where its text does, however its row is written.
func TestPlaceCells(t *testing.T) {
	for name, text := range map[string]string{
		"rows":           "序号\t 名称 \t地点\n1\t启动仪式\t  礼堂",
		"a tab in front": "如下：\n\t序号\t名称\n\t1\t 启动仪式",
		"cell by cell":   "  \t序号\n\t名称\n\t地点\n\n\t1\n\t 启动仪式\n\t\n\n\t2\t甲\t乙",
	} {
		blocks, places, _ := PlaceBody(text)
		places.Sort()
		lines := strings.Split(text, "\n")
		seen := 0
		for _, b := range blocks {
			table, ok := b.(*document.Table)
			if !ok {
				continue
			}
			for i, row := range table.Rows {
				before := 0
				for _, cell := range row {
					at, _ := places.Find("body", table.Line+i, before)
					if rest := string([]rune(lines[at.Line-1])[at.Column-1:]); !strings.HasPrefix(rest, cell) {
						t.Errorf("%s: %q is placed at %v, where %q stands", name, cell, at, rest)
					}
					before += utf8.RuneCountInString(cell) + 1
					seen++
				}
			}
		}
		if seen == 0 {
			t.Error(fmt.Sprint(name, ": no table: ", blocks))
		}
	}
}

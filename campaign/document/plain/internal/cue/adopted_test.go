package cue

import (
	"slices"
	"strings"
	"testing"
)

// A 题注 is read out of one pair of brackets or several, over lines; what only looks
// like one is none.
func TestReadAdopted(t *testing.T) {
	for _, c := range []struct {
		lines, want string
		taken       int
		narrow      bool
	}{
		{lines: "（2019年3月5日第七次会议通过）|第一章　总则", want: "2019年3月5日第七次会议通过", taken: 1},
		{lines: "（二○一九年三月五日第七次会议通过）", want: "二○一九年三月五日第七次会议通过", taken: 1},
		{lines: "（甲市第六届人民代表大会2019年3月5日通过）", want: "甲市第六届人民代表大会2019年3月5日通过", taken: 1},
		{lines: "（2019年3月5日甲市人民政府令第5号）", want: "2019年3月5日甲市人民政府令第5号", taken: 1},
		{lines: "（2019年3月5日通过　自公布之日起施行）", want: "2019年3月5日通过　自公布之日起施行", taken: 1},
		{lines: "（2020年修订）", want: "2020年修订", taken: 1},
		{lines: "（2019年3月5日甲县（区）联席会议通过）", want: "2019年3月5日甲县（区）联席会议通过", taken: 1},
		{lines: "（2019年3月5日第七|次会议通过）|第一章", want: "2019年3月5日第七次会议通过", taken: 2},
		{lines: "（2019年3月5日第七次会议通过|2021年6月1日第九次会议修正）", want: "2019年3月5日第七次会议通过\n2021年6月1日第九次会议修正", taken: 2},
		{lines: "（2019年3月5日第七次会议通过）|（2021年6月1日修正）|一、", want: "2019年3月5日第七次会议通过\n2021年6月1日修正", taken: 2, narrow: true},
		{lines: "(2019年3月5日第七次会议通过)", want: "2019年3月5日第七次会议通过", taken: 1, narrow: true},
		{lines: "（2019年3月5日第七次会议通过）|（试行）", want: "2019年3月5日第七次会议通过", taken: 1},
		{lines: "（2019年3月5日|第七次会议通过|）", want: "2019年3月5日第七次会议通过", taken: 3},

		{lines: "（试行）"},
		{lines: "（2019年3月5日）"},
		{lines: "（第七次会议通过）"},
		{lines: "（此件2019年3月5日公开发布）"},
		{lines: "2019年3月5日第七次会议通过"},
		{lines: "（2019年3月5日通过）的办法同时废止。"},
		{lines: "（2019年3月5日第七次会议通过"},
		{lines: "（2019年3月5日\t通过）"},
		{lines: "）2019年3月5日通过（"},
		{lines: "（2019年|" + strings.Repeat("三月|", MaxAdoptedLines) + "通过）"},
		{lines: ""},
	} {
		lines := strings.Split(c.lines, "|")
		pieces, marked := ReadAdopted(lines)
		if got := JoinAdopted(pieces); got != c.want || len(pieces) != c.taken || c.taken > 0 && marked == c.narrow {
			t.Errorf("%s: %q of %d lines, marked %v", c.lines, got, len(pieces), marked)
		}
		if c.taken == 0 {
			continue
		}
		again, marked := ReadAdopted(strings.Split("（"+c.want+"）", "\n"))
		if JoinAdopted(again) != c.want || !marked {
			t.Errorf("%s: printed and read again %q", c.lines, JoinAdopted(again))
		}
	}
	if pieces, _ := ReadAdopted(slices.Repeat([]string{"（2019年3月5日通过）"}, 2*MaxAdoptedLines)); len(pieces) != MaxAdoptedLines {
		t.Errorf("%d lines taken", len(pieces))
	}
}

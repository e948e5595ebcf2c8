package plain

import (
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
)

func TestParseMark(t *testing.T) {
	tests := []struct {
		line  string
		mark  string
		level document.Level
		n     int
	}{
		// The standard's forms.
		{"一、总体要求", "一、", 1, 1},
		{"十二、附则", "十二、", 1, 12},
		{"二十三、附则", "二十三、", 1, 23},
		{"（一）指导思想", "（一）", 2, 1},
		{"1.常规性活动", "1.", 3, 1},
		{"10.线上活动", "10.", 3, 10},
		{"（1）开放企业", "（1）", 4, 1},
		{"①开放赛场", "①", 5, 1},
		{"⑳其他", "⑳", 5, 20},
		// Blanks behind the mark are text.
		{"1. 2017年校外活动", "1.", 3, 1},
		{"(二) 照片: JPG", "(二)", 2, 2},
		// What people write instead.
		{"一.总体要求", "一.", 1, 1},
		{"(一)指导思想", "(一)", 2, 1},
		{"（一）、指导思想", "（一）、", 2, 1},
		{"1、活动时间", "1、", 3, 1},
		{"1．活动时间", "1．", 3, 1},
		{"１、活动时间", "１、", 3, 1},
		{"(1)开放企业", "(1)", 4, 1},
		{"1）开放企业", "1）", 4, 1},
		{"1).开放企业", "1).", 4, 1},
		// A year or a month behind the point is text.
		{"1.2023年全国性活动清单", "1.", 3, 1},
		{"2、2017年规划表", "2、", 3, 2},
		{"1.2023—2024学年计划", "1.", 3, 1},
		{"3.3月15日前报送", "3.", 3, 3},
		// Figures, dates and running text.
		{"2023.5.14举办", "", 0, 0},
		{"5.14举办", "", 0, 0},
		{"1.5万人参加", "", 0, 0},
		{"1.30名学生", "", 0, 0},
		{"2、3名学生", "", 0, 0},
		{"2017年活动", "", 0, 0},
		{"100.其他", "", 0, 0},
		{"01.其他", "", 0, 0},
		{"一、二年级学生", "", 0, 0},
		{"三、四月份", "", 0, 0},
		{"五一、十一期间", "", 0, 0},
		{"一是组织竞赛", "", 0, 0},
		{"第一、组织竞赛", "", 0, 0},
		{"（见附件）", "", 0, 0},
		{"（2023）5号", "", 0, 0},
		// Nothing behind the mark.
		{"一、", "", 0, 0},
		{"1. ", "", 0, 0},
		{"", "", 0, 0},
		// Only its neighbours can tell.
		{"一，总体要求", "", 0, 0},
		{"二：总体要求", "", 0, 0},
		{"1，总体要求", "", 0, 0},
	}
	for _, tt := range tests {
		if mark, level, n := ParseMark(tt.line); mark != tt.mark || level != tt.level || n != tt.n {
			t.Errorf("ParseMark(%q) = %q, %d, %d; want %q, %d, %d", tt.line, mark, level, n, tt.mark, tt.level, tt.n)
		}
	}
}

func TestMarkReadsBack(t *testing.T) {
	for level := document.Level(1); level <= 5; level++ {
		for n := 1; n <= 99; n++ {
			want := level.Mark(n)
			if level == 5 && n > 20 {
				if want != "" {
					t.Errorf("Level(5).Mark(%d) = %q, want none", n, want)
				}
				continue
			}
			mark, l, number := ParseMark(want + "题")
			if mark != want || l != level || number != n {
				t.Errorf("ParseMark(%q) = %q, %d, %d", want+"题", mark, l, number)
			}
			if m, _ := passage.ReadMark(want + "题"); len(m.Rules) > 0 {
				t.Errorf("the standard mark %q breaks %v", want, m.Rules)
			}
		}
	}
}

func TestMarkOutOfRange(t *testing.T) {
	for _, tt := range []struct {
		level document.Level
		n     int
	}{{0, 1}, {6, 1}, {-1, 1}, {1, 0}, {1, 100}, {3, -1}, {5, 21}} {
		if got := tt.level.Mark(tt.n); got != "" {
			t.Errorf("Level(%d).Mark(%d) = %q, want none", tt.level, tt.n, got)
		}
	}
}

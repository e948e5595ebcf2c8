package render_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// T5: the ink of the mark begins 35 mm below the type area, whatever stands above it.
func TestMarkTop(t *testing.T) {
	for rows := range 4 {
		n := notice()
		if rows > 0 {
			n.Head.Copy = "000001"
		}
		if rows > 1 {
			n.Head.Secrecy = "机密★1年"
		}
		if rows > 2 {
			n.Head.Urgency = "特急"
		}
		p := printer(t)
		if rows == 2 {
			p.Profile = render.GBT33476 // the same place in every profile
		}
		_, lines := layout(t, p, n)
		mark := find(t, lines, "教育局文件")
		near(t, fmt.Sprintf("ink of the mark, %d rows above", rows), inkTop(p, mark), 72, 0.3)
		if rows == 3 {
			var got []string
			for _, l := range lines[:3] {
				got = append(got, fmt.Sprintf("%s %s", l.role, l.text))
				near(t, l.text, l.x0, 28, 0.1)
			}
			if want := []string{"仿宋 000001", "黑体 机密★1年", "黑体 特急"}; !slices.Equal(got, want) {
				t.Errorf("rows above the mark: %q, want %q", got, want)
			}
		}
	}
}

// inkTop is the upper edge of a line's ink.
func inkTop(p *render.Printer, l line) float64 {
	top := 0.0
	for _, r := range l.text {
		if face, ok := p.Fonts.For(l.role, r); ok {
			if _, up, ok := face.Ink(r); ok {
				top = max(top, up)
			}
		}
	}
	return l.y - mm(l.size)*top
}

func inkBottom(p *render.Printer, l line) float64 {
	bottom := 0.0
	for _, r := range l.text {
		if face, ok := p.Fonts.For(l.role, r); ok {
			if low, _, ok := face.Ink(r); ok {
				bottom = min(bottom, low)
			}
		}
	}
	return l.y - mm(l.size)*bottom
}

// T6, T7: the red rule runs 4 mm below the number, as wide as the type area,
// and the title begins two lines below it.
func TestRedRule(t *testing.T) {
	p := printer(t)
	pages, lines := layout(t, p, notice())
	red := rules(pages[0], paper.Red)
	if len(red) != 1 {
		t.Fatalf("%d red rules, want 1", len(red))
	}
	number := find(t, lines, "示教〔2027〕12号")
	near(t, "number to rule", mm(red[0].Y1)-inkBottom(p, number), 4, 0.5)
	near(t, "rule begins", mm(red[0].X1), 28, 0.1)
	near(t, "rule ends", mm(red[0].X2), 184, 0.1)
	near(t, "number centred", (number.x0+number.x1)/2, 106, 0.2)
	near(t, "rule to title", inkTop(p, find(t, lines, "关于举办"))-mm(red[0].Y1), 20.78, 0.8)
}

var nine = []document.Organ{
	{Name: "泰安市教育局"}, {Name: "中共泰安市委宣传部"}, {Name: "中共泰安市委网络安全和信息化委员会办公室"},
	{Name: "泰安市工业和信息化局"}, {Name: "泰安市人力资源和社会保障局"}, {Name: "泰安市农业农村局"}, {Name: "泰安市总工会"},
	{Name: "泰安市人民政府国有资产监督管理委员会"}, {Name: "共青团泰安市委"},
}

// T16: nine organs stand in order, spread to equal width, the word beside
// their middle, and the first page shows the body.
func TestJointMark(t *testing.T) {
	for _, organs := range [][]document.Organ{nine, nine[:3], nine[:2]} {
		n := notice()
		n.Head.Organs = organs
		n.Title = "泰安市教育局等部门关于做好2020年泰安市职业教育活动周相关工作的通知"
		p := printer(t)
		pages, lines := layout(t, p, n)
		var marks []paper.Text
		var word paper.Text
		for _, item := range pages[0].Items {
			if text, ok := item.(paper.Text); ok && text.Color == paper.Red {
				if text.Text == "文件" {
					word = text
				} else {
					marks = append(marks, text)
				}
			}
		}
		if len(marks) != len(organs) {
			t.Fatalf("%d names in the mark, want %d", len(marks), len(organs))
		}
		for i, m := range marks {
			if m.Text != organs[i].Name {
				t.Errorf("name %d is %s", i, m.Text)
			}
			near(t, m.Text+" begins", mm(m.X), mm(marks[0].X), 0.1)
			near(t, m.Text+" ends", mm(m.X+m.Width), mm(marks[0].X+marks[0].Width), 0.6)
			if m.Size < 16 {
				t.Errorf("%s is set at %v pt", m.Text, m.Size)
			}
		}
		near(t, "ink of the first name", inkTop(p, lines[0]), 72, 0.8)
		middle := (mm(marks[0].Y) + mm(marks[len(marks)-1].Y) - mm(marks[0].Size)*0.76) / 2
		near(t, "文件 beside the middle", mm(word.Y)-mm(word.Size)*0.38, middle, 1)
		if first := find(t, lines, "国国"); first.page != 1 {
			t.Errorf("%d organs: the body begins on page %d", len(organs), first.page)
		}
	}
}

// T18: a letter has its mark 30 mm from the upper edge, double rules of 170 mm
// and no number on its first page.
func TestLetter(t *testing.T) {
	n := notice()
	n.Head.Format, n.Head.Mark = document.HeadLetter, ""
	p := printer(t)
	pages, lines := layout(t, p, n)
	near(t, "mark", inkTop(p, lines[0]), 30, 0.3)
	red := rules(pages[0], paper.Red)
	if len(red) != 4 {
		t.Fatalf("%d red rules, want 4", len(red))
	}
	for i, r := range red {
		near(t, "begins", mm(r.X1), 20, 0.1)
		near(t, "ends", mm(r.X2), 190, 0.1)
		if thick := i == 0 || i == 3; (r.Width > 1) != thick {
			t.Errorf("rule %d is %v pt thick", i, r.Width)
		}
	}
	near(t, "mark to rule", mm(red[0].Y1-red[0].Width/2)-inkBottom(p, lines[0]), 4, 0.5)
	near(t, "lower rule", mm(red[2].Y1+red[3].Y1)/2, 277, 0.3)
	number := find(t, lines, "示教〔2027〕12号")
	near(t, "number at the right", number.x1, 184, 0.5)
	near(t, "number below the rule", inkTop(p, number)-mm(red[1].Y1), 4.84, 0.5)
	if !pages[0].Unnumbered {
		t.Error("the first page is numbered")
	}
}

// T19: the mark of a 命令 stands 20 mm below the type area's upper edge, that of
// a 纪要 35 mm.
func TestSpecialMarks(t *testing.T) {
	n := notice()
	n.Head.Format, n.Head.Mark, n.Title, n.Recipients = document.HeadOrder, "令", "", ""
	p := printer(t)
	_, lines := layout(t, p, n)
	near(t, "命令", inkTop(p, lines[0]), 57, 0.3)
	n = notice()
	n.Head.Format, n.Head.Mark = document.HeadMinutes, "会议纪要"
	_, lines = layout(t, p, n)
	near(t, "纪要", inkTop(p, lines[0]), 72, 0.3)
}

// A preprinted head leaves its room free; the number stands 4 mm above the
// rule that is on the paper.
func TestPreprintedHead(t *testing.T) {
	n := notice()
	n.Head.Format, n.Head.Organs, n.Head.Room = document.HeadPreprinted, nil, 110
	p := printer(t)
	pages, lines := layout(t, p, n)
	if lines[0].text != "示教〔2027〕12号" || len(rules(pages[0], paper.Red)) != 0 {
		t.Errorf("first line %v", lines[0])
	}
	near(t, "number above the rule", inkBottom(p, lines[0]), 110-4, 0.5)
	near(t, "title below the rule", inkTop(p, find(t, lines, "关于举办")), 110+20.78, 0.8)
}

// Several signers stand two in a line at the right, the number level with the
// last (7.2.6).
func TestSigners(t *testing.T) {
	n := notice()
	n.Kind, n.Head.Signers = "请示", []string{"张某某", "李某", "王某某"}
	_, lines := layout(t, printer(t), n)
	first, last := find(t, lines, "签发人："), find(t, lines, "王某某")
	if !strings.Contains(first.text, "张某某李某") || !strings.HasPrefix(last.text, "示教〔2027〕12号") {
		t.Errorf("signers %v and %v", first, last)
	}
	near(t, "number inset", last.x0, 28+cellMM, 0.2)
}

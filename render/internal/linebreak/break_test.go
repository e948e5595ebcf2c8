package linebreak

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/internal/typeface"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// setLines cuts text at a number of cells, without a font set: a Chinese
// character is one cell wide, a digit half of one.
func setLines(text string, cells int) []string {
	var gs []Glyph
	for _, r := range text {
		g := Glyph{R: r, Width: 0.5}
		switch {
		case r == '\n':
			g.Width = 0
		case typeface.Wide(r):
			g.Width = 1
		}
		g.Fit, g.End = g.Width, g.Width
		gs = append(gs, g)
	}
	var out []string
	for _, s := range Lines(gs, func(int) paper.Pt { return paper.Pt(cells) }) {
		line := ""
		for _, g := range gs[s.From:s.To] {
			line += string(g.R)
		}
		out = append(out, line)
	}
	return out
}

func TestBreakLines(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"full lines", "一二三四五六七八九十", "一二三四五|六七八九十"},
		{"a mark takes the character before it along", "一二三四五，六七", "一二三四|五，六七"},
		{"two marks", "一二三四五”。六七", "一二三四|五”。六七"},
		{"an opening mark goes down", "一二三四《五六》七", "一二三四|《五六》七"},
		{"破折号 stays whole", "一二三四——五六", "一二三四|——五六"},
		{"省略号 stays whole", "一二三四……五六", "一二三|四……五六"},
		{"a 一字线 does not begin a line", "一二三四五—六", "一二三四|五—六"},
		{"a number stays whole", "一二三四2023年五", "一二三四|2023年五"},
		{"a percentage stays whole", "一二三四12.5%五六", "一二三四|12.5%五六"},
		{"a time stays whole", "一二三四14:00五六", "一二三四|14:00五六"},
		{"六角括号 keep to their sides", "一二三四〔2023〕五", "一二三四|〔2023〕五"},
		{"a range breaks behind its hyphen", "一20:00-21:00三", "一20:00-|21:00三"},
		{"a mailbox stays whole", "一二三a@b.cn四", "一二三|a@b.cn四"},
		{"a word longer than a line is cut", "一abcdefghijklmn", "一|abcdefghij|klmn"},
		{"a word is not cut before a mark", "abcdefghij.com", "abcdefghi|j.com"},
		{"a line feed ends a line", "一二\n三四", "一二|三四"},
		{"an empty line", "一\n\n二", "一||二"},
		{"nothing", "", ""},
		{"blanks hang", "一二三四五 六", "一二三四五 |六"},
	} {
		if got := strings.Join(setLines(c.text, 5), "|"); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.name, c.text, got, c.want)
		}
	}
}

// Whatever the text, no character is lost and lines respect 避头尾 unless a
// single word fills them.
func TestBreakLinesKeepsAllText(t *testing.T) {
	alphabet := []rune("国家教育，。、；：？！（）《》“”〔〕——……·～%0123456789abz@.:/- ")
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOfN(rapid.SampledFrom(alphabet), 0, 200).Draw(t, "text"))
		cells := rapid.IntRange(2, 28).Draw(t, "cells")
		lines := setLines(text, cells)
		if got := strings.Join(lines, ""); got != text {
			t.Fatalf("lost text: %q", got)
		}
		for i := 1; i < len(lines); i++ {
			a, b := []rune(lines[i-1]), []rune(lines[i])
			if len(a) == 0 || len(b) == 0 {
				t.Fatalf("empty line in %q", lines)
			}
			if !Allowed(a[len(a)-1], b[0], at(b, 1)) {
				for j := 1; j < len(a); j++ {
					if Allowed(a[j-1], a[j], at(append(a, b...), j+1)) {
						t.Fatalf("%q | %q: a break inside the line was passed over for a forbidden one", lines[i-1], lines[i])
					}
				}
			}
		}
	})
}

func at(rs []rune, i int) rune {
	if i < len(rs) {
		return rs[i]
	}
	return 0
}

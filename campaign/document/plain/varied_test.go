package plain

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A variation is another way to write the same document. It returns the lines
// changed, or nil where a document has nothing to change.
type variation struct {
	name string
	vary func(lines []string, d *document.Document) []string
}

// lineOfPart returns the index of the line on which a part begins, or -1.
func lineOfPart(d *document.Document, part string) int {
	for _, p := range d.Places {
		if p.Part == part && p.From == 0 {
			return p.At.Line - 1
		}
	}
	return -1
}

// titleEndLine returns the index of the last line of the title, or -1.
func titleEndLine(d *document.Document) int {
	last := -1
	for _, p := range d.Places {
		if p.Part == "title" {
			last = max(last, p.At.Line-1)
		}
	}
	return last
}

// eachLineBy changes every line by itself.
func eachLineBy(f func(string) string) func([]string, *document.Document) []string {
	return func(lines []string, _ *document.Document) []string {
		out := slices.Clone(lines)
		for i, l := range out {
			out[i] = f(l)
		}
		return out
	}
}

var standardDay = regexp.MustCompile(`^(\s*)(\d{4})年(\d{1,2})月(\d{1,2})日\s*$`)

// chineseDay writes the day of standardDay in words.
func chineseDay(g []string) string {
	year := strings.NewReplacer("0", "〇", "1", "一", "2", "二", "3", "三", "4", "四", "5", "五", "6", "六", "7", "七", "8", "八", "9", "九").Replace(g[2])
	return g[1] + year + "年" + han.Numeral(han.ParseDigits(g[3])) + "月" + han.Numeral(han.ParseDigits(g[4])) + "日"
}

// around puts lines above line at.
func around(lines []string, at int, more ...string) []string {
	if at < 0 || at > len(lines) {
		return nil
	}
	return slices.Insert(slices.Clone(lines), at, more...)
}

var variations = []variation{
	{"no blank lines", func(lines []string, _ *document.Document) []string {
		return slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return strings.TrimSpace(l) == "" })
	}},
	{"a blank line behind every paragraph", func(lines []string, d *document.Document) []string {
		var out []string
		title, end := lineOfPart(d, "title"), titleEndLine(d)
		for i, l := range lines {
			if out = append(out, l); !strings.Contains(l, "\t") && (i < title || i >= end) {
				out = append(out, "")
			}
		}
		return out
	}},
	{"no indentation", eachLineBy(func(l string) string {
		if strings.Contains(l, "\t") {
			return l
		}
		return strings.TrimSpace(l)
	})},
	{"blanks at the end of lines", eachLineBy(func(l string) string {
		if strings.Contains(l, "\t") {
			return l
		}
		return l + "　 "
	})},
	{"lines end with CR LF", eachLineBy(func(l string) string { return l + "\r" })},
	{"Chinese date", eachLineBy(func(l string) string {
		if g := standardDay.FindStringSubmatch(l); g != nil {
			return chineseDay(g)
		}
		return l
	})},
	{"date with noughts", eachLineBy(func(l string) string {
		if g := standardDay.FindStringSubmatch(l); g != nil {
			return fmt.Sprintf("%s%s年%02d月%02d日", g[1], g[2], han.ParseDigits(g[3]), han.ParseDigits(g[4]))
		}
		return l
	})},
	{"date with points", func(lines []string, d *document.Document) []string {
		i := lineOfPart(d, "signature.date")
		if i < 0 || d.Signature == nil || len(d.Signature.Organs) == 0 {
			return nil
		}
		if g := standardDay.FindStringSubmatch(lines[i]); g != nil {
			out := slices.Clone(lines)
			out[i] = g[1] + g[2] + "." + g[3] + "." + g[4]
			return out
		}
		return nil
	}},
	{"organ and date on one line", func(lines []string, d *document.Document) []string {
		i := lineOfPart(d, "signature.date")
		if i < 1 || d.Signature == nil || len(d.Signature.Organs) != 1 || han.Squeeze(lines[i-1]) != d.Signature.Organs[0].Name {
			return nil
		}
		return slices.Replace(slices.Clone(lines), i-1, i+1, lines[i-1]+"　　"+strings.TrimSpace(lines[i]))
	}},
	{"signature behind the attachments", func(lines []string, d *document.Document) []string {
		i := lineOfPart(d, "signature.date")
		if i < 1 || d.Imprint != nil || len(d.Attachments) == 0 || d.Attachments[0].Printed || d.Attachments[0].Apart || len(d.Signature.Organs) != 1 || d.Note != "" {
			return nil
		}
		if slices.ContainsFunc(lines, func(l string) bool {
			return cue.ListLine.MatchString(l) && han.Squeeze(cue.ListLine.ReplaceAllString(l, "")) == "" || han.Squeeze(l) == "附"
		}) {
			return nil // 附件： alone begins a list above the date, and a page below it
		}
		organ := d.Signature.Organs[0].Name
		if last := strings.TrimSpace(lines[len(lines)-1]); han.Squeeze(lines[i-1]) != organ || !organsOf(d)[organ] || cue.IsDateLine(last) || i+1 == len(lines) {
			return nil
		}
		out := slices.Delete(slices.Clone(lines), i-1, i+1)
		return append(out, lines[i-1], lines[i])
	}},
	{"tabs for indentation", eachLineBy(func(l string) string {
		if rest, ok := strings.CutPrefix(l, "　　"); ok && !strings.Contains(rest, "\t") && strings.HasSuffix(rest, "。") {
			return "\t" + rest
		}
		return l
	})},
	{"half-width colon behind the recipients", func(lines []string, d *document.Document) []string {
		i := lineOfPart(d, "recipients")
		if i < 0 || !strings.HasSuffix(lines[i], "：") {
			return nil
		}
		out := slices.Clone(lines)
		out[i] = strings.TrimSuffix(out[i], "：") + ":"
		return out
	}},
	{"a frame of known words", func(lines []string, d *document.Document) []string {
		i := titleEndLine(d)
		if i < 0 {
			return nil
		}
		out := around(lines, i+1, "发布时间：2024-03-02 10:11  来源：办公室  浏览次数：128")
		out = append([]string{"首页 > 通知公告 > 正文"}, out...)
		return append(out, "上一篇：无", "版权所有 某某网")
	}},
	{"a frame of words that nobody knows", func(lines []string, d *document.Document) []string {
		i := titleEndLine(d)
		if i < 0 || lineOfPart(d, "recipients") < 0 {
			return nil
		}
		out := around(lines, i+1, "2024-03-02 10:11", "党政办 柳某某", "已读 128 / 收藏")
		return append([]string{"首页 > 通知公告 > 正文", "掌上校园", "今日天气 晴"}, out...)
	}},
	{"the name of the site above", func(lines []string, d *document.Document) []string {
		if lineOfPart(d, "recipients") < 0 {
			return nil
		}
		return append([]string{"云溪职教在线", "您现在的位置：首页 > 公文", ""}, lines...)
	}},
	{"words of the site below", func(lines []string, d *document.Document) []string {
		if d.Imprint == nil && (d.Signature == nil || len(d.Attachments) > 0 || d.Signature.Date.IsZero()) {
			return nil
		}
		return append(slices.Clone(lines), "", "微信公众号", "手机版", "上一篇：无", "技术支持：某某公司")
	}},
	{"the title broken", func(lines []string, d *document.Document) []string {
		i := lineOfPart(d, "title")
		if i < 0 || i != titleEndLine(d) || !strings.Contains(lines[i], "关于") {
			return nil
		}
		s := []rune(strings.TrimSpace(lines[i]))
		if len(s) < 16 {
			return nil
		}
		return slices.Replace(slices.Clone(lines), i, i+1, string(s[:len(s)*3/5]), string(s[len(s)*3/5:]))
	}},
	{"the title broken behind the organ", func(lines []string, d *document.Document) []string {
		i := lineOfPart(d, "title")
		if i < 0 || i != titleEndLine(d) || strings.Index(lines[i], "关于") <= 0 || d.Head == nil || d.Head.Number.IsZero() {
			return nil
		}
		before, behind, _ := strings.Cut(lines[i], "关于")
		if !cue.IsOrgan(before) {
			return nil
		}
		return slices.Replace(slices.Clone(lines), i, i+1, before, "关于"+behind)
	}},
	{"number below the title", func(lines []string, d *document.Document) []string {
		i, t := lineOfPart(d, "head.number"), titleEndLine(d)
		if i < 0 || t < i || d.Kind == document.Minutes || d.Head == nil || d.Head.Mark != "" || len(d.Head.Organs) > 0 || lineOfPart(d, "recipients") < 0 {
			return nil
		}
		out := slices.Clone(lines)
		number := out[i]
		out = slices.Insert(out, t+1, number)
		return slices.Delete(out, i, i+1)
	}},
	{"letters of the head pulled apart", func(lines []string, d *document.Document) []string {
		i := slices.IndexFunc(lines, func(l string) bool { return strings.HasSuffix(strings.TrimSpace(l), "文件") })
		if i < 0 || d.Head == nil || d.Head.Mark != "文件" || len(d.Head.Organs) != 1 {
			return nil
		}
		out := slices.Clone(lines)
		out[i] = strings.Join(strings.Split(han.Squeeze(out[i]), ""), " ")
		return out
	}},
	{"labels of pages with a colon", eachLineBy(func(l string) string {
		if g := cue.LabelLine.FindStringSubmatch(l); g != nil && g[2] != "" && g[4] == "" {
			return l + "："
		}
		return l
	})},
	{"labels of pages in brackets", eachLineBy(func(l string) string {
		if g := cue.LabelLine.FindStringSubmatch(l); g != nil && g[2] != "" && g[4] == "" {
			return "【" + l + "】"
		}
		return l
	})},
	{"marks of the list with 、", func(lines []string, d *document.Document) []string {
		out := slices.Clone(lines)
		for k, a := range d.Attachments {
			i := lineOfPart(d, fmt.Sprintf("attachments[%d].listed", k))
			if i < 0 || a.Printed {
				return nil
			}
			out[i] = regexp.MustCompile(`(\d)[.．]`).ReplaceAllString(out[i], "$1、")
		}
		return out
	}},
	{"page numbers", func(lines []string, d *document.Document) []string {
		i := len(lines) / 2
		if strings.Contains(strings.Join(lines[max(0, i-1):min(len(lines), i+1)], ""), "\t") || i < titleEndLine(d)+3 {
			return nil
		}
		return append(around(lines, i, "— 1 —"), "— 2 —")
	}},
}

// How many of a hundred documents must be read alike in each variation, and in
// all together.
const wantVaried, wantVariedAll = 90, 98

// TestVaried: a document that is written otherwise is read as the same.
func TestVaried(t *testing.T) {
	files, err := filepath.Glob("testdata/whole2/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no whole documents: %v", err)
	}
	tried, right := map[string]int{}, map[string]int{}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(a.Files); i += 2 {
			text := strings.TrimRight(string(a.Files[i].Data), "\n")
			if Raced && (i/2)%40 != 0 { // to see no races; how many are read right is for all of them to say
				continue
			}
			d, _ := Parse(text)
			want := structure(d)
			for _, v := range variations {
				lines := v.vary(strings.Split(text, "\n"), d)
				if lines == nil {
					continue
				}
				varied := strings.Join(lines, "\n")
				if varied == text {
					continue
				}
				tried[v.name]++
				n, _ := Parse(varied)
				got := structure(n)
				var faults []string
				for _, key := range parts {
					if got[key] != want[key] && strings.TrimSuffix(got[key], ":") != want[key] {
						faults = append(faults, fmt.Sprintf("  %s: got %q, want %q", key, got[key], want[key]))
					}
				}
				if len(faults) == 0 {
					right[v.name]++
					continue
				}
				t.Logf("%s, %s %s:\n%s", v.name, filepath.Base(file), a.Files[i].Name, strings.Join(faults, "\n"))
			}
		}
	}
	total, all := 0, 0
	for _, v := range variations {
		t.Logf("%s: %d of %d", v.name, right[v.name], tried[v.name])
		total += tried[v.name]
		all += right[v.name]
		if !Raced && (tried[v.name] == 0 || 100*right[v.name] < wantVaried*tried[v.name]) {
			t.Errorf("%s: below %d %%", v.name, wantVaried)
		}
	}
	t.Logf("all: %d of %d", all, total)
	if !Raced && 100*all < wantVariedAll*total {
		t.Errorf("below %d %%", wantVariedAll)
	}
}

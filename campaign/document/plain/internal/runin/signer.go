package runin

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"
)

// signerInName returns where who signs and the day begin directly behind the last name in a list of attachments:
// 2.主要数据表甲市教育局2018年11月20日; 0 if line i is nothing of the kind.
func signerInName(d *draft.Draft, i int) int {
	const longest, shortest = 400, 4 // bytes of a line, characters of an organ
	l := strings.TrimRightFunc(d.Lines[i], unicode.IsSpace)
	if len(l) > longest {
		return 0
	}
	g := signedAt.FindStringIndex(l)
	if g == nil || !inList(d, i) {
		return 0
	}
	front := strings.TrimRightFunc(l[:g[0]], unicode.IsSpace)
	from := len(front) - len(strings.TrimLeftFunc(front, unicode.IsSpace))
	if blank := strings.LastIndexFunc(front, unicode.IsSpace); blank >= 0 {
		from = blank
	}
	for at := range front[from:] { // the longest name of an organ behind one of a paper
		at += from
		organ := front[at:]
		if utf8.RuneCountInString(organ) < shortest {
			return 0
		}
		if cue.FullName.MatchString(front[:at]) && !ofPaper(organ) && cue.IsOrgan(organ) {
			return at
		}
	}
	return 0
}

// ofPaper reports whether s has a word that names of papers have and those of organs do not.
func ofPaper(s string) bool {
	for _, word := range []string{"的", "附件", "通知", "方案", "办法", "名单", "一览", "汇总", "登记", "申报", "计划表"} {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

// inList reports whether line i is of a list of attachments: it begins one, or has an item below
// such.
func inList(d *draft.Draft, i int) bool {
	const most = 12 // lines of a list
	s := strings.TrimSpace(d.Lines[i])
	if cue.ListLine.MatchString(s) || cue.EachLine.MatchString(s) {
		return true
	}
	if _, _, number := cue.ReadItem(s); number == 0 {
		return false
	}
	for k, seen := d.Last(i), 0; k >= 0 && seen < most; k, seen = d.Last(k), seen+1 {
		if cue.ListLine.MatchString(d.Text(k)) || cue.EachLine.MatchString(d.Text(k)) {
			return true
		}
		if _, _, number := cue.ReadItem(d.Text(k)); number == 0 {
			return false
		}
	}
	return false
}

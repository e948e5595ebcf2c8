package shell

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Portals of governments have the menus of all their columns above a document, what a button
// that reads aloud does, and the title as a link with its number.

// dropMenus takes out the menus of a portal that were copied with counts of their own before
// their entries, above the title: 1. 目录, 2. 旗人民政府, 1. 专项规划. A document has no such lists
// above its title, and counts on where it has one, from no first page.
func (r *page) dropMenus() {
	const most, least, longest = 120, 4, 24 // lines; entries; characters of one
	last, marked, anew, before := -1, 0, 0, 0
	for i, seen := r.Next(0, len(r.Lines)), 0; i < len(r.Lines) && seen < most; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		s := r.Text(i)
		if r.titledBelow(i) {
			break
		}
		m, ok := passage.ReadMark(s)
		if utf8.RuneCountInString(s) > longest || strings.ContainsAny(s, "。；：，") || cue.IsRecipients(s) || cue.IsNumber(s) || cue.Concerns(s) {
			return
		}
		if !ok {
			continue
		}
		if marked++; m.Number <= before || homePage.MatchString(s) {
			anew++
		}
		last, before = i, m.Number
	}
	if last < 0 || marked < least || anew == 0 || !r.titledBelow(r.Next(last+1, len(r.Lines))) {
		return
	}
	for _, i := range r.Between(0, last+1) {
		r.Drop("RD001", i)
	}
}

// titledBelow reports whether the title of a document begins on line i: it says what it is
// about, and what stands below a title follows.
func (r *page) titledBelow(i int) bool {
	const mostTitle, near = 3, 4 // lines
	title := ""
	for n := 0; i < len(r.Lines) && n < mostTitle; i, n = r.Next(i+1, len(r.Lines)), n+1 {
		s := r.Text(i)
		if _, marked := passage.ReadMark(s); marked || strings.ContainsAny(s, "。；") || utf8.RuneCountInString(s) > 2*cue.MaxTitleLine {
			return false
		}
		if title += s; cue.Concerns(title) && document.KindOf(cue.Unstopped(title)).Statutory() {
			break
		}
	}
	if !cue.Concerns(title) || !document.KindOf(cue.Unstopped(title)).Statutory() {
		return false
	}
	for k, n := r.Next(i+1, len(r.Lines)), 0; k < len(r.Lines) && n < near; k, n = r.Next(k+1, len(r.Lines)), n+1 {
		if s := r.Text(k); cue.IsRecipients(s) || cue.IsNumber(s) || cue.IsWeb(han.Squeeze(s)) {
			return true
		}
	}
	return false
}

var (
	// aloud begins what a button says that reads a page aloud.
	aloud = regexp.MustCompile(`^(?:(?:点击|单击|按下?)?(?:语音|智能)?(?:朗读|播报|收听|播放)|(?:设置)?(?:语音|朗读)按钮)`)
	// pressed is what is done with it.
	pressed = regexp.MustCompile(`按钮|[点单]击|按键`)
)

// dropAloud takes out what a button says above a document that reads it aloud, over as many lines as its
// sentence has.
func (r *page) dropAloud() {
	const front, most, longest = 12, 6, 160 // lines; characters
	for i, seen := r.Next(0, len(r.Lines)), 0; i < len(r.Lines) && seen < front; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		s := han.Squeeze(r.Lines[i])
		if cue.IsRecipients(s) || cue.Concerns(s) {
			return
		}
		if !aloud.MatchString(s) {
			continue
		}
		joined := ""
		for k, n := i, 0; k < len(r.Lines) && n < most; k, n = r.Next(k+1, len(r.Lines)), n+1 {
			if joined += han.Squeeze(r.Lines[k]); cue.Concerns(joined) || utf8.RuneCountInString(joined) > longest {
				return
			}
			if strings.HasSuffix(joined, "。") && pressed.MatchString(joined) {
				for _, at := range r.Between(i, k+1) {
					r.Drop("RD001", at)
				}
				break
			}
		}
	}
}

// crumbs are the columns that a page stands in, from the first page of the portal to 正文, run
// together without signs between them, and the title of the document behind that.
var crumbs = regexp.MustCompile(`^\p{Han}{0,6}首页[\p{Han}A-Za-z_—·|/-]{2,40}?正文(?:[:：|_/—-]*)(.*)$`)

// dropCrumbs takes out the columns that are run together in front of a title, and that title if it
// stands below once more.
func (r *page) dropCrumbs() {
	lines := r.topLines()
	for k, i := range lines[:min(len(lines), maxTop)] {
		g := crumbs.FindStringSubmatch(han.Squeeze(r.Lines[i]))
		if g == nil {
			continue
		}
		titled := document.KindOf(cue.Unstopped(g[1])) != ""
		again := titled && slices.ContainsFunc(lines[k+1:], func(below int) bool { return strings.HasPrefix(han.Squeeze(r.Lines[below]), g[1]) })
		switch {
		case g[1] == "" || again:
			r.Drop("RD001", i)
		case titled && strings.HasSuffix(r.Text(i), g[1]):
			r.putWithout(i, g[1])
		}
		return
	}
}

// dropCalled takes out what a page calls a document, its number and its title in 《》 on one
// line, above both; of what does not stand below, that stays.
func (r *page) dropCalled() {
	const mostTitle, near = 4, 8 // lines
	lines := r.topLines()
	for k, i := range lines[:min(len(lines), maxTop)] {
		s := r.Text(i)
		at := cue.WrappedAt(s)
		number, name := s[:at], s[at:]
		if g := calledBehind.FindStringSubmatch(s); at == 0 && g != nil && cue.IsNumber(g[2]) {
			number, name = g[2], g[1]
		} else if at == 0 {
			continue
		}
		number = strings.TrimSpace(number)
		name = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(name), "《"), "》")
		numbered := slices.ContainsFunc(lines[k+1:], func(below int) bool { return strings.Contains(han.Squeeze(r.Lines[below]), han.Squeeze(number)) })
		title := han.Squeeze(name)
		for a := k + 1; a < min(k+near, len(lines)); a++ {
			joined := ""
			for b := a; b < min(a+mostTitle, len(lines)) && joined != title; b++ {
				joined += han.Squeeze(r.Lines[lines[b]])
			}
			if joined == title && numbered {
				r.Drop("RD001", i)
				return
			} else if joined == title {
				r.putWithout(i, number)
				return
			}
		}
		if at == 0 && document.KindOf(cue.Unstopped(name)).Statutory() && closed(name) {
			r.Note("RD001", i, "《》")
			r.Put(i, name+"（"+number+"）") // read as any title with its number behind it
			return
		}
	}
}

// calledBehind is a title in 《》 with its number behind it.
var calledBehind = regexp.MustCompile(`^(《.{6,120}》)\s*[（(]?\s*([^\s（()）《》][^（()）《》]{4,30}号)\s*[）)]?$`)

// wrappedTitle is a title in 《》 that it does not have on paper.
var wrappedTitle = regexp.MustCompile(`^《(\p{Han}{0,30}(?:关于|转发|印发).{6,})》$`)

// dropWraps takes the 《》 off titles, which pages have as names of links.
func (r *page) dropWraps() {
	lines := r.topLines()
	r.unwrapOnly(lines)
	r.unbracketTitle(lines)
	for _, i := range lines[:min(len(lines), maxTop)] {
		g := wrappedTitle.FindStringSubmatch(r.Text(i))
		if g == nil || !document.KindOf(cue.Unstopped(g[1])).Statutory() || !closed(g[1]) {
			continue
		}
		r.Note("RD001", i, "《》") // by which alone it is no page
		r.Put(i, g[1])
	}
}

// bracketedTitle is a title in brackets, as pages have one behind the number of the document.
var bracketedTitle = regexp.MustCompile(`^([（(])(.{6,120})([）)])$`)

// unbracketTitle takes the brackets off the title that stands below the number, if the text has no other.
func (r *page) unbracketTitle(lines []int) {
	var found []int
	lines = lines[:min(len(lines), maxTop)]
	for k, i := range lines {
		s := r.Text(i)
		if g := bracketedTitle.FindStringSubmatch(s); g != nil && k > 0 && cue.Balanced(g[2]) && document.KindOf(cue.Unstopped(g[2])) != "" && !cue.IsNumber(s) && cue.IsNumber(r.Text(lines[k-1])) {
			found = append(found, i)
		} else if cue.Concerns(s) && document.KindOf(cue.Unstopped(s)) != "" {
			return
		}
	}
	for _, i := range found {
		g := bracketedTitle.FindStringSubmatch(r.Text(i))
		r.Note("RD010", i, g[1]+g[3])
		r.Put(i, g[2])
	}
}

// wrappedPaper is any line in 《》.
var wrappedPaper = regexp.MustCompile(`^《(.{4,60})》$`)

// unwrapOnly takes the 《》 off the first of the lines if that is the title of a paper, and no
// other title and no piece of one stands below it.
func (r *page) unwrapOnly(lines []int) {
	if len(lines) == 0 {
		return
	}
	g := wrappedPaper.FindStringSubmatch(r.Text(lines[0]))
	if g == nil || document.KindOf(cue.Unstopped(g[1])) == "" || strings.ContainsAny(g[1], "《》。；") || !closed(g[1]) {
		return
	}
	if slices.ContainsFunc(lines[1:], func(i int) bool {
		s := r.Text(i)
		return document.KindOf(cue.Unstopped(s)) != "" || cue.Concerns(s) && !strings.ContainsAny(s, "，,：:") || strings.HasPrefix(s, "的")
	}) {
		return
	}
	r.Note("RD001", lines[0], "《》") // which the kind of the document does not depend on
	r.Put(lines[0], g[1])
}

// closed reports whether all 《 in s are closed within it, so that those around it are a pair.
func closed(s string) bool {
	open := 0
	for _, c := range s {
		switch c {
		case '《':
			open++
		case '》':
			if open--; open < 0 {
				return false
			}
		}
	}
	return open == 0
}

// columns are the names of columns that a page has above the title: 会议纪要/领导讲话.
var columns = regexp.MustCompile(`^\p{Han}{2,8}(?:[/／]\p{Han}{2,8}){1,3}$`)

// isColumns reports whether line i, the first, names columns of a page above a title.
func (r *page) isColumns(i int) bool {
	t := han.Squeeze(r.Lines[i])
	below := r.Next(i+1, len(r.Lines))
	names := strings.FieldsFunc(t, func(c rune) bool { return c == '/' || c == '／' })
	return columns.MatchString(t) && !slices.ContainsFunc(names, cue.IsOrgan) && below < len(r.Lines) && document.KindOf(cue.Unstopped(r.Text(below))) != ""
}

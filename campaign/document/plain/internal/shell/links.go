package shell

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A link is a file that the text names as web pages do.
type link struct {
	line int
	mark string
	name string
}

// readLink reads line i if it is the name of a file and nothing else.
func (r *page) readLink(i int) (link, bool) {
	g := cue.FileLink.FindStringSubmatch(r.Text(i))
	if g == nil || strings.Contains(r.Lines[i], "\t") {
		return link{}, false
	}
	name := strings.TrimSpace(g[2])
	if d := fileLabelBehind.FindStringSubmatch(name); d != nil && cue.FullName.MatchString(d[1]) && (d[2] == "" || d[2] == d[1]) {
		name = d[1]
	}
	if g[1] != "" && strings.ContainsFunc(name, unicode.IsSpace) {
		return link{}, false // the file stands behind the name of an attachment
	}
	return link{i, g[1], name}, true
}

// fileLabelBehind is the name of an attachment with that of its file behind it, which begins with a label:
// 申请表附件1, 申请表附件1申请表.
var fileLabelBehind = han.Compile(`^(.{2,60}?)\s*[（(]?\s*附\s*[件表]\s*[0-9０-９一二三四五六七八九十]{1,2}\s*[）)]?[-_—.．、]?\s*(.*)$`)

// fileLabel is a file that has a label for a name.
var fileLabel = han.Compile(`^\s*附\s*[件表]\s*[0-9０-９一二三四五六七八九十]{1,2}\s*\.`)

// dropLinks takes out the files that a web page offers below a text which lists
// its attachments. Where no list does, they are the list, their kinds of file
// (.docx) taken out.
func (r *page) dropLinks() {
	for i, l := range r.Lines {
		if g := cue.FileBehind.FindStringSubmatch(l); g != nil && !strings.Contains(l, "\t") && !cue.LinkHead.MatchString(strings.TrimSpace(g[1])) && !fileLabel.MatchString(g[2]) {
			r.Note("RD001", i, strings.TrimSpace(g[2]))
			r.Rewrite(i, g[1])
		}
	}
	listed := false
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		head := -1
		if cue.LinkHead.MatchString(r.Text(i)) {
			head = i
			i = r.Next(i+1, len(r.Lines))
		}
		var block []link
		after := i
		for ; after < len(r.Lines); after = r.Next(after+1, len(r.Lines)) {
			l, ok := r.readLink(after)
			if !ok {
				break
			}
			block = append(block, l)
		}
		if len(block) == 0 {
			if head >= 0 {
				i = head
			}
			s := r.Text(i)
			listed = listed || cue.ListLine.MatchString(s) || cue.EachLine.MatchString(s)
			continue
		}
		r.Framed = true
		block = r.named(block)
		kept := 0
		for _, l := range block {
			switch {
			case listed, r.isWhole(l):
				r.Drop("RD001", l.line)
			default:
				kept++
				r.listLink(l, kept, len(block), head >= 0 && head != l.line)
			}
		}
		switch {
		case head < 0:
		case kept == 0:
			r.Drop("RD001", head)
		case !cue.ListLine.MatchString(r.Text(head)):
			r.Note("RD001", head, r.Text(head))
			r.Put(head, "附件：")
		}
		listed = listed || kept > 0
		i = after - 1
	}
}

// named takes out the files of a block that have figures for names, beside those that have
// the names of attachments.
func (r *page) named(block []link) []link {
	bare := func(l link) bool { return !han.Has(l.name) }
	if !slices.ContainsFunc(block, func(l link) bool { return !bare(l) }) {
		return block
	}
	for _, l := range block {
		if bare(l) {
			r.Drop("RD001", l.line)
		}
	}
	return slices.DeleteFunc(block, bare)
}

// isWhole reports whether a file is the document itself: it has its number or
// title for a name.
func (r *page) isWhole(l link) bool {
	const least = 8
	name := han.Squeeze(l.name)
	var top strings.Builder
	for _, i := range r.topLines() {
		if i < l.line {
			top.WriteString(han.Squeeze(r.Lines[i]))
		}
	}
	_, behind, within := strings.Cut(top.String(), name)
	// 公布…名单的通知 does not end with the name of what it publishes.
	titled := utf8.RuneCountInString(name) >= least && (document.KindOf(cue.Unstopped(name)).Statutory() || strings.Contains(name, "关于"))
	return (titled || cue.NumberLine.MatchString(name)) && within && !strings.HasPrefix(behind, "的")
}

// listLink makes line l the k-th name in a list of attachments, of n, which may
// have its head above.
func (r *page) listLink(l link, k, n int, headed bool) {
	mark := ""
	if n > 1 {
		mark = strconv.Itoa(k) + "."
	}
	if !headed && k == 1 {
		mark = "附件：" + mark
	}
	_, left, _ := strings.Cut(r.Text(l.line), l.name)
	r.Note("RD001", l.line, left)
	r.Put(l.line, mark+l.name)
}

// joinCongress joins the name of a 常务委员会 that broke behind its 人民代表大会, above what it
// makes.
func (r *page) joinCongress() {
	const most = 40 // lines
	for i, seen := r.Next(0, len(r.Lines)), 0; i < len(r.Lines) && seen < most; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		below := r.Next(i+1, len(r.Lines))
		if s := han.Squeeze(r.Lines[i]); below < len(r.Lines) && strings.HasSuffix(s, "人民代表大会") && utf8.RuneCountInString(s) <= cue.MaxTitleLine && committee.MatchString(han.Squeeze(r.Lines[below])) {
			r.Note("RD004", below, r.Text(below))
			r.Put(below, s+r.Text(below))
			r.Rewrite(i, "")
		}
	}
}

var committee = regexp.MustCompile(`^常务委员会(?:公告|决定|决议|令|文件)?$`)

// bareMark is a number without what it counts.
var bareMark = regexp.MustCompile(`^\d{1,2}[.．、]$`)

// listMark is the label of a file on the line below it: 附件：1、.
var listMark = han.Compile(`^附\s*[件表]\s*[：:]?\s*\d{1,2}\s*[.．、：:]?$`)

// joinMarks puts the numbers of a list of attachments that have lines of their own before the
// names below them.
func (r *page) joinMarks() {
	for i := r.Next(0, len(r.Lines)); i < len(r.Lines); i = r.Next(i+1, len(r.Lines)) {
		if listMark.MatchString(r.Text(i)) {
			if file := r.Next(i+1, len(r.Lines)); file < len(r.Lines) {
				if l, ok := r.readLink(file); ok && l.mark == "" && han.Has(l.name) {
					r.Note("RD004", file, r.Text(file))
					r.Put(file, r.Text(i)+r.Text(file))
					r.Rewrite(i, "")
				}
			}
			continue
		}
		if s := r.Text(i); !strings.HasPrefix(s, "附") || s != cue.ListLine.FindString(s) {
			continue
		}
		for at := r.Next(i+1, len(r.Lines)); at < len(r.Lines) && bareMark.MatchString(r.Text(at)); at = r.Next(at+1, len(r.Lines)) {
			name := r.Next(at+1, len(r.Lines))
			if name == len(r.Lines) {
				break
			}
			r.Note("RD004", name, r.Text(name))
			r.Put(name, r.Text(at)+r.Text(name))
			r.Rewrite(at, "")
			at = name
		}
	}
}

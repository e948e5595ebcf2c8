package plain

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
)

// addressee reports whether line i, which is the first below a title, names
// whom the document is for, as nothing but its place tells: 教务处：.
func (r *reading) addressee(i, to int) bool {
	below := r.Next(i+1, to)
	return below < to && cue.IsAddressee(r.Text(i), r.Text(below))
}

// brokenRecipients reports whether recipients begin in line i that broke for
// want of room, anywhere in a name.
func (r *reading) brokenRecipients(i, to int) bool {
	joined := r.Text(i)
	if !strings.ContainsAny(joined, "，、") || strings.Contains(joined, "关于") || document.KindOf(joined) != "" {
		return false
	}
	for j := i + 1; j < min(i+8, to); j++ {
		s := r.Text(j)
		if utf8.RuneCountInString(r.Text(j-1)) < cue.MinBroken || s == "" || strings.Contains(s, "关于") {
			return false
		}
		joined += s
		if cue.IsColonEnd(s) {
			last := cue.LastName(joined)
			return cue.IsRecipients(joined) && (cue.IsOrgan(last) || cue.RecipientEnd.MatchString(last))
		}
	}
	return false
}

// recipients reads the recipients, which stand in lines [from, to).
func (r *reading) recipients(n *document.Document, from, to int) {
	lines := r.Between(from, to)
	for k, i := range lines {
		n.Recipients += r.Text(i)
		if k > 0 {
			r.Note("RD004", i, r.Text(i))
		}
	}
	if !cue.IsColonEnd(n.Recipients) {
		r.wrote("recipients", n.Recipients)
	}
	r.place("recipients", r.stretches(lines)...)
	// The printed line always ends with a colon.
	n.Recipients = strings.TrimSuffix(n.Recipients, "：")
}

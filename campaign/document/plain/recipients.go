package plain

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
)

// addressee reports whether line i, which is the first below a title, names
// whom the document is for, as nothing but its place tells: 教务处：.
func (r *reading) addressee(i, to int) bool {
	s := r.text(i)
	name, ok := cue.Colonless(s)
	name = strings.TrimSpace(name)
	if ok {
		return name != "" && utf8.RuneCountInString(name) <= cue.MaxTitleLine && !strings.ContainsAny(name, "：:。！？；\t“《") &&
			!cue.Opening.MatchString(name) && !cue.Subject.MatchString(name) && !cue.Command.MatchString(name) && r.next(i+1, to) < to
	}
	// 各职业院校 without its colon, and text below.
	below := r.next(i+1, to)
	return strings.HasPrefix(s, "各") && !passage.EndsOpen(s) && cue.AreRecipients(s) && (cue.IsOrgan(cue.LastName(s)) || cue.RecipientEnd.MatchString(cue.LastName(s))) &&
		below < to && strings.ContainsAny(r.text(below), "，。")
}

// brokenRecipients reports whether recipients begin in line i that broke for
// want of room, anywhere in a name.
func (r *reading) brokenRecipients(i, to int) bool {
	joined := r.text(i)
	if !strings.ContainsAny(joined, "，、") || strings.Contains(joined, "关于") || document.KindOf(joined) != "" {
		return false
	}
	for j := i + 1; j < min(i+8, to); j++ {
		s := r.text(j)
		if utf8.RuneCountInString(r.text(j-1)) < cue.MinBroken || s == "" || strings.Contains(s, "关于") {
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
	lines := r.between(from, to)
	for k, i := range lines {
		n.Recipients += r.text(i)
		if k > 0 {
			r.note("RD004", i, r.text(i))
		}
	}
	if !cue.IsColonEnd(n.Recipients) {
		r.wrote("recipients", n.Recipients)
	}
	r.place("recipients", r.stretches(lines)...)
	// The printed line always ends with a colon.
	n.Recipients = strings.TrimSuffix(n.Recipients, "：")
}

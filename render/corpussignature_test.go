package render_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// signers: 签发人 stands with its first name on one line, every name whole, at
// the right of the number or above it (7.2.6).
func (j *judge) signers() (said []string) {
	if j.n.Head == nil || len(j.n.Head.Signers) == 0 {
		return nil
	}
	lines := map[float64]string{}
	for _, p := range j.texts {
		if p.page == 1 {
			lines[p.base] += p.Text.Text
		}
	}
	has := func(text string) bool {
		for _, l := range lines {
			if strings.Contains(squash(l), text) {
				return true
			}
		}
		return false
	}
	if !has("签发人：" + j.n.Head.Signers[0]) {
		said = append(said, "签发人： stands apart from "+j.n.Head.Signers[0])
	}
	for _, text := range append(slices.Clone(j.n.Head.Signers), j.n.Head.Number.String()) {
		if !has(text) {
			said = append(said, text+" is cut")
		}
	}
	return said
}

// signed finds the piece in which the signature begins, -1 if there is none.
func (j *judge) signed() int {
	s := j.n.Signature
	if s == nil || s.Date.IsZero() || j.isBulletin() {
		return -1
	}
	// The date stands behind the names and before the attachments.
	date := -1
	for i, p := range j.texts {
		if squash(p.Text.Text) != "" && p.Size == 16 && squash(j.lineAt(i)) == s.Date.String() {
			date = i
			break
		}
	}
	if date < 0 || len(s.Organs) == 0 {
		return date
	}
	first := s.Organs[0].Name
	if s.Seal == document.SealStamp && len(s.Posts) > 0 {
		first = s.Posts[0]
	}
	for i := date; i >= 0; i-- {
		if p := j.texts[i]; p.Size == 16 && p.Color == paper.Black && strings.HasPrefix(first, squash(p.Text.Text)) && strings.HasPrefix(squash(j.from(i)), squash(first)) {
			return i
		}
	}
	return date
}

// from is the text from piece i on, some of it.
func (j *judge) from(i int) string {
	s := ""
	for _, p := range j.texts[i:min(len(j.texts), i+12)] {
		s += p.Text.Text
	}
	return s
}

// lineAt is the text from piece i to the end of its line.
func (j *judge) lineAt(i int) string {
	s := ""
	for k := i; k < len(j.texts) && j.texts[k].page == j.texts[i].page && j.texts[k].base == j.texts[i].base; k++ {
		s += j.texts[k].Text.Text
	}
	return s
}

// signature: it stands on a page with some of the body (7.3.5.5), or of a list
// of attachments so long that it is text itself.
func (j *judge) signature() []string {
	at := j.signed()
	if at < 0 {
		return nil
	}
	page := j.texts[at].page
	above := ""
	for _, p := range j.texts[:at] {
		if p.page == page {
			above += squash(p.Text.Text)
		}
	}
	if above == "" {
		return []string{fmt.Sprintf("p%d begins with the signature", page)}
	}
	listed := 0
	for _, a := range j.n.Attachments {
		if !a.Printed {
			listed++
		}
	}
	if listed >= 6 {
		return nil
	}
	for _, p := range partsOf(j.n) {
		if text := squash(p.text); p.body {
			if strings.Contains(above, text) {
				return nil
			}
			rs := []rune(text)
			for k := range min(len(rs), 6) {
				if end := string(rs[len(rs)-1-k:]); strings.HasPrefix(above, end) || k == 5 && strings.Contains(above, end) {
					return nil
				}
			}
		}
	}
	return []string{fmt.Sprintf("p%d has no body above the signature: %q", page, cut(above))}
}

// seal: a seal of 45 mm over name and date, both just below its middle, does
// not reach into the text above, and stands no further than a line from it
// (7.3.5.1).
func (j *judge) seal() []string {
	const diameter, line = 45 * 72 / 25.4, 28.95
	s := j.n.Signature
	at := j.signed()
	if at < 0 || len(s.Organs) == 0 || s.Seal == document.SealNone || s.Seal == document.SealStamp {
		return nil
	}
	name := j.texts[at]
	above := 0.0
	for _, p := range j.texts[:at] {
		if p.page == name.page {
			above = max(above, p.y)
		}
	}
	if above == 0 {
		return nil // told by signature
	}
	lowest := name.base - 6 + line/4 // the seal's middle, name and date below it by more than half
	top := lowest - diameter/2
	if top < above-1 {
		return []string{fmt.Sprintf("p%d the seal reaches %.1f mm into the text", name.page, (above-top)*25.4/72)}
	}
	if highest := name.base - 6 - diameter/2; highest-above > line+10 {
		return []string{fmt.Sprintf("p%d the seal stands %.1f mm below the text", name.page, (highest-above)*25.4/72)}
	}
	return nil
}

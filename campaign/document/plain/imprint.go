package plain

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A copyLabel is 抄送： and what stands behind it.
type copyLabel struct {
	label   string // 抄送, 抄报, 主送, or 报, 送 and 发 of a 简报
	written string // with its colon
	rest    string
}

// cutLabel cuts 抄送： or the like from s.
func cutLabel(s string) (copyLabel, bool) {
	g := cue.CopiedLine.FindStringSubmatch(s)
	if g == nil {
		if g = cue.SentLine.FindStringSubmatch(s); g == nil {
			return copyLabel{}, false
		}
	}
	return copyLabel{han.Squeeze(g[2]), strings.TrimSpace(g[1]), strings.TrimSpace(g[4])}, g[3] != ""
}

// imprint reads the imprint that ends lines [0, to) and returns where it begins.
func (r *reading) imprint(n *document.Document, to int) int {
	m := &document.Imprint{}
	var under []int
	foot := to // of who dealt with it and how many were printed
	const mostUnder = 4
	for i := r.last(to); i >= 0 && len(under) < mostUnder && (cue.CopiesLine.MatchString(r.text(i)) || cue.DealtLine.MatchString(r.text(i))); i = r.last(i) {
		under, foot = append(under, i), i
	}
	end := r.printedBy(m, foot) // of 抄送
	first := end
	above := end // the line of 抄送, or of 抄报 above it
	const most = 12
	for i := end - 1; i >= max(0, end-most); i-- {
		s := r.text(i)
		l, colon := cutLabel(s)
		if l.rest == "" || !colon && (m.Date.IsZero() || i != r.last(end)) {
			if s != "" && !r.runsBelow(i, first) {
				break
			}
			continue
		}
		text := strings.TrimSpace(strings.TrimPrefix(r.joinLines(r.between(i, first), ""), l.written))
		switch {
		case l.label == "主送" && (m.CopyTo != "" || !m.Date.IsZero()):
			m.To = text
			r.copied("imprint.to", "主送：", l.written, i, first)
		case l.label != "主送" && m.CopyTo == "":
			m.CopyTo, above = text, i
		case (l.label == "抄报" || utf8.RuneCountInString(l.label) == 1) && first == above:
			// 抄报 and 抄送 are one, and so are 报, 送 and 发.
			m.CopyTo, above = strings.TrimRight(text, "。；;，,")+"，"+m.CopyTo, i
		default:
			i = 0 // what is above is no imprint
			continue
		}
		first = i
		if l.label == "主送" {
			break
		}
	}
	if m.Date.IsZero() && first == end {
		return to
	}
	for _, i := range slices.Backward(under) {
		if cue.CopiesLine.MatchString(r.text(i)) {
			r.note("RD010", i, r.text(i))
		} else {
			r.dealt = append(r.dealt, i)
		}
	}
	if m.CopyTo != "" {
		l, _ := cutLabel(r.text(above))
		r.copied("imprint.copyTo", "抄送：", l.written, above, end)
	}
	n.Imprint = m
	return first
}

// runsBelow reports whether line i, without a label, can belong to names above it
// that broke for want of room and go on down to line end.
func (r *reading) runsBelow(i, end int) bool {
	s := r.text(i)
	_, marked := passage.ReadMark(s)
	return !marked && passage.LabelLength(s) == 0 && !cue.IsDateLine(s) && !strings.Contains(r.lines[i], "\t") &&
		!(strings.HasSuffix(s, "。") && r.next(i+1, end) < end)
}

// copied records where lines [from, to), which begin with a label, stand, and
// how the label is written where it is not the standard's.
func (r *reading) copied(part, label, written string, from, to int) {
	lines := r.between(from, to)
	pieces := r.stretches(lines)
	if written != label {
		r.wrote(part, r.joinLines(lines, ""))
		for _, i := range lines {
			r.note("RD010", i, r.text(i))
		}
	} else {
		pieces[0].text = strings.TrimSpace(strings.TrimPrefix(pieces[0].text, label))
	}
	r.place(part, pieces...)
}

// printedBy reads who printed the document and when, on the last of the lines
// [0, to), and returns where that begins; to if it is not there.
func (r *reading) printedBy(m *document.Imprint, to int) int {
	last := r.last(to)
	if last < 0 {
		return to
	}
	s := r.text(last)
	g := cue.PrintedLine.FindStringSubmatch(s)
	if g == nil {
		if g = cue.OrganAndDay.FindStringSubmatch(s); g == nil || !cue.IsOrgan(g[1]) || !r.unprinted(last, g[1]) {
			return to
		}
	}
	date, ok := cue.ReadDate(g[2])
	if !ok {
		return to
	}
	m.Office, m.Date = han.Squeeze(g[1]), date
	written := s[strings.Index(s, g[2]):]
	r.place("imprint.date", placed{last, written})
	if han.Squeeze(written) != date.String()+"印发" {
		r.wrote("imprint.date", written)
		r.note("RD010", last, written)
	}
	if above := r.last(last); m.Office == "" && above >= 0 && above == last-1 && cue.OfficeName.MatchString(r.text(above)) {
		m.Office, last = han.Squeeze(r.text(above)), above
	}
	return last
}

// unprinted reports whether line i, an organ and a day without 印发, is where an
// imprint ends: 抄送 stands above it, or an office and the date of the document.
func (r *reading) unprinted(i int, organ string) bool {
	const most = 12
	dated := false
	for k := i - 1; k >= max(0, i-most); k-- {
		if l, ok := cutLabel(r.text(k)); ok && l.rest != "" && l.label != "主送" {
			return true
		}
		dated = dated || cue.IsDateLine(r.text(k))
	}
	return dated && cue.OfficeName.MatchString(organ)
}

// last returns the last line before line to that is not blank, or -1.
func (r *reading) last(to int) int {
	for to--; to >= 0 && r.text(to) == ""; to-- {
	}
	return to
}

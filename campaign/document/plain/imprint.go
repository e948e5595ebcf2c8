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

// imprint reads the imprint that ends lines [0, to) and returns where it begins.
func (r *reading) imprint(n *document.Document, to int) int {
	m := &document.Imprint{}
	var under []int
	foot := to // of who dealt with it and how many were printed
	const mostUnder = 4
	for i := r.Last(to); i >= 0 && len(under) < mostUnder && (cue.CopiesLine.MatchString(r.Text(i)) || cue.DealtLine.MatchString(r.Text(i))); i = r.Last(i) {
		under, foot = append(under, i), i
	}
	end := r.printedBy(m, foot) // of 抄送
	first := end
	above := end // the line of 抄送, or of 抄报 above it
	const most = 12
	for i := end - 1; i >= max(0, end-most); i-- {
		s := r.Text(i)
		l, colon := cue.CutCopied(s)
		if g := cue.BesideCopies.FindStringSubmatchIndex(s); g != nil && l.Rest != "" && colon {
			behind := s[g[2]:g[3]]
			if r.Put(i, s[:g[0]]); cue.DealtLine.MatchString(behind) {
				r.addNote(n, i, behind)
				r.Note("RD016", i, behind)
			} else {
				r.Note("RD010", i, behind)
			}
			l, _ = cue.CutCopied(r.Text(i))
		}
		if l.Rest == "" || !colon && (m.Date.IsZero() || i != r.Last(end)) {
			if s != "" && !r.runsBelow(i, first) {
				break
			}
			continue
		}
		text := strings.TrimSpace(strings.TrimPrefix(r.Join(r.Between(i, first), ""), l.Written))
		switch {
		case l.Label == "主送" && (m.CopyTo != "" || !m.Date.IsZero()):
			m.To = text
			r.copied("imprint.to", "主送：", l.Written, i, first)
		case l.Label != "主送" && m.CopyTo == "":
			m.CopyTo, above = text, i
		case (l.Label == "抄报" || utf8.RuneCountInString(l.Label) == 1) && first == above:
			// 抄报 and 抄送 are one, and so are 报, 送 and 发.
			m.CopyTo, above = strings.TrimRight(text, "。；;，,")+"，"+m.CopyTo, i
		default:
			i = 0 // what is above is no imprint
			continue
		}
		first = i
		if l.Label == "主送" {
			break
		}
	}
	if m.Date.IsZero() && first == end {
		return to
	}
	for _, i := range slices.Backward(under) {
		if cue.CopiesLine.MatchString(r.Text(i)) {
			r.Note("RD010", i, r.Text(i))
		} else {
			r.dealt = append(r.dealt, placed{i, r.Text(i)})
		}
	}
	if m.CopyTo != "" {
		l, _ := cue.CutCopied(r.Text(above))
		r.copied("imprint.copyTo", "抄送：", l.Written, above, end)
	}
	n.Imprint = m
	return first
}

// runsBelow reports whether line i, without a label, can belong to names above it
// that broke for want of room and go on down to line end.
func (r *reading) runsBelow(i, end int) bool {
	s := r.Text(i)
	_, marked := passage.ReadMark(s)
	if above := r.Last(i); above >= 0 && strings.HasSuffix(r.Text(above), "。") && cue.IsOrgan(s) {
		return false
	}
	return !marked && passage.LabelLength(s) == 0 && !cue.IsDateLine(s) && !strings.Contains(r.Lines[i], "\t") &&
		!(strings.HasSuffix(s, "。") && r.Next(i+1, end) < end)
}

// copied records where lines [from, to), which begin with a label, stand, and
// how the label is written where it is not the standard's.
func (r *reading) copied(part, label, written string, from, to int) {
	lines := r.Between(from, to)
	pieces := r.stretches(lines)
	if written != label {
		r.wrote(part, r.Join(lines, ""))
		for _, i := range lines {
			r.Note("RD010", i, r.Text(i))
		}
	} else {
		pieces[0].text = strings.TrimSpace(strings.TrimPrefix(pieces[0].text, label))
	}
	r.place(part, pieces...)
}

// printedBy reads who printed the document and when, on the last of the lines
// [0, to), and returns where that begins; to if it is not there.
func (r *reading) printedBy(m *document.Imprint, to int) int {
	last := r.Last(to)
	if last < 0 {
		return to
	}
	s := r.Text(last)
	g := cue.PrintedLine.FindStringSubmatch(s)
	if g == nil {
		if g = cue.OrganAndDay.FindStringSubmatch(s); g == nil || !cue.IsOrgan(g[1]) || !r.unprinted(last, g[1]) {
			return to
		}
	}
	date, ok := cue.ReadDate(g[2])
	if !ok {
		date, ok = cue.ReadDotted(g[2])
	}
	if !ok {
		return to
	}
	m.Office, m.Date = han.Squeeze(g[1]), date
	written := s[strings.Index(s, g[2]):]
	r.place("imprint.date", placed{last, written})
	if han.Squeeze(written) != date.String()+"印发" {
		r.wrote("imprint.date", written)
		r.Note("RD010", last, written)
	}
	if above := r.Last(last); m.Office == "" && above >= 0 && above == last-1 && cue.OfficeName.MatchString(r.Text(above)) {
		m.Office, last = han.Squeeze(r.Text(above)), above
	}
	return last
}

// unprinted reports whether line i, an organ and a day without 印发, is where an
// imprint ends: 抄送 stands above it, or an office and the date of the document.
func (r *reading) unprinted(i int, organ string) bool {
	const most = 12
	dated := false
	for k := i - 1; k >= max(0, i-most); k-- {
		if l, ok := cue.CutCopied(r.Text(k)); ok && l.Rest != "" && l.Label != "主送" {
			return true
		}
		dated = dated || cue.IsDateLine(r.Text(k))
	}
	return dated && cue.OfficeName.MatchString(organ)
}

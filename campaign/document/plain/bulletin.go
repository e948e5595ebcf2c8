package plain

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var (
	sentTo   = han.Compile(`^([报送发])：\s*(\S.*)$`)
	printRun = han.Compile(`^(?:(\S.*?)\s+)?([（(]?\s*共印\s*(\d{1,5})\s*份\s*[）)]?)$`)
)

// sent reads the end of a 简报 as [Print] prints it, 报, 送 and 发 above 共印份数, and
// returns where it begins; to, if it is another. What offices write otherwise the
// imprint's reader takes.
func (r *reading) sent(n *document.Document, to int) int {
	lines := r.Between(0, to)
	last := len(lines) - 1
	number := r.issue(lines)
	if number < 0 {
		return to
	}
	if number < last { // a tab parts who edits it and the day, and is no table's
		if i := lines[number+1]; strings.Contains(r.Lines[i], "\t") && cue.EditorLine.MatchString(r.Text(i)) {
			r.Rewrite(i, strings.ReplaceAll(r.Lines[i], "\t", " "))
		}
	}
	m, bracketed := &document.Imprint{}, -1
	if g := printRun.FindStringSubmatch(r.Text(lines[last])); g != nil && (g[1] == "" || cue.IsOrgan(g[1])) {
		m.Office = g[1]
		m.Copies, _ = strconv.Atoi(g[3]) // of few digits
		if g[2] != "共印"+g[3]+"份" {
			bracketed = lines[last]
		}
		last--
	}
	first := to
	into := map[string]*string{"报": &m.Report, "送": &m.Send, "发": &m.Give}
	for ; last >= 0; last-- {
		g := sentTo.FindStringSubmatch(r.Text(lines[last]))
		if g == nil || *into[g[1]] != "" {
			break
		}
		*into[g[1]], first = g[2], lines[last]
	}
	if first == to {
		return to
	}
	if bracketed >= 0 {
		r.Note("RD010", bracketed, r.Text(bracketed))
	}
	n.Imprint = m
	return first
}

// unmoved takes back that lines [from, to) of a 简报 were moved: they print where they
// stood.
func (r *reading) unmoved(from, to int) {
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool {
		return f.Rule == "RD015" && from < f.Where.Line && f.Where.Line <= to
	})
}

// issue returns which of the lines is the number of a 简报, below its name; -1 if the
// text begins as no 简报 does.
func (r *reading) issue(lines []int) int {
	const most = 8
	name := ""
	for k, i := range lines[:min(len(lines), most)] {
		s := han.Squeeze(r.Text(i))
		if !cue.SerialLine.MatchString(s) {
			name += s
		} else if document.KindOf(name) == document.Bulletin {
			return k
		} else {
			break
		}
	}
	return -1
}

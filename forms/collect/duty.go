package collect

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/moment"
)

// A handed is a file of a unit that may be a document it owes, or a piece of a
// rhythm.
type handed struct {
	*arrival
	stem  string   // of its name, folded, with the folders below the unit's
	lines []string // that it begins with
	at    time.Time
	known bool // at is
	used  bool // by a document that is owed
}

// mostLines is how many lines of a document are looked at for its title, and its day.
const mostLines = 8

// titleSize is how many characters a line may have that is a title.
const titleSize = 40

// answer works out what every unit did about every duty.
func (c *collector) answer() {
	names := c.everyone()
	units := map[string][]*handed{}
	for i := range c.arrivals {
		a := &c.arrivals[i]
		if a.owner.name == "" || len(a.rollups) > 0 {
			continue
		}
		h := &handed{arrival: a, stem: c.stemOf(a)}
		for _, line := range a.lines {
			h.lines = append(h.lines, plainName(line))
		}
		h.at, h.known = c.schools.receipts.At(a.path)
		units[a.owner.name] = append(units[a.owner.name], h)
	}
	standings := make([]*standing, len(c.forms))
	for i, f := range c.forms {
		standings[i] = c.standing(c.tallies[i], f)
	}
	for _, name := range names {
		sc := c.school(name)
		unit := campaign.UnitOf(sc.Name, sc.Category)
		_, listed := c.schools.find(name)
		if !listed && len(c.schools.roster) > 0 {
			continue // nobody knows what it has to send
		}
		// What is claimed by a document comes first: the rest may be pieces of rhythms.
		for pass := range 2 {
			for d := range c.duties {
				if rhythm := c.duties[d].Every != ""; rhythm == (pass == 1) && !c.duties[d].Done() && c.Campaign.Owes(unit, c.duties[d]) {
					c.items = append(c.items, c.itemsOf(name, d, units[name], standings)...)
				}
			}
		}
	}
	order := map[string]int{}
	for i, name := range names {
		order[name] = i
	}
	slices.SortStableFunc(c.items, func(a, b Item) int {
		if a.Unit != b.Unit {
			return order[a.Unit] - order[b.Unit]
		}
		return a.Duty - b.Duty
	})
}

// stemOf returns the name of a file with those of the folders below its unit's.
func (c *collector) stemOf(a *arrival) string {
	var names []string
	for _, dir := range c.schools.folders(a.path) {
		if sc, ok := c.schools.find(dir); ok && sc.Name == a.owner.name || dir == a.owner.name {
			names = nil
			continue
		}
		names = append(names, dir)
	}
	names = append(names, strings.TrimSuffix(path.Base(a.path), path.Ext(a.path)))
	return plainName(strings.Join(names, "/"))
}

// itemsOf works out what a unit did about a duty.
func (c *collector) itemsOf(unit string, d int, files []*handed, standings []*standing) []Item {
	duty := &c.duties[d]
	var all []Item
	electronic := len(duty.Medium) == 0
	for _, m := range duty.Medium {
		if m == "电子版" {
			electronic = true
			continue
		}
		if duty.Every == "" {
			all = append(all, c.elsewhere(unit, d, m))
		}
	}
	if duty.Event != "" {
		return []Item{{Unit: unit, Duty: d, State: stateNoDay, Note: duty.Event + "前，日期另行通知"}}
	}
	if !electronic {
		return all
	}
	switch {
	case duty.Every != "":
		return append(c.pieces(unit, d, files), all...)
	case strings.HasPrefix(duty.Path, "material"):
		return append([]Item{c.counted(unit, d)}, all...)
	case duty.Form != "":
		items := []Item{c.filled(unit, d, standings)}
		if len(duty.Files) > 0 { // 总结和统计表
			doc := c.document(unit, d, files)
			doc.Part = strings.Join(duty.Files, "、")
			items = append(items, doc)
		}
		return append(items, all...)
	}
	return append([]Item{c.document(unit, d, files)}, all...)
}

// dutyDay is the one on which a duty that is not a rhythm is due.
func dutyDay(d *campaign.Duty) calendar.Date {
	if len(d.Days) == 0 {
		return calendar.Date{}
	}
	return d.Days[0]
}

// later reports whether something is not asked for yet.
func (c *collector) later(day calendar.Date) bool {
	return !c.AsOf.IsZero() && (day.IsZero() || day.After(c.AsOf))
}

// elsewhere is what does not come as a file.
func (c *collector) elsewhere(unit string, d int, medium string) Item {
	duty := &c.duties[d]
	item := Item{Unit: unit, Duty: d, Medium: medium, Day: dutyDay(duty), State: stateElse, Note: medium + "看不到文件，登记在收文登记.csv里的即算收到"}
	if r, ok := c.registeredAs(unit, duty, medium); ok {
		item.State, item.Note, item.Received = stateCame, "收文登记里有", r.At
		if moment.Late(r.At, moment.EndOf(item.Day, duty.Time)) && !item.Day.IsZero() {
			item.State = stateLate
		}
	} else if c.later(item.Day) {
		item.State, item.Note = stateNotYet, ""
	}
	return item
}

// registeredAs returns the entry of the register that tells of what a unit handed in
// by a medium; "" for a file that is not among the returns.
func (c *collector) registeredAs(unit string, duty *campaign.Duty, medium string) (roster.Receipt, bool) {
	for _, r := range c.unmet[unit] {
		text := plainName(r.File)
		off := strings.ContainsAny(text, "纸") || strings.Contains(text, "盖章") || strings.Contains(text, "原件") || strings.Contains(text, "平台")
		if off != (medium != "") || medium == "信息平台" != strings.Contains(text, "平台") {
			continue
		}
		words := append(slices.Clone(duty.Files), plainName(duty.What))
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) }) {
			return r, true
		}
	}
	return roster.Receipt{}, false
}

// register sorts out whose the entries of the register are that belong to no file;
// those that tell of nothing that is owed are findings.
func (c *collector) register(paths []string) {
	c.unmet = map[string][]roster.Receipt{}
	for _, r := range c.schools.receipts.Unmet(paths) {
		unit := c.schools.of(r.File, nil).name
		if unit != "" && slices.ContainsFunc(c.duties, func(d campaign.Duty) bool {
			return !d.Done() && slices.ContainsFunc(append(slices.Clone(d.Files), plainName(d.What)), func(w string) bool { return strings.Contains(plainName(r.File), w) })
		}) && path.Ext(r.File) == "" {
			c.unmet[unit] = append(c.unmet[unit], r)
			continue
		}
		c.report.Add(r.Finding())
	}
}

// filled is a form.
func (c *collector) filled(unit string, d int, standings []*standing) Item {
	duty := &c.duties[d]
	item := Item{Unit: unit, Duty: d, Day: dutyDay(duty), State: stateCame}
	i := slices.IndexFunc(c.forms, func(f form) bool { return f.id == duty.Form })
	if i < 0 {
		item.State, item.Note = stateUnsure, "没有这张表"
		return item
	}
	x := standings[i]
	for _, subs := range [][]returned.Submission{x.counted[unit], x.late[unit]} {
		for _, sub := range subs {
			if !slices.Contains(item.Files, sub.Return.File) {
				item.Files = append(item.Files, sub.Return.File)
			}
			if item.Received.IsZero() || !sub.Received.IsZero() && sub.Received.Before(item.Received) {
				item.Received = sub.Received
			}
		}
	}
	for _, r := range x.rollups[unit] {
		item.Files, item.Received = append(item.Files, r.File), r.Received
	}
	if debt, owes := x.debt(unit); owes {
		item.State, item.Note = debt.State, debt.Note
	}
	if item.State == stateNone && c.later(item.Day) {
		item.State, item.Note = stateNotYet, ""
	}
	return item
}

// counted is material of which so many files are owed.
func (c *collector) counted(unit string, d int) Item {
	duty := &c.duties[d]
	item := Item{Unit: unit, Duty: d, Day: dutyDay(duty), State: stateCame}
	var rule int
	fmt.Sscanf(duty.Path, "material[%d]", &rule)
	have := 0
	if r := c.stuff[unit]; r != nil {
		for _, f := range r.Files {
			if f.Rule == rule {
				have++
				item.Files = append(item.Files, f.Path)
				if item.Received.IsZero() || !f.Received.IsZero() && f.Received.Before(item.Received) {
					item.Received = f.Received
				}
			}
		}
	}
	item.Note = fmt.Sprintf("应报%d份，已报%d份", duty.Count, have)
	switch {
	case have >= duty.Count:
		item.Note = ""
	case c.later(item.Day):
		item.State = stateNotYet
	case have == 0:
		item.State = stateNone
	default:
		item.State = stateFew
	}
	return item
}

// document is a document: 总结, 方案. It is known by its name or by a title among
// its first lines.
func (c *collector) document(unit string, d int, files []*handed) Item {
	duty := &c.duties[d]
	item := Item{Unit: unit, Duty: d, Day: dutyDay(duty), State: stateNone}
	end := time.Time{}
	if !item.Day.IsZero() {
		end = moment.EndOf(item.Day, duty.Time)
	}
	late, known := true, false
	for _, h := range files {
		if !c.says(h, duty.Files) {
			continue
		}
		h.used = true
		item.Files = append(item.Files, h.path)
		if h.known {
			known = true
			if item.Received.IsZero() || h.at.Before(item.Received) {
				item.Received = h.at
			}
		}
		late = late && h.known && moment.Late(h.at, end)
	}
	if len(item.Files) > 0 {
		item.State = stateCame
		switch {
		case late:
			item.State, item.Note = stateLate, item.Received.Format("1月2日")+"报来"
		case !known && !end.IsZero():
			item.Note = "没有收文时间，是否迟报没有判断"
		}
		return item
	}
	if r, ok := c.registeredAs(unit, duty, ""); ok {
		item.State, item.Received, item.Note = stateCame, r.At, "收文登记里有，文件不在文件夹里"
		if moment.Late(r.At, end) {
			item.State = stateLate
		}
		return item
	}
	var mayBe []string
	for _, h := range files {
		if !h.used && !h.isForm && c.opaque(h) && len(c.wordsIn(h.stem)) == 0 {
			mayBe = append(mayBe, path.Base(h.path))
		}
	}
	if len(mayBe) > 0 {
		n := len(mayBe)
		item.State = stateUnsure
		item.Note = "看不出" + strings.Join(mayBe[:min(n, 3)], "、")
		if n > 3 {
			item.Note += fmt.Sprintf("等%d个", n)
		}
		item.Note += "是不是" + strings.Join(duty.Files, "、") + "，请打开核对"
	}
	if c.later(item.Day) {
		item.State, item.Note = stateNotYet, ""
	}
	return item
}

// opaque reports whether a file is a document whose text is not read.
func (c *collector) opaque(h *handed) bool {
	switch strings.ToLower(path.Ext(h.path)) {
	case ".doc", ".wps", ".wpt", ".odt", ".rtf", ".pdf", ".ofd", ".docx", ".docm":
		return len(h.lines) == 0
	}
	return false
}

// wordsIn returns the words for documents that a name or a title ends with: the last
// one, and those that are joined to it (方案和总结). 总结表彰会简报 is a 简报.
func (c *collector) wordsIn(text string) []string {
	type hit struct {
		at   int
		word string
	}
	var hits []hit
	for _, w := range c.words {
		if at := strings.LastIndex(text, w); at >= 0 {
			hits = append(hits, hit{at, w})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int {
		if x, y := a.at+len(a.word), b.at+len(b.word); x != y {
			return y - x
		}
		return len(b.word) - len(a.word)
	})
	var words []string
	for i, h := range hits {
		if i > 0 {
			last := hits[i-1]
			from, to := h.at+len(h.word), last.at
			between := ""
			if from < to {
				between = text[from:to]
			}
			inside := from >= to && h.at >= last.at // 工作总结 within 年度工作总结
			if !inside && (utf8.RuneCountInString(between) > 8 || !strings.ContainsAny(between, "和与及、+&暨/")) {
				break
			}
		}
		words = append(words, h.word)
	}
	return words
}

// says reports whether a file is by its name, or by a title among its first lines,
// what one of the words says.
func (c *collector) says(h *handed, words []string) bool {
	is := func(text string) bool {
		return slices.ContainsFunc(c.wordsIn(text), func(w string) bool { return slices.Contains(words, w) })
	}
	switch {
	case h.unread && h.isForm && !h.closed, sortOf(h.path) == sortArchive:
		return false
	case is(h.stem):
		return true
	case h.isForm || len(c.wordsIn(h.stem)) > 0:
		return false // a form, or something else by its name
	}
	for _, line := range h.lines {
		if n := utf8.RuneCountInString(line); n > 0 && n <= titleSize && is(line) {
			return true
		}
	}
	return false
}

// head keeps the first lines of a document that is no form, for its title and day.
func (c *collector) head(a *arrival, r io.ReaderAt, size int64) {
	if len(c.words) == 0 && len(c.Campaign.Rhythms) == 0 {
		return
	}
	text, _, err := plain.WordText(r, size)
	if err != nil {
		return
	}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if rs := []rune(line); len(rs) > 200 {
			line = string(rs[:200])
		}
		if a.lines = append(a.lines, line); len(a.lines) == mostLines {
			break
		}
	}
}

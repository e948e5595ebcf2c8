package learn

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
)

// unitLines finds the lines that tell the units of all numbers: 单位：万元、人.
func (t *taker) unitLines() {
	for k := range t.y.g.Cells {
		if b := &t.y.g.Cells[k]; b.Stored == answer.Text {
			if units := find.UnitsOf(b.Raw); units != nil {
				t.units = append(t.units, units...)
				t.claimed[k] = true
			}
		}
	}
}

// A mention is what a text of the return says behind a label that the blank
// prints in a box of its own: 填表人：甲 联系电话：乙 in one box.
type mention struct {
	box  int
	text string
}

// labelled returns the words that a slot has for itself alone, "" for none.
func (t *taker) labelled(s *grasp.Slot) string {
	switch {
	case s.Gap >= 0 && len(t.y.Fills[s.Cell].Gaps) == 1 && !s.Other:
		return printed.Plain(t.y.Fills[s.Cell].Gaps[0].Label)
	case s.Gap < 0 && s.Left >= 0 && len(s.Ticks) == 0:
		return printed.Plain(t.y.bare[s.Left])
	}
	return ""
}

// mentions looks for labels that do not stand in a box of their own inside of
// other texts.
func (t *taker) mentions() {
	t.said, t.cuts = map[*grasp.Slot]mention{}, map[int]int{}
	times := map[string]int{}
	var all []*grasp.Slot
	for _, s := range t.slots {
		if t.pages[s.Page] != t.y.Page {
			continue
		}
		if w := t.labelled(s); len(w) >= 6 {
			times[w]++
			all = append(all, s)
		}
	}
	wanted := map[string]*grasp.Slot{}
	for _, s := range all {
		i := s.Cell
		if s.Gap < 0 {
			i = s.Left
		}
		if w := t.labelled(s); times[w] == 1 && (t.y.of[i] < 0 || t.y.how[i] == fitBegin) {
			wanted[w] = s
		}
	}
	if len(wanted) == 0 {
		return
	}
	words := slices.Sorted(maps.Keys(wanted))
	found := map[*grasp.Slot]int{}
	for k := range t.y.g.Cells {
		b := &t.y.g.Cells[k]
		if b.Stored != answer.Text || len(b.Raw) > printed.MaxPrompt || !strings.ContainsAny(b.Raw, ":：") {
			continue
		}
		f := printed.Fold(b.Raw)
		type spot struct {
			slot     *grasp.Slot
			from, to int
		}
		var spots []spot
		for _, w := range words {
			want := []rune(w)
			if at := f.Index(append(want, ':'), 0); at >= 0 {
				spots = append(spots, spot{wanted[w], at, at + len(want) + 1})
			}
		}
		if len(spots) == 0 {
			continue
		}
		slices.SortFunc(spots, func(a, b spot) int { return cmp.Compare(a.from, b.from) })
		for n, s := range spots {
			end := len(f.Runes)
			if n+1 < len(spots) {
				end = max(spots[n+1].from, s.to)
			}
			found[s.slot]++
			text := strings.TrimFunc(b.Raw[f.At[s.to]:f.At[end]], func(c rune) bool {
				return unicode.IsSpace(c) || strings.ContainsRune("；;，,、_/／|｜", c)
			})
			t.said[s.slot] = mention{k, text}
		}
		t.claimed[k], t.behindTaken[k] = true, true
		t.cuts[k] = f.At[spots[0].from]
	}
	for s, n := range found {
		if n > 1 {
			delete(t.said, s)
		}
	}
}

// strange returns the label of another field that an answer holds with a colon
// behind it, "" for none: then several answers stand in one box.
func (t *taker) strange(f *forms.Field, e answer.Entry) string {
	if e.Stored != answer.Text || len(e.Raw) > 600 || !strings.ContainsAny(e.Raw, ":：") {
		return ""
	}
	text := printed.Plain(e.Raw)
	own := printed.Plain(f.Label)
	other := func(key string) bool {
		return len(key) >= 6 && !strings.Contains(own, key) && strings.Contains(text, key+":")
	}
	for i, key := range t.y.bare {
		if t.y.Roles[i] == grasp.Words && other(printed.Plain(key)) {
			return printed.Tidy(t.y.Cells[i].Raw)
		}
		if in := t.y.Fills[i]; in != nil {
			for n := range in.Gaps {
				if other(printed.Plain(in.Gaps[n].Label)) {
					return in.Gaps[n].Label
				}
			}
		}
	}
	return ""
}

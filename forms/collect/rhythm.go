package collect

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/ledger"
	"github.com/zhijiao-go/zhijiao/internal/moment"
)

// pieces is what is handed in day by day or week by week: a file for each day. Which
// day a file is of is told by the day in its name, else the only one among its first
// lines, else by when it came in: between the due times of two days it is the
// second's. Where these do not tell, or contradict one another, the day is asked for.
func (c *collector) pieces(unit string, d int, files []*handed) []Item {
	duty := &c.duties[d]
	days := duty.Days
	if duty.Only == "activity" {
		own := c.activityDays(unit)
		if len(own) == 0 {
			return []Item{{Unit: unit, Duty: d, State: stateElse, Note: "没有报来活动的日期，哪天应报无从知道"}}
		}
		days = nil
		for _, day := range duty.Days {
			if own[day] {
				days = append(days, day)
			}
		}
		if len(days) == 0 {
			return []Item{{Unit: unit, Duty: d, State: stateNothing, Note: "报来的活动都不在这段时间里"}}
		}
	}
	if len(days) == 0 {
		return nil
	}
	items := make([]Item, len(days))
	for i, day := range days {
		items[i] = Item{Unit: unit, Duty: d, Day: day, State: stateNone}
	}
	p := &placing{c: c, days: days, by: duty.Time, covers: duty.Covers, every: duty.Every, items: items, loose: map[int]int{}}
	for _, h := range files {
		if h.isForm || h.used || len(duty.Files) > 0 && !c.says(h, duty.Files) || strings.EqualFold(path.Ext(h.path), ".zip") {
			continue
		}
		p.put(h)
	}
	for i := range items {
		it := &items[i]
		switch {
		case len(it.Files) > 0:
		case it.State == stateUnsure:
		case p.loose[i+1] > 1:
			it.State, it.Note = stateUnsure, fmt.Sprintf("%s的时限内报来%d份，看不出有没有这一天的", ledger.MonthDay(days[i+1]), p.loose[i+1])
		case len(p.unknown) > 0:
			n := len(p.unknown)
			it.State, it.Note = stateUnsure, fmt.Sprintf("另有%d份看不出是哪一天的，如%s", n, p.unknown[0])
		case c.later(it.Day):
			it.State = stateNotYet
		}
	}
	return items
}

// A placing puts files to the days of a rhythm.
type placing struct {
	c             *collector
	days          []calendar.Date
	by            calendar.Clock
	covers, every string
	items         []Item
	unknown       []string    // names of files of which nothing tells the day
	loose         map[int]int // files of a day that only the time of their arrival tells
}

func (p *placing) put(h *handed) {
	told := p.daysIn(h.stem)
	if len(told) == 0 {
		told = p.daysIn(strings.Join(h.lines, "\n"))
		if len(told) > 1 {
			told = nil // a text tells of many days
		}
	}
	switch {
	case len(told) > 1:
		p.unknown = append(p.unknown, path.Base(h.path))
	case len(told) == 1:
		at := p.dueOf(told[0])
		if at < 0 {
			return // of a day on which nothing is owed
		}
		if p.covers == "previous-day" && h.known && !moment.Late(h.at, moment.EndOf(told[0], p.by)) && !moment.DayAlone(h.at) {
			note := fmt.Sprintf("%s是%s收到的，看不出报的是当天还是前一天", path.Base(h.path), h.at.Format("1月2日15:04"))
			for _, i := range []int{slices.Index(p.days, told[0]), at} {
				if i >= 0 && len(p.items[i].Files) == 0 {
					p.items[i].State, p.items[i].Note = stateUnsure, note
				}
			}
			return
		}
		p.add(at, h)
	case h.known:
		for i, day := range p.days {
			if !moment.Late(h.at, moment.EndOf(day, p.by)) {
				p.loose[i]++
				p.add(i, h)
				return
			}
		}
		p.unknown = append(p.unknown, path.Base(h.path)) // behind the last: late, for whichever day
	default:
		p.unknown = append(p.unknown, path.Base(h.path))
	}
}

// add puts a file to a day. The first that is in time counts.
func (p *placing) add(i int, h *handed) {
	it := &p.items[i]
	late := h.known && moment.Late(h.at, moment.EndOf(p.days[i], p.by))
	first := len(it.Files) == 0
	it.Files = append(it.Files, h.path)
	switch {
	case first && late:
		it.State, it.Note = stateLate, moment.Stamp(h.at)+"报来"
	case !late && (first || it.State == stateLate):
		it.State, it.Note = stateCame, ""
		if !h.known {
			it.Note = "没有收文时间，是否迟报没有判断"
		}
	}
	if h.known && (it.Received.IsZero() || h.at.Before(it.Received)) {
		it.Received = h.at
	}
}

// dueOf returns which of the days is that on which what happened on a day is due; -1
// for none.
func (p *placing) dueOf(day calendar.Date) int {
	if p.every == "week" {
		return slices.IndexFunc(p.days, func(due calendar.Date) bool { n := day.DaysUntil(due); return n >= 0 && n < 7 })
	}
	if p.covers == "previous-day" {
		day = day.AddDays(1)
	}
	return slices.Index(p.days, day)
}

// daysIn returns the days in a text that lie about the rhythm, each once.
func (p *placing) daysIn(text string) []calendar.Date {
	return moment.DaysIn(text, p.days[0].AddDays(-7), p.days[len(p.days)-1].AddDays(1))
}

// activityDays returns the days on which a unit has an activity: those that the
// campaign names for it, and those in the tables of its forms.
func (c *collector) activityDays(unit string) map[calendar.Date]bool {
	days := map[calendar.Date]bool{}
	for _, a := range c.Campaign.Activities {
		if a.Date.Valid() && a.Owner == unit {
			days[a.Date] = true
		}
	}
	for i := range c.arrivals {
		a := &c.arrivals[i]
		for k, r := range a.returns {
			if a.owners[k].name != unit || a.dropped[r] || r.Blank() {
				continue
			}
			for _, v := range r.Values {
				if v.Ref.Block == "" || v.Field.Kind != forms.Date && v.Field.Kind != forms.Dates {
					continue
				}
				span, ok := v.Period()
				if !ok || !span.Valid() || span.Days() > 366 {
					continue
				}
				for day := span.From; !day.After(span.To); day = day.AddDays(1) {
					days[day] = true
				}
			}
		}
	}
	return days
}

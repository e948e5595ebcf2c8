// Package stray finds what a text tells of something in the data of its campaign, and which
// stands nowhere in them: a day, an hour, a place or an amount beside the name of what has
// another, where the text does not tell that.
//
// Packages said and demand know the sentences in which such things are told, and are sure of
// what they say. This one knows no sentences: it looks for what is left over on both sides,
// and asks.
package stray

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/reach"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
)

// A thing is what the data tell the time of.
type thing struct {
	name       string
	due        bool // to be handed in or done by its day, not held on it
	period     bool
	days       []calendar.Date
	begin, end calendar.Clock
	place      string
}

// Data are the data of a campaign, as what is looked for in a text.
type Data struct {
	year    int
	level   string
	things  []thing
	named   map[string]int         // index in things, by the ends of names and by mailboxes; -1: of several
	days    map[calendar.Date]bool // that may be told anywhere
	hours   map[calendar.Clock]bool
	places  []string
	organs  []string
	week    calendar.Period
	spans   map[calendar.Period]bool
	amounts []amount
	weekly  []string         // weekdays of rhythms
	daily   []calendar.Clock // hours of others
	counts  []sort           // see countsOf
	phones  []string
	above   []calendar.Date // on which a higher office wants something
}

// shortestDue and shortestHeld are how many characters of the end of a name tell what is due
// and what is held, longest is how many are looked at.
const shortestDue, shortestHeld, longest = 2, 3, 12

// most is how many things of a campaign are looked for.
const most = 500

// NewData returns what finds the strays of c.
func NewData(c *campaign.Campaign) *Data {
	d := &Data{year: c.Year, level: c.Level, named: map[string]int{}, days: map[calendar.Date]bool{}, hours: map[calendar.Clock]bool{}, spans: map[calendar.Period]bool{}}
	boxes := map[string]string{}
	for _, one := range c.Contacts {
		boxes[one.ID] = one.Email
		if id, _, ok := strings.Cut(one.Email, "@"); ok && one.ID == "" {
			boxes[id] = one.Email
		}
	}
	for _, one := range c.Dated() {
		t := thing{name: said.Thing(one.What), due: true, end: one.Time}
		t.days = append(t.days, one.Due)
		for _, o := range c.Dated() { // of one name there may be several
			if said.Thing(o.What) == t.name && o.Due != one.Due {
				t.days = append(t.days, o.Due)
			}
		}
		d.add(t, shortestDue)
		for _, id := range one.To {
			if boxes[id] != "" {
				d.call(boxes[id], t.name)
			}
		}
	}
	for _, one := range c.Tasks {
		d.add(thing{name: said.Thing(one.What), due: true, days: []calendar.Date{one.Due}}, shortestHeld)
	}
	for _, one := range c.Activities {
		d.add(thing{name: han.Squeeze(one.Name), days: []calendar.Date{one.Date}, begin: one.Time, end: one.Until, place: one.Place}, shortestHeld)
	}
	for _, one := range c.Events {
		d.add(thing{name: han.Squeeze(one.Name), days: []calendar.Date{one.Date}}, shortestHeld)
	}
	for _, o := range c.Organs {
		d.organs = append(d.organs, o.Name)
	}
	for _, r := range c.Rhythms {
		d.hours[r.By] = true
		switch {
		case r.Every == "week" && r.Weekday != "":
			d.weekly = append(d.weekly, r.Weekday)
		case r.Every == "day" && !r.By.IsZero():
			d.daily = append(d.daily, r.By)
		}
	}
	for _, p := range c.Periods {
		d.add(thing{name: han.Squeeze(p.Name), days: slices.Compact([]calendar.Date{p.From, p.To}), period: true}, shortestHeld)
		d.days[p.From], d.days[p.To], d.spans[p.Span()] = true, true, true
	}
	if p, ok := c.MainPeriod(); ok {
		d.week = p.Span()
	}
	for _, s := range c.Superiors {
		for _, due := range s.Deadlines {
			d.above = append(d.above, due.Due)
		}
	}
	for _, one := range c.Contacts {
		d.phones = append(d.phones, reach.Phones(one.Phone)...)
	}
	d.amounts, d.counts = amountsOf(c), countsOf(c)
	return d
}

// add takes up t, which the ends of its name call that have so many characters.
func (d *Data) add(t thing, shortest int) {
	t.days = slices.DeleteFunc(t.days, func(day calendar.Date) bool { return !day.Valid() })
	d.hours[t.begin], d.hours[t.end] = true, true
	if t.place != "" {
		d.places = append(d.places, t.place)
	}
	n := utf8.RuneCountInString(t.name)
	if n < shortest || len(d.things) == most {
		return
	}
	d.things = append(d.things, t)
	for k := shortest; k <= min(n, longest); k++ {
		d.call(t.name[engine.Back(t.name, len(t.name), k):], t.name)
	}
	d.named[t.name] = len(d.things) - 1
}

// call lets s call the last thing, of that name, unless it calls another.
func (d *Data) call(s, name string) {
	last := len(d.things) - 1
	switch i, ok := d.named[s]; {
	case last < 0 || d.things[last].name != name:
	case !ok:
		d.named[s] = last
	case i < 0 || d.things[i].name == name:
	case s != d.things[i].name:
		d.named[s] = -1
	}
}

// A mention is the name of a thing in a text.
type mention struct {
	from, to int
	*thing
}

// begins stands before the end of the name of a thing, where that is no end of another's: 工作
// before 总结, which the data call 活动周总结.
var begins = engine.Compile(`(?:^|[^\p{Han}]|[将把报交送的及和与份填写年附成好]|工作|活动|活动周|学校|单位|有关|相关|书面|情况|学院|各类|全[县市区校省]|本[县市区校])$`)

var mailbox = engine.Compile(`[A-Za-z0-9._-]+@[A-Za-z0-9.-]+`)

// mentions returns the things that s names, in order.
func (d *Data) mentions(s string) []mention {
	var all []mention
	for at := 0; at < len(s); {
		next := engine.Ahead(s, at, 1)
		for k := longest; k >= shortestDue; k-- {
			to := engine.Ahead(s, at, k)
			if i, ok := d.named[s[at:to]]; ok && i >= 0 && (!d.things[i].due || s[at:to] == d.things[i].name || begins.Match(s[engine.Back(s, at, 4):at])) {
				all, next = append(all, mention{at, to, &d.things[i]}), to
				break
			}
		}
		at = next
	}
	for _, m := range mailbox.Re().FindAllStringIndex(s, -1) {
		if i, ok := d.named[s[m[0]:m[1]]]; ok && i >= 0 {
			all = append(all, mention{m[0], m[1], &d.things[i]})
		}
	}
	return all
}

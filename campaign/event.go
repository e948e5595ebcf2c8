package campaign

import (
	"slices"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// An Event is something outside of the campaign that deadlines go by, such as
// 中考填报志愿. Its day may not be known yet.
type Event struct {
	ID   string        `yaml:"id" validate:"required"`
	Name string        `yaml:"name" validate:"required"`
	Date calendar.Date `yaml:"date"` // zero: told later (另行通知)
}

// A Superior is a document of a higher office under which the campaign is held
// (上级文件), with what that office itself is owed.
type Superior struct {
	Title     string        `yaml:"title" validate:"required"` // without 《 》
	Number    string        `yaml:"number"`                    // as it is written
	Deadlines []SuperiorDue `yaml:"deadlines" validate:"dive"`
}

// A SuperiorDue is a day by which the higher office wants something that is made of
// what came in by deadlines of the campaign: they have to lie before it.
type SuperiorDue struct {
	What string        `yaml:"what" validate:"required"`
	Due  calendar.Date `yaml:"due" validate:"required"`
	From []string      `yaml:"from"` // ids of the deadlines; none: all that are due behind the main period
}

// Due returns the last day on which a deadline can be met, that before its event if
// it goes by one; false while nobody knows.
func (c *Campaign) Due(d Deadline) (calendar.Date, bool) { return c.dueBy(d.Due, d.Before) }

func (c *Campaign) dueBy(due calendar.Date, before string) (calendar.Date, bool) {
	if !due.IsZero() {
		return due, true
	}
	e, ok := byID(c.Events, Event.key, before)
	if !ok || !e.Date.Valid() {
		return calendar.Date{}, false
	}
	return e.Date.AddDays(-1), true
}

// Dated returns the deadlines of c with the days that follow from events. One of
// which nobody knows the day has none.
func (c *Campaign) Dated() []Deadline {
	all := slices.Clone(c.Deadlines)
	for i := range all {
		all[i].Due, _ = c.Due(all[i])
	}
	return all
}

// Event returns what the event with the id is called; "" if there is none.
func (c *Campaign) Event(id string) string {
	e, _ := byID(c.Events, Event.key, id)
	return e.Name
}

func (e Event) key() string { return e.ID }

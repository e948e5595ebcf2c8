// Package schedule tells when what is due: as a list ([List]), which
// sheet.Lists writes, and as a calendar for telephones ([ICalendar]).
//
//	c, err := campaign.LoadFile("campaign.yaml")
//	err = schedule.ICalendar(w, c) // 日程.ics: deadlines with a reminder, events as days
//	err = sheet.Lists(ctx, w, []sheet.List{schedule.List(c)}, sheet.Options{})
package schedule

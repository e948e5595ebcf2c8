// Package schedule tells when what is due: as a list ([List]), which
// sheet.Lists writes, and as a calendar for telephones ([ICalendar]).
package schedule

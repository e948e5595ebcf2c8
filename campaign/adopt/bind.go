package adopt

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// bind puts actions in the place of what the data print to the character, so
// that the texts follow them: the theme, and days that are one thing's alone.
// Nothing of the text changes by it; the rest is [campaign.Campaign.Next]'s.
func (a *adopter) bind() {
	d := &a.c.Documents[0]
	texts := []*string{&d.Title, &d.Body}
	for i := range d.Attachments {
		if !d.Attachments[i].Printed || !strings.Contains(d.Title, "转发") {
			texts = append(texts, &d.Attachments[i].Title, &d.Attachments[i].Body)
		}
	}
	actions := a.actions()
	words := slices.Sorted(maps.Keys(actions))
	for _, s := range texts {
		if utf8.RuneCountInString(a.c.Theme) >= 4 {
			*s = strings.ReplaceAll(*s, a.c.Theme, "{{theme}}")
		}
		for _, word := range words {
			*s = replaceWhole(*s, word, actions[word])
		}
	}
}

// actions returns what stands for days written out with their year.
func (a *adopter) actions() map[string]string {
	all := map[string]string{}
	days := map[calendar.Date]int{}
	for _, d := range a.c.Deadlines {
		days[d.Due]++
	}
	for _, e := range a.c.Activities {
		days[e.Date]++
	}
	for _, p := range a.c.Periods {
		if p.From != p.To {
			all[p.Span().String()] = fmt.Sprintf("{{period %q}}", p.ID)
		}
		days[p.From]++
		days[p.To]++
	}
	if s := a.doc.Signature; s != nil {
		days[s.Date]++
	}
	for _, d := range a.c.Deadlines {
		if days[d.Due] == 1 {
			all[d.Due.String()] = fmt.Sprintf("{{date %q}}", d.ID)
		}
	}
	return all
}

// replaceWhole replaces a day where no other goes on from it.
func replaceWhole(s, word, action string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(s, word)
		out.WriteString(before)
		if !found {
			return out.String()
		}
		goesOn := strings.HasPrefix(after, "—") || strings.HasPrefix(after, "-") || strings.HasPrefix(after, "至") || strings.HasPrefix(after, "、")
		if digit := len(before) > 0 && before[len(before)-1] >= '0' && before[len(before)-1] <= '9'; digit || goesOn {
			out.WriteString(word)
		} else {
			out.WriteString(action)
		}
		s = after
	}
}

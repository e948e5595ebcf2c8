package prose

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Rules about runs of days.
var dayLines = engine.Checks[engine.Line]{
	"ZJ109": daysMiscounted,
	"ZJ108": reversedSpans,
}

func reversedSpans(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, r := range calendar.FindRuns(l.Text) {
		if l.Guarded(r.Start, r.End) {
			continue
		}
		const any = 2024
		span := r.In(any)
		bothYears, sameYear := r.First.Year > 0 && r.Last.Year > 0, r.Last.Year == 0
		sameMonth := span.From.Month == span.To.Month
		if !span.From.Valid() || !span.To.Valid() || !span.To.Before(span.From) || !bothYears && !(sameYear && sameMonth) {
			continue
		}
		found = append(found, l.On(r.Start, r.End))
	}
	return found
}

// Rules about runs of days: how many they are said to be, what stands within them
// and whether stages follow one another.

var (
	saidDays = engine.Compile(`^[^。；\d每批各分]{0,10}(?:为期|历时|持续|共)[\s\p{Z}]*(\d{1,3}|[一二两三四五六七八九十]{1,3})[\s\p{Z}]*天`)
)

// daysMiscounted finds 5月14日至20日，为期10天.
func daysMiscounted(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, r := range calendar.FindRuns(l.Text) {
		if k := daysBefore.Find(l.Text[engine.Back(l.Text, r.Start, 12):r.Start]); k != nil && strings.HasPrefix(l.Text[r.End:], "）") && !strings.ContainsAny(l.Text[engine.Back(l.Text, r.Start, 12):r.Start], "每各分") {
			from := engine.Back(l.Text, r.Start, 12)
			found = append(found, miscount(l, r, from+k[2], from+k[3])...)
		}
		const behind = 30 // characters
		k := saidDays.Find(l.Text[r.End:engine.Ahead(l.Text, r.End, behind)])
		if k == nil {
			continue
		}
		for _, f := range miscount(l, r, r.End+k[2], r.End+k[3]) {
			f.From, f.To = r.End+k[0], r.End+k[1]
			for engine.IsMark(engine.After(l.Text, f.From, nil)) {
				f.From = engine.Ahead(l.Text, f.From, 1)
			}
			found = append(found, f)
		}
	}
	return found
}

// miscount returns a remark about the number l.Text[from:to] of days if r has another.
func miscount(l engine.Line, r calendar.Run, from, to int) []engine.Remark {
	said := l.Text[from:to]
	n, err := strconv.Atoi(said)
	if err != nil {
		n, _ = han.ParseNumeral(strings.Replace(said, "两", "二", 1))
	}
	const any = 2023
	span := r.In(any)
	february := r.First.Year == 0 && r.Last.Year == 0 && span.From.Month <= 2 && span.To.Month >= 3 // of which year?
	if n == 0 || february || !span.Valid() || span.Days() == n {
		return nil
	}
	f := l.On(from, to)
	f.Hint = l.Text[r.Start:r.End] + "是" + strconv.Itoa(span.Days()) + "天，请核对"
	return []engine.Remark{f}
}

// daysBefore is 为期3天（ before the days.
var daysBefore = engine.Compile(`(?:为期|会期|历时|共)[\s\p{Z}]*(\d{1,3}|[一二两三四五六七八九十]{1,3})[\s\p{Z}]*天（$`)

package prose

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// TextSpan is a run of days within a text: 2023年5月14日至20日. Its groups are the run, the
// year, month and day of the first day and those of the last.
const TextSpan = `((?:(\d{4})[\s\p{Z}]*年[\s\p{Z}]*)?(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*日?[\s\p{Z}]*(?:——|[-—–~～至到])[\s\p{Z}]*(?:(\d{4})[\s\p{Z}]*年[\s\p{Z}]*)?(?:(\d{1,2})[\s\p{Z}]*月[\s\p{Z}]*)?(\d{1,2})[\s\p{Z}]*日)`

// SpanIn reads the period that a match of TextSpan at m[2*n:] gives; a year
// that is not written is year.
func SpanIn(s string, m []int, n, year int) calendar.Period {
	get := func(k, missing int) int {
		if m[2*(n+k)] < 0 {
			return missing
		}
		v, _ := strconv.Atoi(s[m[2*(n+k)]:m[2*(n+k)+1]])
		return v
	}
	from := calendar.Date{Year: get(1, year), Month: get(2, 0), Day: get(3, 0)}
	to := calendar.Date{Year: get(4, from.Year), Month: get(5, from.Month), Day: get(6, 0)}
	return calendar.Period{From: from, To: to}
}

// Rules about runs of days.
var dayLines = engine.Checks[engine.Line]{
	"ZJ109": daysMiscounted,
	"ZJ108": reversedSpans,
}

var writtenSpan = engine.Compile(TextSpan)

func reversedSpans(l engine.Line) []engine.Remark {
	var found []engine.Remark
	for _, m := range writtenSpan.All(l) {
		if l.Guarded(m[0], m[1]) {
			continue
		}
		const any = 2024
		year := any
		span := SpanIn(l.Text, m, 1, year)
		bothYears, sameYear := m[4] >= 0 && m[10] >= 0, m[10] < 0
		sameMonth := span.From.Month == span.To.Month
		if !span.From.Valid() || !span.To.Valid() || !span.To.Before(span.From) || !bothYears && !(sameYear && sameMonth) {
			continue
		}
		found = append(found, l.On(m[0], m[1]))
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
	for _, m := range writtenSpan.All(l) {
		k := saidDays.Find(l.Text[m[1]:])
		if k == nil {
			continue
		}
		said := l.Text[m[1]+k[2] : m[1]+k[3]]
		n, err := strconv.Atoi(said)
		if err != nil {
			n, _ = han.ParseNumeral(strings.Replace(said, "两", "二", 1))
		}
		const any = 2023
		span := SpanIn(l.Text, m, 1, any)
		february := m[4] < 0 && m[10] < 0 && span.From.Month <= 2 && span.To.Month >= 3 // of which year?
		if n == 0 || february || !span.Valid() || span.Days() == n {
			continue
		}
		f := l.On(m[1]+k[0], m[1]+k[1])
		for engine.IsMark(engine.After(l.Text, f.From, nil)) {
			f.From = engine.Ahead(l.Text, f.From, 1)
		}
		f.Hint = span.From.String() + "至" + span.To.String() + "是" + strconv.Itoa(span.Days()) + "天，请核对"
		found = append(found, f)
	}
	return found
}

package returned

import (
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/moment"
)

// EndOf is the last second of a day, or of the minute by on it: what a deadline of a campaign means for [TallyOptions].
func EndOf(day calendar.Date, by calendar.Clock) time.Time { return moment.EndOf(day, by) }

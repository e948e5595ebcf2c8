package calendar

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
)

// same compares what is made of texts.
func same(t *testing.T, table map[string]string, read func(string) string) {
	t.Helper()
	for text, want := range table {
		if got := read(text); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestReadDays(t *testing.T) {
	same(t, map[string]string{
		"2023年5月8日":             "2023-05-08",
		" 2023 年 5 月 8 日。":      "2023-05-08",
		"２０２３年５月８日":             "2023-05-08",
		"二〇二三年五月二十八日":           "2023-05-28",
		"二○二三年五月廿八日":            "2023-05-28",
		"二〇二四年元月卅一日":            "2024-01-31",
		"5月8号":                  "2020-05-08",
		"2023年度5月8日":            "2023-05-08",
		"2023.5.8":              "2023-05-08",
		"5/8":                   "2020-05-08",
		"2023-5-8":              "2023-05-08",
		"20230508":              "2023-05-08",
		"5月8日（星期天）":             "2020-05-08 weekday",
		"周日5月8日":                "2020-05-08 weekday",
		"5月8日上午":                "2020-05-08 hours",
		"5月8日（周一）9:00—11:30":    "2020-05-08 weekday hours",
		"5月8日—12日":              "2020-05-08/2020-05-12",
		"5月8日至6月2日":             "2020-05-08/2020-06-02",
		"12月30日—1月2日":           "2020-12-30/2021-01-02",
		"9月2日—5月8日":             "2020-09-02/2020-05-08", // a mistake rather than the next year
		"8月2日—1月8日":             "2020-08-02/2021-01-08",
		"7月2日—1月8日":             "2020-07-02/2020-01-08",
		"2023年12月30日—2024年1月2日": "2023-12-30/2024-01-02",
		"5月8日至2023年5月9日":        "2023-05-08/2023-05-09",
		"2023-5-8至2023-5-12":    "2023-05-08/2023-05-12",
		"2月30日":                 "2020-02-30",
		"":                      "",
		"5月":                    "",
		"5月8日、10日":              "",
		"8日":                    "",
		"5月8日5月9日":              "",
		"第5月8日":                 "",
	}, func(text string) string {
		s, ok := ReadDays(text)
		if !ok {
			return ""
		}
		p := s.In(2020)
		got := p.From.ISO()
		if p.From != p.To {
			got += "/" + p.To.ISO()
		}
		if s.Weekday {
			got += " weekday"
		}
		if s.Hours {
			got += " hours"
		}
		return got
	})
}

func TestFindDays(t *testing.T) {
	same(t, map[string]string{
		"于5月8日前报送，2023年5月14日（星期天）—20日举行": "[5月8日=2020-05-08] [2023年5月14日（星期天）=2023-05-14 20日=2023-05-20]",
		"5月8、9日和12日":     "[5月8=2020-05-08 9日=2020-05-09 12日=2020-05-12]",
		"12 月 30 日至1月2号": "[12 月 30 日=2020-12-30 1月2号=2020-01-02]",
		"5月8日、10人":       "[5月8日=2020-05-08]",
		"2月30日":          "[2月30日=2020-02-30]",
		"5月，8日":          "",
	}, func(text string) string {
		var got []string
		for _, w := range FindDays(text) {
			var days []string
			dates, _ := w.In(2020)
			for i, d := range w.Days {
				days = append(days, text[d.Start:d.End]+"="+dates[i].ISO())
			}
			if w.Days[0].Start != w.Start || w.Days[len(w.Days)-1].End != w.End {
				t.Errorf("%q: days %v do not fill %d:%d", text, days, w.Start, w.End)
			}
			got = append(got, fmt.Sprint(days))
		}
		return strings.Join(got, " ")
	})
	if _, ok := FindDays("5月8日、31日，6月31日")[1].In(2020); ok {
		t.Error("6月31日 exists")
	}
}

func TestFindClock(t *testing.T) {
	same(t, map[string]string{
		"下午4:30前":   "16:30 下午4:30",
		" 12：00之前":  "12:00  12：00",
		"18时30分前":   "18:30 18时30分",
		"下午 4 点半前":  "16:30 下午 4 点半",
		"中午12点":     "12:00 中午12点",
		"中午1点":      "13:00 中午1点",
		"下午12点":     "12:00 下午12点",
		"晚上12点":     "24:00 晚上12点",
		"25:00":     "",
		"前":         "",
		"12前":       "",
		"于14:00":    "",
		"上午9:00—11": "9:00 上午9:00",
		"下午两点半在":    "14:30 下午两点半",
		"上午十点准时":    "10:00 上午十点",
		"中午十二点前":    "12:00 中午十二点",
		"八点三十五分":    "8:35 八点三十五分",
		"早上7点三刻":    "7:45 早上7点三刻",
		"下午三点十名学生":  "15:00 下午三点",
		"二十点整":      "20:00 二十点整",
		"三点要求":      "",
		"上午二十五点":    "",
	}, func(text string) string {
		if c, n := FindClock(text); n > 0 {
			return c.String() + " " + text[:n]
		}
		return ""
	})
}

// What reads hours out of a text by ClockForm finds all that FindClock reads.
func TestClockForm(t *testing.T) {
	form := regexp.MustCompile("^" + ClockForm)
	for _, text := range []string{"9:00", "下午4：30", "18时30分", "下午 4 点半", "下午两点半", "上午十点", "傍晚6点一刻", "早晨七点零五分", "正午十二点", "晚上九点整"} {
		_, n := FindClock(text)
		if got := form.FindString(text); n != len(text) || got != text {
			t.Errorf("%s: FindClock reads %q, ClockForm %q", text, text[:n], got)
		}
	}
}

func TestReadMoment(t *testing.T) {
	same(t, map[string]string{
		"2023-05-22 16:30":    "2023-05-22 16:30:00",
		"2023/5/22 16:30:05":  "2023-05-22 16:30:05",
		"2023-05-22T16:30:05": "2023-05-22 16:30:05",
		"5月22日下午4:30":         "2020-05-22 16:30:00",
		"5月22日（星期天）下午4点":      "2020-05-22 16:00:00",
		"5月22日下午12点":          "2020-05-22 12:00:00",
		"5月22日 24:00":         "2020-05-22 23:59:59",
		"5月22日晚上12点":          "2020-05-22 23:59:59",
		"20230522 9:05":       "2023-05-22 09:05:00",
		"2023年5月22日":          "2023-05-22 00:00:00",
		"5月22日上午":             "",
		"5月22日—23日":           "",
		"2月30日 9:00":          "",
		"2023-05-22 16:61":    "",
		"16:30":               "",
	}, func(text string) string {
		if at, ok := ReadMoment(text, 2020); ok {
			return at.Format(time.DateTime)
		}
		return ""
	})
}

func TestSerial(t *testing.T) {
	for _, c := range []struct {
		x    float64
		mac  bool
		want string
	}{
		{45054, false, "2023-05-08 0s"}, {45054.6875, false, "2023-05-08 16h30m0s"}, {43592, true, "2023-05-08 0s"},
		{18264, false, "1950-01-01 0s"}, {73050, false, "2099-12-31 0s"}, {18263, false, ""}, {73051, false, ""}, {5.8, false, ""},
	} {
		got := ""
		if d, at, ok := FromSerial(c.x, c.mac); ok {
			got = d.ISO() + " " + at.String()
		}
		if got != c.want {
			t.Errorf("%v is %q, want %q", c.x, got, c.want)
		}
	}
	for x, want := range map[float64]string{0.5: "12:00", 45054.6875: "16:30", 1: "24:00", 0.9999: "24:00", 14: "", 0: "", -0.5: "", 0.0001: ""} {
		got := ""
		if c, ok := ClockFromSerial(x); ok {
			got = c.String()
		}
		if got != want {
			t.Errorf("%v is %q, want %q", x, got, want)
		}
	}
}

// FuzzWritten shows that no text breaks a reader, and that what is found lies
// within the text.
func FuzzWritten(f *testing.F) {
	for _, s := range []string{"5月8日—12日", "2023-05-22 16:30", "下午2点半", "二〇二三年五月八日", "12月30日至1月2日9:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, w := range FindDays(text) {
			if w.Start < end || w.End > len(text) || len(w.Days) == 0 {
				t.Fatalf("%+v in %q", w, text)
			}
			end = w.End
			w.In(2020)
		}
		if _, n := FindClock(text); n > len(text) {
			t.Fatal(n)
		}
		if d, ok := ReadDay(text, 2020); ok && !d.Valid() {
			t.Fatalf("%q is %v", text, d)
		}
		if c, ok := ReadClock(text); ok && !c.Valid() {
			t.Fatalf("%q is %v", text, c)
		}
		ReadMoment(text, 2020)
		if d, err := ParseDate(text); err == nil && !d.Valid() {
			t.Fatalf("%q is %v", text, d)
		}
		if c, err := ParseClock(text); err == nil && !c.Valid() {
			t.Fatalf("%q is %v", text, c)
		}
		if days, ok := ReadDays(text); ok {
			days.In(2020)
		}
		for _, r := range FindRuns(text) {
			r.In(2020)
		}
	})
}

// TestFindRuns: a run has two days with a sign between them, the weekdays of which
// may stand there too; a list is none.
func TestFindRuns(t *testing.T) {
	for _, test := range []struct {
		text string
		want string // periods in 2024
	}{
		{"定于5月12日至18日举行", "2024年5月12日—18日"},
		{"2023年5月14日（周日）—20日（周六）", "2023年5月14日—20日"},
		{"12月30日到2025年1月2日，5月8日", "2024年12月30日—2025年1月2日"},
		{"5月8日、10日和12日", ""},
		{"5月8日，4月1日-4月 3 日，5月20日—14日", "2024年4月1日—3日 2024年5月20日—14日"},
		{"5月", ""},
	} {
		var got []string
		for _, r := range FindRuns(test.text) {
			got = append(got, r.In(2024).String())
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: %s, want %s", test.text, s, test.want)
		}
	}
}

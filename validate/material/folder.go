package material

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/media"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about the files of a school as files.
var formatChecks = map[string]func(*submitted) []remark{
	"MT002": wrongFormat,
	"MT003": wrongSuffix,
}

var folderChecks = map[string]func(*folder) []remark{
	"MT005": tooFew,
	"MT006": tooMany,
	"MT007": late,
}

// endings are the other endings of a format.
var endings = map[string][]string{
	"jpg": {"jpeg", "jpe", "jfif"}, "tif": {"tiff"}, "heic": {"heif"}, "mp4": {"m4v"}, "mpg": {"mpeg", "vob"}, "ts": {"mts", "m2ts"},
	"mov": {"qt"}, "wmv": {"asf"}, "rm": {"rmvb"}, "html": {"htm"}, "3gp": {"3g2"},
}

// isFormat reports whether one of the formats that a rule names is f.
func isFormat(f string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		n = strings.TrimPrefix(strings.ToLower(n), ".")
		return n == f || slices.Contains(endings[f], n)
	})
}

func wrongFormat(s *submitted) []remark {
	formats, severity := s.rule.Format, report.Error
	if len(formats) == 0 {
		formats, severity = map[string][]string{kindArticle: {"docx"}}[s.Kind], report.Warning
	}
	if s.Kind == kindMedia || len(formats) == 0 || isFormat(s.Format, formats) {
		return nil
	}
	hint := "请按要求的格式另存后重新报送（只改文件名的后缀没有用）"
	switch {
	case isFormat("docx", formats):
		hint = "请用 WPS 或 Office 打开，另存为 .docx 后重新报送（只改文件名的后缀没有用）"
	case s.Format == "heic":
		hint = "请在手机设置里把相机格式改为“兼容性最佳”，或转换为JPG后重新报送"
	case media.Format(s.Format).Kind() == media.Film:
		hint = "请转换为" + formatNames(formats) + "后重新报送（只改文件名的后缀没有用）"
	}
	return []remark{s.badFormat(formatNames(formats), hint, severity)}
}

func formatNames(formats []string) string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = strings.ToUpper(strings.TrimPrefix(f, "."))
		if strings.EqualFold(f, "docx") {
			names[i] = ".docx文档"
		}
	}
	return strings.Join(names, "或")
}

func wrongSuffix(s *submitted) []remark {
	known := media.Format(s.Format).Kind() != media.Other || s.Format == "docx" || s.Format == "pdf"
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(s.Path), "."))
	if !known || isFormat(s.Format, []string{ext}) || wrongFormat(s) != nil {
		return nil
	}
	has := "没有后缀"
	if ext != "" {
		has = "后缀是." + ext
	}
	return []remark{s.say(path.Base(s.Path), has+"，内容是"+s.formatLabel(), "把后缀改为."+s.Format)}
}

func tooFew(f *folder) (found []remark) {
	for _, d := range f.owed() {
		rule := &f.Rules[d.Rule]
		message := kindNames[rule.Kind] + "应不少于" + filesOf(rule.Kind, d.Want) + "，"
		if d.Have == 0 {
			message += "没有收到"
		} else {
			message += "只有" + filesOf(rule.Kind, d.Have)
		}
		found = append(found, remark{file: f.Name, message: message})
	}
	return found
}

func tooMany(f *folder) (found []remark) {
	for i := range f.Rules {
		rule := &f.Rules[i]
		if have := f.count(i); rule.MaxCount > 0 && have > rule.MaxCount {
			found = append(found, remark{file: f.Name, message: kindNames[rule.Kind] + "应不超过" + filesOf(rule.Kind, rule.MaxCount) + "，有" + filesOf(rule.Kind, have)})
		}
	}
	return found
}

// late holds the receipt of every file against the deadline of its rule. Both
// are times of the clock on the wall, to the minute.
func late(f *folder) (found []remark) {
	for _, s := range f.files {
		if s.rule == nil || s.Received.IsZero() {
			continue
		}
		d := f.deadline(s.rule)
		if d == nil || !d.Due.Valid() {
			continue
		}
		if afterDeadline(s.Received, d) {
			found = append(found, s.say("", "报送时间"+clockTime(s.Received)+"晚于截止时间"+dueTime(d), ""))
		}
	}
	return found
}

// afterDeadline reports whether a moment is later than a deadline. Without a
// time of day the whole day is in time.
func afterDeadline(t time.Time, d *campaign.Deadline) bool {
	day := calendar.DateOf(t)
	if d.Time.IsZero() {
		return day.After(d.Due)
	}
	minutes := d.Due.DaysUntil(day)*24*60 + t.Hour()*60 + t.Minute()
	return minutes > d.Time.Hour*60+d.Time.Minute
}

func clockTime(t time.Time) string {
	s := calendar.DateOf(t).String()
	if t.Hour() != 0 || t.Minute() != 0 {
		s += t.Format("15:04")
	}
	return s
}

func dueTime(d *campaign.Deadline) string { return d.Due.String() + d.Time.String() }

// filesOf tells a number of files of a kind: 5篇.
func filesOf(kind string, n int) string {
	unit := map[string]string{kindArticle: "篇", kindPhoto: "张", kindVideo: "个", kindMedia: "篇"}[kind]
	return strconv.Itoa(n) + unit
}

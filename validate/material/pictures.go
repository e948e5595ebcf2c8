package material

import (
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// Rules about photos and videos.
var pictureChecks = map[string]func(*submitted) []remark{
	"MT021": fewPixels,
	"MT022": wrongFacing,
	"MT023": lowDPI,
	"MT024": wrongBytes,
	"MT025": noCaption,
	"MT026": belowAdvice,
	"MT027": wrongTime,
}

// sized reports whether the rules of pixels apply to s, and its pixels are known.
func (s *submitted) sized() bool {
	return (s.Kind == kindPhoto || s.Kind == kindVideo) && s.Width > 0 && s.Height > 0
}

func (s *submitted) pixels() string { return fmt.Sprintf("%d×%d", s.Width, s.Height) }

func fewPixels(s *submitted) []remark {
	if !s.sized() {
		return nil
	}
	var need []string
	if s.Width < s.rule.MinWidth {
		need = append(need, "宽应不少于"+strconv.Itoa(s.rule.MinWidth)+"像素")
	}
	if s.Height < s.rule.MinHeight {
		need = append(need, "高应不少于"+strconv.Itoa(s.rule.MinHeight)+"像素")
	}
	if need == nil {
		return nil
	}
	hint := ""
	if s.Kind == kindVideo {
		hint = "请按要求的分辨率导出后重新报送"
	}
	return []remark{s.say(s.pixels(), strings.Join(need, "，")+"，实际是"+s.pixels(), hint)}
}

func wrongFacing(s *submitted) []remark {
	if !s.sized() {
		return nil
	}
	is := ""
	switch {
	case s.Width > s.Height:
		is = "横"
	case s.Width < s.Height:
		is = "竖"
	}
	if s.rule.Facing == "" || is == s.rule.Facing {
		return nil
	}
	if is == "" {
		is = "方"
	}
	return []remark{s.say(s.pixels(), "应为"+s.rule.Facing+"幅，实际是"+is+"幅", "")}
}

func lowDPI(s *submitted) []remark {
	if s.Kind != kindPhoto || s.DPI == 0 || math.Round(s.DPI) >= float64(s.rule.MinDPI) {
		return nil
	}
	return []remark{s.say(fmt.Sprintf("%.0f", s.DPI), fmt.Sprintf("分辨率应不低于每英寸%d像素，实际是%.0f", s.rule.MinDPI, s.DPI), "")}
}

func wrongBytes(s *submitted) []remark {
	floor, _ := s.rule.MinBytes.Floor()
	ceiling, _ := s.rule.MaxBytes.Ceiling()
	is := megabytes(s.Bytes)
	switch {
	case s.Bytes < floor:
		return []remark{s.say(is, "应不小于"+bytesName(s.rule.MinBytes)+"，实际是"+is, "请报送原图，不要压缩")}
	case ceiling > 0 && s.Bytes > ceiling:
		return []remark{s.say(is, "应不超过"+bytesName(s.rule.MaxBytes)+"，实际是"+is, "请压缩后重新报送")}
	}
	return nil
}

// megabytes tells a size with two decimals, never rounded up to a limit.
func megabytes(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + "字节"
	case n < 1_000_000:
		return strconv.FormatFloat(float64(n/10)/100, 'f', -1, 64) + "K"
	}
	return strconv.FormatFloat(float64(n/10_000)/100, 'f', -1, 64) + "M"
}

// bytesName tells a limit as the campaign writes it.
func bytesName(b campaign.Bytes) string {
	if s := string(b); strings.ContainsAny(strings.ToUpper(s), "KMGB") {
		return s
	}
	return string(b) + "字节"
}

func noCaption(s *submitted) []remark {
	if s.Kind != kindPhoto || !s.rule.Caption || s.Caption != "" || s.unread {
		return nil
	}
	return []remark{s.say(path.Base(s.Path), "", "")}
}

// belowAdvice compares long side with long side: a film taken upright is as
// good as one taken across.
func belowAdvice(s *submitted) []remark {
	a := s.rule.Advise
	if !s.sized() || a == nil || max(s.Width, s.Height) >= max(a.Width, a.Height) && min(s.Width, s.Height) >= min(a.Width, a.Height) {
		return nil
	}
	if fewPixels(s) != nil {
		return nil // it is said already
	}
	return []remark{s.say(s.pixels(), fmt.Sprintf("建议不低于%d×%d，实际是%s", a.Width, a.Height, s.pixels()), "")}
}

func wrongTime(s *submitted) []remark {
	if s.Kind != kindVideo || s.Length == 0 {
		return nil
	}
	// A film of five minutes has some frames more or less.
	seconds := int(s.Length.Round(time.Second) / time.Second)
	is := minutes(seconds)
	switch {
	case s.rule.MaxSeconds > 0 && seconds > s.rule.MaxSeconds:
		return []remark{s.say(is, "时长应不超过"+minutes(s.rule.MaxSeconds)+"，实际是"+is, "")}
	case seconds < s.rule.MinSeconds:
		return []remark{s.say(is, "时长应不少于"+minutes(s.rule.MinSeconds)+"，实际是"+is, "")}
	}
	return nil
}

// minutes tells a number of seconds: 5分2秒.
func minutes(seconds int) string {
	switch m, s := seconds/60, seconds%60; {
	case m == 0:
		return strconv.Itoa(s) + "秒"
	case s == 0:
		return strconv.Itoa(m) + "分钟"
	default:
		return strconv.Itoa(m) + "分" + strconv.Itoa(s) + "秒"
	}
}

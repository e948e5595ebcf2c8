package validate

import (
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// pictureRules are about photos and videos.
func pictureRules() []Rule {
	return []Rule{
		{
			ID: "MT021", Title: "像素不够", Severity: report.Error, Source: materialSource, Hint: "请报送原图，不要用微信发送后另存",
			Doc:   "照片按相机记录的方向转正以后看。",
			Bad:   "{kind: photo, minWidth: 2000}\n照片/开幕式现场.jpg: jpg 1920x1080",
			Good:  "{kind: photo, minWidth: 2000}\n照片/开幕式现场.jpg: jpg 1080x2000 orientation=6",
			check: fileCheck(fewPixels),
		},
		{
			ID: "MT022", Title: "横竖方向不符合要求", Severity: report.Error, Source: materialSource, Hint: "请换一张，或裁剪后重新报送",
			Bad:   "{kind: photo, facing: 横}\n照片/开幕式现场.jpg: jpg 2400x1600 orientation=8",
			Good:  "{kind: photo, facing: 横}\n照片/开幕式现场.jpg: jpg 2400x1600",
			check: fileCheck(wrongFacing),
		},
		{
			ID: "MT023", Title: "分辨率不够", Severity: report.Error, Source: materialSource, Hint: "用看图软件把分辨率设为要求的数值后另存",
			Doc:   "看文件里写明的每英寸像素；没有写明的不判断，列入未校核。",
			Bad:   "{kind: photo, minDPI: 300}\n照片/开幕式现场.jpg: jpg 2400x1600 dpi=72",
			Good:  "{kind: photo, minDPI: 300}\n照片/开幕式现场.jpg: jpg 2400x1600 dpi=300",
			check: fileCheck(lowDPI),
		},
		{
			ID: "MT024", Title: "文件大小不符合要求", Severity: report.Error, Source: materialSource,
			Doc:   "下限1M按100万字节，上限1M按1048576字节，不因单位不同而误判。",
			Bad:   "{kind: photo, minBytes: 2M}\n照片/开幕式现场.jpg: jpg 2400x1600 bytes=1999999",
			Good:  "{kind: photo, minBytes: 2M}\n照片/开幕式现场.jpg: jpg 2400x1600 bytes=2000000",
			check: fileCheck(wrongBytes),
		},
		{
			ID: "MT025", Title: "照片没有文字说明", Severity: report.Warning, Source: materialSource, Hint: "用文字说明作文件名，或在同一文件夹附图片说明（.txt或.docx，写明文件名和说明）",
			Doc:   "文件名写明内容的、同一文件夹或上一级的图片说明写到的、稿件里有“图1……”的，都算有说明；IMG_2031、微信图片、数字这样的文件名不算。说明是.xlsx、.doc等的没有读，列入未校核。",
			Bad:   "{kind: photo, caption: true}\n照片/IMG_2031.jpg: jpg 2400x1600",
			Good:  "{kind: photo, caption: true}\n照片/IMG_2031.jpg: jpg 2400x1600\n照片/图片说明.txt: txt IMG_2031.jpg 学生在开幕式上展示作品",
			check: fileCheck(noCaption),
		},
		{
			ID: "MT026", Title: "低于建议的像素", Severity: report.Hint, Source: materialSource, Hint: "有条件的，请报送更清晰的",
			Bad:   "{kind: video, advise: {width: 1280, height: 720}}\n视频/短片.mp4: mp4 640x360",
			Good:  "{kind: video, advise: {width: 1280, height: 720}}\n视频/短片.mp4: mp4 720x1280",
			check: fileCheck(belowAdvice),
		},
		{
			ID: "MT027", Title: "视频时长不符合要求", Severity: report.Error, Source: materialSource, Hint: "请剪辑后重新报送",
			Bad:   "{kind: video, maxSeconds: 300}\n视频/短片.mp4: mp4 1280x720 seconds=302",
			Good:  "{kind: video, maxSeconds: 300}\n视频/短片.mp4: mp4 1280x720 seconds=300",
			check: fileCheck(wrongTime),
		},
	}
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

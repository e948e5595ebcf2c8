package material

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/media"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about what media reported (媒体报道).
var mediaChecks = map[string]func(*submitted) []remark{
	"MT031": notAccepted,
	"MT032": screenshot,
	"MT033": picturesFirst,
	"MT034": wrongName,
	"MT035": lowRank,
}

// formsOf returns the words besides its format under which a rule may accept or
// refuse s.
func (s *submitted) formsOf() []string {
	switch kind := media.Format(s.Format).Kind(); {
	case s.Format == "pdf":
		return []string{"scan"}
	case kind == media.Picture:
		return []string{"scan", "photo"}
	case kind == media.Film:
		return []string{"video"}
	}
	return nil
}

func notAccepted(s *submitted) []remark {
	if s.Kind != kindMedia {
		return nil
	}
	among := func(list []string) bool {
		return isFormat(s.Format, list) || slices.ContainsFunc(s.formsOf(), func(w string) bool { return slices.Contains(list, w) })
	}
	accept := slices.Concat(s.rule.Accept, s.rule.Format)
	if !among(s.rule.Refuse) && (len(accept) == 0 || among(accept)) {
		return nil
	}
	message, hint := "媒体报道不收"+s.formatLabel(), "请换一种形式报送"
	if len(accept) > 0 {
		message = "媒体报道应为" + formNames(accept) + "，实际是" + s.formatLabel()
		hint = "请按要求的形式报送"
		if slices.Contains(accept, "docx") && slices.Contains([]string{"doc", "wps", "rtf", "odt", "docm"}, s.Format) {
			hint = "请用 WPS 或 Office 打开，另存为 .docx 后重新报送（只改文件名的后缀没有用）"
		}
	}
	return []remark{s.say(path.Base(s.Path), message, hint)}
}

func formNames(words []string) string {
	names := map[string]string{"docx": ".docx文档", "scan": "扫描件", "photo": "照片", "screenshot": "截图", "video": "视频"}
	var out []string
	for _, w := range words {
		if n := names[w]; n != "" {
			w = n
		} else {
			w = strings.ToUpper(w)
		}
		out = append(out, w)
	}
	return strings.Join(out, "、")
}

func screenshot(s *submitted) []remark {
	if s.Kind != kindMedia || !slices.Contains(s.rule.Refuse, "screenshot") || notAccepted(s) != nil {
		return nil
	}
	name := path.Base(s.Path)
	picture := media.Format(s.Format).Kind() == media.Picture
	switch {
	case picture && screenName.MatchString(name):
		return []remark{s.say(name, "", "")}
	case s.article != nil && s.article.pictures > 0 && s.Characters == 0:
		return []remark{s.say(name, "文档里只有图片，没有报道的文字", "").severe(report.Warning)}
	case s.Format == "png" && slices.Contains(screens, [2]int{min(s.Width, s.Height), max(s.Width, s.Height)}):
		return []remark{s.say(s.pixels(), "可能是截图：像素与常见屏幕相同", "请核对；是截图的，请按要求的形式重新报送").severe(report.Hint)}
	}
	return nil
}

func picturesFirst(s *submitted) []remark {
	if s.Kind != kindMedia || !s.rule.PicturesLast || s.article == nil || s.article.early == "" {
		return nil
	}
	return []remark{s.say(s.article.early, "图片应放在文字后面，图片后面还有文字", "")}
}

// nameMarks may stand between the parts of a file name.
const nameMarks = "+＋-－—–_＿·"

// nameOf returns the parts of the name of s, if it has as many as demanded.
func (s *submitted) nameOf() []string {
	want := len(strings.Split(s.rule.FileName, "+"))
	stem := strings.TrimSuffix(path.Base(s.Path), path.Ext(s.Path))
	for _, marks := range []string{"+＋", nameMarks} {
		if nameParts(stem, marks) == want {
			return strings.FieldsFunc(stem, func(r rune) bool { return strings.ContainsRune(marks, r) })
		}
	}
	// A title may have marks of its own.
	if i := strings.IndexAny(stem, nameMarks); want == 2 && i > 0 {
		rest := strings.TrimLeft(stem[i:], nameMarks)
		if rest != "" {
			return []string{stem[:i], rest}
		}
	}
	return nil
}

func wrongName(s *submitted) []remark {
	if s.Kind != kindMedia || s.rule.FileName == "" || s.nameOf() != nil {
		return nil
	}
	return []remark{s.say(path.Base(s.Path), "文件名应为“"+s.rule.FileName+"”", "")}
}

// medium returns the name of the medium of a report, "" if nothing tells it.
func (s *submitted) medium() string {
	for i, part := range strings.Split(s.rule.FileName, "+") {
		if parts := s.nameOf(); parts != nil && strings.Contains(part, "媒体") {
			return strings.TrimLeft(parts[i], "0123456789.、． ")
		}
	}
	if s.article != nil {
		return s.article.source
	}
	return ""
}

func lowRank(s *submitted) []remark {
	want := slices.Index(ranks, s.rule.Rank)
	if s.Kind != kindMedia || want < 0 {
		return nil
	}
	name := s.medium()
	rank, known := mediaRank(name)
	if !known || rank >= want {
		return nil
	}
	is := "学校自己的媒体"
	if rank >= 0 {
		is = ranks[rank] + "媒体"
	}
	return []remark{s.say(name, "应为"+s.rule.Rank+"及以上媒体的报道，“"+name+"”是"+is, "")}
}

// ranks are the ranks of media, the lowest first.
var ranks = []string{"县级", "市级", "省级", "国家级"}

// Media whose rank their names tell. Of all others it is not known.
var (
	nationalMedia = regexp.MustCompile(`^(?:人民日报|人民网|新华社|新华网|新华每日电讯|央视|中央电视台|中央广播电视总台|央广|光明日报|光明网|经济日报|中国日报|中国青年报|中青在线|中国教育报|中国教育新闻网|中国新闻社|中国新闻网|中新社|中新网|工人日报|农民日报|科技日报|中国网|求是|学习强国$|学习强国全国)`)
	provinces     = `(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆)`
	provinceMedia = regexp.MustCompile(`^` + provinces + `(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区)?(?:日报|卫视|电视台|广播电视台|广播电视总台|教育电视台|教育报)$`)
	countyMedia   = regexp.MustCompile(`(?:县|[^治新]区|旗)(?:级)?(?:融媒体?中心|融媒|电视台|广播电视台|新闻网|发布)$`)
	schoolMedia   = regexp.MustCompile(`(?:学校|学院|大学|中专|职专|职高|职教中心|我校|本校|校园)(?:官方)?(?:网站?|官网|公众号|微信公众号|官微|微博|校报|电视台|广播站|抖音号?|视频号)$`)
)

// sourceLine names the medium that a report is from.
var sourceLine = regexp.MustCompile(`^[（(]?\s*(?:来源|稿源|转自|转载自)\s*[:：]?\s*([\p{Han}A-Za-z]{2,20})`)

// screenName is how systems and people name pictures of screens.
var screenName = regexp.MustCompile(`(?i)截图|截屏|屏幕快照|screen[ _-]?shot|snipaste`)

// screens are the pixels of common screens, the short side first.
var screens = [][2]int{
	{750, 1334}, {828, 1792}, {1080, 1920}, {1080, 2160}, {1080, 2220}, {1080, 2280}, {1080, 2340}, {1080, 2400}, {1080, 2408}, {1080, 2412},
	{1125, 2436}, {1170, 2532}, {1179, 2556}, {1206, 2622}, {1220, 2712}, {1240, 2772}, {1242, 2208}, {1242, 2688}, {1260, 2800}, {1284, 2778},
	{1290, 2796}, {1320, 2868}, {1440, 3120}, {1440, 3200}, {768, 1366}, {864, 1536}, {900, 1440}, {900, 1600}, {1050, 1680}, {1200, 1920},
	{1440, 2560}, {1600, 2560}, {1440, 3440}, {2160, 3840}, {1536, 2048}, {1668, 2388}, {2048, 2732},
}

// mediaRank returns the rank of a medium as an index into ranks, -1 for a
// school's own; known is false if its name does not tell.
func mediaRank(name string) (rank int, known bool) {
	switch name = strings.TrimSpace(name); {
	case schoolMedia.MatchString(name):
		return -1, true
	case nationalMedia.MatchString(name):
		return 3, true
	case provinceMedia.MatchString(name):
		return 2, true
	case countyMedia.MatchString(name):
		return 0, true
	}
	return 0, false
}

package adopt

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	isArticle = regexp.MustCompile(`文字|稿件|文稿|征文|案例|故事|材料|总结|简报`)
	isPhoto   = regexp.MustCompile(`^[^。；]{0,12}(?:照片|图片|摄影)|(?:照片|图片)[^。；]{0,20}(?:像素|JPG|jpg|jpeg|dpi|分辨率)`)
	isVideo   = regexp.MustCompile(`^[^。；]{0,14}(?:视频|短片|微电影)|(?:视频|短片)[^。；]{0,12}(?:格式|时长|MP4|mp4)`)
	asks      = regexp.MustCompile(`提供|报送|上报|提交|须|不得`)
	isMedia   = regexp.MustCompile(`^[^。；]{0,14}媒体报道`)

	charsFromTo = regexp.MustCompile(`(\d{2,5})字?(?:-|—|–|－|~|～|至|到)(\d{2,5})字(左右)?`)
	charsLeast  = regexp.MustCompile(`(?:不少于|不低于|至少)(\d{2,5})字`)
	charsMost   = regexp.MustCompile(`(?:不超过|不多于|控制在)(\d{2,5})字|(\d{2,5})字(?:以内|之内|以下)`)
	charsAbout  = regexp.MustCompile(`(\d{2,5})字左右`)
	citing      = regexp.MustCompile(`(?:引用|转载)[^。]*(?:标注|注明|标明)`)
	pieces      = regexp.MustCompile(`(?:不少于|至少)(\d{1,3})(?:篇|条)`)
	looks       = regexp.MustCompile(`(标题|题目|报送单位|单位|正文)(?:为|用|采用|使用)?(方正小标宋_?(?:简体|GBK)?|小标宋_?(?:简体|GBK)?|仿宋_?(?:GB2312)?|楷体_?(?:GB2312)?|黑体|宋体)(初号|小初|[一二三四五六]号|小[一二三四五六]号?)`)

	formats     = regexp.MustCompile(`(?i)jpe?g|png|mp4|mov|avi|wmv`)
	pixelsWide  = regexp.MustCompile(`宽(?:度)?(?:不低于|不少于|不小于|≥|大于)(\d{3,5})(?:像素|px)`)
	pixelsBoth  = regexp.MustCompile(`像素(?:不低于|不少于|不小于|≥|大于)(\d{3,5})[*×xX](\d{3,5})`)
	pixelsHigh  = regexp.MustCompile(`高(?:度)?(?:不低于|不少于|不小于|≥|大于)(\d{3,5})(?:像素|px)`)
	resolution  = regexp.MustCompile(`(?i)(?:不低于|不少于|不小于)?(\d{2,4})(?:dpi)`)
	bytesLeast  = regexp.MustCompile(`(?i)(?:不低于|不少于|不小于|大于)(\d+(?:\.\d+)?)(K|M|G)`)
	bytesMost   = regexp.MustCompile(`(?i)(?:不超过|不大于|(?:^|[^不])小于|控制在)(\d+(?:\.\d+)?)(K|M|G)|(\d+(?:\.\d+)?)(K|M|G)B?(?:以内|之内|以下)`)
	captioned   = regexp.MustCompile(`(?:文字|图片|照片)说明|配[^，。]{0,6}说明`)
	size        = regexp.MustCompile(`(\d{3,4})[*×xX](\d{3,4})`)
	secondsSpan = regexp.MustCompile(`(\d{1,3})(秒|分钟)?(?:-|—|–|~|～|至|到)(\d{1,3})(秒|分钟)`)
	secondsMost = regexp.MustCompile(`(?:时长)?(?:不超过|控制在)(\d{1,3})(秒|分钟)|(\d{1,3})(秒|分钟)(?:以内|之内)`)
	ranks       = regexp.MustCompile(`(国家级|省级|市级|县级)(?:及|以|或)?(?:以)?上(?:的)?(?:主流|新闻)?媒体`)
	refusing    = regexp.MustCompile(`(?:不得|不能|不要|严禁|请勿)[^，。；]{0,6}截图`)
	fileNames   = regexp.MustCompile(`文件名(?:称)?(?:以|为|按)[“"]?([^，。；”"]{3,30}?)[”"]?(?:命名|$|，|。)`)
)

// material reads what is asked of the material that schools send in.
func (a *adopter) material() {
	for _, l := range a.lines {
		if l.row != nil {
			continue
		}
		s := narrow(l.text)
		for _, r := range []campaign.MaterialRule{article(s), photo(s), video(s), media(s)} {
			if r.Kind == "" {
				continue
			}
			if i := slices.IndexFunc(a.c.Material, func(o campaign.MaterialRule) bool { return o.Kind == r.Kind }); i >= 0 {
				if r.Kind == "article" && a.c.Material[i].MinCount == 0 && a.c.Material[i].Min+a.c.Material[i].Max > 0 {
					a.c.Material[i].MinCount = r.MinCount
				}
				continue
			}
			a.c.Material = append(a.c.Material, r)
		}
	}
	order := []string{"article", "photo", "video", "media"}
	slices.SortStableFunc(a.c.Material, func(x, y campaign.MaterialRule) int {
		return slices.Index(order, x.Kind) - slices.Index(order, y.Kind)
	})
}

// narrow makes a text one that patterns match: no blanks, marks of full width.
func narrow(s string) string {
	return strings.NewReplacer(",", "，", ";", "；", ":", "：", "(", "（", ")", "）").Replace(han.Narrow(han.Squeeze(s)))
}

func number(s string) int { n, _ := strconv.Atoi(s); return n }

func either(g []string) (string, string) {
	if g[1] != "" {
		return g[1], g[2]
	}
	return g[3], g[4]
}

func article(s string) (r campaign.MaterialRule) {
	if !isArticle.MatchString(s) {
		return r
	}
	if g := charsFromTo.FindStringSubmatch(s); g != nil {
		r.Min, r.Max, r.About = number(g[1]), number(g[2]), g[3] != ""
	} else if g := charsAbout.FindStringSubmatch(s); g != nil {
		r.Min, r.Max, r.About = number(g[1]), number(g[1]), true
	} else {
		if g := charsLeast.FindStringSubmatch(s); g != nil {
			r.Min = number(g[1])
		}
		if g := charsMost.FindStringSubmatch(s); g != nil {
			r.Max = max(number(g[1]), number(g[2]))
		}
	}
	if g := pieces.FindStringSubmatch(s); g != nil && strings.Contains(s, "材料") {
		r.MinCount = number(g[1])
	}
	if r.Min+r.Max+r.MinCount == 0 || r.Max > 0 && r.Min > r.Max {
		return campaign.MaterialRule{}
	}
	r.Kind = "article"
	r.Cite = citing.MatchString(s)
	for _, g := range looks.FindAllStringSubmatch(s, -1) {
		if r.Layout == nil {
			r.Layout = &campaign.ArticleLayout{}
		}
		look := &campaign.TextLook{Face: g[2], Size: g[3]}
		switch g[1] {
		case "正文":
			r.Layout.Body = look
		case "标题", "题目":
			r.Layout.Title = look
		default:
			r.Layout.Unit = look
		}
	}
	return r
}

func photo(s string) (r campaign.MaterialRule) {
	m := isPhoto.FindStringIndex(s)
	if m == nil {
		return r
	}
	s = s[m[0]:]
	r.Format = formatsIn(s, "jpg", "png")
	if g := pixelsWide.FindStringSubmatch(s); g != nil {
		r.MinWidth = number(g[1])
	}
	if g := pixelsBoth.FindStringSubmatch(s); g != nil {
		r.MinWidth, r.MinHeight = number(g[1]), number(g[2])
	}
	if g := pixelsHigh.FindStringSubmatch(s); g != nil {
		r.MinHeight = number(g[1])
	}
	if g := resolution.FindStringSubmatch(s); g != nil {
		r.MinDPI = number(g[1])
	}
	if g := bytesLeast.FindStringSubmatch(s); g != nil {
		r.MinBytes = campaign.Bytes(g[1] + strings.ToUpper(g[2]))
	}
	if g := bytesMost.FindStringSubmatch(s); g != nil {
		n, unit := either(g)
		r.MaxBytes = campaign.Bytes(n + strings.ToUpper(unit))
	}
	if len(r.Format) == 0 && r.MinWidth+r.MinHeight+r.MinDPI == 0 && r.MinBytes == "" && r.MaxBytes == "" {
		return campaign.MaterialRule{}
	}
	r.Kind, r.Caption = "photo", captioned.MatchString(s)
	return r
}

func video(s string) (r campaign.MaterialRule) {
	m := isVideo.FindStringIndex(s)
	if m == nil {
		return r
	}
	s = s[m[0]:] // not what stands before of other things
	r.Format = formatsIn(s, "mp4", "mov", "avi", "wmv")
	if g := bytesMost.FindStringSubmatch(s); g != nil {
		n, unit := either(g)
		r.MaxBytes = campaign.Bytes(n + strings.ToUpper(unit))
	}
	seconds := func(n, unit string) int {
		if unit == "分钟" {
			return 60 * number(n)
		}
		return number(n)
	}
	if g := secondsSpan.FindStringSubmatch(s); g != nil {
		unit := g[2]
		if unit == "" {
			unit = g[4]
		}
		r.MinSeconds, r.MaxSeconds = seconds(g[1], unit), seconds(g[3], g[4])
	} else if g := secondsMost.FindStringSubmatch(s); g != nil {
		r.MaxSeconds = seconds(either(g))
	}
	if len(r.Format) == 0 && r.MaxBytes == "" && r.MaxSeconds == 0 || r.MinSeconds > r.MaxSeconds {
		return campaign.MaterialRule{}
	}
	if g := size.FindStringSubmatch(s); g != nil {
		r.Advise = &campaign.Size{Width: number(g[1]), Height: number(g[2])}
	}
	r.Kind = "video"
	return r
}

func media(s string) (r campaign.MaterialRule) {
	if !isMedia.MatchString(s) || !asks.MatchString(s) {
		return r
	}
	if g := ranks.FindStringSubmatch(s); g != nil {
		r.Rank = g[1]
	}
	for _, w := range [][2]string{{"扫描件", "scan"}, {"照片", "photo"}, {"word", "docx"}, {"文稿", "docx"}} {
		if strings.Contains(strings.ToLower(s), w[0]) && !slices.Contains(r.Accept, w[1]) {
			r.Accept = append(r.Accept, w[1])
		}
	}
	if refusing.MatchString(s) {
		r.Refuse = []string{"screenshot"}
	}
	if g := fileNames.FindStringSubmatch(s); g != nil && strings.Contains(g[1], "+") {
		r.FileName = g[1]
	}
	r.PicturesLast = regexp.MustCompile(`图片(?:插|放|附)在[^，。]{0,8}(?:最后|末尾)`).MatchString(s)
	if len(r.Accept)+len(r.Refuse) == 0 && r.Rank == "" && r.FileName == "" {
		return campaign.MaterialRule{}
	}
	r.Kind = "media"
	return r
}

// formatsIn returns which of the formats a text names, in its order.
func formatsIn(s string, known ...string) (all []string) {
	for _, f := range formats.FindAllString(s, -1) {
		f = strings.Replace(strings.ToLower(f), "jpeg", "jpg", 1)
		if slices.Contains(known, f) && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return all
}

package shell

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	// tells begins the sentence with which papers and posts tell of a document that they print below.
	tells = regexp.MustCompile(`^(?:[【\[]\p{Han}{2,8}[】\]]|日前|近日|近期|昨[日天]|今[日天]|最近|刚刚|[（(【]?(?:本报|本网|记者|\p{Han}{2,8}(?:网|报|社))[^。]{0,20}[讯电]|记者|据\p{Han}{2,16}(?:消息|公布|发布|报道|获悉|网站)|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:消息|[，,][^。]{0,40}(?:官网|网站|公众号|发布|公布|批复|印发)))`)
	// gathered is how portals of samples lead to one.
	gathered = regexp.MustCompile(`小编|为(?:大家|您|你们?)(?:整理|收集|搜集|带来|提供|准备)|供(?:大家|您|你们?)(?:参考|借鉴|阅读)|欢迎(?:大家|您)?(?:阅读|参考|查阅|借鉴|收藏)|希望(?:能|可以)?(?:对|给)(?:大家|您|你们?)`)
	// caption stands below a picture on such a page.
	caption = regexp.MustCompile(`^[▲△↑（(]?\s*(?:图源|图片来源|图片|供图|图为|截图自?|来源)[:：/／ ]?.{0,40}$|(?:截图|供图)[）)]?$`)
)

// dropReport takes out what a page of news tells of a document above its title: sentences that begin as news
// does, and captions. The title and the number, or whom it is for, stand right below them.
func (r *page) dropReport() {
	const most, front = 12, 8 // lines
	last := -1
	i := r.Next(0, len(r.Lines))
	for seen := 0; i < len(r.Lines) && seen < most; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		s := r.Text(i)
		stopped := strings.ContainsAny(s, "。！!") && !cue.StoppedTitle.MatchString(han.Squeeze(s))
		switch {
		case cue.IsRecipients(s), cue.IsNumber(s), !stopped && cue.Concerns(s):
			seen = most
		case stopped && (last >= 0 || tells.MatchString(han.Squeeze(s)) || gathered.MatchString(s)), last >= 0 && caption.MatchString(s):
			last = i
		}
	}
	if last < 0 {
		return
	}
	titled, placed := false, false
	for i, seen := r.Next(last+1, len(r.Lines)), 0; i < len(r.Lines) && seen < front; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		s := r.Text(i)
		if strings.Contains(s, "。") || cue.IsDateLine(s) || utf8.RuneCountInString(s) > 2*cue.MaxTitleLine {
			return
		}
		titled = titled || cue.Concerns(s) && document.KindOf(cue.Unstopped(s)).Statutory() || document.KindOf(s).Statutory() && cue.Concerns(r.Text(max(0, r.Last(i))))
		placed = placed || cue.IsNumber(s) || cue.IsRecipients(s)
		if titled && placed {
			for _, k := range r.Between(0, last+1) {
				r.Drop("RD001", k)
			}
			return
		}
	}
}

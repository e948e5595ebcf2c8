package material

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/media"
)

// folderWords tell what a folder holds by its name.
var folderWords = []struct {
	kind  string
	words *regexp.Regexp
}{
	{kindMedia, regexp.MustCompile(`媒体|报道|报导`)},
	{kindPhoto, regexp.MustCompile(`(?i)照片|图片|相片|摄影|photo|picture`)},
	{kindVideo, regexp.MustCompile(`(?i)视频|短片|影像|录像|动漫|微电影|video`)},
	{kindArticle, regexp.MustCompile(`(?i)稿|文字|文章|案例|故事|简报|article`)},
}

var (
	schoolName  = regexp.MustCompile(`(?:学校|学院|大学|中学|中专|职专|职高|职教中心|教育中心)$`)
	mediaName   = regexp.MustCompile(`媒体报[道导]`)
	otherName   = regexp.MustCompile(`(?:统计|规划|安排|一览|信息|登记|汇总|申报|推荐)表|(?:方案|总结|计划|名单|清单|目录|通讯录|联系方式|联系人|通知|承诺书|报送说明)(?:[（(].*[)）]|[0-9\s_-]|终稿|定稿|盖章版?|最终版?)*$`)
	scanName    = regexp.MustCompile(`(?:扫描|盖章)[件版页稿]|[（(](?:扫描|盖章)[）)]|(?:统计|规划|安排|一览|信息|登记|汇总|申报|推荐|报名|情况)表(?:[（(].*[)）]|[0-9\s_-])*$`)
	captionName = regexp.MustCompile(`(?:图片|照片|相片|配图).*(?:说明|清单|目录|配文|介绍)|图注|图说|说明文字|文字说明`)
	reported    = regexp.MustCompile(`^(?:[（(]?\s*(?:本报|本台|本网)[讯记]|[（(]?\s*记者\s|来源\s*[:：]|原标题\s*[:：])`)
)

// place tells the kind of a file, as the comment of [Check] says.
func (l *looking) place(s *submitted) {
	could := s.could()
	switch {
	case s.Kind != "": // told by the caller
	case len(could) > 0:
		s.Kind = l.kind(s, could)
	case !s.broken:
		s.trouble("MT004", path.Base(s.Path), s.formatLabel()+"不是要报送的材料，没有校核", "请核对；如是表格，请按表格的要求报送", 0)
	}
}

// could returns the kinds that a file of the format of s may be of.
func (s *submitted) could() []string {
	switch media.Format(s.Format).Kind() {
	case media.Picture:
		return []string{kindPhoto, kindMedia}
	case media.Film:
		return []string{kindVideo, kindMedia}
	}
	switch s.Format {
	case "docx", "docm", "doc", "wps", "rtf", "odt", "ofd", "pdf", "html", "mhtml", "txt":
		return []string{kindArticle, kindMedia}
	case "xlsx", "xlsm", "xls", "ods":
		if captionName.MatchString(path.Base(s.Path)) {
			return []string{kindCaption}
		}
	}
	return nil
}

// kind tells which of the kinds that s could be of it is.
func (l *looking) kind(s *submitted, could []string) string {
	stem := strings.TrimSuffix(path.Base(s.Path), path.Ext(s.Path))
	text := could[0] == kindArticle
	if could[0] == kindCaption || text && captionName.MatchString(stem) {
		return kindCaption
	}
	for dir := path.Dir(s.Path); dir != "."; dir = path.Dir(dir) {
		var says []string
		if schoolName.MatchString(path.Base(dir)) {
			continue // 示例动漫职业学校 tells who, not what
		}
		for _, w := range folderWords {
			if w.words.MatchString(path.Base(dir)) {
				says = append(says, w.kind)
			}
		}
		if text && slices.Equal(says, []string{kindPhoto}) {
			return kindCaption // text among the photos
		}
		says = slices.DeleteFunc(says, func(k string) bool { return !slices.Contains(could, k) })
		if len(says) == 1 {
			return says[0]
		}
	}
	asked := func(kind string) *campaign.MaterialRule {
		for i := range l.Rules {
			if l.Rules[i].Kind == kind {
				return &l.Rules[i]
			}
		}
		return nil
	}
	report := asked(kindMedia)
	switch {
	case mediaName.MatchString(stem):
		return kindMedia
	case text && otherName.MatchString(stem), could[0] == kindPhoto && scanName.MatchString(stem):
		s.skipped = append(s.skipped, s.Path+"：按文件名不是要报送的材料，没有校核")
		return ""
	case s.Format == "txt" && han.Count(strings.Join(s.wording, "")) < shortText:
		s.trouble("MT004", path.Base(s.Path), "不像文字稿件，没有校核", "如是图片说明，请取名“图片说明”；如是稿件，请放在名为“文字稿件”的文件夹里", 0)
		return ""
	case report != nil && report.FileName != "" && strings.ContainsAny(stem, "+＋") && nameParts(stem, "+＋") == len(strings.Split(report.FileName, "+")):
		return kindMedia
	case text && report != nil && asked(kindArticle) == nil:
		return kindMedia
	case text && report != nil && s.Format == "pdf":
		s.trouble("MT004", path.Base(s.Path), "分不清是文字稿件还是媒体报道，没有校核", "文字稿件报送.docx；媒体报道请放在名为“媒体报道”的文件夹里", 0)
		return ""
	case text && report != nil && s.looksReported():
		s.trouble("MT004", path.Base(s.Path), "像是媒体报道，按文字稿件校核", "如是媒体报道，请放在名为“媒体报道”的文件夹里", 0)
	}
	return could[0]
}

// shortText is how many Chinese characters a loose .txt has to have before it
// may be an article.
const shortText = 100

// looksReported reports whether the first lines of a document are those of a
// report that a paper or a station has published.
func (s *submitted) looksReported() bool {
	const first = 4
	return s.article != nil && slices.ContainsFunc(s.article.text[:min(first, len(s.article.text))], reported.MatchString)
}

// nameParts returns how many parts a name has between any of the separators,
// none of them empty; 0 if one is.
func nameParts(stem, separators string) int {
	parts := strings.FieldsFunc(stem, func(r rune) bool { return strings.ContainsRune(separators, r) })
	n := 0
	for _, r := range stem {
		if strings.ContainsRune(separators, r) {
			n++
		}
	}
	if len(parts) != n+1 || slices.ContainsFunc(parts, func(p string) bool { return strings.TrimSpace(p) == "" }) {
		return 0
	}
	return len(parts)
}

// A list is what may tell the captions of photos.
type list struct {
	dir     string // of the photos that it may tell of
	lines   []listed
	unread  bool // it cannot be read
	article bool
}

// A listed is a line of a list, with the number that it begins with.
type listed struct {
	text   string
	number []string // the submatches of numbered
}

func newList(s *submitted) (list, bool) {
	l := list{dir: path.Dir(s.Path)}
	var lines []string
	switch {
	case s.Kind == kindCaption && s.article != nil:
		lines = s.article.text
	case s.Kind == kindCaption:
		lines, l.unread = s.wording, s.wording == nil
	case s.Kind == kindArticle && s.article != nil && len(s.article.captions) > 0:
		lines, l.article = s.article.captions, true
	default:
		return l, false
	}
	for _, line := range lines {
		line = strings.TrimSpace(line)
		l.lines = append(l.lines, listed{line, numbered.FindStringSubmatch(line)})
	}
	return l, true
}

// mostCompared is how often a photo is held against a line of a list: some
// hundred photos against as many lines.
const mostCompared = 1_000_000

// captions finds the caption of every photo: its name, if it is one, or what
// a list or an article in the same folder or in one above it says of it. A list
// that is neither .txt nor .docx cannot be read, and leaves it open.
func (f *folder) captions() {
	var lists []list
	for _, s := range f.files {
		if l, ok := newList(s); ok {
			lists = append(lists, l)
		}
	}
	compared := 0
	for _, s := range f.files {
		if s.Kind != kindPhoto {
			continue
		}
		stem := strings.TrimSuffix(path.Base(s.Path), path.Ext(s.Path))
		if telling(stem) {
			s.Caption = stem
			continue
		}
		for i := range lists {
			l := &lists[i]
			compared += len(l.lines) + 1
			switch {
			case s.Caption != "" || l.dir != "." && !strings.HasPrefix(s.Path, l.dir+"/"):
			case compared > mostCompared:
				s.unread, s.crowded = true, true
			case l.unread:
				s.unread = true
			default:
				s.Caption = l.caption(s.Path)
			}
		}
	}
}

// plainWords are the words of names that cameras and people give without
// telling what a picture shows.
var plainWords = regexp.MustCompile(`微信图片|QQ图片|屏幕截图|截图|截屏|图片|照片|相片|活动照|新建|未命名|无标题|副本|原图|压缩|修改|最终|定稿|美图|图|拍摄|编号|第|张|幅|年|月|日|时|分|秒`)

// telling reports whether a file name says what a picture shows: whether there
// are Chinese words in it besides those that every picture may have.
func telling(stem string) bool { return han.Count(plainWords.ReplaceAllString(stem, "")) >= 2 }

// numbered is a name that is the number of a picture, or a line about one.
var numbered = regexp.MustCompile(`^(?:(图|图片|照片|相片)\s*)?[(（\[【]?0*(\d{1,4}|[一二三四五六七八九十]{1,3})[)）\]】]?`)

// caption returns what the lines of a list say of a photo; "" if nothing. A line
// of an article has to begin with 图1 or the like.
func (l *list) caption(p string) string {
	name := path.Base(p)
	stem := strings.TrimSuffix(name, path.Ext(name))
	number := numbered.FindStringSubmatch(stem)
	if number != nil && number[0] != stem {
		number = nil
	}
	for i := range l.lines {
		line, m := l.lines[i].text, l.lines[i].number
		rest := ""
		if number != nil && m != nil && m[2] == number[2] && (m[1] != "" || !l.article) && ends(line[len(m[0]):]) {
			rest = line[len(m[0]):]
		} else if at := strings.Index(line, stem); !l.article && at >= 0 && len(stem) >= 3 && ends(line[at+len(stem):]) {
			rest = line[:at] + line[at+len(stem):]
		}
		rest = strings.Replace(rest, path.Ext(name), "", 1)
		rest = strings.TrimFunc(rest, func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) || r == '|' })
		if han.Count(rest) >= 2 {
			return rest
		}
	}
	return ""
}

// ends reports whether a number or a name is over before rest.
func ends(rest string) bool {
	for _, r := range rest {
		return !unicode.IsDigit(r) && !strings.ContainsRune("年月日号时点万千百%", r)
	}
	return true
}

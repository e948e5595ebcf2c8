package runin

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// frontCuts returns where the parts above the body end with which a line begins: a number, a
// title, whom it is for.
func frontCuts(l string, stands map[string]bool) (cuts []int) {
	const longest = 600 // bytes that are looked at
	from := len(l) - len(strings.TrimLeft(l, bars))
	at := from        // of the part at hand
	const near = 2000 // bytes in which the first sentence ends
	text := strings.Contains(han.Cut(l, near), "。")
	numbered, titled := false, false
	for pos := from; pos < min(len(l), longest); {
		end := pos + fieldLength(l[pos:])
		next := end + len(l[end:]) - len(strings.TrimLeftFunc(l[end:], unicode.IsSpace))
		if next == len(l) {
			break
		}
		part := l[at:end]
		switch {
		case pos == from && strings.HasSuffix(part, "文件") && cue.IsOrgan(strings.TrimSuffix(part, "文件")) && cue.NumberLine.MatchString(l[next:next+fieldLength(l[next:])]):
			cuts, at = append(cuts, next), next // a head
		case !numbered && at == pos && cue.NumberLine.MatchString(part) && beginsTitle(l[next:]):
			numbered = true
			cuts, at = append(cuts, next), next
		case !numbered && at == pos && cue.IsOrgan(part) && startsHan(l[next:]) && cue.NumberLine.MatchString(strings.TrimSpace(l[next:])):
			return append(cuts, next)
		case titled && !numbered && at == pos && bracketedYear.MatchString(part) && startsHan(l[next:]):
			numbered = true
			cuts, at = append(cuts, next), next
		case !titled && isWholeTitle(part, numbered || text) && !strings.HasPrefix(l[next:], "（") && !goesOn(l[next:]):
			titled = true
			cuts, at = append(cuts, next), next
		}
		pos = next
	}
	if n := len(recordFront.FindString(han.Cut(l[at:], longest))); n > 0 && titled {
		at += n
		cuts = append(cuts, at)
	}
	if n := cue.DatedNumberAt(l[at:]); n > 0 && !numbered {
		at += n
		cuts, numbered = append(cuts, at), true
	}
	if behind := numberRun(l[at:]); !numbered && behind > 0 {
		return append(cuts, at+behind)
	}
	if n := titleRun(l[at:], stands); !titled && n > 0 {
		at += n
		cuts = append(cuts, at)
	}
	if n := textRun(l[at:]); !titled && !numbered && n > 0 && !stands[strings.TrimSpace(l[at:at+n])] {
		return append(cuts, at+n)
	}
	// 各学校： and a sentence.
	rest := l[at:]
	const least = 10 // characters of a sentence
	if k := strings.IndexAny(rest, "：:"); k > 0 && k < longest {
		_, size := utf8.DecodeRuneInString(rest[k:])
		name, text := strings.TrimSpace(rest[:k+size]), strings.TrimSpace(rest[k+size:])
		last := cue.LastName(name)
		named := cue.IsRecipients(name) && !strings.ContainsAny(last, "0123456789") && !cue.Asks.MatchString(strings.ReplaceAll(last, "有关", "")) && (cue.IsOrgan(last) || cue.RecipientEnd.MatchString(last) || cue.AreRecipients(last) || kindsOfOrgans.MatchString(name))
		apart := !strings.HasPrefix(rest[k+size:], text) || cue.Opening.MatchString(text) || strings.HasPrefix(text, "《") || strings.HasPrefix(name, "各") && cue.ToldKind(text) != ""
		if named && apart && utf8.RuneCountInString(text) >= least && (strings.Contains(text, "。") || cue.ToldKind(text) != "") {
			cuts = append(cuts, at+len(rest)-len(strings.TrimLeftFunc(rest[k+size:], unicode.IsSpace)))
		}
	}
	return cuts
}

// kindsOfOrgans ends recipients that are told by what they are called: 各委、办、厅、局：.
var kindsOfOrgans = regexp.MustCompile(`各[委部办厅局](?:、[委部办厅局]{1,2}){1,4}[：:]$`)

// startsHan reports whether s begins with a Chinese character.
func startsHan(s string) bool {
	c, _ := utf8.DecodeRuneInString(s)
	return han.Is(c)
}

// titleRun returns where whom a document is for begins, behind a title without a blank:
// …的通知各学校：; 0 if that is not how s begins, or if it is what a page has above the document.
func titleRun(s string, stands map[string]bool) int {
	const longest = 900 // bytes of both
	colon := strings.IndexAny(han.Cut(s, longest), "：:")
	if colon < 0 || !strings.Contains(s[:colon], "关于") || strings.ContainsAny(s[:colon], "。；") {
		return 0
	}
	_, size := utf8.DecodeRuneInString(s[colon:])
	about := strings.Index(s, "关于")
	for at := range s[:colon] {
		if at <= about || utf8.RuneCountInString(s[:at]) > 2*cue.MaxTitleLine {
			continue
		}
		if k := document.KindOf(s[:at]); k.Statutory() && strings.Count(s[:at], "《") == strings.Count(s[:at], "》") && cue.IsRecipients(s[at:colon+size]) {
			if stands[s[at:colon+size]] {
				return 0
			}
			return at
		}
	}
	return 0
}

// textAt is a title with the first words of the text behind it, and nothing between them.
var textAt = regexp.MustCompile(`^(\p{Han}{0,30}关于[^，。；：:,;]{4,60}?的(?:通知|公告|通告|通报|决定|意见|批复|公示|函))(?:为了?[^，。；]{2,40}[，,]|因[^，。；]{2,40}[，,]|根据|按照|依据|鉴于|现将|经[^，。；]{2,40}[，,])`)

// textRun returns where the text begins behind a title without a blank: …的公告因系统升级，…; 0 if that is not
// how s begins.
func textRun(s string) int {
	const longest = 600 // bytes of both
	g := textAt.FindStringSubmatchIndex(han.Cut(s, longest))
	if g == nil || !strings.Contains(s[g[3]:], "。") || utf8.RuneCountInString(s[:g[3]]) > cue.MaxTitleLine {
		return 0
	}
	return g[3]
}

var (
	// pathFront is where on its site a page stands, down to the page itself.
	pathFront = han.Compile(`^\s*(?:您|你)?\s*(?:当前|现在|目前)?(?:所在)?的?位置\s*[：:][^。；]{2,80}(?:正文|[>›»＞]\s*\p{Han}{2,8})\s+`)
	// recordBehind is what a page tells of itself behind a title.
	recordBehind = han.Compile(`\s+(?:发布|更新|发表|录入)?(?:时间|日期|来源|作者|浏览|点击|阅读|浏览次数|点击数)\s*[：:]`)
)

// pathCuts returns where the title begins behind where a page stands, and what the page tells of itself behind
// that, on one line; nil if a line is nothing of the kind.
func pathCuts(l string) []int {
	const longest = 600 // bytes
	if len(l) > longest || strings.Contains(l, "。") {
		return nil
	}
	at := len(pathFront.FindString(l))
	if at == 0 && recordBehind.FindStringIndex(l) == nil {
		return nil
	}
	end := len(l)
	if g := recordBehind.FindStringIndex(l[at:]); g != nil {
		end = at + g[0]
	}
	title := strings.TrimSpace(l[at:end])
	if at == 0 {
		title = titleLabel.ReplaceAllString(title, "")
	}
	if !cue.Concerns(title) || strings.ContainsAny(title, ">›»＞") || document.KindOf(cue.Unstopped(title)) == "" {
		return nil
	}
	switch {
	case end == len(l):
		return []int{at}
	case at == 0:
		return []int{end}
	}
	return []int{at, end}
}

// titleLabel is what a page has in front of a title.
var titleLabel = han.Compile(`^\s*标\s*题\s*[：:]\s*`)

// recordFront is what a page tells of itself in front of a text.
var recordFront = han.Compile(`^(?:(?:信息|文章|稿件)?(?:来源|作者|(?:发布|更新)(?:日期|时间)|日期|时间|浏览次数|点击数|阅读|浏览)\s*[：:]\s*\S{1,30}\s+)+`)

// yearAt is the end of a line that is a number.
var yearAt = han.Compile(`[〔\[［【]\s*(?:19|20)\d{2}\s*[〕\]］】]\s*第?\s*\d{1,5}\s*[号號]\s*$`)

// numberRun returns where a number begins with which a title ends without a blank or
// bracket: …的通知青政发〔2013〕45号; 0 if there is none.
func numberRun(l string) int {
	const longest, most = 400, 12 // bytes of a title, characters of a number before its year
	if len(l) > longest || !strings.Contains(l, "关于") {
		return 0
	}
	g := yearAt.FindStringIndex(l)
	if g == nil {
		return 0
	}
	for at, n := g[0], 0; n < most && at > 0; n++ {
		c, size := utf8.DecodeLastRuneInString(l[:at])
		if at -= size; !han.Is(c) {
			return 0
		}
		if n > 0 && document.KindOf(l[:at]) != "" {
			return at
		}
	}
	return 0
}

// bracketedYear is a number behind a title.
var bracketedYear = regexp.MustCompile(`^\p{Han}{2,14}[〔\[［【]\d{4}[〕\]］】]第?\d{1,5}号$`)

// fieldLength returns the number of bytes up to the next blank.
func fieldLength(s string) int {
	if k := strings.IndexFunc(s, unicode.IsSpace); k >= 0 {
		return k
	}
	return len(s)
}

// beginsTitle reports whether s, behind a number and a blank, begins a title: its first words
// end with a kind, or say what it is about.
func beginsTitle(s string) bool {
	for f := range strings.FieldsSeq(s) {
		return strings.Contains(f, "关于") || document.KindOf(f) != "" && utf8.RuneCountInString(f) <= cue.MaxTitleLine
	}
	return false
}

// isWholeTitle reports whether s, which ends at a blank, is a title: it says what it is about,
// or stands below a number or above text.
func isWholeTitle(s string, placed bool) bool {
	const least = 6 // characters
	about := strings.Contains(s, "关于") || placed && utf8.RuneCountInString(s) >= least && !cue.Opening.MatchString(s)
	return about && utf8.RuneCountInString(s) <= cue.MaxTitleLine && !strings.ContainsAny(s, "。；：:，") && document.KindOf(s) != ""
}

// goesOn reports whether s, behind a title and a blank, belongs to it.
func goesOn(s string) bool { return cue.BareKind(s) }

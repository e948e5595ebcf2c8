package shell

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A webLine tells how a line above the title looks.
type webLine uint8

const (
	noWeb    webLine = iota
	mayWeb           // has a label, as the lines of a record have
	withWeb          // see besideWeb
	ofRecord         // see webRecord
	isWeb            // has no place in a document
)

// dropAbove takes out what a web page has above the title, and between it and
// the recipients or the first line of text.
func (r *page) dropAbove() {
	const mostValue = 20 // characters
	lines := r.topLines()
	looks := make([]webLine, len(lines))
	title := len(lines) - 1 // the last
	for title >= 0 && document.KindOf(cue.Unstopped(r.Text(lines[title]))) == "" && !strings.HasPrefix(r.Text(lines[title]), "关于") {
		title--
	}
	words := slices.IndexFunc(lines, func(i int) bool { return !cue.Foreign(han.Squeeze(r.Lines[i])) })
	addressed, menu := r.addressedBelow(lines), r.menus(lines)
	for k, i := range lines {
		t := cue.PageLabel(strings.TrimLeft(han.Squeeze(r.Lines[i]), bullets))
		switch {
		case r.record[i]:
			looks[k] = ofRecord
		case menu[i], k == 0 && (siteName.MatchString(t) || r.isColumns(i)):
			looks[k] = isWeb
		case cue.Foreign(han.Squeeze(r.Lines[i])) && !strings.Contains(r.Lines[i], "\t"):
			looks[k] = either(k < words, isWeb, withWeb)
		case cue.IsWeb(t), issue.MatchString(t) && slices.ContainsFunc(lines, func(i int) bool { return cue.TellsNumber(r.Lines[i]) }):
			looks[k] = isWeb
		case k > 0 && k < addressed && cue.RecordRow.MatchString(r.Text(i)) && (cue.IsColonEnd(t) || strings.Count(t, "：")+strings.Count(t, ":") > 2) && !cue.IsNumber(r.Text(i)) && cue.Margins(r.Text(i)) == nil:
			looks[k] = isWeb
		case k > 0 && looks[k-1] == isWeb && figure.MatchString(t) && !cue.IsMargin(t):
			looks[k] = isWeb // how many have looked at it
		case cue.WebRecord.MatchString(t), k < max(title, addressed) && cue.RecordRow.MatchString(r.Text(i)) && !cue.IsNumber(r.Text(i)) && cue.Margins(r.Text(i)) == nil:
			looks[k] = either(k > title && title >= 0 && k < addressed && !cue.TellsNumber(r.Lines[i]), isWeb, ofRecord)
		case k > title && (title >= 0 || k > 0 && looks[k-1] == isWeb) && k < addressed && cue.ShortLabel.MatchString(t) && !cue.IsMargin(t) && !strings.ContainsAny(t, "〔["):
			looks[k] = isWeb // between a title and whom it is for
		case k > 0 && looks[k-1] == isWeb && cue.IsColonEnd(r.Text(lines[k-1])) && cue.IsDateLine(r.Text(i)),
			k > title && title >= 0 && k < addressed && looks[k-1] == isWeb && cue.IsColonEnd(r.Text(lines[k-1])) && utf8.RuneCountInString(t) <= mostValue && !cue.IsNumber(r.Text(i)) && !cue.NoteLine.MatchString(t):
			looks[k] = isWeb // the value of the label above
		case cue.BesideWeb.MatchString(t) && !(cue.BareKind(t) && r.Text(i) != t): // 公　告 is no column
			looks[k] = withWeb
		case passage.LabelLength(r.Text(i)) > 0 && document.KindOf(t) == "" && !cue.ListLine.MatchString(t) && cue.MarginOf(t) != cue.SignerMark:
			looks[k] = mayWeb
		case k < title && strings.HasPrefix(t, "主题词") && cue.ShortLabel.MatchString(t):
			looks[k] = withWeb // in a document it stands at the end
		case k > 0 && i == lines[k-1]+1 && looks[k-1] == ofRecord && cue.IsColonEnd(r.Text(lines[k-1])) && document.KindOf(t) == "" && !strings.Contains(t, "关于") && !cue.IsNumber(r.Text(i)):
			looks[k] = ofRecord // the value of the label above
		}
	}
	if len(looks) > 1 && looks[0] == withWeb && document.KindOf(r.Text(lines[0])) == "" && document.KindOf(cue.Unstopped(r.Text(lines[1]))) != "" {
		looks[0] = isWeb // the column alone
	}
	if lonely(looks) && !slices.ContainsFunc(lines, func(i int) bool { return cue.TellsNumber(r.Lines[i]) || r.isRecord(i) }) {
		return
	}
	spread := func(k, by int) {
		for k += by; k >= 0 && k < len(looks); k += by {
			if near := looks[k-by]; looks[k] == withWeb && near == isWeb || (looks[k] == mayWeb || looks[k] == withWeb) && near == ofRecord {
				looks[k] = near
			} else {
				break
			}
		}
	}
	if len(looks) > 0 && looks[0] == withWeb && slices.Contains(looks, isWeb) {
		looks[0] = isWeb // the column that the page stands in
	}
	for k := range looks {
		if looks[k] == isWeb || looks[k] == ofRecord {
			spread(k, -1)
			spread(k, 1)
		}
	}
	for k, i := range lines {
		if looks[k] != isWeb && looks[k] != ofRecord {
			continue
		}
		if value := cue.RecordValue(r.Lines[i]); value != "" && (looks[k] == ofRecord || cue.TellsNumber(r.Lines[i])) && !r.standsIn(han.Squeeze(value), lines, looks) {
			// Nothing else on the page tells the title or the number.
			r.Framed = true
			r.Note("RD001", i, strings.Replace(r.Text(i), value, "", 1))
			r.Rewrite(i, value)
			continue
		}
		r.Drop("RD001", i)
	}
}

// menus tells which of the lines are of the menus of a page: short names, many on a line or
// one below the other, of which one leads to the first page.
func (r *page) menus(lines []int) map[int]bool {
	const least, longest = 4, 6 // names; characters of one
	entry := func(s string) bool {
		n := utf8.RuneCountInString(s)
		return n <= longest && n > 0 && !strings.ContainsFunc(s, func(c rune) bool { return !han.Is(c) })
	}
	found := map[int]bool{}
	for k, i := range lines {
		next := k+1 < len(lines) && listed.MatchString(han.Squeeze(r.Lines[lines[k+1]]))
		switch t := han.Squeeze(r.Lines[i]); {
		case listed.MatchString(t):
			found[i] = next || k > 0 && found[lines[k-1]]
		case next && moreOf.MatchString(t):
			found[i] = true
		case k == 0 && len(lines) > 2 && boxDay.MatchString(t+" "+r.Text(lines[1])):
			found[i], found[lines[1]] = true, true
		}
	}
	for a := 0; a < len(lines); {
		fields := strings.Fields(r.Text(lines[a]))
		if len(fields) > least && !slices.ContainsFunc(fields, func(s string) bool { return !entry(s) }) && homePage.MatchString(han.Squeeze(r.Lines[lines[a]])) {
			found[lines[a]] = true
		}
		b := a
		home := false
		for b < len(lines) && entry(r.Text(lines[b])) && document.KindOf(r.Text(lines[b])) == "" && !cue.IsMargin(r.Text(lines[b])) {
			home = home || homePage.MatchString(r.Text(lines[b]))
			b++
		}
		if home && b-a >= least {
			for _, i := range lines[a:b] {
				found[i] = true
			}
		}
		a = max(b, a+1)
	}
	return found
}

var (
	// listed is a line of a list of other pages, with their days.
	listed   = regexp.MustCompile(`^[-•·*○●]?\P{N}.{6,70}(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}$`)
	moreOf   = regexp.MustCompile(`更多[>»]*$`)
	figure   = regexp.MustCompile(`^\d{2,8}$`)
	homePage = regexp.MustCompile(`首页|主页`)
	boxDay   = regexp.MustCompile(`^\d{1,2} (?:19|20)\d{2}[-/.]\d{1,2}$`) // beside a title in a list: 18, 2015-11
)

var (
	path   = regexp.MustCompile(`^.*[>›»＞→]\s*`)
	column = regexp.MustCompile(`^[•·●]\s*|^[\[【〖]\s*\p{Han}{2,8}\s*[\]】〗]\s*`)
)

// siteName is what a page of a collection has on top.
var siteName = regexp.MustCompile(`^\p{Han}{2,8}(?:网|网站|在线|数据库|法规库)$`)

// issue is that of a gazette, above a document that has a number of its own.
var issue = regexp.MustCompile(`^(?:19|20)\d{2}年第\d{1,2}期$`)

// stamped is the day that a page has behind a title: …的批复(2014-10-8).
var stamped = regexp.MustCompile(`\s*[（(](?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}[)）]$`)

// sample is the number that a collection of models has behind the title of one: …的请示 篇1.
var sample = regexp.MustCompile(`^(\P{Zs}{4,60})\p{Zs}+篇[\d一二三四五六七八九十]{1,3}$`)

// dropStamps takes out the days behind titles, and the numbers of models.
func (r *page) dropStamps() {
	for _, i := range r.topLines() {
		s := r.Text(i)
		if g := sample.FindStringSubmatch(s); g != nil && document.KindOf(cue.Unstopped(g[1])) != "" {
			r.putWithout(i, g[1])
			continue
		}
		if title := stamped.ReplaceAllString(s, ""); title != s && strings.Contains(title, "关于") && document.KindOf(cue.Unstopped(title)) != "" {
			r.putWithout(i, title)
		}
	}
}

// dropAbovePath takes out all above the line that tells where on its site a page stands, if the
// title stands below that: menus, lists of other pages, what is new.
func (r *page) dropAbovePath() {
	const most, near = 80, 12 // lines
	at := -1
	for i, seen := r.Next(0, len(r.Lines)), 0; i < len(r.Lines) && seen < most && !cue.IsRecipients(r.Text(i)); i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		if t := han.Squeeze(r.Lines[i]); cue.WebPlace.MatchString(t) || cue.WebPath.MatchString(t) {
			at = i
		}
		if cue.TellsNumber(r.Lines[i]) || cue.IsNumber(r.Text(i)) {
			break
		}
	}
	if at < 0 {
		return
	}
	for i, seen := r.Next(at+1, len(r.Lines)), 0; i < len(r.Lines) && seen < near; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		switch s := r.Text(i); {
		case cue.IsRecipients(s), strings.Contains(s, "。") && !cue.StoppedTitle.MatchString(han.Squeeze(s)):
			return
		case strings.Contains(s, "关于") && document.KindOf(cue.Unstopped(s)) != "":
			for _, k := range r.Between(0, at) {
				r.Drop("RD001", k)
			}
			return
		}
	}
}

// dropPath takes out where a page stands, in front of its title on the same line: the path
// to it, or the column in brackets.
func (r *page) dropPath() {
	lines := r.topLines()
	for k, i := range lines {
		s := r.Text(i)
		title := column.ReplaceAllString(path.ReplaceAllString(s, ""), "")
		kind := document.KindOf(cue.Unstopped(title))
		if title == s || kind == "" {
			continue
		}
		if !strings.Contains(title, "关于") {
			if k+1 < len(lines) && !strings.Contains(title, "：") && document.KindOf(cue.Unstopped(r.Text(lines[k+1]))) == kind {
				r.Drop("RD001", i) // 【工作总结】消防工作总结 above the title
			}
			continue
		}
		if slices.ContainsFunc(lines, func(k int) bool { return k != i && strings.Contains(r.Text(k), title) }) {
			r.Drop("RD001", i)
		} else {
			r.putWithout(i, title)
		}
	}
}

// dropStatus takes out what a page says above a document of whether it is in force.
func (r *page) dropStatus() {
	const most = 15 // lines
	for i, seen := r.Next(0, len(r.Lines)), 0; i < len(r.Lines) && seen < most; i, seen = r.Next(i+1, len(r.Lines)), seen+1 {
		if cue.IsRecipients(r.Text(i)) {
			return
		}
		switch s := han.Squeeze(r.Lines[i]); {
		case cue.StatusLine.MatchString(s):
			r.Drop("RD001", i)
		case strings.Contains(s, "。") && !cue.IsWeb(s) && !cue.WebRecord.MatchString(s):
			return // below text it is the document's own: 本办法自5月1日起施行，有效期两年。
		}
	}
}

// addressedBelow returns which of the lines from the first on are above whom the document
// is for, as how many there are; 0 if it is for nobody. The last of them may be
// that, directly above a sentence.
func (r *page) addressedBelow(lines []int) int {
	if len(lines) == 0 {
		return 0
	}
	last := lines[len(lines)-1]
	switch below := r.Next(last+1, len(r.Lines)); {
	case below < len(r.Lines) && cue.IsRecipients(r.Text(below)):
		return len(lines)
	case cue.IsColonEnd(r.Text(last)) && below < len(r.Lines) && cue.IsAddressee(r.Text(last), r.Text(below)):
		return len(lines) - 1
	}
	return 0
}

// bullets stand before the lines of a record on some pages.
const bullets = "•·●▪■◆►▶|｜-－–*＊>＞○◇"

// isRecord reports whether line i has more than one label of a record, which is that of a page although it
// stands alone.
func (r *page) isRecord(i int) bool {
	return cue.WebRecord.MatchString(cue.PageLabel(han.Squeeze(r.Lines[i]))) && cue.RecordRow.MatchString(r.Text(i)) && cue.Margins(r.Text(i)) == nil
}

// lonely reports whether the only line of a record is one that documents have
// too, such as 公开方式：主动公开.
func lonely(looks []webLine) bool {
	records := 0
	for _, l := range looks {
		if l == isWeb {
			return false
		}
		if l == ofRecord {
			records++
		}
	}
	return records < 2
}

// standsIn reports whether a text stands in those of the lines that are not of
// a web page, over one or more of them.
func (r *page) standsIn(text string, lines []int, looks []webLine) bool {
	var all strings.Builder
	number := document.ParseDocNumber(text).Standard()
	for k, i := range lines {
		if looks[k] < ofRecord {
			if g := cue.ReadNumber(r.Text(i)); g != nil && (han.Squeeze(g[1]) == text || number != "" && document.ParseDocNumber(han.Squeeze(g[1])).Standard() == number) {
				return true // it has lost signs, or has other brackets
			}
			all.WriteString(han.Squeeze(r.Lines[i]))
		}
	}
	const least = 12 * len("字")
	if about := strings.Index(text, "关于"); about > 0 && len(text)-about >= least {
		text = text[about:] // whose it is, a record may call otherwise
	}
	return strings.Contains(all.String(), text)
}

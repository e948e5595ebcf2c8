// Package runin breaks the lines of a text that hold several parts of a document. A page
// or a form field that has no line breaks runs them together: number and title, whom it is
// for and the first sentence, the last one and who signs. Such a line is broken where one
// part ends and another begins, and read as any other.
package runin

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

var (
	// signedAt is the day with which a line ends, behind more.
	signedAt = han.Compile(`(?:(?:19|20)\d{2}|[一二三四五六七八九〇○◯OoОоΟ0零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日$`)
	// listAt is where a list of attachments begins behind a sentence.
	listAt = han.Compile(`[。！；]\s*(附\s*件\s*(?:1|一)?\s*[：:])`)
	// headingAt is where a heading begins behind a sentence and a blank.
	headingAt = han.Compile(`[。！；：:]\s+([一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])`)
	// listHead begins a list of attachments.
	listHead = han.Compile(`^附\s*件\s*(?:1|一)?\s*[：:]`)
	// fileEnd is where who signs begins behind a file: 1.名单.docx甲局.
	fileEnd = regexp.MustCompile(`\.(?i:docx?|xlsx?|pdf|zip|rar|wps)`)
	// closing are the last words of a document, which a stop may lack.
	closing = regexp.MustCompile(`特此(?:通知|通告|公告|通报|公示|批复|函复|函达|函告|报告|证明)[。.]?`)
	stopAt  = regexp.MustCompile(`[。！；：:][\s\p{Z}]+`)
)

// boxLabels stand in the box that a telegram (电报) has for a head, which lost its lines, each
// in front of what it tells; behind 等级 stands the number, too.
var boxLabels = han.Compile(`^(?:发\s*电\s*单\s*位|发\s*往(?:\s*单\s*位)?|签\s*批\s*(?:盖\s*章)?|等\s*级|紧\s*急\s*程\s*度|编\s*号)$`)

// breakBox returns where the cells of a row of the box of a telegram are parted from each
// other; nil if the line is none.
func breakBox(l string) (cuts []int) {
	cells := strings.Split(l, "\t")
	if len(cells) < 2 || !boxLabels.MatchString(strings.TrimSpace(cells[0])) {
		return nil
	}
	at := 0
	for k, c := range cells {
		if k > 0 && !boxLabels.MatchString(strings.TrimSpace(cells[k-1])) {
			cuts = append(cuts, at)
		}
		at += len(c) + 1
	}
	return cuts
}

// ReadBox puts colons for the tabs in the cells of a telegram's box, which stands above the
// title.
func ReadBox(d *draft.Draft) {
	const most = 12 // lines
	for i, seen := d.Next(0, len(d.Lines)), 0; i < len(d.Lines) && seen < most; i, seen = d.Next(i+1, len(d.Lines)), seen+1 {
		if s := d.Text(i); strings.Contains(s, "关于") || document.KindOf(cue.Unstopped(s)) != "" || strings.Contains(s, "。") || cue.IsRecipients(s) {
			return
		}
		label, value, ok := strings.Cut(d.Text(i), "\t")
		switch value = strings.TrimSpace(value); {
		case !ok && strings.HasSuffix(d.Lines[i], "\t"):
			d.Rewrite(i, strings.TrimRight(d.Lines[i], "\t"))
		case ok && boxLabels.MatchString(strings.TrimSpace(label)) && !strings.Contains(value, "\t"):
			d.Rewrite(i, han.Squeeze(label)+"："+value)
		}
	}
}

// Break breaks the lines that hold several parts, with a finding each.
func Break(d *draft.Draft) {
	const first = 80            // lines
	top := true                 // no sentence stands above
	stands := map[string]bool{} // lines of the top
	for i := range d.Lines[:min(first, len(d.Lines))] {
		stands[d.Text(i)] = true
	}
	d.Break(func(i int) []int {
		const least = 20 // bytes
		if cuts := cue.TagCuts(d.Lines[i]); cuts != nil {
			return cuts
		}
		if l := d.Lines[i]; top && titleAtBar(l) > 0 {
			top = false
			return []int{titleAtBar(l)}
		} else if cuts := recordCuts(l); top && len(cuts) > 1 {
			return cuts
		} else if cuts := pathCuts(l); top && cuts != nil {
			return cuts
		} else if cuts := fileCuts(l); cuts != nil {
			return cuts
		} else if cuts := bulletinCuts(l); top && cuts != nil {
			return cuts
		} else if cuts := breakBox(l); top && cuts != nil {
			return cuts
		} else if at := serialAt(l); top && at > 0 && titleNext(d, i) {
			return []int{at}
		} else if at := numberAgain(d, i); top && at > 0 {
			return []int{at}
		} else if at := cue.GluedAt(l); top && at > 0 {
			return []int{at}
		} else if at := cue.WrappedAt(l); top && at > 0 && !stands[strings.TrimSpace(l[:at])] { // else it is what a page calls the document below
			return []int{at}
		} else if g := fileEnd.FindStringIndex(l); g != nil && cue.IsOrgan(l[g[1]:]) {
			return g[1:]
		} else if at := contactAt(d, i); at > 0 {
			return []int{at}
		} else if at := max(signerAt(d, i), signerInName(d, i)); at > 0 {
			return []int{at}
		} else if len(l) < least || strings.ContainsAny(strings.Trim(strings.TrimRight(l, " \u3000\u00a0\u2003|｜"), " |｜"), "\t|｜") {
			return nil
		}
		cuts := breaksOf(d.Lines[i], top, stands)
		top = top && (!strings.Contains(d.Lines[i], "。") || cue.IsColonEnd(d.Text(i))) && !cue.IsRecipients(d.Text(i))
		return cuts
	})
	for i := range d.Lines {
		if at := d.Place(report.Position{Line: i + 1}); at.Column > 0 && !cue.BeginsTagged(d.Lines[i]) { // of a tag another finding tells
			d.Note("RD019", i, d.Text(i))
		}
	}
}

// contact is whom to ask, behind who signs.
var contact = han.Compile(`^\s*(\p{Han}{2,40})\s+((?:联系|咨询|经办|承办)?(?:人|电话|方式)\s*[：:].*)$`)

// contactAt returns where whom to ask begins behind who signs, above or below the day; 0 if line
// i is nothing of the kind.
func contactAt(d *draft.Draft, i int) int {
	const longest = 300 // bytes
	if len(d.Lines[i]) > longest {
		return 0
	}
	g := contact.FindStringSubmatchIndex(d.Lines[i])
	if g == nil || !cue.IsOrgan(d.Lines[i][g[2]:g[3]]) {
		return 0
	}
	above, below := d.Last(i), d.Next(i+1, len(d.Lines))
	if above >= 0 && cue.IsDay(d.Text(above)) || below < len(d.Lines) && cue.IsDay(d.Text(below)) {
		return g[4]
	}
	return 0
}

// signerAt returns where who signs begins behind the last name in a list of attachments, above the
// day; 0 if line i is nothing of the kind.
func signerAt(d *draft.Draft, i int) int {
	const longest, shortest = 600, 4 // bytes of a line, characters of an organ
	l := strings.TrimRightFunc(d.Lines[i], unicode.IsSpace)
	at := strings.LastIndexFunc(l, unicode.IsSpace)
	if at <= 0 || len(l) > longest || !cue.IsOrgan(l[at:]) || utf8.RuneCountInString(strings.TrimSpace(l[at:])) < shortest {
		return 0
	}
	if below := d.Next(i+1, len(d.Lines)); below == len(d.Lines) || !cue.IsDateLine(d.Text(below)) {
		return 0
	}
	front := strings.TrimSpace(l[:at])
	if front == cue.ListLine.FindString(front) || cue.EachLine.MatchString(front) && !cue.ListLine.MatchString(front) || !inList(d, i) {
		return 0
	}
	return at
}

// bars are what the cells of a page leave at the end of a line.
const bars = " |｜\u3000\u00a0\u2003\t\r"

// nextFile is where the label of a file begins behind another: 附件1：甲.doc 附件2：乙.doc.
var nextFile = han.Compile(`\.(?i:docx?|xlsx?|pptx?|pdf|zip|rar|wps|jpe?g|png)\s+(附\s*[件表]\s*\d{1,2}|\d{1,2}\s*[.．、])`)

// fileCuts returns where the labels of files begin behind the first on a line; nil if there are none.
func fileCuts(l string) (cuts []int) {
	const longest = 1500 // bytes
	if len(l) > longest || !strings.HasPrefix(strings.TrimSpace(l), "附") || strings.Contains(l, "。") {
		return nil
	}
	for _, g := range nextFile.FindAllStringSubmatchIndex(l, -1) {
		cuts = append(cuts, g[2])
	}
	return cuts
}

// bulletinHead is the head of a 简报 on one line: its name, its number, and who edited it when.
var bulletinHead = han.Compile(`^\s*\p{Han}(?:\s?\p{Han}){1,20}(?:简\s?报|快\s?报)\s+([（(]?\s*(?:\d{4}\s*年\s*)?第\s*[\d一二三四五六七八九十]{1,4}\s*期\s*(?:[（(]\s*总第?\s*\d{1,4}\s*期\s*[）)])?\s*[）)]?)(?:\s+(\S.{2,60}日))?\s*$`)

// bulletinCuts returns where the number and the editor begin on such a line; nil if it is none.
func bulletinCuts(l string) []int {
	const longest = 400 // bytes
	if len(l) > longest {
		return nil
	}
	g := bulletinHead.FindStringSubmatchIndex(l)
	switch {
	case g == nil:
		return nil
	case g[4] < 0:
		return []int{g[2]}
	}
	return []int{g[2], g[4]}
}

// labelAt is where a label begins behind a wide blank.
var labelAt = han.Compile(`(?:\t|\s\s)\s*(\p{Han}(?:\s?\p{Han}){1,6}\s?[：:])`)

// recordCuts returns where the labels begin that stand behind the first on a line of the record
// of a page.
func recordCuts(l string) (cuts []int) {
	const longest = 2000 // bytes
	if len(l) > longest || !cue.WebRecord.MatchString(han.Squeeze(l)) {
		return nil
	}
	for _, g := range labelAt.FindAllStringSubmatchIndex(l, -1) {
		cuts = append(cuts, g[2])
	}
	if len(cuts) > 1 || strings.ContainsAny(l, "\t|｜。") {
		return cuts
	}
	const least = 3 // labels with nothing between them
	cuts = nil
	for _, g := range recordLabel.FindAllStringIndex(l, -1) {
		cuts = append(cuts, g[0])
	}
	if len(cuts) < least {
		return nil
	}
	return cuts[1:] // the line begins with the first
}

// recordLabel is a label of the record of a page, behind the value of another.
var recordLabel = han.Compile(`(?:索\s*引\s*号|(?:主题|信息|体裁|组配|服务)分类|(?:发布|公开|制发)(?:机构|机关|单位)|发文(?:机关|单位|字号)|(?:发文|成文|生成|发布|公开|印发)(?:日期|时间)|(?:信息|文件|公文)?名\s*称|(?:信息|文件)?标\s*题|(?:文|编)\s*号|(?:时效|有效)性|公开(?:方式|范围|属性)|主\s*题\s*词|关键词|内容概述)\s*[：:]`)

// serial is a proclamation with its number behind it: 甲局公告2019年第39号.
var serial = han.Compile(`^\s*\p{Han}(?:\s|[\p{Han}、])*(?:公告|通告)\s*((?:\d{4}\s*年\s*)?第\s*\d{1,4}\s*[号號]|[〔\[（]\d{4}[〕\]）]\s*第?\s*\d{1,4}\s*[号號])\s*$`)

// serialAt returns where the number begins with which the name of a proclamation ends; 0 if
// there is none.
func serialAt(l string) int {
	if g := serial.FindStringSubmatchIndex(l); g != nil {
		return g[2]
	}
	return 0
}

// numberAgain returns where the number in brackets begins behind the title on line i, which stands
// without it on the next line of text once more; 0 if that is not so.
func numberAgain(d *draft.Draft, i int) int {
	const longest = 400 // bytes
	l := strings.TrimRightFunc(d.Lines[i], unicode.IsSpace)
	if len(l) > longest || !strings.HasSuffix(l, "）") && !strings.HasSuffix(l, ")") {
		return 0
	}
	g := cue.NumberBehind.FindStringSubmatchIndex(l)
	if below := d.Next(i+1, len(d.Lines)); g == nil || below == len(d.Lines) || d.Text(below) != strings.TrimSpace(l[:g[3]]) {
		return 0
	}
	return g[3]
}

// titleNext reports whether the next line of text is a title.
func titleNext(d *draft.Draft, i int) bool {
	below := d.Next(i+1, len(d.Lines))
	return below < len(d.Lines) && strings.HasPrefix(d.Text(below), "关于") && document.KindOf(cue.Unstopped(d.Text(below))) != ""
}

// titleAtBar returns where a bar stands between a title and text: …的公示 | 根据…; 0 if none does.
func titleAtBar(l string) int {
	bar := strings.IndexAny(l, "|｜")
	if bar <= 0 || strings.Count(l, "|")+strings.Count(l, "｜") > 1 || !strings.Contains(l[bar:], "。") {
		return 0
	}
	title := strings.TrimSpace(l[:bar])
	if utf8.RuneCountInString(title) > cue.MaxTitleLine || document.KindOf(cue.Unstopped(title)) == "" {
		return 0
	}
	return bar
}

// breaksOf returns where a line is broken. Above the first sentence of a text it may begin
// with the head and title; stands tells what lines are there.
func breaksOf(l string, top bool, stands map[string]bool) (cuts []int) {
	from := 0
	if top {
		cuts = frontCuts(l, stands)
		if len(cuts) > 0 {
			from = cuts[len(cuts)-1]
		}
	}
	to := len(l)
	back := paperCuts(l[from:])
	if back == nil {
		back = backCuts(l[from:])
	}
	for k := range back {
		back[k] += from
	}
	if len(back) > 0 {
		to = back[0]
	}
	if g := listAt.FindStringSubmatchIndex(l[from:to]); g != nil {
		back = append([]int{from + g[2]}, back...)
		to = from + g[2]
	}
	middle := l[from:to]
	headings := headingAt.FindAllStringSubmatchIndex(middle, -1)
	if level := levelsOf(middle); len(level) > len(headings) {
		headings = level
	}
	switch {
	case len(cuts) > 1 || len(cuts) > 0 && len(back) > 0: // it is the whole document
		for _, g := range stopAt.FindAllStringIndex(middle, -1) {
			if g[1] < len(middle) {
				cuts = append(cuts, from+g[1])
			}
		}
	case len(headings) > 1:
		for _, g := range headings {
			cuts = append(cuts, from+g[2])
		}
	}
	return slices.Compact(append(cuts, back...))
}

// paperBehind is a list with one attachment, who signs and the day, behind a sentence and above the attachment
// itself, on the line of a page that lost all its line breaks.
var paperBehind = han.Compile(`[。！]\s*(附\s*件\s*[：:]\s*([^\t\p{Z}。；]{4,60}))\s+(\p{Han}{4,40})\s+((?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s+`)

// paperCuts returns where the list, who signs, the day, the title of the attachment and its sentences begin on
// such a line; nil if it is none.
func paperCuts(l string) (cuts []int) {
	g := paperBehind.FindStringSubmatchIndex(l)
	if g == nil || !cue.IsOrgan(l[g[6]:g[7]]) || !strings.HasPrefix(l[g[1]:], l[g[4]:g[5]]) {
		return nil
	}
	cuts = []int{g[2], g[6], g[8], g[1]}
	at := g[1] + g[5] - g[4]
	if rest := l[at:]; strings.TrimSpace(rest) != "" {
		cuts = append(cuts, at)
		for _, s := range stopAt.FindAllStringIndex(rest, -1) {
			if s[1] < len(rest) {
				cuts = append(cuts, at+s[1])
			}
		}
	}
	return cuts
}

// levelAt is a first level heading behind a blank.
var levelAt = han.Compile(`(?:^|\s)([一二三四五六七八九十]{1,3})、`)

// levelsOf returns where the headings 一、 二、 三、 stand behind blanks in a line that holds
// them all, as the places of headingAt; nil if they do not count up from one.
func levelsOf(s string) (places [][]int) {
	const least = 2
	for _, g := range levelAt.FindAllStringSubmatchIndex(s, -1) {
		if n, ok := han.ParseNumeral(s[g[2]:g[3]]); !ok || n != len(places)+1 {
			return nil
		}
		places = append(places, []int{g[0], g[1], g[2], g[3]})
	}
	if len(places) <= least {
		return nil
	}
	if places[0][2] == 0 {
		places = places[1:]
	}
	return places
}

// backCuts returns where the list of attachments, who signs and the day begin with which a line
// ends behind a sentence.
func backCuts(l string) (cuts []int) {
	s := strings.TrimRight(l, bars)
	const longest = 300 // bytes of a signature
	from := max(0, len(s)-longest)
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	tail := s[from:]
	g := signedAt.FindStringIndex(tail)
	if g == nil {
		return nil
	}
	day := from + g[0]
	stop := strings.LastIndexAny(s[:day], "。！")
	if stop >= from {
		_, size := utf8.DecodeRuneInString(s[stop:])
		stop += size
	}
	if g := closing.FindAllStringIndex(tail[:g[0]], -1); g != nil {
		stop = max(stop, from+g[len(g)-1][1])
	}
	if stop < from {
		return nil
	}
	by := strings.TrimSpace(s[stop:day])
	begin := stop + len(s[stop:]) - len(strings.TrimLeftFunc(s[stop:], unicode.IsSpace))
	switch {
	case by == "":
		return []int{day}
	case cue.IsOrgan(by), len(cue.SplitNames(by)) > 0:
		return []int{begin, day}
	}
	if list := listHead.FindString(by); list != "" { // 附件：甲方案 甲局 2024年5月6日
		if g := fileEnd.FindStringIndex(by); g != nil && cue.IsOrgan(by[g[1]:]) {
			return []int{begin, begin + g[1], day}
		}
		names := strings.Fields(by)
		if last := names[len(names)-1]; len(names) > 1 && cue.IsOrgan(last) && !strings.HasPrefix(last, "附") {
			return []int{begin, begin + strings.LastIndex(s[begin:day], last), day}
		}
	}
	return nil
}

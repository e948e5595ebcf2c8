package plain

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/passage"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	numberLine = han.Compile(`^([^\t\p{Z}，。；：]{0,20}?\s*[〔\[［【（(﹝]\s*(?:19|20)?\d{2}\s*[〕\]］】）)﹞]\s*第?\s*\d{1,5}\s*号?)(?:\s+(\S.*))?$`)
	// serialLine is the number of an announcement or of a 简报.
	serialLine  = han.Compile(`^[（(]?(?:\d{4}\s*年)?\s*第\s*[\d一二三四五六七八九十百〇零]{1,5}\s*[号期](?:\s*[（(]?总第\s*\d{1,4}\s*期[）)]?)?[）)]?$`)
	issueTotal  = han.Compile(`^[（(]\s*总第?\s*\d{1,4}\s*期\s*[）)]$`) // below the number of a 简报
	signersPart = han.Compile(`^签\s*发\s*人?\s*[：:]?\s*(\S.*)$`)
	minutesMark = regexp.MustCompile(`^(.*?)((?:局长|厅长|主任|校长|院长)?(?:办公|专题|工作)?会议纪要|纪要)$`)
	kindMark    = regexp.MustCompile(`^(.*?)([（(](?:通知|函|批复|报告|请示|通报|决定|意见|便函)[）)])$`)
	bannerMark  = regexp.MustCompile(`^(.{4,}?)((?:内部)?(?:明传电报|传真电报|明码电报|电报|明电|便笺|公函|便函))$`)
	banner      = regexp.MustCompile(`^(?:内部)?(?:明传电报|传真电报|明码电报|电报|明电|便笺|公函|便函)$`)
	nameBreak   = regexp.MustCompile(`[\s\p{Z}、，,]+`)
)

// A margin is a mark that stands above the head or beside it.
type margin struct {
	line int
	text string // without blanks
	kind marginKind
}

type marginKind uint8

const (
	noMargin marginKind = iota
	copyMark            // 份号
	secrecyMark
	urgencyMark
	signerMark
	remarkMark // what the standard has in the 附注, or nowhere
)

// marginForms tell the marks, blanks taken out.
var marginForms = map[marginKind]*regexp.Regexp{
	copyMark:    regexp.MustCompile(`^(?:份号[：:]?|N[oO][.．:：]?)\d{1,8}$|^\d{6}$|^0\d{2,7}$`),
	secrecyMark: regexp.MustCompile(`^(?:密级[：:])?(?:绝密|机密|秘密)(?:[★☆*].{0,10}|[\d一二三四五六七八九十]{1,3}(?:年|个?月|天)|长期)?$`),
	urgencyMark: regexp.MustCompile(`^(?:(?:紧急程度|等级)[：:]?)?(?:特急|加急|特提|平急|紧急|急|火急|十万火急)件?(?:[·•.]?明电)?$`),
	signerMark:  regexp.MustCompile(`^签发人?[：:].{2,30}$`),
	remarkMark: regexp.MustCompile(`^[（(【\[]?(?:(?:信息)?公开(?:方式|属性|类别|类型|选项|形式)[：:].{1,12}|(?:主动|依申请|不予|不|全文)?公开|(?:答复|办理|办复)?(?:类别|分类|结果)[：:][A-Da-d]\d?类?|[A-D]\d?类?)[）)】\]]?$|` +
		`^(?:发往(?:单位)?|签批(?:盖章)?|发电单位)[：:].{2,60}$|^【?(?:内部(?:资料|文件|材料|使用|刊物|传阅).{0,10}|注意保存|会议(?:材料|文件|资料)(?:之?[一二三四五六七八九十]{1,3})?|(?:征求意见|送审|讨论|审议|修改|代拟|初审|审定|会签)稿|草案|初稿)】?$`),
}

// marginLabel is what may stand before 份号, 密级 and 紧急程度.
var marginLabel = regexp.MustCompile(`^(?:份号[：:]?|N[oO][.．:：]?|密级[：:]|(?:紧急程度|等级)[：:]?)`)

// marginOf tells what mark s is, blanks taken out.
func marginOf(s string) marginKind {
	s = han.Squeeze(s)
	if len(s) > 120 {
		return noMargin
	}
	for kind := copyMark; kind <= remarkMark; kind++ {
		if marginForms[kind].MatchString(s) {
			return kind
		}
	}
	return noMargin
}

// marginsOn returns the marks on line i; nothing if there is anything else.
func (r *reading) marginsOn(i int) []margin {
	s := r.text(i)
	var all []margin
	for f := range strings.FieldsSeq(s) {
		k := marginOf(f)
		if k == noMargin {
			all = nil
			break
		}
		all = append(all, margin{i, f, k})
	}
	several := slices.ContainsFunc(all, func(m margin) bool { return m.kind != all[0].kind })
	if k := marginOf(s); !several && k != noMargin {
		return []margin{{i, han.Squeeze(s), k}} // letters may be pulled apart
	}
	return all
}

// isMargin reports whether s is a mark, not a sentence with a colon.
func isMargin(s string) bool { return marginOf(s) != noMargin }

// margins parts the marks from the lines above the body.
func (r *reading) margins(lines []int) (rest []int, all []margin) {
	for _, i := range lines {
		if m := r.marginsOn(i); m != nil {
			all = append(all, m...)
			continue
		}
		rest = append(rest, i)
		if g := r.numberOn(i); g != nil && !signersPart.MatchString(g[2]) {
			for f := range strings.FieldsSeq(g[2]) {
				all = append(all, margin{i, f, marginOf(f)})
			}
		}
	}
	return rest, all
}

// margin enters the marks into the head. What has no place there is put into the
// note.
func (r *reading) margin(n *document.Document, h *document.Head, all []margin) {
	// take enters what stands behind the label of a mark, if it has one.
	take := func(to *string, part string, m margin) bool {
		if *to != "" {
			return false
		}
		*to = m.text[len(marginLabel.FindString(m.text)):]
		if *to != m.text {
			r.wrote(part, m.text)
			r.note("RD010", m.line, m.text)
		}
		r.place(part, placed{m.line, m.text})
		return true
	}
	for _, m := range all {
		done := false
		switch m.kind {
		case copyMark:
			done = take(&h.Copy, "head.copy", m)
		case secrecyMark:
			done = take(&h.Secrecy, "head.secrecy", m)
		case urgencyMark:
			done = take(&h.Urgency, "head.urgency", m)
		case signerMark:
			if done = len(h.Signers) == 0; done {
				r.signers(h, m.line, m.text)
			}
		}
		if !done {
			text := strings.Trim(m.text, "（）()【】[]")
			if text != m.text {
				r.note("RD010", m.line, m.text)
			}
			r.addNote(n, m.line, text)
			r.note("RD016", m.line, m.text)
		}
		if !r.isNumber(m.line) {
			r.taken = append(r.taken, m.line)
		}
	}
}

// isNumber reports whether line i is a 发文字号, alone or with what stands beside
// it.
func (r *reading) isNumber(i int) bool {
	s := r.text(i)
	if len(s) > 200 {
		return false
	}
	if serialLine.MatchString(s) {
		return true
	}
	return r.numberOn(i) != nil
}

// numberOn returns the number on line i and what stands behind it: who signs, or
// marks; nil if line i is nothing of the kind.
func (r *reading) numberOn(i int) []string {
	s := han.Narrow(r.text(i))
	if len(s) > 200 {
		return nil
	}
	g := numberLine.FindStringSubmatch(unbracketed(s))
	if g == nil {
		// 特急　云教〔2023〕7号
		fields := strings.Fields(s)
		for k := 1; k < len(fields) && g == nil; k++ {
			if marginOf(strings.Join(fields[:k], "")) != noMargin {
				if g = numberLine.FindStringSubmatch(strings.Join(fields[k:], " ")); g != nil && g[2] == "" {
					g[2] = strings.Join(fields[:k], "")
				}
			}
		}
	}
	if g == nil || signersPart.MatchString(g[2]) {
		return g
	}
	for f := range strings.FieldsSeq(g[2]) {
		if marginOf(f) == noMargin {
			return nil
		}
	}
	return g
}

// unbracketed returns a number without the brackets that web pages put it in.
func unbracketed(s string) string {
	for _, pair := range []string{"（）", "()"} {
		open, shut := pair[:len(pair)/2], pair[len(pair)/2:]
		if inner, ok := strings.CutPrefix(s, open); ok && strings.HasSuffix(inner, shut) && balanced(inner[:len(inner)-len(shut)]) {
			return inner[:len(inner)-len(shut)]
		}
	}
	return s
}

// number reads line i, which is a 发文字号.
func (r *reading) number(h *document.Head, i int) {
	s := r.text(i)
	if serialLine.MatchString(s) {
		h.Number = document.DocNumber{Written: s}
		r.place("head.number", placed{i, s})
		return
	}
	g := r.numberOn(i)
	if unbracketed(s) != s {
		r.note("RD010", i, s)
	}
	h.Number = document.ParseDocNumber(g[1])
	if strings.Contains(s, g[1]) {
		r.place("head.number", placed{i, g[1]})
	} else { // in digits as wide as characters
		r.wrote("head.number", s)
		r.note("RD010", i, s)
		r.place("head.number", placed{i, s})
	}
	if signersPart.MatchString(g[2]) {
		r.signers(h, i, g[2])
	}
}

// signers reads 签发人：李某某　王某某, which stands on line i.
func (r *reading) signers(h *document.Head, i int, s string) {
	names := signersPart.FindStringSubmatch(s)[1]
	h.Signers = append(h.Signers, nameBreak.Split(names, -1)...)
	if label := strings.TrimSuffix(s, names); han.Squeeze(label) != "签发人：" {
		r.wrote("head.signers", s)
		r.note("RD010", i, label)
		r.place("head.signers", placed{i, s})
		return
	}
	r.place("head.signers", placed{i, names})
}

// organs reads the lines that name the organs of a head, one of them with the
// word 文件 or none: it stands to the right of all of them, so a text may have it
// behind any. The title below tells that a kind alone on a line is such a word.
// Lines that are no names are put before the body.
func (r *reading) organs(h *document.Head, lines, title []int) {
	var names []nameLine
	for k, i := range lines {
		s := r.text(i)
		whole := han.Squeeze(s)
		name, marked := strings.CutSuffix(whole, "文件")
		last := k == len(lines)-1
		if g := minutesMark.FindStringSubmatch(whole); g != nil && (len(lines) == 1 || last && g[1] == "") {
			h.Format, h.Mark, s = document.HeadMinutes, g[2], g[1]
			if s != "" && !isOrgan(s) {
				h.Mark, s = g[0], ""
			}
		} else if marked && h.Mark == "" && (last || isOrgan(name) || name == "" && k > 0) {
			h.Mark = "文件"
			if cut, ok := strings.CutSuffix(s, "文件"); ok {
				s = strings.TrimSpace(cut) // several names on it stay apart
			} else {
				s = name // 文 件
			}
		} else if g := kindMark.FindStringSubmatch(whole); g != nil && h.Mark == "" && isOrgan(g[1]) {
			h.Mark, s = g[2], g[1]
		} else if g := bannerMark.FindStringSubmatch(whole); g != nil && h.Mark == "" && isOrgan(g[1]) {
			h.Mark, s = g[2], g[1]
		} else if last && h.Mark == "" && len(title) > 0 && (k > 0 && bareKind(s) || banner.MatchString(whole)) {
			h.Mark, s = whole, ""
		} else if kind := string(document.KindOf(whole)); last && h.Mark == "" && len(title) > 0 && kind != "" && isOrgan(strings.TrimSuffix(whole, kind)) {
			h.Mark, s = kind, strings.TrimSuffix(whole, kind)
		}
		if s != "" {
			names = append(names, nameLine{i, s})
		}
	}
	for _, o := range r.names(names, nil) {
		named := nameOnly.MatchString(o.text) && (h.Mark == "文件" && len(lines) == 1 || h.Format == document.HeadMinutes && len(lines) == 2)
		if !isOrgan(o.text) && !named {
			r.stray(o.line)
			continue
		}
		h.Organs = append(h.Organs, document.Organ{Name: o.text})
	}
}

// stray puts line i before the body, for nothing tells what it is.
func (r *reading) stray(i int) {
	r.note("RD012", i, r.text(i))
	r.strays = append(r.strays, i)
}

// editorLine is who edited a 纪要 or 简报, and when.
var editorLine = han.Compile(`^(.*?\S)\s+(\d{4}\s*年.*日)$`)

// editor reads line i of a 纪要 or 简报, below its number or title: who edited it,
// and when. It has no signature; the line is kept as one, where other documents
// have what it tells. It reports whether the line is that.
func (r *reading) editor(n *document.Document, i int) bool {
	g := editorLine.FindStringSubmatch(r.text(i))
	if g == nil {
		g = []string{"", "", strings.Trim(r.text(i), "（）()")}
	}
	name := editors.ReplaceAllString(han.Squeeze(g[1]), "")
	date, ok := readDate(g[2])
	if !ok || name != "" && !isOrgan(name) {
		return false
	}
	if name != han.Squeeze(g[1]) {
		r.note("RD010", i, g[1])
	}
	n.Signature = &document.Signature{Date: date}
	if name != "" {
		n.Signature.Organs = []document.Organ{{Name: name}}
		r.place("signature", placed{i, g[1]})
	}
	if g[1] == "" && g[2] != r.text(i) {
		r.note("RD010", i, r.text(i))
	}
	r.dated("signature.date", i, g[2], date)
	r.note("RD015", i, r.text(i))
	return true
}

// editors is what stands behind who edited something.
var editors = regexp.MustCompile(`(?:编印|主办|主编|编发|编辑|编)$`)

// bulletin reads the head of a 简报, whose name stands where other documents have
// the 版头, above line number. The title is that of its first article, if it has
// one. It returns the first line of the body.
func (r *reading) bulletin(n *document.Document, h *document.Head, name []int, number, to int) int {
	r.number(h, number)
	i := r.next(number+1, to)
	if i < to && issueTotal.MatchString(r.text(i)) {
		h.Number.Written += r.text(i)
		r.place("head.number", placed{number, r.text(number)}, placed{i, r.text(i)})
		r.note("RD004", i, r.text(i))
		i = r.next(i+1, to)
	}
	if i < to && r.editor(n, i) {
		i = r.next(i+1, to)
	}
	n.Head, n.Kind = h, "简报"
	var title []int
	const most = 3
	below := i
	for ; below < to && len(title) < most && r.isHeadline(below) && (len(title) == 0 || below == lastOf(title)+1); below = r.next(below+1, to) {
		title = append(title, below)
	}
	if len(title) > 0 && below < to && strings.Contains(r.text(below), "。") && (len(title) == 1 || strings.HasPrefix(r.text(lastOf(title)), "——")) {
		h.Format, h.Mark = document.HeadBulletin, han.Squeeze(r.joinLines(name, ""))
		r.unmoved(number+1, below)
		n.Title = r.title(title)
		return below
	}
	n.Title = r.title(name)
	return i
}

// isHeadline reports whether line i can be the title of an article.
func (r *reading) isHeadline(i int) bool {
	s := r.text(i)
	m, marked := passage.ReadMark(s)
	return !(marked && m.Doubt == passage.Sure) && !strings.ContainsAny(s, "。；\t【[") && !ended(s) && !isDateLine(s) && utf8.RuneCountInString(s) <= maxTitleLine
}

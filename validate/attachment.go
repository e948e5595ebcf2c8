package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

// attachmentRules are about 附件说明 and the pages of the attachments.
var attachmentLines = checks[line]{
	"GW060": listForm,
}

var attachmentPassages = checks[*passage]{
	"GW062": pageLabels,
	"GW064": missingPages,
}

var attachmentDocuments = checks[*paper]{
	"GW061": labelNumbers,
	"GW063": listedNames,
	"GW064": mentionedAttachments,
	"GW065": titledNames,
	"GW066": printedText,
}

var (
	listStart = compile(`^([\s\p{Z}]*附[\s\p{Z}]*件[\s\p{Z}]*[:：][\s\p{Z}]*)`)
	listNext  = compile(`^[\s\p{Z}]*\d+[\s\p{Z}]*[.．、]`)
)

// markRoles gives the lines of a plain text the roles that their words tell
// for certain.
func markRoles(p *passage) {
	recipients, listed := false, false
	for i := range p.lines {
		l := &p.lines[i]
		switch {
		case l.role != roleText:
			listed = false
		case listStart.in(*l):
			l.role, listed = roleListed, true
		case listed && listNext.in(*l):
			l.role = roleListed
		case !recipients && i < 20 && l.mark == 0 && isRecipients(*l):
			l.role, recipients = roleRecipients, true
		default:
			// The rest of a wrapped name goes on with the list, the signature ends it.
			listed = listed && utf8.RuneCountInString(l.text) <= 12 && !endsSentence(l.text) &&
				!pageLabel.in(*l) && !isOrgan(l.text) && han.Has(l.text)
			if listed {
				l.role = roleListed
			}
		}
	}
}

var recipientsLine = compile(`^[\s\p{Z}]*(?:各|市|省|区|县)[^。；！？]{2,150}[:：][\s\p{Z}]*$`)

// isRecipients reports whether l reads 各区教育局，各职业院校：.
func isRecipients(l line) bool {
	return recipientsLine.in(l) && !strings.Contains(l.text, "如下") && !strings.Contains(l.text, "联系")
}

func listForm(l line) []remark {
	if l.role != roleListed {
		return nil
	}
	var found []remark
	if m := listStart.first(l); m != nil {
		if text := l.text[m[2]:m[3]]; strings.TrimSpace(text) != "附件：" {
			blank := len(text) - len(strings.TrimLeft(text, " \u3000\t"))
			found = append(found, l.replace(m[2]+blank, m[3], "附件："))
		}
	}
	text := strings.TrimRight(l.text, " \u3000\t")
	last, n := utf8.DecodeLastRuneInString(text)
	if strings.ContainsRune("。；，、：.;,:", last) && utf8.RuneCountInString(text) > 4 { // more than 附件：
		from := back(text, len(text), 4)
		found = append(found, l.replace(from, len(text), text[from:len(text)-n]))
	}
	return found
}

var arabicLabel = compile(`^附件(\d*)$`)

func labelNumbers(d *paper) []remark {
	var found []remark
	bound := d.bound()
	for i, a := range bound {
		want := "附件" + strconv.Itoa(i+1)
		if len(bound) == 1 {
			want = "附件"
		}
		if !arabicLabel.match(a.Label) || a.Label == want {
			continue // "" is numbered when printed; other words are GW062
		}
		found = append(found, a.label.replace(0, len(a.Label), want))
	}
	return found
}

var pageLabelForm = compile(`^[\s\p{Z}]*(附[件表录])[\s\p{Z}]*([\d一二三四五六七八九十]*)[\s\p{Z}]*([:：]?)[\s\p{Z}]*$`)

// pageLabels looks at lines that hold nothing but 附件 and a number.
func pageLabels(p *passage) []remark {
	var found []remark
	signed := false
	for _, l := range p.lines {
		signed = signed || signedLine.in(l)
		m := pageLabelForm.first(l)
		if m == nil || l.role == roleCell {
			continue
		}
		number := l.text[m[4]:m[5]]
		if number == "" && m[6] < m[7] && !signed {
			continue // 附件： above the date begins the list
		}
		if n, ok := han.ParseNumeral(number); ok {
			number = strconv.Itoa(n)
		}
		label := strings.TrimSpace(l.text)
		want := "附件" + number
		at := strings.Index(l.text, label)
		switch {
		case label == want:
		case strings.HasPrefix(label, "附件"):
			found = append(found, l.replace(at, at+len(label), want))
		default:
			f := l.on(at, at+len(label))
			f.hint = "改为 " + want + "，正文提到的也一并改"
			found = append(found, f)
		}
	}
	return found
}

func listedNames(d *paper) []remark {
	var found []remark
	for _, a := range d.bound() {
		if a.Listed != "" && a.Listed != a.Title {
			found = append(found, a.listed.say("附件说明中的名称与附件的标题（"+a.Title+"）不一致"))
		}
	}
	return found
}

var (
	numberedMention = compile(`附[件表][\s\p{Z}]*(\d{1,2})(?:(?:[、，和及至]|—|-|～)(?:附件)?[\s\p{Z}]*(\d{1,2}))*`)
	ofOther         = compile(`(?:》|号）|号|通知|文件|方案|意见)的?$`)
	plainMention    = compile(`(?:见|详见|按照?|填写|参照?|如)附件|[（(]附件[）)]`)
)

// mentionedAttachments compares what the text says with what there is.
func mentionedAttachments(d *paper) []remark {
	var found []remark
	bound := d.bound()
	mentioned := make([]bool, len(bound))
	attachesOwn := false
	look := func(l line, own bool) {
		for _, m := range numberedMention.all(l) {
			// 附件2011年… and 《…通知》附件5 are something else.
			if strings.HasPrefix(l.text[m[1]:], "年") || strings.HasPrefix(l.text[m[1]:], "号") || ofOther.match(l.text[:m[0]]) {
				continue
			}
			var numbers []int
			for _, s := range strings.FieldsFunc(l.text[m[0]:m[1]], func(r rune) bool { return !isDigit(r) }) {
				n, _ := strconv.Atoi(s)
				numbers = append(numbers, n)
			}
			if len(numbers) == 2 && strings.ContainsAny(l.text[m[0]:m[1]], "至—-～") {
				for n := numbers[0] + 1; n < numbers[1]; n++ {
					numbers = append(numbers, n)
				}
			}
			for _, n := range numbers {
				if n >= 1 && n <= len(mentioned) {
					mentioned[n-1] = true
				}
				if n > len(mentioned) && (!own || len(mentioned) > 0) && !strings.HasPrefix(l.text[m[0]:], "附表") { // an attachment may have 附表 of its own
					f := l.on(m[0], m[1])
					f.message = "正文提到附件" + strconv.Itoa(n) + "，" + attached(len(mentioned))
					found = append(found, f)
				}
			}
		}
		if m := plainMention.first(l); m != nil && !isDigit(after(l.text, m[1], isBlank)) {
			switch {
			case own && len(mentioned) == 1 && !attachesOwn:
				f := l.on(m[0], m[1])
				f.message = "附件里提到附件，附件自身没有附件"
				found = append(found, f)
			case len(mentioned) == 1:
				mentioned[0] = true
			case len(mentioned) == 0 && !own:
				f := l.on(m[0], m[1])
				f.message = "正文提到附件，文件没有附件"
				found = append(found, f)
			}
		}
	}
	for _, l := range d.body.lines {
		look(l, false)
	}
	for _, a := range d.attachments {
		p := &a.body
		attachesOwn = slices.ContainsFunc(p.lines, func(l line) bool {
			return pageLabel.in(l) || listStart.in(l)
		})
		for _, l := range p.lines {
			look(l, !a.Printed)
		}
	}
	for i, a := range bound {
		if d.title.text == "" && len(d.body.lines) == 0 {
			break // an attachment that was sent alone
		}
		if !mentioned[i] && !d.names(a) {
			f := a.title.say("正文没有提到这个附件")
			f.severity = report.Hint
			f.hint = "宜在正文相应处注明“见" + a.PageLabel(i, len(bound)) + "”"
			found = append(found, f)
		}
	}
	return found
}

var (
	listNumber = compile(`^(?:[\s\p{Z}]*附[\s\p{Z}]*件[\s\p{Z}]*[:：])?[\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[.．、]`)
	pageNumber = compile(`^[\s\p{Z}]*附[件表录][\s\p{Z}]*(\d{1,2})[\s\p{Z}]*[:：]?[\s\p{Z}]*$`)
)

// missingPages compares the attachment list of a plain text with the pages
// that follow it, if there are any.
func missingPages(p *passage) []remark {
	pages := map[string]bool{}
	for _, l := range p.lines {
		if m := pageNumber.first(l); m != nil {
			pages[l.text[m[2]:m[3]]] = true
		}
	}
	if len(pages) == 0 {
		return nil
	}
	var found []remark
	for _, l := range p.lines {
		m := listNumber.first(l)
		if l.role != roleListed || m == nil || pages[l.text[m[2]:m[3]]] {
			continue
		}
		f := l.on(m[2], len(l.text))
		f.message = "附件说明列有附件" + l.text[m[2]:m[3]] + "，文后没有"
		found = append(found, f)
	}
	return found
}

func attached(n int) string {
	if n == 0 {
		return "文件没有附件"
	}
	return "附件只有" + strconv.Itoa(n) + "个"
}

// names reports whether the title or the body of d gives the name of a.
func (d *paper) names(a attachment) bool {
	if strings.Contains(d.title.text, a.Title) {
		return true
	}
	for _, l := range d.body.lines {
		if strings.Contains(l.text, a.Title) || strings.Contains(l.text, a.ListedTitle()) {
			return true
		}
	}
	return false
}

func titledNames(d *paper) []remark {
	var found []remark
	for _, a := range d.attachments {
		if l := a.title; strings.HasPrefix(l.text, "《") && strings.Index(l.text, "》") == len(l.text)-len("》") {
			found = append(found, l.replace(0, len(l.text), strings.Trim(l.text, "《》")))
		}
	}
	return found
}

var printing = compile(`(?:印发|转发|批转)[《〈]?([^《》]*)[》〉]?的通知$`)

func printedText(d *paper) []remark {
	m := printing.first(d.title)
	if m == nil || d.plan {
		return nil
	}
	for _, a := range d.bound() {
		if a.Title != "" && strings.Contains(d.title.text[m[2]:m[3]], a.Title) {
			return []remark{a.title.say("")}
		}
	}
	return nil
}

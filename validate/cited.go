package validate

import (
	"github.com/zhijiao-go/zhijiao/internal/han"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// citedRules are about forms and titles that a document names in one place and
// has in another.
var citedDocuments = checks[*paper]{
	"ZJ105": titleVariantsAcross,
	"ZJ107": weekNamesAcross,
	"ZJ029": citedAttachments,
	"ZJ043": formsNotEnclosed,
}

var citedCampaigns = checks[*year]{
	"ZJ043": formsNotAttached,
}

var citedAttachment = compile(`《([^《》]+)》[^。；，《》（(]{0,8}[（(](?:见|详见)?附[件表][\s\p{Z}]*(\d{0,2})[）)]`)

func citedAttachments(d *paper) []remark {
	bound := d.bound()
	var found []remark
	for _, t := range d.pieces() {
		for _, l := range t.lines {
			for _, m := range citedAttachment.all(l) {
				n := 1
				if m[4] < m[5] {
					n, _ = strconv.Atoi(l.text[m[4]:m[5]])
				} else if len(bound) != 1 {
					continue
				}
				if n < 1 || n > len(bound) {
					continue // GW064
				}
				a := bound[n-1]
				cited, title, listed := han.Squeeze(l.text[m[2]:m[3]]), han.Squeeze(a.Title), han.Squeeze(a.ListedTitle())
				if title == "" || strings.HasSuffix(title, cited) || strings.HasSuffix(listed, cited) || cited == strings.Trim(title, "《》") {
					continue
				}
				f := l.on(m[2], m[3])
				f.message = "正文写的名称与" + a.PageLabel(n-1, len(bound)) + "的标题（" + a.Title + "）不同"
				if abbreviates(cited, title) {
					f.severity = report.Hint
				}
				found = append(found, f)
			}
		}
	}
	return found
}

func formsNotAttached(y *year) []remark {
	attached := map[string]bool{}
	for _, d := range y.Documents {
		for _, a := range d.Attachments {
			attached[a.Form] = true
		}
	}
	var found []remark
	for i, d := range y.Deadlines {
		if d.Form != "" && !attached[d.Form] && slices.ContainsFunc(y.Forms, func(f campaign.FormUse) bool { return f.ID == d.Form }) {
			found = append(found, datum(part("deadlines", i, "form"), d.Form).say(named(d.What)+"要填的表格没有附在哪个文件之后"))
		}
	}
	return found
}

var quotedForm = compile(`《([^《》]*表)》(?:$|电子|纸质|扫描|盖章|[及和与、，（])`)

func formsNotEnclosed(d *paper) []remark {
	if d.planned() {
		return nil
	}
	var found []remark
	var said []string
	for _, e := range d.errands() {
		m := quotedForm.find(e.What)
		if m == nil || strings.Contains(e.line.text, "附件") || strings.Contains(e.line.text, "附表") || elsewhere.in(e.line) {
			continue
		}
		name := e.What[m[2]:m[3]]
		if slices.Contains(said, name) || d.encloses(name) {
			continue
		}
		said = append(said, name)
		f := e.line.say("要求报送的《" + name + "》没有附上")
		// The name may have blanks in the text.
		for _, at := range quotedForm.all(e.line) {
			if han.Squeeze(e.line.text[at[2]:at[3]]) == name {
				f.from, f.to = at[0], at[3]+len("》")
			}
		}
		found = append(found, f)
	}
	return found
}

// encloses reports whether an attachment of d, or a line of its own, can be the
// form of that name.
func (d *paper) encloses(name string) bool {
	same := func(title string) bool {
		title = han.Squeeze(title)
		return title != "" && (abbreviates(thing(name), title) || abbreviates(thing(title), name))
	}
	for _, a := range d.attachments {
		if same(a.Title) || same(a.Listed) || slices.ContainsFunc(a.body.lines, func(l line) bool { return han.Squeeze(l.text) == name }) {
			return true
		}
	}
	return false
}

// titleVariantsAcross finds titles that are spelled otherwise in another text
// of the document; those within one are found in the passage.
func titleVariantsAcross(d *paper) []remark {
	var found []remark
	var before []string // in the texts before, and the titles of attachments
	for _, a := range d.attachments {
		before = append(before, strings.Trim(han.Squeeze(a.Title), "《》"))
	}
	for _, t := range d.pieces() {
		var here []string
		for _, l := range t.lines {
			for _, m := range bookTitle.all(l) {
				title := han.Squeeze(l.text[m[2]:m[3]])
				like := func(s string) bool { return variants(s, title) }
				if !slices.Contains(here, title) && !slices.Contains(before, title) && !slices.ContainsFunc(here, like) {
					if i := slices.IndexFunc(before, like); i >= 0 {
						f := l.on(m[0], m[1])
						f.hint = "别处为《" + before[i] + "》，请核对是否为同一篇"
						found = append(found, f)
					}
				}
				here = append(here, title)
			}
		}
		before = append(before, here...)
	}
	return found
}

// weekNamesAcross finds 宣传周 in one text of a document that speaks of the
// 活动周 in another.
func weekNamesAcross(d *paper) []remark {
	all := d.pieces()
	if slices.ContainsFunc(all, func(t piece) bool {
		return slices.ContainsFunc(t.lines, activityWeek.in) && slices.ContainsFunc(t.lines, publicityWeek.in)
	}) {
		return nil // found in the passage
	}
	if !d.says(activityWeek) && !activityWeek.in(d.title) {
		return nil
	}
	for _, t := range all {
		for _, l := range t.lines {
			if m := publicityWeek.first(l); m != nil {
				return []remark{l.on(m[0], m[1])}
			}
		}
	}
	if m := publicityWeek.first(d.title); m != nil && !activityWeek.in(d.title) {
		return []remark{d.title.on(m[0], m[1])}
	}
	return nil
}

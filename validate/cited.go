package validate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/internal/said"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about forms and titles that a document names in one place and
// has in another.
var citedDocuments = engine.Checks[*paper]{
	"ZJ105": titleVariantsAcross,
	"ZJ107": weekNamesAcross,
	"ZJ029": citedAttachments,
	"ZJ043": formsNotEnclosed,
}

var citedCampaigns = engine.Checks[*year]{
	"ZJ043": formsNotAttached,
}

var citedAttachment = engine.Compile(`《([^《》]+)》[^。；，《》（(]{0,8}[（(](?:见|详见)?附[件表][\s\p{Z}]*(\d{0,2})[）)]`)

// citedForm is a form that is to be filled in, without 《》.
var citedForm = engine.Compile(`(?:填写|填报|填好)(\p{Han}{3,20}(?:表|申报书|申请书|推荐书))[（(](?:见|详见)?附[件表][\s\p{Z}]*(\d{0,2})[）)]`)

func citedAttachments(d *paper) []engine.Remark {
	bound := d.bound()
	var found []engine.Remark
	for _, t := range d.pieces() {
		for _, l := range t.Lines {
			for _, m := range append(citedAttachment.All(l), citedForm.All(l)...) {
				n := 1
				if m[4] < m[5] {
					n, _ = strconv.Atoi(l.Text[m[4]:m[5]])
				} else if len(bound) != 1 {
					continue
				}
				if n < 1 || n > len(bound) {
					continue // GW064
				}
				a := bound[n-1]
				cited, title, listed := han.Squeeze(l.Text[m[2]:m[3]]), han.Squeeze(a.Title), han.Squeeze(a.ListedTitle())
				if title == "" || strings.HasSuffix(title, cited) || strings.HasSuffix(listed, cited) || cited == strings.Trim(title, "《》") {
					continue
				}
				f := l.On(m[2], m[3])
				f.Message = "正文写的名称与" + a.PageLabel(n-1, len(bound)) + "的标题（" + a.Title + "）不同"
				if han.Abbreviates(cited, title) {
					f.Severity = report.Hint
				}
				found = append(found, f)
			}
		}
	}
	return found
}

func formsNotAttached(y *year) []engine.Remark {
	attached := map[string]bool{}
	for _, d := range y.Documents {
		for _, a := range d.Attachments {
			attached[a.Form] = true
		}
	}
	var found []engine.Remark
	for i, d := range y.Deadlines {
		if d.Form != "" && !attached[d.Form] && slices.ContainsFunc(y.Forms, func(f campaign.FormUse) bool { return f.ID == d.Form }) {
			found = append(found, y.datum(part("deadlines", i, "form"), d.Form).Say(named(d.What)+"要填的表格没有附在哪个文件之后"))
		}
	}
	return found
}

var quotedForm = engine.Compile(`《([^《》]*表)》(?:$|电子|纸质|扫描|盖章|[及和与、，（])`)

func formsNotEnclosed(d *paper) []engine.Remark {
	if d.planned() {
		return nil
	}
	found := d.formsToFill()
	var said []string
	for _, f := range found {
		said = append(said, han.Squeeze(strings.Trim(f.Line.Text[f.From:f.To], "《》")))
	}
	for _, e := range d.errands() {
		m := quotedForm.Find(e.What)
		if m == nil || strings.Contains(e.line.Text, "附件") || strings.Contains(e.line.Text, "附表") || elsewhere.In(e.line) {
			continue
		}
		name := e.What[m[2]:m[3]]
		if slices.Contains(said, name) || d.encloses(name) {
			continue
		}
		said = append(said, name)
		f := e.line.Say("要求报送的《" + name + "》没有附上")
		// The name may have blanks in the text.
		for _, at := range quotedForm.All(e.line) {
			if han.Squeeze(e.line.Text[at[2]:at[3]]) == name {
				f.From, f.To = at[0], at[3]+len("》")
			}
		}
		found = append(found, f)
	}
	return found
}

var formToFill = engine.Compile(`(?:填写|填报|填好)(《[^《》]*表》)[^。；]*(?:报|交)`)

// formsToFill finds 填写《……表》，……报送 in a document without any attachment.
func (d *paper) formsToFill() []engine.Remark {
	var found []engine.Remark
	if len(d.attachments) > 0 || d.mentions("附件") || d.mentions("附表") {
		return nil
	}
	for _, t := range d.pieces() {
		for _, l := range t.Lines {
			for _, m := range formToFill.All(l) {
				if !elsewhere.In(l) && !d.encloses(strings.Trim(l.Text[m[2]:m[3]], "《》")) {
					f := l.On(m[2], m[3])
					f.Message = "要求报送的" + l.Text[m[2]:m[3]] + "没有附上"
					found = append(found, f)
				}
			}
		}
	}
	return found
}

// encloses reports whether an attachment of d, or a line of its own, can be the
// form of that name.
func (d *paper) encloses(name string) bool {
	same := func(title string) bool {
		title = han.Squeeze(title)
		return title != "" && (han.Abbreviates(said.Thing(name), title) || han.Abbreviates(said.Thing(title), name))
	}
	for _, a := range d.attachments {
		if same(a.Title) || same(a.Listed) || slices.ContainsFunc(a.body.Lines, func(l engine.Line) bool { return han.Squeeze(l.Text) == name }) {
			return true
		}
	}
	return false
}

// titleVariantsAcross finds titles that are spelled otherwise in another text
// of the document; those within one are found in the passage.
func titleVariantsAcross(d *paper) []engine.Remark {
	var found []engine.Remark
	var before prose.Titles // in the texts before, and the titles of attachments
	for _, a := range d.attachments {
		before.Add(strings.Trim(han.Squeeze(a.Title), "《》"))
	}
	for _, t := range d.pieces() {
		var here prose.Titles
		var all []string
		for _, l := range t.Lines {
			for _, m := range prose.BookTitle.All(l) {
				title := han.Squeeze(l.Text[m[2]:m[3]])
				if !here.Has(title) && !before.Has(title) && here.Like(title) == "" {
					if like := before.Like(title); like != "" {
						f := l.On(m[0], m[1])
						f.Hint = "别处为《" + like + "》，请核对是否为同一篇"
						found = append(found, f)
					}
				}
				here.Add(title)
				all = append(all, title)
			}
		}
		for _, title := range all {
			before.Add(title)
		}
	}
	return found
}

// weekNamesAcross finds 宣传周 in one text of a document that speaks of the
// 活动周 in another.
func weekNamesAcross(d *paper) []engine.Remark {
	all := d.pieces()
	publicity := func(t piece) bool {
		_, ok := prose.PublicityIn(t.Passage)
		return ok
	}
	if slices.ContainsFunc(all, func(t piece) bool { return slices.ContainsFunc(t.Lines, prose.ActivityWeek.In) && publicity(t) }) {
		return nil // found in the passage
	}
	if !d.says(prose.ActivityWeek) && !prose.ActivityWeek.In(d.title) {
		return nil
	}
	for _, t := range all {
		if m, ok := prose.PublicityIn(t.Passage); ok {
			return []engine.Remark{m}
		}
	}
	if m := prose.PublicityWeek.First(d.title); m != nil && !prose.ActivityWeek.In(d.title) {
		return []engine.Remark{d.title.On(m[0], m[1])}
	}
	return nil
}

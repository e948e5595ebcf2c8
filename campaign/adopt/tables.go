package adopt

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// tables finds the forms that are asked for: attachments that are built-in ones,
// and what the text wants by a name that a built-in one has.
func (a *adopter) tables() {
	draft := &a.c.Documents[0]
	for i := range draft.Attachments {
		at := &draft.Attachments[i]
		path := fmt.Sprintf("documents[0].attachments[%d]", i)
		blocks := a.doc.Attachments[i].Body
		id, sure := a.formOf(at.Title, blocks)
		switch {
		case id != "":
			use := a.use(id)
			at.Form, at.Body = use.ID, ""
			if !sure {
				a.doubt(path, "原文没有附上这张表，用内置表格“%s”代替，请核对栏目", titleOf(id))
			} else {
				use.Notes = notesOf(blocks, id)
			}
		case at.Body == "":
			at.Body = "（原文未附，请补上。）"
			a.doubt(path, "原文没有附上“%s”", at.Title)
		case a.own(i, path):
		case blankRows(blocks) > 1:
			a.doubt(path, "这是一张要填的表，内置表格中没有；收回来的表要能自动核对、汇总，请在forms里写出它的栏目（schema）")
		}
	}
	titles := map[string]string{} // that the document gives its forms
	for _, at := range slices.Backward(draft.Attachments) {
		titles[at.Form] = at.Title
	}
	for i := range a.c.Deadlines {
		d := &a.c.Deadlines[i]
		for _, u := range a.c.Forms {
			if sameForm(d.What, u.Use, titles[u.ID]) {
				d.Form = u.ID
			}
		}
		if d.Form != "" {
			continue
		}
		for _, s := range a.built {
			if wanted(d.What, s.ID) {
				d.Form = a.use(s.ID).ID
				a.doubt(fmt.Sprintf("deadlines[%d]", i), "原文没有附表，用内置表格“%s”，请核对", s.Title)
				break
			}
		}
	}
	a.listed()
}

// own makes a form of the campaign's own of an attachment that is one to fill in.
func (a *adopter) own(i int, path string) bool {
	at := &a.c.Documents[0].Attachments[i]
	id := fmt.Sprint("form-", i+1)
	s := schemaOf(id, at.Title, a.doc.Attachments[i].Body)
	if s == nil || at.Title == "" {
		return false
	}
	a.doubt(fmt.Sprintf("forms[%d]", len(a.c.Forms)), "按原文的表做成，收回来可以核对、汇总；请核对各栏，填数的栏加上kind: integer")
	a.c.Forms = append(a.c.Forms, campaign.FormUse{ID: id, Schema: s})
	at.Form, at.Body = id, ""
	return true
}

// listed finds forms whose columns the text lists: 总结内容包括参加活动的职业院校数、
// 企业数、教师数 ….
func (a *adopter) listed() {
	labels := make([][]string, len(a.built))
	for i, s := range a.built {
		for _, f := range s.Fields() {
			if utf8.RuneCountInString(f.Label) >= 3 {
				labels[i] = append(labels[i], han.Squeeze(f.Label))
			}
		}
	}
	for _, l := range a.lines {
		text := han.Squeeze(l.text)
		for i, s := range a.built {
			there := 0
			for _, label := range labels[i] {
				if strings.Contains(text, label) {
					there++
				}
			}
			if there < 6 || slices.ContainsFunc(a.c.Forms, func(f campaign.FormUse) bool { return f.Use == s.ID }) {
				continue
			}
			id := a.use(s.ID).ID
			for i := range a.c.Deadlines {
				if d := &a.c.Deadlines[i]; d.Form == "" && d.Kind == "after" {
					d.Form = id
					a.doubt(fmt.Sprintf("deadlines[%d]", i), "原文要求写明的各项数据与内置表格“%s”相同，用它收集", s.Title)
					break
				}
			}
		}
	}
}

func titleOf(id string) string {
	if s, ok := forms.Builtin(id); ok {
		return s.Title
	}
	return id
}

// use returns the entry of a built-in form, which it adds.
func (a *adopter) use(id string) *campaign.FormUse {
	i := slices.IndexFunc(a.c.Forms, func(f campaign.FormUse) bool { return f.Use == id })
	if i < 0 {
		i = len(a.c.Forms)
		short := strings.TrimSuffix(id, "-plan")
		short = short[strings.LastIndex(short, "-")+1:] // statistics of week-statistics
		a.c.Forms = append(a.c.Forms, campaign.FormUse{ID: short, Use: id})
	}
	return &a.c.Forms[i]
}

// key are words by which a form is called, where its labels are not at hand.
var keyWords = []struct{ id, word string }{
	{"week-statistics", "情况统计表"}, {"week-statistics", "活动周统计表"}, {"highlights", "亮点活动一览表"}, {"liaison", "联络员信息"}, {"liaison", "联络员联系方式"},
	{"liaison", "联络员名单"}, {"openday-plan", "交流日规划表"}, {"outreach-plan", "校外活动"},
}

// wanted reports whether words ask for a built-in form.
func wanted(what, id string) bool {
	what = han.Squeeze(what)
	return slices.ContainsFunc(keyWords, func(k struct{ id, word string }) bool {
		return k.id == id && strings.Contains(what, k.word) && (k.word != "校外活动" || strings.Contains(what, "规划表"))
	})
}

// sameForm reports whether words mean a form of the campaign.
func sameForm(what, id, title string) bool {
	if wanted(what, id) {
		return true
	}
	a, b := bare(what), bare(title)
	return b != "" && (strings.Contains(a, b) || len([]rune(a)) >= 4 && strings.HasSuffix(b, a))
}

// bare leaves out of a title what changes from year to year.
func bare(s string) string {
	s = strings.NewReplacer("《", "", "》", "", "“", "", "”", "", "电子版", "", "电子表", "", "及", "", "和", "").Replace(han.Squeeze(s))
	if i := strings.Index(s, "年"); i >= 4 && i <= 8 {
		s = s[i+len("年"):]
	}
	return s
}

// formOf returns the built-in form that a page is, and whether that is sure: its
// labels stand on the page, all but a few. A page that is not there is known by
// its title.
func (a *adopter) formOf(title string, blocks []document.Block) (id string, sure bool) {
	if len(blocks) == 0 {
		for _, k := range keyWords {
			if strings.Contains(han.Squeeze(title), k.word) {
				return k.id, false
			}
		}
		return "", false
	}
	page := map[string]bool{}
	words := func(s string) {
		if s = strings.TrimRight(han.Fold(s), ":："); s != "" {
			page[s] = true
		}
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Paragraph: // a table whose lines went with the layout
			words(b.Lead + b.Text)
		case *document.Table:
			for _, row := range b.Rows {
				for _, cell := range row {
					words(cell)
				}
			}
		case *document.Labelled:
			words(b.Label)
			for _, s := range strings.Fields(b.Text) {
				words(s)
			}
		}
	}
	best := 0.0
	for _, s := range a.built {
		all, there := 0, 0
		for _, f := range s.Fields() {
			all++
			if page[strings.TrimRight(han.Fold(f.Label), ":：")] || page[strings.TrimRight(han.Fold(f.FullLabel()), ":：")] {
				there++
			}
		}
		if share := float64(there) / float64(max(all, 1)); share >= 0.75 && share > best {
			id, best = s.ID, share
		}
	}
	return id, id != ""
}

// notesOf returns the notes on the page of a form that the built-in one lacks.
func notesOf(blocks []document.Block, id string) (notes []string) {
	s, _ := forms.Builtin(id)
	known := han.Fold(strings.Join(s.Notes, ""))
	for _, b := range blocks {
		l, ok := b.(*document.Labelled)
		if !ok || !strings.HasPrefix(l.Label, "注") && !strings.HasPrefix(l.Label, "备注") || strings.TrimSpace(l.Text) == "" {
			continue
		}
		if !strings.Contains(known, han.Fold(l.Text)) {
			notes = append(notes, l.Label+l.Text)
		}
	}
	return notes
}

// blankRows counts the rows of tables in which nothing stands.
func blankRows(blocks []document.Block) (n int) {
	for _, b := range blocks {
		if t, ok := b.(*document.Table); ok {
			for _, row := range t.Rows {
				if strings.TrimSpace(strings.Join(row, "")) == "" {
					n++
				}
			}
		}
	}
	return n
}

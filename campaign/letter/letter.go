// Package letter fills in the papers that an office makes around its documents (发文稿纸,
// 会签单, 荣誉证书, 告知函), of templates that the bureau has or of built-in ones.
//
// What a placeholder may be:
//
//	{{theme}}, {{period "week"}} …  the actions of a campaign's texts: [campaign.Campaign.Expand]
//	{{活动名称}} {{主题}} {{年份}} {{活动时间}} {{发文机关}} {{主办单位}} or {{organ}} {{会签单位}}
//	{{标题}} {{文种}} {{发文字号}} {{主送}} {{抄送}} {{附件}} {{密级}} {{紧急程度}} {{份号}} {{签发人}}
//	{{署名}} {{成文日期}} {{印发机关}} {{印发日期}} {{份数}}  of a document; {{标题 "plan"}} of the one with that id
//	{{学校}} {{区县}} {{联系人}} …   of a school: the columns of the roster by their heads; {{序号}} its number
//	{{合计 学生数}} …               of all returns, where they are collected: [Collected]
//
// Those of a school stand in a row of a table, which is then repeated for each, or
// anywhere in a template that is filled in once for each school.
package letter

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/internal/filename"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/render/fill"
	"github.com/zhijiao-go/zhijiao/render/template"
)

// A Letter is a template and what is made of it.
type Letter struct {
	Name     string         // 荣誉证书
	Template *fill.Template //
	For      string         // school or once; "": by what stands in it
	Out      string         // path of what comes out, with placeholders; "": 文书/NAME.docx, or 文书/NAME/{{学校}}.docx
	Document string         // id of the document that it is about; "": the first
}

// Of returns the letters of a campaign's templates. The error is of package fill or
// template; a loaded campaign's own files give none.
func Of(c *campaign.Campaign) ([]Letter, error) {
	var all []Letter
	for _, t := range c.Templates {
		l := Letter{Name: t.Use, Template: t.Read, For: t.For, Out: t.Out, Document: t.Document}
		switch {
		case t.Read != nil:
			l.Name = stem(t.File)
		case t.Use != "":
			var b bytes.Buffer
			err := template.Office(&b, t.Use, template.Options{})
			if err == nil {
				l.Template, err = fill.Read(bytes.NewReader(b.Bytes()), int64(b.Len()), t.Use+".docx")
			}
			if err != nil {
				return nil, err
			}
		default:
			return nil, &campaign.RefError{What: "document", Name: t.File}
		}
		all = append(all, l)
	}
	return all, nil
}

// In returns the letters of all .docx files of a folder, by name, those of Word's that
// are open left out. Errors are of package fill, or of reading the folder.
func In(fsys fs.FS) ([]Letter, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	var all []Letter
	for _, e := range entries {
		if e.IsDir() || !strings.EqualFold(path.Ext(e.Name()), ".docx") || strings.HasPrefix(e.Name(), "~$") || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		t, err := read(fsys, e.Name())
		if err != nil {
			return nil, err
		}
		all = append(all, Letter{Name: stem(e.Name()), Template: t})
	}
	return all, nil
}

func read(fsys fs.FS, name string) (*fill.Template, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err == nil && !info.Mode().IsRegular(): // a pipe would be waited for
		err = &gate.NotFileError{Path: name}
	case err == nil && info.Size() > gate.Office.Size:
		err = gate.Refuse(name, gate.Zip, gate.ErrTooLarge)
	}
	if err != nil {
		return nil, &fill.Error{File: name, Err: err}
	}
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, &fill.Error{File: name, Err: err}
	}
	return fill.Read(bytes.NewReader(data), int64(len(data)), name)
}

func stem(file string) string { return strings.TrimSuffix(path.Base(file), path.Ext(file)) }

// A Writer fills letters in.
type Writer struct {
	Campaign *campaign.Campaign
	Roster   returned.Roster
	Totals   *fill.Values                     // what all returns come to: [Collected]; nil: they are not collected
	Sent     func(school string) *fill.Values // what came of a school; nil likewise

	taken     map[string]int // paths in lower case, without ending
	common    *fill.Values   // what placeholders of the campaign stand for
	documents []*fill.Values // and of each of its documents
}

// free returns a path, with a number if it is taken, and takes it.
func (w *Writer) free(want string) string {
	if w.taken == nil {
		w.taken = map[string]int{}
	}
	key := strings.ToLower(want)
	w.taken[key]++
	if n := w.taken[key]; n > 1 {
		return w.free(fmt.Sprintf("%s-%d", want, n))
	}
	return want
}

// Collected reports whether a letter can only be filled in where returns are collected:
// it asks for a total, or for what came in.
func (l Letter) Collected() bool {
	return slices.ContainsFunc(l.Template.Names(), func(name string) bool {
		return strings.HasPrefix(name, Total) || slices.Contains(collected, name)
	})
}

// Total begins the placeholders of totals: 合计 学生数, 合计 "统计表" "学生数".
const Total = "合计"

// collected are the other placeholders that need returns; the last three are a
// school's.
var collected = []string{"应报单位数", "已报单位数", "迟报单位数", "未报单位数", "已报单位", "迟报单位", "未报单位", "已报", "迟报", "未报"}

// optional are parts that many documents lack.
var optional = []string{"密级", "紧急程度", "份号", "签发人", "抄送", "附件", "主送", "印发机关", "印发日期", "份数", "会签单位"}

// A Made tells of a letter that was filled in.
type Made struct {
	Letter Letter
	Files  int
	Empty  []string // placeholders for which there was no text, in one file at least, those of parts left out that documents may lack
	Waits  string   // why it was not filled in, in Chinese; "" if it was
}

// Write fills a letter in and adds what comes out, by path. What it cannot do yet, for
// lack of a roster or of returns, it says. Errors are those of add, of
// [campaign.Campaign.Compose], and *[fill.Error].
func (w *Writer) Write(l Letter, add func(path, title string, data []byte) error) (Made, error) {
	m := Made{Letter: l}
	err := w.read()
	if err != nil {
		return m, err
	}
	values := []*fill.Values{w.common, w.of(l.Document)}
	if w.Totals != nil {
		values = append(values, w.Totals)
	}
	schools := w.schools()
	each := l.For == "school" || l.For == "" && slices.ContainsFunc(append(l.Template.Loose(), placeholders(l.Out)...), func(name string) bool {
		_, all := known(values, name)
		_, own := known(schools[:1], name)
		return own && !all
	})
	switch {
	case w.Totals == nil && l.Collected():
		m.Waits = "要用收回的数字，收齐后由汇总程序填写"
		return m, nil
	case each && len(w.Roster) == 0:
		m.Waits = "每校一份，没有给名册，没有填写"
		return m, nil
	}
	empty := map[string]bool{}
	file := func(d fill.Data, out string) error {
		var b bytes.Buffer
		none, err := l.Template.Fill(&b, d)
		if err != nil {
			return err
		}
		for _, name := range none {
			empty[name] = !slices.Contains(optional, name)
		}
		if out, err = expand(out, l, d.Values); err != nil {
			return err
		}
		m.Files++
		return add(w.free(out)+".docx", l.Name, b.Bytes())
	}
	if !each {
		out := l.Out
		if out == "" {
			out = "文书/" + l.Name
		}
		err = file(fill.Data{Values: values, Rows: schools}, out)
	}
	for i := range w.Roster {
		if !each || err != nil {
			break
		}
		out := l.Out
		if out == "" {
			out = "文书/" + l.Name + "/{{学校}}"
		}
		err = file(fill.Data{Values: append(values[:len(values):len(values)], schools[i])}, out)
	}
	for _, name := range l.Template.Names() {
		if empty[name] {
			m.Empty = append(m.Empty, name)
		}
	}
	return m, err
}

// Note says what there is to know of a letter, "" for nothing.
func (m Made) Note() string {
	switch {
	case m.Waits != "":
		return "文书“" + m.Letter.Name + "”" + m.Waits
	case len(m.Empty) > 0:
		return "文书“" + m.Letter.Name + "”里没有可填的内容，空着：" + strings.Join(m.Empty, "、")
	}
	return ""
}

func known(of []*fill.Values, name string) (value string, ok bool) {
	for _, v := range of {
		if value, ok = v.Get(name); ok {
			return value, true
		}
	}
	return "", false
}

// placeholders are those of a path.
func placeholders(out string) (names []string) {
	for _, part := range strings.Split(out, "{{")[1:] {
		name, _, _ := strings.Cut(part, "}}")
		names = append(names, name)
	}
	return names
}

// expand fills in the path of what comes out.
func expand(out string, l Letter, values []*fill.Values) (string, error) {
	for _, name := range placeholders(out) {
		value, ok := known(values, name)
		if !ok {
			return "", &fill.Error{File: l.Template.Name(), Faults: []fill.Fault{{Part: "out", Written: "{{" + name + "}}", Excerpt: l.Out, Err: fill.ErrUnknown}}}
		}
		out = strings.Replace(out, "{{"+name+"}}", strings.ReplaceAll(value, "/", "_"), 1)
	}
	if strings.EqualFold(path.Ext(out), ".docx") {
		out = out[:len(out)-len(".docx")]
	}
	parts := strings.Split(out, "/")
	for i, part := range parts {
		parts[i] = filename.Fit(part)
	}
	return strings.Join(parts, "/"), nil
}

// schools are what placeholders of schools stand for; of nobody, if nobody is
// known, so that a row stays to be filled in by hand.
func (w *Writer) schools() []*fill.Values {
	list := w.Roster
	if len(list) == 0 {
		list = returned.Roster{{}}
	}
	heads := map[string]bool{}
	for _, s := range list {
		for head := range s.Other {
			heads[head] = true
		}
	}
	var all []*fill.Values
	for i := range list {
		s := list[i]
		v := new(fill.Values)
		number := ""
		if s.Name != "" {
			number = strconv.Itoa(i + 1)
		}
		v.Set("序号", number)
		own := map[string]string{}
		for head := range heads {
			own[head] = s.Other[head]
		}
		s.Other = own
		roster.Cells(&s, func(head, text string, usual bool) {
			if usual {
				v.Set(head, text)
			} else {
				v.Also(head, text)
			}
		})
		if w.Sent != nil {
			sent := w.Sent(s.Name)
			for _, name := range sent.Names() {
				text, _ := sent.Get(name)
				v.Set(name, text)
			}
		}
		all = append(all, v)
	}
	return all
}

// of are what placeholders of a document stand for; "" is the first one.
func (w *Writer) of(id string) *fill.Values {
	at := 0
	if id != "" {
		at = slices.IndexFunc(w.Campaign.Documents, func(d campaign.Draft) bool { return d.ID == id })
	}
	if at < 0 || at >= len(w.documents) {
		return new(fill.Values)
	}
	return w.documents[at]
}

// read finds out, once for all letters, what placeholders of the campaign and of its
// documents stand for.
func (w *Writer) read() error {
	if w.common != nil {
		return nil
	}
	c := w.Campaign
	v := new(fill.Values)
	c.Actions(func(name, value string) bool {
		v.Set(name, value)
		return true
	})
	var names, others []string
	for i, o := range c.Organs {
		names = append(names, o.Name)
		if i > 0 {
			others = append(others, o.Name)
		}
	}
	first := ""
	if len(names) > 0 {
		first = names[0]
	}
	v.Set("活动名称", c.Name)
	v.Set("主题", c.Theme)
	v.Set("年份", strconv.Itoa(c.Year))
	when := ""
	if p, ok := c.MainPeriod(); ok {
		when = p.Span().String()
	}
	v.Set("活动时间", when)
	v.Set("发文机关", strings.Join(names, "、"))
	v.Set("organ", first)
	v.Set("主办单位", first)
	v.Set("会签单位", strings.Join(others, "、"))
	for i := range c.Documents {
		doc, _, err := c.Compose(&c.Documents[i])
		if err != nil {
			return err
		}
		own := new(fill.Values)
		for _, p := range partsOf(doc) {
			own.Set(p[0], p[1])
			v.Also(p[0]+` "`+doc.ID+`"`, p[1])
		}
		w.documents = append(w.documents, own)
	}
	w.common = v
	return nil
}

// partsOf are the parts of a document that papers around it name.
func partsOf(d *document.Document) [][2]string {
	title := strings.ReplaceAll(d.Title, "\n", "")
	head, end, imprint := document.Head{}, document.Signature{}, document.Imprint{}
	if d.Head != nil {
		head = *d.Head
	}
	if d.Signature != nil {
		end = *d.Signature
	}
	if d.Imprint != nil {
		imprint = *d.Imprint
	}
	var organs, attached []string
	for _, o := range end.Organs {
		organs = append(organs, o.Name)
	}
	for i, a := range d.Listed() {
		name := a.ListedTitle()
		if len(d.Listed()) > 1 {
			name = fmt.Sprintf("%d.%s", i+1, name)
		}
		attached = append(attached, name)
	}
	signed, printed, copies := "", "", ""
	if imprint.Copies > 0 {
		copies = strconv.Itoa(imprint.Copies)
	}
	if !end.Date.IsZero() {
		signed = end.Date.String()
	}
	if !imprint.Date.IsZero() {
		printed = imprint.Date.String()
	}
	to := d.Recipients
	if to == "" {
		to = imprint.To
	}
	return [][2]string{
		{"标题", title}, {"文种", string(d.Kind)}, {"发文字号", head.Number.String()}, {"主送", to}, {"抄送", imprint.CopyTo},
		{"附件", strings.Join(attached, "\n")}, {"密级", head.Secrecy}, {"紧急程度", head.Urgency}, {"份号", head.Copy},
		{"签发人", strings.Join(head.Signers, "、")}, {"署名", strings.Join(organs, "\n")}, {"成文日期", signed},
		{"印发机关", imprint.Office}, {"印发日期", printed}, {"份数", copies},
	}
}

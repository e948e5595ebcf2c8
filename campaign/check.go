package campaign

import (
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/internal/yamltree"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/filename"
	"github.com/zhijiao-go/zhijiao/internal/suggest"
)

// A checker collects what in a campaign does not fit the rest of it.
type checker struct {
	c      *Campaign
	faults []pathError
}

// A pathError is what is wrong with the value at a path.
type pathError struct {
	path string
	err  error
}

func (k *checker) check() {
	k.periods()
	unique(k, "events", k.c.Events, Event.key, false)
	unique(k, "contacts", k.c.Contacts, func(v Contact) string { return v.ID }, false)
	k.deadlines()
	k.superiors()
	for i, t := range k.c.Tasks {
		k.ref(fmt.Sprintf("tasks[%d].before", i), "event", t.Before, ids(k.c.Events, Event.key))
	}
	k.rhythms()
	k.material()
	k.forms()
	k.documents()
	k.templates()
	k.doubts()
}

// fail notes what is wrong. Of the values at a path the first fault counts.
func (k *checker) fail(path string, err error) {
	if len(k.faults) < yamltree.MaxFaults && !slices.ContainsFunc(k.faults, func(f pathError) bool { return f.path == path }) {
		k.faults = append(k.faults, pathError{path, err})
	}
}

func (k *checker) say(path string, err error, english, chinese string) {
	k.fail(path, &fault{err, english, chinese})
}

// unique reports an id that is used twice; fold looks over the case of letters.
func unique[T any](k *checker, list string, items []T, id func(T) string, fold bool) {
	seen := map[string]bool{}
	for i, v := range items {
		key := id(v)
		if fold {
			key = strings.ToLower(key)
		}
		if key != "" && seen[key] {
			k.say(fmt.Sprintf("%s[%d].id", list, i), ErrDuplicateID, fmt.Sprintf("the id %q is used twice", id(v)),
				"编号“"+id(v)+"”重复")
		}
		seen[key] = true
	}
}

// ref reports a name that is not among known.
func (k *checker) ref(path, what, name string, known []string) {
	if name != "" && !slices.Contains(known, name) {
		k.fail(path, &RefError{Path: path, What: what, Name: name, Known: known})
	}
}

func (k *checker) periods() {
	unique(k, "periods", k.c.Periods, Period.key, false)
	main := 0
	for i, p := range k.c.Periods {
		path := fmt.Sprintf("periods[%d]", i)
		if p.To.Before(p.From) {
			k.say(path+".to", calendar.ErrOrder, fmt.Sprintf("the period ends before it begins: %s, %s", p.From.ISO(), p.To.ISO()),
				fmt.Sprintf("结束日期%s早于开始日期%s", p.To.ISO(), p.From.ISO()))
		}
		if p.Main {
			main++
		}
		if main > 1 {
			k.say(path+".main", ErrValue, "a second main period: one is the main one", "只能有一个主要时段（main: true）")
		}
	}
	if main == 0 && len(k.c.Periods) > 1 {
		k.say("periods", ErrMissing, "none of the periods is the main one: mark one with main: true", "应指明一个主要时段（main: true）")
	}
}

func (k *checker) deadlines() {
	unique(k, "deadlines", k.c.Deadlines, Deadline.key, false)
	forms, periods := ids(k.c.Forms, FormUse.key), ids(k.c.Periods, Period.key)
	for i, d := range k.c.Deadlines {
		path := fmt.Sprintf("deadlines[%d]", i)
		k.ref(path+".form", "form", d.Form, forms)
		k.ref(path+".period", "period", d.Period, periods)
		k.ref(path+".before", "event", d.Before, ids(k.c.Events, Event.key))
		k.to(path, d.To)
		k.medium(path, d.Medium)
		switch {
		case d.Due.IsZero() && d.Before == "":
			k.say(path, ErrMissing, "a deadline needs due: or before:", "时限应写明日期（due）或在哪件事之前（before）")
		case !d.Due.IsZero() && d.Before != "":
			k.say(path+".before", ErrValue, "a deadline has due: or before:, not both", "due和before只能写一个")
		}
	}
}

func (k *checker) superiors() {
	for i, s := range k.c.Superiors {
		for j, d := range s.Deadlines {
			for n, id := range d.From {
				k.ref(fmt.Sprintf("superiors[%d].deadlines[%d].from[%d]", i, j, n), "deadline", id, ids(k.c.Deadlines, Deadline.key))
			}
		}
	}
}

func (k *checker) medium(path string, medium []string) {
	for i, m := range medium {
		if !slices.Contains(media, m) {
			k.say(fmt.Sprintf("%s.medium[%d]", path, i), ErrValue, fmt.Sprintf("%q is not allowed: %s", m, suggest.English(m, media)),
				fmt.Sprintf("不能是“%s”，%s", m, suggest.Chinese(m, media))+severalInOne(m))
		}
	}
}

// severalInOne tells of names that stand in a list as one, for want of YAML's comma.
func severalInOne(name string) string {
	if strings.ContainsAny(name, "，、；") {
		return "；列表里的各项之间要用英文逗号"
	}
	return ""
}

func (k *checker) to(path string, to []string) {
	for i, id := range to {
		if _, ok := k.c.Contact(id); !ok {
			k.ref(fmt.Sprintf("%s.to[%d]", path, i), "contact", id, ids(k.c.Contacts, Contact.Key))
		}
	}
}

func (k *checker) rhythms() {
	unique(k, "rhythms", k.c.Rhythms, Rhythm.key, false)
	for i, r := range k.c.Rhythms {
		path := fmt.Sprintf("rhythms[%d]", i)
		k.ref(path+".period", "period", r.Period, ids(k.c.Periods, Period.key))
		k.to(path, r.To)
		k.medium(path, r.Medium)
		switch {
		case r.Every == "week" && r.Weekday == "":
			k.say(path, ErrMissing, "every: week needs a weekday such as 周三", "每周报送（every: week）应写明星期几（weekday）")
		case r.Every == "day" && r.Weekday != "":
			k.say(path+".weekday", ErrValue, "every: day has no weekday", "每日报送（every: day）不应有星期几（weekday）")
		}
	}
}

func (k *checker) material() {
	for i, m := range k.c.Material {
		path := fmt.Sprintf("material[%d]", i)
		if m.Max > 0 && m.Min > m.Max {
			k.say(path+".max", ErrValue, fmt.Sprintf("max %d is less than min %d", m.Max, m.Min),
				fmt.Sprintf("上限%d小于下限%d", m.Max, m.Min))
		}
		if m.MaxCount > 0 && m.MinCount > m.MaxCount {
			k.say(path+".maxCount", ErrValue, fmt.Sprintf("maxCount %d is less than minCount %d", m.MaxCount, m.MinCount),
				fmt.Sprintf("上限%d小于下限%d", m.MaxCount, m.MinCount))
		}
		if m.MaxSeconds > 0 && m.MinSeconds > m.MaxSeconds {
			k.say(path+".maxSeconds", ErrValue, fmt.Sprintf("maxSeconds %d is less than minSeconds %d", m.MaxSeconds, m.MinSeconds),
				fmt.Sprintf("上限%d小于下限%d", m.MaxSeconds, m.MinSeconds))
		}
		for _, list := range []struct {
			key    string
			values []string
		}{{"format", m.Format}, {"accept", m.Accept}, {"refuse", m.Refuse}} {
			for j, v := range list.values {
				if !formatForm.MatchString(v) {
					k.say(fmt.Sprintf("%s.%s[%d]", path, list.key, j), ErrValue, fmt.Sprintf("%q is no format such as jpg, mp4 or docx", v),
						"“"+v+"”应为文件的后缀，如jpg、mp4、docx")
				}
			}
		}
		k.ref(path+".deadline", "deadline", m.Deadline, ids(k.c.Deadlines, Deadline.key))
		k.ref(path+".period", "period", m.Period, ids(k.c.Periods, Period.key))
		if m.Layout != nil {
			k.look(path+".layout.title", m.Layout.Title)
			k.look(path+".layout.unit", m.Layout.Unit)
			k.look(path+".layout.body", m.Layout.Body)
		}
		floor, err := m.MinBytes.Floor()
		if err != nil {
			k.fail(path+".minBytes", err)
		}
		ceiling, err := m.MaxBytes.Ceiling()
		if err != nil {
			k.fail(path+".maxBytes", err)
		}
		if m.MaxBytes != "" && floor > ceiling {
			k.say(path+".maxBytes", ErrValue, fmt.Sprintf("maxBytes %s is less than minBytes %s", m.MaxBytes, m.MinBytes),
				fmt.Sprintf("上限%s小于下限%s", m.MaxBytes, m.MinBytes))
		}
	}
}

// formatForm is the ending of a file, or a word such as screenshot.
var formatForm = regexp.MustCompile(`^\.?[0-9A-Za-z]+$`)

// look reports a type size that cannot be read.
func (k *checker) look(path string, l *TextLook) {
	if l == nil {
		return
	}
	if _, err := l.Points(); err != nil {
		k.say(path+".size", err, err.Error(), "“"+l.Size+"”应写成二号、小四、22的样子")
	}
}

func (k *checker) forms() {
	unique(k, "forms", k.c.Forms, FormUse.key, false)
	for i, f := range k.c.Forms {
		path := fmt.Sprintf("forms[%d]", i)
		k.ref(path+".within", "period", f.Within, ids(k.c.Periods, Period.key))
		switch {
		case f.Use != "" && f.Template != "":
			k.say(path+".template", ErrValue, "a form has use: or template:, not both", "use和template只能写一个")
		case f.Use == "" && f.Schema == nil:
			k.say(path, ErrMissing, "a form needs use:, schema: or template:", "表格应写明use（内置表格）、schema（自定义表格）或template（空白表文件）")
		case f.Use != "" && f.Schema != nil:
			k.say(path+".schema", ErrValue, "a form has use: or schema:, not both", "use和schema只能写一个")
		case f.Use != "":
			k.ref(path+".use", "built-in form", f.Use, builtinIDs())
		default:
			k.schema(path+".schema", f.Schema)
		}
	}
}

func (k *checker) schema(path string, s *forms.Schema) {
	err := s.Validate()
	var all interface{ Unwrap() []error }
	if !errors.As(err, &all) {
		if err != nil {
			k.say(path, err, err.Error(), "表格定义有误")
		}
		return
	}
	for _, err := range all.Unwrap() {
		var one *forms.SchemaError
		if errors.As(err, &one) {
			k.say(path+"."+one.Key, err, one.Error(), "表格定义有误："+one.Chinese())
		}
	}
}

func builtinIDs() []string { return slices.Sorted(maps.Keys(builtins())) }

func (k *checker) documents() {
	var all filled
	unique(k, "documents", k.c.Documents, func(d Draft) string { return d.ID }, true)
	for i := range k.c.Documents {
		d := &k.c.Documents[i]
		path := fmt.Sprintf("documents[%d]", i)
		if what, chinese := filename.Unfit(d.ID); what != "" {
			k.say(path+".id", ErrFileName, fmt.Sprintf("the id %q cannot name a file: %s", d.ID, what),
				fmt.Sprintf("编号“%s”不能用作文件名：%s", d.ID, chinese))
		}
		for j, part := range d.Added {
			if !slices.Contains(addedParts, part) {
				k.say(fmt.Sprintf("%s.added[%d]", path, j), ErrValue, fmt.Sprintf("no part %q: %s", part, suggest.English(part, addedParts)),
					fmt.Sprintf("没有“%s”这一部分，%s", part, suggest.Chinese(part, addedParts)))
			}
		}
		k.attachments(path, d)
		x := k.c.composer(path, &all)
		x.compose(d)
		for _, err := range x.errs {
			k.fail(pathOf(err), err)
		}
	}
}

func (k *checker) templates() {
	var known []string
	for _, d := range k.c.Documents {
		known = append(known, d.ID)
	}
	for i, t := range k.c.Templates {
		path := fmt.Sprintf("templates[%d]", i)
		if (t.File == "") == (t.Use == "") {
			k.say(path, ErrMissing, "a template has either file: or use:", "文书模板应写明file（模板文件）或use（内置模板），只写一个")
		}
		k.ref(path+".document", "document", t.Document, known)
		if strings.HasPrefix(t.Out, "/") || strings.Contains(t.Out, "..") {
			k.say(path+".out", ErrFileName, "out: is a path in the folder of results", "out应是结果文件夹里的路径，如 文书/{{学校}}.docx")
		}
	}
}

// addedParts are the parts of a document that can be supplied by hand.
var addedParts = []string{"head", "title", "recipients", "attachments", "signature", "note", "imprint"}

func (k *checker) attachments(path string, d *Draft) {
	for i, a := range d.Attachments {
		path := fmt.Sprintf("%s.attachments[%d]", path, i)
		switch {
		case a.Apart && (a.Body != "" || a.Form != "" || a.Printed):
			k.say(path+".apart", ErrValue, "an attachment that is apart has no body:, form: or printed:", "另附（apart）的附件不写body、form和printed")
		case a.Apart:
		case a.Body == "" && a.Form == "":
			k.say(path, ErrMissing, "an attachment needs body: or form:", "附件应有正文（body）或表格（form），另附的写apart: true")
		case a.Body != "" && a.Form != "":
			k.say(path+".form", ErrValue, "an attachment has body: or form:, not both", "附件的body和form只能写一个")
		case a.Title == "" && a.Form == "" && a.Label == "":
			k.say(path, ErrMissing, `the key "title" is missing or has no value`, "缺少“title”或其内容为空")
		}
	}
}

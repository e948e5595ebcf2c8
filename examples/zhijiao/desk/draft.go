package desk

import (
	"bytes"
	"cmp"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/layout"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A draft is a document that somebody works on: its text, its pages, what was
// found in it.
type draft struct {
	mu      sync.Mutex
	name    string // of the file, without its suffix
	profile render.Profile
	text    string
	besides []report.Finding // of taking the text out of the file
	looks   []report.Finding // of the layout of the file that it came in
	fixed   int              // how many places were put right
	sent    *file            // the .docx that it came in, to be marked; nil for none
	came    string           // the text as it stood in that
	year    string           // id of the campaign that it is of, which is edited there; "" for none

	setting *render.Setting
	sheets  *sheets
	report  report.Report
	failed  string // why it cannot be set; "" if it was
	steps   steps[wording]
	said    string // what was done last
}

// wording is what of a draft changes.
type wording struct {
	text    string
	profile render.Profile
	besides []report.Finding
	fixed   int
}

// pasted is the name of a draft that came without a file.
const pasted = "稿件"

// work sets and checks the text anew.
func (j *draft) work(d *desk) {
	doc, found := validate.Draft(j.name, j.text)
	if j.name == pasted && doc.Title != "" {
		j.name = plainName(strings.ReplaceAll(doc.Title, "\n", ""))
	}
	j.report = report.Report{}
	j.report.Add(j.besides...)
	j.report.Merge(found)
	printer := render.Printer{Fonts: d.free, Profile: j.profile}
	setting, err := printer.Set(doc)
	j.setting, j.sheets, j.failed = setting, nil, ""
	if err != nil {
		j.failed = report.Chinese(err)
	} else {
		j.report.Add(setting.Result.Findings...)
		j.sheets = draw(setting)
	}
	j.report.Tidy()
	slices.SortStableFunc(j.report.Findings, func(a, b report.Finding) int { // of no place and little weight: at the end
		return cmp.Compare(aside(a), aside(b))
	})
}

func aside(f report.Finding) int {
	if f.Where.Line == 0 && f.Severity == report.Hint {
		return 1
	}
	return 0
}

// A note is a finding as the page shows it.
type note struct {
	report.Finding
	Index int
	Class string // error, warning or hint
	Para  int    // on the pages; -1 for none

	Proposed string // what stands there if people agree; "" for nothing
}

func (j *draft) notes() []note {
	lines := strings.Split(j.text, "\n")
	var all []note
	for i, f := range j.report.Findings {
		n := note{f, i, f.Severity.String(), -1, proposal(f)}
		if at := f.Where.Line; at > 0 && at <= len(lines) {
			n.Para = j.sheets.para(lines[at-1])
		}
		all = append(all, n)
	}
	return all
}

func (d *desk) draftStart(w http.ResponseWriter, r *http.Request) error {
	return show(w, "draftstart.html", view{Title: "排版和校核", At: "draft"})
}

func (d *desk) draftOpen(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	f, err := sent(r, "file")
	if err != nil {
		return err
	}
	j := &draft{name: pasted, text: r.PostFormValue("text")}
	if r.PostFormValue("profile") == "gbt33476" {
		j.profile = render.GBT33476
	}
	if f != nil && strings.TrimSpace(j.text) != "" {
		return wrong("文件和粘贴的文字只要给一样。")
	}
	if f != nil {
		j.name = strings.TrimSuffix(f.name, path.Ext(f.name))
		if j.text, j.besides, err = plain.ReadFile(f.open(), f.size(), f.name); err != nil {
			return err
		}
		if strings.EqualFold(path.Ext(f.name), ".docx") {
			j.sent, j.came = f, j.text
			looks, err := layout.Check(f.open(), f.size(), layout.Options{Name: f.name})
			if err != nil {
				return err
			}
			j.looks = looks.Findings
		}
	}
	if strings.TrimSpace(j.text) == "" {
		return wrong("请选一个.docx或.txt文件，或者把文字粘贴进来。")
	}
	j.work(d)
	http.Redirect(w, r, "/draft/"+d.put(j), http.StatusSeeOther)
	return nil
}

func (d *desk) draftShow(w http.ResponseWriter, r *http.Request) error {
	j, err := thing[*draft](d, r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	id := r.PathValue("id")
	fixable, numbers := 0, 0
	for _, f := range j.report.Findings {
		if f.Fix != "" {
			fixable++
		}
		if proposal(f) != "" {
			numbers++
		}
	}
	return show(w, "draft.html", view{Title: j.name, At: "draft", Style: "/draft/" + id + "/faces.css", Data: map[string]any{
		"ID": id, "Name": j.name, "Text": j.text, "Notes": j.notes(), "Skipped": j.report.Skipped, "Sheets": j.sheets, "Failed": j.failed,
		"Errors": j.report.Count(report.Error), "Warnings": j.report.Count(report.Warning), "Hints": j.report.Count(report.Hint),
		"Fixed": j.fixed, "Fixable": fixable, "Numbers": numbers, "Wide": j.profile == render.GBT33476, "Year": j.year, "Sent": j.sent != nil, "Looks": j.looks,
		"Undo": j.steps.Last(), "Said": j.said,
	}})
}

// draftChange takes the text as it was edited, puts one place right, or all that
// can be without a change of meaning.
func (d *desk) draftChange(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	j, err := thing[*draft](d, r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	before := wording{j.text, j.profile, j.besides, j.fixed}
	did := "改文字"
	j.said = ""
	if r.PostFormValue("undo") != "" {
		if did, was, ok := j.steps.pop(); ok {
			j.text, j.profile, j.besides, j.fixed = was.text, was.profile, was.besides, was.fixed
			j.said = "已撤销：" + did
		}
		j.work(d)
		http.Redirect(w, r, "/draft/"+r.PathValue("id"), http.StatusSeeOther)
		return nil
	}
	if _, ok := r.PostForm["text"]; ok {
		if text := strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n"); text != j.text {
			j.text, j.besides = text, nil
		}
		j.profile = render.Classic
		if r.PostFormValue("profile") == "gbt33476" {
			j.profile = render.GBT33476
		}
	}
	found := j.report.Findings
	switch fix := r.PostFormValue("fix"); {
	case fix == "all":
		text, fixed := validate.Fix(j.text)
		j.text, j.fixed = text, j.fixed+len(fixed)
		did = "改好不影响文意的"
	case fix == "numbers":
		did = "改序数"
		j.fixed += j.proposeAll(found)
	case fix != "":
		put := j.fix
		fix, agreed := strings.CutPrefix(fix, "proposed:")
		if agreed {
			put = j.propose
		}
		n, err := strconv.Atoi(fix)
		if err != nil || n < 0 || n >= len(found) || !put(found[n]) {
			j.work(d) // what was edited is kept
			return wrong("这一处已经改过了，请返回后刷新页面。")
		}
		j.fixed++
		did = "改为“" + clip(cmp.Or(found[n].Fix, proposal(found[n]))) + "”"
	}
	if j.text != before.text || j.profile != before.profile {
		j.steps.push(did, before)
	}
	j.work(d)
	http.Redirect(w, r, "/draft/"+r.PathValue("id"), http.StatusSeeOther)
	return nil
}

// fix puts one place right, if it still stands there; where the text was edited
// since, the only place that has the words.
func (j *draft) fix(f report.Finding) bool {
	if f.Fix == "" || f.Found == "" {
		return false
	}
	lines := strings.SplitAfter(j.text, "\n")
	if n := f.Where.Line - 1; n >= 0 && n < len(lines) {
		line := []rune(lines[n])
		if f.Where.Column >= 1 && f.Where.Column <= len(line) {
			if rest, ok := strings.CutPrefix(string(line[f.Where.Column-1:])+strings.Join(lines[n+1:], ""), f.Found); ok {
				j.text = strings.Join(lines[:n], "") + string(line[:f.Where.Column-1]) + f.Fix + rest
				return true
			}
		}
	}
	if strings.Count(j.text, f.Found) != 1 {
		return false
	}
	j.text = strings.Replace(j.text, f.Found, f.Fix, 1)
	return true
}

func (d *desk) faceStyles(w http.ResponseWriter, r *http.Request) error {
	s, err := d.sheetsOf(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Write([]byte(s.styles("face")))
	return nil
}

func (d *desk) face(w http.ResponseWriter, r *http.Request) error {
	s, err := d.sheetsOf(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 0 || n >= len(s.faces) {
		return errGone
	}
	ttf, err := s.faces[n].cut()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "font/ttf")
	w.Write(ttf)
	return nil
}

func (d *desk) sheetsOf(r *http.Request) (*sheets, error) {
	j, err := thing[*draft](d, r)
	if err != nil {
		return nil, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.sheets == nil {
		return nil, errGone
	}
	return j.sheets, nil
}

// draftFile writes the document in the format that its name ends with, in the
// office's own faces.
func (d *desk) draftFile(w http.ResponseWriter, r *http.Request) error {
	j, err := thing[*draft](d, r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	text, profile, name := j.text, j.profile, j.name
	j.mu.Unlock()
	suffix := path.Ext(r.PathValue("name"))
	if r.PathValue("name") == "marked.docx" {
		return j.marked(w)
	}
	if suffix == ".txt" {
		return send(w, name+suffix, []byte(text))
	}
	doc, _ := plain.Parse(text)
	printer := render.Printer{Fonts: d.fonts, Profile: profile}
	setting, err := printer.Set(doc)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	switch suffix {
	case ".docx":
		err = setting.DOCX(&b)
	case ".pdf":
		err = setting.PDF(&b)
	case ".ofd":
		err = setting.OFD(&b, render.OFDOptions{})
	default:
		return errGone
	}
	if err != nil {
		return err
	}
	return send(w, name+suffix, b.Bytes())
}

// marked sends the sender's own file back, with a comment at each finding and what
// can be put right without a change of meaning as tracked changes.
func (j *draft) marked(w http.ResponseWriter) error {
	j.mu.Lock()
	sent, came, name := j.sent, j.came, j.name
	besides := slices.Concat(j.besides, j.looks)
	j.mu.Unlock()
	if sent == nil {
		return errGone
	}
	_, found := validate.Draft(name, came)
	found.Add(besides...)
	found.Tidy()
	fixed, _ := validate.Fix(came)
	var b bytes.Buffer
	review := annotate.Review{Text: came, Fixed: fixed, Findings: found.Findings}
	if err := annotate.Draft(&b, sent.open(), sent.size(), review, annotate.Options{Name: sent.name}); err != nil {
		return err
	}
	return send(w, name+"（校核）.docx", b.Bytes())
}

// clip cuts a long text to its beginning.
func clip(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if rs := []rune(s); len(rs) > 20 {
		return string(rs[:18]) + "……"
	}
	return s
}

package desk

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/adopt"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/campaign/pack"
	rosters "github.com/zhijiao-go/zhijiao/forms/returned/roster"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// sample is the campaign that people begin with who have none.
const sample = "campaigns/default-2027.yaml"

// A year is a campaign that somebody works on.
type year struct {
	mu      sync.Mutex
	c       *campaign.Campaign // as it was last sound
	draft   *campaign.Campaign // as it was typed; c if that is sound
	doubts  []campaign.Mark
	moves   []campaign.Move
	typed   map[string]string   // what cannot be read, by path
	wrong   map[string][]remark // why, and what else keeps draft from being sound
	report  report.Report       // of c
	sheets  map[int]*sheets     // of the documents that were looked at
	refused string              // why it cannot be written at all; "" if it can
	said    string              // what was done last
	opened  time.Time
}

// newYear takes a campaign and checks it.
func newYear(c *campaign.Campaign) *year {
	y := &year{opened: time.Now()}
	y.settle(c)
	return y
}

// settle makes c the campaign. It is written and read again, so that findings tell
// their places.
func (y *year) settle(c *campaign.Campaign) {
	y.draft, y.typed, y.wrong, y.refused, y.sheets = c, nil, map[string][]remark{}, "", map[int]*sheets{}
	again, err := reload(c)
	if err != nil {
		y.complain(err)
		return
	}
	y.c, y.draft = again, again
	y.report = validate.Campaign(again)
}

// reload writes a campaign and reads what was written.
func reload(c *campaign.Campaign) (*campaign.Campaign, error) {
	var b bytes.Buffer
	if err := campaign.Write(&b, c); err != nil {
		return nil, err
	}
	again, err := campaign.Load(&b, "campaign.yaml")
	if err != nil {
		return nil, err
	}
	for i := range again.Forms { // a blank has no file here
		if i < len(c.Forms) {
			again.Forms[i].Blank = c.Forms[i].Blank
		}
	}
	return again, nil
}

// complain tells why a campaign is not sound, at the place if that is known.
func (y *year) complain(err error) {
	var all campaign.LoadErrors
	var one *campaign.LoadError
	if !errors.As(err, &all) && errors.As(err, &one) {
		all = campaign.LoadErrors{one}
	}
	for _, at := range all {
		if at.Path == "" {
			y.refused = report.Chinese(err)
			continue
		}
		y.wrong[at.Path] = append(y.wrong[at.Path], remark{"error", beside(report.Chinese(at))})
	}
	if len(all) == 0 {
		y.refused = report.Chinese(err)
	}
}

// beside is what an error of a file says to somebody who sees the field, not the
// file: no place, no excerpt.
func beside(say string) string {
	say, _, _ = strings.Cut(say, "\n")
	if _, after, ok := strings.Cut(say, "）："); ok {
		say = after
	}
	if strings.HasPrefix(say, "缺少") {
		return "请填写"
	}
	return say
}

// remarks are what is said beside the values: what is wrong, found or doubtful.
func (y *year) remarks() map[string][]remark {
	all := maps.Clone(y.wrong)
	if all == nil {
		all = map[string][]remark{}
	}
	for _, m := range y.doubts {
		all[m.Path] = append(all[m.Path], remark{"doubt", "待确认：" + m.Text})
	}
	for _, m := range y.moves {
		say := fmt.Sprintf("待确认：%s原为“%s”", m.What, clip(m.From))
		if m.Left() {
			say = fmt.Sprintf("待确认：%s“%s”没有改动，请看是否仍然适用", m.What, clip(m.From))
			if m.Context != "" {
				say += "（" + m.Context + "）"
			}
		}
		all[m.Field] = append(all[m.Field], remark{"doubt", say})
	}
	if y.c != y.draft {
		return all
	}
	// A finding stands at a line; the value that begins nearest before it is meant.
	type start struct {
		line int
		path string
	}
	var starts []start
	var walk func(g group)
	walk = func(g group) {
		for _, f := range g.Fields {
			if p := y.c.Position(f.Path); p.Line > 0 && f.Value != "" {
				starts = append(starts, start{p.Line, f.Path})
			}
		}
		for _, sub := range g.Groups {
			walk(sub)
		}
	}
	walk((&editor{}).fields(reflect.ValueOf(y.c).Elem(), "", ""))
	slices.SortStableFunc(starts, func(a, b start) int { return cmp.Compare(a.line, b.line) })
	for _, f := range y.report.Findings {
		if f.Where.Line == 0 {
			continue
		}
		i, exact := slices.BinarySearchFunc(starts, f.Where.Line, func(s start, line int) int { return cmp.Compare(s.line, line) })
		if !exact {
			i--
		}
		if i >= 0 && i < len(starts) {
			all[starts[i].path] = append(all[starts[i].path], remark{f.Severity.String(), findingText(f)})
		}
	}
	return all
}

// referred are the ids that parts of a campaign have, by the keys that name them.
func referred(c *campaign.Campaign) map[string][]option {
	all := map[string][]option{"to": {}, "period": {}, "deadline": {}, "form": {}, "within": {}, "before": {}, "document": {}}
	for _, p := range c.Contacts {
		all["to"] = append(all["to"], option{Value: p.Key(), Label: strings.TrimSpace(p.Organ + " " + p.Person)})
	}
	for _, p := range c.Periods {
		all["period"] = append(all["period"], option{Value: p.ID, Label: p.Name})
	}
	all["within"] = all["period"]
	for _, e := range c.Events {
		all["before"] = append(all["before"], option{Value: e.ID, Label: e.Name})
	}
	for _, d := range c.Documents {
		all["document"] = append(all["document"], option{Value: d.ID, Label: strings.ReplaceAll(d.Title, "\n", "")})
	}
	for _, d := range c.Deadlines {
		all["deadline"] = append(all["deadline"], option{Value: d.ID, Label: d.What})
	}
	for _, f := range c.Forms {
		all["form"] = append(all["form"], option{Value: f.ID, Label: cmp.Or(c.FormTitle(f.ID), f.ID)})
	}
	return all
}

// settled puts remarks on paths that have no field of their own to the nearest
// above that has: deadlines[0].to[1] to deadlines[0].to.
func settled(c *campaign.Campaign, remarks map[string][]remark) map[string][]remark {
	known := map[string]bool{"": true}
	var walk func(group)
	walk = func(g group) {
		known[g.Path] = true
		for _, f := range g.Fields {
			known[f.Path] = true
		}
		for _, sub := range g.Groups {
			walk(sub)
		}
	}
	walk((&editor{}).fields(reflect.ValueOf(c).Elem(), "", ""))
	all := map[string][]remark{}
	for _, path := range slices.Sorted(maps.Keys(remarks)) {
		at := path
		for !known[at] {
			at = at[:max(strings.LastIndexAny(at, ".["), 0)]
		}
		all[at] = append(all[at], remarks[path]...)
	}
	return all
}

// clip cuts a long text to its beginning.
func clip(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if rs := []rune(s); len(rs) > 40 {
		return string(rs[:38]) + "……"
	}
	return s
}

// findingText says a finding beside its place.
func findingText(f report.Finding) string {
	say := f.Message
	if shown := f.Shown(); shown != "" && !strings.Contains(say, shown) {
		say += "：“" + shown + "”"
	}
	if f.Hint != "" {
		say += "。" + f.Hint
	}
	return say + "（" + f.Rule + "）"
}

func (d *desk) yearStart(w http.ResponseWriter, r *http.Request) error {
	ids, years := all[*year](d)
	type entry struct{ ID, Name string }
	var open []entry
	for i, y := range years {
		y.mu.Lock()
		open = append(open, entry{ids[i], y.draft.Name + "（" + y.opened.Format("15:04") + "打开）"})
		y.mu.Unlock()
	}
	return show(w, "yearstart.html", view{Title: "做一年的文件", At: "year", Data: open})
}

// yearOpen starts from a campaign's file, last year's notice, or the sample.
func (d *desk) yearOpen(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	f, err := sent(r, "file")
	if err != nil {
		return err
	}
	var y *year
	switch {
	case r.PostFormValue("sample") != "":
		c, err := campaign.LoadFS(testdata.Campaigns, sample)
		if err != nil {
			return err
		}
		y = newYear(c)
	case f == nil:
		return wrong("请选一个文件：去年的通知（.docx或.txt），或以前存下的campaign.yaml。")
	case strings.HasSuffix(strings.ToLower(f.name), ".yaml"), strings.HasSuffix(strings.ToLower(f.name), ".yml"):
		c, err := campaign.Load(f.open(), f.name)
		if err != nil {
			return err
		}
		y = newYear(c)
	default:
		text, _, err := plain.ReadFile(f.open(), f.size(), f.name)
		if err != nil {
			return err
		}
		doc, _ := plain.Parse(text)
		a, err := adopt.Document(doc)
		if err != nil {
			return err
		}
		y = newYear(a.Campaign)
		y.doubts = a.Doubts
	}
	http.Redirect(w, r, "/year/"+d.put(y), http.StatusSeeOther)
	return nil
}

func (d *desk) yearShow(w http.ResponseWriter, r *http.Request) error {
	y, err := thing[*year](d, r)
	if err != nil {
		return err
	}
	y.mu.Lock()
	defer y.mu.Unlock()
	top := (&editor{settled(y.draft, y.remarks()), y.typed, referred(y.draft)}).fields(reflect.ValueOf(y.draft).Elem(), "", "")
	var loose []report.Finding // without a place
	fixable := 0
	if y.c == y.draft {
		for _, f := range y.report.Findings {
			if f.Fix != "" {
				fixable++
			}
			if f.Where.Line == 0 {
				loose = append(loose, f)
			}
		}
	}
	type entry struct {
		N     int
		Title string
	}
	var documents []entry
	for i, doc := range y.draft.Documents {
		title, err := y.draft.Expand(doc.Title)
		if err != nil {
			title = doc.Title // what is wrong with it stands beside it
		}
		documents = append(documents, entry{i, strings.ReplaceAll(cmp.Or(title, string(doc.Kind)), "\n", "")})
	}
	return show(w, "year.html", view{Title: y.draft.Name, At: "year", Data: map[string]any{
		"ID": r.PathValue("id"), "Name": y.draft.Name, "Top": top, "Sound": y.c == y.draft && y.c != nil, "Refused": y.refused,
		"Loose": loose, "Errors": y.report.Count(report.Error), "Warnings": y.report.Count(report.Warning), "Hints": y.report.Count(report.Hint),
		"Fixable": fixable, "Doubts": len(y.doubts) + len(y.moves), "Documents": documents, "Year": y.draft.Year, "Wrong": len(y.wrong), "Said": y.said, "Pending": y.c != y.draft && len(y.wrong) == 0 && y.refused == "",
	}})
}

// yearChange takes the fields as they were edited.
func (d *desk) yearChange(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	y, err := thing[*year](d, r)
	if err != nil {
		return err
	}
	y.mu.Lock()
	defer y.mu.Unlock()
	at, err := y.change(r.PostForm)
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/year/"+r.PathValue("id")+at, http.StatusSeeOther)
	return nil
}

// change fills a copy of the campaign; at is where on the page to go on.
func (y *year) change(sent url.Values) (at string, err error) {
	next := copyOf(y.draft)
	typed, unread := fill(next, sent, next.Year)
	y.said = "已保存"
	if sent.Get("fix") != "" {
		fixTexts(next)
		y.said = "已改好不影响文意的，并保存"
	}
	if path := sent.Get("drop"); path != "" {
		places, ok := remove(next, path)
		if !ok {
			return "", wrong("这一项已经不在了，请返回后刷新页面。")
		}
		y.said = "已去掉"
		if places > 0 {
			y.said = fmt.Sprintf("已去掉；别处用到它的 %d 处也一并去掉或换成了原来的字，请看一看", places)
		}
		y.gone(path)
		typed, unread = nil, nil // paths behind it mean other values now
	}
	if path := sent.Get("add"); path != "" {
		if !add(next, path) {
			return "", wrong("这一项已经不在了，请返回后刷新页面。")
		}
		// Nobody has had a chance to fill it in.
		y.draft, y.typed, y.wrong, y.refused = next, typed, unread, ""
		y.said = "已加一项，填好后请保存"
		return "#" + path, nil
	}
	if len(unread) > 0 {
		y.draft, y.typed, y.wrong, y.refused = next, typed, unread, ""
		y.said = ""
		return "", nil
	}
	y.settle(next)
	return "", nil
}

// gone moves what is to be confirmed along with the values, when something was
// taken away.
func (y *year) gone(path string) {
	var doubts []campaign.Mark
	for _, m := range y.doubts {
		if now, ok := shift(m.Path, path); ok {
			m.Path = now
			doubts = append(doubts, m)
		}
	}
	var moves []campaign.Move
	for _, m := range y.moves {
		if now, ok := shift(m.Field, path); ok {
			m.Field = now
			moves = append(moves, m)
		}
	}
	y.doubts, y.moves = doubts, moves
}

// action is a template action, which is no text.
var action = regexp.MustCompile(`\{\{[^{}]*\}\}`)

// fixTexts puts right in all documents what can be put right without a change of
// meaning. A text whose actions would not stay as they are is left alone.
func fixTexts(c *campaign.Campaign) {
	fix := func(text *string) {
		fixed, _ := validate.Fix(*text)
		if slices.Equal(action.FindAllString(*text, -1), action.FindAllString(fixed, -1)) {
			*text = fixed
		}
	}
	fix(&c.Theme)
	for i := range c.Documents {
		doc := &c.Documents[i]
		fix(&doc.Title)
		fix(&doc.Recipients)
		fix(&doc.Body)
		fix(&doc.Note)
		for j := range doc.Attachments {
			fix(&doc.Attachments[j].Title)
			fix(&doc.Attachments[j].Listed)
			fix(&doc.Attachments[j].Body)
		}
	}
}

// copyOf is a copy of a campaign whose parts can be changed without changing the
// other's.
func copyOf(c *campaign.Campaign) *campaign.Campaign {
	next := *c
	deepen(reflect.ValueOf(&next).Elem())
	return &next
}

// deepen gives a value lists and parts of its own.
func deepen(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && key(f) != "" {
				deepen(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		for i := range v.Len() {
			deepen(v.Index(i))
		}
	case reflect.Pointer:
		if v.IsNil() || v.Type().Elem().Kind() != reflect.Struct {
			return
		}
		own := reflect.New(v.Type().Elem())
		own.Elem().Set(v.Elem())
		v.Set(own)
		deepen(own.Elem())
	}
}

// yearMove makes another year of the campaign.
func (d *desk) yearMove(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	y, err := thing[*year](d, r)
	if err != nil {
		return err
	}
	y.mu.Lock()
	defer y.mu.Unlock()
	if y.c != y.draft || y.c == nil {
		return wrong("请先改好标出的错误，再改作另一年。")
	}
	var from, to calendar.Date
	if from, err = calendar.ParseDate(r.PostFormValue("from")); err == nil {
		to, err = calendar.ParseDate(r.PostFormValue("to"))
	}
	if err != nil {
		return wrong("请填新一年活动周的开始和结束日期，如2028-05-07和2028-05-13。")
	}
	if to.Before(from) {
		return wrong("结束的日期早于开始的日期，请对调。")
	}
	days := calendar.BuiltInHolidays()
	c, moves, err := y.c.MoveTo(campaign.Target{Year: from.Year, Period: calendar.Period{From: from, To: to}, Theme: strings.TrimSpace(r.PostFormValue("theme")), Holidays: &days})
	if err != nil {
		return err
	}
	doubts := y.doubts
	y.settle(c)
	y.moves, y.doubts = moves, doubts
	http.Redirect(w, r, "/year/"+r.PathValue("id"), http.StatusSeeOther)
	return nil
}

// yearDocument shows the pages of a document.
func (d *desk) yearDocument(w http.ResponseWriter, r *http.Request) error {
	y, err := thing[*year](d, r)
	if err != nil {
		return err
	}
	y.mu.Lock()
	defer y.mu.Unlock()
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || y.c == nil || n < 0 || n >= len(y.c.Documents) {
		return errGone
	}
	if y.c != y.draft {
		return wrong("请先改好标出的错误，再预览。")
	}
	doc, found, err := y.c.Compose(&y.c.Documents[n])
	if err != nil {
		return err
	}
	printer := render.Printer{Fonts: d.free}
	setting, err := printer.Set(doc)
	if err != nil {
		return err
	}
	j := &draft{year: r.PathValue("id"), name: strings.ReplaceAll(doc.Title, "\n", ""), text: plain.Print(doc), setting: setting, sheets: draw(setting)}
	j.report.Add(found...)
	j.report.Merge(validate.Document(doc))
	j.report.Add(setting.Result.Findings...)
	j.report.Tidy()
	for i := range j.report.Findings { // their places are in the campaign, not in the text
		j.report.Findings[i].Where = report.Position{}
		j.report.Findings[i].Fix = ""
	}
	http.Redirect(w, r, "/draft/"+d.put(j), http.StatusSeeOther)
	return nil
}

// marks are what is to be confirmed, for comments in the file.
func (y *year) marks() []campaign.Mark {
	all := slices.Clone(y.doubts)
	for _, m := range y.moves {
		all = append(all, campaign.Mark{Path: m.Field, Text: "原为“" + strings.ReplaceAll(m.From, "\n", " ") + "”"})
	}
	return all
}

func (d *desk) yearFile(w http.ResponseWriter, r *http.Request) error {
	y, err := thing[*year](d, r)
	if err != nil {
		return err
	}
	y.mu.Lock()
	defer y.mu.Unlock()
	if y.c == nil {
		return wrong("请先改好标出的错误，再存下。")
	}
	var b bytes.Buffer
	if err := campaign.Write(&b, y.c, y.marks()...); err != nil {
		return err
	}
	return send(w, "campaign.yaml", b.Bytes())
}

// yearPack makes the pack and sends it as an archive.
func (d *desk) yearPack(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	y, err := thing[*year](d, r)
	if err != nil {
		return err
	}
	y.mu.Lock()
	c, sound := y.c, y.c == y.draft
	o := pack.Options{Fonts: d.fonts, Moves: y.moves, Doubts: y.doubts, Keep: true}
	y.mu.Unlock()
	if c == nil || !sound {
		return wrong("请先改好标出的错误，再生成文件包。")
	}
	roster, err := sent(r, "roster")
	if err != nil {
		return err
	}
	if roster != nil {
		if o.Roster, o.Findings, err = rosters.Read(roster.open(), roster.size(), roster.name); err != nil {
			return err
		}
	}
	var archive bytes.Buffer
	if _, err := pack.Pack(r.Context(), c, o, output.Zip(&archive)); err != nil {
		return err
	}
	return send(w, c.Name+".zip", archive.Bytes())
}

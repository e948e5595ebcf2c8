package desk

import (
	"bytes"
	"cmp"
	"fmt"
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
	c       *campaign.Campaign  // as it was last sound
	draft   *campaign.Campaign  // as it was typed; c if that is sound
	typed   map[string]string   // what cannot be read, by path
	wrong   map[string][]remark // why, and what else keeps draft from being sound
	report  report.Report       // of c
	refused string              // why it cannot be written at all; "" if it can
	said    string              // what was done last
	wrote   string              // what was written into a text then
	opened  time.Time
	steps   steps[stood]
}

// stood is a year as it stood before a change.
type stood struct {
	c, draft *campaign.Campaign
	typed    map[string]string
	wrong    map[string][]remark
	report   report.Report
	refused  string
}

// remember keeps what is there, before something is done to it.
func (y *year) remember(did string) {
	y.steps.push(did, stood{y.c, y.draft, y.typed, y.wrong, y.report, y.refused})
}

// undo goes a step back.
func (y *year) undo() {
	did, was, ok := y.steps.pop()
	if !ok {
		y.said = "没有可以撤销的了"
		return
	}
	y.c, y.draft, y.typed, y.wrong, y.report, y.refused = was.c, was.draft, was.typed, was.wrong, was.report, was.refused
	y.said = "已撤销：" + did
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
	y.draft, y.typed, y.wrong, y.refused = c, nil, map[string][]remark{}, ""
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
	return c.LoadAgain(&b, "campaign.yaml")
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
		return wrong("请选一个文件：去年的通知（.docx或.txt），或以前存下的数据（campaign.yaml）。")
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
		c, err := adopt.Document(doc)
		if err != nil {
			return err
		}
		y = newYear(c)
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
	top := (&editor{settled(y.draft, y.remarks()), y.typed, referred(y.draft), y.draft.Expand}).fields(reflect.ValueOf(y.draft).Elem(), "", "")
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
		"Fixable": fixable, "Doubts": top.open(nil), "Undo": y.steps.Last(), "Wrote": y.wrote, "Documents": documents, "Year": y.draft.Year, "Wrong": len(y.wrong), "Said": y.said, "Pending": y.c != y.draft && len(y.wrong) == 0 && y.refused == "",
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
	y.wrote = ""
	if sent.Get("undo") != "" {
		y.undo()
		return "", nil
	}
	next := copyOf(y.draft)
	typed, unread := fill(next, sent, next.Year)
	christen(next)
	edited := !reflect.DeepEqual(y.draft, next) || len(typed) > 0
	next.Doubts = settledBy(y.draft, next)
	did := "填写和修改"
	y.said = "已保存"
	if !edited {
		y.said = "没有改动"
	}
	if sent.Get("fix") != "" {
		fixTexts(next)
		did, edited = "改好不影响文意的", true
		y.said = "已改好不影响文意的，并保存"
	}
	if path := sent.Get("mention"); path != "" {
		to, wrote, ok := mention(next, path)
		if !ok {
			return "", errPassed
		}
		did, edited, at = "写进正文", true, "#at-"+to
		y.wrote = wrote
		y.said = "已写进正文，请看一看放得合不合适"
	}
	if path := sent.Get("drop"); path != "" {
		places, ok := remove(next, path)
		if !ok {
			return "", errPassed
		}
		did, edited = "去掉一项", true
		y.said = "已去掉"
		if places > 0 {
			y.said = fmt.Sprintf("已去掉；别处用到它的 %d 处也一并去掉或换成了原来的字，请看一看", places)
		}
		next.Doubts = shifted(next.Doubts, path)
		typed, unread = nil, nil // paths behind it mean other values now
	}
	if path := sent.Get("add"); path != "" {
		if !add(next, path) {
			return "", errPassed
		}
		christen(next)
		if v, ok := find(reflect.ValueOf(next).Elem(), path); ok && v.Kind() == reflect.Slice {
			path = fmt.Sprintf("%s[%d]", path, v.Len()-1)
		}
		did, edited, at = "加一项", true, "#"+path
		y.said = "已加一项，填好后请保存"
	}
	if edited {
		y.remember(did)
	}
	switch {
	case sent.Get("add") != "": // nobody has had a chance to fill it in
		y.draft, y.typed, y.wrong, y.refused = next, typed, unread, ""
	case len(unread) > 0:
		y.draft, y.typed, y.wrong, y.refused = next, typed, unread, ""
		y.said = ""
	default:
		y.settle(next)
		if y.c != y.draft {
			y.said = "" // what is wrong with it is said
		}
	}
	return at, nil
}

// errPassed is what somebody gets whose page is older than the campaign.
var errPassed = wrong("这一项已经不在了，请返回后刷新页面。")

// shifted moves what is to be confirmed along with the values, when something was
// taken away.
func shifted(doubts []campaign.Doubt, gone string) (all []campaign.Doubt) {
	for _, d := range doubts {
		if now, ok := shift(d.Path, gone); ok {
			d.Path = now
			all = append(all, d)
		}
	}
	return all
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
		fix(&doc.Adopted)
		fix(&doc.Recipients)
		fix(&doc.Body)
		fix(&doc.Note)
		if strings.TrimRight(doc.ListMark, ":： ") == "附件" {
			doc.ListMark = "" // which prints 附件：
		}
		for j := range doc.Attachments {
			fix(&doc.Attachments[j].Title)
			fix(&doc.Attachments[j].Adopted)
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
	for _, m := range moves {
		if !given(c, m, strings.TrimSpace(r.PostFormValue("theme"))) {
			c.Doubts = append(c.Doubts, m.Doubt())
		}
	}
	y.remember("改作另一年")
	y.wrote = ""
	y.settle(c)
	y.said = "已改作" + strconv.Itoa(c.Year) + "年"
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
	if err := campaign.Write(&b, y.c); err != nil {
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
	o := pack.Options{Fonts: d.fonts, Keep: true}
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

package desk

import (
	"bytes"
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"unicode"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Limits of what is taken from the browser.
const (
	maxFile   = 64 << 20 // a draft, a roster, a blank, a campaign
	maxText   = 8 << 20  // fields of a form
	maxFolder = 4 << 30  // returns, which may hold films
	maxFiles  = 50000    // in a folder of returns
	maxThings = 60       // that are open at once; the oldest goes
)

//go:embed page
var pages embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"label": report.Severity.Label,
}).ParseFS(pages, "page/*.html"))

// A desk is what lies open: the things that people work on, by their ids.
type desk struct {
	ctx   context.Context // ends with the program
	dir   string
	fonts font.Set // the office's own faces first
	free  font.Set // that may be sent to a browser
	jobs  sync.WaitGroup

	mu     sync.Mutex
	things map[string]any
	order  []string
}

// put lays a thing on the desk and returns its id.
func (d *desk) put(thing any) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := strings.ToLower(rand.Text()[:12])
	if len(d.order) == maxThings {
		if old, ok := d.things[d.order[0]].(interface{ close() }); ok {
			old.close()
		}
		delete(d.things, d.order[0])
		d.order = d.order[1:]
	}
	d.things[id] = thing
	d.order = append(d.order, id)
	return id
}

// errGone is what somebody gets who asks for a thing that is not there any more.
var errGone = &problem{http.StatusNotFound, "这一项已经不在了（程序重新启动过，或者开得太多，最早的收起来了），请重新开始。"}

// thing returns the one with the id in the request's path.
func thing[T any](d *desk, r *http.Request) (T, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t, ok := d.things[r.PathValue("id")].(T)
	if !ok {
		return t, errGone
	}
	return t, nil
}

// all returns the things of a type, the newest first, with their ids.
func all[T any](d *desk) (ids []string, things []T) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := len(d.order) - 1; i >= 0; i-- {
		if t, ok := d.things[d.order[i]].(T); ok {
			ids, things = append(ids, d.order[i]), append(things, t)
		}
	}
	return ids, things
}

// A problem is something that the one at the desk did, or that became of it.
type problem struct {
	status int
	say    string
}

func (p *problem) Error() string { return fmt.Sprintf("desk: status %d", p.status) }

func (p *problem) Chinese() string { return p.say }

// wrong is a problem with what was sent.
func wrong(say string) error { return &problem{http.StatusBadRequest, say} }

// routes are the pages of the desk.
func (d *desk) routes() http.Handler {
	mux := http.NewServeMux()
	handle := func(pattern string, h func(http.ResponseWriter, *http.Request) error) {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			if err := h(w, r); err != nil {
				d.fail(w, r, err)
			}
		})
	}
	assets, err := fs.Sub(pages, "page")
	if err != nil {
		panic(err) // the folder is embedded
	}
	mux.Handle("GET /desk.css", http.FileServerFS(assets))
	mux.Handle("GET /desk.js", http.FileServerFS(assets))
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) })
	handle("GET /{$}", d.home)
	handle("GET /", func(http.ResponseWriter, *http.Request) error {
		return &problem{http.StatusNotFound, "没有这一页。"}
	})

	handle("GET /draft", d.draftStart)
	handle("POST /draft", d.draftOpen)
	handle("GET /draft/{id}", d.draftShow)
	handle("POST /draft/{id}", d.draftChange)
	handle("GET /draft/{id}/faces.css", d.faceStyles)
	handle("GET /draft/{id}/face/{n}", d.face)
	handle("GET /draft/{id}/file/{name}", d.draftFile)

	handle("GET /year", d.yearStart)
	handle("POST /year", d.yearOpen)
	handle("GET /year/{id}", d.yearShow)
	handle("POST /year/{id}", d.yearChange)
	handle("POST /year/{id}/move", d.yearMove)
	handle("GET /year/{id}/document/{n}", d.yearDocument)
	handle("GET /year/{id}/campaign.yaml", d.yearFile)
	handle("POST /year/{id}/pack", d.yearPack)

	handle("GET /returns", d.returnsStart)
	handle("POST /returns", d.returnsOpen)
	handle("GET /returns/{id}", d.returnsShow)
	handle("GET /returns/{id}/state", d.returnsState)
	handle("POST /returns/{id}/stop", d.returnsStop)
	handle("POST /returns/{id}/more", d.returnsMore)
	handle("POST /returns/{id}/drop", d.returnsDrop)
	handle("GET /returns/{id}/file/{path...}", d.returnsFile)
	handle("GET /returns/{id}/all.zip", d.returnsAll)

	handle("GET /blank", d.blankStart)
	handle("POST /blank", d.blankOpen)
	handle("GET /blank/{id}", d.blankShow)
	handle("POST /blank/{id}", d.blankChange)
	handle("GET /blank/{id}/schema.yaml", d.blankFile)
	return mux
}

// A view is what a page shows.
type view struct {
	Title string
	At    string // which of the ways: draft, year, returns, blank; "" for none
	Style string // another style sheet, of faces; "" for none
	Data  any
}

// show prints a page: the template name within the frame.
func show(w http.ResponseWriter, name string, v view) error {
	return print(w, http.StatusOK, name, v)
}

func print(w http.ResponseWriter, status int, name string, v view) error {
	var inner, page bytes.Buffer
	if err := templates.ExecuteTemplate(&inner, name, v); err != nil {
		return err
	}
	frame := struct {
		view
		Inner template.HTML
	}{v, template.HTML(inner.String())}
	if err := templates.ExecuteTemplate(&page, "frame.html", frame); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(page.Bytes()) // whoever went away does not mind
	return nil
}

// fail tells what went wrong, and the way back.
func (d *desk) fail(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusUnprocessableEntity
	var p *problem
	var big *http.MaxBytesError
	say := report.Chinese(err)
	switch {
	case errors.As(err, &p):
		status = p.status
	case errors.As(err, &big):
		status = http.StatusRequestEntityTooLarge
		say = fmt.Sprintf("文件太大，最多%d MB。", big.Limit>>20)
	}
	if !strings.ContainsFunc(say, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		say = "电脑上的文件没有写成或读成（磁盘满了，或者文件夹被删了？），请看一看再试。"
	}
	at, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if err := print(w, status, "problem.html", view{Title: "没有做成", At: at, Data: say}); err != nil {
		refuse(w, http.StatusInternalServerError, say)
	}
}

func (d *desk) home(w http.ResponseWriter, r *http.Request) error {
	return show(w, "home.html", view{Title: "职教活动周工作台"})
}

// send gives a file to be kept.
func send(w http.ResponseWriter, name string, data []byte) error {
	kind := mime.TypeByExtension(path.Ext(name))
	if kind == "" || strings.Contains(kind, "html") || strings.Contains(kind, "svg") {
		kind = "application/octet-stream"
	}
	w.Header().Set("Content-Type", kind)
	attach(w, name)
	w.Write(data) // whoever went away does not mind
	return nil
}

// attach names the file that the answer is.
func attach(w http.ResponseWriter, name string) {
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
}

package desk

import (
	"bytes"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A blank is a form that was learnt, while its doubts are answered.
type blank struct {
	mu     sync.Mutex
	b      *learn.Blank
	edited *forms.Schema // what was typed, while it cannot be used; nil if it can
	typed  map[string]string
	wrong  map[string][]remark
	failed string // why the schema as edited cannot be used; "" if it can
}

// schema is the form as it was last edited.
func (j *blank) schema() *forms.Schema {
	if j.edited != nil {
		return j.edited
	}
	return j.b.Schema
}

func (d *desk) blankStart(w http.ResponseWriter, r *http.Request) error {
	return show(w, "blankstart.html", view{Title: "认一张表", At: "blank"})
}

func (d *desk) blankOpen(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	f, err := sent(r, "file")
	if err != nil {
		return err
	}
	if f == nil {
		return wrong("请选一张空白表（.xlsx、.xls、.ods或.docx）。")
	}
	b, err := learn.Learn(f.open(), f.size(), f.name)
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/blank/"+d.put(&blank{b: b}), http.StatusSeeOther)
	return nil
}

// An offer is a check that the words of the form suggest.
type offer struct {
	Check, Says string
	Taken       bool
}

func (d *desk) blankShow(w http.ResponseWriter, r *http.Request) error {
	j, err := thing[*blank](d, r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	var doubts []string
	var offers []offer
	for _, doubt := range j.b.Doubts {
		if doubt.Kind != learn.DoubtCheck {
			doubts = append(doubts, doubt.String())
			continue
		}
		for _, check := range doubt.Checks {
			offers = append(offers, offer{check, doubt.String(), slices.Contains(j.b.Schema.Checks, check)})
		}
	}
	top := (&editor{remarks: j.wrong, typed: j.typed}).fields(reflect.ValueOf(j.schema()).Elem(), "", "")
	return show(w, "blank.html", view{Title: j.b.Schema.Title, At: "blank", Data: map[string]any{
		"ID": r.PathValue("id"), "Name": j.b.Name, "Title": j.b.Schema.Title, "Pages": drawn(j.b),
		"Doubts": doubts, "Offers": offers, "Top": top, "Failed": j.failed,
	}})
}

// blankChange takes what was edited of the form, and the checks that were taken.
func (d *desk) blankChange(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	j, err := thing[*blank](d, r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	schema := j.schema().Clone()
	j.typed, j.wrong = fill(schema, r.PostForm, 0)
	j.failed = ""
	for _, check := range r.PostForm["check"] {
		if !slices.Contains(schema.Checks, check) {
			schema.Checks = append(schema.Checks, check)
		}
	}
	if p := r.PostFormValue("drop"); p != "" && drop(schema, p) {
		j.typed, j.wrong = nil, nil
	}
	j.edited = schema
	if len(j.wrong) > 0 {
		j.failed = "有的没有看懂，已在下面标出；改好后再保存。"
	} else if b, err := j.b.With(schema); err != nil {
		j.failed = beside(report.Chinese(err))
	} else {
		j.b, j.edited = b, nil
	}
	http.Redirect(w, r, "/blank/"+r.PathValue("id"), http.StatusSeeOther)
	return nil
}

func (d *desk) blankFile(w http.ResponseWriter, r *http.Request) error {
	j, err := thing[*blank](d, r)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	var b bytes.Buffer
	if err := j.b.WriteYAML(&b); err != nil {
		return err
	}
	return send(w, strings.TrimSuffix(j.b.Name, path.Ext(j.b.Name))+".yaml", b.Bytes())
}

// Most of a page that is drawn: a form is smaller, a list of pupils need not be
// seen to its end.
const maxRows, maxCols = 200, 60

// A grid is a page of the blank as a table of HTML.
type grid struct {
	Sheet string
	Rows  [][]square
	Cut   bool // it goes on
}

// A square is a cell of it.
type square struct {
	Text       string
	Asks       []string // labels of the fields, with their kinds
	Photo      bool
	Rows, Cols int
}

// drawn are the pages of a blank with what was understood of them.
func drawn(b *learn.Blank) (all []grid) {
	for _, d := range b.Drawings() {
		rows, cols := min(d.Rows, maxRows), min(d.Cols, maxCols)
		g := grid{Sheet: d.Sheet, Cut: d.Rows > rows || d.Cols > cols}
		taken := make([][]bool, rows+1)
		for i := range taken {
			taken[i] = make([]bool, cols+1)
		}
		at := map[[2]int]learn.Square{}
		for _, s := range d.Squares {
			at[[2]int{s.Row, s.Col}] = s
		}
		for r := 1; r <= rows; r++ {
			var row []square
			for c := 1; c <= cols; c++ {
				if taken[r][c] {
					continue
				}
				s, ok := at[[2]int{r, c}]
				if !ok {
					row = append(row, square{Rows: 1, Cols: 1})
					continue
				}
				one := square{Text: s.Text, Photo: s.Photo, Rows: min(s.Rows, rows-r+1), Cols: min(s.Cols, cols-c+1)}
				for i := range one.Rows {
					for j := range one.Cols {
						taken[r+i][c+j] = true
					}
				}
				for _, ref := range s.Asks {
					if f := b.Schema.Field(ref); f != nil {
						one.Asks = append(one.Asks, f.Label+"·"+f.Kind.Label())
					}
				}
				row = append(row, one)
			}
			g.Rows = append(g.Rows, row)
		}
		all = append(all, g)
	}
	return all
}

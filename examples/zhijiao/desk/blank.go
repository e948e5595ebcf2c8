package desk

import (
	"bytes"
	"maps"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/campaign"
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

	answered map[int]bool // doubts, by their numbers
	said     string       // what was done last
	steps    steps[learnt]
}

// learnt is a blank as it stood before a change.
type learnt struct {
	b        *learn.Blank
	edited   *forms.Schema
	typed    map[string]string
	wrong    map[string][]remark
	failed   string
	answered map[int]bool
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
	known, err := sent(r, "known")
	if err == nil && known != nil {
		b, err = asKnown(b, known)
	}
	if err != nil {
		return err
	}
	http.Redirect(w, r, "/blank/"+d.put(&blank{b: b, answered: map[int]bool{}}), http.StatusSeeOther)
	return nil
}

// asKnown is a blank with the form as it was saved the last time.
func asKnown(b *learn.Blank, f *file) (*learn.Blank, error) {
	var saved struct {
		Forms []struct {
			ID       string        `yaml:"id"`
			Template string        `yaml:"template"`
			Schema   *forms.Schema `yaml:"schema"`
		} `yaml:"forms"`
	}
	if err := campaign.Decode(f.open(), f.name, &saved); err != nil || len(saved.Forms) != 1 || saved.Forms[0].Schema == nil {
		return nil, wrong("“" + f.name + "”不是在这里存下的一张表，请另选，或者不选。")
	}
	again, err := b.With(saved.Forms[0].Schema)
	if err != nil {
		return nil, wrong("“" + f.name + "”存的不是这张空白表（栏目对不上），请另选，或者不选。")
	}
	return again, nil
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
	var offers []offer
	for _, doubt := range j.b.Doubts {
		for _, check := range doubt.Checks {
			offers = append(offers, offer{check, strings.TrimPrefix(doubt.Assumed, "没有校核"), slices.Contains(j.schema().Checks, check)})
		}
	}
	questions := j.questions()
	open := 0
	remarks := maps.Clone(j.wrong)
	if remarks == nil {
		remarks = map[string][]remark{}
	}
	for _, q := range questions {
		if q.Done {
			continue
		}
		open++
		if q.Field != "" && q.Field != "at-title" {
			remarks[q.Field] = append(slices.Clone(remarks[q.Field]), remark{Class: "doubt", Text: "待确认：" + q.Text})
		}
	}
	top := (&editor{remarks: remarks, typed: j.typed}).fields(reflect.ValueOf(j.schema()).Elem(), "", "")
	return show(w, "blank.html", view{Title: j.b.Schema.Title, At: "blank", Data: map[string]any{
		"ID": r.PathValue("id"), "Name": j.b.Name, "Title": j.b.Schema.Title, "Pages": drawn(j.b, j.schema()),
		"Questions": questions, "Open": open, "Said": j.said, "Undo": j.steps.Last(), "Offers": offers, "Top": top, "Failed": j.failed,
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
	j.said = ""
	before := learnt{j.b, j.edited, j.typed, j.wrong, j.failed, maps.Clone(j.answered)}
	if r.PostFormValue("undo") != "" {
		if did, was, ok := j.steps.pop(); ok {
			j.b, j.edited, j.typed, j.wrong, j.failed, j.answered = was.b, was.edited, was.typed, was.wrong, was.failed, was.answered
			j.said = "已撤销：" + did
		}
		http.Redirect(w, r, "/blank/"+r.PathValue("id"), http.StatusSeeOther)
		return nil
	}
	j.said = "已保存"
	schema := j.schema().Clone()
	j.typed, j.wrong = fill(schema, r.PostForm, 0)
	j.failed = ""
	for _, check := range r.PostForm["check"] {
		if !slices.Contains(schema.Checks, check) {
			schema.Checks = append(schema.Checks, check)
		}
	}
	j.answer(schema, r.PostForm)
	if p := r.PostFormValue("drop"); p != "" && drop(schema, p) {
		j.typed, j.wrong = nil, nil
	}
	if !reflect.DeepEqual(schema, j.schema()) || len(j.typed) > 0 || !maps.Equal(j.answered, before.answered) {
		j.steps.push("修改这张表", before)
	}
	j.edited = schema
	if len(j.wrong) > 0 {
		j.failed, j.said = "有的没有看懂，已在下面标出；改好后再保存。", ""
	} else if b, err := j.b.With(schema); err != nil {
		j.failed, j.said = beside(report.Chinese(err)), ""
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
	ID         string
	Asks       []ask
	Photo      bool
	Rows, Cols int
}

// An ask is a field that is filled in at a cell: its label with its kind, and where it
// stands among the fields.
type ask struct{ Text, At string }

// drawn are the pages of a blank with what was understood of them, by the schema as it
// was edited.
func drawn(b *learn.Blank, schema *forms.Schema) (all []grid) {
	for n, d := range b.Drawings() {
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
				one := square{ID: cellID(n, s.Row, s.Col), Text: s.Text, Photo: s.Photo, Rows: min(s.Rows, rows-r+1), Cols: min(s.Cols, cols-c+1)}
				for i := range one.Rows {
					for j := range one.Cols {
						taken[r+i][c+j] = true
					}
				}
				for _, ref := range s.Asks {
					if f := schema.Field(ref); f != nil {
						one.Asks = append(one.Asks, ask{f.Label + "·" + f.Kind.Label(), pathOf(schema, forms.Ref{Block: ref.Block, Key: ref.Key})})
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

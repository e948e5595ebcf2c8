package desk

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
)

// A question is a doubt about a blank, with where to look and what to answer.
type question struct {
	N       int
	Text    string
	Cell    string // id of the cell drawn; "" for none
	Field   string // id of what it is about among the fields; "" for none
	Done    bool
	Answers []option // besides that it is right: what the form becomes
}

// pathOf is where a field of a schema stands, as the page names it; "" for none.
func pathOf(s *forms.Schema, ref forms.Ref) string {
	at := func(list string, fields []forms.Field) string {
		if i := slices.IndexFunc(fields, func(f forms.Field) bool { return f.Key == ref.Key }); i >= 0 {
			return fmt.Sprintf("%s[%d]", list, i)
		}
		return ""
	}
	if ref.Block == "" {
		if path := at("head", s.Head); path != "" {
			return path
		}
		return at("foot", s.Foot)
	}
	for i := range s.Blocks {
		if b := &s.Blocks[i]; b.Key == ref.Block {
			if path := at(fmt.Sprintf("blocks[%d].fields", i), b.Fields); path != "" || ref.Key != "" {
				return path
			}
			return fmt.Sprintf("blocks[%d]", i)
		}
	}
	return ""
}

// questions are the doubts of a blank but for checks, which are offered apart.
func (j *blank) questions() (all []question) {
	cells := cellsOf(j.b)
	for i, d := range j.b.Doubts {
		if d.Kind == learn.DoubtCheck {
			continue
		}
		q := question{N: i, Text: said(d), Done: j.answered[i], Cell: cells[d.Ref], Field: pathOf(j.schema(), d.Ref)}
		if q.Cell == "" {
			q.Cell = cellAt(j.b, d)
		}
		field := j.schema().Field(d.Ref)
		switch {
		case d.Kind == learn.DoubtTitle:
			q.Field = "at-title"
		case d.Ref.Key != "" && field == nil:
			q.Done, q.Field, q.Cell = true, "", "" // it was taken out
		case d.Kind == learn.DoubtChoice && field != nil && field.Kind == forms.Choice:
			q.Answers = []option{{Value: "choices", Label: "可以选几项"}}
		case d.Kind == learn.DoubtChoice && field != nil && field.Kind == forms.Choices:
			q.Done = true
		case d.Kind == learn.DoubtLabel && q.Field != "":
			q.Answers = []option{{Value: "drop", Label: "这里不用填"}}
		}
		all = append(all, q)
	}
	return all
}

// said is a doubt in words, what else it could be with it.
func said(d learn.Doubt) string {
	say := d.Assumed
	if len(d.Else) > 0 {
		say += "；也可能：" + strings.Join(d.Else, "，或")
	}
	return say
}

// answer takes the answer to a doubt, as the page sends it: 3:yes, 3:drop, 3:choices.
func (j *blank) answer(schema *forms.Schema, sent url.Values) {
	number, answer, _ := strings.Cut(sent.Get("answer"), ":")
	n, err := strconv.Atoi(number)
	if err != nil || n < 0 || n >= len(j.b.Doubts) {
		return
	}
	ref := j.b.Doubts[n].Ref
	path := pathOf(schema, ref)
	field := schema.Field(ref)
	switch {
	case answer == "drop" && path != "":
		drop(schema, path)
	case answer == "choices" && field != nil:
		field.Kind = forms.Choices
	case answer == "open":
		j.answered[n] = false
		return
	}
	j.answered[n] = true
}

// cellID is the id of a cell that is drawn.
func cellID(page, row, col int) string { return fmt.Sprintf("cell-%d-%d-%d", page, row, col) }

// cellsOf are the ids of the first cells that fields are filled in at.
func cellsOf(b *learn.Blank) map[forms.Ref]string {
	all := map[forms.Ref]string{}
	for n, d := range b.Drawings() {
		for _, s := range d.Squares {
			for _, ref := range s.Asks {
				ref.Row = 0
				if _, ok := all[ref]; !ok && s.Row <= maxRows && s.Col <= maxCols {
					all[ref] = cellID(n, s.Row, s.Col)
				}
			}
		}
	}
	return all
}

// cellAt is the id of the cell that a doubt names by its place: Sheet1!B4.
func cellAt(b *learn.Blank, d learn.Doubt) string {
	letters := strings.TrimRight(d.Where.Cell, "0123456789")
	row, err := strconv.Atoi(d.Where.Cell[len(letters):])
	if err != nil || len(letters) > 3 {
		return ""
	}
	col := 0
	for _, r := range letters {
		if r < 'A' || r > 'Z' {
			return ""
		}
		col = col*26 + int(r-'A') + 1
	}
	for n, page := range b.Drawings() {
		if page.Sheet != d.Where.Sheet {
			continue
		}
		for _, s := range page.Squares {
			if s.Row <= row && row < s.Row+s.Rows && s.Col <= col && col < s.Col+s.Cols && s.Row <= maxRows && s.Col <= maxCols {
				return cellID(n, s.Row, s.Col)
			}
		}
	}
	return ""
}

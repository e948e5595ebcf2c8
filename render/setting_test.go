package render_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// A document is set once and drawn as often as one likes, always the same.
func TestSettingIsDrawnAgain(t *testing.T) {
	p := printer(t)
	set, err := p.Set(notice())
	if err != nil {
		t.Fatal(err)
	}
	for name, draw := range map[string]struct {
		again func(io.Writer) error
		fresh func(io.Writer, *document.Document) (*render.Result, error)
	}{"docx": {set.DOCX, p.DOCX}, "pdf": {set.PDF, p.PDF}} {
		var want bytes.Buffer
		if _, err := draw.fresh(&want, notice()); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			var got bytes.Buffer
			if err := draw.again(&got); err != nil || !bytes.Equal(got.Bytes(), want.Bytes()) {
				t.Errorf("%s: other bytes (%v)", name, err)
			}
		}
		if err := draw.again(nil); err == nil {
			t.Errorf("%s: no error without a writer", name)
		}
	}
}

// A text knows its paragraph, on whatever lines and pages it stands, its cell,
// and whether it repeats a head; a page number belongs to no paragraph.
func TestOrigin(t *testing.T) {
	doc := notice()
	rows := [][]string{{"序号", "活动内容"}}
	for range 60 {
		rows = append(rows, []string{"一", strings.Repeat("国", 40)})
	}
	doc.Body = append(body(strings.Repeat("职业教育活动周", 200)), &document.Table{Rows: rows})
	set, err := printer(t).Set(doc)
	if err != nil {
		t.Fatal(err)
	}
	text := map[*paper.Para]string{}
	pages := map[*paper.Para][]int{}
	cells := map[[2]int]string{}
	tables := map[*paper.Table]bool{}
	heads, numbers := 0, 0
	for i, page := range set.Pages {
		for _, item := range page.Items {
			x, ok := item.(paper.Text)
			switch {
			case !ok:
			case x.Para == nil:
				numbers++
				if strings.ContainsFunc(x.Text, unicode.IsLetter) {
					t.Errorf("%q belongs to no paragraph", x.Text)
				}
			case x.Again:
				heads++
				if x.Cell == nil || x.Cell.Row >= x.Cell.Table.Head {
					t.Errorf("%q is no head that is repeated", x.Text)
				}
			default:
				text[x.Para] += x.Text
				if !slices.Contains(pages[x.Para], i) {
					pages[x.Para] = append(pages[x.Para], i)
				}
				if x.Cell != nil && x.Cell.Table.Ruled {
					cells[[2]int{x.Cell.Row, x.Cell.Col}] += x.Text
					tables[x.Cell.Table] = true
				}
			}
		}
	}
	long := 0
	for p, s := range text {
		if s == strings.Repeat("职业教育活动周", 200) {
			long++
			if p.Style != "公文正文" || len(pages[p]) < 2 {
				t.Errorf("the long paragraph: style %s, pages %v", p.Style, pages[p])
			}
		}
	}
	if long != 1 {
		t.Errorf("the long paragraph is there %d times", long)
	}
	for r, row := range rows {
		for c, want := range row {
			if got := cells[[2]int{r, c}]; got != want {
				t.Errorf("cell %d %d: %q", r, c, got)
			}
		}
	}
	if len(tables) != 1 || heads == 0 || numbers < len(set.Pages) {
		t.Errorf("%d tables, %d texts of repeated heads, %d of page numbers", len(tables), heads, numbers)
	}
}

// What is nil is an error that says so to a clerk, too.
func TestNilIsAnError(t *testing.T) {
	for name, c := range map[string]struct {
		doc  *document.Document
		want error
		say  string
	}{
		"document": {nil, render.ErrNoDocument, "没有要打印的文件"},
		"schema":   {&document.Document{Title: "甲", Body: []document.Block{&document.Form{}}}, render.ErrNoSchema, "《甲》有一张没有内容的表格"},
	} {
		_, err := new(render.Printer).Set(c.doc)
		var e *render.Error
		if !errors.Is(err, c.want) || !errors.As(err, &e) || e.Chinese() != c.say {
			t.Errorf("%s: %v", name, err)
			if e != nil {
				t.Log(e.Chinese())
			}
		}
	}
}

// A block that is nil is passed over, of whatever type.
func TestNilBlocks(t *testing.T) {
	var (
		heading  *document.Heading
		para     *document.Paragraph
		labelled *document.Labelled
		table    *document.Table
		form     *document.Form
	)
	blocks := []document.Block{nil, heading, para, labelled, table, form}
	doc := notice()
	want, err := printer(t).Set(doc)
	if err != nil {
		t.Fatal(err)
	}
	doc.Body = append(blocks, doc.Body...)
	for i := range doc.Attachments {
		doc.Attachments[i].Body = append(doc.Attachments[i].Body, blocks...)
	}
	got, err := printer(t).Set(doc)
	if err != nil || len(got.Pages) != len(want.Pages) || len(doc.Body) <= len(blocks) {
		t.Errorf("%v", err)
	}
}

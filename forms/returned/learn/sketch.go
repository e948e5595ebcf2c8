package learn

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// WriteSketch prints what was understood, for people: a line for each row of the
// blank with what it prints and, in brackets, the fields that it asks for; then
// what is doubtful.
func (b *Blank) WriteSketch(w io.Writer) error {
	var s strings.Builder
	fmt.Fprintf(&s, "《%s》（%s）\n", b.Schema.Title, b.Name)
	for n, l := range b.learnt {
		if len(b.learnt) > 1 {
			fmt.Fprintf(&s, "—— 工作表“%s”\n", l.Sheet)
		}
		b.sketch(&s, n, l)
	}
	asked := 0
	for range b.Schema.Fields() {
		asked++
	}
	fmt.Fprintf(&s, "共%d栏", asked)
	if len(b.Doubts) > 0 {
		fmt.Fprintf(&s, "，%d处待确认：\n", len(b.Doubts))
	} else {
		s.WriteString("，没有待确认的\n")
	}
	for _, d := range b.Doubts {
		fmt.Fprintf(&s, "  ? %s\n", d)
	}
	_, err := strings.NewReader(s.String()).WriteTo(w)
	return err
}

func (b *Blank) sketch(s *strings.Builder, n int, l *grasp.Learner) {
	asks := map[int][]string{} // of each box, the fields it takes
	for _, sl := range b.slots {
		if sl.Page != n {
			continue
		}
		f := b.Schema.Field(sl.Ref)
		asks[sl.Cell] = append(asks[sl.Cell], "["+f.Label+"·"+short(f)+"]")
		for _, i := range sl.Ticks[min(1, len(sl.Ticks)):] {
			asks[i] = append(asks[i], "[〃]")
		}
		if len(sl.Ticks) == 0 {
			for _, i := range sl.More {
				asks[i] = append(asks[i], "[〃]")
			}
		}
	}
	tables := map[int]string{} // by first row
	in := map[int]bool{}
	for _, t := range b.tables {
		if t.Page != n {
			continue
		}
		block := b.Schema.Block(t.Block)
		var columns []string
		for i := range block.Fields {
			f := &block.Fields[i]
			columns = append(columns, strings.Join(append(slices.Clone(f.Heads()), f.Label), "/")+"·"+short(f))
		}
		rows := "行数不限"
		if len(t.Rows) > 0 {
			rows = fmt.Sprintf("%d行，可加行", block.RowCount())
		}
		line := fmt.Sprintf("  ┌ 表“%s”%s：[%s]", block.Label, rows, strings.Join(columns, " | "))
		if t.Repeat > 1 {
			line += fmt.Sprintf("，左右并排%d份", t.Repeat)
		}
		tables[t.Top] = line
		for _, r := range t.Rows {
			in[r] = true
		}
	}
	for row := 1; row <= l.Rows+1; row++ {
		if line, ok := tables[row]; ok {
			s.WriteString(line + "\n")
		}
		if in[row] {
			continue
		}
		var parts []string
		for i := range l.Cells {
			c := &l.Cells[i]
			if c.Row != row {
				continue
			}
			text := ""
			if l.Roles[i] != grasp.Empty {
				text = strings.Join(strings.Fields(grasp.Says(c)), " ")
				if han.Width(text) > 48 {
					r := []rune(text)
					text = string(r[:min(len(r), 24)]) + "…"
				}
			}
			if l.Roles[i] == grasp.Photo {
				text = "（贴照片：" + text + "）"
			}
			if fields := strings.Join(asks[i], ""); text+fields != "" {
				parts = append(parts, strings.TrimSpace(text+" "+fields))
			}
		}
		if len(parts) > 0 {
			s.WriteString("  " + strings.Join(parts, " │ ") + "\n")
		}
	}
}

func short(f *forms.Field) string {
	s := f.Kind.Label()
	if len(f.Options) > 0 {
		s += "：" + strings.Join(f.Options, "/")
	}
	if f.Unit != "" {
		s += "，" + f.Unit
	}
	return s
}

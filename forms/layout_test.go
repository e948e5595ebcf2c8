package forms

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawSchema makes any valid schema.
func drawSchema(t *rapid.T) *Schema {
	label := rapid.Map(rapid.StringOfN(rapid.RuneFrom([]rune("学校教师参与人数情况（）a1 ")), 1, 30, -1),
		func(s string) string { return "栏" + s })
	n := 0
	field := func(table bool) Field {
		n++
		f := Field{
			Key: fmt.Sprintf("f%d", n), Label: label.Draw(t, "label"),
			Kind:     Kind(rapid.IntRange(0, len(kinds)-1).Draw(t, "kind")),
			Unit:     rapid.SampledFrom([]string{"", "人", "万元"}).Draw(t, "unit"),
			Required: rapid.Bool().Draw(t, "required"),
			Rows:     rapid.IntRange(0, 6).Draw(t, "lines"),
			Width:    rapid.SampledFrom([]int{0, 0, 5, 40, 500}).Draw(t, "width"),
		}
		if f.Kind == Choice || f.Kind == Choices {
			f.Options = rapid.SliceOfNDistinct(label, 1, 5, rapid.ID).Draw(t, "options")
		}
		if fits := looksOf(f.Kind); len(fits) > 0 {
			f.Look = rapid.SampledFrom(append(fits, "", "")).Draw(t, "look")
		}
		if table {
			f.Group = rapid.SampledFrom([]string{"", "", "组", "组|甲", "组|乙"}).Draw(t, "group")
		}
		return f
	}
	fields := func(low, high int, table bool) []Field {
		var list []Field
		for range rapid.IntRange(low, high).Draw(t, "fields") {
			list = append(list, field(table))
		}
		return list
	}
	s := &Schema{
		ID: "any", Title: label.Draw(t, "title"),
		Head: fields(1, 9, false), Foot: fields(0, 4, false),
		Photo:       rapid.SampledFrom([]string{"", "", "照片"}).Draw(t, "photo"),
		Notes:       rapid.SliceOfN(label, 0, 3).Draw(t, "notes"),
		Orientation: rapid.SampledFrom([]Orientation{"", Portrait, Landscape}).Draw(t, "orientation"),
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "blocks") {
		b := Block{Key: fmt.Sprintf("b%d", i), Label: rapid.SampledFrom([]string{"", "一、情况"}).Draw(t, "block"),
			Side: rapid.Bool().Draw(t, "side"), Rows: rapid.IntRange(0, 12).Draw(t, "rows"), Grow: rapid.Bool().Draw(t, "grow")}
		if b.Table() {
			b.Number = rapid.SampledFrom([]string{"", "序号"}).Draw(t, "number")
		}
		high := 8
		if rapid.IntRange(0, 9).Draw(t, "many") == 0 {
			high = maxColumns
		}
		b.Fields = fields(1, high, b.Table())
		s.Blocks = append(s.Blocks, b)
	}
	return s
}

// Whatever is asked: no two cells overlap, none stands outside the sheet, the
// sheet is as wide as the page, and every value has exactly one cell.
func TestLayoutProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := drawSchema(t)
		l, err := s.Layout()
		if err != nil {
			t.Fatal(err)
		}
		width := 0.0
		for _, w := range l.Columns {
			width += w
			if w < 3 {
				t.Fatalf("a column of %v pt", w)
			}
		}
		page := portraitWidth
		if s.Orientation == Landscape {
			page = landscapeWidth
		}
		if math.Abs(width-page) > 1e-6 {
			t.Fatalf("the sheet is %v pt wide, the page %v", width, page)
		}
		taken := map[[2]int]string{}
		values := map[Ref]bool{}
		lastRow, lastCol := 0, 0
		for i := range l.Cells {
			c := &l.Cells[i]
			if c.Row < lastRow || c.Row == lastRow && c.Col <= lastCol {
				t.Fatalf("%s out of order", c.Range())
			}
			lastRow, lastCol = c.Row, c.Col
			if c.Cols < 1 || c.Rows < 1 || c.Col+c.Cols-1 > len(l.Columns) || c.Row+c.Rows-1 > len(l.Rows) {
				t.Fatalf("%s stands outside the sheet", c.Range())
			}
			for y := c.Row; y < c.Row+c.Rows; y++ {
				for x := c.Col; x < c.Col+c.Cols; x++ {
					if other := taken[[2]int{x, y}]; other != "" {
						t.Fatalf("%s overlaps %s", c.Range(), other)
					}
					taken[[2]int{x, y}] = c.Range()
				}
			}
			if room := l.Columns[c.Col-1:][:c.Cols]; c.Role == RoleLabel && c.Text != "" && sum(room) < 30 {
				t.Fatalf("label %s has %v pt", c.Range(), sum(room))
			}
			if c.IsValue() {
				if values[c.Ref] || l.At(c.Ref) != c || c.Field != s.Field(c.Ref) {
					t.Fatalf("%s holds %s wrongly", c.Range(), c.Ref)
				}
				values[c.Ref] = true
			}
		}
		want := len(s.Head) + len(s.Foot)
		for _, b := range s.Blocks {
			want += len(b.Fields) * b.RowCount()
		}
		if len(values) != want {
			t.Fatalf("%d values, want %d", len(values), want)
		}
	})
}

func sum(list []float64) float64 {
	s := 0.0
	for _, x := range list {
		s += x
	}
	return s
}

func TestSheetName(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"统计表", "统计表"},
		{"一[2]:三/四?五*六\\七", "一 2 三 四 五 六 七"},
		{"'表'", "表"},
		{strings.Repeat("长", 31), strings.Repeat("长", 31)},
		{strings.Repeat("长", 32), strings.Repeat("长", 31)},
		{strings.Repeat("𠮷", 16), strings.Repeat("𠮷", 15)}, // counted in UTF-16
		{"???", "表"},
		{InfoSheet, InfoSheet + "表"},
		{GuideSheet, GuideSheet + "表"},
	} {
		if got := SheetName(c.title); got != c.want {
			t.Errorf("SheetName(%q) = %q, want %q", c.title, got, c.want)
		}
	}
}

func TestNotes(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"甲|乙", "注：甲|乙"},
		{"备注：甲|乙", "备注：甲|乙"},
		{"甲|注:乙", "甲|注:乙"},
	} {
		var in []string
		if c.in != "" {
			in = strings.Split(c.in, "|")
		}
		if got := strings.Join(notes(in), "|"); got != c.want {
			t.Errorf("notes(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestBreakLabel(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  string
	}{
		{"学生数（人）", 12, "学生数（人）"},
		{"学生数（人）", 8, "学生数\n（人）"},
		{"参加活动的职业院校数（所）", 18, "参加活动的职业院校数（所）"}, // three lines otherwise
		{"（人）学生数学生数", 8, "（人）学生数学生数"},
	} {
		if got := breakLabel(c.text, c.width); got != c.want {
			t.Errorf("breakLabel(%q, %d) = %q, want %q", c.text, c.width, got, c.want)
		}
	}
}

// Heads repeat only where there is one table: another's would mislead.
func TestRepeat(t *testing.T) {
	for _, c := range []struct {
		id       string
		from, to int
	}{{"week-statistics", 0, 0}, {"highlights", 4, 4}, {"outreach-plan", 8, 8}} {
		s, _ := Builtin(c.id)
		l, err := s.Layout()
		if err != nil {
			t.Fatal(err)
		}
		if l.RepeatFrom != c.from || l.RepeatTo != c.to {
			t.Errorf("%s repeats %d-%d, want %d-%d", c.id, l.RepeatFrom, l.RepeatTo, c.from, c.to)
		}
	}
	s, _ := Builtin("highlights")
	b := s.Blocks[0]
	b.Key = "again"
	s.Blocks = append(s.Blocks, b)
	if l, err := s.Layout(); err != nil || l.RepeatFrom != 0 {
		t.Errorf("two tables repeat row %d, %v", l.RepeatFrom, err)
	}
}

// Only what the workbook colours is promised to be coloured.
func TestGuideAdvice(t *testing.T) {
	s := exprSchema()
	s.Checks = []string{"total >= students", "count(events) >= 1"}
	got := strings.Join(s.advice(), "\n")
	for _, want := range []string{"总数≥学生数。不符的单元格会变色提示。\n", "“活动”中填写的行数≥1。\n", "“活动”一项填一行，共3行，不用的行留空。\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// looksOf returns the looks that a field of a kind may have anywhere.
func looksOf(k Kind) []Look {
	var all []Look
	for _, l := range []Look{LookTicks, LookOpinion, LookParts} {
		if contains(looks[l], k) {
			all = append(all, l)
		}
	}
	return all
}

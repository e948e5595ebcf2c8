package forms

import (
	"errors"
	"strings"
	"testing"
)

func looking(f Field) *Schema {
	f.Key, f.Label = "a", "甲"
	return &Schema{ID: "x", Title: "表", Blocks: []Block{{Key: "b", Label: "情况", Side: true, Fields: []Field{f}}}}
}

// TestWrongLooks: a look that a field cannot have is told with its place.
func TestWrongLooks(t *testing.T) {
	for _, f := range []Field{{Look: "big"}, {Look: LookLine}, {Look: LookTicks}, {Look: LookOpinion, Kind: Integer}, {Look: LookParts, Kind: Dates}} {
		err := looking(f).Validate()
		var e *SchemaError
		if !errors.Is(err, ErrMisplaced) || !errors.As(err, &e) || e.Key != "blocks[0].fields[0].look" || e.Chinese() == "" {
			t.Errorf("%s of %s: %v", f.Look, f.Kind, err)
		}
	}
	for _, f := range []Field{{Look: LookTicks, Kind: YesNo}, {Look: LookOpinion}, {Look: LookParts, Kind: Date}} {
		if err := looking(f).Validate(); err != nil {
			t.Errorf("%s of %s: %v", f.Look, f.Kind, err)
		}
	}
}

// TestWritten: what is filled in beforehand is ticked among all options.
func TestWritten(t *testing.T) {
	f := Field{Kind: Choices, Options: Options{"甲", "乙", "丙"}, Look: LookTicks}
	for value, want := range map[string]string{"": "", "乙": "□甲  ☑乙  □丙", "甲、丙": "☑甲  □乙  ☑丙"} {
		if got := f.Written(value); got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
	if got := (&Field{Kind: Choice, Options: f.Options}).Written("乙"); got != "乙" {
		t.Errorf("without a look: %q", got)
	}
}

// TestSideAndPhoto: a label down the side is as high as its rows, a photo no higher
// than four rows of the head, and no cell covers another.
func TestSideAndPhoto(t *testing.T) {
	for n := 1; n <= 20; n++ {
		s := &Schema{ID: "x", Title: "表", Photo: "照片", Blocks: []Block{{Key: "b", Label: "家庭成员", Side: true, Rows: 3, Fields: []Field{{Key: "a", Label: "称谓"}, {Key: "b", Label: "姓名"}}}, {Key: "c", Label: "意见", Side: true, Fields: []Field{{Key: "d", Label: "单位", Look: LookOpinion}}}}}
		for i := range n {
			s.Head = append(s.Head, Field{Key: "h" + strings.Repeat("x", i+1), Label: strings.Repeat("栏", i%5+1), Kind: Kind(i % 3)})
		}
		l, err := s.Layout()
		if err != nil {
			t.Fatal(err)
		}
		taken := map[[2]int]string{}
		sides, photos := 0, 0
		for i := range l.Cells {
			c := &l.Cells[i]
			switch {
			case c.Text == "照片":
				photos++
				if c.Rows > photoRows {
					t.Errorf("%d fields: the photo has %d rows", n, c.Rows)
				}
			case c.Role == RoleBlock:
				sides++
				if c.Col != 1 || strings.Count(c.Text, "\n")+1 != len([]rune(strings.ReplaceAll(c.Text, "\n", ""))) {
					t.Errorf("%d fields: side %q in column %d", n, c.Text, c.Col)
				}
			}
			for r := c.Row; r < c.Row+c.Rows; r++ {
				for k := c.Col; k < c.Col+c.Cols; k++ {
					if other := taken[[2]int{r, k}]; other != "" {
						t.Errorf("%d fields: %s covers %s", n, c.Range(), other)
					}
					taken[[2]int{r, k}] = c.Range()
				}
			}
		}
		if photos != 1 || sides != 2 {
			t.Errorf("%d fields: %d photos, %d sides", n, photos, sides)
		}
	}
}

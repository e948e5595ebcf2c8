package sheet_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/render/blank"
)

// An officeLimit is what LibreOffice lets into a cell.
type officeLimit struct {
	Name      string `xml:"name,attr"`
	Condition string `xml:"condition,attr"`
	Error     struct {
		Type    string `xml:"message-type,attr"`
		Display string `xml:"display,attr"`
	} `xml:"error-message"`
}

// officeLimits returns the limits of the cells of the first sheet of a flat
// OpenDocument, by name of the cell.
func officeLimits(t *testing.T, file string) map[string]officeLimit {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	limits, cells := map[string]officeLimit{}, map[string]officeLimit{}
	d := xml.NewDecoder(f)
	tables, row, rows, col := 0, 1, 0, 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return cells
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := tok.(xml.StartElement)
		if !ok {
			continue
		}
		times := func(name string) int {
			n, _ := strconv.Atoi(attribute(e, name))
			return max(n, 1)
		}
		switch e.Name.Local {
		case "content-validation":
			var l officeLimit
			if err := d.DecodeElement(&l, &e); err != nil {
				t.Fatal(err)
			}
			limits[l.Name] = l
		case "table":
			tables++
		case "table-row":
			row, col = row+rows, 1
			rows = times("number-rows-repeated")
		case "table-cell", "covered-table-cell":
			n := times("number-columns-repeated")
			if name := attribute(e, "content-validation-name"); name != "" && tables == 1 {
				for i := range min(n, 50) {
					for j := range min(rows, 50) {
						cells[a1.Name(row+j, col+i)] = limits[name]
					}
				}
			}
			col += n
		}
	}
}

// TestLimitsWorkInOffice shows that LibreOffice offers the lists of blank forms
// and refuses what they do not take.
func TestLimitsWorkInOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	all := append(forms.Builtins(), allKindsForm())
	dir := t.TempDir()
	var files []string
	for _, s := range all {
		file := filepath.Join(dir, s.ID+".xlsx")
		if err := os.WriteFile(file, workbookBytes(t, s, blank.Options{}), 0o666); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	for i, file := range crosscheck.Convert(t, "fods", files...) {
		s := all[i]
		t.Run(s.ID, func(t *testing.T) {
			l, err := s.Layout()
			if err != nil {
				t.Fatal(err)
			}
			cells := officeLimits(t, file)
			for i := range l.Cells {
				c := &l.Cells[i]
				if !c.IsValue() || !c.Free {
					continue
				}
				got := cells[c.Name()]
				for _, want := range officeConditions(c.Field) {
					if !strings.Contains(got.Condition, want) {
						t.Errorf("%s %s: takes what fits %q, want %q", c.Name(), c.Field.Label, got.Condition, want)
					}
					if got.Error.Type != "stop" || got.Error.Display != "true" {
						t.Errorf("%s %s: does not stop: %+v", c.Name(), c.Field.Label, got.Error)
					}
				}
			}
		})
	}
}

// officeConditions are parts of the condition under which LibreOffice takes a
// value of a field.
func officeConditions(f *forms.Field) []string {
	var out []string
	limit := func(kind string) {
		out = append(out, "cell-content-is-"+kind+"()")
		lo, hi := f.Min.String(), f.Max.String()
		if f.Kind == forms.Integer {
			switch {
			case lo != "" && hi != "":
				out = append(out, fmt.Sprintf("cell-content-is-between(%s,%s)", lo, hi))
			case lo != "":
				out = append(out, "cell-content()>="+lo)
			case hi != "":
				out = append(out, "cell-content()<="+hi)
			}
		}
	}
	switch f.Kind {
	case forms.Integer:
		limit("whole-number")
	case forms.Decimal, forms.Percent:
		limit("decimal-number")
	case forms.Date:
		limit("date")
	case forms.Time:
		limit("time")
	case forms.YesNo:
		out = append(out, `cell-content-is-in-list("是";"否")`)
	case forms.Choice:
		var options []string
		for _, o := range f.Options {
			options = append(options, `"`+strings.ReplaceAll(o, `"`, `""`)+`"`)
		}
		list := strings.Join(options, ";")
		if len([]rune(strings.Join(f.Options, ","))) > 255 || strings.Contains(list, ",") {
			list = "zhijiao_list" // by the name of a range
		}
		out = append(out, "cell-content-is-in-list("+list)
	}
	return out
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

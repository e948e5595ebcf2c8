package spreadsheet

import (
	"archive/zip"
	"bytes"
	order "cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/golden"
)

// workbook packs the parts of an archive.
func workbook(t testing.TB, a *txtar.Archive) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range a.Files {
		part, err := w.Create(f.Name)
		if err == nil {
			_, err = part.Write(f.Data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t testing.TB, name string, data []byte) *book.Book {
	t.Helper()
	b, err := Open(bytes.NewReader(data), int64(len(data)), name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(t testing.TB, name string) *book.Book {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return open(t, name, data)
}

// TestFeatures reads a workbook with everything that is read of one, in each
// format. The goldens hold it in full.
func TestFeatures(t *testing.T) {
	a, err := txtar.ParseFile("testdata/features.txtar")
	if err != nil {
		t.Fatal(err)
	}
	data := workbook(t, a)
	if *golden.Update {
		source := filepath.Join(t.TempDir(), "features.xlsx")
		if err := os.WriteFile(source, data, 0o666); err != nil {
			t.Fatal(err)
		}
		for _, format := range []string{"xls", "ods"} {
			made, err := os.ReadFile(crosscheck.Convert(t, format, source)[0])
			if err == nil {
				err = os.WriteFile("testdata/features."+format, made, 0o666)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	want := open(t, "features.xlsx", data)
	golden.Text(t, "testdata/features.txt", dump(want))
	for _, format := range []string{"xls", "ods"} {
		t.Run(format, func(t *testing.T) {
			got := read(t, "testdata/features."+format)
			golden.Text(t, "testdata/features."+format+".txt", dump(got))
			agree(t, want, got)
		})
	}
}

// agree holds two readings of a workbook against each other. Programs spell a
// number format as they like, so what it does to the number counts, and turn
// true, false and faults into formulas.
func agree(t *testing.T, want, got *book.Book) {
	t.Helper()
	properties := func(b *book.Book) map[string]string {
		all := map[string]string{}
		for name := range want.Properties {
			all[name] = b.Properties[name]
		}
		return all
	}
	if d := cmp.Diff(properties(want), properties(got)); d != "" {
		t.Errorf("properties: %s", d)
	}
	if d := cmp.Diff(want.Names, got.Names); d != "" {
		t.Errorf("names: %s", d)
	}
	if len(want.Sheets) != len(got.Sheets) {
		t.Fatalf("%d sheets, want %d", len(got.Sheets), len(want.Sheets))
	}
	for i := range want.Sheets {
		if d := cmp.Diff(lines(&want.Sheets[i], agreed), lines(&got.Sheets[i], agreed)); d != "" {
			t.Errorf("sheet %d (-want +got):\n%s", i+1, d)
		}
	}
}

func agreed(c book.Cell) string {
	formula := c.Formula && c.Kind != book.Bool && c.Kind != book.Fault
	s := fmt.Sprintf("%d:%d %d formula=%v struck=%v ", c.Row, c.Col, c.Kind, formula, c.Struck)
	if v, err := strconv.ParseFloat(c.Raw, 64); err == nil && c.Kind == book.Number {
		return s + fmt.Sprintf("%.12g %+v", v, c.Format.Show(v))
	}
	return s + fmt.Sprintf("%q %+v", c.Raw, c.Runs)
}

func inFull(c book.Cell) string {
	s := fmt.Sprintf("%d:%d %s %.80q", c.Row, c.Col, [...]string{"number", "text", "bool", "fault", "day"}[c.Kind], c.Raw)
	if c.Format != "" {
		s += " shown " + string(c.Format)
	}
	if c.Formula {
		s += " formula"
	}
	if c.Struck {
		s += " struck"
	}
	if c.White {
		s += " white"
	}
	for _, r := range c.Runs {
		s += fmt.Sprintf(" %.20q", r.Text)
		s += fmt.Sprintf("{Struck:%v Superscript:%v Hidden:%v}", r.Struck, r.Superscript, r.Hidden)
	}
	return s
}

func lines(s *book.Sheet, cell func(book.Cell) string) []string {
	merges := slices.Clone(s.Merges)
	slices.SortFunc(merges, func(a, b book.Range) int { return order.Or(order.Compare(a.Row, b.Row), order.Compare(a.Col, b.Col)) })
	all := []string{
		fmt.Sprintf("== %s hidden=%v", s.Name, s.Hidden),
		fmt.Sprintf("merges %v", merges),
		fmt.Sprintf("hidden rows %v columns %v", s.HiddenRows, s.HiddenColumns),
	}
	for _, c := range s.Cells {
		all = append(all, cell(c))
	}
	return all
}

func dump(b *book.Book) string {
	all := []string{fmt.Sprintf("names %v\nproperties %v\n1904 %v", b.Names, b.Properties, b.Date1904)}
	for i := range b.Sheets {
		all = append(all, lines(&b.Sheets[i], inFull)...)
	}
	return strings.Join(all, "\n") + "\n"
}

// Whatever a file is, it has cells within bounds or an error of the gate.
func FuzzOpen(f *testing.F) {
	for _, name := range []string{"features.xls", "features.ods"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	archive, err := txtar.ParseFile("testdata/features.txtar")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(workbook(f, archive))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		b, err := Open(bytes.NewReader(data), int64(len(data)), "a")
		if err != nil {
			if e := (*gate.Error)(nil); !errors.As(err, &e) {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		for _, s := range b.Sheets {
			for _, c := range s.Cells {
				if c.Row < 1 || c.Row > book.MaxRows || c.Col < 1 || c.Col > book.MaxColumns {
					t.Fatalf("%+v", c)
				}
			}
		}
	})
}

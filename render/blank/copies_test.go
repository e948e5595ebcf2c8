package blank_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

var formPrinters = map[string]blank.Printer{"xlsx": sheet.Form, "docx": render.FormDOCX}

// A copy has the parts of a form that is printed by itself.
func TestCopies(t *testing.T) {
	for name, print := range formPrinters {
		for _, s := range forms.Builtins() {
			copies := blank.NewCopies(print, s, blank.Options{})
			t.Run(name+"/"+s.ID, func(t *testing.T) {
				rapid.Check(t, func(t *rapid.T) {
					school := returned.School{Enrolled: rapid.SampledFrom([]int{0, 1, 2400, 123456789, 98765432101}).Draw(t, "enrolled")}
					school.Name = strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"示例", "学校", " ", "&", "<", ">", `"`, "'", "_x0041_", "\n", "（）", "ａ", "𠮷"}), 0, 8).Draw(t, "name"), "")
					if school.Name != "" {
						school.Name = "校" + school.Name // what the form prints too is stored once
					}
					fill := school.Prefill(s)
					var want, got bytes.Buffer
					if err := print(&want, s, blank.Options{Fill: fill}); err != nil {
						t.Fatal(err)
					}
					if err := copies.Print(&got, fill); err != nil {
						t.Fatal(err)
					}
					if d := cmp.Diff(parts(t, want.Bytes()), parts(t, got.Bytes())); d != "" {
						t.Error(d)
					}
				})
			})
		}
	}
}

// parts are the files in a package, in their order.
func parts(t interface{ Fatal(...any) }, data []byte) (all []string) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f.Name+"\n"+string(part))
	}
	return all
}

// Copies that are made at once are those that are made one after the other.
func TestCopiesAtOnce(t *testing.T) {
	s, _ := forms.Builtin("week-statistics")
	for name, print := range formPrinters {
		copies := blank.NewCopies(print, s, blank.Options{})
		made := make([]bytes.Buffer, 20)
		school := func(i int) returned.School {
			return returned.School{Name: fmt.Sprintf("第%d学校", i), Enrolled: i % 3}
		}
		var wg sync.WaitGroup
		for i := range made {
			wg.Go(func() {
				if err := copies.Print(&made[i], school(i).Prefill(s)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for i := range made {
			var alone bytes.Buffer
			if err := blank.NewCopies(print, s, blank.Options{}).Print(&alone, school(i).Prefill(s)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(alone.Bytes(), made[i].Bytes()) {
				t.Errorf("%s %d differs", name, i)
			}
		}
	}
}

func TestCopiesErrors(t *testing.T) {
	s, _ := forms.Builtin("week-statistics")
	for name, print := range formPrinters {
		copies := blank.NewCopies(print, s, blank.Options{})
		var bad *blank.FillError
		for _, fill := range []map[forms.Ref]string{{{Key: "none"}: "1"}, {{Key: "students"}: "many"}} {
			if err := copies.Print(io.Discard, fill); !errors.As(err, &bad) {
				t.Errorf("%s %v: %v", name, fill, err)
			}
		}
		if err := copies.Print(fullDisk{}, nil); !errors.Is(err, errDisk) {
			t.Errorf("%s: failing writer: %v", name, err)
		}
	}
}

func BenchmarkCopies(b *testing.B) {
	s, _ := forms.Builtin("week-statistics")
	for name, print := range formPrinters {
		copies := blank.NewCopies(print, s, blank.Options{})
		fill := returned.School{Name: "示例市第一职业学校", Enrolled: 2400}.Prefill(s)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := copies.Print(io.Discard, fill); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

var errDisk = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errDisk }

package learn_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// builtinBlanks learns the built-in forms from the blanks that we send out
// ourselves; what marks them as ours is not looked at.
func builtinBlanks(t *testing.T, ext string, print blank.Printer) map[string]*learn.Blank {
	t.Helper()
	all := map[string]*learn.Blank{}
	for _, s := range forms.Builtins() {
		var data bytes.Buffer
		if err := print(&data, s, blank.Options{}); err != nil {
			t.Fatal(err)
		}
		b, err := learn.Learn(bytes.NewReader(data.Bytes()), int64(data.Len()), s.ID+ext)
		if err != nil {
			t.Fatal(err)
		}
		all[s.ID] = b
	}
	return all
}

// TestBuiltinLabels: of the built-in forms every field is found, by its label.
func TestBuiltinLabels(t *testing.T) {
	for _, f := range []struct {
		ext   string
		print blank.Printer
	}{{".xlsx", sheet.Form}, {".docx", render.FormDOCX}} {
		blanks := builtinBlanks(t, f.ext, f.print)
		for _, s := range forms.Builtins() {
			b := blanks[s.ID]
			var want, got []string
			for _, f := range s.Fields() {
				want = append(want, f.Label)
			}
			for _, f := range b.Schema.Fields() {
				label := f.Label
				if at := strings.LastIndex(label, "·"); at >= 0 {
					label = label[at+len("·"):]
				}
				got = append(got, label)
			}
			slices.Sort(want)
			slices.Sort(got)
			if !slices.Equal(want, got) {
				var sk strings.Builder
				b.WriteSketch(&sk)
				t.Errorf("%s%s:\nwant %q\ngot  %q\n%s", s.ID, f.ext, want, got, sk.String())
			}
		}
	}
}

// TestBuiltinReturns: against the blanks alone, returns are read as well as by the
// schemas: what these know is read from the same cell, or asked for.
func TestBuiltinReturns(t *testing.T) {
	blanks := builtinBlanks(t, ".xlsx", sheet.Form)
	right, asked, wrong := 0, 0, 0
	root := "../../../testdata/returns"
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.Contains(p, "学校") || filepath.Ext(p) == ".zip" {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		r, size := bytes.NewReader(data), int64(len(data))
		want, _, err := (&returned.Reader{Year: 2023}).Read(r, size, p, forms.Builtins()...)
		if err != nil {
			return nil // what cannot be read at all
		}
		for _, w := range want {
			b := blanks[w.Schema.ID]
			got, findings, err := b.Read(r, size, p, 2023)
			if err != nil {
				t.Errorf("%s: %v", p, err)
				continue
			}
			told := func(where report.Position, raw string) bool {
				return slices.ContainsFunc(findings, func(f report.Finding) bool {
					return f.Severity <= report.Warning && (f.Where == where || raw != "" && strings.Contains(f.Found, raw))
				})
			}
			at := map[report.Position][]returned.Value{}
			for _, g := range got {
				for _, v := range g.Values {
					at[v.Where] = append(at[v.Where], v)
				}
			}
			for _, v := range w.Values {
				if !v.Known() || v.State == returned.Computed || v.Text == "" {
					continue
				}
				switch all := at[v.Where]; {
				case slices.ContainsFunc(all, func(g returned.Value) bool {
					return g.Known() && (g.Text == v.Text || g.Text == strings.TrimSpace(v.Raw) || strings.Contains(v.Raw, g.Text))
				}):
					right++
				case slices.ContainsFunc(all, func(g returned.Value) bool { return g.State == returned.Unclear }), told(v.Where, v.Raw):
					asked++
					t.Logf("asked %s %s: %q", p, v.Ref, v.Raw)
				default:
					wrong++
					t.Logf("WRONG %s %s at %v: %q, got %v", p, v.Ref, v.Where, v.Text, fmt.Sprint(all))
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("right %d, asked %d, wrong %d", right, asked, wrong)
	if wrong > 0 || asked*50 > right {
		t.Errorf("right %d, asked %d, wrong %d", right, asked, wrong)
	}
}

// TestHabitsByBlank: of all that people do with our forms, reading against the
// blank knows what reading by the schema knows, or tells that something is amiss.
func TestHabitsByBlank(t *testing.T) {
	c, err := campaign.LoadFS(os.DirFS("../../../testdata/habits"), "campaign.yaml")
	if err != nil {
		t.Fatal(err)
	}
	blanks := map[string]*learn.Blank{}
	var schemas []*forms.Schema
	for _, u := range c.Forms {
		s, err := c.FormSchema(u.ID)
		if err != nil {
			t.Fatal(err)
		}
		schemas = append(schemas, s)
		var data bytes.Buffer
		if err := sheet.Form(&data, s, blank.Options{}); err != nil {
			t.Fatal(err)
		}
		if blanks[s.ID], err = learn.Learn(bytes.NewReader(data.Bytes()), int64(data.Len()), s.ID+".xlsx"); err != nil {
			t.Fatal(err)
		}
	}
	right, told, wrong := 0, 0, 0
	err = filepath.WalkDir("../../../testdata/habits", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".xlsx", ".docx", ".xls", ".ods", ".et"}, filepath.Ext(p)) {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		r, size := bytes.NewReader(data), int64(len(data))
		want, byLabel, err := (&returned.Reader{Year: c.Year}).Read(r, size, p, schemas...)
		if err != nil {
			return nil // what cannot be read at all
		}
		for _, w := range want {
			got, findings, err := blanks[w.Schema.ID].Read(r, size, p, c.Year)
			if err != nil {
				t.Errorf("%s: %v", p, err)
				continue
			}
			amiss := slices.ContainsFunc(append(findings, byLabel...), func(f report.Finding) bool { return f.Severity <= report.Warning })
			texts := map[string]bool{}
			for _, g := range got {
				for _, v := range g.Values {
					if v.Known() {
						texts[v.Text] = true
					}
				}
			}
			for _, v := range w.Values {
				switch {
				case !v.Known() || v.State == returned.Computed || v.Text == "":
				case texts[v.Text], texts[strings.TrimSpace(v.Raw)]:
					right++
				case amiss:
					told++
				default:
					wrong++
					t.Errorf("%s: %s at %v: %q is not read, and nothing tells", p, v.Ref, v.Where, v.Text)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("right %d, told %d, wrong %d", right, told, wrong)
	if told*20 > right {
		t.Errorf("%d of %d values are not read", told, right+told)
	}
}

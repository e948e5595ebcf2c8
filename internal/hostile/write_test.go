//go:build linux

package hostile

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	yearpack "github.com/zhijiao-go/zhijiao/campaign/pack"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/fill"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/render/guard"
	"github.com/zhijiao-go/zhijiao/render/output"
	pages "github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/render/schedule"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/render/template"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// printers are all exported functions that write, by name; package house looks
// for those that are not among them.
//
// Their document is that of a campaign, or a short one.
func printers(t *testing.T, short bool) map[string]func(io.Writer) error {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/default-2027.yaml")
	must(err)
	doc, _, err := c.Compose(&c.Documents[0])
	must(err)
	if short {
		doc, _ = plain.Parse("关于举办活动周的通知\n各学校：\n　　请按时报送。\n示例市教育局\n2027年4月1日\n")
		c.Material[0].Layout = nil
	}
	free, err := fontpack.Fonts()
	must(err)
	set, err := (&render.Printer{Fonts: free}).Set(doc)
	must(err)
	schema, _ := forms.Builtin("week-statistics")
	tally, err := returned.NewTally(schema, nil, returned.TallyOptions{Roster: returned.Roster{{Name: "甲校", District: "一区"}, {Name: "乙校", District: "二区"}}})
	must(err)
	list := schedule.List(c)
	var form, paperFile bytes.Buffer
	must(sheet.Form(&form, schema, blank.Options{}))
	must(set.DOCX(&paperFile))
	paperTemplate, err := fill.Read(bytes.NewReader(paperFile.Bytes()), int64(paperFile.Len()), "文.docx")
	must(err)
	learnt, err := learn.Learn(bytes.NewReader(form.Bytes()), int64(form.Len()), "表.xlsx")
	must(err)
	enclosing := *set
	enclosing.Enclosed = []pages.File{{Name: "表.xlsx", Data: form.Bytes()}}
	printer := &render.Printer{Fonts: free}
	second := func(_ *render.Result, err error) error { return err }
	found := report.Report{Findings: []report.Finding{{Rule: "GW001", Severity: report.Error, Message: "不对"}}, Skipped: []report.Skip{{Rule: "GW002", Reason: "没有核对"}}}
	packed := &yearpack.Result{Files: []yearpack.File{{Path: "说明.txt", Title: "说明"}}, Report: found}
	collected := &collect.Result{Files: []collect.File{{Path: "总结.docx"}}, Tallies: []*returned.Tally{tally}, Report: found}
	files := func(w io.Writer) error {
		out := output.Zip(w)
		defer out.Discard()
		for path, data := range map[string][]byte{"表/甲.xlsx": form.Bytes(), "文.docx": paperFile.Bytes(), "空.txt": nil} {
			must(out.Add(path, data))
		}
		return out.Commit()
	}
	copies := func(print blank.Printer) func(io.Writer) error {
		c := blank.NewCopies(print, schema, blank.Options{})
		must(c.Print(io.Discard, nil))
		return func(w io.Writer) error { return c.Print(w, returned.School{Name: "甲校"}.Prefill(schema)) }
	}
	cells := []report.Finding{{Severity: report.Error, Where: report.Position{File: "表.xlsx", Sheet: schema.Title, Cell: "B3"}, Message: "不对"}}
	lines := []report.Finding{{Severity: report.Error, Where: report.Position{File: "文.docx", Line: 3, Column: 1}, Message: "不对"}}
	return map[string]func(io.Writer) error{
		"render.Setting.DOCX":       set.DOCX,
		"render.Setting.PDF":        set.PDF,
		"render.Setting.PDF, files": enclosing.PDF,
		"render.Setting.OFD":        func(w io.Writer) error { return set.OFD(w, render.OFDOptions{Archive: true}) },
		"render.Setting.OFD, files": func(w io.Writer) error { return enclosing.OFD(w, render.OFDOptions{}) },
		"render.Printer.DOCX":       func(w io.Writer) error { return second(printer.DOCX(w, doc)) },
		"render.Printer.PDF":        func(w io.Writer) error { return second(printer.PDF(w, doc)) },
		"render.Printer.OFD":        func(w io.Writer) error { return second(printer.OFD(w, doc, render.OFDOptions{})) },
		"render.FormDOCX":           func(w io.Writer) error { return render.FormDOCX(w, schema, blank.Options{}) },
		"render/sheet.Form":         func(w io.Writer) error { return sheet.Form(w, schema, blank.Options{}) },
		"render/sheet.Lists":        func(w io.Writer) error { return sheet.Lists(t.Context(), w, []sheet.List{list}, sheet.Options{}) },
		"render/sheet.Totals": func(w io.Writer) error {
			return sheet.Totals(t.Context(), w, []*returned.Tally{tally}, sheet.Options{})
		},
		"render/blank.Copies.Print":   copies(sheet.Form),
		"render/blank.Copies.Print 2": copies(render.FormDOCX),
		"render/schedule.ICalendar":   func(w io.Writer) error { return schedule.ICalendar(w, c) },
		"render/template.Office":      func(w io.Writer) error { return template.Office(w, template.Drafting, template.Options{}) },
		"render/fill.Template.Fill": func(w io.Writer) error {
			_, err := paperTemplate.Fill(w, fill.Data{})
			return err
		},
		"render/template.Material":               func(w io.Writer) error { return template.Material(w, c.Material[0], template.Options{}) },
		"campaign.Write":                         func(w io.Writer) error { return campaign.Write(w, c) },
		"forms/returned/learn.Blank.WriteSketch": learnt.WriteSketch,
		"forms/returned/learn.Blank.WriteYAML":   learnt.WriteYAML,
		"render/annotate.Workbook": func(w io.Writer) error {
			return annotate.Workbook(w, bytes.NewReader(form.Bytes()), int64(form.Len()), cells, annotate.Options{})
		},
		"render/guard.Blank": func(w io.Writer) error { return guard.Blank(w, learnt) },
		"render/annotate.Document": func(w io.Writer) error {
			return annotate.Document(w, bytes.NewReader(paperFile.Bytes()), int64(paperFile.Len()), lines, annotate.Options{})
		},
		"render/annotate.Draft": func(w io.Writer) error {
			review := annotate.Review{Text: "各学校:\n", Fixed: "各学校：\n", Findings: lines}
			return annotate.Draft(w, bytes.NewReader(paperFile.Bytes()), int64(paperFile.Len()), review, annotate.Options{})
		},
		"render/output.Zip":                 files,
		"render/output.Outcome.WriteText":   output.Outcome{Stale: []string{"旧.docx"}}.WriteText,
		"validate/report.Printer.Print":     func(w io.Writer) error { return report.Printer{}.Print(w, &found) },
		"validate/report.Report.WriteSARIF": found.WriteSARIF,
		"validate/report.Report.WriteText":  func(w io.Writer) error { return found.WriteText(w, "  ") },
		"campaign/pack.Result.WriteText":    packed.WriteText,
		"forms/collect.Result.WriteText":    collected.WriteText,
	}
}

var errFull = errors.New("disk full")

// A full disk takes so many bytes, and of the write that goes beyond them the
// part that there is room for.
type full struct {
	room  int
	after int // writes that come behind the one that failed
	err   error
}

func (f *full) Write(p []byte) (int, error) {
	if f.room < 0 {
		f.after++
		return 0, f.err
	}
	if f.room -= len(p); f.room >= 0 {
		return len(p), nil
	}
	return len(p) + f.room, f.err
}

// places are the bytes of a file at which its writer fails. Of files beyond 32 KB
// these are the first and the last 4 KB, and every 997th between; where not all
// is tried, some hundred.
func places(size int) []int {
	most, edge, step := 32<<10, 4<<10, 997
	if !*whole {
		most, edge, step = 200, 50, max(size/100, 1)
	}
	var all []int
	for at := range size {
		if size <= most || at < edge || at >= size-edge || at%step == 0 {
			all = append(all, at)
		}
	}
	return all
}

// A writer that fails, at whatever byte of whatever file, is reported, nothing is
// written behind, and nobody goes on working. Nor may a writer take less than it
// is given and say nothing.
func TestFailingWriters(t *testing.T) {
	for name, print := range printers(t, true) {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := print(&b); err != nil {
				t.Fatal(err)
			}
			working := runtime.NumGoroutine()
			all := places(b.Len())
			for _, at := range all {
				f := &full{room: at, err: errFull}
				if err := print(f); !errors.Is(err, errFull) {
					t.Fatalf("byte %d of %d: %v", at, b.Len(), err)
				}
				if f.after > 0 {
					t.Fatalf("byte %d of %d: %d more writes behind", at, b.Len(), f.after)
				}
			}
			if err := print(&full{room: b.Len() / 2}); !errors.Is(err, io.ErrShortWrite) {
				t.Errorf("a short write: %v", err)
			}
			for wait := time.Millisecond; runtime.NumGoroutine() > working; wait *= 2 {
				if wait > 2*time.Second {
					t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), working)
				}
				time.Sleep(wait)
			}
			if *whole {
				t.Logf("%d of %d bytes", len(all), b.Len())
			}
		})
	}
}

// One process makes documents for as long as it is asked to, on several
// goroutines: always the same bytes, and no more in memory than before.
func TestManyDocuments(t *testing.T) {
	if testing.Short() || racing {
		t.Skip("thousands of documents")
	}
	n := 40 // of each kind
	if *whole {
		n = 500 // more than 10,000 in all
	}
	all := printers(t, false)
	want := map[string][sha256.Size]byte{}
	for name, print := range all {
		var b bytes.Buffer
		if err := print(&b); err != nil {
			t.Fatal(err)
		}
		want[name] = sha256.Sum256(b.Bytes())
	}
	var made atomic.Int64
	round := func(n int) {
		var wg sync.WaitGroup
		for g := range 8 {
			wg.Go(func() {
				for i := g; i < n; i += 8 {
					for name, print := range all {
						if strings.HasPrefix(name, "render/annotate") && i%10 > 0 {
							continue
						}
						made.Add(1)
						h := sha256.New()
						if err := print(h); err != nil || [sha256.Size]byte(h.Sum(nil)) != want[name] {
							t.Errorf("%s, round %d: other bytes, %v", name, i, err)
						}
					}
				}
			})
		}
		wg.Wait()
	}
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse
	}
	const some = 8 << 20
	var before uint64
	for i, part := range []int{n / 10, n/2 - n/10, n - n/2} {
		round(part)
		now := heap()
		if i == 0 {
			before = now
		}
		if now > before+some {
			t.Errorf("%d MB in use, %d before", now>>20, before>>20)
		}
		t.Logf("%d documents made, heap %.1f MB", made.Load(), float64(now)/(1<<20))
	}
}

package collect

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// filledForm is a form of a campaign as a unit sends it back.
func filledForm(t testing.TB, c *campaign.Campaign, id, unit string) []byte {
	t.Helper()
	s, err := c.FormSchema(id)
	must(t, err)
	s.Title = c.FormTitle(id)
	main, _ := c.MainPeriod()
	fill := returned.School{Name: unit, Enrolled: 1000}.Prefill(s)
	for ref, f := range s.Fields() {
		if b := s.Block(ref.Block); b != nil {
			ref.Row = 1
		}
		if fill[ref] != "" || f.Formula != "" {
			continue
		}
		switch f.Kind {
		case forms.Integer, forms.Decimal:
			fill[ref] = "1"
			if f.Key == "total" {
				fill[ref] = "9"
			}
		case forms.Percent:
			fill[ref] = "1"
		case forms.Date, forms.Dates:
			fill[ref] = main.From.ISO()
			if f.Min != "" {
				fill[ref] = string(f.Min)
			}
		case forms.Phone:
			fill[ref] = "84000001"
		case forms.Email:
			fill[ref] = "a@example.cn"
		case forms.Choice:
			fill[ref] = f.Options[0]
		default:
			fill[ref] = "张某某"
		}
	}
	var b bytes.Buffer
	must(t, sheet.Form(&b, s, blank.Options{Fill: fill}))
	return b.Bytes()
}

// handedIn is everything that a unit owes: forms, documents, a piece for each day of a
// rhythm, articles; what is no file stands in the register.
func handedIn(t testing.TB, c *campaign.Campaign, unit string, fsys fstest.MapFS, register *strings.Builder) {
	add := func(name string, data []byte) { fsys[unit+"/"+name] = &fstest.MapFile{Data: data} }
	for _, f := range c.Forms { // those without a deadline, too
		add(c.FormTitle(f.ID)+".xlsx", filledForm(t, c, f.ID, unit))
	}
	for _, d := range c.DutiesOf(campaign.Unit{Name: unit}) {
		word := strings.Join(d.Files, "和")
		switch {
		case d.Done():
			continue
		case d.Every != "":
			if word == "" {
				word = "情况"
			}
			for _, day := range d.Days {
				of := day
				if d.Covers == "previous-day" {
					of = day.AddDays(-1)
				}
				add(fmt.Sprintf("%d月%d日%s.docx", of.Month, of.Day, word), wordFile(t, "活动"+word))
			}
		case strings.HasPrefix(d.Path, "material"):
			for i := range d.Count {
				add(fmt.Sprintf("稿件/特色活动%d.docx", i+1), wordFile(t, "特色活动", strings.Repeat("我校开展了丰富多彩的活动。", 80)))
			}
		default:
			if word != "" {
				add(unit+word+".docx", wordFile(t, unit+word))
			}
		}
		for _, m := range d.Medium {
			if m != "电子版" {
				fmt.Fprintf(register, "%s/%s（%s）,%s\n", unit, d.What, m, d.Days[0].ISO())
			}
		}
	}
}

// TestSamplesAreEnforced: of all five campaigns every deadline, every day of every
// rhythm and all material that is counted is found where it was handed in, and asked
// for where it was not; late where it came after its day.
func TestSamplesAreEnforced(t *testing.T) {
	for name, want := range map[string]int{"changchun-2019": 4, "jilin-2017": 4, "nanchang-2020": 4, "taian-2020": 4, "xiamen-2023": 3, "default-2027": 9} {
		t.Run(name, func(t *testing.T) {
			c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/"+name+".yaml")
			must(t, err)
			good, idle := "示例第一职业学校", "示例第二职业学校"
			if c.Level == "校" {
				good, idle = "信息部", "教务处"
			}
			fsys, register := fstest.MapFS{}, &strings.Builder{}
			register.WriteString("文件,时间\n")
			handedIn(t, c, good, fsys, register)
			fsys["收文登记.csv"] = &fstest.MapFile{Data: []byte(register.String())}
			roster := returned.Roster{{Name: good}, {Name: idle}}
			r, err := Collect(t.Context(), fsys, Options{Campaign: c, Roster: roster}, &output.Memory{})
			must(t, err)
			enforced := map[string]bool{}
			for _, it := range r.Items {
				d := r.Duties[it.Duty]
				say := fmt.Sprintf("%s %s%s %s: %s %s", it.Unit, d.What, it.Medium, it.Day.ISO(), it.State, it.Note)
				switch {
				case it.Unit == good && it.State != stateCame:
					t.Error(say)
				case it.Unit == idle && (it.Medium != "" || d.Only != ""):
					if it.State != stateElse {
						t.Error(say)
					}
				case it.Unit == idle && it.State != stateNone:
					t.Error(say)
				default:
					enforced[d.Path] = true
				}
			}
			if len(enforced) != want {
				t.Errorf("%d duties are enforced, want %d: %v", len(enforced), want, enforced)
			}
			owed := 0
			for _, d := range r.Debts {
				if d.School == good {
					t.Errorf("%s is asked for %s: %s %s", good, d.What, d.State, d.Note)
				}
				owed++
			}
			if owed < 3 {
				t.Errorf("%d debts of %d duties", owed, want)
			}
			// The same a month behind: what has a day is late.
			end := calendar.Date{Year: c.Year, Month: 12, Day: 31}
			fsys["收文登记.csv"] = &fstest.MapFile{Data: []byte("文件,时间\n" + good + "," + end.ISO() + "\n")}
			r, err = Collect(t.Context(), fsys, Options{Campaign: c, Roster: roster}, &output.Memory{})
			must(t, err)
			for _, it := range r.Items {
				if d := r.Duties[it.Duty]; it.Unit == good && it.Medium == "" && it.State != stateLate && !strings.HasPrefix(d.Path, "material") {
					t.Errorf("%s %s: %s, not late", d.What, it.Day.ISO(), it.State)
				}
			}
		})
	}
}

package adopt

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
)

// A nextCase is a case of testdata/next.txtar.
type nextCase struct {
	notice string // with its frame
	lines  int    // of the body
	to     campaign.Target
}

func readNext(t *testing.T, text string) (c nextCase) {
	t.Helper()
	head, body, _ := strings.Cut(text, "\n")
	fields := strings.Split(head, " ; ")
	days := strings.Fields(fields[0])
	date := func(s string) calendar.Date {
		d, err := calendar.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	period := func(s string) calendar.Period {
		from, to, _ := strings.Cut(s, "/")
		return calendar.Period{From: date(from), To: date(to)}
	}
	from, to := period(days[0]), period(days[2])
	holidays := calendar.BuiltInHolidays()
	c.to = campaign.Target{Year: to.From.Year, Period: to, Holidays: &holidays}
	number, list := "", ""
	for _, f := range fields[1:] {
		key, value, _ := strings.Cut(f, " ")
		switch key {
		case "theme":
			c.to.Theme = value
		case "number":
			number = "\n" + value + "\n\n"
		case "to-number":
			c.to.Number = document.ParseDocNumber(value)
		case "to-date":
			c.to.Date = date(value)
		case "list":
			list = value
		default:
			t.Fatalf("unknown %s", f)
		}
	}
	c.lines = strings.Count(body, "\n")
	if number != "" {
		number = "示范市教育局文件\n" + number
	}
	c.notice = fmt.Sprintf("%s示范市教育局关于举办%d年职业教育活动周的通知\n\n各职业院校：\n%s活动周时间：%s。\n", number, from.From.Year, body, from)
	if list != "" {
		c.notice += "\n附件：" + list + "\n"
	}
	c.notice += fmt.Sprintf("\n示范市教育局\n%s\n", date(days[1]))
	if list != "" {
		c.notice += "附件\n" + list + "\n1.启动仪式。\n2.成果展示。\n"
	}
	return c
}

// TestNext: each notice of testdata/next.txtar, adopted and moved to another
// year, reads as it should, and what has to be looked at is told.
func TestNext(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/next.txtar")
	if err != nil {
		t.Fatal(err)
	}
	data := map[string]string{}
	for _, f := range archive.Files {
		data[f.Name] = string(f.Data)
	}
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".next") || strings.HasSuffix(f.Name, ".told") {
			continue
		}
		t.Run(f.Name, func(t *testing.T) {
			c := readNext(t, string(f.Data))
			a := adopted(t, c.notice)
			n, moves, err := a.MoveTo(c.to)
			if err != nil {
				t.Fatal(err)
			}
			d, _, err := n.Compose(&n.Documents[0])
			if err != nil {
				t.Fatal(err)
			}
			want, got := strings.Split(strings.TrimSuffix(data[f.Name+".next"], "\n"), "\n"), []string{}
			was := strings.Split(string(f.Data), "\n")[1:]
			body := strings.Split(plain.PrintBody(d.Body), "\n")
			for i, line := range body[:c.lines] {
				if line != was[i] || slices.Contains(want, line) {
					got = append(got, line)
				}
			}
			for _, w := range want {
				key, _, _ := strings.Cut(w, " ")
				switch key {
				case "number":
					got = append(got, "number "+d.Head.Number.String())
				case "date":
					got = append(got, "date "+d.Signature.Date.String())
				case "list":
					got = append(got, "list "+d.Attachments[0].Title)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" && (len(got) > 0 || want[0] != "") {
				t.Errorf("-want +got:\n%s", diff)
			}
			if p, _ := n.MainPeriod(); p.Span() != c.to.Period {
				t.Errorf("the period is %s", p.Span())
			}
			if year := strconv.Itoa(c.to.Year); !strings.Contains(d.Title, year) {
				t.Errorf("title %s", d.Title)
			}
			var told []string
			for _, m := range moves {
				if m.Left() {
					told = append(told, "= "+m.From)
				} else {
					told = append(told, m.From+" -> "+m.To)
				}
				if m.Context != "" && !strings.Contains(m.Context, m.From) {
					t.Errorf("%q is not in %q", m.From, m.Context)
				}
			}
			all := "\n" + strings.Join(told, "\n") + "\n"
			for w := range strings.Lines(data[f.Name+".told"]) {
				w = strings.TrimSuffix(w, "\n")
				if not, ok := strings.CutPrefix(w, "!"); ok {
					if strings.Contains(all, not) {
						t.Errorf("told: %s\n%s", not, all)
					}
				} else if !strings.Contains(all, w) {
					t.Errorf("not told: %s\n%s", w, all)
				}
			}
		})
	}
}

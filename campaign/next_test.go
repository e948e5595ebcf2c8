package campaign

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/golden"
)

// span reads 2024-05-12/2024-05-18.
func span(t testing.TB, s string) calendar.Period {
	t.Helper()
	from, to, _ := strings.Cut(s, "/")
	a, err1 := calendar.ParseDate(from)
	b, err2 := calendar.ParseDate(to)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return calendar.Period{From: a, To: b}
}

func printMoves(moves []Move) string {
	var b strings.Builder
	for _, m := range moves {
		fmt.Fprintf(&b, "%s", m.Field)
		if m.Line > 0 {
			fmt.Fprintf(&b, ":%d", m.Line)
		}
		if m.Left() {
			fmt.Fprintf(&b, " %s = %s\n", m.What, m.From)
		} else {
			fmt.Fprintf(&b, " %s %s -> %s\n", m.What, m.From, m.To)
		}
	}
	return b.String()
}

// TestNext: the cases of testdata/next.txtar. Of each, the archive holds the
// text of a body, what it becomes and what is told of it; the data they refer
// to stand in the comment at its head.
func TestNext(t *testing.T) {
	const name = "testdata/next.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got []txtar.File
	period := ""
	for i := 0; i < len(archive.Files); i++ {
		f := archive.Files[i]
		if p, ok := strings.CutPrefix(f.Name, "to "); ok {
			period = p
			got = append(got, txtar.File{Name: f.Name})
			continue
		}
		kind, ok := strings.CutSuffix(f.Name, ".text")
		if !ok {
			continue
		}
		c, err := Load(strings.NewReader(string(archive.Comment)), "week.yaml")
		if err != nil {
			t.Fatal(err)
		}
		c.Documents[0].Body = string(f.Data)
		to := span(t, period)
		n, moves, err := c.Next(to.From.Year, to)
		if err != nil {
			t.Fatal(err)
		}
		var told []Move
		for _, m := range moves {
			if m.Field == "documents[0].body" {
				told = append(told, m)
			}
		}
		printed, err := n.Expand(n.Documents[0].Body)
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
		}
		got = append(got, f,
			txtar.File{Name: kind + ".next", Data: []byte(n.Documents[0].Body)},
			txtar.File{Name: kind + ".printed", Data: []byte(printed)},
			txtar.File{Name: kind + ".told", Data: []byte(printMoves(told))})
	}
	out := txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: got})
	if *golden.Update {
		if err := os.WriteFile(name, out, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(txtar.Format(archive)), string(out)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// A day moves by its distance from the main period, and keeps its weekday
// outside of it.
func TestNextDays(t *testing.T) {
	for _, tt := range []struct {
		name, old, new string
		days           map[string]string
	}{
		{"same weekday", "2023-05-14/2023-05-20", "2024-05-12/2024-05-18", map[string]string{
			"2023-05-06": "2024-05-04", "2023-05-14": "2024-05-12", "2023-05-16": "2024-05-14",
			"2023-05-20": "2024-05-18", "2023-05-22": "2024-05-20",
		}},
		{"over a leap day", "2023-02-20/2023-02-26", "2024-02-26/2024-03-03", map[string]string{
			"2023-02-22": "2024-02-28", "2023-02-23": "2024-02-29", "2023-03-01": "2024-03-06",
		}},
		{"from Sunday to Saturday", "2020-11-08/2020-11-14", "2021-05-22/2021-05-28", map[string]string{
			"2020-11-05": "2021-05-20", // Thursdays
			"2020-11-08": "2021-05-22", "2020-11-14": "2021-05-28", "2020-11-10": "2021-05-24",
			"2020-11-18": "2021-06-02", // Wednesdays
		}},
		{"from Sunday to Monday", "2018-05-06/2018-05-12", "2019-05-06/2019-05-12", map[string]string{
			"2018-05-04": "2019-05-03", "2018-05-14": "2019-05-13", // Friday, Monday
		}},
		{"nearest weekday would fall into the period", "2019-05-06/2019-05-12", "2020-11-08/2020-11-14", map[string]string{
			"2019-05-03": "2020-11-06", "2019-05-05": "2020-11-01", // Sunday would be the 8th
		}},
		{"a shorter period", "2023-05-14/2023-05-20", "2024-05-13/2024-05-15", map[string]string{
			"2023-05-15": "2024-05-14", "2023-05-18": "2024-05-15", "2023-05-20": "2024-05-15", "2023-05-21": "2024-05-19",
		}},
		{"a longer period", "2023-05-14/2023-05-20", "2024-05-12/2024-05-20", map[string]string{
			"2023-05-19": "2024-05-17", "2023-05-20": "2024-05-20",
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for from, want := range tt.days {
				old, to := span(t, tt.old), span(t, tt.new)
				day, err := calendar.ParseDate(from)
				if err != nil {
					t.Fatal(err)
				}
				c := &Campaign{Year: old.From.Year, Periods: []Period{{ID: "week", From: old.From, To: old.To}},
					Deadlines: []Deadline{{ID: "a", Due: day}}}
				n, _, err := c.Next(to.From.Year, to)
				if err != nil {
					t.Fatal(err)
				}
				got := n.Deadlines[0].Due
				if got.ISO() != want {
					t.Errorf("%s becomes %s, want %s", from, got.ISO(), want)
				}
				if !old.Contains(day) && got.Weekday() != day.Weekday() {
					t.Errorf("%s: %v becomes %v", from, day.Weekday(), got.Weekday())
				}
			}
		})
	}
}

// Days keep their order and their side of the period, whatever the years.
func TestNextKeepsOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		date := rapid.Custom(func(t *rapid.T) calendar.Date {
			return calendar.Date{Year: 2023, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 364).Draw(t, "day"))
		})
		from := date.Draw(t, "from")
		old := calendar.Period{From: from, To: from.AddDays(rapid.IntRange(1, 10).Draw(t, "length"))}
		begin := date.Draw(t, "new").AddDays(365)
		to := calendar.Period{From: begin, To: begin.AddDays(old.Days() - 1)}
		c := &Campaign{Year: 2023, Periods: []Period{{ID: "week", From: old.From, To: old.To}}}
		for range 5 {
			c.Deadlines = append(c.Deadlines, Deadline{ID: "a", Due: date.Draw(t, "due")})
		}
		n, _, err := c.Next(begin.Year, to)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range c.Deadlines {
			moved := n.Deadlines[i].Due
			if a.Due.Before(old.From) != moved.Before(to.From) || a.Due.After(old.To) != moved.After(to.To) {
				t.Fatalf("%v of %v becomes %v of %v", a.Due, old, moved, to)
			}
			for j, b := range c.Deadlines {
				if a.Due.Before(b.Due) && !moved.Before(n.Deadlines[j].Due) {
					t.Fatalf("%v and %v become %v and %v", a.Due, b.Due, moved, n.Deadlines[j].Due)
				}
			}
		}
	})
}

// What gives way keeps the day of the week and moves by three days at most.
func TestGiveWay(t *testing.T) {
	a := calendar.Date{Year: 2023, Month: 5, Day: 14}
	for i := range 14 {
		b := calendar.Date{Year: 2024, Month: 5, Day: 8}.AddDays(i)
		n := giveWay(a, b)
		if n < -3 || n > 3 {
			t.Errorf("%v to %v: %d days", a, b, n)
		}
		for _, far := range []int{-40, -6, -1, 1, 9} {
			if was, is := a.AddDays(far), b.AddDays(far+n); was.Weekday() != is.Weekday() {
				t.Errorf("%v becomes %v: a %v, not a %v", was, is, is.Weekday(), was.Weekday())
			}
		}
	}
}

// All of a real campaign: what is told is true, and nothing else changed.
func TestNextXiamen(t *testing.T) {
	c := loadXiamen(t)
	n, moves, err := c.Next(2024, span(t, "2024-05-12/2024-05-18"))
	if err != nil {
		t.Fatal(err)
	}
	got := printMoves(moves)
	for _, want := range []string{
		"year 年份 2023 -> 2024\n",
		"theme 主题 = 技能:让生活更美好\n",
		"periods[0].from 活动周的开始日期 2023-05-14 -> 2024-05-12\n",
		"deadlines[0].due “活动周开展情况总结”的时限 2023-05-22 -> 2024-05-20\n",
		"documents[0].signature.date 通知的成文日期 2023-05-06 -> 2024-05-04\n",
		"documents[0].head.number 通知的发文字号 厦教职成〔2023〕5号 -> 厦教职成〔2024〕  号\n",
		"name 活动名称 2023年厦门市职业教育活动周 -> 2024年厦门市职业教育活动周\n",
		"documents[0].title 通知的标题 厦门市教育局等三部门关于做好2023年职业教育活动周有关工作的通知 -> 厦门市教育局等三部门关于做好2024年职业教育活动周有关工作的通知\n",
		"documents[0].body:1 通知的正文 = 《教育部等十部门关于做好2023年职业教育活动周相关工作的通知》\n",
		"documents[0].body:1 通知的正文 = 教职成函〔2023〕5号\n",
		"documents[0].body:34 通知的正文 5月22日 -> 5月20日\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not told: %s", want)
		}
	}
	if number := n.Documents[0].Head.Number; number.Year != 2024 || number.Serial != 0 {
		t.Errorf("number %+v", number)
	}
	old, _ := composeNotice(t, c, 0)
	next, _ := composeNotice(t, n, 0)
	a, b := plain.Print(old), plain.Print(next)
	figure := regexp.MustCompile(`\d+|-|—`)
	if diff := cmp.Diff(figure.ReplaceAllString(a, "#"), figure.ReplaceAllString(strings.Replace(b, "  号", "5号", 1), "#")); diff != "" {
		t.Errorf("more than figures changed:\n%s", diff)
	}
	if left := strings.Count(b, "2023"); left != 2 {
		t.Errorf("%d times 2023 is left, want 2: the title and the number that are cited", left)
	}
}

// Two steps of a year lead where one of two does.
func TestNextTwice(t *testing.T) {
	c := loadXiamen(t)
	two := span(t, "2025-05-11/2025-05-17")
	a, _, err1 := c.Next(2024, span(t, "2024-05-12/2024-05-18"))
	if err1 != nil {
		t.Fatal(err1)
	}
	b, _, err1 := a.Next(2025, two)
	direct, _, err2 := c.Next(2025, two)
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if diff := cmp.Diff(direct, b, cmpopts.IgnoreUnexported(Campaign{})); diff != "" {
		t.Errorf("-direct +in two steps:\n%s", diff)
	}
}

// What Next returns shares nothing with what it came from, and two calls
// give the same.
func TestNextLeavesTheReceiver(t *testing.T) {
	c, before := loadXiamen(t), loadXiamen(t)
	c.Forms = append(c.Forms, FormUse{ID: "own", Notes: []string{"5月16日交"}, Schema: &forms.Schema{ID: "own", Title: "2023年表", Notes: []string{"5月14日填"},
		Head: []forms.Field{{Key: "day", Label: "2023年", Kind: forms.Date, Min: "2023-05-14", Max: "2023-05-20"}}}})
	before.Forms = append(before.Forms, FormUse{ID: "own", Notes: []string{"5月16日交"}, Schema: c.Forms[1].Schema.Clone()})
	for _, c := range []*Campaign{c, before} {
		c.Material[0].Layout = &ArticleLayout{Title: &TextLook{Face: "方正小标宋简体", Size: "二号"}}
	}
	to := span(t, "2024-05-12/2024-05-18")
	n, moves, err := c.Next(2024, to)
	if err != nil {
		t.Fatal(err)
	}
	again, moves2, _ := c.Next(2024, to)
	unexported := cmpopts.IgnoreUnexported(Campaign{})
	if diff := cmp.Diff(n, again, unexported) + cmp.Diff(moves, moves2); diff != "" {
		t.Errorf("two calls differ:\n%s", diff)
	}
	own := n.Forms[1].Schema
	if own.Title != "2024年表" || own.Notes[0] != "5月12日填" || own.Head[0].Min != "2024-05-12" || own.Head[0].Max != "2024-05-18" ||
		n.Forms[1].Notes[0] != "5月14日交" {
		t.Errorf("the form became %+v", own)
	}
	n.Deadlines[0].To[0], n.Material[1].Format[0], n.Documents[0].Signature.Organs[0], n.Documents[0].Added[0] = "", "", "", ""
	n.Documents[0].Attachments[0].Title, n.Material[2].Advise.Width, n.Documents[0].Head.Mark = "", 1, ""
	n.Material[0].Layout.Title.Face = "宋体"
	if diff := cmp.Diff(before, c, unexported); diff != "" {
		t.Errorf("the receiver changed:\n%s", diff)
	}
}

// What is found in the draft stands in the file of the year before.
func TestNextPlaces(t *testing.T) {
	const file = `schema: zhijiao/campaign@1
name: 活动周
level: 市
year: 2023
periods: [{id: week, name: 活动周, from: 2023-05-14, to: 2023-05-20}]
organs: [{name: 甲市教育局}]
documents:
  - id: notice
    kind: 通知
    title: 通知
    body: |
      时间：2023年5月14日-20日，{{year}}年举办，见下：甲
`
	c, err := Load(strings.NewReader(file), "week.yaml")
	if err != nil {
		t.Fatal(err)
	}
	n, _, err := c.Next(2024, span(t, "2024-05-12/2024-05-18"))
	if err != nil {
		t.Fatal(err)
	}
	printed, err := n.Expand(n.Documents[0].Body)
	if err != nil {
		t.Fatal(err)
	}
	line := []rune(strings.Split(file, "\n")[11])
	for _, word := range []string{"时间", "举办", "甲"} {
		column := 1 + len([]rune(printed[:strings.Index(printed, word)]))
		at := compose(t, n, 0)(1, column-1)
		if got := string(line[at.Column-1:]); at.Line != 12 || !strings.HasPrefix(got, word) {
			t.Errorf("%s: %v, %s", word, at, got)
		}
	}
}

// A document that is passed on is somebody else's.
func TestNextForwarded(t *testing.T) {
	c := &Campaign{Year: 2023, Name: "活动周",
		Periods: []Period{{ID: "week", From: calendar.Date{Year: 2023, Month: 5, Day: 14}, To: calendar.Date{Year: 2023, Month: 5, Day: 20}}},
		Documents: []Draft{{
			Kind: "通知", Title: "甲县教育局转发《甲市教育局关于举办2023年活动周的通知》的通知",
			Attachments: []DraftAttachment{{Title: "甲市教育局关于举办2023年活动周的通知", Body: "定于2023年5月14日—20日举办。", Printed: true}},
		}}}
	n, moves, err := c.Next(2024, span(t, "2024-05-12/2024-05-18"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(c.Documents, n.Documents); diff != "" {
		t.Errorf("changed:\n%s", diff)
	}
	if told := printMoves(moves); !strings.Contains(told, "documents[0].title") || !strings.Contains(told, "documents[0].attachments[0].title") {
		t.Errorf("not told:\n%s", told)
	}
}

func TestNextErrors(t *testing.T) {
	c := loadXiamen(t)
	may := func(day int) calendar.Date { return calendar.Date{Year: 2024, Month: 5, Day: day} }
	// A plan has no number to give it.
	plan := &Campaign{Year: 2023, Periods: c.Periods, Documents: []Draft{{Kind: "方案"}}}
	var e *NextError
	if _, _, err := plan.MoveTo(Target{Year: 2024, Period: calendar.Period{From: may(12), To: may(18)}, Number: document.ParseDocNumber("甲教〔2024〕1号")}); !errors.Is(err, ErrNoNumber) ||
		!errors.As(err, &e) || !strings.Contains(e.Chinese(), "发文字号") {
		t.Errorf("%v", err)
	}
	for _, tt := range []struct {
		name   string
		c      *Campaign
		year   int
		period calendar.Period
		want   error
	}{
		{"no such day", c, 2024, calendar.Period{From: may(30), To: may(32)}, calendar.ErrRange},
		{"no period", c, 2024, calendar.Period{}, calendar.ErrRange},
		{"reversed", c, 2024, calendar.Period{From: may(18), To: may(12)}, calendar.ErrOrder},
		{"another year", c, 2025, calendar.Period{From: may(12), To: may(18)}, ErrNotInYear},
		{"a year too far", c, 24, calendar.Period{From: may(12), To: may(18)}, ErrYearForbidden},
		{"nothing to move from", &Campaign{Year: 2023}, 2024, calendar.Period{From: may(12), To: may(18)}, ErrNoMainPeriod},
	} {
		t.Run(tt.name, func(t *testing.T) {
			n, moves, err := tt.c.Next(tt.year, tt.period)
			var e *NextError
			if !errors.Is(err, tt.want) || !errors.As(err, &e) || n != nil || moves != nil {
				t.Fatalf("%v, %v, %v", n, moves, err)
			}
			if chinese := e.Chinese(); !strings.ContainsAny(chinese, "年日") {
				t.Errorf("in Chinese: %s", chinese)
			}
		})
	}
}

// Whatever a text holds, it keeps its lines, what is told is in it, and the
// draft can be made.
func FuzzNext(f *testing.F) {
	f.Add("2023年5月14日-20日、5月22日前，《2023年通知》〔2023〕5号")
	f.Add("5月14、15日（星期一）\n2023.5.14 2023—2024学年{{year}}年5月14日")
	f.Add("二〇二三年第三届5月9号楼")
	file, err := os.ReadFile("testdata/next.txtar")
	if err != nil {
		f.Fatal(err)
	}
	head := string(txtar.Parse(file).Comment)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := Load(strings.NewReader(head), "week.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Expand(text); err != nil {
			return
		}
		c.Documents[0].Body = text
		n, moves, err := c.Next(2024, span(t, "2024-05-29/2024-06-04"))
		if err != nil {
			t.Fatal(err)
		}
		now := n.Documents[0].Body
		if strings.Count(text, "\n") != strings.Count(now, "\n") {
			t.Errorf("lines: %q became %q", text, now)
		}
		if _, err := n.Expand(now); err != nil {
			t.Errorf("%q became %q: %v", text, now, err)
		}
		told := false
		for _, m := range moves {
			if m.Field == "documents[0].body" {
				told = told || !m.Left()
				if !strings.Contains(text, m.From) {
					t.Errorf("%q is not in %q", m.From, text)
				}
			}
		}
		if text != now && !told {
			t.Errorf("%q became %q, and nothing is told", text, now)
		}
	})
}

// With holidays that are known, a deadline that was worked is worked again, on
// its side of the period and in its order.
func TestMoveToWorkdays(t *testing.T) {
	h := calendar.BuiltInHolidays()
	rapid.Check(t, func(t *rapid.T) {
		date := rapid.Custom(func(t *rapid.T) calendar.Date {
			return calendar.Date{Year: 2024, Month: 2, Day: 20}.AddDays(rapid.IntRange(0, 250).Draw(t, "day"))
		})
		from := date.Draw(t, "from")
		old := calendar.Period{From: from, To: from.AddDays(6)}
		begin := date.Draw(t, "new").AddDays(365)
		to := calendar.Period{From: begin, To: begin.AddDays(6)}
		c := &Campaign{Year: 2024, Periods: []Period{{ID: "week", From: old.From, To: old.To}}}
		for range 6 {
			c.Deadlines = append(c.Deadlines, Deadline{ID: "a", Due: date.Draw(t, "due")})
		}
		n, _, err := c.MoveTo(Target{Year: begin.Year, Period: to, Holidays: &h})
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range c.Deadlines {
			now := n.Deadlines[i].Due
			if a.Due.Before(old.From) != now.Before(to.From) || a.Due.After(old.To) != now.After(to.To) {
				t.Fatalf("%v of %v becomes %v of %v", a.Due, old, now, to)
			}
			if h.Workday(a.Due) && !old.Contains(a.Due) && h.Known(now.Year) && !h.Workday(now) {
				t.Fatalf("%v, a workday, becomes %v", a.Due, now)
			}
			for j, b := range c.Deadlines {
				if h.Workday(a.Due) && h.Workday(b.Due) && a.Due.Before(b.Due) && n.Deadlines[j].Due.Before(now) {
					t.Fatalf("%v and %v become %v and %v", a.Due, b.Due, now, n.Deadlines[j].Due)
				}
			}
		}
	})
}

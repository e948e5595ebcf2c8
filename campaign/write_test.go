package campaign

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func write(t testing.TB, c *Campaign) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, c); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var campaignFiles = []string{"changchun-2019", "jilin-2017", "nanchang-2020", "taian-2020", "xiamen-2023", "default-2027"}

// What was loaded is written as it stood, to the byte; without its file it is
// read back as what it was, and written again as the same.
func TestWriteFiles(t *testing.T) {
	for _, name := range campaignFiles {
		t.Run(name, func(t *testing.T) {
			data, err := testdata.Campaigns.ReadFile("campaigns/" + name + ".yaml")
			if err != nil {
				t.Fatal(err)
			}
			c, err := Load(bytes.NewReader(data), name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(data), write(t, c)); diff != "" {
				t.Errorf("-file +written:\n%s", diff)
			}
			bare := *c
			bare.source = nil
			written := write(t, &bare)
			again, err := Load(strings.NewReader(written), name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c, again, cmpopts.IgnoreUnexported(Campaign{})); diff != "" {
				t.Errorf("-loaded +written and loaded:\n%s", diff)
			}
			if diff := cmp.Diff(written, write(t, again)); diff != "" {
				t.Errorf("-first +second:\n%s", diff)
			}
		})
	}
}

// A campaign moved to another year is written into the file of the one before:
// every line that is not about the year stands as it stood.
func TestWriteNext(t *testing.T) {
	for _, name := range campaignFiles {
		c, err := LoadFS(testdata.Campaigns, "campaigns/"+name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		n, moves, err := c.Next(2028, span(t, "2028-05-07/2028-05-13"))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range moves {
			n.Doubts = append(n.Doubts, m.Doubt())
		}
		written := write(t, n)
		again, err := Load(strings.NewReader(written), name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(n, again, cmpopts.IgnoreUnexported(Campaign{})); diff != "" {
			t.Errorf("%s: -moved +written and loaded:\n%s", name, diff)
		}
		if strings.Count(written, "# 待确认：") < len(moves)/2 {
			t.Errorf("%s: %d comments for %d moves", name, strings.Count(written, "# 待确认："), len(moves))
		}
		data, _ := testdata.Campaigns.ReadFile("campaigns/" + name + ".yaml")
		for line := range strings.Lines(string(data)) {
			if strings.Contains(line, "#") && !strings.Contains(written, strings.TrimSpace(line[strings.Index(line, "#"):])) {
				t.Errorf("%s: a comment is lost: %s", name, line)
			}
		}
		if twice := write(t, again); twice != written {
			t.Errorf("%s: doubts pile up:\n%s", name, cmp.Diff(written, twice))
		}
	}
}

// TestWriteEdits: the cases of testdata/write.txtar: a file, what is changed in
// it, and what is then written.
func TestWriteEdits(t *testing.T) {
	const name = "testdata/write.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	edits := map[string]func(c *Campaign){
		"nothing": func(*Campaign) {},
		"a value in a line": func(c *Campaign) {
			c.Deadlines[1].Due = calendar.Date{Year: 2023, Month: 5, Day: 23}
		},
		"a text": func(c *Campaign) {
			c.Documents[0].Body = "一、新的第一节\n二、新的第二节\n"
		},
		"a key more": func(c *Campaign) {
			c.Documents[0].Note, c.Contacts[0].Person = "此件公开发布", "张某某"
		},
		"a key less": func(c *Campaign) { c.Documents[0].Recipients, c.Theme = "", "" },
		"a line more": func(c *Campaign) {
			c.Deadlines = append([]Deadline{{ID: "plan", What: "方案", Due: c.Deadlines[0].Due}}, c.Deadlines...)
		},
		"a line less": func(c *Campaign) { c.Deadlines = c.Deadlines[1:] },
		"a list less": func(c *Campaign) { c.Deadlines = nil },
		"a section more": func(c *Campaign) {
			c.Rhythms = []Rhythm{{ID: "daily", What: "前一日情况", Every: "day", By: calendar.Clock{Hour: 12}}}
		},
		"a comma in it": func(c *Campaign) { c.Deadlines[0].What = "总结,表: #1" },
		"doubts": func(c *Campaign) {
			c.Doubts = []Doubt{{Path: "theme", Text: "主题"}, {Path: "deadlines[1].due", Text: "时限"}, {Path: "documents[0].body", Text: "第2行"},
				{Text: "全文"}, {Path: "documents[0].head.number", Text: "文号"}, {Path: "organs[0]", Text: "机关", Answered: true}}
		},
		"doubts, answered": func(c *Campaign) { c.Doubts = []Doubt{{Path: "theme", Text: "主题", Answered: true}} },
		"a form's field": func(c *Campaign) {
			c.Forms[0].Schema.Head[1].Label = "人数（人）"
			c.Doubts = []Doubt{{Path: "forms[0].schema.head[1].label", Text: "栏目"}}
		},
		"a document more": func(c *Campaign) {
			c.Documents = append(c.Documents, Draft{ID: "plan", Kind: "方案", Title: "方案", Body: "正文。"})
		},
	}
	var got []txtar.File
	for _, f := range archive.Files {
		edit, ok := edits[f.Name]
		if !ok {
			if !strings.HasSuffix(f.Name, ".yaml") {
				t.Errorf("no edit %s", f.Name)
			}
			got = append(got, f)
			continue
		}
		c, err := Load(bytes.NewReader(got[0].Data), "week.yaml")
		if err != nil {
			t.Fatal(err)
		}
		edit(c)
		got = append(got, txtar.File{Name: f.Name, Data: []byte(lineDiff(string(got[0].Data), write(t, c)))})
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

// lineDiff tells which lines went and came.
func lineDiff(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	long := make([][]int, len(x)+1)
	for i := range long {
		long[i] = make([]int, len(y)+1)
	}
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if long[i][j] = max(long[i+1][j], long[i][j+1]); x[i] == y[j] {
				long[i][j] = long[i+1][j+1] + 1
			}
		}
	}
	var out strings.Builder
	for i, j := 0, 0; i < len(x) || j < len(y); {
		switch {
		case i < len(x) && j < len(y) && x[i] == y[j]:
			i, j = i+1, j+1
		case j == len(y) || i < len(x) && long[i+1][j] >= long[i][j+1]:
			out.WriteString("- " + x[i] + "\n")
			i++
		default:
			out.WriteString("+ " + y[j] + "\n")
			j++
		}
	}
	return out.String()
}

// Whatever a campaign holds that a file can hold, it is read back.
func TestWriteReadsBack(t *testing.T) {
	nasty := rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom([]rune("甲乙 #:,-{}[]\"'\\|>&*!%@`?~=\n\t　0123.年：，ayntrue")), 1, 12, -1),
		rapid.SampledFrom([]string{"yes", "No", "null", "~", "1.5", "0x1F", "12:00", "2023-05-14", "- 甲", "甲: 乙", "甲 #乙", "'", `"`, "|", "true", "1e5", ".", "甲:", " 甲 ", "\n甲", "甲\n\n", "甲\n  乙\n", "# 甲\n乙", "甲\n---\n乙", "...", "<<"}))
	text := rapid.Custom(func(t *rapid.T) string { return "甲" + nasty.Draw(t, "text") })
	day := calendar.Date{Year: 2023, Month: 5, Day: 14}
	rapid.Check(t, func(t *rapid.T) {
		c := &Campaign{
			Schema: schemaID, Name: text.Draw(t, "name"), Level: "市", Year: 2023, Theme: nasty.Draw(t, "theme"),
			Periods: []Period{{ID: "week", Name: nasty.Draw(t, "period"), From: day, To: day.AddDays(6)}},
			Organs:  []document.Organ{{Name: nasty.Draw(t, "organ")}},
			Activities: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Activity {
				return Activity{Name: nasty.Draw(t, "activity"), Place: nasty.Draw(t, "place")}
			}), 0, 3).Draw(t, "activities"),
			Forms: []FormUse{{ID: "own", Notes: []string{nasty.Draw(t, "note"), ""}, Schema: &forms.Schema{ID: "own", Title: text.Draw(t, "title"), Blocks: []forms.Block{
				{Key: "rows", Rows: 3, Fields: []forms.Field{{Key: "a", Label: text.Draw(t, "label"), Note: nasty.Draw(t, "note"), Kind: forms.Choice, Options: forms.Options{"甲,乙", "丙"}, Max: "3"}}}}}}},
			Documents: []Draft{{ID: "notice", Kind: "通知", Title: text.Draw(t, "title"), Body: text.Draw(t, "body"), Note: nasty.Draw(t, "note"), Recipients: nasty.Draw(t, "to"),
				Signature:   &DraftSignature{Organs: OrganNames{"all"}, Date: day},
				Attachments: []DraftAttachment{{Title: text.Draw(t, "title"), Body: text.Draw(t, "body")}}}},
		}
		var b, again bytes.Buffer
		if err := Write(&b, c); err != nil {
			var refused *LoadError
			if !errors.As(err, &refused) || errors.Is(err, ErrSyntax) || errors.Is(err, ErrType) {
				t.Fatalf("%v\n%s", err, b.String())
			}
			return // what no file may hold
		}
		loaded, err := Load(bytes.NewReader(b.Bytes()), "")
		if err != nil {
			t.Fatal(err)
		}
		// An edit of the file that was written leaves it readable.
		loaded.Theme = text.Draw(t, "theme")
		loaded.Activities = append(loaded.Activities, Activity{Name: "又一项"})
		loaded.Doubts = []Doubt{{Path: "documents[0].body", Text: text.Draw(t, "doubt")}}
		if err := Write(&again, loaded); err != nil {
			t.Fatalf("%v\n%s", err, b.String())
		}
	})
}

// What is open stays open in the campaign of another year, what was answered is done,
// and a doubt about a theme goes with the theme.
func TestDoubtsOfNextYear(t *testing.T) {
	c, err := LoadFS(testdata.Campaigns, "campaigns/default-2027.yaml")
	if err != nil {
		t.Fatal(err)
	}
	open := Doubt{Path: "deadlines[0].due", Text: "时限"}
	c.Doubts = []Doubt{{Path: "theme", Text: "主题"}, open, {Path: "organs[0]", Text: "机关", Answered: true}}
	n, moves, err := c.MoveTo(Target{Year: 2028, Period: span(t, "2028-05-07/2028-05-13"), Theme: "匠心筑梦"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Doubt{open}, n.Doubts); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(c.Doubts) != 3 {
		t.Error("the campaign that was moved has changed")
	}
	for _, m := range moves {
		if d := m.Doubt(); d.Path != m.Field || d.Text == "" || d.Answered {
			t.Errorf("%+v: %+v", m, d)
		}
	}
}

func TestWriteErrors(t *testing.T) {
	for _, c := range []*Campaign{nil, {}, {Schema: schemaID, Name: "甲\x1b", Level: "市", Year: 2023}} {
		var b bytes.Buffer
		if err := Write(&b, c); err == nil || b.Len() > 0 {
			t.Errorf("%v: %v, %d bytes", c, err, b.Len())
		}
	}
}

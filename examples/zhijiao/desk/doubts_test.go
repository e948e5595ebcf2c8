package desk

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func sampleYear(t *testing.T) *year {
	t.Helper()
	c, err := campaign.LoadFS(testdata.Campaigns, sample)
	if err != nil {
		t.Fatal(err)
	}
	return newYear(c)
}

func (y *year) mustChange(t *testing.T, sent url.Values) {
	t.Helper()
	if _, err := y.change(sent); err != nil {
		t.Fatal(err)
	}
}

// A doubt goes when what it is about is edited, is answered when it is ticked, and
// stays when something else changes; what it said comes back when that is undone.
func TestDoubtsAreSettled(t *testing.T) {
	y := sampleYear(t)
	theme, due, body, sign := "主题从一句话中读出", "原文写了两个日期", "“扎实推进”是当时的说法", "没有成文日期"
	y.draft.Doubts = []campaign.Doubt{{Path: "theme", Text: theme}, {Path: "deadlines[0].due", Text: due},
		{Path: "documents[0].body", Text: body}, {Path: "documents[0].signature", Text: sign}}
	y.draft.Documents[0].Body = "各校要扎实推进。\n请按时报送。\n"
	y.settle(y.draft)
	open := func() string {
		var all []string
		for _, d := range y.draft.OpenDoubts() {
			all = append(all, d.Text)
		}
		return strings.Join(all, "；")
	}
	for _, c := range []struct {
		what string
		sent url.Values
		want []string
	}{
		{"another value", url.Values{"name": {"另一个名称"}}, []string{theme, due, body, sign}},
		{"the same value", url.Values{"theme": {y.draft.Theme}}, []string{theme, due, body, sign}},
		{"ticked off", url.Values{"doubts[1].answered": {"", "true"}}, []string{theme, body, sign}},
		{"another place of a long text", url.Values{"documents[0].body": {"各校要扎实推进。\n请按时上报。\n"}}, []string{theme, body, sign}},
		{"its words", url.Values{"documents[0].body": {"各校要认真推进。\n请按时上报。\n"}}, []string{theme, sign}},
		{"a part of it", url.Values{"documents[0].signature.date": {"2027-04-07"}}, []string{theme}},
		{"itself", url.Values{"theme": {"匠心筑梦"}}, nil},
		{"undone", url.Values{"undo": {"yes"}}, []string{theme}},
		{"undone again", url.Values{"undo": {"yes"}}, []string{theme, sign}},
	} {
		y.mustChange(t, c.sent)
		if got, want := open(), strings.Join(c.want, "；"); got != want {
			t.Errorf("%s: open are %s, want %s", c.what, got, want)
		}
		if y.c != y.draft {
			t.Fatalf("%s: %v %s", c.what, y.wrong, y.refused)
		}
	}
}

// Undoing goes back step by step, as far as it is kept, and does not mind a press more.
func TestUndoYear(t *testing.T) {
	y := sampleYear(t)
	y.mustChange(t, url.Values{"theme": {y.draft.Theme}})
	if y.steps.Last() != "" {
		t.Error("saving without a change is a step")
	}
	for i := range maxUndo + 5 {
		y.mustChange(t, url.Values{"theme": {fmt.Sprint("主题", i)}})
	}
	y.mustChange(t, url.Values{"add": {"contacts"}})
	y.mustChange(t, url.Values{"deadlines[0].due": {"2027-13-45"}})
	for range maxUndo + 2 {
		y.mustChange(t, url.Values{"undo": {"yes"}})
	}
	if y.draft.Theme != "主题6" || y.c != y.draft || len(y.typed) > 0 || !strings.Contains(y.said, "没有可以撤销的") {
		t.Errorf("%q, %v, %s", y.draft.Theme, y.typed, y.said)
	}
}

// What no text tells has a hint; its button writes it where the like stands, and the
// campaign is sound with it.
func TestMention(t *testing.T) {
	y := sampleYear(t)
	if found := unsaid(y.c); len(found) > 0 {
		t.Fatalf("the sample tells all, not so: %v", found)
	}
	for _, c := range []struct {
		list  string
		sent  url.Values
		wrote string
	}{
		{"deadlines", url.Values{"what": {"活动照片"}, "due": {"2027-05-21"}}, "7.{{date \"时限7\"}}前，报送活动照片。"},
		{"contacts", url.Values{"organ": {"市总工会"}, "phone": {"0000-7654321"}}, "市总工会联系人：{{contact \"联系人4\"}}。"},
	} {
		y.mustChange(t, url.Values{"add": {c.list}})
		n := reflect.ValueOf(y.draft).Elem().FieldByName(strings.ToUpper(c.list[:1])+c.list[1:]).Len() - 1
		path := fmt.Sprintf("%s[%d]", c.list, n)
		filled := url.Values{}
		for k, v := range c.sent {
			filled[path+"."+k] = v
		}
		y.mustChange(t, filled)
		if y.c != y.draft || len(unsaid(y.c)[path]) == 0 {
			t.Fatalf("%s: no hint: %v %s", c.list, y.wrong, y.refused)
		}
		y.mustChange(t, url.Values{"mention": {path}})
		if y.c != y.draft || y.wrote != c.wrote || len(unsaid(y.c)[path]) > 0 {
			t.Errorf("%s: wrote %s, want %s; %v %s", c.list, y.wrote, c.wrote, y.wrong, y.refused)
		}
		if _, texts := bodies(y.c); !strings.Contains(*texts[1], "\n"+c.wrote+"\n") {
			t.Errorf("%s: not in its place:\n%s", c.list, *texts[1])
		}
	}
	for _, path := range []string{"deadlines", "deadlines[99]", "organs[0]", "deadlines[x]"} {
		if _, err := y.change(url.Values{"mention": {path}}); err == nil {
			t.Errorf("%q was written", path)
		}
	}
}

// In texts of other kinds a sentence goes where it can.
func TestMentionPlaces(t *testing.T) {
	for _, c := range []struct{ body, deadline, contact string }{
		{"请做好准备。\n特此通知。\n", "请做好准备。\n请于{{date \"a\"}}前报送总结。\n特此通知。\n", "请做好准备。\n市教育局联系人：{{contact \"k\"}}。\n特此通知。\n"},
		{"一、报送\n请于5月9日前将方案报市教育局。\n二、要求\n认真组织。\n", "一、报送\n请于5月9日前将方案报市教育局。请于{{date \"a\"}}前报送总结。\n二、要求\n认真组织。\n", "一、报送\n请于5月9日前将方案报市教育局。\n二、要求\n认真组织。\n市教育局联系人：{{contact \"k\"}}。\n"},
		{"1.5月9日前报送方案。\n2.另行通知。\n", "1.5月9日前报送方案。请于{{date \"a\"}}前报送总结。\n2.另行通知。\n", "1.5月9日前报送方案。\n2.另行通知。\n市教育局联系人：{{contact \"k\"}}。\n"},
	} {
		for path, want := range map[string]string{"deadlines[0]": c.deadline, "contacts[0]": c.contact} {
			y := &campaign.Campaign{Deadlines: []campaign.Deadline{{ID: "a", What: "总结"}}, Contacts: []campaign.Contact{{ID: "k", Organ: "市教育局"}}, Documents: []campaign.Draft{{Body: c.body}}}
			if _, _, ok := mention(y, path); !ok || y.Documents[0].Body != want {
				t.Errorf("%s: got\n%swant\n%s", path, y.Documents[0].Body, want)
			}
		}
	}
}

// Whatever is added has an id of its own, though nobody gives it one.
func TestChristen(t *testing.T) {
	y := sampleYear(t)
	for _, list := range []string{"periods", "events", "contacts", "deadlines", "rhythms", "forms", "documents"} {
		y.mustChange(t, url.Values{"add": {list}})
		y.mustChange(t, url.Values{"add": {list}})
		v := reflect.ValueOf(y.draft).Elem().FieldByName(strings.ToUpper(list[:1]) + list[1:])
		seen := map[string]bool{}
		for i := range v.Len() {
			id := v.Index(i).FieldByName("ID").String()
			if list == "contacts" {
				id = v.Index(i).Interface().(campaign.Contact).Key()
			}
			if id == "" || seen[id] {
				t.Errorf("%s[%d] is called %q", list, i, id)
			}
			seen[id] = true
		}
	}
}

// Messages about keys of the file say what the page calls them.
func TestInWords(t *testing.T) {
	for say, want := range map[string]string{
		"时限应写明日期（due）或在哪件事之前（before）":            "时限应写明日期或在哪件事之前",
		"附件应有正文（body）或表格（form），另附的写apart: true":  "附件应有正文或表格，另附的写勾上“另附”",
		"表格应写明use（内置表格）、schema（自定义表格）":           "表格应写明内置表格、自定义表格",
		"“图片”应为文件的后缀，如jpg、mp4":                   "“图片”应为文件的后缀，如jpg、mp4",
		"{{dat \"x\"}}：没有这个模板动作，可用的有：date、theme": "{{dat \"x\"}}：没有这个模板动作，可用的有：date、theme",
	} {
		if got := inWords(say); got != want {
			t.Errorf("%s: %s, want %s", say, got, want)
		}
	}
}

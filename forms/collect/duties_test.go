package collect

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/ledger"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// wordFile is a .docx with a paragraph for each line.
func wordFile(t testing.TB, lines ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	add := func(name, text string) {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(text))
		must(t, err)
	}
	add("[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)
	add("_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)
	body := ""
	for _, l := range lines {
		body += "<w:p><w:r><w:t>" + sheetml.Escape(l) + "</w:t></w:r></w:p>"
	}
	add("word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`+body+`</w:body></w:document>`)
	must(t, z.Close())
	return b.Bytes()
}

// duties collects files of one school, 滨江职业学校, that owes what the keys say, and
// prints what became of each duty: day state note.
func duties(t testing.TB, keys, register string, files map[string][]string, more ...func(*Options)) (string, results) {
	t.Helper()
	c := dutiesCampaign(t, keys)
	fsys := fstest.MapFS{}
	for name, lines := range files {
		data := []byte(strings.Join(lines, "\n"))
		if strings.HasSuffix(name, ".docx") {
			data = wordFile(t, lines...)
		}
		fsys["滨江职业学校/"+name] = &fstest.MapFile{Data: data}
	}
	if register != "" {
		fsys["收文登记.csv"] = &fstest.MapFile{Data: []byte(register)}
	}
	o := Options{Campaign: c, Roster: returned.Roster{{Name: "滨江职业学校", Contact: "张某某", Phone: "0000-1234567"}}}
	for _, set := range more {
		set(&o)
	}
	var out output.Memory
	r, err := Collect(t.Context(), fsys, o, &out)
	must(t, err)
	var b strings.Builder
	for _, it := range r.Items {
		day := "-"
		if !it.Day.IsZero() {
			day = ledger.MonthDay(it.Day)
		}
		fmt.Fprintf(&b, "%s%s %s", day, it.Medium, it.State)
		if it.Note != "" {
			fmt.Fprintf(&b, " (%s)", it.Note)
		}
		b.WriteString("\n")
	}
	return b.String(), out.Files()
}

// dutiesCampaign is the campaign of a week with the keys.
func dutiesCampaign(t testing.TB, keys string) *campaign.Campaign {
	t.Helper()
	text := "schema: zhijiao/campaign@1\nname: 活动周\nlevel: 市\nyear: 2023\ntheme: 技能\n" +
		"periods:\n  - {id: week, name: 活动周, from: 2023-05-14, to: 2023-05-17, main: true}\n  - {id: month, name: 宣传月, from: 2023-05-02, to: 2023-05-17}\n" +
		"organs: [{name: 示例市教育局, short: 市教育局}]\ncontacts: [{id: zcc, organ: 市教育局, email: zcc@example.com}]\n" + keys +
		"\ndocuments: [{id: notice, kind: 通知, title: 关于活动周的通知, body: 通知如下。}]\n"
	c, err := campaign.Load(strings.NewReader(text), "campaign.yaml")
	must(t, err)
	return c
}

const noTime = " (没有收文时间，是否迟报没有判断)"

// TestDocumentsOwed: a document that is owed is known by its name, or by a title
// within; what cannot be read is asked for.
func TestDocumentsOwed(t *testing.T) {
	const summary = "deadlines: [{id: summary, what: 活动周开展情况总结, due: 2023-05-22, time: \"16:00\", to: [zcc]}]"
	body := []string{"活动周期间，我校开展了多项活动，有关情况如下。"}
	for _, tt := range []struct {
		name, keys, register string
		files                map[string][]string
		want                 string
	}{
		{"nothing", summary, "", nil, "5月22日 未报\n"},
		{"by its name", summary, "", map[string][]string{"滨江总结（定稿）.docx": body}, "5月22日 已报" + noTime + "\n"},
		{"by its folder", summary, "", map[string][]string{"总结/滨江.docx": body}, "5月22日 已报" + noTime + "\n"},
		{"by its title", summary, "", map[string][]string{"材料1.docx": append([]string{"滨江职业学校活动周总结"}, body...)}, "5月22日 已报" + noTime + "\n"},
		{"a line of the text is no title", summary, "", map[string][]string{"材料1.docx": append([]string{"滨江职业学校简讯"}, "我校召开会议，对上一年的工作进行了总结，并对今年的各项活动作出部署，要求各部门按照分工抓好落实，务求实效，不走过场。")}, "5月22日 未报\n"},
		{"by its title as another thing", summary, "", map[string][]string{"总结表彰大会简报.docx": body}, "5月22日 已报" + noTime + "\n"},
		{"in time", summary, "文件,时间\n滨江职业学校/总结.docx,2023-05-22 15:59\n", map[string][]string{"总结.docx": body}, "5月22日 已报\n"},
		{"late", summary, "文件,时间\n滨江职业学校/总结.docx,2023-05-23 09:00\n", map[string][]string{"总结.docx": body}, "5月22日 迟报 (5月23日报来)\n"},
		{"two, one in time", summary, "文件,时间\n滨江职业学校/总结.docx,2023-05-22 09:00\n滨江职业学校/总结2.docx,2023-05-24\n", map[string][]string{"总结.docx": body, "总结2.docx": body}, "5月22日 已报\n"},
		{"cannot be read", summary, "", map[string][]string{"新建文档.doc": {"\xD0\xCF\x11\xE0"}}, "5月22日 待确认 (看不出新建文档.doc是不是总结，请打开核对)\n"},
		{"registered without a file", summary, "单位,文件,时间\n滨江职业学校,总结,2023-05-22\n", nil, "5月22日 已报 (收文登记里有，文件不在文件夹里)\n"},
		{"two in one", "deadlines:\n  - {id: plan, what: 活动方案, due: 2023-05-10}\n  - {id: summary, what: 活动总结, due: 2023-05-22}", "",
			map[string][]string{"活动方案和活动总结.docx": body}, "5月10日 已报" + noTime + "\n5月22日 已报" + noTime + "\n"},
		{"not two", "deadlines:\n  - {id: plan, what: 活动方案, due: 2023-05-10}\n  - {id: summary, what: 活动总结, due: 2023-05-22}", "",
			map[string][]string{"方案执行情况的总结.docx": body}, "5月10日 未报\n5月22日 已报" + noTime + "\n"},
		{"paper with a seal", "deadlines: [{id: summary, what: 总结, due: 2023-05-22, medium: [电子版, 盖章纸质版]}]", "",
			map[string][]string{"总结.docx": body}, "5月22日 已报" + noTime + "\n5月22日盖章纸质版 另行确认 (盖章纸质版看不到文件，登记在收文登记.csv里的即算收到)\n"},
		{"paper that is registered", "deadlines: [{id: summary, what: 总结, due: 2023-05-22, medium: [盖章纸质版]}]", "单位,材料,方式,时间\n滨江职业学校,总结,盖章纸质版,2023-05-24\n", nil,
			"5月22日盖章纸质版 迟报 (收文登记里有)\n"},
		{"a second channel", "deadlines: [{id: news, what: 活动信息, due: 2023-05-22, medium: [信息平台]}]", "", nil,
			"5月22日信息平台 另行确认 (信息平台看不到文件，登记在收文登记.csv里的即算收到)\n"},
		{"before an event", "events: [{id: exam, name: 中考填报志愿}]\ndeadlines: [{id: letter, what: 公开信, before: exam}]", "", nil,
			"- 日期未定 (中考填报志愿前，日期另行通知)\n"},
		{"before an event with a day", "events: [{id: exam, name: 中考填报志愿, date: 2023-06-20}]\ndeadlines: [{id: letter, what: 公开信, before: exam}]", "", nil,
			"6月19日 未报\n"},
		{"nobody's", "deadlines: [{id: summary, what: 总结, due: 2023-05-22, who: [区县]}]\ntasks: [{what: 成立机构, who: [学校]}]", "", nil, ""},
	} {
		if got, _ := duties(t, tt.keys, tt.register, tt.files); got != tt.want {
			t.Errorf("%s:\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

// TestPiecesOfRhythms: what is handed in again and again is owed on each of its days,
// and a file is put to a day only where something tells which.
func TestPiecesOfRhythms(t *testing.T) {
	const daily = "rhythms: [{id: daily, what: 前一日活动情况, every: day, by: \"12:00\", covers: previous-day}]"
	const brief = "rhythms: [{id: brief, what: 当日简报, every: day, by: \"14:00\", covers: same-day, files: [简报]}]"
	const weekly = "rhythms: [{id: weekly, what: 一周情况, every: week, weekday: 周三, covers: week, period: month}]"
	body := []string{"活动情况", "我校开展了活动。"}
	none := "5月15日 未报\n5月16日 未报\n5月17日 未报\n5月18日 未报\n"
	for _, tt := range []struct {
		name, keys, register string
		files                map[string][]string
		want                 string
	}{
		{"nothing", daily, "", nil, none},
		{"by the day in the name", daily, "", map[string][]string{"5月14日活动情况.docx": body, "情况0515.docx": body, "2023-05-16.docx": body, "IMG_20230517_101112.jpg": {"x"}},
			strings.ReplaceAll(none, "未报", "已报"+noTime)},
		{"by the day within", daily, "", map[string][]string{"情况.docx": {"活动情况", "5月15日，我校开展了活动。"}}, strings.Replace(none, "5月16日 未报", "5月16日 已报"+noTime, 1)},
		{"several days within tell none", daily, "", map[string][]string{"情况.docx": {"活动情况", "5月15日和5月16日，我校开展了活动。"}},
			strings.ReplaceAll(none, "未报", "待确认 (另有1份看不出是哪一天的，如情况.docx)")},
		{"by the time it came", daily, "文件,时间\n滨江职业学校/情况.docx,2023-05-16 11:00\n", map[string][]string{"情况.docx": body}, strings.Replace(none, "5月16日 未报", "5月16日 已报", 1)},
		{"late by the day in the name", daily, "文件,时间\n滨江职业学校/5月14日情况.docx,2023-05-15 12:01\n", map[string][]string{"5月14日情况.docx": body},
			strings.Replace(none, "5月15日 未报", "5月15日 迟报 (2023-05-15 12:01报来)", 1)},
		{"named by the day it was sent", daily, "文件,时间\n滨江职业学校/5月15日情况.docx,2023-05-15 10:00\n", map[string][]string{"5月15日情况.docx": body},
			"5月15日 待确认 (5月15日情况.docx是5月15日10:00收到的，看不出报的是当天还是前一天)\n5月16日 待确认 (5月15日情况.docx是5月15日10:00收到的，看不出报的是当天还是前一天)\n5月17日 未报\n5月18日 未报\n"},
		{"two in one's time", daily, "文件,时间\n滨江职业学校,2023-05-16 11:00\n", map[string][]string{"情况a.docx": body, "情况b.docx": body},
			"5月15日 待确认 (5月16日的时限内报来2份，看不出有没有这一天的)\n5月16日 已报\n5月17日 未报\n5月18日 未报\n"},
		{"of a word alone", brief, "", map[string][]string{"5月14日简报.docx": body, "5月15日新闻稿.docx": body},
			"5月14日 已报" + noTime + "\n5月15日 未报\n5月16日 未报\n5月17日 未报\n"},
		{"a summary is no piece", daily + "\ndeadlines: [{id: summary, what: 总结, due: 2023-05-22}]", "", map[string][]string{"5月14日总结.docx": body}, none + "5月22日 已报" + noTime + "\n"},
		{"weekly", weekly, "", map[string][]string{"5月9日情况.docx": body}, "5月3日 未报\n5月10日 已报" + noTime + "\n5月17日 未报\n"},
		{"as of a day", daily, "", nil, "5月15日 未报\n5月16日 未到期\n5月17日 未到期\n5月18日 未到期\n"},
		{"on days with an activity, which nobody told", strings.Replace(brief, "covers: same-day", "covers: same-day, only: activity", 1), "", nil, "- 另行确认 (没有报来活动的日期，哪天应报无从知道)\n"},
		{"on days with an activity", "activities: [{name: 开放日, date: 2023-05-15, owner: 滨江职业学校}, {name: 别处的, date: 2023-05-16, owner: 白沙职业学校}]\n" +
			strings.Replace(brief, "covers: same-day", "covers: same-day, only: activity", 1), "", map[string][]string{"5月16日简报.docx": body}, "5月15日 未报\n"},
	} {
		more := func(o *Options) {}
		if tt.name == "as of a day" {
			more = func(o *Options) { asOf("2023-05-15")(t, o) }
		}
		if got, _ := duties(t, tt.keys, tt.register, tt.files, more); got != tt.want {
			t.Errorf("%s:\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

// What is owed of documents and rhythms is chased, once for all days of a rhythm, and
// there is a text for it that fits into a message.
func TestDutiesAreChased(t *testing.T) {
	_, out := duties(t, "deadlines: [{id: summary, what: 活动周开展情况总结, due: 2023-05-22, to: [zcc]}]\nrhythms: [{id: daily, what: 前一日活动情况, every: day, by: \"12:00\", covers: previous-day}]\n"+
		"material: [{kind: article, minCount: 5, period: week}]", "", map[string][]string{"5月14日活动情况.docx": {"活动情况"}})
	owed := cells(t, out["催报名单.xlsx"])
	for _, want := range []string{
		"2023年5月16日12:00 | 前一日活动情况 | 滨江职业学校 |  | 未报 | 张某某 | 0000-1234567 | 5月16日、5月17日、5月18日应报的",
		"2023年5月17日 | 文字稿件 | 滨江职业学校 |  | 份数不足 | 张某某 | 0000-1234567 | 应报5份，已报1份",
		"2023年5月22日 | 活动周开展情况总结 | 滨江职业学校 |  | 未报",
	} {
		if !strings.Contains(owed, want) {
			t.Errorf("no %s in\n%s", want, owed)
		}
	}
	texts := cells(t, out["催报文字.xlsx"])
	line := texts[strings.Index(texts, "1 | 滨江职业学校"):]
	parts := strings.Split(line, " | ")
	if len(parts) < 7 {
		t.Fatal(texts)
	}
	for i, most := range []int{70, 140} {
		if n := utf8.RuneCountInString(parts[4+i]); n > most || !strings.HasPrefix(parts[4+i], "【市教育局】") {
			t.Errorf("%d characters: %s", n, parts[4+i])
		}
	}
	for _, want := range []string{"1.前一日活动情况（5月16日等3次）：未报", "活动周开展情况总结：未报（应于2023年5月22日前报送）", "zcc@example.com"} {
		if !strings.Contains(parts[6], want) {
			t.Errorf("no %s in %s", want, parts[6])
		}
	}
	if ledger := cells(t, out["台账.xlsx"]); !strings.Contains(ledger, "1 | 滨江职业学校 | √ | 缺 | 缺 | 缺 | 3") {
		t.Error(ledger)
	}
}

// What somebody does, and nobody is sent, stands in the ledger and is asked of nobody.
func TestLedgerListsTasks(t *testing.T) {
	items, out := duties(t, "events: [{id: exam, name: 中考填报志愿}]\ntasks:\n  - {what: 确定一名联络员, who: [学校]}\n  - {what: 印发公开信, who: [示例市教育局], before: exam}", "", nil)
	ledger := cells(t, out["台账.xlsx"])
	for _, want := range []string{"1 | 确定一名联络员 | 各学校 |  | 另行确认", "2 | 印发公开信 | 示例市教育局 | 中考填报志愿前 | 另行确认"} {
		if !strings.Contains(ledger, want) {
			t.Errorf("no %s in\n%s", want, ledger)
		}
	}
	if items != "" || strings.Contains(cells(t, out["催报名单.xlsx"]), "联络员") {
		t.Error(items)
	}
}

// A form with more rows than there are places, and one whose days lie outside of its
// period, are findings.
func TestQuotaAndPeriodOfForms(t *testing.T) {
	const keys = "deadlines: [{id: openday, what: 交流日, due: 2023-05-10, form: openday}]\nforms: [{id: openday, use: openday-plan, within: week, quota: %s}]"
	for _, tt := range []struct {
		name, quota string
		rows        int
		day, want   string
	}{
		{"as many as there are places", "2", 2, "2023-05-14", ""},
		{"one too many", "2", 3, "2023-05-14", "FM043 error 填了3行，名额是2"},
		{"one too many of about two", "2, about: true", 3, "2023-05-14", "FM043 error 填了3行，名额是2左右"},
		{"a tenth too many of about ten", "10, about: true", 11, "2023-05-14", "FM043 warning 填了11行，名额是10左右"},
		{"on a day outside", "2", 1, "2023-05-20", "FM051 error 日期晚于2023年5月17日"},
	} {
		c := dutiesCampaign(t, fmt.Sprintf(keys, tt.quota))
		s, err := c.FormSchema("openday")
		must(t, err)
		s.Blocks[0].Rows = 12
		s.Blocks[0].Fields[0].Max = ""
		fill := map[forms.Ref]string{{Key: "school"}: "滨江职业学校", {Key: "contact"}: "张某某", {Key: "phone"}: "84000001"}
		for row := range tt.rows {
			fill[forms.Ref{Block: "days", Row: row + 1, Key: "date"}] = tt.day
		}
		var b bytes.Buffer
		must(t, sheet.Form(&b, s, blank.Options{Fill: fill}))
		var out output.Memory
		_, err = Collect(t.Context(), fstest.MapFS{"滨江职业学校/表.xlsx": &fstest.MapFile{Data: b.Bytes()}}, Options{Campaign: c}, &out)
		must(t, err)
		got := ""
		for _, f := range findings(t, out.Files()) {
			if f.Severity != report.Hint {
				got += f.Rule + " " + f.Severity.String() + " " + f.Message
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Who receives something owes nothing of it.
func TestReceiverOwesNothing(t *testing.T) {
	c := dutiesCampaign(t, "deadlines:\n  - {id: summary, what: 总结, due: 2023-05-22, to: [zcc]}\n  - {id: list, what: 名单, due: 2023-05-22}")
	r, err := Collect(t.Context(), fstest.MapFS{}, Options{Campaign: c, Roster: returned.Roster{{Name: "示例市教育局"}, {Name: "滨江职业学校"}}}, &output.Memory{})
	must(t, err)
	got := ""
	for _, d := range r.Debts {
		got += d.School + d.What + " "
	}
	if want := "示例市教育局名单 滨江职业学校总结 滨江职业学校名单 "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

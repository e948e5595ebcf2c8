package plain_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/campaign/stated"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/papers"
)

// What Places tell of a part is where its characters stand in the text.
func TestPlaces(t *testing.T) {
	files, err := filepath.Glob(papers.Notices + "/documents/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		if len(a.Files) > 0 && a.Files[0].Name == "input" {
			text = string(a.Files[0].Data)
		} else {
			text = papers.ReadSample(t, strings.TrimSuffix(filepath.Base(file), ".txtar"))
		}
		lines := strings.Split(han.Lines.Replace(text), "\n")
		doc, _ := plain.Parse(text)
		n := doc
		parts := map[string]string{"title": strings.ReplaceAll(n.Title, "\n", ""), "recipients": n.Recipients, "adopted": strings.ReplaceAll(n.Adopted, "\n", ""), "note": n.Note, "listMark": n.AttachmentMark}
		if n.Head != nil {
			parts["head.number"] = n.Head.Number.String()
			parts["head.copy"], parts["head.secrecy"], parts["head.urgency"] = n.Head.Copy, n.Head.Secrecy, n.Head.Urgency
			parts["head.signers"] = strings.Join(n.Head.Signers, "、")
		}
		if n.Imprint != nil {
			parts["imprint.copyTo"], parts["imprint.date"] = n.Imprint.CopyTo, n.Imprint.Date.String()
		}
		if n.Signature != nil {
			parts["signature.date"] = n.Signature.Date.String()
			if len(n.Signature.Organs) > 0 {
				parts["signature"] = n.Signature.Organs[0].Name
				for i, o := range n.Signature.Organs {
					parts[fmt.Sprintf("signature.organs[%d]", i)] = o.Name
				}
			}
		}
		for i, a := range n.Attachments {
			parts[fmt.Sprintf("attachments[%d].title", i)] = strings.ReplaceAll(a.Title, "\n", "")
			parts[fmt.Sprintf("attachments[%d].listed", i)] = a.ListedTitle()
			parts[fmt.Sprintf("attachments[%d].label", i)] = a.Label
			parts[fmt.Sprintf("attachments[%d].adopted", i)] = strings.ReplaceAll(a.Adopted, "\n", "")
		}
		for line, text := range bodyLines(n) {
			for k, c := range []rune(text) {
				at, _ := n.Places.Find("", line, k)
				if c == '\t' {
					continue // between cells, which may stand anywhere
				}
				if got := []rune(lines[at.Line-1] + " ")[at.Column-1]; got != c {
					t.Errorf("%s: line %d: character %d is %c, at %v stands %c", file, line, k, c, at, got)
					break
				}
			}
		}
		for part, text := range n.Written { // places are those of what is written
			parts[part] = strings.ReplaceAll(text, "\n", "")
		}
		for _, p := range n.Places {
			if p.Line > 0 {
				continue
			}
			want := []rune(parts[p.Part])[p.From:]
			got := []rune(lines[p.At.Line-1])[p.At.Column-1:]
			if len(want) == 0 || want[0] != got[0] {
				t.Errorf("%s: %s: character %d is %.9q, at %v stands %.9q", file, p.Part, p.From, string(want), p.At, string(got))
			}
			seen[strings.Trim(p.Part, "0123456789[]")] = true
		}
		for part, text := range parts {
			if _, ok := n.Places.Find(part, 0, 0); !ok && text != "" && !strings.HasSuffix(part, ".listed") {
				t.Errorf("%s: no place of %s, %q", file, part, text)
			}
		}
	}
	if len(seen) < 8 {
		t.Errorf("only %v are in the documents", seen)
	}
}

// bodyLines returns the texts of the blocks of n by their lines.
func bodyLines(n *document.Document) map[int]string {
	all := map[int]string{}
	add := func(blocks []document.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *document.Heading:
				all[b.Line] = b.Mark + b.Text
			case *document.Paragraph:
				all[b.Line] = b.Mark + b.Lead + b.Text
			case *document.Labelled:
				all[b.Line] = b.Label + b.Text
			case *document.Table:
				for i, row := range b.Rows {
					all[b.Line+i] = strings.Join(row, "\t")
				}
			}
		}
	}
	add(n.Body)
	for _, a := range n.Attachments {
		add(a.Body)
	}
	return all
}

// TestParseDocuments reads ../testdata/notices/documents/*.txtar: what a
// whole document is read as. README.md there tells the form.
func TestParseDocuments(t *testing.T) {
	files, err := filepath.Glob(papers.Notices + "/documents/*.txtar")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d golden files: %v", len(files), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(name, func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{Comment: a.Comment}
			text := ""
			if len(a.Files) > 0 && a.Files[0].Name == "input" {
				text = string(a.Files[0].Data)
				got.Files = a.Files[:1:1]
			} else {
				text = papers.ReadSample(t, name)
			}
			doc, findings := plain.Parse(text)
			add := func(name, data string) {
				if data != "" {
					got.Files = append(got.Files, txtar.File{Name: name, Data: []byte(data)})
				}
			}
			add("parts", papers.Parts(doc))
			n := doc
			add("body", papers.Dump(n.Body, true))
			for i, a := range n.Attachments {
				add(fmt.Sprint("attachment ", i+1), papers.Dump(a.Body, true))
			}
			add("arrangements", arrangementLines(doc))
			add("findings", papers.FindingLines(findings))
			if *golden.Update {
				if err := os.WriteFile(file, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(a)), string(txtar.Format(got))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			checkWhole(t, text)
		})
	}
}

func arrangementLines(d *document.Document) string {
	var b strings.Builder
	deadlines, contacts := stated.Arrangements(d)
	for _, d := range deadlines {
		fmt.Fprintln(&b, strings.TrimSpace(fmt.Sprintf("deadline: %s %s", d.Due.ISO(), d.Time)), "|", d.What, "|", strings.Join(d.To, " "))
	}
	for _, c := range contacts {
		fmt.Fprintln(&b, "contact:", c.Key(), "|", c.Organ, "|", c.Person, "|", c.Phone, "|", c.Email)
	}
	return b.String()
}

// checkWhole checks what must hold of every document: nothing is lost, and
// printing and parsing again gives the same document.
func checkWhole(t *testing.T, text string) {
	t.Helper()
	checkKept(t, text)
	doc, _ := plain.Parse(text)
	printed := plain.Print(doc)
	again, _ := plain.Parse(printed)
	if diff := cmp.Diff(wholeDump(doc), wholeDump(again)); diff != "" {
		t.Errorf("print and parse gives another document, -first +second:\n%s\nprinted:\n%s", diff, printed)
	}
}

// checkKept checks what must hold of every text: no character is lost but
// those that a finding says were left out or written otherwise.
func checkKept(t interface {
	Helper()
	Errorf(string, ...any)
}, text string) {
	t.Helper()
	doc, findings := plain.Parse(text)
	printed := plain.Print(doc)
	have := count(printed)
	for _, f := range findings {
		switch f.Rule {
		case "RD001", "RD002", "RD003", "RD020", "RD010":
			for r, n := range count(f.Found) {
				have[r] += n
			}
		}
	}
	for r, n := range count(text) {
		if have[r] < n {
			t.Errorf("%d of %d %q are lost of %q\nprinted %q\nfindings %s", n-have[r], n, r, text, printed, papers.FindingLines(findings))
			return
		}
	}
	stated.Arrangements(doc)
}

// count counts the characters of s that are text.
func count(s string) map[rune]int {
	n := map[rune]int{}
	for _, r := range papers.Characters(s) {
		n[r]++
	}
	return n
}

func wholeDump(d *document.Document) string {
	s := papers.Parts(d)
	n := d
	s += papers.Dump(n.Body, false)
	for _, a := range n.Attachments {
		s += "attachment\n" + papers.Dump(a.Body, false)
	}
	return s
}

// In the samples the order is kept too: what is printed is the text, but for
// what was left out, and for what the findings say was supplied.
func TestSamplesInOrder(t *testing.T) {
	for _, tt := range []struct{ name, supplied string }{
		{"xiamen-2023", ""},
		{"jilin-2017", ""},
		{"nanchang-2020", ""},
		{"taian-2020", ""},
		{"changchun-2019", "附件"}, // the page has no label
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := papers.ReadSample(t, tt.name)
			doc, findings := plain.Parse(text)
			want := text
			for _, f := range findings {
				switch f.Rule {
				case "RD001", "RD002", "RD003", "RD020":
					want = strings.Replace(want, f.Found, "", 1)
				case "RD010":
					t.Errorf("%v in a sample", f)
				}
			}
			// The list of 吉林 has blanks behind its numbers, which are no text.
			got, want := papers.Characters(plain.Print(doc)), papers.Characters(want)
			if tt.supplied != "" {
				i := len(commonPrefix(got, want))
				// The supplied words may begin like those that follow.
				for ; i >= 0 && !strings.HasPrefix(got[i:], tt.supplied); i-- {
				}
				if i < 0 {
					t.Fatalf("%q is not supplied", tt.supplied)
				}
				got = got[:i] + got[i+len(tt.supplied):]
			}
			if got != want {
				i := len(commonPrefix(got, want))
				t.Errorf("differs behind %q:\nsample  %.120q\nprinted %.120q", got[max(0, i-60):i], want[i:], got[i:])
			}
		})
	}
}

func commonPrefix(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return a[:i]
}

// drawWhole makes a text of lines that the parts of documents are known by.
func drawWhole(t *rapid.T) string {
	line := rapid.SampledFrom([]string{
		"甲市教育局", "甲 市 教 育 局", "甲市教育局文件", "文件", "甲市教育局 乙市教育局", "中共甲市委网络", "安全办公室", "宣传部",
		"甲教〔2023〕5号", "甲教[2023]5号　签发人：李某某", "000001", "特急", "机密★1年",
		"关于做好活动周工作的通知", "关于做好", "的通知", "2023年活动方案", "（试行）", "关于印发《2023年活动方案》的通知",
		"各校：", "各县（市）教育局，", "各职业院校：", "甲市教育局:", "特此通知", "特此通知。",
		"一、总体要求", "（一）加强领导", "（一）加强领导。各校要落实。", "1.时间：5月", "2、地点", "联系人：李某某，电话：6000001",
		"为做好活动周的各项工作，现就有关事项作出", "安排如下。", "各校要认真组织，按时报送，扎实推进各项重点工作", "活动。",
		"附件：2023年活动方案", "附件：1.清单", "附件:", "2.方案", "2、方案", "附件1：清单", "附件2：方案", "清单", "方案", "表",
		"附件", "附件1", "附件2", "附表1", "附件3：", "附 件 2", "2023年5月6日", "二〇二三年五月六日", "2023 年 05 月 06 日", "宣传部 2023年5月6日",
		"（此件公开发布）", "(联系人：李某某)", "抄送：省教育厅。", "甲市教育局办公室 2023年5月6日印发", "主送：各校。",
		"份号：000012", "密级：机密★1年", "等级　特急", "A类", "公开方式：主动公开", "（公开）", "急件", "特急　甲教〔2023〕5号", "（甲教〔2023〕5号）", "〔2023〕第2号", "第3期", "签发人:李某某",
		"工作简报", "甲市教育局编　2023年5月6日", "会议纪要", "通　知", "的批　复", "明传电报", "甲市人民政府令", "——致全体师生", "全校师生员工：", "李某某委员：", "教务处：", "各职业院校",
		"附件一：清单", "附件二、方案", "附件：1.清单 2.方案", "附：回执", "附", "附件1　清单", "附件2:方案", "附件 清单", "附件1-1", "主题词：教育", "咨询电话：6000001", "2021.4.30", "二〇二三年五月",
		"抄报：市委", "抄送 省厅", "甲市教育局办公室 2023年5月6日", "甲市教育局办公室", "2023年5月6日印发", "（共印50份）", "二〇二三年五月六日印发", "（甲）", "(乙)",
		"首页>通知公告", "索引号：014/2023", "标题：关于活动周的通知", "文号：甲教〔2023〕5号", "2023-05-06 来源：甲市教育局", "关于做好活动周工作的通知_甲市教育局", "责任编辑：李某", "相关链接：", "·另一篇", "http://www.example.cn/1.html", "大", "T",
		"— 1 —", "2", "1", "第1页 共2页", "附件下载", "上一条:无", "发布时间：2023年", "[bookmark: _GoBack]清单",
		"时间\t地点", "\t", "\t时间\t地点", "5月\t校内", "　　各校要认真组织，", "", "", "", " ",
	})
	return strings.Join(rapid.SliceOfN(line, 0, 40).Draw(t, "lines"), "\n")
}

func TestParseKeepsEveryCharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkKept(t, drawWhole(t)) })
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob(papers.Notices + "/*.txt")
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Add("表\", \"\xe5\x90\ufeff\xa1\"")
	f.Add("附：1,0\n7.乙\n附\n乙") // a number of the list that is not the next
	f.Add("甲市教育局文件\n甲教〔2023〕5号\n关于活动周的通知\n各校：\n一、时间\n附件：1.甲\n2.乙\n甲市教育局\n2023年5月6日\n附件1\n甲\n附件2\n乙\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			t.Skip()
		}
		checkKept(t, text)
	})
}

// Looking ahead must not begin anew at every line: the test would not end in
// time.
func TestParseLongTexts(t *testing.T) {
	for _, line := range []string{
		"附件：甲\n", "附件\n", "附件1\n", "附件：1.甲\n2.乙\n", "各校要认真组织，按时报送，扎实推进各项重点工作\n", "甲市教育局\n", "2023年5月6日\n",
		"关于\n", "通知\n", "各校，\n", "抄送：甲\n", "各校要于5月2日前将总结报甲处，", "将", "（", "附件下载\n", "3\n", "甲、", "\t甲\n", "一、甲\n",
		"《", "“", "附件1：甲\n", "附件：\n", "附 甲\n", "索引号：1\n", "2021-04-08\n", "第3号\n", "特急\n", "相关链接\n·甲\n", "（甲）\n", "5月8日至5月12日",
		"附件：1.甲 2.乙 3.丙 ", "甲市教育局\n2021.4.30\n", "甲教〔2021〕3号 ", "抄报：甲\n抄送：乙\n", "甲市教育局办公室 2024年5月6日印发\n", "签发人：", "通 知\n",
		"附件（1）\n", "附件①甲\n", "附录A\n甲\n", "附件：①甲 ②乙 ③丙 ", "附件1 甲\n附件2 乙\n", "2017\n年\n8\n月\n18\n日\n", "甲局、乙局\n2021年4月30日\n",
		"• 索引号：\n\n1\n", "批复全文如下：\n甲市政府的批复\n", "（2021年4月30日 甲教〔2021〕3号）\n", "关于活动周的通知\n来源：甲\n",
		"甲|乙\n", "|\n", "文号 | 甲教〔2021〕3号 |\n", "? 甲? ?\n", "**甲**[乙](丙) ", "甲 ", "甲教〔2021〕3号 关于活动的通知 各校：各校要认真组织。 一、甲。 二、乙。 甲市教育局 2021年4月30日\n",
		"关于活动的通知各校：", "本站。\n", "浏览\n", "甲甲甲。\n乙\n", "1.甲 乙.doc\n", "本文件已废止\n",
		"2016\n年4月\n", "甲市教育局  联系人：甲\n2023年5月6日\n", "索引号 文号 发布机构\n", "下载地址\n甲通知\n甲市教育局\n\n", "[url=甲[/url]",
	} {
		n := 5_000
		if plain.Raced {
			n = 500
		}
		checkKept(t, strings.Repeat(line, n))
	}
}

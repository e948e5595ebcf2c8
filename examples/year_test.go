// Package examples_test goes through a year with the programs, as a bureau does.
package examples_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// programs builds the programs into a folder.
func programs(t *testing.T) func(name string, args ...string) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-o", dir, "./typeset", "./yearpack", "./collect").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return func(name string, args ...string) string {
		t.Helper()
		out, err := exec.CommandContext(t.Context(), filepath.Join(dir, name), args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
		}
		return string(out)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestYear: from the text of each sample as .docx to the pack of 2028, and from what
// came back to totals, a ledger and an archive.
func TestYear(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the programs")
	}
	run := programs(t)
	for sample, want := range map[string]struct {
		units  [2]string // one that sends everything, one that sends nothing
		owed   []string  // of the second, in 催报名单
		totals string    // in 汇总表
	}{
		"changchun-2019": {[2]string{"教务处", "学生工作处"}, []string{"宣传成果总结", "一周活动开展情况"}, ""},
		"jilin-2017":     {[2]string{"示例第一职业学校", "示例第二职业学校"}, []string{"总结电子稿", "规划表"}, "参与师生人数（人）"},
		"nanchang-2020":  {[2]string{"示例第一职业学校", "示例第二职业学校"}, []string{"工作方案", "总结", "最新信息"}, ""},
		"taian-2020":     {[2]string{"示例第一职业学校", "示例第二职业学校"}, []string{"方案", "总结报告", "统计表"}, ""},
		"xiamen-2023":    {[2]string{"示例第一职业学校", "示例第二职业学校"}, []string{"总结", "情况统计表", "前一日活动情况"}, ""},
	} {
		t.Run(sample, func(t *testing.T) {
			dir := t.TempDir()
			at := func(name string) string { return filepath.Join(dir, name) }
			run("typeset", "-out", at("word"), "../testdata/notices/"+sample+".txt")
			list := at("名册.csv")
			must(t, os.WriteFile(list, []byte("学校,在校生数\n"+want.units[0]+",1000\n"+want.units[1]+",2000\n"), 0o666))
			said := run("yearpack", "-from", at("word/"+sample+".docx"), "-year", "2028", "-period", "5.7-5.13", "-roster", list, "-out", at("pack"))
			if !strings.Contains(said, "待确认") {
				t.Errorf("nothing is to be confirmed:\n%s", said)
			}
			c, err := campaign.LoadFile(at("pack/campaign.yaml"))
			must(t, err)
			if main, ok := c.MainPeriod(); !ok || c.Year != 2028 || main.From.ISO() != "2028-05-07" {
				t.Fatalf("%d from %v", c.Year, main.From)
			}
			register := handIn(t, c, want.units[0], at("returns"))
			must(t, os.WriteFile(at("returns/收文登记.csv"), []byte(register), 0o666))
			said = run("collect", "-campaign", at("pack/campaign.yaml"), "-returns", at("returns"), "-roster", list, "-archive", at("归档.zip"), "-out", at("out"))
			owed := texts(t, at("out/催报名单.xlsx"))
			if strings.Contains(owed, want.units[0]) {
				t.Errorf("%s sent everything:\n%s\n%s", want.units[0], owed, said)
			}
			for _, what := range want.owed {
				if !strings.Contains(owed, what) {
					t.Errorf("%s is not asked for:\n%s", what, owed)
				}
			}
			ledger := texts(t, at("out/台账.xlsx"))
			if !strings.Contains(ledger, want.units[0]) || !strings.Contains(ledger, want.units[1]) || !strings.Contains(ledger, "√") || !strings.Contains(ledger, "缺") {
				t.Errorf("ledger:\n%s", ledger)
			}
			if message := texts(t, at("out/催报文字.xlsx")); !strings.Contains(message, want.units[1]) {
				t.Errorf("no message:\n%s", message)
			}
			if len(c.Forms) > 0 {
				if totals := texts(t, at("out/汇总表.xlsx")); !strings.Contains(totals, want.units[0]) {
					t.Errorf("no totals:\n%s", totals)
				}
			}
			for _, name := range []string{"out/总结.docx", "归档.zip", "pack/报送日程.xlsx"} {
				if info, err := os.Stat(at(name)); err != nil || info.Size() < 1000 {
					t.Errorf("%s: %v", name, err)
				}
			}
		})
	}
}

// handIn writes what a unit owes into a folder, and returns the register: all came the
// day before the period, or on the last day on which it is in time.
func handIn(t *testing.T, c *campaign.Campaign, unit, dir string) string {
	t.Helper()
	register := "文件,时间\n"
	add := func(name string, data []byte) {
		file := filepath.Join(dir, unit, name)
		must(t, os.MkdirAll(filepath.Dir(file), 0o777))
		must(t, os.WriteFile(file, data, 0o666))
	}
	for _, f := range c.Forms {
		add(c.FormTitle(f.ID)+".xlsx", filled(t, c, f.ID, unit))
	}
	for _, d := range c.DutiesOf(campaign.Unit{Name: unit}) {
		word := strings.Join(d.Files, "和")
		if d.Every != "" && word == "" {
			word = "情况"
		}
		switch {
		case d.Done():
		case d.Every != "":
			for _, day := range d.Days {
				if d.Covers == "previous-day" {
					day = day.AddDays(-1)
				}
				add(fmt.Sprintf("%d月%d日%s.docx", day.Month, day.Day, word), document(t, "活动"+word))
			}
		case strings.HasPrefix(d.Path, "material"):
			for i := range d.Count {
				add(fmt.Sprintf("稿件/特色活动%d.docx", i+1), document(t, strings.Repeat("我校开展了丰富多彩的活动。", 80)))
			}
		case word != "":
			add(unit+word+".docx", document(t, unit+word))
		}
		for _, m := range d.Medium {
			if m != "电子版" && len(d.Days) > 0 {
				register += unit + "/" + d.What + "（" + m + "）," + d.Days[0].ISO() + "\n"
			}
		}
	}
	return register
}

// filled is a form of the campaign with something in every field.
func filled(t *testing.T, c *campaign.Campaign, id, unit string) []byte {
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
		case forms.Choice, forms.Choices:
			fill[ref] = f.Options[0]
		case forms.YesNo:
			fill[ref] = "是"
		case forms.Time:
			fill[ref] = "9:00"
		default:
			fill[ref] = "张某某"
		}
	}
	var b bytes.Buffer
	must(t, sheet.Form(&b, s, blank.Options{Fill: fill}))
	return b.Bytes()
}

// document is a .docx with a paragraph.
func document(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`},
	} {
		w, err := z.Create(part[0])
		must(t, err)
		_, err = w.Write([]byte(part[1]))
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

// texts prints the cells of a workbook, a row a line.
func texts(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.OpenReader(file)
	must(t, err)
	defer z.Close()
	book, err := sheetml.Open(&z.Reader)
	must(t, err)
	var b strings.Builder
	for i := range book.Sheets {
		cells, err := book.Cells(&book.Sheets[i])
		must(t, err)
		row := 0
		for _, c := range cells.Cells {
			if c.Row != row {
				row = c.Row
				b.WriteString("\n")
			}
			b.WriteString(c.Raw + " | ")
		}
	}
	return b.String()
}

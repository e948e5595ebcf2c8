package validate_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/golden"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func archive(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return txtar.Parse(text)
}

// ofCampaign keeps the findings of the ZJ rules, but for a missing head, which
// drafts never have.
func ofCampaign(r report.Report) report.Report {
	r.Findings = slices.DeleteFunc(r.Findings, func(f report.Finding) bool {
		return !strings.HasPrefix(f.Rule, "ZJ") || f.Rule == "ZJ040"
	})
	return r
}

// TestSound: the rules are silent on documents that only look odd.
func TestSound(t *testing.T) {
	for _, f := range archive(t, "sound.txtar").Files {
		if r := ofCampaign(checkParsed(string(f.Data))); len(r.Findings)+len(r.Skipped) > 0 {
			t.Errorf("%s:\n%s", f.Name, printed(r))
		}
	}
}

// TestSeeded: documents with what is wrong in them, all of it and nothing
// else.
func TestSeeded(t *testing.T) {
	a := archive(t, "seeded.txtar")
	for i := 0; i < len(a.Files); i += 2 {
		got := printed(ofCampaign(checkParsed(string(a.Files[i].Data))))
		want := &a.Files[i+1]
		if *golden.Update {
			want.Data = []byte(got)
		}
		if diff := cmp.Diff(string(want.Data), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", a.Files[i].Name, diff)
		}
	}
	if *golden.Update {
		if err := os.WriteFile("testdata/seeded.txtar", txtar.Format(a), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestByHand: blocks of a document that a program made bear no lines; they
// are paragraphs of their own all the same.
func TestByHand(t *testing.T) {
	plan := &document.Document{Kind: "方案", Title: "2023年职业教育活动周方案", Body: []document.Block{
		&document.Paragraph{Text: "各校于5月12日前报送方案。"},
		&document.Paragraph{Text: "参加启动仪式的，5月10日前报送名单。"},
	}}
	if r := validate.Document(plan); len(r.Findings) > 0 {
		t.Error(printed(r))
	}
}

// TestUnknownYear: what is not known of a year is said once, and a weekend is
// one in any year.
func TestUnknownYear(t *testing.T) {
	r := checkParsed("云溪市教育局关于做好2031年职业教育活动周工作的通知\n各校：\n各校于5月1日前报送方案，5月3日前报送名单。\n云溪市教育局\n2031年4月6日")
	want := "3:14：提示 ZJ015 “名单”的时限2031年5月3日是星期六：“5月3日前”；如有意如此，注明星期几，或写明遇节假日是否顺延（日历；国务院办公厅关于节假日安排的通知）\n" +
		"skipped ZJ015 没有2031年的节假日安排，只核对了时限是否在周末\n"
	if got := printed(ofCampaign(r)); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestDefaultCampaign(t *testing.T) {
	r := validate.Campaign(load(t, "campaigns/default-2027.yaml"))
	if len(r.Findings) > 0 {
		t.Error(printed(r))
	}
}

func ExampleChecker() {
	h, err := calendar.ReadHolidays(strings.NewReader("2031 劳动节 2031-05-01 2031-05-04 上班 2031-05-10"), "")
	if err != nil {
		fmt.Println(err)
		return
	}
	check := validate.Checker{Holidays: &h}
	body, _ := plain.ParseBody("请于5月2日前报送方案，5月10日前报送名单，5月11日前报送节目。")
	r := check.Document(&document.Document{Kind: "方案", Title: "2031年职业教育活动周方案", Body: body})
	for _, f := range r.Findings {
		fmt.Println(f.Rule, f.Severity.Label(), f.Found, f.Message)
	}
	fmt.Println(r.Skipped)
	// Output:
	// ZJ015 警告 5月2日前 “方案”的时限2031年5月2日在劳动节假期
	// ZJ015 提示 5月11日前 “节目”的时限2031年5月11日是星期日
	// []
}

// sane reports what no finding may be.
func sane(text string) error {
	lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 1
	for _, f := range checkParsed(text).Findings {
		if f.Where.Line < 0 || f.Where.Line > lines || f.Message == "" || f.Hint == "" {
			return fmt.Errorf("no such line, or nothing said: %v", f)
		}
	}
	return nil
}

// TestAnyDocument puts together what the rules about dates, organs and plans
// look at, in any order.
func TestAnyDocument(t *testing.T) {
	piece := rapid.SampledFrom(strings.Split(
		"云溪市教育局 市教育局、市总工会 等三部门 关于 转发 印发 活动周 职业教育活动周 职业教育宣传周 的通知 方案 各学校： 一、 （一） 1. 组织单位 主办单位： 时间 时间： 活动时间： 主题： 活动主题为“ ” "+
			"定于 5月14日 2023年 2月30日 14日 — 至 前 于 将 报送 上报 活动总结 活动方案 《统计表》 《致一封信》 电子版 （附件1） （见附件） 附件：1. 附件1 每周三 每日12:00 每天 情况 前一日 （周六） 顺延 "+
			"联系人：王某某 电话：6000001 指定邮箱 zcb@example.com 组长： 副组长： 成员： 王小明 赵　青 责任部门： 天天有活动 校内 校外 技能 ：让生活更美好 ， 、 。 ； 已 结束后 2023年5月6日 \t \t \n \n \n \n", " "))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 1, 60).Draw(t, "pieces"), "")
		if err := sane(text); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

// FuzzDocument: whatever text is read as a document, checking it ends, and
// what is found stands on a line of it.
func FuzzDocument(f *testing.F) {
	for _, name := range []string{"sound.txtar", "seeded.txtar"} {
		text, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range txtar.Parse(text).Files {
			f.Add(string(file.Data))
		}
	}
	for _, text := range []string{"表\"", "学校被授予'一校%\"称'00000", "学校被授予'一校'\"称号。", "附件：1.甲\n3.乙\n甲局\n2024年5月6日\n附件3\n乙\n见表",
		"甲局关于印发2024年方案的通知\n各校\n现印发。附件1：丙\n附件2：丁\n甲局\n2024年5月6日\n2023年方案\n实施阶段（5月3日至9日）。活动周定于5月2日至8日举行。"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			t.Skip("long")
		}
		if err := sane(text); err != nil {
			t.Fatal(err)
		}
	})
}

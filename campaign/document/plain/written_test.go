package plain

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

// What the reader puts right in a part is kept as it was written, with the
// place of every character of it; what was right is not kept twice.
func TestWritten(t *testing.T) {
	const right = `000012
机密★1年
特急
甲市教育局文件

甲教〔2027〕5号　　　　签发人：李某某　王某某

甲市教育局关于活动周的请示

市人民政府：

现将有关事项报上，请审示。

附件：1.安排表
2.统计表

甲市教育局
2027年4月20日

（此件公开发布）

附件1

安排表

请按时完成。

附件2

统计表

请如实填写。

抄送：省教育厅。
甲市教育局办公室　　　　2027年4月21日印发
`
	for _, c := range []struct {
		was, is string
		want    document.Written
	}{
		{"", "", nil},
		{"2027年4月20日", "二〇二七年四月二十日", document.Written{"signature.date": "二〇二七年四月二十日"}},
		{"2027年4月20日", "二○二七年四月廿日", document.Written{"signature.date": "二○二七年四月廿日"}},
		{"2027年4月20日", "2027年04月20日", document.Written{"signature.date": "2027年04月20日"}},
		{"2027年4月20日", "2027.4.20", document.Written{"signature.date": "2027.4.20"}},
		{"2027年4月20日", "2027-04-20", document.Written{"signature.date": "2027-04-20"}},
		{"2027年4月20日", "2027 年 4 月 20 日", nil},
		{"（此件公开发布）", "(此件公开发布)", document.Written{"note": "(此件公开发布)"}},
		{"签发人：李", "签发人:李", document.Written{"head.signers": "签发人:李某某　王某某"}},
		{"000012", "份号：000012", document.Written{"head.copy": "份号：000012"}},
		{"市人民政府：", "各职业院校", document.Written{"recipients": "各职业院校"}},
		{"附件1\n\n安排表", "附件1：安排表", document.Written{"attachments[0].label": "附件1：安排表"}},
		{"附件2\n\n统计表", "附件2　统计表", document.Written{"attachments[1].label": "附件2　统计表"}},
		{"1.安排表\n2.统计表", "1、安排表\n2、统计表", document.Written{"attachments[0].listed": "1、安排表", "attachments[1].listed": "2、统计表"}},
		{"附件：1.安排表\n2.统计表", "附件一：安排表\n附件二：统计表", document.Written{"attachments[0].listed": "附件一：安排表", "attachments[1].listed": "附件二：统计表"}},
		{"抄送：省", "抄送:省", document.Written{"imprint.copyTo": "抄送:省教育厅。"}},
		{"抄送：省", "抄报：省", document.Written{"imprint.copyTo": "抄报：省教育厅。"}},
		{"抄送：省", "抄报：市委。\n抄送：省", document.Written{"imprint.copyTo": "抄报：市委。抄送：省教育厅。"}},
		{"2027年4月21日印发", "2027年04月21日印发", document.Written{"imprint.date": "2027年04月21日印发"}},
		{"2027年4月21日印发", "二〇二七年四月二十一日印发", document.Written{"imprint.date": "二〇二七年四月二十一日印发"}},
		{"2027年4月21日印发", "2027年4月21日", document.Written{"imprint.date": "2027年4月21日"}},
	} {
		text := strings.Replace(right, c.was, c.is, 1)
		standard, _ := Parse(right)
		d, _ := Parse(text)
		if diff := cmp.Diff(c.want, d.Written); diff != "" {
			t.Errorf("%q: -want +got:\n%s", c.is, diff)
		}
		if c.want != nil && d.Written["recipients"] == "" && d.Written["imprint.copyTo"] == "" && Print(d) != Print(standard) {
			t.Errorf("%q: it does not print as before:\n%s", c.is, Print(d))
		}
		lines := strings.Split(text, "\n")
		for part, written := range d.Written {
			at, ok := d.Places.Find(part, 0, 0)
			if !ok || !strings.HasPrefix(string([]rune(lines[at.Line-1])[at.Column-1:]), written[:3]) {
				t.Errorf("%q: %s stands at %v", c.is, part, at)
			}
		}
	}
}

// A number keeps its spelling in the document itself.
func TestNumbersAsWritten(t *testing.T) {
	for _, c := range []struct{ line, number, signers, urgency string }{
		{"甲教〔2027〕5号", "甲教〔2027〕5号", "", ""},
		{"甲教[2026]018号", "甲教[2026]018号", "", ""},
		{"甲教〔27〕5号", "甲教〔27〕5号", "", ""},
		{"甲教〔2027〕5", "甲教〔2027〕5", "", ""},
		{"甲教字（96）第23号", "甲教字（96）第23号", "", ""},
		{"（甲教〔2027〕5号）", "甲教〔2027〕5号", "", ""},
		{"第18号", "第18号", "", ""},
		{"2027年第3号", "2027年第3号", "", ""},
		{"甲教〔2027〕5号　签发人：李某某 王某某", "甲教〔2027〕5号", "李某某、王某某", ""},
		{"甲教〔2027〕5号　　特急", "甲教〔2027〕5号", "", "特急"},
		{"特急　　甲教〔2027〕5号", "甲教〔2027〕5号", "", "特急"},
	} {
		d, _ := Parse("甲市教育局文件\n" + c.line + "\n甲市教育局关于活动周的通知\n各校：\n请做好工作。\n甲市教育局\n2027年4月20日\n")
		if d.Head == nil || d.Head.Number.String() != c.number || strings.Join(d.Head.Signers, "、") != c.signers || d.Head.Urgency != c.urgency {
			t.Errorf("%q: %+v", c.line, d.Head)
		}
		if len(d.Head.Organs) != 1 || d.Title != "甲市教育局关于活动周的通知" {
			t.Errorf("%q: organs %v, title %q", c.line, d.Head.Organs, d.Title)
		}
	}
}

// What stands above a title is what it is, and no organ.
func TestMargins(t *testing.T) {
	for _, c := range []struct{ line, copy, secrecy, urgency, note string }{
		{"00012", "00012", "", "", ""},
		{"机密一年", "", "机密一年", "", ""},
		{"秘密★长期", "", "秘密★长期", "", ""},
		{"紧急", "", "", "紧急", ""},
		{"急　件", "", "", "急件", ""},
		{"特急·明电", "", "", "特急·明电", ""},
		{"A类", "", "", "", "A类"},
		{"公开", "", "", "", "公开"},
		{"公开方式：主动公开", "", "", "", "公开方式：主动公开"},
		{"内部资料　注意保存", "", "", "", "内部资料注意保存"},
		{"000012　　　　机密★1年　　　　特急", "000012", "机密★1年", "特急", ""},
	} {
		for _, below := range []string{"甲市教育局文件\n甲教〔2027〕5号\n", "甲教〔2027〕5号\n", ""} {
			d, _ := Parse(c.line + "\n\n" + below + "关于活动周的通知\n各校：\n请做好工作。\n甲市教育局\n2027年4月20日\n")
			h := d.Head
			if h == nil {
				h = &document.Head{}
			}
			if got := [4]string{h.Copy, h.Secrecy, h.Urgency, d.Note}; got != [4]string{c.copy, c.secrecy, c.urgency, c.note} {
				t.Errorf("%q above %q: %q", c.line, below, got)
			}
			if d.Title != "关于活动周的通知" || len(h.Organs) != strings.Count(below, "文件") {
				t.Errorf("%q above %q: title %q, organs %v", c.line, below, d.Title, h.Organs)
			}
		}
	}
}

// Every line that is moved is told of, one by one.
func TestMovedLinesAreTold(t *testing.T) {
	d, findings := Parse("关于活动周的通知\n各校：\n请做好工作。\n附件：名单\n请各校按时报送。\n联系人：李某某\n甲市教育局\n2027年4月20日\n咨询电话：6000001\n主题词：教育\n")
	var moved []string
	for _, f := range findings {
		if f.Rule == "RD011" || f.Rule == "RD016" || f.Rule == "RD020" {
			moved = append(moved, f.Rule+" "+f.Found)
		}
	}
	want := []string{"RD011 请各校按时报送。", "RD011 联系人：李某某", "RD016 咨询电话：6000001", "RD020 主题词：教育"}
	if diff := cmp.Diff(want, moved); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if len(d.Body) != 3 || len(d.Attachments) != 1 || d.Note != "咨询电话：6000001" {
		t.Errorf("%s", Print(d))
	}
}

// More than maxMoved lines of text below 附件： show that it is no list, and text
// below the date that is too long for a remark is an attachment, never body.
func TestMaxMoved(t *testing.T) {
	build := func(n int) string {
		return "关于活动周的通知\n各校：\n请做好工作。\n附件：名单\n" + strings.Repeat("请各校按时报送。\n", n) + "甲市教育局\n2027年4月20日\n"
	}
	for n, listed := range map[int]int{maxMoved: 1, maxMoved + 1: 0} {
		d, _ := Parse(build(n))
		if len(d.Attachments) != listed || len(d.Body) != n+2-listed {
			t.Errorf("%d lines below the list: %d attachments, %d blocks", n, len(d.Attachments), len(d.Body))
		}
		below, _ := Parse("关于活动周的通知\n各校：\n请做好工作。\n甲市教育局\n2027年4月20日\n\n" + strings.Repeat("请各校按时报送。\n", n))
		if len(below.Attachments) != 1-listed {
			t.Errorf("%d lines below the date: %d attachments", n, len(below.Attachments))
		}
	}
}

// A line in brackets is a note where its first bracket is closed by its last.
func TestNoteBrackets(t *testing.T) {
	for line, note := range map[string]string{
		"（此件公开发布）":        "此件公开发布",
		"（联系人：李某（职成科））":   "联系人：李某（职成科）",
		"（甲）此件公开（乙）":      "",
		"（甲））此件公开（（乙）":    "",
		"(此件公开发布)":        "此件公开发布",
		"（此件公开发布)":        "此件公开发布",
		"（此件公开发布":         "",
		"（甲）\n（乙）":        "甲；乙",
		"（联系人：李某某）\n(公开)": "联系人：李某某；公开",
	} {
		d, _ := Parse("关于活动周的通知\n各校：\n请做好工作。\n甲市教育局\n2027年4月20日\n" + line + "\n")
		if d.Note != note {
			t.Errorf("%q: note %q, want %q", line, d.Note, note)
		}
	}
}

// What only a page or the box of a telegram has above a title is text below it.
func TestLabelsInTheBody(t *testing.T) {
	for _, rows := range []string{"名称\n数控车床\n编号\nA-001\n发布单位\n实训处\n有效性\n有效", "编号\tA-001\n等级\t一级"} {
		text := "关于清查设备的通知\n各校：\n请填写下列各项。\n" + rows + "\n请按时报送。\n甲市教育局\n2027年4月20日\n"
		d, _ := Parse(text)
		if got := Print(d); !strings.Contains(got, rows) {
			t.Errorf("%q is lost of\n%s", rows, got)
		}
	}
}

// How long a paper is in force stands in its last article, and on no page.
func TestValidityIsText(t *testing.T) {
	for _, kind := range []string{"办法", "通知", "规定"} {
		last := "本" + kind + "自2027年5月1日起施行，有效期两年。"
		d, _ := Parse("甲市职业学校收费管理" + kind + "\n为规范收费，制定本" + kind + "。\n收费应当公示。\n" + last + "\n甲市教育局\n2027年4月20日\n")
		if got := Print(d); !strings.Contains(got, last) {
			t.Errorf("%q is lost of\n%s", last, got)
		}
	}
}

// What a document asks of its readers may be its last line, and speaks as pages do.
func TestLastLinesAreText(t *testing.T) {
	for _, last := range []string{
		"扫描二维码进入答题页面", "扫码报名，截止时间为5月6日。", "相关附件请到学校办公室领取。", "报名网址：\nhttps://example.cn/baoming",
		"三、提交网址\nhttps://example.cn/baoming",
	} {
		d, _ := Parse("关于组织网上答题的通知\n各班级：\n学校组织网上答题，请同学们参加。\n" + last + "\n")
		if got := Print(d); !strings.Contains(got, last) {
			t.Errorf("%q is lost of\n%s", last, got)
		}
	}
}

// A table that lost its lines has numbers on lines of their own, as pages have.
func TestNumbersOfRows(t *testing.T) {
	rows := "序号\n材料\n份数\n1\n活动总结\n三份\n2\n统计表\n一份"
	d, _ := Parse("关于报送材料的通知\n各学校：\n请报送下列材料：\n" + rows + "\n甲市教育局\n2024年5月6日\n")
	if got := Print(d); !strings.Contains(got, rows) {
		t.Errorf("rows are lost of\n%s", got)
	}
}

func TestPrintRunInBrackets(t *testing.T) {
	d, found := Parse("甲职业学校活动周简报\n第3期\n甲职业学校办公室 2024年5月8日\n我校举行活动周开幕式\n全体师生参加了开幕式。\n报：市教育局\n送：各兄弟学校\n（共印20份）\n")
	if m := d.Imprint; m == nil || m.Report != "市教育局" || m.Send != "各兄弟学校" || m.Copies != 20 {
		t.Errorf("imprint %+v", m)
	}
	if len(found) != 1 || found[0].Rule != "RD010" {
		t.Errorf("findings %v", found)
	}
}

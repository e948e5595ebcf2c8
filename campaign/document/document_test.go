package document

import (
	"strings"
	"testing"
)

func TestParseDocNumber(t *testing.T) {
	for _, tt := range []struct {
		text string
		want DocNumber
	}{
		{"厦教职成〔2023〕5号", DocNumber{Code: "厦教职成", Year: 2023, Serial: 5}},
		{" 泰教函〔2020〕72号 ", DocNumber{Code: "泰教函", Year: 2020, Serial: 72}},
		{"吉教职成字[2017]11号", DocNumber{Code: "吉教职成字", Year: 2017, Serial: 11, Written: "吉教职成字[2017]11号"}},
		{"甲教〔2023〕第005号", DocNumber{Code: "甲教", Year: 2023, Serial: 5, Written: "甲教〔2023〕第005号"}},
		{"甲教〔2023〕5", DocNumber{Code: "甲教", Year: 2023, Serial: 5, Written: "甲教〔2023〕5"}},
		{"另行编号", DocNumber{Written: "另行编号"}},
		{"甲教〔2024〕  号", DocNumber{Code: "甲教", Year: 2024, Written: "甲教〔2024〕  号"}},
		{"甲教〔2024〕号", DocNumber{Code: "甲教", Year: 2024, Written: "甲教〔2024〕号"}},
		{"", DocNumber{}},
	} {
		if got := ParseDocNumber(tt.text); got != tt.want {
			t.Errorf("ParseDocNumber(%q) = %#v, want %#v", tt.text, got, tt.want)
		}
	}
}

// A number prints as it was written; Standard puts it right.
func TestDocNumberString(t *testing.T) {
	n := ParseDocNumber("吉教职成字[2017]11号")
	if n.String() != "吉教职成字[2017]11号" || n.Standard() != "吉教职成字〔2017〕11号" {
		t.Errorf("%q, standard %q", n, n.Standard())
	}
	if n := ParseDocNumber("另行编号"); n.String() != "另行编号" || n.Standard() != "" {
		t.Errorf("%q, standard %q", n, n.Standard())
	}
	if !ParseDocNumber("").IsZero() {
		t.Error("no text makes a number")
	}
}

func TestPageLabel(t *testing.T) {
	for _, tt := range []struct {
		a    Attachment
		i, n int
		want string
	}{
		{Attachment{}, 0, 1, "附件"},
		{Attachment{}, 1, 3, "附件2"},
		{Attachment{Label: "附表1"}, 0, 2, "附表1"},
		{Attachment{Printed: true}, 0, 2, ""},
	} {
		if got := tt.a.PageLabel(tt.i, tt.n); got != tt.want {
			t.Errorf("%+v: label %q of %d in %d, want %q", tt.a, got, tt.i, tt.n, tt.want)
		}
	}
}

func TestKindOf(t *testing.T) {
	for title, want := range map[string]Kind{
		"关于做好活动周工作的通知":       "通知",
		"关于同意试点的复函":          "函",
		"对第45号提案的答复":         "答复",
		"关于立项名单的公示":          "公示",
		"活动周工作总结（摘要）":        "总结",
		"关于发展规划的\n批　复":       "批复",
		"倡 议 书\n——致全市企业家":    "倡议书",
		"技能——让生活更美好活动方案":     "方案",
		"云溪市人民政府令":           "令",
		"职业教育活动周启动仪式在我市举行":   "",
		"技能点亮人生\n——活动周侧记":    "",
		"关于印发《活动方案》的通知（试行）":  "通知",
		"活动周活动安排表":           "安排表",
		"云溪市教育局局长办公会议纪要":     "纪要",
		"云溪职业技术学院公开招聘工作人员公告": "公告",
	} {
		if got := KindOf(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}

// What a document of a kind may lack.
func TestKindsMayLack(t *testing.T) {
	for _, c := range []struct {
		kinds                           []Kind
		unaddressed, unheaded, unsigned bool
	}{
		{[]Kind{"", "通知", "函", "请示", "报告", "批复", "意见", "议案"}, false, false, false},
		{[]Kind{"通报"}, true, false, false},
		{[]Kind{"决定", "令"}, true, false, true},
		{[]Kind{"公告", "通告"}, true, true, false},
		{[]Kind{"公报", "决议", "纪要", "方案", "总结", "简报", "公示"}, true, true, true},
		{[]Kind{"答复", "倡议书", "公开信", "讲话"}, false, true, true},
	} {
		for _, k := range c.kinds {
			if k.Unaddressed() != c.unaddressed || k.Unheaded() != c.unheaded || k.Unsigned() != c.unsigned {
				t.Errorf("%q: unaddressed %v, unheaded %v, unsigned %v", k, k.Unaddressed(), k.Unheaded(), k.Unsigned())
			}
		}
	}
}

// Every kind is found at the end of a title, and is of one sort.
func TestKinds(t *testing.T) {
	seen := map[Kind]bool{}
	for _, k := range Kinds() {
		if seen[k] || k.Statutory() == k.Paper() {
			t.Errorf("%q: seen %v, statutory %v, paper %v", k, seen[k], k.Statutory(), k.Paper())
		}
		seen[k] = true
		if got := KindOf("云溪市人民政府" + string(k)); got != k {
			t.Errorf("a title with %q is a %q", k, got)
		}
	}
}

// A number prints as it was read, and what is put right is read as the same.
func FuzzParseDocNumber(f *testing.F) {
	for _, s := range []string{"厦教职成〔2023〕5号", "吉教职成字[2017]第011号", "另行编号", strings.Repeat("\x80", 1000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		KindOf(text)
		n := ParseDocNumber(text)
		if again := ParseDocNumber(n.String()); again != n {
			t.Fatalf("%q is %#v, then %#v", text, n, again)
		}
		if n.Standard() == "" {
			return
		}
		if again := ParseDocNumber(n.Standard()); again.Code != n.Code || again.Year != n.Year || again.Serial != n.Serial {
			t.Fatalf("%q is %#v, put right %#v", text, n, again)
		}
	})
}

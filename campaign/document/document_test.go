package document

import "testing"

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

package cue

import "testing"

func TestReadLabel(t *testing.T) {
	for _, tt := range []struct {
		line   string
		text   string
		number int
		title  string
	}{
		{"附件", "附件", 0, ""},
		{"附 件 2", "附件2", 2, ""},
		{"附件１：", "附件１", 1, ""},
		{"附件（一）", "附件（一）", 1, ""},
		{"附件之二", "附件之二", 2, ""},
		{"【附件3】", "【附件3】", 3, ""},
		{"（附件1）", "（附件1）", 1, ""},
		{"附录B", "附录B", 2, ""},
		{"附件③", "附件③", 3, ""},
		{"附表1-2", "附表1-2", 1, ""},
		{"附件1　名单", "附件1", 1, "名单"},
		{"附件一：名单", "附件一", 1, "名单"},
		{"附：回执", "附", 0, "回执"},
		{"附件（第一批）", "", 0, ""},
		{"【附件3", "", 0, ""},
		{"请见附件1", "", 0, ""},
	} {
		l, ok := ReadLabel(tt.line)
		if ok != (tt.text != "") || ok && (l.Text != tt.text || l.Number != tt.number || l.Title != tt.title) {
			t.Errorf("%s: got %v, %+v", tt.line, ok, l)
		}
	}
}

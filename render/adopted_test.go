package render_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
)

// The 题注 stands below its title in brackets, in 楷体 and in the middle, no act on a line
// with a part of another, and is read out of the .docx again.
func TestAdopted(t *testing.T) {
	const (
		short = "2024年4月30日示例市教育局局务会议审议通过"
		long  = "2019年3月5日示例市第六届人民代表大会常务委员会第七次会议通过　根据2021年6月1日示例市第六届人民代表大会常务委员会第二十次会议《关于修改〈示例市实习管理办法〉的决定》修正"
	)
	for _, c := range []struct{ text, want string }{
		{short, "（" + short + "）"},
		{"2001年3月制定\n2023年8月30日修订", "（2001年3月制定|2023年8月30日修订）"},
		{"2001年3月制定　2023年8月30日修订", "（2001年3月制定　2023年8月30日修订）"},
		{long, "（2019年3月5日示例市第六届|人民代表大会常务委员会第七次会议通过|根据2021年6月1日示例市第六届|人民代表大会常务委员会第二十次会议|《关于修改〈示例市实习管理办法〉的决定》修正）"},
	} {
		n := notice()
		n.Adopted = c.text
		n.Attachments = []document.Attachment{{Title: "示例市实习管理办法", Printed: true, Adopted: c.text, Body: body("第一条　为了规范实习，制定本办法。\n第二条　本办法自公布之日起施行。")}}
		set, err := printer(t).Set(n)
		if err != nil {
			t.Fatal(err)
		}
		var lines [2]string
		last := 0.0
		for _, p := range textsOn(set.Pages) {
			if p.Part != paper.PartAdopted {
				continue
			}
			if p.Role != font.KaiTi || p.Size != 16 {
				t.Errorf("%s: %v of %v", p.Text.Text, p.Role, p.Size)
			}
			at := min(p.Para.Attachment, 1)
			if lines[at] != "" && last != p.base {
				lines[at] += "|"
			}
			lines[at] += p.Text.Text
			last = p.base
		}
		for i, got := range lines {
			if got != c.want {
				t.Errorf("%d:\n got %s\nwant %s", i, got, c.want)
			}
		}
		var word bytes.Buffer
		if err := set.DOCX(&word); err != nil {
			t.Fatal(err)
		}
		text, _, err := plain.ReadFile(bytes.NewReader(word.Bytes()), int64(word.Len()), "通知.docx")
		if err != nil {
			t.Fatal(err)
		}
		again, _ := plain.Parse(text)
		if squash(again.Adopted) != squash(c.text) || len(again.Attachments) != 1 || squash(again.Attachments[0].Adopted) != squash(c.text) {
			t.Errorf("read again: %q, %+v", again.Adopted, again.Attachments)
		}
		if strings.Contains(again.Note, "通过") || len(again.Body) != len(n.Body) {
			t.Errorf("read again: %q, %d blocks", again.Note, len(again.Body))
		}
	}
}

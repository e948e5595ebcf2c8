package shell

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/draft"
)

// Rubbish against copying is taken out with the name of the site; what documents have of letters and keys stays.
func TestDropRubbish(t *testing.T) {
	jammed := []string{
		"a9Kd#f`2Lq",
		`一、原则同意。甲招标网]x{Zp0Vb$ 3w`,
		`甲招标网~Hh8k\Wq9Lz`,
		`%tY7#mKs^a1  2023年5月6日甲招标网Uj2$cXw` + "`" + `k7Rt`,
		`二、按时完成。甲招标网bV5^nHe@1xKq`,
	}
	for _, c := range []struct{ text, want string }{
		{strings.Join(jammed, "\n"), "|一、原则同意。||2023年5月6日|二、按时完成。"},
		{strings.Join(jammed[:3], "\n"), ""}, // too few
		{"型号为XK-200（Intel i5, 8GB）\n邮箱：abc@example.cn\n依据GB/T 9704-2012\n见C++、C#\nhttp://www.example.cn/a?b=1&c=2\nWord2010 Office (64bit)\n“A+B=C”\n1 | a2B | $3\n2 | b3C | $4\n3 | c4D | $5\n4 | d5E | $6\nWhat's your name?\nDo it now!", ""},
	} {
		r := &page{Draft: draft.New(c.text)}
		r.dropRubbish()
		want := c.want
		if want == "" {
			want = strings.ReplaceAll(c.text, "\n", "|")
		}
		var got []string
		for i := range r.Lines {
			got = append(got, r.Text(i))
		}
		if got := strings.Join(got, "|"); got != want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.text, got, want)
		}
	}
}

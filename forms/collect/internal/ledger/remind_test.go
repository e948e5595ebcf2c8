package ledger

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// Whatever is owed, a 短信 has at most 70 characters and a 微信 140.
func TestMessagesFit(t *testing.T) {
	g := &Ledger{Campaign: &campaign.Campaign{Name: "活动周"}}
	for n := 1; n < 40; n++ {
		var owes []Debt
		for i := range n {
			owes = append(owes, Debt{What: strings.Repeat("很长的表格名称", 1+i%7), State: []string{None, Errors, Versions, Unread}[i%4]})
		}
		for _, most := range []int{shortText, middleText} {
			text := g.message(strings.Repeat("示例市职业学校", n), owes, most)
			if size := utf8.RuneCountInString(text); size > most || !strings.Contains(text, "补报") {
				t.Errorf("%d debts: %d characters: %s", n, size, text)
			}
		}
	}
}

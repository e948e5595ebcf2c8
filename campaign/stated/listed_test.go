package stated

import (
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// What {{deadlines}} and {{duties}} print is read back as the deadlines they came from.
func TestListedDeadlinesAreRead(t *testing.T) {
	for _, name := range []string{"default-2027", "xiamen-2023", "changchun-2019", "jilin-2017", "nanchang-2020", "taian-2020"} {
		c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/"+name+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, action := range []string{"{{deadlines}}", "{{duties}}"} {
			text, err := c.Expand(action)
			if err != nil {
				t.Fatal(err)
			}
			read := map[string]bool{}
			for line := range strings.Lines(text) {
				for _, d := range Deadlines(line, c.Year) {
					read[d.Due.ISO()+d.Time.String()+d.What] = true
				}
			}
			for _, d := range c.Deadlines {
				if !read[d.Due.ISO()+d.Time.String()+d.What] {
					t.Errorf("%s: %s: %s %s is not read back from\n%s", name, action, d.Due.ISO(), d.What, text)
				}
			}
		}
	}
}

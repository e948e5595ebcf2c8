package desk

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/testdata"
)

func TestShift(t *testing.T) {
	for _, c := range []struct{ path, gone, now string }{
		{"deadlines[0].due", "deadlines[1]", "deadlines[0].due"},
		{"deadlines[1].due", "deadlines[1]", ""},
		{"deadlines[2].due", "deadlines[1]", "deadlines[1].due"},
		{"deadlines[10]", "deadlines[1]", "deadlines[9]"},
		{"documents[2].attachments[3].body", "documents[2].attachments[0]", "documents[2].attachments[2].body"},
		{"documents[1].attachments[3].body", "documents[2].attachments[0]", "documents[1].attachments[3].body"},
		{"documents[0].head.number", "documents[0].head", ""},
		{"documents[0].header", "documents[0].head", "documents[0].header"},
		{"theme", "deadlines[1]", "theme"},
	} {
		now, ok := shift(c.path, c.gone)
		if now != c.now || ok != (c.now != "") {
			t.Errorf("%s without %s: %q %v, want %q", c.path, c.gone, now, ok, c.now)
		}
	}
}

// Whatever is taken out of the sample, the rest is sound, and its texts say what
// they said.
func TestRemoveLeavesItSound(t *testing.T) {
	c, err := campaign.LoadFS(testdata.Campaigns, sample)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for list, n := range map[string]int{"deadlines": len(c.Deadlines), "contacts": len(c.Contacts), "activities": len(c.Activities), "rhythms": len(c.Rhythms)} {
		for i := range n {
			paths = append(paths, fmt.Sprintf("%s[%d]", list, i))
		}
	}
	for _, path := range paths {
		y := newYear(copyOf(c))
		if _, err := y.change(url.Values{"drop": {path}}); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if y.c != y.draft {
			t.Errorf("without %s it cannot be used: %v %s", path, y.wrong, y.refused)
			continue
		}
		if !strings.HasPrefix(path, "deadlines") {
			continue
		}
		before, err := c.Expand(c.Documents[0].Body)
		if err != nil {
			t.Fatal(err)
		}
		after, err := y.c.Expand(y.c.Documents[0].Body)
		if err != nil || !strings.Contains(c.Documents[0].Body, "{{deadlines}}") && after != before {
			t.Errorf("without %s the notice says something else: %v", path, err)
		}
	}
}

// What is to be confirmed stays when something else is taken away.
func TestDropKeepsDoubts(t *testing.T) {
	c, err := campaign.LoadFS(testdata.Campaigns, sample)
	if err != nil {
		t.Fatal(err)
	}
	y := newYear(c)
	y.draft.Doubts = []campaign.Doubt{{Path: "theme", Text: "甲"}, {Path: "deadlines[0].due", Text: "乙"}, {Path: "deadlines[2].due", Text: "丙"}}
	if _, err := y.change(url.Values{"drop": {"deadlines[0]"}}); err != nil {
		t.Fatal(err)
	}
	if doubts := y.draft.Doubts; len(doubts) != 2 || doubts[1].Path != "deadlines[1].due" {
		t.Errorf("doubts %v", doubts)
	}
}

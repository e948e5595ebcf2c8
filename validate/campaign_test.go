package validate_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func load(t testing.TB, name string) *campaign.Campaign {
	t.Helper()
	c, err := campaign.LoadFS(testdata.Campaigns, name)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// printed prints findings a line each, what was found behind its place.
func printed(r report.Report) string {
	var b strings.Builder
	for _, f := range r.Findings {
		fmt.Fprintln(&b, f)
	}
	for _, s := range r.Skipped {
		fmt.Fprintln(&b, "skipped", s.Rule, s.Reason)
	}
	return b.String()
}

// TestXiamen: every line of the golden file is true of the original, which
// is written with half-width marks throughout (GW100, GW102, GW026, GW060) and
// half-width brackets around the second level (GW042), joins its period with a
// hyphen (GW116), a range of characters too (GW117), has one blank too many
// (GW134), and was given a title, a head and an imprint by hand (ZJ041).
func TestXiamen(t *testing.T) {
	c := load(t, "campaigns/xiamen-2023.yaml")
	golden(t, "xiamen-2023.txt", printed(validate.Campaign(c)))
}

// TestPlaces: every finding in a campaign stands where it says, so that a fix
// can be put there.
func TestPlaces(t *testing.T) {
	const name = "campaigns/xiamen-2023.yaml"
	file, err := testdata.Campaigns.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(file), "\n")
	for _, f := range validate.Campaign(load(t, name)).Findings {
		if f.Where.Line < 1 || f.Where.Line > len(lines) {
			t.Errorf("no such line: %v", f)
			continue
		}
		line := []rune(lines[f.Where.Line-1])
		if rest := string(line[min(f.Where.Column-1, len(line)):]); f.Fix != "" && !strings.HasPrefix(rest, f.Found) {
			t.Errorf("%v\nfound %q at the place", f, rest)
		}
	}
}

var samples = []string{"changchun-2019", "jilin-2017", "nanchang-2020", "taian-2020", "xiamen-2023"}

func sample(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile("../testdata/notices/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestSamples: what is found in real documents, read as plain text. Every line
// of the golden files has been looked at: none is a false alarm.
func TestSamples(t *testing.T) {
	for _, name := range samples {
		t.Run(name, func(t *testing.T) {
			golden(t, "text-"+name+".txt", printed(validate.Text(name, sample(t, name))))
		})
	}
}

// TestRight: nothing is found in a document that is right.
func TestRight(t *testing.T) {
	text, err := os.ReadFile("testdata/right.txt")
	if err != nil {
		t.Fatal(err)
	}
	if r := validate.Text("right.txt", string(text)); len(r.Findings) > 0 {
		t.Errorf("\n%s", printed(r))
	}
}

func BenchmarkText(b *testing.B) {
	text := sample(b, "xiamen-2023")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		validate.Text("", text)
	}
}

func BenchmarkCampaign(b *testing.B) {
	c := load(b, "campaigns/xiamen-2023.yaml")
	for b.Loop() {
		validate.Campaign(c)
	}
}

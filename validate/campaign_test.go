package validate_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/papers"
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

// TestXiamen: the findings in the campaign that holds the original of Xiamen.
func TestXiamen(t *testing.T) {
	c := load(t, "campaigns/xiamen-2023.yaml")
	justified(t, "xiamen-2023.txt", validate.Campaign(c))
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

// TestSamples: what is found in real documents, read as plain text.
func TestSamples(t *testing.T) {
	for _, name := range samples {
		t.Run(name, func(t *testing.T) {
			justified(t, "text-"+name+".txt", validate.Text(name, sample(t, name)))
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

func BenchmarkText(b *testing.B) { benchmarkText(b, sample(b, "xiamen-2023")) }

// BenchmarkText40Pages checks as much text as forty full pages hold.
func BenchmarkText40Pages(b *testing.B) { benchmarkText(b, fortyPages(b)) }

func benchmarkText(b *testing.B, text string) {
	for b.Loop() {
		validate.Text("", text)
	}
	reportSpeed(b, text)
}

// reportSpeed reports how many characters of what was checked went by in a second.
func reportSpeed(b *testing.B, text string) {
	b.ReportMetric(float64(utf8.RuneCountInString(text))*float64(b.N)/b.Elapsed().Seconds(), "chars/s")
}

// fortyPages returns official prose of all kinds, right and wrong: the real
// documents, then made-up ones until there are 20,000 characters.
func fortyPages(t testing.TB) string {
	var b strings.Builder
	for _, name := range samples {
		b.WriteString(sample(t, name) + "\n")
	}
	for _, doc := range papers.Forty() {
		b.WriteString(plain.Print(doc) + "\n")
		if text := []rune(b.String()); len(text) >= 20000 {
			return string(text[:20000])
		}
	}
	t.Fatal("too little text")
	return ""
}

func BenchmarkCampaign(b *testing.B) {
	c := load(b, "campaigns/xiamen-2023.yaml")
	text := ""
	for i := range c.Documents {
		doc, _, err := c.Compose(&c.Documents[i])
		if err != nil {
			b.Fatal(err)
		}
		text += plain.Print(doc)
	}
	for b.Loop() {
		validate.Campaign(c)
	}
	reportSpeed(b, text)
}

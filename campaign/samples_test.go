package campaign

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/papers"
	"github.com/zhijiao-go/zhijiao/testdata"
)

// The campaigns hold the published texts to the character and in order: what
// was added by hand apart, their documents are what the samples are read as.
// In place of tables to fill in they have forms, in which every label of the
// table is found.
func TestCampaignsAreTheSamples(t *testing.T) {
	for _, name := range []string{"changchun-2019", "jilin-2017", "nanchang-2020", "taian-2020", "xiamen-2023"} {
		t.Run(name, func(t *testing.T) {
			c, err := LoadFS(testdata.Campaigns, "campaigns/"+name+".yaml")
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Documents) != 1 {
				t.Fatalf("%d documents", len(c.Documents))
			}
			draft := &c.Documents[0]
			doc, _, err := c.Compose(draft)
			if err != nil {
				t.Fatal(err)
			}
			sample, _ := plain.Parse(papers.ReadSample(t, name))
			got, want := *doc, *sample
			if slices.Contains(draft.Added, "title") {
				got.Title, got.Kind = "", want.Kind
			}
			if slices.Contains(draft.Added, "imprint") {
				got.Imprint = nil
			}
			if got.Head != nil && got.Head.Added {
				got.Head = nil
			}
			if doc.IsPlan() != sample.IsPlan() {
				t.Errorf("the campaign has a %s, the sample is a %s", doc.Kind, sample.Kind)
			}
			if diff := cmp.Diff(papers.Parts(&want), papers.Parts(&got)); diff != "" {
				t.Errorf("parts, -sample +composed:\n%s", diff)
			}
			if diff := cmp.Diff(papers.Dump(want.Body, false), papers.Dump(got.Body, false)); diff != "" {
				t.Errorf("body, -sample +composed:\n%s", diff)
			}
			if len(got.Attachments) != len(want.Attachments) {
				t.Fatalf("%d attachments, want %d", len(got.Attachments), len(want.Attachments))
			}
			for i, a := range got.Attachments {
				if f, ok := onlyForm(a.Body); ok {
					checkForm(t, want.Attachments[i].Body, f)
				} else if diff := cmp.Diff(papers.Dump(want.Attachments[i].Body, false), papers.Dump(a.Body, false)); diff != "" {
					t.Errorf("attachment %d, -sample +composed:\n%s", i+1, diff)
				}
			}
		})
	}
}

func onlyForm(blocks []document.Block) (*forms.Schema, bool) {
	if len(blocks) != 1 {
		return nil, false
	}
	f, ok := blocks[0].(*document.Form)
	if !ok {
		return nil, false
	}
	return f.Schema, true
}

// checkForm checks that every word of the page stands in the form.
func checkForm(t *testing.T, page []document.Block, s *forms.Schema) {
	t.Helper()
	form := papers.Characters(strings.Join(plain.FormLines(s), "\n"))
	word := func(text string) {
		text = strings.TrimRight(papers.Characters(text), "：")
		if !strings.Contains(form, text) {
			t.Errorf("%q of the sample is not in the form %s", text, s.ID)
		}
	}
	for _, b := range page {
		switch b := b.(type) {
		case *document.Table:
			for _, row := range b.Rows {
				for _, cell := range row {
					word(cell)
				}
			}
		case *document.Labelled:
			word(b.Label)
			for part := range strings.SplitSeq(b.Text, "。") {
				for l := range strings.SplitSeq(part, "   ") { // two labels in a line
					if !strings.ContainsAny(l, "年月日") || len(l) > 40 {
						word(l)
					}
				}
			}
		case *document.Paragraph:
			word(b.Mark + b.Lead + b.Text)
		}
	}
}

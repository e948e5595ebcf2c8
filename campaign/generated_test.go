package campaign_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/papers"
)

// sameDocument leaves out what is not text: the lines of the blocks.
var sameDocument = cmp.Options{
	cmpopts.IgnoreFields(campaign.Heading{}, "Line"),
	cmpopts.IgnoreFields(campaign.Paragraph{}, "Line"),
	cmpopts.IgnoreFields(campaign.Labelled{}, "Line"),
	cmpopts.IgnoreFields(campaign.Table{}, "Line"),
	cmpopts.IgnoreFields(campaign.Document{}, "Places"),
	cmpopts.IgnoreFields(campaign.Document{}, "Places"),
	cmpopts.EquateEmpty(),
}

// What is printed is read as the same document.
func TestParseReadsWhatIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := papers.Draw(t)
		text := campaign.DocumentText(want)
		got, findings := campaign.Parse(text)
		if diff := cmp.Diff(want, got, sameDocument); diff != "" {
			t.Fatalf("-want +got:\n%s\nof the text\n%s", diff, text)
		}
		for _, f := range findings {
			if f.Rule != "RD007" {
				t.Errorf("%v in a document that is right", f)
			}
		}
	})
}

package plain_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/papers"
)

// sameDocument leaves out what is not text: the lines of the blocks.
var sameDocument = cmp.Options{
	cmpopts.IgnoreFields(document.Heading{}, "Line"),
	cmpopts.IgnoreFields(document.Paragraph{}, "Line"),
	cmpopts.IgnoreFields(document.Labelled{}, "Line"),
	cmpopts.IgnoreFields(document.Table{}, "Line"),
	cmpopts.IgnoreFields(document.Document{}, "Places"),
	cmpopts.IgnoreFields(document.Document{}, "Places"),
	cmpopts.EquateEmpty(),
}

// What is printed is read as the same document.
func TestParseReadsWhatIsPrinted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := papers.Draw(t)
		text := plain.Print(want)
		got, findings := plain.Parse(text)
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

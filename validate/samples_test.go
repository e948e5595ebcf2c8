package validate_test

import (
	"testing"

	"github.com/zhijiao-go/zhijiao/validate"
)

// TestCampaignsOfSamples: what is found in the campaigns that hold real
// documents to the character. The oddities of the originals are there, each at
// its place; no other error is.
func TestCampaignsOfSamples(t *testing.T) {
	for _, name := range []string{"changchun-2019", "jilin-2017", "nanchang-2020", "taian-2020"} {
		t.Run(name, func(t *testing.T) {
			justified(t, name+".txt", validate.Campaign(load(t, "campaigns/"+name+".yaml")))
		})
	}
}

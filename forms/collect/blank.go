package collect

import (
	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
)

// OfBlank returns a campaign that asks for nothing but a form: what collecting it
// goes by where there is no other. Year is what days without one belong to, 0 if
// nobody knows.
func OfBlank(b *learn.Blank, year int) *campaign.Campaign {
	title := b.Schema.Title
	return &campaign.Campaign{
		Schema: "zhijiao/campaign@1", Name: "《" + title + "》", Year: year,
		Forms: []campaign.FormUse{{ID: b.Schema.ID, Template: b.Name, Schema: b.Schema, Blank: b}},
		Documents: []campaign.Draft{{
			ID: "summary", Kind: document.Summary, Title: "《" + title + "》汇总情况",
			Body: "根据各学校报送的《" + title + "》，现将汇总情况说明如下。",
		}},
	}
}

package template_test

import (
	"bytes"
	"fmt"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/render/template"
)

func ExampleMaterial() {
	var file bytes.Buffer
	err := template.Material(&file, campaign.MaterialRule{Kind: "article", Min: 800, Max: 1500}, template.Options{Author: "示例市教育局"})
	fmt.Println(file.Len() > 0, err)
	// Output:
	// true <nil>
}

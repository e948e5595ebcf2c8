package layout_test

import (
	"bytes"
	"fmt"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/validate/layout"
)

func ExampleCheck() {
	doc, _ := plain.Parse("关于做好活动周工作的通知\n各学校：\n请认真做好活动周各项工作。\n示例市教育局\n2027年4月16日\n")
	var file bytes.Buffer
	if _, err := (&render.Printer{CentreNumbers: true}).DOCX(&file, doc); err != nil {
		fmt.Println(err)
		return
	}
	r, err := layout.Check(bytes.NewReader(file.Bytes()), int64(file.Len()), layout.Options{Name: "通知.docx"})
	fmt.Println(err)
	for _, f := range r.Findings {
		fmt.Println(f.Rule, f.Message)
	}
	r, _ = layout.Check(bytes.NewReader(file.Bytes()), int64(file.Len()), layout.Options{CentreNumbers: true})
	fmt.Println(len(r.Findings))
	// Output:
	// <nil>
	// GW422 页码居中，应单页码居右空一字、双页码居左空一字
	// 0
}

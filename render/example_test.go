package render_test

import (
	"bytes"
	"fmt"
	"log"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
)

func ExamplePrinter_Set() {
	doc, _ := plain.Parse("关于举办活动周的通知\n各职业院校：\n请认真组织。\n示例市教育局\n2027年4月6日\n")
	faces, err := fontpack.Fonts()
	if err != nil {
		log.Fatal(err)
	}
	printer := render.Printer{Fonts: faces}
	set, err := printer.Set(doc)
	if err != nil {
		log.Fatal(err)
	}
	var pdf, docx bytes.Buffer
	fmt.Println(len(set.Pages), set.PDF(&pdf), set.DOCX(&docx))
	// Output:
	// 1 <nil> <nil>
}

func ExampleFormDOCX() {
	schema, _ := forms.Builtin("week-statistics")
	var file bytes.Buffer
	err := render.FormDOCX(&file, schema, blank.Options{Fill: map[forms.Ref]string{{Key: "school"}: "第一中学"}})
	fmt.Println(file.Len() > 0, err)
	// Output:
	// true <nil>
}

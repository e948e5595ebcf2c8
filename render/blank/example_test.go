package blank_test

import (
	"bytes"
	"fmt"
	"log"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

func ExampleNewCopies() {
	schema, _ := forms.Builtin("week-statistics")
	copies := blank.NewCopies(sheet.Form, schema, blank.Options{Author: "示例市教育局"})
	for _, school := range []string{"第一中学", "第二中学"} { // a thousand take little longer
		var book bytes.Buffer
		if err := copies.Print(&book, map[forms.Ref]string{{Key: "school"}: school}); err != nil {
			log.Fatal(err)
		}
		fmt.Println(school, book.Len() > 0)
	}
	// Output:
	// 第一中学 true
	// 第二中学 true
}

package annotate_test

import (
	"bytes"
	"fmt"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/annotate"
	"github.com/zhijiao-go/zhijiao/validate"
)

func ExampleDraft() {
	// Somebody's .docx.
	doc, _ := plain.Parse("关于做好活动周工作的通知\n各学校：\n请于5月8日-14日做好活动周各项工作。\n示例市教育局\n2027年4月16日\n")
	var file bytes.Buffer
	if _, err := new(render.Printer).DOCX(&file, doc); err != nil {
		fmt.Println(err)
		return
	}
	draft, size := bytes.NewReader(file.Bytes()), int64(file.Len())

	text, _, err := plain.ReadFile(draft, size, "稿.docx")
	if err != nil {
		fmt.Println(err)
		return
	}
	review := annotate.Review{Text: text, Findings: validate.Text("稿.docx", text).Findings}
	review.Fixed, _ = validate.Fix(text)
	var marked bytes.Buffer
	fmt.Println(annotate.Draft(&marked, draft, size, review, annotate.Options{Name: "稿.docx"}))

	// As it reads for who accepts the changes.
	text, _, _ = plain.ReadFile(bytes.NewReader(marked.Bytes()), int64(marked.Len()), "稿.docx")
	before, rest, _ := bytes.Cut([]byte(text), []byte("请于"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	fmt.Println(len(before) > 0, "请于"+string(line))
	// Output:
	// <nil>
	// true 请于5月8日—14日做好活动周各项工作。
}

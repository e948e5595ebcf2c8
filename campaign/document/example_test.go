package document_test

import (
	"fmt"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

func ExampleParseDocNumber() {
	for _, written := range []string{"示教职成〔2027〕5号", "示教职成[2027]第05号"} {
		n := document.ParseDocNumber(written)
		fmt.Println(n, n.Standard(), n.Year, n.Serial)
	}
	// Output:
	// 示教职成〔2027〕5号 示教职成〔2027〕5号 2027 5
	// 示教职成[2027]第05号 示教职成〔2027〕5号 2027 5
}

func ExampleKindOf() {
	fmt.Println(document.KindOf("示例市教育局关于举办2027年职业教育活动周的通知"))
	fmt.Println(document.Kinds()[:5])
	// Output:
	// 通知
	// [决议 决定 命令 令 公报]
}

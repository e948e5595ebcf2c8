package rules_test

import (
	"fmt"
	"log"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/rules"
)

func ExampleRead() {
	own, err := rules.Read(strings.NewReader(`schema: zhijiao/rules@1
off: [GW101]
words:
  - {id: BJ001, pattern: 顶岗实习, message: 应称“岗位实习”, replace: 岗位实习}
`), "本局.yaml")
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range (validate.Checker{Rules: own}).Text("通知.txt", "做好顶岗实习工作").Findings {
		fmt.Println(f)
	}
	// Output:
	// 通知.txt:1:3：警告 BJ001 应称“岗位实习”：“顶岗实习”；改为 岗位实习（本单位规定）
}

package guard_test

import (
	"bytes"
	"fmt"
	"log"

	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/render/guard"
)

func ExampleBlank() {
	blank, err := learn.LearnFile("../../testdata/learn/实训设备清单.xlsx")
	if err != nil {
		log.Fatal(err)
	}
	var file bytes.Buffer
	err = guard.Blank(&file, blank) // what goes out: only the answers can be written
	fmt.Println(file.Len() > len(blank.Data), err)
	// Output:
	// true <nil>
}

package output_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"log"
	"os"

	"github.com/zhijiao-go/zhijiao/render/output"
)

func ExampleZip() {
	var b bytes.Buffer
	archive := output.Zip(&b)
	if err := archive.Add("通知/通知.txt", []byte("正文")); err != nil {
		log.Fatal(err)
	}
	if err := archive.Commit(); err != nil { // or Discard: then nothing was written
		log.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(z.File[0].Name)
	// Output:
	// 通知/通知.txt
}

func ExampleDirWith() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	folder, err := output.DirWith(dir, output.DirOptions{Record: output.Record})
	if err != nil {
		log.Fatal(err)
	}
	data, err := output.JSON(map[string]string{"学校": "第一中学"})
	if err != nil {
		log.Fatal(err)
	}
	if err := folder.Add("清单.json", data); err != nil {
		log.Fatal(err)
	}
	fmt.Println(folder.Commit())
	written, err := os.ReadFile(dir + "/清单.json")
	fmt.Print(string(written), err)
	// Output:
	// <nil>
	// {
	//   "学校": "第一中学"
	// }
	// <nil>
}

// Outside makes a pack into an archive in memory and collects returns.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/pack"
	"github.com/zhijiao-go/zhijiao/forms/collect"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

func main() {
	c, err := campaign.LoadFS(os.DirFS("."), os.Args[1])
	check(err)
	var archive bytes.Buffer
	made, err := pack.Pack(context.Background(), c, pack.Options{}, output.Zip(&archive))
	check(err)
	fmt.Printf("%d files, zip: %v\n", len(made.Files), bytes.HasPrefix(archive.Bytes(), []byte("PK")))
	var results output.Memory
	got, err := collect.Collect(context.Background(), os.DirFS(os.Args[2]), collect.Options{Campaign: c}, &results)
	check(err)
	check(got.WriteText(os.Stdout))
}

func check(err error) {
	if err != nil {
		fmt.Println(report.Chinese(err))
		os.Exit(1)
	}
}

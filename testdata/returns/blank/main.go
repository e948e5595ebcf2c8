// Command blank writes the blank workbook of every built-in form into a folder,
// for make.py to fill in.
//
//	go run ./testdata/returns/blank DIR
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: blank DIR")
		os.Exit(2)
	}
	for _, s := range forms.Builtins() {
		var buf bytes.Buffer
		err := sheet.Form(&buf, s, blank.Options{})
		if err == nil {
			err = os.WriteFile(filepath.Join(os.Args[1], s.ID+".xlsx"), buf.Bytes(), 0o666)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "blank:", err)
			os.Exit(1)
		}
	}
}

// Extract writes the embedded faces of package fontpack as plain .ttf files, for other programs and for people:
//
//	go run github.com/zhijiao-go/zhijiao/render/fontpack/extract DIR
//
// The folder is made if it does not exist; files of the same name are overwritten.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/zhijiao-go/zhijiao/render/fontpack"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: extract DIR")
		os.Exit(2)
	}
	if err := extract(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "extract:", err)
		os.Exit(1)
	}
}

func extract(dir string) error {
	files, err := fontpack.Files()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

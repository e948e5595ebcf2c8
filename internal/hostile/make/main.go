// Make writes the hostile files of package hostile into a folder, to be looked
// at or fed to other programs.
//
//	go run ./internal/hostile/make DIR
package main

import (
	"fmt"
	"os"

	"github.com/zhijiao-go/zhijiao/internal/hostile"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: make DIR")
		os.Exit(2)
	}
	if err := os.MkdirAll(os.Args[1], 0o777); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(1)
	}
	for _, e := range hostile.Entries() {
		if _, err := e.Write(os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, "make:", err)
			os.Exit(1)
		}
	}
}

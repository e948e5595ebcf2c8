// Yearpack is the command pack of examples/zhijiao by itself: it writes a year's
// notice pack.
//
//	go run ./examples/yearpack [-campaign FILE.yaml | -from NOTICE.docx] [-year N -period M.D-M.D] [-roster FILE] [-out DIR] …
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/zhijiao-go/zhijiao/examples/zhijiao/pack"
	"github.com/zhijiao-go/zhijiao/render/font"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	status := pack.Run(ctx, os.Args[1:], font.System, os.Stdout, os.Stderr)
	stop() // not before: what a second signal finds is being tidied up
	os.Exit(status)
}

// Collect is the command collect of examples/zhijiao by itself: it reads what
// schools sent back, checks it and adds it up.
//
//	go run ./examples/collect -campaign FILE.yaml|-form BLANK -returns DIR [-roster FILE] [-asof DATE] [-out DIR] …
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/zhijiao-go/zhijiao/examples/zhijiao/collect"
	"github.com/zhijiao-go/zhijiao/render/font"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	status := collect.Run(ctx, os.Args[1:], font.System, os.Stdout, os.Stderr)
	stop() // not before: what a second signal finds is being tidied up
	os.Exit(status)
}

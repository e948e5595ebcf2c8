// Typeset is the command typeset of examples/zhijiao by itself: it sets drafts by
// the standard and checks them.
//
//	go run ./examples/typeset [-out DIR] [-fix] [-check] [-ofd] [-json] … FILE...
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/zhijiao-go/zhijiao/examples/zhijiao/typeset"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGPIPE)
	status := typeset.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop() // not before: what a second signal finds is being tidied up
	os.Exit(status)
}

// Desk is the clerk's desk in the browser: drafts, the year's campaign, returns
// and forms, without a terminal (package desk).
//
//	go run ./examples/desk [-dir DIR] [-port N]
//
// It prints an address of this machine to open, and ends with Ctrl+C.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/zhijiao-go/zhijiao/examples/zhijiao/desk"
	"github.com/zhijiao-go/zhijiao/render/font"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	status := desk.Run(ctx, os.Args[1:], font.System, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

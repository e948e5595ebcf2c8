// Package desk is the clerk's desk: a page in the browser of the machine that it
// runs on, for people who never open a terminal. A draft is set and checked, a
// year's campaign started, edited and packed, returns are read and added up, and
// a form is learnt from its blank.
//
// It listens on the loopback address alone, and answers nobody who does not have
// the token that it prints at its start. It asks nothing of any other machine.
// What people give it lies in a folder of its own below the one that it is given,
// and in memory; the folder is removed when it ends.
//
// The file that is named after it has each of the four ways: draft, year, returns,
// blank; guard says who is let in, fields makes a form of any struct, sheets draws
// pages.
package desk

import (
	"cmp"
	"context"
	"crypto/rand"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/zhijiao-go/zhijiao/examples/zhijiao/cli"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/fontpack"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Usage is the help of the command.
var Usage = cli.Usage{
	Does:  "在本机的浏览器里排版校核、做一年的文件、收表汇总、认一张表；不联网，退出时删去收到的文件。",
	Lines: []string{"[-dir DIR] [-port N]"},
	Examples: []string{
		"", "打印一个网址，用浏览器打开；按Ctrl+C结束",
	},
}

// Run is the program; it returns the exit status. It ends when ctx does.
func Run(ctx context.Context, args []string, office func() font.Set, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("zhijiao desk", flag.ContinueOnError)
	dir := flags.String("dir", "", "放临时文件的文件夹，退出时删去自己的；不给则为系统的临时文件夹")
	port := flags.Int("port", 0, "端口；不给则为任意空闲的")
	if status, done := cli.Parse(flags, args, Usage, stdout, stderr); done {
		return status
	}
	if flags.NArg() > 0 {
		return cli.Wrong(flags, Usage, stderr, "多余的参数 "+flags.Arg(0))
	}
	if *port < 0 || *port > 65535 {
		return cli.Wrong(flags, Usage, stderr, "-port应在0到65535之间")
	}
	if err := serve(ctx, *dir, *port, office, stdout); err != nil {
		fmt.Fprintf(stderr, "desk：%s\n", report.Chinese(err))
		return 1
	}
	return 0
}

// A listenError says that nobody can be answered at a port.
type listenError struct {
	port int
	err  error
}

func (e *listenError) Error() string { return fmt.Sprintf("desk: port %d: %v", e.port, e.err) }

func (e *listenError) Unwrap() error { return e.err }

func (e *listenError) Chinese() string {
	return fmt.Sprintf("用不了端口%d，多半是已经有程序在用它：请换一个端口，或者不写-port，由程序自己挑", e.port)
}

// A folderError says that nothing can be put into a folder.
type folderError struct {
	dir string
	err error
}

func (e *folderError) Error() string { return fmt.Sprintf("desk: folder %q: %v", e.dir, e.err) }

func (e *folderError) Unwrap() error { return e.err }

func (e *folderError) Chinese() string {
	return fmt.Sprintf("文件夹“%s”里不能写东西：它不在，或者没有写的权限", cmp.Or(e.dir, os.TempDir()))
}

// serve answers requests until ctx ends, then tidies up.
func serve(ctx context.Context, dir string, port int, office func() font.Set, stdout io.Writer) (err error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		return &listenError{port, err}
	}
	defer listener.Close()
	own, err := os.MkdirTemp(dir, "zhijiao-desk-")
	if err != nil {
		return &folderError{dir, err}
	}
	defer func() {
		if gone := os.RemoveAll(own); err == nil {
			err = gone
		}
	}()
	free, err := fontpack.Fonts()
	if err != nil {
		return err
	}
	d := &desk{ctx: ctx, dir: own, fonts: append(office(), free...), free: free, things: map[string]any{}}
	token := rand.Text()
	host := listener.Addr().String()
	server := &http.Server{
		Handler:           guard(d.routes(), token, host),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       10 * time.Minute, // a folder of films takes its time
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	if _, err := fmt.Fprintf(stdout, "请用浏览器打开：http://%s/?token=%s\n按Ctrl+C结束；结束时删去这次收到的文件。\n", host, token); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		server.Close() // who still asks is cut off
	}
	d.jobs.Wait()
	return nil
}

//go:build unix

package hostile

import (
	"net"
	"os"
	"path/filepath"
	"syscall"
)

// special makes a file that is none.
func special(dir, name string, kind specialFile) error {
	at := filepath.Join(dir, name)
	if kind == pipe {
		return syscall.Mkfifo(at, 0o666)
	}
	// The path of a socket is short, so it is made elsewhere.
	tmp, err := os.MkdirTemp("", "s")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	l, err := net.Listen("unix", filepath.Join(tmp, "s"))
	if err != nil {
		return err
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	defer l.Close()
	return os.Rename(filepath.Join(tmp, "s"), at)
}

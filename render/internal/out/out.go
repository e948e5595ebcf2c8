// Package out hands files over: whole, or not at all.
package out

import (
	"bytes"
	"fmt"
	"io"

	"github.com/zhijiao-go/zhijiao/internal/say"
)

// ErrNoWriter reports a file that has nowhere to go.
var ErrNoWriter = say.Error("no writer", "没有指定文件写到哪里")

// Write writes a file that is done. of says what it is, for errors.
func Write(w io.Writer, of string, file []byte) error {
	if w == nil {
		return fmt.Errorf("%s: %w", of, ErrNoWriter)
	}
	if _, err := bytes.NewReader(file).WriteTo(w); err != nil {
		return fmt.Errorf("%s: writing: %w", of, err)
	}
	return nil
}

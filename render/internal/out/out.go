// Package out hands files over: whole, or not at all.
package out

import (
	"errors"
	"fmt"
	"io"
)

// ErrNoWriter reports a file that has nowhere to go.
var ErrNoWriter = errors.New("no writer")

// Write writes a file that is done. of says what it is, for errors.
func Write(w io.Writer, of string, file []byte) error {
	if w == nil {
		return fmt.Errorf("%s: %w", of, ErrNoWriter)
	}
	if _, err := w.Write(file); err != nil {
		return fmt.Errorf("%s: writing: %w", of, err)
	}
	return nil
}

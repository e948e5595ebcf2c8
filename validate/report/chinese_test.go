package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"testing"
)

type saying struct {
	text string
	err  error
}

func (s *saying) Error() string { return "english" }

func (s *saying) Chinese() string { return s.text }

func (s *saying) Unwrap() error { return s.err }

// The outermost that speaks Chinese is heard, then what errors of files mean.
func TestChinese(t *testing.T) {
	_, missing := os.Open("没有.xlsx")
	inner := &saying{"内", io.EOF}
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, ""},
		{inner, "内"},
		{&saying{"外", inner}, "外"},
		{fmt.Errorf("reading: %w", &saying{"外", inner}), "外"},
		{errors.Join(io.EOF, inner), "内"},
		{errors.Join(inner, &saying{"另一个", nil}, inner), "内；另一个"},
		{&saying{"读不了", missing}, "读不了"},
		{missing, "找不到 没有.xlsx，请核对路径"},
		{fmt.Errorf("reading: %w", missing), "找不到 没有.xlsx，请核对路径"},
		{fs.ErrNotExist, "找不到文件，请核对路径"},
		{&fs.PathError{Op: "open", Path: "a", Err: fs.ErrPermission}, "没有权限读写 a"},
		{fmt.Errorf("pack: %w", context.Canceled), "已中断，没有写出任何文件"},
		{context.DeadlineExceeded, "超过了规定的时间，已中断，没有写出任何文件"},
		{io.EOF, "EOF"},
	} {
		if got := Chinese(c.err); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}

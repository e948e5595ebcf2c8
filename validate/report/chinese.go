package report

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
)

// Chinese returns the message of an error for a clerk: what the outermost error
// in its chain says that has a method Chinese() string, as the error types of
// this module have; of errors that were joined what those of them say that do; of the
// errors of files and contexts what they mean; else the English text. Of nil it
// is "".
func Chinese(err error) string {
	if err == nil {
		return ""
	}
	var says interface{ Chinese() string }
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		if says, ok := err.(interface{ Chinese() string }); ok {
			return says.Chinese()
		}
		var all []string
		for _, e := range joined.Unwrap() {
			if errors.As(e, &says) && !slices.Contains(all, Chinese(e)) {
				all = append(all, Chinese(e))
			}
		}
		if len(all) > 0 {
			return strings.Join(all, "；")
		}
	}
	if errors.As(err, &says) {
		return says.Chinese()
	}
	name := ""
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		name = " " + path.Path
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "找不到" + cmp.Or(name, "文件") + "，请核对路径"
	case errors.Is(err, fs.ErrPermission):
		return "没有权限读写" + cmp.Or(name, "文件")
	case errors.Is(err, context.Canceled):
		return "已中断，没有写出任何文件"
	case errors.Is(err, context.DeadlineExceeded):
		return "超过了规定的时间，已中断，没有写出任何文件"
	}
	return err.Error()
}

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/outdir"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// maxText is the size up to which a text is read: no notice is as long.
const maxText = 8 << 20

// Why a file was not read.
var (
	errTooLong   = errors.New("text is too long for a notice")
	errBlank     = errors.New("no text in the file")
	errExtension = errors.New("neither .txt nor .docx")
)

// read returns the text of a .txt or .docx file, and what a .docx has besides.
func read(file string) (text string, besides []report.Finding, err error) {
	f, err := os.Open(file)
	if err != nil {
		return "", nil, err
	}
	defer f.Close()
	switch ext := strings.ToLower(filepath.Ext(file)); ext {
	case ".docx":
		info, err := f.Stat()
		if err != nil {
			return "", nil, err
		}
		if text, besides, err = plain.WordText(f, info.Size()); err != nil {
			return "", nil, err
		}
	case ".txt":
		data, err := io.ReadAll(io.LimitReader(f, maxText+1))
		if err != nil {
			return "", nil, err
		}
		if len(data) > maxText {
			return "", nil, errTooLong
		}
		if text, err = gate.Text(data); err != nil {
			return "", nil, err
		}
	default:
		return "", nil, fmt.Errorf("%q: %w", ext, errExtension)
	}
	text = printable(text)
	if strings.TrimSpace(text) == "" {
		return "", nil, errBlank
	}
	return text, besides, nil
}

// printable makes line breaks of page breaks, as copying from a PDF gives
// them, and blanks of other control characters, which have no place on paper.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\f' || r == '\v' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r < ' ' && r != '\n' && r != '\r' && r != '\t', r == 0x7f:
			return ' '
		}
		return r
	}, text)
}

// explain returns the message of an error as a clerk can read it.
func explain(err error) string {
	var out *outdir.Error
	var refused *gate.Error
	var drawn *render.Error
	var path *os.PathError
	switch {
	case errors.As(err, &out):
		return out.Chinese()
	case errors.As(err, &refused):
		return refused.Say() + "，" + refused.Advice
	case errors.Is(err, errTooLong):
		return "文字太长，不像一份公文"
	case errors.Is(err, errBlank):
		return "文件里没有文字"
	case errors.Is(err, errExtension):
		return "只能读 .txt 和 .docx，其他格式请另存为 .docx"
	case errors.Is(err, gate.ErrEncoding):
		return "文字编码无法识别，请另存为 UTF-8 编码的 .txt"
	case errors.As(err, &drawn):
		return fmt.Sprintf("不能排版（%v）", drawn)
	case errors.As(err, &path) && errors.Is(err, os.ErrNotExist):
		return "找不到文件，请核对路径"
	case errors.As(err, &path) && errors.Is(err, os.ErrPermission):
		return "没有权限读取，请换一个位置"
	}
	return err.Error()
}

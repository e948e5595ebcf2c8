package plain

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Why a file gives no text, in [FileError.Err], besides what is wrong with a
// .docx and errors of reading.
var (
	ErrTooLong   = errors.New("text is too long for a notice")
	ErrBlank     = errors.New("no text in the file")
	ErrExtension = errors.New("neither .txt nor .docx")
	ErrEncoding  = gate.ErrEncoding // neither UTF-8, UTF-16 nor GB 18030
)

// A FileError says why there is no text of a file.
type FileError struct {
	File string
	Err  error
}

func (e *FileError) Error() string { return fmt.Sprintf("plain: %s: %v", e.File, e.Err) }

func (e *FileError) Unwrap() error { return e.Err }

// Chinese says to a clerk what is wrong and what to do, without the name of the
// file.
func (e *FileError) Chinese() string {
	var refused *gate.Error
	var none *gate.NotFileError
	switch {
	case errors.As(e.Err, &refused):
		return refused.Say() + "，" + refused.Advice
	case errors.As(e.Err, &none):
		return "不是普通文件"
	case errors.Is(e.Err, ErrTooLong):
		return "文字太长，不像一份公文"
	case errors.Is(e.Err, ErrBlank):
		return "文件里没有文字"
	case errors.Is(e.Err, ErrExtension):
		return "只能读 .txt 和 .docx，其他格式请另存为 .docx"
	case errors.Is(e.Err, ErrEncoding):
		return "文字编码无法识别，请另存为 UTF-8 编码的 .txt"
	case errors.Is(e.Err, fs.ErrNotExist):
		return "找不到文件，请核对路径"
	case errors.Is(e.Err, fs.ErrPermission):
		return "没有权限读取，请换一个位置"
	}
	return report.Chinese(e.Err)
}

// maxText is the size up to which a text is read: no notice is as long.
const maxText = 8 << 20

// ReadFile returns the text of a .txt file, in whatever encoding Chinese
// computers write, or of a .docx (see [WordText]), for [Parse]; its name tells
// which. Page breaks are line breaks in it and other control characters, which
// have no place on paper, blanks. The findings tell of what a .docx has besides
// text. The error is a [*FileError].
func ReadFile(r io.ReaderAt, size int64, name string) (text string, found []report.Finding, err error) {
	switch ext := strings.ToLower(path.Ext(name)); {
	case ext == ".docx":
		text, found, err = WordText(r, size)
	case ext != ".txt":
		err = fmt.Errorf("%q: %w", ext, ErrExtension)
	case size > maxText:
		err = ErrTooLong
	default:
		data := make([]byte, size)
		if _, err = io.ReadFull(io.NewSectionReader(r, 0, size), data); err == nil {
			text, err = gate.Text(data)
		}
	}
	if err == nil {
		if text = printable(text); strings.TrimSpace(text) == "" {
			err = ErrBlank
		}
	}
	if err != nil {
		return "", nil, &FileError{name, err}
	}
	return text, found, nil
}

// LoadFile returns the text of a file of the file system, as [ReadFile] does.
// What is no file, such as a folder, a pipe or a socket, is not opened:
// [fs.ErrInvalid].
func LoadFile(path string) (text string, found []report.Finding, err error) {
	f, size, err := gate.OpenFile(path)
	if err != nil {
		return "", nil, &FileError{path, err}
	}
	defer f.Close()
	return ReadFile(f, size, path)
}

// printable makes line breaks of page breaks, as copying from a PDF gives
// them, and blanks of other control characters.
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

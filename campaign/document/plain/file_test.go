package plain

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	utf "golang.org/x/text/encoding/unicode"

	"github.com/zhijiao-go/zhijiao/validate/report"
)

func readFile(name, data string) (string, error) {
	text, _, err := ReadFile(strings.NewReader(data), int64(len(data)), name)
	return text, err
}

// A text is read in all encodings that Chinese computers write, without what
// has no place on paper.
func TestReadFile(t *testing.T) {
	const text = "关于做好活动周工作的通知\n各校:\n一、时间\n"
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	utf16, err := utf.UTF16(utf.BigEndian, utf.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"utf-8": text, "gbk": gbk, "utf16": utf16, "bom": "\ufeff" + text} {
		if got, err := readFile(name+".TXT", data); err != nil || got != text {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	if got, err := readFile("a.txt", "甲\f乙\v丙\u2028丁\x7f\t戊\r\n"); err != nil || got != "甲\n乙\n丙\n丁 \t戊\r\n" {
		t.Errorf("%q, %v", got, err)
	}
}

// Why a file gives no text is told to programs and clerks.
func TestReadFileRefuses(t *testing.T) {
	for _, c := range []struct {
		name, data string
		err        error
		say        string
	}{
		{"a.txt", " \n", ErrBlank, "没有文字"},
		{"a.wps", "x", ErrExtension, "另存为 .docx"},
		{"a.docx", "text", nil, "不能直接读取"},
		{"a.txt", "\xff\x00\x81", ErrEncoding, "编码"},
		{"a.txt", strings.Repeat("文", maxText/3+1), ErrTooLong, "太长"},
	} {
		_, err := readFile(c.name, c.data)
		var typed *FileError
		if !errors.As(err, &typed) || typed.File != c.name || c.err != nil && !errors.Is(err, c.err) || !strings.Contains(report.Chinese(err), c.say) {
			t.Errorf("%s: %v, %s", c.name, err, report.Chinese(err))
		}
	}
	if got := report.Chinese(&FileError{"a.txt", &fs.PathError{Op: "open", Path: "a.txt", Err: fs.ErrNotExist}}); got != "找不到文件，请核对路径" {
		t.Error(got)
	}
}

// Whatever a file is, its text can be printed, or the error says why not.
func FuzzReadFile(f *testing.F) {
	f.Add([]byte("关于活动周的通知\n各校：\n"), false)
	f.Add([]byte("\xff\xfe\x2f\x00"), false)
	f.Add([]byte("PK\x03\x04"), true)
	f.Fuzz(func(t *testing.T, data []byte, word bool) {
		if len(data) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		name := "a.txt"
		if word {
			name = "a.docx"
		}
		text, err := readFile(name, string(data))
		var e *FileError
		switch {
		case err == nil:
			if printable(text) != text || strings.TrimSpace(text) == "" {
				t.Errorf("%q", text)
			}
		case !errors.As(err, &e) || e.Chinese() == "":
			t.Errorf("%v", err)
		}
	})
}

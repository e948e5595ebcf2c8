package gate

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// ErrEncoding is the error of a text in none of the encodings of [Text].
var ErrEncoding = errors.New("neither UTF-8, UTF-16 nor GB 18030")

// Text decodes text in the encodings that Chinese computers write: UTF-8 and
// UTF-16 with a mark, UTF-8 without one, GBK and GB 18030. The mark is dropped.
func Text(data []byte) (string, error) {
	var e encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		e = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case utf8.Valid(data):
		return string(bytes.TrimPrefix(data, []byte("\ufeff"))), nil
	default:
		e = simplifiedchinese.GB18030
	}
	text, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return "", ErrEncoding
	}
	return string(text), nil
}

package gate

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// ErrEncoding is the error of a text in none of the encodings of [Text].
var ErrEncoding = errors.New("neither UTF-8, UTF-16 nor GB 18030")

// Text decodes text in the encodings that Chinese computers write: UTF-8 and
// UTF-16 with a mark, UTF-8 without one, GBK and GB 18030. The mark is dropped.
//
// One broken character does not spoil a text: it comes as U+FFFD, which [Clean]
// counts. A text that is mostly broken is in another encoding.
func Text(data []byte) (string, error) {
	var e encoding.Encoding = simplifiedchinese.GB18030
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		e = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case utf8.Valid(data):
		return string(bytes.TrimPrefix(data, []byte("\ufeff"))), nil
	case mostlyUTF8(data):
		return strings.ToValidUTF8(string(bytes.TrimPrefix(data, []byte("\ufeff"))), "\uFFFD"), nil
	}
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return "", ErrEncoding
	}
	if broken := bytes.Count(text, []byte("\uFFFD")); broken*sound > utf8.RuneCount(text) {
		return "", ErrEncoding
	}
	return string(text), nil
}

// sound is how many characters of a text there are at least to a broken one.
const sound = 50

// mostlyUTF8 reports whether a text that is not valid UTF-8 is so but for a few
// bytes. Of Chinese text in GBK some characters have the form of one of two
// bytes, hardly any that of one of three, as Chinese characters take.
func mostlyUTF8(data []byte) bool {
	han, other, broken := 0, 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case size > 2:
			han++
		case size == 2:
			other++
		case r == utf8.RuneError:
			broken++
		}
		data = data[size:]
	}
	return han >= sound*broken && han > other
}

package gate

import (
	"errors"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestText(t *testing.T) {
	const want = "学校，统计表\r\n𠮷"
	for name, e := range map[string]encoding.Encoding{
		"UTF-8": encoding.Nop, "UTF-8 with a mark": unicode.UTF8BOM, "GB 18030": simplifiedchinese.GB18030,
		"UTF-16": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16 the other way": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
	} {
		data, err := e.NewEncoder().Bytes([]byte(want))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Text(data); err != nil || got != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, data := range []string{"\xff", "\x81", "学校\xff\xff"} {
		if got, err := Text([]byte(data)); !errors.Is(err, ErrEncoding) {
			t.Errorf("%q: %q, %v; want ErrEncoding", data, got, err)
		}
	}
}

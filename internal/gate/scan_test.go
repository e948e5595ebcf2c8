package gate

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// scanned prints what a Scanner makes of a text.
func scanned(data []byte) (string, error) {
	s, err := NewScanner(data)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for {
		switch err := s.Next(); {
		case err == io.EOF:
			return b.String(), nil
		case err != nil:
			return "", err
		}
		switch s.Token {
		case StartTag:
			fmt.Fprintf(&b, "<%s", s.Name)
			for _, a := range s.Attrs {
				v, err := s.Value(a)
				if err != nil {
					return "", err
				}
				fmt.Fprintf(&b, " %s=%q", a.Name, v)
			}
			b.WriteString(">")
		case EndTag:
			fmt.Fprintf(&b, "</%s>", s.Name)
		case CharData:
			text, err := s.Text()
			if err != nil {
				return "", err
			}
			b.Write(text)
		}
	}
}

func TestScanner(t *testing.T) {
	for in, want := range map[string]string{
		`<?xml version="1.0"?><a b="1"/>`:                             `<a b="1"></a>`,
		"<x:a xmlns:x='u' x:b = '\"'>\r\n<x:c/ ></x:a>":               "",
		"<x:a xmlns:x='u' x:b = '\"'>\r\n<x:c /></x:a >\n":            "<a x=\"u\" b=\"\\\"\">\n<c></c></a>",
		`<a>1 &lt;&#x4E2D;&#20013;&amp; <!-- < --><![CDATA[<&]]></a>`: "<a>1 <中中& <&</a>",
		"\xef\xbb\xbf<a/>": "<a></a>",
		"<?xml version='1.0' encoding='GB2312'?><a>\xd6\xd0</a>": "<a>中</a>",
		"<?xml version='1.0' encoding='UTF-16'?><a/>":            "",
		"<a>\xd6\xd0</a>": "",
		"<a>\x01</a>":     "",
		"":                "",
		"<a>":             "",
		"<a></b>":         "",
		"<a/><b/>":        "",
		"<a/>x":           "",
		"<a b=1/>":        "",
		"<a b='<'/>":      "",
		"<a b='1'c='2'/>": "<a b=\"1\" c=\"2\"></a>",
		"<a>&nbsp;</a>":   "",
		"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>": "",
		"<a b='&b;'/>":      "",
		"<a><![CDATA[x</a>": "",
		"< a/>":             "",
	} {
		got, err := scanned([]byte(in))
		if got != want || (want == "") != (err != nil) || err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("%q: got %q, %v, want %q", in, got, err, want)
		}
	}
	if _, err := scanned([]byte(strings.Repeat("<a>", MaxDepth+1))); !errors.Is(err, ErrDepth) {
		t.Errorf("too deep: %v", err)
	}
	if got, err := scanned([]byte(strings.Repeat("<a>", MaxDepth) + strings.Repeat("</a>", MaxDepth))); err != nil {
		t.Errorf("just not too deep: %q, %v", got, err)
	}
}

// FuzzScanner shows that a Scanner reads what [tokens] reads, in the same way.
func FuzzScanner(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="UTF-8"?><x:a xmlns:x="u" b='1&amp;'><!-- --><c/>t&#10;<![CDATA[&]]></x:a>`))
	f.Add([]byte("<a>\r\n</a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		want, err1 := tokenized(data)
		got, err2 := scanned(data)
		if err1 == nil && err2 == nil && got != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
		if err1 == nil && err2 != nil && want != "" && !stricter(data) {
			t.Errorf("refuses %q: %v", data, err2)
		}
	})
}

// tokenized prints the same out of [tokens].
func tokenized(data []byte) (string, error) {
	t := newTokens(bytes.NewReader(data))
	var b strings.Builder
	for {
		tok, err := t.Next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			fmt.Fprintf(&b, "<%s", tok.Name.Local)
			for _, a := range tok.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
			}
			b.WriteString(">")
		case xml.EndElement:
			fmt.Fprintf(&b, "</%s>", tok.Name.Local)
		case xml.CharData:
			if t.Depth() > 0 {
				b.Write(tok)
			}
		}
	}
}

// stricter reports whether a text may have what a Scanner refuses and
// [tokens] does not: text around the root, or more than one, broken characters
// where they say nothing, odd names.
func stricter(data []byte) bool {
	if !utf8.Valid(data) || bytes.ContainsFunc(data, func(c rune) bool { return c < ' ' && c != '\t' && c != '\n' && c != '\r' }) || bytes.Contains(data, []byte("<?")) {
		return true
	}
	depth, roots := 0, 0
	t := newTokens(strings.NewReader(string(data)))
	for {
		tok, err := t.Next()
		if err != nil {
			return roots != 1
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && (len(bytes.TrimSpace(tok)) > 0 || bytes.ContainsAny(data, "&[")) {
				return true
			}
		}
	}
}

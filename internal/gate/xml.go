package gate

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// MaxDepth is how deep elements may be nested in a part. Tables nested in
// tables inside text boxes take about ten levels each.
const MaxDepth = 200

// Tokens reads a part of an office file token by token, within bounds: no
// document type (office files have none, and entities multiply), no element
// deeper than [MaxDepth].
type Tokens struct {
	dec   *xml.Decoder
	depth int
}

// NewTokens returns a reader of the tokens of r, which is UTF-8, or declares
// one of China's encodings.
func NewTokens(r io.Reader) *Tokens {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		switch strings.ToLower(charset) {
		case "gbk", "gb2312", "gb18030":
			return simplifiedchinese.GB18030.NewDecoder().Reader(in), nil
		}
		return nil, fmt.Errorf("unknown encoding %q", charset)
	}
	return &Tokens{dec: d}
}

// Depth returns how many elements are open.
func (t *Tokens) Depth() int { return t.depth }

// Next returns the next token, and [io.EOF] after the last. A part that is not
// whole or not well formed is an error that wraps [ErrDamaged], nesting beyond
// the limit one that wraps [ErrDepth]. The token is valid until the next call.
func (t *Tokens) Next() (xml.Token, error) {
	tok, err := t.dec.Token()
	switch {
	case errors.Is(err, io.EOF):
		return nil, io.EOF
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	switch tok.(type) {
	case xml.StartElement:
		if t.depth++; t.depth > MaxDepth {
			line, _ := t.dec.InputPos()
			return nil, fmt.Errorf("%w: more than %d in line %d", ErrDepth, MaxDepth, line)
		}
	case xml.EndElement:
		t.depth--
	case xml.Directive:
		return nil, fmt.Errorf("%w: a document type", ErrDamaged)
	}
	return tok, nil
}

// Attr returns the value of an attribute by its local name, or "".
func Attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

package gate

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// tokens reads a part by encoding/xml, with the bounds of a [Scanner], as a
// second opinion.
type tokens struct {
	dec   *xml.Decoder
	depth int
}

// newTokens returns a reader of the tokens of r, which is UTF-8, or declares
// one of China's encodings.
func newTokens(r io.Reader) *tokens {
	d := xml.NewDecoder(r)
	d.CharsetReader = func(charset string, in io.Reader) (io.Reader, error) {
		switch strings.ToLower(charset) {
		case "gbk", "gb2312", "gb18030":
			return simplifiedchinese.GB18030.NewDecoder().Reader(in), nil
		}
		return nil, fmt.Errorf("unknown encoding %q", charset)
	}
	return &tokens{dec: d}
}

// Depth returns how many elements are open.
func (t *tokens) Depth() int { return t.depth }

// Next returns the next token, and [io.EOF] after the last. A part that is not
// whole or not well formed is an error that wraps [ErrDamaged], nesting beyond
// the limit one that wraps [ErrDepth]. The token is valid until the next call.
func (t *tokens) Next() (xml.Token, error) {
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

package gate

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// MaxDepth is how deep elements may be nested in a part. Tables nested in
// tables inside text boxes take about ten levels each.
const MaxDepth = 200

// A Scanner reads a part of an office file from memory, token by token, and
// tells where in the text each stands. There is no document type (office files
// have none, and entities multiply), no element deeper than [MaxDepth] and none
// with more attributes than programs write.
type Scanner struct {
	Data []byte // UTF-8

	Token      Token  // the last one
	Start, End int    // where it stands in Data; the end of an element that is empty has no length
	Prefix     []byte // of the element's name, "" for none
	Name       []byte
	Empty      bool        // of a start: <a/>, whose end follows
	Attrs      []Attribute // of a start; valid until the next token

	pos   int
	open  [][]byte // names of open elements, with their prefixes
	ended bool     // the end of <a/> is still to be told
	root  bool     // there was an element
	cdata bool     // of a text: as it stands
}

// A Token is what a [Scanner] meets. Comments and instructions are passed over.
type Token uint8

const (
	StartTag Token = iota + 1
	EndTag
	CharData
)

// An Attribute is an attribute as it stands in the text.
type Attribute struct {
	Prefix, Name []byte
	Raw          []byte // the value, entities in it
	Start, End   int    // of all of it, from the name to the last quote
}

// NewScanner returns a scanner of a text, which it turns into UTF-8 if it
// declares one of China's encodings.
func NewScanner(data []byte) (*Scanner, error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if m := xmlEncoding.FindSubmatchIndex(data); m != nil {
		switch name := strings.ToLower(string(data[m[2]:m[3]])); name {
		case "utf-8":
		case "gbk", "gb2312", "gb18030":
			text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data[m[1]:])
			if err != nil {
				return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			data = append(append(bytes.Clone(data[:m[2]]), `UTF-8`+string(data[m[3]:m[1]])...), text...)
		default:
			return nil, fmt.Errorf("%w: unknown encoding %q", ErrDamaged, name)
		}
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%w: invalid UTF-8", ErrDamaged)
	}
	for i, c := range data {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return nil, fmt.Errorf("%w: character %#x at %d", ErrDamaged, c, i)
		}
	}
	return &Scanner{Data: data}, nil
}

var xmlEncoding = regexp.MustCompile(`^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']`)

// MaxXML is the size of the largest part of an office file that is read, in
// bytes: a sheet of 600,000 cells without a value has some 20 million.
const MaxXML = 32 << 20

// maxAttrs is how many attributes an element may have: some have 40.
const maxAttrs = 1000

// ScanFile returns a scanner of an entry of a zip, whose bytes it takes out of
// the budget.
func ScanFile(f *zip.File, b *Budget) (*Scanner, error) {
	if f.UncompressedSize64 > MaxXML {
		return nil, fmt.Errorf("%s: %w: %d bytes, limit %d", f.Name, ErrTooLarge, f.UncompressedSize64, MaxXML)
	}
	if err := b.Take(Unpacked, int64(f.UncompressedSize64)); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	data, err := ReadAll(f)
	if err == nil {
		var s *Scanner
		if s, err = NewScanner(data); err == nil {
			return s, nil
		}
	}
	if !errors.Is(err, ErrDamaged) {
		err = fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return nil, fmt.Errorf("%s: %w", f.Name, err)
}

// Depth returns how many elements are open.
func (s *Scanner) Depth() int { return len(s.open) }

// Next goes on to the next token, and returns [io.EOF] behind the last. A part
// that is not whole or not well formed is an error that wraps [ErrDamaged],
// nesting beyond the limit one that wraps [ErrDepth].
func (s *Scanner) Next() error {
	if s.ended {
		s.ended = false
		s.Token, s.Start, s.End = EndTag, s.pos, s.pos
		s.open = s.open[:len(s.open)-1]
		return nil
	}
	for s.pos < len(s.Data) {
		rest := s.Data[s.pos:]
		switch {
		case rest[0] != '<':
			n := bytes.IndexByte(rest, '<')
			if n < 0 {
				n = len(rest)
			}
			s.text(s.pos, s.pos+n, false)
			if len(s.open) == 0 {
				if strings.TrimSpace(string(s.bytes())) != "" {
					return s.damaged("text outside the elements")
				}
				continue
			}
			return nil
		case bytes.HasPrefix(rest, []byte("<!--")):
			if err := s.skip("-->", 4); err != nil {
				return err
			}
		case bytes.HasPrefix(rest, []byte("<?")):
			if err := s.skip("?>", 2); err != nil {
				return err
			}
		case bytes.HasPrefix(rest, []byte("<![CDATA[")) && len(s.open) > 0:
			from := s.pos + 9
			if err := s.skip("]]>", 9); err != nil {
				return err
			}
			end := s.pos
			s.text(from, end-3, true)
			s.pos = end
			return nil
		case bytes.HasPrefix(rest, []byte("<!")):
			return s.damaged("a document type")
		case bytes.HasPrefix(rest, []byte("</")):
			return s.end()
		default:
			return s.start()
		}
	}
	if len(s.open) > 0 || !s.root {
		return s.damaged("ends too early")
	}
	return io.EOF
}

func (s *Scanner) damaged(what string) error {
	return fmt.Errorf("%w: XML at byte %d: %s", ErrDamaged, s.pos, what)
}

func (s *Scanner) skip(end string, from int) error {
	n := bytes.Index(s.Data[min(s.pos+from, len(s.Data)):], []byte(end))
	if n < 0 {
		return s.damaged("ends too early")
	}
	s.pos += from + n + len(end)
	return nil
}

func (s *Scanner) text(from, to int, cdata bool) {
	s.Token, s.Start, s.End, s.cdata, s.pos = CharData, from, to, cdata, to
}

func (s *Scanner) bytes() []byte { return s.Data[s.Start:s.End] }

// Text returns what a text says.
func (s *Scanner) Text() ([]byte, error) {
	if s.cdata {
		return lines(s.bytes()), nil
	}
	return s.unescape(s.bytes())
}

// Value returns what an attribute says.
func (s *Scanner) Value(a Attribute) (string, error) {
	b, err := s.unescape(a.Raw)
	return string(b), err
}

// Attr returns the value of an attribute by its local name, or "". One that
// cannot be read is "" as well; [Scanner.Next] has let none of them through.
func (s *Scanner) Attr(name string) string {
	for _, a := range s.Attrs {
		if string(a.Name) == name {
			v, _ := s.Value(a)
			return v
		}
	}
	return ""
}

func lines(b []byte) []byte {
	if bytes.IndexByte(b, '\r') < 0 {
		return b
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
}

var entities = map[string]string{"lt": "<", "gt": ">", "amp": "&", "quot": `"`, "apos": "'"}

func (s *Scanner) unescape(b []byte) ([]byte, error) {
	b = lines(b)
	at := bytes.IndexByte(b, '&')
	if at < 0 {
		return b, nil
	}
	out := append(make([]byte, 0, len(b)), b[:at]...)
	for at < len(b) {
		if b[at] != '&' {
			out = append(out, b[at])
			at++
			continue
		}
		n := bytes.IndexByte(b[at:min(len(b), at+12)], ';')
		if n < 0 {
			return nil, s.damaged("& without an entity")
		}
		name := string(b[at+1 : at+n])
		at += n + 1
		if c, ok := entities[name]; ok {
			out = append(out, c...)
			continue
		}
		code, base := strings.TrimPrefix(name, "#"), 10
		if x, ok := strings.CutPrefix(code, "x"); ok {
			code, base = x, 16
		}
		c, err := strconv.ParseUint(code, base, 32)
		if err != nil || name[0] != '#' || c > utf8.MaxRune || c < ' ' && c != '\t' && c != '\n' && c != '\r' || !utf8.ValidRune(rune(c)) {
			return nil, s.damaged("unknown entity " + strconv.Quote(name))
		}
		out = utf8.AppendRune(out, rune(c))
	}
	return out, nil
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// name reads a name from a place and returns the place behind it.
func (s *Scanner) name(from int) int {
	i := from
	for i < len(s.Data) {
		if c := s.Data[i]; isSpace(c) || strings.IndexByte("<>/=\"'&!?", c) >= 0 {
			break
		}
		i++
	}
	return i
}

func splitName(name []byte) (prefix, base []byte) {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return nil, name
}

func (s *Scanner) space(i int) int {
	for i < len(s.Data) && isSpace(s.Data[i]) {
		i++
	}
	return i
}

func (s *Scanner) start() error {
	from := s.pos
	i := s.name(from + 1)
	full := s.Data[from+1 : i]
	if len(full) == 0 {
		return s.damaged("an element without a name")
	}
	s.Attrs = s.Attrs[:0]
	for {
		at := s.space(i)
		if at >= len(s.Data) {
			return s.damaged("ends too early")
		}
		if c := s.Data[at]; c == '>' || c == '/' {
			i = at
			break
		}
		end := s.name(at)
		eq := s.space(end)
		if end == at || eq >= len(s.Data) || s.Data[eq] != '=' {
			return s.damaged("a broken attribute")
		}
		quote := s.space(eq + 1)
		if quote >= len(s.Data) || s.Data[quote] != '"' && s.Data[quote] != '\'' {
			return s.damaged("an attribute without quotes")
		}
		n := bytes.IndexByte(s.Data[quote+1:], s.Data[quote])
		if n < 0 {
			return s.damaged("ends too early")
		}
		a := Attribute{Raw: s.Data[quote+1 : quote+1+n], Start: at, End: quote + n + 2}
		a.Prefix, a.Name = splitName(s.Data[at:end])
		if bytes.IndexByte(a.Raw, '<') >= 0 {
			return s.damaged("< in an attribute")
		}
		if bytes.IndexByte(a.Raw, '&') >= 0 {
			if _, err := s.unescape(a.Raw); err != nil {
				return err
			}
		}
		if len(s.Attrs) == maxAttrs {
			return fmt.Errorf("%w: more than %d attributes at byte %d", ErrTooLarge, maxAttrs, at)
		}
		s.Attrs = append(s.Attrs, a)
		i = a.End
	}
	s.Empty = s.Data[i] == '/'
	if s.Empty {
		i++
	}
	if i >= len(s.Data) || s.Data[i] != '>' {
		return s.damaged("a broken element")
	}
	if len(s.open) == 0 && s.root {
		return s.damaged("a second root")
	}
	s.root = true
	s.open = append(s.open, full)
	if len(s.open) > MaxDepth {
		return fmt.Errorf("%w: more than %d at byte %d", ErrDepth, MaxDepth, from)
	}
	s.ended = s.Empty
	s.Prefix, s.Name = splitName(full)
	s.Token, s.Start, s.End, s.pos = StartTag, from, i+1, i+1
	return nil
}

func (s *Scanner) end() error {
	i := s.name(s.pos + 2)
	full := s.Data[s.pos+2 : i]
	i = s.space(i)
	if i >= len(s.Data) || s.Data[i] != '>' || len(s.open) == 0 || !bytes.Equal(s.open[len(s.open)-1], full) {
		return s.damaged("an end without its start")
	}
	s.open = s.open[:len(s.open)-1]
	s.Prefix, s.Name = splitName(full)
	s.Token, s.Start, s.End, s.pos = EndTag, s.pos, i+1, i+1
	return nil
}

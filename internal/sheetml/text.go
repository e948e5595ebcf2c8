package sheetml

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/book"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A richText takes up the text of an element si or is: runs one after the
// other, without what tells how to read characters aloud.
type richText struct {
	b        []byte
	in       bool // t
	phonetic bool // rPh

	runs  []run
	open  bool // a run
	looks bool // rPr
	run   run
}

// A run is a part of a text.
type run struct {
	text string
	end  int       // in the text as it stands
	own  bool      // its look is not that of the cell
	look book.Look // its own
}

func (r *richText) token(s *gate.Scanner) error {
	if s.Token == gate.CharData {
		if !r.in {
			return nil
		}
		text, err := s.Text()
		r.b = append(r.b, text...)
		return err
	}
	switch start := s.Token == gate.StartTag; string(s.Name) {
	case "t":
		r.in = start && !r.phonetic
	case "rPh":
		r.phonetic = start
	case "r":
		r.cut()
		r.open, r.run = start, run{}
	case "rPr":
		r.looks = start && r.open
		r.run.own = r.run.own || r.looks
	case "strike", "vertAlign", "vanish", "color":
		if start && r.looks {
			setLook(&r.run.look, s)
		}
	}
	return nil
}

// cut ends a run, or what stood between two.
func (r *richText) cut() {
	from := 0
	if n := len(r.runs); n > 0 {
		from = r.runs[n-1].end
	}
	if len(r.b) > from {
		r.run.end = len(r.b)
		r.runs = append(r.runs, r.run)
	}
}

// setLook sets what an element of a font says.
func setLook(l *book.Look, s *gate.Scanner) {
	val := s.Attr("val")
	on := val == "" || isTrue(val)
	switch string(s.Name) {
	case "strike":
		l.Struck = on
	case "vertAlign":
		l.Superscript = val == "superscript"
	case "vanish":
		l.Hidden = on
	case "color":
		l.White = isWhite(s)
	}
}

// isWhite reports whether an element names the color white: as it is, by the
// theme, or of the palette.
func isWhite(s *gate.Scanner) bool {
	if s.Attr("theme") != "" {
		return s.Attr("theme") == "0" && s.Attr("tint") == ""
	}
	rgb, index := s.Attr("rgb"), s.Attr("indexed")
	return strings.HasSuffix(strings.ToUpper(rgb), "FFFFFF") && len(rgb) >= 6 || index == "1" || index == "9"
}

// String returns the text.
func (r *richText) String() string { return unescape(string(r.b)) }

// all returns the runs of the text, nil if none has a look of its own.
func (r *richText) all() []run {
	r.cut()
	if !slices.ContainsFunc(r.runs, func(x run) bool { return x.own }) {
		return nil
	}
	from := 0
	for i := range r.runs {
		x := &r.runs[i]
		x.text = unescape(string(r.b[from:x.end]))
		from = x.end
	}
	return r.runs
}

// unescape turns _x000A_ into the character that it stands for, and _x005F_
// into the stroke that keeps what looks like it.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if i+7 <= len(s) && s[i] == '_' && s[i+1] == 'x' && s[i+6] == '_' {
			if c, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil && (c < 0xD800 || c >= 0xE000) {
				b.WriteRune(rune(c))
				i += 7
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

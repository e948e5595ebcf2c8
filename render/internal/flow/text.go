package flow

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/say"
)

// ErrInvalid reports text that no output can hold.
var ErrInvalid = say.Error("text is not valid UTF-8 or holds control characters", "文字中有不能打印的字符")

// CheckText looks for what no output can hold. Marks of a new line or page that
// stand in text from elsewhere are not among it; [Flow.Clean] takes care of them.
func CheckText(text string) error {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return ErrInvalid
			}
		}
		if unicode.IsControl(r) && !strings.ContainsRune("\n\t\v\f\u0085", r) || r == '\uFFFE' || r == '\uFFFF' {
			return fmt.Errorf("%w: U+%04X", ErrInvalid, r)
		}
	}
	return nil
}

// Clean takes out of all texts what is no text: marks that turn the direction
// of writing, which show a number as another; and makes line breaks of all
// marks of a new line.
func (f *Flow) Clean() {
	for _, sec := range f.Sections {
		Paras(sec.Elements, (*Para).clean)
	}
	if f.Imprint != nil {
		for _, p := range f.Imprint.Paras() {
			p.clean()
		}
	}
	if f.Letter != nil {
		f.Letter.Mark.clean()
	}
}

// Paras calls do with every paragraph, those in cells of tables among them.
func Paras(es []Element, do func(*Para)) {
	for _, e := range es {
		switch e := e.(type) {
		case *Para:
			do(e)
		case *Table:
			for _, c := range e.Cells {
				for _, p := range c.Paras {
					do(p)
				}
			}
		}
	}
}

func (p *Para) clean() {
	p.Entry, _ = gate.Clean(p.Entry)
	for i := range p.Runs {
		p.Runs[i].Text, _ = gate.Clean(p.Runs[i].Text)
	}
}

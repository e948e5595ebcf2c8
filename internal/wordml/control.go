package wordml

import (
	"strings"
)

// control reads the properties of a content control: whether it is empty and
// shows a prompt.
func (r *reader) control() error {
	r.empty = false
	return r.each(func(e string) error {
		if e == "showingPlcHdr" {
			r.empty = switched(r.attr("val")) > 0
		}
		return r.skip()
	})
}

// content reads what a content control shows.
func (r *reader) content(read func() error) error {
	outer := r.prompt
	r.prompt, r.empty = r.empty, false
	err := read()
	r.prompt = outer
	return err
}

// checkBox reads the start of a field; one that is a box to be ticked shows as
// ☑ or □.
func (r *reader) checkBox(w *writer) error {
	return r.each(func(e string) error {
		switch e {
		case "ffData":
			return r.checkBox(w)
		case "checkBox":
			box, checked := "□", false
			err := r.each(func(e string) error {
				switch on := switched(r.attr("val")) > 0; e {
				case "checked":
					checked = true
					if box = "□"; on {
						box = "☑"
					}
				case "default":
					if on && !checked {
						box = "☑"
					}
				}
				return r.skip()
			})
			w.b.WriteString(box)
			return err
		}
		return r.skip()
	})
}

// symbol returns the character that a face of symbols shows for c: boxes and
// ticks. Others stay.
func symbol(face string, c rune) rune {
	private := c
	if c < 0x100 {
		private += 0xF000
	}
	var signs map[rune]rune
	switch strings.ToLower(face) {
	case "wingdings":
		signs = map[rune]rune{0xF06C: '●', 0xF06E: '■', 0xF06F: '□', 0xF071: '□', 0xF072: '□', 0xF0A1: '○', 0xF0A8: '□', 0xF0FB: '×', 0xF0FC: '√', 0xF0FD: '☒', 0xF0FE: '☑'}
	case "wingdings 2":
		signs = map[rune]rune{0xF02A: '□', 0xF04F: '×', 0xF050: '√', 0xF051: '☒', 0xF052: '☑', 0xF053: '☒', 0xF054: '☒', 0xF0A3: '□', 0xF0A2: '■'}
	case "webdings":
		signs = map[rune]rune{0xF061: '√', 0xF063: '□', 0xF067: '■'}
	}
	if s, ok := signs[private]; ok {
		return s
	}
	return c
}

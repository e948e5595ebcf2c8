package wordml

import (
	"regexp"
	"strconv"
	"strings"
)

// control reads the properties of a content control: whether it is empty and
// shows a prompt.
func (r *reader) control() error {
	r.empty, r.field = false, nil
	return r.each(func(e string) error {
		switch e {
		case "showingPlcHdr":
			r.empty = switched(r.attr("val")) > 0
		case "date":
			r.field = &Control{Day: true}
		case "dropDownList", "comboBox":
			c := &Control{Free: e == "comboBox"}
			r.field = c
			return r.each(func(e string) error {
				text, value := r.attr("displayText"), r.attr("value")
				if text == "" {
					text = value
				}
				if e == "listItem" && value != "" && text != "" && !chooseOne.MatchString(text) && len(c.Options) < maxOptions {
					c.Options = append(c.Options, text)
				}
				return r.skip()
			})
		}
		return r.skip()
	})
}

// maxOptions is how many options of a list are kept: no form has more.
const maxOptions = 200

// chooseOne is what stands first in a list and is none of its options.
var chooseOne = regexp.MustCompile(`^[-—\s]*(?:请|单击|点击)?(?:此处)?(?:请)?选择|^[-—\s]*$`)

// content reads what a content control shows.
func (r *reader) content(read func() error) error {
	outer, asks := r.prompt, r.asks
	r.prompt, r.empty, r.asks, r.field = r.empty, false, r.field, nil
	err := read()
	r.prompt, r.asks = outer, asks
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
		case "ddList":
			return r.dropDown(w)
		}
		return r.skip()
	})
}

// dropDown reads a list of an old form field: the entry that was chosen, which
// stands nowhere else; where none was, it is a prompt.
func (r *reader) dropDown(w *writer) error {
	c := &Control{}
	var entries []string
	chosen := -1
	err := r.each(func(e string) error {
		switch v := r.attr("val"); e {
		case "result", "default":
			if n, err := strconv.Atoi(v); err == nil && (e == "result" || chosen < 0) {
				chosen = n
			}
		case "listEntry":
			if len(entries) < maxOptions {
				entries = append(entries, v)
			}
		}
		return r.skip()
	})
	for _, s := range entries {
		if s != "" && !chooseOne.MatchString(s) {
			c.Options = append(c.Options, s)
		}
	}
	if chosen >= 0 && chosen < len(entries) && !chooseOne.MatchString(entries[chosen]) {
		w.b.WriteString(entries[chosen])
		return err
	}
	if r.prompt, r.asks = true, c; len(entries) > 0 {
		w.b.WriteString(entries[0])
	}
	return err
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

// Package sheetml reads an .xlsx workbook as its sheets and the cells in them
// that hold something, with the text that the file has for each. It works
// nothing out and formats nothing.
package sheetml

import (
	"archive/zip"
	"fmt"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// Limits of a workbook that may hold forms.
const (
	MaxRows    = 10_000 // last row with anything in it
	MaxColumns = 256    // last column with anything in it
	MaxSheets  = 100

	MaxCells    = 100_000 // cells with anything in them, in all sheets
	MaxElements = 600_000 // rows and cells, empty ones with them, in all sheets
	MaxStrings  = 500_000 // shared among the cells
	MaxStyles   = 100_000
	MaxText     = 32_767 // characters of a cell, as all programs have it
	maxMerges   = 100_000
	maxMerged   = 400_000 // cells covered by merged ones, in all sheets
	maxNames    = 10_000
	maxCode     = 1_000 // bytes of a number format; programs take 255 characters
	maxNumber   = 400   // bytes of a number: those of programs have 24
)

// A Workbook is an .xlsx file.
type Workbook struct {
	*Package
	Main       string // the part that lists the sheets
	Sheets     []Sheet
	Names      []Name
	Properties map[string]string // custom properties of the file
	Date1904   bool              // days count from 1904

	related  []Relation // of Main
	strings  []string   // nil until asked for
	styles   []NumberFormat
	cells    int // that there may still be
	elements int // likewise
	merged   int // likewise
}

// A Sheet is one of a workbook's.
type Sheet struct {
	Name string
	Kind string // worksheet, chartsheet, dialogsheet …
	Part string // "" if it is missing from the file
}

// IsWorksheet reports whether s has cells.
func (s *Sheet) IsWorksheet() bool { return s.Kind == "worksheet" && s.Part != "" }

// A Name is a defined name.
type Name struct{ Name, RefersTo string }

// Open is [OpenWithin] without the budget of a run.
func Open(z *zip.Reader) (*Workbook, error) { return OpenWithin(z, nil) }

// OpenWithin reads what there is in a workbook that the gate has opened, within
// the budget of a run; nil is without one. Errors wrap those of the gate.
func OpenWithin(z *zip.Reader, run *gate.Budget) (*Workbook, error) {
	w := &Workbook{Package: newPackage(z, run), Properties: map[string]string{}, cells: MaxCells, elements: MaxElements, merged: maxMerged}
	if err := w.findMain(); err != nil {
		return nil, err
	}
	var err error
	if w.related, err = w.Relations(w.Main); err != nil {
		return nil, err
	}
	if err := w.book(); err != nil {
		return nil, err
	}
	return w, w.properties()
}

// findMain finds the part that lists the sheets: xl/workbook.xml nearly always.
func (w *Workbook) findMain() error {
	root, err := w.Relations("")
	if err != nil {
		return err
	}
	w.Main = "xl/workbook.xml"
	for _, r := range root {
		if r.Kind() == "officeDocument" && w.Part(r.Target) != nil {
			w.Main = r.Target
		}
	}
	if w.Part(w.Main) == nil {
		return fmt.Errorf("%w: no xl/workbook.xml", gate.ErrDamaged)
	}
	return nil
}

// Related returns the part of a kind that belongs to the workbook, or "".
func (w *Workbook) Related(kind string) string {
	for _, r := range w.related {
		if r.Kind() == kind && !r.Out && w.Part(r.Target) != nil {
			return r.Target
		}
	}
	return ""
}

func (w *Workbook) book() error {
	parts := map[string]Relation{} // by id; of two the last counts
	for _, r := range w.related {
		if !r.Out {
			parts[r.ID] = r
		}
	}
	var text []byte // of the name that is being read, which may come in pieces
	inside := false
	return w.scan(w.Part(w.Main), func(s *gate.Scanner) error {
		if s.Token == gate.CharData {
			if !inside {
				return nil
			}
			more, err := s.Text()
			text = append(text, more...)
			return err
		}
		if inside { // a name holds nothing but text
			w.Names[len(w.Names)-1].RefersTo, text, inside = string(text), text[:0], false
		}
		if s.Token != gate.StartTag {
			return nil
		}
		switch string(s.Name) {
		case "workbookPr":
			w.Date1904 = isTrue(s.Attr("date1904"))
		case "sheet":
			if len(w.Sheets) == MaxSheets {
				return fmt.Errorf("%w: more than %d sheets", gate.ErrTooLarge, MaxSheets)
			}
			w.Sheets = append(w.Sheets, w.sheet(s.Attr("name"), parts[s.Attr("id")]))
		case "definedName":
			if len(w.Names) == maxNames {
				return fmt.Errorf("%w: more than %d names", gate.ErrTooLarge, maxNames)
			}
			w.Names = append(w.Names, Name{Name: s.Attr("name")})
			inside = true
		}
		return nil
	})
}

// sheet returns a sheet whose part a relation leads to.
func (w *Workbook) sheet(name string, r Relation) Sheet {
	s := Sheet{Name: name}
	if r.Type != "" {
		s.Kind = r.Kind()
	}
	if f := w.Part(r.Target); f != nil {
		s.Part = f.Name
	}
	return s
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func (w *Workbook) properties() error {
	f := w.Part("docProps/custom.xml")
	if f == nil {
		return nil
	}
	name, open := "", false
	var text []byte
	return w.scan(f, func(s *gate.Scanner) error {
		switch {
		case s.Token == gate.CharData && open:
			more, err := s.Text()
			text = append(text, more...)
			return err
		case string(s.Name) != "property":
		case s.Token == gate.StartTag:
			if len(w.Properties) == maxNames {
				return fmt.Errorf("%w: more than %d properties", gate.ErrTooLarge, maxNames)
			}
			name, text, open = s.Attr("name"), text[:0], true
		case s.Token == gate.EndTag:
			if name != "" {
				w.Properties[name] = strings.TrimSpace(string(text))
			}
			open = false
		}
		return nil
	})
}

// A NumberFormat is how the numbers of a style are shown: by a code, else as
// the format of a number that all programs know.
type NumberFormat struct {
	ID   int
	Code string
}

// NumberFormat returns the number format of a style, the zero value of one
// that there is not.
func (w *Workbook) NumberFormat(style int) (NumberFormat, error) {
	if w.styles == nil {
		if err := w.readStyles(); err != nil {
			return NumberFormat{}, err
		}
	}
	if style < 0 || style >= len(w.styles) {
		return NumberFormat{}, nil
	}
	return w.styles[style], nil
}

func (w *Workbook) readStyles() error {
	w.styles = []NumberFormat{}
	part := w.Related("styles")
	if part == "" {
		return nil
	}
	codes := map[int]string{}
	inside := false // of cellXfs
	return w.scan(w.Part(part), func(s *gate.Scanner) error {
		if s.Token == gate.CharData {
			return nil
		}
		switch start := s.Token == gate.StartTag; string(s.Name) {
		case "cellXfs":
			inside = start
		case "numFmt":
			if id, err := strconv.Atoi(s.Attr("numFmtId")); err == nil && start && !inside {
				if code := s.Attr("formatCode"); len(code) <= maxCode {
					codes[id] = code
				}
			}
		case "xf":
			if !start || !inside {
				break
			}
			if len(w.styles) == MaxStyles {
				return fmt.Errorf("%w: more than %d styles", gate.ErrTooLarge, MaxStyles)
			}
			id, _ := strconv.Atoi(s.Attr("numFmtId"))
			w.styles = append(w.styles, NumberFormat{id, codes[id]})
		}
		return nil
	})
}

// readStrings reads the texts that cells share.
func (w *Workbook) readStrings() error {
	w.strings = []string{}
	part := w.Related("sharedStrings")
	if part == "" {
		return nil
	}
	var text richText
	return w.scan(w.Part(part), func(s *gate.Scanner) error {
		if string(s.Name) != "si" || s.Token == gate.CharData {
			return text.token(s)
		}
		if s.Token == gate.EndTag {
			w.strings = append(w.strings, text.String())
		}
		if len(w.strings) > MaxStrings {
			return fmt.Errorf("%w: more than %d texts", gate.ErrTooLarge, MaxStrings)
		}
		text = richText{b: text.b[:0]}
		return nil
	})
}

// A richText takes up the text of an element si or is: runs one after the
// other, without what tells how to read characters aloud.
type richText struct {
	b        []byte
	in       bool // t
	phonetic bool // rPh
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
	}
	return nil
}

func (r *richText) String() string { return unescape(string(r.b)) }

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

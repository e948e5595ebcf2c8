// Package sheetml reads an .xlsx workbook as its sheets and the cells in them
// that hold something, with the text that the file has for each. It works
// nothing out and formats nothing.
package sheetml

import (
	"archive/zip"
	"fmt"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/book"
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
	maxMerges   = 100_000
)

// A Workbook is an .xlsx file.
type Workbook struct {
	*Package
	Main       string // the part that lists the sheets
	Sheets     []Sheet
	Names      []Name
	Properties map[string]string // custom properties of the file
	Date1904   bool              // days count from 1904

	related  []Relation    // of Main
	strings  []string      // nil until asked for
	runs     map[int][]run // of some of them
	styles   []cellStyle
	fonts    []book.Look
	cells    int // that there may still be
	elements int // likewise
}

// A Sheet is one of a workbook's.
type Sheet struct {
	Name string
	Kind string // worksheet, chartsheet, dialogsheet …
	Part string // "" if it is missing from the file

	Hidden bool
}

// IsWorksheet reports whether s has cells.
func (s *Sheet) IsWorksheet() bool { return s.Kind == "worksheet" && s.Part != "" }

// A Name is a defined name.
type Name struct{ Name, RefersTo string }

// Open reads what there is in a workbook that the gate has opened. Errors wrap
// those of the gate.
func Open(z *zip.Reader) (*Workbook, error) {
	w := &Workbook{Package: NewPackage(z), Properties: map[string]string{}, cells: MaxCells, elements: MaxElements}
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
	if len(w.Sheets) > MaxSheets {
		return nil, fmt.Errorf("%w: %d sheets, limit %d", gate.ErrTooLarge, len(w.Sheets), MaxSheets)
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
	name := -1 // that is being read
	return scan(w.Part(w.Main), func(s *gate.Scanner) error {
		if s.Token != gate.StartTag {
			if s.Token == gate.CharData && name >= 0 {
				text, err := s.Text()
				w.Names[name].RefersTo += string(text)
				return err
			}
			name = -1
			return nil
		}
		name = -1
		switch string(s.Name) {
		case "workbookPr":
			w.Date1904 = isTrue(s.Attr("date1904"))
		case "sheet":
			sheet := w.sheet(s.Attr("name"), s.Attr("id"))
			state := s.Attr("state")
			sheet.Hidden = state == "hidden" || state == "veryHidden"
			w.Sheets = append(w.Sheets, sheet)
		case "definedName":
			name = len(w.Names)
			w.Names = append(w.Names, Name{Name: s.Attr("name")})
		}
		return nil
	})
}

// sheet finds the part of a sheet by the id of its relation.
func (w *Workbook) sheet(name, id string) Sheet {
	s := Sheet{Name: name}
	for _, r := range w.related {
		if r.ID == id && !r.Out {
			s.Kind = r.Kind()
			if f := w.Part(r.Target); f != nil {
				s.Part = f.Name
			}
		}
	}
	return s
}

func isTrue(s string) bool { return s == "1" || s == "true" }

func (w *Workbook) properties() error {
	f := w.Part("docProps/custom.xml")
	if f == nil {
		return nil
	}
	name := ""
	return scan(f, func(s *gate.Scanner) error {
		switch {
		case s.Token == gate.CharData && name != "":
			text, err := s.Text()
			w.Properties[name] += string(text)
			return err
		case string(s.Name) != "property":
		case s.Token == gate.StartTag:
			name = s.Attr("name")
		case s.Token == gate.EndTag:
			w.Properties[name] = strings.TrimSpace(w.Properties[name])
			name = ""
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
	s, err := w.style(style)
	return s.format, err
}

// A cellStyle is what is read of a style of cells.
type cellStyle struct {
	format NumberFormat
	font   int
}

func (w *Workbook) style(n int) (cellStyle, error) {
	if w.styles == nil {
		if err := w.readStyles(); err != nil {
			return cellStyle{}, err
		}
	}
	if n < 0 || n >= len(w.styles) {
		return cellStyle{font: -1}, nil
	}
	return w.styles[n], nil
}

func (w *Workbook) readStyles() error {
	w.styles = []cellStyle{}
	part := w.Related("styles")
	if part == "" {
		return nil
	}
	codes := map[int]string{}
	tooMany := fmt.Errorf("%w: more than %d styles", gate.ErrTooLarge, MaxStyles)
	inside, fonts := false, false // of cellXfs, of fonts
	return scan(w.Part(part), func(s *gate.Scanner) error {
		if s.Token == gate.CharData {
			return nil
		}
		switch start := s.Token == gate.StartTag; string(s.Name) {
		case "cellXfs":
			inside = start
		case "fonts":
			fonts = start
		case "font":
			if fonts && start {
				if len(w.fonts) == MaxStyles {
					return tooMany
				}
				w.fonts = append(w.fonts, book.Look{})
			}
		case "strike", "vertAlign":
			if n := len(w.fonts); fonts && start && n > 0 {
				setLook(&w.fonts[n-1], s)
			}
		case "numFmt":
			if id, err := strconv.Atoi(s.Attr("numFmtId")); err == nil && start && !inside {
				codes[id] = s.Attr("formatCode")
			}
		case "xf":
			if !start || !inside {
				break
			}
			if len(w.styles) == MaxStyles {
				return tooMany
			}
			id, _ := strconv.Atoi(s.Attr("numFmtId"))
			font, _ := strconv.Atoi(s.Attr("fontId"))
			w.styles = append(w.styles, cellStyle{NumberFormat{id, codes[id]}, font})
		}
		return nil
	})
}

// readStrings reads the texts that cells share.
func (w *Workbook) readStrings() error {
	w.strings, w.runs = []string{}, map[int][]run{}
	part := w.Related("sharedStrings")
	if part == "" {
		return nil
	}
	var text richText
	return scan(w.Part(part), func(s *gate.Scanner) error {
		if string(s.Name) != "si" || s.Token == gate.CharData {
			return text.token(s)
		}
		if s.Token == gate.EndTag {
			if runs := text.all(); runs != nil {
				w.runs[len(w.strings)] = runs
			}
			w.strings = append(w.strings, text.String())
		}
		if len(w.strings) > MaxStrings {
			return fmt.Errorf("%w: more than %d texts", gate.ErrTooLarge, MaxStrings)
		}
		text = richText{}
		return nil
	})
}

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
	MaxRows    = book.MaxRows
	MaxColumns = book.MaxColumns
	MaxSheets  = book.MaxSheets
	MaxCells   = book.MaxCells
	MaxText    = book.MaxText

	MaxElements = 600_000 // rows and cells, empty ones with them, in all sheets
	MaxStrings  = 500_000 // shared among the cells
	MaxStyles   = 100_000
	maxMerges   = book.MaxMerges
	maxMerged   = book.MaxMerged
	maxNames    = book.MaxNames
	maxCode     = 1_000 // bytes of a number format; programs take 255 characters
	maxNumber   = book.MaxNumber
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
	rows     int // the last that may have anything
	cells    int // that there may still be
	elements int // likewise
	merged   int // likewise
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

// Open is [OpenWithin] without the budget of a run.
func Open(z *zip.Reader) (*Workbook, error) { return OpenWithin(z, nil) }

// OpenWithin reads what there is in a workbook that the gate has opened, within
// the budget of a run; nil is without one. Errors wrap those of the gate.
func OpenWithin(z *zip.Reader, run *gate.Budget) (*Workbook, error) {
	w := &Workbook{Package: newPackage(z, run), Properties: map[string]string{}, cells: MaxCells, elements: MaxElements, merged: maxMerged, rows: MaxRows}
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

// Allow sets how many cells with anything in them all sheets may have, and the
// last row: more than [MaxCells] and [MaxRows] for a workbook that holds what
// many forms add up to. The bounds of one file stay.
func (w *Workbook) Allow(cells, rows int) { w.cells, w.rows = cells, rows }

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
			sheet := w.sheet(s.Attr("name"), parts[s.Attr("id")])
			state := s.Attr("state")
			sheet.Hidden = state == "hidden" || state == "veryHidden"
			w.Sheets = append(w.Sheets, sheet)
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
	s, err := w.style(style)
	return s.format, err
}

// A cellStyle is what is read of a style of cells.
type cellStyle struct {
	format NumberFormat
	font   int
	filled bool // with a color that white characters stand out from
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
	var fills []bool
	solid := false
	return w.scan(w.Part(part), func(s *gate.Scanner) error {
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
		case "fill":
			if start && len(fills) < MaxStyles {
				fills = append(fills, false)
			}
		case "patternFill":
			if start {
				solid = s.Attr("patternType") == "solid"
			}
		case "fgColor":
			if n := len(fills); n > 0 && start && solid {
				fills[n-1] = !isWhite(s)
			}
		case "strike", "vertAlign", "color":
			if n := len(w.fonts); fonts && start && n > 0 {
				setLook(&w.fonts[n-1], s)
			}
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
				return tooMany
			}
			id, _ := strconv.Atoi(s.Attr("numFmtId"))
			font, _ := strconv.Atoi(s.Attr("fontId"))
			fill, _ := strconv.Atoi(s.Attr("fillId"))
			w.styles = append(w.styles, cellStyle{NumberFormat{id, codes[id]}, font, fill > 0 && fill < len(fills) && fills[fill]})
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
	return w.scan(w.Part(part), func(s *gate.Scanner) error {
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
		text = richText{b: text.b[:0]}
		return nil
	})
}

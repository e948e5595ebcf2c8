package paper

import (
	"path"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/internal/gbt9704"
	"github.com/zhijiao-go/zhijiao/render/font"
)

// The sheet that every page stands on (5.1).
const (
	Width  Twip = gbt9704.Width  // A4, 210 mm
	Height Twip = gbt9704.Height // A4, 297 mm
)

// Properties are what a file says about the document in it.
type Properties struct {
	Title  string        // in one line
	Author string        // the organ that issues it; may be empty
	Date   calendar.Date // that the document bears
	Facts  []Fact        // what else is known, for formats that have a place for it
}

// A Fact is a property under its Chinese name: 发文字号, 示教〔2027〕8号.
type Fact struct{ Name, Value string }

// A File is one that is enclosed in another: a form as .xlsx, in the notice that
// asks for it.
type File struct {
	Name string // that readers show, with its suffix
	Data []byte
}

// Suffix is that of the name, without the point and in small letters: xlsx. It is
// bin for a name without one, or with one that is no plain word.
func (f File) Suffix() string {
	suffix := strings.ToLower(strings.TrimPrefix(path.Ext(f.Name), "."))
	if suffix == "" || strings.Trim(suffix, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		return "bin"
	}
	return suffix
}

// Stamp is the time that a file bears: noon of the document's own date, never
// the clock's; midnight of the first of January 1980, as zip entries have that
// have no time, if it bears none.
func (p Properties) Stamp() time.Time {
	if p.Date.IsZero() {
		return time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return p.Date.Time().Add(12 * time.Hour)
}

// A Page is a page of the layout, ready to be drawn: A4 portrait, the origin
// at the upper left corner, y growing downwards.
type Page struct {
	Items   []Item
	Outline []Entry
	// Landscape tells that the items were laid out for a landscape page and
	// are turned by a quarter to the left, their head at the sheet's left edge
	// (GB/T 9704-2012 8). The sheet itself is always portrait.
	Landscape  bool
	Unnumbered bool // no page number: the first page of a letter, blank pages and what follows them
}

// An Item is something drawn on a page, one of [Text] or [Rule].
type Item interface{ item() }

func (Text) item() {}

func (Rule) item() {}

// A Text is characters of one face on one baseline.
type Text struct {
	X, Y    Pt         // left end of the baseline
	Width   Pt         // from X to the right end of the last character
	Text    string     // never empty; no line feeds or tabs
	Role    font.Role  // what the face is for
	Face    *font.Face // nil if there is no font set, or none of its faces has what is drawn
	Size    Pt
	Track   Pt      // added after every character
	After   Pt      // white before the next Text of the line, for which no character stands; 0: nothing follows, or a tab does
	Scale   float64 // horizontal; 1 is natural
	Color   Color
	Bold    bool // the face is drawn heavier
	Turned  bool // by a quarter to the left, around (X, Y)
	Missing bool // no face has the characters; 〓 of Face is drawn for each

	Part  Part  // of the document that it is
	Para  *Para // that it belongs to; nil for a page number
	Cell  *Cell // that it stands in; nil outside of tables
	Again bool  // a repeated head of a table, which the text has once
}

// A Para is a paragraph of a document. All its texts, on whatever lines and
// pages, point to the same one.
type Para struct {
	Style      string // name of its style, as the .docx declares it: 公文正文, heading 1
	Level      int    // 1 to 9 in the outline; 0: none
	Attachment int    // which of those bound in it stands in, from 1; 0: none
}

// A Cell is a cell of a table. All its texts have an equal one; those of a head
// that is repeated, too.
type Cell struct {
	Table      *Table
	Row, Col   int // from 0
	Rows, Cols int // that it covers
}

// A Table is a table of a document; all its cells point to the same one.
type Table struct {
	Rows, Cols int
	Head       int    // rows that are the head
	Ruled      bool   // has a grid; else it only arranges: organs with their seals, the parts of a mark
	Cells      []Cell // all of them, by row and column, those without text too
}

// A Rule is a straight line.
type Rule struct {
	X1, Y1, X2, Y2 Pt
	Width          Pt
	Color          Color
}

// An Entry is a line of a document's outline.
type Entry struct {
	Level int // 1 to 9
	Text  string
	Y     Pt // where to look on the page, from its upper edge
}

// A Color is what an item is drawn in (5.2.4).
type Color int

const (
	Black Color = iota // everything unless stated
	Red                // 发文机关标志, 红色分隔线, 信函双线
)

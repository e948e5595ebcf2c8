// Package sfnt reads font files and writes small TrueType fonts.
//
// [Open] reads TrueType (.ttf), CFF-flavoured OpenType (.otf) and collections of either (.ttc, .otc) into a [Source]; a [Font] is a list of
// glyphs that [Font.Encode] writes as TrueType. Cubic outlines are converted to quadratic ones on the way, within a thousandth of the em.
//
// The bytes may come from anywhere. Every offset is checked before it is used, nothing is allocated by a declared size alone, and the work
// that one glyph may ask for is bounded, so that a broken or hostile file ends in an error and never in a panic or a hang. That, and the
// Chinese entries of the name table, are why the reader is written here; the tests hold it against github.com/go-text/typesetting.
package sfnt

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"sync"
	"sync/atomic"
)

// Errors that [Open] and the methods of [Source] wrap.
var (
	ErrFormat      = errors.New("not a TrueType or OpenType font")
	ErrIndex       = errors.New("no such face in the collection")
	ErrUnsupported = errors.New("unsupported outline format")
	ErrGlyph       = errors.New("broken glyph")
)

// A Source is one face of a font file. It is safe for concurrent use; it keeps the bytes that it was opened from and never writes to them.
type Source struct {
	Head Head
	Hhea Hhea
	OS2  OS2 // zero when the file has no such table
	Post Post

	// Names holds the entries of the name table that could be decoded, in the order of the file.
	Names []Name

	numGlyphs int
	metrics   int // full entries at the start of hmtx; later glyphs have the advance of the last and a bearing of their own
	hmtx      []byte
	cmap      cmap
	glyf      []byte
	loca      []byte
	cff       *cff // nil for TrueType outlines

	glyphs sync.Map     // from the number of a glyph to the Glyph, for those that were asked for
	broken sync.Map     // from the number of a glyph to the error of drawing it
	kept   atomic.Int64 // bytes of them that there may still be
}

// Open reads face number index (0 for a file that is not a collection) of a font file.
func Open(data []byte, index int) (*Source, error) {
	tables, err := directory(data, index)
	if err != nil {
		return nil, err
	}
	s := &Source{}
	s.kept.Store(1<<20 + 16*int64(len(data)))
	if err := s.Head.read(tables["head"]); err != nil {
		return nil, err
	}
	if !decode(tables["hhea"], &s.Hhea) {
		return nil, fmt.Errorf("%w: no hhea table", ErrFormat)
	}
	if len(tables["maxp"]) < 6 {
		return nil, fmt.Errorf("%w: no maxp table", ErrFormat)
	}
	s.numGlyphs = u16(tables["maxp"], 4)
	s.OS2.read(tables["OS/2"])
	decode(tables["post"], &s.Post)
	s.Names = readNames(tables["name"])
	s.hmtx = tables["hmtx"]
	if s.metrics = min(int(s.Hhea.NumberOfHMetrics), s.numGlyphs, len(s.hmtx)/4); s.metrics == 0 {
		return nil, fmt.Errorf("%w: no horizontal metrics", ErrFormat)
	}
	if s.cmap, err = readCmap(tables["cmap"]); err != nil {
		return nil, err
	}
	switch {
	case tables["CFF "] != nil:
		s.cff, err = readCFF(tables["CFF "])
		if err != nil {
			return nil, err
		}
		if s.cff.glyphs.n != s.numGlyphs {
			return nil, fmt.Errorf("%w: %d charstrings for %d glyphs", ErrFormat, s.cff.glyphs.n, s.numGlyphs)
		}
	case tables["glyf"] != nil:
		s.glyf, s.loca = tables["glyf"], tables["loca"]
		size := 2
		if s.Head.LocaFormat != 0 {
			size = 4
		}
		if len(s.loca) < (s.numGlyphs+1)*size {
			return nil, fmt.Errorf("%w: loca table too short", ErrFormat)
		}
	case tables["CFF2"] != nil:
		return nil, fmt.Errorf("%w: variable CFF2 outlines", ErrUnsupported)
	default:
		return nil, fmt.Errorf("%w: bitmaps only", ErrUnsupported)
	}
	return s, nil
}

// directory returns the tables of one face of the file.
func directory(data []byte, index int) (map[string][]byte, error) {
	offset := 0
	if len(data) >= 12 && string(data[:4]) == "ttcf" {
		n := u32(data, 8)
		if index < 0 || index >= n || index >= (len(data)-12)/4 {
			return nil, fmt.Errorf("%w: face %d of %d", ErrIndex, index, n)
		}
		offset = u32(data, 12+4*index)
	} else if index != 0 {
		return nil, fmt.Errorf("%w: face %d of a file with one face", ErrIndex, index)
	}
	if offset > len(data)-12 {
		return nil, fmt.Errorf("%w: %d bytes", ErrFormat, len(data))
	}
	if magic := string(data[offset : offset+4]); !isMagic(magic) {
		return nil, fmt.Errorf("%w: it begins with %q", ErrFormat, magic)
	}
	tables := make(map[string][]byte)
	n := u16(data, offset+4)
	for i := range n {
		at := offset + 12 + 16*i
		if at+16 > len(data) {
			return nil, fmt.Errorf("%w: table directory cut off", ErrFormat)
		}
		tag, start, size := string(data[at:at+4]), u32(data, at+8), u32(data, at+12)
		if start > len(data) || size > len(data)-start {
			return nil, fmt.Errorf("%w: table %q lies outside the file", ErrFormat, tag)
		}
		if _, ok := tables[tag]; !ok {
			tables[tag] = data[start : start+size : start+size]
		}
	}
	return tables, nil
}

// isMagic reports whether the table directory of a face begins so.
func isMagic(s string) bool { return s == "\x00\x01\x00\x00" || s == "true" || s == "OTTO" }

// Len returns the number of glyphs.
func (s *Source) Len() int { return s.numGlyphs }

// Index returns the number of the glyph of a character; ok is false when the face has none.
func (s *Source) Index(r rune) (gid int, ok bool) {
	gid = s.cmap.lookup(r)
	return gid, gid > 0 && gid < s.numGlyphs
}

// Advance returns the advance width of a glyph in font units, 0 when there is no such glyph.
func (s *Source) Advance(gid int) int {
	if gid < 0 || gid >= s.numGlyphs {
		return 0
	}
	return u16(s.hmtx, 4*min(gid, s.metrics-1))
}

// Outline returns the outline of a glyph in font units, nil for a blank one. Outlines of TrueType fonts come point by point as they are
// (parts put together); cubic ones are converted.
func (s *Source) Outline(gid int) (Outline, error) {
	if gid < 0 || gid >= s.numGlyphs {
		return nil, fmt.Errorf("%w: no glyph %d", ErrGlyph, gid)
	}
	if err, ok := s.broken.Load(gid); ok {
		return nil, err.(error)
	}
	var out Outline
	var err error
	if s.cff != nil {
		var path []segment
		if path, err = s.cff.path(gid); err == nil {
			const close = 0.9 // thousandths of the em: less than 1, because the deviation is measured at samples
			out, err = quadratic(path, close*float64(s.Head.UnitsPerEm)/1000)
		}
	} else {
		out, err = s.readGlyf(gid)
	}
	if err != nil {
		err = fmt.Errorf("glyph %d: %w", gid, err)
		s.broken.Store(gid, err) // to find it out may take long
		return nil, err
	}
	return out, nil
}

// Glyph returns a glyph to put into a [Font]: a copy without hints of a simple TrueType glyph, any other by its outline. It is made once and
// kept, since the next document takes mostly the same ones.
func (s *Source) Glyph(gid int) (Glyph, error) {
	if g, ok := s.glyphs.Load(gid); ok {
		return g.(Glyph), nil
	}
	g, err := s.makeGlyph(gid)
	if err != nil {
		return Glyph{}, err
	}
	// Parts that are put together and curves that are split make some times what the file has, never more.
	if s.kept.Add(-int64(len(g.simple))) < 0 {
		return Glyph{}, fmt.Errorf("%w: the glyphs of the font draw more than it can hold", ErrGlyph)
	}
	s.glyphs.Store(gid, g)
	return g, nil
}

func (s *Source) makeGlyph(gid int) (Glyph, error) {
	g := Glyph{Advance: s.Advance(gid)}
	if s.cff == nil && gid >= 0 && gid < s.numGlyphs {
		data, err := s.glyfData(gid)
		if err == nil && len(data) > 0 && i16(data, 0) > 0 && s.leftBearing(gid) == i16(data, 2) {
			if g.simple, err = withoutHints(data); err != nil {
				return Glyph{}, fmt.Errorf("glyph %d: %w", gid, err)
			}
			return g, nil
		}
	}
	outline, err := s.Outline(gid)
	if err != nil {
		return Glyph{}, err
	}
	g.simple = appendGlyf(nil, outline)
	return g, nil
}

// Head is the font header table, in the layout of the file.
type Head struct {
	Version, Revision                      uint32
	ChecksumAdjustment, Magic              uint32
	Flags, UnitsPerEm                      uint16
	Created, Modified                      int64
	XMin, YMin, XMax, YMax                 int16
	MacStyle, LowestPPEM                   uint16
	DirectionHint, LocaFormat, GlyphFormat int16
}

func (h *Head) read(table []byte) error {
	if !decode(table, h) {
		return fmt.Errorf("%w: no head table", ErrFormat)
	}
	if h.UnitsPerEm < 16 || h.UnitsPerEm > 16384 {
		return fmt.Errorf("%w: %d units per em", ErrFormat, h.UnitsPerEm)
	}
	return nil
}

// Hhea is the horizontal header table, in the layout of the file.
type Hhea struct {
	Version                                uint32
	Ascender, Descender, LineGap           int16
	AdvanceWidthMax                        uint16
	MinLeftBearing, MinRightBearing        int16
	XMaxExtent                             int16
	CaretSlopeRise, CaretSlopeRun, CaretAt int16
	_                                      [4]int16
	MetricDataFormat                       int16
	NumberOfHMetrics                       uint16
}

// OS2 is the OS/2 table, in the layout of version 4.
type OS2 struct {
	Version                                  uint16
	AverageWidth                             int16
	Weight, Width, FSType                    uint16
	SubscriptXSize, SubscriptYSize           int16
	SubscriptXOffset, SubscriptYOffset       int16
	SuperscriptXSize, SuperscriptYSize       int16
	SuperscriptXOffset, SuperscriptYOffset   int16
	StrikeoutSize, StrikeoutPosition         int16
	FamilyClass                              int16
	Panose                                   [10]byte
	UnicodeRange                             [4]uint32
	Vendor                                   [4]byte
	Selection                                uint16
	FirstChar, LastChar                      uint16
	TypoAscender, TypoDescender, TypoLineGap int16
	WinAscent, WinDescent                    uint16
	CodePageRange                            [2]uint32
	XHeight, CapHeight                       int16
	DefaultChar, BreakChar, MaxContext       uint16
}

// read takes what the table has: older versions are shorter.
func (o *OS2) read(table []byte) {
	const version0, version4 = 78, 96
	if len(table) < version0 {
		return
	}
	var full [version4]byte
	copy(full[:], table)
	decode(full[:], o)
}

// Post is the fixed part of the post table.
type Post struct {
	Version                               uint32
	ItalicAngle                           int32
	UnderlinePosition, UnderlineThickness int16
	FixedPitch                            uint32
	_                                     [4]uint32 // memory use of a PostScript printer
}

// decode fills v from the start of a table and reports whether the table is long enough.
func decode(table []byte, v any) bool {
	return binary.Read(bytes.NewReader(table), binary.BigEndian, v) == nil
}

func u16(b []byte, i int) int { return int(binary.BigEndian.Uint16(b[i:])) }

func i16(b []byte, i int) int { return int(int16(binary.BigEndian.Uint16(b[i:]))) }

func i32(b []byte, i int) int { return int(int32(binary.BigEndian.Uint32(b[i:]))) }

// u32 reads sizes and places; what is too large for an int of 32 bits is too large for a font.
func u32(b []byte, i int) int { return int(min(binary.BigEndian.Uint32(b[i:]), math.MaxInt32)) }

package font

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/zhijiao-go/zhijiao/internal/say"
	"github.com/zhijiao-go/zhijiao/internal/sfnt"
)

// Errors of font faces, found with errors.Is in an [*Error].
var (
	// ErrNotFont: the bytes are not a TrueType or OpenType font, or a broken one.
	ErrNotFont = say.Error("not a readable TrueType or OpenType font", "文件已损坏，或不是字体")
	// ErrNoFace: the collection has no face of that index, or the file is no collection and the index not 0.
	ErrNoFace = say.Error("no such face in the file", "文件中没有这一款字体")
	// ErrOutlines: the face has no outlines of a kind that can be drawn (bitmaps only, variable CFF2, no Unicode character map).
	ErrOutlines = say.Error("no outlines that can be drawn", "没有可用的轮廓，请换一种字体")
	// ErrRestricted: the face's own licence bits (OS/2 fsType) forbid putting a part of it into a document.
	ErrRestricted = say.Error("the face forbids embedding in documents, take another", "不许嵌入文件，请换一种字体")
	// ErrNoGlyph: the face lacks a character that was asked for, or its drawing is broken.
	ErrNoGlyph = say.Error("no usable glyph", "没有这个字，或该字已损坏")
)

// An Error reports what is wrong with a font face. It wraps one of the errors above and, where there is more to say, the cause.
type Error struct {
	Name  string // family name; empty when the file could not be read that far
	Index int    // place in a collection, 0 otherwise
	Rune  rune   // the character that it is about; 0 for none
	Err   error
}

func (e *Error) Error() string {
	s := "font"
	if e.Name != "" {
		s += " " + e.Name
	}
	if e.Index != 0 {
		s += fmt.Sprintf(" (face %d)", e.Index)
	}
	if e.Rune != 0 {
		s += fmt.Sprintf(": %U %q", e.Rune, e.Rune)
	}
	return s + ": " + e.Err.Error()
}

func (e *Error) Unwrap() error { return e.Err }

// Chinese says it to the clerk.
func (e *Error) Chinese() string {
	name := "字体"
	if e.Name != "" {
		name += "“" + e.Name + "”"
	}
	if e.Rune != 0 {
		name += fmt.Sprintf("：“%c”", e.Rune)
	}
	return name + say.Chinese(e.Err, "不能用")
}

// A Face is one typeface, read from a font file. It is immutable and safe for concurrent use by any number of goroutines. Lengths are in em,
// the type size: 1 is as wide as a Chinese character.
type Face struct {
	source *sfnt.Source
	index  int
	names  []string // family names, Chinese ones first
	inks   sync.Map // from the number of a glyph to its [ink]; to find it out takes all of the drawing
}

// An ink is how far a glyph reaches, in em above the baseline.
type ink struct {
	bottom, top float64
	drawn       bool
}

// NewFace reads face number index of a font file: TrueType (.ttf), OpenType with CFF outlines (.otf), or a collection of either (.ttc, .otc).
// For a file that is no collection, index must be 0. The face keeps data, which must not be changed afterwards and is never written to.
//
// Errors are *[Error] with [ErrNotFont], [ErrNoFace] or [ErrOutlines]. A broken glyph is found by [Face.Cut], not here.
func NewFace(data []byte, index int) (*Face, error) {
	source, err := sfnt.Open(data, index)
	if err != nil {
		kind := ErrNotFont
		switch {
		case errors.Is(err, sfnt.ErrIndex):
			kind = ErrNoFace
		case errors.Is(err, sfnt.ErrUnsupported):
			kind = ErrOutlines
		}
		return nil, &Error{Index: index, Err: fmt.Errorf("%w: %w", kind, err)}
	}
	return &Face{source: source, index: index, names: familyNames(source.Names)}, nil
}

// familyNames returns each family name of a name table once: Chinese, English, others.
func familyNames(entries []sfnt.Name) []string {
	family := slices.DeleteFunc(slices.Clone(entries), func(n sfnt.Name) bool { return n.ID != sfnt.FamilyName && n.ID != sfnt.TypoFamily })
	rank := func(n sfnt.Name) int {
		const primary = 0x3FF // the language without the country
		switch {
		case n.Language == sfnt.Chinese:
			return 0
		case n.Language&primary == sfnt.Chinese&primary:
			return 1
		case n.Language&primary == sfnt.English&primary:
			return 2
		}
		return 3
	}
	slices.SortStableFunc(family, func(a, b sfnt.Name) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.ID, b.ID)) })
	var names []string
	for _, n := range family {
		if !slices.Contains(names, n.Text) {
			names = append(names, n.Text)
		}
	}
	return names
}

// Name returns the family name, in Chinese if the font has it in Chinese; empty if it has none.
func (f *Face) Name() string {
	if len(f.names) == 0 {
		return ""
	}
	return f.names[0]
}

// Names returns the family name in every language of the font, Chinese first.
func (f *Face) Names() []string { return slices.Clone(f.names) }

// Restricted reports whether the face's licence bits (OS/2 fsType) forbid embedding it, or a part of it, in documents. [Face.Cut] refuses
// such a face.
func (f *Face) Restricted() bool {
	const usage, restricted, noSubsets, bitmapsOnly = 0x000F, 0x0002, 0x0100, 0x0200
	t := f.source.OS2.FSType
	return t&usage == restricted || t&(noSubsets|bitmapsOnly) != 0
}

// Has reports whether the face has a glyph for a character.
func (f *Face) Has(r rune) bool {
	_, ok := f.source.Index(r)
	return ok
}

// Advance returns how far a character moves the pen, in em; 0 when the face lacks it.
func (f *Face) Advance(r rune) float64 {
	gid, ok := f.source.Index(r)
	if !ok {
		return 0
	}
	return float64(f.source.Advance(gid)) / float64(f.source.Head.UnitsPerEm)
}

// Ink returns the lowest and the highest point of what a character draws, in em above the baseline. ok is false when it draws nothing or the
// face lacks it.
func (f *Face) Ink(r rune) (bottom, top float64, ok bool) {
	gid, ok := f.source.Index(r)
	if !ok {
		return 0, 0, false
	}
	known, ok := f.inks.Load(gid)
	if !ok {
		known = f.inkOf(gid)
		f.inks.Store(gid, known)
	}
	i := known.(ink)
	return i.bottom, i.top, i.drawn
}

func (f *Face) inkOf(gid int) ink {
	outline, err := f.source.Outline(gid)
	if err != nil || len(outline) == 0 {
		return ink{}
	}
	_, bottom, _, top := outline.Bounds()
	em := float64(f.source.Head.UnitsPerEm)
	return ink{bottom / em, top / em, true}
}

// Cut returns a small TrueType font with the glyphs of just these characters, in any order and however often. Equal sets give equal bytes.
//
// Errors are *[Error] with [ErrRestricted], or [ErrNoGlyph] for a character that the face lacks: ask [Face.Has] first.
func (f *Face) Cut(runes []rune) (ttf []byte, err error) {
	runes = slices.Clone(runes)
	slices.Sort(runes)
	runes = slices.Compact(runes)
	small, err := f.Glyphs(runes)
	if err != nil {
		return nil, err
	}
	small.Runes = make(map[rune]int, len(runes))
	for i, r := range runes {
		small.Runes[r] = i + 1
	}
	if ttf, err = small.Encode(); err != nil {
		return nil, f.fail(0, err)
	}
	return ttf, nil
}

// Glyphs is Cut for the writers of this module, which embed faces in their own
// way. It returns a font without a character map: glyph 0 is drawn for what is not there, glyph 1 is that of the first character, and so on.
func (f *Face) Glyphs(runes []rune) (*sfnt.Font, error) {
	if f.Restricted() {
		return nil, f.fail(0, ErrRestricted)
	}
	missing, _ := f.source.Glyph(0) // never used, so that a broken one does not matter
	glyphs := append(make([]sfnt.Glyph, 0, len(runes)+1), missing)
	for _, r := range runes {
		gid, ok := f.source.Index(r)
		if !ok {
			return nil, f.fail(r, ErrNoGlyph)
		}
		g, err := f.source.Glyph(gid)
		if err != nil {
			return nil, f.fail(r, fmt.Errorf("%w: %w", ErrNoGlyph, err))
		}
		glyphs = append(glyphs, g)
	}
	return &sfnt.Font{
		Head: f.source.Head, Hhea: f.source.Hhea, OS2: f.source.OS2, Post: f.source.Post,
		Names: cutNames(f.source.Names), Glyphs: glyphs,
	}, nil
}

func (f *Face) fail(r rune, err error) error {
	return &Error{Name: f.Name(), Index: f.index, Rune: r, Err: err}
}

// cutNames keeps the few names that a font must have, in English where there is English.
func cutNames(entries []sfnt.Name) []sfnt.Name {
	var out []sfnt.Name
	for _, id := range []int{sfnt.FamilyName, sfnt.SubfamilyName, sfnt.FullName, sfnt.PostScriptName} {
		same := func(n sfnt.Name) bool { return n.ID == id }
		i := slices.IndexFunc(entries, func(n sfnt.Name) bool { return same(n) && n.Language == sfnt.English })
		if i < 0 {
			i = slices.IndexFunc(entries, same)
		}
		if i >= 0 {
			out = append(out, sfnt.Name{ID: id, Language: sfnt.English, Text: entries[i].Text})
		}
	}
	return out
}

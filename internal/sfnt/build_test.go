package sfnt

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	gotext "github.com/go-text/typesetting/font"
)

// square is a contour clockwise as TrueType wants it, with a given lower left corner.
func square(x, y, side int16) []Point {
	return []Point{{x, y, true}, {x, y + side, true}, {x + side, y + side, true}, {x + side, y, true}}
}

// drop is a contour of two control points and one point of the outline.
func drop(x, y, r int16) []Point {
	return []Point{{x, y, true}, {x - r, y + 2*r, false}, {x + r, y + 2*r, false}}
}

// sample is a small font: a box for what is missing, a square with a hole, a drop, a blank.
func sample() *Font {
	return &Font{
		Head: Head{UnitsPerEm: 1000},
		Hhea: Hhea{Ascender: 880, Descender: -120},
		OS2:  OS2{Weight: 400, TypoAscender: 880, TypoDescender: -120},
		Names: []Name{
			{FamilyName, English, "Sample"}, {FamilyName, Chinese, "样本"}, {SubfamilyName, English, "Regular"}, {PostScriptName, English, "Sample-Regular"},
		},
		Glyphs: []Glyph{
			{Advance: 1000, Outline: Outline{square(100, 0, 700)}},
			{Advance: 1000, Outline: Outline{square(50, -60, 900), reversed(square(200, 90, 600))}},
			{Advance: 620, Outline: Outline{drop(300, -10, 250)}},
			{Advance: 333},
		},
		Runes: map[rune]int{'国': 1, '。': 2, ' ': 3, 'A': 2, 0x20BB7: 1},
	}
}

func reversed(c []Point) []Point {
	c = slices.Clone(c)
	slices.Reverse(c)
	return c
}

func mustEncode(t testing.TB, f *Font) []byte {
	t.Helper()
	data, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func mustOpen(t testing.TB, data []byte) *Source {
	t.Helper()
	s, err := Open(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// oracle reads the same file with the library that this package is held against.
func oracle(t testing.TB, data []byte) *gotext.Face {
	t.Helper()
	face, err := gotext.ParseTTF(bytes.NewReader(data))
	if err != nil {
		t.Fatal("go-text: ", err)
	}
	return face
}

// otf wraps a CFF table in a font file, one character from 'A' on for each glyph after the first.
func otf(t testing.TB, cff []byte, glyphs int) []byte {
	t.Helper()
	runes := make(map[rune]int)
	var hmtx []byte
	for i := range glyphs {
		hmtx = append(hmtx, pack(500+i, 0)...)
		if i > 0 {
			runes['A'+rune(i-1)] = i
		}
	}
	characters, err := encodeCmap(runes)
	if err != nil {
		t.Fatal(err)
	}
	data, err := assemble([]table{
		{"CFF ", cff},
		{"cmap", characters},
		{"head", encode(Head{Version: 0x00010000, Magic: 0x5F0F3CF5, UnitsPerEm: 1000})},
		{"hhea", encode(Hhea{Version: 0x00010000, Ascender: 880, Descender: -120, NumberOfHMetrics: uint16(glyphs)})},
		{"hmtx", hmtx},
		{"maxp", pack(0, 0x5000, glyphs)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return append([]byte("OTTO"), data[4:]...)
}

// cffTable builds a CFF table. With several lists of local subroutines it is a CID font whose glyphs use them in turn.
func cffTable(charstrings, global [][]byte, local ...[][]byte) []byte {
	number := func(v int) []byte { return binary.BigEndian.AppendUint32([]byte{29}, uint32(v)) }
	head := []byte{1, 0, 4, 4}
	names := indexOf([]byte("Sample"))
	strings := indexOf()
	globals := indexOf(global...)
	glyphs := indexOf(charstrings...)
	var privates [][]byte
	for _, subrs := range local {
		private := append(number(6), opSubrs) // right after the dictionary itself
		privates = append(privates, append(private, indexOf(subrs...)...))
	}
	cid := len(local) > 1
	build := func(atGlyphs, atChoice, atDicts int, atPrivate []int) ([]byte, []byte) {
		var top []byte
		if cid {
			top = append(top, 139, 139, 139, 12, 30) // ROS: three zeros
			top = append(append(top, number(atChoice)...), 12, 37)
			top = append(append(top, number(atDicts)...), 12, 36)
		} else if len(local) == 1 {
			top = append(append(append(top, number(6)...), number(atPrivate[0])...), opPrivate)
		}
		top = append(append(top, number(atGlyphs)...), opCharStrings)
		var dicts [][]byte
		for i := range local {
			dicts = append(dicts, append(append(number(6), number(atPrivate[i])...), opPrivate))
		}
		return indexOf(top), indexOf(dicts...)
	}
	choice := []byte{3}
	if len(local) > 0 {
		choice = append(choice, pack(len(charstrings))...)
		for i := range charstrings {
			choice = append(append(choice, pack(i)...), byte(i%len(local)))
		}
		choice = append(choice, pack(len(charstrings))...)
	}
	places := make([]int, len(local))
	top, dicts := build(0, 0, 0, places)
	at := len(head) + len(names) + len(top) + len(strings) + len(globals)
	atGlyphs := at
	at += len(glyphs)
	atChoice := at
	at += len(choice)
	atDicts := at
	at += len(dicts)
	for i, p := range privates {
		places[i] = at
		at += len(p)
	}
	top, dicts = build(atGlyphs, atChoice, atDicts, places)
	return slices.Concat(head, names, top, strings, globals, glyphs, choice, dicts, slices.Concat(privates...))
}

func indexOf(items ...[]byte) []byte {
	if len(items) == 0 {
		return pack(0)
	}
	out := append(pack(len(items)), 2)
	at := 1
	out = append(out, pack(at)...)
	for _, item := range items {
		at += len(item)
		out = append(out, pack(at)...)
	}
	return append(out, slices.Concat(items...)...)
}

// code writes a charstring of whole numbers and operators; an operator is given as op(n), an escaped one as op(12, n).
func code(parts ...any) []byte {
	var out []byte
	for _, p := range parts {
		switch p := p.(type) {
		case int:
			out = append(append(out, 28), pack(p)...)
		case operator:
			out = append(out, p...)
		}
	}
	return out
}

type operator []byte

func op(b ...byte) operator { return b }

package sfnt

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Numbers of the entries that a Name may hold, as the name table counts them.
const (
	FamilyName      = 1
	SubfamilyName   = 2
	UniqueName      = 3
	FullName        = 4
	VersionName     = 5
	PostScriptName  = 6
	LicenseName     = 13
	TypoFamily      = 16
	TypoSubfamily   = 17
	CopyrightNotice = 0
)

// Languages of names, as Windows numbers them.
const (
	English = 0x0409
	Chinese = 0x0804 // of mainland China
)

// A Name is one entry of the name table.
type Name struct {
	ID       int // FamilyName and so on
	Language int // English, Chinese or another number of Windows; Macintosh entries are given as one of the two
	Text     string
}

// readNames decodes the entries of the name table that it can: UTF-16, and the GBK of older Chinese fonts. It stops at more entries than a
// font has and skips longer ones.
func readNames(table []byte) []Name {
	if len(table) < 6 {
		return nil
	}
	strings := min(u16(table, 4), len(table))
	var out []Name
	const most, longest = 1024, 4096
	left := 1 << 18 // bytes: entries may share theirs
	for i := range min(u16(table, 2), most) {
		at := 6 + 12*i
		if at+12 > len(table) {
			break
		}
		start := strings + u16(table, at+10)
		end := start + u16(table, at+8)
		if end > len(table) || end-start > longest {
			continue
		}
		if left -= end - start; left < 0 {
			break
		}
		if text, lang := decodeName(u16(table, at), u16(table, at+2), u16(table, at+4), table[start:end]); text != "" {
			out = append(out, Name{ID: u16(table, at+6), Language: lang, Text: text})
		}
	}
	return out
}

func decodeName(platform, encoding, language int, raw []byte) (text string, lang int) {
	const macChinese = 25
	switch {
	case platform == 0, platform == 3 && (encoding == 0 || encoding == 1 || encoding == 10):
		if platform == 0 {
			language = English
		}
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16(raw[2*i:])
		}
		return string(bytes.Trim([]byte(string(utf16.Decode(units))), "\x00")), language
	case platform == 3 && encoding == 3, platform == 1 && encoding == macChinese:
		// two bytes a character, the first of them 0 for ASCII
		b, err := simplifiedchinese.GBK.NewDecoder().Bytes(bytes.ReplaceAll(raw, []byte{0}, nil))
		if err != nil || bytes.ContainsRune(b, '\uFFFD') {
			return "", 0
		}
		return string(b), Chinese
	case platform == 1 && encoding == 0:
		for _, c := range raw {
			if c < ' ' || c > '~' {
				return "", 0
			}
		}
		return string(raw), English
	}
	return "", 0
}

// encodeNames writes the entries, which must be sorted by language, then by number.
func encodeNames(names []Name) []byte {
	head := pack(0, len(names), 6+12*len(names))
	var text []byte
	for _, n := range names {
		start := len(text)
		for _, u := range utf16.Encode([]rune(n.Text)) {
			text = binary.BigEndian.AppendUint16(text, u)
		}
		head = append(head, pack(3, 1, n.Language, n.ID, len(text)-start, start)...)
	}
	return append(head, text...)
}

// Names returns the name entries of each face of a font file and reads little else of it. The error is [ErrFormat] for what is no font file
// or one that is cut off, or that of the reader.
func Names(file io.ReaderAt) ([][]Name, error) {
	const mostFaces, mostTables, largest = 64, 64, 1 << 20
	var failed error
	read := func(at int64, size int) []byte {
		b := make([]byte, size)
		n, err := file.ReadAt(b, at) // a short one names less
		if err != nil && !errors.Is(err, io.EOF) && failed == nil {
			failed = err
		}
		return b[:n]
	}
	head := read(0, 12+4*mostFaces)
	offsets := []int{0}
	if len(head) >= 12 && string(head[:4]) == "ttcf" {
		offsets = nil
		for i := range min(u32(head, 8), mostFaces, (len(head)-12)/4) {
			offsets = append(offsets, u32(head, 12+4*i))
		}
	}
	var all [][]Name
	tablesRead := map[int][]Name{} // by place: faces of a collection share them
	checked := map[int64]bool{}
	for _, offset := range offsets {
		var names []Name
		tables := read(int64(offset), 12+16*mostTables)
		if len(tables) < 12 || !isMagic(string(tables[:4])) {
			return nil, cmp.Or(failed, fmt.Errorf("%w: no table directory", ErrFormat))
		}
		for at := 12; at+16 <= len(tables) && at < 12+16*u16(tables, 4); at += 16 {
			place, size := u32(tables, at+8), u32(tables, at+12)
			if end := int64(place) + int64(size); size > 0 && !checked[end] {
				checked[end] = true
				if len(read(end-1, 1)) == 0 {
					return nil, cmp.Or(failed, fmt.Errorf("%w: table %q lies outside the file", ErrFormat, tables[at:at+4]))
				}
			}
			if string(tables[at:at+4]) != "name" {
				continue
			}
			if known, ok := tablesRead[place]; ok {
				names = known
			} else {
				names = readNames(read(int64(place), min(size, largest)))
				tablesRead[place] = names
			}
		}
		all = append(all, names)
	}
	if failed == nil && len(all) == 0 {
		failed = fmt.Errorf("%w: a collection of no faces", ErrFormat)
	}
	return all, failed
}

package sfnt

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"
)

// A cmap is a subtable of the cmap table, format 4, 6 or 12, searched where it lies.
type cmap []byte

// readCmap picks the subtable with the most of Unicode.
func readCmap(table []byte) (cmap, error) {
	if len(table) < 4 {
		return nil, fmt.Errorf("%w: no cmap table", ErrFormat)
	}
	// by platform and encoding: the whole of Unicode before its first 65,536 characters
	preference := []int{3<<16 | 10, 0<<16 | 6, 0<<16 | 4, 3<<16 | 1, 0<<16 | 3, 0<<16 | 2, 0<<16 | 1, 0}
	best, rank := cmap(nil), len(preference)
	for i := range u16(table, 2) {
		at := 4 + 8*i
		if at+8 > len(table) {
			break
		}
		r := slices.Index(preference, u16(table, at)<<16|u16(table, at+2))
		start := u32(table, at+4)
		if r < 0 || r >= rank || start > len(table)-16 {
			continue
		}
		if sub := cmap(table[start:]); sub.valid() {
			best, rank = sub, r
		}
	}
	if best == nil {
		return nil, fmt.Errorf("%w: no Unicode character map", ErrUnsupported)
	}
	return best, nil
}

// valid reports whether the subtable is of a format that lookup knows and its fixed arrays lie within it.
func (c cmap) valid() bool {
	switch u16(c, 0) {
	case 4:
		return 16+8*(u16(c, 6)/2) <= len(c)
	case 6:
		return 10+2*u16(c, 8) <= len(c)
	case 12:
		return u32(c, 12) <= (len(c)-16)/12
	}
	return false
}

// lookup returns the glyph of a character, 0 when there is none.
func (c cmap) lookup(r rune) int {
	if r < 0 {
		return 0
	}
	switch u16(c, 0) {
	case 4:
		return c.lookup4(int(r))
	case 6:
		if i := int(r) - u16(c, 6); i >= 0 && i < u16(c, 8) {
			return u16(c, 10+2*i)
		}
	case 12:
		n := u32(c, 12)
		i := sort.Search(n, func(i int) bool { return u32(c, 16+12*i+4) >= int(r) })
		if i < n {
			if first := u32(c, 16+12*i); first <= int(r) {
				return u32(c, 16+12*i+8) + int(r) - first
			}
		}
	}
	return 0
}

func (c cmap) lookup4(r int) int {
	if r > 0xFFFF {
		return 0
	}
	n := u16(c, 6) / 2
	end, start := 14, 16+2*n
	delta, offset := start+2*n, start+4*n
	i := sort.Search(n, func(i int) bool { return u16(c, end+2*i) >= r })
	if i == n || u16(c, start+2*i) > r {
		return 0
	}
	gid := r
	if o := u16(c, offset+2*i); o != 0 && o != 0xFFFF { // some fonts end with 0xFFFF, meaning 0
		at := offset + 2*i + o + 2*(r-u16(c, start+2*i))
		if at+2 > len(c) {
			return 0
		}
		if gid = u16(c, at); gid == 0 {
			return 0
		}
	}
	return (gid + u16(c, delta+2*i)) & 0xFFFF
}

// A run is a stretch of characters whose glyphs follow one another as they do. None goes on from below U+FFFF, the last entry of format 4,
// to it or beyond.
type run struct{ first, last, gid int }

func runs(glyphs map[rune]int) []run {
	keys := make([]rune, 0, len(glyphs))
	for r := range glyphs {
		keys = append(keys, r)
	}
	slices.Sort(keys)
	var out []run
	for _, k := range keys {
		r, gid := int(k), glyphs[k]
		if n := len(out) - 1; n >= 0 && out[n].last+1 == r && out[n].gid+r-out[n].first == gid && r != 0xFFFF {
			out[n].last = r
			continue
		}
		out = append(out, run{r, r, gid})
	}
	return out
}

// encodeCmap writes format 4, and format 12 beside it when there are characters above U+FFFF.
func encodeCmap(glyphs map[rune]int) ([]byte, error) {
	be := binary.BigEndian
	all := runs(glyphs)
	bmp := all[:sort.Search(len(all), func(i int) bool { return all[i].first > 0xFFFE })]
	n := len(bmp) + 1
	size := 16 + 8*n
	if size > 0xFFFF {
		return nil, fmt.Errorf("sfnt: %d stretches of characters are too many for a character map", n)
	}
	power := 1
	entry := 0
	for power*2 <= n {
		power, entry = power*2, entry+1
	}
	var ends, starts, deltas []byte
	for _, s := range bmp {
		ends = be.AppendUint16(ends, uint16(s.last))
		starts = be.AppendUint16(starts, uint16(s.first))
		deltas = be.AppendUint16(deltas, uint16(s.gid-s.first))
	}
	four := pack(4, size, 0, 2*n, 2*power, entry, 2*n-2*power)
	four = append(four, ends...)
	four = append(four, 0xFF, 0xFF, 0, 0)
	four = append(four, starts...)
	four = append(four, 0xFF, 0xFF)
	four = append(four, deltas...)
	four = append(four, 0, 1)
	four = append(four, make([]byte, 2*n)...)
	if len(bmp) == len(all) {
		return append(pack(0, 1, 3, 1, 0, 12), four...), nil
	}
	twelve := be.AppendUint32(pack(12, 0), uint32(16+12*len(all)))
	twelve = be.AppendUint32(twelve, 0)
	twelve = be.AppendUint32(twelve, uint32(len(all)))
	for _, s := range all {
		twelve = be.AppendUint32(twelve, uint32(s.first))
		twelve = be.AppendUint32(twelve, uint32(s.last))
		twelve = be.AppendUint32(twelve, uint32(s.gid))
	}
	out := pack(0, 2, 3, 1, 0, 20, 3, 10, 0, 20+len(four))
	return append(append(out, four...), twelve...), nil
}

// pack writes 16-bit numbers.
func pack(values ...int) []byte {
	out := make([]byte, 0, 2*len(values))
	for _, v := range values {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

package sfnt

import (
	"fmt"
	"sort"
)

// A cff is a CFF table (Adobe technical note 5176), as far as drawing needs it. The advance widths stand in the hmtx table.
type cff struct {
	glyphs index   // charstrings
	global index   // subroutines of all glyphs
	local  []index // subroutines by font dictionary; one for a font without
	choice []byte  // which font dictionary each glyph uses: a FDSelect structure; nil when there is one
}

// Operators of dictionaries; those after an escape byte are counted from 0x0C00.
const (
	opCharStrings    = 17
	opPrivate        = 18
	opSubrs          = 19
	opCharstringType = 0x0C06
	opFDArray        = 0x0C24
	opFDSelect       = 0x0C25
)

func readCFF(data []byte) (*cff, error) {
	bad := func(what string) error { return fmt.Errorf("%w: CFF table: %s", ErrFormat, what) }
	if len(data) < 4 || data[0] != 1 {
		return nil, bad("version")
	}
	_, next, ok := readIndex(data, int(data[2])) // names
	if !ok {
		return nil, bad("names")
	}
	tops, next, ok := readIndex(data, next)
	if !ok || tops.n != 1 {
		return nil, bad("top dictionary")
	}
	_, next, ok = readIndex(data, next) // strings
	if !ok {
		return nil, bad("strings")
	}
	f := &cff{}
	if f.global, _, ok = readIndex(data, next); !ok {
		return nil, bad("subroutines")
	}
	top := readDict(tops.item(0))
	if kind, ok := top[opCharstringType]; ok && first(kind) != 2 {
		return nil, fmt.Errorf("%w: charstrings of type %d", ErrUnsupported, first(kind))
	}
	if f.glyphs, _, ok = readIndex(data, first(top[opCharStrings])); !ok {
		return nil, bad("charstrings")
	}
	if _, ok := top[opFDArray]; !ok {
		f.local = []index{readSubrs(data, top)}
		return f, nil
	}
	dicts, _, ok := readIndex(data, first(top[opFDArray]))
	if !ok || dicts.n == 0 || dicts.n > 256 {
		return nil, bad("font dictionaries")
	}
	for i := range dicts.n {
		f.local = append(f.local, readSubrs(data, readDict(dicts.item(i))))
	}
	at := first(top[opFDSelect])
	if at <= 0 || at >= len(data) {
		return nil, bad("choice of font dictionaries")
	}
	f.choice = data[at:]
	return f, nil
}

// readSubrs returns the subroutines of a top or font dictionary, none when it has none that can be read.
func readSubrs(data []byte, dict map[int][]int) index {
	private := dict[opPrivate] // size and place
	if len(private) != 2 {
		return index{}
	}
	size, at := private[0], private[1]
	if size < 0 || size > maxDict || at < 0 || at > len(data) || size > len(data)-at {
		return index{}
	}
	offset, ok := readDict(data[at : at+size])[opSubrs]
	if !ok {
		return index{}
	}
	subrs, _, _ := readIndex(data, at+first(offset))
	return subrs
}

// An index is an INDEX: a list of items of any size, looked up where it lies.
type index struct {
	data []byte
	n    int // items
	at   int // of the list of offsets
	size int // of an offset
}

// readIndex finds the INDEX at a place, and the place after it.
func readIndex(data []byte, at int) (x index, next int, ok bool) {
	if at < 0 || at > len(data)-2 {
		return index{}, 0, false
	}
	n := u16(data, at)
	if n == 0 {
		return index{}, at + 2, true
	}
	if at+3 > len(data) {
		return index{}, 0, false
	}
	x = index{data, n, at + 3, int(data[at+2])}
	if x.size < 1 || x.size > 4 || x.base()+1 > len(data) {
		return index{}, 0, false
	}
	next = x.offset(n)
	return x, next, next > x.base() && next <= len(data)
}

// base is the place that offsets count from.
func (x index) base() int { return x.at + (x.n+1)*x.size - 1 }

func (x index) offset(i int) int {
	v := 0
	for _, b := range x.data[x.at+i*x.size : x.at+(i+1)*x.size] {
		v = v<<8 | int(b)
	}
	return x.base() + v
}

// item returns an item, nil when its offsets are wrong.
func (x index) item(i int) []byte {
	start, end := x.offset(i), x.offset(i+1)
	if start <= x.base() || end < start || end > len(x.data) {
		return nil
	}
	return x.data[start:end:end]
}

// maxDict is far above the size of any dictionary, which has some 300 bytes.
const maxDict = 1 << 12

// readDict reads the whole numbers of a dictionary by operator; fractions, which drawing does not need, come as 0.
func readDict(data []byte) map[int][]int {
	dict := make(map[int][]int)
	if len(data) > maxDict {
		return dict
	}
	var operands []int
	for i := 0; i < len(data); {
		b := int(data[i])
		i++
		need := func(n int) bool { return i+n <= len(data) }
		switch {
		case b == 12 && need(1):
			dict[0x0C00|int(data[i])] = operands
			operands = nil
			i++
		case b < 22:
			dict[b] = operands
			operands = nil
		case b == 28 && need(2):
			operands = append(operands, i16(data, i))
			i += 2
		case b == 29 && need(4):
			operands = append(operands, i32(data, i))
			i += 4
		case b == 30: // a decimal fraction, half a byte a digit, up to a digit 15
			for i < len(data) && data[i]&0xF != 0xF && data[i]>>4 != 0xF {
				i++
			}
			operands = append(operands, 0)
			i++
		case b >= 32 && b <= 246:
			operands = append(operands, b-139)
		case b >= 247 && b <= 250 && need(1):
			operands = append(operands, (b-247)*256+int(data[i])+108)
			i++
		case b >= 251 && b <= 254 && need(1):
			operands = append(operands, -(b-251)*256-int(data[i])-108)
			i++
		default:
			return dict
		}
	}
	return dict
}

func first(operands []int) int {
	if len(operands) == 0 {
		return 0
	}
	return operands[0]
}

// subrs returns the local subroutines that a glyph uses.
func (f *cff) subrs(gid int) (index, error) {
	d := 0
	if s := f.choice; s != nil {
		d = -1
		switch {
		case s[0] == 0 && 1+gid < len(s):
			d = int(s[1+gid])
		case s[0] == 3 && len(s) >= 5:
			// Ranges stand in order: the last that begins at gid or before.
			n := min(u16(s, 1), (len(s)-5)/3)
			i := sort.Search(n, func(i int) bool { return u16(s, 3+3*i) > gid }) - 1
			if i >= 0 && gid < u16(s, 6+3*i) {
				d = int(s[5+3*i])
			}
		}
	}
	if d < 0 || d >= len(f.local) {
		return index{}, fmt.Errorf("%w: no font dictionary", ErrGlyph)
	}
	return f.local[d], nil
}

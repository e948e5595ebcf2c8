package xls

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zhijiao-go/zhijiao/internal/book"
)

// customProperties names the set of properties that users define.
const customProperties = "\x05\xD5\xCD\xD5\x9C\x2E\x1B\x10\x93\x97\x08\x00\x2B\x2C\xF9\xAE"

const (
	maxPropertySet = 1 << 20
	maxProperties  = 1000

	typeInt16   = 2
	typeInt32   = 3
	typeFloat   = 5
	typeBool    = 11
	typeText    = 30 // in the code page of the set
	typeUTF16   = 31
	pageUTF16   = 1200
	pageUTF8    = 65001
	idDirectory = 0
	idCodePage  = 1
)

// A propertySet is read by offsets from its start. What lies outside reads as
// zeros: properties that are not whole are nobody's concern but theirs.
type propertySet struct {
	data []byte
	page uint16
}

func (p *propertySet) u32(at uint64) uint32 {
	if at+4 > uint64(len(p.data)) {
		return 0
	}
	return binary.LittleEndian.Uint32(p.data[at:])
}

// readProperties reads the custom properties of a document that are texts,
// numbers, true or false.
func readProperties(stream []byte, b *book.Builder) {
	stream = stream[:min(len(stream), maxPropertySet)]
	head := propertySet{data: stream}
	for i := range min(uint64(head.u32(24)), 2) {
		at := 28 + 20*i
		if at+20 > uint64(len(stream)) {
			return
		}
		start := uint64(head.u32(at + 16))
		if string(stream[at:at+16]) != customProperties || start > uint64(len(stream)) {
			continue
		}
		(&propertySet{data: stream[start:]}).read(b)
	}
}

func (p *propertySet) read(b *book.Builder) {
	n := min(uint64(p.u32(4)), maxProperties)
	at := map[uint32]uint64{}
	for i := range n {
		at[p.u32(8+8*i)] = uint64(p.u32(12 + 8*i))
	}
	if off, ok := at[idCodePage]; ok {
		p.page = uint16(p.u32(off + 4))
	}
	names := p.names(at[idDirectory])
	for _, id := range slices.Sorted(maps.Keys(names)) {
		if off, ok := at[id]; ok && id > idCodePage {
			if value, ok := p.value(off); ok {
				b.SetProperty(names[id], value)
			}
		}
	}
}

// names reads the directory of names.
func (p *propertySet) names(at uint64) map[uint32]string {
	names := map[uint32]string{}
	if at == 0 {
		return names
	}
	n := min(p.u32(at), maxProperties)
	at += 4
	for range n {
		id, size := p.u32(at), uint64(p.u32(at+4))
		if p.page == pageUTF16 {
			size *= 2
		}
		names[id] = p.text(at+8, size, p.page)
		if at += 8 + size; p.page == pageUTF16 {
			at = (at + 3) &^ 3
		}
		if at >= uint64(len(p.data)) {
			break
		}
	}
	return names
}

func (p *propertySet) value(at uint64) (string, bool) {
	switch v := p.u32(at + 4); p.u32(at) & 0xFFFF {
	case typeInt16:
		return strconv.Itoa(int(int16(v))), true
	case typeInt32:
		return strconv.Itoa(int(int32(v))), true
	case typeFloat:
		return book.Digits(math.Float64frombits(uint64(v) | uint64(p.u32(at+8))<<32)), true
	case typeBool:
		return strconv.FormatBool(v&0xFFFF != 0), true
	case typeText:
		return p.text(at+8, uint64(v), p.page), true
	case typeUTF16:
		return p.text(at+8, 2*uint64(v), pageUTF16), true
	}
	return "", false
}

// text reads a text of a size in bytes, which a zero may end before.
func (p *propertySet) text(at, size uint64, page uint16) string {
	end := uint64(len(p.data))
	if at > end {
		return ""
	}
	data := p.data[at:min(at+size, end)]
	s := string(data)
	switch page {
	case pageUTF16:
		units := make([]uint16, len(data)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(data[2*i:])
		}
		s = string(utf16.Decode(units))
	case pageUTF8:
	default: // 936; all others have ASCII in common with it
		s, _ = simplifiedchinese.GB18030.NewDecoder().String(s)
	}
	s, _, _ = strings.Cut(s, "\x00")
	return book.Lines(strings.ToValidUTF8(s, "\uFFFD"))
}

package xls

import (
	"encoding/binary"
	"fmt"
	"unicode/utf16"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// The records of [MS-XLS] that are read.
const (
	recFormula          = 0x0006
	recEOF              = 0x000A
	recName             = 0x0018
	recDateMode         = 0x0022
	recFilePass         = 0x002F
	recFont             = 0x0031
	recContinue         = 0x003C
	recColInfo          = 0x007D
	recBoundSheet       = 0x0085
	recMulRK            = 0x00BD
	recMulBlank         = 0x00BE
	recRString          = 0x00D6
	recXF               = 0x00E0
	recMergeCells       = 0x00E5
	recTXO              = 0x01B6
	recSST              = 0x00FC
	recLabelSST         = 0x00FD
	recBlank            = 0x0201
	recNumber           = 0x0203
	recLabel            = 0x0204
	recBoolErr          = 0x0205
	recString           = 0x0207
	recRow              = 0x0208
	recDefaultRowHeight = 0x0225
	recRK               = 0x027E
	recFormat           = 0x041E
	recBOF              = 0x0809
)

// A scanner goes through the records of a stream.
type scanner struct {
	data []byte
	pos  int
	left int // bytes that may still be read

	id     uint16
	pieces [][]byte // the record and those that continue it
}

// next goes on to the next record, those that continue it with it.
func (s *scanner) next() error {
	id, body, err := s.record()
	if err != nil {
		return err
	}
	s.id, s.pieces = id, append(s.pieces[:0], body)
	for len(s.data)-s.pos >= 4 && binary.LittleEndian.Uint16(s.data[s.pos:]) == recContinue {
		if _, body, err = s.record(); err != nil {
			return err
		}
		s.pieces = append(s.pieces, body)
	}
	return nil
}

func (s *scanner) record() (id uint16, body []byte, err error) {
	rest := s.data[min(s.pos, len(s.data)):]
	if len(rest) < 4 {
		return 0, nil, fmt.Errorf("%w: the records end too early", gate.ErrDamaged)
	}
	id = binary.LittleEndian.Uint16(rest)
	n := int(binary.LittleEndian.Uint16(rest[2:]))
	if n > len(rest)-4 {
		return 0, nil, fmt.Errorf("%w: record %#x at %d ends too early", gate.ErrDamaged, id, s.pos)
	}
	s.pos += 4 + n
	if s.left -= 4 + n; s.left < 0 {
		return 0, nil, fmt.Errorf("%w: sheets that share their records", gate.ErrDamaged)
	}
	return id, rest[4 : 4+n], nil
}

// body returns a reader of the record.
func (s *scanner) body() *body { return &body{piece: s.pieces[0], more: s.pieces[1:], id: s.id} }

// A body reads the fields of a record, whatever pieces it lies in. Behind its
// end it reads zeros, and says so in the end.
type body struct {
	piece []byte
	more  [][]byte
	id    uint16
	short bool
}

func (b *body) err() error {
	if b.short {
		return fmt.Errorf("%w: record %#x is too short", gate.ErrDamaged, b.id)
	}
	return nil
}

// turn goes on to the next piece, if this one is at its end.
func (b *body) turn() {
	for len(b.piece) == 0 && len(b.more) > 0 {
		b.piece, b.more = b.more[0], b.more[1:]
	}
}

func (b *body) u8() uint8 {
	b.turn()
	if len(b.piece) == 0 {
		b.short = true
		return 0
	}
	c := b.piece[0]
	b.piece = b.piece[1:]
	return c
}

func (b *body) u16() uint16 { return uint16(b.u8()) | uint16(b.u8())<<8 }

func (b *body) u32() uint32 { return uint32(b.u16()) | uint32(b.u16())<<16 }

func (b *body) u64() uint64 { return uint64(b.u32()) | uint64(b.u32())<<32 }

func (b *body) skip(n uint32) {
	for n > 0 {
		b.turn()
		if len(b.piece) == 0 {
			b.short = true
			return
		}
		k := min(uint32(len(b.piece)), n)
		b.piece, n = b.piece[k:], n-k
	}
}

// units reads n characters of UTF-16, wide or only their lower bytes. Where a
// record goes on in the midst of them, the width is told anew.
func (b *body) units(n int, wide bool) []uint16 {
	units := make([]uint16, 0, min(n, len(b.piece)+8))
	for len(units) < n {
		width := 1
		if wide {
			width = 2
		}
		k := min(n-len(units), len(b.piece)/width)
		for i := range k {
			c := uint16(b.piece[i*width])
			if wide {
				c |= uint16(b.piece[i*width+1]) << 8
			}
			units = append(units, c)
		}
		b.piece = b.piece[k*width:]
		if len(units) == n {
			break
		}
		b.piece = nil
		if len(b.more) == 0 {
			b.short = true
			break
		}
		wide = b.u8()&1 != 0
	}
	return units
}

// A text is a text as the records have it.
type text struct {
	units []uint16
	runs  []textRun
}

// A textRun says that from a place on a text is in another font.
type textRun struct{ at, font uint16 }

func (t *text) String() string { return string(utf16.Decode(t.units)) }

// shortText reads a text of up to 255 characters.
func (b *body) shortText() string {
	n := int(b.u8())
	t := text{units: b.units(n, b.u8()&1 != 0)}
	return t.String()
}

// text reads a text with all that may belong to it.
func (b *body) text() text {
	n := int(b.u16())
	flags := b.u8()
	runs, extra := 0, uint32(0)
	if flags&8 != 0 {
		runs = int(b.u16())
	}
	if flags&4 != 0 { // how to read it aloud
		extra = b.u32()
	}
	t := text{units: b.units(n, flags&1 != 0)}
	t.runs = b.runs(runs)
	b.skip(extra)
	return t
}

func (b *body) runs(n int) []textRun {
	var runs []textRun
	for range n {
		if b.short {
			break
		}
		runs = append(runs, textRun{b.u16(), b.u16()})
	}
	return runs
}

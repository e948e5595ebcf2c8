package sfnt

import (
	"fmt"
	"math"
)

// Limits on a charstring (Adobe technical note 5177).
const (
	maxOperands = 4 * 48  // there are fonts that take more than the 48 of the note
	maxSteps    = 1 << 14 // bounds the work of subroutines that call one another again and again; the richest glyphs take some 3,000
)

// A charstring draws one glyph of a CFF font.
type charstring struct {
	global, local index
	stack         []float64
	path          []segment
	at            vec
	stems         int
	begun         bool // the operator that may carry the advance width has come
	ended         bool
	steps         int
}

// path draws a glyph.
func (f *cff) path(gid int) ([]segment, error) {
	local, err := f.subrs(gid)
	if err != nil {
		return nil, err
	}
	c := charstring{global: f.global, local: local, stack: make([]float64, 0, maxOperands)}
	if err := c.run(f.glyphs.item(gid)); err != nil {
		return nil, fmt.Errorf("%w: charstring: %w", ErrGlyph, err)
	}
	return c.path, nil
}

func (c *charstring) run(code []byte) error {
	for i := 0; i < len(code) && !c.ended; {
		if c.steps++; c.steps > maxSteps || len(c.path) > maxPoints {
			return fmt.Errorf("too long")
		}
		if size, ok := c.number(code[i:]); ok {
			if len(c.stack) > maxOperands {
				return fmt.Errorf("too many operands")
			}
			i += size
			continue
		}
		op := code[i]
		i++
		switch op {
		case 10, 29: // callsubr, callgsubr
			subrs := c.local
			if op == 29 {
				subrs = c.global
			}
			n := len(c.stack) - 1
			if n < 0 {
				return fmt.Errorf("no subroutine number")
			}
			at := int(c.stack[n]) + bias(subrs.n)
			if c.stack = c.stack[:n]; at < 0 || at >= subrs.n {
				return fmt.Errorf("no subroutine %d", at)
			}
			if err := c.run(subrs.item(at)); err != nil {
				return err
			}
			continue
		case 11: // return
			return nil
		case 19, 20: // hintmask, cntrmask: operands before them are vertical stems
			c.width(len(c.stack)%2 != 0)
			c.stems += len(c.stack) / 2
			i += (c.stems + 7) / 8
		case 12:
			if i == len(code) {
				return fmt.Errorf("cut off")
			}
			if err := c.flex(code[i]); err != nil {
				return err
			}
			i++
		default:
			if err := c.draw(op); err != nil {
				return err
			}
		}
		c.stack = c.stack[:0]
	}
	return nil
}

func bias(subrs int) int {
	switch {
	case subrs < 1240:
		return 107
	case subrs < 33900:
		return 1131
	}
	return 32768
}

// number pushes the number that code begins with, if it does, and returns its size.
func (c *charstring) number(code []byte) (size int, ok bool) {
	var v float64
	switch b := int(code[0]); {
	case b >= 32 && b <= 246:
		v, size = float64(b-139), 1
	case b == 28 && len(code) >= 3:
		v, size = float64(i16(code, 1)), 3
	case b >= 247 && b <= 250 && len(code) >= 2:
		v, size = float64((b-247)*256+int(code[1])+108), 2
	case b >= 251 && b <= 254 && len(code) >= 2:
		v, size = float64(-(b-251)*256-int(code[1])-108), 2
	case b == 255 && len(code) >= 5:
		v, size = float64(i32(code, 1))/(1<<16), 5
	default:
		return 0, false
	}
	c.stack = append(c.stack, v)
	return size, true
}

// width drops the advance width that the first operator may carry before its operands.
func (c *charstring) width(extra bool) {
	if !c.begun && extra {
		c.stack = c.stack[1:]
	}
	c.begun = true
}

func (c *charstring) draw(op byte) error {
	n := len(c.stack)
	switch op {
	case 1, 3, 18, 23: // stems
		c.width(n%2 != 0)
		c.stems += len(c.stack) / 2
		return nil
	case 14: // endchar
		c.width(n == 1 || n == 5)
		if len(c.stack) >= 4 {
			return fmt.Errorf("accented letter of two glyphs")
		}
		c.ended = true
		return nil
	case 4, 22, 21: // vmoveto, hmoveto, rmoveto
		need := 1
		if op == 21 {
			need = 2
		}
		c.width(n > need)
		if len(c.stack) < need {
			return fmt.Errorf("operands missing")
		}
		s := c.stack[len(c.stack)-need:]
		switch op {
		case 4:
			c.at.y += s[0]
		case 22:
			c.at.x += s[0]
		default:
			c.at.x, c.at.y = c.at.x+s[0], c.at.y+s[1]
		}
		c.path = append(c.path, segment{op: 'M', c: c.at})
		return nil
	}
	if len(c.path) == 0 {
		return fmt.Errorf("operator %d before the first point", op)
	}
	s := c.stack
	switch op {
	case 5: // rlineto
		for ; len(s) >= 2; s = s[2:] {
			c.line(s[0], s[1])
		}
	case 6, 7: // hlineto, vlineto: in turn
		for horizontal := op == 6; len(s) > 0; s, horizontal = s[1:], !horizontal {
			if horizontal {
				c.line(s[0], 0)
			} else {
				c.line(0, s[0])
			}
		}
	case 8, 24: // rrcurveto; rcurveline, which has a line at the end
		for ; len(s) >= 6; s = s[6:] {
			c.curve(s[0], s[1], s[2], s[3], s[4], s[5])
		}
		if op == 24 && len(s) >= 2 {
			c.line(s[0], s[1])
		}
	case 25: // rlinecurve
		for ; len(s) >= 8; s = s[2:] {
			c.line(s[0], s[1])
		}
		if len(s) >= 6 {
			c.curve(s[0], s[1], s[2], s[3], s[4], s[5])
		}
	case 26: // vvcurveto
		dx := 0.0
		if len(s)%2 != 0 {
			dx, s = s[0], s[1:]
		}
		for ; len(s) >= 4; s = s[4:] {
			c.curve(dx, s[0], s[1], s[2], 0, s[3])
			dx = 0
		}
	case 27: // hhcurveto
		dy := 0.0
		if len(s)%2 != 0 {
			dy, s = s[0], s[1:]
		}
		for ; len(s) >= 4; s = s[4:] {
			c.curve(s[0], dy, s[1], s[2], s[3], 0)
			dy = 0
		}
	case 30, 31: // vhcurveto, hvcurveto: in turn; the very last end need not be straight
		for horizontal := op == 31; len(s) >= 4; s, horizontal = s[4:], !horizontal {
			last := 0.0
			if len(s) == 5 {
				last = s[4]
			}
			if horizontal {
				c.curve(s[0], 0, s[1], s[2], last, s[3])
			} else {
				c.curve(0, s[0], s[1], s[2], s[3], last)
			}
		}
	default:
		return fmt.Errorf("unknown operator %d", op)
	}
	return nil
}

// flex draws the two shallow curves of the operators after an escape byte.
func (c *charstring) flex(op byte) error {
	need := map[byte]int{34: 7, 35: 13, 36: 9, 37: 11}[op]
	if need == 0 {
		return fmt.Errorf("unknown operator 12 %d", op)
	}
	if len(c.stack) < need || len(c.path) == 0 {
		return fmt.Errorf("operands missing")
	}
	s, start := c.stack, c.at
	switch op {
	case 34: // hflex
		c.curve(s[0], 0, s[1], s[2], s[3], 0)
		c.curve(s[4], 0, s[5], start.y-c.at.y, s[6], 0)
	case 35: // flex; the last operand says when to flatten it
		c.curve(s[0], s[1], s[2], s[3], s[4], s[5])
		c.curve(s[6], s[7], s[8], s[9], s[10], s[11])
	case 36: // hflex1
		c.curve(s[0], s[1], s[2], s[3], s[4], 0)
		c.curve(s[5], 0, s[6], s[7], s[8], start.y-c.at.y-s[7])
	case 37: // flex1: the end lies level with the start on the axis along which it went less far
		dx := s[0] + s[2] + s[4] + s[6] + s[8]
		dy := s[1] + s[3] + s[5] + s[7] + s[9]
		c.curve(s[0], s[1], s[2], s[3], s[4], s[5])
		x, y := s[10], start.y-c.at.y-s[7]-s[9]
		if math.Abs(dx) <= math.Abs(dy) {
			x, y = start.x-c.at.x-s[6]-s[8], s[10]
		}
		c.curve(s[6], s[7], s[8], s[9], x, y)
	}
	return nil
}

func (c *charstring) line(dx, dy float64) {
	c.at.x, c.at.y = c.at.x+dx, c.at.y+dy
	c.path = append(c.path, segment{op: 'L', c: c.at})
}

func (c *charstring) curve(dx1, dy1, dx2, dy2, dx3, dy3 float64) {
	a := vec{c.at.x + dx1, c.at.y + dy1}
	b := vec{a.x + dx2, a.y + dy2}
	c.at = vec{b.x + dx3, b.y + dy3}
	c.path = append(c.path, segment{op: 'C', a: a, b: b, c: c.at})
}

package guard

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
)

// styles are the styles of cells of the workbook, and those added: the same, but
// free.
type styles struct {
	part  string
	xfs   []string // as they stand
	freed map[int]int
	added []string
}

// styles reads the styles of the workbook. Without any there is nothing to free by,
// and no sheet can be locked.
func (g *guardian) styles() error {
	st := &styles{part: g.book.Related("styles"), freed: map[int]int{}}
	g.look = st
	if st.part == "" {
		return nil
	}
	in, from := false, 0
	return g.Scan(st.part, func(s *gate.Scanner, _ *sheetml.Changes) error {
		switch {
		case s.Token == gate.StartTag && s.Depth() == 2:
			in = string(s.Name) == "cellXfs"
		case in && s.Token == gate.StartTag && s.Depth() == 3:
			from = s.Start
		case in && s.Token == gate.EndTag && s.Depth() == 2:
			st.xfs = append(st.xfs, string(s.Data[from:s.End]))
		}
		return nil
	})
}

// free returns the style that is another but for the lock.
func (st *styles) free(base int) int {
	if len(st.xfs) == 0 {
		return base
	}
	if base < 0 || base >= len(st.xfs) {
		base = 0 // as programs show it
	}
	if n, ok := st.freed[base]; ok {
		return n
	}
	n := len(st.xfs) + len(st.added)
	st.added = append(st.added, unlocked(st.xfs[base]))
	st.freed[base] = n
	return n
}

// unlocked returns an element xf with a protection that does not lock.
func unlocked(xf string) string {
	s, err := gate.NewScanner([]byte(xf))
	if err != nil {
		return xf
	}
	const open = `<@protection locked="0"/>`
	var c sheetml.Changes
	done := false
	for s.Next() == nil {
		name := string(s.Name)
		switch {
		case s.Token == gate.CharData:
		case s.Token == gate.StartTag && s.Depth() == 1:
			c.SetAttr(s, "applyProtection", "1")
		case s.Token == gate.StartTag && s.Depth() == 2 && name == "protection":
			c.SetAttr(s, "locked", "0")
			done = true
		case s.Token == gate.StartTag && s.Depth() == 2 && name == "extLst" && !done:
			c.Put(s, s.Start, open)
			done = true
		case s.Token == gate.EndTag && s.Depth() == 0 && !done:
			c.Inside(s, open)
		}
	}
	return string(c.Apply(s.Data))
}

// writeStyles puts the new styles into their part.
func (g *guardian) writeStyles() error {
	st := g.look
	if len(st.added) == 0 {
		return nil
	}
	return g.Scan(st.part, func(s *gate.Scanner, c *sheetml.Changes) error {
		switch {
		case s.Token == gate.CharData || string(s.Name) != "cellXfs":
		case s.Token == gate.StartTag && s.Depth() == 2:
			c.SetAttr(s, "count", strconv.Itoa(len(st.xfs)+len(st.added)))
		case s.Token == gate.EndTag && s.Depth() == 1:
			c.Inside(s, strings.Join(st.added, ""))
		}
		return nil
	})
}

package guard

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/sheetml"
)

// A sheetPainter goes through the XML of a sheet and puts in what frees its boxes.
type sheetPainter struct {
	styles  *styles
	free    map[cellRef]bool // cells to be filled in
	exists  map[cellRef]bool // those of them that are there
	missing []cellRef        // those that are not, in order
	columns []columnStyle
	ruled   map[cellRef]bool // cells with a list or limit of their own
	looked  int              // cells, for these
	rules   []string         // elements dataValidation
	data    bool             // there is a place for cells
	lock    bool             // the sheet is to be protected
	hasDV   bool

	at       cellRef // where the scanner is
	rowStyle int
	locked   bool // what protects the sheet is in place
	listed   bool // likewise the rules
	prefix   string
}

type columnStyle struct{ from, to, style int }

// What may stand in a sheet before the elements that are put in.
const (
	beforeProtection = " sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr "
	beforeRules      = beforeProtection + "sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
)

// survey reads what is there.
func (p *sheetPainter) survey(s *gate.Scanner, _ *sheetml.Changes) error {
	if s.Token != gate.StartTag {
		return nil
	}
	number := func(name string) int {
		n, _ := strconv.Atoi(s.Attr(name))
		return n
	}
	switch name := string(s.Name); {
	case s.Depth() == 2 && name == "sheetData":
		p.data = true
	case s.Depth() == 2 && name == "sheetProtection":
		p.lock = false // its office knows better
	case s.Depth() == 2 && name == "dataValidations":
		p.hasDV = true
	case name == "col":
		p.columns = append(p.columns, columnStyle{number("min"), number("max"), number("style")})
	case name == "dataValidation":
		for _, ref := range strings.Fields(s.Attr("sqref")) {
			if r, ok := sheetml.ParseRange(ref); ok {
				p.own(r)
			}
		}
	case s.Depth() == 3 && name == "row":
		p.row(s)
	case s.Depth() == 4 && name == "c":
		p.cell(s)
		if p.free[p.at] {
			p.exists[p.at] = true
		}
	}
	return nil
}

// mostRuled is how many cells are looked at for lists of their own; beyond it every
// box counts as having one.
const mostRuled = 1_000_000

// own notes the boxes that have a list or a limit of their own in a range.
func (p *sheetPainter) own(r sheetml.Range) {
	area := (r.LastRow - r.Row + 1) * (r.LastCol - r.Col + 1)
	if p.looked += min(area, len(p.free)); area > len(p.free) || p.looked > mostRuled {
		for at := range p.free {
			if p.looked > mostRuled || at.row >= r.Row && at.row <= r.LastRow && at.col >= r.Col && at.col <= r.LastCol {
				p.ruled[at] = true
			}
		}
		if p.looked > mostRuled {
			p.looked = -1 << 40 // all are noted
		}
		return
	}
	for row := r.Row; row <= r.LastRow; row++ {
		for col := r.Col; col <= r.LastCol; col++ {
			if at := (cellRef{row, col}); p.free[at] {
				p.ruled[at] = true
			}
		}
	}
}

func (p *sheetPainter) row(s *gate.Scanner) {
	p.at = cellRef{p.at.row + 1, 0}
	if n, err := strconv.Atoi(s.Attr("r")); err == nil {
		p.at.row = n
	}
	p.rowStyle = -1
	if s.Attr("customFormat") == "1" || s.Attr("customFormat") == "true" {
		if n, err := strconv.Atoi(s.Attr("s")); err == nil {
			p.rowStyle = n
		}
	}
}

func (p *sheetPainter) cell(s *gate.Scanner) {
	p.at.col++
	if row, col, ok := a1.Parse(s.Attr("r")); ok {
		p.at = cellRef{row, col}
	}
}

// token puts in what is new at a token.
func (p *sheetPainter) token(s *gate.Scanner, c *sheetml.Changes) error {
	if s.Token == gate.CharData {
		return nil
	}
	name, start, depth := string(s.Name), s.Token == gate.StartTag, s.Depth()
	if !start {
		depth++
	}
	switch {
	case depth == 1 && start && len(s.Prefix) > 0:
		p.prefix = string(s.Prefix) + ":"
	case depth == 1 && !start:
		p.protection(s, c)
		p.validations(s, c)
	case depth == 2 && start:
		if !strings.Contains(beforeProtection, " "+name+" ") {
			p.protection(s, c)
		}
		if !p.hasDV && !strings.Contains(beforeRules, " "+name+" ") {
			p.validations(s, c)
		}
		if name == "dataValidations" && len(p.rules) > 0 {
			n, _ := strconv.Atoi(s.Attr("count"))
			c.SetAttr(s, "count", strconv.Itoa(n+len(p.rules)))
		}
	case depth == 2 && name == "dataValidations" && len(p.rules) > 0:
		c.Inside(s, strings.Join(p.rules, ""))
		p.listed = true
	case !p.lock:
	case depth == 2 && name == "sheetData":
		return p.inside(s, c, p.rowsBefore(1<<30))
	case depth == 3 && name == "row" && start:
		last := p.at.row
		p.row(s)
		if p.at.row > last {
			c.Replace(s.Start, s.Start, sheetml.Prefix(p.rowsBefore(p.at.row), p.prefix))
		}
	case depth == 3 && name == "row":
		return p.inside(s, c, p.cellsBefore(1<<30))
	case depth == 4 && name == "c" && start:
		p.cell(s)
		c.Replace(s.Start, s.Start, sheetml.Prefix(p.cellsBefore(p.at.col), p.prefix))
		if p.free[p.at] {
			base, _ := strconv.Atoi(s.Attr("s"))
			c.SetAttr(s, "s", strconv.Itoa(p.styles.free(base)))
		}
	}
	return nil
}

func (p *sheetPainter) inside(s *gate.Scanner, c *sheetml.Changes, text string) error {
	if text != "" {
		c.Inside(s, text)
	}
	return nil
}

// rowsBefore returns rows with the missing cells above a row.
func (p *sheetPainter) rowsBefore(row int) string {
	var b strings.Builder
	for len(p.missing) > 0 && p.missing[0].row < row {
		own := sheetPainter{styles: p.styles, columns: p.columns, missing: p.missing, at: cellRef{p.missing[0].row, 0}, rowStyle: -1}
		fmt.Fprintf(&b, `<@row r="%d">%s</@row>`, own.at.row, own.cellsBefore(1<<30))
		p.missing = own.missing
	}
	return b.String()
}

// cellsBefore returns the missing cells of the row left of a column.
func (p *sheetPainter) cellsBefore(col int) string {
	var b strings.Builder
	for len(p.missing) > 0 && p.missing[0].row == p.at.row && p.missing[0].col < col {
		at := p.missing[0]
		p.missing = p.missing[1:]
		base := p.rowStyle
		for _, c := range p.columns {
			if base < 0 && at.col >= c.from && at.col <= c.to {
				base = c.style
			}
		}
		fmt.Fprintf(&b, `<@c r="%s" s="%d"/>`, a1.Name(at.row, at.col), p.styles.free(max(base, 0)))
	}
	return b.String()
}

// protection locks the sheet, before the element at which s is, or at its end.
func (p *sheetPainter) protection(s *gate.Scanner, c *sheetml.Changes) {
	if p.locked || !p.lock {
		return
	}
	p.locked = true
	p.put(s, c, `<@sheetProtection sheet="1" formatColumns="0" formatRows="0" insertRows="0"/>`)
}

// validations puts in the rules likewise.
func (p *sheetPainter) validations(s *gate.Scanner, c *sheetml.Changes) {
	if p.listed || len(p.rules) == 0 || p.hasDV {
		return
	}
	p.listed = true
	p.put(s, c, fmt.Sprintf(`<@dataValidations count="%d">%s</@dataValidations>`, len(p.rules), strings.Join(p.rules, "")))
}

func (p *sheetPainter) put(s *gate.Scanner, c *sheetml.Changes, text string) {
	if s.Token == gate.EndTag {
		c.Inside(s, text)
		return
	}
	c.Replace(s.Start, s.Start, sheetml.Prefix(text, p.prefix))
}

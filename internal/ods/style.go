package ods

import (
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/book"
)

// styles are the styles of cells, texts and tables by family and name, and
// those of numbers by name.
type styles struct {
	named    map[styleKey]*style
	numbers  map[string]*numberStyle
	resolved map[styleKey]style
}

type styleKey struct{ family, name string }

// A style is what is read of a style. name "" is the default of a family.
type style struct {
	parent                  string
	struck, raised, unshown mark // of its text
	white                   mark
	lined                   mark // its cell, on a side
	filled                  mark // its cell, with a color that white characters stand out from
	tableHidden             mark
	number                  string // style of numbers
}

// A mark is what a style says yes or no to, or leaves to another one.
type mark int8

func marked(yes bool) mark {
	if yes {
		return 1
	}
	return -1
}

func (m mark) or(other mark) mark {
	if m != 0 {
		return m
	}
	return other
}

func newStyles() *styles {
	return &styles{named: map[styleKey]*style{}, numbers: map[string]*numberStyle{}, resolved: map[styleKey]style{}}
}

// read reads a list of styles. Of two of a name the later counts.
func (st *styles) read(p *parser) error {
	return p.each(func(name string) error {
		switch {
		case name == "style:style", name == "style:default-style":
			return st.readStyle(p)
		case strings.HasPrefix(name, "number:") && strings.HasSuffix(name, "-style"):
			return st.readNumber(p, name)
		}
		return nil
	})
}

func (st *styles) readStyle(p *parser) error {
	key := styleKey{p.attr("style:family"), p.attr("style:name")}
	s := &style{parent: p.attr("style:parent-style-name"), number: p.attr("style:data-style-name")}
	st.named[key] = s
	return p.each(func(name string) error {
		switch name {
		case "style:text-properties":
			s.textProperties(p)
		case "style:table-cell-properties":
			if v := p.attr("fo:background-color"); v != "" {
				s.filled = marked(v != "transparent" && !isWhite(v))
			}
			for _, side := range []string{"", "-left", "-right", "-top", "-bottom"} {
				if v := p.attr("fo:border" + side); v != "" && s.lined <= 0 {
					s.lined = marked(v != "none" && v != "hidden")
				}
			}
		case "style:table-properties":
			if v := p.attr("table:display"); v != "" {
				s.tableHidden = marked(v == "false")
			}
		}
		return nil
	})
}

func (s *style) textProperties(p *parser) {
	for _, name := range []string{"style:text-line-through-type", "style:text-line-through-style"} {
		if v := p.attr(name); v != "" {
			s.struck = marked(v != "none")
		}
	}
	if v := p.attr("style:text-position"); v != "" {
		where, _, _ := strings.Cut(v, " ")
		percent, err := strconv.ParseFloat(strings.TrimSuffix(where, "%"), 64)
		s.raised = marked(where == "super" || err == nil && percent > 0)
	}
	if v := p.attr("text:display"); v != "" {
		s.unshown = marked(v == "none")
	}
	if v := p.attr("fo:color"); v != "" {
		s.white = marked(isWhite(v))
	}
}

func isWhite(color string) bool { return strings.EqualFold(color, "#ffffff") }

const maxParents = 50

// style returns a style with what it takes from its parents.
func (st *styles) style(family, name string) style {
	key := styleKey{family, name}
	if s, ok := st.resolved[key]; ok {
		return s
	}
	var out style
	at := st.named[key]
	for n := 0; at != nil && n < maxParents; n++ {
		out.under(at)
		if at.parent == "" {
			break
		}
		at = st.named[styleKey{family, at.parent}]
	}
	if at = st.named[styleKey{family, ""}]; at != nil {
		out.under(at)
	}
	st.resolved[key] = out
	return out
}

// under takes from a parent what s does not tell.
func (s *style) under(parent *style) {
	s.struck = s.struck.or(parent.struck)
	s.raised = s.raised.or(parent.raised)
	s.unshown = s.unshown.or(parent.unshown)
	s.white = s.white.or(parent.white)
	s.filled = s.filled.or(parent.filled)
	s.lined = s.lined.or(parent.lined)
	s.tableHidden = s.tableHidden.or(parent.tableHidden)
	if s.number == "" {
		s.number = parent.number
	}
}

// over returns how a text looks that has the style, within one that looks so.
func (s *style) over(l book.Look) book.Look {
	set := func(on *bool, m mark) {
		if m != 0 {
			*on = m > 0
		}
	}
	set(&l.Struck, s.struck)
	set(&l.Superscript, s.raised)
	set(&l.Hidden, s.unshown)
	set(&l.White, s.white)
	return l
}

// A numberStyle is a style of numbers, and those that take its place where a
// condition holds.
type numberStyle struct {
	code string
	maps []numberMap
}

type numberMap struct{ condition, style string }

const maxSections = 4

// format returns a style of numbers as a code.
func (st *styles) format(name string) book.Format {
	s := st.numbers[name]
	if s == nil {
		return ""
	}
	var conditions, codes []string
	for _, m := range s.maps {
		if to := st.numbers[m.style]; to != nil && len(codes) < maxSections-1 {
			conditions, codes = append(conditions, m.condition), append(codes, to.code)
		}
	}
	switch strings.Join(conditions, ";") {
	case "", ">=0", ">0;<0", ">0;<0;=0": // what sections mean without conditions
	default:
		for i, c := range conditions {
			codes[i] = "[" + c + "]" + codes[i]
		}
	}
	if f := strings.Join(append(codes, s.code), ";"); f != "General" {
		return book.Format(f)
	}
	return ""
}

// readNumber turns a style of numbers into a code.
func (st *styles) readNumber(p *parser, kind string) error {
	s := &numberStyle{}
	st.numbers[p.attr("style:name")] = s
	w := codeWriter{p: p, percent: kind == "number:percentage-style", elapsed: p.attr("number:truncate-on-overflow") == "false"}
	err := p.each(func(name string) error {
		if name == "style:map" {
			if c, ok := strings.CutPrefix(p.attr("style:condition"), "value()"); ok {
				s.maps = append(s.maps, numberMap{strings.ReplaceAll(c, "!=", "<>"), p.attr("style:apply-style-name")})
			}
			return nil
		}
		return w.element(name)
	})
	s.code = w.b.String()
	return err
}

// A codeWriter writes the code of a style of numbers.
type codeWriter struct {
	p       *parser
	b       strings.Builder
	percent bool
	elapsed bool // hours beyond a day
}

func (w *codeWriter) element(name string) error {
	p := w.p
	long := p.attr("number:style") == "long"
	put := func(short string) {
		if long {
			short += short[:1]
		}
		w.b.WriteString(short)
	}
	span := func(short string) {
		if w.elapsed {
			w.b.WriteString("[" + short + "]")
			w.elapsed = false
			return
		}
		put(short)
	}
	switch name {
	case "number:text", "number:currency-symbol":
		text, err := p.plain()
		w.literal(text)
		return err
	case "number:number":
		return w.number()
	case "number:scientific-number":
		w.b.WriteString("0" + decimals(p) + "E+00")
	case "number:fraction":
		w.b.WriteString("# ?/?")
	case "number:text-content":
		w.b.WriteString("@")
	case "number:boolean":
		w.b.WriteString("General")
	case "number:fill-character":
		text, err := p.plain()
		for _, c := range text {
			w.b.WriteString("*" + string(c))
			break
		}
		return err
	case "number:year":
		w.b.WriteString("yy")
		if long {
			w.b.WriteString("yy")
		}
	case "number:month":
		if p.attr("number:textual") == "true" {
			put("mmm")
		} else {
			put("m")
		}
	case "number:day":
		put("d")
	case "number:day-of-week":
		put("aaa")
	case "number:era":
		w.b.WriteString("g")
	case "number:hours":
		span("h")
	case "number:minutes":
		span("m")
	case "number:seconds":
		span("s")
		if n := digits(p.attr("number:decimal-places")); n > 0 {
			w.b.WriteString("." + strings.Repeat("0", n))
		}
	case "number:am-pm":
		w.b.WriteString("AM/PM")
	}
	return nil
}

// literal writes what is printed as it stands.
func (w *codeWriter) literal(text string) {
	var quoted strings.Builder
	put := func(s string) {
		if quoted.Len() > 0 {
			w.b.WriteString(`"` + quoted.String() + `"`)
			quoted.Reset()
		}
		w.b.WriteString(s)
	}
	for _, c := range text {
		switch {
		case strings.ContainsRune(" -+/():", c), c == '%' && w.percent:
			put(string(c))
		case c == '"':
			put(`\"`)
		default:
			quoted.WriteRune(c)
		}
	}
	put("")
}

const maxDigits = 30

// digits reads a number of digits.
func digits(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return min(max(n, 0), maxDigits)
}

func decimals(p *parser) string {
	n := digits(p.attr("number:decimal-places"))
	if n == 0 {
		return ""
	}
	least := n
	if s := p.attr("number:min-decimal-places"); s != "" {
		least = min(digits(s), n)
	}
	return "." + strings.Repeat("0", least) + strings.Repeat("#", n-least)
}

// number writes digits, with the texts set in between and the commas that
// divide by 1000.
func (w *codeWriter) number() error {
	p := w.p
	tail := decimals(p)
	general := p.attr("number:decimal-places") == "" && !w.percent
	grouped := p.attr("number:grouping") == "true"
	factor, _ := strconv.ParseFloat(p.attr("number:display-factor"), 64)
	whole := strings.Repeat("0", digits(p.attr("number:min-integer-digits")))
	embedded := map[int]string{} // by how many digits follow
	err := p.each(func(name string) error {
		if name != "number:embedded-text" {
			return nil
		}
		at := digits(p.attr("number:position"))
		text, err := p.plain()
		embedded[at] += text
		return err
	})
	if err != nil {
		return err
	}
	if general && len(embedded) == 0 && factor <= 1 && !grouped {
		w.b.WriteString("General")
		return nil
	}
	whole = strings.Repeat("#", max(1-len(whole), 0)) + whole
	if grouped {
		whole = strings.Repeat("#", max(4-len(whole), 0)) + whole
	}
	for at := range embedded {
		whole = strings.Repeat("#", max(at-len(whole), 0)) + whole
	}
	for i := range whole {
		left := len(whole) - i
		if text := embedded[left]; text != "" {
			w.literal(text)
		}
		if grouped && i > 0 && left%3 == 0 {
			w.b.WriteByte(',')
		}
		w.b.WriteByte(whole[i])
	}
	if text := embedded[0]; text != "" {
		w.literal(text)
	}
	w.b.WriteString(tail)
	for n := 0; factor >= 1000 && n < maxDigits; n++ {
		w.b.WriteByte(',')
		factor /= 1000
	}
	return nil
}

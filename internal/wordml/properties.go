package wordml

import (
	"archive/zip"
	"cmp"
	"strconv"
	"strings"
)

// A number is what one place says of a length or a count, if it does.
type number struct {
	v   int
	set bool
}

func (n number) or(under number) number {
	if n.set {
		return n
	}
	return under
}

// A paragraphLook is what one place says of how paragraphs are set. What it does
// not say is zero.
type paragraphLook struct {
	style      string
	list       string // "0": none
	level      number
	jc         string
	left       number
	right      number
	first      number // less than 0: hanging
	leftChars  number
	rightChars number
	firstChars number

	before, after           number
	beforeLines, afterLines number
	line                    number
	rule                    string
	snap, newPage           toggle
	frame                   bool
	outline                 number // from 1
	top, bottom, between    *Border
}

// over puts what l says before what under says.
func (l paragraphLook) over(under paragraphLook) paragraphLook {
	if l.first.set && l.first.v < 0 && !l.firstChars.set { // hanging goes before characters said below it
		l.firstChars = number{0, true}
	}
	l.style = cmp.Or(l.style, under.style)
	l.list, l.level = cmp.Or(l.list, under.list), l.level.or(under.level)
	l.jc = cmp.Or(l.jc, under.jc)
	l.left, l.right, l.first = l.left.or(under.left), l.right.or(under.right), l.first.or(under.first)
	l.leftChars, l.rightChars, l.firstChars = l.leftChars.or(under.leftChars), l.rightChars.or(under.rightChars), l.firstChars.or(under.firstChars)
	l.before, l.after = l.before.or(under.before), l.after.or(under.after)
	l.beforeLines, l.afterLines = l.beforeLines.or(under.beforeLines), l.afterLines.or(under.afterLines)
	l.line, l.rule = l.line.or(under.line), cmp.Or(l.rule, under.rule)
	l.snap, l.newPage = cmp.Or(l.snap, under.snap), cmp.Or(l.newPage, under.newPage)
	l.frame = l.frame || under.frame
	l.outline = l.outline.or(under.outline)
	l.top, l.bottom, l.between = cmp.Or(l.top, under.top), cmp.Or(l.bottom, under.bottom), cmp.Or(l.between, under.between)
	return l
}

// settled returns what holds where nothing more is said.
func (l paragraphLook) settled() ParagraphLook {
	border := func(b *Border) Border {
		if b == nil {
			return Border{}
		}
		return *b
	}
	p := ParagraphLook{
		Jc: l.jc, Left: l.left.v, Right: l.right.v, First: l.first.v,
		LeftChars: l.leftChars.v, RightChars: l.rightChars.v, FirstChars: l.firstChars.v,
		Before: l.before.v, After: l.after.v, BeforeLines: l.beforeLines.v, AfterLines: l.afterLines.v,
		Line: 240, Rule: cmp.Or(l.rule, "auto"), Snap: l.snap >= 0, NewPage: l.newPage > 0, Frame: l.frame,
		Outline: l.outline.v, Borders: Borders{border(l.top), border(l.bottom), border(l.between)},
	}
	if l.line.set && l.line.v > 0 {
		p.Line = l.line.v
	}
	return p
}

// A runLook is what one place says of a run.
type runLook struct {
	style        string
	face, latin  string
	size         float64
	bold, italic toggle
	hidden       toggle
	color        string
	spacing      number
	scale        number
}

func (l runLook) over(under runLook) runLook {
	return runLook{
		style: l.style, face: cmp.Or(l.face, under.face), latin: cmp.Or(l.latin, under.latin), size: cmp.Or(l.size, under.size),
		bold: cmp.Or(l.bold, under.bold), italic: cmp.Or(l.italic, under.italic), hidden: cmp.Or(l.hidden, under.hidden),
		color: cmp.Or(l.color, under.color), spacing: l.spacing.or(under.spacing), scale: l.scale.or(under.scale),
	}
}

// A styleOf is a style, or all that is said of a paragraph.
type styleOf struct {
	based     string
	paragraph paragraphLook
	run       runLook
}

// A layoutSheet is what a document says of looks outside of its body.
type layoutSheet struct {
	theme    map[string]string // as in a sheet
	defaults styleOf
	normal   string
	styles   map[string]*styleOf
	settled  map[string]styleOf         // styles with those that they are based on
	levels   map[string]map[int]styleOf // of lists, by the id of what defines them
	lists    map[string]string          // what defines a list
}

// longestChain is how many styles one is based on, at most: they may be in a
// circle.
const longestChain = 20

// of returns a style with those that it is based on.
func (s *layoutSheet) of(id string) styleOf {
	if done, ok := s.settled[id]; ok {
		return done
	}
	var all styleOf
	for at, k := s.styles[id], 0; at != nil && k < longestChain; at, k = s.styles[at.based], k+1 {
		under := at.paragraph
		if at.paragraph.list != "" { // what its list says goes below what it says itself
			under = under.over(s.level(at.paragraph).paragraph)
		}
		all.paragraph, all.run = all.paragraph.over(under), all.run.over(at.run)
	}
	if len(s.settled) < 10_000 {
		s.settled[id] = all
	}
	return all
}

// level returns what the list of a paragraph says.
func (s *layoutSheet) level(l paragraphLook) styleOf {
	return s.levels[s.lists[l.list]][l.level.v]
}

// paragraph returns what holds of a paragraph that says l itself and stands in a
// table of a style, "" in none.
func (s *layoutSheet) paragraph(l paragraphLook, table string) styleOf {
	id := l.style
	if s.styles[id] == nil {
		id = s.normal
	}
	st := s.of(id)
	under := st.paragraph
	if l.list != "" && l.list != "0" {
		under = s.level(l).paragraph.over(under)
	}
	below, run := s.defaults.paragraph, s.defaults.run
	if table != "" {
		t := s.of(table)
		below, run = t.paragraph.over(below), t.run.over(run)
	}
	return styleOf{paragraph: l.over(under).over(below), run: st.run.over(run)}
}

// run returns how a run of a paragraph looks in the end.
func (s *layoutSheet) run(l runLook, base styleOf) Look {
	if l.style != "" {
		style := l.style
		l = l.over(s.of(style).run)
	}
	l = l.over(base.run)
	return Look{
		Face: l.face, Latin: l.latin, Size: cmp.Or(l.size, DefaultSize), Bold: l.bold > 0, Italic: l.italic > 0, Hidden: l.hidden > 0,
		Color: l.color, Spacing: l.spacing.v, Scale: cmp.Or(l.scale.v, 100),
	}
}

func (r *layoutReader) runLook(l *runLook) error {
	theme := r.styles.theme
	return r.each(func(e string) error {
		switch v := r.attr("val"); e {
		case "rFonts":
			l.face = cmp.Or(theme[r.attr("eastAsiaTheme")], r.attr("eastAsia"), l.face)
			l.latin = cmp.Or(theme[r.attr("asciiTheme")], r.attr("ascii"), l.latin)
		case "sz":
			if half, err := strconv.ParseFloat(v, 64); err == nil && half > 0 && half < 4000 {
				l.size = half / 2
			}
		case "b":
			l.bold = switched(v)
		case "i":
			l.italic = switched(v)
		case "vanish":
			l.hidden = switched(v)
		case "color":
			l.color = strings.ToUpper(v)
			if t := r.attr("themeColor"); t == "text1" || t == "dark1" {
				l.color = "000000"
			}
		case "spacing":
			if n, ok := twips(v); ok {
				l.spacing = number{n, true}
			}
		case "w":
			if n, err := strconv.Atoi(strings.TrimSuffix(v, "%")); err == nil {
				l.scale = number{n, true}
			}
		case "rStyle":
			l.style = v
		}
		return r.skip()
	})
}

func (r *layoutReader) paragraphLook(l *paragraphLook) error {
	length := func(name string, to *number) {
		if n, ok := twips(r.attr(name)); ok {
			*to = number{n, true}
		}
	}
	return r.each(func(e string) error {
		switch v := r.attr("val"); e {
		case "pStyle":
			l.style = v
		case "numPr":
			return r.each(func(e string) error {
				switch v := r.attr("val"); e {
				case "ilvl":
					if n, err := strconv.Atoi(v); err == nil {
						l.level = number{n, true}
					}
				case "numId":
					l.list = v
				}
				return r.skip()
			})
		case "jc":
			l.jc = map[string]string{"start": "left", "end": "right"}[v]
			l.jc = cmp.Or(l.jc, v)
		case "ind":
			length("start", &l.left)
			length("left", &l.left)
			length("end", &l.right)
			length("right", &l.right)
			length("firstLine", &l.first)
			length("startChars", &l.leftChars)
			length("leftChars", &l.leftChars)
			length("endChars", &l.rightChars)
			length("rightChars", &l.rightChars)
			length("firstLineChars", &l.firstChars)
			var hanging number
			if length("hanging", &hanging); hanging.set && (hanging.v != 0 || r.attr("firstLine") == "") {
				l.first = number{-hanging.v, true}
			}
			var chars number
			if length("hangingChars", &chars); chars.set && chars.v != 0 {
				l.firstChars = number{-chars.v, true}
			}
		case "spacing":
			length("before", &l.before)
			length("after", &l.after)
			length("beforeLines", &l.beforeLines)
			length("afterLines", &l.afterLines)
			length("line", &l.line)
			if rule := r.attr("lineRule"); rule != "" {
				l.rule = rule
			} else if l.line.set && r.attr("line") != "" {
				l.rule = "auto"
			}
			for name, to := range map[string]*number{"beforeAutospacing": &l.before, "afterAutospacing": &l.after} {
				if v := r.attr(name); v != "" && switched(v) > 0 {
					*to = number{280, true} // 14 points, as in a browser
				}
			}
		case "snapToGrid":
			l.snap = switched(v)
		case "pageBreakBefore":
			l.newPage = switched(v)
		case "framePr":
			l.frame = true
		case "outlineLvl":
			if n, err := strconv.Atoi(v); err == nil && n >= 0 && n < 9 {
				l.outline = number{n + 1, true}
			}
		case "pBdr":
			l.top, l.bottom, l.between = &Border{}, &Border{}, &Border{}
			var b Borders
			err := r.borders(&b)
			*l.top, *l.bottom, *l.between = b.Top, b.Bottom, b.Between
			return err
		case "sectPr":
			return r.section()
		}
		return r.skip()
	})
}

// readSheet reads settings, theme, styles and lists. Files that lack them have
// looks all the same.
func (r *layoutReader) readSheet(z *zip.Reader) error {
	fonts, err := readSheet(z, r.budget)
	if err != nil {
		return err
	}
	r.styles = layoutSheet{theme: fonts.fonts, styles: map[string]*styleOf{}, settled: map[string]styleOf{}, levels: map[string]map[int]styleOf{}, lists: map[string]string{}}
	for _, f := range z.File {
		var visit func(string) error
		switch strings.ToLower(f.Name) {
		case "word/styles.xml":
			visit = r.style
		case "word/numbering.xml":
			visit = r.numbering
		case "word/settings.xml":
			visit = func(e string) error {
				if e == "evenAndOddHeaders" {
					r.d.EvenOdd = switched(r.attr("val")) > 0
				}
				return r.skip()
			}
		default:
			continue
		}
		if err := r.part(f, func() error { return r.each(func(string) error { return r.each(visit) }) }); err != nil {
			return err
		}
	}
	return nil
}

// look reads what a style, a list or the defaults say of paragraphs and runs.
func (r *layoutReader) look(e string, s *styleOf) error {
	switch e {
	case "pPr":
		return r.paragraphLook(&s.paragraph)
	case "rPr":
		return r.runLook(&s.run)
	case "basedOn":
		s.based = r.attr("val")
	}
	return r.skip()
}

func (r *layoutReader) style(e string) error {
	switch e {
	case "docDefaults":
		return r.each(func(string) error {
			return r.each(func(e string) error { return r.look(e, &r.styles.defaults) })
		})
	case "style":
		st := &styleOf{}
		id := r.attr("styleId")
		r.styles.styles[id] = st
		if d := r.attr("default"); r.attr("type") == "paragraph" && (d == "1" || d == "true" || d == "on") {
			r.styles.normal = id
		}
		err := r.each(func(e string) error { return r.look(e, st) })
		st.paragraph.style = ""
		return err
	}
	return r.skip()
}

func (r *layoutReader) numbering(e string) error {
	switch e {
	case "abstractNum":
		all := map[int]styleOf{}
		r.styles.levels[r.attr("abstractNumId")] = all
		return r.each(func(e string) error {
			i, err := strconv.Atoi(r.attr("ilvl"))
			if e != "lvl" || err != nil || i < 0 || i >= levels {
				return r.skip()
			}
			var s styleOf
			err = r.each(func(e string) error {
				if e != "pPr" {
					return r.skip()
				}
				return r.look(e, &s)
			})
			s.paragraph.style, s.paragraph.list = "", ""
			all[i] = s
			return err
		})
	case "num":
		id := r.attr("numId")
		return r.each(func(e string) error {
			if e == "abstractNumId" {
				r.styles.lists[id] = r.attr("val")
			}
			return r.skip()
		})
	}
	return r.skip()
}

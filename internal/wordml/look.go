package wordml

import (
	"archive/zip"
	"cmp"
	"io"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A Run is a stretch of a paragraph's text that looks the same throughout.
type Run struct {
	Text  string
	Face  string  // of Chinese characters, as the file names it; "" if it names none
	Latin string  // of Latin letters and digits
	Size  float64 // in points
}

// A Mark is a stretch of a paragraph's text that does not belong to what the
// text says.
type Mark struct {
	From, To int // bytes of the text
	Why      Why
	Asks     *Control // what the field of a prompt takes; nil if nobody knows
}

// A Control is a field of a document that says itself what it takes.
type Control struct {
	Options []string // of a list
	Free    bool     // the list takes other words, too
	Day     bool     // a day
}

// A Why tells why a text does not belong to what its paragraph says.
type Why uint8

const (
	Struck      Why = iota + 1 // struck out
	Superscript                // such as the number of a note
	Hidden                     // nobody sees it
	Prompt                     // of an empty field: 单击此处输入文字
	White                      // white on white: it stands, though nobody sees it
)

// DefaultSize is the size in points of text for which a file gives none.
const DefaultSize = 10

// ReadRuns reads a .docx file as [Read] does, and also how its text looks: what
// stands at the run itself goes before its character style, that before the
// style of the paragraph with those it is based on, that before the defaults
// of the document. Faces of the theme are looked up in it. The styles of tables
// are not looked at. Hidden text is in Paragraph.Text, but not in the runs.
// What is struck out, superscript or hidden is in the marks.
//
// It is made once of a [gate.View], for all who read it.
func ReadRuns(r io.ReaderAt, size int64) (*Document, error) {
	return gate.Once(r, func() (*Document, error) {
		z, err := open(r, size)
		if err != nil {
			return nil, err
		}
		return readZipRuns(z, gate.BudgetOf(r))
	})
}

func readZipRuns(z *zip.Reader, run *gate.Budget) (*Document, error) {
	b := run.ForFile()
	s, err := readSheet(z, b)
	if err != nil {
		return nil, err
	}
	return readZip(z, s, b)
}

// A look is what one place says of a run. What it does not say is zero.
type look struct {
	face, latin string
	size        float64
	hidden      toggle
	struck      toggle
	raised      toggle
	white       toggle
	filled      toggle // with a color that white characters stand out from
	style       string // of characters
}

// A toggle is switched on or off, or neither.
type toggle int8

// over puts what l says before what under says.
func (l look) over(under look) look {
	return look{
		face:   cmp.Or(l.face, under.face),
		latin:  cmp.Or(l.latin, under.latin),
		size:   cmp.Or(l.size, under.size),
		hidden: cmp.Or(l.hidden, under.hidden),
		struck: cmp.Or(l.struck, under.struck),
		raised: cmp.Or(l.raised, under.raised),
		white:  cmp.Or(l.white, under.white),
		filled: cmp.Or(l.filled, under.filled),
		style:  l.style,
	}
}

// A sheet is what a document says of looks outside of its body.
type sheet struct {
	fonts    map[string]string // faces of the theme by the name of their use, such as minorEastAsia
	defaults look
	normal   string // id of the style of paragraphs that name none
	styles   map[string]*styleLook
}

type styleLook struct {
	based string
	look
}

// of returns the look of a style with those that it is based on.
func (s *sheet) of(id string) look {
	var l look
	// Styles may be based on each other in a circle.
	for at, k := s.styles[id], 0; at != nil && k < 20; at, k = s.styles[at.based], k+1 {
		l = l.over(at.look)
	}
	return l
}

// resolve returns how a run of a paragraph looks in the end.
func (s *sheet) resolve(run look, paragraph string) look {
	if s.styles[paragraph] == nil {
		paragraph = s.normal
	}
	l := run.over(s.of(run.style)).over(s.of(paragraph)).over(s.defaults)
	l.size = cmp.Or(l.size, DefaultSize)
	return l
}

// run reads a run, and keeps its look if looks are kept.
func (r *reader) run(w *writer) error {
	if r.sheet == nil {
		return r.inline(w)
	}
	r.flush(w)
	outer, prompt, asks := w.run, r.prompt, r.asks
	w.run = look{}
	err := r.inline(w)
	r.flush(w)
	w.run, r.prompt, r.asks = outer, prompt, asks
	return err
}

// flush makes a run of the text that has been read since the last one. Runs
// that look the same are one; their text is put together when the next begins.
func (r *reader) flush(w *writer) {
	text := w.b.String()[w.from:]
	w.from = w.b.Len()
	l := r.sheet.resolve(w.run, w.p.Style)
	if text == "" {
		return
	}
	r.mark(w, l, len(text))
	if l.hidden > 0 {
		return
	}
	run := Run{Face: l.face, Latin: l.latin, Size: l.size}
	if n := len(w.p.Runs); n == 0 || w.p.Runs[n-1] != run {
		w.endRun()
		w.p.Runs = append(w.p.Runs, run)
	}
	w.text = append(w.text, text...)
}

// mark notes that the last size bytes of the text look as if they did not
// belong to it.
func (r *reader) mark(w *writer, l look, size int) {
	m := Mark{From: w.from - size, To: w.from}
	switch {
	case r.prompt:
		m.Why, m.Asks = Prompt, r.asks
	case l.hidden > 0:
		m.Why = Hidden
	case l.struck > 0:
		m.Why = Struck
	case l.raised > 0:
		m.Why = Superscript
	case l.white > 0 && l.filled <= 0:
		m.Why = White
	default:
		return
	}
	if n := len(w.p.Marks); n > 0 && w.p.Marks[n-1].To == m.From && w.p.Marks[n-1].Why == m.Why && w.p.Marks[n-1].Asks == m.Asks {
		w.p.Marks[n-1].To = m.To
		return
	}
	w.p.Marks = append(w.p.Marks, m)
}

// endRun gives the last run its text.
func (w *writer) endRun() {
	if n := len(w.p.Runs); n > 0 && len(w.text) > 0 {
		w.p.Runs[n-1].Text = string(w.text)
		w.text = w.text[:0]
	}
}

// look reads the properties of a run.
func (r *reader) look(theme map[string]string, l *look) error {
	return r.each(func(e string) error {
		switch v := r.attr("val"); e {
		case "rFonts":
			// A face of the theme counts before one that is named beside it.
			l.face = cmp.Or(theme[r.attr("eastAsiaTheme")], r.attr("eastAsia"), l.face)
			l.latin = cmp.Or(theme[r.attr("asciiTheme")], r.attr("ascii"), l.latin)
		case "sz":
			if half, err := strconv.ParseFloat(v, 64); err == nil && half > 0 && half < 4000 {
				l.size = half / 2
			}
		case "vanish":
			l.hidden = switched(v)
		case "strike", "dstrike":
			l.struck = max(l.struck, switched(v))
		case "vertAlign":
			l.raised = -1
			if v == "superscript" {
				l.raised = 1
			}
		case "color":
			l.white = -1
			if strings.EqualFold(v, "FFFFFF") {
				l.white = 1
			}
		case "shd":
			l.filled = -1
			if isFilled(r.attr("fill")) {
				l.filled = 1
			}
		case "rStyle":
			l.style = v
		}
		return r.skip()
	})
}

func switched(v string) toggle {
	if v == "0" || v == "false" || v == "off" {
		return -1
	}
	return 1
}

// readSheet reads the theme and the styles of a document. Files that lack them
// have looks all the same.
func readSheet(z *zip.Reader, b *gate.Budget) (*sheet, error) {
	r := &reader{budget: b}
	s := &sheet{fonts: map[string]string{}, styles: map[string]*styleLook{}}
	language := ""
	read := func(match func(name string) bool, visit func(*reader, string) error) error {
		for _, f := range z.File {
			if !match(strings.ToLower(f.Name)) {
				continue
			}
			err := r.part(f, func() error {
				return r.each(func(string) error {
					return r.each(func(e string) error { return visit(r, e) })
				})
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	is := func(want string) func(string) bool { return func(name string) bool { return name == want } }
	err := read(is("word/settings.xml"), func(r *reader, e string) error {
		if e == "themeFontLang" {
			language = r.attr("eastAsia")
		}
		return r.skip()
	})
	if err != nil {
		return nil, err
	}
	err = read(is("word/theme/theme1.xml"), func(r *reader, e string) error { return s.theme(r, e, script(language)) })
	if err != nil {
		return nil, err
	}
	return s, read(is("word/styles.xml"), s.style)
}

// script returns the name under which a theme lists the faces of an East Asian
// language: Chinese unless told otherwise.
func script(language string) string {
	switch l := strings.ToLower(language); {
	case strings.HasPrefix(l, "ja"):
		return "Jpan"
	case strings.HasPrefix(l, "ko"):
		return "Hang"
	case l == "zh-tw", l == "zh-hk", l == "zh-mo", strings.HasPrefix(l, "zh-hant"):
		return "Hant"
	}
	return "Hans"
}

// theme reads an element of a theme, down to the faces.
func (s *sheet) theme(r *reader, e string, script string) error {
	switch use := e; use {
	case "majorFont", "minorFont":
		use = strings.TrimSuffix(use, "Font")
		return r.each(func(e string) error {
			face := r.attr("typeface")
			switch e {
			case "latin":
				s.fonts[use+"Ascii"], s.fonts[use+"HAnsi"] = face, face
			case "ea":
				s.fonts[use+"EastAsia"] = face
			case "font": // stand behind ea, and count where that is empty
				if r.attr("script") == script && s.fonts[use+"EastAsia"] == "" {
					s.fonts[use+"EastAsia"] = face
				}
			}
			return r.skip()
		})
	}
	return r.each(func(e string) error { return s.theme(r, e, script) })
}

// style reads an element of styles.xml.
func (s *sheet) style(r *reader, e string) error {
	switch e {
	case "docDefaults":
		return r.each(func(e string) error {
			if e != "rPrDefault" {
				return r.skip()
			}
			return r.each(func(e string) error {
				if e != "rPr" {
					return r.skip()
				}
				return r.look(s.fonts, &s.defaults)
			})
		})
	case "style":
		st := &styleLook{}
		id := r.attr("styleId")
		s.styles[id] = st
		if d := r.attr("default"); r.attr("type") == "paragraph" && (d == "1" || d == "true" || d == "on") {
			s.normal = id
		}
		return r.each(func(e string) error {
			switch e {
			case "basedOn":
				st.based = r.attr("val")
			case "rPr":
				return r.look(s.fonts, &st.look)
			}
			return r.skip()
		})
	}
	return r.skip()
}

// isFilled reports whether a shading is of another color than white.
func isFilled(fill string) bool {
	return fill != "" && !strings.EqualFold(fill, "auto") && !strings.EqualFold(fill, "FFFFFF")
}

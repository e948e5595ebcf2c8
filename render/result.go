package render

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// result says what the pages used: which face served each role, which
// characters another face showed.
func (p *Printer) result(pages []paper.Page) *Result {
	r := &Result{Pages: len(pages)}
	uses := map[font.Role]*FontUse{}
	for i, page := range pages {
		for j, item := range page.Items {
			t, ok := item.(paper.Text)
			if !ok {
				continue
			}
			u := uses[t.Role]
			main := p.Fonts.Face(t.Role)
			if u == nil {
				u = &FontUse{Role: t.Role, Wanted: p.FaceNames.Of(t.Role)}
				if main != nil {
					u.Used = main.Name()
					u.Substitute = !slices.Contains(main.Names(), u.Wanted)
				}
				uses[t.Role] = u
			}
			if len(p.Fonts) == 0 || !t.Missing && (t.Face == main && main != nil || slices.Contains(t.Face.Names(), p.LatinFace)) {
				continue
			}
			for _, c := range t.Text {
				f := Fallback{Char: c}
				if !t.Missing {
					f.Face = t.Face.Name()
				}
				if slices.Contains(u.Fallbacks, f) {
					continue
				}
				u.Fallbacks = append(u.Fallbacks, f)
				if t.Missing {
					r.Findings = append(r.Findings, missingChar(c, around(page, j), i+1))
				}
			}
		}
	}
	for role := font.FangSong; role <= font.SongTi; role++ {
		if u := uses[role]; u != nil {
			slices.SortFunc(u.Fallbacks, func(a, b Fallback) int { return int(a.Char - b.Char) })
			r.Fonts = append(r.Fonts, *u)
		}
	}
	return r
}

// around is the text of the line that an item stands in, from a few texts
// before it to a few behind.
func around(page paper.Page, i int) string {
	at := page.Items[i].(paper.Text)
	line := ""
	for j := max(0, i-3); j < min(len(page.Items), i+4); j++ {
		if t, ok := page.Items[j].(paper.Text); ok && t.Y == at.Y {
			line += t.Text
		}
	}
	return line
}

func missingChar(c rune, found string, page int) report.Finding {
	rule, _ := report.RuleOf("GW306")
	f := rule.Finding(report.Position{Page: page}, found)
	f.Message = fmt.Sprintf("字体中没有“%c”（U+%04X）字，以〓代替", c, c)
	return f
}

// strict returns an error that names the first substitute among the faces.
func (r *Result) strict() error {
	for _, u := range r.Fonts {
		switch {
		case u.Used == "":
			return fmt.Errorf("%w: no face for %s (%s)", ErrSubstitute, u.Role, u.Wanted)
		case u.Substitute:
			return fmt.Errorf("%w: %s for %s", ErrSubstitute, u.Used, u.Wanted)
		case len(u.Fallbacks) > 0:
			f := u.Fallbacks[0]
			return fmt.Errorf("%w: %s lacks U+%04X", ErrSubstitute, u.Used, f.Char)
		}
	}
	return nil
}

// check looks for text that no output can hold. It is the one gate that all
// text passes before it is set.
func (s source) check() error {
	var err error
	test := func(place string, texts ...string) {
		for _, text := range texts {
			if err == nil {
				err = s.checkText(place, text)
			}
		}
	}
	test("title", s.Title)
	test("recipients", s.Recipients)
	test("attachment list", s.AttachmentMark)
	test("note", s.Note)
	if h := s.Head; h != nil {
		test("head", h.Mark, h.Number.String(), h.Copy, h.Secrecy, h.Urgency)
		test("head", h.Signers...)
		test("head", organNames(h.Organs)...)
	}
	if s.Signature != nil {
		test("signature", organNames(s.Signature.Organs)...)
		test("signature", s.Signature.Posts...)
	}
	if i := s.Imprint; i != nil {
		test("imprint", i.To, i.CopyTo, i.Office)
	}
	testBlocks(test, "body", s.Body)
	for i, a := range s.Attachments {
		place := fmt.Sprintf("attachment %d", i+1)
		test(place, a.Title, a.Listed, a.Label)
		testBlocks(test, place, a.Body)
	}
	return err
}

// checkText is the check of one text.
func (s source) checkText(place, text string) error {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(text[i:]); n == 1 {
				return &Error{Doc: s.name(), Place: place, Err: ErrInvalid}
			}
		}
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return &Error{Doc: s.name(), Place: place, Err: fmt.Errorf("%w: U+%04X", ErrInvalid, r)}
		}
		if r == '\uFFFE' || r == '\uFFFF' {
			return &Error{Doc: s.name(), Place: place, Err: fmt.Errorf("%w: U+%04X", ErrInvalid, r)}
		}
	}
	return nil
}

func organNames(os []document.Organ) []string {
	var names []string
	for _, o := range os {
		names = append(names, o.Name)
	}
	return names
}

func testBlocks(test func(place string, texts ...string), place string, bs []document.Block) {
	for _, b := range bs {
		switch b := b.(type) {
		case *document.Heading:
			test(place, b.Mark, b.Text)
		case *document.Paragraph:
			test(place, b.Mark, b.Lead, b.Text)
		case *document.Labelled:
			test(place, b.Label, b.Text)
		case *document.Table:
			for _, row := range b.Rows {
				test(place, row...)
			}
		case *document.Form:
			if b.Schema == nil {
				continue // compose tells
			}
			if l, err := b.Schema.Layout(); err == nil { // compose tells what is wrong with it
				for _, c := range l.Cells {
					test(place, c.Text)
				}
			}
		}
	}
}

package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/render/font"
	"github.com/zhijiao-go/zhijiao/render/paper"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Result tells how a document was printed.
type Result struct {
	Pages    int              // pages, blank ones included
	Fonts    []FontUse        // one for each role that occurs, in the order of Role
	Findings []report.Finding // what the reader of the page should know: a first page without text, missing characters
}

// A FontUse says which face served a role.
type FontUse struct {
	Role       font.Role
	Wanted     string     // the face that the standard names: 仿宋_GB2312
	Used       string     // the face that served; "" if none does
	Substitute bool       // Used is not Wanted
	Fallbacks  []Fallback // characters that another face showed, by code point
}

// A Fallback is a character that another face of the set showed.
type Fallback struct {
	Char rune
	Face string // "" if no face has it and 〓 stands in its place
}

// result says what the pages used: which face served each role, which
// characters another face showed.
func (p *Printer) result(pages []paper.Page) Result {
	r := Result{Pages: len(pages)}
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
	if f, ok := substituted(r.Fonts); ok {
		r.Findings = append(r.Findings, f)
	}
	return r
}

// substituted says which faces stand in for others. In a .docx too: it names
// the wanted ones, but its lines and pages were counted with what served.
func substituted(uses []FontUse) (f report.Finding, ok bool) {
	var wanted, served []string
	for _, u := range uses {
		switch {
		case u.Used == "":
			wanted = append(wanted, u.Wanted)
		case u.Substitute:
			wanted = append(wanted, u.Wanted)
			served = append(served, u.Used)
		}
	}
	if len(wanted) == 0 {
		return f, false
	}
	rule, _ := report.RuleOf("GW309")
	f = rule.Finding(report.Position{}, strings.Join(wanted, "、"))
	if len(served) == 0 {
		f.Message = "没有规定的字体，排版按通常的字宽"
	} else {
		f.Message = "没有规定的字体，排版和PDF依次以" + strings.Join(served, "、") + "代替"
	}
	return f, true
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

// findings tell what no setting of the document could mend.
func (l *layout) findings() []report.Finding {
	var out []report.Finding
	add := func(id string, page int) {
		rule, _ := report.RuleOf(id)
		out = append(out, rule.Finding(report.Position{Page: page}, ""))
	}
	if l.bodyless() {
		add("GW307", 1)
	}
	if l.alone() {
		add("GW308", l.signPage)
	}
	for _, page := range l.dense {
		add("GW310", page)
	}
	return out
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

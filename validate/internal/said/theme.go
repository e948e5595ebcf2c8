package said

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// longestTheme is how many characters a theme has at most.
const longestTheme = 60

var (
	themeLabel  = engine.Compile(`^[\s\p{Z}]*(?:活动|活动周)?主题[\s\p{Z}]*[:：][\s\p{Z}]*([^。；]+)`)
	themeQuoted = engine.Compile(`(?:活动周|活动|^|[，。；])(?:的?主题[为是]：?|[^，。；“”]{0,6}以)“([^”]+)”(?:为主题|[，。；]|$)`)
)

// Theme returns the theme that a text gives: behind 主题：, alone under a heading
// about the theme, or in 活动主题为“……”; "" if it gives none.
func Theme(p *engine.Passage) string {
	heading := ""
	for _, l := range p.Lines {
		s := l.Unmarked()
		if m := themeLabel.Find(s); m != nil {
			return strings.Trim(strings.TrimSpace(s[m[2]:m[3]]), "“”")
		}
		if m := themeQuoted.First(l); m != nil {
			return l.Text[m[2]:m[3]]
		}
		if strings.HasSuffix(heading, "主题") && l.Role == engine.RoleText && utf8.RuneCountInString(s) <= longestTheme && (len(halves(s)) == 2 || !strings.ContainsAny(s, "。；：“")) && !strings.ContainsAny(s, "。；") {
			return strings.Trim(strings.TrimSpace(s), "“”")
		}
		heading = ""
		if l.Role == engine.RoleHeading {
			heading = strings.TrimSpace(l.Text)
		}
	}
	return ""
}

// Otherwise returns a remark for each place of l where the theme is spelled
// otherwise: its halves parted by another sign, or a word that is not in it.
func Otherwise(l engine.Line, theme, hint string) []engine.Remark {
	half := halves(theme)
	found := reworded(l, theme, hint)
	if len(half) != 2 {
		return found
	}
	for at := 0; ; {
		i := strings.Index(l.Text[at:], half[0])
		if i < 0 {
			return found
		}
		i += at
		at = i + len(half[0])
		rest := l.Text[at:]
		k := strings.Index(rest, half[1])
		if k <= 0 || utf8.RuneCountInString(rest[:k]) > 2 || han.Has(rest[:k]) {
			continue // not the theme, or its words in a sentence
		}
		end := at + k + len(half[1])
		written := l.Text[i:end]
		said := slices.ContainsFunc(found, func(f engine.Remark) bool { return f.From <= i && end <= f.To })
		if written != theme && !sameTheme(written, theme) && !said {
			f := l.On(i, end)
			f.Hint = hint
			found = append(found, f)
		}
	}
}

// Titled returns a remark about the theme that p gives, if it is the given one but for a word.
func Titled(p *engine.Passage, theme, hint string) []engine.Remark {
	said := Theme(p)
	i := slices.IndexFunc(p.Lines, func(l engine.Line) bool { return said != "" && strings.Contains(l.Text, said) })
	if i < 0 || sameTheme(said, theme) || !alike(said, theme) {
		return nil
	}
	at := strings.Index(p.Lines[i].Text, said)
	f := p.Lines[i].On(at, at+len(said))
	f.Hint = hint
	return []engine.Remark{f}
}

var saidTheme = engine.Compile(`主题[为是]?[:：]?“([^“”]{4,40})”|(?:以|围绕|[紧聚]?扣|聚焦|突出|结合|按照)“([^“”]{4,40})”(?:为|的|这一)?(?:活动)?主题|“([^“”]{4,40})”(?:的|这一)?(?:活动|活动周)?主题`)

// reworded finds what is said to be the theme and is, but for a word or a mark.
// What is quite different is the theme of something else.
func reworded(l engine.Line, theme, hint string) []engine.Remark {
	var found []engine.Remark
	for _, m := range saidTheme.All(l) {
		from, to := max(m[2], m[4], m[6]), max(m[3], m[5], m[7])
		said := l.Text[from:to]
		if sameTheme(said, theme) || !alike(said, theme) {
			continue
		}
		f := l.On(from, to)
		f.Hint = hint
		found = append(found, f)
	}
	return found
}

// alike reports whether two texts have two thirds of their characters in
// common, in order.
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if max(len(x), len(y)) > longestTheme {
		return false
	}
	row := make([]int, len(y)+1) // longest common subsequences
	for _, r := range x {
		before := 0
		for j, s := range y {
			above := row[j+1]
			if r == s {
				row[j+1] = before + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			before = above
		}
	}
	return 3*row[len(y)] >= 2*max(len(x), len(y))
}

// sameTheme reports whether a and b differ in width only, which is for the
// punctuation rules to say.
func sameTheme(a, b string) bool {
	fold := strings.NewReplacer("，", ",", "：", ":", "；", ";", "\u3000", " ", "！", "!")
	return fold.Replace(a) == fold.Replace(b)
}

// halves splits a theme where it has no Chinese characters.
func halves(theme string) []string {
	return strings.FieldsFunc(theme, func(r rune) bool {
		return r != '、' && unicode.IsPunct(r) || r == '、' || unicode.IsSpace(r)
	})
}

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
	said, _ := themeOf(p, "")
	return said
}

// themeOf returns the theme that a text gives, and whether it is sure to be that of the
// whole: of the first level, or of the 活动周 by its words. What is said of another year than
// the given one, if one is given, is none.
func themeOf(p *engine.Passage, year string) (said string, whole bool) {
	heading, top := "", false
	for _, l := range p.Lines {
		s := l.Unmarked()
		if m := themeLabel.Find(s); m != nil {
			return strings.Trim(strings.TrimSpace(s[m[2]:m[3]]), "“”"), ofWhole.Match(s) || isFirstLevel(l)
		}
		if m := themeQuoted.First(l); m != nil && !anotherYear(l.Text, m[2], year) {
			return l.Text[m[2]:m[3]], strings.Contains(l.Text[m[0]:m[2]], "活动周")
		}
		if strings.HasSuffix(heading, "主题") && l.Role == engine.RoleText && utf8.RuneCountInString(s) <= longestTheme && (len(halves(s)) == 2 || !strings.ContainsAny(s, "。；：“")) && !strings.ContainsAny(s, "。；") {
			return strings.Trim(strings.TrimSpace(s), "“”"), top
		}
		heading = ""
		if l.Role == engine.RoleHeading {
			heading, top = strings.TrimSpace(l.Text), isFirstLevel(l) && ofWhole.Match(s)
		}
	}
	return "", false
}

var (
	ofWhole   = engine.Compile(`^[\s\p{Z}]*(?:活动|活动周|年度|本届|今年)?主题`)
	firstMark = engine.Compile(`^[\s\p{Z}]*[一二三四五六七八九十]+、`)
)

func isFirstLevel(l engine.Line) bool { return firstMark.Match(l.Text[:l.Mark]) }

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

// Titled returns a remark about the theme that p gives, if it is the given one but for a
// word, or any other where p is about the whole campaign and gives it for the whole.
func Titled(p *engine.Passage, theme, year, hint string, whole bool) []engine.Remark {
	said, sure := themeOf(p, year)
	i := slices.IndexFunc(p.Lines, func(l engine.Line) bool { return said != "" && strings.Contains(l.Text, said) })
	if i < 0 || sameTheme(said, theme) || strings.Contains(said, theme) || !alike(said, theme) && !(whole && sure) {
		return nil
	}
	at := strings.Index(p.Lines[i].Text, said)
	f := p.Lines[i].On(at, at+len(said))
	f.Hint = hint
	return []engine.Remark{f}
}

var saidTheme = engine.Compile(`主题[为是]?[:：]?“([^“”]{4,40})”|(?:以|围绕|[紧聚]?扣|聚焦|突出|结合|按照)“([^“”]{4,40})”(?:为|的|这一)?(?:活动)?主题|“([^“”]{4,40})”(?:的|这一)?(?:活动|活动周)?主题`)

// aboutTheme quotes what may be the theme, if it is like it.
var aboutTheme = engine.Compile(`(?:围绕|聚焦|[紧聚]?扣)“([^“”]{4,40})”[，。]`)

// reworded finds what is said to be the theme and is, but for a word or a mark.
// What is quite different is the theme of something else.
func reworded(l engine.Line, theme, hint string) []engine.Remark {
	var found []engine.Remark
	all := saidTheme.All(l)
	for _, m := range aboutTheme.All(l) {
		all = append(all, append(m, m[2], m[3], m[2], m[3]))
	}
	for _, m := range all {
		from, to := max(m[2], m[4], m[6]), max(m[3], m[5], m[7])
		said := l.Text[from:to]
		if slices.ContainsFunc(found, func(f engine.Remark) bool { return f.From == from }) {
			continue
		}
		if sameTheme(said, theme) || !alike(said, theme) || anotherYear(l.Text, from, "") {
			continue
		}
		f := l.On(from, to)
		f.Hint = hint
		found = append(found, f)
	}
	return found
}

// wide is how many characters of a sentence are looked at around what stands in it.
const wide = 100

// anotherYear reports whether the sentence in which s[at:] stands is about what has been, or
// about a year that is not the given one, if one is given.
func anotherYear(s string, at int, year string) bool {
	from := 0
	if i := strings.LastIndexAny(s[:at], "。；"); i >= 0 {
		from = i + len("。")
	}
	before := strings.TrimSuffix(s[max(from, engine.Back(s, at, wide)):at], "“")
	m := years.Find(before)
	return Bygone.Match(before) || m != nil && year != "" && before[m[2]:m[3]] != year
}

// ofPart is something that may have a theme of its own.
var ofPart = engine.Compile(`仪式|开幕|闭幕|大赛|竞赛|比赛|赛|讲座|论坛|评选|征集|征文|展|开放日|交流日|体验|节|班会|演讲|摄影|视频|作品|队会|团日|党日|讲堂|研讨|培训|沙龙|巡讲|宣讲|专栏|研学|晚会|文艺|演出|专场|招聘`)

// Foreign finds what a notice says to be the theme, in a sentence about nothing but the
// whole, where the theme is quite another.
func Foreign(l engine.Line, theme, year, hint string) []engine.Remark {
	var found []engine.Remark
	if l.Role != engine.RoleText {
		return nil
	}
	for _, m := range saidTheme.All(l) {
		from, to := max(m[2], m[4], m[6]), max(m[3], m[5], m[7])
		said := l.Text[from:to]
		sentence := restOfSentence(l.Text, from)
		if sameTheme(said, theme) || alike(said, theme) || strings.Contains(said, theme) || anotherYear(l.Text, from, year) || ofPart.Match(strings.Replace(sentence, said, "", 1)) {
			continue
		}
		f := l.On(from, to)
		f.Hint = hint
		found = append(found, f)
	}
	return found
}

// restOfSentence returns the clauses around s[at:], as far as the next stop: all that is
// said of what stands there before something else begins.
func restOfSentence(s string, at int) string {
	from := 0
	if i := strings.LastIndexAny(s[:at], "。；"); i >= 0 {
		from = i + len("。")
	}
	from = max(from, engine.Back(s, at, wide))
	rest := s[from:engine.Ahead(s, at, wide)]
	k := at - from
	if i := strings.IndexAny(rest[k:], "，。；"); i >= 0 {
		if n := strings.IndexAny(rest[k+i+len("，"):], "，。；"); n >= 0 {
			return rest[:k+i+len("，")+n]
		}
	}
	return rest
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

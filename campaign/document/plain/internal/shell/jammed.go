package shell

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// Some sites put rubbish into the lines of a page against copying: characters of keyboards by chance, which a
// browser hides, and their own name with it.

var (
	// rubbishFront is what of keyboards a line begins with.
	rubbishFront = regexp.MustCompile(`^[!-~][ -~\x{a0}]*`)
	// key is one that texts do not have between letters.
	key = regexp.MustCompile("[\\\\|#$^~{}`@<>;+*&!?=]")
	// plainASCII is what texts do have of such: names of standards and files, addresses, models.
	plainASCII = regexp.MustCompile(`(?i)https?:|www\.|[\w.-]+@[\w-]+\.\w|\.(?:com|cn|net|org|gov|edu|docx?|xlsx?|pdf|jpe?g|png|zip|rar|wps|html?|asp|php)\b|&\w{2,6};|<[/\w][^<>]*>|\[[/\w][^\[\]]*\]`)
	// rareKey is one that no text of an office has, and byChance is what no word or model has, in any order.
	rareKey  = regexp.MustCompile("[\\\\^~{}`$#@]")
	byChance = regexp.MustCompile(`[a-z][A-Z]|[A-Za-z]\d[A-Za-z]|\d[A-Za-z]\d`)
	// english is a sentence or a name of words.
	english = regexp.MustCompile(`^["'(]?[A-Za-z]?[a-z]+(?:'[a-z]+)?[)"'.,!?;:]*(?: +["'(]?[A-Za-z]?[a-z]+(?:'[a-z]+)?[)"'.,!?;:]*)*$`)
)

const shortestRubbish = 5 // characters

// isRubbish reports whether s, characters of keyboards, says nothing: it mixes letters and other keys as no
// word does.
func isRubbish(s string) bool {
	const longest = 200 // characters
	if len(s) < shortestRubbish || len(s) > longest || plainASCII.MatchString(s) || english.MatchString(s) {
		return false
	}
	lower, upper, keys, strange := 0, 0, 0, len(key.FindAllStringIndex(s, -1))
	for _, c := range s {
		switch {
		case unicode.IsLower(c):
			lower++
		case unicode.IsUpper(c):
			upper++
		case !unicode.IsDigit(c) && !unicode.IsSpace(c):
			keys++
		}
	}
	letters := lower + upper
	return letters > 0 && (strange > 0 && letters+keys > 2 || keys > 1 && lower > 0 && upper > 0) || letters > 2 && lower > 0 && upper > 0 && strings.ContainsAny(s, " _'`") && keys > 0
}

// rubbishBehind returns where the characters of keyboards begin with which s ends.
func rubbishBehind(s string) int {
	at := len(s)
	for at > 0 {
		c, size := utf8.DecodeLastRuneInString(s[:at])
		if c > '~' && c != '\u00a0' || c < ' ' {
			break
		}
		at -= size
	}
	return at + len(s[at:]) - len(strings.TrimLeft(s[at:], " \u00a0"))
}

// rubbishAround returns how many bytes of rubbish s begins and ends with.
func rubbishAround(s string) (front, back int) {
	if run := rubbishFront.FindString(s); run != "" {
		n := len(run)
		if n < len(s) {
			// The figures in front of the text are its own: 2023年.
			if last := strings.LastIndexAny(strings.TrimRight(run, " \u00a0"), " \u00a0"); last >= 0 && figures.MatchString(run[last:]) {
				n = last
			}
		}
		if isRubbish(strings.TrimSpace(run[:n])) {
			front = n
		}
	}
	if front == len(s) {
		return front, 0
	}
	if at := rubbishBehind(s); at > front && isRubbish(s[at:]) {
		back = len(s) - at
	}
	return front, back
}

var figures = regexp.MustCompile(`^[ \x{a0}][\d.,(]+$`)

// dropRubbish takes the rubbish out of lines, and the name of the site that stands with it, if the text has much
// of it.
func (r *page) dropRubbish() {
	const least = 4 // lines with what is surely such
	type jammed struct{ front, back int }
	found, sure := map[int]jammed{}, 0
	for i := range r.Lines {
		if front, back := rubbishAround(r.Text(i)); front+back > 0 {
			found[i] = jammed{front, back}
			s := r.Text(i)
			for word := range strings.FieldsSeq(s[:front] + " " + s[len(s)-back:]) {
				if rareKey.MatchString(word) && byChance.MatchString(word) {
					sure++
					break
				}
			}
		}
	}
	if sure < least {
		return
	}
	site := r.jammedName(func(i int) (rest string, ends bool) {
		s := r.Text(i)
		f, ok := found[i]
		return strings.TrimSpace(s[f.front : len(s)-f.back]), ok && f.back > 0
	})
	for i := range r.Lines {
		f, ok := found[i]
		s := r.Text(i)
		rest := strings.TrimSpace(s[f.front : len(s)-f.back])
		named := site != "" && strings.HasSuffix(rest, site) && (ok || rest == site)
		if !ok && !named {
			continue
		}
		if named {
			rest = strings.TrimSpace(strings.TrimSuffix(rest, site))
		}
		r.Framed = true
		if rest == "" {
			r.Drop("RD001", i)
			continue
		}
		if front := strings.TrimSpace(s[:f.front]); front != "" {
			r.Note("RD001", i, front)
		}
		if behind := strings.TrimSpace(s[strings.Index(s, rest)+len(rest):]); behind != "" {
			r.Note("RD001", i, behind)
		}
		r.Put(i, rest)
	}
}

// jammedName returns the name of the site that stands before the rubbish with which lines end: alone on some
// lines, behind text on others; "" if there is none. Each of the lines is told by what it has besides
// rubbish, and whether it ends with some.
func (r *page) jammedName(of func(i int) (rest string, ends bool)) string {
	const shortest, longest, least, names = 3, 20, 3, 12 // characters; lines that end with it; to look at
	var alone []string
	for i := range r.Lines {
		if rest, ends := of(i); ends && han.Has(rest) && len(alone) < names && !slices.Contains(alone, rest) {
			if n := utf8.RuneCountInString(rest); n >= shortest && n <= longest {
				alone = append(alone, rest)
			}
		}
	}
	best, most := "", least-1
	for _, name := range alone {
		n := 0
		for i := range r.Lines {
			if rest, ends := of(i); ends && strings.HasSuffix(rest, name) {
				n++
			}
		}
		if n > most {
			best, most = name, n
		}
	}
	return best
}

var (
	// stampOf is what programs of sites put between and behind paragraphs: 内容来自dedecms.
	stampOf = regexp.MustCompile(`(?i)dedecms|织梦|copyright|内容来自|本文来[自源]|转载(?:请注明|自)`)
	// advertised marks where an advertisement stood.
	advertised = regexp.MustCompile(`^[（(【\[](?:广告|推广)[）)】\]]$`)
	// siteEnd ends the name of a site.
	siteEnd = regexp.MustCompile(`(?:网|网站|论坛|在线)\s*(?:[（(]?www\.[!-~]{3,30})?[)）\]】]?$`)
)

// dropStamped takes out the words of a site that stand between and behind paragraphs, the same at many places.
func (r *page) dropStamped() {
	const most, least, longest = 30, 3, 400 // characters; places; bytes at the end of a line
	tail := func(i int) (at int, t string) {
		s := r.Lines[i]
		front := max(0, len(s)-longest) // which is not looked at
		for front < len(s) && !utf8.RuneStart(s[front]) {
			front++
		}
		s = s[front:]
		if at = strings.LastIndexAny(s, either(stampOf.MatchString(s), "。！；：", "。！")); at >= 0 {
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
		} else if at = 0; front > 0 {
			return 0, ""
		}
		t = strings.TrimSpace(s[at:])
		if utf8.RuneCountInString(t) > most || strings.Contains(t, "\t") || !stampOf.MatchString(t) && (at == 0 || !siteEnd.MatchString(t)) {
			return 0, ""
		}
		return front + at, t
	}
	seen := map[string]int{}
	for i := range r.Lines {
		if _, t := tail(i); t != "" {
			seen[t]++
		}
	}
	for i := range r.Lines {
		at, t := tail(i)
		switch {
		case advertised.MatchString(r.Text(i)):
			r.Drop("RD001", i)
		case t == "" || seen[t] < least:
		case at == 0:
			r.Drop("RD001", i)
		default:
			r.Note("RD001", i, t)
			r.Framed = true
			r.Put(i, strings.TrimSpace(r.Lines[i][:at]))
		}
	}
}

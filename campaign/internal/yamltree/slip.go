package yamltree

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
)

// quotation reports whether r is a quotation mark that people type instead of
// YAML's.
func quotation(r rune) bool { return strings.ContainsRune("“”‘’＂＇「」\"'", r) }

// meantBy returns how a value that is not of the wanted kind should be written,
// "" if that is not clear.
func meantBy(n *Node, want Kind) string {
	text := strings.TrimFunc(strings.TrimSpace(n.Text), quotation)
	switch want {
	case Number:
		digits := strings.TrimRight(han.Fold(text), "年人天所家元个%")
		if i, err := strconv.Atoi(digits); err == nil && i >= 0 {
			return strconv.Itoa(i)
		}
	case Bool:
		switch strings.ToLower(han.Fold(text)) {
		case "是", "对", "有", "yes", "y", "on", "1", "√", "✓", "true":
			return "true"
		case "否", "不", "不是", "无", "no", "n", "off", "0", "×", "false":
			return "false"
		}
	case List:
		items := strings.FieldsFunc(strings.Trim(text, "［］【】()（）"), func(r rune) bool { return strings.ContainsRune("，、；,;", r) })
		for i := range items {
			items[i] = strings.TrimFunc(strings.TrimSpace(items[i]), quotation)
		}
		return strings.Join(items, ", ")
	}
	return ""
}

// Fill reads a file into what v points to, and reports all that is wrong with it,
// not the first alone: lines that are no YAML are told, put right or left out, and
// the rest is read. sound says what is wrong with the whole, if it is no file of
// its kind; it may be nil. Root and at are for those who read a file with nothing
// wrong, or look for more; lost tells that some of it could not be read, so that
// what is missing may stand there.
func Fill(src string, lines []string, v any, sound func(root *Node) *Error, chinese func(err error, text string) string) (root *Node, at map[string]*Node, faults Faults, lost bool) {
	fill := func(text string) (broken *Error) {
		tree, twice, err := read(text)
		if err != nil {
			return err
		}
		root, faults = &tree, twice
		if sound != nil {
			if e := sound(root); e != nil {
				faults = append(faults, e)
				at = map[string]*Node{"": root}
				return nil
			}
		}
		reflect.ValueOf(v).Elem().SetZero()
		var wrong Faults
		at, wrong = Decode(root, lines, v, chinese)
		faults = append(faults, wrong...)
		return nil
	}
	broken := fill(src)
	if broken == nil && len(faults) == 0 {
		return root, at, nil, false
	}
	keys := map[string]bool{}
	keysBelow(reflect.TypeOf(v), keys, map[reflect.Type]bool{})
	m := mender{keys: keys, lines: strings.Split(src, "\n"), told: map[int]bool{}}
	if broken != nil && broken.Err == ErrTooLarge || len(src) > maxMended {
		if broken != nil {
			faults = Faults{broken}
		}
		return root, at, faults, broken != nil
	}
	if m.slips(); len(m.faults) > 0 {
		broken = fill(strings.Join(m.lines, "\n"))
	}
	for last := -1; broken != nil; broken = fill(strings.Join(m.lines, "\n")) {
		// What is wrong in the line behind is most often what is left of this.
		if len(m.faults) >= maxMends || broken.Err == ErrTooLarge || broken.Line == last+1 {
			if len(m.faults) == 0 {
				m.faults = Faults{broken}
			}
			return nil, nil, m.faults, true
		}
		last = broken.Line
		if !m.leaveOut(broken) {
			return nil, nil, m.faults, true
		}
	}
	// What else is said of a line that was put right is of no use before it is.
	faults = slices.DeleteFunc(faults, func(e *Error) bool {
		return m.told[e.Line] || m.lost && e.Err == ErrMissing
	})
	return root, at, append(m.faults, faults...), m.lost
}

// maxMended is how many bytes a file may have whose lines are put right, and
// maxMends how many lines: each is a reading of the whole.
const (
	maxMended = 256 << 10
	maxMends  = 10
)

// keysBelow collects the keys of a struct and of what it holds.
func keysBelow(t reflect.Type, keys map[string]bool, seen map[reflect.Type]bool) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return
	}
	seen[t] = true
	fields, names := keysOf(t)
	for _, name := range names {
		keys[name] = true
		keysBelow(t.Field(fields[name]).Type, keys, seen)
	}
}

// A mender puts the lines of a file right where people wrote what YAML does not
// know, and tells what they wrote.
type mender struct {
	keys   map[string]bool
	lines  []string
	faults Faults
	told   map[int]bool // lines of which something is said, 1-based
	lost   bool         // a line was left out whose key is not known
}

func (m *mender) tell(line, column, size int, english, chinese string) {
	if !m.told[line] {
		m.told[line] = true
		m.faults = append(m.faults, &Error{Line: line, Column: column, Size: size, Err: ErrSyntax,
			English: ErrSyntax.Error() + ": " + english, Chinese: chinese})
	}
}

var (
	// keyed is a line with a key: what is before it, the key, what stands around
	// the colon, and the value.
	keyed     = regexp.MustCompile(`^([ ]*(?:- +)*)(["“”'‘’＂]?)([A-Za-z][A-Za-z0-9]*)(["“”'‘’＂]?)( *)([:：])([ ]*)(.*)$`)
	stuck     = regexp.MustCompile(`^( *)-([A-Za-z][A-Za-z0-9]*) *[:：]`)
	blockMark = regexp.MustCompile(`^[|>][-+0-9]*(?: +#.*)?$`)
)

// slips puts right what is plainly meant otherwise: tabs, marks of full width,
// a blank that is missing, an action without quotation marks.
func (m *mender) slips() {
	var in scan
	within := -1 // the column of the key whose block of text the lines are, -1 for none
	for i, line := range m.lines {
		n := i + 1
		indent := len(line) - len(strings.TrimLeft(line, " \t"))
		if within >= 0 {
			if strings.TrimSpace(line) == "" || indent > within {
				continue
			}
			within = -1
		}
		if in.quote != 0 || in.depth > 0 {
			m.lines[i] = m.flow(n, line, &in)
			continue
		}
		if tab := strings.IndexByte(line[:indent], '\t'); tab >= 0 && indent < len(line) && line[indent] != '#' {
			m.tell(n, tab+1, 1, "a tab: indent with blanks", "缩进只能用空格，不能用制表符（Tab）")
			line = strings.ReplaceAll(line[:indent], "\t", "  ") + line[indent:]
		}
		if g := stuck.FindStringSubmatch(line); g != nil && m.keys[g[2]] {
			m.tell(n, len(g[1])+1, 1, "a dash needs a blank behind it", "“-”后面要有一个空格")
			line = g[1] + "- " + line[len(g[1])+1:]
		}
		g := keyed.FindStringSubmatch(line)
		if g == nil {
			m.lines[i] = m.flow(n, line, &in)
			continue
		}
		before, key, colon, gap, value := g[1], g[3], g[6], g[7], g[8]
		known := m.keys[key]
		column := utf8.RuneCountInString(before+g[2]+key+g[4]+g[5]) + 1
		switch wideQuotes := strings.ContainsAny(g[2]+g[4], "“”‘’＂"); {
		case !known:
		case wideQuotes:
			m.tell(n, len(before)+1, 1, "quotation marks of full width around a key", fmt.Sprintf("键“%s”不加引号", key))
			line = before + key + ": " + value
		case colon == "：":
			m.tell(n, column, 1, "a colon of full width", fmt.Sprintf("“%s”后面是全角冒号“：”，应为英文冒号加一个空格“: ”", key))
			line = before + key + ": " + value
		case gap == "" && value != "":
			m.tell(n, column, 1, "a colon needs a blank behind it", fmt.Sprintf("“%s:”后面要有一个空格", key))
			line = before + key + ": " + value
		}
		if known && strings.HasPrefix(value, "{{") {
			m.bareAction(n, utf8.RuneCountInString(before+key)+3)
			line = before + key + ": " + strconv.Quote(value)
			value = ""
		}
		switch {
		case blockMark.MatchString(value):
			within = len(before)
		case value != "" && strings.ContainsRune(`"'[{`, rune(value[0])):
			head := line[:len(line)-len(value)]
			line = head + m.flow(n, value, &in)
		}
		m.lines[i] = line
	}
}

// A scan is where in quotation marks and brackets a line begins.
type scan struct {
	quote rune
	depth int
}

// flow puts right the marks of full width in braces and brackets, and goes on
// to where the line ends. A line that begins in neither is left as it is unless
// it opens some.
func (m *mender) flow(n int, text string, in *scan) string {
	if in.quote == 0 && in.depth == 0 {
		if start := strings.TrimLeft(text, " -"); start == "" || !strings.ContainsRune(`"'[{`, rune(start[0])) {
			return text
		}
	}
	column := 0
	if at := strings.Index(m.lines[n-1], text); at > 0 {
		column = utf8.RuneCountInString(m.lines[n-1][:at])
	}
	var b strings.Builder
	word := ""    // the letters just before
	fresh := true // the word began behind a brace or comma
	last := ' '   // that is no blank
	skip := 0     // bytes that are written already
	for i, r := range text {
		column++
		rest := text[i:]
		if i < skip {
			continue
		}
		switch {
		case in.quote != 0:
			if r == in.quote {
				in.quote = 0
			}
		case r == '"' || r == '\'':
			if word == "" {
				in.quote = r
			}
		case r == '[' || r == '{':
			if end := actionEnd(rest, last); end > 0 {
				m.bareAction(n, column)
				b.WriteString(strconv.Quote(rest[:end]))
				skip, word, fresh = i+end, "", false
				continue
			}
			in.depth++
		case r == ']' || r == '}':
			in.depth = max(in.depth-1, 0)
		case r == '#' && strings.HasSuffix(text[:i], " "):
			b.WriteString(rest)
			return b.String()
		case r == '：' && in.depth > 0 && fresh && m.keys[word]:
			m.tell(n, column, 1, "a colon of full width", fmt.Sprintf("“%s”后面是全角冒号“：”，应为英文冒号加一个空格“: ”", word))
			b.WriteString(": ")
			word, fresh = "", false
			continue
		case r == '，' && in.depth > 0 && m.keyNext(rest[len("，"):]):
			m.tell(n, column, 1, "a comma of full width between keys", "键与键之间是全角逗号“，”，应为英文逗号加一个空格“, ”")
			b.WriteString(", ")
			word, fresh = "", true
			continue
		case r == ':' && in.depth > 0 && fresh && m.keys[word] && len(rest) > 1 && !strings.ContainsRune(" \"'[{,}]", rune(rest[1])):
			m.tell(n, column, 1, "a colon needs a blank behind it", fmt.Sprintf("“%s:”后面要有一个空格", word))
			b.WriteString(": ")
			word, fresh = "", false
			continue
		}
		letter := r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9')
		switch {
		case letter && in.quote == 0 && len(word) < 64:
			word += string(r)
		case r == '{' || r == ',' || r == '[':
			word, fresh = "", true
		case r != ' ':
			word, fresh = "", false
		}
		if r != ' ' {
			last = r
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (m *mender) bareAction(line, column int) {
	m.tell(line, column, 2, `a text that begins with {{ needs quotation marks: "…"`, "以{{开头的文字要加英文引号，如\"{{year}}年活动周\"")
}

var action = regexp.MustCompile(`^\{\{[^{}]{0,200}\}\}[^,，{}\[\]]*`)

// actionEnd returns where a text in braces ends that begins with an action; 0 if
// what stands behind last does not.
func actionEnd(s string, last rune) int {
	if last != ':' {
		return 0
	}
	return len(action.FindString(s))
}

var nextKey = regexp.MustCompile(`^ *([A-Za-z][A-Za-z0-9]*) *[:：]`)

func (m *mender) keyNext(rest string) bool {
	g := nextKey.FindStringSubmatch(rest[:min(len(rest), 80)])
	return g != nil && m.keys[g[1]]
}

// leaveOut tells what is no YAML in a line, and puts the value in quotation marks
// or leaves it out, so that what follows can be read. It reports whether there is
// such a line.
func (m *mender) leaveOut(e *Error) bool {
	known := m.told[e.Line]
	if !known {
		m.told[e.Line] = true
		m.faults = append(m.faults, e)
	}
	if e.Line < 1 || e.Line > len(m.lines) {
		return false
	}
	line := &m.lines[e.Line-1]
	g := keyed.FindStringSubmatch(*line)
	switch {
	case g == nil || g[8] == "" || known:
		if strings.TrimSpace(*line) == "" {
			return false
		}
		*line = ""
		m.lost = true
	case strings.ContainsRune("\"'[{|>&*!%@`", rune(g[8][0])):
		*line = g[1] + g[3] + ":"
	default:
		*line = g[1] + g[3] + ": " + strconv.Quote(g[8])
	}
	return true
}

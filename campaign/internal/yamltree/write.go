package yamltree

import (
	"bytes"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Mark is a remark to a value, written as a comment beside it.
type Mark struct {
	Path string // of the value: deadlines[0].due; "" for the whole
	Text string // one line
}

// MarkWord begins the comments that marks become.
const MarkWord = "待确认："

// Print writes v, a struct, with marks. A file that it came from is kept as it
// stands where it says the same: root is its tree, lines are its lines, was is what it
// holds. Without one root is nil. With fresh the comments of earlier marks go.
func Print(v any, marks []Mark, fresh bool, was any, root *Node, lines []string) []byte {
	p := writer{marks: map[string][]string{}, fresh: fresh}
	of := reflect.Indirect(reflect.ValueOf(v))
	told := map[Mark]bool{}
	for _, m := range marks {
		at := m.Path
		for !holds(of, at) { // what is not there has no line
			at = at[:max(strings.LastIndexAny(at, ".["), 0)]
		}
		if one := (Mark{at, strings.Join(strings.Fields(m.Text), " ")}); !told[one] {
			told[one] = true
			p.marks[at] = append(p.marks[at], one.Text)
		}
	}
	p.marked = slices.Sorted(maps.Keys(p.marks))
	if root != nil {
		p.lines = lines
		p.note(root)
		p.mapping(of, reflect.ValueOf(was), root, block{to: len(p.lines)}, "", "")
	} else {
		p.remark("", "")
		p.fields(of, "", "", "")
	}
	return p.out.Bytes()
}

// holds reports whether there is a value at path in v that is written.
func holds(v reflect.Value, path string) bool {
	for path != "" {
		path = strings.TrimPrefix(path, ".")
		v = reflect.Indirect(v)
		switch {
		case path[0] == '[':
			index, rest, _ := strings.Cut(path[1:], "]")
			i, err := strconv.Atoi(index)
			if err != nil || v.Kind() != reflect.Slice || i < 0 || i >= v.Len() {
				return false
			}
			v, path = v.Index(i), rest
		case v.Kind() == reflect.Struct:
			name := path
			if end := strings.IndexAny(path, ".["); end >= 0 {
				name = path[:end]
			}
			f, ok := fieldNamed(v, name)
			if !ok || f.IsZero() {
				return false
			}
			v, path = f, path[len(name):]
		default:
			return true // within a value that is one word
		}
	}
	return true
}

// IsFlow reports whether n, a mapping or list, is written in braces or brackets;
// lines are the file's.
func (n *Node) IsFlow(lines []string) bool {
	return n.Line <= len(lines) && strings.ContainsRune("{[", runeAt(lines[n.Line-1], n.Column))
}

func runeAt(line string, column int) rune {
	for _, r := range line {
		if column--; column == 0 {
			return r
		}
	}
	return 0
}

// A writer prints a struct, alongside the file that it came from.
type writer struct {
	out    bytes.Buffer
	marks  map[string][]string // that are not printed yet
	marked []string            // their paths in order, those that are printed, too
	fresh  bool                // earlier marks go
	lines  []string            // of the file; none for a campaign made by hand
	inner  []block             // lines of texts written as blocks, in which # is no comment
}

// A block is a run of lines, 0-based, to not included.
type block struct{ from, to int }

// note remembers where the texts of n that are written as blocks stand.
func (p *writer) note(n *Node) {
	if n.Style >= Literal {
		b := block{n.Line, n.Line}
		for b.to < len(p.lines) && (strings.TrimSpace(p.lines[b.to]) == "" || indentOf(p.lines[b.to]) > indentOf(p.lines[n.Line-1])) {
			b.to++
		}
		for b.to > b.from && strings.TrimSpace(p.lines[b.to-1]) == "" && !strings.HasSuffix(n.Text, "\n\n") {
			b.to--
		}
		p.inner = append(p.inner, b)
	}
	for i := range n.Values {
		p.note(&n.Values[i])
	}
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// between reports whether a line holds nothing but a comment, or nothing.
func (p *writer) between(line int) bool {
	text := strings.TrimSpace(p.lines[line])
	return (text == "" || strings.HasPrefix(text, "#")) &&
		!slices.ContainsFunc(p.inner, func(b block) bool { return b.from <= line && line < b.to })
}

// headed returns the first of the comments and blank lines above a line, but
// not above least.
func (p *writer) headed(line, least int) int {
	for line > least && p.between(line-1) {
		line--
	}
	return line
}

// copy prints lines of the file; the first with another prefix, if it stands
// behind one.
func (p *writer) copy(b block, prefix string) {
	for i := b.from; i < b.to; i++ {
		line := p.lines[i]
		if p.fresh && p.between(i) && strings.HasPrefix(strings.TrimSpace(line), "# "+MarkWord) {
			continue
		}
		if i == b.from && prefix != "" && !p.between(i) {
			line = prefix + line[min(len(prefix), len(line)):]
		}
		if i == len(p.lines)-1 && line == "" {
			continue // behind the last line feed
		}
		p.out.WriteString(line)
		p.out.WriteByte('\n')
	}
}

// remark prints the marks of path, and with below those of all it holds.
func (p *writer) remark(path, indent string, below ...bool) {
	paths := []string{path}
	if len(below) > 0 {
		paths = append(paths, p.below(path)...)
	}
	for _, at := range paths {
		for _, text := range p.marks[at] {
			fmt.Fprintf(&p.out, "%s# %s%s\n", indent, MarkWord, text)
		}
		delete(p.marks, at)
	}
}

// below returns the paths of marks below a path, in order.
func (p *writer) below(path string) (all []string) {
	for _, next := range []string{".", "["} {
		prefix := path + next
		i, _ := slices.BinarySearch(p.marked, prefix)
		for ; i < len(p.marked) && strings.HasPrefix(p.marked[i], prefix); i++ {
			if _, open := p.marks[p.marked[i]]; open {
				all = append(all, p.marked[i])
			}
		}
	}
	return all
}

// holdsMarks reports whether there are marks below path.
func (p *writer) holdsMarks(path string) bool { return len(p.below(path)) > 0 }

// A field of a struct that is written.
type pair struct {
	name string
	v    reflect.Value
}

// fieldsOf returns the fields of a struct that hold something, in their order.
func fieldsOf(v reflect.Value) []pair {
	var all []pair
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		if name != "" && !v.Field(i).IsZero() {
			all = append(all, pair{name, v.Field(i)})
		}
	}
	return all
}

func fieldNamed(v reflect.Value, name string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if key, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ","); key == name {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

// mapping prints a struct whose node n is a mapping in lines of the file; lead
// is what its first line begins with, such as a dash.
func (p *writer) mapping(v, was reflect.Value, n *Node, b block, lead, path string) {
	v, was = reflect.Indirect(v), reflect.Indirect(was)
	type entry struct {
		pair
		key int // in n, -1 for a new one
	}
	var entries []entry
	for i := range n.Keys {
		if f, ok := fieldNamed(v, n.Keys[i].Text); ok {
			if old, _ := fieldNamed(was, n.Keys[i].Text); f.IsZero() && !old.IsZero() {
				continue // taken away
			}
			entries = append(entries, entry{pair{n.Keys[i].Text, f}, i})
		}
	}
	after := 0 // behind the field before it
	for _, f := range fieldsOf(v) {
		at := slices.IndexFunc(entries, func(e entry) bool { return e.name == f.name })
		if at < 0 {
			entries = slices.Insert(entries, after, entry{f, -1})
			at = after
		}
		after = at + 1
	}
	indent := ""
	if len(n.Keys) > 0 {
		indent = strings.Repeat(" ", n.Keys[0].Column-1)
	}
	end := p.headed(b.to, n.Line) // what follows is nobody's
	for i, e := range entries {
		path, prefix, above := join(path, e.name), indent, indent
		if i == 0 && lead != "" { // what is said of it stands above the dash
			prefix, above = lead, strings.Repeat(" ", indentOf(lead))
		}
		if e.key < 0 {
			p.remark(path, above, true)
			p.field(e.pair, prefix, indent, path)
			continue
		}
		// A first key behind a dash has its comments above the dash.
		from, to := n.Keys[e.key].Line-1, end
		if e.key+1 < len(n.Keys) {
			to = p.headed(n.Keys[e.key+1].Line-1, from+1)
		}
		if e.key > 0 || lead == "" {
			least := b.from
			if e.key > 0 {
				least = n.Keys[e.key-1].Line
			}
			p.copy(block{p.headed(from, least), from}, "")
			if e.key == 0 && path == "schema" {
				p.remark("", "")
			}
		}
		p.remark(path, above)
		old, _ := fieldNamed(was, e.name)
		p.entry(e.pair, old, &n.Values[e.key], block{from, to}, prefix, indent, path)
	}
	p.copy(block{end, b.to}, "")
}

// entry prints a key and its value that stand in lines of the file.
func (p *writer) entry(f pair, old reflect.Value, n *Node, b block, prefix, indent, path string) {
	same := reflect.DeepEqual(f.v.Interface(), old.Interface())
	parts := (n.Kind == Map || n.Kind == List) && len(n.Values) > 0 && n.Line > b.from+1 && !n.IsFlow(p.lines)
	switch {
	case same && !(parts && p.holdsMarks(path)):
		p.remark(path, indent, true)
		p.copy(b, prefix)
	case !parts || f.v.IsZero():
		p.remark(path, indent, true)
		p.inside(b)
		at := p.out.Len()
		p.field(f, prefix, indent, path)
		p.trail(at, b)
	default:
		first := p.headed(n.Line-1, b.from+1)
		p.copy(block{b.from, first}, prefix)
		if n.Kind == Map {
			p.mapping(f.v, old, n, block{first, b.to}, "", path)
		} else {
			p.list(f.v, old, n, block{first, b.to}, path)
		}
	}
}

// inside prints the comments of an entry in several lines that is written anew.
func (p *writer) inside(b block) {
	for i := b.from + 1; i < b.to; i++ {
		if p.between(i) && strings.TrimSpace(p.lines[i]) != "" {
			p.copy(block{i, i + 1}, "")
		}
	}
}

// trail puts the comment behind the first or last line of an entry behind the
// first line that was printed for it.
func (p *writer) trail(at int, b block) {
	comment := ""
	for i := b.from; i < b.to && comment == ""; i++ {
		if !slices.ContainsFunc(p.inner, func(in block) bool { return in.from <= i && i < in.to }) && !p.between(i) {
			comment = commentOf(p.lines[i])
		}
	}
	if comment == "" {
		return
	}
	printed := p.out.String()[at:]
	line, rest, _ := strings.Cut(printed, "\n")
	p.out.Truncate(at)
	fmt.Fprintf(&p.out, "%s  %s\n%s", line, comment, rest)
}

// commentOf returns the comment behind what a line says.
func commentOf(line string) string {
	quote := rune(0)
	before := ' '
	for i, r := range line {
		switch {
		case quote != 0:
			if r == quote && (quote != '"' || before != '\\') {
				quote = 0
			}
		case (r == '"' || r == '\'') && strings.ContainsRune(" [{,:-", before):
			quote = r
		case r == '#' && (before == ' ' || before == '\t'):
			return line[i:]
		}
		before = r
	}
	return ""
}

// list prints a list whose node is one with dashes in lines of the file.
func (p *writer) list(v, was reflect.Value, n *Node, b block, path string) {
	starts := make([]int, len(n.Values)+1) // lines of the dashes, 0-based
	for i := range n.Values {
		line := n.Values[i].Line - 1
		for line > b.from && !strings.HasPrefix(strings.TrimSpace(p.lines[line]), "-") {
			line--
		}
		starts[i] = line
	}
	end := p.headed(b.to, starts[len(n.Values)-1]+1)
	starts[len(n.Values)] = end
	indent := strings.Repeat(" ", indentOf(p.lines[starts[0]]))
	olds := match(v, was)
	for i := range v.Len() {
		at := fmt.Sprintf("%s[%d]", path, i)
		old := olds[i]
		if old < 0 {
			p.remark(at, indent, true)
			p.item(v.Index(i), indent, at)
			continue
		}
		least := b.from
		if old > 0 {
			least = starts[old-1] + 1
		}
		from, to := starts[old], end
		if old+1 < len(n.Values) {
			to = p.headed(starts[old+1], from+1)
		}
		p.copy(block{p.headed(from, least), from}, "")
		p.remark(at, indent)
		node := &n.Values[old]
		same := reflect.DeepEqual(v.Index(i).Interface(), was.Index(old).Interface())
		parts := node.Kind == Map && len(node.Keys) > 0 && !node.IsFlow(p.lines)
		switch {
		case same && !(parts && p.holdsMarks(at)):
			p.remark(at, indent, true)
			p.copy(block{from, to}, "")
		case parts:
			first := node.Keys[0].Line - 1
			lead := ""
			if first == from {
				lead = cutColumns(p.lines[from], node.Keys[0].Column-1)
			} else {
				p.copy(block{from, first}, "")
			}
			p.mapping(v.Index(i), was.Index(old), node, block{first, to}, lead, at)
		default:
			p.remark(at, indent, true)
			p.inside(block{from, to})
			begin := p.out.Len()
			p.item(v.Index(i), indent, at)
			p.trail(begin, block{from, to})
		}
	}
	p.copy(block{end, b.to}, "")
}

// cutColumns returns the first characters of a line.
func cutColumns(line string, n int) string {
	for i := range line {
		if n--; n < 0 {
			return line[:i]
		}
	}
	return line
}

// match returns for each item of a list which of the earlier ones it is, -1
// for a new one: the one of the same id or name, or, in a list as long as it was,
// of the same place. The order of the earlier ones is kept.
func match(v, was reflect.Value) []int {
	olds := make([]int, v.Len())
	last := -1
	for i := range olds {
		olds[i] = -1
		name := identity(v.Index(i))
		for j := last + 1; j < was.Len() && name != ""; j++ {
			if identity(was.Index(j)) == name {
				olds[i] = j
				break
			}
		}
		if olds[i] < 0 && v.Len() == was.Len() && i > last {
			olds[i] = i
		}
		last = max(last, olds[i])
	}
	return olds
}

// identity is what tells an item of a list from its neighbours.
func identity(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return v.String()
	case reflect.Struct:
		for _, name := range []string{"id", "key", "name", "title", "kind", "person", "organ", "form"} {
			if f, ok := fieldNamed(v, name); ok && f.Kind() == reflect.String && f.String() != "" {
				return name + ":" + f.String()
			}
		}
	}
	return ""
}

// width is how many columns a line may take that is not a text of its own.
const width = 160

// fields prints a struct in a line for each field; lead begins the first.
func (p *writer) fields(v reflect.Value, lead, indent, path string) {
	for i, f := range fieldsOf(reflect.Indirect(v)) {
		prefix, path := indent, join(path, f.name)
		if i == 0 && lead != "" {
			prefix = lead
		} else {
			p.remark(path, indent)
		}
		p.field(f, prefix, indent, path)
	}
}

// field prints a key with its value, and the marks within it.
func (p *writer) field(f pair, prefix, indent, path string) {
	v := reflect.Indirect(f.v)
	line := prefix + f.name + ": "
	text, scalar := scalarText(f.v)
	switch {
	case scalar:
		p.out.WriteString(line + writeText(f.v, text, indent, false) + "\n")
	case v.Kind() == reflect.Struct:
		if s, ok := flow(v); ok && utf8.RuneCountInString(line+s) <= width && !p.holdsMarks(path) {
			p.out.WriteString(line + s + "\n")
			return
		}
		p.out.WriteString(prefix + f.name + ":\n")
		p.fields(v, "", indent+"  ", path)
	default:
		if s, ok := flow(v); ok && (v.Len() == 0 || v.Type().Elem().Kind() != reflect.Struct) && utf8.RuneCountInString(line+s) <= width {
			p.remark(path, indent, true)
			p.out.WriteString(line + s + "\n")
			return
		}
		p.out.WriteString(prefix + f.name + ":\n")
		for i := range v.Len() {
			at := fmt.Sprintf("%s[%d]", path, i)
			p.item(v.Index(i), indent+"  ", at)
		}
	}
}

// item prints an item of a list behind a dash.
func (p *writer) item(v reflect.Value, indent, path string) {
	p.remark(path, indent)
	if s, ok := flow(v); ok && utf8.RuneCountInString(indent+s) <= width-2 {
		p.remark(path, indent, true)
		p.out.WriteString(indent + "- " + s + "\n")
		return
	}
	if text, scalar := scalarText(v); scalar {
		p.out.WriteString(indent + "- " + writeText(v, text, indent, false) + "\n")
		return
	}
	if all := fieldsOf(reflect.Indirect(v)); len(all) > 0 {
		p.remark(join(path, all[0].name), indent)
	}
	p.fields(v, indent+"- ", indent+"  ", path)
}

// Package learn understands forms that a bureau has as a file: the blank
// workbook or document that it sends out.
//
// [Learn] reads a blank and gives a [Blank]: the schema of what it asks for,
// where each field stands, and what about it is doubtful. [Blank.Read] reads
// what came back against the blank: what the blank prints is never an answer,
// and what was moved is found by what stands around it.
//
//	b, err := learn.Learn(file, size, "师资情况表.xlsx")
//	for _, d := range b.Doubts {
//		fmt.Println(d)
//	}
//	returns, findings, err := b.Read(back, size, "第一中学.xlsx", 2026)
//
// What is said here of [forms.Schema] holds of one that is learnt, too: it is
// checked, added up and annotated like any other. The package stands above
// package returned and not in package forms, since a blank is read as returned
// files are.
package learn

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Blank is a form that was learnt from its blank.
type Blank struct {
	Schema *forms.Schema
	Doubts []Doubt // in the order of the form
	Name   string  // of the file, without its folder
	Sum    string  // SHA-256 of the file, in hexadecimal
	Data   []byte  // the file, as it is sent out; not to be changed
	Given  bool    // the schema is not what was learnt, but put in its place by With

	pages  []*page
	learnt []*learner
	slots  []*slot
	tables []*table
	prints []*pressing
}

// A Doubt is something about a blank that somebody should look at: what was
// assumed, and what else it could be.
type Doubt struct {
	Kind    DoubtKind
	Where   report.Position // in the blank
	Ref     forms.Ref       // of the field; of a table its block alone; zero for the form as a whole
	Assumed string          // in Chinese
	Else    []string        // in Chinese
	Checks  []string        // that the schema could have, of [DoubtCheck]

	item *item
}

// A DoubtKind says what a doubt is about. The zero value is invalid.
type DoubtKind uint8

const (
	DoubtLabel  DoubtKind = iota + 1 // whether it is asked for at all, or by which words
	DoubtCells                       // whether several cells are one field
	DoubtRows                        // whether a row may be repeated
	DoubtChoice                      // whether one option may be chosen, or several
	DoubtUnit                        // which unit a number has
	DoubtTwice                       // fields of one name
	DoubtCopies                      // whether a page holds one form twice
	DoubtSheets                      // whether several sheets are one form
	DoubtTitle                       // what the form is called
	DoubtCheck                       // a check between fields that the words suggest
)

var doubtNames = [...]string{"", "label", "cells", "rows", "choice", "unit", "twice", "copies", "sheets", "title", "check"}

// String returns a word for k, such as label.
func (k DoubtKind) String() string {
	if int(k) < len(doubtNames) && k > 0 {
		return doubtNames[k]
	}
	return fmt.Sprintf("DoubtKind(%d)", uint8(k))
}

// String says the doubt to a clerk: B4：“金额”以万元计；也可能：以元计.
func (d Doubt) String() string {
	s := d.Assumed
	if w := d.place(); w != "" {
		s = w + "：" + s
	}
	if len(d.Else) > 0 {
		s += "；也可能：" + strings.Join(d.Else, "，或")
	}
	if len(d.Checks) > 0 {
		s += "；要校核的，checks里写：" + strings.Join(d.Checks, "；")
	}
	return s
}

func (d Doubt) place() string {
	w := d.Where
	w.File = ""
	switch {
	case w.Cell != "" && w.Sheet != "":
		return w.Sheet + " " + w.Cell
	case w.Line > 0:
		return fmt.Sprintf("第%d段", w.Line)
	}
	return w.Cell
}

// ErrNothing is the error of a blank in which nothing is to be filled in.
var ErrNothing = errors.New("nothing to be filled in was found")

// An Error says why a blank could not be learnt.
type Error struct {
	File string
	Err  error // [ErrNothing], or why the file could not be read
}

func (e *Error) Error() string { return fmt.Sprintf("learn: %s: %v", e.File, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Chinese says to a clerk what is wrong with the file, and what to do.
func (e *Error) Chinese() string {
	var g *gate.Error
	switch {
	case errors.As(e.Err, &g):
		return e.File + "：" + g.Say() + "；" + g.Advice
	case errors.Is(e.Err, ErrNothing):
		return e.File + "：没有找到要填的空格；请给出空白表（.xlsx、.xls或.docx）"
	}
	return e.File + "：" + report.Chinese(e.Err)
}

// LearnFile is [Learn] of a file of the file system. What is no file, such as a
// folder, a pipe or a socket, is not opened: fs.ErrInvalid.
func LearnFile(path string) (*Blank, error) {
	f, size, err := gate.OpenFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return Learn(f, size, path)
}

// Learn reads a blank: an .xlsx, .xls, .et, .ods or .docx file. Its name gives
// the form its id. The same file always gives the same Blank. The error is an
// [*Error].
func Learn(r io.ReaderAt, size int64, name string) (b *Blank, err error) {
	fail := func(err error) (*Blank, error) { return nil, &Error{File: path.Base(name), Err: err} }
	pages, err := readPages(r, size, path.Base(name), true)
	if err != nil {
		return fail(err)
	}
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return fail(err)
	}
	sum := sha256.Sum256(data)
	b = &Blank{Name: path.Base(name), Sum: hex.EncodeToString(sum[:]), Data: data}
	if err := b.learn(pages); err != nil {
		return fail(err)
	}
	return b, nil
}

// learn works out what pages ask for.
func (b *Blank) learn(pages []*page) error {
	for _, p := range pages {
		n := len(b.pages)
		if len(p.Cells) == 0 {
			continue
		}
		first, copies := p.firstCopy()
		l := newLearner(first, n)
		l.learn()
		if copies > 1 {
			l.doubts = append([]Doubt{{Kind: DoubtCopies, Where: p.Place(1, 1), Assumed: fmt.Sprintf("页上有%d份相同的表，按一份读", copies), Else: []string{"各是一张不同的表"}}}, l.doubts...)
		}
		b.pages = append(b.pages, first)
		b.learnt = append(b.learnt, l)
	}
	if err := b.assemble(); err != nil {
		return err
	}
	for _, l := range b.learnt {
		b.prints = append(b.prints, newPressing(l))
	}
	return nil
}

// Open returns a reader of the blank, as it is sent out.
func (b *Blank) Open() *bytes.Reader { return bytes.NewReader(b.Data) }

// mostCopies is how often a text may stand on a page and still tell copies.
const mostCopies = 8

// firstCopy returns the page without a second copy of what stands in it, below
// the first or beside it, and how many copies there are.
func (p *page) firstCopy() (*page, int) {
	type shift struct{ rows, cols int }
	at := map[string][]int{}
	texts := 0
	for i := range p.Cells {
		if b := &p.Cells[i]; len(b.Raw) > 3 {
			at[b.Raw] = append(at[b.Raw], i)
			texts++
		}
	}
	count, start := map[shift]int{}, map[shift][2]int{}
	for i := range p.Cells {
		a := &p.Cells[i]
		if len(at[a.Raw]) > mostCopies {
			continue // what stands everywhere tells nothing
		}
		for _, k := range at[a.Raw] {
			b := &p.Cells[k]
			s := shift{b.Row - a.Row, b.Col - a.Col}
			if k <= i || s.rows != 0 && s.cols != 0 {
				continue
			}
			count[s]++
			if l, ok := start[s]; !ok {
				start[s] = [2]int{b.Row, b.Col}
			} else {
				start[s] = [2]int{min(l[0], b.Row), min(l[1], b.Col)}
			}
		}
	}
	var best shift
	for s, n := range count {
		if n > count[best] || n == count[best] && (s.rows < best.rows || s.rows == best.rows && s.cols < best.cols) {
			best = s
		}
	}
	if count[best] < 4 || best.rows == 1 || best.cols == 1 {
		return p, 1
	}
	first := *p
	first.Grid = p.part(start[best], best.rows > 0)
	own := 0
	for i := range first.Cells {
		b := &first.Cells[i]
		if best.cols > 0 && b.Col+b.Cols > start[best][1] {
			return p, 1 // what stands over both parts is one form
		}
		if len(b.Raw) > 3 {
			own++
		}
	}
	if own == 0 || 10*count[best] < 9*own {
		return p, 1
	}
	return &first, (texts + own - 1) / own
}

// assemble makes the schema of what all pages ask for.
func (b *Blank) assemble() error {
	s := &forms.Schema{ID: idOf(b.Name), Version: b.Sum[:8]}
	b.Schema = s
	a := &assembly{Blank: b, names: map[string]bool{}, refs: map[*item]forms.Ref{}}
	asking := 0
	for _, l := range b.learnt {
		if len(l.items) > 0 {
			asking++
		}
	}
	for _, l := range b.learnt {
		if len(l.items) == 0 {
			continue
		}
		name := ""
		if l.title >= 0 {
			name = printed.Tidy(says(&l.Cells[l.title]))
		}
		if s.Title == "" {
			s.Title = name
		}
		a.page(l, cmp.Or(name, l.Sheet), asking > 1)
	}
	if a.asked == 0 {
		return ErrNothing
	}
	if a.asked > maxAsked {
		return fmt.Errorf("%w: more than %d fields", gate.ErrTooLarge, maxAsked)
	}
	if s.Title == "" {
		s.Title = strings.TrimSuffix(b.Name, path.Ext(b.Name))
		b.Doubts = append(b.Doubts, Doubt{Kind: DoubtTitle, Assumed: "没有看到标题，表名按文件名记作“" + s.Title + "”"})
	}
	if asking > 1 {
		b.Doubts = append(b.Doubts, Doubt{Kind: DoubtSheets, Assumed: fmt.Sprintf("%d张工作表合起来是一份表", asking), Else: []string{"每张工作表各是一份表"}})
	}
	for _, l := range b.learnt {
		for _, d := range l.doubts {
			if d.item != nil {
				ref, ok := a.refs[d.item]
				if !ok {
					continue
				}
				d.Ref = ref
			}
			b.Doubts = append(b.Doubts, d)
		}
		if l.unit != "" && a.monied[l] {
			b.Doubts = append(b.Doubts, Doubt{Kind: DoubtUnit, Where: report.Position{Sheet: l.Sheet}, Assumed: "表上印有“单位：" + l.unit + "”，没有另写单位的金额都按" + l.unit + "计"})
		}
	}
	b.propose()
	if err := s.Validate(); err != nil {
		return err
	}
	return nil
}

// An assembly puts the items of pages into a schema.
type assembly struct {
	*Blank
	names  map[string]bool // keys of head, foot and blocks
	refs   map[*item]forms.Ref
	asked  int
	blocks int
	monied map[*learner]bool
}

// free returns a key that is not taken yet.
func free(names map[string]bool, want string) string {
	key := want
	for n := 2; names[key]; n++ {
		key = fmt.Sprintf("%s_%d", want, n)
	}
	names[key] = true
	return key
}

// page adds what a page asks for: what stands before its first table to the head
// (of other pages to a block), what stands behind to blocks, and lines below the
// boxes to the foot.
func (a *assembly) page(l *learner, name string, several bool) {
	labels := map[string]int{}
	for _, it := range l.items {
		if it.slot != nil {
			labels[it.cue.Label]++
		}
	}
	lead := map[int]*item{} // of each row the first, where its label stands once
	for _, it := range l.items {
		if _, ok := lead[it.row]; !ok && it.boxed && it.slot != nil {
			lead[it.row] = it
			if labels[it.cue.Label] > 1 {
				lead[it.row] = nil
			}
		}
	}
	last := 0 // row of the last box
	for _, it := range l.items {
		if it.boxed {
			last = max(last, it.row)
		}
	}
	inHead := a.blocks == 0 && len(a.Schema.Head) == 0
	var card *forms.Block
	var names map[string]bool
	closeCard := func() {
		if card != nil {
			a.Schema.Blocks = append(a.Schema.Blocks, *card)
			card = nil
		}
	}
	said := map[string]int{}
	for _, it := range l.items {
		if a.asked > maxAsked { // it is refused
			return
		}
		if it.table != nil {
			closeCard()
			inHead = false
			a.table(l, it, name, several)
			continue
		}
		c := it.cue
		if labels[c.Label] > 1 && it.section != "" && it.section != c.Label {
			c.Label = trimSection(it.section) + "·" + c.Label
		}
		if of := lead[it.row]; labels[c.Label] > 1 && it.boxed && of != nil && of != it && plainName(of.cue.Label) && printed.OfPerson.MatchString(c.Label) {
			c.Label = of.cue.Label + "·" + c.Label // 企业指导教师 | … | 联系电话 | …
		}
		if n := said[c.Label]; n > 0 {
			plain := c.Label
			c.Label = fmt.Sprintf("%s（%d）", plain, n+1)
			l.doubt(DoubtTwice, &l.Cells[it.slot.cell], it, fmt.Sprintf("“%s”有几处，这一处记作“%s”", plain, c.Label))
			said[plain]++
		} else {
			said[c.Label]++
		}
		if l.unit != "" && c.Kind == forms.Decimal && c.Unit == "" && printed.MoneyWords.MatchString(lastWord(c.Label)) {
			c.Unit = l.unit
			a.money(l)
		}
		f := fieldOf(c, it)
		var ref forms.Ref
		switch {
		case !it.boxed && it.row > last && last > 0 && !several:
			f.Key = free(a.names, printed.KeyOf(c.Label))
			a.Schema.Foot = append(a.Schema.Foot, f)
			ref = forms.Ref{Key: f.Key}
		case inHead && !several:
			if !it.boxed && f.Look == "" {
				f.Look = forms.LookLine
			}
			f.Key = free(a.names, printed.KeyOf(c.Label))
			a.Schema.Head = append(a.Schema.Head, f)
			ref = forms.Ref{Key: f.Key}
		default:
			if card == nil {
				a.blocks++
				card = &forms.Block{Key: free(a.names, fmt.Sprintf("part%d", a.blocks))}
				if several {
					card.Label = name
				}
				names = map[string]bool{}
			}
			f.Key = free(names, printed.KeyOf(c.Label))
			card.Fields = append(card.Fields, f)
			ref = forms.Ref{Block: card.Key, Row: 1, Key: f.Key}
		}
		it.slot.ref = ref
		a.refs[it] = ref
		a.slots = append(a.slots, it.slot)
		a.asked++
	}
	closeCard()
	for i := range l.Cells {
		if l.roles[i] == photo && a.Schema.Photo == "" && len(a.Schema.Head) > 0 {
			a.Schema.Photo = strings.TrimSpace(says(&l.Cells[i]))
		}
	}
}

// plainName reports whether a label is short enough to stand before another.
func plainName(s string) bool { return utf8.RuneCountInString(s) <= 12 && !strings.Contains(s, "·") }

func (a *assembly) money(l *learner) {
	if a.monied == nil {
		a.monied = map[*learner]bool{}
	}
	a.monied[l] = true
}

func lastWord(label string) string {
	if at := strings.LastIndex(label, "·"); at >= 0 {
		return label[at+len("·"):]
	}
	return label
}

// lookOf tells how the blank draws a field, as a form of ours would draw it again.
func lookOf(f *forms.Field, it *item) forms.Look {
	if it.fill == nil || it.slot == nil || it.slot.gap < 0 || it.slot.other {
		return ""
	}
	g := &it.fill.Gaps[it.slot.gap]
	switch {
	case it.boxed && g.Open && f.Kind == forms.Text:
		return forms.LookOpinion
	case it.boxed && printed.Boxes(g) && (f.Kind == forms.Choice || f.Kind == forms.Choices || f.Kind == forms.YesNo):
		return forms.LookTicks
	case it.boxed && it.fill.Anonymous() && g.Kind == forms.Date && f.Kind == forms.Date:
		return forms.LookParts
	}
	return ""
}

// trimSection takes the number off a heading: 一、基本情况 is 基本情况.
func trimSection(s string) string {
	if m := printed.ItemFront.FindString(s); m != "" {
		if rest := strings.TrimPrefix(s, m); rest != "" {
			s = printed.KeepTail(m) + rest
		}
	}
	r := []rune(printed.InBrackets.ReplaceAllString(s, ""))
	return string(r[:min(len(r), 16)])
}

func fieldOf(c printed.Cue, it *item) forms.Field {
	f := forms.Field{Label: c.Label, Kind: c.Kind, Unit: c.Unit, Options: c.Options, Required: c.Required, Note: c.Note, Len: c.Length, Max: c.Max}
	if f.Kind != forms.Choice && f.Kind != forms.Choices {
		f.Options = nil
	}
	if f.Label == "" {
		f.Label = "栏"
	}
	if c.Max != "" && f.Kind.Numeric() {
		f.Min = "0"
	}
	f.Look = lookOf(&f, it)
	if f.Kind == forms.Text && (it.height > 2 || c.Length > 100) {
		f.Rows = min(max(it.height, 3), 8)
	}
	return f
}

func (a *assembly) table(l *learner, it *item, name string, several bool) {
	t := it.table
	a.blocks++
	key := fmt.Sprintf("table%d", a.blocks)
	b := forms.Block{Key: free(a.names, key), Label: t.section, Grow: true}
	if b.Label == "" && several {
		b.Label = name
	}
	b.Side = b.Label != "" && t.side >= 0 && t.repeat == 1
	if n := len(t.rows) * t.repeat; n > 0 {
		b.Rows = n
	}
	if t.number >= 0 {
		b.Number = cmp.Or(printed.Tidy(l.Cells[t.number].Raw), "序号")
	}
	t.block = b.Key
	names, said := map[string]bool{}, map[string]int{}
	for n := range t.columns {
		col := &t.columns[n]
		c := printed.CueOf(l.Cells[col.head[0]].Raw, "")
		groups := l.heads(col.head[0])
		if len(groups) > 0 && len(t.columns) == len(sharing(l, t, groups)) {
			groups = nil // one head above all columns is the table's name
		}
		c = under(groups, c)
		if col.fill != nil {
			g := &col.fill.Gaps[0]
			if g.Kind != forms.Text || len(g.Options) > 0 {
				c.Kind, c.Options = g.Kind, g.Options
			}
		}
		full := strings.Join(append(slices.Clone(groups), c.Label), "|")
		if k := said[full]; k > 0 {
			plain := c.Label
			c.Label = fmt.Sprintf("%s（%d）", plain, k+1)
			l.doubt(DoubtTwice, &l.Cells[col.head[0]], it, fmt.Sprintf("“%s”有几列，这一列记作“%s”", plain, c.Label))
		}
		said[full]++
		if l.unit != "" && c.Kind == forms.Decimal && c.Unit == "" && printed.MoneyWords.MatchString(c.Label) {
			c.Unit = l.unit
			a.money(l)
		}
		f := fieldOf(c, &item{})
		f.Group = strings.Join(groups, "|")
		f.Key = free(names, printed.KeyOf(strings.Join(append(slices.Clone(groups), c.Label), "")))
		col.key = f.Key
		b.Fields = append(b.Fields, f)
		a.asked++
	}
	if len(b.Fields) > 40 {
		b.Fields, t.columns = b.Fields[:40], t.columns[:40]
	}
	a.Schema.Blocks = append(a.Schema.Blocks, b)
	a.refs[it] = forms.Ref{Block: b.Key}
	a.tables = append(a.tables, t)
}

// sharing returns the columns of a table that stand under all of some heads.
func sharing(l *learner, t *table, groups []string) []int {
	var all []int
	for n := range t.columns {
		if slices.Equal(l.heads(t.columns[n].head[0]), groups) {
			all = append(all, n)
		}
	}
	return all
}

// idOf makes the id of a form of the name of its file.
func idOf(name string) string {
	s := strings.TrimSuffix(name, path.Ext(name))
	var b strings.Builder
	for _, c := range han.Fold(s) {
		if isIDRune(c) {
			b.WriteRune(c)
		} else if b.Len() > 0 {
			b.WriteByte('-')
		}
	}
	return cmp.Or(strings.Trim(b.String(), "-_."), "form")
}

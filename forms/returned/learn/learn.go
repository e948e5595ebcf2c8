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
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/printed"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
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

	pages  []*grasp.Page
	learnt []*grasp.Learner
	slots  []*grasp.Slot
	tables []*grasp.Table
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
	DoubtParts                       // whether a page holds several forms
)

var doubtNames = [...]string{"", "label", "cells", "rows", "choice", "unit", "twice", "copies", "sheets", "title", "check", "parts"}

// kindOf returns the kind of doubt that a question of a page is.
func kindOf(k grasp.Asking) DoubtKind { return DoubtKind(slices.Index(doubtNames[:], string(k))) }

// String returns a word for k, such as label.
func (k DoubtKind) String() string {
	if int(k) < len(doubtNames) && k > 0 {
		return doubtNames[k]
	}
	return fmt.Sprintf("DoubtKind(%d)", uint8(k))
}

// mostSaid is how many checks of one kind a doubt says; YAML has all of them.
const mostSaid = 3

// String says the doubt to a clerk: B4：“金额”以万元计；也可能：以元计.
func (d Doubt) String() string {
	s := d.Assumed
	if w := d.place(); w != "" {
		s = w + "：" + s
	}
	if len(d.Else) > 0 {
		s += "；也可能：" + strings.Join(d.Else, "，或")
	}
	if n := len(d.Checks); n > 0 {
		s += "；要校核的，checks里写：" + strings.Join(d.Checks[:min(n, mostSaid)], "；")
		if n > mostSaid {
			s += fmt.Sprintf("……共%d条", n)
		}
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
	pages, err := grasp.ReadPages(r, size, path.Base(name), true)
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
func (b *Blank) learn(pages []*grasp.Page) error {
	for _, p := range pages {
		n := len(b.pages)
		if len(p.Cells) == 0 {
			continue
		}
		first, copies := p.FirstCopy()
		l := grasp.NewLearner(first, n)
		if copies > 1 {
			l.Questions = append([]grasp.Question{{Kind: grasp.AskCopies, Where: p.Place(1, 1), Assumed: fmt.Sprintf("页上有%d份相同的表，按一份读", copies), Else: []string{"各是一张不同的表"}}}, l.Questions...)
		}
		b.pages = append(b.pages, first)
		b.learnt = append(b.learnt, l)
	}
	if err := b.assemble(); err != nil {
		return err
	}
	for _, l := range b.learnt {
		p := newPressing(l)
		for _, s := range b.slots {
			if s.Page != l.N {
				continue
			}
			for _, box := range slices.Concat([]int{s.Cell}, s.Ticks, s.More) {
				p.own[box] = true
			}
		}
		b.prints = append(b.prints, p)
	}
	return nil
}

// Open returns a reader of the blank, as it is sent out.
func (b *Blank) Open() *bytes.Reader { return bytes.NewReader(b.Data) }

// assemble makes the schema of what all pages ask for.
func (b *Blank) assemble() error {
	s := &forms.Schema{ID: idOf(b.Name), Version: b.Sum[:8]}
	b.Schema = s
	a := &assembly{Blank: b, names: map[string]bool{}, refs: map[*grasp.Item]forms.Ref{}}
	asking := 0
	for _, l := range b.learnt {
		if len(l.Items) > 0 {
			asking++
		}
	}
	for _, l := range b.learnt {
		if len(l.Items) == 0 {
			continue
		}
		name := ""
		if l.Title >= 0 {
			name = printed.Tidy(grasp.Says(&l.Cells[l.Title]))
		}
		if s.Title == "" {
			s.Title = name
		}
		a.page(l, cmp.Or(name, l.Sheet), asking > 1)
	}
	if a.asked == 0 {
		return ErrNothing
	}
	if a.asked > grasp.MaxAsked {
		return fmt.Errorf("%w: more than %d fields", gate.ErrTooLarge, grasp.MaxAsked)
	}
	if s.Title == "" {
		s.Title = strings.TrimSuffix(b.Name, path.Ext(b.Name))
		b.Doubts = append(b.Doubts, Doubt{Kind: DoubtTitle, Assumed: "没有看到标题，表名按文件名记作“" + s.Title + "”"})
	}
	if asking > 1 {
		b.Doubts = append(b.Doubts, Doubt{Kind: DoubtSheets, Assumed: fmt.Sprintf("%d张工作表合起来是一份表", asking), Else: []string{"每张工作表各是一份表"}})
	}
	for _, l := range b.learnt {
		for _, q := range l.Questions {
			d := Doubt{Kind: kindOf(q.Kind), Where: q.Where, Assumed: q.Assumed, Else: q.Else}
			if q.Item != nil {
				ref, ok := a.refs[q.Item]
				if !ok {
					continue
				}
				d.Ref = ref
			}
			b.Doubts = append(b.Doubts, d)
		}
		for _, p := range l.Parts {
			b.Doubts = append(b.Doubts, Doubt{Kind: DoubtParts, Where: l.Place(p.Row, 1), Assumed: "“" + p.Title + "”是同一页上的另一张表，各栏单独成一个栏目，一起交回", Else: []string{"是上面那张表的一部分"}})
		}
		if l.Unit != "" && a.monied[l] {
			b.Doubts = append(b.Doubts, Doubt{Kind: DoubtUnit, Where: report.Position{Sheet: l.Sheet}, Assumed: "表上印有“单位：" + l.Unit + "”，没有另写单位的都按" + l.Unit + "计"})
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
	refs   map[*grasp.Item]forms.Ref
	asked  int
	blocks int
	monied map[*grasp.Learner]bool
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
func (a *assembly) page(l *grasp.Learner, name string, several bool) {
	labels, firsts, sections := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for _, it := range l.Items {
		if it.Slot != nil {
			labels[it.Cue.Label]++
			sections[[2]string{it.Section, it.Cue.Label}]++
			if it.Fill != nil && it.Slot.Gap == 0 {
				firsts[it.Fill.Gaps[0].Label]++
			}
		}
	}
	lead := map[int]*grasp.Item{} // of each row the first, where its label stands once
	for _, it := range l.Items {
		if _, ok := lead[it.Row]; !ok && it.Boxed && it.Slot != nil {
			lead[it.Row] = it
			if labels[it.Cue.Label] > 1 {
				lead[it.Row] = nil
			}
		}
	}
	summed := map[int]bool{} // fixed rows and columns with a total: they hold numbers
	for _, it := range l.Items {
		if it.Crossed.Top > 0 && it.Slot != nil && slices.ContainsFunc(strings.Split(it.Cue.Label, "·"), totalWords.MatchString) {
			summed[it.Crossed.Top] = true
		}
	}
	last := 0 // row of the last box
	for _, it := range l.Items {
		if it.Boxed {
			last = max(last, it.Row)
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
	part, begins := 0, false   // begins: the next block begins a further form, and is called as that is
	crossings := map[int]int{} // blocks, by the row of their heads
	said := map[string]int{}
	for _, it := range l.Items {
		if a.asked > grasp.MaxAsked { // it is refused
			return
		}
		if n := l.PartOf(it); n != part {
			closeCard()
			part, inHead = n, false
			name, begins = l.Parts[n-1].Title, true
		}
		if it.Table != nil {
			closeCard()
			inHead = false
			a.table(l, it, name, several || begins)
			begins = false
			continue
		}
		c := it.Cue
		if labels[c.Label] > 1 && it.Fill != nil && it.Slot.Gap > 0 {
			if first := it.Fill.Gaps[0].Label; first != "" && first != c.Label && firsts[first] == 1 {
				long := trimSection(first) + "·" + c.Label // 甲方（盖章）：… 代表（签字）：…
				if before := it.Fill.Gaps[it.Slot.Gap-1].Label; said[long] > 0 && before != "" && before != c.Label {
					long = trimSection(before) + "·" + c.Label // 原定__月__日第__节，调整到__月__日第__节
				}
				c.Label = long
			}
		}
		if labels[c.Label] > 1 && it.Section != "" && it.Section != c.Label && !strings.HasPrefix(c.Label, trimSection(it.Section)+"·") {
			long := trimSection(it.Section) + "·" + c.Label
			if of := lead[it.Row]; sections[[2]string{it.Section, c.Label}] > 1 && it.Boxed && of != nil && of != it && plainName(of.Cue.Label) {
				long = of.Cue.Label + "·" + c.Label // 第一志愿 | … | 人数 | …
			}
			c.Label = long
		}
		if of := lead[it.Row]; labels[c.Label] > 1 && it.Boxed && of != nil && of != it && plainName(of.Cue.Label) && printed.OfPerson.MatchString(c.Label) {
			c.Label = of.Cue.Label + "·" + c.Label // 企业指导教师 | … | 联系电话 | …
		}
		if part > 0 && said[c.Label] > 0 {
			c.Label = l.Parts[part-1].Title + "·" + c.Label
		}
		if n := said[c.Label]; n > 0 {
			plain := c.Label
			c.Label = fmt.Sprintf("%s（%d）", plain, n+1)
			l.Ask(grasp.AskTwice, &l.Cells[it.Slot.Cell], it, fmt.Sprintf("“%s”有几处，这一处记作“%s”", plain, c.Label))
			said[plain]++
		} else {
			said[c.Label]++
		}
		if asUnit(l.Unit, &c, it.Crossed.Top > 0) {
			a.money(l)
		}
		if summed[it.Crossed.Top] && c.Kind == forms.Text && len(c.Options) == 0 && !slices.ContainsFunc(strings.Split(c.Label, "·"), grasp.OtherHead) {
			c.Kind = forms.Decimal
		}
		f := fieldOf(c, it)
		var ref forms.Ref
		switch {
		case it.Crossed.Top > 0:
			at, ok := crossings[it.Crossed.Top]
			if !ok {
				closeCard()
				inHead = false
				at = a.crossing(it, name, several || begins)
				begins = false
				crossings[it.Crossed.Top] = at
			}
			ref = a.cross(at, &f, it)
		case !it.Boxed && it.Row > last && last > 0 && !several && part == 0:
			f.Key = free(a.names, printed.KeyOf(c.Label))
			a.Schema.Foot = append(a.Schema.Foot, f)
			ref = forms.Ref{Key: f.Key}
		case inHead && !several:
			if !it.Boxed && f.Look == "" {
				f.Look = forms.LookLine
			}
			f.Key = free(a.names, printed.KeyOf(c.Label))
			a.Schema.Head = append(a.Schema.Head, f)
			ref = forms.Ref{Key: f.Key}
		default:
			if card == nil {
				a.blocks++
				card = &forms.Block{Key: free(a.names, fmt.Sprintf("part%d", a.blocks))}
				if several || begins {
					card.Label, begins = name, false
				}
				names = map[string]bool{}
			}
			f.Key = free(names, printed.KeyOf(c.Label))
			card.Fields = append(card.Fields, f)
			ref = forms.Ref{Block: card.Key, Row: 1, Key: f.Key}
		}
		it.Slot.Ref = ref
		a.refs[it] = ref
		a.slots = append(a.slots, it.Slot)
		a.asked++
	}
	closeCard()
	for _, at := range crossings {
		uncross(&a.Schema.Blocks[at])
	}
	for i := range l.Cells {
		if l.Roles[i] == grasp.Photo && a.Schema.Photo == "" && len(a.Schema.Head) > 0 {
			a.Schema.Photo = strings.TrimSpace(grasp.Says(&l.Cells[i]))
		}
	}
}

// asUnit gives a field the unit that the page prints for all of them, where it is
// one of what the unit measures; crossed fields of a page that counts are numbers
// unless their head says otherwise.
func asUnit(unit string, c *printed.Cue, crossed bool) bool {
	last := lastWord(c.Label)
	money := strings.HasSuffix(unit, "元")
	switch {
	case unit == "" || c.Unit != "" || len(c.Options) > 0:
		return false
	case money && c.Kind == forms.Decimal && printed.MoneyWords.MatchString(last):
	case money && crossed && c.Kind.Numeric() && c.Kind != forms.Percent && moneyColumn.MatchString(last) && !counts.MatchString(last):
		c.Kind = forms.Decimal
	case !money && crossed && (c.Kind == forms.Text || c.Kind == forms.Decimal || c.Kind == forms.Integer) && !grasp.OtherHead(last):
		c.Kind = forms.Decimal
		if printed.Whole(unit) {
			c.Kind = forms.Integer
		}
	default:
		return false
	}
	c.Unit = unit
	return true
}

// totalWords call a row or column that adds others up.
var totalWords = regexp.MustCompile(`^(?:合|小|总|共|累)\s*计$`)

// moneyColumn heads amounts of a page that prints their unit.
var moneyColumn = regexp.MustCompile(`预算|决算|支出|收入|经费|金额|资金|拨款|财政|自筹|小计|合计|总计|数额|专项|补助|配套|投入`)

// counts are heads of what is counted, whatever stands below them.
var counts = regexp.MustCompile(`人数|人次|数量|个数|次数|台数|班数|学时|课时`)

// plainName reports whether a label is short enough to stand before another.
func plainName(s string) bool { return utf8.RuneCountInString(s) <= 12 && !strings.Contains(s, "·") }

func (a *assembly) money(l *grasp.Learner) {
	if a.monied == nil {
		a.monied = map[*grasp.Learner]bool{}
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
func lookOf(f *forms.Field, it *grasp.Item) forms.Look {
	if it.Fill == nil || it.Slot == nil || it.Slot.Gap < 0 || it.Slot.Other {
		return ""
	}
	g := &it.Fill.Gaps[it.Slot.Gap]
	switch {
	case it.Boxed && g.Open && f.Kind == forms.Text:
		return forms.LookOpinion
	case it.Boxed && printed.Boxes(g) && (f.Kind == forms.Choice || f.Kind == forms.Choices || f.Kind == forms.YesNo):
		return forms.LookTicks
	case it.Boxed && it.Fill.Anonymous() && g.Kind == forms.Date && f.Kind == forms.Date:
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

func fieldOf(c printed.Cue, it *grasp.Item) forms.Field {
	f := forms.Field{Label: c.Label, Kind: c.Kind, Unit: c.Unit, Options: c.Options, Required: c.Required, Note: c.Note, Len: c.Length, Min: c.Min, Max: c.Max}
	if f.Kind != forms.Choice && f.Kind != forms.Choices {
		f.Options = nil
	}
	if f.Label == "" {
		f.Label = "栏"
	}
	if c.Max != "" && c.Min == "" && f.Kind.Numeric() {
		f.Min = "0"
	}
	f.Look = lookOf(&f, it)
	if f.Kind == forms.Text && (it.Height > 2 || c.Length > 100) {
		f.Rows = min(max(it.Height, 3), 8)
	}
	return f
}

func (a *assembly) table(l *grasp.Learner, it *grasp.Item, name string, several bool) {
	t := it.Table
	a.blocks++
	key := fmt.Sprintf("table%d", a.blocks)
	b := forms.Block{Key: free(a.names, key), Label: t.Section, Grow: true}
	if b.Label == "" && several {
		b.Label = name
	}
	b.Side = b.Label != "" && t.Side >= 0 && t.Repeat == 1
	if n := len(t.Rows) * t.Repeat; n > 0 {
		b.Rows = n
	}
	if t.Number >= 0 {
		b.Number = cmp.Or(printed.Tidy(l.Cells[t.Number].Raw), "序号")
	}
	t.Block = b.Key
	names, said := map[string]bool{}, map[string]int{}
	for n := range t.Columns {
		col := &t.Columns[n]
		c := printed.CueOf(l.Cells[col.Head[0]].Raw, "")
		groups := l.Heads(col.Head[0])
		if len(groups) > 0 && len(t.Columns) == len(sharing(l, t, groups)) {
			groups = nil // one head above all columns is the table's name
		}
		c = grasp.Under(groups, c)
		if col.Fill != nil {
			g := &col.Fill.Gaps[0]
			if g.Kind != forms.Text || len(g.Options) > 0 {
				c.Kind, c.Options = g.Kind, g.Options
			}
		}
		full := strings.Join(append(slices.Clone(groups), c.Label), "|")
		if k := said[full]; k > 0 {
			plain := c.Label
			c.Label = fmt.Sprintf("%s（%d）", plain, k+1)
			l.Ask(grasp.AskTwice, &l.Cells[col.Head[0]], it, fmt.Sprintf("“%s”有几列，这一列记作“%s”", plain, c.Label))
		}
		said[full]++
		if asUnit(l.Unit, &c, false) {
			a.money(l)
		}
		if len(t.Rows) > 0 && col.Fill == nil {
			l.Restrict(t.Rows[0], l.Cells[col.Head[0]].Col, &c)
			if box, _ := l.Box(t.Rows[0], l.Cells[col.Head[0]].Col); len(box.Asks) == 1 {
				grasp.Control(&c, box.Asks[0])
			}
		}
		if col.Parts != nil {
			c = col.Cue(c)
		}
		f := fieldOf(c, &grasp.Item{})
		f.Group = strings.Join(groups, "|")
		f.Key = free(names, printed.KeyOf(strings.Join(append(slices.Clone(groups), c.Label), "")))
		col.Key = f.Key
		b.Fields = append(b.Fields, f)
		a.asked++
	}
	if len(b.Fields) > 40 {
		b.Fields, t.Columns = b.Fields[:40], t.Columns[:40]
	}
	a.Schema.Blocks = append(a.Schema.Blocks, b)
	a.refs[it] = forms.Ref{Block: b.Key}
	a.tables = append(a.tables, t)
}

// sharing returns the columns of a table that stand under all of some heads.
func sharing(l *grasp.Learner, t *grasp.Table, groups []string) []int {
	var all []int
	for n := range t.Columns {
		if slices.Equal(l.Heads(t.Columns[n].Head[0]), groups) {
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

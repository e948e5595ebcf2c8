package campaign

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/campaign/internal/lines"
	"github.com/zhijiao-go/zhijiao/campaign/internal/yamltree"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/suggest"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// MaxYAML is the number of bytes up to which [Load] reads a campaign. The
// longest of real campaigns has some 20,000.
const MaxYAML = 4 << 20

// Errors in [LoadError.Err]. Dates and times that do not exist are errors of
// package calendar there, wrong forms those of package forms.
var (
	ErrTooLarge     = yamltree.ErrTooLarge
	ErrEncoding     = yamltree.ErrEncoding
	ErrSyntax       = yamltree.ErrSyntax
	ErrDocuments    = yamltree.ErrDocuments
	ErrAlias        = yamltree.ErrAlias
	ErrUnknownKey   = yamltree.ErrUnknownKey
	ErrDuplicateKey = yamltree.ErrDuplicateKey
	ErrMissing      = yamltree.ErrMissing
	ErrType         = yamltree.ErrType
	ErrValue        = yamltree.ErrValue
	ErrDuplicateID  = errors.New("id used twice")
	ErrFileName     = errors.New("cannot name a file")
	ErrReference    = errors.New("no such name in the campaign")
)

// A fault is an error with what there is to say about it.
type fault struct {
	err              error
	english, chinese string
}

func (f *fault) Error() string            { return f.english }
func (f *fault) Unwrap() error            { return f.err }
func (f *fault) detail() (string, string) { return f.english, f.chinese }

// A RefError is a name that stands for nothing in its campaign.
type RefError struct {
	Path  string   // where the name stands: documents[0].signature.organs[1]
	What  string   // what it should name: form, built-in form, period, contact, organ
	Name  string   //
	Known []string // names that there are
}

func (e *RefError) Error() string {
	english, _ := e.detail()
	return "campaign: " + prefixed(e.Path, english)
}

// Unwrap returns [ErrReference].
func (e *RefError) Unwrap() error { return ErrReference }

// Chinese says the same to a clerk.
func (e *RefError) Chinese() string {
	_, chinese := e.detail()
	return prefixed(e.Path, chinese)
}

func (e *RefError) detail() (english, chinese string) {
	what := map[string]string{
		"form": "表格", "built-in form": "内置表格", "period": "时段", "contact": "联系人", "organ": "发文机关", "document": "文件", "event": "事件", "deadline": "时限",
	}[e.What]
	english = fmt.Sprintf("no %s %q", e.What, e.Name)
	chinese = fmt.Sprintf("没有名为“%s”的%s", e.Name, what)
	if len(e.Known) > 0 {
		english += ": " + suggest.English(e.Name, e.Known)
		chinese += "，" + suggest.Chinese(e.Name, e.Known)
	}
	return english, chinese + severalInOne(e.Name)
}

// detailOf returns what to say about an error.
func detailOf(err error) (english, chinese string) {
	var d interface{ detail() (string, string) }
	if errors.As(err, &d) {
		return d.detail()
	}
	return err.Error(), err.Error()
}

// Load reads a campaign from YAML (schema zhijiao/campaign@1). It is strict:
// unknown and repeated keys, values of the wrong type or out of range, days
// that do not exist, names that stand for nothing and ids used twice are a
// [*LoadError] each, all of them [LoadErrors]. Of the validate tags it
// applies required, oneof, eq, min and max; the other rules are package validate's.
// Name is the file's name in errors and positions.
//
// The campaign remembers where its values stood; see [Campaign.Position].
func Load(r io.Reader, name string) (*Campaign, error) { return LoadBeside(r, name, nil) }

// LoadBeside is [Load] of a campaign whose forms may have templates, which are
// files of the folder beside.
func LoadBeside(r io.Reader, name string, beside fs.FS) (*Campaign, error) {
	return load(r, name, beside, nil)
}

// load loads a campaign whose templates lie beside, or are known.
func load(r io.Reader, name string, beside fs.FS, known *Campaign) (*Campaign, error) {
	s, text, err := readSource(r, name)
	if err != nil {
		return nil, err
	}
	c := new(Campaign)
	root, faults, lost := s.fill(text, c, soundCampaign)
	c.source = s
	if root == nil || len(faults) >= yamltree.MaxFaults || len(faults) > 0 && soundCampaign(root) != nil {
		return nil, inOrder(faults) // not all of it was read
	}
	var k checker
	k.c = c
	c.learn(&k, beside, known)
	k.check()
	for _, f := range k.faults {
		if !followsFrom(f, faults, lost) {
			faults = append(faults, s.failAt(f.path, f.err))
		}
	}
	if len(faults) > 0 {
		return nil, inOrder(faults)
	}
	return c, nil
}

// followsFrom reports whether something that does not fit the rest of a campaign
// may do so for what is wrong elsewhere alone.
func followsFrom(f pathError, faults LoadErrors, lost bool) bool {
	if len(faults) == 0 {
		return false
	}
	var ref *RefError
	switch {
	case errors.Is(f.err, ErrNoValue), errors.Is(f.err, ErrUnknownName), lost && errors.Is(f.err, ErrMissing), lost && errors.Is(f.err, ErrReference):
		return true
	case errors.As(f.err, &ref):
		list := ref.What + "s" // organs, forms, periods …
		if slices.ContainsFunc(faults, func(e *LoadError) bool { return e.Path == "" || strings.HasPrefix(e.Path, list) }) {
			return true
		}
	}
	return slices.ContainsFunc(faults, func(e *LoadError) bool {
		return e.Path != "" && (within(f.path, e.Path) || within(e.Path, f.path))
	})
}

// within reports whether a path is another or stands below it.
func within(path, of string) bool {
	rest, ok := strings.CutPrefix(path, of)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// readSource reads a file as text.
func readSource(r io.Reader, name string) (*source, string, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxYAML+1))
	if err != nil {
		return nil, "", fmt.Errorf("campaign: reading %s: %w", name, err)
	}
	s := &source{file: name, at: map[string]*yamltree.Node{}, moved: map[string]expansion{}}
	text, at := s.decode(data)
	if at != nil {
		return nil, "", LoadErrors{at}
	}
	return s, text, nil
}

// Decode reads a YAML file of another kind as strictly as [Load] reads a
// campaign, into the struct that v points to: unknown and repeated keys, values
// of the wrong type and values that UnmarshalText refuses are a [*LoadError] each,
// which tells the line, all of them [LoadErrors]. An error that has a method Chinese is told
// in its words.
func Decode(r io.Reader, name string, v any) error {
	s, text, err := readSource(r, name)
	if err != nil {
		return err
	}
	_, faults, _ := s.fill(text, v, nil)
	return inOrder(faults)
}

// fill puts what stands in a text into what v points to and tells what is wrong
// with it; lost says that some of it could not be read.
func (s *source) fill(text string, v any, sound func(*yamltree.Node) *yamltree.Error) (root *yamltree.Node, all LoadErrors, lost bool) {
	root, at, faults, lost := yamltree.Fill(text, s.lines, v, sound, chineseOf)
	if at != nil {
		s.at = at
	}
	for _, f := range faults {
		all = append(all, s.fail(f.Line, f.Column, f.Size, f.Path, &fault{f.Err, f.English, f.Chinese}))
	}
	return root, all, lost
}

// soundCampaign refuses a file that is no campaign: in it every key is unknown.
func soundCampaign(root *yamltree.Node) *yamltree.Error {
	wrong := func(n *yamltree.Node, path string, err error, english, chinese string) *yamltree.Error {
		return &yamltree.Error{Line: n.Line, Column: n.Column, Size: n.Size(), Path: path, Err: err, English: english, Chinese: chinese}
	}
	if root.Kind != yamltree.Map {
		return wrong(root, "", ErrType, "a campaign is a mapping that begins with schema: "+schemaID, "活动数据应以“schema: "+schemaID+"”开头")
	}
	switch n := root.Child("schema"); {
	case n == nil:
		return wrong(root, "schema", ErrMissing, "the first line should be schema: "+schemaID, "缺少“schema: "+schemaID+"”")
	case n.Text != schemaID:
		return wrong(n, "schema", ErrValue, fmt.Sprintf("schema %q is not known: want %s", n.Text, schemaID),
			"不是本软件的活动数据，schema应为"+schemaID)
	}
	return nil
}

const schemaID = "zhijiao/campaign@1"

// LoadFile is [LoadBeside] of a file and its folder. What is no file, such as a
// folder, a pipe or a socket, is not opened: [fs.ErrInvalid].
func LoadFile(path string) (*Campaign, error) {
	return gate.FromFile(path, func(f *os.File) (*Campaign, error) { return LoadBeside(f, path, os.DirFS(filepath.Dir(path))) })
}

// LoadFS is [LoadBeside] of a file in fsys, the templates of forms beside it.
func LoadFS(fsys fs.FS, name string) (*Campaign, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, fmt.Errorf("campaign: %w", err)
	}
	defer f.Close()
	beside, err := fs.Sub(fsys, path.Dir(name))
	if err != nil {
		return nil, fmt.Errorf("campaign: %w", err)
	}
	return LoadBeside(f, name, beside)
}

// A source is the file that a campaign was read from.
type source struct {
	file  string
	lines []string

	// By path. Nothing changes them once the campaign is loaded.
	at    map[string]*yamltree.Node
	moved map[string]expansion // texts that [Campaign.Next] made of those in the file
}

// decode checks the bytes of a file and splits its lines.
func (s *source) decode(data []byte) (string, *LoadError) {
	if english, chinese := otherThanText(data); english != "" {
		return "", s.fail(0, 0, 0, "", &fault{ErrEncoding, fmt.Sprintf("%v: %s", ErrEncoding, english), chinese})
	}
	if len(data) > MaxYAML {
		return "", s.fail(0, 0, 0, "", &fault{ErrTooLarge, fmt.Sprintf("%v: it has more than %d bytes", ErrTooLarge, MaxYAML),
			fmt.Sprintf("文件超过%dMB，不是活动数据文件", MaxYAML>>20)})
	}
	text := han.Lines.Replace(string(data))
	s.lines = strings.Split(strings.Map(func(r rune) rune {
		if gate.Odd(r) && r != '\n' {
			return utf8.RuneError
		}
		return r
	}, text), "\n")
	line, column := 1, 1
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return "", s.fail(line, column, 1, "", &fault{ErrEncoding,
					fmt.Sprintf("%v: byte %#02x: save the file as UTF-8", ErrEncoding, text[i]), notUTF8(data)})
			}
		}
		if gate.Odd(r) {
			english, chinese := yamltree.OddCharacter(r)
			return "", s.fail(line, column, 1, "", &fault{ErrEncoding, english, chinese})
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
	}
	return text, nil
}

// fail makes a LoadError of a place in the file and what is wrong there,
// which is size characters long.
func (s *source) fail(line, column, size int, path string, err error) *LoadError {
	e := &LoadError{File: s.file, Line: line, Column: column, Path: path, Err: err}
	if line > 0 {
		e.Excerpt = lines.Excerpt(s.lines, line, column, size)
	}
	return e
}

// failAt makes a LoadError of the value at path, or of what holds it if it
// is not in the file.
func (s *source) failAt(path string, err error) *LoadError {
	n := s.nearest(path)
	line, column, size := n.Line, n.Column, n.Size()
	var a *ActionError
	if errors.As(err, &a) && n == s.at[path] {
		line, column, size = a.Where.Line, a.Where.Column, utf8.RuneCountInString(a.Action)
	}
	return s.fail(line, column, size, path, err)
}

// nearest returns the value at path, or what holds it if it is not in the
// file, at last the file.
func (s *source) nearest(path string) *yamltree.Node {
	for s.at[path] == nil && path != "" {
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return s.at[path]
}

// Position returns the place in c's file where the value at path begins, such
// as deadlines[0].due, or what holds it if the file has no such value. It
// returns the zero Position if c was not loaded from a file. Where the text of
// a document stands, the Places of the composed document tell.
func (c *Campaign) Position(path string) report.Position {
	if c.source == nil {
		return report.Position{}
	}
	n := c.source.nearest(path)
	if n == c.source.at[path] {
		return c.source.position(n.Find(c.source.lines, 1, 1)) // behind a quotation mark
	}
	return c.source.position(n.Line, n.Column)
}

// Paths returns what tells which value of c stands at a line of the file it was loaded
// from, as a path: the one that begins there, or the last before. It tells "" where
// there is no file.
func (c *Campaign) Paths() func(line int) string {
	type start struct {
		line int
		path string
	}
	var starts []start
	if c.source != nil {
		for path, n := range c.source.at {
			starts = append(starts, start{n.Line, path})
		}
	}
	slices.SortFunc(starts, func(a, b start) int {
		return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(len(b.path), len(a.path)), cmp.Compare(a.path, b.path))
	})
	return func(line int) string {
		i, _ := slices.BinarySearchFunc(starts, line+1, func(s start, line int) int { return cmp.Compare(s.line, line) })
		if i == 0 || line < 1 {
			return ""
		}
		return starts[i-1].path
	}
}

func (s *source) position(line, column int) report.Position {
	return report.Position{File: s.file, Line: line, Column: column}
}

// chineseOf says what is wrong with a text that a value could not be read from.
func chineseOf(err error, text string) string {
	var own interface{ Chinese() string }
	switch {
	case errors.Is(err, calendar.ErrRange):
		return "日历上没有" + text + "这一天"
	case errors.Is(err, calendar.ErrSyntax):
		if d, ok := calendar.ReadDay(text, 0); ok && d.Year > 0 {
			return "日期“" + text + "”应写成" + d.ISO()
		}
		return "日期“" + text + "”应写成2023-05-06的样子"
	case errors.Is(err, calendar.ErrClock):
		if c, ok := calendar.ReadClock(text); ok {
			return "时间“" + text + "”应写成" + c.String()
		}
		return "时间“" + text + "”应写成14:00的样子"
	case errors.Is(err, forms.ErrNoKind):
		_, names, _ := strings.Cut(err.Error(), "want one of ")
		return "没有“" + text + "”这种kind，可用的有：" + strings.ReplaceAll(names, " ", "、")
	case errors.Is(err, ErrBytes):
		return "“" + text + "”应写成500K、2M、1.5G的样子"
	case errors.As(err, &own):
		return own.Chinese()
	}
	return "“" + text + "”不可用：" + err.Error()
}

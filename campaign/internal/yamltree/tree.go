// Package yamltree reads YAML strictly as a tree that knows where everything stands,
// fills structs from it ([Decode]) and writes them back into the lines they came from
// ([Print]). Nothing else of this module sees the YAML package.
package yamltree

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Errors in [Error.Err].
var (
	ErrTooLarge     = errors.New("larger or deeper nested than any campaign")
	ErrEncoding     = errors.New("not plain UTF-8 text")
	ErrSyntax       = errors.New("not YAML")
	ErrDocuments    = errors.New("a second YAML document: a campaign is one")
	ErrAlias        = errors.New("anchors, aliases, tags and complex keys are not allowed: write the value out")
	ErrUnknownKey   = errors.New("unknown key")
	ErrDuplicateKey = errors.New("the key stands here twice")
	ErrMissing      = errors.New("missing")
	ErrType         = errors.New("wrong type")
	ErrValue        = errors.New("value not allowed")
)

// A Node is a value in a YAML file: a mapping, a list or a scalar. It is all
// that the rest of the module sees of the YAML package.
type Node struct {
	Kind         Kind
	Line, Column int // of its first character, 1-based, in characters
	Text         string
	Style        Style
	Keys         []Node // of a mapping, text each
	Values       []Node // of a mapping or list

	// How Find goes from the text to the file.
	indent int     // of literal text, in characters
	starts []start // of the lines of plain and quoted text
}

// A Kind is what a [Node] is.
type Kind uint8

const (
	Null Kind = iota
	Text
	Number // as written in text
	Bool   // as written in text
	List
	Map
)

func (k Kind) String() string {
	return [...]string{"nothing", "text", "a number", "true or false", "a list", "a mapping"}[k]
}

func (k Kind) chinese() string {
	return [...]string{"空", "文字", "数字", "true或false", "列表", "键值表"}[k]
}

// A Style is how a text is written. The zero value is plain.
type Style uint8

const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal // |
	Folded  // >
)

// An Error is one thing wrong with a file: its form, or a value that does not fit
// the type it is for.
type Error struct {
	Line, Column int
	Size         int    // characters to mark there
	Path         string // of the value; "" for the file
	Err          error  // one of the errors above, or what a value that reads itself returned
	English      string // what is wrong
	Chinese      string
}

// Faults are all that is wrong with a file.
type Faults []*Error

func (f Faults) Error() string { return f[0].English }

func (f Faults) asError() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

func (e *Error) Error() string { return e.English }

func (e *Error) Unwrap() error { return e.Err }

// complete puts what kind of error it is before what the reader says of it.
func (e *Error) complete() *Error {
	chinese := map[error]string{
		ErrTooLarge:     "文件过大或嵌套过深",
		ErrSyntax:       "不符合YAML格式",
		ErrDocuments:    "一个文件只能有一个YAML文档，请删去多余的“---”",
		ErrAlias:        "不支持锚点（&）、别名（*）、标签（!）和复合键，请直接写出内容",
		ErrDuplicateKey: "同一个键写了两次",
	}[e.Err]
	if e.English == "" {
		e.English, e.Chinese = e.Err.Error(), chinese
	} else {
		e.English, e.Chinese = e.Err.Error()+": "+e.English, chinese+"："+e.Chinese
	}
	e.Size = 1
	return e
}

// MaxTokens bounds the work on a file: the parser's time grows with the
// square of the number of keys in a mapping. A campaign has some thousands.
const MaxTokens = 30_000

// maxNesting is how deep lists and mappings may nest within one line.
const maxNesting = 50

// maxBlankLines is how many blank lines may follow each other: the scanner's
// time grows with the cube of their number.
const maxBlankLines = 20

// read reads one YAML document. It refuses anchors, aliases and tags: a
// campaign needs none, and without them no file is larger than it looks. Keys that
// stand twice are faults of what is read otherwise.
func read(src string) (root Node, twice Faults, err *Error) {
	defer func() {
		// A file that makes the YAML package panic is a bad file.
		if r := recover(); r != nil {
			err = &Error{Line: 1, Column: 1, Err: ErrSyntax, English: fmt.Sprint(r), Chinese: "无法读取"}
		}
		if err != nil {
			err.complete()
		}
		for _, e := range twice {
			e.complete()
		}
	}()
	if line := blankRun(src); line > 0 {
		return Node{}, nil, &Error{Line: line, Column: 1, Err: ErrTooLarge,
			English: fmt.Sprintf("more than %d blank lines in a row", maxBlankLines),
			Chinese: fmt.Sprintf("连续空行超过%d行", maxBlankLines)}
	}
	if line := longLine(src); line > 0 {
		return Node{}, nil, &Error{Line: line, Column: 1, Err: ErrTooLarge,
			English: fmt.Sprintf("%v: a line of more than %d bytes", ErrTooLarge, maxWritten),
			Chinese: "一行文字太长，请分段"}
	}
	tokens := lexer.Tokenize(src)
	if err := checkTokens(tokens); err != nil {
		return Node{}, nil, err
	}
	file, perr := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if perr != nil {
		return Node{}, nil, asYAMLError(perr)
	}
	var bodies []ast.Node
	for _, d := range file.Docs {
		if _, directive := d.Body.(*ast.DirectiveNode); d.Body != nil && !directive {
			bodies = append(bodies, d.Body)
		}
	}
	switch len(bodies) {
	case 0:
		return Node{Line: 1, Column: 1}, nil, nil
	case 1:
		c := converter{}
		root, err = c.convert(bodies[0])
		return root, c.twice, err
	}
	line, column := place(bodies[1])
	return Node{}, nil, &Error{Line: line, Column: column, Err: ErrDocuments}
}

// MaxLine is how many bytes a line of a text may have.
const MaxLine = 100_000

// maxWritten is how many bytes a line of the file may have: a line of text may
// be written with an escape for every character.
const maxWritten = 2 * MaxLine

// longLine returns the line that is too long, or 0. The scanner makes tokens
// of all of it before anybody can count them.
func longLine(src string) int {
	n := 0
	for line := range strings.Lines(src) {
		if n++; len(line) > maxWritten {
			return n
		}
	}
	return 0
}

// blankRun returns the line at which there are too many blank lines, or 0.
func blankRun(src string) int {
	n, run := 0, 0
	for line := range strings.Lines(src) {
		n++
		if strings.TrimSpace(line) != "" {
			run = 0
		} else if run++; run > maxBlankLines {
			return n
		}
	}
	return 0
}

// checkTokens refuses what would cost too much or is not wanted.
func checkTokens(tokens token.Tokens) *Error {
	flow, inLine, line := 0, 0, 0
	for i, t := range tokens {
		if t.Position.Line != line {
			line, inLine = t.Position.Line, 0
		}
		at := Error{Line: t.Position.Line, Column: t.Position.Column}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType:
			inLine++
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			at.Err = ErrAlias
			return &at
		case token.InvalidType:
			at.Err, at.English = ErrSyntax, plainEnglish(t.Error)
			at.Chinese = chineseSyntax(at.English)
			return &at
		}
		if i >= MaxTokens || flow > maxNesting || inLine > maxNesting {
			at.Err = ErrTooLarge
			return &at
		}
	}
	return nil
}

func asYAMLError(err error) *Error {
	e := &Error{Line: 1, Column: 1, Err: ErrSyntax, English: err.Error()}
	var located yaml.Error
	if errors.As(err, &located) {
		e.English = plainEnglish(located.GetMessage())
		if t := located.GetToken(); t != nil && t.Position != nil {
			e.Line, e.Column = t.Position.Line, t.Position.Column
		}
	}
	e.Chinese = chineseSyntax(e.English)
	return e
}

// plainEnglish makes one printable line of a message of the YAML package.
func plainEnglish(message string) string {
	message, _, _ = strings.Cut(strings.ReplaceAll(message, "character '\t'", "a tab"), "\n")
	return message
}

// chineseSyntax guesses the usual causes of a syntax error.
func chineseSyntax(english string) string {
	switch {
	case strings.Contains(english, "a tab"):
		return "缩进只能用空格，不能用制表符（Tab）"
	case strings.Contains(english, "quot"), strings.Contains(english, "end"):
		return "引号或括号没有配对"
	}
	return "请检查缩进、冒号后的空格和引号（文字中有冒号加空格、#等符号时，整段要加引号）"
}

func place(n ast.Node) (line, column int) {
	t := n.GetToken()
	switch n := n.(type) {
	case *ast.LiteralNode:
		t = n.Start
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return place(n.Values[0].Key)
		}
		t = n.Start
	case *ast.MappingValueNode:
		return place(n.Key)
	case *ast.SequenceNode:
		t = n.Start
	}
	if t == nil || t.Position == nil {
		return 1, 1
	}
	return t.Position.Line, t.Position.Column
}

// A converter makes nodes of those of the YAML package.
type converter struct{ twice Faults }

func (c *converter) convert(n ast.Node) (Node, *Error) {
	line, column := place(n)
	v := Node{Line: line, Column: column}
	fail := func(err error) (Node, *Error) {
		return Node{}, &Error{Line: line, Column: column, Err: err}
	}
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		v.Kind, v.Text = Text, n.Value
		switch n.Token.Type {
		case token.SingleQuoteType:
			v.Style = SingleQuoted
		case token.DoubleQuoteType:
			v.Style = DoubleQuoted
		}
	case *ast.LiteralNode:
		v.Kind, v.Text, v.Style = Text, n.Value.Value, Literal
		if strings.HasPrefix(n.Start.Value, ">") {
			v.Style = Folded
		}
	case *ast.BoolNode:
		v.Kind, v.Text = Bool, n.Token.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		v.Kind, v.Text = Number, n.GetToken().Value
	case *ast.SequenceNode:
		v.Kind = List
		for _, item := range n.Values {
			child, err := c.convert(item)
			if err != nil {
				return Node{}, err
			}
			v.Values = append(v.Values, child)
		}
	case *ast.MappingValueNode:
		v.Kind = Map
		return v, c.addPair(&v, n, map[string]bool{})
	case *ast.MappingNode:
		v.Kind = Map
		seen := map[string]bool{}
		for _, pair := range n.Values {
			if err := c.addPair(&v, pair, seen); err != nil {
				return Node{}, err
			}
		}
	case *ast.CommentGroupNode, nil: // a file of comments
	default:
		return fail(ErrAlias)
	}
	return v, nil
}

// addPair adds a pair to n, whose keys are seen; of a key that stands twice the
// first counts.
func (c *converter) addPair(n *Node, pair *ast.MappingValueNode, seen map[string]bool) *Error {
	key, err := c.convert(pair.Key)
	if err != nil {
		return err
	}
	if key.Kind != Text && key.Kind != Number {
		return &Error{Line: key.Line, Column: key.Column, Err: ErrSyntax,
			English: "a key is text", Chinese: "键应是文字"}
	}
	value, err := c.convert(pair.Value)
	if seen[key.Text] {
		if len(c.twice) < MaxFaults {
			c.twice = append(c.twice, &Error{Line: key.Line, Column: key.Column, Err: ErrDuplicateKey})
		}
		return err
	}
	seen[key.Text] = true
	n.Keys = append(n.Keys, key)
	n.Values = append(n.Values, value)
	return err
}

// Child returns the value of a key, or nil.
func (n *Node) Child(key string) *Node {
	for i := range n.Keys {
		if n.Keys[i].Text == key {
			return &n.Values[i]
		}
	}
	return nil
}

package campaign

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

// Errors in [yamlError.err].
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

// A node is a value in a YAML file: a mapping, a list or a scalar. It is all
// that the rest of the package sees of the YAML package.
type node struct {
	kind         nodeKind
	line, column int // of its first character, 1-based, in characters
	text         string
	style        scalarStyle
	keys         []node // of a mapping, text each
	values       []node // of a mapping or list

	// How find goes from the text to the file.
	indent int     // of literal text, in characters
	starts []start // of the lines of plain and quoted text
}

type nodeKind uint8

const (
	nullNode nodeKind = iota
	textNode
	numberNode // as written in text
	boolNode   // as written in text
	listNode
	mapNode
)

func (k nodeKind) String() string {
	return [...]string{"nothing", "text", "a number", "true or false", "a list", "a mapping"}[k]
}

func (k nodeKind) chinese() string {
	return [...]string{"空", "文字", "数字", "true或false", "列表", "键值表"}[k]
}

// A scalarStyle is how a text is written. The zero value is plain.
type scalarStyle uint8

const (
	plainStyle scalarStyle = iota
	singleQuoted
	doubleQuoted
	literalStyle // |
	foldedStyle  // >
)

// A yamlError is the first thing wrong with a file: its form, or a value that does
// not fit the type it is for.
type yamlError struct {
	line, column int
	size         int    // characters to mark there
	path         string // of the value; "" for the file
	err          error  // one of the errors above, or what a value that reads itself returned
	english      string // what is wrong
	chinese      string
}

func (e *yamlError) Error() string { return e.english }

func (e *yamlError) Unwrap() error { return e.err }

// complete puts what kind of error it is before what the reader says of it.
func (e *yamlError) complete() *yamlError {
	chinese := map[error]string{
		ErrTooLarge:     "文件过大或嵌套过深",
		ErrSyntax:       "不符合YAML格式",
		ErrDocuments:    "一个文件只能有一个YAML文档，请删去多余的“---”",
		ErrAlias:        "不支持锚点（&）、别名（*）、标签（!）和复合键，请直接写出内容",
		ErrDuplicateKey: "同一个键写了两次",
	}[e.err]
	if e.english == "" {
		e.english, e.chinese = e.err.Error(), chinese
	} else {
		e.english, e.chinese = e.err.Error()+": "+e.english, chinese+"："+e.chinese
	}
	e.size = 1
	return e
}

// maxTokens bounds the work on a file: the parser's time grows with the
// square of the number of keys in a mapping. A campaign has some thousands.
const maxTokens = 30_000

// maxNesting is how deep lists and mappings may nest within one line.
const maxNesting = 50

// maxBlankLines is how many blank lines may follow each other: the scanner's
// time grows with the cube of their number.
const maxBlankLines = 20

// readYAML reads one YAML document. It refuses anchors, aliases and tags: a
// campaign needs none, and without them no file is larger than it looks.
func readYAML(src string) (root node, err *yamlError) {
	defer func() {
		// A file that makes the YAML package panic is a bad file.
		if r := recover(); r != nil {
			err = &yamlError{line: 1, column: 1, err: ErrSyntax, english: fmt.Sprint(r), chinese: "无法读取"}
		}
		if err != nil {
			err.complete()
		}
	}()
	if line := blankRun(src); line > 0 {
		return node{}, &yamlError{line: line, column: 1, err: ErrTooLarge,
			english: fmt.Sprintf("more than %d blank lines in a row", maxBlankLines),
			chinese: fmt.Sprintf("连续空行超过%d行", maxBlankLines)}
	}
	if line := longLine(src); line > 0 {
		return node{}, &yamlError{line: line, column: 1, err: ErrTooLarge,
			english: fmt.Sprintf("%v: a line of more than %d bytes", ErrTooLarge, maxWritten),
			chinese: "一行文字太长，请分段"}
	}
	tokens := lexer.Tokenize(src)
	if err := checkTokens(tokens); err != nil {
		return node{}, err
	}
	file, perr := parser.Parse(tokens, 0)
	if perr != nil {
		return node{}, asYAMLError(perr)
	}
	var bodies []ast.Node
	for _, d := range file.Docs {
		if _, directive := d.Body.(*ast.DirectiveNode); d.Body != nil && !directive {
			bodies = append(bodies, d.Body)
		}
	}
	switch len(bodies) {
	case 0:
		return node{line: 1, column: 1}, nil
	case 1:
		return convert(bodies[0])
	}
	line, column := place(bodies[1])
	return node{}, &yamlError{line: line, column: column, err: ErrDocuments}
}

// maxLine is how many bytes a line of a text may have.
const maxLine = 100_000

// maxWritten is how many bytes a line of the file may have: a line of text may
// be written with an escape for every character.
const maxWritten = 2 * maxLine

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
func checkTokens(tokens token.Tokens) *yamlError {
	flow, inLine, line := 0, 0, 0
	for i, t := range tokens {
		if t.Position.Line != line {
			line, inLine = t.Position.Line, 0
		}
		at := yamlError{line: t.Position.Line, column: t.Position.Column}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType:
			inLine++
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType:
			at.err = ErrAlias
			return &at
		case token.InvalidType:
			at.err, at.english = ErrSyntax, plainEnglish(t.Error)
			at.chinese = chineseSyntax(at.english)
			return &at
		}
		if i >= maxTokens || flow > maxNesting || inLine > maxNesting {
			at.err = ErrTooLarge
			return &at
		}
	}
	return nil
}

func asYAMLError(err error) *yamlError {
	e := &yamlError{line: 1, column: 1, err: ErrSyntax, english: err.Error()}
	var located yaml.Error
	if errors.As(err, &located) {
		e.english = plainEnglish(located.GetMessage())
		if t := located.GetToken(); t != nil && t.Position != nil {
			e.line, e.column = t.Position.Line, t.Position.Column
		}
	}
	if strings.Contains(e.english, "already defined") {
		e.err, e.english = ErrDuplicateKey, ""
		return e
	}
	e.chinese = chineseSyntax(e.english)
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

func convert(n ast.Node) (node, *yamlError) {
	line, column := place(n)
	v := node{line: line, column: column}
	fail := func(err error) (node, *yamlError) {
		return node{}, &yamlError{line: line, column: column, err: err}
	}
	switch n := n.(type) {
	case *ast.NullNode:
	case *ast.StringNode:
		v.kind, v.text = textNode, n.Value
		switch n.Token.Type {
		case token.SingleQuoteType:
			v.style = singleQuoted
		case token.DoubleQuoteType:
			v.style = doubleQuoted
		}
	case *ast.LiteralNode:
		v.kind, v.text, v.style = textNode, n.Value.Value, literalStyle
		if strings.HasPrefix(n.Start.Value, ">") {
			v.style = foldedStyle
		}
	case *ast.BoolNode:
		v.kind, v.text = boolNode, n.Token.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		v.kind, v.text = numberNode, n.GetToken().Value
	case *ast.SequenceNode:
		v.kind = listNode
		for _, item := range n.Values {
			child, err := convert(item)
			if err != nil {
				return node{}, err
			}
			v.values = append(v.values, child)
		}
	case *ast.MappingValueNode:
		v.kind = mapNode
		return v, v.addPair(n)
	case *ast.MappingNode:
		v.kind = mapNode
		for _, pair := range n.Values {
			if err := v.addPair(pair); err != nil {
				return node{}, err
			}
		}
	case *ast.CommentGroupNode, nil: // a file of comments
	default:
		return fail(ErrAlias)
	}
	return v, nil
}

func (n *node) addPair(pair *ast.MappingValueNode) *yamlError {
	key, err := convert(pair.Key)
	if err != nil {
		return err
	}
	if key.kind != textNode && key.kind != numberNode {
		return &yamlError{line: key.line, column: key.column, err: ErrSyntax,
			english: "a key is text", chinese: "键应是文字"}
	}
	for _, k := range n.keys {
		if k.text == key.text {
			return &yamlError{line: key.line, column: key.column, err: ErrDuplicateKey}
		}
	}
	value, err := convert(pair.Value)
	n.keys = append(n.keys, key)
	n.values = append(n.values, value)
	return err
}

// child returns the value of a key, or nil.
func (n *node) child(key string) *node {
	for i := range n.keys {
		if n.keys[i].text == key {
			return &n.values[i]
		}
	}
	return nil
}

package yamltree

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/suggest"
)

// A decoder fills Go values from YAML nodes and notes where each stood. It
// knows the types that campaigns and forms are made of: structs, lists,
// pointers, texts, whole numbers, truth values, and what reads itself.
type decoder struct {
	lines   []string
	at      map[string]*Node
	chinese func(err error, text string) string
}

// Decode fills what v points to from root and tells where the values stand,
// by path; lines are the file's. chinese says what is wrong with a text that a
// value which reads itself refuses. The error is a [*Error], or that of a value
// which reads itself from nodes.
func Decode(root *Node, lines []string, v any, chinese func(err error, text string) string) (at map[string]*Node, err error) {
	d := decoder{lines, map[string]*Node{}, chinese}
	err = d.value(root, reflect.ValueOf(v).Elem(), "")
	return d.at, err
}

func (d decoder) failAs(n *Node, path string, err error, english, chinese string) error {
	return &Error{n.Line, n.Column, n.Size(), path, err, english, chinese}
}

// value decodes n into v, which can be set.
func (d decoder) value(n *Node, v reflect.Value, path string) error {
	d.at[path] = n
	if err := d.text(n, path); err != nil {
		return err
	}
	n.locate(d.lines)
	if n.Kind == Null {
		return nil
	}
	switch u := v.Addr().Interface().(type) {
	case interface{ UnmarshalYAML(func(any) error) error }:
		return u.UnmarshalYAML(func(to any) error { return d.value(n, reflect.ValueOf(to).Elem(), path) })
	case encoding.TextUnmarshaler:
		if n.Kind != Text && n.Kind != Number {
			return d.wrongType(n, path, Text)
		}
		if err := u.UnmarshalText([]byte(n.Text)); err != nil {
			return d.failAs(n, path, err, err.Error(), d.chinese(err, n.Text))
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return d.value(n, v.Elem(), path)
	case reflect.Struct:
		return d.structure(n, v, path)
	case reflect.Slice:
		if n.Kind != List {
			return d.wrongType(n, path, List)
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.Values), len(n.Values)))
		for i := range n.Values {
			if err := d.value(&n.Values[i], v.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
		return nil
	case reflect.String:
		// A type of its own, such as the limit of a field, takes numbers too.
		if n.Kind != Text && (n.Kind != Number || v.Type() == reflect.TypeFor[string]()) {
			return d.wrongType(n, path, Text)
		}
		v.SetString(n.Text)
		return nil
	case reflect.Int:
		i, err := strconv.Atoi(n.Text)
		if n.Kind != Number || err != nil || strings.HasPrefix(n.Text, "0") && n.Text != "0" {
			return d.wrongType(n, path, Number)
		}
		v.SetInt(int64(i))
		return nil
	case reflect.Bool:
		if n.Kind != Bool {
			return d.wrongType(n, path, Bool)
		}
		v.SetBool(strings.EqualFold(n.Text, "true"))
		return nil
	}
	// A field of a type that this decoder does not know.
	return d.failAs(n, path, ErrType, "nothing can be read into "+v.Type().String(), "程序不能读取这一项")
}

// wrongType says what stands at n and what is wanted.
func (d decoder) wrongType(n *Node, path string, want Kind) error {
	english := fmt.Sprintf("want %s, not %s", want, n.Kind)
	chinese := fmt.Sprintf("应为%s，不能是%s", want.chinese(), n.Kind.chinese())
	scalar := n.Kind == Number || n.Kind == Bool
	switch {
	case want == Text && scalar:
		english += fmt.Sprintf(": put it in quotes: %q", n.Text)
		chinese += fmt.Sprintf("，请加引号：%q", n.Text)
	case want == Number:
		english = fmt.Sprintf("want a whole number such as 2023, not %s", shown(n))
		chinese = fmt.Sprintf("应为2023这样的整数，不能是%s", shownChinese(n))
	case want == Bool && n.Kind == Text:
		english = fmt.Sprintf("want true or false, not %q", n.Text)
		chinese = fmt.Sprintf("应为true或false，不能是“%s”", n.Text)
	case want == List && n.Kind != Map:
		english += fmt.Sprintf(": write [%s]", n.Text)
		chinese += fmt.Sprintf("，应写成[%s]", n.Text)
	case want == Map && n.Kind == Text && !strings.Contains(n.Text, "\n"):
		english += fmt.Sprintf(": %q (a colon needs a blank behind it)", n.Text)
		chinese += fmt.Sprintf("“%s”（英文冒号后要有一个空格）", n.Text)
	}
	return d.failAs(n, path, ErrType, english, chinese)
}

// text refuses a scalar that no document can hold: of a character that an
// escape ("\x1b") has brought in, or of a line that is longer than any.
func (d decoder) text(n *Node, path string) error {
	if i := strings.IndexFunc(n.Text, gate.Odd); i >= 0 {
		r, _ := utf8.DecodeRuneInString(n.Text[i:])
		english, chinese := OddCharacter(r)
		return d.failAs(n, path, ErrEncoding, english, chinese)
	}
	for line := range strings.Lines(n.Text) {
		if len(line) > MaxLine {
			return d.failAs(n, path, ErrTooLarge, fmt.Sprintf("%v: a line of %d bytes", ErrTooLarge, len(line)),
				fmt.Sprintf("一行文字太长（%d个字），请分段", utf8.RuneCountInString(line)))
		}
	}
	return nil
}

func shown(n *Node) string {
	if n.Kind == Number || n.Kind == Bool {
		return n.Text
	}
	if n.Kind == Text {
		return fmt.Sprintf("the text %q", n.Text)
	}
	return n.Kind.String()
}

func shownChinese(n *Node) string {
	if n.Kind == Number || n.Kind == Bool {
		return n.Text
	}
	if n.Kind == Text {
		return "文字“" + n.Text + "”"
	}
	return n.Kind.chinese()
}

// structure decodes a mapping into a struct whose fields have yaml tags.
func (d decoder) structure(n *Node, v reflect.Value, path string) error {
	if n.Kind != Map {
		return d.wrongType(n, path, Map)
	}
	fields := map[string]int{}
	var names []string
	for i := range v.NumField() {
		if name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ","); name != "" {
			fields[name] = i
			names = append(names, name)
		}
	}
	for i := range n.Keys {
		key := &n.Keys[i]
		if err := d.text(key, path); err != nil {
			return err
		}
		f, ok := fields[key.Text]
		if !ok {
			return d.failAs(key, join(path, key.Text), ErrUnknownKey,
				fmt.Sprintf("unknown key %q: %s", key.Text, suggest.English(key.Text, names)),
				fmt.Sprintf("不认识的键“%s”，%s", key.Text, suggest.Chinese(key.Text, names)))
		}
		if err := d.value(&n.Values[i], v.Field(f), join(path, key.Text)); err != nil {
			return err
		}
	}
	for _, name := range names {
		f := v.Type().Field(fields[name])
		at := n.Child(name)
		if err := d.rules(n, at, v.Field(fields[name]), f.Tag.Get("validate"), join(path, name)); err != nil {
			return err
		}
	}
	return nil
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// rules applies a validate tag to a field whose value stands at n, which is
// nil if the mapping in has no such key.
func (d decoder) rules(in, n *Node, v reflect.Value, tag, path string) error {
	if n == nil {
		n = in
	}
	for rule := range strings.SplitSeq(tag, ",") {
		name, argument, _ := strings.Cut(rule, "=")
		limit, _ := strconv.Atoi(argument)  // of min and max
		allowed := strings.Fields(argument) // of oneof
		key := path[strings.LastIndexByte(path, '.')+1:]
		switch {
		case name == "omitempty" && v.IsZero():
			return nil
		case name == "required" && (v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0):
			return d.failAs(n, path, ErrMissing, fmt.Sprintf("the key %q is missing or has no value", key),
				fmt.Sprintf("缺少“%s”或其内容为空", key))
		case name == "oneof" && !slices.Contains(allowed, v.String()):
			return d.failAs(n, path, ErrValue, fmt.Sprintf("%q is not allowed: %s", v.String(), suggest.English(v.String(), allowed)),
				fmt.Sprintf("不能是“%s”，%s", v.String(), suggest.Chinese(v.String(), allowed)))
		case name == "min" && v.Int() < int64(limit):
			return d.failAs(n, path, ErrValue, fmt.Sprintf("%d is too small: at least %d", v.Int(), limit),
				fmt.Sprintf("%d太小，至少为%d", v.Int(), limit))
		case name == "max" && v.Int() > int64(limit):
			return d.failAs(n, path, ErrValue, fmt.Sprintf("%d is too large: at most %d", v.Int(), limit),
				fmt.Sprintf("%d太大，至多为%d", v.Int(), limit))
		}
	}
	return nil
}

// OddCharacter says what is wrong with a character that neither paper nor files
// that others open can hold. It cannot be seen, so it is told by its number.
func OddCharacter(r rune) (english, chinese string) {
	return fmt.Sprintf("%v: the invisible character %U", ErrEncoding, r),
		fmt.Sprintf("这里有一个看不见的特殊字符（%U），请删去它再保存", r)
}

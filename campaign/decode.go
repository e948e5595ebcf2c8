package campaign

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
	at      map[string]*node
	chinese func(err error, text string) string
}

// decodeYAML fills what v points to from root and tells where the values stand,
// by path; lines are the file's. chinese says what is wrong with a text that a
// value which reads itself refuses. The error is a [*yamlError], or that of a value
// which reads itself from nodes.
func decodeYAML(root *node, lines []string, v any, chinese func(err error, text string) string) (at map[string]*node, err error) {
	d := decoder{lines, map[string]*node{}, chinese}
	err = d.value(root, reflect.ValueOf(v).Elem(), "")
	return d.at, err
}

func (d decoder) failAs(n *node, path string, err error, english, chinese string) error {
	return &yamlError{n.line, n.column, n.size(), path, err, english, chinese}
}

// value decodes n into v, which can be set.
func (d decoder) value(n *node, v reflect.Value, path string) error {
	d.at[path] = n
	if err := d.text(n, path); err != nil {
		return err
	}
	n.locate(d.lines)
	if n.kind == nullNode {
		return nil
	}
	switch u := v.Addr().Interface().(type) {
	case interface{ UnmarshalYAML(func(any) error) error }:
		return u.UnmarshalYAML(func(to any) error { return d.value(n, reflect.ValueOf(to).Elem(), path) })
	case encoding.TextUnmarshaler:
		if n.kind != textNode && n.kind != numberNode {
			return d.wrongType(n, path, textNode)
		}
		if err := u.UnmarshalText([]byte(n.text)); err != nil {
			return d.failAs(n, path, err, err.Error(), d.chinese(err, n.text))
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
		if n.kind != listNode {
			return d.wrongType(n, path, listNode)
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.values), len(n.values)))
		for i := range n.values {
			if err := d.value(&n.values[i], v.Index(i), fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
		return nil
	case reflect.String:
		// A type of its own, such as the limit of a field, takes numbers too.
		if n.kind != textNode && (n.kind != numberNode || v.Type() == reflect.TypeFor[string]()) {
			return d.wrongType(n, path, textNode)
		}
		v.SetString(n.text)
		return nil
	case reflect.Int:
		i, err := strconv.Atoi(n.text)
		if n.kind != numberNode || err != nil || strings.HasPrefix(n.text, "0") && n.text != "0" {
			return d.wrongType(n, path, numberNode)
		}
		v.SetInt(int64(i))
		return nil
	case reflect.Bool:
		if n.kind != boolNode {
			return d.wrongType(n, path, boolNode)
		}
		v.SetBool(strings.EqualFold(n.text, "true"))
		return nil
	}
	panic("campaign: no decoding into " + v.Type().String()) // a field of a type that this decoder does not know
}

// wrongType says what stands at n and what is wanted.
func (d decoder) wrongType(n *node, path string, want nodeKind) error {
	english := fmt.Sprintf("want %s, not %s", want, n.kind)
	chinese := fmt.Sprintf("应为%s，不能是%s", want.chinese(), n.kind.chinese())
	scalar := n.kind == numberNode || n.kind == boolNode
	switch {
	case want == textNode && scalar:
		english += fmt.Sprintf(": put it in quotes: %q", n.text)
		chinese += fmt.Sprintf("，请加引号：%q", n.text)
	case want == numberNode:
		english = fmt.Sprintf("want a whole number such as 2023, not %s", shown(n))
		chinese = fmt.Sprintf("应为2023这样的整数，不能是%s", shownChinese(n))
	case want == boolNode && n.kind == textNode:
		english = fmt.Sprintf("want true or false, not %q", n.text)
		chinese = fmt.Sprintf("应为true或false，不能是“%s”", n.text)
	case want == listNode && n.kind != mapNode:
		english += fmt.Sprintf(": write [%s]", n.text)
		chinese += fmt.Sprintf("，应写成[%s]", n.text)
	case want == mapNode && n.kind == textNode && !strings.Contains(n.text, "\n"):
		english += fmt.Sprintf(": %q (a colon needs a blank behind it)", n.text)
		chinese += fmt.Sprintf("“%s”（英文冒号后要有一个空格）", n.text)
	}
	return d.failAs(n, path, ErrType, english, chinese)
}

// text refuses a scalar that no document can hold: of a character that an
// escape ("\x1b") has brought in, or of a line that is longer than any.
func (d decoder) text(n *node, path string) error {
	if i := strings.IndexFunc(n.text, gate.Odd); i >= 0 {
		r, _ := utf8.DecodeRuneInString(n.text[i:])
		english, chinese := oddCharacter(r)
		return d.failAs(n, path, ErrEncoding, english, chinese)
	}
	for line := range strings.Lines(n.text) {
		if len(line) > maxLine {
			return d.failAs(n, path, ErrTooLarge, fmt.Sprintf("%v: a line of %d bytes", ErrTooLarge, len(line)),
				fmt.Sprintf("一行文字太长（%d个字），请分段", utf8.RuneCountInString(line)))
		}
	}
	return nil
}

func shown(n *node) string {
	if n.kind == numberNode || n.kind == boolNode {
		return n.text
	}
	if n.kind == textNode {
		return fmt.Sprintf("the text %q", n.text)
	}
	return n.kind.String()
}

func shownChinese(n *node) string {
	if n.kind == numberNode || n.kind == boolNode {
		return n.text
	}
	if n.kind == textNode {
		return "文字“" + n.text + "”"
	}
	return n.kind.chinese()
}

// structure decodes a mapping into a struct whose fields have yaml tags.
func (d decoder) structure(n *node, v reflect.Value, path string) error {
	if n.kind != mapNode {
		return d.wrongType(n, path, mapNode)
	}
	fields := map[string]int{}
	var names []string
	for i := range v.NumField() {
		if name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ","); name != "" {
			fields[name] = i
			names = append(names, name)
		}
	}
	for i := range n.keys {
		key := &n.keys[i]
		if err := d.text(key, path); err != nil {
			return err
		}
		f, ok := fields[key.text]
		if !ok {
			return d.failAs(key, join(path, key.text), ErrUnknownKey,
				fmt.Sprintf("unknown key %q: %s", key.text, suggest.English(key.text, names)),
				fmt.Sprintf("不认识的键“%s”，%s", key.text, suggest.Chinese(key.text, names)))
		}
		if err := d.value(&n.values[i], v.Field(f), join(path, key.text)); err != nil {
			return err
		}
	}
	for _, name := range names {
		f := v.Type().Field(fields[name])
		at := n.child(name)
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
func (d decoder) rules(in, n *node, v reflect.Value, tag, path string) error {
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

// oddCharacter says what is wrong with a character that neither paper nor files
// that others open can hold. It cannot be seen, so it is told by its number.
func oddCharacter(r rune) (english, chinese string) {
	return fmt.Sprintf("%v: the invisible character %U", ErrEncoding, r),
		fmt.Sprintf("这里有一个看不见的特殊字符（%U），请删去它再保存", r)
}

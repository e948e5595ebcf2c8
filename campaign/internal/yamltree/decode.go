package yamltree

import (
	"encoding"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/suggest"
)

// MaxFaults is how many faults of a file are looked for.
const MaxFaults = 100

// A decoder fills Go values from YAML nodes and notes where each stood. It
// knows the types that campaigns and forms are made of: structs, lists,
// pointers, texts, whole numbers, truth values, and what reads itself. What is
// wrong it notes, and goes on.
type decoder struct {
	lines   []string
	at      map[string]*Node
	chinese func(err error, text string) string
	faults  Faults
}

// Decode fills what v points to from root and tells where the values stand,
// by path, and what is wrong with them; lines are the file's. chinese says what is
// wrong with a text that a value which reads itself refuses.
func Decode(root *Node, lines []string, v any, chinese func(err error, text string) string) (at map[string]*Node, faults Faults) {
	d := decoder{lines: lines, at: map[string]*Node{}, chinese: chinese}
	d.value(root, reflect.ValueOf(v).Elem(), "")
	return d.at, d.faults
}

func (d *decoder) failAs(n *Node, path string, err error, english, chinese string) {
	d.faults = append(d.faults, &Error{n.Line, n.Column, n.Size(), path, err, english, chinese})
}

// value decodes n into v, which can be set.
func (d *decoder) value(n *Node, v reflect.Value, path string) {
	d.at[path] = n
	if len(d.faults) >= MaxFaults || !d.text(n, path) {
		return
	}
	n.locate(d.lines)
	if n.Kind == Null {
		return
	}
	switch u := v.Addr().Interface().(type) {
	case interface{ UnmarshalYAML(func(any) error) error }:
		err := u.UnmarshalYAML(func(to any) error {
			try := decoder{lines: d.lines, at: d.at, chinese: d.chinese}
			try.value(n, reflect.ValueOf(to).Elem(), path)
			return try.faults.asError()
		})
		var faults Faults
		if errors.As(err, &faults) {
			d.faults = append(d.faults, faults...)
		} else if err != nil {
			d.failAs(n, path, err, err.Error(), d.chinese(err, n.Text))
		}
		return
	case encoding.TextUnmarshaler:
		if n.Kind != Text && n.Kind != Number {
			d.wrongType(n, path, Text)
		} else if err := u.UnmarshalText([]byte(n.Text)); err != nil {
			d.failAs(n, path, err, err.Error(), d.chinese(err, n.Text))
		}
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), path)
	case reflect.Struct:
		d.structure(n, v, path)
	case reflect.Slice:
		if n.Kind != List {
			d.wrongType(n, path, List)
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), len(n.Values), len(n.Values)))
		for i := range n.Values {
			d.value(&n.Values[i], v.Index(i), fmt.Sprintf("%s[%d]", path, i))
		}
	case reflect.String:
		// A type of its own, such as the limit of a field, takes numbers too.
		if n.Kind != Text && (n.Kind != Number || v.Type() == reflect.TypeFor[string]()) {
			d.wrongType(n, path, Text)
			return
		}
		v.SetString(n.Text)
	case reflect.Int:
		i, err := strconv.Atoi(n.Text)
		if n.Kind != Number || err != nil || strings.HasPrefix(n.Text, "0") && n.Text != "0" {
			d.wrongType(n, path, Number)
			return
		}
		v.SetInt(int64(i))
	case reflect.Bool:
		if n.Kind != Bool {
			d.wrongType(n, path, Bool)
			return
		}
		v.SetBool(strings.EqualFold(n.Text, "true"))
	default: // a field of a type that this decoder does not know
		d.failAs(n, path, ErrType, "nothing can be read into "+v.Type().String(), "程序不能读取这一项")
	}
}

// wrongType says what stands at n and what is wanted.
func (d *decoder) wrongType(n *Node, path string, want Kind) {
	english := fmt.Sprintf("want %s, not %s", want, n.Kind)
	chinese := fmt.Sprintf("应为%s，不能是%s", want.chinese(), n.Kind.chinese())
	scalar := n.Kind == Number || n.Kind == Bool
	switch meant := meantBy(n, want); {
	case want == Text && scalar:
		english += fmt.Sprintf(": put it in quotes: %q", n.Text)
		chinese += fmt.Sprintf("，请加引号：%q", n.Text)
	case want == Number:
		english = fmt.Sprintf("want a whole number such as 2023, not %s", shown(n))
		chinese = fmt.Sprintf("应为2023这样的整数，不能是%s", shownChinese(n))
		if meant != "" {
			english, chinese = english+": write "+meant, chinese+"，应写成"+meant
		}
	case want == Bool && n.Kind != List && n.Kind != Map:
		english = fmt.Sprintf("want true or false, not %q", n.Text)
		chinese = fmt.Sprintf("应为true或false，不能是“%s”", n.Text)
		if meant != "" {
			english, chinese = english+": write "+meant, chinese+"，应写成"+meant
		}
	case want == List && n.Kind != Map:
		english += fmt.Sprintf(": write [%s]", meant)
		chinese += fmt.Sprintf("，应写成[%s]", meant)
	case want == Map && n.Kind == Text && !strings.Contains(n.Text, "\n"):
		english += fmt.Sprintf(": %q (a colon needs a blank behind it)", n.Text)
		chinese += fmt.Sprintf("“%s”（英文冒号后要有一个空格）", n.Text)
	}
	d.failAs(n, path, ErrType, english, chinese)
}

// text refuses a scalar that no document can hold, and reports whether it can: one of a character that an
// escape ("\x1b") has brought in, or of a line that is longer than any.
func (d *decoder) text(n *Node, path string) bool {
	if i := strings.IndexFunc(n.Text, gate.Odd); i >= 0 {
		r, _ := utf8.DecodeRuneInString(n.Text[i:])
		english, chinese := OddCharacter(r)
		d.failAs(n, path, ErrEncoding, english, chinese)
		return false
	}
	for line := range strings.Lines(n.Text) {
		if len(line) > MaxLine {
			d.failAs(n, path, ErrTooLarge, fmt.Sprintf("%v: a line of %d bytes", ErrTooLarge, len(line)),
				fmt.Sprintf("一行文字太长（%d个字），请分段", utf8.RuneCountInString(line)))
			return false
		}
	}
	return true
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
func (d *decoder) structure(n *Node, v reflect.Value, path string) {
	if n.Kind != Map {
		d.wrongType(n, path, Map)
		return
	}
	fields, names := keysOf(v.Type())
	told := map[string]bool{} // keys of which something is said already
	for i := range n.Keys {
		key := &n.Keys[i]
		if len(d.faults) >= MaxFaults || !d.text(key, path) {
			continue
		}
		f, ok := fields[key.Text]
		if !ok {
			d.unknown(key, join(path, key.Text), names)
			told[suggest.Nearest(key.Text, names)] = true
			continue
		}
		before := len(d.faults)
		d.value(&n.Values[i], v.Field(f), join(path, key.Text))
		told[key.Text] = len(d.faults) > before
	}
	for _, name := range names {
		if f := v.Type().Field(fields[name]); !told[name] {
			d.rules(n, n.Child(name), v.Field(fields[name]), f.Tag.Get("validate"), join(path, name))
		}
	}
}

func (d *decoder) unknown(key *Node, path string, names []string) {
	english, chinese := suggest.English(key.Text, names), suggest.Chinese(key.Text, names)
	if bare := strings.TrimFunc(key.Text, quotation); bare != key.Text && slices.Contains(names, bare) {
		english, chinese = "write "+bare+", without quotation marks", "应写成"+bare+"，不加引号"
	}
	d.failAs(key, path, ErrUnknownKey, fmt.Sprintf("unknown key %q: %s", key.Text, english), fmt.Sprintf("不认识的键“%s”，%s", key.Text, chinese))
}

// keysOf returns the keys of a struct with the fields they are for, and in order.
func keysOf(t reflect.Type) (fields map[string]int, names []string) {
	fields = map[string]int{}
	for i := range t.NumField() {
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ","); name != "" {
			fields[name] = i
			names = append(names, name)
		}
	}
	return fields, names
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// rules applies a validate tag to a field whose value stands at n, which is
// nil if the mapping in has no such key.
func (d *decoder) rules(in, n *Node, v reflect.Value, tag, path string) {
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
			return
		case name == "required" && (v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0):
			d.failAs(n, path, ErrMissing, fmt.Sprintf("the key %q is missing or has no value", key),
				fmt.Sprintf("缺少“%s”或其内容为空", key))
			return
		case name == "oneof" && !slices.Contains(allowed, v.String()) && slices.Contains(allowed, strings.TrimFunc(v.String(), quotation)):
			d.failAs(n, path, ErrValue, fmt.Sprintf("%q is not allowed: write %s, without quotation marks of full width", v.String(), strings.TrimFunc(v.String(), quotation)),
				fmt.Sprintf("%s应写成%s，不加中文引号", v.String(), strings.TrimFunc(v.String(), quotation)))
			return
		case name == "oneof" && !slices.Contains(allowed, v.String()):
			d.failAs(n, path, ErrValue, fmt.Sprintf("%q is not allowed: %s", v.String(), suggest.English(v.String(), allowed)),
				fmt.Sprintf("不能是“%s”，%s", v.String(), suggest.Chinese(v.String(), allowed)))
			return
		case name == "min" && v.Int() < int64(limit):
			d.failAs(n, path, ErrValue, fmt.Sprintf("%d is too small: at least %d", v.Int(), limit),
				fmt.Sprintf("%d太小，至少为%d", v.Int(), limit))
		case name == "max" && v.Int() > int64(limit):
			d.failAs(n, path, ErrValue, fmt.Sprintf("%d is too large: at most %d", v.Int(), limit),
				fmt.Sprintf("%d太大，至多为%d", v.Int(), limit))
		}
	}
}

// OddCharacter says what is wrong with a character that neither paper nor files
// that others open can hold. It cannot be seen, so it is told by its number.
func OddCharacter(r rune) (english, chinese string) {
	return fmt.Sprintf("%v: the invisible character %U", ErrEncoding, r),
		fmt.Sprintf("这里有一个看不见的特殊字符（%U），请删去它再保存", r)
}

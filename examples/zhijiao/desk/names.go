package desk

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// christen gives an id to whatever needs one and has none: nobody at the desk sees
// them. They are Chinese where texts name them.
func christen(c *campaign.Campaign) {
	christenIn(reflect.ValueOf(c).Elem())
}

// called is what the ids of the elements of a list begin with.
var called = map[string]string{
	"Period": "时段", "Event": "事件", "Contact": "联系人", "Deadline": "时限", "Rhythm": "定期", "FormUse": "表", "Draft": "文件",
	"Block": "block", "Field": "field", "Schema": "form",
}

func christenIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			christenIn(v.Elem())
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Struct {
			return
		}
		taken := map[string]bool{}
		for i := range v.Len() {
			if id := idOf(v.Index(i)); id.IsValid() {
				taken[id.String()] = true
			}
		}
		for i := range v.Len() {
			el := v.Index(i)
			if id := idOf(el); id.IsValid() && id.String() == "" && needsID(el) {
				word := called[el.Type().Name()]
				n := i + 1
				for taken[word+strconv.Itoa(n)] {
					n++
				}
				id.SetString(word + strconv.Itoa(n))
				taken[id.String()] = true
			}
			christenIn(el)
		}
	case reflect.Struct:
		if id := idOf(v); id.IsValid() && id.String() == "" && v.Type().Name() == "Schema" {
			id.SetString(called["Schema"] + "1")
		}
		for i := range v.NumField() {
			if key(v.Type().Field(i)) != "" {
				christenIn(v.Field(i))
			}
		}
	}
}

// idOf is the id of a struct that has one; invalid otherwise.
func idOf(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Struct || called[v.Type().Name()] == "" {
		return reflect.Value{}
	}
	for _, name := range []string{"ID", "Key"} {
		if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String {
			return f
		}
	}
	return reflect.Value{}
}

// needsID reports whether an element needs an id: a contact with a mailbox has one.
func needsID(v reflect.Value) bool {
	k, isContact := v.Interface().(campaign.Contact)
	return !isContact || k.Key() == ""
}

var (
	keyNamed = regexp.MustCompile(`\b[a-zA-Z]+（(\p{Han}[^（）]*)）`)
	keyAside = regexp.MustCompile(`（[a-zA-Z]+(?:: \w+)?）`)
	keySet   = regexp.MustCompile(`\b([a-zA-Z]+): true`)
	keyWord  = regexp.MustCompile(`[a-zA-Z]+`)
)

// inWords says with the words of the page what a message says with the keys of the file.
func inWords(say string) string {
	word := func(key string) string {
		if w := words[key]; w != "" {
			return w
		}
		for _, name := range slices.Sorted(maps.Keys(words)) {
			if strings.HasSuffix(name, "."+key) && words[name] != "" {
				return words[name]
			}
		}
		return ""
	}
	if strings.Contains(say, "{{") {
		return say // an action is written as it is
	}
	say = strings.ReplaceAll(keyNamed.ReplaceAllString(say, "$1"), "、all", "、"+everyOrgan)
	say = keyAside.ReplaceAllString(say, "")
	say = keySet.ReplaceAllStringFunc(say, func(m string) string {
		if w := word(strings.TrimSuffix(m, ": true")); w != "" {
			return "勾上“" + w + "”"
		}
		return m
	})
	return keyWord.ReplaceAllStringFunc(say, func(m string) string {
		if w := word(m); w != "" {
			return "“" + w + "”"
		}
		return m
	})
}

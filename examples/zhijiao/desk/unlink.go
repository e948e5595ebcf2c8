package desk

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// named are the keys whose values are ids of the elements of a list.
var named = map[string][]string{
	"periods": {"period", "within"}, "contacts": {"to"}, "deadlines": {"deadline"},
	"forms": {"form"}, "events": {"before"}, "documents": {"document"},
}

// element parts the path of a list's element into list and index.
func element(path string) (list string, n int, ok bool) {
	i := strings.LastIndexByte(path, '[')
	if i < 0 || !strings.HasSuffix(path, "]") {
		return "", 0, false
	}
	n, err := strconv.Atoi(path[i+1 : len(path)-1])
	return path[:i], n, err == nil
}

// shift is where a value stands after the element at gone was taken away; !ok if
// it went with it.
func shift(path, gone string) (now string, ok bool) {
	list, n, isElement := element(gone)
	if path == gone || strings.HasPrefix(path, gone+".") || strings.HasPrefix(path, gone+"[") {
		return "", false
	}
	rest, below := strings.CutPrefix(path, list+"[")
	index, tail, closed := strings.Cut(rest, "]")
	if i, err := strconv.Atoi(index); isElement && below && closed && err == nil && i > n {
		return fmt.Sprintf("%s[%d]%s", list, i-1, tail), true
	}
	return path, true
}

// remove takes away what stands at a path, and what named it: texts keep the words
// that their actions printed. It returns how many places that were.
func remove(c *campaign.Campaign, path string) (places int, ok bool) {
	id := ""
	list, _, _ := element(path)
	if v, found := find(reflect.ValueOf(c).Elem(), path); found && v.Kind() == reflect.Struct {
		if k, ok := v.Interface().(campaign.Contact); ok {
			id = k.Key()
		} else if f := v.FieldByName("ID"); f.IsValid() {
			id = f.String()
		}
	}
	if id != "" {
		for i := range c.Documents {
			doc := &c.Documents[i]
			texts := []*string{&doc.Title, &doc.Adopted, &doc.Recipients, &doc.Body, &doc.Note}
			for j := range doc.Attachments {
				texts = append(texts, &doc.Attachments[j].Title, &doc.Attachments[j].Adopted, &doc.Attachments[j].Listed, &doc.Attachments[j].Body)
			}
			for _, text := range texts {
				*text = action.ReplaceAllStringFunc(*text, func(a string) string {
					if !strings.Contains(a, strconv.Quote(id)) {
						return a
					}
					words, err := c.Expand(a)
					if err != nil {
						return a
					}
					places++
					return words
				})
			}
		}
	}
	if !drop(c, path) {
		return 0, false
	}
	if id != "" && len(named[list]) > 0 {
		places += unlink(reflect.ValueOf(c).Elem(), named[list], id)
	}
	return places, true
}

// unlink takes an id out of all values of some keys, and counts them.
func unlink(v reflect.Value, keys []string, id string) (n int) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			n += unlink(v.Elem(), keys, id)
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += unlink(v.Index(i), keys, id)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			name, f := key(v.Type().Field(i)), v.Field(i)
			if name == "" {
				continue
			}
			if !slices.Contains(keys, name) {
				n += unlink(f, keys, id)
				continue
			}
			switch {
			case f.Kind() == reflect.String && f.String() == id:
				f.SetZero()
				n++
			case f.Kind() == reflect.Slice && f.Type().Elem().Kind() == reflect.String:
				kept := reflect.MakeSlice(f.Type(), 0, f.Len())
				for j := range f.Len() {
					if f.Index(j).String() == id {
						n++
						continue
					}
					kept = reflect.Append(kept, f.Index(j))
				}
				f.Set(kept)
			}
		}
	}
	return n
}

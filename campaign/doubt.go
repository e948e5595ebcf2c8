package campaign

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
)

// A Doubt is something about a campaign that somebody has to look at (待确认): a value
// that was read without being sure of it (package adopt), or moved to another year
// ([Move.Doubt]). It stands in the campaign until it is answered or taken out; [Write]
// puts one that is open beside its value as a comment, too.
type Doubt struct {
	Path     string `yaml:"path"` // of the value, as in [Move]: deadlines[0].due; "" for the whole
	Text     string `yaml:"text" validate:"required"`
	Answered bool   `yaml:"answered"` // somebody has looked: the value stands
}

// OpenDoubts returns the doubts of c that nobody has answered.
func (c *Campaign) OpenDoubts() []Doubt {
	return slices.DeleteFunc(slices.Clone(c.Doubts), func(d Doubt) bool { return d.Answered })
}

// Doubt returns the move as a doubt about what it moved, or left.
func (m Move) Doubt() Doubt {
	at := m.What
	if m.Line > 0 {
		at += fmt.Sprintf("第%d行", m.Line)
	}
	from := strings.Join(strings.Fields(m.From), " ")
	if d, err := calendar.ParseDate(m.From); err == nil {
		from += "（" + Weekday(d) + "）"
	}
	text := at + "原为 " + from
	switch {
	case m.Context != "":
		text = fmt.Sprintf("%s“…%s…”中的“%s”是当时的说法，未改动", at, m.Context, from)
	case m.Left():
		text = at + "未改动：" + from
	}
	return Doubt{Path: m.Field, Text: text}
}

// doubts reports those about what no campaign has. An index beyond the end of its list
// is none: somebody may have taken the element out.
func (k *checker) doubts() {
	for i, d := range k.c.Doubts {
		if !mayHold(reflect.TypeFor[Campaign](), d.Path) {
			k.say(fmt.Sprintf("doubts[%d].path", i), ErrReference, fmt.Sprintf("no campaign has a value %s", d.Path),
				"活动数据里没有“"+d.Path+"”这一处，应写成deadlines[0].due的样子")
		}
	}
}

// mayHold reports whether a value of a type may have one at path.
func mayHold(t reflect.Type, path string) bool {
	for path != "" {
		for t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		switch t.Kind() {
		case reflect.Slice:
			index, rest, closed := strings.Cut(strings.TrimPrefix(path, "["), "]")
			if path[0] != '[' || !closed || index == "" || strings.Trim(index, "0123456789") != "" {
				return false
			}
			t, path = t.Elem(), rest
		case reflect.Struct:
			name := strings.TrimPrefix(path, ".")
			if end := strings.IndexAny(name, ".["); end >= 0 {
				name = name[:end]
			}
			i := slices.IndexFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool {
				key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
				return key == name && f.IsExported()
			})
			if name == "" || i < 0 {
				return false
			}
			path = strings.TrimPrefix(path, ".")[len(name):]
			t = reflect.VisibleFields(t)[i].Type
		default:
			return true // within a value that is one word
		}
	}
	return true
}

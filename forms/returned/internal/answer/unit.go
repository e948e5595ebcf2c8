package answer

import (
	"math"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// A unit is what a number counts, and how many of it at a time: 百人 is a
// hundred of 人.
type unit struct {
	scale float64
	base  string // "" where only the scale is written
}

// counters lists the words that count things, each with those that count the
// same things.
var counters = map[string][]string{
	"人": {"名", "位", "个"}, "所": {"个", "家"}, "家": {"个", "所"}, "项": {"个", "场", "次"},
	"场": {"次", "个"}, "次": {"场"}, "个": {"所", "家", "项"}, "篇": {"条"}, "条": {"篇"}, "元": nil,
	"名": {"人", "位"}, "位": {"人", "名"}, "人次": nil, "天": {"日"}, "件": nil, "分": nil, "小时": nil, "学时": {"课时"}, "课时": {"学时"},
	"册": nil, "份": nil, "班": nil, "间": nil, "台": {"套"}, "套": {"台"}, "平方米": nil, "分钟": nil,
}

// spelt lists other ways of writing a unit.
var spelt = strings.NewReplacer("㎡", "平方米", "m²", "平方米", "m2", "平方米", "平米", "平方米", "人民币", "", "rmb", "", "圆", "元", "人/次", "人次", "人·次", "人次", "人(次)", "人次", "個", "个", "h", "小时")

// cutScaleWord takes the words for a scale off the front: 百, 万, 十万.
func cutScaleWord(s string) (scale float64, rest string) {
	scale = 1
	for rest = s; rest != ""; {
		by := 0.0
		for _, m := range []struct {
			word string
			by   float64
		}{{"十", 10}, {"百", 100}, {"千", 1e3}, {"万", 1e4}, {"亿", 1e8}} {
			if strings.HasPrefix(rest, m.word) {
				by, rest = m.by, rest[len(m.word):]
				break
			}
		}
		if by == 0 || scale > 1e12 {
			return scale, rest
		}
		scale *= by
	}
	return scale, rest
}

// fieldUnit returns the unit of a field, whatever it is.
func fieldUnit(f *forms.Field) unit {
	scale, base := cutScaleWord(spelt.Replace(strings.ToLower(han.Fold(f.Unit))))
	return unit{scale, base}
}

// ParseUnit reads a text that is a unit and nothing else; false if it is some
// other text. own is one more unit to be known.
func ParseUnit(s, own string) bool {
	_, ok := parseUnit(s, fieldUnit(&forms.Field{Unit: own}).base)
	return ok
}

func parseUnit(s, own string) (unit, bool) {
	s = strings.ToLower(han.Fold(s))
	for _, p := range []string{"计量单位:", "金额单位:", "单位:", "单位", "以", "按"} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" {
			s = rest
			break
		}
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, "为单位"), "计")
	scale, base := cutScaleWord(spelt.Replace(s))
	_, known := counters[base]
	return unit{scale, base}, known || base != "" && base == own || base == "" && scale > 1
}

// counts reports whether both units count the same things.
func (u unit) counts(own unit) bool {
	return u.base == "" || u.base == own.base || strings.HasPrefix(own.base, u.base+"/") || slices.Contains(counters[own.base], u.base)
}

// A measure tells how a number of a field is to be multiplied.
type measure struct {
	by    float64 // 1 where nothing is to be done
	clash bool    // it cannot be told, or it is another thing that is counted
	unit  string  // that was found, in words
}

// printedMeasure compares the units that the sender's form prints, beside the
// label and in a line above all labels, with that of the field.
func printedMeasure(f *forms.Field, e Entry) measure {
	own := fieldUnit(f)
	m := measure{by: 1}
	if u, ok := parseUnit(e.Unit, own.base); ok && e.Unit != "" {
		m.unit = e.Unit
		if !u.counts(own) && own.base != "" || own.base == "" && u.scale != 1 {
			m.clash = true
			return m
		}
		m.by = u.scale / own.scale
	}
	for _, line := range e.Units {
		u, ok := parseUnit(line, own.base)
		if !ok || own.base == "" || u.base != "" && !u.counts(own) {
			continue
		}
		by := u.scale / own.scale
		if e.Unit != "" && by != m.by {
			return measure{by: 1, clash: true, unit: line}
		}
		m = measure{by: by, unit: line}
	}
	return m
}

// times multiplies a number as decimals, without the noise of binary fractions.
func times(x, by float64) float64 {
	if by < 1 && by > 0 {
		return x / math.Round(1/by)
	}
	return x * by
}

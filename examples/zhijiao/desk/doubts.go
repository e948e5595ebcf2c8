package desk

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
)

// pending is something to be confirmed, in the list above the fields.
type pending struct{ At, Label, Text string }

// doubtful are the doubts of a campaign beside the values that they are about. An
// answered one stays to be seen, and can be opened again.
func doubtful(c *campaign.Campaign, all map[string][]remark) {
	for i, d := range c.Doubts {
		line := ""
		if g := lineIn.FindStringSubmatch(d.Text); g != nil && strings.HasSuffix(d.Path, ".body") {
			line = g[1]
		}
		all[d.Path] = append(all[d.Path], remark{Class: "doubt", Text: d.Text, Tick: fmt.Sprintf("doubts[%d].answered", i), Done: d.Answered, Line: line})
	}
}

// open lists what is to be confirmed in a group, in the order of the page.
func (g group) open(all []pending) []pending {
	add := func(at, label string, notes []remark) {
		for _, n := range notes {
			if n.Tick != "" && !n.Done {
				all = append(all, pending{at, label, n.Text})
			}
		}
	}
	short := g.Label
	if name, _, ok := strings.Cut(short, "："); ok && utf8.RuneCountInString(short) > 24 {
		short = name
	}
	add(g.Path, short, g.Notes)
	for _, f := range g.Fields {
		label := f.Label
		if short != "" {
			label = short + "，" + label
		}
		add("at-"+f.Path, label, f.Notes)
	}
	for _, sub := range g.Groups {
		all = sub.open(all)
	}
	return all
}

// given reports whether a move is what somebody has just asked for, so that there is
// nothing to confirm.
func given(c *campaign.Campaign, m campaign.Move, theme string) bool {
	if m.Left() {
		return false
	}
	list, _, _ := strings.Cut(m.Field, ".")
	_, n, isElement := element(list)
	return m.Field == "year" || m.Field == "theme" && theme != "" ||
		isElement && strings.HasPrefix(list, "periods[") && n < len(c.Periods) && (c.Periods[n].Main || len(c.Periods) == 1)
}

// lineIn is the line of a text that a doubt is about.
var lineIn = regexp.MustCompile(`正文第(\d+)行`)

// quoted are words that a doubt quotes.
var quoted = regexp.MustCompile(`“([^“”]+)”`)

// settledBy returns the doubts that are left after an edit: whoever changes a value has
// looked at it. Of a long text that is so where the words that the doubt quotes went.
func settledBy(before, after *campaign.Campaign) []campaign.Doubt {
	return slices.DeleteFunc(slices.Clone(after.Doubts), func(d campaign.Doubt) bool {
		a, ok := find(reflect.ValueOf(before).Elem(), d.Path)
		b, still := find(reflect.ValueOf(after).Elem(), d.Path)
		if !ok || !still || d.Answered || !small(a) || reflect.DeepEqual(a.Interface(), b.Interface()) {
			return false
		}
		if a.Kind() != reflect.String || !strings.Contains(a.String(), "\n") {
			return true
		}
		for _, q := range quoted.FindAllStringSubmatch(d.Text, -1) {
			if strings.Contains(a.String(), q[1]) && !strings.Contains(b.String(), q[1]) {
				return true
			}
		}
		return false
	})
}

// small reports whether a value is one field, or a struct of nothing but fields.
func small(v reflect.Value) bool {
	if v.Kind() == reflect.Pointer && v.Type().Elem().Kind() == reflect.Struct {
		if v.IsNil() {
			return true
		}
		v = v.Elem()
	}
	if scalar(v.Type()) {
		return true
	}
	if v.Kind() != reflect.Struct {
		return false
	}
	for i := range v.NumField() {
		if f := v.Type().Field(i); key(f) != "" && !scalar(f.Type) {
			return false
		}
	}
	return true
}

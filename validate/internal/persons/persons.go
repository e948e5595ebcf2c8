// Package persons finds the names of persons in a list, such as that behind 成员：.
package persons

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	inBrackets = engine.Compile(`[（(][^（()）]*[）)]`)
	spreadName = engine.Compile(`^\p{Han}[\s\p{Z}]+\p{Han}$`)
	noPerson   = engine.Compile(`[部处室院系科局委组会校]$|^各|负责|主任|书记|校长|院长|老师|教师|学生|代表|成员`)
)

// In returns the names in a list of persons, as they are written.
func In(s string) []string {
	s = inBrackets.Re().ReplaceAllString(s, "、")
	var all []string
	for _, one := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,；;。\t", r) }) {
		one = strings.TrimFunc(one, engine.IsBlank)
		names := []string{one}
		if !spreadName.Match(one) {
			names = strings.FieldsFunc(one, engine.IsBlank) // 教务处 王小明
		}
		for _, name := range names {
			if n := utf8.RuneCountInString(han.Squeeze(name)); n >= 2 && n <= 4 && !noPerson.Match(name) && !strings.ContainsFunc(name, func(r rune) bool { return !han.Is(r) && !engine.IsBlank(r) }) {
				all = append(all, name)
			}
		}
	}
	return all
}

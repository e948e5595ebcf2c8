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
	// named is a name behind what its bearer is: 副院长江某某; titled one before it: 江某某副院长.
	named    = engine.Compile(`^\p{Han}{0,16}(?:书记|[院校处科局部厅司组班会所站室队社]长|主任|主席|园长|秘书长|干事|教授|老师|同志|专员|经理|助理|委员|[市县区乡镇村]长)(\p{Han}{2,3})$`)
	titled   = engine.Compile(`^(\p{Han}{3})(?:副)?(?:书记|[院校处科局部厅司组班会所站队社]长|主任|主席|园长|秘书长|教授|老师|同志|专员|经理|助理|委员|[市县区乡镇村]长)$`)
	ofOffice = engine.Compile(`[部处室院系科局委组会校办支所站班团社队党学总副各厅厂司市县区乡镇村街]|中心|公司`)
	noPerson = engine.Compile(`[部处室院系科局委组会校]$|^各|负责|主任|书记|校长|院长|老师|教师|学生|代表|成员|助理|委员|办公|单位|管理|全体|相关|有关`)
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
			if m := named.Find(name); m != nil && strings.ContainsRune(surnames, engine.After(name, m[2], nil)) && !noPerson.Match(name[m[2]:m[3]]) {
				name = name[m[2]:m[3]]
			} else if m := titled.Find(name); m != nil && strings.ContainsRune(surnames, engine.After(name, 0, nil)) && !ofOffice.Match(name[m[2]:m[3]]) {
				name = name[m[2]:m[3]]
			}
			if n := utf8.RuneCountInString(han.Squeeze(name)); n >= 2 && n <= 4 && !noPerson.Match(name) && !strings.ContainsFunc(name, func(r rune) bool { return !han.Is(r) && !engine.IsBlank(r) }) {
				all = append(all, name)
			}
		}
	}
	return all
}

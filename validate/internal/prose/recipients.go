package prose

import (
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Lines that name those who are addressed (主送机关), but are not written as they should be, so
// that they were read as text.

var (
	// addressed is a line of such names with a mark at its end that is no colon.
	addressed = engine.Compile(`^[\s\p{Z}]*((?:各|机关各|[局厅市省区县校院镇乡](?:属|直|直属|内)?各|[局厅市县校院](?:属|直|直属)单位|全[市省区县校])[^。！？：:\d]{0,80}(?:` + addressedEnds + `)(?:[（(][^（）()]*[）)])?)([。，；;,、.][：:]?)[\s\p{Z}]*$`)
	// stoppedWithin are names with a full stop between them, stammered ones with two colons
	// behind them.
	stoppedWithin = engine.Compile(`^[\s\p{Z}]*([^。！？：:“”《》\d]{2,60})。((?:[^。！？：:“”《》\d]{2,40}。)*[^。！？：:“”《》\d]{2,60})[：:][\s\p{Z}]*$`)
	stammered     = engine.Compile(`^[\s\p{Z}]*([^。！？：:“”《》\d]{2,120})([：:；;，,、。][：:]|[：:][；;，,、。])[\s\p{Z}]*$`)
	// ordersIn is what a sentence about the same has: 各校要认真组织.
	ordersIn = engine.Compile(`要|应[^急用]|须|请|可|将|已|按|做好|开展|现|由|为`)
	nameOf   = engine.Compile(`^(?:各|机关|[局厅市省区县校院镇乡全本]).*|.*(?:` + addressedEnds + `)$`)
)

const addressedEnds = `局|厅|委|部|办|处|科|室|会|单位|学校|院校|部门|机构|企业|公司|班级|学院|系部|中心|政府|医院|社区|街道|支部|党委|党组|团委|工会|年级|站|所|馆|队|村|组|集团|大学|中学|小学|幼儿园|协会|员工|同学|师生|家长`

// Misaddressed tells how a line that names those who are addressed is not written so.
type Misaddressed struct {
	Name, End int  // bytes at which the names end, and what stands for the colon behind them
	Stop      int  // bytes at which a full stop stands between names; 0: there is none
	Twice     bool // there are two marks behind them: GW114
}

// ReadMisaddressed reads such a line; false if it is none.
func ReadMisaddressed(l engine.Line) (Misaddressed, bool) {
	if ordersIn.In(l) {
		return Misaddressed{}, false
	}
	if m := addressed.First(l); m != nil {
		return Misaddressed{Name: m[4], End: m[5], Twice: m[5]-m[4] > len("，")}, true
	}
	if m := stoppedWithin.First(l); m != nil && names(l.Text[m[2]:m[3]]) && names(l.Text[m[4]:m[5]]) {
		return Misaddressed{Stop: m[3], Name: m[5], End: m[5]}, true
	}
	if m := stammered.First(l); m != nil && names(l.Text[m[2]:m[3]]) {
		return Misaddressed{Name: m[4], End: m[5], Twice: true}, true
	}
	return Misaddressed{}, false
}

// names reports whether s lists nothing but names such as recipients have.
func names(s string) bool {
	const longest = 24 // characters
	for name := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune("、，；,; 。", r) }) {
		if n := utf8.RuneCountInString(name); n < 2 || n > longest || !nameOf.Match(strings.TrimSpace(trailing.Re().ReplaceAllString(name, ""))) {
			return false
		}
	}
	return true
}

// trailing is what stands in brackets behind a name.
var trailing = engine.Compile(`[（(][^（）()]*[）)]$`)

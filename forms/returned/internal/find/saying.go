package find

import (
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file tells rows of a table apart by what they say: those that add up,
// print the heads once more, or only name those below them.

var (
	// 合计, 全校合计, 合计（4项）, 合计/人次
	sumWord = regexp.MustCompile(`^\p{Han}{0,6}?(?:合计|总计|小计|共计|累计|总和)(?:\p{Han}{0,2}数|人次)?(?:\(.{0,8}\)|/.{1,3})?$|^(?:总数|总人数|总人次|总共|总数量|总金额|合计数|∑|σ|sum|total|subtotal)$`)
	// What words stand in 共计3项活动，830人参与.
	sumWords = regexp.MustCompile(`^(?:合计|总计|小计|共计|累计|以上|上述|总数|总人数|总人次|人数|人次|项目|活动|参与|参加|师生|学生|教师|本页|本表|全部|全校|经费|金额|[总共计各人项个场次所家名条校为约元万:,;、。()0-9.])+$`)
	sumSign  = regexp.MustCompile(`合计|总计|小计|共计|累计|总|共`)
	pageLine = regexp.MustCompile(`^[(—-]*(?:续表?\d*|接[上下]页|[上下]接.{0,6}页|转下页|第\d+页(?:[,/]?共\d+页)?)[)—-]*$`)
	section  = regexp.MustCompile(`^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|第[一二三四五六七八九十]{1,3}(?:批|部分|类|阶段|场|期|组)|[ⅰ-ⅻ]、).{0,30}$`)
	// ※以下为校外活动
	below    = regexp.MustCompile(`^[※*★☆▲△◆●]*(?:以下|下列|以上|上述)(?:为|是|均为|都是|系|属于?|内容为).{1,30}$`)
	overLine = regexp.MustCompile(`^[(—\-=*_.·]*(?:此处|此行)?以下(?:空白|无正文|无内容|空)[)—\-=*_.·]*$`)
)

// saysSum reports whether a text says that its row adds up. inWords says that
// the sum itself stands in the text.
func SaysSum(raw string) (says, inWords bool) {
	if len(raw) > 150 {
		return false, false
	}
	s := strings.Trim(strings.ToLower(han.Fold(raw)), ":*")
	digits := strings.ContainsAny(s, "0123456789")
	if !digits {
		return sumWord.MatchString(s), false
	}
	if !sumWords.MatchString(s) || !sumSign.MatchString(s) {
		return false, false
	}
	return strings.Trim(s, "0123456789.") != "", true
}

// sumRow reports whether a row adds up those above it: 合计 in a cell that takes
// words or the number, and otherwise only numbers.
func (x *Matcher) sumRow(t *TableSpot, row int) bool {
	said, words := false, false
	x.Boxes(row, row, func(_ int, c *Box) {
		says, _ := SaysSum(c.Raw)
		f := t.FieldAt(c.Col)
		switch {
		case says && c.Stored == answer.Text && (f == nil || !f.Kind.Numeric() || c.Col <= t.Left() || c.Cols > 1):
			said = true
		case f != nil && !f.Kind.Numeric() && !answer.Blank(c.Raw) && c.Stored != answer.Number:
			words = true
		}
	})
	return said && !words
}

// saysHeads reports whether a row prints heads of the table once more.
func (x *Matcher) saysHeads(t *TableSpot, row int) bool {
	heads, others := 0, 0
	keys := map[string]bool{}
	for _, i := range t.Heads {
		keys[x.G.Cells[i].Key] = true
	}
	for i := range x.S.Blocks {
		if &x.S.Blocks[i] == t.Block {
			for _, l := range x.rows[i].labels {
				for _, g := range l.groups {
					keys[g] = true
				}
			}
		}
	}
	x.Boxes(row, row, func(_ int, c *Box) {
		switch {
		case c.Key != "" && keys[c.Key]:
			heads++
		default:
			others++
		}
	})
	return heads > 1 && others == 0 || heads > 2 && heads*2 > len(t.Columns) && others <= 1
}

// SaysOver reports whether a text says that nothing follows, or that the table
// goes on elsewhere.
func SaysOver(raw string) bool {
	s := han.Fold(raw)
	return len(raw) < 100 && (overLine.MatchString(s) || pageLine.MatchString(s))
}

// saysOver reports whether a row says that nothing follows, or that the table
// goes on elsewhere: 以下空白, 续表.
func (x *Matcher) saysOver(t *TableSpot, row int) bool {
	over, others := false, false
	x.Boxes(row, row, func(_ int, c *Box) {
		if SaysOver(c.Raw) {
			over = true
		} else if c.Col != t.Number {
			others = true
		}
	})
	return over && !others
}

// saysSection reports whether a row only names those below it: 一、校内活动, in a
// cell as wide as the table or in the first.
func (x *Matcher) saysSection(t *TableSpot, row int) bool {
	var only *Box
	n := 0
	x.Boxes(row, row, func(i int, c *Box) {
		only = c
		if n++; x.Claimed[i] {
			n = 9
		}
	})
	if n != 1 || only.Stored != answer.Text || len(only.Raw) > 120 || only.Col > t.Left() || x.apart[only.Key] {
		return false
	}
	wide := only.Cols > 2 && x.covers(t, only) > len(t.Columns)/2
	if s := strings.ToLower(han.Fold(only.Raw)); !section.MatchString(s) && !below.MatchString(s) && (!wide || x.endsWide(only)) {
		return false
	}
	for next := row + 1; next <= min(row+3, x.To); next++ {
		filled, free := 0, true
		x.Boxes(next, next, func(i int, c *Box) {
			filled++
			free = free && !x.Claimed[i] && (t.FieldAt(c.Col) != nil || c.Col == t.Number)
		})
		if filled > 0 {
			return free && filled > 1
		}
	}
	return false
}

// endsWide reports whether a wide text is what stands below tables: a note, or a
// label with its value.
func (x *Matcher) endsWide(c *Box) bool {
	s := han.Fold(c.Raw)
	for _, p := range []string{"注", "备注", "说明", "填表", "填报", "单位负责人", "审核", "联系"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return strings.ContainsAny(s, ":。") || len(x.SchemaLabels.Pairs.candidates(c)) > 0
}

// left returns the first column of the table.
func (t *TableSpot) Left() int {
	if cols := t.sorted(); len(cols) > 0 {
		return cols[0]
	}
	return 1
}

var (
	framing     = regexp.MustCompile(`^附[件表][\d一二三四五六七八九十]*[-—]?\d*[:.、]?$|^表号:|^第?\d+页[,/]?(?:共\d+页)?$|^(?:计量)?单位:?$|^[(]?(?:单位|学校)?(?:盖章|公章|签章)[)]?:?$`)
	note        = regexp.MustCompile(`^(?:填表|填报|填写)?(?:注|备注|说明|要求|须知)\d?[:.、]`)
	instruction = regexp.MustCompile(`请|应当?|须|需|必填|不得|如实|本表|此表|填写|填报|填表|盖章|报送|一式`)
	itemDigits  = regexp.MustCompile(`\d{1,2}[.、)]|^注\d`)
)

// Framing reports whether a text is what bureaus print around forms: 附件3,
// 第1页 共2页, a note that tells how to fill the form in.
func Framing(text string) bool {
	s := han.Fold(text)
	return framing.MatchString(s) || note.MatchString(s) && instruction.MatchString(s) && !strings.ContainsAny(itemDigits.ReplaceAllString(s, ""), "0123456789")
}

// What a column of heads is called, and what the columns beside it are.
var (
	columnName   = map[string]bool{"项目": true, "栏目": true, "内容": true, "序号": true, "名称": true, "指标": true, "活动": true, "栏次": true}
	countsColumn = regexp.MustCompile(`^(?:第?[一二三四五六七八九十\d]{1,3}(?:项|个|次|期|场|号)?|(?:活动|项目|课程|人员)[一二三四五六七八九十\d]{1,3})$`)
)

var voidRow = regexp.MustCompile(`^[(]?(?:此|本|该)?(?:活动|项目|项|行|条)?(?:已经?|因.{1,12})?(?:取消|作废|删除|不计|不算|不报|撤销|停办|停开|未举办|未开展|未实施)(?:举办|开展|计入|统计)?[)]?[。!]*$`)

// SaysVoid reports whether a text beside a row says that it does not count.
func SaysVoid(raw string) bool { return len(raw) < 100 && voidRow.MatchString(han.Fold(raw)) }

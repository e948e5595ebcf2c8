package wording

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

// Numbers of things that a table right below names: 集中组织五项活动，日程如下：.

var (
	// toTable ends a line that a table explains.
	toTable = engine.Compile(`[，,]?(?:(?:具体|详细|有关|相关|活动|日程|时间|地点|内容|名单|项目|安排|[、和及与])*(?:如下|见下表|见附表|列表如下)|详见下表|如下表)[：:。]?[\s\p{Z}]*$|[：:][\s\p{Z}]*$`)
	// ofKind is a number of things with the word for them behind or before it.
	ofKind = engine.Compile(`([二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|场|门|次|堂|节|类|件|种|间|讲)`)
	// kinds are what a number in front of a table counts.
	kinds = engine.Compile(`活动|讲座|课程|项目|赛项|比赛|竞赛|服务|节目|展览|实训室|展区|展厅|工种|课题|报告会|论坛|沙龙|材料|会场|公益行|[场讲堂门]$`)
	// kindHead are heads of columns that name such things.
	kindHead   = engine.Compile(`活动|讲座|课程|项目|赛项|比赛|竞赛|服务|节目|展览|名称|主题|题目|内容|场次|论坛`)
	someOf     = engine.Compile(`主要|部分|每|各|限|约|左右|以[上下内]|余|多|不少|至少|选|前|后|任|另|其中|不超|近|等|第|截至|至|已`)
	partsOf    = engine.Compile(`[，,（(]其中[^，。；：]{0,6}?\d[^。；：）)]*?\d[^\d，。；：、）)]{0,3}[）)]?(?:$|[，,])`)
	rowSum     = engine.Compile(`^(?:合计|总计|小计|共计|备注|注)`)
	numberHead = engine.Compile(`^(?:序号|编号|号)$`)
)

// tabled finds a number of things at the end of line i of p that is not that of the table below.
func tabled(p *engine.Passage, i int) []engine.Remark {
	l := p.Lines[i]
	if i+1 >= len(p.Lines) || p.Lines[i+1].Role != engine.RoleCell || l.Role != engine.RoleText {
		return nil
	}
	end := toTable.First(l)
	if end == nil {
		return nil
	}
	from := strings.LastIndexAny(l.Text[:end[0]], "。；") // of the sentence
	if from < 0 {
		from = l.Mark
	}
	s := l.Text[from:end[0]]
	if m := partsOf.Find(s + "，"); m != nil {
		s = s[:m[0]]
	}
	all := ofKind.Re().FindAllStringSubmatchIndex(s, -1)
	if len(all) != 1 || someOf.Match(s) || strings.ContainsAny(s[all[0][1]:], "，,") {
		return nil
	}
	m := all[0]
	word := kinds.Find(s[m[1]:])
	what := ""
	clause := s[max(strings.LastIndexAny(s[:m[0]], "，,")+1, 0):]
	switch {
	case word != nil:
		what = s[m[1]:][word[0]:word[1]]
	case len(s) == m[1]: // 活动六项
		if k := kinds.Re().FindAllString(clause, -1); k != nil {
			what = k[len(k)-1]
		}
	}
	n := countOf(s[m[2]:m[3]])
	if what == "" || n < 2 || engine.IsDigit(engine.Before(s, m[0], nil)) {
		return nil
	}
	if fits, got := rowsBelow(p.Lines[i+1:], what, n); !fits && got > 1 {
		return []engine.Remark{differs(l, from+m[0], from+m[1], got)}
	}
	return nil
}

// rowsBelow counts what the table that lines open with has of the kind, and reports whether
// that may be n: by its numbers, by its rows or by the names in the column of the kind.
func rowsBelow(lines []engine.Line, what string, n int) (fits bool, got int) {
	numbers, names := -1, -1 // columns, by where they begin or by their order
	numbered, rows, seen := 0, 0, map[string]bool{}
	column, head := 0, true
	byOrder := lines[0].Block != nil // all cells are there, the empty ones too
	for k, cell := range lines[:min(len(lines), 40*mostItems)] {
		if cell.Role != engine.RoleCell || cell.Block != lines[0].Block {
			break
		}
		if k > 0 && cell.Number != lines[k-1].Number {
			column, head = 0, false
		} else if k > 0 {
			column++
		}
		text := han.Squeeze(cell.Text)
		switch {
		case head && numberHead.Match(text):
			numbers = column
		case head && (strings.Contains(text, what) || names < 0 && kindHead.Match(text)):
			names = column
		case head:
		case rowSum.Match(text) && column == 0:
			return fitting(n, numbered, rows, len(seen))
		case column == numbers && text != "":
			if numbered++; whole(text) != numbered {
				return true, 0 // numbered otherwise
			}
		case column == names:
			if strings.ContainsAny(text, "、；;") {
				return true, 0 // several in a cell
			}
			if text != "" {
				rows++
				seen[text] = true
			}
		}
	}
	if names < 0 || !byOrder {
		return true, 0
	}
	return fitting(n, numbered, rows, len(seen))
}

// fitting reports whether n is one of the numbers that a table has, and which it has if not.
func fitting(n, numbered, rows, names int) (bool, int) {
	if numbered > 0 {
		return n == numbered || n == names, numbered
	}
	return n == rows || n == names, rows
}

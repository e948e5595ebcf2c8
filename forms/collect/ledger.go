package collect

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// signs are what the states look like in a narrow column of 台账.xlsx.
var signs = map[string]string{
	stateCame: "√", stateLate: "迟", stateNone: "缺", stateFew: "少", stateErrors: "误", stateVersions: "多", stateUnread: "读",
	stateUnsure: "？", stateElse: "认", stateNotYet: "·", stateNoDay: "未定", stateNothing: "—",
}

const legend = "√已报，迟 迟报，缺 未报，少 份数不足，误 有错误，多 报了几份不同的，读 格式不能读，？待确认，认 另行确认，—不用报，· 未到期；空格是不由该单位报。"

// marked colours a state, or its sign.
func markedState(state, shown string) any {
	switch state {
	case stateNone, stateFew, stateVersions:
		return sheet.Marked{Value: shown, Severity: report.Error}
	case stateErrors, stateUnread, stateUnsure:
		return sheet.Marked{Value: shown, Severity: report.Warning}
	case stateLate, stateElse:
		return sheet.Marked{Value: shown, Severity: report.Hint}
	}
	return shown
}

// A column is what the ledger has a column for: a duty on one of its days, or what
// comes of it otherwise than as a file.
type column struct {
	duty         int
	part, medium string
	day          calendar.Date
}

// ledger makes the sheets of 台账.xlsx: all units by all that is due once; a sheet for
// each rhythm, by its days; how many did what; what is not in order, with the files;
// what somebody does, and nobody is sent.
func (c *collector) ledger() []sheet.List {
	word := c.unitWord()
	lists := []sheet.List{}
	once := sheet.List{Sheet: "总台账", Title: c.Campaign.Name + "台账", Note: legend, Landscape: true}
	var columns []column
	for i, d := range c.duties {
		if d.Done() {
			continue
		}
		if d.Every == "" {
			columns = append(columns, c.columnsOf(i)...)
		}
	}
	lists = append(lists, c.matrix(once, columns, word))
	for i, d := range c.duties {
		if d.Every == "" {
			continue
		}
		columns := c.columnsOf(i)
		for from, n := 0, 1; from < len(columns); from, n = from+mostDays, n+1 {
			l := sheet.List{Sheet: shortName(d.What, 20), Title: c.Campaign.Name + "台账：" + d.What, Note: d.When() + "报。" + legend, Landscape: true}
			lists = append(lists, c.matrix(l, columns[from:min(from+mostDays, len(columns))], word))
		}
	}
	lists = append(lists, c.byDuty(), c.details(word))
	if tasks := c.taskList(); len(tasks.Rows) > 0 {
		lists = append(lists, tasks)
	}
	return lists
}

// mostDays is how many days of a rhythm a sheet has room for.
const mostDays = 16

// columnsOf returns the columns of a duty that any unit has an item in, by day.
func (c *collector) columnsOf(duty int) []column {
	var all []column
	for _, it := range c.items {
		if it.Duty != duty {
			continue
		}
		if k := (column{duty, it.Part, it.Medium, it.Day}); !slices.Contains(all, k) {
			all = append(all, k)
		}
	}
	slices.SortStableFunc(all, func(a, b column) int { return a.day.Compare(b.day) })
	return all
}

func shortName(s string, n int) string {
	if r := []rune(oneLine(s)); len(r) > n {
		return string(r[:n])
	}
	return oneLine(s)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// matrix fills a list with the units and a column for each of columns.
func (c *collector) matrix(l sheet.List, columns []column, word unitWord) sheet.List {
	l.Columns = []sheet.Column{{Label: "序号", Width: 30}, {Label: word.one, Width: 130}}
	district := slices.ContainsFunc(c.schools.roster, func(sc returned.School) bool { return sc.District != "" })
	if district {
		l.Columns = append(l.Columns, sheet.Column{Label: "区县", Width: 48})
	}
	first := len(l.Columns)
	wide := 34.0
	if n := len(columns); n > 0 && c.duties[columns[0].duty].Every == "" {
		wide = max(44, min(90, 520/float64(n)))
	}
	for _, k := range columns {
		l.Columns = append(l.Columns, sheet.Column{Label: c.columnHead(k), Width: wide})
	}
	l.Columns = append(l.Columns, sheet.Column{Label: "未齐", Width: 34})
	at := map[column]int{}
	for i, k := range columns {
		at[k] = first + i
	}
	var row []any
	open, unit := 0, ""
	flush := func() {
		if row != nil {
			row[len(row)-1] = open
			if open == 0 {
				row[len(row)-1] = ""
			}
			l.Rows = append(l.Rows, row)
		}
		row = nil
	}
	for _, it := range c.items {
		col, ok := at[column{it.Duty, it.Part, it.Medium, it.Day}]
		if !ok {
			continue
		}
		if it.Unit != unit || row == nil {
			flush()
			unit, open = it.Unit, 0
			row = make([]any, len(l.Columns))
			row[0], row[1] = len(l.Rows)+1, unit
			if district {
				row[2] = c.school(unit).District
			}
		}
		row[col] = markedState(it.State, signs[it.State])
		if owedState(it.State) {
			open++
		}
	}
	flush()
	return l
}

// columnHead names a column: what and when, or for a rhythm the day.
func (c *collector) columnHead(k column) string {
	d := &c.duties[k.duty]
	if d.Every != "" {
		if k.day.IsZero() {
			return "日子不明"
		}
		return fmt.Sprintf("%d.%d", k.day.Month, k.day.Day)
	}
	head := c.partOf(k.duty, k.part)
	if k.medium != "" {
		head += "（" + k.medium + "）"
	}
	switch {
	case d.Event != "":
		head += "\n" + d.Event + "前"
	case !k.day.IsZero():
		head += fmt.Sprintf("\n%d月%d日", k.day.Month, k.day.Day) + d.Time.String()
	}
	return head
}

// partOf names what is owed: a form, where a document is owed beside it, by its title.
func (c *collector) partOf(duty int, part string) string {
	d := &c.duties[duty]
	switch {
	case part != "":
		return part
	case d.Form != "" && len(d.Files) > 0:
		return c.Campaign.FormTitle(d.Form)
	}
	return oneLine(d.What)
}

// owedState reports whether somebody is asked for an item of a state.
func owedState(state string) bool {
	switch state {
	case stateCame, stateLate, stateElse, stateNotYet, stateNoDay, stateNothing:
		return false
	}
	return true
}

// byDuty counts the units by what became of each duty.
func (c *collector) byDuty() sheet.List {
	l := sheet.List{Sheet: "按事项", Title: c.Campaign.Name + "报送情况（按事项）", Landscape: true, Columns: []sheet.Column{
		{Label: "序号", Width: 30}, {Label: "报送内容", Width: 190}, {Label: "时限", Width: 110}, {Label: "应报", Width: 40}, {Label: "已报", Width: 40},
		{Label: "其中迟报", Width: 44}, {Label: "未报", Width: 40}, {Label: "份数不足", Width: 44}, {Label: "有错误", Width: 44}, {Label: "待确认", Width: 44},
		{Label: "另行确认", Width: 44}, {Label: "未到期", Width: 44},
	}}
	for i, d := range c.duties {
		for _, k := range c.columnsOf(i) {
			n := map[string]int{}
			owed := 0
			for _, it := range c.items {
				if it.Duty == i && it.Part == k.part && it.Medium == k.medium && it.Day == k.day {
					n[it.State]++
					if it.State != stateNothing {
						owed++
					}
				}
			}
			what, when := c.partOf(i, k.part), "未写明"
			if k.medium != "" {
				what += "（" + k.medium + "）"
			}
			switch {
			case d.Event != "":
				when = d.Event + "前，日期另行通知"
			case !k.day.IsZero():
				when = k.day.String() + d.Time.String()
			case d.Every != "":
				when = d.When()
			}
			came := n[stateCame] + n[stateLate] + n[stateErrors]
			l.Rows = append(l.Rows, []any{len(l.Rows) + 1, what, when, owed, came, zeroBlank(n[stateLate]), zeroBlank(n[stateNone]), zeroBlank(n[stateFew]),
				zeroBlank(n[stateErrors]), zeroBlank(n[stateUnsure] + n[stateVersions] + n[stateUnread]), zeroBlank(n[stateElse]), zeroBlank(n[stateNotYet] + n[stateNoDay])})
		}
	}
	return l
}

func zeroBlank(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// details lists what is not in order, and what came, with its files.
func (c *collector) details(word unitWord) sheet.List {
	l := sheet.List{Sheet: "明细", Title: c.Campaign.Name + "台账明细", Note: "列出已经报来的和应报而不齐的；没有到期的不列。", Landscape: true, Columns: []sheet.Column{
		{Label: "序号", Width: 34}, {Label: word.one, Width: 120}, {Label: "报送内容", Width: 150}, {Label: "时限", Width: 100},
		{Label: "情况", Width: 76}, {Label: "收到", Width: 90}, {Label: "文件", Width: 160}, {Label: "说明", Width: 190},
	}}
	for _, it := range c.items {
		if it.State == stateNotYet || it.State == stateNothing {
			continue
		}
		d := &c.duties[it.Duty]
		what, when := c.partOf(it.Duty, it.Part), ""
		if it.Medium != "" {
			what += "（" + it.Medium + "）"
		}
		if !it.Day.IsZero() {
			when = it.Day.String() + d.Time.String()
		}
		came := calendar.Stamp(it.Received)
		var files []string
		for _, f := range it.Files[:min(len(it.Files), 3)] {
			files = append(files, path.Base(f))
		}
		names := strings.Join(files, "、")
		if n := len(it.Files); n > 3 {
			names += fmt.Sprintf("等%d个", n)
		}
		l.Rows = append(l.Rows, []any{len(l.Rows) + 1, it.Unit, what, when, markedState(it.State, it.State), came, names, it.Note})
	}
	return l
}

// taskList lists what is done, and not handed in.
func (c *collector) taskList() sheet.List {
	l := sheet.List{Sheet: "任务", Title: c.Campaign.Name + "任务", Note: "由各单位办理、不报送文件的，是否办成另行确认。", Landscape: true, Columns: []sheet.Column{
		{Label: "序号", Width: 34}, {Label: "任务", Width: 300}, {Label: "由谁办", Width: 150}, {Label: "时限", Width: 130}, {Label: "是否办成", Width: 80}, {Label: "备注", Width: 120},
	}}
	for _, d := range c.duties {
		if d.Done() {
			l.Rows = append(l.Rows, []any{len(l.Rows) + 1, oneLine(d.What), campaign.WhoSay(d.Who), d.When(), stateElse})
		}
	}
	return l
}

// settled drops from what could not be checked the files that turned out to be
// documents that are owed.
func (c *collector) settled() {
	owed := map[string]bool{}
	for _, it := range c.items {
		if c.duties[it.Duty].Every == "" {
			for _, f := range it.Files {
				owed[f] = true
			}
		}
	}
	c.report.Skipped = slices.DeleteFunc(c.report.Skipped, func(s report.Skip) bool {
		file, _, ok := strings.Cut(s.Reason, "：")
		return ok && s.Rule == "MT004" && owed[file]
	})
}

// writeDuties prints a line for each duty that is no form: how many did it.
func (r *Result) writeDuties(b *strings.Builder) {
	for i, d := range r.Duties {
		if d.Done() || d.Form != "" {
			continue
		}
		units := map[string]string{} // the worst of its days
		for _, it := range r.Items {
			if it.Duty != i || it.Part+it.Medium != "" || it.State == stateNotYet || it.State == stateNothing || it.State == stateNoDay {
				continue
			}
			if was, ok := units[it.Unit]; !ok || was == stateCame || it.State == stateNone {
				units[it.Unit] = it.State
			}
		}
		n := map[string]int{}
		for _, state := range units {
			n[state]++
		}
		if len(units) == 0 {
			continue
		}
		fmt.Fprintf(b, "“%s”报齐 %d %s", oneLine(d.What), n[stateCame], r.measure)
		for _, state := range []string{stateLate, stateFew, stateUnsure, stateElse, stateNone} {
			if n[state] > 0 {
				fmt.Fprintf(b, "，%s %d %s", state, n[state], r.measure)
			}
		}
		b.WriteString("\n")
	}
}

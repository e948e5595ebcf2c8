// Package ledger prints what units did about what they owe: the ledger of a year
// (台账), and what to write to those who owe something.
package ledger

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/internal/moment"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// The states of an [Item] and of a [Debt].
const (
	None     = "未报"
	Few      = "份数不足"
	Versions = "多份不同，待确认"
	Errors   = "有错误，待更正"
	Late     = "迟报"
	Unread   = "已交，格式不能读"
	Came     = "已报"
	Unsure   = "待确认"  // something came, and whether it is this is not for a program to say
	Else     = "另行确认" // it does not come as a file, and the register does not tell
	NotYet   = "未到期"
	NoDay    = "日期未定" // before an event of which nobody knows the day
	Nothing  = "不用报"  // no activity on the day
)

// An Item is what a unit did about one of [campaign.Campaign.Duties] on one of its
// days. What comes otherwise than as a file (纸质版, 信息平台) is an item of its own:
// it is never missing, and never there unless the register says so.
type Item struct {
	Unit     string
	Duty     int           // index into the duties
	Part     string        // 总结, of a document that is owed beside a form; else ""
	Medium   string        // 纸质版, 盖章纸质版, 信息平台; "" for what comes as a file
	Day      calendar.Date // by which it is due; zero for none
	State    string        // 已报, 迟报, 未报, 份数不足, 多份不同，待确认, 有错误，待更正, 已交，格式不能读, 待确认, 另行确认, 未到期, 日期未定 or 不用报
	Files    []string      // that it came in
	Received time.Time     // of the first of them; zero if nobody knows
	Note     string
}

// A Debt is what a school owes.
type Debt struct {
	School   string
	What     string
	Deadline *campaign.Deadline // nil for none
	State    string             // 未报, 已交，格式不能读, 份数不足, 多份不同，待确认, 有错误，待更正 or 迟报
	Note     string

	Days []calendar.Date // of a rhythm
}

// Severity colours a state.
func (d *Debt) Severity() report.Severity {
	switch d.State {
	case None, Few, Versions:
		return report.Error
	case Errors, Unread, Unsure:
		return report.Warning
	}
	return report.Hint
}

// A Ledger is what there is to tell.
type Ledger struct {
	Campaign *campaign.Campaign
	Duties   []campaign.Duty
	Items    []Item // by unit
	Roster   returned.Roster
	Units    []string // all, in order
	Word     Word
	Find     func(name string) returned.School // what the roster knows of a unit
}

// A Word is what the units are called: 学校 and 所.
type Word struct{ One, Measure string }

func (g *Ledger) school(name string) returned.School { return g.Find(name) }

// MonthDay prints 5月14日.
func MonthDay(d calendar.Date) string { return fmt.Sprintf("%d月%d日", d.Month, d.Day) }

// signs are what the states look like in a narrow column of 台账.xlsx.
var signs = map[string]string{
	Came: "√", Late: "迟", None: "缺", Few: "少", Errors: "误", Versions: "多", Unread: "读",
	Unsure: "？", Else: "认", NotYet: "·", NoDay: "未定", Nothing: "—",
}

const legend = "√已报，迟 迟报，缺 未报，少 份数不足，误 有错误，多 报了几份不同的，读 格式不能读，？待确认，认 另行确认，—不用报，· 未到期；空格是不由该单位报。"

// marked colours a state, or its sign.
func markedState(state, shown string) any {
	switch state {
	case None, Few, Versions:
		return sheet.Marked{Value: shown, Severity: report.Error}
	case Errors, Unread, Unsure:
		return sheet.Marked{Value: shown, Severity: report.Warning}
	case Late, Else:
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

// Lists makes the sheets of 台账.xlsx: all units by all that is due once; a sheet for
// each rhythm, by its days; how many did what; what is not in order, with the files;
// what somebody does, and nobody is sent.
func (g *Ledger) Lists() []sheet.List {
	word := g.Word
	lists := []sheet.List{}
	once := sheet.List{Sheet: "总台账", Title: g.Campaign.Name + "台账", Note: legend, Landscape: true}
	var columns []column
	for i, d := range g.Duties {
		if d.Done() {
			continue
		}
		if d.Every == "" {
			columns = append(columns, g.columnsOf(i)...)
		}
	}
	lists = append(lists, g.matrix(once, columns, word))
	for i, d := range g.Duties {
		if d.Every == "" {
			continue
		}
		columns := g.columnsOf(i)
		for from, n := 0, 1; from < len(columns); from, n = from+mostDays, n+1 {
			l := sheet.List{Sheet: shortName(d.What, 20), Title: g.Campaign.Name + "台账：" + d.What, Note: d.When() + "报。" + legend, Landscape: true}
			lists = append(lists, g.matrix(l, columns[from:min(from+mostDays, len(columns))], word))
		}
	}
	lists = append(lists, g.byDuty(), g.details(word))
	if tasks := g.taskList(); len(tasks.Rows) > 0 {
		lists = append(lists, tasks)
	}
	return lists
}

// mostDays is how many days of a rhythm a sheet has room for.
const mostDays = 16

// portraitWide is how wide a matrix may be, in points, that stands upright.
const portraitWide = 460

// columnsOf returns the columns of a duty that any unit has an item in, by day.
func (g *Ledger) columnsOf(duty int) []column {
	var all []column
	for _, it := range g.Items {
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
func (g *Ledger) matrix(l sheet.List, columns []column, word Word) sheet.List {
	l.Columns = []sheet.Column{{Label: "序号", Width: 30}, {Label: word.One, Width: 130}}
	district := slices.ContainsFunc(g.Roster, func(sc returned.School) bool { return sc.District != "" })
	if district {
		l.Columns = append(l.Columns, sheet.Column{Label: "区县", Width: 48})
	}
	first := len(l.Columns)
	wide := 34.0
	if n := len(columns); n > 0 && g.Duties[columns[0].duty].Every == "" {
		wide = max(44, min(90, 520/float64(n)))
	}
	for _, k := range columns {
		l.Columns = append(l.Columns, sheet.Column{Label: g.columnHead(k), Width: wide})
	}
	l.Columns = append(l.Columns, sheet.Column{Label: "未齐", Width: 34})
	total := 0.0
	for _, k := range l.Columns {
		total += k.Width
	}
	l.Landscape = total > portraitWide
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
	for _, it := range g.Items {
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
				row[2] = g.school(unit).District
			}
		}
		row[col] = markedState(it.State, signs[it.State])
		if Owed(it.State) {
			open++
		}
	}
	flush()
	return l
}

// columnHead names a column: what and when, or for a rhythm the day.
func (g *Ledger) columnHead(k column) string {
	d := &g.Duties[k.duty]
	if d.Every != "" {
		if k.day.IsZero() {
			return "日子不明"
		}
		return fmt.Sprintf("%d.%d", k.day.Month, k.day.Day)
	}
	head := g.partOf(k.duty, k.part)
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
func (g *Ledger) partOf(duty int, part string) string {
	d := &g.Duties[duty]
	switch {
	case part != "":
		return part
	case d.Form != "" && len(d.Files) > 0:
		return g.Campaign.FormTitle(d.Form)
	}
	return oneLine(d.What)
}

// Owed reports whether somebody is asked for an item of a state.
func Owed(state string) bool {
	switch state {
	case Came, Late, Else, NotYet, NoDay, Nothing:
		return false
	}
	return true
}

// byDuty counts the units by what became of each duty.
func (g *Ledger) byDuty() sheet.List {
	l := sheet.List{Sheet: "按事项", Title: g.Campaign.Name + "报送情况（按事项）", Landscape: true, Columns: []sheet.Column{
		{Label: "序号", Width: 30}, {Label: "报送内容", Width: 190}, {Label: "时限", Width: 110}, {Label: "应报", Width: 40}, {Label: "已报", Width: 40},
		{Label: "其中迟报", Width: 44}, {Label: "未报", Width: 40}, {Label: "份数不足", Width: 44}, {Label: "有错误", Width: 44}, {Label: "待确认", Width: 44},
		{Label: "另行确认", Width: 44}, {Label: "未到期", Width: 44},
	}}
	for i, d := range g.Duties {
		for _, k := range g.columnsOf(i) {
			n := map[string]int{}
			owed := 0
			for _, it := range g.Items {
				if it.Duty == i && it.Part == k.part && it.Medium == k.medium && it.Day == k.day {
					n[it.State]++
					if it.State != Nothing {
						owed++
					}
				}
			}
			what, when := g.partOf(i, k.part), "未写明"
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
			came := n[Came] + n[Late] + n[Errors]
			l.Rows = append(l.Rows, []any{len(l.Rows) + 1, what, when, owed, came, zeroBlank(n[Late]), zeroBlank(n[None]), zeroBlank(n[Few]),
				zeroBlank(n[Errors]), zeroBlank(n[Unsure] + n[Versions] + n[Unread]), zeroBlank(n[Else]), zeroBlank(n[NotYet] + n[NoDay])})
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

// details lists what is not in order, with the files there are.
func (g *Ledger) details(word Word) sheet.List {
	l := sheet.List{Sheet: "明细", Title: g.Campaign.Name + "台账明细", Note: "列出迟报、未报、有错误和待确认的；按时报齐的和没有到期的不列。", Landscape: true, Columns: []sheet.Column{
		{Label: "序号", Width: 34}, {Label: word.One, Width: 120}, {Label: "报送内容", Width: 150}, {Label: "时限", Width: 100},
		{Label: "情况", Width: 76}, {Label: "收到", Width: 90}, {Label: "文件", Width: 160}, {Label: "说明", Width: 190},
	}}
	for _, it := range g.Items {
		if it.State == NotYet || it.State == Nothing || it.State == Came && it.Note == "" {
			continue
		}
		d := &g.Duties[it.Duty]
		what, when := g.partOf(it.Duty, it.Part), ""
		if it.Medium != "" {
			what += "（" + it.Medium + "）"
		}
		if !it.Day.IsZero() {
			when = it.Day.String() + d.Time.String()
		}
		came := moment.Stamp(it.Received)
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
func (g *Ledger) taskList() sheet.List {
	l := sheet.List{Sheet: "任务", Title: g.Campaign.Name + "任务", Note: "由各单位办理、不报送文件的，是否办成另行确认。", Landscape: true, Columns: []sheet.Column{
		{Label: "序号", Width: 34}, {Label: "任务", Width: 300}, {Label: "由谁办", Width: 150}, {Label: "时限", Width: 130}, {Label: "是否办成", Width: 80}, {Label: "备注", Width: 120},
	}}
	for _, d := range g.Duties {
		if d.Done() {
			l.Rows = append(l.Rows, []any{len(l.Rows) + 1, oneLine(d.What), d.Whose(), d.When(), Else})
		}
	}
	return l
}

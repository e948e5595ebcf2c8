package collect

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/sheet"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// tally adds up the returns of each form.
func (c *collector) tally() error {
	var paths []string
	untimed := 0
	subs := map[*forms.Schema][]returned.Submission{}
	var rollups []returned.Rollup
	for i := range c.arrivals {
		a := &c.arrivals[i]
		paths = append(paths, a.path)
		switch {
		case a.owner.name == "" && a.isForm:
			c.say(returned.RuleUnknown, report.Error, a.path, path.Base(a.path), "看不出是哪所学校的，没有计入", "请放进以学校命名的文件夹，或在文件名里写明学校")
		case a.owner.from != "" && a.isForm:
			c.say(returned.RuleUnknown, report.Hint, a.path, path.Base(a.path), "按"+a.owner.from+"算作"+a.owner.name+"的", "请核对；把名称写进名册的别名一栏，就不再提示")
		}
		if a.owner.name == "" {
			continue
		}
		at, known := c.schools.receipts.At(a.path)
		for _, r := range a.rollups {
			r.Received = at
			rollups = append(rollups, r)
			if !known {
				untimed++
			}
		}
		for k, r := range a.returns {
			if !known {
				untimed++
			}
			if a.dropped[r] {
				continue
			}
			sub := returned.Submission{Return: r, School: a.owners[k].name, Received: at, Findings: a.findings}
			if o := a.owners[k]; o.unit != "" {
				sub.Unit, sub.Area = o.unit, o.area
			}
			subs[r.Schema] = append(subs[r.Schema], sub)
		}
	}
	c.register(paths)
	for _, f := range c.forms {
		o := returned.TallyOptions{Roster: c.schools.roster, Rollups: rollups, Unread: c.unreadFor(f),
			Exempt: func(sc returned.School) bool { return !c.owes(sc, f.deadline) }}
		if f.deadline != nil {
			o.Deadline = due(f.deadline)
		}
		t, err := returned.NewTally(f.schema, subs[f.schema], o)
		if err != nil {
			return err
		}
		c.tallies = append(c.tallies, t)
		for _, found := range t.Findings {
			if found.Rule != returned.RuleMissing || c.asked(f.deadline) {
				c.report.Add(found)
			}
		}
	}
	c.junk()
	c.unchecked(untimed)
	return nil
}

// junk lists files that are none of what was asked for, folder by folder.
func (c *collector) junk() {
	byFolder := map[string][]string{}
	var folders []string
	for i := range c.arrivals {
		a := &c.arrivals[i]
		if a.isForm || a.owner.name != "" && len(c.Campaign.Material) > 0 {
			continue // a form, or looked at as material
		}
		dir := path.Dir(a.path)
		if byFolder[dir] == nil {
			folders = append(folders, dir)
		}
		byFolder[dir] = append(byFolder[dir], path.Base(a.path))
	}
	for _, dir := range folders {
		names := byFolder[dir]
		const most = 20
		text := strings.Join(names[:min(len(names), most)], "、")
		if len(names) > most {
			text += fmt.Sprintf("等%d个", len(names))
		}
		where := dir
		if where == "." {
			where = ""
		}
		c.report.Add(report.Finding{Rule: returned.RuleLeftOver, Severity: report.Hint, Source: "惯例", Where: report.Position{File: where}, Found: text,
			Message: fmt.Sprintf("未识别：%d个文件不是要报送的表格，没有读入", len(names)), Hint: "如果是要报送的表格，请另存为 .xlsx 或 .docx"})
	}
}

// unchecked says what could not be checked.
func (c *collector) unchecked(untimed int) {
	if len(c.schools.roster) == 0 {
		c.report.Skip(returned.RuleMissing, "没有给名册（-roster），一份都没有报的学校无从知道，在校生数也只有各校自己填的")
	}
	timed := slices.ContainsFunc(c.forms, func(f form) bool { return f.deadline != nil })
	if untimed > 0 && timed {
		c.report.Skip(returned.RuleLate, fmt.Sprintf("%d份表没有收文时间（收文登记.csv 里没有，也不在以日期命名的文件夹里），是否迟报没有判断", untimed))
	}
	for _, d := range c.duties {
		switch {
		case d.Done():
		case d.Event != "":
			c.report.Skip("", "“"+d.What+"”的时限在"+d.Event+"之前，日期未定，报没报没有核对")
		default:
			for _, m := range d.Medium {
				if m != "电子版" {
					c.report.Skip("", "“"+d.What+"”的"+m+"看不到文件，收到没有以收文登记为准，没有登记的另行确认")
				}
			}
		}
	}
	for _, f := range c.forms {
		if f.deadline == nil {
			c.report.Skip(returned.RuleLate, "《"+f.schema.Title+"》没有规定截止时间，是否迟报没有判断")
		}
	}
}

// write makes the results.
func (c *collector) write(debts []Debt, letters []filled, compared []sheet.List) error {
	o := c.sheetOptions()
	for _, f := range []struct {
		name string
		make func(io.Writer) error
	}{
		{"汇总表.xlsx", func(w io.Writer) error { return sheet.Totals(c.ctx, w, c.tallies, o, compared...) }},
		{"校核结果.xlsx", func(w io.Writer) error { return sheet.Lists(c.ctx, w, c.findings(), o) }},
		{"校核结果.json", c.findingsJSON},
		{"催报名单.xlsx", func(w io.Writer) error { return sheet.Lists(c.ctx, w, c.chase(debts), o) }},
		{"催报文字.xlsx", func(w io.Writer) error { return sheet.Lists(c.ctx, w, c.ledger().Messages(debts), o) }},
		{"台账.xlsx", func(w io.Writer) error { return sheet.Lists(c.ctx, w, c.ledger().Lists(), o) }},
		{"总结.docx", c.summary},
	} {
		var b bytes.Buffer
		if err := f.make(&b); err != nil {
			return &output.Error{Path: f.name, Err: err}
		}
		if err := c.add(f.name, b.Bytes()); err != nil {
			return err
		}
		c.keep(f.name, b.Bytes())
	}
	for _, l := range letters {
		if err := c.add(l.path, l.data); err != nil {
			return err
		}
	}
	return nil
}

// sheetOptions are those of all workbooks.
func (c *collector) sheetOptions() sheet.Options {
	o := sheet.Options{Author: c.Author}
	if o.Author == "" && len(c.Campaign.Organs) > 0 {
		o.Author = c.Campaign.Organs[0].Name
	}
	return o
}

// add puts a result into the sink.
func (c *collector) add(name string, data []byte) error {
	if err := c.out.Add(name, data); err != nil {
		return err
	}
	c.written = append(c.written, File{name, len(data)})
	c.tell(Made{c.written[len(c.written)-1]})
	return c.ctx.Err()
}

// listed returns the findings for people: 催报名单 tells what is missing, 汇总表
// what is not in a total.
func listed(r *report.Report) []report.Finding {
	return without(r.Findings, returned.RuleMissing, returned.RuleNotAdded)
}

// without returns the findings of other rules. Of a large roster most are of
// these few.
func without(all []report.Finding, rules ...string) []report.Finding {
	var kept []report.Finding
	for i := range all {
		if !slices.Contains(rules, all[i].Rule) {
			kept = append(kept, all[i])
		}
	}
	return kept
}

// findings makes the sheets of 校核结果: by school, then file.
func (c *collector) findings() []sheet.List {
	order := map[string]int{}
	for i, name := range c.everyone() {
		order[name] = i + 1
	}
	owner := c.owners()
	type row struct {
		school string
		report.Finding
	}
	var rows []row
	for _, f := range listed(&c.report) {
		rows = append(rows, row{owner(f), f})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return cmp.Compare(order[a.school], order[b.school]) })
	var findings []report.Finding
	for _, r := range rows {
		f := r.Finding
		f.Where.File = strings.TrimPrefix(f.Where.File, r.school+"/")
		findings = append(findings, f)
	}
	all := sheet.Findings(c.Campaign.Name+"校核结果", findings)
	all.Sheet = "校核结果"
	all.Note += "问题也批注在“批注”文件夹里的副本上；没有报送的见催报名单。"
	all.Columns = slices.Insert(all.Columns, 1, sheet.Column{Label: c.unitWord().One, Width: 88})
	for i, r := range rows {
		all.Rows[i] = slices.Insert(all.Rows[i], 1, any(r.school))
	}
	lists := []sheet.List{all}
	if len(c.report.Skipped) > 0 {
		skipped := sheet.List{Sheet: "没有核对的", Title: "没有核对的", Columns: []sheet.Column{{Label: "序号", Width: 34}, {Label: "内容", Width: 380}, {Label: "规则", Width: 60}}}
		for i, s := range c.report.Skipped {
			skipped.Rows = append(skipped.Rows, []any{i + 1, s.Reason, s.Rule})
		}
		lists = append(lists, skipped)
	}
	return lists
}

// owners returns the school that a finding is about, "" for none.
func (c *collector) owners() func(report.Finding) string {
	byPath := map[string]string{}
	bySheet := map[[2]string]string{} // of a file with forms of several schools
	for i := range c.arrivals {
		a := &c.arrivals[i]
		byPath[a.path] = a.owner.name
		if byPath[a.disk] == "" {
			byPath[a.disk] = a.owner.name
		}
		for k, r := range a.returns {
			bySheet[[2]string{a.path, r.Sheet}] = a.owners[k].name
		}
	}
	everyone := c.everyone()
	return func(f report.Finding) string {
		if name, ok := bySheet[[2]string{f.Where.File, f.Where.Sheet}]; ok {
			return name
		}
		if name, ok := byPath[f.Where.File]; ok {
			return name
		}
		if name := c.schools.of(f.Where.File+"/", nil).name; slices.Contains(everyone, name) {
			return name // about its folder
		}
		return "" // about the roster or the register
	}
}

func (c *collector) findingsJSON(w io.Writer) error {
	findings := without(c.report.Findings, returned.RuleMissing)
	data, err := output.JSON(append([]report.Finding{}, findings...))
	if err != nil {
		return err
	}
	_, err = bytes.NewReader(data).WriteTo(w)
	return err
}

// WriteText prints what came of the returns as a clerk reads it: the files; a
// line for each form; the number of findings; what could not be checked.
func (r *Result) WriteText(w io.Writer) error {
	var b strings.Builder
	for _, f := range r.Files {
		fmt.Fprintf(&b, "  %s（%s）\n", f.Path, output.Size(f.Bytes))
	}
	if n := len(r.Marked); n > 0 {
		fmt.Fprintf(&b, "  %s（%d 个有问题的文件）\n", markedFolder, n)
	}
	b.WriteString("\n")
	for _, t := range r.Tallies {
		of := r.measure
		fmt.Fprintf(&b, "《%s》计入 %d %s", t.Schema.Title, t.All.Schools, of)
		c, units := t.Counts()
		if n := c.Aside - len(t.Unread); n > 0 {
			fmt.Fprintf(&b, "，待确认 %d %s", n, of)
		}
		if n := len(t.Unread); n > 0 {
			fmt.Fprintf(&b, "，格式不能读 %d %s", n, of)
		}
		if c.Late > 0 {
			fmt.Fprintf(&b, "，迟报 %d 份", c.Late)
		}
		if r.roster {
			fmt.Fprintf(&b, "，未报 %d %s", c.Missing, of)
		}
		if len(units) > 0 {
			fmt.Fprintf(&b, "，未报汇总表 %d 个单位", len(units))
		}
		b.WriteString("\n")
	}
	r.writeDuties(&b)
	shown := report.Report{Findings: listed(&r.Report)}
	fmt.Fprintf(&b, "校核：错误 %d 处，警告 %d 处，提示 %d 处，逐条见校核结果.xlsx\n",
		shown.Count(report.Error), shown.Count(report.Warning), shown.Count(report.Hint))
	if len(r.Report.Skipped) > 0 {
		b.WriteString("没有核对的：\n")
		for _, s := range r.Report.Skipped {
			b.WriteString("  " + s.Reason + "\n")
		}
	}
	_, err := strings.NewReader(b.String()).WriteTo(w)
	return err
}

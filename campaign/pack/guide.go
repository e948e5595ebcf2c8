package pack

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// use tells a clerk what a file is for.
func (e *File) use() string {
	switch kind, ext := e.Kind, path.Ext(e.Path); {
	case kind == "form" && e.own:
		return "本单位自己的空白表，原样下发；收回时按它读取，请各单位不要改动印好的字"
	case kind == "form" && ext == ".xlsx":
		return "空白表，发各单位在电脑上填报；只有待填的格可以改动"
	case kind == "form":
		return "同一张表的文档版，供打印后手填，或用 Word、WPS 填报"
	case kind == "schedule" && ext == ".xlsx":
		return "各项报送的时限、内容和联系人，按时间排列，供打印、转发"
	case kind == "schedule":
		return "同一份日程的日历文件：在手机或邮箱里点开，各项时限就加入日历，到期前自动提醒"
	case kind == "campaign":
		return "这一年的数据，请保存好：汇总收回的材料、改动后重新生成、做下一年的文件，都要打开它"
	case kind == "letter":
		return "由模板填成，【】里和空着的地方由人补填"
	case kind == "template" && path.Dir(e.Path) != "材料模板":
		return "文书模板，双花括号里的由程序填写；本单位有自己格式的，照此写进自己的文件，作为模板使用"
	case kind == "template":
		return "发各单位使用；【】里是提示，替换成自己的文字，字体字号即合要求"
	case ext == ".pdf":
		return fmt.Sprintf("供印发、上网、归档，共%d页", e.Pages) + inside(e.Format)
	case ext == ".ofd":
		return fmt.Sprintf("供公文系统交换、归档，与PDF版式相同，共%d页", e.Pages)
	}
	return "供编辑、呈签"
}

// inside tells of the files in a file.
func inside(format string) string {
	if strings.Contains(format, "A-3a") {
		return "；文件里带有所附表格，可在阅读软件的附件栏取出填报"
	}
	return ""
}

// guide is the text of 说明.txt.
func (p *packer) guide() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n本文件夹由一份数据一次生成，各文件用途如下：\n\n", p.campaign.Name)
	for i := range p.files {
		if e := &p.files[i]; e.School == "" {
			fmt.Fprintf(&b, "  %s\n      %s。\n", e.Path, e.use())
		}
	}
	if len(p.schools) > 0 {
		each, name, own := "所学校每校", "校名", "该校"
		if p.unitWord() == "部门" {
			each, name, own = "个部门每个", "部门名称", "该部门"
		}
		fmt.Fprintf(&b, "  %s/\n      名册中的 %d %s一个文件夹，内有上列全部表格，表中填报单位一栏已填好%s（名册写明在校生数、表中又有这一栏的，也已填入），\n"+
			"      说明.txt 按时间列出%s应当报送的内容；"+
			"整个文件夹发给%s即可。名册里的联系人和电话没有填进表格。\n", p.unitWord(), len(p.schools), each, name, own, own)
	}
	b.WriteString("  manifest.json\n      供程序读取，不必打开。\n")
	b.WriteString(`
说明：
  1. 版式依据《党政机关公文格式》（GB/T 9704-2012）。.docx 用方正小标宋简体、仿宋_GB2312、
     楷体_GB2312、黑体、宋体，打开的电脑上装有这些字体才能看到应有的样子。
  2. 印章不由程序加盖，署名处已留出位置。
  3. 正文按数据原样成文。原文中的差错不作改动，列在下面，请核对后改正数据，重新生成。
`)
	if lines := moveLines(p.Moves, func(path string) string { return place(p.campaign, path) }); len(lines) > 0 {
		b.WriteString("  4. 这套文件由另一年的数据推算而成：活动时段是给定的，其余日期按与活动时段的间隔推算，时段以外的\n" +
			"     保持星期几不变；发文字号的顺序号空着待编；拿不准的一律未改动。逐条核对后方可印发。\n")
		fmt.Fprintf(&b, "\n%s（%d 处）：\n", toConfirm, len(lines))
		for _, line := range lines {
			b.WriteString("  " + line + "\n")
		}
	}
	if lines := doubtLines(p.open, func(path string) string { return place(p.campaign, path) }); len(lines) > 0 {
		fmt.Fprintf(&b, "\n读得没有把握、还没有人确认的（%d 处），印发前请逐条核对：\n", len(lines))
		for _, line := range lines {
			b.WriteString("  " + line + "\n")
		}
	}
	fmt.Fprintf(&b, "\n校核意见（错误 %d 处，警告 %d 处，提示 %d 处）：\n",
		p.report.Count(report.Error), p.report.Count(report.Warning), p.report.Count(report.Hint))
	if len(p.report.Findings) == 0 {
		b.WriteString("  没有发现问题。\n")
	}
	said := p.inWords()
	said.WriteText(&b, "  ")
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

// inWords is the report with places in the words of a clerk in place of lines of a file
// that they do not see.
func (p *packer) inWords() *report.Report {
	said := report.Report{Findings: slices.Clone(p.report.Findings), Skipped: p.report.Skipped}
	paths := p.campaign.Paths()
	for i := range said.Findings {
		f := &said.Findings[i]
		if f.Where.File == p.campaign.Position("").File {
			f.Where = report.Position{File: place(p.campaign, paths(f.Where.Line))}
		}
	}
	return &said
}

// WriteText prints what a pack is and what there is to know about it, as a clerk
// reads it: the files with their folders, of those of schools the number; the
// faces that stand in for others; what is to be confirmed; the findings.
func (r *Result) WriteText(w io.Writer) error {
	var b strings.Builder
	r.tree(&b)
	b.WriteString("\n")
	for _, line := range fontLines(r.Fonts) {
		fmt.Fprintln(&b, line)
	}
	if lines := moveLines(r.Moves, func(path string) string { return path }); len(lines) > 0 {
		fmt.Fprintf(&b, "%s %d 处（由上一份数据推算或保留，逐条核对后方可印发）：\n", toConfirm, len(lines))
		for _, line := range lines {
			fmt.Fprintln(&b, "  "+line)
		}
	}
	if lines := doubtLines(r.Doubts, func(path string) string { return path }); len(lines) > 0 {
		fmt.Fprintf(&b, "%s %d 处（没有把握，还没有人确认；核对后在campaign.yaml的doubts里删去，或写上answered: true）：\n", toConfirm, len(lines))
		for _, line := range lines {
			fmt.Fprintln(&b, "  "+line)
		}
	}
	if len(r.Report.Findings) == 0 {
		fmt.Fprintln(&b, "校核：没有发现问题。")
	} else {
		fmt.Fprintf(&b, "校核：错误 %d 处，警告 %d 处，提示 %d 处（不影响成文，请逐条核对）：\n",
			r.Report.Count(report.Error), r.Report.Count(report.Warning), r.Report.Count(report.Hint))
	}
	r.Report.WriteText(&b, "  ")
	_, err := strings.NewReader(b.String()).WriteTo(w)
	return err
}

func (r *Result) tree(b *strings.Builder) {
	folder := "."
	told := false
	for _, f := range r.Files {
		if f.School != "" {
			if !told {
				told = true
				folder, _, _ := strings.Cut(f.Path, "/")
				fmt.Fprintf(b, "  %s/\n    %d %s各有一个文件夹，内有表格 %d 种\n", folder, r.Schools, map[bool]string{true: "所学校", false: "个部门"}[folder == "学校"], r.Forms)
			}
			continue
		}
		at := path.Dir(f.Path)
		if at != folder && at != "." {
			fmt.Fprintf(b, "  %s/\n", at)
		}
		folder = at
		indent := "  "
		if at != "." {
			indent = "    "
		}
		fmt.Fprintf(b, "%s%s（%s）\n", indent, path.Base(f.Path), output.Size(f.Bytes))
	}
}

// fontLines tells which face of the PDF stands in for which, and which
// characters fell back.
func fontLines(uses []render.FontUse) []string {
	var lines []string
	for _, u := range uses {
		if u.Substitute {
			lines = append(lines, fmt.Sprintf("字体：PDF 中%s（%s）以 %s 代替", u.Role, u.Wanted, orNone(u.Used)))
		}
		for _, f := range u.Fallbacks {
			if f.Face == "" {
				lines = append(lines, fmt.Sprintf("字体：%s中的“%c”没有字体收录，以〓代替", u.Role, f.Char))
				continue
			}
			lines = append(lines, fmt.Sprintf("字体：%s中的“%c”取自 %s", u.Role, f.Char, f.Face))
		}
	}
	return lines
}

func orNone(s string) string {
	if s == "" {
		return "（无）"
	}
	return s
}

// toConfirm marks what the program moved to another year.
const toConfirm = "待确认"

// moveLines tells what was moved, and what was left but may have to move.
func moveLines(moves []campaign.Move, where func(path string) string) []string {
	var lines []string
	for _, m := range moves {
		at := where(m.Field)
		if m.Line > 0 {
			at += fmt.Sprintf(" 第%d行", m.Line)
		}
		change := withWeekday(m.From) + " → " + withWeekday(m.To)
		if m.Left() {
			change = m.From + "（未改动）"
		}
		if m.Context != "" {
			change = fmt.Sprintf("“%s”是当时的说法（未改动），见“…%s…”", m.From, m.Context)
		}
		line := fmt.Sprintf("%s %s：%s", toConfirm, m.What, change)
		if at != "" {
			line += "〔" + at + "〕"
		}
		lines = append(lines, line)
	}
	return lines
}

// doubtLines tells what nobody has confirmed, and where that is.
func doubtLines(doubts []campaign.Doubt, where func(path string) string) []string {
	var lines []string
	for _, d := range doubts {
		line := toConfirm + " " + d.Text
		if at := where(d.Path); at != "" {
			line += "〔" + at + "〕"
		}
		lines = append(lines, line)
	}
	return lines
}

// withWeekday adds the day of the week to a day written 2027-05-09.
func withWeekday(s string) string {
	d, err := calendar.ParseDate(s)
	if err != nil {
		return s
	}
	return s + "（" + campaign.Weekday(d) + "）"
}

const (
	manifestName = "manifest.json"
	campaignName = "campaign.yaml"
)

// manifest is the text of manifest.json.
func (p *packer) manifest() ([]byte, error) {
	type fallback struct {
		Char string `json:"char"`
		Face string `json:"face"`
	}
	type font struct {
		Role      string     `json:"role"`
		Wanted    string     `json:"wanted"`
		Used      string     `json:"used"`
		Fallbacks []fallback `json:"fallbacks"`
	}
	type moved struct {
		Field  string `json:"field"`
		Line   int    `json:"line,omitempty"` // in a text of several lines
		From   string `json:"from"`
		To     string `json:"to"`
		Around string `json:"context,omitempty"` // of words bound to their time
		Status string `json:"status"`
	}
	type doubt struct {
		Field string `json:"field"`
		Text  string `json:"text"`
	}
	m := struct {
		Campaign string           `json:"campaign"`
		Year     int              `json:"year"`
		Files    []File           `json:"files"`
		Fonts    []font           `json:"fonts"`
		Moved    []moved          `json:"moved"`
		Doubts   []doubt          `json:"doubts,omitempty"`
		Findings []report.Finding `json:"findings"`
		Skipped  []report.Skip    `json:"skipped,omitempty"`
	}{p.campaign.Name, p.campaign.Year, []File{}, []font{}, []moved{}, nil, p.report.Findings, p.report.Skipped}
	for _, u := range p.uses {
		f := font{u.Role.String(), u.Wanted, u.Used, []fallback{}}
		for _, b := range u.Fallbacks {
			f.Fallbacks = append(f.Fallbacks, fallback{string(b.Char), b.Face})
		}
		m.Fonts = append(m.Fonts, f)
	}
	for _, v := range p.Moves {
		m.Moved = append(m.Moved, moved{v.Field, v.Line, v.From, v.To, v.Context, toConfirm})
	}
	for _, d := range p.open {
		m.Doubts = append(m.Doubts, doubt{d.Path, d.Text})
	}
	if m.Findings == nil {
		m.Findings = []report.Finding{}
	}
	data, err := output.JSON(m)
	if err != nil {
		return nil, err
	}
	// The files are put in one by one: those of 10,000 schools are many, and a
	// text of JSON is in memory several times while it is made. Nothing but a
	// name can hold quotation marks that are not escaped.
	const list = `"files": [`
	head, tail, _ := bytes.Cut(data, []byte(list))
	var b bytes.Buffer
	b.Grow(len(data) + 600*len(p.files))
	b.Write(head)
	b.WriteString(list)
	for i := range p.files {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		file, err := output.JSON(p.files[i])
		if err != nil {
			return nil, err
		}
		b.Write(bytes.ReplaceAll(bytes.TrimSuffix(file, []byte("\n")), []byte("\n"), []byte("\n    ")))
	}
	if len(p.files) > 0 {
		b.WriteString("\n  ")
	}
	b.Write(tail)
	return b.Bytes(), nil
}

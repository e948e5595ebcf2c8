package forms

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// Demand says in Chinese what a value of f must be like: 整数，0至100. It is
// what the prompts of a workbook and the guide tell.
func (f *Field) Demand() string {
	word := f.Kind.Label()
	switch f.Kind {
	case Text:
		if f.Len > 0 {
			return fmt.Sprintf("%s，不超过%d字", word, f.Len)
		}
	case Integer, Decimal:
		return join(word, f.between(""))
	case Percent:
		return join(word, f.between("%"))
	case Date:
		return join(word, cmp.Or(f.between(""), "如2023-5-8"))
	case Dates:
		return join("日期或起止日期", cmp.Or(f.between(""), "如5月8日—12日"))
	case Time:
		return join(word, cmp.Or(f.between(""), "如14:00"))
	case Phone:
		return "电话号码，有两个的用“、”隔开"
	case Choice:
		return "从列表中选一项"
	case Choices:
		return "可选多项，用“、”隔开：" + strings.Join(f.Options, "、")
	case YesNo:
		return "填“是”或“否”"
	}
	return word
}

func join(a, b string) string {
	if b == "" {
		return a
	}
	return a + "，" + b
}

// between says the limits of f, each with a sign behind it.
func (f *Field) between(sign string) string {
	lo, hi := f.Min.String(), f.Max.String()
	earliest, latest := "不小于", "不大于"
	if f.Kind == Date || f.Kind == Dates || f.Kind == Time {
		earliest, latest = "不早于", "不晚于"
	}
	switch {
	case lo != "" && hi != "":
		return lo + sign + "至" + hi + sign
	case lo != "":
		return earliest + lo + sign
	case hi != "":
		return latest + hi + sign
	}
	return ""
}

// Guide computes the sheet 填表说明, which tells field by field what is asked.
// Like [Schema.Layout] it fails if s is not valid.
func (s *Schema) Guide() (*Layout, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	a := &arranger{width: portraitWidth}
	a.line(RoleTitle, GuideSheet)
	a.line(RoleNote, "本说明适用于《"+strings.Trim(s.Title, "《》")+"》。")
	for i, text := range s.advice() {
		a.line(RoleNote, strconv.Itoa(i+1)+"."+text)
	}
	a.line(RoleNote, "")
	p := &pattern{edges: []float64{0, 36, 156, 201, 246, a.width}, rank: rankTable}
	row := func(head Role, label Role, texts ...string) {
		st := strip{pattern: p}
		for i, t := range texts {
			role := head
			if i == 1 || i == 4 {
				role = label
			}
			st.slots = append(st.slots, slot{i, i + 1, Cell{Role: role, Rows: 1, Text: t}})
		}
		a.strips = append(a.strips, st)
	}
	row(RoleHead, RoleHead, "序号", "栏目", "单位", "必填", "填写要求")
	n := 0
	add := func(block string, fields []Field, crossed bool) {
		for i := range fields {
			f := &fields[i]
			n++
			label := f.Label
			if f.Group != "" && !crossed {
				label = strings.ReplaceAll(f.Group, "|", "—") + "—" + label
			}
			if block != "" {
				label = block + "—" + label
			}
			required := ""
			if f.Required {
				required = "是"
			}
			row(RoleMark, RoleText, strconv.Itoa(n), label, f.Unit, required, asked(f))
		}
	}
	add("", s.Head, false)
	for i := range s.Blocks {
		add(s.Blocks[i].Label, s.Blocks[i].Fields, s.Blocks[i].Cross != "")
	}
	add("", s.Foot, false)
	l := a.arrange()
	l.Sheet = GuideSheet
	return l, nil
}

// advice returns what holds for the form as a whole.
func (s *Schema) advice() []string {
	list := []string{
		"在空白格内填写，点选单元格可看到提示。表头等其他单元格已锁定，请勿改动。",
		"数字格只填数字，不写“约”“余”“人”等字样；没有的填0。",
	}
	for i := range s.Blocks {
		b := &s.Blocks[i]
		if !b.Table() {
			continue
		}
		what := "表格"
		if b.Label != "" {
			what = "“" + b.Label + "”"
		}
		if b.Grow {
			list = append(list, what+"一项填一行，行数不够时可在中间插入行。")
		} else {
			list = append(list, fmt.Sprintf("%s一项填一行，共%d行，不用的行留空。", what, b.RowCount()))
		}
	}
	for _, text := range s.Checks {
		e, err := s.Check(text)
		if err != nil {
			continue
		}
		text = "填好后请核对：" + e.String() + "。"
		if !e.Counts() {
			text += "不符的单元格会变色提示。"
		}
		list = append(list, text)
	}
	return append(list, "填好后仍存为.xlsx格式报送，不要改动工作表的结构。")
}

// asked joins what is demanded of a field and the note on it.
func asked(f *Field) string {
	if f.Note != "" {
		return f.Demand() + "。" + f.Note
	}
	return f.Demand()
}

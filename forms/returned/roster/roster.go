// Package roster reads who owes forms, and when they came: a list of schools
// ([Read]) and a register of what came in ([ReadReceipts]). Both are tables as offices
// keep them, .xlsx or .csv in UTF-8 or GBK, whose first row names the columns: 学校,
// 区县, 联系人 … of a roster, 文件 and 时间 of a register, or what offices call them.
//
//	schools, findings, err := roster.ReadFile("名册.xlsx")
//	tally, err := returned.NewTally(schema, sent, returned.TallyOptions{Roster: schools})
//
//	receipts, findings, err := roster.ReadReceipts(file, size, "收文登记.csv", 2027)
//	received, ok := receipts.At("第二中学/统计表.xlsx")
package roster

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// The columns of a roster.
const (
	rosterSchool = iota
	rosterAlias
	rosterDistrict
	rosterCategory
	rosterEnrolled
	rosterContact
	rosterPhone
)

var rosterColumns = []find.RegisterColumn{
	rosterSchool:   {"学校", "学校名称", "学校全称", "院校", "院校名称", "校名", "单位", "单位名称", "报送单位"},
	rosterAlias:    {"别名", "简称", "学校简称", "曾用名"},
	rosterDistrict: {"区县", "市州", "地市", "市（州）", "所属市", "所在市", "县区", "区（县）", "县（区）", "县（市、区）", "区域", "所属区县", "所在区县", "所属区", "所在区", "行政区"},
	rosterCategory: {"类别", "学校类别", "类型", "学校类型", "办学层次"},
	rosterEnrolled: {"在校生数", "在校生", "在校学生数", "在校生人数", "在校人数", "学生数"},
	rosterContact:  {"联系人", "联络员", "联系人姓名", "联络员姓名", "姓名"},
	rosterPhone:    {"电话", "联系电话", "手机", "手机号", "手机号码", "电话号码", "联系方式"},
}

// Cells yields what a school's row says, by the heads of its columns: those of the
// usual names, then others as they stand, then what offices call the usual ones instead,
// usual false.
func Cells(s *returned.School, yield func(head, text string, usual bool)) {
	enrolled := ""
	if s.Enrolled > 0 {
		enrolled = strconv.Itoa(s.Enrolled)
	}
	texts := []string{
		rosterSchool: s.Name, rosterAlias: strings.Join(s.Aliases, "、"), rosterDistrict: s.District, rosterCategory: s.Category,
		rosterEnrolled: enrolled, rosterContact: s.Contact, rosterPhone: s.Phone,
	}
	for i, text := range texts {
		yield(rosterColumns[i][0], text, true)
	}
	for _, head := range slices.Sorted(maps.Keys(s.Other)) {
		yield(head, s.Other[head], true)
	}
	for i, text := range texts {
		for _, head := range rosterColumns[i][1:] {
			yield(head, text, false)
		}
	}
}

// Read reads a roster of schools from an .xlsx or .csv file, told apart
// by content; a .csv may be in UTF-8, UTF-16, GBK or GB 18030. Its columns are
// 学校, 别名, 区县, 类别, 在校生数, 联系人 and 电话, or what offices call them
// instead, in any order, below a title or not; only 学校 is required. Several
// aliases in a cell are parted by 、，；/ or |. Of a workbook every sheet that has the column 学校
// is read.
//
// A school listed twice is one; what its later rows add is added. An alias that
// does not tell two schools apart is dropped. Numbers that are not sure are
// left out. Each of these is a finding, as is whatever was not read. Columns of other
// names are kept as they stand.
//
// name is the file's, for findings. The error is a [*returned.ReadError]; then nothing
// was read.
func Read(r io.ReaderAt, size int64, name string) (returned.Roster, []report.Finding, error) {
	grids, err := readTable(r, size, name)
	if err != nil {
		return nil, nil, err
	}
	rr := rosterReader{at: map[string]int{}}
	any := false
	for _, g := range grids {
		t := find.NewRegister(g, rosterColumns)
		if t == nil {
			if len(g.Cells) > 0 && len(grids) > 1 {
				rr.add(returned.RuleRosterLeft, report.Hint, report.Position{File: name, Sheet: g.Sheet}, "", "工作表“"+g.Sheet+"”没有“学校”一列，没有读入", "")
			}
			continue
		}
		any = true
		rr.table(t)
	}
	if !any {
		return nil, nil, &returned.ReadError{File: name, Err: ErrNoColumn, Say: "名册里没有“学校”一列", Hint: "第一行应写列名：学校、别名、区县、类别、在校生数、联系人、电话，其中只有学校必填"}
	}
	rr.aliases()
	if len(rr.roster) == 0 {
		rr.add(returned.RuleRosterLeft, report.Warning, report.Position{File: name}, "", "名册里没有学校", "请在“学校”一列逐行填写学校名称")
	}
	return rr.roster, rr.findings, nil
}

// ReadFile reads the roster in a file; the last part of the path is its
// name in findings. What is no file, such as a folder, a pipe or a socket, is not
// opened: fs.ErrInvalid.
func ReadFile(path string) (returned.Roster, []report.Finding, error) {
	f, size, err := gate.OpenFile(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	return Read(f, size, filepath.Base(path))
}

type rosterReader struct {
	roster   returned.Roster
	at       map[string]int // name, squeezed, to index
	where    []report.Position
	findings []report.Finding
}

func (rr *rosterReader) add(rule string, sev report.Severity, where report.Position, found, message, hint string) {
	f := finding(rule, sev, where, found, message, hint)
	f.Source = "名册"
	rr.findings = append(rr.findings, f)
}

func (rr *rosterReader) table(t *find.Register) {
	if len(t.Others) > 0 {
		rr.add(returned.RuleRosterLeft, report.Hint, t.Place(t.Head, 1), strings.Join(t.Others, "、"), "名册里的这几列汇总用不到，只供公文模板填写", "")
	}
	blanks, pending, firstBlank := 0, 0, 0
	for row := t.Head + 1; row <= t.Rows; row++ {
		switch t.Kind(row) {
		case find.RowBlank:
			if pending == 0 && blanks == 0 {
				firstBlank = row
			}
			pending++
			continue
		case find.RowHead:
			continue
		case find.RowFoot:
			b, where := t.Cell(row, rosterSchool)
			rr.add(returned.RuleRosterLeft, report.Hint, where, b.Text(), "合计或附注行，没有读入", "")
			continue
		}
		blanks, pending = blanks+pending, 0 // those below the last school say nothing
		rr.row(t, row)
	}
	if blanks > 0 {
		rr.add(returned.RuleRosterLeft, report.Hint, t.Place(firstBlank, 1), "", fmt.Sprintf("名册中间有%d个空行，已略过", blanks), "")
	}
}

func (rr *rosterReader) row(t *find.Register, row int) {
	text := func(i int) string {
		b, _ := t.Cell(row, i)
		s, _ := gate.CleanName(b.Text())
		return s
	}
	name, where := t.Cell(row, rosterSchool)
	clean, _ := gate.CleanName(name.Text())
	if _, odd := gate.Clean(name.Raw); odd > 0 {
		rr.add(returned.RuleRosterRow, report.Hint, where, clean, "学校名称中有不可见的控制字符，已略去", "")
	}
	s := returned.School{
		Name:     clean,
		District: text(rosterDistrict),
		Category: text(rosterCategory),
		Contact:  text(rosterContact),
		Enrolled: rr.enrolled(t, row),
		Phone:    rr.phone(t, row),
		Other:    t.Rest(row),
	}
	if s.Name == "" {
		rr.add(returned.RuleRosterRow, report.Warning, where, "", "这一行没有学校名称，没有读入", "请补上学校名称，或删去这一行")
		return
	}
	key := han.Fold(s.Name)
	for _, a := range strings.FieldsFunc(text(rosterAlias), func(c rune) bool { return strings.ContainsRune("、，,；;/／|｜", c) }) {
		if a = strings.TrimSpace(a); !answer.Blank(a) && !answer.Nothing(a) && han.Fold(a) != key {
			s.Aliases = append(s.Aliases, a)
		}
	}
	i, twice := rr.at[key]
	if !twice {
		rr.at[key] = len(rr.roster)
		rr.roster = append(rr.roster, s)
		rr.where = append(rr.where, where)
		return
	}
	differ := merge(&rr.roster[i], s)
	switch {
	case name.Row != row: // one cell over several rows: another contact of the school
	case len(differ) > 0:
		rr.add(returned.RuleRosterTwice, report.Warning, where, s.Name, "学校在名册里列了两次，"+strings.Join(differ, "、")+"不一样，以前面一行为准", "请只留一行")
	default:
		rr.add(returned.RuleRosterTwice, report.Hint, where, s.Name, "学校在名册里列了两次，只算一所", "请只留一行")
	}
}

// What a school may gather from many rows: bytes of contacts, and aliases.
const (
	mostContacts = 1000
	mostAliases  = 200
)

// merge adds what a second row of the same school has, and names what it has
// otherwise. Several contacts are kept.
func merge(s *returned.School, o returned.School) (differ []string) {
	take := func(label string, have *string, more string) {
		switch {
		case *have == "":
			*have = more
		case more != "" && han.Fold(*have) != han.Fold(more):
			differ = append(differ, label)
		}
	}
	take("区县", &s.District, o.District)
	take("类别", &s.Category, o.Category)
	for _, p := range []struct {
		label string
		have  *string
		more  string
	}{{"联系人", &s.Contact, o.Contact}, {"电话", &s.Phone, o.Phone}} {
		switch {
		case p.more == "" || slices.Contains(strings.Split(*p.have, "、"), p.more):
		case len(*p.have) > mostContacts:
			differ = append(differ, p.label)
		default:
			*p.have = strings.TrimPrefix(*p.have+"、"+p.more, "、")
		}
	}
	switch {
	case s.Enrolled == 0:
		s.Enrolled = o.Enrolled
	case o.Enrolled != 0 && o.Enrolled != s.Enrolled:
		differ = append(differ, "在校生数")
	}
	for head, text := range o.Other {
		if s.Other == nil {
			s.Other = map[string]string{}
		}
		if _, ok := s.Other[head]; !ok {
			s.Other[head] = text
		}
	}
	if len(s.Aliases) > mostAliases {
		return append(differ, "别名")
	}
	for _, a := range o.Aliases {
		if !slices.ContainsFunc(s.Aliases, func(b string) bool { return han.Fold(a) == han.Fold(b) }) {
			s.Aliases = append(s.Aliases, a)
		}
	}
	return differ
}

var (
	rosterEnrolledField = forms.Field{Key: "enrolled", Label: returned.EnrolledLabel, Kind: forms.Integer, Unit: "人"}
	rosterPhoneField    = forms.Field{Key: "phone", Label: "电话", Kind: forms.Phone}
)

// enrolled reads 在校生数; 0 where it is not a sure number.
func (rr *rosterReader) enrolled(t *find.Register, row int) int {
	if t.Columns[rosterEnrolled] == 0 {
		return 0
	}
	b, where := t.Cell(row, rosterEnrolled)
	if name, _ := t.Cell(row, rosterSchool); b.Row != row && name.Row == row {
		rr.add(returned.RuleRosterNumber, report.Warning, where, b.Raw, "几所学校合填一个在校生数，只算在第一所名下", "请分别填写")
		return 0
	}
	got := answer.Read(&rosterEnrolledField, b.Entry)
	n, err := strconv.Atoi(got.Text)
	switch {
	case got.Text == "" && !got.Unclear || answer.Nothing(b.Raw):
		return 0
	case got.About || err != nil || n < 0:
		rr.add(returned.RuleRosterNumber, report.Warning, where, b.Raw, "在校生数不是准确的整数，没有采用", "请只填数字")
		return 0
	case n == 0:
		rr.add(returned.RuleRosterNumber, report.Hint, where, b.Raw, "在校生数填0，按没有填处理", "")
	}
	return n
}

// phone keeps the number as it stands and says where it is none.
func (rr *rosterReader) phone(t *find.Register, row int) string {
	b, where := t.Cell(row, rosterPhone)
	s := b.Text()
	if s == "" || answer.Nothing(s) {
		return ""
	}
	if got := answer.Read(&rosterPhoneField, b.Entry); got.Unclear {
		rr.add(returned.RuleRosterNumber, report.Hint, where, b.Raw, "电话不像是电话号码，照原样留用", "请核对；表格软件可能把长号码改成了科学计数")
	}
	return s
}

// aliases drops aliases that another school has too.
func (rr *rosterReader) aliases() {
	owners := map[string][]int{}
	for i, s := range rr.roster {
		owners[han.Fold(s.Name)] = append(owners[han.Fold(s.Name)], i)
		for _, a := range s.Aliases {
			if k := han.Fold(a); !slices.Contains(owners[k], i) {
				owners[k] = append(owners[k], i)
			}
		}
	}
	for i := range rr.roster {
		s := &rr.roster[i]
		s.Aliases = slices.DeleteFunc(s.Aliases, func(a string) bool {
			others := owners[han.Fold(a)]
			if len(others) < 2 {
				return false
			}
			other := others[0]
			if other == i {
				other = others[1]
			}
			rr.add(returned.RuleRosterAlias, report.Warning, rr.where[i], a, "别名“"+a+"”也是"+rr.roster[other].Name+"的名称或别名，没有采用", "请写能分清两所学校的别名")
			return true
		})
		if len(s.Aliases) == 0 {
			s.Aliases = nil
		}
	}
}

// finding is what a rule finds. A severity of 0 and an empty message are the
// rule's own.
func finding(rule string, sev report.Severity, where report.Position, found, message, hint string) report.Finding {
	r, _ := report.RuleOf(rule)
	f := r.Finding(where, found)
	f.Severity, f.Message, f.Hint = cmp.Or(sev, f.Severity), cmp.Or(message, f.Message), hint
	return f
}

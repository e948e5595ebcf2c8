package forms

import (
	"errors"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms/internal/expr"
)

// exprSchema has one of everything that an expression may mention.
func exprSchema() *Schema {
	num := func(key, label string) Field { return Field{Key: key, Label: label, Kind: Integer, Required: true} }
	return &Schema{
		ID: "expr", Title: "表",
		Head: []Field{num("total", "总数"), num("teachers", "教师数"), num("students", "学生数"), {Key: "name", Label: "名称"},
			{Key: "rate", Label: "比例", Kind: Percent}, num("数量", "数量")},
		Blocks: []Block{
			{Key: "events", Label: "活动", Rows: 3, Fields: []Field{num("people", "人数"), num("cost", "经费"), {Key: "what", Label: "内容"}}},
			{Key: "more", Rows: 2, Fields: []Field{num("people", "人数")}},
			{Key: "card", Label: "卡片", Fields: []Field{num("people", "人数")}},
		},
	}
}

func TestExplain(t *testing.T) {
	for _, c := range []struct{ check, want string }{
		{"total >= teachers + students", "总数≥教师数＋学生数"},
		{"total==1", "总数＝1"},
		{"total ≠ 1.5", "总数≠1.5"},
		{"total <> 1", "总数≠1"},
		{"a", ""},
		{"(teachers + students) * 2 < total", "（教师数＋学生数）×2＜总数"},
		{"teachers + students × 2 > total", "教师数＋学生数×2＞总数"},
		{"total - (teachers - students) <= 0", "总数－（教师数－学生数）≤0"},
		{"total - teachers - students ≤ 0", "总数－教师数－学生数≤0"},
		{"-total < -(teachers + 1)", "－总数＜－（教师数＋1）"},
		{"rate ÷ 2 <= 100", "比例÷2≤100"},
		{"数量 > 0", "数量＞0"},
		{"sum(events.people) <= total", "“活动”中人数合计≤总数"},
		{"count(events) = 3", "“活动”中填写的行数＝3"},
		{"count(events.what) = 3", "“活动”中内容的填写项数＝3"},
		{"sum(more.people) > 1", "人数合计＞1"},
		{"events.people * 2 <= events.cost", "人数×2≤经费"},
		{"card.people <= total", "人数≤总数"},
	} {
		e, err := exprSchema().Check(c.check)
		if c.want == "" {
			if err == nil {
				t.Errorf("%q: no error", c.check)
			}
			continue
		}
		if err != nil || e.String() != c.want {
			t.Errorf("%q = %v, %v, want %q", c.check, e, err, c.want)
		}
	}
}

// The column complained of is marked with ¶ in the check itself.
func TestCheckErrors(t *testing.T) {
	for _, c := range []struct {
		check string
		err   error
	}{
		{"¶", expr.ErrSyntax},
		{"total¶", expr.ErrSyntax},
		{"total +¶", expr.ErrSyntax},
		{"total > ¶", expr.ErrSyntax},
		{"total > 1 ¶> 2", expr.ErrSyntax},
		{"total ¶=> 1", expr.ErrSyntax},
		{"total > 1 ¶2", expr.ErrSyntax},
		{"(total ¶> 1", expr.ErrSyntax},
		{"total > ¶1.2.3", expr.ErrSyntax},
		{"total ¶， 1", expr.ErrSyntax},
		{"¶average(events.people) > 1", expr.ErrSyntax},
		{"sum(events.people ¶> 1", expr.ErrSyntax},
		{"sum(¶1) > 1", expr.ErrSyntax},
		{"sum(events.¶) > 1", expr.ErrSyntax},
		{"¶nothing > 1", expr.ErrUnknown},
		{"events.¶nothing > 1", nil}, // the reference as a whole
		{"sum(¶nothing.people) > 1", expr.ErrUnknown},
		{"count(¶nothing) > 1", expr.ErrUnknown},
		{"sum(¶events.nothing) > 1", expr.ErrUnknown},
		{"¶name > 1", expr.ErrType},
		{"sum(¶events.what) > 1", expr.ErrType},
		{"sum(¶events) > 1", expr.ErrType},
		{"events.people > ¶more.people", expr.ErrScope},
	} {
		before, _, _ := strings.Cut(c.check, "¶")
		_, err := exprSchema().Check(strings.Replace(c.check, "¶", "", 1))
		var e *expr.Error
		if !errors.As(err, &e) {
			t.Errorf("%q: error %v is no *ExprError", c.check, err)
			continue
		}
		if c.err == nil {
			continue
		}
		if !errors.Is(err, c.err) || e.Column != len([]rune(before))+1 {
			t.Errorf("%q: %v, column %d; want %v at ¶", c.check, err, e.Column, c.err)
		}
	}
}

func TestFormulas(t *testing.T) {
	for _, c := range []struct {
		formula string
		kind    Kind
		want    string // of the field all, after the others of the head
	}{
		{"teachers + students", Integer, `IF(COUNT($D$2,$F$2)=2,IFERROR($D$2+$F$2,""),"")`},
		{"students / total * 100", Percent, `IF(COUNT($F$2,$B$2)=2,IFERROR($F$2/$B$2*100/100,""),"")`},
		{"rate + 1", Percent, `IF(COUNT($D$3)=1,IFERROR((($D$3*100)+1)/100,""),"")`},
		{"sum(events.people)", Integer, `IF(COUNT($A$6:$A$8)>0,IFERROR(SUM($A$6:$A$8),""),"")`},
		{"count(more)", Integer, `IFERROR(SUMPRODUCT(--((($A$10:$A$11<>""))>0)),"")`},
		{"count(events.what)", Integer, `IFERROR(COUNTA($D$6:$D$8),"")`},
		{"card.people - -1", Integer, `IF(COUNT($B$13)=1,IFERROR($B$13-(-1),""),"")`},
		{"total - (teachers - 1)", Integer, `IF(COUNT($B$2,$D$2)=2,IFERROR($B$2-($D$2-1),""),"")`},
	} {
		s := exprSchema()
		s.Foot = []Field{{Key: "all", Label: "全部", Kind: c.kind, Formula: c.formula}}
		l, err := s.Layout()
		if err != nil {
			t.Error(err)
			continue
		}
		if got := l.At(Ref{Key: "all"}).Formula; got != c.want {
			t.Errorf("%s:\n got %s\nwant %s\n%s", c.formula, got, c.want, l.Dump())
		}
	}
}

// A computed cell is locked only if whoever fills in the form must give all
// its parts.
func TestFormulaFree(t *testing.T) {
	for formula, free := range map[string]bool{"total * 2": false, "rate * 2": true, "total + rate": true, "sum(events.people)": false} {
		s := exprSchema()
		s.Foot = []Field{{Key: "all", Label: "全部", Kind: Decimal, Formula: formula}}
		l, err := s.Layout()
		if err != nil {
			t.Fatal(err)
		}
		if got := l.At(Ref{Key: "all"}).Free; got != free {
			t.Errorf("%s: free = %v, want %v", formula, got, free)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, s := range []string{"total >= teachers + students", "sum(events.people) <= total", "-(1+2)*3/4 <> count(events)", "总数≥1", "((", "1..2=3"} {
		f.Add(s)
	}
	s := exprSchema()
	f.Fuzz(func(t *testing.T, text string) {
		c, err := s.Check(text)
		if err != nil {
			var e *expr.Error
			if !errors.As(err, &e) || e.Column < 1 {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		_ = c.String()
		with := exprSchema()
		with.Checks = []string{text}
		if _, err := with.Layout(); err != nil {
			t.Fatalf("%q binds, but: %v", text, err)
		}
	})
}

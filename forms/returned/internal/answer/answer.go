// Package answer reads what people put into one cell of a form: numbers with
// units and 约, days in any way of writing, telephone numbers, ticked boxes. It
// never guesses in silence: what has two readings has no value, what had to be
// worked out is remarked on.
//
//	got := answer.Read(field, answer.Entry{Raw: "约300人"})
//	got.Text    // 300
//	got.About   // true
//	got.Remarks // FM011: 学生数填的是约数，按300计
package answer

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// An Entry is what stands in a cell that takes a value, before anybody knows
// what it means.
type Entry struct {
	Raw       string // as it stands: of a number the stored digits, of a formula its result
	Stored    Stored
	Percent   bool     // shown as a percentage
	Day       bool     // shown as a date or time
	Shown     string   // of a number what its format prints with the digits: 百人
	Unseen    bool     // the format shows no digits at all
	Thousands int      // shown divided by 1000 that many times
	Unit      string   // that the sender's form prints beside the label, "" for none
	Units     []string // that it prints for all numbers: 单位：万元
	Date1904  bool     // days of the file count from 1904
	Year      int      // that dates without a year belong to; 0 if nobody knows
	Formula   bool     // the result of a formula of the file
	White     bool     // white on white: it counts, with a word
}

// Stored is how a file holds a cell.
type Stored uint8

const (
	Text   Stored = iota
	Number        // also days and times
	Bool
	Fault // #REF! and the like
)

// A Remark is a finding still without its place.
type Remark struct {
	Rule          string
	Severity      report.Severity
	Message, Hint string
}

// A Reading is what came of an entry. The zero value says that nothing was
// filled in.
type Reading struct {
	Text    string // as package returned writes values of the field's kind; "" if nothing, or not understood
	About   bool   // the sender marks the number as inexact
	Unclear bool   // something is there that was not understood
	Remarks []Remark
}

func exact(text string, remarks ...Remark) Reading { return Reading{Text: text, Remarks: remarks} }

func unclear(rule, message, hint string) Reading {
	return Reading{Unclear: true, Remarks: []Remark{{rule, report.Error, message, hint}}}
}

func warn(rule, message, hint string) Remark { return Remark{rule, report.Warning, message, hint} }

func tell(rule, message, hint string) Remark { return Remark{rule, report.Hint, message, hint} }

// Read finds out what an Entry means in field f.
func Read(f *forms.Field, e Entry) Reading {
	switch {
	case e.Stored == Fault:
		return unclear(RuleFormula, f.Label+"的公式出错", "请改正公式，或直接填写")
	case e.Formula && e.Raw == "" && f.Formula == "":
		return unclear(RuleFormula, f.Label+"是公式，但没有计算结果", "请用表格软件打开并保存一次，或直接填写")
	case e.Formula && e.Raw == "":
		return Reading{}
	case Blank(e.Raw):
		return Reading{}
	case Ditto(e.Raw):
		return unclear(RuleDitto, f.Label+"填的是“"+strings.TrimSpace(e.Raw)+"”，看不出同哪一处", "请把内容写全")
	}
	if f.Look == forms.LookTicks {
		r := read(f, e)
		r.Remarks = slices.DeleteFunc(r.Remarks, func(m Remark) bool { return m.Rule == RuleSpelt && m.Severity == report.Hint }) // a tick is what is asked for
		return r
	}
	return read(f, e)
}

func read(f *forms.Field, e Entry) Reading {
	switch f.Kind {
	case forms.Integer, forms.Decimal:
		return readNumber(f, e)
	case forms.Percent:
		return readPercent(f, e)
	case forms.Date, forms.Dates:
		return readDates(f, e)
	case forms.Time:
		return readTime(f, e)
	case forms.Phone:
		return readPhone(f, e)
	case forms.Email:
		return readEmail(f, e)
	case forms.Choice:
		return readChoice(f, e)
	case forms.Choices:
		return readChoices(f, e)
	case forms.YesNo:
		return readYesNo(f, e)
	}
	return readText(f, e)
}

func readText(f *forms.Field, e Entry) Reading {
	switch {
	case e.Stored == Number && e.Day:
		if x, err := strconv.ParseFloat(e.Raw, 64); err == nil && x < 1 {
			if c, ok := calendar.ClockFromSerial(x); ok {
				return exact(c.String())
			}
		}
		return unclear(RuleWhichDay, f.Label+"被表格软件改成了日期或时间，原来填的是什么已看不出", "请把单元格设为文本格式后重新填写")
	case e.Stored == Bool:
		return exact(strings.ToUpper(strings.TrimSpace(e.Raw)))
	case e.Stored == Number && len(strings.Trim(e.Raw, "-.")) > 15 && !strings.ContainsAny(e.Raw, ".eE"):
		return exact(strings.TrimSpace(e.Raw), warn(RuleNumber, f.Label+"按数字存放，超过15位的部分可能已变成0", "请把单元格设为文本格式后核对"))
	case e.Stored == Number:
		return exact(TidyNumber(e.Raw))
	}
	return exact(withoutPrinted(strings.TrimSpace(strings.ReplaceAll(e.Raw, "\r\n", "\n"))))
}

// Blank reports whether s says nothing: blanks, a stroke, the line to write on.
func Blank(s string) bool {
	s = strings.Trim(han.Fold(s), "_＿")
	switch s {
	case "", "/", "//", "\\", "-", "--", "—", "——", "–", "―", "――", "N/A", "n/a":
		return true
	}
	return false
}

// Nothing reports whether s says that there is none.
func Nothing(s string) bool {
	switch han.Fold(s) {
	case "无", "没有", "暂无", "无。":
		return true
	}
	return false
}

// Ditto reports whether s says that it is as above.
func Ditto(s string) bool {
	if len(s) > 40 {
		return false
	}
	switch strings.Trim(han.Fold(s), "()。.,") {
	case "同上", "同上行", "同上栏", "上同", "同前", "同前行", "同左", "〃", "″", "″″", "\"", "\"\"", "”", "“", "“”", "””", "〞", "''", "'", "’’", "‘’", "々", "↑", "同上。", "ditto":
		return true
	}
	return false
}

// Wanted says what should stand there instead.
func Wanted(f *forms.Field) string {
	switch f.Kind {
	case forms.Choice:
		return f.Label + "应" + f.Demand()
	case forms.Choices:
		return f.Label + f.Demand()
	}
	return f.Label + "应填" + strings.TrimPrefix(f.Demand(), "填")
}

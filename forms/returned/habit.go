package returned

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// An entry is what stands in a cell that takes a value, before anybody knows
// what it means.
type entry struct {
	raw      string
	stored   stored
	percent  bool // shown as a percentage
	day      bool // shown as a date or time
	date1904 bool // days of the file count from 1904
	year     int  // that dates without a year belong to; 0 if nobody knows
	formula  bool // the result of a formula of the file
}

// stored is how a file holds a cell.
type stored uint8

const (
	storedText stored = iota
	storedNumber
	storedBool
	storedFault // #REF! and the like
)

// A remark is a finding still without its place.
type remark struct {
	rule          string
	sev           report.Severity
	message, hint string
}

// A reading is what came of an entry.
type reading struct {
	text    string
	state   State
	remarks []remark
}

func exact(text string, remarks ...remark) reading { return reading{text, Exact, remarks} }

func unclear(rule, message, hint string) reading {
	return reading{"", Unclear, []remark{{rule, report.Error, message, hint}}}
}

func warn(rule, message, hint string) remark { return remark{rule, report.Warning, message, hint} }

func tell(rule, message, hint string) remark { return remark{rule, report.Hint, message, hint} }

// read finds out what an entry means for a field of f's kind. It never guesses
// in silence: what has two readings has no value, what had to be worked out is
// remarked on.
func readField(f *forms.Field, e entry) reading {
	switch {
	case e.stored == storedFault:
		return unclear(RuleFormula, f.Label+"的公式出错", "请改正公式，或直接填写")
	case e.formula && e.raw == "" && f.Formula == "":
		return unclear(RuleFormula, f.Label+"是公式，但没有计算结果", "请用表格软件打开并保存一次，或直接填写")
	case e.formula && e.raw == "":
		return reading{}
	case blank(e.raw):
		return reading{}
	}
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

func readText(f *forms.Field, e entry) reading {
	switch {
	case e.stored == storedNumber && e.day:
		return unclear(RuleWhichDay, f.Label+"被表格软件改成了日期或时间，原来填的是什么已看不出", "请把单元格设为文本格式后重新填写")
	case e.stored == storedBool:
		return exact(strings.ToUpper(strings.TrimSpace(e.raw)))
	case e.stored == storedNumber && len(strings.Trim(e.raw, "-.")) > 15 && !strings.ContainsAny(e.raw, ".eE"):
		return exact(strings.TrimSpace(e.raw), warn(RuleNumber, f.Label+"按数字存放，超过15位的部分可能已变成0", "请把单元格设为文本格式后核对"))
	case e.stored == storedNumber:
		return exact(forms.TidyNumber(e.raw))
	}
	return exact(strings.TrimSpace(strings.ReplaceAll(e.raw, "\r\n", "\n")))
}

// blank reports whether s says nothing: blanks, a stroke, the line to write on.
func blank(s string) bool {
	s = strings.Trim(squeeze(s), "_＿")
	switch s {
	case "", "/", "//", "\\", "-", "--", "—", "——", "–", "―", "―― ", "N/A", "n/a":
		return true
	}
	return false
}

// nothing reports whether s says that there is none.
func nothing(s string) bool {
	switch squeeze(s) {
	case "无", "没有", "暂无", "无。":
		return true
	}
	return false
}

// squeeze makes full-width letters, digits and marks half-width and drops all
// blanks, seen and unseen.
func squeeze(s string) string {
	changes := func(c rune) bool { return (c < '!' || c > '~') && (c < '一' || c > '龥') }
	if !strings.ContainsFunc(s, changes) {
		return s // as are most names and labels
	}
	return strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || unicode.Is(unicode.Cf, c) || unicode.IsControl(c) {
			return -1
		}
		return c
	}, width.Fold.String(s))
}

// say completes a remark to a finding.
func (m remark) say(v Value) report.Finding {
	return finding(m.rule, m.sev, v.Where, v.Raw, m.message, m.hint)
}

// want says what should stand there instead.
func wanted(f *forms.Field) string {
	switch f.Kind {
	case forms.Choice:
		return f.Label + "应" + f.Demand()
	case forms.Choices:
		return f.Label + f.Demand()
	}
	return f.Label + "应填" + strings.TrimPrefix(f.Demand(), "填")
}

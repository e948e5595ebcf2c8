// Package report holds what a check says: findings and the reports that
// collect them. Whoever finds something (a parser, a reader of forms, a
// renderer, a rule) returns findings; they are values, not errors.
//
// It holds the catalogue of rules too ([Rules]), which every finding names one
// of: a new rule begins with an entry in one of its families, official.go,
// punctuation.go, figures.go, campaign.go, material.go, returns.go, reading.go.
// It imports nothing of this module but the handling of Chinese characters.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Severity tells how much a [Finding] weighs. The zero value is invalid on
// purpose: every finding says what it is.
type Severity int

const (
	Error   Severity = iota + 1 // 错误: a clause that says 应 or 不得 is broken
	Warning                     // 警告: a 一般 or 推荐 is left, or something is likely wrong
	Hint                        // 提示: worth a look
)

// String returns the English word used in JSON: error, warning or hint.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Hint:
		return "hint"
	}
	return fmt.Sprintf("Severity(%d)", int(s))
}

// Label returns the word shown to users: 错误, 警告 or 提示.
func (s Severity) Label() string {
	switch s {
	case Error:
		return "错误"
	case Warning:
		return "警告"
	case Hint:
		return "提示"
	}
	return s.String()
}

// MarshalText implements [encoding.TextMarshaler]. An invalid severity is an error.
func (s Severity) MarshalText() ([]byte, error) {
	if s < Error || s > Hint {
		return nil, fmt.Errorf("report: invalid severity %d", int(s))
	}
	return []byte(s.String()), nil
}

// UnmarshalText implements [encoding.TextUnmarshaler].
func (s *Severity) UnmarshalText(text []byte) error {
	for v := Error; v <= Hint; v++ {
		if v.String() == string(text) {
			*s = v
			return nil
		}
	}
	return &severityError{string(text)}
}

// A severityError is a word that is none of the three.
type severityError struct{ word string }

func (e *severityError) Error() string {
	return fmt.Sprintf("report: unknown severity %q: want error, warning or hint", e.word)
}

func (e *severityError) Chinese() string { return "轻重只有error、warning和hint" }

// A Position is where a finding stands. Every part may be empty: a text has
// lines and columns, a workbook sheets and cells, a rendering pages.
type Position struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`   // 1-based
	Column int    `json:"column,omitempty"` // 1-based, in characters
	Sheet  string `json:"sheet,omitempty"`
	Cell   string `json:"cell,omitempty"` // A1 style
	Page   int    `json:"page,omitempty"` // 1-based
}

// String prints the parts that are set: notice.txt:3:8, 表1!B4, 第2页.
func (p Position) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		sep(&b, ":")
		fmt.Fprintf(&b, "%d", p.Line)
		if p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
	}
	if p.Sheet != "" {
		sep(&b, " ")
		b.WriteString(p.Sheet)
	}
	if p.Cell != "" {
		sep(&b, "!")
		b.WriteString(p.Cell)
	}
	if p.Page > 0 {
		sep(&b, " ")
		fmt.Fprintf(&b, "第%d页", p.Page)
	}
	return b.String()
}

func sep(b *strings.Builder, s string) {
	if b.Len() > 0 {
		b.WriteString(s)
	}
}

func comparePosition(a, b Position) int {
	return cmp.Or(
		cmp.Compare(a.File, b.File),
		cmp.Compare(a.Sheet, b.Sheet),
		cmp.Compare(a.Page, b.Page),
		cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column),
		compareCell(a.Cell, b.Cell),
	)
}

// compareCell orders A1 names by row, then column: B2 before A10, Z1 before AA1.
func compareCell(a, b string) int {
	ac, ar := splitCell(a)
	bc, br := splitCell(b)
	return cmp.Or(
		cmp.Compare(len(ar), len(br)), cmp.Compare(ar, br),
		cmp.Compare(len(ac), len(bc)), cmp.Compare(ac, bc),
	)
}

func splitCell(s string) (col, row string) {
	i := strings.IndexAny(s, "0123456789")
	if i < 0 {
		return s, ""
	}
	return s[:i], s[i:]
}

// A Finding is one thing that a check has to say, with the place, what was
// found and what to do about it. Message, Hint and Source are Chinese: they
// are read by clerks.
type Finding struct {
	Rule     string   `json:"rule"`             // rule id, such as GW001
	Severity Severity `json:"severity"`         // error, warning or hint
	Source   string   `json:"source,omitempty"` // clause, 条例, 本通知 or 惯例
	Where    Position `json:"where"`
	Found    string   `json:"found,omitempty"` // the text complained of, as written
	Message  string   `json:"message"`         // what is wrong
	Hint     string   `json:"hint,omitempty"`  // what to do
	Fix      string   `json:"fix,omitempty"`   // replaces Found; only where meaning cannot change
}

// String prints a finding on one line, as a clerk reads it. Of a long Found it
// shows the two ends.
func (f Finding) String() string {
	var b strings.Builder
	if w := f.Where.String(); w != "" {
		b.WriteString(w + "：")
	}
	fmt.Fprintf(&b, "%s %s %s", f.Severity.Label(), f.Rule, f.Message)
	if f.Found != "" {
		fmt.Fprintf(&b, "：“%s”", f.Shown())
	}
	if f.Hint != "" {
		b.WriteString("；" + f.Hint)
	}
	if f.Source != "" {
		fmt.Fprintf(&b, "（%s）", f.Source)
	}
	return b.String()
}

// Shown returns Found as people are shown it: of a long one the two ends.
func (f Finding) Shown() string { return clip(f.Found) }

// clip shows the two ends of a long text.
func clip(s string) string {
	const most, end = 44, 20 // characters
	if r := []rune(s); len(r) > most {
		return string(r[:end]) + "……" + string(r[len(r)-end:])
	}
	return s
}

// A Skip is a check that was not made, and why: an unknown holiday year, a
// missing roster. It says nothing about the document.
type Skip struct {
	Rule   string `json:"rule"`
	Reason string `json:"reason"` // Chinese
}

// A Report collects findings. Its zero value is empty and ready for use; a nil
// one is empty.
type Report struct {
	Findings []Finding `json:"findings"`
	Skipped  []Skip    `json:"skipped,omitempty"`
}

// Add appends findings.
func (r *Report) Add(f ...Finding) { r.Findings = append(r.Findings, f...) }

// Skip records that a check was not made.
func (r *Report) Skip(rule, reason string) {
	r.Skipped = append(r.Skipped, Skip{rule, reason})
}

// Merge appends everything in other.
func (r *Report) Merge(other Report) {
	r.Findings = append(r.Findings, other.Findings...)
	r.Skipped = append(r.Skipped, other.Skipped...)
}

// Tidy orders findings by place, then weight, rule and message, and drops
// exact repetitions. Output in any order of checking is the same after it.
func (r *Report) Tidy() {
	slices.SortStableFunc(r.Findings, compareFinding)
	r.Findings = slices.Compact(r.Findings)
	slices.SortFunc(r.Skipped, func(a, b Skip) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Reason, b.Reason))
	})
	r.Skipped = slices.Compact(r.Skipped)
}

func compareFinding(a, b Finding) int {
	return cmp.Or(
		comparePosition(a.Where, b.Where),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Rule, b.Rule),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Found, b.Found),
		cmp.Compare(a.Hint, b.Hint),
		cmp.Compare(a.Fix, b.Fix),
		cmp.Compare(a.Source, b.Source),
	)
}

// Count returns how many findings have the severity.
func (r *Report) Count(s Severity) int {
	if r == nil {
		return 0
	}
	n := 0
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Err returns nil if r holds no finding of severity [Error], else an error
// that names the first and counts the others. It suits callers that want
// errors to stop them.
func (r *Report) Err() error {
	if r == nil {
		return nil
	}
	var first *Finding
	n := 0
	for i := range r.Findings {
		if r.Findings[i].Severity != Error {
			continue
		}
		if first == nil {
			first = &r.Findings[i]
		}
		n++
	}
	if first == nil {
		return nil
	}
	return &FindingsError{First: *first, Count: n}
}

// A FindingsError is what [Report.Err] returns.
type FindingsError struct {
	First Finding // the first finding of severity Error
	Count int     // how many there are in all
}

func (e *FindingsError) Error() string {
	if e.Count == 1 {
		return "report: " + e.First.String()
	}
	return fmt.Sprintf("report: %s, and %d other error(s)", e.First, e.Count-1)
}

// Chinese says the same to a clerk.
func (e *FindingsError) Chinese() string {
	if e.Count == 1 {
		return e.First.String()
	}
	return fmt.Sprintf("%s，另有%d处错误", e.First, e.Count-1)
}

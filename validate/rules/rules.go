// Package rules says which rules of the catalogue speak and how loudly, and adds
// rules of a caller's own: in a file ([Read]) or in Go ([New]). What is made of it
// is given to a checker (package validate).
//
//	# 本局.yaml
//	schema: zhijiao/rules@1
//	off: [GW101]          # silent; GW1 is all that begin so
//	words:
//	  - {id: BJ001, pattern: 顶岗实习, message: 应称“岗位实习”, replace: 岗位实习}
//
//	own, err := rules.ReadFile("本局.yaml")
//	report := validate.Checker{Rules: own}.Text("通知.txt", text)
//
// The programs take such a file with -rules. examples/README.md tells all its keys.
package rules

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Config says which rules speak and how loudly, and adds rules of the
// caller's. A rule is named by its id, GW134, or with others by what their ids
// begin with: GW, GW1. Of several that name a rule the longest holds.
type Config struct {
	Off      []string                   // rules that are silent
	Severity map[string]report.Severity // what findings of a rule weigh
	Spare    []string                   // words and names in which nothing is found
	Words    []Word
	Own      []Own
}

// A Word finds words.
type Word struct {
	ID       string          // of letters and three digits, and of no family of the catalogue: BJ001
	Pattern  string          // a regular expression (package regexp)
	Message  string          // what is wrong, in Chinese
	Source   string          // why, in Chinese; "" means 本单位规定
	Hint     string          // what to do; "" means Replace, or 请核对
	Replace  string          // what to put there, $1 being a group; "" if nothing can be
	Severity report.Severity // zero: a warning
}

// An Own is a rule of the caller's that is written in Go. It must be safe for
// calls from several goroutines.
type Own struct {
	// Rule has the id, as that of a Word, the title, the severity and the source
	// of what is found.
	Rule report.Rule
	// Line is called with every line of text, cell and heading, and returns what is
	// wrong in it; nil: none is looked at.
	Line func(text string) []Match
	// Document is called with every document, and returns findings, of which Rule,
	// Severity, Source and Message are the rule's where they are zero; nil: none is looked at.
	Document func(*document.Document) []report.Finding
}

// A Match is a stretch of a line in which something is wrong.
type Match struct {
	From, To int    // byte offsets
	Message  string // "": the title of the rule
	Hint     string // "": that of the rule
	Fix      string // what to put there; "" if nothing can be without asking
}

// Errors of a Config. They are wrapped in a [Error].
var (
	ErrUnknown    = errors.New("no rule has this id, or one that begins so")
	ErrID         = errors.New("not an id of letters and three digits that no rule has")
	ErrPattern    = errors.New("not a regular expression")
	ErrLarge      = errors.New("regular expressions that are too long, or repeat too much")
	ErrIncomplete = errors.New("a rule without a message or a pattern")
)

// A Error says what is wrong with a Config.
type Error struct {
	ID  string // or the pattern
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("rules: %q: %v", e.ID, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Chinese says the same to a clerk.
func (e *Error) Chinese() string {
	switch {
	case errors.Is(e.Err, ErrID):
		return "规则编号“" + e.ID + "”不可用：应为字母和三位数字，如BJ001，且不与已有的规则相同"
	case errors.Is(e.Err, ErrPattern):
		return "“" + e.ID + "”不是正则表达式"
	case errors.Is(e.Err, ErrLarge):
		return fmt.Sprintf("正则表达式“%.60s”太长或重复的次数太多，请写短些", e.ID)
	case errors.Is(e.Err, ErrIncomplete):
		return "规则“" + e.ID + "”没有写明pattern或message"
	}
	return "没有编号为“" + e.ID + "”或以此开头的规则"
}

// Rules are what a Config has made of the catalogue. A nil *Rules is the
// catalogue as it is. Rules do not change, so several goroutines may share them.
type Rules struct {
	off      map[string]bool
	severity map[string]report.Severity
	spare    []string
	own      []Own // those of words among them
}

var (
	ownID   = regexp.MustCompile(`^[A-Z]{2,4}\d{3}$`)
	theirID = regexp.MustCompile(`^(?:GW|ZJ|MT|FM|RD)\d`)
)

// own makes a rule in Go of w.
func (w Word) own() (Own, error) {
	if w.Pattern == "" || w.Message == "" {
		return Own{}, &Error{w.ID, ErrIncomplete}
	}
	re, err := compile(w.Pattern)
	if err != nil {
		return Own{}, err
	}
	rule := report.Rule{
		ID: w.ID, Title: w.Message, Hint: w.Hint,
		Severity: cmp.Or(w.Severity, report.Warning),
		Source:   cmp.Or(w.Source, "本单位规定"),
	}
	if rule.Hint == "" && w.Replace == "" {
		rule.Hint = "请核对"
	}
	line := func(text string) []Match {
		var found []Match
		for _, m := range re.FindAllStringSubmatchIndex(text, -1) {
			if m[0] < m[1] {
				found = append(found, Match{From: m[0], To: m[1], Fix: string(re.ExpandString(nil, w.Replace, text, m))})
			}
		}
		return found
	}
	return Own{Rule: rule, Line: line}, nil
}

// New returns the rules that c tells. The error is a [*Error].
func New(c Config) (*Rules, error) {
	r := &Rules{off: map[string]bool{}, severity: map[string]report.Severity{}}
	ids := map[string]bool{}
	for _, rule := range report.Rules() {
		ids[rule.ID] = true
	}
	add := func(id string) error {
		if !ownID.MatchString(id) || theirID.MatchString(id) || ids[id] {
			return &Error{id, ErrID}
		}
		ids[id] = true
		return nil
	}
	size := 0
	for _, w := range c.Words {
		if err := add(w.ID); err != nil {
			return nil, err
		}
		if size += patternSize(w.Pattern); size > maxPatterns {
			return nil, &Error{w.Pattern, ErrLarge}
		}
		o, err := w.own()
		if err != nil {
			return nil, err
		}
		r.own = append(r.own, o)
	}
	for _, o := range c.Own {
		if err := add(o.Rule.ID); err != nil {
			return nil, err
		}
		o.Rule.Severity = cmp.Or(o.Rule.Severity, report.Warning)
		if o.Rule.Title == "" || o.Line == nil && o.Document == nil || o.Rule.Severity < report.Error || o.Rule.Severity > report.Hint {
			return nil, &Error{o.Rule.ID, ErrIncomplete}
		}
		r.own = append(r.own, o)
	}
	known := func(id string) bool {
		for k := range ids {
			if id != "" && strings.HasPrefix(k, id) {
				return true
			}
		}
		return false
	}
	for _, id := range c.Off {
		if !known(id) {
			return nil, &Error{id, ErrUnknown}
		}
		r.off[id] = true
	}
	for id, s := range c.Severity {
		if !known(id) {
			return nil, &Error{id, ErrUnknown}
		}
		r.severity[id] = s
	}
	for _, s := range c.Spare {
		if s != "" {
			r.spare = append(r.spare, s)
		}
	}
	return r, nil
}

// Read reads rules from YAML (schema zhijiao/rules@1), as strictly as
// campaigns are read; what is wrong is a [*campaign.LoadError] that tells the
// line. Name is the file's name in it.
//
//	schema: zhijiao/rules@1
//	off: [GW134, ZJ10]                 # ids, or what they begin with
//	severity:
//	  - {rule: GW050, as: hint}        # error, warning or hint
//	spare: [某某·某某]                   # words and names in which nothing is found
//	words:
//	  - {id: BJ001, pattern: 顶岗实习, message: 应称“岗位实习”, source: 教职成〔2021〕4号, replace: 岗位实习}
func Read(r io.Reader, name string) (*Rules, error) {
	var file struct {
		Schema   string   `yaml:"schema" validate:"required,oneof=zhijiao/rules@1"`
		Off      []ruleID `yaml:"off"`
		Severity []struct {
			Rule ruleID          `yaml:"rule" validate:"required"`
			As   report.Severity `yaml:"as" validate:"required"`
		} `yaml:"severity"`
		Spare []string `yaml:"spare"`
		Words []struct {
			ID       newRuleID       `yaml:"id" validate:"required"`
			Pattern  pattern         `yaml:"pattern" validate:"required"`
			Message  string          `yaml:"message" validate:"required"`
			Source   string          `yaml:"source"`
			Hint     string          `yaml:"hint"`
			Replace  string          `yaml:"replace"`
			Severity report.Severity `yaml:"severity"`
		} `yaml:"words"`
	}
	if err := campaign.Decode(r, name, &file); err != nil {
		return nil, err
	}
	c := Config{Severity: map[string]report.Severity{}, Spare: file.Spare}
	for _, id := range file.Off {
		c.Off = append(c.Off, string(id))
	}
	for _, s := range file.Severity {
		c.Severity[string(s.Rule)] = s.As
	}
	for _, w := range file.Words {
		c.Words = append(c.Words, Word{string(w.ID), string(w.Pattern), w.Message, w.Source, w.Hint, w.Replace, w.Severity})
	}
	return New(c)
}

// ReadFile reads the rules in a file; the path is its name in errors. What is no
// file, such as a folder, a pipe or a socket, is not opened: fs.ErrInvalid.
func ReadFile(path string) (*Rules, error) {
	return gate.FromFile(path, func(f *os.File) (*Rules, error) { return Read(f, path) })
}

// A ruleID is an id of a rule of the catalogue, or what some begin with.
type ruleID string

func (id *ruleID) UnmarshalText(text []byte) error {
	*id = ruleID(text)
	_, err := New(Config{Off: []string{string(text)}})
	return err
}

type newRuleID string

func (id *newRuleID) UnmarshalText(text []byte) error {
	*id = newRuleID(text)
	_, err := New(Config{Words: []Word{{ID: string(text), Pattern: "x", Message: "x"}}})
	return err
}

type pattern string

func (p *pattern) UnmarshalText(text []byte) error {
	*p = pattern(text)
	_, err := compile(string(text))
	return err
}

// How large a pattern may be, and all of them together, as patternSize counts:
// some bytes a step are kept of each.
const (
	maxWritten  = 10_000 // bytes of one
	maxPattern  = 50_000
	maxPatterns = 150_000
)

func compile(pattern string) (*regexp.Regexp, error) {
	if patternSize(pattern) > maxPattern {
		return nil, &Error{pattern, ErrLarge}
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, &Error{pattern, ErrPattern}
	}
	return re, nil
}

// patternSize returns about how many steps a pattern is compiled to, repeated
// pieces counted as often as they may be; 0 of what is no pattern.
func patternSize(pattern string) int {
	if len(pattern) > maxWritten {
		return maxPatterns + 1
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return 0
	}
	var count func(*syntax.Regexp) int
	count = func(of *syntax.Regexp) int {
		n := 1 + len(of.Rune)
		for _, sub := range of.Sub {
			n += count(sub)
		}
		if of.Op == syntax.OpRepeat {
			n *= max(of.Max, of.Min, 1)
		}
		return min(n, maxPatterns+1)
	}
	return count(tree)
}

// longest returns the value of the longest of the keys that an id begins with.
func longest[T any](of map[string]T, id string) (value T, length int) {
	for n := len(id); n > 0; n-- {
		if v, ok := of[id[:n]]; ok {
			return v, n
		}
	}
	return value, 0
}

// Silent reports whether a rule is switched off.
func (r *Rules) Silent(id string) bool {
	if r == nil {
		return false
	}
	_, off := longest(r.off, id)
	_, weighed := longest(r.severity, id)
	return off > 0 && off >= weighed
}

// Sift leaves in a report what r lets speak, at the weight that r gives it: for
// what others have found, such as the readers of documents.
func (r *Rules) Sift(of *report.Report) {
	if r == nil || of == nil {
		return
	}
	of.Findings = r.Weigh(of.Findings)
	of.Skipped = slices.DeleteFunc(of.Skipped, func(s report.Skip) bool { return r.Silent(s.Rule) })
}

// Weigh returns the findings that r lets speak, at the weight that r gives them.
func (r *Rules) Weigh(found []report.Finding) []report.Finding {
	if r == nil {
		return found
	}
	var kept []report.Finding
	for _, f := range found {
		if r.Silent(f.Rule) {
			continue
		}
		if s, n := longest(r.severity, f.Rule); n > 0 {
			f.Severity = s
		}
		kept = append(kept, f)
	}
	return kept
}

// Spared returns the words and names in which nothing is found. The slice is not to
// be changed.
func (r *Rules) Spared() []string {
	if r == nil {
		return nil
	}
	return r.spare
}

// Own returns the caller's rules, those of words among them. The slice is not to be
// changed.
func (r *Rules) Own() []Own {
	if r == nil {
		return nil
	}
	return r.own
}

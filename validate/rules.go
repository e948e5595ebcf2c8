package validate

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A Config says which rules speak and how loudly, and adds rules of the
// caller's. A rule is named by its id, GW134, or with others by what their ids
// begin with: GW, GW1. Of several that name a rule the longest holds.
type Config struct {
	Off      []string                   // rules that are silent
	Severity map[string]report.Severity // what findings of a rule weigh
	Spare    []string                   // words and names in which nothing is found
	Words    []WordRule
	Own      []Own
}

// A WordRule finds words.
type WordRule struct {
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
	// Rule has the id, as that of a WordRule, the title, the severity and the source
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

// Errors of a Config. They are wrapped in a [RuleError].
var (
	ErrUnknownRule = errors.New("no rule has this id, or one that begins so")
	ErrRuleID      = errors.New("not an id of letters and three digits that no rule has")
	ErrPattern     = errors.New("not a regular expression")
	ErrIncomplete  = errors.New("a rule without a message or a pattern")
)

// A RuleError says what is wrong with a Config.
type RuleError struct {
	ID  string // or the pattern
	Err error
}

func (e *RuleError) Error() string { return fmt.Sprintf("validate: rule %q: %v", e.ID, e.Err) }

func (e *RuleError) Unwrap() error { return e.Err }

// Chinese says the same to a clerk.
func (e *RuleError) Chinese() string {
	switch {
	case errors.Is(e.Err, ErrRuleID):
		return "规则编号“" + e.ID + "”不可用：应为字母和三位数字，如BJ001，且不与已有的规则相同"
	case errors.Is(e.Err, ErrPattern):
		return "“" + e.ID + "”不是正则表达式"
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
	words    []wordRule
	own      []Own
}

type wordRule struct {
	report.Rule
	re      *regexp.Regexp
	replace string
}

var (
	ownID   = regexp.MustCompile(`^[A-Z]{2,4}\d{3}$`)
	theirID = regexp.MustCompile(`^(?:GW|ZJ|MT|FM|RD)\d`)
)

// NewRules returns the rules that c tells. The error is a [*RuleError].
func NewRules(c Config) (*Rules, error) {
	r := &Rules{off: map[string]bool{}, severity: map[string]report.Severity{}}
	ids := map[string]bool{}
	for _, rule := range report.Rules() {
		ids[rule.ID] = true
	}
	add := func(id string) error {
		if !ownID.MatchString(id) || theirID.MatchString(id) || ids[id] {
			return &RuleError{id, ErrRuleID}
		}
		ids[id] = true
		return nil
	}
	for _, w := range c.Words {
		if err := add(w.ID); err != nil {
			return nil, err
		}
		if w.Pattern == "" || w.Message == "" {
			return nil, &RuleError{w.ID, ErrIncomplete}
		}
		re, err := regexp.Compile(w.Pattern)
		if err != nil {
			return nil, &RuleError{w.Pattern, ErrPattern}
		}
		rule := report.Rule{ID: w.ID, Title: w.Message, Severity: w.Severity, Source: w.Source, Hint: w.Hint}
		if rule.Severity == 0 {
			rule.Severity = report.Warning
		}
		if rule.Source == "" {
			rule.Source = "本单位规定"
		}
		if rule.Hint == "" && w.Replace == "" {
			rule.Hint = "请核对"
		}
		r.words = append(r.words, wordRule{rule, re, w.Replace})
	}
	for _, o := range c.Own {
		if err := add(o.Rule.ID); err != nil {
			return nil, err
		}
		if o.Rule.Title == "" || o.Rule.Severity < report.Error || o.Rule.Severity > report.Hint {
			return nil, &RuleError{o.Rule.ID, ErrIncomplete}
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
			return nil, &RuleError{id, ErrUnknownRule}
		}
		r.off[id] = true
	}
	for id, s := range c.Severity {
		if !known(id) {
			return nil, &RuleError{id, ErrUnknownRule}
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

// ReadRules reads rules from YAML (schema zhijiao/rules@1), as strictly as
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
func ReadRules(r io.Reader, name string) (*Rules, error) {
	var file struct {
		Schema   string   `yaml:"schema" validate:"required,oneof=zhijiao/rules@1"`
		Off      []ruleID `yaml:"off"`
		Severity []struct {
			Rule ruleID          `yaml:"rule" validate:"required"`
			As   report.Severity `yaml:"as"`
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
		if s.As == 0 {
			return nil, &RuleError{string(s.Rule), ErrIncomplete}
		}
		c.Severity[string(s.Rule)] = s.As
	}
	for _, w := range file.Words {
		c.Words = append(c.Words, WordRule{string(w.ID), string(w.Pattern), w.Message, w.Source, w.Hint, w.Replace, w.Severity})
	}
	return NewRules(c)
}

// A ruleID is an id of a rule, or what some begin with, as a file has it.
type ruleID string

func (id *ruleID) UnmarshalText(text []byte) error {
	*id = ruleID(text)
	if theirID.Match(append(text, '0')) || len(text) < 2 {
		_, err := NewRules(Config{Off: []string{string(text)}})
		return err
	}
	return nil // it may be one of the file's own, which is checked when all is read
}

type newRuleID string

func (id *newRuleID) UnmarshalText(text []byte) error {
	*id = newRuleID(text)
	_, err := NewRules(Config{Words: []WordRule{{ID: string(text), Pattern: "x", Message: "x"}}})
	return err
}

type pattern string

func (p *pattern) UnmarshalText(text []byte) error {
	*p = pattern(text)
	if _, err := regexp.Compile(string(text)); err != nil {
		return &RuleError{string(text), ErrPattern}
	}
	return nil
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
	of.Findings = r.sift(of.Findings)
	of.Skipped = slices.DeleteFunc(of.Skipped, func(s report.Skip) bool { return r.Silent(s.Rule) })
}

func (r *Rules) sift(found []report.Finding) []report.Finding {
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

// ownLine returns what the rules of the caller's find in a line.
func (k *checker) ownLine(l engine.Line) {
	for _, w := range k.rules.words {
		var found []engine.Remark
		for _, m := range w.re.FindAllStringSubmatchIndex(l.Text, -1) {
			if m[0] == m[1] {
				continue
			}
			if f := l.On(m[0], m[1]); w.replace == "" {
				found = append(found, f)
			} else {
				found = append(found, l.Replace(m[0], m[1], string(w.re.ExpandString(nil, w.replace, l.Text, m))))
			}
		}
		k.add(w.Rule, found)
	}
	for _, o := range k.rules.own {
		if o.Line == nil {
			continue
		}
		var found []engine.Remark
		for _, m := range o.Line(l.Text) {
			if m.From < 0 || m.To > len(l.Text) || m.From >= m.To {
				continue // of no line
			}
			f := l.On(m.From, m.To)
			if m.Fix != "" {
				f = l.Replace(m.From, m.To, m.Fix)
			}
			f.Message, f.Hint = m.Message, m.Hint
			found = append(found, f)
		}
		k.add(o.Rule, found)
	}
}

// ownDocument adds what the rules of the caller's find in a document.
func (k *checker) ownDocument(d *document.Document) {
	for _, o := range k.rules.own {
		if o.Document == nil {
			continue
		}
		for _, f := range o.Document(d) {
			rule := o.Rule.Finding(f.Where, f.Found)
			f.Rule = rule.Rule
			if f.Severity == 0 {
				f.Severity = rule.Severity
			}
			if f.Source == "" {
				f.Source = rule.Source
			}
			if f.Message == "" {
				f.Message = rule.Message
			}
			if f.Hint == "" {
				f.Hint = rule.Hint
			}
			k.report.Add(k.rules.sift([]report.Finding{f})...)
		}
	}
}

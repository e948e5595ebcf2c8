package validate_test

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/validate"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// What the rules must reach on the corpora, in per cent.
const (
	wantPlanted  = 95 // planted faults found by a rule for them
	wantErrors   = 98 // errors that are not false
	wantWarnings = 90 // warnings that are not false

	// corporaBind makes TestCorpora fail below these figures; until then it
	// only tells them.
	corporaBind = true
)

// corpus is for texts at first sight: what is found there is told, and binds nobody.
var corpus = flag.String("corpus", "", "directory of planted*.txtar and right*.txtar to judge in place of testdata")

// A stretch is where findings may stand: in one line, by characters.
type stretch struct {
	line, from, to int
	text           string
}

// A planted text has one fault, and is right otherwise.
type planted struct {
	name  string // place in the corpus, to be told with a miss
	mode  string // text, body, whole, swap, keys, yaml, changed
	rules []string
	also  []string // rules that may speak as well
	text  string
	at    []stretch // where the fault stands; none: anywhere
}

// around is a right notice but for its body.
const around = `云溪市教育局关于做好职业教育活动周工作的通知

各职业院校：

现将有关事项通知如下。
%s

云溪市教育局
2024年4月18日
`

var plantedName = regexp.MustCompile(`^(text|body|whole|swap|keys|yaml|changed) ((?:(?:GW|ZJ|RD)(?:\d{3}|\*),?)+)((?: \+(?:GW|ZJ|RD)\d{3})*)(?: # .*)?$`)

// unmark takes ⟦ and ⟧ out of a text and tells what stood between them, by lines.
func unmark(text string) (string, []stretch, error) {
	var plain strings.Builder
	var at []stretch
	line, column, from, begin := 1, 1, stretch{}, 0
	for _, c := range text {
		switch {
		case c == '⟦' && from.line > 0, c == '⟧' && from.line == 0:
			return "", nil, fmt.Errorf("line %d: ⟦ ⟧ do not pair", line)
		case c == '⟦':
			from, begin = stretch{line: line, from: column}, plain.Len()
		case c == '⟧':
			from.to = column
			from.text = plain.String()[begin:]
			at = append(at, from)
			from = stretch{}
		default:
			if c == '\n' && from.line > 0 {
				from.to, from.text = column, plain.String()[begin:]
				at = append(at, from)
				from, begin = stretch{line: line + 1, from: 1}, plain.Len()+1
			}
			plain.WriteRune(c)
			column++
			if c == '\n' {
				line, column = line+1, 1
			}
		}
	}
	if from.line > 0 {
		return "", nil, fmt.Errorf("line %d: ⟦ without ⟧", from.line)
	}
	return plain.String(), at, nil
}

func readPlanted(t *testing.T) []planted {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(cmp.Or(*corpus, "testdata"), "planted*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no planted faults: %v", err)
	}
	var all []planted
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		base := "" // of the cases behind it that swap words in it
		for i, f := range a.Files {
			if f.Name == "base" {
				base = string(f.Data)
				continue
			}
			g := plantedName.FindStringSubmatch(f.Name)
			if g == nil {
				t.Errorf("%s: %q is no name of a case", file, f.Name)
				continue
			}
			p := planted{name: fmt.Sprintf("%s %d %s", filepath.Base(file), i+1, f.Name), mode: g[1], rules: strings.Split(g[2], ",")}
			for also := range strings.FieldsSeq(g[3]) {
				p.also = append(p.also, also[1:])
			}
			text := strings.TrimSuffix(string(f.Data), "\n")
			switch p.mode {
			case "keys":
				text = build(text)
			case "swap":
				was, is, ok := strings.Cut(text, "\n=>\n")
				if !ok || !strings.Contains(base, was) {
					t.Errorf("%s: %q is not in the text", p.name, was)
				}
				text = strings.Replace(base, was, is, 1)
			case "body":
				text = fmt.Sprintf(around, text)
			case "changed": // lines of what is changed in a campaign
				changed := base
				for line := range strings.Lines(text) {
					was, is, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
					if !ok || !strings.Contains(changed, was) {
						t.Errorf("%s: %q is not in the text", p.name, was)
					}
					changed = strings.Replace(changed, was, is, 1)
				}
				text = changed
			}
			if p.text, p.at, err = unmark(text); err != nil {
				t.Errorf("%s: %v", p.name, err)
				continue
			}
			all = append(all, p)
		}
	}
	return all
}

// check checks the text of p.
func (p *planted) check() (report.Report, error) {
	switch p.mode {
	case "text":
		return validate.Text("", p.text), nil
	case "body", "whole", "swap":
		return checkWhole(p.text), nil
	}
	c, err := campaign.Load(strings.NewReader(p.text), "")
	if err != nil {
		return report.Report{}, err
	}
	return validate.Campaign(c), nil
}

// checkWhole checks a whole document with what its reader says.
func checkWhole(text string) report.Report {
	_, reading := plain.Parse(text)
	r := checkParsed(text)
	r.Add(reading...)
	r.Tidy()
	return r
}

// is reports whether a rule is one of the patterns: ids, or families as GW*.
func is(rule string, patterns []string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		family, ok := strings.CutSuffix(p, "*")
		return rule == p || ok && strings.HasPrefix(rule, family)
	})
}

// overlaps reports whether f stands at one of the stretches. A finding without
// a place, of a document as a whole, is told by its words, if it has any; one about
// two places that differ stands at the one and quotes the other.
func overlaps(f report.Finding, at []stretch) bool {
	const quotable = 4 // characters
	if len(at) == 0 || slices.ContainsFunc(at, func(s stretch) bool {
		return utf8.RuneCountInString(s.text) >= quotable && strings.Contains(f.Message, s.text)
	}) {
		return true
	}
	if f.Where.Line == 0 {
		return slices.ContainsFunc(at, func(s stretch) bool {
			return strings.Contains(s.text, f.Found) || strings.Contains(f.Found, s.text)
		})
	}
	from, to := f.Where.Column, f.Where.Column+utf8.RuneCountInString(f.Found)
	return slices.ContainsFunc(at, func(s stretch) bool {
		return s.line == f.Where.Line && from <= s.to && s.from <= to
	})
}

// A tally counts true and false findings of one severity.
type tally struct{ right, wrong int }

func (c tally) percent() float64 {
	return 100 * float64(c.right) / float64(max(c.right+c.wrong, 1))
}

// A verdict gathers what a corpus shows.
type verdict struct {
	found, planted int
	of             map[report.Severity]*tally
	missed, false  []string
}

func newVerdict() *verdict {
	return &verdict{of: map[report.Severity]*tally{report.Error: {}, report.Warning: {}, report.Hint: {}}}
}

func (v *verdict) add(name string, f report.Finding, right bool) {
	if right {
		v.of[f.Severity].right++
		return
	}
	v.of[f.Severity].wrong++
	if f.Severity != report.Hint {
		v.false = append(v.false, fmt.Sprintf("%s %s [%s] %s", f.Rule, f.Severity.Label(), name, f))
	}
}

func (v *verdict) log(t *testing.T, name string) {
	t.Helper()
	t.Logf("%s: planted %d of %d (%.1f %%), errors %.1f %% of %d, warnings %.1f %% of %d, hints %d", name,
		v.found, v.planted, 100*float64(v.found)/float64(max(v.planted, 1)),
		v.of[report.Error].percent(), v.of[report.Error].right+v.of[report.Error].wrong,
		v.of[report.Warning].percent(), v.of[report.Warning].right+v.of[report.Warning].wrong,
		v.of[report.Hint].right+v.of[report.Hint].wrong)
}

// merge adds what other shows to v.
func (v *verdict) merge(other *verdict) {
	v.found, v.planted = v.found+other.found, v.planted+other.planted
	for s, c := range other.of {
		v.of[s].right, v.of[s].wrong = v.of[s].right+c.right, v.of[s].wrong+c.wrong
	}
	v.missed, v.false = append(v.missed, other.missed...), append(v.false, other.false...)
}

// TestCorpora: of planted faults nearly all are found by the right rule, and
// few errors and warnings are false, in texts with a fault, in right ones and
// in whole documents.
func TestCorpora(t *testing.T) {
	if raced {
		t.Skip("for the plain run to say")
	}
	all := newVerdict()
	for _, corpus := range []struct {
		name  string
		judge func(*testing.T) *verdict
	}{{"planted", judgePlanted}, {"right", judgeRight}, {"whole", judgeWhole}} {
		v := corpus.judge(t)
		v.log(t, corpus.name)
		all.merge(v)
	}
	all.log(t, "all")
	slices.Sort(all.missed)
	slices.SortFunc(all.false, cmp.Compare[string])
	for _, m := range all.missed {
		t.Logf("missed %s", m)
	}
	for _, f := range all.false {
		t.Logf("false %s", f)
	}
	if !corporaBind || *corpus != "" {
		return
	}
	if 100*all.found < wantPlanted*all.planted || all.of[report.Error].percent() < wantErrors || all.of[report.Warning].percent() < wantWarnings {
		t.Errorf("below %d %% planted, %d %% errors, %d %% warnings", wantPlanted, wantErrors, wantWarnings)
	}
}

func judgePlanted(t *testing.T) *verdict {
	v := newVerdict()
	for _, p := range readPlanted(t) {
		r, err := p.check()
		if err != nil {
			t.Errorf("%s: %v", p.name, err)
			continue
		}
		v.planted++
		hit := false
		for _, f := range r.Findings {
			right := is(f.Rule, p.rules) && overlaps(f, p.at)
			hit = hit || right
			v.add(p.name, f, right || is(f.Rule, p.also))
		}
		if hit {
			v.found++
		} else {
			v.missed = append(v.missed, fmt.Sprintf("%s [%s]", strings.Join(p.rules, ","), p.name))
		}
	}
	const least = 1300
	if v.planted < least && *corpus == "" {
		t.Errorf("%d planted faults; want %d", v.planted, least)
	}
	return v
}

func judgeRight(t *testing.T) *verdict {
	v := newVerdict()
	files, err := filepath.Glob(filepath.Join(cmp.Or(*corpus, "testdata"), "right*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no right texts: %v", err)
	}
	cases := 0
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Files {
			if mode, _, _ := strings.Cut(f.Name, " "); mode == "keys" || mode == "yaml" {
				cases++
				text := string(f.Data)
				if mode == "keys" {
					text = build(text)
				}
				r, err := (&planted{mode: "yaml", text: text}).check()
				if err != nil {
					t.Errorf("%s: %v", f.Name, err)
				}
				for _, found := range r.Findings {
					v.add(filepath.Base(file)+": "+f.Name, found, false)
				}
				continue
			}
			if strings.HasPrefix(f.Name, "whole") {
				cases++
				for _, found := range checkWhole(string(f.Data)).Findings {
					v.add(filepath.Base(file)+": "+f.Name, found, false)
				}
				continue
			}
			separator := "\n"
			if strings.HasPrefix(f.Name, "block") {
				separator = "\n\n"
			}
			for i, text := range strings.Split(strings.TrimSpace(string(f.Data)), separator) {
				cases++
				name := fmt.Sprintf("%s: %s %d", filepath.Base(file), f.Name, i+1)
				for _, found := range validate.Text("", text).Findings {
					v.add(name, found, false)
				}
			}
		}
	}
	const least = 1300
	if cases < least && *corpus == "" {
		t.Errorf("%d right texts; want %d", cases, least)
	}
	return v
}

// judgeWhole judges what is found in whole documents by their truths: find
// and may tell a rule, or its first letters, and words at the place.
func judgeWhole(t *testing.T) *verdict {
	v := newVerdict()
	if *corpus != "" {
		return v
	}
	files, err := filepath.Glob("../campaign/document/plain/testdata/whole2/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no whole documents: %v", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i+1 < len(a.Files); i += 2 {
			name := filepath.Base(file) + " " + a.Files[i].Name
			text := string(a.Files[i].Data)
			lines := strings.Split(text, "\n")
			type expected struct {
				rule, words string
				must, seen  bool
			}
			var truths []*expected
			for line := range strings.Lines(string(a.Files[i+1].Data)) {
				key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
				if key == "find" || key == "may" {
					rule, words, _ := strings.Cut(value, " ")
					truths = append(truths, &expected{rule, words, key == "find", false})
					if !strings.Contains(text, words) {
						t.Errorf("%s: %q is not in the text", name, words)
					}
				}
			}
			r := checkWhole(text)
			for _, f := range r.Findings {
				right := false
				for _, e := range truths {
					line := ""
					if n := f.Where.Line; n > 0 && n <= len(lines) {
						line = lines[n-1]
					}
					if strings.HasPrefix(f.Rule, e.rule) && strings.Contains(line, e.words) {
						right, e.seen = true, true
					}
				}
				v.add(name, f, right)
			}
			for _, e := range truths {
				if e.must {
					v.planted++
					if e.seen {
						v.found++
					} else {
						v.missed = append(v.missed, fmt.Sprintf("%s [%s] %s", e.rule, name, e.words))
					}
				}
			}
		}
	}
	return v
}

// TestFixKeepsMeaning: -fix makes of a text only what it may.
func TestFixKeepsMeaning(t *testing.T) {
	file, err := os.Open("testdata/fixsafe.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var text string
	var allowed []string
	cases, safe := 0, 0
	judge := func() {
		if text == "" {
			return
		}
		cases++
		if len(allowed) == 0 {
			t.Errorf("%q: nothing is allowed", text)
		}
		got, _ := validate.Fix(strings.ReplaceAll(text, "⏎", "\n"))
		got = strings.ReplaceAll(got, "\n", "⏎")
		if slices.Contains(allowed, got) {
			safe++
		} else {
			t.Logf("unsafe: %s\n  became %s\n  want   %s", text, got, strings.Join(allowed, "\n  or     "))
		}
		text, allowed = "", nil
	}
	scan := bufio.NewScanner(file)
	for scan.Scan() {
		kind, rest, _ := strings.Cut(scan.Text(), " ")
		switch kind {
		case "<":
			judge()
			text = rest
		case ">":
			allowed = append(allowed, rest)
		case "=":
			allowed = append(allowed, text)
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	judge()
	t.Logf("fixes: %d of %d safe", safe, cases)
	const least = 60
	if cases < least {
		t.Errorf("%d lines to fix; want %d", cases, least)
	}
	if corporaBind && safe < cases {
		t.Errorf("%d fixes changed what they should not", cases-safe)
	}
}

package learn_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const corpusDir = "../../../testdata/learn"

// A truth is what a person reads in the returns of one blank: see
// testdata/learn/make.py.
type truth struct {
	blank string
	files []truthFile
}

type truthFile struct {
	name   string
	values [][2]string // label and value
}

func readTruths(t *testing.T, dir string) []truth {
	t.Helper()
	lists, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var all []truth
	for _, list := range lists {
		stem := strings.TrimSuffix(list, ".txt")
		found, _ := filepath.Glob(stem + ".*")
		tr := truth{}
		for _, f := range found {
			if f != list {
				tr.blank = f
			}
		}
		data, err := os.ReadFile(list)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(data)) {
			line = strings.TrimRight(line, "\n")
			if name, ok := strings.CutPrefix(line, "== "); ok {
				tr.files = append(tr.files, truthFile{name: filepath.Join(stem, name)})
				continue
			}
			label, value, ok := strings.Cut(line, " = ")
			if !ok {
				t.Fatalf("%s: %q", list, line)
			}
			last := &tr.files[len(tr.files)-1]
			last.values = append(last.values, [2]string{label, strings.ReplaceAll(value, `\n`, "\n")})
		}
		all = append(all, tr)
	}
	return all
}

// labelOf returns how truth names a value.
func labelOf(s *forms.Schema, v returned.Value) string {
	b := s.Block(v.Ref.Block)
	if b == nil || !b.Table() {
		return v.Field.Label
	}
	tables := 0
	for i := range s.Blocks {
		if s.Blocks[i].Table() {
			tables++
		}
		if s.Blocks[i].Key == b.Key {
			break
		}
	}
	front := ""
	if tables > 1 {
		front = string(rune('A' + tables - 1))
	}
	return front + strconv.Itoa(v.Ref.Row) + "." + strings.Join(append(v.Field.Heads(), v.Field.Label), "·")
}

// A score counts what became of values.
type score struct{ right, asked, wrong int }

// judge compares a return with the truth.
func judge(s *forms.Schema, r *returned.Return, findings []report.Finding, want [][2]string) (sc score, say []string) {
	got := map[string]returned.Value{}
	if r != nil {
		for _, v := range r.Values {
			got[labelOf(s, v)] = v
		}
	}
	told := func(where report.Position, text string) bool {
		return slices.ContainsFunc(findings, func(f report.Finding) bool {
			return f.Severity <= report.Warning && (where.Cell != "" && f.Where == where || text != "" && strings.Contains(f.Found, text))
		})
	}
	known := map[string]bool{}
	for _, w := range want {
		known[w[0]] = true
		v, ok := got[w[0]]
		switch {
		case ok && v.Known() && same(v.Text, w[1]):
			sc.right++
		case ok && v.State == returned.Unclear, told(v.Where, w[1]):
			sc.asked++
			say = append(say, fmt.Sprintf("asked %s: %q, want %q", w[0], v.Raw, w[1]))
		default:
			sc.wrong++
			say = append(say, fmt.Sprintf("WRONG %s: %q (%s, there %v), want %q", w[0], v.Text, v.State, ok, w[1]))
		}
	}
	if r == nil {
		return sc, say
	}
	for _, v := range r.Values {
		label := labelOf(s, v)
		if v.Known() && v.Text != "" && !known[label] {
			if told(v.Where, v.Raw) {
				sc.asked++
				say = append(say, fmt.Sprintf("told, too much %s: %q", label, v.Text))
			} else {
				sc.wrong++
				say = append(say, fmt.Sprintf("WRONG too much %s: %q", label, v.Text))
			}
		}
	}
	return sc, say
}

func same(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return a == b || err1 == nil && err2 == nil && x == y
}

func learnFile(t testing.TB, name string) *learn.Blank {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := learn.Learn(bytes.NewReader(data), int64(len(data)), filepath.Base(name))
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return nil
	}
	return b
}

// measure learns all blanks of a folder and reads their returns.
func measure(t *testing.T, dir string) (total score, labels, questions int) {
	for _, tr := range readTruths(t, dir) {
		b := learnFile(t, tr.blank)
		if b == nil {
			for _, f := range tr.files {
				total.asked += len(f.values)
			}
			continue
		}
		asked := map[forms.Ref]bool{}
		n := 0
		for range b.Schema.Fields() {
			n++
		}
		for _, d := range b.Doubts {
			if d.Kind != learn.DoubtCheck && d.Ref != (forms.Ref{}) {
				asked[d.Ref] = true
			}
		}
		labels, questions = labels+n, questions+len(asked)
		if testing.Verbose() {
			var s strings.Builder
			b.WriteSketch(&s)
			t.Logf("\n%s", s.String())
		}
		var own score
		for _, f := range tr.files {
			data, err := os.ReadFile(f.name)
			if err != nil {
				t.Fatal(err)
			}
			returns, findings, err := b.Read(bytes.NewReader(data), int64(len(data)), filepath.Base(f.name), 2026)
			if err != nil {
				t.Errorf("%s: %v", f.name, err)
				continue
			}
			var r *returned.Return
			if len(returns) > 0 {
				r = returns[0]
			}
			if len(returns) != 1 {
				t.Errorf("%s: %d returns", f.name, len(returns))
			}
			sc, say := judge(b.Schema, r, findings, f.values)
			own.right, own.asked, own.wrong = own.right+sc.right, own.asked+sc.asked, own.wrong+sc.wrong
			for _, s := range say {
				t.Logf("%s: %s", filepath.Base(filepath.Dir(f.name))+"/"+filepath.Base(f.name), s)
			}
			if testing.Verbose() {
				for _, f := range findings {
					t.Logf("    %v", f)
				}
			}
		}
		t.Logf("%s: %d labels, %d questions; right %d, asked %d, wrong %d", filepath.Base(tr.blank), n, len(asked), own.right, own.asked, own.wrong)
		total.right, total.asked, total.wrong = total.right+own.right, total.asked+own.asked, total.wrong+own.wrong
	}
	t.Logf("all: %d labels, %d with a question (%.1f %% without); right %d, asked %d, wrong %d", labels, questions, 100-100*float64(questions)/float64(max(labels, 1)), total.right, total.asked, total.wrong)
	return total, labels, questions
}

// TestCorpus: nothing that somebody filled in is read wrong without a word, and
// most labels are understood without a question.
func TestCorpus(t *testing.T) {
	total, labels, questions := measure(t, corpusDir)
	if total.wrong > 0 {
		t.Errorf("%d values are wrong, and nothing tells", total.wrong)
	}
	if 100*questions > 20*labels {
		t.Errorf("%d of %d labels have a question", questions, labels)
	}
	if total.asked*20 > total.right {
		t.Errorf("%d values are asked for, %d right", total.asked, total.right)
	}
}

// rounds are the folders of blanks of other hands.
func rounds() []string {
	var all []string
	for _, round := range []string{"second", "round1", "round2", "round3", "round4", "round5", "round6", "round7", "round8"} {
		all = append(all, filepath.Join(corpusDir, round))
	}
	return all
}

// TestRounds: the same of blanks of other hands, each measured when nobody had
// tried it yet.
func TestRounds(t *testing.T) {
	for _, dir := range rounds() {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			total, labels, questions := measure(t, dir)
			if total.wrong > 0 {
				t.Errorf("%d values are wrong, and nothing tells", total.wrong)
			}
			if 100*questions > 20*labels {
				t.Errorf("%d of %d labels have a question", questions, labels)
			}
			if total.asked*20 > total.right {
				t.Errorf("%d values are asked for, %d right", total.asked, total.right)
			}
		})
	}
}

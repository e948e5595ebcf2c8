package returned_test

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

const habitsDir = "../../testdata/habits"

// What is allowed over all files of testdata/habits once habitsEnforced.
const (
	habitsEnforced    = true
	mostSilentlyWrong = 0
	mostToldWrong     = 0    // a wrong number with a finding is in the total all the same
	mostSilentlyLost  = 0    // a hint does not tell of lost data
	mostHeldBack      = 0.01 // share of the values that a person would read
)

// toldFrom is the least severe finding that counts as telling.
const toldFrom = report.Warning

// A habitTruth is a line of a table of truth: see testdata/habits/make.py.
type habitTruth struct {
	line   int
	ref    forms.Ref // of a value
	how    string    // is about told either asked computed
	values []string
	cell   string // where it was typed, if the file has cells
	typed  string // what, "" if that is what is meant
}

// sure reports whether a person would read the value without asking.
func (h *habitTruth) sure() bool { return h.how == "is" || h.how == "about" }

type habitForm struct {
	id     string
	values []habitTruth
	sums   []habitTruth
	rows   []habitTruth // that do not count
}

type habitFile struct {
	kind, name string
	forms      []habitForm
	unreadable string
}

var (
	habitLine = regexp.MustCompile(`^([A-Za-z_]+(?:\[\d+\])?(?:\.[A-Za-z_]+)?|sum [a-z]+\.[a-z]+) = (.*)$`)
	habitRef  = regexp.MustCompile(`^(?:([A-Za-z_]+)(?:\[(\d+)\])?\.)?([A-Za-z_]+)$`)
)

// habitTruths reads a table of truth.
func habitTruths(t testing.TB, file string) []habitFile {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var all []habitFile
	sc := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; sc.Scan(); n++ {
		bad := func(why string) { t.Fatalf("%s:%d: %s: %s", file, n, why, sc.Text()) }
		line := sc.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "== "); ok {
			all = append(all, habitFile{kind: strings.TrimSuffix(filepath.Base(file), ".txt"), name: name})
			continue
		}
		if len(all) == 0 {
			bad("no file above")
		}
		f := &all[len(all)-1]
		if id, ok := strings.CutPrefix(line, "form "); ok {
			f.forms = append(f.forms, habitForm{id: id})
			continue
		}
		m := habitLine.FindStringSubmatch(line)
		if m == nil {
			bad("not a line of truth")
		}
		if m[1] == "unreadable" {
			f.unreadable = m[2]
			continue
		}
		if len(f.forms) == 0 {
			bad("no form above")
		}
		form := &f.forms[len(f.forms)-1]
		h := habitTruth{line: n, how: "is"}
		rest := m[2]
		for _, how := range []string{"about", "told", "either", "asked", "computed"} {
			if after, ok := strings.CutPrefix(rest, how); ok {
				h.how, rest = how, strings.TrimSpace(after)
				break
			}
		}
		quoted := func() string {
			q, err := strconv.QuotedPrefix(rest)
			if err != nil {
				bad("no quoted text")
			}
			rest = strings.TrimSpace(rest[len(q):])
			s, err := strconv.Unquote(q)
			if err != nil {
				bad(err.Error())
			}
			return s
		}
		for strings.HasPrefix(rest, `"`) {
			h.values = append(h.values, quoted())
		}
		if after, ok := strings.CutPrefix(rest, "@ "); ok {
			h.cell, rest, _ = strings.Cut(after, " ")
		}
		if after, ok := strings.CutPrefix(rest, "of "); ok {
			rest = after
			h.typed = quoted()
		}
		if rest != "" || (h.how == "asked") != (len(h.values) == 0) {
			bad("not a line of truth")
		}
		name, isSum := strings.CutPrefix(m[1], "sum ")
		r := habitRef.FindStringSubmatch(name)
		if r == nil {
			bad("no ref")
		}
		row, _ := strconv.Atoi(r[2])
		h.ref = forms.Ref{Block: r[1], Row: row, Key: r[3]}
		switch {
		case isSum:
			form.sums = append(form.sums, h)
		case name == "row":
			form.rows = append(form.rows, h)
		default:
			form.values = append(form.values, h)
		}
	}
	return all
}

// A habitScore counts what became of values.
type habitScore struct {
	files, values, sure                             int
	right, wrong, toldWrong, held, lost, silentLost int
}

func (s *habitScore) add(o habitScore) {
	s.files += o.files
	s.values += o.values
	s.sure += o.sure
	s.right += o.right
	s.wrong += o.wrong
	s.toldWrong += o.toldWrong
	s.held += o.held
	s.lost += o.lost
	s.silentLost += o.silentLost
}

// A habitJudge holds one file against its truth.
type habitJudge struct {
	t        *testing.T
	file     habitFile
	err      error
	findings []report.Finding
	score    habitScore
}

func (j *habitJudge) log(format string, args ...any) {
	if testing.Verbose() {
		j.t.Logf("%s: %s", j.file.name, fmt.Sprintf(format, args...))
	}
}

// told reports whether a finding tells of a value: at its place, or by its text
// or label where the place is not known. row asks for any cell of the row.
func (j *habitJudge) told(h *habitTruth, v *returned.Value, field *forms.Field, row bool) bool {
	rowOf := func(cell string) string { return strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") }
	typed := strings.TrimSpace(h.typed)
	if typed == "" && len(h.values) > 0 {
		typed = h.values[0]
	}
	return slices.ContainsFunc(j.findings, func(f report.Finding) bool {
		if f.Severity > toldFrom { // the worst comes first
			return false
		}
		switch f.Rule {
		case returned.RuleFile, returned.RuleNoForm, returned.RuleVersion, returned.RuleWhichForm:
			return true
		case returned.RuleNoLabel:
			return field != nil && strings.Contains(f.Message, "“"+field.Label+"”")
		}
		return v != nil && v.Where != (report.Position{}) && (f.Where.Cell != "" || f.Where.Line > 0) && f.Where == v.Where ||
			h.cell != "" && f.Where.Cell == h.cell ||
			row && h.cell != "" && f.Where.Cell != "" && rowOf(f.Where.Cell) == rowOf(h.cell) ||
			len([]rune(typed)) > 1 && strings.Contains(plainText(f.Found), plainText(typed))
	})
}

func plainText(s string) string { return strings.Join(strings.Fields(s), "") }

// same reports whether a text is one of those meant.
func (h *habitTruth) same(field *forms.Field, text string) bool {
	return slices.ContainsFunc(h.values, func(want string) bool {
		if field != nil && field.Kind.Numeric() {
			x, err1 := strconv.ParseFloat(want, 64)
			y, err2 := strconv.ParseFloat(text, 64)
			return err1 == nil && err2 == nil && math.Abs(x-y) <= 1e-5*math.Max(1, math.Abs(x))
		}
		if field != nil && field.Kind == forms.Time {
			want, text = strings.TrimPrefix(want, "0"), strings.TrimPrefix(text, "0")
		}
		return plainText(want) == plainText(text)
	})
}

// value judges what was read for a line of truth; v is nil if nothing was.
func (j *habitJudge) value(h *habitTruth, v *returned.Value, field *forms.Field) {
	j.score.values++
	if h.sure() {
		j.score.sure++
	}
	known := v != nil && v.Known()
	told := j.told(h, v, field, !known && h.ref.Block != "")
	want := h.how + " " + strings.Join(h.values, " or ")
	switch {
	case known && !h.same(field, v.Text) && told:
		j.score.toldWrong++
		j.log("wrong, told: %s is %q out of %q, want %s", h.ref, v.Text, v.Raw, want)
	case known && (!h.same(field, v.Text) || h.how == "told" && !told || h.how == "about" && v.State != returned.About && !told):
		j.score.wrong++
		j.log("SILENTLY WRONG: %s is %q %s out of %q, want %s", h.ref, v.Text, v.State, v.Raw, want)
	case known:
		j.score.right++
	case v != nil && v.State == returned.Unclear && h.sure():
		j.score.held++
		j.log("held back: %s out of %q, want %s", h.ref, v.Raw, want)
	case v != nil && v.State == returned.Unclear || told && !h.sure() || h.how == "computed":
		j.score.right++
	case told:
		j.score.lost++
		j.log("lost, told: %s, want %s", h.ref, want)
	default:
		j.score.silentLost++
		j.log("SILENTLY LOST: %s, want %s", h.ref, want)
	}
}

// extra counts values that nobody meant.
func (j *habitJudge) extra(v *returned.Value) {
	if !v.Known() {
		return
	}
	h := habitTruth{typed: v.Raw}
	if j.told(&h, v, v.Field, false) {
		j.score.toldWrong++
		j.log("wrong, told: %s is %q out of %q, want nothing", v.Ref, v.Text, v.Raw)
		return
	}
	j.score.wrong++
	j.log("SILENTLY WRONG: %s is %q out of %q, want nothing", v.Ref, v.Text, v.Raw)
}

// form judges a form; r is nil if it was not read.
func (j *habitJudge) form(f *habitForm, s *forms.Schema, r *returned.Return) {
	var none returned.Return
	if r == nil {
		r = &none
	}
	pairs := pairRows(f, s, r)
	used := map[int]bool{}
	for i := range f.values {
		h := &f.values[i]
		ref := h.ref
		if ref.Block != "" {
			ref.Row = pairs[h.ref.Block][h.ref.Row]
		}
		k := slices.IndexFunc(r.Values, func(v returned.Value) bool { return v.Ref == ref })
		var v *returned.Value
		if k >= 0 {
			v, used[k] = &r.Values[k], true
		}
		j.value(h, v, s.Field(h.ref))
	}
	for k := range r.Values {
		if !used[k] {
			j.extra(&r.Values[k])
		}
	}
	for i := range f.sums {
		h := &f.sums[i]
		j.score.values++
		found := slices.ContainsFunc(r.Sums, func(s returned.Sum) bool {
			return s.Block == h.ref.Block && slices.ContainsFunc(s.Values, func(v returned.Value) bool { return v.Ref.Key == h.ref.Key && v.Known() && h.same(v.Field, v.Text) })
		})
		switch {
		case found || j.told(h, nil, nil, false):
			j.score.right++
		default:
			j.score.silentLost++
			j.log("SILENTLY LOST: sum %s = %s", h.ref, h.values[0])
		}
	}
	for i := range f.rows {
		h := &f.rows[i]
		j.score.values++
		if j.told(h, nil, nil, true) {
			j.score.right++
		} else {
			j.score.silentLost++
			j.log("SILENTLY LOST: nothing tells of the row %s %q", h.cell, h.typed)
		}
	}
}

// pairRows matches the rows meant to those read, in their order, so that most
// values agree: by block, the row meant to the row read; 0 is none.
func pairRows(f *habitForm, s *forms.Schema, r *returned.Return) map[string]map[int]int {
	out := map[string]map[int]int{}
	for i := range s.Blocks {
		b := s.Blocks[i].Key
		var want []int
		for _, h := range f.values {
			if h.ref.Block == b && !slices.Contains(want, h.ref.Row) {
				want = append(want, h.ref.Row)
			}
		}
		got := r.Rows(b)
		fit := func(w, g int) int {
			n := 0
			for k := range f.values {
				h := &f.values[k]
				if h.ref.Block != b || h.ref.Row != w {
					continue
				}
				switch v := r.At(forms.Ref{Block: b, Row: g, Key: h.ref.Key}); {
				case v.Known() && h.same(v.Field, v.Text):
					n += 10
				case h.cell != "" && v.Where.Cell == h.cell, v.State == returned.Unclear:
					n++
				}
			}
			return n
		}
		best := make([][]int, len(want)+1)
		for w := range best {
			best[w] = make([]int, len(got)+1)
		}
		for w := len(want) - 1; w >= 0; w-- {
			for g := len(got) - 1; g >= 0; g-- {
				best[w][g] = max(best[w+1][g], best[w][g+1])
				if n := fit(want[w], got[g]); n > 0 {
					best[w][g] = max(best[w][g], best[w+1][g+1]+n)
				}
			}
		}
		out[b] = map[int]int{}
		for w, g := 0, 0; w < len(want) && g < len(got); {
			n := fit(want[w], got[g])
			switch {
			case n > 0 && best[w][g] == best[w+1][g+1]+n:
				out[b][want[w]] = got[g]
				w, g = w+1, g+1
			case best[w][g] == best[w+1][g]:
				w++
			default:
				g++
			}
		}
		for _, w := range want {
			if out[b][w] == 0 {
				out[b][w] = -1 // no row has this number
			}
		}
	}
	return out
}

// agreement counts the values of a form that a return has.
func agreement(f *habitForm, s *forms.Schema, r *returned.Return) int {
	pairs := pairRows(f, s, r)
	n := 0
	for i := range f.values {
		h := &f.values[i]
		ref := h.ref
		if ref.Block != "" {
			ref.Row = pairs[ref.Block][ref.Row]
		}
		if v := r.At(ref); v.Known() && h.same(v.Field, v.Text) {
			n++
		}
	}
	return n
}

func habitSchemas(t testing.TB) []*forms.Schema {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(habitsDir, "campaign.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := campaign.Load(bytes.NewReader(data), "campaign.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all []*forms.Schema
	for _, f := range c.Forms {
		s, err := c.FormSchema(f.ID)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// judge reads a file and holds it against its truth.
func (j *habitJudge) judge(rd *returned.Reader, schemas []*forms.Schema) {
	j.score.files++
	data, err := os.ReadFile(filepath.Join(habitsDir, j.file.name))
	if err != nil {
		j.t.Fatal(err)
	}
	returns, findings, err := rd.Read(bytes.NewReader(data), int64(len(data)), j.file.name, schemas...)
	j.err, j.findings = err, findings
	var e *returned.ReadError
	if errors.As(err, &e) {
		j.findings = append(j.findings, e.Finding())
	}
	for _, r := range returns {
		j.findings = append(j.findings, returned.Findings(r.Check())...)
	}
	if want := j.file.unreadable; want != "" {
		why := map[string]error{"format": returned.ErrFormat, "empty": returned.ErrEmptyFile, "password": returned.ErrEncrypted, "damaged": returned.ErrDamaged}[want]
		if why == nil {
			j.t.Fatalf("%s: unreadable = %s", j.file.name, want)
		}
		j.score.values++
		switch {
		case errors.Is(err, why):
			j.score.right++
		case err != nil:
			j.score.lost++
			j.log("lost, told: %v, want %v", err, why)
		default:
			j.score.wrong++
			j.log("SILENTLY WRONG: the file was read, want %v", why)
		}
		return
	}
	left := slices.Clone(returns)
	matched := make([]*returned.Return, len(j.file.forms))
	schema := func(id string) *forms.Schema {
		k := slices.IndexFunc(schemas, func(s *forms.Schema) bool { return s.ID == id })
		if k < 0 {
			j.t.Fatalf("%s: no form %s", j.file.name, id)
		}
		return schemas[k]
	}
	type match struct{ form, ret, fit int }
	var all []match
	for i := range j.file.forms {
		f := &j.file.forms[i]
		for k, r := range left {
			if r.Schema.ID == f.id {
				all = append(all, match{i, k, agreement(f, schema(f.id), r)})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return -cmp.Compare(a.fit, b.fit) })
	for _, m := range all {
		if matched[m.form] == nil && left[m.ret] != nil {
			matched[m.form], left[m.ret] = left[m.ret], nil
		}
	}
	for i := range j.file.forms {
		f := &j.file.forms[i]
		j.form(f, schema(f.id), matched[i])
	}
	for _, r := range left {
		if r == nil || slices.ContainsFunc(matched, func(m *returned.Return) bool { return m != nil && sameValues(m, r) }) {
			continue // a copy counts once
		}
		for k := range r.Values {
			j.extra(&r.Values[k])
		}
	}
}

func sameValues(a, b *returned.Return) bool {
	return slices.EqualFunc(a.Values, b.Values, func(v, w returned.Value) bool { return v.Ref == w.Ref && v.Text == w.Text })
}

// TestHabits reads what senders of many habits made of forms, and counts what
// became of each value: read as it was meant, read as something else, not read
// though a person would have, or gone. With -v it lists every deviation.
func TestHabits(t *testing.T) {
	schemas := habitSchemas(t)
	tables, err := filepath.Glob(filepath.Join(habitsDir, "*.txt"))
	if err != nil || len(tables) < 10 {
		t.Fatalf("%d tables of truth: %v", len(tables), err)
	}
	rd := &returned.Reader{Year: 2023}
	var b strings.Builder
	row := func(name string, s habitScore) {
		fmt.Fprintf(&b, "%-10s %5d %6d %6d %8d %8d %7d %8d %9d\n", name, s.files, s.values, s.right, s.wrong, s.toldWrong, s.held, s.silentLost, s.lost)
	}
	fmt.Fprintf(&b, "\n%-10s %5s %6s %6s %8s %8s %7s %8s %9s\n", "kind", "files", "values", "right", "WRONG", "(told)", "held", "LOST", "(told)")
	var total habitScore
	for _, file := range tables {
		var sum habitScore
		for _, f := range habitTruths(t, file) {
			j := &habitJudge{t: t, file: f}
			j.judge(rd, schemas)
			sum.add(j.score)
		}
		row(strings.TrimSuffix(filepath.Base(file), ".txt"), sum)
		total.add(sum)
	}
	row("total", total)
	back := float64(total.held+total.lost) / float64(total.sure)
	fmt.Fprintf(&b, "%.1f %% of the %d values that a person would read were held back or lost\n", 100*back, total.sure)
	t.Log(b.String())
	if total.files < 980 {
		t.Errorf("%d files, want 980 at least", total.files)
	}
	if habitsEnforced && (total.wrong > mostSilentlyWrong || total.toldWrong > mostToldWrong || total.silentLost > mostSilentlyLost || back >= mostHeldBack) {
		t.Error("more deviates than is allowed")
	}
}

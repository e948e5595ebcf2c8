package returned_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/zhijiao-go/zhijiao/campaign/calendar"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/answer"
	"github.com/zhijiao-go/zhijiao/forms/returned/internal/find"
	"github.com/zhijiao-go/zhijiao/internal/a1"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/spreadsheet"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A piece is something that stands in a file: a cell, a paragraph, a comment.
type piece struct {
	where report.Position
	text  string
	above string // what stands above it, which may say that it only numbers
}

// pieces returns all that stands in a file, apart from what is ours.
func pieces(t testing.TB, data []byte, name string) []piece {
	t.Helper()
	var all []piece
	r := bytes.NewReader(data)
	_, kind, err := gate.OpenOffice(r, int64(len(data)), name)
	if err == nil && kind == gate.DOCX {
		d, err := wordml.ReadRuns(r, int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		g := find.DocumentGrid(d, name)
		for i := range g.Cells {
			b := &g.Cells[i]
			over, _ := g.Box(b.Row-1, b.Col)
			all = append(all, piece{where: g.Place(b.Row, b.Col), text: strings.TrimSpace(b.Raw + "\n" + b.Off), above: over.Raw})
		}
		for _, text := range append(d.Comments, d.Aside...) {
			all = append(all, piece{where: report.Position{File: name}, text: text})
		}
		return all
	}
	if strings.HasSuffix(name, ".csv") {
		g, err := find.CSVSheet(r, int64(len(data)), name)
		if err != nil {
			t.Fatal(err)
		}
		for i := range g.Cells {
			b := &g.Cells[i]
			over, _ := g.Box(b.Row-1, b.Col)
			all = append(all, piece{where: g.Place(b.Row, b.Col), text: b.Raw, above: over.Raw})
		}
		return all
	}
	b, err := spreadsheet.Open(r, int64(len(data)), name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.Sheets {
		s := &b.Sheets[i]
		if forms.ReservedSheet(s.Name) || s.Name == forms.InfoSheet {
			continue
		}
		for _, n := range s.Notes {
			p := piece{where: report.Position{File: name, Sheet: s.Name}, text: n.Text}
			if n.Row > 0 {
				p.where.Cell = a1.Name(n.Row, n.Col)
			}
			all = append(all, p)
		}
		above := map[int]string{}
		for _, c := range s.Cells {
			all = append(all, piece{where: report.Position{File: name, Sheet: s.Name, Cell: a1.Name(c.Row, c.Col)}, text: c.Raw, above: above[c.Col]})
			if c.Raw != "" {
				above[c.Col] = c.Raw
			}
		}
	}
	return all
}

// A witness knows what a reader said of a file.
type witness struct {
	printed  map[string]bool // keys of what the blank forms print
	labels   []string        // longest first
	titles   []string
	values   map[report.Position][]string
	findings []report.Finding
	quoted   []string // what the findings quote
}

func newWitness(schemas []*forms.Schema, returns []*returned.Return, findings []report.Finding) *witness {
	w := &witness{printed: map[string]bool{}, values: map[report.Position][]string{}, findings: findings}
	for _, s := range schemas {
		l, _ := s.Layout()
		for _, c := range l.Cells {
			if k := find.LabelKey(c.Text); k != "" {
				w.printed[k], w.printed[find.BareKey(k)] = true, true
				w.labels = append(w.labels, k, find.BareKey(k))
			}
		}
		for _, f := range s.Fields() {
			for _, o := range f.Options {
				w.labels = append(w.labels, find.LabelKey(o))
			}
		}
		w.titles = append(w.titles, find.NewTitle(s.Title).Key)
	}
	slices.SortFunc(w.labels, func(a, b string) int { return len(b) - len(a) })
	w.labels = slices.Compact(w.labels)
	add := func(v *returned.Value) {
		if v.State != returned.Empty {
			w.values[v.Where] = append(w.values[v.Where], v.Raw)
		}
	}
	for _, r := range returns {
		for i := range r.Values {
			add(&r.Values[i])
		}
		for _, s := range r.Sums {
			for i := range s.Values {
				add(&s.Values[i])
			}
		}
	}
	for _, f := range findings {
		w.quoted = append(w.quoted, plainText(f.Found))
		w.quoted = append(w.quoted, strings.FieldsFunc(plainText(f.Found), func(c rune) bool { return c == '，' })...)
	}
	return w
}

var (
	frame = regexp.MustCompile(`^附[件表]?[\d一二三四五六七八九十]*[-—]?\d*[:：]?$|^(?:第?\d+页)?[,，/]?共?\d+页$|^[-—]\d+[-—]$|^(?:序号|编号|\(?盖章\)?|\(?公章\)?|栏次|合计|小计|总计|共计|累计)$|^第[一二三四五六七八九十\d]{1,2}项$|^项目$`)
	// What forms print to be filled in, besides labels.
	printed = regexp.MustCompile(`20\d{0,2}年月日|[是否年月日:：()□_，,、。.;；-]|签字|签名|盖章|公章|意见|负责人|计量|单位|注\d$|^\d{1,2}[.、]`)
	items   = regexp.MustCompile(`\d{1,3}项`) // of 共4项
	running = regexp.MustCompile(`^[(（]?\d{1,3}[)）.、]?$`)
)

// withoutLabels returns a text without what the blank forms print.
func (w *witness) withoutLabels(text string) string {
	s := strings.ToLower(han.Fold(strings.NewReplacer("²", "2", "³", "3").Replace(text)))
	for _, l := range w.labels {
		if len(l) > 3 {
			s = strings.ReplaceAll(s, l, "")
		}
	}
	return s
}

// accounts reports whether the reader accounts for a piece.
func (w *witness) accounts(p *piece) bool {
	text := strings.TrimSpace(p.text)
	key := find.LabelKey(text)
	sum, _ := find.SaysSum(text)
	switch {
	case find.Framing(text), find.StandingOfLine(text) != find.Ordinary, sum && !strings.ContainsAny(items.ReplaceAllString(key, ""), "0123456789"), slices.ContainsFunc(w.labels, func(l string) bool {
		return len(l) > 12 && len(key) < 2*len(l) && strings.Contains(key, l) && !strings.ContainsAny(key, "0123456789")
	}), find.SaysOver(text), printed.ReplaceAllString(w.withoutLabels(text), "") == "":
		return true
	case answer.Blank(text), key == "", w.printed[key], w.printed[find.BareKey(key)], frame.MatchString(han.Fold(text)):
		return true
	case answer.ParseUnit(text, ""):
		return true
	case running.MatchString(text) && (running.MatchString(p.above) || strings.Contains(p.above, "序号") || strings.Contains(p.above, "编号")):
		return true
	}
	t := find.NewTitle(text).Key
	if slices.ContainsFunc(w.titles, func(own string) bool {
		return own == t || len(t) > 12 && strings.HasSuffix(own, t) || strings.HasSuffix(t, own) && !strings.ContainsAny(t, "0123456789")
	}) {
		return true
	}
	for _, f := range w.findings {
		if f.Where.Sheet == p.where.Sheet && (p.where.Cell != "" || p.where.Line > 0) && f.Where.Cell == p.where.Cell && f.Where.Line == p.where.Line {
			return true
		}
		switch f.Rule {
		case returned.RuleNoForm, returned.RuleWhichForm, returned.RuleVersion:
			if strings.Contains(f.Message, "没有读入") || f.Rule == returned.RuleNoForm {
				return true
			}
		}
		if p.where.Sheet != "" && strings.Contains(f.Message, "工作表“"+p.where.Sheet+"”") && strings.Contains(f.Message, "没有读入") {
			return true
		}
	}
	plain := plainText(text)
	if x, err := strconv.ParseFloat(plain, 64); err == nil { // a day
		if day, _, ok := calendar.FromSerial(x, false); ok && slices.ContainsFunc(w.quoted, func(q string) bool { return strings.Contains(q, day.String()) }) {
			return true
		}
	}
	for _, q := range w.quoted {
		if strings.Contains(q, plain) && (len([]rune(plain)) > 1 || q == plain) {
			return true
		}
	}
	raws, ok := w.values[p.where]
	if !ok {
		return false
	}
	rest := w.withoutLabels(text)
	for _, raw := range raws {
		rest = strings.Replace(rest, w.withoutLabels(raw), "", 1)
	}
	rest = printed.ReplaceAllString(rest, "")
	han := 0
	for _, c := range rest {
		if unicode.Is(unicode.Han, c) {
			han++
		}
		if unicode.IsDigit(c) {
			return false
		}
	}
	return han < 5
}

// TestNothingIsSilentlyLost: all that stands in a returned file is text of the
// blank form, is what a value was read from, or is named by a finding, by itself
// or with the sheet that it stands on.
func TestNothingIsSilentlyLost(t *testing.T) {
	schemas := habitSchemas(t)
	rd := &returned.Reader{Year: 2023}
	tables, _ := filepath.Glob(filepath.Join(habitsDir, "*.txt"))
	files, all := 0, 0
	for _, table := range tables {
		for _, f := range habitTruths(t, table) {
			data, err := os.ReadFile(filepath.Join(habitsDir, f.name))
			if err != nil {
				t.Fatal(err)
			}
			returns, findings, err := rd.Read(bytes.NewReader(data), int64(len(data)), f.name, schemas...)
			var unread *returned.ReadError
			if errors.As(err, &unread) {
				continue
			}
			files++
			w := newWitness(schemas, returns, findings)
			for _, p := range pieces(t, data, f.name) {
				all++
				if !w.accounts(&p) {
					t.Errorf("%s %s %s %d: nothing accounts for %q", f.name, p.where.Sheet, p.where.Cell, p.where.Line, p.text)
				}
			}
		}
	}
	t.Logf("%d pieces of %d files", all, files)
}

package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// An export is an exported function or method of a package.
type export struct {
	name   string // forms/returned.Reader.Read
	fn     string // Read
	params string // their types: io.ReaderAt int64 string
}

// exports returns those of the public packages, programs apart, and of the
// internal ones that are named.
func exports(t *testing.T, internal ...string) (all []export) {
	t.Helper()
	of, _ := imports(t)
	for dir := range of {
		hidden := strings.Contains("/"+dir+"/", "/internal/") || strings.HasPrefix(dir, "testdata") || strings.HasPrefix(dir, "examples")
		if hidden && !slices.Contains(internal, dir) {
			continue
		}
		for _, f := range parsed(t, dir, func(name string) bool { return !strings.HasSuffix(name, "_test.go") }) {
			if f.Name.Name == "main" {
				continue
			}
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || !fn.Name.IsExported() {
					continue
				}
				e := export{name: dir + "." + fn.Name.Name, fn: fn.Name.Name}
				if fn.Recv != nil {
					of := strings.TrimLeft(typeName(fn.Recv.List[0].Type), "*")
					if !ast.IsExported(of) {
						continue
					}
					e.name = dir + "." + of + "." + fn.Name.Name
				}
				for _, p := range fn.Type.Params.List {
					e.params += typeName(p.Type) + " "
				}
				all = append(all, e)
			}
		}
	}
	slices.SortFunc(all, func(a, b export) int { return strings.Compare(a.name, b.name) })
	return all
}

func parsed(t *testing.T, dir string, want func(name string) bool) (files []*ast.File) {
	t.Helper()
	entries, err := os.ReadDir(path.Join(root, dir))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range entries {
		if !strings.HasSuffix(d.Name(), ".go") || !want(d.Name()) {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), path.Join(root, dir, d.Name()), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// typeName is a type as it is written, as far as it matters here.
func typeName(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.StarExpr:
		return "*" + typeName(x.X)
	case *ast.SelectorExpr:
		return typeName(x.X) + "." + x.Sel.Name
	case *ast.ArrayType:
		return "[]" + typeName(x.Elt)
	case *ast.Ellipsis:
		return "..." + typeName(x.Elt)
	case *ast.IndexExpr:
		return typeName(x.X)
	}
	return ""
}

var (
	fromFiles = regexp.MustCompile(`io\.Reader|io\.ReaderAt|\[\]byte|fs\.FS|zip\.(?:Reader|File)`)
	fromText  = regexp.MustCompile(`\b(?:string|\[\]string) `)
	readsText = regexp.MustCompile(`^(?:Parse|Read|Find|Cut|Place|KindOf|Text|Fix|Check|Clean|Load|Decode|UnmarshalText|UnmarshalYAML|Expand|Learn)`)
)

// fuzzedBy tells for every function that reads what came from outside by which
// test it is fuzzed, itself or what it does the reading with.
var fuzzedBy = map[string]string{
	"campaign.Bytes.UnmarshalText":              "campaign.FuzzLoad",
	"campaign.Campaign.Expand":                  "campaign.FuzzNext",
	"campaign.Decode":                           "validate/rules.FuzzRead",
	"campaign.Load":                             "campaign.FuzzLoad",
	"campaign.LoadBeside":                       "campaign.FuzzLoad",
	"forms/returned/learn.Learn":                "forms/returned/learn.FuzzLearn",
	"forms/returned/learn.Blank.Fits":           "forms/returned/learn.FuzzLearn",
	"forms/returned/learn.Blank.Read":           "forms/returned/learn.FuzzLearn",
	"forms/returned/learn.Reader.Read":          "forms/returned/learn.FuzzLearn",
	"forms/returned/learn.LearnFile":            "forms/returned/learn.FuzzLearn",
	"campaign.LoadFile":                         "campaign.FuzzLoad",
	"campaign.Campaign.LoadAgain":               "campaign.FuzzLoad",
	"campaign/letter.In":                        "render/fill.FuzzRead",
	"render/fill.Read":                          "render/fill.FuzzRead",
	"campaign/calendar.ReadHolidaysFile":        "campaign/calendar.FuzzReadHolidays",
	"campaign/document/plain.LoadFile":          "campaign/document/plain.FuzzReadFile",
	"forms/returned.ReadFile":                   "forms/returned.FuzzRead",
	"forms/returned.Reader.ReadFile":            "forms/returned.FuzzRead",
	"forms/returned/roster.ReadFile":            "forms/returned/roster.FuzzRead",
	"validate/rules.ReadFile":                   "validate/rules.FuzzRead",
	"campaign.LoadFS":                           "campaign.FuzzLoad",
	"campaign/calendar.Clock.UnmarshalText":     "campaign/calendar.FuzzWritten",
	"campaign/calendar.Date.UnmarshalText":      "campaign/calendar.FuzzWritten",
	"campaign/calendar.FindClock":               "campaign/calendar.FuzzWritten",
	"campaign/calendar.FindDays":                "campaign/calendar.FuzzWritten",
	"campaign/calendar.FindRuns":                "campaign/calendar.FuzzWritten",
	"campaign/calendar.ParseClock":              "campaign/calendar.FuzzWritten",
	"campaign/calendar.ParseDate":               "campaign/calendar.FuzzWritten",
	"campaign/calendar.ReadClock":               "campaign/calendar.FuzzWritten",
	"campaign/calendar.ReadDay":                 "campaign/calendar.FuzzWritten",
	"campaign/calendar.ReadDays":                "campaign/calendar.FuzzWritten",
	"campaign/calendar.ReadHolidays":            "campaign/calendar.FuzzReadHolidays",
	"campaign/calendar.ReadMoment":              "campaign/calendar.FuzzWritten",
	"campaign/document.DocNumber.UnmarshalText": "campaign/document.FuzzParseDocNumber",
	"campaign/document.KindOf":                  "campaign/document.FuzzParseDocNumber",
	"campaign/document.ParseDocNumber":          "campaign/document.FuzzParseDocNumber",
	"campaign/document/plain.CutMark":           "campaign/document/plain.FuzzParseBody",
	"campaign/document/plain.Parse":             "campaign/document/plain.FuzzParse",
	"campaign/document/plain.ParseBody":         "campaign/document/plain.FuzzParseBody",
	"campaign/document/plain.ParseMark":         "campaign/document/plain.FuzzParseBody",
	"campaign/document/plain.PlaceBody":         "campaign/document/plain.FuzzParseBody",
	"campaign/document/plain.ReadFile":          "campaign/document/plain.FuzzReadFile",
	"campaign/document/plain.WordText":          "campaign/document/plain.FuzzReadFile",
	"forms.Schema.Check":                        "forms.FuzzCheck",
	"forms/returned.Index.Find":                 "forms/returned/roster.FuzzRead",
	"forms/returned.Read":                       "forms/returned.FuzzRead",
	"forms/returned/roster.ReadReceipts":        "forms/returned/roster.FuzzReadReceipts",
	"forms/returned/roster.Read":                "forms/returned/roster.FuzzRead",
	"forms/returned.Reader.Read":                "forms/returned.FuzzSheet",
	"forms/returned.Roster.Find":                "forms/returned/roster.FuzzRead",
	"forms/returned/rollup.Read":                "forms/returned/rollup.FuzzRead",
	"forms/collect.Collect":                     "forms/collect.FuzzCollect",
	"internal/gate.Clean":                       "internal/gate.FuzzCleanName",
	"internal/gate.BudgetOf":                    "internal/gate.FuzzView",
	"internal/gate.CleanName":                   "internal/gate.FuzzCleanName",
	"internal/gate.Entry.View":                  "validate/material.FuzzCheck",
	"internal/gate.NewView":                     "internal/gate.FuzzView",
	"internal/gate.Once":                        "internal/gate.FuzzView",
	"internal/gate.View.ReadAt":                 "internal/gate.FuzzView",
	"validate/material.Look":                    "validate/material.FuzzCheck",
	"internal/gate.Entries":                     "internal/gate.FuzzOpenOffice",
	"internal/gate.NewScanner":                  "internal/gate.FuzzScanner",
	"internal/gate.Open":                        "internal/gate.FuzzOpenOffice",
	"internal/gate.OpenOffice":                  "internal/gate.FuzzOpenOffice",
	"internal/gate.OpenWorkbook":                "internal/gate.FuzzOpenOffice",
	"internal/gate.ReadAll":                     "internal/wordml.FuzzRead",
	"internal/gate.ScanFile":                    "internal/wordml.FuzzRead",
	"internal/gate.Sniff":                       "internal/gate.FuzzOpenOffice",
	"internal/gate.Text":                        "internal/gate.FuzzText",
	"internal/gate.Walk":                        "internal/gate.FuzzOpenOffice",
	"internal/gate.WalkFiles":                   "internal/gate.FuzzOpenOffice",
	"internal/media.ReadJPEG":                   "internal/media.FuzzReadPicture",
	"internal/media.ReadPNG":                    "internal/media.FuzzReadPicture",
	"internal/media.ReadVideo":                  "internal/media.FuzzReadVideo",
	"internal/media.Sniff":                      "internal/media.FuzzReadPicture",
	"internal/ods.Read":                         "internal/ods.FuzzRead",
	"internal/sfnt.Names":                       "internal/sfnt.FuzzNames",
	"internal/sfnt.Open":                        "internal/sfnt.FuzzOpen",
	"internal/sheetml.Changes.Apply":            "render/annotate.FuzzAnnotate",
	"internal/sheetml.NewPackage":               "render/annotate.FuzzDocument",
	"internal/sheetml.Open":                     "internal/sheetml.FuzzCells",
	"internal/sheetml.OpenWithin":               "internal/sheetml.FuzzCells",
	"internal/sheetml.ParseRange":               "internal/sheetml.FuzzCells",
	"internal/spreadsheet.Open":                 "internal/spreadsheet.FuzzOpen",
	"internal/wordml.Read":                      "internal/wordml.FuzzParts",
	"internal/wordml.ReadRuns":                  "internal/wordml.FuzzReadRuns",
	"internal/wordml.ReadLayout":                "validate/layout.FuzzCheck",
	"internal/wordml.ReadPieces":                "render/annotate.FuzzDraft",
	"internal/xls.Read":                         "internal/xls.FuzzRead",
	"render/annotate.Document":                  "render/annotate.FuzzDocument",
	"render/annotate.Draft":                     "render/annotate.FuzzDraft",
	"render/annotate.Workbook":                  "render/annotate.FuzzAnnotate",
	"render/font.Find":                          "render/font.FuzzFind",
	"render/font.NewFace":                       "render/font.FuzzCut",
	"validate.Checker.Fix":                      "validate.FuzzFix",
	"validate.Checker.Text":                     "validate.FuzzText",
	"validate.Fix":                              "validate.FuzzFix",
	"validate.Text":                             "validate.FuzzText",
	"validate/layout.Check":                     "validate/layout.FuzzCheck",
	"validate/material.Article":                 "validate/material.FuzzCheck",
	"validate/material.Check":                   "validate/material.FuzzCheck",
	"validate/rules.Read":                       "validate/rules.FuzzRead",
}

// notFromOutside take bytes and names of the program's own, or one of a few words.
var notFromOutside = []string{
	"campaign/document.Places.Find", "forms.Kind.UnmarshalText", "forms.ParseKind", "validate/report.Severity.UnmarshalText",
	"internal/sheetml.Editor.Add", "internal/sheetml.Editor.Set",
	"render/output.Archive.Add", "render/output.Console.Write", "render/output.Folder.Add", "render/output.Memory.Add",
	"render/sheet.Findings", "validate/report.Rule.Finding",
}

// TestReadersAreFuzzed: whoever adds a function that reads what came from
// outside adds a test that fuzzes it.
func TestReadersAreFuzzed(t *testing.T) {
	fuzzed := map[string]bool{}
	of, _ := imports(t)
	for dir := range of {
		for _, f := range parsed(t, dir, func(name string) bool { return strings.HasSuffix(name, "_test.go") }) {
			for _, d := range f.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && strings.HasPrefix(fn.Name.Name, "Fuzz") {
					fuzzed[dir+"."+fn.Name.Name] = true
				}
			}
		}
	}
	readers := map[string]bool{}
	for _, e := range exports(t, "internal/gate", "internal/xls", "internal/ods", "internal/sheetml", "internal/wordml", "internal/sfnt", "internal/media", "internal/spreadsheet") {
		if !fromFiles.MatchString(e.params) && !(fromText.MatchString(e.params) && readsText.MatchString(e.fn)) || slices.Contains(notFromOutside, e.name) {
			continue
		}
		readers[e.name] = true
		if by := fuzzedBy[e.name]; !fuzzed[by] {
			t.Errorf("%s reads what came from outside, and %q, which should fuzz it, is not there", e.name, by)
		}
	}
	for name := range fuzzedBy {
		if !readers[name] {
			t.Errorf("there is no reader %s", name)
		}
	}
}

// TestPrintersFail: whoever adds a function that writes adds it to those that
// are tried with writers that fail.
func TestPrintersFail(t *testing.T) {
	const table = "internal/hostile/write_test.go"
	tried, err := os.ReadFile(path.Join(root, table))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range exports(t) {
		if strings.Contains(e.params, "io.Writer") && !strings.Contains(string(tried), `"`+e.name+`"`) {
			t.Errorf("%s writes, and %s does not try it", e.name, table)
		}
	}
}

// manyFiles are the types of what there may be a province of: a folder, a place
// for files, what came of all schools.
var manyFiles = regexp.MustCompile(`\b(?:fs\.FS|(?:output\.)?Sink|\[\]\*(?:returned\.)?Tally|\[\]List|\[\]\*Looked)\b`)

// short are calls that take such a thing for little of it.
var short = map[string]string{
	"campaign.LoadFS":     "one campaign out of a folder",
	"campaign.LoadBeside": "the blanks that a campaign names",
	"campaign/letter.In":  "the letters of one folder, which is not walked",
}

// TestLongCallsTakeAContext: whoever waits for a call that takes a folder, or
// makes many files, can stop waiting, and SECURITY.md says which calls those are.
func TestLongCallsTakeAContext(t *testing.T) {
	security, err := os.ReadFile(path.Join(root, "SECURITY.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, e := range exports(t) {
		heeds := strings.HasPrefix(e.params, "context.Context ")
		if manyFiles.MatchString(e.params) && !heeds && short[e.name] == "" {
			t.Errorf("%s(%s) may take long and takes no context", e.name, strings.TrimSpace(e.params))
		}
		if !heeds {
			continue
		}
		found++
		if name := "`" + e.name[strings.LastIndex(e.name, "/")+1:] + "`"; !strings.Contains(string(security), name) {
			t.Errorf("SECURITY.md does not say when %s ends with its context", name)
		}
	}
	if found < 5 {
		t.Errorf("only %d calls take a context", found)
	}
}

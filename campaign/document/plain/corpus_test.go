package plain

import (
	"bufio"
	"bytes"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain/internal/cue"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/papers"
)

// wantStructure is how many of a hundred whole documents must be read with
// every part right.
const wantStructure = 96

// corpus is for documents at first sight: how they are read is told, and binds nobody.
var corpus = flag.String("corpus", ours, "directory of *.txtar to judge")

const ours = "testdata/whole2"

// parts are the keys of a truth that name a part. One that is absent is empty.
var parts = []string{
	"kind", "copy", "secrecy", "urgency", "head", "mark", "number", "signers", "title", "adopted", "recipients",
	"first", "last", "attachments", "organs", "date", "note", "copyTo", "office",
}

// structure returns the parts of a document, without blanks.
func structure(n *document.Document) map[string]string {
	all := map[string]string{"kind": string(n.Kind), "title": n.Title, "adopted": n.Adopted, "recipients": n.Recipients, "note": n.Note}
	if k := document.KindOf(cue.Unstopped(n.Title)); n.IsPlan() && k != "" {
		all["kind"] = string(k)
	}
	names := func(organs []document.Organ) string {
		var all []string
		for _, o := range organs {
			all = append(all, o.Name)
		}
		return strings.Join(all, "；")
	}
	if h := n.Head; h != nil {
		all["copy"], all["secrecy"], all["urgency"] = h.Copy, h.Secrecy, h.Urgency
		all["head"], all["mark"], all["number"] = names(h.Organs), h.Mark, h.Number.String()
		all["signers"] = strings.Join(h.Signers, "、")
	}
	if s := n.Signature; s != nil {
		all["organs"], all["date"] = names(s.Organs), s.Date.ISO()
		if s.Date.IsZero() {
			all["date"] = ""
		}
	}
	if m := n.Imprint; m != nil {
		all["copyTo"], all["office"] = m.CopyTo, m.Office
	}
	var titles []string
	for _, a := range n.Attachments {
		if a.Printed {
			titles = append(titles, "印:"+a.Title)
		} else {
			titles = append(titles, a.Title)
		}
	}
	all["attachments"] = strings.Join(titles, "；")
	if len(n.Body) > 0 {
		all["first"], all["last"] = blockText(n.Body[0]), blockText(n.Body[len(n.Body)-1])
	}
	for key, text := range all {
		all[key] = han.Squeeze(text)
	}
	return all
}

func blockText(b document.Block) string {
	switch b := b.(type) {
	case *document.Heading:
		return b.Mark + b.Text
	case *document.Paragraph:
		return b.Mark + b.Lead + b.Text
	case *document.Labelled:
		return b.Label + b.Text
	case *document.Table:
		var all []string
		for _, row := range b.Rows {
			all = append(all, strings.Join(row, " "))
		}
		return strings.Join(all, " ")
	}
	return ""
}

// agrees reports whether a part is what its truth says: one of several
// texts, and of first and last what the body begins and ends with.
func agrees(key, want, got string) bool {
	return slices.ContainsFunc(strings.Split(want, "|"), func(want string) bool {
		want = han.Squeeze(want)
		switch {
		case key == "first" && want != "*":
			return want != "" && strings.HasPrefix(got, want)
		case key == "last" && want != "*":
			return want != "" && strings.HasSuffix(got, want)
		}
		return got == want || want == "*"
	})
}

// TestStructure: whole documents of many kinds are read with every part where
// it belongs.
func TestStructure(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(*corpus, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no whole documents: %v", err)
	}
	right, total := 0, 0
	kinds, wrong := map[string]bool{}, map[string]int{}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(a.Files); i += 2 {
			name := filepath.Base(file) + " " + a.Files[i].Name
			if i+1 == len(a.Files) || a.Files[i+1].Name != "truth" {
				t.Fatalf("%s: no truth behind", name)
			}
			truth := map[string]string{}
			lines := bufio.NewScanner(bytes.NewReader(a.Files[i+1].Data))
			for lines.Scan() {
				key, value, ok := strings.Cut(lines.Text(), ":")
				switch {
				case key == "find" || key == "may":
				case !ok || !slices.Contains(parts, key) || truth[key] != "":
					t.Errorf("%s: truth %q", name, lines.Text())
				default:
					truth[key] = strings.TrimSpace(value)
				}
			}
			doc, _ := Parse(string(a.Files[i].Data))
			got := structure(doc)
			total++
			kinds[truth["kind"]] = true
			var faults []string
			for _, key := range parts {
				if !agrees(key, truth[key], got[key]) {
					wrong[key]++
					faults = append(faults, fmt.Sprintf("  %s: got %q, want %q", key, got[key], truth[key]))
				}
			}
			if len(faults) == 0 {
				right++
				continue
			}
			t.Logf("%s:\n%s", name, strings.Join(faults, "\n"))
		}
	}
	t.Logf("structure: %d of %d documents of %d kinds", right, total, len(kinds))
	for _, key := range slices.SortedFunc(maps.Keys(wrong), func(a, b string) int { return wrong[b] - wrong[a] }) {
		t.Logf("%s wrong in %d", key, wrong[key])
	}
	if *corpus != ours {
		return
	}
	const least, leastKinds = 290, 50
	if total < least || len(kinds) < leastKinds {
		t.Errorf("%d documents of %d kinds; want %d of %d", total, len(kinds), least, leastKinds)
	}
	if 100*right < wantStructure*total {
		t.Errorf("below %d %%", wantStructure)
	}
}

// What is printed of a whole document is read as the same document.
func TestWholeReadBack(t *testing.T) {
	files, err := filepath.Glob("testdata/whole2/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no whole documents: %v", err)
	}
	for _, file := range files {
		a, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(a.Files); i += 2 {
			first, _ := Parse(string(a.Files[i].Data))
			printed := Print(first)
			second, _ := Parse(printed)
			if diff := cmp.Diff(papers.Parts(first)+papers.Dump(first.Body, false), papers.Parts(second)+papers.Dump(second.Body, false)); diff != "" {
				t.Errorf("%s %s: -first +second:\n%s", filepath.Base(file), a.Files[i].Name, diff)
			}
		}
	}
}

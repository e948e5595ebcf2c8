package hostile

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// SECURITY.md names the limits that hold.
func TestSecurityNamesTheLimits(t *testing.T) {
	data, err := os.ReadFile("../../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	size := func(n int64) string {
		if n >= 1<<30 {
			return fmt.Sprintf("%d GB", n>>30)
		}
		return fmt.Sprintf("%d MB", n>>20)
	}
	count := func(n int64) string { // 20,000
		s := fmt.Sprint(n)
		for i := len(s) - 3; i > 0; i -= 3 {
			s = s[:i] + "," + s[i:]
		}
		return s
	}
	file := gate.File
	want := [][2]string{
		{"workbook or document, the file", size(gate.Office.Size)},
		{"workbook or document, unpacked", size(gate.Office.Total) + " declared, " + size(file[gate.Unpacked]) + " read"},
		{"entries of a workbook or document", count(int64(gate.Office.Entries))},
		{".zip of a school, the file", size(gate.Bundle.Size)},
		{".zip of a school, unpacked", size(gate.Bundle.Total)},
		{".zip of a school, entries", count(int64(gate.Bundle.Entries))},
		{".zip in .zip", fmt.Sprintf("%d deep", gate.MaxNest)},
		{"an entry of more than " + size(gate.RatioFrom), fmt.Sprintf("packed no more than %d to 1", gate.Office.Ratio)},
		{"name in a .zip", fmt.Sprintf("%d bytes a part, %s in all", gate.MaxPart, count(gate.MaxName))},
		{"cells of a workbook", count(file[gate.Cells])},
		{"paragraphs, tables, rows and cells of a document", count(file[gate.Blocks])},
		{"text handed on of one file", size(file[gate.Texts])},
		{"campaign.yaml", size(campaign.MaxYAML)},
	}
	var got [][2]string
	for _, row := range regexp.MustCompile(`(?m)^\| (.+?) \| (.+?) \|$`).FindAllStringSubmatch(string(data), -1)[1:] {
		got = append(got, [2]string{row[1], row[2]})
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("SECURITY.md has\n%v\nwant\n%v", got, want)
	}
	for _, together := range []string{
		"a run together may unpack to " + size(gate.Run[gate.Unpacked]) + " and hold " + count(gate.Run[gate.Cells]) + " cells",
		"one archive, to " + size(gate.School[gate.Unpacked]) + " and " + count(gate.School[gate.Cells]),
	} {
		if !strings.Contains(strings.Join(strings.Fields(string(data)), " "), together) {
			t.Errorf("SECURITY.md does not say that %s", together)
		}
	}
}

package forms_test

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/golden"
)

// TestManual: the form in README.md is one, its kinds are all there are, and its
// expressions mean what stands beside them; -update writes that.
func TestManual(t *testing.T) {
	const name = "README.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	_, example, _ := strings.Cut(text, "```yaml\n")
	example, _, _ = strings.Cut(example, "```")
	var s forms.Schema
	if err := campaign.Decode(strings.NewReader(example), name, &s); err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(); err != nil {
		t.Fatal(err)
	}
	for k := forms.Kind(0); ; k++ {
		word, err := k.MarshalText()
		if err != nil {
			break
		}
		if !strings.Contains(text, "\n| "+string(word)+" | ") {
			t.Errorf("the kind %s is not told", word)
		}
	}
	said := 0
	row := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| (.*?) ?\\|$")
	want := row.ReplaceAllStringFunc(text, func(line string) string {
		said++
		written := row.FindStringSubmatch(line)[1]
		check, err := s.Check(written)
		var wrong *forms.ExprError
		switch {
		case err == nil:
			return "| `" + written + "` | " + check.String() + " |"
		case errors.As(err, &wrong):
			return "| `" + written + "` | " + wrong.Chinese() + " |"
		}
		t.Errorf("%s: %v", written, err)
		return line
	})
	if said < 8 {
		t.Errorf("%d expressions", said)
	}
	if *golden.Update {
		if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if text != want {
		t.Errorf("%s is stale; go test ./forms -run TestManual -update rewrites it", name)
	}
}

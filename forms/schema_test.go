package forms

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The catalogue hands out copies: nobody can change another's.
func TestBuiltinIsFresh(t *testing.T) {
	for _, s := range Builtins() {
		s.Title = "改了"
		s.Head[0].Label = "改了"
		for i := range s.Blocks {
			s.Blocks[i].Fields[0].Options = append(s.Blocks[i].Fields[0].Options[:0], "改了")
		}
		again, ok := Builtin(s.ID)
		if !ok {
			t.Fatalf("no form %s", s.ID)
		}
		if again.Title == "改了" || again.Head[0].Label == "改了" {
			t.Errorf("%s changed for others", s.ID)
		}
	}
	if _, ok := Builtin("nothing"); ok {
		t.Error("found a form that does not exist")
	}
}

func TestClone(t *testing.T) {
	for _, s := range Builtins() {
		c := s.Clone()
		if d := cmp.Diff(s, c); d != "" {
			t.Fatalf("%s: copy differs:\n%s", s.ID, d)
		}
		c.Head[0].Label = "改了"
		for i := range c.Blocks {
			c.Blocks[i].Fields[0].Label = "改了"
			if o := c.Blocks[i].Fields[0].Options; len(o) > 0 {
				o[0] = "改了"
			}
		}
		for i := range c.Foot {
			c.Foot[i].Label = "改了"
		}
		for i := range c.Checks {
			c.Checks[i] = "改了"
		}
		for i := range c.Notes {
			c.Notes[i] = "改了"
		}
		again, _ := Builtin(s.ID)
		if d := cmp.Diff(again, s); d != "" {
			t.Errorf("%s: changing the copy changed the original:\n%s", s.ID, d)
		}
	}
}

func TestRefString(t *testing.T) {
	for want, r := range map[string]Ref{"students": {Key: "students"}, "events.people": {Block: "events", Key: "people"}, "events[2].people": {"events", 2, "people"}} {
		if got := r.String(); got != want {
			t.Errorf("%#v prints as %s, want %s", r, got, want)
		}
	}
}

func TestLayoutOfInvalidSchema(t *testing.T) {
	var e *SchemaError
	if _, err := (&Schema{}).Layout(); !errors.As(err, &e) || !errors.Is(err, ErrMissing) {
		t.Errorf("error = %v, want a *SchemaError of ErrMissing", err)
	}
	if _, err := (&Schema{}).Guide(); !errors.As(err, &e) {
		t.Errorf("error = %v, want a *SchemaError", err)
	}
}

package gostruct

import (
	"reflect"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestNames(t *testing.T) {
	for _, c := range []struct{ name, key, id string }{
		{"Students", "students", "students"},
		{"WeekStatistics", "weekStatistics", "week-statistics"},
		{"ID", "id", "id"},
		{"IDCard", "idCard", "id-card"},
		{"HTTPServer", "httpServer", "http-server"},
		{"Grade2", "grade2", "grade2"},
		{"A", "a", "a"},
		{"X学校", "x学校", "x学校"},
	} {
		if got := key(c.name); got != c.key {
			t.Errorf("key(%s) = %s, want %s", c.name, got, c.key)
		}
		if got := ID(c.name); got != c.id {
			t.Errorf("ID(%s) = %s, want %s", c.name, got, c.id)
		}
	}
}

// Tags that Go reads are read the same.
func TestLookupAgreesWithReflect(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.StringOfN(rapid.RuneFrom([]rune("学校, =|\\\"ab")), 0, 12, -1).Draw(t, "value")
		tag := reflect.StructTag(`json:"x,omitempty" form:` + strconv.Quote(value) + ` yaml:"y"`)
		want, ok := tag.Lookup("form")
		if got, found := lookup(tag, "form"); found != ok || got != want {
			t.Fatalf("%s: got %q %v, want %q %v", tag, got, found, want, ok)
		}
	})
}

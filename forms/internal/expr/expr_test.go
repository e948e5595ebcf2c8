package expr

import (
	"errors"
	"strings"
	"testing"
)

func TestTooLong(t *testing.T) {
	text := "1=1" + strings.Repeat(" ", maxLength-3)
	if _, err := ParseCheck(text); err != nil {
		t.Errorf("%d characters: %v", maxLength, err)
	}
	if _, err := ParseCheck(text + " "); !errors.Is(err, ErrSyntax) {
		t.Errorf("error = %v, want ErrSyntax", err)
	}
}

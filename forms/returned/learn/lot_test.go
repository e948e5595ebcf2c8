package learn_test

import (
	"os"
	"testing"
)

func TestLot(t *testing.T) {
	dir := os.Getenv("LOT")
	if dir == "" {
		t.Skip("no lot")
	}
	measure(t, dir)
}

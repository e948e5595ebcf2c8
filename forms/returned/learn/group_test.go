package learn_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"testing"
)

// TestGroupSums: the sum of a group adds up its own rows, not those of the groups
// above it.
func TestGroupSums(t *testing.T) {
	dir := corpusDir + "/round8/实验室设备购置计划表"
	b := learnFile(t, dir+".xlsx")
	data, err := os.ReadFile(dir + "/机电.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	returns, _, err := b.Read(bytes.NewReader(data), int64(len(data)), "机电.xlsx", 2026)
	if err != nil || len(returns) != 1 {
		t.Fatal(len(returns), err)
	}
	var got []string
	for _, s := range returns[0].Sums {
		got = append(got, fmt.Sprintf("%d-%d", s.From, s.To))
	}
	if want := []string{"1-2", "3-3", "4-5"}; !slices.Equal(got, want) {
		t.Errorf("sums of rows %v, want %v", got, want)
	}
}

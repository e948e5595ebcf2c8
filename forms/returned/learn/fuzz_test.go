package learn_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms/returned/learn"
)

// FuzzLearn: whatever a file is, it is learnt or refused, and what was learnt can
// be drawn, told, and read back: the blank itself holds no answer.
func FuzzLearn(f *testing.F) {
	for _, pattern := range []string{"*.xlsx", "*.xls", "*.docx"} {
		found, err := filepath.Glob(filepath.Join(corpusDir, pattern))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range found {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := learn.Learn(bytes.NewReader(data), int64(len(data)), "f")
		if err != nil {
			return
		}
		var out bytes.Buffer
		if err := b.WriteSketch(&out); err != nil {
			t.Error(err)
		}
		if err := b.WriteYAML(&out); err != nil {
			t.Error(err)
		}
		if _, err := b.Schema.Layout(); err != nil {
			t.Error(err)
		}
		if _, _, err := b.Read(bytes.NewReader(data), int64(len(data)), "f", 2026); err != nil {
			t.Error(err)
		}
	})
}

// TestBlankHoldsNothing: what a blank prints is no answer.
func TestBlankHoldsNothing(t *testing.T) {
	for _, dir := range append([]string{corpusDir}, rounds()...) {
		for _, tr := range readTruths(t, dir) {
			b := learnFile(t, tr.blank)
			returns, findings, err := b.Read(b.Open(), int64(len(b.Data)), b.Name, 2026)
			if err != nil || len(returns) != 1 {
				t.Errorf("%s: %d returns, %v", b.Name, len(returns), err)
				continue
			}
			if !returns[0].Blank() {
				for _, v := range returns[0].Values {
					if v.State != 0 {
						t.Errorf("%s: %s holds %q (%v)", b.Name, v.Ref, v.Raw, v.State)
					}
				}
			}
			if len(findings) > 0 {
				t.Errorf("%s: %v", b.Name, findings)
			}
		}
	}
}

package learn_test

import (
	"bytes"
	"testing"

	"github.com/zhijiao-go/zhijiao/forms/returned"
	"github.com/zhijiao-go/zhijiao/render"
	"github.com/zhijiao-go/zhijiao/render/blank"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// TestDrawnAgain: what was learnt of a blank is drawn as a form of ours, in which
// nothing is an answer yet.
func TestDrawnAgain(t *testing.T) {
	n := 0
	for _, dir := range append([]string{corpusDir}, rounds()...) {
		for _, tr := range readTruths(t, dir) {
			b := learnFile(t, tr.blank)
			for name, print := range map[string]blank.Printer{"a.xlsx": sheet.Form, "a.docx": render.FormDOCX} {
				var out bytes.Buffer
				if err := print(&out, b.Schema, blank.Options{}); err != nil {
					t.Errorf("%s: %v", b.Name, err)
					continue
				}
				returns, findings, err := (&returned.Reader{Year: 2026}).Read(bytes.NewReader(out.Bytes()), int64(out.Len()), name, b.Schema)
				if err != nil || len(returns) != 1 {
					t.Errorf("%s as %s: %d returns, %v, %v", b.Name, name, len(returns), findings, err)
					continue
				}
				n++
				if !returns[0].Blank() {
					for _, v := range returns[0].Values {
						if v.State != returned.Empty {
							t.Errorf("%s as %s: %s holds %q (%v)", b.Name, name, v.Ref, v.Raw, v.State)
						}
					}
				}
			}
		}
	}
	t.Logf("%d forms drawn", n)
}

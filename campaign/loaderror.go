package campaign

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/zhijiao-go/zhijiao/campaign/internal/yamltree"
	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// A LoadError is one thing wrong with a campaign file.
type LoadError struct {
	File         string // as given to Load
	Line, Column int    // 1-based, column in characters; 0 if the whole file is meant
	Path         string // documents[0].body; "" for the file
	Excerpt      string // the lines at the place, with a mark under it; "" without a place
	Err          error  // what is wrong: one of the errors above, an *ActionError …
}

// Error returns a block of lines: the place, what is wrong and what is
// allowed, and the excerpt.
func (e *LoadError) Error() string {
	english, _ := detailOf(e.Err)
	s := "campaign: " + prefixed(e.at().String(), e.Path, english)
	if e.Excerpt != "" {
		s += "\n" + e.Excerpt
	}
	return s
}

// Chinese says the same to a clerk.
func (e *LoadError) Chinese() string {
	_, chinese := detailOf(e.Err)
	s := e.File
	if e.Line > 0 {
		s += fmt.Sprintf(" 第%d行第%d个字", e.Line, e.Column)
	}
	if e.Path != "" {
		s += "（" + e.Path + "）"
	}
	s = strings.TrimSpace(s + "：" + chinese)
	if e.Excerpt != "" {
		s += "\n" + e.Excerpt
	}
	return s
}

func (e *LoadError) Unwrap() error { return e.Err }

func (e *LoadError) at() report.Position {
	return report.Position{File: e.File, Line: e.Line, Column: e.Column}
}

// LoadErrors are the things wrong with a file, one at least and a hundred at
// most, in the order of its lines. [errors.As] finds the first as a [*LoadError].
type LoadErrors []*LoadError

// maxTold is how many errors are printed; who mends so many reads the file anew.
const maxTold = 30

// Error returns what the errors say, one below the other.
func (all LoadErrors) Error() string {
	var b strings.Builder
	for i, e := range all[:min(len(all), maxTold)] {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString(e.Error())
	}
	if rest := len(all) - maxTold; rest > 0 {
		fmt.Fprintf(&b, "\ncampaign: %d more errors", rest)
	}
	return b.String()
}

// Chinese says the same to a clerk.
func (all LoadErrors) Chinese() string {
	if len(all) == 1 {
		return all[0].Chinese()
	}
	var b strings.Builder
	count := fmt.Sprintf("共有%d处", len(all))
	if len(all) >= yamltree.MaxFaults {
		count = fmt.Sprintf("有%d处以上", len(all))
	}
	fmt.Fprintf(&b, "%s %s要改：", all[0].File, count)
	for _, e := range all[:min(len(all), maxTold)] {
		b.WriteString("\n" + strings.TrimSpace(strings.TrimPrefix(e.Chinese(), e.File)))
	}
	if rest := len(all) - maxTold; rest > 0 {
		fmt.Fprintf(&b, "\n还有%d处，改好以上各处后再列出", rest)
	}
	return strings.TrimSpace(b.String())
}

func (all LoadErrors) Unwrap() []error {
	errs := make([]error, len(all))
	for i, e := range all {
		errs[i] = e
	}
	return errs
}

// inOrder returns no error, or [LoadErrors].
func inOrder(all LoadErrors) error {
	slices.SortStableFunc(all, func(a, b *LoadError) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	if len(all) == 0 {
		return nil
	}
	return all[:min(len(all), yamltree.MaxFaults)]
}

// otherThanText says what a file is that is no text of UTF-8 at first sight.
func otherThanText(data []byte) (english, chinese string) {
	r, size := bytes.NewReader(data), int64(len(data))
	kind := gate.Sniff(r, size)
	if kind == gate.Zip {
		_, kind, _ = gate.OpenOffice(r, size, "")
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return "UTF-16: save the file as UTF-8", "文件是UTF-16编码（记事本里叫Unicode），请另存为UTF-8"
	case kind == gate.Picture && utf8.Valid(data): // BM are letters, too
	case slices.Contains(otherKinds, kind):
		return "it is " + kind.String() + ", not YAML", "这是" + kind.Label() + "，不是YAML文本，请把活动数据写在.yaml文件里"
	}
	return "", ""
}

var otherKinds = []gate.Kind{
	gate.Zip, gate.XLSX, gate.DOCX, gate.XLSM, gate.DOCM, gate.XLSB, gate.PPTX, gate.ODS, gate.ODT, gate.OFD,
	gate.OLE, gate.XLS, gate.XLS95, gate.DOC, gate.Encrypted, gate.RTF, gate.PDF, gate.Picture, gate.RAR,
}

// notUTF8 says what the encoding of a text is likely to be.
func notUTF8(data []byte) string {
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err == nil && !bytes.ContainsRune(text, utf8.RuneError) && han.Has(string(text)) {
		return "文件是GBK编码（记事本里叫ANSI），请另存为UTF-8"
	}
	return "文件不是UTF-8编码的纯文本，请另存为UTF-8"
}

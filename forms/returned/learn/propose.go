package learn

import (
	"regexp"
	"unicode"

	"github.com/zhijiao-go/zhijiao/forms"
)

// This file proposes checks that the words of a form suggest. None of them is
// put into a schema: each is a doubt.

var (
	sumLabel = regexp.MustCompile(`^(?:合计|总计|小计|共计|总数|总人数|总分|计)$`)
	shares   = regexp.MustCompile(`(?:率|占比|比例|比重|平均|人均|均值)`)
	growth   = regexp.MustCompile(`同比|环比|增长|增减|增幅|达成|完成率`)
)

// propose adds the checks that labels suggest as doubts.
func (b *Blank) propose() {
	s := b.Schema
	b.proposeFields("", s.Head, "")
	for i := range s.Blocks {
		if s.Blocks[i].Cross != "" {
			b.proposeCrossing(&s.Blocks[i])
			if i > 0 {
				b.proposeBelow(&s.Blocks[i-1], &s.Blocks[i])
			}
			continue
		}
		what := ""
		if s.Blocks[i].Table() {
			what = "一列"
		}
		b.proposeFields(s.Blocks[i].Key, s.Blocks[i].Fields, what)
	}
	b.proposeFields("", s.Foot, "")
	b.limits()
	b.relations()
}

// proposed adds a check to the doubt that says the same, or a doubt.
func (b *Blank) proposed(block string, f *forms.Field, check, say string) {
	if _, err := b.Schema.Check(check); err != nil {
		return
	}
	assumed := "没有校核" + say
	for i := range b.Doubts {
		if d := &b.Doubts[i]; d.Kind == DoubtCheck && d.Assumed == assumed && d.Ref.Block == block {
			d.Checks = append(d.Checks, check)
			return
		}
	}
	ref := forms.Ref{Block: block, Key: f.Key}
	b.Doubts = append(b.Doubts, Doubt{Kind: DoubtCheck, Ref: ref, Assumed: assumed, Checks: []string{check}})
}

func isIDRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsDigit(c) || c == '-' || c == '_' || c == '.'
}

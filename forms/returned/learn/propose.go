package learn

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/forms"
)

// This file proposes checks that the words of a form suggest. None of them is
// put into a schema: each is a doubt.

var (
	sumLabel  = regexp.MustCompile(`^(?:合计|总计|小计|共计|总数|总人数)$`)
	growth    = regexp.MustCompile(`同比|环比|增长|增幅|达成|完成率`)
	partLabel = regexp.MustCompile(`^其中[:：]?(.*)$`)
)

// propose adds the checks that labels suggest as doubts.
func (b *Blank) propose() {
	s := b.Schema
	b.proposeAmong("", s.Head)
	for i := range s.Blocks {
		b.proposeAmong(s.Blocks[i].Key, s.Blocks[i].Fields)
	}
	b.proposeAmong("", s.Foot)
	b.relations()
}

// proposeAmong proposes checks between the fields of one part of the form.
func (b *Blank) proposeAmong(block string, fields []forms.Field) {
	name := func(f *forms.Field) string {
		if block == "" {
			return f.Key
		}
		return block + "." + f.Key
	}
	for i := range fields {
		f := &fields[i]
		if !f.Kind.Numeric() {
			continue
		}
		row, head, crossed := strings.Cut(f.Label, "·")
		last := lastWord(f.Label)
		switch {
		case f.Kind == forms.Percent && !growth.MatchString(f.Label):
			b.proposed(block, f, name(f)+" <= 100", "“"+last+"”不超过100%")
		case sumLabel.MatchString(last) || crossed && sumLabel.MatchString(row):
			var terms, labels []string
			for k := range fields {
				o := &fields[k]
				oRow, oHead, _ := strings.Cut(o.Label, "·")
				same := o.Group == f.Group && !sumLabel.MatchString(lastWord(o.Label)) && !strings.Contains(o.Label, "其中")
				switch {
				case crossed && sumLabel.MatchString(row):
					same = same && oHead == head && oRow != row && !sumLabel.MatchString(oRow)
				case crossed:
					same = same && oRow == row && o != f
				}
				if k != i && same && o.Kind == f.Kind && o.Unit == f.Unit {
					terms, labels = append(terms, name(o)), append(labels, "“"+o.Label+"”")
				}
			}
			if len(terms) > 1 && len(terms) <= 30 {
				b.proposed(block, f, name(f)+" = "+strings.Join(terms, " + "), "“"+f.Label+"”等于"+strings.Join(labels, "、")+"之和")
			}
		case i > 0 && partLabel.MatchString(last):
			for k := i - 1; k >= 0; k-- {
				o := &fields[k]
				if o.Kind == f.Kind && !strings.Contains(o.Label, "其中") {
					b.proposed(block, f, name(f)+" <= "+name(o), "“"+last+"”不多于“"+lastWord(o.Label)+"”")
					break
				}
			}
		}
	}
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

package learn

import (
	"regexp"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/forms/returned/learn/internal/grasp"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

// This file tells of the limits that a blank prints: those beside a label, which
// hold unless somebody takes them away, and those in its notes, which are proposed.

var (
	mostLines  = regexp.MustCompile(`(?:限报|限填|最多(?:报|填|推荐|申报)?|至多(?:报|填)?|不(?:得)?超过|限)([0-9]{1,3}|[一二三四五六七八九十])(?:人|名|项|条|个|件|门|篇)`)
	leastLines = regexp.MustCompile(`(?:不(?:得)?少于|至少(?:报|填)?)([0-9]{1,3}|[一二三四五六七八九十])(?:人|名|项|条|个|件|门|篇)`)
	ofEach     = regexp.MustCompile(`每(?:个|一)?(?:项目|项|人|名|组|班|类|专业|队|选手|件)`)
	eachScore  = regexp.MustCompile(`(?:每项|各项|单项|评分|打分|分值|得分)[^。；;\n]{0,8}?([0-9]{1,3})分?[-—–~～至到]([0-9]{1,3})分`)
)

// limits tells of printed limits.
func (b *Blank) limits() {
	for ref, f := range b.Schema.Fields() {
		if f.Min != "" && f.Max != "" && f.Note != "" && strings.Contains(han.Fold(f.Note), string(f.Min)) && strings.Contains(han.Fold(f.Note), string(f.Max)) {
			if ref.Block != "" {
				ref.Row = 1
			}
			b.Doubts = append(b.Doubts, Doubt{Kind: DoubtCheck, Ref: ref, Assumed: "“" + f.Label + "”按表上印的，限于" + string(f.Min) + "至" + string(f.Max), Else: []string{"不限，min和max删去"}})
		}
	}
	var table *forms.Block
	for i := range b.Schema.Blocks {
		if k := &b.Schema.Blocks[i]; k.Table() {
			if table != nil {
				table = nil // nobody knows which of them is meant
				break
			}
			table = k
		}
	}
	for _, l := range b.learnt {
		for i := range l.Cells {
			c := &l.Cells[i]
			if l.Roles[i] != grasp.Words || len(c.Raw) > 2000 || !l.Note(i) {
				continue
			}
			for part := range strings.FieldsFuncSeq(han.Fold(c.Raw), func(c rune) bool { return strings.ContainsRune("。；;\n，,", c) }) {
				if m := eachScore.FindStringSubmatch(part); m != nil {
					b.scores(m[1], m[2])
				}
				if table == nil || ofEach.MatchString(part) || strings.Contains(part, "字") {
					continue
				}
				first := &table.Fields[0]
				if m := mostLines.FindStringSubmatch(part); m != nil {
					b.proposed(table.Key, first, "count("+table.Key+") <= "+digits(m[1]), "“"+part+"”，表里填的行数")
				}
				if m := leastLines.FindStringSubmatch(part); m != nil {
					b.proposed(table.Key, first, "count("+table.Key+") >= "+digits(m[1]), "“"+part+"”，表里填的行数")
				}
			}
		}
	}
}

// scores proposes the limits that a note says of all marks.
func (b *Blank) scores(least, most string) {
	for ref, f := range b.Schema.Fields() {
		last := lastWord(f.Label)
		if !f.Kind.Numeric() || f.Max != "" || f.Unit != "分" && !scoreWord.MatchString(last) && !scoreWord.MatchString(f.Label) || sumLabel.MatchString(last) || strings.HasPrefix(f.Label, "总") || strings.HasPrefix(f.Label, "合计") {
			continue
		}
		name := nameIn(ref.Block, f)
		b.proposed(ref.Block, f, name+" >= "+least, "各项得分"+least+"至"+most+"分")
		b.proposed(ref.Block, f, name+" <= "+most, "各项得分"+least+"至"+most+"分")
	}
}

var scoreWord = regexp.MustCompile(`得分|评分|打分|分数`)

// digits returns a number of one character, or of digits, as digits.
func digits(s string) string {
	if at := strings.Index("一二三四五六七八九十", s); at >= 0 && len(s) == len("一") {
		return []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}[at/len("一")]
	}
	return s
}

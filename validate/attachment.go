package validate

import (
	"slices"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/validate/internal/attached"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/internal/prose"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// Rules about 附件说明 and the pages of the attachments.
var attachmentDocuments = engine.Checks[*paper]{
	"GW060": listLabels,
	"GW061": labelNumbers,
	"GW063": listedNames,
	"GW064": mentionedAttachments,
	"GW065": titledNames,
	"GW066": printedText,
}

// listLabels finds a list whose every name has a label, 附件1：…, and one that begins
// with 附： or 附件；.
func listLabels(d *paper) []engine.Remark {
	var found []engine.Remark
	if wrongMark.In(d.listMark) {
		found = append(found, d.listMark.Replace(0, len(d.listMark.Text), "附件："))
	}
	for i, a := range d.attachments {
		part := "attachments[" + strconv.Itoa(i) + "].listed"
		if w := d.Written[part]; !a.Printed && strings.HasPrefix(strings.TrimLeft(w, "【["), "附") {
			f := d.datum(part, w).Say("")
			f.Hint = "只在开头写一次“附件：”，各附件以1.、2.编号"
			return append(found, f)
		}
	}
	return found
}

// wrongMark opens a list otherwise than with 附件：, which GW060 of lines does not see.
var wrongMark = engine.Compile(`^附[：:]$|^附件[;；,，、。.]$`)

var arabicLabel = engine.Compile(`^附件(\d*)$`)

func labelNumbers(d *paper) []engine.Remark {
	var found []engine.Remark
	bound := d.bound()
	n := 0
	for i, a := range d.attachments {
		if a.Printed {
			continue
		}
		n++
		part := "attachments[" + strconv.Itoa(i) + "].listed"
		if m := attached.Number.Find(d.Written[part]); m != nil && len(bound) == 1 {
			f := d.datum(part, d.Written[part]).Say("只有一个附件时不编号")
			f.Hint = "删去“" + d.Written[part][m[2]:m[3]] + ".”"
			found = append(found, f)
		} else if m != nil && d.Written[part][m[2]:m[3]] != strconv.Itoa(n) {
			f := d.datum(part, d.Written[part]).Say("附件说明的编号应为" + strconv.Itoa(n) + ".")
			f.Hint = "按顺序编号，附件页上的顺序号和正文里提到的也一并核对"
			found = append(found, f)
		}
	}
	for i, a := range bound {
		want := "附件" + strconv.Itoa(i+1)
		if len(bound) == 1 {
			want = "附件"
		}
		if !arabicLabel.Match(a.Label) || a.Label == want {
			continue // "" is numbered when printed; other words are GW062
		}
		found = append(found, a.label.Replace(0, len(a.Label), want))
	}
	return found
}

func listedNames(d *paper) []engine.Remark {
	var found []engine.Remark
	for _, a := range d.bound() {
		if bare := prose.BareName(a.Listed); bare != "" && bare != prose.BareName(a.Title) { // else GW060, GW065
			found = append(found, a.listed.Say("附件说明中的名称与附件的标题（"+a.Title+"）不一致"))
		}
	}
	return found
}

var (
	numberedMention = engine.Compile(`附[件表][\s\p{Z}]*(\d{1,2})(?:(?:[、，和及至]|—|-|～)(?:附件)?[\s\p{Z}]*(\d{1,2}))*`)
	ofOther         = engine.Compile(`(?:》|号）|号|通知|文件|方案|意见)的?$`)
	plainMention    = engine.Compile(`(?:见|详见|按照?|填写|参照?|如)附[件表]|[（(]附[件表][）)]`)
)

// mentionedAttachments compares what the text says with what there is.
func mentionedAttachments(d *paper) []engine.Remark {
	var found []engine.Remark
	bound := d.bound()
	mentioned := make([]bool, len(bound))
	attachesOwn := false
	look := func(l engine.Line, own bool) {
		for _, m := range numberedMention.All(l) {
			// 附件2011年… and 《…通知》附件5 are something else.
			if strings.HasPrefix(l.Text[m[1]:], "年") || strings.HasPrefix(l.Text[m[1]:], "号") || ofOther.Match(l.Text[:m[0]]) {
				continue
			}
			var numbers []int
			for _, s := range strings.FieldsFunc(l.Text[m[0]:m[1]], func(r rune) bool { return !engine.IsDigit(r) }) {
				n, _ := strconv.Atoi(s)
				numbers = append(numbers, n)
			}
			if len(numbers) == 2 && strings.ContainsAny(l.Text[m[0]:m[1]], "至—-～") {
				for n := numbers[0] + 1; n < numbers[1]; n++ {
					numbers = append(numbers, n)
				}
			}
			for _, n := range numbers {
				if n >= 1 && n <= len(mentioned) {
					mentioned[n-1] = true
				}
				table := strings.HasPrefix(l.Text[m[0]:], "附表") // which an attachment may have of its own
				if n > len(mentioned) && (!own || len(mentioned) > 0) && !(table && (own || len(mentioned) == 0 || d.labelsTables())) {
					f := l.On(m[0], m[1])
					f.Message = "正文提到附件" + strconv.Itoa(n) + "，" + thereAre(len(mentioned))
					found = append(found, f)
				}
			}
		}
		if m := plainMention.First(l); m != nil && !engine.IsDigit(engine.After(l.Text, m[1], engine.IsBlank)) {
			switch {
			case own && len(mentioned) == 1 && !attachesOwn:
				f := l.On(m[0], m[1])
				f.Message = "附件里提到附件，附件自身没有附件"
				found = append(found, f)
			case len(mentioned) > 0 && !own:
				for i := range mentioned { // 详见附件 are all of them
					mentioned[i] = true
				}
			case len(mentioned) == 1:
				mentioned[0] = true
			case len(mentioned) == 0 && !own && !(strings.HasSuffix(strings.TrimRight(l.Text[m[0]:m[1]], "）)"), "附表") && (len(d.body.Tables()) > 0 || d.labelsTables())):
				f := l.On(m[0], m[1])
				f.Message = "正文提到附件，文件没有附件"
				found = append(found, f)
			}
		}
	}
	for _, l := range d.body.Lines {
		look(l, false)
	}
	for _, a := range d.attachments {
		p := &a.body
		attachesOwn = slices.ContainsFunc(p.Lines, func(l engine.Line) bool {
			return engine.PageLabel.In(l) || attached.List.In(l)
		})
		for _, l := range p.Lines {
			look(l, !a.Printed)
		}
	}
	for i, a := range bound {
		if d.title.Text == "" && len(d.body.Lines) == 0 {
			break // an attachment that was sent alone
		}
		if !mentioned[i] && !d.names(a) {
			f := a.title.Say("正文没有提到这个附件")
			f.Severity = report.Hint
			f.Hint = "宜在正文相应处注明“见" + a.PageLabel(i, len(bound)) + "”"
			found = append(found, f)
		}
	}
	return found
}

// labelsTables reports whether a line of an attachment of d is the label of a 附表.
func (d *paper) labelsTables() bool {
	return slices.ContainsFunc(d.attachments, func(a attachment) bool {
		return strings.HasPrefix(a.Label, "附表") || slices.ContainsFunc(a.body.Lines, func(l engine.Line) bool {
			return strings.HasPrefix(strings.TrimSpace(l.Text), "附表")
		})
	})
}

func thereAre(n int) string {
	if n == 0 {
		return "文件没有附件"
	}
	return "附件只有" + strconv.Itoa(n) + "个"
}

// names reports whether the title or the body of d gives the name of a.
func (d *paper) names(a attachment) bool {
	if strings.Contains(d.title.Text, a.Title) {
		return true
	}
	for _, l := range d.body.Lines {
		if strings.Contains(l.Text, a.Title) || strings.Contains(l.Text, a.ListedTitle()) {
			return true
		}
	}
	return false
}

func titledNames(d *paper) []engine.Remark {
	var found []engine.Remark
	for _, a := range d.attachments {
		if l := a.listed; strings.HasPrefix(l.Text, "《") && strings.Index(l.Text, "》") == len(l.Text)-len("》") {
			found = append(found, l.Replace(0, len(l.Text), strings.Trim(l.Text, "《》")))
		}
		if l := a.title; strings.HasPrefix(l.Text, "《") && strings.Index(l.Text, "》") == len(l.Text)-len("》") {
			found = append(found, l.Replace(0, len(l.Text), strings.Trim(l.Text, "《》")))
		}
	}
	return found
}

var printing = engine.Compile(`(?:印发|转发|批转)[《〈]?([^《》]*)[》〉]?的通知$`)

func printedText(d *paper) []engine.Remark {
	m := printing.First(d.title)
	if m == nil || d.plan {
		return nil
	}
	for _, a := range d.bound() {
		if a.Title != "" && strings.Contains(d.title.Text[m[2]:m[3]], a.Title) {
			return []engine.Remark{a.title.Say("")}
		}
	}
	return nil
}

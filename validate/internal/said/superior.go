package said

import (
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
)

var (
	// citedWith is a document that is cited by title and number: 《……通知》（青教职〔2027〕19号）,
	// or the other way round.
	citedWith = engine.Compile(`《([^《》]{4,120})》[\s\p{Z}]*[（(]([^（()）《》]{0,30}[〔\[［【（(][\s\p{Z}]*\d{4}[^《》。；]{0,60}?号)[^号《》。；]{0,30}[）)]`)
	citedAs   = engine.Compile(`(\p{Han}{1,12}[\s\p{Z}]*[〔\[［【（(]\d{4}[〕\]］】）)][\s\p{Z}]*\d{1,4}[\s\p{Z}]*号)(?:文件?|公文)?[，,]?[（(]?《([^《》]{4,120})》`)
	docNumber = engine.Compile(`(\p{Han}{1,12})[\s\p{Z}]*[〔\[［【（(][\s\p{Z}]*(\d{4})年?[\s\p{Z}]*[〕\]］】）)][\s\p{Z}]*第?0*(\d{1,4})[\s\p{Z}]*号`)
	// titleOfOwn is the whole title of a document, no short name of it.
	titleOfOwn = engine.Compile(`^.{8,}(?:通知|意见|方案|办法|决定|通报|计划|规定|函|细则|要点|纲要|规划|公告|通告)$`)
	withYear   = engine.Compile(`\d{4}`)
)

// Superiors compares the titles and numbers by which a line cites the documents of higher
// offices with those of the data: each has to stand with the other.
func Superiors(l engine.Line, all []campaign.Superior) []engine.Remark {
	var found []engine.Remark
	for _, m := range citedWith.All(l) {
		found = append(found, citedOtherwise(l, m[2:4], m[4:6], all)...)
	}
	for _, m := range citedAs.All(l) {
		found = append(found, citedOtherwise(l, m[4:6], m[2:4], all)...)
	}
	return found
}

// citedOtherwise compares the title and the number that stand at two places of a line.
func citedOtherwise(l engine.Line, titleAt, numberAt []int, all []campaign.Superior) []engine.Remark {
	title, number := han.Squeeze(l.Text[titleAt[0]:titleAt[1]]), l.Text[numberAt[0]:numberAt[1]]
	for _, s := range all {
		theirs := strings.Trim(han.Squeeze(s.Title), "《》")
		if theirs == "" || !docNumber.Match(s.Number) {
			continue
		}
		var f engine.Remark
		switch named, numbered := sameTitle(title, theirs), sameDocNumber(number, s.Number); {
		case named && !numbered && mayBeOf(theirs, number, s.Number):
			f = l.On(numberAt[0], numberAt[1])
			f.Message, f.Hint = "上级文件的发文字号与活动数据不同", "活动数据为"+s.Number+"，请核对"
		case numbered && !named && titleOfOwn.Match(title) && !strings.Contains(theirs, title) && !han.Abbreviates(title, theirs):
			f = l.On(titleAt[0], titleAt[1])
			f.Message, f.Hint = "上级文件的标题与活动数据不同", "活动数据为《"+theirs+"》，请核对"
		default:
			continue
		}
		return []engine.Remark{f}
	}
	return nil
}

// sameTitle reports whether two titles are one, with the organ before it or without.
func sameTitle(a, b string) bool {
	return strings.HasSuffix(a, b) || strings.HasSuffix(b, a) && titleOfOwn.Match(a)
}

// sameDocNumber reports whether one of the numbers of s is that of a document. What stands
// before the first may be more than its code: 根据青教职〔2027〕19号.
func sameDocNumber(s, want string) bool {
	w := docNumber.Re().FindStringSubmatch(want)
	for _, n := range docNumber.Re().FindAllStringSubmatch(s, -1) {
		if strings.HasSuffix(n[1], w[1]) && n[2] == w[2] && n[3] == w[3] {
			return true
		}
	}
	return false
}

// mayBeOf reports whether a number is meant for the document: one of another year has
// the same title, if that names no year.
func mayBeOf(title, number, want string) bool {
	n, w := docNumber.Re().FindStringSubmatch(number), docNumber.Re().FindStringSubmatch(want)
	return n != nil && (n[2] == w[2] || withYear.Match(title))
}

package said

import (
	"slices"
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

// Superiors finds the documents of higher offices by what texts cite of them.
type Superiors []superior

// A superior is a document as it is compared: its title without 《》 and blanks, and the code,
// year and serial number of its number.
type superior struct {
	title, number string
	parts         []string
}

// NewSuperiors returns what finds those that have a title and a number.
func NewSuperiors(all []campaign.Superior) Superiors {
	var known Superiors
	for _, s := range all {
		title := strings.Trim(han.Squeeze(s.Title), "《》")
		if parts := docNumber.Re().FindStringSubmatch(s.Number); title != "" && parts != nil {
			known = append(known, superior{title, s.Number, parts})
		}
	}
	return known
}

// In compares the titles and numbers by which a line cites the documents with those of the
// data: each has to stand with the other.
func (all Superiors) In(l engine.Line) []engine.Remark {
	if len(all) == 0 {
		return nil
	}
	var found []engine.Remark
	for _, m := range citedWith.All(l) {
		found = append(found, all.citedOtherwise(l, m[2:4], m[4:6])...)
	}
	for _, m := range citedAs.All(l) {
		found = append(found, all.citedOtherwise(l, m[4:6], m[2:4])...)
	}
	return found
}

// citedOtherwise compares the title and the number that stand at two places of a line.
func (all Superiors) citedOtherwise(l engine.Line, titleAt, numberAt []int) []engine.Remark {
	title, number := han.Squeeze(l.Text[titleAt[0]:titleAt[1]]), l.Text[numberAt[0]:numberAt[1]]
	numbers, whole := docNumber.Re().FindAllStringSubmatch(number, -1), titleOfOwn.Match(title)
	for _, s := range all {
		var f engine.Remark
		named := strings.HasSuffix(title, s.title) || whole && strings.HasSuffix(s.title, title)
		switch numbered := s.isOneOf(numbers); {
		case named && !numbered && s.mayHave(numbers):
			f = l.On(numberAt[0], numberAt[1])
			f.Message, f.Hint = "上级文件的发文字号与活动数据不同", "活动数据为"+s.number+"，请核对"
		case numbered && !named && whole && !strings.Contains(s.title, title) && !han.Abbreviates(title, s.title):
			f = l.On(titleAt[0], titleAt[1])
			f.Message, f.Hint = "上级文件的标题与活动数据不同", "活动数据为《"+s.title+"》，请核对"
		default:
			continue
		}
		return []engine.Remark{f}
	}
	return nil
}

// isOneOf reports whether one of the numbers is that of the document. What stands before the
// first may be more than its code: 根据青教职〔2027〕19号.
func (s superior) isOneOf(numbers [][]string) bool {
	return slices.ContainsFunc(numbers, func(n []string) bool {
		return n[2] == s.parts[2] && n[3] == s.parts[3] && strings.HasSuffix(n[1], s.parts[1])
	})
}

// mayHave reports whether a number is meant for the document: one of another year has the
// same title, if that names no year.
func (s superior) mayHave(numbers [][]string) bool {
	return len(numbers) > 0 && (numbers[0][2] == s.parts[2] || withYear.Match(s.title))
}

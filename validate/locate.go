package validate

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/internal/engine"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// locate returns the place in y's file of the character at byte offset i of l.
// A value that the file lacks stands where what holds it begins.
func (y *year) locate(l engine.Line, i int) report.Position {
	o := l.Origin(i)
	row, column := y.inDraft(l, o.Column)
	where := y.Position(o.Part, row, column)
	for path := o.Part; where == (report.Position{}) && path != ""; {
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
		where = y.Position(path, 0, 0)
	}
	return where
}

// inDraft returns the line and column, in the text that the draft gives, of a
// column of l. They differ because the parser drops the blanks around a line,
// joins the lines of a title and takes the cells out of a table.
func (y *year) inDraft(l engine.Line, column int) (int, int) {
	number := max(l.Number, 1)
	list, rest, ok := strings.Cut(l.Part, "].")
	i, err := strconv.Atoi(strings.TrimPrefix(list, "documents["))
	if !ok || err != nil || i < 0 || i >= len(y.Documents) {
		return number, column
	}
	lines := strings.Split(partOf(&y.Documents[i], rest), "\n")
	switch {
	case l.Role == engine.RoleCell: // its row may have been written over several lines
		for n := number; n <= len(lines); n++ {
			if before, _, ok := strings.Cut(lines[n-1], l.Text); ok {
				return n, utf8.RuneCountInString(before) + column - l.Column
			}
		}
	case l.Number == 0:
		for ; number < len(lines) && column > utf8.RuneCountInString(lines[number-1]); number++ {
			column -= utf8.RuneCountInString(lines[number-1])
		}
	case number <= len(lines):
		indent := len(lines[number-1]) - len(strings.TrimLeftFunc(lines[number-1], unicode.IsSpace))
		column += utf8.RuneCountInString(lines[number-1][:indent])
	}
	return number, column
}

// partOf returns the text of a draft that a part of its document is made from.
func partOf(d *campaign.Draft, part string) string {
	switch part {
	case "title":
		return d.Title
	case "recipients":
		return d.Recipients
	case "body":
		return d.Body
	case "note":
		return d.Note
	}
	list, key, ok := strings.Cut(part, "].")
	i, err := strconv.Atoi(strings.TrimPrefix(list, "attachments["))
	if !ok || err != nil || i < 0 || i >= len(d.Attachments) {
		return ""
	}
	switch key {
	case "title":
		return d.Attachments[i].Title
	case "listed":
		return d.Attachments[i].Listed
	case "body":
		return d.Attachments[i].Body
	}
	return ""
}

// cannotCompose says that a draft makes no document.
func (y *year) cannotCompose(at string, err error) engine.Remark {
	part, reason := strings.TrimSuffix(at, "."), err.Error()
	var chinese interface{ Chinese() string }
	if errors.As(err, &chinese) {
		reason = chinese.Chinese()
	}
	var action *campaign.ActionError
	var ref *campaign.RefError
	switch {
	case errors.As(err, &action) && action.Path != "":
		part = action.Path
	case errors.As(err, &ref) && ref.Path != "":
		part = ref.Path
	}
	return datum(part, "").Say("文稿不能生成：" + reason)
}

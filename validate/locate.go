package validate

import (
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// locate returns the place in y's file of the character at byte offset i of l.
// A value that the file lacks stands where what holds it begins.
func (y *year) locate(l line, i int) report.Position {
	o := l.origin(i)
	number, written := y.written(l)
	column := o.column
	if column > 0 && written != "" {
		column = align(written, l.text, utf8.RuneCountInString(l.text[:i])) + 1
	}
	where := y.Position(o.part, number, column)
	for path := o.part; where == (report.Position{}) && path != ""; {
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
		where = y.Position(path, 0, 0)
	}
	return where
}

// written returns the line of the campaign's own text that l was made from,
// and its number there; "" if it is not found. It differs from l in template
// actions and in blanks around it.
func (y *year) written(l line) (number int, text string) {
	list, rest, ok := strings.Cut(l.part, "].")
	i, err := strconv.Atoi(strings.TrimPrefix(list, "documents["))
	if !ok || err != nil || i < 0 || i >= len(y.Documents) {
		return max(l.number, 1), l.text
	}
	lines := strings.Split(partOf(&y.Documents[i], rest), "\n")
	number = max(l.number, 1)
	if l.role == roleCell {
		// A row may have been written over several lines.
		for n := number; n <= len(lines); n++ {
			if strings.Contains(lines[n-1], l.text) {
				return n, lines[n-1]
			}
		}
	}
	if number > len(lines) {
		return number, ""
	}
	return number, lines[number-1]
}

// partOf returns the text of a draft that a part of its document is made from.
func partOf(d *campaign.Draft, part string) string {
	switch part {
	case "title":
		return strings.ReplaceAll(d.Title, "\n", "")
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

// align returns which character of written became character i of shown, both
// from 0. Within what a template action has become it is the action's first.
func align(written, shown string, i int) int {
	if at := strings.Index(written, shown); at >= 0 {
		return utf8.RuneCountInString(written[:at]) + i
	}
	w, s := []rune(written), []rune(shown)
	blank := len(w) - len([]rune(strings.TrimLeft(written, " \u3000\t")))
	head := 0
	for head < len(s) && blank+head < len(w) && w[blank+head] == s[head] {
		head++
	}
	tail := 0
	for tail < len(s)-head && tail < len(w)-blank-head && w[len(w)-1-tail] == s[len(s)-1-tail] {
		tail++
	}
	switch {
	case i < head:
		return blank + i
	case i >= len(s)-tail:
		return len(w) - (len(s) - i)
	}
	return blank + head
}

// cannotCompose says that a draft makes no document.
func (y *year) cannotCompose(at string, err error) remark {
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
	return datum(part, "").say("文稿不能生成：" + reason)
}

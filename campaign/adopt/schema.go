package adopt

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/zhijiao-go/zhijiao/campaign/document"
	"github.com/zhijiao-go/zhijiao/forms"
	"github.com/zhijiao-go/zhijiao/internal/han"
)

var (
	blankLabel = regexp.MustCompile(`([^\s：:]{1,16})[：:]`)
	blankDate  = regexp.MustCompile(`\d{0,4}年月日`)
	isNote     = regexp.MustCompile(`^(?:注|备注|说明|填表说明|填报说明)`)
	dots       = regexp.MustCompile(`^[….·]+$`)
)

// schemaOf makes a form of a page that is one to fill in: a table of heads with
// blank rows below, or of labels with blank cells beside them, labels above and
// below it, and notes. It returns nil for any other page.
func schemaOf(id, title string, blocks []document.Block) *forms.Schema {
	s := &forms.Schema{ID: id, Version: "1", Title: title}
	for _, b := range blocks {
		switch b := b.(type) {
		case *document.Table:
			if len(s.Blocks) > 0 {
				return nil
			}
			block, ok := listOf(b.Rows)
			if !ok {
				block, ok = cardOf(b.Rows)
			}
			if !ok {
				return nil
			}
			s.Blocks = append(s.Blocks, block)
		case *document.Labelled:
			line := b.Label + b.Text
			if isNote.MatchString(line) {
				s.Notes = append(s.Notes, line)
				continue
			}
			fields, ok := labelsOf(line)
			switch {
			case !ok || len(s.Notes) > 0:
				return nil
			case len(s.Blocks) == 0:
				s.Head = append(s.Head, fields...)
			default:
				s.Foot = append(s.Foot, fields...)
			}
		case *document.Paragraph:
			line := b.Mark + b.Lead + b.Text
			if len(s.Notes) == 0 && !isNote.MatchString(line) {
				return nil
			}
			s.Notes = append(s.Notes, line)
		default:
			return nil
		}
	}
	if len(s.Blocks) == 0 {
		return nil
	}
	n := 0
	number := func(fields []forms.Field) {
		for i := range fields {
			n++
			fields[i].Key = fmt.Sprint("f", n)
		}
	}
	number(s.Head)
	number(s.Blocks[0].Fields)
	number(s.Foot)
	if s.Validate() != nil {
		return nil
	}
	return s
}

// fieldOf returns the field that a label asks for. Of most nobody can say what
// kind it is: people write words where numbers are meant.
func fieldOf(label string) forms.Field {
	f := forms.Field{Label: strings.TrimRight(strings.TrimSpace(strings.ReplaceAll(label, "\n", "")), "：:")}
	switch plain := han.Squeeze(f.Label); {
	case strings.HasSuffix(plain, "电话"), strings.HasSuffix(plain, "手机号码"), strings.HasSuffix(plain, "手机"):
		f.Kind = forms.Phone
	case strings.HasSuffix(plain, "邮箱"):
		f.Kind = forms.Email
	case strings.HasSuffix(plain, "人数"):
		f.Kind = forms.Integer
	}
	return f
}

// labelsOf returns the fields of a line such as 填表人：　　联系电话：, which holds
// nothing else.
func labelsOf(line string) ([]forms.Field, bool) {
	var fields []forms.Field
	rest := line
	for _, m := range blankLabel.FindAllStringSubmatch(line, -1) {
		before, after, _ := strings.Cut(rest, m[0])
		if blankDate.ReplaceAllString(han.Squeeze(before), "") != "" {
			return nil, false
		}
		fields, rest = append(fields, fieldOf(m[1])), after
	}
	if len(fields) == 0 || blankDate.ReplaceAllString(han.Squeeze(rest), "") != "" {
		return nil, false
	}
	last := fields[len(fields)-1].Label
	if blankDate.MatchString(han.Squeeze(line)) && !strings.HasSuffix(last, "时间") && !strings.HasSuffix(last, "日期") {
		fields = append(fields, forms.Field{Label: "日期", Kind: forms.Date})
	}
	return fields, true
}

// listOf reads a row of heads with blank rows below.
func listOf(rows [][]string) (forms.Block, bool) {
	b := forms.Block{Key: "rows", Rows: len(rows) - 1, Grow: true}
	if len(rows) < 2 || len(rows[0]) < 2 {
		return b, false
	}
	for i, head := range rows[0] {
		switch f := fieldOf(head); {
		case f.Label == "":
			return b, false
		case i == 0 && han.Squeeze(f.Label) == "序号":
			b.Number = f.Label
		default:
			b.Fields = append(b.Fields, f)
		}
	}
	for _, row := range rows[1:] {
		for i, cell := range row {
			cell = han.Squeeze(cell)
			if _, err := strconv.Atoi(cell); cell != "" && !dots.MatchString(cell) && (err != nil || i > 0 || b.Number == "") {
				return b, false
			}
		}
	}
	return b, true
}

// cardOf reads labels with a blank cell behind each.
func cardOf(rows [][]string) (forms.Block, bool) {
	b := forms.Block{Key: "card", Rows: 1}
	for _, row := range rows {
		if len(row)%2 != 0 {
			return b, false
		}
		for i, cell := range row {
			if (strings.TrimSpace(cell) == "") != (i%2 == 1) {
				return b, false
			}
			if i%2 == 0 {
				b.Fields = append(b.Fields, fieldOf(cell))
			}
		}
	}
	return b, len(b.Fields) > 0
}

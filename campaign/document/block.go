package document

import (
	"github.com/zhijiao-go/zhijiao/forms"
)

// A Block is block-level content of a document's body,
// one of [*Heading], [*Paragraph], [*Labelled], [*Table] or [*Form].
type Block interface{ block() }

func (*Heading) block() {}

func (*Paragraph) block() {}

func (*Labelled) block() {}

func (*Table) block() {}

func (*Form) block() {}

// A Level is the rank of a level mark (结构层次序数, GB/T 9704-2012 7.3.3):
// 1 for 一、 2 for （一） 3 for 1. 4 for （1） 5 for ①. Zero means no mark.
type Level int

const maxLevel = 5

// A Heading is a level heading on a line of its own: 一、总体要求. It appears
// in the outline.
type Heading struct {
	Line  int    // 1-based line in the text it was read from; 0 if made by hand
	Level Level  // 1 to 5
	Mark  string // as written: 一、 or (一); "" in one made by hand: see [Document.Numbered]
	Text  string // all behind the mark, blanks and a closing ： included; never empty
}

// A Paragraph is running text. A numbered one has a mark; one that opens with
// a run-in heading has its heading sentence in Lead:
//
//	（一）加强组织领导。各区教育局要牵头做好组织工作……
//
// has Mark （一）, Lead 加强组织领导。 and the rest in Text. A run-in heading
// appears in the outline, a numbered paragraph without Lead does not.
type Paragraph struct {
	Line  int    // as in Heading
	Level Level  // 0 if there is no mark
	Mark  string // "" if Level is 0
	Lead  string // the run-in heading with its closing mark; "" if there is none, and always if Level is 0
	Text  string // all behind Mark and Lead; never empty
}

// A Labelled is a line that opens with a label and a colon, such as
// 责任部门：招生就业处 or 组长：姜某某. It is not numbered.
type Labelled struct {
	Line  int    // as in Heading
	Label string // as written, colon included: 组  长：
	Text  string // may be empty
}

// A Table is a grid of cells. Rows are as long as they were written; an empty
// row is a blank row for filling in.
//
// Plain text has two forms of it: a row on each line with tabs between the
// cells, or, as word processors copy it, a tab before every row or cell, with
// blank lines between the rows.
type Table struct {
	Line int        // as in Heading
	Rows [][]string // len(Rows) > 0 and every row has at least one cell
}

// A Form is a form printed as a table in the document.
type Form struct {
	Schema *forms.Schema // never nil
}

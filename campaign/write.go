package campaign

import (
	"bytes"
	"errors"
	"io"
	"reflect"

	"github.com/zhijiao-go/zhijiao/campaign/internal/yamltree"
)

// ErrWrite is the error of [Write] for a campaign that its YAML does not give
// back: it holds what no file can hold.
var ErrWrite = errors.New("campaign: what was written reads otherwise")

// A Mark is a remark to a value of a campaign that [Write] puts beside it, as
// a comment that says 待确认.
type Mark struct {
	Path string // of the value, as in [Move]: deadlines[0].due; "" for the whole
	Text string // one line, in Chinese
}

// MarkWord begins the comments that [Write] makes of marks.
const MarkWord = yamltree.MarkWord

// Write writes c as YAML that [Load] reads back to an equal campaign; a campaign
// that Load refuses is Load's error. One that was loaded from a file keeps it:
// what has not changed stands as it stood, order of keys, comments and blank
// lines included, and so does what [Campaign.Next] has not moved. What is new
// is laid out like the rest, lists of short entries as one line each, long texts
// as blocks.
//
// A mark becomes a comment line above the line its value begins on, or above
// the text or the entry it is in; that of a value which is left out stands above
// what would hold it. Where there are marks, the earlier ones of the
// file go. The same campaign and marks give the same bytes.
func Write(w io.Writer, c *Campaign, marks ...Mark) error {
	if c == nil {
		return ErrWrite
	}
	known := c
	c = c.asWritten()
	all := make([]yamltree.Mark, len(marks))
	for i, m := range marks {
		all[i] = yamltree.Mark(m)
	}
	var lines []string
	root, was := c.written()
	if root != nil {
		lines = c.source.lines
	}
	data := yamltree.Print(c, all, was, root, lines)
	// What a reader makes of it is the only proof.
	again, err := load(bytes.NewReader(data), "campaign.yaml", nil, known)
	if err != nil {
		return err
	}
	a, b := *c, *again.asWritten()
	a.source, b.source = nil, nil
	if !reflect.DeepEqual(a, b) {
		return ErrWrite
	}
	_, err = bytes.NewReader(data).WriteTo(w)
	return err
}

// written returns what the file of c holds; nil without one.
func (c *Campaign) written() (*yamltree.Node, *Campaign) {
	if c.source == nil || c.source.at[""] == nil || c.source.at[""].IsFlow(c.source.lines) {
		return nil, nil
	}
	root := c.source.at[""]
	was := new(Campaign)
	if _, faults := yamltree.Decode(root, c.source.lines, was, chineseOf); len(faults) > 0 {
		return nil, nil
	}
	return root, was
}

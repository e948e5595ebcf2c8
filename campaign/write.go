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

// Write writes c as YAML that [Load] reads back to an equal campaign; a campaign
// that Load refuses is Load's error. One that was loaded from a file keeps it:
// what has not changed stands as it stood, order of keys, comments and blank
// lines included, and so does what [Campaign.Next] has not moved. What is new
// is laid out like the rest, lists of short entries as one line each, long texts
// as blocks.
//
// A doubt that is open becomes a comment as well, which says 待确认: a line above the
// line its value begins on, or above the text or the entry it is in; that of a value
// which is left out stands above what would hold it. Where c or its file has doubts,
// the earlier comments of that kind go. The same campaign gives the same bytes.
func Write(w io.Writer, c *Campaign) error {
	if c == nil {
		return ErrWrite
	}
	known := c
	c = c.asWritten()
	var marks []yamltree.Mark
	for _, d := range c.OpenDoubts() {
		marks = append(marks, yamltree.Mark{Path: d.Path, Text: d.Text})
	}
	var lines []string
	root, was := c.written()
	if root != nil {
		lines = c.source.lines
	}
	fresh := len(c.Doubts) > 0 || was != nil && len(was.Doubts) > 0
	data := yamltree.Print(c, marks, fresh, was, root, lines)
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

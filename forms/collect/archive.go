package collect

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"github.com/zhijiao-go/zhijiao/forms/collect/internal/heed"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/forms/collect/internal/mask"
	"github.com/zhijiao-go/zhijiao/internal/moment"
	"github.com/zhijiao-go/zhijiao/render/output"
	"github.com/zhijiao-go/zhijiao/render/sheet"
)

// The folders of the archive of a year.
const (
	archiveSent      = "收文/" // what came in, as it came
	archiveResults   = "结果/" // what was made of it
	archivePublished = "公开/" // the same for the public: without telephones, mailboxes and numbers of identity cards
)

// Files up to archiveFile bytes go into the archive, and as many as archiveAll bytes
// take; films are larger. Of the others the index keeps the hash.
const (
	archiveFile = 64 << 20
	archiveAll  = 1 << 30
)

// published are the results of which there is a copy for the public.
var published = []string{"汇总表.xlsx", "总结.docx"}

// archive puts the year into its sink: what came in, the results, copies of some for
// the public, an index that says what came from whom and when, and the hashes of all
// as sha256sum reads them.
func (c *collector) archive() error {
	if c.Archive == nil {
		return nil
	}
	index := sheet.List{Sheet: "索引", Title: c.Campaign.Name + "归档目录", Landscape: true,
		Note: "校验值是SHA-256，同一个文件算出的总是同一个值，改动一个字就不同；全部校验值另存在“校验值.txt”。",
		Columns: []sheet.Column{{Label: "序号", Width: 34}, {Label: "来自", Width: 110}, {Label: "文件", Width: 210}, {Label: "大小", Width: 56},
			{Label: "收到时间", Width: 92}, {Label: "报送内容", Width: 130}, {Label: "校验值", Width: 190}, {Label: "备注", Width: 90}}}
	var sums strings.Builder
	room := int64(archiveAll)
	row := func(from, name string, size int64, at, what, sum, note string) {
		index.Rows = append(index.Rows, []any{len(index.Rows) + 1, from, name, output.Size(int(size)), at, what, sum, note})
		if sum != "" && note == "" {
			fmt.Fprintf(&sums, "%s  %s\n", sum, name)
		}
	}
	what := c.contents()
	done := map[string]bool{}
	for i := range c.arrivals {
		a := &c.arrivals[i]
		if done[a.disk] {
			continue
		}
		done[a.disk] = true
		data, size, sum, err := c.hashed(a.disk, room)
		if c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		at, _ := c.schools.receipts.At(a.disk)
		note := ""
		switch {
		case err != nil:
			note = "打不开，没有归档"
		case data == nil:
			note = "文件太大，只登记，没有放入"
		default:
			if note, err = c.shelve(archiveSent+a.disk, data); err != nil {
				return err
			}
			room -= size
		}
		row(a.owner.name, archiveSent+a.disk, size, moment.Stamp(at), strings.Join(what[a.disk], "、"), sum, note)
	}
	add := func(name, what string, data []byte) error {
		if err := c.Archive.Add(name, data); err != nil {
			return err
		}
		row("", name, int64(len(data)), "", what, hash(data), "")
		return nil
	}
	for _, f := range c.made {
		if err := add(archiveResults+f.name, "汇总、校核结果", f.data); err != nil {
			return err
		}
	}
	for _, f := range c.made {
		if !slices.Contains(published, f.name) {
			continue
		}
		masked, err := mask.Office(f.data)
		if err != nil {
			return &output.Error{Path: archivePublished + f.name, Err: err}
		}
		if err := add(archivePublished+f.name, "公开本，去掉了电话、邮箱、证件号码", masked); err != nil {
			return err
		}
	}
	var book bytes.Buffer
	if err := sheet.Lists(c.ctx, &book, []sheet.List{index}, c.sheetOptions()); err != nil {
		return &output.Error{Path: "索引.xlsx", Err: err}
	}
	fmt.Fprintf(&sums, "%s  索引.xlsx\n", hash(book.Bytes()))
	if err := c.Archive.Add("索引.xlsx", book.Bytes()); err != nil {
		return err
	}
	return c.Archive.Add("校验值.txt", []byte(sums.String()))
}

// shelve puts a file that came in into the archive; one whose name no folder can hold
// is only noted.
func (c *collector) shelve(name string, data []byte) (note string, err error) {
	err = c.Archive.Add(name, data)
	if errors.Is(err, output.ErrPath) || errors.Is(err, output.ErrTaken) {
		return "文件名不能用在压缩包里，只登记，没有放入", nil
	}
	return "", err
}

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// hashed reads a file; of one that has no room in the archive nothing but the hash.
func (c *collector) hashed(name string, room int64) (data []byte, size int64, sum string, err error) {
	f, err := heed.Open(c.returns, c.rawName(name))
	if err != nil {
		return nil, 0, "", err
	}
	defer f.Close()
	size = f.Size
	h := sha256.New()
	r := io.NewSectionReader(f, 0, size)
	if size > archiveFile || size > room {
		_, err = io.Copy(h, r)
	} else {
		data = make([]byte, size)
		if _, err = io.ReadFull(r, data); err == nil {
			h.Write(data)
		}
	}
	if err != nil {
		return nil, size, "", err
	}
	return data, size, hex.EncodeToString(h.Sum(nil)), nil
}

// contents tells by file on disk what of the campaign's duties it is.
func (c *collector) contents() map[string][]string {
	disk := map[string]string{}
	for i := range c.arrivals {
		disk[c.arrivals[i].path] = c.arrivals[i].disk
	}
	what := map[string][]string{}
	for _, it := range c.items {
		for _, f := range it.Files {
			at := disk[f]
			if at == "" {
				at = f
			}
			if name := oneLine(c.duties[it.Duty].What); !slices.Contains(what[at], name) {
				what[at] = append(what[at], name)
			}
		}
	}
	for p := range what {
		slices.Sort(what[p])
	}
	return what
}

// A made file is a result that the archive keeps.
type made struct {
	name string
	data []byte
}

// keep remembers a result for the archive.
func (c *collector) keep(name string, data []byte) {
	if c.Archive != nil {
		c.made = append(c.made, made{path.Clean(name), data})
	}
}

package material

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/zhijiao-go/zhijiao/internal/gate"
	"github.com/zhijiao-go/zhijiao/internal/media"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// maxFiles bounds what one folder may hold, so that a wrong folder (a whole
// disk) ends soon.
const maxFiles = 20_000

// read finds the files of a folder and reads what they say of themselves.
func (f *folder) read(fsys fs.FS) {
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case f.ctx.Err() != nil:
			return fs.SkipAll
		case err != nil:
			f.unreadable(p, "打不开", "请检查文件夹后重新报送")
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case p != "." && leftover(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || f.Leave != nil && f.Leave(p):
			return nil
		case len(f.files) >= maxFiles:
			return errTooMany
		}
		f.file(fsys, p, d)
		return nil
	})
	if err != nil {
		f.unreadable(f.Name, fmt.Sprintf("文件太多，只看了前%d个", maxFiles), "请确认文件夹没有选错")
	}
}

var errTooMany = errors.New("too many files")

// unreadable notes something that is no file that could be looked at.
func (f *folder) unreadable(path, message, hint string) {
	f.strange = append(f.strange, trouble{"MT001", remark{file: path, message: message, hint: hint}})
}

// leftover reports whether a file is none that somebody sent: hidden files, and
// what systems and Office leave behind.
func leftover(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".~")
}

// file reads one file of the folder.
func (f *folder) file(fsys fs.FS, p string, d fs.DirEntry) {
	s := &submitted{File: File{Path: p, Rule: -1}, receipt: p}
	info, err := fs.Stat(fsys, p)
	if err != nil || !info.Mode().IsRegular() {
		s.damaged("文件打不开", "请重新报送")
		f.files = append(f.files, s)
		return
	}
	s.Bytes = info.Size()
	c := content{size: info.Size()}
	file, err := fsys.Open(p)
	if err == nil {
		defer file.Close()
		if r, ok := file.(io.ReaderAt); ok {
			c.ReaderAt = &heeding{f.ctx, r}
		} else {
			c.ReaderAt = &replayed{ctx: f.ctx, open: func() (io.ReadCloser, error) { return fsys.Open(p) }}
			c.forward = true
		}
	}
	if err != nil {
		s.damaged("文件打不开", "请重新报送")
		f.files = append(f.files, s)
		return
	}
	defer c.close()
	if entries := s.read(c); entries != nil {
		f.bundle(s, entries, c.ReaderAt)
		return
	}
	f.files = append(f.files, s)
}

// bundle reads the files of a zip; one that is not to be opened is a finding. A
// zip within it is not opened.
func (f *folder) bundle(outer *submitted, entries []gate.Entry, r io.ReaderAt) {
	for _, entry := range entries {
		at := outer.Path + "/" + entry.Name
		switch {
		case f.ctx.Err() != nil:
			return
		case leftoverPath(entry.Name), f.Leave != nil && f.Leave(at):
			continue
		case len(f.files) >= maxFiles:
			f.unreadable(f.Name, fmt.Sprintf("文件太多，只看了前%d个", maxFiles), "请确认文件夹没有选错")
			return
		}
		s := &submitted{File: File{Path: at, Rule: -1, Bytes: int64(entry.UncompressedSize64)}, receipt: outer.Path}
		if f.files = append(f.files, s); entry.Err != nil {
			s.refused(entry.Err)
			continue
		}
		c := content{size: s.Bytes, forward: true}
		c.ReaderAt = &replayed{ctx: f.ctx, open: entry.Open}
		if entry.Method == zip.Store {
			if offset, err := entry.DataOffset(); err == nil {
				c.ReaderAt, c.forward = io.NewSectionReader(r, offset, c.size), false
			}
		}
		if s.read(c) != nil {
			s.damaged("压缩包里还有压缩包，没有打开", "请解开后只压缩一层再报送")
		}
		c.close()
	}
}

func leftoverPath(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if leftover(part) {
			return true
		}
	}
	return false
}

// content is what is in a file.
type content struct {
	io.ReaderAt
	size    int64
	forward bool // going back means reading from the start again
}

func (c content) close() {
	if r, ok := c.ReaderAt.(*replayed); ok {
		r.close()
	}
}

// whole returns c so that it can be read in any order. What only goes forward
// is held in memory, up to the size of an office file.
func (c content) whole() (io.ReaderAt, error) {
	if !c.forward {
		return c.ReaderAt, nil
	}
	if c.size > gate.Office.Size {
		return nil, &gate.Error{Err: gate.ErrTooLarge, Advice: "请不要压缩，直接报送"}
	}
	data := make([]byte, c.size)
	if _, err := io.ReadFull(io.NewSectionReader(c.ReaderAt, 0, c.size), data); err != nil {
		return nil, err
	}
	return bytes.NewReader(data), nil
}

// A heeding reads until its context ends.
type heeding struct {
	ctx context.Context
	r   io.ReaderAt
}

func (h *heeding) ReadAt(b []byte, off int64) (int, error) {
	if err := h.ctx.Err(); err != nil {
		return 0, err
	}
	return h.r.ReadAt(b, off)
}

// A replayed reads anywhere in what can only be read from its start: forward
// by passing over bytes, back by opening it again. It ends with its context,
// also while it passes over a film.
type replayed struct {
	ctx  context.Context
	open func() (io.ReadCloser, error)
	r    io.ReadCloser
	at   int64
}

func (p *replayed) ReadAt(b []byte, off int64) (n int, err error) {
	if p.r == nil || off < p.at {
		p.close()
		if p.r, err = p.open(); err != nil {
			p.r = nil
			return 0, err
		}
		p.at = 0
	}
	if s, ok := p.r.(io.Seeker); ok && off > p.at {
		if _, err := s.Seek(off, io.SeekStart); err != nil {
			return 0, err
		}
		p.at = off
	}
	heeded := readerFunc(func(b []byte) (int, error) {
		if err := p.ctx.Err(); err != nil {
			return 0, err
		}
		return p.r.Read(b[:min(len(b), mostAtOnce)])
	})
	passed, err := io.CopyN(io.Discard, heeded, off-p.at)
	p.at += passed
	if err != nil {
		return 0, err
	}
	n, err = io.ReadFull(heeded, b)
	p.at += int64(n)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// mostAtOnce is how much is unpacked between two looks at the context.
const mostAtOnce = 1 << 20

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(b []byte) (int, error) { return f(b) }

func (p *replayed) close() {
	if p.r != nil {
		p.r.Close()
		p.r = nil
	}
}

const (
	sniffed = 512 // bytes that tell what a file is

	// maxForward is the size of a file that is read through for what stands at
	// its end. A film of an hour is smaller; a zip may unpack to more than
	// anybody would wait for.
	maxForward = 1 << 30

	maxList = 1 << 20 // bytes of a list of captions
)

// read reads what a file says of itself. Of a zip of files these are returned.
func (s *submitted) read(c content) []gate.Entry {
	if c.size == 0 {
		s.damaged("文件是空的", "请检查后重新报送")
		return nil
	}
	if c.forward && c.size > maxForward {
		s.damaged("文件太大，压缩后读不了", "请不要压缩，直接报送")
		return nil
	}
	head := make([]byte, min(sniffed, c.size))
	if n, _ := c.ReadAt(head, 0); n < len(head) {
		s.damaged("文件打不开", "请重新报送")
		return nil
	}
	switch format := media.Sniff(head); format.Kind() {
	case media.Picture:
		s.Format = string(format)
		s.readPicture(c, format)
		return nil
	case media.Film:
		s.Format = string(format)
		s.readFilm(c, format)
		return nil
	case media.Sound:
		s.Format = string(format)
		return nil
	}
	return s.readOffice(c)
}

func (s *submitted) readPicture(c content, format media.Format) {
	var img media.Image
	var err error
	switch format {
	case media.JPEG:
		img, err = media.ReadJPEG(c, c.size)
	case media.PNG:
		img, err = media.ReadPNG(c)
	}
	if err != nil {
		s.unreadable(err, "图片")
	}
	s.Width, s.Height, s.DPI = img.Width, img.Height, img.DPI
}

func (s *submitted) readFilm(c content, format media.Format) {
	if format != media.MP4 && format != "mov" && format != "3gp" {
		return // the others tell what they are; it is not what is asked for
	}
	v, err := media.ReadVideo(c, c.size)
	if err != nil {
		s.unreadable(err, "视频")
	}
	s.Width, s.Height, s.Length = v.Width, v.Height, v.Length
}

// unreadable says why a picture or film cannot be read.
func (s *submitted) unreadable(err error, what string) {
	message := what + "已损坏"
	switch {
	case errors.Is(err, media.ErrNoIndex):
		message = what + "没有传完整，或录制时中断（缺少索引moov）"
	case errors.Is(err, media.ErrTruncated):
		message = what + "没有传完整"
	}
	s.damaged(message, "请确认文件能正常打开后重新报送")
}

func (s *submitted) damaged(message, hint string) {
	s.broken = true
	s.trouble("MT001", "", message, hint, 0)
}

// officeFormats are the endings of what the gate tells.
var officeFormats = map[gate.Kind]string{
	gate.DOCX: "docx", gate.DOCM: "docm", gate.XLSX: "xlsx", gate.XLSM: "xlsm", gate.XLSB: "xlsb", gate.PPTX: "pptx",
	gate.ODS: "ods", gate.ODT: "odt", gate.OFD: "ofd", gate.DOC: "doc", gate.XLS: "xls",
	gate.HTML: "html", gate.MHTML: "mhtml", gate.RTF: "rtf", gate.PDF: "pdf", gate.PlainText: "txt",
}

// readOffice reads documents, and opens zips.
func (s *submitted) readOffice(c content) []gate.Entry {
	kind := gate.Sniff(c, c.size)
	s.label = kind.Label()
	switch kind {
	case gate.Empty:
		s.damaged("文件是空的", "请检查后重新报送")
		return nil
	case gate.Encrypted:
		s.damaged("文件设有打开密码", "请取消密码后重新报送")
		return nil
	case gate.Zip:
		return s.readZip(c)
	case gate.RAR:
		s.damaged("压缩包不是.zip，打不开", "请直接报送文件，或改用.zip压缩")
		return nil
	}
	s.Format = officeFormats[kind]
	ext := strings.ToLower(path.Ext(s.Path))
	switch {
	case (kind == gate.DOC || kind == gate.OLE) && ext == ".wps":
		s.Format = "wps"
	case kind == gate.OLE && (ext == ".doc" || ext == ".docx"): // of some files nothing else tells it
		s.Format = "doc"
	}
	if kind == gate.PlainText && ext != ".txt" {
		s.Format = "" // data of some program
		return nil
	}
	if kind == gate.PlainText && c.size <= maxList {
		data, err := io.ReadAll(io.NewSectionReader(c, 0, c.size))
		if err != nil {
			return nil
		}
		if text, err := gate.Text(data); err == nil {
			s.wording = strings.Split(text, "\n")
		}
	}
	return nil
}

// readZip reads a .docx, or returns the files of a zip.
func (s *submitted) readZip(c content) []gate.Entry {
	r, err := c.whole()
	if err != nil {
		s.refused(err)
		return nil
	}
	z, kind, err := gate.OpenOffice(r, c.size, s.Path)
	if ge := errAs[*gate.Error](err); ge != nil {
		kind = ge.Kind
	}
	s.label = kind.Label()
	switch kind {
	case gate.Zip:
		entries, bad := gate.Entries(r, c.size, s.Path, gate.Bundle)
		if bad == nil && slices.ContainsFunc(entries, func(e gate.Entry) bool { return strings.EqualFold(e.Name, "[Content_Types].xml") }) {
			bad = err // a document beyond the limits of one is no bundle of files
		}
		switch {
		case bad != nil:
			s.refused(bad)
		case len(entries) == 0:
			s.damaged("压缩包里没有文件", "请检查后重新报送")
		default:
			return entries
		}
		return nil
	case gate.DOCX:
		if err == nil {
			s.readDocument(z)
			return nil
		}
	}
	s.Format = officeFormats[kind]
	if ge := errAs[*gate.Error](err); ge != nil && !errors.Is(err, gate.ErrFormat) && !errors.Is(err, gate.ErrMacro) {
		s.refused(err)
	}
	return nil
}

func (s *submitted) readDocument(z *zip.Reader) {
	s.Format = officeFormats[gate.DOCX]
	d, err := wordml.ReadZipRuns(z, nil)
	if err != nil {
		s.refused(err)
		return
	}
	s.article = newManuscript(d)
	s.Characters = s.article.characters
}

// refused says why the gate did not let a file in.
func (s *submitted) refused(err error) {
	message, hint := "文件已损坏或没有传完整", "请确认文件能正常打开后重新报送"
	if ge := errAs[*gate.Error](err); ge != nil {
		message, hint = ge.Say(), ge.Advice
		if hint == "" {
			hint = "请重新报送"
		}
	}
	s.damaged(message, hint)
}

// badFormat says that a file is of a format that is not asked for.
func (s *submitted) badFormat(want, hint string, severity report.Severity) remark {
	m := s.say(path.Base(s.Path), "应为"+want+"，实际是"+s.formatLabel(), hint)
	m.severity = severity
	return m
}

// formatLabel is what clerks call the format of s.
func (s *submitted) formatLabel() string {
	if l := media.Format(s.Format).Label(); l != "" {
		return l
	}
	return s.label
}

// errAs returns err as an E, or the zero value.
func errAs[E error](err error) (e E) {
	errors.As(err, &e)
	return e
}

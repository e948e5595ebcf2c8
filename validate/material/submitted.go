package material

import (
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
func (l *looking) read(fsys fs.FS) {
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case l.ctx.Err() != nil:
			return fs.SkipAll
		case err != nil:
			l.unreadable(p, "打不开", "请检查文件夹后重新报送")
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case p != "." && leftover(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() || l.Leave != nil && l.Leave(p):
			return nil
		case len(l.files) >= maxFiles:
			return errTooMany
		}
		l.file(fsys, p)
		return nil
	})
	if err != nil {
		l.tooMany(l.Name)
	}
}

var errTooMany = errors.New("too many files")

// tooMany notes that not all of the files were looked at.
func (l *Looked) tooMany(name string) {
	l.unreadable(name, fmt.Sprintf("文件太多，只看了前%d个", maxFiles), "请确认文件夹没有选错")
}

// unreadable notes something that is no file that could be looked at.
func (l *Looked) unreadable(path, message, hint string) {
	l.strange = append(l.strange, trouble{"MT001", remark{file: path, message: message, hint: hint}})
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
func (l *looking) file(fsys fs.FS, p string) {
	info, err := fs.Stat(fsys, p)
	if err != nil || !info.Mode().IsRegular() {
		l.one(nil, 0, p)
		return
	}
	file, err := fsys.Open(p)
	if err != nil {
		l.one(nil, info.Size(), p)
		return
	}
	defer file.Close()
	v := gate.NewStream(l.ctx, func() (io.ReadCloser, error) { return fsys.Open(p) }, info.Size(), nil)
	if r, ok := file.(io.ReaderAt); ok {
		v = gate.NewView(l.ctx, r, info.Size(), nil)
	}
	defer v.Close()
	l.one(v, info.Size(), p)
}

// bundle reads the files of a zip; one that is not to be opened is a finding. A
// zip within it is not opened.
func (l *looking) bundle(outer *submitted, entries []gate.Entry, v *gate.View) {
	for i := range entries {
		entry := &entries[i]
		at := outer.Path + "/" + entry.Name
		switch {
		case l.ctx.Err() != nil:
			return
		case leftoverPath(entry.Name), l.Leave != nil && l.Leave(at):
			continue
		case len(l.files) >= maxFiles:
			l.tooMany(l.Name)
			return
		}
		s := &submitted{File: File{Path: at, Rule: -1, Bytes: int64(entry.UncompressedSize64)}, receipt: outer.receipt}
		if entry.Err != nil {
			s.refused(entry.Err)
			l.add(s)
			continue
		}
		inner := entry.View(l.ctx, v, gate.BudgetOf(v))
		if s.read(inner, s.Bytes) != nil {
			s.damaged("压缩包里还有压缩包，没有打开", "请解开后只压缩一层再报送")
		}
		inner.Close()
		l.add(s)
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

const (
	sniffed = 512 // bytes that tell what a file is

	// maxForward is the size of a file that is read through for what stands at
	// its end. A film of an hour is smaller; a zip may unpack to more than
	// anybody would wait for.
	maxForward = 1 << 30

	maxList = 1 << 20 // bytes of a list of captions
)

// read reads what a file says of itself. Of a zip of files these are returned.
func (s *submitted) read(v *gate.View, size int64) []gate.Entry {
	defer func() {
		if v.Spent() != nil { // whatever was made of what there was
			s.troubles = nil
			s.refused(v.Spent())
		}
	}()
	if size == 0 {
		s.damaged("文件是空的", "请检查后重新报送")
		return nil
	}
	if v.Forward() && size > maxForward {
		s.damaged("文件太大，压缩后读不了", "请不要压缩，直接报送")
		return nil
	}
	head := make([]byte, min(sniffed, size))
	if n, _ := v.ReadAt(head, 0); n < len(head) {
		s.damaged("文件打不开", "请重新报送")
		return nil
	}
	switch format := media.Sniff(head); {
	case v.Squeezed() && (format.Kind() == media.Picture || format.Kind() == media.Film):
		s.Format = string(format)
		s.damaged("压缩到了二十分之一以下，内容几乎全是空的", "请确认文件能正常打开，不要压缩，直接报送")
		return nil
	case format.Kind() == media.Picture:
		s.Format = string(format)
		s.readPicture(v, size, format)
		return nil
	case format.Kind() == media.Film:
		s.Format = string(format)
		s.readFilm(v, size, format)
		return nil
	case format.Kind() == media.Sound:
		s.Format = string(format)
		return nil
	}
	return s.readOffice(v, size)
}

func (s *submitted) readPicture(v *gate.View, size int64, format media.Format) {
	var img media.Image
	var err error
	switch format {
	case media.JPEG:
		img, err = media.ReadJPEG(v, size)
	case media.PNG:
		img, err = media.ReadPNG(v)
	}
	if err != nil {
		s.unreadable(err, "图片")
	}
	s.Width, s.Height, s.DPI = img.Width, img.Height, img.DPI
}

func (s *submitted) readFilm(v *gate.View, size int64, format media.Format) {
	if format != media.MP4 && format != "mov" && format != "3gp" {
		return // the others tell what they are; it is not what is asked for
	}
	film, err := media.ReadVideo(v, size)
	if err != nil {
		s.unreadable(err, "视频")
	}
	s.Width, s.Height, s.Length = film.Width, film.Height, film.Length
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
func (s *submitted) readOffice(v *gate.View, size int64) []gate.Entry {
	kind := gate.Sniff(v, size)
	s.label = kind.Label()
	switch kind {
	case gate.Empty:
		s.damaged("文件是空的", "请检查后重新报送")
		return nil
	case gate.Encrypted:
		s.damaged("文件设有打开密码", "请取消密码后重新报送")
		return nil
	case gate.Zip:
		return s.readZip(v, size)
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
	if kind == gate.PlainText && size <= maxList {
		data, err := io.ReadAll(io.NewSectionReader(v, 0, size))
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
func (s *submitted) readZip(v *gate.View, size int64) []gate.Entry {
	_, kind, err := gate.OpenOffice(v, size, s.Path)
	if ge := errAs[*gate.Error](err); ge != nil {
		kind = ge.Kind
	}
	if v.Forward() { // it is too large, or does not unpack
		s.refused(err)
		return nil
	}
	s.label = kind.Label()
	switch kind {
	case gate.Zip:
		entries, bad := gate.Entries(v, size, s.Path, gate.Bundle)
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
			s.readDocument(v, size)
			return nil
		}
	}
	s.Format = officeFormats[kind]
	if ge := errAs[*gate.Error](err); ge != nil && !errors.Is(err, gate.ErrFormat) && !errors.Is(err, gate.ErrMacro) {
		s.refused(err)
	}
	return nil
}

func (s *submitted) readDocument(v *gate.View, size int64) {
	s.Format = officeFormats[gate.DOCX]
	d, err := wordml.ReadRuns(v, size)
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

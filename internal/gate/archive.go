package gate

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// An Entry is a file of an archive. Its Name is a clean path: UTF-8, parted by
// single strokes, inside the archive.
type Entry struct {
	*zip.File
	odd  bool   // its name has what no name may have, and was cleaned
	Note string // what was odd about its name, in Chinese; "" for nothing
	Err  error  // an *[Error]: why it is not to be opened; nil where it may be
}

// Open opens a zip within the limits: every entry has a path of its own inside
// the archive, no two share their bytes, and all of them together unpack to no
// more than allowed. (The standard library never delivers more of an entry than
// it declares.) Paths in GBK, as Chinese Windows packs them, come as UTF-8.
//
// name is used in errors only. All errors are of type [*Error]. One entry that
// is not to be opened refuses them all; [Entries] tells them apart.
func Open(r io.ReaderAt, size int64, name string, lim Limits) (*zip.Reader, error) {
	z, entries, err := open(r, size, name, lim)
	if err != nil {
		return nil, err
	}
	for i := range entries {
		if e := &entries[i]; e.Err != nil {
			return nil, e.Err
		} else if e.odd {
			return nil, &Error{File: name, Entry: fmt.Sprintf("%.80q", e.Name), Kind: Zip, Err: ErrPath, Advice: adviceRename}
		}
	}
	return z, nil
}

// Entries returns the files of a zip in their order, folders left out. What is
// wrong with one of them, such as a path that leaves the archive, is in its
// Err; the error is for what is wrong with the archive as a whole.
func Entries(r io.ReaderAt, size int64, name string, lim Limits) ([]Entry, error) {
	_, entries, err := open(r, size, name, lim)
	return slices.DeleteFunc(entries, func(e Entry) bool { return e.Err == nil && strings.HasSuffix(e.Name, "/") }), err
}

func open(r io.ReaderAt, size int64, name string, lim Limits) (*zip.Reader, []Entry, error) {
	refuse := func(entry string, err error, advice, detail string, args ...any) error {
		return &Error{File: name, Entry: entry, Kind: Zip, Err: err, Detail: fmt.Sprintf(detail, args...), Advice: advice}
	}
	if size > lim.Size {
		return nil, nil, refuse("", ErrTooLarge, adviceSmall, "%d bytes, limit %d", size, lim.Size)
	}
	list := &listing{ReaderAt: r, left: listSlack + int64(lim.Entries)*listEntry}
	z, err := zip.NewReader(list, size)
	list.done = true
	switch {
	case errors.Is(err, errLongList):
		return nil, nil, refuse("", ErrEntries, adviceSmall, "limit %d", lim.Entries)
	case err != nil && !errors.Is(err, zip.ErrInsecurePath):
		return nil, nil, refuse("", ErrDamaged, adviceResend, "%v", err)
	case len(z.File) > lim.Entries:
		return nil, nil, refuse("", ErrEntries, adviceSmall, "%d, limit %d", len(z.File), lim.Entries)
	}
	entries := make([]Entry, len(z.File))
	var total uint64
	for i, f := range z.File {
		entries[i].File = f
		entries[i].name(refuse)
		// One entry alone may overflow the sum, so it is held against the limit first.
		if f.UncompressedSize64 > uint64(lim.Total) {
			return nil, nil, refuse(f.Name, ErrTooLarge, adviceSmall, "unpacks to %d bytes, limit %d", f.UncompressedSize64, lim.Total)
		}
		if total += f.UncompressedSize64; total > uint64(lim.Total) {
			return nil, nil, refuse("", ErrTooLarge, adviceSmall, "unpacks to more than %d bytes", lim.Total)
		}
		e := &entries[i]
		switch {
		case e.Err != nil:
		case f.Flags&1 != 0:
			e.Err = refuse(f.Name, ErrEncrypted, "请取消密码后重新报送", "")
		case f.UncompressedSize64 > RatioFrom && f.UncompressedSize64/uint64(lim.Ratio) > f.CompressedSize64:
			e.Err = refuse(f.Name, ErrRatio, adviceRebuilt, "%d bytes out of %d", f.UncompressedSize64, f.CompressedSize64)
		}
	}
	unique(entries, refuse)
	if at := overlap(z.File); at != nil {
		return nil, nil, refuse(at.Name, ErrOverlap, adviceResend, "")
	}
	return z, entries, nil
}

// A listing is a file whose directory is read: no more of it than the directory
// of as many entries as are allowed takes, whatever the file says of it.
type listing struct {
	io.ReaderAt
	left int64
	done bool
}

const (
	listEntry = 320       // bytes for an entry on average: 46, its path, times and rights
	listSlack = 128 << 10 // comment, the end of the directory, what buffers read ahead
)

var errLongList = errors.New("directory too long")

func (l *listing) ReadAt(b []byte, off int64) (int, error) {
	if !l.done {
		if l.left -= int64(len(b)); l.left < 0 {
			return 0, errLongList
		}
	}
	return l.ReaderAt.ReadAt(b, off)
}

// A refusal makes an error about an entry.
type refusal func(entry string, err error, advice, detail string, args ...any) error

// name cleans the path of an entry.
func (e *Entry) name(refuse refusal) {
	packed := e.Name
	name, note := CleanName(packed)
	if e.NonUTF8 && !strings.ContainsRune(name, utf8.RuneError) && utf8.RuneCountInString(name) > 0 && !utf8.ValidString(packed) {
		note = "" // GBK is what all archives of Chinese Windows are in
	}
	e.odd = strings.ContainsFunc(packed, func(r rune) bool { return r == 0 || r == '\n' || r == '\r' })
	name = strings.ReplaceAll(name, `\`, "/") // some programs of Windows
	if !local(name) {
		e.Name, e.Err = harmless(name), refuse(fmt.Sprintf("%.80q", name), ErrPath, adviceRename, "")
		return
	}
	e.Name, e.Note = path.Clean(name), note
	if strings.HasSuffix(name, "/") {
		e.Name += "/"
	}
}

// harmless returns a path to tell of an entry by that cannot have its own: one
// inside the archive that a file system takes and no program takes for hidden.
func harmless(name string) string {
	var parts []string
	for part := range strings.SplitSeq(name, "/") {
		if part = strings.Trim(part, ". "); part == "" || len(parts) == maxFolders {
			continue
		}
		if rs := []rune(part); len(part) > MaxPart {
			part = string(rs[:min(len(rs), MaxPart/8)]) + "…"
		}
		parts = append(parts, part)
	}
	if len(parts) == 0 {
		return "无名文件"
	}
	if name = strings.Join(parts, "/"); len(name) > MaxName {
		name = parts[len(parts)-1]
	}
	return name
}

// local reports whether an archive's path is relative, stays inside and fits a
// file system.
func local(name string) bool {
	clean := strings.TrimSuffix(name, "/")
	switch {
	case clean == "", len(name) > MaxName, path.IsAbs(clean), len(clean) > 1 && clean[1] == ':':
		return false
	case path.Clean(clean) == ".", strings.Count(clean, "/") >= maxFolders:
		return false
	}
	for part := range strings.SplitSeq(clean, "/") {
		if part == ".." || len(part) > MaxPart {
			return false
		}
	}
	return true
}

// unique refuses entries whose path another one has, as a file or as a folder.
// Small and capital letters are one, as they are to Windows.
func unique(entries []Entry, refuse refusal) {
	folders, files := map[string]bool{}, map[string]bool{}
	keys := make([]string, len(entries))
	for i := range entries {
		e := &entries[i]
		if e.Err != nil {
			continue
		}
		keys[i] = strings.ToLower(e.Name)
		for at := path.Dir(keys[i]); at != "." && !folders[at]; at = path.Dir(at) {
			folders[at] = true
		}
	}
	for i, key := range keys {
		clean, folder := strings.CutSuffix(key, "/")
		switch {
		case key == "":
			continue
		case files[clean]:
			entries[i].Err = refuse(entries[i].Name, ErrDuplicate, adviceRename, "")
		case !folder && folders[clean]:
			entries[i].Err = refuse(entries[i].Name, ErrDuplicate, adviceRename, "a file and a folder of one name")
		}
		files[clean] = true
	}
}

// overlap returns an entry whose bytes belong to another one as well, or nil.
// Such entries unpack to far more than the file could hold. What is wrong with
// the head of an entry is told when it is opened.
func overlap(files []*zip.File) *zip.File {
	type span struct {
		from, to int64
		file     *zip.File
	}
	var spans []span
	for _, f := range files {
		if f.CompressedSize64 == 0 {
			continue
		}
		from, err := f.DataOffset()
		if err != nil {
			continue
		}
		to := from + int64(min(f.CompressedSize64, 1<<62-1))
		spans = append(spans, span{from, to, f})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return spans[i].file
		}
	}
	return nil
}

// ReadAll returns an entry unpacked.
func ReadAll(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	// Room for what is declared, but for no more than so many packed bytes can
	// hold: on a mere claim nothing is set aside.
	const most = 1032 // bytes out of one that is packed
	size := min(f.UncompressedSize64, f.CompressedSize64*most+bytes.MinRead, 256<<20)
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	_, err = b.ReadFrom(io.LimitReader(r, int64(min(f.UncompressedSize64, 1<<62))+1))
	return b.Bytes(), err
}

// NewZipWriter returns a writer of an archive. One of the standard library alone
// would write for ever to a writer that takes nothing and reports no error.
func NewZipWriter(w io.Writer) *zip.Writer { return zip.NewWriter(strict{w}) }

// A strict writer takes all or reports an error.
type strict struct{ w io.Writer }

func (s strict) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if n < len(p) && err == nil {
		err = io.ErrShortWrite
	}
	return n, err
}

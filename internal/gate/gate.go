// Package gate opens files that came from outside. Every .xlsx, .docx and .zip
// that somebody sent in goes through [Open] or [OpenOffice], which refuse what
// would fill the memory or leave its folder, and tell a clerk what to do with a
// file of the wrong format.
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

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Limits bound what a zip may hold. A zero limit allows nothing.
type Limits struct {
	Size    int64 // bytes of the file itself
	Entries int   // files and folders in it
	Total   int64 // bytes that all entries declare to unpack to
	Ratio   int64 // declared bytes per packed byte of one entry larger than RatioFrom
}

// RatioFrom is the size from which an entry's ratio counts: a short list of
// blanks may well pack a thousandfold.
const RatioFrom = 1 << 20

// Office bounds one workbook or document. A form with a few scanned pictures
// stays far below; honest sheets of blanks pack about a hundredfold.
var Office = Limits{Size: 64 << 20, Entries: 4000, Total: 96 << 20, Ratio: 400}

// Bundle bounds a zip of many files: what a school packs together with photos
// and video.
var Bundle = Limits{Size: 4 << 30, Entries: 20000, Total: 8 << 30, Ratio: 400}

// MaxName is the length of the longest path in an archive, in bytes.
const MaxName = 1000

// Why a file is refused: the values of [Error.Err].
var (
	ErrEmpty     = errors.New("empty file")
	ErrFormat    = errors.New("format that cannot be read")
	ErrEncrypted = errors.New("protected by a password")
	ErrMacro     = errors.New("holds macros")
	ErrDamaged   = errors.New("damaged")
	ErrTooLarge  = errors.New("too large")
	ErrEntries   = errors.New("too many entries")
	ErrRatio     = errors.New("packed beyond belief")
	ErrPath      = errors.New("path that leaves the archive or cannot be a file")
	ErrDuplicate = errors.New("two entries of one name")
	ErrNested    = errors.New("archives nested too deep")
	ErrDepth     = errors.New("elements nested too deep")
)

// An Error says which file is refused and what its sender should do.
type Error struct {
	File   string // as the caller named it
	Entry  string // path inside the archive, "" for the whole
	Kind   Kind   // what the file is
	Err    error  // one of the errors above, or of reading
	Detail string // what was found against which limit; may be ""
	Advice string // Chinese, for whoever sent the file
}

func (e *Error) Error() string {
	s := "gate: " + e.File
	if e.Entry != "" {
		s += ": " + e.Entry
	}
	s += ": " + e.Err.Error()
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// Say tells a clerk in Chinese what is wrong with the file, without its name
// and without what to do, which is Advice.
func (e *Error) Say() string {
	switch {
	case errors.Is(e.Err, ErrEmpty):
		return "文件是空的"
	case errors.Is(e.Err, ErrEncrypted):
		return "文件设有打开密码"
	case errors.Is(e.Err, ErrMacro):
		return "文件带有宏"
	case errors.Is(e.Err, ErrFormat):
		return "文件实际是" + e.Kind.Label() + "，不能直接读取"
	case errors.Is(e.Err, ErrDamaged):
		return "文件已损坏或没有传完整"
	case errors.Is(e.Err, ErrTooLarge), errors.Is(e.Err, ErrEntries):
		return "文件过大"
	case errors.Is(e.Err, ErrNested):
		return "压缩包层层嵌套"
	}
	return "文件内容异常，为安全起见没有打开"
}

const (
	adviceResend  = "请确认文件能正常打开后重新报送"
	adviceSmall   = "请删去多余的内容和图片后重新报送"
	adviceRebuilt = "请用空白表重新填写后报送"
)

// Open opens a zip within the limits: every entry has a path of its own inside
// the archive, and all of them together unpack to no more than allowed. (The
// standard library never delivers more of an entry than it declares.) Paths in
// GBK, as Chinese Windows packs them, come as UTF-8.
//
// name is used in errors only. All errors are of type [*Error].
func Open(r io.ReaderAt, size int64, name string, lim Limits) (*zip.Reader, error) {
	refuse := func(entry string, err error, advice, detail string, args ...any) error {
		return &Error{File: name, Entry: entry, Kind: Zip, Err: err, Detail: fmt.Sprintf(detail, args...), Advice: advice}
	}
	if size > lim.Size {
		return nil, refuse("", ErrTooLarge, adviceSmall, "%d bytes, limit %d", size, lim.Size)
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, refuse("", ErrDamaged, adviceResend, "%v", err)
	}
	if len(z.File) > lim.Entries {
		return nil, refuse("", ErrEntries, adviceSmall, "%d, limit %d", len(z.File), lim.Entries)
	}
	var total uint64
	seen := map[string]bool{}
	for _, f := range z.File {
		if f.NonUTF8 && !utf8.ValidString(f.Name) {
			if s, err := simplifiedchinese.GBK.NewDecoder().String(f.Name); err == nil {
				f.Name = s
			}
		}
		f.Name = strings.ReplaceAll(f.Name, `\`, "/") // some programs of Windows
		if !local(f.Name) {
			return nil, refuse(fmt.Sprintf("%.80q", f.Name), ErrPath, adviceResend, "")
		}
		key := strings.ToLower(strings.TrimSuffix(f.Name, "/"))
		if seen[key] {
			return nil, refuse(f.Name, ErrDuplicate, adviceResend, "")
		}
		seen[key] = true
		if f.Flags&1 != 0 {
			return nil, refuse(f.Name, ErrEncrypted, "请取消密码后重新报送", "")
		}
		// One entry alone may overflow the sum, so it is held against the limit first.
		if f.UncompressedSize64 > uint64(lim.Total) {
			return nil, refuse(f.Name, ErrTooLarge, adviceSmall, "unpacks to %d bytes, limit %d", f.UncompressedSize64, lim.Total)
		}
		if total += f.UncompressedSize64; total > uint64(lim.Total) {
			return nil, refuse("", ErrTooLarge, adviceSmall, "unpacks to more than %d bytes", lim.Total)
		}
		if f.UncompressedSize64 > RatioFrom && f.UncompressedSize64/uint64(lim.Ratio) > f.CompressedSize64 {
			return nil, refuse(f.Name, ErrRatio, adviceRebuilt, "%d bytes out of %d", f.UncompressedSize64, f.CompressedSize64)
		}
	}
	return z, nil
}

// local reports whether an archive's path is relative, stays inside and fits a
// file system.
func local(name string) bool {
	clean := strings.TrimSuffix(name, "/")
	switch {
	case clean == "", len(name) > MaxName, !utf8.ValidString(name), strings.ContainsAny(name, "\x00\n\r"):
		return false
	case path.IsAbs(clean), len(clean) > 1 && clean[1] == ':':
		return false
	}
	for part := range strings.SplitSeq(clean, "/") {
		if part == ".." {
			return false
		}
	}
	return true
}

// OpenOffice opens a workbook or a document of the kinds [XLSX] and [DOCX]
// within the limits of [Office]. Anything else is an [*Error] whose Advice says
// what its sender should do.
func OpenOffice(r io.ReaderAt, size int64, name string) (*zip.Reader, Kind, error) {
	return open(r, size, name, XLSX, DOCX)
}

// OpenWorkbook opens a workbook of the kinds [XLSX], [ODS] and [XLS] as
// [OpenOffice] does. A workbook of the last kind is no zip: its reader is nil,
// and only its size has been held against the limits.
func OpenWorkbook(r io.ReaderAt, size int64, name string) (*zip.Reader, Kind, error) {
	return open(r, size, name, XLSX, ODS, XLS)
}

func open(r io.ReaderAt, size int64, name string, allowed ...Kind) (*zip.Reader, Kind, error) {
	kind := Sniff(r, size)
	switch {
	case kind == Empty:
		return nil, kind, Refuse(name, kind, ErrEmpty)
	case kind == Encrypted:
		return nil, kind, Refuse(name, kind, ErrEncrypted)
	case kind == XLS && slices.Contains(allowed, XLS):
		if size > Office.Size {
			return nil, kind, Refuse(name, kind, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLarge, size, Office.Size))
		}
		return nil, kind, nil
	case kind != Zip:
		return nil, kind, Refuse(name, kind, ErrFormat)
	}
	z, err := Open(r, size, name, Office)
	if err != nil {
		return nil, kind, err
	}
	switch kind = office(z); {
	case kind == XLSM || kind == DOCM:
		return nil, kind, Refuse(name, kind, ErrMacro)
	case !slices.Contains(allowed, kind):
		return nil, kind, Refuse(name, kind, ErrFormat)
	}
	return z, kind, nil
}

// Refuse returns why a file of a kind is refused, with the advice that fits.
// err wraps one of the errors above; what it says more is the detail. An
// [*Error] in err is returned as it is.
func Refuse(name string, kind Kind, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	e := &Error{File: name, Kind: kind, Err: err, Advice: adviceResend}
	switch {
	case errors.Is(err, ErrEmpty), errors.Is(err, ErrFormat), errors.Is(err, ErrMacro):
		e.Detail, e.Advice = kind.String(), cmp.Or(kind.advice(), adviceXlsx)
	case errors.Is(err, ErrEncrypted):
		e.Advice = Encrypted.advice()
	case errors.Is(err, ErrTooLarge), errors.Is(err, ErrDepth):
		e.Advice = adviceRebuilt
	}
	return e
}

// MaxNest is how many archives may lie inside one another.
const MaxNest = 3

// Walk calls visit for every file in a zip and in the zips inside it, in their
// order. Of path each part that ends in .zip is an archive. What visit returns
// stops the walk; an inner archive that is refused does not: visit gets its
// error in bad, with open nil.
func Walk(r io.ReaderAt, size int64, name string, visit func(path string, open func() (io.ReadCloser, error), bad error) error) error {
	z, err := Open(r, size, name, Bundle)
	if err != nil {
		return err
	}
	left := Bundle.Total
	return walk(z, name, "", 1, &left, visit)
}

func walk(z *zip.Reader, name, prefix string, depth int, left *int64, visit func(string, func() (io.ReadCloser, error), error) error) error {
	for _, f := range z.File {
		at := prefix + f.Name
		if strings.HasSuffix(f.Name, "/") {
			continue
		}
		if *left -= int64(f.UncompressedSize64); *left < 0 {
			return &Error{File: name, Entry: at, Kind: Zip, Err: ErrTooLarge, Detail: "with the archives inside", Advice: adviceSmall}
		}
		var err error
		if strings.EqualFold(path.Ext(f.Name), ".zip") {
			err = inner(f, name, at, depth, left, visit)
		} else {
			err = visit(at, f.Open, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// inner walks an archive inside another one.
func inner(f *zip.File, name, at string, depth int, left *int64, visit func(string, func() (io.ReadCloser, error), error) error) error {
	bad := func(err error) error { return visit(at, nil, err) }
	if depth >= MaxNest {
		return bad(&Error{File: name, Entry: at, Kind: Zip, Err: ErrNested, Detail: fmt.Sprintf("limit %d", MaxNest), Advice: "请解开后只压缩一层再报送"})
	}
	if f.UncompressedSize64 > uint64(Office.Total) { // it has to be held in memory
		return bad(&Error{File: name, Entry: at, Kind: Zip, Err: ErrTooLarge, Detail: "an archive inside an archive", Advice: "请解开后只压缩一层再报送"})
	}
	data, err := ReadAll(f)
	if err != nil {
		return bad(&Error{File: name, Entry: at, Kind: Zip, Err: ErrDamaged, Detail: err.Error(), Advice: adviceResend})
	}
	z, err := Open(bytes.NewReader(data), int64(len(data)), at, Bundle)
	if err != nil {
		return bad(err)
	}
	return walk(z, name, at+"/", depth+1, left, visit)
}

// ReadAll returns an entry unpacked.
func ReadAll(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var b bytes.Buffer
	b.Grow(int(min(f.UncompressedSize64, 1<<20)) + bytes.MinRead) // no more on a mere claim
	_, err = b.ReadFrom(io.LimitReader(r, int64(f.UncompressedSize64)+1))
	return b.Bytes(), err
}

// Package gate opens files that came from outside. Every .xlsx, .docx and .zip
// that somebody sent in goes through [Open] or [OpenOffice], which refuse what
// would fill the memory or leave its folder, and tell a clerk what to do with a
// file of the wrong format.
package gate

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
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

// Bounds of a path in an archive.
const (
	MaxName    = 1000 // bytes
	MaxPart    = 255  // bytes of the name of one file or folder in it, as file systems allow
	maxFolders = 32   // folders in one another
)

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
	ErrOverlap   = errors.New("entries that share their bytes")
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

// PartError says what is wrong with a part of an office file.
func PartError(kind Kind, part string, err error) *Error {
	e := &Error{File: kind.String(), Entry: part, Kind: kind, Err: err, Advice: adviceResend}
	if errors.Is(err, ErrTooLarge) || errors.Is(err, ErrDepth) {
		e.Advice = adviceSmall
	}
	return e
}

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
	case errors.Is(e.Err, ErrRun):
		return "和其他文件加在一起超出限度，没有读入"
	case errors.Is(e.Err, ErrTooLarge), errors.Is(e.Err, ErrEntries):
		return "文件过大"
	case errors.Is(e.Err, ErrDepth):
		return "文件内容层层嵌套"
	case errors.Is(e.Err, ErrNested):
		return "压缩包层层嵌套"
	case errors.Is(e.Err, ErrPath):
		return "压缩包里的文件名过长或不能使用，为安全起见没有打开"
	case errors.Is(e.Err, ErrDuplicate):
		return "压缩包里有同名的文件或文件夹，为安全起见没有打开"
	}
	return "文件内容异常，为安全起见没有打开"
}

const (
	adviceResend  = "请确认文件能正常打开后重新报送"
	adviceSmall   = "请删去多余的内容和图片后重新报送"
	adviceRebuilt = "请用空白表重新填写后报送"
	adviceRename  = "请改短文件名，去掉特殊字符后重新压缩报送"
)

// OpenOffice opens a workbook or a document of the kinds [XLSX] and [DOCX]
// within the limits of [Office]. Anything else is an [*Error] whose Advice says
// what its sender should do.
func OpenOffice(r io.ReaderAt, size int64, name string) (*zip.Reader, Kind, error) {
	return openKind(r, size, name, XLSX, DOCX)
}

// OpenWorkbook opens a workbook of the kinds [XLSX], [ODS] and [XLS] as
// [OpenOffice] does. A workbook of the last kind is no zip: its reader is nil,
// and only its size has been held against the limits.
func OpenWorkbook(r io.ReaderAt, size int64, name string) (*zip.Reader, Kind, error) {
	return openKind(r, size, name, XLSX, ODS, XLS)
}

// An opened is what a file is, and the archive that it is.
type opened struct {
	zip  *zip.Reader // nil for what is none
	kind Kind
}

func openKind(r io.ReaderAt, size int64, name string, allowed ...Kind) (*zip.Reader, Kind, error) {
	o, err := Once(r, func() (opened, error) { return openAny(r, size, name) })
	switch {
	case err != nil:
		return nil, o.kind, err
	case o.kind == XLSM || o.kind == DOCM:
		return nil, o.kind, Refuse(name, o.kind, ErrMacro)
	case !slices.Contains(allowed, o.kind):
		return nil, o.kind, Refuse(name, o.kind, ErrFormat)
	case o.zip == nil && size > Office.Size:
		return nil, o.kind, Refuse(name, o.kind, fmt.Errorf("%w: %d bytes, limit %d", ErrTooLarge, size, Office.Size))
	}
	return o.zip, o.kind, nil
}

func openAny(r io.ReaderAt, size int64, name string) (opened, error) {
	switch kind := Sniff(r, size); kind {
	case Empty:
		return opened{kind: kind}, Refuse(name, kind, ErrEmpty)
	case Encrypted:
		return opened{kind: kind}, Refuse(name, kind, ErrEncrypted)
	case Zip:
	default:
		return opened{kind: kind}, nil
	}
	if v, ok := r.(*View); ok {
		if err := v.Whole(); err != nil {
			if _, ok := errors.AsType[*Error](err); !ok {
				err = fmt.Errorf("%w: %w", ErrDamaged, err)
			}
			return opened{kind: Zip}, Refuse(name, Zip, err)
		}
	}
	z, err := Open(r, size, name, Office)
	if err != nil {
		return opened{kind: Zip}, err
	}
	return opened{z, office(z)}, nil
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
		if e.Advice == adviceXlsx && strings.HasPrefix(strings.ToLower(path.Ext(name)), ".doc") {
			e.Advice = adviceDocx // it was to be a document
		}
	case errors.Is(err, ErrEncrypted):
		e.Advice = Encrypted.advice()
	case errors.Is(err, ErrTooLarge), errors.Is(err, ErrDepth):
		e.Advice = adviceRebuilt
	}
	return e
}

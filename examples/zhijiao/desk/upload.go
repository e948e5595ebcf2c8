package desk

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"path"
	"strings"
	"syscall"
	"unicode/utf8"
)

// A file is one that was sent, held in memory.
type file struct {
	name string // without folders
	data []byte
}

func (f *file) open() *bytes.Reader { return bytes.NewReader(f.data) }

func (f *file) size() int64 { return int64(len(f.data)) }

// form reads a form with at most maxFile bytes of files into memory.
func form(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxFile+maxText)
	var err error
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/form-data") {
		err = r.ParseMultipartForm(maxFile + maxText) // all of it stays in memory
	} else {
		err = r.ParseForm()
	}
	if err != nil {
		return unread(err)
	}
	return nil
}

// unread is the error of a form that could not be read.
func unread(err error) error {
	var big *http.MaxBytesError
	if errors.As(err, &big) {
		return err
	}
	return &broken{err}
}

// A broken form ended early or was none.
type broken struct{ err error }

func (b *broken) Error() string { return fmt.Sprintf("desk: reading the form: %v", b.err) }

func (b *broken) Unwrap() error { return b.err }

func (b *broken) Chinese() string { return "没有收全，请重新发送。" }

// sent returns a file of the form, nil if none was chosen.
func sent(r *http.Request, field string) (*file, error) {
	f, head, err := r.FormFile(field)
	if err == http.ErrMissingFile {
		return nil, nil
	}
	if err != nil {
		return nil, unread(err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, unread(err)
	}
	if head.Filename == "" {
		return nil, nil
	}
	return &file{plainName(head.Filename), data}, nil
}

// plainName is the last part of a file's name.
func plainName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	if name == "" || name == "." || name == ".." {
		return "文件"
	}
	return strings.ToValidUTF8(name, "�")
}

// A folder is what was sent of files with their folders, on disk, beside the
// other fields of the form.
type folder struct {
	root   *os.Root
	files  int
	fields map[string]string
	single map[string]*file // files of fields other than the folder's
}

// receive reads a form whose field names a folder of files, which may be large:
// they go to disk, below dir, as they come.
func receive(w http.ResponseWriter, r *http.Request, dir, field string) (*folder, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxFolder)
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, unread(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	got := &folder{root: root, fields: map[string]string{}, single: map[string]*file{}}
	left := int64(maxFile) // of what stays in memory
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return got, nil
		}
		if err == nil {
			err = got.take(part, field, &left)
		}
		if err != nil {
			root.Close()
			return nil, err
		}
	}
}

func (f *folder) take(part *multipart.Part, field string, left *int64) error {
	defer part.Close()
	_, says, err := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
	if err != nil {
		return unread(err)
	}
	name, isFile := says["filename"]
	if isFile && part.FormName() == field {
		if name == "" {
			return nil // none was chosen
		}
		return f.store(name, part)
	}
	data, err := io.ReadAll(io.LimitReader(part, *left+1))
	if err != nil {
		return unread(err)
	}
	if *left -= int64(len(data)); *left < 0 {
		return &http.MaxBytesError{Limit: maxFile}
	}
	switch {
	case !isFile:
		f.fields[part.FormName()] = string(data)
	case name != "":
		f.single[part.FormName()] = &file{plainName(name), data}
	}
	return nil
}

// maxSame is how many files of one folder may have the same name.
const maxSame = 20

// store puts a file into the folder, under the path that the browser gives it.
func (f *folder) store(name string, from io.Reader) error {
	if f.files++; f.files > maxFiles {
		return wrong(fmt.Sprintf("一次最多%d个文件；请分几次，或打成.zip。", maxFiles))
	}
	name = strings.ReplaceAll(name, `\`, "/")
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	if name == "" || !utf8.ValidString(name) || strings.ContainsRune(name, 0) {
		return wrong("有一个文件的名字不能用，请改名后再选。")
	}
	clash := wrong("“" + name + "”既是文件又是文件夹的名字，请改名后再选。")
	if err := f.root.MkdirAll(path.Dir(name), 0o700); errors.Is(err, fs.ErrExist) || errors.Is(err, syscall.ENOTDIR) {
		return clash
	} else if err != nil {
		return err
	}
	if info, err := f.root.Stat(name); err == nil && info.IsDir() {
		return clash
	}
	at := name
	w, err := f.root.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	for n := 2; errors.Is(err, fs.ErrExist) && n <= maxSame; n++ { // chosen twice, or two that are called alike
		at = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, path.Ext(name)), n, path.Ext(name))
		w, err = f.root.OpenFile(at, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	}
	if errors.Is(err, fs.ErrExist) {
		return wrong("叫“" + name + "”的文件太多，请改名后再选。")
	}
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, from); err != nil {
		w.Close()
		return unread(err)
	}
	return w.Close()
}

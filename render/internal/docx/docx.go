// Package docx packs .docx files, and knows what its packer does otherwise than
// one would think: it takes no error of a writer or of a part that it copies, finds
// the body under one name only, and gives parts no date.
package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/nguyenthenguyen/docx"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// Body is the part with the text, in all but a few files.
const (
	Body      = "word/document.xml"
	bodyLinks = "word/_rels/document.xml.rels" // without which the packer finds no body
)

// Pack returns a .docx with other parts in the place of those of the same name. All
// else stays as it is, byte by byte, and in its order. The file has to be one that
// the program made, or that gate has opened.
func Pack(file []byte, parts map[string][]byte) ([]byte, error) {
	from, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	has := func(name string) bool {
		return slices.ContainsFunc(from.File, func(f *zip.File) bool { return f.Name == name })
	}
	body, ok := parts[Body]
	if ok = ok && has(Body) && has(bodyLinks); !ok || len(parts) > 1 {
		if file, err = replace(from, parts, ok); err != nil {
			return nil, err
		}
	}
	if ok {
		if file, err = setBody(file, body); err != nil {
			return nil, err
		}
	}
	made, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	for i, f := range from.File {
		if _, other := parts[f.Name]; !other && (made.File[i].CRC32 != f.CRC32 || made.File[i].UncompressedSize64 != f.UncompressedSize64) {
			return nil, gate.PartError(gate.DOCX, f.Name, fmt.Errorf("%w: it cannot be unpacked", gate.ErrDamaged))
		}
	}
	return dated(made)
}

func setBody(file, body []byte) ([]byte, error) {
	r, err := docx.ReadDocxFromMemory(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	d := r.Editable()
	d.SetContent(string(body))
	var buf bytes.Buffer // the package ignores errors of a writer; a buffer has none
	if err := d.Write(&buf); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

// replace packs an archive with other parts, but for the body if it is to be set
// later.
func replace(from *zip.Reader, parts map[string][]byte, later bool) ([]byte, error) {
	return copied(from, func(to *zip.Writer, f *zip.File) (bool, error) {
		part, ok := parts[f.Name]
		if !ok || later && f.Name == Body {
			return false, nil
		}
		w, err := to.Create(f.Name)
		if err == nil {
			_, err = w.Write(part)
		}
		return true, err
	})
}

// dated gives the entries of an archive the first date that an archive knows. Some
// programs refuse a day or a month of 0.
func dated(from *zip.Reader) ([]byte, error) {
	return copied(from, func(_ *zip.Writer, f *zip.File) (bool, error) {
		const first = 0<<9 | 1<<5 | 1 // 1980-01-01
		f.ModifiedDate, f.ModifiedTime = first, 0
		return false, nil
	})
}

// copied copies the entries that write does not.
func copied(from *zip.Reader, write func(to *zip.Writer, f *zip.File) (bool, error)) ([]byte, error) {
	var buf bytes.Buffer
	to := zip.NewWriter(&buf)
	for _, f := range from.File {
		if done, err := write(to, f); err != nil {
			return nil, err
		} else if done {
			continue
		}
		head := f.FileHeader
		w, err := to.CreateRaw(&head)
		if err != nil {
			return nil, err
		}
		r, err := f.OpenRaw()
		if err != nil {
			return nil, err
		}
		if _, err := io.Copy(w, r); err != nil {
			return nil, err
		}
	}
	if err := to.Close(); err != nil {
		return nil, err
	}
	return buf.Bytes(), nil
}

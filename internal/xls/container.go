package xls

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"

	"github.com/richardlehane/mscfb"

	"github.com/zhijiao-go/zhijiao/internal/gate"
)

// A container is what of an OLE2 compound file belongs to a workbook.
type container struct {
	workbook   []byte
	properties []byte // of the document; may be nil
}

var (
	oleMagic = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	rawMagic = []byte("\x09\x08") // the records themselves, as some programs write
)

// unpack finds the streams of a workbook in a file.
func unpack(r io.ReaderAt, size int64, name string) (*container, error) {
	if size > gate.Office.Size {
		return nil, fmt.Errorf("%w: %d bytes, limit %d", gate.ErrTooLarge, size, gate.Office.Size)
	}
	data := make([]byte, size, size+largestSector)
	if n, err := r.ReadAt(data, 0); n < len(data) {
		return nil, fmt.Errorf("%w: %w", gate.ErrDamaged, err)
	}
	switch {
	case bytes.HasPrefix(data, rawMagic):
		return &container{workbook: data}, nil
	case !bytes.HasPrefix(data, oleMagic):
		return nil, gate.Refuse(name, gate.Sniff(r, size), gate.ErrFormat)
	}
	if err := checkHeader(data); err != nil {
		return nil, err
	}
	// The last sector is not always written in full.
	padded := data[:size+largestSector-(size-1)%largestSector-1]
	ole, err := mscfb.New(bytes.NewReader(padded))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", gate.ErrDamaged, err)
	}
	c := &container{}
	other := gate.OLE
	for _, f := range ole.File[1:] {
		if len(f.Path) > 0 {
			continue // a workbook or a document set into another one
		}
		switch strings.ToLower(f.Name) {
		case "workbook":
			c.workbook = readStream(f, size)
		case "documentsummaryinformation":
			c.properties = readStream(f, size)
		case "book":
			other = gate.XLS95
		case "worddocument":
			other = gate.DOC
		case "encryptedpackage":
			return nil, gate.Refuse(name, gate.Encrypted, gate.ErrEncrypted)
		}
	}
	if c.workbook == nil {
		return nil, gate.Refuse(name, other, gate.ErrFormat)
	}
	return c, nil
}

const largestSector = 4096

// checkHeader refuses a compound file that claims more sectors of a kind than
// it has, before anybody makes room for them.
func checkHeader(data []byte) error {
	if len(data) < 512 {
		return fmt.Errorf("%w: the head of the file ends too early", gate.ErrDamaged)
	}
	shift := binary.LittleEndian.Uint16(data[30:])
	if shift != 9 && shift != 12 {
		return fmt.Errorf("%w: sectors of 1<<%d bytes", gate.ErrDamaged, shift)
	}
	sectors := uint32(len(data)>>shift + 1)
	for _, at := range []int{40, 44, 64, 72} { // of the directory, its maps
		if n := binary.LittleEndian.Uint32(data[at:]); n > sectors {
			return fmt.Errorf("%w: %d sectors of %d", gate.ErrDamaged, n, sectors)
		}
	}
	if at := binary.LittleEndian.Uint32(data[48:]); at >= sectors {
		return fmt.Errorf("%w: a directory in sector %d of %d", gate.ErrDamaged, at, sectors)
	}
	return nil
}

// readStream returns a stream as far as it can be read. Its records tell
// whether it is whole.
func readStream(f *mscfb.File, size int64) []byte {
	want := min(max(f.Size, 0), size)
	data := make([]byte, want)
	n := 0
	for n < len(data) {
		// The package takes time that grows with the square of a piece.
		k, err := f.Read(data[n:min(n+64<<10, len(data))])
		n += k
		if err != nil || k == 0 {
			break
		}
	}
	return data[:n]
}

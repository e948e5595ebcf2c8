package ofd

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
)

// A part is a file in the archive that a document is.
type part struct {
	name     string
	data     []byte
	outlines bool // a face, in which little repeats
	stored   bool // packed already
}

// archive packs parts. Sizes stand before the data, as in the files of other
// makers: some readers go through the archive from its beginning and stop at
// entries whose sizes come behind.
func archive(parts []part) ([]byte, error) {
	text, err := flate.NewWriter(nil, flate.BestCompression)
	if err != nil {
		return nil, err
	}
	// To look for what repeats in outlines takes much time and saves little.
	outlines, err := flate.NewWriter(nil, flate.HuffmanOnly)
	if err != nil {
		return nil, err
	}
	var file, packed bytes.Buffer
	z := zip.NewWriter(&file)
	for _, p := range parts {
		const first = 0<<9 | 1<<5 | 1 // 1980-01-01
		head := &zip.FileHeader{Name: p.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(p.data), UncompressedSize64: uint64(len(p.data))}
		//lint:ignore SA1019 a raw entry has no other
		head.ModifiedDate = first
		data := p.data
		if p.stored {
			head.Method = zip.Store
		} else {
			packer := text
			if p.outlines {
				packer = outlines
			}
			packed.Reset()
			packer.Reset(&packed)
			packer.Write(p.data) // a buffer takes all
			packer.Close()
			data = packed.Bytes()
		}
		head.CompressedSize64 = uint64(len(data))
		w, err := z.CreateRaw(head)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

package media

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
)

// An Image is what a picture says of itself.
type Image struct {
	Width, Height int     // pixels, as it is shown: turned as the camera says
	DPI           float64 // pixels an inch; 0 if it does not say
}

// ReadJPEG reads the segments of a JPEG up to the one that has its size, and
// looks whether the picture comes to its end. What of the Exif data is broken is
// passed over, as by every viewer. Of a picture that is cut off behind its size
// the image comes with an error that wraps [ErrTruncated].
func ReadJPEG(r io.ReaderAt, size int64) (Image, error) {
	img, at, err := readSegments(r)
	if err != nil {
		return Image{}, err
	}
	return img, findEnd(r, at, size)
}

// findEnd looks for the mark that ends a picture. It is the last of the file,
// unless a camera or a program has put something behind it, so the end of the
// file is looked at first. Between the pixels it cannot stand by chance.
func findEnd(r io.ReaderAt, at, size int64) error {
	const piece = 1 << 16
	end := []byte{0xFF, 0xD9}
	b := make([]byte, piece)
	for _, from := range []int64{max(at, size-256), at} {
		for from < size {
			n, err := r.ReadAt(b[:min(piece, size-from)], from)
			if bytes.Contains(b[:n], end) {
				return nil
			}
			if n < 2 {
				if err != nil && err != io.EOF {
					return fault(from, "pixels", err)
				}
				break
			}
			from += int64(n) - 1 // the mark may lie across two pieces
			if from == size-1 {
				break
			}
		}
	}
	return &Error{size, "pixels", ErrTruncated}
}

// readSegments reads up to the size of a JPEG, and tells where that ends.
func readSegments(r io.ReaderAt) (Image, int64, error) {
	var img Image
	turned, exif := false, 0.0
	var head [4]byte
	if err := readAt(r, head[:2], 0, ""); err != nil {
		return img, 0, err
	}
	if head[0] != 0xFF || head[1] != 0xD8 {
		return img, 0, &Error{Err: ErrFormat}
	}
	const mostSegments = 10_000 // a picture of any camera has some dozens
	at := int64(2)
	for range mostSegments {
		if err := readAt(r, head[:2], at, "segment"); err != nil {
			return img, 0, err
		}
		if head[0] != 0xFF {
			return img, 0, &Error{at, "segment", ErrDamaged}
		}
		marker := head[1]
		switch {
		case marker == 0xFF: // fill byte
			at++
			continue
		case marker == 0x01 || marker >= 0xD0 && marker <= 0xD7: // nothing behind them
			at += 2
			continue
		case marker == 0xD9 || marker == 0xDA: // the end, or pixels, before a size
			return img, 0, &Error{at, "segment", ErrDamaged}
		}
		if err := readAt(r, head[2:4], at+2, "segment"); err != nil {
			return img, 0, err
		}
		size := int64(binary.BigEndian.Uint16(head[2:]))
		if size < 2 {
			return img, 0, &Error{at, "segment", ErrDamaged}
		}
		switch body, left := at+4, size-2; {
		case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
			var frame [5]byte
			if left < int64(len(frame)) {
				return img, 0, &Error{at, "frame", ErrDamaged}
			}
			if err := readAt(r, frame[:], body, "frame"); err != nil {
				return img, 0, err
			}
			img.Height, img.Width = int(binary.BigEndian.Uint16(frame[1:])), int(binary.BigEndian.Uint16(frame[3:]))
			if img.Width == 0 || img.Height == 0 {
				return img, 0, &Error{at, "frame", ErrDamaged}
			}
			if turned {
				img.Width, img.Height = img.Height, img.Width
			}
			if img.DPI == 0 {
				img.DPI = exif
			}
			return img, at + 2 + size, nil
		case marker == 0xE0 || marker == 0xE1:
			data := make([]byte, left)
			if err := readAt(r, data, body, "segment"); err != nil {
				return img, 0, err
			}
			if marker == 0xE0 {
				img.DPI = max(img.DPI, density(data))
			} else if tiff, ok := bytes.CutPrefix(data, []byte("Exif\x00\x00")); ok {
				orientation, dpi := readExif(tiff)
				turned = turned || orientation >= 5
				exif = max(exif, dpi)
			}
		}
		at += 2 + size
	}
	return img, 0, &Error{at, "segment", ErrDamaged}
}

const inch = 2.54 // cm

// density reads the resolution of a JFIF segment; 0 if it has only a ratio.
func density(b []byte) float64 {
	if len(b) < 12 || string(b[:5]) != "JFIF\x00" {
		return 0
	}
	x := float64(binary.BigEndian.Uint16(b[8:]))
	switch b[7] {
	case 1:
		return x
	case 2:
		return x * inch
	}
	return 0
}

// Tags of Exif.
const (
	tagOrientation = 0x0112
	tagResolution  = 0x011A
	tagUnit        = 0x0128
)

// readExif reads the first directory of Exif data: how the picture lies, 1 to
// 8, and its resolution. What it does not say is 0.
func readExif(b []byte) (orientation int, dpi float64) {
	if len(b) < 8 {
		return 0, 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	switch string(b[:4]) {
	case "II*\x00":
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return 0, 0
	}
	at := uint64(order.Uint32(b[4:]))
	if at+2 > uint64(len(b)) {
		return 0, 0
	}
	unit := 2 // inches
	for n := order.Uint16(b[at:]); n > 0; n-- {
		entry := at + 2 + 12*uint64(n-1)
		if entry+12 > uint64(len(b)) {
			continue
		}
		e := b[entry : entry+12]
		kind, value := order.Uint16(e[2:]), order.Uint32(e[8:])
		const short, rational = 3, 5
		switch tag := order.Uint16(e); {
		case tag == tagOrientation && kind == short:
			if v := int(order.Uint16(e[8:])); v <= 8 {
				orientation = v
			}
		case tag == tagUnit && kind == short:
			unit = int(order.Uint16(e[8:]))
		case tag == tagResolution && kind == rational && uint64(value)+8 <= uint64(len(b)):
			if under := order.Uint32(b[value+4:]); under != 0 {
				dpi = float64(order.Uint32(b[value:])) / float64(under)
			}
		}
	}
	switch unit {
	case 2:
		return orientation, dpi
	case 3:
		return orientation, dpi * inch
	}
	return orientation, 0
}

// ReadPNG reads the chunks of a PNG before its pixels.
func ReadPNG(r io.ReaderAt) (Image, error) {
	var b [24]byte
	if err := readAt(r, b[:], 0, "IHDR"); err != nil {
		return Image{}, err
	}
	if Sniff(b[:]) != PNG || string(b[12:16]) != "IHDR" {
		return Image{}, &Error{0, "IHDR", ErrFormat}
	}
	w, h := binary.BigEndian.Uint32(b[16:]), binary.BigEndian.Uint32(b[20:])
	if w == 0 || h == 0 || w > math.MaxInt32 || h > math.MaxInt32 {
		return Image{}, &Error{16, "IHDR", ErrDamaged}
	}
	img := Image{Width: int(w), Height: int(h)}
	const mostChunks = 1000
	at := int64(8)
	for range mostChunks {
		if err := readAt(r, b[:8], at, "chunk"); err != nil {
			return Image{}, err
		}
		size := int64(binary.BigEndian.Uint32(b[:]))
		switch name := string(b[4:8]); {
		case name == "IDAT":
			return img, nil
		case name == "pHYs" && size == 9:
			if err := readAt(r, b[:9], at+8, name); err != nil {
				return Image{}, err
			}
			const metre = 1
			if b[8] == metre {
				img.DPI = float64(binary.BigEndian.Uint32(b[:])) * inch / 100
			}
		}
		at += 12 + size
	}
	return Image{}, &Error{at, "chunk", ErrDamaged}
}

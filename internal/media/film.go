package media

import (
	"encoding/binary"
	"io"
	"math"
	"time"
)

// A Video is what a film in boxes (.mp4, .mov, .3gp) says of itself.
type Video struct {
	Width, Height int           // pixels of its largest picture track, as it is shown
	Length        time.Duration // 0 if it does not say
}

// Bounds of what a film may have. A walk over boxes costs a read for each.
const (
	maxBoxes = 100_000
	maxDepth = 8
)

// ReadVideo reads the few boxes that tell what a film is, wherever they stand.
// The film itself is passed over.
func ReadVideo(r io.ReaderAt, size int64) (Video, error) {
	f := &film{r: r}
	err := f.boxes(0, size, 0)
	switch {
	case f.timed || f.v.Width > 0:
		// The index is there. A film that goes on behind the end of the file
		// is not whole all the same.
		return f.v, err
	case err != nil:
		return Video{}, err
	}
	return Video{}, &Error{size, "moov", ErrNoIndex}
}

// A film is a walk over the boxes of a file.
type film struct {
	r     io.ReaderAt
	v     Video
	timed bool // mvhd has been read
	scale uint32
	track track
	count int
}

// A track is what the boxes of the current one say.
type track struct {
	shown, recorded [2]int // width and height, of tkhd and of the sample entry
	turned, picture bool
}

// boxes walks over the boxes from at to end.
func (f *film) boxes(at, end int64, depth int) error {
	for end-at >= 8 {
		if f.count++; f.count > maxBoxes {
			return &Error{at, "", ErrDamaged}
		}
		var h [16]byte
		if err := readAt(f.r, h[:8], at, "box"); err != nil {
			return err
		}
		size, name, head := int64(binary.BigEndian.Uint32(h[:])), string(h[4:8]), int64(8)
		switch size {
		case 0: // up to the end
			size = end - at
		case 1:
			if err := readAt(f.r, h[8:], at+8, name); err != nil {
				return err
			}
			large := binary.BigEndian.Uint64(h[8:])
			if large > math.MaxInt64 {
				return &Error{at, name, ErrDamaged}
			}
			size, head = int64(large), 16
		}
		switch film := name == "mdat" || name == "moov" || name == "moof"; {
		case size >= head && size <= end-at:
		case depth == 0 && f.timed && !film:
			return nil // something that is no box hangs on behind a whole film
		case depth == 0 && size > end-at:
			return &Error{at, name, ErrTruncated}
		default:
			return &Error{at, name, ErrDamaged}
		}
		if err := f.box(name, at+head, at+size, depth); err != nil {
			return err
		}
		at += size
	}
	return nil
}

// box reads a box whose content lies from at to end.
func (f *film) box(name string, at, end int64, depth int) error {
	if depth > maxDepth {
		return &Error{at, name, ErrDamaged}
	}
	switch name {
	case "moov", "mdia", "minf", "stbl", "mvex":
		return f.boxes(at, end, depth+1)
	case "trak":
		f.track = track{}
		err := f.boxes(at, end, depth+1)
		f.endTrack()
		return err
	case "mvhd":
		b, long, err := f.full(name, at, end, 20, 32)
		if err != nil {
			return err
		}
		f.timed = true
		if long {
			f.scale = binary.BigEndian.Uint32(b[20:])
			f.last(binary.BigEndian.Uint64(b[24:]))
		} else {
			f.scale = binary.BigEndian.Uint32(b[12:])
			if d := binary.BigEndian.Uint32(b[16:]); d != math.MaxUint32 {
				f.last(uint64(d))
			}
		}
	case "mehd": // of a film in fragments, whose mvhd has no length
		b, long, err := f.full(name, at, end, 8, 12)
		switch {
		case err != nil:
			return err
		case f.v.Length > 0:
		case long:
			f.last(binary.BigEndian.Uint64(b[4:]))
		default:
			f.last(uint64(binary.BigEndian.Uint32(b[4:])))
		}
	case "tkhd":
		b, long, err := f.full(name, at, end, 84, 96)
		if err != nil {
			return err
		}
		if long {
			b = b[12:]
		}
		// The matrix turns by a quarter if it maps x to y.
		a, c := int32(binary.BigEndian.Uint32(b[40:])), int32(binary.BigEndian.Uint32(b[44:]))
		f.track.turned = a == 0 && c != 0
		f.track.shown = [2]int{int(binary.BigEndian.Uint32(b[76:]) >> 16), int(binary.BigEndian.Uint32(b[80:]) >> 16)}
	case "hdlr":
		b, _, err := f.full(name, at, end, 12, 12)
		if err != nil {
			return err
		}
		f.track.picture = f.track.picture || string(b[8:12]) == "vide"
	case "stsd":
		b, _, err := f.full(name, at, end, 8, 8)
		if err != nil || binary.BigEndian.Uint32(b[4:]) == 0 || end-at < 8+36 {
			return err
		}
		var entry [36]byte // of a picture: its pixels stand behind 24 bytes of content
		if err := readAt(f.r, entry[:], at+8, name); err != nil {
			return err
		}
		f.track.recorded = [2]int{int(binary.BigEndian.Uint16(entry[32:])), int(binary.BigEndian.Uint16(entry[34:]))}
	}
	return nil
}

// full reads the beginning of a box that has a version: short bytes of version
// 0, long ones of version 1.
func (f *film) full(name string, at, end int64, short, long int) (b []byte, isLong bool, err error) {
	b = make([]byte, max(short, long))
	if end-at < int64(short) {
		return nil, false, &Error{at, name, ErrDamaged}
	}
	// All at once: in a file that is being unpacked going back, if only to the
	// first byte of the box, means to begin again.
	have := int(min(end-at, int64(len(b))))
	if err := readAt(f.r, b[:have], at, name); err != nil {
		return nil, false, err
	}
	if isLong = b[0] == 1; isLong && have < long {
		return nil, false, &Error{at, name, ErrDamaged}
	}
	return b, isLong, nil
}

// last sets the length from a number of units of the film's scale.
func (f *film) last(units uint64) {
	if f.scale == 0 || units == math.MaxUint64 {
		return
	}
	s := float64(units) / float64(f.scale)
	if s < math.MaxInt64/float64(time.Second) {
		f.v.Length = time.Duration(s * float64(time.Second))
	}
}

// endTrack takes the pixels of a track, if it has pictures and more of them
// than those before.
func (f *film) endTrack() {
	t := &f.track
	w, h := t.recorded[0], t.recorded[1] // whatever size it is shown at
	if w == 0 || h == 0 {
		w, h = t.shown[0], t.shown[1]
	}
	if t.turned {
		w, h = h, w
	}
	if t.picture && w*h > f.v.Width*f.v.Height {
		f.v.Width, f.v.Height = w, h
	}
}

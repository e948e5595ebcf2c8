// Package media tells what pictures and videos are from the few bytes that say
// so: their format by content, pixels as they are shown, resolution, length.
// Neither pixels nor sound are decoded, and of a video nothing is read but the
// headers of its boxes, wherever they stand.
package media

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Why a file cannot be read: what errors of this package wrap.
var (
	ErrFormat    = errors.New("not a file of this format")
	ErrTruncated = errors.New("the file ends too early")
	ErrDamaged   = errors.New("damaged")
	ErrNoIndex   = errors.New("no index of the film (moov)")
)

// An Error says where in a file reading stopped.
type Error struct {
	Offset int64
	Part   string // box or segment
	Err    error  // one of the errors above, or of reading
}

func (e *Error) Error() string {
	if e.Part == "" {
		return fmt.Sprintf("media: byte %d: %v", e.Offset, e.Err)
	}
	return fmt.Sprintf("media: byte %d: %s: %v", e.Offset, e.Part, e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// fault makes an error of one that reading gave.
func fault(offset int64, part string, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = ErrTruncated
	}
	return &Error{offset, part, err}
}

// readAt fills b from offset at.
func readAt(r io.ReaderAt, b []byte, at int64, part string) error {
	n, err := r.ReadAt(b, at)
	if n == len(b) {
		return nil
	}
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return fault(at, part, err)
}

// A Kind is what a format is for.
type Kind int

const (
	Other   Kind = iota
	Picture      // of one image, as a rule
	Film         // moving pictures
	Sound        // without pictures
)

// A Format is a format of pictures, films or sound by its usual ending: jpg,
// png, mp4 …. "" is none of them.
type Format string

// The formats that [Picture] and [Film] are read of.
const (
	JPEG Format = "jpg"
	PNG  Format = "png"
	MP4  Format = "mp4"
)

var formats = map[Format]struct {
	kind  Kind
	label string
}{
	JPEG: {Picture, "JPG图片"}, PNG: {Picture, "PNG图片"}, "gif": {Picture, "GIF图片"}, "bmp": {Picture, "BMP图片"},
	"webp": {Picture, "WebP图片"}, "tif": {Picture, "TIFF图片"}, "heic": {Picture, "HEIC图片（苹果手机）"}, "avif": {Picture, "AVIF图片"},
	"psd": {Picture, "Photoshop文件"}, "jp2": {Picture, "JPEG 2000图片"},
	MP4: {Film, "MP4视频"}, "mov": {Film, "MOV视频（苹果手机）"}, "3gp": {Film, "3GP视频"}, "avi": {Film, "AVI视频"}, "mkv": {Film, "MKV视频"},
	"webm": {Film, "WebM视频"}, "flv": {Film, "FLV视频"}, "wmv": {Film, "WMV视频"}, "mpg": {Film, "MPEG视频"}, "ts": {Film, "TS视频"}, "rm": {Film, "RM视频"},
	"m4a": {Sound, "M4A音频"}, "mp3": {Sound, "MP3音频"}, "wav": {Sound, "WAV音频"}, "ogg": {Sound, "OGG音频"}, "flac": {Sound, "FLAC音频"},
}

// Kind tells what f is for.
func (f Format) Kind() Kind { return formats[f].kind }

// Label returns what clerks call f.
func (f Format) Label() string { return formats[f].label }

// Sniff tells the format of a file by its first bytes, of which 64 are enough
// for all but .ts.
func Sniff(head []byte) Format {
	s := string(head)
	at := func(i int, want string) bool { return len(s) >= i+len(want) && s[i:i+len(want)] == want }
	switch {
	case at(0, "\xFF\xD8\xFF"):
		return JPEG
	case at(0, "\x89PNG\r\n\x1A\n"):
		return PNG
	case at(0, "GIF87a"), at(0, "GIF89a"):
		return "gif"
	case at(0, "BM") && len(s) >= 18 && strings.Contains("\x0C\x28\x34\x38\x40\x6C\x7C", s[14:15]) && at(15, "\x00\x00\x00"):
		return "bmp" // by the size of its second header, since two letters begin many texts
	case at(0, "RIFF") && at(8, "WEBP"):
		return "webp"
	case at(0, "II*\x00"), at(0, "MM\x00*"):
		return "tif"
	case at(0, "8BPS\x00"):
		return "psd"
	case at(0, "\x00\x00\x00\x0CjP  \r\n\x87\n"):
		return "jp2"
	case at(4, "ftyp"):
		return brand(s)
	case at(4, "moov"), at(4, "mdat"), at(4, "wide"), at(4, "pnot"), at(4, "skip"), at(4, "free"):
		return "mov" // of the time before brands
	case at(0, "RIFF") && at(8, "AVI "):
		return "avi"
	case at(0, "RIFF") && at(8, "WAVE"):
		return "wav"
	case at(0, "\x1A\x45\xDF\xA3"):
		if strings.Contains(s, "webm") {
			return "webm"
		}
		return "mkv"
	case at(0, "FLV\x01"):
		return "flv"
	case at(0, "\x30\x26\xB2\x75\x8E\x66\xCF\x11"):
		return "wmv"
	case at(0, "\x00\x00\x01\xBA"), at(0, "\x00\x00\x01\xB3"):
		return "mpg"
	case at(0, ".RMF"):
		return "rm"
	case at(0, "ID3"), at(0, "\xFF\xFB"), at(0, "\xFF\xF3"):
		return "mp3"
	case at(0, "OggS"):
		return "ogg"
	case at(0, "fLaC"):
		return "flac"
	case at(0, "\x47") && at(188, "\x47") && at(376, "\x47"):
		return "ts"
	}
	return ""
}

// brand tells what a file of boxes is by its brands: the major one, and where
// that says little those that it is compatible with.
func brand(s string) Format {
	if len(s) < 12 {
		return MP4
	}
	major := s[8:12]
	switch {
	case major == "qt  ":
		return "mov"
	case strings.HasPrefix(major, "3g"):
		return "3gp"
	case strings.HasPrefix(major, "M4A"), major == "M4B ":
		return "m4a"
	case major == "avif", major == "avis":
		return "avif"
	case major == "heic", major == "heix", major == "hevc", major == "heim", major == "heis", major == "mif1", major == "msf1":
		if size := int(s[0])<<24 | int(s[1])<<16 | int(s[2])<<8 | int(s[3]); strings.Contains(s[12:max(12, min(size, len(s)))], "avif") {
			return "avif"
		}
		return "heic"
	}
	return MP4
}

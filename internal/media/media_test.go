package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/zhijiao-go/zhijiao/internal/crosscheck"
)

func load(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Files of real programs are what their names say.
func TestSniff(t *testing.T) {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		want := Format(strings.TrimPrefix(filepath.Ext(name), "."))
		if want == "sh" {
			want = ""
		}
		data := load(t, filepath.Base(name))
		if got := Sniff(data[:min(64, len(data))]); got != want || want != "" && (got.Label() == "" || got.Kind() == Other) {
			t.Errorf("%s is %q (%s)", name, got, got.Label())
		}
	}
}

func TestSniffHeads(t *testing.T) {
	ts := bytes.Repeat(append([]byte("G"), make([]byte, 187)...), 3)
	for _, tt := range []struct {
		head string
		want Format
	}{
		{"", ""}, {"B", ""}, {"BM", ""}, {"BMW是一家公司的名字，不是图片格式", ""}, {"GIF", ""}, {"RIFF\x00\x00\x00\x00ACON", ""},
		{"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "heic"}, {"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif", "avif"},
		{"\xff\xff\xff\xffftypmif1", "heic"}, {"\x00\x00\x00\x01ftypmif1\x00\x00\x00\x00avif", "heic"},
		{"\x00\x00\x00\x18ftypM4V \x00\x00\x00\x00", MP4}, {"\x00\x00\x00\x18ftyp", MP4}, {"\x00\x00\x00\x18ftypqt  ", "mov"}, {"\x00\x00\x00\x08wide", "mov"},
		{"8BPS\x00\x01", "psd"}, {"ID3\x03", "mp3"}, {"RIFF\x00\x00\x00\x00WAVE", "wav"}, {"OggS", "ogg"}, {"fLaC", "flac"}, {".RMF", "rm"},
		{"\x1A\x45\xDF\xA3\x01\x42\x82\x84webm", "webm"}, {"\x00\x00\x00\x0CjP  \r\n\x87\n", "jp2"}, {string(ts), "ts"}, {"Good morning", ""}, {"PK\x03\x04", ""},
	} {
		if got := Sniff([]byte(tt.head)); got != tt.want {
			t.Errorf("%q is %q, want %q", tt.head[:min(24, len(tt.head))], got, tt.want)
		}
	}
}

func TestReadJPEG(t *testing.T) {
	for name, want := range map[string]Image{
		"across.jpg":      {240, 160, 300},
		"progressive.jpg": {240, 160, 118 * 2.54},
		"cmyk.jpg":        {240, 160, 72},
		"turned1.jpg":     {240, 160, 300},
		"turned3.jpg":     {240, 160, 300},
		"turned6.jpg":     {160, 240, 300},
		"turned8.jpg":     {160, 240, 300},
		"exifonly.jpg":    {160, 240, 118 * 2.54},
	} {
		data := load(t, name)
		got, err := ReadJPEG(bytes.NewReader(data), int64(len(data)))
		if err != nil || got.Width != want.Width || got.Height != want.Height || math.Abs(got.DPI-want.DPI) > 0.01 {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, want)
		}
	}
}

// A camera notes one of eight ways to hold it; four of them turn the picture.
func TestReadJPEGOrientation(t *testing.T) {
	data := load(t, "turned6.jpg")
	at := bytes.Index(data, []byte{0x01, 0x12, 0x00, 0x03}) + 9
	for o := range byte(10) {
		data[at] = o
		want := Image{240, 160, 300}
		if o >= 5 && o <= 8 {
			want = Image{160, 240, 300}
		}
		if got, err := ReadJPEG(bytes.NewReader(data), int64(len(data))); err != nil || got != want {
			t.Errorf("orientation %d: %+v, %v; want %+v", o, got, err, want)
		}
	}
}

// Every prefix of a picture is one that ends too early, with or without its
// size; what hangs on behind it does not matter.
func TestReadJPEGCut(t *testing.T) {
	data := load(t, "turned6.jpg")
	frame := bytes.Index(data, []byte{0xFF, 0xC0}) + 9
	for n := range data {
		img, err := ReadJPEG(bytes.NewReader(data[:n]), int64(n))
		if !errors.Is(err, ErrTruncated) || (img.Width > 0) != (n >= frame) {
			t.Errorf("%d of %d bytes: %+v, %v", n, len(data), img, err)
		}
	}
	for _, n := range []int{1, 300, 65535, 65536, 200_000} {
		long := append(bytes.Clone(data), make([]byte, n)...)
		if _, err := ReadJPEG(bytes.NewReader(long), int64(len(long))); err != nil {
			t.Errorf("%d bytes behind: %v", n, err)
		}
	}
	for n := 65530; n < 65540; n++ { // the end lies across what is read at once
		b := append([]byte("\xff\xd8\xff\xc0\x00\x08\x08\x00\x10\x00\x10\x01"), make([]byte, n)...)
		b = append(append(b, 0xFF, 0xD9), make([]byte, 300)...)
		if _, err := ReadJPEG(bytes.NewReader(b), int64(len(b))); err != nil {
			t.Errorf("%d bytes of pixels: %v", n, err)
		}
	}
}

func TestReadJPEGErrors(t *testing.T) {
	for name, tt := range map[string]struct {
		data string
		want error
	}{
		"another format":    {"\x89PNG\r\n\x1a\n", ErrFormat},
		"no segment":        {"\xff\xd8abcd", ErrDamaged},
		"pixels first":      {"\xff\xd8\xff\xda\x00\x02", ErrDamaged},
		"end first":         {"\xff\xd8\xff\xd9", ErrDamaged},
		"segment too short": {"\xff\xd8\xff\xe0\x00\x01", ErrDamaged},
		"frame too short":   {"\xff\xd8\xff\xc0\x00\x03\x08", ErrDamaged},
		"no pixels":         {"\xff\xd8\xff\xc0\x00\x08\x08\x00\x00\x00\x10\x01", ErrDamaged},
		"fill for ever":     {"\xff\xd8" + strings.Repeat("\xff", 20_000), ErrDamaged},
	} {
		_, err := ReadJPEG(strings.NewReader(tt.data), int64(len(tt.data)))
		var e *Error
		if !errors.Is(err, tt.want) || !errors.As(err, &e) {
			t.Errorf("%s: %v, want %v", name, err, tt.want)
		}
	}
}

// What is wrong with the Exif data does not touch the picture.
func TestReadExifBroken(t *testing.T) {
	data := load(t, "turned6.jpg")
	at := bytes.Index(data, []byte("Exif\x00\x00"))
	for i := at; i < at+40; i++ {
		broken := bytes.Clone(data)
		broken[i] = 0xFF
		if img, err := ReadJPEG(bytes.NewReader(broken), int64(len(broken))); err != nil || img.Width*img.Height != 240*160 {
			t.Errorf("byte %d: %+v, %v", i, img, err)
		}
	}
}

func TestReadPNG(t *testing.T) {
	data := load(t, "screen.png")
	img, err := ReadPNG(bytes.NewReader(data))
	if err != nil || img.Width != 108 || img.Height != 240 || math.Abs(img.DPI-144) > 0.1 {
		t.Errorf("%+v, %v", img, err)
	}
	pixels := bytes.Index(data, []byte("IDAT")) + 4
	for n := range pixels {
		if _, err := ReadPNG(bytes.NewReader(data[:n])); !errors.Is(err, ErrTruncated) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	if _, err := ReadPNG(bytes.NewReader(load(t, "across.jpg"))); !errors.Is(err, ErrFormat) {
		t.Errorf("a JPEG: %v", err)
	}
	clear(data[16:20])
	if _, err := ReadPNG(bytes.NewReader(data)); !errors.Is(err, ErrDamaged) {
		t.Errorf("without width: %v", err)
	}
}

func TestReadVideo(t *testing.T) {
	for name, want := range map[string]Video{
		"behind.mp4": {320, 180, 3 * time.Second},
		"before.mp4": {320, 180, 3 * time.Second},
		"pieces.mp4": {320, 180, 0}, // a film in pieces does not say
		"turned.mp4": {180, 320, 3 * time.Second},
		"sound.mp4":  {320, 180, 3 * time.Second},
		"phone.mov":  {320, 180, time.Second},
		"old.3gp":    {176, 144, time.Second},
	} {
		data := load(t, name)
		got, err := ReadVideo(bytes.NewReader(data), int64(len(data)))
		if err != nil || got.Width != want.Width || got.Height != want.Height || (got.Length-want.Length).Abs() > 30*time.Millisecond {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, want)
		}
	}
}

// Of every prefix of a film something is missing.
func TestReadVideoCut(t *testing.T) {
	for _, name := range []string{"behind.mp4", "before.mp4"} {
		data := load(t, name)
		for n := range data {
			v, err := ReadVideo(bytes.NewReader(data[:n]), int64(n))
			if err == nil && n < len(data)-8 && !(name == "before.mp4" && v.Width > 0) {
				t.Errorf("%s, %d of %d bytes: %+v", name, n, len(data), v)
			}
		}
	}
	film := load(t, "behind.mp4")
	at := bytes.Index(film, []byte("moov")) - 4
	if _, err := ReadVideo(bytes.NewReader(film[:at]), int64(at)); !errors.Is(err, ErrNoIndex) {
		t.Errorf("without its index: %v", err)
	}
	front := load(t, "before.mp4")
	if v, err := ReadVideo(bytes.NewReader(front), int64(len(front)-20)); v.Width != 320 || !errors.Is(err, ErrTruncated) {
		t.Errorf("the film is cut behind its index: %+v, %v", v, err)
	}
}

func box(name string, body ...string) string {
	b := strings.Join(body, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(b)+8))) + name + b
}

// large is a box with a size of 64 bits.
func large(name, body string) string {
	return "\x00\x00\x00\x01" + name + string(binary.BigEndian.AppendUint64(nil, uint64(len(body)+16))) + body
}

// mvhd is that of a film of 2 seconds.
var mvhd = box("mvhd", strings.Repeat("\x00", 12), "\x00\x00\x00\x0a\x00\x00\x00\x14", strings.Repeat("\x00", 80))

func TestReadVideoBoxes(t *testing.T) {
	long := box("mvhd", "\x01\x00\x00\x00", strings.Repeat("\x00", 16), "\x00\x00\x00\x0a", "\x00\x00\x00\x00\x00\x00\x00\x14", strings.Repeat("\x00", 80))
	unknown := box("mvhd", strings.Repeat("\x00", 12), "\x00\x00\x00\x0a\xff\xff\xff\xff", strings.Repeat("\x00", 80))
	mehd := box("mvex", box("mehd", "\x00\x00\x00\x00\x00\x00\x00\x1e"))
	for name, tt := range map[string]struct {
		data string
		want time.Duration
		err  error
	}{
		"short":                {box("moov", mvhd), 2 * time.Second, nil},
		"long times":           {box("moov", long), 2 * time.Second, nil},
		"64-bit sizes":         {large("mdat", "film") + large("moov", mvhd), 2 * time.Second, nil},
		"film up to the end":   {box("moov", mvhd) + "\x00\x00\x00\x00mdatfilm", 2 * time.Second, nil},
		"length not told":      {box("moov", unknown), 0, nil},
		"length of the pieces": {box("moov", unknown, mehd), 3 * time.Second, nil},
		"time without unit":    {box("moov", box("mvhd", strings.Repeat("\x00", 100))), 0, nil},
		"junk behind":          {box("moov", mvhd) + "no box at all", 2 * time.Second, nil},
		"zeros behind":         {box("moov", mvhd) + strings.Repeat("\x00", 99), 2 * time.Second, nil},
		"film too large":       {box("moov", mvhd) + "\x7f\xff\xff\xffmdatfilm", 2 * time.Second, ErrTruncated},
		"index too large":      {"\x7f\xff\xff\xffmoov" + mvhd, 0, ErrTruncated},
		"size beyond belief":   {"\x00\x00\x00\x01moov\xff\xff\xff\xff\xff\xff\xff\xff" + mvhd, 0, ErrDamaged},
		"size below its head":  {"\x00\x00\x00\x07moov" + mvhd, 0, ErrDamaged},
		"inner box too large":  {box("moov", "\x7f\xff\xff\xffmvhd"), 0, ErrDamaged},
		"mvhd too short":       {box("moov", box("mvhd", "\x00\x00")), 0, ErrDamaged},
		"long mvhd too short":  {box("moov", box("mvhd", "\x01", strings.Repeat("\x00", 20))), 0, ErrDamaged},
		"no boxes":             {"", 0, ErrNoIndex},
		"an empty index":       {box("moov"), 0, ErrNoIndex},
		"too deep":             {nest(40), 0, ErrDamaged},
	} {
		v, err := ReadVideo(strings.NewReader(tt.data), int64(len(tt.data)))
		if v.Length != tt.want || !errors.Is(err, tt.err) || tt.err == nil && err != nil {
			t.Errorf("%s: %+v, %v; want %v, %v", name, v, err, tt.want, tt.err)
		}
	}
}

// A track's head of either version tells its pixels where the sample does not;
// tracks that are no pictures do not count, of several the largest does.
func TestReadVideoTracks(t *testing.T) {
	track := func(version, handler, matrix string, w, h byte) string {
		times := strings.Repeat("\x00", 20)
		if version == "\x01" {
			times = strings.Repeat("\x00", 32)
		}
		head := box("tkhd", version, "\x00\x00\x00", times, strings.Repeat("\x00", 16), matrix, strings.Repeat("\x00", 20), string([]byte{0, w, 0, 0, 0, h, 0, 0}))
		return box("trak", head, box("mdia", box("hdlr", strings.Repeat("\x00", 8), handler, strings.Repeat("\x00", 13))))
	}
	const straight, turned = "\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", "\x00\x00\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\xff\xff\x00\x00"
	for name, tt := range map[string]struct {
		tracks string
		w, h   int
	}{
		"short":       {track("\x00", "vide", straight, 40, 30), 40, 30},
		"long":        {track("\x01", "vide", straight, 40, 30), 40, 30},
		"turned":      {track("\x01", "vide", turned, 40, 30), 30, 40},
		"sound":       {track("\x00", "soun", straight, 40, 30), 0, 0},
		"subtitles":   {track("\x00", "vide", straight, 40, 30) + track("\x00", "text", straight, 80, 60), 40, 30},
		"two films":   {track("\x00", "vide", straight, 40, 30) + track("\x00", "vide", straight, 80, 60), 80, 60},
		"small cover": {track("\x00", "vide", straight, 80, 60) + track("\x00", "vide", straight, 40, 30), 80, 60},
	} {
		data := box("moov", mvhd, tt.tracks)
		v, err := ReadVideo(strings.NewReader(data), int64(len(data)))
		if err != nil || v.Width != tt.w || v.Height != tt.h {
			t.Errorf("%s: %+v, %v; want %d×%d", name, v, err, tt.w, tt.h)
		}
	}
}

func nest(n int) string {
	s := ""
	for range n {
		s = box("moov", s)
	}
	return s
}

// counting counts what is read.
type counting struct {
	io.ReaderAt
	bytes int
}

func (c *counting) ReadAt(b []byte, at int64) (int, error) {
	c.bytes += len(b)
	return c.ReaderAt.ReadAt(b, at)
}

// Of a film of 200 MB a few hundred bytes are read.
func TestReadVideoReadsHeaders(t *testing.T) {
	const size = 200 << 20
	index := box("moov", mvhd)
	head := binary.BigEndian.AppendUint32(nil, size)
	c := &counting{ReaderAt: sparse{string(head) + "mdat", index, size}}
	if v, err := ReadVideo(c, size+int64(len(index))); err != nil || v.Length != 2*time.Second || c.bytes > 1000 {
		t.Errorf("%+v, %v with %d bytes read", v, err, c.bytes)
	}
}

// sparse is a large file of zeros with a head and, from size on, a tail.
type sparse struct {
	head, tail string
	size       int64
}

func (s sparse) ReadAt(b []byte, at int64) (int, error) {
	for i := range b {
		switch p := at + int64(i); {
		case p < int64(len(s.head)):
			b[i] = s.head[p]
		case p < s.size:
			b[i] = 0
		case p-s.size < int64(len(s.tail)):
			b[i] = s.tail[p-s.size]
		default:
			return i, io.EOF
		}
	}
	return len(b), nil
}

// ffprobe sees the same pixels and length.
func TestAgainstFFprobe(t *testing.T) {
	for _, name := range []string{"behind.mp4", "before.mp4", "sound.mp4", "phone.mov", "old.3gp"} {
		out := crosscheck.Run(t, "ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "stream=width,height:format=duration", "-of", "csv=p=0", "testdata/"+name)
		f := strings.FieldsFunc(out, func(r rune) bool { return r == ',' || r == '\n' })
		if len(f) != 3 {
			t.Fatalf("%s: %s", name, out)
		}
		data := load(t, name)
		v, err := ReadVideo(bytes.NewReader(data), int64(len(data)))
		seconds, _ := strconv.ParseFloat(f[2], 64)
		if err != nil || strconv.Itoa(v.Width) != f[0] || strconv.Itoa(v.Height) != f[1] || math.Abs(v.Length.Seconds()-seconds) > 0.01 {
			t.Errorf("%s: %+v, %v; ffprobe sees %v", name, v, err, f)
		}
	}
}

func FuzzReadVideo(f *testing.F) {
	for _, name := range []string{"behind.mp4", "before.mp4", "pieces.mp4", "turned.mp4", "phone.mov"} {
		f.Add(load(f, name))
	}
	f.Add([]byte(large("moov", mvhd)))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		v, err := ReadVideo(bytes.NewReader(data), int64(len(data)))
		if v.Width < 0 || v.Height < 0 || v.Length < 0 || err == nil && v == (Video{}) && !bytes.Contains(data, []byte("mvhd")) {
			t.Errorf("%+v, %v", v, err)
		}
		if e := (*Error)(nil); err != nil && !errors.As(err, &e) {
			t.Errorf("%v is no *Error", err)
		}
	})
}

func FuzzReadPicture(f *testing.F) {
	for _, name := range []string{"turned6.jpg", "exifonly.jpg", "cmyk.jpg", "screen.png"} {
		f.Add(load(f, name))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		jpeg := func(r io.ReaderAt) (Image, error) { return ReadJPEG(r, int64(len(data))) }
		for _, read := range []func(io.ReaderAt) (Image, error){jpeg, ReadPNG} {
			img, err := read(bytes.NewReader(data))
			if err == nil && (img.Width <= 0 || img.Height <= 0 || img.DPI < 0) {
				t.Errorf("%+v", img)
			}
		}
		if f := Sniff(data); f != "" && !slices.Contains([]Kind{Picture, Film, Sound}, f.Kind()) {
			t.Errorf("%q is of no kind", f)
		}
	})
}

// A forwardReader tells how often it is asked to go back: in a file that is
// being unpacked that means to begin again.
type forwardReader struct {
	io.ReaderAt
	at, back int64
}

func (r *forwardReader) ReadAt(b []byte, off int64) (int, error) {
	if off < r.at {
		r.back++
	}
	n, err := r.ReaderAt.ReadAt(b, off)
	r.at = off + int64(n)
	return n, err
}

// A film is read forward, whatever its boxes are.
func TestVideoIsReadForward(t *testing.T) {
	tracks := strings.Repeat(box("trak", box("tkhd", strings.Repeat("\x00", 84)), box("tkhd", "\x01", strings.Repeat("\x00", 95)), box("mdia", box("hdlr", strings.Repeat("\x00", 24)), box("minf", box("stbl", box("stsd", "\x00\x00\x00\x00\x00\x00\x00\x01", strings.Repeat("\x00", 90)))))), 50)
	data := box("ftyp", "isom\x00\x00\x00\x00isom") + box("moov", mvhd, tracks)
	r := &forwardReader{ReaderAt: strings.NewReader(data)}
	if _, err := ReadVideo(r, int64(len(data))); err != nil || r.back > 0 {
		t.Errorf("%v; went back %d times", err, r.back)
	}
}

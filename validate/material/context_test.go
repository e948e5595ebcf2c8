package material_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/material"
)

// An ending context ends when it has been asked so many times. It knows how
// many bytes were read between two times, and how many behind the end.
type ending struct {
	context.Context
	left                int
	since, most, behind int
}

func (e *ending) Err() error {
	e.left--
	e.most, e.since = max(e.most, e.since), 0
	if e.left < 0 {
		return context.Canceled
	}
	return nil
}

// watched tells a context of what is read. Its files can be read forward only,
// or anywhere, too.
type watched struct {
	fs.FS
	ctx      *ending
	anywhere bool
}

func (w watched) Open(name string) (fs.File, error) {
	f, err := w.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if d, ok := f.(fs.ReadDirFile); ok {
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return d, nil
		}
	}
	if w.anywhere {
		return watchedAt{watchedFile{f, w.ctx}}, nil
	}
	return watchedFile{f, w.ctx}, nil
}

type watchedFile struct {
	fs.File
	ctx *ending
}

func (f watchedFile) note(n int) {
	f.ctx.since += n
	if f.ctx.left < 0 {
		f.ctx.behind += n
	}
}

func (f watchedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.note(n)
	return n, err
}

type watchedAt struct{ watchedFile }

func (f watchedAt) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.File.(io.ReaderAt).ReadAt(p, off)
	f.note(n)
	return n, err
}

// Whenever its context ends, Check says so and reads no more; and it asks often
// enough: no more than a MB is read in between, whatever the film or archive.
func TestContext(t *testing.T) {
	const large = 24 << 20
	noise := make([]byte, large)
	rand.NewChaCha8([32]byte{}).Read(noise)
	film := append(bytes.Clone(mp4Of(640, 360, 10, false)[:32]), noise...) // its index would stand at the end
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, data := range map[string][]byte{"短片.mp4": film, "1.jpg": jpegOf(100, 100, 0, 0)} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"材料.zip": {Data: packed.Bytes()}, "视频/短片.mp4": {Data: film}, "稿件/a.txt": {Data: noise[:1<<20]}}
	for i := range 30 {
		files[fmt.Sprintf("照片/%d.jpg", i)] = &fstest.MapFile{Data: jpegOf(100, 100, 0, 0)}
	}
	o := material.Options{Rules: []campaign.MaterialRule{{Kind: "photo", MinWidth: 200}, {Kind: "video", MinCount: 1}}}
	for _, anywhere := range []bool{true, false} {
		run := func(left int) (*ending, error) {
			ctx := &ending{Context: t.Context(), left: left}
			r, err := material.Check(ctx, watched{files, ctx, anywhere}, o)
			if err != nil && len(r.Files)+len(r.Report.Findings) > 0 {
				t.Errorf("an error and a result of %d files", len(r.Files))
			}
			return ctx, err
		}
		const whole = 1 << 30
		ctx, err := run(whole)
		if err != nil || ctx.most > 1<<20 {
			t.Errorf("anywhere %v: %v, %d bytes read without a look at the context", anywhere, err, ctx.most)
		}
		looks := whole - ctx.left
		for n := 0; n < looks; n += max(1, looks/60) {
			if ctx, err := run(n); err != context.Canceled || ctx.behind > 0 {
				t.Errorf("anywhere %v, ended at look %d of %d: %v, %d bytes read behind", anywhere, n, looks, err, ctx.behind)
			}
		}
	}
}

package material_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/testdata"
	"github.com/zhijiao-go/zhijiao/validate/material"
)

// BenchmarkCheck checks the folders of schools, each with three articles,
// six photos of 3 MB and a video of 150 MB whose index stands at its end. The
// files are mostly holes; what is read of them is not.
func BenchmarkCheck(b *testing.B) {
	c, err := campaign.LoadFS(testdata.Campaigns, "campaigns/default-2027.yaml")
	if err != nil {
		b.Fatal(err)
	}
	article, err := os.ReadFile("testdata/folders/示例市第一职业学校/文字稿件/校园开放日活动侧记.docx")
	if err != nil {
		b.Fatal(err)
	}
	root := b.TempDir()
	write := func(name string, head, tail []byte, size int64) {
		p := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			b.Fatal(err)
		}
		f, err := os.Create(p)
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		if _, err := f.Write(head); err != nil {
			b.Fatal(err)
		}
		if _, err := f.WriteAt(tail, size-int64(len(tail))); err != nil {
			b.Fatal(err)
		}
	}
	picture := jpegOf(4000, 3000, 1, 300)
	film := mp4Of(1920, 1080, 90, false)
	at := bytes.Index(film, []byte("mdat")) - 4
	index := bytes.Index(film, []byte("moov")) - 4
	const videoSize = 150 << 20
	long := append(bytes.Clone(film[:at]), append(u32(videoSize-at-len(film)+index), "mdat"...)...)
	const schools = 10
	for s := range schools {
		school := "学校" + strconv.Itoa(s)
		for i := range 3 {
			write(school+"/文字稿件/稿件"+strconv.Itoa(i)+".docx", article, nil, int64(len(article)))
		}
		for i := range 6 {
			write(school+"/照片/学生展示作品"+strconv.Itoa(i)+".jpg", picture[:len(picture)-2], picture[len(picture)-2:], 3_000_000)
		}
		write(school+"/视频/短片.mp4", long, film[index:], videoSize)
	}
	o := material.Options{Rules: c.Material, Deadlines: c.Deadlines}
	b.ReportAllocs()
	b.RunParallel(func(p *testing.PB) {
		for i := 0; p.Next(); i++ {
			r := check(b, os.DirFS(filepath.Join(root, "学校"+strconv.Itoa(i%schools))), o)
			if len(r.Files) != 10 || r.Files[9].Length == 0 || r.Count(1) != 6 {
				b.Errorf("%+v", r)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "folders/s")
}

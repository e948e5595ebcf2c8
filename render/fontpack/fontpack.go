// Package fontpack holds free faces for the five roles of GB/T 9704, for programs that cannot count on the official ones being installed.
// Importing it adds about 21 MB to a program; packages that do not import it pay nothing.
//
// 仿宋, 楷体, 黑体 and 宋体 are the Fandol faces FandolFang, FandolKai, FandolHei and FandolSong; FandolSong Bold stands in for 小标宋. They have
// the characters of GB 2312 and the usual traditional ones. A supplement cut from Noto Serif CJK SC has what they lack of GBK, of the
// 通用规范汉字表 and of a list of signs: in another style, but no name need be left out.
//
// The faces are not under the licence of this module: see the files LICENSE, COPYING and OFL.txt. How they were made is told, and can be
// repeated, in the program convert; the program extract writes them out as plain .ttf files.
package fontpack

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/zhijiao-go/zhijiao/render/font"
)

var (
	//go:embed faces/fang.ttf.gz
	fang string
	//go:embed faces/songbold.ttf.gz
	songBold string
	//go:embed faces/kai.ttf.gz
	kai string
	//go:embed faces/hei.ttf.gz
	hei string
	//go:embed faces/song.ttf.gz
	song string
	//go:embed faces/supplement.ttf.gz
	supplement string
)

// A File is one embedded font file.
type File struct {
	Name string // such as "fang.ttf"
	Role font.Role
	Data []byte // TrueType; shared, not to be changed

	packed string
}

// The files in order of preference. The supplement comes last: its role only says whose look it has.
var files = []File{
	{Name: "fang.ttf", Role: font.FangSong, packed: fang},
	{Name: "songbold.ttf", Role: font.XiaoBiaoSong, packed: songBold},
	{Name: "kai.ttf", Role: font.KaiTi, packed: kai},
	{Name: "hei.ttf", Role: font.HeiTi, packed: hei},
	{Name: "song.ttf", Role: font.SongTi, packed: song},
	{Name: "supplement.ttf", Role: font.SongTi, packed: supplement},
}

// Fonts returns the faces. They are unpacked at the first call and shared by all callers; each call returns a new slice, to which more may be
// appended. It is safe for concurrent use. An error means that the program was built from damaged files.
func Fonts() (font.Set, error) {
	set, err := fonts()
	return slices.Clone(set), err
}

// Files returns the font files themselves, unpacked, for programs that need them as such.
func Files() ([]File, error) {
	all, err := unpacked()
	return slices.Clone(all), err
}

var fonts = sync.OnceValues(func() (font.Set, error) {
	all, err := unpacked()
	if err != nil {
		return nil, err
	}
	var set font.Set
	for _, f := range all {
		face, err := font.NewFace(f.Data, 0)
		if err != nil {
			return nil, fmt.Errorf("fontpack: %s: %w", f.Name, err)
		}
		set = append(set, font.Entry{Role: f.Role, Face: face})
	}
	return set, nil
})

var unpacked = sync.OnceValues(func() ([]File, error) {
	all := slices.Clone(files)
	errs := make([]error, len(all))
	var wait sync.WaitGroup
	for i := range all {
		wait.Go(func() { all[i].Data, errs[i] = unpack(all[i].packed) })
	}
	wait.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("fontpack: %s: %w", all[i].Name, err)
		}
	}
	return all, nil
})

func unpack(packed string) ([]byte, error) {
	z, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		return nil, err
	}
	// a gzip file ends with the size of what it holds
	size := binary.LittleEndian.Uint32([]byte(packed[len(packed)-4:]))
	var data bytes.Buffer
	data.Grow(int(size) + bytes.MinRead)
	_, err = data.ReadFrom(z)
	return data.Bytes(), err
}

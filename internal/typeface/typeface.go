// Package typeface knows the names under which the faces of official documents
// go, and how wide Chinese type sets characters. A face has a Chinese and an
// English name, and several makers draw faces of one kind.
package typeface

import (
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// kinds lists the faces of a kind, each with all its names: the one that official
// documents name first, then those with more characters before those with fewer.
// The word of the kind stands first.
var kinds = []struct {
	word  string
	faces [][]string
	alike [][]string // of another kind, but what offices take in its place
}{
	{word: "仿宋", faces: [][]string{
		{"仿宋_GB2312", "FangSong_GB2312", "仿宋GB2312"},
		{"仿宋", "FangSong", "仿宋体"},
		{"方正仿宋_GBK", "FZFangSong-Z02", "FZFSK--GBK1-0"},
		{"方正仿宋简体", "FZFangSong-Z02S", "FZFSJW--GB1-0"},
		{"方正仿宋_GB2312", "FZFangSong-GB2312"},
		{"华文仿宋", "STFangsong"},
	}},
	{word: "楷体", faces: [][]string{
		{"楷体_GB2312", "KaiTi_GB2312", "楷体GB2312"},
		{"楷体", "KaiTi"},
		{"方正楷体_GBK", "FZKai-Z03", "FZKTK--GBK1-0"},
		{"方正楷体简体", "FZKai-Z03S", "FZKTJW--GB1-0"},
		{"方正楷体_GB2312", "FZKai-GB2312"},
		{"华文楷体", "STKaiti"},
		{"楷体-简", "Kaiti SC"},
	}},
	{word: "小标宋", faces: [][]string{
		{"方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXBSJW--GB1-0"},
		{"方正小标宋_GBK", "FZXiaoBiaoSong-B05", "FZXBSK--GBK1-0"},
		{"小标宋", "小标宋体"},
	}, alike: [][]string{
		{"华文中宋", "STZhongsong"},
	}},
	{word: "黑体", faces: [][]string{
		{"黑体", "SimHei"},
		{"方正黑体_GBK", "FZHei-B01", "FZHTK--GBK1-0"},
		{"方正黑体简体", "FZHei-B01S", "FZHTJW--GB1-0"},
		{"华文黑体", "STHeiti"},
		{"黑体-简", "Heiti SC"},
	}},
	{word: "宋体", faces: [][]string{
		{"宋体", "SimSun"},
		{"新宋体", "NSimSun"},
		{"方正书宋_GBK", "FZShuSong-Z01", "FZSSK--GBK1-0"},
		{"方正书宋简体", "FZShuSong-Z01S", "FZSSJW--GB1-0"},
		{"华文宋体", "STSong"},
		{"宋体-简", "Songti SC"},
	}},
}

// Names returns the names of all faces of a kind, the best first, behind them
// those of faces that offices take in their place; nil if there is no such kind.
func Names(word string) []string {
	for _, k := range kinds {
		if k.word == word {
			return slices.Concat(slices.Concat(k.faces...), slices.Concat(k.alike...))
		}
	}
	return nil
}

// A Match tells how the name of a face answers what is asked for.
type Match int

const (
	Other Match = iota // another face
	Kin                // another face of the same kind: 仿宋 for 仿宋_GB2312
	Same               // the face itself, or any of its kind where the word of the kind is asked for: 楷体
)

// Compare holds the name of a face against the one that is asked for. Case,
// width and blanks do not matter. Names that are not known are the same only if
// they are equal.
func Compare(got, want string) Match {
	got, want = fold(got), fold(want)
	switch {
	case got == "" || want == "":
		return Other
	case got == want:
		return Same
	}
	gotKind, gotFace, ok1 := find(got)
	wantKind, wantFace, ok2 := find(want)
	switch {
	case !ok1 || !ok2 || gotKind != wantKind:
		return Other
	case gotFace == wantFace, want == kinds[wantKind].word, want == kinds[wantKind].word+"体":
		return Same
	}
	return Kin
}

// find returns where a name stands.
func find(name string) (kind, face int, ok bool) {
	for k := range kinds {
		for f, names := range kinds[k].faces {
			for _, n := range names {
				if fold(n) == name {
					return k, f, true
				}
			}
		}
	}
	return 0, 0, false
}

// fold brings the ways to write a name to one. An @ marks type that is turned
// for vertical lines.
func fold(name string) string {
	name = strings.ToLower(width.Narrow.String(name))
	return strings.TrimPrefix(strings.Join(strings.Fields(name), ""), "@")
}

// Wide reports whether Chinese type gives a character a full square; it gives
// other characters about half of one.
func Wide(r rune) bool {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return true
	}
	return false
}

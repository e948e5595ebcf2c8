// Convert makes the embedded faces of package fontpack from their sources: run it in this folder's parent as
//
//	go run ./convert -fandol DIR -noto FILE -unihan FILE
//
// It writes faces/*.ttf.gz and testdata/tgh.txt. Equal sources give equal bytes, as long as Go's gzip stays the same.
//
// The sources are in Debian (any mirror; the versions used were those of Debian 12):
//
//   - texlive-lang-chinese has the Fandol fonts in usr/share/texlive/texmf-dist/fonts/opentype/public/fandol: flag -fandol
//   - fonts-noto-cjk has usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc: flag -noto
//   - unicode-data has usr/share/unicode/Unihan_OtherMappings.txt.bz2: flag -unihan
//
// Fetch each with "apt-get download NAME" and unpack it with "dpkg -x FILE.deb DIR"; nothing need be installed.
//
// The outlines become quadratic within a thousandth of the em, hints, layout rules and glyphs without a character are left out.
package main

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/zhijiao-go/zhijiao/internal/sfnt"
)

// A job is one face to make of one of the Fandol fonts.
type job struct{ out, source, family, style string }

var jobs = []job{
	{"fang", "FandolFang-Regular.otf", "FandolFang", "Regular"},
	{"kai", "FandolKai-Regular.otf", "FandolKai", "Regular"},
	{"hei", "FandolHei-Regular.otf", "FandolHei", "Regular"},
	{"song", "FandolSong-Regular.otf", "FandolSong", "Regular"},
	{"songbold", "FandolSong-Bold.otf", "FandolSong", "Bold"},
}

const (
	gpl = "GNU General Public License, version 3, with the font exception. Converted to quadratic outlines in 2026 for the zhijiao library."
	ofl = "This Font Software is licensed under the SIL Open Font License, Version 1.1. " +
		"An excerpt of Noto Serif CJK SC, converted to quadratic outlines in 2026 for the zhijiao library."
)

// rare are characters of names beyond the Unified Ideographs block and the 通用规范汉字表.
const rare = "𠮷㐂㐱㑺㚰㛓㝵㟁㤅㥁㨗㬢㮠㳒㴋㻏㻐㻛䒕䘵䝼䢼䥨䬠䴉䶵"

// marks are signs and punctuation that official and school papers use and one of the Fandol faces at least lacks.
const marks = "\u00AD\u2002\u2003‐‑‒―‚„†‡•‼⁇⁈⁉⸺⸻〜〝〞〟﹏﹒﹐﹑﹔﹕﹖﹗﹘﹣¢£¥¦©ª«®¯²³µ¶¸¹º»¼½¾¿¡₩€℃℅℉℡™℮↔↕↖↗↘↙⇒⇔∂∆∏∓∕∝∟∫∮≅≦≧⊂⊃⊆⊇⊕⌒" +
	"⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿❶❷❸❹❺❻❼❽❾❿⓪⓫⓬⓭⓮⓯⓰⓱⓲⓳⓴" +
	"㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉㊙㊚㊛㊣Ⅻⅹⅺⅻ㎎㎏㎜㎝㎞㎡㎥㎖㎘㎗㏄㏎㏑㏒㏕▪▫▶▷▼▽◀◁◉◌◐◑◢◣◤◥◯☀☁☂☃☆☉☎☏☖☗☞♀♂♠♣♥♦♨♪♬⚠✂✓❖➡⬅⬆⬇〃〆〒〖〗〘〙〰〼"

// composed are signs of paper forms that neither source has, drawn as others on top of one another.
var composed = map[rune]string{'☐': "□", '☑': "□✓", '☒': "□×", '✔': "✓"}

func main() {
	log.SetFlags(0)
	fandol := flag.String("fandol", "", "`folder` with the Fandol .otf files")
	noto := flag.String("noto", "", "`file` NotoSerifCJK-Regular.ttc")
	unihan := flag.String("unihan", "", "`file` Unihan_OtherMappings.txt.bz2")
	flag.Parse()
	if *fandol == "" || *noto == "" || *unihan == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := convert(*fandol, *noto, *unihan); err != nil {
		log.Fatal("convert: ", err)
	}
}

func convert(fandol, noto, unihan string) error {
	table, err := readTable(unihan)
	if err != nil {
		return err
	}
	if err := os.WriteFile("testdata/tgh.txt", lines(table), 0o644); err != nil {
		return err
	}
	everywhere := make(map[rune]int) // in how many of the faces
	for _, j := range jobs {
		source, err := open(filepath.Join(fandol, j.source), 0)
		if err != nil {
			return err
		}
		characters := characters(source)
		for _, r := range characters {
			everywhere[r]++
		}
		if err := write(j, source, characters, gpl); err != nil {
			return err
		}
	}
	const simplifiedChinese = 2 // place in the collection
	source, err := open(noto, simplifiedChinese)
	if err != nil {
		return err
	}
	wanted := slices.Concat(table, []rune(rare), []rune(marks), slices.Collect(maps.Keys(composed)))
	for r := rune(0x4E00); r <= 0x9FEA; r++ { // the Unified Ideographs block of Unicode 10, and so all of GBK
		wanted = append(wanted, r)
	}
	slices.Sort(wanted)
	lacking := slices.DeleteFunc(slices.Compact(wanted), func(r rune) bool {
		ok := len(glyphs(source, r)) > 0
		if !ok && everywhere[r] == 0 {
			log.Printf("no source has %U %c", r, r)
		}
		return !ok || everywhere[r] == len(jobs)
	})
	return write(job{"supplement", noto, "Zhijiao Supplement", "Regular"}, source, lacking, ofl)
}

func open(path string, index int) (*sfnt.Source, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	source, err := sfnt.Open(data, index)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return source, nil
}

// characters lists what a font has, control characters apart.
func characters(source *sfnt.Source) []rune {
	var out []rune
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if _, ok := source.Index(r); ok && !unicode.IsControl(r) {
			out = append(out, r)
		}
	}
	return out
}

// write makes one face and says how large it came out.
func write(j job, source *sfnt.Source, characters []rune, licence string) error {
	font := sfnt.Font{Head: source.Head, Hhea: source.Hhea, OS2: source.OS2, Post: source.Post, Names: names(j, source, licence), Runes: make(map[rune]int)}
	o := &font.OS2
	// one font of the family has hhea metrics with a wrong sign; those of the OS/2 table are right in all
	font.Hhea.Ascender, font.Hhea.Descender, font.Hhea.LineGap = o.TypoAscender, o.TypoDescender, o.TypoLineGap
	const regular, bold = 1 << 6, 1 << 5
	font.Head.MacStyle, o.Weight, o.Selection = 0, 400, o.Selection&^(regular|bold)|regular
	if j.style == "Bold" {
		font.Head.MacStyle, o.Weight, o.Selection = 1, 700, o.Selection&^(regular|bold)|bold
	}
	missing, err := draw(source, 0)
	if err != nil {
		return err
	}
	font.Glyphs = []sfnt.Glyph{missing}
	placed := make(map[string]int) // by what is drawn
	for _, r := range characters {
		gids := glyphs(source, r)
		at, ok := placed[fmt.Sprint(gids)]
		if !ok {
			g, err := draw(source, gids...)
			if err != nil {
				return fmt.Errorf("%s: %U: %w", j.source, r, err)
			}
			at = len(font.Glyphs)
			placed[fmt.Sprint(gids)] = at
			font.Glyphs = append(font.Glyphs, g)
		}
		font.Runes[r] = at
		switch _, _, _, top := font.Glyphs[at].Outline.Bounds(); r {
		case 'x':
			o.XHeight = int16(top)
		case 'H':
			o.CapHeight = int16(top)
		}
	}
	ttf, err := font.Encode()
	if err != nil {
		return fmt.Errorf("%s: %w", j.source, err)
	}
	var packed bytes.Buffer
	z, _ := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	z.Write(ttf) // neither fails on a buffer
	z.Close()
	fmt.Printf("%-10s %6d characters %6d glyphs %9d bytes %9d packed\n", j.out, len(font.Runes), len(font.Glyphs), len(ttf), packed.Len())
	return os.WriteFile(filepath.Join("faces", j.out+".ttf.gz"), packed.Bytes(), 0o644)
}

// glyphs returns what a character is drawn of, nothing if the source cannot draw it.
func glyphs(source *sfnt.Source, r rune) []int {
	var gids []int
	parts, ok := composed[r]
	if !ok {
		parts = string(r)
	}
	for _, p := range parts {
		gid, ok := source.Index(p)
		if !ok {
			return nil
		}
		gids = append(gids, gid)
	}
	return gids
}

// draw lays glyphs on top of one another, each in the middle; the first gives the advance width.
func draw(source *sfnt.Source, gids ...int) (sfnt.Glyph, error) {
	g := sfnt.Glyph{Advance: source.Advance(gids[0])}
	for _, gid := range gids {
		outline, err := source.Outline(gid)
		if err != nil {
			return g, err
		}
		shift := int16(g.Advance-source.Advance(gid)) / 2
		for _, contour := range outline {
			for i := range contour {
				contour[i].X += shift
			}
		}
		g.Outline = append(g.Outline, outline...)
	}
	return g, nil
}

func names(j job, source *sfnt.Source, licence string) []sfnt.Name {
	postScript := strings.ReplaceAll(j.family, " ", "") + "-" + j.style
	var names []sfnt.Name
	for id, text := range map[int]string{ // sorted when they are written
		sfnt.CopyrightNotice: find(source, sfnt.CopyrightNotice),
		sfnt.FamilyName:      j.family,
		sfnt.SubfamilyName:   j.style,
		sfnt.UniqueName:      postScript + ";zhijiao",
		sfnt.FullName:        strings.TrimSuffix(j.family+" "+j.style, " Regular"),
		sfnt.VersionName:     find(source, sfnt.VersionName),
		sfnt.PostScriptName:  postScript,
		sfnt.LicenseName:     licence,
	} {
		names = append(names, sfnt.Name{ID: id, Language: sfnt.English, Text: text})
	}
	return names
}

func find(source *sfnt.Source, id int) string {
	i := slices.IndexFunc(source.Names, func(n sfnt.Name) bool { return n.ID == id && n.Language == sfnt.English })
	if i < 0 {
		return ""
	}
	return source.Names[i].Text
}

// readTable returns the characters of the 通用规范汉字表, sorted: property kTGH of Unicode's Unihan files.
func readTable(path string) ([]rune, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	table := make(map[rune]bool)
	for s := bufio.NewScanner(bzip2.NewReader(f)); s.Scan(); {
		code, rest, _ := strings.Cut(s.Text(), "\t")
		if hex, ok := strings.CutPrefix(code, "U+"); ok && strings.HasPrefix(rest, "kTGH\t") {
			n, err := strconv.ParseUint(hex, 16, 32)
			if err != nil {
				return nil, err
			}
			table[rune(n)] = true
		}
	}
	const size = 8105
	if len(table) != size {
		return nil, fmt.Errorf("%s: %d characters of the 通用规范汉字表 instead of %d", path, len(table), size)
	}
	return slices.Sorted(maps.Keys(table)), nil
}

// lines writes characters fifty to a line.
func lines(characters []rune) []byte {
	var b bytes.Buffer
	for line := range slices.Chunk(characters, 50) {
		b.WriteString(string(line) + "\n")
	}
	return b.Bytes()
}

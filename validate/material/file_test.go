package material_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/validate/material"
	"github.com/zhijiao-go/zhijiao/validate/report"
)

// checkMaterial checks an example of material: lines with rules in braces,
// then a line for each file, with its path and what it is:
//
//	empty            no bytes
//	jpg 2400x1600    also png, mp4; orientation=6 dpi=300 bytes=2000000 seconds=60 turned
//	docx             [face size]paragraph/paragraph…, [图] is a picture; or chars=800
//	txt              its text
//	doc, pdf, heic … what only begins like one
//
// Any of them may have received=2023-05-22 or cut=100, the bytes that are left.
func checkExample(example string) (report.Report, error) {
	result, err := checkFiles(example)
	return result.Report, err
}

func checkFiles(example string) (material.Result, error) {
	rules := ""
	files := fstest.MapFS{}
	received := map[string]time.Time{}
	for line := range strings.SplitSeq(example, "\n") {
		if strings.HasPrefix(line, "{") {
			rules += "\n  - " + line
			continue
		}
		path, what, ok := strings.Cut(line, ": ")
		if !ok {
			return material.Result{}, fmt.Errorf("no file: %q", line)
		}
		data, when, err := makeFile(what)
		if err != nil {
			return material.Result{}, fmt.Errorf("%s: %w", path, err)
		}
		files[path] = &fstest.MapFile{Data: data}
		if !when.IsZero() {
			received[path] = when
		}
	}
	c, err := load("material:" + rules)
	if err != nil {
		return material.Result{}, err
	}
	return material.Check(context.Background(), files, material.Options{
		Rules: c.Material, Deadlines: c.Deadlines,
		Received: func(path string) (time.Time, bool) { t, ok := received[path]; return t, ok },
	})
}

// load loads a campaign of nothing but deadlines and rules for material, as far
// as keys do not replace them.
func load(keys string) (*campaign.Campaign, error) {
	text := "schema: zhijiao/campaign@1\nname: 活动周\nlevel: 市\nyear: 2023\n" +
		"periods:\n  - {id: week, name: 活动周, from: 2023-05-14, to: 2023-05-20, main: true}\n" +
		"organs:\n  - {name: 示例市教育局, short: 市教育局}\n" +
		"documents:\n  - {id: notice, kind: 通知, title: 关于做好活动周工作的通知, recipients: 各学校, body: 现将有关事宜通知如下。}\n" +
		"contacts:\n  - {id: gjc, organ: 市教育局, phone: \"2000001\"}\n"
	if !strings.Contains(keys, "deadlines:") {
		text += "deadlines:\n  - {id: summary, what: 活动周总结, due: 2023-05-22, period: week, kind: after}\n"
	}
	return campaign.Load(strings.NewReader(text+keys+"\n"), "rules.yaml")
}

var (
	property = regexp.MustCompile(`\b(orientation|dpi|bytes|seconds|chars|received|cut)=(\S+)\s*`)
	pixels   = regexp.MustCompile(`^(\d+)x(\d+)\s*`)
)

// makeFile makes a file of its description.
func makeFile(what string) (data []byte, received time.Time, err error) {
	number := map[string]int{}
	for _, m := range property.FindAllStringSubmatch(what, -1) {
		if m[1] == "received" {
			layout := "2006-01-02T15:04"
			if received, err = time.Parse(layout[:len(m[2])], m[2]); err != nil {
				return nil, received, err
			}
			continue
		}
		if number[m[1]], err = strconv.Atoi(m[2]); err != nil {
			return nil, received, err
		}
	}
	what = strings.TrimSpace(property.ReplaceAllString(what, ""))
	kind, rest, _ := strings.Cut(what, " ")
	w, h := 1280, 720
	if m := pixels.FindStringSubmatch(rest); m != nil {
		w, _ = strconv.Atoi(m[1])
		h, _ = strconv.Atoi(m[2])
		rest = rest[len(m[0]):]
	}
	switch kind {
	case "empty":
	case "jpg":
		data = jpegOf(w, h, number["orientation"], number["dpi"])
	case "png":
		chunk := func(name string, body []byte) []byte {
			return append(append(u32(len(body)), name+string(body)...), 0, 0, 0, 0)
		}
		data = append([]byte("\x89PNG\r\n\x1a\n"), chunk("IHDR", append(u32(w, h), 8, 0, 0, 0, 0))...)
		data = append(data, chunk("IDAT", nil)...)
	case "mp4":
		data = mp4Of(w, h, max(number["seconds"], 1), rest == "turned")
	case "docx":
		if n := number["chars"]; n > 0 {
			rest = "题/" + strings.Repeat("字", n-2) + "。"
		}
		if rest == "" {
			rest = "校园开放日侧记/五月十日，学校举办了开放日活动。"
		}
		data = docxOf(rest)
	case "txt":
		data = []byte(rest)
	default:
		start, ok := starts[kind]
		if !ok {
			return nil, received, fmt.Errorf("what is %q?", kind)
		}
		data = append([]byte(start), make([]byte, 600)...)
	}
	if n := number["bytes"]; n > len(data) {
		data = append(data, make([]byte, n-len(data))...)
	}
	if n := number["cut"]; n > 0 {
		data = data[:min(n, len(data))]
	}
	return data, received, nil
}

// starts are the first bytes of formats of which no more is looked at.
var starts = map[string]string{
	"pdf": "%PDF-1.7\n", "rar": "Rar!\x1a\x07\x00", "heic": "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "gif": "GIF89a",
	"avi": "RIFF\x00\x00\x00\x00AVI LIST", "wmv": "\x30\x26\xB2\x75\x8E\x66\xCF\x11", "mp3": "ID3\x03\x00", "rtf": `{\rtf1`,
	"doc": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "unknown": "\x01\x02\x03\x04", "bmp": "BM\x36\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00",
}

func u16(values ...int) (b []byte) {
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

func u32(values ...int) (b []byte) {
	for _, v := range values {
		b = binary.BigEndian.AppendUint32(b, uint32(v))
	}
	return b
}

// jpegOf makes the segments of a JPEG, without pixels.
func jpegOf(w, h, orientation, dpi int) []byte {
	segment := func(marker int, body []byte) []byte {
		return append(u16(0xFF00+marker, len(body)+2), body...)
	}
	b := u16(0xFFD8)
	b = append(b, segment(0xE0, append(append([]byte("JFIF\x00\x01\x01\x01"), u16(dpi, dpi)...), 0, 0))...)
	if orientation > 0 {
		exif := append([]byte("Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"), u16(orientation, 0, 0, 0)...)
		b = append(b, segment(0xE1, exif)...)
	}
	b = append(b, segment(0xC0, append(append([]byte{8}, u16(h, w)...), 1, 1, 0x11, 0))...)
	return append(b, u16(0xFFD9)...)
}

func box(name string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(u32(len(body)+8), name...), body...)
}

// mp4Of makes the boxes of an MP4 with its index behind the film.
func mp4Of(w, h, seconds int, turned bool) []byte {
	matrix := []int{1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30}
	if turned {
		matrix = []int{0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30}
	}
	movie := box("moov",
		box("mvhd", u32(0, 0, 0, 1000, seconds*1000), make([]byte, 80)),
		box("trak",
			box("tkhd", u32(0, 0, 0, 1, 0, seconds*1000, 0, 0, 0, 0), u32(matrix...), u32(w<<16, h<<16)),
			box("mdia", box("hdlr", u32(0, 0), []byte("vide"), make([]byte, 13)),
				box("minf", box("stbl", box("stsd", u32(0, 1), box("avc1", make([]byte, 24), u16(w, h), make([]byte, 50))))))))
	return bytes.Join([][]byte{box("ftyp", []byte("isom\x00\x00\x02\x00isommp41")), box("mdat", make([]byte, 100)), movie}, nil)
}

var (
	lookMark = regexp.MustCompile(`\[(\S+) (\S+)\]`)
	escape   = strings.NewReplacer("&", "&amp;", "<", "&lt;")
)

// docxOf makes a document of paragraphs parted by /, the looks of whose
// stretches stand before them.
func docxOf(text string) []byte {
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="w" xmlns:a="a"><w:body>`)
	for p := range strings.SplitSeq(text, "/") {
		b.WriteString("<w:p>")
		marks := append(lookMark.FindAllStringSubmatchIndex(p, -1), nil)
		run := func(look, text string) {
			if text == "[图]" {
				b.WriteString(`<w:r><w:drawing><a:blip/></w:drawing></w:r>`)
			} else if text != "" {
				fmt.Fprintf(&b, `<w:r><w:rPr>%s</w:rPr><w:t>%s</w:t></w:r>`, look, escape.Replace(text))
			}
		}
		at, look := 0, ""
		for _, m := range marks {
			if m == nil {
				run(look, p[at:])
				break
			}
			run(look, p[at:m[0]])
			at = m[1]
			points, err := (campaign.TextLook{Size: p[m[4]:m[5]]}).Points()
			if err != nil {
				panic(err)
			}
			look = fmt.Sprintf(`<w:rFonts w:eastAsia="%s"/><w:sz w:val="%g"/>`, p[m[2]:m[3]], points*2)
		}
		b.WriteString("</w:p>")
	}
	b.WriteString("</w:body></w:document>")
	return zipOf("word/document.xml", b.String())
}

// zipOf makes a zip of names and contents.
func zipOf(parts ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			panic(err) // a bytes.Buffer takes everything
		}
		io.WriteString(f, parts[i+1])
	}
	w.Close()
	return b.Bytes()
}

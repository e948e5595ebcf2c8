package hostile

import (
	"encoding/binary"
	"strings"
)

// box is one of a film.
func box(name string, body ...string) string {
	all := strings.Join(body, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(all)))) + name + all
}

var mvhd = box("mvhd", strings.Repeat("\x00", 12), "\x00\x00\x00\x0a\x00\x00\x00\x14", strings.Repeat("\x00", 80))

func honestFilm(size int) []byte {
	return []byte(box("ftyp", "isom\x00\x00\x00\x00isom") + box("moov", mvhd) + box("mdat", noise(size)))
}

func films() []Entry {
	var all []Entry
	add := func(name string, build func() string) {
		all = append(all, file(Media, "media-"+name, func() []byte { return []byte(build()) }))
	}
	ftyp := box("ftyp", "isom\x00\x00\x00\x00isom")
	zipped := func(name, inside string, build func() string) {
		all = append(all, file(Media, "media-"+name+".zip", func() []byte { return pack(part{inside, build()}) }))
	}
	trak := box("trak", box("tkhd", strings.Repeat("\x00", 84)))
	add("盒子十万.mp4", func() string { return ftyp + box("moov", mvhd+strings.Repeat(box("free"), 100_000)) })
	add("轨道万条.mp4", func() string { return ftyp + box("moov", mvhd+strings.Repeat(trak, 10_000)) })
	add("盒子深套.mp4", func() string {
		s := mvhd
		for range 2_000 {
			s = box("moov", s)
		}
		return ftyp + s
	})
	add("盒子零长.mp4", func() string { return ftyp + strings.Repeat("\x00\x00\x00\x00free", 10_000) })
	add("盒子超长.mp4", func() string { return ftyp + "\x00\x00\x00\x01moov\x7f\xff\xff\xff\xff\xff\xff\xff" })
	add("盒子过短.mp4", func() string { return ftyp + "\x00\x00\x00\x07moov" + mvhd })
	add("长度巨大.mp4", func() string {
		return ftyp + box("moov", box("mvhd", "\x01\x00\x00\x00", strings.Repeat("\x00", 16), "\x00\x00\x00\x01", strings.Repeat("\xff", 8), strings.Repeat("\x00", 80)))
	})
	add("无索引.mp4", func() string { return ftyp + box("mdat", noise(1<<20)) })
	add("截断.mp4", func() string { return ftyp + box("moov", mvhd) + "\x7f\xff\xff\xffmdat" })
	zipped("包里轨道", "视频.mp4", func() string {
		return ftyp + box("mdat", strings.Repeat("\x00", 20<<20)) + box("moov", mvhd+strings.Repeat(trak, 2_000))
	})
	zipped("包里盒子", "视频.mp4", func() string {
		return ftyp + box("mdat", noise(1<<20)) + box("moov", mvhd+strings.Repeat(box("free"), 90_000))
	})

	jpeg := "\xFF\xD8"
	segment := func(marker byte, body string) string {
		return "\xFF" + string([]byte{marker}) + string(binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))) + body
	}
	add("填充海.jpg", func() string { return jpeg + strings.Repeat("\xFF", 1_000_000) })
	add("段海.jpg", func() string { return jpeg + strings.Repeat(segment(0xE5, ""), 200_000) })
	add("Exif海.jpg", func() string {
		return jpeg + strings.Repeat(segment(0xE1, "Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff"+strings.Repeat("\x12\x01\x03\x00", 16_000)), 300)
	})
	add("Exif环.jpg", func() string {
		return jpeg + segment(0xE1, "Exif\x00\x00II*\x00\x00\x00\x00\x00") + segment(0xC0, "\x08\x00\x10\x00\x10\x03") + "\xFF\xD9"
	})
	add("无结尾.jpg", func() string { return jpeg + segment(0xC0, "\x08\x00\x10\x00\x10\x03") + strings.Repeat("\xff", 8<<20) })
	add("零尺寸.jpg", func() string { return jpeg + segment(0xC0, "\x08\x00\x00\x00\x00\x03") })
	add("段过短.jpg", func() string { return jpeg + "\xFF\xE0\x00\x00" })
	zipped("包里照片", "照片.jpg", func() string {
		return jpeg + segment(0xC0, "\x08\x00\x10\x00\x10\x03") + strings.Repeat("\xff\x00", 15<<20)
	})
	png := "\x89PNG\r\n\x1A\n"
	add("块海.png", func() string {
		return png + pngChunk("IHDR", "\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00") + strings.Repeat(pngChunk("tEXt", ""), 100_000)
	})
	add("块超长.png", func() string {
		return png + pngChunk("IHDR", "\x00\x00\x00\x10\x00\x00\x00\x10\x08\x02\x00\x00\x00") + "\xff\xff\xff\xfftEXt"
	})
	add("尺寸巨大.png", func() string {
		return png + pngChunk("IHDR", "\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x02\x00\x00\x00") + pngChunk("IDAT", "")
	})
	add("截断.png", func() string { return png[:6] })
	add("空.jpg", func() string { return "" })
	add("假照片.jpg", func() string { return "MZ" + noise(10_000) })
	return all
}

func pngChunk(name, body string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)))) + name + body + "\x00\x00\x00\x00"
}

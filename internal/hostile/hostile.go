// Package hostile makes files that are meant to do harm, or do it without
// meaning to: small ones that unpack to much, names that no file can have,
// parts that contradict each other. Nothing of them is kept in the repository;
// they are made when a test asks, the same bytes every time.
//
// What is promised of all of them: reading ends in an error of a type that
// programs can tell, or in findings, and costs no more than reading an honest
// file of the same size does, but for a factor.
package hostile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A Kind is what reads a file.
type Kind string

const (
	Workbook Kind = "xlsx"     // a form, as .ods and .xls too
	Document Kind = "docx"     // a form, an article, a notice
	Archive  Kind = "zip"      // what a school packs together
	Campaign Kind = "yaml"     // campaign.yaml
	Text     Kind = "txt"      // a notice as typed
	Roster   Kind = "roster"   // the list of schools
	Receipts Kind = "receipts" // the register of what came in
	Rules    Kind = "rules"    // what is checked and how
	Holidays Kind = "holidays"
	Font     Kind = "font"
	Media    Kind = "media"   // pictures and films
	Folder   Kind = "folder"  // of returns
	Adopted  Kind = "adopted" // a notice as typed, that a campaign is made of
	Printed  Kind = "printed" // a notice as typed, that is set on pages
	Sent     Kind = "sent"    // a .zip that is collected
	Packed   Kind = "packed"  // campaign.yaml that a pack is made of
	LastYear Kind = "last"    // last year's 汇总表, to compare with
	Record   Kind = "record"  // of what runs wrote into a folder, and were about to
)

// Kinds are all kinds.
var Kinds = []Kind{Workbook, Document, Archive, Campaign, Text, Roster, Receipts, Rules, Holidays, Font, Media, Folder, Adopted, Printed, Sent, Packed, LastYear, Record}

// ending is the extension that an honest file of a kind has, where its readers
// look at that.
func (k Kind) ending() string {
	switch k {
	case Adopted, Printed:
		return ".txt"
	case Packed:
		return ".yaml"
	case LastYear:
		return ".xlsx"
	case Record:
		return ".json"
	}
	return "." + string(k)
}

// An Entry is a hostile file, or a folder of such.
type Entry struct {
	Name  string // one of its own; of a file with the extension that it is sent with
	Kind  Kind
	Limit Limit
	Make  func() []byte          // of a file
	Lay   func(dir string) error // of a folder
}

// A Limit is how much reading may cost, as a multiple of what it costs to read
// an honest file of that size, or of 64 KB where it is smaller. Zero is the
// rule: [DefaultLimit].
type Limit struct{ CPU, Memory float64 }

// DefaultLimit is the promise.
var DefaultLimit = Limit{CPU: 4, Memory: 4}

// Write makes the entry below dir and returns its path.
func (e Entry) Write(dir string) (string, error) {
	at := filepath.Join(dir, e.Name)
	if e.Lay != nil {
		if err := os.MkdirAll(at, 0o777); err != nil {
			return "", err
		}
		return at, e.Lay(at)
	}
	return at, os.WriteFile(at, e.Make(), 0o666)
}

// Entries returns all hostile files.
func Entries() []Entry {
	var all []Entry
	for _, list := range [][]Entry{workbooks(), sheetParts(), spreadsheets(), compounds(), documents(), wordParts(), markup(), archives(), heads(), campaigns(), controls(), texts(), tables(), fonts(), films(), folders(), notices(), sendings(), blanks(), years()} {
		all = append(all, list...)
	}
	return all
}

func file(kind Kind, name string, build func() []byte) Entry {
	return Entry{Name: name, Kind: kind, Make: build}
}

// A part is a file in a zip.
type part struct{ name, text string }

// pack makes a zip. Names are taken as they are.
func pack(parts ...part) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err == nil {
			_, err = io.WriteString(f, p.text)
		}
		if err != nil {
			panic(err) // into memory nothing fails
		}
	}
	w.Close()
	return b.Bytes()
}

// A rawEntry is an entry of a zip whose heads say whatever they are told to.
type rawEntry struct {
	name       string
	data       []byte // as packed
	method     uint16
	flags      uint16
	unpacked   uint32
	packed     uint32
	at         int // of the local head; -1 is where it comes
	localName  string
	attributes uint32
}

// rawZip writes a zip byte by byte.
func rawZip(entries ...rawEntry) []byte {
	le := binary.LittleEndian
	var out, list []byte
	for _, e := range entries {
		at := e.at
		local := e.localName
		if local == "" {
			local = e.name
		}
		if at < 0 {
			at = len(out)
			out = append(out, "PK\x03\x04"...)
			out = le.AppendUint16(out, 20)
			out = le.AppendUint16(out, e.flags)
			out = le.AppendUint16(out, e.method)
			out = le.AppendUint32(out, 0)
			out = le.AppendUint32(out, crc32.ChecksumIEEE(e.data))
			out = le.AppendUint32(out, e.packed)
			out = le.AppendUint32(out, e.unpacked)
			out = le.AppendUint16(out, uint16(len(local)))
			out = le.AppendUint16(out, 0)
			out = append(out, local...)
			out = append(out, e.data...)
		}
		list = append(list, "PK\x01\x02\x14\x03"...)
		list = le.AppendUint16(list, 20)
		list = le.AppendUint16(list, e.flags)
		list = le.AppendUint16(list, e.method)
		list = le.AppendUint32(list, 0)
		list = le.AppendUint32(list, crc32.ChecksumIEEE(e.data))
		list = le.AppendUint32(list, e.packed)
		list = le.AppendUint32(list, e.unpacked)
		list = le.AppendUint16(list, uint16(len(e.name)))
		list = append(list, 0, 0, 0, 0, 0, 0, 0, 0)
		list = le.AppendUint32(list, e.attributes)
		list = le.AppendUint32(list, uint32(at))
		list = append(list, e.name...)
	}
	end := len(out)
	out = append(out, list...)
	out = append(out, "PK\x05\x06\x00\x00\x00\x00"...)
	out = le.AppendUint16(out, uint16(len(entries)))
	out = le.AppendUint16(out, uint16(len(entries)))
	out = le.AppendUint32(out, uint32(len(list)))
	out = le.AppendUint32(out, uint32(end))
	return le.AppendUint16(out, 0)
}

// stored is an entry that is not packed.
func stored(name, text string) rawEntry {
	return rawEntry{name: name, data: []byte(text), packed: uint32(len(text)), unpacked: uint32(len(text)), at: -1}
}

// deflated packs a text.
func deflated(text string) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, flate.BestCompression)
	io.WriteString(w, text)
	w.Close()
	return b.Bytes()
}

// times repeats a text with numbers in it, so that it packs less well.
func times(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if strings.Contains(format, "%") {
			fmt.Fprintf(&b, format, i+1)
		} else {
			b.WriteString(format)
		}
	}
	return b.String()
}

// noise is text that hardly packs, the same every time.
func noise(n int) string {
	out := make([]byte, n)
	x := uint32(2463534242)
	for i := range out {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		out[i] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"[x%64]
	}
	return string(out)
}

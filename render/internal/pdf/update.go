package pdf

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// An update adds objects to a PDF that is done, as ISO 32000-1, 7.5.6 has
// it: they stand behind it with a table of their own, and readers take the last
// version of an object.
type update struct {
	buf     bytes.Buffer
	table   int          // where the file's own table of objects begins
	own     []int        // where it says that its objects stand, by number
	trailer string       // what goes over into the new one
	root    int          // number of the catalog
	first   int          // number of the first new object
	places  []int        // of the new objects
	changed []change     // objects of the file that get another content
	packer  *zlib.Writer // one for all streams, since it takes a megabyte
	packed  bytes.Buffer
}

type change struct{ number, place int }

var (
	trailer = regexp.MustCompile(`trailer\s*<<\s*/Size (\d+)([^<>]*/Root (\d+) 0 R[^<>]*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$`)
	line    = regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`)
)

// What a file begins with: fpdf's own, and the one that PDF/A-2 and tags need.
const (
	fpdfHeader = "%PDF-1.3\n"
	header     = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
)

// errLayout: fpdf writes its files in another way than it did.
var errLayout = errors.New("the file is not laid out as fpdf 0.9 does it")

// open takes a file of fpdf's and gives it a newer header.
func open(file []byte) (*update, error) {
	const tail = 256 // more than a trailer takes
	m := trailer.FindSubmatch(file[max(0, len(file)-tail):])
	if m == nil || !bytes.HasPrefix(file, []byte(fpdfHeader)) {
		return nil, errLayout
	}
	var n [3]int // of objects, of the catalog, where the table begins
	for i, group := range []int{1, 3, 4} {
		var err error
		if n[i], err = strconv.Atoi(string(m[group])); err != nil {
			return nil, err
		}
	}
	at := n[2]
	head := fmt.Sprintf("xref\n0 %d\n", n[0])
	if at > len(file) || !bytes.HasPrefix(file[at:], []byte(head)) {
		return nil, errLayout
	}
	const more = len(header) - len(fpdfHeader)
	u := &update{trailer: string(m[2]), root: n[1], first: n[0], table: at + more, own: []int{0}}
	u.buf.WriteString(header)
	u.buf.Write(file[len(fpdfHeader):at])
	u.buf.Write(line.ReplaceAllFunc(file[at:at+len(head)+20*n[0]], func(l []byte) []byte {
		place, _ := strconv.Atoi(string(l[:10])) // ten digits
		u.own = append(u.own, place+more)
		return fmt.Appendf(nil, "%010d%s", place+more, l[10:])
	}))
	if len(u.own) != n[0] {
		return nil, errLayout
	}
	fmt.Fprintf(&u.buf, "trailer\n<<\n/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", n[0], u.trailer, u.table)
	// Outlines repeat so little that to look for what does would take a third of
	// the time of a document for a seventeenth of its size.
	var err error
	u.packer, err = zlib.NewWriterLevel(nil, zlib.HuffmanOnly)
	return u, err
}

// next is the number of the object that is added next.
func (u *update) next() int { return u.first + len(u.places) }

// plain adds a stream that is not packed.
func (u *update) plain(dict string, data []byte) int {
	n := u.next()
	u.places = append(u.places, u.buf.Len())
	fmt.Fprintf(&u.buf, "%d 0 obj\n<<%s /Length %d>>\nstream\n%s\nendstream\nendobj\n", n, dict, len(data), data)
	return n
}

// add writes an object, a stream unless data is nil, and returns its number.
func (u *update) add(dict string, data []byte) int {
	n := u.next()
	u.places = append(u.places, u.buf.Len())
	if data == nil {
		fmt.Fprintf(&u.buf, "%d 0 obj\n<<%s>>\nendobj\n", n, dict)
		return n
	}
	u.packed.Reset()
	u.packer.Reset(&u.packed)
	u.packer.Write(data) // a buffer takes all
	u.packer.Close()
	fmt.Fprintf(&u.buf, "%d 0 obj\n<<%s /Filter /FlateDecode /Length %d>>\nstream\n", n, dict, u.packed.Len())
	u.buf.Write(u.packed.Bytes())
	u.buf.WriteString("\nendstream\nendobj\n")
	return n
}

// replace puts a dictionary in the place of an object of the file.
func (u *update) replace(number int, dict string) {
	u.changed = append(u.changed, change{number, u.buf.Len()})
	fmt.Fprintf(&u.buf, "%d 0 obj\n<<%s>>\nendobj\n", number, dict)
}

// object returns the content of a dictionary of the file.
func (u *update) object(number int) (string, error) {
	head := fmt.Appendf(nil, "%d 0 obj\n<<", number)
	if number < 1 || number >= len(u.own) || !bytes.HasPrefix(u.buf.Bytes()[u.own[number]:], head) {
		return "", fmt.Errorf("%w: no dictionary %d", errLayout, number)
	}
	content, _, ok := bytes.Cut(u.buf.Bytes()[u.own[number]+len(head):], []byte(">>\nendobj\n"))
	if !ok {
		return "", fmt.Errorf("%w: the dictionary %d does not end", errLayout, number)
	}
	return string(content), nil
}

// finish ends the file. Its id is made of what stands in it (ISO 32000-1, 14.4).
func (u *update) finish() []byte {
	id := sha256.Sum256(u.buf.Bytes())
	table := u.buf.Len()
	u.buf.WriteString("xref\n")
	slices.SortFunc(u.changed, func(a, b change) int { return cmp.Compare(a.number, b.number) })
	for _, c := range u.changed {
		fmt.Fprintf(&u.buf, "%d 1\n%010d 00000 n \n", c.number, c.place)
	}
	if len(u.places) > 0 {
		fmt.Fprintf(&u.buf, "%d %d\n", u.first, len(u.places))
	}
	for _, at := range u.places {
		fmt.Fprintf(&u.buf, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&u.buf, "trailer\n<<\n/Size %d%s/ID [<%[3]x> <%[3]x>]\n/Prev %[4]d\n>>\nstartxref\n%[5]d\n%%%%EOF\n",
		u.first+len(u.places), u.trailer, id[:16], u.table, table)
	return u.buf.Bytes()
}

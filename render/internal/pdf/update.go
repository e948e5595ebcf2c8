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
	table   string       // where the file's own table of objects begins
	trailer string       // what goes over into the new one
	root    int          // number of the catalog
	first   int          // number of the first new object
	places  []int        // of the new objects
	changed []change     // objects of the file that get another content
	packer  *zlib.Writer // one for all streams, since it takes a megabyte
	packed  bytes.Buffer
}

type change struct{ number, place int }

var trailer = regexp.MustCompile(`trailer\s*<<\s*/Size (\d+)([^<>]*/Root (\d+) 0 R[^<>]*)>>\s*startxref\s+(\d+)\s+%%EOF\s*$`)

func open(file []byte) (*update, error) {
	const tail = 256 // more than a trailer takes
	m := trailer.FindSubmatch(file[max(0, len(file)-tail):])
	if m == nil {
		return nil, errors.New("the file has no trailer")
	}
	size, err := strconv.Atoi(string(m[1]))
	if err != nil {
		return nil, err
	}
	root, err := strconv.Atoi(string(m[3]))
	if err != nil {
		return nil, err
	}
	u := &update{table: string(m[4]), trailer: string(m[2]), root: root, first: size}
	u.buf.Write(file)
	// Outlines repeat so little that to look for what does would take a third of
	// the time of a document for a seventeenth of its size.
	u.packer, err = zlib.NewWriterLevel(nil, zlib.HuffmanOnly)
	return u, err
}

// add writes an object, a stream unless data is nil, and returns its number.
func (u *update) add(dict string, data []byte) int {
	n := u.first + len(u.places)
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
	head, foot := fmt.Appendf(nil, "\n%d 0 obj\n<<", number), []byte(">>\nendobj\n")
	at := bytes.LastIndex(u.buf.Bytes(), head) // fpdf's last ones are of this kind
	if at < 0 {
		return "", fmt.Errorf("the file has no dictionary %d", number)
	}
	content, _, ok := bytes.Cut(u.buf.Bytes()[at+len(head):], foot)
	if !ok {
		return "", fmt.Errorf("the dictionary %d does not end", number)
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
	fmt.Fprintf(&u.buf, "trailer\n<<\n/Size %d%s/ID [<%[3]x> <%[3]x>]\n/Prev %[4]s\n>>\nstartxref\n%[5]d\n%%%%EOF\n",
		u.first+len(u.places), u.trailer, id[:16], u.table, table)
	return u.buf.Bytes()
}

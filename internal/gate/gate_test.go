package gate

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// packed makes a zip of names and contents, in turn.
func packed(t testing.TB, parts ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(parts); i += 2 {
		f, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(f, parts[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// claims makes a zip whose only entry says it unpacks to so many bytes.
func claims(t testing.TB, size uint64) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	f, err := w.CreateRaw(&zip.FileHeader{Name: "a", Method: zip.Store, UncompressedSize64: size, CompressedSize64: 1, CRC32: crc32.ChecksumIEEE([]byte("x"))})
	if err != nil {
		t.Fatal(err)
	}
	f.Write([]byte("x"))
	w.Close()
	return buf.Bytes()
}

func TestOpenRefuses(t *testing.T) {
	small := Limits{Size: 1 << 20, Entries: 2, Total: 4 << 20, Ratio: 10}
	locked := packed(t, "a", "x")
	binary.LittleEndian.PutUint16(locked[bytes.Index(locked, []byte("PK\x01\x02"))+8:], 1)
	for name, c := range map[string]struct {
		data []byte
		lim  Limits
		want error
	}{
		"size":             {packed(t, "a", "x"), Limits{Size: 10, Entries: 9, Total: 99, Ratio: 9}, ErrTooLarge},
		"entries":          {packed(t, "a", "", "b", "", "c", ""), small, ErrEntries},
		"declared":         {claims(t, 5<<20), small, ErrTooLarge},
		"declared beyond":  {claims(t, 1<<63), Bundle, ErrTooLarge},
		"sum":              {packed(t, "a", strings.Repeat("x", 60), "b", strings.Repeat("x", 60)), Limits{Size: 1 << 20, Entries: 9, Total: 100, Ratio: 9}, ErrTooLarge},
		"ratio":            {packed(t, "a", strings.Repeat(" ", RatioFrom+1)), small, ErrRatio},
		"climbing":         {packed(t, "../a", "x"), small, ErrPath},
		"climbing inside":  {packed(t, "a/../../b", "x"), small, ErrPath},
		"climbing Windows": {packed(t, `a\..\..\b`, "x"), small, ErrPath},
		"absolute":         {packed(t, "/etc/a", "x"), small, ErrPath},
		"drive":            {packed(t, `C:\a`, "x"), small, ErrPath},
		"zero byte":        {packed(t, "a\x00b", "x"), small, ErrPath},
		"long":             {packed(t, strings.Repeat("a", MaxName+1), "x"), small, ErrPath},
		"duplicate":        {packed(t, "a.xml", "x", "A.xml", "y"), small, ErrDuplicate},
		"password":         {locked, small, ErrEncrypted},
		"truncated":        {packed(t, "a", "x")[:40], small, ErrDamaged},
		"no zip":           {[]byte("PK\x03\x04nothing"), small, ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(bytes.NewReader(c.data), int64(len(c.data)), "报送.zip", c.lim)
			var e *Error
			if !errors.Is(err, c.want) || !errors.As(err, &e) {
				t.Fatalf("got %v, want an Error of %v", err, c.want)
			}
			if e.File != "报送.zip" || e.Advice == "" || e.Say() == "" {
				t.Errorf("file, advice or words are missing: %+v", e)
			}
		})
	}
}

func TestOpenAcceptsAtTheLimit(t *testing.T) {
	data := packed(t, "a", strings.Repeat("x", 50), "b/c", strings.Repeat("y", 50))
	if _, err := Open(bytes.NewReader(data), int64(len(data)), "", Limits{Size: int64(len(data)), Entries: 2, Total: 100, Ratio: 1}); err != nil {
		t.Error(err)
	}
}

func TestOpenReadsChineseNames(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String("统计表.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	if _, err := w.CreateHeader(&zip.FileHeader{Name: gbk, NonUTF8: true}); err != nil {
		t.Fatal(err)
	}
	w.Close()
	z, err := Open(bytes.NewReader(buf.Bytes()), int64(buf.Len()), "", Bundle)
	if err != nil {
		t.Fatal(err)
	}
	if z.File[0].Name != "统计表.xlsx" {
		t.Errorf("name is %q", z.File[0].Name)
	}
}

// compound makes the start of an OLE2 file with the streams.
func compound(streams ...string) []byte {
	data := make([]byte, 4096)
	copy(data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	binary.LittleEndian.PutUint16(data[30:], 9)
	binary.LittleEndian.PutUint32(data[48:], 2) // directory in the third sector behind the head
	for i, s := range streams {
		for j, c := range s {
			data[512*3+128*i+2*j] = byte(c)
		}
	}
	return data
}

func TestOpenOfficeNamesWhatItIs(t *testing.T) {
	wide := func(s string) []byte {
		b := []byte("\xff\xfe")
		for _, c := range []byte(s) {
			b = append(b, c, 0)
		}
		return b
	}
	for name, c := range map[string]struct {
		data []byte
		kind Kind
		err  error
	}{
		"workbook":          {packed(t, "[Content_Types].xml", "", "xl/workbook.xml", ""), XLSX, nil},
		"document":          {packed(t, "word/document.xml", ""), DOCX, nil},
		"other part names":  {packed(t, "[Content_Types].xml", "… wordprocessingml.document.main …", "word/document2.xml", ""), DOCX, nil},
		"xlsm":              {packed(t, "xl/workbook.xml", "", "xl/vbaProject.bin", ""), XLSM, ErrMacro},
		"docm":              {packed(t, "word/document.xml", "", "word/vbaProject.bin", ""), DOCM, ErrMacro},
		"xlsb":              {packed(t, "xl/workbook.bin", ""), XLSB, ErrFormat},
		"pptx":              {packed(t, "ppt/presentation.xml", ""), PPTX, ErrFormat},
		"ods":               {packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ODS, ErrFormat},
		"odt":               {packed(t, "mimetype", "application/vnd.oasis.opendocument.text"), ODT, ErrFormat},
		"ofd":               {packed(t, "OFD.xml", ""), OFD, ErrFormat},
		"zip":               {packed(t, "a.txt", ""), Zip, ErrFormat},
		"empty":             {nil, Empty, ErrEmpty},
		"zeros":             {make([]byte, 5000), Empty, ErrEmpty},
		"xls":               {compound("Root Entry", "Workbook"), XLS, ErrFormat},
		"old xls":           {compound("Root Entry", "Book"), XLS, ErrFormat},
		"doc":               {compound("Root Entry", "WordDocument"), DOC, ErrFormat},
		"password":          {compound("Root Entry", "EncryptionInfo", "EncryptedPackage"), Encrypted, ErrEncrypted},
		"other ole":         {compound("Root Entry"), OLE, ErrFormat},
		"short ole":         {compound()[:100], OLE, ErrFormat},
		"html as xls":       {[]byte("\ufeff <html xmlns:x=\"urn\"><table>"), HTML, ErrFormat},
		"wide html":         {wide("<table><tr>"), HTML, ErrFormat},
		"mhtml":             {[]byte("MIME-Version: 1.0\nX-Document-Type: Workbook"), MHTML, ErrFormat},
		"xml 2003":          {[]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), SheetXML, ErrFormat},
		"pdf":               {[]byte("%PDF-1.7"), PDF, ErrFormat},
		"photo of the form": {[]byte("\xFF\xD8\xFF\xE0"), Picture, ErrFormat},
		"rtf":               {[]byte(`{\rtf1`), RTF, ErrFormat},
		"rar":               {[]byte("Rar!\x1a\x07"), RAR, ErrFormat},
		"csv":               {[]byte("学校,人数\n"), PlainText, ErrFormat},
		"gbk csv":           {[]byte("\xd1\xa7\xd0\xa3,1\n"), PlainText, ErrFormat},
		"noise":             {[]byte("\x01\x02\x00\x03"), Unknown, ErrFormat},
	} {
		t.Run(name, func(t *testing.T) {
			_, kind, err := OpenOffice(bytes.NewReader(c.data), int64(len(c.data)), "甲校.xls")
			if kind != c.kind || !errors.Is(err, c.err) {
				t.Fatalf("got %v, %v; want %v, %v", kind, err, c.kind, c.err)
			}
			var e *Error
			if err != nil && (!errors.As(err, &e) || e.Advice == "" || !strings.Contains(err.Error(), "甲校.xls")) {
				t.Errorf("no advice or no name: %+v", err)
			}
		})
	}
}

func TestWalk(t *testing.T) {
	in := packed(t, "c.xlsx", "3", "bad.zip", "PK\x03\x04")
	for range MaxNest {
		in = packed(t, "b.docx", "2", "in.zip", string(in))
	}
	data := packed(t, "甲校/", "", "甲校/a.xlsx", "1", "乙校.ZIP", string(in))
	var got []string
	err := Walk(bytes.NewReader(data), int64(len(data)), "all.zip", func(path string, open func() (io.ReadCloser, error), bad error) error {
		line := path
		if bad != nil {
			line += " refused"
			if !errors.Is(bad, ErrNested) {
				t.Error(bad)
			}
		} else {
			r, err := open()
			if err != nil {
				return err
			}
			b, _ := io.ReadAll(r)
			line += " " + string(b)
		}
		got = append(got, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "[甲校/a.xlsx 1 乙校.ZIP/b.docx 2 乙校.ZIP/in.zip/b.docx 2 乙校.ZIP/in.zip/in.zip refused]"
	if fmt.Sprint(got) != want {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestScannerRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"deep":      {strings.Repeat("<a>", MaxDepth+1), ErrDepth},
		"entity":    {`<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>`, ErrDamaged},
		"truncated": {"<a><b>", ErrDamaged},
		"crossed":   {"<a><b></a></b>", ErrDamaged},
		"encoding":  {`<?xml version="1.0" encoding="utf-16"?><a/>`, ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := scanned([]byte(c.text))
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func FuzzOpenOffice(f *testing.F) {
	f.Add(packed(f, "xl/workbook.xml", "<a/>"))
	f.Add(compound("Root Entry", "Workbook"))
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip() // larger ones take their time to be made smaller
		}
		z, kind, err := OpenOffice(bytes.NewReader(data), int64(len(data)), "f")
		if (z == nil) == (err == nil) {
			t.Errorf("%v: %v, %v", kind, z, err)
		}
		Walk(bytes.NewReader(data), int64(len(data)), "f", func(_ string, open func() (io.ReadCloser, error), bad error) error {
			if (open == nil) == (bad == nil) {
				t.Error("neither or both of open and bad")
			}
			return nil
		})
		if _, kind, err := OpenWorkbook(bytes.NewReader(data), int64(len(data)), "f"); err == nil && kind != XLSX && kind != ODS && kind != XLS {
			t.Errorf("a workbook that is %v", kind)
		}
	})
}

func TestOpenWorkbook(t *testing.T) {
	large := int64(Office.Size + 1)
	for name, c := range map[string]struct {
		data []byte
		size int64 // 0: that of the data
		kind Kind
		err  error
		zip  bool
	}{
		"xlsx":          {packed(t, "xl/workbook.xml", ""), 0, XLSX, nil, true},
		"ods":           {packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"), 0, ODS, nil, true},
		"xls":           {compound("Root Entry", "Workbook"), 0, XLS, nil, false},
		"XLS":           {compound("Root Entry", "WORKBOOK"), 0, XLS, nil, false},
		"xls too large": {compound("Root Entry", "Workbook"), large, XLS, ErrTooLarge, false},
		"docx":          {packed(t, "word/document.xml", ""), 0, DOCX, ErrFormat, false},
		"xlsm":          {packed(t, "xl/workbook.xml", "", "xl/vbaProject.bin", ""), 0, XLSM, ErrMacro, false},
		"doc":           {compound("Root Entry", "WordDocument"), 0, DOC, ErrFormat, false},
	} {
		t.Run(name, func(t *testing.T) {
			size := c.size
			if size == 0 {
				size = int64(len(c.data))
			}
			z, kind, err := OpenWorkbook(bytes.NewReader(c.data), size, "甲校.xls")
			if kind != c.kind || !errors.Is(err, c.err) || (z != nil) != c.zip {
				t.Fatalf("got %v, %v, %v", z, kind, err)
			}
			var e *Error
			if err != nil && (!errors.As(err, &e) || e.Advice == "" || e.File != "甲校.xls") {
				t.Errorf("no advice or no name: %+v", err)
			}
		})
	}
}

func TestRefuse(t *testing.T) {
	for err, advice := range map[error]string{
		ErrFormat: "另存为 .xlsx", ErrEncrypted: "取消打开密码", ErrDamaged: "正常打开", ErrTooLarge: "空白表",
	} {
		e := Refuse("甲校.xls", XLS95, fmt.Errorf("%w: more", err))
		if !errors.Is(e, err) || !strings.Contains(e.Advice, advice) || !strings.HasPrefix(e.Error(), "gate: 甲校.xls: ") {
			t.Errorf("%v: %+v", err, e)
		}
		if again := Refuse("乙校.xls", DOC, fmt.Errorf("more: %w", e)); again != e {
			t.Errorf("%v is refused twice: %+v", err, again)
		}
	}
}

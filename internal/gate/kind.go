package gate

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
	"unicode/utf8"
)

// A Kind is what a file is by its content, whatever its name says. The zero
// value is a file of no known format.
type Kind uint8

const (
	Unknown   Kind = iota
	Empty          // no bytes, or only zeros
	Zip            // a zip that is no office file
	XLSX           // a workbook
	DOCX           // a document
	XLSM           // a workbook with macros
	DOCM           // a document with macros
	XLSB           // a binary workbook
	PPTX           // slides
	ODS            // OpenDocument, or 新版 WPS storing it
	ODT            //
	OFD            // 版式文件
	OLE            // .xls, .doc, .et, .wps of unknown content
	XLS            // .xls or .et
	XLS95          // .xls of Excel 95 and before
	DOC            // .doc or .wps
	Encrypted      // a new format behind a password
	HTML           // a web page, often named .xls
	SheetXML       // XML 表格 2003
	MHTML          // a web page with its pictures
	RTF
	PDF
	Picture
	RAR // and 7z
	PlainText
)

var kinds = [...]struct{ name, label, advice string }{
	Unknown:   {"unknown", "无法识别的格式", adviceXlsx},
	Empty:     {"empty", "空文件", "请检查后重新报送"},
	Zip:       {"zip", "压缩包", "请解压后报送其中的表格"},
	XLSX:      {"xlsx", ".xlsx 工作簿", ""},
	DOCX:      {"docx", ".docx 文档", ""},
	XLSM:      {"xlsm", "带宏的工作簿", adviceXlsx},
	DOCM:      {"docm", "带宏的文档", adviceDocx},
	XLSB:      {"xlsb", "二进制工作簿（.xlsb）", adviceXlsx},
	PPTX:      {"pptx", "演示文稿", adviceXlsx},
	ODS:       {"ods", "OpenDocument 表格（.ods）", adviceXlsx},
	ODT:       {"odt", "OpenDocument 文档（.odt）", adviceDocx},
	OFD:       {"ofd", "版式文件（.ofd）", "请报送可编辑的 .xlsx 或 .docx"},
	OLE:       {"ole", "旧格式文件（.xls、.et、.doc、.wps）", "请用 WPS 或 Office 打开，另存为 .xlsx/.docx 后重新报送"},
	XLS:       {"xls", "旧格式表格（.xls 或 .et）", adviceXlsx},
	XLS95:     {"xls 95", "Excel 95 或更早版本的表格", adviceXlsx},
	DOC:       {"doc", "旧格式文档（.doc 或 .wps）", adviceDocx},
	Encrypted: {"encrypted", "加密文件", "请取消打开密码，另存为 .xlsx 或 .docx 后重新报送"},
	HTML:      {"html", "网页", adviceXlsx},
	SheetXML:  {"spreadsheet xml", "XML 表格", adviceXlsx},
	MHTML:     {"mhtml", "网页", adviceXlsx},
	RTF:       {"rtf", "RTF 文档", adviceDocx},
	PDF:       {"pdf", "PDF", "请报送可编辑的 .xlsx 或 .docx"},
	Picture:   {"picture", "图片", "请报送可编辑的 .xlsx 或 .docx"},
	RAR:       {"rar or 7z", "压缩包（.rar 或 .7z）", "请解压后报送其中的表格，或改用 .zip"},
	PlainText: {"text", "纯文本", adviceXlsx},
}

const (
	adviceXlsx = "请用 WPS 或 Office 打开，另存为 .xlsx 后重新报送（只改文件名的后缀没有用）"
	adviceDocx = "请用 WPS 或 Office 打开，另存为 .docx 后重新报送（只改文件名的后缀没有用）"
)

// String returns an English word for k, such as xlsx.
func (k Kind) String() string {
	if int(k) < len(kinds) {
		return kinds[k].name
	}
	return "invalid"
}

// Label returns what clerks call it.
func (k Kind) Label() string {
	if int(k) < len(kinds) {
		return kinds[k].label
	}
	return kinds[Unknown].label
}

func (k Kind) advice() string { return kinds[k].advice }

// Sniff tells the kind of a file by its first bytes, of the old binary formats
// also by the streams in them. Of a zip it tells [Zip]; [OpenOffice] knows more.
func Sniff(r io.ReaderAt, size int64) Kind {
	head := make([]byte, 4096)
	n, _ := r.ReadAt(head, 0)
	head = head[:n]
	if len(bytes.Trim(head, "\x00")) == 0 {
		return Empty
	}
	for _, m := range []struct {
		magic string
		kind  Kind
	}{
		{"PK\x03\x04", Zip}, {"PK\x05\x06", Zip}, {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", OLE},
		{"%PDF-", PDF}, {"{\\rtf", RTF}, {"Rar!", RAR}, {"7z\xBC\xAF\x27\x1C", RAR},
		{"\xFF\xD8\xFF", Picture}, {"\x89PNG", Picture}, {"GIF8", Picture}, {"BM", Picture},
		{"\x09\x08", XLS}, {"\x09\x04", XLS}, // Excel 2 to 4, and what statistics programs still write
	} {
		if !strings.HasPrefix(string(head), m.magic) {
			continue
		}
		if m.kind == OLE {
			if v, ok := r.(*View); ok {
				v.Whole() // its sectors lie in any order; what is too large for it is none of ours
			}
			return ole(r, size, head)
		}
		return m.kind
	}
	return textKind(head)
}

// textKind tells apart what is written as text.
func textKind(head []byte) Kind {
	// UTF-16 pages come down to ASCII without their zeros.
	s := string(bytes.ReplaceAll(head, []byte{0}, nil))
	for _, bom := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		s = strings.TrimPrefix(s, bom)
	}
	s = strings.ToLower(strings.TrimSpace(s))
	switch {
	case strings.HasPrefix(s, "mime-version"):
		return MHTML
	case strings.HasPrefix(s, "<?xml") && strings.Contains(s, "urn:schemas-microsoft-com:office:spreadsheet"):
		return SheetXML
	case strings.HasPrefix(s, "<") && (strings.Contains(s, "<html") || strings.Contains(s, "<table") || strings.Contains(s, "<!doctype html")):
		return HTML
	case !bytes.ContainsRune(head, 0) && (utf8.Valid(head) || !bytes.ContainsFunc(head, func(c rune) bool { return c < ' ' && c != '\n' && c != '\r' && c != '\t' })):
		return PlainText
	}
	return Unknown
}

// ole tells what an OLE2 compound file holds, by the names of its streams.
func ole(r io.ReaderAt, size int64, head []byte) Kind {
	if len(head) < 512 {
		return OLE
	}
	// The directory starts in a known sector and is short; its first sectors
	// name the main stream.
	shift := binary.LittleEndian.Uint16(head[30:])
	if shift < 7 || shift > 16 {
		return OLE
	}
	sector := int64(1) << shift
	dir := make([]byte, 16*sector)
	n, _ := r.ReadAt(dir, (int64(binary.LittleEndian.Uint32(head[48:]))+1)*sector)
	dir = dir[:n]
	for i, c := range dir { // some programs write WORKBOOK
		if 'A' <= c && c <= 'Z' {
			dir[i] = c + 'a' - 'A'
		}
	}
	has := func(name string) bool {
		var wide []byte
		for _, c := range []byte(strings.ToLower(name)) {
			wide = append(wide, c, 0)
		}
		return bytes.Contains(dir, append(wide, 0, 0))
	}
	switch {
	case has("EncryptedPackage"):
		return Encrypted
	case has("Workbook"), has("Book"):
		return XLS
	case has("WordDocument"):
		return DOC
	}
	return OLE
}

// office tells what kind of office file a zip is, by the parts in it.
func office(z *zip.Reader) Kind {
	has := map[string]bool{}
	for _, f := range z.File {
		has[strings.ToLower(f.Name)] = true
		if f.Name == "mimetype" && f.UncompressedSize64 < 200 {
			if data, err := ReadAll(f); err == nil {
				switch s := string(data); {
				case strings.Contains(s, "opendocument.spreadsheet"):
					return ODS
				case strings.Contains(s, "opendocument.text"):
					return ODT
				}
			}
		}
	}
	switch {
	case has["ofd.xml"]:
		return OFD
	case has["xl/workbook.bin"]:
		return XLSB
	case has["xl/vbaproject.bin"]:
		return XLSM
	case has["word/vbaproject.bin"]:
		return DOCM
	case has["xl/workbook.xml"]:
		return XLSX
	case has["word/document.xml"]:
		return DOCX
	case has["ppt/presentation.xml"]:
		return PPTX
	case has["[content_types].xml"]:
		// Parts may have other names; their list tells.
		for _, f := range z.File {
			if !strings.EqualFold(f.Name, "[Content_Types].xml") || f.UncompressedSize64 > 1<<20 {
				continue
			}
			data, err := ReadAll(f)
			switch {
			case err != nil:
			case bytes.Contains(data, []byte("macroEnabled")):
				return XLSM
			case bytes.Contains(data, []byte("spreadsheetml.sheet.main")):
				return XLSX
			case bytes.Contains(data, []byte("wordprocessingml.document.main")):
				return DOCX
			}
		}
	}
	return Zip
}

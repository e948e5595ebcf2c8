// Package mask hides in files how persons are reached, and the numbers of their
// identity cards.
package mask

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"regexp"
	"strings"
	"time"

	"github.com/zhijiao-go/zhijiao/internal/sheetml"
)

// What names a person's way to be reached, or a person: mailboxes, numbers of identity
// cards, mobile telephones, telephones with an area code or behind the word, and a
// text that is nothing but seven or eight digits, as a cell for a telephone has it.
var contactForms = []*regexp.Regexp{
	regexp.MustCompile(`[A-Za-z0-9._%+-]+\s?@\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+`),
	regexp.MustCompile(`(?:^|[^\d])([1-9]\d{16}[\dXx])(?:[^\dXx]|$)`),
	regexp.MustCompile(`(?:^|[^\d])(1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?:[^\d]|$)`),
	regexp.MustCompile(`(?:^|[^\d])([(（]?0\d{2,3}[)）]?[ —–-]?\d{7,8}(?:-\d{1,5})?)(?:[^\d]|$)`),
	regexp.MustCompile(`(?:电话|手机|传真|联系方式|邮箱|微信|QQ|qq)[^\d，。；]{0,6}(\d[\d —–-]{5,17}\d)`),
	regexp.MustCompile(`^\s*(\d{7,8}(?:[-转]\d{1,5})?(?:[、,，;； /]+\d{7,11})*)\s*$`),
}

// Text puts an asterisk for every letter and digit of what contactForms find, so that
// a text keeps its length.
func Text(text string) string {
	for _, form := range contactForms {
		for at := 0; at < len(text); {
			g := form.FindStringSubmatchIndex(text[at:])
			if g == nil || g[1] == 0 {
				break
			}
			from, to := g[0], g[1]
			if len(g) > 2 {
				from, to = g[2], g[3]
			}
			hidden := strings.Map(func(r rune) rune {
				if r < 0x80 && (r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z') {
					return '*'
				}
				return r
			}, text[at+from:at+to])
			text = text[:at+from] + hidden + text[at+to:]
			at += to
		}
	}
	return text
}

var (
	// maskBlock is what a text is that may be parted into runs: a paragraph, or a cell.
	maskBlock = regexp.MustCompile(`(?s)<w:p[ >].*?</w:p>|<si>.*?</si>|<is>.*?</is>`)
	maskText  = regexp.MustCompile(`(?s)(<(?:w:)?t(?:\s[^>]*)?>)([^<]*)(</(?:w:)?t>)`)
	maskValue = regexp.MustCompile(`(?s)(<c [^>]*t="str"[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>)([^<]*)(</v>)`)
)

// maskXML masks the texts of a part of a document or workbook.
func maskXML(part string) string {
	part = maskBlock.ReplaceAllStringFunc(part, func(block string) string {
		var whole strings.Builder
		for _, g := range maskText.FindAllStringSubmatch(block, -1) {
			whole.WriteString(html.UnescapeString(g[2]))
		}
		was := whole.String()
		now := Text(was)
		if now == was {
			return block
		}
		rest := now // a character stays where it was: masks keep the length
		return maskText.ReplaceAllStringFunc(block, func(t string) string {
			g := maskText.FindStringSubmatch(t)
			n := len(html.UnescapeString(g[2]))
			text := rest[:n]
			rest = rest[n:]
			return g[1] + sheetml.Escape(text) + g[3]
		})
	})
	return maskValue.ReplaceAllStringFunc(part, func(v string) string {
		g := maskValue.FindStringSubmatch(v)
		return g[1] + sheetml.Escape(Text(html.UnescapeString(g[2]))) + g[3]
	})
}

// Office masks a .docx or .xlsx that this program wrote.
func Office(data []byte) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			return nil, err
		}
		if strings.HasSuffix(f.Name, ".xml") {
			part = []byte(maskXML(string(part)))
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Time{}})
		if err == nil {
			_, err = to.Write(part)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

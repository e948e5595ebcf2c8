package material

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zhijiao-go/zhijiao/campaign"
	"github.com/zhijiao-go/zhijiao/campaign/document/plain"
	"github.com/zhijiao-go/zhijiao/internal/han"
	"github.com/zhijiao-go/zhijiao/internal/typeface"
	"github.com/zhijiao-go/zhijiao/internal/wordml"
)

// A manuscript is a .docx taken apart as its readers see it.
type manuscript struct {
	characters int
	title      []*wordml.Paragraph // with what goes on in the same type on the next line
	unit       *wordml.Paragraph   // nil: none found
	body       []*wordml.Paragraph // without tables
	text       []string            // every line with text, tables too
	captions   []string            // those that begin as 图1 does
	source     string              // the medium that the first line which names one names
	early      string              // text behind a picture; "" if pictures stand last
	pictures   int
}

// newManuscript takes a document apart. The title is the first line that looks
// like one, the unit the first of the short lines below it that names a school
// or an office, else the first of them; the body begins with the first line
// that is a sentence or has a level mark.
func newManuscript(d *wordml.Document) *manuscript {
	a := &manuscript{pictures: d.Pictures}
	var lines []*wordml.Paragraph
	picture := false
	a.walk(d.Blocks, func(p *wordml.Paragraph, table bool) {
		text := shown(p)
		a.characters += characters(text)
		if strings.TrimSpace(text) != "" {
			if picture && a.early == "" && !captionLine(text) {
				a.early = strings.TrimSpace(text)
			}
			a.text = append(a.text, strings.TrimSpace(text))
			if captionStart.MatchString(strings.TrimSpace(text)) {
				a.captions = append(a.captions, strings.TrimSpace(text))
			}
			if !table {
				lines = append(lines, p)
			}
		}
		picture = picture || p.Pictures > 0
	})
	for _, note := range d.Notes {
		a.characters += characters(note)
		a.text = append(a.text, note)
	}
	for _, line := range a.text {
		if m := sourceLine.FindStringSubmatch(line); m != nil {
			a.source = m[1]
			break
		}
	}
	for len(lines) > 0 && attachmentLabel.MatchString(strings.TrimSpace(shown(lines[0]))) {
		lines = lines[1:]
	}
	if len(lines) > 0 && titleLine(shown(lines[0])) {
		usual := commonLook(lines[1:])
		first := commonLook(lines[:1])
		a.title, lines = lines[:1], lines[1:]
		for len(lines) > 0 && titleLine(shown(lines[0])) && first != usual && commonLook(lines[:1]) == first {
			a.title, lines = append(slices.Clip(a.title), lines[0]), lines[1:]
		}
		for len(lines) > 0 && strings.HasPrefix(strings.TrimSpace(shown(lines[0])), "—") {
			lines = lines[1:] // 副标题, for which nothing is demanded
		}
		var below []*wordml.Paragraph
		for len(lines) > 0 && byline(lines[0]) {
			below, lines = append(below, lines[0]), lines[1:]
		}
		if len(below) > 0 {
			a.unit = below[0]
			if i := slices.IndexFunc(below, func(p *wordml.Paragraph) bool { return unitWord.MatchString(shown(p)) }); i >= 0 {
				a.unit = below[i]
			}
		}
	}
	a.body = lines
	return a
}

// walk visits the paragraphs in their order, those of cells too.
func (a *manuscript) walk(blocks []wordml.Block, visit func(p *wordml.Paragraph, table bool)) {
	var into func(blocks []wordml.Block, table bool)
	into = func(blocks []wordml.Block, table bool) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *wordml.Paragraph:
				visit(b, table)
			case *wordml.Table:
				for _, row := range b.Rows {
					for i := range row.Cells {
						into(row.Cells[i].Blocks, true)
					}
				}
			}
		}
	}
	into(blocks, false)
}

// shown returns the text of a paragraph without what is hidden.
func shown(p *wordml.Paragraph) string {
	if len(p.Runs) == 1 {
		return p.Runs[0].Text
	}
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

var (
	attachmentLabel = regexp.MustCompile(`^附[件表]\s*[0-9０-９一二三四五六七八九十]*\s*[:：]?$`)
	unitWord        = regexp.MustCompile(`学校|学院|大学|中专|职专|职高|职中|职教中心|[中技]校|教育局|教体局|教育和体育局|人社局|委员会|协会|公司|集团|中心|单位|[处科室系部院]$`)
	captionStart    = regexp.MustCompile(`^(?:图|照片|图片)\s*[0-9０-９一二三四五六七八九十]+|^[（(]?(?:上图|下图|左图|右图|图为|图片)`)
)

const (
	longTitle  = 60 // characters of a title on one line, or of a line that is no sentence
	longByline = 40
)

// titleLine reports whether a line may be a title: short and no sentence.
func titleLine(text string) bool {
	text = strings.TrimSpace(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	return utf8.RuneCountInString(text) <= longTitle && !strings.ContainsRune("。；：;:，,", last)
}

// byline reports whether a line below the title tells the unit, an author or a
// date: short, no sentence, without a level mark.
func byline(p *wordml.Paragraph) bool {
	text := strings.TrimSpace(shown(p))
	mark, _, _ := plain.ParseMark(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	return mark == "" && p.Number == "" && utf8.RuneCountInString(text) <= longByline && !strings.ContainsRune("。；：;:，,！？!?…”", last) && !captionStart.MatchString(text)
}

// captionLine reports whether a line may be the caption of a picture.
func captionLine(text string) bool {
	text = strings.TrimSpace(text)
	return captionStart.MatchString(text) || utf8.RuneCountInString(text) <= longByline && !strings.HasSuffix(text, "。")
}

// characters counts as Word counts 字数: every Chinese character and every mark
// of Chinese type is one, and so is every run of other characters without a
// blank in it. Numbers that Word sets before the paragraphs of a list do not
// count.
func characters(text string) int {
	n := 0
	inWord := false
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			inWord = false
		case wide(r), fullMark(r) && !(r == '’' && inWord && i+1 < len(runes) && unicode.Is(unicode.Latin, runes[i+1])): // it’s
			n++
			inWord = false
		case !inWord:
			n++
			inWord = true
		}
	}
	return n
}

// wide reports whether a character takes the width of a Chinese one.
func wide(r rune) bool {
	switch {
	case r < 0x2E80:
		return r >= 0x2460 && r <= 0x24FF // ①
	case r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE4F, r >= 0xFF00 && r <= 0xFFEF, r >= 0x20000 && r <= 0x3FFFF:
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hangul)
}

// fullMark reports whether a mark that other scripts have too takes the
// width of a Chinese character in Chinese text.
func fullMark(r rune) bool {
	return strings.ContainsRune("“”‘’—…·×℃※→←↑↓■□●○◆★☆▲△", r)
}

// A typed is how a stretch of text is set.
type typed struct {
	face string
	size float64
}

// commonLook returns the look of most Chinese characters in paragraphs.
func commonLook(ps []*wordml.Paragraph) typed {
	count := map[typed]int{}
	var most typed
	for _, p := range ps {
		for _, r := range p.Runs {
			l := typed{r.Face, r.Size}
			if count[l] += han.Count(r.Text); count[l] > count[most] {
				most = l
			}
		}
	}
	return most
}

// A misfit is a stretch of text that is not set as demanded.
type misfit struct {
	text  string
	look  typed
	match typeface.Match // of the face
	sized bool           // the size is right
}

// differing returns the stretches of a paragraph that are not set as wanted,
// and how many Chinese characters there are in it.
func differing(p *wordml.Paragraph, want *campaign.TextLook) (found []misfit, all int) {
	points, _ := want.Points()
	for _, r := range p.Runs {
		n := han.Count(r.Text)
		all += n
		s := misfit{
			text: strings.TrimSpace(r.Text), look: typed{r.Face, r.Size}, match: typeface.Compare(r.Face, want.Face),
			sized: points == 0 || max(r.Size-points, points-r.Size) < 0.25,
		}
		if n > 0 && (s.match != typeface.Same || !s.sized) {
			found = append(found, s)
		}
	}
	return found, all
}

// String tells a look as clerks do: 宋体二号.
func (l typed) String() string {
	return cmp.Or(l.face, "未指定的中文字体") + campaign.TypeSize(l.size)
}

func lookName(l *campaign.TextLook) string {
	points, err := l.Points()
	if err != nil || points == 0 {
		return l.Face
	}
	return l.Face + campaign.TypeSize(points)
}

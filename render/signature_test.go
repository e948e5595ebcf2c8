package render_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zhijiao-go/zhijiao/campaign/document"
)

// T9: the sealed date ends four characters from the right, the name is centred on it.
func TestSealedSignature(t *testing.T) {
	for _, name := range []string{"示例市教育局", "示例市人力资源和社会保障局职业能力建设处"} {
		n := notice()
		n.Signature.Organs = []document.Organ{{Name: name}}
		_, lines := layout(t, printer(t), n)
		date := find(t, lines, "2027年4月6日")
		organ := lines[slices.Index(lines, date)-1]
		if organ.text != name {
			t.Fatalf("above the date stands %v", organ)
		}
		near(t, name+" centred on the date", (organ.x0+organ.x1)/2, (date.x0+date.x1)/2, 0.5)
		if len(name) < 30 {
			near(t, "date inset", right-date.x1, 4*cellMM, 0.5)
		} else if organ.x1 > right+0.1 {
			t.Errorf("%s ends at %.1f", name, organ.x1)
		}
		near(t, "date below the name", date.y-organ.y, 10.213, 0.05)
	}
}

// T10: without a seal the name ends two characters from the right and the date
// begins two to the right of it; a longer date takes the inset itself.
func TestUnsealedSignature(t *testing.T) {
	for _, name := range []string{"示例市人力资源和社会保障局", "市局", "示例市教育局"} {
		n := notice()
		n.Signature = &document.Signature{Organs: []document.Organ{{Name: name}}, Date: issued, Seal: document.SealNone}
		_, lines := layout(t, printer(t), n)
		var organ line
		for _, l := range lines {
			if l.text == name {
				organ = l
			}
		}
		date := find(t, lines, "2027年4月6日")
		near(t, name+": date against the name", date.x0-organ.x0, 2*cellMM, 0.3)
		if organ.x1-organ.x0 >= date.x1-date.x0 {
			near(t, name+": name inset", right-organ.x1, 2*cellMM, 0.3)
		} else {
			near(t, name+": date inset", right-date.x1, 2*cellMM, 0.3)
		}
	}
}

// T17: the names of a joint signature leave room for their seals, in order,
// the date below the last.
func TestJointSeals(t *testing.T) {
	n := notice()
	n.Signature.Organs = nine
	_, lines := layout(t, printer(t), n)
	date := find(t, lines, "2027年4月6日")
	last := find(t, lines, "共青团泰安市委")
	near(t, "date below the last name", date.y-last.y, 10.213, 0.1)
	near(t, "date centred below it", (date.x0+date.x1)/2, 28+26*5, 0.6)
	for _, l := range lines {
		if l.page == date.page && l.size == 16 && (l.x0 < 28-0.1 || l.x1 > 184.1) {
			t.Errorf("outside the type area: %v", l)
		}
	}
	if page := find(t, lines, "泰安市总工会").page; page != date.page {
		t.Errorf("names on page %d, date on %d", page, date.page)
	}
}

// 7.3.5.5: wherever a text ends on its page, the signature stands with a line
// of it.
func TestSignatureNeverAlone(t *testing.T) {
	p := printer(t)
	for _, organs := range [][]document.Organ{bureau, nine[:3]} {
		for chars := 300; chars < 1500; chars += 27 {
			n := notice()
			n.Body = body(strings.Repeat("国", chars))
			n.Signature.Organs = organs
			_, lines := layout(t, p, n)
			date := find(t, lines, "2027年4月6日")
			text := 0
			for _, l := range lines {
				if l.page == date.page && strings.Contains(l.text, "国") {
					text++
				}
			}
			if text == 0 {
				t.Errorf("%d organs, %d characters: no text on page %d beside the date", len(organs), chars, date.page)
			}
		}
	}
}
